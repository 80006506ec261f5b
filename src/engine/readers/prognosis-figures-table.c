/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-figures-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-region-index.h"
#include "prognosis-table-private.h"
#include "reader-common.h"

/* Years across a table of populations. */
#define MIN_YEARS 3
#define FIRST_YEAR 1800
#define LAST_YEAR 2200
/* What the World Bank calls the total population. */
#define INDICATOR "SP.POP.TOTL"

typedef struct
{
  const PrognosisTable *table;
  gssize column;      /* of populations; -1: years across */
  int *years;         /* by column; 0: none */
  gssize year_column; /* of the year of a row; -1: none */
  gssize name_column; /* with the display name of a place; -1: none */
  gssize indicator;   /* column that says what the row is about; -1: none */
  double factor;      /* persons per unit */
  int wanted;         /* the year to take */
} Figures;

static gboolean
contains_any (const char *key, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (key, *words) != NULL)
      return TRUE;
  return FALSE;
}

/* How well a header names a number of persons: 0 not at all. */
static int
rate_header (const char *key)
{
  static const char *const words[]
      = { "population", "inhabitants", "einwohner", "bevolkerung", "bevölkerung", "poblacion", "población",
          "habitant",   "popolazione", "abitanti",  "populacao",   "população",   "inwoners",  NULL };
  static const char *const others[]
      = { "density", "dichte", "growth", "rate", "percent", "share", "urban", "rural", "rank", "source", "name", "year", NULL };

  if (contains_any (key, others))
    return 0;
  if (g_str_has_prefix (key, "population"))
    return 4;
  if (contains_any (key, words))
    return 3;
  if (g_str_has_prefix (key, "popdata") || g_str_has_prefix (key, "popest") || g_str_has_prefix (key, "pop_est"))
    return 2;
  return g_str_equal (key, "pop") || g_str_has_prefix (key, "pop ") || g_str_equal (key, "persons");
}

static gssize
find_population_column (const PrognosisTable *table)
{
  gssize best = -1;
  int best_rating = 0;

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      g_autofree char *key = prognosis_table_make_key (prognosis_table_get_header (table, i));
      const int rating = rate_header (key);

      if (rating > best_rating)
        {
          best_rating = rating;
          best = (gssize) i;
        }
    }
  return best;
}

/* The column with the display name of a place. */
static gssize
find_name_column (const PrognosisTable *table)
{
  static const char *const names[]
      = { "name", "location_name", "district_name", "region_name", "country name", "state", "county", "country" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (prognosis_table_find_column (table, names[i]) >= 0)
      return prognosis_table_find_column (table, names[i]);
  return -1;
}

/* "2023", "2023 [YR2023]", "X2023"; 0: it is no year. */
static int
parse_year (const char *text)
{
  const char *digits = *text == 'X' || *text == 'x' ? text + 1 : text;
  const gsize n = strspn (digits, "0123456789");
  const int year = n == 4 ? atoi (digits) : 0;

  if (year < FIRST_YEAR || year > LAST_YEAR || (digits[n] != '\0' && strchr (" [(", digits[n]) == NULL))
    return 0;
  return year;
}

static gboolean
find_years (Figures *self)
{
  gsize n = 0;

  self->years = g_new0 (int, prognosis_table_get_n_columns (self->table));
  for (gsize i = 0; i < prognosis_table_get_n_columns (self->table); i++)
    n += (self->years[i] = parse_year (prognosis_table_get_header (self->table, i))) != 0;
  return n >= MIN_YEARS;
}

static gssize
find_indicator (const PrognosisTable *table)
{
  static const char *const names[] = { "indicator code", "series code", "indicator name", "series name", "indicator" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (prognosis_table_find_column (table, names[i]) >= 0)
      return prognosis_table_find_column (table, names[i]);
  return -1;
}

/* Whether a row is about all people of the place. */
static gboolean
is_about_population (const Figures *self, gsize row)
{
  const char *text;
  g_autofree char *lower = NULL;

  if (self->indicator < 0)
    return TRUE;
  text = prognosis_table_get_cell (self->table, row, (gsize) self->indicator);
  lower = g_ascii_strdown (text, -1);
  return g_ascii_strcasecmp (text, INDICATOR) == 0 || (strstr (lower, "population") != NULL && strstr (lower, "total") != NULL);
}

static gboolean
find_columns (Figures *self, GError **error)
{
  const PrognosisTable *table = self->table;
  gboolean any = FALSE;

  self->factor = 1.0;
  self->name_column = find_name_column (table);
  self->year_column = prognosis_table_find_column (table, "year");
  self->indicator = -1;
  self->column = find_population_column (table);
  if (self->column >= 0)
    {
      self->factor = prognosis_reader_find_unit (table, (gsize) self->column);
      return TRUE;
    }
  if (!find_years (self))
    return prognosis_table_fail (error, table, 0,
                                 _ ("no column is named “population” or has years across; expected one with numbers of "
                                    "persons"));
  self->indicator = find_indicator (table);
  for (gsize row = 0; row < prognosis_table_get_n_rows (table) && !any; row++)
    any = is_about_population (self, row);
  return any
         || prognosis_table_fail (error, table, 0, _ ("the table has years across, but no row about the total population (%s)"),
                                  INDICATOR);
}

/* Whether figures of year @a suit better than those of year @b. */
static gboolean
is_better_year (const Figures *self, int a, int b)
{
  if ((a <= self->wanted) != (b <= self->wanted))
    return a <= self->wanted;
  return a <= self->wanted ? a > b : a < b;
}

/* The column of the best year that the row has a figure of, or -1. */
static gssize
find_best_year (const Figures *self, gsize row)
{
  gssize best = -1;

  for (gsize i = 0; i < prognosis_table_get_n_columns (self->table); i++)
    if (self->years[i] != 0 && !prognosis_table_is_missing (prognosis_table_get_cell (self->table, row, i))
        && (best < 0 || is_better_year (self, self->years[i], self->years[best])))
      best = (gssize) i;
  return best;
}

/* The region that a row is about, matched by any cell but the figures. */
static gssize
find_region (const Figures *self, const PrognosisRegionIndex *regions, gsize row)
{
  for (gsize i = 0; i < prognosis_table_get_n_columns (self->table); i++)
    {
      const char *text = prognosis_table_get_cell (self->table, row, i);
      gssize found;

      if ((gssize) i == self->column || (gssize) i == self->year_column || (self->years != NULL && self->years[i] != 0)
          || *text == '\0')
        continue;
      found = prognosis_region_index_find (regions, text);
      if (found >= 0)
        return found;
    }
  return -1;
}

/* NAN: the row has none. */
static gboolean
get_persons (const Figures *self, gsize row, gsize column, double *persons, GError **error)
{
  if (!prognosis_reader_get_number (self->table, row, column, persons, error))
    return FALSE;
  *persons *= self->factor;
  if (isnan (*persons) || (*persons >= 1 && *persons <= 1e15))
    return TRUE;
  return prognosis_table_fail (error, self->table, row, _ ("“%s” is not a valid population; expected at least 1 person"),
                               prognosis_table_get_cell (self->table, row, column));
}

static void
set_name (const Figures *self, PrognosisDataset *dataset, gsize region, gsize row)
{
  const PrognosisRegion *known = prognosis_dataset_get_region (dataset, region);
  const char *name = self->name_column >= 0 ? prognosis_table_get_cell (self->table, row, (gsize) self->name_column) : "";

  if (g_strcmp0 (known->code, known->name) == 0 && *name != '\0')
    prognosis_dataset_rename_region (dataset, region, name);
}

static gboolean
apply_rows (const Figures *self, PrognosisDataset *dataset, GError **error)
{
  g_autoptr (PrognosisRegionIndex) regions = prognosis_region_index_new (dataset);
  g_autofree int *years = g_new0 (int, prognosis_dataset_get_n_regions (dataset));
  gsize n_found = 0;

  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    {
      const gssize column = self->column >= 0 ? self->column : find_best_year (self, row);
      const gssize region = is_about_population (self, row) ? find_region (self, regions, row) : -1;
      int year = 0;
      double persons = NAN;

      if (region < 0)
        continue;
      n_found++;
      if (column >= 0 && !get_persons (self, row, (gsize) column, &persons, error))
        return FALSE;
      if (self->year_column >= 0)
        year = parse_year (prognosis_table_get_cell (self->table, row, (gsize) self->year_column));
      if (isnan (persons) || (years[region] != 0 && year != 0 && !is_better_year (self, year, years[region])))
        continue;
      years[region] = year;
      g_array_index (dataset->regions, PrognosisRegion, region).population = persons;
      set_name (self, dataset, (gsize) region, row);
    }
  return n_found > 0
         || prognosis_table_fail (error, self->table, 0, _ ("no row matches a place in the data, such as “%s”"),
                                  prognosis_dataset_get_region (dataset, 0)->name);
}

static void
warn_of_missing (PrognosisDataset *dataset, const char *path)
{
  for (guint r = 0; r < dataset->regions->len; r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      if (isnan (region->population))
        prognosis_warnings_take (dataset->given_warnings, path, 0, "no-population",
                                 g_strdup_printf (_ ("%s is missing from the table, so its population is unknown"), region->name));
    }
}

gboolean
prognosis_figures_table_apply (PrognosisDataset *dataset, const char *path, int year, GError **error)
{
  g_autoptr (PrognosisTable) table = prognosis_table_read (path, 0, NULL, error);
  Figures self = { .table = table, .wanted = year };
  gboolean is_done;

  if (table == NULL)
    return FALSE;
  is_done = find_columns (&self, error) && apply_rows (&self, dataset, error);
  g_free (self.years);
  if (!is_done)
    return FALSE;
  if (self.factor > 1.0)
    prognosis_warnings_take (dataset->given_warnings, path, 0, "population-unit",
                             g_strdup_printf (_ ("“%s” is read as such: its numbers are multiplied by %.0f"),
                                              prognosis_table_get_header (table, (gsize) self.column), self.factor));
  warn_of_missing (dataset, path);
  prognosis_dataset_match_holidays (dataset); /* by the new names, too */
  return TRUE;
}
