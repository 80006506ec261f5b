/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A scenario as an object: its name, and the changes of transmission that it consists of. */

#include "prognosis-config.h"

#include "prognosis-scenario.h"

#include <math.h>
#include <string.h>

PrognosisScenario *
prognosis_scenario_new (const char *name)
{
  PrognosisScenario *self = g_new0 (PrognosisScenario, 1);

  self->name = g_strdup (name);
  self->changes = g_array_new (FALSE, TRUE, sizeof (PrognosisChange));
  return self;
}

PrognosisScenario *
prognosis_scenario_copy (const PrognosisScenario *self)
{
  PrognosisScenario *copy = prognosis_scenario_new (self->name);

  if (self->changes->len > 0)
    g_array_append_vals (copy->changes, self->changes->data, self->changes->len);
  return copy;
}

void
prognosis_scenario_free (PrognosisScenario *self)
{
  g_free (self->name);
  g_array_unref (self->changes);
  g_free (self);
}

PrognosisScenario *
prognosis_scenario_new_weeks (const char *name, int day, guint n_weeks, double factor)
{
  PrognosisScenario *self = prognosis_scenario_new (name);
  const PrognosisChange change = { day, factor, (int) n_weeks * 7 };

  g_array_append_val (self->changes, change);
  return self;
}

PrognosisScenario *
prognosis_scenario_new_vaccination (const char *name, int day, guint n_weeks, double doses_a_day, double population,
                                    double efficacy)
{
  PrognosisScenario *self = prognosis_scenario_new (name);

  for (guint week = 0; week < n_weeks; week++)
    {
      /* In the middle of the week. */
      const double covered = MIN (doses_a_day * 7 * (week + 0.5) / population, 1);
      const PrognosisChange change = { day + 7 * (int) week, MAX (1 - efficacy * covered, 0.01), week + 1 < n_weeks ? 7 : 0 };

      g_array_append_val (self->changes, change);
    }
  return self;
}

gboolean
prognosis_scenario_equal (const PrognosisScenario *a, const PrognosisScenario *b)
{
  if (!g_str_equal (a->name, b->name) || a->changes->len != b->changes->len)
    return FALSE;
  for (guint i = 0; i < a->changes->len; i++)
    {
      const PrognosisChange *x = &g_array_index (a->changes, PrognosisChange, i);
      const PrognosisChange *y = &g_array_index (b->changes, PrognosisChange, i);

      if (x->day != y->day || x->factor != y->factor || x->n_days != y->n_days)
        return FALSE;
    }
  return TRUE;
}

double
prognosis_scenario_get_factor (const PrognosisScenario *self, int day)
{
  const PrognosisChange *held = NULL;

  for (guint i = 0; self != NULL && i < self->changes->len; i++)
    {
      const PrognosisChange *change = &g_array_index (self->changes, PrognosisChange, i);

      if (change->day <= day && (change->n_days == 0 || day < change->day + change->n_days)
          && (held == NULL || change->day >= held->day))
        held = change;
    }
  return held != NULL ? held->factor : 1;
}
