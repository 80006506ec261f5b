/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* What a person has decided about the forecast of one region, looking at it. */
typedef struct
{
  char *region;         /* its key */
  char *forecaster;     /* id of another model; NULL: as chosen for all */
  double width;         /* of the intervals, as a factor; 1: as forecast */
  gboolean is_left_out; /* not forecast */
  char *comment;        /* or NULL */
} PrognosisDecision;

#define PROGNOSIS_DECISION_MAX_WIDTH 4.0

PrognosisDecision *prognosis_decision_new (const char *region);
PrognosisDecision *prognosis_decision_copy (const PrognosisDecision *self);
void prognosis_decision_free (PrognosisDecision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDecision, prognosis_decision_free)
/* Whether both lead to the same forecast; comments do not matter. */
gboolean prognosis_decision_is_same (const PrognosisDecision *a, const PrognosisDecision *b);
/* Whether it changes nothing and says nothing. */
gboolean prognosis_decision_is_empty (const PrognosisDecision *self);

/**
 * prognosis_decisions_apply:
 * @decisions: (element-type PrognosisDecision): those on regions that the forecast does not have are ignored
 * @forecast: made from @request, which keeps paths; changed
 *
 * Forecasts regions by their other models, widens intervals around the median and drops what is left out, with a note on each. The
 * paths of a region with another model are no longer drawn together with those of other regions.
 *
 * Returns: FALSE if another model failed, or the request was cancelled
 */
gboolean prognosis_decisions_apply (const GPtrArray *decisions, PrognosisForecast *forecast, const PrognosisRequest *request,
                                    GError **error);

G_END_DECLS
