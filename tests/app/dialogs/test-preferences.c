/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preferences: defaults for newly opened data, and the theme. */

#include "app-test-window.h"

#define SCHOOL "influenza-boarding-school-1978.csv"

static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = app_test_get_settings ();
  PrognosisWindow *window;
  GtkWindow *dialog;

  if (settings == NULL)
    {
      g_test_skip ("the schema is not there");
      return;
    }
  g_settings_set_int (settings, "default-paths", 150);
  g_settings_set_int (settings, "default-seed", 7);
  window = app_test_open_window (SCHOOL, 1180, 760);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_paths, ==, 150);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->seed, ==, 7);
  app_test_activate (window, "win.preferences", NULL);
  app_test_run_for (300);
  dialog = app_test_find_dialog (window, ADW_TYPE_PREFERENCES_WINDOW);
  g_assert_nonnull (dialog);
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)), 10);
  app_test_keep_screenshot (dialog, "preferences.png");
  g_settings_set_string (settings, "theme", "dark");
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_reset (settings, "theme");
  g_settings_reset (settings, "default-paths");
  g_settings_reset (settings, "default-seed");
  gtk_window_destroy (dialog);
  app_test_run_for (100);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/preferences/defaults-and-theme", test_preferences);
  return g_test_run ();
}
