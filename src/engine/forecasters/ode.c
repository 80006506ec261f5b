/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every compartment model as a forecaster: fit, then sample paths. */

#include "prognosis-forecaster.h"

PrognosisForecast *prognosis_forecast_ode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);

PrognosisForecast *
prognosis_forecast_ode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  g_autoptr (PrognosisFit) fit = prognosis_fit_new (request->dataset, self->model, request->options, request->progress,
                                                    request->progress_data, request->cancellable, error);

  if (!fit || g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  return prognosis_forecast_from_fit (fit, prognosis_fit_get_values (fit));
}
