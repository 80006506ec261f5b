/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-chart.h"
#include "prognosis-day-entry.h"
#include "prognosis-chart-page.h"

G_BEGIN_DECLS

/* What if transmission changed from some day on: named scenarios compared with the baseline. */
#define PROGNOSIS_TYPE_SCENARIOS_PAGE (prognosis_scenarios_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisScenariosPage, prognosis_scenarios_page, PROGNOSIS, SCENARIOS_PAGE, PrognosisChartPage)

/* Adds a change after the existing changes of @scenario. */
void prognosis_scenarios_page_add_change (PrognosisScenariosPage *self, guint scenario);
/* The description in its row. For tests. */
const char *prognosis_scenarios_page_get_description (PrognosisScenariosPage *self, guint scenario);
/* The entry of a change, counted over all scenarios. For tests. */
PrognosisDayEntry *prognosis_scenarios_page_get_day_entry (PrognosisScenariosPage *self, guint change, gboolean is_last);

G_END_DECLS
