/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Daily counts: prepares the dataset for the parts, and turns their quantiles into sample paths. */

#include "prognosis-parallel.h"
#include "prognosis-config.h"
#include "autoode.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-paths.h"
#include "prognosis-counts.h"
#include "prognosis-series.h"

#define MAX_DAYS 420 /* older days would have no weight */
#define MIN_HORIZON 7
#define ROUGHLY_APART 9 /* days between past origins where intervals only serve to compare models */
#define STARTS_FACTOR 8 /* a mean of many: single networks vary more than fits of whole models */
#define MAX_WIDTH 32
#define MEDIAN_SHARE 0.35 /* of the work; the rest is calibration at past origins */
/* Correlations of the shocks of successive days, and of two regions: a compromise, because increments of a single
   region hardly depend on them. */
#define PERSISTENCE 0.97
#define SHARED 0.2
/* The same for the part of the errors of new counts that is not new on each day: chosen by the coverage of totals of 7 and 28 days
   on the US reports of spring 2020 and every second Saturday. */
#define PERSISTENCE_OF_NEW 0.995
#define RECENT_DAYS 28 /* tell the rate of small counts */

static PrognosisDailyMethod
find_method (const PrognosisSignal *signal, gboolean has_leader)
{
  if (has_leader && signal->role == PROGNOSIS_ROLE_RECOVERIES)
    return PROGNOSIS_DAILY_RECOVERIES;
  if (has_leader && signal->role == PROGNOSIS_ROLE_DEATHS)
    return PROGNOSIS_DAILY_DEATHS;
  return PROGNOSIS_DAILY_GROWTH;
}

static void
load (PrognosisDaily *self, const PrognosisHybridPlan *plan)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (self->dataset), first = n_steps - self->n_days;

  self->n_signals = plan->n_signals;
  self->signals = g_new0 (PrognosisDailySignal, self->n_signals);
  self->leader = -1;
  for (gsize s = 0; s < self->n_signals && self->leader < 0; s++)
    if (prognosis_dataset_get_signal (self->dataset, plan->signals[s])->role == PROGNOSIS_ROLE_INFECTIONS)
      self->leader = s;
  for (gsize s = 0; s < self->n_signals; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (self->dataset, plan->signals[s]);
      PrognosisDailySignal *mine = &self->signals[s];

      mine->number = plan->signals[s];
      mine->method = find_method (signal, self->leader >= 0 && !(self->without & PROGNOSIS_PART_DELAYS));
      mine->cumulative = signal->kind == PROGNOSIS_KIND_CUMULATIVE;
      mine->observed = g_new (double, self->n_regions * self->n_days);
      for (gsize r = 0; r < self->n_regions; r++)
        prognosis_hybrid_load (plan, self->dataset, r, mine->number, first, self->n_days, mine->observed + r * self->n_days);
    }
}

static void
clear (PrognosisDaily *self)
{
  for (gsize s = 0; s < self->n_signals; s++)
    g_free (self->signals[s].observed);
  g_free (self->signals);
  g_free (self->holidays);
}

/* Daily counts of a few persons scatter as counts: the prior of the errors is of places with more, and the mean of its quantiles would
   be many times what is counted. The rate may grow by that of a month ago in each week. */
static void
narrow_small_counts (const PrognosisDaily *daily, gsize s, gsize region, const double *median, gsize n_paths, double *quantiles)
{
  const double *x = daily->signals[s].observed + region * daily->n_days;
  double sum = 0.5;
  gsize n = 1;

  for (gsize t = daily->n_days > RECENT_DAYS ? daily->n_days - RECENT_DAYS : 0; t < daily->n_days; t++)
    if (isfinite (x[t]))
      {
        sum += MAX (x[t], 0.0);
        n++;
      }
  for (gsize h = 0; h < daily->horizon; h++)
    prognosis_counts_narrow (MAX (median[h], sum / n * (1.0 + (h + 1.0) / 7.0)), 1.0, n_paths, quantiles + h * n_paths);
}

/* The sample paths of one signal. */
typedef struct
{
  const PrognosisDaily *daily;
  const PrognosisHybridPlan *plan;
  gsize signal;
  const double *median, *level;
  const PrognosisSpread *spread;
  const double *fresh; /* n_regions */
  const PrognosisShocks *shocks;
  PrognosisForecast *result;
  double **quantiles; /* by thread: horizon x n_paths */
} Sampling;

static void
sample_region (gsize r, gsize thread, gpointer data)
{
  const Sampling *self = data;
  const PrognosisDaily *daily = self->daily;
  const PrognosisDailySignal *signal = &daily->signals[self->signal];
  const gsize n_paths = self->shocks->n_paths, size = daily->horizon * n_paths;
  const double *median = self->median + r * daily->horizon;
  PrognosisShocks own = *self->shocks;
  double *q = self->quantiles[thread];

  if (isnan (median[0]))
    return;
  prognosis_spread_quantiles (self->spread, r, q);
  for (gsize i = 0; i < size; i++)
    q[i] = MAX (q[i], self->level[r]);
  if (!signal->cumulative)
    narrow_small_counts (daily, self->signal, r, median, n_paths, q);
  prognosis_hybrid_scale (self->plan, daily->dataset, r, signal->number, q, size);
  own.fresh = self->fresh[r];
  if (!signal->cumulative)
    own.persistence = PERSISTENCE_OF_NEW;
  prognosis_forecast_add_quantiles (self->result, r, signal->number, &own, self->signal, q);
}

static gboolean
make_paths (const PrognosisDaily *daily, const PrognosisHybridPlan *plan, const PrognosisCalibration *calibration, gsize s,
            const double *median, const double *level, const PrognosisShocks *shocks, PrognosisForecast *result,
            GCancellable *cancellable)
{
  const PrognosisDailySignal *signal = &daily->signals[s];
  const gsize n_paths = shocks->n_paths;
  g_autofree double *levels = g_new (double, n_paths), *fresh = g_new0 (double, daily->n_regions);
  g_autofree double **quantiles = g_new (double *, daily->n_threads);
  /* Only new counts have shocks that depend on the region. */
  g_autofree double *common = signal->cumulative ? prognosis_paths_dup_common (shocks, s) : NULL;
  PrognosisShocks own = *shocks;
  g_autoptr (PrognosisSpread) spread = NULL;
  Sampling sampling = { daily, plan, s, median, level, NULL, fresh, &own, result, quantiles };

  own.common = common;
  prognosis_paths_levels (n_paths, levels);
  sampling.spread = spread = prognosis_calibration_spread (calibration, s, median, level, levels, n_paths);
  /* Errors of cumulative counts add up, and those of rates of change are in most of each of them. */
  if (!signal->cumulative)
    prognosis_calibration_find_fresh (calibration, s, PERSISTENCE_OF_NEW, fresh);
  for (gsize r = 0; r < daily->n_regions; r++)
    if (isnan (median[r * daily->horizon]))
      prognosis_forecast_warn_of_absent (result, r, signal->number);
  for (gsize i = 0; i < daily->n_threads; i++)
    quantiles[i] = g_new (double, daily->horizon *n_paths);
  prognosis_parallel (daily->n_regions, daily->n_threads, cancellable, sample_region, &sampling);
  for (gsize i = 0; i < daily->n_threads; i++)
    g_free (quantiles[i]);
  return !g_cancellable_is_cancelled (cancellable);
}

/* The network corrects five inputs and has half as many units as one for a whole transmission rate, as the setting says; a wider one
   than MAX_WIDTH would take most of a minute. Depth counts layers of weights: with one the network would equal the regression, and
   two were better than three. */
static int
find_width (const PrognosisOptions *options)
{
  return options->layers < 2 ? 0 : MIN ((options->hidden + 1) / 2, MAX_WIDTH);
}

/* Passes the medians so far to the progress callback. */
typedef struct
{
  const PrognosisDaily *daily;
  const PrognosisHybridPlan *plan;
  const PrognosisRequest *request;
  gsize horizon; /* as requested */
  double *shown; /* n_regions x n_signals of the dataset x horizon */
} Reporter;

static gboolean
report (const double *median, double fraction, gpointer data)
{
  Reporter *self = data;
  const PrognosisDaily *daily = self->daily;
  const gsize n_signals = prognosis_dataset_get_n_signals (daily->dataset);
  const PrognosisProgress progress
      = { .fraction = MEDIAN_SHARE * fraction, .loss = NAN, .median = self->shown, .horizon = self->horizon };

  for (gsize s = 0; s < daily->n_signals && self->request->progress; s++)
    for (gsize r = 0; r < daily->n_regions; r++)
      {
        double *out = self->shown + (r * n_signals + daily->signals[s].number) * self->horizon;

        memcpy (out, median + (s * daily->n_regions + r) * daily->horizon, self->horizon * sizeof (double));
        prognosis_hybrid_scale (self->plan, daily->dataset, r, daily->signals[s].number, out, self->horizon);
      }
  if (self->request->progress)
    self->request->progress (&progress, self->request->progress_data);
  return !g_cancellable_is_cancelled (self->request->cancellable) && !g_cancellable_is_cancelled (self->request->enough);
}

static void
find_median (const PrognosisDaily *daily, Reporter *reporter, PrognosisDailyWatch *watch, double *median, double *level)
{
  const gsize n = daily->n_regions * prognosis_dataset_get_n_signals (daily->dataset) * reporter->horizon;
  g_autofree double *weights = g_new0 (double, daily->n_signals *PROGNOSIS_DAILY_MAX_WEIGHTS);

  reporter->shown = g_new (double, n);
  for (gsize k = 0; k < n; k++)
    reporter->shown[k] = NAN;
  daily->find_median (daily, daily->n_days, weights, watch, median, level);
  /* Report the final medians; without a network this is the only report. */
  report (median, 1.0, reporter);
  g_free (reporter->shown);
}

/* Something to look at while what is known on each day is gathered: persistence, in a few milliseconds. */
static void
show_first (const PrognosisDaily *daily, const PrognosisRequest *request, gsize horizon)
{
  const gsize n_signals = prognosis_dataset_get_n_signals (daily->dataset), n = daily->n_regions * n_signals * horizon;
  g_autofree double *shown = NULL;
  PrognosisProgress progress = { .loss = NAN, .horizon = horizon };

  if (!request->progress)
    return;
  progress.median = shown = g_new (double, n);
  for (gsize k = 0; k < n; k++)
    shown[k] = NAN;
  for (gsize r = 0; r < daily->n_regions; r++)
    for (gsize s = 0; s < daily->n_signals; s++)
      {
        g_autofree double *median = prognosis_forecaster_dup_persistence (daily->dataset, r, daily->signals[s].number, horizon);

        memcpy (shown + (r * n_signals + daily->signals[s].number) * horizon, median, horizon * sizeof *median);
      }
  request->progress (&progress, request->progress_data);
}

static void
note_stopped (const PrognosisCalibration *calibration, const PrognosisDailyWatch *watch, PrognosisForecast *result)
{
  gsize n_done, n;

  prognosis_calibration_count (calibration, &n_done, &n);
  if (n_done == n)
    return;
  if (watch->n_trained < watch->n_wanted)
    prognosis_forecast_add_warning (
        result, _ ("Stopped early: %d of %d networks are trained, and the intervals come from %zu of %zu past origins"),
        watch->n_trained, watch->n_wanted, n_done, n);
  else
    prognosis_forecast_add_warning (result, _ ("Stopped early: the intervals come from %zu of %zu past origins"), n_done, n);
}

static void
set_learning (const PrognosisDaily *daily, const PrognosisDailyPoint *method, const PrognosisCalibration *calibration,
              PrognosisForecast *result)
{
  PrognosisLearning learning
      = { .scheme = method->scheme, .share = method->get_share ? method->get_share (daily) : NAN, .n_steps = daily->n_days };
  gsize n;

  for (gsize s = 0; s < daily->n_signals; s++)
    for (gsize r = 0; r < daily->n_regions; r++)
      learning.n_series += prognosis_dataset_get_last_observed (daily->dataset, r, daily->signals[s].number) >= 0;
  prognosis_calibration_count (calibration, &learning.n_origins, &n);
  prognosis_forecast_set_learning (result, &learning);
}

PrognosisForecast *
prognosis_daily_forecast (const PrognosisForecaster *self, const PrognosisDailyPoint *method, const PrognosisRequest *request,
                          GError **error)
{
  const PrognosisOptions *options = request->options;
  const gsize n_threads = prognosis_parallel_get_n_threads (options->n_threads);
  const gsize horizon = prognosis_series_horizon (request), n_steps = prognosis_dataset_get_n_steps (request->dataset);
  const gsize most = options->n_train > 0 ? MIN (options->n_train, MAX_DAYS) : MAX_DAYS;
  g_autoptr (PrognosisHybridPlan) plan = prognosis_hybrid_plan_new (request->dataset, error);
  g_autoptr (PrognosisForecast) result = NULL;
  g_autoptr (PrognosisCalibration) calibration = NULL;
  g_autofree double *median = NULL, *level = NULL;
  PrognosisDaily daily = { .dataset = request->dataset,
                           .without = options->without,
                           .horizon = MAX (horizon, MIN_HORIZON),
                           .apart = options->uncalibrated ? ROUGHLY_APART : PROGNOSIS_DAILY_APART,
                           .generation_days = options->generation_days,
                           .hidden = find_width (options),
                           .starts = STARTS_FACTOR * options->starts,
                           .seed = options->seed,
                           .n_threads = n_threads,
                           .find_median = method->find_median };
  const PrognosisShocks shocks = { options->seed, horizon, options->n_paths, PERSISTENCE, SHARED, 0.0, NULL };
  Reporter reporter = { .daily = &daily, .plan = plan, .request = request, .horizon = horizon };
  PrognosisDailyWatch watch = { .report = report, .data = &reporter };
  g_autoptr (PrognosisDynamics) dynamics = NULL;
  gboolean done = TRUE;

  if (!plan)
    return NULL;
  daily.n_regions = prognosis_dataset_get_n_regions (request->dataset);
  daily.n_days = MIN (n_steps, most);
  daily.population = plan->population;
  load (&daily, plan);
  show_first (&daily, request, horizon);
  prognosis_daily_find_holidays (&daily);
  if (method->prepare && !method->prepare (&daily, request, n_threads, error))
    {
      clear (&daily);
      return NULL;
    }
  median = g_new (double, daily.n_signals *daily.n_regions *daily.horizon);
  level = g_new (double, daily.n_signals *daily.n_regions);
  find_median (&daily, &reporter, &watch, median, level);
  calibration = prognosis_calibration_new (&daily, n_threads, request, MEDIAN_SHARE);
  if (calibration)
    {
      result = prognosis_forecaster_new_forecast (self, request);
      prognosis_hybrid_note_unused (plan, request->dataset, result);
      if (method->add_notes)
        method->add_notes (&daily, result);
      note_stopped (calibration, &watch, result);
      set_learning (&daily, method, calibration, result);
      for (gsize s = 0; s < daily.n_signals && done; s++)
        done = make_paths (&daily, plan, calibration, s, median + s * daily.n_regions * daily.horizon, level + s * daily.n_regions,
                           &shocks, result, request->cancellable);
    }
  if (result && method->find_dynamics)
    dynamics = method->find_dynamics (&daily, plan, horizon);
  if (method->release)
    method->release (&daily);
  clear (&daily);
  if (g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  prognosis_forecast_set_dynamics (result, dynamics);
  prognosis_forecast_finish (result);
  return g_steal_pointer (&result);
}

/* AutoODE takes part with what it learns: what is set applies to the mean, afterwards. */
static gboolean
prepare (PrognosisDaily *daily, const PrognosisRequest *request, gsize n_threads, GError **error)
{
  const gsize n = daily->n_regions * PROGNOSIS_N_LEVERS;
  g_autofree double *none = g_new (double, n);

  for (gsize k = 0; k < n; k++)
    none[k] = NAN;
  return prognosis_autoode_prepare (daily, none, request->cancellable, n_threads, error);
}

PrognosisForecast *
prognosis_hybrid_daily (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  static const PrognosisDailyPoint method = { .find_median = prognosis_daily_median,
                                              .prepare = prepare,
                                              .release = prognosis_autoode_release,
                                              .scheme = &prognosis_scheme_of_hybrid,
                                              .get_share = prognosis_daily_get_regression_share };

  return prognosis_daily_forecast (self, &method, request, error);
}
