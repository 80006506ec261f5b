/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "shared-fit.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

/* Effective past nowcasts that pull a slope, the effect of a place and its spread towards those of all places. */
#define SLOPE_PRIOR 3.0
#define PLACE_PRIOR 5.0
#define SCALE_PRIOR 30.0
/* Of the weights, before the spread is known; then the regression is repeated with the spread that it found. */
#define FIRST_FLOOR 0.01
#define N_PASSES 3
/* Errors above this many standard deviations, such as those of holidays, count less (Huber, Robust Statistics, 1981). */
#define HUBER 1.345
#define TINY 1e-9

static const double floors[] = { 1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1 };

static void
standardise (SharedFit *self, const SharedRow *rows, const double *weights, gsize n_rows)
{
  double sum = 0;

  for (gsize i = 0; i < n_rows; i++)
    sum += weights[i];
  self->mean[0] = 0;
  self->sd[0] = 1;
  for (gsize j = 1; j < self->n_features; j++)
    {
      double mean = 0, variance = 0;

      for (gsize i = 0; i < n_rows; i++)
        mean += weights[i] * rows[i].features[j] / sum;
      for (gsize i = 0; i < n_rows; i++)
        variance += weights[i] * (rows[i].features[j] - mean) * (rows[i].features[j] - mean) / sum;
      self->mean[j] = mean;
      self->sd[j] = sqrt (variance) + TINY;
    }
}

static double
get_feature (const SharedFit *self, const double *features, gsize j)
{
  return isnan (features[j]) ? 0 : (features[j] - self->mean[j]) / self->sd[j];
}

/* Ridge regression; the effects of places, whose block is diagonal, are eliminated first. */
static gboolean
solve (SharedFit *self, const SharedRow *rows, const double *weights, gsize n_rows, gsize n_places)
{
  const gsize n = self->n_features;
  g_autofree double *cross = g_new0 (double, n_places *n), *diagonal = g_new (double, n_places), *right = g_new0 (double, n_places);
  double a[SHARED_MAX_FEATURES * SHARED_MAX_FEATURES] = { 0 }, b[SHARED_MAX_FEATURES] = { 0 };
  gsl_matrix_view matrix = gsl_matrix_view_array (a, n, n);
  gsl_vector_view vector = gsl_vector_view_array (b, n);

  for (gsize p = 0; p < n_places; p++)
    diagonal[p] = PLACE_PRIOR;
  for (gsize i = 0; i < n_rows; i++)
    {
      const gsize p = rows[i].place;
      double x[SHARED_MAX_FEATURES];

      diagonal[p] += weights[i];
      right[p] += weights[i] * rows[i].ratio;
      for (gsize j = 0; j < n; j++)
        x[j] = get_feature (self, rows[i].features, j);
      for (gsize j = 0; j < n; j++)
        {
          cross[p * n + j] += weights[i] * x[j];
          b[j] += weights[i] * x[j] * rows[i].ratio;
          for (gsize k = 0; k < n; k++)
            a[j * n + k] += weights[i] * x[j] * x[k];
        }
    }
  for (gsize j = 0; j < n; j++)
    {
      a[j * n + j] += j == 0 ? TINY : SLOPE_PRIOR;
      for (gsize p = 0; p < n_places; p++)
        {
          b[j] -= cross[p * n + j] * right[p] / diagonal[p];
          for (gsize k = 0; k < n; k++)
            a[j * n + k] -= cross[p * n + j] * cross[p * n + k] / diagonal[p];
        }
    }
  if (gsl_linalg_cholesky_decomp1 (&matrix.matrix) != 0 || gsl_linalg_cholesky_svx (&matrix.matrix, &vector.vector) != 0)
    return FALSE;
  for (gsize j = 0; j < n; j++)
    self->slopes[j] = b[j];
  for (gsize p = 0; p < n_places; p++)
    {
      self->effects[p] = right[p];
      for (gsize j = 0; j < n; j++)
        self->effects[p] -= cross[p * n + j] * b[j];
      self->effects[p] /= diagonal[p];
    }
  return TRUE;
}

static double
get_error (const SharedFit *self, const SharedRow *row)
{
  return row->ratio - shared_fit_get_ratio (self, row->place, row->features);
}

/* The floor by likelihood, then the scale of each place, drawn towards that of all. */
static void
measure_spread (SharedFit *self, const SharedRow *rows, gsize n_rows, gsize n_places)
{
  g_autofree double *squares = g_new (double, n_rows), *sums = g_new0 (double, n_places), *n = g_new0 (double, n_places);
  double total = 0, best = -INFINITY, scale = 1;

  for (gsize i = 0; i < n_rows; i++)
    {
      const double error = get_error (self, &rows[i]);

      squares[i] = error * error;
      total += rows[i].decay;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (floors); k++)
    {
      double mean = TINY * TINY, likelihood = 0;

      for (gsize i = 0; i < n_rows; i++)
        mean += rows[i].decay * squares[i] / (floors[k] + 1 / rows[i].count) / total;
      for (gsize i = 0; i < n_rows; i++)
        {
          const double variance = mean * (floors[k] + 1 / rows[i].count);

          likelihood -= rows[i].decay * (log (variance) + squares[i] / variance);
        }
      if (likelihood <= best)
        continue;
      best = likelihood;
      scale = mean;
      self->floor = floors[k];
    }
  for (gsize i = 0; i < n_rows; i++)
    {
      sums[rows[i].place] += rows[i].decay * squares[i] / (self->floor + 1 / rows[i].count);
      n[rows[i].place] += rows[i].decay;
    }
  for (gsize p = 0; p < n_places; p++)
    self->scales[p] = (sums[p] + SCALE_PRIOR * scale) / (n[p] + SCALE_PRIOR);
}

static void
weigh (const SharedFit *self, const SharedRow *rows, gsize n_rows, gboolean is_first, double *weights)
{
  double sum = 0, decays = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      weights[i] = rows[i].decay / (self->floor + 1 / rows[i].count);
      if (!is_first)
        weights[i]
            *= MIN (1, HUBER * shared_fit_get_sd (self, rows[i].place, rows[i].count) / (fabs (get_error (self, &rows[i])) + TINY));
      sum += weights[i];
      decays += rows[i].decay;
    }
  for (gsize i = 0; i < n_rows; i++)
    weights[i] *= decays / sum;
}

SharedFit *
shared_fit_new (const SharedRow *rows, gsize n_rows, gsize n_features, gsize n_places)
{
  g_autoptr (SharedFit) self = g_new0 (SharedFit, 1);
  g_autofree double *weights = g_new (double, n_rows);

  self->n_features = n_features;
  self->effects = g_new0 (double, n_places);
  self->scales = g_new0 (double, n_places);
  self->floor = FIRST_FLOOR;
  for (int pass = 0; pass < N_PASSES; pass++)
    {
      weigh (self, rows, n_rows, pass == 0, weights);
      standardise (self, rows, weights, n_rows);
      if (!solve (self, rows, weights, n_rows, n_places))
        return NULL;
      measure_spread (self, rows, n_rows, n_places);
    }
  return g_steal_pointer (&self);
}

void
shared_fit_free (SharedFit *self)
{
  if (self == NULL)
    return;
  g_free (self->effects);
  g_free (self->scales);
  g_free (self);
}

double
shared_fit_get_ratio (const SharedFit *self, gsize place, const double *features)
{
  double ratio = self->effects[place];

  for (gsize j = 0; j < self->n_features; j++)
    ratio += self->slopes[j] * get_feature (self, features, j);
  return ratio;
}

double
shared_fit_get_sd (const SharedFit *self, gsize place, double count)
{
  return sqrt (self->scales[place] * (self->floor + 1 / count));
}
