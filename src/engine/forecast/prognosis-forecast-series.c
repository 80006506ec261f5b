/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a forecast keeps of each series: all sample paths, or only quantiles. Many regions have gigabytes of paths, which a table of
   quantiles or a score does not need. Series can be filled and finished in several threads, each by one. */

#include <gsl/gsl_statistics.h>
#include <string.h>

#include "prognosis-forecast-private.h"
#include "prognosis-sort.h"

static PrognosisForecastSeries *
get_series (const PrognosisForecast *self, gsize region, gsize signal)
{
  g_assert (region < self->n_regions && signal < self->n_signals);
  return &self->series[region * self->n_signals + signal];
}

gboolean
prognosis_forecast_series_is_there (const PrognosisForecastSeries *self)
{
  return self->paths != NULL || self->quantiles != NULL || self->has_failed;
}

/* --- quantiles ------------------------------------------------------------------ */

static double
read_level (const PrognosisForecast *self, gsize signal, const double *sorted, double level)
{
  const double value = gsl_stats_quantile_from_sorted_data (sorted, 1, self->n_paths, level);

  if (value < PROGNOSIS_FORECAST_LEAST_COUNT
      && prognosis_dataset_get_signal (self->dataset, signal)->kind != PROGNOSIS_KIND_PROPORTION)
    return 0.0;
  return value;
}

/* Replaces @rows (horizon x n_paths, each sorted) by the quantiles that are kept. */
static void
take_rows (const PrognosisForecast *self, gsize signal, const double *rows, PrognosisForecastSeries *series)
{
  series->quantiles = g_new (double, self->horizon * self->n_levels);
  for (gsize h = 0; h < self->horizon; h++)
    for (gsize i = 0; i < self->n_levels; i++)
      series->quantiles[h * self->n_levels + i] = read_level (self, signal, rows + h * self->n_paths, self->levels[i]);
  series->is_finished = TRUE;
}

static void
reduce (const PrognosisForecast *self, gsize signal, PrognosisForecastSeries *series)
{
  for (gsize h = 0; h < self->horizon; h++)
    prognosis_sort (series->paths + h * self->n_paths, self->n_paths);
  take_rows (self, signal, series->paths, series);
  g_clear_pointer (&series->paths, g_free);
}

static double
get_kept (const PrognosisForecast *self, const double *quantiles, double level)
{
  for (gsize i = 0; i < self->n_levels; i++)
    if (self->levels[i] == level)
      return quantiles[i];
  g_return_val_if_reached (0.0);
}

void
prognosis_forecast_get_quantiles (const PrognosisForecast *self, gsize region, gsize signal, gsize horizon, const double *levels,
                                  gsize n_levels, double *values)
{
  const PrognosisForecastSeries *series = get_series (self, region, signal);
  g_autofree double *sorted = NULL;

  g_return_if_fail ((series->paths != NULL || series->quantiles != NULL) && horizon >= 1 && horizon <= self->horizon);
  if (series->paths != NULL)
    {
      sorted = g_memdup2 (series->paths + (horizon - 1) * self->n_paths, self->n_paths * sizeof (double));
      prognosis_sort (sorted, self->n_paths);
    }
  for (gsize i = 0; i < n_levels; i++)
    {
      values[i] = sorted != NULL ? read_level (self, signal, sorted, levels[i])
                                 : get_kept (self, series->quantiles + (horizon - 1) * self->n_levels, levels[i]);
      /* Interpolation between equal values may be off by rounding. */
      if (i > 0)
        values[i] = MAX (values[i], values[i - 1]);
    }
}

void
prognosis_forecast_keep_quantiles (PrognosisForecast *self, const double *levels, gsize n_levels)
{
  gsize n = 0;

  if (self->levels != NULL)
    return;
  self->levels = g_new (double, n_levels + 1);
  for (gsize i = 0; i < n_levels && levels[i] < 0.5; i++)
    self->levels[n++] = levels[i];
  self->levels[n++] = 0.5;
  for (gsize i = 0; i < n_levels; i++)
    if (levels[i] > 0.5)
      self->levels[n++] = levels[i];
  self->n_levels = n;
}

void
prognosis_forecast_drop_paths (PrognosisForecast *self)
{
  g_return_if_fail (self->levels != NULL);
  for (gsize i = 0; i < self->n_regions * self->n_signals; i++)
    if (self->series[i].paths != NULL)
      reduce (self, i % self->n_signals, &self->series[i]);
}

/* --- paths ---------------------------------------------------------------------- */

const double *
prognosis_forecast_get_paths (const PrognosisForecast *self, gsize region, gsize signal)
{
  const PrognosisForecastSeries *series = get_series (self, region, signal);

  g_return_val_if_fail (series->quantiles == NULL, NULL);
  return series->paths;
}

double *
prognosis_forecast_add_paths (PrognosisForecast *self, gsize region, gsize signal)
{
  PrognosisForecastSeries *series = get_series (self, region, signal);

  g_assert (series->paths == NULL && series->quantiles == NULL);
  series->paths = g_new0 (double, self->horizon * self->n_paths);
  series->is_finished = FALSE;
  return series->paths;
}

double *
prognosis_forecast_edit_paths (PrognosisForecast *self, gsize region, gsize signal)
{
  PrognosisForecastSeries *series = get_series (self, region, signal);

  g_return_val_if_fail (series->quantiles == NULL, NULL);
  series->is_finished = FALSE;
  return series->paths;
}

void
prognosis_forecast_finish_series (PrognosisForecast *self, gsize region, gsize signal)
{
  PrognosisForecastSeries *series = get_series (self, region, signal);

  if (series->paths == NULL || series->is_finished)
    return;
  series->is_finished = TRUE;
  if (!prognosis_forecast_finish_paths (self->dataset, region, signal, self->horizon, self->n_paths, series->paths))
    {
      /* No forecast is invented: a series that could not be computed is not forecast. */
      g_clear_pointer (&series->paths, g_free);
      series->has_failed = TRUE;
    }
  else if (self->levels != NULL)
    reduce (self, signal, series);
}

gboolean
prognosis_forecast_take_quantiles (PrognosisForecast *self, gsize region, gsize signal, const double *quantiles)
{
  PrognosisForecastSeries *series = get_series (self, region, signal);
  g_autofree double *rows = NULL;

  if (self->levels == NULL)
    return FALSE;
  rows = g_memdup2 (quantiles, self->horizon * self->n_paths * sizeof *quantiles);
  if (!prognosis_forecast_finish_rows (self->dataset, region, signal, self->horizon, self->n_paths, rows))
    return FALSE;
  g_clear_pointer (&series->paths, g_free);
  g_clear_pointer (&series->quantiles, g_free);
  take_rows (self, signal, rows, series);
  return TRUE;
}

void
prognosis_forecast_add_quantiles (PrognosisForecast *self, gsize region, gsize signal, const PrognosisShocks *shocks,
                                  gsize shocks_signal, double *quantiles)
{
  const gboolean cumulative = prognosis_dataset_get_signal (self->dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;

  g_return_if_fail (shocks->horizon == self->horizon && shocks->n_paths == self->n_paths);
  if (prognosis_forecast_take_quantiles (self, region, signal, quantiles))
    return;
  prognosis_paths_shake (shocks, region, shocks_signal, cumulative, quantiles, prognosis_forecast_add_paths (self, region, signal));
  prognosis_forecast_finish_series (self, region, signal);
}

void
prognosis_forecast_finish (PrognosisForecast *self)
{
  for (gsize r = 0; r < self->n_regions; r++)
    for (gsize s = 0; s < self->n_signals; s++)
      {
        PrognosisForecastSeries *series = get_series (self, r, s);

        prognosis_forecast_finish_series (self, r, s);
        if (series->has_failed)
          prognosis_forecast_warn_of_failed (self, r, s);
        series->has_failed = FALSE;
      }
}

/* --- from other forecasts ------------------------------------------------------- */

/* Copies paths or quantiles. Paths may be fewer or more where another forecaster was chosen; quantiles are read from paths of one
   number. */
static void
copy (const PrognosisForecast *other, gsize region, gsize signal, PrognosisForecast *self)
{
  const PrognosisForecastSeries *from = get_series (other, region, signal);
  PrognosisForecastSeries *to = get_series (self, region, signal);

  to->paths = to->quantiles = NULL;
  to->is_finished = from->is_finished;
  if (from->quantiles != NULL)
    {
      g_return_if_fail (self->n_levels == other->n_levels);
      to->quantiles = g_memdup2 (from->quantiles, self->horizon * self->n_levels * sizeof (double));
    }
  if (from->paths == NULL)
    return;
  to->paths = g_new (double, self->horizon * self->n_paths);
  for (gsize h = 0; h < self->horizon; h++)
    for (gsize p = 0; p < self->n_paths; p++)
      to->paths[h * self->n_paths + p] = from->paths[h * other->n_paths + p % other->n_paths];
  if (self->levels != NULL && to->is_finished)
    reduce (self, signal, to);
}

gboolean
prognosis_forecast_stand_in (PrognosisForecast *self, gsize region, gsize signal, const PrognosisForecast *plain, gsize n_examples,
                             gsize n_needed)
{
  PrognosisForecastSeries *series = get_series (self, region, signal);

  g_return_val_if_fail (plain->horizon == self->horizon && plain->n_paths == self->n_paths, FALSE);
  if (!prognosis_forecast_has (plain, region, signal))
    return FALSE;
  g_assert (!prognosis_forecast_series_is_there (series));
  copy (plain, region, signal, self);
  series->is_stand_in = TRUE;
  series->n_examples = n_examples;
  series->n_needed = n_needed;
  return TRUE;
}

void
prognosis_forecast_take_region (PrognosisForecast *self, const PrognosisForecast *other, gsize region)
{
  g_return_if_fail (other->horizon == self->horizon && other->n_regions == self->n_regions && other->n_signals == self->n_signals);

  for (gsize s = 0; s < self->n_signals; s++)
    {
      const PrognosisForecastSeries *from = get_series (other, region, s);
      PrognosisForecastSeries *to = get_series (self, region, s);

      g_free (to->paths);
      g_free (to->quantiles);
      g_free (to->fitted);
      *to = *from;
      to->fitted = from->fitted != NULL ? g_memdup2 (from->fitted, from->n * sizeof *from->fitted) : NULL;
      copy (other, region, s, self);
    }
}

void
prognosis_forecast_drop_region (PrognosisForecast *self, gsize region)
{
  for (gsize s = 0; s < self->n_signals; s++)
    {
      PrognosisForecastSeries *series = get_series (self, region, s);

      g_free (series->paths);
      g_free (series->quantiles);
      g_free (series->fitted);
      *series = (PrognosisForecastSeries){ 0 };
    }
}
