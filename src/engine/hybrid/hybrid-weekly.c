/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Weekly counts: prepares the dataset and its earlier versions for the parts, and turns their quantiles into
   sample paths. */

#include "hybrid-weekly.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

#include "prognosis-paths.h"
#include "prognosis-renewal.h"
#include "prognosis-series.h"

#define MAX_LAG 52  /* weeks: a place without observations for longer is not forecast */
#define USUAL_LAG 2 /* weeks: no note */
#define TOTAL_TOLERANCE 0.05
#define TYPICAL_RATE 1.0 /* per 100 000 and week, mean over a year */
/* Correlations of the shocks of successive weeks, and of two regions: assumed, see prognosis-paths.h. */
#define PERSISTENCE 0.9
#define SHARED 0.4

/* Incident counts from a cumulative one. Decreases correct an unknown earlier week and are set to missing. */
static void
difference (double *y, gsize n_weeks, gsize n, gsize i)
{
  double before = NAN;

  for (gsize t = 0; t < n_weeks; t++)
    {
      double *x = &y[t * n + i], now = *x;

      *x = isfinite (now) && t > 0 && isfinite (before) && now >= before ? now - before : NAN;
      before = now;
    }
}

/* Loads @source, which may have other regions and weeks, into n_weeks x n, by the regions of @dataset and weeks
   from @first_day on. */
static double *
load (const PrognosisHybridPlan *plan, const PrognosisDataset *dataset, const PrognosisDataset *source, gsize signal,
      gssize source_signal, int first_day, gsize n_weeks)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset), n_source = prognosis_dataset_get_n_steps (source);
  double *y = g_new (double, n_weeks *n);
  g_autofree double *row = g_new (double, n_source);

  for (gsize k = 0; k < n_weeks * n; k++)
    y[k] = NAN;
  for (gsize i = 0; i < n; i++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, i);
      const gssize other
          = source == dataset ? (gssize) i : prognosis_dataset_find_region (source, prognosis_region_get_key (region));

      if (other < 0)
        continue;
      prognosis_hybrid_load (plan, source, other, source_signal, 0, n_source, row);
      for (gsize t = 0; t < n_source; t++)
        {
          const int day = prognosis_dataset_get_day (source, t), week = (day - first_day) / 7;

          /* Negative counts are impossible. */
          if (day >= first_day && (day - first_day) % 7 == 0 && week < (int) n_weeks && row[t] >= 0.0)
            y[(gsize) week * n + i] = row[t];
        }
      if (prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE)
        difference (y, n_weeks, n, i);
    }
  return y;
}

/* Earlier versions of @signal that end before the origin; if two end in the same week, only the newer one. */
static GArray *
load_versions (const PrognosisHybridPlan *plan, const PrognosisRequest *request, gsize signal, int first_day, gsize n_weeks)
{
  GArray *versions = g_array_new (FALSE, FALSE, sizeof (PrognosisWeeklyVersion));

  for (gsize v = 0; v < request->n_vintages && !(request->options->without & PROGNOSIS_PART_REVISION); v++)
    {
      const PrognosisDataset *source = request->vintages[v];
      const int last = prognosis_dataset_get_day (source, (gssize) prognosis_dataset_get_n_steps (source) - 1);
      const gssize number = prognosis_dataset_find_signal (source, prognosis_dataset_get_signal (request->dataset, signal)->name);
      PrognosisWeeklyVersion version = { .n_weeks = last >= first_day ? (gsize) (last - first_day) / 7 + 1 : 0 };

      if (prognosis_dataset_get_step_days (source) != 7 || number < 0 || version.n_weeks == 0 || version.n_weeks >= n_weeks
          || (last - first_day) % 7 != 0)
        continue;
      while (versions->len > 0 && g_array_index (versions, PrognosisWeeklyVersion, versions->len - 1).n_weeks >= version.n_weeks)
        {
          g_free (g_array_index (versions, PrognosisWeeklyVersion, versions->len - 1).y);
          g_array_set_size (versions, versions->len - 1);
        }
      version.y = load (plan, request->dataset, source, signal, number, first_day, version.n_weeks);
      g_array_append_val (versions, version);
    }
  return versions;
}

static void
free_versions (GArray *versions)
{
  for (guint v = 0; v < versions->len; v++)
    g_free (g_array_index (versions, PrognosisWeeklyVersion, v).y);
  g_array_unref (versions);
}

/* Interpolates z linearly and extrapolates it as constant. */
static void
fill_gaps (PrognosisWeekly *self, gsize i)
{
  gssize before = -1;

  for (gssize t = 0; t < (gssize) self->n_weeks; t++)
    {
      const gsize at = t * self->n + i;

      self->seen[at] = isfinite (self->y[at]);
      if (!self->seen[at])
        {
          self->z[at] = before >= 0 ? self->z[before * self->n + i] : 0.0;
          continue;
        }
      self->z[at] = log1p (self->y[at]);
      for (gssize k = before + 1; k < t; k++)
        {
          const double share = before >= 0 ? (k - before) / (double) (t - before) : 1.0;
          const double from = before >= 0 ? self->z[before * self->n + i] : 0.0;

          self->z[k * self->n + i] = from + share * (self->z[at] - from);
        }
      before = t;
    }
  for (gsize t = 0; t < self->n_weeks; t++)
    self->y[t * self->n + i] = expm1 (self->z[t * self->n + i]);
}

static void
find_recent (PrognosisWeekly *self, gsize i)
{
  for (gssize t = 0; t < (gssize) self->n_weeks; t++)
    {
      const gssize first = MAX (0, t - 3);
      double sum = 0.0;

      for (gssize k = first; k <= t; k++)
        sum += self->y[k * self->n + i];
      self->recent[t * self->n + i] = sum / (t - first + 1);
    }
}

/* The region that is the sum of all others in at least half of the weeks, or -1. */
static gssize
find_total (const PrognosisWeekly *self)
{
  g_autofree double *off = g_new (double, self->n_weeks);

  for (gsize i = 0; i < self->n && self->n >= 3; i++)
    {
      for (gsize t = 0; t < self->n_weeks; t++)
        {
          double others = 0.0;

          for (gsize j = 0; j < self->n; j++)
            others += j == i ? 0.0 : self->y[t * self->n + j];
          off[t] = fabs (log ((others + 1.0) / (self->y[t * self->n + i] + 1.0)));
          if (others <= 0.0)
            off[t] = 1.0;
        }
      gsl_sort (off, 1, self->n_weeks);
      if (gsl_stats_median_from_sorted_data (off, 1, self->n_weeks) < TOTAL_TOLERANCE)
        return (gssize) i;
    }
  return -1;
}

/* If the population is unknown, or the signal a rate, assumes one with which the mean of the series is TYPICAL_RATE, so that the
   level relative to its own mean replaces the level relative to the population. */
static double *
guess_population (const PrognosisWeekly *self, const double *known)
{
  double *population = g_memdup2 (known, self->n * sizeof (double));

  for (gsize i = 0; i < self->n; i++)
    {
      double sum = 0.0;
      gsize n_seen = 0;

      for (gsize t = 0; t < self->n_weeks; t++)
        if (self->seen[t * self->n + i])
          {
            sum += self->y[t * self->n + i];
            n_seen++;
          }
      if (self->is_rate || !(known[i] > 0.0))
        population[i] = n_seen && sum > 0.0 ? 1e5 * sum / n_seen / TYPICAL_RATE : NAN;
    }
  return population;
}

static void
clear (PrognosisWeekly *self)
{
  g_free (self->y);
  g_free (self->seen);
  g_free (self->z);
  g_free (self->recent);
  prognosis_weekly_clear_calendar (self);
}

/* A cumulative path is the last observation plus the increments along the path. */
static void
write_paths (const PrognosisHybridPlan *plan, PrognosisForecast *result, gsize region, gsize number, const PrognosisShocks *shocks,
             gsize signal, double *quantiles)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (result);
  const gboolean cumulative = prognosis_dataset_get_signal (dataset, number)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gssize last = prognosis_dataset_get_last_observed (dataset, region, number);
  const double level = cumulative ? prognosis_dataset_get_values (dataset, region, number)[last] : 0.0;
  double *paths;

  prognosis_hybrid_scale (plan, dataset, region, number, quantiles, shocks->horizon * shocks->n_paths);
  if (!cumulative)
    {
      prognosis_forecast_add_quantiles (result, region, number, shocks, signal, quantiles);
      return;
    }
  paths = prognosis_forecast_add_paths (result, region, number);
  prognosis_paths_shake (shocks, region, signal, FALSE, quantiles, paths);
  for (gsize k = 0; k < shocks->horizon * shocks->n_paths; k++)
    paths[k] += k < shocks->n_paths ? level : paths[k - shocks->n_paths];
  prognosis_forecast_finish_series (result, region, number);
}

static void
make_paths (const PrognosisHybridPlan *plan, const PrognosisWeekly *weekly, gsize s, const double *growth, const double *variance,
            const int *lag, const PrognosisShocks *shocks, PrognosisForecast *result)
{
  const gsize size = shocks->horizon * shocks->n_paths;
  g_autofree double *levels = g_new (double, shocks->n_paths), *quantiles = g_new0 (double, weekly->n *size);
  g_autofree double *common = prognosis_paths_dup_common (shocks, s);
  PrognosisShocks own = *shocks;

  own.common = common;
  prognosis_paths_levels (shocks->n_paths, levels);
  prognosis_weekly_quantiles (weekly, growth, variance, lag, shocks->horizon, levels, shocks->n_paths, quantiles);
  for (gsize i = 0; i < weekly->n; i++)
    {
      if (lag[i] > MAX_LAG)
        prognosis_forecast_warn_of_absent (result, i, plan->signals[s]);
      else
        write_paths (plan, result, i, plan->signals[s], &own, s, quantiles + i * size);
      if (lag[i] > USUAL_LAG && lag[i] <= MAX_LAG)
        prognosis_forecast_warn_of_late (result, i, plan->signals[s], lag[i]);
    }
}

/* Passes the medians so far to the progress callback, week by week. */
typedef struct
{
  const PrognosisHybridPlan *plan;
  const PrognosisRequest *request;
  const PrognosisWeekly *weekly;
  const double *growth;
  const int *lag;
  gsize s, horizon; /* index of the signal in the plan; weeks requested */
  double *shown;    /* n_regions x n_signals of the dataset x horizon */
} Reporter;

/* Shows region @i as far as @n_ahead weeks of growth reach. */
static void
show_region (const Reporter *self, gsize i, gsize n_ahead)
{
  const PrognosisWeekly *weekly = self->weekly;
  const PrognosisDataset *dataset = self->request->dataset;
  const gsize number = self->plan->signals[self->s], at = (weekly->n_weeks - 1) * weekly->n + i;
  const gboolean cumulative = prognosis_dataset_get_signal (dataset, number)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gssize last = prognosis_dataset_get_last_observed (dataset, i, number);
  double *out = self->shown + (i * prognosis_dataset_get_n_signals (dataset) + number) * self->horizon;
  double sum = cumulative && last >= 0 ? prognosis_dataset_get_values (dataset, i, number)[last] : 0.0;

  for (gsize h = 0; h < self->horizon && h + MIN (self->lag[i], PROGNOSIS_WEEKLY_LAG) < n_ahead && self->lag[i] <= MAX_LAG; h++)
    {
      out[h] = MAX (expm1 (weekly->z[at] + prognosis_weekly_growth_since (weekly, self->growth, i, self->lag[i], h)), 0.0);
      prognosis_hybrid_scale (self->plan, dataset, i, number, out + h, 1);
      if (cumulative)
        out[h] = sum += out[h];
    }
}

static gboolean
report (gsize n_ahead, gpointer data)
{
  const Reporter *self = data;
  const PrognosisRequest *request = self->request;
  const double share = n_ahead / (self->weekly->horizon + 1.0);
  const PrognosisProgress progress
      = { .fraction = (self->s + share) / self->plan->n_signals, .loss = NAN, .median = self->shown, .horizon = self->horizon };

  for (gsize i = 0; i < self->weekly->n && request->progress; i++)
    show_region (self, i, n_ahead);
  if (request->progress)
    request->progress (&progress, request->progress_data);
  /* If stopped early there is no result, because later weeks would be missing. */
  return !g_cancellable_is_cancelled (request->cancellable) && !g_cancellable_is_cancelled (request->enough);
}

static gboolean
forecast_signal (const PrognosisHybridPlan *plan, const PrognosisRequest *request, gsize s, gsize horizon, double *shown,
                 double *half_life, PrognosisForecast *result)
{
  const PrognosisDataset *dataset = request->dataset;
  const PrognosisOptions *options = request->options;
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset), n = prognosis_dataset_get_n_regions (dataset);
  PrognosisWeekly weekly = { .n = n, .season = options->season, .without = options->without };
  const PrognosisShocks shocks = { options->seed, horizon, options->n_paths, PERSISTENCE, SHARED, 0.0, NULL };
  g_autofree double *variance = g_new0 (double, n), *growth = NULL, *population = NULL;
  g_autofree int *lag = g_new (int, n);
  GArray *versions;
  gssize first;
  int first_day, longest = 0;
  Reporter reporter;
  gboolean done;

  weekly.is_rate = prognosis_dataset_get_signal (dataset, plan->signals[s])->kind == PROGNOSIS_KIND_RATE;
  weekly.n_weeks = options->n_train > 0 ? MIN ((gsize) options->n_train, n_steps) : n_steps;
  first = (gssize) (n_steps - weekly.n_weeks);
  first_day = prognosis_dataset_get_day (dataset, first);
  weekly.y = load (plan, dataset, dataset, plan->signals[s], plan->signals[s], first_day, weekly.n_weeks);
  versions = load_versions (plan, request, plan->signals[s], first_day, weekly.n_weeks);
  if (versions->len > 0)
    prognosis_weekly_revise (weekly.y, weekly.n_weeks, n, (PrognosisWeeklyVersion *) versions->data, versions->len, variance);
  free_versions (versions);
  if (!(options->without & PROGNOSIS_PART_CLEANING))
    prognosis_weekly_clean (weekly.y, weekly.n_weeks, n);
  for (gsize i = 0; i < n; i++)
    {
      for (lag[i] = 0; lag[i] < (int) weekly.n_weeks && isnan (weekly.y[(weekly.n_weeks - 1 - lag[i]) * n + i]); lag[i]++)
        ;
      if (lag[i] == (int) weekly.n_weeks)
        lag[i] = MAX_LAG + 1;
      longest = lag[i] <= MAX_LAG ? MAX (longest, lag[i]) : longest;
    }
  weekly.horizon = horizon + (gsize) MIN (longest, PROGNOSIS_WEEKLY_LAG);
  weekly.seen = g_new (guint8, weekly.n_weeks * n);
  weekly.z = g_new (double, weekly.n_weeks *n);
  weekly.recent = g_new (double, weekly.n_weeks *n);
  for (gsize i = 0; i < n; i++)
    {
      fill_gaps (&weekly, i);
      find_recent (&weekly, i);
    }
  weekly.total = find_total (&weekly);
  weekly.population = population = guess_population (&weekly, plan->population);
  prognosis_weekly_find_calendar (&weekly, dataset, first);
  growth = g_new (double, weekly.n_weeks *n *weekly.horizon);
  reporter = (Reporter){ plan, request, &weekly, growth, lag, s, horizon, shown };
  done = prognosis_weekly_growth (&weekly, half_life, report, &reporter, growth);
  if (done)
    make_paths (plan, &weekly, s, growth, variance, lag, &shocks, result);
  clear (&weekly);
  return done;
}

static void
set_learning (const PrognosisHybridPlan *plan, const PrognosisRequest *request, const PrognosisScheme *scheme,
              PrognosisForecast *result)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (request->dataset);
  PrognosisLearning learning = { .scheme = scheme, .share = NAN, .n_steps = n_steps };

  if (request->options->n_train > 0)
    learning.n_steps = MIN ((gsize) request->options->n_train, n_steps);
  for (gsize s = 0; s < plan->n_signals; s++)
    for (gsize r = 0; r < prognosis_dataset_get_n_regions (request->dataset); r++)
      learning.n_series += prognosis_dataset_get_last_observed (request->dataset, r, plan->signals[s]) >= 0;
  prognosis_forecast_set_learning (result, &learning);
}

PrognosisForecast *
prognosis_hybrid_weekly (const PrognosisForecaster *self, const PrognosisRequest *request, double *half_life, GError **error)
{
  const gsize horizon = prognosis_series_horizon (request);
  g_autoptr (PrognosisHybridPlan) plan = prognosis_hybrid_plan_new (request->dataset, error);
  g_autoptr (PrognosisForecast) result = NULL;
  const gsize n_shown
      = prognosis_dataset_get_n_regions (request->dataset) * prognosis_dataset_get_n_signals (request->dataset) * horizon;
  g_autofree double *shown = g_new (double, n_shown);
  const gssize leader = prognosis_renewal_find_signal (request->dataset);
  gboolean done = TRUE;

  if (!plan)
    return NULL;
  for (gsize k = 0; k < n_shown; k++)
    shown[k] = NAN;
  result = prognosis_forecaster_new_forecast (self, request);
  prognosis_hybrid_note_unused (plan, request->dataset, result);
  for (gsize s = 0; s < plan->n_signals && done; s++)
    {
      double of_signal;

      done = forecast_signal (plan, request, s, horizon, shown, half_life ? &of_signal : NULL, result);
      if (half_life && (s == 0 || (gssize) plan->signals[s] == leader))
        *half_life = of_signal;
    }
  if (!done)
    {
      if (!g_cancellable_set_error_if_cancelled (request->cancellable, error))
        g_cancellable_set_error_if_cancelled (request->enough, error);
      return NULL;
    }
  set_learning (plan, request, half_life ? &prognosis_scheme_of_weekly_autoode : &prognosis_scheme_of_weekly_hybrid, result);
  prognosis_forecast_finish (result);
  return g_steal_pointer (&result);
}
