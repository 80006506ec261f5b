/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-autosave.h"
#include "prognosis-data-dialog.h"
#include "prognosis-pasted.h"
#include "prognosis-reading-dialog.h"
#include "prognosis-reading-need.h"
#include "prognosis-window-private.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>

static void
remember_folder (PrognosisWindow *self, GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL && self->settings != NULL)
    g_settings_set_string (self->settings, "last-folder", uri);
}

/* Destroys the chooser: GTK before 4.10 crashes if a screen reader asks for the window behind a hidden dialog. */
static void
answered_cb (PrognosisWindow *self, int response, gpointer chooser)
{
  if (chooser == (gpointer) self->chooser)
    g_clear_object (&self->chooser);
}

GtkFileChooserNative *
prognosis_window_new_chooser (PrognosisWindow *self, const char *title, GtkFileChooserAction action, GCallback response)
{
  g_autofree char *uri = self->settings != NULL ? g_settings_get_string (self->settings, "last-folder") : NULL;

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (uri != NULL && *uri != '\0')
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (uri);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
    }
  g_signal_connect_object (self->chooser, "response", response, self, 0);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self->chooser;
}

char *
prognosis_window_dup_chosen (PrognosisWindow *self, GtkNativeDialog *dialog, int response, const char *suffix)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return NULL;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = g_file_get_path (file);
  if (path == NULL)
    return NULL;
  remember_folder (self, file);
  return g_str_has_suffix (path, suffix) ? g_steal_pointer (&path) : g_strconcat (path, suffix, NULL);
}

/* @path can be opened from the toast. */
static void
say_exported (PrognosisWindow *self, const char *path, const char *text)
{
  g_free (self->saved_path);
  self->saved_path = g_strdup (path);
  prognosis_window_toast (self, text, "win.open-saved");
  prognosis_tutorial_notice (self->tutorial, PROGNOSIS_NOTICE_EXPORTED);
}

void
prognosis_window_say_saved (PrognosisWindow *self, const char *path, const GError *error)
{
  g_autofree char *base = g_filename_display_basename (path);
  /* Translators: %s is the name of a file. */
  g_autofree char *text = g_strdup_printf (_ ("Saved as %s"), base);

  if (error != NULL)
    prognosis_window_toast (self, error->message, NULL);
  /* A session is open already, and saving it does not count as an export. */
  else if (g_str_has_suffix (path, ".prognosis"))
    prognosis_window_toast (self, text, NULL);
  else
    say_exported (self, path, text);
}

void
prognosis_window_say_saved_with (PrognosisWindow *self, const char *path, guint n_scenarios)
{
  g_autofree char *base = g_filename_display_basename (path);
  /* Translators: the name of a file, and the number of files saved alongside. */
  g_autofree char *text = g_strdup_printf (
      g_dngettext (NULL, "Saved as %s, with %u scenario alongside", "Saved as %s, with %u scenarios alongside", n_scenarios), base,
      n_scenarios);

  say_exported (self, path, text);
}

static void
open_saved_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  g_autofree char *uri = self->saved_path != NULL ? g_filename_to_uri (self->saved_path, NULL, NULL) : NULL;

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

/* GTK's file chooser adds every chosen file to the recent ones, including exported images; the group marks data and sessions. */
static void
remember_recent (const char *const *paths)
{
  char *groups[] = { (char *) PROGNOSIS_RECENT_GROUP, NULL };
  g_autofree char *command = g_strconcat (g_get_prgname (), " %u", NULL);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autofree char *uri = g_file_get_uri (file);
      g_autofree char *content = g_content_type_guess (paths[i], NULL, 0, NULL);
      g_autofree char *type = g_content_type_get_mime_type (content);
      GtkRecentData data = { .mime_type = type != NULL ? type : (char *) "application/octet-stream",
                             .app_name = (char *) g_get_application_name (),
                             .app_exec = command,
                             .groups = groups };

      gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
    }
}

static void
open_paths (PrognosisWindow *self, const char *const *paths)
{
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (paths[0], ".geojson") && prognosis_session_get_dataset (self->session) != NULL)
    prognosis_session_set_map (self->session, paths[0]);
  else if (!g_str_has_suffix (paths[0], ".prognosis"))
    prognosis_session_open (self->session, paths);
  else if (!prognosis_session_load (self->session, paths[0], &error))
    prognosis_session_fail (self->session, error->message);
}

void
prognosis_window_open_files (PrognosisWindow *self, const char *const *paths)
{
  remember_recent (paths);
  open_paths (self, paths);
}

/* NULL if nothing was chosen. (transfer full) */
static GStrv
dup_opened (PrognosisWindow *self, GtkNativeDialog *dialog, int response)
{
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return NULL;
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
  return paths[0] != NULL ? g_steal_pointer (&paths) : NULL;
}

static void
open_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_auto (GStrv) paths = dup_opened (self, dialog, response);

  if (paths != NULL)
    prognosis_window_open_files (self, (const char *const *) paths);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  g_autoptr (GtkFileFilter) data = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GtkFileChooserNative *chooser
      = prognosis_window_new_chooser (self, _ ("Open Data"), GTK_FILE_CHOOSER_ACTION_OPEN, G_CALLBACK (open_response_cb));

  gtk_file_filter_set_name (data, _ ("Data and sessions"));
  gtk_file_filter_add_suffix (data, "csv");
  gtk_file_filter_add_suffix (data, "tsv");
  gtk_file_filter_add_suffix (data, "xlsx");
  gtk_file_filter_add_suffix (data, "ods");
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
  GtkFileChooserNative *chooser = prognosis_window_new_chooser (
      PROGNOSIS_WINDOW (widget), _ ("Open Folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, G_CALLBACK (open_response_cb));

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_path_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *paths[] = { g_variant_get_string (parameter, NULL), NULL };

  open_paths (PROGNOSIS_WINDOW (widget), paths);
}

static void
take_pasted (PrognosisWindow *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = prognosis_pasted_keep (text, &error);
  const char *paths[] = { path, NULL };

  if (path == NULL)
    prognosis_window_toast (self, error->message, NULL);
  else
    prognosis_session_open (self->session, paths);
}

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PrognosisWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  /* Without a session, the window has been closed meanwhile. An empty text is no table, which is said. */
  if (self->session != NULL)
    take_pasted (self, text != NULL ? text : "");
}

/* Reads a table that was copied from a spreadsheet or a web page. */
static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb, g_object_ref (widget));
}

static void
locate_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_auto (GStrv) paths = dup_opened (self, dialog, response);

  if (paths != NULL)
    prognosis_session_locate (self->session, (const char *const *) paths);
}

/* Asks for the data of a saved session that have moved. */
static void
locate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  gboolean is_folder = prognosis_session_wants_folder (self->session);
  GtkFileChooserNative *chooser = prognosis_window_new_chooser (
      self, _ ("Find the Data"), is_folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN,
      G_CALLBACK (locate_response_cb));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), !is_folder);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Locates data at a given path without a dialog: for tests and scripts. */
static void
locate_at_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *paths[] = { g_variant_get_string (parameter, NULL), NULL };

  prognosis_session_locate (PROGNOSIS_WINDOW (widget)->session, paths);
}

static void
map_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_auto (GStrv) paths = dup_opened (self, dialog, response);

  if (paths != NULL)
    prognosis_session_set_map (self->session, paths[0]);
}

static void
open_map_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  g_autoptr (GtkFileFilter) maps = gtk_file_filter_new ();
  GtkFileChooserNative *chooser
      = prognosis_window_new_chooser (self, _ ("Open Map"), GTK_FILE_CHOOSER_ACTION_OPEN, G_CALLBACK (map_response_cb));

  gtk_file_filter_set_name (maps, _ ("Maps (GeoJSON)"));
  gtk_file_filter_add_suffix (maps, "geojson");
  gtk_file_filter_add_suffix (maps, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), maps);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
prognosis_window_restore (PrognosisWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!prognosis_session_restore (self->session, path, &error))
    prognosis_session_fail (self->session, error->message);
}

/* Restores everything that was open; the application opens a window for each session after the first. */
static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  g_auto (GStrv) orphans = prognosis_autosave_list_orphans ();

  if (orphans[0] == NULL)
    return;
  for (gsize i = 1; orphans[i] != NULL; i++)
    gtk_widget_activate_action (widget, "app.restore", "s", orphans[i]);
  prognosis_window_restore (self, orphans[0]);
  gtk_window_present (GTK_WINDOW (self));
}

static void
save_session (PrognosisWindow *self, const char *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  if (prognosis_session_save (self->session, path, &error))
    remember_recent (paths);
  prognosis_window_say_saved (self, path, error);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autofree char *path = prognosis_window_dup_chosen (self, dialog, response, ".prognosis");

  if (path != NULL)
    save_session (self, path);
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  const char *content = prognosis_window_get_content (self);
  const char *path = prognosis_session_get_file (self->session);
  GtkFileChooserNative *chooser;
  g_autofree char *base = NULL;

  if (content == NULL)
    return;
  if (path != NULL)
    base = g_filename_display_basename (path);
  else
    base = g_strdelimit (g_strconcat (content, ".prognosis", NULL), "/\\:", '-');
  chooser = prognosis_window_new_chooser (self, _ ("Save Session"), GTK_FILE_CHOOSER_ACTION_SAVE, G_CALLBACK (save_response_cb));
  if (path != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GFile) folder = g_file_get_parent (file);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), base);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Saves to the session's file; asks for one if it has none. */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  g_autofree char *path = g_strdup (prognosis_session_get_file (self->session));

  if (path != NULL && prognosis_window_get_content (self) != NULL)
    save_session (self, path);
  else
    save_as_action (widget, name, parameter);
}

/* Saves to a given path without a dialog: for tests and scripts. */
static void
save_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  if (prognosis_window_get_content (self) != NULL)
    save_session (self, g_variant_get_string (parameter, NULL));
}

/* The one dialog of this window; NULL: there is none. */
static GtkWindow *
find_reading_dialog (PrognosisWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (PROGNOSIS_IS_READING_DIALOG (window) && gtk_window_get_transient_for (window) == GTK_WINDOW (self))
        return window;
    }
  return NULL;
}

static void
reading_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  GtkWindow *dialog = find_reading_dialog (self);

  if (dialog == NULL)
    dialog = (GtkWindow *) prognosis_reading_dialog_new (self->session, GTK_WINDOW (self));
  if (dialog != NULL)
    gtk_window_present (dialog);
}

void
prognosis_window_ask_for_reading (PrognosisWindow *self)
{
  const guint opening = prognosis_session_get_opening (self->session);
  const gboolean has_failed = prognosis_session_get_state (self->session) == PROGNOSIS_SESSION_FAILED;

  /* Each data set is asked about once. */
  if (!has_failed && opening == self->asked_opening)
    return;
  self->asked_opening = opening;
  if (prognosis_reading_asks (self->session))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.reading", NULL);
}

static void
population_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  GtkWidget *dialog;

  if (prognosis_session_get_dataset (self->session) == NULL)
    return;
  dialog = prognosis_data_dialog_new (self->session, GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
  prognosis_data_dialog_show_population (PROGNOSIS_DATA_DIALOG (dialog));
}

void
prognosis_window_class_install_file_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "win.open-folder", NULL, open_folder_action);
  gtk_widget_class_install_action (klass, "win.open-path", "s", open_path_action);
  gtk_widget_class_install_action (klass, "win.paste", NULL, paste_action);
  /* Not an accelerator of the application, which would come before the entry in which one types. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);
  gtk_widget_class_install_action (klass, "win.restore", NULL, restore_action);
  gtk_widget_class_install_action (klass, "win.locate", NULL, locate_action);
  gtk_widget_class_install_action (klass, "win.open-map", NULL, open_map_action);
  gtk_widget_class_install_action (klass, "win.locate-at", "s", locate_at_action);
  gtk_widget_class_install_action (klass, "win.reading", NULL, reading_action);
  gtk_widget_class_install_action (klass, "win.population", NULL, population_action);
  gtk_widget_class_install_action (klass, "win.save", NULL, save_action);
  gtk_widget_class_install_action (klass, "win.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (klass, "win.save-to", "s", save_to_action);
  gtk_widget_class_install_action (klass, "win.open-saved", NULL, open_saved_action);
}
