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
  { .title = N_ ("Robert Koch-Institut, cases by age"),
    .required = { "meldewoche", "altersgruppe", "fallzahl" },
    .where = { "Altersgruppe=00+" },
    .values = { { "Fallzahl", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE } } },
  { .title = N_ ("Robert Koch-Institut, hospital admissions"),
    .required = { "bundesland", "altersgruppe", "7t hospitalisierung faelle" },
    .where = { "Altersgruppe=00+" },
    .values = { { "7T_Hospitalisierung_Faelle", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE } } },
  { .title = N_ ("Robert Koch-Institut, GrippeWeb"),
    .required = { "altersgruppe", "kalenderwoche", "inzidenz" },
    .where = { "Altersgruppe=00+" },
    .values = { { "Inzidenz", PROGNOSIS_KIND_RATE, INFECTIONS, TRUE } } },
  { .title = N_ ("Santé publique France, hospitals"),
    .required = { "dep", "sexe", "jour", "hosp" },
    .date = "jour",
    .where = { "sexe=0" },
    .values = { { "hosp", PROGNOSIS_KIND_PREVALENCE, INFECTIONS, TRUE },
                { "rea", PROGNOSIS_KIND_PREVALENCE, OTHER, FALSE },
                { "rad", PROGNOSIS_KIND_CUMULATIVE, RECOVERIES, TRUE },
                { "dc", PROGNOSIS_KIND_CUMULATIVE, DEATHS, TRUE } } },
  /* One table has the country, its states and their towns: read the states. */
  { .title = N_ ("Ministério da Saúde, Brazil"),
    .required = { "estado", "municipio", "casosacumulado", "casosnovos" },
    .date = "data",
    .region = "estado",
    .population = "populacaoTCU2019",
    .where = { "municipio=", "codmun=", "estado!=" },
    .values
    = { { "casosNovos", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE }, { "obitosNovos", PROGNOSIS_KIND_INCIDENT, DEATHS, TRUE } } },
  { .title = N_ ("European Respiratory Virus Surveillance Summary"),
    .required = { "countryname", "yearweek", "indicator", "age", "value" },
    .where = { "age=total" } },
  { .title = N_ ("UK Health Security Agency"),
    .required = { "geography", "metric", "sex", "age", "stratum", "metric_value" },
    .where = { "sex=all", "age=all", "stratum=default" } },
  { .title = N_ ("European Centre for Disease Prevention and Control, 2020"),
    .required = { "daterep", "cases", "deaths", "geoid" },
    .values = { { "cases", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE }, { "deaths", PROGNOSIS_KIND_INCIDENT, DEATHS, TRUE } } },
  /* Intervals that accumulate from the start of a series overlap the weekly ones. */
  { .title = N_ ("Project Tycho"),
    .required = { "periodenddate", "partofcumulativecountseries", "countvalue" },
    .date = "periodenddate",
    .date_is_end = TRUE,
    .where = { "PartOfCumulativeCountSeries=0" },
    .values = { { "CountValue", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE } } },
  { .title = N_ ("FluView, outpatient visits"),
    .required = { "region", "year", "week", "ilitotal" },
    .date = "year",
    .week = "week",
    .region = "region",
    .values = { { "ILITOTAL", PROGNOSIS_KIND_INCIDENT, INFECTIONS, TRUE } } },
  /* As “prognosis-cli simulate” writes it, and textbooks: persons in each compartment, of which nobody observes S, E and U. */
  { .title = N_ ("compartments of a model"),
    .required = { "day", "s", "i", "r" },
    .date = "day",
    .values = { { "I", PROGNOSIS_KIND_PREVALENCE, INFECTIONS, TRUE },
                { "R", PROGNOSIS_KIND_CUMULATIVE, RECOVERIES, TRUE },
                { "D", PROGNOSIS_KIND_CUMULATIVE, DEATHS, TRUE },
                { "S", PROGNOSIS_KIND_PREVALENCE, OTHER, FALSE },
                { "E", PROGNOSIS_KIND_PREVALENCE, OTHER, FALSE },
                { "U", PROGNOSIS_KIND_PREVALENCE, OTHER, FALSE } } },
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
                                  const gboolean *kept, GError **error)
{
  gsize n = prognosis_table_get_n_rows (table);
  g_autoptr (GArray) days = g_array_sized_new (FALSE, FALSE, sizeof (int), (guint) n);

  for (gsize row = 0; row < n; row++)
    {
      double year, week;
      int day = PROGNOSIS_NO_DAY;

      if (kept != NULL && !kept[row])
        {
          g_array_append_val (days, day);
          continue;
        }
      if (!prognosis_reader_get_number (table, row, year_column, &year, error)
          || !prognosis_reader_get_number (table, row, week_column, &week, error))
        return NULL;
      if (isnan (year))
        {
          prognosis_table_fail (error, table, row, _ ("the year is missing"));
          return NULL;
        }
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
