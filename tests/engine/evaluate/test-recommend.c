/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The origins at which models are tried before one is recommended. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-day.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-recommend.h"

static PrognosisDataset *
new_waves (gsize n_regions, int n, int step_days)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  prognosis_dataset_builder_set_step_days (builder, step_days);
  for (gsize r = 0; r < n_regions; r++)
    {
      g_autofree char *name = g_strdup_printf ("Place %d", (int) r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, NAN);

      for (int t = 0; t < n; t++)
        prognosis_dataset_builder_add_value (builder, region, signal, prognosis_day_from_ymd (2020, 4, 12) + step_days * t,
                                             round (500 + 300 * sin (t / 6.0 + (double) r)), file, (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

typedef struct
{
  int step_days, horizon;
} Case;

static const Case cases[] = { { 7, 4 }, { 7, 6 }, { 7, 8 }, { 1, 7 }, { 1, 28 }, { 1, 30 }, { 1, 45 } };

/* The earliest origin has the whole horizon after it, the latest one week, and no origin occurs twice. */
static void
test_origins (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (PrognosisDataset) dataset = new_waves (1, 300, c->step_days);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (PrognosisBacktest) backtest = NULL;
  g_autoptr (GError) error = NULL;
  const gsize week = c->step_days == 7 ? 1 : 7;
  gsize n;

  options->horizon = c->horizon;
  options->n_paths = 50;
  backtest = prognosis_recommend_try (prognosis_forecaster_list (NULL), &request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (backtest);
  n = prognosis_backtest_get_n_origins (backtest);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (prognosis_backtest_get_horizon (backtest), ==, c->horizon);
  g_assert_cmpuint (300 - 1 - prognosis_backtest_get_origin (backtest, 0), >=, c->horizon);
  g_assert_cmpuint (300 - 1 - prognosis_backtest_get_origin (backtest, n - 1), ==, MIN ((gsize) c->horizon, week));
  for (gsize i = 1; i < n; i++)
    g_assert_cmpuint (prognosis_backtest_get_origin (backtest, i), >, prognosis_backtest_get_origin (backtest, i - 1));
}

/* However many regions there are, a hybrid is tried and runs first: it learns from all of them. */
static void
test_many_regions (void)
{
  static const gsize sizes[] = { 1, 50, 2000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (PrognosisDataset) dataset = new_waves (sizes[i], 100, 1);
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      const PrognosisRequest request = { .dataset = dataset, .options = options };
      const PrognosisForecaster *favourite = NULL;

      options->horizon = 14;
      favourite = prognosis_recommend_find_favourite (prognosis_forecaster_list (NULL), &request);
      g_assert_nonnull (favourite);
      g_assert_true (favourite->has_dynamics);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/recommend/origins/%d-by-%d", cases[i].horizon, cases[i].step_days);

      g_test_add_data_func (path, &cases[i], test_origins);
    }
  g_test_add_func ("/engine/recommend/many-regions", test_many_regions);
  return g_test_run ();
}
