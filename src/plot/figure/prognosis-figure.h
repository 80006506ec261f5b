/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "prognosis-map.h"
#include "prognosis-theme.h"

G_BEGIN_DECLS

/**
 * PrognosisFigure:
 *
 * Describes a chart: a grid of panels, each with layers over one pair of axes. Needs no display.
 * Reference counted, for use in one thread.
 *
 * Layers copy all their data. NAN and infinite values are gaps. Text is UTF-8; invalid text is repaired.
 */
typedef struct _PrognosisFigure PrognosisFigure;
typedef struct _PrognosisPanel PrognosisPanel; /* belongs to its figure */

typedef enum
{
  PROGNOSIS_AXIS_NUMBER,
  PROGNOSIS_AXIS_INDEX, /* whole numbers */
  PROGNOSIS_AXIS_DATE,  /* day numbers from 1970-01-01 (0) */
  PROGNOSIS_AXIS_MONTH, /* the same; each month is at its last day */
  PROGNOSIS_AXIS_RATIO, /* decimal logarithms of ratios, which are labelled with the ratios */
} PrognosisAxis;

typedef enum
{
  PROGNOSIS_MARK_FILLED,
  PROGNOSIS_MARK_HOLLOW,
  PROGNOSIS_MARK_CROSS,
  PROGNOSIS_MARK_DIAMOND,
} PrognosisMark;

/* How a curve or band is drawn between its values, which stay as they are in readouts and tables. */
typedef enum
{
  PROGNOSIS_SMOOTH_NONE,
  PROGNOSIS_SMOOTH_CURVE, /* a smooth curve through all values */
  PROGNOSIS_SMOOTH_WEEK,  /* values averaged over a week of days */
} PrognosisSmooth;

typedef enum
{
  PROGNOSIS_DASH_NONE,
  PROGNOSIS_DASH_DASHES,
  PROGNOSIS_DASH_DOTS,
} PrognosisDash;

/**
 * PrognosisStyle:
 * @name: (nullable): for the legend and the readout
 * @colour: the meaning of the layer
 * @is_live: changes with sliders and running fits. Live layers are drawn over all others
 * @hide_legend: keeps @name out of the legend
 * @names_end: of lines: writes @name at the end of the line, in its colour, and not in the legend
 * @mark: of points; cells are filled, framed (%PROGNOSIS_MARK_HOLLOW) or hatched (%PROGNOSIS_MARK_CROSS), spans filled or hatched
 * @size: of points, diameter [px]; 0: 5
 * @dash: of lines
 * @width: of lines [px]; 0: 1.75
 * @opacity: factor for the colour's opacity; 0: 1
 * @smooth: of lines and bands
 * @has_lead: the first point of a line or band only leads to the others: it is no value, and is not averaged with them
 * @coverage: of bands: the share of outcomes that lie within; the wider, the paler. 0: 0.95
 * @scale: of cells: the scale that gives the colour instead of @colour
 * @position: on that scale, 0 to 1
 * @has_start: whether @start is set, to distinguish layers of the same name. The readout shows only those with the latest
 *   start, and names it; tables show all
 *
 * The appearance of a layer, for designated initialisers: zero is a sensible value of every field.
 */
typedef struct
{
  const char *name;
  PrognosisColour colour;
  gboolean is_live;
  gboolean hide_legend;
  gboolean names_end;
  PrognosisMark mark;
  double size;
  PrognosisDash dash;
  double width;
  double opacity;
  PrognosisSmooth smooth;
  gboolean has_lead;
  double coverage;
  PrognosisColourScale scale;
  double position;
  gboolean has_start;
  double start; /* in units of x */
} PrognosisStyle;

PrognosisFigure *prognosis_figure_new (const char *title); /* @title nullable */
PrognosisFigure *prognosis_figure_ref (PrognosisFigure *self);
void prognosis_figure_unref (PrognosisFigure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisFigure, prognosis_figure_unref)

/* @title: (nullable) */
void prognosis_figure_set_title (PrognosisFigure *self, const char *title);
/* Height of tick labels [px]; 12 by default. The window multiplies by the user's text scale. */
void prognosis_figure_set_text_size (PrognosisFigure *self, double text_size);
/* TRUE: numbers and months follow the locale, for the screen. FALSE by default, as in files. */
void prognosis_figure_set_localised (PrognosisFigure *self, gboolean localised);
/* TRUE by default. */
void prognosis_figure_set_show_legend (PrognosisFigure *self, gboolean show_legend);
/* Draws only the legend, for figures without one of their own. FALSE by default. */
void prognosis_figure_set_only_legend (PrognosisFigure *self, gboolean only_legend);
/* The height of that legend [px] at @width. */
int prognosis_figure_measure_legend (PrognosisFigure *self, int width);

PrognosisPanel *prognosis_figure_add_panel (PrognosisFigure *self, const char *title, const char *y_label, PrognosisAxis x_axis);
gsize prognosis_figure_get_n_panels (const PrognosisFigure *self);
PrognosisPanel *prognosis_figure_get_panel (const PrognosisFigure *self, gsize panel);

const char *prognosis_panel_get_title (const PrognosisPanel *self);
PrognosisAxis prognosis_panel_get_x_axis (const PrognosisPanel *self);
void prognosis_panel_set_log (PrognosisPanel *self, gboolean is_log);
void prognosis_panel_set_x_label (PrognosisPanel *self, const char *x_label);
/**
 * prognosis_panel_set_rows:
 * @names: NULL-terminated, from top to bottom
 *
 * Makes the panel a table of rows instead of a chart over a y axis: row i lies at y = -i. Readouts and tables then list the
 * points with their x.
 */
void prognosis_panel_set_rows (PrognosisPanel *self, const char *const *names);
/* The colour of the title; that of text by default. */
void prognosis_panel_set_title_colour (PrognosisPanel *self, PrognosisColour colour);
/* The automatic y range starts at the smallest value, not at zero: for counts that only grow, it shows the growth. */
void prognosis_panel_set_floating (PrognosisPanel *self, gboolean is_floating);
/* The text shown in a panel without a single finite value; NULL: a default sentence. */
void prognosis_panel_set_empty_text (PrognosisPanel *self, const char *text);
/* Zoom and pan. A range that cannot be drawn (not finite, empty, too narrow) is automatic, as is NAN, NAN. */
void prognosis_panel_set_x_range (PrognosisPanel *self, double from, double to);
/* The ranges as drawn: finite, from < to, positive on a log axis. An automatic y range covers what lies within the x range:
 * observations, curves, and the 95 % band unless it reaches more than 2.5 times as far; then the 80 % band. A band that is cut
 * fades towards the edge. */
void prognosis_panel_get_x_range (const PrognosisPanel *self, double *from, double *to);
void prognosis_panel_get_y_range (const PrognosisPanel *self, double *from, double *to);
/* The x range of everything in the figure, whatever is shown of it. */
void prognosis_figure_get_x_extent (const PrognosisFigure *self, double *from, double *to);
gboolean prognosis_panel_is_empty (const PrognosisPanel *self);

/**
 * prognosis_figure_hold_ranges:
 * @previous: the figure last shown
 *
 * Keeps the automatic y ranges of @previous in panels where they still fit, so that axes do not move
 * during a drag and the static part stays cached.
 */
void prognosis_figure_hold_ranges (PrognosisFigure *self, const PrognosisFigure *previous);

/* Layers: drawn in the order in which they are added, live ones last. @x ascending. */
void prognosis_panel_add_points (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n);
void prognosis_panel_add_line (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n);
void prognosis_panel_add_band (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *lower,
                               const double *upper, gsize n);
/* A vertical line, labelled with the style's name, which does not appear in the legend. */
void prognosis_panel_add_marker (PrognosisPanel *self, const PrognosisStyle *style, double x);
/* Shading over the full height. */
void prognosis_panel_add_span (PrognosisPanel *self, const PrognosisStyle *style, double from, double to);
/* A horizontal line over the whole width, such as R = 1; it widens an automatic range. */
void prognosis_panel_add_level (PrognosisPanel *self, const PrognosisStyle *style, double y);

/* Makes the panel a map without axes, in the coordinates of @map. Its places are drawn by the cells that are added; other outlines of
 * it appear faintly. */
void prognosis_panel_set_map (PrognosisPanel *self, PrognosisMap *map);
/* Lent, or NULL. */
const PrognosisMap *prognosis_panel_get_map (const PrognosisPanel *self);

/* A place of a map. */
typedef struct
{
  gsize place;       /* of the panel's map */
  const char *label; /* (nullable): written on it, as far as there is room; the first line is bold */
  const char *name;  /* for readouts and tables */
  const char *text;  /* (nullable): the value, for the same */
} PrognosisMapCell;

/* Legends name the layer by its style. A style with a frame or hatching lies on others, and has no text of its own. */
void prognosis_panel_add_cells (PrognosisPanel *self, const PrognosisStyle *style, const PrognosisMapCell *cells, gsize n);
/* Name and value of the cell at a place in data coordinates. (transfer full) (nullable) */
char *prognosis_panel_dup_cell_readout (const PrognosisPanel *self, double x, double y);

/* Removes all live layers: add the new ones and redraw with %PROGNOSIS_DRAW_LIVE. */
void prognosis_figure_clear_live (PrognosisFigure *self);

typedef enum
{
  PROGNOSIS_DRAW_BACKGROUND = 1 << 0, /* that of the theme; transparent without it */
  PROGNOSIS_DRAW_STATIC = 1 << 1,     /* axes, text, legend, layers that are not live */
  PROGNOSIS_DRAW_LIVE = 1 << 2,
  PROGNOSIS_DRAW_ALL = PROGNOSIS_DRAW_BACKGROUND | PROGNOSIS_DRAW_STATIC | PROGNOSIS_DRAW_LIVE,
} PrognosisDrawFlags;

/**
 * prognosis_figure_draw:
 * @cr: any context; its state is preserved. 1 unit is 1 px of layout
 * @theme: (nullable): NULL is the light theme
 *
 * Draws from (0, 0) to (@width, @height). Main thread only: PLplot has one global stream. Drawing STATIC and then
 * LIVE gives the same result as ALL.
 *
 * Returns: %FALSE with %PROGNOSIS_ERROR_COMPUTATION if PLplot cannot draw (because it is installed incompletely,
 *   or fails); the content of @cr is then unspecified. An area that is too small is left empty
 */
gboolean prognosis_figure_draw (PrognosisFigure *self, cairo_t *cr, int width, int height, const PrognosisTheme *theme,
                                PrognosisDrawFlags flags, GError **error);

/**
 * prognosis_figure_static_key:
 *
 * A hash of the static part of the drawing: a cached rendering is valid as long as the key is the same. Live data
 * affect it only if they move the axes.
 */
guint64 prognosis_figure_static_key (PrognosisFigure *self, int width, int height, const PrognosisTheme *theme);

/* Geometry, using the layout of the drawing. */

/* FALSE if (@x, @y) [px] is in no panel's frame. Out arguments may be NULL. */
gboolean prognosis_figure_locate (PrognosisFigure *self, int width, int height, double x, double y, gsize *panel, double *data_x,
                                  double *data_y);
/* The same without limits of the frame, for drags that leave @panel. */
gboolean prognosis_figure_locate_in (PrognosisFigure *self, int width, int height, gsize panel, double x, double y, double *data_x,
                                     double *data_y);
/* The inverse; TRUE if the position is inside the frame. On a log axis @data_y must be positive, otherwise @y is the bottom. */
gboolean prognosis_figure_project (PrognosisFigure *self, int width, int height, gsize panel, double data_x, double data_y,
                                   double *x, double *y);
/* The frame between the axes [px]; FALSE if there is no such panel or no room for it. */
gboolean prognosis_figure_get_frame (PrognosisFigure *self, int width, int height, gsize panel, double *x, double *y,
                                     double *frame_width, double *frame_height);

/* The nearest x with a value before (@direction -1) or after (1) @from; NAN: none. From an infinity: the first or last one. */
double prognosis_figure_find_x (PrognosisFigure *self, gsize panel, double from, int direction);
/* The value of the point at @x, in the layer that was added first; FALSE if there is no point. */
gboolean prognosis_figure_find_point (PrognosisFigure *self, gsize panel, double x, double *y);

/**
 * prognosis_figure_dup_readout:
 *
 * The values of all named layers of @panel nearest to @data_x, one per line, below the day:
 * "22 Aug 2020\nObserved: 12 040\nForecast: 13 100\n95 %: 9000 – 18 000". For the pointer and for screen readers.
 *
 * Returns: (transfer full) (nullable): NULL if there is nothing nearby
 */
char *prognosis_figure_dup_readout (PrognosisFigure *self, gsize panel, double data_x);
/* The values of @panel as rows of cells separated by tabs: first the names, then a row for each x. (transfer full) */
GStrv prognosis_figure_dup_table (PrognosisFigure *self, gsize panel);
/* The index of the first row after the marked origin, not counting the names; 0 if there is none. */
gsize prognosis_figure_find_table_row (PrognosisFigure *self, gsize panel);
/* A description of the figure for screen readers. (transfer full) */
char *prognosis_figure_dup_description (PrognosisFigure *self);

/* A number formatted as on the axes: "12 400", "1.5M". (transfer full) */
char *prognosis_figure_format_number (double value, gboolean localised);
/* A day number as a date, "22 Aug 2020"; for an index, the number. (transfer full) */
char *prognosis_figure_format_x (double value, PrognosisAxis axis, gboolean localised);

/**
 * prognosis_sparkline_draw:
 * @values: length @n, gaps are NAN
 * @n_observed: number of observed values; the rest are drawn as a forecast; @n: all
 *
 * A curve without axes, for rows of a list. Uses only cairo, so it is fast and can be called while a figure is drawn.
 */
void prognosis_sparkline_draw (cairo_t *cr, double width, double height, const double *values, gsize n, gsize n_observed,
                               const PrognosisTheme *theme);

G_END_DECLS
