/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Beds that forecast admissions need, against a direct count; and how often their intervals hold the truth. */

#include "prognosis-beds-forecast.h"
#include "test-forecast-run.h"
#include "test-outbreak.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

static const double growing[7] = { 1, 1, 1, 1, 1, 1, 1 };

/* Every path by hand: each day's admissions, observed or forecast, times the share still there. */
static void
test_direct_count (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (2, 60, 20, 0.03, growing, FALSE);
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", 14);
  g_autoptr (PrognosisStay) stay = prognosis_stay_new (6, 2);
  const gsize regions[] = { 0, 1 };
  g_autoptr (PrognosisBedsForecast) beds = prognosis_beds_forecast_new (forecast, regions, 2, 0, 0.1, stay);
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast);

  g_assert_cmpuint (beds->n_days, ==, 14);
  g_assert_cmpuint (beds->n_paths, ==, n_paths);
  for (gsize p = 0; p < n_paths; p += 97)
    for (gsize d = 0; d < 14; d++)
      {
        double expected = 0;

        for (gsize r = 0; r < 2; r++)
          {
            const double *values = prognosis_dataset_get_values (dataset, r, 0);
            const double *paths = prognosis_forecast_get_paths (forecast, r, 0);

            /* What came before the first report of a cumulative count is not known. */
            for (gssize k = 0; k < (gssize) stay->n_days && (gssize) (60 + d) - k > 0; k++)
              {
                const gssize t = (gssize) (60 + d) - k;
                const double now = t < 60 ? values[t] : paths[(t - 60) * (gssize) n_paths + (gssize) p];
                const double before = t - 1 < 60 ? values[t - 1] : paths[(t - 61) * (gssize) n_paths + (gssize) p];

                expected += 0.1 * (now - before) * stay->still_there[k];
              }
          }
        g_assert_cmpfloat_with_epsilon (beds->beds[d * n_paths + p] / expected, 1, 1e-9);
      }
}

static void
test_quantiles_and_chance (void)
{
  double of_paths[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
  const PrognosisBedsForecast beds = { 2, 10, 100, of_paths };
  const double levels[] = { 0.25, 0.5 };
  double values[2];
  int day;

  prognosis_beds_forecast_get_quantiles (&beds, 1, levels, 2, values);
  g_assert_cmpfloat (values[0], ==, 4.25);
  g_assert_cmpfloat (values[1], ==, 6.5);
  g_assert_cmpfloat_with_epsilon (prognosis_beds_forecast_get_chance (&beds, 4.5, &day), 0.7, 1e-12);
  g_assert_cmpint (day, ==, 100);
  g_assert_cmpfloat_with_epsilon (prognosis_beds_forecast_get_chance (&beds, 9.5, &day), 0.2, 1e-12);
  g_assert_cmpint (day, ==, G_MININT);
  g_assert_cmpfloat (prognosis_beds_forecast_get_chance (&beds, 100, NULL), ==, 0);
}

static void
test_refusals (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 40, 20, 0.03, growing, FALSE);
  g_autoptr (PrognosisDataset) present
      = prognosis_dataset_with_signal (dataset, 0, PROGNOSIS_KIND_PREVALENCE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  g_autoptr (PrognosisForecast) forecast = test_forecast (present, "persistence", 7);
  g_autoptr (PrognosisStay) stay = prognosis_stay_new (6, 2);
  const gsize region = 0;

  g_assert_null (prognosis_beds_forecast_new (forecast, &region, 1, 0, 1, stay));
}

/* Admissions of a simulated epidemic, and the beds that their patients really filled. */
static PrognosisDataset *
simulate (gsl_rng *rng, gsize n_days, gsize n_known, const PrognosisStay *stay, double *beds)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const int first = prognosis_day_from_ymd (2021, 1, 4);
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "admissions", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", 1e6);
  g_autofree double *admissions = g_new (double, n_days);
  double level = log (20 + 60 * gsl_rng_uniform (rng)), growth = 0.04 * (gsl_rng_uniform (rng) - 0.5);

  prognosis_dataset_builder_set_step_days (builder, 1);
  for (gsize t = 0; t < n_days; t++)
    {
      growth = 0.99 * growth + 0.004 * gsl_ran_ugaussian (rng);
      level = CLAMP (level + growth, 0, 8);
      admissions[t] = gsl_ran_poisson (rng, exp (level));
      if (t < n_known)
        prognosis_dataset_builder_add_value (builder, region, signal, first + (int) t, admissions[t], file, (guint) t + 2);
    }
  /* Patients leave by chance, each at its own time. */
  for (gsize t = 0; t < n_days; t++)
    for (gsize i = 0; i < (gsize) admissions[t]; i++)
      {
        const double u = gsl_rng_uniform (rng);

        for (gsize k = 0; k < stay->n_days && t + k < n_days && stay->still_there[k] > u; k++)
          beds[t + k] += 1;
      }
  return prognosis_dataset_builder_finish (builder, NULL);
}

static void
test_coverage (void)
{
  const gsize n_days = 134, n_known = 120, n_epidemics = 500;
  const double levels[] = { 0.025, 0.975 };
  g_autoptr (PrognosisStay) stay = prognosis_stay_new (7, 2);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize n_held = 0, n = 0;

  for (gsize e = 0; e < n_epidemics; e++)
    {
      g_autofree double *beds = g_new0 (double, n_days);
      g_autoptr (PrognosisDataset) dataset = simulate (rng, n_days, n_known, stay, beds);
      g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", 14);
      const gsize region = 0;
      g_autoptr (PrognosisBedsForecast) forecast_beds = prognosis_beds_forecast_new (forecast, &region, 1, 0, 1, stay);
      double values[2];

      for (gsize d = 6; d < 14; d += 7)
        {
          prognosis_beds_forecast_get_quantiles (forecast_beds, d, levels, 2, values);
          n_held += beds[n_known + d] >= values[0] && beds[n_known + d] <= values[1];
          n++;
        }
    }
  gsl_rng_free (rng);
  g_test_message ("95 %% intervals of beds hold %.1f %% of %zu", 100.0 * (double) n_held / (double) n, n);
  g_assert_cmpfloat ((double) n_held / (double) n, >=, 0.90);
  g_assert_cmpfloat ((double) n_held / (double) n, <=, 0.98);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/beds-forecast/direct-count", test_direct_count);
  g_test_add_func ("/beds-forecast/quantiles-and-chance", test_quantiles_and_chance);
  g_test_add_func ("/beds-forecast/refusals", test_refusals);
  g_test_add_func ("/beds-forecast/coverage", test_coverage);
  return g_test_run ();
}
