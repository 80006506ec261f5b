/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * PrognosisChart:
 *
 * Shows one figure. What does not move under a slider is kept as a picture; only the live layers are
 * drawn in every frame. Wheel: zoom; drag: pan; double click: everything again; the pointer reads values.
 */
#define PROGNOSIS_TYPE_CHART (prognosis_chart_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisChart, prognosis_chart, PROGNOSIS, CHART, GtkWidget)

GtkWidget       *prognosis_chart_new (void);
/* @figure nullable. Keeps the zoom, and axes that still fit. */
void             prognosis_chart_set_figure (PrognosisChart *self, PrognosisFigure *figure);
PrognosisFigure *prognosis_chart_get_figure (PrognosisChart *self); /* lent, or NULL */
/* The live layers of the figure were replaced. */
void             prognosis_chart_live_changed (PrognosisChart *self);
void             prognosis_chart_zoom (PrognosisChart *self, double factor);
void             prognosis_chart_zoom_fit (PrognosisChart *self);
gboolean         prognosis_chart_is_zoomed (PrognosisChart *self);
/* FALSE where it is scrolled out of sight: then it draws nothing. */
gboolean         prognosis_chart_is_in_view (PrognosisChart *self);

G_END_DECLS
