/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "prognosis-diary.h"

static gboolean
run_diary (CliRun *run, GError **error)
{
  const CliOptions *options = run->options;
  g_autofree char *folder = cli_diary_dup_folder (run);
  g_autoptr (PrognosisDataset) dataset = cli_data_read (run, options->operands, error);
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (GStrv) problems = NULL;

  if (dataset == NULL)
    return FALSE;
  entries = prognosis_diary_list (folder, dataset, run->cancellable, &problems);
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  for (gsize i = 0; problems[i] != NULL; i++)
    cli_messages_warn ("%s", problems[i]);
  if (entries->len == 0)
    cli_messages_warn ("%s holds no forecast that was made from earlier versions of these data; “prognosis-cli forecast --keep” "
                       "keeps one",
                       folder);
  cli_output_take_csv (run->output, options->output, prognosis_diary_to_csv (entries, dataset), options->for_spreadsheet);
  return TRUE;
}

extern const CliCommand cli_command_diary;

const CliCommand cli_command_diary = {
  .name = "diary",
  .bit = CLI_DIARY,
  .operands = "FILE...",
  .min_operands = 1,
  .max_operands = -1,
  .summary = "Tells what came of the forecasts that were kept.",
  .details
  = "Scores the forecasts that “prognosis-cli forecast --keep” and the window have kept, where they were made from earlier\n"
    "versions of FILE, against what has been observed since. Prints a CSV table:\n"
    "  origin,model,target,location,horizon,n,wis,wis_baseline,relative_wis,cov50,cov95\n"
    "with the mean weighted interval score of the forecast and of persistence from the same origin, and the share of\n"
    "observations within the 50 and 95 % intervals: for each forecast and target a row for all places and horizons, one\n"
    "for each horizon, and one for each place.\n"
    "\n"
    "  prognosis-cli forecast cases.csv --keep      # this week\n"
    "  prognosis-cli diary cases.csv                # next week, with next week's file\n",
  .run = run_diary,
};
