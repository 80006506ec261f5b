/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-shortcuts.h"

#include <glib/gi18n.h>

static const struct
{
  const char *action;
  const char *keys[3];
  const char *title; /* marked for translation; NULL: not in the list */
  const char *group; /* begins here; marked for translation */
} shortcuts[] = {
  { "win.open", { "<Control>o" }, N_ ("Open data"), N_ ("Data") },
  { "win.open-folder", { "<Control><Shift>o" }, N_ ("Open a folder") },
  { "win.save", { "<Control>s" }, N_ ("Save the session") },
  { "win.data", { "<Control>i" }, N_ ("What was read") },
  { "win.copy-chart", { "<Control><Shift>c" }, N_ ("Copy the chart") },
  { "win.table", { "<Control>t" }, N_ ("Numbers of the chart") },
  { "win.print", { "<Control>p" }, N_ ("Print the report") },
  { "win.preferences", { "<Control>comma" }, N_ ("Preferences") },
  { "win.search", { "<Control>f" }, N_ ("Search regions") },
  { "win.select-all-regions", { "<Control><Shift>a" }, N_ ("Select all regions") },
  { "win.fit", { "<Control>r", "F5" }, N_ ("Fit"), N_ ("Model") },
  { "win.stop", { "<Control>period" }, N_ ("Stop") },
  { "win.undo", { "<Control>z" }, N_ ("Undo") },
  { "win.redo", { "<Control><Shift>z", "<Control>y" }, N_ ("Redo") },
  { "win.zoom-in", { "<Control>plus", "<Control>equal" }, N_ ("Zoom in"), N_ ("Chart") },
  { "win.zoom-out", { "<Control>minus" }, N_ ("Zoom out") },
  { "win.zoom-fit", { "<Control>0" }, N_ ("Show everything") },
  { "win.log", { "<Control>l" }, N_ ("Logarithmic scale") },
  { "win.export-chart::png", { "<Control>e" }, N_ ("Export the chart as a picture") },
  { "win.export-forecast", { "<Control><Shift>e" }, N_ ("Export the forecast") },
  { "win.page::trajectories", { "<Alt>1" }, N_ ("Trajectories") },
  { "win.page::reproduction", { "<Alt>2" }, N_ ("Reproduction") },
  { "win.page::compare", { "<Alt>3" }, N_ ("Compare") },
  { "win.page::scenarios", { "<Alt>4" }, N_ ("Scenarios") },
  { "win.page::fit", { "<Alt>5" } },
  { "win.first-steps", { "F1" }, N_ ("First steps"), N_ ("General") },
  { "win.shortcuts", { "<Control>question" } },
  { "app.new-window", { "<Control>n" }, N_ ("New window") },
  { "window.close", { "<Control>w" }, N_ ("Close window") },
  { "app.quit", { "<Control>q" }, N_ ("Quit") },
};

void
prognosis_shortcuts_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].keys);
}

static GtkWidget *
new_row (const char *title, const char *key)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_shortcut_label_new (key));
  return row;
}

GtkWidget *
prognosis_shortcuts_new_window (GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = NULL;

  adw_preferences_page_set_title (page, _ ("Keyboard Shortcuts"));
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].group != NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _ (shortcuts[i].group));
          adw_preferences_page_add (page, group);
        }
      if (shortcuts[i].title != NULL)
        adw_preferences_group_add (group, new_row (_ (shortcuts[i].title), shortcuts[i].keys[0]));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard Shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 600);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  return window;
}
