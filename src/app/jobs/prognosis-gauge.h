/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/**
 * PrognosisGauge:
 *
 * Progress of work in a thread: written there, read on the main thread. Time is counted from its creation.
 */
typedef struct _PrognosisGauge PrognosisGauge;

PrognosisGauge *prognosis_gauge_new (void);
PrognosisGauge *prognosis_gauge_ref (PrognosisGauge *self);
void prognosis_gauge_unref (PrognosisGauge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisGauge, prognosis_gauge_unref)

/* @fraction: 0 to 1, clamped; it never decreases. @forecaster: (nullable): the one that is running */
void prognosis_gauge_set (PrognosisGauge *self, double fraction, const PrognosisForecaster *forecaster);
double prognosis_gauge_get_fraction (PrognosisGauge *self);
const PrognosisForecaster *prognosis_gauge_get_forecaster (PrognosisGauge *self); /* or NULL */
double prognosis_gauge_get_seconds (PrognosisGauge *self);                        /* since it was created */
/* Extrapolated from the work done so far; NAN while too early to tell. */
double prognosis_gauge_get_seconds_left (PrognosisGauge *self);

G_END_DECLS
