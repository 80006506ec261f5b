/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fits one region from several starts and keeps the best result. */

#include <math.h>
#include <string.h>

#include "prognosis-fit-search.h"

/* A curve that explains less is reported as not following the data. */
#define LEAST_EXPLAINED 0.7

/* The loss is relative to the variance of each series: 1 is no better than a flat line. */
double
prognosis_region_get_explained (const PrognosisRegionFit *self, const PrognosisProblem *problem)
{
  return problem->options->loss == PROGNOSIS_LOSS_SQUARES || isnan (self->loss) ? NAN : MAX (1.0 - self->loss, 0.0);
}

gboolean
prognosis_region_follows (const PrognosisRegionFit *self, const PrognosisProblem *problem)
{
  return !(prognosis_region_get_explained (self, problem) < LEAST_EXPLAINED);
}

static PrognosisStop
fit_from_start (PrognosisSearch *self, GCancellable *cancellable, double *loss)
{
  PrognosisStop stop;

  const gboolean again = self->problem->options->loss == PROGNOSIS_LOSS_HUBER;
  /* Without priors valleys are flat: reducing the loss by the last thousandth would take four times as long. */
  const double tolerance = again || !prognosis_search_uses_prior (self) ? 1e-4 : 1e-7;

  /* The first fit is only used to estimate the noise and need not be exact. */
  prognosis_search_set_weights (self);
  stop = prognosis_search_descend (self, again ? 1e-2 : tolerance, cancellable, loss);
  if (!again || stop == PROGNOSIS_STOP_CANCELLED)
    return stop;
  self->n_rough = self->n_losses;
  prognosis_search_estimate_noise (self);
  prognosis_search_set_weights (self);
  return prognosis_search_descend (self, tolerance, cancellable, loss);
}

/* Additional starts. Whole waves have local minima with wrong infectious periods; these starts are tried only if
   there are few regions. The result of a network depends on its random initial weights, so several are drawn. */
static const double period_factors[] = { 1.0, 2.0, 4.0, 0.5 };

static void
shift_period (PrognosisRegionFit *self, const PrognosisProblem *problem, int gamma, double factor)
{
  const PrognosisParameter *p = &problem->parameters[gamma];
  const double growth = self->values[problem->first_beta] - self->values[gamma];

  self->values[gamma] = CLAMP (self->values[gamma] * factor, p->lower, p->upper);
  for (gsize i = problem->first_beta; i < problem->n_parameters; i++)
    if (!self->fixed[i])
      self->values[i] = CLAMP (self->values[gamma] + growth, problem->model->beta.lower, problem->model->beta.upper);
}

typedef struct
{
  PrognosisSearch search, winner;
  PrognosisNetwork network;
  double *saved;
  double *winner_weights; /* 2 x n_weights, as in PrognosisRegionFit */
  double best;
  PrognosisStop stop;
} Contest;

/* Whether there is a network of the same shape to start from. */
static gboolean
has_near (const PrognosisRegionFit *self)
{
  return self->near != NULL && self->near->network != NULL && self->near->n_weights == self->n_weights;
}

static void
get_weights (const PrognosisNetwork *network, double *weights)
{
  memcpy (weights, network->weights, network->n_weights * sizeof (double));
  memcpy (weights + network->n_weights, network->origin, network->n_weights * sizeof (double));
}

static void
set_weights (PrognosisNetwork *network, const double *weights)
{
  memcpy (network->weights, weights, network->n_weights * sizeof (double));
  memcpy (network->origin, weights + network->n_weights, network->n_weights * sizeof (double));
}

/* Fits from one start, and keeps the result if it is the best so far. Losses are compared with the same noise. */
static PrognosisStop
enter (Contest *contest, PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace, gsl_rng *rng,
       GCancellable *cancellable)
{
  PrognosisSearch *search = &contest->search;
  PrognosisStop how;
  double loss;

  for (int s = 0; s < problem->observation.n_signals; s++)
    self->noise[s] = PROGNOSIS_FIRST_NOISE;
  prognosis_search_init (search, self, problem, workspace);
  if (problem->n_shape)
    {
      search->network = &contest->network;
      search->saved = contest->saved;
      if (has_near (self))
        set_weights (&contest->network, self->near->network);
      else
        prognosis_network_randomise (&contest->network, rng);
      prognosis_network_evaluate (&contest->network, search->theta + problem->n_parameters);
      search->weight_precision = prognosis_search_uses_prior (search) ? prognosis_search_network_precision (search) : 0.0;
    }
  how = fit_from_start (search, cancellable, &loss);
  for (int s = 0; s < problem->observation.n_signals; s++)
    self->noise[s] = PROGNOSIS_FIRST_NOISE;
  prognosis_search_set_weights (search);
  loss = prognosis_search_evaluate (search, search->theta);
  if (loss < contest->best)
    {
      contest->best = loss;
      contest->stop = how;
      contest->winner = *search;
      if (problem->n_shape)
        get_weights (&contest->network, contest->winner_weights);
    }
  return how;
}

static void
finish (Contest *contest, const PrognosisProblem *problem)
{
  PrognosisSearch *winner = &contest->winner;

  if (problem->n_shape)
    {
      double output[PROGNOSIS_MAX_KNOTS];

      set_weights (&contest->network, contest->winner_weights);
      prognosis_network_evaluate (&contest->network, output);
    }
  prognosis_search_set_weights (winner);
  if (problem->options->loss == PROGNOSIS_LOSS_HUBER)
    {
      prognosis_search_estimate_noise (winner);
      prognosis_search_set_weights (winner);
    }
  prognosis_search_store (winner, contest->stop);
}

/* If the curve does not follow the data, for example because it keeps rising after a peak, try one more start in
   which the wave ends by depletion of susceptibles. From an ascertainment rate of one third the search would have
   to pass through worse fits, and the prior around that rate would oppose the result; so the prior is centred on
   the new start. */
static void
try_depletion (Contest *contest, PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace,
               gsl_rng *rng, GCancellable *cancellable)
{
  g_autofree double *first = g_memdup2 (self->start, problem->n_parameters * sizeof (double));
  Contest *other = g_memdup2 (contest, sizeof *contest);

  memcpy (self->values, first, problem->n_parameters * sizeof (double));
  if (prognosis_region_deplete (self, problem))
    {
      memcpy (self->start, self->values, problem->n_parameters * sizeof (double));
      enter (other, self, problem, workspace, rng, cancellable);
      finish (other, problem);
      /* A fit that is no better does not justify predicting an end of the wave. */
      if (other->best < contest->best && prognosis_region_follows (self, problem))
        {
          g_free (other);
          return;
        }
      memcpy (self->start, first, problem->n_parameters * sizeof (double));
    }
  finish (contest, problem);
  g_free (other);
}

void
prognosis_region_fit (PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace, gsize region,
                      GCancellable *cancellable, PrognosisFoundFunc found, gpointer data)
{
  const gsize n_periods = prognosis_dataset_get_n_regions (problem->dataset) <= 4 ? G_N_ELEMENTS (period_factors) : 1;
  gsize n_starts = MAX (n_periods, problem->n_shape ? (gsize) problem->options->starts : 1);
  g_autofree double *first = g_memdup2 (self->values, problem->n_parameters * sizeof (double));
  Contest *contest = g_new0 (Contest, 1);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  int gamma = -1;

  g_return_if_fail (problem->n_unknowns <= PROGNOSIS_MAX_UNKNOWNS);
  gsl_rng_set (rng, ((problem->options->seed + self->seed) * 2654435761u + region * 40503u) & 0xffffffffu);
  contest->best = INFINITY;
  if (problem->n_shape)
    {
      prognosis_search_set_up_network (&contest->network, problem);
      self->n_weights = contest->network.n_weights;
      contest->saved = g_new (double, contest->network.n_weights);
      contest->winner_weights = g_new (double, 2 * contest->network.n_weights);
    }
  if (has_near (self))
    n_starts = 1;
  for (gsize i = 0; i < problem->n_parameters; i++)
    if (problem->parameters[i].period == PROGNOSIS_PERIOD_INFECTIOUS && !self->fixed[i])
      gamma = i;

  for (gsize k = 0; k < n_starts; k++)
    {
      const double best = MIN (contest->best, G_MAXDOUBLE);

      if (k > 0 && !problem->n_shape && gamma < 0)
        break;
      memcpy (self->values, first, problem->n_parameters * sizeof (double));
      if (k > 0 && k < n_periods && gamma >= 0)
        shift_period (self, problem, gamma, period_factors[k]);
      memcpy (self->start, self->values, problem->n_parameters * sizeof (double));
      if (enter (contest, self, problem, workspace, rng, cancellable) == PROGNOSIS_STOP_CANCELLED)
        break;
      if (found && contest->best < best && k + 1 < n_starts)
        {
          finish (contest, problem);
          found (region, data);
        }
    }
  memcpy (self->start, first, problem->n_parameters * sizeof (double));
  finish (contest, problem);
  /* A network does not need this start. */
  if (!problem->n_shape && !prognosis_region_follows (self, problem) && !g_cancellable_is_cancelled (cancellable))
    try_depletion (contest, self, problem, workspace, rng, cancellable);
  if (problem->n_shape)
    prognosis_network_clear (&contest->network);
  g_free (contest->saved);
  g_free (self->network);
  self->network = contest->winner_weights;
  g_free (contest);
  gsl_rng_free (rng);
}
