/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What if: nothing where nothing changes, fewer cases with less transmission, and totals that are those of the curves. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-reader.h"
#include "prognosis-scenario.h"

#define HORIZON 14
#define N_DRAWS 40

static const double levels[] = { 0.025, 0.5, 0.975 };

static PrognosisDataset *
read_start (const char *name, gsize n_steps)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), name, NULL);
  const char *paths[] = { path, NULL };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = prognosis_read (paths, &options, NULL, &error);

  g_assert_no_error (error);
  return prognosis_dataset_truncate (dataset, n_steps);
}

static PrognosisFit *
fit_start (const char *name, gsize n_steps)
{
  g_autoptr (PrognosisDataset) dataset = read_start (name, n_steps);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;
  PrognosisFit *fit
      = prognosis_fit_new (dataset, prognosis_model_find ("sir"), options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return fit;
}

static PrognosisScenario *
new_scenario (PrognosisFit *fit, int after, double factor)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  PrognosisScenario *scenario = prognosis_scenario_new ("made");
  const PrognosisChange change
      = { prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1) + after, factor };

  g_array_append_val (scenario->changes, change);
  return scenario;
}

static void
test_nothing (void)
{
  g_autoptr (PrognosisFit) fit = fit_start ("influenza-boarding-school-1978.csv", 6);
  g_autoptr (PrognosisScenario) scenario = new_scenario (fit, 1, 1);
  double differences[2 * 3];

  g_assert_true (prognosis_scenario_get_differences (scenario, fit, 0, HORIZON, N_DRAWS, levels, 3, differences));
  for (int l = 0; l < 3; l++)
    g_assert_cmpfloat (differences[l], ==, 0);
  /* A signal that is not fitted has none. */
  g_assert_true (isnan (differences[3]));
}

static void
test_less (void)
{
  g_autoptr (PrognosisFit) fit = fit_start ("influenza-boarding-school-1978.csv", 4);
  g_autoptr (PrognosisScenario) weak = new_scenario (fit, 1, 0.9);
  g_autoptr (PrognosisScenario) strong = new_scenario (fit, 1, 0.5);
  g_autoptr (PrognosisScenario) late = new_scenario (fit, 3, 0.5);
  double by_weak[2 * 3], by_strong[2 * 3], by_late[2 * 3], baseline[2 * 2 * 3], curve[2 * 2 * 3];

  /* Two days ahead, before the wave turns. */
  g_assert_true (prognosis_scenario_get_differences (weak, fit, 0, 2, N_DRAWS, levels, 3, by_weak));
  g_assert_true (prognosis_scenario_get_differences (strong, fit, 0, 2, N_DRAWS, levels, 3, by_strong));
  g_assert_true (prognosis_scenario_get_differences (late, fit, 0, 2, N_DRAWS, levels, 3, by_late));
  g_assert_cmpfloat (by_weak[2], <, 0);
  g_assert_cmpfloat (by_strong[1], <, by_weak[1]);
  g_assert_cmpfloat (by_late[1], ==, 0);
  /* The same draws on both sides: the difference is known far better than either. */
  g_assert_true (prognosis_scenario_solve (NULL, fit, 0, 2, N_DRAWS, levels, 3, baseline));
  g_assert_true (prognosis_scenario_solve (weak, fit, 0, 2, N_DRAWS, levels, 3, curve));
  g_assert_cmpfloat (by_weak[2] - by_weak[0], <, 0.5 * (baseline[5] - baseline[3]));
  g_assert_cmpfloat_with_epsilon (by_weak[1], curve[4] - baseline[4], 0.1 * fabs (by_weak[1]) + 1);
}

/* New cases of each step are added up. */
static void
test_total (void)
{
  g_autoptr (PrognosisFit) fit = fit_start ("influenza-baltimore-1918.csv", 6);
  g_autoptr (PrognosisScenario) scenario = new_scenario (fit, 1, 0.7);
  double differences[4 * 3], baseline[4 * 3 * HORIZON], curve[4 * 3 * HORIZON];
  double sum = 0;

  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_fit_get_dataset (fit)), <=, 4);
  g_assert_cmpint (prognosis_dataset_get_signal (prognosis_fit_get_dataset (fit), 0)->kind, ==, PROGNOSIS_KIND_INCIDENT);
  /* One draw is its own median. */
  g_assert_true (prognosis_scenario_get_differences (scenario, fit, 0, HORIZON, 1, levels, 3, differences));
  g_assert_true (prognosis_scenario_solve (scenario, fit, 0, HORIZON, 1, levels, 3, curve));
  g_assert_true (prognosis_scenario_solve (NULL, fit, 0, HORIZON, 1, levels, 3, baseline));
  for (int h = 0; h < HORIZON; h++)
    sum += curve[h * 3] - baseline[h * 3];
  g_assert_cmpfloat_with_epsilon (differences[0], sum, 1e-6 * fabs (sum));
  g_assert_cmpfloat (sum, !=, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/scenario/nothing", test_nothing);
  g_test_add_func ("/engine/scenario/less", test_less);
  g_test_add_func ("/engine/scenario/total", test_total);
  return g_test_run ();
}
