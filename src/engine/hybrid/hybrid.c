/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Combines mechanistic and learned parts: transmission, delays and reporting are equations; growth, ratios,
   weekday effects and revisions are learned from all regions at once. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>

#include "hybrid-daily.h"
#include "hybrid-renew.h"
#include "hybrid-weekly.h"

/* Days in which the daily part halves the growth at the origin; the weekly part learns its growth by horizon, with much the same
   result. */
#define TREND_DAYS 22.8

static PrognosisForecast *
find_forecast (const PrognosisForecaster *self, const PrognosisRequest *request, double *trend_days, GError **error)
{
  *trend_days = TREND_DAYS;
  if (prognosis_dataset_get_step_days (request->dataset) == 7)
    return prognosis_hybrid_weekly (self, request, NULL, error);
  return prognosis_hybrid_daily (self, request, error);
}

static PrognosisForecast *
forecast_hybrid (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  PrognosisForecast *forecast = prognosis_hybrid_renew (self, request, find_forecast, error);

  if (forecast && prognosis_dataset_get_step_days (request->dataset) < 7)
    prognosis_hybrid_note_reproduction (forecast);
  return forecast;
}

const PrognosisForecaster prognosis_forecaster_hybrid = {
  .id = "hybrid",
  .title = N_ ("Hybrid"),
  .family = PROGNOSIS_FAMILY_HYBRID,
  .is_typical = TRUE,
  .reads = PROGNOSIS_READS_TRAIN | PROGNOSIS_READS_NETWORK | PROGNOSIS_READS_GENERATION | PROGNOSIS_READS_SEASON,
  .narrow = prognosis_hybrid_narrow,
  .has_dynamics = TRUE,
  .keeps_best = TRUE,
  .refuses_months = TRUE,
  .description = N_ ("Transmission and delays as equations; growth and reporting learned from all regions"),
  .work = 2.9,
  .forecast = forecast_hybrid,
};
