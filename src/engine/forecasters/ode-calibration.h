/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* Share of the work before the calibration. */
#define PROGNOSIS_ODE_FIT_SHARE 0.25

/* Stretches the intervals of @forecast, from a fit to request->dataset, by the model's errors at past origins, and
   adds a note on this. FALSE: cancelled. */
gboolean prognosis_ode_calibrate (const PrognosisRequest *request, PrognosisForecast *forecast);

G_END_DECLS
