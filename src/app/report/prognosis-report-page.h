/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/* Where the report is drawn, from top to bottom. What it says is not asked here. */

#define PROGNOSIS_REPORT_MARGIN 48 /* [pt] */

typedef struct
{
  cairo_t *cr;
  GString *text;   /* what it says, or NULL: nobody asks */
  guint max_lines; /* of each kind of what there may be much of */
  double width;    /* between the margins */
  double y;        /* where the next line begins */
} PrognosisReportPage;

/* Draws nowhere: how high the text is, or what it says, is all that is asked. (transfer full) */
cairo_t *prognosis_report_page_new_scratch (void);

void prognosis_report_page_add_heading (PrognosisReportPage *page, const char *text);
/* @size: in points; @grey: 0 is black */
void prognosis_report_page_add_paragraph (PrognosisReportPage *page, const char *text, double size, gboolean is_bold, double grey);
/* A line each, and how many more there would be. */
void prognosis_report_page_add_lines (PrognosisReportPage *page, GPtrArray *lines, double size, double grey);
/* Of a table: all rows have columns of the same width. */
void prognosis_report_page_add_row (PrognosisReportPage *page, const char *const *cells, gsize n, gboolean is_head);
/* @figure: (nullable) */
void prognosis_report_page_add_chart (PrognosisReportPage *page, PrognosisFigure *figure, double height);

G_END_DECLS
