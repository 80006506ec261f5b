/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-job.h"
#include "prognosis-reader.h"

#include <math.h>

typedef struct
{
  PrognosisJob *job;
  PrognosisChoices *choices;
  int n_done;
  PrognosisForecast *forecast;
  gboolean was_cancelled;
  gboolean was_stopped;
} Fixture;

static void
done_cb (PrognosisJob *job, Fixture *f)
{
  f->n_done++;
  g_assert_false (prognosis_job_is_running (job));
  g_assert_true ((prognosis_job_get_forecast (job) == NULL) == (prognosis_job_get_error (job) != NULL));
  g_clear_pointer (&f->forecast, prognosis_forecast_unref);
  if (prognosis_job_get_forecast (job) != NULL)
    f->forecast = prognosis_forecast_ref (prognosis_job_get_forecast (job));
  f->was_cancelled = g_error_matches (prognosis_job_get_error (job), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  f->was_stopped = prognosis_job_is_stopped (job);
}

static void
set_up (Fixture *f, gconstpointer model)
{
  g_autofree char *path = app_test_sample ("influenza-south-germany-2001-2008.csv");
  const char *const paths[] = { path, NULL };

  f->choices = prognosis_choices_new ();
  f->choices->dataset = prognosis_read (paths, NULL, NULL, NULL);
  g_assert_nonnull (f->choices->dataset);
  f->choices->origin = 300;
  g_free (f->choices->forecaster);
  f->choices->forecaster = g_strdup (model);
  f->job = prognosis_job_new ();
  g_signal_connect (f->job, "done", G_CALLBACK (done_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer model)
{
  g_clear_object (&f->job);
  g_clear_pointer (&f->forecast, prognosis_forecast_unref);
  prognosis_choices_free (f->choices);
}

static void
finish (Fixture *f)
{
  int n_before = f->n_done;

  app_test_wait (!prognosis_job_is_running (f->job), 60);
  g_assert_cmpint (f->n_done, ==, n_before + 1);
  g_assert_null (prognosis_job_get_forecast (f->job));
  g_assert_null (prognosis_job_get_error (f->job));
}

static void
test_forecasts (Fixture *f, gconstpointer model)
{
  g_assert_cmpfloat (prognosis_job_get_fraction (f->job), ==, 0);
  g_assert_true (isnan (prognosis_job_get_seconds_left (f->job)));
  g_assert_true (isnan (prognosis_job_guess_seconds (f->job, f->choices)));
  prognosis_job_start (f->job, f->choices);
  g_assert_true (prognosis_job_is_running (f->job));
  finish (f);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (f->forecast)), ==, 301);
  g_assert_false (f->was_stopped);
  /* The next one is expected to take as long, unless it is of another kind. */
  g_assert_cmpfloat (prognosis_job_guess_seconds (f->job, f->choices), >, 0);
  f->choices->options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
  g_assert_true (isnan (prognosis_job_guess_seconds (f->job, f->choices)));
  f->choices->options->transmission = PROGNOSIS_TRANSMISSION_CONSTANT;
  prognosis_job_forget (f->job);
  g_assert_true (isnan (prognosis_job_guess_seconds (f->job, f->choices)));
}

/* Intermediate results can be fetched once; when stopped, the best so far becomes the forecast. */
static void
test_stops (Fixture *f, gconstpointer model)
{
  PrognosisFit *fit = NULL;

  f->choices->options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
  f->choices->options->starts = 20;
  prognosis_job_start (f->job, f->choices);
  app_test_wait ((fit = prognosis_job_steal_fit (f->job)) != NULL, 60);
  prognosis_fit_unref (fit);
  g_assert_false (prognosis_job_is_stopped (f->job));
  prognosis_job_stop (f->job);
  g_assert_true (prognosis_job_is_running (f->job));
  g_assert_true (prognosis_job_is_stopped (f->job));
  finish (f);
  g_assert_true (f->was_stopped);
  g_assert_true (prognosis_forecast_is_early (f->forecast));
  g_assert_null (prognosis_job_steal_fit (f->job));
  /* A stopped forecast does not tell how long a complete one takes. */
  g_assert_true (isnan (prognosis_job_guess_seconds (f->job, f->choices)));
}

static void
test_stops_with_nothing (Fixture *f, gconstpointer model)
{
  prognosis_job_start (f->job, f->choices);
  prognosis_job_stop (f->job);
  finish (f);
  g_assert_true (f->forecast != NULL ? prognosis_forecast_is_early (f->forecast) : f->was_cancelled);
}

static void
test_drops (Fixture *f, gconstpointer model)
{
  PrognosisJob *other = prognosis_job_new ();

  prognosis_job_start (f->job, f->choices);
  prognosis_job_drop (f->job);
  g_assert_false (prognosis_job_is_running (f->job));
  g_assert_true (isnan (prognosis_job_get_loss (f->job)));
  prognosis_job_start (other, f->choices);
  g_assert_finalize_object (other);
  prognosis_job_start (f->job, f->choices);
  finish (f);
  g_assert_cmpint (f->n_done, ==, 1);
}

#define ADD(name, model, test) g_test_add ("/app/job/" name, Fixture, model, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("forecasts", "persistence", test_forecasts);
  ADD ("stops", "sir", test_stops);
  ADD ("stops-with-nothing", "analogue", test_stops_with_nothing);
  ADD ("drops", "persistence", test_drops);
  return g_test_run ();
}
