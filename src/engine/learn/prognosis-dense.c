/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loops for the compiler to vectorise: compiled with -O3 and with reordered sums allowed. */

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-net.h"

/* Also compiled for wider registers; the loader chooses the version at run time. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define WIDE __attribute__ ((target_clones ("default", "arch=haswell")))
#else
#define WIDE
#endif

WIDE void
prognosis_dense_nn (gsize m, gsize n, gsize k, const double *restrict a, const double *restrict b, double *restrict c)
{
  for (gsize i = 0; i < m; i++)
    for (gsize p = 0; p < k; p++)
      {
        const double f = a[i * k + p];

        for (gsize j = 0; j < n; j++)
          c[i * n + j] += f * b[p * n + j];
      }
}

WIDE void
prognosis_dense_tn (gsize m, gsize n, gsize k, const double *restrict a, const double *restrict b, double *restrict c)
{
  for (gsize p = 0; p < k; p++)
    for (gsize i = 0; i < m; i++)
      {
        const double f = a[p * m + i];

        for (gsize j = 0; j < n; j++)
          c[i * n + j] += f * b[p * n + j];
      }
}

WIDE void
prognosis_dense_nt (gsize m, gsize n, gsize k, const double *restrict a, const double *restrict b, double *restrict c)
{
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < n; j++)
      {
        double sum = 0.0;

        for (gsize p = 0; p < k; p++)
          sum += a[i * k + p] * b[j * k + p];
        c[i * n + j] += sum;
      }
}

void
prognosis_dense_forward (const double *weights, const double *x, gsize n, gsize in, gsize out, double *y)
{
  for (gsize i = 0; i < n; i++)
    memcpy (y + i * out, weights + in * out, out * sizeof *y);
  prognosis_dense_nn (n, out, in, x, weights, y);
}

void
prognosis_dense_backward (const double *weights, const double *x, const double *dy, gsize n, gsize in, gsize out, double *gradient,
                          double *dx)
{
  prognosis_dense_tn (in, out, n, x, dy, gradient);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < out; j++)
      gradient[in * out + j] += dy[i * out + j];
  if (dx)
    prognosis_dense_nt (n, in, out, dy, weights, dx);
}

WIDE void
prognosis_tanh (double *restrict x, gsize n)
{
  for (gsize i = 0; i < n; i++)
    x[i] = 1.0 - 2.0 / (exp (2.0 * x[i]) + 1.0);
}

WIDE void
prognosis_tanh_backward (const double *restrict y, double *restrict dy, gsize n)
{
  for (gsize i = 0; i < n; i++)
    dy[i] *= 1.0 - y[i] * y[i];
}

WIDE void
prognosis_logistic (double *restrict x, gsize n)
{
  for (gsize i = 0; i < n; i++)
    x[i] = 1.0 / (1.0 + exp (-x[i]));
}

WIDE void
prognosis_logistic_backward (const double *restrict y, double *restrict dy, gsize n)
{
  for (gsize i = 0; i < n; i++)
    dy[i] *= y[i] * (1.0 - y[i]);
}

WIDE void
prognosis_exp (double *restrict x, gsize n)
{
  for (gsize i = 0; i < n; i++)
    x[i] = exp (x[i]);
}

void
prognosis_dense_start (gpointer rng, gsize in, gsize out, double gain, double *weights)
{
  for (gsize i = 0; i < in * out; i++)
    weights[i] = gsl_ran_gaussian (rng, gain / sqrt (in));
  memset (weights + in * out, 0, out * sizeof *weights);
}
