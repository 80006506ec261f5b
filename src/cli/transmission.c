/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What-if scenarios of transmission, and the reproduction number. */

#include "cli.h"

#include "prognosis-error.h"
#include "prognosis-tables.h"

static gboolean
add_change (PrognosisScenario *scenario, PrognosisForecast *forecast, const char *text, GError **error)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset);
  const int origin = prognosis_dataset_get_day (dataset, (gssize) n_steps - 1);
  const int end = prognosis_dataset_get_day (dataset, (gssize) (n_steps - 1 + prognosis_forecast_get_horizon (forecast)));
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  PrognosisChange change = { 0, g_ascii_strtod (parts[1], NULL) };

  if (!prognosis_dataset_parse_day (dataset, parts[0], &change.day, error))
    {
      g_prefix_error (error, "Option --change: ");
      return FALSE;
    }
  if (change.day > end)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "Option --change: %s is after the last day that is forecast; see --horizon", parts[0]);
      return FALSE;
    }
  if (change.day <= origin)
    cli_messages_warn ("the change of %s begins after the origin: what is observed stands", parts[0]);
  g_array_append_val (scenario->changes, change);
  return TRUE;
}

gboolean
cli_transmission_change (CliRun *run, PrognosisForecast **forecast, GError **error)
{
  g_autoptr (PrognosisScenario) scenario = prognosis_scenario_new ("");
  PrognosisForecast *changed;

  if (run->options->changes == NULL)
    return TRUE;
  for (char **change = run->options->changes; *change != NULL; change++)
    if (!add_change (scenario, *forecast, *change, error))
      return FALSE;
  changed = prognosis_scenario_apply (scenario, *forecast, run->options->engine->generation_days, error);
  if (changed == NULL)
    {
      g_prefix_error (error, "Option --change: ");
      return FALSE;
    }
  prognosis_forecast_unref (*forecast);
  *forecast = changed;
  return TRUE;
}

gboolean
cli_transmission_add_table (CliRun *run, PrognosisForecast *forecast, GError **error)
{
  const CliOptions *options = run->options;
  GString *csv;

  if (options->reproduction == NULL)
    return TRUE;
  csv = prognosis_tables_write_transmission (forecast, options->engine->generation_days, options->levels, options->n_levels);
  if (csv == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "Option --reproduction: these data have no new or cumulative counts that %s forecasts; a compartment model "
                   "may tell",
                   prognosis_forecast_get_forecaster (forecast));
      return FALSE;
    }
  cli_output_take_csv (run->output, options->reproduction, csv, options->for_spreadsheet);
  return TRUE;
}
