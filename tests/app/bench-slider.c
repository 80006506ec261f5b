/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a slider costs the main thread: 56 regions solved again and the charts in sight redrawn. */

#include "app-test.h"

#include "prognosis-window-private.h"

#include <stdlib.h>

#define N_FRAMES 120

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
now_ms (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spec);
  return spec.tv_sec * 1e3 + spec.tv_nsec / 1e6;
}

static void
measure (PrognosisWindow *window, const char *what)
{
  PrognosisParameterRow *row = prognosis_model_panel_get_row (window->model_panel, 0);
  GtkRange *scale = prognosis_parameter_row_get_scale (row);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  double ms[N_FRAMES];

  for (int i = 0; i < N_FRAMES; i++)
    {
      gint64 frame = gdk_frame_clock_get_frame_counter (clock);
      double start = now_ms ();

      gtk_range_set_value (scale, 0.3 + 0.4 * i / N_FRAMES);
      while (gdk_frame_clock_get_frame_counter (clock) == frame)
        g_main_context_iteration (NULL, TRUE);
      /* The frame counts when it begins: let it be drawn. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
      ms[i] = now_ms () - start;
    }
  qsort (ms, N_FRAMES, sizeof *ms, compare);
  g_print ("%s: main thread per frame, median %.1f ms, 95 %% %.1f ms, worst %.1f ms\n", what, ms[N_FRAMES / 2],
           ms[N_FRAMES * 95 / 100], ms[N_FRAMES - 1]);
}

static void
select_regions (PrognosisWindow *window, guint n)
{
  g_autoptr (GtkBitset) regions = gtk_bitset_new_range (0, n);

  prognosis_session_select_regions (window->session, regions);
  app_test_run_for (300);
}

int
main (int argc, char **argv)
{
  g_autoptr (PrognosisApplication) application = NULL;
  g_autofree char *folder = g_build_filename (g_getenv ("PROGNOSIS_SHARED"), "data", "jhu-us-daily-reports", NULL);
  g_autofree char *population
      = g_build_filename (g_getenv ("PROGNOSIS_SHARED"), "data", "us-states", "population.csv", NULL);
  const char *paths[] = { folder, NULL };
  g_autoptr (GError) error = NULL;
  PrognosisWindow *window;

  if (!gtk_init_check () || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_print ("no display, or no data: nothing measured\n");
      return 77;
    }
  application = prognosis_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = prognosis_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 760);
  gtk_window_present (GTK_WINDOW (window));
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 60);
  if (!prognosis_session_set_population (window->session, population, &error))
    g_error ("%s", error->message);
  prognosis_session_set_setting (window->session, "train", 14);
  prognosis_session_set_forecaster (window->session, "autoode-covid");
  app_test_settle (window->session);
  if (prognosis_model_panel_get_n_rows (window->model_panel) == 0)
    g_error ("no model to move: %s", prognosis_session_get_problem (window->session));
  g_object_set (window->session, "auto-refit", FALSE, NULL);
  prognosis_session_set_all_regions (window->session, TRUE);
  app_test_run_for (500);

  select_regions (window, 1);
  measure (window, "1 region, 3 signals");
  select_regions (window, 6);
  measure (window, "6 regions");
  select_regions (window, 56);
  measure (window, "56 regions");
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
