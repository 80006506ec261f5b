/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Without animations, each change is immediate and the window then rests. */

#include "app-test-window.h"

#define SCHOOL "influenza-boarding-school-1978.csv"

static guint
count (GtkWidget *root, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (root, type);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count (child, type);
  return n;
}

/* Everything that can move is at its destination. */
static void
assert_still (GtkWidget *root)
{
  if (GTK_IS_STACK (root))
    g_assert_false (gtk_stack_get_transition_running (GTK_STACK (root)));
  if (GTK_IS_REVEALER (root))
    g_assert_cmpint (gtk_revealer_get_child_revealed (GTK_REVEALER (root)), ==,
                     gtk_revealer_get_reveal_child (GTK_REVEALER (root)));
  if (ADW_IS_FLAP (root))
    g_assert_cmpfloat (adw_flap_get_reveal_progress (ADW_FLAP (root)), ==, adw_flap_get_reveal_flap (ADW_FLAP (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_still (child);
}

static void
frame_cb (GdkFrameClock *clock, guint *n)
{
  (*n)++;
}

/* Counts frames requested by anything that redraws continuously. */
static guint
count_frames (PrognosisWindow *window, guint msec)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  guint n = 0;
  gulong id = g_signal_connect (clock, "update", G_CALLBACK (frame_cb), &n);

  app_test_run_for (msec);
  g_signal_handler_disconnect (clock, id);
  return n;
}

static void
test_still (void)
{
  PrognosisWindow *window = app_test_new_window (500, 700);
  GtkWidget *widget = GTK_WIDGET (window);
  static const char *const pages[] = { "reproduction", "compare", "scenarios", "fit", "trajectories" };

  app_test_open_sample (window->session, SCHOOL);
  assert_still (widget);
  g_assert_cmpuint (count (widget, GTK_TYPE_STACK), >, 0);
  g_assert_cmpuint (count (widget, GTK_TYPE_REVEALER), >, 0);
  app_test_activate (window, "win.first-steps", NULL);
  app_test_iterate ();
  assert_still (widget);
  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_iterate ();
  assert_still (widget);
  app_test_settle (window->session);
  for (gsize p = 0; p < G_N_ELEMENTS (pages); p++)
    {
      adw_view_stack_set_visible_child_name (window->pages, pages[p]);
      assert_still (widget);
    }
  adw_flap_set_reveal_flap (window->model_flap, TRUE);
  assert_still (widget);
  adw_flap_set_reveal_flap (window->model_flap, FALSE);
  assert_still (widget);
  app_test_run_for (500);
  g_assert_cmpuint (count_frames (window, 500), <=, 2);
  app_test_close_window (window);
}

/* With animations, the same change is animated. */
static void
test_moving (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 500, 700);

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-enable-animations", TRUE, NULL);
  /* First wait until the animations of opening are over. */
  app_test_wait (adw_flap_get_reveal_progress (window->model_flap) == adw_flap_get_reveal_flap (window->model_flap), 30);
  adw_flap_set_reveal_flap (window->model_flap, !adw_flap_get_reveal_flap (window->model_flap));
  /* Before the first frame: on a slow machine the next one may come after the animation. */
  g_assert_cmpfloat (adw_flap_get_reveal_progress (window->model_flap), !=, adw_flap_get_reveal_flap (window->model_flap));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/window-motion/still", test_still);
  g_test_add_func ("/app/window-motion/moving", test_moving);
  return g_test_run ();
}
