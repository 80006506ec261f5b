/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Months: which forecasters forecast them, and that the others say why not. */

#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-backtest.h"
#include "prognosis-series.h"

#define N_MONTHS 120

/* Ten years with a season of a year, three places, and a scatter of a tenth. */
static PrognosisDataset *
new_seasons (PrognosisKind kind)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  prognosis_dataset_builder_set_monthly (builder);
  for (gsize r = 0; r < 3; r++)
    {
      const char *const names[] = { "North", "East", "South" };
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, names[r], 1e6);
      double sum = 0.0;

      for (int t = 0; t < N_MONTHS; t++)
        {
          const double scatter = 1.0 + 0.1 * sin (7.0 * t + 3.0 * r);
          const double value = round (300.0 * (r + 1) * exp (1.2 * sin (2.0 * G_PI * t / 12.0)) * scatter);

          sum += value;
          prognosis_dataset_builder_add_value (builder, region, signal, prognosis_day_from_ymd (2010 + t / 12, t % 12 + 1, 15),
                                               kind == PROGNOSIS_KIND_CUMULATIVE ? sum : value, file, (guint) t + 2);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (prognosis_dataset_get_frequency (dataset), ==, PROGNOSIS_FREQUENCY_MONTHLY);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, N_MONTHS);
  return dataset;
}

static PrognosisForecast *
run (PrognosisDataset *dataset, const char *id, int horizon, GError **error)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };

  options->horizon = horizon;
  options->n_paths = 100;
  options->epochs = 30;
  return prognosis_forecaster_run (prognosis_forecaster_find (id), &request, error);
}

static double
get_median (const PrognosisForecast *forecast, gsize region, gsize h)
{
  const double level = 0.5;
  double median;

  prognosis_forecast_get_quantiles (forecast, region, 0, h, &level, 1, &median);
  return median;
}

static void
test_each (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  g_autoptr (PrognosisDataset) dataset = new_seasons (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = run (dataset, forecaster->id, 0, &error);
  g_autofree char *refusal = prognosis_forecaster_dup_refusal (forecaster, dataset);
  const double last = prognosis_dataset_get_values (dataset, 0, 0)[N_MONTHS - 1];

  if (forecaster->refuses_months)
    {
      g_assert_null (forecast);
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
      g_assert_cmpstr (error->message, ==, refusal);
      g_assert_nonnull (strstr (refusal, "which monthly counts do not show"));
      return;
    }
  g_assert_no_error (error);
  g_assert_null (refusal);
  g_assert_cmpuint (prognosis_forecast_get_horizon (forecast), ==, 3);
  for (gsize r = 0; r < 3; r++)
    for (gsize h = 1; h <= 3; h++)
      {
        const double median = get_median (forecast, r, h);

        g_assert_true (prognosis_forecast_has (forecast, r, 0));
        g_assert_true (isfinite (median));
        g_assert_cmpfloat (median, >=, 0.0);
        g_assert_cmpfloat (median, <, 12.0 * last * (double) (r + 1));
      }
}

/* A season that repeats is forecast as in past years, and chosen for that. */
static void
test_season (gconstpointer data)
{
  const PrognosisKind kind = (PrognosisKind) GPOINTER_TO_INT (data);
  g_autoptr (PrognosisDataset) dataset = new_seasons (kind);
  g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (dataset, N_MONTHS - 12);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) seasonal = run (past, "seasonal", 12, &error), flat = run (past, "persistence", 12, &error);
  double errors[2] = { 0.0 };

  g_assert_no_error (error);
  for (gsize r = 0; r < 3; r++)
    for (gsize h = 1; h <= 12; h++)
      {
        const double truth = prognosis_dataset_get_values (dataset, r, 0)[N_MONTHS - 13 + h];

        errors[0] += fabs (get_median (seasonal, r, h) - truth);
        errors[1] += fabs (get_median (flat, r, h) - truth);
      }
  g_test_message ("seasonal %g, persistence %g", errors[0], errors[1]);
  g_assert_cmpfloat (errors[0], <, 0.4 * errors[1]);
}

static void
test_auto (void)
{
  g_autoptr (PrognosisDataset) dataset = new_seasons (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = run (dataset, "auto", 6, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (prognosis_forecast_get_forecaster (forecast), !=, "persistence");
  g_assert_nonnull (
      strstr (prognosis_forecast_get_notes (forecast)[prognosis_forecast_get_reason (forecast)], "up to 6 months ahead"));
  /* the season rises from January on */
  g_assert_cmpfloat (get_median (forecast, 0, 3), >, get_median (forecast, 0, 1));
}

/* Less than a year shows no season. */
static void
test_short (void)
{
  g_autoptr (PrognosisDataset) dataset = new_seasons (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (dataset, 11);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) seasonal = run (past, "seasonal", 3, &error), flat = run (past, "persistence", 3, &error);

  g_assert_no_error (error);
  for (gsize h = 1; h <= 3; h++)
    g_assert_cmpfloat (get_median (seasonal, 0, h), ==, get_median (flat, 0, h));
}

/* Written as months, from the month after the last one on. */
static void
test_dates (void)
{
  g_autoptr (PrognosisDataset) dataset = new_seasons (PROGNOSIS_KIND_INCIDENT);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = run (dataset, "persistence", 14, &error);
  g_autofree char *first = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, N_MONTHS));
  g_autofree char *last = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, N_MONTHS + 13));

  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_forecast_get_horizon (forecast), ==, 14);
  g_assert_cmpstr (first, ==, "2020-01");
  g_assert_cmpstr (last, ==, "2021-02");
  g_assert_cmpuint (prognosis_series_season (dataset), ==, 12);
}

int
main (int argc, char **argv)
{
  gsize n;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/forecaster-months/each/%s", list[i]->id);

      g_test_add_data_func (path, list[i], test_each);
    }
  g_test_add_data_func ("/forecaster-months/season", GINT_TO_POINTER (PROGNOSIS_KIND_INCIDENT), test_season);
  g_test_add_data_func ("/forecaster-months/season-of-cumulative", GINT_TO_POINTER (PROGNOSIS_KIND_CUMULATIVE), test_season);
  g_test_add_func ("/forecaster-months/auto", test_auto);
  g_test_add_func ("/forecaster-months/short", test_short);
  g_test_add_func ("/forecaster-months/dates", test_dates);
  return g_test_run ();
}
