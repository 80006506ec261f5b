/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is decided by hand changes the forecast of its region, and of no other. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-decision.h"
#include "prognosis-forecaster-list.h"

#define N_DAYS 60
#define HORIZON 7

static PrognosisDataset *
build (PrognosisKind kind)
{
  static const char *const places[] = { "A", "B", "C", "D" };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  const guint file = prognosis_dataset_builder_add_file (builder, "a.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  PrognosisDataset *dataset;

  for (gsize r = 0; r < G_N_ELEMENTS (places); r++)
    {
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, places[r], NAN);
      double sum = 0.0;

      for (gsize t = 0; t < N_DAYS; t++)
        {
          const double x = floor ((r + 1) * 30.0 * exp (0.01 * t) + 6.0 * sin (1.9 * t + r) + 6.0);

          sum += x;
          prognosis_dataset_builder_add_value (builder, region, signal, (int) t, kind == PROGNOSIS_KIND_CUMULATIVE ? sum : x, file,
                                               t + 2);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisForecast *
run (const PrognosisRequest *request, const char *id)
{
  g_autoptr (GError) error = NULL;
  PrognosisForecast *forecast = prognosis_forecaster_run (prognosis_forecaster_find (id), request, &error);

  g_assert_no_error (error);
  return forecast;
}

static double
quantile (PrognosisForecast *forecast, gsize region, gsize horizon, double level)
{
  double value;

  prognosis_forecast_get_quantiles (forecast, region, 0, horizon, &level, 1, &value);
  return value;
}

static void
test_each (gconstpointer data)
{
  g_autoptr (PrognosisDataset) dataset = build (GPOINTER_TO_INT (data));
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (PrognosisForecast) plain = NULL, other = NULL, decided = NULL;
  g_autoptr (GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_decision_free);
  g_autoptr (GError) error = NULL;
  const char *const *notes;
  const char *regions[] = { "A", "B", "C", "elsewhere" };

  options->horizon = HORIZON;
  plain = run (&request, "persistence");
  other = run (&request, "damped-trend");
  decided = run (&request, "persistence");
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    g_ptr_array_add (decisions, prognosis_decision_new (regions[i]));
  ((PrognosisDecision *) decisions->pdata[0])->forecaster = g_strdup ("damped-trend");
  ((PrognosisDecision *) decisions->pdata[1])->width = 2.0;
  ((PrognosisDecision *) decisions->pdata[2])->is_left_out = TRUE;
  ((PrognosisDecision *) decisions->pdata[3])->is_left_out = TRUE;
  g_assert_true (prognosis_decisions_apply (decisions, decided, &request, &error));
  g_assert_no_error (error);

  g_assert_true (prognosis_forecast_has (plain, 2, 0));
  g_assert_false (prognosis_forecast_has (decided, 2, 0));
  for (gsize h = 1; h <= HORIZON; h++)
    {
      const double middle = quantile (plain, 1, h, 0.5), wide = quantile (decided, 1, h, 0.975) - middle;

      for (double level = 0.1; level < 1.0; level += 0.4)
        {
          g_assert_cmpfloat (quantile (decided, 0, h, level), ==, quantile (other, 0, h, level));
          g_assert_cmpfloat (quantile (decided, 3, h, level), ==, quantile (plain, 3, h, level));
        }
      g_assert_cmpfloat (quantile (plain, 0, h, 0.9), !=, quantile (other, 0, h, 0.9));
      g_assert_cmpfloat_with_epsilon (quantile (decided, 1, h, 0.5), middle, 1e-6 * middle);
      g_assert_cmpfloat_with_epsilon (wide, 2.0 * (quantile (plain, 1, h, 0.975) - middle), 1e-6 * middle);
      g_assert_cmpfloat (quantile (decided, 1, h, 0.025), <, quantile (plain, 1, h, 0.025));
    }
  notes = prognosis_forecast_get_notes (decided);
  g_assert_cmpuint (g_strv_length ((char **) notes), ==, g_strv_length ((char **) prognosis_forecast_get_notes (plain)) + 3);
}

/* A model that cannot run is an error, not another forecast. */
static void
test_failure (void)
{
  g_autoptr (PrognosisDataset) dataset = build (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (PrognosisForecast) forecast = run (&request, "persistence");
  g_autoptr (GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_decision_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (decisions, prognosis_decision_new ("B"));
  ((PrognosisDecision *) decisions->pdata[0])->forecaster = g_strdup ("sir"); /* needs a population */
  g_assert_false (prognosis_decisions_apply (decisions, forecast, &request, &error));
  g_assert_nonnull (error);
}

static void
test_compare (void)
{
  g_autoptr (PrognosisDecision) one = prognosis_decision_new ("A"), other = prognosis_decision_new ("A");

  g_assert_true (prognosis_decision_is_empty (one));
  one->comment = g_strdup ("because");
  g_assert_false (prognosis_decision_is_empty (one));
  g_assert_true (prognosis_decision_is_same (one, other));
  other->width = 1.5;
  g_assert_false (prognosis_decision_is_same (one, other));
  g_assert_false (prognosis_decision_is_empty (other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_data_func ("/decision/incident", GINT_TO_POINTER (PROGNOSIS_KIND_INCIDENT), test_each);
  g_test_add_data_func ("/decision/cumulative", GINT_TO_POINTER (PROGNOSIS_KIND_CUMULATIVE), test_each);
  g_test_add_func ("/decision/failure", test_failure);
  g_test_add_func ("/decision/compare", test_compare);
  return g_test_run ();
}
