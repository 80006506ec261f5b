/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Snapshots of the same data, as dated files or as versions in a column: the data know what was reported when. */

#include <math.h>

#include "test-reading.h"

/* What is read of the files at @paths. */
static void
assert_values (const PrognosisDataset *dataset, gsize region, const double *expected, gsize n)
{
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, n);
  for (gsize t = 0; t < n; t++)
    g_assert_cmpfloat (prognosis_dataset_get_values (dataset, region, 0)[t], ==, expected[t]);
}

/* Three snapshots: the newest is read, and earlier origins see the earlier ones. */
static void
assert_known (PrognosisDataset *dataset)
{
  const double newest[] = { 10, 22, 31, 40 }, second[] = { 10, 21, 30 }, first[] = { 10, 20 };
  g_autoptr (PrognosisDataset) of_second = prognosis_dataset_truncate (dataset, 3);
  g_autoptr (PrognosisDataset) of_first = prognosis_dataset_truncate (dataset, 2);
  g_autoptr (PrognosisDataset) before = prognosis_dataset_truncate (dataset, 1);
  gsize n;

  assert_values (dataset, 1, newest, 4);
  assert_values (of_second, 1, second, 3);
  assert_values (of_first, 1, first, 2);
  assert_values (before, 1, newest, 1);
  prognosis_dataset_get_revisions (dataset, &n);
  g_assert_cmpuint (n, ==, 2 * (2 + 2 + 3));
  g_assert_null (prognosis_dataset_get_revisions (before, &n));
  g_assert_cmpuint (prognosis_dataset_get_n_incomplete (dataset, 0), ==, 2);
  g_assert_cmpint (prognosis_dataset_get_flags (dataset, 1, 0)[2], ==, PROGNOSIS_FLAG_INCOMPLETE);
  g_assert_cmpint (prognosis_dataset_get_flags (dataset, 1, 0)[1], ==, PROGNOSIS_FLAG_OK);
}

#define WEEK_1 "2024-01-07"
#define WEEK_2 "2024-01-14"
#define WEEK_3 "2024-01-21"
#define WEEK_4 "2024-01-28"

static const char *const snapshots[] = {
  "date,place,cases\n" WEEK_1 ",A,5\n" WEEK_2 ",A,6\n" WEEK_1 ",B,10\n" WEEK_2 ",B,20\n",
  "date,place,cases\n" WEEK_1 ",A,5\n" WEEK_2 ",A,7\n" WEEK_3 ",A,6\n" WEEK_1 ",B,10\n" WEEK_2 ",B,21\n" WEEK_3 ",B,30\n",
  "date,place,cases\n" WEEK_1 ",A,5\n" WEEK_2 ",A,8\n" WEEK_3 ",A,7\n" WEEK_4 ",A,9\n" WEEK_1 ",B,10\n" WEEK_2 ",B,22\n" WEEK_3
  ",B,31\n" WEEK_4 ",B,40\n",
};

static void
test_files (void)
{
  static const char *const names[] = { "cases-2024-01-18.csv", "cases-2024-01-25.csv", "cases-2024-02-01.csv" };
  const char *paths[4] = { NULL };
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < 3; i++)
    paths[i] = test_files_write (&files, names[i], snapshots[i], -1);
  dataset = prognosis_read (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_known (dataset);
  test_files_clear (&files);
}

/* Whatever is in a later snapshot, nothing of it is used. */
static void
test_origin (void)
{
  const double second[] = { 10, 21, 30 }, early[] = { 10 };
  const char *paths[4] = { NULL };
  g_autoptr (PrognosisDataset) known = NULL, with_later = NULL, before = NULL;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autofree char *a = NULL, *b = NULL;
  TestFiles files;

  test_files_init (&files);
  options.last_day_text = WEEK_3;
  paths[0] = test_files_write (&files, "20240118.csv", snapshots[0], -1);
  paths[1] = test_files_write (&files, "20240125.csv", snapshots[1], -1);
  known = prognosis_read (paths, &options, NULL, NULL);
  paths[2] = test_files_write (&files, "20240201.csv", snapshots[2], -1);
  with_later = prognosis_read (paths, &options, NULL, NULL);
  assert_values (with_later, 1, second, 3);
  a = test_print_dataset (known);
  b = test_print_dataset (with_later);
  g_assert_cmpstr (a, ==, b);
  /* Before the first snapshot it is the best that is known. */
  options.last_day_text = WEEK_1;
  before = prognosis_read (paths, &options, NULL, NULL);
  assert_values (before, 1, early, 1);
  test_files_clear (&files);
}

/* @column: the name of the column; whole tables, or single rows that are revised. */
static void
test_column (gconstpointer column)
{
  const gboolean by_row = g_str_has_prefix (column, "issue");
  static const char *const versions[] = { "2024-01-18", "2024-01-25", "2024-02-01" };
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[2] = { NULL };
  TestFiles files;

  g_string_printf (csv, "%s,date,place,cases\n", (const char *) column);
  for (gsize i = 0; i < 3; i++)
    {
      g_auto (GStrv) rows = g_strsplit (snapshots[i], "\n", -1);

      for (gsize row = 1; rows[row] != NULL && *rows[row] != '\0'; row++)
        if (!by_row || i == 0 || strstr (snapshots[i - 1], rows[row]) == NULL)
          g_string_append_printf (csv, "%s,%s\n", versions[i], rows[row]);
    }
  test_files_init (&files);
  paths[0] = test_files_write (&files, "cases.csv", csv->str, -1);
  dataset = prognosis_read (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_known (dataset);
  test_files_clear (&files);
}

/* The newest begins later than most of the oldest. */
static void
test_later_begin (void)
{
  g_autoptr (GString) oldest = g_string_new ("date,place,cases\n");
  const char *paths[3] = { NULL };
  g_autoptr (PrognosisDataset) dataset = NULL;
  const double expected[] = { 10, 22, 31 };
  TestFiles files;

  for (int day = 1; day <= 29; day += 7)
    g_string_append_printf (oldest, "2023-10-%02d,A,3\n", day);
  g_string_append (oldest, WEEK_1 ",A,10\n" WEEK_2 ",A,20\n");
  test_files_init (&files);
  paths[0] = test_files_write (&files, "2024-01-18.csv", oldest->str, -1);
  paths[1]
      = test_files_write (&files, "2024-01-25.csv", "date,place,cases\n" WEEK_1 ",A,10\n" WEEK_2 ",A,22\n" WEEK_3 ",A,31\n", -1);
  dataset = prognosis_read (paths, NULL, NULL, NULL);
  test_files_clear (&files);
  g_assert_nonnull (dataset);
  assert_values (dataset, 0, expected, 3);
}

/* Dated files of other days are no snapshots. */
static void
test_days (void)
{
  const char *paths[3] = { NULL };
  g_autoptr (PrognosisDataset) dataset = NULL;
  TestFiles files;
  gsize n;

  test_files_init (&files);
  paths[0] = test_files_write (&files, "2024-01-07.csv", "date,place,cases\n" WEEK_1 ",A,5\n" WEEK_1 ",B,3\n", -1);
  paths[1] = test_files_write (&files, "2024-01-14.csv", "date,place,cases\n" WEEK_2 ",A,6\n" WEEK_2 ",B,4\n", -1);
  dataset = prognosis_read (paths, NULL, NULL, NULL);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 2);
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[0], ==, 5);
  g_assert_null (prognosis_dataset_get_revisions (dataset, &n));
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/versions/files", test_files);
  g_test_add_func ("/versions/origin", test_origin);
  g_test_add_data_func ("/versions/as-of", "as_of", test_column);
  g_test_add_data_func ("/versions/issue", "issue", test_column);
  g_test_add_data_func ("/versions/issue-date", "issue_date", test_column);
  g_test_add_func ("/versions/later-begin", test_later_begin);
  g_test_add_func ("/versions/days", test_days);
  return g_test_run ();
}
