/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "prognosis-error.h"
#include "prognosis-hub-check.h"

static void
append_violations (GString *text, const char *path, const PrognosisHubCheck *check)
{
  for (guint i = 0; i < check->violations->len; i++)
    {
      const PrognosisHubViolation *violation = g_ptr_array_index (check->violations, i);

      if (violation->line > 0)
        g_string_append_printf (text, "%s:%u: %s\n", path, violation->line, violation->message);
      else
        g_string_append_printf (text, "%s: %s\n", path, violation->message);
    }
  if (check->n_more > 0)
    g_string_append_printf (text, "%s: %" G_GSIZE_FORMAT " more of the same kinds\n", path, check->n_more);
}

static gboolean
run_validate (CliRun *run, GError **error)
{
  const CliOptions *options = run->options;
  g_autoptr (PrognosisHub) hub = NULL;
  GString *text;
  gsize n_invalid = 0, n = 0;

  if (options->hub == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "The command “validate” needs --hub ID, FOLDER or FILE");
      return FALSE;
    }
  if (!cli_job_get_hub (run, &hub, error))
    return FALSE;
  text = g_string_new (NULL);
  for (char **path = options->operands; *path != NULL; path++, n++)
    {
      g_autoptr (PrognosisHubCheck) check = prognosis_hub_check_path (hub, *path, error);

      if (check == NULL)
        {
          g_string_free (text, TRUE);
          return FALSE;
        }
      append_violations (text, *path, check);
      if (prognosis_hub_check_is_valid (check))
        g_string_append_printf (text, "%s: valid for %s, round %s: %" G_GSIZE_FORMAT " rows, %" G_GSIZE_FORMAT " places\n", *path,
                                hub->name, check->round, check->n_rows, check->n_places);
      else
        n_invalid++;
    }
  cli_output_take_text (run->output, options->output, text);
  if (n_invalid == 0)
    return TRUE;
  if (!cli_output_commit (run->output, error))
    return FALSE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
               "%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " files would be refused by %s", n_invalid, n, hub->name);
  return FALSE;
}

extern const CliCommand cli_command_validate;

const CliCommand cli_command_validate = {
  .name = "validate",
  .bit = CLI_VALIDATE,
  .operands = "FILE...",
  .min_operands = 1,
  .max_operands = -1,
  .summary = "Checks files by the rules of a forecast hub.",
  .details = "Reads each FILE as the hub would, without guessing, and prints a line for each rule that it breaks:\n"
             "name of the file, columns, round, permitted values and combinations, numbers and their limits,\n"
             "duplicates, what is required, quantiles that decrease, probabilities that do not sum to 1, number and\n"
             "completeness of samples, dates that do not match horizons, counts above the population. The exit\n"
             "status is 2 if a file would be refused. “forecast --hub” writes only what passes.\n"
             "\n"
             "  prognosis-cli validate 2025-05-03-TEAM-MODEL.csv --hub cdc-covid\n"
             "  prognosis-cli validate hub/model-output/TEAM-MODEL/*.csv --hub hub\n",
  .run = run_validate,
};
