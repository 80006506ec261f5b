/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reproduction numbers without equations: the formula compared with its integral, known growth, and coverage of
   intervals. */

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

#include "prognosis-reader.h"
#include "prognosis-renewal.h"
#include "test-forecast-run.h"
#include "test-outbreak.h"

static const double levels[] = { 0.025, 0.5, 0.975 };

/* 1 / R is the integral of exp (-growth t) over the density of the generation time. */
static void
test_formula (void)
{
  const double mean = 5.5, shape = PROGNOSIS_GENERATION_SHAPE;

  g_assert_cmpfloat_with_epsilon (prognosis_renewal_reproduction (0.0, mean), 1.0, 1e-15);
  g_assert_true (isnan (prognosis_renewal_reproduction (NAN, mean)));
  /* A decline faster than any gamma distribution allows. */
  g_assert_cmpfloat (prognosis_renewal_reproduction (-10.0, mean), ==, 0.0);
  for (double growth = -0.2; growth < 0.35; growth += 0.1)
    {
      double sum = 0.0;

      for (double t = 0.0005; t < 80.0; t += 0.001)
        sum += 0.001 * gsl_ran_gamma_pdf (t, shape, mean / shape) * exp (-growth * t);
      g_assert_cmpfloat_with_epsilon (prognosis_renewal_reproduction (growth, mean) * sum, 1.0, 1e-4);
    }
}

/* Weekday effects are not growth. */
static void
test_known_growth (void)
{
  static const double week[] = { 0.5, 1.1, 1.2, 1.2, 1.1, 1.1, 0.8 };
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 42, 200.0, 0.05, week, FALSE);
  g_autoptr (PrognosisForecast) flat = test_forecast (dataset, "persistence", 14);
  double growth[(42 + 14) * 3];

  g_assert_true (prognosis_renewal_estimate (flat, 0, levels, 3, growth));
  g_assert_true (isnan (growth[5 * 3 + 1]));
  for (gsize t = 8; t < 42 - 7; t++)
    {
      g_assert_cmpfloat_with_epsilon (growth[t * 3 + 1], 0.05, 2e-3);
      g_assert_cmpfloat (growth[t * 3], <, 0.05);
      g_assert_cmpfloat (growth[t * 3 + 2], >, 0.05);
    }
  /* Persistence continues the last week: no growth, but with more uncertainty than an observed week. */
  g_assert_cmpfloat_with_epsilon (growth[41 * 3 + 1], 0.0, 5e-3);
  g_assert_cmpfloat (growth[41 * 3 + 2] - growth[41 * 3], >, 2.0 * (growth[30 * 3 + 2] - growth[30 * 3]));
  /* The last forecast week has no week after it. */
  g_assert_true (isfinite (growth[48 * 3 + 1]));
  g_assert_true (isnan (growth[49 * 3 + 1]));
}

/* A thousand series of Poisson counts with a constant mean: 95 % of intervals contain zero growth. */
static void
test_covers (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize n_inside = 0, n = 0;

  for (int k = 0; k < 40; k++)
    {
      g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
      const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
      const gsize signal
          = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Town", 1e5);
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (PrognosisForecast) flat = NULL;
      g_autoptr (GError) error = NULL;
      double growth[(56 + 14) * 3];

      prognosis_dataset_builder_set_step_days (builder, 1);
      for (int t = 0; t < 56; t++)
        prognosis_dataset_builder_add_value (builder, region, signal, 18000 + t, gsl_ran_poisson (rng, 4.0), file, (guint) t + 2);
      dataset = prognosis_dataset_builder_finish (builder, &error);
      g_assert_no_error (error);
      flat = test_forecast (dataset, "persistence", 14);
      g_assert_true (prognosis_renewal_estimate (flat, 0, levels, 3, growth));
      for (gsize t = 6; t < 49; t++, n++)
        n_inside += growth[t * 3] <= 0.0 && growth[t * 3 + 2] >= 0.0;
    }
  g_test_message ("%.3f of the intervals hold the truth", (double) n_inside / n);
  g_assert_cmpfloat ((double) n_inside / n, >, 0.92);
  g_assert_cmpfloat ((double) n_inside / n, <, 0.99);
  gsl_rng_free (rng);
}

/* 100 a day in the given @kind, in a population of 8 million; the last @n_missing days are not reported. */
static PrognosisDataset *
make_flat (PrognosisKind kind, int n_missing)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Town", 8e6);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  prognosis_dataset_builder_set_step_days (builder, 1);
  for (int t = 0; t < 42; t++)
    {
      const double now = 100.0 + 10.0 * (t % 3);
      const double value = kind == PROGNOSIS_KIND_CUMULATIVE ? 110.0 * t : kind == PROGNOSIS_KIND_RATE ? now / 80.0 : now;

      prognosis_dataset_builder_add_value (builder, region, signal, 18000 + t, t < 42 - n_missing ? value : NAN, file,
                                           (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* The increase of a cumulative count over days without reports does not all belong to the first forecast day. */
static void
test_unreported (void)
{
  g_autoptr (PrognosisDataset) dataset = make_flat (PROGNOSIS_KIND_CUMULATIVE, 3);
  g_autoptr (PrognosisForecast) flat = test_forecast (dataset, "persistence", 14);
  double growth[(42 + 14) * 3];

  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 42);
  g_assert_true (prognosis_renewal_estimate (flat, 0, levels, 3, growth));
  for (gsize t = 8; t < 49; t++)
    g_assert_cmpfloat_with_epsilon (growth[t * 3 + 1], 0.0, 3e-3);
}

/* The same epidemic in persons and per 100 000 persons. */
static void
test_rates (void)
{
  g_autoptr (PrognosisDataset) counts = make_flat (PROGNOSIS_KIND_INCIDENT, 0), rates = make_flat (PROGNOSIS_KIND_RATE, 0);
  g_autoptr (PrognosisForecast) of_counts = test_forecast (counts, "persistence", 14),
                                of_rates = test_forecast (rates, "persistence", 14);
  double by_counts[(42 + 14) * 3], by_rates[(42 + 14) * 3];

  g_assert_true (prognosis_renewal_estimate (of_counts, 0, levels, 3, by_counts));
  g_assert_true (prognosis_renewal_estimate (of_rates, 0, levels, 3, by_rates));
  for (gsize t = 6; t < 35; t++)
    for (gsize l = 0; l < 3; l++)
      g_assert_cmpfloat_with_epsilon (by_rates[t * 3 + l], by_counts[t * 3 + l], 1e-9);
}

static PrognosisDataset *
read_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), name, NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset = prognosis_read (paths, NULL, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

/* Weekly data as well; prevalence has no reproduction number. */
static void
test_kinds (void)
{
  g_autoptr (PrognosisDataset) weekly = read_sample ("measles-weser-ems-2001-2002.csv");
  g_autoptr (PrognosisDataset) present = read_sample ("influenza-boarding-school-1978.csv");
  g_autoptr (PrognosisForecast) of_weekly = test_forecast (weekly, "persistence", 14);
  g_autoptr (PrognosisForecast) of_present = test_forecast (present, "persistence", 14);
  g_autofree double *growth = g_new (double, (prognosis_dataset_get_n_steps (weekly) + 14) * 3);
  gsize n = 0;

  g_assert_cmpint (prognosis_renewal_find_signal (present), ==, -1);
  g_assert_false (prognosis_renewal_estimate (of_present, 0, levels, 3, growth));
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (weekly); r++)
    if (prognosis_renewal_estimate (of_weekly, r, levels, 3, growth))
      for (gsize t = 0; t < prognosis_dataset_get_n_steps (weekly); t++)
        n += isfinite (growth[t * 3 + 1]) && growth[t * 3] < growth[t * 3 + 1] && growth[t * 3 + 1] < growth[t * 3 + 2];
  g_assert_cmpint (n, >, 100);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/renewal/formula", test_formula);
  g_test_add_func ("/engine/renewal/known-growth", test_known_growth);
  g_test_add_func ("/engine/renewal/covers", test_covers);
  g_test_add_func ("/engine/renewal/unreported", test_unreported);
  g_test_add_func ("/engine/renewal/rates", test_rates);
  g_test_add_func ("/engine/renewal/kinds", test_kinds);
  return g_test_run ();
}
