/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-parameter-view.h"

#include <glib/gi18n-lib.h>

static double
keep (const PrognosisFit *fit, const double *values, double value)
{
  return value;
}

static gboolean
is_same (const PrognosisFit *fit, gsize parameter, gsize other)
{
  return parameter == other;
}

static double
invert (const PrognosisFit *fit, const double *values, double value)
{
  return 1.0 / value;
}

/* The longest period belongs to the lowest rate. */
static void
invert_interval (const PrognosisFit *fit, gsize region, gsize parameter, double level, double *lower, double *upper)
{
  double slowest, fastest;

  prognosis_fit_get_interval (fit, region, parameter, level, &slowest, &fastest);
  *lower = 1.0 / fastest;
  *upper = 1.0 / slowest;
}

static double
to_reproduction (const PrognosisFit *fit, const double *values, double beta)
{
  return prognosis_fit_get_basic_reproduction (fit, values, beta);
}

static double
from_reproduction (const PrognosisFit *fit, const double *values, double reproduction)
{
  return reproduction / prognosis_fit_get_basic_reproduction (fit, values, 1.0);
}

static gboolean
is_of_reproduction (const PrognosisFit *fit, gsize parameter, gsize other)
{
  const PrognosisModel *model = prognosis_fit_get_model (fit);

  return parameter == other || (other < model->n_rates && (model->reproduction_rates >> other & 1) != 0);
}

const PrognosisParameterView prognosis_parameter_view_plain = {
  .to = keep,
  .from = keep,
  .depends = is_same,
  .get_interval = prognosis_fit_get_interval,
};

const PrognosisParameterView prognosis_parameter_view_duration = {
  .unit = PROGNOSIS_UNIT_DAYS,
  .lower = 0.5,
  .upper = 21.0,
  .to = invert,
  .from = invert,
  .depends = is_same,
  .get_interval = invert_interval,
};

const PrognosisParameterView prognosis_parameter_view_reproduction = {
  .unit = PROGNOSIS_UNIT_SHARE,
  .symbol = "R₀",
  .lower = 0.3,
  .upper = 8.0,
  .to = to_reproduction,
  .from = from_reproduction,
  .depends = is_of_reproduction,
  .get_interval = prognosis_fit_get_basic_reproduction_interval,
};

/* A transmission rate that changes has parameters at the bends, the last of which is that of today. */
static const char *
get_reproduction_title (const PrognosisFit *fit, gsize parameter)
{
  const gboolean is_first = prognosis_fit_get_parameter (fit, parameter - 1)->use != PROGNOSIS_USE_TRANSMISSION;
  const gboolean is_last = parameter + 1 == prognosis_fit_get_n_parameters (fit);

  if (is_first && is_last)
    return N_ ("Basic reproduction number");
  return is_first  ? N_ ("Basic reproduction number at the start")
         : is_last ? N_ ("Basic reproduction number now")
                   : N_ ("Basic reproduction number at a bend");
}

const char *
prognosis_parameter_view_get_title (const PrognosisParameterView *self, const PrognosisFit *fit, gsize parameter)
{
  const PrognosisParameter *it = prognosis_fit_get_parameter (fit, parameter);

  if (self == &prognosis_parameter_view_reproduction)
    return get_reproduction_title (fit, parameter);
  if (self == &prognosis_parameter_view_duration)
    return it->period == PROGNOSIS_PERIOD_LATENT ? N_ ("Latent period") : N_ ("Infectious period");
  return it->title;
}

const PrognosisParameterView *
prognosis_parameter_view_find (const PrognosisParameter *parameter)
{
  if (parameter->use == PROGNOSIS_USE_TRANSMISSION && parameter->unit == PROGNOSIS_UNIT_PER_DAY)
    return &prognosis_parameter_view_reproduction;
  return parameter->period != PROGNOSIS_PERIOD_NONE && parameter->unit == PROGNOSIS_UNIT_PER_DAY
             ? &prognosis_parameter_view_duration
             : NULL;
}
