/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-scenario-presets.h"
#include "prognosis-scenario-words.h"
#include "prognosis-session-choices.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>
#include <math.h>

/* How a scenario is made from the two numbers of its row. */
typedef enum
{
  PRESET_LOCKDOWN,
  PRESET_HOLIDAYS,
  PRESET_VACCINATION,
  N_PRESETS
} Preset;

typedef struct
{
  const char *title; /* marked for translation */
  const char *first; /* name of the first number; marked for translation */
  double lower, upper, step, start;
  const char *second; /* name of the second number, in percent; marked for translation */
  double second_lower, second_upper, second_start;
} Row;

static const Row rows[N_PRESETS] = {
  [PRESET_LOCKDOWN] = { N_ ("Lockdown"), N_ ("weeks"), 1, 52, 1, 4, N_ ("percent change"), -99, 0, -60 },
  [PRESET_HOLIDAYS] = { N_ ("School holidays"), N_ ("weeks"), 1, 12, 1, 2, N_ ("percent change"), -99, 0, -20 },
  [PRESET_VACCINATION] = { N_ ("Vaccination"), N_ ("doses a day"), 1, 1e8, 100, 1000, N_ ("percent efficacy"), 1, 100, 90 },
};

struct _PrognosisScenarioPresets
{
  GtkPopover parent_instance;

  PrognosisSession *session; /* borrowed */
  GtkSpinButton *first[N_PRESETS], *second[N_PRESETS];
  GtkWidget *add[N_PRESETS];
  GtkWidget *remark; /* why there is no vaccination */
};

G_DEFINE_TYPE (PrognosisScenarioPresets, prognosis_scenario_presets, GTK_TYPE_POPOVER)

static guint chosen_signal;

/* The persons in the regions that scenarios are about; NAN if unknown. */
static double
find_population (PrognosisScenarioPresets *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  g_autoptr (GArray) regions = NULL;
  double sum = 0;

  if (dataset == NULL)
    return NAN;
  regions = prognosis_scenario_words_dup_regions (self->session);
  for (guint i = 0; i < regions->len; i++)
    sum += prognosis_dataset_get_region (dataset, g_array_index (regions, gsize, i))->population;
  return sum;
}

/* Vaccination protects the susceptible, so that the model must have some. */
static gboolean
has_susceptibles (PrognosisScenarioPresets *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);

  return forecast != NULL && prognosis_forecast_get_fit (forecast) != NULL;
}

static void
add_cb (GtkButton *button, PrognosisScenarioPresets *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  const Preset preset = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "prognosis-preset"));
  const double percent = gtk_spin_button_get_value (self->second[preset]);
  const guint number = (guint) gtk_spin_button_get_value_as_int (self->first[preset]);
  g_autoptr (PrognosisScenario) scenario = NULL;
  g_autofree char *name = NULL;
  PrognosisDataset *dataset;
  int day;

  if (forecast == NULL)
    return;
  dataset = prognosis_forecast_get_dataset (forecast);
  day = prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1) + 1;
  if (preset == PRESET_VACCINATION)
    {
      const double days = prognosis_forecast_get_horizon (forecast) * prognosis_dataset_get_step_days (dataset);

      name = g_strdup_printf (g_dngettext (NULL, "Vaccination, %u dose a day", "Vaccination, %u doses a day", number), number);
      scenario
          = prognosis_scenario_new_vaccination (name, day, (guint) ceil (days / 7), number, find_population (self), percent / 100);
    }
  else
    {
      name = preset == PRESET_LOCKDOWN
                 ? g_strdup_printf (g_dngettext (NULL, "Lockdown of %u week", "Lockdown of %u weeks", number), number)
                 : g_strdup_printf (g_dngettext (NULL, "School holidays, %u week", "School holidays, %u weeks", number), number);
      scenario = prognosis_scenario_new_weeks (name, day, number, 1 + percent / 100);
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, scenario);
}

/* Vaccination needs susceptibles and a population. */
static void
prognosis_scenario_presets_map (GtkWidget *widget)
{
  PrognosisScenarioPresets *self = PROGNOSIS_SCENARIO_PRESETS (widget);
  const gboolean can = has_susceptibles (self) && isfinite (find_population (self));

  gtk_widget_set_sensitive (self->add[PRESET_VACCINATION], can);
  gtk_widget_set_visible (self->remark, !can);
  GTK_WIDGET_CLASS (prognosis_scenario_presets_parent_class)->map (widget);
}

void
prognosis_scenario_presets_set_session (PrognosisScenarioPresets *self, PrognosisSession *session)
{
  self->session = session;
}

static GtkSpinButton *
new_number (double lower, double upper, double step, double value, const char *title, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (lower, upper, step);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, name);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  prognosis_style_keep_number (GTK_EDITABLE (spin));
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_SPIN_BUTTON (spin);
}

static void
add_number (GtkGrid *grid, int top, GtkSpinButton *spin, const char *name)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_grid_attach (grid, GTK_WIDGET (spin), 0, top, 1, 1);
  gtk_grid_attach (grid, label, 1, top, 1, 1);
}

static void
prognosis_scenario_presets_class_init (PrognosisScenarioPresetsClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = prognosis_scenario_presets_map;
  chosen_signal
      = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
prognosis_scenario_presets_init (PrognosisScenarioPresets *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_row_spacing (grid, 6);
  gtk_grid_set_column_spacing (grid, 6);
  for (int i = 0; i < N_PRESETS; i++)
    {
      const Row *row = &rows[i];
      GtkWidget *title = gtk_label_new (_ (row->title));
      g_autofree char *label = g_strdup_printf (_ ("Add: %s"), _ (row->title));

      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_widget_add_css_class (title, "heading");
      gtk_grid_attach (grid, title, 0, 3 * i, 2, 1);
      self->first[i] = new_number (row->lower, row->upper, row->step, row->start, _ (row->title), _ (row->first));
      add_number (grid, 3 * i + 1, self->first[i], _ (row->first));
      self->second[i] = new_number (row->second_lower, row->second_upper, 5, row->second_start, _ (row->title), _ (row->second));
      add_number (grid, 3 * i + 2, self->second[i], _ (row->second));
      self->add[i] = gtk_button_new_with_label (_ ("Add"));
      gtk_widget_set_valign (self->add[i], GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->add[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_object_set_data (G_OBJECT (self->add[i]), "prognosis-preset", GINT_TO_POINTER (i));
      g_signal_connect (self->add[i], "clicked", G_CALLBACK (add_cb), self);
      gtk_grid_attach (grid, self->add[i], 2, 3 * i + 1, 1, 2);
    }
  self->remark = gtk_label_new (_ ("Vaccination needs a compartment model and a population."));
  gtk_label_set_xalign (GTK_LABEL (self->remark), 0);
  gtk_label_set_wrap (GTK_LABEL (self->remark), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->remark), 28);
  gtk_widget_add_css_class (self->remark, "dim-label");
  gtk_widget_add_css_class (self->remark, "caption");
  gtk_grid_attach (grid, self->remark, 0, 3 * N_PRESETS, 3, 1);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (grid));
}
