/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* How a forecast did against what came after its origin. */
typedef struct
{
  gsize n;      /* observations compared */
  double mae;   /* mean absolute error of the median, in the signal's unit; NAN: n is 0 */
  gsize n_in50; /* inside the central interval, its ends included */
  gsize n_in95;
} PrognosisHindsight;

/**
 * prognosis_hindsight_measure:
 * @truth: all of the data: same regions and signals as the forecast's
 * @regions: (array length=n_regions): taken together
 *
 * Missing observations and those left out by the user do not count.
 *
 * Returns: FALSE where nothing of @signal came after, or it is not forecast
 */
gboolean prognosis_hindsight_measure (const PrognosisForecast *forecast, const PrognosisDataset *truth, const gsize *regions,
                                      gsize n_regions, gsize signal, PrognosisHindsight *hindsight);

G_END_DECLS
