/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <math.h>

#include "prognosis-map-drawing.h"

#define CELL_GAP 1.0         /* [px] around each tile */
#define HATCH_STEP 7.0       /* [px] */
#define BORDER 0.7           /* [px] between outlines */
#define LEAST_BORDERED 400.0 /* [px²] of a place, on average, that has a border */
#define LEAST_POINT 0.75     /* [px] from one point of an outline to the next */
#define LEAST_SIZE 3.0       /* [px]: a smaller place is drawn as a square */
#define OTHER_OPACITY 0.16

PrognosisRgba
prognosis_map_drawing_get_colour (const PrognosisTheme *theme, const PrognosisLayer *layer)
{
  PrognosisRgba colour = theme->colours[layer->style.colour];

  if (layer->style.scale != PROGNOSIS_COLOURS_NONE)
    return prognosis_theme_get_scale_colour (theme, layer->style.scale, layer->style.position);
  colour.alpha *= MAX (layer->style.opacity, theme->least_opacity);
  return colour;
}

/* --- paths ------------------------------------------------------------------------- */

static void
add_box (PrognosisPen *pen, double left, double top, double right, double bottom)
{
  prognosis_pen_add_ring (pen, (PrognosisPoint[]){ { left, top }, { right, top }, { right, bottom }, { left, bottom } }, 4);
}

static void
add_tile (PrognosisPen *pen, const PrognosisPanelLayout *panel, const PrognosisMapPlace *place, double inset)
{
  const double left = prognosis_panel_layout_x (panel, place->left), right = prognosis_panel_layout_x (panel, place->right);
  const double top = prognosis_panel_layout_y (panel, place->top), bottom = prognosis_panel_layout_y (panel, place->bottom);
  const double gap = (right - left > 8 * CELL_GAP ? CELL_GAP : 0) + inset;

  add_box (pen, left + gap, top + gap, right - gap, bottom - gap);
}

/* Without points that would fall on the same pixel. */
static void
add_ring (PrognosisPen *pen, const PrognosisPanelLayout *panel, const double *points, gsize n)
{
  g_autofree PrognosisPoint *seen = g_new (PrognosisPoint, n);
  gsize n_seen = 0;

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisPoint point
          = { prognosis_panel_layout_x (panel, points[2 * i]), prognosis_panel_layout_y (panel, points[2 * i + 1]) };

      if (n_seen == 0 || fabs (point.x - seen[n_seen - 1].x) + fabs (point.y - seen[n_seen - 1].y) >= LEAST_POINT)
        seen[n_seen++] = point;
    }
  if (n_seen > 2)
    prognosis_pen_add_ring (pen, seen, n_seen);
}

/* @inset: of tiles */
static void
add_place (PrognosisPen *pen, const PrognosisPanelLayout *panel, const PrognosisMapPlace *place, double inset)
{
  const PrognosisMap *map = panel->panel->map;
  const double width = prognosis_panel_layout_x (panel, place->right) - prognosis_panel_layout_x (panel, place->left);
  const double height = prognosis_panel_layout_y (panel, place->bottom) - prognosis_panel_layout_y (panel, place->top);
  const double x = prognosis_panel_layout_x (panel, place->x), y = prognosis_panel_layout_y (panel, place->y);

  if (place->n_rings == 0)
    add_tile (pen, panel, place, inset);
  else if (width < LEAST_SIZE && height < LEAST_SIZE)
    add_box (pen, x - LEAST_SIZE / 2, y - LEAST_SIZE / 2, x + LEAST_SIZE / 2, y + LEAST_SIZE / 2);
  else
    for (gsize ring = place->first_ring; ring < place->first_ring + place->n_rings; ring++)
      add_ring (pen, panel, map->points + 2 * map->ring_starts[ring], map->ring_starts[ring + 1] - map->ring_starts[ring]);
}

static void
add_layer (PrognosisPen *pen, const PrognosisPanelLayout *panel, const PrognosisLayer *layer, double inset)
{
  for (gsize i = 0; i < layer->n; i++)
    add_place (pen, panel, &panel->panel->map->places[layer->places[i]], inset);
}

/* --- layers ------------------------------------------------------------------------ */

/* With an edge that is seen on places as dark as the frame. */
static void
draw_frames (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisPanelLayout *panel, const PrognosisLayer *layer)
{
  const double width = layer->style.width * theme->line_scale;
  const PrognosisRgba colour = prognosis_map_drawing_get_colour (theme, layer);

  add_layer (pen, panel, layer, (width + 1) / 2);
  prognosis_pen_draw_rings (pen, &theme->background, width + 2);
  add_layer (pen, panel, layer, width / 2);
  prognosis_pen_draw_rings (pen, &colour, width);
}

static void
draw_others (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisPanelLayout *panel)
{
  const PrognosisMap *map = panel->panel->map;
  PrognosisRgba colour = theme->colours[PROGNOSIS_COLOUR_GHOST];

  colour.alpha *= OTHER_OPACITY;
  for (gsize i = 0; i < map->n_others; i++)
    add_place (pen, panel, &map->others[i], 0);
  prognosis_pen_fill_rings (pen, &colour);
}

static void
draw_borders (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisPanelLayout *panel)
{
  const PrognosisMap *map = panel->panel->map;

  /* Thousands of small places would be all borders, and take most of the time. */
  if (panel->frame.width * panel->frame.height < LEAST_BORDERED * (double) map->n_outlined)
    return;
  for (gsize i = 0; i < map->n_places; i++)
    if (map->places[i].n_rings > 0)
      add_place (pen, panel, &map->places[i], 0);
  for (gsize i = 0; i < map->n_others; i++)
    add_place (pen, panel, &map->others[i], 0);
  prognosis_pen_draw_rings (pen, &theme->background, BORDER * theme->line_scale);
}

static void
fill_layers (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisPanelLayout *panel)
{
  for (guint i = 0; i < panel->panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel->panel, i);
      const PrognosisRgba colour = prognosis_map_drawing_get_colour (theme, layer);

      if (layer->type != PROGNOSIS_LAYER_CELLS || layer->style.mark != PROGNOSIS_MARK_FILLED)
        continue;
      /* Each alone: between two places some of the background is seen, which parts them. */
      for (gsize k = 0; k < layer->n; k++)
        {
          add_place (pen, panel, &panel->panel->map->places[layer->places[k]], 0);
          prognosis_pen_fill_rings (pen, &colour);
        }
    }
}

static void
overlay_layers (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisPanelLayout *panel)
{
  for (guint i = 0; i < panel->panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel->panel, i);
      const PrognosisRgba colour = prognosis_map_drawing_get_colour (theme, layer);

      if (layer->type == PROGNOSIS_LAYER_CELLS && layer->style.mark == PROGNOSIS_MARK_HOLLOW)
        draw_frames (pen, theme, panel, layer);
      else if (layer->type == PROGNOSIS_LAYER_CELLS && layer->style.mark == PROGNOSIS_MARK_CROSS)
        {
          add_layer (pen, panel, layer, 0);
          prognosis_pen_hatch_rings (pen, &colour, 1.2 * theme->line_scale, HATCH_STEP);
        }
    }
}

void
prognosis_map_drawing_draw (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisPanelLayout *panel)
{
  const PrognosisBox *frame = &panel->frame;

  prognosis_pen_clip_box (pen, frame->x, frame->y, frame->x + frame->width, frame->y + frame->height);
  draw_others (pen, theme, panel);
  fill_layers (pen, theme, panel);
  draw_borders (pen, theme, panel);
  overlay_layers (pen, theme, panel);
  prognosis_pen_unclip (pen);
}

void
prognosis_map_drawing_draw_key (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisLayer *layer,
                                const PrognosisBox *box)
{
  const PrognosisRgba colour = prognosis_map_drawing_get_colour (theme, layer);

  add_box (pen, box->x, box->y, box->x + box->width, box->y + box->height);
  if (layer->style.mark == PROGNOSIS_MARK_CROSS)
    prognosis_pen_hatch_rings (pen, &colour, 1.2 * theme->line_scale, HATCH_STEP);
  else
    prognosis_pen_fill_rings (pen, &colour);
}
