/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Weighted ridge regression from accumulated sums over rows of @n features. */
typedef struct
{
  gsize n;
  double *gram;   /* n x n: sum of w x x', upper triangle */
  double *moment; /* n: sum of w x y */
  double weight;  /* sum of w */
  gsize n_rows;
} PrognosisRidge;

void prognosis_ridge_init (PrognosisRidge *self, gsize n);
void prognosis_ridge_clear (PrognosisRidge *self);
void prognosis_ridge_add (PrognosisRidge *self, const double *x, double y, double weight);

/**
 * prognosis_ridge_solve:
 * @scale: factor of the sums
 * @n_used: the number of features to use, from the first on
 * @precision: (array length=n_used): of the prior with mean 0; for another mean, subtract its forecast from y
 *
 * Solves (scale G + diag (precision)) b = scale m by Cholesky decomposition.
 *
 * Returns: FALSE if there is no solution; @b is then 0
 */
gboolean prognosis_ridge_solve (const PrognosisRidge *self, double scale, gsize n_used, const double *precision, double *b);

G_END_DECLS
