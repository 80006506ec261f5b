/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-choices.h"
#include "prognosis-region-map.h"

G_BEGIN_DECLS

/**
 * PrognosisSurvey:
 *
 * The regions of a forecast beside each other, computed in a thread: their ranking, and the map on which they lie. Until a new one is
 * there, the one before stays.
 *
 * Signal: "changed" (another ranking or map is there, or none).
 */
#define PROGNOSIS_TYPE_SURVEY (prognosis_survey_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisSurvey, prognosis_survey, PROGNOSIS, SURVEY, GObject)

PrognosisSurvey *prognosis_survey_new (void);

/**
 * prognosis_survey_want:
 * @forecast: (nullable): NULL: nothing is wanted
 * @choices: (nullable): for period, threshold, groups and map
 *
 * Starts computing unless this is there or being computed. Does not emit "changed" itself.
 */
void prognosis_survey_want (PrognosisSurvey *self, PrognosisForecast *forecast, gsize signal, const PrognosisChoices *choices);
gboolean prognosis_survey_is_running (PrognosisSurvey *self);

/* All lent, and NULL while there is none. */
PrognosisRanking *prognosis_survey_get_ranking (PrognosisSurvey *self);
PrognosisForecast *prognosis_survey_get_forecast (PrognosisSurvey *self); /* that of the ranking */
PrognosisMap *prognosis_survey_get_map (PrognosisSurvey *self);           /* of the regions of the forecast */
/* A sentence about a map that cannot be used, or about regions that it lacks; otherwise NULL. */
const char *prognosis_survey_get_problem (PrognosisSurvey *self);

G_END_DECLS
