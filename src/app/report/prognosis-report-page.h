/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/* The pages on which the report is drawn, from top to bottom. It knows layout, not content. */

#define PROGNOSIS_REPORT_MARGIN 48 /* [pt] */

typedef struct
{
  cairo_t *cr;
  GString *text;   /* collects the text, or NULL */
  guint max_lines; /* of each list */
  double width;    /* between the margins [pt] */
  double y;        /* top of the next line [pt] */
  double bottom;   /* what would reach below begins a new page [pt]; 0: there is only one page */
  guint number;    /* of the page reached, from 0 */
  guint wanted;    /* the only page that is drawn */
} PrognosisReportPage;

/* A context that draws nowhere, to measure or collect text. (transfer full) */
cairo_t *prognosis_report_page_new_scratch (void);

void prognosis_report_page_add_heading (PrognosisReportPage *page, const char *text);
/* @size: in points; @grey: 0 is black */
void prognosis_report_page_add_paragraph (PrognosisReportPage *page, const char *text, double size, gboolean is_bold, double grey);
/* A paragraph in the size of the running text. */
void prognosis_report_page_add_text (PrognosisReportPage *page, const char *text);
/* One line each, at most max_lines, then the number of further lines. */
void prognosis_report_page_add_lines (PrognosisReportPage *page, GPtrArray *lines, double size, double grey);
/* A table row; all columns have the same width. @colours: length @n, of the cells of a heading; NULL: it is none */
void prognosis_report_page_add_row (PrognosisReportPage *page, const char *const *cells, gsize n, const PrognosisColour *colours);
/* A narrow cell and a wide one, on the same page. */
void prognosis_report_page_add_pair (PrognosisReportPage *page, const char *item, const char *text);
/* Without its title. @figure: (nullable) */
void prognosis_report_page_add_chart (PrognosisReportPage *page, PrognosisFigure *figure, double height);

G_END_DECLS
