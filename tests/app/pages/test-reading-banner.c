/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-test-window.h"

#include <string.h>

#include <glib/gstdio.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

/* A banner says how opened data were recognised, until it is closed. */
static void
test_banner (void)
{
  static const char text[] = "date,cases\n2026-03-01,1\n2026-03-02,1\n2026-03-03,2\n2026-03-04,3\n2026-03-05,3\n"
                             "2026-03-06,5\n2026-03-07,8\n2026-03-08,12\n2026-03-09,20\n2026-03-10,31\n";
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);
  PrognosisReadingBanner *banner = app_test_find (app_test_get_page (window, "trajectories"), "banner");
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "early.csv", NULL);
  GtkWidget *label;
  gboolean handled = FALSE;

  /* Samples are documented and need no banner. */
  g_assert_false (gtk_revealer_get_reveal_child (app_test_find (banner, "revealer")));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  app_test_activate (window, "win.open-path", g_variant_new_string (path));
  app_test_settle (window->session);
  g_assert_true (gtk_revealer_get_reveal_child (app_test_find (banner, "revealer")));
  g_assert_true (g_str_has_prefix (app_test_get_label (banner, "label"),
                                   "Read: 1 region, 10 days, cases (New per day). One thing to look at: "));
  g_assert_nonnull (strstr (app_test_get_label (banner, "label"),
                            prognosis_dataset_get_warning (prognosis_session_get_dataset (window->session), 0)->message));
  app_test_run_for (400);
  app_test_keep_screenshot (window, "banner.png");
  /* Ten rising days may be new or cumulative counts: one click switches. */
  label = app_test_find_type (GTK_WIDGET (banner), GTK_TYPE_LABEL, 0);
  g_signal_emit_by_name (label, "activate-link", "switch", &handled);
  g_assert_true (handled);
  g_assert_cmpint (prognosis_dataset_get_signal (prognosis_session_get_dataset (window->session), 0)->kind, ==,
                   PROGNOSIS_KIND_CUMULATIVE);
  g_assert_nonnull (strstr (app_test_get_label (banner, "label"), "cases (Cumulative)"));
  g_assert_true (gtk_revealer_get_reveal_child (app_test_find (banner, "revealer")));
  g_signal_emit_by_name (app_test_find_type (banner, GTK_TYPE_BUTTON, 0), "clicked");
  prognosis_session_undo (window->session);
  g_assert_cmpint (prognosis_dataset_get_signal (prognosis_session_get_dataset (window->session), 0)->kind, ==,
                   PROGNOSIS_KIND_INCIDENT);
  g_assert_false (gtk_revealer_get_reveal_child (app_test_find (banner, "revealer")));
  app_test_activate (window, "win.open-path", g_variant_new_string (path));
  app_test_settle (window->session);
  g_assert_true (gtk_revealer_get_reveal_child (app_test_find (banner, "revealer")));
  app_test_close_window (window);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/reading-banner/until-closed", test_banner);
  return g_test_run ();
}
