/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-session-choices.h"
#include "prognosis-setting.h"

#include <glib/gstdio.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

static void
test_opens_and_forecasts (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, NULL);

  g_assert_nonnull (prognosis_session_get_forecast (session));
  g_assert_false (prognosis_session_is_stale (session));
  g_assert_null (prognosis_history_get_undo_label (prognosis_session_get_history (session)));
  g_assert_null (prognosis_session_get_problem (session));
}

/* New counts, of the largest region in which every signal can be forecast. */
static void
test_opens_on_what_matters (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "states.csv", NULL);
  g_autoptr (GString) text = g_string_new ("date,location,confirmed,recovered,deaths\n");
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  const PrognosisChoices *choices;

  for (int day = 1; day <= 30; day++)
    {
      /* Recoveries are no longer reported there. */
      if (day < 10)
        g_string_append_printf (text, "2020-04-%02d,Large,%d,%d,%d\n", day, 1000 * day, 300 * day, 10 * day);
      else
        g_string_append_printf (text, "2020-04-%02d,Large,%d,,%d\n", day, 1000 * day, 10 * day);
      g_string_append_printf (text, "2020-04-%02d,Middle,%d,%d,%d\n", day, 300 * day, 100 * day, 5 * day);
      g_string_append_printf (text, "2020-04-%02d,Small,%d,%d,%d\n", day, 10 * day, 5 * day, day);
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  prognosis_session_open (session, (const char *const[]){ path, NULL });
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 60);
  app_test_settle (session);
  choices = prognosis_session_get_choices (session);
  g_assert_cmpint (choices->view, ==, PROGNOSIS_VIEW_INCREMENTS);
  g_assert_cmpstr (prognosis_dataset_get_region (choices->dataset, prognosis_choices_get_first_region (choices))->name, ==,
                   "Middle");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_stale_results_are_dropped (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "sir");

  for (int i = 0; i < 20; i++)
    prognosis_session_set_setting (session, "horizon", 5 + i);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_forecast_get_horizon (prognosis_session_get_forecast (session)), ==, 24);
  g_assert_false (prognosis_session_is_stale (session));
}

/* Choices made without automatic refits are fitted when these are turned on again. */
static void
test_auto_refit (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "no-change");

  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_set_setting (session, "horizon", 5);
  g_assert_true (prognosis_session_is_stale (session));
  g_assert_false (prognosis_session_is_busy (session));
  g_object_set (session, "auto-refit", TRUE, NULL);
  g_assert_true (prognosis_session_is_busy (session));
  app_test_settle (session);
  g_assert_false (prognosis_session_is_stale (session));
  g_assert_cmpuint (prognosis_forecast_get_horizon (prognosis_session_get_forecast (session)), ==, 5);
  /* If everything is fitted, there is nothing to do. */
  g_object_set (session, "auto-refit", FALSE, NULL);
  g_object_set (session, "auto-refit", TRUE, NULL);
  g_assert_false (prognosis_session_is_busy (session));
}

static void
test_origin (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "sir");

  prognosis_session_set_origin (session, 6);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (prognosis_session_get_forecast (session))), ==,
                    7);
}

static void
test_stop (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "seird");

  prognosis_session_set_setting (session, "horizon", 9);
  prognosis_session_stop (session);
  /* It responds at once; the result follows when its intervals are computed. */
  g_assert_false (prognosis_session_is_busy (session));
  g_assert_true (prognosis_session_is_ending (session));
  app_test_settle (session);
  g_assert_nonnull (prognosis_session_get_forecast (session));
  /* The next fit does not have to wait. */
  prognosis_session_fit (session);
  prognosis_session_stop (session);
  prognosis_session_fit (session);
  g_assert_true (prognosis_session_is_busy (session));
  g_assert_false (prognosis_session_is_ending (session));
  app_test_settle (session);
  g_assert_false (prognosis_session_is_stale (session));
}

/* Intermediate results of a dropped fit are not shown as a result. */
static void
test_leaves_no_partial_fit (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "sir");
  PrognosisFit *shown = prognosis_forecast_get_fit (prognosis_session_get_forecast (session));
  gsize first, n;

  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_set_setting (session, "transmission", PROGNOSIS_TRANSMISSION_NEURAL);
  prognosis_session_set_setting (session, "hidden", 128);
  prognosis_session_set_setting (session, "starts", 100);
  prognosis_session_fit (session);
  app_test_wait (prognosis_live_get_fit (prognosis_session_get_live (session)) != shown, 60);
  g_assert_true (prognosis_live_is_converging (prognosis_session_get_live (session)));
  prognosis_session_set_forecaster (session, "analogue");
  g_assert_false (prognosis_live_is_converging (prognosis_session_get_live (session)));
  g_assert_true (prognosis_live_get_fit (prognosis_session_get_live (session)) == shown);
  g_assert_null (prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n));
  /* The same if another fit starts. */
  prognosis_session_set_forecaster (session, "sir");
  prognosis_session_fit (session);
  app_test_wait (prognosis_live_get_fit (prognosis_session_get_live (session)) != shown, 60);
  prognosis_session_set_forecaster (session, "regression");
  prognosis_session_fit (session);
  g_assert_true (prognosis_live_get_fit (prognosis_session_get_live (session)) == shown);
  g_assert_false (prognosis_live_is_converging (prognosis_session_get_live (session)));
  app_test_settle (session);
  g_assert_null (prognosis_live_get_fit (prognosis_session_get_live (session)));
}

static void
test_failure_keeps_data (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, NULL);
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  const char *paths[] = { "/there/is/no/such.csv", NULL };

  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) != PROGNOSIS_SESSION_READING, 10);
  g_assert_cmpint (prognosis_session_get_state (session), ==, PROGNOSIS_SESSION_FAILED);
  g_assert_nonnull (prognosis_session_get_error (session));
  g_assert_true (prognosis_session_get_dataset (session) == dataset);
  prognosis_session_dismiss (session);
  g_assert_cmpint (prognosis_session_get_state (session), ==, PROGNOSIS_SESSION_READY);
}

/* Without automatic refits, messages about other data do not persist. */
static void
test_forgets_other_data (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "damped-trend");
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.csv", NULL);
  const char *const paths[] = { path, NULL };

  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_check (session)), 60);
  g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_check (session)));
  g_object_set (session, "auto-refit", FALSE, NULL);
  app_test_open_sample (session, "sars-hong-kong-2003.csv");
  g_assert_null (prognosis_comparison_get_backtest (prognosis_session_get_check (session)));
  g_assert_null (prognosis_session_get_forecast (session));

  /* A running fit does not deliver either. */
  prognosis_session_set_forecaster (session, "persistence");
  prognosis_session_fit (session);
  app_test_settle (session);
  prognosis_session_set_forecaster (session, "damped-trend");
  prognosis_session_fit (session);
  app_test_settle (session);
  g_assert_true (prognosis_comparison_is_running (prognosis_session_get_check (session)));
  app_test_open_sample (session, SCHOOL);
  g_assert_false (prognosis_comparison_is_running (prognosis_session_get_check (session)));

  /* The population is unknown. */
  g_assert_true (g_file_set_contents (path, "date,cases\n2020-03-01,5\n2020-03-02,7\n2020-03-03,9\n", -1, NULL));
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  prognosis_session_set_forecaster (session, "sir");
  prognosis_session_fit (session);
  g_assert_nonnull (prognosis_session_get_problem (session));
  app_test_open_sample (session, SCHOOL);
  g_assert_null (prognosis_session_get_problem (session));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cancel_open (void)
{
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autofree char *path = app_test_sample (SCHOOL);
  const char *paths[] = { path, NULL };

  prognosis_session_open (session, paths);
  prognosis_session_cancel_open (session);
  g_assert_cmpint (prognosis_session_get_state (session), ==, PROGNOSIS_SESSION_EMPTY);
  app_test_run_for (200);
  g_assert_cmpint (prognosis_session_get_state (session), ==, PROGNOSIS_SESSION_EMPTY);
  g_assert_null (prognosis_session_get_dataset (session));
}

static void
test_goes_away_while_fitting (void)
{
  PrognosisSession *session = app_test_new_session (SCHOOL, NULL);

  prognosis_session_fit (session);
  g_assert_finalize_object (session);
  app_test_run_for (300);
}

/* A running thread does not keep the session alive: it is finalised at the last unref. */
static void
test_goes_away_while_reading (void)
{
  PrognosisSession *session = prognosis_session_new ();
  g_autofree char *path = app_test_sample ("influenza-south-germany-2001-2008.csv");
  const char *paths[] = { path, NULL };

  prognosis_session_open (session, paths);
  g_assert_finalize_object (session);
  app_test_run_for (300);
}

/* Every setting can be changed, and undone. */
static void
test_undo_of_every_setting (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "sir");
  g_autoptr (PrognosisChoices) start = NULL;
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);
  guint n_steps = 0;

  g_object_set (session, "auto-refit", FALSE, NULL);
  start = prognosis_choices_copy (prognosis_session_get_choices (session));
  for (gsize i = 0; i < n; i++)
    {
      double now = prognosis_setting_get (&settings[i], start->options);

      prognosis_session_set_setting (session, settings[i].id,
                                     now + settings[i].step > settings[i].upper ? settings[i].lower : now + settings[i].step);
      g_assert_false (prognosis_choices_equal (start, prognosis_session_get_choices (session)));
      n_steps++;
    }
  prognosis_session_set_log (session, TRUE);
  prognosis_session_set_view (session, PROGNOSIS_VIEW_CUMULATIVE);
  prognosis_session_set_per_100k (session, TRUE);
  prognosis_session_set_all_regions (session, TRUE);
  prognosis_session_set_excluded (session, 0, 0, 3, TRUE);
  for (guint i = 0; i < n_steps + 5; i++)
    {
      g_assert_nonnull (prognosis_history_get_undo_label (prognosis_session_get_history (session)));
      prognosis_session_undo (session);
    }
  g_assert_true (prognosis_choices_equal (start, prognosis_session_get_choices (session)));
  prognosis_session_undo (session); /* the model */
  g_assert_null (prognosis_history_get_undo_label (prognosis_session_get_history (session)));
  for (guint i = 0; i < n_steps + 6; i++)
    prognosis_session_redo (session);
  g_assert_null (prognosis_history_get_redo_label (prognosis_session_get_history (session)));
}

/* A total is not shown first; it is forecast once selected, and stays forecast. */
static void
test_total_is_forecast_when_selected (void)
{
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autoptr (GString) text = g_string_new ("date,place,cases\n");
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "places.csv", NULL);
  g_autoptr (GtkBitset) total = gtk_bitset_new_range (0, 1);
  g_autoptr (GtkBitset) place = gtk_bitset_new_range (1, 1);
  const char *const paths[] = { path, NULL };

  for (int t = 0; t < 28; t++)
    g_string_append_printf (text, "2021-03-%02d,All,%d\n2021-03-%02d,a,%d\n2021-03-%02d,b,%d\n", t + 1, 50 + t % 7 + t % 5, t + 1,
                            20 + t % 7, t + 1, 30 + t % 5);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) != PROGNOSIS_SESSION_READING, 60);
  app_test_settle (session);
  g_assert_cmpstr (prognosis_dataset_get_region (prognosis_session_get_dataset (session), 0)->total_of, ==, "a, b");
  g_assert_false (gtk_bitset_contains (prognosis_session_get_choices (session)->regions, 0));
  g_assert_false (prognosis_forecast_has (prognosis_session_get_forecast (session), 0, 0));
  prognosis_session_select_regions (session, total);
  app_test_settle (session);
  g_assert_true (prognosis_forecast_has (prognosis_session_get_forecast (session), 0, 0));
  g_assert_true (prognosis_forecast_has (prognosis_session_get_forecast (session), 1, 0));
  prognosis_session_select_regions (session, place);
  g_assert_false (prognosis_session_is_busy (session));
  g_assert_nonnull (prognosis_session_get_forecast (session));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/session/opens-and-forecasts", test_opens_and_forecasts);
  g_test_add_func ("/app/session/opens-on-what-matters", test_opens_on_what_matters);
  g_test_add_func ("/app/session/stale-results-are-dropped", test_stale_results_are_dropped);
  g_test_add_func ("/app/session/auto-refit", test_auto_refit);
  g_test_add_func ("/app/session/origin", test_origin);
  g_test_add_func ("/app/session/stop", test_stop);
  g_test_add_func ("/app/session/leaves-no-partial-fit", test_leaves_no_partial_fit);
  g_test_add_func ("/app/session/failure-keeps-data", test_failure_keeps_data);
  g_test_add_func ("/app/session/forgets-other-data", test_forgets_other_data);
  g_test_add_func ("/app/session/cancel-open", test_cancel_open);
  g_test_add_func ("/app/session/goes-away-while-fitting", test_goes_away_while_fitting);
  g_test_add_func ("/app/session/goes-away-while-reading", test_goes_away_while_reading);
  g_test_add_func ("/app/session/undo-of-every-setting", test_undo_of_every_setting);
  g_test_add_func ("/app/session/total-is-forecast-when-selected", test_total_is_forecast_when_selected);
  return g_test_run ();
}
