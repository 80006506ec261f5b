/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sample paths of a fitted compartment model: parameters drawn from the covariance of the fit, a random walk of
   log transmission after the origin, and counts with the dispersion found in the window. */

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-fit-private.h"
#include "prognosis-forecaster.h"
#include "prognosis-simulator.h"
#include "prognosis-series.h"

/* Standard deviation of the daily change of log beta: transmission doubles or halves within two months in one path
   of twenty. */
#define DRIFT_PER_DAY 0.04

/* Overdispersion: variance per step in excess of Poisson, relative to the squared mean, estimated from the scatter
   around a running mean. */
static double
overdispersion (const PrognosisDataset *dataset, gsize region, gsize signal, gsize first, gsize n)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal) + first;
  const gboolean cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  g_autofree double *x = g_new (double, n);
  double above = 0.0, below = 0.0;
  gsize count = 0;

  for (gsize k = 0; k < n; k++)
    x[k] = cumulative ? (k ? values[k] - values[k - 1] : NAN) : values[k];
  for (gsize k = 3; k + 3 < n; k++)
    {
      double mean = 0.0;
      gboolean whole = TRUE;

      for (gsize j = k - 3; j <= k + 3; j++)
        {
          mean += x[j] / 7.0;
          whole = whole && isfinite (x[j]);
        }
      if (!whole || mean <= 0.0)
        continue;
      above += MIN ((x[k] - mean) * (x[k] - mean), 9.0 * mean * mean) * 7.0 / 6.0 - mean;
      below += mean * mean;
      count++;
    }
  return count < 4 ? 0.1 : CLAMP (above / below, 0.005, 3.0);
}

/* A gamma variate with the mean and variance of overdispersed counts: continuous and never negative. Uses the cube
   of a normal variate (Wilson and Hilferty 1931) if that is accurate to a percent, because a forecast needs a
   million. */
static double
scatter (gsl_rng *rng, double mean, double dispersion)
{
  const double variance = mean + dispersion * mean * mean, shape = mean * mean / variance;
  double cube;

  if (!(mean > 1e-9))
    return 0.0;
  if (shape < 1.0)
    return gsl_ran_gamma (rng, shape, variance / mean);
  cube = 1.0 - 1.0 / (9.0 * shape) + gsl_ran_gaussian_ziggurat (rng, 1.0) / (3.0 * sqrt (shape));
  return cube > 0.0 ? mean * cube * cube * cube : 0.0;
}

typedef struct
{
  PrognosisForecast *forecast;
  PrognosisFit *fit;
  const double *values;
  PrognosisSimulator *simulator, *draws_simulator;
  gsize horizon, length, n_paths, n_signals, batch;
  double *curves, *draws, *shapes, *drift, *median;
} Maker;

static gboolean
is_forecastable (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const gssize last = prognosis_dataset_get_last_observed (dataset, region, signal);
  const gssize within = prognosis_dataset_get_step_days (dataset) == 7 ? 2 : 7;

  return last >= 0 && last + within >= (gssize) prognosis_dataset_get_n_steps (dataset);
}

static void
draw_drift (gsl_rng *rng, double *drift, gsize n)
{
  double sum = 0.0;

  for (gsize t = 0; t < n; t++)
    drift[t] = sum += gsl_ran_gaussian_ziggurat (rng, DRIFT_PER_DAY);
}

/* One path of counts around the curve of a solution. */
static void
scatter_path (const Maker *m, gsize region, gsize signal, const double *curve, double dispersion, gsl_rng *rng, double *path)
{
  const PrognosisDataset *dataset = m->fit->problem.dataset;
  const gboolean cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gssize last = prognosis_dataset_get_last_observed (dataset, region, signal);
  double before = prognosis_dataset_get_values (dataset, region, signal)[last], sum = before;

  for (gsize h = 0; h < m->horizon; h++)
    {
      if (cumulative)
        sum += scatter (rng, curve[h] - before, dispersion);
      before = curve[h];
      path[h * m->n_paths] = cumulative ? sum : scatter (rng, curve[h], dispersion);
    }
}

/* The covariance is that of the fit; the mean is the position of the sliders. */
static void
move_draws (Maker *m, gsize region, const double *values)
{
  const PrognosisProblem *p = &m->fit->problem;

  for (gsize i = 0; i < p->n_parameters; i++)
    {
      const PrognosisParameter *parameter = &p->parameters[i];
      const double fitted = m->fit->regions[region].values[i];
      const double move = prognosis_parameter_transform (parameter, values[i]) - prognosis_parameter_transform (parameter, fitted);

      for (gsize d = 0; d < m->n_paths && values[i] != fitted; d++)
        {
          double *draw = &m->draws[d * p->n_parameters + i];

          *draw = prognosis_parameter_value (parameter, prognosis_parameter_transform (parameter, *draw) + move);
        }
    }
}

static void
make_region (Maker *m, gsize region)
{
  const PrognosisProblem *p = &m->fit->problem;
  const gsize n_days = m->horizon * p->step_days;
  const double *values = m->values + region * p->n_parameters;
  gsl_rng *rng;
  double *paths[PROGNOSIS_MAX_SIGNALS], dispersion[PROGNOSIS_MAX_SIGNALS];
  gboolean any = FALSE;

  if (!prognosis_simulator_run (m->simulator, region, values, NULL, NULL, m->median))
    return;
  for (int s = 0; s < p->observation.n_signals; s++)
    {
      const gsize signal = p->signals[s];

      paths[s] = is_forecastable (p->dataset, region, signal) ? prognosis_forecast_add_paths (m->forecast, region, signal) : NULL;
      any |= paths[s] != NULL;
      if (!paths[s])
        {
          prognosis_forecast_warn_of_absent (m->forecast, region, signal);
          continue;
        }
      dispersion[s] = overdispersion (p->dataset, region, signal, p->first, p->n_steps);
      prognosis_forecast_take_fitted (m->forecast, region, signal, p->first, p->n_steps,
                                      g_memdup2 (m->median + signal * m->length, p->n_steps * sizeof (double)));
    }
  if (!any)
    return;
  rng = prognosis_fit_region_rng (m->fit, region, 2);
  prognosis_fit_draw_with_shape (m->fit, region, m->n_paths, m->draws, m->shapes);
  move_draws (m, region, values);
  for (gsize d = 0; d < m->n_paths; d++)
    draw_drift (rng, m->drift + d * n_days, n_days);
  for (gsize first = 0; first < m->n_paths; first += m->batch)
    {
      const gsize n = MIN (m->batch, m->n_paths - first);

      prognosis_simulator_run_batch (m->draws_simulator, region, n, m->draws + first * p->n_parameters,
                                     m->shapes + first * p->n_shape, m->drift + first * n_days, m->curves);
      for (gsize d = 0; d < n; d++)
        for (int s = 0; s < p->observation.n_signals; s++)
          if (paths[s])
            scatter_path (m, region, p->signals[s], m->curves + (d * m->n_signals + p->signals[s]) * m->length + p->n_steps,
                          dispersion[s], rng, paths[s] + first + d);
    }
  gsl_rng_free (rng);
}

PrognosisForecast *
prognosis_forecast_from_fit (PrognosisFit *fit, const double *values)
{
  const PrognosisProblem *p = &fit->problem;
  const gsize horizon = prognosis_options_get_horizon (p->options, p->dataset);
  const gsize n_signals = prognosis_dataset_get_n_signals (p->dataset);
  Maker m = { .fit = fit,
              .values = values,
              .horizon = horizon,
              .length = p->n_steps + horizon,
              .n_paths = p->options->n_paths,
              .n_signals = n_signals };

  m.forecast = prognosis_forecast_new (p->dataset, p->model->id, horizon, m.n_paths);
  m.simulator = prognosis_simulator_new_with (fit, horizon, values);
  m.draws_simulator = prognosis_simulator_new_with (fit, horizon, values);
  prognosis_simulator_set_ahead_only (m.draws_simulator);
  m.batch = prognosis_simulator_get_batch (m.simulator);
  m.curves = g_new0 (double, m.batch *n_signals *m.length);
  m.median = g_new0 (double, n_signals *m.length);
  m.draws = g_new (double, m.n_paths * p->n_parameters);
  m.shapes = g_new0 (double, MAX (m.n_paths * p->n_shape, 1));
  m.drift = g_new (double, m.n_paths *horizon * p->step_days);
  prognosis_forecast_set_fit (m.forecast, fit);
  for (gsize r = 0; r < fit->n_regions; r++)
    make_region (&m, r);
  prognosis_simulator_free (m.simulator);
  prognosis_simulator_free (m.draws_simulator);
  g_free (m.curves);
  g_free (m.median);
  g_free (m.draws);
  g_free (m.shapes);
  g_free (m.drift);
  prognosis_forecast_finish (m.forecast);
  return m.forecast;
}
