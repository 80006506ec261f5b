/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Smooth curves: what they keep, and what they remove. */

#include <math.h>

#include "prognosis-smooth.h"

#define N 29

static double
find (const GArray *xs, const GArray *ys, double x)
{
  for (guint i = 0; i < xs->len; i++)
    if (fabs (g_array_index (xs, double, i) - x) < 1e-9)
      return g_array_index (ys, double, i);
  g_assert_not_reached ();
}

static void
run (PrognosisSmooth kind, gboolean has_lead, const double *y, GArray *xs, GArray *ys)
{
  double x[N];

  for (int i = 0; i < N; i++)
    x[i] = 100 + i;
  prognosis_smooth (kind, x, y, N, has_lead, 0.25, xs, ys);
}

/* Through all values, and never beyond two neighbours. */
static void
test_curve (void)
{
  g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double)), ys = g_array_new (FALSE, FALSE, sizeof (double));
  double y[N];

  for (int i = 0; i < N; i++)
    y[i] = i == 12 ? NAN : 50 + 40 * sin (0.9 * i);
  run (PROGNOSIS_SMOOTH_CURVE, FALSE, y, xs, ys);
  g_assert_cmpuint (xs->len, >, 3 * N);
  for (int i = 0; i < N; i++)
    if (i == 12)
      g_assert_true (isnan (find (xs, ys, 100 + i)));
    else
      g_assert_cmpfloat_with_epsilon (find (xs, ys, 100 + i), y[i], 1e-9);
  for (guint k = 0; k < xs->len; k++)
    {
      double value = g_array_index (ys, double, k);
      int i = (int) floor (g_array_index (xs, double, k) - 100 + 1e-9);

      if (i + 1 >= N || i == 12 || i + 1 == 12)
        continue;
      g_assert_cmpfloat (value, >=, MIN (y[i], y[i + 1]) - 1e-9);
      g_assert_cmpfloat (value, <=, MAX (y[i], y[i + 1]) + 1e-9);
    }
}

/* A trend with a pattern of weekdays becomes the trend, up to both ends. */
static void
test_week (void)
{
  static const double pattern[7] = { 30, 10, 5, 0, -5, -10, -30 };
  g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double)), ys = g_array_new (FALSE, FALSE, sizeof (double));
  double y[N];

  for (int i = 0; i < N; i++)
    y[i] = 200 + 3 * i + pattern[i % 7];
  y[0] = 1000;
  run (PROGNOSIS_SMOOTH_WEEK, TRUE, y, xs, ys);
  g_assert_cmpfloat (find (xs, ys, 100), ==, 1000);
  for (int i = 1; i < N; i++)
    g_assert_cmpfloat_with_epsilon (find (xs, ys, 100 + i), 200 + 3 * i, 1e-6);
}

/* Counts stay counts, and few values, or none, are no trouble. */
static void
test_limits (void)
{
  static const PrognosisSmooth kinds[] = { PROGNOSIS_SMOOTH_CURVE, PROGNOSIS_SMOOTH_WEEK };
  double x[N], y[N];

  for (int i = 0; i < N; i++)
    {
      x[i] = i;
      y[i] = i < 20 ? 0 : 100 * (i - 20);
    }
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (gsize n = 0; n <= N; n++)
      for (int has_lead = 0; has_lead < 2; has_lead++)
        {
          g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double));
          g_autoptr (GArray) ys = g_array_new (FALSE, FALSE, sizeof (double));

          prognosis_smooth (kinds[k], x, y, n, has_lead, 1, xs, ys);
          g_assert_cmpuint (xs->len, ==, n);
          g_assert_cmpuint (ys->len, ==, n);
          for (gsize i = 0; i < n; i++)
            g_assert_cmpfloat (g_array_index (ys, double, i), >=, 0);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/smooth/curve", test_curve);
  g_test_add_func ("/plot/smooth/week", test_week);
  g_test_add_func ("/plot/smooth/limits", test_limits);
  return g_test_run ();
}
