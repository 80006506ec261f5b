/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Models compared side by side, in a table and a chart. */

#include "app-test-window.h"
#include "prognosis-chart-private.h"
#include "prognosis-compare-chooser.h"
#include "prognosis-diagnostics.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-verdict.h"
#include "prognosis-words-kept.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-parameters.h"

#include <glib/gstdio.h>
#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"
#define DISTRICTS "measles-weser-ems-2001-2002.csv"

static void
assert_verdicts (PrognosisWindow *window)
{
  PrognosisBacktest *backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (window->session));

  for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
    {
      const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_backtest_get_model (backtest, m));
      g_autofree char *verdict = prognosis_verdict_on_model (backtest, m);

      g_assert_true (m == prognosis_backtest_get_baseline (backtest) || g_str_has_prefix (verdict, forecaster->title));
    }
}

/* The check box of a model among those to compare; NULL if it is not one of them. */
static GtkCheckButton *
find_tick (PrognosisChartPage *page, const char *forecaster)
{
  /* Not in the widget tree while the expander is closed. */
  gpointer models = gtk_widget_get_template_child (app_test_find (page, "chooser"), PROGNOSIS_TYPE_COMPARE_CHOOSER, "grid");
  GtkWidget *tick;

  for (guint i = 0; (tick = app_test_find_type (models, GTK_TYPE_CHECK_BUTTON, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (tick), forecaster))
      return GTK_CHECK_BUTTON (tick);
  return NULL;
}

static void
tick (PrognosisChartPage *page, const char *forecaster, gboolean is_ticked)
{
  GtkCheckButton *found = find_tick (page, forecaster);

  if (found != NULL)
    gtk_check_button_set_active (found, is_ticked);
}

static gboolean
is_ticked (PrognosisChartPage *page, const char *forecaster)
{
  return gtk_check_button_get_active (find_tick (page, forecaster));
}

/* Shows or hides the line of the model in @row of the table. */
static void
show_model (PrognosisChartPage *page, int row, gboolean is_shown)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_grid_get_child_at (app_test_find (page, "table"), 0, row)), is_shown);
}

/* Each row shows the style of its line in the chart, and no two are alike. */
static void
assert_swatches (PrognosisWindow *window)
{
  PrognosisBacktest *backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (window->session));
  PrognosisChart *chart = app_test_find (app_test_get_page (window, "compare"), "chart");
  PrognosisFigure *figure = prognosis_chart_get_figure (chart);
  const gsize *ranking = prognosis_backtest_get_ranking (backtest);
  gsize n = prognosis_backtest_get_n_models (backtest);
  const int score = 1;
  g_autofree char *readout = NULL;
  double last = 0;

  g_assert_cmpstr (app_test_get_cell (app_test_get_page (window, "compare"), score, 0), ==, "Score");
  for (gsize i = 0; i < n; i++)
    {
      const char *text = app_test_get_cell (app_test_get_page (window, "compare"), score, (int) i + 1);

      /* The table says by what its rows are sorted. */
      if (g_str_equal (text, "–"))
        continue;
      g_assert_cmpfloat (g_ascii_strtod (text, NULL), >=, last);
      last = g_ascii_strtod (text, NULL);
    }
  g_assert_cmpfloat (last, >, 0);
  for (gsize i = 0; i < n; i++)
    {
      PrognosisStyle style = prognosis_comparison_get_style (backtest, ranking[i]);

      g_assert_true (g_str_has_prefix (app_test_get_cell (app_test_get_page (window, "compare"), 0, (int) i + 1), style.name));
      for (gsize k = 0; k < i; k++)
        {
          PrognosisStyle other = prognosis_comparison_get_style (backtest, ranking[k]);

          g_assert_true (style.colour != other.colour || style.dash != other.dash || style.width != other.width);
        }
    }
  /* The best three have lines, and are in the readout at the pointer or cursor. */
  g_assert_true (prognosis_chart_press (chart, GDK_KEY_End, 0));
  g_assert_true (prognosis_chart_has_cursor (chart));
  readout = prognosis_figure_dup_readout (figure, 0, prognosis_figure_find_x (figure, 0, INFINITY, -1));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *line = g_strdup_printf ("\n%s: ", prognosis_comparison_get_style (backtest, ranking[i]).name);
      const gboolean is_there
          = prognosis_backtest_get_failure (backtest, ranking[i], prognosis_backtest_get_n_origins (backtest) - 1) == NULL;

      g_assert_true ((strstr (readout, line) != NULL) == (i < 3 && is_there));
    }
  prognosis_chart_press (chart, GDK_KEY_Escape, 0);
}

/* All models side by side: a verdict, and a line and a row for each. */
static void
test_table (void)
{
  static const char *const typical[] = { "persistence", "sir", "fc", "autoode", "hybrid" };
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  const char *headline;

  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  /* One of each kind. */
  for (gsize i = 0; i < G_N_ELEMENTS (typical); i++)
    g_assert_true (is_ticked (app_test_get_page (window, "compare"), typical[i]));
  g_assert_false (is_ticked (app_test_get_page (window, "compare"), "regression"));
  app_test_activate (window, "win.compare", NULL);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 120);
  g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_comparison (window->session)));
  assert_verdicts (window);
  assert_swatches (window);
  headline = app_test_get_label (app_test_get_page (window, "compare"), "headline");
  g_assert_true (g_str_has_prefix (headline, "Against carrying on as last week: mechanism (SIR) "));
  app_test_keep_screenshot (window, "page-compare.png");
  app_test_close_window (window);
}

/* Check buttons show and hide lines, also in the next comparison. Without a model there is nothing to compare. */
static void
test_compare_choice (void)
{
  static const char *const models[] = { "persistence", "no-change", "sir", NULL };
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 1180, 760);
  PrognosisChartPage *page = app_test_get_page (window, "compare");
  gsize n;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);
  int row = 1;

  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PrognosisFigure) figure = NULL;
      g_autofree char *readout = NULL;

      prognosis_session_compare (window->session, models);
      app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 120);
      for (row = 1; !g_str_equal (app_test_get_cell (page, 0, row), "No change");)
        row++;
      if (i == 0)
        show_model (page, row, FALSE);
      figure = prognosis_chart_page_new_figure (page, 1);
      /* After the dot plot. */
      readout = prognosis_figure_dup_readout (figure, 1, prognosis_figure_find_x (figure, 1, INFINITY, -1));
      g_assert_nonnull (strstr (readout, "SIR: "));
      g_assert_null (strstr (readout, "No change: "));
      g_assert_null (strstr (readout, "Forecast from -"));
    }
  show_model (page, row, TRUE);
  g_assert_true (gtk_widget_get_sensitive (app_test_find (page, "run_box")));
  for (gsize i = 0; i < n; i++)
    tick (page, list[i]->id, FALSE);
  g_assert_false (gtk_widget_get_sensitive (app_test_find (page, "run_box")));
  app_test_activate (window, "win.compare", NULL);
  g_assert_false (prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)));
  tick (page, "sir", TRUE);
  g_assert_true (gtk_widget_get_sensitive (app_test_find (page, "run_box")));
  app_test_close_window (window);
}

/* A page that is not visible does not draw. */
static void
test_compare_hidden (void)
{
  static const char *const models[] = { "persistence", "no-change", NULL };
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 1180, 760);
  PrognosisChart *chart = app_test_find (app_test_get_page (window, "compare"), "chart");
  g_autoptr (GtkBitset) fifth = gtk_bitset_new_range (5, 1);
  PrognosisFigure *figure;

  prognosis_session_compare (window->session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 60);
  g_assert_null (prognosis_chart_get_figure (chart));
  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  app_test_wait (prognosis_chart_get_figure (chart) != NULL, 10);
  g_assert_cmpuint (
      prognosis_backtest_get_n_origins (prognosis_comparison_get_backtest (prognosis_session_get_comparison (window->session))), >,
      1);
  app_test_activate (window, "win.page", g_variant_new_string ("trajectories"));
  app_test_run_for (500);
  figure = prognosis_chart_get_figure (chart);
  prognosis_session_select_regions (window->session, fifth);
  g_assert_true (prognosis_chart_get_figure (chart) == figure);
  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  app_test_wait (prognosis_chart_get_figure (chart) != figure, 10);
  app_test_close_window (window);
}

/* The model in use is ticked while it is in use; the user’s own ticks persist. */
static void
test_compare_ticks (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisChartPage *page = app_test_get_page (window, "compare");
  PrognosisSession *session = window->session;

  prognosis_session_set_forecaster (session, "seird");
  app_test_settle (session);
  g_assert_true (is_ticked (page, "seird"));
  prognosis_session_set_forecaster (session, "seir");
  app_test_settle (session);
  g_assert_false (is_ticked (page, "seird"));
  g_assert_true (is_ticked (page, "seir"));

  tick (page, "seir", FALSE);
  prognosis_session_preview (session, 0, 0.5);
  g_assert_false (is_ticked (page, "seir"));
  prognosis_session_commit (session, 0, &prognosis_parameter_view_plain);
  app_test_settle (session);
  g_assert_false (is_ticked (page, "seir"));

  prognosis_session_set_forecaster (session, "seird");
  app_test_settle (session);
  tick (page, "seird", FALSE);
  tick (page, "seird", TRUE);
  prognosis_session_set_forecaster (session, "no-change");
  app_test_settle (session);
  g_assert_true (is_ticked (page, "seird"));
  app_test_close_window (window);
}

/* A model without scores says why. */
static void
test_compare_failure (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.csv", NULL);
  g_autoptr (GString) csv = g_string_new ("date,cases\n");
  const char *paths[] = { path, NULL };
  PrognosisWindow *window = app_test_new_window (1180, 760);
  const char *remarks;

  for (int day = 1; day <= 28; day++)
    g_string_append_printf (csv, "2023-02-%02d,%d\n", day, 10 + day % 7);
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 30);
  app_test_settle (window->session);
  prognosis_session_compare (window->session, (const char *const[]){ "persistence", "sir", NULL });
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 60);
  /* A model without a score comes last, and the window offers the remedy. */
  g_assert_cmpstr (app_test_get_cell (app_test_get_page (window, "compare"), 0, 2), ==, "SIR");
  g_assert_cmpstr (app_test_get_cell (app_test_get_page (window, "compare"), 1, 2), ==, "–");
  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  app_test_run_for (100);
  remarks = app_test_get_label (app_test_get_page (window, "compare"), "remarks");
  g_assert_nonnull (strstr (remarks, "SIR needs the population, which the data do not include"));
  g_assert_null (strstr (remarks, "--"));
  app_test_keep_screenshot (window, "compare-failure.png");
  prognosis_session_compare (window->session, (const char *const[]){ "sir", "seir", NULL });
  g_assert_false (prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)));
  g_assert_nonnull (
      strstr (prognosis_comparison_get_problem (prognosis_session_get_comparison (window->session)), "needs the population"));
  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

/* Two signals and two weeks; both rise. (transfer full) */
static char *
make_table (const char *folder)
{
  char *path = g_build_filename (folder, "both.csv", NULL);
  g_autoptr (GString) csv = g_string_new ("date,cases,deaths\n");

  for (int t = 0; t < 90; t++)
    g_string_append_printf (csv, "2020-%02d-%02d,%d,%d\n", 5 + t / 30, 1 + t % 30, 1000 + 50 * t + t * t,
                            100 + 10 * t + 5 * (t % 7));
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

static guint
count_dots (PrognosisChart *dots)
{
  g_auto (GStrv) table = prognosis_figure_dup_table (prognosis_chart_get_figure (dots), 0);

  return g_strv_length (table) - 1;
}

/* The dot plot shows errors by signal and by week ahead; keys move from dot to dot. All goes into a table and a picture. */
static void
test_dots (void)
{
  static const char *const models[] = { "persistence", "no-change", "damped-trend", NULL };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL), *path = make_table (folder);
  g_autofree char *table = g_build_filename (folder, "errors.csv", NULL), *beside = g_build_filename (folder, "errors.json", NULL);
  g_autofree char *picture = g_build_filename (folder, "errors.svg", NULL);
  g_autofree char *csv = NULL, *svg = NULL, *first = NULL, *second = NULL, *readout = NULL;
  const char *const paths[] = { path, NULL };
  PrognosisWindow *window = app_test_new_window (1180, 760);
  PrognosisChartPage *page = app_test_get_page (window, "compare");
  PrognosisChart *dots;
  double x;

  g_object_set (window->session, "auto-refit", FALSE, NULL);
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 30);
  prognosis_session_set_setting (window->session, "horizon", 14);
  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  prognosis_session_compare (window->session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 60);
  app_test_run_for (100);
  dots = app_test_find (page, "dots");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dots)));
  /* Two models from four origins, and over all. */
  g_assert_cmpuint (count_dots (dots), ==, 2 * (4 + 1));
  first = prognosis_figure_dup_description (prognosis_chart_get_figure (dots));
  g_assert_nonnull (strstr (first, "All signals"));
  gtk_drop_down_set_selected (app_test_find (page, "signals"), 2);
  gtk_drop_down_set_selected (app_test_find (page, "weeks"), 2);
  second = prognosis_figure_dup_description (prognosis_chart_get_figure (dots));
  g_assert_nonnull (strstr (second, "deaths"));
  g_assert_cmpstr (first, !=, second);
  app_test_keep_screenshot (window, "compare-dots.png");

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  app_test_run_for (500);
  app_test_keep_screenshot (window, "compare-narrow.png");
  app_test_assert_small (GTK_WIDGET (window), "a comparison");

  g_assert_true (prognosis_chart_press (dots, GDK_KEY_Home, 0));
  x = prognosis_figure_find_x (prognosis_chart_get_figure (dots), 0, -INFINITY, 1);
  readout = prognosis_figure_dup_readout (prognosis_chart_get_figure (dots), 0, x);
  g_assert_nonnull (strstr (readout, ": "));
  g_assert_true (prognosis_chart_press (dots, GDK_KEY_Right, 0));

  app_test_activate (window, "win.export-table-to", g_variant_new_string (table));
  g_assert_true (g_file_get_contents (table, &csv, NULL, NULL));
  g_assert_true (g_file_test (beside, G_FILE_TEST_EXISTS));
  g_assert_nonnull (strstr (csv, "\nno-change,no-change,all,1,14,all,"));
  g_assert_nonnull (strstr (csv, "\nno-change,no-change,deaths,8,14,2020-"));
  app_test_activate (window, "win.export-to", g_variant_new_string (picture));
  g_assert_true (g_file_get_contents (picture, &svg, NULL, NULL));
  g_assert_nonnull (strstr (svg, "<svg"));
  g_object_set (window->session, "auto-refit", TRUE, NULL);
  app_test_close_window (window);
  g_unlink (path);
  g_unlink (table);
  g_unlink (beside);
  g_unlink (picture);
  g_rmdir (folder);
}

/* A forecast is kept, drawn on the page of forecasts, compared under its name, renamed, deleted, and all of that undone. */
static void
test_kept (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "no-change", 1180, 760);
  PrognosisSession *session = window->session;
  PrognosisChartPage *page = app_test_get_page (window, "compare"), *forecasts = app_test_get_page (window, "trajectories");
  PrognosisBacktest *backtest;
  GtkEntry *entry;
  g_autoptr (PrognosisFigure) figure = NULL;
  g_autofree char *description = NULL, *toast = NULL, *sized = NULL;
  GtkWidget *box;

  /* A tooltip does not cover the first entries of a menu. */
  g_assert_true (gtk_widget_get_has_tooltip (GTK_WIDGET (window->export_button)));
  gtk_menu_button_popup (window->export_button);
  g_assert_false (gtk_widget_get_has_tooltip (GTK_WIDGET (window->export_button)));
  gtk_menu_button_popdown (window->export_button);
  g_assert_true (gtk_widget_get_has_tooltip (GTK_WIDGET (window->export_button)));
  app_test_activate (window, "win.keep-forecast", NULL);
  toast = app_test_take_toast (window);
  g_assert_cmpstr (toast, ==, "Kept as “No change 2”");
  /* Where there is a network, the name says how large it is, also if nothing was changed. */
  sized = prognosis_words_for_settings (prognosis_forecaster_find ("autoode"), prognosis_session_get_dataset (session),
                                        prognosis_session_get_choices (session)->options);
  g_assert_cmpstr (sized, ==, "AutoODE, Network width 16");
  prognosis_session_set_setting (session, "horizon", 5);
  /* Another forecast is on its way. */
  app_test_settle (session);
  app_test_activate (window, "win.keep-forecast", NULL);
  g_assert_cmpuint (prognosis_session_get_choices (session)->kept->len, ==, 2);
  g_assert_cmpstr (prognosis_kept_get_name (g_ptr_array_index (prognosis_session_get_choices (session)->kept, 1)), !=, "No change");
  figure = prognosis_chart_page_new_figure (forecasts, 1);
  description = prognosis_figure_dup_description (figure);
  g_assert_nonnull (strstr (description, "\nNo change 2: "));
  app_test_keep_screenshot (window, "kept-forecast.png");

  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  app_test_run_for (100);
  box = GTK_WIDGET (gtk_widget_get_template_child (app_test_find (page, "chooser"), PROGNOSIS_TYPE_COMPARE_CHOOSER, "kept"));
  g_assert_cmpuint (app_test_count (box, GTK_TYPE_CHECK_BUTTON), ==, 2);
  entry = app_test_find_type (box, GTK_TYPE_ENTRY, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), " ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "No change, Horizon 5");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Short");
  g_signal_emit_by_name (entry, "activate");
  app_test_run_for (100);
  g_assert_nonnull (prognosis_choices_find_kept (prognosis_session_get_choices (session), "Short"));
  tick (page, "hybrid", FALSE);
  tick (page, "autoode", FALSE);
  tick (page, "fc", FALSE);
  app_test_keep_screenshot (window, "kept-chooser.png");
  app_test_activate (window, "win.compare", NULL);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 120);
  backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (session));
  g_assert_nonnull (backtest);
  for (int i = 0; i < 2; i++)
    {
      const char *const name = i == 0 ? "No change 2" : "Short";
      gboolean is_there = FALSE;

      for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
        is_there |= prognosis_backtest_is_run (backtest, m) && g_str_equal (prognosis_backtest_get_title (backtest, m), name);
      g_assert_true (is_there);
    }
  app_test_keep_screenshot (window, "kept-compared.png");

  g_signal_emit_by_name (app_test_find_button (box, "Delete “Short”"), "clicked");
  g_assert_cmpuint (prognosis_session_get_choices (session)->kept->len, ==, 1);
  prognosis_session_undo (session);
  g_assert_nonnull (prognosis_choices_find_kept (prognosis_session_get_choices (session), "Short"));
  app_test_run_for (50);
  g_assert_cmpuint (app_test_count (box, GTK_TYPE_CHECK_BUTTON), ==, 2);
  prognosis_session_undo (session);
  g_assert_null (prognosis_choices_find_kept (prognosis_session_get_choices (session), "Short"));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/compare-page/table", test_table);
  g_test_add_func ("/app/compare-page/choice", test_compare_choice);
  g_test_add_func ("/app/compare-page/hidden", test_compare_hidden);
  g_test_add_func ("/app/compare-page/ticks", test_compare_ticks);
  g_test_add_func ("/app/compare-page/failure", test_compare_failure);
  g_test_add_func ("/app/compare-page/dots", test_dots);
  g_test_add_func ("/app/compare-page/kept", test_kept);
  return g_test_run ();
}
