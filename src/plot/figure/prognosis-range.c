/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The automatic ranges of axes. */

#include "prognosis-figure-private.h"

#include <math.h>

#define ROOM 0.25 /* share of the range that a held axis grows by, beyond what is needed */
#define ROOM_LOG 2

static const PrognosisRange everywhere = { -G_MAXDOUBLE, G_MAXDOUBLE };

/* An empty range, which every value widens. */
static PrognosisRange
range_nothing (void)
{
  return (PrognosisRange){ INFINITY, -INFINITY };
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

static void
widen_by_x (PrognosisRange *range, const PrognosisPanel *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self, i);

      for (gsize k = 0; k < layer->n; k++)
        range_widen (range, layer->x[k]);
    }
}

/* Leaves a margin beside the first and the last x. */
static PrognosisRange
pad_x (PrognosisRange range, PrognosisAxis axis)
{
  double pad;

  if (!range_has (&range))
    range = (PrognosisRange){ 0, 1 };
  pad = 0.015 * (range.to - range.from);
  if (!prognosis_range_is_valid (range.from, range.to, FALSE))
    pad = MAX (axis == PROGNOSIS_AXIS_NUMBER || axis == PROGNOSIS_AXIS_RATIO ? 0.5 : 3.5,
               1e-6 * MAX (fabs (range.from), fabs (range.to)));
  return (PrognosisRange){ range.from - pad, range.to + pad };
}

void
prognosis_panel_get_x_range (const PrognosisPanel *self, double *from, double *to)
{
  PrognosisRange range = range_nothing ();

  g_return_if_fail (self != NULL && from != NULL && to != NULL);
  if (self->map != NULL)
    {
      *from = self->map->left;
      *to = self->map->right;
      return;
    }
  *from = self->given_x.from;
  *to = self->given_x.to;
  if (prognosis_range_is_valid (*from, *to, FALSE))
    return;
  widen_by_x (&range, self);
  range = pad_x (range, self->x_axis);
  *from = range.from;
  *to = range.to;
}

void
prognosis_figure_get_x_extent (const PrognosisFigure *self, double *from, double *to)
{
  PrognosisRange range = range_nothing ();
  PrognosisAxis axis = PROGNOSIS_AXIS_NUMBER;

  g_return_if_fail (self != NULL && from != NULL && to != NULL);
  for (guint i = 0; i < self->panels->len; i++)
    {
      const PrognosisPanel *panel = g_ptr_array_index (self->panels, i);

      widen_by_x (&range, panel);
      axis = panel->x_axis;
    }
  range = pad_x (range, axis);
  *from = range.from;
  *to = range.to;
}

/* Widens @range by the values within @x that the axis can show; on a log axis, only by positive ones. */
static void
widen_by_values (PrognosisRange *range, const PrognosisLayer *layer, const double *values, gboolean is_log, const PrognosisRange *x)
{
  for (gsize k = 0; values != NULL && k < layer->n; k++)
    if ((!is_log || values[k] > 1e-300)
        && (layer->type == PROGNOSIS_LAYER_LEVEL || (layer->x[k] >= x->from && layer->x[k] <= x->to)))
      range_widen (range, values[k]);
}

/* How a layer affects the axis. */
typedef enum
{
  DECIDES, /* observations */
  CURVE,   /* may widen the axis within limits: a curve that starts from 1e-9 people would flatten the data */
  FOLLOWS, /* doubtful observations: a day that reports months of cases is drawn at the edge */
  NARROW,  /* the 50 % band */
  MIDDLE,  /* the 80 % band, which is shown if the wide one is too wide */
  WIDE,    /* the 95 % band: as wide as rare events, which must not flatten data and medians */
  N_WEIGHTS
} Weight;

/* How far beyond the layers of more weight, as a multiple of their range. On a log axis, factors are short distances; and
 * without observations, an estimate needs its uncertainty. */
static const struct
{
  double linear, log, alone;
} reach[N_WEIGHTS] = {
  [CURVE] = { 10, 10, 10 }, [FOLLOWS] = { 1.6, 3, 4 }, [NARROW] = { 4, 6, 4 }, [MIDDLE] = { 4, 10, 4 }, [WIDE] = { 2.5, 10, 4 },
};

static Weight
weigh (const PrognosisLayer *layer)
{
  switch (layer->type)
    {
    case PROGNOSIS_LAYER_BAND: return layer->style.coverage < 0.7 ? NARROW : layer->style.coverage < 0.9 ? MIDDLE : WIDE;
    case PROGNOSIS_LAYER_POINTS: return layer->style.colour == PROGNOSIS_COLOUR_FLAGGED ? FOLLOWS : DECIDES;
    case PROGNOSIS_LAYER_LINE: return CURVE;
    case PROGNOSIS_LAYER_MARKER:
    case PROGNOSIS_LAYER_SPAN:
    case PROGNOSIS_LAYER_LEVEL:
    default: return DECIDES;
    }
}

static double
size_of (const PrognosisRange *range)
{
  double size = MAX (fabs (range->from), fabs (range->to));

  return size > 0 ? size : INFINITY;
}

/* The most that layers of a weight may widen the axis to. */
static double
get_most (Weight weight, const PrognosisRange *data, gboolean is_log, gboolean has_observations)
{
  return (is_log ? reach[weight].log : has_observations ? reach[weight].linear : reach[weight].alone) * size_of (data);
}

/* Observations determine the range; without any, curves do. */
static PrognosisRange
data_range (const PrognosisPanel *self, const PrognosisRange *x)
{
  PrognosisRange ranges[N_WEIGHTS], data;
  gboolean has_observations = FALSE;
  double most, least, limits[N_WEIGHTS];
  gboolean shows_wide;

  for (int i = 0; i < N_WEIGHTS; i++)
    ranges[i] = range_nothing ();
  for (guint i = 0; i < self->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self, i);
      PrognosisRange *range = &ranges[weigh (layer)];

      widen_by_values (range, layer, layer->y, self->is_log, x);
      widen_by_values (range, layer, layer->upper, self->is_log, x);
      has_observations |= layer->type != PROGNOSIS_LAYER_LEVEL && range == &ranges[DECIDES] && range_has (range);
    }
  data = ranges[DECIDES];
  for (int i = CURVE; i < N_WEIGHTS && !range_has (&data); i++)
    data = ranges[i];
  most = get_most (CURVE, &data, self->is_log, has_observations);
  range_widen_capped (&data, &ranges[CURVE], self->is_log ? data.from / 10 : -most, most);
  least = data.from / 10;
  shows_wide = !range_has (&ranges[MIDDLE]) || ranges[WIDE].to <= get_most (WIDE, &data, self->is_log, has_observations);
  for (int i = FOLLOWS; i < N_WEIGHTS; i++)
    limits[i] = get_most (i, &data, self->is_log, has_observations);
  for (int i = FOLLOWS; i < N_WEIGHTS; i++)
    if (i != WIDE || shows_wide)
      range_widen_capped (&data, &ranges[i], self->is_log ? least : -limits[i], limits[i]);
  return data;
}

static void
finish_log_range (PrognosisRange *range)
{
  double low, high;

  if (!range_has (range) || range->from <= 0)
    *range = (PrognosisRange){ 1, 10 };
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
finish_linear_range (PrognosisRange *range, gboolean is_floating)
{
  double span;

  if (!range_has (range))
    *range = (PrognosisRange){ 0, 1 };
  /* the axis of counts starts at zero, unless all are far above it */
  if (is_floating)
    ;
  else if (range->from > 0 && range->from < 0.6 * range->to)
    range->from = 0;
  else if (range->to < 0 && range->to > 0.6 * range->from)
    range->to = 0;
  if (!prognosis_range_is_valid (range->from, range->to, FALSE)
      || range->to - range->from < 1e-7 * MAX (fabs (range->from), fabs (range->to)))
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
  range = data_range (self, &x);
  if (!range_has (&range))
    range = data_range (self, &everywhere);
  if (self->is_log)
    finish_log_range (&range);
  else
    finish_linear_range (&range, self->is_floating);
  return range;
}

/* A held axis still fits if it contains the new range, and the new range fills enough of it. */
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
  PrognosisRange range, x;

  g_return_if_fail (self != NULL && from != NULL && to != NULL);
  if (self->map != NULL)
    {
      *from = self->map->bottom;
      *to = self->map->top;
      return;
    }
  if (self->rows != NULL)
    {
      *from = 0.5 - MAX (g_strv_length (self->rows), 1);
      *to = 0.5;
      return;
    }
  range = automatic_y_range (self);
  prognosis_panel_get_x_range (self, &x.from, &x.to);
  /* A zoom is followed, so that the curve fills the height. */
  if (x.from == self->held_x.from && x.to == self->held_x.to
      && prognosis_range_is_valid (self->held_y.from, self->held_y.to, self->is_log))
    {
      if (range_still_fits (&self->held_y, &range, self->is_log))
        range = self->held_y;
      else if (range.to > self->held_y.to) /* leave room, or the axis would move in every frame of a drag */
        range.to = self->is_log ? range.to * ROOM_LOG : range.to + ROOM * (range.to - range.from);
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

      if (panel->is_log != old->is_log)
        continue;
      prognosis_panel_get_y_range (old, &panel->held_y.from, &panel->held_y.to);
      prognosis_panel_get_x_range (old, &panel->held_x.from, &panel->held_x.to);
    }
  prognosis_figure_changed (self);
}

static gboolean
layer_has_value (const PrognosisLayer *layer, gboolean is_log)
{
  PrognosisRange range = range_nothing ();

  if (layer->type == PROGNOSIS_LAYER_CELLS)
    return layer->n > 0;
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
