/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All counties of the US in the window: from the forecast to the map and the ranking, frames a second while days are played, sorting
 * and scrolling of the ranking, memory. */

#include "app-test-window.h"

#include "prognosis-day.h"
#include "prognosis-map-view.h"
#include "prognosis-outlines.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <time.h>

#define N_DAYS 200
#define N_SORTED 6
#define N_SCROLLED 50

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

/* Of the main thread: other programs of the machine do not make it longer. */
static double
cpu_ms (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spec);
  return (double) spec.tv_sec * 1e3 + (double) spec.tv_nsec / 1e6;
}

static void
write_table (const char *path)
{
  PrognosisOutlines *counties = prognosis_outlines_get_bundled (PROGNOSIS_OUTLINES_US_COUNTIES);
  FILE *file = g_fopen (path, "w");

  fprintf (file, "date,fips,county,cases\n");
  for (int day = 0; day < N_DAYS; day++)
    {
      g_autofree char *date = prognosis_day_format (prognosis_day_from_ymd (2020, 3, 1) + day);

      for (gsize r = 0; r < prognosis_outlines_get_n (counties); r++)
        fprintf (file, "%s,%s,%s %s,%d\n", date, prognosis_outlines_get_text (counties, r, "code"),
                 prognosis_outlines_get_text (counties, r, "name"), prognosis_outlines_get_text (counties, r, "code"),
                 (int) (60 + 40 * sin (0.05 * day + (double) r) + (double) ((day * 7 + (int) r * 13) % 19)));
    }
  fclose (file);
}

typedef struct
{
  double wall, cpu;
} Watch;

static Watch
watch_start (void)
{
  return (Watch){ now_ms (), cpu_ms () };
}

static void
watch_print (const Watch *watch, const char *what, int n)
{
  g_print ("%-44s %8.1f %8.1f\n", what, (now_ms () - watch->wall) / n, (cpu_ms () - watch->cpu) / n);
}

static double
get_memory (void)
{
  g_autofree char *status = NULL;
  const char *at;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  at = status != NULL ? strstr (status, "VmRSS:") : NULL;
  return at != NULL ? g_ascii_strtod (at + 6, NULL) / 1024 : NAN;
}

static void
count_cb (int *n)
{
  (*n)++;
}

static gboolean
has_map (PrognosisWindow *window)
{
  PrognosisMapView *map = app_test_find (app_test_get_page (window, "regions"), "map");

  return prognosis_map_view_get_figure (map) != NULL;
}

static void
measure_play (PrognosisWindow *window)
{
  GtkToggleButton *play = app_test_find (app_test_get_page (window, "regions"), "play");
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  int n = 0;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &n);
  const Watch watch = watch_start ();

  gtk_toggle_button_set_active (play, TRUE);
  app_test_wait (!gtk_toggle_button_get_active (play), 60);
  watch_print (&watch, "a frame of the map while it plays", n);
  g_signal_handler_disconnect (clock, id);
}

static void
measure_sort (PrognosisWindow *window)
{
  GtkColumnView *view = app_test_find_type (app_test_get_page (window, "regions"), GTK_TYPE_COLUMN_VIEW, 0);
  const Watch watch = watch_start ();

  for (guint column = 0; column < N_SORTED; column++)
    {
      g_autoptr (GtkColumnViewColumn) sorted = g_list_model_get_item (gtk_column_view_get_columns (view), column);

      gtk_column_view_sort_by_column (view, sorted, GTK_SORT_DESCENDING);
    }
  watch_print (&watch, "a sort of the ranking", N_SORTED);
}

static void
measure_scroll (PrognosisWindow *window)
{
  GtkWidget *view = app_test_find_type (app_test_get_page (window, "regions"), GTK_TYPE_COLUMN_VIEW, 0);
  GtkAdjustment *rows = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_parent (view)));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  int n = 0;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &n);
  const Watch watch = watch_start ();

  for (int i = 0; i < N_SCROLLED; i++)
    {
      gtk_adjustment_set_value (rows, gtk_adjustment_get_value (rows) + 200);
      app_test_wait (n > i, 10);
    }
  watch_print (&watch, "a frame while the ranking scrolls", n);
  g_signal_handler_disconnect (clock, id);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "counties.csv", NULL);
  PrognosisWindow *window;
  Watch watch;

  if (!app_test_init (&argc, &argv))
    return 77;
  write_table (path);
  window = app_test_new_window (1180, 760);
  prognosis_session_set_forecaster (window->session, "persistence");
  prognosis_session_open (window->session, (const char *const[]){ path, NULL });
  app_test_wait (prognosis_session_get_forecast (window->session) != NULL && !prognosis_session_is_busy (window->session), 300);
  g_print ("%-44s %8s %8s\n", "[ms]", "wall", "main CPU");
  watch = watch_start ();
  app_test_activate (window, "win.page", g_variant_new_string ("regions"));
  app_test_wait (has_map (window), 60);
  watch_print (&watch, "first map and ranking", 1);
  app_test_run_for (500);
  measure_play (window);
  measure_sort (window);
  measure_scroll (window);
  g_print ("%-44s %8.0f MB\n", "memory", get_memory ());
  app_test_keep_screenshot (window, "counties.png");
  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
