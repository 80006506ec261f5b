/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "prognosis-dataset-builder.h"

/* What an epidemic was simulated with. */
typedef struct
{
  double reproduction; /* R0 */
  double latent_days;  /* 0: SIR */
  double infectious_days;
  double ascertainment; /* proportion of infections that are reported */
  double dispersion;    /* of the reports: size of the negative binomial distribution */
  double weekday;       /* standard deviation of the logarithm of weekday factors */
  gsize population, n_seeds;
  gsize n_unnoticed; /* infections before reports begin */
  gsize n_days;
  PrognosisKind kind; /* incident or cumulative */
} TestEpidemic;

#define TEST_EPIDEMIC_STEPS 8 /* a day */

static inline double
test_epidemic_log_uniform (gsl_rng *rng, double lower, double upper)
{
  return lower * pow (upper / lower, gsl_rng_uniform (rng));
}

/* Periods from somewhat beyond the published ranges (prognosis-preset.c) of acute respiratory diseases; SIR has no latent period,
   so its infectious period includes it. */
static inline TestEpidemic
test_epidemic_draw (gsl_rng *rng, gboolean has_latent, PrognosisKind kind)
{
  return (TestEpidemic){
    .reproduction = test_epidemic_log_uniform (rng, 1.3, 5.0),
    .latent_days = has_latent ? test_epidemic_log_uniform (rng, 1.0, 10.0) : 0.0,
    .infectious_days = test_epidemic_log_uniform (rng, 0.8, has_latent ? 8.0 : 16.0),
    .ascertainment = test_epidemic_log_uniform (rng, 0.1, 1.0),
    .dispersion = test_epidemic_log_uniform (rng, 5.0, 50.0),
    .weekday = 0.1,
    .population = (gsize) test_epidemic_log_uniform (rng, 1e4, 1e6),
    .n_seeds = 5 + gsl_rng_uniform_int (rng, 20),
    .n_unnoticed = 50 + gsl_rng_uniform_int (rng, 150),
    .n_days = 28 + gsl_rng_uniform_int (rng, 15),
    .kind = kind,
  };
}

/* A stochastic SIR or SEIR epidemic (chain binomial) with noisy, incomplete reports of infections or onsets. */
static inline PrognosisDataset *
test_epidemic_simulate (const TestEpidemic *self, gsl_rng *rng)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("epidemic");
  const double dt = 1.0 / TEST_EPIDEMIC_STEPS, n = (double) self->population;
  guint s = (guint) (self->population - self->n_seeds), e = 0, i = (guint) self->n_seeds;
  double week[7], sum = 0.0;
  GError *error = NULL;
  PrognosisDataset *dataset;
  gsize region, cases;
  guint file;

  for (int d = 0; d < 7; d++)
    week[d] = exp (self->weekday * gsl_ran_ugaussian (rng));
  region = prognosis_dataset_builder_add_region (builder, NULL, "somewhere", n);
  file = prognosis_dataset_builder_add_file (builder, "epidemic.csv");
  cases = prognosis_dataset_builder_add_signal (builder, "cases", self->kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  prognosis_dataset_builder_set_step_days (builder, 1);
  for (gsize t = 0; t < self->n_days;)
    {
      guint counted = 0;
      double mean;

      for (int k = 0; k < TEST_EPIDEMIC_STEPS; k++)
        {
          const double force = self->reproduction / self->infectious_days * i / n;
          const guint infected = gsl_ran_binomial (rng, 1.0 - exp (-force * dt), s);
          const guint onsets = self->latent_days > 0.0 ? gsl_ran_binomial (rng, 1.0 - exp (-dt / self->latent_days), e) : infected;
          const guint removed = gsl_ran_binomial (rng, 1.0 - exp (-dt / self->infectious_days), i);

          s -= infected;
          e += infected - onsets;
          i += onsets - removed;
          counted += onsets;
        }
      /* An outbreak that dies out unnoticed starts again. */
      if (t == 0 && e + i == 0)
        {
          s = (guint) (self->population - self->n_seeds);
          i = (guint) self->n_seeds;
        }
      if (t == 0 && self->population - s < self->n_unnoticed)
        continue;
      mean = self->ascertainment * counted * week[t % 7];
      if (mean > 0.0)
        mean = gsl_ran_poisson (rng, gsl_ran_gamma (rng, self->dispersion, mean / self->dispersion));
      sum += mean;
      prognosis_dataset_builder_add_value (builder, region, cases, 18000 + (int) t,
                                           self->kind == PROGNOSIS_KIND_CUMULATIVE ? sum : mean, file, (guint) t + 2);
      t++;
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}
