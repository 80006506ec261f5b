/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"
#include "prognosis-chart-page.h"

G_BEGIN_DECLS

/* Which model forecasts these data best, judged by forecasts from past origins. */
#define PROGNOSIS_TYPE_COMPARE_PAGE (prognosis_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisComparePage, prognosis_compare_page, PROGNOSIS, COMPARE_PAGE, PrognosisChartPage)

PrognosisChart *prognosis_compare_page_get_chart (PrognosisComparePage *self);

/* For tests. Row 0 contains the headings. */
const char *prognosis_compare_page_get_cell (PrognosisComparePage *self, int column, int row);
const char *prognosis_compare_page_get_remarks (PrognosisComparePage *self);
GtkWidget *prognosis_compare_page_get_table (PrognosisComparePage *self);
void prognosis_compare_page_show_model (PrognosisComparePage *self, int row, gboolean is_shown);
void prognosis_compare_page_tick (PrognosisComparePage *self, const char *forecaster, gboolean is_ticked);
gboolean prognosis_compare_page_is_ticked (PrognosisComparePage *self, const char *forecaster);
gboolean prognosis_compare_page_can_run (PrognosisComparePage *self);

G_END_DECLS
