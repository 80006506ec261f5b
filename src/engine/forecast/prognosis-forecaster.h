/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

typedef struct
{
  PrognosisDataset *dataset; /* ends at the origin */
  const PrognosisOptions *options;
  PrognosisDataset *const *vintages; /* earlier versions, oldest first, none ends after the origin; or NULL */
  gsize n_vintages;
  PrognosisJobFunc progress; /* or NULL */
  gpointer progress_data;
  GCancellable *cancellable; /* or NULL: nothing is wanted any more */
  GCancellable *enough;      /* or NULL: learning ends, and the best so far is wanted; see keeps_best */
} PrognosisRequest;

/**
 * PrognosisForecaster:
 *
 * One way to forecast. A new one is one file in forecasters/ and one line in prognosis-forecaster-list.c;
 * every compartment model is one too.
 */
typedef struct _PrognosisForecaster PrognosisForecaster;
struct _PrognosisForecaster
{
  const char *id;    /* stored: never renamed */
  const char *title; /* marked for translation */
  PrognosisFamily family;
  const char *description;     /* one line; marked for translation */
  const PrognosisModel *model; /* where the parameters can be moved, or NULL */
  guint reads;                 /* PrognosisReads beside those of ALWAYS: whatever may act on a forecast */
  /* Which of them do for these data and with these options; NULL: all. */
  guint (*narrow) (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options);
  gboolean keeps_best; /* minds @enough; %G_IO_ERROR_CANCELLED where nothing was learned yet */
  gboolean needs_population;
  gboolean combines_others; /* runs other forecasters, and hands its options on to them */
  gboolean selects_one;     /* of those others, the one that did best in the past */
  gboolean is_baseline;     /* what the others are measured against */
  double work; /* of one step of one series, a small compartment model's is 1: what auto's budget counts; 0: not tried by it */
  /* (transfer full): or NULL with @error */
  PrognosisForecast *(*forecast) (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);
};

/* The baseline of every comparison, and the fallback where another has too little to learn from. */
extern const PrognosisForecaster prognosis_forecaster_persistence;

/* FALSE: it needs the population of a region, and no region has one. */
gboolean prognosis_forecaster_can_run (const PrognosisForecaster *self, const PrognosisDataset *dataset);

/**
 * prognosis_forecaster_get_reads:
 *
 * Returns: PrognosisReads: what of @options can change a forecast of @dataset. Another value of the rest changes nothing.
 */
guint prognosis_forecaster_get_reads (const PrognosisForecaster *self, const PrognosisDataset *dataset,
                                      const PrognosisOptions *options);

/**
 * prognosis_forecaster_run:
 *
 * Checks the request against what @self needs, and forecasts. What is left out of the data (excluded, partial) is missing to
 * every forecaster; the dataset of the forecast is the one without it.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION, %PROGNOSIS_ERROR_COMPUTATION or %G_IO_ERROR_CANCELLED
 */
PrognosisForecast *prognosis_forecaster_run (const PrognosisForecaster *self, const PrognosisRequest *request,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Forecast of a fit with the given parameters (n_regions x n_parameters), without refitting: sliders and scenarios. (transfer full) */
PrognosisForecast *prognosis_forecast_from_fit (PrognosisFit *fit, const double *values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
