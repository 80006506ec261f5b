/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Levenberg-Marquardt for one region, with forward sensitivities, on transformed parameters inside their bounds.
 * Damping as in Nielsen (1999), "Damping parameter in Marquardt's method", scaled by the largest diagonal met (More 1978).
 */

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#include "prognosis-fit-private.h"
#include "prognosis-network.h"
#include "prognosis-simulate.h"

/* Huber's constant: 95 % efficient for normal errors. */
#define HUBER 1.345
/* A step of more than two log units leaves the region in which the linear model means anything. */
#define LARGEST_STEP 2.0
#define MAX_UNKNOWNS 96

typedef struct
{
  PrognosisRegionFit *region;
  const PrognosisProblem *problem;
  PrognosisWorkspace *workspace;
  double theta[MAX_UNKNOWNS];     /* transformed parameters, then the shape */
  double start[MAX_UNKNOWNS];
  double lower[MAX_UNKNOWNS], upper[MAX_UNKNOWNS];
  gboolean fixed[MAX_UNKNOWNS];
  double precision[MAX_UNKNOWNS]; /* of the prior */
  double huber;
  gsize n;
  /* With a network, the unknowns after the parameters are steps y of its outputs at the knots: shape += map y to first order. */
  PrognosisNetwork *network;                        /* or NULL; lent */
  double *saved;                                    /* its weights at @theta; lent */
  double map[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS]; /* lower Cholesky factor of the network's kernel */
  double weight_precision;                          /* of the prior of a weight */
} Search;

/* How far the network may bend log beta from its start before the weak prior counts one standard deviation. */
#define SHAPE_PRIOR_SD 1.0

static void
search_init (Search *self, PrognosisRegionFit *region, const PrognosisProblem *problem, PrognosisWorkspace *workspace)
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
      self->lower[problem->n_parameters + k] = -5.0;
      self->upper[problem->n_parameters + k] = 5.0;
      self->precision[problem->n_parameters + k] = 1.0;
    }
}

/* Observations in units of their noise; or, for plain squares, all of a region in one unit. */
static void
set_weights (Search *self)
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
  common = 0.1 * sqrt (common / MAX (n, 1));
  for (gsize i = 0; i < problem->n_steps * n_signals; i++)
    {
      const int s = i % n_signals;
      const double scale = problem->options->loss == PROGNOSIS_LOSS_SQUARES ? common : self->region->spread[s] * self->region->noise[s];

      self->workspace->weight[i] = self->region->weight[i] / scale;
    }
}

static void
to_values (const Search *self, const double *theta, double *values, double *shape)
{
  for (gsize i = 0; i < self->problem->n_parameters; i++)
    values[i] = self->region->fixed[i] ? self->region->values[i]
                                       : prognosis_parameter_value (&self->problem->parameters[i], theta[i]);
  for (gsize k = 0; k < self->problem->n_shape; k++)
    shape[k] = theta[self->problem->n_parameters + k];
}

/* Solution, sensitivities and normal equations at @theta, the prior not in them. */
static double
evaluate_data (Search *self, const double *theta)
{
  const PrognosisProblem *p = self->problem;
  PrognosisWorkspace *w = self->workspace;
  const gsize nc = p->n_columns, ni = p->n_initial;
  double values[MAX_UNKNOWNS], shape[PROGNOSIS_MAX_KNOTS + 1], slope[MAX_UNKNOWNS];
  double dy0[PROGNOSIS_MAX_STATES * 8], share[PROGNOSIS_MAX_SIGNALS], d_share[PROGNOSIS_MAX_SIGNALS];
  int columns[PROGNOSIS_MAX_SIGNALS];
  PrognosisNormal normal;
  PrognosisTangent tangent = { .n_days = p->n_days, .substeps = p->substeps, .n_columns = nc, .rates = w->rates, .beta = w->beta,
                               .d_rates = w->d_rates, .d_beta = w->d_beta, .y = w->y, .dy = w->dy };

  to_values (self, theta, values, shape);
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
  for (int t = 0; t <= p->n_days; t++)
    {
      double *row = w->d_beta + t * nc;

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
  for (int s = 0; s < p->observation.n_signals; s++)
    {
      const int at = p->shares[s];

      share[s] = at >= 0 ? values[at] : 1.0;
      columns[s] = at >= 0 && !self->fixed[at] ? at : -1;
      d_share[s] = at >= 0 ? slope[at] : 0.0;
    }
  p->kernel->tangent (&tangent);
  normal = (PrognosisNormal){ .share = share, .share_column = columns, .d_share = d_share, .observed = self->region->observed,
                              .weight = w->weight, .huber = self->huber, .residual = w->residual, .row = w->row,
                              .gradient = w->gradient, .hessian = w->hessian };
  p->kernel->normal (&tangent, &p->observation, &normal);
  self->region->n_evaluations++;
  return normal.loss;
}

static gboolean
uses_prior (const Search *self)
{
  return self->problem->options->prior != PROGNOSIS_PRIOR_NONE;
}

/* The penalised loss; gradient and Gauss-Newton matrix of it stand in the workspace (with a network: without its prior,
   and by the knots). Large and finite where the solution is not. */
static double
evaluate (Search *self, const double *theta)
{
  const gsize nc = self->problem->n_columns;
  double loss = evaluate_data (self, theta);

  if (self->network)
    {
      double sum = 0.0;

      for (gsize i = 0; i < self->network->n_weights; i++)
        sum += (self->network->weights[i] - self->network->origin[i]) * (self->network->weights[i] - self->network->origin[i]);
      loss += 0.5 * self->weight_precision * sum;
    }
  if (uses_prior (self))
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

/*
 * Normal equations by the knots become those by the steps y of the network (function-space Gauss-Newton): with
 * G = L L' the inner products of the outputs' gradients, a least step of the weights that moves the outputs by L y
 * is J' L^-T y, and its square is y'y, so that damping and prior of the weights are plain multiples of the identity.
 */
static void
to_network (Search *self, double *g, double *h)
{
  const gsize n0 = self->problem->n_parameters, k = self->problem->n_shape, nc = self->problem->n_columns;
  double pull[PROGNOSIS_MAX_KNOTS], full[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS], work[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS];
  gsl_matrix_view map = gsl_matrix_view_array (self->map, k, k), hyy = gsl_matrix_view_array (full, k, k);
  gsl_vector_view vector;
  double trace = 0.0;

  prognosis_network_kernel (self->network, self->map);
  prognosis_network_pull (self->network, pull);
  for (gsize i = 0; i < k; i++)
    trace += self->map[i * k + i];
  for (gsize i = 0; i < k; i++)
    self->map[i * k + i] += 1e-9 * trace;
  gsl_linalg_cholesky_decomp1 (&map.matrix);
  for (gsize i = 0; i < k; i++)
    for (gsize j = i + 1; j < k; j++)
      self->map[i * k + j] = 0.0;

  /* Gradient: L' g, and the prior's pull L^-1 J (w - w0). */
  vector = gsl_vector_view_array (g + n0, k);
  gsl_blas_dtrmv (CblasLower, CblasTrans, CblasNonUnit, &map.matrix, &vector.vector);
  vector = gsl_vector_view_array (pull, k);
  gsl_blas_dtrsv (CblasLower, CblasNoTrans, CblasNonUnit, &map.matrix, &vector.vector);
  for (gsize i = 0; i < k; i++)
    g[n0 + i] += self->weight_precision * pull[i];

  /* Rows of knots against parameters: L' H. */
  for (gsize j = 0; j < n0; j++)
    {
      for (gsize i = 0; i < k; i++)
        work[i] = h[(n0 + i) * nc + j];
      vector = gsl_vector_view_array (work, k);
      gsl_blas_dtrmv (CblasLower, CblasTrans, CblasNonUnit, &map.matrix, &vector.vector);
      for (gsize i = 0; i < k; i++)
        h[(n0 + i) * nc + j] = work[i];
    }
  /* Knots against knots: L' H L. */
  for (gsize i = 0; i < k; i++)
    for (gsize j = 0; j <= i; j++)
      full[i * k + j] = full[j * k + i] = h[(n0 + i) * nc + n0 + j];
  gsl_blas_dtrmm (CblasLeft, CblasLower, CblasTrans, CblasNonUnit, 1.0, &map.matrix, &hyy.matrix);
  gsl_blas_dtrmm (CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, 1.0, &map.matrix, &hyy.matrix);
  for (gsize i = 0; i < k; i++)
    {
      for (gsize j = 0; j <= i; j++)
        h[(n0 + i) * nc + n0 + j] = full[i * k + j];
      h[(n0 + i) * nc + n0 + i] += self->weight_precision;
    }
}

/* Moves the weights by the step y in @trial, and puts the true outputs there in its place. */
static void
move_network (Search *self, double *trial)
{
  const gsize n0 = self->problem->n_parameters, k = self->problem->n_shape;
  gsl_matrix_view map = gsl_matrix_view_array (self->map, k, k);
  gsl_vector_view y = gsl_vector_view_array (trial + n0, k);

  memcpy (self->saved, self->network->weights, self->network->n_weights * sizeof (double));
  gsl_blas_dtrsv (CblasLower, CblasTrans, CblasNonUnit, &map.matrix, &y.vector);
  prognosis_network_move (self->network, trial + n0);
  prognosis_network_evaluate (self->network, trial + n0);
}

static void
restore_network (Search *self)
{
  double output[PROGNOSIS_MAX_KNOTS];

  memcpy (self->network->weights, self->saved, self->network->n_weights * sizeof (double));
  prognosis_network_evaluate (self->network, output);
}

/* Those that cannot move: fixed, or at a bound and pushed against it. */
static gboolean
is_held (const Search *self, gsize i, const double *gradient)
{
  if (self->network && i >= self->problem->n_parameters)
    return FALSE;
  return self->fixed[i] || (self->theta[i] <= self->lower[i] && gradient[i] > 0.0)
         || (self->theta[i] >= self->upper[i] && gradient[i] < 0.0);
}

/* One damped step from the normal equations in @h and @g. FALSE where the matrix is not positive definite. */
static gboolean
damped_step (const Search *self, const double *h, const double *g, const double *diagonal, double lambda, double *trial, double *predicted)
{
  const gsize n = self->n, nc = self->problem->n_columns;
  double a[MAX_UNKNOWNS * MAX_UNKNOWNS], step[MAX_UNKNOWNS];
  gsl_matrix_view matrix = gsl_matrix_view_array (a, n, n);
  gsl_vector_view x = gsl_vector_view_array (step, n);
  double largest = 0.0;
  gboolean held[MAX_UNKNOWNS];

  for (gsize i = 0; i < n; i++)
    held[i] = is_held (self, i, g);
  for (gsize i = 0; i < n; i++)
    {
      for (gsize j = 0; j <= i; j++)
        a[i * n + j] = held[i] || held[j] ? 0.0 : h[i * nc + j];
      a[i * n + i] += held[i] ? 1.0 : lambda * diagonal[i];
      step[i] = held[i] ? 0.0 : -g[i];
    }
  if (gsl_linalg_cholesky_decomp1 (&matrix.matrix) != GSL_SUCCESS || gsl_linalg_cholesky_svx (&matrix.matrix, &x.vector) != GSL_SUCCESS)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double move = step[i];

      /* What counts of a network's step is how far its outputs move. */
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

/* Steps of a network are damped alike, whatever the knot. */
static void
level_diagonal (const Search *self, double *diagonal)
{
  double largest = 0.0;

  for (gsize i = self->problem->n_parameters; i < self->n; i++)
    largest = MAX (largest, diagonal[i]);
  for (gsize i = self->problem->n_parameters; i < self->n; i++)
    diagonal[i] = largest;
}

static PrognosisStop
descend (Search *self, double tolerance, GCancellable *cancellable, double *loss_out)
{
  const gsize n = self->n, nc = self->problem->n_columns;
  PrognosisWorkspace *w = self->workspace;
  const int most = uses_prior (self) ? 100 : 250;
  double g[MAX_UNKNOWNS], h[MAX_UNKNOWNS * MAX_UNKNOWNS], diagonal[MAX_UNKNOWNS] = { 0 }, trial[MAX_UNKNOWNS];
  double lambda = 1e-3, factor = 2.0, loss = evaluate (self, self->theta), predicted;
  int small = 0;

  memcpy (g, w->gradient, n * sizeof (double));
  memcpy (h, w->hessian, n * nc * sizeof (double));
  if (self->network)
    to_network (self, g, h);
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
        level_diagonal (self, diagonal);
      if (!damped_step (self, h, g, diagonal, lambda, trial, &predicted))
        {
          lambda *= 10.0;
          continue;
        }
      if (self->network)
        move_network (self, trial);
      moved = evaluate (self, trial);
      gain = predicted > 0.0 ? (loss - moved) / predicted : -1.0;
      if (moved < loss)
        {
          const double relative = (loss - moved) / MAX (loss, 1e-300);

          memcpy (self->theta, trial, n * sizeof (double));
          memcpy (g, w->gradient, n * sizeof (double));
          memcpy (h, w->hessian, n * nc * sizeof (double));
          if (self->network)
            to_network (self, g, h);
          loss = moved;
          lambda = MAX (lambda * MAX (1.0 / 3.0, 1.0 - pow (2.0 * gain - 1.0, 3.0)), 1e-12);
          factor = 2.0;
          small = relative < tolerance ? small + 1 : 0;
          if (small == 2)
            break;
        }
      else
        {
          if (self->network)
            restore_network (self);
          /* Nothing left to gain: the linear model itself sees no decrease. */
          if (predicted <= tolerance * 0.1 * loss || loss == 0.0)
            break;
          lambda *= factor;
          factor *= 2.0;
          if (lambda > 1e12)
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

/* Robust spread of each series' residuals, so that the prior counts for what it should, not for what was guessed. */
static void
estimate_noise (Search *self)
{
  const PrognosisProblem *p = self->problem;
  const int n_signals = p->observation.n_signals;
  g_autofree double *r = g_new (double, p->n_steps);

  evaluate_data (self, self->theta);
  for (int s = 0; s < n_signals; s++)
    {
      gsize n = 0;

      for (gsize k = 0; k < p->n_steps; k++)
        if (self->workspace->weight[k * n_signals + s] > 0.0)
          r[n++] = fabs (self->workspace->residual[k * n_signals + s]);
      if (n < 4)
        continue;
      gsl_sort (r, 1, n);
      self->region->noise[s] *= 1.4826 * gsl_stats_median_from_sorted_data (r, 1, n);
      self->region->noise[s] = CLAMP (self->region->noise[s], 0.01, 1.0);
    }
}

/* Such that the prior lets the outputs vary by SHAPE_PRIOR_SD, whatever the width. */
static double
network_precision (const Search *self)
{
  const int k = self->problem->n_shape;
  double kernel[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS], trace = 0.0;

  prognosis_network_kernel (self->network, kernel);
  for (int i = 0; i < k; i++)
    trace += kernel[i * k + i];
  return trace / k / (SHAPE_PRIOR_SD * SHAPE_PRIOR_SD);
}

static void
store (Search *self, PrognosisStop stop)
{
  PrognosisRegionFit *region = self->region;
  const PrognosisProblem *p = self->problem;
  const gsize n = self->n, nc = p->n_columns;
  const int n_signals = p->observation.n_signals;
  double scaled = 0.0;
  gsl_matrix_view matrix;
  g_autofree double *inverse = g_new (double, n * n);

  region->stop = stop;
  region->square = 0.0;
  g_free (region->robust_weight);
  region->robust_weight = g_new0 (double, p->n_steps * n_signals);
  evaluate_data (self, self->theta);
  for (gsize i = 0; i < p->n_steps * n_signals; i++)
    if (self->workspace->weight[i] > 0.0)
      {
        const int s = i % n_signals;
        const double r = self->workspace->residual[i], fraction = r / self->workspace->weight[i], a = fabs (r);
        const double in_spreads = region->weight[i] / self->workspace->weight[i] / region->spread[s];

        region->square += fraction * fraction;
        region->robust_weight[i] = self->workspace->weight[i] * (self->huber > 0.0 && a > self->huber ? sqrt (self->huber / a) : 1.0);
        scaled += in_spreads * in_spreads * (self->huber > 0.0 && a > self->huber ? self->huber * (2.0 * a - self->huber) : r * r);
      }
  region->loss = p->options->loss == PROGNOSIS_LOSS_SQUARES ? region->square / region->n_observed : scaled / region->n_observed;
  if (!isfinite (region->loss))
    {
      /* Not even the start could be solved: nothing of it may be shown. */
      region->has_data = FALSE;
      region->stop = PROGNOSIS_STOP_NO_DATA;
      region->loss = NAN;
      region->square = 0.0;
      memcpy (region->values, region->start, p->n_parameters * sizeof (double));
      return;
    }
  to_values (self, self->theta, region->values, region->shape);

  /* The precision always has the prior in it: without, these models have directions that nothing determines, and draws
     along them would be anything (condition number 1e12). */
  /* Where the noise was not estimated series by series, the residuals tell it for all together. */
  if (!(self->huber > 0.0))
    {
      double sum = 0.0, variance;

      for (gsize i = 0; i < p->n_steps * n_signals; i++)
        sum += self->workspace->residual[i] * self->workspace->residual[i];
      variance = MAX (sum / MAX ((double) region->n_observed - p->n_parameters, 1.0), 1e-6);
      for (gsize i = 0; i < n * nc; i++)
        self->workspace->hessian[i] /= variance;
    }
  g_free (region->information);
  region->information = g_new0 (double, p->n_parameters * p->n_parameters);
  for (gsize i = 0; i < p->n_parameters; i++)
    memcpy (region->information + i * p->n_parameters, self->workspace->hessian + i * nc, (i + 1) * sizeof (double));
  if (self->network)
    {
      to_network (self, self->workspace->gradient, self->workspace->hessian);
      region->shape_map = g_memdup2 (self->map, p->n_shape * p->n_shape * sizeof (double));
      for (gsize k = 0; k < p->n_shape; k++)
        self->precision[p->n_parameters + k] = self->weight_precision > 0.0 ? 0.0 : network_precision (self);
    }
  g_clear_pointer (&region->cholesky, g_free);
  region->cholesky = g_new0 (double, n * n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      region->cholesky[i * n + j] = self->fixed[i] || self->fixed[j] ? (i == j ? 1.0 : 0.0)
                                      : self->workspace->hessian[i * nc + j] + (i == j ? self->precision[i] : 0.0);
  matrix = gsl_matrix_view_array (region->cholesky, n, n);
  if (gsl_linalg_cholesky_decomp1 (&matrix.matrix) != GSL_SUCCESS)
    {
      g_clear_pointer (&region->cholesky, g_free);
      return;
    }
  memcpy (inverse, region->cholesky, n * n * sizeof (double));
  matrix = gsl_matrix_view_array (inverse, n, n);
  gsl_linalg_cholesky_invert (&matrix.matrix);
  for (gsize i = 0; i < p->n_parameters; i++)
    region->prior_share[i] = self->fixed[i] ? 0.0 : CLAMP (inverse[i * n + i] * self->precision[i], 0.0, 1.0);
}

static PrognosisStop
fit_from_start (Search *self, GCancellable *cancellable, double *loss)
{
  PrognosisStop stop;

  const gboolean again = self->problem->options->loss == PROGNOSIS_LOSS_HUBER;
  const double tolerance = !uses_prior (self) ? 1e-6 : again ? 1e-4 : 1e-7;

  /* The first answer is only to tell the noise from: it need not be the last digit. */
  set_weights (self);
  stop = descend (self, again ? 1e-2 : tolerance, cancellable, loss);
  if (!again || stop == PROGNOSIS_STOP_CANCELLED)
    return stop;
  estimate_noise (self);
  set_weights (self);
  return descend (self, tolerance, cancellable, loss);
}

/*
 * Other places to start from. Whole waves have local minima in which the infectious period is wrong: tried only
 * where the regions are few. A network's start is a lottery: several weights are drawn.
 */
static const double period_factors[] = { 1.0, 2.0, 4.0, 0.5 };

static void
shift_period (PrognosisRegionFit *self, const PrognosisProblem *problem, int gamma, double factor)
{
  const PrognosisParameter *p = &problem->parameters[gamma];
  const double growth = self->values[problem->first_beta] - self->values[gamma];

  self->values[gamma] = CLAMP (self->values[gamma] * factor, p->lower, p->upper);
  for (gsize i = problem->first_beta; i < problem->n_parameters; i++)
    if (!self->fixed[i])
      self->values[i] = CLAMP (self->values[gamma] + growth, problem->model->beta.lower, problem->model->beta.upper);
}

/* Inputs: time over the window in [-1, 1] and, where the window is long enough to show it, the time of the year. */
static void
set_up_network (PrognosisNetwork *network, const PrognosisProblem *problem)
{
  const gboolean seasons = problem->n_days > 180 && prognosis_dataset_get_frequency (problem->dataset) != PROGNOSIS_FREQUENCY_INDEX;
  const int first = prognosis_dataset_get_day (problem->dataset, problem->first) - problem->observation.first_day;

  prognosis_network_init (network, seasons ? 3 : 1, CLAMP (problem->options->hidden, 1, 256), CLAMP (problem->options->layers, 1, 2),
                          problem->n_shape);
  for (gsize k = 0; k < problem->n_shape; k++)
    {
      double *x = network->x + k * network->n_inputs;
      const double year = 2.0 * G_PI * (first + problem->knot_day[k]) / 365.25;

      x[0] = 2.0 * problem->knot_day[k] / MAX (problem->n_days, 1) - 1.0;
      if (seasons)
        {
          x[1] = cos (year);
          x[2] = sin (year);
        }
    }
}

typedef struct
{
  Search search, winner;
  PrognosisNetwork network;
  double *saved;
  double *winner_weights;
  double best;
  PrognosisStop stop;
} Contest;

/* One start: fits, and keeps it if it is the best so far. Losses are compared with the noise of all starts alike. */
static PrognosisStop
enter (Contest *contest, PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace, gsl_rng *rng,
       GCancellable *cancellable)
{
  Search *search = &contest->search;
  PrognosisStop how;
  double loss;

  for (int s = 0; s < problem->observation.n_signals; s++)
    self->noise[s] = 0.1;
  search_init (search, self, problem, workspace);
  if (problem->n_shape)
    {
      search->network = &contest->network;
      search->saved = contest->saved;
      prognosis_network_randomise (&contest->network, rng);
      prognosis_network_evaluate (&contest->network, search->theta + problem->n_parameters);
      search->weight_precision = uses_prior (search) ? network_precision (search) : 0.0;
    }
  how = fit_from_start (search, cancellable, &loss);
  for (int s = 0; s < problem->observation.n_signals; s++)
    self->noise[s] = 0.1;
  set_weights (search);
  loss = evaluate (search, search->theta);
  if (loss < contest->best)
    {
      contest->best = loss;
      contest->stop = how;
      contest->winner = *search;
      if (problem->n_shape)
        memcpy (contest->winner_weights, contest->network.weights, contest->network.n_weights * sizeof (double));
    }
  return how;
}

static void
finish (Contest *contest, const PrognosisProblem *problem)
{
  Search *winner = &contest->winner;

  if (problem->n_shape)
    {
      double output[PROGNOSIS_MAX_KNOTS];

      memcpy (contest->network.weights, contest->winner_weights, contest->network.n_weights * sizeof (double));
      prognosis_network_evaluate (&contest->network, output);
    }
  set_weights (winner);
  if (problem->options->loss == PROGNOSIS_LOSS_HUBER)
    {
      estimate_noise (winner);
      set_weights (winner);
    }
  store (winner, contest->stop);
}

void
prognosis_region_fit (PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace, gsize region,
                      GCancellable *cancellable)
{
  const gsize n_periods = prognosis_dataset_get_n_regions (problem->dataset) <= 4 ? G_N_ELEMENTS (period_factors) : 1;
  const gsize n_starts = MAX (n_periods, problem->n_shape ? (gsize) problem->options->starts : 1);
  g_autofree double *first = g_memdup2 (self->values, problem->n_parameters * sizeof (double));
  Contest *contest = g_new0 (Contest, 1);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  int gamma = -1;

  g_return_if_fail (problem->n_unknowns <= MAX_UNKNOWNS);
  gsl_rng_set (rng, ((problem->options->seed + self->seed) * 2654435761u + region * 40503u) & 0xffffffffu);
  contest->best = INFINITY;
  if (problem->n_shape)
    {
      set_up_network (&contest->network, problem);
      contest->saved = g_new (double, contest->network.n_weights);
      contest->winner_weights = g_new (double, contest->network.n_weights);
    }
  for (gsize i = 0; i < problem->n_parameters; i++)
    if (g_str_equal (problem->parameters[i].id, "gamma") && !self->fixed[i])
      gamma = i;

  for (gsize k = 0; k < n_starts; k++)
    {
      if (k > 0 && !problem->n_shape && gamma < 0)
        break;
      memcpy (self->values, first, problem->n_parameters * sizeof (double));
      if (k > 0 && k < n_periods && gamma >= 0)
        shift_period (self, problem, gamma, period_factors[k]);
      memcpy (self->start, self->values, problem->n_parameters * sizeof (double));
      if (enter (contest, self, problem, workspace, rng, cancellable) == PROGNOSIS_STOP_CANCELLED)
        break;
    }
  memcpy (self->start, first, problem->n_parameters * sizeof (double));
  finish (contest, problem);
  if (problem->n_shape)
    prognosis_network_clear (&contest->network);
  g_free (contest->saved);
  g_free (contest->winner_weights);
  g_free (contest);
  gsl_rng_free (rng);
}

/* A copy that can be fitted again without touching the original. */
static void
copy_region (PrognosisRegionFit *copy, const PrognosisRegionFit *self, const PrognosisProblem *problem)
{
  const gsize n = problem->n_steps * problem->observation.n_signals, np = problem->n_parameters;

  *copy = *self;
  copy->observed = g_memdup2 (self->observed, n * sizeof (double));
  copy->weight = g_memdup2 (self->weight, n * sizeof (double));
  copy->fixed = g_memdup2 (self->fixed, np * sizeof (gboolean));
  copy->start = g_memdup2 (self->start, np * sizeof (double));
  copy->values = g_memdup2 (self->values, np * sizeof (double));
  copy->shape = g_memdup2 (self->shape, MAX (problem->n_shape, 1) * sizeof (double));
  copy->prior_share = g_memdup2 (self->prior_share, np * sizeof (double));
  copy->robust_weight = copy->cholesky = copy->shape_map = copy->information = NULL;
  copy->notes = NULL;
}

/* Fitted curve plus blocks of its residuals in random order: a block keeps the weekday and what a day tells of the next. */
static void
resample (const Search *search, PrognosisRegionFit *copy, gsl_rng *rng)
{
  const PrognosisProblem *p = search->problem;
  const gsize n_signals = p->observation.n_signals, block = MIN (p->step_days == 7 ? 3 : 7, p->n_steps);

  for (gsize s = 0; s < n_signals; s++)
    for (gsize k = 0, from = 0; k < p->n_steps; k++)
      {
        gsize at = k * n_signals + s, other;

        if (k % block == 0)
          from = gsl_rng_uniform_int (rng, p->n_steps - block + 1);
        other = (from + k % block) * n_signals + s;
        if (search->workspace->weight[at] > 0.0)
          {
            const double fitted = search->region->observed[at] + search->workspace->residual[at] / search->workspace->weight[at];
            const double e = search->workspace->weight[other] > 0.0 ? search->workspace->residual[other] / search->workspace->weight[other] : 0.0;

            copy->observed[at] = fitted - e;
          }
      }
}

/* From the answer to the resampled data: a few steps. A network's shape is held. */
static void
refit_bootstrap (Search *search, PrognosisRegionFit *copy, gsl_rng *rng, double *values)
{
  double shape[PROGNOSIS_MAX_KNOTS + 1], loss;
  Search *again = g_memdup2 (search, sizeof (Search));

  resample (search, copy, rng);
  again->region = copy;
  descend (again, 1e-3, NULL, &loss);
  to_values (again, again->theta, values, shape);
  g_free (again);
}

static void
refit_ensemble (const PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace, PrognosisRegionFit *copy,
                gsize region, guint64 seed, gsl_rng *rng)
{
  copy->seed = seed;
  for (gsize i = 0; i < problem->n_parameters; i++)
    if (!self->fixed[i])
      {
        const PrognosisParameter *p = &problem->parameters[i];
        const double theta = prognosis_parameter_transform (p, self->start[i]);

        copy->values[i] = prognosis_parameter_value (p, theta + 0.5 * prognosis_parameter_prior_sd (p) * gsl_ran_ugaussian (rng));
      }
  prognosis_region_fit (copy, problem, workspace, region, NULL);
}

void
prognosis_region_refits (const PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region, gsize n, double *values, double *shapes)
{
  PrognosisWorkspace workspace;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  Search *search = g_new0 (Search, 1);
  PrognosisRegionFit original;

  gsl_rng_set (rng, (problem->options->seed * 2654435761u + region * 40503u + 7u) & 0xffffffffu);
  prognosis_workspace_init (&workspace, problem, problem->n_days, TRUE);
  copy_region (&original, self, problem);
  search_init (search, &original, problem, &workspace);
  for (gsize k = 0; k < problem->n_shape; k++)
    {
      search->theta[problem->n_parameters + k] = self->shape[k];
      search->fixed[problem->n_parameters + k] = TRUE;
    }
  for (gsize d = 0; d < n; d++)
    {
      double *out = values + d * problem->n_parameters;
      PrognosisRegionFit copy;

      copy_region (&copy, self, problem);
      if (problem->options->uncertainty == PROGNOSIS_UNCERTAINTY_BOOTSTRAP)
        {
          set_weights (search);
          evaluate_data (search, search->theta);
          refit_bootstrap (search, &copy, rng, out);
        }
      else
        {
          refit_ensemble (self, problem, &workspace, &copy, region, d + 1, rng);
          memcpy (out, copy.values, problem->n_parameters * sizeof (double));
        }
      if (shapes)
        memcpy (shapes + d * problem->n_shape, copy.shape, problem->n_shape * sizeof (double));
      prognosis_region_clear (&copy);
    }
  prognosis_region_clear (&original);
  prognosis_workspace_clear (&workspace);
  g_free (search);
  gsl_rng_free (rng);
}
