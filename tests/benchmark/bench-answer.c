/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How well the totals of the coming days are calibrated, on the US reports of 2020: the share of totals inside their 50, 80 and
 * 95 % intervals, and what the chance of more than in the last period is worth (Brier score beside that of the base rate, and
 * how often it happened by tenths of the chance). Origins are those on which settings are chosen: every third day in May to
 * 05-30, and every second Saturday from 06-06. Totals that hold a doubtful observation are left out.
 *
 *   bench-answer [--days 7|14|28] [--new] [--sum] [--threads N] [MODEL...]
 *
 * With --new, models are given new counts a day instead of the published cumulative ones. With --sum, the totals are those of the
 * sum of all regions, and of its single days, against the sum of the regions' own reports, doubtful ones included.
 */

#include <gsl/gsl_errno.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "prognosis-answer.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-day.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-reader.h"
#include "prognosis-renewal-private.h"
#include "prognosis-series.h"
#include "prognosis-sort.h"

#define N_BINS 10
#define MAX_SIGNALS 4

typedef struct
{
  const char *first; /* and every @apart days after it */
  int apart, n;
} OriginSet;

static const OriginSet sets[] = { { "2020-05-09", 3, 8 }, { "2020-06-06", 14, 8 } };

/* Intervals, by the levels of an answer. */
static const struct
{
  int percent;
  PrognosisAnswerLevel lower, upper;
} intervals[] = {
  { 50, PROGNOSIS_ANSWER_LOWER_50, PROGNOSIS_ANSWER_UPPER_50 },
  { 80, PROGNOSIS_ANSWER_LOWER_80, PROGNOSIS_ANSWER_UPPER_80 },
  { 95, PROGNOSIS_ANSWER_LOWER_95, PROGNOSIS_ANSWER_UPPER_95 },
};

typedef struct
{
  gsize n, n_inside[G_N_ELEMENTS (intervals)];
  gsize n_below, n_chances, n_more;
  double brier;
} Tally;

typedef struct
{
  gsize n, n_more;
  double sum;
} Bin;

static int opt_days = 7, opt_threads;
static gboolean opt_new, opt_sum;
static char **opt_models;

static const GOptionEntry entries[] = {
  { "days", 0, 0, G_OPTION_ARG_INT, &opt_days, "Period of the totals: 7, 14 or 28", "N" },
  { "new", 0, 0, G_OPTION_ARG_NONE, &opt_new, "Give new counts a day to the models", NULL },
  { "sum", 0, 0, G_OPTION_ARG_NONE, &opt_sum, "Score the sum of all regions, and its single days", NULL },
  { "threads", 0, 0, G_OPTION_ARG_INT, &opt_threads, "Worker threads", "N" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &opt_models, NULL, "MODEL..." },
  { NULL },
};

static void
die (const GError *error)
{
  fprintf (stderr, "bench-answer: %s\n", error->message);
  exit (1);
}

static PrognosisDataset *
read_data (const char *shared)
{
  g_autofree char *folder = g_build_filename (shared, "data", "jhu-us-daily-reports", NULL);
  g_autofree char *population = g_build_filename (shared, "data", "us-states", "population.csv", NULL);
  const char *paths[] = { folder, NULL };
  g_autoptr (PrognosisDataset) plain = NULL;
  PrognosisDataset *dataset;
  GError *error = NULL;

  if (!(plain = prognosis_read (paths, NULL, NULL, &error)) || !(dataset = prognosis_read_population (plain, population, &error)))
    die (error);
  return dataset;
}

/* The same with the differences of cumulative counts; a fall is a missing day. */
static PrognosisDataset *
new_counts (const PrognosisDataset *dataset)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("new counts");
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  PrognosisDataset *result;
  GError *error = NULL;

  for (gsize s = 0; s < n_signals; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      prognosis_dataset_builder_add_signal (builder, signal->name, PROGNOSIS_KIND_INCIDENT, signal->role, signal->fitted);
    }
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);
      const gsize number = prognosis_dataset_builder_add_region (builder, region->code, region->name, region->population);

      for (gsize s = 0; s < n_signals; s++)
        for (gsize t = 1; t < prognosis_dataset_get_n_steps (dataset); t++)
          {
            const double *x = prognosis_dataset_get_values (dataset, r, s), change = x[t] - x[t - 1];

            prognosis_dataset_builder_add_value (builder, number, s, prognosis_dataset_get_day (dataset, (gssize) t),
                                                 change >= 0.0 ? change : NAN, 0, 1);
          }
    }
  if (!(result = prognosis_dataset_builder_finish (builder, &error)))
    die (error);
  return result;
}

/* New counts of the @n_steps steps after @origin; NAN if they are not known for certain. */
static double
get_truth (const PrognosisDataset *dataset, gsize region, gsize signal, gsize origin, gsize n_steps)
{
  const double *x = prognosis_dataset_get_values (dataset, region, signal);
  double sum = 0.0;

  if (origin + n_steps >= prognosis_dataset_get_n_steps (dataset))
    return NAN;
  for (gsize t = origin + 1; t <= origin + n_steps; t++)
    {
      if (prognosis_series_is_doubtful (dataset, region, signal, t))
        return NAN;
      sum += x[t];
    }
  return prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_INCIDENT ? sum : x[origin + n_steps] - x[origin];
}

static void
count (Tally *tally, Bin *bins, const PrognosisAnswer *answer, double truth)
{
  const gboolean more = truth > answer->before;
  Bin *bin;

  tally->n++;
  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    /* As shown: counts are whole, the ends of intervals need not be. */
    tally->n_inside[i] += truth >= rint (answer->values[intervals[i].lower]) && truth <= rint (answer->values[intervals[i].upper]);
  tally->n_below += truth < answer->values[PROGNOSIS_ANSWER_MEDIAN];
  if (isnan (answer->chance_more))
    return;
  bin = &bins[MIN ((gsize) (answer->chance_more * N_BINS), N_BINS - 1)];
  tally->n_chances++;
  tally->n_more += more;
  tally->brier += (answer->chance_more - more) * (answer->chance_more - more);
  bin->n++;
  bin->n_more += more;
  bin->sum += answer->chance_more;
}

/* --- the sum of regions ----------------------------------------------------------- */

/* What the regions that have a forecast report for @step in sum; NAN if one of them does not. */
static double
get_sum_on (const PrognosisForecast *forecast, const PrognosisDataset *dataset, gsize signal, gsize step)
{
  const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  double sum = 0.0;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const double *x = prognosis_dataset_get_values (dataset, r, signal);

      if (prognosis_forecast_has (forecast, r, signal))
        sum += is_cumulative ? x[step] - x[step - 1] : x[step];
    }
  return sum;
}

/* New counts of all regions by path, for each of @n_steps: n_steps x n_paths. (transfer full) */
static double *
sum_paths (const PrognosisForecast *forecast, gsize signal, gsize n_steps)
{
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast);
  g_autofree double *own = g_new (double, prognosis_forecast_get_horizon (forecast));
  double *sums = g_new0 (double, n_steps *n_paths);

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast)); r++)
    for (gsize p = 0; p < n_paths && prognosis_forecast_has (forecast, r, signal); p++)
      {
        prognosis_renewal_path (forecast, r, signal, p, own);
        for (gsize h = 0; h < n_steps; h++)
          sums[h * n_paths + p] += own[h];
      }
  return sums;
}

static void
score_sum (PrognosisDataset *dataset, const PrognosisForecast *forecast, gsize origin, gsize signal, Tally *total, Tally *days,
           Bin *bins)
{
  const gsize period = prognosis_answer_find_period (dataset, opt_days), n = prognosis_dataset_get_n_regions (dataset);
  const gsize n_paths = prognosis_forecast_get_n_paths (forecast);
  g_autofree double *sums = sum_paths (forecast, signal, period);
  g_autofree gsize *regions = g_new (gsize, n);
  PrognosisAnswer answer, day = { .chance_more = NAN };
  double truth = 0.0;

  for (gsize r = 0; r < n; r++)
    regions[r] = r;
  if (!prognosis_answer_read (forecast, regions, n, signal, period, NAN, &answer)
      || origin + period >= prognosis_dataset_get_n_steps (dataset))
    return;
  for (gsize h = 0; h < period; h++)
    {
      const double today = get_sum_on (forecast, dataset, signal, origin + 1 + h);

      prognosis_sort (sums + h * n_paths, n_paths);
      for (gsize l = 0; l < PROGNOSIS_ANSWER_N_LEVELS; l++)
        day.values[l] = gsl_stats_quantile_from_sorted_data (sums + h * n_paths, 1, n_paths, prognosis_answer_levels[l]);
      if (isfinite (today))
        count (days, NULL, &day, today);
      truth += today;
    }
  if (isfinite (truth))
    count (total, bins, &answer, truth);
}

static void
score_origin (PrognosisDataset *dataset, const PrognosisForecaster *forecaster, gsize origin, Tally *tallies, Tally *days,
              Bin *bins)
{
  g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (dataset, origin + 1);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) forecast = NULL;
  const gsize period = prognosis_answer_find_period (dataset, opt_days);
  GError *error = NULL;

  options->n_threads = opt_threads;
  forecast = prognosis_forecaster_run (forecaster, &(PrognosisRequest){ .dataset = past, .options = options }, &error);
  if (forecast == NULL)
    die (error);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset) && s < MAX_SIGNALS && opt_sum; s++)
    score_sum (dataset, forecast, origin, s, &tallies[s], &days[s], bins);
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset) && !opt_sum; r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset) && s < MAX_SIGNALS; s++)
      {
        const double truth = get_truth (dataset, r, s, origin, period);
        PrognosisAnswer answer;

        if (isfinite (truth) && prognosis_answer_read (forecast, &r, 1, s, period, NAN, &answer) && answer.n_steps == period)
          count (&tallies[s], bins, &answer, truth);
      }
}

static void
print_tally (const char *name, const Tally *tally)
{
  const double rate = (double) tally->n_more / (double) tally->n_chances;

  if (tally->n == 0)
    return;
  printf ("  %-12s %5zu totals", name, tally->n);
  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    printf ("   %d %%: %.3f", intervals[i].percent, (double) tally->n_inside[i] / (double) tally->n);
  printf ("   below the median: %.3f", (double) tally->n_below / (double) tally->n);
  printf ("   more: %.3f, Brier %.3f (base rate %.3f)\n", rate, tally->brier / (double) tally->n_chances, rate * (1.0 - rate));
}

static void
add_tally (Tally *sum, const Tally *other)
{
  sum->n += other->n;
  sum->n_below += other->n_below;
  sum->n_chances += other->n_chances;
  sum->n_more += other->n_more;
  sum->brier += other->brier;
  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    sum->n_inside[i] += other->n_inside[i];
}

static void
score_model (PrognosisDataset *dataset, const PrognosisForecaster *forecaster)
{
  Tally tallies[MAX_SIGNALS] = { 0 }, days[MAX_SIGNALS] = { 0 }, all = { 0 };
  Bin bins[N_BINS] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    for (int k = 0; k < sets[i].n; k++)
      {
        int day = 0;

        prognosis_day_parse (sets[i].first, &day);
        score_origin (dataset, forecaster, (gsize) prognosis_dataset_find_step (dataset, day + k * sets[i].apart), tallies, days,
                      bins);
      }
  printf ("%s, %s of %d days\n", forecaster->id, opt_sum ? "sum of regions, totals" : "totals", opt_days);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset) && s < MAX_SIGNALS; s++)
    {
      print_tally (prognosis_dataset_get_signal (dataset, s)->name, &tallies[s]);
      add_tally (&all, &tallies[s]);
      print_tally ("single days", &days[s]);
    }
  print_tally ("all", &all);
  printf ("  chance of more   n      mean   happened\n");
  for (int b = 0; b < N_BINS; b++)
    if (bins[b].n > 0)
      printf ("  %.1f to %.1f   %6zu   %7.3f   %8.3f\n", (double) b / N_BINS, (b + 1.0) / N_BINS, bins[b].n,
              bins[b].sum / (double) bins[b].n, (double) bins[b].n_more / (double) bins[b].n);
  fflush (stdout);
}

int
main (int argc, char *argv[])
{
  static char *preset[] = { (char *) "hybrid", (char *) "autoode", NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (PrognosisDataset) read = NULL, dataset = NULL;
  g_autofree const PrognosisForecaster **found = NULL;
  const char *shared = g_getenv ("PROGNOSIS_SHARED");
  GError *error = NULL;

  gsl_set_error_handler_off ();
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    die (error);
  if (shared == NULL || !g_file_test (shared, G_FILE_TEST_IS_DIR))
    {
      printf ("skipped: PROGNOSIS_SHARED is not a folder with data/jhu-us-daily-reports\n");
      return 77;
    }
  found = prognosis_forecaster_find_all ((const char *const *) (opt_models != NULL ? opt_models : preset), &error);
  if (found == NULL)
    die (error);
  read = read_data (shared);
  dataset = opt_new ? new_counts (read) : prognosis_dataset_ref (read);
  if (prognosis_answer_find_period (dataset, opt_days) == 0)
    {
      fprintf (stderr, "bench-answer: --days is 7, 14 or 28\n");
      return 1;
    }
  for (gsize i = 0; found[i] != NULL; i++)
    score_model (dataset, found[i]);
  g_strfreev (opt_models);
  return 0;
}
