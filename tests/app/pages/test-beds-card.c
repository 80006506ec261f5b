/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Beds that forecast admissions need. */

#include "app-test-window.h"

#include <glib/gstdio.h>
#include <math.h>

#include "prognosis-beds-card.h"
#include "prognosis-map-view.h"
#include "prognosis-session-choices.h"

/* Some 20 daily admissions, or cases. (transfer full) */
static char *
write_table (const char *folder, const char *signal)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  char *path = g_build_filename (folder, "hospital.csv", NULL);

  g_string_append_printf (csv, "date,%s\n", signal);
  for (int t = 0; t < 70; t++)
    {
      g_autoptr (GDateTime) start = g_date_time_new_utc (2020, 3, 1, 0, 0, 0);
      g_autoptr (GDateTime) day = g_date_time_add_days (start, t);
      g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

      g_string_append_printf (csv, "%s,%d\n", date, 20 + (t * 7) % 5 - 2);
    }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

static PrognosisWindow *
open_table (const char *path)
{
  PrognosisWindow *window = app_test_new_window (1180, 760);

  prognosis_session_set_forecaster (window->session, "persistence");
  app_test_activate (window, "win.open-path", g_variant_new_string (path));
  app_test_settle (window->session);
  return window;
}

static gpointer
get_card (PrognosisWindow *window)
{
  return app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_BEDS_CARD, 0);
}

static void
enter (PrognosisWindow *window, const char *stay, const char *capacity)
{
  gtk_editable_set_text (app_test_find (get_card (window), "stay"), stay);
  gtk_editable_set_text (app_test_find (get_card (window), "capacity"), capacity);
  g_signal_emit_by_name (app_test_find (get_card (window), "set"), "clicked");
}

/* 20 a day who stay for 8 days need some 160 beds. */
static void
test_admissions (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = write_table (folder, "hospital_admissions");
  PrognosisWindow *window = open_table (path);
  gpointer card = get_card (window);
  int most = 0;

  g_assert_true (gtk_widget_get_visible (card));
  g_assert_cmpstr (app_test_get_label (card, "in_use"), ==, "Beds in use: enter the length of stay");
  enter (window, "8", "");
  g_assert_cmpint (sscanf (app_test_get_label (card, "in_use"), "Beds in use: at most %d, on ", &most), ==, 1);
  g_assert_cmpint (most, >, 140);
  g_assert_cmpint (most, <, 190);
  g_assert_false (gtk_widget_get_visible (app_test_find (card, "chance")));
  app_test_run_for (1100);
  enter (window, "8", "100");
  g_assert_true (
      g_str_has_prefix (app_test_get_label (card, "chance"), "100 beds are not enough with a chance of 100 %, probably from "));
  g_assert_nonnull (prognosis_map_view_get_figure (app_test_find (card, "chart")));
  app_test_keep_screenshot (window, "beds.png");
  app_test_run_for (1100);
  enter (window, "8", "1000");
  g_assert_cmpstr (app_test_get_label (card, "chance"), ==, "1000 beds are not enough with a chance of 0 %");
  app_test_activate (window, "win.undo", NULL);
  g_assert_cmpfloat (prognosis_session_get_choices (window->session)->capacity, ==, 100);
  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

/* What is no length is not taken. */
static void
test_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = write_table (folder, "hospital_admissions");
  PrognosisWindow *window = open_table (path);

  enter (window, "many", "100");
  g_assert_true (gtk_widget_has_css_class (app_test_find (get_card (window), "stay"), "error"));
  g_assert_true (isnan (prognosis_session_get_choices (window->session)->capacity));
  enter (window, "8", "100");
  g_assert_false (gtk_widget_has_css_class (app_test_find (get_card (window), "stay"), "error"));
  g_assert_cmpfloat (prognosis_session_get_choices (window->session)->stay_days, ==, 8);
  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cases (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = write_table (folder, "cases");
  PrognosisWindow *window = open_table (path);

  g_assert_false (gtk_widget_get_visible (get_card (window)));
  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/beds-card/admissions", test_admissions);
  g_test_add_func ("/beds-card/refused", test_refused);
  g_test_add_func ("/beds-card/cases", test_cases);
  return g_test_run ();
}
