/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-conformal.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "prognosis-parallel.h"
#include "prognosis-paths.h"
#include "prognosis-sort.h"
#include "prognosis-tail.h"

/* Prior: assumed errors, with the weight of this many independent ones. */
#define N_ASSUMED 64
#define WEIGHT_ASSUMED 4.0
/* With this many independent origins, a region's own errors have as much weight as the pool's. */
#define WEIGHT_OF_POOL 4.0
/* With less weight than this, a horizon uses the distribution of a shorter one, widened. */
#define LEAST_WEIGHT 2.0
/* Share of the variance that is common to all regions. */
#define SHARED 0.3

typedef struct
{
  gsize region;
  double weight;
} Origin;

/* Quantiles at some levels, which regions share but for a factor. */
typedef struct
{
  gsize n_levels;
  double *levels, *errors; /* errors: horizon x n_levels, divided by their growth */
} Shape;

struct _PrognosisConformal
{
  gsize n_regions, horizon;
  PrognosisKind kind;
  double assumed, power; /* prior standard deviation of errors, and the exponent of its growth with the horizon */
  double overlap;        /* this many neighbouring origins count as one */
  gsize reach;           /* errors at this many horizons before and after are pooled */
  GArray *origins;       /* Origin */
  GArray *errors;        /* origins x horizon */
  gboolean is_ready;
  double *factors; /* by region */
  double persistence;
  GArray **own;    /* by horizon: PrognosisTailPoint, of sort_own() */
  gsize known;     /* horizons with enough of them */
  Shape shapes[2]; /* those last asked for */
  guint n_shapes;
  PrognosisShocks shocks; /* of the paths */
  double *common;         /* what regions share of them */
};

PrognosisConformal *
prognosis_conformal_new (gsize n_regions, gsize horizon, PrognosisKind kind, gsize week)
{
  PrognosisConformal *self = g_new0 (PrognosisConformal, 1);

  self->n_regions = n_regions;
  self->horizon = horizon;
  self->kind = kind;
  self->assumed = kind == PROGNOSIS_KIND_CUMULATIVE ? 0.5 : 1.5;
  self->power = kind == PROGNOSIS_KIND_CUMULATIVE ? 1.0 : 0.5;
  self->overlap = MIN (horizon, week == 1 ? 2 : 7);
  self->reach = week == 1 ? 0 : 3;
  self->origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  self->errors = g_array_new (FALSE, FALSE, sizeof (double));
  self->factors = g_new (double, n_regions);
  self->own = g_new0 (GArray *, horizon);
  return self;
}

PrognosisConformal *
prognosis_conformal_new_relative (gsize n_regions, gsize horizon, gsize week)
{
  PrognosisConformal *self = prognosis_conformal_new (n_regions, horizon, PROGNOSIS_KIND_INCIDENT, week);

  self->assumed = 1.0;
  self->power = 0.0;
  return self;
}

static void
clear_shape (Shape *shape)
{
  g_clear_pointer (&shape->levels, g_free);
  g_clear_pointer (&shape->errors, g_free);
}

void
prognosis_conformal_free (PrognosisConformal *self)
{
  for (gsize h = 0; h < self->horizon; h++)
    g_clear_pointer (&self->own[h], g_array_unref);
  for (gsize k = 0; k < G_N_ELEMENTS (self->shapes); k++)
    clear_shape (&self->shapes[k]);
  g_array_unref (self->origins);
  g_clear_pointer (&self->errors, g_array_unref);
  g_free (self->factors);
  g_free (self->own);
  g_free (self->common);
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

/* Prior growth of errors with the horizon. */
static double
growth (const PrognosisConformal *self, double h)
{
  return pow (h, self->power);
}

/* Mean absolute error of each region relative to the pool's at the same horizons, shrunk to 1. */
static void
find_factors (PrognosisConformal *self)
{
  g_autofree double *mean = g_new0 (double, self->horizon), *weight = g_new0 (double, self->horizon);
  g_autofree double *sum = g_new0 (double, self->n_regions), *n = g_new0 (double, self->n_regions),
                    *rows = g_new0 (double, self->n_regions);

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

/* Correlation of errors at neighbouring horizons. */
static void
find_persistence (PrognosisConformal *self)
{
  /* With the weight of one pair of errors. */
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

/* Errors at horizon @h + 1 over their growth and their region's factor, in order; weights of their origins. */
static GArray *
sort_own (const PrognosisConformal *self, gsize h)
{
  const gsize most = MAX (self->origins->len, 1);
  g_autofree PrognosisTailPoint *points = g_new (PrognosisTailPoint, most);
  g_autofree double *errors = g_new (double, most);
  g_autofree gsize *order = g_new (gsize, most);
  GArray *sorted;
  gsize n = 0;

  for (guint i = 0; i < self->origins->len; i++)
    if (isfinite (get_error (self, i, h)))
      {
        const Origin *origin = &g_array_index (self->origins, Origin, i);

        errors[n] = get_error (self, i, h) / (growth (self, h + 1) * self->factors[origin->region]);
        points[n] = (PrognosisTailPoint){ errors[n], origin->weight };
        n++;
      }
  prognosis_sort_index (order, errors, n);
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (PrognosisTailPoint), (guint) MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    g_array_append_val (sorted, points[order[i]]);
  return sorted;
}

/* Merges two sorted arrays. @errors of the second are multiplied by @scale and their weights by @share. Frees @a. */
static GArray *
merge (GArray *a, const GArray *b, double scale, double share)
{
  GArray *both = g_array_sized_new (FALSE, FALSE, sizeof (PrognosisTailPoint), a->len + b->len);
  const PrognosisTailPoint *x = (const PrognosisTailPoint *) (gconstpointer) a->data;
  const PrognosisTailPoint *y = (const PrognosisTailPoint *) (gconstpointer) b->data;
  PrognosisTailPoint *out;
  guint i = 0, k = 0;

  g_array_set_size (both, a->len + b->len);
  out = (PrognosisTailPoint *) (gpointer) both->data;
  while (i < a->len || k < b->len)
    if (k == b->len || (i < a->len && x[i].error <= scale * y[k].error))
      *out++ = x[i++];
    else
      {
        *out++ = (PrognosisTailPoint){ scale * y[k].error, share * y[k].weight };
        k++;
      }
  g_array_unref (a);
  return both;
}

static GArray *
assume (double spread)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (PrognosisTailPoint));

  for (int i = 0; i < N_ASSUMED; i++)
    {
      const PrognosisTailPoint point = { spread * gsl_cdf_ugaussian_Pinv ((i + 0.5) / N_ASSUMED), WEIGHT_ASSUMED / N_ASSUMED };

      g_array_append_val (points, point);
    }
  return points;
}

static double
sum_weights (const GArray *points)
{
  double sum = 0.0;

  for (guint i = 0; i < points->len; i++)
    sum += g_array_index (points, PrognosisTailPoint, i).weight;
  return sum;
}

/* Origins of neighbouring days say nearly the same. */
static double
get_independence (const PrognosisConformal *self, gsize h)
{
  return 1.0 / MIN (self->overlap, h + 1.0);
}

/* Errors at horizon @h + 1 and its neighbours together with the assumed ones. */
static GArray *
gather (const PrognosisConformal *self, gsize h, double *weight)
{
  const gsize reach = MIN (self->reach, h), first = h - reach, last = MIN (h + reach, self->horizon - 1);
  GArray *points = assume (self->assumed * growth (self, h + 1));

  for (gsize of = first; of <= last; of++)
    points = merge (points, self->own[of], growth (self, h + 1), get_independence (self, h) / (double) (last - first + 1));
  *weight = sum_weights (points);
  prognosis_tail_share ((PrognosisTailPoint *) (gpointer) points->data, points->len);
  return points;
}

static void
sort_horizon (gsize h, gsize thread, gpointer data)
{
  PrognosisConformal *self = data;

  self->own[h] = sort_own (self, h);
}

static void
sort_all (PrognosisConformal *self, gsize n_threads)
{
  find_factors (self);
  find_persistence (self);
  prognosis_parallel (self->horizon, n_threads, NULL, sort_horizon, self);
  for (self->known = 1; self->known < self->horizon; self->known++)
    if (sum_weights (self->own[self->known]) * get_independence (self, self->known) < LEAST_WEIGHT)
      break;
  g_array_set_size (self->origins, 0);
  g_clear_pointer (&self->errors, g_array_unref);
  self->is_ready = TRUE;
}

typedef struct
{
  const PrognosisConformal *self;
  Shape *shapes;
  gsize n_shapes;
} Shaping;

/* All shapes at one horizon: its errors are many, and are put together only here. */
static void
shape_horizon (gsize h, gsize thread, gpointer data)
{
  const Shaping *shaping = data;
  double weight;
  g_autoptr (GArray) points = gather (shaping->self, h, &weight);

  for (gsize k = 0; k < shaping->n_shapes; k++)
    {
      const Shape *shape = &shaping->shapes[k];
      double *row = shape->errors + h * shape->n_levels;

      prognosis_tail_quantiles ((const PrognosisTailPoint *) (gconstpointer) points->data, points->len, weight, shape->levels,
                                shape->n_levels, row);
      for (gsize i = 0; i < shape->n_levels; i++)
        row[i] /= growth (shaping->self, h + 1);
    }
}

static void
find_shapes (const PrognosisConformal *self, Shape *shapes, gsize n_shapes, gsize n_threads)
{
  Shaping shaping = { self, shapes, n_shapes };

  prognosis_parallel (self->known, n_threads, NULL, shape_horizon, &shaping);
  for (gsize k = 0; k < n_shapes; k++)
    {
      Shape *shape = &shapes[k];

      for (gsize h = self->known; h < self->horizon; h++)
        memcpy (shape->errors + h * shape->n_levels, shape->errors + (self->known - 1) * shape->n_levels,
                shape->n_levels * sizeof (double));
      if (self->reach > 0)
        prognosis_tail_smooth (shape->errors, self->horizon, shape->n_levels);
    }
}

static void
init_shape (const PrognosisConformal *self, const double *levels, gsize n_levels, Shape *shape)
{
  clear_shape (shape);
  shape->n_levels = n_levels;
  shape->levels = g_memdup2 (levels, n_levels * sizeof *levels);
  shape->errors = g_new (double, self->horizon *n_levels);
}

static const Shape *
get_shape (PrognosisConformal *self, const double *levels, gsize n_levels)
{
  Shape *shape;

  for (gsize k = 0; k < MIN (self->n_shapes, G_N_ELEMENTS (self->shapes)); k++)
    if (self->shapes[k].n_levels == n_levels && memcmp (self->shapes[k].levels, levels, n_levels * sizeof *levels) == 0)
      return &self->shapes[k];
  shape = &self->shapes[self->n_shapes++ % G_N_ELEMENTS (self->shapes)];
  init_shape (self, levels, n_levels, shape);
  find_shapes (self, shape, 1, 1);
  return shape;
}

void
prognosis_conformal_quantiles (PrognosisConformal *self, gsize region, const double *levels, gsize n_levels, double *errors)
{
  const Shape *shape;

  if (!self->is_ready)
    sort_all (self, 1);
  shape = get_shape (self, levels, n_levels);
  for (gsize h = 0; h < self->horizon; h++)
    {
      const double size = self->factors[region] * growth (self, h + 1);

      for (gsize i = 0; i < n_levels; i++)
        errors[h * n_levels + i] = shape->errors[h * n_levels + i] * size;
    }
}

void
prognosis_conformal_prepare (PrognosisConformal *self, gsize n_paths, gsize n_threads)
{
  const double half = 0.5;
  g_autofree double *levels = g_new (double, n_paths);

  if (self->is_ready)
    return;
  prognosis_paths_levels (n_paths, levels);
  sort_all (self, n_threads);
  init_shape (self, levels, n_paths, &self->shapes[0]);
  init_shape (self, &half, 1, &self->shapes[1]);
  find_shapes (self, self->shapes, 2, n_threads);
  self->n_shapes = 2;
}

void
prognosis_conformal_prepare_paths (PrognosisConformal *self, guint64 seed, gsize n_paths, gsize n_threads)
{
  prognosis_conformal_prepare (self, n_paths, n_threads);
  self->shocks = (PrognosisShocks){
    .seed = seed, .horizon = self->horizon, .n_paths = n_paths, .persistence = self->persistence, .shared = SHARED
  };
  g_free (self->common);
  self->shocks.common = self->common = prognosis_paths_dup_common (&self->shocks, 0);
}

void
prognosis_conformal_fill (PrognosisConformal *self, gsize region, gsize signal, const double *centre, double scale, double floor,
                          PrognosisForecast *forecast)
{
  const gsize n_paths = self->shocks.n_paths;
  const gboolean cumulative = self->kind == PROGNOSIS_KIND_CUMULATIVE;
  const double half = 0.5;
  g_autofree double *levels = g_new (double, n_paths), *quantiles = g_new (double, self->horizon *n_paths);
  g_autofree double *middle = g_new (double, self->horizon);

  g_return_if_fail (self->common != NULL);
  prognosis_paths_levels (n_paths, levels);
  prognosis_conformal_quantiles (self, region, levels, n_paths, quantiles);
  prognosis_conformal_quantiles (self, region, &half, 1, middle);
  for (gsize h = 0; h < self->horizon; h++)
    for (gsize i = 0; i < n_paths; i++)
      {
        double *q = &quantiles[h * n_paths + i];

        *q = centre[h] + scale * (*q - middle[h]);
        if (cumulative)
          *q = MAX (*q, floor);
      }
  prognosis_forecast_add_quantiles (forecast, region, signal, &self->shocks, 0, quantiles);
}
