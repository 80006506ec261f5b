/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "plain-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plain-names.h"
#include "prognosis-dataset-builder-private.h"
#include "prognosis-day.h"
#include "prognosis-table-private.h"

/* Dates that are well formed and yet not the days of the reports: day and month exchanged, midnight in another time zone, another
   year than the row says beside it. */

/* Shares of the days from first to last that have a row: days that follow each other, and those that do not. */
#define SHARE_IN_ORDER 0.8
#define SHARE_IN_DISORDER 0.5
#define MIN_DAYS 14

typedef struct
{
  GHashTable *days; /* of distinct days, offset so that none is NULL */
  int first, last;
} Span;

/* FALSE: it was there before. */
static gboolean
add_day (Span *self, int day)
{
  self->first = g_hash_table_size (self->days) > 0 ? MIN (self->first, day) : day;
  self->last = g_hash_table_size (self->days) > 0 ? MAX (self->last, day) : day;
  return g_hash_table_add (self->days, GINT_TO_POINTER (day + 1000000));
}

static double
get_share (const Span *self)
{
  return g_hash_table_size (self->days) / ((double) self->last - self->first + 1.0);
}

/* Up to the 12th, programs that read 06/01 as June and not January write June 1 as 2021-01-06. It shows where these days, exchanged
   back, fill the gaps between the others. */
gboolean
prognosis_plain_check_order (const Plain *self, GError **error)
{
  g_autoptr (GHashTable) as_written = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) exchanged = g_hash_table_new (NULL, NULL);
  Span written = { as_written, 0, 0 }, back = { exchanged, 0, 0 };
  gssize first = -1;
  guint n_late = 0;
  int before = PROGNOSIS_NO_DAY;

  for (guint row = 0; row < self->dates.days->len; row++)
    {
      const int day = g_array_index (self->dates.days, int, row);
      int y, m, d;

      /* Large tables have few days, and many rows of each. */
      if (day == PROGNOSIS_NO_DAY || day == before)
        continue;
      before = day;
      if (!add_day (&written, day))
        continue;
      prognosis_day_to_ymd (day, &y, &m, &d);
      add_day (&back, d <= 12 ? prognosis_day_from_ymd (y, d, m) : day);
      n_late += d > 12;
      if (d <= 12 && d != m && first < 0)
        first = row;
    }
  if (first < 0 || n_late == 0 || g_hash_table_size (as_written) < MIN_DAYS || get_share (&written) > SHARE_IN_DISORDER
      || get_share (&back) < SHARE_IN_ORDER)
    return TRUE;
  return prognosis_table_fail (
      error, self->table, (gsize) first,
      _ ("day and month are exchanged in “%s” and other dates up to the 12th: only then do the days follow each "
         "other; write all dates in one order"),
      prognosis_table_get_cell (self->table, (gsize) first, (gsize) self->columns.date));
}

/* The hour of "2020-03-28T23:00:00Z" if nothing but the hour differs from midnight; -1 otherwise. */
static int
get_hour (const char *text)
{
  const char *time = strlen (text) >= 17 && (text[10] == 'T' || text[10] == ' ') ? text + 11 : "";
  const gsize n = strspn (time, "0123456789:.");
  const gboolean is_utc = strcmp (time + n, "Z") == 0 || strcmp (time + n, "+00:00") == 0;

  if (!is_utc || n < 5 || !g_ascii_isdigit (time[0]) || !g_ascii_isdigit (time[1]) || time[2] != ':'
      || strspn (time + 2, "0:.") != n - 2)
    return -1;
  return 10 * (time[0] - '0') + time[1] - '0';
}

/* Midnight east of Greenwich is late in the evening of the day before in UTC, an hour earlier in summer. */
void
prognosis_plain_warn_of_utc (const Plain *self)
{
  const gsize n = prognosis_table_get_n_rows (self->table);
  int earliest = 24, latest = -1;

  for (gsize row = 0; row < n; row++)
    {
      const int hour = get_hour (prognosis_table_get_cell (self->table, row, (gsize) self->columns.date));

      if (hour < 12)
        return;
      earliest = MIN (earliest, hour);
      latest = MAX (latest, hour);
    }
  if (n > 0 && latest - earliest <= 1)
    prognosis_dataset_builder_warn (
        self->builder, self->file, prognosis_table_get_line (self->table, 0), "utc-evenings",
        _ ("times such as “%s” are in UTC and probably midnight where they were reported: the dates are "
           "taken as written, and each may be the day before; write local dates"),
        prognosis_table_get_cell (self->table, 0, (gsize) self->columns.date));
}

/* The year of a week, or of a season, is often not that of its last day. */
#define MAX_YEARS_APART 1.0
#define SHARE_OF_YEARS 0.8

void
prognosis_plain_warn_of_years (const Plain *self)
{
  const gssize column = prognosis_plain_find_year (self->table);
  gsize n = 0, n_apart = 0, first = 0;

  if (column < 0 || column == self->columns.date || !prognosis_table_has_header (self->table))
    return;
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    {
      const int day = g_array_index (self->dates.days, int, row);
      int y, m, d;
      double year;

      if (day == PROGNOSIS_NO_DAY
          || !prognosis_table_parse_number (self->table, prognosis_table_get_cell (self->table, row, (gsize) column), &year)
          || isnan (year))
        continue;
      prognosis_day_to_ymd (day, &y, &m, &d);
      n++;
      if (fabs (year - y) > MAX_YEARS_APART && n_apart++ == 0)
        first = row;
    }
  if (n_apart > 0 && n_apart < (1.0 - SHARE_OF_YEARS) * (double) n)
    prognosis_dataset_builder_warn (
        self->builder, self->file, prognosis_table_get_line (self->table, first), "year-differs",
        g_dngettext (GETTEXT_PACKAGE, "the year of %u row, “%s”, is not that of its date: its cells may be in each other’s place",
                     "the years of %u rows, first “%s”, are not those of their dates: their cells may be in each other’s place",
                     n_apart),
        (guint) n_apart, prognosis_table_get_cell (self->table, first, (gsize) column));
}
