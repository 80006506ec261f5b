/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A session that is saved, opened again, and finds its data. */

#include "app-test.h"
#include "prognosis-error.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-parameters.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

/* Saves @session, opens it as @other, and finds the same there. */
static void
save_and_load (PrognosisSession *session, const char *path, PrognosisSession *other)
{
  g_autofree char *before = prognosis_session_to_json (session), *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (prognosis_session_save (session, path, &error));
  g_assert_no_error (error);
  g_assert_true (prognosis_session_load (other, path, &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (other);
  after = prognosis_session_to_json (other);
  g_assert_cmpstr (before, ==, after);
}

/* Data still being read when a session with missing data is opened are not mistaken for that session’s data. */
static void
test_load_while_reading (void)
{
  g_autoptr (PrognosisSession) saved = app_test_new_session (SCHOOL, "damped-trend");
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "school.prognosis", NULL);
  g_autofree char *south = app_test_sample ("influenza-south-germany-2001-2008.csv");
  g_autofree char *text = NULL;
  g_autoptr (GString) elsewhere = NULL;
  const char *const paths[] = { south, NULL };

  text = prognosis_session_to_json (saved);
  elsewhere = g_string_new (text);
  g_assert_cmpuint (g_string_replace (elsewhere, SCHOOL, "there-is-no-such.csv", 0), >, 0);
  g_assert_true (g_file_set_contents (path, elsewhere->str, -1, NULL));
  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  g_assert_true (prognosis_session_load (session, path, NULL));
  g_assert_cmpint (prognosis_session_get_state (session), ==, PROGNOSIS_SESSION_FAILED);
  app_test_run_for (3000);
  g_assert_cmpint (prognosis_session_get_state (session), ==, PROGNOSIS_SESSION_FAILED);
  g_assert_null (prognosis_session_get_dataset (session));
  /* The message concerns the session, which waits for its data. */
  g_assert_true (prognosis_session_can_locate (session));

  /* A file that is not a session leaves nothing pending. */
  prognosis_session_open (session, paths);
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_assert_false (prognosis_session_load (session, path, NULL));
  g_assert_cmpint (prognosis_session_get_state (session), ==, PROGNOSIS_SESSION_EMPTY);
  g_unlink (path);
  g_rmdir (folder);
}

static void
named_cb (PrognosisReading *reading, PrognosisSession *session)
{
  prognosis_session_take_named (session, reading);
}

/* Nor are data whose columns were being named. */
static void
test_load_while_naming (void)
{
  g_autoptr (PrognosisSession) saved = app_test_new_session (SCHOOL, "damped-trend");
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "school.prognosis", NULL);
  g_autofree char *table = g_build_filename (folder, "cases.csv", NULL);
  g_autofree char *text = prognosis_session_to_json (saved);
  g_autoptr (GString) elsewhere = g_string_new (text);
  g_autoptr (PrognosisReading) reading = prognosis_reading_new ();
  const char *const paths[] = { table, NULL };

  g_assert_cmpuint (g_string_replace (elsewhere, SCHOOL, "there-is-no-such.csv", 0), >, 0);
  g_assert_true (g_file_set_contents (path, elsewhere->str, -1, NULL));
  g_assert_true (g_file_set_contents (table, "date,cases\n2020-03-01,5\n2020-03-02,7\n2020-03-03,9\n", -1, NULL));
  g_object_set (session, "auto-refit", FALSE, NULL);
  g_signal_connect (reading, "done", G_CALLBACK (named_cb), session);
  prognosis_reading_start (reading, paths, NULL, FALSE);
  g_assert_true (prognosis_session_load (session, path, NULL));
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  g_assert_cmpstr (prognosis_session_get_choices (session)->forecaster, ==, "auto");
  g_assert_null (prognosis_session_get_file (session));
  g_unlink (path);
  g_unlink (table);
  g_rmdir (folder);
}

/* A saved session is the same when opened again. */
static void
test_save_and_load (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "sir");
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "school.prognosis", NULL);
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autoptr (GError) error = NULL;
  PrognosisScenario *scenario = prognosis_scenario_new ("Closed");
  PrognosisChange change = { 2957, 0.5 }, ending = { 2960, 0.25, 5 };

  g_array_append_val (scenario->changes, change);
  g_array_append_val (scenario->changes, ending);
  prognosis_session_set_scenario (session, -1, scenario);
  prognosis_session_set_setting (session, "horizon", 9);
  prognosis_session_set_setting (session, "loss", 1);
  prognosis_session_set_origin (session, 9);
  prognosis_session_set_excluded (session, 0, 0, 3, TRUE);
  prognosis_session_set_log (session, TRUE);
  g_assert_false (prognosis_session_set_holidays (session, "India", NULL));
  g_assert_true (prognosis_session_set_holidays (session, "FR", NULL));
  prognosis_session_preview (session, 0, 0.5);
  prognosis_session_commit (session, 0, &prognosis_parameter_view_plain);
  app_test_settle (session);
  save_and_load (session, path, other);
  g_assert_cmpuint (prognosis_forecast_get_horizon (prognosis_session_get_forecast (other)), ==, 9);
  /* 14 July 1978 */
  g_assert_true (prognosis_dataset_is_holiday (prognosis_session_get_dataset (other), 0, 3116));
  g_unlink (path);
  g_assert_true (g_file_set_contents (path, "{\"version\": 99}", -1, NULL));
  g_assert_false (prognosis_session_load (other, path, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_clear_error (&error);
  /* The parser would run out of stack. */
  g_assert_true (g_file_set_contents (path, deep, -1, NULL));
  g_assert_false (prognosis_session_load (other, path, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "its brackets are nested too deeply"));
  g_unlink (path);
  g_rmdir (folder);
}

/* Assumed deaths are forecast, saved and undone like other choices. */
static void
test_assumed (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session ("sars-hong-kong-2003.csv", "persistence");
  g_autoptr (PrognosisSession) other = prognosis_session_new (), school = app_test_new_session (SCHOOL, "persistence");
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sars.prognosis", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (prognosis_session_set_assumed (session, PROGNOSIS_ROLE_DEATHS, "2,10", NULL));
  g_assert_false (prognosis_session_set_assumed (school, PROGNOSIS_ROLE_DEATHS, "0.1,10", NULL));
  g_assert_true (prognosis_session_set_assumed (session, PROGNOSIS_ROLE_DEATHS, "sars", &error));
  g_assert_true (prognosis_session_set_assumed (session, PROGNOSIS_ROLE_DEATHS, "0.25,30", &error));
  g_assert_no_error (error);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 2);
  g_assert_true (prognosis_forecast_has (prognosis_session_get_forecast (session), 0, 1));
  save_and_load (session, path, other);
  g_assert_cmpfloat (prognosis_dataset_get_signal (prognosis_session_get_dataset (other), 1)->assumed_share, ==, 0.25);
  g_assert_true (prognosis_forecast_has (prognosis_session_get_forecast (other), 0, 1));
  g_assert_true (prognosis_session_set_assumed (session, PROGNOSIS_ROLE_DEATHS, "", &error));
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 1);
  prognosis_session_undo (session);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 2);
  app_test_settle (session);
  g_unlink (path);
  g_rmdir (folder);
}

/* The end of the data, although the sample suggests another origin. */
static void
test_origin_at_end (void)
{
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sars.prognosis", NULL);

  g_object_set (session, "auto-refit", FALSE, NULL);
  g_object_set (other, "auto-refit", FALSE, NULL);
  app_test_open_sample (session, "sars-hong-kong-2003.csv");
  g_assert_cmpint (prognosis_session_get_choices (session)->origin, >=, 0);
  prognosis_session_set_origin (session, -1);
  g_assert_true (prognosis_session_save (session, path, NULL));
  g_assert_true (prognosis_session_load (other, path, NULL));
  app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
  g_assert_cmpint (prognosis_session_get_choices (other)->origin, ==, -1);
  g_unlink (path);
  g_rmdir (folder);
}

static gsize
count_in_session (PrognosisSession *session, const char *member)
{
  g_autofree char *text = prognosis_session_to_json (session);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_array_get_length (json_object_get_array_member (json_node_get_object (node), member));
}

/* A day that the reader considered incomplete is not recorded as excluded by the user, nor excluded twice. */
static void
test_incomplete_day_in_session (void)
{
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *table = g_build_filename (folder, "cases.csv", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.prognosis", NULL);
  const char *const paths[] = { table, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (table,
                                      "date,cases\n2020-03-01,51\n2020-03-02,62\n2020-03-03,58\n2020-03-04,66\n2020-03-05,71\n"
                                      "2020-03-06,60\n2020-03-07,55\n2020-03-08,9\n",
                                      -1, NULL));
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (session);
  g_assert_true (prognosis_dataset_was_excluded (prognosis_session_get_choices (session)->dataset, 0, 0, 7));
  g_assert_cmpuint (count_in_session (session, "excluded"), ==, 0);
  g_assert_cmpuint (count_in_session (session, "included"), ==, 0);
  prognosis_session_set_excluded (session, 0, 0, 7, FALSE);
  prognosis_session_set_excluded (session, 0, 0, 2, TRUE);
  app_test_settle (session);
  g_assert_cmpuint (count_in_session (session, "excluded"), ==, 1);
  g_assert_cmpuint (count_in_session (session, "included"), ==, 1);
  g_assert_true (prognosis_session_save (session, path, &error));
  g_assert_true (prognosis_session_load (other, path, &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (other);
  for (gsize t = 0; t < 8; t++)
    g_assert_cmpint (
        (prognosis_dataset_get_flags (prognosis_session_get_choices (other)->dataset, 0, 0)[t] & PROGNOSIS_FLAG_EXCLUDED) != 0, ==,
        t == 2);
  g_unlink (table);
  g_unlink (path);
  g_rmdir (folder);
}

/* Months stay months in a session file, with their origin and what was excluded. */
static void
test_months (void)
{
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *table = g_build_filename (folder, "months.csv", NULL);
  g_autofree char *path = g_build_filename (folder, "months.prognosis", NULL);
  const char *const paths[] = { table, NULL };
  g_autoptr (GString) csv = g_string_new ("month,cases\n");
  g_autoptr (GError) error = NULL;
  const PrognosisChoices *choices;

  for (int t = 0; t < 36; t++)
    g_string_append_printf (csv, "%d-%02d,%d\n", 2018 + t / 12, t % 12 + 1, 50 + 7 * (t % 12));
  g_assert_true (g_file_set_contents (table, csv->str, -1, NULL));
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (session);
  prognosis_session_set_excluded (session, 0, 0, 5, TRUE);
  prognosis_session_set_origin (session, 30);
  prognosis_session_set_setting (session, "horizon", 5);
  app_test_settle (session);
  g_assert_true (prognosis_session_save (session, path, &error));
  g_assert_true (prognosis_session_load (other, path, &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (other);
  choices = prognosis_session_get_choices (other);
  g_assert_cmpint (prognosis_dataset_get_frequency (choices->dataset), ==, PROGNOSIS_FREQUENCY_MONTHLY);
  g_assert_cmpint (prognosis_choices_get_origin (choices), ==, 30);
  g_assert_cmpuint (prognosis_choices_get_horizon (choices), ==, 5);
  for (gsize t = 0; t < 36; t++)
    g_assert_cmpint ((prognosis_dataset_get_flags (choices->dataset, 0, 0)[t] & PROGNOSIS_FLAG_EXCLUDED) != 0, ==, t == 5);
  g_unlink (table);
  g_unlink (path);
  g_rmdir (folder);
}

/* Data in a folder are identified by its content, and located as a folder. */
static void
test_hash_of_folder (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "jhu-daily", NULL);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *saved = g_build_filename (folder, "a.prognosis", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (PrognosisSession) session = prognosis_session_new ();

  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  g_assert_cmpuint (strlen (prognosis_session_get_choices (session)->hash), ==, 64);
  g_assert_true (prognosis_session_save (session, saved, NULL));
  g_assert_true (prognosis_session_load (session, saved, NULL));
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  g_assert_true (prognosis_session_wants_folder (session));
  prognosis_session_locate (session, (const char *const[]){ saved, NULL });
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_FAILED, 20);
  prognosis_session_dismiss (session);
  g_assert_true (prognosis_session_can_locate (session));
  g_assert_true (prognosis_session_wants_folder (session));
  g_unlink (saved);
  g_rmdir (folder);
}

/* A kept forecast is saved with its model, settings and medians. */
static void
test_kept (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "no-change"), other = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "school.prognosis", NULL);
  const PrognosisChoices *choices;
  PrognosisOverlay before, after;

  prognosis_session_keep (session);
  prognosis_session_set_setting (session, "horizon", 4);
  prognosis_session_keep (session);
  /* The forecast shown is of the settings before. */
  g_assert_cmpuint (prognosis_session_get_choices (session)->kept->len, ==, 1);
  app_test_settle (session);
  prognosis_session_keep (session);
  prognosis_session_rename_kept (session, "No change 2", "Mine");
  save_and_load (session, path, other);
  choices = prognosis_session_get_choices (other);
  g_assert_cmpuint (choices->kept->len, ==, 2);
  g_assert_cmpstr (prognosis_kept_get_name (g_ptr_array_index (choices->kept, 0)), ==, "Mine");
  g_assert_cmpstr (prognosis_kept_get_forecaster (g_ptr_array_index (choices->kept, 0)), ==, "no-change");
  g_assert_cmpint (prognosis_kept_get_options (g_ptr_array_index (choices->kept, 1))->horizon, ==, 4);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (prognosis_kept_get_overlay (g_ptr_array_index (prognosis_session_get_choices (session)->kept, i),
                                                 choices->dataset, 0, &before));
      g_assert_true (prognosis_kept_get_overlay (g_ptr_array_index (choices->kept, i), choices->dataset, 0, &after));
      g_assert_cmpint (before.origin, ==, after.origin);
      g_assert_cmpuint (before.horizon, ==, after.horizon);
      g_assert_cmpuint (after.horizon == 4, ==, i == 1);
      for (gsize h = 0; h < after.horizon; h++)
        g_assert_cmpfloat_with_epsilon (before.medians[h], after.medians[h], 1e-4 * (1 + before.medians[h]));
    }
  g_assert_cmpuint (prognosis_session_get_choices (other)->kept->len, ==, 2);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/session-save/load-while-reading", test_load_while_reading);
  g_test_add_func ("/app/session-save/load-while-naming", test_load_while_naming);
  g_test_add_func ("/app/session-save/save-and-load", test_save_and_load);
  g_test_add_func ("/app/session-save/origin-at-end", test_origin_at_end);
  g_test_add_func ("/app/session-save/incomplete-day", test_incomplete_day_in_session);
  g_test_add_func ("/app/session-save/months", test_months);
  g_test_add_func ("/app/session-save/hash-of-folder", test_hash_of_folder);
  g_test_add_func ("/app/session-save/assumed", test_assumed);
  g_test_add_func ("/app/session-save/kept", test_kept);
  return g_test_run ();
}
