/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "prognosis-sort.h"

static double
draw (guint kind)
{
  switch (kind)
    {
    case 0: return g_test_rand_double_range (-1e6, 1e6);
    case 1: return g_test_rand_int_range (-3, 4); /* many equal ones */
    case 2: return exp (g_test_rand_double_range (-300.0, 300.0)) * (g_test_rand_bit () ? 1.0 : -1.0);
    default: return 1.0 + g_test_rand_double () * 1e-12;
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
test_sorts (void)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 12, 13, 24, 25, 48, 61, 96, 97, 1000, 70000 };

  for (guint kind = 0; kind < 4; kind++)
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        const gsize n = sizes[s];
        g_autofree double *x = g_new (double, n + 1), *sorted = g_new (double, n + 1), *mine = NULL;
        g_autofree gsize *order = g_new (gsize, n + 1);

        for (gsize i = 0; i < n; i++)
          x[i] = draw (kind);
        x[n] = 5.0;
        order[n] = 77;
        memcpy (sorted, x, (n + 1) * sizeof *x);
        mine = g_memdup2 (x, (n + 1) * sizeof *x);
        qsort (sorted, n, sizeof *sorted, compare);
        prognosis_sort (mine, n);
        prognosis_sort_index (order, x, n);
        for (gsize i = 0; i < n; i++)
          {
            g_assert_cmpfloat (mine[i], ==, sorted[i]);
            g_assert_cmpuint (order[i], <, n);
            g_assert_cmpfloat (x[order[i]], ==, sorted[i]);
            if (i > 0 && x[order[i]] == x[order[i - 1]])
              g_assert_cmpuint (order[i - 1], <, order[i]);
          }
        g_assert_cmpfloat (mine[n], ==, 5.0);
        g_assert_cmpuint (order[n], ==, 77);
      }
}

static void
test_extremes (void)
{
  double x[] = { INFINITY, 0.0, -INFINITY, 5e-324, -0.0, -5e-324, 1.0 }, y[] = { 0.0, -0.0, -0.0, 0.0 };
  gsize order[4];

  prognosis_sort (x, 7);
  g_assert_cmpfloat (x[0], ==, -INFINITY);
  g_assert_cmpfloat (x[1], ==, -5e-324);
  g_assert_cmpfloat (x[2], ==, 0.0);
  g_assert_cmpfloat (x[3], ==, 0.0);
  g_assert_cmpfloat (x[4], ==, 5e-324);
  g_assert_cmpfloat (x[5], ==, 1.0);
  g_assert_cmpfloat (x[6], ==, INFINITY);
  /* Zeros of either sign are equal. */
  prognosis_sort_index (order, y, 4);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpuint (order[i], ==, i);
}

/* As after sorting, with smaller ones before and larger ones after. */
static void
test_selects (void)
{
  static const gsize sizes[] = { 1, 2, 3, 4, 10, 501 };

  for (guint kind = 0; kind < 4; kind++)
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        const gsize n = sizes[s], k = (gsize) g_test_rand_int_range (0, (gint32) n);
        g_autofree double *x = g_new (double, n), *sorted = NULL;

        for (gsize i = 0; i < n; i++)
          x[i] = draw (kind);
        sorted = g_memdup2 (x, n * sizeof *x);
        prognosis_sort (sorted, n);
        prognosis_select (x, n, k);
        g_assert_cmpfloat (x[k], ==, sorted[k]);
        for (gsize i = 0; i < n; i++)
          g_assert_true (i <= k ? x[i] <= x[k] : x[i] >= x[k]);
        prognosis_sort (x, n);
        g_assert_cmpmem (x, n * sizeof *x, sorted, n * sizeof *sorted);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/sort/sorts", test_sorts);
  g_test_add_func ("/sort/selects", test_selects);
  g_test_add_func ("/engine/sort/extremes", test_extremes);
  return g_test_run ();
}
