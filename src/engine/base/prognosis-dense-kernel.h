/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The functions of prognosis-dense.h as compiled for one instruction set. */
typedef struct
{
  const char *name;
  void (*add_product) (gsize m, gsize n, gsize k, const double *a, gsize a_row, gsize a_column, const double *b, gsize b_row,
                       gsize b_column, double *c, gsize c_row);
  double (*dot) (const double *a, const double *b, gsize n);
  void (*exp) (double *x, gsize n);
  void (*tanh) (double *x, gsize n);
  void (*logistic) (double *x, gsize n);
  void (*tanh_backward) (const double *y, double *dy, gsize n);
  void (*logistic_backward) (const double *y, double *dy, gsize n);
  void (*softmax) (gsize n_rows, gsize n, double scale, double *x);
  void (*softmax_backward) (gsize n_rows, gsize n, double scale, const double *y, double *dy);
  /* @first_unit, @second_unit: what divides out the bias of the moments at the start. */
  void (*adam) (double rate, double decay, double first_unit, double second_unit, const double *gradient, double *first,
                double *second, double *weights, gsize n);
} PrognosisDenseKernel;

extern const PrognosisDenseKernel prognosis_dense_kernel_plain, prognosis_dense_kernel_v3;
