/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds back the last week, and takes what forecast it best. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-forecaster.h"

/* Mean absolute error of the median over the held-back steps, each series over its own spread there. NAN: could not. */
static double
held_back_error (const PrognosisForecaster *candidate, const PrognosisRequest *request, PrognosisDataset *past, gsize n_held)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_copy (request->options);
  PrognosisRequest trial = *request;
  g_autoptr (PrognosisForecast) forecast = NULL;
  const gsize n = prognosis_dataset_get_n_steps (past);
  double sum = 0.0;
  gsize count = 0;

  options->horizon = n_held;
  trial.options = options;
  trial.dataset = past;
  trial.progress = NULL;
  forecast = prognosis_forecaster_run (candidate, &trial, NULL);
  if (!forecast)
    return NAN;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (past); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (past); s++)
      {
        const double *truth = prognosis_dataset_get_values (request->dataset, r, s) + n;
        double error_sum = 0.0, scale = 1.0;

        if (!prognosis_dataset_get_signal (past, s)->fitted || prognosis_dataset_get_last_observed (past, r, s) < 0)
          continue;
        for (gsize h = 0; h < n_held; h++)
          {
            const double half = 0.5;
            double median;

            if (!isfinite (truth[h]) || !prognosis_forecast_has (forecast, r, s))
              continue;
            prognosis_forecast_get_quantiles (forecast, r, s, h + 1, &half, 1, &median);
            error_sum += fabs (median - truth[h]);
            scale += fabs (truth[h] - prognosis_dataset_get_values (past, r, s)[prognosis_dataset_get_last_observed (past, r, s)]);
          }
        if (prognosis_forecast_has (forecast, r, s))
          {
            sum += error_sum / scale;
            count++;
          }
      }
  return count ? sum / count : NAN;
}

static gboolean
has_population (const PrognosisDataset *dataset)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (prognosis_dataset_get_region (dataset, r)->population > 0.0)
      return TRUE;
  return FALSE;
}

static PrognosisForecast *
forecast_auto (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  const gsize n = prognosis_dataset_get_n_steps (request->dataset);
  const gsize week = prognosis_dataset_get_step_days (request->dataset) == 7 ? 2 : 7;
  const gsize n_held = MIN (week, n / 4);
  const PrognosisForecaster *persistence = prognosis_forecaster_find ("persistence"), *best = persistence;
  double bar = NAN, least = INFINITY;
  gsize n_compared = 0;
  PrognosisForecast *result;

  if (n_held > 0 && n - n_held >= 4)
    {
      g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (request->dataset, n - n_held);
      gsize n_forecasters;
      const PrognosisForecaster *const *list = prognosis_forecaster_list (&n_forecasters);

      least = bar = held_back_error (persistence, request, past, n_held);
      for (gsize i = 0; i < n_forecasters; i++)
        if (list[i]->model)
          {
            const double e = held_back_error (list[i], request, past, n_held);

            n_compared += isfinite (e) ? 1 : 0;
            if (isfinite (e) && !(e >= least))
              {
                least = e;
                best = list[i];
              }
          }
    }
  if (g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  result = prognosis_forecaster_run (best, request, error);
  if (result && isfinite (bar) && best != persistence)
    prognosis_forecast_add_note (result, "%s was chosen: on the last %d steps, held back, its error was %.0f %% of persistence's", best->id,
                                 (int) n_held, 100.0 * least / bar);
  else if (result && n_compared == 0 && !has_population (request->dataset))
    prognosis_forecast_add_note (result, "persistence was chosen: compartment models need the population, which is not known");
  else if (result && n_compared == 0)
    prognosis_forecast_add_note (result, "persistence was chosen: there is too little to compare compartment models on");
  else if (result)
    prognosis_forecast_add_note (result, "persistence was chosen: no compartment model did better on the last %d steps, held back", (int) n_held);
  return result;
}

extern const PrognosisForecaster prognosis_forecaster_auto;

const PrognosisForecaster prognosis_forecaster_auto = {
  .id = "auto",
  .title = N_ ("Recommended"),
  .family = "ensemble",
  .description = N_ ("The one that forecast the last weeks of these data best"),
  .forecast = forecast_auto,
};
