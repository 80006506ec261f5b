/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

/* Parameters of the chosen model: moved, fixed and released. */

#include "prognosis-forecaster-list.h"
#include "prognosis-session-private.h"
#include "prognosis-session-parameters.h"

#include <glib/gi18n.h>

static gboolean
depends (PrognosisSession *self, const PrognosisParameterView *view, gsize parameter, gsize other)
{
  PrognosisFit *fit = prognosis_live_get_fit (self->live);

  return fit != NULL ? view->depends (fit, parameter, other) : parameter == other;
}

gboolean
prognosis_session_can_move (PrognosisSession *self)
{
  const PrognosisForecaster *chosen = prognosis_forecaster_find (self->choices->forecaster);
  PrognosisEquations *equations = prognosis_live_get_equations (self->live);

  if (equations == NULL || chosen == NULL)
    return FALSE;
  /* An automatic choice may be a model with parameters: moving one of them chooses that model. */
  if (chosen->combines_others)
    return self->forecast != NULL && prognosis_equations_are_of (equations, self->forecast);
  if (chosen->has_dynamics)
    return self->forecast != NULL && prognosis_equations_are_of (equations, self->forecast)
           && g_str_equal (prognosis_forecast_get_forecaster (self->forecast), chosen->id);
  return prognosis_equations_get_fit (equations) != NULL
         && chosen->model == prognosis_fit_get_model (prognosis_equations_get_fit (equations));
}

static gsize
get_n_parameters (PrognosisSession *self)
{
  return prognosis_equations_get_n_parameters (prognosis_live_get_equations (self->live));
}

static const PrognosisParameter *
get_parameter (PrognosisSession *self, gsize parameter)
{
  return prognosis_equations_get_parameter (prognosis_live_get_equations (self->live), parameter);
}

void
prognosis_session_preview (PrognosisSession *self, gsize parameter, double value)
{
  gboolean was_stale = prognosis_session_is_stale (self);

  g_return_if_fail (prognosis_live_get_equations (self->live) != NULL);
  if (!prognosis_session_can_move (self))
    return;
  /* A running fit would use the old value. */
  if (prognosis_job_is_running (self->job))
    {
      prognosis_session_drop_job (self);
      prognosis_session_notify_busy (self);
    }
  prognosis_comparison_clear (self->check);
  prognosis_live_preview (self->live, self->choices, parameter, value);
  if (prognosis_session_is_stale (self) != was_stale)
    prognosis_session_emit_result (self);
}

/* A slider of the automatically chosen model was moved: choose that model. */
static void
adopt_forecaster (PrognosisSession *self, PrognosisChoices *next)
{
  const PrognosisForecaster *chosen = prognosis_forecaster_find (next->forecaster);

  if (!chosen->combines_others)
    return;
  g_free (next->forecaster);
  next->forecaster = g_strdup (prognosis_forecast_get_forecaster (prognosis_session_get_forecast (self)));
}

static void
lock_affected (PrognosisSession *self, PrognosisChoices *next, gsize parameter)
{
  g_autoptr (GtkBitset) affected = prognosis_choices_dup_affected (next);
  const char *id = get_parameter (self, parameter)->id;
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    prognosis_choices_lock (next, region, id, prognosis_live_get_value (self->live, region, parameter));
}

/* What to call the number that a slider shows, in a step that can be undone. */
static const char *
get_symbol (PrognosisSession *self, gsize parameter, const PrognosisParameterView *view)
{
  const PrognosisParameter *p = get_parameter (self, parameter);

  return view->symbol != NULL ? view->symbol : *p->symbol != '\0' ? p->symbol : _ (p->title);
}

void
prognosis_session_commit (PrognosisSession *self, gsize parameter, const PrognosisParameterView *view)
{
  PrognosisChoices *next;
  g_autofree char *label = NULL;

  if (prognosis_live_get_equations (self->live) == NULL || prognosis_live_get_previewed (self->live) != (gssize) parameter)
    return;
  prognosis_live_end_preview (self->live);
  if (!prognosis_session_can_move (self))
    return;
  next = prognosis_choices_copy (self->choices);
  adopt_forecaster (self, next);
  prognosis_live_spread (self->live, next, parameter, view);
  g_clear_pointer (&self->moved_from, prognosis_fit_unref);
  if (self->forecast != NULL && prognosis_forecast_get_fit (self->forecast) != NULL)
    self->moved_from = prognosis_fit_ref (prognosis_forecast_get_fit (self->forecast));
  for (gsize i = 0; i < get_n_parameters (self); i++)
    if (depends (self, view, parameter, i))
      lock_affected (self, next, i);
  /* Translators: a step that can be undone; %s is the symbol of a parameter. */
  label = g_strdup_printf (_ ("Move %s"), get_symbol (self, parameter, view));
  prognosis_session_apply (self, label, NULL, next, TRUE);
}

void
prognosis_session_set_locked (PrognosisSession *self, gsize parameter, const PrognosisParameterView *view, gboolean locked)
{
  PrognosisChoices *next;
  g_autoptr (GtkBitset) affected = prognosis_choices_dup_affected (self->choices);
  g_autofree char *label = NULL;

  g_return_if_fail (prognosis_live_get_equations (self->live) != NULL);
  if (!prognosis_session_can_move (self))
    return;
  next = prognosis_choices_copy (self->choices);
  adopt_forecaster (self, next);
  for (gsize i = 0; i < get_n_parameters (self); i++)
    {
      if (!depends (self, view, parameter, i))
        continue;
      if (locked)
        lock_affected (self, next, i);
      else
        prognosis_choices_unlock (next, affected, get_parameter (self, i)->id);
    }
  label = g_strdup_printf (locked ? _ ("Lock %s") : _ ("Unlock %s"), get_symbol (self, parameter, view));
  prognosis_session_apply (self, label, NULL, next, TRUE);
}

void
prognosis_session_reset_parameter (PrognosisSession *self, gsize parameter, const PrognosisParameterView *view)
{
  g_return_if_fail (prognosis_live_get_equations (self->live) != NULL);
  prognosis_live_end_preview (self->live);
  prognosis_session_set_locked (self, parameter, view, FALSE);
}

void
prognosis_session_reset_parameters (PrognosisSession *self)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  prognosis_live_end_preview (self->live);
  prognosis_choices_unlock_all (next);
  prognosis_session_apply (self, _ ("Reset All Parameters"), NULL, next, TRUE);
}

static double
get_preset_value (PrognosisSession *self, const PrognosisPreset *preset, gsize parameter)
{
  const PrognosisParameter *p = get_parameter (self, parameter);
  double rate = prognosis_preset_get_rate (preset, p->period);

  return rate > 0 ? CLAMP (p->unit == PROGNOSIS_UNIT_DAYS ? 1 / rate : rate, p->lower, p->upper) : 0;
}

gboolean
prognosis_session_apply_preset (PrognosisSession *self, const PrognosisPreset *preset)
{
  PrognosisChoices *next;
  g_autoptr (GtkBitset) affected = NULL;
  g_autofree char *label = NULL;
  GtkBitsetIter iter;
  guint region;

  if (!prognosis_live_takes_presets (self->live) || !prognosis_session_can_move (self))
    return FALSE;
  prognosis_live_end_preview (self->live);
  next = prognosis_choices_copy (self->choices);
  adopt_forecaster (self, next);
  affected = prognosis_choices_dup_affected (next);
  for (gsize i = 0; i < get_n_parameters (self); i++)
    {
      double value = get_preset_value (self, preset, i);

      for (gboolean ok = value > 0 && gtk_bitset_iter_init_first (&iter, affected, &region); ok;
           ok = gtk_bitset_iter_next (&iter, &region))
        prognosis_choices_lock (next, region, get_parameter (self, i)->id, value);
    }
  /* Translators: a step that can be undone; %s is the name of a disease. */
  label = g_strdup_printf (_ ("Rates of %s"), _ (preset->title));
  prognosis_session_apply (self, label, NULL, next, TRUE);
  return TRUE;
}
