/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pointer on a chart: days keep their place, panels move together, and nothing moves under the hand while
   dragging. */

#include <math.h>

#include "app-test-window.h"
#include "prognosis-chart-private.h"
#include "prognosis-overview.h"
#include "prognosis-session-choices.h"
#include "prognosis-style.h"
#include "prognosis-trajectories-page-private.h"

#define SCHOOL "influenza-boarding-school-1978.csv"
#define HONG_KONG "sars-hong-kong-2003.csv"

static PrognosisChart *
get_chart (PrognosisWindow *window)
{
  return app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 0);
}

static void
get_range (PrognosisChart *chart, gsize panel, double *from, double *to)
{
  prognosis_panel_get_x_range (prognosis_figure_get_panel (prognosis_chart_get_figure (chart), panel), from, to);
}

static void
test_zoom (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisChart *chart = get_chart (window);
  double from, to, all_from, all_to;

  get_range (chart, 0, &all_from, &all_to);
  app_test_activate (window, "win.zoom-in", NULL);
  get_range (chart, 0, &from, &to);
  g_assert_cmpfloat (to - from, <, 0.7 * (all_to - all_from));
  g_assert_true (prognosis_chart_is_zoomed (chart));
  app_test_activate (window, "win.zoom-fit", NULL);
  for (gsize i = 0; i < 2; i++)
    {
      get_range (chart, i, &from, &to);
      g_assert_cmpfloat_with_epsilon (from, all_from, 1e-6);
      g_assert_cmpfloat_with_epsilon (to, all_to, 1e-6);
    }
  app_test_close_window (window);
}

/* A dragged line follows the pointer, on axes that do not move, whatever is fitted meanwhile. */
static void
test_drag (void)
{
  PrognosisWindow *window = app_test_open_window (HONG_KONG, 1180, 760);
  PrognosisChart *chart = get_chart (window);
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);
  const double day = prognosis_dataset_get_day (dataset, 30);
  double from, to, held_from, held_to;

  get_range (chart, 0, &from, &to);
  g_assert_cmpfloat (chart->handles[PROGNOSIS_HANDLE_ORIGIN], ==, chart->drawn[PROGNOSIS_HANDLE_ORIGIN]);
  prognosis_chart_begin_handle (chart, PROGNOSIS_HANDLE_ORIGIN);
  prognosis_chart_emit_handle (chart, PROGNOSIS_HANDLE_ORIGIN, day + 0.3);
  /* Nothing has been fitted yet: the line is ahead of the figure. */
  g_assert_nonnull (prognosis_chart_get_figure (chart));
  g_assert_cmpfloat (chart->handles[PROGNOSIS_HANDLE_ORIGIN], ==, day);
  g_assert_cmpfloat (chart->drawn[PROGNOSIS_HANDLE_ORIGIN], !=, day);
  app_test_keep_screenshot (window, "drag.png");
  app_test_settle (window->session);
  get_range (chart, 0, &held_from, &held_to);
  g_assert_cmpfloat (held_from, ==, from);
  g_assert_cmpfloat (held_to, ==, to);
  g_assert_cmpfloat (chart->drawn[PROGNOSIS_HANDLE_ORIGIN], ==, day);
  prognosis_chart_end_handle (chart);
  get_range (chart, 0, &held_from, &held_to);
  g_assert_cmpfloat (fabs (held_from - from) + fabs (held_to - to), >, 1);
  g_assert_false (prognosis_chart_is_zoomed (chart));
  app_test_close_window (window);
}

/* A manual zoom persists. */
static void
test_drag_zoomed (void)
{
  PrognosisWindow *window = app_test_open_window (HONG_KONG, 1180, 760);
  PrognosisChart *chart = get_chart (window);
  double from, to, after_from, after_to;

  app_test_activate (window, "win.zoom-in", NULL);
  get_range (chart, 0, &from, &to);
  prognosis_chart_begin_handle (chart, PROGNOSIS_HANDLE_ORIGIN);
  prognosis_chart_emit_handle (chart, PROGNOSIS_HANDLE_ORIGIN,
                               prognosis_dataset_get_day (prognosis_session_get_dataset (window->session), 40));
  prognosis_chart_end_handle (chart);
  app_test_settle (window->session);
  get_range (chart, 0, &after_from, &after_to);
  g_assert_cmpfloat (after_from, ==, from);
  g_assert_cmpfloat (after_to, ==, to);
  app_test_close_window (window);
}

/* A model without a single curve shows the errors of its past forecasts. */
static void
test_errors (void)
{
  PrognosisWindow *window = app_test_open_window (HONG_KONG, 1180, 760);
  g_autoptr (PrognosisFigure) figure = NULL;
  double x, y;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("hybrid"));
  app_test_settle (window->session);
  g_assert_null (prognosis_forecast_get_fit (prognosis_session_get_forecast (window->session)));
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_check (window->session)), 60);
  g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_check (window->session)));
  app_test_activate (window, "win.page", g_variant_new_string ("fit"));
  figure = prognosis_chart_page_new_figure (app_test_get_page (window, "fit"), 1);
  g_assert_nonnull (figure);
  g_assert_cmpuint (prognosis_figure_get_n_panels (figure), ==, 1);
  g_assert_false (prognosis_panel_is_empty (prognosis_figure_get_panel (figure, 0)));
  prognosis_panel_get_y_range (prognosis_figure_get_panel (figure, 0), &x, &y);
  g_assert_cmpfloat (x, <, 0); /* errors of both signs */
  g_assert_cmpfloat (y, >, 0);
  app_test_run_for (200);
  g_assert_true (g_str_has_prefix (app_test_get_label (app_test_get_page (window, "fit"), "said"), "Learned from 1 series"));
  app_test_keep_screenshot (window, "errors.png");
  app_test_close_window (window);
}

static void
assert_range (PrognosisChart *chart, double from, double to)
{
  for (gsize i = 0; i < prognosis_figure_get_n_panels (prognosis_chart_get_figure (chart)); i++)
    {
      double shown_from, shown_to;

      get_range (chart, i, &shown_from, &shown_to);
      g_assert_cmpfloat_with_epsilon (shown_from, from, 1e-6);
      g_assert_cmpfloat_with_epsilon (shown_to, to, 1e-6);
    }
}

/* The strip shows what the charts show, moves them by keys, and stays within the data. */
static void
test_overview (void)
{
  PrognosisWindow *window = app_test_open_window (HONG_KONG, 1180, 760);
  PrognosisChart *chart = get_chart (window);
  gpointer page = app_test_get_page (window, "trajectories");
  PrognosisOverview *overview = app_test_find (page, "overview");
  GtkWidget *reset = app_test_find (page, "reset");
  double first, last, home_from, home_to, from, to, moved_from, moved_to;

  app_test_run_for (200);
  prognosis_figure_get_x_extent (prognosis_chart_get_figure (chart), &first, &last);
  get_range (chart, 0, &home_from, &home_to);
  prognosis_overview_get_range (overview, &from, &to);
  g_assert_cmpfloat_with_epsilon (from, home_from, 1e-6);
  g_assert_cmpfloat_with_epsilon (to, home_to, 1e-6);
  g_assert_false (gtk_widget_get_visible (reset));
  g_assert_true (app_test_press_key (overview, GDK_KEY_plus, 0));
  prognosis_overview_get_range (overview, &from, &to);
  g_assert_cmpfloat_with_epsilon (to - from, (home_to - home_from) / 1.5, 1e-6);
  assert_range (chart, from, to);
  g_assert_true (gtk_widget_get_visible (reset));
  g_assert_true (app_test_press_key (overview, GDK_KEY_Left, 0));
  prognosis_overview_get_range (overview, &moved_from, &moved_to);
  g_assert_cmpfloat (moved_from, <, from);
  g_assert_cmpfloat_with_epsilon (moved_to - moved_from, to - from, 1e-6);
  assert_range (chart, moved_from, moved_to);
  g_assert_true (app_test_press_key (overview, GDK_KEY_Home, 0));
  prognosis_overview_get_range (overview, &from, &to);
  g_assert_cmpfloat_with_epsilon (from, first, 1e-6);
  g_assert_true (app_test_press_key (overview, GDK_KEY_Left, 0));
  assert_range (chart, from, to);
  g_assert_true (app_test_press_key (overview, GDK_KEY_End, 0));
  prognosis_overview_get_range (overview, &from, &to);
  g_assert_cmpfloat_with_epsilon (to, last, 1e-6);
  for (int i = 0; i < 20; i++)
    g_assert_true (app_test_press_key (overview, GDK_KEY_minus, 0));
  assert_range (chart, first, last);
  app_test_keep_screenshot (window, "overview.png");
  g_assert_true (app_test_press_key (overview, GDK_KEY_0, 0));
  assert_range (chart, home_from, home_to);
  g_assert_false (gtk_widget_get_visible (reset));
  app_test_close_window (window);
}

static void
test_range_buttons (void)
{
  PrognosisWindow *window = app_test_open_window (HONG_KONG, 1180, 760);
  PrognosisChart *chart = get_chart (window);
  gpointer page = app_test_get_page (window, "trajectories");
  const double origin = chart->handles[PROGNOSIS_HANDLE_ORIGIN];
  double first, last, from, to;

  prognosis_figure_get_x_extent (prognosis_chart_get_figure (chart), &first, &last);
  g_signal_emit_by_name (app_test_find (page, "weeks"), "clicked");
  get_range (chart, 0, &from, &to);
  g_assert_cmpfloat_with_epsilon (from, MAX (origin - 56, first), 1e-6);
  g_signal_emit_by_name (app_test_find (page, "months"), "clicked");
  get_range (chart, 0, &from, &to);
  g_assert_cmpfloat_with_epsilon (from, MAX (origin - 91, first), 1e-6);
  g_assert_cmpfloat (to, >, origin);
  g_signal_emit_by_name (app_test_find (page, "everything"), "clicked");
  assert_range (chart, first, last);
  g_signal_emit_by_name (app_test_find (page, "reset"), "clicked");
  g_assert_false (prognosis_chart_is_zoomed (chart));
  app_test_close_window (window);
}

/* Forty notches of the wheel end at the data; so does panning. */
static void
test_zoom_stops (void)
{
  PrognosisWindow *window = app_test_open_window (HONG_KONG, 1180, 760);
  PrognosisChart *chart = get_chart (window);
  double first, last, from, to;

  prognosis_figure_get_x_extent (prognosis_chart_get_figure (chart), &first, &last);
  for (int i = 0; i < 40; i++)
    prognosis_chart_zoom_at (chart, 0, chart->handles[PROGNOSIS_HANDLE_ORIGIN], 1 / 1.25);
  assert_range (chart, first, last);
  for (int i = 0; i < 40; i++)
    prognosis_chart_zoom_at (chart, 0, chart->handles[PROGNOSIS_HANDLE_ORIGIN], 1.25);
  get_range (chart, 0, &from, &to);
  g_assert_cmpfloat_with_epsilon (to - from, 7, 1e-6);
  for (int i = 0; i < 40; i++)
    prognosis_chart_set_ranges (chart, from - 10 * i, to - 10 * i);
  assert_range (chart, first, first + 7);
  app_test_close_window (window);
}

/* Charts of several regions show the same time. */
static void
test_shared_time (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-south-germany-2001-2008.csv", 1180, 760);
  PrognosisChart *first, *second;
  g_autoptr (GtkBitset) regions = gtk_bitset_new_range (0, 3);
  double from, to;

  prognosis_session_select_regions (window->session, regions);
  app_test_settle (window->session);
  app_test_run_for (200);
  first = get_chart (window);
  second = app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 1);
  app_test_activate (window, "win.zoom-in", NULL);
  get_range (first, 0, &from, &to);
  assert_range (second, from, to);
  prognosis_chart_zoom (second, 0.5);
  get_range (second, 0, &from, &to);
  assert_range (first, from, to);
  prognosis_chart_zoom_fit (second);
  g_assert_false (prognosis_chart_is_zoomed (first));
  app_test_close_window (window);
}

/* By pointer or key: copies the values of all panels, excludes, moves the origin and sets a threshold. */
static void
test_menu (void)
{
  PrognosisWindow *window = app_test_open_window (HONG_KONG, 1180, 760);
  PrognosisChart *chart = get_chart (window);
  PrognosisTrajectoriesPage *page = PROGNOSIS_TRAJECTORIES_PAGE (app_test_get_page (window, "trajectories"));
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);
  const double day = prognosis_dataset_get_day (dataset, 30);
  g_autofree char *text = NULL;
  const char *signal = prognosis_dataset_get_signal (dataset, 0)->name;

  prognosis_chart_emit_menu (chart, 0, day + 0.2, 42.4, 200, 100);
  app_test_run_for (100);
  g_assert_true (gtk_widget_get_mapped (page->menu));
  app_test_keep_screenshot (window, "chart-menu.png");
  g_assert_true (gtk_widget_activate_action (page->menu, "chart.copy", NULL));
  text = app_test_take_text (GTK_WIDGET (page));
  g_assert_nonnull (strstr (text, signal));
  g_assert_nonnull (strstr (text, "Observed: "));
  g_assert_true (gtk_widget_activate_action (page->menu, "chart.exclude", NULL));
  dataset = prognosis_session_get_dataset (window->session);
  g_assert_true (prognosis_dataset_get_flags (dataset, 0, 0)[30] & PROGNOSIS_FLAG_EXCLUDED);
  g_assert_true (gtk_widget_activate_action (page->menu, "chart.origin", NULL));
  g_assert_cmpint (prognosis_choices_get_origin (prognosis_session_get_choices (window->session)), ==, 30);
  g_assert_true (gtk_widget_activate_action (page->menu, "chart.threshold", NULL));
  g_assert_cmpfloat_with_epsilon (prognosis_choices_get_threshold (prognosis_session_get_choices (window->session), signal), 42,
                                  1e-9);
  app_test_settle (window->session);
  prognosis_chart_press (chart, GDK_KEY_Menu, 0);
  app_test_run_for (100);
  g_assert_true (gtk_widget_get_mapped (page->menu));
  gtk_popover_popdown (GTK_POPOVER (page->menu));
  app_test_run_for (300);
  app_test_close_window (window);
}

/* After a dragged origin, one line says what came; the chart alone can be presented. */
static void
test_present (void)
{
  PrognosisWindow *window = app_test_open_window (HONG_KONG, 1180, 760);
  GtkWindow *presentation = NULL;
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());
  guint n = g_list_model_get_n_items (toplevels);
  PrognosisChart *large;
  double text_size;

  prognosis_session_set_origin (window->session, 40);
  app_test_settle (window->session);
  app_test_run_for (100);
  g_assert_true (g_str_has_prefix (app_test_get_label (app_test_get_page (window, "trajectories"), "hindsight"),
                                   "Came out inside the 80 % interval: "));
  app_test_activate (window, "win.present", NULL);
  app_test_run_for (300);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n + 1);
  for (guint i = 0; i < n + 1; i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (toplevels, i);

      if (gtk_widget_has_css_class (GTK_WIDGET (each), "presentation"))
        presentation = each;
    }
  g_assert_nonnull (presentation);
  large = app_test_find_type (presentation, PROGNOSIS_TYPE_CHART, 0);
  g_assert_nonnull (prognosis_chart_get_figure (large));
  text_size = prognosis_style_get_text_size (GTK_WIDGET (large));
  g_assert_cmpfloat (text_size, ==, 2 * prognosis_style_get_text_size (GTK_WIDGET (get_chart (window))));
  g_assert_cmpfloat (text_size, >=, 24);
  app_test_keep_screenshot (presentation, "presentation.png");
  g_assert_true (app_test_press (GTK_WIDGET (presentation), GDK_KEY_Escape, 0));
  app_test_run_for (100);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/chart/zoom", test_zoom);
  g_test_add_func ("/app/chart/drag", test_drag);
  g_test_add_func ("/app/chart/drag-zoomed", test_drag_zoomed);
  g_test_add_func ("/app/chart/errors", test_errors);
  g_test_add_func ("/app/chart/overview", test_overview);
  g_test_add_func ("/app/chart/range-buttons", test_range_buttons);
  g_test_add_func ("/app/chart/zoom-stops", test_zoom_stops);
  g_test_add_func ("/app/chart/shared-time", test_shared_time);
  g_test_add_func ("/app/chart/menu", test_menu);
  g_test_add_func ("/app/chart/present", test_present);
  return g_test_run ();
}
