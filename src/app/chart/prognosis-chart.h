/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * PrognosisChart:
 *
 * Shows one figure, which is created only while the chart is visible. Static layers are cached; only the live layers
 * are drawn in every frame. The wheel zooms, dragging pans, a double click resets, and hovering shows values.
 * The keyboard can do all that the pointer does: keys move a cursor from day to day, and the accessible description
 * gives the values at the cursor.
 *
 * Signals: "handle-moved" (the dragged line, PROGNOSIS_HANDLE_..., and the day under the pointer),
 * "level-moved" (panel, y: where a level was dragged to),
 * "point-clicked" (panel, day, y: the clicked position in data coordinates, or the point at the cursor),
 * "menu" (panel, day, value, x, y: a menu is wanted at this place, in data and in pixels),
 * "view-changed" (the user has zoomed, panned or reset the chart).
 */
typedef enum
{
  PROGNOSIS_HANDLE_ORIGIN,
  PROGNOSIS_HANDLE_WINDOW, /* the start of the training window */
  PROGNOSIS_N_HANDLES,
} PrognosisHandle;

#define PROGNOSIS_TYPE_CHART (prognosis_chart_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisChart, prognosis_chart, PROGNOSIS, CHART, GtkWidget)

/* Sets the figure, or with @only_live replaces the live layers of the current one. */
typedef void (*PrognosisChartFunc) (PrognosisChart *self, gboolean only_live, gpointer user_data);

GtkWidget *prognosis_chart_new (void);
/* @figure: (nullable). Keeps the zoom, and axes that still fit. */
void prognosis_chart_set_figure (PrognosisChart *self, PrognosisFigure *figure);
/* Borrowed, or NULL. Updates the figure if it is outdated. */
PrognosisFigure *prognosis_chart_get_figure (PrognosisChart *self);
/* @update is called when an outdated chart is drawn or asked for its figure, so not for hidden charts. */
void prognosis_chart_set_source (PrognosisChart *self, PrognosisChartFunc update, gpointer user_data);
/* Marks the chart as outdated without redrawing it: see PrognosisChartQueue. */
void prognosis_chart_outdate (PrognosisChart *self, gboolean only_live);
/* Whether it is outdated and visible. */
gboolean prognosis_chart_is_waiting (PrognosisChart *self);
/* @x: NAN: no handle. @drawn_x: where the figure draws it, perhaps for an earlier forecast; if they differ, a line is
 * drawn at @x. */
void prognosis_chart_set_handle (PrognosisChart *self, PrognosisHandle handle, double x, double drawn_x);
/* The level of @panel that can be dragged up and down; NAN: none. It is drawn by the figure. */
void prognosis_chart_set_level (PrognosisChart *self, gsize panel, double y);
/* Distance in pixels from the pointer to a position in data coordinates. */
double prognosis_chart_get_distance (PrognosisChart *self, gsize panel, double x, double y);
/* Whether a cursor is being moved by keys. */
gboolean prognosis_chart_has_cursor (PrognosisChart *self);
/* The range of x shown by all panels; it stays within the data. Setting it emits no signal. FALSE: there is no figure. */
void prognosis_chart_set_view (PrognosisChart *self, double from, double to);
gboolean prognosis_chart_get_view (PrognosisChart *self, double *from, double *to);
/* Moves a range into the data of @figure, and narrows it if need be. */
void prognosis_chart_clamp (PrognosisFigure *figure, double *from, double *to);
/* Whether it is given the range of another chart: then the keys of the window leave it alone. FALSE by default. */
void prognosis_chart_set_follower (PrognosisChart *self, gboolean is_follower);
gboolean prognosis_chart_is_follower (PrognosisChart *self);
void prognosis_chart_zoom (PrognosisChart *self, double factor);
void prognosis_chart_zoom_fit (PrognosisChart *self);
gboolean prognosis_chart_is_zoomed (PrognosisChart *self);

G_END_DECLS
