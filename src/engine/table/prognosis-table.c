/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-table-private.h"

#include <string.h>

#include "prognosis-error.h"

#define CANCEL_ROWS 4096

PrognosisTable *
prognosis_table_new (const char *path)
{
  PrognosisTable *self = g_new0 (PrognosisTable, 1);

  self->path = g_strdup (path);
  self->arena = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->header = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_new0 (PrognosisTableNumbers, 1);
  return self;
}

PrognosisTable *
prognosis_table_new_column (const PrognosisTable *of, const char *const *texts, gsize n)
{
  PrognosisTable *self = prognosis_table_new (of->path);

  self->n_columns = self->n_stored = 1;
  g_ptr_array_add (self->header, g_strdup (""));
  g_ptr_array_add (self->keys, g_strdup (""));
  for (gsize i = 0; i < n; i++)
    {
      guint32 offset = (guint32) self->arena->len, line = of->header_line;

      g_string_append_len (self->arena, texts[i], (gssize) strlen (texts[i]) + 1);
      g_array_append_val (self->cells, offset);
      g_array_append_val (self->lines, line);
    }
  return self;
}

void
prognosis_table_free (PrognosisTable *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_string_free (self->arena, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->lines);
  g_ptr_array_unref (self->header);
  g_ptr_array_unref (self->keys);
  g_clear_pointer (&self->short_keys, g_ptr_array_unref);
  g_free (self->sheet);
  g_strfreev (self->other_sheets);
  g_free (self->note);
  g_clear_pointer (&self->filled, g_ptr_array_unref);
  g_free (self->numbers->marked);
  g_free (self->numbers->suppressed);
  g_free (self->numbers);
  g_clear_object (&self->cancellable);
  g_free (self);
}

gboolean
prognosis_table_is_cancelled (const PrognosisTable *self, gsize row, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return row % CANCEL_ROWS == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

PrognosisTableOptions
prognosis_table_options_from (const PrognosisColumns *columns)
{
  static const PrognosisColumns nothing = PROGNOSIS_COLUMNS_INIT;

  columns = columns != NULL ? columns : &nothing;
  return (PrognosisTableOptions){
    .header_line = columns->header_line,
    .decimal = columns->decimal,
    .delimiter = columns->delimiter,
    .weeks = columns->weeks,
    .sheet = columns->sheet,
  };
}

PrognosisTable *
prognosis_table_read (const char *path, gsize max_rows, GCancellable *cancellable, GError **error)
{
  const PrognosisTableOptions options = { .max_rows = max_rows };

  return prognosis_table_read_full (path, &options, cancellable, error);
}

const char *
prognosis_table_get_path (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->path;
}

gsize
prognosis_table_get_n_columns (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_columns;
}

gsize
prognosis_table_get_n_rows (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->lines->len;
}

gboolean
prognosis_table_has_header (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->has_header;
}

const char *
prognosis_table_get_header (const PrognosisTable *self, gsize column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);
  return g_ptr_array_index (self->header, column + self->first_column);
}

/* Lower case, with each separator replaced by one space. */
char *
prognosis_table_make_key (const char *header)
{
  g_autofree char *folded = g_utf8_strdown (header, -1);

  g_strdelimit (folded, "_.-", ' ');
  return g_strdup (g_strstrip (folded));
}

const char *
prognosis_table_get_key (const PrognosisTable *self, gsize column)
{
  const GPtrArray *keys = self->short_keys != NULL ? self->short_keys : self->keys;

  return g_ptr_array_index (keys, self->first_column + column);
}

static gpointer
copy_key (gconstpointer key, gpointer data)
{
  return g_strdup (key);
}

void
prognosis_table_set_key (PrognosisTable *self, gsize column, const char *key)
{
  gpointer *place;

  if (self->short_keys == NULL)
    self->short_keys = g_ptr_array_copy (self->keys, copy_key, NULL);
  place = &g_ptr_array_index (self->short_keys, self->first_column + column);
  g_free (*place);
  *place = g_strdup (key);
}

gssize
prognosis_table_find_column (const PrognosisTable *self, const char *name)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, -1);

  key = prognosis_table_make_key (name);
  for (gsize i = 0; i < self->n_columns; i++)
    if (strcmp (g_ptr_array_index (self->keys, i + self->first_column), key) == 0)
      return (gssize) i;
  for (gsize i = 0; i < self->n_columns && self->short_keys != NULL; i++)
    if (strcmp (g_ptr_array_index (self->short_keys, i + self->first_column), key) == 0)
      return (gssize) i;
  return -1;
}

const char *
prognosis_table_get_cell (const PrognosisTable *self, gsize row, gsize column)
{
  g_return_val_if_fail (self != NULL && row < self->lines->len && column < self->n_columns, "");
  return self->arena->str + g_array_index (self->cells, guint32, row * self->n_stored + self->first_column + column);
}

void
prognosis_table_fill_down (PrognosisTable *self, gsize column)
{
  const gsize at = self->first_column + column;

  for (gsize row = 1; row < self->lines->len; row++)
    {
      guint32 *cell = &g_array_index (self->cells, guint32, row * self->n_stored + at);

      if (self->arena->str[*cell] == '\0')
        *cell = g_array_index (self->cells, guint32, (row - 1) * self->n_stored + at);
    }
  if (self->filled == NULL)
    self->filled = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->filled, g_strdup (prognosis_table_get_header (self, column)));
}

guint
prognosis_table_get_line (const PrognosisTable *self, gsize row)
{
  g_return_val_if_fail (self != NULL && row < self->lines->len, 0);
  return g_array_index (self->lines, guint32, row);
}

gboolean
prognosis_table_fail (GError **error, const PrognosisTable *self, gsize row, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  /* A cell in quotation marks may hold line breaks; a message is one sentence. */
  for (char *p = message; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: %s", self->path, prognosis_table_get_line (self, row),
               message);
  return FALSE;
}

const char *
prognosis_table_get_encoding (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->is_utf16 ? "UTF-16" : self->converted_line > 0 ? "Windows-1252" : "UTF-8";
}

guint
prognosis_table_get_converted_line (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->converted_line;
}

gboolean
prognosis_table_is_missing (const char *text)
{
  static const char *const markers[] = { "",      "NA",  "N/A",  "#N/A", "NaN",  "null", "-",   "--",   "X", ".",  "k.A.",
                                         "k. A.", "k.A", "n.a.", "nd",   "n.d.", "n/d",  "s/d", "s.d.", ":", "..", "..." };

  g_return_val_if_fail (text != NULL, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    if (g_ascii_strcasecmp (text, markers[i]) == 0)
      return TRUE;
  return prognosis_table_is_dash (text);
}
