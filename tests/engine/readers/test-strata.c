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
  return g_test_run ();
}
