/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-report-content.h"
#include "prognosis-report-page.h"

G_BEGIN_DECLS

/* The pages after the first one: the parameters of a single region, and the items of EPIFORGE. None without a forecast. Begins at
 * the top of page 1; what would reach below @bottom [pt] goes to another page. */
void prognosis_report_details_add (PrognosisReportPage *page, const PrognosisReportContent *report, double bottom);

G_END_DECLS
