/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

/* Behind a model that was chosen by hand: whether simply carrying on the last week would have done better. */

#include "prognosis-recommend.h"
#include "prognosis-session-private.h"
#include "prognosis-forecaster-list.h"

/* For the thread. */
typedef struct
{
  PrognosisDataset *dataset; /* ends at the origin */
  PrognosisOptions *options;
  const PrognosisForecaster *forecaster;
} Checking;

static void
checking_free (gpointer data)
{
  Checking *checking = data;

  prognosis_dataset_unref (checking->dataset);
  prognosis_options_free (checking->options);
  g_free (checking);
}

static void
check_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Checking *checking = task_data;
  const PrognosisRequest request = { .dataset = checking->dataset, .options = checking->options, .cancellable = cancellable };

  g_task_return_pointer (task, prognosis_recommend_check (checking->forecaster, &request, NULL),
                         (GDestroyNotify) prognosis_backtest_unref);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (PrognosisSession) self = g_weak_ref_get (weak);
  g_autoptr (PrognosisBacktest) backtest = g_task_propagate_pointer (G_TASK (result), NULL);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL || self->check_cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->check_cancellable);
  self->check = g_steal_pointer (&backtest);
  prognosis_session_emit_check (self);
}

/* TRUE: there was one, or it was on its way. */
static gboolean
clear_check (PrognosisSession *self)
{
  gboolean had_one = self->check != NULL || self->check_cancellable != NULL;

  if (self->check_cancellable != NULL)
    g_cancellable_cancel (self->check_cancellable);
  g_clear_object (&self->check_cancellable);
  g_clear_pointer (&self->check, prognosis_backtest_unref);
  return had_one;
}

/* Several together were tried before they were put together, and persistence is the bar itself. */
static gboolean
is_checked (const PrognosisForecaster *forecaster)
{
  return forecaster != NULL && !forecaster->combines_others && !forecaster->is_baseline;
}

void
prognosis_session_start_check (PrognosisSession *self)
{
  /* Of what is recommended, the one that was chosen. */
  const PrognosisForecaster *forecaster
      = self->forecast != NULL ? prognosis_forecaster_find (prognosis_forecast_get_forecaster (self->forecast)) : NULL;
  g_autoptr (GTask) task = NULL;
  Checking *checking;
  GWeakRef *weak;

  clear_check (self);
  if (!is_checked (forecaster))
    {
      prognosis_session_emit_check (self);
      return;
    }
  checking = g_new0 (Checking, 1);
  checking->dataset = prognosis_dataset_ref (prognosis_forecast_get_dataset (self->forecast));
  checking->options = prognosis_options_copy (self->choices->options);
  checking->forecaster = forecaster;
  self->check_cancellable = g_cancellable_new ();
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  task = g_task_new (NULL, self->check_cancellable, checked_cb, weak);
  g_task_set_task_data (task, checking, checking_free);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, check_thread);
  prognosis_session_emit_check (self);
}

void
prognosis_session_drop_check (PrognosisSession *self)
{
  if (clear_check (self))
    prognosis_session_emit_check (self);
}

gboolean
prognosis_session_is_checking (PrognosisSession *self)
{
  return self->check_cancellable != NULL;
}

PrognosisBacktest *
prognosis_session_get_check (PrognosisSession *self)
{
  return self->check;
}
