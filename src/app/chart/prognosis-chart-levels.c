/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Horizontal lines that can be dragged. During a drag the axes and the figure stay, and a line follows the pointer. */

#include "prognosis-config.h"

#include "prognosis-chart-private.h"
#include "prognosis-style.h"

#include <math.h>

#define LEVEL_REACH 6 /* [px] */

void
prognosis_chart_set_level (PrognosisChart *self, gsize panel, double y)
{
  const double none = NAN;

  while (self->levels->len <= panel)
    g_array_append_val (self->levels, none);
  g_array_index (self->levels, double, panel) = y;
}

gssize
prognosis_chart_find_level (PrognosisChart *self, double x, double y)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double data_x, px, py;
  gsize panel;

  if (self->figure == NULL || !prognosis_figure_locate (self->figure, width, height, x, y, &panel, &data_x, NULL)
      || panel >= self->levels->len || isnan (g_array_index (self->levels, double, panel))
      || !prognosis_figure_project (self->figure, width, height, panel, data_x, g_array_index (self->levels, double, panel), &px,
                                    &py)
      || fabs (py - y) > LEVEL_REACH)
    return -1;
  return (gssize) panel;
}

void
prognosis_chart_begin_level (PrognosisChart *self, gsize panel)
{
  self->dragged_level = (gssize) panel;
  self->level_y = g_array_index (self->levels, double, panel);
}

void
prognosis_chart_move_level (PrognosisChart *self, double y)
{
  double from, to;

  if (!prognosis_figure_locate_in (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                   gtk_widget_get_height (GTK_WIDGET (self)), (gsize) self->dragged_level, 0, y, NULL,
                                   &self->level_y))
    return;
  prognosis_panel_get_y_range (prognosis_figure_get_panel (self->figure, (gsize) self->dragged_level), &from, &to);
  self->level_y = CLAMP (self->level_y, MAX (from, 0.0), to);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
prognosis_chart_end_level (PrognosisChart *self)
{
  const gsize panel = (gsize) self->dragged_level;

  self->dragged_level = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->level_y != g_array_index (self->levels, double, panel))
    prognosis_chart_emit_level (self, panel, self->level_y);
}

void
prognosis_chart_snapshot_level (PrognosisChart *self, GtkSnapshot *snapshot, int width, int height)
{
  GdkRGBA line = prognosis_chart_to_rgba (&prognosis_style_get_theme ()->colours[PROGNOSIS_COLOUR_ORIGIN]);
  g_autofree char *label = NULL;
  double left, top, frame_width, frame_height, from, to, x, y;

  if (self->dragged_level < 0 || self->figure == NULL
      || !prognosis_figure_get_frame (self->figure, width, height, (gsize) self->dragged_level, &left, &top, &frame_width,
                                      &frame_height))
    return;
  prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, (gsize) self->dragged_level), &from, &to);
  prognosis_figure_project (self->figure, width, height, (gsize) self->dragged_level, from, self->level_y, &x, &y);
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (left, y - 1, frame_width, 2));
  label = prognosis_figure_format_number (self->level_y, TRUE);
  prognosis_chart_snapshot_box (self, snapshot, label, left, y, &GRAPHENE_RECT_INIT (left, top, frame_width, frame_height), width,
                                FALSE);
}
