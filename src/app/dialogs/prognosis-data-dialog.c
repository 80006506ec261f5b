/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-data-dialog.h"
#include "prognosis-findings.h"
#include "prognosis-figure.h"
#include "prognosis-reader-list.h"
#include "prognosis-style.h"
#include "prognosis-number.h"
#include "prognosis-population-list.h"
#include "prognosis-reading-dialog.h"
#include "prognosis-reader.h"
#include "prognosis-toast.h"
#include "prognosis-words.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PrognosisDataDialog
{
  AdwPreferencesWindow parent_instance;

  PrognosisSession *session;
  GPtrArray *rows; /* of GtkWidget, borrowed: recreated by update() */
  gboolean is_syncing;
  gboolean is_for_population; /* shows only the population group */
  guint update_id;
  PrognosisToasts *toasts;
  GtkFileChooserNative *chooser;

  AdwPreferencesGroup *facts;
  AdwPreferencesGroup *signals;
  AdwPreferencesGroup *warnings;
  AdwPreferencesGroup *populations;
  AdwEntryRow *population;
  AdwActionRow *builtin;
  GtkButton *use_builtin;
  AdwEntryRow *neighbours;
  AdwEntryRow *holidays;
  AdwEntryRow *assumed_deaths;
  AdwEntryRow *assumed_recoveries;
};

G_DEFINE_TYPE (PrognosisDataDialog, prognosis_data_dialog, ADW_TYPE_PREFERENCES_WINDOW)

/* A signal's three choices; owned by its row. */
typedef struct
{
  PrognosisDataDialog *dialog;
  gsize signal;
  AdwComboRow *kind;
  AdwComboRow *role;
  GtkSwitch *fitted;
} SignalRow;

static void
add_row (PrognosisDataDialog *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_fact (PrognosisDataDialog *self, AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  add_row (self, group, row);
}

static void
signal_cb (SignalRow *row)
{
  if (!row->dialog->is_syncing)
    prognosis_session_set_signal (row->dialog->session, row->signal, adw_combo_row_get_selected (row->kind),
                                  adw_combo_row_get_selected (row->role), gtk_switch_get_active (row->fitted));
}

static AdwComboRow *
add_list (AdwExpanderRow *row, const char *title, const char *(*word) (int), int n, int selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *list = adw_combo_row_new ();

  for (int i = 0; i < n; i++)
    gtk_string_list_append (names, word (i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (list), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (list), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (list), selected);
  prognosis_style_name_strings (list, title);
  adw_expander_row_add_row (row, list);
  return ADW_COMBO_ROW (list);
}

static const char *
kind_word (int kind)
{
  return prognosis_words_for_kind (kind);
}

static const char *
role_word (int role)
{
  return prognosis_words_for_role (role);
}

static void
add_signal (PrognosisDataDialog *self, gsize s)
{
  const PrognosisSignal *signal = prognosis_dataset_get_signal (prognosis_session_get_dataset (self->session), s);
  GtkWidget *expander = adw_expander_row_new ();
  GtkWidget *fitted = adw_action_row_new ();
  SignalRow *row = g_new0 (SignalRow, 1);
  g_autofree char *title = g_markup_escape_text (signal->name, -1);
  /* Translators: what a column counts, and the kind of its counts: "Infections · Cumulative". */
  g_autofree char *subtitle
      = g_strdup_printf (_ ("%s · %s"), prognosis_words_for_counted (signal), prognosis_words_for_kind (signal->kind));
  const char *quantity[] = { prognosis_words_for_counted (signal), NULL };

  row->dialog = self;
  row->signal = s;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, signal->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  row->role = add_list (ADW_EXPANDER_ROW (expander), _ ("Quantity"), role_word, PROGNOSIS_ROLE_OTHER + 1, signal->role);
  gtk_string_list_splice (GTK_STRING_LIST (adw_combo_row_get_model (row->role)), signal->role, 1, quantity);
  adw_combo_row_set_selected (row->role, signal->role);
  row->kind = add_list (ADW_EXPANDER_ROW (expander), _ ("Type of count"), kind_word, PROGNOSIS_KIND_PROPORTION + 1, signal->kind);
  row->fitted = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (row->fitted), GTK_ALIGN_CENTER);
  gtk_switch_set_active (row->fitted, signal->fitted);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fitted), _ ("Fitted"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (fitted), GTK_WIDGET (row->fitted));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (fitted), GTK_WIDGET (row->fitted));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), fitted);
  g_object_set_data_full (G_OBJECT (expander), "prognosis-signal", row, g_free);
  g_signal_connect_swapped (row->kind, "notify::selected", G_CALLBACK (signal_cb), row);
  g_signal_connect_swapped (row->role, "notify::selected", G_CALLBACK (signal_cb), row);
  g_signal_connect_swapped (row->fitted, "notify::active", G_CALLBACK (signal_cb), row);
  add_row (self, self->signals, expander);
}

static void
add_warnings (PrognosisDataDialog *self, PrognosisDataset *dataset)
{
  prognosis_findings_add (self->warnings, dataset, self->rows);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), !self->is_for_population);
}

static void
reading_cb (PrognosisDataDialog *self)
{
  GtkWidget *dialog = prognosis_reading_dialog_new (self->session, GTK_WINDOW (self));

  if (dialog != NULL)
    gtk_window_present (GTK_WINDOW (dialog));
}

/* The row that opens the reading dialog, to correct what was recognised wrongly. */
static void
add_reading (PrognosisDataDialog *self)
{
  GtkWidget *row;

  if (prognosis_session_get_named_paths (self->session) == NULL)
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("How It Was _Read…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), prognosis_session_get_choices (self->session)->columns != NULL
                                                         ? _ ("Read as you chose.")
                                                         : _ ("Read as recognised."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (reading_cb), self, G_CONNECT_SWAPPED);
  add_row (self, self->facts, row);
}

/* The figures that the program has for these regions, with their source, and whether they are in use. */
static void
show_builtin (PrognosisDataDialog *self, PrognosisDataset *dataset)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  g_autofree double *persons = g_new (double, n);
  g_autofree char *source = NULL;
  g_autofree char *text = NULL;
  const gsize n_known = prognosis_population_get_builtin (dataset, FALSE, persons, &source);
  gboolean is_wanted = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->builtin), n_known > 0);
  for (gsize r = 0; r < n; r++)
    is_wanted |= !isnan (persons[r]) && isnan (prognosis_dataset_get_region (dataset, r)->population);
  gtk_widget_set_sensitive (GTK_WIDGET (self->use_builtin), is_wanted);
  if (n_known == 0)
    return;
  if (n == 1)
    {
      g_autofree char *number = prognosis_figure_format_number (persons[0], TRUE);

      /* Translators: a population, and its source: "83 516 593 (World Bank, 2024)". */
      text = g_strdup_printf (_ ("%s (%s)"), number, source);
    }
  else
    /* Translators: numbers of regions, and the source of the figures: "38 of 40 regions (World Bank, 2024)". */
    text = g_strdup_printf (_ ("%u of %u regions (%s)"), (guint) n_known, (guint) n, source);
  adw_action_row_set_subtitle (self->builtin, text);
}

static void
show_assumed (AdwEntryRow *row, const PrognosisDataset *dataset, PrognosisRole role)
{
  const gssize assumed = prognosis_dataset_find_assumed (dataset, role);
  g_autofree char *share = NULL, *days = NULL, *text = NULL;

  if (assumed < 0)
    return;
  share = prognosis_number_to_text (prognosis_dataset_get_signal (dataset, (gsize) assumed)->assumed_share);
  days = prognosis_number_to_text (prognosis_dataset_get_signal (dataset, (gsize) assumed)->assumed_days);
  text = g_strdup_printf ("%s,%s", share, days);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
update (PrognosisDataDialog *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  const PrognosisReader *reader = prognosis_reader_find (prognosis_dataset_get_format (dataset));
  gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  g_autofree char *days = prognosis_words_for_days (dataset);
  g_autofree char *gaps = prognosis_words_for_gaps (dataset);
  g_autofree char *regions = g_strdup_printf (g_dngettext (NULL, "%u region", "%u regions", n_regions), (guint) n_regions);
  g_autofree char *population = NULL;

  self->is_syncing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  add_fact (self, self->facts, _ ("Format"), reader != NULL ? _ (reader->title) : prognosis_dataset_get_format (dataset));
  add_fact (self, self->facts, _ ("Regions"), regions);
  add_fact (self, self->facts, _ ("Days"), days);
  add_fact (self, self->facts, _ ("Gaps and corrections"), gaps);
  if (prognosis_dataset_get_source (dataset) != NULL)
    add_fact (self, self->facts, _ ("Source"), prognosis_dataset_get_source (dataset));
  add_reading (self);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->assumed_share == 0)
      add_signal (self, s);
  add_warnings (self, dataset);
  if (n_regions == 1 && isfinite (prognosis_dataset_get_region (dataset, 0)->population))
    population = g_strdup_printf ("%.0f", prognosis_dataset_get_region (dataset, 0)->population);
  if (population != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->population), population);
  show_assumed (self->assumed_deaths, dataset, PROGNOSIS_ROLE_DEATHS);
  show_assumed (self->assumed_recoveries, dataset, PROGNOSIS_ROLE_RECOVERIES);
  show_builtin (self, dataset);
  self->is_syncing = FALSE;
}

/* Run from idle: the row that emitted the change is among those that are recreated. */
static gboolean
update_cb (gpointer user_data)
{
  PrognosisDataDialog *self = user_data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
data_cb (PrognosisDataDialog *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

/* Replaces the previous message; without @error it only removes it. */
static void
show_error (PrognosisDataDialog *self, const GError *error)
{
  if (error != NULL)
    prognosis_toasts_show (self->toasts, error->message, NULL);
  else
    prognosis_toasts_clear (self->toasts);
}

static gboolean
close_cb (gpointer self)
{
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
population_cb (PrognosisDataDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->population));
  /* Translators: %s is a number of people, or the name of a file with such numbers. */
  g_autofree char *news = g_strdup_printf (_ ("Population set: %s"), text);
  g_autoptr (GError) error = NULL;

  prognosis_session_set_population (self->session, text, &error);
  show_error (self, error);
  if (error != NULL || !self->is_for_population)
    return;
  /* Its work is done; the row that calls this still needs the window. */
  prognosis_session_say (self->session, news);
  g_idle_add_full (G_PRIORITY_DEFAULT, close_cb, g_object_ref (self), g_object_unref);
}

static void
use_builtin_cb (PrognosisDataDialog *self)
{
  g_autoptr (GError) error = NULL;

  prognosis_session_set_population (self->session, PROGNOSIS_POPULATION_BUILTIN, &error);
  show_error (self, error);
}

static void
neighbours_cb (PrognosisDataDialog *self)
{
  g_autoptr (GError) error = NULL;

  prognosis_session_set_adjacency (self->session, gtk_editable_get_text (GTK_EDITABLE (self->neighbours)), &error);
  show_error (self, error);
}

static void
holidays_cb (PrognosisDataDialog *self)
{
  g_autoptr (GError) error = NULL;

  prognosis_session_set_holidays (self->session, gtk_editable_get_text (GTK_EDITABLE (self->holidays)), &error);
  show_error (self, error);
}

static void
assumed_cb (AdwEntryRow *row, PrognosisDataDialog *self)
{
  const PrognosisRole role = row == self->assumed_deaths ? PROGNOSIS_ROLE_DEATHS : PROGNOSIS_ROLE_RECOVERIES;
  g_autoptr (GError) error = NULL;

  prognosis_session_set_assumed (self->session, role, gtk_editable_get_text (GTK_EDITABLE (row)), &error);
  show_error (self, error);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, PrognosisDataDialog *self)
{
  AdwEntryRow *row = g_object_get_data (G_OBJECT (chooser), "prognosis-row");
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = g_file_get_path (file);
  if (path == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (row), path);
  g_signal_emit_by_name (row, "apply");
}

/* Uses the file chooser portal if available: in a sandbox, typed paths are out of reach. */
static void
choose_cb (GtkWidget *button, PrognosisDataDialog *self)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (row == self->population ? _ ("Population") : _ ("Neighbouring Regions"),
                                               GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_object_set_data (G_OBJECT (self->chooser), "prognosis-row", row);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
add_file_button (PrognosisDataDialog *self, AdwEntryRow *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Choose a file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choose a file"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (choose_cb), self, 0);
  adw_entry_row_add_suffix (row, button);
}

void
prognosis_data_dialog_show_population (PrognosisDataDialog *self)
{
  self->is_for_population = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), adw_preferences_group_get_title (self->populations));
  adw_preferences_group_set_title (self->populations, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->signals), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->population));
}

GtkWidget *
prognosis_data_dialog_new (PrognosisSession *session, GtkWindow *parent)
{
  PrognosisDataDialog *self = g_object_new (PROGNOSIS_TYPE_DATA_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (data_cb), self, G_CONNECT_SWAPPED);
  update (self);
  if (prognosis_dataset_get_n_regions (prognosis_session_get_dataset (session)) > 1)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->population), _ ("File with the population of each region"));
      adw_preferences_group_add (self->populations, prognosis_population_list_new (session));
    }
  return GTK_WIDGET (self);
}

static void
prognosis_data_dialog_dispose (GObject *object)
{
  PrognosisDataDialog *self = PROGNOSIS_DATA_DIALOG (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->toasts, prognosis_toasts_free);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROGNOSIS_TYPE_DATA_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (prognosis_data_dialog_parent_class)->dispose (object);
}

static void
prognosis_data_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (PROGNOSIS_DATA_DIALOG (object)->rows);
  G_OBJECT_CLASS (prognosis_data_dialog_parent_class)->finalize (object);
}

static void
prognosis_data_dialog_class_init (PrognosisDataDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_data_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_data_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-data-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisDataDialog, name)
  CHILD (facts);
  CHILD (signals);
  CHILD (warnings);
  CHILD (populations);
  CHILD (population);
  CHILD (builtin);
  CHILD (use_builtin);
  CHILD (neighbours);
  CHILD (holidays);
  CHILD (assumed_deaths);
  CHILD (assumed_recoveries);
#undef CHILD
}

static void
prognosis_data_dialog_init (PrognosisDataDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toasts = prognosis_toasts_new ((PrognosisToastsAdd) adw_preferences_window_add_toast, self);
  add_file_button (self, self->population);
  add_file_button (self, self->neighbours);
  add_file_button (self, self->holidays);
  g_signal_connect_object (self->use_builtin, "clicked", G_CALLBACK (use_builtin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->population, "apply", G_CALLBACK (population_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->neighbours, "apply", G_CALLBACK (neighbours_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->holidays, "apply", G_CALLBACK (holidays_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->assumed_deaths, "apply", G_CALLBACK (assumed_cb), self, 0);
  g_signal_connect_object (self->assumed_recoveries, "apply", G_CALLBACK (assumed_cb), self, 0);
}
