/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-delays.h"

#include <math.h>

gsize
prognosis_triangle_count_complete (const PrognosisTriangle *self)
{
  return self->n_weeks >= self->n_delays ? self->n_weeks - self->n_delays + 1 : 0;
}

double
prognosis_triangle_get_share (const PrognosisTriangle *self, gsize place, gsize first, gsize n_weeks, gsize delay)
{
  double known = 0, finals = 0;

  for (gsize week = first; week < MIN (first + n_weeks, prognosis_triangle_count_complete (self)); week++)
    {
      const double now = prognosis_triangle_get_known (self, place, week, self->n_weeks - 1, NULL);
      const double then = prognosis_triangle_get_known (self, place, week, week + delay, NULL);

      if (isnan (then))
        continue;
      known += then;
      finals += now;
    }
  return finals > 0 ? known / finals : NAN;
}
