/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-data-dialog.h"
#include "prognosis-export.h"
#include "prognosis-forecast.h"
#include "prognosis-preferences.h"
#include "prognosis-provenance.h"
#include "prognosis-report.h"
#include "prognosis-samples.h"
#include "prognosis-table-window.h"
#include "prognosis-window-private.h"

#include <glib/gi18n.h>

#define EXPORT_WIDTH 1200
#define EXPORT_HEIGHT 800

static const char *const views[] = { "as-given", "increments", "cumulative" };

/* --- files -------------------------------------------------------------------- */

static GSettings *
get_settings (PrognosisWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return PROGNOSIS_IS_APPLICATION (application)
             ? prognosis_application_get_settings (PROGNOSIS_APPLICATION (application))
             : NULL;
}

static void
remember_folder (PrognosisWindow *self, GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;
  GSettings *settings = get_settings (self);

  if (uri != NULL && settings != NULL)
    g_settings_set_string (settings, "last-folder", uri);
}

static GtkFileChooserNative *
new_chooser (PrognosisWindow *self, const char *title, GtkFileChooserAction action, GCallback response)
{
  GSettings *settings = get_settings (self);
  g_autofree char *uri = settings != NULL ? g_settings_get_string (settings, "last-folder") : NULL;

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (uri != NULL && *uri != '\0')
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (uri);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
    }
  g_signal_connect_object (self->chooser, "response", response, self, 0);
  return self->chooser;
}

static void
remember_recent (const char *const *paths)
{
  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autofree char *uri = g_file_get_uri (file);

      gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
    }
}

static void
open_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      remember_folder (self, file);
      if (path != NULL)
        g_strv_builder_add (builder, path);
    }
  paths = g_strv_builder_end (builder);
  if (paths[0] == NULL)
    return;
  remember_recent ((const char *const *) paths);
  prognosis_window_open (self, (const char *const *) paths);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  g_autoptr (GtkFileFilter) data = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GtkFileChooserNative *chooser
      = new_chooser (self, _ ("Open Data"), GTK_FILE_CHOOSER_ACTION_OPEN, G_CALLBACK (open_response_cb));

  gtk_file_filter_set_name (data, _ ("Data and sessions"));
  gtk_file_filter_add_suffix (data, "csv");
  gtk_file_filter_add_suffix (data, "tsv");
  gtk_file_filter_add_suffix (data, "txt");
  gtk_file_filter_add_suffix (data, "gz");
  gtk_file_filter_add_suffix (data, "prognosis");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), data);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (new_chooser (PROGNOSIS_WINDOW (widget), _ ("Open Folder"),
                                                          GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                          G_CALLBACK (open_response_cb))));
}

static void
open_path_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *paths[] = { g_variant_get_string (parameter, NULL), NULL };

  prognosis_window_open (PROGNOSIS_WINDOW (widget), paths);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *paths[] = { g_variant_get_string (parameter, NULL), NULL };

  prognosis_window_open (PROGNOSIS_WINDOW (widget), paths);
  prognosis_session_adopt_autosave (PROGNOSIS_WINDOW (widget)->session, paths[0]);
}

static void
cancel_open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_session_cancel_open (PROGNOSIS_WINDOW (widget)->session);
}

static void
dismiss_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_session_dismiss (PROGNOSIS_WINDOW (widget)->session);
}

static void
save_session (PrognosisWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *text = NULL;

  if (prognosis_session_save (self->session, path, &error))
    {
      const char *paths[] = { path, NULL };

      remember_recent (paths);
      text = g_strdup_printf (_ ("Saved as %s"), base);
    }
  else
    text = g_strdup_printf (_ ("Nothing was saved: %s"), error->message);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = g_file_get_path (file);
  if (path == NULL)
    return;
  remember_folder (self, file);
  if (!g_str_has_suffix (path, ".prognosis"))
    {
      char *named = g_strconcat (path, ".prognosis", NULL);

      g_free (path);
      path = named;
    }
  save_session (self, path);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  GtkFileChooserNative *chooser;
  g_autofree char *base = NULL;

  if (dataset == NULL)
    return;
  base = g_strdelimit (g_strconcat (prognosis_dataset_get_title (dataset), ".prognosis", NULL), "/\\:", '-');
  chooser = new_chooser (self, _ ("Save Session"), GTK_FILE_CHOOSER_ACTION_SAVE, G_CALLBACK (save_response_cb));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), base);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* To a path, without asking: for tests and scripts. */
static void
save_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  if (prognosis_session_get_dataset (self->session) != NULL)
    save_session (self, g_variant_get_string (parameter, NULL));
}

/* --- export ------------------------------------------------------------------- */

static void
say_saved (PrognosisWindow *self, const char *path, const GError *error)
{
  g_autofree char *base = g_path_get_basename (path);
  /* Translators: %s is the name of a file. */
  g_autofree char *text = error == NULL ? g_strdup_printf (_ ("Saved as %s"), base)
                                        : g_strdup_printf (_ ("Nothing was saved: %s"), error->message);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

/* What is on the page in front, for a file. */
static PrognosisFigure *
new_figure (PrognosisWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->pages);
  PrognosisFigure *figure = NULL;

  if (g_str_equal (page, "reproduction"))
    figure = prognosis_figure_page_new_figure (self->reproduction_page);
  else if (g_str_equal (page, "fit"))
    figure = prognosis_figure_page_new_figure (self->fit_page);
  else if (g_str_equal (page, "compare"))
    figure = prognosis_compare_page_new_figure (self->compare_page);
  else if (g_str_equal (page, "scenarios"))
    figure = prognosis_scenarios_page_new_figure (self->scenarios_page);
  return figure != NULL ? figure : prognosis_trajectories_page_new_figure (self->trajectories_page);
}

static void
export_chart (PrognosisWindow *self, const char *path)
{
  g_autoptr (PrognosisFigure) figure = new_figure (self);
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (self->session);
  g_autoptr (GError) error = NULL;

  if (figure == NULL)
    return;
  prognosis_figure_export (figure, path, EXPORT_WIDTH, EXPORT_HEIGHT, 2, NULL,
                           (const char *const *) metadata, &error);
  say_saved (self, path, error);
}

static void
export_forecast (PrognosisWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  const double *levels;
  gsize n_levels;
  GString *csv;

  if (forecast == NULL)
    return;
  levels = prognosis_forecast_hub_levels (&n_levels);
  csv = prognosis_forecast_to_csv (forecast, levels, n_levels);
  if (g_file_set_contents_full (path, csv->str, csv->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
    prognosis_provenance_write_beside (self->session, path, &error);
  g_string_free (csv, TRUE);
  say_saved (self, path, error);
}

static void
export_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  const char *format = g_object_get_data (G_OBJECT (dialog), "prognosis-format");

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = g_file_get_path (file);
  if (path == NULL)
    return;
  remember_folder (self, file);
  if (!g_str_has_suffix (path, format))
    {
      char *named = g_strdup_printf ("%s.%s", path, format);

      g_free (path);
      path = named;
    }
  if (g_str_equal (format, "csv"))
    export_forecast (self, path);
  else
    export_chart (self, path);
}

/* @format lives as long as the program. */
static void
choose_export (PrognosisWindow *self, const char *title, const char *format)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  GtkFileChooserNative *chooser;
  g_autofree char *stem = NULL;
  g_autofree char *base = NULL;

  if (dataset == NULL)
    return;
  stem = g_strdelimit (g_strdup (prognosis_dataset_get_title (dataset)), "/\\:", '-');
  base = g_strdup_printf ("%s.%s", stem, format);
  chooser = new_chooser (self, title, GTK_FILE_CHOOSER_ACTION_SAVE, G_CALLBACK (export_response_cb));
  g_object_set_data (G_OBJECT (chooser), "prognosis-format", (gpointer) format);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), base);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_chart_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const formats[] = { "png", "svg", "pdf" };
  const char *format = g_variant_get_string (parameter, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (format, formats[i]))
      choose_export (PROGNOSIS_WINDOW (widget), _ ("Export Chart"), formats[i]);
}

static void
export_forecast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_export (PROGNOSIS_WINDOW (widget), _ ("Export Forecast"), "csv");
}

/* To a path, without asking: for tests and scripts. */
static void
export_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *path = g_variant_get_string (parameter, NULL);

  if (prognosis_session_get_dataset (PROGNOSIS_WINDOW (widget)->session) == NULL)
    return;
  if (g_str_has_suffix (path, ".csv"))
    export_forecast (PROGNOSIS_WINDOW (widget), path);
  else
    export_chart (PROGNOSIS_WINDOW (widget), path);
}

/* --- report, clipboard, paper --------------------------------------------------- */

static void
write_report (PrognosisWindow *self, const char *path)
{
  g_autoptr (PrognosisFigure) figure = new_figure (self);
  g_autoptr (GError) error = NULL;

  prognosis_report_write_pdf (self->session, figure, path, &error);
  say_saved (self, path, error);
}

static void
report_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = g_file_get_path (file);
  if (path == NULL)
    return;
  remember_folder (self, file);
  if (!g_str_has_suffix (path, ".pdf"))
    {
      char *named = g_strconcat (path, ".pdf", NULL);

      g_free (path);
      path = named;
    }
  write_report (self, path);
}

static void
report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  GtkFileChooserNative *chooser;
  g_autofree char *base = NULL;

  if (dataset == NULL)
    return;
  /* Translators: the name of a file; %s is the title of the data. */
  base = g_strdelimit (g_strdup_printf (_ ("%s report.pdf"), prognosis_dataset_get_title (dataset)), "/\\:", '-');
  chooser = new_chooser (self, _ ("Save Report"), GTK_FILE_CHOOSER_ACTION_SAVE, G_CALLBACK (report_response_cb));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), base);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* To a path, without asking: for tests and scripts. */
static void
report_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (prognosis_session_get_dataset (PROGNOSIS_WINDOW (widget)->session) != NULL)
    write_report (PROGNOSIS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
copy_chart_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  g_autoptr (PrognosisFigure) figure = new_figure (self);
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (figure == NULL)
    return;
  bytes = prognosis_figure_export_bytes (figure, "png", EXPORT_WIDTH, EXPORT_HEIGHT, 2, NULL,
                                         (const char *const *) metadata, &error);
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("The chart was copied")));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, PrognosisWindow *self)
{
  g_autoptr (PrognosisFigure) figure = new_figure (self);

  prognosis_report_draw (self->session, figure, gtk_print_context_get_cairo_context (context),
                         gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

/* What is printed is the report. */
static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  if (dataset == NULL)
    return;
  operation = gtk_print_operation_new ();
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, prognosis_dataset_get_title (dataset));
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error);
  if (error != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
}

static void
table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (PrognosisFigure) figure = new_figure (PROGNOSIS_WINDOW (widget));

  if (figure == NULL)
    return;
  prognosis_figure_set_localised (figure, TRUE);
  gtk_window_present (GTK_WINDOW (prognosis_table_window_new (figure, GTK_WINDOW (widget))));
}

/* --- the rest ----------------------------------------------------------------- */

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_session_fit (PROGNOSIS_WINDOW (widget)->session);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_session_stop (PROGNOSIS_WINDOW (widget)->session);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_session_undo (PROGNOSIS_WINDOW (widget)->session);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_session_redo (PROGNOSIS_WINDOW (widget)->session);
}

static void
reset_parameters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_session_reset_parameters (PROGNOSIS_WINDOW (widget)->session);
}

static void
forecaster_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);

  if (prognosis_forecaster_find (id) != NULL)
    prognosis_session_set_forecaster (PROGNOSIS_WINDOW (widget)->session, id);
}

static void
preset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  const PrognosisPreset *preset = prognosis_preset_find (g_variant_get_string (parameter, NULL));
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (preset == NULL || !prognosis_session_apply_preset (self->session, preset))
    return;
  /* Translators: the name of a disease, and where its rates are published. */
  text = g_strdup_printf (_ ("Rates of %s are fixed: %s"), _ (preset->title), preset->source);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GSettings *settings = get_settings (PROGNOSIS_WINDOW (widget));

  if (settings != NULL)
    gtk_window_present (GTK_WINDOW (prognosis_preferences_new (settings, GTK_WINDOW (widget))));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisSession *session = PROGNOSIS_WINDOW (widget)->session;
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  g_autoptr (GtkBitset) all = NULL;

  if (dataset == NULL)
    return;
  all = gtk_bitset_new_range (0, prognosis_dataset_get_n_regions (dataset));
  prognosis_session_select_regions (session, all);
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_view_stack_set_visible_child_name (PROGNOSIS_WINDOW (widget)->pages, g_variant_get_string (parameter, NULL));
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_compare_page_run (PROGNOSIS_WINDOW (widget)->compare_page);
}

static void
stop_comparing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_session_stop_comparing (PROGNOSIS_WINDOW (widget)->session);
}

static void
add_scenario_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  prognosis_scenarios_page_add (PROGNOSIS_WINDOW (widget)->scenarios_page);
}

static void
data_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  if (prognosis_session_get_dataset (self->session) != NULL)
    gtk_window_present (GTK_WINDOW (prognosis_data_dialog_new (self->session, GTK_WINDOW (self))));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->regions_button)))
    return;
  adw_flap_set_reveal_flap (self->regions_flap, TRUE);
  prognosis_region_list_focus_search (self->region_list);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisTrajectoriesPage *page = PROGNOSIS_WINDOW (widget)->trajectories_page;
  guint n = prognosis_trajectories_page_get_n_charts (page);

  for (guint i = 0; i < n; i++)
    {
      PrognosisChart *chart = prognosis_trajectories_page_get_chart (page, i);

      if (g_str_equal (name, "win.zoom-in"))
        prognosis_chart_zoom (chart, 1.5);
      else if (g_str_equal (name, "win.zoom-out"))
        prognosis_chart_zoom (chart, 1 / 1.5);
      else
        prognosis_chart_zoom_fit (chart);
    }
}

/* --- actions with a state ------------------------------------------------------ */

static GAction *
find_action (PrognosisWindow *self, const char *name)
{
  return g_action_map_lookup_action (G_ACTION_MAP (self), name);
}

static void
view_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  const char *id = g_variant_get_string (value, NULL);

  for (int i = 0; i < (int) G_N_ELEMENTS (views); i++)
    if (g_str_equal (id, views[i]))
      prognosis_session_set_view (PROGNOSIS_WINDOW (user_data)->session, i);
}

static void
log_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  prognosis_session_set_log (PROGNOSIS_WINDOW (user_data)->session, g_variant_get_boolean (value));
}

static void
per_100k_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  prognosis_session_set_per_100k (PROGNOSIS_WINDOW (user_data)->session, g_variant_get_boolean (value));
}

static const GActionEntry stateful[] = {
  { "view", NULL, "s", "'as-given'", view_cb },
  { "log", NULL, NULL, "false", log_cb },
  { "per-100k", NULL, NULL, "false", per_100k_cb },
};

static void
update_menu (PrognosisWindow *self)
{
  GMenu *menu = g_menu_new ();
  GMenu *recent = g_menu_new ();
  GMenu *outbreaks = g_menu_new ();
  g_autoptr (GPtrArray) samples = prognosis_samples_list (NULL);
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  for (GList *l = infos; l != NULL && n < 8; l = l->next)
    {
      GtkRecentInfo *info = l->data;
      g_autofree char *path = NULL;

      if (!gtk_recent_info_has_application (info, g_get_application_name ()) || !gtk_recent_info_exists (info))
        continue;
      path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
      if (path != NULL)
        {
          g_autoptr (GMenuItem) item = g_menu_item_new (gtk_recent_info_get_display_name (info), NULL);

          g_menu_item_set_action_and_target (item, "win.open-path", "s", path);
          g_menu_append_item (recent, item);
          n++;
        }
    }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
  for (guint i = 0; i < samples->len; i++)
    {
      const PrognosisSample *sample = g_ptr_array_index (samples, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (sample->title, NULL);

      g_menu_item_set_action_and_target (item, "win.open-path", "s", sample->path);
      g_menu_append_item (outbreaks, item);
    }
  if (n > 0)
    g_menu_append_section (menu, _ ("Recent"), G_MENU_MODEL (recent));
  g_menu_append_section (menu, _ ("Real outbreaks"), G_MENU_MODEL (outbreaks));
  adw_split_button_set_menu_model (self->open_button, G_MENU_MODEL (menu));
  g_object_unref (menu);
  g_object_unref (recent);
  g_object_unref (outbreaks);
}

void
prognosis_window_init_actions (PrognosisWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), stateful, G_N_ELEMENTS (stateful), self);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (update_menu), self,
                           G_CONNECT_SWAPPED);
  update_menu (self);
}

void
prognosis_window_update_actions (PrognosisWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisSessionState state = prognosis_session_get_state (self->session);
  gboolean is_ready = state == PROGNOSIS_SESSION_READY;
  gboolean has_forecast = is_ready && prognosis_session_get_forecast (self->session) != NULL;

  gtk_widget_action_set_enabled (widget, "win.cancel-open", state == PROGNOSIS_SESSION_READING);
  gtk_widget_action_set_enabled (widget, "win.dismiss", state == PROGNOSIS_SESSION_FAILED);
  gtk_widget_action_set_enabled (widget, "win.fit", is_ready && !prognosis_session_is_busy (self->session));
  gtk_widget_action_set_enabled (widget, "win.stop", prognosis_session_is_busy (self->session));
  gtk_widget_action_set_enabled (widget, "win.undo", prognosis_session_can_undo (self->session));
  gtk_widget_action_set_enabled (widget, "win.redo", prognosis_session_can_redo (self->session));
  gtk_widget_action_set_enabled (widget, "win.export-chart", is_ready);
  gtk_widget_action_set_enabled (widget, "win.export-forecast", has_forecast);
  gtk_widget_action_set_enabled (widget, "win.save", is_ready);
  gtk_widget_action_set_enabled (widget, "win.table", is_ready);
  gtk_widget_action_set_enabled (widget, "win.report", is_ready);
  gtk_widget_action_set_enabled (widget, "win.copy-chart", is_ready);
  gtk_widget_action_set_enabled (widget, "win.print", is_ready);
  gtk_widget_action_set_enabled (widget, "win.data", is_ready);
  gtk_widget_action_set_enabled (widget, "win.compare", is_ready);
  gtk_widget_action_set_enabled (widget, "win.add-scenario", is_ready);
  gtk_widget_action_set_enabled (widget, "win.select-all-regions", is_ready);
  gtk_widget_action_set_enabled (widget, "win.search", is_ready);
  gtk_widget_action_set_enabled (widget, "win.reset-parameters", is_ready && choices->options->fixed->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), is_ready);

  g_simple_action_set_state (G_SIMPLE_ACTION (find_action (self, "view")), g_variant_new_string (views[choices->view]));
  g_simple_action_set_state (G_SIMPLE_ACTION (find_action (self, "log")), g_variant_new_boolean (choices->is_log));
  g_simple_action_set_state (G_SIMPLE_ACTION (find_action (self, "per-100k")),
                             g_variant_new_boolean (choices->per_100k));
  for (gsize i = 0; i < G_N_ELEMENTS (stateful); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (find_action (self, stateful[i].name)), is_ready);
}

void
prognosis_window_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "win.open-folder", NULL, open_folder_action);
  gtk_widget_class_install_action (klass, "win.open-path", "s", open_path_action);
  gtk_widget_class_install_action (klass, "win.restore", "s", restore_action);
  gtk_widget_class_install_action (klass, "win.cancel-open", NULL, cancel_open_action);
  gtk_widget_class_install_action (klass, "win.dismiss", NULL, dismiss_action);
  gtk_widget_class_install_action (klass, "win.export-chart", "s", export_chart_action);
  gtk_widget_class_install_action (klass, "win.export-forecast", NULL, export_forecast_action);
  gtk_widget_class_install_action (klass, "win.export-to", "s", export_to_action);
  gtk_widget_class_install_action (klass, "win.table", NULL, table_action);
  gtk_widget_class_install_action (klass, "win.report", NULL, report_action);
  gtk_widget_class_install_action (klass, "win.report-to", "s", report_to_action);
  gtk_widget_class_install_action (klass, "win.copy-chart", NULL, copy_chart_action);
  gtk_widget_class_install_action (klass, "win.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "win.save", NULL, save_action);
  gtk_widget_class_install_action (klass, "win.save-to", "s", save_to_action);
  gtk_widget_class_install_action (klass, "win.fit", NULL, fit_action);
  gtk_widget_class_install_action (klass, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (klass, "win.reset-parameters", NULL, reset_parameters_action);
  gtk_widget_class_install_action (klass, "win.forecaster", "s", forecaster_action);
  gtk_widget_class_install_action (klass, "win.preset", "s", preset_action);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (klass, "win.select-all-regions", NULL, select_all_action);
  gtk_widget_class_install_action (klass, "win.page", "s", page_action);
  gtk_widget_class_install_action (klass, "win.compare", NULL, compare_action);
  gtk_widget_class_install_action (klass, "win.stop-comparing", NULL, stop_comparing_action);
  gtk_widget_class_install_action (klass, "win.add-scenario", NULL, add_scenario_action);
  gtk_widget_class_install_action (klass, "win.data", NULL, data_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "win.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "win.zoom-fit", NULL, zoom_action);
}

void
prognosis_window_install_shortcuts (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } shortcuts[] = {
    { "app.new-window", { "<Control>n" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.open", { "<Control>o" } },
    { "win.open-folder", { "<Control><Shift>o" } },
    { "win.save", { "<Control>s" } },
    { "win.fit", { "<Control>r", "F5" } },
    { "win.stop", { "<Control>period" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.export-chart::png", { "<Control>e" } },
    { "win.export-forecast", { "<Control><Shift>e" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.copy-chart", { "<Control><Shift>c" } },
    { "win.table", { "<Control>t" } },
    { "win.print", { "<Control>p" } },
    { "win.search", { "<Control>f" } },
    { "win.select-all-regions", { "<Control><Shift>a" } },
    { "win.data", { "<Control>i" } },
    { "win.log", { "<Control>l" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
    { "win.zoom-out", { "<Control>minus" } },
    { "win.zoom-fit", { "<Control>0" } },
    { "win.page::trajectories", { "<Alt>1" } },
    { "win.page::reproduction", { "<Alt>2" } },
    { "win.page::compare", { "<Alt>3" } },
    { "win.page::scenarios", { "<Alt>4" } },
    { "win.page::fit", { "<Alt>5" } },
    { "win.show-help-overlay", { "<Control>question" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].keys);
}
