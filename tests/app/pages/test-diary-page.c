/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A forecast is kept when it is made, and the page Diary tells what came of it once later data are opened. */

#include "app-test-window.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static char *
write_table (const char *folder, int n_days)
{
  g_autoptr (GString) csv = g_string_new ("date,cases\n");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2026, 3, 2, 0, 0, 0);
  char *path = g_build_filename (folder, "cases.csv", NULL);

  for (int t = 0; t < n_days; t++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (first, t);
      g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

      g_string_append_printf (csv, "%s,%d\n", date, (int) (40.0 * exp (0.03 * t) + 6.0 * sin (1.3 * t)));
    }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

static void
open_file (PrognosisWindow *window, const char *path)
{
  PrognosisSession *session = window->session;
  const char *const paths[] = { path, NULL };
  const guint opening = prognosis_session_get_opening (session);

  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_opening (session) > opening, 30);
  app_test_wait (prognosis_session_get_forecast (session) != NULL && !prognosis_session_is_busy (session)
                     && !prognosis_session_is_stale (session)
                     && !prognosis_diary_keeper_is_busy (prognosis_session_get_diary (session)),
                 60);
}

static gboolean
is_offered (PrognosisWindow *window)
{
  return adw_view_stack_page_get_visible (
      adw_view_stack_get_page (window->pages, GTK_WIDGET (app_test_get_page (window, "diary"))));
}

static GtkWidget *
find_list (GtkWidget *root)
{
  if (GTK_IS_LIST_BOX (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_two_weeks (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-test-XXXXXX", NULL), *path = write_table (folder, 50);
  PrognosisWindow *window = app_test_new_window (1180, 760);
  PrognosisSession *session = window->session;
  PrognosisDiaryKeeper *diary = prognosis_session_get_diary (session);
  PrognosisChartPage *page = app_test_get_page (window, "diary");
  g_autoptr (PrognosisFigure) figure = NULL;
  g_autoptr (GString) csv = NULL;
  g_autoptr (GError) error = NULL;
  GtkListBox *list = GTK_LIST_BOX (find_list (GTK_WIDGET (page)));

  g_object_set (session, "keeps-diary", TRUE, NULL);
  /* This week: nothing to tell yet. */
  open_file (window, path);
  g_assert_false (is_offered (window));
  g_assert_cmpuint (prognosis_diary_keeper_get_entries (diary)->len, ==, 0);

  /* A second model of the same day, and a forecast from an earlier origin, which is not one of that day. */
  prognosis_session_set_forecaster (session, "damped-trend");
  app_test_wait (!prognosis_session_is_stale (session) && !prognosis_diary_keeper_is_busy (diary), 60);
  prognosis_session_set_origin (session, 40);
  app_test_wait (!prognosis_session_is_stale (session) && !prognosis_diary_keeper_is_busy (diary), 60);

  /* Next week. */
  g_free (write_table (folder, 57));
  open_file (window, path);
  app_test_wait (is_offered (window), 10);
  g_assert_cmpuint (prognosis_diary_keeper_get_entries (diary)->len, ==, 2);
  app_test_activate (window, "win.page", g_variant_new_string ("diary"));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (page)), 5);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 1));
  g_assert_null (gtk_list_box_get_row_at_index (list, 2));
  g_assert_true (strstr (prognosis_figure_page_get_said (PROGNOSIS_FIGURE_PAGE (page)), "of 7 observations") != NULL);
  figure = prognosis_chart_page_new_figure (page, 1);
  g_assert_nonnull (figure);
  app_test_assert_whole (GTK_WIDGET (page));
  app_test_keep_screenshot (window, "diary");

  /* The other one. */
  g_signal_emit_by_name (list, "row-selected", gtk_list_box_get_row_at_index (list, 1));
  g_assert_cmpuint (prognosis_diary_keeper_get_selected (diary), ==, 1);
  csv = prognosis_chart_page_new_csv (page);
  g_assert_true (strstr (csv->str, "2026-04-20,damped-trend,cases,all,all,7,") != NULL);

  /* Switched off, nothing is found; deleted, nothing is left. */
  g_object_set (session, "keeps-diary", FALSE, NULL);
  app_test_wait (!is_offered (window), 5);
  g_object_set (session, "keeps-diary", TRUE, NULL);
  app_test_wait (is_offered (window), 5);
  g_assert_true (prognosis_diary_keeper_clear (diary, &error));
  app_test_wait (!is_offered (window), 5);

  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  if (app_test_init (&argc, &argv))
    g_test_add_func ("/diary/two-weeks", test_two_weeks);
  return g_test_run ();
}
