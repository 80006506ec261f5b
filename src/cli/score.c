/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "prognosis-error.h"

static gboolean
run_score (CliRun *run, GError **error)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "The command “score” does not exist yet");
  return FALSE;
}

const CliCommand cli_command_score = {
  .name = "score",
  .bit = CLI_SCORE,
  .operands = "FORECAST.csv",
  .min_operands = 1,
  .max_operands = 1,
  .summary = "Scores a forecast file against the truth. Does not exist yet.",
  .details = "",
  .run = run_score,
};
