/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-list.h"
#include "prognosis-candidate.h"
#include "prognosis-columns-uses.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_EXAMPLES 3
/* Further columns get no row; they are used as recognised. */
#define MAX_ROWS 100

struct _PrognosisColumnsList
{
  AdwPreferencesGroup *group; /* borrowed */
  guint *found;               /* by column: number of the recognised use */
  guint *chosen;              /* by column */
  GPtrArray *rows;            /* of GtkWidget, borrowed */
  gboolean is_syncing;
  PrognosisColumnsListFunc changed;
  gpointer user_data;
};

static void
use_cb (AdwComboRow *row, GParamSpec *pspec, PrognosisColumnsList *self)
{
  const gsize column = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "prognosis-column"));

  if (self->is_syncing)
    return;
  self->chosen[column] = adw_combo_row_get_selected (row);
  self->changed (self->user_data);
}

/* The first cells below the header. (transfer full) */
static char *
make_examples (const PrognosisPreview *preview, gsize column)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (gsize row = 0; row < prognosis_preview_get_n_rows (preview) && n < MAX_EXAMPLES; row++)
    {
      const char *cell = prognosis_preview_get_cell (preview, row, column);

      if (prognosis_preview_get_line (preview, row) <= prognosis_preview_get_header_line (preview) || *cell == '\0')
        continue;
      g_string_append_printf (text, "%s%s", n++ > 0 ? " · " : "", cell);
    }
  return g_strdup (text->str);
}

static void
add_column (PrognosisColumnsList *self, const PrognosisPreview *preview, gsize column, GListModel *uses)
{
  const char *title = prognosis_preview_get_title (preview, column);
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *examples = make_examples (preview, column);
  /* Translators: a table column that has no name. */
  g_autofree char *name = *title != '\0' ? g_strdup (title) : g_strdup_printf (_ ("Column %u"), (guint) column + 1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), examples);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  /* Narrower than an ellipsis, a label that has one warns. */
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), strlen (examples) > 3 ? 1 : 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), uses);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), self->chosen[column]);
  prognosis_style_name_strings (row, name);
  g_object_set_data (G_OBJECT (row), "prognosis-column", GSIZE_TO_POINTER (column));
  g_signal_connect (row, "notify::selected", G_CALLBACK (use_cb), self);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_days (PrognosisColumnsList *self, const PrognosisPreview *preview, gsize first, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  gsize last = prognosis_preview_get_n_columns (preview) - 1;
  g_autofree char *title = g_strdup_printf (g_dngettext (NULL, "%u column for a day", "%u columns for days", n), n);
  /* Translators: the first and last item of a list. */
  g_autofree char *range
      = g_strdup_printf (_ ("%s to %s"), prognosis_preview_get_title (preview, first), prognosis_preview_get_title (preview, last));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), range);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_rest (PrognosisColumnsList *self, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf (g_dngettext (NULL, "and %u more", "and %u more", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
remove_rows (PrognosisColumnsList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      g_signal_handlers_disconnect_by_data (row, self);
      adw_preferences_group_remove (self->group, row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

void
prognosis_columns_list_show (PrognosisColumnsList *self, const PrognosisPreview *preview, const PrognosisColumns *columns)
{
  const gsize n = prognosis_preview_get_n_columns (preview);
  g_autoptr (PrognosisColumns) guess = prognosis_preview_guess (preview);
  g_autoptr (GListModel) uses = prognosis_columns_use_list ();
  gsize first_day = 0;
  guint n_days = 0, n_rest = 0;

  remove_rows (self);
  g_free (self->found);
  g_free (self->chosen);
  self->found = prognosis_columns_uses_from (preview, guess, guess);
  self->chosen = prognosis_columns_uses_from (preview, guess, columns);
  for (gsize i = 0; i < n; i++)
    if (prognosis_preview_is_day (preview, i))
      first_day = n_days++ == 0 ? i : first_day;
    else if (self->rows->len < MAX_ROWS)
      add_column (self, preview, i, uses);
    else
      n_rest++;
  if (n_rest > 0)
    add_rest (self, n_rest);
  if (n_days > 0)
    add_days (self, preview, first_day, n_days);
}

static const PrognosisCandidate *
find_candidate (PrognosisDataset *dataset, const char *name)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_candidates (dataset); i++)
    {
      const PrognosisCandidate *candidate = prognosis_dataset_get_candidate (dataset, i);

      if (g_ascii_strcasecmp (candidate->column, name) == 0)
        return candidate;
    }
  return NULL;
}

void
prognosis_columns_list_learn (PrognosisColumnsList *self, const PrognosisPreview *preview, PrognosisDataset *dataset)
{
  const guint other = prognosis_columns_use_find_other ();

  self->is_syncing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      const gsize column = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "prognosis-column"));
      const PrognosisCandidate *candidate = find_candidate (dataset, prognosis_preview_get_title (preview, column));

      if (!ADW_IS_COMBO_ROW (row) || candidate == NULL || candidate->reason == PROGNOSIS_REASON_CHOSEN
          || prognosis_columns_use_get (self->found[column])->use != PROGNOSIS_COLUMN_VALUE)
        continue;
      if (self->chosen[column] == self->found[column])
        self->chosen[column] = other;
      self->found[column] = other;
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), self->chosen[column]);
    }
  self->is_syncing = FALSE;
}

guint
prognosis_columns_list_get (PrognosisColumnsList *self, gsize column)
{
  return self->chosen[column];
}

void
prognosis_columns_list_read (PrognosisColumnsList *self, const PrognosisPreview *preview, PrognosisColumns *columns)
{
  prognosis_columns_uses_to (preview, self->found, self->chosen, columns);
}

GtkWidget *
prognosis_columns_list_get_first (PrognosisColumnsList *self)
{
  return self->rows->len > 0 ? g_ptr_array_index (self->rows, 0) : NULL;
}

PrognosisColumnsList *
prognosis_columns_list_new (AdwPreferencesGroup *group, PrognosisColumnsListFunc changed, gpointer user_data)
{
  PrognosisColumnsList *self = g_new0 (PrognosisColumnsList, 1);

  self->group = group;
  self->rows = g_ptr_array_new ();
  self->changed = changed;
  self->user_data = user_data;
  return self;
}

void
prognosis_columns_list_free (PrognosisColumnsList *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->rows, i), self);
  g_ptr_array_unref (self->rows);
  g_free (self->found);
  g_free (self->chosen);
  g_free (self);
}
