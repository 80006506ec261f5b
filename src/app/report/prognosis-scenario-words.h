/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* Descriptions of scenarios, for their page and for the report. */

/* Whether the counts of several regions can be added up; rates and proportions cannot. */
gboolean prognosis_scenario_words_can_sum (PrognosisDataset *dataset);
/* The regions that chart and totals cover, gsize: all selected ones, or only the first if they cannot be summed.
 * (transfer full) */
GArray *prognosis_scenario_words_dup_regions (PrognosisSession *session);
/* Its changes: "−30 % from 7 Feb to 9 Feb". (transfer full) */
char *prognosis_scenario_words_describe_changes (PrognosisSession *session, const PrognosisScenario *scenario);
/* What it saves of the baseline's total and where it peaks: for each signal two lines, "Saves 47 000 of 71 000 cases (6000 to
 * 99 000)" and "peak 1200 a day on 3 May; baseline 2100 on 9 May". Empty if nothing is known. (transfer full) */
GPtrArray *prognosis_scenario_words_list_effects (PrognosisSession *session, const PrognosisScenario *scenario);
/* Changes and effects, a line each. (transfer full) */
char *prognosis_scenario_words_describe (PrognosisSession *session, const PrognosisScenario *scenario);

G_END_DECLS
