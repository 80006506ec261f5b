/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that were put together, cut, or exported with a mistake: read right with a word, or refused with the true reason. */

#include "prognosis-error.h"
#include "test-reading.h"

#define DAYS "plain daily 2021-03-01..2021-03-04\ncases incident infections\n"

typedef struct
{
  const char *name;
  const char *text;
  const char *printed; /* or the error contains it */
  const char *warning;
  guint line; /* of the warning; 0: any */
} Case;

static const Case cases[] = {
  { "header-again", "date,cases\n2021-03-01,9\n2021-03-02,7\ndate,cases\n2021-03-03,8\n2021-03-04,9\n", DAYS "|a: 9 7 8 9\n",
    "header-repeated", 4 },
  { "header-twice",
    "place;date;cases\nA;2021-03-01;9\nplace;date;cases\nA;2021-03-02;7\nA;2021-03-03;8\nplace;date;cases\nA;2021-03-04;9\n",
    DAYS "A|A: 9 7 8 9\n", "header-repeated", 3 },
  { "header-quoted", "\"date\",\"cases\"\n2021-03-01,9\n2021-03-02,7\n\n\"date\",\"cases\"\n2021-03-03,8\n2021-03-04,9\n",
    DAYS "|a: 9 7 8 9\n", "header-repeated", 5 },
  { "year-and-count-exchanged",
    "date,year,cases\n2021-03-01,2021,9\n2021-03-02,7,2021\n2021-03-03,2021,8\n2021-03-04,2021,9\n2021-03-05,2021,9\n2021-03-06,"
    "2021,9\n",
    "plain daily 2021-03-01..2021-03-06\ncases incident infections\n|a: 9 2021 8 9 9 9\n", "year-differs", 3 },
  { "ranges", "date,cases\n2021-03-01,9\n2021-03-02,1-9\n2021-03-03,0 \xe2\x80\x93 2\n2021-03-04,11\n", DAYS "|a: 9 5 1 11\n",
    "suppressed-middle", 0 },
  { "range-in-words",
    "date,cases\n2021-03-01,9\n2021-03-02,1 to 4\n2021-03-03,\xe2\x89\xa4"
    "10\n2021-03-04,11\n",
    DAYS "|a: 9 2.5 5 11\n", "suppressed-middle", 0 },
  { "comma-after-rows", "date,cases\n2021-03-01,9,\n2021-03-02,7,\n2021-03-03,8,\n2021-03-04,9,\n", DAYS "|a: 9 7 8 9\n" },
  { "comma-after-header", "date,cases,\n2021-03-01,9\n2021-03-02,7\n2021-03-03,8\n2021-03-04,9\n", DAYS "|a: 9 7 8 9\n" },
  { "semicolon-after-rows", "place;date;cases\nA;2021-03-01;9;\nA;2021-03-02;7;\nA;2021-03-03;8;\nA;2021-03-04;9;\n",
    DAYS "A|A: 9 7 8 9\n" },
  { "comma-after-most-rows", "date,cases\n2021-03-01,9,\n2021-03-02,7,\n2021-03-03,8,5\n2021-03-04,9,\n", "3 cells" },
  { "exchanged",
    "date,cases\n2021-05-06,4\n2021-06-06,5\n2021-07-06,6\n2021-08-06,4\n2021-09-06,3\n2021-10-06,5\n2021-11-06,4\n2021-12-06,3\n"
    "2021-06-13,5\n2021-06-14,6\n2021-06-15,4\n2021-06-16,7\n2021-06-17,5\n2021-06-18,2\n2021-06-19,3\n",
    "day and month are exchanged in “2021-05-06”" },
  { "utc", "time,cases\n2020-03-27T23:00:00Z,9\n2020-03-28T23:00:00Z,7\n2020-03-29T22:00:00Z,8\n",
    "plain daily 2020-03-27..2020-03-29\ncases incident infections\n|a: 9 7 8\n", "utc-evenings", 2 },
  { "ends-late",
    "date,place,cases\n2021-03-01,A,9\n2021-03-01,B,4\n2021-03-01,C,1\n2021-03-01,D,3\n2021-03-02,A,7\n2021-03-02,B,2\n2021-03-02,"
    "C,3\n"
    "2021-03-02,D,2\n2021-03-09,D,1\n",
    "plain daily 2021-03-01..2021-03-09\ncases incident infections\nA|A: 9 7 _ _ _ _ _ _ _\nB|B: 4 2 _ _ _ _ _ _ _\n"
    "C|C: 1 3 _ _ _ _ _ _ _\nD|D: 3 2 _ _ _ _ _ _ 1\n",
    "ends-late", 10 },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, "a.csv", c->text, -1), NULL, &error);
  test_files_clear (&files);
  if (!g_str_has_prefix (c->printed, "plain"))
    {
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, c->printed));
      return;
    }
  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  g_assert_cmpstr (printed, ==, c->printed);
  if (c->warning != NULL)
    g_assert_true (test_has_warning (dataset, c->warning, c->line));
}

/* Zeros that were left out. A value that is reported as missing stays so, and so does all so far. */
static void
test_absent_is_zero (void)
{
  static const char text[]
      = "date,place,new cases,total cases\n2021-03-01,A,5,105\n2021-03-01,B,2,52\n2021-03-03,A,4,109\n2021-03-04,A,,\n"
        "2021-03-05,A,3,112\n2021-03-05,B,1,53\n";
  g_autoptr (PrognosisColumns) columns = prognosis_columns_new ();
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  const char *paths[] = { NULL, NULL };
  TestFiles files;

  columns->absent_is_zero = TRUE;
  options.columns = columns;
  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", text, -1);
  dataset = prognosis_read (paths, &options, NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  g_assert_nonnull (strstr (printed, "|A: 5 0 4 _ 3; 105 _ 109 _ 112\n"));
  g_assert_nonnull (strstr (printed, "|B: 2 0 0 0 1; 52 _ _ _ 53\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/joined/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/joined/absent-is-zero", test_absent_is_zero);
  return g_test_run ();
}
