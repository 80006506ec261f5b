/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart-page.h"

G_BEGIN_DECLS

/* The curves of the selected regions: one panel per signal for a single region, otherwise one chart per region. */
#define PROGNOSIS_TYPE_TRAJECTORIES_PAGE (prognosis_trajectories_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTrajectoriesPage, prognosis_trajectories_page, PROGNOSIS, TRAJECTORIES_PAGE, PrognosisChartPage)

G_END_DECLS
