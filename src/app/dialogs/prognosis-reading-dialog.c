/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reading-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "prognosis-columns-grid.h"
#include "prognosis-columns-list.h"
#include "prognosis-columns-uses.h"
#include "prognosis-findings.h"
#include "prognosis-pasted.h"
#include "prognosis-question-box.h"
#include "prognosis-reading-curve.h"
#include "prognosis-reading-need.h"
#include "prognosis-reading-rows.h"
#include "prognosis-style.h"

/* Below this width the curve is above the rows, not beside them [px]. */
#define NARROW 700
/* Stepping through line numbers does not read the table each time [ms]. */
#define PATIENCE 200

struct _PrognosisReadingDialog
{
  AdwWindow parent_instance;

  PrognosisSession *session;
  GStrv paths;
  PrognosisPreview *preview;
  PrognosisReading *reading;
  PrognosisReadingRows *rows;
  PrognosisColumnsList *list;
  PrognosisReadingCurve *curve; /* borrowed */
  GtkWidget *question;          /* borrowed, or NULL */
  GPtrArray *findings_rows;     /* of GtkWidget, borrowed */
  gboolean wants_apply;         /* once the table is read */
  gboolean is_narrow;
  guint read_id;
  guint fold_id;

  GtkButton *apply_button;
  GtkSpinner *spinner;
  GtkLabel *problem;
  GtkBox *top;
  GtkBox *halves;
  GtkWidget *switches;
  GtkBox *rows_box;
  GtkBox *picture;
  GtkWidget *separator;
  GtkLabel *file;
  GtkViewport *viewport;
  GtkLabel *status;
  AdwPreferencesGroup *findings;
  GtkButton *reset_button;
  AdwPreferencesGroup *columns;
  AdwPreferencesGroup *numbers;
};

G_DEFINE_TYPE (PrognosisReadingDialog, prognosis_reading_dialog, ADW_TYPE_WINDOW)

/* --- what is shown ------------------------------------------------------------- */

/* What the rows say. (transfer full) */
static PrognosisColumns *
get_columns (PrognosisReadingDialog *self, gboolean with_uses)
{
  PrognosisColumns *columns = prognosis_columns_new ();

  prognosis_reading_rows_read (self->rows, columns);
  if (with_uses)
    prognosis_columns_list_read (self->list, self->preview, columns);
  return columns;
}

static void
show_problem (PrognosisReadingDialog *self, const char *text)
{
  prognosis_style_say (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *text != '\0');
}

static void
update_grid (PrognosisReadingDialog *self)
{
  const gsize n = prognosis_preview_get_n_columns (self->preview);
  g_autofree PrognosisColumnUse *uses = g_new (PrognosisColumnUse, n);
  g_autofree char *status = NULL;

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisColumnsUse *use = prognosis_columns_use_get (prognosis_columns_list_get (self->list, i));

      if (prognosis_preview_is_day (self->preview, i))
        uses[i] = (PrognosisColumnUse){ PROGNOSIS_COLUMN_VALUE, _ ("Day") };
      else
        uses[i] = (PrognosisColumnUse){ use->use, _ (use->title) };
    }
  gtk_viewport_set_child (self->viewport, prognosis_columns_grid_new (self->preview, uses, &status));
  gtk_label_set_label (self->status, status);
}

static void
describe_file (PrognosisReadingDialog *self)
{
  const char delimiter = prognosis_preview_get_delimiter (self->preview);
  g_autofree char *base = g_filename_display_basename (self->paths[0]);
  g_autofree char *text = NULL;

  if (delimiter == '\0')
    text = g_strdup (base);
  else
    /* Translators: the name of a file, its character encoding (UTF-8), and what separates its cells. */
    text = g_strdup_printf (_ ("%s: %s, separated by %s"), base, prognosis_preview_get_encoding (self->preview),
                            delimiter == ','    ? _ ("commas")
                            : delimiter == ';'  ? _ ("semicolons")
                            : delimiter == '\t' ? _ ("tabs")
                                                : _ ("vertical bars"));
  gtk_label_set_label (self->file, text);
}

/* Whether the columns of both are the same, so that what was said of them still holds. */
static gboolean
have_same_columns (const PrognosisPreview *a, const PrognosisPreview *b)
{
  const gsize n = prognosis_preview_get_n_columns (b);

  if (a == NULL || prognosis_preview_get_n_columns (a) != n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!g_str_equal (prognosis_preview_get_title (a, i), prognosis_preview_get_title (b, i)))
      return FALSE;
  return TRUE;
}

/* Previews the file with the settings of @columns, which are shown. FALSE: it is not a table. */
static gboolean
update_preview (PrognosisReadingDialog *self, const PrognosisColumns *columns, gboolean shows_uses)
{
  g_autoptr (GError) error = NULL;
  PrognosisPreview *preview = prognosis_preview_read (self->paths[0], columns, &error);
  gboolean is_new;

  if (preview == NULL)
    {
      show_problem (self, error->message);
      return FALSE;
    }
  is_new = !have_same_columns (self->preview, preview);
  prognosis_preview_free (self->preview);
  self->preview = preview;
  prognosis_reading_rows_show (self->rows, columns, preview);
  if (is_new || shows_uses)
    prognosis_columns_list_show (self->list, preview, columns);
  describe_file (self);
  update_grid (self);
  return TRUE;
}

/* --- reading ------------------------------------------------------------------- */

static void
set_reading (PrognosisReadingDialog *self, gboolean is_reading)
{
  gtk_spinner_set_spinning (self->spinner, is_reading);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->curve), GTK_ACCESSIBLE_STATE_BUSY, is_reading, -1);
}

static void
start_reading (PrognosisReadingDialog *self)
{
  g_autoptr (PrognosisColumns) columns = get_columns (self, TRUE);
  const gboolean is_empty = prognosis_columns_equal (columns, NULL);

  g_clear_handle_id (&self->read_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->reset_button), !is_empty);
  set_reading (self, TRUE);
  prognosis_reading_start (self->reading, (const char *const *) self->paths, is_empty ? NULL : columns, FALSE);
}

static gboolean
read_cb (gpointer user_data)
{
  PrognosisReadingDialog *self = user_data;
  g_autoptr (PrognosisColumns) frame = get_columns (self, FALSE);

  self->read_id = 0;
  if (update_preview (self, frame, FALSE))
    start_reading (self);
  return G_SOURCE_REMOVE;
}

static void
read_soon (PrognosisReadingDialog *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  self->wants_apply = FALSE;
  self->read_id = g_timeout_add (PATIENCE, read_cb, self);
}

static void
setting_cb (const PrognosisReadingSetting *setting, gpointer user_data)
{
  read_soon (user_data);
}

static void
use_cb (gpointer user_data)
{
  PrognosisReadingDialog *self = user_data;

  update_grid (self);
  if (self->question != NULL)
    prognosis_question_box_forget (PROGNOSIS_QUESTION_BOX (self->question));
  read_soon (self);
}

/* Reads and shows the table as @columns (nullable) say. */
static void
take_columns (PrognosisReadingDialog *self, const PrognosisColumns *columns)
{
  if (update_preview (self, columns, TRUE))
    start_reading (self);
}

static void
answered_cb (PrognosisReadingDialog *self, const PrognosisColumns *columns)
{
  take_columns (self, columns);
}

static void
reset_cb (PrognosisReadingDialog *self)
{
  take_columns (self, NULL);
}

/* The question stays after it is answered, so that the other answer is a click away. */
static void
update_question (PrognosisReadingDialog *self, PrognosisDataset *dataset)
{
  PrognosisQuestion *question = prognosis_question_find (dataset, prognosis_reading_get_columns (self->reading));

  if (question == NULL)
    return;
  if (self->question != NULL)
    gtk_box_remove (self->top, self->question);
  self->question = prognosis_question_box_new (question, (const char *const *) self->paths);
  g_signal_connect_object (self->question, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->top, self->question);
}

static void
update_findings (PrognosisReadingDialog *self, PrognosisDataset *dataset)
{
  for (guint i = 0; i < self->findings_rows->len; i++)
    adw_preferences_group_remove (self->findings, g_ptr_array_index (self->findings_rows, i));
  g_ptr_array_set_size (self->findings_rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), dataset != NULL);
  if (dataset != NULL)
    prognosis_findings_add (self->findings, dataset, self->findings_rows);
}

/* Omits the file's path, which is shown already. (transfer full) */
static char *
shorten (const char *message, const char *path)
{
  const char *slash = strrchr (path, '/');

  return g_utf8_make_valid (slash != NULL && g_str_has_prefix (message, path) ? message + (slash + 1 - path) : message, -1);
}

/* What the reader suggests to decide is where the keyboard is. */
static void
point_to_setting (PrognosisReadingDialog *self)
{
  const char *id = prognosis_reading_get_suggested_setting (self->reading);
  GtkWidget *row = id != NULL ? prognosis_reading_rows_find (self->rows, id) : NULL;

  if (id != NULL && row == NULL)
    row = prognosis_columns_list_get_first (self->list);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
show_error (PrognosisReadingDialog *self, const char *error)
{
  g_autofree char *own = prognosis_pasted_shorten ((const char *const *) self->paths, error);
  g_autofree char *message = shorten (own, self->paths[0]);
  const gboolean is_new = !gtk_widget_get_visible (GTK_WIDGET (self->problem));

  show_problem (self, message);
  update_findings (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->curve), FALSE);
  if (self->wants_apply)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->problem));
      gtk_label_select_region (self->problem, 0, 0);
    }
  else if (is_new)
    point_to_setting (self);
}

static void
apply (PrognosisReadingDialog *self)
{
  prognosis_session_take_named (self->session, self->reading);
  gtk_window_close (GTK_WINDOW (self));
}

static void
done_cb (PrognosisReadingDialog *self)
{
  PrognosisDataset *dataset = prognosis_reading_get_dataset (self->reading);

  set_reading (self, FALSE);
  if (dataset == NULL)
    show_error (self, prognosis_reading_get_error (self->reading));
  else if (self->wants_apply)
    {
      apply (self);
      return;
    }
  else
    {
      show_problem (self, "");
      prognosis_columns_list_learn (self->list, self->preview, dataset);
      update_grid (self);
      gtk_widget_set_visible (GTK_WIDGET (self->curve), TRUE);
      prognosis_reading_curve_show (self->curve, dataset);
      update_findings (self, dataset);
      update_question (self, dataset);
    }
  self->wants_apply = FALSE;
}

static void
apply_cb (PrognosisReadingDialog *self)
{
  if (self->read_id == 0 && !prognosis_reading_is_running (self->reading) && prognosis_reading_get_dataset (self->reading) != NULL)
    {
      apply (self);
      return;
    }
  /* The file may have been mended meanwhile, also while it was read after a first click. */
  if (self->read_id != 0 || self->wants_apply || !prognosis_reading_is_running (self->reading))
    {
      g_clear_handle_id (&self->read_id, g_source_remove);
      read_cb (self);
    }
  self->wants_apply = prognosis_reading_is_running (self->reading);
}

/* --- width --------------------------------------------------------------------- */

static void
move (GtkWidget *widget, GtkBox *to, GtkWidget *after)
{
  g_object_ref (widget);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (widget)), widget);
  gtk_box_insert_child_after (to, widget, after);
  g_object_unref (widget);
}

/* Curve and first lines are beside the rows, or scrolled with them. */
static void
set_narrow (PrognosisReadingDialog *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  gtk_widget_set_visible (self->separator, !is_narrow);
  gtk_widget_set_hexpand (self->switches, is_narrow);
  gtk_widget_set_size_request (self->switches, is_narrow ? -1 : 350, -1);
  if (is_narrow)
    move (GTK_WIDGET (self->picture), self->rows_box, NULL);
  else
    move (GTK_WIDGET (self->picture), self->halves, self->separator);
}

static gboolean
fold_cb (gpointer user_data)
{
  PrognosisReadingDialog *self = user_data;

  self->fold_id = 0;
  set_narrow (self, !self->is_narrow);
  return G_SOURCE_REMOVE;
}

/* Before it is shown, so that it can be as small as requested. */
static void
default_width_cb (PrognosisReadingDialog *self)
{
  int width;

  g_object_get (self, "default-width", &width, NULL);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) && (width < NARROW) != self->is_narrow)
    set_narrow (self, width < NARROW);
}

/* Changes that depend on the width must wait until it is allocated. */
static void
prognosis_reading_dialog_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PrognosisReadingDialog *self = PROGNOSIS_READING_DIALOG (widget);

  GTK_WIDGET_CLASS (prognosis_reading_dialog_parent_class)->size_allocate (widget, width, height, baseline);
  if ((width < NARROW) == self->is_narrow)
    g_clear_handle_id (&self->fold_id, g_source_remove);
  else if (self->fold_id == 0)
    self->fold_id = g_idle_add (fold_cb, self);
}

/* --- object -------------------------------------------------------------------- */

/* Not larger than its parent, which fits the screen. */
static void
fit_into (PrognosisReadingDialog *self, GtkWindow *parent)
{
  int width, height, parent_width = gtk_widget_get_width (GTK_WIDGET (parent)),
                     parent_height = gtk_widget_get_height (GTK_WIDGET (parent));

  /* It may not have been laid out yet. */
  if (parent_width == 0)
    gtk_window_get_default_size (parent, &parent_width, &parent_height);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (parent_width - 24, 360, width), CLAMP (parent_height - 24, 500, height));
}

/* Other data are opened, or the same anew: there is nothing left to change. */
static void
state_cb (PrognosisReadingDialog *self)
{
  if (prognosis_session_get_state (self->session) == PROGNOSIS_SESSION_READING)
    gtk_window_close (GTK_WINDOW (self));
}

GtkWidget *
prognosis_reading_dialog_new (PrognosisSession *session, GtkWindow *parent)
{
  PrognosisReadingDialog *self;
  const PrognosisColumns *given = NULL;

  if (!prognosis_reading_can_be_changed (session))
    return NULL;
  self = g_object_new (PROGNOSIS_TYPE_READING_DIALOG, "transient-for", parent, NULL);
  fit_into (self, parent);
  self->session = g_object_ref (session);
  self->paths = g_strdupv ((char **) prognosis_session_get_named_paths (session));
  if (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY)
    given = prognosis_session_get_choices (session)->columns;
  /* What was given may no longer fit the file. */
  if (!update_preview (self, given, TRUE) && !update_preview (self, NULL, TRUE))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  start_reading (self);
  return GTK_WIDGET (self);
}

static gboolean
prognosis_reading_dialog_close_request (GtkWindow *window)
{
  prognosis_reading_drop (PROGNOSIS_READING_DIALOG (window)->reading);
  return GTK_WINDOW_CLASS (prognosis_reading_dialog_parent_class)->close_request (window);
}

static void
prognosis_reading_dialog_dispose (GObject *object)
{
  PrognosisReadingDialog *self = PROGNOSIS_READING_DIALOG (object);

  prognosis_reading_drop (self->reading);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_clear_pointer (&self->rows, prognosis_reading_rows_free);
  g_clear_pointer (&self->list, prognosis_columns_list_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROGNOSIS_TYPE_READING_DIALOG);
  G_OBJECT_CLASS (prognosis_reading_dialog_parent_class)->dispose (object);
}

static void
prognosis_reading_dialog_finalize (GObject *object)
{
  PrognosisReadingDialog *self = PROGNOSIS_READING_DIALOG (object);

  g_clear_object (&self->session);
  g_object_unref (self->reading);
  g_strfreev (self->paths);
  prognosis_preview_free (self->preview);
  g_ptr_array_unref (self->findings_rows);
  G_OBJECT_CLASS (prognosis_reading_dialog_parent_class)->finalize (object);
}

static void
prognosis_reading_dialog_class_init (PrognosisReadingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_reading_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_reading_dialog_finalize;
  widget_class->size_allocate = prognosis_reading_dialog_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = prognosis_reading_dialog_close_request;
  g_type_ensure (PROGNOSIS_TYPE_READING_CURVE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-reading-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisReadingDialog, name)
  CHILD (apply_button);
  CHILD (spinner);
  CHILD (problem);
  CHILD (top);
  CHILD (halves);
  CHILD (switches);
  CHILD (rows_box);
  CHILD (picture);
  CHILD (separator);
  CHILD (curve);
  CHILD (file);
  CHILD (viewport);
  CHILD (status);
  CHILD (findings);
  CHILD (reset_button);
  CHILD (columns);
  CHILD (numbers);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
prognosis_reading_dialog_init (PrognosisReadingDialog *self)
{
  self->findings_rows = g_ptr_array_new ();
  self->reading = prognosis_reading_new ();
  g_signal_connect_swapped (self->reading, "done", G_CALLBACK (done_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = prognosis_reading_rows_new (self->numbers, setting_cb, self);
  self->list = prognosis_columns_list_new (self->columns, use_cb, self);
  g_signal_connect_object (self, "notify::default-width", G_CALLBACK (default_width_cb), self, G_CONNECT_SWAPPED);
  set_narrow (self, FALSE);
}
