/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Intervals of parameters, and of numbers derived from several of them: quantiles of draws from the posterior
   (prognosis-fit-posterior.c). Only with a network they come from the curvature at the optimum. */

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

#include "prognosis-fit-private.h"
#include "prognosis-sort.h"

/* Drawn when first asked for. NULL: there is nothing to draw from. */
static const double *
get_draws (const PrognosisFit *self, gsize region, gsize *n)
{
  PrognosisRegionFit *r = &self->regions[region];

  if (!r->cholesky || self->problem.n_shape)
    return NULL;
  g_mutex_lock (&((PrognosisFit *) self)->notes_lock);
  if (!r->draws)
    r->draws = prognosis_fit_sample_posterior (self, region, &r->n_draws);
  g_mutex_unlock (&((PrognosisFit *) self)->notes_lock);
  *n = r->n_draws;
  return r->draws;
}

/* Sorts @numbers. The interval includes the estimate @found: the mode of a robust loss, which can lie outside. */
static void
find_interval (double *numbers, gsize n, double level, double found, double *lower, double *upper)
{
  prognosis_sort (numbers, n);
  *lower = MIN (found, gsl_stats_quantile_from_sorted_data (numbers, 1, n, 0.5 - 0.5 * level));
  *upper = MAX (found, gsl_stats_quantile_from_sorted_data (numbers, 1, n, 0.5 + 0.5 * level));
}

/* On the logit scale, where intervals stay within 0 to 1; @half: half width on the original scale. */
static void
get_share_interval (double value, double half, double *lower, double *upper)
{
  const double odds = log (value / (1.0 - value)), wide = half / (value * (1.0 - value));

  /* No interval if the estimate itself is not within 0 to 1. */
  if (!(value > 0.0 && value < 1.0))
    return;
  *lower = 1.0 / (1.0 + exp (wide - odds));
  *upper = 1.0 / (1.0 + exp (-wide - odds));
}

/* From the covariance: the variance of one unknown is |L^-1 e|^2 for the precision L L'. */
static void
get_laplace_interval (const PrognosisFit *self, gsize region, gsize parameter, double level, double *lower, double *upper)
{
  const PrognosisRegionFit *r = &self->regions[region];
  const PrognosisParameter *p = &self->problem.parameters[parameter];
  const gsize n = self->problem.n_unknowns;
  const gsl_matrix_view factor = gsl_matrix_view_array (r->cholesky, n, n);
  const double theta = prognosis_parameter_transform (p, r->values[parameter]);
  g_autofree double *e = g_new0 (double, n);
  gsl_vector_view x = gsl_vector_view_array (e, n);
  double half;

  e[parameter] = 1.0;
  gsl_blas_dtrsv (CblasLower, CblasNoTrans, CblasNonUnit, &factor.matrix, &x.vector);
  half = gsl_cdf_ugaussian_Pinv (0.5 + 0.5 * level) * gsl_blas_dnrm2 (&x.vector);
  if (p->is_share)
    {
      get_share_interval (r->values[parameter], half * prognosis_parameter_slope (p, r->values[parameter]), lower, upper);
      return;
    }
  *lower = prognosis_parameter_value (p, theta - half);
  *upper = prognosis_parameter_value (p, theta + half);
}

void
prognosis_fit_get_interval (const PrognosisFit *self, gsize region, gsize parameter, double level, double *lower, double *upper)
{
  const PrognosisRegionFit *r = &self->regions[region];
  gsize n;
  const double *draws;

  *lower = *upper = NAN;
  if (!r->cholesky || r->fixed[parameter])
    return;
  draws = get_draws (self, region, &n);
  if (draws)
    {
      g_autofree double *numbers = g_new (double, n);

      for (gsize d = 0; d < n; d++)
        numbers[d] = draws[d * self->problem.n_parameters + parameter];
      find_interval (numbers, n, level, r->values[parameter], lower, upper);
    }
  else
    get_laplace_interval (self, region, parameter, level, lower, upper);
  *lower = prognosis_fit_to_unit (self, region, parameter, *lower);
  *upper = prognosis_fit_to_unit (self, region, parameter, *upper);
}

/* Whether a number that depends on @parameter and on the rates of a reproduction number is fixed. */
static gboolean
is_reproduction_fixed (const PrognosisFit *self, gsize region, gsize parameter)
{
  const gboolean *fixed = self->regions[region].fixed;
  gboolean is_fixed = fixed[parameter];

  for (gsize i = 0; i < self->problem.model->n_rates; i++)
    is_fixed &= fixed[i] || !(self->problem.model->reproduction_rates >> i & 1);
  return is_fixed;
}

void
prognosis_fit_get_basic_reproduction_interval (const PrognosisFit *self, gsize region, gsize parameter, double level, double *lower,
                                               double *upper)
{
  const double *values = self->regions[region].values;
  const gsize np = self->problem.n_parameters;
  gsize n;
  const double *draws = get_draws (self, region, &n);
  g_autofree double *numbers = NULL;

  *lower = *upper = NAN;
  if (!draws || is_reproduction_fixed (self, region, parameter))
    return;
  numbers = g_new (double, n);
  for (gsize d = 0; d < n; d++)
    numbers[d] = prognosis_fit_get_basic_reproduction (self, draws + d * np, draws[d * np + parameter]);
  find_interval (numbers, n, level, prognosis_fit_get_basic_reproduction (self, values, values[parameter]), lower, upper);
}
