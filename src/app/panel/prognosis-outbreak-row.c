/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-outbreak-row.h"
#include "prognosis-scale.h"
#include "prognosis-style.h"
#include "prognosis-words.h"
#include "prognosis-wrap-row.h"

#include <glib/gi18n.h>
#include <math.h>

/* The slider's range: positions from 0 to 1. */
#define KEY_STEP 0.01

struct _PrognosisOutbreakRow
{
  AdwPreferencesRow parent_instance;

  PrognosisSession *session; /* borrowed */
  const PrognosisOutbreakField *field;
  GtkWidget *entry;  /* or NULL */
  GtkWidget *scale;  /* or NULL */
  GtkWidget *toggle; /* GtkSwitch, or NULL */
  gboolean is_syncing;
};

G_DEFINE_TYPE (PrognosisOutbreakRow, prognosis_outbreak_row, ADW_TYPE_PREFERENCES_ROW)

static double
get_value (PrognosisOutbreakRow *self)
{
  return prognosis_outbreak_get (prognosis_session_get_choices (self->session)->outbreak, self->field);
}

static double
get_factor (PrognosisOutbreakRow *self)
{
  return self->field->form == PROGNOSIS_OUTBREAK_PERCENT ? 100 : 1;
}

static PrognosisScale
get_scale (PrognosisOutbreakRow *self)
{
  return self->field->step > 0 ? PROGNOSIS_SCALE_LINEAR : PROGNOSIS_SCALE_LOG;
}

/* The track ends at its comfortable end, or at a larger value that was typed. */
static double
get_upper (PrognosisOutbreakRow *self)
{
  return MAX (self->field->slider_upper, get_value (self));
}

static void
set_value (PrognosisOutbreakRow *self, double value)
{
  prognosis_session_set_outbreak_field (self->session, self->field, value);
}

/* Round numbers: multiples of the step, or two digits. */
static double
round_value (PrognosisOutbreakRow *self, double value)
{
  const double step = self->field->step > 0 ? self->field->step : pow (10, floor (log10 (MAX (value, 1))) - 1);

  return round (value / step) * step;
}

static void
scale_cb (PrognosisOutbreakRow *self)
{
  const double position = gtk_range_get_value (GTK_RANGE (self->scale));

  if (!self->is_syncing)
    set_value (self, round_value (
                         self, prognosis_scale_to_value (get_scale (self), self->field->slider_lower, get_upper (self), position)));
}

static void
entry_cb (PrognosisOutbreakRow *self)
{
  double value;

  if (self->is_syncing || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (prognosis_words_parse_number (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &value))
    set_value (self, value / get_factor (self));
  prognosis_outbreak_row_update (self);
}

static void
switch_cb (PrognosisOutbreakRow *self)
{
  if (!self->is_syncing)
    set_value (self, gtk_switch_get_active (GTK_SWITCH (self->toggle)) ? 1 : 0);
}

void
prognosis_outbreak_row_update (PrognosisOutbreakRow *self)
{
  double value;
  g_autofree char *text = NULL;

  if (prognosis_session_get_choices (self->session)->outbreak == NULL)
    return;
  value = get_value (self);
  self->is_syncing = TRUE;
  if (self->toggle != NULL)
    gtk_switch_set_active (GTK_SWITCH (self->toggle), value > 0);
  else
    {
      text = prognosis_words_for_entry (value * get_factor (self));
      prognosis_style_fill (GTK_EDITABLE (self->entry), text);
      gtk_range_set_value (GTK_RANGE (self->scale),
                           prognosis_scale_to_position (get_scale (self), self->field->slider_lower, get_upper (self), value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
    }
  self->is_syncing = FALSE;
}

static const char *
get_unit (const PrognosisOutbreakField *field)
{
  if (field->form == PROGNOSIS_OUTBREAK_PERCENT)
    return "%";
  return field->unit == PROGNOSIS_UNIT_DAYS ? _ ("days") : field->unit == PROGNOSIS_UNIT_PERSONS ? _ ("people") : NULL;
}

static GtkWidget *
make_entry (PrognosisOutbreakRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *unit = gtk_label_new (get_unit (self->field));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_entry_set_alignment (GTK_ENTRY (self->entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  prognosis_style_keep_number (GTK_EDITABLE (self->entry));
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
  gtk_widget_add_css_class (unit, "dim-label");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), unit);
  return box;
}

static void
make_scale (PrognosisOutbreakRow *self)
{
  const PrognosisOutbreakField *field = self->field;
  const double step = field->step > 0 ? field->step / (field->slider_upper - field->slider_lower) : KEY_STEP;

  self->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, MAX (step, 1e-4));
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_widget_add_css_class (self->scale, "flush");
  prognosis_style_pass_scrolling (self->scale);
  g_signal_connect_object (self->scale, "value-changed", G_CALLBACK (scale_cb), self, G_CONNECT_SWAPPED);
}

static void
name (PrognosisOutbreakRow *self, GtkWidget *control)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->field->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (self->field->help), -1);
}

GtkWidget *
prognosis_outbreak_row_new (PrognosisSession *session, const PrognosisOutbreakField *field)
{
  PrognosisOutbreakRow *self = g_object_new (PROGNOSIS_TYPE_OUTBREAK_ROW, NULL);
  GtkWidget *control;

  self->session = session;
  self->field = field;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ (field->help));
  if (field->form == PROGNOSIS_OUTBREAK_SWITCH)
    {
      control = self->toggle = gtk_switch_new ();
      g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (switch_cb), self, G_CONNECT_SWAPPED);
      name (self, self->toggle);
    }
  else
    {
      control = make_entry (self);
      make_scale (self);
      name (self, self->entry);
      name (self, self->scale);
    }
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  prognosis_wrap_row_fill_row (ADW_PREFERENCES_ROW (self), _ (field->title), NULL, control, self->scale);
  prognosis_outbreak_row_update (self);
  return GTK_WIDGET (self);
}

static void
prognosis_outbreak_row_class_init (PrognosisOutbreakRowClass *klass)
{
}

static void
prognosis_outbreak_row_init (PrognosisOutbreakRow *self)
{
}
