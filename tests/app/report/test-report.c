/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the report says about a forecast. */

#include "app-test-window.h"
#include "prognosis-report-private.h"

#include <string.h>

#include "prognosis-epiforge.h"
#include "prognosis-report.h"
#include "prognosis-style.h"
#include "prognosis-verdict.h"
#include "prognosis-words.h"
#include "prognosis-session-choices.h"

#define SARS "sars-hong-kong-2003.csv"
#define SCHOOL "influenza-boarding-school-1978.csv"
#define A4_WIDTH 595.28 /* [pt] */
#define A4_HEIGHT 841.89
#define WESER "measles-weser-ems-2001-2002.csv"

/* TRUE if the report contains @part. */
static gboolean
report_says (PrognosisWindow *window, const char *part)
{
  g_autofree char *text = prognosis_report_dup_text (window->session);

  return strstr (text, part) != NULL;
}

/* Keeps a picture of each page. */
static void
keep_report (PrognosisWindow *window, const char *name)
{
  const char *folder = g_getenv ("PROGNOSIS_SCREENSHOTS");
  gboolean has_scenarios;
  g_autoptr (PrognosisFigure) figure = NULL;

  if (folder == NULL)
    return;
  figure = prognosis_window_new_report_figure (window, &has_scenarios);
  for (guint page = 0; page < prognosis_report_count_pages (window->session, A4_WIDTH, A4_HEIGHT); page++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%u.png", folder, name, page + 1);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (1.4 * A4_WIDTH), (int) (1.4 * A4_HEIGHT));
      cairo_t *cr = cairo_create (surface);

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_scale (cr, 1.4, 1.4);
      prognosis_report_draw (window->session, figure, has_scenarios, page, cr, A4_WIDTH, A4_HEIGHT);
      cairo_surface_write_to_png (surface, path);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* A percent sign stays with its number where a line ends. */
static void
test_units (void)
{
  static const char text[] = "The interval is that of 80 % of the paths";
  PangoLayout *layout = gtk_widget_create_pango_layout (gtk_label_new (NULL), text);
  PangoAttrList *units = prognosis_style_new_units (text);
  const int sign = (int) (strchr (text, '%') - text);
  guint n_lines = 0;

  pango_layout_set_attributes (layout, units);
  pango_attr_list_unref (units);
  for (int width = 300; width > 80; width -= 2)
    {
      int of_number, of_sign;

      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_index_to_line_x (layout, sign - 3, FALSE, &of_number, NULL);
      pango_layout_index_to_line_x (layout, sign, FALSE, &of_sign, NULL);
      g_assert_cmpint (of_number, ==, of_sign);
      n_lines = MAX (n_lines, (guint) of_sign);
    }
  g_assert_cmpuint (n_lines, >=, 1);
  g_object_unref (layout);
}

static void
fit_with (PrognosisWindow *window, const char *forecaster)
{
  app_test_activate (window, "win.forecaster", g_variant_new_string (forecaster));
  app_test_settle (window->session);
}

/* The report gives the model’s past performance, from whichever comparison is available. */
static void
test_score (void)
{
  PrognosisWindow *window = app_test_open_window (WESER, 1180, 760);
  const char *models[] = { "regression", NULL };

  fit_with (window, "auto");
  g_assert_cmpint (prognosis_forecast_get_reason (prognosis_session_get_forecast (window->session)), >=, 0);
  g_assert_true (report_says (window, "Past performance\n") && report_says (window, " chosen: "));
  g_assert_false (report_says (window, "not compared"));
  fit_with (window, "persistence");
  g_assert_true (report_says (window, "Persistence was not compared with any model"));
  fit_with (window, "regression");
  prognosis_session_compare (window->session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 60);
  g_assert_false (report_says (window, "not compared"));
  g_assert_true (report_says (window, "Compared from "));
  app_test_close_window (window);

  window = app_test_open_window (SCHOOL, 1180, 760);
  fit_with (window, "sir");
  g_assert_true (!prognosis_comparison_is_running (prognosis_session_get_check (window->session))
                 || report_says (window, "was not complete when"));
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_check (window->session)), 60);
  g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_check (window->session)));
  g_assert_false (report_says (window, "not compared"));
  g_assert_true (report_says (window, "Compared from "));
  app_test_close_window (window);
}

/* TRUE if the report gives the origins of @backtest. */
static gboolean
report_is_of (PrognosisWindow *window, PrognosisBacktest *backtest)
{
  g_autofree char *span = prognosis_verdict_on_span (backtest);

  return report_says (window, span);
}

/* A comparison counts only while it matches the choices. */
static void
test_comparison (void)
{
  PrognosisWindow *window = app_test_open_window (SARS, 1180, 760);
  PrognosisSession *session = window->session;
  const char *models[] = { "persistence", "damped-trend", NULL };
  PrognosisBacktest *backtest;

  prognosis_session_set_setting (session, "horizon", 10);
  prognosis_session_set_origin (session, -1);
  fit_with (window, "damped-trend");
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 60);
  backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (session));
  g_assert_false (
      prognosis_comparison_is_stale (prognosis_session_get_comparison (session), prognosis_session_get_choices (session)));
  g_assert_true (report_is_of (window, backtest));
  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  app_test_run_for (100);
  g_assert_nonnull (strstr (app_test_get_label (app_test_get_page (window, "compare"), "remarks"), "Compared from "));
  g_assert_null (strstr (app_test_get_label (app_test_get_page (window, "compare"), "remarks"), "Made before"));

  prognosis_session_set_origin (session, 60);
  app_test_settle (session);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_check (session)), 60);
  g_assert_true (prognosis_comparison_get_backtest (prognosis_session_get_comparison (session)) == backtest);
  g_assert_true (
      prognosis_comparison_is_stale (prognosis_session_get_comparison (session), prognosis_session_get_choices (session)));
  g_assert_false (report_is_of (window, backtest));
  g_assert_true (report_is_of (window, prognosis_comparison_get_backtest (prognosis_session_get_check (session))));
  g_assert_nonnull (
      strstr (app_test_get_label (app_test_get_page (window, "compare"), "remarks"), "Made before the latest changes."));
  app_test_keep_screenshot (window, "compare-stale.png");
  fit_with (window, "persistence");
  g_assert_false (report_says (window, "not compared"));
  g_assert_true (report_says (window, "made before the latest changes"));
  prognosis_session_undo (session);
  prognosis_session_undo (session);
  app_test_settle (session);
  g_assert_true (report_is_of (window, backtest));
  g_assert_null (strstr (app_test_get_label (app_test_get_page (window, "compare"), "remarks"), "Made before"));

  prognosis_session_set_setting (session, "seed", 77);
  g_assert_true (
      prognosis_comparison_is_stale (prognosis_session_get_comparison (session), prognosis_session_get_choices (session)));
  prognosis_session_undo (session);
  prognosis_session_set_region_population (session, 0, 1e6, NULL);
  g_assert_true (
      prognosis_comparison_is_stale (prognosis_session_get_comparison (session), prognosis_session_get_choices (session)));
  prognosis_session_undo (session);
  g_assert_false (
      prognosis_comparison_is_stale (prognosis_session_get_comparison (session), prognosis_session_get_choices (session)));
  app_test_close_window (window);
}

/* The model with the better score is named even if its median was further off, and persistence is not called
   unbeaten. */
static void
test_beaten (void)
{
  PrognosisWindow *window = app_test_open_window (SARS, 1180, 760);
  PrognosisSession *session = window->session;
  const char *models[] = { "persistence", "sir", "no-change", NULL };
  PrognosisBacktestSummary summary;
  PrognosisBacktest *backtest;
  g_autofree char *verdict = NULL, *said = NULL;
  gsize best;

  prognosis_session_set_region_population (session, 0, 6.7e6, NULL);
  prognosis_session_set_setting (session, "horizon", 10);
  prognosis_session_set_origin (session, -1);
  fit_with (window, "persistence");
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 120);
  backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (session));
  best = prognosis_backtest_get_ranking (backtest)[0];
  g_assert_cmpstr (prognosis_backtest_get_model (backtest, best), ==, "sir");
  g_assert_true (prognosis_backtest_get_summary (backtest, best, -1, 0, &summary));
  g_assert_cmpfloat (summary.wis_ratio, <, 0.9);
  g_assert_cmpfloat (summary.own_mae_ratio, >, 1.05);
  verdict = prognosis_verdict_on_model (backtest, best);
  said = g_strdup_printf ("SIR has a better score than persistence (%.2f). Its median alone was farther off on cases (",
                          summary.wis_ratio);
  g_assert_true (g_str_has_prefix (verdict, said));
  g_assert_true (report_says (window, verdict));
  g_assert_false (report_says (window, "No chosen model"));
  app_test_close_window (window);
}

/* The report repeats the warnings of the window and omits values that are not estimates. Returns the number of
   estimates at their limits. */
static guint
assert_warned (PrognosisWindow *window, guint region)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (prognosis_session_get_forecast (window->session));
  const char *const *notes = prognosis_fit_get_notes (fit, region);
  g_autofree char *stop = prognosis_words_for_region_fit (fit, region);
  g_autoptr (GtkBitset) one = gtk_bitset_new_range (region, 1);
  guint n_edges = 0;

  prognosis_session_select_regions (window->session, one);
  g_assert_true (report_says (window, stop));
  for (gsize i = 0; notes[i] != NULL; i++)
    g_assert_true (report_says (window, notes[i]));
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (prognosis_fit_is_interpretable (fit, i) && prognosis_fit_is_at_edge (fit, region, i))
      {
        const char *title = prognosis_fit_get_parameter (fit, i)->title;
        g_autofree char *line = g_strdup_printf ("%s: no estimate; at the limit of its range", title);

        g_assert_true (report_says (window, line));
        n_edges++;
      }
  return n_edges;
}

static void
test_warnings (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autoptr (GtkBitset) all = NULL;
  g_autoptr (GtkBitset) two = gtk_bitset_new_empty ();
  PrognosisFit *fit;
  guint n_regions, n_astray = 0;

  fit_with (window, "seir");
  g_assert_cmpuint (assert_warned (window, 0), >, 0);
  keep_report (window, "report-warnings");
  app_test_close_window (window);

  window = app_test_open_window (WESER, 1180, 760);
  fit_with (window, "seir");
  n_regions = (guint) prognosis_dataset_get_n_regions (prognosis_session_get_dataset (window->session));
  fit = prognosis_forecast_get_fit (prognosis_session_get_forecast (window->session));
  for (guint r = 0; r < n_regions; r++)
    {
      assert_warned (window, r);
      n_astray += !prognosis_fit_follows (fit, r);
      if (gtk_bitset_get_size (two) < 2 && prognosis_fit_follows (fit, r)
          && prognosis_fit_get_stop (fit, r) == PROGNOSIS_STOP_CONVERGED)
        gtk_bitset_add (two, r);
    }
  g_assert_cmpuint (n_astray, >, 0);
  g_assert_cmpuint (gtk_bitset_get_size (two), ==, 2);
  prognosis_session_select_regions (window->session, two);
  g_assert_true (report_says (window, "Converged in all 2 selected regions\n"));
  all = gtk_bitset_new_range (0, n_regions);
  prognosis_session_select_regions (window->session, all);
  g_assert_true (report_says (window, " regions of 17: The data cannot distinguish "));
  keep_report (window, "report-many");
  app_test_close_window (window);
}

/* As many as fit are listed one by one. */
static void
test_regions (void)
{
  PrognosisWindow *window = app_test_open_window (WESER, 1180, 760);
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);
  guint n_regions = (guint) prognosis_dataset_get_n_regions (dataset);
  g_autoptr (GtkBitset) some = gtk_bitset_new_range (4, 3);
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, n_regions);
  g_autofree char *line = NULL;
  const char *names[3];

  fit_with (window, "hybrid");
  prognosis_session_select_regions (window->session, some);
  for (guint i = 0; i < 3; i++)
    names[i] = prognosis_dataset_get_region (dataset, 4 + i)->name;
  line = g_strdup_printf ("\n%s, %s, %s. Forecast from data up to ", names[0], names[1], names[2]);
  g_assert_true (report_says (window, line));
  g_assert_true (report_says (window, "Forecast up to "));
  g_assert_true (report_says (window, "cases (Total new)"));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *row = g_strdup_printf ("\n%s\n", names[i]);
      g_autofree char *twice = g_strdup_printf ("\n%s\n%s\n", names[i], names[i]);

      g_assert_true (report_says (window, row));
      g_assert_false (report_says (window, twice));
    }
  keep_report (window, "report-some");
  prognosis_session_select_regions (window->session, all);
  g_assert_true (report_says (window, "\nSum of 17 regions. Forecast from data up to "));
  g_assert_false (report_says (window, names[0]));
  g_assert_false (report_says (window, "Forecast up to "));
  g_assert_true (report_says (window, "cases (New per week)") && report_says (window, "\nTotal new\n"));
  keep_report (window, "report-all");
  app_test_close_window (window);
}

/* The chart shows the forecast, whatever page is visible. */
static void
test_pages (void)
{
  static const char *const pages[] = { "trajectories", "reproduction", "compare", "scenarios", "fit" };
  PrognosisWindow *window = app_test_open_window ("influenza-baltimore-1918.csv", 1180, 760);
  const char *models[] = { "regression", NULL };
  g_autofree char *text = NULL;
  gboolean has_scenarios;

  fit_with (window, "seir");
  prognosis_session_compare (window->session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 60);
  for (guint round = 0; round < 2; round++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
        {
          g_autoptr (PrognosisFigure) figure = NULL;
          g_autofree char *words = NULL;

          app_test_activate (window, "win.page", g_variant_new_string (pages[i]));
          app_test_run_for (100);
          figure = prognosis_window_new_report_figure (window, &has_scenarios);
          words = prognosis_figure_dup_description (figure);
          g_assert_cmpint (has_scenarios, ==, round == 1 && i == 3);
          g_assert_nonnull (strstr (words, has_scenarios ? "Scenario 1" : "Forecast"));
          if (has_scenarios)
            keep_report (window, "report-scenarios");
        }
      app_test_activate (window, "win.add-scenario", NULL);
    }
  text = prognosis_report_dup_text (window->session);
  g_assert_nonnull (strstr (text, "\nScenario 1: −30 % from "));
  g_assert_nonnull (strstr (text, " · Saves "));
  app_test_close_window (window);
}

/* The line on an estimate, found by its name. (transfer full) */
static char *
dup_line (PrognosisWindow *window, const PrognosisParameter *parameter)
{
  g_autofree char *text = prognosis_report_dup_text (window->session), *name = g_strconcat (parameter->title, ": ", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], name) != NULL)
      return g_strdup (lines[i]);
  return NULL;
}

/* While another model is being fitted, the report covers the one shown, in the units of its parameters. */
static void
test_while_another_is_fitted (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisSession *session = window->session;
  g_autofree char **lines = NULL;
  PrognosisFit *fit;
  gsize n, n_lines = 0;

  fit_with (window, "autoode-covid");
  fit = prognosis_forecast_get_fit (prognosis_session_get_forecast (session));
  n = prognosis_fit_get_n_parameters (fit);
  lines = g_new0 (char *, n);
  for (gsize i = 0; i < n; i++)
    lines[i] = dup_line (window, prognosis_fit_get_parameter (fit, i));
  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_set_forecaster (session, "sir");
  prognosis_session_set_setting (session, "transmission", PROGNOSIS_TRANSMISSION_NEURAL);
  prognosis_session_set_setting (session, "hidden", 64);
  prognosis_session_set_setting (session, "starts", 100);
  prognosis_session_fit (session);
  app_test_wait (prognosis_live_get_fit (prognosis_session_get_live (session)) != fit, 60);
  g_assert_true (prognosis_session_is_busy (session));
  g_assert_cmpuint (prognosis_fit_get_n_parameters (prognosis_live_get_fit (prognosis_session_get_live (session))), !=, n);
  for (gsize i = 0; i < n; i++)
    if (lines[i] != NULL)
      {
        g_autofree char *line = dup_line (window, prognosis_fit_get_parameter (fit, i));

        g_assert_cmpstr (line, ==, lines[i]);
        g_free (lines[i]);
        n_lines++;
      }
  g_assert_cmpuint (n_lines, >=, 4);
  prognosis_session_stop (session);
  g_object_set (session, "auto-refit", TRUE, NULL); /* a preference that all windows share */
  app_test_close_window (window);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *c = strstr (text, part); c != NULL; c = strstr (c + 1, part))
    n++;
  return n;
}

/* The title once; scenarios whatever page is visible; after the first page each parameter and each item of EPIFORGE. */
static void
test_details (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *title = NULL, *text = NULL;
  PrognosisFit *fit;

  app_test_activate (window, "win.page", g_variant_new_string ("scenarios"));
  app_test_activate (window, "win.add-scenario", NULL);
  app_test_activate (window, "win.page", g_variant_new_string ("trajectories"));
  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  prognosis_session_set_setting (window->session, "knots", 12);
  prognosis_session_set_setting (window->session, "transmission", PROGNOSIS_TRANSMISSION_PIECEWISE);
  app_test_settle (window->session);
  text = prognosis_report_dup_text (window->session);
  title = g_strconcat (prognosis_dataset_get_title (prognosis_session_get_dataset (window->session)), "\n", NULL);
  g_assert_cmpuint (count (text, title), ==, 1);
  g_assert_nonnull (strstr (text, "\nScenario 1: −30 % from "));
  fit = prognosis_forecast_get_fit (prognosis_session_get_forecast (window->session));
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    {
      const PrognosisParameter *parameter = prognosis_fit_get_parameter (fit, i);
      g_autofree char *start = g_strdup_printf ("\n%s  %s", parameter->symbol, parameter->title);

      if (prognosis_fit_is_interpretable (fit, i))
        g_assert_cmpuint (count (text, start), ==, 1);
    }
  for (guint i = 0; i < PROGNOSIS_EPIFORGE_N_ITEMS; i++)
    {
      g_autofree char *item = g_strdup_printf ("\n%u. %s\n", i + 1, prognosis_epiforge_get_item (i));

      g_assert_cmpuint (count (text, item), ==, 1);
    }
  /* On paper that is too small for the details, they take more pages. */
  g_assert_cmpuint (prognosis_report_count_pages (window->session, A4_WIDTH, A4_HEIGHT), ==, 2);
  g_assert_cmpuint (prognosis_report_count_pages (window->session, A4_WIDTH, 500), >, 2);
  keep_report (window, "report-details");
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/report/score", test_score);
  g_test_add_func ("/app/report/comparison", test_comparison);
  g_test_add_func ("/app/report/beaten", test_beaten);
  g_test_add_func ("/app/report/warnings", test_warnings);
  g_test_add_func ("/app/report/regions", test_regions);
  g_test_add_func ("/app/report/pages", test_pages);
  g_test_add_func ("/app/report/while-another-is-fitted", test_while_another_is_fitted);
  g_test_add_func ("/app/report/details", test_details);
  g_test_add_func ("/app/report/units", test_units);
  return g_test_run ();
}
