/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zip-file.h"

/* Spreadsheets with one table, as few parts as a reader needs. */

/* Numbers are numbers there, all other cells text. */
static inline GString *
sheet_file_make_sheet (const GPtrArray *grid, gboolean is_ods)
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

#define SHEET_FILE_ODS_START                                                                  \
  "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " \
  "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "                            \
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet>"
#define SHEET_FILE_ODS_END "</office:spreadsheet></office:body></office:document-content>"
#define SHEET_FILE_XLSX_START "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
#define SHEET_FILE_XLSX_END "</worksheet>"

/* Names and contents of the parts of a spreadsheet with @grid, rows (GPtrArray) of cells (char *), in turn, for zip_file_write(). The
 * second sheet of an .xlsx holds it. (transfer full) */
static inline GPtrArray *
sheet_file_make_parts (const GPtrArray *grid, gboolean is_ods)
{
  g_autoptr (GString) sheet = sheet_file_make_sheet (grid, is_ods);
  g_autofree char *content = g_strconcat (is_ods ? SHEET_FILE_ODS_START : SHEET_FILE_XLSX_START, sheet->str,
                                          is_ods ? SHEET_FILE_ODS_END : SHEET_FILE_XLSX_END, NULL);
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
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (const char **part = is_ods ? ods : xlsx; *part != NULL; part++)
    g_ptr_array_add (parts, g_strdup (*part));
  g_ptr_array_add (parts, NULL);
  return parts;
}
