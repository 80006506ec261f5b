/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A forecast: for each series an array of sample paths, from which quantiles, sums over regions and totals are derived, so
   that all of them agree. Paths with the same number belong together across series and steps. A forecaster fills it and
   calls prognosis_forecast_finish(), which enforces what a kind of count implies, such as that cumulative counts never fall;
   after that it is immutable. Notes and warnings explain how it was made. */

#include "prognosis-config.h"
#include "prognosis-forecast.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

#include "prognosis-forecast-private.h"
#include "prognosis-renewal-private.h"
#include "prognosis-sort.h"

static void
training_clear (gpointer data)
{
  g_free (((PrognosisTraining *) data)->errors);
}

static PrognosisForecastSeries *
get_series (const PrognosisForecast *self, gsize region, gsize signal)
{
  g_assert (region < self->n_regions && signal < self->n_signals);
  return &self->series[region * self->n_signals + signal];
}

PrognosisForecast *
prognosis_forecast_new (PrognosisDataset *dataset, const char *forecaster, gsize horizon, gsize n_paths)
{
  PrognosisForecast *self = g_new0 (PrognosisForecast, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = prognosis_dataset_ref (dataset);
  self->forecaster = g_strdup (forecaster);
  self->horizon = horizon;
  self->n_paths = n_paths;
  self->n_regions = prognosis_dataset_get_n_regions (dataset);
  self->n_signals = prognosis_dataset_get_n_signals (dataset);
  self->series = g_new0 (PrognosisForecastSeries, self->n_regions * self->n_signals);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->reason = -1;
  g_ptr_array_add (self->notes, NULL);
  self->warnings = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->note_regions = g_hash_table_new (NULL, NULL);
  self->trainings = g_array_new (FALSE, FALSE, sizeof (PrognosisTraining));
  g_array_set_clear_func (self->trainings, training_clear);
  return self;
}

PrognosisForecast *
prognosis_forecast_ref (PrognosisForecast *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_forecast_unref (PrognosisForecast *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; i < self->n_regions * self->n_signals; i++)
    {
      g_free (self->series[i].paths);
      g_free (self->series[i].quantiles);
      g_free (self->series[i].fitted);
    }
  g_free (self->series);
  g_free (self->levels);
  g_clear_pointer (&self->fit, prognosis_fit_unref);
  g_clear_pointer (&self->dynamics, prognosis_dynamics_unref);
  g_clear_pointer (&self->completion, prognosis_completion_unref);
  prognosis_dataset_unref (self->dataset);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->warnings);
  g_hash_table_unref (self->note_regions);
  g_array_unref (self->trainings);
  g_free (self->forecaster);
  g_free (self);
}

const PrognosisCompletion *
prognosis_forecast_get_completion (const PrognosisForecast *self)
{
  return self->completion;
}

void
prognosis_forecast_set_completion (PrognosisForecast *self, PrognosisCompletion *completion)
{
  g_clear_pointer (&self->completion, prognosis_completion_unref);
  self->completion = prognosis_completion_ref (completion);
}

void
prognosis_forecast_take_paths (PrognosisForecast *self, const PrognosisForecast *other, gsize first)
{
  g_return_if_fail (self->horizon == other->horizon && self->n_regions == other->n_regions && self->n_signals == other->n_signals
                    && first + other->n_paths <= self->n_paths);

  for (gsize i = 0; i < self->n_regions * self->n_signals; i++)
    for (gsize h = 0; h < self->horizon && self->series[i].paths != NULL && other->series[i].paths != NULL; h++)
      memcpy (self->series[i].paths + h * self->n_paths + first, other->series[i].paths + h * other->n_paths,
              other->n_paths * sizeof (double));
}

PrognosisDataset *
prognosis_forecast_get_dataset (const PrognosisForecast *self)
{
  return self->dataset;
}

const char *
prognosis_forecast_get_forecaster (const PrognosisForecast *self)
{
  return self->forecaster;
}

gsize
prognosis_forecast_get_horizon (const PrognosisForecast *self)
{
  return self->horizon;
}

gsize
prognosis_forecast_get_n_paths (const PrognosisForecast *self)
{
  return self->n_paths;
}

gboolean
prognosis_forecast_has (const PrognosisForecast *self, gsize region, gsize signal)
{
  return prognosis_forecast_series_is_there (get_series (self, region, signal));
}

gboolean
prognosis_forecast_is_empty (const PrognosisForecast *self)
{
  for (gsize i = 0; i < self->n_regions * self->n_signals; i++)
    if (prognosis_forecast_series_is_there (&self->series[i]))
      return FALSE;
  return TRUE;
}

gboolean
prognosis_forecast_get_total (const PrognosisForecast *self, const gsize *regions, gsize n_regions, gsize signal,
                              const double *levels, gsize n_levels, double *values)
{
  const PrognosisKind kind = prognosis_dataset_get_signal (self->dataset, signal)->kind;
  g_autofree double *sums = g_new0 (double, self->n_paths), *increments = g_new (double, self->horizon);
  gboolean any = FALSE;

  if (kind != PROGNOSIS_KIND_INCIDENT && kind != PROGNOSIS_KIND_CUMULATIVE)
    return FALSE;
  for (gsize i = 0; i < n_regions; i++)
    {
      if (!prognosis_forecast_has (self, regions[i], signal))
        continue;
      any = TRUE;
      for (gsize p = 0; p < self->n_paths; p++)
        {
          prognosis_renewal_path (self, regions[i], signal, p, increments);
          for (gsize h = 0; h < self->horizon; h++)
            sums[p] += increments[h];
        }
    }
  prognosis_sort (sums, self->n_paths);
  for (gsize l = 0; l < n_levels; l++)
    values[l] = gsl_stats_quantile_from_sorted_data (sums, 1, self->n_paths, levels[l]);
  return any;
}

gboolean
prognosis_forecast_get_sum (const PrognosisForecast *self, const gsize *regions, gsize n_regions, gsize signal, gsize horizon,
                            const double *levels, gsize n_levels, double *values)
{
  const PrognosisKind kind = prognosis_dataset_get_signal (self->dataset, signal)->kind;
  g_autofree double *sums = g_new0 (double, self->n_paths);
  gboolean any = FALSE;

  g_return_val_if_fail (horizon >= 1 && horizon <= self->horizon, FALSE);
  if (kind == PROGNOSIS_KIND_RATE || kind == PROGNOSIS_KIND_PROPORTION)
    return FALSE;
  for (gsize i = 0; i < n_regions; i++)
    {
      const double *paths = prognosis_forecast_get_paths (self, regions[i], signal);

      for (gsize p = 0; paths != NULL && p < self->n_paths; p++)
        sums[p] += paths[(horizon - 1) * self->n_paths + p];
      any |= paths != NULL;
    }
  prognosis_sort (sums, self->n_paths);
  for (gsize l = 0; l < n_levels; l++)
    values[l] = gsl_stats_quantile_from_sorted_data (sums, 1, self->n_paths, levels[l]);
  return any;
}

gboolean
prognosis_forecast_is_stand_in (const PrognosisForecast *self, gsize region, gsize signal, gsize *n_examples, gsize *n_needed)
{
  const PrognosisForecastSeries *series = get_series (self, region, signal);

  *n_examples = series->n_examples;
  *n_needed = series->n_needed;
  return series->is_stand_in;
}

void
prognosis_forecast_set_early (PrognosisForecast *self)
{
  self->is_early = TRUE;
}

gboolean
prognosis_forecast_is_early (const PrognosisForecast *self)
{
  return self->is_early;
}

const double *
prognosis_forecast_get_fitted (const PrognosisForecast *self, gsize region, gsize signal, gsize *first, gsize *n)
{
  const PrognosisForecastSeries *series = get_series (self, region, signal);

  *first = series->first;
  *n = series->n;
  return series->fitted;
}

PrognosisFit *
prognosis_forecast_get_fit (const PrognosisForecast *self)
{
  return self->fit;
}

PrognosisDynamics *
prognosis_forecast_get_dynamics (const PrognosisForecast *self)
{
  return self->dynamics;
}

const char *const *
prognosis_forecast_get_notes (const PrognosisForecast *self)
{
  return (const char *const *) self->notes->pdata;
}

gssize
prognosis_forecast_get_note_region (const PrognosisForecast *self, gsize note)
{
  gpointer region;

  g_return_val_if_fail (note + 1 < self->notes->len, -1);
  if (!g_hash_table_lookup_extended (self->note_regions, g_ptr_array_index (self->notes, note), NULL, &region))
    return -1;
  return (gssize) GPOINTER_TO_SIZE (region);
}

const PrognosisTraining *
prognosis_forecast_get_trainings (const PrognosisForecast *self, gsize *n)
{
  *n = self->trainings->len;
  return *n ? (const PrognosisTraining *) (const void *) self->trainings->data : NULL;
}

void
prognosis_forecast_add_training (PrognosisForecast *self, gsize signal, gsize number, PrognosisStop stop, const double *errors,
                                 gsize n_epochs)
{
  const PrognosisTraining training = {
    .signal = signal, .number = number, .stop = stop, .n_epochs = n_epochs, .errors = g_memdup2 (errors, n_epochs * sizeof *errors)
  };

  g_array_append_val (self->trainings, training);
}

const PrognosisNetworkWorth *
prognosis_forecast_get_network_worth (const PrognosisForecast *self)
{
  return self->has_worth ? &self->worth : NULL;
}

void
prognosis_forecast_set_network_worth (PrognosisForecast *self, const PrognosisNetworkWorth *worth)
{
  self->has_worth = TRUE;
  self->worth = *worth;
}

const PrognosisLearning *
prognosis_forecast_get_learning (const PrognosisForecast *self)
{
  return self->learning.scheme ? &self->learning : NULL;
}

void
prognosis_forecast_set_learning (PrognosisForecast *self, const PrognosisLearning *learning)
{
  self->learning = *learning;
}

void
prognosis_forecast_set_dataset (PrognosisForecast *self, PrognosisDataset *dataset)
{
  prognosis_dataset_ref (dataset);
  prognosis_dataset_unref (self->dataset);
  self->dataset = dataset;
}

void
prognosis_forecast_take_fitted (PrognosisForecast *self, gsize region, gsize signal, gsize first, gsize n, double *curve)
{
  PrognosisForecastSeries *series = get_series (self, region, signal);

  g_free (series->fitted);
  series->fitted = curve;
  series->first = first;
  series->n = n;
}

void
prognosis_forecast_set_fit (PrognosisForecast *self, PrognosisFit *fit)
{
  g_clear_pointer (&self->fit, prognosis_fit_unref);
  self->fit = fit ? prognosis_fit_ref (fit) : NULL;
}

void
prognosis_forecast_set_dynamics (PrognosisForecast *self, PrognosisDynamics *dynamics)
{
  g_clear_pointer (&self->dynamics, prognosis_dynamics_unref);
  self->dynamics = dynamics ? prognosis_dynamics_ref (dynamics) : NULL;
}

gboolean
prognosis_forecast_is_warning (const PrognosisForecast *self, gsize note)
{
  g_return_val_if_fail (note < self->warnings->len, FALSE);
  return g_array_index (self->warnings, gboolean, note);
}

gssize
prognosis_forecast_get_reason (const PrognosisForecast *self)
{
  return self->reason;
}

static void
take_note (PrognosisForecast *self, char *text, gboolean is_warning)
{
  g_ptr_array_insert (self->notes, self->notes->len - 1, text);
  g_array_append_val (self->warnings, is_warning);
}

void
prognosis_forecast_add_note (PrognosisForecast *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  take_note (self, g_strdup_vprintf (format, args), FALSE);
  va_end (args);
}

void
prognosis_forecast_add_reason (PrognosisForecast *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  take_note (self, g_strdup_vprintf (format, args), FALSE);
  va_end (args);
  self->reason = (gssize) self->notes->len - 2;
}

void
prognosis_forecast_add_warning (PrognosisForecast *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  take_note (self, g_strdup_vprintf (format, args), TRUE);
  va_end (args);
}

/* The last note is about @region only. */
static void
set_note_region (PrognosisForecast *self, gsize region)
{
  g_return_if_fail (self->notes->len > 1 && region < self->n_regions);
  g_hash_table_insert (self->note_regions, g_ptr_array_index (self->notes, self->notes->len - 2), GSIZE_TO_POINTER (region));
}

void
prognosis_forecast_warn_of_absent (PrognosisForecast *self, gsize region, gsize signal)
{
  /* A total is absent on purpose. */
  if (prognosis_dataset_get_region (self->dataset, region)->total_of != NULL)
    return;
  /* Translators: a signal, such as “deaths”, and a region. */
  prognosis_forecast_add_warning (self, _ ("%s in %s has no usable observation at the origin and is not forecast"),
                                  prognosis_dataset_get_signal (self->dataset, signal)->name,
                                  prognosis_dataset_get_region (self->dataset, region)->name);
  set_note_region (self, region);
}

void
prognosis_forecast_warn_of_failed (PrognosisForecast *self, gsize region, gsize signal)
{
  /* Translators: a signal, such as “deaths”, and a region. */
  prognosis_forecast_add_warning (self, _ ("%s in %s could not be computed"),
                                  prognosis_dataset_get_signal (self->dataset, signal)->name,
                                  prognosis_dataset_get_region (self->dataset, region)->name);
  set_note_region (self, region);
}

void
prognosis_forecast_warn_of_late (PrognosisForecast *self, gsize region, gsize signal, int n_weeks)
{
  /* Translators: a signal, such as “deaths”, a region, and a number of at least 2. */
  prognosis_forecast_add_warning (self,
                                  _ ("%s in %s was last reported %d weeks before the origin; its forecast starts from that value"),
                                  prognosis_dataset_get_signal (self->dataset, signal)->name,
                                  prognosis_dataset_get_region (self->dataset, region)->name, n_weeks);
  set_note_region (self, region);
}

const double *
prognosis_forecast_hub_levels (gsize *n)
{
  static const double levels[]
      = { .01, .025, .05, .10, .15, .20, .25, .30, .35, .40, .45, .50, .55, .60, .65, .70, .75, .80, .85, .90, .95, .975, .99 };

  *n = G_N_ELEMENTS (levels);
  return levels;
}
