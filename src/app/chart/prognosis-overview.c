/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-overview.h"
#include "prognosis-chart.h"
#include "prognosis-style.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define HEIGHT 44      /* [px] */
#define END_REACH 8    /* [px] around an end of the brush */
#define GRIP 14        /* [px], height of the mark at an end */
#define MOVE_SHARE 0.1 /* of the brush, for each key */
#define WIDEN 1.5

typedef enum
{
  PART_NONE,
  PART_FROM,
  PART_TO,
  PART_MIDDLE,
} Part;

struct _PrognosisOverview
{
  GtkWidget parent_instance;

  PrognosisFigure *figure;
  GskRenderNode *drawn; /* of the figure, or NULL */
  int drawn_width, drawn_height, drawn_scale;
  double from, to; /* the brush */

  Part dragged;
  double drag_from, drag_to; /* the brush when the drag began */
  double drag_x;             /* in data, where it began */
};

G_DEFINE_TYPE (PrognosisOverview, prognosis_overview, GTK_TYPE_WIDGET)

enum
{
  RANGE_CHANGED,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget_drawing (PrognosisOverview *self)
{
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
describe (PrognosisOverview *self)
{
  PrognosisAxis axis;
  double first, last;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *text = NULL;

  if (self->figure == NULL || prognosis_figure_get_n_panels (self->figure) == 0)
    return;
  axis = prognosis_panel_get_x_axis (prognosis_figure_get_panel (self->figure, 0));
  prognosis_figure_get_x_extent (self->figure, &first, &last);
  from = prognosis_figure_format_x (ceil (self->from), axis, TRUE);
  to = prognosis_figure_format_x (floor (self->to), axis, TRUE);
  /* Translators: two dates. */
  text = g_strdup_printf (_ ("%s to %s"), from, to);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, first,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, last, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  CLAMP ((self->from + self->to) / 2, first, last), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

void
prognosis_overview_set_figure (PrognosisOverview *self, PrognosisFigure *figure)
{
  if (figure != NULL)
    prognosis_figure_ref (figure);
  g_clear_pointer (&self->figure, prognosis_figure_unref);
  self->figure = figure;
  forget_drawing (self);
  describe (self);
}

void
prognosis_overview_set_range (PrognosisOverview *self, double from, double to)
{
  if (from == self->from && to == self->to)
    return;
  self->from = from;
  self->to = to;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
prognosis_overview_get_range (PrognosisOverview *self, double *from, double *to)
{
  *from = self->from;
  *to = self->to;
}

/* As the user wants it: limited to the data. */
static void
change (PrognosisOverview *self, double from, double to)
{
  if (self->figure == NULL)
    return;
  prognosis_chart_clamp (self->figure, &from, &to);
  prognosis_overview_set_range (self, from, to);
  g_signal_emit (self, signals[RANGE_CHANGED], 0, self->from, self->to);
}

/* --- places -------------------------------------------------------------------- */

static double
to_x (PrognosisOverview *self, double px)
{
  double x = NAN;

  if (self->figure != NULL)
    prognosis_figure_locate_in (self->figure, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                                0, px, 0, &x, NULL);
  return x;
}

static double
to_px (PrognosisOverview *self, double x)
{
  double px = NAN;

  if (self->figure != NULL)
    prognosis_figure_project (self->figure, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)), 0,
                              x, 1, &px, NULL);
  return px;
}

static Part
find_part (PrognosisOverview *self, double px)
{
  double from = to_px (self, self->from), to = to_px (self, self->to);

  if (fabs (px - from) <= END_REACH && fabs (px - from) <= fabs (px - to))
    return PART_FROM;
  if (fabs (px - to) <= END_REACH)
    return PART_TO;
  return px > from && px < to ? PART_MIDDLE : PART_NONE;
}

/* --- pointer and keys ------------------------------------------------------------ */

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, PrognosisOverview *self)
{
  self->dragged = find_part (self, x);
  self->drag_x = to_x (self, x);
  self->drag_from = self->from;
  self->drag_to = self->to;
  if (self->dragged == PART_NONE)
    { /* a new brush, whose other end follows the pointer */
      self->drag_from = self->drag_to = self->drag_x;
      self->dragged = PART_TO;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, PrognosisOverview *self)
{
  double start, x, shift, from = self->drag_from, to = self->drag_to;

  if (!gtk_gesture_drag_get_start_point (gesture, &start, NULL))
    return;
  x = to_x (self, start + dx);
  shift = x - self->drag_x;
  if (!isfinite (shift) || dx == 0)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->dragged == PART_FROM || self->dragged == PART_MIDDLE)
    from += shift;
  if (self->dragged == PART_TO || self->dragged == PART_MIDDLE)
    to += shift;
  change (self, MIN (from, to), MAX (from, to));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, PrognosisOverview *self)
{
  static const char *const cursors[]
      = { [PART_NONE] = "crosshair", [PART_FROM] = "ew-resize", [PART_TO] = "ew-resize", [PART_MIDDLE] = "grab" };

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursors[find_part (self, x)]);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, PrognosisOverview *self)
{
  if (n_press == 2)
    g_signal_emit (self, signals[RESET], 0);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, PrognosisOverview *self)
{
  double factor = dy < 0 ? 1 / WIDEN : WIDEN, half = (self->to - self->from) / 2 * factor, middle = (self->from + self->to) / 2;

  if (dy == 0)
    return GDK_EVENT_PROPAGATE;
  change (self, middle - half, middle + half);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, PrognosisOverview *self)
{
  double width = self->to - self->from, middle = (self->from + self->to) / 2, first, last;

  if (self->figure == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return FALSE;
  prognosis_figure_get_x_extent (self->figure, &first, &last);
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left: change (self, self->from - MOVE_SHARE * width, self->to - MOVE_SHARE * width); return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right: change (self, self->from + MOVE_SHARE * width, self->to + MOVE_SHARE * width); return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home: change (self, first, first + width); return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End: change (self, last - width, last); return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract: change (self, middle - width / 2 * WIDEN, middle + width / 2 * WIDEN); return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add: change (self, middle - width / 2 / WIDEN, middle + width / 2 / WIDEN); return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
    case GDK_KEY_Escape: g_signal_emit (self, signals[RESET], 0); return TRUE;
    default: return FALSE;
    }
}

/* --- drawing --------------------------------------------------------------------- */

static void
draw (PrognosisOverview *self, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  cairo_t *cr;

  if (self->drawn != NULL && self->drawn_width == width && self->drawn_height == height && self->drawn_scale == scale)
    return;
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  self->drawn = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  self->drawn_width = width;
  self->drawn_height = height;
  self->drawn_scale = scale;
  cr = gsk_cairo_node_get_draw_context (self->drawn);
  if (!prognosis_figure_draw (self->figure, cr, width, height, prognosis_style_get_theme (),
                              PROGNOSIS_DRAW_STATIC | PROGNOSIS_DRAW_LIVE, &error))
    g_warning ("%s", error->message);
  cairo_destroy (cr);
}

static GdkRGBA
to_rgba (const PrognosisRgba *colour, float alpha)
{
  return (GdkRGBA){ colour->red / 255.f, colour->green / 255.f, colour->blue / 255.f, alpha };
}

static void
snapshot_brush (PrognosisOverview *self, GtkSnapshot *snapshot, int width, int height)
{
  const PrognosisTheme *theme = prognosis_style_get_theme ();
  double from = CLAMP (to_px (self, self->from), 0, width), to = CLAMP (to_px (self, self->to), 0, width);
  GdkRGBA outside = to_rgba (&theme->background, 0.65f), line = to_rgba (&theme->dim, 1);
  GskRoundedRect frame;

  if (!(from <= to))
    return;
  gtk_snapshot_append_color (snapshot, &outside, &GRAPHENE_RECT_INIT (0, 0, from, height));
  gtk_snapshot_append_color (snapshot, &outside, &GRAPHENE_RECT_INIT (to, 0, width - to, height));
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (from, 0, MAX (to - from, 2), height), 4);
  if (gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_color", &line);
  gtk_snapshot_append_border (snapshot, &frame,
                              gtk_widget_has_visible_focus (GTK_WIDGET (self)) ? (float[]){ 2, 2, 2, 2 } : (float[]){ 1, 1, 1, 1 },
                              (GdkRGBA[]){ line, line, line, line });
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (from - 1, (height - GRIP) / 2., 3, GRIP));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (to - 2, (height - GRIP) / 2., 3, GRIP));
}

static void
prognosis_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PrognosisOverview *self = PROGNOSIS_OVERVIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->figure == NULL || width < 1 || height < 1)
    return;
  draw (self, width, height);
  gtk_snapshot_append_node (snapshot, self->drawn);
  snapshot_brush (self, snapshot, width, height);
}

static void
prognosis_overview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
}

static void
prognosis_overview_dispose (GObject *object)
{
  PrognosisOverview *self = PROGNOSIS_OVERVIEW (object);

  g_clear_pointer (&self->figure, prognosis_figure_unref);
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  G_OBJECT_CLASS (prognosis_overview_parent_class)->dispose (object);
}

static void
prognosis_overview_class_init (PrognosisOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_overview_dispose;
  widget_class->snapshot = prognosis_overview_snapshot;
  widget_class->measure = prognosis_overview_measure;
  signals[RANGE_CHANGED] = g_signal_new ("range-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[RESET] = g_signal_new ("reset", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_widget_class_set_css_name (widget_class, "overview");
}

static void
prognosis_overview_init (PrognosisOverview *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *controller;

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (forget_drawing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (forget_drawing), self, G_CONNECT_SWAPPED);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, controller);
  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (controller, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, controller);
  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, controller);
  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, controller);
  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, controller);
}
