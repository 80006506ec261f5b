/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data of one region in the form the solver uses: fractions of the population, weights, and what is fixed. */

#include <math.h>
#include <string.h>

#include "prognosis-fit-private.h"

/* Counts above this multiple of the population belong to another population. */
#define LARGEST_FRACTION 10.0

/* Observed levels of states determine their initial values. */
static void
set_given (PrognosisRegionFit *self, const PrognosisProblem *problem, int s, double first)
{
  if (problem->observation.lag[s] == PROGNOSIS_LAG_NONE)
    for (gsize i = 0; i < problem->model->n_states; i++)
      if (problem->observation.c[s][i] == 1.0)
        {
          self->given[i] = MAX (first, 0.0);
          break;
        }
}

static double
observation_weight (const PrognosisProblem *problem, gsize k, double value, guint8 flags)
{
  if (!isfinite (value) || (flags & (PROGNOSIS_FLAG_EXCLUDED | PROGNOSIS_FLAG_PARTIAL | PROGNOSIS_FLAG_NEGATIVE)))
    return 0.0;
  if (problem->options->recency_days > 0.0)
    return sqrt (exp2 (-(double) (problem->n_steps - 1 - k) / problem->options->recency_days));
  return 1.0;
}

/* Reads the window of one series as fractions. FALSE if the series is constant. */
static gboolean
read_signal (PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region, int s)
{
  const PrognosisObservation *o = &problem->observation;
  const PrognosisSignal *signal = prognosis_dataset_get_signal (problem->dataset, problem->signals[s]);
  const double *values = prognosis_dataset_get_values (problem->dataset, region, problem->signals[s]) + problem->first;
  const guint8 *flags = prognosis_dataset_get_flags (problem->dataset, region, problem->signals[s]) + problem->first;
  double first = NAN, sum = 0.0, squares = 0.0, largest = 0.0;
  gsize n = 0;

  self->unit[s] = signal->kind == PROGNOSIS_KIND_RATE ? PROGNOSIS_RATE_PERSONS : self->population;
  for (gsize k = 0; k < problem->n_steps; k++)
    {
      const double w = observation_weight (problem, k, values[k], flags[k]), x = values[k] / self->unit[s];

      self->weight[k * o->n_signals + s] = w;
      if (w == 0.0)
        continue;
      if (isnan (first))
        first = x;
      self->observed[k * o->n_signals + s] = x;
      n++;
      sum += x;
      squares += x * x;
      largest = MAX (largest, x);
    }
  if (n < 3 || largest <= 0.0 || largest > LARGEST_FRACTION)
    {
      for (gsize k = 0; k < problem->n_steps; k++)
        self->weight[k * o->n_signals + s] = 0.0;
      self->spread[s] = 1.0;
      return FALSE;
    }
  self->offset[s] = o->lag[s] == PROGNOSIS_LAG_START ? first : 0.0;
  for (gsize k = 0; k < problem->n_steps; k++)
    self->observed[k * o->n_signals + s] -= self->offset[s];
  set_given (self, problem, s, first);
  /* Lower limit for a flat series: one person, or a thousandth of its level. */
  self->spread[s] = sqrt (MAX (squares / n - sum * sum / n / n, 0.0));
  self->spread[s] = MAX (self->spread[s], MAX (1.0 / self->unit[s], 1e-3 * sum / n));
  self->n_observed += n;
  return TRUE;
}

static void
set_fixed (PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region)
{
  const GPtrArray *all = problem->options->fixed;

  /* Values fixed for one region take precedence over those for all. */
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < all->len; i++)
      {
        const PrognosisFixed *fixed = g_ptr_array_index (all, i);

        if ((fixed->region != NULL) != pass
            || (fixed->region && prognosis_dataset_find_region (problem->dataset, fixed->region) != (gssize) region))
          continue;
        for (gsize k = 0; k < problem->n_parameters; k++)
          if (g_str_equal (problem->parameters[k].id, fixed->parameter))
            {
              const PrognosisParameter *p = &problem->parameters[k];
              const double v = p->use == PROGNOSIS_USE_INITIAL ? fixed->value / self->population : fixed->value;

              self->fixed[k] = TRUE;
              self->values[k] = self->start[k] = CLAMP (v, p->lower, p->upper);
            }
      }
}

void
prognosis_region_init (PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region)
{
  const int n_signals = problem->observation.n_signals;

  memset (self, 0, sizeof *self);
  self->population = prognosis_dataset_get_exposed (problem->dataset, region);
  self->observed = g_new0 (double, problem->n_steps *n_signals);
  self->weight = g_new0 (double, problem->n_steps *n_signals);
  self->fixed = g_new0 (gboolean, problem->n_parameters);
  self->start = g_new0 (double, problem->n_parameters);
  self->values = g_new0 (double, problem->n_parameters);
  self->shape = g_new0 (double, MAX (problem->n_shape, 1));
  self->prior_share = g_new0 (double, problem->n_parameters);
  self->stop = PROGNOSIS_STOP_NO_DATA;
  self->loss = NAN;
  for (gsize k = 0; k < problem->n_parameters; k++)
    {
      self->start[k] = self->values[k] = problem->parameters[k].start;
      self->prior_share[k] = 1.0;
      self->fixed[k] = problem->unseen[k];
    }
  if (!(self->population > 0.0))
    return;
  for (int s = 0; s < n_signals; s++)
    {
      const gboolean usable = self->used[s] = read_signal (self, problem, region, s);

      self->noise[s] = PROGNOSIS_FIRST_NOISE;
      /* Without infections there is no epidemic to fit, even if other signals are reported. */
      if (usable
          && (prognosis_dataset_get_signal (problem->dataset, problem->signals[s])->role == PROGNOSIS_ROLE_INFECTIONS
              || n_signals == 1))
        self->has_data = TRUE;
    }
  set_fixed (self, problem, region);
  if (self->has_data)
    prognosis_region_guess (self, problem, region);
}

void
prognosis_region_clear (PrognosisRegionFit *self)
{
  g_free (self->observed);
  g_free (self->weight);
  g_free (self->robust_weight);
  g_free (self->fixed);
  g_free (self->start);
  g_free (self->values);
  g_free (self->shape);
  g_free (self->cholesky);
  g_free (self->shape_map);
  g_free (self->information);
  g_free (self->prior_share);
  g_free (self->losses);
  g_strfreev (self->notes);
  g_free (self->draws);
  g_free (self->network);
}
