/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates, weeks, months, numbers and names of places in single cells, and the lines of the input as a column of dates. */

#include "fuzz.h"

#include "prognosis-csv.h"
#include "prognosis-date-text.h"
#include "prognosis-day.h"
#include "prognosis-known-place.h"
#include "prognosis-month-text.h"
#include "prognosis-number.h"
#include "prognosis-place.h"
#include "prognosis-population.h"
#include "prognosis-table-private.h"

#define MAX_LINES 20

/* A day that is written reads as the same day. */
static void
check_day (int day)
{
  g_autofree char *text = prognosis_day_format (day);
  int year, month, day_of_month, again;

  prognosis_day_to_ymd (day, &year, &month, &day_of_month);
  if (year < 1 || year > 9999)
    return;
  g_assert_true (prognosis_day_parse (text, &again));
  g_assert_cmpint (again, ==, day);
}

static void
try_dates (const char *text)
{
  const PrognosisDateParts parts = prognosis_date_text_parse (text);
  int day, year, number;

  prognosis_date_text_lacks_year (text);
  prognosis_date_text_is_unknown (text);
  for (PrognosisDateOrder order = PROGNOSIS_DATE_ORDER_FOUND; order <= PROGNOSIS_DATE_ORDER_YEAR_FIRST; order++)
    if (parts.style != PROGNOSIS_DATES_NONE && prognosis_date_text_get_day (&parts, parts.style, order, &day)
        && parts.style != PROGNOSIS_DATES_INDEX)
      check_day (day);
  for (gboolean is_known = FALSE; is_known <= TRUE; is_known++)
    {
      if (prognosis_week_text_parse (text, is_known, &year, &number)
          && prognosis_week_text_get_end (PROGNOSIS_WEEKS_ISO, year, number, &day))
        check_day (day);
      prognosis_month_text_parse (text, is_known, &year, &number);
    }
  if (prognosis_day_parse (text, &day))
    check_day (day);
  prognosis_day_parse_month (text, &day);
  prognosis_month_text_is_name (text);
  prognosis_week_text_look_at_name (text);
}

static void
try_numbers (const PrognosisTable *table, const char *text)
{
  double value;
  PrognosisTableInterval interval;
  const char *start;
  gboolean is_provisional;

  prognosis_parse_persons (text, &value);
  if (prognosis_number_parse (text, &value))
    {
      g_autofree char *written = prognosis_number_to_text (value);
      double again;

      g_assert_true (prognosis_number_parse (written, &again));
      g_assert_true (again == value);
    }
  prognosis_table_is_missing (text);
  prognosis_table_is_suppressed (text);
  prognosis_table_is_small_range (text);
  prognosis_table_find_interval (text, &interval);
  prognosis_table_find_mark (text, &start, &is_provisional);
  prognosis_table_is_doubtful (table, text);
  prognosis_table_parse_number (table, text, &value);
}

/* Names that are written to a table and read back are the same. */
static void
try_names (const char *text)
{
  const char *codes[] = { NULL, text }, *names[] = { text, NULL };
  g_autofree const char **countries = prognosis_places_find_countries (codes, names, 2);
  g_autoptr (GString) csv = g_string_new (NULL);

  g_assert_nonnull (countries);
  prognosis_csv_append_text (csv, text);
  prognosis_csv_append_quoted (csv, text);
  g_assert_true (g_utf8_validate (csv->str, -1, NULL));
}

static void
try_column (const char *const *lines, gsize n)
{
  static const char header[] = "x\n1\n";
  g_autoptr (PrognosisTable) of
      = prognosis_table_read (fuzz_write ("x.csv", (const guchar *) header, sizeof header - 1), 0, NULL, NULL);
  g_autoptr (PrognosisTable) table = prognosis_table_new_column (of, lines, n);

  for (PrognosisDatesCare care = PROGNOSIS_DATES_STRICT; care <= PROGNOSIS_DATES_LENIENT; care++)
    {
      g_auto (PrognosisDateColumn) dates = { 0 };
      g_autoptr (GError) error = NULL;

      if (!prognosis_date_column_init (&dates, table, 0, care != PROGNOSIS_DATES_STRICT, PROGNOSIS_DATE_ORDER_FOUND, care, &error))
        fuzz_check_error (error);
      else
        g_assert_cmpuint (dates.days->len, ==, n);
    }
  for (gsize i = 0; i < n; i++)
    try_numbers (table, lines[i]);
  fuzz_remove ("x.csv");
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  g_autofree char *text = g_strndup ((const char *) data, n);
  g_auto (GStrv) lines = NULL;
  gsize n_lines;

  /* What is no UTF-8 never comes out of a table. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  n_lines = MIN (g_strv_length (lines), MAX_LINES);
  for (gsize i = 0; i < n_lines; i++)
    {
      try_dates (lines[i]);
      try_names (lines[i]);
    }
  if (n_lines > 0)
    try_column ((const char *const *) lines, n_lines);
  return 0;
}
