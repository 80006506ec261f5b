/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What if transmission changed after the origin? The forecast's own sample paths are multiplied, so that a scenario keeps
   their uncertainty and equals the forecast if nothing changes. The multiplier of a path is the ratio of two solutions of the
   model's equations, with and without the change, for parameters drawn from the fit; the draws are matched to the paths by
   rank. Other forecasters are asked for their own equations (prognosis-dynamics.h), and without any it comes from the renewal
   equation (prognosis-scenario-renewal.c). */

#include "prognosis-config.h"

#include "prognosis-assumed.h"
#include "prognosis-error.h"
#include "prognosis-renewal-private.h"
#include "prognosis-scenario-private.h"
#include "prognosis-simulator.h"
#include "prognosis-sort.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_DRAWS 100 /* of the parameters of a fit */
/* A change has no countable effect on a smaller step. */
#define LEAST_STEP 1e-9

/* --- multipliers -------------------------------------------------------------- */

typedef struct
{
  double total;
  gsize number;
} Ranked;

static int
compare_ranked (const void *a, const void *b)
{
  const double x = ((const Ranked *) a)->total, y = ((const Ranked *) b)->total;

  return (x > y) - (x < y);
}

/* The size of a curve, for ranking. */
static double
get_total (const double *curve, gsize horizon, gsize stride, PrognosisKind kind)
{
  double sum = 0;

  if (kind != PROGNOSIS_KIND_INCIDENT && kind != PROGNOSIS_KIND_RATE)
    return curve[(horizon - 1) * stride];
  for (gsize h = 0; h < horizon; h++)
    sum += curve[h * stride];
  return sum;
}

/* The indices of @n curves from the lowest to the highest; curve k begins at @curves[k]. (transfer full) */
static Ranked *
rank (const double *curves, gsize horizon, gsize n, PrognosisKind kind)
{
  Ranked *ranked = g_new (Ranked, n);

  for (gsize k = 0; k < n; k++)
    ranked[k] = (Ranked){ get_total (curves + k, horizon, n, kind), k };
  qsort (ranked, n, sizeof *ranked, compare_ranked);
  return ranked;
}

/* The curves of all draws: n_signals x horizon x N_DRAWS. All scenarios use the same parameter draws. */
static gboolean
solve_draws (PrognosisFit *fit, gsize region, gsize horizon, const double *log_factor, double *all)
{
  const gsize n_signals = prognosis_dataset_get_n_signals (prognosis_fit_get_dataset (fit));
  const gsize n_parameters = prognosis_fit_get_n_parameters (fit);
  g_autoptr (PrognosisSimulator) simulator = NULL;
  g_autofree double *values = g_new (double, N_DRAWS *n_parameters);
  g_autofree double *solved = NULL;
  gsize first, n_window;

  prognosis_fit_get_window (fit, &first, &n_window);
  solved = g_new (double, n_signals *(n_window + horizon));
  for (gsize i = 0; i < n_signals * (n_window + horizon); i++)
    solved[i] = NAN;
  simulator = prognosis_simulator_new (fit, horizon);
  prognosis_fit_draw (fit, region, N_DRAWS, values);
  for (gsize draw = 0; draw < N_DRAWS; draw++)
    {
      if (!prognosis_simulator_run (simulator, region, values + draw * n_parameters, NULL, log_factor, solved))
        return FALSE;
      for (gsize s = 0; s < n_signals; s++)
        for (gsize h = 0; h < horizon; h++)
          all[(s * horizon + h) * N_DRAWS + draw] = solved[s * (n_window + horizon) + n_window + h];
    }
  return TRUE;
}

/* Decreases are proportional, so that nothing becomes negative. An increase is the model's absolute one if the
   path is above the model's curve; otherwise intervals widened by past errors would inflate it. */
static double
get_multiplier (double with, double without, double path)
{
  if (with > without && path > MAX (without, 0))
    return 1 + (with - without) / path;
  return without > LEAST_STEP ? MAX (with, 0) / without : 1;
}

/* Step @h of one draw: the increment of a cumulative count, or the value of other kinds. */
static double
get_step (const double *curves, gsize h, gsize draw, double before, PrognosisKind kind)
{
  const double x = curves[h * N_DRAWS + draw];

  if (kind != PROGNOSIS_KIND_CUMULATIVE)
    return x;
  return x - (h > 0 ? curves[(h - 1) * N_DRAWS + draw] : before);
}

/* The same as prognosis_scenario_by_renewal(), but by the model's equations, with parameters drawn from their covariance. */
static gboolean
scenario_by_fit (const PrognosisForecast *forecast, gsize region, const double *log_factor, double *multiplier)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (forecast);
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), n_paths = prognosis_forecast_get_n_paths (forecast);
  const gsize horizon = prognosis_forecast_get_horizon (forecast), size = horizon * N_DRAWS;
  g_autofree double *changed = g_new (double, n_signals *size), *plain = g_new (double, n_signals *size);
  g_autofree double *steps = g_new (double, horizon);
  g_autofree Ranked *draws = NULL, *paths = NULL;

  if (!isfinite (prognosis_fit_get_region_loss (fit, region)) || !solve_draws (fit, region, horizon, log_factor, changed)
      || !solve_draws (fit, region, horizon, NULL, plain))
    return FALSE;
  for (gsize s = 0; s < n_signals; s++)
    {
      const PrognosisKind kind = prognosis_dataset_get_signal (dataset, s)->kind;
      const gssize last = prognosis_dataset_get_last_observed (dataset, region, s);
      const double before = last >= 0 ? prognosis_dataset_get_values (dataset, region, s)[last] : 0;

      if (!isfinite (plain[s * size]) || !prognosis_forecast_has (forecast, region, s))
        continue;
      /* High paths get draws with high curves; ranked by the first signal, so that all signals of a path use the same
         draw. */
      if (paths == NULL)
        {
          draws = rank (plain + s * size, horizon, N_DRAWS, kind);
          paths = rank (prognosis_forecast_get_paths (forecast, region, s), horizon, n_paths, kind);
        }
      for (gsize i = 0; i < n_paths; i++)
        {
          const gsize draw = draws[i * N_DRAWS / n_paths].number, path = paths[i].number;

          prognosis_renewal_path (forecast, region, s, path, steps);
          for (gsize h = 0; h < horizon; h++)
            multiplier[(s * horizon + h) * n_paths + path] = get_multiplier (
                get_step (changed + s * size, h, draw, before, kind), get_step (plain + s * size, h, draw, before, kind), steps[h]);
        }
    }
  return TRUE;
}

/* --- paths -------------------------------------------------------------------- */

static gboolean
can_tell (const PrognosisForecast *forecast, gsize region)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (forecast);
  const gssize leader = prognosis_renewal_find_signal (prognosis_forecast_get_dataset (forecast));

  if (fit != NULL)
    return isfinite (prognosis_fit_get_region_loss (fit, region));
  return leader >= 0 && prognosis_forecast_has (forecast, region, (gsize) leader);
}

gboolean
prognosis_scenario_can_tell (const PrognosisForecast *forecast, const gsize *regions, gsize n_regions)
{
  for (gsize i = 0; i < n_regions; i++)
    if (can_tell (forecast, regions[i]))
      return TRUE;
  return FALSE;
}

/* The forecast's own paths: n_signals x horizon x n_paths, NAN if there are none. (transfer full) */
static double *
dup_forecast (const PrognosisForecast *forecast, gsize region)
{
  const gsize n_signals = prognosis_dataset_get_n_signals (prognosis_forecast_get_dataset (forecast));
  const gsize size = prognosis_forecast_get_horizon (forecast) * prognosis_forecast_get_n_paths (forecast);
  double *all = g_new (double, n_signals *size);

  for (gsize s = 0; s < n_signals; s++)
    {
      const double *paths = prognosis_forecast_get_paths (forecast, region, s);

      for (gsize k = 0; k < size; k++)
        all[s * size + k] = paths != NULL ? paths[k] : NAN;
    }
  return all;
}

void
prognosis_scenario_multiply (const PrognosisForecast *forecast, gsize region, double *multiplier)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize horizon = prognosis_forecast_get_horizon (forecast), n_paths = prognosis_forecast_get_n_paths (forecast);
  g_autofree double *steps = g_new (double, horizon);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, s)->kind == PROGNOSIS_KIND_CUMULATIVE;

      for (gsize p = 0; p < n_paths && prognosis_forecast_has (forecast, region, s); p++)
        {
          double sum = prognosis_renewal_path (forecast, region, s, p, steps);

          for (gsize h = 0; h < horizon; h++)
            {
              double *x = &multiplier[(s * horizon + h) * n_paths + p];

              *x *= steps[h];
              if (is_cumulative)
                *x = sum += *x;
            }
        }
    }
}

/* Outcomes that are assumed follow the changed cases. */
static void
derive_assumed (const PrognosisDataset *dataset, gsize region, gsize horizon, gsize n_paths, double *all)
{
  const gssize source = prognosis_dataset_find_assumed_source (dataset);
  const gsize size = horizon * n_paths;

  for (gsize s = 0; source >= 0 && s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->assumed_share > 0 && isfinite (all[(gsize) source * size]))
      prognosis_assumed_derive (dataset, region, s, horizon, n_paths, all + (gsize) source * size, all + s * size, NULL);
}

/* The paths in the scenario: n_signals x horizon x n_paths, NAN if unknown. (transfer full) (nullable) */
static double *
dup_paths (const PrognosisScenario *self, const PrognosisForecast *forecast, gsize region, double generation_days)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), horizon = prognosis_forecast_get_horizon (forecast);
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast), n_days = horizon * prognosis_dataset_get_step_days (dataset);
  const int origin = prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1);
  PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);
  g_autofree double *log_factor = g_new (double, n_days);
  double *all;
  gboolean is_known;

  if (self->changes->len == 0)
    return dup_forecast (forecast, region);
  all = g_new (double, n_signals *horizon *n_paths);
  for (gsize day = 0; day < n_days; day++)
    log_factor[day] = log (MAX (prognosis_scenario_get_factor (self, origin + 1 + (int) day), 1e-6));
  for (gsize i = 0; i < n_signals * horizon * n_paths; i++)
    all[i] = NAN;
  if (prognosis_forecast_get_fit (forecast) != NULL)
    is_known = scenario_by_fit (forecast, region, log_factor, all);
  else if (dynamics != NULL)
    is_known = prognosis_scenario_by_dynamics (forecast, region, prognosis_dynamics_get_set (dynamics, region), log_factor, all);
  else
    is_known = prognosis_scenario_by_renewal (forecast, region, generation_days, log_factor, all);
  if (!is_known)
    {
      g_free (all);
      return NULL;
    }
  prognosis_scenario_multiply (forecast, region, all);
  derive_assumed (dataset, region, horizon, n_paths, all);
  return all;
}

/* Turns cumulative @paths of one region into new counts of each step, in place. */
static void
take_increments (const PrognosisForecast *forecast, gsize region, gsize signal, double *paths)
{
  const gsize horizon = prognosis_forecast_get_horizon (forecast), n_paths = prognosis_forecast_get_n_paths (forecast);
  g_autofree double *steps = g_new (double, horizon);

  for (gsize p = 0; p < n_paths; p++)
    {
      double before = prognosis_renewal_path (forecast, region, signal, p, steps);

      for (gsize h = 0; h < horizon; h++)
        {
          const double x = paths[h * n_paths + p];

          paths[h * n_paths + p] = x - before;
          before = x;
        }
    }
}

/* Sums of the paths over all @regions with a forecast of the signal. A region in which the effect is unknown keeps
   its paths; if it is unknown in all regions, the sum is NAN. @as_increments: cumulative counts become new counts.
   (transfer full) (nullable) */
static double *
dup_sums (const PrognosisScenario *self, const PrognosisForecast *forecast, const gsize *regions, gsize n_regions,
          double generation_days, gboolean as_increments)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  const gsize size = prognosis_forecast_get_horizon (forecast) * prognosis_forecast_get_n_paths (forecast);
  const gboolean is_changed = self != NULL;
  g_autofree double *sums = g_new0 (double, n_signals *size);
  g_autofree gboolean *is_told = g_new0 (gboolean, n_signals);
  gboolean any = FALSE;

  for (gsize i = 0; i < n_regions; i++)
    {
      g_autofree double *plain = dup_forecast (forecast, regions[i]);
      g_autofree double *of_one = is_changed ? dup_paths (self, forecast, regions[i], generation_days) : NULL;

      for (gsize s = 0; s < n_signals; s++)
        {
          const gboolean is_own = of_one != NULL && !isnan (of_one[s * size]);
          double *paths = (is_own ? of_one : plain) + s * size;

          if (!prognosis_forecast_has (forecast, regions[i], s))
            continue;
          if (as_increments && prognosis_dataset_get_signal (dataset, s)->kind == PROGNOSIS_KIND_CUMULATIVE)
            take_increments (forecast, regions[i], s, paths);
          for (gsize k = 0; k < size; k++)
            sums[s * size + k] += paths[k];
          is_told[s] |= is_own || !is_changed;
          any |= is_told[s];
        }
    }
  for (gsize k = 0; k < n_signals * size; k++)
    if (!is_told[k / size])
      sums[k] = NAN;
  return any ? g_steal_pointer (&sums) : NULL;
}

/* NAN if any draw is. Sorts @draws. */
static void
find_quantiles (double *draws, gsize n_draws, const double *levels, gsize n_levels, double *quantiles)
{
  gboolean all_finite = TRUE;

  for (gsize i = 0; i < n_draws; i++)
    all_finite &= isfinite (draws[i]) != 0;
  if (all_finite)
    prognosis_sort (draws, n_draws);
  for (gsize l = 0; l < n_levels; l++)
    quantiles[l] = all_finite ? gsl_stats_quantile_from_sorted_data (draws, 1, n_draws, levels[l]) : NAN;
}

static gboolean
solve (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions, gsize n_regions, double generation_days,
       gboolean as_increments, const double *levels, gsize n_levels, double *curves)
{
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast);
  const gsize n
      = prognosis_dataset_get_n_signals (prognosis_forecast_get_dataset (forecast)) * prognosis_forecast_get_horizon (forecast);
  g_autofree double *all = dup_sums (self, forecast, regions, n_regions, generation_days, as_increments);

  for (gsize i = 0; i < n && all != NULL; i++)
    find_quantiles (all + i * n_paths, n_paths, levels, n_levels, curves + i * n_levels);
  return all != NULL;
}

gboolean
prognosis_scenario_solve (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions, gsize n_regions,
                          double generation_days, const double *levels, gsize n_levels, double *curves)
{
  return solve (self, forecast, regions, n_regions, generation_days, FALSE, levels, n_levels, curves);
}

gboolean
prognosis_scenario_solve_increments (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions,
                                     gsize n_regions, double generation_days, const double *levels, gsize n_levels, double *curves)
{
  return solve (self, forecast, regions, n_regions, generation_days, TRUE, levels, n_levels, curves);
}

/* The burden of one path: new counts add up, and persons at a time make person-days. Proportions have no sum. */
static double
get_burden (const double *curve, gsize horizon, gsize stride, PrognosisKind kind, double step_days)
{
  double sum = 0;

  if (kind == PROGNOSIS_KIND_PROPORTION)
    return NAN;
  for (gsize h = 0; h < horizon; h++)
    sum += curve[h * stride];
  return kind == PROGNOSIS_KIND_PREVALENCE ? sum * step_days : sum;
}

gboolean
prognosis_scenario_get_differences (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions,
                                    gsize n_regions, double generation_days, const double *levels, gsize n_levels,
                                    double *differences, double *totals)
{
  static const double middle = 0.5;
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast), horizon = prognosis_forecast_get_horizon (forecast);
  const double step_days = prognosis_dataset_get_step_days (dataset);
  g_autofree double *mine = dup_sums (self, forecast, regions, n_regions, generation_days, TRUE);
  g_autofree double *baseline = dup_sums (NULL, forecast, regions, n_regions, generation_days, TRUE);
  g_autofree double *difference = g_new (double, n_paths), *total = g_new (double, n_paths);

  if (mine == NULL || baseline == NULL)
    return FALSE;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisKind kind = prognosis_dataset_get_signal (dataset, s)->kind;
      const gsize first = s * horizon * n_paths;

      for (gsize p = 0; p < n_paths; p++)
        {
          total[p] = get_burden (baseline + first + p, horizon, n_paths, kind, step_days);
          difference[p] = get_burden (mine + first + p, horizon, n_paths, kind, step_days) - total[p];
        }
      find_quantiles (difference, n_paths, levels, n_levels, differences + s * n_levels);
      if (totals != NULL)
        find_quantiles (total, n_paths, &middle, 1, totals + s);
    }
  return TRUE;
}

/* The highest mean over @width steps in the path that begins at @curve, and the step in the middle of them. */
static double
find_peak (const double *curve, gsize horizon, gsize stride, gsize width, double *step)
{
  double best = -INFINITY;

  for (gsize from = 0; from + width <= horizon; from++)
    {
      double mean = 0;

      for (gsize i = 0; i < width; i++)
        mean += curve[(from + i) * stride] / (double) width;
      if (mean > best)
        {
          best = mean;
          *step = (double) (from + width / 2);
        }
    }
  return best;
}

gboolean
prognosis_scenario_get_peaks (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions, gsize n_regions,
                              double generation_days, double *heights, double *steps)
{
  static const double middle = 0.5;
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast), horizon = prognosis_forecast_get_horizon (forecast);
  g_autofree double *all = dup_sums (self, forecast, regions, n_regions, generation_days, TRUE);
  g_autofree double *height = g_new (double, n_paths), *step = g_new0 (double, n_paths);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset) && all != NULL; s++)
    {
      const PrognosisKind kind = prognosis_dataset_get_signal (dataset, s)->kind;
      const gboolean is_level = kind == PROGNOSIS_KIND_PREVALENCE || kind == PROGNOSIS_KIND_PROPORTION;
      /* The highest day of a path of daily counts is mostly noise and the day of the week. */
      const gsize width = is_level || prognosis_dataset_get_step_days (dataset) > 1 ? 1 : MIN (7, horizon);

      for (gsize p = 0; p < n_paths; p++)
        height[p] = find_peak (all + s * horizon * n_paths + p, horizon, n_paths, width, step + p);
      find_quantiles (height, n_paths, &middle, 1, heights + s);
      find_quantiles (step, n_paths, &middle, 1, steps + s);
    }
  return all != NULL;
}

/* What is assumed of the past does not change. */
static void
copy_assumed_past (const PrognosisForecast *forecast, gsize region, gsize signal, PrognosisForecast *changed)
{
  gsize first, n;
  const double *past = prognosis_forecast_get_fitted (forecast, region, signal, &first, &n);

  if (past != NULL && prognosis_dataset_get_signal (prognosis_forecast_get_dataset (forecast), signal)->assumed_share > 0)
    prognosis_forecast_take_fitted (changed, region, signal, first, n, g_memdup2 (past, n * sizeof *past));
}

PrognosisForecast *
prognosis_scenario_apply (const PrognosisScenario *self, PrognosisForecast *forecast, double generation_days, GError **error)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast), horizon = prognosis_forecast_get_horizon (forecast);
  g_autoptr (PrognosisForecast) changed
      = prognosis_forecast_new (dataset, prognosis_forecast_get_forecaster (forecast), horizon, n_paths);
  gulong n_lost = 0;

  prognosis_forecast_set_fit (changed, prognosis_forecast_get_fit (forecast));
  prognosis_forecast_set_dynamics (changed, prognosis_forecast_get_dynamics (forecast));
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      g_autofree double *all = dup_paths (self, forecast, r, generation_days);

      for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
        if (all != NULL && isfinite (all[s * horizon * n_paths]))
          {
            memcpy (prognosis_forecast_add_paths (changed, r, s), all + s * horizon * n_paths, horizon * n_paths * sizeof *all);
            copy_assumed_past (forecast, r, s, changed);
          }
        else
          n_lost += prognosis_forecast_has (forecast, r, s);
    }
  prognosis_forecast_finish (changed);
  if (prognosis_forecast_is_empty (changed))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   _ ("%s cannot calculate the effect of a change of transmission; choose a compartment model, or data with "
                      "incident or cumulative counts"),
                   prognosis_forecast_get_forecaster (forecast));
      return NULL;
    }
  if (n_lost > 0)
    prognosis_forecast_add_warning (
        changed,
        g_dngettext (GETTEXT_PACKAGE, "%lu series is omitted, because the effect of a change of transmission on it is unknown",
                     "%lu series are omitted, because the effect of a change of transmission on them is unknown", n_lost),
        n_lost);
  return g_steal_pointer (&changed);
}
