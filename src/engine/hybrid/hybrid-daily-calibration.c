/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Intervals from the forecaster's own errors: it is run at past origins on the data known then, and its errors,
   divided by a scale that depends on the forecast, are pooled over regions and neighbouring horizons (conformal
   prediction: Vovk, Gammerman, Shafer 2005; without its guarantee, as days are not exchangeable). */

#include "hybrid-daily.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "prognosis-parallel.h"
#include "prognosis-sort.h"
#include "prognosis-tail.h"

#define GROUP 8 /* origins, one after the other */
/* Older errors are less informative, because reporting and the outbreak change (weights as in Barber, Candes,
   Ramdas, Tibshirani 2023). */
#define HALF_LIFE_DAYS 14.0
/* Bounds the time; older ones weigh little. */
#define MAX_ORIGINS (PROGNOSIS_DAILY_MEMORY / PROGNOSIS_DAILY_APART)
#define FIRST_DAY 20  /* earlier origins have too little data to learn from */
#define MIN_ORIGINS 3 /* per horizon; longer horizons extrapolate with days^0.3 */
#define GROWTH_POWER 0.3
#define PAST_STARTS 2     /* networks at past origins: more would hardly reduce the errors */
#define REGION_WEIGHT 6.0 /* number of independent errors at which a region's own size weighs as much as the pool's */
#define MIN_REGION 0.1
#define OUTLIER 0.95 /* larger errors are capped at this quantile in a region's size */

/* Prior of the errors: t with 5 degrees of freedom and this mean size, with the weight of PRIOR_ERRORS errors. The
   sizes are twice those of the US reports, so that series without a past have wider intervals. */
#define PRIOR_ERRORS 10.0
#define PRIOR_FREEDOM 5.0
#define PRIOR_MEAN_OF_T 0.949
static const double prior_size[] = { 0.6, 2.0, 2.0 };

/* The scale of an error is (expected + persons sqrt (days))^power, with powers between 0.5 (counts) and 1
   (proportions). */
static const double persons[] = { 5.0, 5.0, 0.5 }, power[] = { 0.9, 0.65, 0.65 };

/* How much of daily errors persists: pairs of days up to a week apart. A week has about PAIRS of them. With so many weeks, the prior
   weighs as much as all of the past, and the pool as much as that of a region. */
#define LAGS 6
#define PAIRS 42.0
#define FAR 3.0 /* in sizes: of an error, more counts as this */
#define PRIOR_PERSISTENT 0.5
#define PRIOR_WEEKS 4.0
#define POOL_WEEKS 10.0

struct _PrognosisCalibration
{
  PrognosisDaily daily; /* as at the origin, but with fewer networks */
  gsize n_origins, n_done;
  double *errors; /* n_signals x n_origins x n_regions x horizon, divided by their scale; NAN: none */
};

typedef struct
{
  PrognosisCalibration *self;
  const PrognosisRequest *request;
  gsize *n_days; /* by origin */
  double before; /* share of the request's work done before */
  int n_done;    /* atomic */
} Job;

static void
find_scale (const PrognosisDaily *daily, gsize signal, const double *median, double level, double *scale)
{
  const PrognosisDailySignal *s = &daily->signals[signal];
  double week = 0.0;

  for (gsize h = 0; h < 7; h++)
    week += s->cumulative ? (h == 6 ? MAX (median[6] - level, 0.0) : 0.0) : MAX (median[h], 0.0);
  for (gsize h = 0; h < daily->horizon; h++)
    {
      const double days = s->cumulative ? h + 1.0 : 1.0;
      /* Weekdays without reports have a positive width, too. */
      const double expected = MAX (MAX (median[h] - level, 0.0), week / 7.0 * days * 0.5);

      scale[h] = pow (expected + persons[s->method] * sqrt (days), power[s->method]);
    }
}

static void
run_origin (Job *job, gsize a, double *weights)
{
  PrognosisCalibration *self = job->self;
  const PrognosisDaily *daily = &self->daily;
  const gsize n = daily->n_regions, size = n * daily->horizon, n_days = job->n_days[a];
  g_autofree double *median = g_new (double, daily->n_signals *size), *level = g_new (double, daily->n_signals *n);
  g_autofree double *scale = g_new (double, daily->horizon);

  daily->find_median (daily, n_days, weights, NULL, median, level);
  for (gsize s = 0; s < daily->n_signals; s++)
    for (gsize r = 0; r < n; r++)
      {
        const double *x = daily->signals[s].observed + r * daily->n_days, *m = median + s * size + r * daily->horizon;
        double *error = self->errors + ((s * self->n_origins + a) * n + r) * daily->horizon;

        find_scale (daily, s, m, level[s * n + r], scale);
        for (gsize h = 0; h < daily->horizon; h++)
          error[h]
              = isfinite (x[n_days - 1]) && isfinite (m[h]) && n_days + h < daily->n_days ? (x[n_days + h] - m[h]) / scale[h] : NAN;
      }
}

/* A group of neighbouring origins, from the oldest on, so that training begins where that of the origin before ended. The newest
   group comes first: if stopped early, the calibration simply has a shorter past. */
static void
run_group (gsize group, gsize thread, gpointer data)
{
  Job *job = data;
  const gsize first = group * GROUP, last = MIN (first + GROUP, job->self->n_origins) - 1;
  g_autofree double *weights = g_new0 (double, job->self->daily.n_signals *PROGNOSIS_DAILY_MAX_WEIGHTS);

  for (gssize a = last; a >= (gssize) first; a--)
    {
      PrognosisProgress progress = { .loss = NAN };
      int n_done;

      if (g_cancellable_is_cancelled (job->request->enough) || g_cancellable_is_cancelled (job->request->cancellable))
        return;
      run_origin (job, a, weights);
      n_done = g_atomic_int_add (&job->n_done, 1) + 1;
      progress.fraction = job->before + (1.0 - job->before) * n_done / (job->self->n_origins + 1.0);
      if (job->request->progress)
        job->request->progress (&progress, job->request->progress_data);
    }
}

static gssize
find_first (const PrognosisDaily *daily)
{
  return daily->n_days > 2 * FIRST_DAY ? FIRST_DAY : (gssize) daily->n_days / 2;
}

gboolean
prognosis_daily_is_origin (const PrognosisDaily *daily, gsize day)
{
  const gsize age = daily->n_days - 1 - day;

  return age == 0 || ((gssize) day >= find_first (daily) && (age - 1) % daily->apart == 0 && (age - 1) < PROGNOSIS_DAILY_MEMORY);
}

PrognosisCalibration *
prognosis_calibration_new (const PrognosisDaily *daily, guint n_threads, const PrognosisRequest *request, double fraction)
{
  PrognosisCalibration *self = g_new0 (PrognosisCalibration, 1);
  gsize n_days[MAX_ORIGINS];
  Job job = { .self = self, .request = request, .n_days = n_days, .before = fraction };
  gsize n_errors;

  self->daily = *daily;
  self->daily.starts = MIN (daily->starts, PAST_STARTS);
  for (gssize o = (gssize) daily->n_days - 2; o > find_first (daily) && prognosis_daily_is_origin (daily, (gsize) o);
       o -= (gssize) daily->apart)
    n_days[self->n_origins++] = (gsize) o + 1;
  n_errors = daily->n_signals * self->n_origins * daily->n_regions * daily->horizon;
  self->errors = g_new (double, MAX (n_errors, 1));
  for (gsize k = 0; k < n_errors; k++)
    self->errors[k] = NAN;
  prognosis_parallel ((self->n_origins + GROUP - 1) / GROUP, n_threads, request->cancellable, run_group, &job);
  self->n_done = (gsize) job.n_done;
  if (g_cancellable_is_cancelled (request->cancellable))
    g_clear_pointer (&self, prognosis_calibration_free);
  return self;
}

void
prognosis_calibration_free (PrognosisCalibration *self)
{
  g_free (self->errors);
  g_free (self);
}

void
prognosis_calibration_count (const PrognosisCalibration *self, gsize *n_done, gsize *n)
{
  *n_done = self->n_done;
  *n = self->n_origins;
}

static double
error_at (const PrognosisCalibration *self, gsize signal, gsize origin, gsize region, gsize h)
{
  return self->errors[((signal * self->n_origins + origin) * self->daily.n_regions + region) * self->daily.horizon + h];
}

/* The longest horizon with enough origins, or -1. */
static gssize
find_longest (const PrognosisCalibration *self, gsize signal)
{
  for (gssize h = (gssize) self->daily.horizon - 1; h >= 0; h--)
    {
      gsize n = 0;

      for (gsize a = 0; a < self->n_origins; a++)
        {
          gboolean any = FALSE;

          for (gsize r = 0; r < self->daily.n_regions && !any; r++)
            any = isfinite (error_at (self, signal, a, r, h));
          n += any;
        }
      if (n >= MIN_ORIGINS)
        return h;
    }
  return -1;
}

/* Errors of one horizon and its neighbours. */
typedef struct
{
  gsize first, last;
  double apart;               /* days between origins */
  double *size;               /* n_regions: size of a region's errors relative to the pool's */
  PrognosisTailPoint *sorted; /* errors divided by their region's size */
  gsize n;
  double weight; /* total */
} Pool;

static gsize
collect_errors (const PrognosisCalibration *self, gsize signal, const Pool *pool, gsize region, PrognosisTailPoint *out)
{
  gsize n = 0;

  for (gsize a = 0; a < self->n_origins; a++)
    for (gsize h = pool->first; h <= pool->last; h++)
      {
        const double e = error_at (self, signal, a, region, h);

        if (isfinite (e))
          out[n++] = (PrognosisTailPoint){ e, exp2 (-(double) (a * self->daily.apart) / HALF_LIFE_DAYS) };
      }
  return n;
}

/* Mean absolute error of each region, shrunk towards the pool's. */
static void
find_sizes (const PrognosisCalibration *self, gsize signal, Pool *pool)
{
  const gsize n = self->daily.n_regions, most = n * self->n_origins * (pool->last - pool->first + 1);
  g_autofree double *all = g_new (double, MAX (most, 1)), *sum = g_new0 (double, n), *weight = g_new0 (double, n);
  g_autofree gsize *count = g_new0 (gsize, n);
  double cap, mean = 0.0;

  pool->n = 0;
  pool->weight = 0.0;
  for (gsize r = 0; r < n; r++)
    {
      count[r] = collect_errors (self, signal, pool, r, pool->sorted + pool->n);
      pool->n += count[r];
    }
  for (gsize i = 0; i < pool->n; i++)
    all[i] = fabs (pool->sorted[i].error);
  prognosis_sort (all, pool->n);
  cap = pool->n ? gsl_stats_quantile_from_sorted_data (all, 1, pool->n, OUTLIER) : 0.0;
  for (gsize r = 0, i = 0; r < n; r++)
    {
      for (gsize k = 0; k < count[r]; k++, i++)
        {
          sum[r] += pool->sorted[i].weight * MIN (fabs (pool->sorted[i].error), cap);
          weight[r] += pool->sorted[i].weight;
        }
      mean += sum[r];
      pool->weight += weight[r];
    }
  mean /= pool->n ? pool->weight : 1.0;
  for (gsize r = 0, i = 0; r < n; r++)
    {
      /* Weeks overlap, and errors of neighbouring horizons are highly correlated. */
      const double independent = weight[r] / (pool->last - pool->first + 1.0) * pool->apart / 7.0 * 2.0;
      const double own = count[r] ? sum[r] / weight[r] : mean;

      pool->size[r]
          = mean > 0.0 ? MAX ((independent * own + REGION_WEIGHT * mean) / (independent + REGION_WEIGHT) / mean, MIN_REGION) : 1.0;
      for (gsize k = 0; k < count[r]; k++, i++)
        pool->sorted[i].error /= pool->size[r];
    }
  prognosis_tail_share (pool->sorted, pool->n);
}

/* Quantiles of the scaled error: a mean of the pool's and the prior's, weighted by the number of independent
   errors. */
static void
find_quantiles (const Pool *pool, double prior, const double *levels, gsize n_levels, double *q)
{
  const double n_independent = pool->weight / (pool->last - pool->first + 1.0) * pool->apart / 7.0;
  const double weight = n_independent / (n_independent + PRIOR_ERRORS);

  if (pool->n > 0)
    prognosis_tail_quantiles (pool->sorted, pool->n, n_independent, levels, n_levels, q);
  for (gsize i = 0; i < n_levels; i++)
    {
      const double t = gsl_cdf_tdist_Pinv (levels[i], PRIOR_FREEDOM) / PRIOR_MEAN_OF_T * prior;
      double e = t;

      if (pool->n > 0)
        e = weight * q[i] + (1.0 - weight) * t;
      /* The median is the point forecast. */
      q[i] = fabs (levels[i] - 0.5) < 1.0 / MAX (n_levels - 1.0, 1.0) ? 0.0 : levels[i] < 0.5 ? MIN (e, 0.0) : MAX (e, 0.0);
    }
}

/* The scale of cumulative counts grows with the horizon. That of incident counts does not, but their errors do. */
static double
prior_growth (const PrognosisDailySignal *signal, double days)
{
  return signal->cumulative ? 1.0 : sqrt (MAX (days / 7.0, 1.0));
}

struct _PrognosisSpread
{
  gsize n_regions, horizon, n_levels;
  const double *median; /* n_regions x horizon */
  double *errors;       /* horizon x n_levels: what regions share */
  double *size, *scale; /* n_regions x horizon */
};

PrognosisSpread *
prognosis_calibration_spread (const PrognosisCalibration *self, gsize signal, const double *median, const double *level,
                              const double *levels, gsize n_levels)
{
  const PrognosisDaily *daily = &self->daily;
  const gsize horizon = daily->horizon, n = daily->n_regions;
  const gssize longest = find_longest (self, signal);
  g_autofree double *size = g_new (double, n);
  g_autofree PrognosisTailPoint *sorted = g_new (PrognosisTailPoint, MAX (n * self->n_origins * 3, 1));
  Pool pool = { .apart = daily->apart, .size = size, .sorted = sorted };
  PrognosisSpread *spread = g_new (PrognosisSpread, 1);

  *spread = (PrognosisSpread){
    n, horizon, n_levels, median, g_new (double, horizon *n_levels), g_new (double, n *horizon), g_new (double, n *horizon)
  };
  for (gsize r = 0; r < n; r++)
    find_scale (daily, signal, median + r * horizon, level[r], spread->scale + r * horizon);
  for (gsize h = 0; h < horizon; h++)
    {
      const gssize from = MIN ((gssize) h, longest);
      /* This also widens the prior's share, which already depends on the horizon: without it the intervals of short
         series were too narrow (8 countries up to April 2020: WIS 724 instead of 705, coverage of 50 % intervals 0.28
         instead of 0.35). */
      const double longer = longest < 0 ? 1.0 : pow ((h + 1.0) / (from + 1.0), GROWTH_POWER);
      double *q = spread->errors + h * n_levels;

      pool.n = 0;
      pool.weight = 0.0;
      for (gsize r = 0; r < n && longest < 0; r++)
        size[r] = 1.0;
      if (longest >= 0)
        {
          pool.first = MAX (from - 1, 0);
          pool.last = MIN (from + 1, longest);
          find_sizes (self, signal, &pool);
        }
      find_quantiles (&pool, prior_size[daily->signals[signal].method] * prior_growth (&daily->signals[signal], h + 1.0), levels,
                      n_levels, q);
      for (gsize i = 0; i < n_levels; i++)
        q[i] *= longer;
      for (gsize r = 0; r < n; r++)
        spread->size[r * horizon + h] = size[r];
    }
  return spread;
}

void
prognosis_spread_free (PrognosisSpread *self)
{
  g_free (self->errors);
  g_free (self->size);
  g_free (self->scale);
  g_free (self);
}

void
prognosis_spread_quantiles (const PrognosisSpread *self, gsize region, double *quantiles)
{
  const double *size = self->size + region * self->horizon, *scale = self->scale + region * self->horizon;
  const double *median = self->median + region * self->horizon;

  for (gsize h = 0; h < self->horizon; h++)
    for (gsize i = 0; i < self->n_levels; i++)
      quantiles[h * self->n_levels + i] = self->errors[h * self->n_levels + i] * size[h];
  prognosis_tail_smooth (quantiles, self->horizon, self->n_levels);
  for (gsize h = 0; h < self->horizon; h++)
    for (gsize i = 0; i < self->n_levels; i++)
      quantiles[h * self->n_levels + i] = median[h] + quantiles[h * self->n_levels + i] * scale[h];
}

/* Sums over pairs of days in one forecast of a region that are up to LAGS apart: products of errors, and of what the products
   would be if all of the errors persisted. */
static void
add_pairs (const PrognosisCalibration *self, gsize signal, gsize region, double persistence, double *product, double *square)
{
  const gsize horizon = self->daily.horizon;
  double size = 0.0, n = 0.0;

  for (gsize a = 0; a < self->n_origins; a++)
    for (gsize h = 0; h < horizon; h++)
      {
        const double e = error_at (self, signal, a, region, h);

        size += isfinite (e) ? fabs (e) : 0.0;
        n += isfinite (e);
      }
  size /= MAX (n, 1.0);
  for (gsize a = 0; a < self->n_origins && size > 0.0; a++)
    for (gsize h = 0; h < horizon; h++)
      for (gsize lag = 1; lag <= LAGS && h + lag < horizon; lag++)
        {
          const double x = CLAMP (error_at (self, signal, a, region, h) / size, -FAR, FAR);
          const double y = CLAMP (error_at (self, signal, a, region, h + lag) / size, -FAR, FAR);

          if (!isfinite (x) || !isfinite (y))
            continue;
          *product += x * y / PAIRS;
          *square += 0.5 * (x * x + y * y) * pow (persistence, (double) lag) / PAIRS;
        }
}

void
prognosis_calibration_find_fresh (const PrognosisCalibration *self, gsize signal, double persistence, double *fresh)
{
  const gsize n = self->daily.n_regions;
  g_autofree double *product = g_new0 (double, n), *square = g_new0 (double, n);
  double all_products = PRIOR_WEEKS * PRIOR_PERSISTENT, all_squares = PRIOR_WEEKS, share;

  for (gsize r = 0; r < n; r++)
    {
      add_pairs (self, signal, r, persistence, &product[r], &square[r]);
      all_products += product[r];
      all_squares += square[r];
    }
  share = CLAMP (all_products / all_squares, 0.0, 1.0);
  for (gsize r = 0; r < n; r++)
    fresh[r] = 1.0 - CLAMP ((product[r] + POOL_WEEKS * share) / (square[r] + POOL_WEEKS), 0.0, 1.0);
}
