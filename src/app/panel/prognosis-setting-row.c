/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-setting-row.h"
#include "prognosis-learned-row.h"
#include "prognosis-style.h"
#include "prognosis-wrap-row.h"
#include "prognosis-words.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PrognosisSettingRow
{
  AdwPreferencesRow parent_instance;

  PrognosisSession *session;
  const PrognosisSetting *setting;
  gboolean is_syncing;
  double before; /* of a number: the value before the last change */
  double typed;  /* what was typed last */
  guint rest_id;
  GtkWidget *control; /* GtkDropDown, GtkSpinButton or GtkScale */
  GtkWidget *value;   /* of a GtkScale: its number in words */
};

G_DEFINE_TYPE (PrognosisSettingRow, prognosis_setting_row, ADW_TYPE_PREFERENCES_ROW)

/* A number that is being typed or dragged is taken when it rests. */
#define REST_MSEC 300

const PrognosisSetting *
prognosis_setting_row_get_setting (PrognosisSettingRow *self)
{
  return self->setting;
}

static double
get_lowest (const PrognosisSetting *setting)
{
  return setting->automatic != NULL ? 0 : setting->lower;
}

/* A spin button's numbers are doubles. */
static double
get_highest (const PrognosisSetting *setting)
{
  return MIN (setting->upper, PROGNOSIS_SETTING_MAX_EXACT);
}

static double
read_control (PrognosisSettingRow *self)
{
  if (GTK_IS_DROP_DOWN (self->control))
    return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));
  if (GTK_IS_SPIN_BUTTON (self->control))
    return gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->control));
  if (self->setting->doubles)
    return exp2 (round (gtk_range_get_value (GTK_RANGE (self->control))));
  return gtk_range_get_value (GTK_RANGE (self->control));
}

/* Where a number is on the slider. */
static double
get_position (PrognosisSettingRow *self, double value)
{
  return self->setting->doubles ? log2 (value) : value;
}

static gboolean
rest_cb (gpointer user_data)
{
  PrognosisSettingRow *self = user_data;

  self->rest_id = 0;
  prognosis_session_set_setting (self->session, self->setting->id, read_control (self));
  return G_SOURCE_REMOVE;
}

/* What the automatic value stands for now, or 0 where there is no saying. */
static double
get_automatic (PrognosisSettingRow *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisFit *fit = prognosis_live_get_fit (prognosis_session_get_live (self->session));
  gsize first, n;

  if (choices->dataset == NULL)
    return 0;
  if (g_str_equal (self->setting->id, "horizon"))
    return (double) prognosis_choices_get_horizon (choices);
  if (!g_str_equal (self->setting->id, "train") || fit == NULL)
    return 0;
  prognosis_fit_get_window (fit, &first, &n);
  return (double) n;
}

/* Whether it counts months, and says so. */
static gboolean
counts_months (PrognosisSettingRow *self)
{
  PrognosisDataset *dataset = prognosis_session_get_choices (self->session)->dataset;

  return g_str_equal (self->setting->id, "horizon") && dataset != NULL
         && prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_MONTHLY;
}

static const char *
get_automatic_text (PrognosisSettingRow *self)
{
  if (self->setting->automatic == NULL)
    return NULL;
  return counts_months (self) ? _ ("Three months") : _ (self->setting->automatic);
}

/* One step up from "Four weeks" is 29 days, not one, and one step down 27. */
static void
step_from_automatic (PrognosisSettingRow *self)
{
  double value = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->control));
  double before = self->before;

  self->before = value;
  if (self->setting->automatic == NULL || before != 0 || fabs (value) != self->setting->step || self->typed == value
      || get_automatic (self) == 0)
    return;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->control), get_automatic (self) + value);
}

static void
changed_cb (PrognosisSettingRow *self)
{
  if (GTK_IS_SPIN_BUTTON (self->control) && !self->is_syncing)
    step_from_automatic (self);
  if (self->is_syncing)
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (GTK_IS_DROP_DOWN (self->control))
    rest_cb (self);
  else
    self->rest_id = g_timeout_add (REST_MSEC, rest_cb, self);
}

/* "Automatic" stands for zero. */
static gboolean
output_cb (GtkSpinButton *spin, PrognosisSettingRow *self)
{
  const double value = gtk_spin_button_get_value (spin);
  g_autofree char *months = NULL;

  if (self->setting->automatic == NULL || (value != 0 && !counts_months (self)))
    return FALSE;
  if (value != 0)
    months = prognosis_words_for_steps (prognosis_session_get_choices (self->session)->dataset, (gsize) MAX (value, 0));
  gtk_editable_set_text (GTK_EDITABLE (spin), value != 0 ? months : get_automatic_text (self));
  return TRUE;
}

static int
input_cb (GtkSpinButton *spin, double *value, PrognosisSettingRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (spin)));

  if (self->setting->automatic != NULL && (*text == '\0' || g_str_equal (text, get_automatic_text (self))))
    {
      *value = self->typed = 0;
      return TRUE;
    }
  /* “3 months” */
  if (counts_months (self))
    text[strcspn (text, " \302")] = '\0';
  if (!prognosis_words_parse_number (text, value) || *value < get_lowest (self->setting))
    return GTK_INPUT_ERROR;
  self->typed = *value;
  return TRUE;
}

/* Beside the title, not beside the trough: troughs of all rows are as long. */
static void
show_value (PrognosisSettingRow *self)
{
  /* A saved session may hold a number between the slider's. */
  double value = self->is_syncing ? prognosis_setting_get (self->setting, prognosis_session_get_choices (self->session)->options)
                                  : read_control (self);
  g_autofree char *text = self->setting->automatic != NULL && value == 0 ? g_strdup (get_automatic_text (self))
                                                                         : prognosis_words_for_number (round (value));

  gtk_label_set_label (GTK_LABEL (self->value), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static GtkWidget *
make_list (PrognosisSettingRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *list;

  for (const PrognosisSettingValue *value = self->setting->values; value->id != NULL; value++)
    gtk_string_list_append (names, _ (value->title));
  list = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  prognosis_style_name_strings (list, _ (self->setting->title));
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return list;
}

static GtkWidget *
make_number (PrognosisSettingRow *self)
{
  const PrognosisSetting *s = self->setting;
  GtkWidget *spin = gtk_spin_button_new_with_range (get_lowest (s), get_highest (s), s->step);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), s->automatic == NULL);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), s->step < 1 ? 1 : 0);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin),
                                s->automatic != NULL ? MAX (8, (int) g_utf8_strlen (_ (s->automatic), -1)) : 5);
  g_signal_connect (spin, "output", G_CALLBACK (output_cb), self);
  g_signal_connect (spin, "input", G_CALLBACK (input_cb), self);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return spin;
}

static GtkWidget *
make_slider (PrognosisSettingRow *self)
{
  const PrognosisSetting *s = self->setting;
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, get_position (self, get_lowest (s)),
                                               get_position (self, s->slider_upper), s->doubles ? 1 : s->step);

  gtk_scale_set_digits (GTK_SCALE (scale), 0);
  gtk_range_set_round_digits (GTK_RANGE (scale), 0);
  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_widget_add_css_class (scale, "flush");
  self->value = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->value), 1);
  gtk_widget_add_css_class (self->value, "dim-label");
  gtk_widget_add_css_class (self->value, "numeric");
  g_signal_connect_object (scale, "value-changed", G_CALLBACK (show_value), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scale, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return scale;
}

/* What has a slider among the parameters of the equations needs no row. */
static gboolean
is_lever (const PrognosisForecaster *forecaster, const PrognosisSetting *setting)
{
  for (int q = 0; q < PROGNOSIS_N_LEVERS && forecaster->has_dynamics; q++)
    if (g_str_equal (prognosis_levers[q].id, setting->id))
      return TRUE;
  return FALSE;
}

/* What several models together are given is theirs: it is in sight where it is not as they bring it, for then it acts
 * on them, and can be put back. */
static gboolean
applies (PrognosisSettingRow *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (choices->forecaster);
  const guint common = PROGNOSIS_READS_ALWAYS | PROGNOSIS_READS_TRAIN | PROGNOSIS_READS_NOWCAST;
  g_autoptr (PrognosisOptions) own = prognosis_options_new ();

  if (forecaster == NULL || choices->dataset == NULL || is_lever (forecaster, self->setting)
      || (self->setting->reads == PROGNOSIS_READS_LAYERS && prognosis_learned_row_applies (self->session)))
    return FALSE;
  if (forecaster->combines_others && !(self->setting->reads & common)
      && prognosis_setting_get (self->setting, choices->options) == prognosis_setting_get (self->setting, own))
    return FALSE;
  return (prognosis_forecaster_get_reads (forecaster, choices->dataset, choices->options) & self->setting->reads) != 0;
}

void
prognosis_setting_row_update (PrognosisSettingRow *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  double value = prognosis_setting_get (self->setting, choices->options);

  gtk_widget_set_visible (GTK_WIDGET (self), applies (self));
  /* What is being dragged or typed is newer. */
  if (self->rest_id != 0)
    return;
  self->is_syncing = TRUE;
  if (GTK_IS_DROP_DOWN (self->control))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), (guint) value);
  else if (GTK_IS_SPIN_BUTTON (self->control))
    {
      double lower = get_lowest (self->setting), upper = get_highest (self->setting);

      /* No more can be used than there is. */
      if (g_str_equal (self->setting->id, "train") && choices->dataset != NULL)
        upper = MAX (value, (double) prognosis_choices_get_origin (choices) + 1);
      /* A step down from what stands for a larger number. */
      if (self->setting->automatic != NULL && value == 0 && get_automatic (self) > self->setting->step)
        lower = -self->setting->step;
      gtk_spin_button_set_range (GTK_SPIN_BUTTON (self->control), lower, upper);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->control), value);
      self->before = self->typed = value;
    }
  else
    {
      /* A saved session may hold more than the slider offers. */
      gtk_range_set_range (GTK_RANGE (self->control), get_position (self, get_lowest (self->setting)),
                           get_position (self, MAX (value, self->setting->slider_upper)));
      gtk_range_set_value (GTK_RANGE (self->control), get_position (self, value));
      show_value (self);
    }
  self->is_syncing = FALSE;
}

GtkWidget *
prognosis_setting_row_new (PrognosisSession *session, const PrognosisSetting *setting)
{
  PrognosisSettingRow *self = g_object_new (PROGNOSIS_TYPE_SETTING_ROW, NULL);

  self->session = session;
  self->setting = setting;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ (setting->help));
  if (setting->kind == PROGNOSIS_SETTING_ENUM)
    self->control = make_list (self);
  else if (setting->slider_upper > 0)
    self->control = make_slider (self);
  else
    self->control = make_number (self);
  prognosis_style_pass_scrolling (self->control);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (setting->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (setting->help), -1);
  if (self->value != NULL)
    show_value (self);
  prognosis_wrap_row_fill_row (ADW_PREFERENCES_ROW (self), _ (setting->title), NULL,
                               self->value != NULL ? self->value : self->control, self->value != NULL ? self->control : NULL);
  prognosis_setting_row_update (self);
  return GTK_WIDGET (self);
}

static void
prognosis_setting_row_dispose (GObject *object)
{
  PrognosisSettingRow *self = PROGNOSIS_SETTING_ROW (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  G_OBJECT_CLASS (prognosis_setting_row_parent_class)->dispose (object);
}

static void
prognosis_setting_row_class_init (PrognosisSettingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = prognosis_setting_row_dispose;
}

static void
prognosis_setting_row_init (PrognosisSettingRow *self)
{
}
