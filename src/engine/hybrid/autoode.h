/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hybrid-daily.h"

G_BEGIN_DECLS

/* A global AutoODE of daily counts (of weekly ones: autoode-weekly.h): compartments whose transmission is one map over all regions, trained through the solver.

     what was known on a day -> map -> start and equations -> cases -> delays -> recoveries, deaths

   The map is trained on pairs of a region and a past day. The published AutoODE (Wang, Maddix, Faloutsos, Wang, Yu 2021) fits each
   region alone; one map over all regions has enough data early in an epidemic, and forecasts what it has not seen yet. */

/* Days from the centre of the last week, where a trajectory begins, to the origin. */
#define PROGNOSIS_AUTOODE_LEAD 3
/* Days ahead that train the map. */
#define PROGNOSIS_AUTOODE_AHEAD 7

/* Outputs of the map for transmission. */
typedef enum
{
  PROGNOSIS_AUTOODE_GROWTH, /* added to the prior growth [1/week] */
  PROGNOSIS_AUTOODE_DRIFT,  /* change of log beta [1/week] */
  PROGNOSIS_AUTOODE_LEVEL,  /* added to the log of the level */
  PROGNOSIS_AUTOODE_N_OUTPUTS,
} PrognosisAutoodeOutput;

/* What determines a trajectory besides the outputs. */
typedef struct
{
  double level;       /* reported cases a day at the centre of the last week */
  double growth;      /* prior [1/week] */
  double susceptible; /* reported cases that can still come; INFINITY: unlimited */
} PrognosisAutoodeStart;

/* Rates of the compartments [1/day]. */
typedef struct
{
  double latent, infectious; /* of leaving E and I */
  double fade;               /* by which the departure of transmission from its balance shrinks per day */
} PrognosisAutoodeRates;

#define PROGNOSIS_AUTOODE_N_KERNEL 45

/* autoode-assumed.c */

/* What is not learned. Kernels: of the delays, by days. */
typedef struct
{
  PrognosisAutoodeRates rates;
  double reported;
  double kernel[3][PROGNOSIS_AUTOODE_N_KERNEL]; /* by PrognosisDailyMethod; of recoveries and deaths */
} PrognosisAutoodeAssumed;

/* Their usual values; 0 for what is learned or has no effect. */
extern const double prognosis_autoode_usual[PROGNOSIS_N_LEVERS];
/* @values: PROGNOSIS_N_LEVERS; NAN: the usual one */
void prognosis_autoode_assume (const double *values, PrognosisAutoodeAssumed *assumed);

/* autoode-solve.c */

/**
 * prognosis_autoode_solve:
 * @outputs: PROGNOSIS_AUTOODE_N_OUTPUTS
 * @n: days, the first of them two days before the origin
 * @log_factor: (nullable): length @n: added to the log of transmission
 * @cases: (out): length @n: reported on each day
 * @slope: (out) (nullable): @n x PROGNOSIS_AUTOODE_N_OUTPUTS: derivatives of @cases with respect to @outputs
 * @reproduction: (out) (nullable): length @n: reproduction number at the middle of each day
 */
void prognosis_autoode_solve (const PrognosisAutoodeRates *rates, const PrognosisAutoodeStart *start, const double *outputs,
                              gsize n, const double *log_factor, double *cases, double *slope, double *reproduction);

/* autoode-map.c */

/* One linear map of several outputs, each of its own features, trained on residuals by the Gauss-Newton method:
   the minimum of sum_p weight_p mean_h huber (e_ph) + sum_k penalty_k w_k^2. */
typedef struct
{
  gsize n_outputs;
  const gsize *n_features; /* by output */
  const double *penalty;   /* of all weights, output by output */
  double huber;
  gsize n_pairs, n_ahead;
  /* Residuals of a pair: @error: n_ahead; NAN: unknown; @slope: n_ahead x n_outputs, or NULL if not needed. */
  void (*evaluate) (gsize pair, const double *outputs, double *error, double *slope, gpointer data);
  const double *(*get_features) (gsize pair, gsize output, gpointer data);
  const double *weight; /* n_pairs; 0: not used */
  gpointer data;
} PrognosisAutoodeMap;

/* @weights: (inout): the start and the result. Returns: the number of iterations. */
int prognosis_autoode_map_train (const PrognosisAutoodeMap *self, double *weights);
/* The loss and, if @gradient is not NULL, its derivatives. */
double prognosis_autoode_map_loss (const PrognosisAutoodeMap *self, const double *weights, double *gradient);
void prognosis_autoode_map_apply (const PrognosisAutoodeMap *self, gsize pair, const double *weights, double *outputs);

/* autoode-known.c */

enum
{
  PROGNOSIS_AUTOODE_N_TRANSMISSION = 18,
  PROGNOSIS_AUTOODE_N_LEVEL = 2,
  PROGNOSIS_AUTOODE_N_DEATHS = 14,
  PROGNOSIS_AUTOODE_N_RECOVERIES = 11,
};

/* What was known of a region and a signal on a day. */
typedef struct
{
  gboolean usable;
  double week;      /* sum of the last week, without weekday effects */
  double factor[7]; /* of the days after this one */
  union
  {
    struct /* signals with their own transmission */
    {
      PrognosisAutoodeStart start;
      double transmission[PROGNOSIS_AUTOODE_N_TRANSMISSION], level[PROGNOSIS_AUTOODE_N_LEVEL];
    };
    struct /* signals that follow it */
    {
      /* Cases delayed, of those before the trajectory begins, on the days after this one; the ratio to delayed cases; and the mean a
         day of the last weeks. */
      double past[PROGNOSIS_AUTOODE_AHEAD], ratio, mean;
      double outcome[PROGNOSIS_AUTOODE_N_DEATHS];
    };
  };
} PrognosisAutoodeKnown;

typedef struct _PrognosisAutoode PrognosisAutoode;

/* Finds what was known on all days that may be asked for. @daily must stay. @values: n_regions x PROGNOSIS_N_LEVERS:
   what is set; NAN: not set. */
PrognosisAutoode *prognosis_autoode_new (const PrognosisDaily *daily, const double *values, gsize n_threads,
                                         GCancellable *cancellable);
void prognosis_autoode_free (PrognosisAutoode *self);
/* n_regions; NULL for days that no origin needs. */
const PrognosisAutoodeKnown *prognosis_autoode_known (const PrognosisAutoode *self, gsize signal, gsize day);
/* The equations found at the last day by prognosis_autoode_median(). (transfer full) (nullable) */
struct _PrognosisAutoodeOrigin *prognosis_autoode_take_origin (PrognosisAutoode *self);
void prognosis_autoode_give_origin (PrognosisAutoode *self, struct _PrognosisAutoodeOrigin *origin);
/* Of the network, by signal; NAN: unknown. */
double *prognosis_autoode_get_gains (PrognosisAutoode *self);
const double *prognosis_autoode_get_values (const PrognosisAutoode *self, gsize region);
const PrognosisAutoodeAssumed *prognosis_autoode_get_assumed (const PrognosisAutoode *self, gsize region);
/* The days whose pairs train the map at @origin, newest first; half of them where only the size of errors is wanted. @days:
   PROGNOSIS_AUTOODE_N_DAYS; @stands_for: the number of days that each represents. Returns: their number. */
#define PROGNOSIS_AUTOODE_N_DAYS 84
gsize prognosis_autoode_choose_days (gsize n_regions, gsize origin, gboolean is_past, gsize *days, double *stands_for);
/* Persons whose infection can still be reported. @so_far: reported cases. */
double prognosis_autoode_find_susceptible (double population, double so_far, double reported);
/* Fills the members of @known for signals that follow the leader, whose smoothed @cases are given for n_days of @cleaned. */
void prognosis_autoode_know_ratio (const PrognosisCleaned *cleaned, gsize region, PrognosisDailyMethod method, const double *kernel,
                                   const double *cases, PrognosisAutoodeKnown *known);

/* autoode-deaths.c */

/* @mean_days: from a case's report to that of the death; @features: n_regions x PROGNOSIS_N_DEATHS_FEATURES at the last day, from
   the 23rd on: own growth of deaths last week and before, relative to the pool and shrunk; the same of the pool; growth of the
   delayed cases relative to the pool; the pool's; deaths relative to those expected from the delayed cases; earlier weeks relative
   to the last; deaths per million. */
#define PROGNOSIS_N_DEATHS_FEATURES 9
void prognosis_autoode_deaths_features (const PrognosisCleaned *deaths, const PrognosisCleaned *infections,
                                        const double *population, double mean_days, double *features);

/* autoode-delays.c */

/* Delay from the report of a case to that of its recovery or death. @mean_days: 0: the usual one */
void prognosis_autoode_kernel (double mean_days, double *kernel);
#define PROGNOSIS_AUTOODE_DELAY_DAYS 16.2 /* the usual mean */
/* The share of the delays that reach back to within the data, whose first day is 0: in the first weeks it is below 1. */
double prognosis_autoode_reach (const double *kernel, gssize day);
/* Delayed cases of @day, from the @cases of the days @first to @last, divided by that share. */
double prognosis_autoode_delay (const double *kernel, const double *cases, gssize first, gssize last, gssize day);

/* autoode-train.c */

typedef struct _PrognosisAutoodeTraining PrognosisAutoodeTraining;

PrognosisAutoodeTraining *prognosis_autoode_training_new (const PrognosisDaily *daily, gsize n_days);
void prognosis_autoode_training_free (PrognosisAutoodeTraining *self);
/* The leader first. @cleaned: of the signal at the origin; @weights: (inout): PROGNOSIS_DAILY_MAX_WEIGHTS; @added: n_regions: what
   the network adds to the growth at the origin. */
void prognosis_autoode_train (PrognosisAutoodeTraining *self, gsize signal, const PrognosisCleaned *cleaned, double *weights,
                              double *added);
/* @outputs: of the map, PROGNOSIS_AUTOODE_N_OUTPUTS; only the first for signals that follow. */
void prognosis_autoode_apply (PrognosisDailyMethod method, const double *weights, const PrognosisAutoodeKnown *known,
                              double *outputs);
/* Weight of the mean of the last weeks in the recoveries expected. */
#define PROGNOSIS_AUTOODE_RECOVERED_LEVEL 0.15
/* Expected recoveries or deaths a day: @base + @ratio times delayed cases; @slope: (nullable): of the ratio. */
void prognosis_autoode_find_outcome (PrognosisDailyMethod method, const PrognosisAutoodeKnown *known, double output, double *base,
                                     double *ratio, double *slope);

/* autoode-network.c */

#define PROGNOSIS_AUTOODE_N_NETWORK 9 /* inputs: own and pooled growth, and their trends */

typedef struct
{
  double x[PROGNOSIS_AUTOODE_N_NETWORK];
  double y, weight; /* what would be best added to the growth of a pair, and how much that would gain; unknown after the pairs */
  double age;       /* days before the newest pair */
} PrognosisAutoodePoint;

#define PROGNOSIS_AUTOODE_LEAST_GAIN 0.01 /* of the error on the days held back, for which the network is used */

/**
 * prognosis_autoode_network:
 * @points: length @n: first @n_pairs pairs, then those of which only the inputs are known
 * @gain: of the forecast whose errors are wanted, if @is_past
 * @added: (out): length @n: to the growth; 0 where the network is not used
 *
 * Returns: the share of the error on the newest pairs that a network trained on the others removes; NAN: unknown
 */
double prognosis_autoode_network (const PrognosisDaily *daily, const PrognosisAutoodePoint *points, gsize n_pairs, gsize n,
                                  gboolean is_past, double gain, double *added);

/* autoode-origin.c */

/* The trained equations at one origin, which can be solved for other values. */
typedef struct _PrognosisAutoodeOrigin
{
  gsize n_regions, n_signals, n_days, horizon;
  gssize leader;
  PrognosisDailySignal *signals; /* without observations */
  PrognosisCleaned **cleaned;    /* n_signals */
  double *population;            /* n_regions; NAN: unlimited */
  PrognosisAutoodeKnown *known;  /* n_signals x n_regions */
  double *outputs;               /* n_signals x n_regions x PROGNOSIS_AUTOODE_N_OUTPUTS */
  double *smooth;                /* n_regions x n_days: cases of the leader; NULL without one */
} PrognosisAutoodeOrigin;

PrognosisAutoodeOrigin *prognosis_autoode_origin_new (const PrognosisDaily *daily, gsize n_days);
void prognosis_autoode_origin_free (PrognosisAutoodeOrigin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisAutoodeOrigin, prognosis_autoode_origin_free)

/**
 * prognosis_autoode_origin_solve:
 * @assumed: from @values
 * @values: PROGNOSIS_N_LEVERS; NAN: as learned
 * @log_factor: (nullable): length horizon: added to the log of transmission from the origin on
 * @median: n_signals x horizon, in the signal's own kind [persons]; NAN if the last week has no observation
 * @level: n_signals: the value from which cumulative forecasts start
 * @found: (nullable): PROGNOSIS_N_LEVERS: the values used, learned ones too; NAN where there are none
 * @reproduction: (nullable): length horizon: of the signal that leads
 */
void prognosis_autoode_origin_solve (const PrognosisAutoodeOrigin *self, gsize region, const PrognosisAutoodeAssumed *assumed,
                                     const double *values, const double *log_factor, double *median, double *level, double *found,
                                     double *reproduction);

/* autoode-dynamics.c */

/* Which of the levers have an effect on these data. */
void prognosis_autoode_find_effective (const PrognosisDaily *daily, gboolean *applies);
/* For PrognosisDailyPoint. */
PrognosisDynamics *prognosis_autoode_find_dynamics (const PrognosisDaily *daily, const PrognosisHybridPlan *plan, gsize horizon);

/* autoode.c */

/* Sets and clears @daily->autoode. @values: as of prognosis_autoode_new(). FALSE if cancelled. */
gboolean prognosis_autoode_prepare (PrognosisDaily *daily, const double *values, GCancellable *cancellable, gsize n_threads,
                                    GError **error);
void prognosis_autoode_release (PrognosisDaily *daily);

/* autoode-median.c */

/* @weights: as for find_median of PrognosisDaily. */
PrognosisAutoodeOrigin *prognosis_autoode_origin_learn (const PrognosisDaily *daily, gsize n_days, double *weights);
/* Fills these arrays as prognosis_daily_median() does. */
void prognosis_autoode_solve_origin (const PrognosisDaily *daily, const PrognosisAutoodeOrigin *origin, double *median,
                                     double *level);
/* As prognosis_daily_median(). */
void prognosis_autoode_median (const PrognosisDaily *daily, gsize n_days, double *weights, PrognosisDailyWatch *watch,
                               double *median, double *level);

G_END_DECLS
