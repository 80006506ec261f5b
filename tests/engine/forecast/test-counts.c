/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Intervals of small counts. */

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-counts.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-paths.h"
#include "test-forecast-run.h"

#define N 401

static const char *const models[] = { "no-change", "persistence", "damped-trend", "seasonal", "hybrid", "autoode", "regression" };

/* The level of each sorted value, to which a negative binomial quantile belongs. */
static void
check_counts (double expected, double n_steps)
{
  const double shape = 0.5 + 14.0 * expected / n_steps, p = 14.0 / (14.0 + n_steps);
  double levels[N], sorted[N];

  prognosis_paths_levels (N, levels);
  for (gsize i = 0; i < N; i++)
    sorted[i] = expected;
  g_assert_true (prognosis_counts_widen (expected, n_steps, N, sorted));
  for (gsize i = 0; i < N; i++)
    {
      double below = 0.0;

      if (i == N / 2)
        {
          g_assert_cmpfloat (sorted[i], ==, expected);
          continue;
        }
      if (i > N / 2 ? sorted[i] <= expected : sorted[i] >= expected)
        continue;
      for (guint k = 0; k < (guint) sorted[i]; k++)
        below += gsl_ran_negative_binomial_pdf (k, p, shape);
      g_assert_cmpfloat (sorted[i], ==, floor (sorted[i]));
      g_assert_cmpfloat (below, <, levels[i]);
      g_assert_cmpfloat (below + gsl_ran_negative_binomial_pdf ((guint) sorted[i], p, shape), >=, levels[i] - 1e-12);
    }
}

static void
test_quantiles (void)
{
  check_counts (0.0, 1.0);
  check_counts (0.3, 1.0);
  check_counts (1.0, 1.0);
  check_counts (0.0, 28.0);
  check_counts (14.0, 28.0);
}

/* What is wider stays, and nothing is moved where counts are many. */
static void
test_leaves (void)
{
  double wide[N], many[N];

  for (gsize i = 0; i < N; i++)
    {
      wide[i] = MAX (0.1 * ((double) i - N / 2), 0.0);
      many[i] = PROGNOSIS_COUNTS_MANY;
    }
  prognosis_counts_widen (wide[N / 2], 1.0, N, wide);
  g_assert_cmpfloat (wide[N - 1], ==, 0.1 * (N / 2));
  g_assert_false (prognosis_counts_widen (PROGNOSIS_COUNTS_MANY, 1.0, N, many));
  g_assert_cmpfloat (many[N - 1], ==, PROGNOSIS_COUNTS_MANY);
}

/* Quantiles above those of the distribution come in to them; the median, what is lower, and many counts stay. */
static void
test_narrow (void)
{
  double wide[N], law[N], low[N], many[N];

  for (gsize i = 0; i < N; i++)
    {
      wide[i] = MAX (0.1 * ((double) i - N / 2), 0.0);
      low[i] = law[i] = 0.0;
      many[i] = (double) i;
    }
  g_assert_true (prognosis_counts_widen (0.0, 1.0, N, law));
  g_assert_true (prognosis_counts_narrow (0.0, 1.0, N, wide));
  /* The values next to the median keep it where it is. */
  for (gsize i = 0; i < N; i++)
    if (i != N / 2 + 1)
      g_assert_cmpfloat (wide[i], <=, law[i]);
  g_assert_cmpfloat (wide[N - 1], ==, law[N - 1]);
  g_assert_cmpfloat (wide[N / 2], ==, 0.0);
  g_assert_false (prognosis_counts_narrow (0.0, 1.0, N, low));
  g_assert_false (prognosis_counts_narrow (PROGNOSIS_COUNTS_MANY, 1.0, N, many));
}

/* Places with a few cases long ago and none since; of one, none at all. */
static PrognosisDataset *
make_quiet (PrognosisKind kind, int step_days)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  static const int counts[][12] = { { 1, 2, 4, 7, 5, 6, 3, 2, 0, 1, 0, 1 }, { 0, 1, 0, 2, 3, 1, 1, 0, 1, 0, 0, 0 }, { 0 } };
  GError *error = NULL;
  PrognosisDataset *dataset;

  for (int r = 0; r < 3; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e5);
      double sum = 0.0;

      for (int t = 0; t < 40; t++)
        {
          const double now = t < 12 ? counts[r][t] : 0.0;

          sum += now;
          prognosis_dataset_builder_add_value (builder, region, signal, 18002 + t * step_days,
                                               kind == PROGNOSIS_KIND_CUMULATIVE ? sum : now, file, (guint) t + 2);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* After four weeks without a case another one is unlikely, but not impossible. */
static void
test_uncertain (gconstpointer data)
{
  const PrognosisKind kinds[] = { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_KIND_CUMULATIVE };
  const double levels[] = { 0.025, 0.5, 0.975 };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int step_days = 1; step_days <= 7; step_days += 6)
      {
        g_autoptr (PrognosisDataset) dataset = make_quiet (kinds[k], step_days);
        g_autoptr (PrognosisForecast) made = test_forecast (dataset, data, 10);

        for (gsize r = 0; r < 3; r++)
          for (gsize h = 1; h <= 10 && prognosis_forecast_has (made, r, 0); h++)
            {
              const double *x = prognosis_dataset_get_values (dataset, r, 0);
              const double last = kinds[k] == PROGNOSIS_KIND_CUMULATIVE ? x[39] : 0.0;
              double q[3];

              prognosis_forecast_get_quantiles (made, r, 0, h, levels, 3, q);
              g_assert_cmpfloat (q[2], >=, last + 1.0);
              g_assert_cmpfloat (q[2], <, last + 40.0);
              g_assert_cmpfloat (q[0], ==, last);
              g_assert_cmpfloat (q[1], <, last + 1.5);
            }
      }
}

/* The rare cases of two places that have had none do not all come on the same paths. */
static void
test_apart (void)
{
  g_autoptr (PrognosisDataset) dataset = make_quiet (PROGNOSIS_KIND_INCIDENT, 1);
  g_autoptr (PrognosisForecast) made = prognosis_forecast_new (dataset, "no-change", 1, N);
  gsize n_either = 0, n_both = 0;
  const double *paths[2];

  for (gsize r = 0; r < 2; r++)
    paths[r] = prognosis_forecast_add_paths (made, r, 0);
  prognosis_forecast_finish (made);
  for (gsize p = 0; p < N; p++)
    {
      n_either += paths[0][p] > 0.0 || paths[1][p] > 0.0;
      n_both += paths[0][p] > 0.0 && paths[1][p] > 0.0;
    }
  g_assert_cmpuint (n_either, >=, 2 * 10);
  g_assert_cmpuint (n_both, <, 5);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/counts/quantiles", test_quantiles);
  g_test_add_func ("/engine/counts/leaves", test_leaves);
  g_test_add_func ("/engine/counts/apart", test_apart);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/counts/uncertain/", models[i], NULL);

      g_test_add_data_func (path, models[i], test_uncertain);
    }
  g_test_add_func ("/engine/counts/narrow", test_narrow);
  return g_test_run ();
}
