/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An incomplete last day is excluded if it is the end of the data and the signal is new cases. */

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-dataset-private.h"
#include "prognosis-day.h"

/* @n_days counts up to a Sunday, the last of which is @last, and @n_after more. (transfer full) */
static PrognosisDataset *
build (PrognosisKind kind, int n_days, double last, int n_after, gboolean cut)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  const guint file = prognosis_dataset_builder_add_file (builder, "a.csv");
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "x", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const int end = prognosis_day_from_ymd (2020, 10, 4); /* a Sunday */
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  if (cut)
    prognosis_dataset_builder_set_last_day (builder, end, NULL);
  for (int t = 0; t < n_days + n_after; t++)
    prognosis_dataset_builder_add_value (builder, region, signal, end - n_days + 1 + t, t == n_days - 1 ? last : 100 + t % 5, file,
                                         (guint) t + 2);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static guint
count_warnings (const PrognosisDataset *dataset)
{
  guint n = 0;

  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    n += g_str_equal (prognosis_dataset_get_warning (dataset, i)->code, "incomplete-last");
  return n;
}

static void
assert_left_out (const PrognosisDataset *dataset, gsize step, gboolean is_left_out)
{
  g_assert_cmpint ((prognosis_dataset_get_flags (dataset, 0, 0)[step] & PROGNOSIS_FLAG_EXCLUDED) != 0, ==, is_left_out);
  g_assert_cmpint (prognosis_dataset_was_excluded (dataset, 0, 0, step), ==, is_left_out);
  g_assert_cmpuint (count_warnings (dataset), ==, is_left_out);
}

static void
test_last (void)
{
  g_autoptr (PrognosisDataset) low = build (PROGNOSIS_KIND_INCIDENT, 30, 20, 0, FALSE);
  g_autoptr (PrognosisDataset) usual = build (PROGNOSIS_KIND_INCIDENT, 30, 60, 0, FALSE);
  g_autoptr (PrognosisDataset) followed = build (PROGNOSIS_KIND_INCIDENT, 30, 20, 5, FALSE);
  g_autoptr (PrognosisDataset) taken_in = prognosis_dataset_with_excluded (low, 0, 0, 29, FALSE);

  assert_left_out (low, 29, TRUE);
  assert_left_out (usual, 29, FALSE);
  assert_left_out (followed, 29, FALSE);
  /* Including it again removes the warning, but the exclusion by the reader is still known. */
  g_assert_true (prognosis_dataset_was_excluded (taken_in, 0, 0, 29));
  g_assert_cmpuint (count_warnings (taken_in), ==, 0);
}

/* Data truncated while reading and data truncated afterwards are the same. */
static void
test_cut (void)
{
  g_autoptr (PrognosisDataset) whole = build (PROGNOSIS_KIND_INCIDENT, 30, 20, 5, FALSE);
  g_autoptr (PrognosisDataset) cut = build (PROGNOSIS_KIND_INCIDENT, 30, 20, 5, TRUE);
  g_autoptr (PrognosisDataset) truncated = prognosis_dataset_truncate (whole, 30);

  g_assert_cmpuint (prognosis_dataset_get_n_steps (cut), ==, 30);
  assert_left_out (cut, 29, FALSE);
  assert_left_out (truncated, 29, FALSE);
}

/* Excluded as new cases, then judged again as another kind. */
static void
test_kind (void)
{
  g_autoptr (PrognosisDataset) beds = build (PROGNOSIS_KIND_PREVALENCE, 30, 20, 0, FALSE), cases = NULL, again = NULL;

  assert_left_out (beds, 29, FALSE);
  cases = prognosis_dataset_with_signal (beds, 0, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  assert_left_out (cases, 29, TRUE);
  again = prognosis_dataset_with_signal (cases, 0, PROGNOSIS_KIND_PREVALENCE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  assert_left_out (again, 29, FALSE);
}

/* An incomplete day excludes its week. */
static void
test_weeks (void)
{
  g_autoptr (PrognosisDataset) days = build (PROGNOSIS_KIND_INCIDENT, 28, 20, 0, FALSE);
  g_autoptr (PrognosisDataset) weeks = prognosis_dataset_to_weekly (days, NULL);

  assert_left_out (weeks, 3, TRUE);
  g_assert_nonnull (strstr (prognosis_dataset_get_warning (weeks, 0)->message, "in the week ending 2020-10-04"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/dataset-incomplete/last", test_last);
  g_test_add_func ("/engine/dataset-incomplete/cut", test_cut);
  g_test_add_func ("/engine/dataset-incomplete/kind", test_kind);
  g_test_add_func ("/engine/dataset-incomplete/weeks", test_weeks);
  return g_test_run ();
}
