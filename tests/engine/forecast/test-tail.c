/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tails of intervals follow a law, and quantiles are smooth over days. */

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-reader.h"
#include "prognosis-tail.h"
#include "test-forecast-run.h"

#define N 400

static const double levels[] = { 0.01, 0.025, 0.1, 0.5, 0.9, 0.975, 0.99 };
static const char *const models[] = { "persistence", "damped-trend", "hybrid", "autoode", "regression", "sir", "seir" };

enum
{
  Q01,
  Q025,
  Q10,
  Q50,
  Q90,
  Q975,
  Q99,
  N_LEVELS
};

static void
find (double (*draw) (double p), double n_independent, double *q)
{
  PrognosisTailPoint points[N];

  for (int i = 0; i < N; i++)
    points[i] = (PrognosisTailPoint){ draw ((i + 0.5) / N), 1.0 };
  prognosis_tail_share (points, N);
  prognosis_tail_quantiles (points, N, n_independent, levels, N_LEVELS, q);
}

/* Exponential to both sides. */
static double
draw_exponential (double p)
{
  return gsl_cdf_laplace_Pinv (p, 2.0);
}

static double
draw_cauchy (double p)
{
  return gsl_cdf_cauchy_Pinv (p, 1.0);
}

/* One error in a hundred is a thousand times as large as the others. */
static double
draw_dumps (double p)
{
  return p > 0.99 ? 1000.0 : gsl_cdf_ugaussian_Pinv (p);
}

static void
test_law (void)
{
  double q[N_LEVELS];

  for (double n = 20.0; n < 2000.0; n *= 3.0)
    {
      find (draw_exponential, n, q);
      for (int i = 0; i < N_LEVELS; i++)
        g_assert_cmpfloat (fabs (q[i] - gsl_cdf_laplace_Pinv (levels[i], 2.0)), <, 0.05 * fabs (q[Q99]));
    }
}

/* Where the law holds: continuous, and symmetric for symmetric errors. */
static void
test_joins (void)
{
  PrognosisTailPoint points[N];
  const double near[] = { 0.0499999, 0.0500001, 0.9499999, 0.9500001 };
  double q[N_LEVELS], joined[4];

  find (draw_cauchy, 500.0, q);
  for (int i = 0; i < N_LEVELS; i++)
    g_assert_cmpfloat (fabs (q[i] + q[N_LEVELS - 1 - i]), <, 1e-9);
  for (int i = 0; i < N; i++)
    points[i] = (PrognosisTailPoint){ draw_cauchy ((i + 0.5) / N), 1.0 };
  prognosis_tail_share (points, N);
  prognosis_tail_quantiles (points, N, 500.0, near, 4, joined);
  g_assert_cmpfloat (joined[1] - joined[0], <, 1e-3);
  g_assert_cmpfloat (joined[3] - joined[2], <, 1e-3);
}

/* However large the largest errors: the 0.99 level is within twice the distance of the 0.975 level. */
static void
test_largest (void)
{
  double (*const draws[]) (double) = { draw_exponential, draw_cauchy, draw_dumps };
  double q[N_LEVELS];

  for (gsize d = 0; d < G_N_ELEMENTS (draws); d++)
    for (double n = 2.0; n < 5000.0; n *= 2.0)
      {
        find (draws[d], n, q);
        g_assert_cmpfloat (q[Q99] - q[Q50], <, 2.0 * (q[Q975] - q[Q50]));
        g_assert_cmpfloat (q[Q99] - q[Q50], >, 1.05 * (q[Q975] - q[Q50]));
        g_assert_cmpfloat (q[Q50] - q[Q01], <, 2.0 * (q[Q50] - q[Q025]));
      }
  find (draw_dumps, 100.0, q);
  g_assert_cmpfloat (q[Q99], <, 10.0);
}

static void
test_few (void)
{
  PrognosisTailPoint one = { 3.0, 0.5 }, two[] = { { 1.0, 1.0 }, { -1.0, 3.0 } };
  double q[N_LEVELS];

  prognosis_tail_share (&one, 1);
  prognosis_tail_quantiles (&one, 1, 1.0, levels, N_LEVELS, q);
  for (int i = 0; i < N_LEVELS; i++)
    g_assert_cmpfloat (q[i], ==, 3.0);
  prognosis_tail_share (two, 2);
  g_assert_cmpfloat (two[0].error, ==, -1.0);
  g_assert_cmpfloat_with_epsilon (two[0].weight, 0.375, 1e-12);
  prognosis_tail_quantiles (two, 2, 2.0, levels, N_LEVELS, q);
  for (int i = 1; i < N_LEVELS; i++)
    g_assert_cmpfloat (q[i], >=, q[i - 1]);
}

/* Nearly all errors are 0: the interval has a width all the same. */
static void
test_zeros (void)
{
  PrognosisTailPoint points[N];
  double q[N_LEVELS];

  for (int i = 0; i < N; i++)
    points[i] = (PrognosisTailPoint){ i < 8 ? -2.0 : i >= N - 8 ? 3.0 : 0.0, 1.0 };
  prognosis_tail_share (points, N);
  prognosis_tail_quantiles (points, N, 200.0, levels, N_LEVELS, q);
  g_assert_cmpfloat (q[Q01], ==, -2.0);
  g_assert_cmpfloat (q[Q99], ==, 3.0);
  g_assert_cmpfloat (q[Q50], ==, 0.0);
}

static void
test_smooth (void)
{
  double straight[20], jagged[20];

  for (int i = 0; i < 20; i++)
    {
      straight[i] = 2.0 + 0.5 * i;
      jagged[i] = straight[i] + (i % 2 ? 1.0 : -1.0);
    }
  prognosis_tail_smooth (straight, 20, 1);
  prognosis_tail_smooth (jagged, 20, 1);
  for (int i = 0; i < 20; i++)
    g_assert_cmpfloat_with_epsilon (straight[i], 2.0 + 0.5 * i, 1e-12);
  for (int i = 3; i < 17; i++)
    g_assert_cmpfloat (fabs (jagged[i] - straight[i]), <, 0.1);
}

static PrognosisForecast *
forecast (const char *sample, gsize n_steps, const char *id)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), sample, NULL);
  const char *paths[] = { path, NULL };
  GError *error = NULL;
  g_autoptr (PrognosisDataset) whole = prognosis_read (paths, NULL, NULL, &error), dataset = NULL;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  g_assert_no_error (error);
  dataset = prognosis_dataset_truncate (whole, n_steps);
  options->horizon = 21;
  options->starts = 1;
  return test_run (dataset, id, options);
}

/* The quantiles of forecasts by several models: tails, and how much they bend from day to day relative to their distance from the
   median. */
static void
test_forecasts (gconstpointer data)
{
  static const struct
  {
    const char *name;
    gsize n_steps;
  } samples[] = { { "influenza-baltimore-1918.csv", 39 }, { "sars-hong-kong-2003.csv", 60 } };
  for (gsize s = 0; s < G_N_ELEMENTS (samples); s++)
    {
      g_autoptr (PrognosisForecast) made = forecast (samples[s].name, samples[s].n_steps, data);
      double q[21][N_LEVELS], bends = 0.0, sum = 0.0;

      for (gsize h = 0; h < 21; h++)
        {
          prognosis_forecast_get_quantiles (made, 0, 0, h + 1, levels, N_LEVELS, q[h]);
          g_assert_cmpfloat (q[h][Q99] - q[h][Q50], <=, 2.0 * (q[h][Q975] - q[h][Q50]));
          g_assert_cmpfloat (q[h][Q99] - q[h][Q50], >, 1.02 * (q[h][Q975] - q[h][Q50]));
        }
      for (gsize h = 1; h + 1 < 21; h++)
        {
          const double before = q[h - 1][Q975] - q[h - 1][Q50], now = q[h][Q975] - q[h][Q50],
                       after = q[h + 1][Q975] - q[h + 1][Q50];

          bends += fabs (after - 2.0 * now + before);
          sum += now;
        }
      g_test_message ("%s, %s: bends %.4f", (const char *) data, samples[s].name, bends / sum);
      g_assert_cmpfloat (bends / sum, <, 0.04);
    }
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/tail/law", test_law);
  g_test_add_func ("/engine/tail/joins", test_joins);
  g_test_add_func ("/engine/tail/largest", test_largest);
  g_test_add_func ("/engine/tail/few", test_few);
  g_test_add_func ("/engine/tail/smooth", test_smooth);
  g_test_add_func ("/engine/tail/zeros", test_zeros);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/tail/forecasts/", models[i], NULL);

      g_test_add_data_func (path, models[i], test_forecasts);
    }
  return g_test_run ();
}
