/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster-list.h"

/* A forecast that must succeed. */
static inline PrognosisForecast *
test_run (PrognosisDataset *dataset, const char *id, const PrognosisOptions *options)
{
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (GError) error = NULL;
  PrognosisForecast *forecast = prognosis_forecaster_run (prognosis_forecaster_find (id), &request, &error);

  g_assert_no_error (error);
  return forecast;
}

/* The same with the usual options. */
static inline PrognosisForecast *
test_forecast (PrognosisDataset *dataset, const char *id, int horizon)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  options->horizon = horizon;
  return test_run (dataset, id, options);
}
