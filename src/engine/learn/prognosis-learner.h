/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"
#include "prognosis-net.h"

G_BEGIN_DECLS

/* The settings of a learner, and its progress callbacks. One signal is learned by one call of fit(), which may use several
   threads; several signals are learned at once. */
typedef struct
{
  const PrognosisOptions *options;
  guint64 seed;
  GCancellable *cancellable;
  GCancellable *enough; /* stops training and keeps the result */
  void (*report) (gpointer data, double fraction, double loss);
  /* Receives an improved state for predict(), lent. @report is called immediately afterwards. */
  void (*show) (gpointer data, gconstpointer fitted);
  /* Receives the error after each epoch when network @number is trained, from any thread. */
  void (*record) (gpointer data, gsize number, PrognosisStop stop, const double *errors, gsize n_epochs);
  gpointer report_data;
} PrognosisLesson;

/**
 * PrognosisLearner:
 *
 * Learns from windows and predicts what follows one. Everything else is shared: prognosis_learner_forecast().
 */
struct _PrognosisLearner
{
  gboolean with_neighbours;
  const PrognosisNet *net; /* for networks; otherwise NULL */
  /* NULL if cancelled, or stopped before anything was learned. */
  gpointer (*fit) (const PrognosisLearner *self, const PrognosisWindows *windows, const PrognosisLesson *lesson);
  /* @rows: n_regions x n_row at one @origin; @y: n_regions x n_out, relative to the sizes. Uses nothing in @windows
     after @origin. */
  void (*predict) (gconstpointer fitted, const PrognosisWindows *windows, gssize origin, const double *rows, const double *sizes,
                   double *y);
  void (*free) (gpointer fitted);
};

/* Implementations for networks. */
gpointer prognosis_training_fit (const PrognosisLearner *self, const PrognosisWindows *windows, const PrognosisLesson *lesson);
void prognosis_training_predict (gconstpointer fitted, const PrognosisWindows *windows, gssize origin, const double *rows,
                                 const double *sizes, double *y);
void prognosis_training_free (gpointer fitted);

#define PROGNOSIS_LEARNER_OF_NET(which, neighbours)                                                                     \
  {                                                                                                                     \
    .with_neighbours = neighbours, .net = &which, .fit = prognosis_training_fit, .predict = prognosis_training_predict, \
    .free = prognosis_training_free                                                                                     \
  }

/**
 * prognosis_learner_forecast:
 * @forecaster: one with a learner, whose function this is
 *
 * Trains on each signal, forecasts it block by block up to the horizon, and derives intervals from its errors at past
 * origins; errors at training origins are scaled up by the ratio of held-out to training errors. With fewer than
 * 50 windows it falls back to the damped trend, with a warning.
 */
PrognosisForecast *prognosis_learner_forecast (const PrognosisForecaster *forecaster, const PrognosisRequest *request,
                                               GError **error);

G_END_DECLS
