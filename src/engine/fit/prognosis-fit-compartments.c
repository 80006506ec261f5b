/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a fit says of the model itself: its compartments, and which of its parameters go together. */

#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "prognosis-fit-compartments.h"
#include "prognosis-fit-private.h"

#define N_DRAWS 200

double *
prognosis_fit_dup_compartments (const PrognosisFit *self, gsize region, int *first_day, gsize *n_days)
{
  const PrognosisProblem *problem = &self->problem;
  const PrognosisRegionFit *fitted = &self->regions[region];
  const gsize n_states = problem->model->n_states, n = (gsize) problem->n_days + 1;
  const double persons = isfinite (fitted->population) ? fitted->population : 1.0;
  const double *values = self->values + region * problem->n_parameters;
  g_autofree double *beta = NULL;
  double *y;

  if (!isfinite (fitted->loss) || self->coupling != NULL)
    return NULL;
  beta = g_new (double, n);
  y = g_new0 (double, n *n_states);
  prognosis_problem_get_beta (problem, values, fitted->shape, n - 1, beta);
  prognosis_problem_get_initial (problem, fitted, values, y, NULL);
  prognosis_model_simulate (problem->model, values, beta, n - 1, y);
  for (gsize i = 0; i < n * n_states; i++)
    y[i] *= persons;
  *first_day = prognosis_dataset_get_day (problem->dataset, (gssize) (problem->first + problem->n_steps) - 1) - problem->n_days;
  *n_days = n;
  return y;
}

double *
prognosis_fit_dup_correlations (const PrognosisFit *self, gsize region)
{
  const gsize n = self->problem.n_parameters;
  g_autofree double *draws = g_new (double, N_DRAWS *n);
  double *correlations = g_new (double, n *n);

  for (gsize i = 0; i < n * n; i++)
    correlations[i] = NAN;
  if (!isfinite (prognosis_fit_get_region_loss (self, region)))
    return correlations;
  prognosis_fit_draw (self, region, N_DRAWS, draws);
  for (gsize a = 0; a < n; a++)
    for (gsize b = 0; b < n; b++)
      if (!prognosis_fit_is_fixed (self, region, a) && !prognosis_fit_is_fixed (self, region, b))
        correlations[a * n + b] = gsl_stats_correlation (draws + a, n, draws + b, n, N_DRAWS);
  return correlations;
}
