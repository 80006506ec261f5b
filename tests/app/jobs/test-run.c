/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-error.h"
#include "prognosis-run.h"

#include <math.h>

/* Work that waits until released or cancelled, for an owner that counts calls. */
typedef struct
{
  PrognosisRun *run;
  int n_progress;
  int n_done;
  char *result;
  char *error;
} Owner;

typedef struct
{
  gint is_begun; /* atomic */
  gint may_end;  /* atomic */
} Task;

static gint n_data_freed, n_results_freed; /* atomic */

static gpointer
work (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  Task *task = *(Task **) data;

  prognosis_gauge_set (gauge, 0.25, NULL);
  g_atomic_int_set (&task->is_begun, TRUE);
  while (!g_atomic_int_get (&task->may_end) && !g_cancellable_is_cancelled (cancellable))
    g_usleep (500);
  if (g_atomic_int_get (&task->may_end) < 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "refused");
      return NULL;
    }
  return g_strdup ("result");
}

static void
count_progress (gpointer owner)
{
  ((Owner *) owner)->n_progress++;
}

static void
done (gpointer user_data, gpointer data, gpointer result, const GError *error)
{
  Owner *owner = user_data;

  g_assert_null (owner->run);
  g_assert_nonnull (*(Task **) data);
  owner->n_done++;
  owner->result = result;
  owner->error = error != NULL ? g_strdup (error->message) : NULL;
}

static void
free_data (gpointer data)
{
  g_free (data);
  g_atomic_int_inc (&n_data_freed);
}

static void
free_result (gpointer result)
{
  g_free (result);
  g_atomic_int_inc (&n_results_freed);
}

static const PrognosisRunWork WORK = {
  .work = work,
  .progress = count_progress,
  .done = done,
  .free_data = free_data,
  .free_result = free_result,
};

static void
start (Owner *owner, Task *task)
{
  prognosis_run_start (&owner->run, &WORK, g_memdup2 (&task, sizeof task), owner);
  g_assert_nonnull (owner->run);
}

static void
owner_clear (Owner *owner)
{
  g_free (owner->result);
  g_free (owner->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Owner, owner_clear)

static void
test_done (void)
{
  g_auto (Owner) owner = { 0 };
  Task task = { 0 };

  g_atomic_int_set (&n_data_freed, 0);
  start (&owner, &task);
  app_test_wait (owner.n_progress > 1, 10);
  g_assert_cmpfloat (prognosis_gauge_get_fraction (prognosis_run_get_gauge (owner.run)), ==, 0.25);
  g_assert_cmpint (owner.n_done, ==, 0);
  g_atomic_int_set (&task.may_end, 1);
  app_test_wait (owner.n_done > 0, 10);
  g_assert_cmpstr (owner.result, ==, "result");
  g_assert_null (owner.error);
  app_test_wait (g_atomic_int_get (&n_data_freed) == 1, 10);
  g_assert_cmpint (owner.n_done, ==, 1);
}

static void
test_error (void)
{
  g_auto (Owner) owner = { 0 };
  Task task = { 0, -1 };

  start (&owner, &task);
  app_test_wait (owner.n_done > 0, 10);
  g_assert_null (owner.result);
  g_assert_cmpstr (owner.error, ==, "refused");
}

/* Stopped work may still have a result. */
static void
test_stop (void)
{
  g_auto (Owner) owner = { 0 };
  Task task = { 0 };

  start (&owner, &task);
  g_assert_false (prognosis_run_is_stopped (owner.run));
  prognosis_run_stop (owner.run);
  g_assert_true (prognosis_run_is_stopped (owner.run));
  app_test_wait (owner.n_done > 0, 10);
  g_assert_cmpstr (owner.result, ==, "result");
}

/* An owner that drops or replaces a run is not called for it. */
static void
test_drop (void)
{
  g_auto (Owner) owner = { 0 };
  Task tasks[2] = { 0 };

  g_atomic_int_set (&n_data_freed, 0);
  g_atomic_int_set (&n_results_freed, 0);
  start (&owner, &tasks[0]);
  start (&owner, &tasks[1]);
  app_test_wait (g_atomic_int_get (&tasks[1].is_begun), 10);
  prognosis_run_drop (&owner.run);
  g_assert_null (owner.run);
  prognosis_run_drop (&owner.run);
  app_test_wait (g_atomic_int_get (&n_data_freed) == 2 && g_atomic_int_get (&n_results_freed) == 2, 10);
  g_assert_cmpint (owner.n_done, ==, 0);
}

static void
test_gauge (void)
{
  g_autoptr (PrognosisGauge) gauge = prognosis_gauge_new ();
  const PrognosisForecaster forecaster = { 0 };

  g_assert_cmpfloat (prognosis_gauge_get_fraction (gauge), ==, 0);
  g_assert_null (prognosis_gauge_get_forecaster (gauge));
  prognosis_gauge_set (gauge, 0.5, &forecaster);
  g_assert_cmpfloat (prognosis_gauge_get_fraction (gauge), ==, 0.5);
  g_assert_true (prognosis_gauge_get_forecaster (gauge) == &forecaster);
  /* It does not go back. */
  prognosis_gauge_set (gauge, 0.25, NULL);
  g_assert_cmpfloat (prognosis_gauge_get_fraction (gauge), ==, 0.5);
  g_assert_null (prognosis_gauge_get_forecaster (gauge));
  prognosis_gauge_set (gauge, 7, NULL);
  g_assert_cmpfloat (prognosis_gauge_get_fraction (gauge), ==, 1);
  /* Too early to tell. */
  g_assert_true (isnan (prognosis_gauge_get_seconds_left (gauge)));
  g_assert_cmpfloat (prognosis_gauge_get_seconds (gauge), >=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/run/done", test_done);
  g_test_add_func ("/app/run/error", test_error);
  g_test_add_func ("/app/run/stop", test_stop);
  g_test_add_func ("/app/run/drop", test_drop);
  g_test_add_func ("/app/run/gauge", test_gauge);
  return g_test_run ();
}
