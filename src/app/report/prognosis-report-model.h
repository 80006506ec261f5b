/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-report-content.h"
#include "prognosis-report-page.h"

G_BEGIN_DECLS

/* The model in words. There must be a forecast. */

/* What the model is, the notes on its forecast, and how the fit ended. */
void prognosis_report_model_add (PrognosisReportPage *page, const PrognosisReportContent *report);
/* How it performed in the past, or why that is not known. */
void prognosis_report_model_add_score (PrognosisReportPage *page, const PrognosisReportContent *report);

G_END_DECLS
