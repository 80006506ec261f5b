/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-live.h"
#include "prognosis-reader.h"

#include <math.h>

typedef struct
{
  PrognosisLive *live;
  PrognosisChoices *choices;
  PrognosisForecast *forecast;
  gsize gamma;
  double fitted; /* gamma */
  int n_changed;
} Fixture;

static void
count_cb (PrognosisLive *live, int *n)
{
  (*n)++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = app_test_sample ("influenza-boarding-school-1978.csv");
  const char *const paths[] = { path, NULL };
  PrognosisRequest request = { 0 };
  PrognosisFit *fit;

  f->choices = prognosis_choices_new ();
  f->choices->dataset = prognosis_read (paths, NULL, NULL, NULL);
  g_free (f->choices->forecaster);
  f->choices->forecaster = g_strdup ("sir");
  f->choices->options->horizon = 3;
  gtk_bitset_add (f->choices->regions, 0);
  request.dataset = f->choices->dataset;
  request.options = f->choices->options;
  f->forecast = prognosis_forecaster_run (prognosis_forecaster_find ("sir"), &request, NULL);
  g_assert_nonnull (f->forecast);
  fit = prognosis_forecast_get_fit (f->forecast);
  while (!g_str_equal (prognosis_fit_get_parameter (fit, f->gamma)->id, "gamma"))
    f->gamma++;
  f->fitted = prognosis_fit_get_values (fit)[f->gamma];
  f->live = prognosis_live_new ();
  g_signal_connect (f->live, "changed", G_CALLBACK (count_cb), &f->n_changed);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->live);
  prognosis_forecast_unref (f->forecast);
  prognosis_choices_free (f->choices);
}

static void
assert_as_fitted (Fixture *f)
{
  gsize first, n;

  g_assert_true (prognosis_live_get_fit (f->live) == prognosis_forecast_get_fit (f->forecast));
  g_assert_cmpfloat (prognosis_live_get_value (f->live, 0, f->gamma), ==, f->fitted);
  g_assert_null (prognosis_live_get_moved_values (f->live));
  g_assert_null (prognosis_live_get_curve (f->live, 0, &first, &n));
  g_assert_false (prognosis_live_is_moved (f->live));
  g_assert_false (prognosis_live_is_converging (f->live));
}

static void
test_shows (Fixture *f, gconstpointer data)
{
  gsize first, n;

  g_assert_null (prognosis_live_get_fit (f->live));
  g_assert_null (prognosis_live_get_curve (f->live, 0, &first, &n));
  g_assert_false (prognosis_live_takes_presets (f->live));
  prognosis_live_show (f->live, f->forecast);
  g_assert_cmpint (f->n_changed, ==, 1);
  assert_as_fitted (f);
  g_assert_true (prognosis_live_takes_presets (f->live));
  prognosis_live_show (f->live, NULL);
  g_assert_null (prognosis_live_get_fit (f->live));
}

static void
test_preview (Fixture *f, gconstpointer data)
{
  g_autofree double *before = NULL;
  const double *curve;
  gsize first, n;

  prognosis_live_show (f->live, f->forecast);
  g_assert_cmpint (prognosis_live_get_previewed (f->live), ==, -1);
  prognosis_live_preview (f->live, f->choices, f->gamma, 1.2 * f->fitted);
  g_assert_cmpint (f->n_changed, ==, 2);
  g_assert_cmpint (prognosis_live_get_previewed (f->live), ==, f->gamma);
  g_assert_true (prognosis_live_is_moved (f->live));
  g_assert_cmpfloat (prognosis_live_get_value (f->live, 0, f->gamma), ==, 1.2 * f->fitted);
  curve = prognosis_live_get_curve (f->live, 0, &first, &n);
  g_assert_cmpuint (n, ==, prognosis_live_get_n_past (f->live) + 3);
  before = g_memdup2 (curve, n * sizeof *curve);
  prognosis_live_preview (f->live, f->choices, f->gamma, 1.4 * f->fitted);
  curve = prognosis_live_get_curve (f->live, 0, &first, &n);
  g_assert_cmpfloat (fabs (curve[n / 2] - before[n / 2]), >, 0);
  /* While a slider moves, neither a job nor locked values override it. */
  prognosis_live_set_partial (f->live, prognosis_forecast_get_fit (f->forecast), 3);
  prognosis_live_follow (f->live, f->forecast, f->choices);
  g_assert_cmpfloat (prognosis_live_get_value (f->live, 0, f->gamma), ==, 1.4 * f->fitted);
  /* Nor does it jump back on release. */
  prognosis_live_end_preview (f->live);
  g_assert_cmpint (prognosis_live_get_previewed (f->live), ==, -1);
  g_assert_true (prognosis_live_is_moved (f->live));
  prognosis_live_show (f->live, f->forecast);
  assert_as_fitted (f);
}

/* Locked values are shown at once, unless they belong to another model. */
static void
test_follow (Fixture *f, gconstpointer data)
{
  gsize first, n;

  prognosis_live_follow (f->live, f->forecast, f->choices);
  assert_as_fitted (f);
  prognosis_choices_lock (f->choices, 0, "gamma", 2 * f->fitted);
  f->choices->options->horizon = 5;
  prognosis_live_follow (f->live, f->forecast, f->choices);
  g_assert_cmpfloat (prognosis_live_get_value (f->live, 0, f->gamma), ==, 2 * f->fitted);
  g_assert_true (prognosis_live_is_moved (f->live));
  g_assert_nonnull (prognosis_live_get_curve (f->live, 0, &first, &n));
  g_assert_cmpuint (n, ==, prognosis_live_get_n_past (f->live) + 5);
  g_free (f->choices->forecaster);
  f->choices->forecaster = g_strdup ("seir");
  prognosis_live_follow (f->live, f->forecast, f->choices);
  assert_as_fitted (f);
}

/* Intermediate results of a job are never mistaken for manual changes. */
static void
test_converging (Fixture *f, gconstpointer data)
{
  const double median[] = { 5, 6 };
  const double *curve;
  gsize first, n;

  prognosis_live_set_partial (f->live, prognosis_forecast_get_fit (f->forecast), 3);
  g_assert_true (prognosis_live_is_converging (f->live));
  g_assert_true (prognosis_live_is_partial (f->live));
  g_assert_false (prognosis_live_is_moved (f->live));
  g_assert_nonnull (prognosis_live_get_moved_values (f->live));
  g_assert_nonnull (prognosis_live_get_curve (f->live, 0, &first, &n));
  /* Once moved manually, it is no longer partial. */
  prognosis_live_preview (f->live, f->choices, f->gamma, f->fitted);
  g_assert_false (prognosis_live_is_converging (f->live));
  g_assert_true (prognosis_live_is_moved (f->live));
  prognosis_live_show (f->live, f->forecast);
  assert_as_fitted (f);

  prognosis_live_set_draft (f->live, g_memdup2 (median, sizeof median), f->choices->dataset, 14, 2);
  g_assert_true (prognosis_live_is_converging (f->live));
  g_assert_false (prognosis_live_is_partial (f->live));
  curve = prognosis_live_get_curve (f->live, 0, &first, &n);
  g_assert_cmpuint (first, ==, 14);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (curve[1], ==, 6);
  g_assert_cmpuint (prognosis_live_get_n_past (f->live), ==, 0);
  f->n_changed = 0;
  prognosis_live_clear_draft (f->live);
  prognosis_live_clear_draft (f->live);
  g_assert_cmpint (f->n_changed, ==, 1);
  assert_as_fitted (f);
}

static void
test_reproduction (Fixture *f, gconstpointer data)
{
  const PrognosisParameterView *view = &prognosis_parameter_view_reproduction;

  prognosis_live_show (f->live, f->forecast);
  g_assert_cmpfloat_with_epsilon (prognosis_live_to_view (f->live, 0, view, 2 * f->fitted), 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (prognosis_live_from_view (f->live, 0, view, 2), 2 * f->fitted, 1e-9);
  assert_as_fitted (f);
}

#define ADD(name, test) g_test_add ("/app/live/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("shows", test_shows);
  ADD ("preview", test_preview);
  ADD ("follow", test_follow);
  ADD ("converging", test_converging);
  ADD ("reproduction", test_reproduction);
  return g_test_run ();
}
