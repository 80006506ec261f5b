/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-session-private.h"
#include "prognosis-verdict.h"
#include "prognosis-words.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

void
prognosis_session_drop_job (PrognosisSession *self)
{
  prognosis_job_drop (self->job);
  prognosis_live_clear_draft (self->live);
}

/* A partial fit must not be shown as the result. */
static void
forget_partial (PrognosisSession *self)
{
  if (prognosis_live_is_partial (self->live))
    prognosis_live_show (self->live, self->forecast);
}

void
prognosis_session_job_progress_cb (PrognosisSession *self)
{
  g_autoptr (PrognosisFit) fit = prognosis_job_steal_fit (self->job);
  gsize first, n;
  double *median = prognosis_job_steal_median (self->job, &first, &n);

  if (fit != NULL)
    prognosis_live_set_partial (self->live, fit, prognosis_choices_get_horizon (self->choices));
  if (median != NULL)
    prognosis_live_set_draft (self->live, median, self->choices->dataset, first, n);
}

/* A forecast of the days to come. One from an earlier origin was not made then; one that was stopped is not the one that was wanted. */
static void
keep_in_diary (PrognosisSession *self, PrognosisForecast *forecast)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (forecast));

  if (prognosis_choices_get_origin (self->choices) + 1 == (gssize) prognosis_dataset_get_n_steps (self->choices->dataset)
      && !prognosis_forecast_is_early (forecast) && forecaster != NULL && !forecaster->is_baseline)
    prognosis_diary_keeper_keep (self->diary, forecast, self->choices->options);
}

static void
take_forecast (PrognosisSession *self, PrognosisForecast *forecast)
{
  g_clear_pointer (&self->choices->result, prognosis_forecast_unref);
  self->choices->result = prognosis_forecast_ref (forecast);
  prognosis_history_share_result (self->history, self->choices);
  prognosis_session_show (self, forecast);
  if (prognosis_forecast_is_early (forecast))
    prognosis_session_forget_stored (self);
  prognosis_session_check_stored (self, forecast);
  keep_in_diary (self, forecast);
}

/* A refit with a fixed value may need an absurd start to follow the data. */
#define RUNAWAY 10.0

/* Says what the last slider did to the rest of the model: an initial state ran away, or the curve left the data. */
static void
tell_runaway (PrognosisSession *self)
{
  g_autoptr (PrognosisFit) before = g_steal_pointer (&self->moved_from);
  PrognosisFit *fit = prognosis_forecast_get_fit (self->forecast);
  const gsize region = prognosis_choices_get_first_region (self->choices);

  if (before == NULL || fit == NULL || prognosis_fit_get_model (fit) != prognosis_fit_get_model (before)
      || prognosis_fit_get_n_parameters (fit) != prognosis_fit_get_n_parameters (before)
      || !prognosis_session_have_same_regions (prognosis_fit_get_dataset (fit), prognosis_fit_get_dataset (before)))
    return;
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    {
      const PrognosisParameter *p = prognosis_fit_get_parameter (fit, i);
      const double was = prognosis_fit_get_value (before, region, i), is = prognosis_fit_get_value (fit, region, i);
      g_autofree char *from = NULL, *to = NULL, *text = NULL;

      if (p->use != PROGNOSIS_USE_INITIAL || prognosis_fit_is_fixed (fit, region, i) || (is < RUNAWAY * was && was < RUNAWAY * is))
        continue;
      from = prognosis_words_for_estimate (was, NAN, NAN);
      to = prognosis_words_for_estimate (is, NAN, NAN);
      /* Translators: the name of a parameter, such as "Infectious at the start", and its values before and after. */
      text = g_strdup_printf (_ ("“%s” went from %s to %s, so that the curve still follows the data"), _ (p->title), from, to);
      prognosis_session_emit_toast (self, text, "win.undo");
      return;
    }
  if (prognosis_fit_follows (before, region) && !prognosis_fit_follows (fit, region))
    prognosis_session_emit_toast (self, _ ("With this value the curve no longer follows the data"), "win.undo");
}

void
prognosis_session_job_done_cb (PrognosisSession *self)
{
  PrognosisForecast *forecast = prognosis_job_get_forecast (self->job);
  const GError *error = prognosis_job_get_error (self->job);

  if (forecast != NULL)
    {
      take_forecast (self, forecast);
      tell_runaway (self);
      if (prognosis_job_is_stopped (self->job))
        prognosis_session_emit_toast (self, _ ("Stopped. Showing the best result so far."), NULL);
    }
  else
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        self->problem = g_strdup (error->message);
      else
        self->problem
            = g_strdup (self->forecast != NULL ? _ ("Stopped before there was a new result; the earlier forecast is kept.")
                                               : _ ("Stopped before there was a result."));
      prognosis_live_clear_draft (self->live);
      forget_partial (self);
      prognosis_session_emit_result (self);
    }
  prognosis_session_notify_busy (self);
}

void
prognosis_session_fit (PrognosisSession *self)
{
  const PrognosisChoices *choices = self->choices;
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (choices->forecaster);
  PrognosisFit *fit = prognosis_live_get_fit (self->live);

  if (choices->dataset == NULL || forecaster == NULL)
    return;
  prognosis_session_drop_job (self);
  g_clear_pointer (&self->problem, g_free);
  prognosis_live_end_preview (self->live);
  prognosis_comparison_clear (self->check);
  /* Checked before a job starts: the user can enter the population in the window. */
  self->problem = prognosis_verdict_on_lack (choices->dataset, forecaster);
  if (self->problem != NULL)
    {
      forget_partial (self);
      prognosis_session_emit_result (self);
      prognosis_session_notify_busy (self);
      return;
    }
  if (fit != NULL && prognosis_fit_get_model (fit) != forecaster->model)
    forget_partial (self);
  prognosis_job_start (self->job, choices);
  prognosis_session_notify_busy (self);
}

gboolean
prognosis_session_needs_population (PrognosisSession *self)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (self->choices->forecaster);

  return self->choices->dataset != NULL && forecaster != NULL
         && prognosis_forecaster_lacks_population (forecaster, self->choices->dataset);
}

void
prognosis_session_compare (PrognosisSession *self, const char *const *models)
{
  if (self->choices->dataset != NULL && models[0] != NULL)
    prognosis_comparison_start (self->comparison, self->choices, models);
}

void
prognosis_session_stop (PrognosisSession *self)
{
  if (!prognosis_session_is_busy (self))
    return;
  prognosis_job_stop (self->job);
  /* Respond at once: freeze the curve and allow a new fit. The intervals of the best result so far take a little longer. */
  prognosis_session_notify_busy (self);
}

void
prognosis_session_show (PrognosisSession *self, PrognosisForecast *forecast)
{
  if (forecast != self->forecast)
    {
      g_clear_pointer (&self->before, prognosis_forecast_unref);
      self->before = self->forecast;
      self->forecast = prognosis_forecast_ref (forecast);
    }
  g_clear_pointer (&self->problem, g_free);
  prognosis_live_show (self->live, forecast);
  prognosis_session_emit_result (self);
  /* For an ensemble, check the member that was chosen. */
  prognosis_comparison_start_check (self->check, prognosis_forecaster_find (prognosis_forecast_get_forecaster (forecast)),
                                    prognosis_forecast_get_dataset (forecast), self->choices->options);
}

void
prognosis_session_refresh (PrognosisSession *self)
{
  if (self->choices->result != NULL)
    {
      if (prognosis_job_is_running (self->job))
        {
          prognosis_session_drop_job (self);
          prognosis_session_notify_busy (self);
        }
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
      /* The sliders show the last fitted values, overridden by fixed ones. */
      prognosis_live_follow (self->live, self->forecast, self->choices);
    }
  prognosis_session_emit_result (self);
}
