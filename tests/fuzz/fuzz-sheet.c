/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A spreadsheet: its text is UTF-8, or it is refused in a sentence. Inputs: a line with 1 and the parts of an .xlsx in sections (sheet, texts,
 * styles, workbook, relations), 2 and the content of an .ods, or 0 and the bytes of an archive. */

#include "fuzz.h"

#include <unistd.h>

#include "engine/sheet/zip-file.h"
#include "prognosis-spreadsheet.h"

static const char *
write_xlsx (FuzzInput *input)
{
  static const char *const names[]
      = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels" };
  static const char *const presets[]
      = { ZIP_XLSX_SHEET ("1", "<sheetData/>"), ZIP_XLSX_STRINGS, ZIP_XLSX_STYLES, ZIP_XLSX_WORKBOOK (""), ZIP_XLSX_WORKBOOK_RELS };
  const char *parts[] = { ZIP_XLSX_TYPES, ZIP_XLSX_RELS, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL };
  char *texts[G_N_ELEMENTS (names)];
  const char *path = fuzz_write ("book.xlsx", NULL, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const FuzzInput section = fuzz_take_section (input);

      texts[i] = section.n > 0 ? g_strndup ((const char *) section.data, section.n) : g_strdup (presets[2 * i + 1]);
      parts[4 + 2 * i] = names[i];
      parts[5 + 2 * i] = texts[i];
    }
  parts[4 + 2 * G_N_ELEMENTS (names)] = NULL;
  zip_file_write (path, parts);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (texts[i]);
  return path;
}

static const char *
write_ods (FuzzInput *input)
{
  g_autofree char *content = g_strndup ((const char *) input->data, input->n);
  const char *parts[] = {
    "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml", "<manifest/>", "content.xml", content,
    NULL
  };
  const char *path = fuzz_write ("book.xlsx", NULL, 0);

  zip_file_write (path, parts);
  return path;
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  FuzzInput input = { data, n };
  const guint kind = fuzz_choose (&input, 3);
  const gsize max_rows = fuzz_choose (&input, 3);
  const char *path;
  g_autoptr (PrognosisSpreadsheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_end_line (&input);
  path = kind == 1 ? write_xlsx (&input) : kind == 2 ? write_ods (&input) : fuzz_write ("book.xlsx", input.data, input.n);
  sheet = prognosis_spreadsheet_read (path, NULL, max_rows, NULL, &error);
  if (sheet != NULL)
    g_assert_true (g_utf8_validate_len (sheet->csv, sheet->n_bytes, NULL));
  else
    fuzz_check_error (error);
  fuzz_remove ("book.xlsx");
  return 0;
}
