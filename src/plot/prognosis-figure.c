/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-figure-private.h"

#include <math.h>
#include <string.h>

#include "prognosis-layout.h"
#include "prognosis-text.h"

static const PrognosisRange no_range = { NAN, NAN };
static const PrognosisRange everywhere = { -G_MAXDOUBLE, G_MAXDOUBLE };

static void
layer_free (gpointer data)
{
  PrognosisLayer *layer = data;

  g_free ((char *) layer->style.name);
  g_free (layer->x);
  g_free (layer->y);
  g_free (layer->upper);
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
  g_free (self->empty_text);
  g_free (self);
}

void
prognosis_figure_changed (PrognosisFigure *self)
{
  g_clear_pointer (&self->layout, prognosis_layout_free);
}

const char *
prognosis_figure_get_title (const PrognosisFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->title;
}

void
prognosis_figure_set_n_columns (PrognosisFigure *self, gsize n_columns)
{
  g_return_if_fail (self != NULL);
  self->n_columns = n_columns;
  prognosis_figure_changed (self);
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
prognosis_figure_set_empty_text (PrognosisFigure *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_free (self->empty_text);
  self->empty_text = prognosis_text_clean (text);
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
  panel->x_axis = x_axis;
  panel->given_x = panel->given_y = panel->held_y = no_range;
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

gboolean
prognosis_panel_get_log (const PrognosisPanel *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_log;
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
  self->given_x = (PrognosisRange) { from, to };
  prognosis_figure_changed (self->figure);
}

void
prognosis_panel_set_y_range (PrognosisPanel *self, double from, double to)
{
  g_return_if_fail (self != NULL);
  self->given_y = (PrognosisRange) { from, to };
  prognosis_figure_changed (self->figure);
}

/* What stands for nothing yet: widened by every value. */
static PrognosisRange
range_nothing (void)
{
  return (PrognosisRange) { INFINITY, -INFINITY };
}

static gboolean
range_has (const PrognosisRange *range)
{
  return range->from <= range->to;
}

static void
range_widen (PrognosisRange *range, double value)
{
  if (!isfinite (value) || fabs (value) > 1e300)
    return;
  range->from = MIN (range->from, value);
  range->to = MAX (range->to, value);
}

static void
range_widen_capped (PrognosisRange *range, const PrognosisRange *other, double least, double most)
{
  if (!range_has (other))
    return;
  range_widen (range, CLAMP (other->from, least, most));
  range_widen (range, CLAMP (other->to, least, most));
}

void
prognosis_panel_get_x_range (const PrognosisPanel *self, double *from, double *to)
{
  PrognosisRange range = range_nothing ();
  double pad;

  g_return_if_fail (self != NULL && from != NULL && to != NULL);
  *from = self->given_x.from;
  *to = self->given_x.to;
  if (prognosis_range_is_valid (*from, *to, FALSE))
    return;
  for (guint i = 0; i < self->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self, i);

      for (gsize k = 0; k < layer->n; k++)
        {
          range_widen (&range, layer->x[k] - layer->bar_width / 2);
          range_widen (&range, layer->x[k] + layer->bar_width / 2);
        }
    }
  if (!range_has (&range))
    range = (PrognosisRange) { 0, 1 };
  pad = 0.015 * (range.to - range.from);
  if (!prognosis_range_is_valid (range.from, range.to, FALSE))
    pad = MAX (self->x_axis == PROGNOSIS_AXIS_NUMBER ? 0.5 : 3.5, 1e-6 * MAX (fabs (range.from), fabs (range.to)));
  *from = range.from - pad;
  *to = range.to + pad;
}

/* Values that the axis can show, of places inside @x; of a log axis only the positive ones. */
static void
widen_by_values (PrognosisRange *range, const PrognosisLayer *layer, const double *values, gboolean is_log,
                 const PrognosisRange *x)
{
  for (gsize k = 0; values != NULL && k < layer->n; k++)
    if ((!is_log || values[k] > 1e-300)
        && (layer->type == PROGNOSIS_LAYER_LEVEL || (layer->x[k] >= x->from && layer->x[k] <= x->to)))
      range_widen (range, values[k]);
}

/* Observations decide. Curves and bands widen the axis only so far: a band that runs away, or a curve that
 * starts from 1e-9 persons, would leave the data flat on an edge. */
static PrognosisRange
data_range (const PrognosisPanel *self, const PrognosisRange *x, double curve_factor, double band_factor)
{
  PrognosisRange data = range_nothing (), curves = range_nothing (), bands = range_nothing ();
  double size;

  for (guint i = 0; i < self->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self, i);

      /* one day that reports months of cases decides nothing: it is shown at the edge */
      if (layer->type == PROGNOSIS_LAYER_BAND || (layer->type == PROGNOSIS_LAYER_POINTS && layer->style.colour == PROGNOSIS_COLOUR_FLAGGED))
        {
          widen_by_values (&bands, layer, layer->y, self->is_log, x);
          widen_by_values (&bands, layer, layer->upper, self->is_log, x);
        }
      else if (layer->type == PROGNOSIS_LAYER_LINE || layer->type == PROGNOSIS_LAYER_STEPS)
        widen_by_values (&curves, layer, layer->y, self->is_log, x);
      else
        widen_by_values (&data, layer, layer->y, self->is_log, x);
      if (layer->type == PROGNOSIS_LAYER_BARS && layer->n > 0 && !self->is_log)
        range_widen (&data, 0);
    }
  if (!range_has (&data))
    data = curves;
  if (!range_has (&data))
    return bands;
  size = MAX (fabs (data.from), fabs (data.to));
  if (size == 0)
    size = INFINITY;
  range_widen_capped (&data, &curves, self->is_log ? data.from / 10 : -curve_factor * size, curve_factor * size);
  size = MAX (fabs (data.from), fabs (data.to));
  if (size == 0)
    size = INFINITY;
  range_widen_capped (&data, &bands, self->is_log ? data.from / 10 : -band_factor * size, band_factor * size);
  return data;
}

static void
finish_log_range (PrognosisRange *range)
{
  double low, high;

  if (!range_has (range) || range->from <= 0)
    *range = (PrognosisRange) { 1, 10 };
  low = CLAMP (log10 (range->from), -290, 290);
  high = CLAMP (log10 (range->to), -290, 290);
  if (high - low < 0.3)
    {
      double middle = (low + high) / 2;

      low = middle - 0.5;
      high = middle + 0.5;
    }
  range->from = pow (10, MAX (low - 0.04 * (high - low), -295));
  range->to = pow (10, MIN (high + 0.06 * (high - low), 295));
}

static void
finish_linear_range (PrognosisRange *range)
{
  double span;

  if (!range_has (range))
    *range = (PrognosisRange) { 0, 1 };
  /* counts stand on zero, unless they are all far above it */
  if (range->from > 0 && range->from < 0.6 * range->to)
    range->from = 0;
  else if (range->to < 0 && range->to > 0.6 * range->from)
    range->to = 0;
  if (!prognosis_range_is_valid (range->from, range->to, FALSE) || range->to - range->from < 1e-7 * MAX (fabs (range->from), fabs (range->to)))
    {
      double size = MAX (fabs (range->from), fabs (range->to)), pad = size > 0 ? 0.5 * size : 1;

      range->from = range->from == 0 ? 0 : range->from - pad;
      range->to += pad;
      if (range->from > 0 && range->from < 0.6 * range->to)
        range->from = 0;
    }
  span = range->to - range->from;
  range->to = MIN (range->to + 0.05 * span, 9e299);
  if (range->from != 0)
    range->from = MAX (range->from - 0.05 * span, -9e299);
}

static PrognosisRange
automatic_y_range (const PrognosisPanel *self)
{
  PrognosisRange x, range;

  prognosis_panel_get_x_range (self, &x.from, &x.to);
  range = data_range (self, &x, 50, 2);
  if (!range_has (&range))
    range = data_range (self, &everywhere, 50, 2);
  if (self->is_log)
    finish_log_range (&range);
  else
    finish_linear_range (&range);
  return range;
}

/* An axis may stay while what it shows is inside and not lost in it. */
static gboolean
range_still_fits (const PrognosisRange *held, const PrognosisRange *wanted, gboolean is_log)
{
  double slack = 0.05;

  if (!prognosis_range_is_valid (held->from, held->to, is_log))
    return FALSE;
  if (is_log)
    {
      double span = log (held->to / held->from);

      return log (wanted->from / held->from) > -slack * span && log (held->to / wanted->to) > -slack * span
             && log (wanted->to / wanted->from) > 0.4 * span;
    }
  slack *= held->to - held->from;
  return wanted->from >= held->from - slack && wanted->to <= held->to + slack
         && wanted->to - wanted->from > 0.4 * (held->to - held->from);
}

void
prognosis_panel_get_y_range (const PrognosisPanel *self, double *from, double *to)
{
  PrognosisRange range;

  g_return_if_fail (self != NULL && from != NULL && to != NULL);
  range = self->given_y;
  if (!prognosis_range_is_valid (range.from, range.to, self->is_log))
    {
      range = automatic_y_range (self);
      if (range_still_fits (&self->held_y, &range, self->is_log))
        range = self->held_y;
    }
  *from = range.from;
  *to = range.to;
}

void
prognosis_figure_hold_ranges (PrognosisFigure *self, const PrognosisFigure *previous)
{
  g_return_if_fail (self != NULL && previous != NULL);
  for (guint i = 0; i < MIN (self->panels->len, previous->panels->len); i++)
    {
      PrognosisPanel *panel = g_ptr_array_index (self->panels, i);
      const PrognosisPanel *old = g_ptr_array_index (previous->panels, i);

      if (panel->is_log != old->is_log || prognosis_range_is_valid (old->given_y.from, old->given_y.to, old->is_log))
        continue;
      prognosis_panel_get_y_range (old, &panel->held_y.from, &panel->held_y.to);
    }
  prognosis_figure_changed (self);
}

static gboolean
layer_has_value (const PrognosisLayer *layer, gboolean is_log)
{
  PrognosisRange range = range_nothing ();

  if (layer->type >= PROGNOSIS_LAYER_MARKER)
    return FALSE;
  widen_by_values (&range, layer, layer->y, is_log, &everywhere);
  widen_by_values (&range, layer, layer->upper, is_log, &everywhere);
  return range_has (&range);
}

gboolean
prognosis_panel_is_empty (const PrognosisPanel *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  for (guint i = 0; i < self->layers->len; i++)
    if (layer_has_value (prognosis_panel_layer (self, i), self->is_log))
      return FALSE;
  return TRUE;
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
prognosis_panel_add_steps (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n)
{
  g_return_if_fail (self != NULL && (n == 0 || (x != NULL && y != NULL)));
  add_layer (self, PROGNOSIS_LAYER_STEPS, style, x, y, NULL, n);
}

void
prognosis_panel_add_bars (PrognosisPanel *self, const PrognosisStyle *style, const double *x, const double *y, gsize n, double width)
{
  g_return_if_fail (self != NULL && (n == 0 || (x != NULL && y != NULL)));
  add_layer (self, PROGNOSIS_LAYER_BARS, style, x, y, NULL, n)->bar_width = isfinite (width) && width > 0 ? width : 1;
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
