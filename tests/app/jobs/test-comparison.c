/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-comparison.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-reader.h"

#define SCHOOL "influenza-boarding-school-1978.csv"
#define SOUTH "influenza-south-germany-2001-2008.csv"

typedef struct
{
  PrognosisComparison *comparison;
  PrognosisChoices *choices;
  int n_changed, n_found;
} Fixture;

static void
count_cb (PrognosisComparison *comparison, int *n)
{
  (*n)++;
}

static void
set_up (Fixture *f, gconstpointer sample)
{
  g_autofree char *path = app_test_sample (sample);
  const char *const paths[] = { path, NULL };

  f->choices = prognosis_choices_new ();
  f->choices->dataset = prognosis_read (paths, NULL, NULL, NULL);
  g_assert_nonnull (f->choices->dataset);
  f->choices->options->horizon = 3;
  f->comparison = prognosis_comparison_new ();
  g_signal_connect (f->comparison, "changed", G_CALLBACK (count_cb), &f->n_changed);
  g_signal_connect (f->comparison, "found", G_CALLBACK (count_cb), &f->n_found);
}

static void
tear_down (Fixture *f, gconstpointer sample)
{
  g_clear_object (&f->comparison);
  prognosis_choices_free (f->choices);
}

static void
finish (Fixture *f)
{
  app_test_wait (!prognosis_comparison_is_running (f->comparison), 60);
  g_assert_null (prognosis_comparison_get_gauge (f->comparison));
  g_assert_false (prognosis_comparison_is_stopping (f->comparison));
}

static void
test_compares (Fixture *f, gconstpointer sample)
{
  static const char *const models[] = { "persistence", "no-change", NULL };
  g_autoptr (PrognosisDataset) other = NULL;
  PrognosisBacktest *backtest;

  g_assert_false (prognosis_comparison_is_stale (f->comparison, f->choices));
  prognosis_comparison_start (f->comparison, f->choices, models);
  g_assert_true (prognosis_comparison_is_running (f->comparison));
  g_assert_nonnull (prognosis_comparison_get_gauge (f->comparison));
  g_assert_cmpint (f->n_changed, ==, 1);
  finish (f);
  g_assert_cmpint (f->n_found, ==, 1);
  g_assert_cmpint (f->n_changed, >=, 2);
  backtest = prognosis_comparison_get_backtest (f->comparison);
  g_assert_cmpuint (prognosis_backtest_get_n_models (backtest), ==, 2);
  g_assert_cmpint (prognosis_comparison_get_options (f->comparison)->horizon, ==, 3);
  g_assert_null (prognosis_comparison_get_problem (f->comparison));

  /* Other options, another origin or other data make it stale. */
  g_assert_false (prognosis_comparison_is_stale (f->comparison, f->choices));
  f->choices->options->horizon = 4;
  g_assert_true (prognosis_comparison_is_stale (f->comparison, f->choices));
  f->choices->options->horizon = 3;
  f->choices->origin = 9;
  g_assert_true (prognosis_comparison_is_stale (f->comparison, f->choices));
  f->choices->origin = -1;
  g_assert_false (prognosis_comparison_is_stale (f->comparison, f->choices));
  g_assert_true (prognosis_comparison_is_of_data (f->comparison, f->choices));
  other = f->choices->dataset;
  f->choices->dataset = prognosis_dataset_with_excluded (other, 0, 0, 3, TRUE);
  g_assert_true (prognosis_comparison_is_stale (f->comparison, f->choices));
  g_assert_false (prognosis_comparison_is_of_data (f->comparison, f->choices));

  prognosis_comparison_clear (f->comparison);
  g_assert_null (prognosis_comparison_get_backtest (f->comparison));
  g_assert_null (prognosis_comparison_get_options (f->comparison));
  g_assert_false (prognosis_comparison_is_stale (f->comparison, f->choices));
}

/* A comparison that the data do not allow reports a problem at once and keeps the earlier result. */
static void
test_problem (Fixture *f, gconstpointer sample)
{
  static const char *const models[] = { "no-change", NULL };
  PrognosisBacktest *backtest;

  prognosis_comparison_start (f->comparison, f->choices, models);
  finish (f);
  backtest = prognosis_comparison_get_backtest (f->comparison);
  g_assert_nonnull (backtest);
  f->choices->origin = 1;
  prognosis_comparison_start (f->comparison, f->choices, models);
  g_assert_false (prognosis_comparison_is_running (f->comparison));
  g_assert_nonnull (prognosis_comparison_get_problem (f->comparison));
  g_assert_true (prognosis_comparison_get_backtest (f->comparison) == backtest);
  f->choices->origin = -1;
  prognosis_comparison_start (f->comparison, f->choices, models);
  g_assert_null (prognosis_comparison_get_problem (f->comparison));
  finish (f);
}

static void
test_stops_and_drops (Fixture *f, gconstpointer sample)
{
  static const char *const models[] = { "transformer", NULL };
  PrognosisComparison *other = prognosis_comparison_new ();

  prognosis_comparison_start (f->comparison, f->choices, models);
  prognosis_comparison_stop (f->comparison);
  g_assert_true (prognosis_comparison_is_stopping (f->comparison));
  finish (f);
  g_assert_nonnull (prognosis_comparison_get_problem (f->comparison));
  g_assert_null (prognosis_comparison_get_backtest (f->comparison));
  /* A dropped comparison never delivers. */
  prognosis_comparison_start (f->comparison, f->choices, models);
  prognosis_comparison_clear (f->comparison);
  g_assert_false (prognosis_comparison_is_running (f->comparison));
  prognosis_comparison_start (other, f->choices, models);
  g_assert_finalize_object (other);
  g_assert_cmpint (f->n_found, ==, 0);
}

static void
test_check (Fixture *f, gconstpointer sample)
{
  const PrognosisForecaster *trend = prognosis_forecaster_find ("damped-trend");

  prognosis_comparison_start_check (f->comparison, trend, f->choices->dataset, f->choices->options);
  g_assert_true (prognosis_comparison_is_running (f->comparison));
  finish (f);
  g_assert_cmpstr (prognosis_backtest_get_model (prognosis_comparison_get_backtest (f->comparison), 0), ==, "damped-trend");
  /* The baseline and ensembles are not checked, and an earlier check is forgotten. */
  prognosis_comparison_start_check (f->comparison, prognosis_forecaster_find ("persistence"), f->choices->dataset,
                                    f->choices->options);
  g_assert_false (prognosis_comparison_is_running (f->comparison));
  g_assert_null (prognosis_comparison_get_backtest (f->comparison));
  prognosis_comparison_start_check (f->comparison, prognosis_forecaster_find ("auto"), f->choices->dataset, f->choices->options);
  g_assert_false (prognosis_comparison_is_running (f->comparison));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/app/comparison/compares", Fixture, SCHOOL, set_up, test_compares, tear_down);
  g_test_add ("/app/comparison/problem", Fixture, SCHOOL, set_up, test_problem, tear_down);
  g_test_add ("/app/comparison/stops-and-drops", Fixture, SOUTH, set_up, test_stops_and_drops, tear_down);
  g_test_add ("/app/comparison/check", Fixture, SCHOOL, set_up, test_check, tear_down);
  return g_test_run ();
}
