/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Intervals of parameters and of numbers derived from them: they include the estimate, agree with each other, and hold the true
   value about as often as they promise. bench-intervals prints the latter over more epidemics. */

#include "test-interval-coverage.h"

static PrognosisFit *
fit_epidemic (const char *model, const PrognosisOptions *options)
{
  const TestEpidemic epidemic = { .reproduction = 2.5,
                                  .latent_days = g_str_equal (model, "seir") ? 3.0 : 0.0,
                                  .infectious_days = 4.0,
                                  .ascertainment = 0.4,
                                  .dispersion = 20.0,
                                  .weekday = 0.1,
                                  .population = 100000,
                                  .n_seeds = 10,
                                  .n_unnoticed = 100,
                                  .n_days = 40,
                                  .kind = PROGNOSIS_KIND_INCIDENT };
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_autoptr (PrognosisDataset) dataset = test_epidemic_simulate (&epidemic, rng);
  g_autoptr (GError) error = NULL;
  PrognosisFit *fit = prognosis_fit_new (dataset, prognosis_model_find (model), options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  gsl_rng_free (rng);
  return fit;
}

static gsize
find (const PrognosisFit *fit, const char *id)
{
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (g_str_equal (prognosis_fit_get_parameter (fit, i)->id, id))
      return i;
  g_assert_not_reached ();
}

/* In every view the interval is around the number that the view shows. */
static void
test_includes_estimate (void)
{
  static const char *const models[] = { "sir", "seir", "sueir", "seird" };
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  for (gsize m = 0; m < G_N_ELEMENTS (models); m++)
    {
      g_autoptr (PrognosisFit) fit = fit_epidemic (models[m], options);
      const double *values = prognosis_fit_get_values (fit);

      for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
        {
          const PrognosisParameterView *views[]
              = { &prognosis_parameter_view_plain, prognosis_parameter_view_find (prognosis_fit_get_parameter (fit, i)) };

          for (gsize v = 0; v < G_N_ELEMENTS (views) && views[v] != NULL && !prognosis_fit_is_fixed (fit, 0, i); v++)
            {
              const double shown = views[v]->to (fit, values, prognosis_fit_get_value (fit, 0, i));
              double lower, upper, inner_lower, inner_upper;

              views[v]->get_interval (fit, 0, i, 0.95, &lower, &upper);
              views[v]->get_interval (fit, 0, i, 0.5, &inner_lower, &inner_upper);
              g_assert_cmpfloat (lower, <, upper);
              g_assert_cmpfloat (lower, <=, shown * (1.0 + 1e-9));
              g_assert_cmpfloat (upper, >=, shown * (1.0 - 1e-9));
              g_assert_cmpfloat (inner_upper - inner_lower, <, upper - lower);
            }
        }
    }
}

/* A duration is the reciprocal of a rate, so its limits are those of the rate in the opposite order. R0 is not beta times a number. */
static void
test_derived (void)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = fit_epidemic ("sir", options), again = fit_epidemic ("sir", options);
  const gsize gamma = find (fit, "gamma"), beta = find (fit, "beta");
  double rate[2], days[2], transmission[2], reproduction[2], other[2];

  prognosis_fit_get_interval (fit, 0, gamma, 0.95, &rate[0], &rate[1]);
  prognosis_parameter_view_duration.get_interval (fit, 0, gamma, 0.95, &days[0], &days[1]);
  g_assert_cmpfloat_with_epsilon (days[0], 1.0 / rate[1], 1e-12);
  g_assert_cmpfloat_with_epsilon (days[1], 1.0 / rate[0], 1e-12);
  prognosis_fit_get_interval (fit, 0, beta, 0.95, &transmission[0], &transmission[1]);
  prognosis_parameter_view_reproduction.get_interval (fit, 0, beta, 0.95, &reproduction[0], &reproduction[1]);
  g_assert_cmpfloat (reproduction[0], >, 1.0);
  g_assert_cmpfloat (fabs (log (reproduction[1] / reproduction[0]) - log (transmission[1] / transmission[0])), >, 0.1);
  /* Draws are seeded. */
  prognosis_parameter_view_reproduction.get_interval (again, 0, beta, 0.95, &other[0], &other[1]);
  g_assert_cmpfloat (other[0], ==, reproduction[0]);
  g_assert_cmpfloat (other[1], ==, reproduction[1]);
}

/* What is fixed has no interval; R0 is only fixed with all its rates. */
static void
test_fixed (void)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  double lower, upper;

  prognosis_options_fix (options, NULL, "gamma", 0.25);
  {
    g_autoptr (PrognosisFit) fit = fit_epidemic ("sir", options);

    prognosis_parameter_view_duration.get_interval (fit, 0, find (fit, "gamma"), 0.95, &lower, &upper);
    g_assert_true (isnan (lower) && isnan (upper));
    prognosis_parameter_view_reproduction.get_interval (fit, 0, find (fit, "beta"), 0.95, &lower, &upper);
    g_assert_cmpfloat (lower, <, upper);
  }
  prognosis_options_fix (options, NULL, "beta", 0.5);
  {
    g_autoptr (PrognosisFit) fit = fit_epidemic ("sir", options);

    prognosis_parameter_view_reproduction.get_interval (fit, 0, find (fit, "beta"), 0.95, &lower, &upper);
    g_assert_true (isnan (lower) && isnan (upper));
  }
}

/* A network's weights are not sampled: the rest has intervals from the curvature, R0 has none. */
static void
test_network (void)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  double lower, upper;

  options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
  options->starts = 1;
  {
    g_autoptr (PrognosisFit) fit = fit_epidemic ("sir", options);

    prognosis_fit_get_interval (fit, 0, find (fit, "gamma"), 0.95, &lower, &upper);
    g_assert_cmpfloat (lower, <, upper);
    prognosis_parameter_view_reproduction.get_interval (fit, 0, find (fit, "beta"), 0.95, &lower, &upper);
    g_assert_true (isnan (lower) && isnan (upper));
  }
}

static void
test_coverage (void)
{
  static const char *const models[] = { "sir", "seir" };

  for (gsize m = 0; m < G_N_ELEMENTS (models); m++)
    {
      TestCoverage coverage[TEST_N_NUMBERS];

      test_interval_coverage (models[m], m ? PROGNOSIS_KIND_CUMULATIVE : PROGNOSIS_KIND_INCIDENT, 50, coverage);
      for (int i = 0; i < TEST_N_NUMBERS; i++)
        if (coverage[i].n > 0)
          {
            g_test_message ("%s, %s: %d of %d", models[m], test_number_names[i], coverage[i].n_inside, coverage[i].n);
            /* Of 50 at 95 %, fewer than 43 is chance once in 100 times. */
            g_assert_cmpint (coverage[i].n_inside, >=, 43);
            /* The latent period is hardly more certain than its prior, the others are. */
            g_assert_cmpfloat (coverage[i].sum_width / coverage[i].n, <, 3.5);
          }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/fit-intervals/includes-estimate", test_includes_estimate);
  g_test_add_func ("/engine/fit-intervals/derived", test_derived);
  g_test_add_func ("/engine/fit-intervals/fixed", test_fixed);
  g_test_add_func ("/engine/fit-intervals/network", test_network);
  g_test_add_func ("/engine/fit-intervals/coverage", test_coverage);
  return g_test_run ();
}
