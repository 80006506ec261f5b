/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "plain-known.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-date-column.h"
#include "prognosis-week-text.h"
#include "prognosis-table-private.h"
#include "reader-common.h"

#define LOOK_ROWS 50

#define INFECTIONS PROGNOSIS_ROLE_INFECTIONS
#define RECOVERIES PROGNOSIS_ROLE_RECOVERIES
#define DEATHS PROGNOSIS_ROLE_DEATHS
#define OTHER PROGNOSIS_ROLE_OTHER

static const PrognosisKnownTable known[] = {
  /* Groups of cases with the same age, sex and district; -1 in NeuerFall withdraws what was published the day
     before. */
  { .title = N_ ("Robert Koch-Institut, groups of cases"),
    .required = { "meldedatum", "neuerfall", "anzahlfall" },
    .date = "meldedatum",
    .where = { "NeuerFall!=-1" },
    .rows = PROGNOSIS_ROWS_SUM,
    .absent_is_zero = TRUE,
    .values = { { "AnzahlFall", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE },
                { "AnzahlGenesen", PROGNOSIS_KIND_INCIDENT, RECOVERIES, TRUE },
                { "AnzahlTodesfall", PROGNOSIS_KIND_INCIDENT, DEATHS, TRUE } } },
  { .title = N_ ("Robert Koch-Institut, cases by age"),
    .required = { "meldedatum", "faelle_neu", "altersgruppe" },
    .date = "meldedatum",
    .population = "bevoelkerung",
    .where = { "Altersgruppe=00+" },
    .values = { { "Faelle_neu", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE } } },
  { .title = N_ ("Robert Koch-Institut, GrippeWeb"),
    .required = { "erkrankung", "altersgruppe", "kalenderwoche", "inzidenz" },
    .where = { "Altersgruppe=00+" },
    .values = { { "Inzidenz", PROGNOSIS_KIND_RATE, INFECTIONS, TRUE } } },
  { .title = N_ ("Santé publique France, hospitals"),
    .required = { "dep", "sexe", "jour", "hosp", "rea", "rad", "dc" },
    .date = "jour",
    .where = { "sexe=0" },
    .values = { { "hosp", PROGNOSIS_KIND_PREVALENCE, INFECTIONS, TRUE },
                { "rea", PROGNOSIS_KIND_PREVALENCE, OTHER, FALSE },
                { "rad", PROGNOSIS_KIND_CUMULATIVE, RECOVERIES, TRUE },
                { "dc", PROGNOSIS_KIND_CUMULATIVE, DEATHS, TRUE } } },
  /* One table has the country, its states and their towns: read the states. */
  { .title = N_ ("Ministério da Saúde, Brazil"),
    .required = { "regiao", "estado", "municipio", "casosacumulado", "casosnovos" },
    .date = "data",
    .region = "estado",
    .population = "populacaoTCU2019",
    .where = { "municipio=", "codmun=", "estado!=" },
    .values
    = { { "casosNovos", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE }, { "obitosNovos", PROGNOSIS_KIND_INCIDENT, DEATHS, TRUE } } },
  { .title = N_ ("European Respiratory Virus Surveillance Summary"),
    .required = { "survtype", "countryname", "yearweek", "indicator", "age", "value" },
    .where = { "age=total" } },
  { .title = N_ ("UK Health Security Agency"),
    .required = { "topic", "geography", "metric", "sex", "age", "stratum", "metric_value" },
    .where = { "sex=all", "age=all", "stratum=default" } },
  { .title = N_ ("European Centre for Disease Prevention and Control, 2020"),
    .required = { "daterep", "cases", "deaths", "geoid" },
    .values = { { "cases", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE }, { "deaths", PROGNOSIS_KIND_INCIDENT, DEATHS, TRUE } } },
  /* Intervals that accumulate from the start of a series overlap the weekly ones. */
  { .title = N_ ("Project Tycho"),
    .required = { "conditionname", "periodenddate", "partofcumulativecountseries", "countvalue" },
    .date = "periodenddate",
    .date_is_end = TRUE,
    .where = { "PartOfCumulativeCountSeries=0" },
    .values = { { "CountValue", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE } } },
  { .title = N_ ("FluView, outpatient visits"),
    .required = { "region_type", "region", "year", "week", "ilitotal" },
    .date = "year",
    .week = "week",
    .region = "region",
    .values = { { "ILITOTAL", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE } } },
};

const PrognosisKnownTable *
prognosis_known_table_find (const PrognosisTable *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gboolean has_all = TRUE;

      for (gsize k = 0; k < G_N_ELEMENTS (known[i].required) && known[i].required[k] != NULL && has_all; k++)
        has_all = prognosis_table_find_column (table, known[i].required[k]) >= 0;
      if (has_all)
        return &known[i];
    }
  return NULL;
}

GArray *
prognosis_known_table_read_weeks (const PrognosisTable *table, gsize year_column, gsize week_column, gboolean is_iso,
                                  GError **error)
{
  gsize n = prognosis_table_get_n_rows (table);
  g_autoptr (GArray) days = g_array_sized_new (FALSE, FALSE, sizeof (int), (guint) n);

  for (gsize row = 0; row < n; row++)
    {
      double year, week;
      int day;

      if (!prognosis_reader_get_number (table, row, year_column, &year, error)
          || !prognosis_reader_get_number (table, row, week_column, &week, error))
        return NULL;
      if (!(year >= 1900 && year < 2200 && year == floor (year) && week >= 1 && week <= 53 && week == floor (week))
          || !prognosis_week_text_get_end (is_iso ? PROGNOSIS_WEEKS_ISO : PROGNOSIS_WEEKS_EPI, (int) year, (int) week, &day))
        {
          prognosis_table_fail (error, table, row, _ ("there is no week %s in %s; years have 52 or 53 weeks"),
                                prognosis_table_get_cell (table, row, week_column),
                                prognosis_table_get_cell (table, row, year_column));
          return NULL;
        }
      g_array_append_val (days, day);
    }
  return g_steal_pointer (&days);
}

/* --- line lists ------------------------------------------------------------------- */

gboolean
prognosis_plain_are_all_different (const PrognosisTable *table, gsize column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);

      if (*text == '\0' || !g_hash_table_add (seen, (gpointer) text))
        return FALSE;
    }
  return prognosis_table_get_n_rows (table) > 1;
}

static gboolean
is_date (const PrognosisTable *table, gsize column)
{
  PrognosisDates look = prognosis_dates_look (table, column);

  return look != PROGNOSIS_DATES_NONE && look != PROGNOSIS_DATES_INDEX;
}

static gboolean
is_count (const PrognosisTable *table, gsize column)
{
  static const char *const names[] = { "cases", "deaths", "confirmed", "count", "number", "total", "value", "new", "incid", "n " };
  g_autofree char *key = prognosis_table_make_key (prognosis_table_get_header (table, column));
  gsize n = MIN (prognosis_table_get_n_rows (table), LOOK_ROWS);
  double value;

  for (gsize row = 0; row < n; row++)
    if (!prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, column), &value))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (key, names[i]) || g_str_has_suffix (key, names[i]))
      return TRUE;
  return FALSE;
}

/* Whether a column whose values are all different numbers the persons, and does not count them. */
static gboolean
numbers_persons (const PrognosisTable *table, gsize column)
{
  static const char *const names[]
      = { " id ",   " case id", " caseid",  " patient", " epid",        " record",     " no ",    " nr ",        " number ",
          " line ", " uid ",    " case no", " case nr", " case number", " fallnummer", " person", " identifier", " lfd nr" };
  g_autofree char *key = prognosis_table_make_key (prognosis_table_get_header (table, column));
  g_autofree char *padded = g_strdup_printf (" %s ", key);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (padded, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

gssize
prognosis_line_list_find_date (const PrognosisTable *table)
{
  /* Closest to the time of infection first. */
  static const char *const events[] = { "onset", "confirm", "report", "notif", "" };
  gsize n = prognosis_table_get_n_columns (table), n_dates = 0;

  if (!prognosis_table_has_header (table) || n < 3 || is_date (table, 0) || !prognosis_plain_are_all_different (table, 0))
    return -1;
  for (gsize i = 1; i < n; i++)
    {
      n_dates += is_date (table, i);
      if (is_count (table, i))
        return -1;
    }
  /* One date alone could be that of a count. */
  if (n_dates < 1 || (n_dates < 2 && !numbers_persons (table, 0)))
    return -1;
  for (gsize e = 0; e < G_N_ELEMENTS (events); e++)
    for (gsize i = 1; i < n; i++)
      {
        g_autofree char *key = prognosis_table_make_key (prognosis_table_get_header (table, i));

        if (is_date (table, i) && strstr (key, events[e]) != NULL)
          return (gssize) i;
      }
  return -1;
}
