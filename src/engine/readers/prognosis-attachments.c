/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-date-column.h"
#include "prognosis-error.h"
#include "prognosis-place.h"
#include "prognosis-table-private.h"
#include "reader-common.h"

static char *
fold (const char *text)
{
  return g_utf8_casefold (text, -1);
}

/* A numeric code without leading zeros, as spreadsheets leave it; NULL if @text is not a number. */
static char *
fold_number (const char *text)
{
  const char *p = text;

  if (*text == '\0' || text[strspn (text, "0123456789")] != '\0')
    return NULL;
  while (*p == '0' && p[1] != '\0')
    p++;
  return g_strconcat ("#", p, NULL);
}

static void
index_add (GHashTable *numbers, char *key, gsize region)
{
  if (key != NULL && !g_hash_table_contains (numbers, key))
    g_hash_table_insert (numbers, key, GSIZE_TO_POINTER (region + 1));
  else
    g_free (key);
}

static GHashTable *
index_regions (const PrognosisDataset *dataset)
{
  GHashTable *numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n = prognosis_dataset_get_n_regions (dataset);

  for (gsize r = 0; r < n; r++)
    if (prognosis_dataset_get_region (dataset, r)->code != NULL)
      index_add (numbers, fold (prognosis_dataset_get_region (dataset, r)->code), r);
  for (gsize r = 0; r < n; r++)
    index_add (numbers, fold (prognosis_dataset_get_region (dataset, r)->name), r);
  for (gsize r = 0; r < n; r++)
    if (prognosis_dataset_get_region (dataset, r)->code != NULL)
      index_add (numbers, fold_number (prognosis_dataset_get_region (dataset, r)->code), r);
  return numbers;
}

static gssize
index_find (GHashTable *numbers, const char *text)
{
  g_autofree char *key = fold (text);
  g_autofree char *number = fold_number (text);
  gpointer found = g_hash_table_lookup (numbers, key);

  if (found == NULL && number != NULL)
    found = g_hash_table_lookup (numbers, number);
  return (gssize) GPOINTER_TO_SIZE (found) - 1;
}

static gssize
find_population_column (const PrognosisTable *table)
{
  gsize n = prognosis_table_get_n_columns (table);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *key = prognosis_table_make_key (prognosis_table_get_header (table, i));

      if (g_str_has_prefix (key, "population"))
        return (gssize) i;
    }
  return -1;
}

/* The column with the display name of a place. */
static gssize
find_name_column (const PrognosisTable *table)
{
  static const char *const names[] = { "name", "location_name", "district_name", "region_name", "state", "county", "country" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (prognosis_table_find_column (table, names[i]) >= 0)
      return prognosis_table_find_column (table, names[i]);
  return -1;
}

/* The region that a row is about, matched by any cell but the population. */
static gssize
find_region_of_row (GHashTable *numbers, const PrognosisTable *table, gsize row, gsize except)
{
  gsize n = prognosis_table_get_n_columns (table);

  for (gsize i = 0; i < n; i++)
    {
      const char *text = prognosis_table_get_cell (table, row, i);
      gssize found = i != except && *text != '\0' ? index_find (numbers, text) : -1;

      if (found >= 0)
        return found;
    }
  return -1;
}

/* FALSE also for NAN. */
static gboolean
is_population (double persons)
{
  return persons >= 1 && persons <= 1e15;
}

static gboolean
get_persons (const PrognosisTable *table, gsize row, gsize column, double *persons, GError **error)
{
  if (!prognosis_reader_get_number (table, row, column, persons, error))
    return FALSE;
  if (isnan (*persons) || is_population (*persons))
    return TRUE;
  return prognosis_table_fail (error, table, row, _ ("“%s” is not a valid population; expected at least 1 person"),
                               prognosis_table_get_cell (table, row, column));
}

/* Sets populations, and names of regions that had only codes. */
static gboolean
apply_population_table (PrognosisDataset *dataset, const PrognosisTable *table, gsize column, GError **error)
{
  g_autoptr (GHashTable) numbers = index_regions (dataset);
  gssize name_column = find_name_column (table);
  gsize n = prognosis_table_get_n_rows (table), n_found = 0;

  for (gsize row = 0; row < n; row++)
    {
      gssize region = find_region_of_row (numbers, table, row, column);
      PrognosisRegion *known;
      double persons;

      if (region < 0)
        continue;
      if (!get_persons (table, row, column, &persons, error))
        return FALSE;
      n_found++;
      known = &g_array_index (dataset->regions, PrognosisRegion, region);
      known->population = isnan (persons) ? known->population : persons;
      if (name_column >= 0 && g_strcmp0 (known->code, known->name) == 0
          && *prognosis_table_get_cell (table, row, (gsize) name_column) != '\0')
        prognosis_dataset_rename_region (dataset, (gsize) region, prognosis_table_get_cell (table, row, (gsize) name_column));
    }
  if (n_found > 0)
    return TRUE;
  return prognosis_table_fail (error, table, 0, _ ("no row matches a place in the data, such as “%s”"),
                               prognosis_dataset_get_region (dataset, 0)->name);
}

static void
warn_of_missing_populations (PrognosisDataset *dataset, const char *path)
{
  for (guint r = 0; r < dataset->regions->len; r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      if (isnan (region->population))
        prognosis_warnings_take (dataset->given_warnings, path, 0, "no-population",
                                 g_strdup_printf (_ ("%s is missing from the table, so its population is unknown"), region->name));
    }
}

static PrognosisDataset *
read_population_table (const PrognosisDataset *dataset, const char *path, GError **error)
{
  g_autoptr (PrognosisTable) table = prognosis_table_read (path, 0, NULL, error);
  g_autoptr (PrognosisDataset) copy = NULL;
  gssize column;

  if (table == NULL)
    return NULL;
  column = find_population_column (table);
  if (column < 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: no column name starts with “population”; expected one with numbers of persons"), path);
      return NULL;
    }
  copy = prognosis_dataset_copy (dataset);
  if (!apply_population_table (copy, table, (gsize) column, error))
    return NULL;
  warn_of_missing_populations (copy, path);
  prognosis_dataset_match_holidays (copy); /* by the new names, too */
  prognosis_dataset_annotate (copy);
  return g_steal_pointer (&copy);
}

gboolean
prognosis_parse_persons (const char *text, double *persons)
{
  /* The same separator between groups of three digits, or Indian grouping (two digits, then three at the end). */
  static const char grouped[] = "^\\d{1,3}(?:([ \\x{A0}\\x{202F}\\x{2009}'\\x{2019},.])\\d{3}(?:\\1\\d{3})*|(?:,\\d{2})+,\\d{3})$";
  g_autofree char *plain = g_strstrip (g_strdup (text));
  char *end = NULL;

  if (g_utf8_validate (plain, -1, NULL) && g_regex_match_simple (grouped, plain, 0, 0))
    {
      char *to = plain;

      for (const char *p = plain; *p != '\0'; p++)
        if (g_ascii_isdigit (*p))
          *to++ = *p;
      *to = '\0';
    }
  *persons = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0';
}

PrognosisDataset *
prognosis_read_population (const PrognosisDataset *dataset, const char *text, GError **error)
{
  double persons;

  g_return_val_if_fail (dataset != NULL && text != NULL, NULL);

  if (!prognosis_parse_persons (text, &persons))
    return read_population_table (dataset, text, error);
  if (!is_population (persons))
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("“%s” is no number of persons; at least 1 was expected"), text);
  else if (prognosis_dataset_get_n_regions (dataset) != 1)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                 g_dngettext (GETTEXT_PACKAGE,
                              "One population is given for %zu region; expected a table with one population per region",
                              "Only one population is given for %zu regions; expected a table with one population per region",
                              prognosis_dataset_get_n_regions (dataset)),
                 prognosis_dataset_get_n_regions (dataset));
  else
    return prognosis_dataset_with_populations (dataset, &persons);
  return NULL;
}

PrognosisDataset *
prognosis_read_adjacency (const PrognosisDataset *dataset, const char *path, GError **error)
{
  g_autoptr (PrognosisTable) table = NULL;
  g_autoptr (GHashTable) numbers = NULL;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean any = FALSE;

  g_return_val_if_fail (dataset != NULL && path != NULL, NULL);

  table = prognosis_table_read (path, 0, NULL, error);
  if (table == NULL)
    return NULL;
  if (prognosis_table_get_n_columns (table) < 2)
    {
      prognosis_table_fail (error, table, 0, _ ("expected two neighbours in each row"));
      return NULL;
    }
  numbers = index_regions (dataset);
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      gssize a = index_find (numbers, prognosis_table_get_cell (table, row, 0));
      gssize b = index_find (numbers, prognosis_table_get_cell (table, row, 1));
      guint pair[2] = { (guint) a, (guint) b };

      any |= a >= 0 || b >= 0;
      /* The table may cover more regions than the data. */
      if (a >= 0 && b >= 0)
        g_array_append_vals (pairs, pair, 2);
    }
  if (!any)
    {
      prognosis_table_fail (error, table, 0, _ ("no row names a place in the data, such as “%s”"),
                            prognosis_dataset_get_region (dataset, 0)->name);
      return NULL;
    }
  return prognosis_dataset_with_adjacency (dataset, (const guint *) pairs->data, pairs->len / 2);
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
find_place_column (GHashTable *numbers, const PrognosisTable *table, gsize except)
{
  static const char *const names[]
      = { "region", "place", "location", "state", "country", "province", "county", "district", "code" };

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    for (gsize row = 0; i != except && row < prognosis_table_get_n_rows (table); row++)
      if (index_find (numbers, prognosis_table_get_cell (table, row, i)) >= 0)
        return (gssize) i;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (prognosis_table_find_column (table, names[i]) >= 0)
      return prognosis_table_find_column (table, names[i]);
  return -1;
}

static gboolean
collect_days (const PrognosisDataset *dataset, const PrognosisTable *table, gsize day_column, GArray **days, GError **error)
{
  g_autoptr (GHashTable) numbers = index_regions (dataset);
  gssize place_column = find_place_column (numbers, table, day_column);
  g_auto (PrognosisDateColumn) dates = { 0 };
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  gboolean any = FALSE;

  if (!prognosis_date_column_init (&dates, table, day_column, TRUE, PROGNOSIS_DATE_ORDER_FOUND, PROGNOSIS_DATES_STRICT, error))
    return FALSE;
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *place = place_column >= 0 ? prognosis_table_get_cell (table, row, (gsize) place_column) : "";
      gssize region = index_find (numbers, place);

      for (gsize r = 0; r < n; r++)
        if (*place == '\0' || region == (gssize) r)
          {
            g_array_append_val (days[r], g_array_index (dates.days, int, row));
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
