/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The renewal equation under the hand, for forecasts without equations of their own: infections grow by g f^t a day, where g was
   learned and f damps the trend, so that the reproduction number is

     R(t) = (1 + g f^t T / k)^k

   for a generation time with mean T and shape k (Wallinga, Lipsitch 2007). Other values change the forecast by the ratio of both
   courses; growth, not R, is what the data tell, so that another T alone gives another R but the same forecast. */

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "prognosis-renewal-private.h"

#define N PROGNOSIS_N_LEVERS
#define SHAPE PROGNOSIS_GENERATION_SHAPE
#define WEEK_DAYS 7
#define LEAST_COUNT 1.0 /* a week: growth of smaller counts is not known */

typedef struct
{
  PrognosisDataset *dataset;
  gsize n_signals, horizon;
  gssize leader;
  double *steps;  /* n_regions x n_signals x horizon: new counts of the medians; NAN: not forecast */
  double *level;  /* n_regions x n_signals: from which cumulative counts start */
  double *growth; /* n_regions [1/day] */
  double usual[N];
} State;

static double
get (const State *self, const double *values, PrognosisLever lever)
{
  return isnan (values[lever]) ? self->usual[lever] : values[lever];
}

static double
find_reproduction (double growth, double generation)
{
  return pow (MAX (1.0 + growth * generation / SHAPE, 1e-3), SHAPE);
}

static double
find_growth (double reproduction, double generation)
{
  return (pow (reproduction, 1.0 / SHAPE) - 1.0) * SHAPE / generation;
}

/* The log of transmission with @values over that of the forecast. */
static void
find_log_factor (const State *self, gsize region, const double *values, const double *added, gsize n_days, double *log_factor)
{
  const double generation = get (self, values, PROGNOSIS_LEVER_GENERATION), wanted = values[PROGNOSIS_LEVER_REPRODUCTION];
  const double growth = self->growth[region], set = isnan (wanted) ? growth : find_growth (wanted, generation);
  const double fade = exp2 (-1.0 / self->usual[PROGNOSIS_LEVER_TREND]),
               set_fade = exp2 (-1.0 / get (self, values, PROGNOSIS_LEVER_TREND));

  for (gsize d = 0; d < n_days; d++)
    log_factor[d] = (added ? added[d] : 0.0) + log (find_reproduction (set * pow (set_fade, (double) d), generation))
                    - log (find_reproduction (growth * pow (fade, (double) d), generation));
}

/* At the beginning of each step. */
static void
find_course (const State *self, const double *found, double *reproduction)
{
  const double growth = find_growth (found[PROGNOSIS_LEVER_REPRODUCTION], found[PROGNOSIS_LEVER_GENERATION]);
  const double fade = exp2 (-1.0 / found[PROGNOSIS_LEVER_TREND]);
  const gsize step_days = prognosis_dataset_get_step_days (self->dataset);

  for (gsize h = 0; h < self->horizon; h++)
    reproduction[h] = find_reproduction (growth * pow (fade, (double) (h * step_days)), found[PROGNOSIS_LEVER_GENERATION]);
}

/* New counts of what follows infections over the infections that it follows, in the week ahead; NAN: there are none. */
static double
find_share (const State *self, gsize region, gsize signal, const PrognosisCourse *course, const double *kernel)
{
  const double *steps = self->steps + (region * self->n_signals + signal) * self->horizon;
  const gsize n = MIN (self->horizon, MAX (WEEK_DAYS / course->step_days, 1));
  double counted = 0.0;

  for (gsize h = 0; h < n; h++)
    counted += steps[h];
  return counted / prognosis_course_sum_delayed (course, kernel, 0, (gssize) (n * course->step_days));
}

static void
follow (const State *self, gsize region, gsize signal, const PrognosisCourse *course, const double *values, double *out,
        double *found)
{
  const gboolean is_deaths = prognosis_dataset_get_signal (self->dataset, signal)->role == PROGNOSIS_ROLE_DEATHS;
  const PrognosisLever share = is_deaths ? PROGNOSIS_LEVER_FATALITY : PROGNOSIS_LEVER_RECOVERED;
  const PrognosisLever lever = is_deaths ? PROGNOSIS_LEVER_DEATH_DELAY : PROGNOSIS_LEVER_RECOVERY_DELAY;
  const double usual = self->usual[lever], delay = get (self, values, lever);
  const double *steps = self->steps + (region * self->n_signals + signal) * self->horizon;
  g_autofree double *followed = g_new (double, course->n_ahead);
  double kernel[2][PROGNOSIS_COURSE_N_DELAY], learned, last, factor;

  prognosis_course_find_kernel (usual, kernel[0]);
  prognosis_course_find_kernel (delay, kernel[1]);
  learned = find_share (self, region, signal, course, kernel[0]);
  factor = isnan (values[share]) || !(learned > 0.0) ? 1.0 : values[share] / learned;
  /* Another delay leaves the last week as it was. */
  last = prognosis_course_sum_delayed (course, kernel[0], -WEEK_DAYS, 0)
         / prognosis_course_sum_delayed (course, kernel[1], -WEEK_DAYS, 0);
  if (delay != usual && isfinite (last))
    factor *= last;
  prognosis_course_follow (course, kernel[1], followed);
  for (gsize h = 0; h < self->horizon; h++)
    {
      const gssize first = (gssize) (h * course->step_days), end = first + (gssize) course->step_days;
      const double later = delay == usual ? 1.0
                                          : prognosis_course_sum_delayed (course, kernel[1], first, end)
                                                / prognosis_course_sum_delayed (course, kernel[0], first, end);

      out[h] = steps[h] * factor * (isfinite (later) ? later : 1.0) * prognosis_course_mean_of_step (course, followed, TRUE, h);
    }
  found[share] = isnan (values[share]) ? (isfinite (learned) ? learned : NAN) : values[share];
  found[lever] = delay;
}

static gboolean
can_follow (const State *self, gsize signal)
{
  const PrognosisSignal *it = prognosis_dataset_get_signal (self->dataset, signal);

  return (gssize) signal != self->leader && (it->role == PROGNOSIS_ROLE_DEATHS || it->role == PROGNOSIS_ROLE_RECOVERIES)
         && it->kind != PROGNOSIS_KIND_PREVALENCE && it->kind != PROGNOSIS_KIND_PROPORTION;
}

static void
solve (gconstpointer data, gsize region, const double *values, const double *log_factor, double *median, double *found,
       double *reproduction)
{
  const State *self = data;
  const double *steps = self->steps + region * self->n_signals * self->horizon,
               *of_leader = steps + self->leader * (gssize) self->horizon;
  g_autoptr (PrognosisCourse) course = prognosis_course_new (self->dataset, region, (gsize) self->leader, self->horizon,
                                                             get (self, values, PROGNOSIS_LEVER_GENERATION));
  g_autofree double *changed = g_new (double, course->n_ahead);

  for (int k = 0; k < N; k++)
    found[k] = NAN;
  memcpy (median, steps, self->n_signals * self->horizon * sizeof (double));
  if (isfinite (of_leader[0]) && isfinite (self->growth[region]))
    {
      find_log_factor (self, region, values, log_factor, course->n_ahead, changed);
      prognosis_course_set_ahead (course, of_leader);
      prognosis_course_transmit (course, changed);
      for (gsize s = 0; s < self->n_signals; s++)
        if (can_follow (self, s) && isfinite (steps[s * self->horizon]))
          follow (self, region, s, course, values, median + s * self->horizon, found);
        else if ((gssize) s == self->leader)
          for (gsize h = 0; h < self->horizon; h++)
            median[s * self->horizon + h] *= prognosis_course_mean_of_step (course, course->multiplier + course->n_past, FALSE, h);
      found[PROGNOSIS_LEVER_GENERATION] = get (self, values, PROGNOSIS_LEVER_GENERATION);
      found[PROGNOSIS_LEVER_TREND] = get (self, values, PROGNOSIS_LEVER_TREND);
      found[PROGNOSIS_LEVER_REPRODUCTION] = isnan (values[PROGNOSIS_LEVER_REPRODUCTION])
                                                ? find_reproduction (self->growth[region], found[PROGNOSIS_LEVER_GENERATION])
                                                : values[PROGNOSIS_LEVER_REPRODUCTION];
      if (reproduction)
        find_course (self, found, reproduction);
    }
  for (gsize s = 0; s < self->n_signals; s++)
    for (gsize h = 0; h < self->horizon && prognosis_dataset_get_signal (self->dataset, s)->kind == PROGNOSIS_KIND_CUMULATIVE; h++)
      median[s * self->horizon + h] += h > 0 ? median[s * self->horizon + h - 1] : self->level[region * self->n_signals + s];
}

static void
free_state (gpointer data)
{
  State *self = data;

  prognosis_dataset_unref (self->dataset);
  g_free (self->steps);
  g_free (self->level);
  g_free (self->growth);
  g_free (self);
}

static void
load_median (State *self, const PrognosisForecast *forecast, gsize region, gsize signal)
{
  const gboolean is_cumulative = prognosis_dataset_get_signal (self->dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gssize last = prognosis_dataset_get_last_observed (self->dataset, region, signal);
  const double half = 0.5;
  double *steps = self->steps + (region * self->n_signals + signal) * self->horizon, before = 0.0;

  if (is_cumulative && last >= 0)
    before = prognosis_dataset_get_values (self->dataset, region, signal)[last];
  self->level[region * self->n_signals + signal] = before;
  for (gsize h = 0; h < self->horizon; h++)
    {
      double now = NAN;

      if (prognosis_forecast_has (forecast, region, signal))
        prognosis_forecast_get_quantiles (forecast, region, signal, h + 1, &half, 1, &now);
      steps[h] = is_cumulative ? now - before : now;
      before = now;
    }
}

/* From the week up to the origin to the week after it, whose weekdays are the same. */
static double
find_origin_growth (const State *self, gsize region)
{
  const gsize n = prognosis_dataset_get_n_steps (self->dataset), step_days = prognosis_dataset_get_step_days (self->dataset);
  const gsize week = MIN (MIN (MAX (WEEK_DAYS / step_days, 1), self->horizon), n);
  const double *ahead = self->steps + (region * self->n_signals + (gsize) self->leader) * self->horizon;
  g_autofree double *past = g_new (double, n);
  double before = 0.0, after = 0.0;
  gsize n_known = 0;

  prognosis_renewal_increments (self->dataset, region, (gsize) self->leader, past);
  for (gsize k = 0; k < week; k++)
    {
      after += ahead[k];
      if (isfinite (past[n - 1 - k]))
        {
          before += past[n - 1 - k];
          n_known++;
        }
    }
  if (n_known == 0 || before + after < LEAST_COUNT)
    return NAN;
  return log ((after + LEAST_COUNT) / (before * week / n_known + LEAST_COUNT)) / (double) (week * step_days);
}

void
prognosis_renewal_find_effective (const PrognosisDataset *dataset, gboolean *applies)
{
  const State probe = { .dataset = (PrognosisDataset *) dataset, .leader = prognosis_renewal_find_signal (dataset) };

  memset (applies, 0, N * sizeof *applies);
  if (probe.leader < 0)
    return;
  applies[PROGNOSIS_LEVER_REPRODUCTION] = applies[PROGNOSIS_LEVER_TREND] = applies[PROGNOSIS_LEVER_GENERATION] = TRUE;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (can_follow (&probe, s))
      {
        const gboolean is_deaths = prognosis_dataset_get_signal (dataset, s)->role == PROGNOSIS_ROLE_DEATHS;

        applies[is_deaths ? PROGNOSIS_LEVER_FATALITY : PROGNOSIS_LEVER_RECOVERED] = TRUE;
        applies[is_deaths ? PROGNOSIS_LEVER_DEATH_DELAY : PROGNOSIS_LEVER_RECOVERY_DELAY] = TRUE;
      }
}

PrognosisDynamics *
prognosis_renewal_dynamics_new (const PrognosisForecast *forecast, double trend_days, double generation_days, const double *values)
{
  static const PrognosisDynamicsMethod method = { solve, free_state };
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  State *self = g_new0 (State, 1);
  gssize target[N];

  self->dataset = prognosis_dataset_ref (dataset);
  self->n_signals = prognosis_dataset_get_n_signals (dataset);
  self->horizon = prognosis_forecast_get_horizon (forecast);
  self->leader = prognosis_renewal_find_signal (dataset);
  self->steps = g_new (double, n_regions * self->n_signals * self->horizon);
  self->level = g_new (double, n_regions * self->n_signals);
  self->growth = g_new (double, n_regions);
  self->usual[PROGNOSIS_LEVER_TREND] = trend_days;
  self->usual[PROGNOSIS_LEVER_GENERATION] = generation_days;
  self->usual[PROGNOSIS_LEVER_DEATH_DELAY] = PROGNOSIS_COURSE_DEATH_DAYS;
  self->usual[PROGNOSIS_LEVER_RECOVERY_DELAY] = PROGNOSIS_COURSE_RECOVERY_DAYS;
  for (int k = 0; k < N; k++)
    target[k] = -1;
  target[PROGNOSIS_LEVER_REPRODUCTION] = self->leader;
  for (gsize s = 0; s < self->n_signals; s++)
    {
      if (can_follow (self, s))
        target[prognosis_dataset_get_signal (dataset, s)->role == PROGNOSIS_ROLE_DEATHS ? PROGNOSIS_LEVER_FATALITY
                                                                                        : PROGNOSIS_LEVER_RECOVERED]
            = (gssize) s;
      for (gsize r = 0; r < n_regions; r++)
        load_median (self, forecast, r, s);
    }
  for (gsize r = 0; r < n_regions; r++)
    self->growth[r] = find_origin_growth (self, r);
  return prognosis_dynamics_new (dataset, self->horizon, values, target, &method, self);
}
