/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cells of CSV files, independent of the locale. */

/* A name from the data, for a CSV that may be opened in a spreadsheet, which takes text that begins with = + - @ for a
 * formula and runs it: such a name, unless it is a plain number, gets an apostrophe in front, as spreadsheets mark text.
 * prognosis_csv_skip_mark() takes it away again. */
void prognosis_csv_append_text (GString *csv, const char *text);
/* The text as it is, in quotation marks if CSV requires it: for files of hubs, whose names are fixed. */
void prognosis_csv_append_quoted (GString *csv, const char *text);
/* The text of a cell without the apostrophe that prognosis_csv_append_text() puts in front. @n: its length in bytes */
const char *prognosis_csv_skip_mark (const char *text, gsize n);
/**
 * prognosis_csv_to_spreadsheet:
 * @csv: a complete table made with the functions of this file: commas between cells, decimal points, a header
 * @decimal: the decimal mark of the spreadsheet's language, see prognosis_csv_get_decimal_mark()
 *
 * Writes it as a spreadsheet of that language opens it: with a byte order mark, which says that it is UTF-8, and with semicolons
 * between the cells if the comma is the decimal mark. Names stay as they are, even those that look like numbers. Prognosis reads
 * the table back.
 */
void prognosis_csv_to_spreadsheet (GString *csv, char decimal);
/* The decimal mark of the user's language: '.' or ','. */
char prognosis_csv_get_decimal_mark (void);
/* Ten digits; empty where it is not a number. */
void prognosis_csv_append_number (GString *csv, double value);

G_END_DECLS
