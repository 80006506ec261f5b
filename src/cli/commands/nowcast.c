/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-nowcast-method.h"

static gboolean
get_origin (const CliOptions *options, int *day, GError **error)
{
  *day = PROGNOSIS_TRIANGLE_LAST_DATE;
  if (options->origin == NULL || prognosis_day_parse (options->origin, day))
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "Option --origin: “%s” is not a date; expected one such as 2025-01-05", options->origin);
  return FALSE;
}

static const PrognosisNowcastMethod *
get_method (const CliOptions *options, GError **error)
{
  const PrognosisNowcastMethod *const *methods = prognosis_nowcast_method_list ();
  const PrognosisNowcastMethod *found = options->method != NULL ? prognosis_nowcast_method_find (options->method) : methods[0];
  g_autoptr (GString) ids = g_string_new (NULL);

  for (gsize i = 0; found == NULL && methods[i] != NULL; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", methods[i]->id);
  if (found == NULL)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --method: “%s” is not known; expected one of %s",
                 options->method, ids->str);
  return found;
}

static gboolean
run_nowcast (CliRun *run, GError **error)
{
  const CliOptions *options = run->options;
  const PrognosisNowcastMethod *method = get_method (options, error);
  g_autoptr (PrognosisTriangle) triangle = NULL;
  g_autoptr (PrognosisNowcast) nowcast = NULL;
  gint64 started_usec = g_get_monotonic_time ();
  int origin_day;

  if (method == NULL || !get_origin (options, &origin_day, error))
    return FALSE;
  triangle = prognosis_triangle_read (options->operands[0], origin_day, run->cancellable, error);
  if (triangle == NULL)
    return FALSE;
  run->stats.read_s += cli_stats_seconds_since (started_usec);
  started_usec = g_get_monotonic_time ();
  nowcast = prognosis_nowcast_new (triangle, method, options->engine->seed, error);
  if (nowcast == NULL)
    return FALSE;
  cli_output_take_csv (run->output, options->output, prognosis_nowcast_to_csv (nowcast, options->levels, options->n_levels),
                       options->for_spreadsheet);
  run->stats.forecast_s += cli_stats_seconds_since (started_usec);
  return TRUE;
}

extern const CliCommand cli_command_nowcast;

const CliCommand cli_command_nowcast = {
  .name = "nowcast",
  .bit = CLI_NOWCAST,
  .operands = "FILE",
  .min_operands = 1,
  .max_operands = 1,
  .summary = "Completes the last weeks of a reporting triangle.",
  .details = "FILE says how many cases of each week were reported after 0, 1, 2, ... weeks: a table with the columns\n"
             "location, date and value_0w, value_1w, ..., or with location, date, delay_weeks and value; a column\n"
             "age_group is optional. Values are new reports, negative ones corrections. Reports that came after --origin are\n"
             "not read. Prints quantiles of the final counts of the week of the origin and the three before it, as a CSV:\n"
             "  location,age_group,reference_date,target_end_date,horizon,output_type,output_type_id,value\n"
             "Methods:\n"
             "  shared          delays that all places share and that drift; trend and turn of the year in the running week\n"
             "  multiplicative  chain ladder: each place alone\n"
             "\n"
             "  prognosis-cli nowcast triangle.csv --origin 2025-01-05 --output nowcast.csv\n",
  .run = run_nowcast,
};
