/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a backtest compares: forecasters with parameters fixed for some of them, and forecasters with other options. */

#include <gsl/gsl_errno.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "prognosis-backtest.h"
#include "prognosis-forecaster-list.h"
#include "test-outbreak.h"

/* Fixed parameters apply only to models that have them. A name that no model has is an error. */
static void
test_fixed (void)
{
  const char *const models[] = { "sir", "seir", NULL };
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (2, 60, 50.0, 0.02, NULL, FALSE);
  const gsize origin = 45;

  for (int is_typo = 0; is_typo < 2; is_typo++)
    {
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, NULL);
      const PrognosisBacktestRequest request
          = { .dataset = dataset, .forecasters = found, .origins = &origin, .n_origins = 1, .options = options };
      g_autoptr (PrognosisBacktest) backtest = NULL;
      g_autoptr (GError) error = NULL;

      options->horizon = 7;
      options->n_paths = 50;
      prognosis_options_fix (options, NULL, is_typo ? "sigmma" : "sigma", 0.3);
      backtest = prognosis_backtest_new (&request, &error);
      g_assert_true (is_typo == (backtest == NULL || prognosis_backtest_get_failure (backtest, 0, 0) != NULL));
      if (!is_typo)
        g_assert_null (prognosis_backtest_get_failure (backtest, 1, 0));
    }
}

/* Fixing a parameter for one forecaster does not change the others. */
static void
test_fixed_of (void)
{
  const char *const models[] = { "sir", "seir", NULL };
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 60, 50.0, 0.02, NULL, FALSE);
  const gsize origin = 45;
  double wis[3][2];

  for (int k = 0; k < 3; k++) /* nothing fixed; fixed for SIR only; fixed for both */
    {
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, NULL);
      const PrognosisBacktestRequest request = { .dataset = dataset,
                                                 .forecasters = found,
                                                 .origins = &origin,
                                                 .n_origins = 1,
                                                 .options = options,
                                                 .fixed_of = k == 1 ? "sir" : NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisBacktest) backtest = NULL;

      options->horizon = 7;
      options->n_paths = 50;
      if (k > 0)
        prognosis_options_fix (options, NULL, "gamma", 0.6);
      backtest = prognosis_backtest_new (&request, &error);
      g_assert_no_error (error);
      for (gsize m = 0; m < 2; m++)
        {
          PrognosisBacktestSummary summary;

          g_assert_true (prognosis_backtest_get_summary (backtest, m, 0, 0, &summary));
          wis[k][m] = summary.means.wis;
        }
    }
  g_assert_cmpfloat (wis[1][0], ==, wis[2][0]);
  g_assert_cmpfloat (wis[1][0], !=, wis[0][0]);
  g_assert_cmpfloat (wis[1][1], ==, wis[0][1]);
  g_assert_cmpfloat (wis[2][1], !=, wis[0][1]);
}

/* A forecaster with other options is a model of its own, with a name of its own, and is restored as one. */
static void
test_runs (void)
{
  const char *const models[] = { "sir", NULL };
  const char *const none[] = { NULL };
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 60, 50.0, 0.02, NULL, FALSE);
  const gsize origins[] = { 38, 45 };
  g_autoptr (PrognosisOptions) options = prognosis_options_new (), other = NULL;
  g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, NULL);
  g_autofree const PrognosisForecaster **nothing = prognosis_forecaster_find_all (none, NULL);
  PrognosisBacktestRun runs[] = { { .name = "SIR, as now" }, { .name = "SIR, \"slow\"" } };
  PrognosisBacktestRequest request = {
    .dataset = dataset, .forecasters = found, .runs = runs, .n_runs = 2, .origins = origins, .n_origins = 2, .options = options
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisBacktest) backtest = NULL, alone = NULL, restored = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GString) csv = NULL;

  options->horizon = 14;
  options->n_paths = 50;
  other = prognosis_options_copy (options);
  other->horizon = 3;
  prognosis_options_fix (other, NULL, "gamma", 0.6);
  runs[0].forecaster = runs[1].forecaster = found[0];
  runs[0].options = options;
  runs[1].options = other;
  backtest = prognosis_backtest_new (&request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_backtest_get_n_models (backtest), ==, 4);
  g_assert_cmpstr (prognosis_backtest_get_model (backtest, 2), ==, "SIR, \"slow\"");
  g_assert_cmpstr (prognosis_backtest_get_title (backtest, 2), ==, "SIR, \"slow\"");
  g_assert_cmpstr (prognosis_backtest_get_title (backtest, 0), ==, "SIR");
  g_assert_true (prognosis_backtest_is_run (backtest, 1) && !prognosis_backtest_is_run (backtest, 0));
  g_assert_true (prognosis_backtest_get_forecaster (backtest, 2) == found[0]);
  g_assert_cmpuint (prognosis_backtest_get_baseline (backtest), ==, 3);
  /* The same options give the same errors; fixed parameters, others. */
  g_assert_cmpfloat (prognosis_backtest_get_error_ratio (backtest, 0, 0, -1, -1), ==,
                     prognosis_backtest_get_error_ratio (backtest, 1, 0, -1, -1));
  g_assert_cmpfloat (prognosis_backtest_get_error_ratio (backtest, 0, 0, -1, -1), !=,
                     prognosis_backtest_get_error_ratio (backtest, 2, 0, -1, -1));

  prognosis_backtest_store (backtest, json);
  node = json_builder_get_root (json);
  restored = prognosis_backtest_restore (dataset, prognosis_forecaster_list (NULL), node);
  g_assert_nonnull (restored);
  g_assert_cmpuint (prognosis_backtest_get_n_models (restored), ==, 4);
  for (gsize m = 0; m < 4; m++)
    {
      g_assert_true (prognosis_backtest_get_model (backtest, m) == prognosis_backtest_get_model (restored, m));
      g_assert_cmpfloat_with_epsilon (prognosis_backtest_get_error_ratio (backtest, m, -1, -1, 1),
                                      prognosis_backtest_get_error_ratio (restored, m, -1, -1, 1), 1e-4);
    }

  csv = prognosis_backtest_ratios_to_csv (backtest);
  g_assert_true (g_str_has_prefix (csv->str, "model,forecaster,target,first_step,last_step,origin,error_ratio,"));
  g_assert_nonnull (strstr (csv->str, "\n\"SIR, \"\"slow\"\"\",sir,"));
  request.forecasters = nothing;
  alone = prognosis_backtest_new (&request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_backtest_get_n_models (alone), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/backtest-models/fixed", test_fixed);
  g_test_add_func ("/engine/backtest-models/fixed-of", test_fixed_of);
  g_test_add_func ("/engine/backtest-models/runs", test_runs);
  return g_test_run ();
}
