/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-model-list.h"
#include "prognosis-parameter-view.h"
#include "test-epidemic.h"

typedef enum
{
  TEST_NUMBER_REPRODUCTION,
  TEST_NUMBER_LATENT,
  TEST_NUMBER_INFECTIOUS,
  TEST_N_NUMBERS,
} TestNumber;

static const char *const test_number_names[] = { "R0", "latent period", "infectious period" };

typedef struct
{
  int n, n_inside;
  int n_below, n_above; /* the interval lies below or above the true value */
  double sum_width;     /* log of upper over lower limit */
} TestCoverage;

static inline gssize
test_number_of (const PrognosisParameter *parameter)
{
  if (parameter->use == PROGNOSIS_USE_TRANSMISSION)
    return TEST_NUMBER_REPRODUCTION;
  return parameter->period == PROGNOSIS_PERIOD_LATENT       ? TEST_NUMBER_LATENT
         : parameter->period == PROGNOSIS_PERIOD_INFECTIOUS ? TEST_NUMBER_INFECTIOUS
                                                            : -1;
}

/* Fits @n epidemics of @model with the default options. @coverage: TEST_N_NUMBERS. */
static inline void
test_interval_coverage (const char *model, PrognosisKind kind, int n, TestCoverage *coverage)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  memset (coverage, 0, TEST_N_NUMBERS * sizeof *coverage);
  gsl_rng_set (rng, 1);
  for (int k = 0; k < n; k++)
    {
      const TestEpidemic epidemic = test_epidemic_draw (rng, g_str_equal (model, "seir"), kind);
      const double truths[] = { epidemic.reproduction, epidemic.latent_days, epidemic.infectious_days };
      g_autoptr (PrognosisDataset) dataset = test_epidemic_simulate (&epidemic, rng);
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisFit) fit = prognosis_fit_new (dataset, prognosis_model_find (model), options, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
        {
          const PrognosisParameter *parameter = prognosis_fit_get_parameter (fit, i);
          const gssize number = test_number_of (parameter);
          double lower, upper;

          if (number < 0)
            continue;
          prognosis_parameter_view_find (parameter)->get_interval (fit, 0, i, 0.95, &lower, &upper);
          coverage[number].n++;
          coverage[number].n_inside += lower <= truths[number] && truths[number] <= upper;
          coverage[number].n_below += upper < truths[number];
          coverage[number].n_above += lower > truths[number];
          coverage[number].sum_width += log (upper / lower);
        }
    }
  gsl_rng_free (rng);
}
