/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a user waits for, on the US reports of 2020 in ../shared: processor seconds as multiples of a fixed piece of work that is
 * timed before and after each of them, so that figures of different machines and loads can be compared; beside them those of an
 * earlier version, recorded in the same way. Each line is a process of its own, whose largest memory is shown.
 *
 *   bench-wait [--threads N] [NAME...]
 *
 * "stop" is the time from a request to stop, made when the first median is shown, to the forecast with its intervals.
 */

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-time.h"
#include "prognosis-backtest.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-reader.h"

#define HORIZON 28
#define N_ORIGINS 4

typedef enum
{
  WAIT_FIRST,   /* until the first median */
  WAIT_WHOLE,   /* until the forecast with intervals */
  WAIT_STOP,    /* from stopping until then */
  WAIT_COMPARE, /* a comparison of the models */
} Wait;

typedef struct
{
  const char *name, *models;
  Wait wait;
  gsize n_regions; /* 0: those of the reports */
  gboolean is_wide;
  double recorded; /* multiple of the fixed work at 72529fb; NAN: it did not end within minutes */
} Item;

static const Item items[] = {
  { "first", "hybrid", WAIT_FIRST, 0, FALSE, 0.06 },
  { "recommended", "auto", WAIT_WHOLE, 0, FALSE, 62.81 },
  { "compare", "persistence,hybrid,seird,autoode-covid,fc,regression", WAIT_COMPARE, 0, FALSE, 269.25 },
  { "larger-network", "autoode-covid", WAIT_WHOLE, 0, TRUE, 140.85 },
  { "fc", "fc", WAIT_WHOLE, 0, FALSE, 28.99 },
  { "gat", "gat", WAIT_WHOLE, 0, FALSE, 24.87 },
  { "transformer", "transformer", WAIT_WHOLE, 0, FALSE, 54.15 },
  { "stop-fc", "fc", WAIT_STOP, 0, FALSE, 12.71 },
  { "stop-transformer", "transformer", WAIT_STOP, 0, FALSE, 14.00 },
  { "stop-seq2seq", "seq2seq", WAIT_STOP, 0, FALSE, 14.21 },
  { "stop-hybrid", "hybrid", WAIT_STOP, 0, FALSE, 2.32 },
  { "stop-auto", "auto", WAIT_STOP, 0, FALSE, 7.96 },
  { "500-persistence", "persistence", WAIT_WHOLE, 500, FALSE, 246.60 },
  { "500-auto", "auto", WAIT_WHOLE, 500, FALSE, 988.12 },
  { "counties-persistence", "persistence", WAIT_WHOLE, 3142, FALSE, NAN },
  { "counties-hybrid", "hybrid", WAIT_WHOLE, 3142, FALSE, 292.43 },
};

static int opt_threads;
static char **opt_names;

static const GOptionEntry entries[] = {
  { "threads", 0, 0, G_OPTION_ARG_INT, &opt_threads, "Worker threads", "N" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &opt_names, NULL, "NAME..." },
  { NULL },
};

static void
die (const GError *error)
{
  fprintf (stderr, "bench-wait: %s\n", error->message);
  exit (1);
}

/* Processor seconds of the fixed work: dependent divisions, which no compiler or instruction set makes faster. */
static double
time_fixed_work (void)
{
  const double start = cpu_seconds ();
  volatile double kept = 1.0; /* keeps the loop between the clocks */
  double x = kept;

  for (int i = 0; i < 20000000; i++)
    x = x * 0.5 + 1.0 / (1.0 + x);
  kept = x;
  return cpu_seconds () - start;
}

static PrognosisDataset *
read_reports (void)
{
  const char *shared = g_getenv ("PROGNOSIS_SHARED") ? g_getenv ("PROGNOSIS_SHARED") : "../shared";
  g_autofree char *folder = g_build_filename (shared, "data", "jhu-us-daily-reports", NULL);
  g_autofree char *population = g_build_filename (shared, "data", "us-states", "population.csv", NULL);
  const char *paths[] = { folder, NULL };
  const PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) plain = NULL;
  PrognosisDataset *dataset;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      printf ("bench-wait: skipped, %s is missing\n", folder);
      exit (77);
    }
  if (!(plain = prognosis_read (paths, &options, NULL, &error))
      || !(dataset = prognosis_read_population (plain, population, &error)))
    die (error);
  return dataset;
}

/* @n regions drawn from those of @dataset, each scaled by a factor of its own. */
static PrognosisDataset *
resample (PrognosisDataset *dataset, gsize n)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("resampled");
  const guint file = prognosis_dataset_builder_add_file (builder, "resampled.csv");
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), n_steps = prognosis_dataset_get_n_steps (dataset);
  g_autofree gsize *signals = g_new (gsize, n_signals);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *made;

  for (gsize s = 0; s < n_signals; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      signals[s] = prognosis_dataset_builder_add_signal (builder, signal->name, signal->kind, signal->role, signal->fitted);
    }
  for (gsize r = 0; r < n; r++)
    {
      const gsize from = g_rand_int_range (rand, 0, (gint32) prognosis_dataset_get_n_regions (dataset));
      const double factor = g_rand_double_range (rand, 0.2, 2.0);
      const double persons = prognosis_dataset_get_region (dataset, from)->population;
      g_autofree char *name = g_strdup_printf ("Place %d", (int) r + 1);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, round (persons * factor));

      for (gsize s = 0; s < n_signals; s++)
        for (gsize t = 0; t < n_steps; t++)
          {
            const double value = prognosis_dataset_get_values (dataset, from, s)[t];

            if (isfinite (value))
              prognosis_dataset_builder_add_value (builder, region, signals[s], prognosis_dataset_get_day (dataset, t),
                                                   round (value * factor), file, (guint) (r * n_steps + t + 2));
          }
    }
  if (!(made = prognosis_dataset_builder_finish (builder, &error)))
    die (error);
  return made;
}

typedef struct
{
  Wait wait;
  GCancellable *cancellable, *enough;
  double first, first_cpu; /* seconds at the first median or curve; 0: none yet */
} Watch;

static void
progress_cb (const PrognosisProgress *progress, gpointer data)
{
  Watch *watch = data;

  if (watch->first > 0.0 || (progress->median == NULL && progress->fit == NULL))
    return;
  watch->first = wall_seconds ();
  watch->first_cpu = cpu_seconds ();
  if (watch->wait == WAIT_FIRST)
    g_cancellable_cancel (watch->cancellable);
  if (watch->wait == WAIT_STOP)
    g_cancellable_cancel (watch->enough);
}

typedef struct
{
  double wall, cpu;
} Took;

static void
compare (const Item *item, PrognosisDataset *dataset, const PrognosisOptions *options)
{
  g_auto (GStrv) ids = g_strsplit (item->models, ",", -1);
  const PrognosisForecaster *forecasters[16] = { NULL };
  gsize n;
  g_autofree gsize *origins = prognosis_backtest_choose_origins (dataset, HORIZON, N_ORIGINS, &n);
  const PrognosisBacktestRequest request
      = { .dataset = dataset, .forecasters = forecasters, .origins = origins, .n_origins = n, .options = options };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisBacktest) backtest = NULL;

  for (int i = 0; ids[i]; i++)
    forecasters[i] = prognosis_forecaster_find (ids[i]);
  if (!(backtest = prognosis_backtest_new (&request, &error)))
    die (error);
}

static Took
wait_for (const Item *item, PrognosisDataset *dataset)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  gsize n_levels;
  /* Of counties a table is asked for, without sums or a figure. */
  const double *levels = prognosis_forecast_hub_levels (&n_levels);
  Watch watch = { .wait = item->wait, .cancellable = g_cancellable_new (), .enough = g_cancellable_new () };
  const PrognosisRequest request = { .dataset = dataset,
                                     .options = options,
                                     .progress = progress_cb,
                                     .progress_data = &watch,
                                     .levels = item->n_regions > 500 ? levels : NULL,
                                     .n_levels = n_levels,
                                     .cancellable = watch.cancellable,
                                     .enough = watch.enough };
  const double wall = wall_seconds (), cpu = cpu_seconds ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;

  options->horizon = HORIZON;
  options->seed = 1;
  options->n_threads = opt_threads;
  if (item->is_wide)
    {
      options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
      options->hidden = 128;
    }
  if (item->wait == WAIT_COMPARE)
    compare (item, dataset, options);
  else
    forecast = prognosis_forecaster_run (prognosis_forecaster_find (item->models), &request, &error);
  if (error && item->wait != WAIT_FIRST)
    die (error);
  switch (item->wait)
    {
    case WAIT_FIRST: return (Took){ watch.first - wall, watch.first_cpu - cpu };
    case WAIT_STOP: return (Took){ wall_seconds () - watch.first, cpu_seconds () - watch.first_cpu };
    default: return (Took){ wall_seconds () - wall, cpu_seconds () - cpu };
    }
}

/* In a process of its own; FALSE if that failed. */
static gboolean
run_apart (const Item *item, PrognosisDataset *dataset, Took *took, double *megabytes)
{
  struct rusage usage;
  int ends[2], status;
  pid_t child;
  gboolean success;

  if (pipe (ends) != 0 || (child = fork ()) < 0)
    return FALSE;
  if (child == 0)
    {
      *took = wait_for (item, dataset);
      _exit (write (ends[1], took, sizeof *took) == sizeof *took ? 0 : 1);
    }
  close (ends[1]);
  success = read (ends[0], took, sizeof *took) == sizeof *took;
  close (ends[0]);
  wait4 (child, &status, 0, &usage);
  *megabytes = usage.ru_maxrss / 1024.0;
  return success;
}

static void
measure (const Item *item, PrognosisDataset *dataset)
{
  const double before = time_fixed_work ();
  double megabytes, unit;
  Took took;

  if (!run_apart (item, dataset, &took, &megabytes))
    {
      printf ("%-22s failed\n", item->name);
      return;
    }
  unit = 0.5 * (before + time_fixed_work ());
  printf ("%-22s %9.2f %9.2f %10.2f ", item->name, took.wall, took.cpu, took.cpu / unit);
  if (isfinite (item->recorded))
    printf ("%10.2f %8.2f", item->recorded, took.cpu / unit / item->recorded);
  else
    printf ("%10s %8s", "-", "-");
  printf (" %7.0f\n", megabytes);
  fflush (stdout);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("[NAME...]");
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) reports = NULL, many = NULL;
  gsize n_many = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    die (error);
  gsl_set_error_handler_off ();
  reports = read_reports ();
  printf ("%-22s %9s %9s %10s %10s %8s %7s\n", "", "wall s", "CPU s", "multiple", "72529fb", "ratio", "MB");
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      const Item *item = &items[i];

      if (opt_names && !g_strv_contains ((const char *const *) opt_names, item->name))
        continue;
      if (item->n_regions != n_many && item->n_regions > 0)
        {
          g_clear_pointer (&many, prognosis_dataset_unref);
          many = resample (reports, item->n_regions);
          n_many = item->n_regions;
        }
      measure (item, item->n_regions > 0 ? many : reports);
    }
  return 0;
}
