/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a column of dates. Each cell is first taken apart into numbers and a style (prognosis-date-text.c), which leaves open
   whether day or month comes first. That is decided for the whole column: by a number above 12 if there is one, otherwise by the
   order in which the days lie closer together and go backwards less often; dates that contradict each other are an error with its
   lines. Weeks and months in words are in prognosis-week-text.c and prognosis-month-text.c. */

#include "prognosis-config.h"
#include "prognosis-date-column.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "prognosis-date-text.h"
#include "prognosis-error.h"
#include "prognosis-total-name.h"
#include "prognosis-month-text.h"
#include "prognosis-table-private.h"
#include "prognosis-week-text.h"

#define LOOK_ROWS 20
#define MIN_MONTHS 2 /* steps from one to the next */
/* Days of two readings are about as far apart. */
#define CLOSE_SPANS 1.25
/* Of eight digits that are a day. */
#define FIRST_YEAR 1700
#define LAST_YEAR 2199
#define SERIAL_FIRST 36526 /* 2000-01-01 */
#define SERIAL_LAST 60000

/* What cells of a column can be that are no dates by themselves. */
typedef struct
{
  PrognosisWeeks weeks;
  PrognosisWeeks given; /* by the user, or NONE */
  gboolean in_months;   /* 202008 is a month */
} Periods;

static PrognosisDateParts
take_parts (const char *text, const Periods *periods)
{
  int year, number;

  /* Many cells are dates that no week looks like. */
  if (prognosis_week_text_parse (text, periods->weeks != PROGNOSIS_WEEKS_NONE, &year, &number))
    return (PrognosisDateParts){ PROGNOSIS_DATES_WEEK, year, number,
                                 periods->given != PROGNOSIS_WEEKS_NONE  ? periods->given
                                 : periods->weeks == PROGNOSIS_WEEKS_EPI ? PROGNOSIS_WEEKS_EPI
                                                                         : PROGNOSIS_WEEKS_ISO };
  if (prognosis_month_text_parse (text, periods->in_months, &year, &number))
    return (PrognosisDateParts){ PROGNOSIS_DATES_MONTH, year, number };
  return prognosis_date_text_parse (text);
}

/* What the name of a column says, or 202034 in all its cells, which cannot be months if one is over 12. */
static PrognosisWeeks
look_for_weeks (const PrognosisTable *table, gsize column)
{
  const gsize n = prognosis_table_get_n_rows (table);
  gboolean has_week = FALSE;

  if (prognosis_table_has_header (table))
    {
      const char *key = prognosis_table_get_key (table, column);
      const PrognosisWeeks weeks = prognosis_week_text_look_at_name (key);

      if (weeks != PROGNOSIS_WEEKS_NONE)
        return weeks;
    }
  for (gsize row = 0; row < n; row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);
      int year, week;

      if (prognosis_table_is_missing (text))
        continue;
      if (strspn (text, "0123456789") != 6 || text[6] != '\0' || !prognosis_week_text_parse (text, TRUE, &year, &week))
        return PROGNOSIS_WEEKS_NONE;
      has_week |= week > 12;
    }
  return has_week ? PROGNOSIS_WEEKS_ISO : PROGNOSIS_WEEKS_NONE;
}

/* Whether all cells are months without a sign between year and month, such as 202008, and mostly follow each other. */
static gboolean
are_months (const PrognosisTable *table, gsize column)
{
  gsize n_steps = 0, n_next = 0;
  int before = 0;

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);
      int year, month;

      if (prognosis_table_is_missing (text))
        continue;
      if (strspn (text, "0123456789") != 6 || text[6] != '\0' || !prognosis_month_text_parse (text, TRUE, &year, &month)
          || year != atoi (text) / 100 || month < 1 || month > 12)
        return FALSE;
      month += 12 * year;
      n_steps += before > 0 && month != before;
      n_next += before > 0 && month == before + 1;
      before = month;
    }
  return n_steps >= MIN_MONTHS && 2 * n_next >= n_steps;
}

static Periods
look_for_periods (const PrognosisTable *table, gsize column)
{
  Periods periods = { PROGNOSIS_WEEKS_NONE, table->weeks };

  if (prognosis_table_has_header (table))
    {
      const char *key = prognosis_table_get_key (table, column);

      periods.in_months = prognosis_month_text_is_name (key);
    }
  if (!periods.in_months)
    periods.weeks = look_for_weeks (table, column);
  periods.in_months |= periods.weeks == PROGNOSIS_WEEKS_NONE && are_months (table, column);
  return periods;
}

/* The style of the majority of cells: a few invalid ones are errors to report and do not change what the column is. */
PrognosisDates
prognosis_dates_look (const PrognosisTable *table, gsize column)
{
  guint counts[PROGNOSIS_DATES_SERIAL + 1] = { 0 };
  gsize n = MIN (prognosis_table_get_n_rows (table), LOOK_ROWS), n_cells = 0;
  const Periods periods = look_for_periods (table, column);

  for (gsize row = 0; row < n; row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);

      PrognosisDateParts parts;
      int day;

      if (prognosis_table_is_missing (text) || prognosis_date_text_is_unknown (text))
        continue;
      parts = take_parts (text, &periods);
      /* Eight digits that are no day number something. */
      if (parts.style == PROGNOSIS_DATES_COMPACT
          && (parts.a / 10000 < FIRST_YEAR || parts.a / 10000 > LAST_YEAR
              || !prognosis_date_text_get_day (&parts, parts.style, PROGNOSIS_DATE_ORDER_FOUND, &day)))
        parts.style = PROGNOSIS_DATES_INDEX;
      counts[parts.style]++;
      n_cells++;
    }
  for (guint style = PROGNOSIS_DATES_YMD; style < G_N_ELEMENTS (counts); style++)
    if (2 * counts[style] > n_cells)
      return (PrognosisDates) style;
  return PROGNOSIS_DATES_NONE;
}

gboolean
prognosis_dates_is_date (const char *text)
{
  static const Periods unknown = { PROGNOSIS_WEEKS_NONE };
  PrognosisDates style = take_parts (text, &unknown).style;

  return style != PROGNOSIS_DATES_NONE && style != PROGNOSIS_DATES_INDEX;
}

/* The range of days of the column when read in one order, and how often the days go backwards. */
static void
measure_reading (const GArray *parts, PrognosisDateOrder order, gint64 *span, gsize *n_back)
{
  int first = G_MAXINT, last = G_MININT, before = G_MININT, day;

  *n_back = 0;
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, PrognosisDateParts, i).style == PROGNOSIS_DATES_ABC
        && prognosis_date_text_get_day (&g_array_index (parts, PrognosisDateParts, i), PROGNOSIS_DATES_ABC, order, &day))
      {
        first = MIN (first, day);
        last = MAX (last, day);
        *n_back += day < before;
        before = day;
      }
  *span = (gint64) last - first;
}

/* Whether the part that is the same in all rows is the first or the second one. In several years it is the day. */
static void
find_constant_part (const GArray *parts, gboolean *first, gboolean *second, gboolean *several_years)
{
  const PrognosisDateParts *one = NULL;

  *first = *second = TRUE;
  *several_years = FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      const PrognosisDateParts *p = &g_array_index (parts, PrognosisDateParts, i);

      if (p->style != PROGNOSIS_DATES_ABC)
        continue;
      one = one == NULL ? p : one;
      *first &= p->a == one->a;
      *second &= p->b == one->b;
      *several_years |= p->c != one->c;
    }
}

/* Whether no reading is much better: the days are about as far apart, or they are the first days of months if they are not those of
   one January. */
static gboolean
is_close_call (const GArray *parts, const gint64 *span, const gsize *n_back, gboolean constant_first, gboolean constant_second)
{
  const PrognosisDateParts *one = NULL;

  for (guint i = 0; i < parts->len && one == NULL; i++)
    if (g_array_index (parts, PrognosisDateParts, i).style == PROGNOSIS_DATES_ABC)
      one = &g_array_index (parts, PrognosisDateParts, i);
  if (one != NULL && constant_first != constant_second && (constant_first ? one->a : one->b) == 1)
    return TRUE;
  return MAX (span[0], span[1]) <= CLOSE_SPANS * MIN (span[0], span[1]) && n_back[0] == n_back[1];
}

static gboolean
find_order (PrognosisDateColumn *self, const PrognosisTable *table, const GArray *parts, PrognosisDateOrder order,
            const gboolean *kept, GError **error)
{
  gssize day_first_row = -1, month_first_row = -1;
  gboolean has_constant_first, has_constant_second, several_years;
  gint64 span[2];
  gsize n_back[2];

  self->order = order;
  if (order != PROGNOSIS_DATE_ORDER_FOUND)
    return TRUE;
  /* Rows that are not read decide only where the others leave it open. */
  for (int all = kept == NULL; all < 2 && day_first_row < 0 && month_first_row < 0; all++)
    for (guint i = 0; i < parts->len; i++)
      {
        const PrognosisDateParts *p = &g_array_index (parts, PrognosisDateParts, i);

        if (!all && !kept[i])
          continue;
        if (day_first_row < 0 && (p->a > 12 || p->point))
          day_first_row = i;
        if (month_first_row < 0 && p->b > 12)
          month_first_row = i;
      }
  if (day_first_row >= 0 && month_first_row >= 0)
    return prognosis_table_fail (
        error, table, (gsize) MAX (day_first_row, month_first_row),
        _ ("the dates are inconsistent: the day comes before the month in line %u and after it in line %u"),
        prognosis_table_get_line (table, (gsize) day_first_row), prognosis_table_get_line (table, (gsize) month_first_row));
  find_constant_part (parts, &has_constant_first, &has_constant_second, &several_years);
  if (day_first_row < 0 && month_first_row < 0 && several_years && has_constant_first != has_constant_second)
    {
      self->order = has_constant_first ? PROGNOSIS_DATE_ORDER_DAY_FIRST : PROGNOSIS_DATE_ORDER_MONTH_FIRST;
      return TRUE;
    }
  self->order = day_first_row >= 0 ? PROGNOSIS_DATE_ORDER_DAY_FIRST : PROGNOSIS_DATE_ORDER_MONTH_FIRST;
  if (day_first_row >= 0 || month_first_row >= 0)
    return TRUE;
  /* In the correct order the days are close together; otherwise they are months apart. */
  measure_reading (parts, PROGNOSIS_DATE_ORDER_MONTH_FIRST, &span[0], &n_back[0]);
  measure_reading (parts, PROGNOSIS_DATE_ORDER_DAY_FIRST, &span[1], &n_back[1]);
  self->is_guess = is_close_call (parts, span, n_back, has_constant_first, has_constant_second);
  if (span[1] < span[0] || (span[1] == span[0] && n_back[1] < n_back[0]))
    self->order = PROGNOSIS_DATE_ORDER_DAY_FIRST;
  return TRUE;
}

/* The date of a person is not known: “”, “unbekannt”, “2020-03-??”, 00.00.0000, 99.99.9999. */
static gboolean
may_miss (const char *text, PrognosisDates style)
{
  return prognosis_table_is_missing (text) || strpbrk (text, "123456789") == NULL || strpbrk (text, "012345678") == NULL
         || (style == PROGNOSIS_DATES_NONE && prognosis_date_text_is_unknown (text));
}

/* Whether the first row is a second line of names, such as translations of the first. */
static gboolean
is_row_of_names (const PrognosisTable *table)
{
  gsize n_names = 0;

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      const char *text = prognosis_table_get_cell (table, 0, i);

      if (strpbrk (text, "0123456789") != NULL || prognosis_table_is_missing (text))
        return FALSE;
      n_names++;
    }
  return n_names > 1 && prognosis_table_get_n_rows (table) > 1;
}

static gboolean
collect_parts (PrognosisDateColumn *self, const PrognosisTable *table, gsize column, PrognosisDatesCare care, const gboolean *kept,
               GArray *parts, GError **error)
{
  const PrognosisDateParts none = { PROGNOSIS_DATES_NONE };
  const Periods periods = look_for_periods (table, column);
  gsize n = prognosis_table_get_n_rows (table), first = n;
  const char *before = NULL;
  PrognosisDateParts p = none;

  for (gsize row = 0; row < n; row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);
      const gboolean is_lenient = care == PROGNOSIS_DATES_LENIENT || (kept != NULL && !kept[row]);

      /* Rows of the same day are mostly consecutive. */
      if (before == NULL || strcmp (text, before) != 0)
        p = take_parts (text, &periods);
      before = text;
      if (prognosis_table_is_cancelled (table, row, error))
        return FALSE;
      if ((care >= PROGNOSIS_DATES_MAY_MISS && may_miss (text, p.style))
          || (p.style == PROGNOSIS_DATES_NONE && prognosis_is_total (text))
          || (is_lenient && (p.style == PROGNOSIS_DATES_NONE || (first < n && p.style != self->style))))
        {
          g_array_append_val (parts, none);
          continue;
        }
      if (first == n)
        {
          first = row;
          self->style = p.style;
        }
      if (p.style == PROGNOSIS_DATES_NONE && self->style == PROGNOSIS_DATES_MONTH)
        return prognosis_table_fail (error, table, row, _ ("“%s” is not a month; expected one such as 2020-08"), text);
      if (p.style == PROGNOSIS_DATES_NONE && row == 0 && is_row_of_names (table))
        return prognosis_table_fail (error, table, row,
                                     _ ("this line holds names instead of numbers; keep one line of names above the table"));
      if (p.style == PROGNOSIS_DATES_NONE && *text != '\0' && prognosis_date_text_is_unknown (text))
        return prognosis_table_fail (
            error, table, row,
            _ ("“%s” is not a date; leave such rows out with the filter “%s!=%s” (--where), or give their dates"), text,
            prognosis_table_get_header (table, column), text);
      if (p.style == PROGNOSIS_DATES_NONE && prognosis_date_text_lacks_year (text))
        return prognosis_table_fail (error, table, row, _ ("“%s” has no year; write dates such as 2020-08-22"), text);
      if (p.style == PROGNOSIS_DATES_NONE)
        return prognosis_table_fail (error, table, row, _ ("“%s” is not a date; expected one such as 2020-08-22"), text);
      if (p.style != self->style)
        return prognosis_table_fail (error, table, row, _ ("“%s” is not a date in the format of “%s” in line %u"), text,
                                     prognosis_table_get_cell (table, first, column), prognosis_table_get_line (table, first));
      g_array_append_val (parts, p);
    }
  return TRUE;
}

static gboolean
are_serials (const GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      gint64 a = g_array_index (parts, PrognosisDateParts, i).a;

      if (g_array_index (parts, PrognosisDateParts, i).style != PROGNOSIS_DATES_NONE && (a < SERIAL_FIRST || a > SERIAL_LAST))
        return FALSE;
    }
  return TRUE;
}

gboolean
prognosis_date_column_init (PrognosisDateColumn *self, const PrognosisTable *table, gsize column, gboolean dated,
                            PrognosisDateOrder order, PrognosisDatesCare care, GError **error)
{
  return prognosis_date_column_init_kept (self, table, column, dated, order, care, NULL, error);
}

gboolean
prognosis_date_column_init_kept (PrognosisDateColumn *self, const PrognosisTable *table, gsize column, gboolean dated,
                                 PrognosisDateOrder order, PrognosisDatesCare care, const gboolean *kept, GError **error)
{
  g_autoptr (GArray) parts
      = g_array_sized_new (FALSE, FALSE, sizeof (PrognosisDateParts), (guint) prognosis_table_get_n_rows (table));

  *self
      = (PrognosisDateColumn){ .days = g_array_sized_new (FALSE, FALSE, sizeof (int), (guint) prognosis_table_get_n_rows (table)) };
  if (!collect_parts (self, table, column, care, kept, parts, error))
    return FALSE;
  if (self->style == PROGNOSIS_DATES_INDEX && dated && are_serials (parts))
    self->style = PROGNOSIS_DATES_SERIAL;
  if (self->style == PROGNOSIS_DATES_ABC
      && !find_order (self, table, parts, order, kept, care == PROGNOSIS_DATES_LENIENT ? NULL : error)
      && care != PROGNOSIS_DATES_LENIENT)
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      int day = PROGNOSIS_NO_DAY;

      if (g_array_index (parts, PrognosisDateParts, i).style != PROGNOSIS_DATES_NONE
          && !prognosis_date_text_get_day (&g_array_index (parts, PrognosisDateParts, i), self->style, self->order, &day)
          && care != PROGNOSIS_DATES_LENIENT && (kept == NULL || kept[i]))
        return prognosis_table_fail (error, table, i,
                                     self->style == PROGNOSIS_DATES_MONTH ? _ ("“%s” is not a month; expected one such as 2020-08")
                                                                          : _ ("“%s” is not a valid date"),
                                     prognosis_table_get_cell (table, i, column));
      g_array_append_val (self->days, day);
    }
  return TRUE;
}

void
prognosis_date_column_clear (PrognosisDateColumn *self)
{
  g_clear_pointer (&self->days, g_array_unref);
}
