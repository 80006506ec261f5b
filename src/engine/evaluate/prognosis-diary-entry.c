/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-diary-private.h"

#include "prognosis-error.h"
#include "prognosis-score.h"
#include "prognosis-series.h"

#include <math.h>

#define MIN_COMMON 3    /* last observations that must be known on both sides */
#define N_DRAWN 401     /* paths of a drawn entry */
#define MAX_CHANGE 0.25 /* of an observation by revisions, over the mean of both values */

PrognosisDiaryEntry *
prognosis_diary_entry_alloc (void)
{
  PrognosisDiaryEntry *self = g_new0 (PrognosisDiaryEntry, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->signals = g_ptr_array_new_with_free_func (g_free);
  self->regions = g_ptr_array_new_with_free_func (g_free);
  prognosis_forecast_hub_levels (&self->n_levels);
  return self;
}

static double *
new_unknown (gsize n)
{
  double *x = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    x[i] = NAN;
  return x;
}

void
prognosis_diary_entry_make_room (PrognosisDiaryEntry *self)
{
  const gsize n_series = (gsize) self->regions->len * self->signals->len, size = self->horizon * self->n_levels;

  self->known = new_unknown (n_series * PROGNOSIS_DIARY_N_KNOWN);
  self->quantiles = new_unknown (n_series * size);
  self->baseline = new_unknown (n_series * size);
}

PrognosisDiaryEntry *
prognosis_diary_entry_ref (PrognosisDiaryEntry *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_diary_entry_unref (PrognosisDiaryEntry *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->forecaster);
  g_free (self->made);
  g_ptr_array_unref (self->signals);
  g_ptr_array_unref (self->regions);
  g_free (self->known);
  g_free (self->quantiles);
  g_free (self->baseline);
  g_free (self);
}

static void
copy_quantiles (const PrognosisForecast *forecast, gsize region, gsize signal, gsize horizon, double *values)
{
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);

  if (prognosis_forecast_has (forecast, region, signal))
    for (gsize h = 0; h < horizon; h++)
      prognosis_forecast_get_quantiles (forecast, region, signal, h + 1, levels, n, values + h * n);
}

static void
copy_known (const PrognosisDataset *dataset, gsize region, gsize signal, double *known)
{
  const double *x = prognosis_dataset_get_values (dataset, region, signal);
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset);

  for (gsize i = 0; i < MIN (n_steps, PROGNOSIS_DIARY_N_KNOWN); i++)
    known[PROGNOSIS_DIARY_N_KNOWN - 1 - i] = x[n_steps - 1 - i];
}

PrognosisDiaryEntry *
prognosis_diary_entry_new (const PrognosisForecast *forecast, const PrognosisForecast *baseline, const char *made)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset), n_signals = prognosis_dataset_get_n_signals (dataset);
  g_autofree gsize *used = g_new (gsize, n_signals);
  gsize n_used = 0, size;
  PrognosisDiaryEntry *self;

  for (gsize s = 0; s < n_signals; s++)
    for (gsize r = 0; r < n_regions; r++)
      if (prognosis_forecast_has (forecast, r, s))
        {
          used[n_used++] = s;
          break;
        }
  if (n_used == 0 || n_used * n_regions > PROGNOSIS_DIARY_MAX_SERIES)
    return NULL;

  self = prognosis_diary_entry_alloc ();
  self->title = g_strdup (prognosis_dataset_get_title (dataset));
  self->forecaster = g_strdup (prognosis_forecast_get_forecaster (forecast));
  self->made = g_strdup (made);
  self->origin = prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1);
  self->frequency = prognosis_dataset_get_frequency (dataset);
  self->horizon = prognosis_forecast_get_horizon (forecast);
  for (gsize i = 0; i < n_used; i++)
    g_ptr_array_add (self->signals, g_strdup (prognosis_dataset_get_signal (dataset, used[i])->name));
  for (gsize r = 0; r < n_regions; r++)
    g_ptr_array_add (self->regions, g_strdup (prognosis_region_get_key (prognosis_dataset_get_region (dataset, r))));
  prognosis_diary_entry_make_room (self);
  size = self->horizon * self->n_levels;
  for (gsize r = 0, at = 0; r < n_regions; r++)
    for (gsize i = 0; i < n_used; i++, at++)
      {
        copy_known (dataset, r, used[i], self->known + at * PROGNOSIS_DIARY_N_KNOWN);
        copy_quantiles (forecast, r, used[i], self->horizon, self->quantiles + at * size);
        copy_quantiles (baseline, r, used[i], self->horizon, self->baseline + at * size);
      }
  return self;
}

PrognosisDiaryEntry *
prognosis_diary_entry_make (const PrognosisForecast *forecast, const PrognosisOptions *options, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (PrognosisOptions) same = prognosis_options_copy (options);
  const PrognosisRequest request
      = { .dataset = prognosis_forecast_get_dataset (forecast), .options = same, .cancellable = cancellable };
  g_autoptr (PrognosisForecast) baseline = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *made = g_date_time_format_iso8601 (now);
  PrognosisDiaryEntry *self;

  same->horizon = (int) prognosis_forecast_get_horizon (forecast);
  baseline = prognosis_forecaster_run (&prognosis_forecaster_persistence, &request, error);
  if (baseline == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self = prognosis_diary_entry_new (forecast, baseline, made);
  if (self == NULL)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                 "the diary keeps forecasts of at most %d series; this one has none or more", PROGNOSIS_DIARY_MAX_SERIES);
  return self;
}

const char *
prognosis_diary_entry_get_forecaster (const PrognosisDiaryEntry *self)
{
  return self->forecaster;
}

int
prognosis_diary_entry_get_origin (const PrognosisDiaryEntry *self)
{
  return self->origin;
}

const char *
prognosis_diary_entry_get_made (const PrognosisDiaryEntry *self)
{
  return self->made;
}

gsize
prognosis_diary_entry_get_horizon (const PrognosisDiaryEntry *self)
{
  return self->horizon;
}

static gssize
find_text (const GPtrArray *list, const char *text)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (list->pdata[i], text))
      return i;
  return -1;
}

/* The number of a series of @dataset in the entry, or -1. Regions mostly keep their places. */
static gssize
find_series (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const char *key = prognosis_region_get_key (prognosis_dataset_get_region (dataset, region));
  const gssize s = find_text (self->signals, prognosis_dataset_get_signal (dataset, signal)->name);
  const gssize r = region < self->regions->len && g_str_equal (self->regions->pdata[region], key) ? (gssize) region
                                                                                                  : find_text (self->regions, key);

  return r < 0 || s < 0 ? -1 : r * self->signals->len + s;
}

/* Whether most of the last observations are about the same; @n_common: those that are known on both sides. */
static gboolean
is_continued (const PrognosisDiaryEntry *self, gsize series, const PrognosisDataset *dataset, const double *values, gsize origin,
              gsize *n_common)
{
  const double *known = self->known + series * PROGNOSIS_DIARY_N_KNOWN;
  gsize n_alike = 0;

  *n_common = 0;
  for (gsize i = 0; i < PROGNOSIS_DIARY_N_KNOWN && i <= origin; i++)
    {
      const double was = known[PROGNOSIS_DIARY_N_KNOWN - 1 - i], is = values[origin - i];

      if (!isfinite (was) || !isfinite (is))
        continue;
      ++*n_common;
      n_alike += fabs (was - is) <= MAX_CHANGE * (fabs (was) + fabs (is)) / 2.0;
    }
  return 2 * n_alike > *n_common;
}

gboolean
prognosis_diary_entry_is_of (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset)
{
  const gssize origin = prognosis_dataset_find_step (dataset, self->origin);
  gsize n_compared = 0, n_continued = 0;

  if (prognosis_dataset_get_frequency (dataset) != self->frequency || origin < 0
      || prognosis_dataset_get_day (dataset, origin) != self->origin)
    return FALSE;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      {
        const gssize series = find_series (self, dataset, r, s);
        gsize n_common;
        gboolean continued;

        if (series < 0)
          continue;
        continued
            = is_continued (self, (gsize) series, dataset, prognosis_dataset_get_values (dataset, r, s), (gsize) origin, &n_common);
        if (n_common < MIN_COMMON)
          continue;
        n_compared++;
        n_continued += continued;
      }
  return 2 * n_continued > n_compared;
}

const double *
prognosis_diary_entry_get_quantiles (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const gssize series = find_series (self, dataset, region, signal);
  const double *values = series >= 0 ? self->quantiles + (gsize) series * self->horizon * self->n_levels : NULL;

  return values != NULL && isfinite (values[0]) ? values : NULL;
}

/* At @level, between the quantiles of the hubs' levels; beyond them as the outermost. */
static double
interpolate (const double *levels, const double *quantiles, gsize n, double level)
{
  gsize i = 0;

  while (i < n && levels[i] < level)
    i++;
  if (i == 0 || i == n)
    return quantiles[i == 0 ? 0 : n - 1];
  return quantiles[i - 1] + (quantiles[i] - quantiles[i - 1]) * (level - levels[i - 1]) / (levels[i] - levels[i - 1]);
}

PrognosisForecast *
prognosis_diary_entry_to_forecast (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset, gsize region)
{
  const gssize origin = prognosis_dataset_find_step (dataset, self->origin);
  g_autoptr (PrognosisDataset) known = origin >= 0 ? prognosis_dataset_truncate (dataset, (gsize) origin + 1) : NULL;
  g_autoptr (PrognosisForecast) forecast
      = known != NULL ? prognosis_forecast_new (known, self->forecaster, self->horizon, N_DRAWN) : NULL;
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  gboolean is_any = FALSE;

  if (known == NULL)
    return NULL;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const double *quantiles = prognosis_diary_entry_get_quantiles (self, dataset, region, s);
      double *paths = quantiles != NULL ? prognosis_forecast_add_paths (forecast, region, s) : NULL;

      /* They are not finished as forecasts are: they show what was said, also if it cannot be by what is known today. */
      for (gsize i = 0; paths != NULL && i < self->horizon * N_DRAWN; i++)
        paths[i] = interpolate (levels, quantiles + i / N_DRAWN * n, n, i % N_DRAWN / (N_DRAWN - 1.0));
      is_any |= paths != NULL;
    }
  return is_any ? g_steal_pointer (&forecast) : NULL;
}

void
prognosis_diary_entry_add_score (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset, gsize region, gsize signal,
                                 gsize horizon, PrognosisDiaryScore *score)
{
  const double *quantiles = prognosis_diary_entry_get_quantiles (self, dataset, region, signal);
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  const gssize origin = prognosis_dataset_find_step (dataset, self->origin);
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset);
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n), *baseline;

  if (quantiles == NULL || origin < 0)
    return;
  baseline = self->baseline + (quantiles - self->quantiles);
  for (gsize h = 1; h <= self->horizon && (gsize) origin + h < n_steps; h++)
    {
      const gsize step = (gsize) origin + h;
      PrognosisScore own, carried_on;

      if ((horizon != 0 && h != horizon) || isnan (values[step]) || !isfinite (baseline[(h - 1) * n])
          || prognosis_series_is_doubtful (dataset, region, signal, step))
        continue;
      prognosis_score_quantiles (levels, quantiles + (h - 1) * n, n, values[step], &own);
      prognosis_score_quantiles (levels, baseline + (h - 1) * n, n, values[step], &carried_on);
      score->n++;
      score->wis += own.wis;
      score->baseline_wis += carried_on.wis;
      score->n_in50 += own.in50 > 0.0;
      score->n_in95 += own.in95 > 0.0;
    }
}
