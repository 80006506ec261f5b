/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Comparison of models: the line of each model, and its origin. */

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-diagnostics.h"
#include "prognosis-dots.h"
#include "prognosis-figure-private.h"
#include "prognosis-forecaster-list.h"

#define N_STEPS 60
#define FIRST_DAY 18000
#define N_ORIGINS 2

static const gsize origins[N_ORIGINS] = { 36, 43 };

static PrognosisBacktest *
new_backtest (const char *const *models)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", 1e6);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisBacktest *backtest;
  g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, NULL);
  PrognosisBacktestRequest request = { .forecasters = found, .origins = origins, .n_origins = N_ORIGINS, .options = options };

  for (int t = 0; t < N_STEPS; t++)
    prognosis_dataset_builder_add_value (builder, region, cases, FIRST_DAY + t, 1000 + 40 * t + t * t, 0, (guint) t + 1);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  request.dataset = dataset;
  options->horizon = 14;
  options->n_paths = 100;
  backtest = prognosis_backtest_new (&request, &error);
  g_assert_no_error (error);
  return backtest;
}

static gsize
find_model (PrognosisBacktest *backtest, const char *id)
{
  gsize m = 0;

  while (!g_str_equal (prognosis_backtest_get_model (backtest, m), id))
    m++;
  return m;
}

/* A model has the same style in every comparison, and a unique one. */
static void
test_styles (void)
{
  const char *few[] = { "regression", "damped-trend", NULL };
  const char *more[] = { "no-change", "damped-trend", "sir", "analogue", "regression", NULL };
  g_autoptr (PrognosisBacktest) a = new_backtest (few);
  g_autoptr (PrognosisBacktest) b = new_backtest (more);
  const gsize n = prognosis_backtest_get_n_models (b);
  PrognosisStyle bar = prognosis_comparison_get_style (a, find_model (a, "persistence"));

  for (gsize i = 0; few[i] != NULL; i++)
    {
      PrognosisStyle first = prognosis_comparison_get_style (a, find_model (a, few[i]));
      PrognosisStyle second = prognosis_comparison_get_style (b, find_model (b, few[i]));

      g_assert_cmpint (first.colour, ==, second.colour);
      g_assert_cmpint (first.dash, ==, second.dash);
    }
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < i; k++)
      {
        PrognosisStyle one = prognosis_comparison_get_style (b, i), other = prognosis_comparison_get_style (b, k);

        g_assert_true (one.colour != other.colour || one.dash != other.dash || one.width != other.width);
      }
  for (gsize i = 0; i < n; i++)
    g_assert_true ((prognosis_comparison_get_style (b, i).colour == bar.colour) == (i == prognosis_backtest_get_baseline (b)));
}

/* The readout gives values for one origin and names it; the chart's table of values names all. */
static void
test_readout (void)
{
  const char *models[] = { "damped-trend", NULL };
  g_autoptr (PrognosisBacktest) backtest = new_backtest (models);
  g_autoptr (PrognosisFigure) all = prognosis_comparison_new_figure (backtest, PROGNOSIS_VIEW_AS_GIVEN, 0, -1, NULL);
  const double both = FIRST_DAY + (double) origins[1] + 3, first = FIRST_DAY + (double) origins[0] + 3;
  g_autofree char *late = prognosis_figure_dup_readout (all, 0, both);
  g_autofree char *early = prognosis_figure_dup_readout (all, 0, first);
  g_autofree char *day0 = prognosis_figure_format_x (FIRST_DAY + (double) origins[0], PROGNOSIS_AXIS_DATE, FALSE);
  g_autofree char *day1 = prognosis_figure_format_x (FIRST_DAY + (double) origins[1], PROGNOSIS_AXIS_DATE, FALSE);
  g_autofree char *from0 = g_strdup_printf ("\nForecast from %s\n", day0);
  g_autofree char *from1 = g_strdup_printf ("\nForecast from %s\n", day1);
  g_autofree char *heading0 = g_strdup_printf ("\tDamped trend, %s", day0);
  g_autofree char *heading1 = g_strdup_printf ("\tDamped trend, %s", day1);
  g_auto (GStrv) table = prognosis_figure_dup_table (all, 0);

  g_assert_nonnull (strstr (early, from0));
  g_assert_nonnull (strstr (late, from1));
  g_assert_null (strstr (late, day0));
  g_assert_nonnull (strstr (late, "\nDamped trend: "));
  g_assert_null (strstr (strstr (late, "\nDamped trend: ") + 2, "Damped trend"));
  g_assert_nonnull (strstr (table[0], heading0));
  g_assert_nonnull (strstr (table[0], heading1));
}

/* A single origin has its own range of days; a hidden model has no line and does not affect the axes. */
static void
test_choice (void)
{
  const char *models[] = { "damped-trend", NULL };
  g_autoptr (PrognosisBacktest) backtest = new_backtest (models);
  const gboolean is_hidden[] = { TRUE, FALSE };
  g_autoptr (PrognosisFigure) one = prognosis_comparison_new_figure (backtest, PROGNOSIS_VIEW_AS_GIVEN, 0, 0, NULL);
  g_autoptr (PrognosisFigure) hidden = prognosis_comparison_new_figure (backtest, PROGNOSIS_VIEW_AS_GIVEN, 0, -1, is_hidden);
  g_autofree char *readout = prognosis_figure_dup_readout (hidden, 0, FIRST_DAY + (double) origins[1] + 3);
  g_auto (GStrv) table = prognosis_figure_dup_table (one, 0);
  double from, to;

  prognosis_panel_get_x_range (prognosis_figure_get_panel (one, 0), &from, &to);
  g_assert_cmpfloat (to, <, FIRST_DAY + (double) origins[0] + 14 + 1);
  g_assert_cmpfloat (from, >, FIRST_DAY + (double) origins[0] - 14);
  g_assert_null (strstr (strstr (table[0], "Damped trend") + 1, "Damped trend"));
  g_assert_null (strstr (readout, "Damped trend"));
  g_assert_nonnull (strstr (readout, "Persistence: "));
  /* The axis of cumulative counts need not start at zero. */
  prognosis_panel_get_y_range (prognosis_figure_get_panel (one, 0), &from, &to);
  g_assert_cmpfloat (from, >, 1000);
}

/* New counts where the view shows new counts: much smaller, and the forecast goes on from the last report. */
static void
test_increments (void)
{
  const char *models[] = { "damped-trend", NULL };
  g_autoptr (PrognosisBacktest) backtest = new_backtest (models);
  g_autoptr (PrognosisFigure) given = prognosis_comparison_new_figure (backtest, PROGNOSIS_VIEW_AS_GIVEN, 0, 0, NULL);
  g_autoptr (PrognosisFigure) new = prognosis_comparison_new_figure (backtest, PROGNOSIS_VIEW_INCREMENTS, 0, 0, NULL);
  const PrognosisPanel *totals = prognosis_figure_get_panel (given, 0), *counts = prognosis_figure_get_panel (new, 0);
  const double *observed = prognosis_dataset_get_values (prognosis_backtest_get_dataset (backtest), 0, 0);
  gsize n_lines = 0;
  double from, to;

  prognosis_panel_get_y_range (counts, &from, &to);
  g_assert_cmpfloat (to, <, 1000);
  g_assert_cmpuint (totals->layers->len, ==, counts->layers->len);
  for (guint i = 0; i < totals->layers->len; i++)
    {
      const PrognosisLayer *total = prognosis_panel_layer (totals, i), *count = prognosis_panel_layer (counts, i);
      double sum = observed[origins[0]];

      if (!total->style.has_start)
        continue;
      n_lines++;
      for (gsize h = 0; h < total->n; h++)
        {
          sum += count->y[h];
          g_assert_cmpfloat_with_epsilon (sum, total->y[h], 1e-6);
        }
    }
  g_assert_cmpuint (n_lines, ==, 2);
}

/* The colour of a model is that of its family. */
static void
test_families (void)
{
  const char *models[] = { "sir", "seir", "fc", "hybrid", "autoode", "no-change", NULL };
  g_autoptr (PrognosisBacktest) backtest = new_backtest (models);

  for (gsize i = 0; models[i] != NULL; i++)
    for (gsize k = 0; k < i; k++)
      g_assert_true (
          (prognosis_backtest_get_forecaster (backtest, i)->family == prognosis_backtest_get_forecaster (backtest, k)->family)
          == (prognosis_comparison_get_style (backtest, i).colour == prognosis_comparison_get_style (backtest, k).colour));
}

/* A row a model, best first, with a dot an origin and the mean; the baseline is the line at 1. */
static void
test_dots (void)
{
  const char *models[] = { "sir", "no-change", "damped-trend", NULL };
  g_autoptr (PrognosisBacktest) backtest = new_backtest (models);
  g_autoptr (PrognosisFigure) figure = prognosis_dots_new_figure (backtest, 0, -1),
                              late = prognosis_dots_new_figure (backtest, 0, 1);
  g_auto (GStrv) table = prognosis_figure_dup_table (figure, 0), of_late = prognosis_figure_dup_table (late, 0);
  g_autofree char *week = prognosis_dots_dup_week (backtest, 1), *whole = prognosis_dots_dup_week (backtest, -1);
  const gsize *ranking = prognosis_backtest_get_ranking (backtest);
  gsize row = 1;
  double from, to;

  g_assert_cmpstr (week, ==, "Days 8 to 14 ahead");
  g_assert_cmpstr (whole, ==, "Whole horizon");
  g_assert_cmpuint (prognosis_dots_count_rows (backtest, 0, -1), ==, 3);
  g_assert_cmpuint (g_strv_length (table), ==, 1 + 3 * (N_ORIGINS + 1));
  for (gsize i = 0; i < 4; i++)
    {
      g_autofree char *mean = NULL, *number = NULL;

      if (ranking[i] == prognosis_backtest_get_baseline (backtest))
        continue;
      number = prognosis_figure_format_number (prognosis_backtest_get_error_ratio (backtest, ranking[i], -1, 0, -1), FALSE);
      mean = g_strdup_printf ("%s, all origins\t%s", prognosis_backtest_get_title (backtest, ranking[i]), number);
      row += N_ORIGINS;
      g_assert_cmpstr (table[row++], ==, mean);
    }
  g_assert_cmpstr (table[N_ORIGINS + 1], !=, of_late[N_ORIGINS + 1]);
  /* The line is in sight. */
  prognosis_panel_get_x_range (prognosis_figure_get_panel (figure, 0), &from, &to);
  g_assert_cmpfloat (from, <, 0);
  g_assert_cmpfloat (to, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/diagnostics/styles", test_styles);
  g_test_add_func ("/plot/diagnostics/readout", test_readout);
  g_test_add_func ("/plot/diagnostics/choice", test_choice);
  g_test_add_func ("/plot/diagnostics/increments", test_increments);
  g_test_add_func ("/plot/diagnostics/families", test_families);
  g_test_add_func ("/plot/diagnostics/dots", test_dots);
  return g_test_run ();
}
