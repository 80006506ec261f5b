/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * From the quantiles of every horizon to sample paths that have exactly these quantiles: the values of a horizon are
 * given to the paths by the ranks of a seeded Gaussian process. Its correlation is an assumption that the quantiles do not
 * show, and which matters for sums over regions and for increments only.
 */
typedef struct
{
  guint64 seed;
  gsize horizon, n_paths;
  double persistence; /* correlation of a horizon's shock with that of the next one */
  double shared;      /* correlation of two regions' shocks */
} PrognosisShocks;

/* Levels of n_paths sorted paths, such that the empirical quantiles of the paths (of type 7, as GSL has them) are those
 * of the distribution: i / (n - 1), the ends moved inwards by a third of a step. */
void _prognosis_shocks_levels (const PrognosisShocks *self, double *levels);

/* @quantiles: horizon x n_paths at the levels above, rows ascending; changed where @cumulative asks for it: no level falls
 * with the horizon. @paths: the same shape. With @cumulative no path falls. */
void _prognosis_shocks_fill (const PrognosisShocks *self, gsize region, gsize signal, gboolean cumulative,
                             double *quantiles, double *paths);

G_END_DECLS
