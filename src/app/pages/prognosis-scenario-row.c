/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-scenario-row.h"

#include "prognosis-day-entry.h"
#include "prognosis-session-choices.h"
#include "prognosis-style.h"
#include "prognosis-wrap-row.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PrognosisScenarioRow
{
  AdwExpanderRow parent_instance;

  PrognosisSession *session; /* borrowed */
  guint number;              /* of the scenario in the session */
  PrognosisScenario *shown;  /* a copy */
  int origin_day;            /* when it was shown */
  GPtrArray *changes;        /* of Change: those that have rows */
  gboolean is_syncing;
};

G_DEFINE_TYPE (PrognosisScenarioRow, prognosis_scenario_row, ADW_TYPE_EXPANDER_ROW)

/* A change and its widgets, which are borrowed. */
typedef struct
{
  PrognosisScenarioRow *row;
  guint number; /* among the changes of the scenario */
  PrognosisDayEntry *from, *until;
  GtkSpinButton *factor;
} Change;

static guint edited_signal;

static int
get_origin_day (PrognosisScenarioRow *self)
{
  return prognosis_choices_get_origin_day (prognosis_session_get_choices (self->session));
}

/* NULL if it has been deleted. (transfer full) (nullable) */
static PrognosisScenario *
copy_scenario (PrognosisScenarioRow *self)
{
  const GPtrArray *scenarios = prognosis_session_get_choices (self->session)->scenarios;

  return self->number < scenarios->len ? prognosis_scenario_copy (g_ptr_array_index (scenarios, self->number)) : NULL;
}

/* Takes @scenario. */
static void
change_scenario (PrognosisScenarioRow *self, PrognosisScenario *scenario)
{
  g_signal_emit (self, edited_signal, 0, self->number);
  prognosis_session_set_scenario (self->session, self->number, scenario);
}

static int
get_last_day (const PrognosisChange *change)
{
  return change->n_days > 0 ? change->day + change->n_days - 1 : PROGNOSIS_NO_DAY;
}

/* --- a change ------------------------------------------------------------------ */

static void
changed_cb (GtkWidget *widget, Change *fields)
{
  PrognosisScenarioRow *self = fields->row;
  PrognosisScenario *scenario = self->is_syncing ? NULL : copy_scenario (self);
  PrognosisChange *change;
  int until;

  if (scenario == NULL)
    return;
  change = &g_array_index (scenario->changes, PrognosisChange, fields->number);
  change->factor = 1 + gtk_spin_button_get_value (fields->factor) / 100;
  change->day = prognosis_day_entry_get_day (fields->from);
  until = prognosis_day_entry_get_day (fields->until);
  change->n_days = until != PROGNOSIS_NO_DAY ? MAX (until - change->day + 1, 1) : 0;
  change_scenario (self, scenario);
}

static void
remove_change_cb (GtkButton *button, Change *fields)
{
  PrognosisScenario *scenario = copy_scenario (fields->row);

  if (scenario == NULL)
    return;
  g_array_remove_index (scenario->changes, fields->number);
  change_scenario (fields->row, scenario);
}

static GtkWidget *
new_spin (double lower, double upper, double step, double value, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (lower, upper, step);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  prognosis_style_pass_scrolling (spin);
  prognosis_style_keep_number (GTK_EDITABLE (spin));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_widget_set_tooltip_text (spin, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return spin;
}

/* Shares its values with the number beside it. */
static GtkWidget *
new_slider (GtkAdjustment *adjustment)
{
  GtkWidget *slider = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);

  gtk_scale_add_mark (GTK_SCALE (slider), 0, GTK_POS_BOTTOM, NULL);
  gtk_widget_set_hexpand (slider, TRUE);
  gtk_widget_set_size_request (slider, 60, -1);
  prognosis_style_pass_scrolling (slider);
  gtk_accessible_update_property (GTK_ACCESSIBLE (slider), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Change of transmission in percent"),
                                  -1);
  return slider;
}

static void
show_change (Change *fields, const PrognosisChange *change)
{
  prognosis_day_entry_set_first (fields->from, get_origin_day (fields->row) + 1);
  prognosis_day_entry_set_day (fields->from, change->day);
  prognosis_day_entry_set_first (fields->until, change->day);
  prognosis_day_entry_set_day (fields->until, get_last_day (change));
  gtk_spin_button_set_value (fields->factor, round ((change->factor - 1) * 100));
}

static void
add_change_row (PrognosisScenarioRow *self, guint number, const PrognosisChange *change)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *strength = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: placeholder of an empty field for the last day of a change. */
  GtkWidget *until = prognosis_day_entry_new (dataset, _ ("Last day of this change"), _ ("no end"));
  GtkWidget *from = prognosis_day_entry_new (dataset, _ ("First day of this change"), NULL);
  GtkWidget *factor = new_spin (-99, 300, 5, round ((change->factor - 1) * 100), _ ("Change of transmission in percent"));
  GtkWidget *slider = new_slider (gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (factor)));
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove"));
  /* Translators: a change of transmission; %u is its number. */
  g_autofree char *title = g_strdup_printf (_ ("Step %u"), number + 1);
  Change *fields = g_new (Change, 1);

  gtk_box_append (GTK_BOX (days), from);
  gtk_box_append (GTK_BOX (days), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (days), until);
  gtk_box_append (GTK_BOX (strength), slider);
  gtk_box_append (GTK_BOX (strength), factor);
  gtk_box_append (GTK_BOX (strength), gtk_label_new ("%"));
  gtk_box_append (GTK_BOX (strength), remove);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove this change"), -1);
  prognosis_wrap_row_fill_row (ADW_PREFERENCES_ROW (row), title, NULL, days, strength);
  *fields = (Change){ self, number, PROGNOSIS_DAY_ENTRY (from), PROGNOSIS_DAY_ENTRY (until), GTK_SPIN_BUTTON (factor) };
  g_ptr_array_add (self->changes, fields);
  show_change (fields, change);
  g_signal_connect (from, "changed", G_CALLBACK (changed_cb), fields);
  g_signal_connect (until, "changed", G_CALLBACK (changed_cb), fields);
  g_signal_connect_object (from, "refused", G_CALLBACK (prognosis_session_say), self->session, G_CONNECT_SWAPPED);
  g_signal_connect_object (until, "refused", G_CALLBACK (prognosis_session_say), self->session, G_CONNECT_SWAPPED);
  g_signal_connect (factor, "value-changed", G_CALLBACK (changed_cb), fields);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_change_cb), fields);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

/* --- the scenario -------------------------------------------------------------- */

/* Appends a change after all others of the scenario. */
static void
add_change_cb (PrognosisScenarioRow *self)
{
  PrognosisScenario *scenario = copy_scenario (self);
  PrognosisChange change = { get_origin_day (self) + 1, 1, 0 };

  if (scenario == NULL)
    return;
  for (guint i = 0; i < scenario->changes->len; i++)
    {
      const PrognosisChange *before = &g_array_index (scenario->changes, PrognosisChange, i);

      /* After all others: a change that starts within another one would override it. */
      change.day = MAX (change.day, before->n_days > 0 ? get_last_day (before) + 1 : before->day + 7);
    }
  g_array_append_val (scenario->changes, change);
  change_scenario (self, scenario);
}

static void
duplicate_cb (PrognosisScenarioRow *self)
{
  PrognosisScenario *scenario = copy_scenario (self);
  char *name;

  if (scenario == NULL)
    return;
  /* Translators: the name of a scenario that is a copy of %s. */
  name = g_strdup_printf (_ ("%s (copy)"), scenario->name);
  g_free (scenario->name);
  scenario->name = name;
  g_signal_emit (self, edited_signal, 0, prognosis_session_get_choices (self->session)->scenarios->len);
  prognosis_session_set_scenario (self->session, -1, scenario);
}

static void
delete_cb (PrognosisScenarioRow *self)
{
  if (self->number < prognosis_session_get_choices (self->session)->scenarios->len)
    prognosis_session_set_scenario (self->session, self->number, NULL);
}

static void
rename_cb (PrognosisScenarioRow *self, GtkEditable *entry)
{
  PrognosisScenario *scenario = copy_scenario (self);

  if (scenario == NULL)
    return;
  /* A scenario must have a name to be told from the others. */
  if (*gtk_editable_get_text (entry) == '\0')
    {
      gtk_editable_set_text (entry, scenario->name);
      prognosis_scenario_free (scenario);
      return;
    }
  g_free (scenario->name);
  scenario->name = g_strdup (gtk_editable_get_text (entry));
  change_scenario (self, scenario);
}

/* A button at the right of the row. */
static void
add_button (PrognosisScenarioRow *self, const char *icon, const char *label, void (*clicked_cb) (PrognosisScenarioRow *self))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
}

GtkWidget *
prognosis_scenario_row_new (PrognosisSession *session, guint number)
{
  PrognosisScenarioRow *self = g_object_new (PROGNOSIS_TYPE_SCENARIO_ROW, NULL);
  const PrognosisScenario *scenario = g_ptr_array_index (prognosis_session_get_choices (session)->scenarios, number);
  GtkWidget *name = adw_entry_row_new ();
  g_autofree char *title = g_markup_escape_text (scenario->name, -1);

  self->session = session;
  self->number = number;
  self->shown = prognosis_scenario_copy (scenario);
  self->origin_day = get_origin_day (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, scenario->name, -1);
  add_button (self, "user-trash-symbolic", _ ("Delete this scenario"), delete_cb);
  add_button (self, "edit-copy-symbolic", _ ("Duplicate this scenario"), duplicate_cb);
  add_button (self, "list-add-symbolic", _ ("Add a change"), add_change_cb);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (name), scenario->name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (name), TRUE);
  g_signal_connect_object (name, "apply", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), name);
  for (guint c = 0; c < scenario->changes->len; c++)
    add_change_row (self, c, &g_array_index (scenario->changes, PrognosisChange, c));
  return GTK_WIDGET (self);
}

gboolean
prognosis_scenario_row_can_show (PrognosisScenarioRow *self, const PrognosisScenario *scenario)
{
  return g_str_equal (scenario->name, self->shown->name) && scenario->changes->len == self->changes->len;
}

void
prognosis_scenario_row_show (PrognosisScenarioRow *self, const PrognosisScenario *scenario)
{
  if (self->origin_day == get_origin_day (self) && prognosis_scenario_equal (scenario, self->shown))
    return;
  self->is_syncing = TRUE;
  for (guint c = 0; c < scenario->changes->len; c++)
    show_change (g_ptr_array_index (self->changes, c), &g_array_index (scenario->changes, PrognosisChange, c));
  self->is_syncing = FALSE;
  prognosis_scenario_free (self->shown);
  self->shown = prognosis_scenario_copy (scenario);
  self->origin_day = get_origin_day (self);
}

static void
prognosis_scenario_row_finalize (GObject *object)
{
  PrognosisScenarioRow *self = PROGNOSIS_SCENARIO_ROW (object);

  g_clear_pointer (&self->shown, prognosis_scenario_free);
  g_ptr_array_unref (self->changes);
  G_OBJECT_CLASS (prognosis_scenario_row_parent_class)->finalize (object);
}

static void
prognosis_scenario_row_class_init (PrognosisScenarioRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_scenario_row_finalize;
  edited_signal
      = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
prognosis_scenario_row_init (PrognosisScenarioRow *self)
{
  self->changes = g_ptr_array_new_with_free_func (g_free);
}
