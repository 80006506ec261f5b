/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-assumed.h"
#include "prognosis-reader.h"
#include "prognosis-session-private.h"
#include "prognosis-setting.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"
#include "prognosis-words-kept.h"

#include <glib/gi18n.h>
#include <math.h>

void
prognosis_session_set_forecaster (PrognosisSession *self, const char *id)
{
  PrognosisChoices *next;

  g_return_if_fail (prognosis_forecaster_find (id) != NULL);
  next = prognosis_choices_copy (self->choices);
  g_free (next->forecaster);
  next->forecaster = g_strdup (id);
  /* Other models have other parameters. */
  if (!g_str_equal (id, self->choices->forecaster))
    prognosis_choices_unlock_all (next);
  prognosis_session_apply (self, _ ("Choose Model"), NULL, next, TRUE);
}

/* FALSE if the setting changes only how a forecast is presented, such as the generation time. */
static gboolean
acts_on_forecast (const PrognosisChoices *choices, const PrognosisSetting *setting)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (choices->forecaster);

  return choices->dataset == NULL || forecaster == NULL
         || (prognosis_forecaster_get_reads (forecaster, choices->dataset, choices->options) & setting->reads) != 0;
}

void
prognosis_session_set_setting (PrognosisSession *self, const char *id, double value)
{
  const PrognosisSetting *setting = prognosis_setting_find (id);
  PrognosisChoices *next;

  g_return_if_fail (setting != NULL);
  next = prognosis_choices_copy (self->choices);
  prognosis_setting_set (setting, next->options, value);
  prognosis_session_apply (self, _ (setting->title), setting->id, next, acts_on_forecast (next, setting));
}

void
prognosis_session_decide (PrognosisSession *self, PrognosisDecision *decision)
{
  g_autofree char *key = g_strconcat ("decide-", decision->region, NULL);
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  prognosis_choices_take_decision (next, decision);
  prognosis_session_apply (self, _ ("Review"), key, next, !prognosis_choices_same_forecast (next, self->choices));
}

void
prognosis_session_set_origin (PrognosisSession *self, gssize step)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);
  gssize last = -1;

  if (next->dataset != NULL)
    last = (gssize) prognosis_dataset_get_n_steps (next->dataset) - 1;
  next->origin = step < 0 || step >= last ? -1 : step;
  prognosis_session_apply (self, _ ("Move Origin"), "origin", next, TRUE);
}

void
prognosis_session_select_regions (PrognosisSession *self, GtkBitset *regions)
{
  PrognosisChoices *next;

  if (gtk_bitset_is_empty (regions))
    return;
  next = prognosis_choices_copy (self->choices);
  gtk_bitset_unref (next->regions);
  next->regions = gtk_bitset_copy (regions);
  prognosis_session_apply (self, _ ("Select Regions"), "regions", next, prognosis_choices_lacks_total (next, next->result));
}

void
prognosis_session_set_all_regions (PrognosisSession *self, gboolean all_regions)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  next->all_regions = all_regions;
  prognosis_session_apply (self, _ ("Apply Sliders to All Regions"), NULL, next, FALSE);
}

void
prognosis_session_set_view (PrognosisSession *self, PrognosisView view)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  next->view = view;
  prognosis_session_apply (self, _ ("Change View"), NULL, next, FALSE);
}

void
prognosis_session_set_log (PrognosisSession *self, gboolean is_log)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  next->is_log = is_log;
  prognosis_session_apply (self, _ ("Change Scale"), NULL, next, FALSE);
}

void
prognosis_session_set_per_100k (PrognosisSession *self, gboolean per_100k)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  next->per_100k = per_100k;
  prognosis_session_apply (self, _ ("Per 100 000 People"), NULL, next, FALSE);
}

void
prognosis_session_set_within (PrognosisSession *self, int days)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  next->within = days;
  prognosis_session_apply (self, _ ("Change Period"), NULL, next, FALSE);
}

void
prognosis_session_set_map (PrognosisSession *self, const char *map)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  g_free (next->map);
  next->map = g_strdup (map);
  prognosis_session_apply (self, _ ("Change Map"), NULL, next, FALSE);
}

void
prognosis_session_set_group (PrognosisSession *self, const char *name, GtkBitset *regions)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);
  PrognosisRegionGroup *before = prognosis_choices_find_group (next, name);
  PrognosisRegionGroup *group = regions != NULL ? prognosis_region_group_new (name, next->dataset, regions) : NULL;

  if (before != NULL)
    g_ptr_array_remove (next->groups, before);
  if (group != NULL)
    g_ptr_array_add (next->groups, group);
  prognosis_session_apply (self, group != NULL ? _ ("Name a Group") : _ ("Remove a Group"), NULL, next, FALSE);
}

void
prognosis_session_set_beds (PrognosisSession *self, double stay_days, double capacity)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  next->stay_days = stay_days;
  next->capacity = capacity;
  prognosis_session_apply (self, _ ("Change Beds"), NULL, next, FALSE);
}

void
prognosis_session_set_threshold (PrognosisSession *self, gsize signal, double value)
{
  g_autofree char *key = g_strdup_printf ("threshold-%" G_GSIZE_FORMAT, signal);
  PrognosisChoices *next;

  g_return_if_fail (self->choices->dataset != NULL);
  next = prognosis_choices_copy (self->choices);
  prognosis_choices_set_threshold (next, prognosis_dataset_get_signal (next->dataset, signal)->name, value);
  prognosis_session_apply (self, _ ("Change Threshold"), key, next, FALSE);
}

void
prognosis_session_set_scenario (PrognosisSession *self, gssize scenario, PrognosisScenario *with)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);
  g_autofree char *merge_key = NULL;
  const char *label;

  if (scenario < 0)
    {
      label = _ ("Add Scenario");
      g_ptr_array_add (next->scenarios, with);
    }
  else if (with == NULL)
    {
      label = _ ("Delete Scenario");
      g_ptr_array_remove_index (next->scenarios, scenario);
    }
  else
    {
      label = _ ("Change Scenario");
      merge_key = g_strdup_printf ("scenario-%" G_GSSIZE_FORMAT, scenario);
      prognosis_scenario_free (g_ptr_array_index (next->scenarios, scenario));
      g_ptr_array_index (next->scenarios, scenario) = with;
    }
  prognosis_session_apply (self, label, merge_key, next, FALSE);
  if (scenario >= 0 && with == NULL)
    prognosis_session_emit_toast (self, _ ("The scenario was deleted"), "win.undo");
}

gboolean
prognosis_session_can_keep (PrognosisSession *self)
{
  return self->state == PROGNOSIS_SESSION_READY && self->choices->result != NULL && self->forecast == self->choices->result;
}

void
prognosis_session_keep (PrognosisSession *self)
{
  const PrognosisForecaster *forecaster;
  PrognosisChoices *next;
  g_autofree char *wanted = NULL, *name = NULL, *text = NULL;

  if (!prognosis_session_can_keep (self))
    return;
  forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (self->forecast));
  next = prognosis_choices_copy (self->choices);
  wanted = prognosis_words_for_settings (forecaster, next->dataset, next->options);
  name = prognosis_choices_dup_free_name (next, wanted);
  g_ptr_array_add (next->kept, prognosis_kept_new (name, self->forecast, next->options));
  prognosis_session_apply (self, _ ("Keep Forecast"), NULL, next, FALSE);
  /* Translators: the name of a kept forecast. */
  text = g_strdup_printf (_ ("Kept as “%s”"), name);
  prognosis_session_emit_toast (self, text, "win.undo");
}

void
prognosis_session_rename_kept (PrognosisSession *self, const char *name, const char *to)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);
  g_autofree char *free_name = NULL;
  guint i;

  if (!g_ptr_array_find (next->kept, prognosis_choices_find_kept (next, name), &i) || (to != NULL && *to == '\0')
      || g_strcmp0 (name, to) == 0)
    {
      prognosis_choices_free (next);
      return;
    }
  if (to == NULL)
    g_ptr_array_remove_index (next->kept, i);
  else
    {
      PrognosisKept *before = g_ptr_array_index (next->kept, i);

      free_name = prognosis_choices_dup_free_name (next, to);
      g_ptr_array_index (next->kept, i) = prognosis_kept_renamed (before, free_name);
      prognosis_kept_unref (before);
    }
  prognosis_session_apply (self, to != NULL ? _ ("Rename Kept Forecast") : _ ("Delete Kept Forecast"), NULL, next, FALSE);
  if (to == NULL)
    prognosis_session_emit_toast (self, _ ("The kept forecast was deleted"), "win.undo");
}

/* Takes ownership of @dataset. */
static void
apply_dataset (PrognosisSession *self, const char *label, PrognosisDataset *dataset)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  prognosis_dataset_unref (next->dataset);
  next->dataset = dataset;
  prognosis_session_apply (self, label, NULL, next, TRUE);
}

void
prognosis_session_set_signal (PrognosisSession *self, gsize signal, PrognosisKind kind, PrognosisRole role, gboolean fitted)
{
  PrognosisDataset *dataset = self->choices->dataset;
  const PrognosisSignal *now;

  g_return_if_fail (dataset != NULL);
  now = prognosis_dataset_get_signal (dataset, signal);
  if (now->kind != kind || now->role != role || !now->fitted != !fitted)
    apply_dataset (self, _ ("Change Signal"), prognosis_dataset_with_signal (dataset, signal, kind, role, fitted));
}

void
prognosis_session_set_excluded (PrognosisSession *self, gsize region, gsize signal, gsize step, gboolean excluded)
{
  PrognosisDataset *dataset = self->choices->dataset;
  guint8 flags;

  g_return_if_fail (dataset != NULL);
  flags = prognosis_dataset_get_flags (dataset, region, signal)[step];
  if (!(flags & PROGNOSIS_FLAG_EXCLUDED) != !excluded)
    {
      apply_dataset (self, excluded ? _ ("Exclude Observation") : _ ("Include Observation"),
                     prognosis_dataset_with_excluded (dataset, region, signal, step, excluded));
      prognosis_session_emit_toast (
          self, excluded ? _ ("The observation is excluded from the fit") : _ ("The observation is included in the fit again"),
          "win.undo");
    }
}

gboolean
prognosis_session_set_population (PrognosisSession *self, const char *text, GError **error)
{
  PrognosisDataset *dataset;

  g_return_val_if_fail (self->choices->dataset != NULL, FALSE);
  dataset = prognosis_read_population (self->choices->dataset, text, error);
  if (dataset == NULL)
    return FALSE;
  apply_dataset (self, _ ("Set Population"), dataset);
  return TRUE;
}

gboolean
prognosis_session_set_region_population (PrognosisSession *self, gsize region, double persons, GError **error)
{
  PrognosisDataset *dataset = self->choices->dataset;
  g_autoptr (PrognosisDataset) peopled = NULL;
  g_autofree double *populations = NULL;
  gsize n;

  g_return_val_if_fail (dataset != NULL && region < prognosis_dataset_get_n_regions (dataset), FALSE);
  n = prognosis_dataset_get_n_regions (dataset);
  populations = g_new (double, n);
  for (gsize r = 0; r < n; r++)
    populations[r] = r == region ? persons : (double) NAN;
  peopled = prognosis_dataset_with_populations (dataset, populations);
  if (!prognosis_population_check (peopled, error))
    return FALSE;
  apply_dataset (self, _ ("Set Population"), g_steal_pointer (&peopled));
  return TRUE;
}

gboolean
prognosis_session_set_adjacency (PrognosisSession *self, const char *path, GError **error)
{
  PrognosisDataset *dataset;

  g_return_val_if_fail (self->choices->dataset != NULL, FALSE);
  dataset = prognosis_read_adjacency (self->choices->dataset, path, error);
  if (dataset == NULL)
    return FALSE;
  apply_dataset (self, _ ("Set Neighbours"), dataset);
  return TRUE;
}

gboolean
prognosis_session_set_holidays (PrognosisSession *self, const char *text, GError **error)
{
  PrognosisDataset *dataset;

  g_return_val_if_fail (self->choices->dataset != NULL, FALSE);
  dataset = prognosis_read_holidays (self->choices->dataset, text, error);
  if (dataset == NULL)
    return FALSE;
  apply_dataset (self, _ ("Set Public Holidays"), dataset);
  return TRUE;
}

gboolean
prognosis_session_set_assumed (PrognosisSession *self, PrognosisRole role, const char *text, GError **error)
{
  g_autoptr (PrognosisDataset) without = NULL, with = NULL;
  double share, days;

  g_return_val_if_fail (self->choices->dataset != NULL, FALSE);
  without = prognosis_dataset_without_assumed (self->choices->dataset, role);
  if (*text == '\0')
    with = prognosis_dataset_ref (without);
  else if (prognosis_assumed_parse (text, role, &share, &days, error))
    with = prognosis_dataset_with_assumed (without, role, share, days, error);
  if (with == NULL)
    return FALSE;
  apply_dataset (self, role == PROGNOSIS_ROLE_DEATHS ? _ ("Assume Deaths") : _ ("Assume Recoveries"), g_steal_pointer (&with));
  return TRUE;
}
