/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-dialog.h"
#include "prognosis-columns-grid.h"
#include "prognosis-columns-uses.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_EXAMPLES 3
/* Further columns get no row; they are used as recognised. */
#define MAX_ROWS 100

struct _PrognosisColumnsDialog
{
  AdwWindow parent_instance;

  PrognosisSession *session;
  GStrv paths;
  PrognosisColumns *initial; /* the columns as set before the dialog was opened, or NULL */
  PrognosisPreview *preview;
  guint *found;           /* by column: number of the recognised use */
  guint *chosen;          /* by column */
  GPtrArray *column_rows; /* of GtkWidget, borrowed */
  gboolean is_syncing;
  guint update_id;
  PrognosisReading *reading;

  GtkButton *read_button;
  GtkSpinner *spinner;
  GtkLabel *problem;
  AdwPreferencesGroup *lines;
  GtkViewport *viewport;
  GtkLabel *status;
  AdwPreferencesGroup *columns;
  GtkSpinButton *header_line;
  AdwComboRow *date_order;
  AdwComboRow *decimal;
  AdwComboRow *rows;
  AdwEntryRow *where;
  GtkSwitch *weekly;
};

G_DEFINE_TYPE (PrognosisColumnsDialog, prognosis_columns_dialog, ADW_TYPE_WINDOW)

/* --- columns and frame as chosen ----------------------------------------------------- */

/* The header line is only passed on if it differs from the detected one. */
static int
get_header_line (PrognosisColumnsDialog *self)
{
  int line = gtk_spin_button_get_value_as_int (self->header_line);
  g_autoptr (PrognosisPreview) found = prognosis_preview_read (self->paths[0], NULL, NULL);

  if (found != NULL && line == (int) prognosis_preview_get_header_line (found))
    return 0;
  return line > 0 ? line : -1;
}

static GStrv
split_conditions (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean any = FALSE;

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      {
        g_strv_builder_add (builder, parts[i]);
        any = TRUE;
      }
  return any ? g_strv_builder_end (builder) : NULL;
}

/* Header line, date order, decimal mark and rows, but no columns. (transfer full) */
static PrognosisColumns *
make_frame (PrognosisColumnsDialog *self)
{
  PrognosisColumns *frame = prognosis_columns_new ();

  frame->header_line = get_header_line (self);
  frame->date_order = (PrognosisDateOrder) adw_combo_row_get_selected (self->date_order);
  frame->decimal = (PrognosisDecimal) adw_combo_row_get_selected (self->decimal);
  frame->rows = (PrognosisRows) adw_combo_row_get_selected (self->rows);
  frame->where = split_conditions (gtk_editable_get_text (GTK_EDITABLE (self->where)));
  frame->weekly = gtk_switch_get_active (self->weekly);
  return frame;
}

/* --- preview ------------------------------------------------------------------------- */

static void
show_problem (PrognosisColumnsDialog *self, const char *text)
{
  prognosis_style_say (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *text != '\0');
}

static void
update_grid (PrognosisColumnsDialog *self)
{
  gsize n = prognosis_preview_get_n_columns (self->preview);
  g_autofree PrognosisColumnUse *uses = g_new (PrognosisColumnUse, n);
  g_autofree char *status = NULL;
  GtkWidget *grid;

  for (gsize i = 0; i < n; i++)
    if (prognosis_preview_is_day (self->preview, i))
      uses[i] = (PrognosisColumnUse){ PROGNOSIS_COLUMN_VALUE, _ ("Day") };
    else
      uses[i] = (PrognosisColumnUse){ prognosis_columns_use_get (self->chosen[i])->use,
                                      _ (prognosis_columns_use_get (self->chosen[i])->title) };
  grid = prognosis_columns_grid_new (self->preview, uses, &status);
  gtk_viewport_set_child (self->viewport, grid);
  gtk_label_set_label (self->status, status);
}

static void
use_cb (AdwComboRow *row, GParamSpec *pspec, PrognosisColumnsDialog *self)
{
  gsize column = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "prognosis-column"));

  if (self->is_syncing)
    return;
  self->chosen[column] = adw_combo_row_get_selected (row);
  show_problem (self, "");
  update_grid (self);
}

/* The first cells below the header. (transfer full) */
static char *
make_examples (PrognosisColumnsDialog *self, gsize column)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (gsize row = 0; row < prognosis_preview_get_n_rows (self->preview) && n < MAX_EXAMPLES; row++)
    {
      const char *cell = prognosis_preview_get_cell (self->preview, row, column);

      if (prognosis_preview_get_line (self->preview, row) <= prognosis_preview_get_header_line (self->preview) || *cell == '\0')
        continue;
      g_string_append_printf (text, "%s%s", n++ > 0 ? " · " : "", cell);
    }
  return g_strdup (text->str);
}

static void
add_column (PrognosisColumnsDialog *self, gsize column, GListModel *uses)
{
  const char *title = prognosis_preview_get_title (self->preview, column);
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *examples = make_examples (self, column);
  /* Translators: a table column that has no name. */
  g_autofree char *name = *title != '\0' ? g_strdup (title) : g_strdup_printf (_ ("Column %u"), (guint) column + 1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), examples);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), uses);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), self->chosen[column]);
  prognosis_style_name_strings (row, name);
  g_object_set_data (G_OBJECT (row), "prognosis-column", GSIZE_TO_POINTER (column));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (use_cb), self, 0);
  adw_preferences_group_add (self->columns, row);
  g_ptr_array_add (self->column_rows, row);
}

static void
add_days (PrognosisColumnsDialog *self, gsize first, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  gsize last = prognosis_preview_get_n_columns (self->preview) - 1;
  g_autofree char *title = g_strdup_printf (g_dngettext (NULL, "%u column for a day", "%u columns for days", n), n);
  /* Translators: the first and last item of a list. */
  g_autofree char *range = g_strdup_printf (_ ("%s to %s"), prognosis_preview_get_title (self->preview, first),
                                            prognosis_preview_get_title (self->preview, last));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), range);
  adw_preferences_group_add (self->columns, row);
  g_ptr_array_add (self->column_rows, row);
}

static void
add_rest (PrognosisColumnsDialog *self, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf (g_dngettext (NULL, "and %u more", "and %u more", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (self->columns, row);
  g_ptr_array_add (self->column_rows, row);
}

static void
update_columns (PrognosisColumnsDialog *self)
{
  gsize n = prognosis_preview_get_n_columns (self->preview), first_day = 0;
  g_autoptr (GListModel) uses = prognosis_columns_use_list ();
  guint n_days = 0, n_rest = 0;

  self->is_syncing = TRUE;
  for (guint i = 0; i < self->column_rows->len; i++)
    adw_preferences_group_remove (self->columns, g_ptr_array_index (self->column_rows, i));
  g_ptr_array_set_size (self->column_rows, 0);
  for (gsize i = 0; i < n; i++)
    if (prognosis_preview_is_day (self->preview, i))
      first_day = n_days++ == 0 ? i : first_day;
    else if (self->column_rows->len < MAX_ROWS)
      add_column (self, i, uses);
    else
      n_rest++;
  if (n_rest > 0)
    add_rest (self, n_rest);
  if (n_days > 0)
    add_days (self, first_day, n_days);
  self->is_syncing = FALSE;
}

static void
describe_file (PrognosisColumnsDialog *self)
{
  char delimiter = prognosis_preview_get_delimiter (self->preview);
  g_autofree char *base = g_filename_display_basename (self->paths[0]);
  /* Translators: the name of a file, its character encoding (UTF-8), and what separates its cells. */
  g_autofree char *text = g_strdup_printf (_ ("%s: %s, separated by %s"), base, prognosis_preview_get_encoding (self->preview),
                                           delimiter == ','    ? _ ("commas")
                                           : delimiter == ';'  ? _ ("semicolons")
                                           : delimiter == '\t' ? _ ("tabs")
                                                               : _ ("vertical bars"));
  g_autofree char *safe = g_markup_escape_text (text, -1);

  adw_preferences_group_set_description (self->lines, safe);
}

/* Previews the file again. @again: its columns may have changed. */
static void
update_preview (PrognosisColumnsDialog *self, gboolean again)
{
  g_autoptr (PrognosisColumns) frame = make_frame (self), guess = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisPreview *preview = prognosis_preview_read (self->paths[0], frame, &error);

  if (preview == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  /* The file may have changed in the meantime. */
  again |= self->preview == NULL || prognosis_preview_get_n_columns (self->preview) != prognosis_preview_get_n_columns (preview);
  prognosis_preview_free (self->preview);
  self->preview = preview;
  if (again)
    {
      guess = prognosis_preview_guess (preview);
      g_free (self->found);
      g_free (self->chosen);
      self->found = prognosis_columns_uses_from (preview, guess, guess);
      self->chosen = prognosis_columns_uses_from (preview, guess, self->initial);
      update_columns (self);
    }
  show_problem (self, "");
  update_grid (self);
}

static gboolean
look_cb (gpointer user_data)
{
  PrognosisColumnsDialog *self = user_data;

  self->update_id = 0;
  g_clear_pointer (&self->initial, prognosis_columns_free);
  update_preview (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* Delayed, so that stepping through line numbers does not preview the file each time. */
static void
header_line_cb (PrognosisColumnsDialog *self)
{
  if (self->is_syncing)
    return;
  g_clear_handle_id (&self->update_id, g_source_remove);
  self->update_id = g_timeout_add (250, look_cb, self);
}

static void
frame_cb (PrognosisColumnsDialog *self)
{
  if (!self->is_syncing)
    update_preview (self, FALSE);
}

/* --- reading ------------------------------------------------------------------------ */

static void
set_reading (PrognosisColumnsDialog *self, gboolean is_reading)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->read_button), !is_reading);
  gtk_spinner_set_spinning (self->spinner, is_reading);
}

/* Omits the file's path, which is already shown above. (transfer full) */
static char *
shorten (const char *message, const char *path)
{
  const char *slash = strrchr (path, '/');

  return g_utf8_make_valid (slash != NULL && g_str_has_prefix (message, path) ? message + (slash + 1 - path) : message, -1);
}

static void
done_cb (PrognosisColumnsDialog *self)
{
  const char *error = prognosis_reading_get_error (self->reading);
  g_autofree char *message = NULL;

  if (error == NULL)
    {
      prognosis_session_take_named (self->session, self->reading);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  set_reading (self, FALSE);
  message = shorten (error, self->paths[0]);
  show_problem (self, message);
  gtk_widget_grab_focus (GTK_WIDGET (self->problem));
  gtk_label_select_region (self->problem, 0, 0);
}

static void
read_cb (PrognosisColumnsDialog *self)
{
  g_autoptr (PrognosisColumns) columns = NULL;

  if (prognosis_reading_is_running (self->reading))
    return;
  if (self->update_id != 0)
    {
      g_clear_handle_id (&self->update_id, g_source_remove);
      look_cb (self);
    }
  columns = make_frame (self);
  prognosis_columns_uses_to (self->preview, self->found, self->chosen, columns);
  show_problem (self, "");
  set_reading (self, TRUE);
  prognosis_reading_start (self->reading, (const char *const *) self->paths,
                           prognosis_columns_equal (columns, NULL) ? NULL : columns, FALSE);
}

/* --- object --------------------------------------------------------------------------- */

static void
set_strings (AdwComboRow *row, const char *const *strings)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (; *strings != NULL; strings++)
    gtk_string_list_append (list, _ (*strings));
  /* Name them before the model is set, which creates the first item at once. */
  prognosis_style_name_strings (GTK_WIDGET (row), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
show_said (PrognosisColumnsDialog *self)
{
  g_autofree char *where = NULL;

  if (self->initial == NULL)
    return;
  adw_combo_row_set_selected (self->date_order, self->initial->date_order);
  adw_combo_row_set_selected (self->decimal, self->initial->decimal);
  adw_combo_row_set_selected (self->rows, self->initial->rows);
  gtk_switch_set_active (self->weekly, self->initial->weekly);
  where = self->initial->where != NULL ? g_strjoinv ("; ", self->initial->where) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->where), where);
}

gboolean
prognosis_columns_dialog_is_possible (PrognosisSession *session)
{
  const char *const *paths = prognosis_session_get_named_paths (session);
  g_autoptr (PrognosisPreview) preview = paths != NULL ? prognosis_preview_read (paths[0], NULL, NULL) : NULL;

  return preview != NULL;
}

GtkWidget *
prognosis_columns_dialog_new (PrognosisSession *session, GtkWindow *parent)
{
  const char *const *paths = prognosis_session_get_named_paths (session);
  PrognosisColumnsDialog *self;

  if (!prognosis_columns_dialog_is_possible (session))
    return NULL;
  self = g_object_new (PROGNOSIS_TYPE_COLUMNS_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->paths = g_strdupv ((char **) paths);
  if (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY)
    self->initial = prognosis_columns_copy (prognosis_session_get_choices (session)->columns);
  self->is_syncing = TRUE;
  show_said (self);
  self->preview = prognosis_preview_read (paths[0], self->initial, NULL);
  if (self->preview != NULL)
    gtk_spin_button_set_value (self->header_line, prognosis_preview_get_header_line (self->preview));
  self->is_syncing = FALSE;
  update_preview (self, TRUE);
  if (self->preview == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  describe_file (self);
  return GTK_WIDGET (self);
}

static gboolean
prognosis_columns_dialog_close_request (GtkWindow *window)
{
  PrognosisColumnsDialog *self = PROGNOSIS_COLUMNS_DIALOG (window);

  prognosis_reading_drop (self->reading);
  return GTK_WINDOW_CLASS (prognosis_columns_dialog_parent_class)->close_request (window);
}

static void
prognosis_columns_dialog_dispose (GObject *object)
{
  PrognosisColumnsDialog *self = PROGNOSIS_COLUMNS_DIALOG (object);

  prognosis_reading_drop (self->reading);
  g_clear_handle_id (&self->update_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROGNOSIS_TYPE_COLUMNS_DIALOG);
  G_OBJECT_CLASS (prognosis_columns_dialog_parent_class)->dispose (object);
}

static void
prognosis_columns_dialog_finalize (GObject *object)
{
  PrognosisColumnsDialog *self = PROGNOSIS_COLUMNS_DIALOG (object);

  g_clear_object (&self->session);
  g_object_unref (self->reading);
  g_strfreev (self->paths);
  prognosis_columns_free (self->initial);
  prognosis_preview_free (self->preview);
  g_free (self->found);
  g_free (self->chosen);
  g_ptr_array_unref (self->column_rows);
  G_OBJECT_CLASS (prognosis_columns_dialog_parent_class)->finalize (object);
}

static void
prognosis_columns_dialog_class_init (PrognosisColumnsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_columns_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_columns_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = prognosis_columns_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-columns-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisColumnsDialog, name)
  CHILD (read_button);
  CHILD (spinner);
  CHILD (problem);
  CHILD (lines);
  CHILD (viewport);
  CHILD (status);
  CHILD (columns);
  CHILD (header_line);
  CHILD (date_order);
  CHILD (decimal);
  CHILD (rows);
  CHILD (where);
  CHILD (weekly);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
}

static void
prognosis_columns_dialog_init (PrognosisColumnsDialog *self)
{
  static const char *const orders[] = { N_ ("Detect from the dates"), N_ ("Day first (31/12/2020)"),
                                        N_ ("Month first (12/31/2020)"), N_ ("Year first (20/12/31)"), NULL };
  static const char *const decimals[] = { N_ ("Detect from the numbers"), N_ ("Point (1,234.5)"), N_ ("Comma (1.234,5)"), NULL };
  static const char *const rows[] = { N_ ("Not expected"), N_ ("Sum them"), N_ ("Count each row as one case"), NULL };

  self->column_rows = g_ptr_array_new ();
  self->reading = prognosis_reading_new ();
  g_signal_connect_swapped (self->reading, "done", G_CALLBACK (done_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_strings (self->date_order, orders);
  set_strings (self->decimal, decimals);
  set_strings (self->rows, rows);
  prognosis_style_pass_scrolling (GTK_WIDGET (self->header_line));
  g_signal_connect_object (self->header_line, "value-changed", G_CALLBACK (header_line_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->date_order, "notify::selected", G_CALLBACK (frame_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->decimal, "notify::selected", G_CALLBACK (frame_cb), self, G_CONNECT_SWAPPED);
}
