/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* Smaller numbers of persons are treated as zero. */
#define PROGNOSIS_FORECAST_LEAST_COUNT 1e-6

/* One signal in one region: sample paths or, if the forecast keeps no paths, quantiles. */
typedef struct
{
  double *paths;     /* horizon x n_paths, or NULL */
  double *quantiles; /* horizon x n_levels of the forecast, or NULL */
  gboolean is_finished;
  gboolean has_failed; /* until this is reported */
  double *fitted;
  gsize first, n;
  gboolean is_stand_in;
  gsize n_examples, n_needed;
} PrognosisForecastSeries;

struct _PrognosisForecast
{
  gatomicrefcount ref_count;
  PrognosisDataset *dataset;
  char *forecaster;
  gsize horizon, n_paths, n_regions, n_signals;
  PrognosisForecastSeries *series; /* n_regions x n_signals */
  double *levels;                  /* of the quantiles kept, ascending; NULL: paths are kept */
  gsize n_levels;
  PrognosisFit *fit;
  PrognosisDynamics *dynamics;
  PrognosisCompletion *completion;
  GPtrArray *notes;         /* NULL-terminated from the start */
  GArray *warnings;         /* gboolean, by note */
  GHashTable *note_regions; /* region by the pointer to a note's text */
  gssize reason;            /* index of the note that is the reason, or -1 */
  GArray *trainings;        /* of PrognosisTraining */
  gboolean is_early;
  gboolean has_worth;
  PrognosisNetworkWorth worth;
  PrognosisLearning learning; /* without a scheme: not learned */
};

/* Whether the series is forecast, or a failure is still to be reported. */
gboolean prognosis_forecast_series_is_there (const PrognosisForecastSeries *self);

/* Warns that a value of the series was not finite. */
void prognosis_forecast_warn_of_failed (PrognosisForecast *self, gsize region, gsize signal);

/* Applies the constraints of the signal's kind to @paths (@horizon x @n_paths). FALSE: a value is not finite. */
gboolean prognosis_forecast_finish_paths (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon, gsize n_paths,
                                          double *paths);

/* The same for @rows (@horizon x @n_paths) whose values ascend, without assigning them to paths. FALSE, and @rows are of no use, if the
 * result depends on how they are assigned, or a value is not finite. */
gboolean prognosis_forecast_finish_rows (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon, gsize n_paths,
                                         double *rows);

G_END_DECLS
