/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "prognosis-diary.h"
#include "prognosis-error.h"

char *
cli_diary_dup_folder (const CliRun *run)
{
  return run->options->diary != NULL ? g_strdup (run->options->diary) : prognosis_diary_dup_folder ();
}

gboolean
cli_diary_keep (CliRun *run, const PrognosisForecast *forecast, GError **error)
{
  g_autofree char *folder = cli_diary_dup_folder (run);
  g_autoptr (PrognosisDiaryEntry) entry = NULL;

  if (!run->options->keep)
    return TRUE;
  entry = prognosis_diary_entry_make (forecast, run->options->engine, run->cancellable, error);
  if (entry == NULL)
    {
      g_prefix_error (error, "Option --keep: ");
      return FALSE;
    }
  return prognosis_diary_add (folder, entry, error);
}
