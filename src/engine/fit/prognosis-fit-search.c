/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Levenberg-Marquardt for one region, with forward sensitivities, on transformed parameters within bounds. Damping
   as in Nielsen (1999), "Damping parameter in Marquardt's method", scaled by the largest diagonal so far (More
   1978). */

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

#include "prognosis-fit-search.h"

#include "prognosis-sort.h"

/* Threshold of the Huber loss: 95 % efficient for normal errors. */
#define HUBER 1.345
/* The linear model is not valid beyond a step of two log units. */
#define LARGEST_STEP 2.0
/* Bounds of the shape, a log factor of transmission: up to 150 times its level, or as many times less. */
#define SHAPE_LIMIT 5.0
/* Damping relative to the diagonal: at first, and when the search gives up. */
#define FIRST_DAMPING 1e-3
#define MAX_DAMPING 1e12
/* With a prior, a descent that converges needs far fewer. */
#define MAX_ITERATIONS_WITH_PRIOR 100
/* The median of absolute normal errors times this is their standard deviation. */
#define SD_OF_MEDIAN 1.4826

void
prognosis_search_init (PrognosisSearch *self, PrognosisRegionFit *region, const PrognosisProblem *problem,
                       PrognosisWorkspace *workspace)
{
  memset (self, 0, sizeof *self);
  self->region = region;
  self->problem = problem;
  self->workspace = workspace;
  self->n = problem->n_unknowns;
  self->huber = problem->options->loss == PROGNOSIS_LOSS_HUBER ? HUBER : 0.0;
  for (gsize i = 0; i < problem->n_parameters; i++)
    {
      const PrognosisParameter *p = &problem->parameters[i];
      const double sd = prognosis_parameter_prior_sd (p);

      self->theta[i] = prognosis_parameter_transform (p, region->values[i]);
      self->start[i] = prognosis_parameter_transform (p, region->start[i]);
      self->lower[i] = prognosis_parameter_transform (p, p->lower);
      self->upper[i] = prognosis_parameter_transform (p, p->upper);
      self->fixed[i] = region->fixed[i];
      self->precision[i] = 1.0 / (sd * sd);
    }
  for (gsize k = 0; k < problem->n_shape; k++)
    {
      self->lower[problem->n_parameters + k] = -SHAPE_LIMIT;
      self->upper[problem->n_parameters + k] = SHAPE_LIMIT;
      self->precision[problem->n_parameters + k] = 1.0;
    }
}

void
prognosis_search_set_weights (PrognosisSearch *self)
{
  const PrognosisProblem *problem = self->problem;
  const int n_signals = problem->observation.n_signals;
  double common = 0.0;
  int n = 0;

  for (int s = 0; s < n_signals; s++)
    if (self->region->used[s])
      {
        common += self->region->spread[s] * self->region->spread[s];
        n++;
      }
  common = PROGNOSIS_FIRST_NOISE * sqrt (common / MAX (n, 1));
  for (gsize i = 0; i < problem->n_steps * n_signals; i++)
    {
      const int s = i % n_signals;
      const double scale
          = problem->options->loss == PROGNOSIS_LOSS_SQUARES ? common : self->region->spread[s] * self->region->noise[s];

      self->workspace->weight[i] = self->region->weight[i] / scale;
    }
}

void
prognosis_search_to_values (const PrognosisSearch *self, const double *theta, double *values, double *shape)
{
  for (gsize i = 0; i < self->problem->n_parameters; i++)
    values[i]
        = self->region->fixed[i] ? self->region->values[i] : prognosis_parameter_value (&self->problem->parameters[i], theta[i]);
  for (gsize k = 0; k < self->problem->n_shape; k++)
    shape[k] = theta[self->problem->n_parameters + k];
}

/* The derivative of transmission on each day with respect to the unknowns: beta is exponential in all of them. */
static void
place_beta_derivative (const PrognosisSearch *self)
{
  const PrognosisProblem *p = self->problem;
  const PrognosisWorkspace *w = self->workspace;

  for (int t = 0; t <= p->n_days; t++)
    {
      double *row = w->d_beta + t * p->n_columns;

      if (p->n_shape)
        {
          row[p->first_beta] = self->fixed[p->first_beta] ? 0.0 : w->beta[t];
          for (gsize k = 0; k < p->n_shape; k++)
            row[p->n_parameters + k] = w->beta[t] * p->hat[t * p->n_knots + k];
        }
      else
        for (gsize k = 0; k < p->n_betas; k++)
          row[p->first_beta + k] = self->fixed[p->first_beta + k] ? 0.0 : w->beta[t] * p->hat[t * p->n_knots + k];
    }
}

double
prognosis_search_evaluate_data (PrognosisSearch *self, const double *theta)
{
  const PrognosisProblem *p = self->problem;
  PrognosisWorkspace *w = self->workspace;
  const gsize nc = p->n_columns, ni = p->n_initial;
  double values[PROGNOSIS_MAX_UNKNOWNS], shape[PROGNOSIS_MAX_KNOTS + 1], slope[PROGNOSIS_MAX_UNKNOWNS];
  double dy0[PROGNOSIS_MAX_STATES * 8], share[PROGNOSIS_MAX_SIGNALS], d_share[PROGNOSIS_MAX_SIGNALS];
  int columns[PROGNOSIS_MAX_SIGNALS];
  PrognosisNormal normal;
  PrognosisTangent tangent = { .n_days = p->n_days,
                               .substeps = p->substeps,
                               .n_columns = nc,
                               .rates = w->rates,
                               .beta = w->beta,
                               .d_rates = w->d_rates,
                               .d_beta = w->d_beta,
                               .y = w->y,
                               .dy = w->dy };

  prognosis_search_to_values (self, theta, values, shape);
  for (gsize i = 0; i < p->n_parameters; i++)
    slope[i] = self->fixed[i] ? 0.0 : prognosis_parameter_slope (&p->parameters[i], values[i]);
  for (gsize i = 0; i < p->model->n_rates; i++)
    {
      w->rates[i] = values[i];
      w->d_rates[i * nc + i] = slope[i];
    }
  prognosis_problem_get_initial (p, self->region, values, w->y, dy0);
  for (gsize i = 0; i < p->model->n_states; i++)
    for (gsize k = 0; k < ni; k++)
      w->dy[i * nc + p->first_initial + k] = dy0[i * ni + k] * slope[p->first_initial + k];
  prognosis_problem_get_beta (p, values, shape, p->n_days, w->beta);
  place_beta_derivative (self);
  for (int s = 0; s < p->observation.n_signals; s++)
    {
      const int at = p->shares[s];

      share[s] = at >= 0 ? values[at] : 1.0;
      columns[s] = at >= 0 && !self->fixed[at] ? at : -1;
      d_share[s] = at >= 0 ? slope[at] : 0.0;
    }
  p->kernel->tangent (&tangent);
  normal = (PrognosisNormal){ .share = share,
                              .share_column = columns,
                              .d_share = d_share,
                              .observed = self->region->observed,
                              .weight = w->weight,
                              .huber = self->huber,
                              .residual = w->residual,
                              .row = w->row,
                              .gradient = w->gradient,
                              .hessian = w->hessian };
  p->kernel->normal (&tangent, &p->observation, &normal);
  self->region->n_evaluations++;
  return normal.loss;
}

gboolean
prognosis_search_uses_prior (const PrognosisSearch *self)
{
  return self->problem->options->prior != PROGNOSIS_PRIOR_NONE;
}

double
prognosis_search_evaluate (PrognosisSearch *self, const double *theta)
{
  const gsize nc = self->problem->n_columns;
  double loss = prognosis_search_evaluate_data (self, theta);

  if (self->network)
    {
      double sum = 0.0;

      for (gsize i = 0; i < self->network->n_weights; i++)
        sum += (self->network->weights[i] - self->network->origin[i]) * (self->network->weights[i] - self->network->origin[i]);
      loss += 0.5 * self->weight_precision * sum;
    }
  if (prognosis_search_uses_prior (self))
    for (gsize i = 0; i < (self->network ? self->problem->n_parameters : self->n); i++)
      if (!self->fixed[i])
        {
          const double d = theta[i] - self->start[i];

          loss += 0.5 * self->precision[i] * d * d;
          self->workspace->gradient[i] += self->precision[i] * d;
          self->workspace->hessian[i * nc + i] += self->precision[i];
        }
  return isfinite (loss) ? loss : G_MAXDOUBLE;
}

/* Parameters that cannot move: fixed, or at a bound that the gradient pushes against. */
static gboolean
is_held (const PrognosisSearch *self, gsize i, const double *gradient)
{
  if (self->network && i >= self->problem->n_parameters)
    return FALSE;
  return self->fixed[i] || (self->theta[i] <= self->lower[i] && gradient[i] > 0.0)
         || (self->theta[i] >= self->upper[i] && gradient[i] < 0.0);
}

/* One damped step from the normal equations in @h and @g. FALSE if the matrix is not positive definite. */
static gboolean
damped_step (const PrognosisSearch *self, const double *h, const double *g, const double *diagonal, double lambda, double *trial,
             double *predicted)
{
  const gsize n = self->n, nc = self->problem->n_columns;
  double a[PROGNOSIS_MAX_UNKNOWNS * PROGNOSIS_MAX_UNKNOWNS], step[PROGNOSIS_MAX_UNKNOWNS];
  gsl_matrix_view matrix = gsl_matrix_view_array (a, n, n);
  gsl_vector_view x = gsl_vector_view_array (step, n);
  double largest = 0.0;
  gboolean held[PROGNOSIS_MAX_UNKNOWNS];

  for (gsize i = 0; i < n; i++)
    held[i] = is_held (self, i, g);
  for (gsize i = 0; i < n; i++)
    {
      for (gsize j = 0; j <= i; j++)
        a[i * n + j] = held[i] || held[j] ? 0.0 : h[i * nc + j];
      a[i * n + i] += held[i] ? 1.0 : lambda * diagonal[i];
      step[i] = held[i] ? 0.0 : -g[i];
    }
  if (gsl_linalg_cholesky_decomp1 (&matrix.matrix) != GSL_SUCCESS
      || gsl_linalg_cholesky_svx (&matrix.matrix, &x.vector) != GSL_SUCCESS)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double move = step[i];

      /* For a network, the size of a step is the change of its outputs. */
      if (self->network && i >= self->problem->n_parameters)
        {
          const gsize k = i - self->problem->n_parameters;

          move = 0.0;
          for (gsize j = 0; j <= k; j++)
            move += self->map[k * self->problem->n_shape + j] * step[self->problem->n_parameters + j];
        }
      largest = MAX (largest, fabs (move));
    }
  if (!isfinite (largest))
    return FALSE;
  *predicted = 0.0;
  for (gsize i = 0; i < n; i++)
    {
      const double s = largest > LARGEST_STEP ? step[i] * LARGEST_STEP / largest : step[i];

      if (self->network && i >= self->problem->n_parameters)
        trial[i] = s;
      else
        trial[i] = CLAMP (self->theta[i] + s, self->lower[i], self->upper[i]);
      *predicted += 0.5 * s * (lambda * diagonal[i] * s - g[i]);
    }
  return TRUE;
}

static void
keep_loss (PrognosisSearch *self, double loss)
{
  g_assert (self->n_losses < G_N_ELEMENTS (self->losses));
  self->losses[self->n_losses++] = loss;
}

/* The normal equations at the last evaluation, in steps of the network if there is one. */
static void
copy_equations (PrognosisSearch *self, double *g, double *h)
{
  memcpy (g, self->workspace->gradient, self->n * sizeof (double));
  memcpy (h, self->workspace->hessian, self->n * self->problem->n_columns * sizeof (double));
  if (self->network)
    prognosis_search_to_network (self, g, h);
}

PrognosisStop
prognosis_search_descend (PrognosisSearch *self, double tolerance, GCancellable *cancellable, double *loss_out)
{
  const gsize n = self->n, nc = self->problem->n_columns;
  const int most = prognosis_search_uses_prior (self) ? MAX_ITERATIONS_WITH_PRIOR : PROGNOSIS_MAX_ITERATIONS;
  double g[PROGNOSIS_MAX_UNKNOWNS], h[PROGNOSIS_MAX_UNKNOWNS * PROGNOSIS_MAX_UNKNOWNS];
  double diagonal[PROGNOSIS_MAX_UNKNOWNS] = { 0 }, trial[PROGNOSIS_MAX_UNKNOWNS];
  double lambda = FIRST_DAMPING, factor = 2.0, loss = prognosis_search_evaluate (self, self->theta), predicted;
  int small = 0;

  keep_loss (self, loss);
  copy_equations (self, g, h);
  for (int iteration = 0; iteration < most; iteration++)
    {
      double moved, gain;

      if (g_cancellable_is_cancelled (cancellable))
        {
          *loss_out = loss;
          return PROGNOSIS_STOP_CANCELLED;
        }
      for (gsize i = 0; i < n; i++)
        diagonal[i] = MAX (diagonal[i], MAX (h[i * nc + i], 1e-12));
      if (self->network)
        prognosis_search_level_diagonal (self, diagonal);
      if (!damped_step (self, h, g, diagonal, lambda, trial, &predicted))
        {
          lambda *= 10.0;
          continue;
        }
      if (self->network)
        prognosis_search_move_network (self, trial);
      moved = prognosis_search_evaluate (self, trial);
      gain = predicted > 0.0 ? (loss - moved) / predicted : -1.0;
      if (moved < loss)
        {
          const double relative = (loss - moved) / MAX (loss, 1e-300);

          memcpy (self->theta, trial, n * sizeof (double));
          copy_equations (self, g, h);
          loss = moved;
          keep_loss (self, loss);
          lambda = MAX (lambda * MAX (1.0 / 3.0, 1.0 - pow (2.0 * gain - 1.0, 3.0)), 1e-12);
          factor = 2.0;
          small = relative < tolerance ? small + 1 : 0;
          if (small == 2)
            break;
        }
      else
        {
          if (self->network)
            prognosis_search_restore_network (self);
          /* The linear model predicts no further decrease. */
          if (predicted <= tolerance * 0.1 * loss || loss == 0.0)
            break;
          lambda *= factor;
          factor *= 2.0;
          if (lambda > MAX_DAMPING)
            {
              *loss_out = loss;
              return PROGNOSIS_STOP_STALLED;
            }
        }
      if (iteration == most - 1)
        {
          *loss_out = loss;
          return PROGNOSIS_STOP_ITERATIONS;
        }
    }
  *loss_out = loss;
  return PROGNOSIS_STOP_CONVERGED;
}

void
prognosis_search_estimate_noise (PrognosisSearch *self)
{
  const PrognosisProblem *p = self->problem;
  const int n_signals = p->observation.n_signals;
  g_autofree double *r = g_new (double, p->n_steps);

  prognosis_search_evaluate_data (self, self->theta);
  for (int s = 0; s < n_signals; s++)
    {
      gsize n = 0;

      for (gsize k = 0; k < p->n_steps; k++)
        if (self->workspace->weight[k * n_signals + s] > 0.0)
          r[n++] = fabs (self->workspace->residual[k * n_signals + s]);
      if (n < 4)
        continue;
      prognosis_sort (r, n);
      self->region->noise[s] *= SD_OF_MEDIAN * gsl_stats_median_from_sorted_data (r, 1, n);
      /* A perfect fit of a short series must not outweigh all others, nor a bad one count for nothing. */
      self->region->noise[s] = CLAMP (self->region->noise[s], 0.01, 1.0);
    }
}
