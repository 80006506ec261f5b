/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-dataset-builder-private.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *part; /* of a name in lower case with every separator a space, with a space at both ends */
  int meaning;
} Hint;

/* The first that is found decides: "total_deaths_per_million" is a rate, "new_total" is new. */
static const Hint kind_hints[] = {
  { "per million", PROGNOSIS_KIND_RATE },    { "per 100k", PROGNOSIS_KIND_RATE },
  { "per 100", PROGNOSIS_KIND_RATE },        { " rate", PROGNOSIS_KIND_RATE },
  { "inzidenz", PROGNOSIS_KIND_RATE },       { "proportion", PROGNOSIS_KIND_PROPORTION },
  { "hosp patients", PROGNOSIS_KIND_PREVALENCE }, { "icu patients", PROGNOSIS_KIND_PREVALENCE },
  { "active", PROGNOSIS_KIND_PREVALENCE },   { "in bed", PROGNOSIS_KIND_PREVALENCE },
  { "hospitalcases", PROGNOSIS_KIND_PREVALENCE }, { "totale positivi", PROGNOSIS_KIND_PREVALENCE },
  { "census", PROGNOSIS_KIND_PREVALENCE },   { "prevalen", PROGNOSIS_KIND_PREVALENCE },
  { "convalescent", PROGNOSIS_KIND_PREVALENCE }, { "occupan", PROGNOSIS_KIND_PREVALENCE },
  { "currently", PROGNOSIS_KIND_PREVALENCE },
  { " new", PROGNOSIS_KIND_INCIDENT },       { " inc", PROGNOSIS_KIND_INCIDENT },
  { "daily", PROGNOSIS_KIND_INCIDENT },      { "weekly", PROGNOSIS_KIND_INCIDENT },
  { "nuovi", PROGNOSIS_KIND_INCIDENT },      { " neu", PROGNOSIS_KIND_INCIDENT },
  { "admission", PROGNOSIS_KIND_INCIDENT },  { "onset", PROGNOSIS_KIND_INCIDENT },
  { " cum", PROGNOSIS_KIND_CUMULATIVE },     { "acumul", PROGNOSIS_KIND_CUMULATIVE },
  { "total", PROGNOSIS_KIND_CUMULATIVE },    { "gesamt", PROGNOSIS_KIND_CUMULATIVE },
};

static const Hint role_hints[] = {
  { "test", PROGNOSIS_ROLE_OTHER },          { "vaccin", PROGNOSIS_ROLE_OTHER },
  { "tamponi", PROGNOSIS_ROLE_OTHER },       { "stringency", PROGNOSIS_ROLE_OTHER },
  { "positive rate", PROGNOSIS_ROLE_OTHER }, { "reproduction", PROGNOSIS_ROLE_OTHER },
  { "death", PROGNOSIS_ROLE_DEATHS },        { "deceas", PROGNOSIS_ROLE_DEATHS },
  { "died", PROGNOSIS_ROLE_DEATHS },         { "decedut", PROGNOSIS_ROLE_DEATHS },
  { "obito", PROGNOSIS_ROLE_DEATHS },        { "mortal", PROGNOSIS_ROLE_DEATHS },
  { "todesf", PROGNOSIS_ROLE_DEATHS },       { "fatal", PROGNOSIS_ROLE_DEATHS },
  { "recover", PROGNOSIS_ROLE_RECOVERIES },  { "convalescent", PROGNOSIS_ROLE_RECOVERIES },
  { "guariti", PROGNOSIS_ROLE_RECOVERIES },  { "genesen", PROGNOSIS_ROLE_RECOVERIES },
  { "released", PROGNOSIS_ROLE_RECOVERIES }, { "discharg", PROGNOSIS_ROLE_RECOVERIES },
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
_prognosis_kind_from_name (const char *name)
{
  return find_hint (kind_hints, G_N_ELEMENTS (kind_hints), name);
}

PrognosisRole
_prognosis_role_from_name (const char *name)
{
  int role = find_hint (role_hints, G_N_ELEMENTS (role_hints), name);

  return role < 0 ? PROGNOSIS_ROLE_INFECTIONS : (PrognosisRole) role;
}

/* Steps that count: pairs of observed values before which something had been seen. */
typedef struct
{
  gsize n_steps;
  gsize n_falls;
  gsize n_ending_high;
  gsize n_series;
  gboolean any_fraction;
  double largest;
} Shape;

static void
look_at_series (const double *values, gsize n, Shape *shape)
{
  double before = NAN, largest = 0;
  gsize n_steps = 0;

  for (gsize t = 0; t < n; t++)
    {
      if (isnan (values[t]))
        continue;
      shape->any_fraction |= values[t] != floor (values[t]);
      if (before > 0)
        {
          n_steps++;
          shape->n_falls += values[t] < before;
        }
      largest = MAX (largest, values[t]);
      before = values[t];
    }
  shape->largest = MAX (shape->largest, largest);
  shape->n_steps += n_steps;
  if (n_steps > 0)
    {
      shape->n_series++;
      shape->n_ending_high += before >= 0.95 * largest;
    }
}

PrognosisKind
_prognosis_kind_from_values (const PrognosisDataset *dataset, gsize signal)
{
  gsize n_regions = prognosis_dataset_get_n_regions (dataset), n = prognosis_dataset_get_n_steps (dataset);
  Shape shape = { 0 };

  for (gsize r = 0; r < n_regions; r++)
    look_at_series (prognosis_dataset_get_values (dataset, r, signal), n, &shape);
  if (shape.any_fraction && shape.largest <= 1)
    return PROGNOSIS_KIND_PROPORTION;
  /* A few rising numbers are as likely the start of an outbreak. */
  if (shape.n_steps >= 8 && (double) shape.n_falls <= 0.02 * (double) shape.n_steps
      && (double) shape.n_ending_high >= 0.95 * (double) shape.n_series)
    return PROGNOSIS_KIND_CUMULATIVE;
  return PROGNOSIS_KIND_INCIDENT;
}
