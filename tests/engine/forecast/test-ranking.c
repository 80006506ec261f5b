/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Regions beside each other, from data and paths that are written out by hand. */

#include "prognosis-ranking.h"
#include "test-dataset-build.h"

#define N_PATHS 5
#define N_STEPS 28
#define HORIZON 14

/* A: 10 a day, then 20 a day in the last week; B: 30 a day; C is never reported. Path p forecasts A with 10 p a day, and B with 15 p a
   day. */
static PrognosisForecast *
new_forecast (int kind)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisForecast *forecast;

  prognosis_dataset_builder_add_signal (builder, "cases", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  prognosis_dataset_builder_add_region (builder, "a", "A", 1e6);
  prognosis_dataset_builder_add_region (builder, "b", "B", NAN);
  prognosis_dataset_builder_add_region (builder, "c", "C", 1e6);
  for (int t = 0; t < N_STEPS; t++)
    {
      prognosis_dataset_builder_add_value (builder, 0, 0, t, t < N_STEPS - 7 ? 10 : 20, 0, 1);
      prognosis_dataset_builder_add_value (builder, 1, 0, t, 30, 0, 1);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  forecast = prognosis_forecast_new (dataset, "test", HORIZON, N_PATHS);
  for (gsize r = 0; r < 2; r++)
    {
      double *paths = prognosis_forecast_add_paths (forecast, r, 0);

      for (gsize h = 0; h < HORIZON; h++)
        for (gsize p = 0; p < N_PATHS; p++)
          paths[h * N_PATHS + p] = (r == 0 ? 10.0 : 15.0) * (double) p;
    }
  return forecast;
}

static void
test_rows (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (PrognosisRanking) ranking = prognosis_ranking_new (forecast, 0, 7, NAN, NULL, 0);
  const PrognosisRankingRow *rows = ranking->rows;

  /* The sum, A and B. */
  g_assert_cmpuint (ranking->n_rows, ==, 3);
  g_assert_cmpint (rows[0].region, ==, -1);
  g_assert_cmpint (rows[1].region, ==, 0);
  g_assert_cmpint (rows[2].region, ==, 1);
  g_assert_cmpfloat_with_epsilon (rows[1].rate, 14.0, 1e-9);
  g_assert_true (isnan (rows[2].rate));
  g_assert_true (isnan (rows[0].rate));
  g_assert_cmpfloat_with_epsilon (rows[1].growth, 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (rows[2].growth, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (rows[0].growth, 350.0 / 280.0 - 1.0, 1e-9);
  g_assert_true (rows[0].has_answer);
  g_assert_cmpfloat_with_epsilon (rows[0].answer.values[PROGNOSIS_ANSWER_MEDIAN], 350.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (rows[1].answer.values[PROGNOSIS_ANSWER_MEDIAN], 140.0, 1e-9);
}

static void
test_steps (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (PrognosisRanking) ranking = prognosis_ranking_new (forecast, 0, 7, NAN, NULL, 0);
  gssize first, last;

  g_assert_cmpfloat_with_epsilon (prognosis_ranking_get (ranking, 1, PROGNOSIS_MEASURE_RATE, -7), 7.0, 1e-9);
  /* One day ahead: six days of 20 and the median path of 20. */
  g_assert_cmpfloat_with_epsilon (prognosis_ranking_get (ranking, 1, PROGNOSIS_MEASURE_RATE, 1), 14.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (prognosis_ranking_get (ranking, 2, PROGNOSIS_MEASURE_CHANGE, 14), 0.0, 1e-9);
  /* Paths of 0, 105, 210, 315 and 420 against 210; of 0 and so on up to 280 against 140. */
  g_assert_cmpfloat_with_epsilon (prognosis_ranking_get (ranking, 2, PROGNOSIS_MEASURE_CHANCE, 7), 0.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (rint (1e6 * prognosis_ranking_get (ranking, 1, PROGNOSIS_MEASURE_CHANCE, 14)), 4e5, 1e-9);
  g_assert_true (isnan (prognosis_ranking_get (ranking, 1, PROGNOSIS_MEASURE_CHANCE, 0)));
  g_assert_true (isnan (prognosis_ranking_get (ranking, 1, PROGNOSIS_MEASURE_RATE, 15)));
  g_assert_true (isnan (prognosis_ranking_get (ranking, 1, PROGNOSIS_MEASURE_RATE, -70)));
  /* The 80 % interval of B, from 42 to 378, covers half but not twice the last week. */
  g_assert_false (ranking->rows[2].are_wide[6]);
  prognosis_ranking_get_extent (ranking, PROGNOSIS_MEASURE_CHANGE, &first, &last);
  g_assert_cmpint (first, ==, 1);
  g_assert_cmpint (last, ==, HORIZON);
  prognosis_ranking_get_extent (ranking, PROGNOSIS_MEASURE_GROWTH, &first, &last);
  g_assert_cmpint (first, ==, -62);
}

/* B has 20 a day and paths of 0, 15, 30, 45 and 60 a day. */
static void
test_threshold (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (PrognosisRanking) ranking = prognosis_ranking_new (forecast, 0, 7, 40, NULL, 0);
  g_autoptr (PrognosisRanking) none = prognosis_ranking_new (forecast, 0, 7, NAN, NULL, 0);

  g_assert_cmpfloat_with_epsilon (prognosis_ranking_get (ranking, 2, PROGNOSIS_MEASURE_PASSED, 1), 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (prognosis_ranking_get (ranking, 2, PROGNOSIS_MEASURE_PASSED, 14), 0.4, 1e-9);
  g_assert_true (isnan (prognosis_ranking_get (ranking, 2, PROGNOSIS_MEASURE_PASSED, 0)));
  g_assert_true (isnan (prognosis_ranking_get (none, 2, PROGNOSIS_MEASURE_PASSED, 14)));
}

static void
test_wide (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_INCIDENT);
  double *paths = prognosis_forecast_edit_paths (forecast, 0, 0);
  g_autoptr (PrognosisRanking) ranking = NULL;

  for (gsize h = 0; h < HORIZON; h++)
    paths[h * N_PATHS + N_PATHS - 1] = 90.0;
  ranking = prognosis_ranking_new (forecast, 0, 7, NAN, NULL, 0);
  g_assert_true (ranking->rows[1].are_wide[6]);
  g_assert_false (ranking->rows[2].are_wide[6]);
}

/* Rates are neither summed nor divided by the population. */
static void
test_rates (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_RATE);
  g_autoptr (PrognosisRanking) ranking = prognosis_ranking_new (forecast, 0, 7, NAN, NULL, 0);

  g_assert_cmpuint (ranking->n_rows, ==, 2);
  g_assert_cmpfloat_with_epsilon (ranking->rows[1].rate, 210.0, 1e-9);
}

/* Persons present are not added up over days; their growth is that of a week. */
static void
test_present (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_PREVALENCE);
  g_autoptr (PrognosisRanking) ranking = prognosis_ranking_new (forecast, 0, 7, NAN, NULL, 0);

  g_assert_cmpfloat_with_epsilon (ranking->rows[1].rate, 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (ranking->rows[1].growth, 1.0, 1e-9);
}

static void
test_csv (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (PrognosisRanking) ranking = prognosis_ranking_new (forecast, 0, 7, NAN, NULL, 0);
  g_autoptr (GString) csv = prognosis_ranking_to_csv (ranking, forecast, "Sum");
  g_auto (GStrv) lines = g_strsplit (csv->str, "\n", -1);

  g_assert_cmpstr (lines[1], ==, "1970-01-28,cases,Sum,Sum,,0.25,1970-01-29,1970-02-04,350,350,70,630,0,0.4");
  g_assert_cmpstr (lines[2], ==, "1970-01-28,cases,a,A,14,1,1970-01-29,1970-02-04,140,140,28,252,0,0.4");
  g_assert_cmpstr (lines[4], ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ranking/rows", test_rows);
  g_test_add_func ("/ranking/steps", test_steps);
  g_test_add_func ("/ranking/threshold", test_threshold);
  g_test_add_func ("/ranking/wide", test_wide);
  g_test_add_func ("/ranking/rates", test_rates);
  g_test_add_func ("/ranking/present", test_present);
  g_test_add_func ("/ranking/csv", test_csv);
  return g_test_run ();
}
