/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hybrid-plan.h"
#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* Daily counts. Increments are cleaned, corrected for weekday effects, and extrapolated:

     clean -> weekday -> growth -> transmission -> mean with AutoODE (autoode.h) -> calibration

   Arrays are row-major, one row per region. Every function uses only the first n_days: the origin is the last of them. */

typedef enum
{
  PROGNOSIS_DAILY_GROWTH,     /* forecast from their own learned growth */
  PROGNOSIS_DAILY_RECOVERIES, /* follow the infections with a delay */
  PROGNOSIS_DAILY_DEATHS,
} PrognosisDailyMethod;

typedef struct
{
  gsize number; /* index in the dataset */
  PrognosisDailyMethod method;
  gboolean cumulative;
  double *observed; /* n_regions x n_days [persons]; NAN: missing */
} PrognosisDailySignal;

#define PROGNOSIS_DAILY_MAX_WEIGHTS 64

typedef struct _PrognosisDaily PrognosisDaily;
typedef struct _PrognosisDailyWatch PrognosisDailyWatch;

struct _PrognosisDaily
{
  PrognosisDataset *dataset;
  gsize n_regions, n_days, n_signals;
  PrognosisDailySignal *signals;
  gssize leader;            /* the infections that recoveries and deaths follow, or -1 */
  const double *population; /* n_regions, NAN: unknown */
  guint8 *holidays;         /* n_regions x n_days: see prognosis_daily_get_holidays(); NULL: none */
  guint without;            /* set of #PrognosisPart to leave out */
  gsize horizon;            /* at least 7 */
  gsize apart;              /* days between the past origins of the calibration */
  double generation_days;
  int hidden, starts; /* of the network beside the regression; 0 hidden units: no network */
  gsize n_threads;    /* for what is not already one of several origins */
  int map_hidden;     /* of the network beside AutoODE's map */
  guint64 seed;
  /* The point forecast: prognosis_daily_median() or prognosis_autoode_median(). @weights: n_signals x PROGNOSIS_DAILY_MAX_WEIGHTS:
     those found at a nearby origin, from which training begins, and then those found at this one; at first 0. */
  void (*find_median) (const PrognosisDaily *self, gsize n_days, double *weights, PrognosisDailyWatch *watch, double *median,
                       double *level);
  struct _PrognosisAutoode *autoode;
};

/* Plausible increments of one signal, and their weekday effects. */
typedef struct
{
  gsize n_regions, n_days;
  double *increment; /* n_regions x n_days; 0 if not @usable */
  guint8 *usable;
  double *level;          /* n_regions: the last cumulative observation; for incident data their sum */
  int *lag;               /* n_regions: days since the last observation, -1: none */
  double *factor;         /* n_regions x 7, mean 1; the last is for the weekday of the origin */
  double *sum, *exposure; /* n_regions x (n_days + 1): cumulative sums of increments and of factors over usable days */
} PrognosisCleaned;

/* Progress of the training of networks: report() receives growth rates or medians from the networks trained so far
   and the fraction of networks trained. Returns FALSE to stop. */
struct _PrognosisDailyWatch
{
  gboolean (*report) (const double *so_far, double fraction, gpointer data);
  gpointer data;
  int n_trained, n_wanted; /* numbers of networks, incremented */
};

/* hybrid-daily-clean.c */
/* @x: n_days observations. Fills @increment and @usable. */
void prognosis_daily_clean (const double *x, gsize n_days, gboolean cumulative, gboolean believe_batches, double *increment,
                            guint8 *usable);

/* hybrid-daily-weekday.c */
PrognosisCleaned *prognosis_cleaned_new (const PrognosisDaily *daily, gsize signal, gsize n_days);
void prognosis_cleaned_free (PrognosisCleaned *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisCleaned, prognosis_cleaned_free)
/* The factor of @day, which may be after the origin. */
double prognosis_cleaned_factor (const PrognosisCleaned *self, gsize region, gsize day);
/* The number expected for a whole week, from the days @first to @last, inclusive and cut at the start. @least:
   lower limit of the sum of factors to divide by. */
double prognosis_cleaned_week (const PrognosisCleaned *self, gsize region, gssize first, gssize last, double least);
/* Sum of the factors of usable days in this range. */
double prognosis_cleaned_exposure (const PrognosisCleaned *self, gsize region, gssize first, gssize last);
/* @smooth: n_regions x n_days: expected increments a day, from the week around each day. */
void prognosis_cleaned_smooth (const PrognosisCleaned *self, double *smooth);

/* hybrid-daily-holidays.c */

/* Fills @daily->holidays (transfer full). */
void prognosis_daily_find_holidays (PrognosisDaily *daily);
/* @flags: 1.0 or 0.0: whether a day of the week after @day, and of the week that ends with it, is a public holiday. */
void prognosis_daily_get_holidays (const PrognosisDaily *daily, gsize region, gsize day, double flags[2]);

/* hybrid-daily-growth.c */
/* @watch: or NULL. @growth: n_regions [1/day], log ratio of the coming week's sum to the last week's, divided by 7. */
void prognosis_daily_growth (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, PrognosisDailyWatch *watch,
                             double *growth);

/* @features: n_regions x PROGNOSIS_N_GROWTH_FEATURES at the last day of @cleaned: constant; own growth last week and before,
   relative to the pool and shrunk; the pool's; incidence; a holiday ahead, or behind; attack rate; the pool's incidence; the last three days; level relative
   to the peak; squared incidence. */
#define PROGNOSIS_N_GROWTH_FEATURES 13
void prognosis_daily_growth_features (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, double *features);

/* hybrid-daily-transmission.c */
/* @increment: n_regions x horizon [persons/day], without weekday effects */
void prognosis_daily_transmit (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, const double *growth,
                               double *increment);

/* hybrid-daily-median.c */
/* @median: n_signals x n_regions x horizon in the signal's own kind; NAN if the last week has no observation.
   @level: n_signals x n_regions: the value from which cumulative forecasts start, 0 for incident signals.
   @watch: or NULL; receives @median. */
void prognosis_daily_median (const PrognosisDaily *daily, gsize n_days, double *weights, PrognosisDailyWatch *watch, double *median,
                             double *level);

/* The share of the regression in that of what has transmission of its own. */
double prognosis_daily_get_regression_share (const PrognosisDaily *daily);

/* Turns increments without weekday effects, from the day after the origin on, into the signal's own kind. Returns the value from
   which cumulative counts start, 0 for incident ones. */
double prognosis_daily_finish (const PrognosisCleaned *cleaned, gsize region, gboolean cumulative, gsize horizon,
                               const double *increment, double *median);

/* hybrid-daily-calibration.c */
typedef struct _PrognosisCalibration PrognosisCalibration;
#define PROGNOSIS_DAILY_MEMORY 120 /* days before the origin, on which past origins lie */
/* The usual days between them: errors of neighbouring origins say the same twice. */
#define PROGNOSIS_DAILY_APART 3
/* Whether @day is the origin, or one from which past forecasts are calibrated. */
gboolean prognosis_daily_is_origin (const PrognosisDaily *daily, gsize day);
/* Forecasts from past origins on @n_threads threads; NULL if cancelled. Progress of @request continues from
   @fraction. */
PrognosisCalibration *prognosis_calibration_new (const PrognosisDaily *daily, guint n_threads, const PrognosisRequest *request,
                                                 double fraction);
/* The number of past origins, and how many of them were forecast before the calibration was stopped. */
void prognosis_calibration_count (const PrognosisCalibration *self, gsize *n_done, gsize *n);
void prognosis_calibration_free (PrognosisCalibration *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisCalibration, prognosis_calibration_free)
/* Quantiles of @signal at the origin: what regions share is found once, and a region at a time is written out. */
typedef struct _PrognosisSpread PrognosisSpread;
/* @median, @level: at the origin; @median is lent. (transfer full) */
PrognosisSpread *prognosis_calibration_spread (const PrognosisCalibration *self, gsize signal, const double *median,
                                               const double *level, const double *levels, gsize n_levels);
void prognosis_spread_free (PrognosisSpread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSpread, prognosis_spread_free)
/* @quantiles: horizon x n_levels. Thread-safe. */
void prognosis_spread_quantiles (const PrognosisSpread *self, gsize region, double *quantiles);

/* @fresh: n_regions: the share of the variance of daily errors that is new on each day, the rest being correlated by @persistence
   from day to day. A total of days with much of it is surer than each day. */
void prognosis_calibration_find_fresh (const PrognosisCalibration *self, gsize signal, double persistence, double *fresh);

/* A method for the point forecast; weekday effects, intervals and paths are common to all. */
typedef struct
{
  /* As in PrognosisDaily. */
  void (*find_median) (const PrognosisDaily *daily, gsize n_days, double *weights, PrognosisDailyWatch *watch, double *median,
                       double *level);
  /* Before the first and after the last of them; or NULL. FALSE with @error for options
     that do not fit these data. */
  gboolean (*prepare) (PrognosisDaily *daily, const PrognosisRequest *request, gsize n_threads, GError **error);
  void (*release) (PrognosisDaily *daily);
  const PrognosisScheme *scheme;
  /* The share in the scheme; NULL: no forecasts are averaged. */
  double (*get_share) (const PrognosisDaily *daily);
  /* What it has to say of itself, after the point forecast; or NULL. */
  void (*add_notes) (const PrognosisDaily *daily, PrognosisForecast *forecast);
  /* What can be solved again, after the point forecast; or NULL. @horizon: as requested. (transfer full) */
  PrognosisDynamics *(*find_dynamics) (const PrognosisDaily *daily, const PrognosisHybridPlan *plan, gsize horizon);
} PrognosisDailyPoint;

PrognosisForecast *prognosis_daily_forecast (const PrognosisForecaster *self, const PrognosisDailyPoint *method,
                                             const PrognosisRequest *request, GError **error);
PrognosisForecast *prognosis_hybrid_daily (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);

G_END_DECLS
