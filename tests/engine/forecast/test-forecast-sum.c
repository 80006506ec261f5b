/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums of regions: path by path, as the paths were drawn, so that an interval is that of the sum. */

#include "prognosis-forecast.h"
#include "test-dataset-build.h"

#define N_PATHS 5
#define HORIZON 2

/* Three regions; the third has no forecast. Paths of the first two rise together, or against each other. */
static PrognosisForecast *
new_forecast (int kind, gboolean opposed)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisForecast *forecast;

  prognosis_dataset_builder_add_signal (builder, "cases", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  for (gsize r = 0; r < 3; r++)
    {
      prognosis_dataset_builder_add_region (builder, NULL, (const char *[]){ "A", "B, C", "D" }[r], NAN);
      for (int t = 0; t < 10; t++)
        prognosis_dataset_builder_add_value (builder, r, 0, t, 0.5, 0, 1);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  forecast = prognosis_forecast_new (dataset, "test", HORIZON, N_PATHS);
  for (gsize r = 0; r < 2; r++)
    {
      double *paths = prognosis_forecast_add_paths (forecast, r, 0);

      for (gsize h = 0; h < HORIZON; h++)
        for (gsize p = 0; p < N_PATHS; p++)
          paths[h * N_PATHS + p] = (double) (h + 1) * (double) (opposed && r == 1 ? N_PATHS - 1 - p : p);
    }
  return forecast;
}

static void
test_joint (void)
{
  g_autoptr (PrognosisForecast) together = new_forecast (PROGNOSIS_KIND_INCIDENT, FALSE);
  g_autoptr (PrognosisForecast) opposed = new_forecast (PROGNOSIS_KIND_INCIDENT, TRUE);
  const gsize regions[] = { 0, 1, 2 };
  const double levels[] = { 0.25, 0.5, 0.75 };
  double values[3];

  g_assert_true (prognosis_forecast_get_sum (together, regions, 3, 0, 2, levels, 3, values));
  g_assert_cmpfloat_with_epsilon (values[0], 4.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[1], 8.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[2], 12.0, 1e-9);
  /* What one gains the other loses: the sum is certain, although neither region is. */
  g_assert_true (prognosis_forecast_get_sum (opposed, regions, 3, 0, 2, levels, 3, values));
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (values[i], 8.0, 1e-9);
  g_assert_false (prognosis_forecast_get_sum (opposed, &regions[2], 1, 0, 2, levels, 3, values));
}

static void
test_rates (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_RATE, FALSE);
  const gsize regions[] = { 0, 1 };
  const double half = 0.5;
  double value;
  g_autoptr (GString) csv = g_string_new (NULL);

  g_assert_false (prognosis_forecast_get_sum (forecast, regions, 2, 0, 1, &half, 1, &value));
  prognosis_forecast_append_sum_csv (forecast, "Both", regions, 2, &half, 1, csv);
  g_assert_cmpstr (csv->str, ==, "");
}

static void
test_csv (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_INCIDENT, FALSE);
  const gsize regions[] = { 0, 1 };
  const double levels[] = { 0.25 };
  g_autoptr (GString) csv = g_string_new (NULL);

  prognosis_forecast_append_sum_csv (forecast, "=Both, of them", regions, 2, levels, 1, csv);
  g_assert_cmpstr (csv->str, ==,
                   "1970-01-10,cases,1,1970-01-11,\"'=Both, of them\",median,,4\n"
                   "1970-01-10,cases,1,1970-01-11,\"'=Both, of them\",quantile,0.25,2\n"
                   "1970-01-10,cases,2,1970-01-12,\"'=Both, of them\",median,,8\n"
                   "1970-01-10,cases,2,1970-01-12,\"'=Both, of them\",quantile,0.25,4\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast-sum/joint", test_joint);
  g_test_add_func ("/forecast-sum/rates", test_rates);
  g_test_add_func ("/forecast-sum/csv", test_csv);
  return g_test_run ();
}
