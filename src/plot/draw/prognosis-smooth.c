/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-smooth.h"

#include <math.h>

#define WEEK 7
#define REACH 4.0 /* steps to the point where the weight becomes zero: three points on each side count */
#define MOST_PIECES 16

static double
weigh (double steps)
{
  double u = fabs (steps) / REACH;

  return u < 1 ? pow (1 - u * u * u, 3) : 0;
}

/* The value at @i of the weighted least-squares line through the values around it. */
static double
fit_at (const double *x, const double *y, gsize n, gsize i, double spacing)
{
  gsize reach = (gsize) REACH, first = i > reach ? i - reach : 0, last = MIN (i + reach, n - 1);
  double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0, det;

  for (gsize k = first; k <= last; k++)
    {
      double d = (x[k] - x[i]) / spacing, a = weigh (d);

      w += a;
      wx += a * d;
      wy += a * y[k];
      wxx += a * d * d;
      wxy += a * d * y[k];
    }
  det = w * wxx - wx * wx;
  return det > 1e-9 * w * w ? (wxx * wy - wx * wxy) / det : wy / w;
}

/* Averages over the seven values around each. Near an end, where there are fewer, the trend of the last two weeks goes on. */
static void
average_weeks (const double *y, gsize n, double *level)
{
  const gsize half = WEEK / 2;
  gsize reach = MIN (WEEK, n - WEEK);
  double sum = 0, first_trend, last_trend;

  for (gsize k = 0; k < WEEK; k++)
    sum += y[k];
  for (gsize i = half; i + half < n; i++)
    {
      level[i] = sum / WEEK;
      if (i + half + 1 < n)
        sum += y[i + half + 1] - y[i - half];
    }
  first_trend = reach > 0 ? (level[half + reach] - level[half]) / (double) reach : 0;
  last_trend = reach > 0 ? (level[n - 1 - half] - level[n - 1 - half - reach]) / (double) reach : 0;
  for (gsize i = 0; i < half; i++)
    {
      level[i] = level[half] - first_trend * (double) (half - i);
      level[n - 1 - i] = level[n - 1 - half] + last_trend * (double) (half - i);
    }
}

static void
smooth_week (const double *x, const double *y, gsize n, double *level)
{
  g_autofree double *weekly = g_memdup2 (y, n * sizeof *y);
  double spacing = n > 1 ? (x[n - 1] - x[0]) / (double) (n - 1) : 1;
  gboolean is_positive = TRUE;

  if (n >= WEEK)
    average_weeks (y, n, weekly);
  for (gsize i = 0; i < n; i++)
    is_positive = is_positive && y[i] >= 0;
  for (gsize i = 0; i < n; i++)
    {
      level[i] = n > 2 ? fit_at (x, weekly, n, i, spacing) : weekly[i];
      if (is_positive)
        level[i] = MAX (level[i], 0);
    }
}

/* Steffen (1990), A simple method for monotonic interpolation in one dimension, equation 11. */
static double
slope_at (const double *x, const double *y, gsize n, gsize i)
{
  double h0, h1, s0, s1, p;

  if (n < 2)
    return 0;
  if (i == 0)
    return (y[1] - y[0]) / (x[1] - x[0]);
  if (i == n - 1)
    return (y[n - 1] - y[n - 2]) / (x[n - 1] - x[n - 2]);
  h0 = x[i] - x[i - 1];
  h1 = x[i + 1] - x[i];
  s0 = (y[i] - y[i - 1]) / h0;
  s1 = (y[i + 1] - y[i]) / h1;
  p = (s0 * h1 + s1 * h0) / (h0 + h1);
  if (s0 * s1 <= 0)
    return 0;
  return copysign (MIN (MIN (fabs (s0), fabs (s1)), 0.5 * fabs (p)) * 2, s0);
}

static void
append (GArray *xs, GArray *ys, double x, double y)
{
  g_array_append_val (xs, x);
  g_array_append_val (ys, y);
}

/* A run without gaps. */
static void
smooth_run (PrognosisSmooth kind, const double *x, const double *y, gsize n, gboolean has_lead, double step, GArray *xs, GArray *ys)
{
  g_autofree double *level = g_memdup2 (y, n * sizeof *y);
  gsize lead = has_lead && n > 0;

  if (kind == PROGNOSIS_SMOOTH_WEEK)
    smooth_week (x + lead, y + lead, n - lead, level + lead);
  for (gsize i = 0; i + 1 < n; i++)
    {
      double h = x[i + 1] - x[i], from = slope_at (x, level, n, i), to = slope_at (x, level, n, i + 1);
      int n_pieces = (int) CLAMP (ceil (h / step), 1, MOST_PIECES);

      for (int k = 0; k < n_pieces; k++)
        {
          double t = (double) k / n_pieces, u = 1 - t;

          append (xs, ys, x[i] + t * h,
                  u * u * (1 + 2 * t) * level[i] + t * t * (1 + 2 * u) * level[i + 1] + h * t * u * (u * from - t * to));
        }
    }
  append (xs, ys, x[n - 1], level[n - 1]);
}

void
prognosis_smooth (PrognosisSmooth kind, const double *x, const double *y, gsize n, gboolean has_lead, double step, GArray *xs,
                  GArray *ys)
{
  for (gsize i = 0; i < n;)
    {
      gsize first = i;

      while (i < n && isfinite (x[i]) && isfinite (y[i]) && (i == first || x[i] > x[i - 1]))
        i++;
      if (i > first)
        smooth_run (kind, x + first, y + first, i - first, has_lead && first == 0, step, xs, ys);
      if (i < n && !(isfinite (x[i]) && isfinite (y[i])))
        append (xs, ys, x[i++], NAN);
    }
}
