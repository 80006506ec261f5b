/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-choices.h"

G_BEGIN_DECLS

/**
 * PrognosisJob:
 *
 * Makes a forecast in a thread. Intermediate results of the forecaster can be fetched at any time.
 *
 * Signals: "progress" (while it runs), "done" (it has ended with a forecast or an error; not after prognosis_job_drop()).
 */
#define PROGNOSIS_TYPE_JOB (prognosis_job_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisJob, prognosis_job, PROGNOSIS, JOB, GObject)

PrognosisJob *prognosis_job_new (void);

/* Forecasts from the origin of @choices, which must have data. Drops a running forecast. */
void prognosis_job_start (PrognosisJob *self, const PrognosisChoices *choices);
/* Stops early and keeps the best result so far. */
void prognosis_job_stop (PrognosisJob *self);
/* Drops the running forecast. */
void prognosis_job_drop (PrognosisJob *self);
/* Forgets how long the last forecast took. */
void prognosis_job_forget (PrognosisJob *self);

gboolean prognosis_job_is_running (PrognosisJob *self);
gboolean
prognosis_job_is_stopped (PrognosisJob *self); /* by prognosis_job_stop(): the running forecast, or in "done" the finished one */
double prognosis_job_get_fraction (PrognosisJob *self);     /* 0 unless running */
double prognosis_job_get_loss (PrognosisJob *self);         /* NAN if unknown */
double prognosis_job_get_seconds_left (PrognosisJob *self); /* NAN while too early to tell */
/* Expected duration with @choices, estimated from the last complete forecast; NAN if that was of another kind. */
double prognosis_job_guess_seconds (PrognosisJob *self, const PrognosisChoices *choices);

/* In "done": the forecast, lent; or NULL, and the error says why. If it was stopped without a result:
   G_IO_ERROR_CANCELLED. */
PrognosisForecast *prognosis_job_get_forecast (PrognosisJob *self);
const GError *prognosis_job_get_error (PrognosisJob *self);

/* The best fit so far. (transfer full) (nullable): NULL if there is no new one since the last call, or the
   forecaster has no model */
PrognosisFit *prognosis_job_steal_fit (PrognosisJob *self);
/**
 * prognosis_job_steal_median:
 * @first: (out): the step of the first value, the one after the origin
 * @n: (out): values a signal
 *
 * Returns: (transfer full) (nullable): the median so far, n_regions x n_signals x @n; NULL if there is none since the last call,
 *   or the forecaster does not report it
 */
double *prognosis_job_steal_median (PrognosisJob *self, gsize *first, gsize *n);

G_END_DECLS
