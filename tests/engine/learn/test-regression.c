/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the regression of weekly data remembers. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-dataset-builder.h"
#include "test-forecast-run.h"

enum
{
  N_REGIONS = 6,
  N_RISING = 10,
  N_QUIET = 32,
  N_SEASON = 2 * N_RISING + N_QUIET,
  N_WEEKS = 2 * N_SEASON + 4 /* the third season has just begun to rise */
};

#define GROWTH 0.3

/* Seasons of steady rise and fall. */
static PrognosisDataset *
make_seasons (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  prognosis_dataset_builder_set_step_days (builder, 7);
  for (int r = 0; r < N_REGIONS; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e6);

      for (int t = 0; t < N_WEEKS; t++)
        {
          const int week = t % N_SEASON, risen = week < N_RISING ? week : MAX (2 * N_RISING - week, 0);

          prognosis_dataset_builder_add_value (builder, region, cases, 18000 + 7 * t,
                                               round ((400 + 173 * r + 7 * r * r) * exp (GROWTH * risen)), file, (guint) t + 2);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* The last weeks were quiet, but rises of earlier seasons went on: so will this one. */
static void
test_seasons (void)
{
  g_autoptr (PrognosisDataset) dataset = make_seasons ();
  g_autoptr (PrognosisForecast) made = test_forecast (dataset, "regression", 2);
  const double half = 0.5;

  for (gsize r = 0; r < N_REGIONS; r++)
    {
      const double last = prognosis_dataset_get_values (dataset, r, 0)[N_WEEKS - 1];
      double next;

      prognosis_forecast_get_quantiles (made, r, 0, 1, &half, 1, &next);
      g_test_message ("growth of place %d: %.3f", (int) r, log (next / last));
      g_assert_cmpfloat (log (next / last), >, 0.6 * GROWTH);
      g_assert_cmpfloat (log (next / last), <, 1.2 * GROWTH);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/regression/seasons", test_seasons);
  return g_test_run ();
}
