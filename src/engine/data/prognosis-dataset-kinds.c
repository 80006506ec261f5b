/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-dataset-builder-private.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *part; /* of a name in lower case, with spaces for separators and at both ends */
  int meaning;
} Hint;

/* The first match decides: "total_deaths_per_million" is a rate, "new_total" is incident. */
static const Hint kind_hints[] = {
  { "per million", PROGNOSIS_KIND_RATE },
  { "per 100k", PROGNOSIS_KIND_RATE },
  { "per 100", PROGNOSIS_KIND_RATE },
  { " rate", PROGNOSIS_KIND_RATE },
  { "je 100", PROGNOSIS_KIND_RATE },
  { "pro 100", PROGNOSIS_KIND_RATE },
  { "pour 100", PROGNOSIS_KIND_RATE },
  { "por 100", PROGNOSIS_KIND_RATE },
  { "rate ", PROGNOSIS_KIND_RATE },
  { "inzidenz", PROGNOSIS_KIND_RATE },
  { "inc100", PROGNOSIS_KIND_RATE },
  { " inz ", PROGNOSIS_KIND_RATE },
  { "percent", PROGNOSIS_KIND_RATE },
  { "proportion", PROGNOSIS_KIND_PROPORTION },
  { " prop ", PROGNOSIS_KIND_PROPORTION },
  { "todate", PROGNOSIS_KIND_CUMULATIVE },
  { "ncumul", PROGNOSIS_KIND_CUMULATIVE },
  { "hosp patients", PROGNOSIS_KIND_PREVALENCE },
  { "icu patients", PROGNOSIS_KIND_PREVALENCE },
  { "aktiv", PROGNOSIS_KIND_PREVALENCE },
  { "aktuell", PROGNOSIS_KIND_PREVALENCE },
  { "active", PROGNOSIS_KIND_PREVALENCE },
  { "in bed", PROGNOSIS_KIND_PREVALENCE },
  { "hospitalcases", PROGNOSIS_KIND_PREVALENCE },
  { "totale positivi", PROGNOSIS_KIND_PREVALENCE },
  { "census", PROGNOSIS_KIND_PREVALENCE },
  { "prevalen", PROGNOSIS_KIND_PREVALENCE },
  { "convalescent", PROGNOSIS_KIND_PREVALENCE },
  { "occupan", PROGNOSIS_KIND_PREVALENCE },
  { "currently", PROGNOSIS_KIND_PREVALENCE },
  { "ricoverati", PROGNOSIS_KIND_PREVALENCE },
  { "terapia intensiva", PROGNOSIS_KIND_PREVALENCE },
  { "ospedalizzati", PROGNOSIS_KIND_PREVALENCE },
  { "isolamento", PROGNOSIS_KIND_PREVALENCE },
  { " new", PROGNOSIS_KIND_INCIDENT },
  { " inc", PROGNOSIS_KIND_INCIDENT },
  { "daily", PROGNOSIS_KIND_INCIDENT },
  { "weekly", PROGNOSIS_KIND_INCIDENT },
  { "nuovi", PROGNOSIS_KIND_INCIDENT },
  { " neu", PROGNOSIS_KIND_INCIDENT },
  { "admission", PROGNOSIS_KIND_INCIDENT },
  { "onset", PROGNOSIS_KIND_INCIDENT },
  { "increase", PROGNOSIS_KIND_INCIDENT },
  { "increment", PROGNOSIS_KIND_INCIDENT },
  { "per day", PROGNOSIS_KIND_INCIDENT },
  { "byday", PROGNOSIS_KIND_INCIDENT },
  { "per week", PROGNOSIS_KIND_INCIDENT },
  { "byweek", PROGNOSIS_KIND_INCIDENT },
  { "nouv", PROGNOSIS_KIND_INCIDENT },
  { "nuev", PROGNOSIS_KIND_INCIDENT },
  { "prirust", PROGNOSIS_KIND_INCIDENT },
  { "today", PROGNOSIS_KIND_INCIDENT },
  { "newadm", PROGNOSIS_KIND_INCIDENT },
  { "taeglich", PROGNOSIS_KIND_INCIDENT },
  { "t\xc3\xa4glich", PROGNOSIS_KIND_INCIDENT },
  { "vecka", PROGNOSIS_KIND_INCIDENT },
  { "novos", PROGNOSIS_KIND_INCIDENT },
  { "novas", PROGNOSIS_KIND_INCIDENT },
  { "nuove", PROGNOSIS_KIND_INCIDENT },
  { "cumul", PROGNOSIS_KIND_CUMULATIVE },
  { " cum", PROGNOSIS_KIND_CUMULATIVE },
  { "acumul", PROGNOSIS_KIND_CUMULATIVE },
  { "kumul", PROGNOSIS_KIND_CUMULATIVE },
  { " kum ", PROGNOSIS_KIND_CUMULATIVE },
  { "sum ", PROGNOSIS_KIND_CUMULATIVE },
  { "total", PROGNOSIS_KIND_CUMULATIVE },
  { "gesamt", PROGNOSIS_KIND_CUMULATIVE },
  { "to date", PROGNOSIS_KIND_CUMULATIVE },
  { "so far", PROGNOSIS_KIND_CUMULATIVE },
};

static const Hint role_hints[] = {
  { "tests per", PROGNOSIS_ROLE_OTHER },
  { "case fatality", PROGNOSIS_ROLE_OTHER },
  { " cfr ", PROGNOSIS_ROLE_OTHER },
  { "letal", PROGNOSIS_ROLE_OTHER },
  { "l\xc3\xa9tal", PROGNOSIS_ROLE_OTHER },
  { "positivity", PROGNOSIS_ROLE_OTHER },
  { "positive rate", PROGNOSIS_ROLE_OTHER },
  { "contacts", PROGNOSIS_ROLE_OTHER },
  { "positive test", PROGNOSIS_ROLE_INFECTIONS },
  { "tests positive", PROGNOSIS_ROLE_INFECTIONS },
  { "vaccinated case", PROGNOSIS_ROLE_INFECTIONS },
  { "vaccinated death", PROGNOSIS_ROLE_DEATHS },
  { "test", PROGNOSIS_ROLE_OTHER },
  { "vaccin", PROGNOSIS_ROLE_OTHER },
  { "negativ", PROGNOSIS_ROLE_OTHER },
  { "quarantin", PROGNOSIS_ROLE_OTHER },
  { "tamponi", PROGNOSIS_ROLE_OTHER },
  { "stringency", PROGNOSIS_ROLE_OTHER },
  { "reproduction", PROGNOSIS_ROLE_OTHER },
  { "death", PROGNOSIS_ROLE_DEATHS },
  { "deceas", PROGNOSIS_ROLE_DEATHS },
  { "died", PROGNOSIS_ROLE_DEATHS },
  { "decedut", PROGNOSIS_ROLE_DEATHS },
  { "obito", PROGNOSIS_ROLE_DEATHS },
  { "mortal", PROGNOSIS_ROLE_DEATHS },
  { "r wert", PROGNOSIS_ROLE_OTHER },
  { " dc ", PROGNOSIS_ROLE_DEATHS },
  { "num def ", PROGNOSIS_ROLE_DEATHS },
  { "anzahltot", PROGNOSIS_ROLE_DEATHS },
  { "umrti", PROGNOSIS_ROLE_DEATHS },
  { "\xc3\xbamrt", PROGNOSIS_ROLE_DEATHS },
  { "zgon", PROGNOSIS_ROLE_DEATHS },
  { "avlid", PROGNOSIS_ROLE_DEATHS },
  { " d\xc3\xb8"
    "d",
    PROGNOSIS_ROLE_DEATHS },
  { " d\xc3\xb6"
    "d",
    PROGNOSIS_ROLE_DEATHS },
  { "overled", PROGNOSIS_ROLE_DEATHS },
  { "kuolem", PROGNOSIS_ROLE_DEATHS },
  { "kuollei", PROGNOSIS_ROLE_DEATHS },
  { "umrl", PROGNOSIS_ROLE_DEATHS },
  { "smrt", PROGNOSIS_ROLE_DEATHS },
  { "meninggal", PROGNOSIS_ROLE_DEATHS },
  { "vefat", PROGNOSIS_ROLE_DEATHS },
  { "\xd1\x81\xd0\xbc\xd0\xb5\xd1\x80\xd1\x82", PROGNOSIS_ROLE_DEATHS }, /* смерт */
  { "\xd1\x83\xd0\xbc\xd0\xb5\xd1\x80", PROGNOSIS_ROLE_DEATHS },         /* умер */
  { "\xe6\xad\xbb\xe4\xba\xa1", PROGNOSIS_ROLE_DEATHS },                 /* 死亡 */
  { " rad ", PROGNOSIS_ROLE_RECOVERIES },
  { "geheilt", PROGNOSIS_ROLE_RECOVERIES },
  { "vylecen", PROGNOSIS_ROLE_RECOVERIES },
  { "vyl\xc3\xa9\xc4\x8d", PROGNOSIS_ROLE_RECOVERIES },
  { "ozdrow", PROGNOSIS_ROLE_RECOVERIES },
  { "sembuh", PROGNOSIS_ROLE_RECOVERIES },
  { "iyile\xc5\x9f", PROGNOSIS_ROLE_RECOVERIES },
  { "todesf", PROGNOSIS_ROLE_DEATHS },
  { "fatal", PROGNOSIS_ROLE_DEATHS },
  { " tote", PROGNOSIS_ROLE_DEATHS },
  { "verstorb", PROGNOSIS_ROLE_DEATHS },
  { "gestorb", PROGNOSIS_ROLE_DEATHS },
  { "d\xc3\xa9"
    "c\xc3\xa8s",
    PROGNOSIS_ROLE_DEATHS },
  { "deces", PROGNOSIS_ROLE_DEATHS },
  { " mort", PROGNOSIS_ROLE_DEATHS },
  { "muert", PROGNOSIS_ROLE_DEATHS },
  { "fallec", PROGNOSIS_ROLE_DEATHS },
  { "defunc", PROGNOSIS_ROLE_DEATHS },
  { "decess", PROGNOSIS_ROLE_DEATHS },
  { "gu\xc3\xa9ri", PROGNOSIS_ROLE_RECOVERIES },
  { "recuper", PROGNOSIS_ROLE_RECOVERIES },
  { "recover", PROGNOSIS_ROLE_RECOVERIES },
  { "convalescent", PROGNOSIS_ROLE_RECOVERIES },
  { "guariti", PROGNOSIS_ROLE_RECOVERIES },
  { "genesen", PROGNOSIS_ROLE_RECOVERIES },
  { "released", PROGNOSIS_ROLE_RECOVERIES },
  { "discharg", PROGNOSIS_ROLE_RECOVERIES },
};

static int
find_hint (const Hint *hints, gsize n, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *padded = NULL;

  g_strdelimit (lower, "_.-/", ' ');
  padded = g_strdup_printf (" %s ", lower);
  for (gsize i = 0; i < n; i++)
    if (strstr (padded, hints[i].part) != NULL)
      return hints[i].meaning;
  return -1;
}

int
prognosis_kind_from_name (const char *name)
{
  return find_hint (kind_hints, G_N_ELEMENTS (kind_hints), name);
}

PrognosisRole
prognosis_role_from_name (const char *name)
{
  int role = find_hint (role_hints, G_N_ELEMENTS (role_hints), name);

  return role < 0 ? PROGNOSIS_ROLE_INFECTIONS : (PrognosisRole) role;
}

/* New cases scatter from day to day at least as Poisson counts do, and in practice more (weekdays, reporting). */
#define LEAST_SCATTER 0.15
/* How often a cumulative count is corrected downwards. */
#define CORRECTIONS 0.01
#define MIN_STEPS_TO_FALL 5
#define SHARE_OF_FALLS 0.2
/* The odds in favour of a cumulative count that are required. */
#define ODDS 100.0
/* Steps on either side from which growth is estimated. */
#define GROWTH_STEPS 2

typedef struct
{
  double log_odds; /* of cumulative against incident */
  gsize n_steps;
  gsize n_falls;
  gsize n_rises;
  gboolean any_fraction;
  double largest;
} Shape;

/* The probability that new cases do not fall from step @t - 1 to @t, given the growth around it. */
static double
get_chance_of_no_fall (const double *y, gsize n, gsize t)
{
  gsize from = t > GROWTH_STEPS ? t - 1 - GROWTH_STEPS : 0, to = MIN (t + GROWTH_STEPS, n - 1);
  double growth = MAX (0, log ((y[to] + 0.5) / (y[from] + 0.5))) / (double) (to - from);
  double level = 0.5 * (y[t] + y[t - 1]);
  double sd = sqrt (2 * (level + LEAST_SCATTER * LEAST_SCATTER * level * level));

  /* Continuity correction of half a case: equal counts are not a fall. */
  return CLAMP (0.5 * erfc (-(growth * level + 0.5) / (sd * G_SQRT2)), 0.001, 0.999);
}

static void
look_at_series (const double *values, gsize n, Shape *shape)
{
  g_autofree double *y = g_new (double, n + 1);
  gsize n_seen = 0;

  for (gsize t = 0; t < n; t++)
    {
      if (isnan (values[t]))
        continue;
      shape->any_fraction |= values[t] != floor (values[t]);
      shape->largest = MAX (shape->largest, values[t]);
      if (n_seen > 0 || values[t] > 0)
        y[n_seen++] = MAX (values[t], 0);
    }
  for (gsize t = 1; t < n_seen; t++)
    {
      double chance;

      if (y[t - 1] <= 0)
        continue;
      chance = get_chance_of_no_fall (y, n_seen, t);
      shape->n_steps++;
      shape->n_falls += y[t] < y[t - 1];
      shape->n_rises += y[t] > y[t - 1];
      shape->log_odds += y[t] < y[t - 1] ? log (CORRECTIONS / (1 - chance)) : log ((1 - CORRECTIONS) / chance);
    }
}

static Shape
look_at_signal (const PrognosisDataset *dataset, gsize signal)
{
  const gsize n = prognosis_dataset_get_n_steps (dataset);
  Shape shape = { 0 };

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    look_at_series (prognosis_dataset_get_values (dataset, r, signal), n, &shape);
  return shape;
}

/* A count of all so far is corrected now and then, but does not fall in every fifth step. */
static gboolean
falls_too_often (const Shape *shape)
{
  return shape->n_steps >= MIN_STEPS_TO_FALL && shape->n_falls > SHARE_OF_FALLS * shape->n_steps;
}

gboolean
prognosis_kind_is_named_cumulative (const char *name)
{
  static const Hint hints[] = { { "cum", TRUE }, { "kum", TRUE }, { "acum", TRUE }, { "to date", TRUE }, { "so far", TRUE } };

  return find_hint (hints, G_N_ELEMENTS (hints), name) == TRUE;
}

gboolean
prognosis_kind_falls_too_often (const PrognosisDataset *dataset, gsize signal, gsize *n_falls, gsize *n_steps)
{
  const Shape shape = look_at_signal (dataset, signal);

  *n_falls = shape.n_falls;
  *n_steps = shape.n_steps;
  return falls_too_often (&shape);
}

PrognosisKind
prognosis_kind_from_values (const PrognosisDataset *dataset, gsize signal, gboolean *is_doubtful)
{
  const Shape shape = look_at_signal (dataset, signal);

  *is_doubtful = FALSE;
  if (shape.any_fraction && shape.largest <= 1)
    return PROGNOSIS_KIND_PROPORTION;
  /* Every outbreak starts with rising numbers, so these alone are not evidence. */
  if (shape.log_odds >= log (ODDS) && !falls_too_often (&shape))
    return PROGNOSIS_KIND_CUMULATIVE;
  *is_doubtful = shape.n_falls == 0 && shape.n_rises >= 3;
  return PROGNOSIS_KIND_INCIDENT;
}
