/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of scenarios: named changes of transmission after the origin, as rows of widgets above the chart of their
   effect. Scenarios belong to the session's choices; every edit makes a copy, changes it, and hands it back, so that it can
   be undone. If only values have changed, the rows stay and with them the focus; otherwise they are made anew, from idle,
   because the row that caused the change may be among those that go. */

#include "prognosis-config.h"

#include "prognosis-chart.h"
#include "prognosis-day-entry.h"
#include "prognosis-diagnostics.h"
#include "prognosis-style.h"
#include "prognosis-wrap-row.h"
#include "prognosis-scenario-presets.h"
#include "prognosis-scenario-words.h"
#include "prognosis-scenarios-page.h"
#include "prognosis-transmission-strip.h"
#include "prognosis-words.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _PrognosisScenariosPage
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  GPtrArray *shown;          /* of PrognosisScenario: as shown in the rows */
  GPtrArray *rows;           /* of GtkWidget, borrowed */
  GArray *changes;           /* of ChangeRow, scenario by scenario */
  gboolean is_syncing;
  int origin_day;
  guint current; /* number of the scenario in the headline and in the strip */
  guint opening; /* number of the data set they belong to */
  guint update_id;

  GtkStack *stack;
  PrognosisChart *chart;
  GtkLabel *headline;
  GtkLabel *peak;
  GtkLabel *others;
  PrognosisTransmissionStrip *strip;
  GtkMenuButton *presets;
  PrognosisScenarioPresets *popover;
  GtkLabel *region;
  AdwPreferencesGroup *list;
};

G_DEFINE_TYPE (PrognosisScenariosPage, prognosis_scenarios_page, PROGNOSIS_TYPE_CHART_PAGE)

/* The scenario and change that a widget belongs to; owned by the widget. */
typedef struct
{
  PrognosisScenariosPage *page;
  guint scenario;
  guint change;
} Place;

/* The widgets of a change, borrowed. */
typedef struct
{
  PrognosisDayEntry *from, *until;
  GtkSpinButton *factor;
} ChangeRow;

static int
get_origin_day (PrognosisScenariosPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  return prognosis_dataset_get_day (choices->dataset, prognosis_choices_get_origin (choices));
}

static PrognosisFigure *
prognosis_scenarios_page_new_figure (PrognosisChartPage *page, guint max_regions)
{
  PrognosisScenariosPage *self = PROGNOSIS_SCENARIOS_PAGE (page);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  g_autoptr (GArray) regions = NULL;

  if (choices->dataset == NULL || forecast == NULL)
    return NULL;
  regions = prognosis_scenario_words_dup_regions (self->session);
  if (!prognosis_scenario_can_tell (forecast, (const gsize *) (gpointer) regions->data, regions->len))
    return NULL;
  return prognosis_scenarios_new_figure (forecast, (const gsize *) (gpointer) regions->data, regions->len,
                                         choices->options->generation_days, (PrognosisScenario *const *) choices->scenarios->pdata,
                                         choices->scenarios->len);
}

static PrognosisScenario *
copy_scenario (PrognosisScenariosPage *self, guint scenario)
{
  const GPtrArray *scenarios = prognosis_session_get_choices (self->session)->scenarios;

  return scenario < scenarios->len ? prognosis_scenario_copy (g_ptr_array_index (scenarios, scenario)) : NULL;
}

static gboolean
is_taken (const GPtrArray *scenarios, const char *name)
{
  for (guint i = 0; i < scenarios->len; i++)
    if (g_str_equal (((PrognosisScenario *) g_ptr_array_index (scenarios, i))->name, name))
      return TRUE;
  return FALSE;
}

/* Skips names in use: after deletions, the next number may be taken. (transfer full) */
static char *
dup_free_name (const GPtrArray *scenarios)
{
  guint number = scenarios->len;
  char *name = NULL;

  do
    {
      g_free (name);
      /* Translators: the name of a new scenario. */
      name = g_strdup_printf (_ ("Scenario %u"), ++number);
    }
  while (is_taken (scenarios, name));
  return name;
}

/* Takes @scenario. */
static void
add_scenario (PrognosisScenariosPage *self, PrognosisScenario *scenario)
{
  self->current = prognosis_session_get_choices (self->session)->scenarios->len;
  prognosis_session_set_scenario (self->session, -1, scenario);
}

/* Takes @scenario. */
static void
change_scenario (PrognosisScenariosPage *self, guint number, PrognosisScenario *scenario)
{
  self->current = number;
  prognosis_session_set_scenario (self->session, number, scenario);
}

/* Adds a scenario that lowers transmission by 30 % from the day after the origin. */
static void
prognosis_scenarios_page_act (PrognosisChartPage *page)
{
  PrognosisScenariosPage *self = PROGNOSIS_SCENARIOS_PAGE (page);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autofree char *name = NULL;

  if (choices->dataset == NULL)
    return;
  name = dup_free_name (choices->scenarios);
  add_scenario (self, prognosis_scenario_new_weeks (name, get_origin_day (self) + 1, 0, 0.7));
}

static void
preset_cb (PrognosisScenariosPage *self, gpointer scenario)
{
  const GPtrArray *scenarios = prognosis_session_get_choices (self->session)->scenarios;
  PrognosisScenario *copy = prognosis_scenario_copy (scenario);

  if (is_taken (scenarios, copy->name))
    {
      g_free (copy->name);
      copy->name = dup_free_name (scenarios);
    }
  add_scenario (self, copy);
}

/* A step was dragged in the strip. */
static void
step_changed_cb (PrognosisScenariosPage *self, guint number, gpointer values)
{
  PrognosisScenario *scenario = copy_scenario (self, self->current);
  PrognosisChange *change;

  if (scenario == NULL || number >= scenario->changes->len)
    {
      g_clear_pointer (&scenario, prognosis_scenario_free);
      return;
    }
  change = &g_array_index (scenario->changes, PrognosisChange, number);
  *change = *(PrognosisChange *) values;
  change_scenario (self, self->current, scenario);
}

/* --- rows --------------------------------------------------------------------- */

static Place *
attach_place (GtkWidget *widget, PrognosisScenariosPage *self, guint scenario, guint change)
{
  Place *place = g_new0 (Place, 1);

  place->page = self;
  place->scenario = scenario;
  place->change = change;
  g_object_set_data_full (G_OBJECT (widget), "prognosis-place", place, g_free);
  return place;
}

static int
get_last_day (const PrognosisChange *change)
{
  return change->n_days > 0 ? change->day + change->n_days - 1 : PROGNOSIS_NO_DAY;
}

/* Applies the values in the row of a change. */
static void
changed_cb (GtkWidget *widget, Place *place)
{
  PrognosisScenariosPage *self = place->page;
  PrognosisScenario *scenario = self->is_syncing ? NULL : copy_scenario (self, place->scenario);
  const ChangeRow *row = NULL;
  PrognosisChange *change;
  guint before = 0;
  int until;

  if (scenario == NULL)
    return;
  for (guint s = 0; s < place->scenario; s++)
    before += ((PrognosisScenario *) g_ptr_array_index (self->shown, s))->changes->len;
  row = &g_array_index (self->changes, ChangeRow, before + place->change);
  change = &g_array_index (scenario->changes, PrognosisChange, place->change);
  change->factor = 1 + gtk_spin_button_get_value (row->factor) / 100;
  change->day = prognosis_day_entry_get_day (row->from);
  until = prognosis_day_entry_get_day (row->until);
  change->n_days = until != PROGNOSIS_NO_DAY ? MAX (until - change->day + 1, 1) : 0;
  change_scenario (self, place->scenario, scenario);
}

static void
remove_change_cb (GtkButton *button, Place *place)
{
  PrognosisScenario *scenario = copy_scenario (place->page, place->scenario);

  if (scenario == NULL)
    return;
  g_array_remove_index (scenario->changes, place->change);
  change_scenario (place->page, place->scenario, scenario);
}

/* Appends a change after all others of the scenario. */
static void
add_change_cb (GtkButton *button, Place *place)
{
  PrognosisScenariosPage *self = place->page;
  const guint number = place->scenario;
  PrognosisScenario *scenario = copy_scenario (self, number);
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
  change_scenario (self, number, scenario);
}

static void
duplicate_cb (GtkButton *button, Place *place)
{
  PrognosisScenario *scenario = copy_scenario (place->page, place->scenario);
  char *name;

  if (scenario == NULL)
    return;
  /* Translators: the name of a scenario that is a copy of %s. */
  name = g_strdup_printf (_ ("%s (copy)"), scenario->name);
  g_free (scenario->name);
  scenario->name = name;
  add_scenario (place->page, scenario);
}

static void
delete_cb (GtkButton *button, Place *place)
{
  if (place->scenario < prognosis_session_get_choices (place->page->session)->scenarios->len)
    prognosis_session_set_scenario (place->page->session, place->scenario, NULL);
}

static void
rename_cb (GtkEditable *entry, Place *place)
{
  PrognosisScenario *scenario = copy_scenario (place->page, place->scenario);

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
  change_scenario (place->page, place->scenario, scenario);
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

static GtkWidget *
new_button (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static void
show_change (PrognosisScenariosPage *self, const ChangeRow *row, const PrognosisChange *change)
{
  prognosis_day_entry_set_first (row->from, get_origin_day (self) + 1);
  prognosis_day_entry_set_day (row->from, change->day);
  prognosis_day_entry_set_first (row->until, change->day);
  prognosis_day_entry_set_day (row->until, get_last_day (change));
  gtk_spin_button_set_value (row->factor, round ((change->factor - 1) * 100));
}

static GtkWidget *
new_change_row (PrognosisScenariosPage *self, guint s, guint c, const PrognosisChange *change)
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
  g_autofree char *title = g_strdup_printf (_ ("Step %u"), c + 1);
  ChangeRow widgets = { PROGNOSIS_DAY_ENTRY (from), PROGNOSIS_DAY_ENTRY (until), GTK_SPIN_BUTTON (factor) };

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
  g_array_append_val (self->changes, widgets);
  show_change (self, &widgets, change);
  g_signal_connect (from, "changed", G_CALLBACK (changed_cb), attach_place (from, self, s, c));
  g_signal_connect (until, "changed", G_CALLBACK (changed_cb), attach_place (until, self, s, c));
  g_signal_connect_object (from, "refused", G_CALLBACK (prognosis_session_say), self->session, G_CONNECT_SWAPPED);
  g_signal_connect_object (until, "refused", G_CALLBACK (prognosis_session_say), self->session, G_CONNECT_SWAPPED);
  g_signal_connect (factor, "value-changed", G_CALLBACK (changed_cb), attach_place (factor, self, s, c));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_change_cb), attach_place (remove, self, s, c));
  return row;
}

/* The current scenario's effect on the first signal, large; below it the peak and the other signals. Without a scenario there is
   text in the same place, so that the chart below stays where it is. */
static void
show_effects (PrognosisScenariosPage *self, const GPtrArray *effects)
{
  g_autoptr (GString) others = g_string_new (NULL);
  const char *first = effects->len > 0 ? g_ptr_array_index (effects, 0) : "";
  const char *end = strchr (first, '\n');
  g_autofree char *headline = end != NULL ? g_strndup (first, (gsize) (end - first)) : g_strdup (first);

  for (guint i = 1; i < effects->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (effects, i), "\n", 2);

      g_string_append_printf (others, "%s%s", i > 1 ? " · " : "", parts[0]);
    }
  prognosis_style_say (self->headline, headline);
  prognosis_style_say (self->peak, end != NULL ? end + 1 : "");
  prognosis_style_say (self->others, others->str);
}

static void
show_descriptions (PrognosisScenariosPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  const GPtrArray *scenarios = choices->scenarios;

  self->current = MIN (self->current, scenarios->len > 0 ? scenarios->len - 1 : 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const PrognosisScenario *scenario = g_ptr_array_index (self->shown, i);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *changes = prognosis_scenario_words_describe_changes (self->session, scenario);
      g_autoptr (GPtrArray) effects = prognosis_scenario_words_list_effects (self->session, scenario);
      g_autofree char *subtitle = NULL;

      g_string_append (text, changes);
      if (i == self->current)
        show_effects (self, effects);
      for (guint k = 0; k < effects->len; k++)
        g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (effects, k));
      subtitle = g_markup_escape_text (text->str, -1);
      adw_expander_row_set_subtitle (g_ptr_array_index (self->rows, i), subtitle);
    }
  if (self->rows->len == 0)
    {
      prognosis_style_say (self->headline, _ ("What if transmission changed?"));
      prognosis_style_say (self->peak, _ ("Add a scenario, or choose a preset."));
      prognosis_style_say (self->others, "");
    }
  if (forecast != NULL)
    prognosis_transmission_strip_set_scenario (
        self->strip, prognosis_forecast_get_dataset (forecast), prognosis_forecast_get_horizon (forecast),
        self->current < scenarios->len ? g_ptr_array_index (scenarios, self->current) : NULL);
}

static GtkWidget *
new_scenario_row (PrognosisScenariosPage *self, guint s, const PrognosisScenario *scenario)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *name = adw_entry_row_new ();
  GtkWidget *add = new_button ("list-add-symbolic", _ ("Add a change"));
  GtkWidget *duplicate = new_button ("edit-copy-symbolic", _ ("Duplicate this scenario"));
  GtkWidget *remove = new_button ("user-trash-symbolic", _ ("Delete this scenario"));
  g_autofree char *title = g_markup_escape_text (scenario->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, scenario->name, -1);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), remove);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), duplicate);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), add);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (name), scenario->name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (name), TRUE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), name);
  for (guint c = 0; c < scenario->changes->len; c++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              new_change_row (self, s, c, &g_array_index (scenario->changes, PrognosisChange, c)));
  g_signal_connect (name, "apply", G_CALLBACK (rename_cb), attach_place (name, self, s, 0));
  g_signal_connect (add, "clicked", G_CALLBACK (add_change_cb), attach_place (add, self, s, 0));
  g_signal_connect (duplicate, "clicked", G_CALLBACK (duplicate_cb), attach_place (duplicate, self, s, 0));
  g_signal_connect (remove, "clicked", G_CALLBACK (delete_cb), attach_place (remove, self, s, 0));
  return row;
}

/* Whether only values differ: then the rows are kept, and with them the focus. */
static gboolean
have_same_rows (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const PrognosisScenario *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (!g_str_equal (x->name, y->name) || x->changes->len != y->changes->len)
        return FALSE;
    }
  return TRUE;
}

static void
show_changes (PrognosisScenariosPage *self, const GPtrArray *scenarios)
{
  guint n = 0;

  self->is_syncing = TRUE;
  for (guint s = 0; s < scenarios->len; s++)
    {
      const PrognosisScenario *scenario = g_ptr_array_index (scenarios, s);
      const PrognosisScenario *before = g_ptr_array_index (self->shown, s);

      for (guint c = 0; c < scenario->changes->len; c++, n++)
        if (self->origin_day != get_origin_day (self) || !prognosis_scenario_equal (scenario, before))
          show_change (self, &g_array_index (self->changes, ChangeRow, n), &g_array_index (scenario->changes, PrognosisChange, c));
      if (!prognosis_scenario_equal (scenario, before))
        {
          prognosis_scenario_free (g_ptr_array_index (self->shown, s));
          g_ptr_array_index (self->shown, s) = prognosis_scenario_copy (scenario);
        }
    }
  self->is_syncing = FALSE;
  self->origin_day = get_origin_day (self);
}

static void
make_rows (PrognosisScenariosPage *self)
{
  const GPtrArray *scenarios = prognosis_session_get_choices (self->session)->scenarios;
  g_autoptr (GArray) expanded = g_array_new (FALSE, TRUE, sizeof (gboolean));

  if (self->opening == prognosis_session_get_opening (self->session) && have_same_rows (scenarios, self->shown))
    {
      show_changes (self, scenarios);
      return;
    }
  self->opening = prognosis_session_get_opening (self->session);
  for (guint i = 0; i < self->rows->len; i++)
    {
      gboolean is_expanded = adw_expander_row_get_expanded (g_ptr_array_index (self->rows, i));

      g_array_append_val (expanded, is_expanded);
      adw_preferences_group_remove (self->list, g_ptr_array_index (self->rows, i));
    }
  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->changes, 0);
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < scenarios->len; i++)
    {
      GtkWidget *row = new_scenario_row (self, i, g_ptr_array_index (scenarios, i));

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), i < expanded->len ? g_array_index (expanded, gboolean, i) : TRUE);
      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
      g_ptr_array_add (self->shown, prognosis_scenario_copy (g_ptr_array_index (scenarios, i)));
    }
}

/* --- the page ----------------------------------------------------------------- */

static gboolean
update_cb (gpointer user_data)
{
  PrognosisScenariosPage *self = user_data;
  g_autoptr (PrognosisFigure) figure = NULL;

  self->update_id = 0;
  make_rows (self);
  show_descriptions (self);
  figure = prognosis_scenarios_page_new_figure (PROGNOSIS_CHART_PAGE (self), 1);
  if (figure != NULL)
    prognosis_chart_set_figure (self->chart, figure);
  gtk_stack_set_visible_child_name (self->stack, figure != NULL ? "scenarios" : "without");
  prognosis_page_say_region (PROGNOSIS_PAGE (self), self->region,
                             figure != NULL && !prognosis_scenario_words_can_sum (prognosis_session_get_dataset (self->session)));
  return G_SOURCE_REMOVE;
}

/* Run from idle: the row that emitted the change may be among those that are recreated. */
static void
prognosis_scenarios_page_update (PrognosisPage *page)
{
  PrognosisScenariosPage *self = PROGNOSIS_SCENARIOS_PAGE (page);

  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
prognosis_scenarios_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  PROGNOSIS_SCENARIOS_PAGE (page)->session = session;
  prognosis_scenario_presets_set_session (PROGNOSIS_SCENARIOS_PAGE (page)->popover, session);
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
}

static void
prognosis_scenarios_page_dispose (GObject *object)
{
  PrognosisScenariosPage *self = PROGNOSIS_SCENARIOS_PAGE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  G_OBJECT_CLASS (prognosis_scenarios_page_parent_class)->dispose (object);
}

static void
prognosis_scenarios_page_finalize (GObject *object)
{
  PrognosisScenariosPage *self = PROGNOSIS_SCENARIOS_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_array_unref (self->changes);
  g_ptr_array_unref (self->shown);
  G_OBJECT_CLASS (prognosis_scenarios_page_parent_class)->finalize (object);
}

static void
prognosis_scenarios_page_class_init (PrognosisScenariosPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);

  page_class->id = "scenarios";
  page_class->title = N_ ("Scenarios");
  page_class->icon_name = "dialog-question-symbolic";
  page_class->shows = PROGNOSIS_SHOWS_SCENARIOS;
  page_class->new_figure = prognosis_scenarios_page_new_figure;
  page_class->action = "win.add-scenario";
  page_class->act = prognosis_scenarios_page_act;
  G_OBJECT_CLASS (klass)->dispose = prognosis_scenarios_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_scenarios_page_finalize;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_scenarios_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_scenarios_page_update;

  g_type_ensure (PROGNOSIS_TYPE_CHART);
  g_type_ensure (PROGNOSIS_TYPE_TRANSMISSION_STRIP);
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-scenarios-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, chart);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, headline);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, peak);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, others);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, strip);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, presets);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, region);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, list);
}

static void
prognosis_scenarios_page_init (PrognosisScenariosPage *self)
{
  self->rows = g_ptr_array_new ();
  self->changes = g_array_new (FALSE, FALSE, sizeof (ChangeRow));
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_scenario_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->popover = g_object_new (PROGNOSIS_TYPE_SCENARIO_PRESETS, NULL);
  gtk_menu_button_set_popover (self->presets, GTK_WIDGET (self->popover));
  g_signal_connect_object (self->popover, "chosen", G_CALLBACK (preset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "step-changed", G_CALLBACK (step_changed_cb), self, G_CONNECT_SWAPPED);
}
