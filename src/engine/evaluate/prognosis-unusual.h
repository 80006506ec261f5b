/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-diary.h"

G_BEGIN_DECLS

/* Why a person should look at the forecast of a region before it goes out. */
typedef enum
{
  PROGNOSIS_UNUSUAL_ABSENT = 1 << 0,    /* a signal is not forecast, although it was observed */
  PROGNOSIS_UNUSUAL_DOUBTFUL = 1 << 1,  /* there is a doubtful report in the last week */
  PROGNOSIS_UNUSUAL_SURPRISED = 1 << 2, /* what came since the last forecast lies mostly outside its 95 % interval */
  PROGNOSIS_UNUSUAL_CHANGED = 1 << 3, /* the median lies mostly outside the 80 % interval of the last forecast for the same days */
  PROGNOSIS_UNUSUAL_STEEP
  = 1 << 4, /* the new counts of its last week are more than twice, or less than half, those of persistence */
} PrognosisUnusual;

/**
 * prognosis_unusual_find:
 * @dataset: all data, of which those of @forecast may be an earlier part
 * @last: (nullable): an earlier forecast of the same data
 *
 * Returns: #PrognosisUnusual of any signal; 0: nothing
 */
guint prognosis_unusual_find (const PrognosisForecast *forecast, const PrognosisDataset *dataset, const PrognosisDiaryEntry *last,
                              gsize region);

G_END_DECLS
