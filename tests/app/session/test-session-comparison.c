/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Comparisons that a session starts, and what the window says about them. */

#include "app-test.h"
#include "prognosis-session-choices.h"
#include "prognosis-verdict.h"

#include <glib/gstdio.h>
#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

static void
test_goes_away_while_comparing (void)
{
  static const char *const forecasters[] = { "persistence", "sir", NULL };
  PrognosisSession *session = app_test_new_session (SCHOOL, "persistence");

  prognosis_session_compare (session, forecasters);
  g_assert_true (prognosis_comparison_is_running (prognosis_session_get_comparison (session)));
  g_assert_finalize_object (session);
  app_test_run_for (300);
}

/* A stopped comparison shows the finished models and says that the others are missing. */
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
  /* Two threads may be working on the last origin of the fast model and the first of the slow one. */
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

/* If persistence has the best score, the verdict names the signal on which a model did better. */
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

  /* Cases keep rising; deaths level off at the first origin. */
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

/* The check uses only days known at the origin; what came later is reported as verification. */
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
  /* A new fit forgets the check of the old one. */
  prognosis_session_fit (session);
  g_assert_null (prognosis_comparison_get_backtest (prognosis_session_get_check (session)));
  app_test_settle (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/session-comparison/verdicts", test_verdicts);
  g_test_add_func ("/app/session-comparison/goes-away-while-comparing", test_goes_away_while_comparing);
  g_test_add_func ("/app/session-comparison/stops-comparing", test_stops_comparing);
  g_test_add_func ("/app/session-comparison/better-on-one", test_better_on_one);
  return g_test_run ();
}
