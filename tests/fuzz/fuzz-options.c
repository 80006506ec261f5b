/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A command line: options are taken, or refused in a sentence, and those that speak of regions and signals are checked with data. Inputs: a
 * line with the number of the command, then one argument a line. */

#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "cli.h"
#include "command-list.h"
#include "prognosis-dataset-builder.h"

static PrognosisDataset *
make_data (void)
{
  static const char *const names[] = { "North", "South", "East" };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, names[i], 1e5);

      for (int t = 0; t < 30; t++)
        prognosis_dataset_builder_add_value (builder, region, cases, 18000 + t, 20 + t * 7 % 11, file, (guint) t);
    }
  return prognosis_dataset_builder_finish (builder, NULL);
}

static void
check_with_data (const CliCommand *command, CliOptions *options)
{
  static PrognosisDataset *dataset;
  const CliRun run = { .command = command, .options = options };
  static gboolean (*const checks[]) (const CliRun *, const PrognosisDataset *, GError **)
      = { cli_groups_check, cli_beds_check, cli_summary_check, cli_figure_check };

  if (dataset == NULL)
    dataset = make_data ();
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!checks[i](&run, dataset, &error))
        fuzz_check_error (error);
    }
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  FuzzInput input = { data, n };
  guint n_commands = 0;
  const CliCommand *command;
  g_autofree char *text = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (CliOptions) options = NULL;
  g_autoptr (GError) error = NULL;

  while (cli_command_list[n_commands] != NULL)
    n_commands++;
  command = cli_command_list[fuzz_choose (&input, n_commands)];
  fuzz_end_line (&input);
  text = g_strndup ((const char *) input.data, input.n);
  /* A name of a file may be any bytes; what is printed of it is another matter. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  arguments = g_strsplit (text, "\n", -1);
  options = cli_options_parse (command, arguments, &error);
  if (options == NULL)
    {
      fuzz_check_error (error);
      return 0;
    }
  g_assert_nonnull (options->operands);
  g_assert_nonnull (options->models);
  for (gsize i = 0; i < options->n_levels; i++)
    g_assert_true (options->levels[i] > (i > 0 ? options->levels[i - 1] : 0.0) && options->levels[i] < 1.0);
  g_assert_false (isinf (options->admitted) || isinf (options->capacity));
  if (!options->wants_help && (command->bit & CLI_FORECAST) != 0)
    check_with_data (command, options);
  return 0;
}
