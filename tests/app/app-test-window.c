/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test-window.h"

PrognosisApplication *
app_test_get_application (void)
{
  return PROGNOSIS_APPLICATION (g_application_get_default ());
}

PrognosisWindow *
app_test_new_window (int width, int height)
{
  PrognosisWindow *window = prognosis_window_new (app_test_get_application ());

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (window)), 10);
  return window;
}

PrognosisWindow *
app_test_open_window (const char *name, int width, int height)
{
  PrognosisWindow *window = app_test_new_window (width, height);

  app_test_open_sample (window->session, name);
  app_test_run_for (300);
  return window;
}

void
app_test_close_window (PrognosisWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (window == NULL, 10);
}

void
app_test_activate (PrognosisWindow *window, const char *action, GVariant *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window), action, target));
}

void
app_test_keep_screenshot (PrognosisWindow *window, const char *name)
{
  const char *folder = g_getenv ("PROGNOSIS_SCREENSHOTS");
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  app_test_run_for (700);
  path = g_build_filename (folder, name, NULL);
  app_test_screenshot (GTK_WIDGET (window), path);
}

gboolean
app_test_init (int *argc, char ***argv)
{
  PrognosisApplication *application;
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return FALSE;
    }
  application = prognosis_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
  return TRUE;
}
