/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Totals do not affect the forecasts of places, and are forecast when they are picked. */

#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster-list.h"

#define N_STEPS 60
#define HORIZON 7

static double
get_cases (guint place, guint t)
{
  return floor ((60.0 + 30.0 * place) * exp (-pow ((t - 35.0 - 3.0 * place) / 14.0, 2.0)) + 5.0 + (t * 7 + place * 5) % 6);
}

/* Three places, and their sum unless @without. */
static PrognosisDataset *
make_places (gboolean without)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;
  gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  for (guint place = 0; place < (without ? 3 : 4); place++)
    {
      const char name[] = { (char) ('A' + place), '\0' };
      gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e6 * (place + 1));

      for (guint t = 0; t < N_STEPS; t++)
        prognosis_dataset_builder_add_value (
            builder, region, signal, (int) t,
            place < 3 ? get_cases (place, t) : get_cases (0, t) + get_cases (1, t) + get_cases (2, t), G_MAXUINT, 0);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisForecast *
forecast (PrognosisDataset *dataset, const char *id)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;
  PrognosisRequest request = { .dataset = dataset, .options = options };
  PrognosisForecast *result;

  options->horizon = HORIZON;
  options->n_paths = 200;
  options->n_threads = 1;
  options->seed = 1;
  result = prognosis_forecaster_run (prognosis_forecaster_find (id), &request, &error);
  g_assert_no_error (error);
  return result;
}

static double
get_median (PrognosisForecast *of, gsize region)
{
  const double level = 0.5;
  double median;

  prognosis_forecast_get_quantiles (of, region, 0, HORIZON, &level, 1, &median);
  return median;
}

static void
test_apart (gconstpointer id)
{
  const gboolean all[] = { TRUE, TRUE, TRUE, TRUE };
  g_autoptr (PrognosisDataset) without = make_places (TRUE);
  g_autoptr (PrognosisDataset) with = make_places (FALSE);
  g_autoptr (PrognosisDataset) picked = prognosis_dataset_with_picked (with, all);
  g_autoptr (PrognosisForecast) plain = forecast (without, id);
  g_autoptr (PrognosisForecast) left_out = forecast (with, id);
  g_autoptr (PrognosisForecast) apart = forecast (picked, id);
  const char *const *notes = prognosis_forecast_get_notes (left_out);

  g_assert_nonnull (prognosis_dataset_get_region (with, 3)->total_of);
  g_assert_false (prognosis_forecast_has (left_out, 3, 0));
  g_assert_true (prognosis_forecast_has (apart, 3, 0));
  for (gsize r = 0; r < 3; r++)
    {
      /* Random numbers are drawn for a number of regions. */
      g_assert_cmpfloat_with_epsilon (get_median (left_out, r), get_median (plain, r), 0.1 * get_median (plain, r));
      g_assert_cmpfloat (get_median (apart, r), ==, get_median (left_out, r));
    }
  g_assert_cmpfloat (get_median (apart, 3), >, get_median (plain, 2));
  g_assert_cmpfloat (prognosis_dataset_get_values (prognosis_forecast_get_dataset (apart), 3, 0)[N_STEPS - 1], ==,
                     prognosis_dataset_get_values (with, 3, 0)[N_STEPS - 1]);
  for (; *notes != NULL; notes++)
    g_assert_null (strstr (*notes, " D "));
}

int
main (int argc, char **argv)
{
  static const char *const ids[] = { "persistence", "hybrid", "regression", "seir", "auto", "ensemble" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strconcat ("/forecaster-totals/", ids[i], NULL);

      g_test_add_data_func (path, ids[i], test_apart);
    }
  return g_test_run ();
}
