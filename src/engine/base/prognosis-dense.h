/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Products of small dense matrices and the functions of networks, for the processor that runs them (prognosis-machine.h).
   Matrices are row-major. Results depend on the instruction set in the last digits, never on threads. */

/* The code that runs: "v3" or "plain". */
const char *prognosis_dense_get_name (void);

/**
 * prognosis_dense_add_product:
 *
 * @c (m x n) += @a (m x k) times @b (k x n). Element (i, p) of @a is at i * a_row + p * a_column, and so for @b; either is
 * thus given transposed by exchanging the two. Rows of @c are @c_row apart.
 */
void prognosis_dense_add_product (gsize m, gsize n, gsize k, const double *a, gsize a_row, gsize a_column, const double *b,
                                  gsize b_row, gsize b_column, double *c, gsize c_row);

/* The same for whole matrices; t: the first or second one is transposed. */
void prognosis_dense_nn (gsize m, gsize n, gsize k, const double *a, const double *b, double *c);
void prognosis_dense_tn (gsize m, gsize n, gsize k, const double *a, const double *b, double *c); /* a: k x m */
void prognosis_dense_nt (gsize m, gsize n, gsize k, const double *a, const double *b, double *c); /* b: n x k */

/* y = b + x W: x is n x in, W in x out and b follows it in @weights. */
void prognosis_dense_forward (const double *weights, const double *x, gsize n, gsize in, gsize out, double *y);
/* Adds to @gradient and @dx, which may be NULL. */
void prognosis_dense_backward (const double *weights, const double *x, const double *dy, gsize n, gsize in, gsize out,
                               double *gradient, double *dx);
#define PROGNOSIS_DENSE_SIZE(in, out) (((in) + 1) * (out))

double prognosis_dense_dot (const double *a, const double *b, gsize n);

/* In place; errors are below 1e-15. The backward functions take the output and turn the derivative with respect to it into that
   with respect to the input. */
void prognosis_tanh (double *x, gsize n);
void prognosis_tanh_backward (const double *y, double *dy, gsize n);
void prognosis_logistic (double *x, gsize n);
void prognosis_logistic_backward (const double *y, double *dy, gsize n);
void prognosis_exp (double *x, gsize n);

/* Turns every row of @x (@n_rows x @n) into weights that add up to 1: exp (@scale x) over its sum. */
void prognosis_softmax (gsize n_rows, gsize n, double scale, double *x);
void prognosis_softmax_backward (gsize n_rows, gsize n, double scale, const double *y, double *dy);

/* State of Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019). */
typedef struct
{
  double rate, decay;
  gsize n_decaying;       /* the first so many weights */
  double *first, *second; /* moments, from 0 */
  gsize count;            /* steps taken */
} PrognosisAdam;

void prognosis_adam_step (PrognosisAdam *self, const double *gradient, double *weights, gsize n);

G_END_DECLS
