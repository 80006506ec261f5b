/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel to the right of the chart: the choice of the model, its settings, its parameters as sliders, and what the data
   do not determine. It follows the session and holds no state of its own. Rows of parameters are kept as long as the fit has
   the same parameters, so that a drag, the focus and half-typed numbers survive a new fit. */

#include "prognosis-config.h"

#include "prognosis-forecaster-item.h"
#include "prognosis-glossary.h"
#include "prognosis-style.h"
#include "prognosis-model-panel.h"
#include "prognosis-network-effect.h"
#include "prognosis-population-row.h"
#include "prognosis-preset-popover.h"
#include "prognosis-learned-row.h"
#include "prognosis-setting-row.h"
#include "prognosis-transmission-row.h"
#include "prognosis-words.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-parameters.h"

#include <glib/gi18n.h>
#include <math.h>

/* A network has hundreds of weights; nobody wants a slider for each. */
#define MAX_ROWS 40
#define MAX_NOTES 8
#define MAX_REGION_NOTES 3

struct _PrognosisModelPanel
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  GListModel *models;
  GPtrArray *rows;     /* of PrognosisParameterRow, borrowed */
  GPtrArray *settings; /* of PrognosisSettingRow, borrowed */
  gboolean is_syncing;
  PrognosisNetworkEffect *effect;
  PrognosisTransmissionRow *transmission; /* borrowed */
  PrognosisLearnedRow *learned;           /* borrowed */
  PrognosisPopulationRow *population;     /* borrowed */

  GtkDropDown *forecasters;
  GtkLabel *description;
  GtkLabel *problem;
  GtkWidget *population_button;
  AdwPreferencesGroup *parameters;
  GtkMenuButton *presets_button;
  GtkWidget *all_row;
  GtkSwitch *all_switch;
  AdwPreferencesGroup *population_group;
  AdwPreferencesGroup *window_group;
  AdwPreferencesGroup *transmission_group;
  AdwPreferencesGroup *computation_group;
  GtkLabel *doubt;
  GtkLabel *doubts;
  GtkLabel *notes;
  GtkRevealer *busy_revealer;
  GtkProgressBar *progress;
};

G_DEFINE_TYPE (PrognosisModelPanel, prognosis_model_panel, PROGNOSIS_TYPE_PAGE)

/* --- rows of parameters ------------------------------------------------------- */

/* The forecast shown is of the previous model: its notes do not apply to the chosen one, nor do its parameters if the
 * chosen one failed. */
static gboolean
is_of_another (PrognosisModelPanel *self)
{
  const PrognosisForecaster *chosen = prognosis_forecaster_find (prognosis_session_get_choices (self->session)->forecaster);
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);

  return forecast != NULL && chosen != NULL && !chosen->combines_others
         && !g_str_equal (prognosis_forecast_get_forecaster (forecast), chosen->id);
}

static gboolean
is_shown (PrognosisEquations *equations, gsize parameter)
{
  return parameter < MAX_ROWS && prognosis_equations_is_shown (equations, parameter);
}

static gboolean
rows_fit (PrognosisModelPanel *self, PrognosisEquations *equations)
{
  gsize n = equations != NULL ? prognosis_equations_get_n_parameters (equations) : 0;
  guint row = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!is_shown (equations, i))
        continue;
      if (row >= self->rows->len || prognosis_parameter_row_get_parameter (g_ptr_array_index (self->rows, row)) != i
          || !g_str_equal (prognosis_equations_get_parameter (equations, i)->id,
                           prognosis_parameter_row_get_id (g_ptr_array_index (self->rows, row))))
        return FALSE;
      row++;
    }
  return row == self->rows->len;
}

/* Takes the focus from entries that are about to be removed or disabled. */
static void
leave_rows (PrognosisModelPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->parameters)))
    gtk_widget_grab_focus (GTK_WIDGET (self->forecasters));
}

static void
make_rows (PrognosisModelPanel *self, PrognosisEquations *equations)
{
  gsize n = equations != NULL ? prognosis_equations_get_n_parameters (equations) : 0;
  g_autoptr (GtkSizeGroup) units = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (guint i = 0; i < self->rows->len; i++)
    prognosis_parameter_row_retire (g_ptr_array_index (self->rows, i));
  leave_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->parameters, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (gsize i = 0; i < n; i++)
    if (is_shown (equations, i))
      {
        GtkWidget *row = prognosis_parameter_row_new (self->session, i);

        prognosis_parameter_row_align (PROGNOSIS_PARAMETER_ROW (row), units);
        adw_preferences_group_add (self->parameters, row);
        g_ptr_array_add (self->rows, row);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->parameters), self->rows->len > 0);
}

static void
update_rows (PrognosisModelPanel *self)
{
  const gboolean has_failed = prognosis_session_get_problem (self->session) != NULL && is_of_another (self);
  PrognosisEquations *equations = has_failed ? NULL : prognosis_live_get_equations (prognosis_session_get_live (self->session));

  gtk_widget_set_visible (GTK_WIDGET (self->presets_button),
                          prognosis_live_takes_presets (prognosis_session_get_live (self->session)));
  if (equations != NULL && !prognosis_session_can_move (self->session))
    leave_rows (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->parameters), equations == NULL || prognosis_session_can_move (self->session));
  if (!rows_fit (self, equations))
    {
      make_rows (self, equations);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->parameters), self->rows->len > 0);
  for (guint i = 0; i < self->rows->len; i++)
    prognosis_parameter_row_update (g_ptr_array_index (self->rows, i));
}

static void update_groups (PrognosisModelPanel *self);

/* --- state of the session ------------------------------------------------------ */

/* What the data do not determine: a second line is not worth an expander, more are. */
static void
show_doubts (PrognosisModelPanel *self, PrognosisFit *fit)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autofree char *text = fit != NULL ? prognosis_words_for_fit_notes (fit, choices->regions, MAX_NOTES) : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  const gboolean are_many = lines[0] != NULL && lines[1] != NULL && strchr (lines[1], '\n') != NULL;

  prognosis_style_say (self->doubt, are_many ? lines[0] : text);
  prognosis_style_say (self->doubts, are_many ? lines[1] : "");
}

static void
show_notes (PrognosisModelPanel *self)
{
  PrognosisForecast *forecast = is_of_another (self) ? NULL : prognosis_session_get_forecast (self->session);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_left = 0, n_shown = 0;

  show_doubts (self, forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL);
  if (forecast != NULL)
    for (gsize i = 0; prognosis_forecast_get_notes (forecast)[i] != NULL; i++)
      {
        gssize region = prognosis_forecast_get_note_region (forecast, i);

        /* Skip notes on regions that are not selected. */
        if (region >= 0 && !gtk_bitset_contains (choices->regions, (guint) region))
          continue;
        if (region >= 0 && ++n_shown > MAX_REGION_NOTES)
          n_left++;
        else
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", prognosis_forecast_get_notes (forecast)[i]);
      }
  if (n_left > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, g_dngettext (NULL, "and %u more", "and %u more", n_left), n_left);
    }
  prognosis_style_say (self->notes, text->str);
}

static void
show_description (PrognosisModelPanel *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  const PrognosisForecaster *chosen = prognosis_forecaster_find (choices->forecaster);
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  const PrognosisForecaster *used = NULL;
  g_autofree char *text = NULL;

  if (chosen == NULL)
    return;
  if (forecast != NULL)
    used = prognosis_forecaster_find (prognosis_forecast_get_forecaster (forecast));
  if (used != NULL && used != chosen && !prognosis_session_is_stale (self->session) && !prognosis_forecast_is_early (forecast))
    /* Translators: the description of a model, and the name of the model that it chose for these data. */
    text = g_strdup_printf (_ ("%s. Chosen for these data: %s."), _ (chosen->description), _ (used->title));
  else
    text = g_strdup (_ (chosen->description));
  gtk_label_set_label (self->description, text);
}

static gboolean
chooses_without_population (PrognosisModelPanel *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  const PrognosisForecaster *chosen = prognosis_forecaster_find (choices->forecaster);

  if (choices->dataset == NULL || chosen == NULL || !chosen->selects_one)
    return FALSE;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (choices->dataset); r++)
    if (isfinite (prognosis_dataset_get_region (choices->dataset, r)->population))
      return FALSE;
  return TRUE;
}

static void
show_problem (PrognosisModelPanel *self)
{
  const char *problem = prognosis_session_get_problem (self->session);

  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  /* The automatic choice is poorer without the population. */
  gtk_widget_set_visible (self->population_button, (problem != NULL && prognosis_session_needs_population (self->session))
                                                       || chooses_without_population (self));
}

static void
choices_cb (PrognosisModelPanel *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  guint n = g_list_model_get_n_items (self->models);

  self->is_syncing = TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PrognosisForecasterItem) item = g_list_model_get_item (self->models, i);

      if (g_str_equal (prognosis_forecaster_item_get (item)->id, choices->forecaster))
        gtk_drop_down_set_selected (self->forecasters, i);
    }
  gtk_switch_set_active (self->all_switch, choices->all_regions);
  self->is_syncing = FALSE;
  gtk_widget_set_visible (self->all_row, choices->dataset != NULL && prognosis_dataset_get_n_regions (choices->dataset) > 1);
  for (guint i = 0; i < self->settings->len; i++)
    prognosis_setting_row_update (g_ptr_array_index (self->settings, i));
  prognosis_learned_row_update (self->learned);
  prognosis_population_row_update (self->population);
  prognosis_transmission_row_update (self->transmission);
  show_description (self);
  show_problem (self);
  show_notes (self);
  update_rows (self);
}

static void
result_cb (PrognosisModelPanel *self)
{
  prognosis_transmission_row_update (self->transmission);
  show_description (self);
  show_problem (self);
  show_notes (self);
  update_rows (self);
}

static void
live_cb (PrognosisModelPanel *self)
{
  prognosis_transmission_row_update_live (self->transmission);
  update_rows (self);
}

static void
fraction_cb (PrognosisModelPanel *self)
{
  double loss = prognosis_job_get_loss (prognosis_session_get_job (self->session));
  double fraction = prognosis_job_get_fraction (prognosis_session_get_job (self->session));
  double left = prognosis_job_get_seconds_left (prognosis_session_get_job (self->session));
  g_autofree char *text = NULL;

  if (prognosis_session_is_ending (self->session))
    {
      gtk_progress_bar_set_text (self->progress, _ ("Stopped; computing intervals…"));
      return;
    }
  if (!prognosis_session_is_busy (self->session))
    return;
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
  if (isfinite (loss))
    {
      g_autofree char *number = prognosis_words_for_number (loss);

      if (isfinite (left))
        {
          g_autofree char *time = prognosis_words_for_seconds_left (left);

          /* Translators: a number, and the remaining time of a fit: "about 2 min left". */
          text = g_strdup_printf (_ ("Loss %s, %s"), number, time);
        }
      else
        text = g_strdup_printf (_ ("Fitting: loss %s"), number);
    }
  else if (isfinite (left))
    text = prognosis_words_for_seconds_left (left);
  gtk_progress_bar_set_text (self->progress, text != NULL ? text : _ ("Fitting…"));
}

static void
busy_cb (PrognosisModelPanel *self)
{
  gtk_revealer_set_reveal_child (self->busy_revealer,
                                 prognosis_session_is_busy (self->session) || prognosis_session_is_ending (self->session));
  fraction_cb (self);
  show_problem (self);
  update_groups (self);
}

static void
forecaster_cb (PrognosisModelPanel *self)
{
  PrognosisForecasterItem *item = gtk_drop_down_get_selected_item (self->forecasters);

  if (!self->is_syncing && item != NULL)
    prognosis_session_set_forecaster (self->session, prognosis_forecaster_item_get (item)->id);
}

static void
all_cb (PrognosisModelPanel *self)
{
  if (!self->is_syncing)
    prognosis_session_set_all_regions (self->session, gtk_switch_get_active (self->all_switch));
}

/* --- object ------------------------------------------------------------------- */

static void
add_settings (PrognosisModelPanel *self)
{
  AdwPreferencesGroup *groups[PROGNOSIS_N_GROUPS];
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  self->transmission = PROGNOSIS_TRANSMISSION_ROW (prognosis_transmission_row_new (self->session));
  self->learned = PROGNOSIS_LEARNED_ROW (prognosis_learned_row_new (self->session));
  adw_preferences_group_add (self->transmission_group, GTK_WIDGET (self->transmission));
  adw_preferences_group_add (self->transmission_group, GTK_WIDGET (self->learned));
  self->population = PROGNOSIS_POPULATION_ROW (prognosis_population_row_new (self->session));
  adw_preferences_group_add (self->population_group, GTK_WIDGET (self->population));
  groups[PROGNOSIS_GROUP_TRANSMISSION] = groups[PROGNOSIS_GROUP_NETWORK] = self->transmission_group;
  groups[PROGNOSIS_GROUP_WINDOW] = self->window_group;
  groups[PROGNOSIS_GROUP_COMPUTATION] = self->computation_group;
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *row = prognosis_setting_row_new (self->session, &settings[i]);

      adw_preferences_group_add (groups[settings[i].group], row);
      g_ptr_array_add (self->settings, row);
    }
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (sentence != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/* How large the network is, what a refit costs (estimated from the previous one), and what the last change of its size did. */
static void
show_network (PrognosisModelPanel *self, gboolean has_network)
{
  const double seconds
      = prognosis_job_guess_seconds (prognosis_session_get_job (self->session), prognosis_session_get_choices (self->session));
  PrognosisForecast *forecast = is_of_another (self) ? NULL : prognosis_session_get_forecast (self->session);
  PrognosisFit *fit = forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;
  const PrognosisNetworkWorth *worth = forecast != NULL ? prognosis_forecast_get_network_worth (forecast) : NULL;
  const gulong n_known = fit != NULL ? prognosis_fit_get_n_weights (fit) : worth != NULL ? worth->n_weights : 0;
  const gulong n_weights = prognosis_session_is_stale (self->session) ? 0 : n_known;
  g_autofree char *cost = isfinite (seconds) ? prognosis_words_for_refit (seconds) : NULL;
  g_autofree char *size
      = n_weights > 0 ? g_strdup_printf (g_dngettext (NULL, "%lu weight.", "%lu weights.", n_weights), n_weights) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  prognosis_network_effect_follow (self->effect, self->session);
  if (has_network)
    {
      add_sentence (text, size);
      add_sentence (text, cost);
      add_sentence (text, prognosis_network_effect_get_text (self->effect));
    }
  adw_preferences_group_set_description (self->transmission_group, text->len > 0 ? text->str : NULL);
}

/* Hides groups without visible rows; models that are networks themselves have no transmission group. */
static void
update_groups (PrognosisModelPanel *self)
{
  gboolean has_network = prognosis_learned_row_applies (self->session);
  gboolean of_transmission = has_network || gtk_widget_get_visible (GTK_WIDGET (self->transmission));

  for (guint i = 0; i < self->settings->len; i++)
    {
      PrognosisSettingRow *row = g_ptr_array_index (self->settings, i);
      const PrognosisSetting *setting = prognosis_setting_row_get_setting (row);
      gboolean is_in_sight = gtk_widget_get_visible (GTK_WIDGET (row));

      has_network |= is_in_sight && setting->group == PROGNOSIS_GROUP_NETWORK;
      of_transmission |= is_in_sight && setting->group == PROGNOSIS_GROUP_TRANSMISSION;
    }
  show_network (self, has_network);
  gtk_widget_set_visible (GTK_WIDGET (self->transmission_group), has_network || of_transmission);
  adw_preferences_group_set_title (self->transmission_group, of_transmission ? _ ("Transmission") : _ ("Network"));
}

static void
prognosis_model_panel_follow (PrognosisPage *page, PrognosisSession *session)
{
  PrognosisModelPanel *self = PROGNOSIS_MODEL_PANEL (page);

  self->session = session;
  add_settings (self);
  gtk_menu_button_set_popover (self->presets_button, prognosis_preset_popover_new ());
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (update_groups), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (result_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (update_groups), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_live (session), "changed", G_CALLBACK (live_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_job (session), "progress", G_CALLBACK (fraction_cb), self, G_CONNECT_SWAPPED);
  choices_cb (self);
  result_cb (self);
}

static void
prognosis_model_panel_dispose (GObject *object)
{
  PrognosisModelPanel *self = PROGNOSIS_MODEL_PANEL (object);

  g_clear_object (&self->models);
  G_OBJECT_CLASS (prognosis_model_panel_parent_class)->dispose (object);
}

static void
prognosis_model_panel_finalize (GObject *object)
{
  PrognosisModelPanel *self = PROGNOSIS_MODEL_PANEL (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->settings);
  prognosis_network_effect_free (self->effect);
  G_OBJECT_CLASS (prognosis_model_panel_parent_class)->finalize (object);
}

static void
prognosis_model_panel_class_init (PrognosisModelPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_model_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_model_panel_finalize;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_model_panel_follow;

  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-model-panel.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisModelPanel, name)
  CHILD (forecasters);
  CHILD (description);
  CHILD (problem);
  CHILD (population_button);
  CHILD (parameters);
  CHILD (presets_button);
  CHILD (all_row);
  CHILD (all_switch);
  CHILD (population_group);
  CHILD (window_group);
  CHILD (transmission_group);
  CHILD (computation_group);
  CHILD (doubt);
  CHILD (doubts);
  CHILD (notes);
  CHILD (busy_revealer);
  CHILD (progress);
#undef CHILD
}

static void
prognosis_model_panel_init (PrognosisModelPanel *self)
{
  g_autoptr (GtkListItemFactory) button = prognosis_forecaster_item_new_factory (FALSE);
  g_autoptr (GtkListItemFactory) list = prognosis_forecaster_item_new_factory (TRUE);

  self->rows = g_ptr_array_new ();
  self->settings = g_ptr_array_new ();
  self->effect = prognosis_network_effect_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->models = prognosis_forecaster_item_list ();
  self->is_syncing = TRUE;
  gtk_drop_down_set_factory (self->forecasters, button);
  gtk_drop_down_set_list_factory (self->forecasters, list);
  gtk_drop_down_set_model (self->forecasters, self->models);
  self->is_syncing = FALSE;
  prognosis_style_name_strings (GTK_WIDGET (self->forecasters), _ ("Model"));
  prognosis_forecaster_item_enlarge_list (self->forecasters);
  adw_preferences_group_set_header_suffix (self->transmission_group,
                                           prognosis_glossary_new_button ("r transmission-rate generation-time network loss"));
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->presets_button))),
                  prognosis_glossary_new_button ("r0 compartment ascertainment interval"));
  g_signal_connect_object (self->forecasters, "notify::selected", G_CALLBACK (forecaster_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->all_switch, "notify::active", G_CALLBACK (all_cb), self, G_CONNECT_SWAPPED);
}
