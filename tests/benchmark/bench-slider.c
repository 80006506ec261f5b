/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a slider costs in a frame: 56 regions solved again and the charts in sight redrawn. Frames to rest: how many more
 * it takes until all charts show the last value. */

#include "app-test-window.h"
#include "prognosis-session-choices.h"

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

/* A pointer's motion is handled at the beginning of a frame: so are these. */
typedef struct
{
  GtkRange *scale;
  double value;
  double start_cpu, start_wall;
  double cpu, wall;
  gboolean is_painted;
} Frame;

static void
flush_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->start_cpu = now_ms ();
  frame->start_wall = g_get_monotonic_time () / 1e3;
  gtk_range_set_value (frame->scale, frame->value);
}

static void
painted_cb (GdkFrameClock *clock, Frame *frame)
{
  frame->cpu = now_ms () - frame->start_cpu;
  frame->wall = g_get_monotonic_time () / 1e3 - frame->start_wall;
  frame->is_painted = TRUE;
}

static void
run_frame (GdkFrameClock *clock, Frame *frame)
{
  frame->is_painted = FALSE;
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_FLUSH_EVENTS | GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  while (!frame->is_painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
print_row (const char *what, const char *of, double *ms)
{
  qsort (ms, N_FRAMES, sizeof *ms, compare);
  g_print ("%-30s %-24s %6.1f %6.1f %6.1f\n", what, of, ms[N_FRAMES / 2], ms[N_FRAMES * 95 / 100], ms[N_FRAMES - 1]);
}

static guint
count_waiting (PrognosisWindow *window)
{
  guint n = 0;

  for (guint i = 0; i < app_test_count (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART); i++)
    n += prognosis_chart_is_waiting (app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, i));
  return n;
}

static void
measure (PrognosisWindow *window, const char *what)
{
  PrognosisParameterRow *row = app_test_find_type (window->model_panel, PROGNOSIS_TYPE_PARAMETER_ROW, 0);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  Frame frame = { .scale = app_test_find (row, "scale") };
  double cpu[N_FRAMES], wall[N_FRAMES];
  guint n_frames = 0;

  g_signal_connect (clock, "flush-events", G_CALLBACK (flush_cb), &frame);
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &frame);
  for (int i = 0; i < N_FRAMES; i++)
    {
      frame.value = 0.3 + 0.4 * i / N_FRAMES;
      run_frame (clock, &frame);
      cpu[i] = frame.cpu;
      wall[i] = frame.wall;
    }
  for (; count_waiting (window) > 0; n_frames++)
    run_frame (clock, &frame);
  g_signal_handlers_disconnect_by_data (clock, &frame);
  print_row (what, "main thread [ms]", cpu);
  print_row ("", "handled to painted [ms]", wall);
  g_print ("%-30s %-24s %6u\n", "", "frames to rest", n_frames);
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
  g_autofree char *population = g_build_filename (g_getenv ("PROGNOSIS_SHARED"), "data", "us-states", "population.csv", NULL);
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
  window = prognosis_window_new (GTK_APPLICATION (application), NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 760);
  gtk_window_present (GTK_WINDOW (window));
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 60);
  if (!prognosis_session_set_population (window->session, population, &error))
    g_error ("%s", error->message);
  prognosis_session_set_setting (window->session, "train", 14);
  prognosis_session_set_forecaster (window->session, "autoode-covid");
  app_test_settle (window->session);
  if (app_test_count (window->model_panel, PROGNOSIS_TYPE_PARAMETER_ROW) == 0)
    g_error ("no model to move: %s", prognosis_session_get_problem (window->session));
  g_object_set (window->session, "auto-refit", FALSE, NULL);
  prognosis_session_set_all_regions (window->session, TRUE);
  app_test_run_for (500);

  g_print ("%-30s %-24s %6s %6s %6s\n", "", "", "median", "95 %", "worst");
  select_regions (window, 1);
  measure (window, "1 region, 3 signals");
  select_regions (window, 6);
  measure (window, "6 regions");
  select_regions (window, 56);
  measure (window, "56 regions");
  gtk_window_set_default_size (GTK_WINDOW (window), 2560, 1440);
  app_test_run_for (1500);
  measure (window, "56 regions, 2560 x 1440");
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
