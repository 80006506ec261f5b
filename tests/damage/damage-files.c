/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "damage-files.h"

#include <gio/gio.h>

#include "damage-ways.h"
#include "engine/sheet/sheet-file.h"

/* Replaces the string at @i of @parts, which takes @with. */
static void
replace (GPtrArray *parts, gsize i, char *with)
{
  g_free (parts->pdata[i]);
  parts->pdata[i] = with;
}

void
damage_write_spreadsheet (const char *path, const FormatGrid *grid, gboolean is_ods, gboolean in_parts, GRand *rand)
{
  g_autoptr (GPtrArray) parts = sheet_file_make_parts (grid, is_ods);
  const gsize n = parts->len / 2, at = (gsize) g_rand_int_range (rand, 0, (int) n);

  if (in_parts && g_rand_boolean (rand))
    replace (parts, 2 * at + 1, damage_make_xml (parts->pdata[2 * at + 1], rand));
  else if (in_parts)
    {
      /* Without this part, or with another under its name. */
      const gsize other = (gsize) g_rand_int_range (rand, 0, (int) n);

      if (other == at)
        replace (parts, 2 * at, g_strdup ("nothing.xml"));
      else
        replace (parts, 2 * at + 1, g_strdup (parts->pdata[2 * other + 1]));
    }
  zip_file_write (path, (const char *const *) parts->pdata);
}

void
damage_write_gzip (const char *path, const GString *text)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GFileOutputStream) out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (G_OUTPUT_STREAM (out), G_CONVERTER (compressor));

  g_output_stream_write_all (stream, text->str, text->len, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
}

void
damage_file (const char *path, GRand *rand)
{
  g_autofree char *content = NULL;
  gsize n;
  GString *bytes;

  if (!g_file_get_contents (path, &content, &n, NULL))
    return;
  bytes = g_string_new_len (content, (gssize) n);
  damage_bytes (bytes, rand);
  g_file_set_contents (path, bytes->str, (gssize) bytes->len, NULL);
  g_string_free (bytes, TRUE);
}
