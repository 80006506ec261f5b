/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What AutoODE's map of deaths knows of a region on a day: past deaths, and cases delayed as deaths follow them. */

#include "autoode.h"

#include <math.h>

#include "prognosis-renewal.h"

#define PERSONS 3.0
#define SHRINKAGE 15.0
#define MIN_EXPOSURE 2.5 /* usable days required in a week */
#define N_KERNEL 45
#define KERNEL_SHAPE 3.0
#define FIRST_DAY 8 /* cases of earlier days are taken as those of this one */
#define N_WEEKS 4

typedef struct
{
  const PrognosisCleaned *deaths;
  gsize n;
  gssize day;
  double *week;       /* n x N_WEEKS: deaths, the last week first; NAN: not usable */
  double *now, *next; /* n: delayed cases of the last and the coming week */
} Deaths;

typedef struct
{
  double growth[2], delayed, share;
} Pool;

static double
count_week (const PrognosisCleaned *c, gsize region, gssize last, double unusable)
{
  return last >= 7 && prognosis_cleaned_exposure (c, region, last - 6, last) > MIN_EXPOSURE
             ? prognosis_cleaned_week (c, region, last - 6, last, 1.0)
             : unusable;
}

/* Of the week that ends @ahead days later, from the cases known now; later ones are assumed constant. @cases: weeks that end on
   each day up to now. */
static double
delay_week (const double *kernel, const double *cases, gssize day, gssize ahead)
{
  double x = 0.0;

  for (gssize j = 1; j <= N_KERNEL; j++)
    x += kernel[j - 1] * cases[MAX (MIN (day, day + ahead - j), FIRST_DAY)];
  return x;
}

static double
get_week (const Deaths *self, gsize region, int ago)
{
  const double x = self->week[region * N_WEEKS + ago];

  return isfinite (x) ? x : 0.0;
}

static gboolean
is_usable (const Deaths *self, gsize region)
{
  const double *week = self->week + region * N_WEEKS;

  return isfinite (week[0]) && isfinite (week[1]) && isfinite (week[2]);
}

static Pool
find_pool (const Deaths *self)
{
  double sum[3] = { 0.0 }, now = 0.0, next = 0.0;
  gboolean any = FALSE;

  for (gsize r = 0; r < self->n; r++)
    {
      if (!is_usable (self, r))
        continue;
      any = TRUE;
      for (int b = 0; b < 3; b++)
        sum[b] += get_week (self, r, b);
      now += self->now[r];
      next += self->next[r];
    }
  if (!any)
    return (Pool){ { 0.0 } };
  return (Pool){ { log ((sum[0] + PERSONS) / (sum[1] + PERSONS)), log ((sum[1] + PERSONS) / (sum[2] + PERSONS)) },
                 log ((next + PERSONS) / (now + PERSONS)),
                 log ((sum[0] + 1.0) / (next + 1.0)) };
}

static void
load (Deaths *self, const PrognosisCleaned *infections, double mean_days)
{
  g_autofree double *cases = g_new (double, self->day + 1);
  double kernel[N_KERNEL];

  prognosis_renewal_kernel (mean_days, KERNEL_SHAPE, N_KERNEL, kernel);
  for (gsize r = 0; r < self->n; r++)
    {
      for (gssize t = 0; t <= self->day; t++)
        cases[t] = count_week (infections, r, t, 0.0);
      self->now[r] = delay_week (kernel, cases, self->day, 0);
      self->next[r] = delay_week (kernel, cases, self->day, 7);
      for (int b = 0; b < N_WEEKS; b++)
        {
          const gssize last = self->day - 7 * b;

          self->week[r * N_WEEKS + b] = count_week (self->deaths, r, last >= FIRST_DAY ? last : self->day - 14, NAN);
        }
    }
}

void
prognosis_autoode_deaths_features (const PrognosisCleaned *deaths, const PrognosisCleaned *infections, const double *population,
                                   double mean_days, double *f)
{
  const gsize n = deaths->n_regions;
  g_autofree double *week = g_new (double, n *N_WEEKS), *now = g_new (double, n), *next = g_new (double, n);
  Deaths self = { .deaths = deaths, .n = n, .day = (gssize) deaths->n_days - 1, .week = week, .now = now, .next = next };
  Pool pool;

  load (&self, infections, mean_days);
  pool = find_pool (&self);
  for (gsize r = 0; r < n; r++, f += PROGNOSIS_N_DEATHS_FEATURES)
    {
      const double w0 = get_week (&self, r, 0), w1 = get_week (&self, r, 1), w2 = get_week (&self, r, 2),
                   w3 = get_week (&self, r, 3);
      const double smaller = MIN (w0, w1), share = smaller / (smaller + SHRINKAGE);
      const double expected = next[r] * exp (pool.share);

      f[0] = share * (CLAMP (log ((w0 + PERSONS) / (w1 + PERSONS)), -1.0, 1.0) - pool.growth[0]);
      f[1] = share * (CLAMP (log ((w1 + PERSONS) / (w2 + PERSONS)), -1.0, 1.0) - pool.growth[1]);
      f[2] = pool.growth[0];
      f[3] = pool.growth[1];
      f[4] = CLAMP (log ((next[r] + PERSONS) / (now[r] + PERSONS)), -1.0, 1.0) - pool.delayed;
      f[5] = pool.delayed;
      f[6] = CLAMP (log ((w0 + PERSONS) / (expected + PERSONS)), -2.0, 2.0);
      f[7] = CLAMP (log (((w1 + w2 + w3) / 3.0 + PERSONS) / (w0 + PERSONS)), -1.0, 1.0);
      f[8] = population[r] > 0.0 ? log ((w0 + 1.0) / population[r] * 1e6) - 2.5 : 0.0;
    }
}
