/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-triangle.h"

#include <math.h>

double
prognosis_triangle_get (const PrognosisTriangle *self, gsize place, gsize week, gsize delay)
{
  return self->increments[(place * self->n_weeks + week) * self->n_delays + delay];
}

int
prognosis_triangle_get_day (const PrognosisTriangle *self, gsize week)
{
  return self->first_day + 7 * (int) week;
}

double
prognosis_triangle_get_known (const PrognosisTriangle *self, gsize place, gsize week, gsize at, int *age)
{
  double known = 0;
  int last = -1;

  for (gsize d = 0; week + d <= at && d < self->n_delays; d++)
    {
      const double increment = prognosis_triangle_get (self, place, week, d);

      if (isnan (increment))
        continue;
      known += increment;
      last = (int) d;
    }
  if (age != NULL)
    *age = last;
  return last < 0 ? NAN : known;
}

void
prognosis_triangle_free (PrognosisTriangle *self)
{
  if (self == NULL)
    return;
  for (gsize p = 0; p < self->n_places; p++)
    {
      g_free (self->places[p].location);
      g_free (self->places[p].age_group);
    }
  g_free (self->places);
  g_free (self->increments);
  g_free (self);
}
