/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Infections of a region, and what becomes of them when transmission changes. They satisfy

     i(t) = R(t) sum_j w(j) i(t - j)

   for some R(t). With transmission multiplied by f(t), and with the resulting number of susceptibles S', it becomes
   m(t) i(t) with

     m(t) = f(t) S'(t) / S(t) sum_j w(j) i(t - j) m(t - j) / sum_j w(j) i(t - j)

   and m = 1 up to the origin. Recoveries and deaths follow with their delays: their multiplier is the mean of those of the
   infections that they come from. */

#include <math.h>

#include "prognosis-renewal-private.h"

#define N_DELAY PROGNOSIS_COURSE_N_DELAY
#define DELAY_SHAPE 3.0

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

void
prognosis_course_transmit (PrognosisCourse *c, const double *log_factor)
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

void
prognosis_course_find_kernel (double mean_days, double *kernel)
{
  prognosis_renewal_kernel (mean_days, DELAY_SHAPE, N_DELAY, kernel);
}

void
prognosis_course_follow (const PrognosisCourse *c, const double *kernel, double *followed)
{
  for (gsize d = 0; d < c->n_ahead; d++)
    followed[d] = weigh (kernel, N_DELAY, c->infections, c->multiplier, c->n_past + d);
}

double
prognosis_course_sum_delayed (const PrognosisCourse *c, const double *kernel, gssize first, gssize end)
{
  double sum = 0.0;

  for (gssize t = (gssize) c->n_past + first; t < (gssize) c->n_past + end; t++)
    for (gssize j = 1; j <= MIN (N_DELAY, t); j++)
      sum += kernel[j - 1] * c->infections[t - j];
  return sum;
}

void
prognosis_course_set_ahead (PrognosisCourse *c, const double *increments)
{
  for (gsize d = 0; d < c->n_ahead; d++)
    c->infections[c->n_past + d] = increments[d / c->step_days] / c->step_days;
}

/* Weighted by the counts of the days. */
double
prognosis_course_mean_of_step (const PrognosisCourse *c, const double *multiplier, gboolean follows, gsize h)
{
  const double *weight = c->infections + c->n_past;
  double sum = 0.0, weights = 0.0;

  for (gsize k = 0; k < c->step_days; k++)
    {
      const double w = follows ? 1.0 : MAX (weight[h * c->step_days + k], 1e-9);

      sum += w * multiplier[h * c->step_days + k];
      weights += w;
    }
  return sum / weights;
}

PrognosisCourse *
prognosis_course_new (const PrognosisDataset *dataset, gsize region, gsize leader, gsize horizon, double generation_days)
{
  PrognosisCourse *c = g_new0 (PrognosisCourse, 1);

  c->step_days = prognosis_dataset_get_step_days (dataset);
  c->n_ahead = horizon * c->step_days;
  c->susceptible = find_susceptible (dataset, region, leader);
  c->n_generation = prognosis_renewal_length (generation_days);
  c->n_past = MAX (N_DELAY, c->n_generation);
  c->generation = g_new (double, c->n_generation);
  c->infections = g_new0 (double, c->n_past + c->n_ahead);
  c->multiplier = g_new (double, c->n_past + c->n_ahead);
  for (gsize t = 0; t < c->n_past + c->n_ahead; t++)
    c->multiplier[t] = 1.0;
  prognosis_renewal_kernel (generation_days, PROGNOSIS_GENERATION_SHAPE, c->n_generation, c->generation);
  load_past (dataset, region, leader, c->n_past, c->infections);
  return c;
}

void
prognosis_course_free (PrognosisCourse *c)
{
  g_free (c->generation);
  g_free (c->infections);
  g_free (c->multiplier);
  g_free (c);
}
