/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-store.h"
#include "prognosis-session-private.h"

static gboolean
have_same_names (PrognosisDataset *a, PrognosisDataset *b)
{
  gsize n = prognosis_dataset_get_n_signals (a);

  if (n != prognosis_dataset_get_n_signals (b))
    return FALSE;
  for (gsize s = 0; s < n; s++)
    if (!g_str_equal (prognosis_dataset_get_signal (a, s)->name, prognosis_dataset_get_signal (b, s)->name))
      return FALSE;
  return prognosis_session_have_same_regions (a, b);
}

/* Whether regions, signals and steps correspond by number. */
static gboolean
have_same_shape (PrognosisDataset *a, PrognosisDataset *b)
{
  return have_same_names (a, b) && prognosis_dataset_get_n_steps (a) == prognosis_dataset_get_n_steps (b)
         && prognosis_dataset_get_day (a, 0) == prognosis_dataset_get_day (b, 0)
         && prognosis_dataset_get_step_days (a) == prognosis_dataset_get_step_days (b);
}

/* Of the same signals. */
static gboolean
have_same_kinds (PrognosisDataset *a, PrognosisDataset *b)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (a); s++)
    if (prognosis_dataset_get_signal (a, s)->kind != prognosis_dataset_get_signal (b, s)->kind)
      return FALSE;
  return TRUE;
}

/* Forgets results of other data, or of data whose counts have changed their meaning. TRUE: the result was forgotten. */
static gboolean
follow_dataset (PrognosisSession *self, PrognosisDataset *old_dataset)
{
  PrognosisDataset *dataset = self->choices->dataset;
  gboolean is_other = !have_same_shape (old_dataset, dataset);

  if (!is_other && have_same_kinds (old_dataset, dataset))
    return FALSE;
  prognosis_session_forget_results (self);
  self->opening += is_other;
  return TRUE;
}

/* After the choices were replaced. @keeps: they lead to the forecast that is shown or being made. */
static void
follow_choices (PrognosisSession *self, PrognosisDataset *old_dataset, gboolean keeps)
{
  gboolean forgets = old_dataset != NULL && self->choices->dataset != NULL && follow_dataset (self, old_dataset);

  if (old_dataset != self->choices->dataset)
    {
      prognosis_live_clear_draft (self->live);
      prognosis_session_emit_data (self);
    }
  prognosis_session_emit_choices (self);
  if (forgets)
    prognosis_session_emit_result (self);
  if (!keeps || forgets)
    prognosis_session_refresh (self);
}

void
prognosis_session_apply (PrognosisSession *self, const char *label, const char *merge_key, PrognosisChoices *next, gboolean refit)
{
  g_autoptr (PrognosisDataset) old_dataset = NULL;
  PrognosisChoices *before;
  gboolean keeps;

  if (prognosis_choices_equal (self->choices, next))
    {
      prognosis_choices_free (next);
      /* The slider was moved back to its old value. */
      if (prognosis_session_is_stale (self) && self->choices->result != NULL)
        prognosis_session_show (self, self->choices->result);
      else if (prognosis_live_is_moved (self->live) && !prognosis_job_is_running (self->job))
        prognosis_session_refresh (self);
      return;
    }
  keeps = !refit && self->choices->dataset == next->dataset;
  if (self->choices->dataset != NULL)
    old_dataset = prognosis_dataset_ref (self->choices->dataset);
  /* A change of view alone does not count as unsaved work. */
  self->n_changes += !prognosis_choices_equal_but_for_view (self->choices, next);
  before = self->choices;
  self->choices = next;
  if (refit)
    {
      g_clear_pointer (&next->result, prognosis_forecast_unref);
      prognosis_session_forget_stored (self);
    }
  prognosis_history_record (self->history, label, merge_key, before);
  follow_choices (self, old_dataset, keeps);
}

/* After Undo or Redo has replaced the choices @old, which the history keeps. */
static void
follow_history (PrognosisSession *self, const PrognosisChoices *old)
{
  PrognosisChoices *choices = self->choices;
  g_autoptr (PrognosisDataset) old_dataset = old->dataset != NULL ? prognosis_dataset_ref (old->dataset) : NULL;
  gboolean keeps;

  /* Remember the columns for the next time the file is opened. */
  if (!prognosis_columns_equal (old->columns, choices->columns))
    prognosis_columns_remember ((const char *const *) self->paths, choices->columns);
  /* The forecast shown, or on its way, also belongs to these choices, unless a slider has moved it. */
  keeps = prognosis_choices_same_forecast (old, choices) && prognosis_live_get_previewed (self->live) < 0
          && (prognosis_live_get_moved_values (self->live) == NULL || prognosis_job_is_running (self->job))
          && (choices->result == NULL || choices->result == old->result);
  if (keeps && choices->result == NULL && old->result != NULL)
    choices->result = prognosis_forecast_ref (old->result);
  self->n_changes++;
  prognosis_live_end_preview (self->live);
  follow_choices (self, old_dataset, keeps);
  prognosis_session_rest (self);
}

static gboolean
can_travel (PrognosisSession *self)
{
  return self->state == PROGNOSIS_SESSION_READY || self->state == PROGNOSIS_SESSION_SIMULATING
         || self->state == PROGNOSIS_SESSION_EMPTY;
}

void
prognosis_session_undo (PrognosisSession *self)
{
  const PrognosisChoices *old = self->choices;

  if (can_travel (self) && prognosis_history_undo (self->history, &self->choices))
    follow_history (self, old);
}

void
prognosis_session_redo (PrognosisSession *self)
{
  const PrognosisChoices *old = self->choices;

  if (can_travel (self) && prognosis_history_redo (self->history, &self->choices))
    follow_history (self, old);
}
