/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-trajectories.h"

G_BEGIN_DECLS

#define PROGNOSIS_N_LEVELS 7
#define PROGNOSIS_TRACE_HALF_WEEK 3 /* days from the middle of a week to its last day */

/* How one signal of one region is shown: converts from the signal's unit to that of the view. */
typedef struct
{
  const PrognosisTrajectories *what;
  gsize region, signal;
  PrognosisKind kind;
  const double *values; /* observed, all steps; borrowed */
  const guint8 *flags;
  gsize n_steps;
  gssize origin; /* the last step known to the forecast, or the last of all */
  gssize last;   /* the last step up to the origin with a usable value, or -1 */
  double factor; /* conversion to the view's unit */
  gboolean is_difference, is_sum;
  gboolean is_unanchored; /* after the origin, curves continue from themselves, not from the last observation */
} PrognosisTrace;

PrognosisTrace prognosis_trace_init (const PrognosisTrajectories *what, gsize region, gsize signal);
/* The same trace with another origin. */
PrognosisTrace prognosis_trace_at (const PrognosisTrace *self, gssize origin);
double prognosis_trace_day (const PrognosisTrace *self, gssize step);
/* The colour of its signal. */
PrognosisColour prognosis_trace_get_colour (const PrognosisTrace *self);
/* The label of the y axis: "new per day, per 100 000". (transfer full) */
char *prognosis_trace_dup_label (const PrognosisTrace *self);
/* All observations in the view's unit, length n_steps. (transfer full) */
double *prognosis_trace_dup_observed (const PrognosisTrace *self);
/* A curve over steps @first to @first + @n - 1. Unless the trace is unanchored, its part after the origin, including sums
 * and differences, continues from the last observation. (transfer full) */
double *prognosis_trace_dup_curve (const PrognosisTrace *self, gsize first, gsize n, const double *curve);
/* Whether daily reports are too noisy to be read without their mean over seven days. */
gboolean prognosis_trace_has_mean (const PrognosisTrace *self);
/* The mean of the seven days around each step, without doubtful and excluded values; NAN if fewer than four are left. That of
 * the last seven days up to the origin belongs to the middle of them: it is the level from which a forecast starts. Length
 * n_steps, in the view's unit; the mean before the origin knows nothing of what follows. (transfer full) */
double *prognosis_trace_dup_mean (const PrognosisTrace *self);
/* Quantiles at 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975: horizon x 7. NULL if there is no forecast. (transfer full) */
double *prognosis_trace_dup_quantiles (const PrognosisTrace *self);

G_END_DECLS
