/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The limit on the epochs of training: it ends training and does nothing else. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster-list.h"

static PrognosisDataset *
make_waves (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "place", 1e5);
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  for (guint t = 0; t < 120; t++)
    prognosis_dataset_builder_add_value (builder, region, cases, 18000 + (int) t,
                                         200 + floor (60 * sin (t / 9.0)) + t * t * 37 % 101, file, t + 2);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisForecast *
forecast (PrognosisDataset *dataset, int epochs)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (GError) error = NULL;
  PrognosisForecast *made;

  options->starts = 1;
  options->horizon = 7;
  options->n_paths = 50;
  options->epochs = epochs;
  made = prognosis_forecaster_run (prognosis_forecaster_find ("fc"), &request, &error);
  g_assert_no_error (error);
  return made;
}

static const PrognosisTraining *
get_training (const PrognosisForecast *made)
{
  gsize n;
  const PrognosisTraining *trainings = prognosis_forecast_get_trainings (made, &n);

  g_assert_cmpuint (n, ==, 1);
  return trainings;
}

static gboolean
is_same (const PrognosisForecast *a, const PrognosisForecast *b)
{
  const gsize size = prognosis_forecast_get_horizon (a) * prognosis_forecast_get_n_paths (a) * sizeof (double);

  return memcmp (prognosis_forecast_get_paths (a, 0, 0), prognosis_forecast_get_paths (b, 0, 0), size) == 0;
}

static void
test_epochs (void)
{
  g_autoptr (PrognosisDataset) dataset = make_waves ();
  g_autoptr (PrognosisOptions) defaults = prognosis_options_new ();
  g_autoptr (PrognosisForecast) standard = forecast (dataset, defaults->epochs), more = forecast (dataset, 10 * defaults->epochs);
  g_autoptr (PrognosisForecast) few = forecast (dataset, 2), as_needed = NULL;
  const PrognosisTraining *of_standard = get_training (standard), *of_few = get_training (few);

  g_assert_cmpint (of_standard->stop, ==, PROGNOSIS_STOP_CONVERGED);
  g_assert_cmpuint (of_standard->n_epochs, <, (gsize) defaults->epochs);
  g_assert_true (is_same (standard, more));
  as_needed = forecast (dataset, (int) of_standard->n_epochs);
  g_assert_true (is_same (standard, as_needed));

  g_assert_cmpint (of_few->stop, ==, PROGNOSIS_STOP_ITERATIONS);
  g_assert_cmpuint (of_few->n_epochs, ==, 2);
  for (gsize i = 0; i < 2; i++)
    g_assert_cmpfloat (of_few->errors[i], ==, of_standard->errors[i]);
  g_assert_false (is_same (standard, few));
}

/* The option is that of trained networks: those of the models' transmission and of the hybrid are fitted otherwise. */
static void
test_readers (void)
{
  const char *const trained[] = { "fc", "seq2seq", "neural-ode", "transformer", "gat", NULL };
  gsize n;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);

  for (gsize i = 0; i < n; i++)
    if (!list[i]->combines_others)
      g_assert_cmpint ((list[i]->reads & PROGNOSIS_READS_EPOCHS) != 0, ==, g_strv_contains (trained, list[i]->id));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/training/epochs", test_epochs);
  g_test_add_func ("/engine/training/readers", test_readers);
  return g_test_run ();
}
