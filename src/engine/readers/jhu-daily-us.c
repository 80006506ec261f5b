/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "jhu-common.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-file-name.h"

/* Daily reports of the US states by Johns Hopkins University: one file per day, cumulative. Last_Update is the
   time of the upload, often a day later, so the date is taken from the file name. */

static int
recognise (const PrognosisTable *table)
{
  static const char *const needed[] = { "Province_State", "Country_Region", "Confirmed", "Deaths", "Recovered" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (prognosis_table_find_column (table, needed[i]) < 0)
      return 0;
  return prognosis_table_find_column (table, "Admin2") < 0 && prognosis_table_find_column (table, "date") < 0 ? 10 : 0;
}

static gboolean
find_day (const PrognosisTable *table, int *day, GError **error)
{
  g_autofree char *stem = prognosis_file_name_dup_stem (prognosis_table_get_path (table));
  int year, month, day_of_month, length = 0;

  if (sscanf (stem, "%2d-%2d-%4d%n", &month, &day_of_month, &year, &length) == 3 && length == 10 && stem[10] == '\0'
      && prognosis_day_is_valid (year, month, day_of_month))
    {
      *day = prognosis_day_from_ymd (year, month, day_of_month);
      return TRUE;
    }
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
               _ ("%s: the file name does not contain the date of the data; expected a name such as 09-30-2020.csv"),
               prognosis_table_get_path (table));
  return FALSE;
}

/* Derives the population from the incidence per 100 000 persons, or returns NAN. */
static double
find_population (const PrognosisTable *table, gsize row, gsize confirmed, gssize rate)
{
  double cases, per_100000;

  if (rate < 0 || !prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, confirmed), &cases)
      || !prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, rate), &per_100000))
    return NAN;
  return cases > 0.0 && per_100000 > 0.0 ? round (cases / per_100000 * 1e5) : NAN;
}

static gboolean
read_table (const PrognosisTable *table, PrognosisDatasetBuilder *builder, const gsize *signals, GError **error)
{
  gsize n = prognosis_table_get_n_rows (table), place, columns[JHU_N_SIGNALS];
  gssize rate = prognosis_table_find_column (table, "Incident_Rate");
  guint file;
  int day;

  if (!find_day (table, &day, error) || !prognosis_jhu_find_column (table, "Province_State", &place, error))
    return FALSE;
  for (guint s = 0; s < JHU_N_SIGNALS; s++)
    if (!prognosis_jhu_find_column (table, prognosis_jhu_signals[s].name, &columns[s], error))
      return FALSE;
  if (!prognosis_dataset_builder_wants_day (builder, day))
    return TRUE;
  file = prognosis_reader_add_file (builder, table);
  for (gsize row = 0; row < n; row++)
    {
      const char *name = prognosis_table_get_cell (table, row, place);
      guint line = prognosis_table_get_line (table, row);
      gsize region;

      if (prognosis_jhu_is_no_place (name))
        continue;
      if (*name == '\0')
        return prognosis_table_fail (error, table, row, _ ("the state is missing"));
      region = prognosis_dataset_builder_add_region (builder, NULL, name, find_population (table, row, columns[0], rate));
      for (guint s = 0; s < JHU_N_SIGNALS; s++)
        {
          double value;

          if (!prognosis_reader_get_number (table, row, columns[s], &value, error))
            return FALSE;
          prognosis_dataset_builder_add_value (builder, region, signals[s], day, value, file, line);
        }
    }
  return TRUE;
}

static gboolean
read_daily (PrognosisTable *const *tables, gsize n_tables, const PrognosisReadOptions *options, PrognosisDatasetBuilder *builder,
            GCancellable *cancellable, GError **error)
{
  gsize signals[JHU_N_SIGNALS];

  prognosis_dataset_builder_set_title (builder, _ ("COVID-19 in the US states"));
  prognosis_dataset_builder_set_source (builder, "COVID-19 Data Repository, CSSE at Johns Hopkins University (CC BY 4.0)");
  prognosis_dataset_builder_set_step_days (builder, 1);
  for (guint s = 0; s < JHU_N_SIGNALS; s++)
    signals[s] = prognosis_jhu_add_signal (builder, s);
  for (gsize i = 0; i < n_tables; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !read_table (tables[i], builder, signals, error))
      return FALSE;
  return TRUE;
}

const PrognosisReader prognosis_reader_jhu_daily_us = {
  .id = "jhu-daily-us",
  .title = N_ ("Johns Hopkins, daily reports of US states"),
  .recognise = recognise,
  .read = read_daily,
};
