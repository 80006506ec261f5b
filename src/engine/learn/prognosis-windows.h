/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/**
 * PrognosisWindows:
 *
 * Training data of learners: the last steps of one signal before an origin and those after it, for all regions and
 * all past origins, each divided by its own size. Cumulative counts become increments. Only data inside the
 * dataset are used, including for scaling.
 *
 * A row is the window of a region; with neighbours, their windows follow (zeros if there are fewer), and finally
 * their number.
 */
typedef struct
{
  PrognosisKind kind;
  gsize n_regions, n_steps, week;
  gsize n_in, n_out;  /* steps in a window, and in what follows it */
  gsize n_neighbours; /* maximum; 0: rows have no neighbours */
  gsize n_row;
  double few;         /* a series of a smaller size counts as small; in its unit */
  double *values;     /* n_regions x n_steps: observed, without doubtful ones: see prognosis_series_dup_clean() */
  double *flow;       /* n_regions x n_steps, never missing, never negative */
  gboolean *known;    /* n_regions x n_steps: observed */
  gssize *first;      /* by region: its first observation, n_steps if there is none */
  gssize *neighbours; /* n_regions x n_neighbours, -1: none */

  gsize n, n_train; /* rows in the order of their origins; those from n_train on are held out */
  double *x;        /* n x n_row */
  double *y;        /* n x n_out: relative to the size, 0 to 8 */
  double *size, *weight;
  gssize *origin;
  gsize *region;
} PrognosisWindows;

PrognosisWindows *prognosis_windows_new (const PrognosisDataset *dataset, gsize signal, gboolean with_neighbours);
void prognosis_windows_free (PrognosisWindows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisWindows, prognosis_windows_free)

/* The last n_in flows of every region up to @origin: n_regions x n_in. */
void prognosis_windows_recent (const PrognosisWindows *self, gssize origin, double *recent);
/* Turns @recent into rows and sizes: n_regions x n_row, n_regions. */
void prognosis_windows_rows (const PrognosisWindows *self, const double *recent, double *rows, double *sizes);

G_END_DECLS
