/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Toasts: the newest is shown at once, and one with a button comes back afterwards. */

#include "app-test-window.h"

#define SCHOOL "influenza-boarding-school-1978.csv"

/* The button of a toast undoes the change it describes, or is absent. */
static void
test_toast (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "seir", 1180, 760);

  app_test_activate (window, "win.preset", g_variant_new_string ("influenza"));
  app_test_settle (window->session);
  g_assert_nonnull (window->toast);
  g_assert_cmpstr (adw_toast_get_action_name (window->toast), ==, "win.undo");
  app_test_activate (window, "win.log", NULL);
  g_assert_null (adw_toast_get_action_name (window->toast));
  /* Another toast soon replaces it; one with a button keeps the button. */
  app_test_activate (window, "win.preset", g_variant_new_string ("measles"));
  g_assert_cmpstr (adw_toast_get_action_name (window->toast), ==, "win.undo");
  app_test_close_window (window);
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

/* New toasts do not wait behind one with a button, and that one is not lost. */
static void
test_waiting_toast (void)
{
  static const char *const long_text
      = "For 4 regions one single population is given: enter one for each of them, or a file that has "
        "all of them, with the names or codes of the regions";
  PrognosisWindow *window = app_test_open_model (SCHOOL, "seir", 1180, 760);

  prognosis_window_toast (window, "Where are they?", "win.locate");
  prognosis_window_toast (window, "At once", NULL);
  app_test_run_for (700);
  g_assert_true (shows_text (GTK_WIDGET (window), "At once"));
  app_test_run_for (1500);
  prognosis_window_toast (window, "Later", NULL);
  app_test_run_for (700);
  g_assert_true (shows_text (GTK_WIDGET (window), "Later"));
  app_test_wait (!shows_text (GTK_WIDGET (window), "Later") && shows_text (GTK_WIDGET (window), "Where are they?"), 20);
  /* A long toast is shown in full. */
  prognosis_window_toast (window, long_text, NULL);
  app_test_run_for (700);
  g_assert_true (shows_text (GTK_WIDGET (window), long_text));
  app_test_keep_screenshot (window, "toast.png");
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/toast/undo", test_toast);
  g_test_add_func ("/app/toast/waiting", test_waiting_toast);
  return g_test_run ();
}
