/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds dates whose parts lie in columns of their own: years with weeks, or years with months and perhaps days. A table may
   also have a row for each year and a column for each month. A column of whole dates is preferred (plain-date.c), except a date
   that is the same in all rows. */

#include "prognosis-config.h"
#include "plain-columns.h"

#include "plain-names.h"
#include "prognosis-date-column.h"
#include "prognosis-month-text.h"
#include "prognosis-table-private.h"
#include "prognosis-week-text.h"

/* A column of months within a year: numbers or names. */
static gssize
find_month (const PrognosisTable *table)
{
  for (gsize column = 0; column < prognosis_table_get_n_columns (table); column++)
    {
      const char *key = prognosis_table_get_key (table, column);

      if (!prognosis_month_text_is_name (key) && !g_str_equal (key, "mm") && !g_str_equal (key, "mo") && !g_str_equal (key, "mon"))
        continue;
      for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
        if (!prognosis_table_is_missing (prognosis_table_get_cell (table, row, column)))
          {
            if (prognosis_month_text_find (prognosis_table_get_cell (table, row, column)) > 0)
              return (gssize) column;
            break;
          }
    }
  return -1;
}

/* A column of days within a month. */
static gssize
find_day_of_month (const PrognosisTable *table)
{
  static const char *const names[] = { "day",
                                       "dd",
                                       "tag",
                                       "jour",
                                       "dia",
                                       "d\xc3\xad"
                                       "a",
                                       "giorno",
                                       "day of month",
                                       NULL };

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const gssize column = prognosis_table_find_column (table, names[i]);
      gboolean is_one = column >= 0;
      double day;

      for (gsize row = 0; is_one && row < prognosis_table_get_n_rows (table); row++)
        is_one = prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, (gsize) column), &day) && !(day < 1.0)
                 && !(day > 31.0);
      if (is_one)
        return column;
    }
  return -1;
}

/* A row for each year and a column for each month. (transfer full): or NULL */
static GArray *
find_months_across (const PrognosisTable *table)
{
  const gsize n = prognosis_table_get_n_columns (table);
  g_autoptr (GArray) months = g_array_sized_new (FALSE, FALSE, sizeof (int), (guint) n);
  gboolean seen[13] = { FALSE };
  guint n_seen = 0;

  for (gsize column = 0; column < n; column++)
    {
      const int month = prognosis_month_text_find (prognosis_table_get_header (table, column));

      g_array_append_val (months, month);
      n_seen += month > 0 && !seen[month];
      if (month > 0 && seen[month])
        return NULL;
      seen[month] = TRUE;
    }
  return n_seen == 12 ? g_steal_pointer (&months) : NULL;
}

void
prognosis_plain_find_parts_of_dates (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  const gssize year = prognosis_plain_find_year (table);
  PrognosisWeeks weeks;
  gssize week, month;

  if (year < 0)
    return;
  week = prognosis_plain_find_week (table, &weeks);
  month = week < 0 ? find_month (table) : -1;
  /* A date that is the same in all rows is that of the table. */
  if (self->date >= 0 && (week >= 0 || month >= 0) && prognosis_plain_are_all_equal (table, (gsize) self->date)
      && !prognosis_plain_are_all_equal (table, (gsize) (week >= 0 ? week : month)))
    self->date = -1;
  if (self->date >= 0 && prognosis_dates_look (table, (gsize) self->date) != PROGNOSIS_DATES_INDEX)
    return;
  if (week >= 0 && (self->date < 0 || self->date == week || self->date == year))
    {
      const char *key = prognosis_table_get_key (table, (gsize) year);

      /* Of “mmwr_year, week” the year says which weeks they are. */
      self->iso_weeks = table->weeks != PROGNOSIS_WEEKS_NONE
                            ? table->weeks == PROGNOSIS_WEEKS_ISO
                            : weeks != PROGNOSIS_WEEKS_EPI && !g_str_has_prefix (key, "epi") && !g_str_has_prefix (key, "mmwr");
      self->date = year;
      self->week = week;
    }
  else if (month >= 0)
    {
      self->date = year;
      self->month = month;
      self->day = find_day_of_month (table);
    }
  else if (prognosis_table_has_header (table) && (self->date < 0 || self->date == year))
    {
      self->months = find_months_across (table);
      self->date = self->months != NULL ? year : self->date;
    }
}
