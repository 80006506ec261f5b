/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-nowcast-private.h"

#include "prognosis-csv.h"
#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-sort.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

#define N_PATHS 1000

static double *
get_paths (const PrognosisNowcast *self, gsize place, gsize back)
{
  return self->paths + (place * PROGNOSIS_NOWCAST_WEEKS + back) * self->n_paths;
}

double
prognosis_nowcast_log (double count)
{
  return log1p (MAX (count, 0));
}

static int
compare_errors (gconstpointer a, gconstpointer b)
{
  const double x = ((const PrognosisNowcastError *) a)->error, y = ((const PrognosisNowcastError *) b)->error;

  return (x > y) - (x < y);
}

void
prognosis_nowcast_sort_errors (PrognosisNowcastError *errors, gsize n)
{
  if (n > 1)
    qsort (errors, n, sizeof *errors, compare_errors);
}

void
prognosis_nowcast_fill (PrognosisNowcast *self, gsize place, gsize back, double centre, double scale,
                        const PrognosisNowcastError *errors, gsize n)
{
  double *paths = get_paths (self, place, back);
  double sum = 0, below = 0, level_before = 0;
  gsize i = 0;

  for (gsize k = 0; k < n; k++)
    sum += errors[k].weight;
  /* Errors stand at the middle of their weight; below the first and above the last, quantiles are constant. */
  for (gsize k = 0; k < n; k++)
    {
      const double level = (below + errors[k].weight / 2) / sum;

      for (; i < self->n_paths && ((double) i + 0.5) / (double) self->n_paths <= level; i++)
        {
          const double at = ((double) i + 0.5) / (double) self->n_paths;
          const double share = k > 0 && level > level_before ? (at - level_before) / (level - level_before) : 1;
          const double before = errors[k > 0 ? k - 1 : 0].error;

          paths[i] = before + share * (errors[k].error - before);
        }
      below += errors[k].weight;
      level_before = level;
    }
  for (; i < self->n_paths; i++)
    paths[i] = errors[n - 1].error;
  for (i = 0; i < self->n_paths; i++)
    paths[i] = MAX (expm1 (centre + scale * paths[i]), 0);
}

/* Pairs the paths of a place's weeks so that their ranks correlate as past errors did: a Gaussian copula. */
static void
pair (PrognosisNowcast *self, gsize place, const double *correlation, gsl_rng *rng)
{
  const gsize n = self->n_paths;
  g_autofree double *normal = g_new0 (double, n), *sorted = g_new (double, n);
  g_autofree gsize *order = g_new (gsize, n);

  for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS; back++)
    {
      const double rho = back > 0 ? CLAMP (correlation[back], -0.99, 0.99) : 0;
      double *paths = get_paths (self, place, back);

      for (gsize i = 0; i < n; i++)
        normal[i] = rho * normal[i] + sqrt (1 - rho * rho) * gsl_ran_ugaussian (rng);
      prognosis_sort_index (order, normal, n);
      memcpy (sorted, paths, n * sizeof *sorted);
      for (gsize i = 0; i < n; i++)
        paths[order[i]] = sorted[i];
    }
}

PrognosisNowcast *
prognosis_nowcast_new (const PrognosisTriangle *triangle, const PrognosisNowcastMethod *method, guint64 seed, GError **error)
{
  g_autoptr (PrognosisNowcast) self = g_new0 (PrognosisNowcast, 1);
  double correlation[PROGNOSIS_NOWCAST_WEEKS] = { 0 };
  const gsize n = triangle->n_places * PROGNOSIS_NOWCAST_WEEKS * N_PATHS;
  gsl_rng *rng;
  gboolean any = FALSE;

  self->triangle = triangle;
  self->n_paths = N_PATHS;
  self->paths = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    self->paths[i] = NAN;
  method->run (self, correlation);
  rng = gsl_rng_alloc (gsl_rng_taus2);
  gsl_rng_set (rng, seed);
  for (gsize place = 0; place < triangle->n_places; place++)
    {
      for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS; back++)
        any |= prognosis_nowcast_has (self, place, back);
      pair (self, place, correlation, rng);
    }
  gsl_rng_free (rng);
  if (any)
    return g_steal_pointer (&self);
  g_set_error (
      error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
      "No week could be nowcast: either nothing was reported of the last %d weeks, or no earlier week has all its %zu reports",
      PROGNOSIS_NOWCAST_WEEKS, triangle->n_delays);
  return NULL;
}

void
prognosis_nowcast_free (PrognosisNowcast *self)
{
  if (self == NULL)
    return;
  g_free (self->paths);
  g_free (self);
}

gboolean
prognosis_nowcast_has (const PrognosisNowcast *self, gsize place, gsize back)
{
  return !isnan (get_paths (self, place, back)[0]);
}

const double *
prognosis_nowcast_get_paths (const PrognosisNowcast *self, gsize place, gsize back)
{
  return get_paths (self, place, back);
}

void
prognosis_nowcast_get_quantiles (const PrognosisNowcast *self, gsize place, gsize back, const double *levels, gsize n_levels,
                                 double *values)
{
  g_autofree double *sorted = g_memdup2 (get_paths (self, place, back), self->n_paths * sizeof (double));

  prognosis_sort (sorted, self->n_paths);
  for (gsize i = 0; i < n_levels; i++)
    values[i] = gsl_stats_quantile_from_sorted_data (sorted, 1, self->n_paths, levels[i]);
}

static void
append_week (const PrognosisNowcast *self, gsize place, gsize back, const double *levels, gsize n_levels, GString *csv)
{
  const PrognosisTriangle *triangle = self->triangle;
  g_autofree char *reference = prognosis_day_format (triangle->origin_day);
  g_autofree char *end = prognosis_day_format (prognosis_triangle_get_day (triangle, triangle->n_weeks - 1 - back));
  g_autofree double *values = g_new (double, n_levels);

  prognosis_nowcast_get_quantiles (self, place, back, levels, n_levels, values);
  for (gsize i = 0; i < n_levels; i++)
    {
      prognosis_csv_append_text (csv, triangle->places[place].location);
      if (triangle->places[place].age_group != NULL)
        {
          g_string_append_c (csv, ',');
          prognosis_csv_append_text (csv, triangle->places[place].age_group);
        }
      g_string_append_printf (csv, ",%s,%s,%d,quantile,", reference, end, -(int) back);
      prognosis_csv_append_number (csv, levels[i]);
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, values[i]);
      g_string_append_c (csv, '\n');
    }
}

GString *
prognosis_nowcast_to_csv (const PrognosisNowcast *self, const double *levels, gsize n_levels)
{
  const gboolean has_ages = self->triangle->places[0].age_group != NULL;
  GString *csv = g_string_new (NULL);

  g_string_append_printf (csv, "location,%sreference_date,target_end_date,horizon,output_type,output_type_id,value\n",
                          has_ages ? "age_group," : "");
  for (gsize place = 0; place < self->triangle->n_places; place++)
    for (gsize back = PROGNOSIS_NOWCAST_WEEKS; back-- > 0;)
      if (prognosis_nowcast_has (self, place, back))
        append_week (self, place, back, levels, n_levels, csv);
  return csv;
}
