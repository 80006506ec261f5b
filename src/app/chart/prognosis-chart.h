/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * PrognosisChart:
 *
 * Shows one figure, made when somebody looks. What does not move under a slider is kept as a picture; only the live
 * layers are drawn in every frame. Wheel: zoom; drag: pan; double click: as it was at first; the pointer reads values.
 * Whatever the pointer does, keys do: they move a cursor from day to day, whose values are the description that
 * screen readers are told.
 *
 * Signals: "handle-moved" (which of the two lines is dragged: PROGNOSIS_HANDLE_..., and the day under the pointer),
 * "point-clicked" (panel, day, y: where it was clicked, in data, or the point at the cursor).
 */
typedef enum
{
  PROGNOSIS_HANDLE_ORIGIN,
  PROGNOSIS_HANDLE_WINDOW, /* where the training window begins */
  PROGNOSIS_N_HANDLES,
} PrognosisHandle;

#define PROGNOSIS_TYPE_CHART (prognosis_chart_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisChart, prognosis_chart, PROGNOSIS, CHART, GtkWidget)

/* Sets the figure, or with @only_live replaces the live layers of the one that is there. */
typedef void (*PrognosisChartFunc) (PrognosisChart *self, gboolean only_live, gpointer user_data);

GtkWidget *prognosis_chart_new (void);
/* @figure nullable. Keeps the zoom, and axes that still fit. */
void prognosis_chart_set_figure (PrognosisChart *self, PrognosisFigure *figure);
/* Lent, or NULL. Up to date. */
PrognosisFigure *prognosis_chart_get_figure (PrognosisChart *self);
/* @update is called when the chart is outdated, and drawn or asked for its figure: not for charts that nobody sees. */
void prognosis_chart_set_source (PrognosisChart *self, PrognosisChartFunc update, gpointer user_data);
/* Does not redraw: see PrognosisChartQueue. */
void prognosis_chart_outdate (PrognosisChart *self, gboolean only_live);
/* Outdated, and in sight. */
gboolean prognosis_chart_is_waiting (PrognosisChart *self);
/* @x NAN: there is none. @drawn_x: where the figure has it, which may be of an earlier forecast; the line is drawn over it then. */
void prognosis_chart_set_handle (PrognosisChart *self, PrognosisHandle handle, double x, double drawn_x);
/* Distance in pixels of a place in data from the pointer. */
double prognosis_chart_get_distance (PrognosisChart *self, gsize panel, double x, double y);
/* The keys are moving a cursor. */
gboolean prognosis_chart_has_cursor (PrognosisChart *self);
/* As if the key were pressed; FALSE: it means nothing here. */
gboolean prognosis_chart_press (PrognosisChart *self, guint key, GdkModifierType state);
void prognosis_chart_zoom (PrognosisChart *self, double factor);
void prognosis_chart_zoom_fit (PrognosisChart *self);
gboolean prognosis_chart_is_zoomed (PrognosisChart *self);

G_END_DECLS
