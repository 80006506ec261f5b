/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "cli.h"

static void
say_notes (const PrognosisForecast *forecast)
{
  const char *const *notes = prognosis_forecast_get_notes (forecast);

  for (gsize i = 0; notes != NULL && notes[i] != NULL; i++)
    if (prognosis_forecast_is_warning (forecast, i))
      cli_messages_warn ("%s", notes[i]);
    else
      cli_messages_note (notes[i]);
}

static void
warn_of_unused (const PrognosisForecast *forecast, const PrognosisOptions *options)
{
  const gboolean has_fit = prognosis_forecast_get_fit (forecast) != NULL;

  if (!has_fit && prognosis_forecast_get_dynamics (forecast) == NULL && options->fixed->len > 0)
    cli_messages_warn ("--set has no effect: %s has no parameters", prognosis_forecast_get_forecaster (forecast));
  if (!has_fit && options->observe->len > 0)
    cli_messages_warn ("--observe has no effect: %s is not a compartment model", prognosis_forecast_get_forecaster (forecast));
}

/* Sums over regions or days, figures, scenarios and records are made from paths; the table alone is not. */
static gboolean
needs_paths (const CliOptions *options)
{
  return options->sum || options->groups != NULL || options->changes != NULL || options->reproduction != NULL || options->summary
         || options->length_of_stay != NULL || options->plot != NULL || options->keep || options->hub != NULL;
}

static gboolean
run_forecast (CliRun *run, GError **error)
{
  const CliOptions *options = run->options;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GPtrArray) vintages = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;
  g_autoptr (PrognosisHub) hub = NULL;
  GString *csv;
  const PrognosisForecaster *forecaster;
  gint64 started_usec;

  if (!cli_job_get_hub (run, &hub, error))
    return FALSE;
  forecaster = cli_job_get_forecaster (run, error);
  if (forecaster == NULL)
    return FALSE;
  dataset = cli_data_read (run, run->options->operands, error);
  if (dataset == NULL || !cli_job_check_model (run, forecaster, dataset, error) || !cli_groups_check (run, dataset, error))
    return FALSE;
  if (hub != NULL && !cli_submission_prepare (run, hub, dataset, error))
    return FALSE;
  if (!cli_summary_check (run, dataset, error) || !cli_figure_check (run, dataset, error) || !cli_beds_check (run, dataset, error))
    return FALSE;
  vintages = cli_vintages_read (run, dataset, error);
  if (vintages == NULL)
    return FALSE;
  forecast = cli_job_forecast (run, forecaster, dataset, vintages, needs_paths (options), error);
  if (forecast == NULL)
    return FALSE;
  say_notes (forecast);
  if (!cli_job_check_any (forecast, error) || !cli_transmission_add_table (run, forecast, error))
    return FALSE;
  if (!cli_transmission_change (run, &forecast, error))
    return FALSE;
  if (options->changes != NULL)
    say_notes (forecast);
  warn_of_unused (forecast, options->engine);
  started_usec = g_get_monotonic_time ();
  csv = hub != NULL ? cli_submission_make (run, hub, forecast, error)
                    : prognosis_forecast_to_csv (forecast, options->levels, options->n_levels);
  if (csv == NULL)
    return FALSE;
  cli_groups_add_rows (run, forecast, csv);
  if (options->summary)
    cli_summary_add (run, forecast);
  if (!cli_beds_add (run, forecast, error))
    {
      g_string_free (csv, TRUE);
      return FALSE;
    }
  if (options->summary && options->output == NULL)
    g_string_free (csv, TRUE);
  /* Do not print the table to a terminal when a plot was requested. */
  else if (options->plot != NULL && options->output == NULL && isatty (STDOUT_FILENO))
    {
      g_string_free (csv, TRUE);
      cli_messages_note ("the table is not printed when a plot is written; --output FILE saves it, --output - prints it");
    }
  else
    cli_output_take_csv (run->output, options->output, csv, options->for_spreadsheet);
  run->stats.forecast_s += cli_stats_seconds_since (started_usec);
  return cli_figure_add (run, forecast, error) && cli_diary_keep (run, forecast, error);
}

extern const CliCommand cli_command_forecast;

const CliCommand cli_command_forecast = {
  .name = "forecast",
  .bit = CLI_FORECAST,
  .operands = "FILE...",
  .min_operands = 1,
  .max_operands = -1,
  .summary = "Fits a model to the data up to the origin and forecasts.",
  .details = "Prints a CSV table with the columns of the forecast hubs, one value per row:\n"
             "  reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n"
             "with the quantiles of --levels and the median. Cumulative signals give cumulative forecasts,\n"
             "incident signals give incident forecasts. In all CSV tables a name that begins with = + - or @\n"
             "is preceded by an apostrophe, so that no spreadsheet runs it as a formula; the apostrophe is\n"
             "removed on reading. Numbers and the files of --hub are written unchanged.\n"
             "A reporting triangle (see nowcast), or dated snapshots of the same data as files or in a column as_of or issue,\n"
             "are completed by a nowcast first, unless --no-nowcast is given.\n"
             "--summary prints instead how many come in the next days, as lines of text or, with --json, as an object.\n"
             "\n"
             "  prognosis-cli forecast cases.csv --summary --within 14 --threshold 500\n"
             "  prognosis-cli forecast admissions.csv --length-of-stay 8 --capacity 200 --summary --beds beds.csv\n"
             "  prognosis-cli forecast cases.csv --population 763 --output forecast.csv --plot forecast.png\n"
             "  prognosis-cli forecast jhu-us-daily-reports/ --population states.csv --model autoode-covid\n"
             "      --origin 2020-08-22 --horizon 7\n"
             "  prognosis-cli forecast cases.csv --change 2020-09-01=0.7 --change 2020-09-22=1\n"
             "  prognosis-cli forecast FluSight-forecast-hub/target-data/target-hospital-admissions.csv\n"
             "      --hub FluSight-forecast-hub --outputs all --output 2025-12-06-TEAM-MODEL.csv\n"
             "  prognosis-cli forecast states.csv --sum --group West=California,Oregon,Washington\n"
             "  prognosis-cli forecast cases.csv --assume-deaths 0.01,18 --assume-recoveries covid-19\n"
             "  prognosis-cli forecast cases.csv --keep\n",
  .run = run_forecast,
};
