/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "prognosis-error.h"
#include "prognosis-forecaster-list.h"

gboolean
cli_job_get_hub (CliRun *run, PrognosisHub **hub, GError **error)
{
  CliOptions *options = run->options;

  *hub = NULL;
  if (options->hub == NULL)
    return TRUE;
  *hub = prognosis_hub_read (options->hub, error);
  if (*hub == NULL)
    {
      g_prefix_error (error, "Option --hub: ");
      return FALSE;
    }
  if (options->engine->season == PROGNOSIS_SEASON_DEFAULT)
    options->engine->season = (*hub)->season;
  if (options->population == NULL)
    options->population = g_strdup ((*hub)->places_path);
  return TRUE;
}

const PrognosisForecaster *
cli_job_find_forecaster (const char *id, GError **error)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (id);

  if (forecaster == NULL)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                 "Option --model: “%s” is not known; “prognosis-cli models” lists all", id);
  return forecaster;
}

const PrognosisForecaster *
cli_job_get_forecaster (const CliRun *run, GError **error)
{
  char **ids = run->options->models;

  if (ids[1] == NULL)
    return cli_job_find_forecaster (ids[0], error);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --model: the command “%s” takes one model",
               run->command->name);
  return NULL;
}

/* Names that only the data can tell. */
static gboolean
check_names (const PrognosisOptions *options, const PrognosisDataset *dataset, GError **error)
{
  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);

      if (fixed->region != NULL && prognosis_dataset_find_region (dataset, fixed->region) < 0)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --set: the data have no region “%s”", fixed->region);
          return FALSE;
        }
    }
  for (guint i = 0; i < options->observe->len; i++)
    {
      const PrognosisObserve *observe = g_ptr_array_index (options->observe, i);

      if (prognosis_dataset_find_signal (dataset, observe->signal) < 0)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --observe: the data have no signal “%s”",
                       observe->signal);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_population (const PrognosisForecaster *forecaster, const PrognosisDataset *dataset, GError **error)
{
  if (!prognosis_forecaster_lacks_population (forecaster, dataset))
    return TRUE;
  g_set_error (
      error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
      "Option --population is needed: %s works with shares of the population, the data do not include it, and only those of "
      "countries and US states are built in",
      forecaster->id);
  return FALSE;
}

/* An option must not be ignored silently. */
gboolean
cli_job_check_model (const CliRun *run, const PrognosisForecaster *forecaster, const PrognosisDataset *dataset, GError **error)
{
  const PrognosisOptions *options = run->options->engine;
  g_autofree char *refusal = prognosis_forecaster_dup_refusal (forecaster, dataset);
  const gboolean has_model = forecaster->model != NULL || forecaster->combines_others;
  const char *given = options->fixed->len > 0 && !has_model && !forecaster->has_dynamics ? "--set"
                      : options->observe->len > 0 && !has_model                          ? "--observe"
                                                                                         : NULL;

  if (given != NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "Option %s: %s is not a compartment model and has no equations to change", given, forecaster->id);
      return FALSE;
    }
  for (guint i = 0; i < options->observe->len && forecaster->model != NULL; i++)
    {
      const PrognosisObserve *observe = g_ptr_array_index (options->observe, i);

      if (prognosis_model_find_quantity (forecaster->model, observe->quantity) < 0)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --observe: %s has no quantity “%s”", forecaster->id,
                       observe->quantity);
          return FALSE;
        }
    }
  if (refusal != NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --model: %s", refusal);
      return FALSE;
    }
  return check_names (options, dataset, error) && check_population (forecaster, dataset, error);
}

void
cli_job_progress (const PrognosisProgress *progress, gpointer data)
{
  CliRun *run = data;

  run->worked_usec = g_get_monotonic_time ();
  cli_messages_progress ("Fitting", progress->fraction);
}

/* Fitting ends with the last word about its progress; what follows is forecasting. */
PrognosisForecast *
cli_job_forecast (CliRun *run, const PrognosisForecaster *forecaster, PrognosisDataset *dataset, GPtrArray *vintages,
                  gboolean needs_paths, GError **error)
{
  const PrognosisRequest request = {
    .dataset = dataset,
    .options = run->options->engine,
    .vintages = vintages != NULL ? (PrognosisDataset *const *) vintages->pdata : NULL,
    .n_vintages = vintages != NULL ? vintages->len : 0,
    .levels = needs_paths ? NULL : run->options->levels,
    .n_levels = run->options->n_levels,
    .progress = cli_job_progress,
    .progress_data = run,
    .cancellable = run->cancellable,
  };
  gint64 started_usec = g_get_monotonic_time ();
  g_autoptr (PrognosisForecast) forecast = NULL;

  run->worked_usec = started_usec;
  forecast = prognosis_forecaster_run (forecaster, &request, error);
  cli_messages_progress_done ();
  if (forecast == NULL || g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return NULL;
  run->stats.fit_s = (run->worked_usec - started_usec) / 1e6;
  run->stats.forecast_s = cli_stats_seconds_since (run->worked_usec);
  if (prognosis_forecast_get_fit (forecast) != NULL)
    cli_job_count_fit (run, prognosis_forecast_get_fit (forecast));
  return g_steal_pointer (&forecast);
}

gboolean
cli_job_check_any (const PrognosisForecast *forecast, GError **error)
{
  if (!prognosis_forecast_is_empty (forecast))
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
               "%s could not forecast a single series of these data; see the warnings, or choose an earlier --origin or another "
               "--model",
               prognosis_forecast_get_forecaster (forecast));
  return FALSE;
}

void
cli_job_count_fit (CliRun *run, const PrognosisFit *fit)
{
  gsize n_regions = prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (fit));

  run->stats.loss = prognosis_fit_get_loss (fit);
  run->stats.mse = prognosis_fit_get_mse (fit);
  run->stats.evaluations = prognosis_fit_get_n_evaluations (fit);
  run->stats.parameters = 0;
  for (gsize region = 0; region < n_regions; region++)
    for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
      if (prognosis_fit_get_stop (fit, region) != PROGNOSIS_STOP_NO_DATA && !prognosis_fit_is_fixed (fit, region, i))
        run->stats.parameters++;
}
