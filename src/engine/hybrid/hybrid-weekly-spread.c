/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Intervals of weekly forecasts on the scale of log (1 + y): the size of errors is regressed on the level (small
   counts scatter more) and adapted to each region, and the shape of their distribution is that of past errors at similar
   levels divided by their size. All are shrunk towards a prior, a t distribution with 5 degrees of freedom. */

#include "hybrid-weekly.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>

#define FIRST_WEEK 12      /* earlier errors are those of a barely trained forecaster */
#define HALF_LIFE 60.0     /* weeks */
#define PRIOR_ERRORS 300.0 /* for 53 regions; proportionally fewer for fewer regions */
#define PRIOR_REGIONS 53.0
#define MIN_PRIOR 20.0
#define PRIOR_SLOPE -0.25
#define FLOOR 0.02
#define LEVEL_STEP 0.05   /* regions whose levels differ by less share a distribution */
#define LIKE_LEVEL 0.5    /* bandwidth of the kernel, in log counts */
#define PRIOR_REGION 40.0 /* errors of a region at which its own size has half the weight */
#define LAW 0.95
#define INFLATION 0.94
#define FREEDOM 5.0
#define LOG_SIZE_OF_T 0.5895 /* exp (E log |t|) */
#define VARIANCE_OF_T 4.8    /* 5/3 divided by its square */

/* Past absolute errors at one horizon, divided by their expected size and sorted, with the level of each. */
typedef struct
{
  double log_size[2]; /* at a level of 20 persons, and slope on the log level */
  double *error, *of_age, *level;
  double *of_region; /* n_regions: size of a region's errors relative to others at its level */
  double *rank;      /* cumulative share of the weights for one region: see rank_for() */
  gsize n;
  double weight, prior;
} Spread;

static double
level_at (const PrognosisWeekly *weekly, gssize t, gsize i)
{
  return log (weekly->recent[t * weekly->n + i] + 2.0) - 3.0;
}

static gsize
collect_errors (const PrognosisWeekly *weekly, const double *growth, gsize ahead, double *error, double *weight, double *level,
                gsize *region)
{
  gsize n = 0;

  for (gssize t = FIRST_WEEK; t + (gssize) ahead < (gssize) weekly->n_weeks; t++)
    for (gsize i = 0; i < weekly->n; i++)
      {
        const gsize at = t * weekly->n + i, target = at + ahead * weekly->n;

        if (!weekly->seen[at] || !weekly->seen[target])
          continue;
        error[n] = fabs (weekly->z[target] - weekly->z[at] - growth[at * weekly->horizon + ahead - 1]);
        weight[n] = pow (0.5, (weekly->n_weeks - 1.0 - t) / HALF_LIFE);
        level[n] = level_at (weekly, t, i);
        region[n++] = i;
      }
  return n;
}

/* Weighted least squares of log (error + FLOOR) on the level, shrunk towards the prior. */
static void
find_size (Spread *self, gsize ahead, const double *error, const double *weight, const double *level)
{
  const double start = log (0.13 * sqrt (ahead) + 0.07);
  double a = self->prior, b = 0.0, c = 2.0 * self->prior, p = self->prior * start, q = 2.0 * self->prior * PRIOR_SLOPE;

  self->weight = 0.0;
  for (gsize k = 0; k < self->n; k++)
    {
      const double y = log (error[k] + FLOOR);

      a += weight[k];
      b += weight[k] * level[k];
      c += weight[k] * level[k] * level[k];
      p += weight[k] * y;
      q += weight[k] * level[k] * y;
      self->weight += weight[k];
    }
  self->log_size[0] = (c * p - b * q) / (a * c - b * b);
  self->log_size[1] = (a * q - b * p) / (a * c - b * b);
  /* Large counts do not scatter more than small ones: a positive slope from a few weeks only reflects a growing
     epidemic. */
  if (self->log_size[1] > 0.0)
    {
      self->log_size[0] = p / a;
      self->log_size[1] = 0.0;
    }
}

/* Divides errors by the size of their region's. */
static void
find_regions (Spread *self, gsize n_regions, double *error, const double *weight, const double *size, const gsize *region)
{
  g_autofree double *sum = g_new0 (double, n_regions), *total = g_new0 (double, n_regions);

  for (gsize k = 0; k < self->n; k++)
    {
      sum[region[k]] += weight[k] * log (error[k] + FLOOR / size[k]);
      total[region[k]] += weight[k];
    }
  for (gsize i = 0; i < n_regions; i++)
    self->of_region[i] = exp (sum[i] / (total[i] + PRIOR_REGION));
  for (gsize k = 0; k < self->n; k++)
    error[k] /= self->of_region[region[k]];
}

static void
find_spread (Spread *self, const PrognosisWeekly *weekly, const double *growth, gsize ahead)
{
  const gsize most = weekly->n_weeks * weekly->n;
  g_autofree double *error = g_new (double, most), *weight = g_new (double, most), *level = g_new (double, most);
  g_autofree double *size = g_new (double, most);
  g_autofree gsize *order = g_new (gsize, most), *region = g_new (gsize, most);

  self->n = collect_errors (weekly, growth, ahead, error, weight, level, region);
  self->prior = CLAMP (PRIOR_ERRORS * weekly->n / PRIOR_REGIONS, MIN_PRIOR, PRIOR_ERRORS);
  find_size (self, ahead, error, weight, level);
  for (gsize k = 0; k < self->n; k++)
    {
      size[k] = exp (self->log_size[0] + self->log_size[1] * level[k]);
      error[k] /= size[k];
    }
  find_regions (self, weekly->n, error, weight, size, region);
  gsl_sort_index (order, error, 1, self->n);
  for (gsize k = 0; k < self->n; k++)
    {
      self->error[k + 1] = error[order[k]];
      self->of_age[k + 1] = weight[order[k]];
      self->level[k + 1] = level[order[k]];
    }
}

/* Errors at distant levels weigh less: relative to usual errors, going from no cases to an outbreak is a larger
   jump than large counts ever make. */
static void
rank_for (Spread *self, const PrognosisWeekly *weekly, double level)
{
  const gboolean all_alike = (weekly->without & PROGNOSIS_PART_FEW) != 0;
  double running = 0.0;

  for (gsize k = 1; k <= self->n; k++)
    {
      const double apart = all_alike ? 0.0 : (self->level[k] - level) / LIKE_LEVEL;
      const double weight = self->of_age[k] * MAX (exp (-0.5 * apart * apart), 1e-6);

      running += weight;
      self->rank[k] = running - 0.5 * weight;
    }
  self->weight = running;
  for (gsize k = 1; k <= self->n && running > 0.0; k++)
    self->rank[k] /= running;
}

/* The @central quantile of absolute standardised errors. */
static double
own_size (const Spread *self, double central)
{
  const double t = gsl_cdf_tdist_Pinv (0.5 + 0.5 * central, FREEDOM) / LOG_SIZE_OF_T;
  gsize low = 0, high = self->n;
  double own;

  if (self->n == 0)
    return t;
  while (high - low > 1)
    {
      const gsize middle = (low + high) / 2;

      if (self->rank[middle] <= central)
        low = middle;
      else
        high = middle;
    }
  own = central >= self->rank[high]
            ? self->error[high]
            : self->error[low]
                  + (self->error[high] - self->error[low]) * (central - self->rank[low]) / (self->rank[high] - self->rank[low]);
  return (self->weight * own + self->prior * t) / (self->weight + self->prior);
}

/* The same, beyond LAW with the tail of the prior: the largest errors of a few years say little. */
static double
central_size (const Spread *self, double central)
{
  if (central <= LAW)
    return own_size (self, central);
  return own_size (self, LAW) * gsl_cdf_tdist_Pinv (0.5 + 0.5 * central, FREEDOM) / gsl_cdf_tdist_Pinv (0.5 + 0.5 * LAW, FREEDOM);
}

/* Orders regions by their present level. */
static void
find_order (const PrognosisWeekly *weekly, gsize *order)
{
  g_autofree double *now = g_new (double, weekly->n);

  for (gsize i = 0; i < weekly->n; i++)
    now[i] = level_at (weekly, (gssize) weekly->n_weeks - 1, i);
  gsl_sort_index (order, now, 1, weekly->n);
}

void
prognosis_weekly_quantiles (const PrognosisWeekly *weekly, const double *growth, const double *variance, const int *lag,
                            gsize horizon, const double *levels, gsize n_levels, double *quantiles)
{
  const gsize most = weekly->n_weeks * weekly->n + 1;
  const gssize origin = (gssize) weekly->n_weeks - 1;
  g_autofree double *error = g_new0 (double, most), *rank = g_new0 (double, most), *of_age = g_new0 (double, most);
  g_autofree double *level = g_new0 (double, most), *shape = g_new (double, n_levels);
  g_autofree double *of_region = g_new (double, weekly->n);
  g_autofree gsize *order = g_new (gsize, weekly->n);

  for (gsize ahead = 1; ahead <= weekly->horizon; ahead++)
    {
      Spread spread = { .error = error, .of_age = of_age, .level = level, .of_region = of_region, .rank = rank };
      double of_level = NAN;

      find_spread (&spread, weekly, growth, ahead);
      find_order (weekly, order);
      for (gsize j = 0; j < weekly->n; j++)
        {
          const gsize i = order[j];
          const gsize at = origin * weekly->n + i;
          const gssize h = (gssize) ahead - 1 - MIN (lag[i], PROGNOSIS_WEEKLY_LAG);
          const double size = of_region[i] * exp (spread.log_size[0] + spread.log_size[1] * level_at (weekly, origin, i));
          const double sd = INFLATION * sqrt (size * size + variance[i] / VARIANCE_OF_T);

          double median;

          if (h < 0 || h >= (gssize) horizon)
            continue;
          if (!(fabs (level_at (weekly, origin, i) - of_level) <= LEVEL_STEP))
            {
              of_level = level_at (weekly, origin, i);
              rank_for (&spread, weekly, of_level);
              for (gsize k = 0; k < n_levels; k++)
                /* The two paths around the median are the point forecast. */
                shape[k] = fabs (levels[k] - 0.5) < 1.0 / MAX (n_levels - 1.0, 1.0)
                               ? 0.0
                               : copysign (central_size (&spread, fabs (2.0 * levels[k] - 1.0)), levels[k] - 0.5);
            }
          median = weekly->z[at] + prognosis_weekly_growth_since (weekly, growth, i, lag[i], (gsize) h);
          for (gsize k = 0; k < n_levels; k++)
            quantiles[(i * horizon + h) * n_levels + k] = MAX (expm1 (median + sd * shape[k]), 0.0);
        }
    }
}
