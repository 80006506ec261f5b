/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-session-outbreak.h"
#include "prognosis-session-private.h"

#include <glib/gi18n.h>

static void
apply (PrognosisSession *self, const char *label, const char *merge_key, PrognosisChoices *next)
{
  prognosis_session_apply (self, label, merge_key, next, FALSE);
  prognosis_session_rest (self);
}

void
prognosis_session_simulate (PrognosisSession *self)
{
  PrognosisChoices *next;

  prognosis_session_cancel_open (self);
  if (self->choices->outbreak != NULL)
    return;
  next = prognosis_choices_copy (self->choices);
  next->outbreak = prognosis_outbreak_new ();
  apply (self, _ ("Simulate an Outbreak"), NULL, next);
}

void
prognosis_session_set_outbreak_field (PrognosisSession *self, const PrognosisOutbreakField *field, double value)
{
  PrognosisChoices *next;

  g_return_if_fail (self->choices->outbreak != NULL);
  next = prognosis_choices_copy (self->choices);
  prognosis_outbreak_set (next->outbreak, field, CLAMP (value, field->lower, field->upper), NULL);
  next->outbreak->imported = MIN (next->outbreak->imported, next->outbreak->population);
  apply (self, _ (field->title), field->id, next);
}

void
prognosis_session_set_outbreak_disease (PrognosisSession *self, const PrognosisPreset *preset)
{
  PrognosisChoices *next;

  g_return_if_fail (self->choices->outbreak != NULL);
  next = prognosis_choices_copy (self->choices);
  prognosis_outbreak_apply_preset (next->outbreak, preset);
  apply (self, _ ("Choose Disease"), NULL, next);
}

void
prognosis_session_set_outbreak_change (PrognosisSession *self, int number, const PrognosisChange *change)
{
  PrognosisChoices *next;
  g_autofree char *merge_key = g_strdup_printf ("step-%d", number);
  const char *label;
  GArray *changes;

  g_return_if_fail (self->choices->outbreak != NULL);
  next = prognosis_choices_copy (self->choices);
  if (next->outbreak->scenario == NULL)
    next->outbreak->scenario = prognosis_scenario_new ("");
  changes = next->outbreak->scenario->changes;
  if (number < 0)
    {
      label = _ ("Add Measure");
      g_array_append_val (changes, *change);
    }
  else if (change == NULL)
    {
      label = _ ("Delete Measure");
      g_array_remove_index (changes, (guint) number);
    }
  else
    {
      label = _ ("Change Measure");
      g_array_index (changes, PrognosisChange, number) = *change;
    }
  if (changes->len == 0)
    g_clear_pointer (&next->outbreak->scenario, prognosis_scenario_free);
  apply (self, label, number >= 0 && change != NULL ? merge_key : NULL, next);
}

void
prognosis_session_set_by_chance (PrognosisSession *self, gboolean by_chance)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  next->by_chance = by_chance;
  apply (self, _ ("Show Chance"), NULL, next);
}

const PrognosisOutbreak *
prognosis_session_get_outbreak_before (PrognosisSession *self)
{
  const PrognosisChoices *before = prognosis_history_get_before (self->history);

  if (before == NULL || before->outbreak == NULL || self->choices->outbreak == NULL
      || prognosis_outbreak_equal (before->outbreak, self->choices->outbreak))
    return NULL;
  return before->outbreak;
}
