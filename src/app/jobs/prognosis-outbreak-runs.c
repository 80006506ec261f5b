/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-outbreak-runs.h"
#include "prognosis-parallel.h"
#include "prognosis-run.h"

/* Enough for the ends of a 95 % interval that does not shake, and drawn in a fraction of a second. */
#define N_RUNS 200
#define SEED 1

struct _PrognosisOutbreakRuns
{
  GObject parent_instance;
  PrognosisRun *run;               /* or NULL */
  PrognosisOutbreak *wanted;       /* or NULL */
  PrognosisOutbreak *drawn;        /* that of the course, or NULL */
  PrognosisOutbreakCourse *course; /* or NULL */
};

G_DEFINE_TYPE (PrognosisOutbreakRuns, prognosis_outbreak_runs, G_TYPE_OBJECT)

static guint changed_signal;

static gpointer
draw (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  const PrognosisOutbreak *outbreak = data;

  return prognosis_outbreak_run (outbreak, (gsize) outbreak->days, N_RUNS, SEED, prognosis_parallel_get_n_threads (0), cancellable,
                                 error);
}

static void
done_cb (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  PrognosisOutbreakRuns *self = owner;

  if (result == NULL)
    return;
  g_clear_pointer (&self->course, prognosis_outbreak_course_free);
  g_clear_pointer (&self->drawn, prognosis_outbreak_free);
  self->course = result;
  self->drawn = prognosis_outbreak_copy (data);
  g_signal_emit (self, changed_signal, 0);
}

static const PrognosisRunWork work = {
  .work = draw,
  .done = done_cb,
  .free_data = (GDestroyNotify) prognosis_outbreak_free,
  .free_result = (GDestroyNotify) prognosis_outbreak_course_free,
  .priority = G_PRIORITY_LOW,
};

void
prognosis_outbreak_runs_want (PrognosisOutbreakRuns *self, const PrognosisOutbreak *outbreak)
{
  if (outbreak != NULL && self->wanted != NULL && prognosis_outbreak_equal (outbreak, self->wanted))
    return;
  prognosis_run_drop (&self->run);
  g_clear_pointer (&self->wanted, prognosis_outbreak_free);
  if (outbreak == NULL)
    return;
  self->wanted = prognosis_outbreak_copy (outbreak);
  if (prognosis_outbreak_runs_get (self, outbreak) == NULL)
    prognosis_run_start (&self->run, &work, prognosis_outbreak_copy (outbreak), self);
}

const PrognosisOutbreakCourse *
prognosis_outbreak_runs_get (PrognosisOutbreakRuns *self, const PrognosisOutbreak *outbreak)
{
  return self->drawn != NULL && prognosis_outbreak_equal (self->drawn, outbreak) ? self->course : NULL;
}

PrognosisOutbreakRuns *
prognosis_outbreak_runs_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_OUTBREAK_RUNS, NULL);
}

static void
prognosis_outbreak_runs_dispose (GObject *object)
{
  PrognosisOutbreakRuns *self = PROGNOSIS_OUTBREAK_RUNS (object);

  prognosis_run_drop (&self->run);
  g_clear_pointer (&self->wanted, prognosis_outbreak_free);
  g_clear_pointer (&self->drawn, prognosis_outbreak_free);
  g_clear_pointer (&self->course, prognosis_outbreak_course_free);
  G_OBJECT_CLASS (prognosis_outbreak_runs_parent_class)->dispose (object);
}

static void
prognosis_outbreak_runs_class_init (PrognosisOutbreakRunsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = prognosis_outbreak_runs_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
prognosis_outbreak_runs_init (PrognosisOutbreakRuns *self)
{
}
