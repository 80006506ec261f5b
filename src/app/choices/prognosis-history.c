/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-history.h"

/* Forecasts are large: older steps keep only their choices. */
#define N_RESULTS_KEPT 4
#define N_STEPS_KEPT 1000
#define MERGE_USEC G_USEC_PER_SEC

typedef struct
{
  char *label;
  char *merge_key; /* or NULL */
  PrognosisChoices *choices;
} Step;

struct _PrognosisHistory
{
  GObject parent_instance;
  GPtrArray *undo; /* of Step, oldest first */
  GPtrArray *redo;
  gint64 recorded_usec; /* time of the latest change */
};

G_DEFINE_TYPE (PrognosisHistory, prognosis_history, G_TYPE_OBJECT)

static guint changed_signal;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->label);
  g_free (step->merge_key);
  g_clear_pointer (&step->choices, prognosis_choices_free);
  g_free (step);
}

PrognosisHistory *
prognosis_history_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_HISTORY, NULL);
}

static void
emit_changed (PrognosisHistory *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
push (GPtrArray *steps, const char *label, const char *merge_key, PrognosisChoices *choices)
{
  Step *step = g_new0 (Step, 1);

  step->label = g_strdup (label);
  step->merge_key = g_strdup (merge_key);
  step->choices = choices;
  g_ptr_array_add (steps, step);
  if (steps->len > N_RESULTS_KEPT)
    {
      Step *old = g_ptr_array_index (steps, steps->len - 1 - N_RESULTS_KEPT);

      g_clear_pointer (&old->choices->result, prognosis_forecast_unref);
    }
  if (steps->len > N_STEPS_KEPT)
    g_ptr_array_remove_index (steps, 0);
}

static Step *
peek (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

static gboolean
merges (PrognosisHistory *self, const char *merge_key)
{
  Step *last = peek (self->undo);

  return merge_key != NULL && self->redo->len == 0 && last != NULL && g_strcmp0 (last->merge_key, merge_key) == 0
         && g_get_monotonic_time () - self->recorded_usec < MERGE_USEC;
}

void
prognosis_history_record (PrognosisHistory *self, const char *label, const char *merge_key, PrognosisChoices *before)
{
  if (merges (self, merge_key))
    prognosis_choices_free (before);
  else
    push (self->undo, label, merge_key, before);
  self->recorded_usec = g_get_monotonic_time ();
  g_ptr_array_set_size (self->redo, 0);
  emit_changed (self);
}

static gboolean
travel (PrognosisHistory *self, GPtrArray *from, GPtrArray *to, PrognosisChoices **choices)
{
  Step *step = peek (from);
  PrognosisChoices *now = *choices;

  if (step == NULL)
    return FALSE;
  *choices = g_steal_pointer (&step->choices);
  push (to, step->label, NULL, now);
  g_ptr_array_set_size (from, (int) from->len - 1);
  emit_changed (self);
  return TRUE;
}

gboolean
prognosis_history_undo (PrognosisHistory *self, PrognosisChoices **choices)
{
  return travel (self, self->undo, self->redo, choices);
}

gboolean
prognosis_history_redo (PrognosisHistory *self, PrognosisChoices **choices)
{
  return travel (self, self->redo, self->undo, choices);
}

const char *
prognosis_history_get_undo_label (PrognosisHistory *self)
{
  return self->undo->len > 0 ? peek (self->undo)->label : NULL;
}

const char *
prognosis_history_get_redo_label (PrognosisHistory *self)
{
  return self->redo->len > 0 ? peek (self->redo)->label : NULL;
}

const PrognosisChoices *
prognosis_history_get_before (PrognosisHistory *self)
{
  return self->undo->len > 0 ? peek (self->undo)->choices : NULL;
}

static void
share_result (GPtrArray *steps, const PrognosisChoices *with)
{
  for (guint i = steps->len; i-- > 0 && i + N_RESULTS_KEPT >= steps->len;)
    {
      PrognosisChoices *choices = ((Step *) g_ptr_array_index (steps, i))->choices;

      if (choices->result == NULL && prognosis_choices_same_forecast (choices, with))
        choices->result = prognosis_forecast_ref (with->result);
    }
}

void
prognosis_history_share_result (PrognosisHistory *self, const PrognosisChoices *choices)
{
  g_return_if_fail (choices->result != NULL);
  share_result (self->undo, choices);
  share_result (self->redo, choices);
}

void
prognosis_history_clear (PrognosisHistory *self)
{
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  emit_changed (self);
}

static void
prognosis_history_finalize (GObject *object)
{
  PrognosisHistory *self = PROGNOSIS_HISTORY (object);

  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  G_OBJECT_CLASS (prognosis_history_parent_class)->finalize (object);
}

static void
prognosis_history_class_init (PrognosisHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_history_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
prognosis_history_init (PrognosisHistory *self)
{
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
}
