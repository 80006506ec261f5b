/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Quantiles of weighted errors of past forecasts. The largest few errors do not tell how large an error can be: beyond them, both
   ends follow an exponential law, as excesses over a high threshold nearly do (Pickands 1975, Annals of Statistics 3, 119-131; with
   the shape 0). Its scale comes from those few errors and from the body of the distribution. */

typedef struct
{
  double error;
  double weight; /* prognosis_tail_share() turns it into the cumulative share up to the middle of this error */
} PrognosisTailPoint;

/* Sorts @points by error and turns their weights into shares. */
void prognosis_tail_share (PrognosisTailPoint *points, gsize n);

/**
 * prognosis_tail_quantiles:
 * @points: length @n, at least 1, from prognosis_tail_share()
 * @n_independent: how many independent errors they are worth
 * @levels: ascending
 * @values: (out): length @n_levels, ascending
 */
void prognosis_tail_quantiles (const PrognosisTailPoint *points, gsize n, double n_independent, const double *levels,
                               gsize n_levels, double *values);

/* Averages errors at each level over neighbouring horizons, because those of one horizon alone are not enough to be smooth. @values:
   @horizon x @n_levels, divided by what grows or varies with the horizon. */
void prognosis_tail_smooth (double *values, gsize horizon, gsize n_levels);

G_END_DECLS
