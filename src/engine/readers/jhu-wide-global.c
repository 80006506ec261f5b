/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "jhu-common.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-file-name.h"

/* Other columns behind the days, as somebody may have added. */
#define MAX_BEHIND 2

/* Global time series by Johns Hopkins University: one row per country or province, one column per day, cumulative. */

typedef struct
{
  const PrognosisTable *table;
  gsize province;
  gsize country;
  gsize first_day; /* column */
  GArray *days;    /* int, by column from first_day on */
  guint file;
  gsize signal;
} Wide;

/* "1/22/20": month first, no leading zeros. */
static gboolean
parse_day (const char *header, int *day)
{
  int year, month, day_of_month, length = 0;

  if (sscanf (header, "%2d/%2d/%4d%n", &month, &day_of_month, &year, &length) != 3 || header[length] != '\0')
    return FALSE;
  year += year < 100 ? 2000 : 0;
  if (!prognosis_day_is_valid (year, month, day_of_month))
    return FALSE;
  *day = prognosis_day_from_ymd (year, month, day_of_month);
  return TRUE;
}

/* Up to the last day; 0: there is none among the last columns. */
static gsize
count_columns (const PrognosisTable *table)
{
  const gsize n = prognosis_table_get_n_columns (table);
  int day;

  for (gsize i = 0; i < MIN (n, MAX_BEHIND + 1); i++)
    if (parse_day (prognosis_table_get_header (table, n - 1 - i), &day))
      return n - i;
  return 0;
}

static int
recognise (const PrognosisTable *table)
{
  return prognosis_table_find_column (table, "Province/State") >= 0 && prognosis_table_find_column (table, "Country/Region") >= 0
                 && count_columns (table) > 0
             ? 10
             : 0;
}

/* The file name tells which signal the numbers are. */
static guint
find_signal (const PrognosisTable *table)
{
  g_autofree char *stem = prognosis_file_name_dup_stem (prognosis_table_get_path (table));
  g_autofree char *lower = g_ascii_strdown (stem, -1);

  for (guint s = 0; s < JHU_N_SIGNALS; s++)
    if (strstr (lower, prognosis_jhu_signals[s].name) != NULL)
      return s;
  return JHU_N_SIGNALS;
}

static gboolean
find_days (Wide *self, GError **error)
{
  const gsize n = count_columns (self->table);

  for (self->first_day = 0; self->first_day < n; self->first_day++)
    {
      int day;

      if (parse_day (prognosis_table_get_header (self->table, self->first_day), &day))
        break;
    }
  for (gsize i = self->first_day; i < n; i++)
    {
      int day;

      if (!parse_day (prognosis_table_get_header (self->table, i), &day))
        return prognosis_table_fail (error, self->table, 0, _ ("the header “%s” above is not a date such as 1/22/20"),
                                     prognosis_table_get_header (self->table, i));
      g_array_append_val (self->days, day);
    }
  if (self->days->len > 0)
    return TRUE;
  return prognosis_table_fail (error, self->table, 0, _ ("the header above contains no date such as 1/22/20"));
}

/* The rows that make up a country: its own national row (without its territories) if there is one, otherwise all
   its provinces. */
typedef struct
{
  GArray *rows; /* gsize */
  gboolean has_own;
  guint n_left_out;
} Country;

static void
country_free (gpointer data)
{
  Country *country = data;

  g_array_unref (country->rows);
  g_free (country);
}

static void
collect_countries (const Wide *self, GPtrArray *names, GHashTable *countries)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    {
      const char *name = prognosis_table_get_cell (self->table, row, self->country);
      const char *province = prognosis_table_get_cell (self->table, row, self->province);
      Country *country = g_hash_table_lookup (countries, name);

      if (prognosis_jhu_is_no_place (name) || prognosis_jhu_is_no_place (province))
        continue;
      if (country == NULL)
        {
          country = g_new0 (Country, 1);
          country->rows = g_array_new (FALSE, FALSE, sizeof (gsize));
          g_hash_table_insert (countries, (gpointer) name, country);
          g_ptr_array_add (names, (gpointer) name);
        }
      if (*province == '\0')
        {
          /* A second national row is kept, so that it is reported as a duplicate. */
          if (!country->has_own)
            {
              country->n_left_out = country->rows->len;
              g_array_set_size (country->rows, 0);
            }
          country->has_own = TRUE;
          g_array_append_val (country->rows, row);
        }
      else if (country->has_own)
        country->n_left_out++;
      else
        g_array_append_val (country->rows, row);
    }
}

static gboolean
add_day (const Wide *self, PrognosisDatasetBuilder *builder, const Country *country, gsize region, gsize i, GError **error)
{
  int day = g_array_index (self->days, int, i);
  double sum = 0;

  if (!prognosis_dataset_builder_wants_day (builder, day))
    return TRUE;
  for (guint k = 0; k < country->rows->len; k++)
    {
      gsize row = g_array_index (country->rows, gsize, k);
      double value;

      if (!prognosis_reader_get_number (self->table, row, self->first_day + i, &value, error))
        return FALSE;
      if (country->has_own)
        prognosis_dataset_builder_add_value (builder, region, self->signal, day, value, self->file,
                                             prognosis_table_get_line (self->table, row));
      sum += value; /* unknown if any part is unknown */
    }
  if (!country->has_own)
    prognosis_dataset_builder_add_value (builder, region, self->signal, day, sum, self->file,
                                         prognosis_table_get_line (self->table, g_array_index (country->rows, gsize, 0)));
  return TRUE;
}

static gboolean
read_countries (Wide *self, PrognosisDatasetBuilder *builder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) countries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, country_free);

  collect_countries (self, names, countries);
  for (guint c = 0; c < names->len; c++)
    {
      const char *name = g_ptr_array_index (names, c);
      const Country *country = g_hash_table_lookup (countries, name);
      guint line = prognosis_table_get_line (self->table, g_array_index (country->rows, gsize, 0));
      gsize region = prognosis_dataset_builder_add_region (builder, NULL, *name != '\0' ? name : "?", NAN);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (country->n_left_out > 0)
        prognosis_dataset_builder_warn (builder, self->file, line, "parts-left-out",
                                        _ ("%s has a row of its own; %u rows of its territories are ignored"), name,
                                        country->n_left_out);
      else if (!country->has_own)
        prognosis_dataset_builder_warn (builder, self->file, line, "parts-summed", _ ("%s is the sum of its %u rows"), name,
                                        country->rows->len);
      for (gsize i = 0; i < self->days->len; i++)
        if (!add_day (self, builder, country, region, i, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_table (const PrognosisTable *table, PrognosisDatasetBuilder *builder, const gsize *signals, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  Wide self = { .table = table, .days = days };
  guint number = find_signal (table);

  self.file = prognosis_reader_add_file (builder, table);
  if (number < JHU_N_SIGNALS)
    self.signal = signals[number];
  else
    {
      g_autofree char *stem = prognosis_file_name_dup_stem (prognosis_table_get_path (table));

      self.signal
          = prognosis_dataset_builder_add_signal (builder, stem, PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
    }
  return prognosis_jhu_find_column (table, "Province/State", &self.province, error)
         && prognosis_jhu_find_column (table, "Country/Region", &self.country, error) && find_days (&self, error)
         && read_countries (&self, builder, cancellable, error);
}

static gboolean
read_wide (PrognosisTable *const *tables, gsize n_tables, const PrognosisReadOptions *options, PrognosisDatasetBuilder *builder,
           GCancellable *cancellable, GError **error)
{
  gsize signals[JHU_N_SIGNALS] = { 0 };

  prognosis_dataset_builder_set_title (builder, _ ("COVID-19 by country"));
  prognosis_dataset_builder_set_source (builder, "COVID-19 Data Repository, CSSE at Johns Hopkins University (CC BY 4.0)");
  prognosis_dataset_builder_set_step_days (builder, 1);
  /* In the fixed order of the signals, whatever the order of the files. */
  for (guint s = 0; s < JHU_N_SIGNALS; s++)
    for (gsize i = 0; i < n_tables; i++)
      if (find_signal (tables[i]) == s)
        signals[s] = prognosis_jhu_add_signal (builder, s);
  for (gsize i = 0; i < n_tables; i++)
    if (!read_table (tables[i], builder, signals, cancellable, error))
      return FALSE;
  return TRUE;
}

const PrognosisReader prognosis_reader_jhu_wide_global = {
  .id = "jhu-wide-global",
  .title = N_ ("Johns Hopkins, time series by country"),
  .recognise = recognise,
  .read = read_wide,
};
