/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"

G_BEGIN_DECLS

/* Redraws outdated charts in turn, as many per frame as there is time for: a slider that affects fifty charts stays
 * responsive, and all are up to date a few frames after it rests. */
typedef struct _PrognosisChartQueue PrognosisChartQueue;

/* @charts: of PrognosisChart, borrowed, may change. @widget: provides the frame clock. */
PrognosisChartQueue *prognosis_chart_queue_new (GtkWidget *widget, GPtrArray *charts);
void prognosis_chart_queue_free (PrognosisChartQueue *self);
/* Call after charts were outdated. */
void prognosis_chart_queue_start (PrognosisChartQueue *self);

G_END_DECLS
