/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"

#include "prognosis-window-private.h"
#include "prognosis-words.h"

#include <glib/gstdio.h>
#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"
#define DISTRICTS "measles-weser-ems-2001-2002.csv"

static PrognosisApplication *application;

static PrognosisWindow *
new_window (int width, int height)
{
  PrognosisWindow *window = prognosis_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (window)), 10);
  return window;
}

static PrognosisWindow *
open_sample (const char *name, int width, int height)
{
  PrognosisWindow *window = new_window (width, height);

  app_test_open_sample (window->session, name);
  app_test_run_for (300);
  return window;
}

static void
close_window (PrognosisWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (window == NULL, 10);
}

static void
activate (PrognosisWindow *window, const char *action, GVariant *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window), action, target));
}

static void
keep_screenshot (PrognosisWindow *window, const char *name)
{
  const char *folder = g_getenv ("PROGNOSIS_SCREENSHOTS");
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  app_test_run_for (700);
  path = g_build_filename (folder, name, NULL);
  app_test_screenshot (GTK_WIDGET (window), path);
}

static void
test_welcome (void)
{
  PrognosisWindow *window = new_window (1000, 700);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "welcome");
  g_assert_true (prognosis_window_is_empty (window));
  keep_screenshot (window, "welcome.png");
  close_window (window);
}

static void
test_opens_sample (void)
{
  PrognosisWindow *window = new_window (1180, 760);
  g_autofree char *path = app_test_sample (SCHOOL);

  activate (window, "win.open-path", g_variant_new_string (path));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 30);
  app_test_settle (window->session);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "main");
  g_assert_cmpuint (prognosis_trajectories_page_get_n_charts (window->trajectories_page), ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->regions_button)));
  keep_screenshot (window, "school.png");
  close_window (window);
}

static void
test_slider (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  PrognosisParameterRow *row;
  GtkRange *scale;
  double fitted;

  activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  row = prognosis_model_panel_find_row (window->model_panel, "gamma");
  g_assert_nonnull (row);
  scale = prognosis_parameter_row_get_scale (row);
  fitted = gtk_range_get_value (scale);
  gtk_range_set_value (scale, fitted - 0.05);
  g_assert_true (prognosis_session_is_stale (window->session));
  /* It rests, is fixed, and the rest is fitted again. */
  app_test_wait (prognosis_session_can_undo (window->session) && !prognosis_session_is_stale (window->session), 30);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (scale), fitted - 0.05, 1e-6);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 1);
  keep_screenshot (window, "school-slider.png");
  activate (window, "win.undo", NULL);
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (scale), fitted, 1e-6);
  close_window (window);
}

static void
test_number_entry (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  PrognosisParameterRow *row;
  GtkEntry *entry;

  activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  row = prognosis_model_panel_find_row (window->model_panel, "gamma");
  entry = prognosis_parameter_row_get_entry (row);
  gtk_editable_set_text (GTK_EDITABLE (entry), "0,5");
  g_signal_emit_by_name (entry, "activate");
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "half");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  close_window (window);
}

static void
test_regions (void)
{
  PrognosisWindow *window = open_sample (DISTRICTS, 1180, 760);
  GtkSelectionModel *model = prognosis_region_list_get_model (window->region_list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  g_assert_cmpuint (n, ==, prognosis_dataset_get_n_regions (prognosis_session_get_dataset (window->session)));
  gtk_selection_model_select_item (model, 1, TRUE);
  gtk_selection_model_select_item (model, 2, FALSE);
  g_assert_cmpuint (prognosis_trajectories_page_get_n_charts (window->trajectories_page), ==, 2);
  activate (window, "win.select-all-regions", NULL);
  g_assert_cmpuint (prognosis_trajectories_page_get_n_charts (window->trajectories_page), ==, n);
  keep_screenshot (window, "regions.png");
  gtk_editable_set_text (GTK_EDITABLE (prognosis_region_list_get_search (window->region_list)), "zzzz");
  app_test_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == 0, 5);
  /* Searching does not choose. */
  g_assert_cmpuint (prognosis_trajectories_page_get_n_charts (window->trajectories_page), ==, n);
  gtk_editable_set_text (GTK_EDITABLE (prognosis_region_list_get_search (window->region_list)), "");
  app_test_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == n, 5);
  close_window (window);
}

static void
test_views (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);

  activate (window, "win.log", NULL);
  g_assert_true (prognosis_session_get_choices (window->session)->is_log);
  activate (window, "win.view", g_variant_new_string ("cumulative"));
  g_assert_cmpint (prognosis_session_get_choices (window->session)->view, ==, PROGNOSIS_VIEW_CUMULATIVE);
  activate (window, "win.per-100k", NULL);
  g_assert_true (prognosis_session_get_choices (window->session)->per_100k);
  keep_screenshot (window, "school-views.png");
  for (int i = 0; i < 3; i++)
    activate (window, "win.undo", NULL);
  g_assert_false (prognosis_session_get_choices (window->session)->is_log);
  close_window (window);
}

static void
test_zoom (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  PrognosisChart *chart = prognosis_trajectories_page_get_chart (window->trajectories_page, 0);
  double from, to, all_from, all_to;

  prognosis_panel_get_x_range (prognosis_figure_get_panel (prognosis_chart_get_figure (chart), 0), &all_from, &all_to);
  activate (window, "win.zoom-in", NULL);
  prognosis_panel_get_x_range (prognosis_figure_get_panel (prognosis_chart_get_figure (chart), 0), &from, &to);
  g_assert_cmpfloat (to - from, <, 0.7 * (all_to - all_from));
  g_assert_true (prognosis_chart_is_zoomed (chart));
  activate (window, "win.zoom-fit", NULL);
  prognosis_panel_get_x_range (prognosis_figure_get_panel (prognosis_chart_get_figure (chart), 0), &from, &to);
  g_assert_cmpfloat_with_epsilon (to - from, all_to - all_from, 1e-6);
  close_window (window);
}

static void
assert_file_has (const char *path, const char *what)
{
  g_autofree char *text = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (path, &text, &n, NULL));
  if (memmem (text, n, what, strlen (what)) == NULL)
    g_error ("%s: has no “%s”", path, what);
}

static void
test_export (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *json = g_build_filename (folder, "forecast.json", NULL);
  g_autofree char *longer = g_build_filename (folder, "forecast.csv.json", NULL);
  static const char *const names[] = { "chart.png", "chart.svg", "chart.pdf", "forecast.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      GStatBuf info;

      activate (window, "win.export-to", g_variant_new_string (path));
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_size, >, 500);
      /* A chart says how it was made. */
      if (i < 2)
        {
          assert_file_has (path, "Data SHA-256");
          assert_file_has (path, SCHOOL);
          assert_file_has (path, "uncertainty=laplace");
        }
      if (i == 3)
        {
          /* What stands there already and is not ours is left alone. */
          assert_file_has (json, "\"data_sha256\"");
          assert_file_has (json, "\"uncertainty\" : \"laplace\"");
          g_assert_true (g_file_set_contents (json, "{}", -1, NULL));
          activate (window, "win.export-to", g_variant_new_string (path));
          assert_file_has (longer, "\"forecaster_used\"");
          assert_file_has (json, "{}");
        }
      g_unlink (path);
    }
  g_unlink (json);
  g_unlink (longer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  close_window (window);
}

static void
test_failure (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1000, 700);

  activate (window, "win.open-path", g_variant_new_string ("/there/is/no/such.csv"));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "failed");
  keep_screenshot (window, "failed.png");
  activate (window, "win.dismiss", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "main");
  close_window (window);
}

static void
test_data_dialog (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1000, 700);
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());
  guint n = g_list_model_get_n_items (toplevels);

  activate (window, "win.data", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n + 1);
  for (guint i = 0; i < n + 1; i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (toplevels, i);

      if (dialog == GTK_WIDGET (window) || gtk_window_get_transient_for (GTK_WINDOW (dialog)) != GTK_WINDOW (window))
        continue;
      app_test_run_for (300);
      if (g_getenv ("PROGNOSIS_SCREENSHOTS") != NULL)
        {
          g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SCREENSHOTS"), "data.png", NULL);

          app_test_screenshot (dialog, path);
        }
      gtk_window_destroy (GTK_WINDOW (dialog));
      break;
    }
  app_test_run_for (100);
  close_window (window);
}

static void
test_small (void)
{
  PrognosisWindow *window = open_sample (DISTRICTS, 800, 600);

  g_assert_false (adw_flap_get_folded (window->model_flap));
  keep_screenshot (window, "800x600.png");
  close_window (window);

  window = open_sample (SCHOOL, 360, 640);
  g_assert_true (adw_flap_get_folded (window->model_flap));
  adw_flap_set_reveal_flap (window->model_flap, TRUE);
  keep_screenshot (window, "360.png");
  close_window (window);
}

static void
assert_verdicts (PrognosisWindow *window)
{
  PrognosisBacktest *backtest = prognosis_session_get_backtest (window->session);

  for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
    {
      const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_backtest_get_model (backtest, m));
      g_autofree char *verdict = prognosis_words_for_verdict (backtest, m);

      g_assert_true (m == prognosis_backtest_get_baseline (backtest) || g_str_has_prefix (verdict, forecaster->title));
    }
}

static void
test_preset (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  const PrognosisOptions *options;
  PrognosisParameterRow *row;
  double from, to;

  activate (window, "win.forecaster", g_variant_new_string ("seir"));
  app_test_settle (window->session);
  row = prognosis_model_panel_find_row (window->model_panel, "gamma");
  g_assert_true (prognosis_parameter_row_get_interval (row, &from, &to));
  g_assert_cmpfloat (from, <=, gtk_range_get_value (prognosis_parameter_row_get_scale (row)));
  g_assert_cmpfloat (to, >=, gtk_range_get_value (prognosis_parameter_row_get_scale (row)));
  activate (window, "win.preset", g_variant_new_string ("measles"));
  app_test_settle (window->session);
  options = prognosis_session_get_choices (window->session)->options;
  g_assert_cmpuint (options->fixed->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);

      g_assert_cmpfloat_with_epsilon (fixed->value, g_str_equal (fixed->parameter, "gamma") ? 0.2 : 0.125, 1e-12);
    }
  row = prognosis_model_panel_find_row (window->model_panel, "gamma");
  g_assert_false (prognosis_parameter_row_get_interval (row, &from, &to));
  keep_screenshot (window, "preset.png");
  activate (window, "win.undo", NULL);
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  /* A forecaster without equations has no rates to fix. */
  activate (window, "win.forecaster", g_variant_new_string ("persistence"));
  app_test_settle (window->session);
  activate (window, "win.preset", g_variant_new_string ("measles"));
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  close_window (window);
}

static GtkWindow *
find_preferences (PrognosisWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (ADW_IS_PREFERENCES_WINDOW (dialog) && gtk_window_get_transient_for (dialog) == GTK_WINDOW (window))
        return dialog;
    }
  return NULL;
}

static void
test_preferences (void)
{
  GSettings *settings = prognosis_application_get_settings (application);
  PrognosisWindow *window;
  GtkWindow *dialog;

  if (settings == NULL)
    {
      g_test_skip ("the schema is not there");
      return;
    }
  g_settings_set_int (settings, "default-paths", 150);
  g_settings_set_int (settings, "default-seed", 7);
  window = open_sample (SCHOOL, 1180, 760);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_paths, ==, 150);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->seed, ==, 7);
  activate (window, "win.preferences", NULL);
  app_test_run_for (300);
  dialog = find_preferences (window);
  g_assert_nonnull (dialog);
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)), 10);
  if (g_getenv ("PROGNOSIS_SCREENSHOTS") != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SCREENSHOTS"), "preferences.png", NULL);

      app_test_screenshot (GTK_WIDGET (dialog), path);
    }
  g_settings_set_string (settings, "theme", "dark");
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_reset (settings, "theme");
  g_settings_reset (settings, "default-paths");
  g_settings_reset (settings, "default-seed");
  gtk_window_destroy (dialog);
  app_test_run_for (100);
  close_window (window);
}

static void
test_report (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autofree char *text = NULL;
  const char *shots = g_getenv ("PROGNOSIS_SCREENSHOTS");
  GdkContentFormats *formats;
  gsize n;

  activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  activate (window, "win.report-to", g_variant_new_string (path));
  g_assert_true (g_file_get_contents (path, &text, &n, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF"));
  g_assert_cmpuint (n, >, 5000);
  if (shots != NULL)
    {
      g_autofree char *kept = g_build_filename (shots, "report.pdf", NULL);

      g_file_set_contents (kept, text, (gssize) n, NULL);
    }
  g_unlink (path);
  g_rmdir (folder);
  activate (window, "win.copy-chart", NULL);
  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (window)));
  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE));
  close_window (window);
}

static void
test_problems (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  g_autofree char *before
      = prognosis_words_for_problem (prognosis_session_get_dataset (window->session), 0, 0, 3);
  g_autofree char *after = NULL;

  g_assert_null (before);
  prognosis_session_set_excluded (window->session, 0, 0, 3, TRUE);
  after = prognosis_words_for_problem (prognosis_session_get_dataset (window->session), 0, 0, 3);
  g_assert_nonnull (strstr (after, "left out by you"));
  g_assert_nonnull (strstr (after, SCHOOL ", line "));
  g_assert_true (gtk_widget_get_has_tooltip (
      GTK_WIDGET (prognosis_trajectories_page_get_chart (window->trajectories_page, 0))));
  app_test_settle (window->session);
  close_window (window);
}

static void
test_table (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  PrognosisFigure *figure
      = prognosis_chart_get_figure (prognosis_trajectories_page_get_chart (window->trajectories_page, 0));
  g_auto (GStrv) rows = prognosis_figure_dup_table (figure, 0);
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  g_assert_nonnull (strstr (rows[0], "Observed"));
  g_assert_cmpuint (g_strv_length (rows), >, 14);
  activate (window, "win.table", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n + 1);
  app_test_run_for (500);
  for (guint i = 0; i < n + 1; i++)
    {
      g_autoptr (GtkWidget) table = g_list_model_get_item (toplevels, i);

      if (!gtk_widget_get_mapped (table) || table == GTK_WIDGET (window))
        continue;
      if (g_getenv ("PROGNOSIS_SCREENSHOTS") != NULL)
        {
          g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SCREENSHOTS"), "table.png", NULL);

          app_test_screenshot (table, path);
        }
      gtk_window_destroy (GTK_WINDOW (table));
      break;
    }
  close_window (window);
}

static void
test_estimates (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);

  activate (window, "win.page", g_variant_new_string ("fit"));
  activate (window, "win.forecaster", g_variant_new_string ("persistence"));
  app_test_settle (window->session);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->estimates)));
  activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_run_for (100);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->estimates)));
  g_assert_cmpuint (prognosis_estimates_get_n_rows (window->estimates), ==,
                    prognosis_fit_get_n_parameters (prognosis_session_get_fit (window->session)));
  g_assert_cmpstr (prognosis_estimates_get_stop (window->estimates), ==,
                   prognosis_words_for_stop (prognosis_fit_get_stop (prognosis_session_get_fit (window->session), 0)));
  g_assert_nonnull (strstr (prognosis_estimates_get_cell (window->estimates, 2, 1), "–"));
  close_window (window);
}

static void
test_pages (void)
{
  static const char *const pages[] = { "reproduction", "scenarios", "fit", "compare", "trajectories" };
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);

  activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  activate (window, "win.add-scenario", NULL);
  activate (window, "win.add-scenario", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *shot = g_strdup_printf ("page-%s.png", pages[i]);

      activate (window, "win.page", g_variant_new_string (pages[i]));
      if (g_str_equal (pages[i], "compare"))
        {
          activate (window, "win.compare", NULL);
          app_test_wait (!prognosis_session_is_comparing (window->session), 120);
          assert_verdicts (window);
          g_assert_nonnull (prognosis_session_get_backtest (window->session));
        }
      app_test_run_for (300);
      keep_screenshot (window, shot);
    }
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->scenarios->len, ==, 2);
  activate (window, "win.undo", NULL);
  activate (window, "win.undo", NULL);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->scenarios->len, ==, 0);
  g_assert_nonnull (prognosis_figure_page_get_chart (window->fit_page));
  close_window (window);
}

static void
test_drags_and_clicks (void)
{
  PrognosisWindow *window = open_sample (SCHOOL, 1180, 760);
  PrognosisChart *chart = prognosis_trajectories_page_get_chart (window->trajectories_page, 0);
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);
  int day = prognosis_dataset_get_day (dataset, 9);

  g_signal_emit_by_name (chart, "handle-moved", PROGNOSIS_HANDLE_ORIGIN, day + 0.2);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->origin, ==, 9);
  app_test_settle (window->session);
  keep_screenshot (window, "origin.png");
  g_signal_emit_by_name (chart, "handle-moved", PROGNOSIS_HANDLE_WINDOW, day - 4.0);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_train, ==, 5);
  app_test_settle (window->session);
  activate (window, "win.undo", NULL);
  activate (window, "win.undo", NULL);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->origin, ==, -1);
  app_test_settle (window->session);
  close_window (window);
}

static void
test_dark (void)
{
  PrognosisWindow *window;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  window = open_sample (DISTRICTS, 1180, 760);
  keep_screenshot (window, "dark.png");
  close_window (window);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  application = prognosis_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/app/window/welcome", test_welcome);
  g_test_add_func ("/app/window/opens-sample", test_opens_sample);
  g_test_add_func ("/app/window/slider", test_slider);
  g_test_add_func ("/app/window/number-entry", test_number_entry);
  g_test_add_func ("/app/window/regions", test_regions);
  g_test_add_func ("/app/window/views", test_views);
  g_test_add_func ("/app/window/zoom", test_zoom);
  g_test_add_func ("/app/window/export", test_export);
  g_test_add_func ("/app/window/failure", test_failure);
  g_test_add_func ("/app/window/data-dialog", test_data_dialog);
  g_test_add_func ("/app/window/small", test_small);
  g_test_add_func ("/app/window/preset", test_preset);
  g_test_add_func ("/app/window/preferences", test_preferences);
  g_test_add_func ("/app/window/report", test_report);
  g_test_add_func ("/app/window/problems", test_problems);
  g_test_add_func ("/app/window/table", test_table);
  g_test_add_func ("/app/window/estimates", test_estimates);
  g_test_add_func ("/app/window/pages", test_pages);
  g_test_add_func ("/app/window/drags-and-clicks", test_drags_and_clicks);
  g_test_add_func ("/app/window/dark", test_dark);
  return g_test_run ();
}
