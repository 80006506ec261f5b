/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Data from the folder of a forecast hub become a submission that passes the hub's rules. */

#include "app-test-window.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
can_submit (PrognosisWindow *window)
{
  return prognosis_window_can_submit (window);
}

static void
open_file (PrognosisWindow *window, const char *path)
{
  const char *const paths[] = { path, NULL };

  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_forecast (window->session) != NULL && !prognosis_session_is_busy (window->session)
                     && !prognosis_session_is_stale (window->session),
                 60);
}

static void
test_hub (void)
{
  const char *shared = g_getenv ("PROGNOSIS_SHARED");
  g_autofree char *data
      = g_build_filename (shared != NULL ? shared : "", "data", "mini-hub", "target-data", "covid-hospital-admissions.csv", NULL);
  g_autofree char *folder = NULL, *path = NULL, *text = NULL, *toast = NULL;
  PrognosisWindow *window;

  if (!g_file_test (data, G_FILE_TEST_EXISTS))
    {
      g_test_skip_printf ("there is no %s", data);
      return;
    }
  folder = g_dir_make_tmp ("prognosis-test-XXXXXX", NULL);
  path = g_build_filename (folder, "2025-07-05-Team-model.csv", NULL);
  window = app_test_new_window (1180, 760);
  g_assert_false (can_submit (window));
  open_file (window, data);
  g_assert_true (can_submit (window));

  app_test_activate (window, "win.export-submission-to", g_variant_new_string (path));
  toast = app_test_take_toast (window);
  g_assert_true (strstr (toast, "valid for the round of 2025-07-05") != NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (strstr (text, "\n2025-07-05,") != NULL);
  g_assert_true (strstr (text, "wk inc covid hosp") != NULL);

  g_unlink (path);
  g_rmdir (folder);
  app_test_close_window (window);
}

/* Elsewhere there is nothing to submit to. */
static void
test_no_hub (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-boarding-school-1978.csv", 1180, 760);

  g_assert_false (can_submit (window));
  app_test_close_window (window);
}

int
main (int argc, char *argv[])
{
  if (app_test_init (&argc, &argv))
    {
      g_test_add_func ("/submission/hub", test_hub);
      g_test_add_func ("/submission/no-hub", test_no_hub);
    }
  return g_test_run ();
}
