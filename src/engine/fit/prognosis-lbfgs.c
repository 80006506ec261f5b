/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-lbfgs.h"

#include <math.h>
#include <string.h>

#define MEMORY 10

static double
dot (const double *a, const double *b, gsize n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* Ring buffer of pairs of steps and gradient changes. */
typedef struct
{
  double *s, *y, rho[MEMORY];
  gsize n;
  int count, next;
} History;

/* Descent direction by the two-loop recursion: Nocedal and Wright, "Numerical Optimization", algorithm 7.4. */
static void
direction (const History *history, const double *gradient, double *d)
{
  const gsize n = history->n;
  double alpha[MEMORY];

  for (gsize i = 0; i < n; i++)
    d[i] = -gradient[i];
  for (int k = 0; k < history->count; k++)
    {
      const int at = (history->next - 1 - k + 2 * MEMORY) % MEMORY;

      alpha[at] = history->rho[at] * dot (history->s + at * n, d, n);
      for (gsize i = 0; i < n; i++)
        d[i] -= alpha[at] * history->y[at * n + i];
    }
  if (history->count)
    {
      const int at = (history->next - 1 + MEMORY) % MEMORY;
      const double *y = history->y + at * n, gamma = 1.0 / (history->rho[at] * dot (y, y, n));

      for (gsize i = 0; i < n; i++)
        d[i] *= gamma;
    }
  for (int k = history->count - 1; k >= 0; k--)
    {
      const int at = (history->next - 1 - k + 2 * MEMORY) % MEMORY;
      const double beta = history->rho[at] * dot (history->y + at * n, d, n);

      for (gsize i = 0; i < n; i++)
        d[i] += (alpha[at] - beta) * history->s[at * n + i];
    }
}

static void
remember (History *history, const double *x, const double *moved, const double *g, const double *g_moved)
{
  const gsize n = history->n;
  double *s = history->s + history->next * n, *y = history->y + history->next * n, sy;

  for (gsize i = 0; i < n; i++)
    {
      s[i] = moved[i] - x[i];
      y[i] = g_moved[i] - g[i];
    }
  sy = dot (s, y, n);
  /* Skip pairs without positive curvature: the matrix would not stay positive definite. */
  if (!(sy > 1e-10 * dot (y, y, n)))
    return;
  history->rho[history->next] = 1.0 / sy;
  history->next = (history->next + 1) % MEMORY;
  history->count = MIN (history->count + 1, MEMORY);
}

double
prognosis_lbfgs (PrognosisLossFunc loss, gpointer data, double *x, gsize n, int max_iterations, double tolerance,
                 GCancellable *cancellable, gsize *n_evaluations)
{
  History history = { .s = g_new (double, MEMORY *n), .y = g_new (double, MEMORY *n), .n = n };
  g_autofree double *g = g_new (double, n), *d = g_new (double, n), *moved = g_new (double, n), *g_moved = g_new (double, n);
  double f = loss (x, g, data);
  gsize evaluations = 1;
  int small = 0;

  for (int iteration = 0; iteration < max_iterations && small < 3 && !g_cancellable_is_cancelled (cancellable); iteration++)
    {
      double slope, step = 1.0, f_moved = INFINITY;

      direction (&history, g, d);
      slope = dot (g, d, n);
      if (!(slope < 0.0))
        {
          history.count = 0;
          direction (&history, g, d);
          slope = dot (g, d, n);
          if (!(slope < 0.0))
            break;
        }
      if (history.count == 0)
        step = MIN (1.0, 1.0 / sqrt (-slope));
      /* Backtracking until the decrease is sufficient (Armijo 1966). */
      for (int k = 0; k < 30; k++, step *= 0.5)
        {
          for (gsize i = 0; i < n; i++)
            moved[i] = x[i] + step * d[i];
          f_moved = loss (moved, g_moved, data);
          evaluations++;
          if (isfinite (f_moved) && f_moved <= f + 1e-4 * step * slope)
            break;
          f_moved = INFINITY;
        }
      if (!isfinite (f_moved))
        break;
      small = f - f_moved < tolerance * fabs (f) ? small + 1 : 0;
      remember (&history, x, moved, g, g_moved);
      memcpy (x, moved, n * sizeof (double));
      memcpy (g, g_moved, n * sizeof (double));
      f = f_moved;
    }
  g_free (history.s);
  g_free (history.y);
  if (n_evaluations)
    *n_evaluations += evaluations;
  return f;
}
