/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A saved session: it is refused in a sentence, or opens with choices that are saved and opened again as the same. */

#include "fuzz.h"

#include <string.h>

#include "prognosis-reader.h"
#include "prognosis-session-text.h"

static const char table[] = "date,district,cases\n"
                            "2020-03-01,East,20\n2020-03-01,North,21\n2020-03-02,East,27\n2020-03-02,North,28\n"
                            "2020-03-03,East,21\n2020-03-03,North,22\n2020-03-04,East,28\n2020-03-04,North,29\n"
                            "2020-03-05,East,30\n2020-03-05,North,31\n2020-03-06,East,32\n2020-03-06,North,33\n";

/* The text with which the session of @n bytes at @data would be saved. NULL with @error: it is refused. (transfer full) */
static char *
open_session (const guchar *data, gsize n, const char *data_path, PrognosisDataset *dataset, GError **error)
{
  g_autoptr (PrognosisPending) pending = prognosis_pending_read (fuzz_write ("a.prognosis", data, n), error);
  g_autoptr (PrognosisSessionText) text = NULL;
  PrognosisSessionResults results;

  fuzz_remove ("a.prognosis");
  if (pending == NULL)
    return NULL;
  text = g_new0 (PrognosisSessionText, 1);
  text->paths = g_strdupv ((char *[]){ (char *) data_path, NULL });
  text->choices = prognosis_choices_new ();
  text->choices->dataset = prognosis_dataset_ref (dataset);
  text->choices->columns = prognosis_pending_dup_columns (pending);
  text->choices->hash = g_strdup (pending->hash);
  prognosis_session_text_apply (pending->node, text->choices);
  prognosis_session_results_read (pending->node, text->choices, &results);
  text->backtest = results.backtest;
  text->compared_options = results.options;
  text->is_of_data = results.is_of_data;
  text->stored_forecast = results.forecast;
  return prognosis_session_text_to_json (text);
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  static PrognosisDataset *dataset;
  const char *paths[] = { fuzz_write ("data.csv", (const guchar *) table, sizeof table - 1), NULL };
  g_autofree char *once = NULL, *twice = NULL;
  g_autoptr (GError) error = NULL;

  if (dataset == NULL)
    {
      g_autofree char *state = g_path_get_dirname (paths[0]);

      /* Where tables that were pasted are kept. */
      g_setenv ("XDG_STATE_HOME", state, TRUE);
      dataset = prognosis_read (paths, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  once = open_session (data, n, paths[0], dataset, &error);
  if (once == NULL)
    fuzz_check_error (error);
  else
    {
      twice = open_session ((const guchar *) once, strlen (once), paths[0], dataset, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (once, ==, twice);
    }
  fuzz_remove ("data.csv");
  return 0;
}
