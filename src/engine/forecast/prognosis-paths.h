/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * From the quantiles of every horizon to sample paths that have exactly these quantiles: the values of a horizon are
 * given to the paths by the ranks of another number that each path has there. That may be a seeded Gaussian process, or paths
 * that are there already. Quantiles do not show how successive horizons and regions depend on each other; it matters for
 * sums over regions and for increments only. Arrays are horizon x n_paths, row-major.
 */
typedef struct
{
  guint64 seed;
  gsize horizon, n_paths;
  double persistence; /* correlation of a horizon's shock with that of the next one */
  double shared;      /* correlation of two regions' shocks */
} PrognosisShocks;

/* Levels of @n_paths sorted paths, such that the empirical quantiles of the paths (of type 7, as GSL has them) are those
 * of the distribution: i / (n - 1), the ends moved inwards by a third of a step. */
void prognosis_paths_levels (gsize n_paths, double *levels);

/* @quantiles: at the levels above, rows ascending; changed where @cumulative asks for it: no level falls with the horizon.
 * @ranks: numbers by whose order within a row values are given out; a falling path is avoided before the order is kept. */
void prognosis_paths_arrange (const double *ranks, gsize horizon, gsize n_paths, gboolean cumulative, double *quantiles,
                              double *paths);

/**
 * prognosis_paths_hold:
 * @ranks: standard normal by row and path, as successive horizons are correlated by @persistence; changed
 *
 * Of paths of a cumulative count, with these @quantiles: most of what a path is at a horizon it is at all (see the .c file).
 * @held: a standard normal number of each path
 */
void prognosis_paths_hold (double *ranks, const double *held, double persistence, gsize horizon, gsize n_paths,
                           const double *quantiles);

/* The same by shocks: each region and signal has its own, and regions share some. */
void prognosis_paths_shake (const PrognosisShocks *shocks, gsize region, gsize signal, gboolean cumulative, double *quantiles,
                            double *paths);

G_END_DECLS
