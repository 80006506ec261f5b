/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"
#include "prognosis-chart-page.h"
#include "prognosis-reading-banner.h"

G_BEGIN_DECLS

/* The curves of the selected regions: one panel per signal for a single region, otherwise one chart per region. */
#define PROGNOSIS_TYPE_TRAJECTORIES_PAGE (prognosis_trajectories_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTrajectoriesPage, prognosis_trajectories_page, PROGNOSIS, TRAJECTORIES_PAGE, PrognosisChartPage)

PrognosisReadingBanner *prognosis_trajectories_page_get_banner (PrognosisTrajectoriesPage *self); /* borrowed */
guint prognosis_trajectories_page_get_n_charts (PrognosisTrajectoriesPage *self);
PrognosisChart *prognosis_trajectories_page_get_chart (PrognosisTrajectoriesPage *self, guint i); /* borrowed */
/* [px]; 0: no legend. For tests. */
guint prognosis_trajectories_page_get_legend_height (PrognosisTrajectoriesPage *self);

G_END_DECLS
