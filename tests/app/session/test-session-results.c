/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-provenance.h"
#include "prognosis-session-private.h"
#include "prognosis-verdict.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

static void
toast_cb (PrognosisSession *session, const char *text, const char *action, GString *said)
{
  g_string_append (said, text);
}

/* (transfer full) */
static PrognosisSession *
load (const char *path, GString *said)
{
  PrognosisSession *session = prognosis_session_new ();
  g_autoptr (GError) error = NULL;

  g_signal_connect (session, "toast", G_CALLBACK (toast_cb), said);
  g_assert_true (prognosis_session_load (session, path, &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  return session;
}

/* (transfer full) */
static char *
replace_text (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

/* A saved comparison is shown again, and a forecast that differs from the saved one is reported. */
static void
test_keeps_results (void)
{
  static const char *const models[] = { "persistence", "no-change", "sir", NULL };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (folder, "school.csv", NULL);
  g_autofree char *path = g_build_filename (folder, "school.prognosis", NULL);
  g_autofree char *sample = app_test_sample (SCHOOL);
  const char *const paths[] = { data, NULL };
  g_autofree char *csv = NULL, *verdict = NULL, *saved = NULL, *altered = NULL, *bare = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  PrognosisBacktest *backtest;
  const char *quantiles;

  g_assert_true (g_file_get_contents (sample, &csv, NULL, NULL));
  g_assert_true (g_file_set_contents (data, csv, -1, NULL));
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  g_assert_true (prognosis_session_set_population (session, "763", NULL));
  prognosis_session_set_setting (session, "horizon", 3);
  prognosis_session_set_forecaster (session, "sir");
  app_test_settle (session);
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 120);
  backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (session));
  g_assert_nonnull (backtest);
  verdict = prognosis_verdict_on_model (backtest, prognosis_backtest_get_ranking (backtest)[0]);
  g_assert_true (prognosis_session_save (session, path, NULL));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, "\"gamma\" : \""));
  {
    g_autoptr (PrognosisSession) other = load (path, said);
    g_autofree char *again = NULL, *json = NULL;

    backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (other));
    g_assert_nonnull (backtest);
    again = prognosis_verdict_on_model (backtest, prognosis_backtest_get_ranking (backtest)[0]);
    g_assert_cmpstr (again, ==, verdict);
    app_test_settle (other);
    json = prognosis_session_to_json (other);
    g_assert_cmpstr (json, ==, saved);
    g_assert_cmpstr (said->str, ==, "");
  }
  /* Saved again before recomputation, the session keeps the saved forecast. */
  {
    g_autoptr (PrognosisSession) other = prognosis_session_new ();
    g_autofree char *json = NULL;

    g_object_set (other, "auto-refit", FALSE, NULL);
    g_assert_true (prognosis_session_load (other, path, NULL));
    app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
    g_assert_null (prognosis_session_get_forecast (other));
    json = prognosis_session_to_json (other);
    g_assert_cmpstr (json, ==, saved);
  }
  /* The saved file has a different number. */
  quantiles = strstr (saved, "\"quantiles\" : [");
  quantiles = strchr (strchr (quantiles, '['), '"') + 1;
  altered = g_strdup_printf ("%.*s77%s", (int) (quantiles - saved), saved, quantiles);
  g_assert_true (g_file_set_contents (path, altered, -1, NULL));
  {
    g_autoptr (PrognosisSession) other = load (path, said);

    app_test_settle (other);
    g_assert_true (g_str_has_prefix (said->str, "This forecast differs from the saved one"));
    g_string_truncate (said, 0);
  }
  /* As written by an earlier version, and for other data. */
  bare = replace_text (saved, "\"results\"", "\"unknown\"");
  g_assert_true (g_file_set_contents (path, bare, -1, NULL));
  {
    g_autoptr (PrognosisSession) other = load (path, said);

    g_assert_null (prognosis_comparison_get_backtest (prognosis_session_get_comparison (other)));
    app_test_settle (other);
    g_assert_cmpstr (said->str, ==, "");
  }
  g_assert_true (g_file_set_contents (path, saved, -1, NULL));
  bare = (g_free (bare), g_strconcat (csv, "\n", NULL));
  g_assert_true (g_file_set_contents (data, bare, -1, NULL));
  {
    g_autoptr (PrognosisSession) other = load (path, said);

    g_assert_null (prognosis_comparison_get_backtest (prognosis_session_get_comparison (other)));
    g_assert_true (g_str_has_prefix (said->str, "The data have changed"));
  }
  g_unlink (data);
  g_unlink (path);
  g_rmdir (folder);
}

static gpointer
write_often (gpointer text)
{
  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      prognosis_session_results_write (text, json);
      json_builder_end_object (json);
    }
  return NULL;
}

/* While a thread saves a forecast that has not been recomputed, the window repeatedly starts and abandons saving
   it. */
static void
test_saves_beside_window (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "school.prognosis", NULL);
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_autofree char *before = NULL, *after = NULL;
  PrognosisSessionText *text;
  GThread *thread;

  app_test_open_sample (session, SCHOOL);
  g_assert_true (prognosis_session_save (session, path, NULL));
  g_object_set (other, "auto-refit", FALSE, NULL);
  g_assert_true (prognosis_session_load (other, path, NULL));
  app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
  before = prognosis_session_to_json (other);
  g_assert_nonnull (strstr (before, "\"quantiles\""));
  text = prognosis_session_dup_text (other);
  thread = g_thread_new ("write", write_often, text);
  for (int i = 0; i < 1000000; i++)
    prognosis_session_text_free (prognosis_session_dup_text (other));
  g_thread_join (thread);
  prognosis_session_text_free (text);
  after = prognosis_session_to_json (other);
  g_assert_cmpstr (after, ==, before);
  g_unlink (path);
  g_rmdir (folder);
}

/* A stale comparison is still stale after opening. */
static void
test_keeps_what_was_compared (void)
{
  static const char *const models[] = { "persistence", "no-change", NULL };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "saved.prognosis", NULL);
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autoptr (GString) said = g_string_new (NULL);

  g_object_set (session, "auto-refit", FALSE, NULL);
  app_test_open_sample (session, SCHOOL);
  prognosis_session_set_setting (session, "horizon", 3);
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 60);
  for (int round = 0; round < 4; round++)
    {
      g_autoptr (PrognosisSession) other = NULL;

      if (round == 1)
        prognosis_session_set_setting (session, "horizon", 5);
      else if (round == 2)
        prognosis_session_set_region_population (session, 0, 1000, NULL);
      else if (round == 3)
        prognosis_session_set_origin (session, 9);
      g_assert_true (prognosis_session_save (session, path, NULL));
      other = load (path, said);
      g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_comparison (other)));
      g_assert_cmpint (prognosis_comparison_get_options (prognosis_session_get_comparison (other))->horizon, ==, 3);
      g_assert_cmpint (
          prognosis_comparison_is_stale (prognosis_session_get_comparison (other), prognosis_session_get_choices (other)), ==,
          round > 0);
      if (round > 0)
        prognosis_session_undo (session);
    }
  g_unlink (path);
  g_rmdir (folder);
}

static const char *
find_value (char **metadata, const char *key)
{
  for (guint i = 0; metadata[i] != NULL; i += 2)
    if (g_str_equal (metadata[i], key))
      return metadata[i + 1];
  return NULL;
}

/* An exported comparison names its own settings, not those of the forecast. */
static void
test_exports_what_was_compared (void)
{
  static const char *const models[] = { "persistence", "no-change", NULL };
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_auto (GStrv) of_comparison = NULL, of_forecast = NULL;

  app_test_open_sample (session, SCHOOL);
  prognosis_session_set_forecaster (session, "persistence");
  prognosis_session_set_setting (session, "horizon", 3);
  prognosis_session_set_setting (session, "seed", 5);
  app_test_settle (session);
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 60);
  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_set_setting (session, "horizon", 6);
  prognosis_session_set_setting (session, "seed", 77);
  prognosis_session_set_setting (session, "paths", 150);
  of_comparison = prognosis_provenance_dup_metadata (session, PROGNOSIS_SHOWS_COMPARISON);
  g_assert_cmpstr (find_value (of_comparison, "Horizon"), ==, "3");
  g_assert_cmpstr (find_value (of_comparison, "Seed"), ==, "5");
  g_assert_nonnull (strstr (find_value (of_comparison, "Settings"), "horizon=3 "));
  g_assert_null (strstr (find_value (of_comparison, "Settings"), "paths=150"));
  g_assert_null (find_value (of_comparison, "Comment"));
  g_assert_null (find_value (of_comparison, "Model"));
  of_forecast = prognosis_provenance_dup_metadata (session, PROGNOSIS_SHOWS_FORECAST);
  g_assert_cmpstr (find_value (of_forecast, "Seed"), ==, "77");
  g_assert_nonnull (strstr (find_value (of_forecast, "Settings"), "horizon=6 "));
  g_assert_nonnull (find_value (of_forecast, "Comment"));
}

/* After a crash, the comparison is restored like the choices. */
static void
test_restores_comparison (void)
{
  static const char *const models[] = { "no-change", NULL };
  PrognosisSession *session = prognosis_session_new ();
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_auto (GStrv) before = prognosis_autosave_list_orphans ();
  g_auto (GStrv) after = NULL;

  app_test_open_sample (session, SCHOOL);
  prognosis_session_set_forecaster (session, "persistence");
  app_test_settle (session);
  g_object_set (session, "autosaves", TRUE, NULL);
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 60);
  app_test_run_for (2500);
  g_assert_finalize_object (session);
  after = prognosis_autosave_list_orphans ();
  g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before) + 1);
  g_assert_true (prognosis_session_restore (other, after[0], NULL));
  app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
  g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_comparison (other)));
  app_test_settle (other);
  prognosis_session_forget_autosave (other);
}

/* Twelve different waves: just enough to learn from, with many networks. (transfer full) */
static PrognosisSession *
open_waves (const char *forecaster)
{
  PrognosisSession *session = prognosis_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "waves.csv", NULL);
  g_autoptr (GString) csv = g_string_new ("day,region,cases\n");
  const char *const paths[] = { path, NULL };

  for (int day = 0; day < 120; day++)
    for (int region = 0; region < 12; region++)
      g_string_append_printf (csv, "%d,Place %d,%d\n", day + 1, region,
                              (int) (400 + 20 * region + 300 * sin ((day + 5 * region) / 14.0)) + (day * 37 + region * 61) % 40);
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  app_test_settle (session);
  prognosis_session_set_forecaster (session, forecaster);
  prognosis_session_set_setting (session, "horizon", 14);
  prognosis_session_set_setting (session, "starts", 20);
  prognosis_session_set_setting (session, "hidden", 64);
  g_remove (path);
  g_rmdir (folder);
  return session;
}

static double
get_last_live (PrognosisSession *session)
{
  gsize first, n;
  const double *live = prognosis_live_get_curve (prognosis_session_get_live (session), 11, &first, &n);

  if (live == NULL)
    return NAN;
  g_assert_cmpuint (first, ==, 120);
  g_assert_cmpuint (n, ==, 14);
  return live[n - 1];
}

/* The favourite's curve is there while other models are still tried. */
static void
test_shows_favourite_first (void)
{
  g_autoptr (PrognosisSession) session = open_waves ("auto");

  prognosis_session_set_setting (session, "starts", 1);
  prognosis_session_set_setting (session, "hidden", 8);
  prognosis_session_fit (session);
  app_test_wait (isfinite (get_last_live (session)), 60);
  g_assert_true (prognosis_session_is_busy (session));
  g_assert_true (prognosis_live_is_converging (prognosis_session_get_live (session)));
  app_test_settle (session);
  g_assert_true (isnan (get_last_live (session)));
}

/* The curve moves while networks are trained and is replaced by the forecast; stopped early, the best so far
   becomes the forecast. */
static void
test_moves_while_fitted (gconstpointer forecaster)
{
  g_autoptr (PrognosisSession) session = open_waves (forecaster);
  g_autofree char *json = NULL;
  const double half = 0.5;
  double first, value;

  g_assert_true (isnan (get_last_live (session)));
  prognosis_session_fit (session);
  app_test_wait (isfinite (get_last_live (session)), 60);
  first = get_last_live (session);
  g_assert_true (prognosis_session_is_busy (session));
  g_assert_true (prognosis_live_is_converging (prognosis_session_get_live (session)));
  app_test_wait (get_last_live (session) != first, 60);
  g_assert_true (prognosis_session_is_busy (session));
  prognosis_session_stop (session);
  g_assert_false (prognosis_session_is_busy (session));
  app_test_settle (session);
  g_assert_true (isnan (get_last_live (session)));
  g_assert_false (prognosis_live_is_converging (prognosis_session_get_live (session)));
  g_assert_null (prognosis_session_get_problem (session));
  g_assert_cmpstr (prognosis_forecast_get_forecaster (prognosis_session_get_forecast (session)), ==, "hybrid");
  /* It must not be saved as the result of these choices. */
  g_assert_true (prognosis_forecast_is_early (prognosis_session_get_forecast (session)));
  json = prognosis_session_to_json (session);
  g_assert_null (strstr (json, "\"quantiles\""));
  prognosis_forecast_get_quantiles (prognosis_session_get_forecast (session), 11, 0, 14, &half, 1, &value);
  g_assert_cmpfloat_with_epsilon (value, first, 0.5 * first);
}

/* A dropped fit leaves nothing behind. */
static void
test_dropped_on_its_way (void)
{
  g_autoptr (PrognosisSession) session = open_waves ("hybrid");

  prognosis_session_fit (session);
  app_test_wait (isfinite (get_last_live (session)), 60);
  prognosis_session_set_forecaster (session, "no-change");
  g_assert_true (isnan (get_last_live (session)));
  g_assert_false (prognosis_live_is_converging (prognosis_session_get_live (session)));
}

/* A change of view neither interrupts a fit nor drops its result. */
static void
test_looking (gconstpointer data)
{
  g_autoptr (PrognosisSession) session = open_waves ("hybrid");
  PrognosisForecast *early;

  g_object_set (session, "auto-refit", GPOINTER_TO_INT (data), NULL);
  prognosis_session_fit (session);
  app_test_wait (isfinite (get_last_live (session)), 60);
  prognosis_session_set_log (session, TRUE);
  prognosis_session_set_per_100k (session, TRUE);
  g_assert_true (prognosis_session_is_busy (session));
  g_assert_true (isfinite (get_last_live (session)));
  prognosis_session_undo (session);
  g_assert_true (prognosis_session_is_busy (session));
  g_assert_true (isfinite (get_last_live (session)));
  prognosis_session_stop (session);
  prognosis_session_set_log (session, FALSE);
  g_assert_true (prognosis_session_is_ending (session));
  app_test_settle (session);
  early = prognosis_session_get_forecast (session);
  g_assert_true (prognosis_forecast_is_early (early));
  /* Nor does changing back refit anything. */
  for (int i = 0; i < 2; i++)
    {
      prognosis_session_undo (session);
      g_assert_false (prognosis_session_is_busy (session));
      g_assert_true (prognosis_session_get_forecast (session) == early);
      g_assert_false (prognosis_session_is_stale (session));
    }
  /* A fit stopped without a result stays stopped. */
  prognosis_session_set_setting (session, "horizon", 13);
  if (!GPOINTER_TO_INT (data))
    prognosis_session_fit (session);
  prognosis_session_set_forecaster (session, "seir");
  if (!GPOINTER_TO_INT (data))
    prognosis_session_fit (session);
  prognosis_session_stop (session);
  app_test_settle (session);
  prognosis_session_set_log (session, TRUE);
  g_assert_false (prognosis_session_is_busy (session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/session-results/keeps-results", test_keeps_results);
  g_test_add_func ("/app/session-results/saves-beside-window", test_saves_beside_window);
  g_test_add_func ("/app/session-results/keeps-what-was-compared", test_keeps_what_was_compared);
  g_test_add_func ("/app/session-results/exports-what-was-compared", test_exports_what_was_compared);
  g_test_add_func ("/app/session-results/restores-comparison", test_restores_comparison);
  g_test_add_data_func ("/app/session-results/moves-while-fitted/hybrid", "hybrid", test_moves_while_fitted);
  g_test_add_func ("/app/session-results/shows-favourite-first", test_shows_favourite_first);
  g_test_add_data_func ("/app/session-results/looking/by-itself", GINT_TO_POINTER (TRUE), test_looking);
  g_test_add_data_func ("/app/session-results/looking/when-asked", GINT_TO_POINTER (FALSE), test_looking);
  g_test_add_func ("/app/session-results/dropped-on-its-way", test_dropped_on_its_way);
  return g_test_run ();
}
