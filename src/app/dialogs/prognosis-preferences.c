/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-style.h"
#include "prognosis-preferences.h"
#include "prognosis-setting.h"

#include <glib/gi18n.h>

static const struct
{
  const char *nick; /* of the key "theme" */
  const char *title;
  AdwColorScheme scheme;
} themes[] = {
  { "system", N_ ("As the system"), ADW_COLOR_SCHEME_DEFAULT },
  { "light", N_ ("Light"), ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", N_ ("Dark"), ADW_COLOR_SCHEME_FORCE_DARK },
};

static guint
get_theme (GSettings *settings)
{
  g_autofree char *nick = g_settings_get_string (settings, "theme");

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (g_str_equal (themes[i].nick, nick))
      return i;
  return 0;
}

static void
apply_theme (GSettings *settings)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), themes[get_theme (settings)].scheme);
}

void
prognosis_preferences_follow_theme (GSettings *settings)
{
  g_signal_connect (settings, "changed::theme", G_CALLBACK (apply_theme), NULL);
  apply_theme (settings);
}

static void
theme_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected < G_N_ELEMENTS (themes))
    g_settings_set_string (settings, "theme", themes[selected].nick);
}

/* A row names its control; what it means is its subtitle. */
static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
new_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);
  return group;
}

static void
add_fitting (AdwPreferencesPage *page, GSettings *settings)
{
  AdwPreferencesGroup *group = new_group (page, _ ("Fitting"), NULL);
  GtkWidget *control = gtk_switch_new ();

  g_settings_bind (settings, "auto-refit", control, "active", G_SETTINGS_BIND_DEFAULT);
  add_row (group, _ ("Refit automatically"), _ ("When a slider rests or a choice is made, the rest is fitted again"), control);
}

/* @key holds an int32. */
static void
add_default (AdwPreferencesGroup *group, GSettings *settings, const char *key, const PrognosisSetting *setting)
{
  GtkWidget *control = gtk_spin_button_new_with_range (setting->lower, MIN (setting->upper, G_MAXINT32), setting->step);

  g_settings_bind (settings, key, control, "value", G_SETTINGS_BIND_DEFAULT);
  add_row (group, _ (setting->title), _ (setting->help), control);
}

static void
add_defaults (AdwPreferencesPage *page, GSettings *settings)
{
  AdwPreferencesGroup *group = new_group (page, _ ("New Data"), _ ("Defaults for newly opened data"));

  add_default (group, settings, "default-paths", prognosis_setting_find ("paths"));
  add_default (group, settings, "default-seed", prognosis_setting_find ("seed"));
}

static void
add_files (AdwPreferencesPage *page, GSettings *settings)
{
  AdwPreferencesGroup *group = new_group (page, _ ("Files"), NULL);
  GtkWidget *control = gtk_switch_new ();

  g_settings_bind (settings, "csv-for-spreadsheets", control, "active", G_SETTINGS_BIND_DEFAULT);
  add_row (group, _ ("CSV for spreadsheets"),
           _ ("With the separator and decimal mark of your language; otherwise commas and decimal points"), control);
  control = gtk_switch_new ();
  g_settings_bind (settings, "keep-diary", control, "active", G_SETTINGS_BIND_DEFAULT);
  add_row (group, _ ("Keep a diary of forecasts"),
           _ ("When later data are opened, the page Diary tells what came of earlier forecasts. They stay on this computer"),
           control);
}

static void
add_look (AdwPreferencesPage *page, GSettings *settings)
{
  AdwPreferencesGroup *group = new_group (page, _ ("Appearance"), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (themes); i++)
    gtk_string_list_append (names, _ (themes[i].title));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Style"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), get_theme (settings));
  gtk_widget_set_name (row, "theme");
  prognosis_style_name_strings (row, _ ("Style"));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (theme_cb), settings, 0);
  adw_preferences_group_add (group, row);
}

GtkWidget *
prognosis_preferences_new (GSettings *settings, GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_title (page, _ ("Preferences"));
  add_fitting (page, settings);
  add_defaults (page, settings);
  add_files (page, settings);
  add_look (page, settings);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Preferences"));
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 480);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  return window;
}
