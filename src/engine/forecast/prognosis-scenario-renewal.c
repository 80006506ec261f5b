/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes of transmission without compartments. A path i(t) of infections satisfies

     i(t) = R(t) sum_j w(j) i(t - j)

   for some R(t). With transmission multiplied by f(t), and with the resulting number of susceptibles S', it becomes
   m(t) i(t) with

     m(t) = f(t) S'(t) / S(t) sum_j w(j) i(t - j) m(t - j) / sum_j w(j) i(t - j)

   and m = 1 up to the origin. Recoveries and deaths follow with their delays: their multiplier is the mean of those of the
   infections that they come from. */

#include "prognosis-config.h"

#include <math.h>

#include "prognosis-renewal-private.h"
#include "prognosis-scenario-private.h"

#define N_DELAY 45 /* days */
/* Mean and shape, as in the hybrid model. */
#define RECOVERY_DAYS 17.0
#define DEATH_DAYS 16.0
#define DELAY_SHAPE 3.0

typedef struct
{
  gsize n_past, n_ahead; /* days */
  double susceptible;    /* at the origin, in the unit of the signal; NAN: unknown */
  gsize n_generation;
  double *generation;
  double *infections, *multiplier; /* n_past + n_ahead days */
} Course;

/* The last @n_past days; unknown days repeat the previous one. */
static void
load_past (const PrognosisDataset *dataset, gsize region, gsize signal, gsize n_past, double *days)
{
  const gsize n = prognosis_dataset_get_n_steps (dataset), step_days = prognosis_dataset_get_step_days (dataset);
  g_autofree double *increments = g_new (double, n);
  double held = 0.0;

  prognosis_renewal_increments (dataset, region, signal, increments);
  for (gsize t = 0; t < n; t++)
    {
      if (isfinite (increments[t]))
        held = increments[t];
      increments[t] = held / step_days;
    }
  for (gsize d = 0; d < n_past; d++)
    {
      const gsize back = (n_past - 1 - d) / step_days;

      days[d] = back < n ? increments[n - 1 - back] : 0.0;
    }
}

static double
find_susceptible (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  const PrognosisKind kind = prognosis_dataset_get_signal (dataset, signal)->kind;
  const gssize last = prognosis_dataset_get_last_observed (dataset, region, signal);
  const double all
      = kind == PROGNOSIS_KIND_RATE ? PROGNOSIS_RATE_PERSONS : prognosis_dataset_get_region (dataset, region)->population;
  double infected = 0.0;

  if (kind == PROGNOSIS_KIND_CUMULATIVE)
    infected = last >= 0 ? values[last] : 0.0;
  else
    for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
      infected += isfinite (values[t]) ? values[t] : 0.0;
  return all - infected > 0.0 ? all - infected : NAN;
}

/* sum_j kernel[j] x(t - j) m(t - j) / sum_j kernel[j] x(t - j), over the @n days before @t. */
static double
weigh (const double *kernel, gsize n, const double *x, const double *m, gsize t)
{
  double with = 0.0, without = 0.0, plain = 0.0;

  for (gsize j = 1; j <= MIN (n, t); j++)
    {
      with += kernel[j - 1] * x[t - j] * m[t - j];
      without += kernel[j - 1] * x[t - j];
      plain += kernel[j - 1] * m[t - j];
    }
  return without > 0.0 ? with / without : plain;
}

static void
transmit (Course *c, const double *log_factor)
{
  double counted = 0.0, changed = 0.0;

  for (gsize d = 0; d < c->n_ahead; d++)
    {
      const gsize t = c->n_past + d;
      double left = 1.0;

      if (c->susceptible > 0.0 && counted < c->susceptible)
        left = MAX (c->susceptible - changed, 0.0) / (c->susceptible - counted);
      c->multiplier[t] = exp (log_factor[d]) * left * weigh (c->generation, c->n_generation, c->infections, c->multiplier, t);
      counted += c->infections[t];
      changed += c->infections[t] * c->multiplier[t];
    }
}

/* Mean multiplier of step @h, weighted by the counts of its days. */
static double
mean_of_step (const double *multiplier, const double *weight, gsize h, gsize step_days)
{
  double sum = 0.0, weights = 0.0;

  for (gsize k = 0; k < step_days; k++)
    {
      const double w = weight ? MAX (weight[h * step_days + k], 1e-9) : 1.0;

      sum += w * multiplier[h * step_days + k];
      weights += w;
    }
  return sum / weights;
}

static void
follow (const Course *c, double delay_days, gsize step_days, double *followed)
{
  double kernel[N_DELAY];

  prognosis_renewal_kernel (delay_days, DELAY_SHAPE, N_DELAY, kernel);
  for (gsize d = 0; d < c->n_ahead; d++)
    followed[d] = weigh (kernel, N_DELAY, c->infections, c->multiplier, c->n_past + d);
}

static void
change_path (Course *c, const PrognosisForecast *forecast, gsize region, gsize leader, gsize path, const double *log_factor,
             double *multiplier)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize horizon = prognosis_forecast_get_horizon (forecast), n_paths = prognosis_forecast_get_n_paths (forecast);
  const gsize step_days = prognosis_dataset_get_step_days (dataset);
  g_autofree double *increments = g_new (double, horizon), *followed = g_new (double, c->n_ahead);

  prognosis_renewal_path (forecast, region, leader, path, increments);
  for (gsize d = 0; d < c->n_ahead; d++)
    c->infections[c->n_past + d] = increments[d / step_days] / step_days;
  transmit (c, log_factor);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisRole role = prognosis_dataset_get_signal (dataset, s)->role;
      const PrognosisKind kind = prognosis_dataset_get_signal (dataset, s)->kind;
      const double *daily = c->multiplier + c->n_past;

      if (!prognosis_forecast_has (forecast, region, s))
        continue;
      /* The relation of other counts and of prevalence to infections is unknown. */
      if (s != leader && (role == PROGNOSIS_ROLE_OTHER || kind == PROGNOSIS_KIND_PREVALENCE || kind == PROGNOSIS_KIND_PROPORTION))
        continue;
      if (s != leader && role != PROGNOSIS_ROLE_INFECTIONS)
        {
          follow (c, role == PROGNOSIS_ROLE_DEATHS ? DEATH_DAYS : RECOVERY_DAYS, step_days, followed);
          daily = followed;
        }
      for (gsize h = 0; h < horizon; h++)
        multiplier[(s * horizon + h) * n_paths + path]
            = mean_of_step (daily, daily == followed ? NULL : c->infections + c->n_past, h, step_days);
    }
}

gboolean
prognosis_scenario_by_renewal (const PrognosisForecast *forecast, gsize region, double generation_days, const double *log_factor,
                               double *multiplier)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize leader = prognosis_renewal_find_signal (dataset);
  Course c = { 0 };

  if (leader < 0 || !prognosis_forecast_has (forecast, region, (gsize) leader))
    return FALSE;
  c.n_ahead = prognosis_forecast_get_horizon (forecast) * prognosis_dataset_get_step_days (dataset);
  c.susceptible = find_susceptible (dataset, region, (gsize) leader);
  c.n_generation = prognosis_renewal_length (generation_days);
  c.n_past = MAX (N_DELAY, c.n_generation);
  c.generation = g_new (double, c.n_generation);
  c.infections = g_new0 (double, c.n_past + c.n_ahead);
  c.multiplier = g_new (double, c.n_past + c.n_ahead);
  for (gsize t = 0; t < c.n_past + c.n_ahead; t++)
    c.multiplier[t] = 1.0;
  prognosis_renewal_kernel (generation_days, PROGNOSIS_GENERATION_SHAPE, c.n_generation, c.generation);
  load_past (dataset, region, (gsize) leader, c.n_past, c.infections);
  for (gsize p = 0; p < prognosis_forecast_get_n_paths (forecast); p++)
    change_path (&c, forecast, region, (gsize) leader, p, log_factor, multiplier);
  g_free (c.generation);
  g_free (c.infections);
  g_free (c.multiplier);
  return TRUE;
}
