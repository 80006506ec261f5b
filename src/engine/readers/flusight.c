/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "reader-common.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-date-column.h"
#include "prognosis-day.h"
#include "prognosis-error.h"

/* Target data of the US forecast hubs: weeks are dated by their Saturday, in either order; places are two-digit
   FIPS codes or "US". */

#define LOOK_ROWS 60

typedef struct
{
  gsize date;
  gsize location;
  gsize value;
  gssize name;
  gssize rate;
} Columns;

static gboolean
find_columns (const PrognosisTable *table, Columns *columns)
{
  gssize date = prognosis_table_find_column (table, "date");
  gssize location = prognosis_table_find_column (table, "location");
  gssize value = prognosis_table_find_column (table, "value");

  columns->name = prognosis_table_find_column (table, "location_name");
  columns->rate = prognosis_table_find_column (table, "weekly_rate");
  if (date < 0)
    date = prognosis_table_find_column (table, "target_end_date");
  if (columns->name < 0)
    columns->name = prognosis_table_find_column (table, "state");
  columns->date = (gsize) date;
  columns->location = (gsize) location;
  columns->value = (gsize) value;
  return date >= 0 && location >= 0 && value >= 0 && prognosis_table_find_column (table, "output_type") < 0
         && prognosis_table_find_column (table, "target") < 0 && prognosis_table_find_column (table, "target_variable") < 0;
}

/* "US", or a FIPS code, possibly without its leading zero, which spreadsheets drop. */
static gboolean
is_location (const char *text)
{
  gsize n = strspn (text, "0123456789");

  return strcmp (text, "US") == 0 || ((n == 1 || n == 2) && text[n] == '\0');
}

static int
recognise (const PrognosisTable *table)
{
  gsize n = MIN (prognosis_table_get_n_rows (table), LOOK_ROWS);
  Columns columns;

  if (!find_columns (table, &columns))
    return 0;
  for (gsize row = 0; row < n; row++)
    {
      int day;

      if (!prognosis_day_parse (prognosis_table_get_cell (table, row, columns.date), &day) || prognosis_day_weekday (day) != 6
          || !is_location (prognosis_table_get_cell (table, row, columns.location)))
        return 0;
    }
  return 10;
}

/* Outpatient visits are proportions, admissions are counts. */
static PrognosisKind
find_kind (const PrognosisTable *table, gsize column)
{
  gboolean any_fraction = FALSE;
  double value;

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    if (prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, column), &value) && !isnan (value))
      {
        if (value > 1)
          return PROGNOSIS_KIND_INCIDENT;
        any_fraction |= value != floor (value);
      }
  return any_fraction ? PROGNOSIS_KIND_PROPORTION : PROGNOSIS_KIND_INCIDENT;
}

static gsize
add_region (const PrognosisTable *table, PrognosisDatasetBuilder *builder, const Columns *columns, gsize row)
{
  const char *text = prognosis_table_get_cell (table, row, columns->location);
  const char *name = columns->name >= 0 ? prognosis_table_get_cell (table, row, (gsize) columns->name) : "";
  char padded[3] = { '0', text[0], '\0' };
  const char *code = g_ascii_isdigit (text[0]) && text[1] == '\0' ? padded : text;

  return prognosis_dataset_builder_add_region (builder, code, *name != '\0' ? name : code, NAN);
}

static gboolean
add_number (const PrognosisTable *table, PrognosisDatasetBuilder *builder, gsize row, gsize column, gsize region, gsize signal,
            int day, guint file, GError **error)
{
  double value;

  if (!prognosis_reader_get_number (table, row, column, &value, error))
    return FALSE;
  prognosis_dataset_builder_add_value (builder, region, signal, day, value, file, prognosis_table_get_line (table, row));
  return TRUE;
}

static gboolean
read_table (const PrognosisTable *table, PrognosisDatasetBuilder *builder, GCancellable *cancellable, GError **error)
{
  g_auto (PrognosisDateColumn) dates = { 0 };
  guint file = prognosis_reader_add_file (builder, table);
  gsize value_signal, rate_signal = 0;
  Columns columns;

  if (!find_columns (table, &columns))
    return prognosis_table_fail (error, table, 0, _ ("expected the columns date, location and value"));
  if (!prognosis_date_column_init (&dates, table, columns.date, TRUE, PROGNOSIS_DATE_ORDER_FOUND, PROGNOSIS_DATES_STRICT, error))
    return FALSE;
  value_signal
      = prognosis_dataset_builder_add_signal (builder, "value", find_kind (table, columns.value), PROGNOSIS_ROLE_INFECTIONS, TRUE);
  if (columns.rate >= 0)
    rate_signal
        = prognosis_dataset_builder_add_signal (builder, "weekly_rate", PROGNOSIS_KIND_RATE, PROGNOSIS_ROLE_INFECTIONS, FALSE);
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      int day = g_array_index (dates.days, int, row);
      gsize region;

      if (row % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (day == PROGNOSIS_NO_DAY || !prognosis_dataset_builder_wants_day (builder, day))
        continue;
      if (*prognosis_table_get_cell (table, row, columns.location) == '\0')
        return prognosis_table_fail (error, table, row, _ ("the location is missing"));
      region = add_region (table, builder, &columns, row);
      if (!add_number (table, builder, row, columns.value, region, value_signal, day, file, error)
          || (columns.rate >= 0 && !add_number (table, builder, row, (gsize) columns.rate, region, rate_signal, day, file, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_flusight (PrognosisTable *const *tables, gsize n_tables, const PrognosisReadOptions *options, PrognosisDatasetBuilder *builder,
               GCancellable *cancellable, GError **error)
{
  prognosis_dataset_builder_set_step_days (builder, 7);
  prognosis_dataset_builder_set_keeps_totals (builder);
  for (gsize i = 0; i < n_tables; i++)
    if (!read_table (tables[i], builder, cancellable, error))
      return FALSE;
  return TRUE;
}

const PrognosisReader prognosis_reader_flusight = {
  .id = "flusight",
  .title = N_ ("US forecast hub, weekly target data"),
  .recognise = recognise,
  .read = read_flusight,
};
