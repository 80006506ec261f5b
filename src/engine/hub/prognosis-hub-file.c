/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-hub-file.h"

#include <csv.h>
#include <gio/gio.h>
#include <string.h>

#include "prognosis-error.h"

#define MAX_BYTES (1024u * 1024 * 1024)

typedef struct
{
  PrognosisHubFile *file;
  const char *path;
  GPtrArray *cells; /* of the current row */
  guint line;       /* the current row begins in it */
  guint n_breaks;   /* line breaks within its cells */
  GError *error;
} Parser;

static void
take_cell (void *text, size_t n, void *data)
{
  Parser *parser = data;
  char *cell = g_string_chunk_insert_len (parser->file->texts, text != NULL ? text : "", (gssize) n);

  for (gsize i = 0; i < n; i++)
    parser->n_breaks += cell[i] == '\n';
  g_ptr_array_add (parser->cells, cell);
}

static void
take_row (int terminator, void *data)
{
  Parser *parser = data;
  PrognosisHubFile *file = parser->file;
  const guint n = parser->cells->len;

  /* A line without any cell is an empty one. */
  if (n > 0 && file->header == NULL)
    {
      file->n_columns = n;
      g_ptr_array_add (parser->cells, NULL);
      file->header = g_memdup2 (parser->cells->pdata, (n + 1) * sizeof (char *));
    }
  else if (n > 0 && n != file->n_columns && parser->error == NULL)
    g_set_error (&parser->error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                 "%s:%u: the row has %u cells; expected %u, as many as the header", parser->path, parser->line, n, file->n_columns);
  else if (n > 0)
    {
      const PrognosisHubRow row = { .line = parser->line, .cells = g_memdup2 (parser->cells->pdata, n * sizeof (char *)) };

      g_array_append_val (file->rows, row);
    }
  parser->line += 1 + parser->n_breaks;
  parser->n_breaks = 0;
  g_ptr_array_set_size (parser->cells, 0);
}

static void
clear_row (gpointer data)
{
  g_free (((PrognosisHubRow *) data)->cells);
}

PrognosisHubFile *
prognosis_hub_file_parse (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (PrognosisHubFile) self = g_new0 (PrognosisHubFile, 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  Parser parser = { .file = self, .path = path, .cells = cells, .line = 1 };
  const char *invalid;
  struct csv_parser csv;

  self->texts = g_string_chunk_new (64 * 1024);
  self->rows = g_array_new (FALSE, FALSE, sizeof (PrognosisHubRow));
  g_array_set_clear_func (self->rows, clear_row);
  if (!g_utf8_validate (text, (gssize) length, &invalid))
    {
      guint line = 1;

      for (const char *p = text; p < invalid; p++)
        line += *p == '\n';
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: the file is not UTF-8", path, line);
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3, length -= 3;
  if (csv_init (&csv, CSV_STRICT | CSV_REPALL_NL) != 0)
    g_error ("libcsv could not be initialised");
  if (csv_parse (&csv, text, length, take_cell, take_row, &parser) != length && parser.error == NULL)
    g_set_error (&parser.error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: a quotation mark is out of place", path,
                 parser.line);
  csv_fini (&csv, take_cell, take_row, &parser);
  csv_free (&csv);
  if (parser.error != NULL)
    {
      g_propagate_error (error, parser.error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* What is in @bytes, if it is packed with gzip; otherwise @bytes. (transfer full): or NULL */
static GBytes *
unpack (GBytes *bytes, GError **error)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  g_autoptr (GConverter) gunzip = NULL;
  g_autoptr (GInputStream) packed = NULL, stream = NULL;
  g_autoptr (GOutputStream) output = NULL;

  if (n < 2 || data[0] != 0x1f || data[1] != 0x8b)
    return g_bytes_ref (bytes);
  gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  packed = g_memory_input_stream_new_from_bytes (bytes);
  stream = g_converter_input_stream_new (packed, gunzip);
  output = g_memory_output_stream_new_resizable ();
  for (;;)
    {
      char buffer[64 * 1024];
      const gssize got = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error);

      if (got < 0)
        return NULL;
      if (got == 0)
        break;
      g_output_stream_write_all (output, buffer, (gsize) got, NULL, NULL, NULL);
      if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (output)) > MAX_BYTES)
        {
          g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "the file is larger than 1 GiB");
          return NULL;
        }
    }
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

PrognosisHubFile *
prognosis_hub_file_read (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL, content = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: there is no such file", path);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  content = unpack (bytes, error);
  if (content == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return prognosis_hub_file_parse (path, g_bytes_get_data (content, NULL), g_bytes_get_size (content), error);
}

void
prognosis_hub_file_free (PrognosisHubFile *self)
{
  g_string_chunk_free (self->texts);
  g_array_unref (self->rows);
  g_free (self->header);
  g_free (self);
}

gssize
prognosis_hub_file_find_column (const PrognosisHubFile *self, const char *name)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (g_strcmp0 (self->header[i], name) == 0)
      return i;
  return -1;
}

const char *
prognosis_hub_file_get_cell (const PrognosisHubFile *self, guint row, gssize column)
{
  return g_array_index (self->rows, PrognosisHubRow, row).cells[column];
}
