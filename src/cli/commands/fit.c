/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "dynamics-report.h"
#include "fit-report.h"

#include "prognosis-error.h"
#include "prognosis-model-list.h"

static PrognosisFit *
fit_model (CliRun *run, const PrognosisModel *model, PrognosisDataset *dataset, GError **error)
{
  gint64 started_usec = g_get_monotonic_time ();
  g_autoptr (PrognosisFit) fit
      = prognosis_fit_new (dataset, model, run->options->engine, cli_job_progress, run, run->cancellable, error);

  cli_messages_progress_done ();
  if (fit == NULL || g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return NULL;
  run->stats.fit_s += cli_stats_seconds_since (started_usec);
  cli_job_count_fit (run, fit);
  return g_steal_pointer (&fit);
}

/* The model to fit if the best forecaster has no parameters: the sidecar's suggestion, else the simplest. */
static const PrognosisModel *
get_fallback (const PrognosisDataset *dataset)
{
  const char *advice = prognosis_dataset_get_suggested_model (dataset);
  const PrognosisModel *model = advice != NULL ? prognosis_model_find (advice) : NULL;
  gsize n;

  return model != NULL ? model : prognosis_model_list (&n)[0];
}

/* The ensemble has no equations of its own, but may choose something that has. */
static PrognosisFit *
fit_chosen (CliRun *run, const PrognosisForecaster *forecaster, PrognosisDataset *dataset, GError **error)
{
  g_autoptr (PrognosisForecast) forecast = cli_job_forecast (run, forecaster, dataset, NULL, TRUE, error);
  const PrognosisModel *model;

  if (forecast == NULL)
    return NULL;
  if (prognosis_forecast_get_fit (forecast) != NULL)
    return prognosis_fit_ref (prognosis_forecast_get_fit (forecast));
  model = get_fallback (dataset);
  cli_messages_warn ("%s forecasts these data best but has no parameters; fitting %s instead",
                     prognosis_forecast_get_forecaster (forecast), model->id);
  return fit_model (run, model, dataset, error);
}

static PrognosisFit *
fit (CliRun *run, const PrognosisForecaster *forecaster, PrognosisDataset *dataset, GError **error)
{
  if (forecaster->model != NULL)
    return fit_model (run, forecaster->model, dataset, error);
  if (forecaster->combines_others)
    return fit_chosen (run, forecaster, dataset, error);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "Option --model: %s has no parameters to fit; choose a compartment model", forecaster->id);
  return NULL;
}

static gboolean
add_plot (CliRun *run, PrognosisFit *fitted, GError **error)
{
  g_autoptr (PrognosisForecast) forecast = NULL;
  gint64 started_usec = g_get_monotonic_time ();

  if (run->options->plot == NULL)
    return TRUE;
  forecast = prognosis_forecast_from_fit (fitted, prognosis_fit_get_values (fitted));
  run->stats.forecast_s = cli_stats_seconds_since (started_usec);
  return cli_figure_add (run, forecast, error);
}

/* With --output the trajectory goes there; the report is always on standard output. */
static void
add_reports (CliRun *run, const PrognosisFit *fitted)
{
  const CliOptions *options = run->options;
  g_autofree char *json = NULL;
  GString *report;

  if (options->json)
    {
      json = cli_fit_report_json (fitted);
      report = g_string_new (json);
      g_string_append_c (report, '\n');
    }
  else
    report = cli_fit_report_table (fitted);
  if (!options->json && options->output == NULL)
    {
      g_autoptr (GString) csv = cli_fit_report_csv (fitted);

      g_string_append_printf (report, "\n%s", csv->str);
    }
  cli_output_take_text (run->output, NULL, report);
  if (options->output != NULL)
    cli_output_take_csv (run->output, options->output, cli_fit_report_csv (fitted), options->for_spreadsheet);
}

/* Of a forecaster with equations that are no compartment model. */
static gboolean
report_dynamics (CliRun *run, const PrognosisForecaster *forecaster, PrognosisDataset *dataset, GError **error)
{
  const CliOptions *options = run->options;
  g_autoptr (PrognosisForecast) forecast = cli_job_forecast (run, forecaster, dataset, NULL, TRUE, error);
  GString *report;

  if (forecast == NULL)
    return FALSE;
  if (prognosis_forecast_get_dynamics (forecast) == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "Option --model: %s found no infections in these data whose transmission it could tell", forecaster->id);
      return FALSE;
    }
  if (options->json)
    {
      g_autofree char *json = cli_dynamics_report_json (forecast);

      report = g_string_new (json);
      g_string_append_c (report, '\n');
    }
  else
    report = cli_dynamics_report_table (forecast);
  cli_output_take_text (run->output, options->output, report);
  return cli_figure_add (run, forecast, error);
}

static gboolean
run_fit (CliRun *run, GError **error)
{
  const PrognosisForecaster *forecaster;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisFit) fitted = NULL;

  forecaster = cli_job_get_forecaster (run, error);
  if (forecaster == NULL)
    return FALSE;
  dataset = cli_data_read (run, run->options->operands, error);
  if (dataset == NULL || !cli_job_check_model (run, forecaster, dataset, error))
    return FALSE;
  if (forecaster->has_dynamics)
    return report_dynamics (run, forecaster, dataset, error);
  fitted = fit (run, forecaster, dataset, error);
  if (fitted == NULL)
    return FALSE;
  add_reports (run, fitted);
  return add_plot (run, fitted, error);
}

extern const CliCommand cli_command_fit;

const CliCommand cli_command_fit = {
  .name = "fit",
  .bit = CLI_FIT,
  .operands = "FILE...",
  .min_operands = 1,
  .max_operands = -1,
  .summary = "Fits a model; prints its parameters with their uncertainty, and the fitted trajectory.",
  .details = "The table lists the parameters of every region with their 95 % intervals, and the share of each\n"
             "estimate that comes from the prior rather than the data. The fitted trajectory follows as a\n"
             "CSV table, location,target,date,observed,fitted; with --output it goes to that file.\n"
             "--json prints both in machine-readable form. Of autoode and hybrid, the parameters of their\n"
             "equations are printed; intervals are what the forecast of the coming week allows.\n"
             "\n"
             "  prognosis-cli fit boarding-school.csv --population 763 --model sir\n"
             "  prognosis-cli fit cases.csv --population 763 --model seir --set sigma=0.5 --json\n"
             "  prognosis-cli fit jhu-us-daily-reports/ --model autoode --set infectious=5\n",
  .run = run_fit,
};
