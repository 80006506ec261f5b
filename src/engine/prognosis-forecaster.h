/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

typedef struct
{
  PrognosisDataset *dataset;           /* ends at the origin */
  const PrognosisOptions *options;
  PrognosisDataset *const *vintages;   /* earlier versions, oldest first, none ends after the origin; or NULL */
  gsize n_vintages;
  PrognosisJobFunc progress;           /* or NULL */
  gpointer progress_data;
  GCancellable *cancellable;           /* or NULL: nothing is wanted any more */
  GCancellable *enough;                /* or NULL: learning ends, and the best so far is wanted; see keeps_best */
} PrognosisRequest;

/**
 * PrognosisForecaster:
 *
 * One way to forecast. A new one is one file in forecasters/ and one line in prognosis-forecaster.c;
 * every compartment model is one too.
 */
typedef struct _PrognosisForecaster PrognosisForecaster;
struct _PrognosisForecaster
{
  const char *id;          /* stored: never renamed */
  const char *title;       /* marked for translation */
  const char *family;      /* "mechanistic", "data-driven", "hybrid", "statistical", "ensemble" */
  const char *description; /* one line; marked for translation */
  const PrognosisModel *model; /* where the parameters can be moved, or NULL */
  gboolean has_network;    /* width and depth matter */
  gboolean keeps_best;     /* minds @enough; %G_IO_ERROR_CANCELLED where nothing was learned yet */
  gboolean needs_population;
  double work; /* of one step of one series, a small compartment model's is 1: what auto's budget counts; 0: not tried by it */
  /* (transfer full): or NULL with @error */
  PrognosisForecast *(*forecast) (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);
};

const PrognosisForecaster *const *prognosis_forecaster_list (gsize *n); /* lent */
const PrognosisForecaster        *prognosis_forecaster_find (const char *id); /* or NULL */

/**
 * prognosis_forecaster_run:
 *
 * Checks the request against what @self needs, and forecasts.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION, %PROGNOSIS_ERROR_COMPUTATION or %G_IO_ERROR_CANCELLED
 */
PrognosisForecast *prognosis_forecaster_run (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Forecast of a fit with the given parameters (n_regions x n_parameters), without refitting: sliders and scenarios. (transfer full) */
PrognosisForecast *prognosis_forecast_from_fit (PrognosisFit *fit, const double *values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
