/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <string.h>

/* Writes a ZIP archive of @parts: names and contents in turn, NULL-terminated. */
static inline void
zip_file_write (const char *path, const char *const *parts)
{
  struct archive *archive = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (gsize i = 0; parts[i] != NULL; i += 2)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, parts[i]);
      archive_entry_set_size (entry, (la_int64_t) strlen (parts[i + 1]));
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, parts[i + 1], strlen (parts[i + 1])), ==, (int) strlen (parts[i + 1]));
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

#define ZIP_XLSX_TYPES "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
#define ZIP_XLSX_RELS                                                                                                      \
  "_rels/.rels",                                                                                                           \
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"                               \
      "<Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' " \
      "Target='xl/workbook.xml'/></Relationships>"
#define ZIP_XLSX_WORKBOOK_RELS                                                                                            \
  "xl/_rels/workbook.xml.rels",                                                                                           \
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"                              \
      "<Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' "     \
      "Target='worksheets/sheet1.xml'/>"                                                                                  \
      "<Relationship Id='rId2' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' "     \
      "Target='/xl/worksheets/sheet2.xml'/>"                                                                              \
      "<Relationship Id='rId3' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles' "        \
      "Target='styles.xml'/>"                                                                                             \
      "<Relationship Id='rId4' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings' " \
      "Target='sharedStrings.xml'/></Relationships>"
#define ZIP_XLSX_WORKBOOK(properties)                                                                                     \
  "xl/workbook.xml", "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "                       \
                     "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>" properties          \
                     "<sheets><sheet name='Notes' sheetId='1' r:id='rId1'/><sheet name='Cases' sheetId='7' r:id='rId2'/>" \
                     "</sheets></workbook>"
/* Style 1: a date; 2: a date with a time; 3: a date by its own code; 4: a percentage; 5: text that looks like a date's code. */
#define ZIP_XLSX_STYLES                                                                                    \
  "xl/styles.xml", "<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"        \
                   "<numFmts><numFmt numFmtId='164' formatCode='dd\\.mm\\.yyyy;@'/>"                       \
                   "<numFmt numFmtId='165' formatCode='#,##0 &quot;days&quot;'/></numFmts>"                \
                   "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"                                      \
                   "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='164'/>" \
                   "<xf numFmtId='9'/><xf numFmtId='165'/></cellXfs></styleSheet>"
#define ZIP_XLSX_STRINGS                                                                                    \
  "xl/sharedStrings.xml", "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"         \
                          "<si><t>date</t></si><si><t>cases</t></si><si><r><t>dea</t></r><r><t>ths</t></r>" \
                          "<rPh sb='0' eb='1'><t>x</t></rPh></si><si/></sst>"
#define ZIP_XLSX_SHEET(number, content) \
  "xl/worksheets/sheet" number ".xml",  \
      "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>" content "</worksheet>"
#define ZIP_XLSX(properties, first, second)                                                                                   \
  {                                                                                                                           \
    ZIP_XLSX_TYPES, ZIP_XLSX_RELS, ZIP_XLSX_WORKBOOK (properties), ZIP_XLSX_WORKBOOK_RELS, ZIP_XLSX_STYLES, ZIP_XLSX_STRINGS, \
        ZIP_XLSX_SHEET ("1", first), ZIP_XLSX_SHEET ("2", second), NULL                                                       \
  }
#define ZIP_ODS(tables)                                                                                                  \
  {                                                                                                                      \
    "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml", "<manifest/>", "content.xml", \
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "                      \
        "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "                                                 \
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet>" tables           \
        "</office:spreadsheet></office:body></office:document-content>",                                                 \
        NULL                                                                                                             \
  }
