/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <math.h>

#include "prognosis-day.h"

#define LARGE_MEGABYTES 100
#define LARGE_N_REGIONS 3000

/* Rows of days, with all regions of a day one after the other. */
static inline gsize
large_table_write (const char *path)
{
  FILE *file = g_fopen (path, "w");
  gsize n_bytes = 0;
  int n;

  n = fprintf (file, "date,county,cases,deaths\n");
  for (int day = 0; n_bytes < (gsize) LARGE_MEGABYTES * 1000000; day++)
    {
      g_autofree char *date = prognosis_day_format (prognosis_day_from_ymd (2020, 3, 1) + day);

      for (int region = 0; region < LARGE_N_REGIONS; region++, n_bytes += (gsize) n)
        n = fprintf (file, "%s,County %04d,%d,%d\n", date, region, (int) (1000 + 900 * sin (0.02 * day + region)), region % 17);
    }
  fclose (file);
  return n_bytes;
}
