/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-store.h"
#include "prognosis-session-private.h"

/* Forecasts are large: older steps keep their choices and are fitted again when gone back to. */
#define N_RESULTS_KEPT 4
#define N_STEPS_KEPT 1000
#define MERGE_USEC G_USEC_PER_SEC

static void
push (GPtrArray *steps, const char *label, const char *merge_key, PrognosisChoices *choices)
{
  PrognosisStep *step = g_new0 (PrognosisStep, 1);

  step->label = g_strdup (label);
  step->merge_key = g_strdup (merge_key);
  step->choices = choices;
  g_ptr_array_add (steps, step);
  if (steps->len > N_RESULTS_KEPT)
    {
      PrognosisStep *old = g_ptr_array_index (steps, steps->len - 1 - N_RESULTS_KEPT);

      g_clear_pointer (&old->choices->result, prognosis_forecast_unref);
    }
  if (steps->len > N_STEPS_KEPT)
    g_ptr_array_remove_index (steps, 0);
}

static PrognosisStep *
peek (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

static gboolean
merges (PrognosisSession *self, const char *merge_key)
{
  PrognosisStep *last = peek (self->undo);

  return merge_key != NULL && self->redo->len == 0 && last != NULL && g_strcmp0 (last->merge_key, merge_key) == 0
         && g_get_monotonic_time () - self->last_change_usec < MERGE_USEC;
}

void
prognosis_session_apply (PrognosisSession *self, const char *label, const char *merge_key, PrognosisChoices *next, gboolean refit)
{
  g_autoptr (PrognosisDataset) old_dataset = NULL;
  gboolean keeps;

  if (prognosis_choices_equal (self->choices, next))
    {
      prognosis_choices_free (next);
      /* A slider that was moved and put back. */
      if (self->is_stale && self->choices->result != NULL)
        prognosis_session_show (self, self->choices->result);
      else if (self->is_live && self->job == NULL)
        prognosis_session_refresh (self);
      return;
    }
  keeps = !refit && self->choices->dataset == next->dataset;
  if (self->choices->dataset != NULL)
    old_dataset = prognosis_dataset_ref (self->choices->dataset);
  /* What is only looked at in another way is no loss. */
  self->n_changes += !prognosis_choices_equal_but_for_view (self->choices, next);
  if (merges (self, merge_key))
    prognosis_choices_free (self->choices);
  else
    push (self->undo, label, merge_key, self->choices);
  self->last_change_usec = g_get_monotonic_time ();
  g_ptr_array_set_size (self->redo, 0);
  self->choices = next;
  if (refit)
    {
      g_clear_pointer (&next->result, prognosis_forecast_unref);
      prognosis_session_forget_stored (self);
    }
  prognosis_session_restored (self, old_dataset, keeps);
}

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

/* Regions, signals and steps of one are those of the other, by number. */
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

/* What was made of other data, or of the same as something else, cannot be shown beside these. TRUE: it is forgotten. */
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

void
prognosis_session_restored (PrognosisSession *self, PrognosisDataset *old_dataset, gboolean keeps)
{
  gboolean forgets = old_dataset != NULL && self->choices->dataset != NULL && follow_dataset (self, old_dataset);

  prognosis_session_notify_history (self);
  if (old_dataset != self->choices->dataset)
    prognosis_session_emit_data (self);
  prognosis_session_emit_choices (self);
  if (forgets)
    prognosis_session_emit_result (self);
  if (!keeps || forgets)
    prognosis_session_refresh (self);
}

static void
share_result (PrognosisSession *self, GPtrArray *steps)
{
  for (guint i = steps->len; i-- > 0 && i + N_RESULTS_KEPT >= steps->len;)
    {
      PrognosisChoices *choices = ((PrognosisStep *) g_ptr_array_index (steps, i))->choices;

      if (choices->result == NULL && prognosis_choices_same_forecast (choices, self->choices))
        choices->result = prognosis_forecast_ref (self->choices->result);
    }
}

void
prognosis_session_share_result (PrognosisSession *self)
{
  share_result (self, self->undo);
  share_result (self, self->redo);
}

static void
travel (PrognosisSession *self, GPtrArray *from, GPtrArray *to)
{
  g_autoptr (PrognosisDataset) old_dataset = NULL;
  PrognosisChoices *old = self->choices;
  PrognosisStep *step = peek (from);
  gboolean keeps;

  if (step == NULL || self->state != PROGNOSIS_SESSION_READY)
    return;
  if (self->choices->dataset != NULL)
    old_dataset = prognosis_dataset_ref (self->choices->dataset);
  /* When the file is opened again, it is as it is left now. */
  if (!prognosis_columns_equal (self->choices->columns, step->choices->columns))
    prognosis_columns_remember ((const char *const *) self->paths, step->choices->columns);
  push (to, step->label, NULL, old);
  self->choices = prognosis_choices_copy (step->choices);
  /* What is in sight, or on its way, is of these choices too, unless a slider has moved it. */
  keeps = prognosis_choices_same_forecast (old, self->choices) && self->previewed < 0 && (!self->is_live || self->job != NULL)
          && (self->choices->result == NULL || self->choices->result == old->result);
  if (keeps && self->choices->result == NULL && old->result != NULL)
    self->choices->result = prognosis_forecast_ref (old->result);
  g_ptr_array_set_size (from, from->len - 1);
  self->n_changes++;
  self->previewed = -1;
  prognosis_session_restored (self, old_dataset, keeps);
}

void
prognosis_session_undo (PrognosisSession *self)
{
  travel (self, self->undo, self->redo);
}

void
prognosis_session_redo (PrognosisSession *self)
{
  travel (self, self->redo, self->undo);
}

gboolean
prognosis_session_can_undo (PrognosisSession *self)
{
  return self->undo->len > 0 && self->state == PROGNOSIS_SESSION_READY;
}

gboolean
prognosis_session_can_redo (PrognosisSession *self)
{
  return self->redo->len > 0 && self->state == PROGNOSIS_SESSION_READY;
}

const char *
prognosis_session_get_undo_label (PrognosisSession *self)
{
  return self->undo->len > 0 ? peek (self->undo)->label : NULL;
}

const char *
prognosis_session_get_redo_label (PrognosisSession *self)
{
  return self->redo->len > 0 ? peek (self->redo)->label : NULL;
}

void
prognosis_session_clear_history (PrognosisSession *self)
{
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  prognosis_session_notify_history (self);
}
