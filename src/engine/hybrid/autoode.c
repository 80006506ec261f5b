/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The global AutoODE as a forecaster. */

#include "prognosis-config.h"
#include "autoode.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
prepare (PrognosisDaily *daily, gsize n_threads, GCancellable *cancellable)
{
  g_autofree double *values = g_new (double, daily->n_regions *PROGNOSIS_AUTOODE_N_QUANTITIES);

  for (gsize k = 0; k < daily->n_regions * PROGNOSIS_AUTOODE_N_QUANTITIES; k++)
    values[k] = NAN;
  daily->autoode = prognosis_autoode_new (daily, values, n_threads, cancellable);
}

static void
release (PrognosisDaily *daily)
{
  g_clear_pointer (&daily->autoode, prognosis_autoode_free);
}

static PrognosisForecast *
forecast_autoode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  const PrognosisDailyPoint method = { .find_median = prognosis_autoode_median,
                                       .prepare = prepare,
                                       .release = release,
                                       .generation_days = prognosis_autoode_quantities[PROGNOSIS_AUTOODE_LATENT].start
                                                          + prognosis_autoode_quantities[PROGNOSIS_AUTOODE_INFECTIOUS].start };

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
