/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the report says of a forecast. */

#include "app-test-window.h"

#include <string.h>

#include "prognosis-report.h"

#define SCHOOL "influenza-boarding-school-1978.csv"

/* Whether what it says has @part. */
static gboolean
report_says (PrognosisWindow *window, const char *part)
{
  g_autofree char *text = prognosis_report_dup_text (window->session);

  return strstr (text, part) != NULL;
}

static void
fit_with (PrognosisWindow *window, const char *forecaster)
{
  app_test_activate (window, "win.forecaster", g_variant_new_string (forecaster));
  app_test_settle (window->session);
}

/* Whatever is known of how well the model did is said, from wherever it is known. */
static void
test_score (void)
{
  PrognosisWindow *window = app_test_open_window ("measles-weser-ems-2001-2002.csv", 1180, 760);
  const char *models[] = { "regression", NULL };

  fit_with (window, "auto");
  g_assert_cmpint (prognosis_forecast_get_reason (prognosis_session_get_forecast (window->session)), >=, 0);
  g_assert_true (report_says (window, "How well it did in the past\n") && report_says (window, " chosen: "));
  g_assert_false (report_says (window, "not compared"));
  fit_with (window, "regression");
  g_assert_true (report_says (window, "This model was not compared with persistence"));
  prognosis_session_compare (window->session, models);
  app_test_wait (!prognosis_session_is_comparing (window->session), 60);
  g_assert_false (report_says (window, "not compared"));
  g_assert_true (report_says (window, "Compared from "));
  app_test_close_window (window);

  window = app_test_open_window (SCHOOL, 1180, 760);
  fit_with (window, "sir");
  g_assert_true (!prognosis_session_is_checking (window->session) || report_says (window, "not done yet"));
  app_test_wait (!prognosis_session_is_checking (window->session), 60);
  g_assert_nonnull (prognosis_session_get_check (window->session));
  g_assert_false (report_says (window, "not compared"));
  g_assert_true (report_says (window, "Compared from "));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/report/score", test_score);
  return g_test_run ();
}
