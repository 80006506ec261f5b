/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forecasts start from what the last weeks will come to. */

#include <math.h>
#include <string.h>

#include "test-forecast-run.h"
#include "test-triangle-data.h"

#define LAST (TEST_TRIANGLE_WEEKS - 1)
#define N_MEMBERS 9

static void
test_median (void)
{
  const double levels[] = { 0.05, 0.5, 0.95 };
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisCompletion) completion = prognosis_completion_new (dataset, 1);
  g_autoptr (PrognosisDataset) median = prognosis_completion_dup_median (completion);

  for (gsize region = 0; region < 2; region++)
    for (gsize back = 0; back < 2; back++)
      {
        const double expected = (1 + (double) region) * (300 + 20 * ((LAST - (int) back) % 9));
        const double value = prognosis_dataset_get_values (median, region, 0)[LAST - (int) back];
        double values[3];

        g_assert_true (prognosis_completion_get_quantiles (completion, region, 0, back, levels, 3, values));
        g_assert_cmpfloat (value, ==, values[1]);
        g_assert_cmpfloat (values[0], <, values[1]);
        g_assert_cmpfloat (values[1], <, values[2]);
        g_assert_cmpfloat (fabs (value / expected - 1), <, 0.2);
        g_assert_cmpfloat (prognosis_dataset_get_values (dataset, region, 0)[LAST - (int) back], <, 0.95 * value);
      }
  g_assert_cmpfloat (fabs (prognosis_completion_get_share (completion) - 0.5), <, 0.1);
  g_assert_cmpfloat (prognosis_dataset_get_values (median, 0, 0)[LAST - 10], ==,
                     prognosis_dataset_get_values (dataset, 0, 0)[LAST - 10]);
}

/* The last values of the samples are spread over their distribution, each once. */
static void
test_members (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisCompletion) completion = prognosis_completion_new (dataset, 1);
  gboolean same_order = TRUE;
  guint n_met[2][N_MEMBERS] = { 0 };
  double before[2] = { 0 };

  for (gsize member = 0; member < N_MEMBERS; member++)
    {
      g_autoptr (PrognosisDataset) sample = prognosis_completion_dup_member (completion, member, N_MEMBERS);

      for (gsize region = 0; region < 2; region++)
        {
          const double value = prognosis_dataset_get_values (sample, region, 0)[LAST];
          double bounds[N_MEMBERS], levels[N_MEMBERS];
          gsize part = 0;

          for (gsize i = 0; i < N_MEMBERS; i++)
            levels[i] = i == 0 ? 0.001 : i / (double) N_MEMBERS;
          g_assert_true (prognosis_completion_get_quantiles (completion, region, 0, 0, levels, N_MEMBERS, bounds));
          while (part + 1 < N_MEMBERS && value >= bounds[part + 1])
            part++;
          n_met[region][part]++;
        }
      same_order &= (prognosis_dataset_get_values (sample, 0, 0)[LAST] > before[0])
                    == (prognosis_dataset_get_values (sample, 1, 0)[LAST] > before[1]);
      for (gsize region = 0; region < 2; region++)
        before[region] = prognosis_dataset_get_values (sample, region, 0)[LAST];
    }
  for (gsize region = 0; region < 2; region++)
    for (gsize part = 0; part < N_MEMBERS; part++)
      g_assert_cmpuint (n_met[region][part], ==, 1);
  g_assert_false (same_order);
}

static gboolean
has_note (const PrognosisForecast *forecast, const char *text)
{
  const char *const *notes = prognosis_forecast_get_notes (forecast);

  for (; *notes != NULL; notes++)
    if (strstr (*notes, text) != NULL)
      return TRUE;
  return FALSE;
}

/* @id: of a forecaster. The median starts at twice the report, the intervals are wider than those from the median alone. */
static void
test_forecaster (gconstpointer id)
{
  const double levels[] = { 0.25, 0.5, 0.75 };
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisCompletion) completion = prognosis_completion_new (dataset, 1);
  g_autoptr (PrognosisDataset) median = prognosis_completion_dup_median (completion);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) completed = NULL, reported = NULL, sure = NULL;
  double from_nowcast[3], from_reports[3], from_median[3];

  options->horizon = 2;
  completed = test_run (dataset, id, options);
  sure = test_run (median, id, options);
  options->start = PROGNOSIS_START_REPORTED;
  reported = test_run (dataset, id, options);
  prognosis_forecast_get_quantiles (completed, 0, 0, 1, levels, 3, from_nowcast);
  prognosis_forecast_get_quantiles (reported, 0, 0, 1, levels, 3, from_reports);
  prognosis_forecast_get_quantiles (sure, 0, 0, 1, levels, 3, from_median);
  g_assert_cmpfloat (from_nowcast[1], >, 1.3 * from_reports[1]);
  g_assert_cmpfloat (fabs (from_nowcast[1] / from_median[1] - 1), <, 0.1);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpfloat (from_nowcast[i], !=, from_median[i]);
  g_assert_nonnull (prognosis_forecast_get_completion (completed));
  g_assert_null (prognosis_forecast_get_completion (reported));
  g_assert_true (has_note (completed, "starts from a nowcast"));
  g_assert_true (has_note (reported, "starts from what has been reported of them so far"));
  g_assert_cmpuint (prognosis_forecast_get_notes (sure)[0] != NULL && has_note (sure, "not complete"), ==, 0);
}

/* Sums so far have no delays to learn. */
static void
test_cumulative (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisDataset) cumulative
      = prognosis_dataset_with_signal (dataset, 0, PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  g_autoptr (PrognosisForecast) forecast = test_forecast (cumulative, "persistence", 2);

  g_assert_null (prognosis_completion_new (cumulative, 1));
  g_assert_true (has_note (forecast, "could not be nowcast"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/completion/median", test_median);
  g_test_add_func ("/completion/members", test_members);
  g_test_add_data_func ("/completion/persistence", "persistence", test_forecaster);
  g_test_add_data_func ("/completion/hybrid", "hybrid", test_forecaster);
  g_test_add_func ("/completion/cumulative", test_cumulative);
  return g_test_run ();
}
