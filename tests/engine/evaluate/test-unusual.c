/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each reason to look at a forecast is found where it is, and only there. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-unusual.h"
#include "test-forecast-run.h"

#define HORIZON 14

/* Two places alike; in the second, counts of @days days from @from on are @factor times as many, and the last are NAN if @factor is. */
static PrognosisDataset *
build (gsize n_days, gsize from, double factor)
{
  static const char *const places[] = { "Quiet", "Other" };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  const guint file = prognosis_dataset_builder_add_file (builder, "a.csv");
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  PrognosisDataset *dataset;

  for (gsize r = 0; r < 2; r++)
    {
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, places[r], NAN);

      for (gsize t = 0; t < n_days; t++)
        {
          const double x = floor (200.0 + 15.0 * sin (2.3 * t + r));

          prognosis_dataset_builder_add_value (builder, region, signal, (int) t, r == 1 && t >= from ? floor (x * factor) : x, file,
                                               t + 2);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisDiaryEntry *
keep (gsize n_days)
{
  g_autoptr (PrognosisDataset) dataset = build (n_days, n_days, 1.0);
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", HORIZON);

  return prognosis_diary_entry_new (forecast, forecast, "2026-01-01T00:00:00Z");
}

static void
test_quiet (void)
{
  g_autoptr (PrognosisDataset) dataset = build (67, 67, 1.0);
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", HORIZON);
  g_autoptr (PrognosisDiaryEntry) last = keep (60);

  for (gsize r = 0; r < 2; r++)
    {
      g_assert_cmpuint (prognosis_unusual_find (forecast, dataset, last, r), ==, 0);
      g_assert_cmpuint (prognosis_unusual_find (forecast, dataset, NULL, r), ==, 0);
    }
}

/* A jump after the last forecast: its intervals miss what came, and the new forecast is another one. */
static void
test_jump (void)
{
  g_autoptr (PrognosisDataset) dataset = build (67, 60, 1.9);
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", HORIZON);
  g_autoptr (PrognosisDiaryEntry) last = keep (60);
  const guint found = prognosis_unusual_find (forecast, dataset, last, 1);

  g_assert_cmpuint (found & PROGNOSIS_UNUSUAL_SURPRISED, !=, 0);
  g_assert_cmpuint (found & PROGNOSIS_UNUSUAL_CHANGED, !=, 0);
  g_assert_cmpuint (found & PROGNOSIS_UNUSUAL_STEEP, ==, 0); /* it carries on */
  g_assert_cmpuint (prognosis_unusual_find (forecast, dataset, last, 0), ==, 0);
  g_assert_cmpuint (prognosis_unusual_find (forecast, dataset, NULL, 1) & (PROGNOSIS_UNUSUAL_SURPRISED | PROGNOSIS_UNUSUAL_CHANGED),
                    ==, 0);
}

/* Paths that are not those of persistence. */
static void
test_steep (void)
{
  g_autoptr (PrognosisDataset) dataset = build (60, 60, 1.0);
  static const double factors[] = { 1.9, 2.2, 0.55, 0.45 };

  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", HORIZON);
      double *paths = prognosis_forecast_edit_paths (forecast, 1, 0);

      for (gsize k = 0; k < HORIZON * prognosis_forecast_get_n_paths (forecast); k++)
        paths[k] *= factors[i];
      prognosis_forecast_finish (forecast);
      g_assert_cmpint (prognosis_unusual_find (forecast, dataset, NULL, 1) == PROGNOSIS_UNUSUAL_STEEP, ==, i % 2);
    }
}

static void
test_absent (void)
{
  g_autoptr (PrognosisDataset) dataset = build (60, 60, 1.0);
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", HORIZON);

  prognosis_forecast_drop_region (forecast, 1);
  g_assert_cmpuint (prognosis_unusual_find (forecast, dataset, NULL, 1), ==, PROGNOSIS_UNUSUAL_ABSENT);
  g_assert_cmpuint (prognosis_unusual_find (forecast, dataset, NULL, 0), ==, 0);
}

/* One report of the last days that is out of line with the past. */
static void
test_doubtful (void)
{
  g_autoptr (PrognosisDataset) dataset = build (60, 59, 40.0);
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", HORIZON);

  g_assert_cmpuint (prognosis_unusual_find (forecast, dataset, NULL, 1) & PROGNOSIS_UNUSUAL_DOUBTFUL, !=, 0);
  g_assert_cmpuint (prognosis_unusual_find (forecast, dataset, NULL, 0), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/unusual/quiet", test_quiet);
  g_test_add_func ("/unusual/jump", test_jump);
  g_test_add_func ("/unusual/steep", test_steep);
  g_test_add_func ("/unusual/absent", test_absent);
  g_test_add_func ("/unusual/doubtful", test_doubtful);
  return g_test_run ();
}
