/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Combines mechanistic and learned parts: transmission, delays and reporting are equations; growth, ratios,
   weekday effects and revisions are learned from all regions at once. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>

#include "hybrid-daily.h"
#include "hybrid-weekly.h"

#include <math.h>

#include "prognosis-renewal.h"

/* Days in which the daily part halves the growth at the origin; the weekly part learns its growth by horizon, with much the same
   result. */
#define TREND_DAYS 22.8

static const char id[] = "hybrid";

static gboolean
is_any_set (const double *values, gsize n)
{
  for (gsize k = 0; k < n; k++)
    if (!isnan (values[k]))
      return TRUE;
  return FALSE;
}

/* Gives the forecast equations that can be solved again, with what is set. */
static void
add_dynamics (PrognosisForecast *forecast, const PrognosisOptions *options, const double *values)
{
  const gsize n = prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast)) * PROGNOSIS_N_LEVERS;
  g_autofree double *none = g_new (double, n);
  g_autoptr (PrognosisDynamics) learned = NULL, set = NULL;

  for (gsize k = 0; k < n; k++)
    none[k] = NAN;
  learned = prognosis_renewal_dynamics_new (forecast, TREND_DAYS, options->generation_days, none);
  if (is_any_set (values, n))
    set = prognosis_renewal_dynamics_new (forecast, TREND_DAYS, options->generation_days, values);
  prognosis_forecast_set_dynamics (forecast, learned);
  if (set == NULL)
    return;
  prognosis_forecast_apply_values (forecast, values);
  prognosis_forecast_set_dynamics (forecast, set);
}

static PrognosisForecast *
forecast_hybrid (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  const gsize n = prognosis_dataset_get_n_regions (request->dataset) * PROGNOSIS_N_LEVERS;
  g_autofree double *values = g_new (double, n);
  gboolean applies[PROGNOSIS_N_LEVERS];
  PrognosisForecast *forecast;

  prognosis_renewal_find_effective (request->dataset, applies);
  if (!prognosis_dynamics_read_set (request->dataset, request->options, applies, id, values, error))
    return NULL;
  forecast = prognosis_dataset_get_step_days (request->dataset) == 7 ? prognosis_hybrid_weekly (self, request, error)
                                                                     : prognosis_hybrid_daily (self, request, error);
  if (forecast && applies[PROGNOSIS_LEVER_REPRODUCTION])
    add_dynamics (forecast, request->options, values);
  if (forecast && prognosis_dataset_get_step_days (request->dataset) < 7)
    prognosis_hybrid_note_reproduction (forecast);
  return forecast;
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
  .id = id,
  .title = N_ ("Hybrid"),
  .family = PROGNOSIS_FAMILY_HYBRID,
  .is_typical = TRUE,
  .reads = PROGNOSIS_READS_TRAIN | PROGNOSIS_READS_NETWORK | PROGNOSIS_READS_GENERATION | PROGNOSIS_READS_SEASON,
  .narrow = narrow,
  .has_dynamics = TRUE,
  .keeps_best = TRUE,
  .most_days = 7,
  .description = N_ ("Transmission and delays as equations; growth and reporting learned from all regions"),
  .work = 2.9,
  .forecast = forecast_hybrid,
};
