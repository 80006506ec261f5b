/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What AutoODE assumes, unless it is set. */

#include "autoode.h"

#include <math.h>

#define FADE 0.93 /* a day: chosen on the US reports of spring 2020 and every second Saturday */

const double prognosis_autoode_usual[PROGNOSIS_N_LEVERS] = {
  [PROGNOSIS_LEVER_TREND] = 9.551337509447354, /* as FADE */
  [PROGNOSIS_LEVER_LATENT] = 3.0,
  [PROGNOSIS_LEVER_INFECTIOUS] = 3.0,
  [PROGNOSIS_LEVER_REPORTED] = 0.25, /* unless a multiple of the cases so far exceeds it */
  [PROGNOSIS_LEVER_DEATH_DELAY] = PROGNOSIS_AUTOODE_DELAY_DAYS,
  [PROGNOSIS_LEVER_RECOVERY_DELAY] = PROGNOSIS_AUTOODE_DELAY_DAYS,
};

static double
get (const double *values, PrognosisLever lever)
{
  return isnan (values[lever]) ? prognosis_autoode_usual[lever] : values[lever];
}

void
prognosis_autoode_assume (const double *values, PrognosisAutoodeAssumed *assumed)
{
  assumed->rates
      = (PrognosisAutoodeRates){ .latent = 1.0 / get (values, PROGNOSIS_LEVER_LATENT),
                                 .infectious = 1.0 / get (values, PROGNOSIS_LEVER_INFECTIOUS),
                                 .fade
                                 = isnan (values[PROGNOSIS_LEVER_TREND]) ? FADE : exp2 (-1.0 / values[PROGNOSIS_LEVER_TREND]) };
  assumed->reported = get (values, PROGNOSIS_LEVER_REPORTED);
  prognosis_autoode_kernel (get (values, PROGNOSIS_LEVER_RECOVERY_DELAY), assumed->kernel[PROGNOSIS_DAILY_RECOVERIES]);
  prognosis_autoode_kernel (get (values, PROGNOSIS_LEVER_DEATH_DELAY), assumed->kernel[PROGNOSIS_DAILY_DEATHS]);
}
