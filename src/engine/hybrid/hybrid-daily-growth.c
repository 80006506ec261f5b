/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Growth of infections, learned from all regions and all days before the origin by weighted ridge regression of

     y = log ((next week + c) / (this week + c))

   on features of the region and of the pool of regions on that day; of the newest days, only a part of the next week is known. Two such regressions, one of them on the first
   features only, are averaged. Constants were chosen on the US reports of spring 2020 and every second Saturday from June. */

#include "hybrid-daily.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

#include "hybrid-daily-network.h"
#include "prognosis-ridge.h"

#define PERSONS 20.0     /* c: damps the logarithm of small weeks */
#define SHRINKAGE 300.0  /* persons per week at which a region's own growth has half the weight */
#define MEMORY_DAYS 28.0 /* time constant of the weights of rows */
#define MAX_MEMORY 336   /* twelve time constants: older rows weigh less than 1e-5 */
#define FIRST_DAY 20     /* the first row is the next day: three whole weeks of increments */
#define LEAST_AHEAD 3    /* known days of the next week for which there is a row */
#define LEAST_KNOWN 0.7  /* share of them with observations */
#define CLIP 0.7         /* of y: a factor of two per week */
#define PRECISION 2.0
#define MAX_ROWS 60000 /* beyond that, every other day is used, and so on */
#define MAX_PER_DAY 0.08

#define TYPICAL_INCIDENCE 70.0 /* weekly, per 100 000 persons: where the feature is zero */

/* For the network on the residuals, which needs only some of the rows, and recent ones. */
#define NETWORK_INPUTS 5 /* starting with the second feature */
#define NETWORK_DAYS 84
#define NETWORK_ROWS 1700
#define NETWORK_MIN_ROWS 300 /* fewer rows teach it noise */
/* Weight of the network: between the optimum for the US reports (1) and for 60 countries (1/3). */
#define NETWORK_SHARE 0.6

enum
{
  N_BASE = 8,
  N_FULL = 13
};

/* Features: constant; own growth last week and the week before, relative to the pool and shrunk; the same of the
   pool; incidence; a holiday ahead, or behind; | attack rate so far; the pool's incidence; last three days relative to the week; level
   relative to its peak; incidence^2. Growth in neighbouring states was tried and dropped: it did not improve the
   regressions and misled the network. */
static const double prior_mean[N_FULL] = { 0, 0.5, 0, 0.5 };
static const double penalty[N_FULL] = { 30, 1, 1, 1, 1, 30, 3, 3, 10, 30, 3, 10, 10 };

typedef struct
{
  const PrognosisDaily *daily;
  const PrognosisCleaned *cleaned;
  gsize n, n_days;
  double *week; /* n x n_days: sum of the week ending on the day; 0 in the first 7 days */
  double *peak; /* n x n_days: maximum of week so far */
} Growth;

static double
incidence (double persons, double population)
{
  /* Log incidence per 100 000 and week relative to a usual value of 70, which is assumed if the population is
     unknown. */
  return population > 0.0 ? log ((persons + 5.0) / population * 1e5) - log (TYPICAL_INCIDENCE) : 0.0;
}

typedef struct
{
  double growth[2], incidence; /* of the pool */
} Pool;

static Pool
pool_at (const Growth *self, gssize day)
{
  double sum[3] = { 0.0 }, persons = 0.0, known = 0.0;
  Pool pool;

  for (gsize r = 0; r < self->n; r++)
    {
      const double population = self->daily->population[r];

      for (int b = 0; b < 3; b++)
        sum[b] += day >= 7 * b ? self->week[r * self->n_days + day - 7 * b] : 0.0;
      if (population > 0.0)
        {
          persons += population;
          known += self->week[r * self->n_days + day];
        }
    }
  for (int b = 0; b < 2; b++)
    pool.growth[b] = log (sum[b] + PERSONS) - log (sum[b + 1] + PERSONS);
  pool.incidence = persons > 0.0 ? log (MAX (known, 1.0) / persons * 1e5) - log (TYPICAL_INCIDENCE) : 0.0;
  return pool;
}

static void
features (const Growth *self, const Pool *pool, gsize region, gssize day, double *f)
{
  const PrognosisCleaned *c = self->cleaned;
  const double *week = self->week + region * self->n_days;
  const double population = self->daily->population[region];
  const double w0 = week[day], w1 = day >= 7 ? week[day - 7] : 0.0, w2 = day >= 14 ? week[day - 14] : 0.0;
  const double smaller = MIN (w0, w1), share = smaller / (smaller + SHRINKAGE);
  const double g1 = CLAMP (log ((w0 + PERSONS) / (w1 + PERSONS)), -1.0, 1.0);
  const double g2 = CLAMP (log ((w1 + PERSONS) / (w2 + PERSONS)), -1.0, 1.0);
  const double *sum = c->sum + region * (self->n_days + 1);
  const double so_far = MAX (c->level[region] - sum[self->n_days] + sum[day + 1], 0.0);
  /* The expectation is three sevenths of a week. */
  const double last3 = 3.0 / 7.0 * prognosis_cleaned_week (c, region, day - 2, day, 0.5);

  f[0] = 1.0;
  f[1] = share * (g1 - pool->growth[0]);
  f[2] = share * (g2 - pool->growth[1]);
  f[3] = pool->growth[0];
  f[4] = pool->growth[1];
  f[5] = incidence (w0, population);
  prognosis_daily_get_holidays (self->daily, region, day, &f[6]);
  f[8] = population > 0.0 ? log ((so_far + 5.0) / population * 1e5) - 6.5 : 0.0;
  f[9] = pool->incidence;
  f[10] = share * CLAMP (log ((last3 + 5.0) / (w0 * 3.0 / 7.0 + 5.0)), -1.0, 1.0);
  f[11] = log ((w0 + PERSONS) / (self->peak[region * self->n_days + day] + PERSONS));
  f[12] = gsl_pow_2 (f[5]) / 2.0;
}

/* Weeks ending on each day from the 8th on. Shorter data have only the week ending at the origin. */
static void
find_weeks (Growth *self)
{
  for (gsize r = 0; r < self->n; r++)
    {
      double *week = self->week + r * self->n_days, *peak = self->peak + r * self->n_days, most = 0.0;

      for (gsize t = 0; t < self->n_days; t++)
        {
          const gboolean whole = t >= 7 || (self->n_days <= FIRST_DAY + 1 && (self->n_days - 1 - t) % 7 == 0);

          week[t] = whole ? prognosis_cleaned_week (self->cleaned, r, (gssize) t - 6, t, 1.0) : 0.0;
          peak[t] = most = MAX (most, week[t]);
        }
    }
}

/* The log ratio of the week after @day to that before it. If not all of that week is known, it is extrapolated from what is, and
   @share is the weight of such a row; 0: not usable. */
static double
find_target (const Growth *self, gsize region, gssize day, double *share)
{
  const double *week = self->week + region * self->n_days;
  const gssize n_ahead = MIN ((gssize) self->n_days - 1 - day, 7);
  /* From the centre of one to that of the other, in weeks. */
  const double apart = (7.0 + n_ahead) / 14.0;
  double next = week[day + n_ahead];

  *share = 1.0;
  if (n_ahead < 7)
    {
      const double known = prognosis_cleaned_exposure (self->cleaned, region, day + 1, day + n_ahead);

      *share = known > LEAST_KNOWN * n_ahead ? gsl_pow_2 (n_ahead / 7.0) : 0.0;
      next = prognosis_cleaned_week (self->cleaned, region, day + 1, day + n_ahead, 1.0);
    }
  return CLAMP (log ((next + PERSONS) / (week[day] + PERSONS)) / apart, -CLIP, CLIP);
}

static void
add_rows (const Growth *self, gssize day, double weight, PrognosisRidge *ridge)
{
  const Pool pool = pool_at (self, day);
  double f[N_FULL];

  for (gsize r = 0; r < self->n; r++)
    {
      const double *week = self->week + r * self->n_days;
      double share, y = find_target (self, r, day, &share);

      if (self->cleaned->lag[r] < 0 || share == 0.0)
        continue;
      features (self, &pool, r, day, f);
      for (int i = 0; i < N_FULL; i++)
        y -= prior_mean[i] * f[i];
      prognosis_ridge_add (ridge, f, y, weight * share * sqrt (week[day] + 1.0));
    }
}

static double
limit (double growth)
{
  return CLAMP (growth, -MAX_PER_DAY, MAX_PER_DAY);
}

typedef struct
{
  const Growth *self;
  const double *growth; /* from the regressions alone */
  PrognosisDailyWatch *watch;
  double *so_far;
} Reporter;

static gboolean
report_growth (const double *mean, int n, gpointer data)
{
  const Reporter *reporter = data;

  for (gsize r = 0; r < reporter->self->n; r++)
    reporter->so_far[r] = limit (reporter->growth[r] + (n > 0 ? NETWORK_SHARE * mean[r] / 7.0 : 0.0));
  return reporter->watch->report (reporter->so_far, (double) n / reporter->self->daily->starts, reporter->watch->data);
}

/* Adds the network's correction of the regressions' residuals to @growth. Rows are thinned evenly, alternating
   over regions. */
static void
add_network (const Growth *self, const double *b, PrognosisDailyWatch *watch, double *growth)
{
  const gssize newest = (gssize) self->n_days - 8, oldest = MAX (FIRST_DAY + 1, newest - NETWORK_DAYS + 1);
  const gsize n_all = newest >= oldest ? self->n * (gsize) (newest - oldest + 1) : 0, apart = 1 + (n_all - 1) / NETWORK_ROWS;
  const PrognosisDaily *daily = self->daily;
  g_autofree double *x = g_new (double, (n_all + self->n) * NETWORK_INPUTS), *y = g_new (double, MAX (n_all, 1));
  g_autofree double *weight = g_new (double, MAX (n_all, 1)), *out = g_new (double, self->n);
  g_autofree double *so_far = g_new (double, self->n);
  Reporter reporter = { self, growth, watch, so_far };
  double f[N_FULL], total = 0.0;
  gsize n = 0, count = 0;
  int n_trained;

  if (n_all < NETWORK_MIN_ROWS)
    return;
  if (watch)
    {
      watch->n_wanted += daily->starts;
      if (!report_growth (NULL, 0, &reporter))
        return;
    }
  for (gssize day = newest; day >= oldest; day--)
    {
      const Pool pool = pool_at (self, day);

      for (gsize r = 0; r < self->n; r++)
        {
          const double *week = self->week + r * self->n_days;

          if (self->cleaned->lag[r] < 0 || count++ % apart != 0)
            continue;
          features (self, &pool, r, day, f);
          y[n] = CLAMP (log ((week[day + 7] + PERSONS) / (week[day] + PERSONS)), -CLIP, CLIP);
          for (int i = 0; i < N_FULL; i++)
            y[n] -= b[i] * f[i];
          memcpy (x + n * NETWORK_INPUTS, f + 1, NETWORK_INPUTS * sizeof (double));
          total += weight[n++] = sqrt (week[day] + 1.0) * exp (-(newest - day) / MEMORY_DAYS);
        }
    }
  if (n == 0)
    return;
  for (gsize k = 0; k < n; k++)
    weight[k] *= n * (double) apart / total / 7.0;
  for (gsize r = 0; r < self->n; r++)
    {
      const Pool pool = pool_at (self, (gssize) self->n_days - 1);

      features (self, &pool, r, (gssize) self->n_days - 1, f);
      memcpy (x + (n + r) * NETWORK_INPUTS, f + 1, NETWORK_INPUTS * sizeof (double));
    }
  n_trained = prognosis_daily_network (&(PrognosisNetworkTask){ .n_inputs = NETWORK_INPUTS,
                                                                .hidden = daily->hidden,
                                                                .starts = daily->starts,
                                                                .n_threads = watch ? daily->n_threads : 1,
                                                                .seed = daily->seed,
                                                                .x = x,
                                                                .y = y,
                                                                .weight = weight,
                                                                .n = n,
                                                                .x_new = x + n * NETWORK_INPUTS,
                                                                .n_new = self->n,
                                                                .report = watch ? report_growth : NULL,
                                                                .data = &reporter },
                                       out);
  if (watch)
    watch->n_trained += n_trained;
  for (gsize r = 0; r < self->n; r++)
    growth[r] += NETWORK_SHARE * out[r] / 7.0;
}

static void
predict (const Growth *self, const double *b, double *growth)
{
  const gssize origin = (gssize) self->n_days - 1;
  const Pool pool = pool_at (self, origin);
  double f[N_FULL];

  for (gsize r = 0; r < self->n; r++)
    {
      double sum = 0.0;

      features (self, &pool, r, origin, f);
      for (int i = 0; i < N_FULL; i++)
        sum += b[i] * f[i];
      growth[r] = sum / 7.0;
    }
}

static void
learn (Growth *self, PrognosisDailyWatch *watch, double *growth)
{
  const gssize origin = (gssize) self->n_days - 1;
  const gsize n_rows = self->n * (gsize) CLAMP (origin - LEAST_AHEAD - FIRST_DAY, 0, MAX_MEMORY);
  const gssize step = 1 + (gssize) (n_rows / MAX_ROWS);
  double precision[N_FULL], full[N_FULL], base[N_BASE];
  PrognosisRidge ridge;

  prognosis_ridge_init (&ridge, N_FULL);
  find_weeks (self);
  for (gssize day = origin - LEAST_AHEAD; day > FIRST_DAY && day >= origin - 7 - MAX_MEMORY; day -= step)
    add_rows (self, day, step * exp (-(origin - 7 - day) / MEMORY_DAYS), &ridge);
  for (int i = 0; i < N_FULL; i++)
    precision[i] = PRECISION * penalty[i];
  if (ridge.n_rows > 0)
    {
      /* Rows of seven successive days share six days, so they count as one. */
      const double scale = ridge.n_rows * (double) step / ridge.weight / 7.0;

      prognosis_ridge_solve (&ridge, scale, N_FULL, precision, full);
      prognosis_ridge_solve (&ridge, scale, N_BASE, precision, base);
    }
  else
    for (int i = 0; i < N_FULL; i++)
      full[i] = base[MIN (i, N_BASE - 1)] = 0.0;
  for (int i = 0; i < N_FULL; i++)
    full[i] = prior_mean[i] + 0.5 * (full[i] + (i < N_BASE ? base[i] : 0.0));
  predict (self, full, growth);
  if (self->daily->hidden > 0 && !(self->daily->without & PROGNOSIS_PART_NETWORK))
    add_network (self, full, watch, growth);
  prognosis_ridge_clear (&ridge);
}

/* Half of the last week's growth. */
static void
simple_growth (const PrognosisCleaned *cleaned, double *growth)
{
  const gssize origin = (gssize) cleaned->n_days - 1;

  for (gsize r = 0; r < cleaned->n_regions; r++)
    {
      const double w0 = prognosis_cleaned_week (cleaned, r, origin - 6, origin, 0.5);
      const double w1 = prognosis_cleaned_week (cleaned, r, origin - 13, origin - 7, 0.5);

      growth[r] = 0.5 * log ((w0 + 10.0) / (w1 + 10.0)) / 7.0;
    }
}

void
prognosis_daily_growth_features (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, double *f)
{
  Growth self = { .daily = daily, .cleaned = cleaned, .n = cleaned->n_regions, .n_days = cleaned->n_days };
  Pool pool;

  G_STATIC_ASSERT (N_FULL == PROGNOSIS_N_GROWTH_FEATURES);
  self.week = g_new (double, self.n *self.n_days);
  self.peak = g_new (double, self.n *self.n_days);
  find_weeks (&self);
  pool = pool_at (&self, (gssize) self.n_days - 1);
  for (gsize r = 0; r < self.n; r++)
    features (&self, &pool, r, (gssize) self.n_days - 1, f + r * N_FULL);
  g_free (self.week);
  g_free (self.peak);
}

void
prognosis_daily_growth (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, PrognosisDailyWatch *watch, double *growth)
{
  Growth self = { .daily = daily, .cleaned = cleaned, .n = cleaned->n_regions, .n_days = cleaned->n_days };

  if (daily->without & PROGNOSIS_PART_POOLING)
    simple_growth (cleaned, growth);
  else
    {
      self.week = g_new (double, self.n *self.n_days);
      self.peak = g_new (double, self.n *self.n_days);
      learn (&self, watch, growth);
      g_free (self.week);
      g_free (self.peak);
    }
  for (gsize r = 0; r < self.n; r++)
    growth[r] = limit (growth[r]);
}
