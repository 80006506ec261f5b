/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of the hybrid model, on simulated data. */

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#include "autoode.h"
#include "prognosis-ridge.h"
#include "prognosis-paths.h"
#include "prognosis-renewal.h"
#include "test-outbreak.h"

static void
test_kernel (void)
{
  double kernel[45], sum = 0.0, mean = 0.0;

  prognosis_renewal_kernel (16.0, 3.0, 45, kernel);
  for (int j = 0; j < 45; j++)
    {
      g_assert_cmpfloat (kernel[j], >=, 0.0);
      sum += kernel[j];
      mean += kernel[j] * (j + 1);
    }
  g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-12);
  /* Truncation at 45 days makes it slightly shorter. */
  g_assert_cmpfloat_with_epsilon (mean, 16.0, 0.5);
}

static void
test_ridge (void)
{
  const double x[5][3] = { { 1, 2, 0 }, { 1, -1, 3 }, { 1, 0.5, -2 }, { 1, 4, 1 }, { 1, -3, 0.3 } };
  const double y[5] = { 1, 2, -1, 0.5, 3 }, weight[5] = { 1, 2, 0.5, 1.5, 1 }, precision[3] = { 0.1, 2, 1 };
  double a[9] = { 0.0 }, v[3] = { 0.0 }, b[3], all[3];
  gsl_matrix_view matrix = gsl_matrix_view_array (a, 3, 3);
  gsl_vector_view right = gsl_vector_view_array (v, 3);
  PrognosisRidge ridge;

  prognosis_ridge_init (&ridge, 3);
  for (int k = 0; k < 5; k++)
    {
      prognosis_ridge_add (&ridge, x[k], y[k], weight[k]);
      for (int i = 0; i < 3; i++)
        {
          for (int j = 0; j < 3; j++)
            a[3 * i + j] += 0.5 * weight[k] * x[k][i] * x[k][j];
          v[i] += 0.5 * weight[k] * x[k][i] * y[k];
        }
    }
  for (int i = 0; i < 3; i++)
    a[4 * i] += precision[i];
  g_assert_true (prognosis_ridge_solve (&ridge, 0.5, 3, precision, all));
  gsl_linalg_HH_svx (&matrix.matrix, &right.vector);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (all[i], v[i], 1e-12);
  g_assert_true (prognosis_ridge_solve (&ridge, 0.5, 2, precision, b));
  prognosis_ridge_add (&ridge, x[0], NAN, 1.0);
  g_assert_false (prognosis_ridge_solve (&ridge, 0.5, 3, precision, b));
  g_assert_cmpfloat (b[0], ==, 0.0);
  prognosis_ridge_clear (&ridge);
}

static void
test_clean_batch (void)
{
  double x[60], d[60];
  guint8 usable[60];

  for (int t = 0; t < 60; t++)
    x[t] = 100.0 * t + (t >= 45 ? 5000.0 : 0.0);
  prognosis_daily_clean (x, 60, TRUE, FALSE, d, usable);
  g_assert_false (usable[45]);
  g_assert_cmpfloat (d[45], ==, 0.0);
  for (int t = 1; t < 60; t++)
    if (t != 45)
      {
        g_assert_true (usable[t]);
        g_assert_cmpfloat_with_epsilon (d[t], 100.0, 1e-9);
      }
  prognosis_daily_clean (x, 60, TRUE, TRUE, d, usable);
  g_assert_cmpfloat_with_epsilon (d[45], 5100.0, 1e-9);
}

/* A small decrease is subtracted from the preceding days, a large one is ignored; an increase after a gap is
   spread over its days. */
static void
test_clean_fall_and_gap (void)
{
  double x[40], d[40];
  guint8 usable[40];

  for (int t = 0; t < 40; t++)
    x[t] = 100.0 * t - (t >= 20 ? 250.0 : 0.0) - (t >= 30 ? 5000.0 : 0.0);
  x[34] = x[35] = NAN;
  prognosis_daily_clean (x, 40, TRUE, FALSE, d, usable);
  g_assert_true (usable[20]);
  g_assert_cmpfloat (d[20], ==, 0.0);
  /* 150 had to be subtracted: 100 from day 19 and 50 from day 18. */
  g_assert_cmpfloat_with_epsilon (d[19], 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (d[18], 50.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (d[17], 100.0, 1e-9);
  g_assert_false (usable[30]);
  g_assert_cmpfloat_with_epsilon (d[29], 100.0, 1e-9);
  for (int t = 34; t <= 36; t++)
    g_assert_cmpfloat_with_epsilon (d[t], 100.0, 1e-9);
}

static PrognosisDaily
make_daily (PrognosisDataset *dataset, double *population)
{
  PrognosisDaily daily = { .dataset = dataset,
                           .n_regions = prognosis_dataset_get_n_regions (dataset),
                           .n_days = prognosis_dataset_get_n_steps (dataset),
                           .leader = 0,
                           .horizon = 28,
                           .generation_days = 5.5 };

  daily.n_signals = prognosis_dataset_get_n_signals (dataset);
  daily.signals = g_new0 (PrognosisDailySignal, daily.n_signals);
  for (gsize s = 0; s < daily.n_signals; s++)
    {
      daily.signals[s] = (PrognosisDailySignal){ .number = s, .method = (PrognosisDailyMethod) s, .cumulative = TRUE };
      daily.signals[s].observed = g_new (double, daily.n_regions *daily.n_days);
      for (gsize r = 0; r < daily.n_regions; r++)
        memcpy (daily.signals[s].observed + r * daily.n_days, prognosis_dataset_get_values (dataset, r, s),
                daily.n_days * sizeof (double));
    }
  for (gsize r = 0; r < daily.n_regions; r++)
    population[r] = 1e6;
  daily.population = population;
  return daily;
}

static void
free_daily (PrognosisDaily *daily)
{
  for (gsize s = 0; s < daily->n_signals; s++)
    g_free (daily->signals[s].observed);
  g_free (daily->signals);
}

static void
test_weekday (void)
{
  const double week[7] = { 1.3, 1.2, 1.1, 1.0, 1.0, 0.8, 0.6 };
  double population[6];
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (6, 70, 400.0, 0.0, week, FALSE);
  PrognosisDaily daily = make_daily (dataset, population);
  g_autoptr (PrognosisCleaned) cleaned = prognosis_cleaned_new (&daily, 0, 70);

  for (gsize r = 0; r < 6; r++)
    for (gsize t = 63; t < 77; t++)
      g_assert_cmpfloat_with_epsilon (prognosis_cleaned_factor (cleaned, r, t), week[t % 7], 0.02);
  free_daily (&daily);
}

static void
assert_no_week (double start, double growth, double crowd, double tolerance)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 35, start, growth, NULL, FALSE);
  double population[1];
  PrognosisDaily daily = make_daily (dataset, population);
  PrognosisCleaned *cleaned;

  for (gsize t = 25; t < 35; t++)
    daily.signals[0].observed[t] += crowd;
  cleaned = prognosis_cleaned_new (&daily, 0, 35);
  for (gsize t = 0; t < 7; t++)
    g_assert_cmpfloat_with_epsilon (prognosis_cleaned_factor (cleaned, 0, t), 1.0, tolerance);
  prognosis_cleaned_free (cleaned);
  free_daily (&daily);
}

/* Neither fast growth or decline nor a single high day, here four times the usual, is taken for a weekday effect. */
static void
test_no_week (void)
{
  assert_no_week (10.0, 0.08, 0.0, 0.015);
  assert_no_week (500.0, -0.08, 0.0, 0.015);
  assert_no_week (50.0, 0.0, 150.0, 0.2);
}

/* Habits of a quarter of a year are known better than those of a month: days scatter by a fifth. */
static void
test_weekday_memory (void)
{
  const double week[7] = { 1.3, 1.2, 1.1, 1.0, 1.0, 0.8, 0.6 };
  double population[1], error[2] = { 0.0 };
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 98, 1000.0, 0.0, week, FALSE);
  PrognosisDaily daily = make_daily (dataset, population);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  daily.signals[0].cumulative = FALSE;
  for (int draw = 0; draw < 20; draw++)
    {
      for (gsize t = 0; t < 98; t++)
        daily.signals[0].observed[t] = 1000.0 * week[t % 7] * g_rand_double_range (rand, 0.65, 1.35);
      for (int k = 0; k < 2; k++)
        {
          g_autoptr (PrognosisCleaned) cleaned = NULL;

          daily.n_days = k ? 28 : 98;
          cleaned = prognosis_cleaned_new (&daily, 0, daily.n_days);
          for (gsize t = daily.n_days; t < daily.n_days + 7; t++)
            error[k] += fabs (prognosis_cleaned_factor (cleaned, 0, t) - week[t % 7]);
        }
    }
  g_assert_cmpfloat (error[0], <, 0.75 * error[1]);
  free_daily (&daily);
}

/* @without: set of PrognosisPart. The medians at the end of the data. */
static void
find_median (PrognosisDaily *daily, guint without, double *median, double *level)
{
  g_autofree double *weights = g_new0 (double, daily->n_signals *PROGNOSIS_DAILY_MAX_WEIGHTS);
  g_autofree double *none = g_new (double, daily->n_regions *PROGNOSIS_N_LEVERS);
  GError *error = NULL;

  for (gsize k = 0; k < daily->n_regions * PROGNOSIS_N_LEVERS; k++)
    none[k] = NAN;
  daily->without = without;
  daily->apart = PROGNOSIS_DAILY_APART;
  g_assert_true (prognosis_autoode_prepare (daily, none, NULL, 1, &error));
  prognosis_daily_median (daily, daily->n_days, weights, NULL, median, level);
  prognosis_autoode_release (daily);
}

/* Cases with a known growth rate continue to grow at about that rate, and recoveries and deaths follow with their
   ratios. */
static void
test_shares (void)
{
  double population[8], level[24];
  g_autofree double *median = g_new (double, 3 * 8 * 28);
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (8, 100, 300.0, 0.01, NULL, TRUE);
  PrognosisDaily daily = make_daily (dataset, population);

  find_median (&daily, 0, median, level);
  for (gsize r = 0; r < 8; r++)
    {
      const double start = 300.0 * test_outbreak_size (r), *m = median + r * 28;
      const double expected = start * (exp (0.01 * 100) + exp (0.01 * 106)) / 2.0 * 7.0;

      g_assert_cmpfloat_with_epsilon ((m[6] - level[r]) / expected, 1.0, 0.05);
      m += 8 * 28;
      g_assert_cmpfloat_with_epsilon ((m[6] - level[8 + r]) / (0.8 * exp (-0.17) * expected), 1.0, 0.05);
      m += 8 * 28;
      g_assert_cmpfloat_with_epsilon ((m[6] - level[16 + r]) / (0.02 * exp (-0.16) * expected), 1.0, 0.05);
    }
  free_daily (&daily);
}

/* Infections are half way between the regression's and AutoODE's; recoveries and deaths are AutoODE's. */
static void
test_mixture (void)
{
  enum
  {
    N = 3 * 4 * 28
  };
  double population[4], level[3][12], both[N], regression[N], map[N];
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (4, 90, 300.0, 0.03, NULL, TRUE);
  PrognosisDaily daily = make_daily (dataset, population);
  gsize n_apart = 0;

  find_median (&daily, 0, both, level[0]);
  find_median (&daily, PROGNOSIS_PART_MAP, regression, level[1]);
  find_median (&daily, PROGNOSIS_PART_REGRESSION, map, level[2]);
  for (gsize k = 0; k < 12; k++)
    {
      g_assert_cmpfloat (level[0][k], ==, level[1][k]);
      g_assert_cmpfloat (level[0][k], ==, level[2][k]);
    }
  for (gsize k = 0; k < N; k++)
    {
      g_assert_cmpfloat_with_epsilon (both[k], (regression[k] + map[k]) / 2.0, 1e-9 * both[k]);
      if (k >= N / 3)
        g_assert_cmpfloat (both[k], ==, map[k]);
      else
        n_apart += fabs (regression[k] / map[k] - 1.0) > 1e-4;
    }
  g_assert_cmpuint (n_apart, >, N / 6);
  free_daily (&daily);
}

/* The newest days teach growth, though the week after them is not over. Cases turn five days before the origin; whole weeks alone
   give a growth of 0.0234 a day. */
static void
test_turn (void)
{
  enum
  {
    N = 20,
    N_DAYS = 60
  };
  double population[N], growth[2][N];
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (N, N_DAYS, 2000.0, 0.0, NULL, FALSE);
  PrognosisDaily daily = make_daily (dataset, population);

  for (int turns = 0; turns < 2; turns++)
    {
      g_autoptr (PrognosisCleaned) cleaned = NULL;

      for (gsize r = 0; r < N; r++)
        {
          double *x = daily.signals[0].observed + r * N_DAYS;

          for (gsize t = 1; t < N_DAYS; t++)
            x[t] = x[t - 1] + 2000.0 * (turns && t >= N_DAYS - 5 ? 1.4 : 1.0);
        }
      cleaned = prognosis_cleaned_new (&daily, 0, N_DAYS);
      daily.without = PROGNOSIS_PART_NETWORK;
      prognosis_daily_growth (&daily, cleaned, NULL, growth[turns]);
    }
  for (gsize r = 0; r < N; r++)
    {
      g_assert_cmpfloat_with_epsilon (growth[0][r], 0.0, 1e-3);
      g_assert_cmpfloat (growth[1][r], >, 0.026);
    }
  free_daily (&daily);
}

static void
test_depletion (void)
{
  double population[1], growth[1] = { 0.05 }, with[28], without[28];
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 60, 300.0, 0.05, NULL, FALSE);
  PrognosisDaily daily = make_daily (dataset, population);
  g_autoptr (PrognosisCleaned) cleaned = prognosis_cleaned_new (&daily, 0, 60);
  double left;

  population[0] = 200000.0;
  left = population[0] - cleaned->level[0];
  prognosis_daily_transmit (&daily, cleaned, growth, with);
  daily.without = PROGNOSIS_PART_DEPLETION;
  prognosis_daily_transmit (&daily, cleaned, growth, without);
  g_assert_cmpfloat (with[0], <=, without[0]);
  for (int h = 1; h < 28; h++)
    g_assert_cmpfloat (with[h] / without[h], <, with[h - 1] / without[h - 1]);
  for (int h = 0; h < 28; h++)
    left -= with[h];
  g_assert_cmpfloat (left, >, 0.0);
  free_daily (&daily);
}

/* Paths reproduce the given quantiles, and no cumulative path decreases. */
static void
test_paths (gconstpointer data)
{
  const gboolean cumulative = GPOINTER_TO_INT (data);
  const PrognosisShocks shocks = { 7, 20, 400, 0.9, 0.3, 0.5, NULL };
  g_autofree double *levels = g_new (double, 400), *quantiles = g_new (double, 20 * 400), *paths = g_new (double, 20 * 400);
  g_autofree double *row = g_new (double, 400);

  prognosis_paths_levels (shocks.n_paths, levels);
  for (int h = 0; h < 20; h++)
    for (int i = 0; i < 400; i++)
      quantiles[h * 400 + i] = MAX (10.0 * (h + 1) * (levels[i] + 0.5), 0.0);
  prognosis_paths_shake (&shocks, 3, 0, cumulative, quantiles, paths);
  for (int h = 0; h < 20; h++)
    {
      memcpy (row, paths + h * 400, 400 * sizeof (double));
      gsl_sort (row, 1, 400);
      for (int i = 0; i < 400; i++)
        {
          g_assert_cmpfloat (row[i], ==, quantiles[h * 400 + i]);
          if (cumulative && h > 0)
            g_assert_cmpfloat (paths[h * 400 + i], >=, paths[(h - 1) * 400 + i]);
        }
    }
}

/* The variance of a sum of shocks over that of one: of a week of days that are all alike 49, of a week of independent ones 7. */
static void
test_fresh (void)
{
  static const double fresh[] = { 0.0, 0.5, 1.0 };
  double last = 55.0;

  for (gsize k = 0; k < G_N_ELEMENTS (fresh); k++)
    {
      const PrognosisShocks shocks = { 7, 7, 1001, 0.97, 0.2, fresh[k], NULL };
      g_autofree double *levels = g_new (double, 1001), *quantiles = g_new (double, 7 * 1001), *paths = g_new (double, 7 * 1001);
      double sum = 0.0, one = 0.0, ratio;

      prognosis_paths_levels (shocks.n_paths, levels);
      for (int h = 0; h < 7; h++)
        memcpy (quantiles + h * 1001, levels, 1001 * sizeof (double));
      prognosis_paths_shake (&shocks, 0, 0, FALSE, quantiles, paths);
      for (int i = 0; i < 1001; i++)
        {
          double total = 0.0;

          for (int h = 0; h < 7; h++)
            total += paths[h * 1001 + i] - 0.5;
          sum += total * total;
          one += (levels[i] - 0.5) * (levels[i] - 0.5);
        }
      ratio = sum / one;
      g_assert_cmpfloat (ratio, <, last - 5.0);
      last = ratio;
    }
  g_assert_cmpfloat_with_epsilon (last, 7.0, 1.5);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/hybrid/kernel", test_kernel);
  g_test_add_func ("/engine/hybrid/ridge", test_ridge);
  g_test_add_func ("/engine/hybrid/clean/batch", test_clean_batch);
  g_test_add_func ("/engine/hybrid/clean/fall-and-gap", test_clean_fall_and_gap);
  g_test_add_func ("/engine/hybrid/weekday", test_weekday);
  g_test_add_func ("/engine/hybrid/no-week", test_no_week);
  g_test_add_func ("/engine/hybrid/weekday-memory", test_weekday_memory);
  g_test_add_func ("/engine/hybrid/shares", test_shares);
  g_test_add_func ("/engine/hybrid/mixture", test_mixture);
  g_test_add_func ("/engine/hybrid/turn", test_turn);
  g_test_add_func ("/engine/hybrid/depletion", test_depletion);
  g_test_add_data_func ("/engine/hybrid/paths/free", GINT_TO_POINTER (FALSE), test_paths);
  g_test_add_data_func ("/engine/hybrid/paths/cumulative", GINT_TO_POINTER (TRUE), test_paths);
  g_test_add_func ("/engine/hybrid/paths/fresh", test_fresh);
  return g_test_run ();
}
