/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-spreadsheet.h"

/* Titles above a table whose beginning is looked at. */
#define MAX_ROWS_ABOVE 50

static GInputStream *
convert (GInputStream *stream, GConverter *converter)
{
  GInputStream *converted = g_converter_input_stream_new (stream, converter);

  g_object_unref (stream);
  g_object_unref (converter);
  return converted;
}

/* Looks at the first bytes without consuming them. @n is their number. */
static const guchar *
peek (GInputStream *stream, gsize wanted, gsize *n, GCancellable *cancellable, GError **error)
{
  GBufferedInputStream *buffered = G_BUFFERED_INPUT_STREAM (stream);

  while (g_buffered_input_stream_get_available (buffered) < wanted)
    {
      gssize filled = g_buffered_input_stream_fill (buffered, -1, cancellable, error);

      if (filled < 0)
        return NULL;
      if (filled == 0)
        break;
    }
  return g_buffered_input_stream_peek_buffer (buffered, n);
}

static GInputStream *
add_buffer (GInputStream *stream)
{
  GInputStream *buffered = g_buffered_input_stream_new_sized (stream, 64 * 1024);

  g_object_unref (stream);
  return buffered;
}

/* A spreadsheet is text only when all of it has been unpacked. */
static GInputStream *
open_spreadsheet (PrognosisTable *self, const PrognosisTableOptions *options, GError **error)
{
  const gsize max_rows = options->max_rows > 0 ? options->max_rows + MAX_ROWS_ABOVE : 0;
  g_autoptr (PrognosisSpreadsheet) book
      = prognosis_spreadsheet_read (self->path, options->sheet, max_rows, self->cancellable, error);

  if (book == NULL)
    return NULL;
  self->sheet = g_steal_pointer (&book->sheet);
  self->other_sheets = g_steal_pointer (&book->others);
  return g_memory_input_stream_new_from_data (g_steal_pointer (&book->csv), (gssize) book->n_bytes, g_free);
}

GInputStream *
prognosis_table_open (PrognosisTable *self, const PrognosisTableOptions *options, GFileInputStream **base, gboolean *is_packed,
                      GError **error)
{
  GCancellable *cancellable = self->cancellable;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GInputStream) stream = NULL;
  const guchar *bytes;
  const char *utf16 = NULL;
  gsize n;

  *base = g_file_read (file, cancellable, error);
  if (*base == NULL)
    {
      if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_clear_error (error);
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: the file does not exist"), self->path);
        }
      return NULL;
    }
  stream = add_buffer (G_INPUT_STREAM (g_object_ref (*base)));
  bytes = peek (stream, 4, &n, cancellable, error);
  if (bytes == NULL)
    return NULL;
  if (prognosis_spreadsheet_has_magic (bytes, n))
    return open_spreadsheet (self, options, error);
  *is_packed = n >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
  if (*is_packed)
    {
      stream
          = add_buffer (convert (g_steal_pointer (&stream), G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP))));
      bytes = peek (stream, 3, &n, cancellable, error);
      if (bytes == NULL)
        return NULL;
    }
  /* Saved by spreadsheets as "Unicode text". */
  if (n >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    utf16 = "UTF-16LE";
  else if (n >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    utf16 = "UTF-16BE";
  self->is_utf16 = utf16 != NULL;
  if (utf16 != NULL)
    {
      GCharsetConverter *converter = g_charset_converter_new ("UTF-8", utf16, error);

      if (converter == NULL)
        return NULL;
      stream = convert (g_steal_pointer (&stream), G_CONVERTER (converter));
    }
  return g_steal_pointer (&stream);
}
