/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart-page.h"

G_BEGIN_DECLS

/* What if transmission changed from some day on: named scenarios compared with the baseline. */
#define PROGNOSIS_TYPE_SCENARIOS_PAGE (prognosis_scenarios_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisScenariosPage, prognosis_scenarios_page, PROGNOSIS, SCENARIOS_PAGE, PrognosisChartPage)

G_END_DECLS
