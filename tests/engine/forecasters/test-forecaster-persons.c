/* SPDX-License-Identifier: GPL-3.0-or-later */

/* No forecast counts more persons than there are. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-reader.h"
#include "test-forecast-run.h"

#define TOWN 2000.0
#define RATE_OF_TOWN (PROGNOSIS_RATE_PERSONS / TOWN)

static const char *const models[]
    = { "persistence", "damped-trend", "hybrid", "autoode", "regression", "sir", "seir", "autoode-covid", "auto" };

/* A town in which half of the people have fallen ill, shortly before the peak. */
static PrognosisDataset *
make_town (PrognosisKind kind, double population, double scale)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Town", population);
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  double ill = 4.0, susceptible = TOWN - ill, sum = ill;
  GError *error = NULL;
  PrognosisDataset *dataset;

  for (int t = 0; sum < 0.52 * TOWN; t++)
    {
      const double infected = round (0.55 * ill * susceptible / TOWN);

      susceptible -= infected;
      ill += infected - round (0.2 * ill);
      sum += infected;
      prognosis_dataset_builder_add_value (builder, region, signal, 18000 + t,
                                           scale
                                               * (kind == PROGNOSIS_KIND_CUMULATIVE   ? sum
                                                  : kind == PROGNOSIS_KIND_PREVALENCE ? ill
                                                                                      : infected),
                                           file, (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisForecast *
forecast (PrognosisDataset *dataset, const char *id)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  options->horizon = 28;
  options->n_paths = 200;
  options->starts = 1;
  return test_run (dataset, id, options);
}

/* The largest value of all paths, and the largest sum of one. */
static void
measure (const PrognosisForecast *made, double *largest, double *largest_sum)
{
  const double *paths = prognosis_forecast_get_paths (made, 0, 0);
  const gsize n_paths = prognosis_forecast_get_n_paths (made);

  *largest = *largest_sum = 0.0;
  g_assert_nonnull (paths);
  for (gsize p = 0; p < n_paths; p++)
    {
      double sum = 0.0;

      for (gsize h = 0; h < prognosis_forecast_get_horizon (made); h++)
        {
          sum += paths[h * n_paths + p];
          *largest = MAX (*largest, paths[h * n_paths + p]);
        }
      *largest_sum = MAX (*largest_sum, sum);
    }
}

static double
sum_so_far (const PrognosisDataset *dataset)
{
  double sum = 0.0;

  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    sum += prognosis_dataset_get_values (dataset, 0, 0)[t];
  return sum;
}

static void
test_town (gconstpointer data)
{
  const char *id = data;
  double largest, sum;

  for (PrognosisKind kind = PROGNOSIS_KIND_INCIDENT; kind <= PROGNOSIS_KIND_PREVALENCE; kind++)
    {
      g_autoptr (PrognosisDataset) dataset = make_town (kind, TOWN, 1.0);
      g_autoptr (PrognosisForecast) made = NULL;

      /* The hybrids forecast new cases only. */
      if (kind == PROGNOSIS_KIND_PREVALENCE && (g_str_equal (id, "hybrid") || g_str_equal (id, "autoode")))
        continue;
      made = forecast (dataset, id);
      measure (made, &largest, &sum);
      g_test_message ("%s, %s: %g, sum %g", id, prognosis_kind_to_string (kind), largest, sum);
      g_assert_cmpfloat (largest, <=, TOWN);
      if (kind == PROGNOSIS_KIND_INCIDENT)
        g_assert_cmpfloat (sum, <=, TOWN - sum_so_far (dataset) + 1e-6);
    }
}

/* Rates need no population: they are of 100 000 persons. */
static void
test_rate (gconstpointer data)
{
  g_autoptr (PrognosisDataset) dataset = make_town (PROGNOSIS_KIND_RATE, NAN, 8.0 * RATE_OF_TOWN);
  g_autoptr (PrognosisForecast) made = forecast (dataset, data);
  double largest, sum;

  measure (made, &largest, &sum);
  g_assert_cmpfloat (largest, <=, PROGNOSIS_RATE_PERSONS);
}

/* Without a population there is no limit: the same data exceed that of the town. */
static void
test_unknown (void)
{
  g_autoptr (PrognosisDataset) dataset = make_town (PROGNOSIS_KIND_CUMULATIVE, NAN, 1.0);
  g_autoptr (PrognosisForecast) made = forecast (dataset, "persistence");
  double largest, sum;

  measure (made, &largest, &sum);
  g_assert_cmpfloat (largest, >, TOWN);
}

/* If more cases than persons were counted, people fall ill again, and forecasts do not end at the population. */
static void
test_again (void)
{
  g_autoptr (PrognosisDataset) dataset = make_town (PROGNOSIS_KIND_CUMULATIVE, TOWN / 2.0, 1.0);
  g_autoptr (PrognosisForecast) made = forecast (dataset, "persistence");
  const double *x = prognosis_dataset_get_values (dataset, 0, 0), half = 0.5;
  const gsize n = prognosis_dataset_get_n_steps (dataset);
  double median;

  g_assert_cmpfloat (x[n - 1], >, TOWN / 2.0);
  prognosis_forecast_get_quantiles (made, 0, 0, 7, &half, 1, &median);
  g_assert_cmpfloat (median, >, x[n - 1] + 100.0);
}

/* What is limited at the end of a forecast, value by value: at most half of those who are left fall ill in a step. */
static void
test_finish (void)
{
  g_autoptr (PrognosisDataset) of_new = make_town (PROGNOSIS_KIND_INCIDENT, TOWN, 1.0);
  g_autoptr (PrognosisForecast) made = prognosis_forecast_new (of_new, "no-change", 3, 2);
  const double left = TOWN - sum_so_far (of_new), first[] = { 0.25 * left, left, 0.3 * left, left, 0.3 * left, left };
  double *paths = prognosis_forecast_add_paths (made, 0, 0);

  memcpy (paths, first, sizeof first);
  prognosis_forecast_finish (made);
  g_assert_cmpfloat (left, >, 100.0);
  g_assert_cmpfloat_with_epsilon (paths[0], 0.25 * left, 1e-9);
  g_assert_cmpfloat_with_epsilon (paths[2], 0.3 * left, 1e-9);
  g_assert_cmpfloat_with_epsilon (paths[4], 0.225 * left, 1e-9);
  g_assert_cmpfloat_with_epsilon (paths[1], 0.5 * left, 1e-9);
  g_assert_cmpfloat_with_epsilon (paths[3], 0.25 * left, 1e-9);
  g_assert_cmpfloat_with_epsilon (paths[5], 0.125 * left, 1e-9);
}

/* 763 boys. */
static void
test_school (gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), "influenza-boarding-school-1978.csv", NULL);
  const char *paths[] = { path, NULL };
  GError *error = NULL;
  g_autoptr (PrognosisDataset) dataset = prognosis_read (paths, NULL, NULL, &error);
  double largest, sum;

  g_assert_no_error (error);
  for (gsize n = 4; n <= prognosis_dataset_get_n_steps (dataset); n++)
    {
      g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (dataset, n);
      g_autoptr (PrognosisForecast) made = forecast (past, data);

      measure (made, &largest, &sum);
      g_assert_cmpfloat (largest, <=, 763.0);
    }
}

static void
add (const char *what, const char *id, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/engine/forecasters/persons/%s/%s", what, id);

  g_test_add_data_func (path, id, test);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      const gboolean is_hybrid = g_str_equal (models[i], "hybrid") || g_str_equal (models[i], "autoode");

      add ("town", models[i], test_town);
      if (prognosis_forecaster_find (models[i])->model == NULL)
        add ("rate", models[i], test_rate);
      if (!is_hybrid)
        add ("school", models[i], test_school);
    }
  g_test_add_func ("/engine/forecasters/persons/unknown", test_unknown);
  g_test_add_func ("/engine/forecasters/persons/again", test_again);
  g_test_add_func ("/engine/forecasters/persons/finish", test_finish);
  return g_test_run ();
}
