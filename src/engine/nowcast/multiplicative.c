/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chain ladder, place by place (Mack, ASTIN Bulletin 23, 1993): what is known, times the ratio of the finals to what was known
   at the same age, over the last complete weeks. Its quantiles are those of the errors that this ratio leaves in the same weeks. */

#include "prognosis-config.h"

#include "prognosis-nowcast-private.h"

#include <math.h>

/* Complete weeks from which the ratio is taken: half a year. */
#define N_WEEKS 26

void
prognosis_nowcast_fill_multiplicative (PrognosisNowcast *self, gsize place, gsize back)
{
  const PrognosisTriangle *triangle = self->triangle;
  const gsize last = triangle->n_weeks - 1;
  PrognosisNowcastError errors[N_WEEKS];
  double known[N_WEEKS], final[N_WEEKS], sum_known = 0, sum_final = 0, factor, now;
  gsize n = 0;
  int age;

  now = prognosis_triangle_get_known (triangle, place, last - back, last, &age);
  if (age < 0)
    return;
  for (gsize k = 0; k < N_WEEKS && k + triangle->n_delays <= triangle->n_weeks; k++)
    {
      const gsize week = triangle->n_weeks - triangle->n_delays - k;
      int age_then, age_now;

      known[n] = prognosis_triangle_get_known (triangle, place, week, week + (gsize) age, &age_then);
      final[n] = prognosis_triangle_get_known (triangle, place, week, last, &age_now);
      if (age_then < 0)
        continue;
      sum_known += known[n];
      sum_final += final[n++];
    }
  if (n == 0)
    return;
  factor = sum_known > 0 && sum_final > 0 ? sum_final / sum_known : 1;
  for (gsize k = 0; k < n; k++)
    errors[k] = (PrognosisNowcastError){ prognosis_nowcast_log (final[k]) - prognosis_nowcast_log (known[k] * factor), 1, place };
  prognosis_nowcast_sort_errors (errors, n);
  prognosis_nowcast_fill (self, place, back, prognosis_nowcast_log (now * factor), 1, errors, n);
}

static void
run (PrognosisNowcast *self, double *correlation)
{
  for (gsize place = 0; place < self->triangle->n_places; place++)
    for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS && back < self->triangle->n_weeks; back++)
      prognosis_nowcast_fill_multiplicative (self, place, back);
}

const PrognosisNowcastMethod prognosis_nowcast_multiplicative = {
  .id = "multiplicative",
  .description = "Chain ladder: what is known, times the past ratio of final to known counts; each place alone",
  .run = run,
};
