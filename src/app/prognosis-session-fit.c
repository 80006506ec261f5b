/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-session-private.h"
#include "prognosis-verdict.h"

#include <glib/gi18n.h>
#include <math.h>

/* From less than this nothing can be told of how long the rest will take. */
#define LEAST_SECONDS 3
#define LEAST_FRACTION 0.04

/* --- jobs --------------------------------------------------------------------- */

void
prognosis_session_drop_job (PrognosisSession *self)
{
  if (self->job == NULL)
    return;
  g_cancellable_cancel (self->job_cancellable);
  g_clear_object (&self->job_cancellable);
  g_clear_pointer (&self->job, prognosis_job_unref);
}

typedef struct
{
  GWeakRef session;
  PrognosisJob *job;
} Running;

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
      prognosis_session_show (self, forecast);
      if (was_stopped)
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
        self->problem = g_strdup (self->forecast != NULL
                                      ? _ ("Stopped before there was anything new to show: the earlier forecast is kept.")
                                      : _ ("Stopped before there was anything to show."));
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
  prognosis_session_drop_check (self);
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
  self->job = prognosis_job_new (choices->dataset, prognosis_choices_get_origin (choices) + 1, forecaster,
                                 choices->options);
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
  prognosis_session_start_check (self);
}

static double *
get_slot (PrognosisSession *self, gsize region, gsize parameter)
{
  return &self->values[region * prognosis_fit_get_n_parameters (self->fit) + parameter];
}

static double
get_unit_of (PrognosisSession *self, gsize region, const PrognosisParameter *parameter)
{
  double population;

  if (!g_str_equal (parameter->unit, "persons"))
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
      value = fixed->value * get_unit_of (self, region, parameter);
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

/* Where nothing is fitted by itself, the sliders show what was fitted last, and what is fixed instead. */
static void
follow_choices (PrognosisSession *self)
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
      prognosis_session_notify_busy (self);
      follow_choices (self);
    }
  if (self->forecast != NULL && !self->is_stale)
    {
      self->is_stale = TRUE;
      prognosis_session_emit_result (self);
    }
}

/* --- the model under the sliders ---------------------------------------------- */

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
  g_clear_pointer (&self->simulator, prognosis_simulator_free);
  self->fit = fit;
  self->is_live = is_live && fit != NULL;
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

PrognosisFit *
prognosis_session_get_fit (PrognosisSession *self)
{
  return self->fit;
}

static const PrognosisParameter *
get_parameter (PrognosisSession *self, gsize parameter)
{
  return prognosis_fit_get_parameter (self->fit, parameter);
}

double
prognosis_session_get_unit (PrognosisSession *self, gsize region, gsize parameter)
{
  return get_unit_of (self, region, get_parameter (self, parameter));
}

double
prognosis_session_get_value (PrognosisSession *self, gsize region, gsize parameter)
{
  g_return_val_if_fail (self->fit != NULL, NAN);
  return *get_slot (self, region, parameter) / prognosis_session_get_unit (self, region, parameter);
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
  /* What runs would be of a value that has just changed. */
  if (self->job != NULL)
    {
      prognosis_session_drop_job (self);
      prognosis_session_notify_busy (self);
    }
  affected = prognosis_choices_dup_affected (self->choices);
  inner = value * prognosis_session_get_unit (self, prognosis_choices_get_first_region (self->choices), parameter);
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok;
       ok = gtk_bitset_iter_next (&iter, &region))
    {
      *get_slot (self, region, parameter) = inner;
      self->unsolved[region] = 1;
    }
  /* What moves in one region is felt in all that it infects. */
  if (prognosis_fit_is_coupled (self->fit))
    {
      g_clear_pointer (&self->simulator, prognosis_simulator_free);
      memset (self->unsolved, 1, prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (self->fit)));
    }
  prognosis_session_drop_check (self);
  self->is_live = TRUE;
  self->previewed = parameter;
  if (!self->is_stale)
    {
      self->is_stale = TRUE;
      prognosis_session_emit_result (self);
    }
  prognosis_session_emit_live (self);
}

/* A slider of the model that "auto" chose: from now on it is that model. */
static void
adopt_forecaster (PrognosisSession *self, PrognosisChoices *next)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (next->forecaster);

  if (forecaster != NULL && forecaster->model == NULL && self->forecast != NULL
      && prognosis_forecast_get_fit (self->forecast) == self->fit)
    {
      g_free (next->forecaster);
      next->forecaster = g_strdup (prognosis_forecast_get_forecaster (self->forecast));
    }
}

static void
lock_affected (PrognosisSession *self, PrognosisChoices *next, gsize parameter)
{
  g_autoptr (GtkBitset) affected = prognosis_choices_dup_affected (next);
  const char *id = get_parameter (self, parameter)->id;
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok;
       ok = gtk_bitset_iter_next (&iter, &region))
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

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok;
       ok = gtk_bitset_iter_next (&iter, &region))
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

void
prognosis_session_set_locked (PrognosisSession *self, gsize parameter, gboolean locked)
{
  PrognosisChoices *next;
  g_autoptr (GtkBitset) affected = NULL;
  g_autofree char *label = NULL;
  const char *symbol;

  g_return_if_fail (self->fit != NULL);
  next = prognosis_choices_copy (self->choices);
  affected = prognosis_choices_dup_affected (next);
  symbol = get_parameter (self, parameter)->symbol;
  adopt_forecaster (self, next);
  if (locked)
    lock_affected (self, next, parameter);
  else
    prognosis_choices_unlock (next, affected, get_parameter (self, parameter)->id);
  label = g_strdup_printf (locked ? _ ("Lock %s") : _ ("Unlock %s"), symbol);
  prognosis_session_apply (self, label, NULL, next, TRUE);
}

void
prognosis_session_reset_parameter (PrognosisSession *self, gsize parameter)
{
  g_return_if_fail (self->fit != NULL);
  self->previewed = -1;
  prognosis_session_set_locked (self, parameter, FALSE);
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
  double rate = prognosis_preset_get_rate (preset, p->id);

  return rate > 0 ? CLAMP (rate, p->lower, p->upper) : 0;
}

gboolean
prognosis_session_takes_presets (PrognosisSession *self)
{
  gsize n = self->fit != NULL ? prognosis_fit_get_n_parameters (self->fit) : 0;
  const PrognosisPreset *any = prognosis_preset_find ("influenza");

  for (gsize i = 0; i < n; i++)
    if (prognosis_preset_get_rate (any, get_parameter (self, i)->id) > 0)
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

  if (!prognosis_session_takes_presets (self))
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
    self->simulator = prognosis_simulator_new_with (self->fit, self->live_horizon, self->values);
  prognosis_simulator_run (self->simulator, region, get_slot (self, region, 0), NULL, NULL, self->curves + region * size);
}

const double *
prognosis_session_get_live (PrognosisSession *self, gsize region, gsize *first, gsize *n)
{
  gsize n_window;

  if (!self->is_live || self->fit == NULL)
    return NULL;
  solve (self, region);
  prognosis_fit_get_window (self->fit, first, &n_window);
  *n = self->live_n;
  return self->curves + region * prognosis_dataset_get_n_signals (prognosis_fit_get_dataset (self->fit)) * self->live_n;
}
