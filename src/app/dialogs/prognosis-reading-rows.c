/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reading-rows.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>

typedef struct
{
  PrognosisReadingRows *rows;
  const PrognosisReadingSetting *setting;
  GtkWidget *row;     /* borrowed, as below */
  GtkWidget *control; /* the spin button or switch of the row, or the row itself */
  GStrv sheets;       /* of the row of sheets, or NULL */
  int found_line;     /* of the row of the header: the one that was recognised, 0: there is none */
} Row;

struct _PrognosisReadingRows
{
  Row *rows;
  gsize n;
  gboolean is_syncing;
  PrognosisReadingRowsFunc changed;
  gpointer user_data;
};

static void
changed_cb (Row *row)
{
  if (!row->rows->is_syncing)
    row->rows->changed (row->setting, row->rows->user_data);
}

/* --- making rows --------------------------------------------------------------- */

static void
set_items (GtkWidget *row, GtkStringList *items)
{
  /* Name them before the model is set, which creates the first item at once. */
  prognosis_style_name_strings (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (items));
}

static void
make_enum (Row *row)
{
  g_autoptr (GtkStringList) items = gtk_string_list_new (NULL);

  row->row = row->control = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), _ (row->setting->title));
  for (const PrognosisReadingValue *value = row->setting->values; value->id != NULL; value++)
    gtk_string_list_append (items, _ (value->title));
  set_items (row->row, items);
  g_signal_connect_swapped (row->row, "notify::selected", G_CALLBACK (changed_cb), row);
}

static void
make_sheet (Row *row)
{
  row->row = row->control = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), _ (row->setting->title));
  g_signal_connect_swapped (row->row, "notify::selected", G_CALLBACK (changed_cb), row);
}

static void
make_conditions (Row *row)
{
  row->row = row->control = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), _ (row->setting->title));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row->row), TRUE);
  g_signal_connect_swapped (row->row, "apply", G_CALLBACK (changed_cb), row);
}

static void
make_action_row (Row *row, GtkWidget *control, const char *subtitle)
{
  row->row = adw_action_row_new ();
  row->control = control;
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), _ (row->setting->title));
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row->row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (row->setting->title), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row->row), control);
}

static void
make_line (Row *row)
{
  GtkWidget *control = gtk_spin_button_new_with_range (0, 999, 1);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (control), TRUE);
  make_action_row (row, control, _ ("0 if there is none"));
  prognosis_style_pass_scrolling (control);
  g_signal_connect_swapped (control, "value-changed", G_CALLBACK (changed_cb), row);
}

static void
make_switch (Row *row)
{
  make_action_row (row, gtk_switch_new (), NULL);
  g_signal_connect_swapped (row->control, "notify::active", G_CALLBACK (changed_cb), row);
}

/* Whether the list of columns stands for it. */
static gboolean
is_of_columns (const PrognosisReadingSetting *setting)
{
  return setting->kind == PROGNOSIS_READING_COLUMN || setting->kind == PROGNOSIS_READING_COLUMNS
         || setting->offset == G_STRUCT_OFFSET (PrognosisColumns, kind);
}

PrognosisReadingRows *
prognosis_reading_rows_new (AdwPreferencesGroup *group, PrognosisReadingRowsFunc changed, gpointer user_data)
{
  static void (*const makers[]) (Row *) = {
    [PROGNOSIS_READING_CONDITIONS] = make_conditions,
    [PROGNOSIS_READING_TEXT] = make_sheet,
    [PROGNOSIS_READING_ENUM] = make_enum,
    [PROGNOSIS_READING_LINE] = make_line,
    [PROGNOSIS_READING_SWITCH] = make_switch,
  };
  PrognosisReadingRows *self = g_new0 (PrognosisReadingRows, 1);
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  self->changed = changed;
  self->user_data = user_data;
  self->rows = g_new0 (Row, n);
  for (gsize i = 0; i < n; i++)
    {
      Row *row = &self->rows[self->n];

      if (is_of_columns (&settings[i]))
        continue;
      self->n++;
      row->rows = self;
      row->setting = &settings[i];
      makers[settings[i].kind](row);
      if (ADW_IS_ACTION_ROW (row->row))
        {
          adw_action_row_set_title_lines (ADW_ACTION_ROW (row->row), 0);
          adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row->row), 0);
        }
      adw_preferences_group_add (group, row->row);
    }
  return self;
}

void
prognosis_reading_rows_free (PrognosisReadingRows *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < self->n; i++)
    {
      g_signal_handlers_disconnect_by_data (self->rows[i].control, &self->rows[i]);
      g_strfreev (self->rows[i].sheets);
    }
  g_free (self->rows);
  g_free (self);
}

/* --- showing and reading ------------------------------------------------------- */

/* Below what is left to be recognised, what was. */
static void
show_enum (Row *row, const PrognosisColumns *columns, const PrognosisPreview *preview)
{
  const guint given = prognosis_reading_setting_get_value (row->setting, columns);
  const guint applied = given == 0 ? prognosis_preview_get_applied (preview, row->setting) : 0;

  adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), given);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->row), applied > 0 ? _ (row->setting->values[applied].title) : "");
}

/* The first item leaves the choice to the program. */
static void
show_sheet (Row *row, const PrognosisColumns *columns, const PrognosisPreview *preview)
{
  g_autoptr (GtkStringList) items = gtk_string_list_new (NULL);
  GStrv sheets = prognosis_preview_dup_sheets (preview);
  g_autofree char *shown = sheets != NULL ? g_strdup (sheets[0]) : NULL;
  guint selected = 0;

  gtk_widget_set_visible (row->row, sheets != NULL);
  if (sheets == NULL)
    return;
  /* The one that is shown comes first in the list of the preview: keep the order in which they were first listed. */
  if (row->sheets == NULL)
    row->sheets = g_steal_pointer (&sheets);
  gtk_string_list_append (items, _ ("The first that holds a table"));
  for (guint i = 0; row->sheets[i] != NULL; i++)
    {
      gtk_string_list_append (items, row->sheets[i]);
      if (g_strcmp0 (columns->sheet, row->sheets[i]) == 0)
        selected = i + 1;
    }
  set_items (row->row, items);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->row), selected == 0 ? shown : "");
  g_strfreev (sheets);
}

static void
show_line (Row *row, const PrognosisColumns *columns, const PrognosisPreview *preview)
{
  const int line = (int) prognosis_preview_get_header_line (preview);

  if (columns->header_line == 0)
    row->found_line = line;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (row->control), line);
}

void
prognosis_reading_rows_show (PrognosisReadingRows *self, const PrognosisColumns *columns, const PrognosisPreview *preview)
{
  static const PrognosisColumns nothing = PROGNOSIS_COLUMNS_INIT;
  g_autofree char *text = NULL;

  columns = columns != NULL ? columns : &nothing;
  self->is_syncing = TRUE;
  for (gsize i = 0; i < self->n; i++)
    {
      Row *row = &self->rows[i];

      switch (row->setting->kind)
        {
        case PROGNOSIS_READING_ENUM: show_enum (row, columns, preview); break;
        case PROGNOSIS_READING_TEXT: show_sheet (row, columns, preview); break;
        case PROGNOSIS_READING_LINE: show_line (row, columns, preview); break;
        case PROGNOSIS_READING_SWITCH:
          gtk_switch_set_active (GTK_SWITCH (row->control), PROGNOSIS_READING_FIELD (columns, row->setting, gboolean));
          break;
        case PROGNOSIS_READING_CONDITIONS:
        case PROGNOSIS_READING_COLUMN:
        case PROGNOSIS_READING_COLUMNS:
        default:
          g_free (text);
          text = columns->where != NULL ? g_strjoinv ("; ", columns->where) : g_strdup ("");
          if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row->row)), text) != 0)
            gtk_editable_set_text (GTK_EDITABLE (row->row), text);
        }
    }
  gtk_widget_set_visible (prognosis_reading_rows_find (self, "delimiter"), prognosis_preview_get_delimiter (preview) != '\0');
  self->is_syncing = FALSE;
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

void
prognosis_reading_rows_read (PrognosisReadingRows *self, PrognosisColumns *columns)
{
  for (gsize i = 0; i < self->n; i++)
    {
      Row *row = &self->rows[i];
      const guint selected = ADW_IS_COMBO_ROW (row->row) ? adw_combo_row_get_selected (ADW_COMBO_ROW (row->row)) : 0;
      int line;

      switch (row->setting->kind)
        {
        case PROGNOSIS_READING_ENUM: prognosis_reading_setting_set_value (row->setting, columns, selected); break;
        case PROGNOSIS_READING_TEXT:
          g_free (columns->sheet);
          columns->sheet = row->sheets != NULL && selected > 0 ? g_strdup (row->sheets[selected - 1]) : NULL;
          break;
        case PROGNOSIS_READING_LINE:
          line = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (row->control));
          columns->header_line = line == row->found_line ? 0 : line > 0 ? line : -1;
          break;
        case PROGNOSIS_READING_SWITCH:
          PROGNOSIS_READING_FIELD (columns, row->setting, gboolean) = gtk_switch_get_active (GTK_SWITCH (row->control));
          break;
        case PROGNOSIS_READING_CONDITIONS:
        case PROGNOSIS_READING_COLUMN:
        case PROGNOSIS_READING_COLUMNS:
        default: g_strfreev (columns->where); columns->where = split_conditions (gtk_editable_get_text (GTK_EDITABLE (row->row)));
        }
    }
}

GtkWidget *
prognosis_reading_rows_find (PrognosisReadingRows *self, const char *id)
{
  for (gsize i = 0; i < self->n; i++)
    if (g_str_equal (self->rows[i].setting->id, id))
      return self->rows[i].row;
  return NULL;
}
