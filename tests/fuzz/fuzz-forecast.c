/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fit and forecast of small arbitrary data: what is forecast is finite, not negative and in order, and its table and figures can be made.
 * Inputs are bytes: forecaster, options, shape of the data, then values. */

#include "fuzz.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-setting.h"

#define MAX_STEPS 60

/* Counts as they are, and now and then what no one expects. */
static double
take_value (FuzzInput *input)
{
  static const double odd[] = { NAN, 0.0, 1e15, 1e9, -3.0, 1e-9, 0.5, 1e5 };
  const guint byte = fuzz_take (input, 256);

  return byte < 240 ? byte * (byte < 120 ? 1.0 : 37.0) : odd[byte % G_N_ELEMENTS (odd)];
}

/* (transfer full): or NULL where the values are no data */
static PrognosisDataset *
make_data (FuzzInput *input)
{
  static const PrognosisRole roles[]
      = { PROGNOSIS_ROLE_INFECTIONS, PROGNOSIS_ROLE_DEATHS, PROGNOSIS_ROLE_RECOVERIES, PROGNOSIS_ROLE_OTHER };
  static const char *const names[] = { "cases", "deaths", "recovered", "value" };
  static const double populations[] = { NAN, 1e5, 763, 1e9 };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize n_regions = 1 + fuzz_take (input, 3), n_signals = 1 + fuzz_take (input, 3),
              n_steps = 1 + fuzz_take (input, MAX_STEPS);
  const int step = fuzz_take (input, 3) == 0 ? 7 : 1, gap = (int) fuzz_take (input, 20);
  const guint running = fuzz_take (input, 4); /* a running sum of one signal */
  double sums[3][3] = { { 0.0 } };

  if (gap == 1)
    prognosis_dataset_builder_set_indexed (builder, TRUE);
  for (gsize s = 0; s < n_signals; s++)
    prognosis_dataset_builder_add_signal (builder, names[s], (int) fuzz_take (input, PROGNOSIS_KIND_PROPORTION + 2) - 1,
                                          roles[fuzz_take (input, G_N_ELEMENTS (roles))], TRUE);
  for (gsize r = 0; r < n_regions; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %" G_GSIZE_FORMAT, r);

      prognosis_dataset_builder_add_region (builder, NULL, name, populations[fuzz_take (input, G_N_ELEMENTS (populations))]);
    }
  for (gsize t = 0; t < n_steps; t++)
    for (gsize r = 0; r < n_regions; r++)
      for (gsize s = 0; s < n_signals; s++)
        {
          double value = take_value (input);

          if (isnan (value) || (gap > 4 && t % (gsize) gap == 3))
            continue;
          if (s == running)
            value = sums[r][s] += value;
          prognosis_dataset_builder_add_value (builder, r, s, 18000 + (int) t * step, value, file, (guint) t + 1);
        }
  return prognosis_dataset_builder_finish (builder, NULL);
}

static void
check (const PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  g_autofree double *q = g_new (double, n);
  g_autoptr (GString) csv = prognosis_forecast_to_csv (forecast, levels, n);
  gsize regions[] = { 0, 1, 2 };

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      for (gsize h = 1; prognosis_forecast_has (forecast, r, s) && h <= prognosis_forecast_get_horizon (forecast); h++)
        {
          prognosis_forecast_get_quantiles (forecast, r, s, h, levels, n, q);
          for (gsize i = 0; i < n; i++)
            if (!isfinite (q[i]) || q[i] < (i > 0 ? q[i - 1] : 0.0))
              g_error ("%s: quantile %g of step %zu is %g", prognosis_forecast_get_forecaster (forecast), levels[i], h, q[i]);
        }
  prognosis_forecast_append_sum_csv (forecast, "sum", regions, prognosis_dataset_get_n_regions (dataset), levels, n, csv);
  g_assert_true (g_utf8_validate (csv->str, -1, NULL));
}

/* Settings that change the way, not those that only take time. */
static void
choose_options (FuzzInput *input, PrognosisOptions *options)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  options->horizon = 1 + (int) fuzz_take (input, 6);
  for (gsize i = 0; i < n; i++)
    if (settings[i].kind == PROGNOSIS_SETTING_ENUM)
      prognosis_setting_set (&settings[i], options, fuzz_take (input, (guint) settings[i].upper + 1));
  options->uncalibrated = fuzz_take (input, 4) > 0;
  options->n_train = fuzz_take (input, 4) > 0 ? 0 : 4 + (int) fuzz_take (input, 20);
  options->n_paths = 10 + (int) fuzz_take (input, 20);
  options->n_threads = 1;
  options->starts = 1;
  options->hidden = 4;
  options->layers = 1;
  options->epochs = 2;
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  FuzzInput input = { data, n };
  gsize n_forecasters;
  const PrognosisForecaster *const *forecasters = prognosis_forecaster_list (&n_forecasters);
  const PrognosisForecaster *forecaster = forecasters[fuzz_take (&input, (guint) n_forecasters)];
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisRequest request = { .options = options };

  gsl_set_error_handler_off ();
  choose_options (&input, options);
  dataset = make_data (&input);
  if (dataset == NULL || prognosis_options_check (options, NULL) == FALSE)
    return 0;
  request.dataset = dataset;
  forecast = prognosis_forecaster_run (forecaster, &request, &error);
  if (forecast != NULL)
    check (forecast);
  else
    fuzz_check_error (error);
  return 0;
}
