/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What-if scenarios of transmission, and the reproduction number. */

#include <math.h>
#include <string.h>

#include "cli.h"
#include "location.h"

#include "prognosis-csv.h"
#include "prognosis-error.h"
#include "prognosis-renewal.h"
#include "prognosis-scenario.h"

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

static void
append_rows (GString *csv, const PrognosisDataset *dataset, gsize region, const char *quantity, gsize first, gsize n,
             const double *levels, gsize n_levels, const double *values)
{
  for (gsize t = 0; t < n; t++)
    {
      g_autofree char *day = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) (first + t)));

      for (gsize l = 0; l < n_levels; l++)
        {
          if (!isfinite (values[t * n_levels + l]))
            continue;
          g_string_append_printf (csv, "%s,", day);
          prognosis_csv_append_text (csv, cli_location_get (dataset, region));
          g_string_append_printf (csv, ",%s,", quantity);
          prognosis_csv_append_number (csv, levels[l]);
          g_string_append_c (csv, ',');
          prognosis_csv_append_number (csv, values[t * n_levels + l]);
          g_string_append_c (csv, '\n');
        }
    }
}

static void
append_of_fit (GString *csv, PrognosisForecast *forecast, gsize region, const CliOptions *options)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (forecast);
  const gsize horizon = prognosis_forecast_get_horizon (forecast), n_levels = options->n_levels;
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  g_autofree double *beta = NULL, *reproduction = NULL;
  gsize first, n;

  prognosis_fit_get_window (fit, &first, &n);
  beta = g_new (double, (n + horizon) * n_levels);
  reproduction = g_new (double, (n + horizon) * n_levels);
  if (!prognosis_fit_get_transmission_quantiles (fit, region, horizon, options->levels, n_levels, beta, reproduction))
    return;
  append_rows (csv, dataset, region, "reproduction", first, n + horizon, options->levels, n_levels, reproduction);
  append_rows (csv, dataset, region, "transmission", first, n + horizon, options->levels, n_levels, beta);
}

static void
append_of_counts (GString *csv, PrognosisForecast *forecast, gsize region, const CliOptions *options)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n = prognosis_dataset_get_n_steps (dataset) + prognosis_forecast_get_horizon (forecast);
  const gsize n_levels = options->n_levels;
  g_autofree double *growth = g_new (double, n *n_levels), *reproduction = g_new (double, n *n_levels);

  if (!prognosis_renewal_estimate (forecast, region, options->levels, n_levels, growth))
    return;
  for (gsize i = 0; i < n * n_levels; i++)
    reproduction[i] = prognosis_renewal_reproduction (growth[i], options->engine->generation_days);
  append_rows (csv, dataset, region, "reproduction", 0, n, options->levels, n_levels, reproduction);
  append_rows (csv, dataset, region, "growth", 0, n, options->levels, n_levels, growth);
}

gboolean
cli_transmission_add_table (CliRun *run, PrognosisForecast *forecast, GError **error)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  GString *csv;
  gsize header;

  if (run->options->reproduction == NULL)
    return TRUE;
  csv = g_string_new ("date,location,quantity,level,value\n");
  header = csv->len;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (prognosis_forecast_get_fit (forecast) != NULL)
      append_of_fit (csv, forecast, r, run->options);
    else
      append_of_counts (csv, forecast, r, run->options);
  if (csv->len == header)
    {
      g_string_free (csv, TRUE);
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "Option --reproduction: these data have no new or cumulative counts that %s forecasts; a compartment model "
                   "may tell",
                   prognosis_forecast_get_forecaster (forecast));
      return FALSE;
    }
  cli_output_take_csv (run->output, run->options->reproduction, csv, run->options->for_spreadsheet);
  return TRUE;
}
