/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The global AutoODE as a forecaster: compartments for daily counts, one equation of growth for weekly ones. */

#include "prognosis-config.h"
#include "autoode.h"
#include "hybrid-daily-network.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hybrid-renew.h"
#include "hybrid-weekly.h"

static const char id[] = "autoode";

void
prognosis_autoode_release (PrognosisDaily *daily)
{
  g_clear_pointer (&daily->autoode, prognosis_autoode_free);
}

gboolean
prognosis_autoode_prepare (PrognosisDaily *daily, const double *values, GCancellable *cancellable, gsize n_threads, GError **error)
{
  daily->autoode = prognosis_autoode_new (daily, values, n_threads, cancellable);
  /* Then some days are unknown. */
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return TRUE;
  prognosis_autoode_release (daily);
  return FALSE;
}

static gboolean
prepare (PrognosisDaily *daily, const PrognosisRequest *request, gsize n_threads, GError **error)
{
  g_autofree double *values = g_new (double, daily->n_regions *PROGNOSIS_N_LEVERS);
  gboolean applies[PROGNOSIS_N_LEVERS];

  prognosis_autoode_find_effective (daily, applies);
  if (!prognosis_dynamics_read_set (daily->dataset, request->options, applies, id, values, error))
    return FALSE;
  daily->map_hidden = request->options->layers < 2 ? 0 : request->options->hidden;
  return prognosis_autoode_prepare (daily, values, request->cancellable, n_threads, error);
}

/* What the network is worth. */
static void
add_notes (const PrognosisDaily *daily, PrognosisForecast *forecast)
{
  const double gain = daily->leader >= 0 ? prognosis_autoode_get_gains (daily->autoode)[daily->leader] : NAN;

  const PrognosisNetworkWorth worth
      = { .n_weights = prognosis_daily_network_count_weights (PROGNOSIS_AUTOODE_N_NETWORK, daily->map_hidden),
          .is_used = gain >= PROGNOSIS_AUTOODE_LEAST_GAIN,
          .error = 1.0 - gain };

  if (isnan (gain))
    return;
  prognosis_forecast_set_network_worth (forecast, &worth);
  if (worth.is_used)
    prognosis_forecast_add_note (
        forecast,
        _ ("A network of %d units is used beside the linear model: it removed %.1f %% of the squared error "
           "on the last two weeks, which it had not seen."),
        daily->map_hidden, 100.0 * gain);
  else
    prognosis_forecast_add_note (
        forecast,
        _ ("A network of %d units beside the linear model is not used: on the last two weeks, which it had "
           "not seen, it changed the squared error by %+.1f %%."),
        daily->map_hidden, -100.0 * gain);
}

static PrognosisForecast *
find_weekly (const PrognosisForecaster *self, const PrognosisRequest *request, double *trend_days, GError **error)
{
  double weeks = NAN;
  PrognosisForecast *forecast = prognosis_hybrid_weekly (self, request, &weeks, error);

  *trend_days = 7.0 * weeks;
  return forecast;
}

static PrognosisForecast *
forecast_autoode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  static const PrognosisDailyPoint method = { .find_median = prognosis_autoode_median,
                                              .prepare = prepare,
                                              .scheme = &prognosis_scheme_of_autoode,
                                              .add_notes = add_notes,
                                              .release = prognosis_autoode_release,
                                              .find_dynamics = prognosis_autoode_find_dynamics };

  PrognosisForecast *forecast;

  if (prognosis_dataset_get_step_days (request->dataset) == 7)
    return prognosis_hybrid_renew (self, request, find_weekly, error);
  forecast = prognosis_daily_forecast (self, &method, request, error);
  if (forecast)
    prognosis_hybrid_note_reproduction (forecast);
  return forecast;
}

const PrognosisForecaster prognosis_forecaster_autoode = {
  .id = id,
  .title = N_ ("AutoODE"),
  .family = PROGNOSIS_FAMILY_HYBRID,
  .is_typical = TRUE,
  .reads = PROGNOSIS_READS_TRAIN | PROGNOSIS_READS_NETWORK | PROGNOSIS_READS_SEASON,
  .narrow = prognosis_hybrid_narrow,
  .has_dynamics = TRUE,
  .keeps_best = TRUE,
  .refuses_months = TRUE,
  .description = N_ ("Equations whose transmission is learned from all regions, through the solver"),
  .work = 1.6,
  .forecast = forecast_autoode,
};
