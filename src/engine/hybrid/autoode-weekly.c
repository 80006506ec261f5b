/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The equation: from the origin on, weekly counts y, z = log (1 + y), grow by r a week, and r fades,

     z(0) = z + l,   z(s) = z(s - 1) + r(s),   r(1) = g,   r(s) = f r(s - 1),

   so that z(s) - z = l + g (1 + f + ... + f^(s - 1)), to which the calendar of both weeks is added. Growth and the reproduction
   number determine each other (Wallinga, Lipsitch 2007): this is the renewal equation whose transmission returns to its balance.
   g, and l, which makes up for the noise of the last count, are linear maps of what was known at the origin; f = 2^(-1 /
   half-life). Maps and half-life are the same for all regions.

   All are trained on what the equation gives up to AHEAD weeks later. For a given half-life the solution is linear in the maps'
   weights, and its sums follow from those of each week ahead without fading. Half-lives are weighted by their posterior
   probability. */

#include "autoode-weekly.h"

#include <math.h>
#include <string.h>

/* The last growth of the region and of the sum over regions determine the level at the origin, too. */
enum
{
  N_OF_LEVEL = 4,
  N_ALL = N_FEATURES + N_OF_LEVEL
};

static const PrognosisWeeklyFeature of_level[N_OF_LEVEL] = { G1, WG1, N1, WN1 };

#define LEVEL_SD 0.1 /* prior of the weights of the level */
#define AHEAD 4
#define INDEPENDENT 0.5 /* errors of successive weeks ahead are alike: so many of them count */
#define N_FADES 6
#define USUAL_HALF_LIFE 3.1 /* weeks: PROGNOSIS_WEEKLY_DAMPING */
#define HALF_LIFE_SD 0.7    /* of its log */

static const double half_lives[N_FADES] = { 1.0, 1.75, 3.0, 4.5, 7.0, 12.0 };

struct _PrognosisWeeklyEquation
{
  const PrognosisWeekly *weekly;
  double *features;
  double *weights; /* n_weeks x N_FADES x N_ALL */
  double *share;   /* n_weeks x N_FADES: posterior probability */
};

/* Sums over earlier weeks, by week ahead, of growth that does not fade. */
typedef struct
{
  PrognosisRidge ridge[AHEAD];
  double squares[AHEAD];
} Sums;

/* By which the features count in @ahead weeks: the solution of the equation. */
static void
find_factors (gsize fade, gsize ahead, double *factors)
{
  const double f = exp2 (-1.0 / half_lives[fade]), c = (1.0 - pow (f, (double) ahead)) / (1.0 - f);

  for (int k = 0; k < N_ALL; k++)
    factors[k] = k < N_FEATURES ? c : 1.0;
  factors[HOLIDAYS] = factors[HOLIDAYS_BEFORE] = factors[YEAR_END_NEAR] = 1.0;
}

static void
fill_row (const PrognosisWeeklyEquation *self, gsize t, gsize i, gsize ahead, double *x)
{
  memcpy (x, self->features + (t * self->weekly->n + i) * N_FEATURES, N_FEATURES * sizeof *x);
  prognosis_weekly_fill_calendar (self->weekly, t, i, ahead, x);
  for (int k = 0; k < N_OF_LEVEL; k++)
    x[N_FEATURES + k] = x[of_level[k]];
}

static void
find_prior (const PrognosisWeekly *weekly, double *mean, double *precision)
{
  prognosis_weekly_find_prior (weekly, 1.0, mean, precision);
  for (int k = N_FEATURES; k < N_ALL; k++)
    {
      mean[k] = 0.0;
      precision[k] = 1.0 / (LEVEL_SD * LEVEL_SD);
    }
}

/* Adds all growth that ends in week @t. */
static void
add_week (const PrognosisWeeklyEquation *self, gsize t, Sums *sums)
{
  const gsize n = self->weekly->n;
  g_autofree double *x = g_new (double, n *N_ALL);

  for (gsize ahead = 1; ahead <= AHEAD; ahead++)
    {
      prognosis_weekly_forget (&sums->ridge[ahead - 1], &sums->squares[ahead - 1]);
      if (t < PROGNOSIS_WEEKLY_FIRST + ahead)
        continue;
      for (gsize i = 0; i < n; i++)
        fill_row (self, t - ahead, i, ahead, x + i * N_ALL);
      prognosis_weekly_add_week (self->weekly, t - ahead, ahead, x, NULL, &sums->ridge[ahead - 1], &sums->squares[ahead - 1]);
    }
}

/* Adds the sums of one week ahead as they are with fading growth, and less the prior's forecast. Returns: the sum of squares */
static double
combine (const Sums *sums, gsize fade, gsize ahead, const double *mean, PrognosisRidge *all)
{
  const PrognosisRidge *of = &sums->ridge[ahead - 1];
  double factors[N_ALL], squares = sums->squares[ahead - 1];

  find_factors (fade, ahead, factors);
  for (gsize i = 0; i < N_ALL; i++)
    {
      double moment = factors[i] * of->moment[i];

      squares -= mean[i] * moment;
      for (gsize j = 0; j < N_ALL; j++)
        {
          const double g = factors[i] * factors[j] * of->gram[MIN (i, j) * N_ALL + MAX (i, j)];

          all->gram[i * N_ALL + j] += g;
          moment -= g * mean[j];
        }
      all->moment[i] += moment;
      squares -= mean[i] * moment;
    }
  return squares;
}

/* Returns: -2 times the log of the posterior probability of the half-life, but for a constant */
static double
learn_fade (const Sums *sums, gsize fade, const double *mean, const double *precision, double *weights)
{
  const double apart = log (half_lives[fade] / USUAL_HALF_LIFE) / HALF_LIFE_SD;
  double loss = 0.0;
  PrognosisRidge all;

  prognosis_ridge_init (&all, N_ALL);
  for (gsize ahead = 1; ahead <= AHEAD; ahead++)
    loss += combine (sums, fade, ahead, mean, &all);
  prognosis_ridge_solve (&all, INDEPENDENT, N_ALL, precision, weights);
  loss -= prognosis_weekly_dot (weights, all.moment, N_ALL);
  prognosis_ridge_clear (&all);
  for (int k = 0; k < N_ALL; k++)
    weights[k] += mean[k];
  return INDEPENDENT * loss + apart * apart;
}

static void
find_shares (const double *loss, double *share)
{
  double least = INFINITY, total = 0.0;

  for (int f = 0; f < N_FADES; f++)
    least = MIN (least, loss[f]);
  for (int f = 0; f < N_FADES; f++)
    total += share[f] = exp (-0.5 * (loss[f] - least));
  for (int f = 0; f < N_FADES; f++)
    share[f] /= total;
}

PrognosisWeeklyEquation *
prognosis_weekly_equation_new (const PrognosisWeekly *weekly, double *features)
{
  PrognosisWeeklyEquation *self = g_new0 (PrognosisWeeklyEquation, 1);
  double mean[N_ALL], precision[N_ALL], loss[N_FADES];
  Sums sums = { .squares = { 0.0 } };

  *self = (PrognosisWeeklyEquation){ .weekly = weekly,
                                     .features = features,
                                     .weights = g_new0 (double, weekly->n_weeks *N_FADES *N_ALL),
                                     .share = g_new0 (double, weekly->n_weeks *N_FADES) };
  find_prior (weekly, mean, precision);
  for (int a = 0; a < AHEAD; a++)
    prognosis_ridge_init (&sums.ridge[a], N_ALL);
  for (gsize t = 0; t < weekly->n_weeks; t++)
    {
      add_week (self, t, &sums);
      for (gsize f = 0; f < N_FADES; f++)
        loss[f] = learn_fade (&sums, f, mean, precision, self->weights + (t * N_FADES + f) * N_ALL);
      find_shares (loss, self->share + t * N_FADES);
    }
  for (int a = 0; a < AHEAD; a++)
    prognosis_ridge_clear (&sums.ridge[a]);
  return self;
}

void
prognosis_weekly_equation_free (PrognosisWeeklyEquation *self)
{
  g_free (self->weights);
  g_free (self->share);
  g_free (self);
}

void
prognosis_weekly_equation_solve (const PrognosisWeeklyEquation *self, gsize ahead, double *growth)
{
  const PrognosisWeekly *weekly = self->weekly;
  double x[N_ALL], factors[N_ALL];

  for (gsize t = PROGNOSIS_WEEKLY_FIRST; t < weekly->n_weeks; t++)
    {
      double b[N_ALL] = { 0.0 };

      for (gsize f = 0; f < N_FADES; f++)
        {
          find_factors (f, ahead, factors);
          for (gsize k = 0; k < N_ALL; k++)
            b[k] += self->share[t * N_FADES + f] * factors[k] * self->weights[(t * N_FADES + f) * N_ALL + k];
        }
      for (gsize i = 0; i < weekly->n; i++)
        {
          fill_row (self, t, i, ahead, x);
          growth[(t * weekly->n + i) * weekly->horizon + ahead - 1] = prognosis_weekly_dot (x, b, N_ALL);
        }
    }
}

double
prognosis_weekly_equation_get_half_life (const PrognosisWeeklyEquation *self)
{
  const double *share = self->share + (self->weekly->n_weeks - 1) * N_FADES;
  double sum = 0.0;

  for (int f = 0; f < N_FADES; f++)
    sum += share[f] * log (half_lives[f]);
  return exp (sum);
}
