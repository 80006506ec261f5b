/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @thread: 0 to the number of threads less 1; no two tasks with the same one run at a time, so it can index memory to work in. */
typedef void (*PrognosisTaskFunc) (gsize task, gsize thread, gpointer data);

/* @asked, or as many threads as there are processors if it is 0 or less. */
gsize prognosis_parallel_get_n_threads (int asked);

/**
 * prognosis_parallel:
 * @n_threads: at least 1; the calling thread is one of them
 * @cancellable: (nullable): once it is cancelled, no further task begins
 *
 * Runs the tasks 0 to @n_tasks - 1, which begin in this order, and returns when all that began have ended. A task must write only
 * to a place of its own: then results do not depend on the number of threads.
 */
void prognosis_parallel (gsize n_tasks, gsize n_threads, GCancellable *cancellable, PrognosisTaskFunc run, gpointer data);

G_END_DECLS
