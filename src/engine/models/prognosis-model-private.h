/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-kernel.h"
#include "prognosis-lane.h"

/* Parameters shared by several models, so that a symbol has the same meaning everywhere. Bounds are wide enough
   for every disease in the samples and narrow enough for the solver, because the number of RK4 steps per day
   follows from the largest rate allowed. */
/* clang-format off */
#define PARAMETER_BETA(start_, upper_)                                                                                   \
  { .id = "beta", .symbol = "β", .title = N_ ("Transmission rate"), .unit = PROGNOSIS_UNIT_PER_DAY,                      \
    .hint = N_ ("New infections per day caused by one infectious person in a fully susceptible population"),             \
    .start = start_, .lower = 1e-3, .upper = upper_, .prior_sd = 0.7, .scale = PROGNOSIS_SCALE_LOG,                      \
    .use = PROGNOSIS_USE_TRANSMISSION }
#define PARAMETER_GAMMA(start_, lower_, upper_)                                                                          \
  { .id = "gamma", .symbol = "γ", .title = N_ ("Recovery rate"), .unit = PROGNOSIS_UNIT_PER_DAY,                         \
    .hint = N_ ("Reciprocal of the mean infectious period in days"),                                                     \
    .start = start_, .lower = lower_, .upper = upper_, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOG,                    \
    .use = PROGNOSIS_USE_RATE, .period = PROGNOSIS_PERIOD_INFECTIOUS }
#define PARAMETER_SIGMA(start_, upper_)                                                                                  \
  { .id = "sigma", .symbol = "σ", .title = N_ ("Progression rate"), .unit = PROGNOSIS_UNIT_PER_DAY,                      \
    .hint = N_ ("Reciprocal of the mean latent period, from infection to infectiousness, in days"),                      \
    .start = start_, .lower = 0.02, .upper = upper_, .prior_sd = 0.3, .scale = PROGNOSIS_SCALE_LOG,                      \
    .use = PROGNOSIS_USE_RATE, .period = PROGNOSIS_PERIOD_LATENT }
#define PARAMETER_MU                                                                                                     \
  { .id = "mu", .symbol = "μ", .title = N_ ("Ascertainment rate"), .unit = PROGNOSIS_UNIT_SHARE,                         \
    .hint = N_ ("Proportion of infected persons who are eventually confirmed as cases"),                                 \
    .start = 0.3, .lower = 1e-3, .upper = 0.999, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOGIT,                        \
    .use = PROGNOSIS_USE_RATE }
#define PARAMETER_INITIAL(state_, symbol_, title_, hint_, start_, lower_, upper_, scale_)                                \
  { .id = state_, .symbol = symbol_, .title = title_, .unit = PROGNOSIS_UNIT_PERSONS, .hint = hint_, .start = start_,    \
    .lower = lower_, .upper = upper_, .prior_sd = 1.0, .scale = scale_, .use = PROGNOSIS_USE_INITIAL }
#define PARAMETER_I0                                                                                                     \
  PARAMETER_INITIAL ("I0", "I₀", N_ ("Infectious at the start"),                                                         \
                     N_ ("Infectious persons at the start of the training window"), 1e-4, 1e-9, 0.5, PROGNOSIS_SCALE_LOG)
#define PARAMETER_E0                                                                                                     \
  PARAMETER_INITIAL ("E0", "E₀", N_ ("Exposed at the start"),                                                            \
                     N_ ("Persons infected but not yet infectious at the start of the training window"), 1e-4, 1e-9, 0.5,\
                     PROGNOSIS_SCALE_LOG)
#define PARAMETER_S0                                                                                                     \
  PARAMETER_INITIAL ("S0", "S₀", N_ ("Susceptible at the start"),                                                        \
                     N_ ("Persons who can still be infected at the start of the training window"), 0.88, 0.01, 0.999,    \
                     PROGNOSIS_SCALE_LOGIT)
#define PARAMETER_RHO                                                                                                    \
  { .id = "rho", .symbol = "ρ", .title = N_ ("Ascertainment rate"), .unit = PROGNOSIS_UNIT_SHARE,                        \
    .hint = N_ ("Proportion of infections that are included in the counts"),                                             \
    .start = 0.3, .lower = 1e-6, .upper = 1.0, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOG,                            \
    .use = PROGNOSIS_USE_OBSERVATION }
#define PARAMETER_FATALITY(use_)                                                                                         \
  { .id = "r", .symbol = "r", .title = N_ ("Fatality ratio"), .unit = PROGNOSIS_UNIT_SHARE,                              \
    .hint = N_ ("Proportion of infectious persons who die rather than recover"),                                         \
    .start = 0.01, .lower = 1e-6, .upper = 0.99, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOG,                          \
    .use = use_ }
/* Signals of counts, where new infections show as the quantity @infections_. */
#define PROGNOSIS_TIES_OF_COUNTS(infections_)                                                                                \
  { PROGNOSIS_KIND_PREVALENCE, PROGNOSIS_ROLE_INFECTIONS, "I" },                                                             \
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, infections_ },                                                       \
  { PROGNOSIS_KIND_RATE, PROGNOSIS_ROLE_INFECTIONS, infections_ },                                                           \
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, infections_ },                                                     \
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_RECOVERIES, "recoveries" },                                                      \
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_RECOVERIES, "recoveries" },                                                    \
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_DEATHS, "deaths" },                                                              \
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_DEATHS, "deaths" }
/* The tables and functions of a model, by the names that its file gives them. */
#define PROGNOSIS_MODEL_PARTS                                                                                                \
  .n_states = NS, .states = states, .n_rates = NR, .n_parameters = G_N_ELEMENTS (parameters), .parameters = parameters,     \
  .n_quantities = G_N_ELEMENTS (quantities), .quantities = quantities, .n_ties = G_N_ELEMENTS (ties), .ties = ties,         \
  .initial = initial, .guess = guess, .reproduction = reproduction
/* clang-format on */

/* For values that a summary may lack. NAN is never used here, because these files are compiled for finite numbers
   only. */
static inline double
prognosis_or (double value, double fallback)
{
  return value > 0.0 ? value : fallback;
}

static inline double
prognosis_ratio_or (double above, double below, double fallback)
{
  return above > 0.0 && below > 0.0 ? above / below : fallback;
}
