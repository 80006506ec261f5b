/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Weeks of which reports are still to come, and how late reports come. */

#include <math.h>

#include "prognosis-delays-figure.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-trajectories.h"
#include "test-find-layer.h"
#include "test-forecast-run.h"
#include "test-triangle-data.h"

#define LAST (TEST_TRIANGLE_WEEKS - 1)

/* Of the chart of the first region. @n_after: weeks after the origin */
static PrognosisFigure *
new_figure (PrognosisDataset *dataset, PrognosisStart start, int n_after, PrognosisView view)
{
  g_autoptr (PrognosisDataset) known = prognosis_dataset_truncate (dataset, (gsize) (TEST_TRIANGLE_WEEKS - n_after));
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisForecast) forecast = NULL;
  PrognosisTrajectories what = { .dataset = dataset, .view = view };

  options->horizon = 4;
  options->start = start;
  what.forecast = forecast = test_run (known, "persistence", options);
  return prognosis_trajectories_new_figure (&what, 0);
}

static void
test_nowcast (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisFigure) figure = new_figure (dataset, PROGNOSIS_START_COMPLETED, 0, PROGNOSIS_VIEW_AS_GIVEN);
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, 0);
  const PrognosisLayer *span = test_find_named (panel, "Not complete yet"), *marks = test_find_named (panel, "Reported so far");
  const PrognosisLayer *nowcast = test_find_named (panel, "Nowcast"), *forecast = test_find_named (panel, "Forecast");
  const PrognosisLayer *band = test_find_band (panel, 0.95);
  const double *values = prognosis_dataset_get_values (dataset, 0, 0);

  g_assert_cmpint (span->type, ==, PROGNOSIS_LAYER_SPAN);
  g_assert_cmpint (span->style.mark, ==, PROGNOSIS_MARK_CROSS);
  g_assert_cmpfloat (span->x[0], ==, 7 * (LAST - 1) - 3.5);
  g_assert_cmpfloat (span->x[1], ==, 7 * LAST + 3.5);
  g_assert_cmpuint (marks->n, ==, 2);
  g_assert_cmpfloat (marks->y[0], ==, values[LAST - 1]);
  g_assert_cmpfloat (marks->y[1], ==, values[LAST]);
  g_assert_cmpuint (nowcast->n, ==, PROGNOSIS_COMPLETION_STEPS);
  g_assert_cmpfloat (nowcast->x[nowcast->n - 1], ==, 7 * LAST);
  g_assert_cmpfloat (nowcast->y[nowcast->n - 1], >, 1.5 * marks->y[1]);
  g_assert_true (nowcast->style.is_live);
  /* The first band belongs to the nowcast. */
  g_assert_cmpfloat (band->x[0], ==, nowcast->x[0]);
  g_assert_cmpfloat (band->y[band->n - 1], <, nowcast->y[nowcast->n - 1]);
  g_assert_cmpfloat (band->upper[band->n - 1], >, nowcast->y[nowcast->n - 1]);
  /* The forecast goes on from it. */
  g_assert_cmpfloat (forecast->x[0], ==, 7 * LAST);
  g_assert_cmpfloat (forecast->y[0], ==, nowcast->y[nowcast->n - 1]);
  g_assert_cmpuint (test_find_named (panel, "Observed")->n, ==, TEST_TRIANGLE_WEEKS - 2);
  g_assert_null (test_find_named (panel, "Doubtful"));
}

/* At a past origin: what was reported by then, beside what is known now. */
static void
test_past (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisFigure) figure = new_figure (dataset, PROGNOSIS_START_COMPLETED, 10, PROGNOSIS_VIEW_AS_GIVEN);
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, 0);
  const PrognosisLayer *marks = test_find_named (panel, "Reported so far");
  const int origin = LAST - 10;

  g_assert_cmpuint (marks->n, ==, 2 + 2);
  g_assert_cmpfloat (marks->x[1], ==, 7 * origin);
  g_assert_cmpfloat (marks->y[1], ==, test_triangle_get_report (0, origin, 0));
  g_assert_cmpfloat (marks->y[0], ==, test_triangle_get_report (0, origin - 1, 0) + test_triangle_get_report (0, origin - 1, 1));
  /* The last two weeks are not complete now. */
  g_assert_cmpfloat (marks->y[3], ==, prognosis_dataset_get_values (dataset, 0, 0)[LAST]);
  g_assert_cmpfloat (test_find_named (panel, "Not complete yet")->x[1], ==, 7 * origin + 3.5);
  g_assert_cmpuint (test_find_named (panel, "Observed")->n, ==, (gsize) origin + 1);
}

/* As reported: hatched, but without a nowcast; the same in sums. */
static void
test_without (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisFigure) bare = new_figure (dataset, PROGNOSIS_START_REPORTED, 0, PROGNOSIS_VIEW_AS_GIVEN);
  g_autoptr (PrognosisFigure) sums = new_figure (dataset, PROGNOSIS_START_COMPLETED, 0, PROGNOSIS_VIEW_CUMULATIVE);

  g_assert_nonnull (test_find_named (prognosis_figure_get_panel (bare, 0), "Not complete yet"));
  g_assert_null (test_find_named (prognosis_figure_get_panel (bare, 0), "Nowcast"));
  g_assert_nonnull (test_find_named (prognosis_figure_get_panel (sums, 0), "Not complete yet"));
  g_assert_null (test_find_named (prognosis_figure_get_panel (sums, 0), "Nowcast"));
}

static void
test_delays (void)
{
  static const double shares[] = { 50, 250.0 / 3, 100 };
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  double unit;
  g_autoptr (PrognosisTriangle) triangle = prognosis_triangle_from_dataset (dataset, 0, &unit);
  g_autoptr (PrognosisFigure) figure = prognosis_delays_new_figure (dataset, triangle, 1, FALSE);
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, 0);
  const PrognosisLayer *early = test_find_layer (panel, PROGNOSIS_COLOUR_GHOST, PROGNOSIS_LAYER_LINE);
  const PrognosisLayer *late = test_find_layer (panel, PROGNOSIS_COLOUR_SERIES1, PROGNOSIS_LAYER_LINE);
  const PrognosisLayer *drift = test_find_named (prognosis_figure_get_panel (figure, 1), "At the end of the week");

  g_assert_cmpfloat (unit, ==, 1);
  g_assert_cmpuint (prognosis_triangle_count_complete (triangle), ==, TEST_TRIANGLE_WEEKS - 2);
  g_assert_cmpuint (prognosis_delays_get_n_weeks (triangle), ==, (TEST_TRIANGLE_WEEKS - 2) / 2);
  g_assert_cmpuint (early->n, ==, 3);
  for (gsize delay = 0; delay < 3; delay++)
    {
      g_assert_cmpfloat (fabs (early->y[delay] - shares[delay]), <, 3);
      g_assert_cmpfloat (fabs (late->y[delay] - shares[delay]), <, 3);
    }
  g_assert_cmpfloat (late->y[2], ==, 100);
  g_assert_cmpstr (early->style.name, ==, "1 Jan 1970 to 7 May 1970");
  g_assert_cmpuint (drift->n, ==, TEST_TRIANGLE_WEEKS - 2 - 3);
  g_assert_cmpfloat (drift->x[drift->n - 1], ==, 7 * (LAST - 2));
  g_assert_cmpfloat (fabs (drift->y[0] - 50), <, 5);
}

/* Half a year is not needed, but some weeks are. */
static void
test_few (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (dataset, 8);
  double unit;
  g_autoptr (PrognosisTriangle) triangle = prognosis_triangle_from_dataset (cut, 0, &unit);

  g_assert_null (prognosis_delays_new_figure (cut, triangle, 0, FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/incomplete/nowcast", test_nowcast);
  g_test_add_func ("/plot/incomplete/past", test_past);
  g_test_add_func ("/plot/incomplete/without", test_without);
  g_test_add_func ("/plot/incomplete/delays", test_delays);
  g_test_add_func ("/plot/incomplete/few", test_few);
  return g_test_run ();
}
