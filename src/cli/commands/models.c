/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "prognosis-forecaster-list.h"

static gboolean
run_models (CliRun *run, GError **error)
{
  gsize n;
  const PrognosisForecaster *const *forecasters = prognosis_forecaster_list (&n);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s\t%s\t%s\n", forecasters[i]->id, prognosis_family_get_id (forecasters[i]->family),
                            forecasters[i]->description);
  cli_output_take_text (run->output, run->options->output, text);
  return TRUE;
}

extern const CliCommand cli_command_models;

const CliCommand cli_command_models = {
  .name = "models",
  .bit = CLI_MODELS,
  .operands = "",
  .summary = "Lists the forecasters, one per line: id, family and description, separated by tabs.",
  .details = "Families: mechanistic (compartment models), hybrid (mechanism with learned parts), data-driven,\n"
             "statistical, ensemble. The id is what --model takes.\n",
  .run = run_models,
};
