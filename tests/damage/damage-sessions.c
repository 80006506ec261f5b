/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * usage: damage-sessions [FILES [SEED]]
 *
 * Damages saved sessions: each is refused with a sentence, or opens with data and choices that can be saved and opened again. Choices
 * that are lost or different show when it is open: the saved forecast is compared with the one that they lead to.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "damage.h"
#include "prognosis-error.h"
#include "prognosis-session-text.h"

static const char *const sessions[] = { "compared.prognosis", "locked.prognosis", "named.prognosis" };
static const char *const data[] = { "sars-hong-kong-2003.csv", "influenza-boarding-school-1978.csv", "office.csv" };

/* (transfer full) */
static char *
get_path (const char *folder, const char *name)
{
  const char *samples = g_getenv ("PROGNOSIS_SAMPLES");
  g_autofree char *own = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", folder, name, NULL);

  return g_file_test (own, G_FILE_TEST_EXISTS) ? g_steal_pointer (&own) : g_build_filename (samples, name, NULL);
}

static PrognosisDataset *
read_data (const PrognosisPending *pending, const char *path, GError **error)
{
  g_autoptr (PrognosisColumns) columns = prognosis_pending_dup_columns (pending);
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  const char *paths[] = { path, NULL };

  options.columns = columns;
  return prognosis_read (paths, &options, NULL, error);
}

/* Opens the session at @path with the data at @data_path, and gives the text with which it would be saved. NULL with @error:
 * it is refused. (transfer full) */
static char *
open_session (const char *path, const char *data_path, GError **error)
{
  g_autoptr (PrognosisPending) pending = prognosis_pending_read (path, error);
  g_autoptr (PrognosisSessionText) text = NULL;
  PrognosisSessionResults results;
  PrognosisDataset *dataset = pending != NULL ? read_data (pending, data_path, error) : NULL;

  if (dataset == NULL)
    return NULL;
  text = g_new0 (PrognosisSessionText, 1);
  text->paths = g_strdupv ((char **) (const char *const[]){ data_path, NULL });
  text->choices = prognosis_choices_new ();
  text->choices->dataset = dataset;
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

static DamageOutcome
try_session (Damage *self, int variant)
{
  const gsize i = (gsize) g_rand_int_range (self->rand, 0, G_N_ELEMENTS (sessions));
  const DamageWay way = damage_choose_way (DAMAGE_CONTENT_JSON, self->rand);
  g_autofree char *from = get_path ("sessions", sessions[i]), *data_path = get_path ("sessions", data[i]);
  g_autofree char *path = g_build_filename (self->folder, "a.prognosis", NULL);
  g_autofree char *content = NULL, *whole = NULL, *once = NULL, *twice = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;

  damage_set_current ("%s", sessions[i]);
  g_file_get_contents (from, &content, NULL, &error);
  g_assert_no_error (error);
  whole = open_session (from, data_path, &error);
  g_assert_no_error (error);
  text = g_string_new (content);
  damage_text (text, way, self->rand);
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
  damage_watch (TRUE);
  once = open_session (path, data_path, &error);
  damage_watch (FALSE);
  if (once == NULL)
    {
      damage_check_error (error);
      g_unlink (path);
      return DAMAGE_OUTCOME_REFUSED;
    }
  /* What is opened is whole: it is saved and opened again as the same. */
  g_file_set_contents (path, once, -1, NULL);
  twice = open_session (path, data_path, &error);
  if (g_strcmp0 (once, twice) != 0)
    {
      g_file_set_contents (path, text->str, (gssize) text->len, NULL);
      damage_keep (path, way);
    }
  g_unlink (path);
  return g_strcmp0 (once, twice) != 0 ? DAMAGE_OUTCOME_SILENT
         : g_str_equal (once, whole)  ? DAMAGE_OUTCOME_SAME
                                      : DAMAGE_OUTCOME_UNKNOWABLE;
}

static const DamageKind kinds[] = { { "session", try_session, 0, 1 } };

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("prognosis-state-XXXXXX", NULL);

  /* Where tables that were pasted are kept. */
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  return damage_run (argc, argv, kinds, G_N_ELEMENTS (kinds));
}
