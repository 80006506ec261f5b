/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The global AutoODE: its equations, the derivatives of the whole chain, and what it learns from simulated outbreaks. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "autoode.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-reader.h"
#include "test-outbreak.h"

#define N_OUT PROGNOSIS_AUTOODE_N_OUTPUTS
#define N_DAYS 12

static const PrognosisAutoodeRates usual = { 1.0 / 3.0, 1.0 / 3.0, 0.93 };

/* Without depletion, drift and fading, cases grow at the rate that the map gives, from the level that it is given. */
static void
test_growth (void)
{
  const PrognosisAutoodeRates rates = { 1.0 / 3.0, 1.0 / 4.0, 1.0 };

  for (double growth = -0.5; growth < 0.6; growth += 0.25)
    {
      const PrognosisAutoodeStart start = { .level = 80.0, .growth = growth, .susceptible = INFINITY };
      const double none[N_OUT] = { 0.0 }, daily = 0.1 * tanh (growth / 7.0 / 0.1);
      const double reproduction = (1.0 + daily * 3.0) * (1.0 + daily * 4.0);
      double cases[N_DAYS], r[N_DAYS];

      prognosis_autoode_solve (&rates, &start, none, N_DAYS, NULL, cases, NULL, r);
      for (int day = 0; day < N_DAYS; day++)
        {
          /* The first day's middle is one day after the centre of the last week. */
          g_assert_cmpfloat_with_epsilon (cases[day] / (80.0 * exp (daily * (day + 1.0))), 1.0, 4e-3);
          g_assert_cmpfloat_with_epsilon (r[day], reproduction, 1e-12);
        }
    }
}

static void
test_depletion (void)
{
  const PrognosisAutoodeRates rates = { 1.0 / 3.0, 1.0 / 3.0, 1.0 };
  const PrognosisAutoodeStart start = { .level = 50.0, .growth = 0.6, .susceptible = 5000.0 };
  const double none[N_OUT] = { 0.0 };
  double cases[200], r[200], sum = 0.0, before = 0.0;

  prognosis_autoode_solve (&rates, &start, none, 200, NULL, cases, NULL, r);
  for (int day = 0; day < 200; day++)
    {
      g_assert_cmpfloat (cases[day], >=, 0.0);
      g_assert_cmpfloat (r[day], <, day ? r[day - 1] : 10.0);
      before = sum;
      sum += cases[day];
    }
  /* Those exposed at the start come on top; the final size is below all of them. */
  g_assert_cmpfloat (sum, <, 5000.0 + 3.0 * 50.0);
  g_assert_cmpfloat (sum, >, 2500.0);
  g_assert_cmpfloat (sum - before, <, 0.05);
}

/* Transmission returns to its balance. */
static void
test_fading (void)
{
  const PrognosisAutoodeRates rates = { 1.0 / 3.0, 1.0 / 3.0, 0.9 };
  const PrognosisAutoodeStart start = { .level = 50.0, .growth = 0.5, .susceptible = INFINITY };
  const double drift[N_OUT] = { 0.0, -0.2, 0.0 };
  double cases[90], r[90];

  prognosis_autoode_solve (&rates, &start, (const double[N_OUT]){ 0.0 }, 90, NULL, cases, NULL, r);
  g_assert_cmpfloat (r[0], >, 1.3);
  g_assert_cmpfloat_with_epsilon (r[89], 1.0, 1e-3);
  for (int day = 1; day < 90; day++)
    g_assert_cmpfloat (r[day], <, r[day - 1]);
  g_assert_cmpfloat_with_epsilon (cases[89] / cases[85], 1.0, 1e-2);
  /* Drift ends, however long the horizon. */
  prognosis_autoode_solve (&rates, &start, drift, 90, NULL, cases, NULL, r);
  g_assert_cmpfloat_with_epsilon (r[89], exp (0.5 * tanh (-0.4) / 7.0 / -log (0.85)), 1e-3);
}

/* Central differences of order h^4. */
static double
differentiate (double (*f) (double x, gpointer data), double x, gpointer data)
{
  const double h = 1e-3;

  return (8.0 * (f (x + h, data) - f (x - h, data)) - (f (x + 2.0 * h, data) - f (x - 2.0 * h, data))) / (12.0 * h);
}

typedef struct
{
  PrognosisAutoodeStart start;
  double outputs[N_OUT];
  int output, day;
} Solved;

static double
solve_with (double x, gpointer data)
{
  const Solved *self = data;
  const PrognosisAutoodeRates rates = { 1.0 / 3.0, 1.0 / 3.5, 0.93 };
  double outputs[N_OUT], cases[N_DAYS];

  memcpy (outputs, self->outputs, sizeof outputs);
  outputs[self->output] = x;
  prognosis_autoode_solve (&rates, &self->start, outputs, N_DAYS, NULL, cases, NULL, NULL);
  return cases[self->day];
}

static void
test_slopes (void)
{
  const PrognosisAutoodeRates rates = { 1.0 / 3.0, 1.0 / 3.5, 0.93 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int trial = 0; trial < 50; trial++)
    {
      Solved self = { .start = { .level = g_rand_double_range (rand, 0.5, 500.0),
                                 .growth = g_rand_double_range (rand, -1.0, 1.0),
                                 .susceptible = trial % 3 ? g_rand_double_range (rand, 800.0, 1e6) : INFINITY },
                      .outputs = { g_rand_double_range (rand, -0.5, 0.5), g_rand_double_range (rand, -0.4, 0.4),
                                   g_rand_double_range (rand, -0.5, 0.5) } };
      double cases[N_DAYS], slope[N_DAYS * N_OUT];

      prognosis_autoode_solve (&rates, &self.start, self.outputs, N_DAYS, NULL, cases, slope, NULL);
      for (self.day = 0; self.day < N_DAYS; self.day++)
        for (self.output = 0; self.output < N_OUT; self.output++)
          {
            const double exact = slope[self.day * N_OUT + self.output];

            g_assert_cmpfloat_with_epsilon (differentiate (solve_with, self.outputs[self.output], &self), exact,
                                            1e-7 * (cases[self.day] + fabs (exact)));
          }
    }
}

/* --- the map, with the equations inside --- */

enum
{
  N_PAIRS = 40,
  N_FEATURES = 3,
  N_AHEAD = 7,
  N_WEIGHTS = 3 * N_FEATURES
};

typedef struct
{
  PrognosisAutoodeStart start[N_PAIRS];
  double feature[N_PAIRS][N_FEATURES], truth[N_PAIRS][N_AHEAD], weight[N_PAIRS], penalty[N_WEIGHTS];
  PrognosisAutoodeMap map;
  double weights[N_WEIGHTS]; /* at which the loss is differentiated */
  int k;
} Chain;

static const double *
get_features (gsize pair, gsize output, gpointer data)
{
  return ((Chain *) data)->feature[pair];
}

static void
evaluate (gsize pair, const double *outputs, double *error, double *slope, gpointer data)
{
  Chain *self = data;
  double cases[N_AHEAD];

  prognosis_autoode_solve (&usual, &self->start[pair], outputs, N_AHEAD, NULL, cases, slope, NULL);
  for (int h = 0; h < N_AHEAD; h++)
    {
      const double unit = 1.0 / (7.0 * self->start[pair].level + 20.0);

      error[h] = unit * (cases[h] - self->truth[pair][h]);
      for (int o = 0; slope && o < N_OUT; o++)
        slope[h * N_OUT + o] *= unit;
    }
}

/* Truth by known weights, with @noise relative to it; some days are unknown, and one pair is not used. */
static void
init_chain (Chain *self, double noise)
{
  static const gsize n_features[] = { N_FEATURES, N_FEATURES, N_FEATURES };
  static const double weights[N_WEIGHTS] = { 0.1, 0.4, -0.2, 0.05, -0.1, 0.15, 0.02, 0.1, -0.05 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  self->map = (PrognosisAutoodeMap){ .n_outputs = N_OUT,
                                     .n_features = n_features,
                                     .penalty = self->penalty,
                                     .huber = 0.05,
                                     .n_pairs = N_PAIRS,
                                     .n_ahead = N_AHEAD,
                                     .evaluate = evaluate,
                                     .get_features = get_features,
                                     .weight = self->weight,
                                     .data = self };
  for (int p = 0; p < N_PAIRS; p++)
    {
      double outputs[N_OUT];

      self->start[p] = (PrognosisAutoodeStart){ .level = g_rand_double_range (rand, 5.0, 300.0),
                                                .growth = g_rand_double_range (rand, -0.5, 0.5),
                                                .susceptible = p % 2 ? 1e4 : INFINITY };
      self->feature[p][0] = 1.0;
      for (int i = 1; i < N_FEATURES; i++)
        self->feature[p][i] = g_rand_double_range (rand, -1.0, 1.0);
      prognosis_autoode_map_apply (&self->map, p, weights, outputs);
      prognosis_autoode_solve (&usual, &self->start[p], outputs, N_AHEAD, NULL, self->truth[p], NULL, NULL);
      for (int h = 0; h < N_AHEAD; h++)
        self->truth[p][h] *= 1.0 + noise * g_rand_double_range (rand, -1.0, 1.0);
      if (p % 5 == 0)
        self->truth[p][p % N_AHEAD] = NAN;
      self->weight[p] = p == 7 ? 0.0 : g_rand_double_range (rand, 0.5, 2.0);
    }
  memcpy (self->weights, weights, sizeof weights);
}

static double
loss_with (double x, gpointer data)
{
  const Chain *self = data;
  double weights[N_WEIGHTS];

  memcpy (weights, self->weights, sizeof weights);
  weights[self->k] = x;
  return prognosis_autoode_map_loss (&self->map, weights, NULL);
}

/* The gradient through map, start, equations and loss. The Huber loss is once differentiable only, so errors on both sides of
   its bend are far from it here, or the differences would not have this precision: half of the errors are beyond. */
static void
test_chain_gradient (void)
{
  Chain self = { 0 };
  double gradient[N_WEIGHTS];

  init_chain (&self, 0.0);
  for (int i = 0; i < N_WEIGHTS; i++)
    {
      self.penalty[i] = 0.1 * (i + 1);
      self.weights[i] += 0.1;
    }
  for (int wide = 0; wide < 2; wide++)
    {
      self.map.huber = wide ? 100.0 : 1e-9;
      prognosis_autoode_map_loss (&self.map, self.weights, gradient);
      for (self.k = 0; self.k < N_WEIGHTS; self.k++)
        {
          const double found = differentiate (loss_with, self.weights[self.k], &self);

          g_assert_cmpfloat_with_epsilon (found, gradient[self.k], 1e-7 * (1.0 + fabs (gradient[self.k])));
        }
    }
}

static void
test_map_recovers (void)
{
  Chain self = { 0 };
  double weights[N_WEIGHTS] = { 0.0 }, gradient[N_WEIGHTS], size = 0.0;

  init_chain (&self, 0.0);
  for (int i = 0; i < N_WEIGHTS; i++)
    self.penalty[i] = 1e-12;
  g_assert_cmpint (prognosis_autoode_map_train (&self.map, weights), <=, 12);
  for (int i = 0; i < N_WEIGHTS; i++)
    g_assert_cmpfloat_with_epsilon (weights[i], self.weights[i], 1e-3);

  /* With noise and a prior, the minimum: no direction leads down. */
  init_chain (&self, 0.1);
  for (int i = 0; i < N_WEIGHTS; i++)
    self.penalty[i] = 0.01;
  memset (weights, 0, sizeof weights);
  for (int again = 0; again < 3; again++)
    prognosis_autoode_map_train (&self.map, weights);
  prognosis_autoode_map_loss (&self.map, weights, gradient);
  for (int i = 0; i < N_WEIGHTS; i++)
    size = MAX (size, fabs (gradient[i]));
  g_assert_cmpfloat (size, <, 1e-3);
}

/* --- the network beside the map --- */

/* @bend: of the targets, which the first input alone determines. */
static PrognosisAutoodePoint *
make_points (gsize n_pairs, gsize n, double bend)
{
  PrognosisAutoodePoint *points = g_new0 (PrognosisAutoodePoint, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize k = 0; k < n; k++)
    {
      PrognosisAutoodePoint *p = &points[k];

      for (int i = 0; i < PROGNOSIS_AUTOODE_N_NETWORK; i++)
        p->x[i] = g_rand_double_range (rand, -1.0, 1.0);
      p->y = bend * (fabs (p->x[0]) - 0.5) + g_rand_double_range (rand, -0.05, 0.05);
      p->weight = k < n_pairs ? 4.0 : 0.0;
      p->age = 84.0 * k / n_pairs;
    }
  return points;
}

/* It is used where it forecasts what it has not seen, and learns the bend there; where there is only noise it is left out. */
static void
test_network (void)
{
  enum
  {
    N_KNOWN = 3000,
    N_ALL = 3050
  };
  const PrognosisDaily daily = { .map_hidden = 8, .starts = 2, .seed = 1 };
  g_autofree PrognosisAutoodePoint *bent = make_points (N_KNOWN, N_ALL, 0.4), *noise = make_points (N_KNOWN, N_ALL, 0.0);
  g_autofree double *added = g_new (double, N_ALL);
  double gain = prognosis_autoode_network (&daily, bent, N_KNOWN, N_ALL, FALSE, NAN, added), error = 0.0, size = 0.0;

  g_assert_cmpfloat (gain, >, 0.7);
  g_assert_cmpfloat (gain, <, 1.0);
  for (gsize k = N_KNOWN; k < N_ALL; k++)
    {
      const double truth = 0.4 * (fabs (bent[k].x[0]) - 0.5);

      error += (added[k] - truth) * (added[k] - truth);
      size += truth * truth;
    }
  g_assert_cmpfloat (error, <, 0.2 * size);
  g_assert_cmpfloat (prognosis_autoode_network (&daily, noise, N_KNOWN, N_ALL, FALSE, NAN, added), <, 0.01);
  for (gsize k = 0; k < N_ALL; k++)
    g_assert_cmpfloat (added[k], ==, 0.0);
  /* Past origins follow the decision of the present one. */
  prognosis_autoode_network (&daily, bent, N_KNOWN, N_ALL, TRUE, 0.0, added);
  g_assert_cmpfloat (added[N_KNOWN], ==, 0.0);
  prognosis_autoode_network (&daily, bent, N_KNOWN, N_ALL, TRUE, 0.5, added);
  g_assert_cmpfloat (added[N_KNOWN], !=, 0.0);
  /* Too few pairs tell nothing. */
  g_assert_true (isnan (prognosis_autoode_network (&daily, bent, 100, 100, FALSE, NAN, added)));
}

/* --- delays --- */

static void
test_delays (void)
{
  double kernel[PROGNOSIS_AUTOODE_N_KERNEL], sum = 0.0, mean = 0.0, cases[60];

  prognosis_autoode_kernel (0.0, kernel);
  for (int j = 0; j < PROGNOSIS_AUTOODE_N_KERNEL; j++)
    {
      sum += kernel[j];
      mean += (j + 1) * kernel[j];
    }
  g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (mean, 15.5, 0.2); /* of 16.2, as delays end at 45 days */
  for (int t = 0; t < 60; t++)
    cases[t] = 7.0;
  /* Steady cases give steady deaths also while the delays reach back to before the data. */
  for (int t = 12; t < 60; t++)
    g_assert_cmpfloat_with_epsilon (prognosis_autoode_delay (kernel, cases, 0, 59, t), 7.0, 1e-9);
  /* What lies in two parts of the past adds up. */
  g_assert_cmpfloat_with_epsilon (
      prognosis_autoode_delay (kernel, cases, 0, 30, 50) + prognosis_autoode_delay (kernel, cases, 31, 59, 50), 7.0, 1e-9);
  g_assert_cmpfloat (prognosis_autoode_reach (kernel, 3), ==, 0.2);
  g_assert_cmpfloat (prognosis_autoode_reach (kernel, 45), ==, sum);
}

/* Pairs: newest first, each day once, none that knows fewer than two days after it, all regions together in bounds. */
static void
test_days (void)
{
  const gsize regions[] = { 1, 56, 400, 3000 };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    for (gsize origin = 0; origin < 300; origin += 13)
      {
        gsize days[PROGNOSIS_AUTOODE_N_DAYS];
        double stands_for[PROGNOSIS_AUTOODE_N_DAYS], represented = 0.0;
        const gsize n = prognosis_autoode_choose_days (regions[i], origin, origin % 2, days, stands_for);

        g_assert_cmpuint (n * regions[i], <=, 9000 + 2 * regions[i]);
        for (gsize k = 0; k < n; k++)
          {
            g_assert_cmpuint (days[k] + 2, <=, origin);
            g_assert_cmpuint (days[k], >=, 22);
            g_assert_true (k == 0 || days[k] < days[k - 1]);
            represented += stands_for[k];
          }
        if (origin > 120 && regions[i] <= 56)
          g_assert_cmpfloat_with_epsilon (represented, 84.0, 8.0);
        g_assert_true (origin >= 24 || n == 0);
      }
}

/* --- whole forecasts --- */

static PrognosisForecast *
forecast (PrognosisDataset *dataset, int horizon)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (GError) error = NULL;
  PrognosisForecast *result;

  options->horizon = horizon;
  result = prognosis_forecaster_run (prognosis_forecaster_find ("autoode"), &request, &error);
  g_assert_no_error (error);
  return result;
}

static double
median (PrognosisForecast *forecast, gsize region, gsize signal, gsize h)
{
  const double level = 0.5;
  double value;

  prognosis_forecast_get_quantiles (forecast, region, signal, h, &level, 1, &value);
  return value;
}

/* Exponential growth with recoveries and deaths that follow by a fixed delay: a week ahead all continue. */
static void
test_continues (void)
{
  const double week[7] = { 1.3, 1.2, 1.1, 1.0, 1.0, 0.8, 0.6 };

  for (int k = -1; k <= 1; k++)
    {
      g_autoptr (PrognosisDataset) whole = test_outbreak_new (6, 110, 100.0, 0.015 * k, week, TRUE);
      g_autoptr (PrognosisDataset) dataset = prognosis_dataset_truncate (whole, 100);
      g_autoptr (PrognosisForecast) made = forecast (dataset, 7);

      for (gsize r = 0; r < 6; r++)
        for (gsize s = 0; s < 3; s++)
          {
            const double *x = prognosis_dataset_get_values (whole, r, s), rise = x[106] - x[99];

            /* The prior expects half of the growth to go on. */
            g_assert_cmpfloat_with_epsilon (median (made, r, s, 7) - x[99], rise, 0.08 * rise + 3.0);
          }
    }
}

static PrognosisDataset *
read_states (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), "covid-19-us-states-2020.csv.gz", NULL);
  const PrognosisReadOptions reading = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) whole = prognosis_read ((const char *const[]){ path, NULL }, &reading, NULL, &error);

  g_assert_no_error (error);
  return prognosis_dataset_truncate (whole, (gsize) prognosis_dataset_get_suggested_origin (whole) + 1);
}

/* What the note tells in words. */
static void
test_worth (void)
{
  g_autoptr (PrognosisDataset) dataset = read_states ();
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (PrognosisForecast) with = forecast (dataset, 7), without = NULL;
  const PrognosisNetworkWorth *worth = prognosis_forecast_get_network_worth (with);
  gboolean is_used = FALSE;

  g_assert_nonnull (worth);
  for (const char *const *note = prognosis_forecast_get_notes (with); *note; note++)
    is_used |= strstr (*note, "is used beside") != NULL;
  g_assert_cmpint (worth->is_used, ==, is_used);
  g_assert_cmpint (worth->is_used, ==, worth->error <= 0.99);
  g_assert_cmpfloat (worth->error, >, 0.0);
  g_assert_cmpuint (worth->n_weights, ==, options->hidden * (9 + 1) + options->hidden + 1);
  options->layers = 1;
  options->horizon = 7;
  without = prognosis_forecaster_run (prognosis_forecaster_find ("autoode"), &request, NULL);
  g_assert_null (prognosis_forecast_get_network_worth (without));
}

/* The reproduction number is that of the growth, and its generation time the sum of both periods. */
static void
test_reproduction (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (5, 90, 30.0, 0.02, NULL, FALSE);
  g_autoptr (PrognosisForecast) made = forecast (dataset, 14);
  const double expected = (1.0 + 0.02 * 3.0) * (1.0 + 0.02 * 3.0);
  double r = NAN, days = NAN;

  for (const char *const *note = prognosis_forecast_get_notes (made); *note && isnan (r); note++)
    if (sscanf (*note, "The reproduction number at the origin is %lf", &r) == 1)
      {
        const char *rest = strstr (*note, "generation time of ");

        g_assert_nonnull (rest);
        days = g_ascii_strtod (rest + strlen ("generation time of "), NULL);
      }
  g_assert_cmpfloat_with_epsilon (r, expected, 0.06);
  g_assert_cmpfloat (days, ==, 6.0);
}

/* Cancelled while it finds what was known, it has nothing to train on. */
static void
test_cancelled (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (3, 60, 20.0, 0.02, NULL, TRUE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const PrognosisForecaster *forecaster = prognosis_forecaster_find ("autoode");
  const PrognosisRequest request = { .dataset = dataset, .options = options, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (forecaster->forecast (forecaster, &request, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/autoode/cancelled", test_cancelled);
  g_test_add_func ("/autoode/network", test_network);
  g_test_add_func ("/autoode/worth", test_worth);
  g_test_add_func ("/autoode/growth", test_growth);
  g_test_add_func ("/autoode/depletion", test_depletion);
  g_test_add_func ("/autoode/fading", test_fading);
  g_test_add_func ("/autoode/slopes", test_slopes);
  g_test_add_func ("/autoode/chain-gradient", test_chain_gradient);
  g_test_add_func ("/autoode/map-recovers", test_map_recovers);
  g_test_add_func ("/autoode/delays", test_delays);
  g_test_add_func ("/autoode/days", test_days);
  g_test_add_func ("/autoode/continues", test_continues);
  g_test_add_func ("/autoode/reproduction", test_reproduction);
  return g_test_run ();
}
