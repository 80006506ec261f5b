/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The open session is autosaved, and offered if the program ends without removing the file. */

#include "app-test.h"
#include "prognosis-autosave-private.h"
#include "prognosis-reader.h"

#include <glib/gstdio.h>

typedef struct
{
  PrognosisDataset *dataset;
  PrognosisAutosave *autosave;
  gboolean is_open;
  int horizon;
} Fixture;

static PrognosisSessionText *
dup_text (gpointer user_data)
{
  Fixture *f = user_data;
  PrognosisSessionText *text;

  if (!f->is_open)
    return NULL;
  text = g_new0 (PrognosisSessionText, 1);
  text->paths = g_strdupv ((char *[]){ "/data/school.csv", NULL });
  text->choices = prognosis_choices_new ();
  text->choices->dataset = prognosis_dataset_ref (f->dataset);
  text->choices->options->horizon = f->horizon;
  return text;
}

static guint
count_orphans (void)
{
  g_auto (GStrv) orphans = prognosis_autosave_list_orphans ();

  return g_strv_length (orphans);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = app_test_sample ("influenza-boarding-school-1978.csv");
  const char *const paths[] = { path, NULL };

  f->dataset = prognosis_read (paths, NULL, NULL, NULL);
  f->is_open = TRUE;
  f->horizon = 3;
  f->autosave = prognosis_autosave_new (dup_text, f);
  prognosis_autosave_set_enabled (f->autosave, TRUE);
  g_assert_cmpuint (count_orphans (), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  prognosis_autosave_forget (f->autosave);
  g_object_unref (f->autosave);
  prognosis_dataset_unref (f->dataset);
  g_assert_cmpuint (count_orphans (), ==, 0);
}

static void
write_once (Fixture *f)
{
  prognosis_autosave_touch (f->autosave);
  app_test_wait (prognosis_autosave_is_writing (f->autosave), 10);
  app_test_wait (!prognosis_autosave_is_writing (f->autosave), 10);
}

/* Reads the only orphan and keeps it locked. */
static PrognosisOrphan *
claim (int *horizon)
{
  g_auto (GStrv) orphans = prognosis_autosave_list_orphans ();
  g_autoptr (PrognosisPending) pending = NULL;
  PrognosisOrphan *orphan;

  g_assert_cmpuint (g_strv_length (orphans), ==, 1);
  pending = prognosis_pending_read (orphans[0], NULL);
  g_assert_cmpstr (pending->paths[0], ==, "/data/school.csv");
  g_assert_cmpstr (pending->missing[0], ==, "/data/school.csv");
  *horizon = (int) json_object_get_int_member (json_object_get_object_member (json_node_get_object (pending->node), "settings"),
                                               "horizon");
  orphan = prognosis_orphan_claim (orphans[0]);
  g_assert_nonnull (orphan);
  /* A second window cannot claim it. */
  g_assert_null (prognosis_orphan_claim (orphans[0]));
  g_assert_cmpuint (count_orphans (), ==, 0);
  return orphan;
}

static void
test_orphan (Fixture *f, gconstpointer data)
{
  PrognosisOrphan *orphan;
  int horizon;

  g_assert_false (prognosis_autosave_finish_restoring (f->autosave));
  write_once (f);
  /* Its session still runs. */
  g_assert_cmpuint (count_orphans (), ==, 0);
  prognosis_autosave_leave (f->autosave);
  orphan = claim (&horizon);
  g_assert_cmpint (horizon, ==, 3);
  /* While its data are being read, it remains an orphan if the window closes. */
  prognosis_autosave_begin_restoring (f->autosave, orphan);
  prognosis_autosave_cancel_restoring (f->autosave);
  g_assert_cmpuint (count_orphans (), ==, 1);
  prognosis_autosave_begin_restoring (f->autosave, claim (&horizon));
  g_assert_true (prognosis_autosave_finish_restoring (f->autosave));
  /* From now on it is this session’s autosave. */
  f->horizon = 4;
  write_once (f);
  prognosis_autosave_leave (f->autosave);
  orphan = claim (&horizon);
  g_assert_cmpint (horizon, ==, 4);
  prognosis_autosave_begin_restoring (f->autosave, orphan);
  g_assert_true (prognosis_autosave_finish_restoring (f->autosave));
}

static void
test_keep (Fixture *f, gconstpointer data)
{
  PrognosisOrphan *orphan;
  int horizon;

  write_once (f);
  f->horizon = 7;
  /* It replaces what was autosaved in the meantime. */
  prognosis_autosave_keep (f->autosave);
  orphan = claim (&horizon);
  g_assert_cmpint (horizon, ==, 7);
  prognosis_autosave_begin_restoring (f->autosave, orphan);
  g_assert_true (prognosis_autosave_finish_restoring (f->autosave));
}

static void
test_nothing_open (Fixture *f, gconstpointer data)
{
  f->is_open = FALSE;
  prognosis_autosave_touch (f->autosave);
  app_test_run_for (2000);
  g_assert_false (prognosis_autosave_is_writing (f->autosave));
  prognosis_autosave_leave (f->autosave);
  g_assert_cmpuint (count_orphans (), ==, 0);
}

#define ADD(name, test) g_test_add ("/app/autosave/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);

  /* Before GLib reads the variable. */
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("orphan", test_orphan);
  ADD ("keep", test_keep);
  ADD ("nothing-open", test_nothing_open);
  return g_test_run ();
}
