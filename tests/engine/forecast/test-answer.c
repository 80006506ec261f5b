/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer of a forecast, from paths that are written out by hand: what is expected can be added up in the head. */

#include <math.h>

#include "prognosis-answer.h"
#include "test-dataset-build.h"

#define N_PATHS 5

/* Path p adds (p + 1) x @daily a step to @start. Cumulative if @is_cumulative. */
static PrognosisForecast *
new_forecast (PrognosisDataset *dataset, gsize horizon, double start, double daily, gboolean is_cumulative)
{
  PrognosisForecast *forecast = prognosis_forecast_new (dataset, "test", horizon, N_PATHS);
  double *paths = prognosis_forecast_add_paths (forecast, 0, 0);

  for (gsize h = 0; h < horizon; h++)
    for (gsize p = 0; p < N_PATHS; p++)
      paths[h * N_PATHS + p] = is_cumulative ? start + daily * (double) (p + 1) * (double) (h + 1) : daily * (double) (p + 1);
  return forecast;
}

static PrognosisAnswer
read_one (const PrognosisForecast *forecast, gsize n_steps, double threshold)
{
  const gsize region = 0;
  PrognosisAnswer answer;

  g_assert_true (prognosis_answer_read (forecast, &region, 1, 0, n_steps, threshold, &answer));
  return answer;
}

/* @n days with @value each; with @is_cumulative their running total. */
static PrognosisDataset *
new_data (gsize n, double value, gboolean is_cumulative)
{
  double values[40];

  for (gsize t = 0; t < n; t++)
    values[t] = is_cumulative ? value * (double) (t + 1) : value;
  return test_build_dataset (values, n, is_cumulative ? PROGNOSIS_KIND_CUMULATIVE : PROGNOSIS_KIND_INCIDENT, FALSE);
}

/* New and cumulative counts of the same outbreak give the same answer. */
static void
test_total (gconstpointer data)
{
  const gboolean is_cumulative = GPOINTER_TO_INT (data);
  g_autoptr (PrognosisDataset) dataset = new_data (20, 30.0, is_cumulative);
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset, 28, 600.0, 10.0, is_cumulative);
  PrognosisAnswer answer = read_one (forecast, 7, NAN);

  g_assert_cmpuint (answer.n_steps, ==, 7);
  g_assert_cmpint (answer.first_day, ==, 20);
  g_assert_cmpint (answer.last_day, ==, 26);
  g_assert_false (answer.is_peak);
  /* Totals of the paths: 70, 140, 210, 280, 350. */
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_MEDIAN], 210.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_LOWER_50], 140.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_UPPER_50], 280.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_LOWER_80], 98.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_UPPER_80], 322.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_LOWER_95], 77.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_UPPER_95], 343.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.before, 210.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.change, 0.0, 1e-9);
  /* As many as before is not more. */
  g_assert_cmpfloat_with_epsilon (answer.chance_more, 0.4, 1e-9);
  g_assert_true (isnan (answer.chance_passed));
  g_assert_true (isnan (answer.person_days[PROGNOSIS_ANSWER_MEDIAN]));
}

/* Paths are added up over the period, not at its end, and a path that varies is not its mean. */
static void
test_varying_paths (void)
{
  g_autoptr (PrognosisDataset) dataset = new_data (20, 1.0, FALSE);
  g_autoptr (PrognosisForecast) forecast = prognosis_forecast_new (dataset, "test", 3, N_PATHS);
  static const double values[] = { 9, 0, 1, 2, 5, /**/ 0, 9, 1, 2, 5, /**/ 0, 0, 1, 2, 5 };
  double *paths = prognosis_forecast_add_paths (forecast, 0, 0);
  PrognosisAnswer answer;

  memcpy (paths, values, sizeof values);
  answer = read_one (forecast, 3, 1.5);
  /* Totals 9, 9, 3, 6, 15. */
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_MEDIAN], 9.0, 1e-9);
  /* More than 10.5 in seven days, of which those before the origin have 1 each: the first and the last path pass it on day 20, the
     second on day 21. */
  g_assert_cmpfloat_with_epsilon (answer.chance_passed, 0.6, 1e-9);
  g_assert_true (answer.is_likely);
  g_assert_cmpint (answer.day_passed, ==, 20);
  answer = read_one (forecast, 2, NAN);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_MEDIAN], 9.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.before, 2.0, 1e-9);
}

/* Thresholds are of new counts a step, whatever the counts in the file are. */
static void
test_threshold (gconstpointer data)
{
  const gboolean is_cumulative = GPOINTER_TO_INT (data);
  g_autoptr (PrognosisDataset) dataset = new_data (20, 30.0, is_cumulative);
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset, 28, 600.0, 10.0, is_cumulative);
  PrognosisAnswer answer = read_one (forecast, 7, 35.0);

  /* Two paths rise above it, after 4 days of 40 and 2 days of 50. */
  g_assert_false (answer.is_above);
  g_assert_cmpfloat_with_epsilon (answer.chance_passed, 0.4, 1e-9);
  g_assert_false (answer.is_likely);
  g_assert_cmpfloat_with_epsilon (read_one (forecast, 7, 1000.0).chance_passed, 0.0, 1e-9);
  /* Three paths of 30, 40 and 50 stay above it; 20 falls to it after 4 days, 10 after 2. */
  answer = read_one (forecast, 7, 25.0);
  g_assert_true (answer.is_above);
  g_assert_cmpfloat_with_epsilon (answer.chance_passed, 0.4, 1e-9);
  /* No path falls to nothing. */
  g_assert_cmpfloat_with_epsilon (read_one (forecast, 7, 0.0).chance_passed, 0.0, 1e-9);
}

/* The horizon counts for a threshold, the period for the total; half of the paths are enough for a day. */
static void
test_first_passage (void)
{
  g_autoptr (PrognosisDataset) dataset = new_data (20, 1.0, FALSE);
  g_autoptr (PrognosisForecast) forecast = prognosis_forecast_new (dataset, "test", 10, 4);
  double *paths = prognosis_forecast_add_paths (forecast, 0, 0);
  PrognosisAnswer answer;

  /* 350 in one day are a mean of 50 in its week. */
  paths[3 * 4 + 0] = 350.0;
  paths[8 * 4 + 1] = 350.0;
  answer = read_one (forecast, 2, 40.0);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_UPPER_95], 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.chance_passed, 0.5, 1e-9);
  g_assert_true (answer.is_likely);
  g_assert_cmpint (answer.day_passed, ==, 23);
  paths[8 * 4 + 1] = 0.0;
  g_assert_false (read_one (forecast, 2, 40.0).is_likely);
}

static void
test_short_horizon (void)
{
  g_autoptr (PrognosisDataset) dataset = new_data (20, 30.0, FALSE);
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset, 3, 0.0, 10.0, FALSE);
  PrognosisAnswer answer = read_one (forecast, 7, NAN);

  g_assert_cmpuint (answer.n_steps, ==, 3);
  g_assert_cmpint (answer.last_day, ==, 22);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_MEDIAN], 90.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.before, 90.0, 1e-9);
}

/* Days without a report before the origin have a share of the first step: they are not part of the period. */
static void
test_late (void)
{
  double values[20], cases[20];
  g_autoptr (PrognosisDataset) dataset = NULL, incident = NULL, old = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL, second = NULL, third = NULL;
  PrognosisAnswer answer;
  double *paths;

  for (gsize t = 0; t < 20; t++)
    {
      values[t] = t < 18 ? 10.0 * (double) (t + 1) : NAN;
      cases[t] = t < 18 ? 10.0 : NAN;
    }
  dataset = test_build_dataset (values, 20, PROGNOSIS_KIND_CUMULATIVE, FALSE);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 20);
  forecast = prognosis_forecast_new (dataset, "test", 7, N_PATHS);
  paths = prognosis_forecast_add_paths (forecast, 0, 0);
  /* 180 at the last report, two days ago, and 10 a day from then on. */
  for (gsize h = 0; h < 7; h++)
    for (gsize p = 0; p < N_PATHS; p++)
      paths[h * N_PATHS + p] = 180.0 + 10.0 * (double) (h + 3);
  answer = read_one (forecast, 7, 15.0);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_MEDIAN], 70.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.before, 70.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.chance_more, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.chance_passed, 0.0, 1e-9);

  incident = test_build_dataset (cases, 20, PROGNOSIS_KIND_INCIDENT, FALSE);
  second = new_forecast (incident, 7, 0.0, 5.0, FALSE);
  g_assert_cmpfloat_with_epsilon (read_one (second, 7, NAN).before, 70.0, 1e-9);

  /* A last week of a month ago is no comparison. */
  for (gsize t = 0; t < 19; t++)
    cases[t] = t < 8 ? 10.0 : NAN;
  cases[19] = NAN;
  old = test_build_dataset (cases, 20, PROGNOSIS_KIND_INCIDENT, FALSE);
  third = new_forecast (old, 7, 0.0, 5.0, FALSE);
  answer = read_one (third, 7, NAN);
  g_assert_true (isnan (answer.before));
  g_assert_true (isnan (answer.change));
  g_assert_true (isnan (answer.chance_more));
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_MEDIAN], 105.0, 1e-9);
}

static void
test_missing_days (void)
{
  double values[20], totals[20];
  g_autoptr (PrognosisDataset) dataset = NULL, cumulative = NULL, brief = new_data (2, 5.0, FALSE);
  g_autoptr (PrognosisForecast) forecast = NULL, second = NULL, third = new_forecast (brief, 7, 0.0, 1.0, FALSE);

  for (gsize t = 0; t < 20; t++)
    {
      values[t] = t == 15 || t == 17 ? NAN : 10.0;
      totals[t] = t == 12 || t == 17 ? NAN : 10.0 * (double) (t + 1);
    }
  dataset = test_build_dataset (values, 20, PROGNOSIS_KIND_INCIDENT, FALSE);
  forecast = new_forecast (dataset, 7, 0.0, 10.0, FALSE);
  /* Five of seven days are known; the other two count as their mean. */
  g_assert_cmpfloat_with_epsilon (read_one (forecast, 7, NAN).before, 70.0, 1e-9);
  cumulative = test_build_dataset (totals, 20, PROGNOSIS_KIND_CUMULATIVE, FALSE);
  second = new_forecast (cumulative, 7, 200.0, 10.0, TRUE);
  g_assert_cmpfloat_with_epsilon (read_one (second, 7, NAN).before, 70.0, 1e-9);
  /* Too few days since the start of the data. */
  g_assert_true (isnan (read_one (third, 7, NAN).before));
}

static void
test_prevalence (void)
{
  static const double values[] = { 1, 3, 8, 20, 30, 28, 26, 20, 16, 12 };
  g_autoptr (PrognosisDataset) dataset = test_build_dataset (values, G_N_ELEMENTS (values), PROGNOSIS_KIND_PREVALENCE, FALSE);
  g_autoptr (PrognosisForecast) forecast = prognosis_forecast_new (dataset, "test", 7, N_PATHS);
  double *paths = prognosis_forecast_add_paths (forecast, 0, 0);
  PrognosisAnswer answer;

  for (gsize h = 0; h < 7; h++)
    for (gsize p = 0; p < N_PATHS; p++)
      paths[h * N_PATHS + p] = 10.0 * (double) (p + 1) - (double) h;
  answer = read_one (forecast, 7, 35.0);
  /* Persons present are compared day by day. */
  g_assert_false (answer.is_above);
  g_assert_cmpfloat_with_epsilon (answer.chance_passed, 0.4, 1e-9);
  g_assert_true (answer.is_peak);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_MEDIAN], 30.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.person_days[PROGNOSIS_ANSWER_MEDIAN], 7 * 30.0 - 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.before, 30.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.chance_more, 0.4, 1e-9);
}

/* In the sum of regions, path 0 of one belongs to path 0 of the other. */
static void
test_regions (void)
{
  static const gsize both[] = { 0, 1 }, all[] = { 0, 1, 2 }, last = 2;
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisAnswer answer;
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize share = prognosis_dataset_builder_add_signal (builder, "rate", PROGNOSIS_KIND_RATE, PROGNOSIS_ROLE_OTHER, TRUE);

  for (int r = 0; r < 3; r++)
    {
      g_autofree char *name = g_strdup_printf ("Place %d", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, NAN);

      for (int t = 0; t < 10; t++)
        {
          prognosis_dataset_builder_add_value (builder, region, signal, t, r + 1, 0, 1);
          prognosis_dataset_builder_add_value (builder, region, share, t, 0.5, 0, 1);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  forecast = prognosis_forecast_new (dataset, "test", 2, N_PATHS);
  for (gsize r = 0; r < 2; r++)
    {
      double *paths = prognosis_forecast_add_paths (forecast, r, signal),
             *rates = prognosis_forecast_add_paths (forecast, r, share);

      for (gsize i = 0; i < 2 * N_PATHS; i++)
        {
          paths[i] = r == 0 ? (double) (i % N_PATHS) : 4.0 - (double) (i % N_PATHS);
          rates[i] = 1.5;
        }
    }
  g_assert_true (prognosis_answer_read (forecast, both, 2, signal, 7, NAN, &answer));
  /* What one path has more in one region it has less in the other: the sum is certain. */
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_LOWER_95], 8.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_UPPER_95], 8.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.before, 6.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.chance_more, 1.0, 1e-9);
  /* A region without a forecast is left out on both sides. */
  g_assert_true (prognosis_answer_read (forecast, all, 3, signal, 7, NAN, &answer));
  g_assert_cmpfloat_with_epsilon (answer.before, 6.0, 1e-9);
  g_assert_false (prognosis_answer_read (forecast, &last, 1, signal, 7, NAN, &answer));
  /* Rates are added up over days, not over regions. */
  g_assert_false (prognosis_answer_read (forecast, both, 2, share, 7, NAN, &answer));
  g_assert_true (prognosis_answer_read (forecast, both, 1, share, 7, NAN, &answer));
  g_assert_cmpfloat_with_epsilon (answer.values[PROGNOSIS_ANSWER_MEDIAN], 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.before, 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (answer.chance_more, 1.0, 1e-9);
}

static void
test_periods (void)
{
  g_autoptr (PrognosisDataset) dataset = new_data (20, 1.0, FALSE);

  g_assert_cmpuint (prognosis_answer_find_period (dataset, 14), ==, 14);
  g_assert_cmpuint (prognosis_answer_find_period (dataset, 8), ==, 0);
  g_assert_cmpuint (prognosis_answer_list_periods (dataset)[2], ==, 28);
}

static void
test_rounding (void)
{
  static const struct
  {
    double lower, upper, unit;
    PrognosisKind kind;
  } cases[] = {
    { 4123, 5432, 100, PROGNOSIS_KIND_INCIDENT }, { 12345, 12999, 100, PROGNOSIS_KIND_CUMULATIVE },
    { 10, 99000, 1000, PROGNOSIS_KIND_INCIDENT }, { 9, 25, 1, PROGNOSIS_KIND_INCIDENT },
    { 0, 3, 1, PROGNOSIS_KIND_INCIDENT },         { 0, 0, 1, PROGNOSIS_KIND_INCIDENT },
    { 2.13, 3.52, 0.1, PROGNOSIS_KIND_RATE },     { 0.031, 0.052, 0.001, PROGNOSIS_KIND_PROPORTION },
    { 500, 500, 1, PROGNOSIS_KIND_INCIDENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PrognosisAnswer answer = { 0 };

      answer.values[PROGNOSIS_ANSWER_LOWER_80] = cases[i].lower;
      answer.values[PROGNOSIS_ANSWER_UPPER_80] = cases[i].upper;
      g_assert_cmpfloat_with_epsilon (prognosis_answer_find_rounding (&answer, cases[i].kind), cases[i].unit, 1e-9);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/engine/answer/total/incident", GINT_TO_POINTER (FALSE), test_total);
  g_test_add_data_func ("/engine/answer/total/cumulative", GINT_TO_POINTER (TRUE), test_total);
  g_test_add_func ("/engine/answer/varying-paths", test_varying_paths);
  g_test_add_data_func ("/engine/answer/threshold/incident", GINT_TO_POINTER (FALSE), test_threshold);
  g_test_add_data_func ("/engine/answer/threshold/cumulative", GINT_TO_POINTER (TRUE), test_threshold);
  g_test_add_func ("/engine/answer/first-passage", test_first_passage);
  g_test_add_func ("/engine/answer/short-horizon", test_short_horizon);
  g_test_add_func ("/engine/answer/late", test_late);
  g_test_add_func ("/engine/answer/missing-days", test_missing_days);
  g_test_add_func ("/engine/answer/prevalence", test_prevalence);
  g_test_add_func ("/engine/answer/regions", test_regions);
  g_test_add_func ("/engine/answer/periods", test_periods);
  g_test_add_func ("/engine/answer/rounding", test_rounding);
  return g_test_run ();
}
