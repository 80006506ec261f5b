/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"

G_BEGIN_DECLS

/* Redraws charts that wait, as many in a frame as there is time for, in turn: a slider over fifty of them stays live,
 * and all are up to date a few frames after it rests. */
typedef struct _PrognosisChartQueue PrognosisChartQueue;

/* @charts: of PrognosisChart, lent, and may change. @widget: whose frames are counted. */
PrognosisChartQueue *prognosis_chart_queue_new (GtkWidget *widget, GPtrArray *charts);
void prognosis_chart_queue_free (PrognosisChartQueue *self);
/* Some of the charts were outdated. */
void prognosis_chart_queue_start (PrognosisChartQueue *self);

G_END_DECLS
