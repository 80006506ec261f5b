/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-reading.h"

#include <glib/gstdio.h>

#define CASES "date,cases\n2020-03-01,5\n2020-03-02,7\n2020-03-03,9\n"

typedef struct
{
  char *folder;
  char *path;
  PrognosisReading *reading;
  int n_done;
} Fixture;

static void
count_cb (PrognosisReading *reading, int *n)
{
  (*n)++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "cases.csv", NULL);
  g_assert_true (g_file_set_contents (f->path, CASES, -1, NULL));
  f->reading = prognosis_reading_new ();
  g_signal_connect (f->reading, "done", G_CALLBACK (count_cb), &f->n_done);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->reading);
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static void
read_file (Fixture *f, const char *path, const PrognosisColumns *columns, gboolean may_forget)
{
  const char *const paths[] = { path, NULL };
  int n_before = f->n_done;

  prognosis_reading_start (f->reading, paths, columns, may_forget);
  g_assert_true (prognosis_reading_is_running (f->reading));
  g_assert_null (prognosis_reading_get_dataset (f->reading));
  g_assert_null (prognosis_reading_get_error (f->reading));
  g_assert_cmpstr (prognosis_reading_get_paths (f->reading)[0], ==, path);
  app_test_wait (!prognosis_reading_is_running (f->reading), 20);
  g_assert_cmpint (f->n_done, ==, n_before + 1);
}

static void
test_reads (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, CASES, -1);

  read_file (f, f->path, NULL, TRUE);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (prognosis_reading_get_dataset (f->reading)), ==, 3);
  g_assert_cmpstr (prognosis_reading_get_hash (f->reading), ==, hash);
  g_assert_null (prognosis_reading_get_error (f->reading));
  g_assert_null (prognosis_reading_get_columns (f->reading));
  prognosis_reading_drop (f->reading);
  g_assert_null (prognosis_reading_get_dataset (f->reading));
  g_assert_null (prognosis_reading_get_hash (f->reading));
  g_assert_null (prognosis_reading_get_paths (f->reading));
}

static void
test_fails (Fixture *f, gconstpointer data)
{
  read_file (f, "/there/is/no/such.csv", NULL, TRUE);
  g_assert_nonnull (prognosis_reading_get_error (f->reading));
  g_assert_null (prognosis_reading_get_dataset (f->reading));
  g_assert_null (prognosis_reading_get_hash (f->reading));
  /* The next start clears the error. */
  read_file (f, f->path, NULL, TRUE);
  g_assert_null (prognosis_reading_get_error (f->reading));
  g_assert_nonnull (prognosis_reading_get_dataset (f->reading));
}

/* Columns that no longer match the file are an error, or are forgotten. */
static void
test_columns (Fixture *f, gconstpointer data)
{
  g_autoptr (PrognosisColumns) columns = prognosis_columns_new ();

  columns->date = g_strdup ("date");
  read_file (f, f->path, columns, FALSE);
  g_assert_true (prognosis_columns_equal (prognosis_reading_get_columns (f->reading), columns));
  g_free (columns->date);
  columns->date = g_strdup ("day");
  read_file (f, f->path, columns, FALSE);
  g_assert_nonnull (prognosis_reading_get_error (f->reading));
  read_file (f, f->path, columns, TRUE);
  g_assert_null (prognosis_reading_get_error (f->reading));
  g_assert_nonnull (prognosis_reading_get_dataset (f->reading));
  g_assert_null (prognosis_reading_get_columns (f->reading));
}

/* A dropped reading never delivers, and does not keep the object alive. */
static void
test_drop (Fixture *f, gconstpointer data)
{
  const char *const paths[] = { f->path, NULL };
  PrognosisReading *reading = prognosis_reading_new ();

  prognosis_reading_start (f->reading, paths, NULL, TRUE);
  prognosis_reading_drop (f->reading);
  g_assert_false (prognosis_reading_is_running (f->reading));
  prognosis_reading_start (reading, paths, NULL, TRUE);
  g_assert_finalize_object (reading);
  read_file (f, f->path, NULL, TRUE);
  g_assert_cmpint (f->n_done, ==, 1);
}

#define ADD(name, test) g_test_add ("/app/reading/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("reads", test_reads);
  ADD ("fails", test_fails);
  ADD ("columns", test_columns);
  ADD ("drop", test_drop);
  return g_test_run ();
}
