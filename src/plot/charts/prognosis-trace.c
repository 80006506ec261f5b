/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "prognosis-role-colour.h"
#include "prognosis-trace.h"

#define WEEK 7       /* days of the mean */
#define LEAST_DAYS 4 /* of them with a value */

static const double levels[PROGNOSIS_N_LEVELS] = { 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 };

static gboolean
is_count (PrognosisKind kind)
{
  return kind == PROGNOSIS_KIND_INCIDENT || kind == PROGNOSIS_KIND_CUMULATIVE || kind == PROGNOSIS_KIND_PREVALENCE;
}

static gssize
find_last (const PrognosisTrace *self)
{
  for (gssize step = self->origin; step >= 0; step--)
    if (isfinite (self->values[step]) && !(self->flags[step] & (PROGNOSIS_FLAG_EXCLUDED | PROGNOSIS_FLAG_PARTIAL)))
      return step;
  return -1;
}

PrognosisTrace
prognosis_trace_init (const PrognosisTrajectories *what, gsize region, gsize signal)
{
  double population = prognosis_dataset_get_region (what->dataset, region)->population;
  PrognosisTrace self = {
    .what = what,
    .region = region,
    .signal = signal,
    .kind = prognosis_dataset_get_signal (what->dataset, signal)->kind,
    .values = prognosis_dataset_get_values (what->dataset, region, signal),
    .flags = prognosis_dataset_get_flags (what->dataset, region, signal),
    .n_steps = prognosis_dataset_get_n_steps (what->dataset),
    .factor = 1,
  };

  self.origin = (gssize) self.n_steps - 1;
  if (what->forecast != NULL)
    self.origin = MIN (self.origin, (gssize) prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (what->forecast)) - 1);
  self.last = find_last (&self);
  if (what->per_100k && is_count (self.kind) && population > 0)
    self.factor = 1e5 / population;
  self.is_difference = what->view == PROGNOSIS_VIEW_INCREMENTS && self.kind == PROGNOSIS_KIND_CUMULATIVE;
  self.is_sum
      = what->view == PROGNOSIS_VIEW_CUMULATIVE && (self.kind == PROGNOSIS_KIND_INCIDENT || self.kind == PROGNOSIS_KIND_RATE);
  return self;
}

PrognosisTrace
prognosis_trace_at (const PrognosisTrace *self, gssize origin)
{
  PrognosisTrace other = *self;

  other.origin = CLAMP (origin, -1, (gssize) self->n_steps - 1);
  other.last = find_last (&other);
  return other;
}

double
prognosis_trace_day (const PrognosisTrace *self, gssize step)
{
  return prognosis_dataset_get_day (self->what->dataset, step);
}

static const char *
new_per_step (const PrognosisTrace *self)
{
  if (prognosis_dataset_get_step_days (self->what->dataset) == 7)
    return _ ("new per week");
  if (prognosis_dataset_get_frequency (self->what->dataset) == PROGNOSIS_FREQUENCY_MONTHLY)
    return _ ("new per month");
  return _ ("new per day");
}

PrognosisColour
prognosis_trace_get_colour (const PrognosisTrace *self)
{
  return prognosis_colour_of_signal (prognosis_dataset_get_signal (self->what->dataset, self->signal));
}

char *
prognosis_trace_dup_label (const PrognosisTrace *self)
{
  const char *label;

  switch (self->kind)
    {
    case PROGNOSIS_KIND_INCIDENT: label = self->is_sum ? _ ("cumulative") : new_per_step (self); break;
    case PROGNOSIS_KIND_CUMULATIVE: label = self->is_difference ? new_per_step (self) : _ ("cumulative"); break;
    case PROGNOSIS_KIND_PREVALENCE: label = _ ("prevalence"); break;
    case PROGNOSIS_KIND_RATE: return g_strdup_printf (_ ("%s, per 100 000"), self->is_sum ? _ ("cumulative") : new_per_step (self));
    case PROGNOSIS_KIND_PROPORTION:
    default: return g_strdup (_ ("proportion"));
    }
  return self->factor != 1 ? g_strdup_printf (_ ("%s, per 100 000"), label) : g_strdup (label);
}

/* The sum of observations up to @step; missing ones count as zero. */
static double
observed_sum (const PrognosisTrace *self, gssize step)
{
  double sum = 0;

  for (gssize t = 0; t <= step && t < (gssize) self->n_steps; t++)
    if (isfinite (self->values[t]))
      sum += self->values[t];
  return sum;
}

double *
prognosis_trace_dup_observed (const PrognosisTrace *self)
{
  double *shown = g_new (double, self->n_steps), sum = 0;

  for (gsize t = 0; t < self->n_steps; t++)
    {
      double value = self->values[t];

      if (self->is_difference)
        value = t > 0 ? value - self->values[t - 1] : NAN;
      else if (self->is_sum && isfinite (value))
        value = sum += value;
      shown[t] = value * self->factor;
    }
  return shown;
}

gboolean
prognosis_trace_has_mean (const PrognosisTrace *self)
{
  const gboolean is_new = self->is_difference || self->kind == PROGNOSIS_KIND_INCIDENT || self->kind == PROGNOSIS_KIND_RATE;

  return is_new && !self->is_sum && prognosis_dataset_get_step_days (self->what->dataset) == 1 && self->n_steps > 2 * WEEK;
}

/* Over a week of a cumulative count, reports that are missing do not matter: its ends tell the mean. */
static double
mean_of_cumulative (const PrognosisTrace *self, gsize last, guint8 left_out)
{
  if (last < WEEK)
    return NAN;
  for (gsize k = last - WEEK; k <= last; k++)
    if (self->flags[k] & left_out)
      return NAN;
  return (self->values[last] - self->values[last - WEEK]) / WEEK * self->factor;
}

double *
prognosis_trace_dup_mean (const PrognosisTrace *self)
{
  g_autofree double *shown = prognosis_trace_dup_observed (self);
  const guint8 left_out = prognosis_dataset_get_doubtful (self->what->dataset);
  double *mean = g_new (double, self->n_steps);

  for (gsize step = 0; step < self->n_steps; step++)
    {
      gsize first = step > PROGNOSIS_TRACE_HALF_WEEK ? step - PROGNOSIS_TRACE_HALF_WEEK : 0,
            last = step + PROGNOSIS_TRACE_HALF_WEEK;
      double sum = 0;
      int n = 0;

      mean[step] = NAN;
      /* Neither the future nor the forecast smooths the past. */
      if (last >= self->n_steps || ((gssize) step <= self->origin && (gssize) last > self->origin))
        continue;
      if (self->is_difference)
        mean[step] = mean_of_cumulative (self, last, left_out);
      if (isfinite (mean[step]))
        continue;
      for (gsize k = first; k <= last; k++)
        if (isfinite (shown[k]) && !(self->flags[k] & left_out))
          {
            sum += shown[k];
            n++;
          }
      if (n >= LEAST_DAYS)
        mean[step] = sum / n;
    }
  return mean;
}

/* The value from which the first forecast step continues. */
static double
value_at_origin (const PrognosisTrace *self)
{
  if (self->is_sum)
    return observed_sum (self, self->origin);
  return self->last == self->origin && self->last >= 0 ? self->values[self->last] : NAN;
}

double *
prognosis_trace_dup_curve (const PrognosisTrace *self, gsize first, gsize n, const double *curve)
{
  double *shown = g_new (double, n);
  double before = NAN, sum = self->is_sum ? observed_sum (self, (gssize) first - 1) : 0;

  for (gsize k = 0; k < n; k++)
    {
      double value = curve[k];

      if ((gssize) (first + k) == self->origin + 1 && !self->is_unanchored)
        {
          sum = value_at_origin (self);
          /* The offset from the curve to the last observation, by which the curve is shifted from here on. */
          if (self->last >= (gssize) first)
            before += self->values[self->last] - curve[self->last - (gssize) first];
          else if (k == 0)
            before = sum;
        }
      if (self->is_difference)
        value -= before;
      else if (self->is_sum)
        value = sum += value;
      before = curve[k];
      /* Nothing shown is negative, but a curve under way, or shifted to the last observation, may be for a while. */
      shown[k] = value < 0 ? 0 : value * self->factor;
    }
  return shown;
}

static void
quantiles_of_paths (const PrognosisTrace *self, const double *paths, gsize horizon, gsize n_paths, double *quantiles)
{
  g_autofree double *sums = g_new (double, n_paths);
  g_autofree double *sorted = g_new (double, n_paths);
  double start = value_at_origin (self);

  for (gsize d = 0; d < n_paths; d++)
    sums[d] = start;
  for (gsize h = 0; h < horizon; h++)
    {
      gsize n = 0;

      for (gsize d = 0; d < n_paths; d++)
        {
          double value = paths[h * n_paths + d];
          double shown = self->is_difference ? value - sums[d] : value + sums[d];

          sums[d] = self->is_difference ? value : shown;
          if (isfinite (shown))
            sorted[n++] = shown;
        }
      gsl_sort (sorted, 1, n);
      for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
        quantiles[h * PROGNOSIS_N_LEVELS + k] = n > 0 ? gsl_stats_quantile_from_sorted_data (sorted, 1, n, levels[k]) : NAN;
    }
}

double *
prognosis_trace_dup_quantiles (const PrognosisTrace *self)
{
  PrognosisForecast *forecast = self->what->forecast;
  gsize horizon, n_paths;
  const double *paths;
  double *quantiles;

  if (forecast == NULL || !prognosis_forecast_has (forecast, self->region, self->signal))
    return NULL;
  horizon = prognosis_forecast_get_horizon (forecast);
  n_paths = prognosis_forecast_get_n_paths (forecast);
  paths = prognosis_forecast_get_paths (forecast, self->region, self->signal);
  quantiles = g_new (double, horizon *PROGNOSIS_N_LEVELS);
  if ((self->is_difference || self->is_sum) && paths != NULL)
    quantiles_of_paths (self, paths, horizon, n_paths, quantiles);
  else
    for (gsize h = 0; h < horizon; h++)
      prognosis_forecast_get_quantiles (forecast, self->region, self->signal, h + 1, levels, PROGNOSIS_N_LEVELS,
                                        quantiles + h * PROGNOSIS_N_LEVELS);
  for (gsize i = 0; i < horizon * PROGNOSIS_N_LEVELS; i++)
    quantiles[i] *= self->factor;
  return quantiles;
}
