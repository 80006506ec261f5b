/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-figure-private.h"

#include <math.h>
#include <string.h>

#include "prognosis-layout.h"
#include "prognosis-text.h"

static const PrognosisRange no_range = { NAN, NAN };

static void
layer_free (gpointer data)
{
  PrognosisLayer *layer = data;

  g_free ((char *) layer->style.name);
  g_free (layer->x);
  g_free (layer->y);
  g_free (layer->upper);
  g_free (layer->places);
  g_strfreev (layer->labels);
  g_strfreev (layer->names);
  g_strfreev (layer->texts);
  g_free (layer);
}

static void
panel_free (gpointer data)
{
  PrognosisPanel *panel = data;

  g_free (panel->title);
  g_free (panel->y_label);
  g_free (panel->x_label);
  g_free (panel->empty_text);
  g_strfreev (panel->rows);
  g_clear_pointer (&panel->map, prognosis_map_unref);
  g_ptr_array_unref (panel->layers);
  g_free (panel);
}

PrognosisFigure *
prognosis_figure_new (const char *title)
{
  PrognosisFigure *self = g_new0 (PrognosisFigure, 1);

  g_ref_count_init (&self->ref_count);
  self->title = prognosis_text_clean (title);
  self->text_size = 12;
  self->show_legend = TRUE;
  self->panels = g_ptr_array_new_with_free_func (panel_free);
  return self;
}

PrognosisFigure *
prognosis_figure_ref (PrognosisFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_figure_unref (PrognosisFigure *self)
{
  g_return_if_fail (self != NULL);
  if (!g_ref_count_dec (&self->ref_count))
    return;
  prognosis_figure_changed (self);
  if (self->origin_free != NULL)
    self->origin_free (self->origin);
  g_ptr_array_unref (self->panels);
  g_free (self->title);
  g_free (self);
}

void
prognosis_figure_changed (PrognosisFigure *self)
{
  g_clear_pointer (&self->layout, prognosis_layout_free);
}

void
prognosis_figure_set_title (PrognosisFigure *self, const char *title)
{
  g_free (self->title);
  self->title = prognosis_text_clean (title);
}

void
prognosis_figure_set_text_size (PrognosisFigure *self, double text_size)
{
  g_return_if_fail (self != NULL && isfinite (text_size));
  self->text_size = CLAMP (text_size, 6, 72);
  prognosis_figure_changed (self);
}

void
prognosis_figure_set_localised (PrognosisFigure *self, gboolean localised)
{
  g_return_if_fail (self != NULL);
  self->localised = localised;
  prognosis_figure_changed (self);
}

void
prognosis_figure_set_show_legend (PrognosisFigure *self, gboolean show_legend)
{
  g_return_if_fail (self != NULL);
  self->show_legend = show_legend;
  prognosis_figure_changed (self);
}

void
prognosis_figure_set_only_legend (PrognosisFigure *self, gboolean only_legend)
{
  g_return_if_fail (self != NULL);
  self->only_legend = only_legend;
  prognosis_figure_changed (self);
}

PrognosisPanel *
prognosis_figure_add_panel (PrognosisFigure *self, const char *title, const char *y_label, PrognosisAxis x_axis)
{
  PrognosisPanel *panel;

  g_return_val_if_fail (self != NULL, NULL);
  panel = g_new0 (PrognosisPanel, 1);
  panel->figure = self;
  panel->title = prognosis_text_clean (title);
  panel->y_label = prognosis_text_clean (y_label);
  panel->title_colour = -1;
  panel->x_axis = x_axis;
  panel->given_x = panel->held_y = panel->held_x = no_range;
  panel->layers = g_ptr_array_new_with_free_func (layer_free);
  g_ptr_array_add (self->panels, panel);
  prognosis_figure_changed (self);
  return panel;
}

gsize
prognosis_figure_get_n_panels (const PrognosisFigure *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->panels->len;
}

PrognosisPanel *
prognosis_figure_get_panel (const PrognosisFigure *self, gsize panel)
{
  g_return_val_if_fail (self != NULL, NULL);
  return panel < self->panels->len ? g_ptr_array_index (self->panels, panel) : NULL;
}

const char *
prognosis_panel_get_title (const PrognosisPanel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->title;
}

PrognosisAxis
prognosis_panel_get_x_axis (const PrognosisPanel *self)
{
  g_return_val_if_fail (self != NULL, PROGNOSIS_AXIS_NUMBER);
  return self->x_axis;
}

void
prognosis_panel_set_log (PrognosisPanel *self, gboolean is_log)
{
  g_return_if_fail (self != NULL);
  if (self->is_log == !!is_log)
    return;
  self->is_log = !!is_log;
  self->held_y = no_range;
  prognosis_figure_changed (self->figure);
}

void
prognosis_panel_set_rows (PrognosisPanel *self, const char *const *names)
{
  g_return_if_fail (self != NULL && names != NULL);
  g_strfreev (self->rows);
  self->rows = g_new0 (char *, g_strv_length ((GStrv) names) + 1);
  for (gsize i = 0; names[i] != NULL; i++)
    self->rows[i] = prognosis_text_clean (names[i]);
  prognosis_figure_changed (self->figure);
}

void
prognosis_panel_set_title_colour (PrognosisPanel *self, PrognosisColour colour)
{
  g_return_if_fail (self != NULL && colour < PROGNOSIS_N_COLOURS);
  self->title_colour = colour;
  prognosis_figure_changed (self->figure);
}

void
prognosis_panel_set_floating (PrognosisPanel *self, gboolean is_floating)
{
  g_return_if_fail (self != NULL);
  self->is_floating = is_floating;
  prognosis_figure_changed (self->figure);
}

void
prognosis_panel_set_x_label (PrognosisPanel *self, const char *x_label)
{
  g_return_if_fail (self != NULL);
  g_free (self->x_label);
  self->x_label = prognosis_text_clean (x_label);
  prognosis_figure_changed (self->figure);
}

void
prognosis_panel_set_empty_text (PrognosisPanel *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_free (self->empty_text);
  self->empty_text = prognosis_text_clean (text);
  prognosis_figure_changed (self->figure);
}

void
prognosis_panel_set_x_range (PrognosisPanel *self, double from, double to)
{
  g_return_if_fail (self != NULL);
  self->given_x = (PrognosisRange){ from, to };
  prognosis_figure_changed (self->figure);
}

static PrognosisLayer *
add_layer (PrognosisPanel *self, PrognosisLayerType type, const PrognosisStyle *style, const double *x, const double *y,
           const double *upper, gsize n)
{
  PrognosisLayer *layer = g_new0 (PrognosisLayer, 1);

  layer->type = type;
  if (style != NULL)
    layer->style = *style;
  layer->style.name = prognosis_text_clean (layer->style.name);
  layer->style.colour = MIN (layer->style.colour, PROGNOSIS_N_COLOURS - 1);
  if (!(layer->style.opacity > 0 && layer->style.opacity <= 1))
    layer->style.opacity = 1;
  if (!(layer->style.coverage > 0 && layer->style.coverage < 1))
    layer->style.coverage = 0.95;
  if (!(layer->style.width > 0 && layer->style.width <= 50))
    layer->style.width = 1.75;
  if (!(layer->style.size > 0 && layer->style.size <= 100))
    layer->style.size = 5;
  layer->n = n;
  layer->x = g_memdup2 (x, n * sizeof *x);
  layer->y = g_memdup2 (y, n * sizeof *y);
  layer->upper = g_memdup2 (upper, n * sizeof *upper);
  g_ptr_array_add (self->layers, layer);
  prognosis_figure_changed (self->figure);
  return layer;
}

void
prognosis_panel_add_points (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n)
{
  g_return_if_fail (self != NULL && (n == 0 || (x != NULL && y != NULL)));
  add_layer (self, PROGNOSIS_LAYER_POINTS, style, x, y, NULL, n);
}

void
prognosis_panel_add_line (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n)
{
  g_return_if_fail (self != NULL && (n == 0 || (x != NULL && y != NULL)));
  add_layer (self, PROGNOSIS_LAYER_LINE, style, x, y, NULL, n);
}

void
prognosis_panel_add_band (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *lower,
                          const double *upper, gsize n)
{
  g_return_if_fail (self != NULL && (n == 0 || (x != NULL && lower != NULL && upper != NULL)));
  add_layer (self, PROGNOSIS_LAYER_BAND, style, x, lower, upper, n);
}

void
prognosis_panel_add_marker (PrognosisPanel *self, const PrognosisStyle *style, double x)
{
  g_return_if_fail (self != NULL);
  add_layer (self, PROGNOSIS_LAYER_MARKER, style, &x, NULL, NULL, 1);
}

void
prognosis_panel_add_span (PrognosisPanel *self, const PrognosisStyle *style, double from, double to)
{
  double x[2] = { from, to };

  g_return_if_fail (self != NULL);
  add_layer (self, PROGNOSIS_LAYER_SPAN, style, x, NULL, NULL, 2);
}

void
prognosis_panel_add_level (PrognosisPanel *self, const PrognosisStyle *style, double y)
{
  double x = NAN;

  g_return_if_fail (self != NULL);
  add_layer (self, PROGNOSIS_LAYER_LEVEL, style, &x, &y, NULL, 1);
}

void
prognosis_panel_set_map (PrognosisPanel *self, PrognosisMap *map)
{
  g_return_if_fail (self != NULL && map != NULL && self->map == NULL);
  self->map = prognosis_map_ref (map);
  prognosis_figure_changed (self->figure);
}

const PrognosisMap *
prognosis_panel_get_map (const PrognosisPanel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->map;
}

void
prognosis_panel_add_cells (PrognosisPanel *self, const PrognosisStyle *style, const PrognosisMapCell *cells, gsize n)
{
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  PrognosisLayer *layer;

  g_return_if_fail (self != NULL && self->map != NULL && (n == 0 || cells != NULL));
  for (gsize i = 0; i < n; i++)
    {
      g_return_if_fail (cells[i].place < self->map->n_places);
      x[i] = self->map->places[cells[i].place].x;
      y[i] = self->map->places[cells[i].place].y;
    }
  layer = add_layer (self, PROGNOSIS_LAYER_CELLS, style, x, y, NULL, n);
  layer->places = g_new (gsize, n);
  layer->labels = g_new0 (char *, n + 1);
  layer->names = g_new0 (char *, n + 1);
  layer->texts = g_new0 (char *, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      layer->places[i] = cells[i].place;
      layer->labels[i] = g_utf8_make_valid (cells[i].label != NULL ? cells[i].label : "", -1);
      layer->names[i] = g_utf8_make_valid (cells[i].name, -1);
      layer->texts[i] = g_utf8_make_valid (cells[i].text != NULL ? cells[i].text : "", -1);
    }
}

void
prognosis_figure_clear_live (PrognosisFigure *self)
{
  g_return_if_fail (self != NULL);
  for (guint i = 0; i < self->panels->len; i++)
    {
      PrognosisPanel *panel = g_ptr_array_index (self->panels, i);

      for (guint k = panel->layers->len; k-- > 0;)
        if (prognosis_panel_layer (panel, k)->style.is_live)
          g_ptr_array_remove_index (panel->layers, k);
    }
  prognosis_figure_changed (self);
}
