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
/* Ten digits; empty where it is not a number. */
void prognosis_csv_append_number (GString *csv, double value);

G_END_DECLS
