/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-error.h"
#include "prognosis-outbreak-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define AT(field) G_STRUCT_OFFSET (PrognosisOutbreak, field)

/* clang-format off */
static const PrognosisOutbreakField fields[] = {
  { "population", N_ ("Population"), N_ ("Persons who mix with each other"), PROGNOSIS_OUTBREAK_PLACE, PROGNOSIS_OUTBREAK_NUMBER, PROGNOSIS_UNIT_PERSONS,
    AT (population), 100000, 2, 4e9, 100, 1e7, 0 },
  { "imported", N_ ("Imported cases"), N_ ("Infectious persons on the first day; everybody else is susceptible"), PROGNOSIS_OUTBREAK_PLACE, PROGNOSIS_OUTBREAK_NUMBER,
    PROGNOSIS_UNIT_PERSONS, AT (imported), 10, 1, 1e9, 1, 1000, 0 },
  { "reproduction", N_ ("Basic reproduction number"), N_ ("Persons whom one case infects while everybody else is susceptible"),
    PROGNOSIS_OUTBREAK_DISEASE, PROGNOSIS_OUTBREAK_NUMBER, PROGNOSIS_UNIT_SHARE, AT (reproduction), 2.5, 0, 50, 0.3, 8, 0.05 },
  { "latent-days", N_ ("Latent period"), N_ ("Mean time from infection until a person infects others; 0 makes SIR of SEIR"),
    PROGNOSIS_OUTBREAK_DISEASE, PROGNOSIS_OUTBREAK_NUMBER, PROGNOSIS_UNIT_DAYS, AT (latent_days), 3.69, 0, 100, 0, 14, 0.1 },
  { "infectious-days", N_ ("Infectious period"), N_ ("Mean time in which a person infects others"), PROGNOSIS_OUTBREAK_DISEASE, PROGNOSIS_OUTBREAK_NUMBER,
    PROGNOSIS_UNIT_DAYS, AT (infectious_days), 3.47, 0.1, 100, 0.5, 14, 0.1 },
  { "fatality", N_ ("Infection fatality ratio"), N_ ("Share of the infected who die"), PROGNOSIS_OUTBREAK_DISEASE, PROGNOSIS_OUTBREAK_PERCENT, PROGNOSIS_UNIT_SHARE,
    AT (fatality), 0.005, 0, 1, 0, 0.1, 0.001 },
  { "isolated", N_ ("Isolated share"), N_ ("Share of the infectious persons who are isolated and infect nobody"), PROGNOSIS_OUTBREAK_MEASURES, PROGNOSIS_OUTBREAK_PERCENT,
    PROGNOSIS_UNIT_SHARE, AT (isolated), 0, 0, 1, 0, 1, 0.01 },
  { "isolation-day", N_ ("Isolated from day"), N_ ("First day on which cases are isolated"), PROGNOSIS_OUTBREAK_MEASURES, PROGNOSIS_OUTBREAK_NUMBER,
    PROGNOSIS_UNIT_DAYS, AT (isolation_day), 30, 0, 3660, 0, 180, 1 },
  { "doses", N_ ("Vaccine doses a day"), N_ ("Persons vaccinated on each day, one dose each"), PROGNOSIS_OUTBREAK_MEASURES, PROGNOSIS_OUTBREAK_NUMBER,
    PROGNOSIS_UNIT_PERSONS, AT (doses), 0, 0, 1e9, 0, 5000, 50 },
  { "vaccination-day", N_ ("Vaccinated from day"), N_ ("First day on which doses protect"), PROGNOSIS_OUTBREAK_MEASURES, PROGNOSIS_OUTBREAK_NUMBER,
    PROGNOSIS_UNIT_DAYS, AT (vaccination_day), 0, 0, 3660, 0, 180, 1 },
  { "efficacy", N_ ("Vaccine efficacy"), N_ ("Share of the vaccinated whom the vaccine protects from infection"), PROGNOSIS_OUTBREAK_MEASURES, PROGNOSIS_OUTBREAK_PERCENT,
    PROGNOSIS_UNIT_SHARE, AT (efficacy), 0.8, 0, 1, 0, 1, 0.01 },
  { "only-susceptible", N_ ("Only those not yet infected"), N_ ("1: doses go to those who can still be infected; 0: to all alike"),
    PROGNOSIS_OUTBREAK_MEASURES, PROGNOSIS_OUTBREAK_SWITCH, PROGNOSIS_UNIT_SHARE, AT (only_susceptible), 0, 0, 1, 0, 1, 1 },
  { "days", N_ ("Days"), N_ ("Days for which the outbreak is followed"), PROGNOSIS_OUTBREAK_PLACE, PROGNOSIS_OUTBREAK_NUMBER, PROGNOSIS_UNIT_DAYS, AT (days), 200, 1,
    3660, 30, 730, 10 },
  { "hospitalised", N_ ("Hospitalised share"), N_ ("Share of the infected who need a bed, from when they become infectious"),
    PROGNOSIS_OUTBREAK_BEDS, PROGNOSIS_OUTBREAK_PERCENT, PROGNOSIS_UNIT_SHARE, AT (hospitalised), 0.03, 0, 1, 0, 0.3, 0.005 },
  { "stay-days", N_ ("Length of stay"), N_ ("Mean time that a patient needs a bed"), PROGNOSIS_OUTBREAK_BEDS, PROGNOSIS_OUTBREAK_NUMBER, PROGNOSIS_UNIT_DAYS,
    AT (stay_days), 8, 0.1, 365, 1, 30, 0.5 },
  { "stay-shape", N_ ("Shape of the stays"), N_ ("Of their gamma distribution: 1 varies as much as an exponential one, more varies less"),
    PROGNOSIS_OUTBREAK_BEDS, PROGNOSIS_OUTBREAK_NUMBER, PROGNOSIS_UNIT_SHARE, AT (stay_shape), 2, 0.1, 100, 0.5, 10, 0.5 },
  { "capacity", N_ ("Beds"), N_ ("Beds that there are; 0 draws no line"), PROGNOSIS_OUTBREAK_BEDS, PROGNOSIS_OUTBREAK_NUMBER, PROGNOSIS_UNIT_PERSONS, AT (capacity), 0, 0,
    1e9, 0, 2000, 10 },
};

const char *const prognosis_outbreak_column_ids[PROGNOSIS_OUTBREAK_N_COLUMNS] = {
  "S", "E", "I", "R", "D", "V", "infections", "beds",
};

const char *const prognosis_outbreak_column_titles[PROGNOSIS_OUTBREAK_N_COLUMNS] = {
  N_ ("Susceptible"), N_ ("Exposed"), N_ ("Infectious"), N_ ("Recovered"), N_ ("Dead"), N_ ("Protected by vaccine"), N_ ("New infections"),
  N_ ("Beds in use"),
};
/* clang-format on */

const PrognosisOutbreakField *
prognosis_outbreak_list_fields (gsize *n)
{
  *n = G_N_ELEMENTS (fields);
  return fields;
}

const PrognosisOutbreakField *
prognosis_outbreak_find_field (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].id, id))
      return &fields[i];
  return NULL;
}

static double *
get_place (PrognosisOutbreak *self, const PrognosisOutbreakField *field)
{
  return (double *) ((char *) self + field->offset);
}

double
prognosis_outbreak_get (const PrognosisOutbreak *self, const PrognosisOutbreakField *field)
{
  return *get_place ((PrognosisOutbreak *) self, field);
}

gboolean
prognosis_outbreak_set (PrognosisOutbreak *self, const PrognosisOutbreakField *field, double value, GError **error)
{
  if (!(value >= field->lower && value <= field->upper))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "%s is %g, expected %g to %g", field->id, value, field->lower,
                   field->upper);
      return FALSE;
    }
  *get_place (self, field) = value;
  return TRUE;
}

PrognosisOutbreak *
prognosis_outbreak_new (void)
{
  PrognosisOutbreak *self = g_new0 (PrognosisOutbreak, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    *get_place (self, &fields[i]) = fields[i].preset;
  return self;
}

PrognosisOutbreak *
prognosis_outbreak_copy (const PrognosisOutbreak *self)
{
  PrognosisOutbreak *copy = g_memdup2 (self, sizeof *self);

  copy->scenario = self->scenario != NULL ? prognosis_scenario_copy (self->scenario) : NULL;
  return copy;
}

void
prognosis_outbreak_free (PrognosisOutbreak *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scenario, prognosis_scenario_free);
  g_free (self);
}

gboolean
prognosis_outbreak_equal (const PrognosisOutbreak *a, const PrognosisOutbreak *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (prognosis_outbreak_get (a, &fields[i]) != prognosis_outbreak_get (b, &fields[i]))
      return FALSE;
  if (a->scenario == NULL || b->scenario == NULL)
    return a->scenario == b->scenario;
  return prognosis_scenario_equal (a->scenario, b->scenario);
}

gboolean
prognosis_outbreak_check (const PrognosisOutbreak *self, GError **error)
{
  if (self->imported <= self->population)
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "There are %.0f imported cases in a population of %.0f; expected at most as many as persons", self->imported,
               self->population);
  return FALSE;
}

void
prognosis_outbreak_apply_preset (PrognosisOutbreak *self, const PrognosisPreset *preset)
{
  self->latent_days = preset->latent_days;
  self->infectious_days = preset->infectious_days;
  self->reproduction = preset->reproduction;
  self->fatality = preset->fatality;
}

double
prognosis_outbreak_get_growth (const PrognosisOutbreak *self)
{
  const double gamma = 1 / self->infectious_days, beta = self->reproduction * gamma;
  double sigma;

  if (!(self->latent_days > 0))
    return beta - gamma;
  sigma = 1 / self->latent_days;
  return (sqrt ((sigma - gamma) * (sigma - gamma) + 4 * sigma * beta) - sigma - gamma) / 2;
}

double
prognosis_outbreak_get_beta (const PrognosisOutbreak *self, gsize day)
{
  const double isolated = (double) day >= self->isolation_day ? self->isolated : 0;

  return self->reproduction / self->infectious_days * (1 - isolated) * prognosis_scenario_get_factor (self->scenario, (int) day);
}

void
prognosis_outbreak_start (const PrognosisOutbreak *self, double *state)
{
  for (gsize i = 0; i < N_STATES; i++)
    state[i] = 0;
  state[STATE_S] = self->population - self->imported;
  state[STATE_I] = self->imported;
}

PrognosisOutbreakDay
prognosis_outbreak_begin_day (const PrognosisOutbreak *self, gsize day, double susceptible, double *given)
{
  const double offered = self->only_susceptible > 0 ? susceptible : self->population - *given;
  const double doses = (double) day >= self->vaccination_day ? self->doses : 0;
  PrognosisOutbreakDay today = { prognosis_outbreak_get_beta (self, day), 0 };

  if (doses > 0 && offered > 0)
    {
      /* Those who are offered a dose leave at this rate, so that as many are vaccinated in the day as there are doses. The last ones
         are all vaccinated, which no finite rate does: all but one in a million. */
      today.hazard = -log1p (-MIN (doses / offered, 1 - 1e-6));
      *given += MIN (doses, offered);
    }
  return today;
}

void
prognosis_outbreak_get_slopes (const PrognosisOutbreak *self, const PrognosisOutbreakDay *today, const double *y, double *slopes)
{
  const double force = today->beta * y[STATE_I] / self->population;
  const double vaccinated = today->hazard * y[STATE_S], removed = y[STATE_I] / self->infectious_days;
  const double infections = force * (y[STATE_S] + y[STATE_W]);
  const double onsets = self->latent_days > 0 ? y[STATE_E] / self->latent_days : infections;

  slopes[STATE_S] = -force * y[STATE_S] - vaccinated;
  slopes[STATE_W] = (1 - self->efficacy) * vaccinated - force * y[STATE_W];
  slopes[STATE_E] = infections - onsets;
  slopes[STATE_I] = onsets - removed;
  slopes[STATE_R] = (1 - self->fatality) * removed;
  slopes[STATE_D] = self->fatality * removed;
  slopes[STATE_V] = self->efficacy * vaccinated;
}
