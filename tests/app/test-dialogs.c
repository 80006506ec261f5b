/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test-window.h"

#include <glib/gstdio.h>
#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

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
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *json = g_build_filename (folder, "forecast.json", NULL);
  g_autofree char *longer = g_build_filename (folder, "forecast.csv.json", NULL);
  static const char *const names[] = { "chart.png", "chart.svg", "chart.pdf", "forecast.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      GStatBuf info;

      app_test_activate (window, "win.export-to", g_variant_new_string (path));
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
          app_test_activate (window, "win.export-to", g_variant_new_string (path));
          assert_file_has (longer, "\"forecaster_used\"");
          assert_file_has (json, "{}");
        }
      g_unlink (path);
    }
  g_unlink (json);
  g_unlink (longer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_close_window (window);
}

/* Exports @name, and looks for @parts in it. */
static void
assert_export_has (PrognosisWindow *window, const char *folder, const char *name, const char *const *parts)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  for (gsize i = 0; parts[i] != NULL; i++)
    assert_file_has (path, parts[i]);
  g_unlink (path);
}

/* What a picture of a comparison or of scenarios says is of these, and each scenario has a table of its own. */
static void
test_export_pages (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-baltimore-1918.csv", 1180, 760);
  const char *models[] = { "regression", NULL };
  static const char *const of_comparison[] = { "regression, persistence", "Origins", "Horizon", NULL };
  static const char *const of_scenarios[]
      = { "Scenario 1: transmission * 0.7 from ", "Scenario 2: no change", "Fixed", "gamma=0.25", NULL };
  static const char *const tables[] = { "f.csv",
                                        "f.json",
                                        "f-Scenario 1.csv",
                                        "f-Scenario 1.json",
                                        "f-Scenario 1-2.csv",
                                        "f-Scenario 1-2.json",
                                        "f-Scenario 1-3.csv",
                                        "f-Scenario 1-3.json" };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "f.csv", NULL);
  g_autofree char *taken = g_build_filename (folder, "f-Scenario 1.csv", NULL);
  g_autofree char *third = g_build_filename (folder, "f-Scenario 1-3.csv", NULL);
  char *texts[G_N_ELEMENTS (tables)] = { NULL };

  app_test_activate (window, "win.forecaster", g_variant_new_string ("seir"));
  app_test_settle (window->session);
  prognosis_session_compare (window->session, models);
  app_test_wait (!prognosis_session_is_comparing (window->session), 60);
  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  app_test_run_for (100);
  assert_export_has (window, folder, "a.png", of_comparison);
  assert_export_has (window, folder, "a.svg", of_comparison);

  app_test_activate (window, "win.page", g_variant_new_string ("scenarios"));
  app_test_activate (window, "win.add-scenario", NULL);
  prognosis_session_set_scenario (window->session, -1, prognosis_scenario_new ("Scenario 2"));
  prognosis_session_preview (window->session, 1, 0.25);
  prognosis_session_commit (window->session, 1);
  app_test_settle (window->session);
  assert_export_has (window, folder, "a.svg", of_scenarios);

  /* One of the same name, and a file of the user's. */
  prognosis_session_set_scenario (window->session, 1, prognosis_scenario_new ("Scenario 1"));
  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *table = g_build_filename (folder, tables[i], NULL);

      g_assert_true (g_file_get_contents (table, &texts[i], NULL, NULL) == (i < 6));
      g_unlink (table);
    }
  g_assert_true (g_str_has_prefix (texts[2], "location,") || g_str_has_prefix (texts[2], "reference_date"));
  g_assert_cmpstr (texts[0], !=, texts[2]);
  g_assert_nonnull (strstr (texts[3], "\"transmission_factor\" : 0."));
  g_assert_null (strstr (texts[1], "transmission_factor"));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_free (texts[i]);
  g_assert_true (g_file_set_contents (taken, "mine", -1, NULL));
  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  assert_file_has (taken, "mine");
  g_assert_true (g_file_test (third, G_FILE_TEST_EXISTS));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *table = g_build_filename (folder, tables[i], NULL);

      g_unlink (table);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_close_window (window);
}

static void
test_failure (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);

  app_test_activate (window, "win.open-path", g_variant_new_string ("/there/is/no/such.csv"));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "failed");
  app_test_keep_screenshot (window, "failed.png");
  app_test_activate (window, "win.dismiss", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "main");
  app_test_close_window (window);
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

static GtkWidget *
find_by_type (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
keep_screenshot (GtkWindow *dialog, const char *name)
{
  g_autofree char *path = NULL;

  app_test_run_for (300);
  if (g_getenv ("PROGNOSIS_SCREENSHOTS") == NULL)
    return;
  path = g_build_filename (g_getenv ("PROGNOSIS_SCREENSHOTS"), name, NULL);
  app_test_screenshot (GTK_WIDGET (dialog), path);
}

static double
get_population (PrognosisWindow *window, gsize region)
{
  return prognosis_dataset_get_region (prognosis_session_get_dataset (window->session), region)->population;
}

static void
test_data_dialog (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);
  GtkWidget *entry;
  GtkWindow *dialog;

  app_test_activate (window, "win.population", NULL);
  dialog = find_preferences (window);
  g_assert_nonnull (dialog);
  keep_screenshot (dialog, "data.png");
  entry = gtk_window_get_focus (dialog);
  g_assert_true (GTK_IS_EDITABLE (entry));
  /* As people write numbers; a mistake changes nothing. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such file");
  g_signal_emit_by_name (gtk_widget_get_ancestor (entry, ADW_TYPE_ENTRY_ROW), "apply");
  g_assert_cmpfloat (get_population (window, 0), ==, 763);
  gtk_editable_set_text (GTK_EDITABLE (entry), "500 000");
  g_signal_emit_by_name (gtk_widget_get_ancestor (entry, ADW_TYPE_ENTRY_ROW), "apply");
  g_assert_cmpfloat (get_population (window, 0), ==, 500000);
  gtk_window_destroy (dialog);
  app_test_run_for (100);
  app_test_close_window (window);
}

/* A number for each of several regions. */
static void
test_populations (void)
{
  static const char text[] = "date,place,cases\n2020-03-01,A,3\n2020-03-01,B,2\n2020-03-02,A,4\n2020-03-02,B,1\n"
                             "2020-03-03,A,9\n2020-03-03,B,5\n2020-03-04,A,7\n2020-03-04,B,3\n";
  PrognosisWindow *window = app_test_new_window (1000, 700);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "places.csv", NULL);
  const char *paths[] = { path, NULL };
  GtkWidget *entry;
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  prognosis_window_open_files (window, paths);
  app_test_settle (window->session);
  g_assert_true (isnan (get_population (window, 0)));
  app_test_activate (window, "win.population", NULL);
  dialog = find_preferences (window);
  keep_screenshot (dialog, "populations.png");
  entry = find_by_type (GTK_WIDGET (dialog), GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "none");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_true (isnan (get_population (window, 0)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "1,200");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (get_population (window, 0), ==, 1200);
  g_assert_true (isnan (get_population (window, 1)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1200");
  prognosis_session_undo (window->session);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_window_destroy (dialog);
  app_test_run_for (100);
  app_test_close_window (window);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What was recognised in data is said when they are opened, and until it is closed. */
static void
test_banner (void)
{
  static const char text[] = "date,cases\n2026-03-01,1\n2026-03-02,1\n2026-03-03,2\n2026-03-04,3\n2026-03-05,3\n"
                             "2026-03-06,5\n2026-03-07,8\n2026-03-08,12\n2026-03-09,20\n2026-03-10,31\n";
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);
  PrognosisReadingBanner *banner
      = prognosis_trajectories_page_get_banner (PROGNOSIS_TRAJECTORIES_PAGE (app_test_get_page (window, "trajectories")));
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "early.csv", NULL);
  GtkWidget *label;
  gboolean handled = FALSE;

  /* Of a sample, which is described, there is nothing to say. */
  g_assert_false (prognosis_reading_banner_is_shown (banner));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  app_test_activate (window, "win.open-path", g_variant_new_string (path));
  app_test_settle (window->session);
  g_assert_true (prognosis_reading_banner_is_shown (banner));
  g_assert_cmpstr (prognosis_reading_banner_get_text (banner), ==, "Read: 1 region, 10 days, cases (New per day). 1 warning.");
  app_test_run_for (400);
  app_test_keep_screenshot (window, "banner.png");
  /* Ten rising days may be either: one click changes it. */
  label = find_by_type (GTK_WIDGET (banner), GTK_TYPE_LABEL);
  g_signal_emit_by_name (label, "activate-link", "switch", &handled);
  g_assert_true (handled);
  g_assert_cmpint (prognosis_dataset_get_signal (prognosis_session_get_dataset (window->session), 0)->kind, ==,
                   PROGNOSIS_KIND_CUMULATIVE);
  g_assert_nonnull (strstr (prognosis_reading_banner_get_text (banner), "cases (Cumulative)"));
  g_assert_true (prognosis_reading_banner_is_shown (banner));
  prognosis_reading_banner_close (banner);
  prognosis_session_undo (window->session);
  g_assert_cmpint (prognosis_dataset_get_signal (prognosis_session_get_dataset (window->session), 0)->kind, ==,
                   PROGNOSIS_KIND_INCIDENT);
  g_assert_false (prognosis_reading_banner_is_shown (banner));
  app_test_activate (window, "win.open-path", g_variant_new_string (path));
  app_test_settle (window->session);
  g_assert_true (prognosis_reading_banner_is_shown (banner));
  app_test_close_window (window);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Whether "Open" offers @path. */
static gboolean
is_offered (PrognosisWindow *window, const char *path)
{
  GMenuModel *menu = G_MENU_MODEL (window->recent_menu);
  gboolean is_found = FALSE;

  for (int s = 0; s < g_menu_model_get_n_items (menu); s++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, s, G_MENU_LINK_SECTION);

      for (int i = 0; section != NULL && i < g_menu_model_get_n_items (section); i++)
        {
          g_autofree char *target = NULL;

          if (g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_TARGET, "s", &target))
            is_found |= g_str_equal (target, path);
        }
    }
  return is_found;
}

/* GTK's file chooser takes what is exported for a recent file. */
static void
test_recent_exports (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *picture = g_build_filename (folder, "a.png", NULL);
  g_autofree char *session = g_build_filename (folder, "a.prognosis", NULL);
  g_autofree char *uri = g_filename_to_uri (picture, NULL, NULL);
  const char *paths[] = { picture, NULL };

  app_test_activate (window, "win.export-to", g_variant_new_string (picture));
  gtk_recent_manager_add_item (manager, uri);
  app_test_activate (window, "win.save-to", g_variant_new_string (session));
  app_test_wait (gtk_recent_manager_has_item (manager, uri) && is_offered (window, session), 10);
  app_test_run_for (200);
  g_assert_false (is_offered (window, picture));
  /* What is opened is data, wherever it came from. */
  prognosis_window_open_files (window, paths);
  app_test_wait (is_offered (window, picture), 10);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  app_test_activate (window, "win.dismiss", NULL);
  g_unlink (picture);
  g_unlink (session);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_close_window (window);
}

/* However they come, the user's files are offered again; samples are not. */
static void
test_recent (void)
{
  PrognosisWindow *window = app_test_new_window (1000, 700);
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  g_autofree char *sample = app_test_sample (SCHOOL);
  g_autofree char *other = app_test_sample ("sars-hong-kong-2003.csv");
  g_autofree char *sample_uri = g_filename_to_uri (sample, NULL, NULL);
  g_autofree char *other_uri = g_filename_to_uri (other, NULL, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (other);
  GSList files = { file, NULL };
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  gboolean dropped = FALSE;

  app_test_activate (window, "win.open-path", g_variant_new_string (sample));
  app_test_settle (window->session);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      g_auto (GValue) value = G_VALUE_INIT;

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      g_value_init (&value, GDK_TYPE_FILE_LIST);
      g_value_set_boxed (&value, &files);
      g_signal_emit_by_name (controller, "drop", &value, 0., 0., &dropped);
    }
  g_object_unref (controllers);
  g_assert_true (dropped);
  app_test_settle (window->session);
  app_test_wait (gtk_recent_manager_has_item (manager, other_uri), 10);
  g_assert_false (gtk_recent_manager_has_item (manager, sample_uri));
  app_test_close_window (window);
}

static void
test_preferences (void)
{
  GSettings *settings = prognosis_application_get_settings (app_test_get_application ());
  PrognosisWindow *window;
  GtkWindow *dialog;

  if (settings == NULL)
    {
      g_test_skip ("the schema is not there");
      return;
    }
  g_settings_set_int (settings, "default-paths", 150);
  g_settings_set_int (settings, "default-seed", 7);
  window = app_test_open_window (SCHOOL, 1180, 760);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_paths, ==, 150);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->seed, ==, 7);
  app_test_activate (window, "win.preferences", NULL);
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
  app_test_close_window (window);
}

static void
test_report (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autofree char *text = NULL;
  const char *shots = g_getenv ("PROGNOSIS_SCREENSHOTS");
  GdkContentFormats *formats;
  gsize n;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.report-to", g_variant_new_string (path));
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
  app_test_activate (window, "win.copy-chart", NULL);
  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (window)));
  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE));
  app_test_close_window (window);
}

static GtkWindow *
open_table (PrognosisWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  app_test_activate (window, "win.table", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n + 1);
  app_test_run_for (700);
  for (guint i = 0; i < n + 1; i++)
    {
      g_autoptr (GtkWidget) table = g_list_model_get_item (toplevels, i);

      if (gtk_widget_get_mapped (table) && table != GTK_WIDGET (window))
        return GTK_WINDOW (table);
    }
  g_assert_not_reached ();
}

/* Whether a key does something on @widget itself, by the shortcuts that were given to it. */
static gboolean
press (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller) ? g_list_model_get_n_items (G_LIST_MODEL (controller)) : 0;

      for (guint k = 0; k < n; k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }
  return FALSE;
}

static void
took_text_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_table (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-baltimore-1918.csv", 1180, 760);
  PrognosisFigure *figure = prognosis_chart_get_figure (
      prognosis_trajectories_page_get_chart (PROGNOSIS_TRAJECTORIES_PAGE (app_test_get_page (window, "trajectories")), 0));
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
  table = open_table (window);
  if (g_getenv ("PROGNOSIS_SCREENSHOTS") != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SCREENSHOTS"), "table.png", NULL);

      app_test_screenshot (GTK_WIDGET (table), path);
    }

  /* The first day of the forecast is in sight, and the keyboard is there. */
  view = find_by_type (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  place = gtk_adjustment_get_upper (adjustment) * (double) first / (g_strv_length (rows) - 1);
  g_assert_cmpuint (first, >, 20);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, place);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment), >, place);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (table), view));

  /* All of it can be copied, as numbers. */
  list = gtk_widget_get_last_child (view);
  g_assert_false (press (view, GDK_KEY_c, GDK_CONTROL_MASK));
  g_assert_true (gtk_widget_activate_action (list, "list.select-all", NULL));
  g_assert_true (press (view, GDK_KEY_c, GDK_CONTROL_MASK));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (view), NULL, took_text_cb, &text);
  app_test_wait (text != NULL, 10);
  g_assert_true (g_str_has_prefix (text, "Day\t"));
  g_assert_null (strstr (text, "\342\200\257"));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (rows) + 1);

  weak = table;
  g_object_add_weak_pointer (G_OBJECT (table), &weak);
  g_assert_true (press (GTK_WIDGET (table), GDK_KEY_Escape, 0));
  app_test_wait (weak == NULL, 10);
  table = open_table (window);
  weak = table;
  g_object_add_weak_pointer (G_OBJECT (table), &weak);
  g_assert_true (press (GTK_WIDGET (table), GDK_KEY_w, GDK_CONTROL_MASK));
  app_test_wait (weak == NULL, 10);

  /* It names its data, and goes with their window. */
  table = open_table (window);
  title = g_strdup_printf ("Table · %s", prognosis_dataset_get_title (prognosis_session_get_dataset (window->session)));
  g_assert_cmpstr (gtk_window_get_title (table), ==, title);
  weak = table;
  g_object_add_weak_pointer (G_OBJECT (table), &weak);
  app_test_close_window (window);
  app_test_wait (weak == NULL, 10);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/dialogs/export", test_export);
  g_test_add_func ("/app/dialogs/export-pages", test_export_pages);
  g_test_add_func ("/app/dialogs/failure", test_failure);
  g_test_add_func ("/app/dialogs/data-dialog", test_data_dialog);
  g_test_add_func ("/app/dialogs/populations", test_populations);
  g_test_add_func ("/app/dialogs/recent", test_recent);
  g_test_add_func ("/app/dialogs/recent-exports", test_recent_exports);
  g_test_add_func ("/app/dialogs/banner", test_banner);
  g_test_add_func ("/app/dialogs/preferences", test_preferences);
  g_test_add_func ("/app/dialogs/report", test_report);
  g_test_add_func ("/app/dialogs/table", test_table);
  return g_test_run ();
}
