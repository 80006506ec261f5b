/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For all forecasters: ordered quantiles, identical results for the same seed, and sensible results for odd data. */

#include "prognosis-error.h"
#include "prognosis-hindsight.h"
#include "test-forecaster-data.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

static const char *const shape_names[]
    = { "whole", "zeros", "short", "yesterday", "holes", "falling", "weekly", "shares", "monday" };

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

/* The same medians with and without intervals. */
static void
test_persistence (void)
{
  g_autoptr (PrognosisDataset) dataset = make_data (WHOLE), past = prognosis_dataset_truncate (dataset, 50);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = run (&prognosis_forecaster_persistence, past, 1, &error);
  const gsize regions[] = { 0, 1 };
  PrognosisHindsight hindsight;

  g_assert_no_error (error);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_hindsight_measure (forecast, dataset, regions, 2, s, &hindsight))
      g_assert_cmpfloat_with_epsilon (hindsight.mae, hindsight.persistence_mae, 0.1 * hindsight.mae);
  g_assert_true (prognosis_hindsight_measure (forecast, dataset, regions, 2, 1, &hindsight));
  g_assert_cmpfloat (hindsight.mae, >, 0);
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
      add (list[i], "left-out", test_left_out);
    }
  g_test_add_func ("/engine/forecast/persistence", test_persistence);
  g_test_add_func ("/engine/forecast/hindsight", test_hindsight);
  g_test_add_func ("/engine/forecast/few", test_few);
  g_test_add_func ("/engine/forecast/capabilities", test_capabilities);
  g_test_add_func ("/engine/forecast/total", test_total);
  g_test_add_func ("/engine/forecast/notes", test_notes);
  return g_test_run ();
}
