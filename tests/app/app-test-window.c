/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "app-test-window.h"

#include <glib/gstdio.h>
#include <math.h>

#include "prognosis-reader.h"

PrognosisApplication *
app_test_get_application (void)
{
  return PROGNOSIS_APPLICATION (g_application_get_default ());
}

GSettings *
app_test_get_settings (void)
{
  g_autoptr (GSettingsSchema) schema
      = g_settings_schema_source_lookup (g_settings_schema_source_get_default (), PROGNOSIS_APP_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

PrognosisWindow *
app_test_new_window (int width, int height)
{
  g_autoptr (GSettings) settings = app_test_get_settings ();
  PrognosisWindow *window = prognosis_window_new (GTK_APPLICATION (app_test_get_application ()), settings);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (window)), 10);
  return window;
}

PrognosisWindow *
app_test_open_window (const char *name, int width, int height)
{
  PrognosisWindow *window = app_test_new_window (width, height);

  app_test_open_sample (window->session, name);
  app_test_run_for (300);
  return window;
}

PrognosisChartPage *
app_test_get_page (PrognosisWindow *window, const char *id)
{
  return PROGNOSIS_CHART_PAGE (adw_view_stack_get_child_by_name (window->pages, id));
}

PrognosisWindow *
app_test_open_model (const char *sample, const char *model, int width, int height)
{
  PrognosisWindow *window = app_test_new_window (width, height);

  g_object_set (window->session, "auto-refit", FALSE, NULL);
  app_test_open_sample (window->session, sample);
  app_test_activate (window, "win.forecaster", g_variant_new_string (model));
  g_object_set (window->session, "auto-refit", TRUE, NULL);
  app_test_settle (window->session);
  app_test_run_for (100);
  return window;
}

PrognosisParameterRow *
app_test_find_parameter (PrognosisWindow *window, const char *id)
{
  PrognosisParameterRow *row;

  for (guint i = 0; (row = app_test_find_type (window->model_panel, PROGNOSIS_TYPE_PARAMETER_ROW, i)) != NULL; i++)
    if (g_str_equal (prognosis_parameter_row_get_id (row), id))
      return row;
  return NULL;
}

PrognosisSettingRow *
app_test_find_setting (PrognosisWindow *window, const char *id)
{
  PrognosisSettingRow *row;
  GtkExpander *expander;

  /* Rows under "More" are in the tree of widgets only while it is open. */
  for (guint i = 0; (expander = app_test_find_type (window->model_panel, GTK_TYPE_EXPANDER, i)) != NULL; i++)
    gtk_expander_set_expanded (expander, TRUE);
  for (guint i = 0; (row = app_test_find_type (window->model_panel, PROGNOSIS_TYPE_SETTING_ROW, i)) != NULL; i++)
    if (g_str_equal (prognosis_setting_row_get_setting (row)->id, id))
      return row;
  g_error ("no setting %s", id);
}

const char *
app_test_get_scenario (PrognosisWindow *window, guint scenario)
{
  AdwExpanderRow *row = app_test_find_type (app_test_get_page (window, "scenarios"), ADW_TYPE_EXPANDER_ROW, scenario);

  return adw_expander_row_get_subtitle (row);
}

void
app_test_close_window (PrognosisWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (window == NULL, 10);
}

void
app_test_leave_window (PrognosisWindow *window)
{
  app_test_settle (window->session);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  app_test_wait (window == NULL, 10);
}

void
app_test_activate (PrognosisWindow *window, const char *action, GVariant *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window), action, target));
}

GtkWindow *
app_test_find_dialog (PrognosisWindow *window, GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (dialog, type) && gtk_window_get_transient_for (dialog) == GTK_WINDOW (window))
        return dialog;
    }
  return NULL;
}

GtkWidget *
app_test_find_toast (PrognosisWindow *window)
{
  return app_test_find_type (GTK_WIDGET (window->toasts), g_type_from_name ("AdwToastWidget"), 0);
}

char *
app_test_take_toast (PrognosisWindow *window)
{
  GtkWidget *toast;
  char *text;

  app_test_wait (app_test_find_toast (window) != NULL && prognosis_toasts_is_up (window->toast_queue), 10);
  toast = app_test_find_toast (window);
  text = g_strdup (gtk_label_get_text (GTK_LABEL (app_test_find_type (toast, GTK_TYPE_LABEL, 0))));
  g_signal_emit_by_name (gtk_widget_get_last_child (toast), "clicked");
  app_test_wait (app_test_find_toast (window) != toast, 10);
  return text;
}

gboolean
app_test_press (GtkWidget *widget, guint key, GdkModifierType modifiers)
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

char *
app_test_take_text (GtkWidget *widget)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, took_text_cb, &text);
  app_test_wait (text != NULL, 10);
  return text;
}

GtkWindow *
app_test_open_table (PrognosisWindow *window)
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

void
app_test_assert_table_reads_back (PrognosisWindow *window)
{
  PrognosisDataset *shown = prognosis_session_get_dataset (window->session);
  GtkWindow *table = app_test_open_table (window);
  GtkWidget *view = app_test_find_type (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, 0);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL), *path = g_build_filename (folder, "copied.txt", NULL);
  g_autofree char *text = NULL;
  const char *const paths[] = { path, NULL };
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_compared = 0;

  g_assert_true (gtk_widget_activate_action (gtk_widget_get_last_child (view), "list.select-all", NULL));
  g_assert_true (app_test_press (view, GDK_KEY_c, GDK_CONTROL_MASK));
  text = app_test_take_text (view);
  gtk_window_destroy (table);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_test_message ("%s", text);
  dataset = prognosis_read (paths, NULL, NULL, &error);
  g_unlink (path);
  g_rmdir (folder);
  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 1);
  /* The first column is what is observed, the others are the forecast. */
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    g_assert_cmpint (prognosis_dataset_get_signal (dataset, s)->fitted, ==, s == 0);
  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    {
      const gssize step = prognosis_dataset_find_step (shown, prognosis_dataset_get_day (dataset, (gssize) t));
      const double value = prognosis_dataset_get_values (dataset, 0, 0)[t];

      if (isnan (value))
        continue;
      g_assert_cmpint (step, >=, 0);
      g_assert_cmpfloat (value, ==, prognosis_dataset_get_values (shown, 0, 0)[step]);
      n_compared++;
    }
  /* Doubtful counts have a column of their own. */
  g_assert_cmpuint (n_compared, >, 10);
}

void
app_test_keep_screenshot (gpointer window, const char *name)
{
  const char *folder = g_getenv ("PROGNOSIS_SCREENSHOTS");
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  app_test_run_for (700);
  path = g_build_filename (folder, name, NULL);
  app_test_screenshot (GTK_WIDGET (window), path);
}

static gboolean
is_between_words (const char *text, int at)
{
  gunichar before = g_utf8_get_char (g_utf8_prev_char (text + at)), after = g_utf8_get_char (text + at);

  return g_unichar_isspace (before) || g_unichar_isspace (after) || before == '-' || before == 0x2013 || before == '/'
         || before == 0x200b;
}

static void
assert_label_whole (GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = pango_layout_get_text (layout);

  if (pango_layout_is_ellipsized (layout))
    g_error ("“%s” is cut", text);
  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    {
      int start = pango_layout_line_get_start_index (pango_layout_get_line_readonly (layout, i));

      if (!is_between_words (text, start))
        g_error ("“%s” is broken before “%s”", text, text + start);
    }
}

void
app_test_assert_whole (GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root))
    return;
  if (GTK_IS_LABEL (root))
    assert_label_whole (GTK_LABEL (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    app_test_assert_whole (child);
}

/* Names the widgets from @widget down that need most of its width. */
static void
print_widest (GtkWidget *widget)
{
  while (widget != NULL)
    {
      GtkWidget *widest = NULL;
      int most = 0;

      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          int width;

          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
          if (width > most && gtk_widget_get_visible (child))
            {
              most = width;
              widest = child;
            }
        }
      if (widest != NULL)
        g_test_message ("%s “%s” needs %d", G_OBJECT_TYPE_NAME (widest), gtk_widget_get_name (widest), most);
      widget = widest;
    }
}

void
app_test_assert_small (GtkWidget *window, const char *what)
{
  int width, height;

  /* Without the resize handles around it, which do not belong to the window. */
  window = gtk_widget_get_first_child (window);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, MAX (width, 360), &height, NULL, NULL, NULL);
  if (width > 360 || height > 600)
    {
      print_widest (window);
      g_error ("%s needs %d x %d", what, width, height);
    }
}

static const char *const pages[] = { "trajectories", "reproduction", "compare", "scenarios", "fit" };

void
app_test_assert_pages_small (PrognosisWindow *window, const char *what)
{
  for (gsize p = 0; p < G_N_ELEMENTS (pages); p++)
    {
      g_autofree char *page = g_strdup_printf ("%s, %s", what, pages[p]),
                      *name = g_strdup_printf ("narrow-%s-%s.png", what, pages[p]);

      adw_view_stack_set_visible_child_name (window->pages, pages[p]);
      app_test_run_for (30);
      app_test_assert_small (GTK_WIDGET (window), page);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 360);
      app_test_keep_screenshot (window, name);
    }
}

void
app_test_check_narrow (const char *sample, double scale)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *layout = NULL, *what = g_strdup_printf ("%.0f-percent", 100 * scale);
  PrognosisWindow *window;
  int dpi;

  g_object_get (settings, "gtk-decoration-layout", &layout, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-decoration-layout", "icon:minimize,maximize,close", "gtk-xft-dpi", (int) (dpi * scale), NULL);
  window = app_test_open_window (sample, 1180, 760);
  app_test_settle (window->session);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  app_test_wait (window->is_narrow_allocated, 10);
  app_test_assert_pages_small (window, what);
  app_test_close_window (window);
  g_object_set (settings, "gtk-decoration-layout", layout, "gtk-xft-dpi", dpi, NULL);
}

gboolean
app_test_init (int *argc, char ***argv)
{
  PrognosisApplication *application;
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return FALSE;
    }
  application = prognosis_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
  /* Each change is drawn once, no flap warns about its own width on the way, and toasts may end at any time. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  return TRUE;
}

gboolean
app_test_press_key (gpointer widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &handled);
    }
  return handled;
}
