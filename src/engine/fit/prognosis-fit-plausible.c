/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a fitted model forecasts something plausible. A fit can follow the data to the origin and still run away after it, for
   instance because nothing in the data ends the outbreak; then its parameters are no estimates, however well the search converged.
   The most new cases of a week that it forecasts are compared with the most that were ever seen. They may exceed them a few times,
   and beyond that as far as the growth at the origin, if it continued, would reach: then the data demand it. */

#include <math.h>

#include "prognosis-fit-private.h"
#include "prognosis-simulator.h"

#define FEW_TIMES 3.0
/* The most that was seen is that of a few days: a week would lag behind an outbreak that has just begun. */
#define STEPS_OF_MOST 3
/* Variance of a count relative to its mean; growth of smaller counts is uncertain. */
#define SCATTER 3.0

typedef struct
{
  PrognosisKind kind;
  gsize week; /* steps */
} About;

/* New cases a week, or a week's sum of those present, in the @n_steps that end with @end, from the known ones; NAN if there are none. */
static double
get_rate (const double *x, gsize end, gsize n_steps, const About *about)
{
  double sum = 0.0;
  gsize n = 0;

  if (end + 1 < n_steps || (about->kind == PROGNOSIS_KIND_CUMULATIVE && end < n_steps))
    return NAN;
  if (about->kind == PROGNOSIS_KIND_CUMULATIVE)
    return (x[end] - x[end - n_steps]) * (double) about->week / n_steps;
  for (gsize t = end + 1 - n_steps; t <= end; t++)
    if (isfinite (x[t]))
      {
        sum += x[t];
        n++;
      }
  return n > 0 ? sum * (double) about->week / n : NAN;
}

static double
get_week (const double *x, gsize end, const About *about)
{
  return get_rate (x, end, about->week, about);
}

static gboolean
is_count (PrognosisKind kind)
{
  return kind != PROGNOSIS_KIND_RATE && kind != PROGNOSIS_KIND_PROPORTION;
}

/* Log ratio of the last two known weeks, shrunk to none if they are small; 0 if cases fall. */
static double
find_growth (const double *x, gsize n, const About *about)
{
  const double few = is_count (about->kind) ? SCATTER : 0.0;

  for (gsize end = n; end-- > 0;)
    {
      const double last = get_week (x, end, about), before = end >= about->week ? get_week (x, end - about->week, about) : NAN;
      const double growth = log ((last + few) / (before + few));
      const double variance = is_count (about->kind) ? SCATTER / (last + few) + SCATTER / (before + few) : 0.0;

      if (isfinite (growth))
        return MAX (growth, 0.0) * growth * growth / (growth * growth + variance + 1e-12);
    }
  return 0.0;
}

/* @curve: the model's, of the window, and then of @horizon steps. */
static gboolean
is_signal_plausible (const PrognosisProblem *p, gsize region, gsize signal, const double *curve, gsize horizon)
{
  const About about = { prognosis_dataset_get_signal (p->dataset, signal)->kind, p->step_days == 7 ? 1 : 7 };
  const double *x = prognosis_dataset_get_values (p->dataset, region, signal);
  const gsize n = prognosis_dataset_get_n_steps (p->dataset);
  const double growth = find_growth (x, n, &about);
  double most = is_count (about.kind) ? SCATTER : 0.0;

  for (gsize t = 0; t < n; t++)
    most = fmax (most, get_rate (x, t, MIN (STEPS_OF_MOST, about.week), &about));
  for (gsize h = about.week; h < horizon; h++)
    {
      const double weeks = (h + 1.0) / about.week;

      if (get_week (curve + p->n_steps, h, &about) > FEW_TIMES * most * exp (growth * weeks))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_plausible (PrognosisFit *self, PrognosisSimulator *simulator, gsize region, gsize horizon, double *curves)
{
  const PrognosisProblem *p = &self->problem;
  const gsize length = p->n_steps + horizon;

  if (!prognosis_simulator_run (simulator, region, self->regions[region].values, NULL, NULL, curves))
    return TRUE;
  for (int s = 0; s < p->observation.n_signals; s++)
    if (self->regions[region].used[s] && !is_signal_plausible (p, region, p->signals[s], curves + p->signals[s] * length, horizon))
      return FALSE;
  return TRUE;
}

void
prognosis_fit_mark_implausible (PrognosisFit *self)
{
  const PrognosisProblem *p = &self->problem;
  const gsize horizon = prognosis_options_get_horizon (p->options, p->dataset);
  g_autoptr (PrognosisSimulator) simulator = prognosis_simulator_new (self, horizon);
  g_autofree double *curves = g_new0 (double, prognosis_dataset_get_n_signals (p->dataset) * (p->n_steps + horizon));

  for (gsize r = 0; r < self->n_regions; r++)
    if (self->regions[r].has_data && self->regions[r].stop != PROGNOSIS_STOP_CANCELLED
        && self->regions[r].stop != PROGNOSIS_STOP_NO_DATA && !is_plausible (self, simulator, r, horizon, curves))
      self->regions[r].stop = PROGNOSIS_STOP_IMPLAUSIBLE;
}
