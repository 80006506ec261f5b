/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-job.h"

#include <math.h>

struct _PrognosisJob
{
  gatomicrefcount ref_count;
  PrognosisDataset *dataset;
  gsize n_steps;
  const PrognosisForecaster *forecaster;
  PrognosisOptions *options;
  GCancellable *enough;

  GMutex mutex; /* guards what follows */
  double fraction;
  double loss;
  PrognosisFit *fit; /* the best so far, or NULL */
  gboolean is_fresh;
  double *median; /* the newest, n_regions x n_signals x horizon, or NULL */
  gsize horizon;
};

PrognosisJob *
prognosis_job_new (PrognosisDataset *dataset, gsize n_steps, const PrognosisForecaster *forecaster, const PrognosisOptions *options)
{
  PrognosisJob *self = g_new0 (PrognosisJob, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->dataset = prognosis_dataset_ref (dataset);
  self->n_steps = n_steps;
  self->forecaster = forecaster;
  self->options = prognosis_options_copy (options);
  self->enough = g_cancellable_new ();
  self->loss = NAN;
  return self;
}

PrognosisJob *
prognosis_job_ref (PrognosisJob *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_job_unref (PrognosisJob *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->fit, prognosis_fit_unref);
  g_free (self->median);
  prognosis_dataset_unref (self->dataset);
  prognosis_options_free (self->options);
  g_object_unref (self->enough);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
take_median (PrognosisJob *self, const double *median, gsize horizon)
{
  gsize n = prognosis_dataset_get_n_regions (self->dataset) * prognosis_dataset_get_n_signals (self->dataset) * horizon;

  g_free (self->median);
  self->median = g_memdup2 (median, n * sizeof *median);
  self->horizon = horizon;
}

static void
progress_cb (const PrognosisProgress *progress, gpointer user_data)
{
  PrognosisJob *self = user_data;

  g_mutex_lock (&self->mutex);
  self->fraction = MAX (self->fraction, progress->fraction);
  self->loss = progress->loss;
  /* A forecaster may try several models: only the one that is shown is of use. */
  if (progress->fit != NULL && prognosis_fit_get_model (progress->fit) == self->forecaster->model)
    {
      g_clear_pointer (&self->fit, prognosis_fit_unref);
      self->fit = prognosis_fit_ref (progress->fit);
      self->is_fresh = TRUE;
    }
  if (progress->median != NULL)
    take_median (self, progress->median, progress->horizon);
  g_mutex_unlock (&self->mutex);
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PrognosisJob *self = task_data;
  g_autoptr (PrognosisDataset) dataset = prognosis_dataset_truncate (self->dataset, self->n_steps);
  g_autoptr (GError) error = NULL;
  PrognosisRequest request = { 0 };
  PrognosisForecast *forecast;
  gboolean is_early;

  request.dataset = dataset;
  request.options = self->options;
  request.progress = progress_cb;
  request.progress_data = self;
  request.cancellable = cancellable;
  request.enough = self->enough;
  forecast = prognosis_forecaster_run (self->forecaster, &request, &error);
  is_early = forecast == NULL || g_cancellable_is_cancelled (self->enough);
  if (forecast == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->fit != NULL)
    forecast = prognosis_forecast_from_fit (self->fit, prognosis_fit_get_values (self->fit));
  if (forecast != NULL && is_early)
    prognosis_forecast_set_early (forecast);
  if (forecast != NULL)
    g_task_return_pointer (task, forecast, (GDestroyNotify) prognosis_forecast_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
prognosis_job_run_async (PrognosisJob *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  /* What a stopped fit has found so far is an answer. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, prognosis_job_run_async);
  g_task_set_task_data (task, prognosis_job_ref (self), (GDestroyNotify) prognosis_job_unref);
  g_task_run_in_thread (task, run_thread);
}

gboolean
prognosis_job_end (PrognosisJob *self)
{
  if (self->forecaster->keeps_best)
    g_cancellable_cancel (self->enough);
  return self->forecaster->keeps_best;
}

PrognosisForecast *
prognosis_job_run_finish (PrognosisJob *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
prognosis_job_poll (PrognosisJob *self, double *fraction, double *loss, PrognosisFit **fit)
{
  *fit = NULL;
  g_mutex_lock (&self->mutex);
  *fraction = self->fraction;
  *loss = self->loss;
  if (self->is_fresh)
    {
      *fit = prognosis_fit_ref (self->fit);
      self->is_fresh = FALSE;
    }
  g_mutex_unlock (&self->mutex);
}

double *
prognosis_job_steal_median (PrognosisJob *self, gsize *first, gsize *n)
{
  double *median;

  g_mutex_lock (&self->mutex);
  median = g_steal_pointer (&self->median);
  *first = self->n_steps;
  *n = self->horizon;
  g_mutex_unlock (&self->mutex);
  return median;
}
