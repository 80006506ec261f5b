/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Unsaved work is autosaved from the first change on, and offered after a crash. */

#include "app-test-window.h"
#include "full-disk.h"
#include "prognosis-autosave-private.h"
#include "prognosis-reader.h"
#include "prognosis-session-private.h"
#include "prognosis-session-choices.h"

#define SCHOOL "influenza-boarding-school-1978.csv"

/* A failure is reported once; the work is saved as soon as there is room, and on closing as unsaved work. */
static void
test_autosave_on_full_disk (void)
{
  PrognosisWindow *window;
  FullDisk disk;
  g_autofree char *toast = NULL;

  g_assert_true (full_disk_init (&disk, FALSE));
  window = app_test_open_window (SCHOOL, 1000, 700);
  app_test_wait (app_test_count_state_files (".prognosis") == 1, 10);
  full_disk_fill (&disk);
  prognosis_session_set_log (window->session, TRUE);
  toast = app_test_take_toast (window);
  g_assert_true (g_str_has_prefix (toast, "Your changes are not being backed up. The file is larger than"));
  prognosis_session_set_log (window->session, FALSE);
  app_test_run_for (2500);
  g_assert_null (app_test_find_toast (window));
  g_assert_cmpuint (app_test_count_state_files (""), ==, 2); /* the earlier autosave and its lock */
  full_disk_make_room (&disk);
  prognosis_session_set_setting (window->session, "horizon", 13);
  app_test_run_for (2500);
  app_test_leave_window (window);
  g_assert_cmpuint (app_test_count_state_files (".prognosis"), ==, 1);
  g_assert_cmpuint (app_test_count_state_files ("unsaved.prognosis"), ==, 1);
  app_test_forget_unsaved ();
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

/* Unsaved work of a closed window is kept, whether another window holds earlier work or there is none. */
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
  /* Before the first autosave, and replacing an earlier one. */
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
      orphans = prognosis_autosave_list_orphans ();
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
  g_assert_cmpuint (app_test_count_state_files (".prognosis"), ==, 0);
}

/* Data opened during a write are saved next. */
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
  app_test_wait (prognosis_autosave_is_writing (session->autosave), 10);
  prognosis_session_take_reading (session, reading);
  app_test_wait (!prognosis_autosave_is_writing (session->autosave), 10);
  app_test_wait (prognosis_autosave_is_writing (session->autosave), 10);
  app_test_wait (!prognosis_autosave_is_writing (session->autosave), 10);
  prognosis_session_forget_autosave (session);
  app_test_forget_unsaved ();
  g_assert_cmpuint (app_test_count_state_files (".prognosis"), ==, 0);
}

/* Unsaved content is kept; a mere change of view is not. */
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
      else if (change == 1) /* a view of the forecast, not its content */
        prognosis_session_set_setting (session, "generation", 6);
      else if (change == 2)
        prognosis_session_set_scenario (session, 0, NULL);
      else
        {
          prognosis_session_set_setting (session, "horizon", 3);
          g_assert_true (prognosis_session_save (session, path, NULL));
          prognosis_session_compare (session, models);
          app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 60);
          g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_comparison (session)));
        }
      g_assert_cmpint (prognosis_session_keep_unsaved (session), ==, change > 0);
    }
  prognosis_session_forget_autosave (session);
  app_test_forget_unsaved ();
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/session-autosave/full-disk", test_autosave_on_full_disk);
  g_test_add_data_func ("/app/session-autosave/unsaved-of-two/taken", "taken", test_unsaved_of_two);
  g_test_add_data_func ("/app/session-autosave/unsaved-of-two/no-place", NULL, test_unsaved_of_two);
  g_test_add_func ("/app/session-autosave/what-is-unsaved", test_what_is_unsaved);
  g_test_add_func ("/app/session-autosave/opened-during-autosave", test_opened_during_autosave);
  return g_test_run ();
}
