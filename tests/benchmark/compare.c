/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The comparison of forecasters on the US reports of 2020, remade by one command from ../shared/data. Scored as the
 * published program was: the 50 largest by confirmed on 2020-04-12, an empty recovered counts as 0, means pooled over
 * origins, states and days 1 to 7. Coverage is of what was forecast and observed: a state that reports no recoveries is no
 * hit of an interval. Ratios are over the plain rule of persistence, which lets a cumulative count fall where it was corrected
 * in the last week; the program's own persistence does not. Settings are chosen on the early and the choice origins; the
 * rest is the check.
 *
 *   compare [--models a,b,...] [--early] [--ablations] [--threads N] [--hidden N] [--layers N] [--coverage]
 *           [--rows FILE]
 *
 * scores.py makes a page of these and all other development sets, with intervals.
 */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "prognosis-backtest.h"
#include "prognosis-day.h"
#include "prognosis-reader.h"
#include "prognosis-series.h"
#include "prognosis-forecaster-list.h"

#define N_LARGEST 50
#define HORIZON 7

typedef struct
{
  PrognosisDataset *dataset;
  gboolean *is_large;
  PrognosisBacktest *backtest;
} Comparison;

typedef struct
{
  const char *title;
  const char *first; /* and every @apart days after it */
  int apart, n;
} OriginSet;

static const OriginSet sets[] = {
  { "early: every third day, 05-09 to 05-30", "2020-05-09", 3, 8 },
  { "choice: every second Saturday from 06-06", "2020-06-06", 14, 8 },
  { "check: the other Saturdays", "2020-06-13", 14, 8 },
  { "all 16 Saturdays", "2020-06-06", 7, 16 },
};

static const char *const paper[] = { "2020-07-12", "2020-08-22", "2020-09-05" };
static const char *const signals[] = { "confirmed", "recovered", "deaths" };

static const struct
{
  guint part;
  const char *name;
} parts[] = {
  { PROGNOSIS_PART_CLEANING, "cleaning" },   { PROGNOSIS_PART_WEEKDAY, "weekday" },   { PROGNOSIS_PART_REGRESSION, "regression" },
  { PROGNOSIS_PART_NETWORK, "network" },     { PROGNOSIS_PART_POOLING, "pooling" },   { PROGNOSIS_PART_DELAYS, "delays" },
  { PROGNOSIS_PART_DEPLETION, "depletion" }, { PROGNOSIS_PART_HOLIDAYS, "holidays" }, { PROGNOSIS_PART_MAP, "AutoODE" },
};

static char *opt_models, *opt_rows;
static gboolean opt_early, opt_coverage, opt_ablations;
static int opt_threads, opt_hidden, opt_layers;

static const GOptionEntry entries[] = {
  { "models", 0, 0, G_OPTION_ARG_STRING, &opt_models, "Only these", "ID,..." },
  { "early", 0, 0, G_OPTION_ARG_NONE, &opt_early, "Also the early origins, and nothing after the choice ones", NULL },
  { "coverage", 0, 0, G_OPTION_ARG_NONE, &opt_coverage, "Also interval scores and coverage, by growth at the origin, too", NULL },
  { "ablations", 0, 0, G_OPTION_ARG_NONE, &opt_ablations, "The hybrid without each of its parts, and nothing else", NULL },
  { "rows", 0, 0, G_OPTION_ARG_FILENAME, &opt_rows, "Write every scored number as a table, and the errors of the plain rule",
    "FILE" },
  { "threads", 0, 0, G_OPTION_ARG_INT, &opt_threads, "Worker threads", "N" },
  { "hidden", 0, 0, G_OPTION_ARG_INT, &opt_hidden, "Width of networks", "N" },
  { "layers", 0, 0, G_OPTION_ARG_INT, &opt_layers, "Depth of networks", "N" },
  { NULL },
};

static void
die (GError *error)
{
  fprintf (stderr, "compare: %s\n", error->message);
  exit (1);
}

static PrognosisDataset *
read_data (const char *shared)
{
  g_autofree char *folder = g_build_filename (shared, "data", "jhu-us-daily-reports", NULL);
  g_autofree char *population = g_build_filename (shared, "data", "us-states", "population.csv", NULL);
  g_autofree char *adjacency = g_build_filename (shared, "data", "us-states", "adjacency.csv", NULL);
  const char *paths[] = { folder, NULL };
  g_autoptr (PrognosisDataset) plain = NULL, counted = NULL;
  PrognosisDataset *dataset;
  GError *error = NULL;

  if (!(plain = prognosis_read (paths, NULL, NULL, &error)) || !(counted = prognosis_read_population (plain, population, &error))
      || !(dataset = prognosis_read_adjacency (counted, adjacency, &error)))
    die (error);
  return dataset;
}

static gsize
find_step (const PrognosisDataset *dataset, const char *text, int later)
{
  int day = 0;

  prognosis_day_parse (text, &day);
  return prognosis_dataset_find_step (dataset, day + later);
}

static gboolean *
find_largest (const PrognosisDataset *dataset)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset), step = find_step (dataset, "2020-04-12", 0);
  const gssize confirmed = prognosis_dataset_find_signal (dataset, "confirmed");
  gboolean *is_large = g_new0 (gboolean, n);

  for (gsize i = 0; i < N_LARGEST; i++)
    {
      gssize best = -1;

      for (gsize r = 0; r < n; r++)
        if (!is_large[r]
            && (best < 0
                || prognosis_dataset_get_values (dataset, r, confirmed)[step]
                       > prognosis_dataset_get_values (dataset, best, confirmed)[step]))
          best = r;
      is_large[best] = TRUE;
    }
  return is_large;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const gsize first = *(const gsize *) a, second = *(const gsize *) b;

  return (first > second) - (first < second);
}

static void
add_origin (GArray *origins, gsize step)
{
  for (guint i = 0; i < origins->len; i++)
    if (g_array_index (origins, gsize, i) == step)
      return;
  g_array_append_val (origins, step);
}

static void
show_progress (const PrognosisProgress *progress, gpointer data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%3.0f %%\r", 100.0 * progress->fraction);
}

static PrognosisBacktest *
run (PrognosisDataset *dataset, char **models, guint without)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GArray) origins = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all ((const char *const *) models, NULL);
  PrognosisBacktestRequest request
      = { .dataset = dataset, .forecasters = found, .options = options, .missing_is_zero = TRUE, .progress = show_progress };
  PrognosisBacktest *backtest;
  GError *error = NULL;

  for (gsize i = 0; i < (opt_early ? 2 : G_N_ELEMENTS (sets)); i++)
    for (int k = 0; k < sets[i].n && (i > 0 || opt_early); k++)
      add_origin (origins, find_step (dataset, sets[i].first, k * sets[i].apart));
  for (gsize i = 0; i < G_N_ELEMENTS (paper) && !opt_early; i++)
    add_origin (origins, find_step (dataset, paper[i], 0));
  g_array_sort (origins, compare_steps);
  options->horizon = HORIZON;
  options->n_threads = opt_threads;
  options->without = without;
  if (opt_hidden)
    options->hidden = opt_hidden;
  if (opt_layers)
    options->layers = opt_layers;
  request.origins = (const gsize *) (gpointer) origins->data;
  request.n_origins = origins->len;
  backtest = prognosis_backtest_new (&request, &error);
  if (!backtest)
    die (error);
  return backtest;
}

typedef struct
{
  double ae[G_N_ELEMENTS (signals)], wis[G_N_ELEMENTS (signals)], in50[G_N_ELEMENTS (signals)], in95[G_N_ELEMENTS (signals)];
  gsize n[G_N_ELEMENTS (signals)], n_forecast[G_N_ELEMENTS (signals)];
} Sums;

/* Over the large regions at the origins where @chosen is TRUE. */
static void
add_up (const Comparison *c, gsize model, const gboolean *chosen, Sums *sums)
{
  gsize n;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (c->backtest, &n);

  memset (sums, 0, sizeof *sums);
  for (gsize i = 0; i < n; i++)
    if (rows[i].model == model && chosen[rows[i].origin] && c->is_large[rows[i].region])
      for (gsize s = 0; s < G_N_ELEMENTS (signals); s++)
        if (g_str_equal (prognosis_dataset_get_signal (c->dataset, rows[i].signal)->name, signals[s]))
          {
            sums->ae[s] += rows[i].ae;
            sums->wis[s] += rows[i].wis;
            sums->n[s]++;
            if (rows[i].is_blank)
              continue;
            sums->in50[s] += rows[i].in50;
            sums->in95[s] += rows[i].in95;
            sums->n_forecast[s]++;
          }
}

static double
known (const Comparison *c, gsize region, gsize signal, gsize step)
{
  const double x = prognosis_dataset_get_values (c->dataset, region, signal)[step];

  return isnan (x) ? 0.0 : x;
}

/* The error of the mean of the last seven increments carried on, whatever they are. */
static double
find_error_of_rule (const Comparison *c, gsize region, gsize signal, gsize origin, gsize h)
{
  const double last = known (c, region, signal, origin);

  return fabs (last + (last - known (c, region, signal, origin - 7)) / 7.0 * h - known (c, region, signal, origin + h));
}

static void
add_up_rule (const Comparison *c, const gboolean *chosen, double mae[])
{
  for (gsize s = 0; s < G_N_ELEMENTS (signals); s++)
    {
      const gsize signal = prognosis_dataset_find_signal (c->dataset, signals[s]);
      double sum = 0.0;
      gsize n = 0;

      for (gsize i = 0; i < prognosis_backtest_get_n_origins (c->backtest); i++)
        for (gsize r = 0; r < prognosis_dataset_get_n_regions (c->dataset) && chosen[i]; r++)
          for (gsize h = 1; h <= HORIZON && c->is_large[r]; h++, n++)
            sum += find_error_of_rule (c, r, signal, prognosis_backtest_get_origin (c->backtest, i), h);
      mae[s] = sum / n;
    }
}

/* Rows of the rule, for the large regions alone. */
static void
append_rule (const Comparison *c, GString *rows)
{
  for (gsize i = 0; i < prognosis_backtest_get_n_origins (c->backtest); i++)
    {
      const gsize origin = prognosis_backtest_get_origin (c->backtest, i);
      g_autofree char *day = prognosis_dataset_format_day (c->dataset, prognosis_dataset_get_day (c->dataset, origin));

      for (gsize r = 0; r < prognosis_dataset_get_n_regions (c->dataset); r++)
        for (gsize s = 0; s < G_N_ELEMENTS (signals) && c->is_large[r]; s++)
          {
            const gsize signal = prognosis_dataset_find_signal (c->dataset, signals[s]);

            for (gsize h = 1; h <= HORIZON; h++)
              g_string_append_printf (rows, "rule,%s,%s,%s,%zu,,,%.10g,,,\n", day,
                                      prognosis_region_get_key (prognosis_dataset_get_region (c->dataset, r)), signals[s], h,
                                      find_error_of_rule (c, r, signal, origin, h));
          }
    }
}

static gboolean
failed_somewhere (const Comparison *c, gsize model, const gboolean *chosen)
{
  for (gsize i = 0; i < prognosis_backtest_get_n_origins (c->backtest); i++)
    if (chosen[i] && prognosis_backtest_get_failure (c->backtest, model, i))
      return TRUE;
  return FALSE;
}

static void
print_table (const Comparison *c, const gboolean *chosen, const char *title)
{
  const gsize bar = prognosis_backtest_get_baseline (c->backtest);
  Sums of_bar;
  double rule[G_N_ELEMENTS (signals)];

  add_up (c, bar, chosen, &of_bar);
  add_up_rule (c, chosen, rule);
  printf ("\n%s\n%-16s %8s %8s %8s   %6s %6s %6s", title, "", "conf.", "recov.", "deaths", "/pers.", "", "");
  printf (opt_coverage ? "   %6s %6s %6s   %17s   %17s\n" : "\n", "wis/p.", "", "", "in 50 %", "in 95 %");
  printf ("%-16s %8.0f %8.0f %8.1f\n", "(plain rule)", rule[0], rule[1], rule[2]);
  for (gsize m = 0; m < prognosis_backtest_get_n_models (c->backtest); m++)
    {
      Sums s;

      add_up (c, m, chosen, &s);
      printf ("%-16s %8.0f %8.0f %8.1f   %6.3f %6.3f %6.3f", prognosis_backtest_get_model (c->backtest, m), s.ae[0] / s.n[0],
              s.ae[1] / s.n[1], s.ae[2] / s.n[2], s.ae[0] / s.n[0] / rule[0], s.ae[1] / s.n[1] / rule[1],
              s.ae[2] / s.n[2] / rule[2]);
      if (opt_coverage)
        printf ("   %6.3f %6.3f %6.3f   %5.3f %5.3f %5.3f   %5.3f %5.3f %5.3f", s.wis[0] / of_bar.wis[0], s.wis[1] / of_bar.wis[1],
                s.wis[2] / of_bar.wis[2], s.in50[0] / s.n_forecast[0], s.in50[1] / s.n_forecast[1], s.in50[2] / s.n_forecast[2],
                s.in95[0] / s.n_forecast[0], s.in95[1] / s.n_forecast[1], s.in95[2] / s.n_forecast[2]);
      puts (failed_somewhere (c, m, chosen) ? "   (failed at some)" : "");
    }
}

/* Upper ends of classes of growth: log ratio of the last week's cases to those of the week before. */
static const double growth_classes[] = { -0.5, -0.2, 0.2, 0.5, INFINITY };
#define N_CLASSES G_N_ELEMENTS (growth_classes)

static gsize
find_class (const Comparison *c, const PrognosisBacktestRow *row)
{
  const double *x = prognosis_dataset_get_values (c->dataset, row->region, row->signal);
  const gssize origin = (gssize) prognosis_backtest_get_origin (c->backtest, row->origin);
  const double growth = prognosis_series_growth (x, origin, PROGNOSIS_KIND_CUMULATIVE, 7);
  gsize k = 0;

  while (growth >= growth_classes[k])
    k++;
  return k;
}

/* Coverage of 50 and 95 % intervals by growth at the origin, all signals together. */
static void
print_coverage_by_growth (const Comparison *c, const gboolean *chosen)
{
  gsize n_rows;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (c->backtest, &n_rows);

  printf ("%-16s", "by growth");
  for (gsize k = 0; k < N_CLASSES; k++)
    printf (k + 1 < N_CLASSES ? "     below %4.1f      " : "     above\n", growth_classes[k]);
  for (gsize m = 0; m < prognosis_backtest_get_n_models (c->backtest); m++)
    {
      gsize n[N_CLASSES] = { 0 }, in50[N_CLASSES] = { 0 }, in95[N_CLASSES] = { 0 };

      for (gsize i = 0; i < n_rows; i++)
        if (rows[i].model == m && chosen[rows[i].origin] && c->is_large[rows[i].region] && !rows[i].is_blank)
          {
            const gsize k = find_class (c, &rows[i]);

            n[k]++;
            in50[k] += rows[i].in50;
            in95[k] += rows[i].in95;
          }
      printf ("%-16s", prognosis_backtest_get_model (c->backtest, m));
      for (gsize k = 0; k < N_CLASSES; k++)
        printf ("%6d %5.3f %5.3f  ", (int) n[k], (double) in50[k] / n[k], (double) in95[k] / n[k]);
      puts ("");
    }
}

static void
choose (const Comparison *c, gboolean *chosen, gsize step)
{
  for (gsize i = 0; i < prognosis_backtest_get_n_origins (c->backtest); i++)
    chosen[i] |= prognosis_backtest_get_origin (c->backtest, i) == step;
}

static void
print_all (const Comparison *c)
{
  const gsize n = prognosis_backtest_get_n_origins (c->backtest);
  g_autofree gboolean *chosen = g_new (gboolean, n);

  for (gsize i = opt_early ? 0 : 1; i < (opt_early ? 2 : G_N_ELEMENTS (sets)); i++)
    {
      memset (chosen, 0, n * sizeof *chosen);
      for (int k = 0; k < sets[i].n; k++)
        choose (c, chosen, find_step (c->dataset, sets[i].first, k * sets[i].apart));
      print_table (c, chosen, sets[i].title);
      if (opt_coverage)
        print_coverage_by_growth (c, chosen);
    }
  if (opt_early)
    return;
  memset (chosen, 0, n * sizeof *chosen);
  for (gsize i = 0; i < G_N_ELEMENTS (paper); i++)
    choose (c, chosen, find_step (c->dataset, paper[i], 0));
  print_table (c, chosen, "the published comparison's weeks, origins 07-12, 08-22, 09-05, persons");
  printf ("published, run as released: AutoODE-COVID 1976 / 1334 / 111; its best deep baseline, fully connected: 795 / 510 / 20\n");
}

static void
print_ablations (Comparison *c)
{
  char *models[] = { "hybrid", NULL };

  printf ("\nthe hybrid without one of its parts: mean absolute error over the plain rule's\n%-16s %27s   %27s   %27s\n%-16s", "",
          "choice", "check", "all 16 Saturdays", "");
  for (int k = 0; k < 3; k++)
    printf ("   %8s %8s %8s", "conf.", "recov.", "deaths");
  for (gsize i = 0; i <= G_N_ELEMENTS (parts); i++)
    {
      gsize n;

      c->backtest = run (c->dataset, models, i ? parts[i - 1].part : 0);
      n = prognosis_backtest_get_n_origins (c->backtest);
      printf ("\n%-16s", i ? parts[i - 1].name : "(whole)");
      for (gsize k = 1; k < G_N_ELEMENTS (sets); k++)
        {
          g_autofree gboolean *chosen = g_new0 (gboolean, n);
          double rule[G_N_ELEMENTS (signals)];
          Sums sums;

          for (int j = 0; j < sets[k].n; j++)
            choose (c, chosen, find_step (c->dataset, sets[k].first, j * sets[k].apart));
          add_up_rule (c, chosen, rule);
          add_up (c, 0, chosen, &sums);
          printf ("   %8.3f %8.3f %8.3f", sums.ae[0] / sums.n[0] / rule[0], sums.ae[1] / sums.n[1] / rule[1],
                  sums.ae[2] / sums.n[2] / rule[2]);
        }
      prognosis_backtest_unref (c->backtest);
    }
  puts ("");
}

static char **
choose_models (void)
{
  GPtrArray *ids = g_ptr_array_new ();
  const PrognosisForecaster *const *list;
  gsize n;

  if (opt_models)
    {
      g_ptr_array_free (ids, TRUE);
      return g_strsplit (opt_models, ",", -1);
    }
  list = prognosis_forecaster_list (&n);
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (ids, g_strdup (list[i]->id));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

int
main (int argc, char *argv[])
{
  const char *shared = g_getenv ("PROGNOSIS_SHARED") ? g_getenv ("PROGNOSIS_SHARED") : "../shared";
  g_autofree char *folder = g_build_filename (shared, "data", "jhu-us-daily-reports", NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) models = NULL;
  gint64 started = g_get_monotonic_time ();
  GError *error = NULL;
  Comparison c = { 0 };

  gsl_set_error_handler_off ();
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    die (error);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      printf ("compare: skipped, there is no %s\n", folder);
      return 77;
    }
  models = choose_models ();
  c.dataset = read_data (shared);
  c.is_large = find_largest (c.dataset);
  if (!opt_ablations)
    {
      c.backtest = run (c.dataset, models, 0);
      print_all (&c);
      if (opt_rows)
        {
          g_autoptr (GString) rows = prognosis_backtest_to_csv (c.backtest);

          append_rule (&c, rows);
          if (!g_file_set_contents (opt_rows, rows->str, rows->len, &error))
            die (error);
        }
      prognosis_backtest_unref (c.backtest);
    }
  if (opt_ablations || (!opt_models && !opt_early))
    print_ablations (&c);
  printf ("%.1f s\n", (g_get_monotonic_time () - started) / 1e6);
  prognosis_dataset_unref (c.dataset);
  g_free (c.is_large);
  return 0;
}
