/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-look.h"
#include "prognosis-pair.h"
#include "prognosis-scenarios-page.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PrognosisScenariosPage
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* lent */
  GPtrArray *shown; /* of PrognosisScenario: what the rows show */
  GPtrArray *rows;  /* of GtkWidget, lent */
  guint update_id;

  GtkStack *stack;
  PrognosisChart *chart;
  AdwPreferencesGroup *list;
};

G_DEFINE_TYPE (PrognosisScenariosPage, prognosis_scenarios_page, PROGNOSIS_TYPE_PAGE)

/* Which change of which scenario a widget is of; owned by the widget. */
typedef struct
{
  PrognosisScenariosPage *page;
  guint scenario;
  guint change;
} Place;

PrognosisChart *
prognosis_scenarios_page_get_chart (PrognosisScenariosPage *self)
{
  return self->chart;
}

const char *
prognosis_scenarios_page_get_description (PrognosisScenariosPage *self, guint scenario)
{
  return adw_expander_row_get_subtitle (g_ptr_array_index (self->rows, scenario));
}

static int
get_origin_day (PrognosisScenariosPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  return prognosis_dataset_get_day (choices->dataset, prognosis_choices_get_origin (choices));
}

PrognosisFigure *
prognosis_scenarios_page_new_figure (PrognosisScenariosPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);

  if (choices->dataset == NULL || forecast == NULL)
    return NULL;
  return prognosis_scenarios_new_figure (forecast, prognosis_choices_get_first_region (choices), choices->options->generation_days,
                                         (PrognosisScenario *const *) choices->scenarios->pdata, choices->scenarios->len);
}

static PrognosisScenario *
copy_scenario (PrognosisScenariosPage *self, guint scenario)
{
  const GPtrArray *scenarios = prognosis_session_get_choices (self->session)->scenarios;

  return scenario < scenarios->len ? prognosis_scenario_copy (g_ptr_array_index (scenarios, scenario)) : NULL;
}

void
prognosis_scenarios_page_add (PrognosisScenariosPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autofree char *name = NULL;
  PrognosisScenario *scenario;
  PrognosisChange change;

  if (choices->dataset == NULL)
    return;
  /* Translators: the name of a new scenario. */
  name = g_strdup_printf (_ ("Scenario %u"), choices->scenarios->len + 1);
  scenario = prognosis_scenario_new (name);
  change.day = get_origin_day (self) + 1;
  change.factor = 0.7;
  g_array_append_val (scenario->changes, change);
  prognosis_session_set_scenario (self->session, -1, scenario);
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

static void
day_cb (GtkSpinButton *spin, Place *place)
{
  PrognosisScenario *scenario = copy_scenario (place->page, place->scenario);

  if (scenario == NULL)
    return;
  g_array_index (scenario->changes, PrognosisChange, place->change).day
      = get_origin_day (place->page) + gtk_spin_button_get_value_as_int (spin);
  prognosis_session_set_scenario (place->page->session, place->scenario, scenario);
}

static void
factor_cb (GtkSpinButton *spin, Place *place)
{
  PrognosisScenario *scenario = copy_scenario (place->page, place->scenario);

  if (scenario == NULL)
    return;
  g_array_index (scenario->changes, PrognosisChange, place->change).factor
      = 1 + gtk_spin_button_get_value (spin) / 100;
  prognosis_session_set_scenario (place->page->session, place->scenario, scenario);
}

static void
remove_change_cb (GtkButton *button, Place *place)
{
  PrognosisScenario *scenario = copy_scenario (place->page, place->scenario);

  if (scenario == NULL)
    return;
  g_array_remove_index (scenario->changes, place->change);
  prognosis_session_set_scenario (place->page->session, place->scenario, scenario);
}

static void
add_change_cb (GtkButton *button, Place *place)
{
  PrognosisScenario *scenario = copy_scenario (place->page, place->scenario);
  PrognosisChange change = { get_origin_day (place->page) + 1, 1 };

  if (scenario == NULL)
    return;
  if (scenario->changes->len > 0)
    change.day = g_array_index (scenario->changes, PrognosisChange, scenario->changes->len - 1).day + 7;
  g_array_append_val (scenario->changes, change);
  prognosis_session_set_scenario (place->page->session, place->scenario, scenario);
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
  prognosis_session_set_scenario (place->page->session, -1, scenario);
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
  /* One without a name could not be told from the others. */
  if (*gtk_editable_get_text (entry) == '\0')
    {
      gtk_editable_set_text (entry, scenario->name);
      prognosis_scenario_free (scenario);
      return;
    }
  g_free (scenario->name);
  scenario->name = g_strdup (gtk_editable_get_text (entry));
  prognosis_session_set_scenario (place->page->session, place->scenario, scenario);
}

static GtkWidget *
new_spin (double lower, double upper, double step, double value, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (lower, upper, step);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  prognosis_look_pass_scrolling (spin);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_widget_set_tooltip_text (spin, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return spin;
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

static GtkWidget *
new_change_row (PrognosisScenariosPage *self, guint s, guint c, const PrognosisChange *change)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *controls = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *day = new_spin (1, 730, 1, change->day - get_origin_day (self), _ ("Days after the origin"));
  GtkWidget *factor
      = new_spin (-99, 300, 5, round ((change->factor - 1) * 100), _ ("Change of transmission in percent"));
  GtkWidget *remove = new_button ("list-remove-symbolic", _ ("Remove this change"));
  g_autofree char *date = prognosis_words_for_day (dataset, change->day);
  /* Translators: the day from which a scenario's change holds. */
  g_autofree char *title = g_strdup_printf (_ ("From %s"), date);

  gtk_box_append (GTK_BOX (controls), day);
  gtk_box_append (GTK_BOX (controls), factor);
  gtk_box_append (GTK_BOX (controls), remove);
  prognosis_pair_fill_row (ADW_PREFERENCES_ROW (row), title, _ ("days after the origin, percent of transmission"), controls,
                           NULL);
  g_signal_connect (day, "value-changed", G_CALLBACK (day_cb), attach_place (day, self, s, c));
  g_signal_connect (factor, "value-changed", G_CALLBACK (factor_cb), attach_place (factor, self, s, c));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_change_cb), attach_place (remove, self, s, c));
  return row;
}

static char *
format_difference (double value)
{
  g_autofree char *number = prognosis_words_for_number (fabs (round (value)));

  return g_strconcat (round (value) < 0 ? "−" : round (value) > 0 ? "+" : "", number, NULL);
}

/* What came of it: totals over the horizon less those of the baseline, a line a signal. */
static void
append_differences (PrognosisScenariosPage *self, const PrognosisScenario *scenario, GString *text)
{
  static const double levels[] = { 0.025, 0.5, 0.975 };
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  PrognosisDataset *dataset = forecast != NULL ? prognosis_forecast_get_dataset (forecast) : NULL;
  gsize n_signals = dataset != NULL ? prognosis_dataset_get_n_signals (dataset) : 0;
  g_autofree double *differences = g_new (double, n_signals * G_N_ELEMENTS (levels));

  if (forecast == NULL || scenario->changes->len == 0
      || !prognosis_scenario_get_differences (scenario, forecast, prognosis_choices_get_first_region (choices),
                                              choices->options->generation_days, levels, G_N_ELEMENTS (levels), differences))
    return;
  for (gsize s = 0; s < n_signals; s++)
    {
      const double *of = differences + s * G_N_ELEMENTS (levels);
      g_autofree char *lower = format_difference (of[0]);
      g_autofree char *median = format_difference (of[1]);
      g_autofree char *upper = format_difference (of[2]);

      if (!isfinite (of[1]))
        continue;
      g_string_append_c (text, '\n');
      /* Translators: the name of a signal, by how much it differs from the baseline, and the ends of an interval. */
      g_string_append_printf (text, _ ("%s: %s (95 %%: %s to %s)"), prognosis_dataset_get_signal (dataset, s)->name, median,
                              lower, upper);
    }
}

static char *
describe (PrognosisScenariosPage *self, const PrognosisScenario *scenario)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < scenario->changes->len; i++)
    {
      double percent = (g_array_index (scenario->changes, PrognosisChange, i).factor - 1) * 100;

      if (i > 0)
        g_string_append (text, " · ");
      g_string_append_printf (text, _ ("%+.0f %%"), percent);
    }
  if (text->len == 0)
    g_string_append (text, _ ("No change"));
  append_differences (self, scenario, text);
  return g_markup_escape_text (text->str, -1);
}

static void
show_descriptions (PrognosisScenariosPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *subtitle = describe (self, g_ptr_array_index (self->shown, i));

      adw_expander_row_set_subtitle (g_ptr_array_index (self->rows, i), subtitle);
    }
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

static gboolean
rows_hold (PrognosisScenariosPage *self, const GPtrArray *scenarios)
{
  if (scenarios->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < scenarios->len; i++)
    if (!prognosis_scenario_equal (g_ptr_array_index (scenarios, i), g_ptr_array_index (self->shown, i)))
      return FALSE;
  return TRUE;
}

static void
make_rows (PrognosisScenariosPage *self)
{
  const GPtrArray *scenarios = prognosis_session_get_choices (self->session)->scenarios;
  g_autoptr (GArray) expanded = g_array_new (FALSE, TRUE, sizeof (gboolean));

  if (rows_hold (self, scenarios))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      gboolean is_expanded = adw_expander_row_get_expanded (g_ptr_array_index (self->rows, i));

      g_array_append_val (expanded, is_expanded);
      adw_preferences_group_remove (self->list, g_ptr_array_index (self->rows, i));
    }
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < scenarios->len; i++)
    {
      GtkWidget *row = new_scenario_row (self, i, g_ptr_array_index (scenarios, i));

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row),
                                     i < expanded->len ? g_array_index (expanded, gboolean, i) : TRUE);
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
  figure = prognosis_scenarios_page_new_figure (self);
  if (figure != NULL)
    prognosis_chart_set_figure (self->chart, figure);
  gtk_stack_set_visible_child_name (self->stack, figure != NULL ? "scenarios" : "without");
  return G_SOURCE_REMOVE;
}

/* Not at once: the row that is being changed may be among those made anew. */
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
  g_ptr_array_unref (self->shown);
  G_OBJECT_CLASS (prognosis_scenarios_page_parent_class)->finalize (object);
}

static void
prognosis_scenarios_page_class_init (PrognosisScenariosPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_scenarios_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_scenarios_page_finalize;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_scenarios_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_scenarios_page_update;

  g_type_ensure (PROGNOSIS_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/prognosis_epi/Prognosis/prognosis-scenarios-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, chart);
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, list);
}

static void
prognosis_scenarios_page_init (PrognosisScenariosPage *self)
{
  self->rows = g_ptr_array_new ();
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_scenario_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
