/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-delays.h"
#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * prognosis_delays_new_figure:
 * @triangle: of a signal of @dataset, whose regions are its places
 *
 * How many per cent of the final counts were known by the weeks since: over the first and over the last half year of complete weeks, and
 * for the first two reports of each week, how it drifts.
 *
 * Returns: (transfer full) (nullable): NULL if hardly any week is complete
 */
PrognosisFigure *prognosis_delays_new_figure (const PrognosisDataset *dataset, const PrognosisTriangle *triangle, gsize region,
                                              gboolean localised);
/* The weeks that are compared: half a year, or half of the complete weeks if there are fewer. */
gsize prognosis_delays_get_n_weeks (const PrognosisTriangle *triangle);

G_END_DECLS
