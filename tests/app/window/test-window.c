/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test-window.h"
#include "prognosis-interval-bar-private.h"

#include "prognosis-estimates.h"
#include "prognosis-figure-private.h"
#include "prognosis-words.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"

#define SCHOOL "influenza-boarding-school-1978.csv"
#define DISTRICTS "measles-weser-ems-2001-2002.csv"

/* The height of the legend above several charts; 0 if hidden [px]. */
static int
get_legend_height (PrognosisWindow *window)
{
  GtkWidget *legend = app_test_find (app_test_get_page (window, "trajectories"), "legend");

  return gtk_widget_get_visible (legend) ? gtk_widget_get_height (legend) : 0;
}

/* Without the headings. */
static guint
count_rows (PrognosisEstimates *estimates)
{
  guint n = 0;

  while (gtk_grid_get_child_at (app_test_find (estimates, "table"), 0, (int) n + 1) != NULL)
    n++;
  return n / 2; /* below each estimate is what it means */
}

static void
test_welcome (void)
{
  PrognosisWindow *window = app_test_new_window (1000, 700);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "welcome");
  g_assert_true (prognosis_window_is_empty (window));
  app_test_keep_screenshot (window, "welcome.png");
  app_test_close_window (window);
}

static void
test_opens_sample (void)
{
  PrognosisWindow *window = app_test_new_window (1180, 760);
  g_autofree char *path = app_test_sample (SCHOOL), *whose = NULL;
  g_autoptr (PrognosisFigure) exported = NULL;
  const PrognosisForecaster *used;

  app_test_activate (window, "win.open-path", g_variant_new_string (path));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 30);
  app_test_settle (window->session);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "main");
  g_assert_cmpuint (app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART), ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->regions_button)));
  g_assert_cmpint (get_legend_height (window), ==, 0);
  /* An exported chart names its model. */
  exported = prognosis_chart_page_new_figure (app_test_get_page (window, "trajectories"), 12);
  used = prognosis_forecaster_find (prognosis_forecast_get_forecaster (prognosis_session_get_forecast (window->session)));
  whose = g_strdup_printf (" · %s", used->title);
  g_assert_true (g_str_has_suffix (exported->title, whose));
  app_test_keep_screenshot (window, "school.png");
  app_test_close_window (window);
}

/* A page with the chart of one region names the region. */
static void
assert_says_region (PrognosisWindow *window, guint n_selected)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  PrognosisPage *page = PROGNOSIS_PAGE (app_test_get_page (window, "scenarios"));
  const PrognosisChoices *choices = prognosis_session_get_choices (window->session);
  g_autofree char *n = g_strdup_printf (" %u ", n_selected);

  prognosis_page_say_region (page, GTK_LABEL (label), TRUE);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (label)), n));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (label)),
                            prognosis_dataset_get_region (choices->dataset, prognosis_choices_get_first_region (choices))->name));
  g_assert_true (gtk_widget_get_visible (label));
  prognosis_page_say_region (page, GTK_LABEL (label), FALSE);
  g_assert_false (gtk_widget_get_visible (label));
  g_object_unref (label);
}

static void
test_regions (void)
{
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 1180, 760);
  GtkSelectionModel *model = gtk_list_view_get_model (app_test_find (window->region_list, "list"));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  g_assert_cmpuint (n, ==, prognosis_dataset_get_n_regions (prognosis_session_get_dataset (window->session)));
  gtk_selection_model_select_item (model, 1, TRUE);
  gtk_selection_model_select_item (model, 2, FALSE);
  g_assert_cmpuint (app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART), ==, 2);
  assert_says_region (window, 2);
  app_test_activate (window, "win.select-all-regions", NULL);
  g_assert_cmpuint (app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART), ==, n);
  app_test_run_for (300);
  g_assert_cmpint (get_legend_height (window), >=, 15);
  app_test_keep_screenshot (window, "regions.png");
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (window->region_list, "search")), "zzzz");
  app_test_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == 0, 5);
  /* Searching does not select. */
  g_assert_cmpuint (app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART), ==, n);
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (window->region_list, "search")), "");
  app_test_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == n, 5);
  /* Enter selects the match, alone. */
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (window->region_list, "search")), "emden");
  app_test_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == 1, 5);
  g_signal_emit_by_name (app_test_find (window->region_list, "search"), "activate");
  g_assert_cmpuint (app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART), ==, 1);
  g_signal_emit_by_name (app_test_find (window->region_list, "search"), "stop-search");
  app_test_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == n, 5);
  g_assert_cmpuint (app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART), ==, 1);
  app_test_close_window (window);
}

static guint
count_waiting (PrognosisWindow *window)
{
  guint n = 0;

  for (guint i = 0; i < app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART); i++)
    n += prognosis_chart_is_waiting (app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, i));
  return n;
}

/* The number of regional charts with a curve of that name. */
static guint
count_curves (PrognosisWindow *window, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART); i++)
    {
      PrognosisChart *chart = app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, i);
      g_auto (GStrv) rows = prognosis_figure_dup_table (prognosis_chart_get_figure (chart), 0);

      n += strstr (rows[0], name) != NULL;
    }
  return n;
}

static void
test_many_charts (void)
{
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 1180, 760);
  guint n = prognosis_dataset_get_n_regions (prognosis_session_get_dataset (window->session));
  guint n_fitted;
  GtkRange *scale;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.select-all-regions", NULL);
  prognosis_session_set_all_regions (window->session, TRUE);
  app_test_settle (window->session);
  app_test_wait (count_waiting (window) == 0, 10);
  n_fitted = count_curves (window, "Fit"); /* some districts had no cases */
  g_assert_cmpuint (n_fitted, >, 1);
  g_assert_cmpuint (count_curves (window, "With these parameters"), ==, 0);
  scale = app_test_find (app_test_find_type (window->model_panel, PROGNOSIS_TYPE_PARAMETER_ROW, 0), "scale");
  /* Else the next fit may end before the last chart is drawn. */
  g_object_set (window->session, "auto-refit", FALSE, NULL);
  gtk_range_set_value (scale, 0.9 * gtk_range_get_value (scale));
  /* Visible ones are drawn in the next frames; others are up to date when asked. */
  g_assert_cmpuint (count_waiting (window), >, 0);
  g_assert_cmpuint (count_waiting (window), <, n);
  app_test_wait (count_waiting (window) == 0, 10);
  g_assert_true (prognosis_session_is_stale (window->session));
  g_assert_cmpuint (count_curves (window, "With these parameters"), ==, n_fitted);
  g_object_set (window->session, "auto-refit", TRUE, NULL); /* a preference that all windows share */
  app_test_activate (window, "win.fit", NULL);
  app_test_wait (!prognosis_session_is_stale (window->session), 60);
  g_assert_cmpuint (count_curves (window, "With these parameters"), ==, 0);
  app_test_close_window (window);
}

static void
test_views (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);

  app_test_activate (window, "win.log", NULL);
  g_assert_true (prognosis_session_get_choices (window->session)->is_log);
  app_test_activate (window, "win.view", g_variant_new_string ("cumulative"));
  g_assert_cmpint (prognosis_session_get_choices (window->session)->view, ==, PROGNOSIS_VIEW_CUMULATIVE);
  app_test_activate (window, "win.per-100k", NULL);
  g_assert_true (prognosis_session_get_choices (window->session)->per_100k);
  app_test_keep_screenshot (window, "school-views.png");
  for (int i = 0; i < 3; i++)
    app_test_activate (window, "win.undo", NULL);
  g_assert_false (prognosis_session_get_choices (window->session)->is_log);
  app_test_close_window (window);
}

static void
test_small (void)
{
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 800, 600);

  g_assert_false (adw_flap_get_folded (window->model_flap));
  app_test_keep_screenshot (window, "800x600.png");
  app_test_close_window (window);

  window = app_test_open_window (SCHOOL, 360, 640);
  g_assert_true (adw_flap_get_folded (window->model_flap));
  adw_flap_set_reveal_flap (window->model_flap, TRUE);
  app_test_keep_screenshot (window, "360.png");
  app_test_close_window (window);
}

static void
test_preset (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  const PrognosisOptions *options;
  PrognosisParameterRow *row;
  double from, to;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("seir"));
  app_test_settle (window->session);
  row = app_test_find_parameter (window, "gamma");
  g_assert_true (prognosis_interval_bar_get (app_test_find (row, "interval"), &from, &to));
  g_assert_cmpfloat (from, <=, gtk_range_get_value (app_test_find (row, "scale")));
  g_assert_cmpfloat (to, >=, gtk_range_get_value (app_test_find (row, "scale")));
  app_test_activate (window, "win.preset", g_variant_new_string ("measles"));
  app_test_settle (window->session);
  options = prognosis_session_get_choices (window->session)->options;
  g_assert_cmpuint (options->fixed->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);

      g_assert_cmpfloat_with_epsilon (fixed->value, g_str_equal (fixed->parameter, "gamma") ? 0.2 : 0.125, 1e-12);
    }
  row = app_test_find_parameter (window, "gamma");
  g_assert_false (prognosis_interval_bar_get (app_test_find (row, "interval"), &from, &to));
  app_test_keep_screenshot (window, "preset.png");
  app_test_activate (window, "win.undo", NULL);
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  /* A forecaster without equations has no rates to lock. */
  app_test_activate (window, "win.forecaster", g_variant_new_string ("persistence"));
  app_test_settle (window->session);
  app_test_activate (window, "win.preset", g_variant_new_string ("measles"));
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  app_test_close_window (window);
}

static void
test_problems (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *before = prognosis_words_for_problem (prognosis_session_get_dataset (window->session), 0, 0, 3);
  g_autofree char *after = NULL;

  g_assert_null (before);
  prognosis_session_set_excluded (window->session, 0, 0, 3, TRUE);
  after = prognosis_words_for_problem (prognosis_session_get_dataset (window->session), 0, 0, 3);
  g_assert_nonnull (strstr (after, "excluded"));
  g_assert_nonnull (strstr (after, SCHOOL ", line "));
  g_assert_true (gtk_widget_get_has_tooltip (
      GTK_WIDGET (app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 0))));
  app_test_settle (window->session);
  app_test_close_window (window);
}

static void
test_estimates (void)
{
  gboolean is_published = FALSE;
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisEstimates *estimates = app_test_find_type (window, PROGNOSIS_TYPE_ESTIMATES, 0);

  app_test_activate (window, "win.page", g_variant_new_string ("fit"));
  app_test_activate (window, "win.forecaster", g_variant_new_string ("persistence"));
  app_test_settle (window->session);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (estimates)));
  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_run_for (100);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (estimates)));
  g_assert_cmpuint (count_rows (estimates), ==,
                    prognosis_fit_get_n_parameters (prognosis_live_get_fit (prognosis_session_get_live (window->session))));
  g_assert_cmpstr (app_test_get_label (estimates, "stop"), ==, "Converged");
  g_assert_nonnull (strstr (app_test_get_cell (estimates, 2, 1), "–"));
  for (int row = 2; row <= 6; row += 2)
    is_published |= strstr (app_test_get_cell (estimates, 0, row), "Published: ") != NULL;
  g_assert_true (is_published);
  g_assert_true (g_str_has_prefix (app_test_get_label (app_test_get_page (window, "fit"), "said"), "The fit converged after "));
  app_test_close_window (window);
}

/* “Automatic” stands for a number: up and down continue from it. */
static void
test_steps_from_automatic (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisSettingRow *row = app_test_find_setting (window, "horizon");
  GtkSpinButton *spin = app_test_find_type (row, GTK_TYPE_SPIN_BUTTON, 0);

  gtk_spin_button_spin (spin, GTK_SPIN_STEP_FORWARD, 1);
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 29);
  app_test_wait (prognosis_session_get_choices (window->session)->options->horizon == 29, 10);
  prognosis_session_undo (window->session);
  app_test_settle (window->session);
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 0);
  gtk_spin_button_spin (spin, GTK_SPIN_STEP_BACKWARD, 1);
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 27);
  app_test_wait (prognosis_session_get_choices (window->session)->options->horizon == 27, 10);
  gtk_spin_button_set_value (spin, 29);
  gtk_spin_button_spin (spin, GTK_SPIN_STEP_BACKWARD, 1);
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 28);
  gtk_spin_button_set_value (spin, 0);
  app_test_wait (prognosis_session_get_choices (window->session)->options->horizon == 0, 10);
  /* A single day can be typed. */
  gtk_editable_set_text (GTK_EDITABLE (spin), "1");
  gtk_spin_button_update (spin);
  app_test_wait (prognosis_session_get_choices (window->session)->options->horizon == 1, 10);
  app_test_settle (window->session);
  app_test_close_window (window);
}

static void
test_extent (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-baltimore-1918.csv", 1180, 760);

  g_assert_cmpstr (adw_window_title_get_subtitle (window->title), ==, "Days 1 – 92");
  app_test_close_window (window);
}

/* If the forecast depends on the generation time, it is recomputed for a new one. */
static void
test_generation (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-baltimore-1918.csv", 1180, 760);
  g_autoptr (PrognosisForecast) before = NULL;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("hybrid"));
  app_test_settle (window->session);
  /* The generation time is a parameter of its equations, and has one control. */
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (app_test_find_setting (window, "generation"))));
  before = prognosis_forecast_ref (prognosis_session_get_forecast (window->session));
  prognosis_session_set_setting (window->session, "generation", 3);
  app_test_settle (window->session);
  g_assert_true (prognosis_session_get_forecast (window->session) != before);
  app_test_close_window (window);
}

/* A network has no equations: its page shows the training, and the reproduction number is derived from counts. */
static void
test_training (void)
{
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 1180, 760);
  g_autoptr (PrognosisFigure) figure = NULL, reproduction = NULL;

  app_test_activate (window, "win.page", g_variant_new_string ("fit"));
  app_test_activate (window, "win.forecaster", g_variant_new_string ("fc"));
  app_test_settle (window->session);
  app_test_run_for (100);
  g_assert_nonnull (strstr (app_test_get_label (app_test_get_page (window, "fit"), "said"), " epochs"));
  g_assert_true (g_str_has_prefix (app_test_get_label (app_test_get_page (window, "fit"), "said"), "Learned from "));
  figure = prognosis_chart_page_new_figure (app_test_get_page (window, "fit"), 1);
  g_assert_cmpuint (prognosis_figure_get_n_panels (figure), ==, 1);
  app_test_keep_screenshot (window, "training.png");
  app_test_activate (window, "win.page", g_variant_new_string ("reproduction"));
  app_test_run_for (100);
  reproduction = prognosis_chart_page_new_figure (app_test_get_page (window, "reproduction"), 1);
  g_assert_cmpuint (prognosis_figure_get_n_panels (reproduction), ==, 2);
  g_assert_nonnull (strstr (app_test_get_label (app_test_get_page (window, "reproduction"), "said"), "5.5 days"));
  app_test_keep_screenshot (window, "reproduction-of-network.png");
  /* Another generation time re-expresses the same forecast: nothing is trained again, and it can be undone. */
  prognosis_session_set_setting (window->session, "generation", 3);
  g_assert_false (prognosis_session_is_busy (window->session));
  g_assert_false (prognosis_session_is_stale (window->session));
  app_test_run_for (100);
  g_assert_nonnull (strstr (app_test_get_label (app_test_get_page (window, "reproduction"), "said"), " 3 days"));
  prognosis_session_undo (window->session);
  app_test_run_for (100);
  g_assert_nonnull (strstr (app_test_get_label (app_test_get_page (window, "reproduction"), "said"), "5.5 days"));
  app_test_close_window (window);
}

/* The equations, and the compartments before the residuals. */
static void
assert_shows_model (PrognosisWindow *window)
{
  gpointer page = app_test_get_page (window, "fit");
  g_autoptr (PrognosisFigure) figure = prognosis_chart_page_new_figure (page, 1);
  GtkDrawingArea *diagram = app_test_find_type (page, GTK_TYPE_DRAWING_AREA, 0);
  gboolean has_equations = FALSE;
  GtkLabel *label;

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (diagram)));
  g_assert_cmpint (gtk_drawing_area_get_content_height (diagram), >, 20);
  for (guint i = 0; (label = app_test_find_type (page, GTK_TYPE_LABEL, i)) != NULL; i++)
    has_equations
        |= strstr (gtk_label_get_label (label), "I′\302\240=\302\240β\302\240S\302\240I\302\240−\302\240γ\302\240I") != NULL;
  g_assert_true (has_equations);
  g_assert_cmpstr (prognosis_panel_get_title (prognosis_figure_get_panel (figure, 0)), ==, "Compartments");
}

static void
test_pages (void)
{
  static const char *const pages[] = { "reproduction", "scenarios", "fit", "trajectories" };
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.add-scenario", NULL);
  app_test_activate (window, "win.add-scenario", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *shot = g_strdup_printf ("page-%s.png", pages[i]);

      app_test_activate (window, "win.page", g_variant_new_string (pages[i]));
      app_test_run_for (300);
      app_test_keep_screenshot (window, shot);
    }
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->scenarios->len, ==, 2);
  /* How much it differs from the baseline, and how certain that is. */
  g_assert_nonnull (strstr (app_test_get_scenario (window, 0), "person-days of in_bed ("));
  g_assert_nonnull (strstr (app_test_get_scenario (window, 1), "\nPeak: "));
  app_test_activate (window, "win.undo", NULL);
  app_test_activate (window, "win.undo", NULL);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->scenarios->len, ==, 0);
  g_assert_nonnull (app_test_find (app_test_get_page (window, "fit"), "chart"));
  assert_shows_model (window);
  app_test_close_window (window);
}

static void
test_drags_and_clicks (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisChart *chart = app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 0);
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);
  int day = prognosis_dataset_get_day (dataset, 9);

  g_signal_emit_by_name (chart, "handle-moved", PROGNOSIS_HANDLE_ORIGIN, day + 0.2);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->origin, ==, 9);
  app_test_settle (window->session);
  app_test_keep_screenshot (window, "origin.png");
  g_signal_emit_by_name (chart, "handle-moved", PROGNOSIS_HANDLE_WINDOW, day - 4.0);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_train, ==, 5);
  app_test_settle (window->session);
  app_test_activate (window, "win.undo", NULL);
  app_test_activate (window, "win.undo", NULL);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->origin, ==, -1);
  app_test_settle (window->session);
  app_test_close_window (window);
}

static void
test_dark (void)
{
  PrognosisWindow *window;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  window = app_test_open_window (DISTRICTS, 1180, 760);
  app_test_keep_screenshot (window, "dark.png");
  app_test_close_window (window);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/window/welcome", test_welcome);
  g_test_add_func ("/app/window/opens-sample", test_opens_sample);
  g_test_add_func ("/app/window/regions", test_regions);
  g_test_add_func ("/app/window/many-charts", test_many_charts);
  g_test_add_func ("/app/window/views", test_views);
  g_test_add_func ("/app/window/small", test_small);
  g_test_add_func ("/app/window/preset", test_preset);
  g_test_add_func ("/app/window/problems", test_problems);
  g_test_add_func ("/app/window/estimates", test_estimates);
  g_test_add_func ("/app/window/steps-from-automatic", test_steps_from_automatic);
  g_test_add_func ("/app/window/extent", test_extent);
  g_test_add_func ("/app/window/training", test_training);
  g_test_add_func ("/app/window/generation", test_generation);
  g_test_add_func ("/app/window/pages", test_pages);
  g_test_add_func ("/app/window/drags-and-clicks", test_drags_and_clicks);
  g_test_add_func ("/app/window/dark", test_dark);
  return g_test_run ();
}
