/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-renewal.h"

G_BEGIN_DECLS

/* @increments: n_steps: new counts of each step, in the signal's unit; NAN: not known. */
void _prognosis_renewal_increments (const PrognosisDataset *dataset, gsize region, gsize signal, double *increments);
/* @increments: horizon: those of one sample path; of what is not cumulative, its values. Days before the origin without a
 * report have their share of what the path gains by its first step.
 *
 * Returns: what the increments are to be added to: what is counted up to the origin, of what is cumulative; else 0 */
double _prognosis_renewal_path (const PrognosisForecast *forecast, gsize region, gsize signal, gsize path, double *increments);

G_END_DECLS
