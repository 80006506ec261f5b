/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One parameter: slider, entry, lock, reset and interval. Moving the slider changes the curve at once, through the session's
   PrognosisLive; only when it is released, or has rested for a while, the value becomes a choice that locks the parameter
   and can be undone. Numbers are shown in the view that the user chose (PrognosisShownParameter); the session always receives the
   parameter's own unit. */

#include "prognosis-config.h"

#include "prognosis-parameter-row.h"
#include "prognosis-parameter-detail.h"
#include "prognosis-interval-bar.h"
#include "prognosis-style.h"
#include "prognosis-scale.h"
#include "prognosis-shown-parameter.h"
#include "prognosis-words.h"
#include "prognosis-session-parameters.h"

#include <glib/gi18n.h>
#include <math.h>

/* How long a value must rest before it counts as chosen, for input devices without a release event. */
#define REST_MSEC 350

struct _PrognosisParameterRow
{
  AdwPreferencesRow parent_instance;

  PrognosisSession *session;
  PrognosisShownParameter shown;
  double lower, upper; /* of the slider, in the unit of the view */
  gboolean is_syncing;
  int is_locked;      /* as shown; -1: not shown yet */
  gboolean is_edited; /* the user has edited the entry since it was filled */
  gboolean is_retired;
  char *number; /* the value as announced to screen readers */
  gboolean is_pressed;
  gboolean is_moved;
  guint rest_id;

  GtkLabel *name;
  GtkButton *reset_button;
  GtkToggleButton *lock_button;
  GtkScale *scale;
  PrognosisIntervalBar *interval;
  GtkEntry *entry;
  GtkLabel *unit;
  GtkToggleButton *unit_button;
  GtkLabel *unit_label;
  GtkLabel *detail;
};

G_DEFINE_TYPE (PrognosisParameterRow, prognosis_parameter_row, ADW_TYPE_PREFERENCES_ROW)

const char *
prognosis_parameter_row_get_id (PrognosisParameterRow *self)
{
  return self->shown.info.id;
}

gsize
prognosis_parameter_row_get_parameter (PrognosisParameterRow *self)
{
  return self->shown.number;
}

void
prognosis_parameter_row_align (PrognosisParameterRow *self, GtkSizeGroup *units)
{
  gtk_size_group_add_widget (units, GTK_WIDGET (self->unit));
  gtk_size_group_add_widget (units, GTK_WIDGET (self->unit_button));
}

void
prognosis_parameter_row_retire (PrognosisParameterRow *self)
{
  self->is_retired = TRUE;
  self->is_moved = FALSE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
}

/* FALSE if the session has a new fit, with other parameters. */
static gboolean
is_current (PrognosisParameterRow *self)
{
  return !self->is_retired && prognosis_shown_parameter_is_current (&self->shown);
}

/* --- name and unit ------------------------------------------------------------- */

static void name_parts (PrognosisParameterRow *self, const char *title);

/* One label, so that a long name wraps below its symbol. */
static void
show_name (PrognosisParameterRow *self)
{
  const char *title = prognosis_shown_parameter_get_title (&self->shown);
  g_autofree char *symbol = prognosis_shown_parameter_dup_symbol (&self->shown);
  g_autofree char *heading
      = *symbol != '\0' ? g_markup_printf_escaped ("<b>%s</b>  %s", symbol, title) : g_markup_escape_text (title, -1);

  gtk_label_set_markup (self->name, heading);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  name_parts (self, title);
}

static void
show_unit (PrognosisParameterRow *self)
{
  gboolean is_plain = self->shown.view == &prognosis_parameter_view_plain;

  show_name (self);
  gtk_label_set_label (self->unit, prognosis_words_for_unit (self->shown.info.unit));
  gtk_label_set_label (self->unit_label, prognosis_shown_parameter_get_unit (&self->shown));
  gtk_widget_set_visible (GTK_WIDGET (self->unit_button), self->shown.other != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->unit_button), !is_plain ? _ ("Show as a rate per day")
                                                               : self->shown.other == &prognosis_parameter_view_reproduction
                                                                   ? _ ("Show as the basic reproduction number")
                                                                   : _ ("Show as a duration in days"));
}

/* As the row shows its number: plainly, or in the parameter's other view. */
static void
set_view (PrognosisParameterRow *self)
{
  const gboolean is_other = self->shown.other != NULL && gtk_toggle_button_get_active (self->unit_button);

  self->shown.view = is_other ? self->shown.other : &prognosis_parameter_view_plain;
  show_unit (self);
}

static void
unit_cb (PrognosisParameterRow *self)
{
  if (self->is_syncing)
    return;
  set_view (self);
  self->is_edited = FALSE;
  prognosis_parameter_row_update (self);
}

/* --- the slider --------------------------------------------------------------- */

static void
commit (PrognosisParameterRow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (!self->is_moved || !is_current (self))
    return;
  self->is_moved = FALSE;
  g_object_ref (self); /* the handler may replace the rows */
  prognosis_session_commit (self->session, self->shown.number, self->shown.view);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    prognosis_parameter_row_update (self);
  g_object_unref (self);
}

static gboolean
rest_cb (gpointer user_data)
{
  PrognosisParameterRow *self = user_data;

  self->rest_id = 0;
  commit (self);
  return G_SOURCE_REMOVE;
}

static void
value_cb (PrognosisParameterRow *self)
{
  if (self->is_syncing || !is_current (self))
    return;
  self->is_moved = TRUE;
  prognosis_session_preview (self->session, self->shown.number,
                             prognosis_shown_parameter_from_view (
                                 &self->shown,
                                 prognosis_scale_to_value (prognosis_shown_parameter_get_scale (&self->shown), self->lower,
                                                           self->upper, gtk_range_get_value (GTK_RANGE (self->scale))),
                                 NULL));
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (!self->is_pressed)
    self->rest_id = g_timeout_add (REST_MSEC, rest_cb, self);
}

/* Caught in the capture phase, because the slider's own gestures claim the release. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, PrognosisParameterRow *self)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN: self->is_pressed = TRUE; break;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      self->is_pressed = FALSE;
      if (self->is_moved && self->rest_id == 0)
        self->rest_id = g_idle_add (rest_cb, self);
      break;
    default: break;
    }
  return GDK_EVENT_PROPAGATE;
}

/* --- the entry ---------------------------------------------------------------- */

static void
edited_cb (PrognosisParameterRow *self)
{
  self->is_edited |= !self->is_syncing;
}

static void
entry_cb (PrognosisParameterRow *self)
{
  gboolean is_outside;
  double typed, value;

  if (self->is_syncing || !self->is_edited || !is_current (self))
    return;
  if (!prognosis_words_parse_number (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &typed))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      prognosis_session_say (self->session, _ ("This is not a number"));
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  value = prognosis_shown_parameter_from_view (&self->shown, typed, &is_outside);
  if (is_outside)
    {
      g_autofree char *text = prognosis_shown_parameter_dup_limits (&self->shown);

      prognosis_session_say (self->session, text);
    }
  self->is_edited = FALSE;
  self->is_moved = TRUE;
  prognosis_session_preview (self->session, self->shown.number, value);
  commit (self);
}

static void
entry_left_cb (PrognosisParameterRow *self)
{
  /* Apply what was typed but not confirmed. */
  entry_cb (self);
  self->is_edited = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  prognosis_parameter_row_update (self);
}

static void
lock_cb (PrognosisParameterRow *self)
{
  const gboolean locked = gtk_toggle_button_get_active (self->lock_button);

  if (self->is_syncing || !is_current (self))
    return;
  prognosis_session_set_locked (self->session, self->shown.number, self->shown.view, locked);
}

static void
reset_cb (PrognosisParameterRow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->is_moved = FALSE;
  if (!is_current (self))
    return;
  prognosis_session_reset_parameter (self->session, self->shown.number, self->shown.view);
}

static void
show_detail (PrognosisParameterRow *self, gboolean locked)
{
  double shortest, longest;
  const gboolean is_unpublished = prognosis_parameter_detail_is_unpublished (
      self->session, self->shown.number, prognosis_shown_parameter_get_region (&self->shown), &shortest, &longest);
  g_autofree char *text
      = prognosis_parameter_detail_dup_text (&self->shown.info, self->session, self->shown.number, self->shown.view, locked);

  gtk_label_set_label (self->detail, text);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *text != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->detail), is_unpublished ? "dim-label" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), is_unpublished ? "warning" : "dim-label");
}

/* Fixed parameters have no interval. */
static void
set_interval (PrognosisParameterRow *self, gboolean locked)
{
  double from = NAN, to = NAN, lower, upper;

  prognosis_shown_parameter_get_interval (&self->shown, &lower, &upper);
  if (!locked && isfinite (lower) && isfinite (upper))
    {
      from = prognosis_scale_to_position (prognosis_shown_parameter_get_scale (&self->shown), self->lower, self->upper, lower);
      to = prognosis_scale_to_position (prognosis_shown_parameter_get_scale (&self->shown), self->lower, self->upper, upper);
    }
  prognosis_interval_bar_set (self->interval, from, to);
}

/* Plausible numbers, and the present one. The ends stay where they are while the slider moves. */
static void
set_bounds (PrognosisParameterRow *self, double shown)
{
  double lower, upper;

  prognosis_shown_parameter_get_track (&self->shown, &lower, &upper);
  if (!self->is_pressed && !self->is_moved)
    {
      self->lower = MIN (lower, shown);
      self->upper = MAX (upper, shown);
    }
}

static void
show_number (PrognosisParameterRow *self, double value, gboolean locked)
{
  /* What the user gave keeps its own digits. */
  g_autofree char *number = locked ? prognosis_words_for_entry (prognosis_shown_parameter_to_view (&self->shown, value))
                                   : prognosis_shown_parameter_dup_number (&self->shown, value, !self->is_moved);

  /* Do not overwrite what is being typed. */
  if ((!self->is_edited || self->is_moved) && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), number))
    prognosis_style_fill (GTK_EDITABLE (self->entry), number);
  if (g_strcmp0 (self->number, number) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, number, -1);
  g_free (self->number);
  self->number = g_steal_pointer (&number);
}

static void
show_lock (PrognosisParameterRow *self, gboolean locked)
{
  self->is_locked = locked;
  gtk_toggle_button_set_active (self->lock_button, locked);
  gtk_button_set_icon_name (GTK_BUTTON (self->lock_button), locked ? "changes-prevent-symbolic" : "changes-allow-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lock_button),
                               locked ? _ ("Fixed: click to fit it") : _ ("Fitted: click to fix its value"));
  gtk_widget_set_visible (GTK_WIDGET (self->reset_button), locked);
}

/* Called for every frame of a drag: update only what changed. */
void
prognosis_parameter_row_update (PrognosisParameterRow *self)
{
  double value;
  gboolean locked;

  if (!is_current (self))
    return;
  value = prognosis_shown_parameter_get_value (&self->shown);
  set_bounds (self, prognosis_shown_parameter_to_view (&self->shown, value));
  locked = prognosis_shown_parameter_is_locked (&self->shown);

  self->is_syncing = TRUE;
  if (!self->is_pressed && !self->is_moved)
    gtk_range_set_value (GTK_RANGE (self->scale),
                         prognosis_scale_to_position (prognosis_shown_parameter_get_scale (&self->shown), self->lower, self->upper,
                                                      prognosis_shown_parameter_to_view (&self->shown, value)));
  show_number (self, value, locked);
  if (locked != self->is_locked || locked != gtk_toggle_button_get_active (self->lock_button))
    show_lock (self, locked);
  self->is_syncing = FALSE;
  set_interval (self, locked);
  show_detail (self, locked);
}

static void
name_parts (PrognosisParameterRow *self, const char *title)
{
  g_autofree char *lock = g_strdup_printf (_ ("Fix %s"), title);
  g_autofree char *reset = g_strdup_printf (_ ("Reset %s"), title);
  g_autofree char *number = g_strdup_printf (_ ("Value of %s"), title);
  g_autofree char *unit = g_strdup_printf (_ ("Unit of %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, number, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unit_button), GTK_ACCESSIBLE_PROPERTY_LABEL, unit, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock_button), GTK_ACCESSIBLE_PROPERTY_LABEL, lock, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset_button), GTK_ACCESSIBLE_PROPERTY_LABEL, reset, -1);
}

GtkWidget *
prognosis_parameter_row_new (PrognosisSession *session, gsize parameter)
{
  PrognosisParameterRow *self = g_object_new (PROGNOSIS_TYPE_PARAMETER_ROW, NULL);

  self->session = session;
  self->shown = prognosis_shown_parameter_init (session, parameter);
  /* Reproduction numbers and days are what people think in. */
  self->is_syncing = TRUE;
  gtk_toggle_button_set_active (self->unit_button, self->shown.other != NULL);
  self->is_syncing = FALSE;
  set_view (self);
  if (self->shown.info.hint != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ (self->shown.info.hint));
  prognosis_parameter_row_update (self);
  return GTK_WIDGET (self);
}

static void
prognosis_parameter_row_dispose (GObject *object)
{
  PrognosisParameterRow *self = PROGNOSIS_PARAMETER_ROW (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->number, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROGNOSIS_TYPE_PARAMETER_ROW);
  G_OBJECT_CLASS (prognosis_parameter_row_parent_class)->dispose (object);
}

static void
prognosis_parameter_row_class_init (PrognosisParameterRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_parameter_row_dispose;
  g_type_ensure (PROGNOSIS_TYPE_INTERVAL_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-parameter-row.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisParameterRow, name)
  CHILD (name);
  CHILD (reset_button);
  CHILD (lock_button);
  CHILD (scale);
  CHILD (interval);
  CHILD (entry);
  CHILD (unit);
  CHILD (unit_button);
  CHILD (unit_label);
  CHILD (detail);
#undef CHILD
}

static void
prognosis_parameter_row_init (PrognosisParameterRow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->is_locked = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  prognosis_interval_bar_set_range (self->interval, GTK_RANGE (self->scale));
  prognosis_style_pass_scrolling (GTK_WIDGET (self->scale));
  prognosis_style_keep_number (GTK_EDITABLE (self->entry));
  g_signal_connect_object (self->scale, "value-changed", G_CALLBACK (value_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unit_button, "toggled", G_CALLBACK (unit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock_button, "toggled", G_CALLBACK (lock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reset_button, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scale), events);
  g_signal_connect_object (focus, "leave", G_CALLBACK (entry_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}
