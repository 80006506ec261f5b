/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compares solutions with data: the model-independent part of prognosis-kernel-template.h, which includes it. */

/* The states that a signal observes on a day: usually one. */
typedef struct
{
  int n;
  int state[NS];
  double c[NS];
} Terms;

INLINE V
value_on (const V *row, const Terms *terms, int n)
{
  V value = terms->c[0] * row[terms->state[0]];

  for (int j = 1; j < n; j++)
    value += terms->c[j] * row[terms->state[j]];
  return value;
}

INLINE void
value_vjp (V *row_bar, const Terms *terms, int n, V value_bar)
{
  for (int j = 0; j < n; j++)
    row_bar[terms->state[j]] += terms->c[j] * value_bar;
}

/* One signal of one group. y and its adjoint start at the first step; data and weights are those of all signals,
   starting with this one. */
INLINE void
observe_signal (const PrognosisObservation *observation, const Terms *terms, int n_terms, PrognosisLag lag, const V *y, V *bar,
                const V *observed, const V *weight, V share, V *loss_out, V *share_bar_out)
{
  const int n_signals = observation->n_signals, stride = observation->step_days * NS;
  const V *first = y - observation->first_day * NS;
  V *first_bar = bar - observation->first_day * NS;
  V loss = (V){ 0 }, share_bar = (V){ 0 };

  for (int k = 0; k < observation->n_steps; k++)
    {
      const V w = *weight;
      V value = value_on (y, terms, n_terms), r;

      if (lag == PROGNOSIS_LAG_START)
        value -= value_on (first, terms, n_terms);
      else if (lag == PROGNOSIS_LAG_STEP)
        value -= value_on (y - stride, terms, n_terms);
      r = w * (share * value - *observed);
      loss += r * r;
      r *= w;
      share_bar += r * value;
      r *= share;
      value_vjp (bar, terms, n_terms, r);
      if (lag == PROGNOSIS_LAG_START)
        value_vjp (first_bar, terms, n_terms, -r);
      else if (lag == PROGNOSIS_LAG_STEP)
        value_vjp (bar - stride, terms, n_terms, -r);
      y += stride;
      bar += stride;
      observed += n_signals;
      weight += n_signals;
    }
  *loss_out += 0.5 * loss;
  *share_bar_out += share_bar;
}

static void
observe_lanes (const PrognosisSolve *solve, const PrognosisObservation *observation, const PrognosisLossData *data, double *y_bar)
{
  Terms terms[PROGNOSIS_MAX_SIGNALS];

  for (int s = 0; s < observation->n_signals; s++)
    {
      terms[s] = (Terms){ 0 };
      for (int i = 0; i < NS; i++)
        if (observation->c[s][i] != 0.0)
          {
            terms[s].state[terms[s].n] = i;
            terms[s].c[terms[s].n++] = observation->c[s][i];
          }
    }
  for (int g = 0; g < solve->n_groups; g++)
    {
      V *bar = (V *) y_bar + g * Y_STRIDE (solve);

      for (int i = 0; i < Y_STRIDE (solve); i++)
        bar[i] = (V){ 0 };
      ((V *) data->loss)[g] = (V){ 0 };
      for (int s = 0; s < observation->n_signals; s++)
        {
          const int at = g * observation->n_steps * observation->n_signals + s, share = g * observation->n_signals + s;
          const V *y = (const V *) solve->y + g * Y_STRIDE (solve) + observation->first_day * NS;
          V *y_bar_first = bar + observation->first_day * NS;
#define OBSERVE(n, lag)                                                                                                           \
  observe_signal (observation, &terms[s], n, lag, y, y_bar_first, (const V *) data->observed + at, (const V *) data->weight + at, \
                  ((const V *) data->share)[share], (V *) data->loss + g, (V *) data->share_bar + share)

          if (terms[s].n == 1 && observation->lag[s] == PROGNOSIS_LAG_NONE)
            OBSERVE (1, PROGNOSIS_LAG_NONE);
          else
            OBSERVE (terms[s].n, observation->lag[s]);
#undef OBSERVE
        }
    }
}

INLINE void
normal_blocks (const PrognosisTangent *tangent, const PrognosisObservation *observation, PrognosisNormal *normal, int n_blocks)
{
  const int n_signals = observation->n_signals;
  const double *y = tangent->y;
  V *row = (V *) normal->row, *gradient = (V *) normal->gradient, *hessian = (V *) normal->hessian;

  normal->loss = 0.0;
  for (int c = 0; c < n_blocks; c++)
    gradient[c] = (V){ 0 };
  for (int c = 0; c < n_blocks * n_blocks * LANES; c++)
    hessian[c] = (V){ 0 };

  for (int k = 0; k < observation->n_steps; k++)
    for (int s = 0; s < n_signals; s++)
      {
        const int at = k * n_signals + s;
        const int day = observation->first_day + k * observation->step_days;
        const double *c = observation->c[s];
        const V *dy = (const V *) tangent->dy + day * NS * n_blocks, *dy_lagged = NULL;
        double value = 0.0, r, w = normal->weight[at];
        int lagged = -1;

        if (normal->residual)
          normal->residual[at] = 0.0;
        if (w == 0.0)
          continue;
        if (observation->lag[s] == PROGNOSIS_LAG_START)
          lagged = 0;
        else if (observation->lag[s] == PROGNOSIS_LAG_STEP)
          lagged = day - observation->step_days;

        FOR_STATES (i) value += c[i] * y[day * NS + i];
        if (lagged >= 0)
          {
            FOR_STATES (i) value -= c[i] * y[lagged * NS + i];
            dy_lagged = (const V *) tangent->dy + lagged * NS * n_blocks;
          }
        r = w * (normal->share[s] * value - normal->observed[at]);
        if (normal->residual)
          normal->residual[at] = r;
        /* Huber loss, as weights of its quadratic part (iteratively reweighted least squares). */
        if (normal->huber > 0.0 && __builtin_fabs (r) > normal->huber)
          {
            const double a = __builtin_fabs (r), q = __builtin_sqrt (normal->huber / a);

            normal->loss += normal->huber * (a - 0.5 * normal->huber);
            r *= q;
            w *= q;
          }
        else
          normal->loss += 0.5 * r * r;

        for (int b = 0; b < n_blocks; b++)
          row[b] = (V){ 0 };
        FOR_STATES (i)
        {
          const double f = w * normal->share[s] * c[i];

          if (f != 0.0)
            {
              for (int b = 0; b < n_blocks; b++)
                row[b] += f * dy[i * n_blocks + b];
              if (dy_lagged)
                for (int b = 0; b < n_blocks; b++)
                  row[b] -= f * dy_lagged[i * n_blocks + b];
            }
        }
        if (normal->share_column[s] >= 0)
          normal->row[normal->share_column[s]] += w * value * normal->d_share[s];

        for (int b = 0; b < n_blocks; b++)
          gradient[b] += r * row[b];
        for (int i = 0; i < n_blocks * LANES; i++)
          {
            const double f = normal->row[i];

            for (int b = 0; b <= i / LANES; b++)
              hessian[i * n_blocks + b] += f * row[b];
          }
      }
}

static void
normal_columns (const PrognosisTangent *tangent, const PrognosisObservation *observation, PrognosisNormal *normal)
{
  const int n_blocks = tangent->n_columns / LANES;

  /* Constant sizes let the compiler keep rows in registers. */
  switch (n_blocks)
    {
    case 1: normal_blocks (tangent, observation, normal, 1); break;
    case 2: normal_blocks (tangent, observation, normal, 2); break;
    case 3: normal_blocks (tangent, observation, normal, 3); break;
    case 4: normal_blocks (tangent, observation, normal, 4); break;
    default: normal_blocks (tangent, observation, normal, n_blocks); break;
    }
}
