/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-session.h"

G_BEGIN_DECLS

/* A one-page report for decision makers: the chart, the forecast in numbers, the model in words, and whether it beats
 * persistence. */

/* With more regions, the report shows their sum, or the first ones if they cannot be added up. */
#define PROGNOSIS_REPORT_MAX_REGIONS 6

/* Draws the report on @cr from (0, 0), in points. @has_scenarios: @figure shows scenarios, and the text describes them */
void prognosis_report_draw (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, cairo_t *cr, double width,
                            double height);
/* Writes an A4 page; an existing file at @path is replaced only once the new one is complete. */
gboolean prognosis_report_write_pdf (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, const char *path,
                                     GError **error);

G_END_DECLS
