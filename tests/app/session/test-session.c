/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-verdict.h"

#include "prognosis-error.h"
#include "prognosis-forecaster-item.h"
#include "prognosis-options-json.h"
#include "prognosis-setting.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-parameters.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

static PrognosisSession *
open_school (const char *forecaster)
{
  PrognosisSession *session = prognosis_session_new ();

  app_test_open_sample (session, SCHOOL);
  if (forecaster != NULL)
    {
      prognosis_session_set_forecaster (session, forecaster);
      app_test_settle (session);
    }
  return session;
}

static gsize
find_parameter (PrognosisSession *session, const char *id)
{
  PrognosisFit *fit = prognosis_live_get_fit (prognosis_session_get_live (session));

  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (g_str_equal (prognosis_fit_get_parameter (fit, i)->id, id))
      return i;
  g_assert_not_reached ();
}

static void
test_opens_and_forecasts (void)
{
  g_autoptr (PrognosisSession) session = open_school (NULL);

  g_assert_nonnull (prognosis_session_get_forecast (session));
  g_assert_false (prognosis_session_is_stale (session));
  g_assert_null (prognosis_history_get_undo_label (prognosis_session_get_history (session)));
  g_assert_null (prognosis_session_get_problem (session));
}

static void
count_cb (gpointer object, gpointer user_data)
{
  (*(int *) user_data)++;
}

static void
test_slider (void)
{
  g_autoptr (PrognosisSession) session = open_school ("sir");
  gsize gamma = find_parameter (session, "gamma");
  double fitted = prognosis_live_get_value (prognosis_session_get_live (session), 0, gamma);
  g_autofree double *before = NULL;
  const double *live;
  gsize first, n, past;
  int n_live = 0;

  g_assert_null (prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n));
  g_signal_connect (prognosis_session_get_live (session), "changed", G_CALLBACK (count_cb), &n_live);
  n_live = 0;
  prognosis_session_preview (session, gamma, fitted * 1.2);
  g_assert_cmpint (n_live, >=, 1);
  g_assert_true (prognosis_session_is_stale (session));
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n);
  g_assert_nonnull (live);
  before = g_memdup2 (live, n * sizeof *live);
  prognosis_session_preview (session, gamma, fitted * 1.4);
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n);
  g_assert_cmpfloat (fabs (live[n / 4] - before[n / 4]), >, 0);
  /* However far from the data, it is one curve: it does not jump to the last observation. */
  prognosis_session_preview (session, gamma, fitted * 0.4);
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n);
  past = prognosis_live_get_n_past (prognosis_session_get_live (session));
  g_assert_cmpfloat (live[past - 1], >, 50);
  g_assert_cmpfloat (fabs (live[past] / live[past - 1] - live[past - 1] / live[past - 2]), <, 0.05);
  prognosis_session_preview (session, gamma, fitted * 1.4);

  prognosis_session_commit (session, gamma, &prognosis_parameter_view_plain);
  g_assert_true (prognosis_session_is_busy (session));
  app_test_settle (session);
  g_assert_true (prognosis_choices_is_locked (prognosis_session_get_choices (session), 0, "gamma"));
  g_assert_cmpfloat_with_epsilon (prognosis_live_get_value (prognosis_session_get_live (session), 0, gamma), fitted * 1.4, 1e-6);
  g_assert_false (prognosis_session_is_stale (session));

  prognosis_session_undo (session);
  app_test_settle (session);
  g_assert_false (prognosis_choices_is_locked (prognosis_session_get_choices (session), 0, "gamma"));
  g_assert_cmpfloat_with_epsilon (prognosis_live_get_value (prognosis_session_get_live (session), 0, gamma), fitted, 1e-6);
  prognosis_session_redo (session);
  app_test_settle (session);
  g_assert_cmpfloat_with_epsilon (prognosis_live_get_value (prognosis_session_get_live (session), 0, gamma), fitted * 1.4, 1e-6);
}

/* Two towns, the second behind the first. (transfer full) */
static char *
write_towns (void)
{
  g_autoptr (GString) csv = g_string_new ("date,location,population,cases\n");
  char *path = NULL;
  int fd = g_file_open_tmp ("prognosis-XXXXXX.csv", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  for (int t = 0; t < 28; t++)
    for (int town = 0; town < 2; town++)
      {
        double x = (t - 12 - 6 * town) / 5.;

        g_string_append_printf (csv, "2020-03-%02d,%s,20000,%.0f\n", t + 1, town == 0 ? "Near" : "Far", 300 * exp (-x * x / 2) + 1);
      }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

/* Regions that infect each other move together under the slider of one. */
static void
test_slider_of_coupled (void)
{
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autoptr (GtkBitset) near = gtk_bitset_new_range (0, 1);
  g_autofree char *path = write_towns ();
  const char *paths[] = { path, NULL };
  g_autofree double *before = NULL;
  const double *live;
  double largest = 0;
  gsize beta, begin, n;

  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  prognosis_session_set_setting (session, "coupling", PROGNOSIS_COUPLING_LOW_RANK);
  prognosis_session_set_setting (session, "rank", 1);
  prognosis_session_select_regions (session, near);
  prognosis_session_set_forecaster (session, "sir");
  prognosis_session_fit (session);
  app_test_settle (session);
  g_assert_cmpstr (prognosis_session_get_problem (session), ==, NULL);
  g_assert_true (prognosis_fit_is_coupled (prognosis_live_get_fit (prognosis_session_get_live (session))));
  beta = find_parameter (session, "beta");
  prognosis_session_preview (session, beta, prognosis_live_get_value (prognosis_session_get_live (session), 0, beta));
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 1, &begin, &n);
  before = g_memdup2 (live, n * sizeof *live);
  prognosis_session_preview (session, beta, 1.5 * prognosis_live_get_value (prognosis_session_get_live (session), 0, beta));
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 1, &begin, &n);
  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs (live[i] - before[i]));
  g_assert_cmpfloat (largest, >, 0.01);
  g_unlink (path);
}

static void
test_slider_of_recommended (void)
{
  g_autoptr (PrognosisSession) session = open_school (NULL);
  gsize gamma;

  if (prognosis_live_get_fit (prognosis_session_get_live (session)) == NULL)
    {
      g_test_skip ("the recommended model has no parameters");
      return;
    }
  gamma = find_parameter (session, "gamma");
  prognosis_session_preview (session, gamma, 0.3);
  prognosis_session_commit (session, gamma, &prognosis_parameter_view_plain);
  g_assert_cmpstr (prognosis_session_get_choices (session)->forecaster, !=, "auto");
  app_test_settle (session);
  g_assert_cmpfloat_with_epsilon (
      prognosis_live_get_value (prognosis_session_get_live (session), 0, find_parameter (session, "gamma")), 0.3, 1e-9);
}

static void
test_stale_results_are_dropped (void)
{
  g_autoptr (PrognosisSession) session = open_school ("sir");

  for (int i = 0; i < 20; i++)
    prognosis_session_set_setting (session, "horizon", 5 + i);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_forecast_get_horizon (prognosis_session_get_forecast (session)), ==, 24);
  g_assert_false (prognosis_session_is_stale (session));
}

/* What is chosen while nothing is fitted by itself is fitted when that is turned on again. */
static void
test_auto_refit (void)
{
  g_autoptr (PrognosisSession) session = open_school ("no-change");

  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_set_setting (session, "horizon", 5);
  g_assert_true (prognosis_session_is_stale (session));
  g_assert_false (prognosis_session_is_busy (session));
  g_object_set (session, "auto-refit", TRUE, NULL);
  g_assert_true (prognosis_session_is_busy (session));
  app_test_settle (session);
  g_assert_false (prognosis_session_is_stale (session));
  g_assert_cmpuint (prognosis_forecast_get_horizon (prognosis_session_get_forecast (session)), ==, 5);
  /* Where all is fitted there is nothing to do. */
  g_object_set (session, "auto-refit", FALSE, NULL);
  g_object_set (session, "auto-refit", TRUE, NULL);
  g_assert_false (prognosis_session_is_busy (session));
}

static void
test_origin (void)
{
  g_autoptr (PrognosisSession) session = open_school ("sir");

  prognosis_session_set_origin (session, 6);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (prognosis_session_get_forecast (session))), ==,
                    7);
}

static void
test_stop (void)
{
  g_autoptr (PrognosisSession) session = open_school ("seird");

  prognosis_session_set_setting (session, "horizon", 9);
  prognosis_session_stop (session);
  /* It answers at once; what it found comes when it has its intervals. */
  g_assert_false (prognosis_session_is_busy (session));
  g_assert_true (prognosis_session_is_ending (session));
  app_test_settle (session);
  g_assert_nonnull (prognosis_session_get_forecast (session));
  /* The next fit need not wait for that. */
  prognosis_session_fit (session);
  prognosis_session_stop (session);
  prognosis_session_fit (session);
  g_assert_true (prognosis_session_is_busy (session));
  g_assert_false (prognosis_session_is_ending (session));
  app_test_settle (session);
  g_assert_false (prognosis_session_is_stale (session));
}

/* What a fit had found by the time that it was dropped is no answer, and not shown as one. */
static void
test_leaves_no_partial_fit (void)
{
  g_autoptr (PrognosisSession) session = open_school ("sir");
  PrognosisFit *shown = prognosis_forecast_get_fit (prognosis_session_get_forecast (session));
  gsize first, n;

  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_set_setting (session, "transmission", PROGNOSIS_TRANSMISSION_NEURAL);
  prognosis_session_set_setting (session, "hidden", 64);
  prognosis_session_set_setting (session, "starts", 20);
  prognosis_session_fit (session);
  app_test_wait (prognosis_live_get_fit (prognosis_session_get_live (session)) != shown, 60);
  g_assert_true (prognosis_live_is_converging (prognosis_session_get_live (session)));
  prognosis_session_set_forecaster (session, "analogue");
  g_assert_false (prognosis_live_is_converging (prognosis_session_get_live (session)));
  g_assert_true (prognosis_live_get_fit (prognosis_session_get_live (session)) == shown);
  g_assert_null (prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n));
  /* The same when it is another fit that begins. */
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
  g_autoptr (PrognosisSession) session = open_school (NULL);
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

/* Where nothing is fitted by itself, nothing that was said of other data stays. */
static void
test_forgets_other_data (void)
{
  g_autoptr (PrognosisSession) session = open_school ("damped-trend");
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.csv", NULL);
  const char *const paths[] = { path, NULL };

  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_check (session)), 60);
  g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_check (session)));
  g_object_set (session, "auto-refit", FALSE, NULL);
  app_test_open_sample (session, "sars-hong-kong-2003.csv");
  g_assert_null (prognosis_comparison_get_backtest (prognosis_session_get_check (session)));
  g_assert_null (prognosis_session_get_forecast (session));

  /* One that is under way does not come either. */
  prognosis_session_set_forecaster (session, "persistence");
  prognosis_session_fit (session);
  app_test_settle (session);
  prognosis_session_set_forecaster (session, "damped-trend");
  prognosis_session_fit (session);
  app_test_settle (session);
  g_assert_true (prognosis_comparison_is_running (prognosis_session_get_check (session)));
  app_test_open_sample (session, SCHOOL);
  g_assert_false (prognosis_comparison_is_running (prognosis_session_get_check (session)));

  /* The population is not known. */
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

/* Data that were still being read when a session was opened whose own are gone are not taken for those. */
static void
test_load_while_reading (void)
{
  g_autoptr (PrognosisSession) saved = open_school ("damped-trend");
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
  /* The message is of the session, which waits for its data. */
  g_assert_true (prognosis_session_can_locate (session));

  /* What is no session leaves nothing that would come later either. */
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

/* Nor are those whose columns were being named. */
static void
test_load_while_naming (void)
{
  g_autoptr (PrognosisSession) saved = open_school ("damped-trend");
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

static void
test_goes_away_while_fitting (void)
{
  PrognosisSession *session = open_school (NULL);

  prognosis_session_fit (session);
  g_assert_finalize_object (session);
  app_test_run_for (300);
}

/* A thread that still runs holds nothing of the session: it ends where it is let go. */
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

static void
test_goes_away_while_comparing (void)
{
  static const char *const forecasters[] = { "persistence", "sir", NULL };
  PrognosisSession *session = open_school ("persistence");

  prognosis_session_compare (session, forecasters);
  g_assert_true (prognosis_comparison_is_running (prognosis_session_get_comparison (session)));
  g_assert_finalize_object (session);
  app_test_run_for (300);
}

/* What is finished when a comparison is stopped is shown, and it is said that the rest is not. */
static void
test_stops_comparing (void)
{
  static const char *const forecasters[] = { "no-change", "gat", "transformer", NULL };
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  PrognosisBacktest *backtest;
  g_autofree char *sentence = NULL;
  const PrognosisForecaster *running;

  app_test_open_sample (session, "influenza-south-germany-2001-2008.csv");
  prognosis_session_compare (session, forecasters);
  app_test_wait (
      (running = prognosis_gauge_get_forecaster (prognosis_comparison_get_gauge (prognosis_session_get_comparison (session))))
              != NULL
          && running->work > 10,
      120);
  g_assert_false (prognosis_comparison_is_stopping (prognosis_session_get_comparison (session)));
  /* Two threads may be at the last origin of the quick one and at the first of the slow one. */
  app_test_run_for (300);
  prognosis_comparison_stop (prognosis_session_get_comparison (session));
  g_assert_true (prognosis_comparison_is_stopping (prognosis_session_get_comparison (session)));
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 120);
  backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (session));
  g_assert_nonnull (backtest);
  g_assert_null (prognosis_comparison_get_problem (prognosis_session_get_comparison (session)));
  g_assert_cmpuint (prognosis_backtest_get_n_models (backtest), >=, 2);
  g_assert_cmpuint (prognosis_backtest_get_n_unfinished (backtest), >=, 1);
  sentence = prognosis_verdict_on_stop (backtest);
  g_assert_true (g_str_has_prefix (sentence, "The comparison was stopped: "));
}

/* Where persistence has the best score, it is said on which signal a model did better. */
static void
test_better_on_one (void)
{
  static const char *const models[] = { "no-change", NULL };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.csv", NULL);
  g_autoptr (GString) csv = g_string_new ("date,cases,deaths\n");
  const char *const paths[] = { path, NULL };
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  PrognosisBacktest *backtest;
  g_autofree char *verdict = NULL;

  /* Cases go on, deaths end at the first origin. */
  for (int t = 0; t < 90; t++)
    g_string_append_printf (csv, "2020-%02d-%02d,%d,%d\n", 5 + t / 30, 1 + t % 30, 1000 + 50 * t,
                            100 + 10 * MIN (t, 60) + MAX (t - 60, 0) / 4);
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 30);
  prognosis_session_set_setting (session, "horizon", 7);
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 120);
  backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (session));
  g_assert_nonnull (backtest);
  verdict = prognosis_verdict_on_model (backtest, prognosis_backtest_get_ranking (backtest)[0]);
  g_assert_true (g_str_has_prefix (verdict, "No chosen model has a better score than persistence"));
  g_assert_nonnull (strstr (verdict, "closer for No change on deaths ("));
  g_assert_null (strstr (verdict, "on cases"));
  g_unlink (path);
  g_rmdir (folder);
}

/* Every setting can be changed, and undone to what it was. */
static void
test_undo_of_every_setting (void)
{
  g_autoptr (PrognosisSession) session = open_school ("sir");
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

static PrognosisOptions *
read_options (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  PrognosisOptions *options = prognosis_options_new ();

  g_assert_nonnull (node);
  prognosis_options_read_json (options, json_node_get_object (node));
  return options;
}

/* Options survive a file exactly, and files of older versions read as they did. */
static void
test_options_json (void)
{
  g_autoptr (PrognosisOptions) old = read_options ("{\"settings\": {\"knots\": 5.0, \"seed\": 7.0, \"loss\": \"squares\"}}");
  g_autoptr (PrognosisOptions) one = read_options ("{\"settings\": {\"knots\": 1.0}}");
  g_autoptr (PrognosisOptions) piecewise = read_options ("{\"settings\": {\"knots\": 1.0, \"transmission\": \"piecewise\"}}");
  g_autoptr (PrognosisOptions) wrong = read_options ("{\"settings\": {\"knots\": \"many\", \"loss\": 3, \"hidden\": 1e9}}");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisOptions) back = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  g_assert_cmpint (old->n_knots, ==, 5);
  g_assert_cmpuint (old->seed, ==, 7);
  g_assert_cmpint (old->loss, ==, PROGNOSIS_LOSS_SQUARES);
  g_assert_cmpint (one->n_knots, ==, 0);
  g_assert_cmpint (one->transmission, ==, PROGNOSIS_TRANSMISSION_CONSTANT);
  g_assert_cmpint (piecewise->n_knots, ==, 3);
  g_assert_cmpint (piecewise->transmission, ==, PROGNOSIS_TRANSMISSION_PIECEWISE);
  g_assert_cmpint (wrong->n_knots, ==, 0);
  g_assert_cmpint (wrong->loss, ==, PROGNOSIS_LOSS_HUBER);
  g_assert_cmpint (wrong->hidden, ==, 128);

  for (gsize i = 0; i < n; i++)
    prognosis_setting_set (&settings[i], options, settings[i].upper);
  options->seed = G_MAXUINT64;
  options->half_life_days = 0.3;
  prognosis_options_fix (options, "A", "beta", 0.1);
  prognosis_options_observe (options, "cases", "prevalence");
  json_builder_begin_object (json);
  prognosis_options_write_json (options, json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, TRUE);
  back = read_options (text);
  for (gsize i = 0; i < n; i++)
    g_assert_true (prognosis_setting_equal (&settings[i], options, back));
  g_assert_cmpuint (back->fixed->len, ==, 1);
  g_assert_cmpuint (back->observe->len, ==, 1);
}

/* A session that is saved and opened again is the same. */
static void
test_save_and_load (void)
{
  g_autoptr (PrognosisSession) session = open_school ("sir");
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "school.prognosis", NULL);
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
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
  prognosis_session_preview (session, 0, 0.5);
  prognosis_session_commit (session, 0, &prognosis_parameter_view_plain);
  app_test_settle (session);
  g_assert_true (prognosis_session_save (session, path, &error));
  g_assert_no_error (error);
  g_assert_true (prognosis_session_load (other, path, &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (other);
  before = prognosis_session_to_json (session);
  after = prognosis_session_to_json (other);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (prognosis_forecast_get_horizon (prognosis_session_get_forecast (other)), ==, 9);
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

/* The end of the data, chosen where a sample advises another day. */
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

/* What looked incomplete to the reader is not said to have been left out by the user, nor left out again. */
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

/* Data in a folder are known by what is in it, and looked for as a folder. */
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

static void
test_forecasters_are_listed_once (void)
{
  g_autoptr (GListModel) items = prognosis_forecaster_item_list ();
  gsize n;

  prognosis_forecaster_list (&n);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, n);
}

/* What is said of a forecast comes from days that are known at its origin, and of what came after it in figures. */
static void
test_verdicts (void)
{
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  const char *const models[] = { "sir", NULL };
  const PrognosisChoices *choices;
  PrognosisBacktest *backtest;
  g_autofree char *hindsight = NULL;
  g_autofree char *span = NULL;
  gsize origin, n;

  app_test_open_sample (session, SCHOOL);
  prognosis_session_set_origin (session, 8);
  prognosis_session_set_forecaster (session, "sir");
  g_assert_true (isnan (prognosis_job_get_seconds_left (prognosis_session_get_job (session))));
  app_test_settle (session);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_check (session)), 120);
  g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_check (session)));
  g_assert_cmpstr (prognosis_backtest_get_model (prognosis_comparison_get_backtest (prognosis_session_get_check (session)), 0), ==,
                   "sir");
  choices = prognosis_session_get_choices (session);
  origin = prognosis_choices_get_origin (choices);
  hindsight = prognosis_verdict_on_hindsight (prognosis_session_get_forecast (session), choices->dataset, choices->regions);
  g_assert_nonnull (strstr (hindsight, "(Prevalence), verified: mean absolute error "));
  g_assert_nonnull (strstr (hindsight, " of 5 within the 95 % interval, "));

  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 120);
  backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (session));
  n = prognosis_backtest_get_n_origins (backtest);
  g_assert_cmpuint (prognosis_backtest_get_origin (backtest, n - 1) + prognosis_backtest_get_horizon (backtest), <=, origin);
  span = prognosis_verdict_on_span (backtest);
  g_assert_true (g_str_has_prefix (span, n == 1 ? "Compared from one past origin (" : "Compared from "));
  /* A new fit forgets what was found of the old one. */
  prognosis_session_fit (session);
  g_assert_null (prognosis_comparison_get_backtest (prognosis_session_get_check (session)));
  app_test_settle (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/session/opens-and-forecasts", test_opens_and_forecasts);
  g_test_add_func ("/app/session/verdicts", test_verdicts);
  g_test_add_func ("/app/session/slider", test_slider);
  g_test_add_func ("/app/session/slider-of-coupled", test_slider_of_coupled);
  g_test_add_func ("/app/session/slider-of-recommended", test_slider_of_recommended);
  g_test_add_func ("/app/session/stale-results-are-dropped", test_stale_results_are_dropped);
  g_test_add_func ("/app/session/auto-refit", test_auto_refit);
  g_test_add_func ("/app/session/origin", test_origin);
  g_test_add_func ("/app/session/stop", test_stop);
  g_test_add_func ("/app/session/leaves-no-partial-fit", test_leaves_no_partial_fit);
  g_test_add_func ("/app/session/failure-keeps-data", test_failure_keeps_data);
  g_test_add_func ("/app/session/forgets-other-data", test_forgets_other_data);
  g_test_add_func ("/app/session/cancel-open", test_cancel_open);
  g_test_add_func ("/app/session/load-while-reading", test_load_while_reading);
  g_test_add_func ("/app/session/load-while-naming", test_load_while_naming);
  g_test_add_func ("/app/session/goes-away-while-fitting", test_goes_away_while_fitting);
  g_test_add_func ("/app/session/goes-away-while-reading", test_goes_away_while_reading);
  g_test_add_func ("/app/session/goes-away-while-comparing", test_goes_away_while_comparing);
  g_test_add_func ("/app/session/stops-comparing", test_stops_comparing);
  g_test_add_func ("/app/session/better-on-one", test_better_on_one);
  g_test_add_func ("/app/session/undo-of-every-setting", test_undo_of_every_setting);
  g_test_add_func ("/app/session/options-json", test_options_json);
  g_test_add_func ("/app/session/save-and-load", test_save_and_load);
  g_test_add_func ("/app/session/origin-at-end", test_origin_at_end);
  g_test_add_func ("/app/session/incomplete-day", test_incomplete_day_in_session);
  g_test_add_func ("/app/session/hash-of-folder", test_hash_of_folder);
  g_test_add_func ("/app/session/forecasters-are-listed-once", test_forecasters_are_listed_once);
  return g_test_run ();
}
