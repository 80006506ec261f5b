/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which signals the hybrid forecasts, and how their values become persons and back. */

#include "prognosis-config.h"
#include "hybrid-plan.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

#include "prognosis-error.h"

/* Quantiles of counts below this many persons are rounded to whole persons: nobody falls ill by halves. */
#define WHOLE_BELOW 1.5

static gboolean
is_usable (PrognosisKind kind)
{
  return kind == PROGNOSIS_KIND_INCIDENT || kind == PROGNOSIS_KIND_CUMULATIVE || kind == PROGNOSIS_KIND_RATE;
}

static gboolean
is_observed (const PrognosisDataset *dataset, gsize signal)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (prognosis_dataset_get_last_observed (dataset, r, signal) >= 0)
      return TRUE;
  return FALSE;
}

PrognosisHybridPlan *
prognosis_hybrid_plan_new (const PrognosisDataset *dataset, GError **error)
{
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), n_regions = prognosis_dataset_get_n_regions (dataset);
  g_autoptr (PrognosisHybridPlan) self = g_new0 (PrognosisHybridPlan, 1);
  gboolean any = FALSE;

  self->signals = g_new (gsize, n_signals);
  self->population = g_new (double, n_regions);
  for (gsize r = 0; r < n_regions; r++)
    self->population[r] = prognosis_dataset_get_region (dataset, r)->population;
  for (gsize s = 0; s < n_signals; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      if (!signal->fitted || !is_usable (signal->kind))
        continue;
      self->signals[self->n_signals++] = s;
      any |= is_observed (dataset, s);
    }
  if (self->n_signals == 0)
    g_set_error_literal (
        error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
        _ ("hybrid forecasts new or cumulative counts, or rates of new cases, and these data contain none; choose another model"));
  else if (!any)
    g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION, _ ("there are no observations up to the origin"));
  return self->n_signals > 0 && any ? g_steal_pointer (&self) : NULL;
}

void
prognosis_hybrid_plan_free (PrognosisHybridPlan *self)
{
  g_free (self->signals);
  g_free (self->population);
  g_free (self);
}

double
prognosis_hybrid_get_unit (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double population = self->population[region] > 0.0 ? self->population[region] : 1e6;

  return prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_RATE ? population / PROGNOSIS_RATE_PERSONS : 1.0;
}

void
prognosis_hybrid_scale (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal,
                        double *quantiles, gsize n)
{
  const double unit = prognosis_hybrid_get_unit (self, dataset, region, signal);
  const gboolean whole = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_INCIDENT;

  for (gsize i = 0; i < n; i++)
    quantiles[i] = whole && quantiles[i] < WHOLE_BELOW ? floor (quantiles[i] + 0.5) : quantiles[i] / unit;
}

void
prognosis_hybrid_load (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal, gsize first,
                       gsize n, double *out)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal) + first;
  const guint8 *flags = prognosis_dataset_get_flags (dataset, region, signal) + first;
  const double unit = prognosis_hybrid_get_unit (self, dataset, region, signal);

  for (gsize t = 0; t < n; t++)
    out[t] = flags[t] & (PROGNOSIS_FLAG_MISSING | PROGNOSIS_FLAG_EXCLUDED | PROGNOSIS_FLAG_PARTIAL) ? NAN : values[t] * unit;
}

void
prognosis_hybrid_note_unused (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, PrognosisForecast *forecast)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      if (signal->fitted && !is_usable (signal->kind))
        prognosis_forecast_add_warning (forecast, _ ("%s is not a count of new cases, so the hybrid model does not forecast it"),
                                        signal->name);
    }
}

/* Mean time from infection to infection: a parameter of some equations, and of others the sum of both periods. */
static double
find_generation (const double *found)
{
  const double generation = found[PROGNOSIS_LEVER_GENERATION];

  return isnan (generation) ? found[PROGNOSIS_LEVER_LATENT] + found[PROGNOSIS_LEVER_INFECTIOUS] : generation;
}

void
prognosis_hybrid_note_reproduction (PrognosisForecast *forecast)
{
  PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);
  const gsize n_regions = prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast));
  g_autofree double *sorted = g_new (double, n_regions);
  double generation = NAN;
  gsize n = 0;

  for (gsize r = 0; r < n_regions && dynamics; r++)
    {
      const double *found = prognosis_dynamics_get_found (dynamics, r);

      if (!isfinite (found[PROGNOSIS_LEVER_REPRODUCTION]))
        continue;
      sorted[n++] = found[PROGNOSIS_LEVER_REPRODUCTION];
      generation = isnan (generation) ? find_generation (found) : generation;
    }
  if (n == 0)
    return;
  gsl_sort (sorted, 1, n);
  if (n == 1)
    prognosis_forecast_add_note (forecast,
                                 _ ("The reproduction number at the origin is %.2f, assuming a mean generation time of %.1f days."),
                                 sorted[0], generation);
  else
    prognosis_forecast_add_note (forecast,
                                 _ ("The reproduction number at the origin is %.2f in the median region (range %.2f to %.2f), "
                                    "assuming a mean generation time of %.1f days."),
                                 gsl_stats_median_from_sorted_data (sorted, 1, n), sorted[0], sorted[n - 1], generation);
}
