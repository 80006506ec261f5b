/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain-names.h"

#include "prognosis-table-private.h"

#include <math.h>
#include <string.h>

#define LOOK_ROWS 50

static const char *const week_end_names[] = { "target end date", "week end", "week ending", "week end date", "week ending date",
                                              "weekendingdate",  "weekend",  "period end",  "date end",      "periodenddate",
                                              "end date",        "edate",    "enddate",     "to date",       NULL };
static const char *const week_start_names[]
    = { "week start",      "weekstart",  "week start date", "weekstartdate", "iso weekstartdate", "week starting", "week beginning",
        "week begin",      "start date", "sdate",           "startdate",     "from date",         "data inise",    "period start",
        "periodstartdate", NULL };
static const char *const date_names[] = { "date",
                                          "dates",
                                          "day",
                                          "days",
                                          "datum",
                                          "data",
                                          "jour",
                                          "fecha",
                                          "dia",
                                          "d\xc3\xad"
                                          "a",
                                          "time",
                                          "t",
                                          "date reported",
                                          "report date",
                                          "reporting date",
                                          "daterep",
                                          "date confirm",
                                          "time value",
                                          "truth date",
                                          "meldedatum",
                                          "tag",
                                          "week",
                                          "yearweek",
                                          "year week",
                                          "epiweek",
                                          "index",
                                          "step",
                                          "statistikdatum",
                                          "date onset",
                                          "epi week",
                                          "kalenderwoche",
                                          "meldewoche",
                                          "se",
                                          NULL };
/* Finer levels first, which is also their order in a composite name. */
static const char *const place_names[] = { "location name",
                                           "loc",
                                           "comuna",
                                           "municipio",
                                           "denominazione provincia",
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
                                           "nombre",
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
                                           "adm 2 name",
                                           "adm2 name",
                                           "adm 1 name",
                                           "adm1 name",
                                           "adm 0 name",
                                           "adm0 name",
                                           "admin1name",
                                           "countryname",
                                           "country name",
                                           "country",
                                           "country region",
                                           "bundesland",
                                           "landkreis",
                                           "geo name",
                                           "prname",
                                           "denominazione regione",
                                           "countriesandterritories",
                                           "countries and territories",
                                           "country or subregion",
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
                                          "geo insee",
                                          "georegion",
                                          "location key",
                                          "provincia iso",
                                          NULL };
static const char *const quantity_names[]
    = { "target", "indicator", "metric", "signal", "variable", "target variable", "quantity", "measure", "count variable", NULL };
/* Parts of names of columns that tell apart what is counted, where they have several values. */
static const char *const quantity_words[] = { "disease",
                                              "enfermedad",
                                              "erkrankung",
                                              "krankheit",
                                              "maladie",
                                              "malattia",
                                              "doen\xc3\xa7"
                                              "a",
                                              "pathogen",
                                              "evento",
                                              "condition",
                                              "syndrome",
                                              "pathogène" };
/* Strata: they subdivide the persons of a place, and are neither counts nor places. */
static const char *const strata_names[]
    = { "sex",     "sexe",      "sexo",      "gender",   "geschlecht",   "age",        "age group", "agegroup",
        "age cat", "age class", "age range", "agerange", "altersgruppe", "classe age", "cl age90",  "stratum",
        "race",    "ethnicity", "variant",   "subtype",  "indicator",    "metric",     "survtype",  "alter",
        "genre",   "sesso",     "genere",    "edades",   "\xc3\xa2ge",   "et\xc3\xa0", "eta",       NULL };
static const char *const strata_parts[] = { "sex ",
                                            " sexo",
                                            "gender",
                                            "geschlecht",
                                            "g\xc3\xa9nero",
                                            "genero",
                                            "age group",
                                            "agegroup",
                                            " age cat",
                                            "age band",
                                            "altersg",
                                            "edad",
                                            "faixa et",
                                            "idade",
                                            "tranche",
                                            "leeftijd",
                                            "aldersg",
                                            "\xc3\xa5ldersg",
                                            "wiek",
                                            "race ",
                                            "ethnic",
                                            "etnia",
                                            " raza",
                                            "lineage",
                                            "subtype",
                                            "serotype",
                                            "vaccination status",
                                            "\xe6\x80\xa7\xe5\x88\xa5",
                                            "\xe5\xb9\xb4\xe9\xbd\xa1",
                                            "\xe5\xb9\xb4\xe9\xbd\xa2" };
/* With a number, as in “Alter 0-4”, it is the count of one group. */
static const char *const strata_words[] = { " alter ",
                                            " age ",
                                            " ages ",
                                            " \xc3\xa2ge ",
                                            "d'\xc3\xa2ge",
                                            "d\xe2\x80\x99\xc3\xa2ge",
                                            "d'age",
                                            "d\xe2\x80\x99"
                                            "age",
                                            " et\xc3\xa0 ",
                                            "d'et\xc3\xa0",
                                            "d\xe2\x80\x99"
                                            "et\xc3\xa0" };
static const char *const single_value_names[]
    = { "value", "observation", "metric value", "count", "weekly count", "oracle value", NULL };
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

static gboolean
has_part (const char *key, const char *const *parts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr (key, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
prognosis_plain_is_stratum (const char *name)
{
  g_autofree char *key = prognosis_table_make_key (name);
  g_autofree char *padded = g_strdup_printf (" %s ", key);

  return prognosis_plain_is_name (key, PLAIN_NAMES_STRATUM) || has_part (padded, strata_parts, G_N_ELEMENTS (strata_parts))
         || (strpbrk (key, "0123456789") == NULL && !prognosis_plain_is_surely_quantity (key)
             && has_part (padded, strata_words, G_N_ELEMENTS (strata_words)));
}

gboolean
prognosis_plain_is_group (const char *key)
{
  static const char *const words[]
      = { " male",     "female",      " men ",        " women ",  " m\xc3\xa4nn", " maennl", " weibl", " frauen", " homme",
          " femme",    " hombre",     " mujer",       " masc",    " femen",       " femin",  " masch", " femmin", " uomini",
          " donne",    " homens",     " mulher",      " boys ",   " girls ",      " child",  " adult", " kinder", " erwachs",
          " enfant",   " ni\xc3\xb1", " bambini",     " infant",  " elder",       " senior", " young", " old ",   " symptom",
          " asymptom", " mild ",      " severe",      " suspect", " probable",    " sex ",   " age ",  " alter ", " years",
          " jahre",    " ans ",       " a\xc3\xb1os", " anni ",   " type " };
  g_autofree char *padded = g_strdup_printf (" %s ", key);

  return strpbrk (key, "0123456789") != NULL || has_part (padded, words, G_N_ELEMENTS (words));
}

/* The place in place_names of what @key resembles; -1: nothing. */
static int
find_similar_place (const char *key)
{
  /* With “type” it is a kind of place. */
  static const char *const kinds[] = { "type", "tipo", " typ", "level", "nivel", "ebene" };
  static const char *const words[][2] = {
    { "munic", "municipality" },
    { "comun", "municipality" },
    { "commune", "municipality" },
    { "gemeente", "municipality" },
    { "kommun", "municipality" },
    { "ciudad", "city" },
    { "cidade", "city" },
    { "localid", "town" },
    { "distrit", "district" },
    { "kreis", "district" },
    { "county", "county" },
    { "maakond", "county" },
    { "provin", "province" },
    { "depart", "province" },
    { "prefecture", "province" },
    { "bundesland", "state" },
    { "canton", "state" },
    { "kanton", "state" },
    { "wojew", "state" },
    { "ccaa", "state" },
    { "comunidad", "state" },
    { "region", "region" },
    { "r\xc3\xa9gi", "region" },
    { "admin area", "region" },
    { "administrative area", "region" },
    { "catchment", "region" },
    { "reporting area", "region" },
    { "jurisdiction", "region" },
    { "geograph", "region" },
    { "location", "region" },
    { "territor", "country" },
    { "country", "country" },
    { "pays", "country" },
    { "pa\xc3\xads", "country" },
    { "paese", "country" },
    { "\xe7\xb8\xa3\xe5\xb8\x82", "city" },  /* 縣市 */
    { "\xe9\x83\xbd\xe9\x81\x93", "state" }, /* 都道 */
  };

  if (has_part (key, kinds, G_N_ELEMENTS (kinds)))
    return -1;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (key, words[i][0]) != NULL)
      for (int k = 0; place_names[k] != NULL; k++)
        if (strcmp (place_names[k], words[i][1]) == 0)
          return k;
  return -1;
}

gboolean
prognosis_plain_is_place_word (const char *key)
{
  return find_similar_place (key) >= 0;
}

int
prognosis_plain_rank_place (const char *key)
{
  int similar;

  for (int i = 0; place_names[i] != NULL; i++)
    if (strcmp (place_names[i], key) == 0)
      return i;
  similar = find_similar_place (key);
  return similar >= 0 ? similar : G_MAXINT;
}

gboolean
prognosis_plain_is_quantity_word (const char *key)
{
  return has_part (key, quantity_words, G_N_ELEMENTS (quantity_words));
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
  const char *const *names = prognosis_week_text_get_year_names ();
  gssize other = -1;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const gssize column = prognosis_table_find_column (table, names[i]);
      double year;

      if (column < 0)
        continue;
      if (!prognosis_table_parse_number (table, prognosis_table_get_cell (table, 0, (gsize) column), &year))
        other = other < 0 ? column : other; /* a season, or a mistake to report */
      else if (year >= 1800 && year < 2200)
        return column;
    }
  return other;
}

/* Whether all are numbers of weeks: “cases this week” are not. */
static gboolean
are_weeks (const PrognosisTable *table, gsize column)
{
  const gsize n = MIN (prognosis_table_get_n_rows (table), LOOK_ROWS);
  gsize n_weeks = 0;

  for (gsize row = 0; row < n; row++)
    {
      double week;

      /* One that is none is an error to report. */
      if (prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, column), &week))
        n_weeks += week >= 1.0 && week <= 53.0 && week == floor (week);
    }
  return 4 * n_weeks >= 3 * n;
}

/* A column of numbers of weeks, 1 to 53. */
gssize
prognosis_plain_find_week (const PrognosisTable *table, PrognosisWeeks *weeks)
{
  gssize best = -1;
  gsize shortest = 0;

  for (gsize column = 0; column < prognosis_table_get_n_columns (table); column++)
    {
      const char *key = prognosis_table_get_key (table, column);
      const PrognosisWeeks found = prognosis_week_text_look_at_name (key);

      /* Of “week” and “new cases in the week”, the shorter name is that of the week. */
      if (found == PROGNOSIS_WEEKS_NONE || !are_weeks (table, column) || (best >= 0 && strlen (key) >= shortest))
        continue;
      best = (gssize) column;
      shortest = strlen (key);
      *weeks = found;
    }
  return best;
}
