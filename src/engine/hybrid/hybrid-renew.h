/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* A forecast from what is learned. @trend_days: (out): as of prognosis_renewal_dynamics_new() */
typedef PrognosisForecast *(*PrognosisHybridFunc) (const PrognosisForecaster *self, const PrognosisRequest *request,
                                                   double *trend_days, GError **error);

/* The same with the equation as its dynamics, and what the options set in it. */
PrognosisForecast *prognosis_hybrid_renew (const PrognosisForecaster *self, const PrognosisRequest *request,
                                           PrognosisHybridFunc find, GError **error);

/* For #PrognosisForecaster, of forecasters that have a daily and a weekly form. */
guint prognosis_hybrid_narrow (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options);

G_END_DECLS
