/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-paths.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-sort.h"

/* Standard deviation of what a step adds, relative to its mean. */
#define STEP_SCATTER 0.3
#define LEAST_FREEDOM 0.01 /* some, or all paths would be parallel */

void
prognosis_paths_levels (gsize n_paths, double *levels)
{
  const double last = n_paths - 1.0;

  for (gsize i = 0; i < n_paths; i++)
    levels[i] = last > 0.0 ? CLAMP (i / last, 0.3 / last, 1.0 - 0.3 / last) : 0.5;
}

/* splitmix64 (Steele, Lea, Flood 2014): derives a seed for each series from one seed. */
static gulong
mix_seed (guint64 seed, guint64 region, guint64 signal)
{
  guint64 z = seed + 0x9e3779b97f4a7c15u * (1 + region + (signal << 32));

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (gulong) ((z ^ (z >> 31)) & 0xffffffffu);
}

/* Adds @weight times a stationary autoregression to @latent (horizon x n_paths). */
static void
add_autoregression (const PrognosisShocks *self, gulong seed, double weight, double *latent)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  const double a = self->persistence, b = sqrt (1.0 - a * a), old = sqrt (1.0 - self->fresh), new = sqrt (self->fresh);
  g_autofree double *state = g_new (double, self->n_paths);

  gsl_rng_set (rng, seed);
  for (gsize h = 0; h < self->horizon; h++)
    for (gsize p = 0; p < self->n_paths; p++)
      {
        const double e = gsl_ran_gaussian_ziggurat (rng, 1.0);

        state[p] = h ? a * state[p] + b * e : e;
        latent[h * self->n_paths + p] += weight * old * state[p];
        if (new > 0.0)
          latent[h * self->n_paths + p] += weight * new *gsl_ran_gaussian_ziggurat (rng, 1.0);
      }
  gsl_rng_free (rng);
}

/* A set of ranks below n, one bit each, from which the lowest is taken. */
typedef struct
{
  guint64 *words;
  gsize first; /* no word before has a bit */
} Ranks;

static void
add_rank (Ranks *self, gsize rank)
{
  self->words[rank / 64] |= (guint64) 1 << rank % 64;
  self->first = MIN (self->first, rank / 64);
}

static gsize
take_lowest (Ranks *self)
{
  gsize rank;

  while (self->words[self->first] == 0)
    self->first++;
  rank = 64 * self->first + (gsize) __builtin_ctzll (self->words[self->first]);
  self->words[self->first] &= self->words[self->first] - 1;
  return rank;
}

/* Gives values to paths, smallest first, each to the path of the lowest shock among those that it does not let fall.
 * There is always one, because at every rank the values are not below those of the horizon before, unless a value is NAN:
 * then the next path in order takes it. @order: the paths by @before, and then by @paths. @by_rank: the paths by their shocks;
 * @rank: the inverse. @free: empty. */
static void
assign_rising (const double *values, const double *before, const gsize *by_rank, const gsize *rank, gsize n, gsize *order,
               Ranks *free, double *paths)
{
  gsize n_free = 0, next = 0;

  for (gsize i = 0; i < n; i++)
    {
      gsize path;

      for (; next < n && before[order[next]] <= values[i]; next++, n_free++)
        add_rank (free, rank[order[next]]);
      if (n_free == 0)
        {
          add_rank (free, rank[order[next++]]);
          n_free++;
        }
      path = by_rank[take_lowest (free)];
      n_free--;
      paths[path] = values[i];
      /* At least one more was added than is taken, so that this place was read. */
      order[i] = path;
    }
}

void
prognosis_paths_arrange (const double *ranks, gsize horizon, gsize n_paths, gboolean cumulative, double *quantiles, double *paths)
{
  g_autofree gsize *order = g_new (gsize, n_paths), *by_rank = g_new (gsize, n_paths), *rank = g_new (gsize, n_paths);
  g_autofree guint64 *words = g_new0 (guint64, n_paths / 64 + 1);
  Ranks free = { words, 0 };

  for (gsize h = 0; h < horizon; h++)
    {
      double *row = quantiles + h * n_paths;
      gsize *sorted = cumulative && h > 0 ? by_rank : order;

      prognosis_sort_index (sorted, ranks + h * n_paths, n_paths);
      if (sorted == order)
        {
          for (gsize i = 0; i < n_paths; i++)
            paths[h * n_paths + order[i]] = row[i];
          continue;
        }
      for (gsize i = 0; i < n_paths; i++)
        {
          row[i] = MAX (row[i], (row - n_paths)[i]);
          rank[by_rank[i]] = i;
        }
      assign_rising (row, paths + (h - 1) * n_paths, by_rank, rank, n_paths, order, &free, paths + h * n_paths);
    }
}

/* The weight of a path's own shock at a horizon, such that what a step adds scatters by about STEP_SCATTER. */
static double
find_freedom (double persistence, gsize n_paths, const double *quantiles, gsize h)
{
  const double *row = quantiles + h * n_paths;
  /* One standard deviation of a normal distribution to either side. */
  const gsize low = 0.16 * (n_paths - 1), middle = 0.5 * (n_paths - 1), high = 0.84 * (n_paths - 1);
  /* The first step is assumed to add as much as the second, because its starting level is unknown here. */
  const double *end = h > 0 ? row : row + n_paths;
  const double half_width = 0.5 * (row[high] - row[low]), added = end[middle] - (end - n_paths)[middle];
  const double leap = half_width * sqrt (2.0 * (1.0 - persistence));

  return leap > 0.0 ? CLAMP (STEP_SCATTER * added / leap, LEAST_FREEDOM, 1.0) : 1.0;
}

/* Cumulative counts change by what each step adds. If their uncertainty is many times that, shocks that vary from
   one step to the next would be jumps, and as counts cannot fall, most steps would add nothing and some a
   fortnight's number: the median increment was a sixth of the increment of the medians. So most of a path's shock
   is the same at all steps. */
void
prognosis_paths_hold (double *ranks, const double *held, double persistence, gsize horizon, gsize n_paths, const double *quantiles)
{
  for (gsize h = 0; h < horizon && horizon > 1; h++)
    {
      const double free = find_freedom (persistence, n_paths, quantiles, h), rest = sqrt (1.0 - free * free);

      for (gsize p = 0; p < n_paths; p++)
        ranks[h * n_paths + p] = free * ranks[h * n_paths + p] + rest * held[p];
    }
}

double *
prognosis_paths_dup_common (const PrognosisShocks *shocks, gsize signal)
{
  const PrognosisShocks once = { .seed = shocks->seed, .horizon = 1, .n_paths = shocks->n_paths, .persistence = 1.0 };
  const gsize size = shocks->horizon * shocks->n_paths;
  double *common = g_new0 (double, size + shocks->n_paths);

  add_autoregression (shocks, mix_seed (shocks->seed, 0, signal), sqrt (shocks->shared), common);
  /* The constant part of each path's shock. */
  add_autoregression (&once, mix_seed (shocks->seed + 1, 0, signal), sqrt (shocks->shared), common + size);
  return common;
}

void
prognosis_paths_shake (const PrognosisShocks *shocks, gsize region, gsize signal, gboolean cumulative, double *quantiles,
                       double *paths)
{
  const gsize n = shocks->n_paths, size = shocks->horizon * n;
  const PrognosisShocks once = { .seed = shocks->seed, .horizon = 1, .n_paths = n, .persistence = 1.0 };
  g_autofree double *latent = shocks->common != NULL ? g_memdup2 (shocks->common, (size + n) * sizeof (double))
                                                     : prognosis_paths_dup_common (shocks, signal);
  double *held = latent + size;

  add_autoregression (shocks, mix_seed (shocks->seed, region + 1, signal), sqrt (1.0 - shocks->shared), latent);
  if (cumulative)
    {
      add_autoregression (&once, mix_seed (shocks->seed + 1, region + 1, signal), sqrt (1.0 - shocks->shared), held);
      prognosis_paths_hold (latent, held, shocks->persistence, shocks->horizon, n, quantiles);
    }
  prognosis_paths_arrange (latent, shocks->horizon, n, cumulative, quantiles, paths);
}
