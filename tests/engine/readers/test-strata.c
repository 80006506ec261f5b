/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows for men, women and both: the totals among strata are not added to their parts, whatever they are called. */

#include "test-reading.h"

typedef struct
{
  const char *name;
  const char *total;    /* the word for it */
  gboolean is_all_days; /* the total is there on each of four days, and not on two */
} Case;

static const Case cases[] = {
  { "both", "Both", FALSE },         { "both-sexes", "Both sexes", FALSE },
  { "tot", "TOT", FALSE },           { "todos", "Todos", FALSE },
  { "alle", "Alle", FALSE },         { "total-general", "Total general", FALSE },
  { "ensemble", "Ensemble", FALSE }, { "unknown-word", "MF", TRUE },
  { "unknown-code", "9", TRUE },
};

static void
test_total (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GString) text = g_string_new ("date,sex,cases\n");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisColumns) columns = prognosis_columns_new ();
  g_autoptr (GError) error = NULL;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  const char *paths[] = { NULL, NULL };
  const int n = c->is_all_days ? 4 : 2;
  TestFiles files;

  for (int day = 1; day <= n; day++)
    g_string_append_printf (text, "2021-04-%02d,1,%d\n2021-04-%02d,2,%d\n2021-04-%02d,%s,%d\n", day, 4 + day, day, 6 + day % 3, day,
                            c->total, 10 + day + day % 3);
  columns->rows = PROGNOSIS_ROWS_SUM;
  options.columns = columns;
  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", text->str, -1);
  dataset = prognosis_read (paths, &options, NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  g_assert_true (test_has_warning (dataset, "total-not-summed", 0));
  for (int day = 1; day <= n; day++)
    g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[day - 1], ==, 10 + day + day % 3);
}

/* Three groups of which none is the sum of the others are all added. */
static void
test_no_total (void)
{
  static const char text[] = "date,age,cases\n2021-04-01,young,5\n2021-04-01,old,5\n2021-04-01,older,9\n2021-04-02,young,5\n"
                             "2021-04-02,old,4\n2021-04-02,older,9\n2021-04-03,young,1\n2021-04-03,old,2\n2021-04-03,older,9\n";
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisColumns) columns = prognosis_columns_new ();
  g_autoptr (GError) error = NULL;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  const char *paths[] = { NULL, NULL };
  TestFiles files;

  columns->rows = PROGNOSIS_ROWS_SUM;
  options.columns = columns;
  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", text, -1);
  dataset = prognosis_read (paths, &options, NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  g_assert_false (test_has_warning (dataset, "total-not-summed", 0));
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[0], ==, 19.0);
}

/* The same persons by sex, then by age: those of one column are summed, with or without a row of the total. */
static void
test_margins (gconstpointer data)
{
  const char *content = data;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisColumns) columns = prognosis_columns_new ();
  g_autoptr (GError) error = NULL;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  const char *paths[] = { NULL, NULL };
  TestFiles files;

  columns->rows = PROGNOSIS_ROWS_SUM;
  options.columns = columns;
  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", content, -1);
  dataset = prognosis_read (paths, &options, NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  g_assert_true (test_has_warning (dataset, "margins-not-summed", 0));
  g_assert_false (test_has_warning (dataset, "total-not-summed", 0));
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[0], ==, 12.0);
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[1], ==, 15.0);
}

/* The same persons in two ways, as values of one column, with one row of the total. */
static void
test_groups_overlap (void)
{
  static const struct
  {
    const char *content;
    gboolean is_warned;
  } overlaps[] = {
    { "week,group,cases\n2021-W10,men,5\n2021-W10,women,7\n2021-W10,young,4\n2021-W10,old,8\n2021-W10,Total,12\n"
      "2021-W11,men,6\n2021-W11,women,9\n2021-W11,young,5\n2021-W11,old,10\n2021-W11,Total,15\n"
      "2021-W12,men,5\n2021-W12,women,6\n2021-W12,young,3\n2021-W12,old,8\n2021-W12,Total,11\n",
      TRUE },
    { "Woche;Gruppe;Fälle\n2021-W10;Gesamt;12\n2021-W10;m;5\n2021-W10;w;7\n2021-W10;jung;4\n2021-W10;alt;8\n"
      "2021-W11;Gesamt;15\n2021-W11;m;6\n2021-W11;w;9\n2021-W11;jung;5\n2021-W11;alt;10\n"
      "2021-W12;Gesamt;11\n2021-W12;m;5\n2021-W12;w;6\n2021-W12;jung;3\n2021-W12;alt;8\n",
      TRUE },
    { "week,group,cases\n2021-W10,men,5\n2021-W10,women,7\n2021-W10,A,4\n2021-W10,B,8\n2021-W10,C,6\n2021-W10,D,6\n"
      "2021-W10,Total,12\n2021-W11,men,6\n2021-W11,women,9\n2021-W11,A,5\n2021-W11,B,10\n2021-W11,C,1\n2021-W11,D,14\n"
      "2021-W11,Total,15\n2021-W12,men,5\n2021-W12,women,6\n2021-W12,A,3\n2021-W12,B,8\n2021-W12,C,9\n2021-W12,D,2\n"
      "2021-W12,Total,11\n",
      TRUE },
    { "week,place,cases\n2021-W10,A,5\n2021-W10,B,7\n2021-W10,C,4\n2021-W10,D,9\n2021-W10,Total,25\n"
      "2021-W11,A,6\n2021-W11,B,9\n2021-W11,C,5\n2021-W11,D,10\n2021-W11,Total,30\n"
      "2021-W12,A,5\n2021-W12,B,6\n2021-W12,C,3\n2021-W12,D,8\n2021-W12,Total,22\n",
      FALSE },
  };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (overlaps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset
          = test_read_one (test_files_write (&files, "a.csv", overlaps[i].content, -1), NULL, &error);

      g_assert_no_error (error);
      g_assert_true (test_has_warning (dataset, "total-among-parts", 0));
      g_assert_cmpint (test_has_warning (dataset, "groups-overlap", 0), ==, overlaps[i].is_warned);
    }
  test_files_clear (&files);
}

/* Persons with the week or month of their illness: those in which nobody fell ill count as zero. */
static void
test_persons_by_period (void)
{
  static const struct
  {
    const char *content, *expected;
  } lists[] = { { "Fall;Jahr;KW;Alter\n1;2024;1;5\n2;2024;1;7\n3;2024;3;8\n4;2024;4;8\n",
                  "plain weekly 2024-01-07..2024-01-28\ncases incident infections\n|a: 2 0 1 1\n" },
                { "id,week,sex\n1,2024-W01,m\n2,2024-W01,f\n3,2024-W03,m\n4,2024-W04,m\n",
                  "plain weekly 2024-01-07..2024-01-28\ncases incident infections\n|a: 2 0 1 1\n" },
                { "case,month,age\n1,2024-01,5\n2,2024-01,7\n3,2024-03,8\n4,2024-04,8\n",
                  "plain monthly 2024-01..2024-04\ncases incident infections\n|a: 2 0 1 1\n" } };
  g_autoptr (PrognosisColumns) columns = prognosis_columns_new ();
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  TestFiles files;

  columns->rows = PROGNOSIS_ROWS_COUNT;
  options.columns = columns;
  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const char *paths[] = { test_files_write (&files, "a.csv", lists[i].content, -1), NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = prognosis_read (paths, &options, NULL, &error);
      g_autofree char *printed = NULL;

      g_assert_no_error (error);
      printed = test_print_dataset (dataset);
      g_assert_cmpstr (printed, ==, lists[i].expected);
    }
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/strata/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_total);
    }
  g_test_add_func ("/strata/no-total", test_no_total);
  g_test_add_data_func ("/strata/margins/empty",
                        "semaine;sexe;age;cas\n2021-W10;H;;5\n2021-W10;F;;7\n2021-W10;;0-17;4\n2021-W10;;18+;8\n"
                        "2021-W11;H;;6\n2021-W11;F;;9\n2021-W11;;0-17;5\n2021-W11;;18+;10\n",
                        test_margins);
  g_test_add_data_func ("/strata/margins/empty-with-total",
                        "semaine;sexe;age;cas\n2021-W10;H;;5\n2021-W10;F;;7\n2021-W10;;0-17;4\n2021-W10;;18+;8\n"
                        "2021-W10;Tous;Tous;12\n2021-W11;H;;6\n2021-W11;F;;9\n2021-W11;;0-17;5\n2021-W11;;18+;10\n"
                        "2021-W11;Tous;Tous;15\n",
                        test_margins);
  g_test_add_data_func ("/strata/margins/words",
                        "week,age,sex,cases\n2021-W10,All,M,5\n2021-W10,All,F,7\n2021-W10,0-17,All,4\n2021-W10,18+,All,7\n"
                        "2021-W10,All,All,12\n2021-W11,All,M,6\n2021-W11,All,F,9\n2021-W11,0-17,All,5\n2021-W11,18+,All,9\n"
                        "2021-W11,All,All,15\n",
                        test_margins);
  g_test_add_data_func ("/strata/margins/three",
                        "week,sex,age group,vaccination status,cases\n2021-W10,M,,,5\n2021-W10,F,,,7\n2021-W10,,0-17,,4\n"
                        "2021-W10,,18+,,8\n2021-W10,,,yes,2\n2021-W10,,,no,9\n2021-W11,M,,,6\n2021-W11,F,,,9\n2021-W11,,0-17,,5\n"
                        "2021-W11,,18+,,10\n2021-W11,,,yes,2\n2021-W11,,,no,9\n",
                        test_margins);
  g_test_add_func ("/strata/groups-overlap", test_groups_overlap);
  g_test_add_func ("/strata/persons-by-period", test_persons_by_period);
  return g_test_run ();
}
