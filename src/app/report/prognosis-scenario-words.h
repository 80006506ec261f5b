/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* What is said of scenarios, on their page and in the report. */

/* Whether counts of several regions can be added up: shares and rates cannot. */
gboolean prognosis_scenario_words_can_sum (PrognosisDataset *dataset);
/* The regions that chart and totals are of, gsize: the selected ones together, or the first of them. (transfer full) */
GArray *prognosis_scenario_words_dup_regions (PrognosisSession *session);
/* Its changes, and by how much totals differ from those of the baseline, a line a signal. (transfer full) */
char *prognosis_scenario_words_describe (PrognosisSession *session, const PrognosisScenario *scenario);

G_END_DECLS
