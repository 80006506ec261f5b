/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-dense.h"

#include <math.h>
#include <string.h>

#include "prognosis-dense-kernel.h"
#include "prognosis-machine.h"

static const PrognosisDenseKernel *
get_kernel (void)
{
#ifdef PROGNOSIS_HAVE_V3
  if (prognosis_machine_has_v3 ())
    return &prognosis_dense_kernel_v3;
#endif
  return &prognosis_dense_kernel_plain;
}

const char *
prognosis_dense_get_name (void)
{
  return get_kernel ()->name;
}

void
prognosis_dense_add_product (gsize m, gsize n, gsize k, const double *a, gsize a_row, gsize a_column, const double *b, gsize b_row,
                             gsize b_column, double *c, gsize c_row)
{
  get_kernel ()->add_product (m, n, k, a, a_row, a_column, b, b_row, b_column, c, c_row);
}

void
prognosis_dense_nn (gsize m, gsize n, gsize k, const double *a, const double *b, double *c)
{
  prognosis_dense_add_product (m, n, k, a, k, 1, b, n, 1, c, n);
}

void
prognosis_dense_tn (gsize m, gsize n, gsize k, const double *a, const double *b, double *c)
{
  prognosis_dense_add_product (m, n, k, a, 1, m, b, n, 1, c, n);
}

void
prognosis_dense_nt (gsize m, gsize n, gsize k, const double *a, const double *b, double *c)
{
  prognosis_dense_add_product (m, n, k, a, k, 1, b, 1, k, c, n);
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

double
prognosis_dense_dot (const double *a, const double *b, gsize n)
{
  return get_kernel ()->dot (a, b, n);
}

void
prognosis_tanh (double *x, gsize n)
{
  get_kernel ()->tanh (x, n);
}

void
prognosis_tanh_backward (const double *y, double *dy, gsize n)
{
  get_kernel ()->tanh_backward (y, dy, n);
}

void
prognosis_logistic (double *x, gsize n)
{
  get_kernel ()->logistic (x, n);
}

void
prognosis_logistic_backward (const double *y, double *dy, gsize n)
{
  get_kernel ()->logistic_backward (y, dy, n);
}

void
prognosis_exp (double *x, gsize n)
{
  get_kernel ()->exp (x, n);
}

void
prognosis_softmax (gsize n_rows, gsize n, double scale, double *x)
{
  get_kernel ()->softmax (n_rows, n, scale, x);
}

void
prognosis_softmax_backward (gsize n_rows, gsize n, double scale, const double *y, double *dy)
{
  get_kernel ()->softmax_backward (n_rows, n, scale, y, dy);
}

void
prognosis_adam_step (PrognosisAdam *self, const double *gradient, double *weights, gsize n)
{
  const gsize n_decaying = MIN (self->n_decaying, n);
  double first, second;

  self->count++;
  first = 1.0 / (1.0 - pow (0.9, self->count));
  second = 1.0 / (1.0 - pow (0.999, self->count));
  get_kernel ()->adam (self->rate, self->decay, first, second, gradient, self->first, self->second, weights, n_decaying);
  get_kernel ()->adam (self->rate, 0.0, first, second, gradient + n_decaying, self->first + n_decaying, self->second + n_decaying,
                       weights + n_decaying, n - n_decaying);
}
