/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-session.h"

G_BEGIN_DECLS

/* One page for the person who decides: the chart, the forecast in numbers, the model in words, and whether it does better
 * than carrying on the last week. */

/* Of more regions their sum is shown, or where they cannot be added up so many of them. */
#define PROGNOSIS_REPORT_MAX_REGIONS 6

/* Draws it on @cr from (0, 0), in points. @has_scenarios: @figure shows them, and what they are is told in words */
void prognosis_report_draw (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, cairo_t *cr, double width,
                            double height);
/* What it says, without the chart, a line each; for tests. (transfer full) */
char *prognosis_report_dup_text (PrognosisSession *session, gboolean has_scenarios);
/* An A4 page; what stood at @path stays until it is whole. */
gboolean prognosis_report_write_pdf (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, const char *path,
                                     GError **error);

G_END_DECLS
