/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-session.h"

G_BEGIN_DECLS

/* What a report is about: gathered from the session once, then laid out and drawn as often as needed. */
typedef struct
{
  PrognosisSession *session;       /* borrowed */
  const PrognosisChoices *choices; /* borrowed */
  PrognosisForecast *forecast;     /* borrowed; or NULL */
  GArray *regions;                 /* of gsize: those shown */
  double *sums; /* sums over the regions, n_signals x horizon x PROGNOSIS_REPORT_N_LEVELS; NULL: regions are reported one by one */
  GPtrArray *scenarios; /* descriptions, or NULL */
  GStrv verdict;        /* past performance of the model, or NULL */
} PrognosisReportContent;

/* @figure: (inout) (nullable): of the forecast; replaced by the one to show. Returns FALSE without data; then, too, call
 * prognosis_report_content_clear(). */
gboolean prognosis_report_content_init (PrognosisReportContent *self, PrognosisSession *session, PrognosisFigure **figure);
void prognosis_report_content_clear (PrognosisReportContent *self);

/* The number in the data set of shown region @i. */
gsize prognosis_report_content_get_region (const PrognosisReportContent *self, guint i);

G_END_DECLS
