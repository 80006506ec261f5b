/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenarios: no effect without changes, fewer cases with less transmission, and totals that match the curves. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-reader.h"
#include "prognosis-renewal.h"
#include "prognosis-scenario.h"
#include "test-forecast-run.h"
#include "test-outbreak.h"

#define HORIZON 14
#define GENERATION_DAYS 5.5

static const double levels[] = { 0.025, 0.5, 0.975 };
static const gsize first_region = 0;

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

static PrognosisForecast *
forecast_start (const char *name, gsize n_steps, const char *id, int horizon)
{
  g_autoptr (PrognosisDataset) dataset = read_start (name, n_steps);

  return test_forecast (dataset, id, horizon);
}

static PrognosisScenario *
new_scenario (PrognosisForecast *of, int after, double factor)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (of);
  PrognosisScenario *scenario = prognosis_scenario_new ("made");
  const PrognosisChange change
      = { prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1) + after, factor };

  g_array_append_val (scenario->changes, change);
  return scenario;
}

static void
assert_baseline_is_forecast (PrognosisForecast *of, gsize region)
{
  const gsize n_signals = prognosis_dataset_get_n_signals (prognosis_forecast_get_dataset (of));
  const gsize horizon = prognosis_forecast_get_horizon (of);
  g_autofree double *curves = g_new (double, n_signals *horizon * 3);

  g_assert_true (prognosis_scenario_solve (NULL, of, &region, 1, GENERATION_DAYS, levels, 3, curves));
  for (gsize s = 0; s < n_signals; s++)
    for (gsize h = 0; h < horizon && prognosis_forecast_has (of, region, s); h++)
      {
        double q[3];

        prognosis_forecast_get_quantiles (of, region, s, h + 1, levels, 3, q);
        for (int l = 0; l < 3; l++)
          g_assert_cmpfloat_with_epsilon (curves[(s * horizon + h) * 3 + l], q[l], 1e-9 * (1 + fabs (q[l])));
      }
}

/* The same intervals as the forecast, and a difference of exactly zero. */
static void
test_nothing (void)
{
  static const char *const models[] = { "sir", "hybrid", "persistence" };

  for (gsize m = 0; m < G_N_ELEMENTS (models); m++)
    {
      g_autoptr (PrognosisForecast) of = forecast_start ("influenza-baltimore-1918.csv", 30, models[m], HORIZON);
      g_autoptr (PrognosisScenario) scenario = new_scenario (of, 1, 1);
      double differences[4 * 3];

      assert_baseline_is_forecast (of, 0);
      g_assert_true (
          prognosis_scenario_get_differences (scenario, of, &first_region, 1, GENERATION_DAYS, levels, 3, differences, NULL));
      for (int l = 0; l < 3; l++)
        g_assert_cmpfloat (differences[l], ==, 0);
    }
}

static void
test_unfitted (void)
{
  g_autoptr (PrognosisForecast) of = forecast_start ("influenza-boarding-school-1978.csv", 6, "sir", 4);
  g_autoptr (PrognosisForecast) plain = forecast_start ("influenza-boarding-school-1978.csv", 6, "persistence", 4);
  g_autoptr (PrognosisScenario) scenario = new_scenario (of, 1, 0.5);
  double differences[2 * 3], curves[2 * 4 * 3];

  g_assert_true (
      prognosis_scenario_get_differences (scenario, of, &first_region, 1, GENERATION_DAYS, levels, 3, differences, NULL));
  g_assert_cmpfloat (differences[1], <, 0);
  /* A signal that is not fitted has no result, nor has a forecast with neither equations nor new cases. */
  g_assert_true (isnan (differences[3]));
  g_assert_false (prognosis_scenario_solve (scenario, plain, &first_region, 1, GENERATION_DAYS, levels, 3, curves));
}

static void
assert_less (const char *id)
{
  g_autoptr (PrognosisForecast) of = forecast_start ("influenza-baltimore-1918.csv", 25, id, HORIZON);
  g_autoptr (PrognosisScenario) weak = new_scenario (of, 1, 0.9), strong = new_scenario (of, 1, 0.5);
  g_autoptr (PrognosisScenario) late = new_scenario (of, 8, 0.5), never = new_scenario (of, HORIZON + 1, 0.5);
  g_autoptr (PrognosisScenario) more = new_scenario (of, 1, 1.2);
  double by_weak[3], by_strong[3], by_late[3], by_never[3], by_more[3], baseline[HORIZON * 3];

  g_assert_true (prognosis_scenario_get_differences (weak, of, &first_region, 1, GENERATION_DAYS, levels, 3, by_weak, NULL));
  g_assert_true (prognosis_scenario_get_differences (strong, of, &first_region, 1, GENERATION_DAYS, levels, 3, by_strong, NULL));
  g_assert_true (prognosis_scenario_get_differences (late, of, &first_region, 1, GENERATION_DAYS, levels, 3, by_late, NULL));
  g_assert_true (prognosis_scenario_get_differences (never, of, &first_region, 1, GENERATION_DAYS, levels, 3, by_never, NULL));
  g_assert_true (prognosis_scenario_get_differences (more, of, &first_region, 1, GENERATION_DAYS, levels, 3, by_more, NULL));
  g_test_message ("%s: %g, %g, %g, %g", id, by_strong[1], by_late[1], by_weak[1], by_more[1]);
  g_assert_cmpfloat (by_weak[2], <=, 0);
  g_assert_cmpfloat (by_strong[1], <, by_weak[1]);
  g_assert_cmpfloat (by_strong[1], <, by_late[1]);
  g_assert_cmpfloat (by_late[1], <, 0);
  g_assert_cmpfloat (by_never[1], ==, 0);
  g_assert_cmpfloat (by_more[1], >, 0);
  /* Both are compared path by path: the difference is less uncertain than either. */
  g_assert_true (prognosis_scenario_solve (NULL, of, &first_region, 1, GENERATION_DAYS, levels, 3, baseline));
  g_assert_cmpfloat (by_weak[2] - by_weak[0], <, HORIZON * (baseline[3 * (HORIZON - 1) + 2] - baseline[3 * (HORIZON - 1)]));
}

static void
test_less (void)
{
  assert_less ("seir");
  assert_less ("hybrid");
  assert_less ("persistence");
}

/* Transmission reduced by 1 / R gives constant incidence; deaths decrease later than infections, and by less at
   the end. */
static void
test_known (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 60, 200.0, 0.05, NULL, TRUE);
  g_autoptr (PrognosisForecast) of = test_forecast (dataset, "hybrid", 28);
  const double *found = prognosis_dynamics_get_found (prognosis_forecast_get_dynamics (of), 0);
  g_autoptr (PrognosisScenario) halt = new_scenario (of, 1, 1 / found[PROGNOSIS_LEVER_REPRODUCTION]);
  g_autoptr (PrognosisScenario) none = new_scenario (of, 1, 1e-6);
  double baseline[3 * 28], halted[3 * 28], stopped[3 * 28];
  const double half = 0.5;

  g_assert_true (prognosis_scenario_solve (NULL, of, &first_region, 1, GENERATION_DAYS, &half, 1, baseline));
  g_assert_true (prognosis_scenario_solve (halt, of, &first_region, 1, GENERATION_DAYS, &half, 1, halted));
  g_assert_true (prognosis_scenario_solve (none, of, &first_region, 1, GENERATION_DAYS, &half, 1, stopped));
  /* One generation time after transmission has ended, the epidemic is over. */
  g_assert_cmpfloat (stopped[27] - stopped[20], <, 1e-3 * (baseline[27] - baseline[20]));
  /* The forecast's growth is damped, so that with R divided out incidence decreases slightly after being constant. */
  g_assert_cmpfloat_with_epsilon ((halted[13] - halted[6]) / (halted[6] - prognosis_dataset_get_values (dataset, 0, 0)[59]), 1.0,
                                  0.15);
  for (int s = 1; s < 3; s++)
    {
      const double *mine = stopped + s * 28, *before = baseline + s * 28;

      g_assert_cmpfloat_with_epsilon (mine[1], before[1], 0.02 * (before[27] - before[0]));
      g_assert_cmpfloat (mine[27], <, before[27]);
      /* Persons infected before still recover or die. */
      g_assert_cmpfloat (mine[27] - mine[0], >, 0.2 * (before[27] - before[0]));
    }
}

/* With a generation time of forty days, infections in the first twenty come from persons infected before the
   change. */
static void
test_slow (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 60, 200.0, 0.0, NULL, FALSE);
  g_autoptr (PrognosisForecast) of = test_forecast (dataset, "persistence", 28);
  g_autoptr (PrognosisScenario) scenario = new_scenario (of, 1, 0.5);
  const double half = 0.5;
  double slow[28], quick[28];

  g_assert_true (prognosis_scenario_solve (scenario, of, &first_region, 1, 40.0, &half, 1, slow));
  g_assert_true (prognosis_scenario_solve (scenario, of, &first_region, 1, GENERATION_DAYS, &half, 1, quick));
  g_assert_cmpfloat_with_epsilon ((slow[19] - slow[18]) / 200.0, 0.5, 0.02);
  g_assert_cmpfloat ((quick[19] - quick[18]) / 200.0, <, 0.1);
}

/* A signal that ended long before the origin is not forecast in a scenario either. */
static void
test_ended (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Town", 1e5);
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize recovered
      = prognosis_dataset_builder_add_signal (builder, "recovered", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_RECOVERIES, TRUE);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisForecast) of = NULL;
  g_autoptr (PrognosisScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;
  double curves[2 * HORIZON * 3];

  prognosis_dataset_builder_set_step_days (builder, 1);
  for (int t = 0; t < 60; t++)
    {
      prognosis_dataset_builder_add_value (builder, region, cases, 18000 + t, 10 * t, file, (guint) t + 2);
      if (t < 30)
        prognosis_dataset_builder_add_value (builder, region, recovered, 18000 + t, 8 * t, file, (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  of = test_forecast (dataset, "persistence", HORIZON);
  scenario = new_scenario (of, 1, 0.5);
  g_assert_false (prognosis_forecast_has (of, region, recovered));
  g_assert_true (prognosis_scenario_solve (scenario, of, &region, 1, GENERATION_DAYS, levels, 3, curves));
  g_assert_true (isfinite (curves[cases * HORIZON * 3]));
  g_assert_true (isnan (curves[recovered * HORIZON * 3]));
}

/* New cases are summed over steps. */
/* A change that ends has an effect between none and that of a permanent one; after it, an earlier change applies
   again. */
static void
test_end (void)
{
  g_autoptr (PrognosisForecast) of = forecast_start ("influenza-baltimore-1918.csv", 30, "sir", HORIZON);
  g_autoptr (PrognosisScenario) lasting = new_scenario (of, 1, 0.5);
  g_autoptr (PrognosisScenario) ending = new_scenario (of, 1, 0.5);
  g_autoptr (PrognosisScenario) covered = new_scenario (of, 1, 0.5);
  const PrognosisChange same = { g_array_index (lasting->changes, PrognosisChange, 0).day + 1, 0.5, 2 };
  double by_lasting[HORIZON * 3], by_ending[HORIZON * 3], baseline[HORIZON * 3], by_covered[HORIZON * 3];

  g_array_index (ending->changes, PrognosisChange, 0).n_days = 3;
  g_array_append_val (covered->changes, same);
  g_assert_false (prognosis_scenario_equal (lasting, ending));
  g_assert_true (prognosis_scenario_solve (NULL, of, &first_region, 1, GENERATION_DAYS, levels, 3, baseline));
  g_assert_true (prognosis_scenario_solve (lasting, of, &first_region, 1, GENERATION_DAYS, levels, 3, by_lasting));
  g_assert_true (prognosis_scenario_solve (ending, of, &first_region, 1, GENERATION_DAYS, levels, 3, by_ending));
  g_assert_true (prognosis_scenario_solve (covered, of, &first_region, 1, GENERATION_DAYS, levels, 3, by_covered));
  for (int h = 0; h < 3; h++)
    g_assert_cmpfloat_with_epsilon (by_ending[h * 3 + 1], by_lasting[h * 3 + 1], 1e-9);
  g_assert_cmpfloat (by_ending[(HORIZON - 1) * 3 + 1], >, by_lasting[(HORIZON - 1) * 3 + 1]);
  g_assert_cmpfloat (by_ending[4 * 3 + 1], <, baseline[4 * 3 + 1]);
  for (int i = 0; i < HORIZON * 3; i++)
    g_assert_cmpfloat_with_epsilon (by_covered[i], by_lasting[i], 1e-9);
}

/* Constant paths give finite results as well. */
static void
test_states (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PROGNOSIS_SHARED"), "data", "jhu-us-daily-reports", NULL);
  const PrognosisReadOptions reading = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisForecast) of = NULL;
  g_autoptr (PrognosisScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_signals;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("JHU's reports are not there");
      return;
    }
  dataset = prognosis_read ((const char *const[]){ folder, NULL }, &reading, NULL, &error);
  g_assert_no_error (error);
  of = test_forecast (dataset, "autoode-covid", 28);
  scenario = new_scenario (of, 1, 0.7);
  n_signals = prognosis_dataset_get_n_signals (dataset);
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      g_autofree double *differences = g_new (double, n_signals * 3);

      if (prognosis_scenario_get_differences (scenario, of, &r, 1, GENERATION_DAYS, levels, 3, differences, NULL))
        for (gsize s = 0; s < n_signals; s++)
          g_assert_true (!prognosis_forecast_has (of, r, s) || isfinite (differences[s * 3 + 1]));
    }
}

static void
test_total (void)
{
  g_autoptr (PrognosisForecast) of = forecast_start ("influenza-baltimore-1918.csv", 25, "sir", HORIZON);
  g_autoptr (PrognosisScenario) scenario = new_scenario (of, 1, 0.7);
  double differences[1], totals[1], baseline[HORIZON], curve[HORIZON], sum = 0;
  const gsize n_paths = prognosis_forecast_get_n_paths (of);
  const double *paths = prognosis_forecast_get_paths (of, 0, 0);
  gsize below = 0;
  const double half = 0.5;

  g_assert_cmpint (prognosis_dataset_get_signal (prognosis_forecast_get_dataset (of), 0)->kind, ==, PROGNOSIS_KIND_INCIDENT);
  g_assert_true (
      prognosis_scenario_get_differences (scenario, of, &first_region, 1, GENERATION_DAYS, &half, 1, differences, totals));
  g_assert_true (prognosis_scenario_solve (scenario, of, &first_region, 1, GENERATION_DAYS, &half, 1, curve));
  g_assert_true (prognosis_scenario_solve (NULL, of, &first_region, 1, GENERATION_DAYS, &half, 1, baseline));
  for (int h = 0; h < HORIZON; h++)
    sum += curve[h] - baseline[h];
  g_test_message ("differs by %g, curves by %g", differences[0], sum);
  /* Medians are not additive. */
  g_assert_cmpfloat_with_epsilon (differences[0], sum, 0.25 * fabs (sum));
  for (gsize p = 0; p < n_paths; p++)
    {
      double total = 0;

      for (int h = 0; h < HORIZON; h++)
        total += paths[(gsize) h * n_paths + p];
      below += total < totals[0];
    }
  g_assert_cmpfloat_with_epsilon (below / (double) n_paths, 0.5, 1.0 / n_paths);
  g_assert_cmpfloat (sum, <, 0);
}

/* Cumulative counts are told by the new ones among them, like incident counts. */
static void
test_peaks (void)
{
  g_autoptr (PrognosisForecast) of = forecast_start ("influenza-baltimore-1918.csv", 25, "sir", HORIZON);
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 60, 40.0, 0.03, NULL, FALSE);
  g_autoptr (PrognosisForecast) growing = test_forecast (dataset, "hybrid", HORIZON);
  g_autoptr (PrognosisScenario) strong = new_scenario (of, 1, 0.3), halt = new_scenario (growing, 1, 0.01);
  const double half = 0.5;
  double height[1], step[1], changed_height[1], changed_step[1], increments[HORIZON], curve[HORIZON], difference[1], total[1];

  g_assert_true (prognosis_scenario_get_peaks (NULL, of, &first_region, 1, GENERATION_DAYS, height, step));
  g_assert_true (prognosis_scenario_get_peaks (strong, of, &first_region, 1, GENERATION_DAYS, changed_height, changed_step));
  g_test_message ("%g at %g, then %g at %g", height[0], step[0], changed_height[0], changed_step[0]);
  g_assert_cmpfloat (changed_height[0], <, 0.8 * height[0]);
  g_assert_cmpfloat (changed_step[0], <=, step[0]);
  g_assert_cmpfloat (step[0], >=, 0);
  g_assert_cmpfloat (step[0], <, HORIZON);
  g_assert_cmpint (prognosis_dataset_get_signal (dataset, 0)->kind, ==, PROGNOSIS_KIND_CUMULATIVE);
  g_assert_true (prognosis_scenario_solve (NULL, growing, &first_region, 1, GENERATION_DAYS, &half, 1, curve));
  g_assert_true (prognosis_scenario_solve_increments (NULL, growing, &first_region, 1, GENERATION_DAYS, &half, 1, increments));
  g_assert_cmpfloat (increments[HORIZON - 1], <, curve[HORIZON - 1] - curve[0]);
  g_assert_true (
      prognosis_scenario_get_differences (halt, growing, &first_region, 1, GENERATION_DAYS, &half, 1, difference, total));
  /* What can be saved is what is still to come. */
  g_assert_cmpfloat (difference[0], <, 0);
  g_assert_cmpfloat (-difference[0], <=, total[0]);
  g_assert_cmpfloat (total[0], <, curve[HORIZON - 1]);
}

static void
test_presets (void)
{
  g_autoptr (PrognosisScenario) lockdown = prognosis_scenario_new_weeks ("a", 100, 2, 0.4);
  g_autoptr (PrognosisScenario) campaign = prognosis_scenario_new_vaccination ("b", 100, 3, 1000, 70000, 0.5);

  g_assert_cmpfloat (prognosis_scenario_get_factor (NULL, 100), ==, 1);
  g_assert_cmpfloat (prognosis_scenario_get_factor (lockdown, 99), ==, 1);
  g_assert_cmpfloat (prognosis_scenario_get_factor (lockdown, 113), ==, 0.4);
  g_assert_cmpfloat (prognosis_scenario_get_factor (lockdown, 114), ==, 1);
  /* A tenth of the people a week; half of them protected; told by the middle of each week. */
  g_assert_cmpfloat_with_epsilon (prognosis_scenario_get_factor (campaign, 106), 0.975, 1e-9);
  g_assert_cmpfloat_with_epsilon (prognosis_scenario_get_factor (campaign, 107), 0.925, 1e-9);
  g_assert_cmpfloat_with_epsilon (prognosis_scenario_get_factor (campaign, 500), 0.875, 1e-9);
}

/* Regions are summed path by path: quantiles are those of the sums, not sums of quantiles. */
static void
test_sum (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (3, 60, 40.0, 0.03, NULL, FALSE);
  g_autoptr (PrognosisForecast) of = test_forecast (dataset, "hybrid", HORIZON);
  g_autoptr (PrognosisScenario) scenario = new_scenario (of, 1, 0.7);
  const gsize both[] = { 0, 2 }, n_paths = prognosis_forecast_get_n_paths (of);
  const double *a = prognosis_forecast_get_paths (of, 0, 0), *b = prognosis_forecast_get_paths (of, 2, 0);
  const double half = 0.5;
  double together[HORIZON], apart[2][1], difference[1];
  gsize below = 0;

  g_assert_true (prognosis_scenario_solve (NULL, of, both, 2, GENERATION_DAYS, &half, 1, together));
  for (gsize p = 0; p < n_paths; p++)
    below += a[(HORIZON - 1) * n_paths + p] + b[(HORIZON - 1) * n_paths + p] < together[HORIZON - 1];
  g_assert_cmpfloat_with_epsilon (below / (double) n_paths, 0.5, 1.0 / n_paths);
  for (int i = 0; i < 2; i++)
    g_assert_true (prognosis_scenario_get_differences (scenario, of, &both[i], 1, GENERATION_DAYS, &half, 1, apart[i], NULL));
  g_assert_true (prognosis_scenario_get_differences (scenario, of, both, 2, GENERATION_DAYS, &half, 1, difference, NULL));
  g_assert_cmpfloat (difference[0], <, 0);
  g_assert_cmpfloat_with_epsilon (difference[0], apart[0][0] + apart[1][0], 0.1 * fabs (difference[0]));
}

/* B stopped reporting cases long ago, but still reports deaths and beds. (transfer full) */
static PrognosisForecast *
forecast_uneven (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize deaths
      = prognosis_dataset_builder_add_signal (builder, "deaths", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_DEATHS, TRUE);
  const gsize beds
      = prognosis_dataset_builder_add_signal (builder, "in bed", PROGNOSIS_KIND_PREVALENCE, PROGNOSIS_ROLE_OTHER, TRUE);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;

  prognosis_dataset_builder_set_step_days (builder, 1);
  for (int r = 0; r < 2; r++)
    {
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, r ? "B" : "A", 1e6);

      for (int t = 0; t < 80; t++)
        {
          const int day = prognosis_day_from_ymd (2020, 4, 12) + t;

          if (r == 0 || t < 60)
            prognosis_dataset_builder_add_value (builder, region, cases, day, 500, file, (guint) t + 2);
          prognosis_dataset_builder_add_value (builder, region, deaths, day, 40, file, (guint) t + 2);
          prognosis_dataset_builder_add_value (builder, region, beds, day, 300, file, (guint) t + 2);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return test_forecast (dataset, "persistence", HORIZON);
}

/* Sums include all forecast regions; a region in which the effect is unknown is unchanged. */
static void
test_uneven (void)
{
  enum
  {
    CASES,
    DEATHS,
    BEDS
  };
  g_autoptr (PrognosisForecast) of = forecast_uneven (), changed = NULL;
  g_autoptr (PrognosisScenario) halt = new_scenario (of, 1, 0.01);
  const gsize both[] = { 0, 1 };
  const double half = 0.5;
  double plain[3 * HORIZON], with[3 * HORIZON];
  g_autoptr (GError) error = NULL;

  g_assert_true (prognosis_forecast_has (of, 1, DEATHS) && prognosis_forecast_has (of, 1, BEDS));
  g_assert_false (prognosis_forecast_has (of, 1, CASES));
  g_assert_true (prognosis_scenario_can_tell (of, both, 2));
  g_assert_false (prognosis_scenario_can_tell (of, both + 1, 1));
  g_assert_true (prognosis_scenario_solve (NULL, of, both, 2, GENERATION_DAYS, &half, 1, plain));
  g_assert_cmpfloat_with_epsilon (plain[CASES * HORIZON], 500, 1);
  g_assert_cmpfloat_with_epsilon (plain[DEATHS * HORIZON], 80, 1);
  g_assert_cmpfloat_with_epsilon (plain[BEDS * HORIZON], 600, 1);
  g_assert_true (prognosis_scenario_solve (halt, of, both, 2, GENERATION_DAYS, &half, 1, with));
  g_assert_cmpfloat (with[CASES * HORIZON + HORIZON - 1], <, 100);
  g_assert_cmpfloat (with[DEATHS * HORIZON + HORIZON - 1], <, plain[DEATHS * HORIZON + HORIZON - 1] - 5);
  g_assert_cmpfloat (with[DEATHS * HORIZON + HORIZON - 1], >, 39);
  g_assert_true (isnan (with[BEDS * HORIZON]));
  changed = prognosis_scenario_apply (halt, of, GENERATION_DAYS, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (prognosis_forecast_get_notes (changed)[0], ==,
                   "3 series are omitted, because the effect of a change of transmission on them is unknown");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/scenario/nothing", test_nothing);
  g_test_add_func ("/engine/scenario/unfitted", test_unfitted);
  g_test_add_func ("/engine/scenario/less", test_less);
  g_test_add_func ("/engine/scenario/slow", test_slow);
  g_test_add_func ("/engine/scenario/ended", test_ended);
  g_test_add_func ("/engine/scenario/known", test_known);
  g_test_add_func ("/engine/scenario/end", test_end);
  g_test_add_func ("/engine/scenario/states", test_states);
  g_test_add_func ("/engine/scenario/sum", test_sum);
  g_test_add_func ("/engine/scenario/uneven", test_uneven);
  g_test_add_func ("/engine/scenario/total", test_total);
  g_test_add_func ("/engine/scenario/peaks", test_peaks);
  g_test_add_func ("/engine/scenario/presets", test_presets);
  return g_test_run ();
}
