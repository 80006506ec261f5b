/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small files with random changes of bytes: each gives either a dataset or an error that names the file. */

#include <math.h>

#include "prognosis-error.h"
#include "prognosis-preview.h"
#include "prognosis-reader.h"
#include "test-files.h"

#define N_ROUNDS 400

/* Full names, because the extension matters and the name may contain a date. */
static const char *const seeds[] = {
  "plain-bom-crlf.csv",        "semicolon-places.csv",    "mixed-ends.tsv",           "index-column.csv", "month-names.csv",
  "flusight-newest-first.csv", "jhu-wide-confirmed.csv",  "jhu-daily/04-30-2020.csv", "sidecar.csv",      "forecast.csv",
  "office-export.csv",         "across-us-confirmed.csv", "across-points.csv",
};

static void
mutate (GString *text, GRand *rand)
{
  /* Characters with a meaning for parsers, so that not only words change. */
  static const char special[] = "\",;\t|\n\r#-/.0129NAW \xef\xbb\xbf\xff";
  int n = g_rand_int_range (rand, 1, 4);

  while (n-- > 0 && text->len > 0)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (int) text->len);
      gsize length = (gsize) g_rand_int_range (rand, 1, 12);

      switch (g_rand_int_range (rand, 0, 11) / 2)
        {
        case 0: text->str[at] = (char) g_rand_int_range (rand, 0, 256); break;
        case 1: text->str[at] = special[g_rand_int_range (rand, 0, sizeof special - 1)]; break;
        case 2: g_string_insert_c (text, (gssize) at, special[g_rand_int_range (rand, 0, sizeof special - 1)]); break;
        case 3: g_string_erase (text, (gssize) at, (gssize) MIN (length, text->len - at)); break;
        case 4:
          {
            g_autofree char *copy = g_memdup2 (text->str + at, MIN (length, text->len - at));

            g_string_insert_len (text, (gssize) (g_rand_int_range (rand, 0, (int) text->len)), copy,
                                 (gssize) MIN (length, text->len - at));
          }
          break;
        default: g_string_truncate (text, at);
        }
    }
}

/* Every value can be accessed, and flags match the values. */
static void
walk (const PrognosisDataset *dataset)
{
  gsize n_steps = prognosis_dataset_get_n_steps (dataset);

  g_assert_cmpuint (n_steps, >, 0);
  g_assert_nonnull (prognosis_dataset_get_title (dataset));
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      g_assert_nonnull (prognosis_dataset_get_region (dataset, r)->name);
      g_assert_true (g_utf8_validate (prognosis_dataset_get_region (dataset, r)->name, -1, NULL));
      for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
        for (gsize t = 0; t < n_steps; t++)
          {
            double value = prognosis_dataset_get_values (dataset, r, s)[t];

            g_assert_false (isinf (value));
            g_assert_cmpint (isnan (value), ==, (prognosis_dataset_get_flags (dataset, r, s)[t] & PROGNOSIS_FLAG_MISSING) != 0);
          }
    }
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    g_assert_true (g_utf8_validate (prognosis_dataset_get_warning (dataset, i)->message, -1, NULL));
}

/* Sets random choices of header line and number format. */
static void
say_something (PrognosisColumns *columns, GRand *rand)
{
  columns->header_line = g_rand_int_range (rand, -1, 4);
  columns->decimal = (PrognosisDecimal) g_rand_int_range (rand, 0, PROGNOSIS_DECIMAL_COMMA + 1);
  columns->date_order = (PrognosisDateOrder) g_rand_int_range (rand, 0, PROGNOSIS_DATE_ORDER_YEAR_FIRST + 1);
  columns->rows = (PrognosisRows) g_rand_int_range (rand, 0, PROGNOSIS_ROWS_COUNT + 1);
  columns->weekly = g_rand_int_range (rand, 0, 4) == 0;
}

/* A rejected table can be previewed. */
static void
look (const char *path, const PrognosisColumns *columns)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisPreview) preview = prognosis_preview_read (path, columns, &error);
  g_autoptr (PrognosisColumns) guess = NULL;

  if (preview == NULL)
    {
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      return;
    }
  guess = prognosis_preview_guess (preview);
  for (gsize column = 0; column < prognosis_preview_get_n_columns (preview); column++)
    for (gsize row = 0; row < prognosis_preview_get_n_rows (preview); row++)
      for (PrognosisColumn use = PROGNOSIS_COLUMN_NONE; use <= PROGNOSIS_COLUMN_VALUE; use++)
        {
          g_autofree char *reading = NULL;

          prognosis_preview_check (preview, use, row, column, &reading);
          g_assert_true (g_utf8_validate (prognosis_preview_get_cell (preview, row, column), -1, NULL));
        }
}

static void
read_text (TestFiles *files, const char *name, const GString *text, GRand *rand, guint *n_good)
{
  PrognosisColumns columns = PROGNOSIS_COLUMNS_INIT;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  const char *paths[] = { NULL, NULL };

  paths[0] = test_files_write (files, name, text->str, (gssize) text->len);
  if (g_rand_boolean (rand))
    {
      say_something (&columns, rand);
      options.columns = &columns;
    }
  look (paths[0], options.columns);
  dataset = prognosis_read (paths, &options, NULL, &error);
  if (dataset != NULL)
    {
      g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (dataset, (prognosis_dataset_get_n_steps (dataset) + 1) / 2);

      g_assert_no_error (error);
      walk (dataset);
      walk (cut);
      (*n_good)++;
      return;
    }
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_assert_true (g_str_has_prefix (error->message, paths[0]));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static guint
get_number (const char *variable, guint otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static void
test_mutations (gconstpointer data)
{
  const char *seed = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", seed, NULL);
  g_autofree char *name = g_path_get_basename (seed);
  g_autofree char *content = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (seed) + get_number ("PROGNOSIS_FUZZ_SEED", 0));
  g_autoptr (GError) error = NULL;
  guint n_good = 0, n_rounds = get_number ("PROGNOSIS_FUZZ_ROUNDS", N_ROUNDS);
  TestFiles files;
  gsize n;

  g_file_get_contents (path, &content, &n, &error);
  g_assert_no_error (error);
  test_files_init (&files);
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GString) text = g_string_new_len (content, (gssize) n);

      mutate (text, rand);
      read_text (&files, name, text, rand, &n_good);
    }
  test_files_clear (&files);
  g_test_message ("%u of %u were read", n_good, n_rounds);
  g_assert_cmpuint (n_good, <, n_rounds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/fuzz/", seeds[i], NULL), " ", '+');

      g_test_add_data_func (path, seeds[i], test_mutations);
    }
  return g_test_run ();
}
