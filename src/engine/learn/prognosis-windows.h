/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/**
 * PrognosisWindows:
 *
 * What learning alone is trained on: the last steps of one signal before an origin and those after it, of all regions and
 * all past origins, each over its own size. Cumulative counts are taken as increments. Only what is inside the dataset
 * enters, scaling included.
 *
 * A row is the window of a region; with neighbours, theirs follow (zeros where there are fewer), and last how many there are.
 */
typedef struct
{
  PrognosisKind kind;
  gsize n_regions, n_steps, week;
  gsize n_in, n_out;  /* steps of a window, and of what follows it */
  gsize n_neighbours; /* at most; 0: rows are windows */
  gsize n_row;
  double few;         /* a size below which a series counts as small; in its unit */
  double *flow;       /* n_regions x n_steps, never missing, never negative */
  gboolean *known;    /* n_regions x n_steps: observed */
  gssize *first;      /* by region: its first observation, n_steps if there is none */
  gssize *neighbours; /* n_regions x n_neighbours, -1: none */

  gsize n, n_train; /* rows in the order of their origins; those after n_train are held back */
  double *x;        /* n x n_row */
  double *y;        /* n x n_out: over the size, 0 to 8 */
  double *size, *weight;
  gssize *origin;
  gsize *region;
} PrognosisWindows;

PrognosisWindows *prognosis_windows_new (const PrognosisDataset *dataset, gsize signal, gboolean with_neighbours);
void prognosis_windows_free (PrognosisWindows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisWindows, prognosis_windows_free)

/* The last n_in flows of every region up to @origin: n_regions x n_in. */
void prognosis_windows_recent (const PrognosisWindows *self, gssize origin, double *recent);
/* @recent to rows and sizes: n_regions x n_row, n_regions. */
void prognosis_windows_rows (const PrognosisWindows *self, const double *recent, double *rows, double *sizes);

G_END_DECLS
