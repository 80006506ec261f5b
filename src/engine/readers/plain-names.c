/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain-names.h"

#include "prognosis-table-private.h"

#include <string.h>

static const char *const week_end_names[] = { "target end date", "week end", "week ending", "week end date", "week ending date",
                                              "weekendingdate",  "weekend",  "period end",  "date end",      NULL };
static const char *const week_start_names[]
    = { "week start", "weekstart", "week start date", "weekstartdate", "iso weekstartdate", "week starting", "week beginning",
        "week begin", NULL };
static const char *const date_names[]
    = { "date",     "dates",        "day",        "days",       "datum",         "data",        "jour",
        "fecha",    "dia",          "time",       "t",          "date reported", "report date", "reporting date",
        "daterep",  "date confirm", "time value", "truth date", "meldedatum",    "tag",         "week",
        "yearweek", "year week",    "epiweek",    "index",      "step",          NULL };
/* Finer levels first, which is also their order in a composite name. */
static const char *const place_names[] = { "location name",
                                           "county",
                                           "county name",
                                           "admin2",
                                           "city",
                                           "municipality",
                                           "district name",
                                           "countyname",
                                           "area name",
                                           "areaname",
                                           "name",
                                           "place",
                                           "place name",
                                           "town",
                                           "state",
                                           "province",
                                           "province state",
                                           "region name",
                                           "region",
                                           "area",
                                           "location",
                                           "district",
                                           "department",
                                           "departement",
                                           "jurisdiction",
                                           "geography",
                                           "state name",
                                           "cityname",
                                           "admin2name",
                                           "admin1name",
                                           "countryname",
                                           "country name",
                                           "country",
                                           "country region",
                                           "bundesland",
                                           "landkreis",
                                           "denominazione regione",
                                           "countriesandterritories",
                                           "country area territory",
                                           NULL };
static const char *const code_names[] = { "fips",
                                          "location code",
                                          "code",
                                          "geoid",
                                          "geo id",
                                          "geo value",
                                          "iso code",
                                          "iso3",
                                          "iso2",
                                          "country code",
                                          "countryterritorycode",
                                          "areacode",
                                          "area code",
                                          "ags",
                                          "dep",
                                          "geo code",
                                          "district code",
                                          "state code",
                                          "region code",
                                          "abbreviation",
                                          "codice regione",
                                          "coduf",
                                          "idlandkreis",
                                          "landkreis id",
                                          "bundesland id",
                                          NULL };
static const char *const quantity_names[]
    = { "target", "indicator", "metric", "signal", "variable", "target variable", "quantity", "measure", NULL };
/* Strata: they subdivide the persons of a place, and are neither counts nor places. */
static const char *const strata_names[]
    = { "sex",     "sexe",      "sexo",      "gender",   "geschlecht",   "age",        "age group", "agegroup",
        "age cat", "age class", "age range", "agerange", "altersgruppe", "classe age", "cl age90",  "stratum",
        "race",    "ethnicity", "variant",   "subtype",  "indicator",    "metric",     "survtype",  NULL };
static const char *const single_value_names[] = { "value", "observation", "metric value", "count", NULL };
/* Numeric columns that are not counts of persons. */
static const char *const other_names[]
    = { "lat",       "long",         "lon",           "lng",       "latitude",    "longitude",   "year",
        "month",     "week",         "isoweek",       "epiweek",   "season",      "id",          "uid",
        "objectid",  "code3",        "weekday",       "stderr",    "se",          "sample size", "lag",
        "direction", "continent",    "source",        "note",      "notes",       "comment",     "day",
        "index",     "metric group", "combined key",  "anmerkung", "anmerkungen", "bemerkung",   "bemerkungen",
        "kommentar", "hinweis",      "notiz",         "remark",    "remarks",     "comments",    "remarque",
        "remarques", "commentaire",  "observaciones", "nota",      "notas",       "wochentag",   NULL };
/* A name that contains one of these is a quantity, not a place. */
static const char *const quantity_parts[] = { "case",
                                              "death",
                                              "died",
                                              "deceas",
                                              "recover",
                                              "hosp",
                                              "admi",
                                              "confirm",
                                              "posit",
                                              "negat",
                                              "incid",
                                              "infect",
                                              "onset",
                                              "value",
                                              "number",
                                              "diagnos",
                                              "preval",
                                              "patient",
                                              "convalesc",
                                              "removed",
                                              "suscept",
                                              "expos",
                                              "rfall",
                                              "observ",
                                              "weekly",
                                              "daily",
                                              "visits",
                                              "vaccin",
                                              "severe",
                                              "critical",
                                              "f\xc3\xa4lle",
                                              "faelle",
                                              "todes",
                                              "verstorb",
                                              "gestorb",
                                              "genesen",
                                              "inzid",
                                              "infekt",
                                              "anzahl",
                                              "aktive",
                                              "neue",
                                              "wert",
                                              "nouveau",
                                              "nouvelle",
                                              "d\xc3\xa9"
                                              "c\xc3\xa8s",
                                              "deces",
                                              "gu\xc3\xa9ri",
                                              "cas confirm",
                                              "casos",
                                              "muert",
                                              "fallec",
                                              "defunc",
                                              "recuper",
                                              "contagi",
                                              "\xc3\xb3"
                                              "bito",
                                              "obito",
                                              "decess",
                                              "guariti",
                                              "ricover" };
/* Place names contain these as well: New York, Illinois, Fall River. */
static const char *const doubtful_parts[] = { "test",  "count",  "active", "icu",    "bed",  "new",  "total", "cum", "ill",
                                              "local", "import", "rate",   "report", "fall", "tote", "cas ",  "mort" };

static const char *const *const lists[] = {
  [PLAIN_NAMES_WEEK_END] = week_end_names,
  [PLAIN_NAMES_WEEK_START] = week_start_names,
  [PLAIN_NAMES_DATE] = date_names,
  [PLAIN_NAMES_CODE] = code_names,
  [PLAIN_NAMES_QUANTITY] = quantity_names,
  [PLAIN_NAMES_STRATUM] = strata_names,
  [PLAIN_NAMES_SINGLE_VALUE] = single_value_names,
  [PLAIN_NAMES_PLACE] = place_names,
};

const char *const *
prognosis_plain_get_names (PlainNames list)
{
  return lists[list];
}

gboolean
prognosis_plain_is_name (const char *key, PlainNames list)
{
  return g_strv_contains (lists[list], key);
}

gboolean
prognosis_plain_is_stratum (const char *name)
{
  g_autofree char *key = prognosis_table_make_key (name);

  return prognosis_plain_is_name (key, PLAIN_NAMES_STRATUM);
}

static gboolean
has_part (const char *key, const char *const *parts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr (key, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
prognosis_plain_is_surely_quantity (const char *key)
{
  return has_part (key, quantity_parts, G_N_ELEMENTS (quantity_parts));
}

gboolean
prognosis_plain_is_quantity (const char *key)
{
  return prognosis_plain_is_surely_quantity (key) || has_part (key, doubtful_parts, G_N_ELEMENTS (doubtful_parts));
}

gboolean
prognosis_plain_is_other_number (const char *key)
{
  return g_strv_contains (other_names, key) || strstr (key, "smoothed") != NULL || strstr (key, "cumulative number for 14") != NULL;
}

/* A column of years: by its name, and by values that are years. */
gssize
prognosis_plain_find_year (const PrognosisTable *table)
{
  static const char *const names[] = { "year",
                                       "years",
                                       "jahr",
                                       "iso year",
                                       "isoyear",
                                       "epi year",
                                       "epiyear",
                                       "mmwr year",
                                       "mmwryear",
                                       "ano",
                                       "a\xc3\xb1o",
                                       "anio",
                                       "annee",
                                       "ann\xc3\xa9"
                                       "e",
                                       "anno",
                                       "yr",
                                       "meldejahr",
                                       "week year",
                                       "weekyear",
                                       NULL };

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const gssize column = prognosis_table_find_column (table, names[i]);
      double year;

      if (column >= 0
          && (!prognosis_table_parse_number (table, prognosis_table_get_cell (table, 0, (gsize) column), &year)
              || (year >= 1800 && year < 2200)))
        return column;
    }
  return -1;
}

/* A column of numbers of weeks, 1 to 53. */
gssize
prognosis_plain_find_week (const PrognosisTable *table, PrognosisWeeks *weeks)
{
  for (gsize column = 0; column < prognosis_table_get_n_columns (table); column++)
    {
      g_autofree char *key = prognosis_table_make_key (prognosis_table_get_header (table, column));
      const char *text = prognosis_table_get_cell (table, 0, column);
      double week;

      *weeks = prognosis_week_text_look_at_name (key);
      if (*weeks != PROGNOSIS_WEEKS_NONE && prognosis_table_parse_number (table, text, &week) && !(week > 99.0))
        return (gssize) column;
    }
  return -1;
}
