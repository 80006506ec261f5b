/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-style.h"
#include "prognosis-transmission-strip.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define HEIGHT 110      /* [px] */
#define REACH 10        /* [px] around an end of a step */
#define GRIP 16         /* [px], height of the mark at an end */
#define PERCENT_A_KEY 5 /* by which a key changes the strength */
#define LEAST_PERCENT 1 /* of the baseline's transmission */
#define GREATEST_PERCENT 400

typedef enum
{
  PART_NONE,
  PART_FIRST_DAY,
  PART_LAST_DAY,
  PART_STRENGTH,
} Part;

struct _PrognosisTransmissionStrip
{
  GtkWidget parent_instance;

  PrognosisScenario *scenario; /* or NULL */
  PrognosisFigure *figure;     /* or NULL */
  int first_day, last_day;     /* of the forecast */
  guint selected;              /* number of a change */

  Part dragged;
  PrognosisChange drag_start; /* the change when the drag began */
  double drag_px, drag_py;    /* where it began [px] */
  double drag_x, drag_y;      /* the same in data */
};

G_DEFINE_TYPE (PrognosisTransmissionStrip, prognosis_transmission_strip, GTK_TYPE_WIDGET)

static guint step_changed_signal;

static const PrognosisChange *
get_change (PrognosisTransmissionStrip *self, guint i)
{
  return self->scenario != NULL && i < self->scenario->changes->len ? &g_array_index (self->scenario->changes, PrognosisChange, i)
                                                                    : NULL;
}

static int
get_last_day (PrognosisTransmissionStrip *self, const PrognosisChange *change)
{
  return change->n_days > 0 ? change->day + change->n_days - 1 : self->last_day;
}

static void
describe (PrognosisTransmissionStrip *self)
{
  const PrognosisChange *change = get_change (self, self->selected);
  const PrognosisAxis axis
      = self->figure != NULL ? prognosis_panel_get_x_axis (prognosis_figure_get_panel (self->figure, 0)) : PROGNOSIS_AXIS_INDEX;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *text = NULL;

  if (change == NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, _ ("No change"), -1);
      return;
    }
  from = prognosis_figure_format_x (change->day, axis, TRUE);
  to = prognosis_figure_format_x (get_last_day (self, change), axis, TRUE);
  /* Translators: the number of a step, the number of all steps, a percentage, and two dates. */
  text = g_strdup_printf (_ ("Step %u of %u: %.0f %% of the baseline, %s to %s"), self->selected + 1, self->scenario->changes->len,
                          100 * change->factor, from, to);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) LEAST_PERCENT,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) GREATEST_PERCENT, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  100 * change->factor, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

void
prognosis_transmission_strip_set_scenario (PrognosisTransmissionStrip *self, int first_day, int last_day, PrognosisAxis axis,
                                           const PrognosisScenario *scenario)
{
  PrognosisScenario *copy = scenario != NULL ? prognosis_scenario_copy (scenario) : NULL;

  g_clear_pointer (&self->scenario, prognosis_scenario_free);
  g_clear_pointer (&self->figure, prognosis_figure_unref);
  self->scenario = copy;
  self->first_day = first_day;
  self->last_day = last_day;
  self->figure = prognosis_transmission_new_figure (first_day, last_day, axis, copy);
  prognosis_figure_set_localised (self->figure, TRUE);
  if (get_change (self, self->selected) == NULL)
    self->selected = 0;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* As the user wants it: within the forecast, and not negative. */
static void
change (PrognosisTransmissionStrip *self, int day, int last_day, double percent, gboolean is_lasting)
{
  PrognosisChange wanted;

  day = CLAMP (day, self->first_day, self->last_day);
  wanted.day = day;
  wanted.factor = CLAMP (round (percent), LEAST_PERCENT, GREATEST_PERCENT) / 100;
  wanted.n_days = is_lasting || last_day >= self->last_day ? 0 : MAX (last_day - day + 1, 1);
  g_signal_emit (self, step_changed_signal, 0, self->selected, &wanted);
}

/* --- places -------------------------------------------------------------------- */

static gboolean
to_data (PrognosisTransmissionStrip *self, double px, double py, double *x, double *y)
{
  return self->figure != NULL
         && prognosis_figure_locate_in (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                        gtk_widget_get_height (GTK_WIDGET (self)), 0, px, py, x, y);
}

/* The rectangle of a step [px]. */
static void
get_place (PrognosisTransmissionStrip *self, const PrognosisChange *step, double *left, double *right, double *top)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  prognosis_figure_project (self->figure, width, height, 0, step->day - 0.5, 100 * step->factor, left, top);
  prognosis_figure_project (self->figure, width, height, 0, MIN (get_last_day (self, step), self->last_day) + 0.5,
                            100 * step->factor, right, top);
}

/* The later of two steps that overlap is in effect, and is found first. */
static Part
find_part (PrognosisTransmissionStrip *self, double px, guint *number)
{
  for (guint i = self->scenario != NULL && self->figure != NULL ? self->scenario->changes->len : 0; i > 0; i--)
    {
      const PrognosisChange *step = get_change (self, i - 1);
      double left, right, top;

      if (step->day > self->last_day)
        continue;
      get_place (self, step, &left, &right, &top);
      *number = i - 1;
      if (fabs (px - left) <= REACH && fabs (px - left) <= fabs (px - right))
        return PART_FIRST_DAY;
      if (fabs (px - right) <= REACH)
        return PART_LAST_DAY;
      if (px > left && px < right)
        return PART_STRENGTH;
    }
  return PART_NONE;
}

/* --- pointer and keys ------------------------------------------------------------ */

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, PrognosisTransmissionStrip *self)
{
  guint number = self->selected;

  self->dragged = find_part (self, x, &number);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->dragged == PART_NONE || !to_data (self, x, y, &self->drag_x, &self->drag_y))
    return;
  self->selected = number;
  self->drag_px = x;
  self->drag_py = y;
  self->drag_start = *get_change (self, number);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, PrognosisTransmissionStrip *self)
{
  const PrognosisChange *from = &self->drag_start;
  double x, y, percent = 100 * from->factor;
  int day = from->day, last_day = get_last_day (self, from);

  if (self->dragged == PART_NONE || get_change (self, self->selected) == NULL
      || !to_data (self, self->drag_px + dx, self->drag_py + dy, &x, &y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->dragged == PART_FIRST_DAY)
    day = MIN (day + (int) round (x - self->drag_x), last_day);
  else if (self->dragged == PART_LAST_DAY)
    last_day = MAX (last_day + (int) round (x - self->drag_x), day);
  else
    percent += y - self->drag_y;
  change (self, day, last_day, percent, from->n_days == 0 && self->dragged != PART_LAST_DAY);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, PrognosisTransmissionStrip *self)
{
  static const char *const cursors[]
      = { [PART_NONE] = "default", [PART_FIRST_DAY] = "ew-resize", [PART_LAST_DAY] = "ew-resize", [PART_STRENGTH] = "ns-resize" };
  guint number;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursors[find_part (self, x, &number)]);
}

static void
select_step (PrognosisTransmissionStrip *self, int direction)
{
  const int n = (int) self->scenario->changes->len;

  self->selected = (guint) CLAMP ((int) self->selected + direction, 0, n - 1);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, PrognosisTransmissionStrip *self)
{
  const PrognosisChange *step = get_change (self, self->selected);
  const gboolean of_last = (state & GDK_SHIFT_MASK) != 0;
  int day, last_day, move = 0;
  double percent;

  if (step == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return FALSE;
  day = step->day;
  last_day = get_last_day (self, step);
  percent = 100 * step->factor;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up: percent += PERCENT_A_KEY; break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down: percent -= PERCENT_A_KEY; break;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left: move = -1; break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right: move = 1; break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up: select_step (self, -1); return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down: select_step (self, 1); return TRUE;
    default: return FALSE;
    }
  if (move != 0 && of_last)
    last_day = MAX (last_day + move, day);
  else if (move != 0)
    day = MIN (day + move, last_day);
  change (self, day, last_day, percent, step->n_days == 0 && !(move != 0 && of_last));
  return TRUE;
}

/* --- drawing --------------------------------------------------------------------- */

static void
snapshot_selected (PrognosisTransmissionStrip *self, GtkSnapshot *snapshot, const PrognosisChange *step)
{
  const PrognosisRgba *colour = &prognosis_style_get_theme ()->colours[PROGNOSIS_COLOUR_SERIES2];
  GdkRGBA line = { colour->red / 255.f, colour->green / 255.f, colour->blue / 255.f, 1 };
  double left, right, top;

  get_place (self, step, &left, &right, &top);
  if (gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_color", &line);
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (left, top - 2, MAX (right - left, 1), 4));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (left - 2, top - GRIP / 2, 5, GRIP));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (right - 3, top - GRIP / 2, 5, GRIP));
}

static void
prognosis_transmission_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PrognosisTransmissionStrip *self = PROGNOSIS_TRANSMISSION_STRIP (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const PrognosisChange *step = get_change (self, self->selected);
  g_autoptr (GError) error = NULL;
  cairo_t *cr;

  if (self->figure == NULL || width < 1 || height < 1)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!prognosis_figure_draw (self->figure, cr, width, height, prognosis_style_get_theme (),
                              PROGNOSIS_DRAW_STATIC | PROGNOSIS_DRAW_LIVE, &error))
    g_warning ("%s", error->message);
  cairo_destroy (cr);
  if (step != NULL && step->day <= self->last_day)
    snapshot_selected (self, snapshot, step);
}

static void
prognosis_transmission_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
}

static void
prognosis_transmission_strip_dispose (GObject *object)
{
  PrognosisTransmissionStrip *self = PROGNOSIS_TRANSMISSION_STRIP (object);

  g_clear_pointer (&self->scenario, prognosis_scenario_free);
  g_clear_pointer (&self->figure, prognosis_figure_unref);
  G_OBJECT_CLASS (prognosis_transmission_strip_parent_class)->dispose (object);
}

static void
prognosis_transmission_strip_class_init (PrognosisTransmissionStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_transmission_strip_dispose;
  widget_class->snapshot = prognosis_transmission_strip_snapshot;
  widget_class->measure = prognosis_transmission_strip_measure;
  step_changed_signal = g_signal_new ("step-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_POINTER);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_widget_class_set_css_name (widget_class, "strip");
}

static void
prognosis_transmission_strip_init (PrognosisTransmissionStrip *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *controller;

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Transmission in the scenario"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Up and down change the strength of a step, left and right its first day, with Shift its last "
                                     "day; Page Up and Page Down select another step."),
                                  -1);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, controller);
  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, controller);
  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, controller);
}
