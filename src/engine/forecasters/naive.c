/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The bar that every other forecaster has to pass: the last value stays, or the mean of the last week's increments
 * is carried on. Their spread is that of their own past errors, scaled by how much each series moves, pooled over regions.
 */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-forecaster.h"

/* How many past origins of a region lend their errors. */
#define MAX_ORIGINS 40

/* Median of the h-th step after @origin, from x[0..origin] only. */
typedef double (*Rule) (const double *x, gssize origin, gsize h, PrognosisKind kind, gsize week);

/* The last observation at or before @origin and not older than a week; -1 where there is none. */
static gssize
last_known (const double *x, gssize origin, gsize week)
{
  for (gssize k = origin; k >= 0 && k > origin - (gssize) week - (week == 1); k--)
    if (isfinite (x[k]))
      return k;
  return -1;
}

static double
no_change (const double *x, gssize origin, gsize h, PrognosisKind kind, gsize week)
{
  const gssize k = last_known (x, origin, week);

  return k < 0 ? NAN : x[k];
}

static double
persistence (const double *x, gssize origin, gsize h, PrognosisKind kind, gsize week)
{
  const gssize k = last_known (x, origin, week);
  gssize from;
  double sum = 0.0;
  gsize n = 0;

  if (k < 0)
    return NAN;
  if (kind == PROGNOSIS_KIND_CUMULATIVE || kind == PROGNOSIS_KIND_PREVALENCE)
    {
      /* The mean of the increments is the difference of the ends over the days between. */
      for (from = MAX (k - (gssize) week, 0); from < k && isnan (x[from]); from++)
        ;
      return from < k ? x[k] + (x[k] - x[from]) / (k - from) * (h + origin - k) : x[k];
    }
  for (from = MAX (k - (gssize) week + 1, 0); from <= k; from++)
    if (isfinite (x[from]))
      {
        sum += x[from];
        n++;
      }
  return sum / n;
}

/* How much a series moves: mean absolute change over the last two weeks, at least one person's worth. */
static double
scale_at (const double *x, gssize origin, PrognosisKind kind, gsize week)
{
  double sum = 0.0, level = 0.0, one = kind == PROGNOSIS_KIND_PROPORTION ? 1e-4 : 0.5;
  gsize n = 0;

  for (gssize k = MAX (origin - (gssize) MAX (2 * week, 4), 1); k <= origin; k++)
    if (isfinite (x[k]) && isfinite (x[k - 1]))
      {
        sum += fabs (x[k] - x[k - 1]);
        level += fabs (x[k]);
        n++;
      }
  if (n == 0)
    return one;
  if (kind == PROGNOSIS_KIND_INCIDENT || kind == PROGNOSIS_KIND_RATE)
    sum = MAX (sum, 0.3 * level);
  return sum / n + one;
}

/* Past errors, over the scale: rows of horizon; all regions of one signal. */
static GArray *
collect_errors (const PrognosisDataset *dataset, gsize signal, Rule rule, gsize horizon, gsize week)
{
  const PrognosisKind kind = prognosis_dataset_get_signal (dataset, signal)->kind;
  GArray *errors = g_array_new (FALSE, FALSE, sizeof (double));
  const gssize n = prognosis_dataset_get_n_steps (dataset);
  g_autofree double *row = g_new (double, horizon);

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const double *x = prognosis_dataset_get_values (dataset, r, signal);

      for (gssize origin = n - 2; origin >= 3 && origin >= n - 1 - (gssize) horizon - MAX_ORIGINS; origin--)
        {
          const double scale = scale_at (x, origin, kind, week);
          gboolean any = FALSE;
          double reached = 0.0;

          for (gsize h = 1; h <= horizon; h++)
            {
              const gssize t = origin + h;
              double e = t < n && isfinite (x[t]) ? (x[t] - rule (x, origin, h, kind, week)) / scale : NAN;

              any |= isfinite (e);
              /* Past the end of the data the error grows on as it has begun. */
              if (isfinite (e))
                reached = e / sqrt (h);
              row[h - 1] = isfinite (e) ? e : reached * sqrt (h);
            }
          if (any)
            g_array_append_vals (errors, row, horizon);
        }
    }
  return errors;
}

static PrognosisForecast *
forecast (const PrognosisForecaster *self, const PrognosisRequest *request, Rule rule, GError **error)
{
  PrognosisDataset *dataset = request->dataset;
  const gsize week = prognosis_dataset_get_step_days (dataset) == 7 ? 1 : 7;
  const gsize horizon = request->options->horizon > 0 ? request->options->horizon : week == 1 ? 4 : 28;
  const gssize origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;
  g_autoptr (PrognosisForecast) result = prognosis_forecast_new (dataset, self->id, horizon, request->options->n_paths);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, request->options->seed);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);
      g_autoptr (GArray) errors = NULL;
      gsize n_errors;

      if (!signal->fitted || g_cancellable_is_cancelled (request->cancellable))
        continue;
      errors = collect_errors (dataset, s, rule, horizon, week);
      n_errors = errors->len / horizon;
      for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
        {
          const double *x = prognosis_dataset_get_values (dataset, r, s);
          const double scale = scale_at (x, origin, signal->kind, week);
          double *paths;

          if (isnan (rule (x, origin, 1, signal->kind, week)))
            {
              prognosis_forecast_add_note (result, "%s in %s has no usable observation at the origin and is not forecast",
                                           signal->name, prognosis_dataset_get_region (dataset, r)->name);
              continue;
            }
          paths = prognosis_forecast_add_paths (result, r, s);
          for (gsize p = 0; p < (gsize) request->options->n_paths; p++)
            {
              const gsize pick = n_errors ? gsl_rng_uniform_int (rng, n_errors) : 0;
              /* Mirrored in turn, so that the median stays the rule's own. */
              const double sign = p % 2 ? 1.0 : -1.0, wide = gsl_ran_ugaussian (rng);

              for (gsize h = 1; h <= horizon; h++)
                {
                  const double e = n_errors >= 8 ? g_array_index (errors, double, pick * horizon + h - 1) : wide * 2.0 * sqrt (h);

                  paths[(h - 1) * request->options->n_paths + p] = rule (x, origin, h, signal->kind, week) + sign * scale * e;
                }
            }
        }
    }
  gsl_rng_free (rng);
  if (g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  prognosis_forecast_finish (result);
  return g_steal_pointer (&result);
}

static PrognosisForecast *
forecast_no_change (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  return forecast (self, request, no_change, error);
}

static PrognosisForecast *
forecast_persistence (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  return forecast (self, request, persistence, error);
}

extern const PrognosisForecaster prognosis_forecaster_no_change, prognosis_forecaster_persistence;

const PrognosisForecaster prognosis_forecaster_no_change = {
  .id = "no-change",
  .title = N_ ("No change"),
  .family = "statistical",
  .description = N_ ("The last value stays"),
  .forecast = forecast_no_change,
};

const PrognosisForecaster prognosis_forecaster_persistence = {
  .id = "persistence",
  .title = N_ ("Persistence"),
  .family = "statistical",
  .description = N_ ("The mean of the last week's increments is carried on"),
  .forecast = forecast_persistence,
};
