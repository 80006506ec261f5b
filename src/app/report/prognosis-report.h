/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-session.h"

G_BEGIN_DECLS

/* A report for decision makers. The first page has the answer, the chart, the forecast in numbers, scenarios, the model in words,
 * and whether it beats persistence; the pages after it all parameters and the items of EPIFORGE. */

/* With more regions, the report shows their sum, or the first ones if they cannot be added up. */
#define PROGNOSIS_REPORT_MAX_REGIONS 6

/* The number of pages of this size [pt]. */
guint prognosis_report_count_pages (PrognosisSession *session, double width, double height);
/* Draws @page, from 0, on @cr from (0, 0), in points. @has_scenarios: @figure shows scenarios */
void prognosis_report_draw (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, guint page, cairo_t *cr,
                            double width, double height);
/* Writes A4 pages; an existing file at @path is replaced only once the new one is complete. */
gboolean prognosis_report_write_pdf (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, const char *path,
                                     GError **error);

G_END_DECLS
