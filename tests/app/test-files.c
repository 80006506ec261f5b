/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window writes and reads back: nothing is lost where that fails, and the reason is said. */

#include "app-test-window.h"
#include "prognosis-reader.h"
#include "prognosis-session-private.h"

#include <string.h>

#include "full-disk.h"

#define SCHOOL "influenza-boarding-school-1978.csv"

static PrognosisWindow *window;

static void
activate (const char *name, const char *target)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target != NULL ? g_variant_new_string (target) : NULL);
}

static GtkWidget *
find_widget (GtkWidget *from, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (from), type))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_toast (void)
{
  return find_widget (GTK_WIDGET (window->toasts), "AdwToastWidget");
}

/* What the toast says that is shown, which then goes. (transfer full) */
static char *
take_toast (void)
{
  GtkWidget *toast;
  char *text;

  app_test_wait (find_toast () != NULL, 10);
  toast = find_toast ();
  text = g_strdup (gtk_label_get_text (GTK_LABEL (find_widget (toast, "GtkLabel"))));
  g_signal_emit_by_name (gtk_widget_get_last_child (toast), "clicked");
  app_test_wait (find_toast () != toast, 10);
  return text;
}

static void
open_window (void)
{
  window = prognosis_window_new (PROGNOSIS_APPLICATION (g_application_get_default ()));
  gtk_window_present (GTK_WINDOW (window));
  app_test_open_sample (window->session, SCHOOL);
}

static void
close_window (void)
{
  gpointer weak = window;

  app_test_settle (window->session);
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_close (GTK_WINDOW (window));
  app_test_wait (weak == NULL, 10);
}

static const struct
{
  const char *action;
  const char *name;
} outputs[] = {
  { "win.export-to", "a.png" }, { "win.export-to", "a.svg" }, { "win.export-to", "a.pdf" },
  { "win.export-to", "a.csv" }, { "win.report-to", "b.pdf" }, { "win.save-to", "a.prognosis" },
};

/* What is there stays, and nothing else is left. */
static void
test_full_disk (gconstpointer disk_too)
{
  FullDisk disk;

  if (!full_disk_init (&disk, disk_too != NULL))
    return;
  open_window ();
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *path = full_disk_path (&disk, outputs[i].name);
      g_autofree char *toast = NULL;
      g_autofree char *list = NULL;
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      full_disk_fill (&disk);
      activate (outputs[i].action, path);
      full_disk_make_room (&disk);
      toast = take_toast ();
      g_assert_true (g_str_has_prefix (toast, full_disk_get_words (&disk)));
      list = full_disk_list (&disk);
      g_assert_cmpstr (list, ==, outputs[i].name);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_unlink (path);
    }
  close_window ();
  full_disk_clear (&disk);
}

/* The numbers and how they were made: where only one has room, neither is there. */
static void
test_half_an_export (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *beside = g_build_filename (folder, "a.json", NULL);
  g_autofree char *longer = g_build_filename (folder, "a.csv.json", NULL);
  g_autofree char *toast = NULL;

  open_window ();
  /* Not ours, so that the longer name is taken, and a folder is there. */
  g_assert_true (g_file_set_contents (beside, "{}", -1, NULL));
  g_assert_cmpint (g_mkdir (longer, 0700), ==, 0);
  activate ("win.export-to", path);
  toast = take_toast ();
  g_assert_true (g_str_has_prefix (toast, "A folder has this name: "));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (beside);
  g_rmdir (longer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  close_window ();
}

static char *
build_path (const char *folder, const char *stem, const char *output)
{
  g_autofree char *name = g_strconcat (stem, strrchr (output, '.'), NULL);

  return g_build_filename (folder, name, NULL);
}

static void
test_odd_names (void)
{
  static const char *const stems[] = { "with blank", "<b>bold & Zürich", "-dash 'n' \"quote\" %s", "line\nbreak", "日本" };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);

  open_window ();
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (stems); k++)
      {
        g_autofree char *path = build_path (folder, stems[k], outputs[i].name);
        g_autofree char *beside = build_path (folder, stems[k], ".json");
        g_autofree char *base = g_path_get_basename (path);
        g_autofree char *expected = g_strdup_printf ("Saved as %s", base);
        g_autofree char *toast = NULL;

        activate (outputs[i].action, path);
        toast = take_toast ();
        g_assert_cmpstr (toast, ==, expected);
        g_assert_cmpint (g_unlink (path), ==, 0);
        g_unlink (beside);
      }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  close_window ();
}

static void
test_no_place (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);

  open_window ();
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *gone = build_path (folder, "gone/a", outputs[i].name);
      g_autofree char *taken = build_path (folder, "taken", outputs[i].name);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      activate (outputs[i].action, gone);
      first = take_toast ();
      g_assert_true (g_str_has_prefix (first, "The folder does not exist: "));
      g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
      activate (outputs[i].action, taken);
      second = take_toast ();
      g_assert_true (g_str_has_prefix (second, "A folder has this name: "));
      g_assert_cmpint (g_rmdir (taken), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  close_window ();
}

/* A session that has a file is saved there without a question; other data have none. */
static void
test_save_again (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "first.prognosis", NULL);
  g_autofree char *second = g_build_filename (folder, "second.prognosis", NULL);
  g_autofree char *sample = app_test_sample (SCHOOL);
  g_autofree char *toast = NULL;
  g_autofree char *text = NULL;
  g_autofree char *of_first = NULL;
  g_autofree char *of_second = NULL;

  open_window ();
  activate ("win.save", NULL);
  g_assert_nonnull (window->chooser);
  g_clear_object (&window->chooser);
  activate ("win.save-to", first);
  g_free (take_toast ());
  g_assert_cmpstr (prognosis_session_get_file (window->session), ==, first);
  prognosis_session_set_setting (window->session, "horizon", 11);
  activate ("win.save", NULL);
  g_assert_null (window->chooser);
  toast = take_toast ();
  g_assert_cmpstr (toast, ==, "Saved as first.prognosis");
  g_assert_true (g_file_get_contents (first, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"horizon\" : 11"));

  /* Another file is the session's from then on. */
  activate ("win.save-as", NULL);
  g_assert_nonnull (window->chooser);
  g_clear_object (&window->chooser);
  activate ("win.save-to", second);
  g_free (take_toast ());
  prognosis_session_set_setting (window->session, "horizon", 12);
  activate ("win.save", NULL);
  g_free (take_toast ());
  g_assert_true (g_file_get_contents (first, &of_first, NULL, NULL));
  g_assert_cmpstr (of_first, ==, text);
  g_assert_true (g_file_get_contents (second, &of_second, NULL, NULL));
  g_assert_nonnull (strstr (of_second, "\"horizon\" : 12"));

  activate ("win.open-path", first);
  app_test_settle (window->session);
  g_assert_cmpstr (prognosis_session_get_file (window->session), ==, first);
  activate ("win.open-path", "/there/is/no/such.csv");
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  activate ("win.dismiss", NULL);
  g_assert_cmpstr (prognosis_session_get_file (window->session), ==, first);
  activate ("win.open-path", sample);
  app_test_settle (window->session);
  g_assert_null (prognosis_session_get_file (window->session));
  close_window ();
  g_unlink (first);
  g_unlink (second);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* --- autosave ----------------------------------------------------------------- */

static guint
count_state_files (const char *suffix)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "prognosis", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);
  return n;
}

static guint
count_autosaves (void)
{
  return count_state_files (".prognosis");
}

/* What windows of other cases have left. */
static void
forget_unsaved (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "prognosis", "unsaved.prognosis", NULL);

  g_unlink (path);
}

/* Said once; kept as soon as there is room, and when the window is closed as what was not saved. */
static void
test_autosave_on_full_disk (void)
{
  FullDisk disk;
  g_autofree char *toast = NULL;

  g_assert_true (full_disk_init (&disk, FALSE));
  open_window ();
  app_test_wait (count_autosaves () == 1, 10);
  full_disk_fill (&disk);
  prognosis_session_set_log (window->session, TRUE);
  toast = take_toast ();
  g_assert_true (g_str_has_prefix (toast, "If the program ended now, your changes would be lost. The file would be"));
  prognosis_session_set_log (window->session, FALSE);
  app_test_run_for (2500);
  g_assert_null (find_toast ());
  g_assert_cmpuint (count_state_files (""), ==, 2); /* what was kept before, and its lock */
  full_disk_make_room (&disk);
  prognosis_session_set_setting (window->session, "horizon", 13);
  app_test_run_for (2500);
  close_window ();
  g_assert_cmpuint (count_autosaves (), ==, 1);
  g_assert_cmpuint (count_state_files ("unsaved.prognosis"), ==, 1);
  forget_unsaved ();
  full_disk_clear (&disk);
}

/* (transfer full) */
static PrognosisSession *
new_autosaving (const char *sample)
{
  PrognosisSession *session = prognosis_session_new ();

  g_object_set (session, "autosaves", TRUE, "auto-refit", FALSE, NULL);
  if (sample != NULL)
    app_test_open_sample (session, sample);
  return session;
}

/* What a window leaves unsaved is kept, where another window has what was left before, and where there is no such place. */
static void
test_unsaved_of_two (gconstpointer is_taken)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "prognosis", NULL);
  g_autofree char *unsaved = g_build_filename (folder, "unsaved.prognosis", NULL);
  g_autoptr (PrognosisSession) first = new_autosaving (NULL);
  g_autoptr (PrognosisSession) second = new_autosaving (SCHOOL);

  if (is_taken != NULL)
    {
      PrognosisSession *earlier = new_autosaving (SCHOOL);

      prognosis_session_set_setting (earlier, "horizon", 9);
      g_assert_true (prognosis_session_keep_unsaved (earlier));
      g_object_unref (earlier);
      g_assert_true (prognosis_session_restore (first, unsaved, NULL));
      app_test_wait (prognosis_session_get_state (first) == PROGNOSIS_SESSION_READY, 10);
    }
  else
    g_assert_cmpint (g_mkdir_with_parents (unsaved, 0700), ==, 0);
  /* Before it was kept for the first time, and over what was kept before. */
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PrognosisSession) next = new_autosaving (NULL);
      g_auto (GStrv) orphans = NULL;

      prognosis_session_set_setting (second, "horizon", 77 + i);
      if (i == 1)
        app_test_run_for (2000);
      prognosis_session_set_setting (second, "horizon", 79 + i);
      g_assert_true (prognosis_session_keep_unsaved (second));
      if (is_taken == NULL)
        g_assert_cmpint (g_rmdir (unsaved), ==, 0);
      orphans = prognosis_session_list_orphans ();
      g_assert_cmpuint (g_strv_length (orphans), ==, 1);
      g_assert_true (prognosis_session_restore (next, orphans[0], NULL));
      app_test_wait (prognosis_session_get_state (next) == PROGNOSIS_SESSION_READY, 10);
      g_assert_cmpint (prognosis_session_get_choices (next)->options->horizon, ==, 79 + i);
      prognosis_session_forget_autosave (next);
      if (is_taken == NULL && i == 0)
        g_assert_cmpint (g_mkdir (unsaved, 0700), ==, 0);
    }
  prognosis_session_forget_autosave (first);
  prognosis_session_forget_autosave (second);
  g_assert_cmpuint (count_autosaves (), ==, 0);
}

/* Data that come while what was open before is being written are kept in their turn. */
static void
test_opened_during_autosave (void)
{
  g_autoptr (PrognosisSession) session = new_autosaving (SCHOOL);
  g_autofree char *sars = app_test_sample ("sars-hong-kong-2003.csv");
  const char *const paths[] = { sars, NULL };
  g_autoptr (PrognosisReading) reading = prognosis_reading_new ();

  prognosis_reading_start (reading, paths, NULL, TRUE);
  app_test_wait (!prognosis_reading_is_running (reading), 10);
  prognosis_session_set_setting (session, "horizon", 9);
  app_test_wait (session->is_autosaving, 10);
  prognosis_session_take_reading (session, reading);
  app_test_wait (!session->is_autosaving, 10);
  app_test_wait (session->is_autosaving, 10);
  app_test_wait (!session->is_autosaving, 10);
  g_assert_nonnull (session->autosave);
  prognosis_session_forget_autosave (session);
  forget_unsaved ();
  g_assert_cmpuint (count_autosaves (), ==, 0);
}

/* What a session holds is kept where it was not saved; how it is looked at is no loss. */
static void
test_what_is_unsaved (void)
{
  static const char *const models[] = { "no-change", NULL };
  g_autoptr (PrognosisSession) session = new_autosaving (SCHOOL);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "school.prognosis", NULL);

  prognosis_session_set_forecaster (session, "sir");
  prognosis_session_set_scenario (session, -1, prognosis_scenario_new ("Closed"));
  g_assert_true (prognosis_session_keep_unsaved (session));
  for (int change = 0; change < 4; change++)
    {
      g_assert_true (prognosis_session_save (session, path, NULL));
      g_assert_false (prognosis_session_keep_unsaved (session));
      if (change == 0)
        prognosis_session_set_log (session, TRUE);
      else if (change == 1) /* how a forecast of compartments is read, not what it is */
        prognosis_session_set_setting (session, "generation", 6);
      else if (change == 2)
        prognosis_session_set_scenario (session, 0, NULL);
      else
        {
          prognosis_session_set_setting (session, "horizon", 3);
          g_assert_true (prognosis_session_save (session, path, NULL));
          prognosis_session_compare (session, models);
          app_test_wait (!prognosis_session_is_comparing (session), 60);
          g_assert_nonnull (prognosis_session_get_backtest (session));
        }
      g_assert_cmpint (prognosis_session_keep_unsaved (session), ==, change > 0);
    }
  prognosis_session_forget_autosave (session);
  forget_unsaved ();
  g_unlink (path);
  g_rmdir (folder);
}

/* --- a saved session's data --------------------------------------------------- */

/* A copy of the sample, and a session that was made with it, each in a folder of its own. */
typedef struct
{
  char *folder;
  char *data;
  char *elsewhere;
  char *session;
} Saved;

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize) length, NULL));
}

static void
saved_init (Saved *self)
{
  g_autofree char *sample = app_test_sample (SCHOOL);
  const char *paths[2] = { NULL };

  self->folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  self->data = g_build_filename (self->folder, "data", "cases <1>.csv", NULL);
  self->elsewhere = g_build_filename (self->folder, "moved.csv", NULL);
  self->session = g_build_filename (self->folder, "a.prognosis", NULL);
  paths[0] = g_path_get_dirname (self->data);
  g_assert_cmpint (g_mkdir (paths[0], 0700), ==, 0);
  g_free ((char *) paths[0]);
  copy_file (sample, self->data);
  open_window ();
  paths[0] = self->data;
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (window->session);
  prognosis_session_set_setting (window->session, "horizon", 9);
  prognosis_session_set_log (window->session, TRUE);
  g_assert_true (prognosis_session_save (window->session, self->session, NULL));
  close_window ();
  open_window ();
}

static void
saved_clear (Saved *self)
{
  g_autofree char *data_folder = g_path_get_dirname (self->data);

  close_window ();
  g_unlink (self->data);
  g_unlink (self->elsewhere);
  g_unlink (self->session);
  g_rmdir (data_folder);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->data);
  g_free (self->elsewhere);
  g_free (self->session);
  g_free (self->folder);
}

static void
assert_opened (const char *path)
{
  const PrognosisChoices *choices;

  app_test_wait (prognosis_session_get_state (window->session) != PROGNOSIS_SESSION_READING, 20);
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_READY);
  choices = prognosis_session_get_choices (window->session);
  g_assert_cmpint (choices->options->horizon, ==, 9);
  g_assert_true (choices->is_log);
  g_assert_cmpstr (prognosis_session_get_paths (window->session)[0], ==, path);
}

static void
test_moved_data (void)
{
  Saved saved;

  saved_init (&saved);
  g_assert_cmpint (g_rename (saved.data, saved.elsewhere), ==, 0);
  activate ("win.open-path", saved.session);
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_FAILED);
  g_assert_nonnull (strstr (prognosis_session_get_error (window->session), "is not where it was when the session was saved"));
  g_assert_nonnull (strstr (prognosis_session_get_error (window->session), "cases <1>.csv"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->locate_button)));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (window->locate_button)));

  /* What cannot be read leaves the choice. */
  activate ("win.locate-at", saved.session);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->locate_button)));

  activate ("win.locate-at", saved.elsewhere);
  assert_opened (saved.elsewhere);
  app_test_settle (window->session);
  g_assert_null (find_toast ()); /* the same data */
  saved_clear (&saved);
}

/* Who goes back finds what was open, and the offer is gone. */
static void
test_moved_data_dismissed (void)
{
  Saved saved;

  saved_init (&saved);
  g_unlink (saved.data);
  activate ("win.open-path", saved.session);
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_FAILED);
  activate ("win.dismiss", NULL);
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_READY);
  g_assert_false (prognosis_session_can_locate (window->session));
  activate ("win.open-path", "/there/is/no/such.csv");
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->locate_button)));
  activate ("win.dismiss", NULL);
  saved_clear (&saved);
}

static void
test_changed_data (void)
{
  Saved saved;
  g_autofree char *text = NULL;
  g_autofree char *toast = NULL;

  saved_init (&saved);
  copy_file (saved.data, saved.elsewhere);
  g_assert_true (g_file_get_contents (saved.data, &text, NULL, NULL));
  text[strlen (text) - 2] = text[strlen (text) - 2] == '1' ? '2' : '1';
  g_assert_true (g_file_set_contents (saved.data, text, -1, NULL));
  activate ("win.open-path", saved.session);
  assert_opened (saved.data);
  app_test_settle (window->session);
  toast = take_toast ();
  g_assert_cmpstr (toast, ==, "The data have changed since this session was saved");

  /* A file that is none of data, and nothing at all: the session that is open can still be given its own. */
  activate ("win.locate-at", saved.session);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  activate ("win.dismiss", NULL);
  g_assert_true (prognosis_session_can_locate (window->session));
  activate ("win.open-path", "/there/is/no/such.csv");
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_false (prognosis_session_can_locate (window->session));
  activate ("win.dismiss", NULL);
  g_assert_true (prognosis_session_can_locate (window->session));

  /* The data that it was saved with, and what was chosen since. */
  prognosis_session_set_per_100k (window->session, TRUE);
  activate ("win.locate-at", saved.elsewhere);
  assert_opened (saved.elsewhere);
  g_assert_true (prognosis_session_get_choices (window->session)->per_100k);
  app_test_settle (window->session);
  g_assert_null (find_toast ());
  saved_clear (&saved);
}

/* A session that was open when the program ended, whose data are gone, is offered until they are found. */
static void
test_restored_without_data (void)
{
  Saved saved;
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "prognosis", NULL);
  g_autofree char *orphan = g_build_filename (folder, "orphan.prognosis", NULL);
  g_autofree char *other = g_build_filename (folder, "other.prognosis", NULL);
  g_auto (GStrv) orphans = NULL;

  saved_init (&saved);
  forget_unsaved ();
  copy_file (saved.session, orphan);
  g_assert_cmpint (g_rename (saved.data, saved.elsewhere), ==, 0);
  orphans = prognosis_session_list_orphans ();
  g_assert_cmpuint (g_strv_length (orphans), ==, 1);
  activate ("win.restore", NULL);
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_FAILED);
  g_clear_pointer (&orphans, g_strfreev);
  orphans = prognosis_session_list_orphans ();
  g_assert_cmpuint (g_strv_length (orphans), ==, 0); /* this window has it */

  activate ("win.dismiss", NULL);
  app_test_wait (count_autosaves () == 2, 10); /* its own, and the other one */
  close_window ();
  g_assert_cmpuint (count_autosaves (), ==, 1);

  /* A second one, of another window. */
  copy_file (saved.session, other);
  open_window ();
  app_test_wait (count_autosaves () == 3, 10);
  copy_file (saved.elsewhere, saved.data);
  activate ("win.restore", NULL);
  assert_opened (saved.data);
  g_assert_null (prognosis_session_get_file (window->session)); /* what was kept for it is no file of the user's */
  app_test_wait (count_autosaves () == 2, 10);                  /* its own went, for it has another now */
  g_clear_pointer (&orphans, g_strfreev);
  orphans = prognosis_session_list_orphans ();
  g_assert_cmpuint (g_strv_length (orphans), ==, 0);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ())); l != NULL; l = l->next)
    if (l->data != window)
      {
        PrognosisWindow *first = window;

        window = l->data;
        assert_opened (saved.data);
        close_window ();
        window = first;
        break;
      }
  /* What was restored has been saved nowhere yet: the last one that is closed is kept. */
  g_assert_cmpuint (count_autosaves (), ==, 2);
  saved_clear (&saved);
  g_assert_cmpuint (count_autosaves (), ==, 1);
  forget_unsaved ();
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (state, "prognosis", NULL);
  int result;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  if (!app_test_init (&argc, &argv))
    return 0;
  /* A toast that goes before it has come is not what is tested. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_data_func ("/app/files/full-disk/disk", "disk", test_full_disk);
  g_test_add_data_func ("/app/files/full-disk/limit", NULL, test_full_disk);
  g_test_add_func ("/app/files/half-an-export", test_half_an_export);
  g_test_add_func ("/app/files/odd-names", test_odd_names);
  g_test_add_func ("/app/files/no-place", test_no_place);
  g_test_add_func ("/app/files/save-again", test_save_again);
  g_test_add_func ("/app/files/autosave-on-full-disk", test_autosave_on_full_disk);
  g_test_add_data_func ("/app/files/unsaved-of-two/taken", "taken", test_unsaved_of_two);
  g_test_add_data_func ("/app/files/unsaved-of-two/no-place", NULL, test_unsaved_of_two);
  g_test_add_func ("/app/files/what-is-unsaved", test_what_is_unsaved);
  g_test_add_func ("/app/files/opened-during-autosave", test_opened_during_autosave);
  g_test_add_func ("/app/files/moved-data", test_moved_data);
  g_test_add_func ("/app/files/moved-data-dismissed", test_moved_data_dismissed);
  g_test_add_func ("/app/files/changed-data", test_changed_data);
  g_test_add_func ("/app/files/restored-without-data", test_restored_without_data);
  result = g_test_run ();
  g_rmdir (folder);
  g_rmdir (state);
  return result;
}
