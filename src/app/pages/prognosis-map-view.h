/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * PrognosisMapView:
 *
 * Shows a figure whose only panel is a map of squares. Hovering reads a square.
 *
 * Signals: "place-clicked" (x, y in data coordinates), "moved" (int columns, int rows: an arrow key asks for the next square that way).
 */
#define PROGNOSIS_TYPE_MAP_VIEW (prognosis_map_view_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisMapView, prognosis_map_view, PROGNOSIS, MAP_VIEW, GtkDrawingArea)

/* @figure: (nullable) */
void prognosis_map_view_set_figure (PrognosisMapView *self, PrognosisFigure *figure);
/* Lent, or NULL. */
PrognosisFigure *prognosis_map_view_get_figure (PrognosisMapView *self);

G_END_DECLS
