/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines that can be dragged. Their positions may be newer than the figure. */

#include "prognosis-config.h"

#include "prognosis-chart-private.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>
#include <math.h>

void
prognosis_chart_set_handle (PrognosisChart *self, PrognosisHandle handle, double x, double drawn_x)
{
  self->handles[handle] = x;
  self->drawn[handle] = drawn_x;
}

/* Axes are frozen during a drag: a fit in the meantime would move the days away from the pointer. */
void
prognosis_chart_begin_handle (PrognosisChart *self, int handle)
{
  gsize n = prognosis_figure_get_n_panels (self->figure);

  self->dragged = handle;
  self->holds_ranges = self->zoom->len == 0;
  for (gsize i = 0; self->holds_ranges && i < n; i++)
    {
      double from, to;

      prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, i), &from, &to);
      prognosis_chart_set_range (self, i, from, to);
    }
}

void
prognosis_chart_end_handle (PrognosisChart *self)
{
  if (self->holds_ranges)
    prognosis_chart_zoom_fit (self);
  self->holds_ranges = FALSE;
  self->dragged = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static char *
dup_label (PrognosisHandle handle, PrognosisAxis axis, double x)
{
  g_autofree char *day = prognosis_figure_format_x (x, axis, TRUE);

  if (handle == PROGNOSIS_HANDLE_ORIGIN)
    return g_strdup_printf (axis == PROGNOSIS_AXIS_INDEX ? _ ("Forecast from day %s") : _ ("Forecast from %s"), day);
  /* Translators: a date, the first day that a model is fitted to. */
  return g_strdup_printf (axis == PROGNOSIS_AXIS_INDEX ? _ ("Fitted from day %s") : _ ("Fitted from %s"), day);
}

static void
snapshot_handle (PrognosisChart *self, GtkSnapshot *snapshot, int width, int height, PrognosisHandle handle)
{
  GdkRGBA line = prognosis_chart_to_rgba (&prognosis_style_get_theme ()->colours[PROGNOSIS_COLOUR_ORIGIN]);

  for (gsize i = 0; i < prognosis_figure_get_n_panels (self->figure); i++)
    {
      PrognosisPanel *panel = prognosis_figure_get_panel (self->figure, i);
      double left, top, frame_width, frame_height, from, to, x, y;

      if (prognosis_panel_is_empty (panel))
        continue;
      prognosis_panel_get_y_range (panel, &from, &to);
      if (!prognosis_figure_get_frame (self->figure, width, height, i, &left, &top, &frame_width, &frame_height))
        continue;
      prognosis_figure_project (self->figure, width, height, i, self->handles[handle], to, &x, &y);
      if (x < left || x > left + frame_width)
        continue;
      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (x - 1, top, 2, frame_height));
      if (i == 0)
        {
          g_autofree char *label = dup_label (handle, prognosis_panel_get_x_axis (panel), self->handles[handle]);

          prognosis_chart_snapshot_box (self, snapshot, label, x, top, &GRAPHENE_RECT_INIT (left, top, frame_width, frame_height),
                                        width, FALSE);
        }
    }
}

void
prognosis_chart_snapshot_handles (PrognosisChart *self, GtkSnapshot *snapshot, int width, int height)
{
  for (int i = 0; i < PROGNOSIS_N_HANDLES; i++)
    if (isfinite (self->handles[i]) && (self->dragged == i || self->handles[i] != self->drawn[i]))
      snapshot_handle (self, snapshot, width, height, i);
}
