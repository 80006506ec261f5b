/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Toasts: the newest is shown at once, and one with a button comes back afterwards. */

#include "app-test-window.h"

#define SCHOOL "influenza-boarding-school-1978.csv"
#define CURRENT prognosis_toasts_get_current (window->toast_queue)

/* The button of a toast undoes the change it describes, or is absent. */
static void
test_toast (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "seir", 1180, 760);

  app_test_activate (window, "win.preset", g_variant_new_string ("influenza"));
  app_test_settle (window->session);
  g_assert_cmpstr (adw_toast_get_action_name (CURRENT), ==, "win.undo");
  app_test_activate (window, "win.log", NULL);
  g_assert_null (adw_toast_get_action_name (CURRENT));
  /* Another toast soon replaces it; one with a button keeps the button. */
  app_test_activate (window, "win.preset", g_variant_new_string ("measles"));
  g_assert_cmpstr (adw_toast_get_action_name (CURRENT), ==, "win.undo");
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
  app_test_wait (shows_text (GTK_WIDGET (window), "At once"), 10);
  /* Another one replaces it without a place in a queue, and the first one stays forgotten. */
  prognosis_window_toast (window, "Later", NULL);
  app_test_wait (shows_text (GTK_WIDGET (window), "Later"), 10);
  app_test_wait (!shows_text (GTK_WIDGET (window), "Later") && shows_text (GTK_WIDGET (window), "Where are they?"), 20);
  /* A long toast is shown in full. */
  prognosis_window_toast (window, long_text, NULL);
  app_test_wait (shows_text (GTK_WIDGET (window), long_text), 10);
  app_test_keep_screenshot (window, "toast.png");
  app_test_close_window (window);
}

/* With the animations of a desktop, a toast that comes up is replaced only when it is there: libadwaita 1.2 crashed. */
static void
test_interrupted (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "seir", 1180, 760);
  AdwToast *first;

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-enable-animations", TRUE, NULL);
  prognosis_window_toast (window, "Where are they?", "win.locate");
  first = prognosis_toasts_get_current (window->toast_queue);
  g_assert_false (prognosis_toasts_is_up (window->toast_queue));
  prognosis_window_toast (window, "Another one", NULL);
  g_assert_true (CURRENT != first);
  g_assert_false (shows_text (GTK_WIDGET (window), "Another one"));
  app_test_wait (shows_text (GTK_WIDGET (window), "Another one"), 20);
  app_test_wait (prognosis_toasts_is_up (window->toast_queue), 10);
  prognosis_toasts_clear (window->toast_queue);
  app_test_wait (CURRENT == NULL && app_test_find_toast (window) == NULL, 10);
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-enable-animations", FALSE, NULL);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/toast/undo", test_toast);
  g_test_add_func ("/app/toast/waiting", test_waiting_toast);
  g_test_add_func ("/app/toast/interrupted", test_interrupted);
  return g_test_run ();
}
