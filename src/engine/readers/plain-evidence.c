/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which column holds the epidemic? Names say much, in the languages that the readers know, but not all: a year, a temperature or a
 * number of tests stands left of the cases as often as not. So the values are looked at, too: counts are whole and change, years
 * hardly do, weeks and row numbers count up, and a column without values cannot be forecast.
 */

#include "prognosis-config.h"
#include "plain-evidence.h"

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-dataset-counted.h"
#include "prognosis-table-private.h"

/* Rows that are looked at, evenly over the table: places are often sorted. */
#define MAX_LOOKED_AT 5000
#define MAX_DIFFERENT 64
#define LARGE_NUMBER 500.0

typedef struct
{
  const char *part; /* of a name in lower case with single spaces, and one at both ends */
  PrognosisNumbers numbers;
  double points;
} Word;

#define NOT(part_)                       \
  {                                      \
    part_, PROGNOSIS_NUMBERS_OTHER, -5.0 \
  }
#define CODE(part_)                     \
  {                                     \
    part_, PROGNOSIS_NUMBERS_CODE, -5.0 \
  }
#define IS(part_, points_)                   \
  {                                          \
    part_, PROGNOSIS_NUMBERS_COUNTS, points_ \
  }

/* Points of what averages or sums other days again. */
#define SMOOTHED -1.0

/* The first word that is found decides. */
static const Word words[] = {
  /* counts that only look like something else */
  IS ("positive test", 2.0),
  IS ("tests positive", 2.0),
  IS ("positives", 2.0),
  IS ("vaccinated case", 1.0),
  IS ("percent visits combined", 1.1),
  IS ("percent visits", 1.0),
  IS ("tests positifs", 2.0),
  /* rates, also of a population */
  IS ("per 100", 0.7),
  IS ("per million", 0.7),
  IS ("per capita", 0.7),
  IS ("pro 100", 0.7),
  IS ("por 100", 0.7),
  IS ("pour 100", 0.7),
  IS ("per1", 0.7),
  NOT ("density"),
  NOT ("densidad"),
  NOT ("dichte"),
  /* persons who live there, or belong to a class */
  { " pop ", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { " enrol", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "klassenst", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "matricul", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "effectif de la classe", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "population", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "inhabitant", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "einwohner", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "habitants", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "habitantes", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "poblacion", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "abitanti", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  { "residents", PROGNOSIS_NUMBERS_POPULATION, -5.0 },
  /* numbers that name something */
  CODE (" id "),
  CODE (" ids "),
  CODE ("objectid"),
  CODE (" uid "),
  CODE (" fid "),
  CODE (" pruid"),
  CODE (" key "),
  CODE ("code "),
  CODE (" code"),
  CODE ("codigo"),
  CODE ("c\xc3\xb3"
        "digo"),
  CODE ("codice"),
  CODE (" kod "),
  CODE (" cod "),
  CODE ("cod "),
  CODE ("ehak"),
  CODE ("ibge"),
  CODE ("teryt"),
  CODE ("ubigeo"),
  CODE ("divipola"),
  CODE (" nuts"),
  CODE ("postal"),
  CODE (" zip"),
  CODE (" fips"),
  /* measurements and counts of other things */
  NOT ("temperat"),
  NOT ("humid"),
  NOT ("rain"),
  NOT ("precip"),
  NOT ("mobility"),
  NOT ("dose"),
  NOT ("vaccin"),
  NOT ("version"),
  NOT (" specimen"),
  NOT (" spec "),
  NOT ("sample"),
  NOT ("provider"),
  NOT (" tests "),
  NOT (" tested"),
  NOT (" test "),
  NOT ("testing"),
  NOT ("tamponi"),
  NOT ("testat"),
  NOT ("testu "),
  NOT ("testow"),
  NOT ("variaz"),
  NOT ("variation"),
  NOT (" change"),
  NOT ("beds"),
  NOT ("betten"),
  NOT (" sites"),
  NOT ("stringency"),
  NOT (" low"),
  NOT (" up "),
  NOT (" min "),
  NOT (" max "),
  NOT ("r wert"),
  NOT ("contact"),
  NOT (" ratio"),
  NOT (" cfr "),
  NOT ("fatality"),
  NOT ("letal"),
  NOT ("l\xc3\xa9tal"),
  NOT (" flag"),
  NOT (" index"),
  NOT ("percent"),
  NOT (" pct"),
  NOT ("positivity"),
  NOT ("positive rate"),
  NOT ("reproduction"),
  NOT (" r0 "),
  NOT (" rt "),
  NOT (" lat "),
  NOT (" lon "),
  NOT (" lng "),
  NOT ("latitude"),
  NOT ("longitude"),
  NOT ("altitude"),
  NOT ("wind "),
  NOT ("pressure"),
  NOT (" gdp"),
  NOT ("median age"),
  NOT ("search"),
  NOT (" ndvi"),
  NOT ("dew point"),
  NOT ("forecast"),
  NOT ("vorhersag"),
  NOT ("pr\xc3\xa9vision"),
  NOT ("pron\xc3\xb3stico"),
  NOT ("predict"),
  NOT ("expected"),
  NOT (" fitted"),
  NOT (" fit "),
  NOT (" anpassung"),
  NOT (" ajuste "),
  NOT (" ajustement"),
  NOT ("parameter"),
  NOT ("par\xc3\xa1"
       "metro"),
  NOT ("param\xc3\xa8tre"),
  /* observations beside those that were forecast from, in the table of a chart */
  NOT ("observed later"),
  NOT ("sp\xc3\xa4ter beobachtet"),
  NOT ("observado despu\xc3\xa9s"),
  NOT ("observ\xc3\xa9 ensuite"),
  NOT ("doubtful"),
  NOT ("zweifelhaft"),
  NOT ("dudoso"),
  NOT ("douteux"),
  NOT (" excluded"),
  NOT ("ausgeschlossen"),
  NOT (" excluido"),
  NOT (" exclu "),
  NOT ("baseline"),
  NOT ("threshold"),
  NOT ("lower"),
  NOT ("upper"),
  NOT ("capacity"),
  /* smoothed or summed again: what they are made of is better */
  { "7tage", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "7 tage", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "siebentage", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { " mean", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { " ma4", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "last7", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "last14", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "last 7", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "last 14", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "timeframe", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "biweekly", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { " est ", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "7 day", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "7day", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "14 day", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "rolling", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "average", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "smooth", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { " ma7", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { "moving", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  { " avg", PROGNOSIS_NUMBERS_COUNTS, SMOOTHED },
  /* who is not known to be ill, or not one of the ill */
  IS ("suspect", 1.0),
  IS ("probable", 1.0),
  IS ("possible", 0.9),
  IS ("negativ", -5.0),
  IS ("hosp", 1.2),
  IS ("admission", 1.2),
  IS ("newadm", 1.2),
  IS ("opname", 1.2),
  IS ("ingres", 1.2),
  IS (" rea ", 0.5),
  IS (" icu", 0.5),
  IS (" uci", 0.5),
  IS (" resp ", 0.5),
  IS (" ecmo", 0.4),
  IS ("beatmet", 0.5),
  IS ("intensiv", 0.8),
  IS ("ventilat", 0.6),
  IS ("visits", 1.0),
  IS ("imported", 1.0),
  IS ("excludeabroad", 1.0),
  IS ("local", 1.5),
  IS ("active", 1.5),
  IS ("quarantin", -5.0),
  /* the epidemic */
  IS ("confirm", 3.2),
  IS ("case", 3.0),
  IS (" cas ", 3.0),
  IS ("f\xc3\xa4ll", 3.0),
  IS ("faell", 3.0),
  IS ("caso", 3.0),
  IS (" casi ", 3.0),
  IS (" conf ", 3.0),
  IS ("numconf", 3.0),
  IS ("numtoday", 3.0),
  IS ("inf all", 3.0),
  IS ("all inf", 3.0),
  IS ("entries", 2.0),
  IS (" fall ", 3.0),
  IS ("fallzahl", 3.0),
  IS ("tilf\xc3\xa6lde", 3.0),
  IS ("tilfelle", 3.0),
  IS ("smitt", 3.0),
  IS ("besmet", 3.0),
  IS ("gevallen", 3.0),
  IS ("gemeld", 2.5),
  IS ("nakaz", 3.0),
  IS ("nak\xc3\xa1z", 3.0),
  IS ("p\xc5\x99\xc3\xadpad", 3.0),
  IS ("przypad", 3.0),
  IS ("zaka\xc5\xbc", 3.0),
  IS ("zakaz", 3.0),
  IS ("slucaj", 3.0),
  IS ("slu\xc4\x8d"
      "aj",
      3.0),
  IS ("potrjen", 3.0),
  IS ("cazuri", 3.0),
  IS ("tapau", 3.0),
  IS ("vaka", 3.0),
  IS ("kasus", 3.0),
  IS ("\xd1\x81\xd0\xbb\xd1\x83\xd1\x87\xd0\xb0", 3.0),                 /* случа */
  IS ("\xd0\xb7\xd0\xb0\xd1\x80\xd0\xb0\xd0\xb6", 3.0),                 /* зараж */
  IS ("\xd0\xb7\xd0\xb0\xd0\xb1\xd0\xbe\xd0\xbb\xd0\xb5\xd0\xb2", 3.0), /* заболев */
  IS ("\xe7\x97\x85\xe4\xbe\x8b", 3.0),                                 /* 病例 */
  IS ("\xe7\xa2\xba\xe8\xa8\xba", 3.0),                                 /* 確診 */
  IS ("\xe7\xa1\xae\xe8\xaf\x8a", 3.0),                                 /* 确诊 */
  IS ("\xe6\x84\x9f\xe6\x9f\x93", 3.0),                                 /* 感染 */
  IS ("\xe9\x99\xbd\xe6\x80\xa7", 3.0),                                 /* 陽性 */
  IS ("infect", 3.0),
  IS ("infekt", 3.0),
  IS ("incid", 3.0),
  IS ("inzid", 2.5),
  IS ("positiv", 3.0),
  IS ("notif", 2.5),
  IS (" inc ", 2.5),
  IS (" inf ", 2.0),
  IS (" ili", 2.0),
  IS (" ari", 2.0),
  IS ("onset", 2.5),
  IS ("diagnos", 2.5),
  IS ("sick", 2.0),
  IS ("krank", 2.0),
  IS ("malade", 2.0),
  IS ("enferm", 2.0),
  IS ("absen", 1.5),
  IS ("ausente", 1.5),
  IS ("fehlend", 1.5),
  IS (" current week ", 1.5),
  IS ("reported", 2.0),
  IS ("observed", 2.0),
  IS ("beobacht", 2.0),
  IS ("observad", 2.0),
  IS ("observ\xc3\xa9", 2.0),
  IS ("patient", 1.5),
  IS ("detection", 1.5),
  IS ("count", 1.0),
  IS ("value", 1.0),
  IS ("number", 1.0),
  IS ("anzahl", 1.0),
  IS (" new", 0.5),
  IS ("total", 0.3),
  IS ("gesamt", 0.3),
  IS (" ensemble ", 0.3),
};

/* Of counts that say the same otherwise, those of a part of the persons or of one way to find them are less. */
static const char *const parts_of_all[]
    = { " pcr",         "prueba",  "antigen",  "sintom", "symptom",      "viral",     "import",  "cluster", "unvax",
        "vax ",         "boost",   " child",   " adult", "elder",        "female",    " male",   "mujer",   " nino",
        " ni\xc3\xb1o", " kinder", "enfant",   "hombre", " m\xc3\xa4nn", " maenn",    " frauen", " weibl",  " femme",
        " homme",       " donne ", " uomini ", " women", " years",       " sentinel", "subtyp",  " arsn",   " arsc",
        "(other",       "(andere", "(sonst",   "(autre", "(otr" };
#define POINTS_OF_PART (-0.4)
#define POINTS_OF_WEEKLY (-0.05)
/* Of a word that says that the epidemic is meant. */
#define SURE_POINTS 2.5

typedef struct
{
  gsize n, n_missing, n_whole, n_years, n_negative, n_unit_steps, n_changes;
  double smallest, largest, first;
  double different[MAX_DIFFERENT]; /* the first different values */
  gsize n_different;
} Values;

static void
remember (Values *self, double value)
{
  for (gsize i = 0; i < self->n_different; i++)
    if (self->different[i] == value)
      return;
  if (self->n_different < MAX_DIFFERENT)
    self->different[self->n_different++] = value;
}

/* A few large numbers again and again, one a place, are properties of the places. */
static gboolean
are_properties (const Values *self)
{
  return self->n >= 10 * self->n_different && self->n_different < MAX_DIFFERENT && self->smallest >= LARGE_NUMBER;
}

static void
look_at_values (const PrognosisTable *table, gsize column, Values *v)
{
  const gsize n = prognosis_table_get_n_rows (table), step = MAX (n / MAX_LOOKED_AT, 1);
  double before = NAN;

  *v = (Values){ .smallest = INFINITY, .largest = -INFINITY, .first = NAN };
  for (gsize row = 0; row < n; row += step)
    {
      const char *text = prognosis_table_get_cell (table, row, column);
      PrognosisTableInterval interval;
      double value;

      if (!prognosis_table_parse_number (table, text, &value))
        continue;
      if (isnan (value))
        {
          v->n_missing += !prognosis_table_find_interval (text, &interval);
          continue;
        }
      if (isnan (v->first))
        v->first = value;
      v->n++;
      v->n_whole += value == floor (value);
      v->n_years += value == floor (value) && value >= 1800.0 && value < 2200.0;
      v->n_negative += value < 0.0;
      v->n_unit_steps += value - before == 1.0;
      v->n_changes += !isnan (before) && value != before;
      v->largest = MAX (v->largest, value);
      v->smallest = MIN (v->smallest, value);
      remember (v, value);
      before = value;
    }
}

static const Word *
find_word (const char *key)
{
  g_autofree char *padded = g_strdup_printf (" %s ", key);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (padded, words[i].part) != NULL)
      return &words[i];
  return NULL;
}

/* A name that can be only a count of admissions, patients or tests. Few such counts may well rise by one a day. */
static gboolean
is_counted_by_name (const char *key, PrognosisRole role, const Word *word)
{
  const PrognosisSignal signal = { .name = key, .role = role };

  if (word != NULL && (word->numbers == PROGNOSIS_NUMBERS_CODE || word->points == SMOOTHED))
    return FALSE;
  switch (prognosis_signal_get_counted (&signal))
    {
    case PROGNOSIS_COUNTED_HOSPITAL:
    case PROGNOSIS_COUNTED_INTENSIVE_CARE:
    case PROGNOSIS_COUNTED_TESTS: return TRUE;
    case PROGNOSIS_COUNTED_INFECTIONS:
    case PROGNOSIS_COUNTED_RECOVERIES:
    case PROGNOSIS_COUNTED_DEATHS:
    case PROGNOSIS_COUNTED_OTHER:
    default: return FALSE;
    }
}

/* Why the numbers count years, weeks or rows; %PROGNOSIS_REASON_CHOSEN: they do not. */
static PrognosisReason
find_time (const char *key, const Values *v, const Word *word)
{
  const PrognosisRole role = prognosis_role_from_name (key);
  const gboolean says_count = (word != NULL && word->numbers == PROGNOSIS_NUMBERS_COUNTS && word->points >= 1.5)
                              || role == PROGNOSIS_ROLE_DEATHS || role == PROGNOSIS_ROLE_RECOVERIES;
  static const char *const parts[]
      = { "year", "jahr", "week", " kw ", "month", "monat", "mois", " mes ", "season", "day of", "weekday", " no ", " nr " };
  g_autofree char *padded = g_strdup_printf (" %s ", key);

  if (says_count || v->n < 2)
    return PROGNOSIS_REASON_CHOSEN;
  if (v->n_years == v->n && v->n_changes * 10 <= v->n)
    return PROGNOSIS_REASON_YEAR;
  /* Years of a yearly table, weeks, days and rows: one more each time, or nearly. */
  if (v->n >= 4 && v->n_whole == v->n && v->n_unit_steps * 10 >= (v->n - 1) * 9 && !is_counted_by_name (key, role, word))
    return PROGNOSIS_REASON_RISING;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (padded, parts[i]) != NULL && v->n_whole == v->n && (v->largest <= 366.0 || v->n_years == v->n)
        && (word == NULL || word->numbers != PROGNOSIS_NUMBERS_COUNTS))
      return PROGNOSIS_REASON_CALENDAR;
  return PROGNOSIS_REASON_CHOSEN;
}

/* “BundeslandID”, but not “Covid”. */
static gboolean
ends_in_id (const char *header)
{
  const gsize n = strlen (header);

  return n > 2 && g_ascii_islower (header[n - 3]) && header[n - 2] == 'I' && g_ascii_tolower (header[n - 1]) == 'd';
}

gboolean
prognosis_plain_is_per_person (const char *key)
{
  static const char *const marks[]
      = { " per ",  " rate",  "rate ",   "100 000", "100000", "100k",  "inciden", "inziden", "density", "densidad", "dichte",
          " taux ", " tasa ", " tasso ", " pro ",   " je ",   " por ", " pour ",  " su ",    "percent", "share" };
  g_autofree char *padded = g_strdup_printf (" %s ", key);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (padded, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

PrognosisEvidence
prognosis_plain_weigh (const PrognosisTable *table, gsize column)
{
  const char *key = prognosis_table_get_key (table, column);
  g_autofree char *padded = g_strdup_printf (" %s ", key);
  const Word *word = find_word (key);
  PrognosisEvidence evidence = { .score = word != NULL ? word->points : 0.0 };
  PrognosisReason time;
  Values v;

  look_at_values (table, column, &v);
  time = find_time (key, &v, word);
  if (time != PROGNOSIS_REASON_CHOSEN)
    return (PrognosisEvidence){ PROGNOSIS_NUMBERS_TIME, -10.0, time };
  if (word != NULL && word->numbers == PROGNOSIS_NUMBERS_POPULATION && prognosis_plain_is_per_person (key))
    word = NULL;
  if (word != NULL && word->numbers == PROGNOSIS_NUMBERS_POPULATION)
    return (PrognosisEvidence){ PROGNOSIS_NUMBERS_POPULATION, -10.0, PROGNOSIS_REASON_POPULATION };
  if ((word != NULL && word->numbers == PROGNOSIS_NUMBERS_CODE) || ends_in_id (prognosis_table_get_header (table, column)))
    return (PrognosisEvidence){ PROGNOSIS_NUMBERS_CODE, -10.0, PROGNOSIS_REASON_OTHER };
  /* What says that cases are meant says nothing of deaths. */
  if (prognosis_role_from_name (key) == PROGNOSIS_ROLE_DEATHS || prognosis_role_from_name (key) == PROGNOSIS_ROLE_RECOVERIES)
    evidence.score = MIN (evidence.score, 0.0);
  if (prognosis_kind_from_name (key) == PROGNOSIS_KIND_RATE && strstr (padded, "cumul") != NULL)
    evidence.score += POINTS_OF_PART;
  /* New cases of a day are better than the sum of seven days beside them. */
  if (strstr (padded, " weekly") != NULL)
    evidence.score += POINTS_OF_WEEKLY;
  for (gsize i = 0; i < G_N_ELEMENTS (parts_of_all) && word != NULL; i++)
    if (strstr (padded, parts_of_all[i]) != NULL)
      {
        evidence.score += POINTS_OF_PART;
        break;
      }
  if (word != NULL && word->numbers == PROGNOSIS_NUMBERS_OTHER)
    {
      evidence.numbers = PROGNOSIS_NUMBERS_OTHER;
      evidence.reason = PROGNOSIS_REASON_OTHER;
    }
  else if (word != NULL && word->points == SMOOTHED)
    evidence.reason = PROGNOSIS_REASON_SMOOTHED;
  if (v.n == 0)
    {
      evidence.score -= 10.0;
      evidence.reason = PROGNOSIS_REASON_EMPTY;
      return evidence;
    }
  evidence.score += 0.8 * ((double) v.n / (double) (v.n + v.n_missing) - 1.0);
  if (are_properties (&v))
    evidence.score -= 5.0;
  if (v.n_negative * 5 > v.n)
    evidence.score -= 3.0;
  /* A rate has fractions, too, and says so. An “incidence” may be one. */
  if (v.n_whole * 2 < v.n && prognosis_kind_from_name (key) != PROGNOSIS_KIND_RATE
      && prognosis_kind_from_name (key) != PROGNOSIS_KIND_PROPORTION)
    evidence.score -= word == NULL || word->points < 1.5 ? 2.0 : 0.5;
  return evidence;
}

gboolean
prognosis_plain_says_count (const char *key)
{
  const Word *word = find_word (key);

  return (word != NULL && word->numbers == PROGNOSIS_NUMBERS_COUNTS && word->points >= SURE_POINTS)
         || prognosis_role_from_name (key) == PROGNOSIS_ROLE_DEATHS || prognosis_role_from_name (key) == PROGNOSIS_ROLE_RECOVERIES;
}
