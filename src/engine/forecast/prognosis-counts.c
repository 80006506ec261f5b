/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-counts.h"

#include <math.h>

#include "prognosis-paths.h"

/* Up to this many persons a step, the quantiles are those of counts. */
#define FEW 1.0
/* Steps from which the rate is taken to be known. */
#define MEMORY 14.0
/* Persons that the prior adds to those of these steps. */
#define PRIOR 0.5

/* @is_wider: moves quantiles out to those of the distribution; else the upper ones in to them. */
static gboolean
move (double expected, double n_steps, gsize n, double *sorted, gboolean is_wider)
{
  const double rate = MAX (expected, 0.0) / n_steps;
  const double weight = CLAMP ((PROGNOSIS_COUNTS_MANY - rate) / (PROGNOSIS_COUNTS_MANY - FEW), 0.0, 1.0);
  const double shape = PRIOR + MEMORY * rate, ratio = n_steps / (MEMORY + n_steps);
  double count = 0.0, probability = pow (1.0 - ratio, shape), sum = probability;
  g_autofree double *levels = g_new (double, n);
  gboolean any = FALSE;

  prognosis_paths_levels (n, levels);
  for (gsize i = 0; i < n && weight > 0.0; i++)
    {
      double out;

      while (sum < levels[i] && probability > 0.0)
        {
          probability *= (count + shape) / (count + 1.0) * ratio;
          count += 1.0;
          sum += probability;
        }
      /* The values on both sides of the median keep it where it is. */
      if (fabs (levels[i] - 0.5) < 1.0 / MAX (n - 1.0, 1.0))
        continue;
      if (is_wider)
        out = levels[i] < 0.5 ? MIN (sorted[i], count) : MAX (sorted[i], count);
      else
        out = levels[i] < 0.5 ? sorted[i] : MIN (sorted[i], MAX (count, sorted[n / 2]));
      any |= out != sorted[i];
      sorted[i] += weight * (out - sorted[i]);
    }
  return any;
}

gboolean
prognosis_counts_widen (double expected, double n_steps, gsize n, double *sorted)
{
  return move (expected, n_steps, n, sorted, TRUE);
}

gboolean
prognosis_counts_narrow (double expected, double n_steps, gsize n, double *sorted)
{
  return move (expected, n_steps, n, sorted, FALSE);
}
