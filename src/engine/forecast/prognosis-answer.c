/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-answer.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

#include "prognosis-renewal-private.h"
#include "prognosis-series.h"
#include "prognosis-sort.h"

#define LIKELY 0.5
/* At least this share of a period must have been observed to compare with it. */
#define LEAST_OBSERVED 0.5

const double prognosis_answer_levels[PROGNOSIS_ANSWER_N_LEVELS] = { 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 };

const gsize *
prognosis_answer_list_periods (const PrognosisDataset *dataset)
{
  static const gsize days[] = { 7, 14, 28 }, weeks[] = { 1, 2, 4 }, months[] = { 1, 2, 3 };

  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_WEEKLY: return weeks;
    case PROGNOSIS_FREQUENCY_MONTHLY: return months;
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return days;
    }
}

gsize
prognosis_answer_find_period (const PrognosisDataset *dataset, int days)
{
  static const int all[PROGNOSIS_ANSWER_N_PERIODS] = { 7, 14, 28 };

  for (gsize i = 0; i < PROGNOSIS_ANSWER_N_PERIODS; i++)
    if (days == all[i])
      return prognosis_answer_list_periods (dataset)[i];
  return 0;
}

static gboolean
is_peak (PrognosisKind kind)
{
  return kind == PROGNOSIS_KIND_PREVALENCE || kind == PROGNOSIS_KIND_PROPORTION;
}

static gboolean
is_count (PrognosisKind kind)
{
  return kind != PROGNOSIS_KIND_RATE && kind != PROGNOSIS_KIND_PROPORTION;
}

static double
summarise (const double *course, gsize n_steps, gboolean peak)
{
  double sum = 0.0, top = -INFINITY;

  for (gsize h = 0; h < n_steps; h++)
    {
      sum += course[h];
      top = MAX (top, course[h]);
    }
  return peak ? top : sum;
}

/* --- what was observed ---------------------------------------------------------- */

/* A cumulative count at @step, interpolated over days without a report. @step may be before the first: NAN. */
static double
interpolate (const double *x, gssize step, gsize n)
{
  gssize before = step, after = step;

  if (step < 0)
    return NAN;
  while (before >= 0 && isnan (x[before]))
    before--;
  while (after < (gssize) n && isnan (x[after]))
    after++;
  if (before < 0 || after >= (gssize) n)
    return NAN;
  return after == before ? x[step] : x[before] + (x[after] - x[before]) * (double) (step - before) / (double) (after - before);
}

void
prognosis_answer_add_observed (const PrognosisDataset *dataset, gsize region, gsize signal, gsize n_steps, double *course)
{
  const gsize n = prognosis_dataset_get_n_steps (dataset);
  const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  g_autofree double *x = prognosis_series_dup_clean (dataset, region, signal);
  g_autofree double *values = g_new (double, n_steps);
  const gssize last = prognosis_series_last_known (x, (gssize) n - 1, prognosis_series_week (dataset));
  double sum = 0.0, mean;
  gsize n_known = 0;

  for (gsize i = 0; i < n_steps; i++)
    {
      const gssize t = last - (gssize) (n_steps - 1 - i);

      values[i] = NAN;
      if (last >= 0 && t >= 0)
        values[i] = is_cumulative ? MAX (interpolate (x, t, n) - interpolate (x, t - 1, n), 0.0) : x[t];
      if (isnan (values[i]))
        continue;
      sum += values[i];
      n_known++;
    }
  mean = n_known >= LEAST_OBSERVED * n_steps ? sum / n_known : NAN;
  for (gsize i = 0; i < n_steps; i++)
    course[i] += isnan (values[i]) ? mean : values[i];
}

/* --- what is to come ------------------------------------------------------------- */

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const gsize *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

typedef struct
{
  const PrognosisForecast *forecast;
  gsize n_paths, horizon;
  double *courses; /* n_paths x horizon: new counts, or values, summed over regions */
} Paths;

/* FALSE if no region has a forecast. Adds what was observed in those that have one to @observed and, of @window steps, to @last. */
static gboolean
sum_regions (const Paths *paths, const gsize *regions, gsize n_regions, gsize signal, gsize n_steps, double *observed, gsize window,
             double *last)
{
  g_autofree double *own = g_new (double, paths->horizon);
  gboolean any = FALSE;

  for (gsize i = 0; i < n_regions; i++)
    {
      if (!prognosis_forecast_has (paths->forecast, regions[i], signal))
        continue;
      any = TRUE;
      prognosis_answer_add_observed (prognosis_forecast_get_dataset (paths->forecast), regions[i], signal, n_steps, observed);
      prognosis_answer_add_observed (prognosis_forecast_get_dataset (paths->forecast), regions[i], signal, window, last);
      for (gsize p = 0; p < paths->n_paths; p++)
        {
          prognosis_renewal_path (paths->forecast, regions[i], signal, p, own);
          for (gsize h = 0; h < paths->horizon; h++)
            paths->courses[p * paths->horizon + h] += own[h];
        }
    }
  return any;
}

/* Quantiles of the total or peak; @above: NAN, or the share of paths that exceed this is returned. */
static double
read_levels (const Paths *paths, gsize n_steps, gboolean peak, double above, double *values)
{
  g_autofree double *sorted = g_new (double, paths->n_paths);
  gsize n_above = 0;

  for (gsize p = 0; p < paths->n_paths; p++)
    {
      sorted[p] = summarise (paths->courses + p * paths->horizon, n_steps, peak);
      n_above += sorted[p] > above;
    }
  prognosis_sort (sorted, paths->n_paths);
  for (gsize i = 0; i < PROGNOSIS_ANSWER_N_LEVELS; i++)
    values[i] = gsl_stats_quantile_from_sorted_data (sorted, 1, paths->n_paths, prognosis_answer_levels[i]);
  return isnan (above) ? NAN : (double) n_above / (double) paths->n_paths;
}

/* The mean of the @window values that end with @h, of which those before the forecast are the last @window - 1 observed ones. If
   these are not known, of the forecast alone. */
static double
average (const double *course, gsize h, gsize window, const double *observed)
{
  double sum = 0.0;
  gsize n = 0;

  for (gsize k = 0; k < window; k++)
    {
      const double value = h >= k ? course[h - k] : observed[window - 1 - (k - h)];

      sum += isnan (value) ? 0.0 : value;
      n += !isnan (value);
    }
  return sum / (double) n;
}

/* @observed: the last @window values. */
static void
read_threshold (const Paths *paths, double threshold, gsize window, const double *observed, PrognosisAnswer *answer)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (paths->forecast);
  const gssize origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;
  g_autofree gsize *first = g_new (gsize, paths->n_paths);
  gsize n = 0;

  answer->is_above = average (observed, window - 1, window, observed) > threshold;
  for (gsize p = 0; p < paths->n_paths; p++)
    for (gsize h = 0; h < paths->horizon; h++)
      if ((average (paths->courses + p * paths->horizon, h, window, observed) > threshold) != answer->is_above)
        {
          first[n++] = h;
          break;
        }
  answer->chance_passed = (double) n / (double) paths->n_paths;
  answer->is_likely = n > 0 && answer->chance_passed >= LIKELY;
  qsort (first, n, sizeof *first, compare_steps);
  if (answer->is_likely)
    answer->day_passed = prognosis_dataset_get_day (dataset, origin + 1 + (gssize) first[(n - 1) / 2]);
}

gboolean
prognosis_answer_read (const PrognosisForecast *forecast, const gsize *regions, gsize n_regions, gsize signal, gsize n_steps,
                       double threshold, PrognosisAnswer *answer)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const PrognosisKind kind = prognosis_dataset_get_signal (dataset, signal)->kind;
  const gssize origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;
  const gsize horizon = prognosis_forecast_get_horizon (forecast), n_paths = prognosis_forecast_get_n_paths (forecast);
  const gsize window = is_peak (kind) ? 1 : prognosis_series_week (dataset);
  g_autofree double *courses = g_new0 (double, n_paths *horizon), *observed = NULL, *last = g_new0 (double, window);
  const Paths paths = { forecast, n_paths, horizon, courses };

  g_return_val_if_fail (n_regions > 0 && n_steps > 0, FALSE);
  n_steps = MIN (n_steps, horizon);
  observed = g_new0 (double, n_steps);
  if ((n_regions > 1 && !is_count (kind)) || !sum_regions (&paths, regions, n_regions, signal, n_steps, observed, window, last))
    return FALSE;
  *answer = (PrognosisAnswer){ .n_steps = n_steps, .is_peak = is_peak (kind), .threshold = threshold, .chance_passed = NAN };
  answer->first_day = prognosis_dataset_get_day (dataset, origin) + 1;
  answer->last_day = prognosis_dataset_get_day (dataset, origin + (gssize) n_steps);
  answer->before = summarise (observed, n_steps, answer->is_peak);
  /* Halfway to the next whole number: paths need not be whole. */
  answer->chance_more = read_levels (&paths, n_steps, answer->is_peak,
                                     is_count (kind) ? round (answer->before) + 0.5 : answer->before, answer->values);
  answer->change = answer->before > 0.0 ? answer->values[PROGNOSIS_ANSWER_MEDIAN] / answer->before - 1.0 : NAN;
  for (gsize i = 0; i < PROGNOSIS_ANSWER_N_LEVELS; i++)
    answer->person_days[i] = NAN;
  if (kind == PROGNOSIS_KIND_PREVALENCE)
    {
      read_levels (&paths, n_steps, FALSE, NAN, answer->person_days);
      for (gsize i = 0; i < PROGNOSIS_ANSWER_N_LEVELS; i++)
        answer->person_days[i] *= prognosis_dataset_get_step_days (dataset);
    }
  if (!isnan (threshold))
    read_threshold (&paths, threshold, window, last, answer);
  return TRUE;
}

double
prognosis_answer_find_rounding (const PrognosisAnswer *answer, PrognosisKind kind)
{
  const double lower = answer->values[PROGNOSIS_ANSWER_LOWER_80], upper = answer->values[PROGNOSIS_ANSWER_UPPER_80];
  const double least = is_count (kind) ? 1.0 : 1e-4;
  double unit;

  if (!(upper > 0.0))
    return least;
  /* A tenth of the width, but not more than three digits, and not fewer than two. */
  unit = upper > lower ? pow (10.0, floor (log10 ((upper - lower) / 10.0))) : least;
  unit = CLAMP (unit, pow (10.0, floor (log10 (upper)) - 2.0), pow (10.0, floor (log10 (upper)) - 1.0));
  return MAX (unit, least);
}
