/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The global AutoODE as a forecaster. */

#include "prognosis-config.h"
#include "autoode.h"

#include <glib/gi18n-lib.h>

static const char id[] = "autoode";

static gboolean
prepare (PrognosisDaily *daily, const PrognosisRequest *request, gsize n_threads, GError **error)
{
  g_autofree double *values = g_new (double, daily->n_regions *PROGNOSIS_N_LEVERS);
  gboolean applies[PROGNOSIS_N_LEVERS];
  PrognosisAutoodeAssumed assumed;

  prognosis_autoode_find_effective (daily, applies);
  if (!prognosis_dynamics_read_set (daily->dataset, request->options, applies, id, values, error))
    return FALSE;
  prognosis_autoode_assume (values, &assumed);
  daily->generation_days = 1.0 / assumed.rates.latent + 1.0 / assumed.rates.infectious;
  daily->autoode = prognosis_autoode_new (daily, values, n_threads, request->cancellable);
  return TRUE;
}

static void
release (PrognosisDaily *daily)
{
  g_clear_pointer (&daily->autoode, prognosis_autoode_free);
}

static PrognosisForecast *
forecast_autoode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  static const PrognosisDailyPoint method = { .find_median = prognosis_autoode_median,
                                              .prepare = prepare,
                                              .release = release,
                                              .find_dynamics = prognosis_autoode_find_dynamics };

  return prognosis_daily_forecast (self, &method, request, error);
}

const PrognosisForecaster prognosis_forecaster_autoode = {
  .id = id,
  .title = N_ ("AutoODE"),
  .family = PROGNOSIS_FAMILY_HYBRID,
  .reads = PROGNOSIS_READS_TRAIN,
  .has_dynamics = TRUE,
  .keeps_best = TRUE,
  .most_days = 1,
  .description = N_ ("Compartments whose transmission is learned from all regions, through the solver"),
  .work = 1.6,
  .forecast = forecast_autoode,
};
