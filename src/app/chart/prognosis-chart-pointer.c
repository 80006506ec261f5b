/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart-private.h"

#include <math.h>

#define ZOOM_STEP 1.25
#define HANDLE_REACH 7 /* [px] */
#define SHADE_REACH 16 /* [px]: the shading starts half a step before its first day */
#define DRAG_LEAST 4   /* [px]: shorter movements are clicks */

static gboolean
locate (PrognosisChart *self, double x, double y, gsize *panel, double *data_x)
{
  return self->figure != NULL
         && prognosis_figure_locate (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                     gtk_widget_get_height (GTK_WIDGET (self)), x, y, panel, data_x, NULL);
}

/* Whether the chart is one of several in a scrolled list. */
static gboolean
is_in_list (PrognosisChart *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment = viewport != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)) : NULL;

  return adjustment != NULL && gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, PrognosisChart *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gsize panel;
  double data_x;

  /* In a list that scrolls, the wheel scrolls the list unless Ctrl is held. */
  if ((is_in_list (self) && !(state & GDK_CONTROL_MASK)) || dy == 0
      || !locate (self, self->pointer_x, self->pointer_y, &panel, &data_x))
    return GDK_EVENT_PROPAGATE;
  prognosis_chart_zoom_at (self, panel, data_x, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  return GDK_EVENT_STOP;
}

/* The handle at a position, or -1. */
static int
find_handle (PrognosisChart *self, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double data_x, from, to, px, py;
  gsize panel;

  if (!locate (self, x, y, &panel, &data_x))
    return -1;
  prognosis_panel_get_y_range (prognosis_figure_get_panel (self->figure, panel), &from, &to);
  for (int i = 0; i < PROGNOSIS_N_HANDLES; i++)
    if (isfinite (self->handles[i]) && prognosis_figure_project (self->figure, width, height, panel, self->handles[i], to, &px, &py)
        && x - px <= HANDLE_REACH && px - x <= (i == PROGNOSIS_HANDLE_WINDOW ? SHADE_REACH : HANDLE_REACH))
      return i;
  return -1;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, PrognosisChart *self)
{
  int handle = find_handle (self, x, y);
  gsize panel;

  self->drag_panel = -1;
  self->is_dragging = FALSE;
  if (handle >= 0)
    prognosis_chart_begin_handle (self, handle);
  else if (prognosis_chart_find_level (self, x, y) >= 0)
    prognosis_chart_begin_level (self, (gsize) prognosis_chart_find_level (self, x, y));
  if (!locate (self, x, y, &panel, &self->drag_x))
    return;
  self->drag_panel = panel;
  prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, panel), &self->drag_range.from, &self->drag_range.to);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, PrognosisChart *self)
{
  double fx, fy, width, height, shift, x, y;

  /* The drag may have requested another figure. */
  self->is_dragging |= fabs (self->dragged_level >= 0 ? dy : dx) >= DRAG_LEAST;
  if (prognosis_chart_get_figure (self) == NULL || !self->is_dragging)
    return;
  if (self->dragged_level >= 0 && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      prognosis_chart_move_level (self, y + dy);
      return;
    }
  if (self->dragged >= 0 && self->drag_panel >= 0 && gtk_gesture_drag_get_start_point (gesture, &x, &y)
      && prognosis_figure_locate_in (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                     gtk_widget_get_height (GTK_WIDGET (self)), self->drag_panel, x + dx, y, &x, NULL))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      prognosis_chart_emit_handle (self, self->dragged, x);
      return;
    }
  if (self->dragged >= 0 || self->drag_panel < 0 || (gsize) self->drag_panel >= prognosis_figure_get_n_panels (self->figure)
      || !prognosis_figure_get_frame (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                      gtk_widget_get_height (GTK_WIDGET (self)), self->drag_panel, &fx, &fy, &width, &height))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  shift = -dx / width * (self->drag_range.to - self->drag_range.from);
  prognosis_chart_set_ranges (self, self->drag_range.from + shift, self->drag_range.to + shift);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, PrognosisChart *self)
{
  if (self->dragged >= 0)
    prognosis_chart_end_handle (self);
  if (self->dragged_level >= 0)
    prognosis_chart_end_level (self);
}

static void
click_cb (GtkGestureClick *gesture, int n_press, double x, double y, PrognosisChart *self)
{
  if (n_press == 2)
    prognosis_chart_zoom_fit (self);
}

/* Not reached after a drag, which claims the press. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, PrognosisChart *self)
{
  gsize panel;
  double data_x, data_y;

  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 1 && self->figure != NULL
      && prognosis_figure_locate (self->figure, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                                  x, y, &panel, &data_x, &data_y))
    prognosis_chart_emit_point (self, panel, data_x, data_y);
}

static void
menu_cb (GtkGestureClick *gesture, int n_press, double x, double y, PrognosisChart *self)
{
  gsize panel;
  double day, value;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->figure != NULL
      && prognosis_figure_locate (self->figure, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                                  x, y, &panel, &day, &value))
    prognosis_chart_emit_menu (self, panel, day, value, x, y);
}

/* --- pointer ------------------------------------------------------------------ */

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, PrognosisChart *self)
{
  /* Ignore events caused by the chart moving under a resting pointer. */
  if (self->has_pointer && hypot (x - self->pointer_x, y - self->pointer_y) > 2)
    {
      self->pointer_moved = TRUE;
      prognosis_chart_drop_cursor (self);
    }
  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), find_handle (self, x, y) >= 0                  ? "ew-resize"
                                                      : prognosis_chart_find_level (self, x, y) >= 0 ? "ns-resize"
                                                                                                     : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (GtkEventControllerMotion *controller, PrognosisChart *self)
{
  self->has_pointer = self->pointer_moved = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
prognosis_chart_add_pointer (PrognosisChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (controller, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (controller, "pressed", G_CALLBACK (click_cb), self);
  g_signal_connect (controller, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_SECONDARY);
  g_signal_connect (controller, "pressed", G_CALLBACK (menu_cb), self);
  gtk_widget_add_controller (widget, controller);
}
