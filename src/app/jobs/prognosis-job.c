/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-forecaster-list.h"
#include "prognosis-job.h"
#include "prognosis-run.h"

#include <math.h>

/* Shared with the thread. */
typedef struct
{
  PrognosisDataset *dataset;
  gsize n_steps; /* up to the origin */
  const PrognosisForecaster *forecaster;
  PrognosisOptions *options;
  GPtrArray *decisions; /* of PrognosisDecision */
  GCancellable *enough;

  GMutex mutex; /* guards what follows */
  double loss;
  PrognosisFit *fit; /* the best so far, or NULL */
  gboolean is_fresh;
  double *median; /* the latest, n_regions x n_signals x horizon, or NULL */
  gsize horizon;
} Task;

struct _PrognosisJob
{
  GObject parent_instance;
  PrognosisRun *run;     /* or NULL */
  Task *task;            /* of the run, or NULL */
  PrognosisGauge *gauge; /* of the last run, or NULL */
  gboolean is_stopped;
  PrognosisForecast *forecast; /* both only in "done" */
  const GError *error;

  /* The last complete one. */
  double seconds;
  double work;        /* of its network */
  const char *method; /* interned; NULL: none */
};

G_DEFINE_TYPE (PrognosisJob, prognosis_job, G_TYPE_OBJECT)

enum
{
  PROGRESS,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- in the thread ------------------------------------------------------------ */

static Task *
task_new (const PrognosisChoices *choices)
{
  Task *task = g_new0 (Task, 1);

  g_mutex_init (&task->mutex);
  task->dataset = prognosis_choices_dup_dataset (choices);
  task->n_steps = (gsize) prognosis_choices_get_origin (choices) + 1;
  task->forecaster = prognosis_forecaster_find (choices->forecaster);
  task->options = prognosis_options_copy (choices->options);
  task->decisions = g_ptr_array_copy (choices->decisions, (GCopyFunc) (GCallback) prognosis_decision_copy, NULL);
  g_ptr_array_set_free_func (task->decisions, (GDestroyNotify) prognosis_decision_free);
  task->enough = g_cancellable_new ();
  task->loss = NAN;
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_clear_pointer (&task->fit, prognosis_fit_unref);
  g_free (task->median);
  prognosis_dataset_unref (task->dataset);
  prognosis_options_free (task->options);
  g_ptr_array_unref (task->decisions);
  g_object_unref (task->enough);
  g_mutex_clear (&task->mutex);
  g_free (task);
}

static void
take_median (Task *task, const double *median, gsize horizon)
{
  gsize n = prognosis_dataset_get_n_regions (task->dataset) * prognosis_dataset_get_n_signals (task->dataset) * horizon;

  g_free (task->median);
  task->median = g_memdup2 (median, n * sizeof *median);
  task->horizon = horizon;
}

typedef struct
{
  Task *task;
  PrognosisGauge *gauge;
} Report;

static void
progress_cb (const PrognosisProgress *progress, gpointer user_data)
{
  const Report *report = user_data;
  Task *task = report->task;

  prognosis_gauge_set (report->gauge, progress->fraction, NULL);
  g_mutex_lock (&task->mutex);
  task->loss = progress->loss;
  /* A forecaster may try several models: only the one shown is useful. */
  if (progress->fit != NULL && prognosis_fit_get_model (progress->fit) == task->forecaster->model)
    {
      g_clear_pointer (&task->fit, prognosis_fit_unref);
      task->fit = prognosis_fit_ref (progress->fit);
      task->is_fresh = TRUE;
    }
  if (progress->median != NULL)
    take_median (task, progress->median, progress->horizon);
  g_mutex_unlock (&task->mutex);
}

static gpointer
forecast (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  Report report = { task, gauge };
  g_autoptr (PrognosisDataset) dataset = prognosis_dataset_truncate (task->dataset, task->n_steps);
  g_autoptr (GError) failure = NULL;
  PrognosisRequest request = { 0 };
  PrognosisForecast *made;
  gboolean is_early;

  request.dataset = dataset;
  request.options = task->options;
  request.progress = progress_cb;
  request.progress_data = &report;
  request.cancellable = cancellable;
  request.enough = task->enough;
  made = prognosis_forecaster_run (task->forecaster, &request, &failure);
  is_early = made == NULL || g_cancellable_is_cancelled (task->enough);
  if (made == NULL && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) && task->fit != NULL)
    made = prognosis_forecast_from_fit (task->fit, prognosis_fit_get_values (task->fit));
  if (made != NULL && is_early)
    prognosis_forecast_set_early (made);
  if (made != NULL && task->decisions->len > 0 && !prognosis_decisions_apply (task->decisions, made, &request, &failure))
    g_clear_pointer (&made, prognosis_forecast_unref);
  if (made == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return made;
}

/* --- on the main thread ------------------------------------------------------- */

/* What the duration depends on, besides the size of the network. */
static const char *
intern_method (const char *forecaster, const PrognosisOptions *options)
{
  g_autofree char *method = g_strdup_printf ("%s %d", forecaster, (int) options->transmission);

  return g_intern_string (method);
}

static void
emit_progress (gpointer owner)
{
  g_signal_emit (owner, signals[PROGRESS], 0);
}

static void
done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  PrognosisJob *self = owner;
  const Task *task = data;
  g_autoptr (PrognosisForecast) made = result;

  self->task = NULL;
  if (made != NULL && !self->is_stopped)
    {
      self->seconds = prognosis_gauge_get_seconds (self->gauge);
      self->work = prognosis_options_get_network_work (task->options);
      self->method = intern_method (task->forecaster->id, task->options);
    }
  self->forecast = made;
  self->error = error;
  g_signal_emit (self, signals[DONE], 0);
  self->forecast = NULL;
  self->error = NULL;
}

static const PrognosisRunWork FORECAST = {
  .work = forecast,
  .progress = emit_progress,
  .done = done,
  .free_data = task_free,
  .free_result = (GDestroyNotify) prognosis_forecast_unref,
};

PrognosisJob *
prognosis_job_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_JOB, NULL);
}

void
prognosis_job_start (PrognosisJob *self, const PrognosisChoices *choices)
{
  prognosis_job_drop (self);
  self->is_stopped = FALSE;
  self->task = task_new (choices);
  prognosis_run_start (&self->run, &FORECAST, self->task, self);
  g_clear_pointer (&self->gauge, prognosis_gauge_unref);
  self->gauge = prognosis_gauge_ref (prognosis_run_get_gauge (self->run));
}

void
prognosis_job_stop (PrognosisJob *self)
{
  if (self->run == NULL)
    return;
  self->is_stopped = TRUE;
  if (self->task->forecaster->keeps_best)
    g_cancellable_cancel (self->task->enough);
  else
    prognosis_run_stop (self->run);
}

void
prognosis_job_drop (PrognosisJob *self)
{
  self->task = NULL;
  prognosis_run_drop (&self->run);
}

void
prognosis_job_forget (PrognosisJob *self)
{
  self->method = NULL;
}

gboolean
prognosis_job_is_running (PrognosisJob *self)
{
  return self->run != NULL;
}

gboolean
prognosis_job_is_stopped (PrognosisJob *self)
{
  return self->is_stopped;
}

double
prognosis_job_get_fraction (PrognosisJob *self)
{
  return self->run != NULL ? prognosis_gauge_get_fraction (self->gauge) : 0;
}

double
prognosis_job_get_loss (PrognosisJob *self)
{
  double loss;

  if (self->task == NULL)
    return NAN;
  g_mutex_lock (&self->task->mutex);
  loss = self->task->loss;
  g_mutex_unlock (&self->task->mutex);
  return loss;
}

double
prognosis_job_get_seconds_left (PrognosisJob *self)
{
  return self->run != NULL ? prognosis_gauge_get_seconds_left (self->gauge) : NAN;
}

double
prognosis_job_guess_seconds (PrognosisJob *self, const PrognosisChoices *choices)
{
  if (self->method != intern_method (choices->forecaster, choices->options))
    return NAN;
  return self->seconds * prognosis_options_get_network_work (choices->options) / self->work;
}

PrognosisForecast *
prognosis_job_get_forecast (PrognosisJob *self)
{
  return self->forecast;
}

const GError *
prognosis_job_get_error (PrognosisJob *self)
{
  return self->error;
}

PrognosisFit *
prognosis_job_steal_fit (PrognosisJob *self)
{
  PrognosisFit *fit = NULL;

  if (self->task == NULL)
    return NULL;
  g_mutex_lock (&self->task->mutex);
  if (self->task->is_fresh)
    fit = prognosis_fit_ref (self->task->fit);
  self->task->is_fresh = FALSE;
  g_mutex_unlock (&self->task->mutex);
  return fit;
}

double *
prognosis_job_steal_median (PrognosisJob *self, gsize *first, gsize *n)
{
  double *median;

  if (self->task == NULL)
    return NULL;
  g_mutex_lock (&self->task->mutex);
  median = g_steal_pointer (&self->task->median);
  *first = self->task->n_steps;
  *n = self->task->horizon;
  g_mutex_unlock (&self->task->mutex);
  return median;
}

static void
prognosis_job_dispose (GObject *object)
{
  PrognosisJob *self = PROGNOSIS_JOB (object);

  prognosis_job_drop (self);
  g_clear_pointer (&self->gauge, prognosis_gauge_unref);
  G_OBJECT_CLASS (prognosis_job_parent_class)->dispose (object);
}

static void
prognosis_job_class_init (PrognosisJobClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_job_dispose;
  signals[PROGRESS] = g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
prognosis_job_init (PrognosisJob *self)
{
}
