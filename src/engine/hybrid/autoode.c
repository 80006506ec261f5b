/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The global AutoODE as a forecaster. */

#include "prognosis-config.h"
#include "autoode.h"

#include <glib/gi18n-lib.h>

static void
prepare (PrognosisDaily *daily, gsize n_threads, GCancellable *cancellable)
{
  daily->autoode = prognosis_autoode_new (daily, n_threads, cancellable);
}

static void
release (PrognosisDaily *daily)
{
  g_clear_pointer (&daily->autoode, prognosis_autoode_free);
}

static PrognosisForecast *
forecast_autoode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  const PrognosisAutoodeRates *rates = &prognosis_autoode_rates;
  const PrognosisDailyPoint method = { .find_median = prognosis_autoode_median,
                                       .prepare = prepare,
                                       .release = release,
                                       .generation_days = 1.0 / rates->latent + 1.0 / rates->infectious };

  return prognosis_daily_forecast (self, &method, request, error);
}

const PrognosisForecaster prognosis_forecaster_autoode = {
  .id = "autoode",
  .title = N_ ("AutoODE"),
  .family = PROGNOSIS_FAMILY_HYBRID,
  .reads = PROGNOSIS_READS_TRAIN,
  .keeps_best = TRUE,
  .most_days = 1,
  .description = N_ ("Compartments whose transmission is learned from all regions, through the solver"),
  .work = 2.0,
  .forecast = forecast_autoode,
};
