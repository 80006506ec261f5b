/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-unusual.h"

#include "prognosis-series.h"

#include <math.h>

#define WEEK 7
#define STEEP 2.0    /* times the new counts of persistence */
#define MIN_COUNT 10 /* of new counts in a week that are compared */
#define MIN_COMMON 2 /* steps */

enum
{
  LEVEL_025 = 1,
  LEVEL_10 = 3,
  LEVEL_90 = 19,
  LEVEL_975 = 21,
};

typedef struct
{
  const PrognosisForecast *forecast;
  const PrognosisDataset *dataset;
  const PrognosisDiaryEntry *last; /* or NULL */
  gsize region, signal, n_known;   /* steps up to the origin */
} Look;

static gboolean
is_doubtful (const Look *self)
{
  const gsize n = MAX (1, WEEK / prognosis_dataset_get_step_days (self->dataset));

  for (gsize i = 0; i < MIN (n, self->n_known); i++)
    if (prognosis_series_is_doubtful (self->dataset, self->region, self->signal, self->n_known - 1 - i))
      return TRUE;
  return FALSE;
}

/* Steps from the origin of the last forecast to that of this one, or -1: there is none, or it is not earlier. */
static gssize
count_between (const Look *self)
{
  const gssize origin
      = self->last != NULL ? prognosis_dataset_find_step (self->dataset, prognosis_diary_entry_get_origin (self->last)) : -1;

  return origin >= 0 && origin + 1 < (gssize) self->n_known ? (gssize) self->n_known - 1 - origin : -1;
}

static gboolean
is_surprised (const Look *self, const double *quantiles, gsize n_levels, gsize n_between)
{
  const double *x = prognosis_dataset_get_values (self->dataset, self->region, self->signal);
  const gsize n = MIN (n_between, prognosis_diary_entry_get_horizon (self->last)), first = self->n_known - n_between;
  gsize n_seen = 0, n_outside = 0;

  for (gsize h = 0; h < n; h++)
    if (isfinite (x[first + h]) && !prognosis_series_is_doubtful (self->dataset, self->region, self->signal, first + h))
      {
        const double *q = quantiles + h * n_levels;

        n_seen++;
        n_outside += x[first + h] < q[LEVEL_025] || x[first + h] > q[LEVEL_975];
      }
  return n_outside > 0 && 2 * n_outside > n_seen;
}

static double
get_median (const Look *self, gsize horizon)
{
  const double half = 0.5;
  double median;

  prognosis_forecast_get_quantiles (self->forecast, self->region, self->signal, horizon, &half, 1, &median);
  return median;
}

static gboolean
is_changed (const Look *self, const double *quantiles, gsize n_levels, gsize n_between)
{
  const gsize horizon = prognosis_forecast_get_horizon (self->forecast), before = prognosis_diary_entry_get_horizon (self->last);
  gsize n = 0, n_outside = 0;

  for (gsize h = 1; h <= horizon && n_between + h <= before; h++, n++)
    {
      const double *q = quantiles + (n_between + h - 1) * n_levels, median = get_median (self, h);

      n_outside += median < q[LEVEL_10] || median > q[LEVEL_90];
    }
  return n >= MIN_COMMON && 2 * n_outside > n;
}

/* New counts of the last week of the horizon; of rates and counts of persons present the last value. */
static double
sum_week (const double *median, gsize horizon, double level, PrognosisKind kind, gsize n)
{
  double sum = 0.0;

  if (kind == PROGNOSIS_KIND_CUMULATIVE)
    return median[horizon - 1] - (horizon > n ? median[horizon - 1 - n] : level);
  if (kind != PROGNOSIS_KIND_INCIDENT)
    return median[horizon - 1];
  for (gsize i = 0; i < MIN (n, horizon); i++)
    sum += median[horizon - 1 - i];
  return sum;
}

static gboolean
is_steep (const Look *self)
{
  const PrognosisDataset *known = prognosis_forecast_get_dataset (self->forecast);
  const gsize horizon = prognosis_forecast_get_horizon (self->forecast);
  const gsize n = MAX (1, WEEK / prognosis_dataset_get_step_days (known));
  const PrognosisKind kind = prognosis_dataset_get_signal (known, self->signal)->kind;
  const gssize last = prognosis_dataset_get_last_observed (known, self->region, self->signal);
  const double level = last >= 0 ? prognosis_dataset_get_values (known, self->region, self->signal)[last] : 0.0;
  g_autofree double *carried_on = prognosis_forecaster_dup_persistence (known, self->region, self->signal, horizon);
  g_autofree double *median = g_new (double, horizon);
  const gboolean is_count = kind != PROGNOSIS_KIND_RATE && kind != PROGNOSIS_KIND_PROPORTION;
  double own, other;

  for (gsize h = 0; h < horizon; h++)
    median[h] = get_median (self, h + 1);
  own = sum_week (median, horizon, level, kind, n);
  other = sum_week (carried_on, horizon, level, kind, n);
  return isfinite (own) && isfinite (other) && (!is_count || MAX (own, other) >= MIN_COUNT)
         && (own > STEEP * other || other > STEEP * own);
}

static guint
look (const Look *self)
{
  gsize n_levels;
  const double *quantiles
      = self->last != NULL ? prognosis_diary_entry_get_quantiles (self->last, self->dataset, self->region, self->signal) : NULL;
  const gssize n_between = count_between (self);
  guint found = 0;

  prognosis_forecast_hub_levels (&n_levels);
  if (is_doubtful (self))
    found |= PROGNOSIS_UNUSUAL_DOUBTFUL;
  if (quantiles != NULL && n_between > 0 && is_surprised (self, quantiles, n_levels, (gsize) n_between))
    found |= PROGNOSIS_UNUSUAL_SURPRISED;
  if (!prognosis_forecast_has (self->forecast, self->region, self->signal))
    return found | PROGNOSIS_UNUSUAL_ABSENT;
  if (quantiles != NULL && n_between > 0 && is_changed (self, quantiles, n_levels, (gsize) n_between))
    found |= PROGNOSIS_UNUSUAL_CHANGED;
  if (is_steep (self))
    found |= PROGNOSIS_UNUSUAL_STEEP;
  return found;
}

guint
prognosis_unusual_find (const PrognosisForecast *forecast, const PrognosisDataset *dataset, const PrognosisDiaryEntry *last,
                        gsize region)
{
  const PrognosisDataset *known = prognosis_forecast_get_dataset (forecast);
  guint found = 0;

  if (prognosis_dataset_leaves_out (known, region))
    return 0;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (known); s++)
    {
      const Look self = { forecast, dataset, last, region, s, prognosis_dataset_get_n_steps (known) };
      gboolean is_forecast = FALSE;

      /* A signal that is forecast nowhere is none that this model forecasts. */
      for (gsize r = 0; r < prognosis_dataset_get_n_regions (known) && !is_forecast; r++)
        is_forecast = prognosis_forecast_has (forecast, r, s);
      if (is_forecast && prognosis_dataset_get_last_observed (known, region, s) >= 0)
        found |= look (&self);
    }
  return found;
}
