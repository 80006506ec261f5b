/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a column holds months by its normalised name, in the languages of the readers: “yearmonth”, “anomes”, “Monat”. */
gboolean prognosis_month_text_is_name (const char *key);

/* The month from 1 to 12 whose name or abbreviation the first @n bytes of @word are, in the languages of the readers; 0 if none. */
int prognosis_month_text_find_name (const char *word, gsize n);

/* The month from 1 to 12 that @text names or numbers: “Mar”, “März”, “mars”, “03”, “M3”; 0 if none. */
int prognosis_month_text_find (const char *text);

/**
 * prognosis_month_text_parse:
 * @text: a cell
 * @in_months: the column is known to hold months, so that 202003, 032020, 2020.03 and “3 2020” are months, too; otherwise only
 *   2020-03, 2020/3, 03/2020, 2020M03, “Mar 2020”, “März 20” and the like
 *
 * Returns: TRUE: @year has four digits, and @month is from 1 to 12; if @in_months, @month may also be a number that no month has,
 *   which is an error to report
 */
gboolean prognosis_month_text_parse (const char *text, gboolean in_months, int *year, int *month);

G_END_DECLS
