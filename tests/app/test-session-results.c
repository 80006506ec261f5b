/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-verdict.h"

#include <glib/gstdio.h>

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

/* What was compared is shown again, and a forecast that comes out otherwise is told. */
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
  app_test_wait (!prognosis_session_is_comparing (session), 120);
  backtest = prognosis_session_get_backtest (session);
  g_assert_nonnull (backtest);
  verdict = prognosis_verdict_on_model (backtest, prognosis_backtest_get_ranking (backtest)[0]);
  g_assert_true (prognosis_session_save (session, path, NULL));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, "\"gamma\" : \""));
  {
    g_autoptr (PrognosisSession) other = load (path, said);
    g_autofree char *again = NULL, *json = NULL;

    backtest = prognosis_session_get_backtest (other);
    g_assert_nonnull (backtest);
    again = prognosis_verdict_on_model (backtest, prognosis_backtest_get_ranking (backtest)[0]);
    g_assert_cmpstr (again, ==, verdict);
    app_test_settle (other);
    json = prognosis_session_to_json (other);
    g_assert_cmpstr (json, ==, saved);
    g_assert_cmpstr (said->str, ==, "");
  }
  /* Another number on record. */
  quantiles = strstr (saved, "\"quantiles\" : [");
  quantiles = strchr (strchr (quantiles, '[') , '"') + 1;
  altered = g_strdup_printf ("%.*s77%s", (int) (quantiles - saved), saved, quantiles);
  g_assert_true (g_file_set_contents (path, altered, -1, NULL));
  {
    g_autoptr (PrognosisSession) other = load (path, said);

    app_test_settle (other);
    g_assert_true (g_str_has_prefix (said->str, "This forecast is another than the one that was saved"));
    g_string_truncate (said, 0);
  }
  /* As an earlier version wrote it, and of other data. */
  bare = replace_text (saved, "\"results\"", "\"unknown\"");
  g_assert_true (g_file_set_contents (path, bare, -1, NULL));
  {
    g_autoptr (PrognosisSession) other = load (path, said);

    g_assert_null (prognosis_session_get_backtest (other));
    app_test_settle (other);
    g_assert_cmpstr (said->str, ==, "");
  }
  g_assert_true (g_file_set_contents (path, saved, -1, NULL));
  bare = (g_free (bare), g_strconcat (csv, "\n", NULL));
  g_assert_true (g_file_set_contents (data, bare, -1, NULL));
  {
    g_autoptr (PrognosisSession) other = load (path, said);

    g_assert_null (prognosis_session_get_backtest (other));
    g_assert_true (g_str_has_prefix (said->str, "The data have changed"));
  }
  g_unlink (data);
  g_unlink (path);
  g_rmdir (folder);
}

/* After a crash the comparison is there, as the choices are. */
static void
test_restores_comparison (void)
{
  static const char *const models[] = { "no-change", NULL };
  PrognosisSession *session = prognosis_session_new ();
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_auto (GStrv) before = prognosis_session_list_orphans ();
  g_auto (GStrv) after = NULL;

  app_test_open_sample (session, SCHOOL);
  prognosis_session_set_forecaster (session, "persistence");
  app_test_settle (session);
  g_object_set (session, "autosaves", TRUE, NULL);
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_session_is_comparing (session), 60);
  app_test_run_for (2500);
  g_assert_finalize_object (session);
  after = prognosis_session_list_orphans ();
  g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before) + 1);
  g_assert_true (prognosis_session_restore (other, after[0], NULL));
  app_test_wait (prognosis_session_get_state (other) == PROGNOSIS_SESSION_READY, 20);
  g_assert_nonnull (prognosis_session_get_backtest (other));
  app_test_settle (other);
  prognosis_session_forget_autosave (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/session-results/keeps-results", test_keeps_results);
  g_test_add_func ("/app/session-results/restores-comparison", test_restores_comparison);
  return g_test_run ();
}
