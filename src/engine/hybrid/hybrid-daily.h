/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/*
 * Daily counts. Each day's increments are cleaned, freed of the reporting week, and carried on:
 *
 *   clean -> weekday -> growth -> transmission -> (delays, deaths) -> calibration
 *
 * Arrays are row-major, a row a region. Every function sees the first n_days only: the origin is the last of them.
 */

typedef enum
{
  PROGNOSIS_DAILY_GROWTH,     /* by its own learned growth */
  PROGNOSIS_DAILY_RECOVERIES, /* follow the infections by a delay */
  PROGNOSIS_DAILY_DEATHS,
} PrognosisDailyMethod;

typedef struct
{
  gsize number; /* in the dataset */
  PrognosisDailyMethod method;
  gboolean cumulative;
  double *observed; /* n_regions x n_days [persons]; NAN: missing */
} PrognosisDailySignal;

typedef struct
{
  PrognosisDataset *dataset;
  gsize n_regions, n_days, n_signals;
  PrognosisDailySignal *signals;
  gssize leader;            /* the infections that recoveries and deaths follow, or -1 */
  const double *population; /* n_regions, NAN: unknown */
  guint without;            /* set of PrognosisPart */
  gsize horizon;            /* at least 7 */
  double generation_days;
  int hidden, starts; /* of the network; no unit: none */
  guint64 seed;
} PrognosisDaily;

/* Increments of one signal that are believed, and their reporting week. */
typedef struct
{
  gsize n_regions, n_days;
  double *increment; /* n_regions x n_days; 0 where not @usable */
  guint8 *usable;
  double *level;          /* n_regions: the last cumulative observation; of incident data the sum */
  int *lag;               /* n_regions: days since the last observation, -1: none */
  double *factor;         /* n_regions x 7, mean 1; the last is that of the origin's weekday */
  double *sum, *exposure; /* n_regions x (n_days + 1): running sums of increments and of factors over usable days */
} PrognosisCleaned;

/* Who looks on while networks are trained: told of the growth, or of the medians, as the networks so far have them, and of the
 * share of the networks that are. FALSE: that is enough. */
typedef struct
{
  gboolean (*tell) (const double *so_far, double fraction, gpointer data);
  gpointer data;
  int n_trained, n_wanted; /* networks; added to */
} PrognosisDailyWatch;

/* hybrid-daily-clean.c */
/* @x: n_days observations. Fills @increment and @usable. */
void _prognosis_daily_clean (const double *x, gsize n_days, gboolean cumulative, gboolean believe_batches, double *increment,
                             guint8 *usable);

/* hybrid-daily-weekday.c */
PrognosisCleaned *_prognosis_cleaned_new (const PrognosisDaily *daily, gsize signal, gsize n_days);
void _prognosis_cleaned_free (PrognosisCleaned *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisCleaned, _prognosis_cleaned_free)
/* The factor of @day, which may lie past the origin. */
double _prognosis_cleaned_factor (const PrognosisCleaned *self, gsize region, gsize day);
/* What a whole week of such days would have had: the days from @first to @last, both included and cut at the start. @least:
 * the smallest sum of factors divided by. */
double _prognosis_cleaned_week (const PrognosisCleaned *self, gsize region, gssize first, gssize last, double least);
/* Sum of the factors of the usable days among them. */
double _prognosis_cleaned_exposure (const PrognosisCleaned *self, gsize region, gssize first, gssize last);

/* hybrid-daily-growth.c */
/* @watch: or NULL. @growth: n_regions [1/day], of the coming week's sum over the last one's, over 7. */
void _prognosis_daily_growth (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, PrognosisDailyWatch *watch,
                              double *growth);

/* hybrid-daily-transmission.c */
/* @increment: n_regions x horizon [persons/day], free of the week; @reproduction: n_regions, at the origin, or NULL. */
void _prognosis_daily_transmit (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, const double *growth,
                                double *increment, double *reproduction);

/* hybrid-daily-delays.c */
/* @infections: n_regions x (n_days + horizon) [persons/day], smoothed and carried on. */
void _prognosis_daily_delay (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, PrognosisDailyMethod method,
                             const double *infections, double *increment);
/* The smoothed past and the forecast of the infections in one. */
void _prognosis_daily_smooth (const PrognosisCleaned *cleaned, const double *forecast, gsize horizon, double *infections);

/* hybrid-daily-deaths.c */
/* @week: n_regions: the coming week's sum, NAN where the regression does not apply. */
void _prognosis_daily_regress_deaths (const PrognosisDaily *daily, const PrognosisCleaned *deaths,
                                      const PrognosisCleaned *infections, double *week);

/* hybrid-daily-median.c */
/* @median: n_signals x n_regions x horizon in the signal's own kind; NAN where there is no observation in the last week.
 * @level: n_signals x n_regions: what cumulative forecasts start from, 0 of incident ones. @reproduction: as above.
 * @watch: or NULL; told of @median, NAN of signals whose turn has not come. */
void _prognosis_daily_median (const PrognosisDaily *daily, gsize n_days, PrognosisDailyWatch *watch, double *median, double *level,
                              double *reproduction);

/* hybrid-daily-calibration.c */
typedef struct _PrognosisCalibration PrognosisCalibration;
/* Forecasts from past origins, on @n_threads threads; NULL if cancelled. The progress of @request goes on from @fraction. */
PrognosisCalibration *_prognosis_calibration_new (const PrognosisDaily *daily, guint n_threads, const PrognosisRequest *request,
                                                  double fraction);
/* How many past origins there are, and how many of them were tried before it was enough. */
void _prognosis_calibration_count (const PrognosisCalibration *self, gsize *n_done, gsize *n);
void _prognosis_calibration_free (PrognosisCalibration *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisCalibration, _prognosis_calibration_free)
/* @median, @level: of the origin. @quantiles: n_regions x horizon x n_levels of signal @signal. */
void _prognosis_calibration_quantiles (const PrognosisCalibration *self, gsize signal, const double *median, const double *level,
                                       const double *levels, gsize n_levels, double *quantiles);

PrognosisForecast *_prognosis_hybrid_daily (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);

G_END_DECLS
