/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forecasts behind which there is the renewal equation: what is set is checked, applied, and can be changed afterwards. */

#include "hybrid-renew.h"

#include <math.h>

#include "prognosis-renewal.h"

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
add_dynamics (PrognosisForecast *forecast, double trend_days, const PrognosisOptions *options, const double *values)
{
  const gsize n = prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast)) * PROGNOSIS_N_LEVERS;
  g_autofree double *none = g_new (double, n);
  g_autoptr (PrognosisDynamics) learned = NULL, set = NULL;

  for (gsize k = 0; k < n; k++)
    none[k] = NAN;
  learned = prognosis_renewal_dynamics_new (forecast, trend_days, options->generation_days, none);
  if (is_any_set (values, n))
    set = prognosis_renewal_dynamics_new (forecast, trend_days, options->generation_days, values);
  prognosis_forecast_set_dynamics (forecast, learned);
  if (set == NULL)
    return;
  prognosis_forecast_apply_values (forecast, values);
  prognosis_forecast_set_dynamics (forecast, set);
}

PrognosisForecast *
prognosis_hybrid_renew (const PrognosisForecaster *self, const PrognosisRequest *request, PrognosisHybridFunc find, GError **error)
{
  const gsize n = prognosis_dataset_get_n_regions (request->dataset) * PROGNOSIS_N_LEVERS;
  g_autofree double *values = g_new (double, n);
  PrognosisRequest with_paths = *request;
  gboolean applies[PROGNOSIS_N_LEVERS];
  double trend_days;
  PrognosisForecast *forecast;

  prognosis_renewal_find_effective (request->dataset, applies);
  if (!prognosis_dynamics_read_set (request->dataset, request->options, applies, self->id, values, error))
    return NULL;
  /* What is set multiplies paths. */
  if (is_any_set (values, n))
    with_paths.levels = NULL;
  forecast = find (self, &with_paths, &trend_days, error);
  if (forecast && applies[PROGNOSIS_LEVER_REPRODUCTION])
    add_dynamics (forecast, trend_days, request->options, values);
  return forecast;
}

/* The weekly part has neither a network nor a generation time; a network of one layer equals the linear part, which is always
   there. */
guint
prognosis_hybrid_narrow (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options)
{
  const guint daily = self->reads & ~PROGNOSIS_READS_SEASON;

  if (prognosis_dataset_get_step_days (dataset) == 7)
    return PROGNOSIS_READS_TRAIN | PROGNOSIS_READS_SEASON;
  return options->layers < 2 ? (daily & ~PROGNOSIS_READS_NETWORK) | PROGNOSIS_READS_LAYERS : daily;
}
