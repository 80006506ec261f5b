/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-application.h"
#include "prognosis-preferences.h"
#include "prognosis-style.h"
#include "prognosis-text.h"
#include "prognosis-window.h"

#include <glib/gi18n.h>

struct _PrognosisApplication
{
  AdwApplication parent_instance;

  GSettings *settings; /* NULL if their schema is not installed */
};

G_DEFINE_TYPE (PrognosisApplication, prognosis_application, ADW_TYPE_APPLICATION)

PrognosisApplication *
prognosis_application_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_APPLICATION, "application-id", PROGNOSIS_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/prognosis_epi/Prognosis", NULL);
}

static GtkWindow *
add_window (PrognosisApplication *self)
{
  return GTK_WINDOW (prognosis_window_new (GTK_APPLICATION (self), self->settings));
}

static void
prognosis_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  gtk_window_present (window != NULL ? window : add_window (PROGNOSIS_APPLICATION (application)));
}

static void
prognosis_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        g_strv_builder_add (builder, path);
    }
  paths = g_strv_builder_end (builder);

  if (!PROGNOSIS_IS_WINDOW (window) || !prognosis_window_is_empty (PROGNOSIS_WINDOW (window)))
    window = add_window (PROGNOSIS_APPLICATION (application));
  gtk_window_present (window);
  if (paths[0] != NULL)
    prognosis_window_open_files (PROGNOSIS_WINDOW (window), (const char *const *) paths);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (add_window (PROGNOSIS_APPLICATION (user_data)));
}

/* In a window of its own. */
static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = add_window (PROGNOSIS_APPLICATION (user_data));

  gtk_window_present (window);
  prognosis_window_restore (PROGNOSIS_WINDOW (window), g_variant_get_string (parameter, NULL));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *developers[] = { "The Prognosis project", NULL };
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  AdwAboutWindow *about = ADW_ABOUT_WINDOW (adw_about_window_new ());

  adw_about_window_set_application_name (about, "Prognosis");
  adw_about_window_set_application_icon (about, PROGNOSIS_APP_ID);
  adw_about_window_set_version (about, PROGNOSIS_VERSION);
  adw_about_window_set_developer_name (about, _ ("The Prognosis project"));
  adw_about_window_set_developers (about, developers);
  adw_about_window_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_window_set_comments (about, _ ("How many infections, recoveries and deaths to expect, given the counts so far."));
  adw_about_window_set_translator_credits (about, _ ("translator-credits"));
  adw_about_window_add_acknowledgement_section (about, _ ("Methods"),
                                                (const char *[]){ "AutoODE: Wang, Maddix, Faloutsos, Wang, Yu, L4DC 2021",
                                                                  "SuEIR: Zou et al. 2020",
                                                                  "Interval scores: Bracher, Ray, Gneiting, Reich 2021", NULL });
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_present (GTK_WINDOW (about));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows;

  /* Each window may ask before it closes. */
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (user_data))) != NULL)
    {
      guint n = g_list_length (windows);

      gtk_window_close (windows->data);
      if (g_list_length (gtk_application_get_windows (GTK_APPLICATION (user_data))) == n)
        break;
    }
}

static const GActionEntry actions[] = {
  { "new-window", new_window_cb },
  { "restore", restore_cb, "s" },
  { "about", about_cb },
  { "quit", quit_cb },
};

static void
prognosis_application_startup (GApplication *application)
{
  PrognosisApplication *self = PROGNOSIS_APPLICATION (application);
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char *family = NULL;

  G_APPLICATION_CLASS (prognosis_application_parent_class)->startup (application);

  family = prognosis_style_dup_family ();
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, PROGNOSIS_APP_ID, TRUE);
  if (schema != NULL)
    {
      self->settings = g_settings_new_full (schema, NULL, NULL);
      prognosis_preferences_follow_theme (self->settings);
    }
  prognosis_text_set_family (family);
  gtk_window_set_default_icon_name (PROGNOSIS_APP_ID);
  /* Do not select the text of a selectable label when it gets the focus. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  prognosis_window_install_shortcuts (GTK_APPLICATION (self));
}

static void
prognosis_application_dispose (GObject *object)
{
  g_clear_object (&PROGNOSIS_APPLICATION (object)->settings);
  G_OBJECT_CLASS (prognosis_application_parent_class)->dispose (object);
}

static void
prognosis_application_class_init (PrognosisApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = prognosis_application_dispose;
  G_APPLICATION_CLASS (klass)->activate = prognosis_application_activate;
  G_APPLICATION_CLASS (klass)->open = prognosis_application_open;
  G_APPLICATION_CLASS (klass)->startup = prognosis_application_startup;
  /* Recent files are filtered by this name. */
  g_set_application_name ("Prognosis");
}

static void
prognosis_application_init (PrognosisApplication *self)
{
}
