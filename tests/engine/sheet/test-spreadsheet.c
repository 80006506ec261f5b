/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spreadsheets, made here part by part, become the text that their user sees. */

#include <glib/gstdio.h>

#include "prognosis-error.h"
#include "prognosis-spreadsheet.h"
#include "zip-file.h"

#define ROW(r, cells) "<row r='" r "'>" cells "</row>"
#define TEXT(ref, i) "<c r='" ref "' t='s'><v>" i "</v></c>"
#define NUMBER(ref, v) "<c r='" ref "'><v>" v "</v></c>"
#define STYLED(ref, s, v) "<c r='" ref "' s='" s "'><v>" v "</v></c>"
#define EMPTY_SHEET "<sheetData/>"

static char *
read_parts (const char *const *parts, const char *wanted, char **sheet, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "book", NULL);
  g_autoptr (PrognosisSpreadsheet) book = NULL;

  zip_file_write (path, parts);
  book = prognosis_spreadsheet_read (path, wanted, 0, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  if (book != NULL && sheet != NULL)
    *sheet = g_strdup (book->sheet);
  return book != NULL ? g_strdup (book->csv) : NULL;
}

static void
assert_text (const char *const *parts, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_parts (parts, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (const char *const *parts, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_parts (parts, NULL, NULL, &error);

  g_assert_null (text);
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* Rows that are not there are empty lines, so that line and row agree; the first sheet without a table is passed over. */
static void
test_xlsx (void)
{
  static const char *const parts[]
      = ZIP_XLSX ("", "<sheetData>" ROW ("1", TEXT ("A1", "0")) "</sheetData>",
                  "<sheetData>" ROW ("3", TEXT ("B3", "0") TEXT ("C3", "1") TEXT ("D3", "2"))
                      ROW ("4", STYLED ("B4", "1", "43831") NUMBER ("C4", "12") NUMBER ("D4", "0.5"))
                          ROW ("6", STYLED ("B6", "3", "43832") STYLED ("D6", "5", "7")) "</sheetData>");
  g_autoptr (GError) error = NULL;
  g_autofree char *sheet = NULL;
  g_autofree char *text = read_parts (parts, NULL, &sheet, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sheet, ==, "Cases");
  g_assert_cmpstr (text, ==, "\n\ndate,cases,deaths\n2020-01-01,12,0.5\n\n2020-01-02,,7\n");
}

static void
test_kinds_of_cells (void)
{
  static const char *const parts[]
      = ZIP_XLSX ("", EMPTY_SHEET,
                  "<sheetData>" ROW (
                      "1", "<c r='A1' t='inlineStr'><is><t>a,b</t></is></c><c r='B1' t='inlineStr'><is><t>say \"x\"</t></is></c>")
                      ROW ("2", STYLED ("A2", "2", "43831.75") STYLED ("B2", "4", "0.25"))
                          ROW ("3", "<c r='A3' t='str'><f>B2</f><v>#1\n2</v></c><c r='B3' t='b'><v>1</v></c>")
                              ROW ("4", "<c r='A4' t='e'><v>#N/A</v></c><c><f>1+1</f><v>2</v></c>") "</sheetData>");

  assert_text (parts, "\"a,b\",\"say \"\"x\"\"\"\n2020-01-01 18:00,0.25\n\"#1 2\",TRUE\n\"#N/A\",2\n");
}

/* Both calendars, and the leap day of 1900 that never was. */
static void
test_dates (void)
{
  static const char *const since_1904[] = ZIP_XLSX ("<workbookPr date1904='1'/>", EMPTY_SHEET,
                                                    "<sheetData>" ROW ("1", TEXT ("A1", "0") TEXT ("B1", "1"))
                                                        ROW ("2", STYLED ("A2", "1", "42369") NUMBER ("B2", "1")) "</sheetData>");
  static const char *const since_1900[]
      = ZIP_XLSX ("", EMPTY_SHEET,
                  "<sheetData>" ROW ("1", STYLED ("A1", "1", "1") STYLED ("B1", "1", "59"))
                      ROW ("2", STYLED ("A2", "1", "61") STYLED ("B2", "1", "-4")) "</sheetData>");

  assert_text (since_1904, "date,cases\n2020-01-01,1\n");
  assert_text (since_1900, "1900-01-01,1900-02-28\n1900-03-01,-4\n");
}

/* Names of groups go in front of those of their columns, titles stay where they are. */
static void
test_merged_header (void)
{
#define TITLE(ref, text) "<c r='" ref "' t='inlineStr'><is><t>" text "</t></is></c>"
  static const char *const parts[] = ZIP_XLSX (
      "", EMPTY_SHEET,
      "<sheetData>" ROW ("1", TITLE ("A1", "Weekly report")) ROW ("2",
                                                                  TITLE ("A2", "date") TITLE ("B2", "North") TITLE ("D2", "South"))
          ROW ("3", TITLE ("B3", "cases") TITLE ("C3", "deaths") TITLE ("D3", "cases") TITLE ("E3", "deaths"))
              ROW ("4", STYLED ("A4", "1", "43831") NUMBER ("B4", "1") NUMBER ("C4", "2") NUMBER ("D4", "3") NUMBER ("E4", "4"))
                  ROW ("5", STYLED ("A5", "1", "43832") NUMBER ("B5", "5") NUMBER ("C5", "6") NUMBER ("D5", "7")
                                NUMBER ("E5", "8")) "</sheetData><mergeCells><mergeCell ref='A1:E1'/><mergeCell "
                                                    "ref='A2:A3'/><mergeCell ref='B2:C2'/><mergeCell ref='D2:E2'/></mergeCells>");

  assert_text (
      parts,
      "Weekly report,,,,\n,,,,\ndate,North cases,North deaths,South cases,South deaths\n2020-01-01,1,2,3,4\n2020-01-02,5,6,7,8\n");
}

#define ODS_TEXT(text) "<table:table-cell office:value-type='string'><text:p>" text "</text:p></table:table-cell>"
#define ODS_NUMBER(v) "<table:table-cell office:value-type='float' office:value='" v "'><text:p>looks</text:p></table:table-cell>"
#define ODS_DATE(v) "<table:table-cell office:value-type='date' office:date-value='" v "'><text:p>1.1.</text:p></table:table-cell>"
#define ODS_EMPTY_END "<table:table-cell table:number-columns-repeated='16380'/>"

static void
test_ods (void)
{
  static const char *const parts[]
      = ZIP_ODS ("<table:table table:name='Notes'><table:table-row>" ODS_TEXT (
          "nothing") "</table:table-row></table:table>"
                     "<table:table table:name='Fälle'><table:table-row "
                     "table:number-rows-repeated='2'><table:table-cell/></table:table-row>"
                     "<table:table-row><table:table-cell/>" ODS_TEXT ("date") ODS_TEXT ("cases<text:s/>new") ODS_EMPTY_END
                 "</table:table-row>"
                 "<table:table-row><table:table-cell/>" ODS_DATE (
                     "2020-01-01") "<table:table-cell office:value-type='float' office:value='5'><office:annotation><text:p>a "
                                   "comment</text:p></office:annotation>"
                                   "<text:p>5,00</text:p></table:table-cell></table:table-row>"
                                   "<table:table-row table:number-rows-repeated='3'><table:table-cell/>" ODS_DATE ("2020-01-02")
                                       ODS_NUMBER ("1.5") "</table:table-row>"
                                                          "<table:table-row table:number-rows-repeated='1048570'>" ODS_EMPTY_END
                                                          "</table:table-row></table:table>");
  g_autoptr (GError) error = NULL;
  g_autofree char *sheet = NULL;
  g_autofree char *text = read_parts (parts, NULL, &sheet, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sheet, ==, "Fälle");
  g_assert_cmpstr (text, ==, "\n\ndate,cases new\n2020-01-01,5\n2020-01-02,1.5\n2020-01-02,1.5\n2020-01-02,1.5\n");
}

/* Rows far below the first ones, which are kept in another way, and one that repeats there. */
static void
test_long_sheets (void)
{
  g_autoptr (GString) xlsx = g_string_new ("<sheetData>"), ods = g_string_new (NULL), expected = g_string_new (NULL);
  g_autofree char *sheet2 = NULL, *content = NULL;
  const char *const empty[] = ZIP_XLSX ("", EMPTY_SHEET, EMPTY_SHEET);
  const char *parts[G_N_ELEMENTS (empty)];

  for (int r = 1; r <= 100; r++)
    {
      if (r % 10 == 0)
        g_string_append (expected, "\n");
      else
        {
          g_string_append_printf (xlsx, "<row r='%d'><c r='C%d'><v>%d</v></c><c r='E%d'><v>%d.5</v></c></row>", r, r, r, r, r);
          g_string_append_printf (expected, "%d,,%d.5\n", r, r);
        }
    }
  g_string_append (xlsx, "</sheetData>");
  memcpy (parts, empty, sizeof parts);
  sheet2
      = g_strdup_printf ("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>%s</worksheet>", xlsx->str);
  parts[15] = sheet2;
  /* Nothing stands in the last row. */
  g_string_truncate (expected, expected->len - 1);
  assert_text (parts, expected->str);
}

static void
test_chosen_sheet (void)
{
  static const char *const parts[] = ZIP_XLSX ("", "<sheetData>" ROW ("1", NUMBER ("A1", "1") NUMBER ("B1", "2")) "</sheetData>",
                                               "<sheetData>" ROW ("1", NUMBER ("A1", "3") NUMBER ("B1", "4")) "</sheetData>");
  g_autoptr (GError) error = NULL;
  g_autofree char *by_name = read_parts (parts, "cases", NULL, NULL), *by_number = read_parts (parts, "1", NULL, NULL);

  g_assert_cmpstr (by_name, ==, "3,4\n");
  g_assert_cmpstr (by_number, ==, "1,2\n");
  g_assert_null (read_parts (parts, "Deaths", NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_nonnull (strstr (error->message, "“Notes”, “Cases”"));
}

static void
test_refused (void)
{
  static const char *const no_value[] = ZIP_XLSX ("", EMPTY_SHEET,
                                                  "<sheetData>" ROW ("1", TEXT ("A1", "0") TEXT ("B1", "1"))
                                                      ROW ("2", NUMBER ("A2", "1") "<c r='B2'><f>A2*2</f></c>") "</sheetData>");
  static const char *const no_table[] = ZIP_XLSX ("", EMPTY_SHEET, EMPTY_SHEET);
  static const char *const no_text[]
      = ZIP_XLSX ("", EMPTY_SHEET, "<sheetData>" ROW ("1", TEXT ("A1", "99") TEXT ("B1", "1")) "</sheetData>");
  static const char *const broken[] = ZIP_XLSX ("", EMPTY_SHEET, "<sheetData>" ROW ("1", TEXT ("A1", "0") "<c"));
  static const char *const backwards[]
      = ZIP_XLSX ("", EMPTY_SHEET, "<sheetData>" ROW ("5", NUMBER ("A5", "0")) ROW ("4", NUMBER ("A4", "0")) "</sheetData>");
  static const char *const misplaced[] = ZIP_XLSX ("", EMPTY_SHEET, "<sheetData>" ROW ("5", NUMBER ("A7", "0")) "</sheetData>");
  static const char *const other[] = { "letter.txt", "hello", NULL };
  static const char *const lacking[] = { ZIP_XLSX_TYPES, ZIP_XLSX_RELS, NULL };
  static const char *const entities[] = {
    ZIP_XLSX_TYPES, "_rels/.rels",
    "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><r>&c;</r>",
    NULL
  };
  static const char *const declared[] = { ZIP_XLSX_TYPES, "_rels/.rels", "<!DOCTYPE r [<!ENTITY a 'b'>]><r/>", NULL };
  static const char *const wide[] = ZIP_ODS ("<table:table table:name='x'><table:table-row table:number-rows-repeated='1048576'>"
                                             "<table:table-cell table:number-columns-repeated='16384' office:value-type='float' "
                                             "office:value='1'/></table:table-row></table:table>");

  assert_refused (no_value, ":2: a formula has no stored value");
  assert_refused (no_table, "no sheet holds a table");
  assert_refused (no_text, ":1: a cell refers to a text");
  assert_refused (broken, "damaged");
  assert_refused (backwards, ":4: the rows are not in order");
  assert_refused (misplaced, ":5: a cell stands in another place");
  assert_refused (other, "no spreadsheet");
  assert_refused (lacking, "xl/workbook.xml");
  assert_refused (entities, "book: ");
  assert_refused (declared, "entities");
  assert_refused (wide, "larger than a table can be");
}

/* Whatever is missing from the file's end, there is a sentence or a table. */
static void
test_truncated (void)
{
  static const char *const parts[] = ZIP_XLSX ("", EMPTY_SHEET,
                                               "<sheetData>" ROW ("1", TEXT ("A1", "0") TEXT ("B1", "1"))
                                                   ROW ("2", STYLED ("A2", "1", "43831") NUMBER ("B2", "12")) "</sheetData>");
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autofree char *bytes = NULL;
  gsize n;

  zip_file_write (path, parts);
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  for (gsize keep = 4; keep < n; keep += 7)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisSpreadsheet) book = NULL;

      g_assert_true (g_file_set_contents (path, bytes, (gssize) keep, NULL));
      book = prognosis_spreadsheet_read (path, NULL, 0, NULL, &error);
      if (book == NULL)
        g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      else
        g_assert_cmpstr (book->csv, ==, "date,cases\n2020-01-01,12\n");
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spreadsheet/xlsx", test_xlsx);
  g_test_add_func ("/spreadsheet/kinds-of-cells", test_kinds_of_cells);
  g_test_add_func ("/spreadsheet/dates", test_dates);
  g_test_add_func ("/spreadsheet/merged-header", test_merged_header);
  g_test_add_func ("/spreadsheet/ods", test_ods);
  g_test_add_func ("/spreadsheet/long-sheets", test_long_sheets);
  g_test_add_func ("/spreadsheet/chosen-sheet", test_chosen_sheet);
  g_test_add_func ("/spreadsheet/refused", test_refused);
  g_test_add_func ("/spreadsheet/truncated", test_truncated);
  return g_test_run ();
}
