/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-outbreak-panel.h"
#include "prognosis-outbreak-row.h"
#include "prognosis-outbreak-steps.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>

struct _PrognosisOutbreakPanel
{
  PrognosisPage parent_instance;

  GPtrArray *rows; /* of PrognosisOutbreakRow; borrowed */
  gboolean is_syncing;

  AdwComboRow *disease;
  GtkLabel *source;
  AdwPreferencesGroup *disease_group;
  AdwPreferencesGroup *place_group;
  AdwPreferencesGroup *measures_group;
  AdwPreferencesGroup *beds_group;
  GtkSwitch *by_chance;
  PrognosisOutbreakSteps *steps;
};

G_DEFINE_TYPE (PrognosisOutbreakPanel, prognosis_outbreak_panel, PROGNOSIS_TYPE_PAGE)

static gboolean
is_preset (const PrognosisOutbreak *outbreak, const PrognosisPreset *preset)
{
  return outbreak->reproduction == preset->reproduction && outbreak->latent_days == preset->latent_days
         && outbreak->infectious_days == preset->infectious_days && outbreak->fatality == preset->fatality;
}

/* 0: none of them; else one more than its number. */
static guint
find_preset (const PrognosisOutbreak *outbreak)
{
  gsize n;
  const PrognosisPreset *presets = prognosis_preset_list (&n);

  for (gsize i = 0; i < n; i++)
    if (is_preset (outbreak, &presets[i]))
      return (guint) i + 1;
  return 0;
}

static void
show_source (PrognosisOutbreakPanel *self, guint number)
{
  gsize n;
  const PrognosisPreset *preset = number > 0 ? &prognosis_preset_list (&n)[number - 1] : NULL;
  g_autofree char *text = NULL;

  if (preset != NULL && g_str_equal (preset->source, preset->reproduction_source))
    text = g_strdup (preset->source);
  else if (preset != NULL)
    /* Translators: two citations. */
    text = g_strdup_printf (_ ("Periods: %s. R₀: %s."), preset->source, preset->reproduction_source);
  prognosis_style_say (self->source, text != NULL ? text : "");
}

static void
prognosis_outbreak_panel_update (PrognosisPage *page)
{
  PrognosisOutbreakPanel *self = PROGNOSIS_OUTBREAK_PANEL (page);
  const PrognosisChoices *choices = prognosis_session_get_choices (prognosis_page_get_session (page));

  if (choices->outbreak == NULL)
    return;
  self->is_syncing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    prognosis_outbreak_row_update (g_ptr_array_index (self->rows, i));
  adw_combo_row_set_selected (self->disease, find_preset (choices->outbreak));
  show_source (self, find_preset (choices->outbreak));
  gtk_switch_set_active (self->by_chance, choices->by_chance);
  prognosis_outbreak_steps_update (self->steps);
  self->is_syncing = FALSE;
}

static void
disease_cb (PrognosisOutbreakPanel *self)
{
  const guint number = adw_combo_row_get_selected (self->disease);
  gsize n;
  const PrognosisPreset *presets = prognosis_preset_list (&n);

  if (!self->is_syncing && number > 0 && number <= n)
    prognosis_session_set_outbreak_disease (prognosis_page_get_session (PROGNOSIS_PAGE (self)), &presets[number - 1]);
}

static void
by_chance_cb (PrognosisOutbreakPanel *self)
{
  if (!self->is_syncing)
    prognosis_session_set_by_chance (prognosis_page_get_session (PROGNOSIS_PAGE (self)), gtk_switch_get_active (self->by_chance));
}

static AdwPreferencesGroup *
get_group (PrognosisOutbreakPanel *self, PrognosisOutbreakGroup group)
{
  switch (group)
    {
    case PROGNOSIS_OUTBREAK_DISEASE: return self->disease_group;
    case PROGNOSIS_OUTBREAK_PLACE: return self->place_group;
    case PROGNOSIS_OUTBREAK_MEASURES: return self->measures_group;
    case PROGNOSIS_OUTBREAK_BEDS:
    default: return self->beds_group;
    }
}

static void
add_rows (PrognosisOutbreakPanel *self, PrognosisSession *session)
{
  gsize n;
  const PrognosisOutbreakField *fields = prognosis_outbreak_list_fields (&n);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *row = prognosis_outbreak_row_new (session, &fields[i]);

      adw_preferences_group_add (get_group (self, fields[i].group), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
prognosis_outbreak_panel_follow (PrognosisPage *page, PrognosisSession *session)
{
  PrognosisOutbreakPanel *self = PROGNOSIS_OUTBREAK_PANEL (page);

  add_rows (self, session);
  prognosis_outbreak_steps_set_session (self->steps, session);
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
}

static void
prognosis_outbreak_panel_finalize (GObject *object)
{
  g_ptr_array_unref (PROGNOSIS_OUTBREAK_PANEL (object)->rows);
  G_OBJECT_CLASS (prognosis_outbreak_panel_parent_class)->finalize (object);
}

static void
prognosis_outbreak_panel_class_init (PrognosisOutbreakPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = prognosis_outbreak_panel_finalize;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_outbreak_panel_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_outbreak_panel_update;
  g_type_ensure (PROGNOSIS_TYPE_OUTBREAK_STEPS);
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-outbreak-panel.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisOutbreakPanel, name)
  CHILD (disease);
  CHILD (source);
  CHILD (disease_group);
  CHILD (place_group);
  CHILD (measures_group);
  CHILD (beds_group);
  CHILD (by_chance);
  CHILD (steps);
#undef CHILD
}

static void
prognosis_outbreak_panel_init (PrognosisOutbreakPanel *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gsize n;
  const PrognosisPreset *presets = prognosis_preset_list (&n);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (names, _ ("As Set Below"));
  for (gsize i = 0; i < n; i++)
    gtk_string_list_append (names, _ (presets[i].title));
  adw_combo_row_set_model (self->disease, G_LIST_MODEL (names));
  prognosis_style_name_strings (GTK_WIDGET (self->disease), _ ("Disease"));
  g_signal_connect_object (self->disease, "notify::selected", G_CALLBACK (disease_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->by_chance, "notify::active", G_CALLBACK (by_chance_cb), self, G_CONNECT_SWAPPED);
}
