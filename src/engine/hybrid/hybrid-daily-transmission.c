/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Transmission by the renewal equation (Fraser 2007; Wallinga, Lipsitch 2007)

     i(t) = R(t) S(t - 1) / S(0) sum_s w(s) i(t - s)

   where w is the distribution of the generation time. R(t), the reproduction number without further depletion, is the one
   with which infections grow as learned: g at the origin, damped by a constant factor per day after it, so that transmission
   returns to a level without growth or decline. The forecast infections then deplete the susceptibles. Only reported cases
   deplete them, so that this is a lower limit of depletion. */

#include "hybrid-daily.h"

#include <math.h>

#include "prognosis-renewal.h"

/* Halves the growth rate in 23 days. Chosen on the US reports of spring 2020 and every second Saturday. */
#define DAMPING 0.97
/* The mean of the last week represents its fourth day: three days before the origin. */
#define CENTRE_DAYS 3

/* Sum of the growth rates from the centre of the last week to @day; the first forecast is day 1. */
static double
growth_until (gssize day)
{
  const gssize n = day + CENTRE_DAYS;

  return n <= 0 ? (double) n : DAMPING * (1.0 - pow (DAMPING, n)) / (1.0 - DAMPING);
}

static void
transmit_region (const double *kernel, gsize n_kernel, double start, double growth, double susceptible, gsize horizon,
                 double *increment)
{
  const gsize n = horizon + n_kernel;
  g_autofree double *free_path = g_new (double, n), *path = g_new (double, n);
  double left = susceptible;

  for (gsize k = 0; k < n; k++)
    free_path[k] = path[k] = start * exp (growth * growth_until ((gssize) (k + 1) - (gssize) n_kernel));
  for (gsize h = 0; h < horizon; h++)
    {
      double expected = 0.0, actual = 0.0;

      for (gsize j = 1; j <= n_kernel; j++)
        {
          expected += kernel[j - 1] * free_path[h + n_kernel - j];
          actual += kernel[j - 1] * path[h + n_kernel - j];
        }
      if (expected > 0.0 && susceptible > 0.0)
        path[h + n_kernel] = MIN (free_path[h + n_kernel] * (actual / expected) * (left / susceptible), left);
      left = MAX (left - path[h + n_kernel], 0.0);
      increment[h] = path[h + n_kernel];
    }
}

void
prognosis_daily_transmit (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, const double *growth, double *increment)
{
  const gssize origin = (gssize) cleaned->n_days - 1;
  const gsize n_kernel = prognosis_renewal_length (daily->generation_days);
  g_autofree double *kernel = g_new (double, n_kernel);

  prognosis_renewal_kernel (daily->generation_days, PROGNOSIS_GENERATION_SHAPE, n_kernel, kernel);
  for (gsize r = 0; r < cleaned->n_regions; r++)
    {
      const gboolean known = prognosis_cleaned_exposure (cleaned, r, origin - 6, origin) > 0.5;
      const double start = known ? prognosis_cleaned_week (cleaned, r, origin - 6, origin, 0.5) / 7.0 : 0.0;
      const double infected = MAX (cleaned->level[r], 0.0);
      double susceptible = daily->population[r] - infected;

      /* If counts exceed the known population, depletion cannot be calculated. */
      if (!(susceptible > 0.0) || daily->without & PROGNOSIS_PART_DEPLETION)
        susceptible = 0.0;
      transmit_region (kernel, n_kernel, start, growth[r], susceptible, daily->horizon, increment + r * daily->horizon);
    }
}
