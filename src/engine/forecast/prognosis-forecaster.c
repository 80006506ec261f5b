/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-forecaster.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-assumed.h"
#include "prognosis-completion.h"
#include "prognosis-error.h"
#include "prognosis-series.h"

/* Sample paths of the nowcast that are each forecast from. */
#define N_MEMBERS 5

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
  gsize n_revisions;

  prognosis_dataset_get_revisions (dataset, &n_revisions);
  return PROGNOSIS_READS_ALWAYS | (n_revisions > 0 ? PROGNOSIS_READS_NOWCAST : 0) | (reads & self->reads);
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

/* Excluded and partial observations are missing. */
static PrognosisForecast *
forecast_usable (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  g_autoptr (PrognosisDataset) usable = prognosis_dataset_dup_usable (request->dataset);
  PrognosisRequest of_usable = *request;
  PrognosisForecast *forecast;

  of_usable.dataset = usable;
  /* Assumed signals follow the paths of another. */
  if (has_assumed (usable))
    of_usable.levels = NULL;
  forecast = has_totals_and_places (usable) ? forecast_apart (self, &of_usable, error) : self->forecast (self, &of_usable, error);
  if (forecast != NULL)
    prognosis_assumed_fill (forecast);
  return forecast;
}

/* --- from a nowcast ------------------------------------------------------------- */

/* Replaces the paths numbered @first to @end - 1 by a forecast from one sample of the nowcast. */
static gboolean
add_member (const PrognosisForecaster *self, const PrognosisRequest *request, const PrognosisCompletion *completion, gsize member,
            gsize first, gsize end, PrognosisForecast *forecast, GError **error)
{
  g_autoptr (PrognosisDataset) dataset = prognosis_completion_dup_member (completion, member, N_MEMBERS);
  g_autoptr (PrognosisOptions) options = prognosis_options_copy (request->options);
  g_autoptr (PrognosisForecast) sample = NULL;
  PrognosisRequest own = *request;

  options->n_paths = (int) (end - first);
  own.dataset = dataset;
  own.options = options;
  own.progress = NULL;
  sample = forecast_usable (self, &own, error);
  if (sample == NULL)
    return FALSE;
  prognosis_forecast_take_paths (forecast, sample, first);
  return TRUE;
}

static void
note_nowcast (PrognosisForecast *forecast, const PrognosisCompletion *completion)
{
  const double share = prognosis_completion_get_share (completion);

  /* Corrections may lower what was reported. */
  if (isnan (share) || share > 0.995)
    prognosis_forecast_add_note (forecast,
                                 _ ("The last weeks are not complete yet: the forecast starts from a nowcast of what they "
                                    "will come to, and includes its uncertainty"));
  else
    prognosis_forecast_add_note (
        forecast,
        _ ("The last weeks are not complete yet, the last one to about %.0f %%: the forecast starts from a "
           "nowcast of what they will come to, and includes its uncertainty"),
        100 * share);
}

/* Starts from what the last steps will come to: what is shown and can be changed from their medians, the paths from samples. */
static PrognosisForecast *
forecast_completed (const PrognosisForecaster *self, const PrognosisRequest *request, PrognosisCompletion *completion,
                    GError **error)
{
  g_autoptr (PrognosisDataset) dataset = prognosis_completion_dup_median (completion);
  g_autoptr (PrognosisForecast) forecast = NULL;
  PrognosisRequest own = *request;
  gsize n_paths;

  own.dataset = dataset;
  own.levels = NULL;
  own.vintages = NULL; /* the nowcast has learned from them */
  own.n_vintages = 0;
  forecast = forecast_usable (self, &own, error);
  if (forecast == NULL)
    return NULL;
  n_paths = prognosis_forecast_get_n_paths (forecast);
  for (gsize member = 0; member < N_MEMBERS; member++)
    if (!add_member (self, &own, completion, member, member * n_paths / N_MEMBERS, (member + 1) * n_paths / N_MEMBERS, forecast,
                     error))
      return NULL;
  prognosis_forecast_set_completion (forecast, completion);
  note_nowcast (forecast, completion);
  return g_steal_pointer (&forecast);
}

/* Whether reports of the last steps are still to come. */
static gboolean
is_incomplete (const PrognosisDataset *dataset)
{
  gboolean any = FALSE;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    any |= prognosis_dataset_get_n_incomplete (dataset, s) > 0;
  return any;
}

static PrognosisForecast *
forecast_incomplete (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  g_autoptr (PrognosisCompletion) completion = NULL;
  PrognosisForecast *forecast;

  if (request->options->start == PROGNOSIS_START_COMPLETED)
    completion = prognosis_completion_new (request->dataset, request->options->seed);
  if (completion != NULL)
    return forecast_completed (self, request, completion, error);
  forecast = forecast_usable (self, request, error);
  if (forecast == NULL)
    return NULL;
  if (request->options->start == PROGNOSIS_START_COMPLETED)
    prognosis_forecast_add_warning (
        forecast, _ ("The last weeks are not complete yet and could not be nowcast: the forecast starts from what "
                     "has been reported of them so far"));
  else
    prognosis_forecast_add_note (
        forecast, _ ("The last weeks are not complete yet: the forecast starts from what has been reported of them so far"));
  return forecast;
}

PrognosisForecast *
prognosis_forecaster_run (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  g_autofree char *refusal = prognosis_forecaster_dup_refusal (self, request->dataset);
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
  forecast = (is_incomplete (request->dataset) ? forecast_incomplete : forecast_usable) (self, request, error);
  if (forecast != NULL && request->levels != NULL)
    {
      prognosis_forecast_keep_quantiles (forecast, request->levels, request->n_levels);
      prognosis_forecast_drop_paths (forecast);
    }
  return forecast;
}
