/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers of a chart as a table that can be read and copied. */

#include "app-test-window.h"

static void
test_table (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-baltimore-1918.csv", 1180, 760);
  PrognosisFigure *figure
      = prognosis_chart_get_figure (app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 0));
  g_auto (GStrv) rows = prognosis_figure_dup_table (figure, 0);
  gsize first = prognosis_figure_find_table_row (figure, 0);
  GtkWindow *table;
  GtkWidget *view, *list;
  GtkAdjustment *adjustment;
  g_autofree char *text = NULL, *title = NULL;
  g_auto (GStrv) lines = NULL;
  gpointer weak;
  double place;

  g_assert_nonnull (strstr (rows[0], "Observed"));
  table = app_test_open_table (window);
  app_test_keep_screenshot (table, "table.png");

  /* The first day of the forecast is visible and has the focus. */
  view = app_test_find_type (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, 0);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  place = gtk_adjustment_get_upper (adjustment) * (double) first / (g_strv_length (rows) - 1);
  g_assert_cmpuint (first, >, 20);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, place);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment), >, place);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (table), view));

  /* The whole table can be copied, as numbers. */
  list = gtk_widget_get_last_child (view);
  g_assert_false (app_test_press (view, GDK_KEY_c, GDK_CONTROL_MASK));
  g_assert_true (gtk_widget_activate_action (list, "list.select-all", NULL));
  g_assert_true (app_test_press (view, GDK_KEY_c, GDK_CONTROL_MASK));
  text = app_test_take_text (view);
  g_assert_true (g_str_has_prefix (text, "Day\t"));
  g_assert_null (strstr (text, "\342\200\257"));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (rows) + 1);

  weak = table;
  g_object_add_weak_pointer (G_OBJECT (table), &weak);
  g_assert_true (app_test_press (GTK_WIDGET (table), GDK_KEY_Escape, 0));
  app_test_wait (weak == NULL, 10);
  table = app_test_open_table (window);
  weak = table;
  g_object_add_weak_pointer (G_OBJECT (table), &weak);
  g_assert_true (app_test_press (GTK_WIDGET (table), GDK_KEY_w, GDK_CONTROL_MASK));
  app_test_wait (weak == NULL, 10);

  /* It names its data, and closes with their window. */
  table = app_test_open_table (window);
  title = g_strdup_printf ("Table · %s", prognosis_dataset_get_title (prognosis_session_get_dataset (window->session)));
  g_assert_cmpstr (gtk_window_get_title (table), ==, title);
  weak = table;
  g_object_add_weak_pointer (G_OBJECT (table), &weak);
  app_test_close_window (window);
  app_test_wait (weak == NULL, 10);
}

/* What was copied is read as the observations that the chart shows. */
static void
test_read_back (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-baltimore-1918.csv", 1180, 760);

  app_test_assert_table_reads_back (window);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/table-window/numbers", test_table);
  g_test_add_func ("/app/table-window/read-back", test_read_back);
  return g_test_run ();
}
