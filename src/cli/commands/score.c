/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "prognosis-error.h"
#include "prognosis-score.h"

static void
say_notes (const PrognosisScoring *scoring)
{
  const char *const *notes = prognosis_scoring_get_notes (scoring);

  for (gsize i = 0; notes != NULL && notes[i] != NULL; i++)
    cli_messages_warn ("%s", notes[i]);
}

static gboolean
run_score (CliRun *run, GError **error)
{
  const CliOptions *options = run->options;
  g_autoptr (PrognosisDataset) truth = NULL;
  g_autoptr (PrognosisScoring) scoring = NULL;
  PrognosisScoreMeans means;
  gint64 started_usec;

  if (options->hub != NULL)
    return cli_leaderboard_run (run, error);
  if (options->operands[0] == NULL || options->operands[1] != NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "The command “score” needs one FORECAST.csv with --truth FILE..., or --hub FOLDER");
      return FALSE;
    }
  if (options->truth == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "The command “score” needs --truth FILE...");
      return FALSE;
    }
  truth = cli_data_read (run, options->truth, error);
  if (truth == NULL)
    return FALSE;
  started_usec = g_get_monotonic_time ();
  scoring = prognosis_scoring_new (options->operands[0], truth, error);
  if (scoring == NULL)
    return FALSE;
  run->stats.read_s += cli_stats_seconds_since (started_usec);
  say_notes (scoring);
  prognosis_scoring_get_means (scoring, NULL, NULL, NULL, &means);
  if (means.n == 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   "%s: not one forecast in it could be scored against the truth; see the warnings", options->operands[0]);
      return FALSE;
    }
  if (options->json)
    {
      g_autofree char *json = prognosis_scoring_to_json (scoring);

      GString *report = g_string_new (g_strchomp (json));

      cli_output_take_text (run->output, NULL, g_string_append_c (report, '\n'));
    }
  if (!options->json || options->output != NULL)
    cli_output_take_csv (run->output, options->output, prognosis_scoring_to_csv (scoring), options->for_spreadsheet);
  return TRUE;
}

extern const CliCommand cli_command_score;

const CliCommand cli_command_score = {
  .name = "score",
  .bit = CLI_SCORE,
  .operands = "FORECAST.csv | [NAME=]FOLDER... --hub HUB",
  .min_operands = 0,
  .max_operands = -1,
  .summary = "Scores a forecast file against observations, or ranks the models of a forecast hub.",
  .details = "FORECAST.csv has the columns of the forecast hubs, in any order. --truth takes data in any format\n"
             "that the other commands read; data with one signal match every target. Prints a CSV table with a\n"
             "line for each target and horizon and one for all; if the file has a column “model” (or model_id,\n"
             "team, forecaster), for each model, named in a column in front:\n"
             "  target,horizon,n_tasks,wis_log,wis_nat,ae_log,ae_nat,cov50,cov95\n"
             "weighted interval score and absolute error of the median, on the log (1 + x) and natural scales,\n"
             "and the coverage of the 50 % and 95 % intervals. Rows of type median or point stand for the\n"
             "median; levels 0 and 1 are not scored.\n"
             "\n"
             "With --hub it ranks the models in the hub's folder, and those in each FOLDER with a file for each round, by the\n"
             "relative weighted interval score as hubs compute it: pairwise on the forecasts that two models share, 1 is the\n"
             "baseline, less is better. Observations are the hub's target-data unless --truth names tables with date, location\n"
             "and value. Prints a table to read; --output FILE or - writes a CSV:\n"
             "  group,model,share,n_tasks,relative_wis_log,relative_wis,wis_log,wis,ae,coverage_50,coverage_95\n"
             "\n"
             "  prognosis-cli score forecast.csv --truth cases.csv\n"
             "  prognosis-cli score --hub covid19-forecast-hub mine=submissions --by horizon\n",
  .run = run_score,
};
