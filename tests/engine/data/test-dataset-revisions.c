/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was reported when: data cut at an origin hold what was known then. */

#include <math.h>

#include "test-triangle-data.h"

#define LAST (TEST_TRIANGLE_WEEKS - 1)

static double
sum_reports (gsize region, int week, int n)
{
  double sum = 0;

  for (int delay = 0; delay < n; delay++)
    sum += test_triangle_get_report (region, week, delay);
  return sum;
}

static void
test_values (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  const guint8 *flags = prognosis_dataset_get_flags (dataset, 1, 0);

  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, TEST_TRIANGLE_WEEKS);
  g_assert_cmpuint (prognosis_dataset_get_n_incomplete (dataset, 0), ==, 2);
  for (int week = 0; week < TEST_TRIANGLE_WEEKS; week++)
    {
      g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 1, 0)[week], ==, sum_reports (1, week, MIN (3, LAST - week + 1)));
      g_assert_cmpint (flags[week], ==, week > LAST - 2 ? PROGNOSIS_FLAG_INCOMPLETE : PROGNOSIS_FLAG_OK);
    }
}

static void
test_truncate (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (dataset, 20);
  gsize n;
  const PrognosisRevision *revisions = prognosis_dataset_get_revisions (cut, &n);

  g_assert_cmpuint (n, ==, 2 * (20 + 19 + 18));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (revisions[i].report_day, <=, 7 * 19);
  for (int week = 0; week < 20; week++)
    g_assert_cmpfloat (prognosis_dataset_get_values (cut, 0, 0)[week], ==, sum_reports (0, week, MIN (3, 20 - week)));
  g_assert_cmpint (prognosis_dataset_get_flags (cut, 0, 0)[18], ==, PROGNOSIS_FLAG_INCOMPLETE);
  g_assert_cmpint (prognosis_dataset_get_flags (cut, 0, 0)[17], ==, PROGNOSIS_FLAG_OK);
}

/* A region keeps its reports when others go. */
static void
test_select (void)
{
  const char *const regions[] = { "There", NULL };
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  g_autoptr (PrognosisDataset) chosen = prognosis_dataset_select (dataset, regions, NULL, NULL);
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (chosen, 20);

  for (int week = 0; week < 20; week++)
    g_assert_cmpfloat (prognosis_dataset_get_values (cut, 0, 0)[week], ==, sum_reports (1, week, MIN (3, 20 - week)));
}

static void
test_completed (void)
{
  g_autoptr (PrognosisDataset) dataset = test_triangle_dataset ();
  const double values[] = { 1, 2, 3, NAN };
  g_autoptr (PrognosisDataset) completed = prognosis_dataset_with_completed (dataset, values, 2);
  gsize n;

  g_assert_null (prognosis_dataset_get_revisions (completed, &n));
  g_assert_cmpuint (prognosis_dataset_get_n_incomplete (completed, 0), ==, 0);
  g_assert_cmpfloat (prognosis_dataset_get_values (completed, 0, 0)[LAST - 1], ==, 1);
  g_assert_cmpfloat (prognosis_dataset_get_values (completed, 0, 0)[LAST], ==, 2);
  g_assert_cmpfloat (prognosis_dataset_get_values (completed, 1, 0)[LAST - 1], ==, 3);
  g_assert_cmpfloat (prognosis_dataset_get_values (completed, 1, 0)[LAST], ==, sum_reports (1, LAST, 1));
  g_assert_cmpint (prognosis_dataset_get_flags (completed, 0, 0)[LAST], ==, PROGNOSIS_FLAG_OK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset-revisions/values", test_values);
  g_test_add_func ("/dataset-revisions/truncate", test_truncate);
  g_test_add_func ("/dataset-revisions/select", test_select);
  g_test_add_func ("/dataset-revisions/completed", test_completed);
  return g_test_run ();
}
