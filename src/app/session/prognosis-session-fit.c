/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-session-private.h"
#include "prognosis-verdict.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

/* From less than this nothing can be told of how long the rest will take. */
#define LEAST_SECONDS 3
#define LEAST_FRACTION 0.04

void
prognosis_session_clear_draft (PrognosisSession *self)
{
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->draft_of, prognosis_dataset_unref);
}

void
prognosis_session_take_draft (PrognosisSession *self)
{
  gsize first, n;
  double *draft = prognosis_job_steal_median (self->job, &first, &n);

  if (draft == NULL)
    return;
  prognosis_session_clear_draft (self);
  self->draft = draft;
  self->draft_of = prognosis_dataset_ref (self->choices->dataset);
  self->draft_first = first;
  self->draft_n = n;
  prognosis_session_emit_live (self);
}

/* It was on its way to something that does not come any more. */
static void
drop_draft (PrognosisSession *self)
{
  if (self->draft == NULL)
    return;
  prognosis_session_clear_draft (self);
  prognosis_session_emit_live (self);
}

void
prognosis_session_drop_job (PrognosisSession *self)
{
  if (self->job == NULL)
    return;
  drop_draft (self);
  g_cancellable_cancel (self->job_cancellable);
  g_clear_object (&self->job_cancellable);
  g_clear_pointer (&self->job, prognosis_job_unref);
}

typedef struct
{
  GWeakRef session;
  PrognosisJob *job;
} Running;

/* What a job had found when it ended with nothing is not shown as if it were the answer. */
static void
forget_partial (PrognosisSession *self)
{
  PrognosisFit *fit = self->forecast != NULL ? prognosis_forecast_get_fit (self->forecast) : NULL;

  if (self->is_partial)
    prognosis_session_set_fit (self, fit, fit != NULL ? prognosis_fit_get_values (fit) : NULL, FALSE);
}

/* What a fit's duration goes by, beside the size of its network. */
static const char *
intern_method (const PrognosisChoices *choices)
{
  g_autofree char *method = g_strdup_printf ("%s %d", choices->forecaster, (int) choices->options->transmission);

  return g_intern_string (method);
}

static void
finish_job (PrognosisSession *self, PrognosisForecast *forecast, const GError *error)
{
  gboolean was_stopped = self->job_stopped;
  gboolean was_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&self->job_cancellable);
  g_clear_pointer (&self->job, prognosis_job_unref);
  self->fraction = 0;
  if (forecast != NULL)
    {
      if (!was_stopped)
        {
          self->fit_seconds = (g_get_monotonic_time () - self->started_usec) / 1e6;
          self->fit_work = prognosis_options_get_network_work (self->choices->options);
          self->fit_of = intern_method (self->choices);
        }
      g_clear_pointer (&self->choices->result, prognosis_forecast_unref);
      self->choices->result = prognosis_forecast_ref (forecast);
      prognosis_history_share_result (self->history, self->choices);
      prognosis_session_show (self, forecast);
      if (prognosis_forecast_is_early (forecast))
        prognosis_session_forget_stored (self);
      prognosis_session_check_stored (self, forecast);
      if (was_stopped)
        prognosis_session_emit_toast (self, _ ("Stopped. The best so far is shown."), NULL);
    }
  else
    {
      if (!was_cancelled)
        self->problem = g_strdup (error->message);
      else if (was_stopped)
        self->problem
            = g_strdup (self->forecast != NULL ? _ ("Stopped before there was anything new to show: the earlier forecast is kept.")
                                               : _ ("Stopped before there was anything to show."));
      drop_draft (self);
      forget_partial (self);
      self->is_stale = self->forecast != NULL;
      prognosis_session_emit_result (self);
    }
  prognosis_session_notify_busy (self);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Running *running = user_data;
  g_autoptr (PrognosisSession) self = g_weak_ref_get (&running->session);
  g_autoptr (PrognosisJob) job = running->job;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = prognosis_job_run_finish (job, result, &error);

  g_weak_ref_clear (&running->session);
  g_free (running);
  /* Dropped or replaced: what it found is of choices that are gone. */
  if (self != NULL && self->job == job)
    finish_job (self, forecast, error);
}

void
prognosis_session_fit (PrognosisSession *self)
{
  const PrognosisChoices *choices = self->choices;
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (choices->forecaster);
  Running *running;

  if (choices->dataset == NULL || forecaster == NULL)
    return;
  prognosis_session_drop_job (self);
  g_clear_pointer (&self->problem, g_free);
  self->previewed = -1;
  prognosis_comparison_clear (self->check);
  self->started_usec = g_get_monotonic_time ();
  self->fraction = 0;
  self->loss = NAN;
  self->job_stopped = FALSE;
  /* Asked before a job is begun: the answer is of the window, where populations are entered. */
  self->problem = prognosis_verdict_on_lack (choices->dataset, forecaster);
  if (self->problem != NULL)
    {
      self->is_stale = self->forecast != NULL;
      prognosis_session_emit_result (self);
      prognosis_session_notify_busy (self);
      return;
    }
  if (self->fit != NULL && prognosis_fit_get_model (self->fit) != forecaster->model)
    forget_partial (self);
  self->job = prognosis_job_new (choices->dataset, prognosis_choices_get_origin (choices) + 1, forecaster, choices->options);
  self->job_cancellable = g_cancellable_new ();
  running = g_new0 (Running, 1);
  g_weak_ref_init (&running->session, self);
  running->job = prognosis_job_ref (self->job);
  prognosis_job_run_async (self->job, self->job_cancellable, job_done_cb, running);
  if (self->poll_id == 0)
    self->poll_id = g_timeout_add (33, prognosis_session_poll_cb, self);
  prognosis_session_notify_busy (self);
}

gboolean
prognosis_session_needs_population (PrognosisSession *self)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (self->choices->forecaster);
  g_autofree char *lack = NULL;

  if (self->choices->dataset != NULL && forecaster != NULL)
    lack = prognosis_verdict_on_lack (self->choices->dataset, forecaster);
  return lack != NULL;
}

double
prognosis_session_get_refit_seconds (PrognosisSession *self)
{
  if (self->fit_of != intern_method (self->choices))
    return NAN;
  return self->fit_seconds * prognosis_options_get_network_work (self->choices->options) / self->fit_work;
}

double
prognosis_session_guess_seconds_left (gint64 started_usec, double fraction)
{
  double elapsed = (g_get_monotonic_time () - started_usec) / 1e6;

  if (elapsed < LEAST_SECONDS || fraction < LEAST_FRACTION)
    return NAN;
  return elapsed * (1 - fraction) / fraction;
}

double
prognosis_session_get_seconds_left (PrognosisSession *self)
{
  return self->job != NULL ? prognosis_session_guess_seconds_left (self->started_usec, self->fraction) : NAN;
}

void
prognosis_session_compare (PrognosisSession *self, const char *const *forecasters)
{
  if (self->choices->dataset != NULL && forecasters[0] != NULL)
    prognosis_comparison_start (self->comparison, self->choices, forecasters);
}

void
prognosis_session_stop (PrognosisSession *self)
{
  if (!prognosis_session_is_busy (self))
    return;
  self->job_stopped = TRUE;
  if (!prognosis_job_end (self->job))
    g_cancellable_cancel (self->job_cancellable);
  /* The answer: the curve stands still, and another fit can begin. Intervals of the best so far take a little longer. */
  prognosis_session_notify_busy (self);
}

void
prognosis_session_show (PrognosisSession *self, PrognosisForecast *forecast)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (forecast);

  prognosis_forecast_ref (forecast);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  self->forecast = forecast;
  self->is_stale = FALSE;
  self->previewed = -1;
  g_clear_pointer (&self->problem, g_free);
  prognosis_session_set_fit (self, fit, fit != NULL ? prognosis_fit_get_values (fit) : NULL, FALSE);
  prognosis_session_emit_result (self);
  /* Of an ensemble's members, the one that was chosen. */
  prognosis_comparison_start_check (self->check, prognosis_forecaster_find (prognosis_forecast_get_forecaster (forecast)),
                                    prognosis_forecast_get_dataset (forecast), self->choices->options);
}

void
prognosis_session_refresh (PrognosisSession *self)
{
  if (self->choices->result != NULL)
    {
      if (self->job != NULL)
        {
          prognosis_session_drop_job (self);
          prognosis_session_notify_busy (self);
        }
      if (self->forecast != self->choices->result || self->is_stale || self->is_live)
        prognosis_session_show (self, self->choices->result);
      return;
    }
  if (self->choices->dataset == NULL)
    return;
  if (self->auto_refit)
    prognosis_session_fit (self);
  else
    {
      prognosis_session_drop_job (self);
      g_clear_pointer (&self->problem, g_free);
      forget_partial (self);
      prognosis_session_notify_busy (self);
      prognosis_session_follow_choices (self);
    }
  self->is_stale = self->forecast != NULL;
  prognosis_session_emit_result (self);
}
