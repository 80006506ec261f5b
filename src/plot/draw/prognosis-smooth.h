/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * prognosis_smooth:
 * @x: ascending, length @n
 * @y: length @n; values that are not finite are gaps
 * @has_lead: keep the first value as it is, and leave it out of the averages
 * @step: the distance in x between points of the result; at least the given points are kept
 * @xs, @ys: (array): of double, to which the curve is appended
 *
 * The points of a smooth curve. With %PROGNOSIS_SMOOTH_CURVE it passes through all values, and between two of them stays
 * between them (Steffen 1990). With %PROGNOSIS_SMOOTH_WEEK the values are averaged first: over the seven days around each, which
 * removes the pattern of weekdays, then by a local line (Cleveland 1979), which removes noise. Curves of the same gaps get the
 * same @xs.
 */
void prognosis_smooth (PrognosisSmooth kind, const double *x, const double *y, gsize n, gboolean has_lead, double step, GArray *xs,
                       GArray *ys);

G_END_DECLS
