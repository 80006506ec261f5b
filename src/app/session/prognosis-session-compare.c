/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-session-private.h"
#include "prognosis-verdict.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_ORIGINS 4

/* For the thread. */
typedef struct
{
  PrognosisGauge *gauge;
  PrognosisDataset *whole;   /* as it was chosen */
  PrognosisDataset *dataset; /* ends at the origin */
  PrognosisOptions *chosen;
  PrognosisOptions *options; /* with a horizon that the data are long enough for */
  GStrv forecasters;
  const char *fixed_of; /* interned, or NULL */
  gsize *origins;
  gsize n_origins;
} Comparing;

static void
comparing_free (gpointer data)
{
  Comparing *comparing = data;

  prognosis_gauge_unref (comparing->gauge);
  prognosis_dataset_unref (comparing->whole);
  prognosis_dataset_unref (comparing->dataset);
  prognosis_options_free (comparing->chosen);
  prognosis_options_free (comparing->options);
  g_strfreev (comparing->forecasters);
  g_free (comparing->origins);
  g_free (comparing);
}

static void
progress_cb (const PrognosisProgress *progress, gpointer user_data)
{
  prognosis_gauge_set (user_data, progress->fraction, prognosis_forecaster_find (progress->forecaster));
}

static void
compare_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Comparing *comparing = task_data;
  g_autoptr (GError) error = NULL;
  g_autofree const PrognosisForecaster **forecasters
      = prognosis_forecaster_find_all ((const char *const *) comparing->forecasters, &error);
  PrognosisBacktest *backtest;
  PrognosisBacktestRequest request = {
    .dataset = comparing->dataset,
    .forecasters = forecasters,
    .origins = comparing->origins,
    .n_origins = comparing->n_origins,
    .options = comparing->options,
    .fixed_of = comparing->fixed_of,
    .keeps_finished = TRUE,
    .progress = progress_cb,
    .progress_data = comparing->gauge,
    .cancellable = cancellable,
  };

  backtest = forecasters != NULL ? prognosis_backtest_new (&request, &error) : NULL;
  if (backtest != NULL)
    g_task_return_pointer (task, backtest, (GDestroyNotify) prognosis_backtest_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
prognosis_session_set_backtest (PrognosisSession *self, PrognosisBacktest *backtest, PrognosisDataset *dataset,
                                const PrognosisOptions *options)
{
  g_clear_pointer (&self->backtest, prognosis_backtest_unref);
  g_clear_pointer (&self->compared_dataset, prognosis_dataset_unref);
  g_clear_pointer (&self->compared_options, prognosis_options_free);
  if (backtest == NULL)
    return;
  self->backtest = backtest;
  self->compared_dataset = dataset != NULL ? prognosis_dataset_ref (dataset) : NULL;
  self->compared_options = prognosis_options_copy (options);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  const Comparing *comparing = g_task_get_task_data (G_TASK (result));
  g_autoptr (PrognosisSession) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisBacktest) backtest = g_task_propagate_pointer (G_TASK (result), &error);

  g_weak_ref_clear (weak);
  g_free (weak);
  /* Dropped, or of data that are gone. */
  if (self == NULL || self->compare_cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->compare_cancellable);
  g_clear_pointer (&self->compare_problem, g_free);
  if (backtest != NULL)
    {
      prognosis_session_set_backtest (self, g_steal_pointer (&backtest), comparing->whole, comparing->chosen);
      self->n_changes++;
      prognosis_session_autosave (self);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->compare_problem = g_strdup (_ ("Stopped before any model was finished."));
  else
    self->compare_problem = g_strdup (error->message);
  prognosis_session_emit_compare (self);
}

/* Short data cannot show a long horizon: half as long, until there is an origin to start from. */
static gsize *
choose_origins (PrognosisSession *self, PrognosisDataset *dataset, int *horizon, gsize *n)
{
  gsize *origins = NULL;

  *n = 0;
  for (*horizon = (int) prognosis_choices_get_horizon (self->choices); *horizon >= 1; *horizon /= 2)
    {
      origins = prognosis_backtest_choose_origins (dataset, *horizon, N_ORIGINS, n);
      if (*n > 0)
        return origins;
      g_free (origins);
    }
  return NULL;
}

/* What all of them need and the data do not have, as a sentence, or NULL. (transfer full) */
static char *
dup_lack (PrognosisDataset *dataset, const char *const *forecasters)
{
  char *lack = NULL;

  for (gsize i = 0; forecasters[i] != NULL; i++)
    {
      const PrognosisForecaster *forecaster = prognosis_forecaster_find (forecasters[i]);

      g_free (lack);
      lack = forecaster != NULL ? prognosis_verdict_on_lack (dataset, forecaster) : NULL;
      if (lack == NULL)
        return NULL;
    }
  return lack;
}

void
prognosis_session_compare (PrognosisSession *self, const char *const *forecasters)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autofree gsize *origins = NULL;
  gsize n_origins;
  int horizon;
  Comparing *comparing;
  GWeakRef *weak;

  if (self->choices->dataset == NULL || forecasters[0] == NULL)
    return;
  prognosis_session_drop_comparing (self);
  g_clear_pointer (&self->compare_problem, g_free);
  /* What came after the chosen origin is not known there, and no ground to choose a model on. */
  dataset = prognosis_dataset_truncate (self->choices->dataset, prognosis_choices_get_origin (self->choices) + 1);
  origins = choose_origins (self, dataset, &horizon, &n_origins);
  self->compare_problem = dup_lack (dataset, forecasters);
  if (self->compare_problem == NULL && n_origins == 0)
    self->compare_problem = g_strdup (_ ("These data are too short to look back: nothing would be left to forecast."));
  if (self->compare_problem != NULL)
    {
      prognosis_session_emit_compare (self);
      return;
    }
  comparing = g_new0 (Comparing, 1);
  g_clear_pointer (&self->compare_gauge, prognosis_gauge_unref);
  self->compare_gauge = prognosis_gauge_new ();
  comparing->gauge = prognosis_gauge_ref (self->compare_gauge);
  comparing->whole = prognosis_dataset_ref (self->choices->dataset);
  comparing->dataset = g_steal_pointer (&dataset);
  comparing->chosen = prognosis_options_copy (self->choices->options);
  comparing->options = prognosis_options_copy (self->choices->options);
  comparing->options->horizon = horizon;
  comparing->forecasters = g_strdupv ((char **) forecasters);
  /* A slider is of the chosen model: another one, chosen, would begin without. */
  comparing->fixed_of = g_intern_string (self->choices->forecaster);
  comparing->origins = g_steal_pointer (&origins);
  comparing->n_origins = n_origins;

  self->compare_cancellable = g_cancellable_new ();
  self->compare_stopped = FALSE;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  /* Without a source: the thread may be the last to hold the task, and what it holds. */
  task = g_task_new (NULL, self->compare_cancellable, compared_cb, weak);
  /* What is finished when it is stopped is wanted. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, comparing, comparing_free);
  g_task_run_in_thread (task, compare_thread);
  if (self->poll_id == 0)
    self->poll_id = g_timeout_add (33, prognosis_session_poll_cb, self);
  prognosis_session_emit_compare (self);
}

void
prognosis_session_stop_comparing (PrognosisSession *self)
{
  if (self->compare_cancellable == NULL)
    return;
  self->compare_stopped = TRUE;
  g_cancellable_cancel (self->compare_cancellable);
  prognosis_session_emit_compare (self);
}

void
prognosis_session_drop_comparing (PrognosisSession *self)
{
  if (self->compare_cancellable == NULL)
    return;
  g_cancellable_cancel (self->compare_cancellable);
  g_clear_object (&self->compare_cancellable);
  prognosis_session_emit_compare (self);
}

gboolean
prognosis_session_is_comparing (PrognosisSession *self)
{
  return self->compare_cancellable != NULL;
}

gboolean
prognosis_session_is_ending_comparison (PrognosisSession *self)
{
  return self->compare_cancellable != NULL && self->compare_stopped;
}

const PrognosisForecaster *
prognosis_session_get_compare_forecaster (PrognosisSession *self)
{
  return self->compare_gauge != NULL ? prognosis_gauge_get_forecaster (self->compare_gauge) : NULL;
}

double
prognosis_session_get_compare_seconds_left (PrognosisSession *self)
{
  if (self->compare_cancellable == NULL)
    return NAN;
  return prognosis_gauge_get_seconds_left (self->compare_gauge);
}

double
prognosis_session_get_compare_fraction (PrognosisSession *self)
{
  return self->compare_gauge != NULL ? prognosis_gauge_get_fraction (self->compare_gauge) : 0;
}

PrognosisBacktest *
prognosis_session_get_backtest (PrognosisSession *self)
{
  return self->backtest;
}

const PrognosisOptions *
prognosis_session_get_compared_options (PrognosisSession *self)
{
  return self->compared_options;
}

/* What is compared ends at the origin. */
gboolean
prognosis_session_is_backtest_stale (PrognosisSession *self)
{
  const PrognosisChoices *choices = self->choices;

  return self->backtest != NULL
         && (self->compared_dataset != choices->dataset
             || (gssize) prognosis_dataset_get_n_steps (prognosis_backtest_get_dataset (self->backtest)) - 1
                    != prognosis_choices_get_origin (choices)
             || !prognosis_choices_have_options (choices, self->compared_options));
}

const char *
prognosis_session_get_compare_problem (PrognosisSession *self)
{
  return self->compare_problem;
}
