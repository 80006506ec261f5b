/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Intervals of a compartment model from its own errors: it is refitted at past origins on the data known then, and
   its errors relative to the spread that it expected, by horizon and pooled over regions, show how wide its intervals
   should have been. The present spread is stretched accordingly; medians and the order of paths stay, and with it the
   correlation between days.

   Cumulative counts cannot fall: below its median, the error of such a forecast is a factor of what is added after the
   origin, and stretching its logarithm never goes below the last observation. (Above the median, a factor learned when
   little was added would be unbounded when much is: there the error is a number of persons.) */

#include "prognosis-config.h"

#include "ode-calibration.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "prognosis-conformal.h"
#include "prognosis-parallel.h"
#include "prognosis-paths.h"
#include "prognosis-series.h"
#include "prognosis-sort.h"
#include "prognosis-tail.h"

#define MAX_ORIGINS 10
#define MIN_ORIGINS 3
#define PERSISTENCE 0.97 /* correlation of a path's rank from one step to the next */
#define LEAST_STEPS 8    /* of data before an origin */
#define N_PATHS 60
#define HALF_LIFE_WEEKS 4.0
/* This share of a day's change is added to increments before taking logarithms, because they may be 0. */
#define OFFSET 0.5
/* Prior: in one case of six, a cumulative count adds at most 1/e of what is expected. Chosen, like the offset, at
   origins up to July 2020 in the US states and twenty countries; half and twice these values do nearly as well. */
#define LEAST_LOG 1.0
/* Minimum level relative to the present one, even if the forecast is that the outbreak ends. */
#define LEAST_LEVEL 0.3
/* Fits times regions times steps; larger data use fewer origins. */
#define BUDGET 1e6

typedef struct
{
  double middle, below, above;
  double floor, offset; /* @below is on the scale of log (value - floor + offset); for other kinds both are 0 */
} Spread;

typedef struct
{
  const PrognosisRequest *request;
  PrognosisOptions *options; /* for past forecasts */
  const PrognosisFit *fit;   /* the present one */
  gsize n_regions, n_signals, horizon, week;
  gsize n_origins, apart;
  double *errors; /* n_origins x n_regions x n_signals x horizon; NAN: none */
  GMutex lock;    /* guards the members below and calls of progress */
  gsize n_done;
} Past;

static double
scale_of (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  return prognosis_series_scale (prognosis_dataset_get_values (dataset, region, signal),
                                 (gssize) prognosis_dataset_get_n_steps (dataset) - 1,
                                 prognosis_dataset_get_signal (dataset, signal)->kind, prognosis_series_week (dataset));
}

/* The forecast level relative to that of the next step: an outbreak that ends varies less than at its peak. */
static double
get_level (double middle, double next)
{
  return next > 0.0 ? CLAMP (middle / next, LEAST_LEVEL, 1.0) : 1.0;
}

static double
get_added (const Spread *spread, double x)
{
  return MAX (x - spread->floor, 0.0) + spread->offset;
}

/* A lower limit against overconfidence: the next steps vary at least as much as the last ones did. @next: the median of the next step,
   unless @horizon is 1. */
static Spread
get_spread (const PrognosisForecast *forecast, gsize region, gsize signal, gsize horizon, double scale, double next)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const double levels[] = { 0.158655, 0.5, 0.841345 }; /* plus and minus one standard deviation */
  double q[3], least;

  prognosis_forecast_get_quantiles (forecast, region, signal, horizon, levels, 3, q);
  if (prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE)
    {
      const gssize last = prognosis_dataset_get_last_observed (dataset, region, signal);
      Spread spread = { .middle = q[1],
                        .above = MAX (q[2] - q[1], scale * horizon),
                        .floor = prognosis_dataset_get_values (dataset, region, signal)[last],
                        .offset = OFFSET * scale };

      spread.below = MAX (log (get_added (&spread, q[1]) / get_added (&spread, q[0])), LEAST_LOG);
      return spread;
    }
  least = scale * sqrt (horizon) * get_level (q[1], horizon == 1 ? q[1] : next);
  return (Spread){ .middle = q[1], .below = MAX (q[1] - q[0], least), .above = MAX (q[2] - q[1], least) };
}

/* For all horizons (@spreads). The paths are too few for a smooth spread over days. */
static void
get_spreads (const PrognosisForecast *forecast, gsize region, gsize signal, double scale, Spread *spreads)
{
  const gsize horizon = prognosis_forecast_get_horizon (forecast);
  g_autofree double *widths = g_new (double, 2 * horizon);

  for (gsize h = 0; h < horizon; h++)
    {
      spreads[h] = get_spread (forecast, region, signal, h + 1, scale, spreads[0].middle);
      widths[2 * h] = spreads[h].below;
      widths[2 * h + 1] = spreads[h].above;
    }
  if (prognosis_series_week (prognosis_forecast_get_dataset (forecast)) > 1)
    prognosis_tail_smooth (widths, horizon, 2);
  for (gsize h = 0; h < horizon; h++)
    {
      spreads[h].below = widths[2 * h];
      spreads[h].above = widths[2 * h + 1];
    }
}

/* The error of the forecast if @x is observed, in units of the expected spread. */
static double
get_error (const Spread *spread, double x)
{
  if (x >= spread->middle)
    return (x - spread->middle) / spread->above;
  if (spread->offset > 0.0)
    return log (get_added (spread, x) / get_added (spread, spread->middle)) / spread->below;
  return (x - spread->middle) / spread->below;
}

/* The value that corresponds to an error of @error. */
static double
get_value (const Spread *spread, double error)
{
  if (error >= 0.0)
    return spread->middle + spread->above * error;
  if (spread->offset > 0.0)
    return spread->floor + MAX (get_added (spread, spread->middle) * exp (spread->below * error) - spread->offset, 0.0);
  return MAX (spread->middle + spread->below * error, 0.0);
}

static double *
errors_at (const Past *past, gsize origin, gsize region, gsize signal)
{
  return past->errors + ((origin * past->n_regions + region) * past->n_signals + signal) * past->horizon;
}

/* The last step known at past origin @i, newest first. */
static gsize
step_of (const Past *past, gsize i)
{
  return prognosis_dataset_get_n_steps (past->request->dataset) - 2 - i * past->apart;
}

static void
find_errors (const Past *past, gsize origin, const PrognosisForecast *forecast)
{
  const PrognosisDataset *then = prognosis_forecast_get_dataset (forecast), *now = past->request->dataset;
  const gsize n_steps = prognosis_dataset_get_n_steps (now), step = step_of (past, origin);
  g_autofree Spread *spreads = g_new (Spread, past->horizon);

  for (gsize r = 0; r < past->n_regions; r++)
    for (gsize s = 0; s < past->n_signals; s++)
      {
        const double *x = prognosis_dataset_get_values (now, r, s);
        const guint8 *flags = prognosis_dataset_get_flags (now, r, s);
        double *row = errors_at (past, origin, r, s);

        if (!prognosis_forecast_has (forecast, r, s))
          continue;
        get_spreads (forecast, r, s, scale_of (then, r, s), spreads);
        for (gsize h = 1; h <= past->horizon && step + h < n_steps; h++)
          if (isfinite (x[step + h]) && !(flags[step + h] & (PROGNOSIS_FLAG_EXCLUDED | PROGNOSIS_FLAG_PARTIAL)))
            row[h - 1] = get_error (&spreads[h - 1], x[step + h]);
      }
}

static void
report_origin (Past *past)
{
  const PrognosisProgress progress
      = { .fraction = PROGNOSIS_ODE_FIT_SHARE + (1.0 - PROGNOSIS_ODE_FIT_SHARE) * past->n_done / past->n_origins,
          .loss = prognosis_fit_get_loss (past->fit) };

  if (past->request->progress)
    past->request->progress (&progress, past->request->progress_data);
}

static void
run_origin (gsize origin, gsize thread, gpointer data)
{
  Past *past = data;
  g_autoptr (PrognosisDataset) then = prognosis_dataset_truncate (past->request->dataset, step_of (past, origin) + 1);
  /* If there were too little data for a fit, there is no error to learn from. */
  g_autoptr (PrognosisFit) fit = prognosis_fit_new_near (past->fit, then, past->options, past->request->cancellable, NULL);

  if (fit && !g_cancellable_is_cancelled (past->request->cancellable))
    {
      g_autoptr (PrognosisForecast) forecast = prognosis_forecast_from_fit (fit, prognosis_fit_get_values (fit));

      find_errors (past, origin, forecast);
    }
  g_mutex_lock (&past->lock);
  past->n_done++;
  report_origin (past);
  g_mutex_unlock (&past->lock);
}

static void
choose_origins (Past *past)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (past->request->dataset);
  const double most = BUDGET / MAX (past->n_regions * n_steps, 1);
  const gsize room = n_steps > LEAST_STEPS + 1 ? n_steps - 1 - LEAST_STEPS : 0;
  const gsize wanted = CLAMP (most, MIN_ORIGINS + 1, MAX_ORIGINS);

  past->apart = CLAMP (room / wanted, 1, past->week == 1 ? 1 : 4);
  past->n_origins = MIN (wanted, room / past->apart);
}

/* Ranks at the end of the horizon: paths with high growth are high throughout, with counts scattered around them. */
static void
keep_places (double *ranks, gsize horizon, gsize n, const double *quantiles)
{
  g_autofree double *held = g_new (double, n);
  g_autofree gsize *order = g_new (gsize, n);

  for (gsize h = 0; h < horizon; h++)
    {
      double *row = ranks + h * n;

      prognosis_sort_index (order, row, n);
      for (gsize i = 0; i < n; i++)
        row[order[i]] = gsl_cdf_ugaussian_Pinv ((i + 0.5) / n);
    }
  memcpy (held, ranks + (horizon - 1) * n, n * sizeof *held);
  prognosis_paths_hold (ranks, held, PERSISTENCE, horizon, n, quantiles);
}

typedef struct
{
  const Past *past;
  PrognosisConformal *errors;
  gsize signal;
  PrognosisForecast *forecast;
} Stretching;

/* At the levels of as many paths. */
static void
find_quantiles (const Stretching *self, gsize region, double *quantiles)
{
  const gsize n = prognosis_forecast_get_n_paths (self->forecast), horizon = self->past->horizon;
  g_autofree Spread *spreads = g_new (Spread, horizon);
  g_autofree double *levels = g_new (double, n);

  prognosis_paths_levels (n, levels);
  prognosis_conformal_quantiles (self->errors, region, levels, n, quantiles);
  get_spreads (self->forecast, region, self->signal, scale_of (self->past->request->dataset, region, self->signal), spreads);
  for (gsize h = 0; h < horizon; h++)
    {
      const Spread spread = spreads[h];

      for (gsize i = 0; i < n; i++)
        {
          double *x = &quantiles[h * n + i];

          /* The two paths around the median keep the model's own median. */
          if (fabs (levels[i] - 0.5) < 1.0 / MAX (n - 1.0, 1.0))
            *x = spread.middle;
          else
            *x = get_value (&spread, levels[i] < 0.5 ? MIN (*x, 0.0) : MAX (*x, 0.0));
        }
    }
}

static void
stretch (gsize region, gsize thread, gpointer data)
{
  const Stretching *self = data;
  const gsize n = prognosis_forecast_get_n_paths (self->forecast), horizon = self->past->horizon;
  const gboolean cumulative
      = prognosis_dataset_get_signal (self->past->request->dataset, self->signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  g_autofree double *q = NULL, *ranks = NULL;
  double *paths;

  if (!prognosis_forecast_has (self->forecast, region, self->signal))
    return;
  q = g_new (double, horizon *n);
  find_quantiles (self, region, q);
  if (prognosis_forecast_take_quantiles (self->forecast, region, self->signal, q))
    return;
  paths = prognosis_forecast_edit_paths (self->forecast, region, self->signal);
  ranks = g_memdup2 (paths, horizon * n * sizeof *paths);
  if (cumulative)
    keep_places (ranks, horizon, n, q);
  prognosis_paths_arrange (ranks, horizon, n, cumulative, q, paths);
  prognosis_forecast_finish_series (self->forecast, region, self->signal);
}

static void
learn_and_stretch (const Past *past, PrognosisForecast *forecast)
{
  const gsize n_threads = prognosis_parallel_get_n_threads (past->request->options->n_threads);

  for (gsize s = 0; s < past->n_signals; s++)
    {
      g_autoptr (PrognosisConformal) errors = prognosis_conformal_new_relative (past->n_regions, past->horizon, past->week);
      Stretching stretching = { past, errors, s, forecast };

      for (gsize i = 0; i < past->n_origins; i++)
        for (gsize r = 0; r < past->n_regions; r++)
          prognosis_conformal_add (errors, r, errors_at (past, i, r, s),
                                   past->apart * exp2 (-(double) (i * past->apart) / (past->week * HALF_LIFE_WEEKS)));
      prognosis_conformal_prepare (errors, prognosis_forecast_get_n_paths (forecast), n_threads);
      prognosis_parallel (past->n_regions, n_threads, NULL, stretch, &stretching);
    }
}

gboolean
prognosis_ode_calibrate (const PrognosisRequest *request, PrognosisForecast *forecast)
{
  Past past = { .request = request, .fit = prognosis_forecast_get_fit (forecast) };
  gsize size;

  past.n_regions = prognosis_dataset_get_n_regions (request->dataset);
  past.n_signals = prognosis_dataset_get_n_signals (request->dataset);
  past.horizon = prognosis_forecast_get_horizon (forecast);
  past.week = prognosis_series_week (request->dataset);
  choose_origins (&past);
  if (past.n_origins < MIN_ORIGINS)
    {
      prognosis_forecast_add_note (forecast, _ ("The intervals cover only the uncertainty of parameters and counts, because the "
                                                "data are too short to evaluate the model at past origins"));
      return TRUE;
    }
  size = past.n_origins * past.n_regions * past.n_signals * past.horizon;
  past.errors = g_new (double, size);
  for (gsize i = 0; i < size; i++)
    past.errors[i] = NAN;
  past.options = prognosis_options_copy (request->options);
  past.options->n_paths = N_PATHS;
  past.options->n_threads = 1;
  past.options->horizon = (int) past.horizon;
  g_mutex_init (&past.lock);
  prognosis_parallel (past.n_origins, prognosis_parallel_get_n_threads (request->options->n_threads), request->cancellable,
                      run_origin, &past);
  if (!g_cancellable_is_cancelled (request->cancellable))
    {
      learn_and_stretch (&past, forecast);
      prognosis_forecast_finish (forecast);
      prognosis_forecast_add_note (
          forecast,
          g_dngettext (GETTEXT_PACKAGE, "The width of the intervals comes from the model’s errors at %d past origin",
                       "The width of the intervals comes from the model’s errors at %d past origins", (gulong) past.n_origins),
          (int) past.n_origins);
    }
  g_mutex_clear (&past.lock);
  prognosis_options_free (past.options);
  g_free (past.errors);
  return !g_cancellable_is_cancelled (request->cancellable);
}
