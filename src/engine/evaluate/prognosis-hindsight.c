/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-hindsight.h"

#include <math.h>

#include "prognosis-forecaster.h"
#include "prognosis-score.h"
#include "prognosis-series.h"

static void
measure_region (const PrognosisForecast *forecast, const PrognosisDataset *truth, gsize region, gsize signal,
                PrognosisHindsight *sum)
{
  static const double levels[] = { .025, .25, .5, .75, .975 };
  const double *x = prognosis_dataset_get_values (truth, region, signal);
  const gsize start = prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (forecast)) - 1;
  const gsize n_steps = prognosis_dataset_get_n_steps (truth), horizon = prognosis_forecast_get_horizon (forecast);
  g_autofree double *persistence
      = prognosis_forecaster_dup_persistence (prognosis_forecast_get_dataset (forecast), region, signal, horizon);

  for (gsize h = 1; h <= horizon && start + h < n_steps; h++)
    {
      double values[G_N_ELEMENTS (levels)];
      PrognosisScore score;

      if (isnan (x[start + h]) || prognosis_series_is_doubtful (truth, region, signal, start + h))
        continue;
      prognosis_forecast_get_quantiles (forecast, region, signal, h, levels, G_N_ELEMENTS (levels), values);
      prognosis_score_quantiles (levels, values, G_N_ELEMENTS (levels), x[start + h], &score);
      sum->n++;
      sum->mae += score.ae;
      sum->persistence_mae += fabs (x[start + h] - persistence[h - 1]);
      sum->n_in50 += score.in50 > 0.0;
      sum->n_in95 += score.in95 > 0.0;
    }
}

gboolean
prognosis_hindsight_measure (const PrognosisForecast *forecast, const PrognosisDataset *truth, const gsize *regions,
                             gsize n_regions, gsize signal, PrognosisHindsight *hindsight)
{
  *hindsight = (PrognosisHindsight){ 0 };
  for (gsize i = 0; i < n_regions; i++)
    if (prognosis_forecast_has (forecast, regions[i], signal))
      measure_region (forecast, truth, regions[i], signal, hindsight);
  hindsight->mae = hindsight->n ? hindsight->mae / hindsight->n : NAN;
  hindsight->persistence_mae = hindsight->n ? hindsight->persistence_mae / hindsight->n : NAN;
  return hindsight->n > 0;
}
