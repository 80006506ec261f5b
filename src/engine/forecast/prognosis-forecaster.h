/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

typedef struct
{
  PrognosisDataset *dataset; /* ends at the origin */
  const PrognosisOptions *options;
  PrognosisDataset *const *vintages; /* earlier versions, oldest first, all ending at or before the origin; or NULL */
  gsize n_vintages;
  PrognosisJobFunc progress; /* or NULL */
  gpointer progress_data;
  GCancellable *cancellable; /* or NULL; cancels the forecast */
  const double
      *levels; /* or NULL; ascending: quantiles at these and the median are all that is needed, so that no paths are kept */
  gsize n_levels;
  GCancellable *enough; /* or NULL; stops training early and keeps the best result so far (see keeps_best) */
} PrognosisRequest;

/**
 * PrognosisForecaster:
 *
 * A method of forecasting. A new forecaster is one file in forecasters/ and one line in prognosis-forecaster-list.c;
 * every compartment model is one as well.
 */
typedef struct _PrognosisForecaster PrognosisForecaster;
typedef struct _PrognosisLearner PrognosisLearner; /* prognosis-learner.h */
struct _PrognosisForecaster
{
  const char *id;    /* stored in files: never change it */
  const char *title; /* marked for translation */
  PrognosisFamily family;
  const char *description;         /* one line; marked for translation */
  const PrognosisModel *model;     /* the model whose parameters sliders can change, or NULL */
  const PrognosisLearner *learner; /* what learns from windows, for prognosis_learner_forecast(); otherwise NULL */
  gboolean has_dynamics; /* a hybrid that learns from all regions: its forecasts have PrognosisDynamics, which sliders can change */
  guint reads;           /* PrognosisReads in addition to those of ALWAYS: all that may affect a forecast */
  /* Those that do affect it for these data and options; NULL: all. */
  guint (*narrow) (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options);
  gboolean keeps_best; /* supports @enough; %G_IO_ERROR_CANCELLED if nothing was learned yet */
  gboolean needs_population;
  gboolean refuses_months;  /* follows transmission from day to day, which monthly counts do not show */
  gboolean suits_months;    /* auto tries it for months only */
  gboolean combines_others; /* runs other forecasters with its own options */
  gboolean selects_one;     /* uses only the one with the best score at past origins */
  gboolean is_baseline;     /* others are compared with it */
  gboolean is_typical;      /* stands for its kind in a comparison of all kinds */
  double work; /* cost per step and series relative to a small compartment model, for the budget of auto; 0: auto does not try it */
  /* (transfer full): or NULL with @error */
  PrognosisForecast *(*forecast) (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);
};

/* The baseline of every comparison. */
extern const PrognosisForecaster prognosis_forecaster_persistence;
/* Its medians 1 to @horizon steps after the end of @dataset, without intervals and thus at once; NAN without a usable observation.
 * (transfer full) (array length=horizon) */
double *prognosis_forecaster_dup_persistence (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon);
/* The fallback for series that are too short to learn from. */
extern const PrognosisForecaster prognosis_forecaster_damped_trend;

/* Whether @dataset lacks the population of all regions, although @self needs one. */
gboolean prognosis_forecaster_lacks_population (const PrognosisForecaster *self, const PrognosisDataset *dataset);
/* The sentence that says why it cannot forecast a @dataset with such steps. (transfer full): NULL if it can */
char *prognosis_forecaster_dup_refusal (const PrognosisForecaster *self, const PrognosisDataset *dataset);
/* Whether none of these keeps it from forecasting. */
gboolean prognosis_forecaster_can_run (const PrognosisForecaster *self, const PrognosisDataset *dataset);

/**
 * prognosis_forecaster_get_reads:
 *
 * Returns: PrognosisReads: the members of @options that can affect a forecast of @dataset; all others have no effect
 */
guint prognosis_forecaster_get_reads (const PrognosisForecaster *self, const PrognosisDataset *dataset,
                                      const PrognosisOptions *options);

/* For forecasters: a forecast without any series, which keeps what @request needs. (transfer full) */
PrognosisForecast *prognosis_forecaster_new_forecast (const PrognosisForecaster *self, const PrognosisRequest *request);

/**
 * prognosis_forecaster_run:
 *
 * Checks the requirements of @self, and forecasts. Excluded and partial observations are missing for every
 * forecaster; the dataset of the forecast lacks them.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION, %PROGNOSIS_ERROR_COMPUTATION or %G_IO_ERROR_CANCELLED
 */
PrognosisForecast *prognosis_forecaster_run (const PrognosisForecaster *self, const PrognosisRequest *request,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A forecast from a fit with other parameters (n_regions x n_parameters), without refitting: for sliders and
   scenarios. (transfer full) */
PrognosisForecast *prognosis_forecast_from_fit (PrognosisFit *fit, const double *values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
