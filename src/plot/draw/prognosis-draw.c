/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <setjmp.h>
#include <string.h>
#include <unistd.h>

#include <plplot/plplot.h>

#include "prognosis-error.h"
#include "prognosis-path.h"

/* PLplot gets the whole page in pixels as its window, and clipped coordinates, because its own data window hangs on
 * ranges such as 1e9 to 1e9 + 1e-7, its axes exit on an invalid tick, and its time axis labels days a minute early. */

#define MM_PER_PX (25.4 / 96.0) /* of text: the driver takes a character's height for points at 96 dpi */
#define HAIRLINE 0.01           /* polygons always have an outline: make it invisible */
#define DASH 5.0
#define MAX_SIZE 16384

typedef struct
{
  cairo_t *cr;
  const PrognosisLayout *layout;
  const PrognosisTheme *theme;
  PrognosisDrawFlags flags;
  GArray *points, *pieces;
  GArray *px, *py; /* of double: for PLplot, y upwards */
  GString *text;
} Draw;

/* PLplot calls exit() on fatal errors; jump back here instead while drawing. */
static struct
{
  gboolean is_drawing;
  jmp_buf leave;
  char message[256];
} guard;

static int
on_plexit (const char *message)
{
  g_strlcpy (guard.message, message != NULL ? message : "", sizeof guard.message);
  if (guard.is_drawing)
    longjmp (guard.leave, 1);
  return 1;
}

static void
on_plabort (const char *message)
{
  /* PLplot skips the call and continues */
  g_debug ("PLplot: %s", message != NULL ? message : "");
}

static gboolean
has_driver (void)
{
  const char *menu[64] = { NULL }, *names[64] = { NULL };
  const char **menu_at = menu, **names_at = names;
  int n = G_N_ELEMENTS (names);

  plgDevs (&menu_at, &names_at, &n);
  for (int i = 0; i < MIN (n, (int) G_N_ELEMENTS (names)); i++)
    if (g_strcmp0 (names[i], "extcairo") == 0)
      return TRUE;
  return FALSE;
}

static void
set_colour (const PrognosisRgba *colour, double opacity)
{
  plscol0a (1, colour->red, colour->green, colour->blue, CLAMP (colour->alpha * opacity, 0, 1));
  plcol0 (1);
}

static void
set_page (Draw *draw)
{
  PLINT black[2] = { 0, 0 };

  plsdev ("extcairo");
  plspage (0, 0, draw->layout->width, draw->layout->height, 0, 0);
  plsfci (0x80000000); /* sans, by Pango */
  plscmap0 (black, black, black, 2);
  plinit ();
  pl_cmd (PLESC_DEVINIT, draw->cr);
  pladv (0);
  plvpor (0, 1, 0, 1);
  plwind (0, draw->layout->width, 0, draw->layout->height);
}

static gboolean
push_points (Draw *draw, const PrognosisPoint *points, gsize n)
{
  g_array_set_size (draw->px, 0);
  g_array_set_size (draw->py, 0);
  for (gsize i = 0; i < n; i++)
    {
      double y = draw->layout->height - points[i].y;

      if (!isfinite (points[i].x) || !isfinite (y))
        return FALSE;
      g_array_append_val (draw->px, points[i].x);
      g_array_append_val (draw->py, y);
    }
  return TRUE;
}

static void
draw_polyline (Draw *draw, const PrognosisPoint *points, gsize n)
{
  if (n >= 2 && push_points (draw, points, n))
    plline ((PLINT) n, (PLFLT *) (void *) draw->px->data, (PLFLT *) (void *) draw->py->data);
}

static void
draw_polygon (Draw *draw, const PrognosisPoint *points, gsize n)
{
  if (n < 3 || !push_points (draw, points, n))
    return;
  plwidth (HAIRLINE);
  plfill ((PLINT) n, (PLFLT *) (void *) draw->px->data, (PLFLT *) (void *) draw->py->data);
}

static void
draw_segment (Draw *draw, double x1, double y1, double x2, double y2)
{
  draw_polyline (draw, (PrognosisPoint[]){ { x1, y1 }, { x2, y2 } }, 2);
}

static void
draw_box (Draw *draw, double left, double top, double right, double bottom)
{
  draw_polygon (draw, (PrognosisPoint[]){ { left, top }, { right, top }, { right, bottom }, { left, bottom } }, 4);
}

/* PLplot dashes in software, with one call per dash; cairo dashes the whole line. */
static void
set_dashes (Draw *draw, PrognosisDash dash, double width)
{
  const double dashes[2] = { MAX (DASH, 2 * width), MAX (0.8 * DASH, 2.2 * width) };
  const double dots[2] = { width, 1.5 * width };

  cairo_set_dash (draw->cr, dash == PROGNOSIS_DASH_DOTS ? dots : dashes, dash != PROGNOSIS_DASH_NONE ? 2 : 0, 0);
}

static void
draw_mark (Draw *draw, const PrognosisStyle *style, double size, double x, double y)
{
  double r = size / 2, up = draw->layout->height - y;

  /* too small for a hollow mark */
  switch (style->mark == PROGNOSIS_MARK_HOLLOW && size < 3.2 ? PROGNOSIS_MARK_FILLED : style->mark)
    {
    case PROGNOSIS_MARK_HOLLOW:
      plwidth (MAX (1.1, 0.26 * size));
      plarc (x, up, r, r, 0, 360, 0, 0);
      break;
    case PROGNOSIS_MARK_CROSS:
      plwidth (MAX (1.3, 0.26 * size));
      draw_segment (draw, x - 0.9 * r, y - 0.9 * r, x + 0.9 * r, y + 0.9 * r);
      draw_segment (draw, x - 0.9 * r, y + 0.9 * r, x + 0.9 * r, y - 0.9 * r);
      break;
    case PROGNOSIS_MARK_DIAMOND:
      draw_polygon (draw, (PrognosisPoint[]){ { x - 1.2 * r, y }, { x, y - 1.2 * r }, { x + 1.2 * r, y }, { x, y + 1.2 * r } }, 4);
      break;
    case PROGNOSIS_MARK_FILLED:
    default:
      plwidth (HAIRLINE);
      plarc (x, up, r, r, 0, 360, 0, 1);
      break;
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
      draw_polygon (draw, (PrognosisPoint[]){ { x - r, y }, { x + r, y }, { x, y + up * 2 * r } }, 3);
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
  return style->width * draw->theme->line_scale;
}

static void
draw_line (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisPoint *points;

  g_array_set_size (draw->points, 0);
  g_array_set_size (draw->pieces, 0);
  prognosis_path_line (panel, layer->x, layer->y, layer->n, layer->type == PROGNOSIS_LAYER_STEPS, draw->points, draw->pieces);
  points = (const PrognosisPoint *) (const void *) draw->points->data;
  plwidth (line_width (draw, &layer->style));
  set_dashes (draw, layer->style.dash, layer->style.width);
  for (guint i = 0; i < draw->pieces->len; i++)
    {
      gsize n = g_array_index (draw->pieces, gsize, i);

      draw_polyline (draw, points, n);
      points += n;
    }
  set_dashes (draw, FALSE, 0);
}

static void
draw_band (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisPoint *points;

  g_array_set_size (draw->points, 0);
  g_array_set_size (draw->pieces, 0);
  prognosis_path_band (panel, layer->x, layer->y, layer->upper, layer->n, draw->points, draw->pieces);
  points = (const PrognosisPoint *) (const void *) draw->points->data;
  for (guint i = 0; i < draw->pieces->len; i++)
    {
      gsize n = g_array_index (draw->pieces, gsize, i);

      draw_polygon (draw, points, n);
      points += n;
    }
}

static void
draw_bars (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisBox *box = &panel->frame;
  double bottom = box->y + box->height, zero = prognosis_panel_layout_y (panel, 0);

  zero = isnan (zero) ? bottom : CLAMP (zero, box->y, bottom);
  for (gsize i = 0; i < layer->n; i++)
    {
      double left = prognosis_panel_layout_x (panel, layer->x[i] - layer->bar_width / 2);
      double right = prognosis_panel_layout_x (panel, layer->x[i] + layer->bar_width / 2);
      double y = prognosis_panel_layout_y (panel, layer->y[i]);

      if (!(right > box->x && left < box->x + box->width) || isnan (y))
        continue;
      draw_box (draw, MAX (left, box->x), CLAMP (y, box->y, bottom), MIN (right, box->x + box->width), zero);
    }
}

static void
draw_marker (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  double x = prognosis_panel_layout_x (panel, layer->x[0]);

  if (!(x >= panel->frame.x && x <= panel->frame.x + panel->frame.width))
    return;
  plwidth (MIN (layer->style.width, 1.2) * draw->theme->line_scale);
  set_dashes (draw, !panel->is_bare, 1);
  draw_segment (draw, x, panel->frame.y, x, panel->frame.y + panel->frame.height);
  set_dashes (draw, FALSE, 0);
}

static void
draw_span (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisBox *box = &panel->frame;
  double from = prognosis_panel_layout_x (panel, MIN (layer->x[0], layer->x[1]));
  double to = prognosis_panel_layout_x (panel, MAX (layer->x[0], layer->x[1]));

  if (isnan (from) || isnan (to) || to <= box->x || from >= box->x + box->width)
    return;
  draw_box (draw, MAX (from, box->x), box->y, MIN (to, box->x + box->width), box->y + box->height);
}

static void
draw_level (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const PrognosisBox *box = &panel->frame;
  double y = prognosis_panel_layout_y (panel, layer->y[0]);

  if (!(y >= box->y && y <= box->y + box->height))
    return;
  plwidth (MIN (line_width (draw, &layer->style), 1.5));
  set_dashes (draw, layer->style.dash, layer->style.width);
  draw_segment (draw, box->x, y, box->x + box->width, y);
  set_dashes (draw, FALSE, 0);
}

typedef void (*LayerFunc) (Draw *draw, const PrognosisPanelLayout *panel, const PrognosisLayer *layer);

static const LayerFunc layer_funcs[] = {
  [PROGNOSIS_LAYER_POINTS] = draw_points, [PROGNOSIS_LAYER_LINE] = draw_line,   [PROGNOSIS_LAYER_STEPS] = draw_line,
  [PROGNOSIS_LAYER_BARS] = draw_bars,     [PROGNOSIS_LAYER_BAND] = draw_band,   [PROGNOSIS_LAYER_MARKER] = draw_marker,
  [PROGNOSIS_LAYER_SPAN] = draw_span,     [PROGNOSIS_LAYER_LEVEL] = draw_level,
};

/* Areas may be faint in every theme; other layers have a minimum opacity. */
static void
set_layer_colour (Draw *draw, const PrognosisLayer *layer)
{
  gboolean is_area
      = layer->type == PROGNOSIS_LAYER_BAND || layer->type == PROGNOSIS_LAYER_SPAN || layer->type == PROGNOSIS_LAYER_BARS;

  set_colour (&draw->theme->colours[layer->style.colour], is_area ? MIN (layer->style.opacity * draw->theme->area_scale, 1)
                                                                  : MAX (layer->style.opacity, draw->theme->least_opacity));
}

static void
draw_layers (Draw *draw, const PrognosisPanelLayout *panel, gboolean live, gboolean spans)
{
  /* A panel with a sentence has no curves that a line or shading could refer to. */
  for (guint i = 0; !panel->is_empty && i < panel->panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel->panel, i);

      if ((!layer->style.is_live) == live || (!live && (layer->type == PROGNOSIS_LAYER_SPAN) != spans))
        continue;
      set_layer_colour (draw, layer);
      layer_funcs[layer->type](draw, panel, layer);
    }
}

static void
draw_grid (Draw *draw, const PrognosisPanelLayout *panel)
{
  const PrognosisBox *box = &panel->frame;
  double bottom = box->y + box->height, right = box->x + box->width;

  plwidth (1);
  set_colour (&draw->theme->grid, 1);
  for (guint i = 0; panel->y_ticks != NULL && i < panel->y_ticks->len; i++)
    {
      double y = prognosis_panel_layout_y (panel, g_array_index (panel->y_ticks, PrognosisTick, i).value);

      if (y < bottom - 1)
        draw_segment (draw, box->x, floor (y) + 0.5, right, floor (y) + 0.5);
    }
  set_colour (&draw->theme->dim, 1);
  draw_segment (draw, box->x, floor (bottom) + 0.5, right, floor (bottom) + 0.5);
  for (guint i = 0; panel->x_ticks != NULL && i < panel->x_ticks->len; i++)
    {
      double x = prognosis_panel_layout_x (panel, g_array_index (panel->x_ticks, PrognosisTick, i).value);

      draw_segment (draw, floor (x) + 0.5, floor (bottom) + 1, floor (x) + 0.5, floor (bottom) + 4);
    }
}

static void
draw_label (Draw *draw, const PrognosisLabel *label)
{
  static const double justifications[] = { 0, 0.5, 1 };

  if (!isfinite (label->x) || !isfinite (label->y))
    return;
  g_string_truncate (draw->text, 0);
  for (const char *c = label->text; *c != '\0'; c++)
    { /* '#' starts an escape sequence */
      if (*c == '#')
        g_string_append_c (draw->text, '#');
      g_string_append_c (draw->text, *c);
    }
  set_colour (label->is_dim ? &draw->theme->dim : &draw->theme->text, 1);
  plsfci (label->is_bold ? 0x80000100 : 0x80000000);
  plschr (label->size * MM_PER_PX, 1);
  plptex (label->x, draw->layout->height - label->y, 1, 0, justifications[label->align], draw->text->str);
}

static void
draw_key (Draw *draw, const PrognosisKey *key)
{
  const PrognosisLayer *layer = key->layer;
  double right = key->x + PROGNOSIS_KEY_WIDTH, half = 0.42 * draw->layout->text_size;

  set_layer_colour (draw, layer);
  switch (layer->type)
    {
    case PROGNOSIS_LAYER_POINTS: draw_mark (draw, &layer->style, layer->style.size, (key->x + right) / 2, key->y); break;
    case PROGNOSIS_LAYER_BARS:
    case PROGNOSIS_LAYER_BAND:
    case PROGNOSIS_LAYER_SPAN: draw_box (draw, key->x, key->y - half, right, key->y + half); break;
    case PROGNOSIS_LAYER_LINE:
    case PROGNOSIS_LAYER_STEPS:
    case PROGNOSIS_LAYER_LEVEL:
    case PROGNOSIS_LAYER_MARKER:
    default:
      plwidth (line_width (draw, &layer->style));
      set_dashes (draw, layer->style.dash, layer->style.width);
      draw_segment (draw, key->x, key->y, right, key->y);
      set_dashes (draw, FALSE, 0);
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
    }
  for (guint i = 0; i < layout->keys->len; i++)
    draw_key (draw, &g_array_index (layout->keys, PrognosisKey, i));
  for (guint i = 0; i < layout->labels->len; i++)
    draw_label (draw, &g_array_index (layout->labels, PrognosisLabel, i));
}

static void
draw_page (Draw *draw)
{
  const PrognosisLayout *layout = draw->layout;

  set_page (draw);
  if (draw->flags & PROGNOSIS_DRAW_STATIC)
    draw_static (draw);
  for (guint i = 0; (draw->flags & PROGNOSIS_DRAW_LIVE) && i < layout->panels->len; i++)
    draw_layers (draw, &g_array_index (layout->panels, PrognosisPanelLayout, i), TRUE, FALSE);
}

/* No locks or cleanup attributes between setjmp and longjmp: all allocations belong to @draw. */
static gboolean
draw_guarded (Draw *draw)
{
  plsexit (on_plexit);
  plsabort (on_plabort);
  guard.is_drawing = TRUE;
  guard.message[0] = '\0';
  if (setjmp (guard.leave) == 0)
    {
      if (!has_driver ())
        g_strlcpy (guard.message, "no extcairo driver", sizeof guard.message);
      else
        {
          draw_page (draw);
          plend1 ();
        }
    }
  else if (setjmp (guard.leave) == 0)
    plend1 (); /* the stream is usable again */
  guard.is_drawing = FALSE;
  return guard.message[0] == '\0';
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

static gboolean
draw_layout (Draw *draw)
{
  gboolean done;

  draw->points = g_array_new (FALSE, FALSE, sizeof (PrognosisPoint));
  draw->pieces = g_array_new (FALSE, FALSE, sizeof (gsize));
  draw->px = g_array_new (FALSE, FALSE, sizeof (double));
  draw->py = g_array_new (FALSE, FALSE, sizeof (double));
  draw->text = g_string_new (NULL);
  cairo_save (draw->cr);
  done = draw_guarded (draw);
  cairo_restore (draw->cr);
  g_array_unref (draw->points);
  g_array_unref (draw->pieces);
  g_array_unref (draw->px);
  g_array_unref (draw->py);
  g_string_free (draw->text, TRUE);
  return done;
}

/* PLplot writes its list of drivers to a temporary file; if it cannot, it reports that there are none. */
static gboolean
has_room_for_temporary_files (void)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp (NULL, &path, NULL);
  gboolean has_room = file >= 0 && write (file, guard.message, sizeof guard.message) == (gssize) sizeof guard.message;

  if (file >= 0)
    {
      close (file);
      g_unlink (path);
    }
  return has_room;
}

gboolean
prognosis_figure_draw (PrognosisFigure *self, cairo_t *cr, int width, int height, const PrognosisTheme *theme,
                       PrognosisDrawFlags flags, GError **error)
{
  Draw draw = { .cr = cr, .theme = theme != NULL ? theme : &prognosis_theme_light, .flags = flags };

  g_return_val_if_fail (self != NULL && cr != NULL, FALSE);
  g_return_val_if_fail (!guard.is_drawing, FALSE);
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
  if (!draw_layout (&draw))
    {
      if (!has_room_for_temporary_files ())
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                     _ ("The chart could not be drawn: no space for temporary files in %s"), g_get_tmp_dir ());
      else
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION, _ ("PLplot could not draw the chart: %s"), guard.message);
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
