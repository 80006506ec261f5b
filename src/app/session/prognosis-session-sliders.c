/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

/* The model under the sliders: its values as they are moved, fixed and put back, and the curves that go with them. */

#include "prognosis-session-private.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

void
prognosis_session_set_fit (PrognosisSession *self, PrognosisFit *fit, const double *values, gboolean is_live)
{
  PrognosisDataset *dataset;
  gsize n_regions, first, n_window;

  if (fit != NULL)
    prognosis_fit_ref (fit);
  g_clear_pointer (&self->fit, prognosis_fit_unref);
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->curves, g_free);
  g_clear_pointer (&self->unsolved, g_free);
  prognosis_session_clear_draft (self);
  g_clear_pointer (&self->simulator, prognosis_simulator_free);
  self->fit = fit;
  self->is_live = is_live && fit != NULL;
  self->is_partial = FALSE;
  if (fit != NULL)
    {
      dataset = prognosis_fit_get_dataset (fit);
      n_regions = prognosis_dataset_get_n_regions (dataset);
      self->values = g_memdup2 (values, n_regions * prognosis_fit_get_n_parameters (fit) * sizeof *values);
      prognosis_fit_get_window (fit, &first, &n_window);
      self->live_horizon = self->forecast != NULL && !is_live ? prognosis_forecast_get_horizon (self->forecast)
                                                              : prognosis_choices_get_horizon (self->choices);
      self->live_n = n_window + self->live_horizon;
      self->unsolved = g_malloc (n_regions);
      memset (self->unsolved, 1, n_regions);
    }
  prognosis_session_emit_live (self);
}

static double *
get_slot (PrognosisSession *self, gsize region, gsize parameter)
{
  return &self->values[region * prognosis_fit_get_n_parameters (self->fit) + parameter];
}

double
prognosis_session_get_unit (PrognosisSession *self, gsize region, const PrognosisParameter *parameter)
{
  double population;

  if (parameter->unit != PROGNOSIS_UNIT_PERSONS)
    return 1;
  population = prognosis_dataset_get_region (self->choices->dataset, region)->population;
  return isfinite (population) && population > 0 ? 1 / population : 1;
}

/* Puts a fixed value into @values, a row a region. TRUE: it is another one. */
static gboolean
take_fixed (PrognosisSession *self, PrognosisFit *fit, gsize region, const PrognosisFixed *fixed, double *values)
{
  gsize n = prognosis_fit_get_n_parameters (fit);

  for (gsize i = 0; i < n && prognosis_fit_get_stop (fit, region) != PROGNOSIS_STOP_NO_DATA; i++)
    {
      const PrognosisParameter *parameter = prognosis_fit_get_parameter (fit, i);
      double *slot = &values[region * n + i], value;

      if (!g_str_equal (parameter->id, fixed->parameter))
        continue;
      value = fixed->value * prognosis_session_get_unit (self, region, parameter);
      /* Where it was fixed before, it went through the same units. */
      if (fabs (value - *slot) <= 1e-9 * fabs (*slot))
        return FALSE;
      *slot = value;
      return TRUE;
    }
  return FALSE;
}

/* What is fixed, over the values that were fitted. TRUE: there is any difference. */
static gboolean
take_all_fixed (PrognosisSession *self, PrognosisFit *fit, double *values)
{
  const GPtrArray *all = self->choices->options->fixed;
  gsize n_regions = prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (fit));
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_other = FALSE;

  for (gsize r = 0; r < n_regions; r++)
    g_hash_table_insert (regions, (gpointer) prognosis_choices_get_region_key (self->choices, r), GSIZE_TO_POINTER (r + 1));
  for (int own = 0; own < 2; own++) /* those of one region after those of all */
    for (guint i = 0; i < all->len; i++)
      {
        const PrognosisFixed *fixed = g_ptr_array_index (all, i);
        gsize region = fixed->region != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (regions, fixed->region)) : 0;

        if (own && region > 0)
          is_other |= take_fixed (self, fit, region - 1, fixed, values);
        for (gsize r = 0; r < n_regions && !own && fixed->region == NULL; r++)
          is_other |= take_fixed (self, fit, r, fixed, values);
      }
  return is_other;
}

void
prognosis_session_follow_choices (PrognosisSession *self)
{
  PrognosisFit *fit = self->forecast != NULL ? prognosis_forecast_get_fit (self->forecast) : NULL;
  g_autofree double *values = NULL;
  gboolean is_moved = FALSE;

  if (fit == NULL || self->previewed >= 0)
    return;
  values = g_memdup2 (prognosis_fit_get_values (fit), prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (fit))
                                                          * prognosis_fit_get_n_parameters (fit) * sizeof *values);
  /* What is fixed in one model is not meant for another that is still in sight. */
  if (g_str_equal (prognosis_forecast_get_forecaster (self->forecast), self->choices->forecaster))
    is_moved = take_all_fixed (self, fit, values);
  prognosis_session_set_fit (self, fit, values, is_moved);
}

PrognosisFit *
prognosis_session_get_fit (PrognosisSession *self)
{
  return self->fit;
}

gboolean
prognosis_session_can_move (PrognosisSession *self)
{
  const PrognosisForecaster *chosen = prognosis_forecaster_find (self->choices->forecaster);

  if (self->fit == NULL || chosen == NULL)
    return FALSE;
  /* What is recommended may be a model: moving it chooses it. */
  if (chosen->combines_others)
    return self->forecast != NULL && prognosis_forecast_get_fit (self->forecast) == self->fit;
  return chosen->model == prognosis_fit_get_model (self->fit);
}

static const PrognosisParameter *
get_parameter (PrognosisSession *self, gsize parameter)
{
  return prognosis_fit_get_parameter (self->fit, parameter);
}

double
prognosis_session_get_value (PrognosisSession *self, gsize region, gsize parameter)
{
  g_return_val_if_fail (self->fit != NULL, NAN);
  return *get_slot (self, region, parameter) / prognosis_session_get_unit (self, region, get_parameter (self, parameter));
}

double
prognosis_session_get_basic_reproduction (PrognosisSession *self, gsize region, double beta)
{
  g_return_val_if_fail (self->fit != NULL, NAN);
  return prognosis_fit_get_basic_reproduction (self->fit, get_slot (self, region, 0), beta);
}

gboolean
prognosis_session_is_locked (PrognosisSession *self, gsize region, gsize parameter)
{
  g_return_val_if_fail (self->fit != NULL, FALSE);
  return prognosis_choices_is_locked (self->choices, region, get_parameter (self, parameter)->id);
}

void
prognosis_session_preview (PrognosisSession *self, gsize parameter, double value)
{
  g_autoptr (GtkBitset) affected = NULL;
  GtkBitsetIter iter;
  double inner;
  guint region;

  g_return_if_fail (self->fit != NULL && parameter < prognosis_fit_get_n_parameters (self->fit));
  if (!prognosis_session_can_move (self))
    return;
  /* What runs would be of a value that has just changed. */
  if (self->job != NULL)
    {
      prognosis_session_drop_job (self);
      prognosis_session_notify_busy (self);
    }
  affected = prognosis_choices_dup_affected (self->choices);
  inner = value
          * prognosis_session_get_unit (self, prognosis_choices_get_first_region (self->choices), get_parameter (self, parameter));
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      *get_slot (self, region, parameter) = inner;
      self->unsolved[region] = 1;
    }
  /* What moves in one region is felt in all that it infects; and what was on its way goes on otherwise. */
  if (prognosis_fit_is_coupled (self->fit) || self->is_partial)
    {
      g_clear_pointer (&self->simulator, prognosis_simulator_free);
      memset (self->unsolved, 1, prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (self->fit)));
    }
  prognosis_comparison_clear (self->check);
  self->is_live = TRUE;
  self->is_partial = FALSE;
  self->previewed = parameter;
  if (!self->is_stale)
    {
      self->is_stale = TRUE;
      prognosis_session_emit_result (self);
    }
  prognosis_session_emit_live (self);
}

/* A slider of the model that was recommended: from now on it is that model. */
static void
adopt_forecaster (PrognosisSession *self, PrognosisChoices *next)
{
  const PrognosisForecaster *chosen = prognosis_forecaster_find (next->forecaster);

  if (!chosen->combines_others)
    return;
  g_free (next->forecaster);
  next->forecaster = g_strdup (prognosis_forecast_get_forecaster (self->forecast));
}

static void
lock_affected (PrognosisSession *self, PrognosisChoices *next, gsize parameter)
{
  g_autoptr (GtkBitset) affected = prognosis_choices_dup_affected (next);
  const char *id = get_parameter (self, parameter)->id;
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    prognosis_choices_lock (next, region, id, prognosis_session_get_value (self, region, parameter));
}

/* Whether the basic reproduction number would be another with another value of @parameter. */
static gboolean
decides_reproduction (PrognosisSession *self, gsize region, gsize parameter)
{
  double *slot = get_slot (self, region, parameter), value = *slot, before, after;

  before = prognosis_fit_get_basic_reproduction (self->fit, get_slot (self, region, 0), 1);
  *slot = value * 1.01;
  after = prognosis_fit_get_basic_reproduction (self->fit, get_slot (self, region, 0), 1);
  *slot = value;
  return isfinite (before) && after != before;
}

/* The basic reproduction number of the first region, in all that a slider acts on. */
static void
spread_reproduction (PrognosisSession *self, const PrognosisChoices *choices, gsize transmission)
{
  const PrognosisParameter *parameter = get_parameter (self, transmission);
  g_autoptr (GtkBitset) affected = prognosis_choices_dup_affected (choices);
  gsize first = prognosis_choices_get_first_region (choices);
  double reproduction = prognosis_session_get_basic_reproduction (self, first, *get_slot (self, first, transmission));
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      double value = reproduction / prognosis_session_get_basic_reproduction (self, region, 1);

      if (isfinite (value))
        *get_slot (self, region, transmission) = CLAMP (value, parameter->lower, parameter->upper);
    }
}

static void
commit (PrognosisSession *self, gsize parameter, gboolean is_reproduction)
{
  PrognosisChoices *next;
  g_autofree char *label = NULL;
  gsize region;

  if (self->fit == NULL || self->previewed != (gssize) parameter)
    return;
  self->previewed = -1;
  if (!prognosis_session_can_move (self))
    return;
  next = prognosis_choices_copy (self->choices);
  region = prognosis_choices_get_first_region (next);
  adopt_forecaster (self, next);
  if (is_reproduction)
    spread_reproduction (self, next, parameter);
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (self->fit); i++)
    if (i == parameter || (is_reproduction && decides_reproduction (self, region, i)))
      lock_affected (self, next, i);
  /* Translators: a step that can be undone; %s is the symbol of a parameter. */
  label = g_strdup_printf (_ ("Move %s"), is_reproduction ? "R₀" : get_parameter (self, parameter)->symbol);
  prognosis_session_apply (self, label, NULL, next, TRUE);
}

void
prognosis_session_commit (PrognosisSession *self, gsize parameter)
{
  commit (self, parameter, FALSE);
}

void
prognosis_session_commit_reproduction (PrognosisSession *self, gsize transmission)
{
  commit (self, transmission, TRUE);
}

/* The parameter, or with @is_reproduction all that the reproduction number depends on. */
static void
set_locked (PrognosisSession *self, gsize parameter, gboolean is_reproduction, gboolean locked)
{
  PrognosisChoices *next;
  gsize region = prognosis_choices_get_first_region (self->choices);
  g_autoptr (GtkBitset) affected = prognosis_choices_dup_affected (self->choices);
  g_autofree char *label = NULL;

  if (!prognosis_session_can_move (self))
    return;
  next = prognosis_choices_copy (self->choices);
  adopt_forecaster (self, next);
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (self->fit); i++)
    {
      if (i != parameter && !(is_reproduction && decides_reproduction (self, region, i)))
        continue;
      if (locked)
        lock_affected (self, next, i);
      else
        prognosis_choices_unlock (next, affected, get_parameter (self, i)->id);
    }
  label = g_strdup_printf (locked ? _ ("Lock %s") : _ ("Unlock %s"),
                           is_reproduction ? "R₀" : get_parameter (self, parameter)->symbol);
  prognosis_session_apply (self, label, NULL, next, TRUE);
}

void
prognosis_session_set_locked (PrognosisSession *self, gsize parameter, gboolean locked)
{
  g_return_if_fail (self->fit != NULL);
  set_locked (self, parameter, FALSE, locked);
}

void
prognosis_session_set_reproduction_locked (PrognosisSession *self, gsize transmission, gboolean locked)
{
  g_return_if_fail (self->fit != NULL);
  set_locked (self, transmission, TRUE, locked);
}

void
prognosis_session_reset_parameter (PrognosisSession *self, gsize parameter)
{
  g_return_if_fail (self->fit != NULL);
  self->previewed = -1;
  set_locked (self, parameter, FALSE, FALSE);
}

void
prognosis_session_reset_reproduction (PrognosisSession *self, gsize transmission)
{
  g_return_if_fail (self->fit != NULL);
  self->previewed = -1;
  set_locked (self, transmission, TRUE, FALSE);
}

void
prognosis_session_reset_parameters (PrognosisSession *self)
{
  PrognosisChoices *next = prognosis_choices_copy (self->choices);

  self->previewed = -1;
  prognosis_choices_unlock_all (next);
  prognosis_session_apply (self, _ ("Reset All Parameters"), NULL, next, TRUE);
}

static double
get_preset_value (PrognosisSession *self, const PrognosisPreset *preset, gsize parameter)
{
  const PrognosisParameter *p = get_parameter (self, parameter);
  double rate = prognosis_preset_get_rate (preset, p->period);

  return rate > 0 ? CLAMP (rate, p->lower, p->upper) : 0;
}

gboolean
prognosis_session_takes_presets (PrognosisSession *self)
{
  gsize n = self->fit != NULL ? prognosis_fit_get_n_parameters (self->fit) : 0;
  const PrognosisPreset *any = prognosis_preset_find ("influenza");

  for (gsize i = 0; i < n; i++)
    if (prognosis_preset_get_rate (any, get_parameter (self, i)->period) > 0)
      return TRUE;
  return FALSE;
}

gboolean
prognosis_session_apply_preset (PrognosisSession *self, const PrognosisPreset *preset)
{
  PrognosisChoices *next;
  g_autoptr (GtkBitset) affected = NULL;
  g_autofree char *label = NULL;
  GtkBitsetIter iter;
  guint region;

  if (!prognosis_session_takes_presets (self) || !prognosis_session_can_move (self))
    return FALSE;
  self->previewed = -1;
  next = prognosis_choices_copy (self->choices);
  adopt_forecaster (self, next);
  affected = prognosis_choices_dup_affected (next);
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (self->fit); i++)
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

const double *
prognosis_session_get_moved_values (PrognosisSession *self)
{
  return self->is_live ? self->values : NULL;
}

static void
solve (PrognosisSession *self, gsize region)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (self->fit);
  gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  gsize size = prognosis_dataset_get_n_signals (dataset) * self->live_n;

  if (!self->unsolved[region])
    return;
  self->unsolved[region] = 0;
  if (self->curves == NULL)
    {
      self->curves = g_new (double, n_regions *size);
      for (gsize i = 0; i < n_regions * size; i++)
        self->curves[i] = NAN; /* signals that are not observed, regions without data */
    }
  if (self->simulator == NULL)
    {
      self->simulator = prognosis_simulator_new_with (self->fit, self->live_horizon, self->values);
      /* What is fitted goes on where its forecast will; what a hand tries is one curve. */
      if (!self->is_partial)
        prognosis_simulator_set_unanchored (self->simulator);
    }
  prognosis_simulator_run (self->simulator, region, get_slot (self, region, 0), NULL, NULL, self->curves + region * size);
}

const double *
prognosis_session_get_live (PrognosisSession *self, gsize region, gsize *first, gsize *n)
{
  gsize n_window;

  if (self->draft != NULL && self->draft_of == self->choices->dataset)
    {
      *first = self->draft_first;
      *n = self->draft_n;
      return self->draft + region * prognosis_dataset_get_n_signals (self->choices->dataset) * self->draft_n;
    }
  if (!self->is_live || self->fit == NULL)
    return NULL;
  solve (self, region);
  prognosis_fit_get_window (self->fit, first, &n_window);
  *n = self->live_n;
  return self->curves + region * prognosis_dataset_get_n_signals (prognosis_fit_get_dataset (self->fit)) * self->live_n;
}

gsize
prognosis_session_get_live_past (PrognosisSession *self)
{
  if (self->draft != NULL && self->draft_of == self->choices->dataset)
    return 0;
  return self->live_n - self->live_horizon;
}
