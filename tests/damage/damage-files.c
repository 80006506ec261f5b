/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "damage-files.h"

#include <gio/gio.h>
#include <string.h>

#include "damage-ways.h"
#include "engine/sheet/zip-file.h"

static GString *
make_sheet (const FormatGrid *grid, gboolean is_ods)
{
  GString *text = g_string_new (is_ods ? "<table:table table:name='Cases'>" : "<sheetData>");

  for (guint i = 0; i < grid->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (grid, i);

      if (is_ods)
        g_string_append (text, "<table:table-row>");
      else
        g_string_append_printf (text, "<row r='%u'>", i + 1);
      for (guint k = 0; k < row->len; k++)
        {
          const char *cell = g_ptr_array_index (row, k);
          g_autofree char *escaped = g_markup_escape_text (cell, -1);
          char *end;
          const gboolean is_number = *cell != '\0' && (g_ascii_strtod (cell, &end), *end == '\0') && *cell != '0';

          if (is_ods && is_number)
            g_string_append_printf (text,
                                    "<table:table-cell office:value-type='float' office:value='%s'><text:p>%s</text:p>"
                                    "</table:table-cell>",
                                    cell, cell);
          else if (is_ods)
            g_string_append_printf (text, "<table:table-cell office:value-type='string'><text:p>%s</text:p></table:table-cell>",
                                    escaped);
          else if (is_number)
            g_string_append_printf (text, "<c><v>%s</v></c>", cell);
          else
            g_string_append_printf (text, "<c t='inlineStr'><is><t>%s</t></is></c>", escaped);
        }
      g_string_append (text, is_ods ? "</table:table-row>" : "</row>");
    }
  g_string_append (text, is_ods ? "</table:table>" : "</sheetData>");
  return text;
}

#define ODS_START                                                                             \
  "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " \
  "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "                            \
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet>"
#define ODS_END "</office:spreadsheet></office:body></office:document-content>"
#define XLSX_START "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
#define XLSX_END "</worksheet>"

void
damage_write_spreadsheet (const char *path, const FormatGrid *grid, gboolean is_ods, gboolean in_parts, GRand *rand)
{
  g_autoptr (GString) sheet = make_sheet (grid, is_ods);
  g_autofree char *content = g_strconcat (is_ods ? ODS_START : XLSX_START, sheet->str, is_ods ? ODS_END : XLSX_END, NULL);
  const char *xlsx[] = { ZIP_XLSX_TYPES,
                         ZIP_XLSX_RELS,
                         ZIP_XLSX_WORKBOOK (""),
                         ZIP_XLSX_WORKBOOK_RELS,
                         ZIP_XLSX_STYLES,
                         ZIP_XLSX_STRINGS,
                         ZIP_XLSX_SHEET ("1", "<sheetData/>"),
                         "xl/worksheets/sheet2.xml",
                         content,
                         NULL };
  const char *ods[] = {
    "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml", "<manifest/>", "content.xml", content,
    NULL
  };
  const char **parts = is_ods ? ods : xlsx;
  const gsize n = is_ods ? G_N_ELEMENTS (ods) / 2 : G_N_ELEMENTS (xlsx) / 2;
  const gsize at = (gsize) g_rand_int_range (rand, 0, (int) n);
  g_autofree char *damaged = NULL;

  if (in_parts && g_rand_boolean (rand))
    {
      damaged = damage_make_xml (parts[2 * at + 1], rand);
      parts[2 * at + 1] = damaged;
    }
  else if (in_parts)
    {
      /* Without this part, or with another under its name. */
      const gsize other = (gsize) g_rand_int_range (rand, 0, (int) n);

      if (other == at)
        parts[2 * at] = "nothing.xml";
      else
        parts[2 * at + 1] = parts[2 * other + 1];
    }
  zip_file_write (path, parts);
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
