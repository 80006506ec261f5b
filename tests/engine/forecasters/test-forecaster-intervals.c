/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Intervals from a forecaster's own errors, for sample outbreaks truncated at several points. */

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "prognosis-backtest.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-error.h"
#include "prognosis-reader.h"
#include "prognosis-series.h"
#include "test-files.h"
#include "test-forecast-run.h"

#define HORIZON 7

static const char *const samples[] = { "influenza-boarding-school-1978", "influenza-baltimore-1918", "sars-hong-kong-2003" };

static PrognosisDataset *
read_sample (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".csv", NULL), *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), name, NULL);
  const char *paths[] = { path, NULL };
  GError *error = NULL;
  PrognosisDataset *dataset = prognosis_read (paths, NULL, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

/* As a table made by hand: only counts are known. */
static PrognosisDataset *
read_plain (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".csv", NULL), *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), name, NULL);
  g_autofree char *text = NULL;
  const char *paths[] = { NULL, NULL };
  TestFiles files;
  GError *error = NULL;
  PrognosisDataset *dataset;

  test_files_init (&files);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  paths[0] = test_files_write (&files, "counts.csv", text, -1);
  dataset = prognosis_read (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (prognosis_dataset_get_region (dataset, 0)->population > 0.0);
  test_files_clear (&files);
  return dataset;
}

static PrognosisForecast *
forecast_from (PrognosisDataset *dataset, gsize n_steps, const char *id, const PrognosisOptions *options)
{
  g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (dataset, n_steps);

  return test_run (past, id, options);
}

/* An outbreak that has fallen to a tenth of its peak is neither expected to return to it tomorrow, nor certain to
   be over. */
static void
test_ends (gconstpointer data)
{
  static const char *const models[] = { "no-change", "persistence", "damped-trend", "auto" };
  g_autoptr (PrognosisDataset) dataset = read_plain (data);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const double *x = prognosis_dataset_get_values (dataset, 0, 0), levels[] = { 0.025, 0.5, 0.975 };
  double peak = 0.0, q[3];
  int n_cuts = 0;

  options->horizon = HORIZON;
  for (gsize n = 1; n <= prognosis_dataset_get_n_steps (dataset); n++)
    {
      double last = x[n - 1];

      peak = MAX (peak, last);
      for (gsize k = n > 3 ? n - 3 : 0; k < n; k++)
        last = MAX (last, x[k]);
      if (n < 10 || last > 0.1 * peak || (n % 5 != 0 && n < prognosis_dataset_get_n_steps (dataset)))
        continue;
      n_cuts++;
      for (gsize m = 0; m < G_N_ELEMENTS (models); m++)
        {
          g_autoptr (PrognosisForecast) forecast = forecast_from (dataset, n, models[m], options);

          prognosis_forecast_get_quantiles (forecast, 0, 0, 1, levels, 3, q);
          g_test_message ("%s at %d: last %g, peak %g: %g to %g", models[m], (int) n, x[n - 1], peak, q[0], q[2]);
          g_assert_cmpfloat (q[2], <, 0.5 * peak);
          g_assert_cmpfloat (q[2], >, q[0] + 1.0);
          prognosis_forecast_get_quantiles (forecast, 0, 0, HORIZON, levels, 3, q);
          g_assert_cmpfloat (q[2], <, peak);
          g_assert_cmpfloat (q[2], >, q[0] + 1.0);
        }
    }
  g_assert_cmpint (n_cuts, >, 0);
}

static PrognosisBacktest *
backtest_everywhere (PrognosisDataset *dataset, const char *id, gboolean uncalibrated)
{
  const char *models[] = { id, NULL };
  g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, NULL);
  const gsize n = prognosis_dataset_get_n_steps (dataset), apart = MAX (n / 16, 1);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  gsize origins[64], n_origins = 0;
  GError *error = NULL;
  PrognosisBacktest *backtest;

  for (gsize k = 9; k + 2 < n && n_origins < G_N_ELEMENTS (origins); k += apart)
    origins[n_origins++] = k;
  options->horizon = HORIZON;
  options->uncalibrated = uncalibrated;
  backtest = prognosis_backtest_new (
      &(PrognosisBacktestRequest){
          .dataset = dataset, .forecasters = found, .origins = origins, .n_origins = n_origins, .options = options },
      &error);
  g_assert_no_error (error);
  return backtest;
}

/* Over all origins of an outbreak, including growth and peak, intervals have nearly their nominal coverage. */
static void
test_cover (gconstpointer data)
{
  static const char *const models[] = { "no-change", "damped-trend", "persistence" };
  g_autoptr (PrognosisDataset) dataset = read_plain (data);

  for (gsize m = 0; m < G_N_ELEMENTS (models); m++)
    {
      g_autoptr (PrognosisBacktest) backtest = backtest_everywhere (dataset, models[m], FALSE);
      PrognosisBacktestSummary summary;

      g_assert_true (prognosis_backtest_get_summary (backtest, 0, 0, 0, &summary));
      g_assert_cmpfloat (summary.means.coverage95, >=, 0.85);
    }
}

/* Regions in which transmission rises and falls, which a constant rate does not predict. */
static PrognosisDataset *
make_restless (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  GError *error = NULL;
  PrognosisDataset *dataset;

  for (int r = 0; r < 6; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e6);
      double sum = 0.0;

      for (int t = 0; t < 80; t++)
        {
          sum += round (300.0 * (r + 1) * exp (0.8 * sin (t / 9.0 + r)) * (1.0 + 0.1 * ((t * 5 + r) % 7 - 3)));
          prognosis_dataset_builder_add_value (builder, region, signal, 18000 + t, sum, file, t + 1);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* Calibration widens the intervals of an overconfident compartment model and keeps its median. */
static void
test_compartments (void)
{
  g_autoptr (PrognosisDataset) dataset = make_restless ();
  g_autoptr (PrognosisOptions) options = prognosis_options_new (), plain_options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) forecast = NULL, plain = NULL;
  g_autoptr (PrognosisBacktest) with = backtest_everywhere (dataset, "sir", FALSE),
                                without = backtest_everywhere (dataset, "sir", TRUE);
  PrognosisBacktestSummary calibrated, own;
  const double levels[] = { 0.025, 0.5, 0.975 };

  prognosis_backtest_get_summary (with, 0, 0, 0, &calibrated);
  prognosis_backtest_get_summary (without, 0, 0, 0, &own);
  g_test_message ("95 %% intervals cover %.3f, without the past %.3f", calibrated.means.coverage95, own.means.coverage95);
  g_assert_cmpfloat (own.means.coverage95, <, 0.8);
  g_assert_cmpfloat (calibrated.means.coverage95, >, 0.9);
  options->horizon = plain_options->horizon = HORIZON;
  plain_options->uncalibrated = TRUE;
  forecast = forecast_from (dataset, 60, "sir", options);
  plain = forecast_from (dataset, 60, "sir", plain_options);
  for (gsize h = 1; h <= HORIZON; h++)
    {
      double a[3], b[3];

      prognosis_forecast_get_quantiles (forecast, 0, 0, h, levels, 3, a);
      prognosis_forecast_get_quantiles (plain, 0, 0, h, levels, 3, b);
      g_assert_cmpfloat_with_epsilon (a[1], b[1], 1e-9 * b[1]);
      if (h == HORIZON)
        g_assert_cmpfloat (a[2] - a[0], >, b[2] - b[0]);
    }
  g_assert_nonnull (strstr (prognosis_forecast_get_notes (forecast)[0], "past origins"));
  g_assert_null (prognosis_forecast_get_notes (plain)[0]);
}

/* A continuing epidemic adds cases, whatever the errors of the model were: no interval of a cumulative count
   reaches the last observation, and its lower half is clearly narrower than the expected increase. */
static void
test_cumulative (void)
{
  g_autoptr (PrognosisDataset) dataset = make_restless ();
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const double levels[] = { 0.01, 0.25, 0.5 };

  options->horizon = 28;
  for (gsize n = 40; n <= 80; n += 20)
    {
      g_autoptr (PrognosisForecast) forecast = forecast_from (dataset, n, "sir", options);

      for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
        for (gsize h = 7; h <= 28; h += 7)
          {
            const double last = prognosis_dataset_get_values (dataset, r, 0)[n - 1];
            double q[3];

            prognosis_forecast_get_quantiles (forecast, r, 0, h, levels, 3, q);
            g_test_message ("at %d, %d days on: %.0f to %.0f and %.0f", (int) n, (int) h, q[0] - last, q[1] - last, q[2] - last);
            g_assert_cmpfloat (q[0] - last, >, 0.001 * (q[2] - last));
            g_assert_cmpfloat (q[1] - last, >, 0.2 * (q[2] - last));
          }
    }
}

/* Daily counts of a wave with its peak on day 74 and weekday effects; nothing else is known. */
static PrognosisDataset *
make_wave (gsize n_days, gboolean cumulative)
{
  static const double week[] = { 1.1, 1.15, 1.1, 1.05, 1.0, 0.8, 0.8 };
  g_autoptr (GString) text = g_string_new (cumulative ? "day,total_cases\n" : "day,cases\n");
  double sum = 0.0;
  const char *paths[] = { NULL, NULL };
  TestFiles files;
  GError *error = NULL;
  PrognosisDataset *dataset;

  for (gsize t = 0; t < n_days; t++)
    {
      const double now = 5000.0 * week[t % 7] * exp (-0.5 * pow ((t - 74.0) / 17.0, 2.0));

      sum += now;
      g_string_append_printf (text, "%d,%.0f\n", (int) t, cumulative ? sum : now);
    }
  test_files_init (&files);
  paths[0] = test_files_write (&files, "wave.csv", text->str, -1);
  dataset = prognosis_read (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  test_files_clear (&files);
  return dataset;
}

/* After its peak a wave is not predicted to rise as before, and the choice of a forecaster is not dominated by its
   rise. */
static void
test_past_peak (void)
{
  static const double high = 0.975;
  const char *const plain[] = { "persistence", "damped-trend", "regression", "auto" };
  g_autoptr (PrognosisDataset) dataset = make_wave (92, FALSE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  options->horizon = 28;
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr (PrognosisForecast) forecast = forecast_from (dataset, 92, plain[i], options);
      double far;

      prognosis_forecast_get_quantiles (forecast, 0, 0, 28, &high, 1, &far);
      g_test_message ("%s: up to %.0f", plain[i], far);
      g_assert_cmpfloat (far, <, 40000.0);
      if (i + 1 < G_N_ELEMENTS (plain))
        continue;
      g_assert_cmpfloat (far, <, 8000.0);
      g_assert_cmpstr (prognosis_forecast_get_forecaster (forecast), !=, "persistence");
    }
}

/* A fit that is good at past origins, but runs away after this one, is not what is recommended. */
static void
test_runaway (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("influenza-baltimore-1918");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) runaway = NULL, chosen = NULL;
  g_autofree char *notes = NULL;

  options->horizon = 60;
  runaway = forecast_from (dataset, 6, "autoode-covid", options);
  chosen = forecast_from (dataset, 6, "auto", options);
  g_assert_cmpint (prognosis_fit_get_stop (prognosis_forecast_get_fit (runaway), 0), ==, PROGNOSIS_STOP_IMPLAUSIBLE);
  g_assert_cmpstr (prognosis_forecast_get_forecaster (chosen), !=, "autoode-covid");
  notes = g_strjoinv ("\n", (char **) prognosis_forecast_get_notes (chosen));
  g_assert_nonnull (strstr (notes, "many times the largest value ever seen: AutoODE-COVID."));
}

/* Increments along a path match the increase of the count, even if its uncertainty is that of many steps. */
static void
test_steps (void)
{
  g_autoptr (PrognosisDataset) sums = make_wave (70, TRUE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) forecast = NULL;
  const double half = 0.5;
  const double *paths;
  double before, ratio = 0.0;

  options->horizon = 28;
  forecast = forecast_from (sums, 70, "persistence", options);
  paths = prognosis_forecast_get_paths (forecast, 0, 0);
  prognosis_forecast_get_quantiles (forecast, 0, 0, 1, &half, 1, &before);
  for (gsize h = 1; h < 28; h++)
    {
      g_autofree double *steps = g_new (double, options->n_paths);
      double now;

      for (int p = 0; p < options->n_paths; p++)
        steps[p] = paths[h * options->n_paths + p] - paths[(h - 1) * options->n_paths + p];
      gsl_sort (steps, 1, options->n_paths);
      prognosis_forecast_get_quantiles (forecast, 0, 0, h + 1, &half, 1, &now);
      ratio += gsl_stats_median_from_sorted_data (steps, 1, options->n_paths) / (now - before) / 27.0;
      before = now;
    }
  g_test_message ("the median step is %.3f of what the medians rise by", ratio);
  g_assert_cmpint (prognosis_dataset_get_signal (sums, 0)->kind, ==, PROGNOSIS_KIND_CUMULATIVE);
  g_assert_cmpfloat (ratio, >, 0.6);
  g_assert_cmpfloat (ratio, <, 1.2);
}

/* Regions whose growth wanders, so that a fast rise is more often than not near its end. */
static PrognosisDataset *
make_wandering (gsize n_regions, gsize n_days)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  GError *error = NULL;
  PrognosisDataset *dataset;

  gsl_rng_set (rng, 3);
  for (gsize r = 0; r < n_regions; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", (int) r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e7);
      double sum = 0.0, level = log (100.0 * (r + 1.0)), growth = 0.0;

      for (gsize t = 0; t < n_days; t++)
        {
          growth = 0.93 * growth + gsl_ran_gaussian (rng, 0.02) - 0.0005 * (level - log (100.0 * (r + 1.0)));
          level += growth;
          sum += gsl_ran_poisson (rng, exp (level) * gsl_ran_gamma (rng, 50.0, 0.02));
          prognosis_dataset_builder_add_value (builder, region, signal, 18000 + (int) t, sum, file, (guint) t + 2);
        }
    }
  gsl_rng_free (rng);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* Intervals hold what they promise when cases rise, too. */
static void
test_rise (gconstpointer data)
{
  g_autoptr (PrognosisDataset) dataset = make_wandering (30, 100);
  g_autoptr (PrognosisBacktest) backtest = backtest_everywhere (dataset, data, FALSE);
  gsize n_rows, n[2] = { 0 }, n_in[2] = { 0 };
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (backtest, &n_rows);

  for (gsize i = 0; i < n_rows; i++)
    if (g_str_equal (prognosis_backtest_get_model (backtest, rows[i].model), data)
        && prognosis_backtest_get_origin (backtest, rows[i].origin) >= 40)
      {
        const double *x = prognosis_dataset_get_values (dataset, rows[i].region, 0);
        const gsize origin = prognosis_backtest_get_origin (backtest, rows[i].origin);
        const gboolean is_rise = prognosis_series_growth (x, (gssize) origin, PROGNOSIS_KIND_CUMULATIVE, 7) > 0.4;

        n[is_rise]++;
        n_in[is_rise] += rows[i].in95;
      }
  g_test_message ("%s: 95 %% intervals hold %.3f of %d in a rise, %.3f of %d else", (const char *) data, (double) n_in[1] / n[1],
                  (int) n[1], (double) n_in[0] / n[0], (int) n[0]);
  g_assert_cmpuint (n[1], >, 100);
  g_assert_cmpfloat ((double) n_in[1] / n[1], >, 0.80);
  g_assert_cmpfloat ((double) n_in[0] / n[0], >, 0.90);
  g_assert_cmpfloat ((double) n_in[0] / n[0], <, 0.99);
}

/* An outbreak expected to end is less uncertain in four weeks than a continuing one in one week. */
static void
test_end_of_outbreak (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("influenza-pennsylvania-school-2009");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) forecast = NULL;
  const double levels[] = { 0.25, 0.75 };
  double soon[2], late[2];

  options->horizon = 28;
  forecast = forecast_from (dataset, 15, "seir", options);
  prognosis_forecast_get_quantiles (forecast, 0, 0, 7, levels, 2, soon);
  prognosis_forecast_get_quantiles (forecast, 0, 0, 28, levels, 2, late);
  g_assert_cmpfloat (late[1] - late[0], >, 0.0);
  g_assert_cmpfloat (late[1] - late[0], <, 0.8 * (soon[1] - soon[0]));
}

/* With hardly any past, the model's own spread is kept, and a note says so. */
static void
test_too_short (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("influenza-boarding-school-1978");
  g_autoptr (PrognosisOptions) options = prognosis_options_new (), plain_options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) forecast = NULL, plain = NULL;

  options->horizon = plain_options->horizon = HORIZON;
  plain_options->uncalibrated = TRUE;
  forecast = forecast_from (dataset, 8, "sir", options);
  plain = forecast_from (dataset, 8, "sir", plain_options);
  g_assert_nonnull (strstr (prognosis_forecast_get_notes (forecast)[0], "too short"));
  g_assert_cmpmem (prognosis_forecast_get_paths (forecast, 0, 0), HORIZON * options->n_paths * sizeof (double),
                   prognosis_forecast_get_paths (plain, 0, 0), HORIZON * options->n_paths * sizeof (double));
}

static void
cancel_late (const PrognosisProgress *progress, gpointer cancellable)
{
  /* The fit is complete, and calibration has started. */
  if (progress->fraction > 0.3)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("sars-hong-kong-2003");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const PrognosisRequest request = {
    .dataset = dataset, .options = options, .cancellable = cancellable, .progress = cancel_late, .progress_data = cancellable
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (prognosis_forecaster_run (prognosis_forecaster_find ("seir"), &request, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* For weekly cumulative counts, errors in the first weeks of an outbreak are not informative in the thirtieth;
   daily data are too few to differ much. */
static void
test_cumulative_weeks (void)
{
  double x[40];

  for (int t = 0; t < 40; t++)
    x[t] = t < 10 ? exp (t) : exp (9) + 20000.0 * (t - 9);
  g_assert_cmpfloat (prognosis_series_likeness (x, 39, 35, PROGNOSIS_KIND_CUMULATIVE, 1), >, 0.9);
  g_assert_cmpfloat (prognosis_series_likeness (x, 39, 4, PROGNOSIS_KIND_CUMULATIVE, 1), <, 0.001);
  g_assert_cmpfloat (prognosis_series_likeness (x, 39, 4, PROGNOSIS_KIND_CUMULATIVE, 7), ==, 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *ends = g_strdup_printf ("/engine/forecaster-intervals/ends/%s", samples[i]);
      g_autofree char *cover = g_strdup_printf ("/engine/forecaster-intervals/cover/%s", samples[i]);

      g_test_add_data_func (ends, samples[i], test_ends);
      g_test_add_data_func (cover, samples[i], test_cover);
    }
  g_test_add_data_func ("/engine/forecaster-intervals/rise/persistence", "persistence", test_rise);
  g_test_add_data_func ("/engine/forecaster-intervals/rise/damped-trend", "damped-trend", test_rise);
  g_test_add_func ("/engine/forecaster-intervals/compartments", test_compartments);
  g_test_add_func ("/engine/forecaster-intervals/cumulative", test_cumulative);
  g_test_add_func ("/engine/forecaster-intervals/end-of-outbreak", test_end_of_outbreak);
  g_test_add_func ("/engine/forecaster-intervals/past-peak", test_past_peak);
  g_test_add_func ("/engine/forecaster-intervals/runaway", test_runaway);
  g_test_add_func ("/engine/forecaster-intervals/steps", test_steps);
  g_test_add_func ("/engine/forecaster-intervals/too-short", test_too_short);
  g_test_add_func ("/engine/forecaster-intervals/cancel", test_cancel);
  g_test_add_func ("/engine/forecaster-intervals/cumulative-weeks", test_cumulative_weeks);
  return g_test_run ();
}
