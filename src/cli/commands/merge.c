/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shard.h"

static gboolean
run_merge (CliRun *run, GError **error)
{
  GString *csv = cli_shard_merge (run->options->operands, error);

  if (csv == NULL)
    return FALSE;
  cli_output_take_csv (run->output, run->options->output, csv, run->options->for_spreadsheet);
  return TRUE;
}

extern const CliCommand cli_command_merge;

const CliCommand cli_command_merge = {
  .name = "merge",
  .bit = CLI_MERGE,
  .operands = "PART...",
  .min_operands = 1,
  .max_operands = -1,
  .summary = "Puts the parts of a backtest together that several processes or machines have made.",
  .details = "Prints the table of the whole backtest, byte for byte as one process would have written it. Each part must be there\n"
             "once. With GNU parallel, or as a job array of Slurm:\n"
             "\n"
             "  seq 16 | parallel prognosis-cli backtest cases.csv --model hybrid,fc --resume --threads 1\n"
             "      --shard {}/16 --output part-{}.csv\n"
             "  sbatch --array=1-16 --wrap 'prognosis-cli backtest cases.csv --model hybrid,fc --resume --threads 1\n"
             "      --shard $SLURM_ARRAY_TASK_ID/16 --output part-$SLURM_ARRAY_TASK_ID.csv'\n"
             "  prognosis-cli merge part-*.csv --output backtest.csv\n",
  .run = run_merge,
};
