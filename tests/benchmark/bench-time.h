/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>
#include <time.h>

static inline double
cpu_seconds (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static inline double
wall_seconds (void)
{
  return 1e-6 * g_get_monotonic_time ();
}

typedef void (*Work) (gpointer data);

/* Least processor seconds of a call, over at least five batches of about 20 ms. */
static inline double
time_of (Work work, gpointer data)
{
  double best = INFINITY;
  int n = 1;

  for (int batch = 0; batch < 7;)
    {
      const double start = cpu_seconds ();
      double took;

      for (int i = 0; i < n; i++)
        work (data);
      took = cpu_seconds () - start;
      if (took < 0.02 && n < 1000000)
        {
          n = took < 1e-4 ? n * 10 : MAX (n + 1, (int) (n * 0.025 / took));
          continue;
        }
      best = MIN (best, took / n);
      batch++;
    }
  return best;
}
