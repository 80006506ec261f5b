/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keyboard equivalents of all that the pointer does on a chart. */

#include "prognosis-config.h"

#include "prognosis-chart-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define PAN_SHARE 0.1 /* of the visible range */
#define ZOOM_STEP 1.5

static void
show_cursor (PrognosisChart *self)
{
  prognosis_chart_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
prognosis_chart_drop_cursor (PrognosisChart *self)
{
  if (!self->has_cursor)
    return;
  self->has_cursor = FALSE;
  show_cursor (self);
}

gboolean
prognosis_chart_has_cursor (PrognosisChart *self)
{
  return self->has_cursor;
}

/* Pans so that the cursor is visible. */
static void
keep_in_view (PrognosisChart *self)
{
  double from, to, shift = 0;

  prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, self->cursor_panel), &from, &to);
  if (self->cursor_x < from)
    shift = self->cursor_x - from - 0.02 * (to - from);
  else if (self->cursor_x > to)
    shift = self->cursor_x - to + 0.02 * (to - from);
  if (shift != 0)
    prognosis_chart_set_ranges (self, from + shift, to + shift);
}

static void
put_cursor (PrognosisChart *self, gsize panel, double x)
{
  self->has_cursor = TRUE;
  self->cursor_panel = panel;
  self->cursor_x = x;
  keep_in_view (self);
  show_cursor (self);
}

/* Places the cursor: at the pointer, at the origin, or at the end. */
static gboolean
start_cursor (PrognosisChart *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  gsize n = prognosis_figure_get_n_panels (self->figure), panel = 0;
  double x = self->handles[PROGNOSIS_HANDLE_ORIGIN], pointed;

  if (self->has_cursor)
    {
      self->cursor_panel = MIN (self->cursor_panel, n - 1);
      return TRUE;
    }
  if (self->pointer_moved
      && prognosis_figure_locate (self->figure, width, height, self->pointer_x, self->pointer_y, &panel, &pointed, NULL))
    x = pointed;
  /* Choose the nearest day with values. */
  if (isfinite (x))
    {
      double before = prognosis_figure_find_x (self->figure, panel, x + 0.01, -1);
      double after = prognosis_figure_find_x (self->figure, panel, x - 0.01, 1);

      x = isnan (before) || fabs (after - x) < fabs (before - x) ? after : before;
    }
  for (gsize i = 0; i < n && !isfinite (x); i++)
    x = prognosis_figure_find_x (self->figure, panel = i, INFINITY, -1);
  if (!isfinite (x))
    return FALSE;
  put_cursor (self, panel, x);
  return TRUE;
}

/* --- key handlers; FALSE: not handled ------------------------------------------- */

static gboolean
step (PrognosisChart *self, int direction)
{
  gboolean was_there = self->has_cursor;
  double x;

  if (!start_cursor (self))
    return FALSE;
  x = was_there ? prognosis_figure_find_x (self->figure, self->cursor_panel, self->cursor_x, direction) : self->cursor_x;
  if (isfinite (x))
    put_cursor (self, self->cursor_panel, x);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
leap (PrognosisChart *self, int direction)
{
  double x;

  if (!start_cursor (self))
    return FALSE;
  x = prognosis_figure_find_x (self->figure, self->cursor_panel, direction < 0 ? -INFINITY : INFINITY, -direction);
  if (isfinite (x))
    put_cursor (self, self->cursor_panel, x);
  return TRUE;
}

static gboolean
change_panel (PrognosisChart *self, int direction)
{
  gsize n = prognosis_figure_get_n_panels (self->figure);
  gssize next;

  /* With a single panel, these keys scroll the page. */
  if (n < 2 || !start_cursor (self))
    return FALSE;
  next = (gssize) self->cursor_panel + direction;
  if (next < 0 || next >= (gssize) n)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    put_cursor (self, (gsize) next, self->cursor_x);
  return TRUE;
}

static gboolean
pan (PrognosisChart *self, int direction)
{
  double from, to, shift;

  prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, 0), &from, &to);
  shift = direction * PAN_SHARE * (to - from);
  prognosis_chart_set_ranges (self, from + shift, to + shift);
  return TRUE;
}

static gboolean
zoom (PrognosisChart *self, int direction)
{
  double factor = direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;

  if (self->has_cursor)
    prognosis_chart_zoom_at (self, self->cursor_panel, self->cursor_x, factor);
  else
    prognosis_chart_zoom (self, factor);
  return TRUE;
}

static gboolean
fit (PrognosisChart *self, int unused)
{
  prognosis_chart_zoom_fit (self);
  return TRUE;
}

static gboolean
leave (PrognosisChart *self, int unused)
{
  gboolean had_any = self->has_cursor || prognosis_chart_is_zoomed (self);

  prognosis_chart_zoom_fit (self);
  prognosis_chart_drop_cursor (self);
  return had_any;
}

static gboolean
toggle_point (PrognosisChart *self, int unused)
{
  double y;

  if (!start_cursor (self))
    return FALSE;
  if (prognosis_figure_find_point (self->figure, self->cursor_panel, self->cursor_x, &y))
    prognosis_chart_emit_point (self, self->cursor_panel, self->cursor_x, y);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
put_handle (PrognosisChart *self, int handle)
{
  if (!isfinite (self->handles[handle]) || !start_cursor (self))
    return FALSE;
  prognosis_chart_emit_handle (self, handle, self->cursor_x);
  prognosis_chart_describe (self);
  return TRUE;
}

static gboolean
nudge (PrognosisChart *self, PrognosisHandle handle, int direction)
{
  gsize panel = self->has_cursor ? self->cursor_panel : 0;
  double x;

  if (!isfinite (self->handles[handle]))
    return FALSE;
  x = prognosis_figure_find_x (self->figure, panel, self->handles[handle], direction);
  if (isfinite (x))
    {
      prognosis_chart_emit_handle (self, handle, x);
      if (prognosis_chart_get_figure (self) != NULL)
        put_cursor (self, panel, x);
    }
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
nudge_origin (PrognosisChart *self, int direction)
{
  return nudge (self, PROGNOSIS_HANDLE_ORIGIN, direction);
}

static gboolean
nudge_window (PrognosisChart *self, int direction)
{
  return nudge (self, PROGNOSIS_HANDLE_WINDOW, direction);
}

static gboolean
open_menu (PrognosisChart *self, int unused)
{
  double x, y, value;

  if (!start_cursor (self)
      || !prognosis_chart_locate_cursor (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                                         &x, &y, &value))
    return FALSE;
  prognosis_chart_emit_menu (self, self->cursor_panel, self->cursor_x, value, x, y);
  return TRUE;
}

#define CTRL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK

static const struct
{
  guint key;
  GdkModifierType state;
  gboolean (*run) (PrognosisChart *self, int argument);
  int argument;
} keys[] = {
  { GDK_KEY_Left, 0, step, -1 },
  { GDK_KEY_Right, 0, step, 1 },
  { GDK_KEY_Home, 0, leap, -1 },
  { GDK_KEY_End, 0, leap, 1 },
  { GDK_KEY_Page_Up, 0, change_panel, -1 },
  { GDK_KEY_Page_Down, 0, change_panel, 1 },
  { GDK_KEY_Left, SHIFT, pan, -1 },
  { GDK_KEY_Right, SHIFT, pan, 1 },
  { GDK_KEY_plus, 0, zoom, 1 },
  { GDK_KEY_equal, 0, zoom, 1 },
  { GDK_KEY_minus, 0, zoom, -1 },
  { GDK_KEY_0, 0, fit, 0 },
  { GDK_KEY_Escape, 0, leave, 0 },
  { GDK_KEY_Delete, 0, toggle_point, 0 },
  { GDK_KEY_x, 0, toggle_point, 0 },
  { GDK_KEY_Menu, 0, open_menu, 0 },
  { GDK_KEY_F10, SHIFT, open_menu, 0 },
  { GDK_KEY_o, 0, put_handle, PROGNOSIS_HANDLE_ORIGIN },
  { GDK_KEY_w, 0, put_handle, PROGNOSIS_HANDLE_WINDOW },
  { GDK_KEY_Left, CTRL, nudge_origin, -1 },
  { GDK_KEY_Right, CTRL, nudge_origin, 1 },
  { GDK_KEY_Left, CTRL | SHIFT, nudge_window, -1 },
  { GDK_KEY_Right, CTRL | SHIFT, nudge_window, 1 },
};

/* Maps keypad keys to the ordinary ones. */
static guint
get_plain (guint key)
{
  switch (key)
    {
    case GDK_KEY_KP_Left: return GDK_KEY_Left;
    case GDK_KEY_KP_Right: return GDK_KEY_Right;
    case GDK_KEY_KP_Home: return GDK_KEY_Home;
    case GDK_KEY_KP_End: return GDK_KEY_End;
    case GDK_KEY_KP_Page_Up: return GDK_KEY_Page_Up;
    case GDK_KEY_KP_Page_Down: return GDK_KEY_Page_Down;
    case GDK_KEY_KP_Add: return GDK_KEY_plus;
    case GDK_KEY_KP_Subtract: return GDK_KEY_minus;
    case GDK_KEY_KP_0: return GDK_KEY_0;
    case GDK_KEY_KP_Delete: return GDK_KEY_Delete;
    default: return gdk_keyval_to_lower (key);
    }
}

gboolean
prognosis_chart_press (PrognosisChart *self, guint key, GdkModifierType state)
{
  guint plain = get_plain (key);

  state &= gtk_accelerator_get_default_mod_mask ();
  /* For characters that are typed with Shift, the character already implies it. */
  if (gdk_keyval_to_unicode (plain) > ' ')
    state &= ~SHIFT;
  if (prognosis_chart_get_figure (self) == NULL || prognosis_figure_get_n_panels (self->figure) == 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == plain && keys[i].state == state)
      return keys[i].run (self, keys[i].argument);
  return FALSE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, PrognosisChart *self)
{
  return prognosis_chart_press (self, key, state);
}

void
prognosis_chart_add_keys (PrognosisChart *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  controller = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (prognosis_chart_drop_cursor), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
