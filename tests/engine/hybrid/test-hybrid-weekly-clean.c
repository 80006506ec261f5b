/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Weekly reports that cannot be true are left out, and no others. */

#include <math.h>
#include <string.h>

#include "hybrid-weekly.h"
#include "test-noise.h"

#define N_PLACES 10

static void
fill (double *y, gsize n_weeks, gsize n)
{
  for (gsize t = 0; t < n_weeks; t++)
    for (gsize i = 0; i < n; i++)
      y[t * n + i] = test_calm_week (i, t) * exp (0.2 * t);
}

static void
test_clean (void)
{
  const gsize n = N_PLACES, n_weeks = 20;
  g_autofree double *y = g_new (double, n_weeks *n), *before = NULL;

  fill (y, n_weeks, n);
  y[7 * n + 2] *= 10.0; /* up and back */
  y[9 * n + 3] = 0.0;   /* down and back */
  y[19 * n + 4] *= 8.0; /* at the end */
  for (gsize t = 10; t < n_weeks; t++)
    y[t * n + 5] *= 8.0; /* a new level: the next report confirms it */
  y[18 * n + 6] = y[19 * n + 6] = NAN;
  before = g_memdup2 (y, n_weeks * n * sizeof (double));
  prognosis_weekly_clean (y, n_weeks, n);
  for (gsize t = 0; t < n_weeks; t++)
    for (gsize i = 0; i < n; i++)
      {
        const gsize at = t * n + i;

        if ((t == 7 && i == 2) || (t == 9 && i == 3) || (t == 19 && i == 4) || isnan (before[at]))
          g_assert_true (isnan (y[at]));
        else
          g_assert_cmpfloat (y[at], ==, before[at]);
      }
}

/* What all places do together is no error, nor is an outbreak that begins, and of few places nothing is known. */
static void
test_clean_keeps (void)
{
  const gsize n = N_PLACES, n_weeks = 20;
  g_autofree double *y = g_new (double, n_weeks *n), *before = NULL;

  fill (y, n_weeks, n);
  for (gsize i = 0; i < n; i++)
    y[19 * n + i] *= 9.0;
  for (gsize t = 0; t < n_weeks; t++)
    y[t * n + 9] = t < 19 ? 0.0 : 25.0;
  before = g_memdup2 (y, n_weeks * n * sizeof (double));
  prognosis_weekly_clean (y, n_weeks, n);
  g_assert_cmpmem (y, n_weeks * n * sizeof (double), before, n_weeks * n * sizeof (double));
  fill (y, n_weeks, 3);
  y[19 * 3 + 1] *= 20.0;
  memcpy (before, y, n_weeks * 3 * sizeof (double));
  prognosis_weekly_clean (y, n_weeks, 3);
  g_assert_cmpmem (y, n_weeks * 3 * sizeof (double), before, n_weeks * 3 * sizeof (double));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/hybrid-weekly-clean/errors", test_clean);
  g_test_add_func ("/engine/hybrid-weekly-clean/keeps", test_clean_keeps);
  return g_test_run ();
}
