/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The point forecast of the global AutoODE from one origin: trains the maps of all signals, and solves the equations. */

#include "autoode.h"

#include <math.h>
#include <string.h>

#define N_OUT PROGNOSIS_AUTOODE_N_OUTPUTS

/* The leader first, because others follow its trajectories. */
static void
train (PrognosisAutoodeOrigin *self, const PrognosisDaily *daily, double *weights)
{
  PrognosisAutoodeTraining *training = prognosis_autoode_training_new (daily, self->n_days);
  g_autofree double *added = g_new (double, self->n_regions);

  for (int others = 0; others < 2; others++)
    for (gsize s = 0; s < self->n_signals; s++)
      {
        double *mine = weights + s * PROGNOSIS_DAILY_MAX_WEIGHTS;

        if (((gssize) s != self->leader) != others)
          continue;
        prognosis_autoode_train (training, s, self->cleaned[s], mine, added);
        for (gsize r = 0, at = s * self->n_regions; r < self->n_regions; r++, at++)
          {
            prognosis_autoode_apply (self->signals[s].method, mine, &self->known[at], self->outputs + at * N_OUT);
            self->outputs[at * N_OUT] += added[r];
          }
      }
  prognosis_autoode_training_free (training);
}

PrognosisAutoodeOrigin *
prognosis_autoode_origin_learn (const PrognosisDaily *daily, gsize n_days, double *weights)
{
  PrognosisAutoodeOrigin *self = prognosis_autoode_origin_new (daily, n_days);

  train (self, daily, weights);
  return self;
}

void
prognosis_autoode_solve_origin (const PrognosisDaily *daily, const PrognosisAutoodeOrigin *origin, double *median, double *level)
{
  const gsize n = daily->n_regions, n_signals = daily->n_signals, horizon = daily->horizon;
  g_autofree double *medians = g_new (double, n_signals *horizon), *levels = g_new (double, n_signals);

  for (gsize r = 0; r < n; r++)
    {
      prognosis_autoode_origin_solve (origin, r, prognosis_autoode_get_assumed (daily->autoode, r),
                                      prognosis_autoode_get_values (daily->autoode, r), NULL, medians, levels, NULL, NULL);
      for (gsize s = 0; s < n_signals; s++)
        {
          memcpy (median + (s * n + r) * horizon, medians + s * horizon, horizon * sizeof (double));
          level[s * n + r] = levels[s];
        }
    }
}

void
prognosis_autoode_median (const PrognosisDaily *daily, gsize n_days, double *weights, PrognosisDailyWatch *watch, double *median,
                          double *level)
{
  g_autoptr (PrognosisAutoodeOrigin) origin = prognosis_autoode_origin_learn (daily, n_days, weights);

  prognosis_autoode_solve_origin (daily, origin, median, level);
  if (n_days == daily->n_days)
    prognosis_autoode_give_origin (daily->autoode, g_steal_pointer (&origin));
}
