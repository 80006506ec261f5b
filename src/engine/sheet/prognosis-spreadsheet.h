/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PrognosisSpreadsheet:
 *
 * One sheet of a spreadsheet as the text of a CSV file. Line N of the text is row N of the sheet, so that a message about a line
 * names the row that the user sees. Cells hold what a person would type: numbers with a decimal point, dates as 2020-08-22, the
 * stored values of formulas. Columns that are empty on the left are dropped; the names of merged header cells are repeated.
 */
typedef struct
{
  char *csv;     /* UTF-8, fields separated by commas */
  gsize n_bytes; /* of @csv */
  char *sheet;   /* the name of the sheet that was read */
  char **others; /* names of the other sheets, NULL-terminated */
} PrognosisSpreadsheet;

/* Whether a file that begins with @bytes can be a spreadsheet: a ZIP archive. */
gboolean prognosis_spreadsheet_has_magic (const guchar *bytes, gsize n);

/**
 * prognosis_spreadsheet_read:
 * @path: an .xlsx (ISO/IEC 29500) or .ods (ISO/IEC 26300) file, known by its content, not by its name
 * @sheet: (nullable): the name of a sheet, or its number from 1; NULL: the first one that holds a table
 * @max_rows: stop reading the sheet after this many rows; 0: read all
 *
 * Archives that unpack to more than their share, entities and external references are refused or ignored: nothing but the named
 * parts of the file itself is ever read.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT, a sentence that begins with `PATH:` or `PATH:ROW:`, or
 *   %G_IO_ERROR_CANCELLED
 */
PrognosisSpreadsheet *prognosis_spreadsheet_read (const char *path, const char *sheet, gsize max_rows, GCancellable *cancellable,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void prognosis_spreadsheet_free (PrognosisSpreadsheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSpreadsheet, prognosis_spreadsheet_free)

G_END_DECLS
