/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Combines several forecasters: every quantile is the weighted mean of the members' quantiles (Vincent averaging).
   Members are the best few in a trial at past origins; their weights, by signal, are a negative power of their
   interval scores there. Sample paths keep the order of the best member.

   The last origins of weekly data overlap, and a trial at four of them says little: there the ratio of a model's score to that of
   the favourite is mostly what it is known to be, and without a trial the favourite stands alone. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-paths.h"
#include "prognosis-recommend.h"
#include "prognosis-series.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-sort.h"

#define MAX_MEMBERS 5
/* A member that is a tenth worse than the best has about half its weight. */
#define POWER 7.0
/* Members worse than this relative to the best are excluded. */
#define MAX_WORSE 1.35
/* For weekly data: the assumed ratio of a model's score to the favourite's, and how much of the log ratio in the trial counts. */
#define USUAL_WORSE 1.4
#define TRIAL_SHARE 0.1

typedef struct
{
  const PrognosisBacktest *trial; /* or NULL for equal weights */
  GPtrArray *members;             /* forecasts, best first; NULL: failed */
  gsize *models;                  /* their indices in the trial */
  const char *favourite;          /* for weekly data; else NULL */
} Ensemble;

/* Of a model of the trial, for one signal, or all if -1. */
static double
get_ratio (const Ensemble *self, gsize model, gssize signal)
{
  const double own = prognosis_recommend_ratio (self->trial, model, signal);
  double favourite = NAN;

  if (!self->favourite || g_str_equal (prognosis_backtest_get_model (self->trial, model), self->favourite))
    return own;
  for (gsize i = 0; i < prognosis_backtest_get_n_models (self->trial); i++)
    if (g_str_equal (prognosis_backtest_get_model (self->trial, i), self->favourite))
      favourite = prognosis_recommend_ratio (self->trial, i, signal);
  return favourite > 0.0 && isfinite (favourite) && isfinite (own) ? favourite * USUAL_WORSE * pow (own / favourite, TRIAL_SHARE)
                                                                   : own;
}

static double
weigh (const Ensemble *self, gsize member, gsize signal)
{
  double least = INFINITY, mine;

  if (!self->trial)
    return 1.0;
  for (guint i = 0; i < self->members->len; i++)
    least = MIN (least, get_ratio (self, self->models[i], signal));
  mine = get_ratio (self, self->models[member], signal);
  if (!isfinite (mine) || !isfinite (least))
    return isfinite (least) ? 0.0 : 1.0;
  return mine > MAX_WORSE * least ? 0.0 : pow (mine / least, -POWER);
}

/* The weights of the members that forecast this series; FALSE if there are none. */
static gboolean
get_weights (const Ensemble *self, gsize region, gsize signal, double *weights)
{
  double sum = 0.0;

  for (guint i = 0; i < self->members->len; i++)
    sum += weights[i]
        = prognosis_forecast_has (g_ptr_array_index (self->members, i), region, signal) ? weigh (self, i, signal) : 0.0;
  for (guint i = 0; i < self->members->len && sum > 0.0; i++)
    weights[i] /= sum;
  return sum > 0.0;
}

static void
mix (const Ensemble *self, gsize region, gsize signal, gsize horizon, gsize n_paths, const double *weights, gboolean cumulative,
     double *paths)
{
  g_autofree double *sorted = g_new (double, n_paths), *mean = g_new0 (double, horizon *n_paths);
  guint heaviest = 0;

  for (guint i = 0; i < self->members->len; i++)
    {
      const double *of_member = prognosis_forecast_get_paths (g_ptr_array_index (self->members, i), region, signal);

      heaviest = weights[i] > weights[heaviest] ? i : heaviest;
      for (gsize h = 0; h < horizon && weights[i] > 0.0; h++)
        {
          memcpy (sorted, of_member + h * n_paths, n_paths * sizeof *sorted);
          prognosis_sort (sorted, n_paths);
          for (gsize p = 0; p < n_paths; p++)
            mean[h * n_paths + p] += weights[i] * sorted[p];
        }
    }
  prognosis_paths_arrange (prognosis_forecast_get_paths (g_ptr_array_index (self->members, heaviest), region, signal), horizon,
                           n_paths, cumulative, mean, paths);
}

/* The best models of the trial that are not much worse than the best; without a trial, the favourite, or the two simplest. */
static gboolean
run_members (Ensemble *self, const PrognosisRequest *request, GError **error)
{
  static const char *const two_simplest[] = { "persistence", "damped-trend" };
  const char *const *simple = self->favourite ? &self->favourite : two_simplest;
  const gsize *ranking = self->trial ? prognosis_backtest_get_ranking (self->trial) : NULL;
  const gsize n = self->trial ? prognosis_backtest_get_n_models (self->trial) : self->favourite ? 1 : G_N_ELEMENTS (two_simplest);
  PrognosisRequest silent = *request;
  double least = INFINITY;

  silent.progress = NULL;
  silent.levels = NULL; /* their paths are mixed */
  for (gsize i = 0; i < n && ranking; i++)
    {
      const double ratio = get_ratio (self, ranking[i], -1);

      least = isfinite (ratio) ? MIN (least, ratio) : least;
    }
  for (gsize i = 0; i < n && self->members->len < MAX_MEMBERS; i++)
    {
      const char *id = ranking ? prognosis_backtest_get_model (self->trial, ranking[i]) : simple[i];
      const double ratio = ranking ? get_ratio (self, ranking[i], -1) : 1.0;
      g_autoptr (GError) failed = NULL;
      PrognosisForecast *member;

      if (!isfinite (ratio) || ratio > MAX_WORSE * least)
        continue;
      member = prognosis_forecaster_run (prognosis_forecaster_find (id), &silent, &failed);
      if (!member)
        {
          if (!g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            continue;
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      self->models[self->members->len] = ranking ? ranking[i] : i;
      g_ptr_array_add (self->members, member);
    }
  return TRUE;
}

static void
say_weights (const Ensemble *self, const PrognosisDataset *dataset, PrognosisForecast *result)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      double sum = 0.0;

      if (!prognosis_dataset_get_signal (dataset, s)->fitted)
        continue;
      for (guint i = 0; i < self->members->len; i++)
        sum += weigh (self, i, s);
      for (guint i = 0; i < self->members->len; i++)
        if (weigh (self, i, s) > 0.0)
          g_string_append_printf (
              text, "%s%s %.0f %%", text->len ? ", " : "",
              _ (prognosis_forecaster_find (prognosis_forecast_get_forecaster (g_ptr_array_index (self->members, i)))->title),
              100.0 * weigh (self, i, s) / sum);
      prognosis_forecast_add_note (result, _ ("Weights for %s: %s."), prognosis_dataset_get_signal (dataset, s)->name, text->str);
    }
}

/* The hybrid has a weekly form that learns from all places; by day, the trial is longer and decides. */
static const char *
find_favourite (const PrognosisDataset *dataset)
{
  const PrognosisForecaster *hybrid = prognosis_forecaster_find ("hybrid");

  return prognosis_dataset_get_step_days (dataset) == 7 && prognosis_forecaster_can_run (hybrid, dataset) ? hybrid->id : NULL;
}

static PrognosisForecast *
forecast_ensemble (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  const PrognosisDataset *dataset = request->dataset;
  const gsize horizon = prognosis_series_horizon (request), n_paths = request->options->n_paths;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (PrognosisBacktest) trial = prognosis_recommend_try (prognosis_forecaster_list (NULL), request, &cancelled);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_forecast_unref);
  gsize models[MAX_MEMBERS];
  Ensemble it = { trial, members, models, find_favourite (dataset) };
  double weights[MAX_MEMBERS];
  g_autoptr (PrognosisForecast) result = NULL;

  if (cancelled)
    {
      g_propagate_error (error, g_steal_pointer (&cancelled));
      return NULL;
    }
  if (!run_members (&it, request, error))
    return NULL;
  result = prognosis_forecaster_new_forecast (self, request);
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      if (prognosis_dataset_get_signal (dataset, s)->assumed_share == 0 && get_weights (&it, r, s, weights))
        {
          mix (&it, r, s, horizon, n_paths, weights, prognosis_dataset_get_signal (dataset, s)->kind == PROGNOSIS_KIND_CUMULATIVE,
               prognosis_forecast_add_paths (result, r, s));
          prognosis_forecast_finish_series (result, r, s);
        }
  prognosis_forecast_finish (result);
  if (!prognosis_recommend_fill (result, request, error))
    return NULL;
  say_weights (&it, dataset, result);
  return g_steal_pointer (&result);
}

static guint
narrow (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options)
{
  return prognosis_recommend_get_reads (prognosis_forecaster_list (NULL), dataset, options);
}

const PrognosisForecaster prognosis_forecaster_ensemble = {
  .id = "ensemble",
  .title = N_ ("Ensemble"),
  .family = PROGNOSIS_FAMILY_ENSEMBLE,
  .description = N_ ("The best few models combined, weighted by their scores on the past of these data"),
  .reads = PROGNOSIS_READS_ALL,
  .narrow = narrow,
  .combines_others = TRUE,
  .forecast = forecast_ensemble,
};
