/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-net.h"

G_BEGIN_DECLS

/* What is asked of the one who learns, and whom to tell how far it is. */
typedef struct
{
  const PrognosisOptions *options;
  guint64 seed;
  GCancellable *cancellable;
  GCancellable *enough; /* ends learning, what is learned is kept */
  void (*tell) (gpointer data, double fraction, double loss);
  /* What is learned so far is better than before: lent, for predict(). The next call of @tell follows at once. */
  void (*show) (gpointer data, gconstpointer fitted);
  /* Network @number is trained: its error after each epoch. */
  void (*record) (gpointer data, gsize number, PrognosisStop stop, const double *errors, gsize n_epochs);
  gpointer tell_data;
} PrognosisLesson;

/**
 * PrognosisLearner:
 *
 * Learns from windows, and says what follows one. The rest is the same for all: prognosis_learner_forecast().
 */
typedef struct _PrognosisLearner PrognosisLearner;
struct _PrognosisLearner
{
  gboolean with_neighbours;
  const PrognosisNet *net; /* of a network */
  /* NULL: cancelled, or ended before anything was learned. */
  gpointer (*fit) (const PrognosisLearner *self, const PrognosisWindows *windows, const PrognosisLesson *lesson);
  /* @rows: n_regions x n_row at one @origin; @y: n_regions x n_out over the sizes. Reads nothing of @windows after @origin. */
  void (*predict) (gconstpointer fitted, const PrognosisWindows *windows, gssize origin, const double *rows, const double *sizes,
                   double *y);
  void (*free) (gpointer fitted);
};

/* The three functions of a network. */
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
 *
 * Learns each signal, forecasts it block by block up to the horizon, and spreads it by its errors at past origins; those of
 * windows that were learned from are widened by what the held-back ones show. With less than 50 windows it forecasts
 * as persistence does, and says so.
 */
PrognosisForecast *prognosis_learner_forecast (const PrognosisLearner *self, const PrognosisForecaster *forecaster,
                                               const PrognosisRequest *request, GError **error);

G_END_DECLS
