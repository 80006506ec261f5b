/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The content of --stats. NAN: unknown, written as null. */
typedef struct
{
  gint64 started_usec;
  double read_s;
  double fit_s;
  double forecast_s;
  double loss;
  double mse;
  gsize evaluations;
  gsize parameters;
  gsize regions;
} CliStats;

void cli_stats_init (CliStats *self);
/* One line of JSON without a line break. (transfer full) */
char *cli_stats_to_json (const CliStats *self);

/* Seconds since @started_usec, of g_get_monotonic_time(). */
double cli_stats_seconds_since (gint64 started_usec);

G_END_DECLS
