/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-gauge.h"

G_BEGIN_DECLS

/**
 * PrognosisRun:
 *
 * Work in a thread for an owner on the main thread, who keeps it in a slot while it runs. The thread never holds the owner:
 * an owner that goes away, or no longer wants the outcome, empties the slot with prognosis_run_drop() and is not called again.
 */
typedef struct _PrognosisRun PrognosisRun;

typedef struct
{
  /* In the thread. Returns the result, or NULL and sets @error. */
  gpointer (*work) (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error);
  /* On the main thread, 30 times a second while it runs; or NULL. */
  void (*progress) (gpointer owner);
  /* On the main thread, after the slot was emptied. @result: (transfer full) (nullable): NULL if @error is set */
  void (*done) (gpointer owner, gpointer data, gpointer result, const GError *error);
  GDestroyNotify free_data; /* may be called in the thread */
  GDestroyNotify free_result;
  int priority; /* of the task, as G_PRIORITY_LOW */
} PrognosisRunWork;

/**
 * prognosis_run_start:
 * @slot: (inout): holds the run until it is done; a run that it holds already is dropped
 * @data: (transfer full): for the thread
 */
void prognosis_run_start (PrognosisRun **slot, const PrognosisRunWork *work, gpointer data, gpointer owner);
/* Cancels the work and drops its result. An empty slot stays empty. */
void prognosis_run_drop (PrognosisRun **slot);
/* Asks the work to stop early; its result is still delivered. */
void prognosis_run_stop (PrognosisRun *self);
gboolean prognosis_run_is_stopped (PrognosisRun *self);
PrognosisGauge *prognosis_run_get_gauge (PrognosisRun *self); /* lent */

G_END_DECLS
