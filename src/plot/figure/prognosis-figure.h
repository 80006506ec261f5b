/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "prognosis-theme.h"

G_BEGIN_DECLS

/**
 * PrognosisFigure:
 *
 * What is to be drawn: a grid of panels, each with layers over one pair of axes. A plain description;
 * it needs no display. Reference counted, for one thread.
 *
 * Everything that a layer is given is copied. Data may hold NAN and infinities: they are gaps.
 * Text is UTF-8; what is not is repaired.
 */
typedef struct _PrognosisFigure PrognosisFigure;
typedef struct _PrognosisPanel PrognosisPanel; /* belongs to its figure */

typedef enum
{
  PROGNOSIS_AXIS_NUMBER,
  PROGNOSIS_AXIS_INDEX, /* whole numbers */
  PROGNOSIS_AXIS_DATE,  /* day numbers from 1970-01-01 (0) */
} PrognosisAxis;

typedef enum
{
  PROGNOSIS_MARK_FILLED,
  PROGNOSIS_MARK_HOLLOW,
  PROGNOSIS_MARK_CROSS,
  PROGNOSIS_MARK_DIAMOND,
} PrognosisMark;

typedef enum
{
  PROGNOSIS_DASH_NONE,
  PROGNOSIS_DASH_DASHES,
  PROGNOSIS_DASH_DOTS,
} PrognosisDash;

/**
 * PrognosisStyle:
 * @name: (nullable): for the legend and for values under the pointer
 * @colour: what the layer stands for
 * @is_live: belongs to what sliders and running fits change. Live layers lie over all others
 * @hide_legend: keeps @name out of the legend
 * @mark: of points
 * @size: of points, diameter [px]; 0: 5
 * @dash: of lines
 * @width: of lines [px]; 0: 1.75
 * @opacity: multiplies the colour's own; 0: 1
 * @has_start: of several layers of one name, each belongs to another @start. Under the pointer only those of the latest
 *   one are told, with their start; tables tell all
 *
 * How a layer looks, for designated initialisers: zero is a sensible value of every field.
 */
typedef struct
{
  const char *name;
  PrognosisColour colour;
  gboolean is_live;
  gboolean hide_legend;
  PrognosisMark mark;
  double size;
  PrognosisDash dash;
  double width;
  double opacity;
  gboolean has_start;
  double start; /* in units of x */
} PrognosisStyle;

PrognosisFigure *prognosis_figure_new (const char *title); /* @title nullable */
PrognosisFigure *prognosis_figure_ref (PrognosisFigure *self);
void prognosis_figure_unref (PrognosisFigure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisFigure, prognosis_figure_unref)

const char *prognosis_figure_get_title (const PrognosisFigure *self);
/* 0 (the default): as many columns as the shape of the area asks for. */
void prognosis_figure_set_n_columns (PrognosisFigure *self, gsize n_columns);
/* Height of tick labels [px]; 12 by default. The window multiplies by the user's text scale. */
void prognosis_figure_set_text_size (PrognosisFigure *self, double text_size);
/* TRUE: numbers and months follow the locale, for the screen. FALSE by default, as in files. */
void prognosis_figure_set_localised (PrognosisFigure *self, gboolean localised);
/* TRUE by default. */
void prognosis_figure_set_show_legend (PrognosisFigure *self, gboolean show_legend);
/* Nothing but the legend is drawn: beside figures that have none. FALSE by default. */
void prognosis_figure_set_only_legend (PrognosisFigure *self, gboolean only_legend);
/* How high the legend is then [px], at @width. */
int prognosis_figure_measure_legend (PrognosisFigure *self, int width);
/* Of what is shown instead of panels where there is none; NULL: a default sentence. */
void prognosis_figure_set_empty_text (PrognosisFigure *self, const char *text);

PrognosisPanel *prognosis_figure_add_panel (PrognosisFigure *self, const char *title, const char *y_label, PrognosisAxis x_axis);
gsize prognosis_figure_get_n_panels (const PrognosisFigure *self);
PrognosisPanel *prognosis_figure_get_panel (const PrognosisFigure *self, gsize panel);

const char *prognosis_panel_get_title (const PrognosisPanel *self);
PrognosisAxis prognosis_panel_get_x_axis (const PrognosisPanel *self);
gboolean prognosis_panel_get_log (const PrognosisPanel *self);
void prognosis_panel_set_log (PrognosisPanel *self, gboolean is_log);
void prognosis_panel_set_x_label (PrognosisPanel *self, const char *x_label);
/* An automatic y range begins where the values do, not at zero: of counts that only grow, the growth is to be seen. */
void prognosis_panel_set_floating (PrognosisPanel *self, gboolean is_floating);
/* What stands in a panel without one finite value; NULL: a default sentence. */
void prognosis_panel_set_empty_text (PrognosisPanel *self, const char *text);
/* Zoom and pan. A range that cannot be drawn (not finite, empty, too narrow) is automatic, as is NAN, NAN. */
void prognosis_panel_set_x_range (PrognosisPanel *self, double from, double to);
void prognosis_panel_set_y_range (PrognosisPanel *self, double from, double to);
/* What is drawn: finite, from < to, positive on a log axis. An automatic y range is that of what the x range shows:
 * observations, curves and the 50 % band; wider bands may leave it. */
void prognosis_panel_get_x_range (const PrognosisPanel *self, double *from, double *to);
void prognosis_panel_get_y_range (const PrognosisPanel *self, double *from, double *to);
gboolean prognosis_panel_is_empty (const PrognosisPanel *self);

/**
 * prognosis_figure_hold_ranges:
 * @previous: the figure last shown
 *
 * Keeps the automatic y ranges of @previous for panels where they still fit, so that axes stand
 * still under a slider and the static part stays cached. Ranges given by hand are not touched.
 */
void prognosis_figure_hold_ranges (PrognosisFigure *self, const PrognosisFigure *previous);

/* Layers: drawn in the order in which they are added, live ones last. @x ascending. */
void prognosis_panel_add_points (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n);
void prognosis_panel_add_line (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n);
void prognosis_panel_add_steps (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n);
/* @width: of a bar, in units of x. */
void prognosis_panel_add_bars (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n,
                               double width);
void prognosis_panel_add_band (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *lower,
                               const double *upper, gsize n);
/* A vertical line; the style's name is written at it and is not in the legend. */
void prognosis_panel_add_marker (PrognosisPanel *self, const PrognosisStyle *style, double x);
/* A shade from top to bottom. */
void prognosis_panel_add_span (PrognosisPanel *self, const PrognosisStyle *style, double from, double to);
/* A horizontal line over the whole width, such as R = 1; it widens an automatic range. */
void prognosis_panel_add_level (PrognosisPanel *self, const PrognosisStyle *style, double y);

/* All layers that are live, and nothing else, are dropped: add the new ones and redraw with %PROGNOSIS_DRAW_LIVE. */
void prognosis_figure_clear_live (PrognosisFigure *self);

typedef enum
{
  PROGNOSIS_DRAW_BACKGROUND = 1 << 0, /* the theme's; without it what lies below shows */
  PROGNOSIS_DRAW_STATIC = 1 << 1,     /* axes, text, legend, layers that are not live */
  PROGNOSIS_DRAW_LIVE = 1 << 2,
  PROGNOSIS_DRAW_ALL = PROGNOSIS_DRAW_BACKGROUND | PROGNOSIS_DRAW_STATIC | PROGNOSIS_DRAW_LIVE,
} PrognosisDrawFlags;

/**
 * prognosis_figure_draw:
 * @cr: any context; its state is kept. 1 unit is 1 px of layout
 * @theme: (nullable): light
 *
 * Draws from (0, 0) to (@width, @height). Main thread only: PLplot has one global stream. Layers of
 * STATIC, then of LIVE, over each other are the same picture as ALL.
 *
 * Returns: %FALSE with %PROGNOSIS_ERROR_COMPUTATION where PLplot cannot draw (it is not installed
 *   whole, or gave up); what is on @cr is then unspecified. An area too small for anything is left empty
 */
gboolean prognosis_figure_draw (PrognosisFigure *self, cairo_t *cr, int width, int height, const PrognosisTheme *theme,
                                PrognosisDrawFlags flags, GError **error);

/**
 * prognosis_figure_static_key:
 *
 * A number that changes whenever the static part of the drawing does: a cached picture of it is good
 * as long as the key is the same. Live data count only in so far as they move the axes.
 */
guint64 prognosis_figure_static_key (PrognosisFigure *self, int width, int height, const PrognosisTheme *theme);

/* Geometry, by the layout that drawing uses. */

/* FALSE where (@x, @y) [px] lies in no panel's frame. Out arguments may be NULL. */
gboolean prognosis_figure_locate (PrognosisFigure *self, int width, int height, double x, double y, gsize *panel, double *data_x,
                                  double *data_y);
/* As if @panel had no edges, for drags that leave it. */
gboolean prognosis_figure_locate_in (PrognosisFigure *self, int width, int height, gsize panel, double x, double y, double *data_x,
                                     double *data_y);
/* The inverse; TRUE where the place lies inside the frame. On a log axis @data_y must be positive, else @y is the bottom. */
gboolean prognosis_figure_project (PrognosisFigure *self, int width, int height, gsize panel, double data_x, double data_y,
                                   double *x, double *y);
/* The frame between the axes [px]; FALSE where there is no such panel or no room for it. */
gboolean prognosis_figure_get_frame (PrognosisFigure *self, int width, int height, gsize panel, double *x, double *y,
                                     double *frame_width, double *frame_height);

/* The place next to @from that has a value to be told, before (@direction -1) or after it (1); NAN: there is none. From an
 * infinity: the first or the last one. */
double prognosis_figure_find_x (PrognosisFigure *self, gsize panel, double from, int direction);
/* The value of the point at @x, of the layer that was added first; FALSE: there is no point. */
gboolean prognosis_figure_find_point (PrognosisFigure *self, gsize panel, double x, double *y);

/**
 * prognosis_figure_dup_readout:
 *
 * The values of all named layers of @panel nearest to @data_x, one a line, under the day:
 * "22 Aug 2020\nObserved: 12 040\nForecast: 13 100\n95 %: 9000 – 18 000". For the pointer and for screen readers.
 *
 * Returns: (transfer full) (nullable): NULL where nothing is near
 */
char *prognosis_figure_dup_readout (PrognosisFigure *self, gsize panel, double data_x);
/* The numbers of @panel as lines of cells between tabs: first the names, then a line for each x. (transfer full) */
GStrv prognosis_figure_dup_table (PrognosisFigure *self, gsize panel);
/* The number of the first of these lines, without the names, that lies after the marked origin; 0 where there is none. */
gsize prognosis_figure_find_table_row (PrognosisFigure *self, gsize panel);
/* What the figure shows, in words, for screen readers. (transfer full) */
char *prognosis_figure_dup_description (PrognosisFigure *self);

/* A number as on the axes: "12 400", "1.5M". (transfer full) */
char *prognosis_figure_format_number (double value, gboolean localised);
/* A day number in words, "22 Aug 2020"; of an index the number. (transfer full) */
char *prognosis_figure_format_x (double value, PrognosisAxis axis, gboolean localised);

/**
 * prognosis_sparkline_draw:
 * @values: length @n, gaps are NAN
 * @n_observed: so many of the first are observed, the rest is a forecast and is drawn as one; @n: all
 *
 * A curve without axes, for rows of a list. Plain cairo: cheap, and allowed while a figure is drawn.
 */
void prognosis_sparkline_draw (cairo_t *cr, double width, double height, const double *values, gsize n, gsize n_observed,
                               const PrognosisTheme *theme);

G_END_DECLS
