/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-renewal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

#include "prognosis-renewal-private.h"
#include "prognosis-series.h"
#include "prognosis-sort.h"

/* With fewer cases in two weeks growth is undetermined. */
#define LEAST_COUNT 3.0
/* Known days required in a week; their mean is used for the others. */
#define LEAST_KNOWN 4
/* The scatter of weekly counts is estimated from the last twelve. */
#define N_WEEKS 12
#define GOLDEN 0.618033988749895
#define LEAST_LENGTH 20 /* days */

void
prognosis_renewal_kernel (double mean_days, double shape, gsize n, double *kernel)
{
  double sum = 0.0;

  for (gsize j = 0; j < n; j++)
    sum += kernel[j] = exp ((shape - 1.0) * log (j + 1.0) - (j + 1.0) * shape / mean_days);
  for (gsize j = 0; j < n; j++)
    kernel[j] /= sum;
}

gsize
prognosis_renewal_length (double generation_days)
{
  return (gsize) MAX (LEAST_LENGTH, ceil (3.0 * generation_days));
}

double
prognosis_renewal_reproduction (double growth, double generation_days)
{
  const double base = 1.0 + growth * generation_days / PROGNOSIS_GENERATION_SHAPE;

  return isnan (growth) ? NAN : pow (MAX (base, 0.0), PROGNOSIS_GENERATION_SHAPE);
}

gssize
prognosis_renewal_find_signal (const PrognosisDataset *dataset)
{
  gssize found = -1;

  /* Several generations pass in a month. */
  if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_MONTHLY)
    return -1;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      if (!signal->fitted || signal->kind == PROGNOSIS_KIND_PREVALENCE || signal->kind == PROGNOSIS_KIND_PROPORTION)
        continue;
      if (signal->role == PROGNOSIS_ROLE_INFECTIONS)
        return (gssize) s;
      if (found < 0)
        found = (gssize) s;
    }
  return found;
}

#define UNUSABLE (PROGNOSIS_FLAG_EXCLUDED | PROGNOSIS_FLAG_PARTIAL)

/* The increase of a cumulative count over days without a report is spread evenly over them. */
static void
difference (const double *values, const guint8 *flags, gsize n, double *increments)
{
  gssize last = -1;

  for (gsize t = 0; t < n; t++)
    {
      increments[t] = NAN;
      if (!isfinite (values[t]) || flags[t] & UNUSABLE)
        continue;
      for (gsize k = (gsize) (last + 1); last >= 0 && k <= t; k++)
        increments[k] = MAX ((values[t] - values[last]) / (double) (t - (gsize) last), 0.0);
      /* A batch without a preceding gap: its days are unknown. */
      if (flags[t] & PROGNOSIS_FLAG_BATCH && last == (gssize) t - 1)
        increments[t] = NAN;
      last = (gssize) t;
    }
}

void
prognosis_renewal_increments (const PrognosisDataset *dataset, gsize region, gsize signal, double *increments)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  const guint8 *flags = prognosis_dataset_get_flags (dataset, region, signal);
  const gsize n = prognosis_dataset_get_n_steps (dataset);

  if (prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE)
    difference (values, flags, n, increments);
  else
    for (gsize t = 0; t < n; t++)
      increments[t] = flags[t] & (UNUSABLE | PROGNOSIS_FLAG_BATCH) ? NAN : values[t];
}

/* The count at the origin of a path whose first value is @next. */
static double
find_start (const PrognosisForecast *forecast, gsize region, gsize signal, double next)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gssize last = prognosis_dataset_get_last_observed (dataset, region, signal);
  double start = 0.0;
  gsize first, n_fitted;
  const double *fitted = prognosis_forecast_get_fitted (forecast, region, signal, &first, &n_fitted);

  /* An assumed signal has no observation, but an expected course. */
  if (is_cumulative && last < 0 && fitted != NULL && n_fitted > 0)
    start = fitted[n_fitted - 1];
  if (is_cumulative && last >= 0)
    {
      const double n_before = (double) prognosis_dataset_get_n_steps (dataset) - 1.0 - (double) last;

      start = prognosis_dataset_get_values (dataset, region, signal)[last];
      start += MAX (next - start, 0.0) * n_before / (n_before + 1.0);
    }
  return start;
}

double
prognosis_renewal_path (const PrognosisForecast *forecast, gsize region, gsize signal, gsize path, double *increments)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const double *paths = prognosis_forecast_get_paths (forecast, region, signal);
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast);
  const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const double start = find_start (forecast, region, signal, paths[path]);
  double before = start;

  for (gsize h = 0; h < prognosis_forecast_get_horizon (forecast); h++)
    {
      const double x = paths[h * n_paths + path];

      increments[h] = is_cumulative ? MAX (x - before, 0.0) : x;
      before = x;
    }
  return start;
}

void
prognosis_renewal_add_paths (const PrognosisForecast *forecast, gsize region, gsize signal, double *increments)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const double *paths = prognosis_forecast_get_paths (forecast, region, signal);
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast), n = prognosis_forecast_get_horizon (forecast) * n_paths;

  if (prognosis_dataset_get_signal (dataset, signal)->kind != PROGNOSIS_KIND_CUMULATIVE)
    {
      for (gsize i = 0; i < n; i++)
        increments[i] += paths[i];
      return;
    }
  for (gsize p = 0; p < n_paths; p++)
    increments[p] += MAX (paths[p] - find_start (forecast, region, signal, paths[p]), 0.0);
  for (gsize i = n_paths; i < n; i++)
    increments[i] += MAX (paths[i] - paths[i - n_paths], 0.0);
}

/* Sum over the @week steps up to @last; NAN if too few are known. */
static double
sum_week (const double *increments, gssize last, gsize week)
{
  double sum = 0.0;
  gsize n = 0;

  for (gssize t = MAX (last - (gssize) week + 1, 0); t <= last; t++)
    if (isfinite (increments[t]))
      {
        sum += increments[t];
        n++;
      }
  return n >= MIN (week, LEAST_KNOWN) ? sum * week / n : NAN;
}

/* Variance of the log weekly sum around its neighbours' trend, in excess of Poisson. */
static double
find_scatter (const double *increments, gsize n_steps, gsize week)
{
  double sum = 0.0;
  gsize n = 0;

  for (gsize k = 0; k < N_WEEKS && (k + 3) * week <= n_steps; k++)
    {
      const gssize last = (gssize) (n_steps - 1 - k * week);
      double x[3], e;

      for (int i = 0; i < 3; i++)
        x[i] = sum_week (increments, last - i * (gssize) week, week) + 0.5;
      e = log (x[1]) - 0.5 * (log (x[0]) + log (x[2]));
      if (!isfinite (e))
        continue;
      /* Less the variance of Poisson counts; a difference from the mean of two neighbours has 1.5 times the variance. */
      sum += (e * e - 1.0 / x[1] - 0.25 * (1.0 / x[0] + 1.0 / x[2])) / 1.5;
      n++;
    }
  return n > 0 ? MAX (sum / n, 0.0) : 0.05;
}

typedef struct
{
  gsize n_steps, n_all, week, n_paths;
  double days; /* per week */
  double scatter;
  double *course; /* n_paths x n_all: increments; observed ones are repeated */
} Courses;

/* Converts rates to counts of persons, for which Poisson scatter holds. */
static double
find_unit (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double population = prognosis_dataset_get_region (dataset, region)->population;

  return prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_RATE && population > 0.0
             ? population / PROGNOSIS_RATE_PERSONS
             : 1.0;
}

static void
load_path (Courses *c, const PrognosisForecast *forecast, gsize region, gsize signal, gsize path, const double *observed)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  double *course = c->course + path * c->n_all;

  memcpy (course, observed, c->n_steps * sizeof *observed);
  prognosis_renewal_path (forecast, region, signal, path, course + c->n_steps);
  if (prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE)
    for (gssize t = prognosis_dataset_get_last_observed (dataset, region, signal) + 1; t < (gssize) c->n_steps; t++)
      course[t] = course[c->n_steps];
}

static void
load (Courses *c, const PrognosisForecast *forecast, gsize region, gsize signal)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const double unit = find_unit (dataset, region, signal);
  g_autofree double *observed = NULL;

  c->n_steps = prognosis_dataset_get_n_steps (dataset);
  c->n_all = c->n_steps + prognosis_forecast_get_horizon (forecast);
  c->week = prognosis_series_week (dataset);
  c->days = (double) c->week * prognosis_dataset_get_step_days (dataset);
  c->n_paths = prognosis_forecast_get_n_paths (forecast);
  observed = g_new (double, c->n_steps);
  prognosis_renewal_increments (dataset, region, signal, observed);
  for (gsize t = 0; t < c->n_steps; t++)
    observed[t] *= unit;
  c->scatter = find_scatter (observed, c->n_steps, c->week);
  c->course = g_new (double, c->n_paths * c->n_all);
  for (gsize p = 0; p < c->n_paths; p++)
    {
      load_path (c, forecast, region, signal, p, observed);
      for (gsize t = c->n_steps; t < c->n_all; t++)
        c->course[p * c->n_all + t] *= unit;
    }
}

/* The share of the week up to @last that was observed rather than forecast. */
static double
share_observed (const Courses *c, gsize last)
{
  const gssize after = (gssize) last - (gssize) (c->n_steps - 1);

  return 1.0 - CLAMP ((double) after / c->week, 0.0, 1.0);
}

/* One draw of the growth at @step. Paths already scatter; observed counts get scatter of their own. */
static double
draw_growth (const Courses *c, gsize path, gsize step)
{
  const double *course = c->course + path * c->n_all;
  const double before = sum_week (course, (gssize) step, c->week), after = sum_week (course, (gssize) (step + c->week), c->week);
  const double rank = fmod ((path + 1) * GOLDEN, 1.0);
  double variance;

  if (!(before + after >= LEAST_COUNT))
    return NAN;
  variance = share_observed (c, step) * (c->scatter + 1.0 / (before + 0.5))
             + share_observed (c, step + c->week) * (c->scatter + 1.0 / (after + 0.5));
  return (log ((after + 0.5) / (before + 0.5)) + gsl_cdf_ugaussian_Pinv (CLAMP (rank, 1e-4, 1.0 - 1e-4)) * sqrt (variance))
         / c->days;
}

static void
find_quantiles (const Courses *c, gsize step, const double *levels, gsize n_levels, double *draws, double *growth)
{
  gsize n = 0;

  for (gsize p = 0; p < c->n_paths; p++)
    {
      const double x = draw_growth (c, p, step);

      if (isfinite (x))
        draws[n++] = x;
    }
  /* If most paths have hardly any cases left, the others are not representative. */
  if (2 * n <= c->n_paths)
    return;
  prognosis_sort (draws, n);
  for (gsize l = 0; l < n_levels; l++)
    growth[l] = gsl_stats_quantile_from_sorted_data (draws, 1, n, levels[l]);
}

gboolean
prognosis_renewal_estimate (const PrognosisForecast *forecast, gsize region, const double *levels, gsize n_levels, double *growth)
{
  const gssize signal = prognosis_renewal_find_signal (prognosis_forecast_get_dataset (forecast));
  Courses c = { 0 };
  g_autofree double *draws = NULL;

  if (signal < 0 || !prognosis_forecast_has (forecast, region, (gsize) signal))
    return FALSE;
  load (&c, forecast, region, (gsize) signal);
  draws = g_new (double, c.n_paths);
  for (gsize i = 0; i < c.n_all * n_levels; i++)
    growth[i] = NAN;
  for (gsize t = c.week - 1; t + c.week < c.n_all; t++)
    find_quantiles (&c, t, levels, n_levels, draws, growth + t * n_levels);
  g_free (c.course);
  return TRUE;
}
