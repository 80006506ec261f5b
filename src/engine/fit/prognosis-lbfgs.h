/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns the loss at @x and computes its gradient. */
typedef double (*PrognosisLossFunc) (const double *x, double *gradient, gpointer data);

/**
 * prognosis_lbfgs:
 * @x: (inout): length @n: the start, then the best point found
 * @tolerance: stops when the relative decrease of the loss is smaller in three iterations in a row
 *
 * Limited-memory BFGS (Nocedal 1980) with the last ten steps and backtracking line search.
 *
 * Returns: the loss at @x
 */
double prognosis_lbfgs (PrognosisLossFunc loss, gpointer data, double *x, gsize n, int max_iterations, double tolerance,
                        GCancellable *cancellable, gsize *n_evaluations);

G_END_DECLS
