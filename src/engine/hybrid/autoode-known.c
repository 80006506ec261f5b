/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was known on each day, from the data up to it alone: a training pair looks exactly like a forecast. All later
   origins share it. */

#include "autoode.h"

#include <math.h>
#include <string.h>

#include "prognosis-parallel.h"
#include "prognosis-renewal.h"

#define SHRINKAGE 300.0
#define PERSONS 20.0
#define DELAYED_PERSONS 3.0
#define MOST_SO_FAR 2.0 /* reported in the end, as a multiple of those so far, if the share reported allows less */
#define LEAST_SUSCEPTIBLE 0.2
#define MIN_EXPOSURE 3.5 /* usable days required in a week */
#define MAX_LAG 6
#define N_WEEKS 4

#define DELAY_DAYS 16.0 /* mean */
#define N_KERNEL PROGNOSIS_AUTOODE_N_KERNEL

/* Weights of the last weeks in the ratio to delayed cases, and its upper limit. */
static const double week_weight[][N_WEEKS] = {
  [PROGNOSIS_DAILY_RECOVERIES] = { 1.0, 0.3, 0.09, 0.03 },
  [PROGNOSIS_DAILY_DEATHS] = { 1.0, 0.15, 0.05, 0.0 },
};
static const double max_ratio[] = { [PROGNOSIS_DAILY_RECOVERIES] = 1.2, [PROGNOSIS_DAILY_DEATHS] = 0.5 };

/* The days of pairs. Neighbouring days say nearly the same, and old ones weigh little. */
#define N_DAYS PROGNOSIS_AUTOODE_N_DAYS
#define EVERY_DAY 28 /* of older days, every second one */
#define FIRST_PAIR 22
#define MIN_AHEAD 2    /* known days after the newest pair */
#define MAX_PAIRS 9000 /* beyond that, every other day is used, and so on */

struct _PrognosisAutoode
{
  const PrognosisDaily *daily;
  GPtrArray *known;                 /* by signal and day: PrognosisAutoodeKnown[n_regions] or NULL */
  double *values;                   /* n_regions x PROGNOSIS_N_LEVERS */
  PrognosisAutoodeAssumed *assumed; /* n_regions */
  double kernel[N_KERNEL];          /* the usual one, for features */
  PrognosisAutoodeOrigin *origin;   /* the last day's, or NULL */
  double *gains;                    /* of the network, by signal */
};

static double
log_ratio (double a, double b, double persons)
{
  return CLAMP (log ((a + persons) / (b + persons)), -1.0, 1.0);
}

static double
share_of (double persons, double half)
{
  return MAX (persons, 0.0) / (MAX (persons, 0.0) + half);
}

/* Log-linear trends per week of the last @n days, own and of the pool. */
typedef struct
{
  double *own; /* n_regions */
  double pool;
} Trend;

static double
slope (const double *y, int n)
{
  double numerator = 0.0, denominator = 0.0;

  for (int k = 0; k < n; k++)
    {
      const double x = k - (n - 1) / 2.0;

      numerator += x * y[k];
      denominator += x * x;
    }
  return CLAMP (7.0 * numerator / denominator, -1.0, 1.0);
}

static void
find_trend (const PrognosisCleaned *c, int n, double floor_persons, double pool_persons, Trend *trend)
{
  const gssize last = (gssize) c->n_days - 1;
  double sum[32] = { 0.0 };

  for (gsize r = 0; r < c->n_regions; r++)
    {
      const double week = prognosis_cleaned_week (c, r, last - 6, last, 1.0);
      double y[32];

      for (int k = 0; k < n; k++)
        {
          const gssize t = last - n + 1 + k;
          double a = week / 7.0;

          if (t >= 0 && c->usable[r * c->n_days + t])
            a = MIN (c->increment[r * c->n_days + t] / MAX (prognosis_cleaned_factor (c, r, t), 0.3), 4.0 * week / 7.0 + 2.0);
          sum[k] += a;
          y[k] = log (a + floor_persons + week / 70.0);
        }
      trend->own[r] = slope (y, n);
    }
  for (int k = 0; k < n; k++)
    sum[k] = log (sum[k] + pool_persons);
  trend->pool = slope (sum, n);
}

static double
week_before (const PrognosisCleaned *c, gsize region, int weeks)
{
  const gssize last = (gssize) c->n_days - 1 - 7 * weeks;

  return prognosis_cleaned_week (c, region, last - 6, last, 1.0);
}

/* Growth of the cases that deaths of the next week will follow, over those of the last week. */
static double
delayed_growth (const double *kernel, const double *smooth, gssize n, double sums[2])
{
  for (int b = 0; b < 2; b++)
    {
      sums[b] = 0.0;
      for (gssize h = -6; h <= 0; h++)
        for (gssize j = 1; j <= N_KERNEL; j++)
          sums[b] += kernel[j - 1] * smooth[CLAMP (n - 1 + h + 7 * b - j, 0, n - 1)];
    }
  return log_ratio (sums[1], sums[0], DELAYED_PERSONS);
}

typedef struct
{
  const PrognosisAutoode *autoode;
  PrognosisCleaned **cleaned; /* n_signals, as of the day */
  gsize day;
} Day;

double
prognosis_autoode_find_susceptible (double population, double so_far, double reported)
{
  const double most = MAX (reported * population, MIN (MOST_SO_FAR * so_far, population));

  return population > 0.0 ? MAX (most - so_far, LEAST_SUSCEPTIBLE * most) : INFINITY;
}

static void
know_transmission (const Day *day, gsize s, PrognosisAutoodeKnown *known)
{
  const PrognosisDaily *daily = day->autoode->daily;
  const PrognosisCleaned *c = day->cleaned[s];
  const gsize n = c->n_regions, n_days = c->n_days;
  g_autofree double *f = g_new (double, n *PROGNOSIS_N_GROWTH_FEATURES), *smooth = g_new (double, n *n_days);
  g_autofree double *own7 = g_new (double, n), *own14 = g_new (double, n), *delayed = g_new (double, n);
  Trend week = { own7 }, fortnight = { own14 };
  double sums[2] = { 0.0 }, pool_delayed;

  prognosis_daily_growth_features (daily, c, f);
  prognosis_cleaned_smooth (c, smooth);
  find_trend (c, 7, 2.0, PERSONS, &week);
  find_trend (c, 14, 2.0, PERSONS, &fortnight);
  for (gsize r = 0; r < n; r++)
    {
      double own[2];

      delayed[r] = delayed_growth (day->autoode->kernel, smooth + r * n_days, n_days, own);
      sums[0] += own[0];
      sums[1] += own[1];
    }
  pool_delayed = log_ratio (sums[1], sums[0], DELAYED_PERSONS);
  for (gsize r = 0; r < n; r++)
    {
      PrognosisAutoodeKnown *k = &known[r];
      const double *g = f + r * PROGNOSIS_N_GROWTH_FEATURES;
      const double w0 = week_before (c, r, 0), w1 = week_before (c, r, 1);
      const double share = share_of (MIN (w0, w1), SHRINKAGE);
      double *out = k->transmission;

      k->week = w0;
      k->start.level = w0 / 7.0;
      k->start.growth = 0.5 * (g[1] + g[3]);
      k->start.susceptible
          = daily->without & PROGNOSIS_PART_DEPLETION
                ? INFINITY
                : prognosis_autoode_find_susceptible (daily->population[r], c->level[r], day->autoode->assumed[r].reported);
      memcpy (out, g, PROGNOSIS_N_GROWTH_FEATURES * sizeof (double));
      out[13] = share_of (w0, SHRINKAGE) * (delayed[r] - pool_delayed);
      out[14] = share * (week.own[r] - week.pool);
      out[15] = week.pool;
      out[16] = share * (fortnight.own[r] - fortnight.pool);
      out[17] = fortnight.pool;
      k->level[0] = 1.0;
      k->level[1] = g[10];
    }
}

void
prognosis_autoode_know_ratio (const PrognosisCleaned *c, gsize region, PrognosisDailyMethod method, const double *kernel,
                              const double *smooth, PrognosisAutoodeKnown *k)
{
  const gssize n_days = c->n_days;
  double actual = 0.0, expected = 0.0, weight = 0.0;

  for (gssize b = 0; b < N_WEEKS; b++)
    {
      const gssize last = n_days - 1 - 7 * b;
      const double w = week_weight[method][b];
      double sum = 0.0;

      if (prognosis_cleaned_exposure (c, region, last - 6, last) <= 0.5)
        continue;
      for (gssize t = MAX (last - 6, 0); t <= last; t++)
        sum += prognosis_autoode_delay (kernel, smooth, 0, n_days - 1, t);
      actual += w * prognosis_cleaned_week (c, region, last - 6, last, 0.5);
      expected += w * sum;
      weight += w;
    }
  k->mean = weight > 0.0 ? actual / weight / 7.0 : 0.0;
  k->ratio = expected > 0.0 ? MIN (actual / MAX (expected, 1e-9), max_ratio[method]) : 0.0;
  for (int h = 0; h < PROGNOSIS_AUTOODE_AHEAD; h++)
    k->past[h] = prognosis_autoode_delay (kernel, smooth, 0, n_days - 1 - PROGNOSIS_AUTOODE_LEAD, n_days + h);
}

static void
know_outcome (const Day *day, gsize s, PrognosisAutoodeKnown *known)
{
  const PrognosisDaily *daily = day->autoode->daily;
  const PrognosisCleaned *c = day->cleaned[s], *leader = day->cleaned[daily->leader];
  const gsize n = c->n_regions, n_days = c->n_days;
  const PrognosisDailyMethod method = daily->signals[s].method;
  const gboolean is_deaths = method == PROGNOSIS_DAILY_DEATHS;
  g_autofree double *f = g_new0 (double, n *PROGNOSIS_N_DEATHS_FEATURES), *smooth = g_new (double, n *n_days);
  g_autofree double *own = g_new (double, n);
  Trend trend = { own };

  prognosis_cleaned_smooth (leader, smooth);
  find_trend (c, is_deaths ? 10 : 14, is_deaths ? 0.3 : 2.0, is_deaths ? 3.0 : PERSONS, &trend);
  if (is_deaths && n_days > 22)
    prognosis_autoode_deaths_features (c, leader, daily->population, DELAY_DAYS, f);
  for (gsize r = 0; r < n; r++)
    {
      PrognosisAutoodeKnown *k = &known[r];
      const double *g = f + r * PROGNOSIS_N_DEATHS_FEATURES;
      const double w0 = week_before (c, r, 0), w1 = week_before (c, r, 1), w2 = week_before (c, r, 2), w3 = week_before (c, r, 3);
      double sums[2], growth, *out = k->outcome;

      prognosis_autoode_know_ratio (c, r, method, day->autoode->assumed[r].kernel[method], smooth + r * n_days, k);
      k->week = w0;
      out[0] = 1.0;
      prognosis_daily_get_holidays (daily, r, day->day, &out[1]);
      if (is_deaths)
        {
          memcpy (out + 3, g, PROGNOSIS_N_DEATHS_FEATURES * sizeof (double));
          out[12] = share_of (MIN (w0, w1), 15.0) * (trend.own[r] - trend.pool);
          out[13] = trend.pool;
          continue;
        }
      growth = delayed_growth (day->autoode->kernel, smooth + r * n_days, n_days, sums);
      out[3] = share_of (MIN (w0, w1), 100.0) * log_ratio (w0, w1, PERSONS);
      out[4] = share_of (MIN (w1, w2), 100.0) * log_ratio (w1, w2, PERSONS);
      out[5] = CLAMP (log ((w0 + PERSONS) / (sums[0] + PERSONS)), -2.0, 2.0);
      out[6] = share_of (w0, 100.0) * log_ratio ((w1 + w2 + w3) / 3.0, w0, PERSONS);
      out[7] = growth;
      out[8] = share_of (MIN (w0, w1), 100.0) * (trend.own[r] - trend.pool);
      out[9] = trend.pool;
      out[10] = 0.0;
    }
}

static void
know_signal (const Day *day, gsize s, PrognosisAutoodeKnown *known)
{
  const PrognosisCleaned *c = day->cleaned[s];
  const gboolean has_own = day->autoode->daily->signals[s].method == PROGNOSIS_DAILY_GROWTH;

  if (has_own)
    know_transmission (day, s, known);
  else
    know_outcome (day, s, known);
  for (gsize r = 0; r < c->n_regions; r++)
    {
      for (int h = 0; h < PROGNOSIS_AUTOODE_AHEAD; h++)
        known[r].factor[h] = prognosis_cleaned_factor (c, r, c->n_days + h);
      known[r].usable = c->lag[r] >= 0 && c->lag[r] <= MAX_LAG
                        && prognosis_cleaned_exposure (c, r, (gssize) c->n_days - 7, (gssize) c->n_days - 1) > MIN_EXPOSURE
                        && (has_own || known[r].week > 0.0);
    }
}

static gsize
find_stride (gsize n_regions)
{
  return 1 + n_regions * (EVERY_DAY + (N_DAYS - EVERY_DAY) / 2) / MAX_PAIRS;
}

gsize
prognosis_autoode_choose_days (gsize n_regions, gsize origin, gboolean is_past, gsize *days, double *stands_for)
{
  const gssize stride = find_stride (n_regions) * (is_past ? 2 : 1), newest = (gssize) origin - MIN_AHEAD;
  gsize n = 0;

  for (gssize day = newest; day >= FIRST_PAIR && day > newest - N_DAYS; day--)
    {
      const gssize apart = newest - day < EVERY_DAY ? stride : 2 * stride;

      if (day % apart != 0)
        continue;
      days[n] = day;
      stands_for[n++] = apart;
    }
  return n;
}

/* Days of pairs, and origins of the forecast and its calibration. */
static gboolean
is_needed (const PrognosisDaily *daily, gsize day)
{
  const gsize age = daily->n_days - 1 - day;

  return (day >= FIRST_PAIR && age <= PROGNOSIS_DAILY_MEMORY + N_DAYS && day % find_stride (daily->n_regions) == 0)
         || prognosis_daily_is_origin (daily, day);
}

static void
know_day (gsize day, gsize thread, gpointer data)
{
  PrognosisAutoode *self = data;
  const PrognosisDaily *daily = self->daily;
  g_autofree PrognosisCleaned **cleaned = g_new (PrognosisCleaned *, daily->n_signals);
  Day now = { .autoode = self, .cleaned = cleaned, .day = day };

  if (!is_needed (daily, day))
    return;
  for (gsize s = 0; s < daily->n_signals; s++)
    cleaned[s] = prognosis_cleaned_new (daily, s, day + 1);
  for (gsize s = 0; s < daily->n_signals; s++)
    {
      PrognosisAutoodeKnown *known = g_new0 (PrognosisAutoodeKnown, daily->n_regions);

      know_signal (&now, s, known);
      self->known->pdata[s * daily->n_days + day] = known;
    }
  for (gsize s = 0; s < daily->n_signals; s++)
    prognosis_cleaned_free (cleaned[s]);
}

PrognosisAutoode *
prognosis_autoode_new (const PrognosisDaily *daily, const double *values, gsize n_threads, GCancellable *cancellable)
{
  const gsize n = daily->n_regions;
  PrognosisAutoode *self = g_new0 (PrognosisAutoode, 1);

  self->daily = daily;
  self->known = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->known, (int) (daily->n_signals * daily->n_days));
  self->values = g_memdup2 (values, n * PROGNOSIS_N_LEVERS * sizeof *values);
  self->assumed = g_new (PrognosisAutoodeAssumed, n);
  for (gsize r = 0; r < n; r++)
    prognosis_autoode_assume (prognosis_autoode_get_values (self, r), &self->assumed[r]);
  self->gains = g_new (double, daily->n_signals);
  for (gsize s = 0; s < daily->n_signals; s++)
    self->gains[s] = NAN;
  prognosis_autoode_kernel (0.0, self->kernel);
  prognosis_parallel (daily->n_days, n_threads, cancellable, know_day, self);
  return self;
}

void
prognosis_autoode_free (PrognosisAutoode *self)
{
  g_clear_pointer (&self->origin, prognosis_autoode_origin_free);
  g_ptr_array_unref (self->known);
  g_free (self->values);
  g_free (self->assumed);
  g_free (self->gains);
  g_free (self);
}

PrognosisAutoodeOrigin *
prognosis_autoode_take_origin (PrognosisAutoode *self)
{
  return g_steal_pointer (&self->origin);
}

void
prognosis_autoode_give_origin (PrognosisAutoode *self, PrognosisAutoodeOrigin *origin)
{
  g_clear_pointer (&self->origin, prognosis_autoode_origin_free);
  self->origin = origin;
}

double *
prognosis_autoode_get_gains (PrognosisAutoode *self)
{
  return self->gains;
}

const double *
prognosis_autoode_get_values (const PrognosisAutoode *self, gsize region)
{
  return self->values + region * PROGNOSIS_N_LEVERS;
}

const PrognosisAutoodeAssumed *
prognosis_autoode_get_assumed (const PrognosisAutoode *self, gsize region)
{
  return &self->assumed[region];
}

const PrognosisAutoodeKnown *
prognosis_autoode_known (const PrognosisAutoode *self, gsize signal, gsize day)
{
  return self->known->pdata[signal * self->daily->n_days + day];
}
