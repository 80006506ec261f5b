/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The baselines that every other forecaster has to beat: the last value persists, or the mean increment of the
   last week continues, or its growth continues for a while, or the season goes on as in past years. Intervals come from their own
   past errors. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-conformal.h"
#include "prognosis-forecaster.h"
#include "prognosis-parallel.h"
#include "prognosis-series.h"

/* Past origins per region from which errors are taken. */
#define MAX_ORIGINS 40
/* The share of a trend that remains after one day. */
#define DAMPING 0.9
#define DAYS_IF_SHORT 2
/* Intervals are wider by this share per unit of log growth over a week: a trend is wrong by more than a level if the outbreak turns.
   Chosen by coverage on the US reports of 2020 to May and on every second Saturday of June to September. */
#define OF_TREND 1.0
#define OF_LEVEL 0.5

/* Past years that show the season, and how little one year tells. */
#define MAX_YEARS 5
#define YEARS_OF_DOUBT 0.5

typedef struct
{
  PrognosisKind kind;
  PrognosisRole role;
  gsize week, season; /* steps */
} About;

/* Medians of the @horizon steps after @origin, from x[0..origin] only. */
typedef void (*Rule) (const double *x, gssize origin, gsize horizon, const About *about, double *medians);

static void
no_change (const double *x, gssize origin, gsize horizon, const About *about, double *medians)
{
  const gssize k = prognosis_series_last_known (x, origin, about->week);

  for (gsize h = 0; h < horizon; h++)
    medians[h] = k < 0 ? NAN : x[k];
}

static double
persist_at (const double *x, gssize origin, gsize h, const About *about)
{
  const PrognosisKind kind = about->kind;
  const gsize week = about->week;
  const gssize k = prognosis_series_last_known (x, origin, week);
  gssize from;
  double sum = 0.0;
  gsize n = 0;

  if (k < 0)
    return NAN;
  if (kind == PROGNOSIS_KIND_CUMULATIVE || kind == PROGNOSIS_KIND_PREVALENCE)
    {
      /* The mean increment is the difference between the ends, divided by the days between them. */
      for (from = MAX (k - (gssize) week, 0); from < k && isnan (x[from]); from++)
        ;
      /* Prevalence may decrease, but not below zero. */
      return from < k ? MAX (x[k] + (x[k] - x[from]) / (k - from) * (h + origin - k),
                             kind == PROGNOSIS_KIND_PREVALENCE ? 0.0 : -INFINITY)
                      : x[k];
    }
  for (from = MAX (k - (gssize) week + 1, 0); from <= k; from++)
    if (isfinite (x[from]))
      {
        sum += x[from];
        n++;
      }
  return sum / n;
}

static void
persistence (const double *x, gssize origin, gsize horizon, const About *about, double *medians)
{
  for (gsize h = 0; h < horizon; h++)
    medians[h] = persist_at (x, origin, h + 1, about);
}

/* The last two weeks. Series of less than two weeks of days have hardly more to tell than whether they rise or fall at last: the last
   days and those before. */
typedef struct
{
  double days;    /* of each */
  double sums[2]; /* a week's number in the last and in the one before */
} Trend;

/* Growth from the previous week to the last one, shrunk to zero if counts are small and damped by a tenth per day:
   new cases on a day are those of the mean day of the last week, four days earlier, times the damped growth. */
static double
damped_flow (const Trend *trend, double few, double h_days)
{
  const double week_sum = trend->sums[0], sum_before = trend->sums[1];
  const double shrunk = MIN (week_sum, sum_before) / (MIN (week_sum, sum_before) + few);
  /* At most a tenth per day: a doubling within a week. */
  const double growth = CLAMP (log ((week_sum + few / 4.0) / (sum_before + few / 4.0)) / trend->days, -0.1, 0.1) * shrunk;
  const double since_centre = (trend->days + 1.0) / 2.0;

  return week_sum / 7.0 * exp (growth * (since_centre + DAMPING * (1.0 - pow (DAMPING, h_days)) / (1.0 - DAMPING)));
}

/* Numbers of @n steps ending at @k and of the previous ones, extrapolated from the known steps to @week steps; FALSE if there are
   too few. */
static gboolean
sum_steps (const double *x, gssize k, PrognosisKind kind, gsize n_steps, gsize week, double sums[2])
{
  for (int w = 0; w < 2; w++)
    {
      const gssize end = k - w * (gssize) n_steps, start = end - (gssize) n_steps;
      gsize n = 0;

      if (start < (kind == PROGNOSIS_KIND_CUMULATIVE ? 0 : -1))
        return FALSE;
      if (kind == PROGNOSIS_KIND_CUMULATIVE)
        {
          sums[w] = (x[end] - x[start]) * (double) week / n_steps;
          n = isfinite (sums[w]) && sums[w] >= 0.0;
        }
      else
        {
          sums[w] = 0.0;
          for (gssize t = start + 1; t <= end; t++)
            if (isfinite (x[t]))
              {
                sums[w] += x[t];
                n++;
              }
          sums[w] *= n ? (double) week / n : 0.0;
        }
      if (n == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_trend (const double *x, gssize k, const About *about, Trend *trend)
{
  const double days = 7.0 / about->week;

  for (gsize n = about->week; n > 0; n = MIN (n - 1, DAYS_IF_SHORT))
    if (sum_steps (x, k, about->kind, n, about->week, trend->sums))
      {
        trend->days = n * days;
        return TRUE;
      }
  return FALSE;
}

static void
damped_trend (const double *x, gssize origin, gsize horizon, const About *about, double *medians)
{
  const PrognosisKind kind = about->kind;
  const gsize week = about->week;
  const gssize k = prognosis_series_last_known (x, origin, week);
  const gboolean counts = kind != PROGNOSIS_KIND_RATE && kind != PROGNOSIS_KIND_PROPORTION;
  /* At this size of a week, growth has half its weight. */
  const double few = counts ? 200.0 : kind == PROGNOSIS_KIND_RATE ? 2.0 : 0.02, late = week == 1 ? 3.0 : 0.0;
  Trend trend;
  double sum;

  if (k < 0 || !find_trend (x, k, about, &trend))
    {
      persistence (x, origin, horizon, about, medians);
      return;
    }
  sum = x[k];
  for (gsize j = 1, lag = (gsize) (origin - k); j <= horizon + lag; j++)
    {
      const double days = j * 7.0 / week;

      if (kind == PROGNOSIS_KIND_PREVALENCE)
        /* The present number, times the damped growth. */
        sum = trend.sums[0] > 0.0 ? x[k] * damped_flow (&trend, few, days) / damped_flow (&trend, few, 0.0) : x[k];
      else if (kind == PROGNOSIS_KIND_CUMULATIVE)
        sum += damped_flow (&trend, few, days - late) * 7.0 / week;
      else
        sum = damped_flow (&trend, few, days - late) * 7.0 / week;
      if (j > lag)
        medians[j - lag - 1] = sum;
    }
}

/* New in step @t; NAN if unknown. */
static double
get_flow (const double *x, gssize t, PrognosisKind kind)
{
  if (kind != PROGNOSIS_KIND_CUMULATIVE)
    return t >= 0 ? x[t] : NAN;
  return t >= 1 ? MAX (x[t] - x[t - 1], 0.0) : NAN;
}

static double
mean_flow (const double *x, gssize last, gsize n, PrognosisKind kind)
{
  double sum = 0.0;
  gsize n_known = 0;

  for (gssize t = last; t > last - (gssize) n; t--)
    if (isfinite (get_flow (x, t, kind)))
      {
        sum += get_flow (x, t, kind);
        n_known++;
      }
  return n_known > 0 ? sum / n_known : NAN;
}

/* The usual change from this time of the year to the one @h steps ahead: the geometric mean of past years, shrunk to none if there
   are few of them. NAN: no past year shows it. */
static double
seasonal_flow (const double *x, gssize k, gsize h, const About *about)
{
  const gboolean counts = about->kind != PROGNOSIS_KIND_RATE && about->kind != PROGNOSIS_KIND_PROPORTION;
  const double few = counts ? 3.0 : about->kind == PROGNOSIS_KIND_RATE ? 0.03 : 3e-4;
  const gsize recent = about->week > 1 ? about->week : 2;
  const double level = mean_flow (x, k, recent, about->kind);
  double sum = 0.0;
  gsize n = 0;

  for (gssize year = 1; year <= MAX_YEARS; year++)
    {
      const gssize then = k - year * (gssize) about->season;
      const gssize next = then + (gssize) ((h - 1) % about->season) + 1;
      const double change
          = then < 0 ? NAN : log ((get_flow (x, next, about->kind) + few) / (mean_flow (x, then, recent, about->kind) + few));

      if (isfinite (change))
        {
          sum += change;
          n++;
        }
    }
  return n > 0 && isfinite (level) ? MAX ((level + few) * exp (sum / (n + YEARS_OF_DOUBT)) - few, 0.0) : NAN;
}

static void
seasonal (const double *x, gssize origin, gsize horizon, const About *about, double *medians)
{
  const gssize k = prognosis_series_last_known (x, origin, about->week);
  double sum;

  if (k < 0 || isnan (seasonal_flow (x, k, 1, about)))
    {
      persistence (x, origin, horizon, about, medians);
      return;
    }
  sum = x[k];
  for (gsize j = 1, lag = (gsize) (origin - k); j <= horizon + lag; j++)
    {
      const double flow = seasonal_flow (x, k, j, about);

      sum += isfinite (flow) ? flow : 0.0;
      if (j <= lag)
        continue;
      if (about->kind == PROGNOSIS_KIND_CUMULATIVE)
        medians[j - lag - 1] = sum;
      else
        medians[j - lag - 1] = isfinite (flow) ? flow : persist_at (x, origin, j - lag, about);
    }
}

/* How much wider intervals are where an outbreak grows, because then it may turn. Past errors are weighted by likeness of growth
   instead, except for cumulative counts by day. Recoveries are reported in batches, which are no growth. */
static double
widen_in_growth (const double *x, gssize origin, double errors_per_growth, const About *about)
{
  if (about->kind != PROGNOSIS_KIND_CUMULATIVE || about->week == 1 || about->role == PROGNOSIS_ROLE_RECOVERIES)
    return 1.0;
  return 1.0 + errors_per_growth * MAX (prognosis_series_growth (x, origin, about->kind, about->week), 0.0);
}

static About
get_about (const PrognosisDataset *dataset, gsize signal)
{
  const PrognosisSignal *what = prognosis_dataset_get_signal (dataset, signal);

  return (About){ what->kind, what->role, prognosis_series_week (dataset), prognosis_series_season (dataset) };
}

/* One signal. */
typedef struct
{
  const PrognosisRequest *request;
  gsize signal, horizon;
  Rule rule;
  About about;
  gsize n_origins;            /* past ones, the newest first */
  double *errors, *weights;   /* n_regions x n_origins x horizon; n_regions x n_origins */
  PrognosisConformal *pooled; /* of all errors */
  PrognosisForecast *result;
} Part;

static void
learn_region (gsize r, gsize thread, gpointer data)
{
  const Part *self = data;
  const About *about = &self->about;
  const gssize n = prognosis_dataset_get_n_steps (self->request->dataset);
  g_autofree double *x = prognosis_series_dup_clean (self->request->dataset, r, self->signal);

  for (gsize k = 0; k < self->n_origins; k++)
    {
      const gssize origin = n - 2 - (gssize) k;
      const double scale = prognosis_series_scale (x, origin, about->kind, about->week);
      double *row = self->errors + (r * self->n_origins + k) * self->horizon;

      self->rule (x, origin, self->horizon, about, row);
      for (gsize h = 0; h < self->horizon; h++)
        row[h] = origin + 1 + (gssize) h < n ? (x[origin + 1 + h] - row[h]) / scale : NAN;
      self->weights[r * self->n_origins + k] = prognosis_series_likeness (x, n - 1, origin, about->kind, about->week);
    }
}

static void
fill_region (gsize r, gsize thread, gpointer data)
{
  const Part *self = data;
  const About *about = &self->about;
  const gssize origin = (gssize) prognosis_dataset_get_n_steps (self->request->dataset) - 1;
  g_autofree double *x = prognosis_series_dup_clean (self->request->dataset, r, self->signal);
  g_autofree double *centre = g_new (double, self->horizon);
  const gssize last = prognosis_series_last_known (x, origin, about->week);

  if (last < 0)
    return;
  self->rule (x, origin, self->horizon, about, centre);
  prognosis_conformal_fill (self->pooled, r, self->signal, centre,
                            prognosis_series_scale (x, origin, about->kind, about->week)
                                * widen_in_growth (x, origin, self->rule == damped_trend ? OF_TREND : OF_LEVEL, about),
                            x[last], self->result);
}

static void
warn_of_absent (const Part *self)
{
  const PrognosisDataset *dataset = self->request->dataset;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (!prognosis_forecast_has (self->result, r, self->signal))
      prognosis_forecast_warn_of_absent (self->result, r, self->signal);
}

static void
forecast_signal (const PrognosisRequest *request, gsize signal, Rule rule, PrognosisForecast *result)
{
  const PrognosisDataset *dataset = request->dataset;
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset), horizon = prognosis_series_horizon (request);
  const gsize n_threads = prognosis_parallel_get_n_threads (request->options->n_threads);
  const gssize n = prognosis_dataset_get_n_steps (dataset), oldest = MAX (3, n - 1 - (gssize) horizon - MAX_ORIGINS);
  const gsize n_origins = n - 2 >= oldest ? (gsize) (n - 1 - oldest) : 0;
  const About about = get_about (dataset, signal);
  g_autofree double *errors = g_new (double, n_regions *n_origins *horizon), *weights = g_new (double, n_regions *n_origins);
  g_autoptr (PrognosisConformal) pooled = prognosis_conformal_new (n_regions, horizon, about.kind, about.week);
  Part part = { request, signal, horizon, rule, about, n_origins, errors, weights, pooled, result };

  prognosis_parallel (n_regions, n_threads, request->cancellable, learn_region, &part);
  if (g_cancellable_is_cancelled (request->cancellable))
    return;
  for (gsize r = 0; r < n_regions; r++)
    for (gsize k = 0; k < n_origins; k++)
      prognosis_conformal_add (pooled, r, errors + (r * n_origins + k) * horizon, weights[r * n_origins + k]);
  g_clear_pointer (&errors, g_free);
  prognosis_conformal_prepare_paths (pooled, request->options->seed + 1000 * signal, request->options->n_paths, n_threads);
  prognosis_parallel (n_regions, n_threads, request->cancellable, fill_region, &part);
  if (!g_cancellable_is_cancelled (request->cancellable))
    warn_of_absent (&part);
}

static PrognosisForecast *
forecast (const PrognosisForecaster *self, const PrognosisRequest *request, Rule rule, GError **error)
{
  g_autoptr (PrognosisForecast) result = prognosis_forecaster_new_forecast (self, request);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (request->dataset); s++)
    if (prognosis_dataset_get_signal (request->dataset, s)->fitted && !g_cancellable_is_cancelled (request->cancellable))
      forecast_signal (request, s, rule, result);
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

double *
prognosis_forecaster_dup_persistence (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon)
{
  const About about = get_about (dataset, signal);
  g_autofree double *x = prognosis_series_dup_clean (dataset, region, signal);
  double *median = g_new (double, horizon);

  persistence (x, (gssize) prognosis_dataset_get_n_steps (dataset) - 1, horizon, &about, median);
  return median;
}

static PrognosisForecast *
forecast_damped_trend (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  return forecast (self, request, damped_trend, error);
}

static PrognosisForecast *
forecast_seasonal (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  return forecast (self, request, seasonal, error);
}

const PrognosisForecaster prognosis_forecaster_no_change = {
  .id = "no-change",
  .title = N_ ("No change"),
  .family = PROGNOSIS_FAMILY_STATISTICAL,
  .description = N_ ("The last value persists"),
  .forecast = forecast_no_change,
};

const PrognosisForecaster prognosis_forecaster_persistence = {
  .id = "persistence",
  .title = N_ ("Persistence"),
  .family = PROGNOSIS_FAMILY_STATISTICAL,
  .description = N_ ("The mean increment of the last week continues"),
  .is_baseline = TRUE,
  .work = 0.7,
  .forecast = forecast_persistence,
};

const PrognosisForecaster prognosis_forecaster_damped_trend = {
  .id = "damped-trend",
  .title = N_ ("Damped trend"),
  .family = PROGNOSIS_FAMILY_STATISTICAL,
  .description = N_ ("Growth from the previous to the last week continues and is damped"),
  .work = 0.7,
  .forecast = forecast_damped_trend,
};

const PrognosisForecaster prognosis_forecaster_seasonal = {
  .id = "seasonal",
  .title = N_ ("Seasonal"),
  .family = PROGNOSIS_FAMILY_STATISTICAL,
  .description = N_ ("The season continues as in past years, from the present level"),
  .suits_months = TRUE,
  .work = 0.7,
  .forecast = forecast_seasonal,
};
