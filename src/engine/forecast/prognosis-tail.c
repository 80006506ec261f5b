/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-tail.h"

#include <math.h>

#include "prognosis-sort.h"

/* The law replaces this many independent errors at each end, within these shares of all. */
#define N_REPLACED 10.0
#define LEAST_REPLACED 0.05
#define MOST_REPLACED 0.2
/* The scale from the body of the distribution counts as much as this many errors at an end. */
#define N_OF_BODY 5.0
/* Relative to the distance of the threshold from the median. Up to 4, the 0.99 level is within twice the distance of the 0.975 level. */
#define MOST_SCALE 2.0
/* Levels from which the mean excess is found. */
#define N_OF_MEAN 32

static gboolean
are_sorted (const PrognosisTailPoint *points, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (points[i].error < points[i - 1].error)
      return FALSE;
  return TRUE;
}

static void
sort_points (PrognosisTailPoint *points, gsize n)
{
  g_autofree PrognosisTailPoint *before = g_memdup2 (points, n * sizeof *points);
  g_autofree double *errors = g_new (double, n);
  g_autofree gsize *order = g_new (gsize, n);

  for (gsize i = 0; i < n; i++)
    errors[i] = points[i].error;
  prognosis_sort_index (order, errors, n);
  for (gsize i = 0; i < n; i++)
    points[i] = before[order[i]];
}

void
prognosis_tail_share (PrognosisTailPoint *points, gsize n)
{
  double total = 0.0, sum = 0.0;

  if (!are_sorted (points, n))
    sort_points (points, n);
  for (gsize i = 0; i < n; i++)
    total += points[i].weight;
  for (gsize i = 0; i < n; i++)
    {
      const double weight = points[i].weight;

      points[i].weight = (sum + 0.5 * weight) / total;
      sum += weight;
    }
}

/* Interpolated linearly between errors; the first and last error beyond them. */
static double
interpolate (const PrognosisTailPoint *points, gsize n, double level)
{
  gsize low = 0, high = n - 1;

  if (level <= points[low].weight || level >= points[high].weight)
    return level <= points[low].weight ? points[low].error : points[high].error;
  while (high - low > 1)
    {
      const gsize middle = (low + high) / 2;

      *(points[middle].weight <= level ? &low : &high) = middle;
    }
  return points[low].error
         + (points[high].error - points[low].error) * (level - points[low].weight) / (points[high].weight - points[low].weight);
}

/* Scale of the law at the upper (@sign 1) or lower (-1) end, beyond the share @replaced: the mean excess over the threshold, which
   single huge errors do not raise above a multiple of the distance of the threshold from the median. */
static double
find_scale (const PrognosisTailPoint *points, gsize n, double n_independent, double replaced, int sign)
{
  const double median = interpolate (points, n, 0.5);
  const double from_median = MAX (sign * (interpolate (points, n, sign > 0 ? 1.0 - replaced : replaced) - median), 0.0);
  const double n_beyond = replaced * n_independent;
  double mean = 0.0;

  for (int k = 0; k < N_OF_MEAN; k++)
    {
      const double beyond = replaced * (k + 0.5) / N_OF_MEAN;

      mean += (sign * (interpolate (points, n, sign > 0 ? 1.0 - beyond : beyond) - median) - from_median) / N_OF_MEAN;
    }
  return MIN ((n_beyond * mean + N_OF_BODY * from_median / log (0.5 / replaced)) / (n_beyond + N_OF_BODY),
              MOST_SCALE * from_median);
}

void
prognosis_tail_quantiles (const PrognosisTailPoint *points, gsize n, double n_independent, const double *levels, gsize n_levels,
                          double *values)
{
  const double replaced = CLAMP (N_REPLACED / MAX (n_independent, 1.0), LEAST_REPLACED, MOST_REPLACED);
  const double lower = interpolate (points, n, replaced), upper = interpolate (points, n, 1.0 - replaced);
  const double lower_scale = find_scale (points, n, n_independent, replaced, -1);
  const double upper_scale = find_scale (points, n, n_independent, replaced, 1);

  for (gsize i = 0; i < n_levels; i++)
    {
      if (levels[i] < replaced && lower_scale > 0.0)
        values[i] = lower - lower_scale * log (replaced / levels[i]);
      else if (levels[i] > 1.0 - replaced && upper_scale > 0.0)
        values[i] = upper + upper_scale * log (replaced / (1.0 - levels[i]));
      /* Also where most errors are the same, such as 0: only the largest ones tell of others. */
      else
        values[i] = interpolate (points, n, levels[i]);
    }
}

/* Steps before and after a horizon over which quantiles are averaged. */
#define REACH 3

void
prognosis_tail_smooth (double *values, gsize horizon, gsize n_levels)
{
  g_autofree double *rough = g_memdup2 (values, horizon * n_levels * sizeof *values);

  for (gsize h = 0; h < horizon; h++)
    {
      /* Symmetric, or the first and last ones would be moved towards those after and before them. */
      const gssize reach = (gssize) MIN (MIN ((gsize) REACH, h), horizon - 1 - h);

      for (gsize l = 0; l < n_levels; l++)
        {
          double sum = 0.0;

          for (gssize k = -reach; k <= reach; k++)
            sum += (reach + 1 - ABS (k)) * rough[((gssize) h + k) * (gssize) n_levels + (gssize) l];
          values[h * n_levels + l] = sum / ((reach + 1) * (reach + 1));
        }
    }
}
