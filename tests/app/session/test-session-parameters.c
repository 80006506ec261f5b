/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sliders: what a moved parameter changes, and how it becomes a choice. */

#include "app-test.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-parameters.h"

#include <glib/gstdio.h>
#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"
#define BALTIMORE "influenza-baltimore-1918.csv"

static gsize
find_parameter (PrognosisSession *session, const char *id)
{
  PrognosisFit *fit = prognosis_live_get_fit (prognosis_session_get_live (session));

  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (g_str_equal (prognosis_fit_get_parameter (fit, i)->id, id))
      return i;
  g_assert_not_reached ();
}

static void
count_cb (gpointer object, gpointer user_data)
{
  (*(int *) user_data)++;
}

static void
test_slider (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, "sir");
  gsize gamma = find_parameter (session, "gamma");
  double fitted = prognosis_live_get_value (prognosis_session_get_live (session), 0, gamma);
  g_autofree double *before = NULL;
  const double *live;
  gsize first, n, past;
  int n_live = 0;

  g_assert_null (prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n));
  g_signal_connect (prognosis_session_get_live (session), "changed", G_CALLBACK (count_cb), &n_live);
  n_live = 0;
  prognosis_session_preview (session, gamma, fitted * 1.2);
  g_assert_cmpint (n_live, >=, 1);
  g_assert_true (prognosis_session_is_stale (session));
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n);
  g_assert_nonnull (live);
  before = g_memdup2 (live, n * sizeof *live);
  prognosis_session_preview (session, gamma, fitted * 1.4);
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n);
  g_assert_cmpfloat (fabs (live[n / 4] - before[n / 4]), >, 0);
  /* However far from the data, it is one curve and does not jump to the last observation. */
  prognosis_session_preview (session, gamma, fitted * 0.4);
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 0, &first, &n);
  past = prognosis_live_get_n_past (prognosis_session_get_live (session));
  g_assert_cmpfloat (live[past - 1], >, 50);
  g_assert_cmpfloat (fabs (live[past] / live[past - 1] - live[past - 1] / live[past - 2]), <, 0.05);
  prognosis_session_preview (session, gamma, fitted * 1.4);

  prognosis_session_commit (session, gamma, &prognosis_parameter_view_plain);
  g_assert_true (prognosis_session_is_busy (session));
  app_test_settle (session);
  g_assert_true (prognosis_choices_is_locked (prognosis_session_get_choices (session), 0, "gamma"));
  g_assert_cmpfloat_with_epsilon (prognosis_live_get_value (prognosis_session_get_live (session), 0, gamma), fitted * 1.4, 1e-6);
  g_assert_false (prognosis_session_is_stale (session));

  prognosis_session_undo (session);
  app_test_settle (session);
  g_assert_false (prognosis_choices_is_locked (prognosis_session_get_choices (session), 0, "gamma"));
  g_assert_cmpfloat_with_epsilon (prognosis_live_get_value (prognosis_session_get_live (session), 0, gamma), fitted, 1e-6);
  prognosis_session_redo (session);
  app_test_settle (session);
  g_assert_cmpfloat_with_epsilon (prognosis_live_get_value (prognosis_session_get_live (session), 0, gamma), fitted * 1.4, 1e-6);
}

/* Two towns; the second follows the first with a delay. (transfer full) */
static char *
write_towns (void)
{
  g_autoptr (GString) csv = g_string_new ("date,location,population,cases\n");
  char *path = NULL;
  int fd = g_file_open_tmp ("prognosis-XXXXXX.csv", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  for (int t = 0; t < 28; t++)
    for (int town = 0; town < 2; town++)
      {
        double x = (t - 12 - 6 * town) / 5.;

        g_string_append_printf (csv, "2020-03-%02d,%s,20000,%.0f\n", t + 1, town == 0 ? "Near" : "Far", 300 * exp (-x * x / 2) + 1);
      }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

/* Coupled regions move together when the slider of one moves. */
static void
test_slider_of_coupled (void)
{
  g_autoptr (PrognosisSession) session = prognosis_session_new ();
  g_autoptr (GtkBitset) near = gtk_bitset_new_range (0, 1);
  g_autofree char *path = write_towns ();
  const char *paths[] = { path, NULL };
  g_autofree double *before = NULL;
  const double *live;
  double largest = 0;
  gsize beta, begin, n;

  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 20);
  prognosis_session_set_setting (session, "coupling", PROGNOSIS_COUPLING_LOW_RANK);
  prognosis_session_set_setting (session, "rank", 1);
  prognosis_session_select_regions (session, near);
  prognosis_session_set_forecaster (session, "sir");
  prognosis_session_fit (session);
  app_test_settle (session);
  g_assert_cmpstr (prognosis_session_get_problem (session), ==, NULL);
  g_assert_true (prognosis_fit_is_coupled (prognosis_live_get_fit (prognosis_session_get_live (session))));
  beta = find_parameter (session, "beta");
  prognosis_session_preview (session, beta, prognosis_live_get_value (prognosis_session_get_live (session), 0, beta));
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 1, &begin, &n);
  before = g_memdup2 (live, n * sizeof *live);
  prognosis_session_preview (session, beta, 1.5 * prognosis_live_get_value (prognosis_session_get_live (session), 0, beta));
  live = prognosis_live_get_curve (prognosis_session_get_live (session), 1, &begin, &n);
  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs (live[i] - before[i]));
  g_assert_cmpfloat (largest, >, 0.01);
  g_unlink (path);
}

static void
test_slider_of_recommended (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (SCHOOL, NULL);
  gsize gamma;

  if (prognosis_live_get_fit (prognosis_session_get_live (session)) == NULL)
    {
      g_test_skip ("the recommended model has no parameters");
      return;
    }
  gamma = find_parameter (session, "gamma");
  prognosis_session_preview (session, gamma, 0.3);
  prognosis_session_commit (session, gamma, &prognosis_parameter_view_plain);
  g_assert_cmpstr (prognosis_session_get_choices (session)->forecaster, !=, "auto");
  app_test_settle (session);
  g_assert_cmpfloat_with_epsilon (
      prognosis_live_get_value (prognosis_session_get_live (session), 0, find_parameter (session, "gamma")), 0.3, 1e-9);
}

/* The equations behind the hybrid are under the sliders, too. */
static void
test_dynamics (void)
{
  g_autoptr (PrognosisSession) session = app_test_new_session (BALTIMORE, "hybrid");
  PrognosisLive *live = prognosis_session_get_live (session);
  const gsize r = PROGNOSIS_LEVER_REPRODUCTION;
  double learned = prognosis_live_get_value (live, 0, r), lower, upper, before;
  const double *curve;
  gsize first, n;

  g_assert_true (prognosis_session_can_move (session));
  prognosis_equations_get_interval (prognosis_live_get_equations (live), 0, r, &prognosis_parameter_view_plain, &lower, &upper);
  g_assert_cmpfloat (lower, <, learned);
  g_assert_cmpfloat (upper, >, learned);
  g_assert_null (prognosis_live_get_curve (live, 0, &first, &n));
  prognosis_session_preview (session, r, 0.9 * learned);
  curve = prognosis_live_get_curve (live, 0, &first, &n);
  g_assert_nonnull (curve);
  g_assert_cmpuint (first, ==,
                    prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (prognosis_session_get_forecast (session))));
  g_assert_cmpuint (n, ==, prognosis_forecast_get_horizon (prognosis_session_get_forecast (session)));
  before = curve[n - 1];
  prognosis_session_preview (session, r, 1.3 * learned);
  g_assert_cmpfloat (prognosis_live_get_curve (live, 0, &first, &n)[n - 1], >, before);
  prognosis_live_end_preview (live);
  prognosis_live_show (live, prognosis_session_get_forecast (session));

  /* What is learned follows while another parameter moves: growth stays, so R rises with the generation time. */
  prognosis_session_preview (session, PROGNOSIS_LEVER_GENERATION, 9);
  g_assert_cmpfloat (fabs (log (prognosis_live_get_value (live, 0, r))), >, 1.3 * fabs (log (learned)));
  prognosis_live_end_preview (live);
  prognosis_live_show (live, prognosis_session_get_forecast (session));

  prognosis_session_preview (session, r, 1.3 * learned);
  prognosis_session_commit (session, r, &prognosis_parameter_view_plain);
  app_test_settle (session);
  g_assert_true (prognosis_choices_is_locked (prognosis_session_get_choices (session), 0, "R"));
  g_assert_cmpfloat_with_epsilon (prognosis_live_get_value (live, 0, r), 1.3 * learned, 1e-9);
  g_assert_null (prognosis_live_get_curve (live, 0, &first, &n));
  prognosis_session_undo (session);
  app_test_settle (session);
  g_assert_cmpfloat_with_epsilon (prognosis_live_get_value (live, 0, r), learned, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/session-parameters/dynamics", test_dynamics);
  g_test_add_func ("/app/session-parameters/slider", test_slider);
  g_test_add_func ("/app/session-parameters/slider-of-coupled", test_slider_of_coupled);
  g_test_add_func ("/app/session-parameters/slider-of-recommended", test_slider_of_recommended);
  return g_test_run ();
}
