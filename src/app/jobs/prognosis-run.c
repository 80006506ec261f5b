/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-run.h"

#define PROGRESS_MSEC 33

/* Shared by the slot and the task; the thread reads only members that never change. */
struct _PrognosisRun
{
  const PrognosisRunWork *work;
  gpointer data;
  PrognosisGauge *gauge;
  GCancellable *cancellable;

  /* Main thread only. */
  PrognosisRun **slot; /* NULL: dropped */
  gpointer owner;
  guint progress_id;
};

static void
run_clear (gpointer data)
{
  PrognosisRun *self = data;

  if (self->work->free_data != NULL)
    self->work->free_data (self->data);
  prognosis_gauge_unref (self->gauge);
  g_object_unref (self->cancellable);
}

static void
run_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, run_clear);
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PrognosisRun *self = task_data;
  g_autoptr (GError) error = NULL;
  gpointer result = self->work->work (self->data, self->gauge, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, self->work->free_result);
}

static gboolean
progress_cb (gpointer user_data)
{
  PrognosisRun *self = user_data;

  self->work->progress (self->owner);
  return G_SOURCE_CONTINUE;
}

/* Empties the slot; the task may still hold the run. */
static void
let_go (PrognosisRun *self)
{
  *self->slot = NULL;
  self->slot = NULL;
  g_clear_handle_id (&self->progress_id, g_source_remove);
  run_unref (self);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PrognosisRun *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer outcome;

  /* The task frees a result that nobody takes. */
  if (self->slot == NULL)
    return;
  outcome = g_task_propagate_pointer (G_TASK (result), &error);
  let_go (self);
  self->work->done (self->owner, self->data, outcome, error);
}

void
prognosis_run_start (PrognosisRun **slot, const PrognosisRunWork *work, gpointer data, gpointer owner)
{
  PrognosisRun *self = g_atomic_rc_box_new0 (PrognosisRun);
  g_autoptr (GTask) task = NULL;

  prognosis_run_drop (slot);
  self->work = work;
  self->data = data;
  self->gauge = prognosis_gauge_new ();
  self->cancellable = g_cancellable_new ();
  self->slot = slot;
  self->owner = owner;
  *slot = self;
  if (work->progress != NULL)
    self->progress_id = g_timeout_add (PROGRESS_MSEC, progress_cb, self);
  /* Without a source object, because the thread may be the last to release the task. */
  task = g_task_new (NULL, self->cancellable, done_cb, NULL);
  /* Stopped work may still have a result. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_priority (task, work->priority);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self), run_unref);
  g_task_run_in_thread (task, run_thread);
}

void
prognosis_run_drop (PrognosisRun **slot)
{
  PrognosisRun *self = *slot;

  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  let_go (self);
}

void
prognosis_run_stop (PrognosisRun *self)
{
  g_cancellable_cancel (self->cancellable);
}

gboolean
prognosis_run_is_stopped (PrognosisRun *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

PrognosisGauge *
prognosis_run_get_gauge (PrognosisRun *self)
{
  return self->gauge;
}
