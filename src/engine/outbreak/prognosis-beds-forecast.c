/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-beds-forecast.h"
#include "prognosis-renewal-private.h"
#include "prognosis-sort.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

#define LIKELY 0.5

/* The number of days of a step. */
static gsize
count_days (const PrognosisDataset *dataset, gssize step)
{
  return (gsize) MAX (prognosis_dataset_get_day (dataset, step) - prognosis_dataset_get_day (dataset, step - 1), 1);
}

/* A step without a report has the mean of the nearest ones before and after it; nothing came before the first report. */
static void
fill_gaps (double *x, gsize n)
{
  for (gsize t = 0; t < n; t++)
    {
      gsize next = t;

      while (next < n && isnan (x[next]))
        next++;
      if (next == t)
        continue;
      if (t == 0)
        x[t] = 0;
      else
        x[t] = next < n ? (x[t - 1] + x[next]) / 2 : x[t - 1];
    }
}

/* Admissions on the days of the data. (transfer full) */
static double *
dup_observed (const PrognosisDataset *dataset, gsize region, gsize signal, double admitted, gsize n_days)
{
  const gsize n = prognosis_dataset_get_n_steps (dataset);
  g_autofree double *steps = g_new (double, n);
  double *days = g_new0 (double, n_days);
  gsize day = 0;

  prognosis_renewal_increments (dataset, region, signal, steps);
  fill_gaps (steps, n);
  for (gsize t = 0; t < n; t++)
    for (gsize k = 0, m = count_days (dataset, (gssize) t); k < m && day < n_days; k++)
      days[day++] = admitted * MAX (steps[t], 0) / (double) m;
  return days;
}

static gsize
count_all_days (const PrognosisDataset *dataset, gsize from, gsize n_steps)
{
  gsize n = 0;

  for (gsize t = from; t < from + n_steps; t++)
    n += count_days (dataset, (gssize) t);
  return n;
}

/* Adds the beds of one region. Patients from before the origin are the same in every path. */
static void
add_region (PrognosisBedsForecast *self, const PrognosisForecast *forecast, gsize region, gsize signal, double admitted,
            const PrognosisStay *stay)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset), horizon = prognosis_forecast_get_horizon (forecast);
  const gsize n_past = count_all_days (dataset, 0, n_steps);
  g_autofree double *observed = dup_observed (dataset, region, signal, admitted, n_past);
  g_autofree double *steps = g_new (double, horizon);
  g_autofree double *ahead = g_new (double, self->n_days);
  g_autofree double *own = g_new (double, self->n_days);
  g_autofree double *left = g_new0 (double, self->n_days);

  for (gsize d = 0; d < self->n_days; d++)
    for (gsize k = d + 1; k < stay->n_days && k - d <= n_past; k++)
      left[d] += observed[n_past + d - k] * stay->still_there[k];
  for (gsize p = 0; p < self->n_paths; p++)
    {
      gsize day = 0;

      prognosis_renewal_path (forecast, region, signal, p, steps);
      for (gsize h = 0; h < horizon; h++)
        for (gsize k = 0, m = count_days (dataset, (gssize) (n_steps + h)); k < m; k++)
          ahead[day++] = admitted * MAX (steps[h], 0) / (double) m;
      prognosis_stay_get_beds (stay, ahead, self->n_days, own);
      for (gsize d = 0; d < self->n_days; d++)
        self->beds[d * self->n_paths + p] += left[d] + own[d];
    }
}

PrognosisBedsForecast *
prognosis_beds_forecast_new (const PrognosisForecast *forecast, const gsize *regions, gsize n_regions, gsize signal,
                             double admitted, const PrognosisStay *stay)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const PrognosisKind kind = prognosis_dataset_get_signal (dataset, signal)->kind;
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset);
  g_autoptr (PrognosisBedsForecast) self = g_new0 (PrognosisBedsForecast, 1);
  gboolean any = FALSE;

  if (kind != PROGNOSIS_KIND_INCIDENT && kind != PROGNOSIS_KIND_CUMULATIVE)
    return NULL;
  self->n_paths = prognosis_forecast_get_n_paths (forecast);
  self->n_days = count_all_days (dataset, n_steps, prognosis_forecast_get_horizon (forecast));
  self->first_day = prognosis_dataset_get_day (dataset, (gssize) n_steps - 1) + 1;
  self->beds = g_new0 (double, self->n_days * self->n_paths);
  for (gsize i = 0; i < n_regions; i++)
    if (prognosis_forecast_has (forecast, regions[i], signal))
      {
        add_region (self, forecast, regions[i], signal, admitted, stay);
        any = TRUE;
      }
  return any ? g_steal_pointer (&self) : NULL;
}

void
prognosis_beds_forecast_free (PrognosisBedsForecast *self)
{
  if (self == NULL)
    return;
  g_free (self->beds);
  g_free (self);
}

void
prognosis_beds_forecast_get_quantiles (const PrognosisBedsForecast *self, gsize day, const double *levels, gsize n_levels,
                                       double *values)
{
  g_autofree double *sorted = g_memdup2 (self->beds + day * self->n_paths, self->n_paths * sizeof (double));

  prognosis_sort (sorted, self->n_paths);
  for (gsize k = 0; k < n_levels; k++)
    values[k] = gsl_stats_quantile_from_sorted_data (sorted, 1, self->n_paths, levels[k]);
}

static int
compare_days (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

double
prognosis_beds_forecast_get_chance (const PrognosisBedsForecast *self, double capacity, int *day)
{
  g_autofree int *first = g_new (int, self->n_paths);
  gsize n = 0;
  double chance;

  for (gsize p = 0; p < self->n_paths; p++)
    for (gsize d = 0; d < self->n_days; d++)
      if (self->beds[d * self->n_paths + p] > capacity)
        {
          first[n++] = (int) d;
          break;
        }
  chance = (double) n / (double) self->n_paths;
  if (day != NULL)
    {
      *day = G_MININT;
      qsort (first, n, sizeof *first, compare_days);
      if (n > 0 && chance >= LIKELY)
        *day = self->first_day + first[(n - 1) / 2];
    }
  return chance;
}
