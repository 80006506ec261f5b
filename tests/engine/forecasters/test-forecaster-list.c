/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For all forecasters: ordered quantiles, identical results for the same seed, and sensible results for odd data. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-error.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-hindsight.h"

#define FIRST_DAY 18000
#define N_REGIONS 3

typedef enum
{
  WHOLE,
  ZEROS,     /* nothing ever happened */
  SHORT,     /* only three observations */
  YESTERDAY, /* two regions have just begun to report */
  HOLES,     /* missing days, including the last */
  FALLING,   /* a cumulative count is corrected downwards */
  WEEKLY,
  SHARES, /* proportions, weekly */
  MONDAY, /* one region has not reported on the last day, and the last deaths of another are incomplete */
  N_SHAPES,
} Shape;

static const char *const shape_names[]
    = { "whole", "zeros", "short", "yesterday", "holes", "falling", "weekly", "shares", "monday" };

static double
make_flow (Shape shape, int region, gsize t, gsize n)
{
  const double wave = 300.0 * (region + 1) * exp (-0.5 * pow ((t - 0.7 * n - 4.0 * region) / (0.2 * n), 2)) + (t * 7 + region) % 5;

  switch (shape)
    {
    case ZEROS: return 0.0;
    case MONDAY: return region == 1 && t + 1 == n ? NAN : wave;
    case YESTERDAY: return region > 0 && t + 1 < n ? NAN : wave;
    case HOLES: return t % 9 == 4 || (region == 1 && t + 3 > n) || (region == 2 && t + 12 > n) ? NAN : wave;
    case SHARES: return wave / 3000.0;
    default: return wave;
    }
}

static PrognosisDataset *
make_data (Shape shape)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize n = shape == SHORT ? 3 : 60, step = shape == WEEKLY || shape == SHARES ? 7 : 1;
  GError *error = NULL;
  PrognosisDataset *dataset;
  gsize cases, deaths;

  cases = prognosis_dataset_builder_add_signal (builder, "cases",
                                                shape == SHARES   ? PROGNOSIS_KIND_PROPORTION
                                                : shape == WEEKLY ? PROGNOSIS_KIND_INCIDENT
                                                                  : PROGNOSIS_KIND_CUMULATIVE,
                                                PROGNOSIS_ROLE_INFECTIONS, TRUE);
  deaths = prognosis_dataset_builder_add_signal (
      builder, "deaths", shape == SHARES ? PROGNOSIS_KIND_PROPORTION : PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_DEATHS, TRUE);
  for (int r = 0; r < N_REGIONS; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", r);
      /* The last region has no population. */
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, r == 2 ? NAN : 1e5 * (r + 1));
      double sum = 0.0;

      for (gsize t = 0; t < n; t++)
        {
          const double flow = make_flow (shape, r, t, n), share = shape == SHARES ? 1.0 : 20.0;
          const int day = FIRST_DAY + 2 + (int) (t * step);

          if (isnan (flow))
            continue;
          sum += shape == FALLING && t == n - 3 ? -2.0 * flow : flow;
          prognosis_dataset_builder_add_value (builder, region, cases, day,
                                               shape == SHARES   ? flow
                                               : shape == WEEKLY ? floor (flow)
                                                                 : floor (sum),
                                               file, t + 1);
          prognosis_dataset_builder_add_value (builder, region, deaths, day,
                                               shape == MONDAY && r == 2 && t + 1 == n ? 3.0
                                               : shape == SHARES                       ? flow / 2.0
                                                                                       : floor (flow / share),
                                               file, t + 1);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisForecast *
run (const PrognosisForecaster *forecaster, PrognosisDataset *dataset, int n_threads, GError **error)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };

  options->horizon = 9;
  options->n_paths = 60;
  options->n_threads = n_threads;
  options->starts = 1;
  return prognosis_forecaster_run (forecaster, &request, error);
}

static void
check_series (const PrognosisForecast *forecast, gsize r, gsize s)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const PrognosisKind kind = prognosis_dataset_get_signal (dataset, s)->kind;
  const gssize last = prognosis_dataset_get_last_observed (dataset, r, s);
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  g_autofree double *q = g_new (double, n);

  g_assert_cmpint (last, >=, 0);
  for (gsize h = 1; h <= prognosis_forecast_get_horizon (forecast); h++)
    {
      prognosis_forecast_get_quantiles (forecast, r, s, h, levels, n, q);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_true (isfinite (q[i]));
          g_assert_cmpfloat (q[i], >=, i ? q[i - 1] : 0.0);
          g_assert_cmpfloat (q[i], <, 1e8);
          if (kind == PROGNOSIS_KIND_CUMULATIVE)
            g_assert_cmpfloat (q[i], >=, prognosis_dataset_get_values (dataset, r, s)[last]);
          if (kind == PROGNOSIS_KIND_PROPORTION)
            g_assert_cmpfloat (q[i], <=, 1.0);
        }
    }
}

/* A region named in a note is also in the note's region field. */
static void
check_notes (const PrognosisForecast *forecast)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const char *const *notes = prognosis_forecast_get_notes (forecast);

  for (gsize i = 0; notes[i] != NULL; i++)
    {
      const gssize region = prognosis_forecast_get_note_region (forecast, i);

      if (strstr (notes[i], "has no usable observation") != NULL)
        g_assert_cmpint (region, >=, 0);
      if (region >= 0)
        g_assert_nonnull (strstr (notes[i], prognosis_dataset_get_region (dataset, (gsize) region)->name));
    }
}

static void
test_odd_data (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;

  for (Shape shape = WHOLE; shape < N_SHAPES; shape++)
    {
      g_autoptr (PrognosisDataset) dataset = make_data (shape);
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisForecast) forecast = run (forecaster, dataset, 1, &error);
      gsize n = 0;

      if (!forecast)
        {
          g_assert_true (error->domain == PROGNOSIS_ERROR);
          g_test_message ("%s: %s", shape_names[shape], error->message);
          continue;
        }
      for (gsize r = 0; r < N_REGIONS; r++)
        for (gsize s = 0; s < 2; s++)
          if (prognosis_forecast_has (forecast, r, s))
            {
              check_series (forecast, r, s);
              n++;
            }
      g_test_message ("%s: %d of 6 series", shape_names[shape], (int) n);
      check_notes (forecast);
      if (shape == MONDAY)
        g_assert_true (prognosis_dataset_get_flags (dataset, 2, 1)[prognosis_dataset_get_n_steps (dataset) - 1]
                       & PROGNOSIS_FLAG_EXCLUDED);
      if (shape == MONDAY && forecaster->work > 0.0)
        g_assert_cmpuint (n, ==, forecaster->model != NULL ? 4 : 6);
      /* What is recommended leaves nothing out that can be forecast. */
      if (forecaster->combines_others)
        g_assert_cmpuint (n, ==, shape == HOLES ? 4 : 6);
    }
}

static void
test_repeats (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) one = run (forecaster, dataset, 1, &error), two = NULL;
  g_autoptr (GString) first = NULL, second = NULL;

  g_assert_no_error (error);
  two = run (forecaster, dataset, 2, &error);
  g_assert_no_error (error);
  first = prognosis_forecast_to_csv (one, levels, n);
  second = prognosis_forecast_to_csv (two, levels, n);
  g_assert_cmpstr (first->str, ==, second->str);
  g_assert_true (strlen (first->str) > 1000);
}

/* The training of each network is recorded: one error per epoch, with a minimum below the first. */
static void
test_trainings (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = run (forecaster, dataset, 1, &error);
  gboolean seen[2] = { FALSE, FALSE };
  gsize n;
  const PrognosisTraining *trainings;

  g_assert_no_error (error);
  trainings = prognosis_forecast_get_trainings (forecast, &n);
  g_assert_cmpuint (n, >=, 2);
  for (gsize i = 0; i < n; i++)
    {
      double least = INFINITY;

      for (gsize k = 0; k < trainings[i].n_epochs; k++)
        least = fmin (least, trainings[i].errors[k]);
      g_assert_cmpuint (trainings[i].n_epochs, >=, 2);
      g_assert_true (trainings[i].stop == PROGNOSIS_STOP_CONVERGED || trainings[i].stop == PROGNOSIS_STOP_ITERATIONS);
      g_assert_cmpfloat (least, >, 0.0);
      g_assert_cmpfloat (least, <=, trainings[i].errors[0]);
      seen[trainings[i].signal] = TRUE;
    }
  g_assert_true (seen[0] && seen[1]);
}

/* Progress reports during training. */
typedef struct
{
  guint n, n_other;
  double last[N_REGIONS * 2 * 5];
} Told;

static void
told_cb (const PrognosisProgress *progress, gpointer user_data)
{
  Told *told = user_data;

  if (!progress->median)
    return;
  g_assert_cmpuint (progress->horizon, ==, 5);
  told->n_other += told->n > 0 && memcmp (told->last, progress->median, sizeof told->last) != 0;
  memcpy (told->last, progress->median, sizeof told->last);
  told->n++;
}

/* The median changes during training; the last report equals the forecast. */
static void
test_moves (gconstpointer data)
{
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  Told told = { 0 };
  const PrognosisRequest request = { .dataset = dataset, .options = options, .progress = told_cb, .progress_data = &told };
  const double half = 0.5;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;

  options->horizon = 5;
  options->starts = 2;
  options->n_paths = 200;
  forecast = prognosis_forecaster_run (data, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told.n_other, >=, 4);
  for (gsize r = 0; r < N_REGIONS; r++)
    for (gsize s = 0; s < 2; s++)
      for (gsize h = 1; h <= 5; h++)
        {
          const double shown = told.last[(r * 2 + s) * 5 + h - 1];
          double value;

          prognosis_forecast_get_quantiles (forecast, r, s, h, &half, 1, &value);
          g_assert_cmpfloat_with_epsilon (value, shown, 0.02 * fabs (shown) + 1.0);
        }
}

static void
cancel_cb (const PrognosisProgress *progress, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Cancelled before the first progress report or at it: in both cases the forecast stops with an error. */
static void
test_cancel (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  for (int before = 0; before < 2; before++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      const PrognosisRequest request = {
        .dataset = dataset, .options = options, .cancellable = cancellable, .progress = cancel_cb, .progress_data = cancellable
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisForecast) forecast = NULL;

      if (before)
        g_cancellable_cancel (cancellable);
      forecast = prognosis_forecaster_run (forecaster, &request, &error);
      if (before || !forecast)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* Stopped at its first report, a network forecasts the first signal with its state so far, and the other by
   persistence. */
static void
test_end (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  for (int before = 0; before < 2; before++)
    {
      g_autoptr (GCancellable) enough = g_cancellable_new ();
      const PrognosisRequest request
          = { .dataset = dataset, .options = options, .enough = enough, .progress = cancel_cb, .progress_data = enough };
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisForecast) forecast = NULL;
      const PrognosisTraining *trainings;
      gsize n, n_examples, n_needed;

      if (before)
        g_cancellable_cancel (enough);
      forecast = prognosis_forecaster_run (forecaster, &request, &error);
      if (before)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (prognosis_forecast_has (forecast, 0, 0) && prognosis_forecast_has (forecast, 0, 1));
      g_assert_false (prognosis_forecast_is_stand_in (forecast, 0, 0, &n_examples, &n_needed));
      g_assert_true (prognosis_forecast_is_stand_in (forecast, 0, 1, &n_examples, &n_needed));
      trainings = prognosis_forecast_get_trainings (forecast, &n);
      g_assert_cmpuint (n, >=, 1);
      g_assert_cmpint (trainings[0].stop, ==, PROGNOSIS_STOP_CANCELLED);
      g_assert_cmpuint (trainings[0].n_epochs, ==, 1);
    }
}

static void
test_hindsight (void)
{
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE), past = prognosis_dataset_truncate (dataset, 50);
  const gsize regions[] = { 0, 1 }, n_steps = prognosis_dataset_get_n_steps (dataset);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = run (prognosis_forecaster_find ("no-change"), past, 1, &error);
  const double *x = prognosis_dataset_get_values (dataset, 0, 1), half = 0.5;
  PrognosisHindsight one, two, none;
  double sum = 0.0, last;
  gsize n;

  g_assert_no_error (error);
  n = MIN (prognosis_forecast_get_horizon (forecast), n_steps - 50);
  for (gsize h = 1; h <= n; h++)
    {
      prognosis_forecast_get_quantiles (forecast, 0, 1, h, &half, 1, &last);
      sum += fabs (x[49 + h] - last);
    }
  g_assert_true (prognosis_hindsight_measure (forecast, dataset, regions, 1, 1, &one));
  g_assert_cmpuint (one.n, ==, n);
  g_assert_cmpfloat_with_epsilon (one.mae, sum / one.n, 1e-9);
  g_assert_cmpuint (one.n_in50, <=, one.n_in95);
  g_assert_true (prognosis_hindsight_measure (forecast, dataset, regions, 2, 1, &two));
  g_assert_cmpuint (two.n, ==, 2 * one.n);
  /* At the end of the data there are no later observations. */
  g_assert_false (prognosis_hindsight_measure (forecast, past, regions, 2, 1, &none));
  g_assert_true (isnan (none.mae));
}

/* A millionth of a person is rounded to zero. */
static void
test_few (void)
{
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (PrognosisForecast) forecast = prognosis_forecast_new (dataset, "no-change", 1, 2);
  double *paths = prognosis_forecast_add_paths (forecast, 0, 1);
  const double levels[] = { 0.01, 0.99 };
  double values[2];

  paths[0] = 7e-139;
  paths[1] = 2e-7;
  prognosis_forecast_finish (forecast);
  prognosis_forecast_get_quantiles (forecast, 0, 1, 1, levels, 2, values);
  g_assert_cmpfloat (values[0], ==, 0.0);
  g_assert_cmpfloat (values[1], ==, 0.0);
}

/* Fields that window and command rely on. */
static void
test_capabilities (void)
{
  gsize n, n_baselines = 0, n_selecting = 0;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (list[i]->family, <, PROGNOSIS_N_FAMILIES);
      g_assert_true (list[i]->combines_others == (list[i]->family == PROGNOSIS_FAMILY_ENSEMBLE));
      g_assert_false (list[i]->combines_others && list[i]->model != NULL);
      g_assert_true (list[i]->combines_others || !list[i]->selects_one);
      n_baselines += list[i]->is_baseline;
      n_selecting += list[i]->selects_one;
    }
  g_assert_cmpuint (n_baselines, ==, 1);
  g_assert_true (prognosis_forecaster_persistence.is_baseline);
  g_assert_cmpuint (n_selecting, ==, 1);
}

/* Total of new cases over two regions, path by path; prevalence has no total. */
static void
test_total (void)
{
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE), shares = make_data (SHARES);
  g_autoptr (PrognosisForecast) forecast = prognosis_forecast_new (dataset, "no-change", 2, 2);
  g_autoptr (PrognosisForecast) of_shares = prognosis_forecast_new (shares, "no-change", 2, 2);
  const gsize both[] = { 0, 1 };
  const double ends[] = { 1e-9, 1.0 - 1e-9 };
  double values[2];

  for (gsize r = 0; r < 2; r++)
    {
      const double level = prognosis_dataset_get_values (dataset, r, 0)[prognosis_dataset_get_last_observed (dataset, r, 0)];
      const double so_far[] = { level + 1, level + 10, level + 3, level + 30 }, anew[] = { 1, 10, 2, 20 };

      memcpy (prognosis_forecast_add_paths (forecast, r, 0), so_far, sizeof so_far);
      memcpy (prognosis_forecast_add_paths (forecast, r, 1), anew, sizeof anew);
    }
  memcpy (prognosis_forecast_add_paths (of_shares, 0, 0), ((const double[]){ 0, 0, 0, 0 }), 4 * sizeof (double));
  for (gsize s = 0; s < 2; s++)
    {
      g_assert_true (prognosis_forecast_get_total (forecast, both, 2, s, ends, 2, values));
      g_assert_cmpfloat_with_epsilon (values[0], 6, 1e-5);
      g_assert_cmpfloat_with_epsilon (values[1], 60, 1e-5);
    }
  g_assert_true (prognosis_forecast_get_total (forecast, both, 1, 1, ends, 2, values));
  g_assert_cmpfloat_with_epsilon (values[1], 30, 1e-5);
  g_assert_false (prognosis_forecast_get_total (of_shares, both, 1, 0, ends, 2, values));
}

static void
test_notes (void)
{
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE);
  g_autoptr (PrognosisForecast) forecast = prognosis_forecast_new (dataset, "no-change", 1, 2);

  prognosis_forecast_add_note (forecast, "one of %d", 2);
  prognosis_forecast_add_warning (forecast, "two");
  g_assert_cmpstr (prognosis_forecast_get_notes (forecast)[0], ==, "one of 2");
  g_assert_false (prognosis_forecast_is_warning (forecast, 0));
  g_assert_true (prognosis_forecast_is_warning (forecast, 1));
  g_assert_null (prognosis_forecast_get_notes (forecast)[2]);
}

static void
add (const PrognosisForecaster *forecaster, const char *what, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/engine/forecasters/%s/%s", forecaster->id, what);

  g_test_add_data_func (path, forecaster, test);
}

static PrognosisForecast *
run_on (const PrognosisForecaster *self, PrognosisDataset *dataset)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  GError *error = NULL;
  PrognosisForecast *forecast;

  options->horizon = 5;
  options->n_paths = 50;
  options->layers = 1;
  options->hidden = 4;
  forecast = prognosis_forecaster_run (self, &request, &error);
  g_assert_no_error (error);
  return forecast;
}

/* An excluded observation has no effect, whatever its value. */
static void
test_left_out (gconstpointer data)
{
  static const double levels[] = { 0.1, 0.5, 0.9 };
  g_autoptr (PrognosisDataset) whole = make_data (WHOLE);
  const gsize last = prognosis_dataset_get_n_steps (whole) - 1;
  g_autoptr (PrognosisDataset) once = prognosis_dataset_with_excluded (whole, 0, 0, last, TRUE);
  g_autoptr (PrognosisDataset) without = prognosis_dataset_with_excluded (once, 0, 0, last - 9, TRUE);
  g_autoptr (PrognosisDataset) bare = prognosis_dataset_dup_usable (without);
  g_autoptr (PrognosisForecast) a = NULL, b = NULL, c = NULL;
  gboolean any = FALSE;

  g_assert_true (isnan (prognosis_dataset_get_values (bare, 0, 0)[last]));
  a = run_on (data, whole);
  b = run_on (data, without);
  c = run_on (data, bare);
  for (gsize h = 1; h <= 5; h++)
    {
      double of_whole[3], of_without[3], of_bare[3];

      prognosis_forecast_get_quantiles (a, 0, 0, h, levels, 3, of_whole);
      prognosis_forecast_get_quantiles (b, 0, 0, h, levels, 3, of_without);
      prognosis_forecast_get_quantiles (c, 0, 0, h, levels, 3, of_bare);
      for (int l = 0; l < 3; l++)
        {
          g_assert_cmpfloat_with_epsilon (of_without[l], of_bare[l], 1e-9 * (1.0 + fabs (of_bare[l])));
          any |= fabs (of_whole[l] - of_without[l]) > 1e-6;
        }
    }
  g_assert_true (any);
}

int
main (int argc, char *argv[])
{
  const PrognosisForecaster *const *list;
  gsize n;

  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  list = prognosis_forecaster_list (&n);
  for (gsize i = 0; i < n; i++)
    {
      add (list[i], "odd-data", test_odd_data);
      add (list[i], "repeats", test_repeats);
      add (list[i], "cancel", test_cancel);
      add (list[i], "left-out", test_left_out);
      if ((list[i]->reads & PROGNOSIS_READS_STARTS) && list[i]->family == PROGNOSIS_FAMILY_DATA_DRIVEN)
        {
          add (list[i], "trainings", test_trainings);
          add (list[i], "moves", test_moves);
        }
      if (list[i]->keeps_best && list[i]->family == PROGNOSIS_FAMILY_DATA_DRIVEN)
        add (list[i], "end", test_end);
    }
  g_test_add_func ("/engine/forecast/hindsight", test_hindsight);
  g_test_add_func ("/engine/forecast/few", test_few);
  g_test_add_func ("/engine/forecast/capabilities", test_capabilities);
  g_test_add_func ("/engine/forecast/total", test_total);
  g_test_add_func ("/engine/forecast/notes", test_notes);
  return g_test_run ();
}
