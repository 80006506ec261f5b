/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Layouts that would be read as something else: one dimension of the time down, the other across. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plain-columns.h"
#include "prognosis-error.h"
#include "prognosis-month-text.h"
#include "prognosis-table-private.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2100
#define MIN_YEARS 2
#define MORE_THAN_MONTHS 13

/* A whole number without sign, or -1. “W7”, “KW 7” and “SE7” are 7. */
static int
get_number (const char *text)
{
  guint64 number;

  while (g_ascii_isalpha (*text) || *text == ' ')
    text++;
  return g_ascii_string_to_unsigned (text, 10, 0, 9999, &number, NULL) ? (int) number : -1;
}

static gboolean
is_year (const char *text)
{
  return g_ascii_isdigit (*text) && get_number (text) >= FIRST_YEAR && get_number (text) <= LAST_YEAR;
}

/* “2021”, “2021/22”, “Season 2021-2022”. */
static gboolean
is_year_or_season (const char *name)
{
  gsize n;

  while (g_ascii_isalpha (*name) || *name == ' ')
    name++;
  n = strspn (name, "0123456789");
  if (n == 4 && (name[n] == '/' || name[n] == '-'))
    {
      g_autofree char *year = g_strndup (name, n);
      const gsize n_of_next = strspn (name + n + 1, "0123456789");

      return is_year (year) && (n_of_next == 2 || n_of_next == 4) && name[n + 1 + n_of_next] == '\0';
    }
  return is_year (name);
}

/* Weeks or months, one after the other, also from one year to the next. */
static gboolean
counts_up (const PrognosisTable *table)
{
  const gsize n = MIN (prognosis_table_get_n_rows (table), MORE_THAN_MONTHS - 1);
  int before = 0;

  for (gsize row = 0; row < n; row++)
    {
      const char *text = prognosis_table_get_cell (table, row, 0);
      const int number = prognosis_month_text_find (text) > 0 ? prognosis_month_text_find (text) : get_number (text);
      const gboolean is_new_year = number == 1 && (before == 12 || before == 52 || before == 53);

      if (number < 1 || number > 53 || (before > 0 && number != before + 1 && !is_new_year))
        return FALSE;
      before = number;
    }
  return n >= MORE_THAN_MONTHS - 1;
}

static gboolean
has_years_down (const PrognosisTable *table, gsize column)
{
  const gsize n = prognosis_table_get_n_rows (table);

  for (gsize row = 0; row < n; row++)
    if (!is_year (prognosis_table_get_cell (table, row, column)))
      return FALSE;
  return n > 0;
}

static gboolean
has_weeks_across (const PrognosisTable *table)
{
  int next = 1;

  for (gsize column = 1; column < prognosis_table_get_n_columns (table) && next <= MORE_THAN_MONTHS; column++)
    if (get_number (prognosis_table_get_header (table, column)) == next)
      next++;
  return next > MORE_THAN_MONTHS;
}

/* “2021 Cases”, “2021 Deaths”, “2022 Cases”: joined from two lines. */
static gboolean
has_groups_of_time (const PrognosisTable *table)
{
  gsize n_of_time = 0;

  for (gsize column = 0; column < prognosis_table_get_n_columns (table) && table->has_groups; column++)
    {
      g_auto (GStrv) words = g_strsplit (prognosis_table_get_header (table, column), " ", 2);

      n_of_time += words[0] != NULL && words[1] != NULL && (is_year (words[0]) || prognosis_dates_is_date (words[0]));
    }
  return n_of_time > 1;
}

gboolean
prognosis_plain_check_layout (const PrognosisTable *table, GError **error)
{
  const gsize n = prognosis_table_get_n_columns (table);
  gsize n_years = 0, years = 0; /* columns that are named by a year, and one that holds years */
  const char *layout = NULL;

  if (!prognosis_table_has_header (table))
    return TRUE;
  for (gsize column = 1; column < n; column++)
    n_years += is_year_or_season (prognosis_table_get_header (table, column));
  if (n_years >= MIN_YEARS && 2 * n_years >= n && counts_up (table))
    layout = _ ("the columns are years or seasons and the rows weeks or months");
  while (years < n && !has_years_down (table, years))
    years++;
  if (layout == NULL && years < n && has_weeks_across (table))
    layout = _ ("the rows are years and the columns weeks");
  if (layout == NULL && has_groups_of_time (table))
    layout = _ ("the header has a group of columns for each day or year");
  if (layout != NULL)
    /* Translators: a file, a line, and “the columns are years or seasons and the rows weeks or months”. */
    g_set_error (
        error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
        _ ("%s:%u: %s; this layout cannot be read: give each day, week or month a row of its own, with its year in a column"),
        prognosis_table_get_path (table), MAX (prognosis_table_get_line (table, 0), 2) - 1, layout);
  return layout == NULL;
}
