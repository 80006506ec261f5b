/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loads a text file as a table of cells. The bytes are read once, in chunks, as lines of UTF-8 that libcsv splits into
   cells; texts lie one after another in an arena and a cell is an offset into it, so that a large file costs little more
   than its size. Delimiter and header are known before (prognosis-table-sniff.c). Titles above the table are skipped
   (prognosis-table-words.c) and notes below it kept apart (prognosis-table-notes.c); any other row of another length is an
   error with its line. Limits protect against files that would fill the memory. */

#include "prognosis-config.h"
#include "prognosis-table-private.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-csv.h"
#include "prognosis-date-column.h"
#include "prognosis-error.h"

#define CHUNK (256 * 1024)
#define MAX_BYTES ((gsize) 2 << 30)
/* Of the table in memory: text and offsets of its cells. Values that are made of them need several times as much. */
#define MAX_MEMORY ((gsize) 3 << 29)
/* Tables of counts are packed to a tenth or a thirtieth; what grows more than this is no table but a bomb. */
#define MAX_RATIO 100
#define HARMLESS_BYTES ((gsize) 64 << 20)
/* A quotation mark that is never closed makes one cell of the rest of the file. */
#define MAX_CELL (1024 * 1024)
#define MIN_DATES 3

typedef struct
{
  PrognosisTable *table;
  const PrognosisTableOptions *options;
  PrognosisTableShape shape;
  struct csv_parser parser;
  guint line;      /* of the bytes being parsed */
  guint row_line;  /* line on which the row began */
  gboolean in_row; /* inside a row: a quoted line end was read */
  gboolean header_done;
  gboolean done;
  guint odd_line; /* line of the first row with another number of cells, which may be a note below the table; or 0 */
  guint n_odd_cells;
  GArray *row;       /* guint32 offsets of the cells of the current row */
  GPtrArray *groups; /* names of groups above the header, or NULL */
  GError *error;
} Loader;

static void G_GNUC_PRINTF (3, 4) fail_at (Loader *self, guint line, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (self->error != NULL)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (&self->error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: %s", self->table->path, line, message);
}

static gboolean
is_ascii (const char *text, gsize n)
{
  guchar all = 0;

  for (gsize i = 0; i < n; i++)
    all |= (guchar) text[i];
  return all < 0x80;
}

/* Windows-1252 differs from Latin-1 only from 0x80 to 0x9F, which a table maps. */
static void
append_windows_1252 (GString *arena, const char *text, gsize n)
{
  static const gunichar upper[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  };

  for (gsize i = 0; i < n; i++)
    {
      guchar c = (guchar) text[i];

      g_string_append_unichar (arena, c >= 0x80 && c < 0xA0 ? upper[c - 0x80] : c);
    }
}

static void
cell_cb (void *cell, size_t n, void *data)
{
  Loader *self = data;
  GString *arena = self->table->arena;
  guint32 offset = (guint32) arena->len;
  const char *text = cell, *without_mark;

  if (self->error != NULL || self->done)
    return;
  while (n > 0 && g_ascii_isspace (text[0]))
    text++, n--;
  while (n > 0 && g_ascii_isspace (text[n - 1]))
    n--;
  without_mark = prognosis_csv_skip_mark (text, n);
  n -= (gsize) (without_mark - text);
  text = without_mark;
  g_array_append_val (self->row, offset);
  if (is_ascii (text, n))
    {
      if (n > 0 && memchr (text, '\0', n) != NULL)
        fail_at (self, self->line, _ ("the line contains a null byte, as in a binary file; expected text"));
      g_string_append_len (arena, text, (gssize) n);
    }
  else if (g_utf8_validate_len (text, n, NULL))
    g_string_append_len (arena, text, (gssize) n);
  else
    {
      if (self->table->converted_line == 0)
        self->table->converted_line = self->line;
      append_windows_1252 (arena, text, n);
    }
  g_string_append_c (arena, '\0');
}

static const char *
row_cell (const Loader *self, guint i)
{
  return self->table->arena->str + g_array_index (self->row, guint32, i);
}

/* A row of only numbers, dates and blanks, without a name. A row of only dates is still a header. */
static gboolean
is_data_row (const Loader *self)
{
  gboolean any = FALSE;
  guint n_filled = 0, n_dates = 0;

  for (guint i = 0; i < self->row->len; i++)
    {
      const char *text = row_cell (self, i);

      n_filled += *text != '\0';
      n_dates += prognosis_dates_is_date (text);
      if (g_ascii_isdigit (*text) || ((*text == '-' || *text == '+') && g_ascii_isdigit (text[1])))
        any = TRUE;
      else if (!prognosis_table_is_missing (text))
        return FALSE;
    }
  return any && (n_dates < MIN_DATES || n_dates < n_filled);
}

/* Drops the empty cell after a delimiter at the end. */
static void
drop_spare_cell (Loader *self, gsize n_cells)
{
  if (self->shape.spare_cell && self->row->len == n_cells + 1 && *row_cell (self, self->row->len - 1) == '\0')
    g_array_set_size (self->row, (guint) n_cells);
}

/* Whether the row is the header again, as where files were put together. */
static gboolean
repeats_header (const Loader *self)
{
  const PrognosisTable *table = self->table;

  if (!table->has_header || self->row->len != table->n_stored)
    return FALSE;
  for (guint i = 0; i < self->row->len; i++)
    if (strcmp (row_cell (self, i), g_ptr_array_index (table->header, i)) != 0)
      return FALSE;
  return TRUE;
}

/* Keeps the names of groups above the header. FALSE: the row is none of them. */
static gboolean
take_groups (Loader *self)
{
  if (self->shape.names_line == 0 || self->groups != NULL || self->options->is_raw)
    return FALSE;
  self->groups = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->shape.n_cells; i++)
    g_ptr_array_add (self->groups, g_strdup (i < self->row->len ? row_cell (self, i) : ""));
  return TRUE;
}

static void
join_groups (Loader *self)
{
  PrognosisTable *table = self->table;
  g_auto (GStrv) names = NULL;

  if (self->groups == NULL || self->groups->len != table->header->len)
    return;
  names = prognosis_table_join_names ((const char *const *) self->groups->pdata, (const char *const *) table->header->pdata,
                                      table->header->len);
  table->has_groups = TRUE;
  g_ptr_array_set_size (table->header, 0);
  for (gsize i = 0; names[i] != NULL; i++)
    g_ptr_array_add (table->header, g_strdup (names[i]));
}

static void
take_header (Loader *self)
{
  PrognosisTable *table = self->table;

  table->has_header
      = !self->options->is_raw && self->options->header_line >= 0 && (self->options->header_line > 0 || !is_data_row (self));
  if (table->has_header)
    {
      table->header_line = self->row_line;
      drop_spare_cell (self, self->shape.n_cells);
    }
  if (table->has_header && self->shape.short_header)
    g_ptr_array_add (table->header, g_strdup (""));
  for (guint i = 0; i < self->row->len; i++)
    g_ptr_array_add (table->header, table->has_header ? g_strdup (row_cell (self, i)) : g_strdup_printf ("%u", i + 1));
  while (self->options->is_raw && table->header->len < self->shape.n_cells)
    g_ptr_array_add (table->header, g_strdup_printf ("%u", table->header->len + 1));
  join_groups (self);
  for (guint i = 0; i < table->header->len; i++)
    g_ptr_array_add (table->keys, prognosis_table_make_key (g_ptr_array_index (table->header, i)));
  table->n_stored = table->header->len;
  self->header_done = TRUE;
}

static void
fail_at_odd_row (Loader *self, guint line, guint n_cells)
{
  if (self->table->has_header)
    fail_at (self, line,
             /* Translators: the number of cells of a row, and of the header. */
             g_dngettext (GETTEXT_PACKAGE, "%u cell instead of %zu as in the header", "%u cells instead of %zu as in the header",
                          n_cells),
             n_cells, self->table->n_stored);
  else
    fail_at (self, line,
             /* Translators: the number of cells of a row, and of the first row. */
             g_dngettext (GETTEXT_PACKAGE, "%u cell instead of %zu as in the first row",
                          "%u cells instead of %zu as in the first row", n_cells),
             n_cells, self->table->n_stored);
}

static void
fit_row (Loader *self)
{
  guint32 empty = (guint32) self->table->arena->len - 1; /* points at the NUL that ends the last cell */

  while (self->row->len < self->table->n_stored)
    g_array_append_val (self->row, empty);
  g_array_set_size (self->row, (guint) self->table->n_stored);
}

static void
append_row (Loader *self)
{
  PrognosisTable *table = self->table;

  if (self->options->is_raw)
    fit_row (self);
  else
    drop_spare_cell (self, table->n_stored);
  if (repeats_header (self))
    {
      if (table->n_headers++ == 0)
        table->repeated_line = self->row_line;
    }
  else if (self->row->len == table->n_stored && self->odd_line == 0)
    {
      g_array_append_vals (table->cells, self->row->data, self->row->len);
      g_array_append_val (table->lines, self->row_line);
      self->done = self->options->max_rows > 0 && table->lines->len >= self->options->max_rows;
    }
  else if (prognosis_table_is_note_row (table, (const guint32 *) self->row->data, self->row->len))
    {
      if (self->odd_line == 0)
        {
          self->odd_line = self->row_line;
          self->n_odd_cells = self->row->len;
        }
      prognosis_table_remember_note (
          table, prognosis_table_find_words (table->arena->str, (const guint32 *) self->row->data, self->row->len), self->row_line);
    }
  /* Notes only follow the table: a row after it means that the odd row was an error. */
  else if (self->odd_line > 0)
    fail_at_odd_row (self, self->odd_line, self->n_odd_cells);
  else
    fail_at_odd_row (self, self->row_line, self->row->len);
}

static void
row_cb (int end, void *data)
{
  Loader *self = data;

  self->in_row = FALSE;
  if (self->error != NULL || self->done)
    return;
  if (!self->header_done && take_groups (self))
    {
      g_array_set_size (self->row, 0);
      return;
    }
  if (!self->header_done)
    {
      take_header (self);
      if (self->table->has_header)
        {
          g_array_set_size (self->row, 0);
          return;
        }
    }
  /* Skip rows of empty cells. */
  if (*prognosis_table_find_words (self->table->arena->str, (const guint32 *) self->row->data, self->row->len) != '\0')
    append_row (self);
  g_array_set_size (self->row, 0);
}

static gboolean
is_blank_line (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* Passes one line, with its end, to libcsv, which does not report line numbers. */
static void
take_line (Loader *self, const char *text, gsize n)
{
  gboolean is_good;

  self->line++;
  if (self->line <= self->shape.n_leading || self->done || self->error != NULL)
    return;
  if (!self->in_row)
    {
      if (text[0] == '#' || is_blank_line (text, n))
        return;
      self->row_line = self->line;
      self->in_row = TRUE;
    }
  if (self->shape.has_blanks || self->line == self->shape.blank_line)
    {
      g_autoptr (GString) line = prognosis_table_tabs_for_blanks (text, n);

      is_good = csv_parse (&self->parser, line->str, line->len, cell_cb, row_cb, self) == line->len;
    }
  else
    is_good = csv_parse (&self->parser, text, n, cell_cb, row_cb, self) == n;
  if (!is_good)
    fail_at (
        self, self->line,
        _ ("a quotation mark is in the middle of a cell; quotation marks must enclose the whole cell and be doubled inside it"));
  if (csv_get_buffer_size (&self->parser) > MAX_CELL)
    fail_at (self, self->row_line, _ ("the quotation mark opened here is never closed"));
}

/* Parses the complete lines of @pending and leaves the rest. */
static void
take_lines (Loader *self, GString *pending, gboolean is_last)
{
  const char *p = pending->str, *end = p + pending->len;

  while (p < end && self->error == NULL && !self->done)
    {
      const char *stop = memchr (p, self->shape.terminator, (gsize) (end - p));

      if (stop == NULL && !is_last)
        break;
      stop = stop != NULL ? stop + 1 : end;
      take_line (self, p, (gsize) (stop - p));
      p = stop;
    }
  g_string_erase (pending, 0, p - pending->str);
  if (pending->len > MAX_CELL * 16)
    fail_at (self, self->line + 1, _ ("the line is too long for a table"));
}

static gboolean
finish_rows (Loader *self)
{
  if (self->error == NULL && !self->done)
    {
      if (csv_fini (&self->parser, cell_cb, row_cb, self) != 0 || (self->in_row && !self->options->is_raw))
        fail_at (self, self->row_line, _ ("the quotation mark opened here is never closed"));
    }
  return self->error == NULL;
}

static gboolean
finish_table (Loader *self)
{
  PrognosisTable *table = self->table;

  if (!self->options->is_raw && !self->done)
    prognosis_table_drop_notes (table);
  if (table->lines->len == 0)
    {
      g_set_error (&self->error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s:%u: the table has a header but no rows"),
                   table->path, MAX (self->row_line, 1));
      return FALSE;
    }
  table->weeks = self->options->weeks;
  table->first_column = prognosis_table_has_index_column (table);
  table->n_columns = table->n_stored - table->first_column;
  table->decimal_comma = self->options->decimal == PROGNOSIS_DECIMAL_COMMA
                         || (self->options->decimal == PROGNOSIS_DECIMAL_FOUND && table->delimiter != ','
                             && prognosis_table_has_decimal_comma (table));
  if (self->options->decimal != PROGNOSIS_DECIMAL_FOUND)
    {
      table->numbers->is_known = TRUE;
      table->numbers->thousands = table->decimal_comma ? '.' : ',';
    }
  return TRUE;
}

static void
begin (Loader *self, GString *pending, gboolean is_whole)
{
  PrognosisTable *table = self->table;
  PrognosisTableOptions how = *self->options;

  if (g_str_has_prefix (pending->str, "\xef\xbb\xbf"))
    g_string_erase (pending, 0, 3);
  /* A sheet arrives with commas, whatever was said of a text file. */
  if (table->sheet != NULL)
    how.delimiter = PROGNOSIS_DELIMITER_COMMA;
  if (!prognosis_table_check_bytes (table->path, pending->str, pending->len, &self->error)
      || !prognosis_table_sniff (table->path, pending->str, pending->len, is_whole, &how, &self->shape, &self->error))
    return;
  /* Where the header would be, although every line is returned as a row. */
  if (self->options->is_raw)
    {
      table->header_line = self->options->header_line < 0 ? 0
                           : self->shape.names_line > 0   ? self->shape.names_line
                                                          : self->shape.n_leading + 1;
      table->has_groups = self->options->header_line >= 0 && self->shape.names_line > 0;
      table->short_header = self->shape.short_header;
      self->shape.n_leading = 0;
    }
  table->delimiter = self->shape.delimiter;
  csv_set_delim (&self->parser, (unsigned char) table->delimiter);
}

static double
get_fraction (GFileInputStream *base, goffset size)
{
  return size > 0 ? MIN (1.0, (double) g_seekable_tell (G_SEEKABLE (base)) / (double) size) : 0;
}

gboolean
prognosis_table_check_size (const char *path, gsize n_bytes, gsize n_packed, gsize n_memory, GError **error)
{
  if (n_bytes > MAX_BYTES)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                 _ ("%s: the file is larger than 2 GiB; keep the places and columns that are needed"), path);
  else if (n_packed > 0 && n_bytes > HARMLESS_BYTES && n_bytes / MAX_RATIO > n_packed)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                 _ ("%s: the packed file becomes more than %d times as large, as no table of counts does; unpack it to read it "
                    "all the same"),
                 path, MAX_RATIO);
  else if (n_memory > MAX_MEMORY)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                 _ ("%s: the table has too many cells to be read; keep the places and columns that are needed"), path);
  else
    return TRUE;
  return FALSE;
}

static gsize
get_memory (const PrognosisTable *table)
{
  return table->arena->len + ((gsize) table->cells->len + table->lines->len) * sizeof (guint32);
}

static gboolean
read_all (Loader *self, GCancellable *cancellable)
{
  const PrognosisTableOptions *options = self->options;
  gboolean is_packed = FALSE;
  g_autoptr (GFileInputStream) base = NULL;
  g_autoptr (GInputStream) stream = prognosis_table_open (self->table, options, &base, &is_packed, &self->error);
  g_autoptr (GString) pending = g_string_new (NULL);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *buffer = g_malloc (CHUNK);
  gsize n = CHUNK, n_bytes = 0, n_packed = 0;
  gboolean begun = FALSE;

  if (stream == NULL)
    return FALSE;
  info = g_file_input_stream_query_info (base, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  n_packed = info != NULL ? (gsize) g_file_info_get_size (info) : 0;
  while (n == CHUNK && self->error == NULL && !self->done)
    {
      if (!g_input_stream_read_all (stream, buffer, CHUNK, &n, cancellable, &self->error))
        return FALSE;
      g_string_append_len (pending, buffer, (gssize) n);
      n_bytes += n;
      prognosis_table_check_size (self->table->path, n_bytes, is_packed ? n_packed : 0, get_memory (self->table), &self->error);
      if (!begun && self->error == NULL)
        begin (self, pending, n < CHUNK);
      begun = TRUE;
      if (self->error == NULL)
        take_lines (self, pending, n < CHUNK);
      if (options->progress != NULL)
        options->progress (get_fraction (base, info != NULL ? g_file_info_get_size (info) : 0), options->progress_data);
    }
  return self->error == NULL && finish_rows (self) && finish_table (self);
}

PrognosisTable *
prognosis_table_read_full (const char *path, const PrognosisTableOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (PrognosisTable) table = NULL;
  Loader loader = { .options = options };

  g_return_val_if_fail (path != NULL && options != NULL, NULL);

  table = prognosis_table_new (path);
  g_set_object (&table->cancellable, cancellable);
  loader.table = table;
  /* A preview accepts quotation marks anywhere. */
  if (csv_init (&loader.parser, options->is_raw ? 0 : CSV_STRICT | CSV_STRICT_FINI) != 0)
    g_error ("No memory for a CSV parser");
  csv_set_blk_size (&loader.parser, 4096);
  loader.row = g_array_new (FALSE, FALSE, sizeof (guint32));
  read_all (&loader, cancellable);
  g_array_unref (loader.row);
  g_clear_pointer (&loader.groups, g_ptr_array_unref);
  csv_free (&loader.parser);
  if (loader.error == NULL)
    return g_steal_pointer (&table);
  if (loader.error->domain != PROGNOSIS_ERROR && !g_error_matches (loader.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %s", path, loader.error->message);
      g_error_free (loader.error);
    }
  else
    g_propagate_error (error, loader.error);
  return NULL;
}
