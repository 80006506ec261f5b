/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of scenarios: named changes of transmission after the origin, as rows of widgets above the chart of their
   effect. Scenarios belong to the session's choices; every edit makes a copy, changes it, and hands it back, so that it can
   be undone. If only values have changed, the rows stay and with them the focus; otherwise they are made anew, from idle,
   because the row that caused the change may be among those that go. */

#include "prognosis-config.h"

#include "prognosis-chart.h"
#include "prognosis-diagnostics.h"
#include "prognosis-glossary.h"
#include "prognosis-style.h"
#include "prognosis-scenario-presets.h"
#include "prognosis-scenario-row.h"
#include "prognosis-scenario-words.h"
#include "prognosis-scenarios-page.h"
#include "prognosis-transmission-strip.h"
#include "prognosis-words.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PrognosisScenariosPage
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  GPtrArray *rows;           /* of PrognosisScenarioRow, one for each scenario; borrowed */
  guint current;             /* number of the scenario in the headline and in the strip */
  guint opening;             /* number of the data set they belong to */
  guint update_id;

  GtkStack *stack;
  PrognosisChart *chart;
  GtkBox *head;
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
  add_scenario (self, prognosis_scenario_new_weeks (name, prognosis_choices_get_origin_day (choices) + 1, 0, 0.7));
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

/* The days that are forecast. @scenario: (nullable) */
static void
show_strip (PrognosisScenariosPage *self, PrognosisForecast *forecast, const PrognosisScenario *scenario)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;

  prognosis_transmission_strip_set_scenario (
      self->strip, prognosis_dataset_get_day (dataset, origin) + 1,
      prognosis_dataset_get_day (dataset, origin + (gssize) prognosis_forecast_get_horizon (forecast)),
      prognosis_trajectories_get_axis (dataset), scenario);
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
      const PrognosisScenario *scenario = g_ptr_array_index (scenarios, i);
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
    show_strip (self, forecast, self->current < scenarios->len ? g_ptr_array_index (scenarios, self->current) : NULL);
}

/* Whether the rows can show @scenarios: then they are kept, and with them the focus. */
static gboolean
can_keep_rows (PrognosisScenariosPage *self, const GPtrArray *scenarios)
{
  if (self->opening != prognosis_session_get_opening (self->session) || scenarios->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < scenarios->len; i++)
    if (!prognosis_scenario_row_can_show (g_ptr_array_index (self->rows, i), g_ptr_array_index (scenarios, i)))
      return FALSE;
  return TRUE;
}

static void
edited_cb (PrognosisScenariosPage *self, guint number)
{
  self->current = number;
}

static void
make_rows (PrognosisScenariosPage *self, const GPtrArray *scenarios)
{
  g_autoptr (GArray) expanded = g_array_new (FALSE, TRUE, sizeof (gboolean));

  self->opening = prognosis_session_get_opening (self->session);
  for (guint i = 0; i < self->rows->len; i++)
    {
      gboolean is_expanded = adw_expander_row_get_expanded (g_ptr_array_index (self->rows, i));

      g_array_append_val (expanded, is_expanded);
      adw_preferences_group_remove (self->list, g_ptr_array_index (self->rows, i));
    }
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < scenarios->len; i++)
    {
      GtkWidget *row = prognosis_scenario_row_new (self->session, i);

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), i < expanded->len ? g_array_index (expanded, gboolean, i) : TRUE);
      g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_rows (PrognosisScenariosPage *self)
{
  const GPtrArray *scenarios = prognosis_session_get_choices (self->session)->scenarios;

  if (!can_keep_rows (self, scenarios))
    make_rows (self, scenarios);
  for (guint i = 0; i < scenarios->len; i++)
    prognosis_scenario_row_show (g_ptr_array_index (self->rows, i), g_ptr_array_index (scenarios, i));
}

/* --- the page ----------------------------------------------------------------- */

static gboolean
update_cb (gpointer user_data)
{
  PrognosisScenariosPage *self = user_data;
  g_autoptr (PrognosisFigure) figure = NULL;

  self->update_id = 0;
  show_rows (self);
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
  gtk_widget_class_bind_template_child (widget_class, PrognosisScenariosPage, head);
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
  GtkWidget *terms = prognosis_glossary_new_button ("scenario transmission-rate interval median");

  gtk_widget_set_halign (terms, GTK_ALIGN_END);
  gtk_widget_set_hexpand (terms, FALSE);
  gtk_widget_set_margin_end (terms, 12);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (self->head, terms);
  self->popover = g_object_new (PROGNOSIS_TYPE_SCENARIO_PRESETS, NULL);
  gtk_menu_button_set_popover (self->presets, GTK_WIDGET (self->popover));
  g_signal_connect_object (self->popover, "chosen", G_CALLBACK (preset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "step-changed", G_CALLBACK (step_changed_cb), self, G_CONNECT_SWAPPED);
}
