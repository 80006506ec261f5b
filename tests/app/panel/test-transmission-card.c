/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the panel shows of transmission, and what a change of the model leaves in the chart. */

#include "app-test-window.h"

#define SCHOOL "influenza-boarding-school-1978.csv"

/* Whether the chart has the line of the forecast before, as a reader of its table sees it. */
static gboolean
has_before (PrognosisWindow *window)
{
  PrognosisChart *chart = app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 0);
  g_auto (GStrv) rows = NULL;

  app_test_run_for (300); /* charts are made anew when they are drawn */
  rows = prognosis_figure_dup_table (prognosis_chart_get_figure (chart), 0);
  return strstr (rows[0], "Before") != NULL;
}

/* The forecast before a change stays as a ghost, and Undo exchanges the two. */
static void
test_before (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisSession *session = window->session;
  g_autoptr (PrognosisForecast) first = NULL, second = NULL;
  GtkEntry *entry;

  g_assert_null (prognosis_session_get_before (session));
  g_assert_false (has_before (window));
  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (session);
  first = prognosis_forecast_ref (prognosis_session_get_forecast (session));
  entry = app_test_find (app_test_find_parameter (window, "gamma"), "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "4");
  g_signal_emit_by_name (entry, "activate");
  app_test_settle (session);
  second = prognosis_forecast_ref (prognosis_session_get_forecast (session));
  g_assert_true (prognosis_session_get_before (session) == first);
  g_assert_true (has_before (window));
  app_test_keep_screenshot (window, "ghost.png");
  app_test_activate (window, "win.undo", NULL);
  app_test_settle (session);
  g_assert_true (prognosis_session_get_forecast (session) == first);
  g_assert_true (prognosis_session_get_before (session) == second);
  g_assert_true (has_before (window));
  /* Nothing of other data. */
  app_test_open_sample (session, "measles-weser-ems-2001-2002.csv");
  g_assert_null (prognosis_session_get_before (session));
  g_assert_false (has_before (window));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (app_test_init (&argc, &argv))
    g_test_add_func ("/app/transmission-card/before", test_before);
  return g_test_run ();
}
