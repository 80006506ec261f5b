/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-candidate.h"
#include "prognosis-table.h"

G_BEGIN_DECLS

/* What a column of numbers is, where its name and values tell. */
typedef enum
{
  PROGNOSIS_NUMBERS_COUNTS,     /* may be counts of persons or events, or something like it */
  PROGNOSIS_NUMBERS_TIME,       /* years, weeks, days of a calendar or rows counted up */
  PROGNOSIS_NUMBERS_POPULATION, /* persons who live somewhere */
  PROGNOSIS_NUMBERS_CODE,       /* numbers that name a place, a row or a person */
  PROGNOSIS_NUMBERS_OTHER,      /* measurements, shares and counts of other things: weather, mobility, doses */
} PrognosisNumbers;

/**
 * PrognosisEvidence:
 *
 * How well a column suits as what is forecast. Scores are sums of points and compared within one table only; a difference below
 * %PROGNOSIS_EVIDENCE_CLOSE is a close call.
 */
typedef struct
{
  PrognosisNumbers numbers;
  double score;
  PrognosisReason reason; /* why it is not forecast, whatever else there is; %PROGNOSIS_REASON_CHOSEN: it may be */
} PrognosisEvidence;

#define PROGNOSIS_EVIDENCE_CLOSE 0.5

/* Whether the normalised header @key is about a share, rate or density, so that the population in it is only what it is relative to. */
gboolean prognosis_plain_is_per_person (const char *key);
PrognosisEvidence prognosis_plain_weigh (const PrognosisTable *table, gsize column);
/* Whether a name, as a key, says cases, deaths or recoveries in one of the languages that are known. */
gboolean prognosis_plain_says_count (const char *key);

G_END_DECLS
