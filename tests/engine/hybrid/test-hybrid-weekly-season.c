/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What earlier years say about the season. */

#include <math.h>

#include "hybrid-weekly.h"

/* The correction of a forecast of no change, two weeks ahead from the last week of @n_weeks, where every year around that time
   @jump (year) is added to z: year 0 is the last. */
static double
correct_season (gsize n_weeks, double (*jump) (gsize year))
{
  enum
  {
    N = 3,
    HORIZON = 2
  };
  g_autofree double *z = g_new0 (double, n_weeks *N), *recent = g_new (double, n_weeks *N);
  g_autofree double *growth = g_new0 (double, n_weeks *N *HORIZON);
  g_autofree guint8 *seen = g_new (guint8, n_weeks * N);
  const PrognosisWeekly weekly
      = { .n = N, .n_weeks = n_weeks, .horizon = HORIZON, .z = z, .recent = recent, .seen = seen, .total = -1 };

  for (gsize t = 0; t < n_weeks; t++)
    for (gsize i = 0; i < N; i++)
      {
        const double age = n_weeks - 1.0 - t, year = round (age / 52.18);

        recent[t * N + i] = 500.0;
        seen[t * N + i] = TRUE;
        z[t * N + i] = 6.0;
        for (gsize k = 1; k <= year; k++)
          z[t * N + i] += age - 52.18 * k < -0.5 ? jump (k) : 0.0;
      }
  prognosis_weekly_correct_season (&weekly, 2, growth);
  for (gsize k = 0; k < (n_weeks - 1) * N * HORIZON; k++)
    g_assert_cmpfloat (growth[k], ==, 0.0);
  g_assert_cmpfloat (growth[n_weeks * N * HORIZON - 2], ==, 0.0);
  g_assert_cmpfloat (growth[n_weeks * N * HORIZON - 1], ==, growth[(n_weeks - 1) * N * HORIZON + 1]);
  return growth[n_weeks * N * HORIZON - 1];
}

static double
alike (gsize year)
{
  return 0.6;
}

static double
in_turn (gsize year)
{
  return year % 2 ? 0.6 : -0.6;
}

static void
test_earlier_years (void)
{
  const double two = correct_season (2 * 52 + 26, alike), four = correct_season (4 * 52 + 26, alike);

  g_assert_cmpfloat (correct_season (40, alike), ==, 0.0);
  g_assert_cmpfloat (correct_season (52 + 26, alike), ==, 0.0);
  g_assert_cmpfloat (two, >, 0.1);
  g_assert_cmpfloat (two, <, 0.6);
  g_assert_cmpfloat (four, >, 0.1);
  g_assert_cmpfloat (four, <, 0.6);
  g_assert_cmpfloat (fabs (correct_season (4 * 52 + 26, in_turn)), <, 0.05);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/hybrid-weekly-season/earlier-years", test_earlier_years);
  return g_test_run ();
}
