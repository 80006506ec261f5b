/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"
#include "prognosis-chart-page.h"
#include "prognosis-reading-banner.h"

G_BEGIN_DECLS

/* The selected regions' curves: one region with a panel a signal, or several with a chart each. */
#define PROGNOSIS_TYPE_TRAJECTORIES_PAGE (prognosis_trajectories_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTrajectoriesPage, prognosis_trajectories_page, PROGNOSIS, TRAJECTORIES_PAGE, PrognosisChartPage)

PrognosisReadingBanner *prognosis_trajectories_page_get_banner (PrognosisTrajectoriesPage *self); /* lent */
guint prognosis_trajectories_page_get_n_charts (PrognosisTrajectoriesPage *self);
PrognosisChart *prognosis_trajectories_page_get_chart (PrognosisTrajectoriesPage *self, guint i); /* lent */
/* [px]; 0: there is none. For tests. */
guint prognosis_trajectories_page_get_legend_height (PrognosisTrajectoriesPage *self);

G_END_DECLS
