/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-renewal.h"

G_BEGIN_DECLS

/* @increments: n_steps: new counts in each step, in the unit of the signal; NAN: unknown. */
void prognosis_renewal_increments (const PrognosisDataset *dataset, gsize region, gsize signal, double *increments);
/* @increments: horizon: those of one sample path; if the signal is not cumulative, its values. Days without a report
   before the origin share in what the path gains in its first step.

   Returns: for a cumulative signal, the count at the origin, to which the increments are added; otherwise 0 */
double prognosis_renewal_path (const PrognosisForecast *forecast, gsize region, gsize signal, gsize path, double *increments);

G_END_DECLS
