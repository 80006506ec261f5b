/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-forecaster.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-assumed.h"
#include "prognosis-error.h"
#include "prognosis-series.h"

gboolean
prognosis_forecaster_lacks_population (const PrognosisForecaster *self, const PrognosisDataset *dataset)
{
  gboolean has_population = !self->needs_population;

  for (gsize i = 0; i < prognosis_dataset_get_n_regions (dataset); i++)
    has_population |= prognosis_dataset_get_region (dataset, i)->population > 0.0;
  return !has_population;
}

char *
prognosis_forecaster_dup_refusal (const PrognosisForecaster *self, const PrognosisDataset *dataset)
{
  const gboolean is_monthly = prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_MONTHLY;

  if (!self->refuses_months || !is_monthly)
    return NULL;
  /* Translators: the name of a model. */
  return g_strdup_printf (_ ("%s follows transmission from day to day, which monthly counts do not show; choose a statistical or "
                             "data-driven model, or open daily or weekly counts"),
                          _ (self->title));
}

gboolean
prognosis_forecaster_can_run (const PrognosisForecaster *self, const PrognosisDataset *dataset)
{
  g_autofree char *refusal = prognosis_forecaster_dup_refusal (self, dataset);

  return refusal == NULL && !prognosis_forecaster_lacks_population (self, dataset);
}

guint
prognosis_forecaster_get_reads (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options)
{
  const guint reads = self->narrow ? self->narrow (self, dataset, options) : self->reads;

  return PROGNOSIS_READS_ALWAYS | (reads & self->reads);
}

/* Totals are forecast in a run of their own, from which nothing else is taken: what is learned of the places does not depend on
   them. The places help them where much is learned from all regions; the fit of a compartment model is each region's own. */
static gboolean
add_totals (const PrognosisForecaster *self, const PrognosisRequest *request, PrognosisForecast *forecast, GError **error)
{
  g_autoptr (PrognosisDataset) part = prognosis_dataset_dup_part (request->dataset, TRUE, self->model == NULL);
  g_autoptr (PrognosisForecast) of_totals = NULL;
  g_autoptr (GError) failed = NULL;
  PrognosisRequest own = *request;

  own.dataset = part;
  own.progress = NULL;
  of_totals = self->forecast (self, &own, &failed);
  if (of_totals == NULL && g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (of_totals == NULL)
    {
      prognosis_forecast_add_warning (forecast, _ ("The totals were not forecast: %s"), failed->message);
      return TRUE;
    }
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (request->dataset); r++)
    if (prognosis_dataset_get_region (request->dataset, r)->is_picked)
      prognosis_forecast_take_region (forecast, of_totals, r);
  return TRUE;
}

/* Without the totals, which are added if they were picked. */
static PrognosisForecast *
forecast_apart (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  g_autoptr (PrognosisDataset) places = prognosis_dataset_dup_part (request->dataset, FALSE, TRUE);
  PrognosisRequest of_places = *request;
  g_autoptr (PrognosisForecast) forecast = NULL;
  gboolean any = FALSE;

  of_places.dataset = places;
  forecast = self->forecast (self, &of_places, error);
  if (forecast == NULL)
    return NULL;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (request->dataset); r++)
    any |= prognosis_dataset_get_region (request->dataset, r)->is_picked;
  if (any && !add_totals (self, request, forecast, error))
    return NULL;
  prognosis_forecast_set_dataset (forecast, request->dataset);
  return g_steal_pointer (&forecast);
}

static gboolean
has_totals_and_places (const PrognosisDataset *dataset)
{
  gsize n_totals = 0;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    n_totals += prognosis_dataset_get_region (dataset, r)->total_of != NULL;
  return n_totals > 0 && n_totals < prognosis_dataset_get_n_regions (dataset);
}

static gboolean
has_assumed (const PrognosisDataset *dataset)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->assumed_share > 0)
      return TRUE;
  return FALSE;
}

PrognosisForecast *
prognosis_forecaster_new_forecast (const PrognosisForecaster *self, const PrognosisRequest *request)
{
  PrognosisForecast *forecast
      = prognosis_forecast_new (request->dataset, self->id, prognosis_series_horizon (request), (gsize) request->options->n_paths);

  if (request->levels != NULL)
    prognosis_forecast_keep_quantiles (forecast, request->levels, request->n_levels);
  return forecast;
}

PrognosisForecast *
prognosis_forecaster_run (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  g_autoptr (PrognosisDataset) usable = NULL;
  g_autofree char *refusal = prognosis_forecaster_dup_refusal (self, request->dataset);
  PrognosisRequest of_usable = *request;
  PrognosisForecast *forecast;

  if (!prognosis_options_check (request->options, error))
    return NULL;
  if (refusal != NULL)
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, refusal);
      return NULL;
    }
  if (prognosis_forecaster_lacks_population (self, request->dataset))
    {
      prognosis_set_option_error (error, PROGNOSIS_OPTION_POPULATION,
                                  _ ("%s needs the population of each region, and the data do not include it"), self->id);
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  usable = prognosis_dataset_dup_usable (request->dataset);
  of_usable.dataset = usable;
  /* Assumed signals follow the paths of another. */
  if (has_assumed (usable))
    of_usable.levels = NULL;
  forecast = has_totals_and_places (usable) ? forecast_apart (self, &of_usable, error) : self->forecast (self, &of_usable, error);
  if (forecast != NULL)
    prognosis_assumed_fill (forecast);
  if (forecast != NULL && request->levels != NULL)
    prognosis_forecast_keep_quantiles (forecast, request->levels, request->n_levels);
  return forecast;
}
