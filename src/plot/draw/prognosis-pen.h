/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "prognosis-path.h"

G_BEGIN_DECLS

/* Shapes and text on a cairo context, drawn by PLplot. Coordinates and sizes are in pixels, y downwards from the top left
 * corner. Nothing else in the project calls PLplot. Main thread only. */
typedef struct _PrognosisPen PrognosisPen;
/* Draws the page. A fatal error of PLplot leaves it with longjmp(): it must hold no lock or memory that only it releases. */
typedef void (*PrognosisPenFunc) (PrognosisPen *pen, gpointer user_data);

/* Calls @func with a pen for a page of @width x @height. FALSE if PLplot failed: see prognosis_pen_get_message(). */
gboolean prognosis_pen_run (cairo_t *cr, int width, int height, PrognosisPenFunc func, gpointer user_data);
/* PLplot's message about the last page that failed. */
const char *prognosis_pen_get_message (void);
/* Whether temporary files can be written. PLplot writes its list of drivers to one; if it cannot, it reports that there
 * are none. */
gboolean prognosis_pen_has_room (void);

/* The following apply to what is drawn after them. */
void prognosis_pen_set_colour (PrognosisPen *pen, const PrognosisRgba *colour, double opacity);
void prognosis_pen_set_width (PrognosisPen *pen, double width);
/* @width: that of the line, to which dashes are proportional */
void prognosis_pen_set_dashes (PrognosisPen *pen, PrognosisDash dash, double width);

/* Lines and polygons with a coordinate that is not finite are left out. */
void prognosis_pen_draw_line (PrognosisPen *pen, const PrognosisPoint *points, gsize n);
void prognosis_pen_draw_segment (PrognosisPen *pen, double x1, double y1, double x2, double y2);
void prognosis_pen_draw_circle (PrognosisPen *pen, double x, double y, double radius, double width);
/* What is filled has no outline; the width of lines must be set again. */
void prognosis_pen_fill (PrognosisPen *pen, const PrognosisPoint *points, gsize n);
void prognosis_pen_fill_box (PrognosisPen *pen, double left, double top, double right, double bottom);
/* Areas of several rings, which may have holes that run the other way round. Rings add up to a path; the following draw it and begin
 * another. */
void prognosis_pen_add_ring (PrognosisPen *pen, const PrognosisPoint *points, gsize n);
void prognosis_pen_fill_rings (PrognosisPen *pen, const PrognosisRgba *colour);
void prognosis_pen_draw_rings (PrognosisPen *pen, const PrognosisRgba *colour, double width);
/* Lines from below left to above right, @step apart. */
void prognosis_pen_hatch_rings (PrognosisPen *pen, const PrognosisRgba *colour, double width, double step);
void prognosis_pen_clip_box (PrognosisPen *pen, double left, double top, double right, double bottom);
void prognosis_pen_unclip (PrognosisPen *pen);
void prognosis_pen_fill_circle (PrognosisPen *pen, double x, double y, double radius);
/* @justification: 0 begins at @x, 0.5 is centred, 1 ends at @x; @y: the middle of the line of text */
void prognosis_pen_write (PrognosisPen *pen, const char *text, double x, double y, double size, double justification,
                          gboolean is_bold);

G_END_DECLS
