/* SPDX-License-Identifier: GPL-3.0-or-later */

/* AutoODE under the hand: the equations of the last origin, solved again with other values of what is learned or assumed. */

#include "autoode.h"

#include <math.h>
#include <string.h>

#define N PROGNOSIS_N_LEVERS

typedef struct
{
  PrognosisAutoodeOrigin *origin;
  double *unit;    /* signals of the origin x n_regions: persons per unit of the signal */
  gsize n_signals; /* of the dataset */
  gsize horizon;   /* as requested; the origin may have a longer one */
} State;

static void
find_applies (const PrognosisDailySignal *signals, gsize n_signals, gssize leader, gboolean is_depleted, gboolean *applies)
{
  gboolean has[3] = { FALSE };

  for (gsize s = 0; s < n_signals; s++)
    has[signals[s].method] = TRUE;
  applies[PROGNOSIS_LEVER_GENERATION] = FALSE;
  applies[PROGNOSIS_LEVER_REPRODUCTION] = leader >= 0;
  applies[PROGNOSIS_LEVER_TREND] = applies[PROGNOSIS_LEVER_LATENT] = applies[PROGNOSIS_LEVER_INFECTIOUS] = TRUE;
  applies[PROGNOSIS_LEVER_REPORTED] = is_depleted;
  applies[PROGNOSIS_LEVER_FATALITY] = applies[PROGNOSIS_LEVER_DEATH_DELAY] = has[PROGNOSIS_DAILY_DEATHS];
  applies[PROGNOSIS_LEVER_RECOVERED] = applies[PROGNOSIS_LEVER_RECOVERY_DELAY] = has[PROGNOSIS_DAILY_RECOVERIES];
}

void
prognosis_autoode_find_effective (const PrognosisDaily *daily, gboolean *applies)
{
  gboolean is_depleted = FALSE;

  for (gsize r = 0; r < daily->n_regions && !(daily->without & PROGNOSIS_PART_DEPLETION); r++)
    is_depleted |= daily->population[r] > 0.0;
  find_applies (daily->signals, daily->n_signals, daily->leader, is_depleted, applies);
}

static void
solve (gconstpointer data, gsize region, const double *values, const double *log_factor, double *median, double *found,
       double *reproduction)
{
  const State *self = data;
  const PrognosisAutoodeOrigin *origin = self->origin;
  g_autofree double *longer = g_new0 (double, origin->horizon), *all = g_new (double, origin->n_signals * origin->horizon);
  g_autofree double *level = g_new (double, origin->n_signals), *course = g_new (double, origin->horizon);
  PrognosisAutoodeAssumed assumed;
  gboolean applies[N];

  prognosis_autoode_assume (values, &assumed);
  for (gsize h = 0; h < self->horizon && log_factor; h++)
    longer[h] = log_factor[h];
  prognosis_autoode_origin_solve (origin, region, &assumed, values, log_factor ? longer : NULL, all, level, found, course);
  if (reproduction && isfinite (found[PROGNOSIS_LEVER_REPRODUCTION]))
    memcpy (reproduction, course, self->horizon * sizeof *course);
  for (gsize k = 0; k < self->n_signals * self->horizon; k++)
    median[k] = NAN;
  for (gsize s = 0; s < origin->n_signals; s++)
    for (gsize h = 0; h < self->horizon; h++)
      median[origin->signals[s].number * self->horizon + h]
          = all[s * origin->horizon + h] / self->unit[s * origin->n_regions + region];
  find_applies (origin->signals, origin->n_signals, origin->leader, origin->population[region] > 0.0, applies);
  for (int q = 0; q < N; q++)
    if (!applies[q])
      found[q] = NAN;
}

static void
free_state (gpointer data)
{
  State *self = data;

  prognosis_autoode_origin_free (self->origin);
  g_free (self->unit);
  g_free (self);
}

static const PrognosisDynamicsMethod method = { solve, free_state };

PrognosisDynamics *
prognosis_autoode_find_dynamics (const PrognosisDaily *daily, const PrognosisHybridPlan *plan, gsize horizon)
{
  State *self = g_new0 (State, 1);
  gssize target[N];

  self->origin = prognosis_autoode_take_origin (daily->autoode);
  self->unit = g_new (double, daily->n_signals * daily->n_regions);
  self->n_signals = prognosis_dataset_get_n_signals (daily->dataset);
  self->horizon = horizon;
  for (int q = 0; q < N; q++)
    target[q] = -1;
  if (daily->leader >= 0)
    target[PROGNOSIS_LEVER_REPRODUCTION] = (gssize) daily->signals[daily->leader].number;
  for (gsize s = 0; s < daily->n_signals; s++)
    {
      const PrognosisDailySignal *signal = &daily->signals[s];

      if (signal->method == PROGNOSIS_DAILY_DEATHS)
        target[PROGNOSIS_LEVER_FATALITY] = (gssize) signal->number;
      if (signal->method == PROGNOSIS_DAILY_RECOVERIES)
        target[PROGNOSIS_LEVER_RECOVERED] = (gssize) signal->number;
      for (gsize r = 0; r < daily->n_regions; r++)
        self->unit[s * daily->n_regions + r] = prognosis_hybrid_get_unit (plan, daily->dataset, r, signal->number);
    }
  return prognosis_dynamics_new (daily->dataset, horizon, prognosis_autoode_get_values (daily->autoode, 0), target, &method, self);
}
