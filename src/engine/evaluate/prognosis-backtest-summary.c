/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Summaries of a backtest: means, comparisons on common forecasts, and a sentence. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "prognosis-backtest-private.h"
#include "prognosis-series.h"

/* Differences from persistence below this are too small to matter. */
#define LEVEL 0.005

typedef double (*Measure) (const PrognosisBacktestRow *row);

static double
measure_ae (const PrognosisBacktestRow *row)
{
  return row->ae;
}

/* NAN for fallback rows, so that only the model's own forecasts count. */
static double
measure_own_ae (const PrognosisBacktestRow *row)
{
  return row->is_stand_in ? NAN : row->ae;
}

static double
measure_wis (const PrognosisBacktestRow *row)
{
  return row->wis;
}

static double
measure_log_wis (const PrognosisBacktestRow *row)
{
  return row->log_wis;
}

static gsize
task_of (const PrognosisBacktest *self, const PrognosisBacktestRow *row)
{
  const gsize n_regions = prognosis_dataset_get_n_regions (self->dataset),
              n_signals = prognosis_dataset_get_n_signals (self->dataset);

  return ((row->origin * n_regions + row->region) * n_signals + row->signal) * self->horizon + row->horizon - 1;
}

static void
index_rows (PrognosisBacktest *self)
{
  self->n_tasks = self->n_origins * prognosis_dataset_get_n_regions (self->dataset)
                  * prognosis_dataset_get_n_signals (self->dataset) * self->horizon;
  self->index = g_new (gint32, self->models->len * self->n_tasks);
  for (gsize i = 0; i < self->models->len * self->n_tasks; i++)
    self->index[i] = -1;
  for (gsize i = 0; i < self->n_rows; i++)
    self->index[self->rows[i].model * self->n_tasks + task_of (self, &self->rows[i])] = i;
}

/* @scores: length n_tasks; NAN if @model has no row, or the signal or horizon differs. */
static void
gather (const PrognosisBacktest *self, gsize model, gsize signal, gsize horizon, Measure measure, double *scores)
{
  for (gsize t = 0; t < self->n_tasks; t++)
    {
      const gint32 i = self->index[model * self->n_tasks + t];

      scores[t] = i < 0 || self->rows[i].signal != signal || (horizon && self->rows[i].horizon != horizon)
                      ? NAN
                      : measure (&self->rows[i]);
    }
}

static void
compare (const PrognosisBacktest *self, gsize model, gsize signal, gsize horizon, Measure measure, double *ratio, double *relative)
{
  const gsize n = self->n_tasks, n_models = self->models->len;
  g_autofree double *scores = g_new (double, n_models *n);
  g_autofree double *skill = g_new (double, n_models);
  double sum = 0.0, bar = 0.0;

  for (gsize m = 0; m < n_models; m++)
    gather (self, m, signal, horizon, measure, scores + m * n);
  for (gsize t = 0; t < n; t++)
    {
      const double a = scores[model * n + t], b = scores[self->baseline * n + t];

      if (isnan (a) || isnan (b))
        continue;
      sum += a;
      bar += b;
    }
  *ratio = bar > 0.0 ? sum / bar : NAN;
  if (!relative)
    return;
  prognosis_score_relative_skill (scores, n_models, n, self->baseline, skill);
  *relative = skill[model];
}

static void
average (const PrognosisBacktest *self, gsize model, gssize signal, gsize horizon, PrognosisScoreMeans *means)
{
  gsize n_forecast = 0;

  *means = (PrognosisScoreMeans){ 0 };
  for (gsize t = 0; t < self->n_tasks; t++)
    {
      const gint32 i = self->index[model * self->n_tasks + t];
      const PrognosisBacktestRow *row = i < 0 ? NULL : &self->rows[i];

      if (!row || (signal >= 0 && row->signal != signal) || (horizon && row->horizon != horizon))
        continue;
      means->n++;
      means->ae += row->ae;
      means->wis += row->wis;
      means->log_ae += row->log_ae;
      means->log_wis += row->log_wis;
      if (row->is_blank)
        continue;
      n_forecast++;
      means->coverage50 += row->in50;
      means->coverage95 += row->in95;
    }
  means->ae /= means->n;
  means->wis /= means->n;
  means->log_ae /= means->n;
  means->log_wis /= means->n;
  means->coverage50 /= n_forecast;
  means->coverage95 /= n_forecast;
}

/* Geometric means over the signals, because counts of cases and of deaths cannot be added. */
static void
combine (const PrognosisBacktest *self, gsize model, gsize horizon, PrognosisBacktestSummary *summary)
{
  double *all[] = { &summary->mae_ratio,     &summary->own_mae_ratio, &summary->wis_ratio,
                    &summary->log_wis_ratio, &summary->relative_wis,  &summary->relative_log_wis };
  double sums[G_N_ELEMENTS (all)] = { 0.0 };
  gsize counts[G_N_ELEMENTS (all)] = { 0 };

  summary->means.ae = summary->means.wis = summary->means.log_ae = summary->means.log_wis = NAN;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (self->dataset); s++)
    {
      PrognosisBacktestSummary one;
      const double *of_one[]
          = { &one.mae_ratio, &one.own_mae_ratio, &one.wis_ratio, &one.log_wis_ratio, &one.relative_wis, &one.relative_log_wis };

      if (!prognosis_backtest_get_summary (self, model, s, horizon, &one))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
        if (*of_one[i] > 0.0)
          {
            sums[i] += log (*of_one[i]);
            counts[i]++;
          }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    *all[i] = counts[i] ? exp (sums[i] / counts[i]) : NAN;
}

gboolean
prognosis_backtest_get_summary (const PrognosisBacktest *self, gsize model, gssize signal, gsize horizon,
                                PrognosisBacktestSummary *summary)
{
  g_return_val_if_fail (model < self->models->len, FALSE);

  average (self, model, signal, horizon, &summary->means);
  if (summary->means.n == 0)
    return FALSE;
  if (signal < 0)
    {
      combine (self, model, horizon, summary);
      return TRUE;
    }
  compare (self, model, signal, horizon, measure_ae, &summary->mae_ratio, NULL);
  compare (self, model, signal, horizon, measure_own_ae, &summary->own_mae_ratio, NULL);
  compare (self, model, signal, horizon, measure_wis, &summary->wis_ratio, &summary->relative_wis);
  compare (self, model, signal, horizon, measure_log_wis, &summary->log_wis_ratio, &summary->relative_log_wis);
  return TRUE;
}

gsize
prognosis_backtest_get_n_weeks (const PrognosisBacktest *self)
{
  const gsize week = prognosis_series_week (self->dataset);

  return (self->horizon + week - 1) / week;
}

void
prognosis_backtest_get_week (const PrognosisBacktest *self, gssize week, gsize *first, gsize *last)
{
  const gsize n = prognosis_series_week (self->dataset);

  *first = week < 0 ? 1 : (gsize) week * n + 1;
  *last = week < 0 ? self->horizon : MIN (((gsize) week + 1) * n, self->horizon);
}

static double
error_ratio (const PrognosisBacktest *self, gsize model, gssize origin, gsize signal, gssize week)
{
  double sum = 0.0, bar = 0.0;
  gsize first, last;

  prognosis_backtest_get_week (self, week, &first, &last);
  for (gsize t = 0; t < self->n_tasks; t++)
    {
      const gint32 i = self->index[model * self->n_tasks + t], k = self->index[self->baseline * self->n_tasks + t];
      const PrognosisBacktestRow *row = i < 0 ? NULL : &self->rows[i];

      if (!row || k < 0 || row->signal != signal || (origin >= 0 && row->origin != origin) || row->horizon < first
          || row->horizon > last || isnan (measure_own_ae (row)))
        continue;
      sum += row->ae;
      bar += self->rows[k].ae;
    }
  return bar > 0.0 ? sum / bar : NAN;
}

double
prognosis_backtest_get_error_ratio (const PrognosisBacktest *self, gsize model, gssize origin, gssize signal, gssize week)
{
  double sum = 0.0;
  gsize n = 0;

  g_return_val_if_fail (model < self->models->len, NAN);
  if (signal >= 0)
    return error_ratio (self, model, origin, (gsize) signal, week);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (self->dataset); s++)
    {
      const double ratio = error_ratio (self, model, origin, s, week);

      if (ratio > 0.0)
        {
          sum += log (ratio);
          n++;
        }
    }
  return n ? exp (sum / n) : NAN;
}

typedef struct
{
  gsize model;
  double ratio;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *first = a, *second = b;

  if (first->ratio != second->ratio)
    return first->ratio < second->ratio ? -1 : 1;
  return first->model < second->model ? -1 : 1;
}

gboolean
prognosis_backtest_has_score (const PrognosisBacktest *self, gsize model)
{
  PrognosisBacktestSummary summary;
  gsize n_examples, n_needed;

  return prognosis_backtest_get_summary (self, model, -1, 0, &summary) && isfinite (summary.wis_ratio)
         && (isfinite (summary.own_mae_ratio)
             || prognosis_backtest_count_stand_ins (self, model, &n_examples, &n_needed) < self->n_origins);
}

void
prognosis_backtest_rank (PrognosisBacktest *self)
{
  const gsize n = self->models->len;
  g_autofree Ranked *ranked = g_new (Ranked, n);

  index_rows (self);
  for (gsize m = 0; m < n; m++)
    {
      PrognosisBacktestSummary summary;

      ranked[m] = (Ranked){ m, INFINITY };
      if (prognosis_backtest_has_score (self, m) && prognosis_backtest_get_summary (self, m, -1, 0, &summary))
        ranked[m].ratio = summary.wis_ratio;
    }
  qsort (ranked, n, sizeof *ranked, compare_ranked);
  self->ranking = g_new (gsize, n);
  for (gsize m = 0; m < n; m++)
    self->ranking[m] = ranked[m].model;
}

static gsize
count_failures (const PrognosisBacktest *self, gsize model)
{
  gsize n = 0;

  for (gsize i = 0; i < self->n_origins; i++)
    n += self->failures[model * self->n_origins + i] != NULL;
  return n;
}

/* ", confirmed (76 % of its error)" for every signal on this side of the baseline. */
static gsize
append_signals (const PrognosisBacktest *self, gsize model, int side, GString *text)
{
  gsize n = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (self->dataset); s++)
    {
      PrognosisBacktestSummary summary;

      if (!prognosis_backtest_get_summary (self, model, s, 0, &summary) || isnan (summary.own_mae_ratio)
          || side != (summary.own_mae_ratio > 1.0 + LEVEL) - (summary.own_mae_ratio < 1.0 - LEVEL))
        continue;
      g_string_append_printf (text, "%s%s (%.0f %% of its error)", n ? ", " : "",
                              prognosis_dataset_get_signal (self->dataset, s)->name, 100.0 * summary.own_mae_ratio);
      n++;
    }
  return n;
}

char *
prognosis_backtest_dup_verdict (const PrognosisBacktest *self, gsize model)
{
  static const struct
  {
    int side;
    const char *words;
  } sides[] = {
    { -1, "did better than persistence on" },
    { 0, "did as well as persistence on" },
    { 1, "did worse than persistence on" },
  };
  GString *text = g_string_new (g_ptr_array_index (self->models, model));
  const gsize failed = count_failures (self, model);
  gsize n_examples, n_needed;
  const gsize stood_in = prognosis_backtest_count_stand_ins (self, model, &n_examples, &n_needed);
  gboolean any = FALSE;

  if (model == self->baseline)
    return g_string_free (g_string_append (text, " is the baseline: the mean increment of the last week continues"), FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (GString) list = g_string_new (NULL);

      if (!append_signals (self, model, sides[i].side, list))
        continue;
      g_string_append_printf (text, "%s %s %s", any ? "," : "", sides[i].words, list->str);
      any = TRUE;
    }
  if (stood_in)
    {
      g_string_append_printf (text, "%s fell back to the damped trend at %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " origins",
                              any ? ", and" : "", stood_in, self->n_origins);
      if (n_needed)
        g_string_append_printf (text, " (at most %" G_GSIZE_FORMAT " windows to learn from; %" G_GSIZE_FORMAT " are needed)",
                                n_examples, n_needed);
      any = TRUE;
    }
  if (!any && failed < self->n_origins)
    g_string_append (text, " shares no forecasts with persistence, so it cannot be compared");
  if (failed)
    g_string_append_printf (text, "%s failed at %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " origins", any ? ", and" : "", failed,
                            self->n_origins);
  return g_string_free (text, FALSE);
}

PrognosisDataset *
prognosis_backtest_get_dataset (const PrognosisBacktest *self)
{
  return self->dataset;
}

gsize
prognosis_backtest_get_horizon (const PrognosisBacktest *self)
{
  return self->horizon;
}

gsize
prognosis_backtest_get_n_origins (const PrognosisBacktest *self)
{
  return self->n_origins;
}

gsize
prognosis_backtest_get_origin (const PrognosisBacktest *self, gsize origin)
{
  g_return_val_if_fail (origin < self->n_origins, 0);
  return self->origins[origin];
}

gsize
prognosis_backtest_get_n_models (const PrognosisBacktest *self)
{
  return self->models->len;
}

const char *
prognosis_backtest_get_model (const PrognosisBacktest *self, gsize model)
{
  g_return_val_if_fail (model < self->models->len, NULL);
  return g_ptr_array_index (self->models, model);
}

const PrognosisForecaster *
prognosis_backtest_get_forecaster (const PrognosisBacktest *self, gsize model)
{
  g_return_val_if_fail (model < self->forecasters->len, NULL);
  return g_ptr_array_index (self->forecasters, model);
}

const char *
prognosis_backtest_get_title (const PrognosisBacktest *self, gsize model)
{
  return prognosis_backtest_is_run (self, model) ? prognosis_backtest_get_model (self, model)
                                                 : _ (prognosis_backtest_get_forecaster (self, model)->title);
}

gboolean
prognosis_backtest_is_run (const PrognosisBacktest *self, gsize model)
{
  return !g_str_equal (prognosis_backtest_get_model (self, model), prognosis_backtest_get_forecaster (self, model)->id);
}

gsize
prognosis_backtest_get_baseline (const PrognosisBacktest *self)
{
  return self->baseline;
}

gsize
prognosis_backtest_get_n_unfinished (const PrognosisBacktest *self)
{
  return self->n_unfinished;
}

const PrognosisBacktestRow *
prognosis_backtest_get_rows (const PrognosisBacktest *self, gsize *n)
{
  *n = self->n_rows;
  return self->rows;
}

const char *
prognosis_backtest_get_failure (const PrognosisBacktest *self, gsize model, gsize origin)
{
  g_return_val_if_fail (model < self->models->len && origin < self->n_origins, NULL);
  return self->failures[model * self->n_origins + origin];
}

gboolean
prognosis_backtest_is_stand_in (const PrognosisBacktest *self, gsize model, gsize origin, gsize *n_examples, gsize *n_needed)
{
  const PrognosisStandIn *it = &self->stand_ins[model * self->n_origins + origin];

  *n_examples = it->n_examples;
  *n_needed = it->n_needed;
  return it->is_there;
}

gsize
prognosis_backtest_count_stand_ins (const PrognosisBacktest *self, gsize model, gsize *n_examples, gsize *n_needed)
{
  gsize n = 0;

  *n_examples = *n_needed = 0;
  for (gsize i = 0; i < self->n_origins; i++)
    {
      const PrognosisStandIn *it = &self->stand_ins[model * self->n_origins + i];

      n += it->is_there;
      *n_examples = MAX (*n_examples, it->n_examples);
      *n_needed = MAX (*n_needed, it->n_needed);
    }
  return n;
}

const gsize *
prognosis_backtest_get_ranking (const PrognosisBacktest *self)
{
  return self->ranking;
}
