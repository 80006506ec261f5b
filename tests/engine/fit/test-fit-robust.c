/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Thousands of fits to invalid data: none hangs or aborts, and all results are finite. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster.h"
#include "prognosis-model-list.h"

#define N_REGIONS 50
#define N_STEPS 24

/* A series with one of many kinds of nonsense. */
static double
rubbish (GRand *rand, int kind, int t, double before)
{
  switch (kind)
    {
    case 0: return 0.0;
    case 1: return g_rand_double (rand) < 0.5 ? NAN : 1.0;
    case 2: return g_rand_double_range (rand, 0.0, 1e7);
    case 3: return 1e6 * exp (-t);
    case 4: return before + g_rand_double_range (rand, 0.0, 1e5);
    case 5: return t == 12 ? 1e12 : 1.0;
    case 6: return -5.0 + t;
    case 7: return exp (MIN (t * g_rand_double_range (rand, 0.0, 2.0), 40.0));
    case 8: return t < N_STEPS - 3 ? NAN : 4.0 * t;
    default: return floor (10.0 * exp (0.1 * t) * g_rand_double_range (rand, 0.5, 1.5));
    }
}

static PrognosisDataset *
make (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("rubbish");
  const guint file = prognosis_dataset_builder_add_file (builder, "rubbish.csv");
  const PrognosisKind kinds[] = { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_KIND_PREVALENCE };
  const PrognosisKind kind = kinds[seed % 3];
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  prognosis_dataset_builder_add_signal (builder, "cases", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  prognosis_dataset_builder_add_signal (builder, "recovered", kind, PROGNOSIS_ROLE_RECOVERIES, TRUE);
  prognosis_dataset_builder_add_signal (builder, "deaths", kind, PROGNOSIS_ROLE_DEATHS, TRUE);
  for (int r = 0; r < N_REGIONS; r++)
    {
      g_autofree char *name = g_strdup_printf ("region %d", r);
      const double populations[] = { NAN, 1.0, 763.0, 1e5, 1e9 };
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, populations[g_rand_int_range (rand, 0, 5)]);

      for (int s = 0; s < 3; s++)
        {
          const int what = g_rand_int_range (rand, 0, 10);
          double before = 0.0;

          for (int t = 0; t < N_STEPS; t++)
            {
              before = rubbish (rand, what, t, isfinite (before) ? before : 0.0);
              /* More than 1e15 persons are refused. */
              prognosis_dataset_builder_add_value (builder, region, s, 18000 + t, before > 1e14 ? 1e14 : before, file, t + 1);
            }
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static gsize
check_fit (PrognosisDataset *dataset, const PrognosisModel *model, const PrognosisOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisFit) fit = prognosis_fit_new (dataset, model, options, NULL, NULL, NULL, &error);
  g_autoptr (PrognosisForecast) forecast = NULL;
  gsize n_fits = 0, first, n;

  if (!fit)
    {
      g_assert_nonnull (error);
      return 0;
    }
  prognosis_fit_get_window (fit, &first, &n);
  forecast = prognosis_forecast_from_fit (fit, prognosis_fit_get_values (fit));
  for (gsize r = 0; r < N_REGIONS; r++)
    {
      const gsize np = prognosis_fit_get_n_parameters (fit);

      for (gsize i = 0; i < np; i++)
        {
          const double v = prognosis_fit_get_values (fit)[r * np + i];

          g_assert_true (isfinite (v));
          g_assert_cmpfloat (v, >=, prognosis_fit_get_parameter (fit, i)->lower);
          g_assert_cmpfloat (v, <=, prognosis_fit_get_parameter (fit, i)->upper);
        }
      if (prognosis_fit_get_stop (fit, r) == PROGNOSIS_STOP_NO_DATA)
        continue;
      n_fits++;
      if (!isfinite (prognosis_fit_get_region_loss (fit, r)))
        g_error ("%s: region %d: loss %g, stop %s, seed %d, mse %g", model->id, (int) r, prognosis_fit_get_region_loss (fit, r),
                 prognosis_stop_to_string (prognosis_fit_get_stop (fit, r)), (int) options->seed, prognosis_fit_get_mse (fit));
      for (gsize s = 0; s < 3; s++)
        for (gsize h = 0; prognosis_forecast_has (forecast, r, s) && h < prognosis_forecast_get_horizon (forecast); h++)
          for (gsize p = 0; p < prognosis_forecast_get_n_paths (forecast); p++)
            {
              const double x = prognosis_forecast_get_paths (forecast, r, s)[h * prognosis_forecast_get_n_paths (forecast) + p];

              g_assert_true (isfinite (x) && x >= 0.0);
            }
    }
  return n_fits;
}

static void
test_rubbish (void)
{
  gsize n_models, n_fits = 0;
  const PrognosisModel *const *models = prognosis_model_list (&n_models);

  for (guint32 seed = 0; n_fits < 10000; seed++)
    {
      g_autoptr (PrognosisDataset) dataset = make (seed);
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();

      options->loss = seed % 3;
      options->prior = seed / 3 % 2;
      options->transmission = seed % 7 == 6 ? PROGNOSIS_TRANSMISSION_NEURAL
                              : seed % 2    ? PROGNOSIS_TRANSMISSION_PIECEWISE
                                            : PROGNOSIS_TRANSMISSION_DEFAULT;
      options->hidden = 4;
      options->starts = 1;
      options->n_paths = 20;
      options->horizon = 10;
      options->seed = seed;
      if (seed % 13 == 12)
        options->coupling = PROGNOSIS_COUPLING_LOW_RANK;
      n_fits += check_fit (dataset, models[seed % n_models], options);
    }
  g_test_message ("%d fits", (int) n_fits);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/fit/rubbish", test_rubbish);
  return g_test_run ();
}
