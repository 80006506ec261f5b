/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/**
 * PrognosisJob:
 *
 * One forecast made in a thread. It holds references to immutable things only. What
 * it reports on its way is picked up by prognosis_job_poll() on the main thread.
 */
typedef struct _PrognosisJob PrognosisJob;

PrognosisJob *prognosis_job_new (PrognosisDataset *dataset, gsize n_steps, const PrognosisForecaster *forecaster,
                                 const PrognosisOptions *options);
PrognosisJob *prognosis_job_ref (PrognosisJob *self);
void prognosis_job_unref (PrognosisJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisJob, prognosis_job_unref)

void prognosis_job_run_async (PrognosisJob *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Ends it with the best so far. FALSE: this forecaster has to be cancelled for that. */
gboolean prognosis_job_end (PrognosisJob *self);
/* (transfer full): or NULL. Where it was cancelled with something to show, that is the best so far. */
PrognosisForecast *prognosis_job_run_finish (PrognosisJob *self, GAsyncResult *result, GError **error);

/**
 * prognosis_job_poll:
 * @fit: (out) (transfer full) (nullable): the best so far; NULL where nothing came since the last call, or the forecaster has
 *   no model
 */
void prognosis_job_poll (PrognosisJob *self, double *fraction, double *loss, PrognosisFit **fit);

/**
 * prognosis_job_steal_median:
 * @first: (out): the step of the first value, the one after the origin
 * @n: (out): values a signal
 *
 * Returns: (transfer full) (nullable): the median so far, n_regions x n_signals x @n; NULL where nothing came since the last
 *   call, or the forecaster does not tell
 */
double *prognosis_job_steal_median (PrognosisJob *self, gsize *first, gsize *n);

G_END_DECLS
