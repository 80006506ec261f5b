/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-conformal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

/* Errors that are assumed before any is known; they count as so many independent ones. */
#define N_ASSUMED 16
#define WEIGHT_ASSUMED 4.0
/* So many independent origins draw a region half of the way from the pool to itself. */
#define WEIGHT_OF_POOL 4.0
/* With less than this, a horizon takes the distribution of a shorter one, widened. */
#define LEAST_WEIGHT 2.0
/* Share of variance that regions have in common. */
#define SHARED 0.3

typedef struct
{
  gsize region;
  double weight;
} Origin;

struct _PrognosisConformal
{
  gsize n_regions, horizon;
  PrognosisKind kind;
  double overlap;  /* so many neighbouring origins say the same */
  GArray *origins; /* Origin */
  GArray *errors;  /* origins x horizon */
  gboolean is_ready;
  double *factors; /* by region */
  double persistence;
  GArray **sorted; /* by horizon: error, running share of weight; of `known` horizons only */
  gsize known;
};

typedef struct
{
  double error, share;
} Point;

PrognosisConformal *
prognosis_conformal_new (gsize n_regions, gsize horizon, PrognosisKind kind, gsize week)
{
  PrognosisConformal *self = g_new0 (PrognosisConformal, 1);

  self->n_regions = n_regions;
  self->horizon = horizon;
  self->kind = kind;
  self->overlap = MIN (horizon, week == 1 ? 2 : 7);
  self->origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  self->errors = g_array_new (FALSE, FALSE, sizeof (double));
  self->factors = g_new (double, n_regions);
  self->sorted = g_new0 (GArray *, horizon);
  return self;
}

void
prognosis_conformal_free (PrognosisConformal *self)
{
  for (gsize h = 0; h < self->horizon; h++)
    g_clear_pointer (&self->sorted[h], g_array_unref);
  g_array_unref (self->origins);
  g_array_unref (self->errors);
  g_free (self->factors);
  g_free (self->sorted);
  g_free (self);
}

void
prognosis_conformal_add (PrognosisConformal *self, gsize region, const double *errors, double weight)
{
  const Origin origin = { region, weight };

  g_return_if_fail (!self->is_ready && region < self->n_regions);
  for (gsize h = 0; h < self->horizon; h++)
    if (isfinite (errors[h]))
      {
        g_array_append_val (self->origins, origin);
        g_array_append_vals (self->errors, errors, self->horizon);
        return;
      }
}

static double
get_error (const PrognosisConformal *self, gsize origin, gsize h)
{
  return g_array_index (self->errors, double, origin * self->horizon + h);
}

/* How an error grows with the horizon before anything is known of it. */
static double
growth (const PrognosisConformal *self, double h)
{
  return self->kind == PROGNOSIS_KIND_CUMULATIVE ? h : sqrt (h);
}

/* Mean absolute error of a region over the pool's at the same horizons, shrunk to 1. */
static void
find_factors (PrognosisConformal *self)
{
  g_autofree double *mean = g_new0 (double, self->horizon), *weight = g_new0 (double, self->horizon);
  g_autofree double *sum = g_new0 (double, self->n_regions), *n = g_new0 (double, self->n_regions), *rows = g_new0 (double, self->n_regions);

  for (guint i = 0; i < self->origins->len; i++)
    for (gsize h = 0; h < self->horizon; h++)
      if (isfinite (get_error (self, i, h)))
        {
          mean[h] += g_array_index (self->origins, Origin, i).weight * fabs (get_error (self, i, h));
          weight[h] += g_array_index (self->origins, Origin, i).weight;
        }
  for (guint i = 0; i < self->origins->len; i++)
    {
      const Origin *origin = &g_array_index (self->origins, Origin, i);

      rows[origin->region] += origin->weight / self->overlap;
      for (gsize h = 0; h < self->horizon; h++)
        if (isfinite (get_error (self, i, h)) && mean[h] > 0.0)
          {
            sum[origin->region] += origin->weight * fabs (get_error (self, i, h)) / (mean[h] / weight[h]);
            n[origin->region] += origin->weight;
          }
    }
  for (gsize r = 0; r < self->n_regions; r++)
    {
      const double ratio = n[r] > 0.0 ? CLAMP (sum[r] / n[r], 0.05, 20.0) : 1.0;

      self->factors[r] = exp (rows[r] / (rows[r] + WEIGHT_OF_POOL) * log (ratio));
    }
}

/* Correlation of the errors at neighbouring horizons. */
static void
find_persistence (PrognosisConformal *self)
{
  const double assumed = self->kind == PROGNOSIS_KIND_CUMULATIVE ? 0.9 : 0.5;
  double product = assumed, first = 1.0, second = 1.0;

  for (guint i = 0; i < self->origins->len; i++)
    for (gsize h = 1; h < self->horizon; h++)
      {
        const double a = CLAMP (get_error (self, i, h - 1) / growth (self, h), -3.0, 3.0);
        const double b = CLAMP (get_error (self, i, h) / growth (self, h + 1), -3.0, 3.0);

        if (!isfinite (a) || !isfinite (b))
          continue;
        product += a * b;
        first += a * a;
        second += b * b;
      }
  self->persistence = CLAMP (product / sqrt (first * second), 0.0, 0.99);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const double first = ((const Point *) a)->error, second = ((const Point *) b)->error;

  return (first > second) - (first < second);
}

/* The errors of horizon @h + 1 with those assumed, sorted; from weights to shares at the middle of each. */
static gboolean
sort_horizon (PrognosisConformal *self, gsize h)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));
  const double spread = (self->kind == PROGNOSIS_KIND_CUMULATIVE ? 0.5 : 1.5) * growth (self, h + 1);
  double total = 0.0, sum = 0.0;

  for (guint i = 0; i < self->origins->len; i++)
    if (isfinite (get_error (self, i, h)))
      {
        const Origin *origin = &g_array_index (self->origins, Origin, i);
        const Point point = { get_error (self, i, h) / self->factors[origin->region], origin->weight / self->overlap };

        total += point.share;
        g_array_append_val (points, point);
      }
  if (total < LEAST_WEIGHT && h > 0)
    {
      g_array_unref (points);
      return FALSE;
    }
  for (int i = 0; i < N_ASSUMED; i++)
    {
      const Point point = { spread * gsl_cdf_ugaussian_Pinv ((i + 0.5) / N_ASSUMED), WEIGHT_ASSUMED / N_ASSUMED };

      total += point.share;
      g_array_append_val (points, point);
    }
  g_array_sort (points, compare_points);
  for (guint i = 0; i < points->len; i++)
    {
      Point *point = &g_array_index (points, Point, i);
      const double weight = point->share;

      point->share = (sum + 0.5 * weight) / total;
      sum += weight;
    }
  self->sorted[h] = points;
  return TRUE;
}

static void
prepare (PrognosisConformal *self)
{
  find_factors (self);
  find_persistence (self);
  for (self->known = 0; self->known < self->horizon && sort_horizon (self, self->known); self->known++)
    ;
  self->is_ready = TRUE;
}

/* Quantiles at ascending @levels, between the points by straight lines. */
static void
read_off (const GArray *points, const double *levels, gsize n, double *values)
{
  guint k = 1;

  for (gsize i = 0; i < n; i++)
    {
      const Point *a, *b;

      while (k + 1 < points->len && g_array_index (points, Point, k).share < levels[i])
        k++;
      a = &g_array_index (points, Point, k - 1);
      b = &g_array_index (points, Point, k);
      values[i] = b->share > a->share
                    ? a->error + (b->error - a->error) * CLAMP ((levels[i] - a->share) / (b->share - a->share), 0.0, 1.0)
                    : b->error;
    }
}

/* Row h of @quantiles: horizon h + 1, ascending. */
static void
make_quantiles (const PrognosisConformal *self, gsize region, const double *centre, double scale, double floor, gsize n_paths, double *quantiles)
{
  g_autofree double *levels = g_new (double, n_paths), *row = g_new (double, n_paths);

  for (gsize i = 0; i < n_paths; i++)
    levels[i] = (i + 0.5) / n_paths;
  for (gsize h = 0; h < self->horizon; h++)
    {
      const gsize source = MIN (h, self->known - 1);
      const double wide = self->factors[region] * growth (self, h + 1) / growth (self, source + 1), half = 0.5;
      double middle;

      read_off (self->sorted[source], levels, n_paths, row);
      read_off (self->sorted[source], &half, 1, &middle);
      for (gsize i = 0; i < n_paths; i++)
        {
          double *q = &quantiles[h * n_paths + i];

          *q = centre[h] + scale * wide * (row[i] - middle);
          if (self->kind == PROGNOSIS_KIND_CUMULATIVE)
            *q = MAX (*q, h ? quantiles[(h - 1) * n_paths + i] : floor);
        }
    }
}

static void
advance (gsl_rng *rng, double persistence, gboolean first, gsize n, double *z)
{
  const double keep = first ? 0.0 : persistence, fresh = sqrt (1.0 - keep * keep);

  for (gsize i = 0; i < n; i++)
    z[i] = keep * z[i] + fresh * gsl_ran_ugaussian (rng);
}

/* Gives out row @q by the ranks of @z. FALSE where a path would fall below @before. */
static gboolean
hand_out (const double *q, const double *z, const double *before, gsize n, gsize *order, double *paths)
{
  gboolean falls = FALSE;

  gsl_sort_index (order, z, 1, n);
  for (gsize i = 0; i < n; i++)
    {
      paths[order[i]] = q[i];
      falls |= before && q[i] < before[order[i]];
    }
  return !falls;
}

void
prognosis_conformal_fill (PrognosisConformal *self, gsize region, const double *centre, double scale, double floor, guint64 seed,
                          gsize n_paths, double *paths)
{
  g_autofree double *quantiles = g_new (double, self->horizon * n_paths);
  g_autofree double *common = g_new0 (double, n_paths), *own = g_new0 (double, n_paths), *z = g_new (double, n_paths);
  g_autofree double *last = g_new0 (double, n_paths);
  g_autofree gsize *order = g_new (gsize, n_paths);
  gsl_rng *of_all = gsl_rng_alloc (gsl_rng_mt19937), *of_region = gsl_rng_alloc (gsl_rng_mt19937);

  if (!self->is_ready)
    prepare (self);
  gsl_rng_set (of_all, 2 * seed + 1);
  gsl_rng_set (of_region, (seed + 1) * 7919 + 2 * region);
  make_quantiles (self, region, centre, scale, floor, n_paths, quantiles);
  for (gsize h = 0; h < self->horizon; h++)
    {
      const double *before = self->kind == PROGNOSIS_KIND_CUMULATIVE && h ? paths + (h - 1) * n_paths : NULL;
      double mixed = 1.0;

      advance (of_all, self->persistence, h == 0, n_paths, common);
      advance (of_region, self->persistence, h == 0, n_paths, own);
      /* Ranks change as much as a cumulative count allows; with none changing no path falls. */
      for (;;)
        {
          for (gsize i = 0; i < n_paths; i++)
            z[i] = mixed * (sqrt (SHARED) * common[i] + sqrt (1.0 - SHARED) * own[i]) + (1.0 - mixed) * last[i];
          if (hand_out (quantiles + h * n_paths, z, before, n_paths, order, paths + h * n_paths) || mixed == 0.0)
            break;
          mixed = mixed < 0.2 ? 0.0 : 0.3 * mixed;
        }
      memcpy (last, z, n_paths * sizeof *z);
    }
  gsl_rng_free (of_all);
  gsl_rng_free (of_region);
}
