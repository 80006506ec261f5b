/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pointer on a chart: days keep their place, panels move together, and nothing moves under the hand while
   dragging. */

#include <math.h>

#include "app-test-window.h"
#include "prognosis-chart-private.h"

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
  g_assert_true (
      g_str_has_prefix (app_test_get_label (app_test_get_page (window, "fit"), "said"), "This model does not fit a single curve"));
  app_test_keep_screenshot (window, "errors.png");
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
  return g_test_run ();
}
