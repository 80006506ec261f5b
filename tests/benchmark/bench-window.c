/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How soon the window answers: from its start to the first frame, from a refit of 56 regions to the first curve of it,
 * from Stop to the answer on the screen and to the intervals of what was found, for every forecaster and the comparison, and while it reads a table of 100 MB. */

#include "app-test-window.h"

#include "../benchmark/large-table.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"

#include <time.h>

#define RUN_MSEC 400

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

static double
process_ms (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spec);
  return (double) spec.tv_sec * 1e3 + (double) spec.tv_nsec / 1e6;
}

/* Other programs of the machine make the wall's time longer, not the processor's. */
typedef struct
{
  double wall, cpu;
} Watch;

static Watch
watch_start (void)
{
  return (Watch){ now_ms (), process_ms () };
}

static void
watch_print (const Watch *watch, const char *what)
{
  g_print ("%-52s %8.0f %8.0f\n", what, now_ms () - watch->wall, process_ms () - watch->cpu);
}

static void
print_header (void)
{
  g_print ("%-52s %8s %8s\n", "[ms]", "wall", "all CPU");
}

static void
set_true_cb (gboolean *flag)
{
  *flag = TRUE;
}

static void
wait_for_frame (PrognosisWindow *window)
{
  gboolean is_painted = FALSE;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (set_true_cb), &is_painted);

  gtk_widget_queue_draw (GTK_WIDGET (window));
  app_test_wait (is_painted, 60);
  g_signal_handler_disconnect (clock, id);
}

static PrognosisWindow *
measure_start (const Watch *watch)
{
  PrognosisWindow *window = app_test_new_window (1180, 760);

  wait_for_frame (window);
  watch_print (watch, "start to the first frame");
  return window;
}

static void
measure_refit (PrognosisWindow *window, const char *forecaster)
{
  g_autofree char *first = g_strdup_printf ("refit of 56 regions to the first curve of %s", forecaster);
  gboolean is_better = FALSE;
  gulong id
      = g_signal_connect_swapped (prognosis_session_get_live (window->session), "changed", G_CALLBACK (set_true_cb), &is_better);
  Watch watch;

  prognosis_session_set_forecaster (window->session, forecaster);
  app_test_settle (window->session);
  watch = watch_start ();
  prognosis_session_fit (window->session);
  is_better = FALSE;
  app_test_wait (is_better, 120);
  watch_print (&watch, first);
  g_signal_handler_disconnect (prognosis_session_get_live (window->session), id);
  app_test_settle (window->session);
}

static void
measure_stops (PrognosisWindow *window)
{
  gsize n;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *answer = g_strdup_printf ("Stop of %s to its frame", list[i]->id);
      g_autofree char *end = g_strdup_printf ("Stop of %s to the intervals", list[i]->id);
      Watch watch;

      prognosis_session_set_forecaster (window->session, list[i]->id);
      prognosis_session_fit (window->session);
      app_test_run_for (RUN_MSEC);
      if (!prognosis_session_is_busy (window->session))
        continue; /* it has ended by itself */
      watch = watch_start ();
      prognosis_session_stop (window->session);
      wait_for_frame (window);
      watch_print (&watch, answer);
      app_test_settle (window->session);
      watch_print (&watch, end);
    }
}

static void
measure_stop_of_comparison (PrognosisWindow *window)
{
  static const char *const forecasters[] = { "persistence", "seir", "autoode-covid", NULL };
  Watch watch;

  prognosis_session_compare (window->session, forecasters);
  app_test_run_for (RUN_MSEC);
  watch = watch_start ();
  prognosis_comparison_stop (prognosis_session_get_comparison (window->session));
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 120);
  watch_print (&watch, "Stop of the comparison");
}

static double
thread_ms (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spec);
  return (double) spec.tv_sec * 1e3 + (double) spec.tv_nsec / 1e6;
}

/* While it reads, and when it shows what was read. */
static void
measure_turns (PrognosisWindow *window)
{
  double longest = 0, last = 0;

  while (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READING)
    {
      double start = thread_ms ();

      app_test_iterate ();
      longest = MAX (longest, last);
      last = thread_ms () - start;
    }
  g_print ("%-52s %8s %8.0f\n", "  longest turn of the main loop while it reads", "", longest);
  g_print ("%-52s %8s %8.0f\n", "  the turn that takes what was read", "", last);
}

static void
measure_large (PrognosisWindow *window)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-window-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "large.csv", NULL);
  const char *paths[] = { path, NULL };
  PrognosisDataset *before = prognosis_session_get_dataset (window->session);
  Watch watch;

  large_table_write (path);
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_reading_get_fraction (prognosis_session_get_reading (window->session)) > 0.5, 60);
  watch = watch_start ();
  prognosis_session_cancel_open (window->session);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 60);
  watch_print (&watch, "Cancel while it reads 100 MB");
  g_assert_true (prognosis_session_get_dataset (window->session) == before);
  watch = watch_start ();
  prognosis_session_open (window->session, paths);
  measure_turns (window);
  watch_print (&watch, "100 MB read and shown");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  Watch start = { now_ms (), 0 };
  g_autofree char *folder = g_build_filename (g_getenv ("PROGNOSIS_SHARED"), "data", "jhu-us-daily-reports", NULL);
  g_autofree char *population = g_build_filename (g_getenv ("PROGNOSIS_SHARED"), "data", "us-states", "population.csv", NULL);
  const char *paths[] = { folder, NULL };
  PrognosisWindow *window;

  if (!app_test_init (&argc, &argv) || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return 77;
  print_header ();
  window = measure_start (&start);
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 60);
  if (!prognosis_session_set_population (window->session, population, NULL))
    g_error ("no population");
  measure_refit (window, "autoode-covid");
  measure_refit (window, "hybrid");
  measure_refit (window, "auto");
  measure_stops (window);
  measure_stop_of_comparison (window);
  g_object_set (window->session, "auto-refit", FALSE, NULL);
  measure_large (window);
  app_test_close_window (window);
  return 0;
}
