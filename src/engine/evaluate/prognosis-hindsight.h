/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* Verification: how a forecast compares with later observations. */
typedef struct
{
  gsize n;                /* number of observations compared */
  double mae;             /* mean absolute error of the median, in the unit of the signal; NAN: n is 0 */
  double persistence_mae; /* that of persistence from the same origin; NAN: it has no forecast for some of them */
  gsize n_in50;           /* number within the central interval, including its ends */
  gsize n_in95;
} PrognosisHindsight;

/**
 * prognosis_hindsight_measure:
 * @truth: all data: the same regions and signals as in the forecast
 * @regions: (array length=n_regions): evaluated together
 *
 * Missing and excluded observations are ignored.
 *
 * Returns: FALSE if there are no later observations of @signal, or it was not forecast
 */
gboolean prognosis_hindsight_measure (const PrognosisForecast *forecast, const PrognosisDataset *truth, const gsize *regions,
                                      gsize n_regions, gsize signal, PrognosisHindsight *hindsight);

G_END_DECLS
