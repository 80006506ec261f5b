/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart-page.h"

G_BEGIN_DECLS

/* Which model forecasts these data best, judged by forecasts from past origins. */
#define PROGNOSIS_TYPE_COMPARE_PAGE (prognosis_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisComparePage, prognosis_compare_page, PROGNOSIS, COMPARE_PAGE, PrognosisChartPage)

G_END_DECLS
