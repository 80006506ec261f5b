/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Weekday effects of reporting: the share of a week's count that each weekday has. Weekdays are positions relative
   to the origin, so that data with a day index have them as well. */

#include "hybrid-daily.h"

#include <math.h>
#include <string.h>

/* Habits of reporting change slowly: with fewer weeks, or more weight on the last ones, the factors were noisier and forecasts worse
   on the US reports to choose on and in 60 countries. */
#define N_WEEKS 12
#define WEEK_DECAY 0.9 /* weight of each week relative to the following one */
/* Weight of the pool's weekday effects in a region's: relative to the region's mean day, and in persons per week.
   Recoveries have the most regular effects of their own. */
static const double pool_share[] = { 2.0, 0.1, 1.0 }, pool_persons[] = { 20.0, 20.0, 10.0 };

/* Limits of the daily growth factor within a week (and its inverse). */
#define MAX_GROWTH 1.25

/* Weighted sums over the weeks, by weekday. */
typedef struct
{
  double count[7], expected[7];
  double count_squared[7], product[7], expected_squared[7];
  double level;
} Week;

/* Mean of the usable days of the week starting on day @first, NAN if there are none. */
static double
mean_week (const double *d, const guint8 *usable, gssize first)
{
  double sum = 0.0;
  int n = 0;

  for (gssize t = MAX (first, 0); t < first + 7; t++)
    if (usable[t])
      {
        sum += d[t];
        n++;
      }
  return n > 0 ? sum / n : NAN;
}

/* Daily growth factor from one week's mean to that of the next. */
static double
find_growth (double before, double after)
{
  return CLAMP (pow ((after + 1.0) / (before + 1.0), 1.0 / 7.0), 1.0 / MAX_GROWTH, MAX_GROWTH);
}

/* Expected counts of each day without weekday effects: the mean of the week and the growth since the previous one, or in the first
   week the growth after it. Otherwise a growing epidemic would look like high counts at the end of each week. @before, @later: means
   of the weeks around it. */
static void
expect_week (const guint8 *usable, gssize first, double before, double mean, double later, double *expected)
{
  const double growth = !isnan (before) ? find_growth (before, mean) : !isnan (later) ? find_growth (mean, later) : 1.0;
  double sum = 0.0, power = 1.0 / (growth * growth * growth);
  int n = 0;

  for (int j = 0; j < 7; j++, power *= growth)
    {
      expected[j] = power;
      if (first + j >= 0 && usable[first + j])
        {
          sum += expected[j];
          n++;
        }
    }
  for (int j = 0; j < 7; j++)
    expected[j] *= mean * n / sum;
}

static Week
collect_week (const PrognosisCleaned *self, gsize region)
{
  const double *d = self->increment + region * self->n_days;
  const guint8 *usable = self->usable + region * self->n_days;
  double weight = 1.0, total = 0.0, later = NAN, mean = mean_week (d, usable, (gssize) self->n_days - 7), before;
  Week week = { { 0.0 } };

  for (gssize b = 0; b < N_WEEKS; b++, weight *= WEEK_DECAY, later = mean, mean = before)
    {
      const gssize first = (gssize) self->n_days - 7 * (b + 1);
      double expected[7];

      before = mean_week (d, usable, first - 7);
      if (isnan (mean))
        continue;
      expect_week (usable, first, before, mean, later, expected);
      total += weight;
      week.level += weight * mean;
      for (gssize j = 0; j < 7; j++)
        if (first + j >= 0 && usable[first + j])
          {
            const double x = weight * d[first + j], e = weight * expected[j];

            week.count[j] += x;
            week.expected[j] += e;
            week.count_squared[j] += x * x;
            week.product[j] += x * e;
            week.expected_squared[j] += e * e;
          }
    }
  week.level = total > 0.0 ? MAX (week.level / total, 1e-9) : 1e-9;
  return week;
}

/* The share of the differences from @prior that is not chance, estimated from the variation between weeks (James
   and Stein 1961, positive part). A single high day is not a weekday effect. */
static double
find_evidence (const Week *week, const double *prior)
{
  double chance = 0.0, differences = 0.0;

  for (int j = 0; j < 7; j++)
    {
      const double e = week->expected[j], ratio = e > 0.0 ? week->count[j] / e : prior[j];
      const double n = week->expected_squared[j] > 0.0 ? e * e / week->expected_squared[j] : 0.0;

      if (n <= 0.0)
        continue;
      if (n < 1.5)
        return 0.0;
      chance += (week->count_squared[j] - 2.0 * ratio * week->product[j] + ratio * ratio * week->expected_squared[j]) / (e * e) * n
                / (n - 1.0);
      differences += (ratio - prior[j]) * (ratio - prior[j]);
    }
  return differences > 0.0 ? MAX (1.0 - chance / differences, 0.0) : 0.0;
}

static void
normalise (double *factor)
{
  double mean = 0.0;

  for (int j = 0; j < 7; j++)
    mean += MAX (factor[j], 0.0) / 7.0;
  for (int j = 0; j < 7; j++)
    factor[j] = mean > 1e-9 ? MAX (factor[j], 0.0) / mean : 1.0;
}

static void
add_week (Week *sum, const Week *week)
{
  for (int j = 0; j < 7; j++)
    {
      sum->count[j] += week->count[j];
      sum->expected[j] += week->expected[j];
      sum->count_squared[j] += week->count_squared[j];
      sum->product[j] += week->product[j];
      sum->expected_squared[j] += week->expected_squared[j];
    }
}

static void
find_factors (PrognosisCleaned *self, PrognosisDailyMethod method, guint without)
{
  static const double flat[7] = { 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0 };
  g_autofree Week *weeks = g_new (Week, self->n_regions);
  double pool[7], evidence;
  Week all = { { 0.0 } };

  for (gsize r = 0; r < self->n_regions; r++)
    {
      weeks[r] = collect_week (self, r);
      add_week (&all, &weeks[r]);
    }
  evidence = without & PROGNOSIS_PART_POOLING ? 0.0 : find_evidence (&all, flat);
  for (int j = 0; j < 7; j++)
    pool[j] = all.expected[j] > 0.0 ? 1.0 + evidence * (all.count[j] / all.expected[j] - 1.0) : 1.0;
  normalise (pool);
  for (gsize r = 0; r < self->n_regions; r++)
    {
      const Week *week = &weeks[r];
      const double prior = pool_share[method] * week->level + pool_persons[method] / 7.0;
      double *factor = self->factor + 7 * r;

      evidence = find_evidence (week, pool);
      for (int j = 0; j < 7; j++)
        factor[j] = without & PROGNOSIS_PART_WEEKDAY
                        ? 1.0
                        : pool[j] + evidence * (week->count[j] - week->expected[j] * pool[j]) / (week->expected[j] + prior);
      normalise (factor);
    }
}

static void
sum_up (PrognosisCleaned *self, gsize region)
{
  const gsize row = region * self->n_days;
  double *sum = self->sum + region * (self->n_days + 1), *exposure = self->exposure + region * (self->n_days + 1);

  sum[0] = exposure[0] = 0.0;
  for (gsize t = 0; t < self->n_days; t++)
    {
      sum[t + 1] = sum[t] + self->increment[row + t];
      exposure[t + 1] = exposure[t] + (self->usable[row + t] ? prognosis_cleaned_factor (self, region, t) : 0.0);
    }
}

static void
find_level (PrognosisCleaned *self, const double *x, gboolean cumulative, gsize region)
{
  self->lag[region] = -1;
  for (gsize t = self->n_days; t-- > 0 && self->lag[region] < 0;)
    if (isfinite (x[t]))
      {
        self->lag[region] = (int) (self->n_days - 1 - t);
        self->level[region] = x[t];
      }
  if (cumulative)
    return;
  self->level[region] = 0.0;
  for (gsize t = 0; t < self->n_days; t++)
    self->level[region] += self->increment[region * self->n_days + t];
}

PrognosisCleaned *
prognosis_cleaned_new (const PrognosisDaily *daily, gsize signal, gsize n_days)
{
  const PrognosisDailySignal *s = &daily->signals[signal];
  PrognosisCleaned *self = g_new0 (PrognosisCleaned, 1);

  self->n_regions = daily->n_regions;
  self->n_days = n_days;
  self->increment = g_new (double, self->n_regions *n_days);
  self->usable = g_new (guint8, self->n_regions * n_days);
  self->level = g_new0 (double, self->n_regions);
  self->lag = g_new (int, self->n_regions);
  self->factor = g_new (double, self->n_regions * 7);
  self->sum = g_new (double, self->n_regions *(n_days + 1));
  self->exposure = g_new (double, self->n_regions *(n_days + 1));
  for (gsize r = 0; r < self->n_regions; r++)
    {
      const double *x = s->observed + r * daily->n_days;

      prognosis_daily_clean (x, n_days, s->cumulative, daily->without & PROGNOSIS_PART_CLEANING, self->increment + r * n_days,
                             self->usable + r * n_days);
      find_level (self, x, s->cumulative, r);
    }
  find_factors (self, s->method, daily->without);
  for (gsize r = 0; r < self->n_regions; r++)
    sum_up (self, r);
  return self;
}

void
prognosis_cleaned_free (PrognosisCleaned *self)
{
  g_free (self->increment);
  g_free (self->usable);
  g_free (self->level);
  g_free (self->lag);
  g_free (self->factor);
  g_free (self->sum);
  g_free (self->exposure);
  g_free (self);
}

double
prognosis_cleaned_factor (const PrognosisCleaned *self, gsize region, gsize day)
{
  /* The origin, day n_days - 1, has factor 6. */
  return self->factor[7 * region + (day + 7 * self->n_days - self->n_days) % 7];
}

double
prognosis_cleaned_exposure (const PrognosisCleaned *self, gsize region, gssize first, gssize last)
{
  const double *exposure = self->exposure + region * (self->n_days + 1);

  return last < 0 ? 0.0 : exposure[last + 1] - exposure[MAX (first, 0)];
}

double
prognosis_cleaned_week (const PrognosisCleaned *self, gsize region, gssize first, gssize last, double least)
{
  const double *sum = self->sum + region * (self->n_days + 1);

  if (last < 0)
    return 0.0;
  return 7.0 * (sum[last + 1] - sum[MAX (first, 0)]) / MAX (prognosis_cleaned_exposure (self, region, first, last), least);
}

void
prognosis_cleaned_smooth (const PrognosisCleaned *self, double *smooth)
{
  const gssize n_days = self->n_days;

  for (gsize r = 0; r < self->n_regions; r++)
    for (gssize t = 0; t < n_days; t++)
      {
        /* A week centred on the day, shifted to lie within the data. */
        const gssize first = CLAMP (t - 3, 0, MAX (n_days - 7, 0));

        smooth[r * n_days + t] = prognosis_cleaned_week (self, r, first, MIN (first + 6, n_days - 1), 0.5) / 7.0;
      }
}
