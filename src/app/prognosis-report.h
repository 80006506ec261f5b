/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-session.h"

G_BEGIN_DECLS

/* One page for the person who decides: the chart, the forecast in numbers, the model in words, and whether it does better
 * than carrying on the last week. */

/* Draws it on @cr from (0, 0), in points. */
void     prognosis_report_draw (PrognosisSession *session, PrognosisFigure *figure, cairo_t *cr, double width, double height);
/* What it says, without the chart, a line each; for tests. (transfer full) */
char    *prognosis_report_dup_text (PrognosisSession *session);
/* An A4 page; what stood at @path stays until it is whole. */
gboolean prognosis_report_write_pdf (PrognosisSession *session, PrognosisFigure *figure, const char *path, GError **error);

G_END_DECLS
