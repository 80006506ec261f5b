/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Paths from quantiles: each value goes to one path, whatever the values are. */

#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-forecast.h"
#include "prognosis-paths.h"

#define N 7
#define HORIZON 5

static gsize
sort_known (const double *row, double *sorted)
{
  gsize n = 0;

  for (gsize i = 0; i < N; i++)
    if (!isnan (row[i]))
      sorted[n++] = row[i];
  gsl_sort (sorted, 1, n);
  return n;
}

/* One odd number among ranks or quantiles, at any place. */
static void
test_not_finite (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, 1e308, -1e308 };

  for (gsize k = 0; k < 2 * G_N_ELEMENTS (odd); k++)
    for (gsize at = 0; at < HORIZON * N; at++)
      {
        double ranks[HORIZON * N], quantiles[HORIZON * N], paths[HORIZON * N];

        for (gsize i = 0; i < HORIZON * N; i++)
          {
            ranks[i] = sin (7.0 * i);
            quantiles[i] = i;
            paths[i] = -1.0;
          }
        (k % 2 ? ranks : quantiles)[at] = odd[k / 2];
        prognosis_paths_arrange (ranks, HORIZON, N, TRUE, quantiles, paths);
        for (gsize h = 0; h < HORIZON; h++)
          {
            double given[N], got[N];
            const gsize n = sort_known (quantiles + h * N, given);

            g_assert_cmpuint (sort_known (paths + h * N, got), ==, n);
            for (gsize i = 0; i < n; i++)
              g_assert_true (given[i] == got[i]);
          }
      }
}

/* A series with a value that is not a number is not forecast, and that is said. */
static void
test_finish (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY };

  for (int kind = PROGNOSIS_KIND_INCIDENT; kind <= PROGNOSIS_KIND_PROPORTION; kind++)
    for (gsize k = 0; k < G_N_ELEMENTS (odd); k++)
      for (gsize at = 0; at < HORIZON * N; at++)
        {
          g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
          const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
          const gsize signal = prognosis_dataset_builder_add_signal (builder, "x", kind, PROGNOSIS_ROLE_OTHER, TRUE);
          g_autoptr (PrognosisDataset) dataset = NULL;
          g_autoptr (PrognosisForecast) forecast = NULL;
          double *paths;

          prognosis_dataset_builder_add_value (builder, region, signal, 1, 0.5, 0, 1);
          dataset = prognosis_dataset_builder_finish (builder, NULL);
          g_assert_nonnull (dataset);
          forecast = prognosis_forecast_new (dataset, "test", HORIZON, N);
          paths = prognosis_forecast_add_paths (forecast, 0, 0);
          for (gsize i = 0; i < HORIZON * N; i++)
            paths[i] = 0.5;
          g_assert_false (prognosis_forecast_is_empty (forecast));
          paths[at] = odd[k];
          prognosis_forecast_finish (forecast);
          g_assert_true (prognosis_forecast_is_empty (forecast));
          g_assert_cmpstr (prognosis_forecast_get_notes (forecast)[0], ==, "x in Here could not be computed");
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paths/not-finite", test_not_finite);
  g_test_add_func ("/paths/finish", test_finish);
  return g_test_run ();
}
