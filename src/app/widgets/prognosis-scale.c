/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-scale.h"

#include <math.h>

static double
bend (PrognosisScale scale, double value)
{
  switch (scale)
    {
    case PROGNOSIS_SCALE_LOG: return log (value);
    case PROGNOSIS_SCALE_LOGIT: return log (value / (1 - value));
    case PROGNOSIS_SCALE_LINEAR:
    default: return value;
    }
}

/* Keeps the bounds within the domain of the logarithm. */
static void
clamp_bounds (PrognosisScale scale, double *lower, double *upper)
{
  if (scale == PROGNOSIS_SCALE_LOG)
    *lower = MAX (*lower, *upper * 1e-9);
  if (scale == PROGNOSIS_SCALE_LOGIT)
    {
      *lower = MAX (*lower, 1e-6);
      *upper = MIN (*upper, 1 - 1e-6);
    }
}

double
prognosis_scale_to_position (PrognosisScale scale, double lower, double upper, double value)
{
  clamp_bounds (scale, &lower, &upper);
  value = CLAMP (value, lower, upper);
  return (bend (scale, value) - bend (scale, lower)) / (bend (scale, upper) - bend (scale, lower));
}

double
prognosis_scale_to_value (PrognosisScale scale, double lower, double upper, double position)
{
  double bent;

  clamp_bounds (scale, &lower, &upper);
  bent = bend (scale, lower) + position * (bend (scale, upper) - bend (scale, lower));
  switch (scale)
    {
    case PROGNOSIS_SCALE_LOG: return CLAMP (exp (bent), lower, upper);
    case PROGNOSIS_SCALE_LOGIT: return CLAMP (1 / (1 + exp (-bent)), lower, upper);
    case PROGNOSIS_SCALE_LINEAR:
    default: return bent;
    }
}
