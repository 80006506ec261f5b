/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Turns quantiles at every horizon into sample paths that have exactly these quantiles, by the Schaake shuffle
   (Clark et al. 2004, Journal of Hydrometeorology 5, 243-262): at each horizon the values are assigned to paths by
   the ranks of a template, which may be a seeded Gaussian process or existing paths. Quantiles do not determine
   how successive horizons and regions depend on each other, which matters only for increments and for sums over
   regions. Arrays are horizon x n_paths, row-major. */
typedef struct
{
  guint64 seed;
  gsize horizon, n_paths;
  double persistence;   /* correlation of the shocks at successive horizons */
  double shared;        /* correlation of the shocks of two regions */
  double fresh;         /* share of the variance of a shock that is new at each horizon; 0: all of it persists */
  const double *common; /* prognosis_paths_dup_common() of all the above, so that it is not drawn again for each region; or NULL */
} PrognosisShocks;

/* Levels of @n_paths sorted paths such that their empirical quantiles (type 7, as in GSL) are those of the
   distribution: i / (n - 1), with the ends moved inwards by a third of a step. */
void prognosis_paths_levels (gsize n_paths, double *levels);

/* The shuffle with a given template. @quantiles: at the levels above, rows ascending; if @cumulative, they are
   raised so that no level falls with the horizon. @ranks: the template; only its order within a row matters, and
   it yields to the condition that paths do not fall. */
void prognosis_paths_arrange (const double *ranks, gsize horizon, gsize n_paths, gboolean cumulative, double *quantiles,
                              double *paths);

/**
 * prognosis_paths_hold:
 * @ranks: standard normal by row and path; rows correlated by @persistence; changed
 * @held: one standard normal number per path
 *
 * For paths of a cumulative count with these @quantiles: makes most of a path's shock constant over horizons (see the
 * .c file).
 */
void prognosis_paths_hold (double *ranks, const double *held, double persistence, gsize horizon, gsize n_paths,
                           const double *quantiles);

/* What all regions share of their shocks: horizon + 1 rows of n_paths. (transfer full) */
double *prognosis_paths_dup_common (const PrognosisShocks *shocks, gsize signal);

/* The shuffle with seeded shocks as template, which are partly common to all regions. */
void prognosis_paths_shake (const PrognosisShocks *shocks, gsize region, gsize signal, gboolean cumulative, double *quantiles,
                            double *paths);

G_END_DECLS
