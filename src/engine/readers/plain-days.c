/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The day of each row of a plain table: from a column, from years and weeks, or counted. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plain-private.h"
#include "plain-names.h"
#include "prognosis-error.h"
#include "prognosis-day.h"
#include "prognosis-total-name.h"
#include "prognosis-month-text.h"
#include "prognosis-table-private.h"

/* Rows that lie two years or more from all others, by more than three times the span of these. */
#define LONELY_DAYS 730
#define MIN_ROWS_AROUND 5
#define MIN_REPORTS 5

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const int first = *(const int *) a, second = *(const int *) b;

  return first < second ? -1 : first > second;
}

/* The weekday of all dates if they are weeks apart, otherwise 0. Ignores rows without a date. */
static int
find_weekday_of_weeks (const GArray *days)
{
  int first = PROGNOSIS_NO_DAY;
  gboolean other_day = FALSE;

  for (guint i = 0; i < days->len; i++)
    {
      int day = g_array_index (days, int, i);

      if (day == PROGNOSIS_NO_DAY)
        continue;
      if (first == PROGNOSIS_NO_DAY)
        first = day;
      if ((day - first) % 7 != 0)
        return 0;
      other_day |= day != first;
    }
  return other_day ? prognosis_day_weekday (first) : 0;
}

/* Whether most successive dates are two weeks or more apart: those of reports, and not of weeks. */
static gboolean
are_weeks_apart (const GArray *days)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (int));
  guint n = 0, n_apart = 0;

  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, int, i) != PROGNOSIS_NO_DAY)
      g_array_append_val (sorted, g_array_index (days, int, i));
  g_array_sort (sorted, compare_days);
  for (guint i = 1; i < sorted->len; i++)
    {
      const int gap = g_array_index (sorted, int, i) - g_array_index (sorted, int, i - 1);

      n += gap > 0;
      n_apart += gap > 7;
    }
  return n + 1 >= MIN_REPORTS && 2 * n_apart > n;
}

/* A name such as “end date” may be that of single days. */
static gboolean
is_of_weeks (const Plain *self)
{
  const char *key = prognosis_table_get_key (self->table, (gsize) self->columns.date);

  return strstr (key, "week") != NULL || strstr (key, "target") != NULL || find_weekday_of_weeks (self->dates.days) != 0;
}

/* Days from the dates to the last days of their weeks by a column of weeks beside them; 0: there is none, or the dates are the last
 * days already. */
static int
find_shift_by_weeks (const Plain *self, const gboolean *kept)
{
  for (gsize column = 0; column < prognosis_table_get_n_columns (self->table); column++)
    {
      g_auto (PrognosisDateColumn) weeks = { 0 };
      gboolean is_found = FALSE, is_same = TRUE;
      int shift = 0;

      if ((gssize) column == self->columns.date || prognosis_dates_look (self->table, column) != PROGNOSIS_DATES_WEEK
          || !prognosis_date_column_init_kept (&weeks, self->table, column, FALSE, PROGNOSIS_DATE_ORDER_FOUND,
                                               PROGNOSIS_DATES_STRICT, kept, NULL))
        continue;
      for (guint i = 0; i < weeks.days->len && is_same; i++)
        {
          const int end = g_array_index (weeks.days, int, i), day = g_array_index (self->dates.days, int, i);

          if (end == PROGNOSIS_NO_DAY || day == PROGNOSIS_NO_DAY)
            continue;
          is_same = !is_found || end - day == shift;
          shift = end - day;
          is_found = TRUE;
        }
      if (!is_same)
        continue;
      /* Epidemiological weeks begin on the Sunday on which ISO weeks end. */
      if (shift == 6 || shift == -1)
        return shift;
      if (shift == 7)
        return 6;
    }
  return 0;
}

/* Weeks are stored by their last day, whichever day the file uses. */
static void
find_shift (Plain *self, const gboolean *kept)
{
  const gboolean may_be_weeks = find_weekday_of_weeks (self->dates.days) != 0;

  if ((self->columns.date_is_start || self->columns.date_is_end) && self->columns.date >= 0 && !is_of_weeks (self))
    self->columns.date_is_start = self->columns.date_is_end = FALSE;
  if (self->columns.date_is_start)
    self->shift = 6;
  else if (!self->columns.date_is_end && self->dates.style != PROGNOSIS_DATES_WEEK && may_be_weeks
           && (self->shift = find_shift_by_weeks (self, kept)) != 0)
    ;
  else if (!self->columns.date_is_end && self->dates.style != PROGNOSIS_DATES_WEEK && find_weekday_of_weeks (self->dates.days) == 1
           && !are_weeks_apart (self->dates.days))
    {
      self->shift = 6;
      prognosis_dataset_builder_warn (self->builder, self->file, 0, "week-start-assumed",
                                      _ ("all dates are Mondays and were taken as the first days of weeks"));
    }
  if (self->shift != 0 || self->columns.date_is_end || self->dates.style == PROGNOSIS_DATES_WEEK)
    prognosis_dataset_builder_set_step_days (self->builder, 7);
}

/* A mistyped year: a few rows that lie much further from all others than those from each other are not read. */
static void
leave_out_lonely_days (Plain *self)
{
  const GArray *all = self->dates.days;
  g_autoptr (GArray) sorted = NULL;
  int gap = 0, below = 0, above = 0, first = G_MAXINT, last = G_MININT, before = G_MININT;
  gsize n_below = 0, n_lonely;
  gboolean is_late, is_sorted = TRUE;
  gint64 longest = 0;
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const int day = g_array_index (all, int, i);

      if (day == PROGNOSIS_NO_DAY)
        continue;
      first = MIN (first, day);
      last = MAX (last, day);
      is_sorted &= day >= before;
      longest = before != G_MININT ? MAX (longest, (gint64) day - before) : 0;
      before = day;
      n++;
    }
  /* Most tables need not be sorted for that. */
  if (n < MIN_ROWS_AROUND || (gint64) last - first < LONELY_DAYS || (is_sorted && longest < LONELY_DAYS))
    return;
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (int), n);
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, int, i) != PROGNOSIS_NO_DAY)
      g_array_append_val (sorted, g_array_index (all, int, i));
  if (!is_sorted)
    g_array_sort (sorted, compare_days);
  for (guint i = 1; i < sorted->len; i++)
    if (g_array_index (sorted, int, i) - g_array_index (sorted, int, i - 1) > gap)
      {
        below = g_array_index (sorted, int, i - 1);
        above = g_array_index (sorted, int, i);
        gap = above - below;
        n_below = i;
      }
  is_late = 2 * n_below > sorted->len;
  n_lonely = is_late ? sorted->len - n_below : n_below;
  if (gap < LONELY_DAYS || n_lonely > MAX (1, sorted->len / 50)
      || gap < 3 * (is_late ? below - g_array_index (sorted, int, 0) : g_array_index (sorted, int, sorted->len - 1) - above))
    return;
  for (guint i = 0; i < self->dates.days->len; i++)
    {
      int *day = &g_array_index (self->dates.days, int, i);
      g_autofree char *text = NULL;

      if (*day == PROGNOSIS_NO_DAY || (is_late ? *day < above : *day > below))
        continue;
      text = prognosis_day_format (*day);
      prognosis_dataset_builder_warn (self->builder, self->file, prognosis_table_get_line (self->table, i), "lonely-date",
                                      _ ("%s lies %d years from all other dates, as if mistyped; the row is left out"), text,
                                      (int) round (gap / 365.25));
      *day = PROGNOSIS_NO_DAY;
      self->n_lonely++;
    }
}

GArray *
prognosis_plain_read_months (const PrognosisTable *table, const PrognosisPlainColumns *columns, const gboolean *kept,
                             GError **error)
{
  const gsize n = prognosis_table_get_n_rows (table);
  g_autoptr (GArray) days = g_array_sized_new (FALSE, FALSE, sizeof (int), (guint) n);
  double year = NAN;

  for (gsize row = 0; row < n; row++)
    {
      const char *text = prognosis_table_get_cell (table, row, (gsize) (columns->month >= 0 ? columns->month : columns->date));
      const int month = columns->month >= 0 ? prognosis_month_text_find (text) : prognosis_is_total (text) ? 0 : 12;
      double value, day_of_month = 1.0;
      int day = PROGNOSIS_NO_DAY;

      if ((month == 0 && prognosis_is_total (text)) || (kept != NULL && !kept[row]))
        {
          g_array_append_val (days, day);
          continue;
        }
      if (!prognosis_reader_get_number (table, row, (gsize) columns->date, &value, error)
          || (columns->day >= 0 && !prognosis_reader_get_number (table, row, (gsize) columns->day, &day_of_month, error)))
        return NULL;
      year = value;
      if (isnan (year))
        {
          prognosis_table_fail (error, table, row, _ ("the year is missing"));
          return NULL;
        }
      if (month == 0 || !(year >= 1000.0 && year < 3000.0 && year == floor (year))
          || !prognosis_day_is_valid ((int) year, month, isnan (day_of_month) ? 0 : (int) day_of_month))
        {
          if (columns->day >= 0)
            prognosis_table_fail (error, table, row, _ ("there is no day %g of month “%s” in the year %g"), day_of_month, text,
                                  year);
          else
            prognosis_table_fail (error, table, row, _ ("there is no month “%s” in the year %g; expected 1 to 12 or a name"), text,
                                  year);
          return NULL;
        }
      day = prognosis_day_from_ymd ((int) year, month, (int) day_of_month);
      day = columns->day >= 0 ? day : prognosis_day_from_month (prognosis_day_to_month (day));
      g_array_append_val (days, day);
    }
  return g_steal_pointer (&days);
}

/* Rows that the conditions leave out say nothing of the days of the others. */
static void
forget_other_rows (Plain *self, const gboolean *kept)
{
  for (guint row = 0; kept != NULL && row < self->dates.days->len; row++)
    if (!kept[row])
      g_array_index (self->dates.days, int, row) = PROGNOSIS_NO_DAY;
}

/* The window asks; see prognosis-question.c. */
static void
warn_of_guess (const Plain *self)
{
  const PrognosisTable *table = self->table;
  const gboolean is_day_first = self->dates.order == PROGNOSIS_DATE_ORDER_DAY_FIRST;

  if (self->dates.is_guess)
    prognosis_dataset_builder_warn (
        self->builder, self->file, prognosis_table_get_line (table, 0), is_day_first ? "day-first-assumed" : "date-order-assumed",
        is_day_first ? _ ("dates such as “%s” are ambiguous; the day was assumed to come first")
                     : _ ("dates such as “%s” are ambiguous; the month was assumed to come first"),
        self->columns.date >= 0 ? prognosis_table_get_cell (table, 0, (gsize) self->columns.date)
                                : prognosis_table_get_header (table, prognosis_table_get_n_columns (table) - 1));
}

gboolean
prognosis_plain_find_days (Plain *self, GError **error)
{
  const PrognosisTable *table = self->table;
  g_autofree gboolean *kept = prognosis_where_list (&self->where, table);
  int n = (int) prognosis_table_get_n_rows (table);

  if (self->columns.week >= 0)
    {
      self->dates.style = PROGNOSIS_DATES_WEEK;
      self->dates.days = prognosis_known_table_read_weeks (table, (gsize) self->columns.date, (gsize) self->columns.week,
                                                           self->columns.iso_weeks, kept, error);
      if (self->columns.iso_weeks && table->weeks == PROGNOSIS_WEEKS_NONE)
        prognosis_dataset_builder_warn (self->builder, self->file, 0, "iso-weeks-assumed",
                                        _ ("the weeks were taken as ISO 8601 weeks, which end on Sundays"));
      prognosis_dataset_builder_set_step_days (self->builder, 7);
      return self->dates.days != NULL;
    }
  if (self->columns.month >= 0 || self->columns.months != NULL)
    {
      self->dates.style = self->columns.day >= 0 ? PROGNOSIS_DATES_YMD : PROGNOSIS_DATES_MONTH;
      self->dates.days = prognosis_plain_read_months (table, &self->columns, kept, error);
      if (self->dates.days == NULL)
        return FALSE;
    }
  else if (self->columns.across.days != NULL)
    {
      self->dates = self->columns.across;
      self->columns.across.days = g_array_ref (self->dates.days);
    }
  else if (self->columns.date < 0)
    {
      if (prognosis_table_has_header (table) && prognosis_plain_find_year (table) >= 0)
        {
          prognosis_table_fail (
              error, table, 0,
              _ ("the rows have a year, but no week, month or day that was recognised; expected a date, or a column "
                 "of weeks or months"));
          return prognosis_error_suggest_setting (error, "date");
        }
      if (self->columns.n_names > 0 || self->columns.code >= 0)
        {
          prognosis_table_fail (error, table, 0, _ ("no date column was found; expected one named “date”"));
          return prognosis_error_suggest_setting (error, "date");
        }
      self->dates.days = g_array_sized_new (FALSE, FALSE, sizeof (int), (guint) n);
      for (int day = 1; day <= n; day++)
        g_array_append_val (self->dates.days, day);
      self->dates.style = PROGNOSIS_DATES_INDEX;
      prognosis_dataset_builder_warn (self->builder, self->file, 0, "days-counted",
                                      _ ("no column of dates or days was found; the rows were taken as days 1, 2, 3 and so on"));
    }
  else
    {
      const char *key = prognosis_table_get_key (table, (gsize) self->columns.date);

      if (!prognosis_date_column_init_kept (
              &self->dates, table, (gsize) self->columns.date, strstr (key, "dat") != NULL,
              self->wanted != NULL ? self->wanted->date_order : PROGNOSIS_DATE_ORDER_FOUND,
              self->columns.rows == PROGNOSIS_ROWS_COUNT ? PROGNOSIS_DATES_MAY_MISS : PROGNOSIS_DATES_STRICT, kept, error))
        return FALSE;
      forget_other_rows (self, kept);
      if (self->dates.style == PROGNOSIS_DATES_YMD && !prognosis_plain_check_order (self, error))
        return FALSE;
      prognosis_plain_warn_of_utc (self);
      if (self->dates.style != PROGNOSIS_DATES_INDEX)
        prognosis_plain_warn_of_years (self);
    }
  self->indexed = self->dates.style == PROGNOSIS_DATES_INDEX;
  prognosis_dataset_builder_set_indexed (self->builder, self->indexed);
  warn_of_guess (self);
  if (self->dates.style == PROGNOSIS_DATES_SERIAL)
    prognosis_dataset_builder_warn (self->builder, self->file, prognosis_table_get_line (table, 0), "serial-dates",
                                    _ ("the dates are numbers and were taken as spreadsheet dates (days since 1899-12-30)"));
  if (!self->indexed)
    {
      if (self->columns.across.days == NULL)
        leave_out_lonely_days (self);
      if (self->dates.style == PROGNOSIS_DATES_MONTH)
        prognosis_dataset_builder_set_monthly (self->builder);
      else
        find_shift (self, kept);
    }
  return TRUE;
}
