/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Products against their definition for all small shapes, and functions against libm. Run with the plain code, too. */

#include <math.h>
#include <string.h>

#include "prognosis-dense.h"
#include "prognosis-machine.h"

#define MOST 400

/* Not symmetric, of both signs, and exact in binary: sums in any order are the same. */
static void
fill (double *x, gsize n, guint salt)
{
  for (gsize i = 0; i < n; i++)
    x[i] = (double) ((i * 7919 + salt) % 29) - 13.0;
}

static void
check_product (gsize m, gsize n, gsize k)
{
  g_autofree double *a = g_new (double, m *k), *at = g_new (double, m *k), *b = g_new (double, k *n), *bt = g_new (double, k *n);
  g_autofree double *wanted = g_new (double, m *n), *c = g_new (double, 3 * (m * n + 1)), *wide = g_new (double, m *(n + 3) + 1);
  double *nn = c, *tn = c + m * n + 1, *nt = c + 2 * (m * n + 1);

  fill (a, m * k, 1);
  fill (b, k * n, 2);
  for (gsize i = 0; i < m; i++)
    for (gsize p = 0; p < k; p++)
      at[p * m + i] = a[i * k + p];
  for (gsize p = 0; p < k; p++)
    for (gsize j = 0; j < n; j++)
      bt[j * k + p] = b[p * n + j];
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < n; j++)
      {
        wanted[i * n + j] = 0.5;
        for (gsize p = 0; p < k; p++)
          wanted[i * n + j] += a[i * k + p] * b[p * n + j];
      }
  for (gsize i = 0; i < 3 * (m * n + 1); i++)
    c[i] = 0.5;
  for (gsize i = 0; i < m * (n + 3) + 1; i++)
    wide[i] = 0.5;
  prognosis_dense_nn (m, n, k, a, b, nn);
  prognosis_dense_tn (m, n, k, at, b, tn);
  prognosis_dense_nt (m, n, k, a, bt, nt);
  prognosis_dense_add_product (m, n, k, at, 1, m, bt, 1, k, wide, n + 3);
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < n + 3; j++)
      {
        g_assert_cmpfloat (wide[i * (n + 3) + j], ==, j < n ? wanted[i * n + j] : 0.5);
        if (j >= n)
          continue;
        g_assert_cmpfloat (nn[i * n + j], ==, wanted[i * n + j]);
        g_assert_cmpfloat (tn[i * n + j], ==, wanted[i * n + j]);
        g_assert_cmpfloat (nt[i * n + j], ==, wanted[i * n + j]);
      }
  /* Nothing is written behind the end. */
  g_assert_cmpfloat (nn[m * n], ==, 0.5);
  g_assert_cmpfloat (tn[m * n], ==, 0.5);
  g_assert_cmpfloat (nt[m * n], ==, 0.5);
}

static void
test_products (void)
{
  static const gsize depths[] = { 1, 2, 3, 4, 7, 16, 19, 33 };

  for (gsize m = 1; m <= 14; m++)
    for (gsize n = 1; n <= 18; n++)
      for (gsize d = 0; d < G_N_ELEMENTS (depths); d++)
        check_product (m, n, depths[d]);
  check_product (64, 32, 64);
  check_product (30, 9, 300);
  check_product (25, 5, 1030);
  check_product (12, 128, 128);
}

static void
test_dot (void)
{
  double a[40], b[40];

  fill (a, 40, 3);
  fill (b, 40, 4);
  for (gsize n = 0; n <= 40; n++)
    {
      double sum = 0.0;

      for (gsize i = 0; i < n; i++)
        sum += a[i] * b[i];
      g_assert_cmpfloat (prognosis_dense_dot (a, b, n), ==, sum);
    }
}

static void
test_functions (void)
{
  double x[MOST], y[MOST], d[MOST];

  for (int part = 0; part < 3; part++)
    {
      const double reach = part == 0 ? 1.0 : part == 1 ? 30.0 : 700.0;

      for (int i = 0; i < MOST; i++)
        x[i] = reach * (i - MOST / 2 + 0.25) / (MOST / 2);
      /* An odd length: the last values do not fill a vector. */
      memcpy (y, x, sizeof y);
      prognosis_exp (y, MOST - 1);
      for (int i = 0; i < MOST - 1; i++)
        g_assert_cmpfloat (fabs (y[i] / exp (x[i]) - 1.0), <, 1e-15);
      g_assert_cmpfloat (y[MOST - 1], ==, x[MOST - 1]);
      memcpy (y, x, sizeof y);
      prognosis_tanh (y, MOST - 1);
      for (int i = 0; i < MOST - 1; i++)
        {
          g_assert_cmpfloat (fabs (y[i] - tanh (x[i])), <, 1e-15);
          d[i] = 2.0;
        }
      prognosis_tanh_backward (y, d, MOST - 1);
      for (int i = 0; i < MOST - 1; i++)
        g_assert_cmpfloat_with_epsilon (d[i], 2.0 / pow (cosh (x[i]), 2.0), 1e-14);
      memcpy (y, x, sizeof y);
      prognosis_logistic (y, MOST - 1);
      for (int i = 0; i < MOST - 1; i++)
        {
          g_assert_cmpfloat (fabs (y[i] - 1.0 / (1.0 + exp (-x[i]))), <, 1e-15);
          d[i] = 2.0;
        }
      prognosis_logistic_backward (y, d, MOST - 1);
      for (int i = 0; i < MOST - 1; i++)
        g_assert_cmpfloat_with_epsilon (d[i], 0.5 / pow (cosh (0.5 * x[i]), 2.0), 1e-14);
    }
}

/* Beyond what a double holds, the largest value that it does; not NAN. */
static void
test_limits (void)
{
  double x[] = { 1e4, -1e4, INFINITY, -INFINITY, 0.0 };

  prognosis_tanh (x, 5);
  g_assert_cmpfloat (x[0], ==, 1.0);
  g_assert_cmpfloat (x[1], ==, -1.0);
  g_assert_cmpfloat (x[2], ==, 1.0);
  g_assert_cmpfloat (x[3], ==, -1.0);
  g_assert_cmpfloat (x[4], ==, 0.0);
}

/* Weights of each row add up to 1, have the ratios of exponentials, and their derivative is that of differences. */
static void
test_softmax (void)
{
  for (gsize n = 1; n <= 17; n++)
    {
      const double scale = 0.7, step = 1e-5;
      double x[3 * 17], y[3 * 17], up[3 * 17], down[3 * 17], dy[3 * 17];

      for (gsize i = 0; i < 3 * n; i++)
        y[i] = x[i] = 4.0 * sin (1.0 + i * i);
      x[n] = y[n] = 1000.0;
      prognosis_softmax (3, n, scale, y);
      for (gsize r = 0; r < 3; r++)
        {
          double sum = 0.0;

          for (gsize i = 0; i < n; i++)
            {
              sum += y[r * n + i];
              if (r != 1)
                g_assert_cmpfloat_with_epsilon (y[r * n + i] / y[r * n], exp (scale * (x[r * n + i] - x[r * n])), 1e-12);
            }
          g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-14);
        }
      g_assert_cmpfloat (y[n], ==, 1.0);
      for (gsize i = 0; i < n; i++)
        {
          double difference = 0.0;

          memcpy (up, x, sizeof x);
          memcpy (down, x, sizeof x);
          up[i] += step;
          down[i] -= step;
          prognosis_softmax (3, n, scale, up);
          prognosis_softmax (3, n, scale, down);
          for (gsize k = 0; k < n; k++)
            difference += cos (k) * (up[k] - down[k]) / (2.0 * step);
          for (gsize k = 0; k < 3 * n; k++)
            dy[k] = cos (k);
          prognosis_softmax_backward (3, n, scale, y, dy);
          g_assert_cmpfloat_with_epsilon (dy[i], difference, 1e-9);
        }
    }
}

/* Adam finds the minimum of a parabola, and without a gradient only decays what may decay. */
static void
test_adam (void)
{
  double moments[14] = { 0.0 }, weights[7] = { 0.0 }, gradient[7];
  PrognosisAdam adam = { .rate = 0.05, .first = moments, .second = moments + 7 };

  for (int step = 0; step < 2000; step++)
    {
      for (int i = 0; i < 7; i++)
        gradient[i] = weights[i] - i;
      prognosis_adam_step (&adam, gradient, weights, 7);
    }
  for (int i = 0; i < 7; i++)
    g_assert_cmpfloat_with_epsilon (weights[i], i, 1e-3);
  memset (moments, 0, sizeof moments);
  memset (gradient, 0, sizeof gradient);
  adam = (PrognosisAdam){ .rate = 0.1, .decay = 0.5, .n_decaying = 5, .first = moments, .second = moments + 7 };
  for (int i = 0; i < 7; i++)
    weights[i] = 1.0;
  prognosis_adam_step (&adam, gradient, weights, 7);
  for (int i = 0; i < 7; i++)
    g_assert_cmpfloat_with_epsilon (weights[i], i < 5 ? 0.95 : 1.0, 1e-15);
}

/* The wide code runs wherever the processor has what it needs, whatever its maker: the list is the system's, not the compiler's. */
static void
test_choice (void)
{
  g_autofree char *cpus = NULL;
  gboolean is_able;

#if defined(__x86_64__) && defined(__linux__)
  if (!g_file_get_contents ("/proc/cpuinfo", &cpus, NULL, NULL))
    {
      g_test_skip ("/proc/cpuinfo cannot be read");
      return;
    }
  is_able = g_regex_match_simple ("\\bavx2\\b", cpus, 0, 0) && g_regex_match_simple ("\\bfma\\b", cpus, 0, 0)
            && g_regex_match_simple ("\\bbmi2\\b", cpus, 0, 0);
#else
  is_able = FALSE;
#endif
  is_able = is_able && g_strcmp0 (g_getenv ("PROGNOSIS_ISA"), "baseline") != 0;
  g_test_message ("runs the %s code", prognosis_dense_get_name ());
  g_assert_cmpint (prognosis_machine_has_v3 (), ==, is_able);
  g_assert_cmpstr (prognosis_dense_get_name (), ==, is_able ? "v3" : "plain");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/dense/choice", test_choice);
  g_test_add_func ("/engine/dense/products", test_products);
  g_test_add_func ("/engine/dense/dot", test_dot);
  g_test_add_func ("/engine/dense/functions", test_functions);
  g_test_add_func ("/engine/dense/limits", test_limits);
  g_test_add_func ("/engine/dense/softmax", test_softmax);
  g_test_add_func ("/engine/dense/adam", test_adam);
  return g_test_run ();
}
