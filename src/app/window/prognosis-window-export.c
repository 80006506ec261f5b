/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-bundle.h"
#include "prognosis-csv.h"
#include "prognosis-export.h"
#include "prognosis-forecast.h"
#include "prognosis-output.h"
#include "prognosis-provenance.h"
#include "prognosis-report.h"
#include "prognosis-samples.h"
#include "prognosis-table-window.h"
#include "prognosis-window-private.h"

#include <glib/gi18n.h>

#define EXPORT_WIDTH 1200
#define EXPORT_HEIGHT 800

const char *
prognosis_window_get_content (PrognosisWindow *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  if (choices->dataset != NULL)
    return prognosis_samples_translate (prognosis_dataset_get_title (choices->dataset));
  return choices->outbreak != NULL ? _ ("Simulated Outbreak") : NULL;
}

/* The chart of the visible page for a file, or the forecast if that page has none. */
static PrognosisFigure *
new_figure (PrognosisWindow *self, PrognosisShows *shows)
{
  PrognosisChartPage *page = prognosis_window_get_visible_page (self);
  PrognosisFigure *figure = prognosis_chart_page_new_figure (page, G_MAXUINT);

  *shows = figure != NULL ? PROGNOSIS_CHART_PAGE_GET_CLASS (page)->shows : PROGNOSIS_SHOWS_FORECAST;
  return figure != NULL ? figure : prognosis_chart_page_new_figure (prognosis_window_get_page (self, 0), G_MAXUINT);
}

PrognosisFigure *
prognosis_window_new_report_figure (PrognosisWindow *self, gboolean *has_scenarios)
{
  PrognosisChartPage *page = prognosis_window_get_visible_page (self);
  PrognosisFigure *figure = NULL;

  if (PROGNOSIS_CHART_PAGE_GET_CLASS (page)->shows == PROGNOSIS_SHOWS_SCENARIOS
      && prognosis_session_get_choices (self->session)->scenarios->len > 0)
    figure = prognosis_chart_page_new_figure (page, PROGNOSIS_REPORT_MAX_REGIONS);
  *has_scenarios = figure != NULL;
  return figure != NULL ? figure
                        : prognosis_chart_page_new_figure (prognosis_window_get_page (self, 0), PROGNOSIS_REPORT_MAX_REGIONS);
}

static void
export_chart (PrognosisWindow *self, const char *path)
{
  PrognosisShows shows;
  g_autoptr (PrognosisFigure) figure = new_figure (self, &shows);
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (self->session, shows);
  g_autoptr (GError) error = NULL;

  if (figure == NULL)
    return;
  prognosis_figure_export (figure, path, EXPORT_WIDTH, EXPORT_HEIGHT, 2, NULL, (const char *const *) metadata, &error);
  prognosis_window_say_saved (self, path, error);
}

static gboolean
is_for_spreadsheets (PrognosisWindow *self)
{
  return self->settings != NULL && g_settings_get_boolean (self->settings, "csv-for-spreadsheets");
}

/* Adds a forecast and its provenance. @scenario: (nullable): of the forecast */
static void
add_forecast (PrognosisWindow *self, PrognosisOutput *output, const char *path, PrognosisForecast *forecast,
              const PrognosisScenario *scenario)
{
  g_autofree char *beside = prognosis_provenance_dup_path_beside (path);
  g_autofree char *provenance = prognosis_provenance_to_json (self->session, scenario);
  gsize n_levels;
  const double *levels = prognosis_forecast_hub_levels (&n_levels);
  GString *csv;

  csv = prognosis_forecast_to_csv (forecast, levels, n_levels);
  prognosis_region_groups_append_csv (prognosis_session_get_choices (self->session)->groups, forecast, levels, n_levels, csv);
  if (is_for_spreadsheets (self))
    prognosis_csv_to_spreadsheet (csv, prognosis_csv_get_decimal_mark ());
  prognosis_output_take_text (output, path, csv);
  prognosis_output_take_text (output, beside, g_string_new (provenance));
}

/* Adds one forecast per scenario, in the same columns. */
static gboolean
add_scenarios (PrognosisWindow *self, PrognosisOutput *output, const char *path, PrognosisForecast *forecast, GError **error)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < choices->scenarios->len; i++)
    {
      const PrognosisScenario *scenario = g_ptr_array_index (choices->scenarios, i);
      char *own = prognosis_provenance_dup_path_of (path, scenario->name, taken);
      g_autoptr (PrognosisForecast) changed
          = prognosis_scenario_apply (scenario, forecast, choices->options->generation_days, error);

      g_hash_table_add (taken, own);
      if (changed == NULL)
        return FALSE;
      add_forecast (self, output, own, changed, scenario);
    }
  return TRUE;
}

/* Writes all files or none. */
static void
export_forecast (PrognosisWindow *self, const char *path)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  PrognosisShows shows;
  g_autoptr (PrognosisFigure) figure = new_figure (self, &shows);
  guint n = shows == PROGNOSIS_SHOWS_SCENARIOS ? prognosis_session_get_choices (self->session)->scenarios->len : 0;
  g_autoptr (PrognosisOutput) output = prognosis_output_new ();
  g_autoptr (GError) error = NULL;

  if (forecast == NULL)
    return;
  add_forecast (self, output, path, forecast, NULL);
  if (n == 0 || add_scenarios (self, output, path, forecast, &error))
    prognosis_output_commit (output, NULL, &error);
  if (n > 0 && error == NULL)
    prognosis_window_say_saved_with (self, path, n);
  else
    prognosis_window_say_saved (self, path, error);
}

static void
export_to (PrognosisWindow *self, const char *path)
{
  if (g_str_has_suffix (path, ".csv"))
    export_forecast (self, path);
  else
    export_chart (self, path);
}

static void
export_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  const char *suffix = g_object_get_data (G_OBJECT (dialog), "prognosis-suffix");
  g_autofree char *path = prognosis_window_dup_chosen (self, dialog, response, suffix);

  if (path != NULL)
    export_to (self, path);
}

/* --- the table of a page ---------------------------------------------------------- */

static void
export_table (PrognosisWindow *self, const char *path)
{
  GString *csv = prognosis_chart_page_new_csv (prognosis_window_get_visible_page (self));
  g_autofree char *beside = prognosis_provenance_dup_path_beside (path);
  g_autofree char *provenance = NULL;
  g_autoptr (PrognosisOutput) output = prognosis_output_new ();
  g_autoptr (GError) error = NULL;

  if (csv == NULL)
    return;
  if (is_for_spreadsheets (self))
    prognosis_csv_to_spreadsheet (csv, prognosis_csv_get_decimal_mark ());
  prognosis_output_take_text (output, path, csv);
  provenance = prognosis_provenance_comparison_to_json (self->session);
  prognosis_output_take_text (output, beside, g_string_new (provenance));
  prognosis_output_commit (output, NULL, &error);
  prognosis_window_say_saved (self, path, error);
}

static void
table_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autofree char *path = prognosis_window_dup_chosen (self, dialog, response, ".csv");

  if (path != NULL)
    export_table (self, path);
}

/* @name_format: of the file, with %s for the title of the data */
static void
ask_where (PrognosisWindow *self, const char *title, const char *name_format, GCallback response)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  GtkFileChooserNative *chooser;
  g_auto (GStrv) parts = g_strsplit (name_format, "%s", 2);
  g_autofree char *base = NULL;

  if (dataset == NULL)
    return;
  base = g_strdelimit (g_strconcat (parts[0], prognosis_dataset_get_title (dataset), parts[1], NULL), "/\\:", '-');
  chooser = prognosis_window_new_chooser (self, title, GTK_FILE_CHOOSER_ACTION_SAVE, response);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), base);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  /* Translators: the name of a file; %s is the title of the data. */
  ask_where (PROGNOSIS_WINDOW (widget), _ ("Export Table"), _ ("%s comparison.csv"), G_CALLBACK (table_response_cb));
}

/* Exports to a given path without a dialog: for tests and scripts. */
static void
export_table_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (prognosis_session_get_dataset (PROGNOSIS_WINDOW (widget)->session) != NULL)
    export_table (PROGNOSIS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* @suffix must be static. */
static void
choose_export (PrognosisWindow *self, const char *title, const char *suffix)
{
  const char *content = prognosis_window_get_content (self);
  GtkFileChooserNative *chooser;
  g_autofree char *base = NULL;

  if (content == NULL)
    return;
  /* The suggested name must not be that of the data file. */
  if (g_str_equal (suffix, ".csv"))
    /* Translators: the name of a file; %s is the title of the data. */
    base = g_strdup_printf (_ ("%s forecast.csv"), content);
  else
    base = g_strconcat (content, suffix, NULL);
  g_strdelimit (base, "/\\:", '-');
  chooser = prognosis_window_new_chooser (self, title, GTK_FILE_CHOOSER_ACTION_SAVE, G_CALLBACK (export_response_cb));
  g_object_set_data (G_OBJECT (chooser), "prognosis-suffix", (gpointer) suffix);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), base);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_chart_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const formats[] = { ".png", ".svg", ".pdf" };
  const char *format = g_variant_get_string (parameter, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (format, formats[i] + 1))
      choose_export (PROGNOSIS_WINDOW (widget), _ ("Export Chart"), formats[i]);
}

static void
export_forecast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  choose_export (self, is_for_spreadsheets (self) ? _ ("Export Forecast for a Spreadsheet") : _ ("Export Forecast"), ".csv");
}

/* Exports to a given path without a dialog: for tests and scripts. */
static void
export_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (prognosis_window_get_content (PROGNOSIS_WINDOW (widget)) != NULL)
    export_to (PROGNOSIS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* --- everything ----------------------------------------------------------------- */

/* The charts of all pages that have one. */
static GArray *
list_charts (PrognosisWindow *self)
{
  gsize n;
  const PrognosisChartPageClass *const *pages = prognosis_chart_page_list (&n);
  GArray *charts = g_array_new (FALSE, FALSE, sizeof (PrognosisBundleChart));

  for (gsize i = 0; i < n; i++)
    {
      PrognosisBundleChart chart
          = { pages[i]->id, pages[i]->shows, prognosis_chart_page_new_figure (prognosis_window_get_page (self, i), G_MAXUINT) };

      if (chart.figure != NULL)
        g_array_append_val (charts, chart);
    }
  return charts;
}

static void
export_everything (PrognosisWindow *self, const char *folder)
{
  g_autoptr (GArray) charts = NULL;
  g_autoptr (GError) error = NULL;

  if (prognosis_session_get_forecast (self->session) == NULL)
    return;
  charts = list_charts (self);
  prognosis_bundle_write (self->session, (const PrognosisBundleChart *) (gpointer) charts->data, charts->len,
                          is_for_spreadsheets (self), folder, &error);
  for (guint i = 0; i < charts->len; i++)
    prognosis_figure_unref (g_array_index (charts, PrognosisBundleChart, i).figure);
  prognosis_window_say_saved (self, folder, error);
}

/* A folder in @parent that does not exist yet, named after the data. (transfer full) */
static char *
dup_new_folder (PrognosisWindow *self, const char *parent)
{
  const char *title = prognosis_dataset_get_title (prognosis_session_get_dataset (self->session));
  /* Translators: the name of a folder; %s is the title of the data. */
  g_autofree char *base = g_strdelimit (g_strdup_printf (_ ("%s forecast"), title), "/\\:", '-');
  char *path = g_build_filename (parent, base, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s %u", base, i);

      g_free (path);
      path = g_build_filename (parent, numbered, NULL);
    }
  return path;
}

static void
everything_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autofree char *parent = prognosis_window_dup_chosen (self, dialog, response, "");
  g_autofree char *folder = parent != NULL ? dup_new_folder (self, parent) : NULL;

  if (folder != NULL)
    export_everything (self, folder);
}

static void
export_everything_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (prognosis_window_new_chooser (
      self, _ ("Choose Where to Create the Folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, G_CALLBACK (everything_response_cb))));
}

/* Exports to a given folder without a dialog: for tests and scripts. */
static void
export_everything_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (prognosis_session_get_dataset (PROGNOSIS_WINDOW (widget)->session) != NULL)
    export_everything (PROGNOSIS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* --- report, clipboard, paper --------------------------------------------------- */

static void
write_report (PrognosisWindow *self, const char *path)
{
  gboolean has_scenarios;
  g_autoptr (PrognosisFigure) figure = prognosis_window_new_report_figure (self, &has_scenarios);
  g_autoptr (GError) error = NULL;

  prognosis_report_write_pdf (self->session, figure, has_scenarios, path, &error);
  prognosis_window_say_saved (self, path, error);
}

static void
report_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autofree char *path = prognosis_window_dup_chosen (self, dialog, response, ".pdf");

  if (path != NULL)
    write_report (self, path);
}

static void
report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  /* Translators: the name of a file; %s is the title of the data. */
  ask_where (PROGNOSIS_WINDOW (widget), _ ("Save Report"), _ ("%s report.pdf"), G_CALLBACK (report_response_cb));
}

/* Exports to a given path without a dialog: for tests and scripts. */
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
  PrognosisShows shows;
  g_autoptr (PrognosisFigure) figure = new_figure (self, &shows);
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (self->session, shows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (figure == NULL)
    return;
  bytes
      = prognosis_figure_export_bytes (figure, "png", EXPORT_WIDTH, EXPORT_HEIGHT, 2, NULL, (const char *const *) metadata, &error);
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture == NULL)
    {
      prognosis_window_toast (self, error->message, NULL);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  prognosis_window_toast (self, _ ("The chart was copied"), NULL);
  prognosis_tutorial_notice (self->tutorial, PROGNOSIS_NOTICE_EXPORTED);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, PrognosisWindow *self)
{
  gboolean has_scenarios;
  g_autoptr (PrognosisFigure) figure = prognosis_window_new_report_figure (self, &has_scenarios);

  prognosis_report_draw (self->session, figure, has_scenarios, (guint) page, gtk_print_context_get_cairo_context (context),
                         gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, PrognosisWindow *self)
{
  const guint n_pages
      = prognosis_report_count_pages (self->session, gtk_print_context_get_width (context), gtk_print_context_get_height (context));

  gtk_print_operation_set_n_pages (operation, (int) n_pages);
}

/* Prints the report. */
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
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, prognosis_dataset_get_title (dataset));
  g_signal_connect_object (operation, "begin-print", G_CALLBACK (begin_print_cb), self, 0);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error);
  if (error != NULL)
    prognosis_window_toast (self, error->message, NULL);
}

static void
table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  PrognosisShows shows;
  g_autoptr (PrognosisFigure) figure = new_figure (self, &shows);
  g_autofree char *answer = prognosis_chart_page_dup_answer (prognosis_window_get_visible_page (self));
  g_autofree char *remark = prognosis_chart_page_dup_remark (prognosis_window_get_visible_page (self));

  if (figure == NULL)
    return;
  prognosis_figure_set_localised (figure, TRUE);
  gtk_window_present (GTK_WINDOW (prognosis_table_window_new (figure, answer, remark, GTK_WINDOW (widget))));
}

void
prognosis_window_class_install_export_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export-chart", "s", export_chart_action);
  gtk_widget_class_install_action (klass, "win.export-forecast", NULL, export_forecast_action);
  gtk_widget_class_install_action (klass, "win.export-to", "s", export_to_action);
  gtk_widget_class_install_action (klass, "win.export-everything", NULL, export_everything_action);
  gtk_widget_class_install_action (klass, "win.export-everything-to", "s", export_everything_to_action);
  gtk_widget_class_install_action (klass, "win.export-table", NULL, export_table_action);
  gtk_widget_class_install_action (klass, "win.export-table-to", "s", export_table_to_action);
  gtk_widget_class_install_action (klass, "win.table", NULL, table_action);
  gtk_widget_class_install_action (klass, "win.report", NULL, report_action);
  gtk_widget_class_install_action (klass, "win.report-to", "s", report_to_action);
  gtk_widget_class_install_action (klass, "win.copy-chart", NULL, copy_chart_action);
  gtk_widget_class_install_action (klass, "win.print", NULL, print_action);
}
