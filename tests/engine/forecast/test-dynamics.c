/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The equations behind a forecast, solved again with other values of their parameters. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "prognosis-error.h"
#include "test-forecast-run.h"
#include "test-outbreak.h"

#define HORIZON 21
#define N_REGIONS 4

enum
{
  CONFIRMED,
  RECOVERED,
  DEATHS,
  N_SIGNALS
};

typedef double Curves[N_SIGNALS * HORIZON];

static const double half = 0.5;

static PrognosisForecast *
run (const char *id, PrognosisDataset *dataset, const PrognosisOptions *options, GError **error)
{
  const PrognosisRequest request = { .dataset = dataset, .options = options };

  return prognosis_forecaster_run (prognosis_forecaster_find (id), &request, error);
}

/* With @lever set to @value everywhere; -1: with none. */
static PrognosisForecast *
forecast_with (const char *id, int lever, double value)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (N_REGIONS, 80, 20.0, 0.02, NULL, TRUE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  PrognosisForecast *forecast;

  options->horizon = HORIZON;
  options->n_paths = 50;
  if (lever >= 0)
    prognosis_options_fix (options, NULL, prognosis_levers[lever].id, value);
  forecast = test_run (dataset, id, options);
  g_assert_nonnull (prognosis_forecast_get_dynamics (forecast));
  return forecast;
}

static void
solve (const PrognosisForecast *forecast, gsize region, int lever, double value, Curves median)
{
  PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);
  double values[PROGNOSIS_N_LEVERS];

  for (int k = 0; k < PROGNOSIS_N_LEVERS; k++)
    values[k] = k == lever ? value : prognosis_dynamics_get_set (dynamics, region)[k];
  prognosis_dynamics_solve (dynamics, region, values, NULL, median, NULL);
}

static double
get_last (const double *median, int signal)
{
  return median[(signal + 1) * HORIZON - 1];
}

static void
assert_same (const double *a, const double *b, double tolerance)
{
  for (int k = 0; k < N_SIGNALS * HORIZON; k++)
    g_assert_cmpfloat_with_epsilon (a[k] / b[k], 1.0, tolerance);
}

/* With the values behind the forecast, the equations give its medians. */
static void
test_unchanged (gconstpointer id)
{
  g_autoptr (PrognosisForecast) forecast = forecast_with (id, -1, 0.0);

  for (gsize r = 0; r < N_REGIONS; r++)
    {
      const double *found = prognosis_dynamics_get_found (prognosis_forecast_get_dynamics (forecast), r);
      Curves median, again;

      solve (forecast, r, -1, 0.0, median);
      for (int s = 0; s < N_SIGNALS; s++)
        for (gsize h = 0; h < HORIZON; h++)
          {
            double value;

            prognosis_forecast_get_quantiles (forecast, r, s, h + 1, &half, 1, &value);
            g_assert_cmpfloat_with_epsilon (median[s * HORIZON + h] / value, 1.0, 1e-9);
          }
      /* To set what was learned changes nothing. */
      for (int k = 0; k < PROGNOSIS_N_LEVERS; k++)
        if (!isnan (found[k]))
          {
            solve (forecast, r, k, found[k], again);
            assert_same (again, median, 1e-9);
          }
    }
}

/* The note tells the reproduction number that the slider shows: there is one for each region. */
static void
test_note (gconstpointer id)
{
  g_autoptr (PrognosisForecast) forecast = forecast_with (id, -1, 0.0);
  double least = INFINITY, most = 0.0, days = 0.0, told[2] = { 0.0 }, told_days = 0.0;

  for (gsize r = 0; r < N_REGIONS; r++)
    {
      const double *found = prognosis_dynamics_get_found (prognosis_forecast_get_dynamics (forecast), r);

      least = fmin (least, found[PROGNOSIS_LEVER_REPRODUCTION]);
      most = fmax (most, found[PROGNOSIS_LEVER_REPRODUCTION]);
      days = isnan (found[PROGNOSIS_LEVER_GENERATION]) ? found[PROGNOSIS_LEVER_LATENT] + found[PROGNOSIS_LEVER_INFECTIOUS]
                                                       : found[PROGNOSIS_LEVER_GENERATION];
    }
  for (const char *const *note = prognosis_forecast_get_notes (forecast); *note; note++)
    sscanf (
        *note,
        "The reproduction number at the origin is %*f in the median region (range %lf to %lf), assuming a mean generation time of "
        "%lf days.",
        &told[0], &told[1], &told_days);
  g_assert_cmpfloat_with_epsilon (told[0], least, 0.0051);
  g_assert_cmpfloat_with_epsilon (told[1], most, 0.0051);
  g_assert_cmpfloat_with_epsilon (told_days, days, 0.051);
}

/* Each parameter acts as its name says, and on nothing else. With a shorter delay, deaths follow the growth that fades ahead rather
   than that of the past. */
static void
test_directions (gconstpointer id)
{
  static const struct
  {
    PrognosisLever lever;
    double more;
    int sign[N_SIGNALS]; /* of the change of the last value */
  } cases[] = { { PROGNOSIS_LEVER_REPRODUCTION, 2.0, { 1, 1, 1 } },   { PROGNOSIS_LEVER_TREND, 100.0, { 1, 1, 1 } },
                { PROGNOSIS_LEVER_REPORTED, 0.01, { -1, -1, -1 } },   { PROGNOSIS_LEVER_FATALITY, 0.3, { 0, 0, 1 } },
                { PROGNOSIS_LEVER_RECOVERED, 1.5, { 0, 1, 0 } },      { PROGNOSIS_LEVER_DEATH_DELAY, 5.0, { 0, 0, -1 } },
                { PROGNOSIS_LEVER_RECOVERY_DELAY, 5.0, { 0, -1, 0 } } };
  g_autoptr (PrognosisForecast) forecast = forecast_with (id, -1, 0.0);
  const double *found = prognosis_dynamics_get_found (prognosis_forecast_get_dynamics (forecast), 1);
  Curves before, after;
  int n = 0;

  solve (forecast, 1, -1, 0.0, before);
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      if (isnan (found[cases[c].lever]))
        continue;
      solve (forecast, 1, cases[c].lever, cases[c].more, after);
      for (int s = 0; s < N_SIGNALS; s++)
        {
          const double change = get_last (after, s) / get_last (before, s) - 1.0;

          g_test_message ("%s: %+.4f of signal %d", prognosis_levers[cases[c].lever].id, change, s);
          g_assert_cmpint ((change > 1e-6) - (change < -1e-6), ==, cases[c].sign[s]);
        }
      n++;
    }
  g_assert_cmpint (n, >=, 6);
}

/* A locked value is respected by the next fit; of what does not enter the training, the fit equals the simulation. */
static void
test_locked (gconstpointer id)
{
  static const PrognosisLever levers[] = { PROGNOSIS_LEVER_REPRODUCTION, PROGNOSIS_LEVER_FATALITY, PROGNOSIS_LEVER_RECOVERED };
  g_autoptr (PrognosisForecast) learned = forecast_with (id, -1, 0.0);

  for (gsize k = 0; k < G_N_ELEMENTS (levers); k++)
    {
      const double value = levers[k] == PROGNOSIS_LEVER_FATALITY ? 0.05 : 0.7;
      g_autoptr (PrognosisForecast) locked = forecast_with (id, levers[k], value);
      PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (locked);

      for (gsize r = 0; r < N_REGIONS; r++)
        {
          Curves of_fit, simulated;
          double median, lower, upper;

          g_assert_cmpfloat (prognosis_dynamics_get_found (dynamics, r)[levers[k]], ==, value);
          g_assert_false (prognosis_forecast_get_lever_interval (locked, r, levers[k], 0.95, &lower, &upper));
          solve (locked, r, -1, 0.0, of_fit);
          solve (learned, r, levers[k], value, simulated);
          assert_same (of_fit, simulated, 1e-9);
          prognosis_forecast_get_quantiles (locked, r, CONFIRMED, HORIZON, &half, 1, &median);
          /* Paths are multiplied step by step, which moves their order a little. */
          g_assert_cmpfloat_with_epsilon (median / get_last (of_fit, CONFIRMED), 1.0, 2e-2);
        }
    }
}

/* The interval contains the value, and its ends give the ends of the week's forecast. */
static void
test_intervals (gconstpointer id)
{
  static const PrognosisLever levers[] = { PROGNOSIS_LEVER_REPRODUCTION, PROGNOSIS_LEVER_FATALITY, PROGNOSIS_LEVER_RECOVERED };
  static const double ends[] = { 0.025, 0.975 };
  g_autoptr (PrognosisForecast) forecast = forecast_with (id, -1, 0.0);
  PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);

  for (gsize k = 0; k < G_N_ELEMENTS (levers); k++)
    {
      const double value = prognosis_dynamics_get_found (dynamics, 2)[levers[k]];
      const gsize signal = (gsize) prognosis_dynamics_get_target (dynamics, levers[k]);
      double limits[2], week[2];
      Curves curve;

      g_assert_true (prognosis_forecast_get_lever_interval (forecast, 2, levers[k], 0.95, &limits[0], &limits[1]));
      g_test_message ("%s: %g to %g", prognosis_levers[levers[k]].id, limits[0], limits[1]);
      g_assert_cmpfloat (limits[0], <, value);
      g_assert_cmpfloat (limits[1], >, value);
      prognosis_forecast_get_quantiles (forecast, 2, signal, 7, ends, 2, week);
      for (int e = 0; e < 2; e++)
        {
          if (limits[e] <= prognosis_levers[levers[k]].lower * 1.001 || limits[e] >= prognosis_levers[levers[k]].upper * 0.999)
            continue;
          solve (forecast, 2, levers[k], limits[e], curve);
          g_assert_cmpfloat_with_epsilon (curve[signal * HORIZON + 6] / week[e], 1.0, 1e-3);
        }
    }
  g_assert_false (prognosis_forecast_get_lever_interval (forecast, 2, PROGNOSIS_LEVER_TREND, 0.95, &(double){ 0 }, &(double){ 0 }));
}

/* Growth is what the data tell: with another generation time R changes, the forecast hardly. */
static void
test_generation (void)
{
  g_autoptr (PrognosisForecast) hybrid = forecast_with ("hybrid", PROGNOSIS_LEVER_GENERATION, 9.0);
  g_autoptr (PrognosisForecast) usual = forecast_with ("hybrid", -1, 0.0);
  g_autoptr (PrognosisForecast) autoode = forecast_with ("autoode", PROGNOSIS_LEVER_INFECTIOUS, 8.0);
  g_autoptr (PrognosisForecast) shorter = forecast_with ("autoode", -1, 0.0);
  PrognosisForecast *const pairs[][2] = { { usual, hybrid }, { shorter, autoode } };

  for (int i = 0; i < 2; i++)
    {
      double r[2];
      Curves curves[2];

      for (int k = 0; k < 2; k++)
        {
          r[k] = prognosis_dynamics_get_found (prognosis_forecast_get_dynamics (pairs[i][k]), 0)[PROGNOSIS_LEVER_REPRODUCTION];
          solve (pairs[i][k], 0, -1, 0.0, curves[k]);
        }
      g_assert_cmpfloat (r[0], >, 1.05);
      g_assert_cmpfloat (r[1], >, 1.02 * r[0]);
      g_assert_cmpfloat_with_epsilon (curves[1][6] / curves[0][6], 1.0, 0.01);
    }
}

/* It begins with what is learned or set, and its departure from balance fades. */
static void
test_course (void)
{
  static const char *const ids[] = { "autoode", "hybrid" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (PrognosisForecast) forecast = forecast_with (ids[i], -1, 0.0);
      PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);
      const double *set = prognosis_dynamics_get_set (dynamics, 0);
      double values[PROGNOSIS_N_LEVERS], course[HORIZON];

      memcpy (values, set, sizeof values);
      prognosis_dynamics_find_reproduction (dynamics, 0, values, course);
      g_assert_cmpfloat_with_epsilon (course[0], prognosis_dynamics_get_found (dynamics, 0)[PROGNOSIS_LEVER_REPRODUCTION], 1e-9);
      values[PROGNOSIS_LEVER_REPRODUCTION] = 2.0;
      values[PROGNOSIS_LEVER_TREND] = 5.0;
      prognosis_dynamics_find_reproduction (dynamics, 0, values, course);
      g_assert_cmpfloat_with_epsilon (course[0], 2.0, 0.01);
      g_assert_cmpfloat (course[HORIZON - 1], <, course[0]);
      for (int h = 0; h < HORIZON; h++)
        g_assert_cmpfloat (course[h], >, 0.0);
    }
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *id, *region, *parameter;
    double value;
    const char *says;
  } cases[] = {
    { "autoode", NULL, "sigma", 0.3, "no parameter “sigma”" }, { "autoode", NULL, "R", 9.0, "expected 0.1 to 8" },
    { "autoode", "Nowhere", "R", 1.0, "no region “Nowhere”" }, { "hybrid", NULL, "latent", 3.0, "it has R, trend, generation" },
    { "hybrid", NULL, "fatality", 2.0, "out of range" },       { "hybrid", NULL, "R", NAN, "out of range" },
  };
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (N_REGIONS, 60, 20.0, 0.02, NULL, TRUE);

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      g_autoptr (PrognosisForecast) forecast = NULL;
      g_autoptr (GError) error = NULL;

      prognosis_options_fix (options, cases[c].region, cases[c].parameter, cases[c].value);
      forecast = run (cases[c].id, dataset, options, &error);
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
      g_assert_nonnull (strstr (error->message, cases[c].says));
      g_assert_null (forecast);
    }
}

/* A value for one region overrides that for all, and leaves the others alone. */
static void
test_own_region (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (N_REGIONS, 60, 20.0, 0.02, NULL, TRUE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) forecast = NULL;

  prognosis_options_fix (options, "Region 1", "R", 2.0);
  prognosis_options_fix (options, NULL, "R", 0.8);
  forecast = test_run (dataset, "autoode", options);
  for (gsize r = 0; r < N_REGIONS; r++)
    g_assert_cmpfloat (prognosis_dynamics_get_found (prognosis_forecast_get_dynamics (forecast), r)[PROGNOSIS_LEVER_REPRODUCTION],
                       ==, r == 1 ? 2.0 : 0.8);
}

int
main (int argc, char **argv)
{
  static const char *const ids[] = { "autoode", "hybrid" };
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } tests[] = { { "unchanged", test_unchanged },
                { "directions", test_directions },
                { "locked", test_locked },
                { "intervals", test_intervals },
                { "note", test_note } };

  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (tests); k++)
      {
        g_autofree char *path = g_strdup_printf ("/engine/dynamics/%s/%s", tests[k].name, ids[i]);

        g_test_add_data_func (path, ids[i], tests[k].test);
      }
  g_test_add_func ("/engine/dynamics/generation", test_generation);
  g_test_add_func ("/engine/dynamics/course", test_course);
  g_test_add_func ("/engine/dynamics/refusals", test_refusals);
  g_test_add_func ("/engine/dynamics/own-region", test_own_region);
  return g_test_run ();
}
