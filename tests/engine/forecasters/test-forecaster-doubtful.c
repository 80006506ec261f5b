/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What looks like a batch, a correction or a negative count is neither carried on nor what came true, unless it is trusted. */

#include <math.h>
#include <string.h>

#include "prognosis-backtest.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-day.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-series.h"

#define N_DAYS 60
#define USUAL 106.0

typedef struct
{
  const char *name;
  PrognosisKind kind;
  int at;       /* step */
  double added; /* instead of the usual number of that step */
} Case;

static const Case cases[] = {
  { "dump", PROGNOSIS_KIND_INCIDENT, N_DAYS - 1, 5000 },
  { "dump-two-days-ago", PROGNOSIS_KIND_INCIDENT, N_DAYS - 3, 5000 },
  { "negative", PROGNOSIS_KIND_INCIDENT, N_DAYS - 1, -900 },
  { "dump-in-total", PROGNOSIS_KIND_CUMULATIVE, N_DAYS - 1, 5000 },
  { "dump-in-total-two-days-ago", PROGNOSIS_KIND_CUMULATIVE, N_DAYS - 3, 5000 },
  { "correction-of-total", PROGNOSIS_KIND_CUMULATIVE, N_DAYS - 1, -900 },
};

/* About 106 a day, except for one step. @at -1: for none */
static PrognosisDataset *
make (PrognosisKind kind, int at, double added, gboolean trusted)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;
  double sum = 2000.0;

  prognosis_dataset_builder_set_trusted (builder, trusted);
  for (int t = 0; t < N_DAYS; t++)
    {
      const double value = t == at ? added : 100 + (t * 7) % 13;

      sum += value;
      prognosis_dataset_builder_add_value (builder, region, signal, 18700 + t, kind == PROGNOSIS_KIND_CUMULATIVE ? sum : value,
                                           file, (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* The mean number of new cases per day in the coming week. */
static double
forecast_week (PrognosisDataset *dataset, const char *id)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;
  const gsize n = prognosis_dataset_get_n_steps (dataset);
  const double level = 0.5;
  double sum = 0.0, median = NAN;

  options->horizon = 7;
  options->n_paths = 100;
  forecast = prognosis_forecaster_run (prognosis_forecaster_find (id), &request, &error);
  g_assert_no_error (error);
  for (gsize h = 1; h <= 7; h++)
    {
      prognosis_forecast_get_quantiles (forecast, 0, 0, h, &level, 1, &median);
      sum += median;
    }
  if (prognosis_dataset_get_signal (dataset, 0)->kind == PROGNOSIS_KIND_CUMULATIVE)
    sum = median - prognosis_dataset_get_values (dataset, 0, 0)[n - 1];
  return sum / 7.0;
}

static void
test_case (gconstpointer data)
{
  static const char *const ids[] = { "persistence", "damped-trend", "seasonal", "regression", "analogue", "ensemble", "auto" };
  const Case *c = data;
  g_autoptr (PrognosisDataset) dataset = make (c->kind, c->at, c->added, FALSE), trusted = make (c->kind, c->at, c->added, TRUE);

  g_assert_cmpint (prognosis_dataset_get_flags (dataset, 0, 0)[c->at] & prognosis_dataset_get_doubtful (dataset), !=, 0);
  g_assert_cmpint (prognosis_dataset_get_flags (trusted, 0, 0)[c->at] & prognosis_dataset_get_doubtful (trusted), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const double mean = forecast_week (dataset, ids[i]);

      g_test_message ("%s: %g a day", ids[i], mean);
      g_assert_cmpfloat (mean, >, USUAL - 12.0);
      g_assert_cmpfloat (mean, <, USUAL + 12.0);
    }
  g_assert_cmpfloat (fabs (forecast_week (trusted, "persistence") - USUAL), >, 50.0);
}

/* The last value of a cumulative count stays where it is; without doubtful values nothing changes. */
static void
test_clean (void)
{
  g_autoptr (PrognosisDataset) total = make (PROGNOSIS_KIND_CUMULATIVE, 40, 5000, FALSE);
  g_autoptr (PrognosisDataset) plain = make (PROGNOSIS_KIND_CUMULATIVE, -1, 0, FALSE);
  g_autoptr (PrognosisDataset) counts = make (PROGNOSIS_KIND_INCIDENT, 40, 5000, FALSE);
  g_autofree double *of_total = prognosis_series_dup_clean (total, 0, 0), *of_plain = prognosis_series_dup_clean (plain, 0, 0);
  g_autofree double *of_counts = prognosis_series_dup_clean (counts, 0, 0);
  const double *x = prognosis_dataset_get_values (total, 0, 0);

  g_assert_cmpmem (of_plain, N_DAYS * sizeof *of_plain, prognosis_dataset_get_values (plain, 0, 0), N_DAYS * sizeof *of_plain);
  for (gsize t = 40; t < N_DAYS; t++)
    g_assert_cmpfloat (of_total[t], ==, x[t]);
  for (gsize t = 1; t < 40; t++)
    g_assert_cmpfloat_with_epsilon (of_total[t] - of_total[t - 1], x[t] - x[t - 1], 1e-9);
  g_assert_cmpfloat (of_total[40] - of_total[39], <, 120.0);
  g_assert_cmpfloat (of_total[40] - of_total[39], >, 90.0);
  for (gsize t = 0; t < N_DAYS; t++)
    g_assert_cmpint (isnan (of_counts[t]), ==, t == 40);
}

/* A rise is doubtful on its first day, and no longer when it has lasted. */
static void
test_rise (gconstpointer data)
{
  const PrognosisKind kind = (PrognosisKind) GPOINTER_TO_INT (data);
  const double values[] = { 29, 30, 31, 30, 29, 31, 30, 29, 30, 31, 405, 192, 243, 204, 280, 229 };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  g_autoptr (PrognosisDataset) dataset = NULL, first_day = NULL;
  g_autofree double *clean = NULL;
  double sum = 0.0;

  for (int t = 0; t < (int) G_N_ELEMENTS (values); t++)
    {
      sum += values[t];
      prognosis_dataset_builder_add_value (builder, region, signal, 18700 + t, kind == PROGNOSIS_KIND_CUMULATIVE ? sum : values[t],
                                           file, (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, NULL);
  first_day = prognosis_dataset_truncate (dataset, 11);
  clean = prognosis_series_dup_clean (dataset, 0, 0);
  g_assert_true (prognosis_series_is_doubtful (first_day, 0, 0, 10));
  g_assert_false (prognosis_series_is_doubtful (dataset, 0, 0, 10));
  for (gsize t = 0; t < G_N_ELEMENTS (values); t++)
    g_assert_cmpfloat (clean[t], ==, prognosis_dataset_get_values (dataset, 0, 0)[t]);
}

/* Whether the comparison at past origins has rows that take the value of @step as what came true. */
static gboolean
is_scored (PrognosisDataset *dataset, gsize step)
{
  static const PrognosisForecaster *forecasters[2];
  const gsize origin = step - 3;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisBacktestRequest request
      = { .dataset = dataset, .forecasters = forecasters, .origins = &origin, .n_origins = 1, .options = options };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisBacktest) backtest = NULL;
  const PrognosisBacktestRow *rows;
  gboolean found = FALSE;
  gsize n;

  forecasters[0] = prognosis_forecaster_find ("persistence");
  options->horizon = 5;
  options->n_paths = 100;
  backtest = prognosis_backtest_new (&request, &error);
  g_assert_no_error (error);
  rows = prognosis_backtest_get_rows (backtest, &n);
  g_assert_cmpuint (n, >=, 4);
  for (gsize i = 0; i < n; i++)
    found |= rows[i].horizon == 3;
  return found;
}

static void
test_scores (void)
{
  g_autoptr (PrognosisDataset) dataset = make (PROGNOSIS_KIND_INCIDENT, 50, 5000, FALSE);
  g_autoptr (PrognosisDataset) trusted = make (PROGNOSIS_KIND_INCIDENT, 50, 5000, TRUE);
  g_autoptr (PrognosisDataset) plain = make (PROGNOSIS_KIND_INCIDENT, -1, 0, FALSE);

  g_assert_false (is_scored (dataset, 50));
  g_assert_true (is_scored (trusted, 50));
  g_assert_true (is_scored (plain, 50));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/forecaster-doubtful/case/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/forecaster-doubtful/clean", test_clean);
  g_test_add_data_func ("/forecaster-doubtful/rise", GINT_TO_POINTER (PROGNOSIS_KIND_INCIDENT), test_rise);
  g_test_add_data_func ("/forecaster-doubtful/rise-of-cumulative", GINT_TO_POINTER (PROGNOSIS_KIND_CUMULATIVE), test_rise);
  g_test_add_func ("/forecaster-doubtful/scores", test_scores);
  return g_test_run ();
}
