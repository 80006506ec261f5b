/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* Why a column of numbers is forecast, or is not. */
typedef enum
{
  PROGNOSIS_REASON_CHOSEN,     /* it is forecast */
  PROGNOSIS_REASON_WEAKER,     /* another column of its role suits better */
  PROGNOSIS_REASON_SMOOTHED,   /* averaged or summed over several days */
  PROGNOSIS_REASON_OTHER,      /* by its name, it counts or measures something else */
  PROGNOSIS_REASON_EMPTY,      /* no values */
  PROGNOSIS_REASON_YEAR,       /* hardly changes */
  PROGNOSIS_REASON_RISING,     /* one more in each row */
  PROGNOSIS_REASON_CALENDAR,   /* by its name, a part of the date */
  PROGNOSIS_REASON_POPULATION, /* a second population */
  PROGNOSIS_REASON_GROUP,      /* divides the persons of a place, as an age does */
  PROGNOSIS_N_REASONS,
} PrognosisReason;

/**
 * PrognosisCandidate:
 *
 * A column of numbers that was considered when the data were read. Only readers that choose by evidence record them.
 */
typedef struct
{
  const char *column;
  PrognosisRole role;
  double evidence; /* sum of points, compared within one role only; NAN if it was set aside before it was weighed */
  PrognosisReason reason;
  gboolean is_close; /* about as good as what is forecast, or forecast although another is about as good */
} PrognosisCandidate;

/* In the order of the file. */
gsize prognosis_dataset_get_n_candidates (const PrognosisDataset *self);
const PrognosisCandidate *prognosis_dataset_get_candidate (const PrognosisDataset *self, gsize i);
/* What was chosen and what was set aside, one sentence for each reason; empty if there was nothing to choose. Translated.
 * (transfer full) */
GStrv prognosis_dataset_dup_notices (const PrognosisDataset *self);
/* The same for one candidate: “it hardly changes, as a year does”. NULL: it is forecast. (transfer none) */
const char *prognosis_reason_to_phrase (PrognosisReason reason);
const char *prognosis_reason_to_string (PrognosisReason reason); /* "chosen", "weaker", ... */

G_END_DECLS
