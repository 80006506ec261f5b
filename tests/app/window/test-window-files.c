/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening files, and saving and reopening sessions, also if their data have moved or changed. */

#include "app-test-window.h"
#include "prognosis-autosave.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <string.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

static void
test_failure (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);

  app_test_activate (window, "win.open-path", g_variant_new_string ("/there/is/no/such.csv"));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "failed");
  app_test_keep_screenshot (window, "failed.png");
  app_test_activate (window, "win.dismiss", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "main");
  app_test_leave_window (window);
}

/* TRUE if the menu of "Open" offers @path. */
static gboolean
is_offered (PrognosisWindow *window, const char *path)
{
  GMenuModel *menu = G_MENU_MODEL (window->recent_menu);
  gboolean is_found = FALSE;

  for (int s = 0; s < g_menu_model_get_n_items (menu); s++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, s, G_MENU_LINK_SECTION);

      for (int i = 0; section != NULL && i < g_menu_model_get_n_items (section); i++)
        {
          g_autofree char *target = NULL;

          if (g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_TARGET, "s", &target))
            is_found |= g_str_equal (target, path);
        }
    }
  return is_found;
}

/* GTK’s file chooser adds exported files to the recent ones. */
static void
test_recent_exports (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *picture = g_build_filename (folder, "a.png", NULL);
  g_autofree char *session = g_build_filename (folder, "a.prognosis", NULL);
  g_autofree char *uri = g_filename_to_uri (picture, NULL, NULL);
  const char *paths[] = { picture, NULL };

  app_test_activate (window, "win.export-to", g_variant_new_string (picture));
  gtk_recent_manager_add_item (manager, uri);
  app_test_activate (window, "win.save-to", g_variant_new_string (session));
  app_test_wait (gtk_recent_manager_has_item (manager, uri) && is_offered (window, session), 10);
  app_test_run_for (200);
  g_assert_false (is_offered (window, picture));
  /* Opened files are data, wherever they come from. */
  prognosis_window_open_files (window, paths);
  app_test_wait (is_offered (window, picture), 10);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  app_test_activate (window, "win.dismiss", NULL);
  g_unlink (picture);
  g_unlink (session);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_leave_window (window);
}

/* Files of the user become recent files, however they are opened; samples do not. */
static void
test_recent (void)
{
  PrognosisWindow *window = app_test_new_window (1000, 700);
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  g_autofree char *sample = app_test_sample (SCHOOL);
  g_autofree char *other = app_test_sample ("sars-hong-kong-2003.csv");
  g_autofree char *sample_uri = g_filename_to_uri (sample, NULL, NULL);
  g_autofree char *other_uri = g_filename_to_uri (other, NULL, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (other);
  GSList files = { file, NULL };
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  gboolean dropped = FALSE;

  app_test_activate (window, "win.open-path", g_variant_new_string (sample));
  app_test_settle (window->session);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      g_auto (GValue) value = G_VALUE_INIT;

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      g_value_init (&value, GDK_TYPE_FILE_LIST);
      g_value_set_boxed (&value, &files);
      g_signal_emit_by_name (controller, "drop", &value, 0., 0., &dropped);
    }
  g_object_unref (controllers);
  g_assert_true (dropped);
  app_test_settle (window->session);
  app_test_wait (gtk_recent_manager_has_item (manager, other_uri), 10);
  g_assert_false (gtk_recent_manager_has_item (manager, sample_uri));
  app_test_leave_window (window);
}

/* A session with a file is saved without asking; other data have no file yet. */
static void
test_save_again (void)
{
  PrognosisWindow *window;
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "first.prognosis", NULL);
  g_autofree char *second = g_build_filename (folder, "second.prognosis", NULL);
  g_autofree char *sample = app_test_sample (SCHOOL);
  g_autofree char *toast = NULL;
  g_autofree char *text = NULL;
  g_autofree char *of_first = NULL;
  g_autofree char *of_second = NULL;

  window = app_test_open_window (SCHOOL, 1000, 700);
  app_test_activate (window, "win.save", NULL);
  g_assert_nonnull (window->chooser);
  g_clear_object (&window->chooser);
  app_test_activate (window, "win.save-to", g_variant_new_string (first));
  g_free (app_test_take_toast (window));
  g_assert_cmpstr (prognosis_session_get_file (window->session), ==, first);
  prognosis_session_set_setting (window->session, "horizon", 11);
  app_test_activate (window, "win.save", NULL);
  g_assert_null (window->chooser);
  toast = app_test_take_toast (window);
  g_assert_cmpstr (toast, ==, "Saved as first.prognosis");
  g_assert_true (g_file_get_contents (first, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"horizon\" : 11"));

  /* From then on, the session belongs to the other file. */
  app_test_activate (window, "win.save-as", NULL);
  g_assert_nonnull (window->chooser);
  g_clear_object (&window->chooser);
  app_test_activate (window, "win.save-to", g_variant_new_string (second));
  g_free (app_test_take_toast (window));
  prognosis_session_set_setting (window->session, "horizon", 12);
  app_test_activate (window, "win.save", NULL);
  g_free (app_test_take_toast (window));
  g_assert_true (g_file_get_contents (first, &of_first, NULL, NULL));
  g_assert_cmpstr (of_first, ==, text);
  g_assert_true (g_file_get_contents (second, &of_second, NULL, NULL));
  g_assert_nonnull (strstr (of_second, "\"horizon\" : 12"));

  app_test_activate (window, "win.open-path", g_variant_new_string (first));
  app_test_settle (window->session);
  g_assert_cmpstr (prognosis_session_get_file (window->session), ==, first);
  app_test_activate (window, "win.open-path", g_variant_new_string ("/there/is/no/such.csv"));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  app_test_activate (window, "win.dismiss", NULL);
  g_assert_cmpstr (prognosis_session_get_file (window->session), ==, first);
  app_test_activate (window, "win.open-path", g_variant_new_string (sample));
  app_test_settle (window->session);
  g_assert_null (prognosis_session_get_file (window->session));
  app_test_leave_window (window);
  g_unlink (first);
  g_unlink (second);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* --- a saved session's data --------------------------------------------------- */

/* A copy of the sample and a session made with it, each in its own folder. */
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

/* In another window, which has none of it open. (transfer none) */
static PrognosisWindow *
saved_init (Saved *self)
{
  PrognosisWindow *window;
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
  window = app_test_open_window (SCHOOL, 1000, 700);
  paths[0] = self->data;
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (window->session);
  prognosis_session_set_setting (window->session, "horizon", 9);
  prognosis_session_set_log (window->session, TRUE);
  g_assert_true (prognosis_session_save (window->session, self->session, NULL));
  app_test_leave_window (window);
  return app_test_open_window (SCHOOL, 1000, 700);
}

static void
saved_clear (Saved *self, PrognosisWindow *window)
{
  g_autofree char *data_folder = g_path_get_dirname (self->data);

  app_test_leave_window (window);
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
assert_opened (PrognosisWindow *window, const char *path)
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
  PrognosisWindow *window;

  window = saved_init (&saved);
  g_assert_cmpint (g_rename (saved.data, saved.elsewhere), ==, 0);
  app_test_activate (window, "win.open-path", g_variant_new_string (saved.session));
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_FAILED);
  g_assert_nonnull (
      strstr (prognosis_session_get_error (window->session), "has moved or been deleted since the session was saved"));
  g_assert_nonnull (strstr (prognosis_session_get_error (window->session), "cases <1>.csv"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->locate_button)));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (window->locate_button)));

  /* An unreadable file leaves the choices as they are. */
  app_test_activate (window, "win.locate-at", g_variant_new_string (saved.session));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->locate_button)));

  app_test_activate (window, "win.locate-at", g_variant_new_string (saved.elsewhere));
  assert_opened (window, saved.elsewhere);
  app_test_settle (window->session);
  g_assert_null (app_test_find_toast (window)); /* the same data */
  saved_clear (&saved, window);
}

/* Going back restores the open session, and the offer is gone. */
static void
test_moved_data_dismissed (void)
{
  Saved saved;
  PrognosisWindow *window;

  window = saved_init (&saved);
  g_unlink (saved.data);
  app_test_activate (window, "win.open-path", g_variant_new_string (saved.session));
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_FAILED);
  app_test_activate (window, "win.dismiss", NULL);
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_READY);
  g_assert_false (prognosis_session_can_locate (window->session));
  app_test_activate (window, "win.open-path", g_variant_new_string ("/there/is/no/such.csv"));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->locate_button)));
  app_test_activate (window, "win.dismiss", NULL);
  saved_clear (&saved, window);
}

static void
test_changed_data (void)
{
  Saved saved;
  PrognosisWindow *window;
  g_autofree char *text = NULL;
  g_autofree char *toast = NULL;

  window = saved_init (&saved);
  copy_file (saved.data, saved.elsewhere);
  g_assert_true (g_file_get_contents (saved.data, &text, NULL, NULL));
  text[strlen (text) - 2] = text[strlen (text) - 2] == '1' ? '2' : '1';
  g_assert_true (g_file_set_contents (saved.data, text, -1, NULL));
  app_test_activate (window, "win.open-path", g_variant_new_string (saved.session));
  assert_opened (window, saved.data);
  app_test_settle (window->session);
  toast = app_test_take_toast (window);
  g_assert_cmpstr (toast, ==, "The data have changed since this session was saved");

  /* A file that is not data, and no file at all: the session can still locate its own data. */
  app_test_activate (window, "win.locate-at", g_variant_new_string (saved.session));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  app_test_activate (window, "win.dismiss", NULL);
  g_assert_true (prognosis_session_can_locate (window->session));
  app_test_activate (window, "win.open-path", g_variant_new_string ("/there/is/no/such.csv"));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_false (prognosis_session_can_locate (window->session));
  app_test_activate (window, "win.dismiss", NULL);
  g_assert_true (prognosis_session_can_locate (window->session));

  /* The data it was saved with, and the choices made since. */
  prognosis_session_set_per_100k (window->session, TRUE);
  app_test_activate (window, "win.locate-at", g_variant_new_string (saved.elsewhere));
  assert_opened (window, saved.elsewhere);
  g_assert_true (prognosis_session_get_choices (window->session)->per_100k);
  app_test_settle (window->session);
  g_assert_null (app_test_find_toast (window));
  saved_clear (&saved, window);
}

/* A crashed session with missing data is offered until they are found. */
static void
test_restored_without_data (void)
{
  Saved saved;
  PrognosisWindow *window;
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "prognosis", NULL);
  g_autofree char *orphan = g_build_filename (folder, "orphan.prognosis", NULL);
  g_autofree char *other = g_build_filename (folder, "other.prognosis", NULL);
  g_auto (GStrv) orphans = NULL;

  window = saved_init (&saved);
  app_test_forget_unsaved ();
  g_mkdir_with_parents (folder, 0700);
  copy_file (saved.session, orphan);
  g_assert_cmpint (g_rename (saved.data, saved.elsewhere), ==, 0);
  orphans = prognosis_autosave_list_orphans ();
  g_assert_cmpuint (g_strv_length (orphans), ==, 1);
  app_test_activate (window, "win.restore", NULL);
  g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_FAILED);
  g_clear_pointer (&orphans, g_strfreev);
  orphans = prognosis_autosave_list_orphans ();
  g_assert_cmpuint (g_strv_length (orphans), ==, 0); /* this window has it */

  app_test_activate (window, "win.dismiss", NULL);
  app_test_wait (app_test_count_state_files (".prognosis") == 2, 10); /* its own and the other */
  app_test_leave_window (window);
  g_assert_cmpuint (app_test_count_state_files (".prognosis"), ==, 1);

  /* A second one, from another window. */
  copy_file (saved.session, other);
  window = app_test_open_window (SCHOOL, 1000, 700);
  app_test_wait (app_test_count_state_files (".prognosis") == 3, 10);
  copy_file (saved.elsewhere, saved.data);
  app_test_activate (window, "win.restore", NULL);
  assert_opened (window, saved.data);
  g_assert_null (prognosis_session_get_file (window->session));       /* its autosave is not one of the user’s files */
  app_test_wait (app_test_count_state_files (".prognosis") == 2, 10); /* its own is gone, because it has another now */
  g_clear_pointer (&orphans, g_strfreev);
  orphans = prognosis_autosave_list_orphans ();
  g_assert_cmpuint (g_strv_length (orphans), ==, 0);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ())); l != NULL; l = l->next)
    if (l->data != window)
      {
        PrognosisWindow *first = window;

        window = l->data;
        assert_opened (window, saved.data);
        app_test_leave_window (window);
        window = first;
        break;
      }
  /* A restored session has not been saved yet: the last one closed is kept. */
  g_assert_cmpuint (app_test_count_state_files (".prognosis"), ==, 2);
  saved_clear (&saved, window);
  g_assert_cmpuint (app_test_count_state_files (".prognosis"), ==, 1);
  app_test_forget_unsaved ();
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/window-files/failure", test_failure);
  g_test_add_func ("/app/window-files/recent", test_recent);
  g_test_add_func ("/app/window-files/recent-exports", test_recent_exports);
  g_test_add_func ("/app/window-files/save-again", test_save_again);
  g_test_add_func ("/app/window-files/moved-data", test_moved_data);
  g_test_add_func ("/app/window-files/moved-data-dismissed", test_moved_data_dismissed);
  g_test_add_func ("/app/window-files/changed-data", test_changed_data);
  g_test_add_func ("/app/window-files/restored-without-data", test_restored_without_data);
  return g_test_run ();
}
