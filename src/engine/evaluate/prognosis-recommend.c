/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-recommend.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "prognosis-series.h"

/* Limit of the work of all trials: about a second on one core. */
#define BUDGET 3.7e5
/* The limit for large data, in units of count_work(): a hybrid and the baselines at two origins. All then takes at most 2.5 times as
   long as a forecast of the hybrid, however many regions there are. */
#define LEAST_UNITS 7.6
/* Minimum work to spend, if necessary at fewer origins. */
#define LEAST_WORK 10.0
/* Work of a forecast step, including its paths, relative to a past step. */
#define WORK_AHEAD 4.0
/* Reject a model that forecasts less than 90 % of the series that persistence does. */
#define LEAST_SHARE 0.9
/* Below this amount of work there are too little data for forecasters that need much training. */
#define MANY 5000
#define MUCH 10.0
#define MAX_ORIGINS 4
#define MIN_PAST 4
#define MIN_ORIGINS 2
#define N_PATHS 100

typedef struct
{
  const PrognosisForecaster *forecaster;
  gsize number;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a, *second = b;
  const gboolean is_pooled[] = { first->forecaster->has_dynamics, second->forecaster->has_dynamics };

  if (is_pooled[0] != is_pooled[1])
    return is_pooled[0] ? -1 : 1;
  if (first->forecaster->work != second->forecaster->work)
    return first->forecaster->work < second->forecaster->work ? -1 : 1;
  return first->number < second->number ? -1 : 1;
}

/* Origins in the second half of the data, if possible; (transfer full). The earliest has the whole horizon after
   it, the latest one week: an epidemic past its peak should not be judged by its rise alone. */
static gsize *
choose_origins (const PrognosisDataset *dataset, gsize horizon, gsize n_wanted, gsize *n)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset), week = prognosis_series_week (dataset);
  const gsize last = n_steps - 1 - MIN (horizon, week), reach = MAX ((n_wanted - 1) * week, horizon - MIN (horizon, week));
  const gsize first = MAX (MAX (n_steps / 2, MIN_PAST), last > reach ? last - reach : 0);
  gsize *origins;

  if (n_steps < horizon + 1 + MIN_PAST || last < MIN_PAST)
    return NULL;
  *n = last <= first ? 1 : MIN (n_wanted, last - first + 1);
  origins = g_new (gsize, *n);
  for (gsize i = 0; i < *n; i++)
    origins[i] = *n < 2 ? last : first + i * (last - first) / (*n - 1);
  return origins;
}

/* The cost of a model of work 1 at one origin. */
static double
count_work (const PrognosisDataset *dataset, gsize horizon)
{
  double n = 0.0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    n += prognosis_dataset_get_signal (dataset, s)->fitted;
  return n * prognosis_dataset_get_n_regions (dataset) * (prognosis_dataset_get_n_steps (dataset) + WORK_AHEAD * horizon);
}

/* By week, AutoODE and the hybrid share all but the growth, and their scores differ by less than a few past weeks can show: the
   hybrid is tried for both. */
static gboolean
is_like_hybrid (const PrognosisForecaster *forecaster, const PrognosisDataset *dataset)
{
  return prognosis_dataset_get_step_days (dataset) == 7 && g_str_equal (forecaster->id, "autoode");
}

/* Whether auto tries @forecaster for @dataset, if it can afford it. */
static gboolean
is_candidate (const PrognosisForecaster *forecaster, const PrognosisDataset *dataset)
{
  return forecaster->work > 0.0 && prognosis_forecaster_can_run (forecaster, dataset) && !is_like_hybrid (forecaster, dataset)
         && (!forecaster->suits_months || prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_MONTHLY);
}

static double
get_budget (double unit)
{
  return MAX (BUDGET, LEAST_UNITS * unit);
}

/* The affordable forecasters, first the hybrids, then the others, the cheapest first; NULL-terminated. */
static GPtrArray *
choose_candidates (const PrognosisForecaster *const *list, const PrognosisDataset *dataset, double unit, gsize n_origins)
{
  const gsize n = g_strv_length ((char **) list);
  g_autofree Candidate *candidates = g_new (Candidate, n);
  double left = get_budget (unit);
  GPtrArray *chosen = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    candidates[i] = (Candidate){ list[i], i };
  qsort (candidates, n, sizeof *candidates, compare_candidates);
  for (gsize i = 0; i < n; i++)
    {
      const PrognosisForecaster *it = candidates[i].forecaster;
      const double work = it->work * unit * n_origins;

      if (!is_candidate (it, dataset) || work > left || (it->work > MUCH && unit < MANY))
        continue;
      left -= work;
      g_ptr_array_add (chosen, (gpointer) it);
    }
  g_ptr_array_add (chosen, NULL);
  return chosen;
}

/* NULL without @error if nothing could be tried. */
static PrognosisBacktest *
run_trial (const PrognosisRequest *request, PrognosisOptions *options, const PrognosisForecaster *const *forecasters,
           const gsize *origins, gsize n_origins, GError **error)
{
  const PrognosisBacktestRequest all = { .dataset = request->dataset,
                                         .forecasters = forecasters,
                                         .origins = origins,
                                         .n_origins = n_origins,
                                         .options = options,
                                         .vintages = request->vintages,
                                         .n_vintages = request->n_vintages,
                                         .progress = request->progress,
                                         .progress_data = request->progress_data,
                                         .cancellable = request->cancellable };
  g_autoptr (GError) failed = NULL;
  PrognosisBacktest *backtest;

  options->n_paths = MIN (options->n_paths, N_PATHS);
  options->uncalibrated = TRUE;
  backtest = prognosis_backtest_new (&all, &failed);
  if (!backtest && g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failed));
  return backtest;
}

static gsize
choose_horizon (const PrognosisRequest *request)
{
  return CLAMP (prognosis_series_horizon (request), 1, MAX (prognosis_dataset_get_n_steps (request->dataset) / 4, 1));
}

PrognosisBacktest *
prognosis_recommend_check (const PrognosisForecaster *forecaster, const PrognosisRequest *request, GError **error)
{
  const gsize horizon = choose_horizon (request);
  const double work = forecaster->work * count_work (request->dataset, horizon);
  const PrognosisForecaster *const one[] = { forecaster, NULL };
  g_autoptr (PrognosisOptions) options = prognosis_options_copy (request->options);
  g_autofree gsize *origins = NULL;
  gsize n_origins = 0;

  if (!(work > 0.0) || work * MIN_ORIGINS > BUDGET)
    return NULL;
  origins = choose_origins (request->dataset, horizon, CLAMP (BUDGET / MAX (work, 1.0), MIN_ORIGINS, MAX_ORIGINS), &n_origins);
  if (!origins)
    return NULL;
  options->horizon = horizon;
  options->n_threads = 1;
  return run_trial (request, options, one, origins, n_origins, error);
}

typedef struct
{
  gsize horizon, n_origins;
  gsize *origins;
  GPtrArray *forecasters; /* NULL-terminated */
} Plan;

/* FALSE if the data are too short. */
static gboolean
make_plan (const PrognosisForecaster *const *forecasters, const PrognosisRequest *request, Plan *plan)
{
  double unit;

  plan->horizon = choose_horizon (request);
  unit = count_work (request->dataset, plan->horizon);
  plan->origins = choose_origins (request->dataset, plan->horizon,
                                  CLAMP (get_budget (unit) / (LEAST_WORK * unit), MIN_ORIGINS, MAX_ORIGINS), &plan->n_origins);
  plan->forecasters = plan->origins ? choose_candidates (forecasters, request->dataset, unit, plan->n_origins) : NULL;
  return plan->origins != NULL;
}

static void
clear_plan (Plan *plan)
{
  g_free (plan->origins);
  g_clear_pointer (&plan->forecasters, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, clear_plan)

const PrognosisForecaster *
prognosis_recommend_find_favourite (const PrognosisForecaster *const *forecasters, const PrognosisRequest *request)
{
  g_auto (Plan) plan = { 0 };
  const PrognosisForecaster *first = make_plan (forecasters, request, &plan) ? g_ptr_array_index (plan.forecasters, 0) : NULL;

  return first != NULL && first->has_dynamics ? first : NULL;
}

PrognosisBacktest *
prognosis_recommend_try (const PrognosisForecaster *const *forecasters, const PrognosisRequest *request, GError **error)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_copy (request->options);
  g_auto (Plan) plan = { 0 };

  if (!make_plan (forecasters, request, &plan))
    return NULL;
  options->horizon = plan.horizon;
  return run_trial (request, options, (const PrognosisForecaster *const *) plan.forecasters->pdata, plan.origins, plan.n_origins,
                    error);
}

static int
compare_tasks (const PrognosisBacktestRow *a, const PrognosisBacktestRow *b)
{
  if (a->origin != b->origin)
    return a->origin < b->origin ? -1 : 1;
  if (a->region != b->region)
    return a->region < b->region ? -1 : 1;
  if (a->signal != b->signal)
    return a->signal < b->signal ? -1 : 1;
  return (a->horizon > b->horizon) - (a->horizon < b->horizon);
}

/* Geometric mean over origins of the ratios for one signal, so that the peak of a wave does not dominate. For the
   same reason it uses scores of logarithms, except for cumulative counts, whose logarithm would be dominated by
   the past. */
static double
compare_origins (const PrognosisBacktest *backtest, gsize model, gsize signal)
{
  const gsize n_origins = prognosis_backtest_get_n_origins (backtest), bar = prognosis_backtest_get_baseline (backtest);
  const gboolean in_log
      = prognosis_dataset_get_signal (prognosis_backtest_get_dataset (backtest), signal)->kind != PROGNOSIS_KIND_CUMULATIVE;
  g_autofree double *sums = g_new0 (double, 2 * n_origins);
  const PrognosisBacktestRow *rows;
  double sum = 0.0;
  gsize n_rows, k = 0, n = 0;

  /* Rows of both models have the same order; tasks that only one has are skipped. */
  rows = prognosis_backtest_get_rows (backtest, &n_rows);
  while (k < n_rows && rows[k].model != bar)
    k++;
  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i].model != model || rows[i].signal != signal)
        continue;
      while (k < n_rows && rows[k].model == bar && compare_tasks (&rows[k], &rows[i]) < 0)
        k++;
      if (k == n_rows || rows[k].model != bar || compare_tasks (&rows[k], &rows[i]) != 0)
        continue;
      sums[2 * rows[i].origin] += in_log ? rows[i].log_wis : rows[i].wis;
      sums[2 * rows[i].origin + 1] += in_log ? rows[k].log_wis : rows[k].wis;
    }
  for (gsize o = 0; o < n_origins; o++)
    if (sums[2 * o] > 0.0 && sums[2 * o + 1] > 0.0)
      {
        sum += log (sums[2 * o] / sums[2 * o + 1]);
        n++;
      }
  return n > 0 ? exp (sum / n) : NAN;
}

double
prognosis_recommend_ratio (const PrognosisBacktest *backtest, gsize model, gssize signal)
{
  PrognosisBacktestSummary summary, of_bar;
  double sum = 0.0;
  gsize n = 0;

  if (!prognosis_backtest_get_summary (backtest, prognosis_backtest_get_baseline (backtest), signal, 0, &of_bar)
      || !prognosis_backtest_get_summary (backtest, model, signal, 0, &summary) || summary.means.n < LEAST_SHARE * of_bar.means.n
      || !isfinite (summary.wis_ratio))
    return INFINITY;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (prognosis_backtest_get_dataset (backtest)); s++)
    {
      const double ratio = signal < 0 || (gsize) signal == s ? compare_origins (backtest, model, s) : NAN;

      if (ratio > 0.0)
        {
          sum += log (ratio);
          n++;
        }
    }
  return n > 0 ? exp (sum / n) : INFINITY;
}

/* Whether a series with observations is not forecast. */
static gboolean
lacks_any (const PrognosisForecast *forecast, const PrognosisDataset *dataset)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      if (!prognosis_forecast_has (forecast, r, s) && prognosis_dataset_get_last_observed (dataset, r, s) >= 0)
        return TRUE;
  return FALSE;
}

gboolean
prognosis_recommend_fill (PrognosisForecast *forecast, const PrognosisRequest *request, GError **error)
{
  PrognosisRequest silent = *request;
  g_autoptr (PrognosisForecast) plain = NULL;
  gsize n = 0;

  if (!lacks_any (forecast, request->dataset))
    return TRUE;
  silent.progress = NULL;
  plain = prognosis_forecaster_run (&prognosis_forecaster_damped_trend, &silent, error);
  if (!plain)
    return FALSE;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (request->dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (request->dataset); s++)
      if (prognosis_dataset_get_signal (request->dataset, s)->assumed_share == 0 && !prognosis_forecast_has (forecast, r, s))
        n += prognosis_forecast_stand_in (forecast, r, s, plain, 0, 0);
  if (n > 0)
    prognosis_forecast_add_warning (forecast,
                                    g_dngettext (GETTEXT_PACKAGE,
                                                 "%zu series that %s does not forecast shows the damped trend instead",
                                                 "%zu series that %s does not forecast show the damped trend instead", n),
                                    n, prognosis_forecast_get_forecaster (forecast));
  return TRUE;
}

guint
prognosis_recommend_get_reads (const PrognosisForecaster *const *list, const PrognosisDataset *dataset,
                               const PrognosisOptions *options)
{
  guint reads = 0;

  for (gsize i = 0; list[i]; i++)
    if (is_candidate (list[i], dataset))
      reads |= prognosis_forecaster_get_reads (list[i], dataset, options);
  return reads;
}
