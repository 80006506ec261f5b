/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-gauge.h"

#include <math.h>

/* Below these, the time left cannot be estimated. */
#define LEAST_SECONDS 3
#define LEAST_FRACTION 0.04

#define UNITS 1000

struct _PrognosisGauge
{
  gint done;                             /* atomic: out of UNITS */
  const PrognosisForecaster *forecaster; /* atomic */
  gint64 started_usec;
};

PrognosisGauge *
prognosis_gauge_new (void)
{
  PrognosisGauge *self = g_atomic_rc_box_new0 (PrognosisGauge);

  self->started_usec = g_get_monotonic_time ();
  return self;
}

PrognosisGauge *
prognosis_gauge_ref (PrognosisGauge *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
prognosis_gauge_unref (PrognosisGauge *self)
{
  g_atomic_rc_box_release (self);
}

void
prognosis_gauge_set (PrognosisGauge *self, double fraction, const PrognosisForecaster *forecaster)
{
  gint done = (gint) (CLAMP (fraction, 0, 1) * UNITS);

  g_atomic_int_set (&self->done, MAX (done, g_atomic_int_get (&self->done)));
  g_atomic_pointer_set (&self->forecaster, forecaster);
}

double
prognosis_gauge_get_fraction (PrognosisGauge *self)
{
  return g_atomic_int_get (&self->done) / (double) UNITS;
}

const PrognosisForecaster *
prognosis_gauge_get_forecaster (PrognosisGauge *self)
{
  return g_atomic_pointer_get (&self->forecaster);
}

double
prognosis_gauge_get_seconds (PrognosisGauge *self)
{
  return (g_get_monotonic_time () - self->started_usec) / 1e6;
}

double
prognosis_gauge_get_seconds_left (PrognosisGauge *self)
{
  double seconds = prognosis_gauge_get_seconds (self);
  double fraction = prognosis_gauge_get_fraction (self);

  if (seconds < LEAST_SECONDS || fraction < LEAST_FRACTION)
    return NAN;
  return seconds * (1 - fraction) / fraction;
}
