/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The first rows are kept as cells, because merged header cells are known only at the end of a sheet; the rows below become text at
 * once. Every row is filled up to the width of the sheet when the text is put together.
 */

#include "prognosis-config.h"
#include "prognosis-sheet-private.h"

#include <string.h>

/* Titles and headers lie within them. */
#define N_HEAD 30
#define MAX_CELLS ((gsize) 1 << 26)
#define MAX_BYTES ((gsize) 1 << 30)
/* .xlsx and .ods end here. */
#define MAX_ROWS ((gsize) 1 << 20)
#define MAX_COLUMNS ((gsize) 1 << 14)

typedef struct
{
  gsize rows[2], columns[2]; /* first and last */
} Merge;

struct _PrognosisSheet
{
  GPtrArray *head; /* GPtrArray of char *, NULL where empty */
  GString *tail;   /* the other rows as text, without their ends */
  GArray *starts;  /* gsize: where each of them begins in @tail */
  GArray *widths;  /* guint32: how many cells each has */
  GArray *merges;
  GPtrArray *row;
  gsize n_rows;
  gsize n_cells;
  gsize last_used;    /* rows up to the last one with a cell */
  gsize first_column; /* of all that are used */
  gsize n_columns;
  gsize n_bytes;
  gsize n_wide; /* rows with two cells or more */
};

PrognosisSheet *
prognosis_sheet_new (void)
{
  PrognosisSheet *self = g_new0 (PrognosisSheet, 1);

  self->head = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->tail = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->widths = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->merges = g_array_new (FALSE, FALSE, sizeof (Merge));
  self->row = g_ptr_array_new_with_free_func (g_free);
  self->first_column = G_MAXSIZE;
  return self;
}

void
prognosis_sheet_free (PrognosisSheet *self)
{
  g_ptr_array_unref (self->head);
  g_string_free (self->tail, TRUE);
  g_array_unref (self->starts);
  g_array_unref (self->widths);
  g_array_unref (self->merges);
  g_ptr_array_unref (self->row);
  g_free (self);
}

static void
append_cell (GString *csv, const char *text)
{
  /* A line break would part the row; a mark at the beginning would make it a comment. */
  const gboolean is_plain = *text != '#' && strpbrk (text, ",\"\r\n") == NULL;

  if (is_plain)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text == '\n' || *text == '\r' ? ' ' : *text);
    }
  g_string_append_c (csv, '"');
}

static void
append_cells (GString *csv, const GPtrArray *cells, gsize first)
{
  for (gsize c = first; c < cells->len; c++)
    {
      if (c > first)
        g_string_append_c (csv, ',');
      if (g_ptr_array_index (cells, c) != NULL)
        append_cell (csv, g_ptr_array_index (cells, c));
    }
}

static void
store_row (PrognosisSheet *self)
{
  const guint32 width = self->row->len;
  gsize n_filled = 0;

  for (guint c = 0; c < width; c++)
    n_filled += g_ptr_array_index (self->row, c) != NULL;
  self->n_wide += n_filled >= 2;
  if (self->n_rows < N_HEAD)
    {
      g_ptr_array_add (self->head, self->row);
      self->row = g_ptr_array_new_with_free_func (g_free);
    }
  else
    {
      const gsize start = self->tail->len;

      g_array_append_val (self->starts, start);
      g_array_append_val (self->widths, width);
      append_cells (self->tail, self->row, 0);
      g_ptr_array_set_size (self->row, 0);
    }
  self->n_rows++;
  if (n_filled > 0)
    self->last_used = self->n_rows;
}

gboolean
prognosis_sheet_begin_row (PrognosisSheet *self, gsize row)
{
  if (row >= MAX_ROWS || row < self->n_rows)
    return FALSE;
  while (self->n_rows < row)
    store_row (self);
  return TRUE;
}

gboolean
prognosis_sheet_add_cell (PrognosisSheet *self, gsize column, const char *text, gsize length)
{
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length == 0)
    return TRUE;
  if (column >= MAX_COLUMNS || column < self->row->len || ++self->n_cells > MAX_CELLS || (self->n_bytes += length + 1) > MAX_BYTES)
    return FALSE;
  g_ptr_array_set_size (self->row, (int) column);
  g_ptr_array_add (self->row, g_strndup (text, length));
  self->first_column = MIN (self->first_column, column);
  self->n_columns = MAX (self->n_columns, column + 1);
  return TRUE;
}

void
prognosis_sheet_end_row (PrognosisSheet *self)
{
  store_row (self);
}

/* The cells of the last row, as they were added. */
static GPtrArray *
copy_last_row (const PrognosisSheet *self)
{
  const GPtrArray *last
      = self->head->len > 0 && self->n_rows <= N_HEAD ? g_ptr_array_index (self->head, self->head->len - 1) : NULL;
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; last != NULL && c < last->len; c++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (last, c)));
  return copy;
}

gboolean
prognosis_sheet_repeat_row (PrognosisSheet *self, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (self->n_rows >= MAX_ROWS || self->n_rows == 0)
        return FALSE;
      if (self->n_rows <= N_HEAD)
        {
          GPtrArray *copy = copy_last_row (self);

          for (guint c = 0; c < copy->len; c++)
            {
              const char *text = g_ptr_array_index (copy, c);

              if (text != NULL && !prognosis_sheet_add_cell (self, c, text, strlen (text)))
                {
                  g_ptr_array_unref (copy);
                  return FALSE;
                }
            }
          g_ptr_array_unref (copy);
          store_row (self);
        }
      else
        {
          const gsize from = g_array_index (self->starts, gsize, self->starts->len - 1), start = self->tail->len;
          const guint32 width = g_array_index (self->widths, guint32, self->widths->len - 1);
          const gsize length = start - from;

          if ((self->n_cells += width) > MAX_CELLS || (self->n_bytes += length) > MAX_BYTES)
            return FALSE;
          g_array_append_val (self->starts, start);
          g_array_append_val (self->widths, width);
          g_string_append_len (self->tail, self->tail->str + from, (gssize) length);
          self->n_rows++;
          if (width > 0)
            self->last_used = self->n_rows;
        }
    }
  return TRUE;
}

void
prognosis_sheet_merge (PrognosisSheet *self, gsize first_row, gsize first_column, gsize last_row, gsize last_column)
{
  const Merge merge = { { first_row, last_row }, { first_column, last_column } };

  if (last_row < N_HEAD && first_row <= last_row && first_column <= last_column && last_column < MAX_COLUMNS)
    g_array_append_val (self->merges, merge);
}

gsize
prognosis_sheet_get_n_rows (const PrognosisSheet *self)
{
  return self->n_rows;
}

gboolean
prognosis_sheet_has_table (const PrognosisSheet *self)
{
  return self->n_wide >= 2;
}

/* The place of a cell in the head, or NULL. */
static char **
find_cell (PrognosisSheet *self, gsize row, gsize column)
{
  GPtrArray *cells = row < self->head->len ? g_ptr_array_index (self->head, row) : NULL;

  return cells != NULL && column < cells->len ? (char **) &g_ptr_array_index (cells, column) : NULL;
}

static void
set_cell (PrognosisSheet *self, gsize row, gsize column, const char *text)
{
  GPtrArray *cells = g_ptr_array_index (self->head, row);
  char **cell;

  if (column >= cells->len)
    g_ptr_array_set_size (cells, (int) column + 1);
  cell = find_cell (self, row, column);
  g_free (*cell);
  *cell = g_strdup (text);
}

static gboolean
is_name (const char *text)
{
  return text != NULL && !g_ascii_isdigit (*text) && *text != '-' && *text != '+';
}

/* A merged cell above others names a group: its name goes in front of theirs. Above nothing it is a title and stays. */
static void
join_group (PrognosisSheet *self, const Merge *merge, const char *name)
{
  const gsize below = merge->rows[1] + 1;
  gsize n_named = 0;

  if (below >= self->head->len || merge->columns[1] - merge->columns[0] + 1 >= self->n_columns - self->first_column)
    return;
  for (gsize c = merge->columns[0]; c <= merge->columns[1]; c++)
    {
      char **cell = find_cell (self, below, c);

      n_named += cell != NULL && is_name (*cell);
    }
  if (n_named == 0)
    return;
  for (gsize c = merge->columns[0]; c <= merge->columns[1]; c++)
    {
      char **cell = find_cell (self, below, c);
      g_autofree char *joined = cell != NULL && *cell != NULL ? g_strdup_printf ("%s %s", name, *cell) : g_strdup (name);

      set_cell (self, below, c, joined);
    }
  set_cell (self, merge->rows[0], merge->columns[0], NULL);
}

/* The name of a column stands in the lowest row of its header. */
static void
apply_merges (PrognosisSheet *self)
{
  for (guint i = 0; i < self->merges->len; i++)
    {
      const Merge *merge = &g_array_index (self->merges, Merge, i);
      char **cell = find_cell (self, merge->rows[0], merge->columns[0]);
      g_autofree char *name = cell != NULL ? g_strdup (*cell) : NULL;

      if (!is_name (name) || merge->rows[1] >= self->head->len)
        continue;
      if (merge->columns[1] > merge->columns[0])
        join_group (self, merge, name);
      else if (merge->rows[1] > merge->rows[0])
        {
          set_cell (self, merge->rows[0], merge->columns[0], NULL);
          set_cell (self, merge->rows[1], merge->columns[0], name);
        }
    }
}

char *
prognosis_sheet_to_csv (PrognosisSheet *self, gsize *n_bytes)
{
  GString *csv = g_string_sized_new (self->tail->len + 64 * N_HEAD);

  apply_merges (self);
  for (gsize r = 0; r < self->last_used; r++)
    {
      const gsize first = MIN (self->first_column, self->n_columns);
      gsize n = 0;

      if (r < self->head->len)
        {
          const GPtrArray *cells = g_ptr_array_index (self->head, r);

          append_cells (csv, cells, first);
          n = cells->len;
        }
      else
        {
          const gsize at = r - N_HEAD, start = g_array_index (self->starts, gsize, at);
          const gsize end = at + 1 < self->starts->len ? g_array_index (self->starts, gsize, at + 1) : self->tail->len;

          n = g_array_index (self->widths, guint32, at);
          /* The columns on the left are empty, and each is one comma. */
          if (n > first)
            g_string_append_len (csv, self->tail->str + start + first, (gssize) (end - start - first));
        }
      for (gsize c = MAX (n, first + 1); n > 0 && c < self->n_columns; c++)
        g_string_append_c (csv, ',');
      g_string_append_c (csv, '\n');
    }
  *n_bytes = csv->len;
  return g_string_free (csv, FALSE);
}
