/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-window-private.h"

#include "prognosis-hub-check.h"
#include "prognosis-output.h"
#include "prognosis-submission.h"

#include <glib/gi18n.h>

/* The forecast as a file of the hub in whose folder the data lie, checked by the hub's rules. */

#define MAX_SHOWN 5 /* violations */

static PrognosisSubmission *
make (PrognosisWindow *self, const PrognosisHub *hub, GError **error)
{
  const PrognosisSubmissionOptions options = { .submit = PROGNOSIS_SUBMIT_QUANTILES };

  return prognosis_submission_new (hub, prognosis_session_get_forecast (self->session), &options, error);
}

/* The hub of the open data. (transfer full): NULL with an error if there is none, or it cannot be read */
static PrognosisHub *
read_hub (PrognosisWindow *self, GError **error)
{
  const char *const *paths = prognosis_session_get_paths (self->session);
  g_autofree char *folder = paths != NULL && paths[0] != NULL ? prognosis_hub_dup_folder (paths[0]) : NULL;

  if (folder != NULL)
    return prognosis_hub_read (folder, error);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                       _ ("The data lie in no folder of a forecast hub, which has hub-config/tasks.json"));
  return NULL;
}

static void
show (PrognosisWindow *self, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_check (PrognosisWindow *self, const PrognosisHub *hub, const char *path, const PrognosisHubCheck *check)
{
  g_autofree char *name = g_path_get_basename (path), *text = NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  if (prognosis_hub_check_is_valid (check))
    {
      /* Translators: the name of a file, a date, and the name of a forecast hub. */
      text = g_strdup_printf (_ ("Saved %s: valid for the round of %s of %s"), name, check->round, hub->name);
      prognosis_window_toast (self, text, NULL);
      return;
    }
  for (guint i = 0; i < check->violations->len && i < MAX_SHOWN; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "\n" : "",
                            ((const PrognosisHubViolation *) g_ptr_array_index (check->violations, i))->message);
  /* Translators: the name of a forecast hub. */
  text = g_strdup_printf (_ ("The file was saved, but %s would refuse it"), hub->name);
  show (self, text, list->str);
}

static void
export_submission (PrognosisWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisHub) hub = read_hub (self, &error);
  g_autoptr (PrognosisSubmission) submission = hub != NULL ? make (self, hub, &error) : NULL;
  g_autoptr (PrognosisHubCheck) check = NULL;

  if (submission != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (submission->csv->str, submission->csv->len);

      if (prognosis_output_write (path, bytes, &error))
        check = prognosis_hub_check_path (hub, path, &error);
    }
  if (check != NULL)
    show_check (self, hub, path, check);
  else
    show (self, _ ("The submission could not be written"), error->message);
}

static void
response_cb (GtkNativeDialog *dialog, int response, PrognosisWindow *self)
{
  g_autofree char *path = prognosis_window_dup_chosen (self, dialog, response, ".csv");

  if (path != NULL)
    export_submission (self, path);
}

static void
submission_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisHub) hub = read_hub (self, &error);
  g_autoptr (PrognosisSubmission) submission = hub != NULL ? make (self, hub, &error) : NULL;
  g_autofree char *name = NULL;
  GtkFileChooserNative *chooser;

  if (submission == NULL)
    {
      show (self, _ ("The submission could not be written"), error->message);
      return;
    }
  name = g_strdup_printf ("%s-TEAM-MODEL.csv", submission->round);
  chooser = prognosis_window_new_chooser (self, _ ("Save Submission"), GTK_FILE_CHOOSER_ACTION_SAVE, G_CALLBACK (response_cb));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* To a given path without a dialog: for tests and scripts. */
static void
submission_to_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (prognosis_session_get_forecast (PROGNOSIS_WINDOW (widget)->session) != NULL)
    export_submission (PROGNOSIS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
prognosis_window_class_install_submission_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export-submission", NULL, submission_action);
  gtk_widget_class_install_action (klass, "win.export-submission-to", "s", submission_to_action);
}

gboolean
prognosis_window_can_submit (PrognosisWindow *self)
{
  const char *const *paths = prognosis_session_get_paths (self->session);
  g_autofree char *folder = paths != NULL && paths[0] != NULL ? prognosis_hub_dup_folder (paths[0]) : NULL;

  return folder != NULL && prognosis_session_get_forecast (self->session) != NULL;
}
