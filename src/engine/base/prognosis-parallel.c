/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-parallel.h"

typedef struct
{
  gsize n_tasks;
  gsize next; /* atomic */
  GCancellable *cancellable;
  PrognosisTaskFunc run;
  gpointer data;
} Work;

typedef struct
{
  Work *work;
  gsize number;
  GThread *thread; /* NULL: the caller's */
} Worker;

static gpointer
run_worker (gpointer data)
{
  const Worker *worker = data;
  Work *work = worker->work;

  while (!g_cancellable_is_cancelled (work->cancellable))
    {
      const gsize task = (gsize) g_atomic_pointer_add (&work->next, 1);

      if (task >= work->n_tasks)
        break;
      work->run (task, worker->number, work->data);
    }
  return NULL;
}

gsize
prognosis_parallel_get_n_threads (int asked)
{
  return asked > 0 ? (gsize) asked : g_get_num_processors ();
}

void
prognosis_parallel (gsize n_tasks, gsize n_threads, GCancellable *cancellable, PrognosisTaskFunc run, gpointer data)
{
  Work work = { .n_tasks = n_tasks, .cancellable = cancellable, .run = run, .data = data };
  const gsize n = CLAMP (n_threads, 1, MAX (n_tasks, 1));
  g_autofree Worker *workers = g_new0 (Worker, n);

  for (gsize i = 0; i < n; i++)
    workers[i] = (Worker){ .work = &work, .number = i };
  /* If a thread cannot start, the others do its work. */
  for (gsize i = 1; i < n; i++)
    workers[i].thread = g_thread_try_new ("prognosis-task", run_worker, &workers[i], NULL);
  run_worker (&workers[0]);
  for (gsize i = 1; i < n; i++)
    if (workers[i].thread != NULL)
      g_thread_join (workers[i].thread);
}
