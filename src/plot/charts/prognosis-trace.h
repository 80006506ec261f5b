/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-trajectories.h"

G_BEGIN_DECLS

#define PROGNOSIS_N_LEVELS 5

/* How one signal of one region is shown: from its own unit to that of the view. */
typedef struct
{
  const PrognosisTrajectories *what;
  gsize region, signal;
  PrognosisKind kind;
  const double *values; /* observed, of all steps; lent */
  const guint8 *flags;
  gsize n_steps;
  gssize origin; /* the last step that the forecast knows, or the last of all */
  gssize last;   /* the last step up to the origin with a value that counts, or -1 */
  double factor; /* of the view's unit */
  gboolean is_difference, is_sum;
  gboolean is_unanchored; /* curves go on after the origin from themselves, not from the last observation */
} PrognosisTrace;

PrognosisTrace prognosis_trace_init (const PrognosisTrajectories *what, gsize region, gsize signal);
/* The same seen from another step, the last that a forecast would know. */
PrognosisTrace prognosis_trace_at (const PrognosisTrace *self, gssize origin);
double prognosis_trace_day (const PrognosisTrace *self, gssize step);
/* What is on the y axis: "new per day, per 100 000". (transfer full) */
char *prognosis_trace_dup_label (const PrognosisTrace *self);
/* All observations in the view's unit, length n_steps. (transfer full) */
double *prognosis_trace_dup_observed (const PrognosisTrace *self);
/* A curve of steps @first to @first + @n - 1, whose part after the origin goes on from what was last observed, unless it is
 * unanchored: so do its sums and differences. (transfer full) */
double *prognosis_trace_dup_curve (const PrognosisTrace *self, gsize first, gsize n, const double *curve);
/* Quantiles at 0.025, 0.25, 0.5, 0.75, 0.975: horizon x 5. NULL where there is no forecast. (transfer full) */
double *prognosis_trace_dup_quantiles (const PrognosisTrace *self);

G_END_DECLS
