/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Outcomes that are assumed: their paths follow those of the cases. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-assumed.h"
#include "prognosis-error.h"
#include "prognosis-scenario.h"
#include "test-forecast-run.h"
#include "test-outbreak.h"

#define N_STEPS 60
#define HORIZON 21
#define SHARE 0.1
#define DAYS 6.0

static const double half = 0.5;

static PrognosisDataset *
make (PrognosisKind kind, double start, double growth)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Town", 1e6);
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  GError *error = NULL;
  PrognosisDataset *dataset;
  double sum = 0.0;

  prognosis_dataset_builder_set_step_days (builder, 1);
  for (int t = 0; t < N_STEPS; t++)
    {
      const double now = round (start * exp (growth * t));

      sum += now;
      prognosis_dataset_builder_add_value (builder, region, signal, 18000 + t, kind == PROGNOSIS_KIND_CUMULATIVE ? sum : now, file,
                                           (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisDataset *
assume (PrognosisDataset *dataset, PrognosisRole role)
{
  GError *error = NULL;
  PrognosisDataset *with = prognosis_dataset_with_assumed (dataset, role, SHARE, DAYS, &error);

  g_assert_no_error (error);
  return with;
}

static PrognosisForecast *
forecast (PrognosisDataset *dataset, const char *id)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  options->horizon = HORIZON;
  options->starts = 1;
  return test_run (dataset, id, options);
}

static double
get_median (const PrognosisForecast *made, gsize signal, gsize h)
{
  double value;

  prognosis_forecast_get_quantiles (made, 0, signal, h, &half, 1, &value);
  return value;
}

static gboolean
has_note (const PrognosisForecast *made, const char *words)
{
  for (const char *const *note = prognosis_forecast_get_notes (made); *note != NULL; note++)
    if (strstr (*note, words) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_kernel (void)
{
  for (int step_days = 1; step_days <= 7; step_days += 6)
    for (double days = 0.0; days < 40.0; days += 13.0)
      {
        gsize n;
        g_autofree double *kernel = prognosis_assumed_find_kernel (days, step_days, &n);
        double sum = 0.0, mean = 0.0;

        for (gsize k = 0; k < n; k++)
          {
            g_assert_cmpfloat (kernel[k], >=, 0.0);
            sum += kernel[k];
            mean += kernel[k] * (double) k * step_days;
          }
        g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-12);
        g_assert_cmpfloat (fabs (mean - days), <, 0.05 * days + 0.01);
      }
}

/* Every model: a share of steady cases, new or all so far; the model forecasts the cases as it does without. */
static void
test_follows (gconstpointer data)
{
  const PrognosisKind kinds[] = { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_KIND_CUMULATIVE };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (PrognosisDataset) dataset = make (kinds[k], 200.0, 0.0), with = assume (dataset, PROGNOSIS_ROLE_DEATHS);
      g_autoptr (PrognosisForecast) made = forecast (with, data), plain = forecast (dataset, data);
      const gboolean is_cumulative = kinds[k] == PROGNOSIS_KIND_CUMULATIVE;
      const double *past, start = is_cumulative ? SHARE * 200.0 * (N_STEPS - DAYS) : 0.0;
      gsize first, n;
      double total;
      const gsize region = 0;

      g_assert_cmpstr (prognosis_dataset_get_signal (with, 1)->name, ==, "deaths (assumed)");
      g_assert_true (prognosis_dataset_get_signal (with, 1)->kind == kinds[k]);
      g_assert_true (prognosis_forecast_has (made, 0, 1));
      g_assert_true (has_note (made, "deaths (assumed): not observed, but 10 % of cases, on average 6 days later"));
      g_assert_false (has_note (plain, "assumed"));
      for (gsize h = 1; h <= HORIZON; h++)
        {
          const double expected = is_cumulative ? start + SHARE * 200.0 * h : SHARE * 200.0;

          g_assert_cmpfloat_with_epsilon (get_median (made, 0, h), get_median (plain, 0, h), 1e-9);
          g_assert_cmpfloat (fabs (get_median (made, 1, h) - expected), <, 0.1 * expected);
        }
      past = prognosis_forecast_get_fitted (made, 0, 1, &first, &n);
      g_assert_nonnull (past);
      g_assert_cmpuint (first + n, ==, N_STEPS);
      g_assert_true (prognosis_forecast_get_total (made, &region, 1, 1, &half, 1, &total));
      g_assert_cmpfloat (fabs (total - SHARE * 200.0 * HORIZON), <, 0.1 * SHARE * 200.0 * HORIZON);
    }
}

/* Path by path: where there are more cases, there are more deaths later; and no earlier than the delay allows. */
static void
test_paths (void)
{
  g_autoptr (PrognosisDataset) dataset = make (PROGNOSIS_KIND_INCIDENT, 50.0, 0.03), with = assume (dataset, PROGNOSIS_ROLE_DEATHS);
  const gsize n_paths = 2;
  double of_cases[HORIZON * 2], paths[HORIZON * 2], past[N_STEPS], many = 0.0, few = 0.0;

  for (gsize h = 0; h < HORIZON; h++)
    {
      of_cases[h * n_paths] = 0.0;
      of_cases[h * n_paths + 1] = 1e6;
    }
  prognosis_assumed_derive (with, 0, 1, HORIZON, n_paths, of_cases, paths, past);
  /* Hardly anybody dies on the same day. */
  g_assert_cmpfloat (paths[1], <, 0.02 * SHARE * 1e6);
  for (gsize h = HORIZON / 2; h < HORIZON; h++)
    {
      few += paths[h * n_paths];
      many += paths[h * n_paths + 1];
    }
  g_assert_cmpfloat (few, <, 10.0);
  g_assert_cmpfloat (many, >, 0.9 * SHARE * 1e6 * (HORIZON / 2));
  g_assert_cmpfloat (past[0], <, past[N_STEPS - 1]);
  g_assert_cmpfloat (past[N_STEPS - 1], <, SHARE * 50.0 * exp (0.03 * N_STEPS));
}

/* Fewer cases, fewer deaths. */
static void
test_scenario (void)
{
  g_autoptr (PrognosisDataset) dataset = make (PROGNOSIS_KIND_CUMULATIVE, 50.0, 0.05),
                               with = assume (dataset, PROGNOSIS_ROLE_DEATHS);
  const char *const models[] = { "hybrid", "sir" };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (PrognosisForecast) made = forecast (with, models[i]), changed = NULL;
      g_autoptr (PrognosisScenario) scenario = prognosis_scenario_new ("made");
      const PrognosisChange change = { .day = 18000 + N_STEPS, .factor = 0.3 };
      const gsize region = 0;
      double before, after;
      GError *error = NULL;

      g_array_append_val (scenario->changes, change);
      changed = prognosis_scenario_apply (scenario, made, 5.5, &error);
      g_assert_no_error (error);
      g_assert_true (prognosis_forecast_get_total (made, &region, 1, 1, &half, 1, &before));
      g_assert_true (prognosis_forecast_get_total (changed, &region, 1, 1, &half, 1, &after));
      g_test_message ("%s: %.1f, with less transmission %.1f", models[i], before, after);
      g_assert_cmpfloat (after, <, 0.8 * before);
      g_assert_cmpfloat (after, >, 0.1 * before);
    }
}

static void
check_refused (PrognosisDataset *dataset, PrognosisRole role, const char *words)
{
  GError *error = NULL;

  g_assert_null (prognosis_dataset_with_assumed (dataset, role, SHARE, DAYS, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_nonnull (strstr (error->message, words));
  g_error_free (error);
}

static void
test_refused (void)
{
  g_autoptr (PrognosisDataset) reported = test_outbreak_new (1, 40, 20.0, 0.05, NULL, TRUE);
  g_autoptr (PrognosisDataset) present = make (PROGNOSIS_KIND_PREVALENCE, 20.0, 0.02);
  g_autoptr (PrognosisDataset) dataset = make (PROGNOSIS_KIND_INCIDENT, 20.0, 0.02);
  g_autoptr (PrognosisDataset) deaths = assume (dataset, PROGNOSIS_ROLE_DEATHS), both = assume (deaths, PROGNOSIS_ROLE_RECOVERIES);

  check_refused (reported, PROGNOSIS_ROLE_DEATHS, "report “deaths” already");
  check_refused (present, PROGNOSIS_ROLE_DEATHS, "counts of new or all cases");
  check_refused (deaths, PROGNOSIS_ROLE_DEATHS, "report “deaths (assumed)” already");
  g_assert_cmpuint (prognosis_dataset_get_n_signals (both), ==, 3);
}

static void
test_parse (void)
{
  static const char *const wrong[] = { "", "0.1", "0.1,2,3", "0,5", "1.1,5", "0.1,-1", "0.1,400", "measles", "a,b" };
  double share, days;
  GError *error = NULL;

  g_assert_true (prognosis_assumed_parse ("0.02, 14", PROGNOSIS_ROLE_DEATHS, &share, &days, &error));
  g_assert_cmpfloat (share, ==, 0.02);
  g_assert_cmpfloat (days, ==, 14.0);
  g_assert_true (prognosis_assumed_parse ("covid-19", PROGNOSIS_ROLE_DEATHS, &share, &days, &error));
  g_assert_cmpfloat (share, ==, 0.0138);
  g_assert_cmpfloat (days, ==, 17.8);
  g_assert_true (prognosis_assumed_parse ("covid-19", PROGNOSIS_ROLE_RECOVERIES, &share, &days, &error));
  g_assert_cmpfloat (share, ==, 1.0 - 0.0138);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (prognosis_assumed_parse (wrong[i], PROGNOSIS_ROLE_DEATHS, &share, &days, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
      g_assert_nonnull (strstr (error->message, "covid-19, sars"));
      g_clear_error (&error);
    }
}

int
main (int argc, char *argv[])
{
  static const char *const models[] = { "hybrid", "autoode", "persistence", "regression", "sir", "auto", "ensemble" };

  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/assumed/kernel", test_kernel);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/assumed/follows/", models[i], NULL);

      g_test_add_data_func (path, models[i], test_follows);
    }
  g_test_add_func ("/engine/assumed/paths", test_paths);
  g_test_add_func ("/engine/assumed/scenario", test_scenario);
  g_test_add_func ("/engine/assumed/refused", test_refused);
  g_test_add_func ("/engine/assumed/parse", test_parse);
  return g_test_run ();
}
