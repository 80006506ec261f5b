/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The point forecast of the global AutoODE from one origin: trains the maps on all pairs of region and past day, and solves. */

#include "autoode.h"

#include <math.h>
#include <string.h>

#define MEMORY_DAYS 28.0
#define N_AHEAD PROGNOSIS_AUTOODE_AHEAD
#define N_SOLVED (PROGNOSIS_AUTOODE_LEAD - 1 + 1 + N_AHEAD)
#define LEAD (PROGNOSIS_AUTOODE_LEAD) /* index of the first day ahead in a trajectory */
#define N_OUT PROGNOSIS_AUTOODE_N_OUTPUTS
#define ERROR_SCALE 1.4
#define MAX_OUTCOME 0.7 /* of the log of deaths or recoveries over those expected */
#define RECOVERED_LEVEL 0.15
#define PENALTY 0.4
#define LONE_REGIONS 10.0 /* by which the penalty of transmission grows for few regions: a prior instead of a pool */

static const double transmission_penalty[] = { 30, 1, 1, 1, 1, 30, 3, 3, 10, 30, 3, 10, 10, 1, 1, 1, 1, 1 };
static const double level_penalty[] = { 90, 9 };
static const double deaths_penalty[] = { 30, 3, 3, 1, 1, 3, 3, 1, 3, 10, 3, 30, 1, 1 };
static const double recoveries_penalty[] = { 30, 3, 3, 1, 3, 3, 3, 3, 1, 1, 1 };

static const double error_persons[] = { 20.0, 3.0, 20.0 }, huber[] = { 3.0, 0.3, 0.5 }, signal_weight[] = { 1.0, 0.05, 1.0 };

enum
{
  N_TRANSMISSION = PROGNOSIS_AUTOODE_N_TRANSMISSION,
  N_LEVEL = PROGNOSIS_AUTOODE_N_LEVEL,
  N_TRANSMISSION_WEIGHTS = 2 * N_TRANSMISSION + N_LEVEL,
};

typedef struct
{
  const PrognosisDaily *daily;
  const PrognosisAutoode *autoode;
  gsize n_days, n_pairs;                /* pairs: days x region */
  gsize days[PROGNOSIS_AUTOODE_N_DAYS]; /* of the pairs, newest first */
  double stands_for[PROGNOSIS_AUTOODE_N_DAYS];
  gsize n_regions;
  gsize signal;
  const PrognosisCleaned *cleaned; /* of the signal at the origin */
  double *truth;                   /* n_pairs x N_AHEAD: cumulative; NAN: unknown */
  double *cases;                   /* n_pairs x N_SOLVED: trajectories of the leader */
  double *delayed;                 /* n_pairs x N_AHEAD */
} Training;

static const PrognosisAutoodeKnown *
known_at (const Training *self, gsize pair)
{
  return prognosis_autoode_known (self->autoode, self->signal, self->days[pair / self->n_regions]) + pair % self->n_regions;
}

/* Cumulative counts since the pair's day over the usable days, and whether a day adds one. */
static void
find_truth (Training *self)
{
  const PrognosisCleaned *c = self->cleaned;

  for (gsize p = 0; p < self->n_pairs; p++)
    {
      const gsize day = self->days[p / self->n_regions], row = p % self->n_regions * c->n_days;
      double sum = 0.0;

      for (gsize h = 0; h < N_AHEAD; h++)
        {
          const gsize t = day + 1 + h;
          const gboolean usable = t < c->n_days && c->usable[row + t];

          if (usable)
            sum += c->increment[row + t];
          self->truth[p * N_AHEAD + h] = usable ? sum : NAN;
        }
    }
}

static void
find_weights (const Training *self, PrognosisDailyMethod method, double *weight)
{
  double sum = 0.0, n_usable = 0.0, n_all = 0.0;

  for (gsize p = 0; p < self->n_pairs; p++)
    {
      const PrognosisAutoodeKnown *k = known_at (self, p);
      const gsize day = p / self->n_regions;
      const double age = self->days[0] - self->days[day], stands_for = self->stands_for[day];

      weight[p] = k->usable ? stands_for * exp (-age / MEMORY_DAYS) * sqrt (k->week + 1.0) : 0.0;
      sum += weight[p];
      n_all += stands_for;
      n_usable += k->usable ? stands_for : 0.0;
    }
  if (method == PROGNOSIS_DAILY_GROWTH)
    n_usable = n_all;
  for (gsize p = 0; p < self->n_pairs && sum > 0.0; p++)
    weight[p] *= n_usable / 7.0 / sum * signal_weight[method];
}

/* Residuals of cumulative counts; @slope of the days' counts is turned into that of the residuals. */
static void
find_errors (const Training *self, gsize pair, PrognosisDailyMethod method, const double *count, gsize n_outputs, double *error,
             double *slope)
{
  const PrognosisAutoodeKnown *k = known_at (self, pair);
  const double *truth = self->truth + pair * N_AHEAD, unit = ERROR_SCALE / (k->week + error_persons[method]);
  double sum = 0.0, sums[N_OUT] = { 0.0 };

  for (gsize h = 0; h < N_AHEAD; h++)
    {
      if (isnan (truth[h]))
        {
          error[h] = NAN;
          continue;
        }
      sum += k->factor[h] * count[h];
      error[h] = unit * (sum - truth[h]);
      for (gsize o = 0; slope && o < n_outputs; o++)
        {
          sums[o] += k->factor[h] * slope[h * n_outputs + o];
          slope[h * n_outputs + o] = unit * sums[o];
        }
    }
}

static const double *
get_transmission_features (gsize pair, gsize output, gpointer data)
{
  const PrognosisAutoodeKnown *k = known_at (data, pair);

  return output == PROGNOSIS_AUTOODE_LEVEL ? k->level : k->transmission;
}

static void
evaluate_transmission (gsize pair, const double *outputs, double *error, double *slope, gpointer data)
{
  const Training *self = data;
  double cases[N_SOLVED], slopes[N_SOLVED * N_OUT];

  prognosis_autoode_solve (&prognosis_autoode_rates, &known_at (self, pair)->start, outputs, N_SOLVED, cases, slope ? slopes : NULL,
                           NULL);
  if (slope)
    memcpy (slope, slopes + LEAD * N_OUT, N_AHEAD * N_OUT * sizeof (double));
  find_errors (self, pair, PROGNOSIS_DAILY_GROWTH, cases + LEAD, N_OUT, error, slope);
}

static const double *
get_outcome_features (gsize pair, gsize output, gpointer data)
{
  return known_at (data, pair)->outcome;
}

/* Expected recoveries or deaths a day: @base + @ratio times delayed cases; @slope: of the ratio. */
static void
find_outcome (PrognosisDailyMethod method, const PrognosisAutoodeKnown *k, double output, double *base, double *ratio,
              double *slope)
{
  const double t = tanh (output / MAX_OUTCOME), level = method == PROGNOSIS_DAILY_RECOVERIES ? RECOVERED_LEVEL : 0.0;

  *base = level * k->mean;
  *ratio = (1.0 - level) * k->ratio * exp (MAX_OUTCOME * t);
  *slope = *ratio * (1.0 - t * t);
}

static void
evaluate_outcome (gsize pair, const double *outputs, double *error, double *slope, gpointer data)
{
  const Training *self = data;
  const PrognosisDailyMethod method = self->daily->signals[self->signal].method;
  const PrognosisAutoodeKnown *k = known_at (self, pair);
  const double *delayed = self->delayed + pair * N_AHEAD;
  double count[N_AHEAD], base, ratio, change;

  find_outcome (method, k, outputs[0], &base, &ratio, &change);
  for (gsize h = 0; h < N_AHEAD; h++)
    {
      count[h] = base + ratio * delayed[h];
      if (slope)
        slope[h] = change * delayed[h];
    }
  find_errors (self, pair, method, count, 1, error, slope);
}

/* Without pairs the prior remains. */
static void
train_transmission (Training *self, double *weights)
{
  static const gsize n_features[] = { N_TRANSMISSION, N_TRANSMISSION, N_LEVEL };
  const double prior = PENALTY * (1.0 + LONE_REGIONS / self->n_regions);
  double penalty[N_TRANSMISSION_WEIGHTS];
  g_autofree double *weight = g_new (double, MAX (self->n_pairs, 1));
  const PrognosisAutoodeMap map = { .n_outputs = N_OUT,
                                    .n_features = n_features,
                                    .penalty = penalty,
                                    .huber = huber[PROGNOSIS_DAILY_GROWTH],
                                    .n_pairs = self->n_pairs,
                                    .n_ahead = N_AHEAD,
                                    .evaluate = evaluate_transmission,
                                    .get_features = get_transmission_features,
                                    .weight = weight,
                                    .data = self };

  for (gsize i = 0; i < N_TRANSMISSION; i++)
    penalty[i] = penalty[N_TRANSMISSION + i] = prior * transmission_penalty[i];
  for (gsize i = 0; i < N_LEVEL; i++)
    penalty[2 * N_TRANSMISSION + i] = prior * level_penalty[i];
  find_truth (self);
  find_weights (self, PROGNOSIS_DAILY_GROWTH, weight);
  prognosis_autoode_map_train (&map, weights);
}

static void
train_outcome (Training *self, PrognosisDailyMethod method, double *weights)
{
  const gboolean is_deaths = method == PROGNOSIS_DAILY_DEATHS;
  const gsize n_features[] = { is_deaths ? PROGNOSIS_AUTOODE_N_DEATHS : PROGNOSIS_AUTOODE_N_RECOVERIES };
  double penalty[PROGNOSIS_AUTOODE_N_DEATHS];
  g_autofree double *weight = g_new (double, MAX (self->n_pairs, 1));
  const PrognosisAutoodeMap map = { .n_outputs = 1,
                                    .n_features = n_features,
                                    .penalty = penalty,
                                    .huber = huber[method],
                                    .n_pairs = self->n_pairs,
                                    .n_ahead = N_AHEAD,
                                    .evaluate = evaluate_outcome,
                                    .get_features = get_outcome_features,
                                    .weight = weight,
                                    .data = self };

  for (gsize i = 0; i < n_features[0]; i++)
    penalty[i] = PENALTY * (is_deaths ? deaths_penalty : recoveries_penalty)[i];
  find_truth (self);
  find_weights (self, method, weight);
  prognosis_autoode_map_train (&map, weights);
}

static void
apply_transmission (const double *weights, const PrognosisAutoodeKnown *k, double *outputs)
{
  memset (outputs, 0, N_OUT * sizeof (double));
  for (gsize i = 0; i < N_TRANSMISSION; i++)
    {
      outputs[PROGNOSIS_AUTOODE_GROWTH] += weights[i] * k->transmission[i];
      outputs[PROGNOSIS_AUTOODE_DRIFT] += weights[N_TRANSMISSION + i] * k->transmission[i];
    }
  for (gsize i = 0; i < N_LEVEL; i++)
    outputs[PROGNOSIS_AUTOODE_LEVEL] += weights[2 * N_TRANSMISSION + i] * k->level[i];
}

/* Trajectories of all pairs, as trained. */
static void
solve_pairs (Training *self, const double *weights)
{
  for (gsize p = 0; p < self->n_pairs; p++)
    {
      const PrognosisAutoodeKnown *k = known_at (self, p);
      double outputs[N_OUT];

      apply_transmission (weights, k, outputs);
      prognosis_autoode_solve (&prognosis_autoode_rates, &k->start, outputs, N_SOLVED, self->cases + p * N_SOLVED, NULL, NULL);
    }
}

/* Delayed cases of all pairs, from the trajectories. */
static void
delay_pairs (Training *self, const double *kernel)
{
  for (gsize p = 0; p < self->n_pairs; p++)
    {
      const PrognosisAutoodeKnown *k = known_at (self, p);

      for (gsize h = 0; h < N_AHEAD && k->usable; h++)
        {
          double x = 0.0;

          for (gsize j = 1; j <= LEAD + h; j++)
            x += kernel[j - 1] * self->cases[p * N_SOLVED + LEAD + h - j];
          self->delayed[p * N_AHEAD + h]
              = k->past[h] + x / prognosis_autoode_reach (kernel, self->days[p / self->n_regions] + 1 + h);
        }
    }
}

typedef struct
{
  const PrognosisDaily *daily;
  Training training;
  PrognosisCleaned **cleaned;
  double kernel[PROGNOSIS_AUTOODE_N_KERNEL];
  double *trajectory; /* n_regions x (LEAD + horizon): of the leader */
  double *increment;  /* n_regions x horizon: of a signal */
  double *weights, *median, *level, *reproduction;
} Point;

static void
finish (Point *self, gsize s)
{
  const gsize n = self->daily->n_regions;

  prognosis_daily_finish (self->daily, self->cleaned[s], self->daily->signals[s].cumulative, self->increment,
                          self->median + s * n * self->daily->horizon, self->level + s * n);
}

static double *
start (Point *self, gsize s)
{
  self->training.signal = s;
  self->training.cleaned = self->cleaned[s];
  return self->weights + s * PROGNOSIS_DAILY_MAX_WEIGHTS;
}

/* Forecasts a signal by its own transmission. */
static void
transmit (Point *self, gsize s, gboolean leads)
{
  const gsize n = LEAD + self->daily->horizon;
  double *weights = start (self, s);
  const PrognosisAutoodeKnown *known = prognosis_autoode_known (self->daily->autoode, s, self->training.n_days - 1);
  g_autofree double *row = g_new (double, n), *r = g_new (double, n);

  train_transmission (&self->training, weights);
  for (gsize i = 0; i < self->daily->n_regions; i++)
    {
      double outputs[N_OUT];

      apply_transmission (weights, &known[i], outputs);
      prognosis_autoode_solve (&prognosis_autoode_rates, &known[i].start, outputs, n, row, NULL, r);
      memcpy (self->increment + i * self->daily->horizon, row + LEAD, self->daily->horizon * sizeof (double));
      if (leads)
        memcpy (self->trajectory + i * n, row, n * sizeof (double));
      if (leads && self->reproduction)
        self->reproduction[i] = known[i].start.level > 0.0 ? r[LEAD] : NAN;
    }
  finish (self, s);
  if (leads)
    solve_pairs (&self->training, weights);
}

/* Forecasts a signal that follows the leader. */
static void
follow (Point *self, gsize s)
{
  const gsize horizon = self->daily->horizon, n = LEAD + horizon, n_days = self->training.n_days;
  const PrognosisDailyMethod method = self->daily->signals[s].method;
  const PrognosisAutoodeKnown *known = prognosis_autoode_known (self->daily->autoode, s, n_days - 1);
  const gsize n_weights = method == PROGNOSIS_DAILY_DEATHS ? PROGNOSIS_AUTOODE_N_DEATHS : PROGNOSIS_AUTOODE_N_RECOVERIES;
  const double *weights = start (self, s);
  g_autofree double *cases = g_new (double, self->daily->n_regions *n_days), *row = g_new (double, n_days + horizon);

  delay_pairs (&self->training, self->kernel);
  train_outcome (&self->training, method, start (self, s));
  prognosis_daily_smooth (self->cleaned[self->daily->leader], NULL, 0, cases);
  for (gsize i = 0; i < self->daily->n_regions; i++)
    {
      double output = 0.0, base, ratio, change;

      memcpy (row, cases + i * n_days, n_days * sizeof (double));
      memcpy (row + n_days - LEAD, self->trajectory + i * n, n * sizeof (double));
      for (gsize k = 0; k < n_weights; k++)
        output += weights[k] * known[i].outcome[k];
      find_outcome (method, &known[i], output, &base, &ratio, &change);
      for (gsize h = 0; h < horizon; h++)
        self->increment[i * horizon + h]
            = base + ratio * prognosis_autoode_delay (self->kernel, row, 0, n_days + horizon - 1, n_days + h);
    }
  finish (self, s);
}

static void
run (Point *self)
{
  const PrognosisDaily *daily = self->daily;

  if (daily->leader >= 0)
    transmit (self, daily->leader, TRUE);
  for (gsize s = 0; s < daily->n_signals; s++)
    if (daily->signals[s].method != PROGNOSIS_DAILY_GROWTH)
      follow (self, s);
    else if ((gssize) s != daily->leader)
      transmit (self, s, FALSE);
}

void
prognosis_autoode_median (const PrognosisDaily *daily, gsize n_days, double *weights, PrognosisDailyWatch *watch, double *median,
                          double *level, double *reproduction)
{
  const gsize n = daily->n_regions, size = n * daily->horizon;
  Point self = { .daily = daily, .weights = weights, .median = median, .level = level, .reproduction = reproduction };
  Training *training = &self.training;

  *training = (Training){ .daily = daily, .autoode = daily->autoode, .n_days = n_days, .n_regions = n };
  training->n_pairs
      = n * prognosis_autoode_choose_days (n, n_days - 1, n_days < daily->n_days, training->days, training->stands_for);
  training->truth = g_new (double, training->n_pairs *N_AHEAD);
  training->cases = g_new (double, training->n_pairs *N_SOLVED);
  training->delayed = g_new0 (double, training->n_pairs *N_AHEAD);
  self.trajectory = g_new (double, n *(LEAD + daily->horizon));
  self.increment = g_new (double, size);
  self.cleaned = g_new (PrognosisCleaned *, daily->n_signals);
  prognosis_autoode_kernel (self.kernel);
  for (gsize s = 0; s < daily->n_signals; s++)
    self.cleaned[s] = prognosis_cleaned_new (daily, s, n_days);
  for (gsize k = 0; k < daily->n_signals * size; k++)
    median[k] = NAN;
  run (&self);
  for (gsize s = 0; s < daily->n_signals; s++)
    prognosis_cleaned_free (self.cleaned[s]);
  g_free (self.cleaned);
  g_free (self.increment);
  g_free (self.trajectory);
  g_free (training->truth);
  g_free (training->cases);
  g_free (training->delayed);
}
