/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fits: published results, recovery of parameters, missing data, cancellation. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-fit.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-model-list.h"
#include "prognosis-reader.h"
#include "prognosis-simulator.h"

static PrognosisDataset *
read_one (const char *path)
{
  const char *paths[] = { path, NULL };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset = prognosis_read (paths, &options, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

static PrognosisDataset *
read_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), name, NULL);

  return read_one (path);
}

static double
value_of (PrognosisFit *fit, gsize region, const char *id)
{
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (g_str_equal (prognosis_fit_get_parameter (fit, i)->id, id))
      return prognosis_fit_get_values (fit)[region * prognosis_fit_get_n_parameters (fit) + i];
  g_assert_not_reached ();
}

static PrognosisFit *
fit_ok (PrognosisDataset *dataset, const char *model, const PrognosisOptions *options)
{
  g_autoptr (GError) error = NULL;
  PrognosisFit *fit = prognosis_fit_new (dataset, prognosis_model_find (model), options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return fit;
}

/* BMJ 1978: the least-squares fit with a free initial value. */
static void
test_boarding_school (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("influenza-boarding-school-1978.csv");
  const struct
  {
    PrognosisLoss loss;
    PrognosisPrior prior;
  } ways[] = {
    { PROGNOSIS_LOSS_SQUARES, PROGNOSIS_PRIOR_NONE },
    { PROGNOSIS_LOSS_SCALED, PROGNOSIS_PRIOR_WEAK },
    { PROGNOSIS_LOSS_HUBER, PROGNOSIS_PRIOR_WEAK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      g_autoptr (PrognosisFit) fit = NULL;
      double beta, gamma, rmse;

      options->loss = ways[i].loss;
      options->prior = ways[i].prior;
      fit = fit_ok (dataset, "sir", options);
      beta = value_of (fit, 0, "beta");
      gamma = value_of (fit, 0, "gamma");
      rmse = 763.0 * sqrt (prognosis_fit_get_mse (fit));
      g_test_message ("R0 %.3f, 1/gamma %.3f days, root mean square error %.2f boys, I0 %.2f, %s after %d evaluations",
                      beta / gamma, 1.0 / gamma, rmse, 763.0 * value_of (fit, 0, "I0"),
                      prognosis_stop_to_string (prognosis_fit_get_stop (fit, 0)), (int) prognosis_fit_get_n_evaluations (fit));
      if (ways[i].loss == PROGNOSIS_LOSS_HUBER)
        continue;
      g_assert_cmpfloat_with_epsilon (beta / gamma, 3.92, 0.02 * 3.92);
      g_assert_cmpfloat_with_epsilon (1.0 / gamma, 2.19, 0.02 * 2.19);
      g_assert_cmpfloat_with_epsilon (rmse, 16.0, 0.02 * 16.0);
      g_assert_cmpint (prognosis_fit_get_stop (fit, 0), ==, PROGNOSIS_STOP_CONVERGED);
    }
}

/* Simulates data from which the fit must recover the parameters. */
static PrognosisDataset *
simulate_data (double beta, double sigma, double gamma, double i0, double n, gsize n_days)
{
  const PrognosisModel *model = prognosis_model_find ("seird");
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("simulated");
  g_autofree double *y = g_new0 (double, (n_days + 1) * model->n_states), *b = g_new (double, n_days + 1);
  const double rates[] = { sigma, gamma, 0.02 };
  gsize region, cases, deaths;
  guint file;
  GError *error = NULL;
  PrognosisDataset *dataset;

  y[2] = i0 / n;
  y[1] = y[2];
  y[0] = 1.0 - y[1] - y[2];
  for (gsize t = 0; t <= n_days; t++)
    b[t] = beta;
  prognosis_model_simulate (model, rates, b, n_days, y);
  region = prognosis_dataset_builder_add_region (builder, NULL, "somewhere", n);
  file = prognosis_dataset_builder_add_file (builder, "simulated.csv");
  cases = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  deaths = prognosis_dataset_builder_add_signal (builder, "deaths", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_DEATHS, TRUE);
  for (gsize t = 0; t <= n_days; t++)
    {
      const double *s = y + t * model->n_states;

      prognosis_dataset_builder_add_value (builder, region, cases, 18000 + t, n * (s[2] + s[3] + s[4]), file, t + 1);
      prognosis_dataset_builder_add_value (builder, region, deaths, 18000 + t, n * s[4], file, t + 1);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static void
test_recovers (void)
{
  g_autoptr (PrognosisDataset) dataset = simulate_data (0.6, 0.4, 0.2, 5.0, 1e6, 60);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = NULL;

  options->n_train = 61;
  options->prior = PROGNOSIS_PRIOR_NONE;
  options->loss = PROGNOSIS_LOSS_SCALED;
  prognosis_options_fix (options, NULL, "rho", 1.0);
  prognosis_options_fix (options, NULL, "sigma", 0.4);
  fit = fit_ok (dataset, "seird", options);
  g_test_message ("beta %.4f, gamma %.4f, r %.4f, loss %g, %s", value_of (fit, 0, "beta"), value_of (fit, 0, "gamma"),
                  value_of (fit, 0, "r"), prognosis_fit_get_loss (fit), prognosis_stop_to_string (prognosis_fit_get_stop (fit, 0)));
  g_assert_cmpfloat_with_epsilon (value_of (fit, 0, "beta"), 0.6, 0.006);
  g_assert_cmpfloat_with_epsilon (value_of (fit, 0, "gamma"), 0.2, 0.002);
  g_assert_cmpfloat_with_epsilon (value_of (fit, 0, "r"), 0.02, 0.0004);
  g_assert_true (prognosis_fit_is_fixed (fit, 0, 0));
}

/* Without deaths the fatality ratio is undetermined and not a parameter of the fit; with deaths its interval lies
   within 0 to 1. */
static void
test_unseen (void)
{
  g_autoptr (PrognosisDataset) without = read_sample ("sars-hong-kong-2003.csv");
  g_autoptr (PrognosisDataset) with = simulate_data (0.6, 0.4, 0.2, 5.0, 1e6, 40);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) blind = fit_ok (without, "autoode-covid", options), seeing = fit_ok (with, "autoode-covid", options);
  gsize n_shares = 0;

  for (gsize i = 0; i < prognosis_fit_get_n_parameters (blind); i++)
    {
      const PrognosisParameter *p = prognosis_fit_get_parameter (blind, i);
      const gboolean of_deaths = g_str_equal (p->id, "a") || g_str_equal (p->id, "b");
      double lower, upper;

      g_assert_true (prognosis_fit_is_seen (blind, i) == !of_deaths);
      g_assert_true (prognosis_fit_is_seen (seeing, i));
      if (of_deaths)
        {
          g_assert_true (prognosis_fit_is_fixed (blind, 0, i));
          g_assert_false (prognosis_fit_is_fixed (seeing, 0, i));
        }
      prognosis_fit_get_interval (seeing, 0, i, 0.95, &lower, &upper);
      if (!p->is_share)
        continue;
      n_shares++;
      g_assert_cmpfloat (lower, >, 0.0);
      g_assert_cmpfloat (upper, <, 1.0);
      g_assert_cmpfloat (lower, <, value_of (seeing, 0, p->id));
      g_assert_cmpfloat (upper, >, value_of (seeing, 0, p->id));
    }
  g_assert_cmpuint (n_shares, ==, 1);
}

/* A curve with the fitted parameters passes through the last observation and continues from there. */
static void
test_anchored (void)
{
  g_autoptr (PrognosisDataset) dataset = simulate_data (0.6, 0.4, 0.2, 5.0, 1e6, 40);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = fit_ok (dataset, "sir", options);
  gsize first, n;
  g_autofree double *curve = NULL;
  const double *values = prognosis_dataset_get_values (dataset, 0, 0);

  prognosis_fit_get_window (fit, &first, &n);
  curve = g_new (double, prognosis_dataset_get_n_signals (dataset) * (n + 10));
  g_assert_true (prognosis_fit_simulate (fit, 0, prognosis_fit_get_values (fit), 10, curve));
  g_assert_cmpfloat (curve[n], >=, values[40]);
  g_assert_cmpfloat (curve[n] - values[40], <, 3.0 * (values[40] - values[39]));
  for (gsize h = 1; h < 10; h++)
    g_assert_cmpfloat (curve[n + h], >=, curve[n + h - 1]);
}

static void
test_threads (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SHARED"), "data", "jhu-us-daily-reports", NULL);
  g_autofree char *population = g_build_filename (g_getenv ("PROGNOSIS_SHARED"), "data", "us-states", "population.csv", NULL);
  g_autoptr (PrognosisDataset) bare = NULL;
  g_autoptr (PrognosisDataset) all = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) one = NULL;
  g_autoptr (PrognosisFit) two = NULL;
  gsize n;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("JHU's reports are not there");
      return;
    }
  bare = read_one (path);
  all = prognosis_read_population (bare, population, &error);
  g_assert_no_error (error);
  options->n_threads = 1;
  one = fit_ok (all, "autoode-covid", options);
  options->n_threads = 2;
  two = fit_ok (all, "autoode-covid", options);
  n = prognosis_dataset_get_n_regions (all) * prognosis_fit_get_n_parameters (one);
  g_assert_cmpmem (prognosis_fit_get_values (one), n * sizeof (double), prognosis_fit_get_values (two), n * sizeof (double));
}

/* While nearly all are susceptible, counts alone do not determine the ascertainment rate. */
static void
test_identifiability (void)
{
  g_autoptr (PrognosisDataset) dataset = simulate_data (0.35, 0.4, 0.2, 5.0, 1e8, 30);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = fit_ok (dataset, "seir", options);
  const char *const *notes = prognosis_fit_get_notes (fit, 0);
  gboolean product = FALSE;

  g_assert_nonnull (notes[0]);
  for (gsize i = 0; notes[i]; i++)
    {
      g_test_message ("%s", notes[i]);
      product |= strstr (notes[i], "ρ") != NULL;
    }
  g_assert_true (product);

  /* With a known ascertainment rate and few unknowns, there are no notes. */
  prognosis_options_fix (options, NULL, "rho", 1.0);
  prognosis_options_fix (options, NULL, "sigma", 0.4);
  prognosis_options_fix (options, NULL, "gamma", 0.2);
  prognosis_options_fix (options, NULL, "E0", 5.0);
  {
    g_autoptr (PrognosisFit) known = fit_ok (dataset, "seir", options);

    g_assert_null (prognosis_fit_get_notes (known, 0)[0]);
    for (gsize i = 0; i < prognosis_fit_get_n_parameters (known); i++)
      if (!prognosis_fit_is_fixed (known, 0, i))
        g_assert_cmpfloat (prognosis_fit_get_prior_share (known, 0, i), <, 0.1);
  }
}

/* Three methods of uncertainty: all are seeded, none is degenerate, and they agree approximately for well-behaved
   data. */
static void
test_uncertainty (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("influenza-boarding-school-1978.csv");
  double sd[3];

  for (int kind = 0; kind < 3; kind++)
    {
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      g_autoptr (PrognosisFit) fit = NULL;
      g_autoptr (PrognosisFit) again = NULL;
      double draws[40 * 8], repeated[40 * 8], mean = 0.0, squares = 0.0;
      gsize n;

      options->uncertainty = kind;
      options->loss = PROGNOSIS_LOSS_HUBER;
      fit = fit_ok (dataset, "sir", options);
      again = fit_ok (dataset, "sir", options);
      n = prognosis_fit_get_n_parameters (fit);
      prognosis_fit_draw (fit, 0, 40, draws);
      prognosis_fit_draw (again, 0, 40, repeated);
      g_assert_cmpmem (draws, 40 * n * sizeof (double), repeated, 40 * n * sizeof (double));
      for (int d = 0; d < 40; d++)
        {
          mean += log (draws[d * n]) / 40.0;
          squares += log (draws[d * n]) * log (draws[d * n]) / 40.0;
        }
      sd[kind] = sqrt (MAX (squares - mean * mean, 0.0));
      g_test_message ("gamma %.3f, standard deviation of its logarithm %.4f", exp (mean), sd[kind]);
      g_assert_cmpfloat_with_epsilon (exp (mean), 0.455, 0.05);
    }
  g_assert_cmpfloat (sd[0], >, 0.001);
  g_assert_cmpfloat (sd[1], >, 0.001);
  g_assert_cmpfloat (sd[0] / sd[1], >, 0.2);
  g_assert_cmpfloat (sd[0] / sd[1], <, 5.0);
}

/* Losses decrease in every step, and a converged search gained almost nothing in its last one. */
static void
test_losses (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("influenza-boarding-school-1978.csv");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = fit_ok (dataset, "sir", options);
  gsize n_rough, n;
  const double *losses = prognosis_fit_get_losses (fit, 0, &n_rough, &n);

  g_assert_cmpint (prognosis_fit_get_stop (fit, 0), ==, PROGNOSIS_STOP_CONVERGED);
  g_assert_cmpuint (n_rough, >, 2);
  g_assert_cmpuint (n, >, n_rough + 1);
  for (gsize i = 1; i < n; i++)
    if (i != n_rough)
      g_assert_cmpfloat (losses[i], <, losses[i - 1]);
  g_assert_cmpfloat (losses[n_rough - 1], <, 0.5 * losses[0]);
  g_assert_cmpfloat (losses[n - 1], >, 0.999 * losses[n - 2]);
}

/* A fit that does not follow the data has a note, and so has a parameter at its bound. */
static void
test_misfit (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("influenza-boarding-school-1978.csv");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = NULL;
  gboolean misfit = FALSE;

  prognosis_options_fix (options, NULL, "beta", 0.08);
  fit = fit_ok (dataset, "sir", options);
  for (gsize i = 0; prognosis_fit_get_notes (fit, 0)[i]; i++)
    {
      g_test_message ("%s", prognosis_fit_get_notes (fit, 0)[i]);
      misfit |= strstr (prognosis_fit_get_notes (fit, 0)[i], "does not follow") != NULL;
    }
  g_assert_true (misfit);
  g_assert_false (prognosis_fit_follows (fit, 0));
  g_assert_cmpfloat (prognosis_fit_get_explained (fit, 0), <, 0.7);
}

/* SARS in Hong Kong after its peak: with an ascertainment rate of one third a wave cannot end, and the search
   alone does not find a rate with which it can. The fit of a wave that is still rising is unchanged. */
static void
test_past_peak (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("sars-hong-kong-2003.csv");
  g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (dataset, 55);
  g_autoptr (PrognosisDataset) rising = prognosis_dataset_truncate (dataset, 38);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  static const char *const models[] = { "sir", "seir" };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (PrognosisFit) fit = fit_ok (past, models[i], options), before = fit_ok (rising, models[i], options);
      const gsize horizon = 28, share = 100 * prognosis_fit_get_explained (fit, 0);
      g_autofree double *curve = g_new (double, prognosis_dataset_get_n_signals (past) * (55 + horizon));
      double error = 0.0;

      g_assert_true (prognosis_fit_simulate (fit, 0, prognosis_fit_get_values (fit), horizon, curve));
      for (gsize h = 0; h < horizon; h++)
        error += fabs (curve[55 + h] - prognosis_dataset_get_values (dataset, 0, 0)[55 + h]) / horizon;
      g_test_message ("%s explains %d %%, and misses %.1f cases a day of what came", models[i], (int) share, error);
      g_assert_true (prognosis_fit_follows (fit, 0));
      g_assert_cmpfloat (error, <, 6.0);
      g_assert_cmpfloat (value_of (fit, 0, "rho"), <, 0.01);
      g_assert_cmpfloat (value_of (before, 0, "rho"), >, 0.1);
    }
}

typedef struct
{
  GPtrArray *fits;
  GArray *losses;
} Told;

static void
told_cb (const PrognosisProgress *progress, gpointer user_data)
{
  Told *told = user_data;

  if (!progress->fit)
    return;
  g_ptr_array_add (told->fits, prognosis_fit_ref (progress->fit));
  g_array_append_val (told->losses, progress->loss);
}

/* Mean squared residual of the curve divided by the variance of the series: the loss of a fit by scaled squares. */
static double
loss_of_curve (PrognosisFit *fit)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  g_autofree double *curves = NULL;
  gsize first, n;
  double sum = 0.0;

  prognosis_fit_get_window (fit, &first, &n);
  curves = g_new (double, n_signals *n);
  g_assert_true (prognosis_fit_simulate (fit, 0, prognosis_fit_get_values (fit), 0, curves));
  for (gsize s = 0; s < n_signals; s++)
    {
      const double *x = prognosis_dataset_get_values (dataset, 0, s) + first;
      const double *curve = curves + s * n;
      double mean = 0.0, variance = 0.0;

      for (gsize k = 0; k < n; k++)
        mean += x[k] / n;
      for (gsize k = 0; k < n; k++)
        variance += (x[k] - mean) * (x[k] - mean) / n;
      for (gsize k = 0; k < n; k++)
        sum += (curve[k] - x[k]) * (curve[k] - x[k]) / variance / (n * n_signals);
    }
  return sum;
}

/* Progress reports hold the complete best fit so far: its simulation has the reported loss, including the shape of
   a network. */
static void
test_so_far (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("sars-hong-kong-2003.csv");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = NULL, quiet = NULL;
  g_autoptr (GError) error = NULL;
  Told told
      = { g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_fit_unref), g_array_new (FALSE, FALSE, sizeof (double)) };
  double best = INFINITY;
  gsize n_parameters;

  options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
  options->loss = PROGNOSIS_LOSS_SCALED;
  options->starts = 6;
  fit = prognosis_fit_new (dataset, prognosis_model_find ("seir"), options, told_cb, &told, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told.fits->len, >, 3);
  for (guint i = 0; i < told.fits->len; i++)
    {
      const double loss = g_array_index (told.losses, double, i);

      g_test_message ("told %.3e, its curve %.3e", loss, loss_of_curve (told.fits->pdata[i]));
      /* The first report is the start, whose loss is unknown. */
      g_assert_true (isnan (loss) == (i == 0));
      if (i == 0)
        continue;
      g_assert_cmpfloat_with_epsilon (loss_of_curve (told.fits->pdata[i]), loss, 1e-6 * loss + 1e-12);
      g_assert_cmpfloat (loss, <=, best);
      best = loss;
    }
  g_assert_true (told.fits->pdata[told.fits->len - 1] == fit);
  g_assert_cmpfloat (g_array_index (told.losses, double, 1), >, best);
  /* Reporting progress does not change the result. */
  quiet = fit_ok (dataset, "seir", options);
  n_parameters = prognosis_fit_get_n_parameters (fit);
  g_assert_cmpmem (prognosis_fit_get_values (fit), n_parameters * sizeof (double), prognosis_fit_get_values (quiet),
                   n_parameters * sizeof (double));
  g_ptr_array_unref (told.fits);
  g_array_unref (told.losses);
}

/* The finished fit is reported before the calibration at past origins, which takes much longer. */
static void
test_told_before_past (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("influenza-baltimore-1918.csv");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) forecast = NULL;
  g_autoptr (GError) error = NULL;
  Told told
      = { g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_fit_unref), g_array_new (FALSE, FALSE, sizeof (double)) };
  const PrognosisRequest request = { .dataset = dataset, .options = options, .progress = told_cb, .progress_data = &told };

  options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
  forecast = prognosis_forecaster_run (prognosis_forecaster_find ("seir"), &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told.fits->len, >, 0);
  g_assert_true (told.fits->pdata[told.fits->len - 1] == prognosis_forecast_get_fit (forecast));
  g_ptr_array_unref (told.fits);
  g_array_unref (told.losses);
}

static void
test_cancelled (void)
{
  g_autoptr (PrognosisDataset) dataset = simulate_data (0.6, 0.4, 0.2, 5.0, 1e6, 60);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PrognosisFit) fit = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_rough, n;

  g_cancellable_cancel (cancellable);
  fit = prognosis_fit_new (dataset, prognosis_model_find ("sir"), options, NULL, NULL, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpint (prognosis_fit_get_stop (fit, 0), ==, PROGNOSIS_STOP_CANCELLED);
  g_assert_null (prognosis_fit_get_losses (fit, 0, &n_rough, &n));
}

static void
test_wrong_options (void)
{
  g_autoptr (PrognosisDataset) dataset = simulate_data (0.6, 0.4, 0.2, 5.0, 1e6, 30);
  const struct
  {
    const char *region, *parameter;
    double value;
  } cases[] = {
    { NULL, "nonsense", 1.0 }, { NULL, "gamma", -1.0 }, { NULL, "gamma", 1e9 }, { "nowhere", "gamma", 0.2 }, { NULL, "beta", NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      g_autoptr (GError) error = NULL;

      prognosis_options_fix (options, cases[i].region, cases[i].parameter, cases[i].value);
      g_assert_null (prognosis_fit_new (dataset, prognosis_model_find ("sir"), options, NULL, NULL, NULL, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/fit/boarding-school", test_boarding_school);
  g_test_add_func ("/engine/fit/recovers-parameters", test_recovers);
  g_test_add_func ("/engine/fit/unseen", test_unseen);
  g_test_add_func ("/engine/fit/anchored", test_anchored);
  g_test_add_func ("/engine/fit/same-bytes-with-any-threads", test_threads);
  g_test_add_func ("/engine/fit/identifiability", test_identifiability);
  g_test_add_func ("/engine/fit/uncertainty", test_uncertainty);
  g_test_add_func ("/engine/fit/losses", test_losses);
  g_test_add_func ("/engine/fit/misfit", test_misfit);
  g_test_add_func ("/engine/fit/past-peak", test_past_peak);
  g_test_add_func ("/engine/fit/so-far", test_so_far);
  g_test_add_func ("/engine/fit/told-before-past", test_told_before_past);
  g_test_add_func ("/engine/fit/cancelled", test_cancelled);
  g_test_add_func ("/engine/fit/wrong-options", test_wrong_options);
  return g_test_run ();
}
