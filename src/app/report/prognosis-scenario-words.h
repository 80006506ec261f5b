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
/* Its changes, and the differences of totals from the baseline, one line per signal. (transfer full) */
char *prognosis_scenario_words_describe (PrognosisSession *session, const PrognosisScenario *scenario);

G_END_DECLS
