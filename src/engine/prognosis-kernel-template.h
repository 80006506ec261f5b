/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Fixed-step RK4, its discrete adjoint and its forward sensitivities, made from the equations of one model.
 *
 * The including file defines MODEL (a name), NS (states), NR (rates) and, over the lane type V,
 *
 *   static inline V    infectious (const V *y)                        share of the population that infects
 *   static inline void infectious_vjp (V z_bar, V *y_bar)             adds
 *   static inline void rhs (const V *y, V foi, const V *p, double t, V *dy)
 *   static inline void jvp (const V *y, V foi, const V *p, double t,
 *                           const V *ty, V tfoi, const V *tp, V *tdy)  tangent of rhs
 *   static inline void vjp (const V *y, V foi, const V *p, double t,
 *                           const V *w, V *ay, V *afoi, V *ap)         transpose of rhs; adds
 *
 * with foi = beta(t) * pressure the force of infection, and pressure the region's own infectious share or,
 * with coupling, that of its neighbours too. It is compiled once per instruction set: a lane is one native
 * register, since gcc spills wider vectors (measured: 2 to 5 times slower).
 */

#include "prognosis-lane.h"

#define UNROLL _Pragma ("GCC unroll 8")
#define FOR_STATES(i) UNROLL for (int i = 0; i < NS; i++)
#define FOR_RATES(i) UNROLL for (int i = 0; i < NR; i++)

/* The four stages' inputs of a step of length h from y. */
static inline __attribute__ ((always_inline)) void
stages (const V *y, const V *beta, const V *p, double t, double h, V s[4][NS], V z[4], V *next)
{
  V k[NS], sum[NS];

  FOR_STATES (i) s[0][i] = y[i];
  z[0] = infectious (s[0]);
  rhs (s[0], beta[0] * z[0], p, t, k);
  FOR_STATES (i)
  {
    sum[i] = k[i];
    s[1][i] = y[i] + 0.5 * h * k[i];
  }
  z[1] = infectious (s[1]);
  rhs (s[1], beta[1] * z[1], p, t + 0.5 * h, k);
  FOR_STATES (i)
  {
    sum[i] += 2.0 * k[i];
    s[2][i] = y[i] + 0.5 * h * k[i];
  }
  z[2] = infectious (s[2]);
  rhs (s[2], beta[1] * z[2], p, t + 0.5 * h, k);
  FOR_STATES (i)
  {
    sum[i] += 2.0 * k[i];
    s[3][i] = y[i] + h * k[i];
  }
  z[3] = infectious (s[3]);
  rhs (s[3], beta[2] * z[3], p, t + h, k);
  FOR_STATES (i) next[i] = y[i] + (h / 6.0) * (sum[i] + k[i]);
}

/* beta at the start, middle and end of substep m of n between the days' values b0 and b1. */
static inline void
beta_in_step (V b0, V b1, int m, int n, V *beta)
{
  const double u = (double) m / n, h = 1.0 / n;
  const V slope = b1 - b0;

  beta[0] = b0 + u * slope;
  beta[1] = b0 + (u + 0.5 * h) * slope;
  beta[2] = b0 + (u + h) * slope;
}

static void
solve_lanes (const PrognosisSolve *solve)
{
  const int n = solve->substeps;
  const double h = 1.0 / n;
  const V *beta = (const V *) solve->beta;
  V *out = (V *) solve->y;
  V p[NR], y[NS], s[4][NS], z[4];

  FOR_RATES (i) p[i] = ((const V *) solve->rates)[i];
  FOR_STATES (i) y[i] = out[i];
  for (int day = 0; day < solve->n_days; day++)
    {
      for (int m = 0; m < n; m++)
        {
          V b[3];

          beta_in_step (beta[day], beta[day + 1], m, n, b);
          stages (y, b, p, day + m * h, h, s, z, y);
        }
      out += NS;
      FOR_STATES (i) out[i] = y[i];
    }
}

/* Transpose of one stage: w is the adjoint of its derivative, g the adjoint of its input (out). */
static inline __attribute__ ((always_inline)) void
stage_vjp (const V *s, V z, V beta, const V *p, double t, const V *w, V *g, V *beta_bar, V *p_bar)
{
  V foi_bar = (V) { 0 };

  FOR_STATES (i) g[i] = (V) { 0 };
  vjp (s, beta * z, p, t, w, g, &foi_bar, p_bar);
  *beta_bar += foi_bar * z;
  infectious_vjp (foi_bar * beta, g);
}

/* Backwards over one substep: the stages are recomputed from its start, then undone from last to first. */
static inline __attribute__ ((always_inline)) void
substep_vjp (const V *y, const V *beta, const V *p, double t, double h, V *y_bar, V *beta_bar, V *p_bar)
{
  V s[4][NS], z[4], next[NS], w[NS], g[NS], sum[NS];

  stages (y, beta, p, t, h, s, z, next);

  FOR_STATES (i) w[i] = (h / 6.0) * y_bar[i];
  stage_vjp (s[3], z[3], beta[2], p, t + h, w, g, &beta_bar[2], p_bar);
  FOR_STATES (i)
  {
    sum[i] = g[i];
    w[i] = (h / 3.0) * y_bar[i] + h * g[i];
  }
  stage_vjp (s[2], z[2], beta[1], p, t + 0.5 * h, w, g, &beta_bar[1], p_bar);
  FOR_STATES (i)
  {
    sum[i] += g[i];
    w[i] = (h / 3.0) * y_bar[i] + 0.5 * h * g[i];
  }
  stage_vjp (s[1], z[1], beta[1], p, t + 0.5 * h, w, g, &beta_bar[1], p_bar);
  FOR_STATES (i)
  {
    sum[i] += g[i];
    w[i] = (h / 6.0) * y_bar[i] + 0.5 * h * g[i];
  }
  stage_vjp (s[0], z[0], beta[0], p, t, w, g, &beta_bar[0], p_bar);
  FOR_STATES (i) y_bar[i] += sum[i] + g[i];
}

static void
adjoint_lanes (const PrognosisSolve *solve, const PrognosisAdjoint *adjoint)
{
  const int n = solve->substeps;
  const double h = 1.0 / n;
  const V *beta = (const V *) solve->beta;
  V *beta_out = (V *) adjoint->beta_bar;
  V p[NR], p_bar[NR], w[NS], beta_bar_next = (V) { 0 };

  FOR_RATES (i)
  {
    p[i] = ((const V *) solve->rates)[i];
    p_bar[i] = ((const V *) adjoint->rate_bar)[i];
  }
  FOR_STATES (i) w[i] = ((const V *) adjoint->y_bar)[solve->n_days * NS + i];

  for (int day = solve->n_days - 1; day >= 0; day--)
    {
      const V *y = (const V *) solve->y + day * NS;
      V *inject = (V *) adjoint->y_bar + day * NS;
      V beta_bar_day = (V) { 0 };
      V within[PROGNOSIS_MAX_SUBSTEPS][NS];

      if (n > 1)
        {
          V s[4][NS], z[4];

          FOR_STATES (i) within[0][i] = y[i];
          for (int m = 0; m < n - 1; m++)
            {
              V b[3];

              beta_in_step (beta[day], beta[day + 1], m, n, b);
              stages (within[m], b, p, day + m * h, h, s, z, within[m + 1]);
            }
        }
      for (int m = n - 1; m >= 0; m--)
        {
          const double u = (double) m / n;
          V b[3], b_bar[3] = { { 0 }, { 0 }, { 0 } };

          beta_in_step (beta[day], beta[day + 1], m, n, b);
          substep_vjp (n > 1 ? within[m] : y, b, p, day + m * h, h, w, b_bar, p_bar);
          beta_bar_day += (1.0 - u) * b_bar[0] + (1.0 - u - 0.5 * h) * b_bar[1] + (1.0 - u - h) * b_bar[2];
          beta_bar_next += u * b_bar[0] + (u + 0.5 * h) * b_bar[1] + (u + h) * b_bar[2];
        }
      beta_out[day + 1] += beta_bar_next;
      beta_bar_next = beta_bar_day;
      FOR_STATES (i)
      {
        w[i] += inject[i];
        inject[i] = w[i];
      }
    }
  beta_out[0] += beta_bar_next;
  FOR_RATES (i) ((V *) adjoint->rate_bar)[i] = p_bar[i];
}

static void
observe_lanes (const PrognosisSolve *solve, const PrognosisObservation *observation, const PrognosisLossData *data, double *y_bar)
{
  const V *y = (const V *) solve->y;
  V *bar = (V *) y_bar;
  const int n_signals = observation->n_signals;

  for (int i = 0; i < (solve->n_days + 1) * NS; i++)
    bar[i] = (V) { 0 };
  *(V *) data->loss = (V) { 0 };

  for (int s = 0; s < n_signals; s++)
    {
      const V share = ((const V *) data->share)[s];
      const double *c = observation->c[s];
      V loss = (V) { 0 }, share_bar = (V) { 0 };

      for (int k = 0; k < observation->n_steps; k++)
        {
          const int day = observation->first_day + k * observation->step_days;
          const V weight = ((const V *) data->weight)[k * n_signals + s];
          int lagged = -1;
          V value = (V) { 0 };
          V r;

          if (observation->lag[s] == PROGNOSIS_LAG_START)
            lagged = 0;
          else if (observation->lag[s] == PROGNOSIS_LAG_STEP)
            lagged = day - observation->step_days;
          FOR_STATES (i) value += c[i] * y[day * NS + i];
          if (lagged >= 0)
            FOR_STATES (i) value -= c[i] * y[lagged * NS + i];
          r = weight * (share * value - ((const V *) data->observed)[k * n_signals + s]);
          loss += 0.5 * r * r;
          r *= weight;
          share_bar += r * value;
          r *= share;
          FOR_STATES (i) bar[day * NS + i] += c[i] * r;
          if (lagged >= 0)
            FOR_STATES (i) bar[lagged * NS + i] -= c[i] * r;
        }
      *(V *) data->loss += loss;
      ((V *) data->share_bar)[s] += share_bar;
    }
}

/* One region in all lanes; the columns of its tangents go block by block through the step, whose stages are shared. */
static void
tangent_columns (const PrognosisTangent *tangent)
{
  const int n = tangent->substeps, n_blocks = tangent->n_columns / LANES;
  const double h = 1.0 / n;
  const V *d_beta = (const V *) tangent->d_beta, *d_rates = (const V *) tangent->d_rates;
  V p[NR], y[NS], s[4][NS], z[4];

  FOR_RATES (i) p[i] = tangent->rates[i] + (V) { 0 };
  FOR_STATES (i) y[i] = tangent->y[i] + (V) { 0 };

  for (int day = 0; day < tangent->n_days; day++)
    {
      V *dy = (V *) tangent->dy + (day + 1) * NS * n_blocks;

      for (int i = 0; i < NS * n_blocks; i++)
        dy[i] = dy[i - NS * n_blocks];
      for (int m = 0; m < n; m++)
        {
          const double t = day + m * h, u = (double) m / n;
          const V b0 = tangent->beta[day] + (V) { 0 }, b1 = tangent->beta[day + 1] + (V) { 0 };
          V b[3];

          beta_in_step (b0, b1, m, n, b);
          stages (y, b, p, t, h, s, z, y);
          for (int c = 0; c < n_blocks; c++)
            {
              const V tb0 = d_beta[day * n_blocks + c];
              const V slope = d_beta[(day + 1) * n_blocks + c] - tb0;
              const V tb[3] = { tb0 + u * slope, tb0 + (u + 0.5 * h) * slope, tb0 + (u + h) * slope };
              V tp[NR], ty[NS], ts[NS], k[NS], sum[NS];

              FOR_RATES (i) tp[i] = d_rates[i * n_blocks + c];
              FOR_STATES (i) ty[i] = dy[i * n_blocks + c];
              jvp (s[0], b[0] * z[0], p, t, ty, tb[0] * z[0] + b[0] * infectious (ty), tp, k);
              FOR_STATES (i)
              {
                sum[i] = k[i];
                ts[i] = ty[i] + 0.5 * h * k[i];
              }
              jvp (s[1], b[1] * z[1], p, t + 0.5 * h, ts, tb[1] * z[1] + b[1] * infectious (ts), tp, k);
              FOR_STATES (i)
              {
                sum[i] += 2.0 * k[i];
                ts[i] = ty[i] + 0.5 * h * k[i];
              }
              jvp (s[2], b[1] * z[2], p, t + 0.5 * h, ts, tb[1] * z[2] + b[1] * infectious (ts), tp, k);
              FOR_STATES (i)
              {
                sum[i] += 2.0 * k[i];
                ts[i] = ty[i] + h * k[i];
              }
              jvp (s[3], b[2] * z[3], p, t + h, ts, tb[2] * z[3] + b[2] * infectious (ts), tp, k);
              FOR_STATES (i) dy[i * n_blocks + c] = ty[i] + (h / 6.0) * (sum[i] + k[i]);
            }
        }
      FOR_STATES (i) tangent->y[(day + 1) * NS + i] = y[i][0];
    }
}

static inline __attribute__ ((always_inline)) void
normal_blocks (const PrognosisTangent *tangent, const PrognosisObservation *observation, PrognosisNormal *normal, int n_blocks)
{
  const int n_signals = observation->n_signals;
  const double *y = tangent->y;
  V *row = (V *) normal->row, *gradient = (V *) normal->gradient, *hessian = (V *) normal->hessian;

  normal->loss = 0.0;
  for (int c = 0; c < n_blocks; c++)
    gradient[c] = (V) { 0 };
  for (int c = 0; c < n_blocks * n_blocks * LANES; c++)
    hessian[c] = (V) { 0 };

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
        /* Huber's loss as weights of its quadratic part (iteratively reweighted least squares). */
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
          row[b] = (V) { 0 };
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

  /* Known sizes let the compiler keep rows in registers. */
  switch (n_blocks)
    {
    case 1: normal_blocks (tangent, observation, normal, 1); break;
    case 2: normal_blocks (tangent, observation, normal, 2); break;
    case 3: normal_blocks (tangent, observation, normal, 3); break;
    case 4: normal_blocks (tangent, observation, normal, 4); break;
    default: normal_blocks (tangent, observation, normal, n_blocks); break;
    }
}

static void
infectious_lanes (const double *y, double *z)
{
  *(V *) z = infectious ((const V *) y);
}

static void
derivative_lanes (const double *y, const double *beta, const double *pressure, const double *rates, double t_days, double *dy)
{
  rhs ((const V *) y, *(const V *) beta * *(const V *) pressure, (const V *) rates, t_days, (V *) dy);
}

static void
derivative_vjp_lanes (const double *y, const double *beta, const double *pressure, const double *rates, double t_days,
                      const double *dy_bar, double *y_bar, double *beta_bar, double *pressure_bar, double *rate_bar)
{
  const V b = *(const V *) beta, x = *(const V *) pressure;
  V foi_bar = (V) { 0 };

  vjp ((const V *) y, b * x, (const V *) rates, t_days, (const V *) dy_bar, (V *) y_bar, &foi_bar, (V *) rate_bar);
  *(V *) beta_bar += foi_bar * x;
  *(V *) pressure_bar += foi_bar * b;
}

static void
infectious_vjp_lanes (const double *z_bar, double *y_bar)
{
  infectious_vjp (*(const V *) z_bar, (V *) y_bar);
}

#define KERNEL_PASTE(a, b, c) a##_##b##_##c
#define KERNEL_NAME(model, isa) KERNEL_PASTE (prognosis_kernel, model, isa)

extern const PrognosisKernel KERNEL_NAME (MODEL, PROGNOSIS_KERNEL_ISA);
const PrognosisKernel KERNEL_NAME (MODEL, PROGNOSIS_KERNEL_ISA) = {
  .isa = G_STRINGIFY (PROGNOSIS_KERNEL_ISA),
  .lanes = LANES,
  .n_states = NS,
  .n_rates = NR,
  .solve = solve_lanes,
  .adjoint = adjoint_lanes,
  .observe = observe_lanes,
  .tangent = tangent_columns,
  .normal = normal_columns,
  .infectious = infectious_lanes,
  .derivative = derivative_lanes,
  .derivative_vjp = derivative_vjp_lanes,
  .infectious_vjp = infectious_vjp_lanes,
};
