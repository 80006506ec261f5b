/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A reporting triangle in the window: the nowcast over the bare reports, the switch that leaves it out, and the page Delays. */

#include "app-test-window.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <string.h>

#include "prognosis-figure-private.h"

/* @n_delays: 1: a plain table */
static char *
write_table (const char *folder, int n_delays)
{
  g_autoptr (GString) csv = g_string_new (n_delays > 1 ? "location,date,delay_weeks,value\n" : "location,date,value\n");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2024, 1, 7, 0, 0, 0);
  char *path = g_build_filename (folder, n_delays > 1 ? "triangle.csv" : "plain.csv", NULL);

  for (int t = 0; t < 40; t++)
    for (int d = 0; d < n_delays && t + d < 40; d++)
      {
        g_autoptr (GDateTime) day = g_date_time_add_weeks (first, t);
        g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

        if (n_delays > 1)
          g_string_append_printf (csv, "Berlin,%s,%d,%d\n", date, d, (400 + t * 7 % 11 * 15) / (d + 2));
        else
          g_string_append_printf (csv, "Berlin,%s,%d\n", date, 400 + t * 7 % 11 * 15);
      }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

static void
wait_for_forecast (PrognosisSession *session)
{
  app_test_wait (prognosis_session_get_forecast (session) != NULL && !prognosis_session_is_busy (session)
                     && !prognosis_session_is_stale (session),
                 60);
}

static void
open_file (PrognosisWindow *window, const char *path)
{
  const char *const paths[] = { path, NULL };
  const guint opening = prognosis_session_get_opening (window->session);

  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_opening (window->session) > opening, 30);
  wait_for_forecast (window->session);
}

static gboolean
is_offered (PrognosisWindow *window)
{
  return adw_view_stack_page_get_visible (
      adw_view_stack_get_page (window->pages, GTK_WIDGET (app_test_get_page (window, "delays"))));
}

/* In the first panel of the page with this id. */
static gboolean
has_layer (PrognosisWindow *window, const char *page, const char *name)
{
  g_autoptr (PrognosisFigure) figure = prognosis_chart_page_new_figure (app_test_get_page (window, page), 1);
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, 0);

  for (guint i = 0; i < panel->layers->len; i++)
    if (g_strcmp0 (prognosis_panel_layer (panel, i)->style.name, name) == 0)
      return TRUE;
  return FALSE;
}

static void
test_triangle (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-test-XXXXXX", NULL);
  g_autofree char *triangle = write_table (folder, 3), *plain = write_table (folder, 1);
  PrognosisWindow *window = app_test_new_window (1180, 760);
  PrognosisChartPage *page = app_test_get_page (window, "delays");

  open_file (window, triangle);
  g_assert_true (is_offered (window));
  g_assert_true (has_layer (window, "trajectories", "Nowcast"));
  g_assert_true (has_layer (window, "trajectories", "Not complete yet"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (app_test_find_setting (window, "nowcast"))));
  app_test_keep_screenshot (window, "nowcast");
  app_test_activate (window, "win.page", g_variant_new_string ("delays"));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (page)), 5);
  g_assert_true (strstr (prognosis_figure_page_get_said (PROGNOSIS_FIGURE_PAGE (page)), "46 % of its final count") != NULL);
  app_test_assert_whole (GTK_WIDGET (page));
  app_test_keep_screenshot (window, "delays");

  /* The switch. */
  prognosis_session_set_setting (window->session, "nowcast", PROGNOSIS_START_REPORTED);
  wait_for_forecast (window->session);
  g_assert_false (has_layer (window, "trajectories", "Nowcast"));
  g_assert_true (has_layer (window, "trajectories", "Not complete yet"));

  /* Other data have no delays. */
  open_file (window, plain);
  g_assert_false (is_offered (window));
  g_assert_false (has_layer (window, "trajectories", "Not complete yet"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (app_test_find_setting (window, "nowcast"))));
  app_test_close_window (window);
  g_unlink (triangle);
  g_unlink (plain);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  if (app_test_init (&argc, &argv))
    g_test_add_func ("/delays/triangle", test_triangle);
  return g_test_run ();
}
