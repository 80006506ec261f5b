/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"
#include "prognosis-report-page.h"

G_BEGIN_DECLS

#define PROGNOSIS_REPORT_N_LEVELS 3
/* The limits of the 95 % interval, and the median between them. */
extern const double prognosis_report_levels[PROGNOSIS_REPORT_N_LEVELS];

/* Adds the forecast as a table. @regions: of gsize; @sums: (nullable): n_signals x horizon x PROGNOSIS_REPORT_N_LEVELS,
 * of all @regions together; NULL: each region gets a row */
void prognosis_report_table_add (PrognosisReportPage *page, PrognosisForecast *forecast, const GArray *regions, const double *sums);

G_END_DECLS
