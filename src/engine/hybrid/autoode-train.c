/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Training of the global AutoODE at one origin: pairs of a region and a past day, what happened after it, and the residuals of the
   equations that start there. */

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
#define PENALTY 0.4
#define LONE_REGIONS 10.0 /* by which the penalty of transmission grows for few regions: a prior instead of a pool */

static const double transmission_penalty[] = { 30, 1, 1, 1, 1, 30, 3, 3, 10, 30, 3, 10, 10, 1, 1, 1, 1, 1 };
static const double level_penalty[] = { 90, 9 };
static const double deaths_penalty[] = { 30, 3, 3, 1, 1, 3, 3, 1, 3, 10, 3, 30, 1, 1 };
static const double recoveries_penalty[] = { 30, 3, 3, 1, 3, 3, 3, 3, 1, 1, 1 };

/* Larger errors count as their size, not as their square: batches and corrections must not teach the map. Limits twice as large, or half
   as large, were no better over the early US origins, every second Saturday and 60 countries together. */
static const double huber[] = { 0.75, 0.3, 0.25 };
static const double error_persons[] = { 20.0, 3.0, 20.0 }, signal_weight[] = { 1.0, 0.05, 1.0 };

enum
{
  N_TRANSMISSION = PROGNOSIS_AUTOODE_N_TRANSMISSION,
  N_LEVEL = PROGNOSIS_AUTOODE_N_LEVEL,
  N_TRANSMISSION_WEIGHTS = 2 * N_TRANSMISSION + N_LEVEL,
};

struct _PrognosisAutoodeTraining
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
  double *added;                   /* n_pairs + n_regions: by the network to the growth */
};

typedef PrognosisAutoodeTraining Training;

static const PrognosisAutoodeKnown *
known_at (const Training *self, gsize pair)
{
  return prognosis_autoode_known (self->autoode, self->signal, self->days[pair / self->n_regions]) + pair % self->n_regions;
}

static const PrognosisAutoodeAssumed *
get_assumed (const Training *self, gsize pair)
{
  return prognosis_autoode_get_assumed (self->autoode, pair % self->n_regions);
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

  prognosis_autoode_solve (&get_assumed (self, pair)->rates, &known_at (self, pair)->start, outputs, N_SOLVED, NULL, cases,
                           slope ? slopes : NULL, NULL);
  if (slope)
    memcpy (slope, slopes + LEAD * N_OUT, N_AHEAD * N_OUT * sizeof (double));
  find_errors (self, pair, PROGNOSIS_DAILY_GROWTH, cases + LEAD, N_OUT, error, slope);
}

static const double *
get_outcome_features (gsize pair, gsize output, gpointer data)
{
  return known_at (data, pair)->outcome;
}

void
prognosis_autoode_find_outcome (PrognosisDailyMethod method, const PrognosisAutoodeKnown *k, double output, double *base,
                                double *ratio, double *slope)
{
  const double t = tanh (output / MAX_OUTCOME),
               level = method == PROGNOSIS_DAILY_RECOVERIES ? PROGNOSIS_AUTOODE_RECOVERED_LEVEL : 0.0;

  *base = level * k->mean;
  *ratio = (1.0 - level) * k->ratio * exp (MAX_OUTCOME * t);
  if (slope)
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

  prognosis_autoode_find_outcome (method, k, outputs[0], &base, &ratio, &change);
  for (gsize h = 0; h < N_AHEAD; h++)
    {
      count[h] = base + ratio * delayed[h];
      if (slope)
        slope[h] = change * delayed[h];
    }
  find_errors (self, pair, method, count, 1, error, slope);
}

static void
fill_inputs (const PrognosisAutoodeKnown *k, PrognosisAutoodePoint *point)
{
  static const int inputs[PROGNOSIS_AUTOODE_N_NETWORK] = { 1, 2, 3, 4, 5, 14, 15, 16, 17 }; /* of the map for transmission */

  for (int i = 0; i < PROGNOSIS_AUTOODE_N_NETWORK; i++)
    point->x[i] = k->transmission[inputs[i]];
}

/* The step of the growth that is best for a pair alone, from the residuals of the map. */
static void
find_step (Training *self, gsize pair, const double *weights, double weight, PrognosisAutoodePoint *point)
{
  double outputs[N_OUT], error[N_AHEAD], slope[N_AHEAD * N_OUT], curvature = 0.0, product = 0.0;
  gsize n_known = 0;

  prognosis_autoode_apply (PROGNOSIS_DAILY_GROWTH, weights, known_at (self, pair), outputs);
  evaluate_transmission (pair, outputs, error, slope, self);
  for (gsize h = 0; h < N_AHEAD; h++)
    if (isfinite (error[h]))
      {
        const double d = slope[h * N_OUT + PROGNOSIS_AUTOODE_GROWTH], size = fabs (error[h]);
        const double share = size > huber[PROGNOSIS_DAILY_GROWTH] ? huber[PROGNOSIS_DAILY_GROWTH] / size : 1.0;

        product -= share * error[h] * d;
        curvature += share * d * d;
        n_known++;
      }
  point->y = curvature > 0.0 ? product / curvature : 0.0;
  point->weight = n_known > 0 && curvature > 0.0 ? weight * curvature / (double) n_known : 0.0;
  point->age = (double) (self->days[0] - self->days[pair / self->n_regions]);
}

/* Beside the map with @weights; @weight: of the pairs. */
static void
train_network (Training *self, const double *weights, const double *weight)
{
  const gsize n = self->n_pairs + self->n_regions;
  const PrognosisAutoodeKnown *now = prognosis_autoode_known (self->autoode, self->signal, self->n_days - 1);
  const gboolean is_past = self->n_days < self->daily->n_days;
  double *gain = prognosis_autoode_get_gains (self->daily->autoode) + self->signal;
  g_autofree PrognosisAutoodePoint *points = NULL;

  if (self->daily->map_hidden == 0 || self->daily->without & PROGNOSIS_PART_NETWORK)
    return;
  points = g_new0 (PrognosisAutoodePoint, n);
  for (gsize p = 0; p < n; p++)
    fill_inputs (p < self->n_pairs ? known_at (self, p) : now + (p - self->n_pairs), &points[p]);
  for (gsize p = 0; p < self->n_pairs; p++)
    if (weight[p] > 0.0)
      find_step (self, p, weights, weight[p], &points[p]);
  /* Past forecasts, which run at the same time, have the kind of the one whose errors they tell. */
  if (is_past)
    prognosis_autoode_network (self->daily, points, self->n_pairs, n, TRUE, *gain, self->added);
  else
    *gain = prognosis_autoode_network (self->daily, points, self->n_pairs, n, FALSE, NAN, self->added);
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
  train_network (self, weights, weight);
}

static gsize
count_outcome (PrognosisDailyMethod method)
{
  return method == PROGNOSIS_DAILY_DEATHS ? PROGNOSIS_AUTOODE_N_DEATHS : PROGNOSIS_AUTOODE_N_RECOVERIES;
}

static void
train_outcome (Training *self, PrognosisDailyMethod method, double *weights)
{
  const gboolean is_deaths = method == PROGNOSIS_DAILY_DEATHS;
  const gsize n_features[] = { count_outcome (method) };
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

void
prognosis_autoode_apply (PrognosisDailyMethod method, const double *weights, const PrognosisAutoodeKnown *k, double *outputs)
{
  memset (outputs, 0, N_OUT * sizeof (double));
  for (gsize i = 0; method != PROGNOSIS_DAILY_GROWTH && i < count_outcome (method); i++)
    outputs[0] += weights[i] * k->outcome[i];
  if (method != PROGNOSIS_DAILY_GROWTH)
    return;
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

      prognosis_autoode_apply (PROGNOSIS_DAILY_GROWTH, weights, k, outputs);
      outputs[PROGNOSIS_AUTOODE_GROWTH] += self->added[p];
      prognosis_autoode_solve (&get_assumed (self, p)->rates, &k->start, outputs, N_SOLVED, NULL, self->cases + p * N_SOLVED, NULL,
                               NULL);
    }
}

/* Delayed cases of all pairs, from the trajectories. */
static void
delay_pairs (Training *self, PrognosisDailyMethod method)
{
  for (gsize p = 0; p < self->n_pairs; p++)
    {
      const PrognosisAutoodeKnown *k = known_at (self, p);
      const double *kernel = get_assumed (self, p)->kernel[method];

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

void
prognosis_autoode_train (PrognosisAutoodeTraining *self, gsize signal, const PrognosisCleaned *cleaned, double *weights,
                         double *added)
{
  const PrognosisDailyMethod method = self->daily->signals[signal].method;

  self->signal = signal;
  self->cleaned = cleaned;
  memset (self->added, 0, (self->n_pairs + self->n_regions) * sizeof *self->added);
  memset (added, 0, self->n_regions * sizeof *added);
  if (method != PROGNOSIS_DAILY_GROWTH)
    {
      delay_pairs (self, method);
      train_outcome (self, method, weights);
      return;
    }
  train_transmission (self, weights);
  memcpy (added, self->added + self->n_pairs, self->n_regions * sizeof *added);
  if ((gssize) signal == self->daily->leader)
    solve_pairs (self, weights);
}

PrognosisAutoodeTraining *
prognosis_autoode_training_new (const PrognosisDaily *daily, gsize n_days)
{
  PrognosisAutoodeTraining *self = g_new0 (PrognosisAutoodeTraining, 1);

  self->daily = daily;
  self->autoode = daily->autoode;
  self->n_days = n_days;
  self->n_regions = daily->n_regions;
  self->n_pairs = daily->without & PROGNOSIS_PART_POOLING
                      ? 0
                      : self->n_regions
                            * prognosis_autoode_choose_days (self->n_regions, n_days - 1, n_days < daily->n_days, self->days,
                                                             self->stands_for);
  self->truth = g_new (double, self->n_pairs *N_AHEAD);
  self->cases = g_new (double, self->n_pairs *N_SOLVED);
  self->delayed = g_new0 (double, self->n_pairs *N_AHEAD);
  self->added = g_new0 (double, self->n_pairs + self->n_regions);
  return self;
}

void
prognosis_autoode_training_free (PrognosisAutoodeTraining *self)
{
  g_free (self->truth);
  g_free (self->cases);
  g_free (self->delayed);
  g_free (self->added);
  g_free (self);
}
