/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The trace of a signal: the level from which a forecast starts. */

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-trajectories.h"
#include "test-find-layer.h"

#define N_STEPS 60
#define ORIGIN 40
#define HORIZON 10
#define FIRST_DAY 18496

/* The fan starts at the mean of the last week, in the middle of that week, and the mean knows nothing of later days. */
static void
test_level (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize total
      = prognosis_dataset_builder_add_signal (builder, "total", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_DEATHS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "North", NAN);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;
  g_autoptr (PrognosisFigure) figure = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisTrajectories what = { .view = PROGNOSIS_VIEW_INCREMENTS };
  double sum = 0, sums[N_STEPS];

  for (int step = 0; step < N_STEPS; step++)
    {
      double value = step <= ORIGIN ? (step % 7 == 0 ? 3 : 10) : 1000;

      prognosis_dataset_builder_add_value (builder, region, cases, FIRST_DAY + step, value, 0, 1);
      sums[step] = sum += value;
      prognosis_dataset_builder_add_value (builder, region, total, FIRST_DAY + step, sum, 0, 1);
    }
  what.dataset = dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  {
    g_autoptr (PrognosisDataset) known = prognosis_dataset_truncate (dataset, ORIGIN + 1);
    double *paths;

    what.forecast = forecast = prognosis_forecast_new (known, "test", HORIZON, 2);
    for (gsize signal = 0; signal < 2; signal++)
      {
        paths = prognosis_forecast_add_paths (forecast, region, signal);
        for (int h = 0; h < 2 * HORIZON; h++)
          paths[h] = signal == total ? sums[ORIGIN] + 20 * (h / 2 + 1) : 20;
      }
    prognosis_forecast_finish (forecast);
  }
  figure = prognosis_trajectories_new_figure (&what, region);
  for (gsize panel = 0; panel < 2; panel++)
    {
      const PrognosisLayer *median = test_find_named (prognosis_figure_get_panel (figure, panel), "Forecast");
      const PrognosisLayer *wide = test_find_band (prognosis_figure_get_panel (figure, panel), 0.95);
      const double *mean = test_find_named (prognosis_figure_get_panel (figure, panel), "7-day mean")->y;
      g_autofree char *readout = prognosis_figure_dup_readout (figure, panel, FIRST_DAY + ORIGIN - 3);

      g_assert_cmpfloat_with_epsilon (mean[ORIGIN - 3], 9, 1e-9);
      g_assert_cmpfloat_with_epsilon (mean[20], 9, 1e-9);
      g_assert_true (isnan (mean[ORIGIN - 2]));
      g_assert_cmpfloat (median->x[0], ==, FIRST_DAY + ORIGIN - 3);
      g_assert_cmpfloat_with_epsilon (median->y[0], 9, 1e-9);
      g_assert_cmpfloat_with_epsilon (wide->upper[0], 9, 1e-9);
      g_assert_cmpfloat (median->x[1], ==, FIRST_DAY + ORIGIN + 1);
      /* where the fan starts is no forecast */
      g_assert_nonnull (strstr (readout, "7-day mean"));
      g_assert_null (strstr (readout, "Forecast"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/trace/level", test_level);
  return g_test_run ();
}
