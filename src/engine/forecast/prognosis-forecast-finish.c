/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the kind of a signal implies for sample paths: nothing counted is negative, falls where it only adds up, or is more than there
   are persons; and small counts scatter as counts do. */

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

#include "prognosis-counts.h"
#include "prognosis-forecast-private.h"
#include "prognosis-paths.h"
#include "prognosis-sort.h"

#define LEAST_COUNT PROGNOSIS_FORECAST_LEAST_COUNT
#define SHARE_AT_ONCE 0.5 /* of the persons left who may fall ill in one step */

typedef struct
{
  const PrognosisDataset *dataset;
  gsize region, signal, horizon, n_paths;
  double *paths; /* horizon x n_paths */
} Paths;

/* What the kind of a series implies for its values. */
typedef struct
{
  gboolean is_rising; /* no value is below the one before */
  double floor, ceiling;
  double left; /* limits the sum of a path's new counts */
} Limits;

static double
sum_known (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double *x = prognosis_dataset_get_values (dataset, region, signal);
  double sum = 0.0;

  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    sum += isfinite (x[t]) ? x[t] : 0.0;
  return sum;
}

/* The persons whom a signal can count: all of the region, or, if more cases than persons were counted, as many as fall ill again.
   INFINITY: their number is unknown, or the signal does not count persons but tests, for instance. */
static double
count_persons (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const PrognosisRole role = prognosis_dataset_get_signal (dataset, signal)->role;
  const double population = role == PROGNOSIS_ROLE_INFECTIONS ? prognosis_dataset_get_exposed (dataset, region)
                                                              : prognosis_dataset_get_region (dataset, region)->population;

  return role != PROGNOSIS_ROLE_OTHER && population > 0.0 ? population : INFINITY;
}

static Limits
find_limits (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const PrognosisKind kind = prognosis_dataset_get_signal (dataset, signal)->kind;
  const double persons = count_persons (dataset, region, signal);
  const gssize last_step = prognosis_dataset_get_last_observed (dataset, region, signal);
  const double last = last_step >= 0 ? prognosis_dataset_get_values (dataset, region, signal)[last_step] : 0.0;

  switch (kind)
    {
    /* Data that are above the population already stay as they are. */
    case PROGNOSIS_KIND_CUMULATIVE: return (Limits){ TRUE, last, MAX (persons, last), INFINITY };
    case PROGNOSIS_KIND_PREVALENCE: return (Limits){ FALSE, 0.0, MAX (persons, last), INFINITY };
    case PROGNOSIS_KIND_INCIDENT: return (Limits){ FALSE, 0.0, INFINITY, MAX (persons - sum_known (dataset, region, signal), 0.0) };
    case PROGNOSIS_KIND_RATE: return (Limits){ FALSE, 0.0, PROGNOSIS_RATE_PERSONS, INFINITY };
    case PROGNOSIS_KIND_PROPORTION: return (Limits){ FALSE, 0.0, 1.0, INFINITY };
    default: g_return_val_if_reached ((Limits){ 0 });
    }
}

/* The most new cases of a step among @left persons: the last of them do not fall ill on the same day, and a forecast that would use
   them up on the next days is not sure that there are no cases afterwards. */
static double
limit_new (double left)
{
  return MAX (SHARE_AT_ONCE * left, MIN (left, 1.0));
}

/* A cumulative count neither falls nor starts below what is known; nothing counted is negative, or more than there are persons.
 * FALSE: some value is not finite, before or after these rules. */
static gboolean
apply_kind (const Paths *self)
{
  const Limits limits = find_limits (self->dataset, self->region, self->signal);
  const gboolean is_incident = prognosis_dataset_get_signal (self->dataset, self->signal)->kind == PROGNOSIS_KIND_INCIDENT;

  g_autofree double *least = g_new (double, 2 * self->n_paths);
  double *left = least + self->n_paths;
  gboolean is_finite = TRUE;

  for (gsize p = 0; p < self->n_paths; p++)
    {
      least[p] = limits.floor;
      left[p] = limits.left;
    }
  for (gsize h = 0; h < self->horizon; h++)
    for (gsize p = 0; p < self->n_paths; p++)
      {
        double *x = &self->paths[h * self->n_paths + p];

        /* Here too: MAX() and MIN() would replace a NAN by their other argument. */
        is_finite &= isfinite (*x) != 0;
        *x = MIN (MAX (*x, least[p]), MIN (limits.ceiling, limit_new (left[p])));
        is_finite &= isfinite (*x) != 0;
        if (limits.is_rising)
          least[p] = *x;
        if (is_incident)
          left[p] = MAX (left[p] - *x, 0.0);
      }
  return is_finite;
}

/* The same for rows in ascending order, which values of a cumulative count do not change by being assigned to paths. FALSE: that a path
 * uses up the persons may limit its new counts, or a value is not finite, or a row is not in order. */
static gboolean
apply_kind_to_rows (const Paths *self)
{
  const Limits limits = find_limits (self->dataset, self->region, self->signal);
  const gboolean is_incident = prognosis_dataset_get_signal (self->dataset, self->signal)->kind == PROGNOSIS_KIND_INCIDENT;
  const gsize n = self->n_paths;
  double left = limits.left; /* of the path with most new counts at each step */

  for (gsize h = 0; h < self->horizon; h++)
    {
      double *row = self->paths + h * n;

      for (gsize p = 0; p < n; p++)
        {
          if (!isfinite (row[p]))
            return FALSE;
          if (limits.is_rising && h > 0)
            row[p] = MAX (row[p], (row - n)[p]);
          if (p > 0 && row[p] < row[p - 1])
            return FALSE;
        }
      if (row[n - 1] > limit_new (left))
        return FALSE;
      for (gsize p = 0; p < n; p++)
        row[p] = MIN (MAX (row[p], limits.floor), limits.ceiling);
      if (is_incident)
        left = MAX (left - row[n - 1], 0.0);
    }
  return TRUE;
}

/* Persons in one unit of a signal; 0: it does not count persons, or it is not known how many. */
static double
get_persons_per_unit (const Paths *self)
{
  const double population = prognosis_dataset_get_region (self->dataset, self->region)->population;

  switch (prognosis_dataset_get_signal (self->dataset, self->signal)->kind)
    {
    case PROGNOSIS_KIND_INCIDENT:
    case PROGNOSIS_KIND_CUMULATIVE:
    case PROGNOSIS_KIND_PREVALENCE: return 1.0;
    case PROGNOSIS_KIND_RATE: return population > 0.0 ? population / PROGNOSIS_RATE_PERSONS : 0.0;
    case PROGNOSIS_KIND_PROPORTION:
    default: return 0.0;
    }
}

/* Whether the median of @n values is at least @least, without sorting them. */
static gboolean
is_median_above (const double *x, gsize n, double least)
{
  gsize n_above = 0;

  for (gsize i = 0; i < n; i++)
    n_above += x[i] >= least;
  return 2 * n_above > n;
}

/* The order of paths among equal values, the same at all horizons: small, positive and below any difference that matters. */
static double
break_tie (gsize region, gsize signal, gsize path)
{
  const guint32 mixed = (guint32) ((path + 1) * 2654435761u ^ (region + 1) * 2246822519u ^ (signal + 1) * 3266489917u);

  return LEAST_COUNT * (mixed * 2654435769u / (double) G_MAXUINT32);
}

/* What a forecast of counts starts from. */
typedef struct
{
  double unit;  /* persons in one unit of the signal */
  double level; /* of a cumulative count, else 0 */
  gsize lag;    /* steps without an observation */
  gboolean is_cumulative;
} Start;

static Start
find_start (const Paths *self)
{
  const gboolean is_cumulative = prognosis_dataset_get_signal (self->dataset, self->signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gssize last = prognosis_dataset_get_last_observed (self->dataset, self->region, self->signal);
  const gboolean has_level = is_cumulative && last >= 0;

  return (Start){ .unit = get_persons_per_unit (self),
                  .level = has_level ? prognosis_dataset_get_values (self->dataset, self->region, self->signal)[last] : 0.0,
                  .lag = has_level ? prognosis_dataset_get_n_steps (self->dataset) - 1 - (gsize) last : 0,
                  .is_cumulative = is_cumulative };
}

static gsize
count_steps (const Start *start, gsize h)
{
  return start->is_cumulative ? h + 1 + start->lag : 1;
}

static gboolean
has_small_counts (const Paths *self, const Start *start)
{
  for (gsize h = 0; h < self->horizon && start->unit > 0.0; h++)
    if (!is_median_above (self->paths + h * self->n_paths, self->n_paths,
                          start->level + PROGNOSIS_COUNTS_MANY * count_steps (start, h) / start->unit))
      return TRUE;
  return FALSE;
}

/* Widens quantiles of small counts (prognosis-counts.h). @rows: sorted. FALSE: there was nothing to do. */
static gboolean
widen_rows (const Paths *self, const Start *start, double *rows)
{
  const gsize n = self->n_paths;
  gboolean any = FALSE;

  for (gsize h = 0; h < self->horizon; h++)
    {
      double *row = rows + h * n;

      for (gsize p = 0; p < n; p++)
        row[p] = (row[p] - start->level) * start->unit;
      any |= prognosis_counts_widen (gsl_stats_median_from_sorted_data (row, 1, n), count_steps (start, h), n, row);
      for (gsize p = 0; p < n; p++)
        row[p] = start->level + row[p] / start->unit;
    }
  return any;
}

/* The same, keeping the order of the paths. */
static gboolean
widen_small_counts (const Paths *self)
{
  const gsize n = self->n_paths;
  const Start start = find_start (self);
  g_autofree double *sorted = NULL, *ranks = NULL;
  gboolean any;

  if (!has_small_counts (self, &start))
    return FALSE;
  sorted = g_memdup2 (self->paths, self->horizon * n * sizeof (double));
  ranks = g_new (double, self->horizon *n);
  for (gsize h = 0; h < self->horizon; h++)
    {
      prognosis_sort (sorted + h * n, n);
      for (gsize p = 0; p < n; p++)
        ranks[h * n + p] = self->paths[h * n + p] - start.level + break_tie (self->region, self->signal, p);
    }
  any = widen_rows (self, &start, sorted);
  if (any)
    prognosis_paths_arrange (ranks, self->horizon, n, start.is_cumulative, sorted, self->paths);
  return any;
}

gboolean
prognosis_forecast_finish_paths (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon, gsize n_paths,
                                 double *paths)
{
  const Paths self = { dataset, region, signal, horizon, n_paths, paths };

  if (!apply_kind (&self))
    return FALSE;
  if (widen_small_counts (&self))
    apply_kind (&self);
  return TRUE;
}

gboolean
prognosis_forecast_finish_rows (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon, gsize n_paths,
                                double *rows)
{
  Paths self = { dataset, region, signal, horizon, n_paths, rows };
  const Start start = find_start (&self);
  g_autofree double *wide = NULL;

  if (!apply_kind_to_rows (&self))
    return FALSE;
  if (!has_small_counts (&self, &start))
    return TRUE;
  wide = g_memdup2 (rows, horizon * n_paths * sizeof *rows);
  if (!widen_rows (&self, &start, wide))
    return TRUE;
  self.paths = memcpy (rows, wide, horizon * n_paths * sizeof *rows);
  return apply_kind_to_rows (&self);
}
