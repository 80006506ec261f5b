/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stores the result of a search: parameters, losses, weights of the observations and the precision. */

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "prognosis-fit-search.h"

/* The losses on the way, for the figure of the fit. */
static void
store_trace (const PrognosisSearch *self)
{
  PrognosisRegionFit *region = self->region;

  g_free (region->losses);
  region->losses = g_memdup2 (self->losses, self->n_losses * sizeof (double));
  region->n_losses = self->n_losses;
  region->n_rough = self->n_rough;
}

/* From the residuals at theta: the weight that each observation keeps under the robust loss, and the losses. */
static void
store_losses (const PrognosisSearch *self)
{
  PrognosisRegionFit *region = self->region;
  const PrognosisProblem *p = self->problem;
  const int n_signals = p->observation.n_signals;
  double scaled = 0.0;

  region->square = 0.0;
  g_free (region->robust_weight);
  region->robust_weight = g_new0 (double, p->n_steps *n_signals);
  for (gsize i = 0; i < p->n_steps * n_signals; i++)
    if (self->workspace->weight[i] > 0.0)
      {
        const int s = i % n_signals;
        const double r = self->workspace->residual[i], fraction = r / self->workspace->weight[i], a = fabs (r);
        const double in_spreads = region->weight[i] / self->workspace->weight[i] / region->spread[s];

        region->square += fraction * fraction;
        region->robust_weight[i]
            = self->workspace->weight[i] * (self->huber > 0.0 && a > self->huber ? sqrt (self->huber / a) : 1.0);
        scaled += in_spreads * in_spreads * (self->huber > 0.0 && a > self->huber ? self->huber * (2.0 * a - self->huber) : r * r);
      }
  region->loss = p->options->loss == PROGNOSIS_LOSS_SQUARES ? region->square / region->n_observed : scaled / region->n_observed;
}

/* Even the initial parameters could not be integrated: treat the region as having no data. */
static void
store_nothing (const PrognosisSearch *self)
{
  PrognosisRegionFit *region = self->region;

  region->has_data = FALSE;
  region->stop = PROGNOSIS_STOP_NO_DATA;
  region->loss = NAN;
  region->square = 0.0;
  memcpy (region->values, region->start, self->problem->n_parameters * sizeof (double));
}

/* Unless the noise was estimated for each series, divides the Gauss-Newton matrix by the variance of all residuals. */
static void
scale_information (const PrognosisSearch *self)
{
  const PrognosisProblem *p = self->problem;
  const gsize n_residuals = p->n_steps * p->observation.n_signals;
  double sum = 0.0, variance;

  if (self->huber > 0.0)
    return;
  for (gsize i = 0; i < n_residuals; i++)
    sum += self->workspace->residual[i] * self->workspace->residual[i];
  /* A perfect fit must not make the precision infinite. */
  variance = MAX (sum / MAX ((double) self->region->n_observed - p->n_parameters, 1.0), 1e-6);
  for (gsize i = 0; i < self->n * p->n_columns; i++)
    self->workspace->hessian[i] /= variance;
}

/* The information of the data on the parameters, and for a network how its outputs depend on its steps. */
static void
store_information (PrognosisSearch *self)
{
  PrognosisRegionFit *region = self->region;
  const PrognosisProblem *p = self->problem;

  g_free (region->information);
  region->information = g_new0 (double, p->n_parameters * p->n_parameters);
  for (gsize i = 0; i < p->n_parameters; i++)
    memcpy (region->information + i * p->n_parameters, self->workspace->hessian + i * p->n_columns, (i + 1) * sizeof (double));
  if (self->network)
    {
      prognosis_search_to_network (self, self->workspace->gradient, self->workspace->hessian);
      g_free (region->shape_map);
      region->shape_map = g_memdup2 (self->map, p->n_shape * p->n_shape * sizeof (double));
      for (gsize k = 0; k < p->n_shape; k++)
        self->precision[p->n_parameters + k] = self->weight_precision > 0.0 ? 0.0 : prognosis_search_network_precision (self);
    }
}

/* The Cholesky factor of the precision. It always includes the prior: otherwise some directions are undetermined
   (condition number 1e12), and draws along them would be arbitrary. Fixed parameters are left out. */
static gboolean
store_precision (const PrognosisSearch *self)
{
  PrognosisRegionFit *region = self->region;
  const gsize n = self->n;
  gsl_matrix_view matrix;

  g_free (region->cholesky);
  region->cholesky = g_new0 (double, n *n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      region->cholesky[i * n + j] = self->fixed[i] || self->fixed[j] ? (i == j ? 1.0 : 0.0)
                                                                     : self->workspace->hessian[i * self->problem->n_columns + j]
                                                                           + (i == j ? self->precision[i] : 0.0);
  matrix = gsl_matrix_view_array (region->cholesky, n, n);
  if (gsl_linalg_cholesky_decomp1 (&matrix.matrix) == GSL_SUCCESS)
    return TRUE;
  g_clear_pointer (&region->cholesky, g_free);
  return FALSE;
}

/* How much of the certainty about each parameter comes from its prior, 0 to 1. */
static void
store_prior_share (const PrognosisSearch *self)
{
  const gsize n = self->n;
  g_autofree double *inverse = g_memdup2 (self->region->cholesky, n * n * sizeof (double));
  gsl_matrix_view matrix = gsl_matrix_view_array (inverse, n, n);

  gsl_linalg_cholesky_invert (&matrix.matrix);
  for (gsize i = 0; i < self->problem->n_parameters; i++)
    self->region->prior_share[i] = self->fixed[i] ? 0.0 : CLAMP (inverse[i * n + i] * self->precision[i], 0.0, 1.0);
}

void
prognosis_search_store (PrognosisSearch *self, PrognosisStop stop)
{
  self->region->stop = stop;
  store_trace (self);
  prognosis_search_evaluate_data (self, self->theta);
  store_losses (self);
  if (!isfinite (self->region->loss))
    {
      store_nothing (self);
      return;
    }
  prognosis_search_to_values (self, self->theta, self->region->values, self->region->shape);
  scale_information (self);
  store_information (self);
  if (store_precision (self))
    store_prior_share (self);
}
