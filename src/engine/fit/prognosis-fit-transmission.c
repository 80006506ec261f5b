/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Transmission and the reproduction number over time, and how uncertain they are. */

#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "prognosis-fit-private.h"
#include "prognosis-simulator.h"
#include "prognosis-sort.h"

#define N_DRAWS 100

double
prognosis_fit_get_basic_reproduction (const PrognosisFit *self, const double *values, double beta)
{
  return self->problem.model->reproduction (values, beta, 1.0);
}

gboolean
prognosis_fit_get_transmission (const PrognosisFit *self, gsize region, const double *values, gsize horizon, double *beta,
                                double *reproduction)
{
  const gsize length = self->problem.n_steps + horizon, n = prognosis_dataset_get_n_signals (self->problem.dataset);
  const double *row = values + region * self->problem.n_parameters;
  g_autofree double *curves = g_new (double, n *length);
  g_autoptr (PrognosisSimulator) simulator = prognosis_simulator_new_with ((PrognosisFit *) self, horizon, values);

  if (!prognosis_simulator_run (simulator, region, row, NULL, NULL, curves))
    return FALSE;
  prognosis_simulator_get_transmission (simulator, row, beta, reproduction);
  return TRUE;
}

/* @draws: N_DRAWS x n. @quantiles: n x @n_levels. */
static void
find_quantiles (const double *draws, gsize n, const double *levels, gsize n_levels, double *quantiles)
{
  double sorted[N_DRAWS];

  for (gsize i = 0; i < n; i++)
    {
      for (gsize draw = 0; draw < N_DRAWS; draw++)
        sorted[draw] = draws[draw * n + i];
      prognosis_sort (sorted, N_DRAWS);
      for (gsize l = 0; l < n_levels; l++)
        quantiles[i * n_levels + l] = gsl_stats_quantile_from_sorted_data (sorted, 1, N_DRAWS, levels[l]);
    }
}

gboolean
prognosis_fit_get_transmission_quantiles (const PrognosisFit *self, gsize region, gsize horizon, const double *levels,
                                          gsize n_levels, double *beta, double *reproduction)
{
  const gsize n_parameters = self->problem.n_parameters, n = self->problem.n_steps + horizon;
  g_autofree double *values = g_new (double, N_DRAWS *n_parameters), *curves = NULL, *betas = NULL, *numbers = NULL;
  PrognosisSimulator *simulator;
  gboolean is_solved = TRUE;

  if (!isfinite (prognosis_fit_get_region_loss (self, region)))
    return FALSE;
  curves = g_new (double, prognosis_dataset_get_n_signals (self->problem.dataset) * n);
  betas = g_new (double, N_DRAWS *n);
  numbers = g_new (double, N_DRAWS *n);
  simulator = prognosis_simulator_new ((PrognosisFit *) self, horizon);
  prognosis_fit_draw (self, region, N_DRAWS, values);
  for (gsize draw = 0; draw < N_DRAWS && is_solved; draw++)
    {
      const double *drawn = values + draw * n_parameters;

      /* The other regions keep their fitted parameters. */
      is_solved = prognosis_simulator_run (simulator, region, drawn, NULL, NULL, curves);
      if (is_solved)
        prognosis_simulator_get_transmission (simulator, drawn, betas + draw * n, numbers + draw * n);
    }
  prognosis_simulator_free (simulator);
  if (!is_solved)
    return FALSE;
  find_quantiles (betas, n, levels, n_levels, beta);
  find_quantiles (numbers, n, levels, n_levels, reproduction);
  return TRUE;
}
