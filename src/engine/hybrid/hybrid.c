/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Combines mechanistic and learned parts: transmission, delays and reporting are equations; growth, ratios,
   weekday effects and revisions are learned from all regions at once. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>

#include "hybrid-daily.h"
#include "hybrid-weekly.h"

static PrognosisForecast *
forecast_hybrid (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  if (prognosis_dataset_get_step_days (request->dataset) == 7)
    return prognosis_hybrid_weekly (self, request, error);
  return prognosis_hybrid_daily (self, request, error);
}

/* The weekly part has neither a network nor a generation time; a network of one layer equals the regression, which is always there. */
static guint
narrow (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options)
{
  const guint daily = self->reads & ~PROGNOSIS_READS_SEASON;

  if (prognosis_dataset_get_step_days (dataset) == 7)
    return PROGNOSIS_READS_TRAIN | PROGNOSIS_READS_SEASON;
  return options->layers < 2 ? (daily & ~PROGNOSIS_READS_NETWORK) | PROGNOSIS_READS_LAYERS : daily;
}

const PrognosisForecaster prognosis_forecaster_hybrid = {
  .id = "hybrid",
  .title = N_ ("Hybrid"),
  .family = PROGNOSIS_FAMILY_HYBRID,
  .reads = PROGNOSIS_READS_TRAIN | PROGNOSIS_READS_NETWORK | PROGNOSIS_READS_GENERATION | PROGNOSIS_READS_SEASON,
  .narrow = narrow,
  .keeps_best = TRUE,
  .most_days = 7,
  .description = N_ ("Transmission and delays as equations; growth and reporting learned from all regions"),
  .work = 2.0,
  .forecast = forecast_hybrid,
};
