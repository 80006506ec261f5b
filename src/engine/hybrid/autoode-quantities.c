/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be set in place of what is assumed or learned, with the usual values and the ranges in which the equations make sense. */

#include "prognosis-config.h"
#include "autoode.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FADE 0.93       /* a day: chosen on the US reports of spring 2020 and every second Saturday */
#define TREND_DAYS 9.55 /* in which that halves */

const PrognosisParameter prognosis_autoode_quantities[PROGNOSIS_AUTOODE_N_QUANTITIES] = {
  [PROGNOSIS_AUTOODE_REPRODUCTION]
  = { .id = "R",
      .symbol = "R",
      .title = N_ ("Reproduction number at the origin"),
      .unit = PROGNOSIS_UNIT_SHARE,
      .hint = N_ ("Persons whom one infectious person infects on the first day ahead. Learned from "
                  "the growth of all regions."),
      .lower = 0.1,
      .upper = 5.0,
      .scale = PROGNOSIS_SCALE_LOG,
      .use = PROGNOSIS_USE_TRANSMISSION },
  [PROGNOSIS_AUTOODE_TREND] = { .id = "trend",
                                .symbol = "",
                                .title = N_ ("Half-life of the trend"),
                                .unit = PROGNOSIS_UNIT_DAYS,
                                .hint = N_ ("Days in which growth or decline halves: a long one carries the trend on."),
                                .start = TREND_DAYS,
                                .lower = 1.0,
                                .upper = 365.0,
                                .scale = PROGNOSIS_SCALE_LOG,
                                .use = PROGNOSIS_USE_TRANSMISSION },
  [PROGNOSIS_AUTOODE_LATENT] = { .id = "latent",
                                 .symbol = "1/σ",
                                 .title = N_ ("Latent period"),
                                 .unit = PROGNOSIS_UNIT_DAYS,
                                 .hint = N_ ("Mean time from infection to infectiousness."),
                                 .start = 3.0,
                                 .lower = 1.0,
                                 .upper = 30.0,
                                 .scale = PROGNOSIS_SCALE_LOG,
                                 .use = PROGNOSIS_USE_RATE,
                                 .period = PROGNOSIS_PERIOD_LATENT },
  [PROGNOSIS_AUTOODE_INFECTIOUS] = { .id = "infectious",
                                     .symbol = "1/γ",
                                     .title = N_ ("Infectious period"),
                                     .unit = PROGNOSIS_UNIT_DAYS,
                                     .hint = N_ ("Mean time from infectiousness to recovery."),
                                     .start = 3.0,
                                     .lower = 1.0,
                                     .upper = 60.0,
                                     .scale = PROGNOSIS_SCALE_LOG,
                                     .use = PROGNOSIS_USE_RATE,
                                     .period = PROGNOSIS_PERIOD_INFECTIOUS },
  [PROGNOSIS_AUTOODE_REPORTED] = { .id = "reported",
                                   .symbol = "ρ",
                                   .title = N_ ("Share of infections reported"),
                                   .unit = PROGNOSIS_UNIT_SHARE,
                                   .hint = N_ ("The fewer are reported, the sooner the susceptible persons are used up."),
                                   .start = 0.25,
                                   .lower = 0.01,
                                   .upper = 1.0,
                                   .scale = PROGNOSIS_SCALE_LOGIT,
                                   .use = PROGNOSIS_USE_OBSERVATION,
                                   .is_share = TRUE },
  [PROGNOSIS_AUTOODE_FATALITY] = { .id = "fatality",
                                   .symbol = "",
                                   .title = N_ ("Deaths per reported case"),
                                   .unit = PROGNOSIS_UNIT_SHARE,
                                   .hint = N_ ("Learned from the last weeks."),
                                   .lower = 0.0001,
                                   .upper = 1.0,
                                   .scale = PROGNOSIS_SCALE_LOGIT,
                                   .use = PROGNOSIS_USE_OBSERVATION,
                                   .is_share = TRUE },
  [PROGNOSIS_AUTOODE_DEATH_DELAY] = { .id = "death-delay",
                                      .symbol = "",
                                      .title = N_ ("Days from report to death"),
                                      .unit = PROGNOSIS_UNIT_DAYS,
                                      .hint = N_ ("Mean time from the report of a case to that of the death."),
                                      .start = PROGNOSIS_AUTOODE_DELAY_DAYS,
                                      .lower = 3.0,
                                      .upper = 30.0,
                                      .scale = PROGNOSIS_SCALE_LINEAR,
                                      .use = PROGNOSIS_USE_OBSERVATION },
  [PROGNOSIS_AUTOODE_RECOVERED] = { .id = "recovered",
                                    .symbol = "",
                                    .title = N_ ("Recoveries per reported case"),
                                    .unit = PROGNOSIS_UNIT_SHARE,
                                    .hint = N_ ("Learned from the last weeks. Above 1 where recoveries of earlier cases are still "
                                                "being reported."),
                                    .lower = 0.001,
                                    .upper = 2.0,
                                    .scale = PROGNOSIS_SCALE_LOG,
                                    .use = PROGNOSIS_USE_OBSERVATION },
  [PROGNOSIS_AUTOODE_RECOVERY_DELAY] = { .id = "recovery-delay",
                                         .symbol = "",
                                         .title = N_ ("Days from report to recovery"),
                                         .unit = PROGNOSIS_UNIT_DAYS,
                                         .hint = N_ ("Mean time from the report of a case to that of the recovery."),
                                         .start = PROGNOSIS_AUTOODE_DELAY_DAYS,
                                         .lower = 3.0,
                                         .upper = 30.0,
                                         .scale = PROGNOSIS_SCALE_LINEAR,
                                         .use = PROGNOSIS_USE_OBSERVATION },
};

static double
get (const double *values, PrognosisAutoodeQuantity quantity)
{
  return isnan (values[quantity]) ? prognosis_autoode_quantities[quantity].start : values[quantity];
}

void
prognosis_autoode_assume (const double *values, PrognosisAutoodeAssumed *assumed)
{
  assumed->rates
      = (PrognosisAutoodeRates){ .latent = 1.0 / get (values, PROGNOSIS_AUTOODE_LATENT),
                                 .infectious = 1.0 / get (values, PROGNOSIS_AUTOODE_INFECTIOUS),
                                 .fade
                                 = isnan (values[PROGNOSIS_AUTOODE_TREND]) ? FADE : exp2 (-1.0 / values[PROGNOSIS_AUTOODE_TREND]) };
  assumed->reported = get (values, PROGNOSIS_AUTOODE_REPORTED);
  prognosis_autoode_kernel (get (values, PROGNOSIS_AUTOODE_RECOVERY_DELAY), assumed->kernel[PROGNOSIS_DAILY_RECOVERIES]);
  prognosis_autoode_kernel (get (values, PROGNOSIS_AUTOODE_DEATH_DELAY), assumed->kernel[PROGNOSIS_DAILY_DEATHS]);
}
