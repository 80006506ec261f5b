/* SPDX-License-Identifier: GPL-3.0-or-later */

/* While a forecaster runs: it reports what it learns, can be stopped early, and is cancelled promptly. */

#include "prognosis-error.h"
#include "test-forecaster-data.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* The training of each network is recorded: one error per epoch, with a minimum below the first. */
static void
test_trainings (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = run (forecaster, dataset, 1, &error);
  gboolean seen[2] = { FALSE, FALSE };
  gsize n;
  const PrognosisTraining *trainings;

  g_assert_no_error (error);
  trainings = prognosis_forecast_get_trainings (forecast, &n);
  g_assert_cmpuint (n, >=, 2);
  for (gsize i = 0; i < n; i++)
    {
      double least = INFINITY;

      for (gsize k = 0; k < trainings[i].n_epochs; k++)
        least = fmin (least, trainings[i].errors[k]);
      g_assert_cmpuint (trainings[i].n_epochs, >=, 2);
      g_assert_true (trainings[i].stop == PROGNOSIS_STOP_CONVERGED || trainings[i].stop == PROGNOSIS_STOP_ITERATIONS);
      g_assert_cmpfloat (least, >, 0.0);
      g_assert_cmpfloat (least, <=, trainings[i].errors[0]);
      seen[trainings[i].signal] = TRUE;
    }
  g_assert_true (seen[0] && seen[1]);
}

/* Progress reports during training. */
typedef struct
{
  guint n, n_other;
  double last[N_REGIONS * 2 * 5];
} Told;

static void
told_cb (const PrognosisProgress *progress, gpointer user_data)
{
  Told *told = user_data;

  if (!progress->median)
    return;
  g_assert_cmpuint (progress->horizon, ==, 5);
  told->n_other += told->n > 0 && memcmp (told->last, progress->median, sizeof told->last) != 0;
  memcpy (told->last, progress->median, sizeof told->last);
  told->n++;
}

/* The median changes during training; the last report equals the forecast. */
static void
test_moves (gconstpointer data)
{
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  Told told = { 0 };
  const PrognosisRequest request = { .dataset = dataset, .options = options, .progress = told_cb, .progress_data = &told };
  const double half = 0.5;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;

  options->horizon = 5;
  options->starts = 2;
  options->hidden = 8;
  options->n_paths = 200;
  forecast = prognosis_forecaster_run (data, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told.n_other, >=, 4);
  for (gsize r = 0; r < N_REGIONS; r++)
    for (gsize s = 0; s < 2; s++)
      for (gsize h = 1; h <= 5; h++)
        {
          const double shown = told.last[(r * 2 + s) * 5 + h - 1];
          double value;

          prognosis_forecast_get_quantiles (forecast, r, s, h, &half, 1, &value);
          g_assert_cmpfloat_with_epsilon (value, shown, 0.02 * fabs (shown) + 1.0);
        }
}

/* What is shown so far counts persons: fitted curves and medians, of regions x signals x steps. */
static void
check_so_far (const PrognosisProgress *progress, gpointer user_data)
{
  const PrognosisDataset *dataset = user_data;
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), n_regions = prognosis_dataset_get_n_regions (dataset);

  for (gsize k = 0; progress->median != NULL && k < n_regions * n_signals * progress->horizon; k++)
    g_assert_false (progress->median[k] < 0.0);
  for (gsize r = 0; progress->fit != NULL && r < n_regions; r++)
    {
      const gsize horizon = 9;
      g_autofree double *curves = NULL;
      gsize first, n;

      prognosis_fit_get_window (progress->fit, &first, &n);
      curves = g_new (double, n_signals *(n + horizon));
      prognosis_fit_simulate (progress->fit, r, prognosis_fit_get_values (progress->fit), horizon, curves);
      for (gsize k = 0; k < n_signals * (n + horizon); k++)
        g_assert_false (curves[k] < 0.0);
    }
}

static void
test_so_far (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;

  for (Shape shape = WHOLE; shape < N_SHAPES; shape++)
    {
      g_autoptr (PrognosisDataset) dataset = make_data (shape);
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      const PrognosisRequest request
          = { .dataset = dataset, .options = options, .progress = check_so_far, .progress_data = dataset };
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisForecast) forecast = NULL;

      options->horizon = 9;
      options->n_paths = 20;
      options->starts = 1;
      options->epochs = 20;
      options->hidden = 6;
      options->n_threads = 1;
      forecast = prognosis_forecaster_run (forecaster, &request, &error);
      g_assert_true (forecast != NULL || error->domain == PROGNOSIS_ERROR);
    }
}

static void
cancel_cb (const PrognosisProgress *progress, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Cancelled before the first progress report or at it: in both cases the forecast stops with an error. */
static void
test_cancel (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  for (int before = 0; before < 2; before++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      const PrognosisRequest request = {
        .dataset = dataset, .options = options, .cancellable = cancellable, .progress = cancel_cb, .progress_data = cancellable
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisForecast) forecast = NULL;

      if (before)
        g_cancellable_cancel (cancellable);
      forecast = prognosis_forecaster_run (forecaster, &request, &error);
      if (before || !forecast)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static gboolean
warns_of (const PrognosisForecast *forecast, const char *text)
{
  const char *const *notes = prognosis_forecast_get_notes (forecast);

  for (gsize i = 0; notes[i] != NULL; i++)
    if (prognosis_forecast_is_warning (forecast, i) && strstr (notes[i], text) != NULL)
      return TRUE;
  return FALSE;
}

/* Stopped at its first report, a network forecasts the first signal with its state so far, and the other by the damped trend. There
   is no time for past origins: the intervals are those of persistence. */
static void
test_end (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  options->n_threads = 1;
  for (int before = 0; before < 2; before++)
    {
      const double levels[] = { 0.025, 0.975 };
      double ends[2];
      g_autoptr (GCancellable) enough = g_cancellable_new ();
      const PrognosisRequest request
          = { .dataset = dataset, .options = options, .enough = enough, .progress = cancel_cb, .progress_data = enough };
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisForecast) forecast = NULL;
      const PrognosisTraining *trainings;
      gsize n, n_examples, n_needed;

      if (before)
        g_cancellable_cancel (enough);
      forecast = prognosis_forecaster_run (forecaster, &request, &error);
      if (before)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (prognosis_forecast_has (forecast, 0, 0) && prognosis_forecast_has (forecast, 0, 1));
      g_assert_false (prognosis_forecast_is_stand_in (forecast, 0, 0, &n_examples, &n_needed));
      g_assert_true (prognosis_forecast_is_stand_in (forecast, 0, 1, &n_examples, &n_needed));
      trainings = prognosis_forecast_get_trainings (forecast, &n);
      g_assert_cmpuint (n, >=, 1);
      g_assert_cmpint (trainings[0].stop, ==, PROGNOSIS_STOP_CANCELLED);
      g_assert_cmpuint (trainings[0].n_epochs, ==, 1);
      g_assert_true (warns_of (forecast, "provisional"));
      prognosis_forecast_get_quantiles (forecast, 0, 0, 1, levels, 2, ends);
      g_assert_cmpfloat (ends[0], <, ends[1]);
    }
}

static void
add (const PrognosisForecaster *forecaster, const char *what, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/engine/forecasters/%s/%s", forecaster->id, what);

  g_test_add_data_func (path, forecaster, test);
}

int
main (int argc, char *argv[])
{
  const PrognosisForecaster *const *list;
  gsize n;

  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  list = prognosis_forecaster_list (&n);
  for (gsize i = 0; i < n; i++)
    {
      add (list[i], "cancel", test_cancel);
      add (list[i], "so-far", test_so_far);
      if ((list[i]->reads & PROGNOSIS_READS_STARTS) && list[i]->family == PROGNOSIS_FAMILY_DATA_DRIVEN)
        {
          add (list[i], "trainings", test_trainings);
          add (list[i], "moves", test_moves);
        }
      if (list[i]->keeps_best && list[i]->family == PROGNOSIS_FAMILY_DATA_DRIVEN)
        add (list[i], "end", test_end);
    }
  return g_test_run ();
}
