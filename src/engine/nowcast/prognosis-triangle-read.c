/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-triangle.h"

#include "prognosis-date-column.h"
#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-table.h"

#include <math.h>
#include <string.h>

#define MAX_DELAY 104
/* Larger numbers are no cases. */
#define MAX_VALUE 1e15
/* 400 MB of numbers. */
#define MAX_CELLS 50000000

/* One cell of the triangle. */
typedef struct
{
  gsize place;
  int day, delay;
  double value;
  gsize row; /* of the table */
} Cell;

typedef struct
{
  const PrognosisTable *table;
  gssize location, age_group, delay, value; /* columns; -1: there is none */
  gsize date;
  GArray *wide; /* gssize by delay: the column of a wide table, -1 if it is missing; empty for a long table */
  PrognosisDateColumn dates;
  int origin_day;
  GHashTable *numbers; /* name of a place to its number */
  GArray *places;      /* PrognosisTrianglePlace */
  GArray *cells;       /* Cell */
} Reading;

static gssize
find_first (const PrognosisTable *table, const char *const *names)
{
  for (; *names != NULL; names++)
    if (prognosis_table_find_column (table, *names) >= 0)
      return prognosis_table_find_column (table, *names);
  return -1;
}

/* The delay in a name such as "value_10w", or -1. */
static int
parse_wide (const char *header)
{
  gint64 delay;
  g_autofree char *digits = NULL;

  if (g_ascii_strncasecmp (header, "value_", 6) != 0 || !g_str_has_suffix (header, "w"))
    return -1;
  digits = g_strndup (header + 6, strlen (header) - 7);
  return g_ascii_string_to_signed (digits, 10, 0, MAX_DELAY, &delay, NULL) ? (int) delay : -1;
}

static void
find_wide (Reading *self)
{
  for (gsize column = 0; column < prognosis_table_get_n_columns (self->table); column++)
    {
      const int delay = parse_wide (prognosis_table_get_header (self->table, column));
      const gssize none = -1;

      if (delay < 0)
        continue;
      while (self->wide->len <= (guint) delay)
        g_array_append_val (self->wide, none);
      g_array_index (self->wide, gssize, delay) = (gssize) column;
    }
}

static gssize
find_date (const PrognosisTable *table)
{
  static const char *const dates[] = { "date", "reference_date", "week_end", "week", NULL };

  return find_first (table, dates);
}

static gssize
find_delay (const PrognosisTable *table)
{
  static const char *const delays[] = { "delay_weeks", "delay", NULL };

  return find_first (table, delays);
}

gboolean
prognosis_triangle_recognise (const PrognosisTable *table)
{
  int n_wide = 0;

  for (gsize column = 0; column < prognosis_table_get_n_columns (table); column++)
    n_wide += parse_wide (prognosis_table_get_header (table, column)) >= 0;
  return find_date (table) >= 0
         && (n_wide > 1
             || (prognosis_table_find_column (table, "delay_weeks") >= 0 && prognosis_table_find_column (table, "value") >= 0));
}

static gboolean
find_columns (Reading *self, GError **error)
{
  static const char *const places[] = { "location", "region", "place", NULL };
  static const char *const ages[] = { "age_group", "stratum", NULL };
  static const char *const values[] = { "value", "count", "cases", NULL };
  const gssize date = find_date (self->table);

  self->location = find_first (self->table, places);
  self->age_group = find_first (self->table, ages);
  self->delay = find_delay (self->table);
  self->value = find_first (self->table, values);
  find_wide (self);
  if (date >= 0 && (self->wide->len > 0 || (self->delay >= 0 && self->value >= 0)))
    {
      self->date = (gsize) date;
      return TRUE;
    }
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
               "%s: this is not a reporting triangle; expected the columns location, date and either value_0w, value_1w, ... or "
               "delay_weeks and value",
               prognosis_table_get_path (self->table));
  return FALSE;
}

static gsize
find_place (Reading *self, gsize row)
{
  const char *location = self->location >= 0 ? prognosis_table_get_cell (self->table, row, (gsize) self->location) : "";
  const char *age_group = self->age_group >= 0 ? prognosis_table_get_cell (self->table, row, (gsize) self->age_group) : NULL;
  g_autofree char *key = g_strjoin ("\n", location, age_group, NULL);
  gpointer number;
  PrognosisTrianglePlace place;

  if (g_hash_table_lookup_extended (self->numbers, key, NULL, &number))
    return GPOINTER_TO_SIZE (number);
  place = (PrognosisTrianglePlace){ g_strdup (location), g_strdup (age_group) };
  g_array_append_val (self->places, place);
  g_hash_table_insert (self->numbers, g_steal_pointer (&key), GSIZE_TO_POINTER (self->places->len - 1));
  return self->places->len - 1;
}

/* Nothing is read of a cell that was reported after the origin. */
static gboolean
add_cell (Reading *self, gsize row, gsize column, int delay, GError **error)
{
  const char *text = prognosis_table_get_cell (self->table, row, column);
  Cell cell = { .day = g_array_index (self->dates.days, int, row), .delay = delay, .row = row };

  if (cell.day > self->origin_day - 7 * delay)
    return TRUE;
  if (!prognosis_table_parse_number (self->table, text, &cell.value) || fabs (cell.value) > MAX_VALUE)
    return prognosis_table_fail (error, self->table, row, "“%s” in the column “%s” is not a number", text,
                                 prognosis_table_get_header (self->table, column));
  if (isnan (cell.value))
    return TRUE;
  cell.place = find_place (self, row);
  g_array_append_val (self->cells, cell);
  return TRUE;
}

static gboolean
add_long (Reading *self, gsize row, GError **error)
{
  const char *text = prognosis_table_get_cell (self->table, row, (gsize) self->delay);
  gint64 delay;

  if (!g_ascii_string_to_signed (text, 10, 0, MAX_DELAY, &delay, NULL))
    return prognosis_table_fail (error, self->table, row, "“%s” is not a delay; expected whole weeks from 0 to %d", text,
                                 MAX_DELAY);
  return add_cell (self, row, (gsize) self->value, (int) delay, error);
}

static gboolean
add_rows (Reading *self, GError **error)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    {
      if (prognosis_table_is_cancelled (self->table, row, error))
        return FALSE;
      /* A row of totals. */
      if (g_array_index (self->dates.days, int, row) == PROGNOSIS_NO_DAY)
        continue;
      for (guint d = 0; d < self->wide->len; d++)
        if (g_array_index (self->wide, gssize, d) >= 0
            && !add_cell (self, row, (gsize) g_array_index (self->wide, gssize, d), (int) d, error))
          return FALSE;
      if (self->wide->len == 0 && !add_long (self, row, error))
        return FALSE;
    }
  return TRUE;
}

/* Sets the shape of the triangle by its cells. */
static gboolean
measure (const Reading *self, PrognosisTriangle *triangle, GError **error)
{
  int last = G_MININT, delay = 0;

  triangle->first_day = G_MAXINT;
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      triangle->first_day = MIN (triangle->first_day, cell->day);
      last = MAX (last, cell->day);
      delay = MAX (delay, cell->delay);
    }
  if (self->cells->len == 0)
    {
      g_autofree char *date = prognosis_day_format (self->origin_day);

      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: nothing was reported by %s",
                   prognosis_table_get_path (self->table), date);
      return FALSE;
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if ((cell->day - triangle->first_day) % 7 != 0)
        return prognosis_table_fail (error, self->table, cell->row,
                                     "this date is not a whole number of weeks after the first one; expected a date every 7 days");
    }
  triangle->n_places = self->places->len;
  triangle->n_weeks = (gsize) (self->origin_day - triangle->first_day) / 7 + 1;
  triangle->n_delays = (gsize) delay + 1;
  if ((double) triangle->n_places * (double) triangle->n_weeks * (double) triangle->n_delays <= MAX_CELLS)
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %zu places in %zu weeks are too many for a triangle",
               prognosis_table_get_path (self->table), triangle->n_places, triangle->n_weeks);
  return FALSE;
}

static gboolean
fill (const Reading *self, PrognosisTriangle *triangle, GError **error)
{
  const gsize n = triangle->n_places * triangle->n_weeks * triangle->n_delays;
  g_autofree gsize *rows = g_new0 (gsize, n); /* of the cell, from 1 */

  triangle->increments = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    triangle->increments[i] = NAN;
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      const gsize week = (gsize) (cell->day - triangle->first_day) / 7;
      const gsize at = (cell->place * triangle->n_weeks + week) * triangle->n_delays + (gsize) cell->delay;

      if (rows[at] != 0)
        return prognosis_table_fail (error, self->table, cell->row, "line %u has the same place, date and delay",
                                     prognosis_table_get_line (self->table, rows[at] - 1));
      rows[at] = cell->row + 1;
      triangle->increments[at] = cell->value;
    }
  return TRUE;
}

static int
find_last_date (const Reading *self)
{
  int last = G_MININT;

  for (guint row = 0; row < self->dates.days->len; row++)
    last = MAX (last, g_array_index (self->dates.days, int, row));
  return last;
}

static PrognosisTriangle *
build (Reading *self, GError **error)
{
  g_autoptr (PrognosisTriangle) triangle = g_new0 (PrognosisTriangle, 1);

  if (!find_columns (self, error)
      || !prognosis_date_column_init (&self->dates, self->table, self->date, TRUE, PROGNOSIS_DATE_ORDER_FOUND,
                                      PROGNOSIS_DATES_STRICT, error))
    return NULL;
  if (self->origin_day == PROGNOSIS_TRIANGLE_LAST_DATE)
    self->origin_day = find_last_date (self);
  if (!add_rows (self, error) || !measure (self, triangle, error))
    return NULL;
  triangle->origin_day = self->origin_day;
  triangle->places = (PrognosisTrianglePlace *) g_array_steal (self->places, NULL);
  return fill (self, triangle, error) ? g_steal_pointer (&triangle) : NULL;
}

PrognosisTriangle *
prognosis_triangle_from_table (const PrognosisTable *table, int origin_day, GError **error)
{
  Reading self = { .table = table, .origin_day = origin_day };
  PrognosisTriangle *triangle;

  self.wide = g_array_new (FALSE, FALSE, sizeof (gssize));
  self.numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.places = g_array_new (FALSE, FALSE, sizeof (PrognosisTrianglePlace));
  self.cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  triangle = build (&self, error);
  for (guint i = 0; i < self.places->len; i++)
    {
      g_free (g_array_index (self.places, PrognosisTrianglePlace, i).location);
      g_free (g_array_index (self.places, PrognosisTrianglePlace, i).age_group);
    }
  g_array_unref (self.places);
  g_array_unref (self.cells);
  g_array_unref (self.wide);
  g_hash_table_unref (self.numbers);
  prognosis_date_column_clear (&self.dates);
  return triangle;
}

PrognosisTriangle *
prognosis_triangle_read (const char *path, int origin_day, GCancellable *cancellable, GError **error)
{
  g_autoptr (PrognosisTable) table = prognosis_table_read (path, 0, cancellable, error);

  return table != NULL ? prognosis_triangle_from_table (table, origin_day, error) : NULL;
}
