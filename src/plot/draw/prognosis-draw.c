/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-error.h"
#include "prognosis-map-drawing.h"
#include "prognosis-path.h"
#include "prognosis-pen.h"
#include "prognosis-smooth.h"

#define HATCH_STEP 7.0 /* between the lines of a hatched span [px] */
#define MAX_SIZE 16384
#define SMOOTH_STEP 5.0 /* [px] between the points of a smooth curve */
#define FADE_STRIP 2.0  /* [px] of one opacity, where a band fades towards the edge of its panel */
#define N_FADE_STRIPS 14

typedef struct
{
  PrognosisPen *pen;
  const PrognosisLayout *layout;
  const PrognosisTheme *theme;
  PrognosisDrawFlags flags;
  GArray *points, *pieces;
  GArray *xs, *ys[2]; /* of double: of a smooth layer */
} Draw;

static void
draw_mark (Draw *draw, const PrognosisStyle *style, double size, double x, double y)
{
  const double r = size / 2 * MAX (draw->layout->text_size / 16, 1);

  /* too small for a hollow mark */
  switch (style->mark == PROGNOSIS_MARK_HOLLOW && size < 3.2 ? PROGNOSIS_MARK_FILLED : style->mark)
    {
    case PROGNOSIS_MARK_HOLLOW: prognosis_pen_draw_circle (draw->pen, x, y, r, MAX (1.1, 0.26 * size)); break;
    case PROGNOSIS_MARK_CROSS:
      prognosis_pen_set_width (draw->pen, MAX (1.3, 0.26 * size));
      prognosis_pen_draw_segment (draw->pen, x - 0.9 * r, y - 0.9 * r, x + 0.9 * r, y + 0.9 * r);
      prognosis_pen_draw_segment (draw->pen, x - 0.9 * r, y + 0.9 * r, x + 0.9 * r, y - 0.9 * r);
      break;
    case PROGNOSIS_MARK_DIAMOND:
      prognosis_pen_fill (draw->pen,
                          (PrognosisPoint[]){ { x - 1.2 * r, y }, { x, y - 1.2 * r }, { x + 1.2 * r, y }, { x, y + 1.2 * r } }, 4);
      break;
    case PROGNOSIS_MARK_FILLED:
    default: prognosis_pen_fill_circle (draw->pen, x, y, r); break;
    }
}

/* Draws arrows at the edge for flagged values outside the axis. */
static void
draw_outliers (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisBox *box = &panel->frame;

  for (gsize i = 0; i < layer->n; i++)
    {
      double x = prognosis_panel_layout_x (panel, layer->x[i]), r = layer->style.size / 2;
      double up = layer->y[i] > panel->y.to ? -1 : 1, y = up < 0 ? box->y + 2 * r + 1 : box->y + box->height - 2 * r - 1;

      if (!(x >= box->x && x <= box->x + box->width) || !(layer->y[i] > panel->y.to || layer->y[i] < panel->y.from)
          || (panel->panel->is_log && layer->y[i] <= 0))
        continue;
      prognosis_pen_fill (draw->pen, (PrognosisPoint[]){ { x - r, y }, { x + r, y }, { x, y + up * 2 * r } }, 3);
    }
}

static void
draw_points (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  double size = layer->style.size;

  g_array_set_size (draw->points, 0);
  prognosis_path_points (panel, layer->x, layer->y, layer->n, draw->points);
  if (layer->style.colour == PROGNOSIS_COLOUR_FLAGGED)
    draw_outliers (draw, panel, layer);
  if (draw->points->len > 1)
    { /* points that would merge into a bar are drawn smaller */
      const PrognosisPoint *points = (const PrognosisPoint *) (const void *) draw->points->data;
      double spacing = fabs (points[draw->points->len - 1].x - points[0].x) / (draw->points->len - 1);

      size = MIN (size, MAX (1.25 * spacing, 2.2));
    }
  for (guint i = 0; i < draw->points->len; i++)
    {
      const PrognosisPoint *point = &g_array_index (draw->points, PrognosisPoint, i);

      draw_mark (draw, &layer->style, size, point->x, point->y);
    }
}

static double
line_width (const Draw *draw, const PrognosisStyle *style)
{
  /* In large type, for a room, lines are thicker. */
  return style->width * draw->theme->line_scale * MAX (draw->layout->text_size / 16, 1);
}

/* The curve of @layer as drawn; for a band, that of its lower edge (0) or upper edge (1). */
static const double *
smooth_edge (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer, int edge, gsize *n, const double **x)
{
  const double *values = edge == 0 ? layer->y : layer->upper;

  *n = layer->n;
  *x = layer->x;
  if (layer->style.smooth == PROGNOSIS_SMOOTH_NONE)
    return values;
  g_array_set_size (draw->xs, 0);
  g_array_set_size (draw->ys[edge], 0);
  prognosis_smooth (layer->style.smooth, layer->x, values, layer->n, layer->style.has_lead,
                    SMOOTH_STEP * (panel->x.to - panel->x.from) / panel->frame.width, draw->xs, draw->ys[edge]);
  *n = draw->xs->len;
  *x = (const double *) (const void *) draw->xs->data;
  return (const double *) (const void *) draw->ys[edge]->data;
}

static void
draw_line (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisPoint *points;
  const double *x, *y;
  gsize n_values;

  y = smooth_edge (draw, panel, layer, 0, &n_values, &x);
  g_array_set_size (draw->points, 0);
  g_array_set_size (draw->pieces, 0);
  prognosis_path_line (panel, x, y, n_values, draw->points, draw->pieces);
  points = (const PrognosisPoint *) (const void *) draw->points->data;
  prognosis_pen_set_width (draw->pen, line_width (draw, &layer->style));
  prognosis_pen_set_dashes (draw->pen, layer->style.dash, layer->style.width);
  for (guint i = 0; i < draw->pieces->len; i++)
    {
      gsize n = g_array_index (draw->pieces, gsize, i);

      prognosis_pen_draw_line (draw->pen, points, n);
      points += n;
    }
  prognosis_pen_set_dashes (draw->pen, FALSE, 0);
}

/* The part of a panel between two heights [px]. */
static PrognosisPanelLayout
cut_panel (const PrognosisPanelLayout *panel, double top, double bottom)
{
  PrognosisPanelLayout part = *panel;

  part.frame.y = top;
  part.frame.height = bottom - top;
  part.y.from = prognosis_panel_layout_value (panel, bottom);
  part.y.to = prognosis_panel_layout_value (panel, top);
  return part;
}

static void
fill_band (Draw *draw, const PrognosisPanelLayout *panel, const double *x, const double *lower, const double *upper, gsize n_values)
{
  const PrognosisPoint *points;

  g_array_set_size (draw->points, 0);
  g_array_set_size (draw->pieces, 0);
  prognosis_path_band (panel, x, lower, upper, n_values, draw->points, draw->pieces);
  points = (const PrognosisPoint *) (const void *) draw->points->data;
  for (guint i = 0; i < draw->pieces->len; i++)
    {
      gsize n = g_array_index (draw->pieces, gsize, i);

      prognosis_pen_fill (draw->pen, points, n);
      points += n;
    }
}

static gboolean
is_cut (const PrognosisPanelLayout *panel, const double *x, const double *upper, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (x[i] >= panel->x.from && x[i] <= panel->x.to && upper[i] > panel->y.to)
      return TRUE;
  return FALSE;
}

/* Bands lie on each other, the narrowest on all. */
static double
band_opacity (const PrognosisLayer *layer)
{
  return layer->style.coverage < 0.7 ? 0.26 : 0.15;
}

/* Areas may be faint in every theme; other layers have a minimum opacity. */
static void
set_layer_colour (Draw *draw, const PrognosisLayer *layer, double factor)
{
  double opacity = layer->style.opacity * factor;

  if (layer->type == PROGNOSIS_LAYER_BAND)
    opacity *= band_opacity (layer);
  if (layer->type == PROGNOSIS_LAYER_BAND || layer->type == PROGNOSIS_LAYER_SPAN)
    opacity = MIN (opacity * draw->theme->area_scale, 1);
  else
    opacity = MAX (opacity, draw->theme->least_opacity);
  prognosis_pen_set_colour (draw->pen, &draw->theme->colours[layer->style.colour], opacity);
}

static void
draw_band (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisBox *box = &panel->frame;
  const double *x, *lower, *upper;
  double top = box->y, strip = MIN (FADE_STRIP, 0.3 * box->height / N_FADE_STRIPS);
  PrognosisPanelLayout part;
  gsize n;

  lower = smooth_edge (draw, panel, layer, 0, &n, &x);
  upper = smooth_edge (draw, panel, layer, 1, &n, &x);
  if (!is_cut (panel, x, upper, n))
    {
      fill_band (draw, panel, x, lower, upper, n);
      return;
    }
  /* A band that ended at the edge would look like a wall. */
  for (int i = 0; i < N_FADE_STRIPS; i++, top += strip)
    {
      part = cut_panel (panel, top, top + strip);
      set_layer_colour (draw, layer, (i + 0.5) / N_FADE_STRIPS);
      fill_band (draw, &part, x, lower, upper, n);
    }
  part = cut_panel (panel, top, box->y + box->height);
  set_layer_colour (draw, layer, 1);
  fill_band (draw, &part, x, lower, upper, n);
}

static void
draw_marker (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  double x = prognosis_panel_layout_x (panel, layer->x[0]);

  if (!(x >= panel->frame.x && x <= panel->frame.x + panel->frame.width))
    return;
  prognosis_pen_set_width (draw->pen, MIN (layer->style.width, 1.2) * draw->theme->line_scale);
  prognosis_pen_set_dashes (draw->pen, !panel->is_bare, 1);
  prognosis_pen_draw_segment (draw->pen, x, panel->frame.y, x, panel->frame.y + panel->frame.height);
  prognosis_pen_set_dashes (draw->pen, FALSE, 0);
}

/* Hatched or filled, as its mark says. */
static void
draw_box (Draw *draw, const PrognosisLayer *layer, double left, double top, double right, double bottom)
{
  const PrognosisPoint corners[] = { { left, top }, { right, top }, { right, bottom }, { left, bottom } };
  PrognosisRgba colour = draw->theme->colours[layer->style.colour];

  if (layer->style.mark != PROGNOSIS_MARK_CROSS)
    {
      prognosis_pen_fill_box (draw->pen, left, top, right, bottom);
      return;
    }
  colour.alpha = MIN (colour.alpha * layer->style.opacity * draw->theme->area_scale, 1);
  prognosis_pen_add_ring (draw->pen, corners, G_N_ELEMENTS (corners));
  prognosis_pen_hatch_rings (draw->pen, &colour, draw->theme->line_scale, HATCH_STEP);
}

static void
draw_span (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisBox *box = &panel->frame;
  double from = prognosis_panel_layout_x (panel, MIN (layer->x[0], layer->x[1]));
  double to = prognosis_panel_layout_x (panel, MAX (layer->x[0], layer->x[1]));

  if (isnan (from) || isnan (to) || to <= box->x || from >= box->x + box->width)
    return;
  draw_box (draw, layer, MAX (from, box->x), box->y, MIN (to, box->x + box->width), box->y + box->height);
}

static void
draw_level (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisBox *box = &panel->frame;
  double y = prognosis_panel_layout_y (panel, layer->y[0]);

  if (!(y >= box->y && y <= box->y + box->height))
    return;
  prognosis_pen_set_width (draw->pen, MIN (line_width (draw, &layer->style), 1.5));
  prognosis_pen_set_dashes (draw->pen, layer->style.dash, layer->style.width);
  prognosis_pen_draw_segment (draw->pen, box->x, y, box->x + box->width, y);
  prognosis_pen_set_dashes (draw->pen, FALSE, 0);
}

typedef void (*LayerFunc) (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer);

static const LayerFunc layer_funcs[] = {
  [PROGNOSIS_LAYER_POINTS] = draw_points, [PROGNOSIS_LAYER_LINE] = draw_line, [PROGNOSIS_LAYER_BAND] = draw_band,
  [PROGNOSIS_LAYER_MARKER] = draw_marker, [PROGNOSIS_LAYER_SPAN] = draw_span, [PROGNOSIS_LAYER_LEVEL] = draw_level,
};

static void
draw_layers (Draw *draw, const PrognosisPanelLayout *panel, gboolean live, gboolean spans)
{
  /* A panel with a sentence has no curves that a line or shading could refer to. */
  for (guint i = 0; !panel->is_empty && panel->panel->map == NULL && i < panel->panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel->panel, i);

      if ((!layer->style.is_live) == live || (!live && (layer->type == PROGNOSIS_LAYER_SPAN) != spans))
        continue;
      set_layer_colour (draw, layer, 1);
      layer_funcs[layer->type](draw, panel, layer);
    }
}

static void
draw_grid (Draw *draw, const PrognosisPanelLayout *panel)
{
  const PrognosisBox *box = &panel->frame;
  double bottom = box->y + box->height, right = box->x + box->width;

  prognosis_pen_set_width (draw->pen, 1);
  prognosis_pen_set_colour (draw->pen, &draw->theme->grid, 1);
  for (guint i = 0; panel->y_ticks != NULL && i < panel->y_ticks->len; i++)
    {
      double y = prognosis_panel_layout_y (panel, g_array_index (panel->y_ticks, PrognosisTick, i).value);

      if (y < bottom - 1)
        prognosis_pen_draw_segment (draw->pen, box->x, floor (y) + 0.5, right, floor (y) + 0.5);
    }
  prognosis_pen_set_colour (draw->pen, &draw->theme->dim, 1);
  prognosis_pen_draw_segment (draw->pen, box->x, floor (bottom) + 0.5, right, floor (bottom) + 0.5);
  for (guint i = 0; panel->x_ticks != NULL && i < panel->x_ticks->len; i++)
    {
      double x = prognosis_panel_layout_x (panel, g_array_index (panel->x_ticks, PrognosisTick, i).value);

      prognosis_pen_draw_segment (draw->pen, floor (x) + 0.5, floor (bottom) + 1, floor (x) + 0.5, floor (bottom) + 4);
    }
}

static void
draw_label (Draw *draw, const PrognosisLabel *label)
{
  static const double justifications[] = { 0, 0.5, 1 };

  if (!isfinite (label->x) || !isfinite (label->y))
    return;
  if (label->ground != NULL)
    {
      const PrognosisRgba ground = prognosis_map_drawing_get_colour (draw->theme, label->ground),
                          ink = prognosis_rgba_get_ink (&ground);

      prognosis_pen_set_colour (draw->pen, &ink, 1);
      prognosis_pen_write (draw->pen, label->text, label->x, label->y, label->size, justifications[label->align], label->is_bold);
      return;
    }
  prognosis_pen_set_colour (draw->pen,
                            label->colour >= 0 ? &draw->theme->colours[label->colour]
                            : label->is_dim    ? &draw->theme->dim
                                               : &draw->theme->text,
                            1);
  prognosis_pen_write (draw->pen, label->text, label->x, label->y, label->size, justifications[label->align], label->is_bold);
}

/* As dark as on the wider bands below it. */
static void
draw_band_key (Draw *draw, const PrognosisKey *key)
{
  static const double coverages[] = { 0.95, 0.8, 0.5 };
  double right = key->x + PROGNOSIS_KEY_WIDTH, half = 0.42 * draw->layout->text_size;
  PrognosisLayer band = *key->layer;

  for (gsize i = 0; i < G_N_ELEMENTS (coverages) && coverages[i] > key->layer->style.coverage; i++)
    {
      band.style.coverage = coverages[i];
      set_layer_colour (draw, &band, 1);
      prognosis_pen_fill_box (draw->pen, key->x, key->y - half, right, key->y + half);
    }
  set_layer_colour (draw, key->layer, 1);
  prognosis_pen_fill_box (draw->pen, key->x, key->y - half, right, key->y + half);
}

static void
draw_key (Draw *draw, const PrognosisKey *key)
{
  const PrognosisLayer *layer = key->layer;
  double right = key->x + PROGNOSIS_KEY_WIDTH, half = 0.42 * draw->layout->text_size;

  set_layer_colour (draw, layer, 1);
  switch (layer->type)
    {
    case PROGNOSIS_LAYER_POINTS: draw_mark (draw, &layer->style, layer->style.size, (key->x + right) / 2, key->y); break;
    case PROGNOSIS_LAYER_BAND: draw_band_key (draw, key); break;
    case PROGNOSIS_LAYER_CELLS:
      prognosis_map_drawing_draw_key (draw->pen, draw->theme, layer,
                                      &(PrognosisBox){ key->x, key->y - half, right - key->x, 2 * half });
      break;
    case PROGNOSIS_LAYER_SPAN: draw_box (draw, layer, key->x, key->y - half, right, key->y + half); break;
    case PROGNOSIS_LAYER_LINE:
    case PROGNOSIS_LAYER_LEVEL:
    case PROGNOSIS_LAYER_MARKER:
    default:
      prognosis_pen_set_width (draw->pen, line_width (draw, &layer->style));
      prognosis_pen_set_dashes (draw->pen, layer->style.dash, layer->style.width);
      prognosis_pen_draw_segment (draw->pen, key->x, key->y, right, key->y);
      prognosis_pen_set_dashes (draw->pen, FALSE, 0);
      break;
    }
}

static void
draw_static (Draw *draw)
{
  const PrognosisLayout *layout = draw->layout;

  for (guint i = 0; i < layout->panels->len; i++)
    {
      const PrognosisPanelLayout *panel = &g_array_index (layout->panels, PrognosisPanelLayout, i);

      draw_layers (draw, panel, FALSE, TRUE);
      if (!panel->is_bare)
        draw_grid (draw, panel);
      draw_layers (draw, panel, FALSE, FALSE);
      if (panel->panel->map != NULL && !panel->is_empty)
        prognosis_map_drawing_draw (draw->pen, draw->theme, panel);
    }
  for (guint i = 0; i < layout->keys->len; i++)
    draw_key (draw, &g_array_index (layout->keys, PrognosisKey, i));
  for (guint i = 0; i < layout->labels->len; i++)
    draw_label (draw, &g_array_index (layout->labels, PrognosisLabel, i));
}

static void
draw_page (PrognosisPen *pen, gpointer user_data)
{
  Draw *draw = user_data;
  const PrognosisLayout *layout = draw->layout;

  draw->pen = pen;
  if (draw->flags & PROGNOSIS_DRAW_STATIC)
    draw_static (draw);
  for (guint i = 0; (draw->flags & PROGNOSIS_DRAW_LIVE) && i < layout->panels->len; i++)
    draw_layers (draw, &g_array_index (layout->panels, PrognosisPanelLayout, i), TRUE, FALSE);
}

static void
paint_background (cairo_t *cr, int width, int height, const PrognosisRgba *colour)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgba (cr, colour->red / 255.0, colour->green / 255.0, colour->blue / 255.0, colour->alpha);
  cairo_fill (cr);
  cairo_restore (cr);
}

gboolean
prognosis_figure_draw (PrognosisFigure *self, cairo_t *cr, int width, int height, const PrognosisTheme *theme,
                       PrognosisDrawFlags flags, GError **error)
{
  gboolean done;
  Draw draw = { .theme = theme != NULL ? theme : &prognosis_theme_light, .flags = flags };

  g_return_val_if_fail (self != NULL && cr != NULL, FALSE);
  if (width < 1 || height < 1)
    return TRUE;
  if (width > MAX_SIZE || height > MAX_SIZE)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("A chart of %d × %d pixels is too large; the maximum is %d"),
                   width, height, MAX_SIZE);
      return FALSE;
    }
  if (flags & PROGNOSIS_DRAW_BACKGROUND)
    paint_background (cr, width, height, &draw.theme->background);
  draw.layout = prognosis_figure_get_layout (self, width, height);
  if (draw.layout->panels->len == 0 && draw.layout->labels->len == 0)
    return TRUE;
  draw.points = g_array_new (FALSE, FALSE, sizeof (PrognosisPoint));
  draw.pieces = g_array_new (FALSE, FALSE, sizeof (gsize));
  draw.xs = g_array_new (FALSE, FALSE, sizeof (double));
  draw.ys[0] = g_array_new (FALSE, FALSE, sizeof (double));
  draw.ys[1] = g_array_new (FALSE, FALSE, sizeof (double));
  done = prognosis_pen_run (cr, draw.layout->width, draw.layout->height, draw_page, &draw);
  g_array_unref (draw.points);
  g_array_unref (draw.pieces);
  g_array_unref (draw.xs);
  g_array_unref (draw.ys[0]);
  g_array_unref (draw.ys[1]);
  if (!done)
    {
      if (!prognosis_pen_has_room ())
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                     _ ("The chart could not be drawn: no space for temporary files in %s"), g_get_tmp_dir ());
      else
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION, _ ("PLplot could not draw the chart: %s"),
                     prognosis_pen_get_message ());
      return FALSE;
    }
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION, _ ("The chart could not be drawn: %s"),
                   cairo_status_to_string (cairo_status (cr)));
      return FALSE;
    }
  return TRUE;
}
