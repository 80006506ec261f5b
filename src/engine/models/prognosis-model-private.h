/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-kernel.h"
#include "prognosis-lane.h"

/*
 * Parameters that several models have, so that a symbol means the same everywhere.
 * Bounds are wide enough for every disease in the samples and narrow enough for the solver:
 * the number of RK4 steps a day follows from the largest rate that they allow.
 */
/* clang-format off */
#define PARAMETER_BETA(start_, upper_)                                                                                       \
  { .id = "beta", .symbol = "β", .title = N_ ("Transmission rate"), .unit = PROGNOSIS_UNIT_PER_DAY,                          \
    .hint = N_ ("Infections that one infectious person causes a day while everybody is susceptible"),                        \
    .start = start_, .lower = 1e-3, .upper = upper_, .prior_sd = 0.7, .scale = PROGNOSIS_SCALE_LOG,                          \
    .use = PROGNOSIS_USE_TRANSMISSION }
#define PARAMETER_GAMMA(start_, upper_)                                                                                      \
  { .id = "gamma", .symbol = "γ", .title = N_ ("Recovery rate"), .unit = PROGNOSIS_UNIT_PER_DAY,                             \
    .hint = N_ ("One over the mean number of days that a person is infectious"),                                             \
    .start = start_, .lower = 1e-3, .upper = upper_, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOG,                          \
    .use = PROGNOSIS_USE_RATE, .period = PROGNOSIS_PERIOD_INFECTIOUS }
#define PARAMETER_SIGMA(start_, upper_)                                                                                      \
  { .id = "sigma", .symbol = "σ", .title = N_ ("Rate of becoming infectious"), .unit = PROGNOSIS_UNIT_PER_DAY,               \
    .hint = N_ ("One over the mean latent period in days"),                                                                  \
    .start = start_, .lower = 0.02, .upper = upper_, .prior_sd = 0.3, .scale = PROGNOSIS_SCALE_LOG,                          \
    .use = PROGNOSIS_USE_RATE, .period = PROGNOSIS_PERIOD_LATENT }
#define PARAMETER_MU                                                                                                         \
  { .id = "mu", .symbol = "μ", .title = N_ ("Reported share of infections"), .unit = PROGNOSIS_UNIT_SHARE,                   \
    .hint = N_ ("How many of those who fall ill are ever confirmed"),                                                        \
    .start = 0.3, .lower = 1e-3, .upper = 0.999, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOGIT,                            \
    .use = PROGNOSIS_USE_RATE }
#define PARAMETER_INITIAL(state_, symbol_, title_, hint_, start_, lower_, upper_, scale_)                                    \
  { .id = state_, .symbol = symbol_, .title = title_, .unit = PROGNOSIS_UNIT_PERSONS, .hint = hint_, .start = start_,        \
    .lower = lower_, .upper = upper_, .prior_sd = 1.0, .scale = scale_, .use = PROGNOSIS_USE_INITIAL }
#define PARAMETER_I0                                                                                                         \
  PARAMETER_INITIAL ("I0", "I₀", N_ ("Infectious at the start"),                                                             \
                     N_ ("Infectious persons at the start of the training window"), 1e-4, 1e-9, 0.5, PROGNOSIS_SCALE_LOG)
#define PARAMETER_E0                                                                                                         \
  PARAMETER_INITIAL ("E0", "E₀", N_ ("Exposed at the start"),                                                                \
                     N_ ("Persons infected but not yet infectious at the start of the training window"), 1e-4, 1e-9, 0.5,    \
                     PROGNOSIS_SCALE_LOG)
#define PARAMETER_S0                                                                                                         \
  PARAMETER_INITIAL ("S0", "S₀", N_ ("Susceptible at the start"),                                                            \
                     N_ ("Persons who can still be infected at the start of the training window"), 0.88, 0.01, 0.999,        \
                     PROGNOSIS_SCALE_LOGIT)
#define PARAMETER_RHO                                                                                                        \
  { .id = "rho", .symbol = "ρ", .title = N_ ("Reported share"), .unit = PROGNOSIS_UNIT_SHARE,                                \
    .hint = N_ ("Share of the infections that the counts show"),                                                             \
    .start = 0.3, .lower = 1e-6, .upper = 1.0, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOG,                                \
    .use = PROGNOSIS_USE_OBSERVATION }
#define PARAMETER_FATALITY(use_)                                                                                             \
  { .id = "r", .symbol = "r", .title = N_ ("Deaths among the removed"), .unit = PROGNOSIS_UNIT_SHARE,                        \
    .hint = N_ ("Share of those who stop being infectious because they die"),                                                \
    .start = 0.01, .lower = 1e-6, .upper = 0.99, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOG,                              \
    .use = use_ }
/* clang-format on */

/* What a summary may lack. No NAN is met here: these files are compiled for finite numbers only. */
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
