/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test-window.h"
#include "prognosis-session-choices.h"
#include "prognosis-tutorial-private.h"

#include <glib/gstdio.h>

#define SCHOOL "influenza-boarding-school-1978.csv"
#define DISTRICTS "measles-weser-ems-2001-2002.csv"

static void
assert_step (PrognosisWindow *window, const char *step)
{
  g_assert_cmpstr (prognosis_tutorial_get_step (window->tutorial), ==, step);
}

/* The whole tutorial, with every step done and none skipped. */
static void
test_notices (void)
{
  PrognosisWindow *window = app_test_new_window (1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *picture = g_build_filename (folder, "chart.png", NULL);
  GtkRange *scale;

  assert_step (window, NULL);
  app_test_activate (window, "win.first-steps", NULL);
  assert_step (window, "open");
  app_test_keep_screenshot (window, "tutorial-open.png");
  app_test_open_sample (window->session, DISTRICTS);
  assert_step (window, "open");
  app_test_open_sample (window->session, SCHOOL);
  assert_step (window, "look");
  app_test_keep_screenshot (window, "tutorial-look.png");
  prognosis_tutorial_notice (window->tutorial, PROGNOSIS_NOTICE_LOOKED);
  assert_step (window, "slider");
  scale = app_test_find (app_test_find_parameter (window, "gamma"), "scale");
  gtk_range_set_value (scale, gtk_range_get_value (scale) - 0.05);
  assert_step (window, "slider");
  app_test_wait (g_strcmp0 (prognosis_tutorial_get_step (window->tutorial), "slider") != 0, 30);
  assert_step (window, "origin");
  prognosis_session_set_origin (window->session, 6);
  assert_step (window, "compare");
  app_test_settle (window->session);
  prognosis_session_compare (window->session, (const char *const[]){ "persistence", "sir", NULL });
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 60);
  assert_step (window, "export");
  app_test_activate (window, "win.export-to", g_variant_new_string (picture));
  assert_step (window, "end");
  app_test_keep_screenshot (window, "tutorial-end.png");
  prognosis_tutorial_skip (window->tutorial);
  assert_step (window, NULL);
  g_assert_cmpint (g_remove (picture), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_close_window (window);
}

static void
test_skips (void)
{
  static const char *const all[] = { "open", "look", "slider", "origin", "compare", "export", "end", NULL };
  PrognosisWindow *window = app_test_new_window (360, 640);

  app_test_activate (window, "win.first-steps", NULL);
  for (gsize i = 0; all[i] != NULL; i++)
    {
      assert_step (window, all[i]);
      prognosis_tutorial_skip (window->tutorial);
    }
  assert_step (window, NULL);
  app_test_activate (window, "win.first-steps", NULL);
  app_test_keep_screenshot (window, "tutorial-360.png");
  prognosis_tutorial_close (window->tutorial);
  assert_step (window, NULL);
  /* A closed tutorial ignores events. */
  app_test_open_sample (window->session, SCHOOL);
  assert_step (window, NULL);
  /* Steps already done are skipped. */
  app_test_activate (window, "win.first-steps", NULL);
  assert_step (window, "look");
  /* So are steps done ahead of time. */
  prognosis_tutorial_skip (window->tutorial);
  prognosis_tutorial_notice (window->tutorial, PROGNOSIS_NOTICE_LOOKED);
  assert_step (window, "slider");
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/tutorial/notices", test_notices);
  g_test_add_func ("/app/tutorial/skips", test_skips);
  return g_test_run ();
}
