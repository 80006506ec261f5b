/* SPDX-License-Identifier: GPL-3.0-or-later */

/* First reports are incomplete and are revised (backfill). The size of revisions is learned from pairs of
   successive versions: the log ratio of a week of age j (0: the last week) between one version and the next,
   pooled over regions and for each region. */

#include "hybrid-weekly.h"

#include <math.h>

#define N_AGES 3
/* Prior: a correction of 2 % from age 0 to 1 with the weight of two versions; a region equals the pool with the
   weight of four. Chosen, like all constants for weekly data, on the 2023-24 season of US influenza admissions. */
static const double prior_mean[N_AGES] = { 0.02, 0.0, 0.0 };
#define PRIOR_VERSIONS 2.0
#define PRIOR_REGION 4.0
#define PRIOR_VARIANCE 0.004
#define HALF_LIFE 6.0 /* versions */
#define CLIP 0.7
/* Variance of a region's log ratio: between regions, and of counts with twice the Poisson variance. */
#define VARIANCE 0.01
#define DISPERSION 2.0

typedef struct
{
  double *ratio;  /* n_pairs x n, NAN: unknown */
  double *weight; /* n_pairs; 0: no information */
  gsize n_pairs, n;
} Ratios;

static void
collect_ratios (const double *y, gsize n_weeks, const PrognosisWeeklyVersion *versions, gsize age, Ratios *self, double *mean)
{
  double sum = PRIOR_VERSIONS * prior_mean[age], total = PRIOR_VERSIONS;

  for (gsize k = 0; k < self->n_pairs; k++)
    {
      const gssize week = (gssize) versions[k].n_weeks - 1 - (gssize) age;
      const double *next = k + 1 < self->n_pairs ? versions[k + 1].y : y;
      double s = 0.0, sd = 0.0;

      self->weight[k] = 0.0;
      for (gsize i = 0; i < self->n && week >= 0; i++)
        {
          const double a = versions[k].y[week * self->n + i], b = next[week * self->n + i];
          const double d = log ((b + 1.0) / (a + 1.0)), w = 1.0 / (VARIANCE + DISPERSION / (a + 1.0));

          self->ratio[k * self->n + i] = isfinite (d) ? CLAMP (d, -CLIP, CLIP) : NAN;
          if (!isfinite (d))
            continue;
          s += w;
          sd += w * CLAMP (d, -CLIP, CLIP);
        }
      if (s <= 0.0)
        continue;
      self->weight[k] = pow (0.5, (self->n_pairs - 1 - k) / HALF_LIFE);
      sum += self->weight[k] * sd / s;
      total += self->weight[k];
    }
  *mean = sum / total;
}

/* Each region's deviation from the pool, shrunk towards 0. */
static void
find_regions (const Ratios *self, double mean, double *own)
{
  for (gsize i = 0; i < self->n; i++)
    {
      double sum = 0.0, total = PRIOR_REGION;

      for (gsize k = 0; k < self->n_pairs; k++)
        if (self->weight[k] > 0.0 && isfinite (self->ratio[k * self->n + i]))
          {
            sum += self->weight[k] * (self->ratio[k * self->n + i] - mean);
            total += self->weight[k];
          }
      own[i] = sum / total;
    }
}

static double
find_variance (const Ratios *self, double mean, const double *own)
{
  double sum = PRIOR_VARIANCE * PRIOR_VERSIONS, total = PRIOR_VERSIONS;

  for (gsize k = 0; k < self->n_pairs; k++)
    {
      double squares = 0.0;
      gsize count = 0;

      for (gsize i = 0; i < self->n && self->weight[k] > 0.0; i++)
        {
          const double e = self->ratio[k * self->n + i] - mean - own[i];

          if (!isfinite (e))
            continue;
          squares += e * e;
          count++;
        }
      sum += count ? self->weight[k] * squares / count : 0.0;
      total += count ? self->weight[k] : 0.0;
    }
  return sum / total;
}

void
prognosis_weekly_revise (double *y, gsize n_weeks, gsize n, const PrognosisWeeklyVersion *versions, gsize n_versions,
                         double *variance)
{
  Ratios ratios = { .n_pairs = n_versions, .n = n };
  g_autofree double *correction = g_new0 (double, N_AGES *n), *own = g_new (double, n);
  double mean;

  ratios.ratio = g_new (double, MAX (n_versions * n, 1));
  ratios.weight = g_new (double, MAX (n_versions, 1));
  for (gsize age = 0; age < N_AGES; age++)
    {
      collect_ratios (y, n_weeks, versions, age, &ratios, &mean);
      find_regions (&ratios, mean, own);
      /* A week of age a has the revisions of all ages from a on ahead of it. */
      for (gsize a = 0; a <= age; a++)
        for (gsize i = 0; i < n; i++)
          correction[a * n + i] += mean + own[i];
      for (gsize i = 0; age == 0 && i < n; i++)
        variance[i] = find_variance (&ratios, mean, own);
    }
  for (gsize age = 0; age < MIN (N_AGES, n_weeks); age++)
    for (gsize i = 0; i < n; i++)
      {
        double *x = &y[(n_weeks - 1 - age) * n + i];

        *x = isfinite (*x) ? MAX ((*x + 1.0) * exp (correction[age * n + i]) - 1.0, 0.0) : NAN;
      }
  g_free (ratios.ratio);
  g_free (ratios.weight);
}
