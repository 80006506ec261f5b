/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Baselines of short series. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-dataset-builder.h"
#include "test-forecast-run.h"

#define N_MOST 12

static PrognosisDataset *
make (const double *x, gsize n, PrognosisKind kind)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Town", 1e5);
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  GError *error = NULL;
  PrognosisDataset *dataset;
  double sum = 0.0;

  prognosis_dataset_builder_set_step_days (builder, 1);
  for (gsize t = 0; t < n; t++)
    {
      sum += x[t];
      prognosis_dataset_builder_add_value (builder, region, signal, 18000 + (int) t, kind == PROGNOSIS_KIND_CUMULATIVE ? sum : x[t],
                                           file, (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* A short outbreak that falls: neither the trend nor what stands in for networks jumps back up. */
static void
test_falls (gconstpointer data)
{
  static const double outbreak[N_MOST] = { 40, 120, 260, 380, 420, 400, 340, 270, 200, 150, 110, 80 };
  const PrognosisKind kinds[] = { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_KIND_PREVALENCE, PROGNOSIS_KIND_CUMULATIVE };
  const double half = 0.5;

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (gsize n = 7; n <= N_MOST; n++)
      {
        g_autoptr (PrognosisDataset) dataset = make (outbreak, n, kinds[k]);
        g_autoptr (PrognosisForecast) made = test_forecast (dataset, data, 7);
        const gboolean is_cumulative = kinds[k] == PROGNOSIS_KIND_CUMULATIVE;
        double before = is_cumulative ? prognosis_dataset_get_values (dataset, 0, 0)[n - 1] : 0.0;

        for (gsize h = 1; h <= 7; h++)
          {
            double median;

            prognosis_forecast_get_quantiles (made, 0, 0, h, &half, 1, &median);
            /* Incident counts start from the mean of the last two days. */
            g_assert_cmpfloat (median - (is_cumulative ? before : 0.0), <, 1.02 * 0.5 * (outbreak[n - 1] + outbreak[n - 2]));
            before = median;
          }
      }
}

/* The yardstick keeps its definition: the mean increment of the last week, or of fewer days if there are no more. */
static void
test_yardstick (void)
{
  static const double x[] = { 40, 120, 260, 380, 420, 400, 340, 270 };
  const double half = 0.5;
  g_autoptr (PrognosisDataset) dataset = make (x, 5, PROGNOSIS_KIND_PREVALENCE), longer = make (x, 8, PROGNOSIS_KIND_INCIDENT);
  g_autoptr (PrognosisForecast) made = test_forecast (dataset, "persistence", 7),
                                of_longer = test_forecast (longer, "persistence", 7);
  double median;

  prognosis_forecast_get_quantiles (made, 0, 0, 2, &half, 1, &median);
  g_assert_cmpfloat_with_epsilon (median, 420.0 + 2.0 * (420.0 - 40.0) / 4.0, 1e-6);
  prognosis_forecast_get_quantiles (of_longer, 0, 0, 2, &half, 1, &median);
  g_assert_cmpfloat_with_epsilon (median, (120.0 + 260 + 380 + 420 + 400 + 340 + 270) / 7.0, 1e-6);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/engine/naive/falls/damped-trend", "damped-trend", test_falls);
  g_test_add_data_func ("/engine/naive/falls/regression", "regression", test_falls);
  g_test_add_func ("/engine/naive/yardstick", test_yardstick);
  return g_test_run ();
}
