/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"
#include "prognosis-page.h"
#include "prognosis-reading-banner.h"

G_BEGIN_DECLS

/* The selected regions' curves: one region with a panel a signal, or several with a chart each. */
#define PROGNOSIS_TYPE_TRAJECTORIES_PAGE (prognosis_trajectories_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTrajectoriesPage, prognosis_trajectories_page, PROGNOSIS, TRAJECTORIES_PAGE, PrognosisPage)

/* What is on the page, as one figure for a file; of several regions the first @max_regions. (transfer full) (nullable) */
PrognosisFigure *prognosis_trajectories_page_new_figure (PrognosisTrajectoriesPage *self, guint max_regions);
PrognosisReadingBanner *prognosis_trajectories_page_get_banner (PrognosisTrajectoriesPage *self); /* lent */
/* How far the forecast was from what came after it; NULL: nothing came. (transfer full) */
char *prognosis_trajectories_page_dup_hindsight (PrognosisTrajectoriesPage *self);
guint prognosis_trajectories_page_get_n_charts (PrognosisTrajectoriesPage *self);
PrognosisChart *prognosis_trajectories_page_get_chart (PrognosisTrajectoriesPage *self, guint i); /* lent */
/* [px]; 0: there is none. For tests. */
guint prognosis_trajectories_page_get_legend_height (PrognosisTrajectoriesPage *self);

G_END_DECLS
