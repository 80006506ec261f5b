/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-date-column.h"
#include "prognosis-error.h"
#include "prognosis-region-index.h"
#include "prognosis-place.h"
#include "prognosis-table-private.h"
#include "reader-common.h"

/* Pairs of neighbours, and names that are none of the data's places. */
typedef struct
{
  PrognosisRegionIndex *numbers;
  GArray *pairs; /* two guint each */
  gsize n_found; /* names */
  guint n_left_out;
  const char *unknown; /* the first, or NULL */
} Neighbours;

static void
add_pair (Neighbours *self, const char *one, const char *other)
{
  const gssize a = prognosis_region_index_find (self->numbers, one), b = prognosis_region_index_find (self->numbers, other);
  const guint pair[2] = { (guint) a, (guint) b };

  self->n_found += (a >= 0) + (b >= 0);
  if (a >= 0 && b >= 0)
    {
      g_array_append_vals (self->pairs, pair, 2);
      return;
    }
  self->n_left_out++;
  if (self->unknown == NULL)
    self->unknown = a < 0 ? one : other;
}

PrognosisDataset *
prognosis_read_adjacency (const PrognosisDataset *dataset, const char *path, GError **error)
{
  g_autoptr (PrognosisTable) table = NULL;
  g_autoptr (PrognosisRegionIndex) numbers = NULL;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint));
  Neighbours neighbours = { .pairs = pairs };
  PrognosisDataset *copy;

  g_return_val_if_fail (dataset != NULL && path != NULL, NULL);

  table = prognosis_table_read (path, 0, NULL, error);
  if (table == NULL)
    return NULL;
  if (prognosis_table_get_n_columns (table) < 2)
    {
      prognosis_table_fail (error, table, 0, _ ("expected two neighbours in each row"));
      return NULL;
    }
  numbers = neighbours.numbers = prognosis_region_index_new (dataset);
  /* Without names of columns, the first row is a pair, too. */
  if (prognosis_table_has_header (table) && prognosis_region_index_find (numbers, prognosis_table_get_header (table, 0)) >= 0)
    add_pair (&neighbours, prognosis_table_get_header (table, 0), prognosis_table_get_header (table, 1));
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    add_pair (&neighbours, prognosis_table_get_cell (table, row, 0), prognosis_table_get_cell (table, row, 1));
  if (neighbours.n_found == 0)
    {
      prognosis_table_fail (error, table, 0, _ ("no row names a place in the data, such as “%s”"),
                            prognosis_dataset_get_region (dataset, 0)->name);
      return NULL;
    }
  copy = prognosis_dataset_with_adjacency (dataset, (const guint *) pairs->data, pairs->len / 2);
  if (neighbours.n_left_out == 0)
    return copy;
  prognosis_warnings_take (
      copy->given_warnings, path, 0, "neighbours-left-out",
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u pair of neighbours was left out, because “%s” is no place in the data",
                                    "%u pairs of neighbours were left out, because their places are not in "
                                    "the data, such as “%s”",
                                    neighbours.n_left_out),
                       neighbours.n_left_out, neighbours.unknown));
  prognosis_dataset_annotate (copy);
  return copy;
}

/* The column of days; -1 if there is none. */
static gssize
find_day_column (const PrognosisTable *table)
{
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    switch (prognosis_dates_look (table, i))
      {
      case PROGNOSIS_DATES_YMD:
      case PROGNOSIS_DATES_COMPACT:
      case PROGNOSIS_DATES_NAMED:
      case PROGNOSIS_DATES_ABC: return (gssize) i;
      default: break;
      }
  return -1;
}

/* The column of places: any with a place of the data, or one named so; -1 if there is none. */
static gssize
find_place_column (PrognosisRegionIndex *numbers, const PrognosisTable *table, gsize except)
{
  static const char *const names[]
      = { "region", "place", "location", "state", "country", "province", "county", "district", "code" };

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    for (gsize row = 0; i != except && row < prognosis_table_get_n_rows (table); row++)
      if (prognosis_region_index_find (numbers, prognosis_table_get_cell (table, row, i)) >= 0)
        return (gssize) i;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (prognosis_table_find_column (table, names[i]) >= 0)
      return prognosis_table_find_column (table, names[i]);
  return -1;
}

static gboolean
collect_days (const PrognosisDataset *dataset, const PrognosisTable *table, gsize day_column, GArray **days, GError **error)
{
  g_autoptr (PrognosisRegionIndex) numbers = prognosis_region_index_new (dataset);
  gssize place_column = find_place_column (numbers, table, day_column);
  g_auto (PrognosisDateColumn) dates = { 0 };
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  gboolean any = FALSE;

  if (!prognosis_date_column_init (&dates, table, day_column, TRUE, PROGNOSIS_DATE_ORDER_FOUND, PROGNOSIS_DATES_STRICT, error))
    return FALSE;
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *place = place_column >= 0 ? prognosis_table_get_cell (table, row, (gsize) place_column) : "";
      gssize region = prognosis_region_index_find (numbers, place);
      const int day = g_array_index (dates.days, int, row);

      for (gsize r = 0; r < n; r++)
        if (day != PROGNOSIS_NO_DAY && (*place == '\0' || region == (gssize) r))
          {
            g_array_append_val (days[r], day);
            any = TRUE;
          }
    }
  return any
         || prognosis_table_fail (error, table, 0, _ ("no row names a place in the data, such as “%s”"),
                                  prognosis_dataset_get_region (dataset, 0)->name);
}

static PrognosisDataset *
read_holiday_table (const PrognosisDataset *dataset, const char *path, GError **error)
{
  g_autoptr (PrognosisTable) table = prognosis_table_read (path, 0, NULL, error);
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  g_autoptr (GPtrArray) holidays = NULL;
  g_autofree GArray **days = NULL;
  PrognosisDataset *copy = NULL;
  gssize column;

  if (table == NULL)
    return NULL;
  column = find_day_column (table);
  if (column < 0)
    {
      prognosis_table_fail (error, table, 0, _ ("no column contains days; expected one with dates such as 2020-12-25"));
      return NULL;
    }
  if (prognosis_dates_is_date (prognosis_table_get_header (table, (gsize) column)))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: the first line has the date %s instead of names of columns; put a line such as “date” before it"), path,
                   prognosis_table_get_header (table, (gsize) column));
      return NULL;
    }
  holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_holidays_unref);
  days = g_new (GArray *, n);
  for (gsize r = 0; r < n; r++)
    days[r] = g_array_new (FALSE, FALSE, sizeof (int));
  if (collect_days (dataset, table, (gsize) column, days, error))
    {
      for (gsize r = 0; r < n; r++)
        g_ptr_array_add (holidays, prognosis_holidays_new (NULL, (const int *) days[r]->data, days[r]->len));
      copy = prognosis_dataset_with_holidays (dataset, (PrognosisHolidays *const *) holidays->pdata);
    }
  for (gsize r = 0; r < n; r++)
    g_array_unref (days[r]);
  return copy;
}

static PrognosisDataset *
set_holidays_of_all (const PrognosisDataset *dataset, PrognosisHolidays *holidays)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  g_autofree PrognosisHolidays **all = g_new (PrognosisHolidays *, n);

  for (gsize r = 0; r < n; r++)
    all[r] = holidays;
  return prognosis_dataset_with_holidays (dataset, all);
}

gboolean
prognosis_holidays_is_path (const char *text)
{
  return *text != '\0' && g_ascii_strcasecmp (text, "none") != 0 && prognosis_country_find (text) == NULL;
}

PrognosisDataset *
prognosis_read_holidays (const PrognosisDataset *dataset, const char *text, GError **error)
{
  g_autoptr (PrognosisHolidays) holidays = NULL;
  g_autofree const char **known = NULL;
  g_autofree char *list = NULL;
  const char *country;

  g_return_val_if_fail (dataset != NULL && text != NULL, NULL);

  if (g_ascii_strcasecmp (text, "none") == 0)
    return set_holidays_of_all (dataset, NULL);
  if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX)
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                           _ ("The data count days without dates, so no day can be a public holiday; leave the holidays out"));
      return NULL;
    }
  country = prognosis_country_find (text);
  if (country == NULL && g_file_test (text, G_FILE_TEST_EXISTS))
    return read_holiday_table (dataset, text, error);
  holidays = country != NULL ? prognosis_holidays_new_for_country (country) : NULL;
  if (holidays != NULL)
    return set_holidays_of_all (dataset, holidays);
  known = prognosis_holidays_list_countries ();
  list = g_strjoinv (", ", (char **) known);
  if (country != NULL)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                 _ ("The public holidays of %s are not known; expected “none”, a file of dates, or one of %s"), text, list);
  else
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                 _ ("“%s” is neither “none” nor a file of dates nor a country; known are the public holidays of %s"), text, list);
  return NULL;
}
