/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How much of a text table is read: rows that are wanted, until it is cancelled, and no more than memory holds. */

#include "prognosis-error.h"
#include "prognosis-table-private.h"
#include "test-files.h"

static void
test_max_rows (void)
{
  g_autoptr (GError) error = NULL;
  TestFiles files;
  const char *path;

  test_files_init (&files);
  /* Later rows are not parsed, even if invalid. */
  path = test_files_write (&files, "long.csv", "date,cases\n2020-01-01,5\n2020-01-02,5\n2020-01-03\n", -1);
  {
    g_autoptr (PrognosisTable) table = prognosis_table_read (path, 2, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (prognosis_table_get_n_rows (table), ==, 2);
  }
  test_files_clear (&files);
}

/* Cancels at a tenth of the work. */
static void
cancel_cb (double fraction, gpointer data)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  if (fraction > 0.1)
    g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autoptr (GString) text = g_string_new ("date,cases\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const PrognosisTableOptions options = { .progress = cancel_cb, .progress_data = cancellable };
  g_autoptr (GError) error = NULL;
  TestFiles files;
  const char *path;

  for (int i = 0; i < 300000; i++)
    g_string_append (text, "2020-01-01,5\n");
  test_files_init (&files);
  path = test_files_write (&files, "large.csv", text->str, (gssize) text->len);
  g_assert_null (prognosis_table_read_full (path, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_files_clear (&files);
}

/* What is harmless, and what fills the memory. */
static void
test_size (void)
{
  const gsize mib = 1 << 20;
  static const char packed[] = "a.csv: the packed file becomes more than 100 times as large",
                    cells[] = "a.csv: the table has too many cells";
  const struct
  {
    gsize n_bytes, n_packed, n_memory;
    const char *message; /* NULL: it is read */
  } cases[] = {
    { 2048 * mib, 0, 10, NULL },         { 2048 * mib + 1, 0, 10, "a.csv: the file is larger than 2 GiB" },
    { 60 * mib, 1, 10, NULL },           { 65 * mib, mib / 2, 10, packed },
    { 65 * mib, mib, 10, NULL },         { 600 * mib, 2 * mib, 10, packed },
    { 600 * mib, 0, 10, NULL },          { 600 * mib, 0, 1536 * mib, NULL },
    { 600 * mib, 0, 1537 * mib, cells }, { 600 * mib, 100 * mib, 1537 * mib, cells },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const gboolean fits = prognosis_table_check_size ("a.csv", cases[i].n_bytes, cases[i].n_packed, cases[i].n_memory, &error);

      g_assert_true (fits == (cases[i].message == NULL));
      if (fits)
        g_assert_no_error (error);
      else
        g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

static void
test_bomb (void)
{
  g_autoptr (GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zip));
  g_autoptr (GString) part = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;
  const char *path;

  for (int i = 0; i < 100000; i++)
    g_string_append (part, "2020-01-01,1\n");
  g_output_stream_write_all (stream, "date,cases\n", 11, NULL, NULL, &error);
  for (int i = 0; i < 60; i++)
    g_output_stream_write_all (stream, part->str, part->len, NULL, NULL, &error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  test_files_init (&files);
  path = test_files_write (&files, "bomb.csv.gz", g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_assert_null (prognosis_table_read (path, 0, NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "more than 100 times as large"));
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-limits/max-rows", test_max_rows);
  g_test_add_func ("/table-limits/cancel", test_cancel);
  g_test_add_func ("/table-limits/size", test_size);
  g_test_add_func ("/table-limits/bomb", test_bomb);
  return g_test_run ();
}
