/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forecasts the coming week's deaths by ridge regression over all regions and earlier days: the log ratio to the
   last week's deaths is regressed on past deaths and on delayed infections. The result is averaged with the
   forecast from the delay alone. */

#include "hybrid-daily.h"

#include <math.h>

#include "prognosis-renewal.h"
#include "prognosis-ridge.h"

#define PERSONS 3.0
#define SHRINKAGE 15.0
#define MEMORY_DAYS 28.0
#define MAX_MEMORY 336
#define FIRST_DAY 21
#define MIN_ROWS 20
#define CLIP 0.7
#define PRECISION 0.3
#define MIN_EXPOSURE 2.5 /* usable days required in a week */
#define N_KERNEL 45
#define KERNEL_DAYS 14.0
#define KERNEL_SHAPE 3.0
#define MAX_ROWS 60000

enum
{
  N = 14
};

/* Features: constant; own growth last week and before, relative to the pool and shrunk; the same of the pool;
   growth of the delayed infections relative to the pool; the pool's; deaths relative to those expected from the
   delayed infections; earlier weeks relative to the last; deaths per million; cumulative deaths relative to
   expected ones; present growth of the infections; a holiday ahead, or behind. */
static const double prior_mean[N] = { 0, 0, 0, 0, 0, 0.3, 0.3, 0, 0.2 };
static const double penalty[N] = { 30, 1, 1, 3, 3, 1, 3, 10, 3, 30, 10, 3, 3, 3 };

typedef struct
{
  const PrognosisDaily *daily;
  const PrognosisCleaned *deaths;
  gsize n, n_days;
  double *week, *cases; /* n x n_days: sums of the week ending on the day; if not usable, NAN for deaths and 0 for cases */
  double kernel[N_KERNEL];
  double *now, *next; /* n: delayed infections for the last and the coming week */
} Deaths;

static void
find_weeks (const PrognosisCleaned *c, double unusable, double *week)
{
  for (gsize r = 0; r < c->n_regions; r++)
    for (gssize t = 0; t < (gssize) c->n_days; t++)
      week[r * c->n_days + t] = t >= 7 && prognosis_cleaned_exposure (c, r, t - 6, t) > MIN_EXPOSURE
                                    ? prognosis_cleaned_week (c, r, t - 6, t, 1.0)
                                    : unusable;
}

/* Delayed infections for the week @ahead of @day, from infections known on @day; later ones are assumed constant. */
static double
delayed_week (const Deaths *self, gsize region, gssize day, gssize ahead)
{
  const double *cases = self->cases + region * self->n_days;
  double x = 0.0;

  for (gssize j = 1; j <= N_KERNEL; j++)
    x += self->kernel[j - 1] * cases[MAX (MIN (day, day + ahead - j), 8)];
  return x;
}

typedef struct
{
  double growth[2], delayed, share;
} Pool;

static double
weeks_ago (const Deaths *self, gsize region, gssize day, int weeks)
{
  const gssize t = day - 7 * weeks >= 8 ? day - 7 * weeks : day - 14;
  const double x = self->week[region * self->n_days + t];

  return isfinite (x) ? x : 0.0;
}

static gboolean
is_usable (const Deaths *self, gsize region, gssize day)
{
  const double *week = self->week + region * self->n_days;

  return isfinite (week[day]) && isfinite (week[day - 7]) && isfinite (week[day - 14]);
}

static Pool
pool_at (Deaths *self, gssize day)
{
  double sum[3] = { 0.0 }, now = 0.0, next = 0.0;
  gboolean any = FALSE;

  for (gsize r = 0; r < self->n; r++)
    {
      self->now[r] = delayed_week (self, r, day, 0);
      self->next[r] = delayed_week (self, r, day, 7);
      if (!is_usable (self, r, day))
        continue;
      any = TRUE;
      for (int b = 0; b < 3; b++)
        sum[b] += weeks_ago (self, r, day, b);
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
features (const Deaths *self, const Pool *pool, gsize region, gssize day, double *f)
{
  const PrognosisCleaned *c = self->deaths;
  const double *cases = self->cases + region * self->n_days, *sum = c->sum + region * (self->n_days + 1);
  const double w0 = weeks_ago (self, region, day, 0), w1 = weeks_ago (self, region, day, 1), w2 = weeks_ago (self, region, day, 2),
               w3 = weeks_ago (self, region, day, 3);
  const double smaller = MIN (w0, w1), share = smaller / (smaller + SHRINKAGE);
  const double so_far = MAX (c->level[region] - sum[self->n_days] + sum[day + 1], 0.0);
  const double expected = self->next[region] * exp (pool->share), population = self->daily->population[region];

  f[0] = 1.0;
  f[1] = share * (CLAMP (log ((w0 + PERSONS) / (w1 + PERSONS)), -1.0, 1.0) - pool->growth[0]);
  f[2] = share * (CLAMP (log ((w1 + PERSONS) / (w2 + PERSONS)), -1.0, 1.0) - pool->growth[1]);
  f[3] = pool->growth[0];
  f[4] = pool->growth[1];
  f[5] = CLAMP (log ((self->next[region] + PERSONS) / (self->now[region] + PERSONS)), -1.0, 1.0) - pool->delayed;
  f[6] = pool->delayed;
  f[7] = CLAMP (log ((w0 + PERSONS) / (expected + PERSONS)), -2.0, 2.0);
  f[8] = CLAMP (log (((w1 + w2 + w3) / 3.0 + PERSONS) / (w0 + PERSONS)), -1.0, 1.0);
  f[9] = population > 0.0 ? log ((w0 + 1.0) / population * 1e6) - 2.5 : 0.0;
  f[10] = CLAMP (log ((so_far + PERSONS) / (10.0 * expected + PERSONS)), -3.0, 3.0);
  f[11] = CLAMP (log ((cases[day] + 20.0) / (cases[day - 7] + 20.0)), -1.0, 1.0);
  prognosis_daily_get_holidays (self->daily, region, day, &f[12]);
}

static void
add_rows (Deaths *self, gssize day, double weight, PrognosisRidge *ridge)
{
  const Pool pool = pool_at (self, day);
  double f[N];

  for (gsize r = 0; r < self->n; r++)
    {
      const double now = weeks_ago (self, r, day, 0), next = self->week[r * self->n_days + day + 7];
      double y;

      if (!is_usable (self, r, day) || !isfinite (next) || !(now > 0.0 || next > 0.0))
        continue;
      features (self, &pool, r, day, f);
      /* The prior is a forecast of y before clipping. */
      y = CLAMP (log ((next + PERSONS) / (now + PERSONS)), -CLIP, CLIP);
      for (int i = 0; i < N; i++)
        y -= prior_mean[i] * f[i];
      prognosis_ridge_add (ridge, f, y, weight * sqrt (now + 1.0));
    }
}

static void
learn (Deaths *self, double *b)
{
  const gssize origin = (gssize) self->n_days - 1;
  const gssize n_rows = (gssize) self->n * CLAMP (origin - 7 - FIRST_DAY, 0, MAX_MEMORY), step = 1 + n_rows / MAX_ROWS;
  double precision[N];
  PrognosisRidge ridge;

  prognosis_ridge_init (&ridge, N);
  for (gssize day = origin - 7; day > FIRST_DAY && day >= origin - 7 - MAX_MEMORY; day -= step)
    add_rows (self, day, step * exp (-(origin - 7 - day) / MEMORY_DAYS), &ridge);
  for (int i = 0; i < N; i++)
    {
      precision[i] = PRECISION * penalty[i];
      b[i] = 0.0;
    }
  if (ridge.n_rows > MIN_ROWS)
    prognosis_ridge_solve (&ridge, ridge.n_rows * (double) step / ridge.weight / 7.0, N, precision, b);
  for (int i = 0; i < N; i++)
    b[i] += prior_mean[i];
  prognosis_ridge_clear (&ridge);
}

static void
predict (Deaths *self, const double *b, double *week)
{
  const gssize origin = (gssize) self->n_days - 1;
  const Pool pool = pool_at (self, origin);
  double f[N];

  for (gsize r = 0; r < self->n; r++)
    {
      const double now = weeks_ago (self, r, origin, 0);
      double y = 0.0;

      week[r] = NAN;
      if (!isfinite (self->week[r * self->n_days + origin]))
        continue;
      features (self, &pool, r, origin, f);
      for (int i = 0; i < N; i++)
        y += b[i] * f[i];
      week[r] = MAX ((now + PERSONS) * exp (CLAMP (y, -CLIP, CLIP)) - PERSONS, 0.0);
    }
}

static void
init (Deaths *self, const PrognosisDaily *daily, const PrognosisCleaned *deaths, const PrognosisCleaned *infections,
      double mean_days)
{
  *self = (Deaths){ .daily = daily, .deaths = deaths, .n = deaths->n_regions, .n_days = deaths->n_days };
  self->week = g_new (double, self->n * self->n_days);
  self->cases = g_new (double, self->n * self->n_days);
  self->now = g_new (double, self->n);
  self->next = g_new (double, self->n);
  find_weeks (deaths, NAN, self->week);
  find_weeks (infections, 0.0, self->cases);
  prognosis_renewal_kernel (mean_days, KERNEL_SHAPE, N_KERNEL, self->kernel);
}

static void
clear (Deaths *self)
{
  g_free (self->week);
  g_free (self->cases);
  g_free (self->now);
  g_free (self->next);
}

void
prognosis_daily_deaths_features (const PrognosisDaily *daily, const PrognosisCleaned *deaths, const PrognosisCleaned *infections,
                                 double mean_days, double *f)
{
  const gssize origin = (gssize) deaths->n_days - 1;
  Deaths self;
  Pool pool;

  G_STATIC_ASSERT (N == PROGNOSIS_N_DEATHS_FEATURES);
  init (&self, daily, deaths, infections, mean_days);
  pool = pool_at (&self, origin);
  for (gsize r = 0; r < self.n; r++)
    features (&self, &pool, r, origin, f + r * N);
  clear (&self);
}

void
prognosis_daily_regress_deaths (const PrognosisDaily *daily, const PrognosisCleaned *deaths, const PrognosisCleaned *infections,
                                double *week)
{
  Deaths self;
  double b[N];

  for (gsize r = 0; r < deaths->n_regions; r++)
    week[r] = NAN;
  if (deaths->n_days < FIRST_DAY + 2)
    return;
  init (&self, daily, deaths, infections, KERNEL_DAYS);
  learn (&self, b);
  predict (&self, b, week);
  clear (&self);
}
