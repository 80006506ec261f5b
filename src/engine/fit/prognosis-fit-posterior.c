/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How sure a fit is of its parameters, and of numbers derived from them. The curvature at the optimum (Laplace) does not tell:
   case counts determine a combination of rates well and each rate badly, along a curved valley that no Gaussian follows. So the
   valley is sampled, with a likelihood that suits counts better than the robust loss of the search: overdispersed (negative
   binomial), with the dispersion from the residuals of the fit, and with fewer effective observations where residuals are
   autocorrelated. The prior is that of the fit, but as wide as published values. Differential evolution (ter Braak 2006, Statistics
   and Computing 16:239), whose steps follow the valley without tuning; in two halves, so that one batch of solutions proposes
   for one half. Forecasts do not use these draws. */

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <string.h>

#include "prognosis-fit-private.h"
#include "prognosis-simulator.h"

/* Rounds until the draws no longer depend on where they began, rounds that count, and how many of these are kept. */
#define N_BURN_IN 200
#define N_ROUNDS 150
#define KEEP_EVERY 10
/* Every so many rounds a full step along the difference of two draws, to jump between separate optima. */
#define JUMP_EVERY 10
/* Relative to the differences between draws, so that steps reach everywhere. */
#define JITTER 1e-3
/* The published range of a period holds 80 % of the prior: there are more diseases than presets. */
#define SDS_OF_PUBLISHED 2.563
/* Initial states are guessed with the periods that a model starts with; with others they differ as much again. */
#define WIDER_INITIAL 2.0
/* Reproduction numbers as published: 0.6 to 10, on the logarithmic scale. */
#define PUBLISHED_REPRODUCTION 2.5
#define PUBLISHED_REPRODUCTION_SD 0.7
/* A series may vary at least as a Poisson variable, and at most as a geometric one with twice that variance. */
#define MOST_DISPERSED 0.5
#define LEAST_DISPERSED 1e6
/* Residuals of a curve that misses the data are so correlated that hardly any observation would count. */
#define MOST_CORRELATED 0.8

typedef struct
{
  int signal;      /* number among the fitted signals */
  gsize at;        /* index in a curve */
  gssize before;   /* the index it is an increase since; -1: none */
  double count;    /* persons */
  double constant; /* of the likelihood: it depends on the count and the dispersion alone */
  double weight;
} Observation;

typedef struct
{
  const PrognosisFit *fit;
  gsize region;
  const PrognosisProblem *problem;
  const PrognosisRegionFit *found;
  PrognosisSimulator *simulator;
  gsl_rng *rng;
  GArray *observations;
  double dispersion[PROGNOSIS_MAX_SIGNALS];
  double persons[PROGNOSIS_MAX_SIGNALS]; /* in one unit of the signal */
  gsize *free;                           /* parameters that can move */
  double *centre, *sd;                   /* n_free: of the prior */
  gsize n_free, n_walkers, n_curves;
  double *values; /* n_walkers x n_parameters, of the proposals */
  double *theta;  /* n_walkers x n_free */
  double *trial;  /* the same */
  double *score;  /* n_walkers: log of the posterior density */
  double *scores; /* of the proposals */
  double *curves;
} Sampler;

/* --- observations ----------------------------------------------------------- */

/* Cumulative counts become increases: only these have independent errors. */
static void
list_observations (Sampler *self)
{
  const PrognosisProblem *p = self->problem;
  const int n_signals = p->observation.n_signals;

  for (int s = 0; s < n_signals; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (p->dataset, p->signals[s]);
      const gboolean is_cumulative = signal->kind == PROGNOSIS_KIND_CUMULATIVE;
      gssize last = -1;

      self->persons[s] = signal->kind == PROGNOSIS_KIND_RATE ? self->found->population / PROGNOSIS_RATE_PERSONS : 1.0;
      for (gsize k = 0; k < p->n_steps; k++)
        {
          const double w = self->found->weight[k * n_signals + s];
          const double size = self->found->unit[s] * self->persons[s];
          Observation one = { .signal = s, .at = p->signals[s] * p->n_steps + k, .before = -1, .weight = w * w };

          if (w == 0.0)
            continue;
          one.count = self->found->observed[k * n_signals + s] * size;
          if (is_cumulative && last >= 0)
            {
              one.before = (gssize) (p->signals[s] * p->n_steps) + last;
              one.count -= self->found->observed[last * n_signals + s] * size;
            }
          one.count = MAX (one.count, 0.0);
          if (!is_cumulative || last >= 0)
            g_array_append_val (self->observations, one);
          last = (gssize) k;
        }
    }
}

static double
get_expected (const Sampler *self, const Observation *observation, const double *curves)
{
  const double value = curves[observation->at] - (observation->before >= 0 ? curves[observation->before] : 0.0);

  return MAX (value * self->persons[observation->signal], 1e-3);
}

static double
get_chi_square (const Sampler *self, int signal, const double *curves, double size)
{
  double sum = 0.0;

  for (guint k = 0; k < self->observations->len; k++)
    {
      const Observation *o = &g_array_index (self->observations, Observation, k);
      const double mean = get_expected (self, o, curves), error = o->count - mean;

      if (o->signal == signal)
        sum += error * error / (mean + mean * mean / size);
    }
  return sum;
}

/* Pearson residuals have unit variance at the right dispersion. */
static void
estimate_dispersion (Sampler *self, const double *curves)
{
  for (int s = 0; s < self->problem->observation.n_signals; s++)
    {
      const double shared = (double) self->n_free / self->problem->observation.n_signals;
      double lower = MOST_DISPERSED, upper = LEAST_DISPERSED, n = 0.0;

      for (guint k = 0; k < self->observations->len; k++)
        n += g_array_index (self->observations, Observation, k).signal == s;
      n = MAX (n - shared, 1.0);
      for (int i = 0; i < 40; i++)
        {
          const double middle = sqrt (lower * upper);

          if (get_chi_square (self, s, curves, middle) > n)
            upper = middle;
          else
            lower = middle;
        }
      self->dispersion[s] = lower;
    }
}

/* n autocorrelated residuals tell as much as n (1 - r) / (1 + r) independent ones. */
static double
get_effective_share (const Sampler *self, int signal, const double *curves)
{
  double last = NAN, products = 0.0, squares = 0.0, r;

  for (guint k = 0; k < self->observations->len; k++)
    {
      const Observation *o = &g_array_index (self->observations, Observation, k);
      const double mean = get_expected (self, o, curves);
      const double residual = (o->count - mean) / sqrt (mean + mean * mean / self->dispersion[signal]);

      if (o->signal != signal)
        continue;
      if (!isnan (last))
        products += last * residual;
      squares += residual * residual;
      last = residual;
    }
  r = squares > 0.0 ? CLAMP (products / squares, 0.0, MOST_CORRELATED) : 0.0;
  return (1.0 - r) / (1.0 + r);
}

static void
learn_noise (Sampler *self)
{
  prognosis_simulator_run (self->simulator, self->region, self->found->values, NULL, NULL, self->curves);
  estimate_dispersion (self, self->curves);
  for (int s = 0; s < self->problem->observation.n_signals; s++)
    {
      const double share = get_effective_share (self, s, self->curves), size = self->dispersion[s];

      for (guint k = 0; k < self->observations->len; k++)
        {
          Observation *o = &g_array_index (self->observations, Observation, k);

          if (o->signal != s)
            continue;
          o->weight *= share;
          o->constant
              = gsl_sf_lngamma (o->count + size) - gsl_sf_lngamma (size) - gsl_sf_lngamma (o->count + 1.0) + size * log (size);
        }
    }
}

/* --- density ---------------------------------------------------------------- */

/* With one transmission rate, what is known beforehand is the reproduction number. A prior on the rate would prefer long periods:
   the longer they are, the less a given growth determines the rate. */
static gboolean
has_reproduction_prior (const Sampler *self, gsize parameter)
{
  return parameter == self->problem->first_beta && self->problem->n_betas == 1;
}

/* The prior of the fit, but as wide as published periods where the model starts among them. */
static void
set_prior (Sampler *self)
{
  const PrognosisProblem *problem = self->problem;

  for (gsize k = 0; k < self->n_free; k++)
    {
      const gsize i = self->free[k];
      const PrognosisParameter *p = &problem->parameters[i];
      double shortest, longest;

      self->centre[k] = prognosis_parameter_transform (p, self->found->start[i]);
      self->sd[k] = prognosis_parameter_prior_sd (p) * (p->use == PROGNOSIS_USE_INITIAL ? WIDER_INITIAL : 1.0);
      if (prognosis_fit_find_published (self->fit, i, &shortest, &longest) && p->start <= 1.0 / shortest
          && p->start >= 1.0 / longest)
        {
          self->centre[k] = -0.5 * log (shortest * longest);
          self->sd[k] = log (longest / shortest) / SDS_OF_PUBLISHED;
        }
    }
}

static double
get_log_prior (const Sampler *self, const double *theta, const double *values)
{
  double sum = 0.0;

  for (gsize i = 0; i < self->n_free; i++)
    {
      const PrognosisParameter *p = &self->problem->parameters[self->free[i]];
      double d = (theta[i] - self->centre[i]) / self->sd[i];

      if (theta[i] < prognosis_parameter_transform (p, p->lower) || theta[i] > prognosis_parameter_transform (p, p->upper))
        return -INFINITY;
      if (has_reproduction_prior (self, self->free[i]))
        d = log (prognosis_fit_get_basic_reproduction (self->fit, values, values[self->free[i]]) / PUBLISHED_REPRODUCTION)
            / PUBLISHED_REPRODUCTION_SD;
      sum -= 0.5 * d * d;
    }
  return sum;
}

static double
get_log_likelihood (const Sampler *self, const double *curves)
{
  double sum = 0.0;

  for (guint k = 0; k < self->observations->len; k++)
    {
      const Observation *o = &g_array_index (self->observations, Observation, k);
      const double size = self->dispersion[o->signal], mean = get_expected (self, o, curves);

      sum += o->weight * (o->constant + o->count * log (mean) - (o->count + size) * log (mean + size));
    }
  return isfinite (sum) ? sum : -INFINITY;
}

/* Of @n walkers, at most a batch. Values outside the bounds are solved at the bound, and rejected. */
static void
score (Sampler *self, const double *theta, gsize n, double *scores)
{
  const gsize np = self->problem->n_parameters;

  for (gsize w = 0; w < n; w++)
    {
      memcpy (self->values + w * np, self->found->values, np * sizeof (double));
      for (gsize i = 0; i < self->n_free; i++)
        self->values[w * np + self->free[i]]
            = prognosis_parameter_value (&self->problem->parameters[self->free[i]], theta[w * self->n_free + i]);
    }
  prognosis_simulator_run_batch (self->simulator, self->region, n, self->values, NULL, NULL, self->curves);
  for (gsize w = 0; w < n; w++)
    {
      scores[w] = get_log_prior (self, theta + w * self->n_free, self->values + w * np);
      if (isfinite (scores[w]))
        scores[w] += get_log_likelihood (self, self->curves + w * self->n_curves);
    }
}

/* --- draws ------------------------------------------------------------------ */

/* Moves to another infectious period with nearly the same growth and number of new infections. */
static void
shift_period (Sampler *self, double *values)
{
  const PrognosisProblem *problem = self->problem;

  for (gsize k = 0; k < self->n_free; k++)
    {
      const gsize gamma = self->free[k];
      const PrognosisParameter *p = &problem->parameters[gamma];
      const double old = values[gamma], first = values[problem->first_beta];

      if (p->period != PROGNOSIS_PERIOD_INFECTIOUS)
        continue;
      values[gamma] = prognosis_parameter_value (p, self->centre[k] + self->sd[k] * gsl_ran_ugaussian (self->rng));
      for (gsize i = problem->first_beta; i < problem->n_parameters; i++)
        if (!self->found->fixed[i])
          values[i] = CLAMP (values[i] + values[gamma] - old, problem->model->beta.lower, problem->model->beta.upper);
      for (gsize i = problem->first_initial; i < problem->first_initial + problem->n_initial; i++)
        if (!self->found->fixed[i] && problem->parameters[i].scale == PROGNOSIS_SCALE_LOG)
          values[i]
              = CLAMP (values[i] * first / values[problem->first_beta], problem->parameters[i].lower, problem->parameters[i].upper);
    }
}

/* Around the fit, as wide as its covariance, and half of them along the valley, which may have a better place far away. */
static void
begin (Sampler *self)
{
  const gsize np = self->problem->n_parameters, batch = self->n_walkers / 2;
  g_autofree double *values = g_new (double, self->n_walkers *np);

  prognosis_fit_draw_laplace (self->fit, self->region, self->n_walkers, values, NULL);
  for (gsize w = 0; w < self->n_walkers; w += 2)
    shift_period (self, values + w * np);
  for (gsize w = 0; w < self->n_walkers; w++)
    for (gsize i = 0; i < self->n_free; i++)
      self->theta[w * self->n_free + i]
          = prognosis_parameter_transform (&self->problem->parameters[self->free[i]], values[w * np + self->free[i]]);
  for (gsize half = 0; half < 2; half++)
    score (self, self->theta + half * batch * self->n_free, batch, self->score + half * batch);
}

static void
move (Sampler *self, gsize half, gboolean is_jump)
{
  const gsize batch = self->n_walkers / 2, n = self->n_free;
  const double *others = self->theta + (1 - half) * batch * n;
  double *mine = self->theta + half * batch * n, *scores = self->score + half * batch;
  const double step = is_jump ? 1.0 : 2.38 / sqrt (2.0 * n);

  for (gsize w = 0; w < batch; w++)
    {
      const gsize a = gsl_rng_uniform_int (self->rng, batch), b = (a + 1 + gsl_rng_uniform_int (self->rng, batch - 1)) % batch;

      for (gsize i = 0; i < n; i++)
        self->trial[w * n + i]
            = mine[w * n + i] + step * (others[a * n + i] - others[b * n + i]) + JITTER * gsl_ran_ugaussian (self->rng);
    }
  score (self, self->trial, batch, self->scores);
  for (gsize w = 0; w < batch; w++)
    if (log (gsl_rng_uniform_pos (self->rng)) < self->scores[w] - scores[w])
      {
        memcpy (mine + w * n, self->trial + w * n, n * sizeof (double));
        scores[w] = self->scores[w];
      }
}

static double *
sample (Sampler *self, gsize *n_draws)
{
  const gsize np = self->problem->n_parameters;
  double *draws = g_new (double, (N_ROUNDS / KEEP_EVERY) * self->n_walkers * np);

  *n_draws = 0;
  begin (self);
  for (int round = 0; round < N_BURN_IN + N_ROUNDS; round++)
    {
      move (self, 0, round % JUMP_EVERY == 0);
      move (self, 1, round % JUMP_EVERY == 0);
      if (round < N_BURN_IN || (round - N_BURN_IN) % KEEP_EVERY != KEEP_EVERY - 1)
        continue;
      for (gsize w = 0; w < self->n_walkers; w++)
        {
          double *out = draws + (*n_draws)++ * np;

          memcpy (out, self->found->values, np * sizeof (double));
          for (gsize i = 0; i < self->n_free; i++)
            out[self->free[i]]
                = prognosis_parameter_value (&self->problem->parameters[self->free[i]], self->theta[w * self->n_free + i]);
        }
    }
  return draws;
}

double *
prognosis_fit_sample_posterior (const PrognosisFit *self, gsize region, gsize *n_draws)
{
  const PrognosisProblem *p = &self->problem;
  g_autofree gsize *free = g_new (gsize, p->n_parameters);
  g_autoptr (GArray) observations = g_array_new (FALSE, FALSE, sizeof (Observation));
  g_autoptr (PrognosisSimulator) simulator = prognosis_simulator_new ((PrognosisFit *) self, 0);
  const gsize batch = prognosis_simulator_get_batch (simulator);
  Sampler sampler = { .fit = self,
                      .region = region,
                      .problem = p,
                      .found = &self->regions[region],
                      .simulator = simulator,
                      .observations = observations,
                      .free = free,
                      .n_walkers = 2 * batch,
                      .n_curves = prognosis_dataset_get_n_signals (p->dataset) * p->n_steps };
  double *draws;

  for (gsize i = 0; i < p->n_parameters; i++)
    if (!sampler.found->fixed[i])
      free[sampler.n_free++] = i;
  sampler.centre = g_new (double, MAX (sampler.n_free, 1));
  sampler.sd = g_new (double, MAX (sampler.n_free, 1));
  set_prior (&sampler);
  prognosis_simulator_set_unanchored (simulator);
  sampler.rng = prognosis_fit_region_rng (self, region, 3);
  sampler.values = g_new (double, batch * p->n_parameters);
  sampler.theta = g_new (double, sampler.n_walkers *MAX (sampler.n_free, 1));
  sampler.trial = g_new (double, batch *MAX (sampler.n_free, 1));
  sampler.score = g_new (double, sampler.n_walkers);
  sampler.scores = g_new (double, batch);
  sampler.curves = g_new0 (double, batch *sampler.n_curves);
  list_observations (&sampler);
  learn_noise (&sampler);
  draws = sample (&sampler, n_draws);
  gsl_rng_free (sampler.rng);
  g_free (sampler.centre);
  g_free (sampler.sd);
  g_free (sampler.values);
  g_free (sampler.theta);
  g_free (sampler.trial);
  g_free (sampler.score);
  g_free (sampler.scores);
  g_free (sampler.curves);
  return draws;
}
