/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"
#include "prognosis-page.h"

G_BEGIN_DECLS

/* Which model forecasts these data best, by what it would have said in the past. */
#define PROGNOSIS_TYPE_COMPARE_PAGE (prognosis_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisComparePage, prognosis_compare_page, PROGNOSIS, COMPARE_PAGE, PrognosisPage)

/* Runs with what is ticked. */
void             prognosis_compare_page_run (PrognosisComparePage *self);
PrognosisFigure *prognosis_compare_page_new_figure (PrognosisComparePage *self); /* (transfer full) (nullable) */
PrognosisChart  *prognosis_compare_page_get_chart (PrognosisComparePage *self);
const char      *prognosis_compare_page_get_cell (PrognosisComparePage *self, int column, int row); /* for tests */

G_END_DECLS
