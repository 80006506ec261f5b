/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-ranking.h"

#include <math.h>

#include "prognosis-csv.h"
#include "prognosis-parallel.h"
#include "prognosis-renewal-private.h"
#include "prognosis-series.h"
#include "prognosis-sort.h"

/* Observed steps to show, in weeks of days, weeks, or months. */
#define N_WEEKS 10
#define WIDE 2.0
#define BLOCK 32

static gboolean
is_sum_of_steps (PrognosisKind kind)
{
  return kind != PROGNOSIS_KIND_PREVALENCE && kind != PROGNOSIS_KIND_PROPORTION;
}

static gboolean
can_be_summed (PrognosisKind kind)
{
  return kind != PROGNOSIS_KIND_RATE && kind != PROGNOSIS_KIND_PROPORTION;
}

/* --- weeks of one row ------------------------------------------------------------ */

typedef struct
{
  const PrognosisForecast *forecast;
  PrognosisRanking *ranking;
  const gsize *regions;
  gsize n_regions;
  double *observed;      /* n_back + n_week - 1 */
  double *courses;       /* horizon x n_paths */
  double *sums;          /* n_paths */
  gboolean *have_passed; /* n_paths: the threshold */
} Weeks;

static void
read_observed (const Weeks *self)
{
  const PrognosisRanking *ranking = self->ranking;
  const gsize n = ranking->n_back + ranking->n_week - 1;

  for (gsize i = 0; i < n; i++)
    self->observed[i] = 0.0;
  for (gsize i = 0; i < self->n_regions; i++)
    prognosis_answer_add_observed (prognosis_forecast_get_dataset (self->forecast), self->regions[i], ranking->signal, n,
                                   self->observed);
}

/* FALSE if no region has a forecast. */
static gboolean
read_courses (const Weeks *self)
{
  const gsize horizon = self->ranking->horizon, n_paths = prognosis_forecast_get_n_paths (self->forecast);
  gboolean any = FALSE;

  for (gsize i = 0; i < n_paths * horizon; i++)
    self->courses[i] = 0.0;
  for (gsize i = 0; i < self->n_regions; i++)
    if (prognosis_forecast_has (self->forecast, self->regions[i], self->ranking->signal))
      {
        any = TRUE;
        prognosis_renewal_add_paths (self->forecast, self->regions[i], self->ranking->signal, self->courses);
      }
  return any;
}

/* The count of the week that ends @t steps after the origin, which is not after it. */
static double
sum_observed_week (const Weeks *self, gssize t)
{
  const gssize last = (gssize) (self->ranking->n_back + self->ranking->n_week) - 2;
  double sum = 0.0;

  for (gsize k = 0; k < self->ranking->n_week; k++)
    sum += self->observed[last + t - (gssize) k];
  return sum;
}

/* The same after it, on each path. */
static void
sum_weeks_ahead (const Weeks *self, gsize h)
{
  const gsize n_paths = prognosis_forecast_get_n_paths (self->forecast);
  const gsize last = self->ranking->n_back + self->ranking->n_week - 2;
  double before = 0.0;

  for (gsize k = 0; k < self->ranking->n_week; k++)
    if (k > h)
      before += self->observed[last + h + 1 - k];
  for (gsize p = 0; p < n_paths; p++)
    self->sums[p] = before;
  for (gsize k = 0; k < self->ranking->n_week && k <= h; k++)
    for (gsize p = 0; p < n_paths; p++)
      self->sums[p] += self->courses[(h - k) * n_paths + p];
}

/* A quantile of the sums, whose order changes. */
static double
find_quantile (const Weeks *self, double level)
{
  const gsize n = prognosis_forecast_get_n_paths (self->forecast);
  const double at = level * (double) (n - 1);
  const gsize k = (gsize) at;
  double next = INFINITY;

  prognosis_select (self->sums, n, k);
  for (gsize p = k + 1; p < n; p++)
    next = MIN (next, self->sums[p]);
  return k + 1 < n ? self->sums[k] + (at - (double) k) * (next - self->sums[k]) : self->sums[k];
}

/* The share of paths above the threshold in the mean of any week so far. */
static void
read_passed (const Weeks *self, PrognosisRankingRow *row, gsize h)
{
  const gsize n_paths = prognosis_forecast_get_n_paths (self->forecast);
  const double bar = self->ranking->threshold * (double) self->ranking->n_week;
  gsize n_passed = 0;

  if (isnan (bar))
    return;
  for (gsize p = 0; p < n_paths; p++)
    {
      self->have_passed[p] = (h > 0 && self->have_passed[p]) || self->sums[p] > bar;
      n_passed += self->have_passed[p];
    }
  row->passed[h] = (double) n_passed / (double) n_paths;
}

static void
read_ahead (const Weeks *self, PrognosisRankingRow *row)
{
  const PrognosisRanking *ranking = self->ranking;
  const gsize n_paths = prognosis_forecast_get_n_paths (self->forecast);
  const PrognosisKind kind = prognosis_dataset_get_signal (prognosis_forecast_get_dataset (self->forecast), ranking->signal)->kind;
  const double last = row->weeks[ranking->n_back - 1], bar = can_be_summed (kind) ? round (last) + 0.5 : last;

  for (gsize h = 0; h < ranking->horizon; h++)
    {
      gsize n_more = 0, n_less_than_half = 0;

      sum_weeks_ahead (self, h);
      read_passed (self, row, h);
      /* Unknown counts before the origin make all sums unknown. */
      if (isnan (self->sums[0]))
        continue;
      for (gsize p = 0; p < n_paths; p++)
        {
          n_more += self->sums[p] > bar;
          n_less_than_half += self->sums[p] < last / WIDE;
        }
      row->weeks[ranking->n_back + h] = find_quantile (self, 0.5);
      if (!isnan (last))
        row->chances[h] = (double) n_more / (double) n_paths;
      /* Fewer than a tenth settle it. */
      row->are_wide[h] = (double) n_less_than_half >= 0.1 * (double) (n_paths - 1) && find_quantile (self, 0.1) < last / WIDE
                         && find_quantile (self, 0.9) > last * WIDE;
    }
}

static void
read_weeks (const Weeks *self, PrognosisRankingRow *row)
{
  const PrognosisRanking *ranking = self->ranking;

  row->weeks = g_new (double, ranking->n_back + ranking->horizon);
  row->chances = g_new (double, ranking->horizon);
  row->passed = g_new (double, ranking->horizon);
  row->are_wide = g_new0 (gboolean, ranking->horizon);
  read_observed (self);
  for (gsize t = 0; t < ranking->n_back; t++)
    row->weeks[t] = sum_observed_week (self, (gssize) t + 1 - (gssize) ranking->n_back);
  for (gsize h = 0; h < ranking->horizon; h++)
    row->weeks[ranking->n_back + h] = row->chances[h] = row->passed[h] = NAN;
  if (read_courses (self))
    read_ahead (self, row);
}

/* --- rows ------------------------------------------------------------------------- */

static double
find_per_person (const PrognosisDataset *dataset, PrognosisKind kind, const gsize *regions, gsize n_regions)
{
  double persons = 0.0;

  if (kind == PROGNOSIS_KIND_RATE)
    return 1.0;
  if (kind == PROGNOSIS_KIND_PROPORTION)
    return NAN;
  for (gsize i = 0; i < n_regions; i++)
    persons += prognosis_dataset_get_region (dataset, regions[i])->population;
  return persons > 0.0 ? PROGNOSIS_RATE_PERSONS / persons : NAN;
}

static void
fill_row (const Weeks *weeks, gsize number, gsize n_steps)
{
  PrognosisRanking *self = weeks->ranking;
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (weeks->forecast);
  PrognosisRankingRow *row = &self->rows[number];

  self->per_person[number]
      = find_per_person (dataset, prognosis_dataset_get_signal (dataset, self->signal)->kind, weeks->regions, weeks->n_regions);
  read_weeks (weeks, row);
  row->has_answer
      = prognosis_answer_read (weeks->forecast, weeks->regions, weeks->n_regions, self->signal, n_steps, NAN, &row->answer);
  row->rate = prognosis_ranking_get (self, number, PROGNOSIS_MEASURE_RATE, 0);
  row->growth = prognosis_ranking_get (self, number, PROGNOSIS_MEASURE_GROWTH, 0);
}

typedef struct
{
  const PrognosisForecast *forecast;
  PrognosisRanking *ranking;
  gsize n_steps;
} Filling;

/* A task is a block of rows, which share the space for their paths. */
static void
fill_cb (gsize task, gsize thread, gpointer data)
{
  const Filling *self = data;
  const PrognosisRanking *ranking = self->ranking;
  const gsize n_paths = prognosis_forecast_get_n_paths (self->forecast);
  g_autofree double *observed = g_new (double, ranking->n_back + ranking->n_week - 1);
  g_autofree double *courses = g_new (double, n_paths * ranking->horizon);
  g_autofree double *sums = g_new (double, n_paths);
  g_autofree gboolean *have_passed = g_new (gboolean, n_paths);

  for (gsize row = task * BLOCK; row < MIN ((task + 1) * BLOCK, ranking->n_rows); row++)
    {
      const Weeks weeks = { .forecast = self->forecast,
                            .ranking = self->ranking,
                            .regions = ranking->rows[row].regions,
                            .n_regions = ranking->rows[row].n_regions,
                            .observed = observed,
                            .courses = courses,
                            .sums = sums,
                            .have_passed = have_passed };

      fill_row (&weeks, row, self->n_steps);
    }
}

static void
add_row (PrognosisRanking *self, gssize region, const char *name, const gsize *regions, gsize n_regions)
{
  self->rows[self->n_rows++] = (PrognosisRankingRow){
    .region = region,
    .name = g_strdup (name),
    .regions = g_memdup2 (regions, n_regions * sizeof *regions),
    .n_regions = n_regions,
  };
}

static void
add_sums (PrognosisRanking *self, const PrognosisForecast *forecast, const PrognosisSum *sums, gsize n_sums)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  g_autofree gsize *all = g_new (gsize, n_regions);
  gsize n = 0;

  if (!can_be_summed (prognosis_dataset_get_signal (dataset, self->signal)->kind))
    return;
  for (gsize r = 0; r < n_regions; r++)
    if (prognosis_dataset_get_region (dataset, r)->total_of == NULL && prognosis_forecast_has (forecast, r, self->signal))
      all[n++] = r;
  if (n > 1)
    add_row (self, -1, NULL, all, n);
  for (gsize i = 0; i < n_sums; i++)
    if (sums[i].n_regions > 0)
      add_row (self, -1, sums[i].name, sums[i].regions, sums[i].n_regions);
}

PrognosisRanking *
prognosis_ranking_new (const PrognosisForecast *forecast, gsize signal, gsize n_steps, double threshold, const PrognosisSum *sums,
                       gsize n_sums)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset), week = prognosis_series_week (dataset);
  PrognosisRanking *self = g_new0 (PrognosisRanking, 1);
  Filling filling = { .forecast = forecast, .ranking = self, .n_steps = n_steps };

  g_atomic_ref_count_init (&self->ref_count);
  self->signal = signal;
  self->threshold = threshold;
  self->n_lag = week;
  self->n_week = is_sum_of_steps (prognosis_dataset_get_signal (dataset, signal)->kind) ? week : 1;
  self->n_back = N_WEEKS * week;
  self->horizon = prognosis_forecast_get_horizon (forecast);
  self->rows = g_new (PrognosisRankingRow, n_regions + n_sums + 1);
  self->per_person = g_new (double, n_regions + n_sums + 1);
  add_sums (self, forecast, sums, n_sums);
  for (gsize r = 0; r < n_regions; r++)
    if (prognosis_dataset_get_last_observed (dataset, r, signal) >= 0)
      add_row (self, (gssize) r, NULL, &r, 1);
  prognosis_parallel ((self->n_rows + BLOCK - 1) / BLOCK, prognosis_parallel_get_n_threads (0), NULL, fill_cb, &filling);
  return self;
}

PrognosisRanking *
prognosis_ranking_ref (PrognosisRanking *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_ranking_unref (PrognosisRanking *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; i < self->n_rows; i++)
    {
      g_free (self->rows[i].name);
      g_free (self->rows[i].regions);
      g_free (self->rows[i].weeks);
      g_free (self->rows[i].chances);
      g_free (self->rows[i].passed);
      g_free (self->rows[i].are_wide);
    }
  g_free (self->rows);
  g_free (self->per_person);
  g_free (self);
}

static double
get_week (const PrognosisRanking *self, gsize row, gssize ahead)
{
  const gssize t = (gssize) self->n_back - 1 + ahead;

  return t >= 0 && t < (gssize) (self->n_back + self->horizon) ? self->rows[row].weeks[t] : NAN;
}

static double
compare_weeks (double week, double before)
{
  return before > 0.0 ? week / before - 1.0 : NAN;
}

double
prognosis_ranking_get (const PrognosisRanking *self, gsize row, PrognosisMeasure measure, gssize ahead)
{
  g_return_val_if_fail (self != NULL && row < self->n_rows, NAN);

  switch (measure)
    {
    case PROGNOSIS_MEASURE_RATE: return get_week (self, row, ahead) * self->per_person[row];
    case PROGNOSIS_MEASURE_GROWTH:
      return compare_weeks (get_week (self, row, ahead), get_week (self, row, ahead - (gssize) self->n_lag));
    case PROGNOSIS_MEASURE_CHANGE: return ahead > 0 ? compare_weeks (get_week (self, row, ahead), get_week (self, row, 0)) : NAN;
    case PROGNOSIS_MEASURE_CHANCE: return ahead > 0 && ahead <= (gssize) self->horizon ? self->rows[row].chances[ahead - 1] : NAN;
    case PROGNOSIS_MEASURE_PASSED: return ahead > 0 && ahead <= (gssize) self->horizon ? self->rows[row].passed[ahead - 1] : NAN;
    case PROGNOSIS_N_MEASURES:
    default: g_return_val_if_reached (NAN);
    }
}

gboolean
prognosis_measure_is_ahead (PrognosisMeasure measure)
{
  return measure == PROGNOSIS_MEASURE_CHANGE || measure == PROGNOSIS_MEASURE_CHANCE || measure == PROGNOSIS_MEASURE_PASSED;
}

void
prognosis_ranking_get_extent (const PrognosisRanking *self, PrognosisMeasure measure, gssize *first, gssize *last)
{
  *last = (gssize) self->horizon;
  *first = prognosis_measure_is_ahead (measure)
               ? 1
               : 1 - (gssize) self->n_back + (measure == PROGNOSIS_MEASURE_GROWTH ? (gssize) self->n_lag : 0);
}

GString *
prognosis_ranking_to_csv (const PrognosisRanking *self, const PrognosisForecast *forecast, const char *sum_name)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize origin = prognosis_dataset_get_n_steps (dataset) - 1;
  g_autofree char *day = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) origin));
  GString *csv = g_string_new ("reference_date,target,location,name,last_week_per_100000,growth,first_day,last_day,before,median,"
                               "lower_80,upper_80,change,chance_of_more\n");

  for (gsize i = 0; i < self->n_rows; i++)
    {
      const PrognosisRankingRow *row = &self->rows[i];
      const PrognosisRegion *region = row->region >= 0 ? prognosis_dataset_get_region (dataset, (gsize) row->region) : NULL;
      const PrognosisAnswer *answer = &row->answer;
      const char *sum = row->name != NULL ? row->name : sum_name;
      const double numbers[] = { answer->before,
                                 answer->values[PROGNOSIS_ANSWER_MEDIAN],
                                 answer->values[PROGNOSIS_ANSWER_LOWER_80],
                                 answer->values[PROGNOSIS_ANSWER_UPPER_80],
                                 answer->change,
                                 answer->chance_more };
      g_autofree char *first = row->has_answer ? prognosis_dataset_format_day (dataset, answer->first_day) : NULL;
      g_autofree char *last = row->has_answer ? prognosis_dataset_format_day (dataset, answer->last_day) : NULL;

      g_string_append_printf (csv, "%s,", day);
      prognosis_csv_append_text (csv, prognosis_dataset_get_signal (dataset, self->signal)->name);
      g_string_append_c (csv, ',');
      prognosis_csv_append_text (csv, region != NULL ? prognosis_region_get_key (region) : sum);
      g_string_append_c (csv, ',');
      prognosis_csv_append_text (csv, region != NULL ? region->name : sum);
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, row->rate);
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, row->growth);
      g_string_append_printf (csv, ",%s,%s", first != NULL ? first : "", last != NULL ? last : "");
      for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
        {
          g_string_append_c (csv, ',');
          prognosis_csv_append_number (csv, row->has_answer ? numbers[k] : NAN);
        }
      g_string_append_c (csv, '\n');
    }
  return csv;
}
