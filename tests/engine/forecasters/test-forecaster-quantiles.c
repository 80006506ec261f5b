/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For all forecasters: a forecast that keeps only quantiles has those of the forecast with paths. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster-list.h"

#define N_STEPS 60
#define HORIZON 10
#define FEW 3.0
#define MANY 4000.0

typedef struct
{
  const char *name;
  gsize step_days;
  PrognosisKind kind;
  double size;       /* usual new counts */
  double population; /* so small that paths of new counts use it up, or large */
} Case;

static const Case cases[] = {
  { "days", 1, PROGNOSIS_KIND_INCIDENT, MANY, 1e7 },
  { "few", 1, PROGNOSIS_KIND_INCIDENT, FEW, 1e7 },
  { "used-up", 1, PROGNOSIS_KIND_INCIDENT, MANY, 110000.0 },
  { "cumulative", 1, PROGNOSIS_KIND_CUMULATIVE, MANY, 1e7 },
  { "cumulative-few", 1, PROGNOSIS_KIND_CUMULATIVE, FEW, 1e7 },
  { "weeks", 7, PROGNOSIS_KIND_INCIDENT, MANY, 1e7 },
  { "cumulative-weeks", 7, PROGNOSIS_KIND_CUMULATIVE, FEW, 1e7 },
  { "rates", 7, PROGNOSIS_KIND_RATE, MANY, 1e7 },
};

static PrognosisDataset *
make_data (const Case *about)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) about->kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  GError *error = NULL;
  PrognosisDataset *dataset;

  for (int r = 0; r < 3; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, about->population);
      double sum = 0.0;

      for (gsize t = 0; t < N_STEPS; t++)
        {
          const double now = floor (about->size * exp (-0.5 * pow ((t - 50.0 - 3.0 * r) / 11.0, 2)) + (t * 7 + (gsize) r) % 3);

          sum += now;
          prognosis_dataset_builder_add_value (builder, region, signal, 18000 + (int) (t * about->step_days),
                                               about->kind == PROGNOSIS_KIND_CUMULATIVE ? sum : now, file, (guint) t + 1);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisForecast *
run (const PrognosisForecaster *forecaster, PrognosisDataset *dataset, const double *levels, gsize n_levels)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options, .levels = levels, .n_levels = n_levels };
  GError *error = NULL;
  PrognosisForecast *forecast;

  options->horizon = HORIZON;
  options->n_paths = 60;
  options->starts = 1;
  options->epochs = 2;
  options->n_threads = 1;
  forecast = prognosis_forecaster_run (forecaster, &request, &error);
  g_assert_no_error (error);
  return forecast;
}

static void
check (const PrognosisForecaster *forecaster, PrognosisDataset *dataset)
{
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  g_autoptr (PrognosisForecast) with_paths = run (forecaster, dataset, NULL, 0), without = run (forecaster, dataset, levels, n);
  g_autofree double *expected = g_new (double, n), *kept = g_new (double, n);
  const double half = 0.5;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      g_assert_true (prognosis_forecast_has (with_paths, r, 0));
      g_assert_true (prognosis_forecast_has (without, r, 0));
      for (gsize h = 1; h <= HORIZON; h++)
        {
          prognosis_forecast_get_quantiles (with_paths, r, 0, h, levels, n, expected);
          prognosis_forecast_get_quantiles (without, r, 0, h, levels, n, kept);
          for (gsize i = 0; i < n; i++)
            g_assert_cmpfloat (kept[i], ==, expected[i]);
          prognosis_forecast_get_quantiles (with_paths, r, 0, h, &half, 1, expected);
          prognosis_forecast_get_quantiles (without, r, 0, h, &half, 1, kept);
          g_assert_cmpfloat (kept[0], ==, expected[0]);
        }
    }
  g_assert_cmpuint (g_strv_length ((char **) prognosis_forecast_get_notes (with_paths)), ==,
                    g_strv_length ((char **) prognosis_forecast_get_notes (without)));
}

static void
test_same (gconstpointer data)
{
  const Case *about = data;
  g_autoptr (PrognosisDataset) dataset = make_data (about);
  const PrognosisForecaster *const *list = prognosis_forecaster_list (NULL);

  for (gsize i = 0; list[i]; i++)
    {
      g_autofree char *refusal = prognosis_forecaster_dup_refusal (list[i], dataset);

      /* Those that try all others take most of the time. */
      if (refusal != NULL || list[i]->suits_months || (list[i]->combines_others && about != cases))
        continue;
      g_test_message ("%s", list[i]->id);
      check (list[i], dataset);
    }
}

/* The median is kept, too. */
static void
test_levels (void)
{
  static const double outer[] = { 0.1, 0.9 };
  g_autoptr (PrognosisDataset) dataset = make_data (&cases[0]);
  g_autoptr (PrognosisForecast) with_paths = run (&prognosis_forecaster_persistence, dataset, NULL, 0);
  g_autoptr (PrognosisForecast) without = run (&prognosis_forecaster_persistence, dataset, outer, 2);
  const double levels[] = { 0.1, 0.5, 0.9 };
  double expected[3], kept[3];

  prognosis_forecast_get_quantiles (with_paths, 0, 0, 1, levels, 3, expected);
  prognosis_forecast_get_quantiles (without, 0, 0, 1, levels, 3, kept);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (kept[i], ==, expected[i]);
  g_assert_cmpfloat (kept[0], <, kept[1]);
  g_assert_cmpfloat (kept[1], <, kept[2]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/forecaster-quantiles/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_same);
    }
  g_test_add_func ("/engine/forecaster-quantiles/levels", test_levels);
  return g_test_run ();
}
