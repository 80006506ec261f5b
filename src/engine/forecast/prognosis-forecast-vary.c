/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A forecast with other values of the parameters behind it: its sample paths are multiplied by the ratio of two solutions of the
   equations, so that they keep their uncertainty. */

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "prognosis-renewal-private.h"
#include "prognosis-scenario-private.h"
#include "prognosis-series.h"
#include "prognosis-sort.h"

/* A change has no countable effect on a smaller step. */
#define LEAST_STEP 1e-9
#define N_BISECTIONS 40

/* New counts in each step of a median, in place; values of other kinds stay. */
static void
find_steps (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon, double *median)
{
  const gssize last = prognosis_dataset_get_last_observed (dataset, region, signal);
  double before = last >= 0 ? prognosis_dataset_get_values (dataset, region, signal)[last] : 0.0;

  if (prognosis_dataset_get_signal (dataset, signal)->kind != PROGNOSIS_KIND_CUMULATIVE)
    return;
  for (gsize h = 0; h < horizon; h++)
    {
      const double now = median[h];

      median[h] = now - before;
      before = now;
    }
}

/* n_signals x horizon. (transfer full) */
static double *
dup_steps (const PrognosisForecast *forecast, gsize region, const double *values, const double *log_factor)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), horizon = prognosis_forecast_get_horizon (forecast);
  double *steps = g_new (double, n_signals *horizon);

  prognosis_dynamics_solve (prognosis_forecast_get_dynamics (forecast), region, values, log_factor, steps, NULL);
  for (gsize s = 0; s < n_signals; s++)
    find_steps (dataset, region, s, horizon, steps + s * horizon);
  return steps;
}

gboolean
prognosis_scenario_by_dynamics (const PrognosisForecast *forecast, gsize region, const double *values, const double *log_factor,
                                double *multiplier)
{
  const PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);
  const gsize n_signals = prognosis_dataset_get_n_signals (prognosis_forecast_get_dataset (forecast));
  const gsize horizon = prognosis_forecast_get_horizon (forecast), n_paths = prognosis_forecast_get_n_paths (forecast);
  g_autofree double *with = dup_steps (forecast, region, values, log_factor);
  g_autofree double *without = dup_steps (forecast, region, prognosis_dynamics_get_set (dynamics, region), NULL);
  gboolean any = FALSE;

  for (gsize i = 0; i < n_signals * horizon; i++)
    {
      const double factor = without[i] > LEAST_STEP ? MAX (with[i], 0.0) / without[i] : isnan (without[i]) ? NAN : 1.0;

      any |= isfinite (factor) != 0;
      for (gsize p = 0; p < n_paths; p++)
        multiplier[i * n_paths + p] = factor;
    }
  return any;
}

void
prognosis_forecast_apply_values (PrognosisForecast *self, const double *values)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (self);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  const gsize size = prognosis_forecast_get_horizon (self) * prognosis_forecast_get_n_paths (self);
  g_autofree double *all = g_new (double, n_signals *size);

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      if (!prognosis_scenario_by_dynamics (self, r, values + r * PROGNOSIS_N_LEVERS, NULL, all))
        continue;
      prognosis_scenario_multiply (self, r, all);
      for (gsize s = 0; s < n_signals; s++)
        if (prognosis_forecast_has (self, r, s) && isfinite (all[s * size]))
          memcpy (prognosis_forecast_edit_paths (self, r, s), all + s * size, size * sizeof *all);
    }
  prognosis_forecast_finish (self);
}

/* --- intervals ---------------------------------------------------------------- */

typedef struct
{
  const PrognosisForecast *forecast;
  gsize region, lever, signal, week;
  double *values; /* PROGNOSIS_N_LEVERS */
} Search;

/* New counts of the week ahead with @value of the parameter. */
static double
find_week (const Search *search, double value)
{
  g_autofree double *steps = NULL;
  double sum = 0.0;

  search->values[search->lever] = value;
  steps = dup_steps (search->forecast, search->region, search->values, NULL);
  for (gsize h = 0; h < search->week; h++)
    sum += steps[search->signal * prognosis_forecast_get_horizon (search->forecast) + h];
  return sum;
}

/* New counts of the week ahead in each path. (transfer full) */
static double *
dup_weeks (const Search *search)
{
  const gsize n_paths = prognosis_forecast_get_n_paths (search->forecast);
  g_autofree double *steps = g_new (double, prognosis_forecast_get_horizon (search->forecast));
  double *weeks = g_new0 (double, n_paths);

  for (gsize p = 0; p < n_paths; p++)
    {
      prognosis_renewal_path (search->forecast, search->region, search->signal, p, steps);
      for (gsize h = 0; h < search->week; h++)
        weeks[p] += steps[h];
    }
  prognosis_sort (weeks, n_paths);
  return weeks;
}

/* The value with which the week has that many, between the parameter's bounds; counts grow with it. */
static double
invert (const Search *search, double week)
{
  const PrognosisParameter *p = &prognosis_levers[search->lever];
  double low = log (p->lower), high = log (p->upper);

  for (int i = 0; i < N_BISECTIONS; i++)
    *(find_week (search, exp (0.5 * (low + high))) < week ? &low : &high) = 0.5 * (low + high);
  return exp (0.5 * (low + high));
}

gboolean
prognosis_forecast_get_lever_interval (const PrognosisForecast *self, gsize region, PrognosisLever lever, double level,
                                       double *lower, double *upper)
{
  PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (self);
  const gssize target = prognosis_dynamics_get_target (dynamics, lever);
  const double *set = prognosis_dynamics_get_set (dynamics, region);
  g_autofree double *values = g_memdup2 (set, PROGNOSIS_N_LEVERS * sizeof *set), *weeks = NULL;
  Search search = { self, region, lever, (gsize) target, 0, values };

  *lower = *upper = NAN;
  if (target < 0 || !isnan (set[lever]) || isnan (prognosis_dynamics_get_found (dynamics, region)[lever])
      || !prognosis_forecast_has (self, region, (gsize) target))
    return FALSE;
  search.week = MIN (prognosis_series_week (prognosis_forecast_get_dataset (self)), prognosis_forecast_get_horizon (self));
  weeks = dup_weeks (&search);
  *lower
      = invert (&search, gsl_stats_quantile_from_sorted_data (weeks, 1, prognosis_forecast_get_n_paths (self), 0.5 - 0.5 * level));
  *upper
      = invert (&search, gsl_stats_quantile_from_sorted_data (weeks, 1, prognosis_forecast_get_n_paths (self), 0.5 + 0.5 * level));
  return TRUE;
}
