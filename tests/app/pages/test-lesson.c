/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lessons, played as a learner would: each step waits for what it asks. The tour is in test-tutorial.c. */

#include "app-test-window.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-parameter-view.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-outbreak.h"
#include "prognosis-session-parameters.h"
#include "prognosis-tutorial-private.h"

#define CITY "influenza-baltimore-1918.csv"

static void
assert_step (PrognosisWindow *window, const char *step)
{
  g_assert_cmpstr (prognosis_tutorial_get_step (window->tutorial), ==, step);
}

static PrognosisWindow *
begin (const char *lesson)
{
  PrognosisWindow *window = app_test_new_window (1180, 760);

  app_test_activate (window, "win.lesson", g_variant_new_string (lesson));
  return window;
}

static void
set (PrognosisWindow *window, const char *field, double value)
{
  prognosis_session_set_outbreak_field (window->session, prognosis_outbreak_find_field (field), value);
}

/* Presses the button of the step. */
static void
press (PrognosisWindow *window)
{
  g_signal_emit_by_name (app_test_find (window->tutorial, "help_button"), "clicked");
}

static void
test_flatten (void)
{
  PrognosisWindow *window = begin ("flatten");
  const PrognosisChange weak = { 20, 0.8, 56 }, strong = { 10, 0.3, 0 };

  assert_step (window, "simulate");
  press (window);
  assert_step (window, "capacity");
  app_test_keep_screenshot (window, "lesson-capacity.png");
  set (window, "capacity", 300);
  assert_step (window, "step");
  prognosis_session_set_outbreak_change (window->session, -1, &weak);
  assert_step (window, "flat");
  app_test_keep_screenshot (window, "lesson-flat.png");
  prognosis_session_set_outbreak_change (window->session, 0, &strong);
  assert_step (window, "end");
  prognosis_tutorial_skip (window->tutorial);
  assert_step (window, NULL);
  app_test_close_window (window);
}

static void
test_growth (void)
{
  PrognosisWindow *window = begin ("growth");

  press (window);
  assert_step (window, "below");
  set (window, "reproduction", 0.9);
  assert_step (window, "above");
  set (window, "reproduction", 2.9);
  assert_step (window, "above");
  set (window, "reproduction", 3);
  assert_step (window, "isolate");
  set (window, "isolated", 0.66);
  assert_step (window, "isolate");
  set (window, "isolated", 0.7);
  assert_step (window, "chance");
  prognosis_session_set_by_chance (window->session, TRUE);
  assert_step (window, "chance");
  set (window, "imported", 1);
  assert_step (window, "end");
  app_test_close_window (window);
}

/* As a slider that is dragged and released. */
static void
fix_ascertainment (PrognosisWindow *window, double value)
{
  PrognosisFit *fit = prognosis_live_get_fit (prognosis_session_get_live (window->session));
  gsize i = 0;

  while (!g_str_equal (prognosis_fit_get_parameter (fit, i)->id, "rho"))
    i++;
  prognosis_session_preview (window->session, i, value);
  prognosis_session_commit (window->session, i, &prognosis_parameter_view_plain);
}

static void
test_early (void)
{
  PrognosisWindow *window = begin ("early");
  const PrognosisForecaster *forecaster;

  app_test_open_sample (window->session, CITY);
  assert_step (window, "origin");
  prognosis_session_set_origin (window->session, 20);
  app_test_settle (window->session);
  assert_step (window, "low");
  forecaster = prognosis_forecaster_find (prognosis_session_get_choices (window->session)->forecaster);
  g_assert_nonnull (forecaster->model);
  app_test_wait (app_test_find_parameter (window, "rho") != NULL, 20);
  fix_ascertainment (window, 0.1);
  app_test_settle (window->session);
  assert_step (window, "high");
  app_test_keep_screenshot (window, "lesson-high.png");
  fix_ascertainment (window, 0.9);
  assert_step (window, "end");
  app_test_settle (window->session);
  app_test_close_window (window);
}

/* Every lesson has a name, ends with a step that waits for nothing, and can be skipped through. */
static void
test_all (void)
{
  gsize n;
  const PrognosisLesson *lessons = prognosis_lesson_list (&n);
  PrognosisWindow *window = app_test_new_window (360, 600);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_null (lessons[i].steps[lessons[i].n_steps - 1].is_done);
      app_test_activate (window, "win.lesson", g_variant_new_string (lessons[i].id));
      for (int k = 0; k < lessons[i].n_steps; k++)
        {
          assert_step (window, lessons[i].steps[k].id);
          app_test_assert_small (GTK_WIDGET (window), lessons[i].steps[k].id);
          prognosis_tutorial_skip (window->tutorial);
        }
      assert_step (window, NULL);
    }
  g_assert_null (prognosis_lesson_find ("none"));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/lesson/flatten", test_flatten);
  g_test_add_func ("/app/lesson/growth", test_growth);
  g_test_add_func ("/app/lesson/early", test_early);
  g_test_add_func ("/app/lesson/all", test_all);
  return g_test_run ();
}
