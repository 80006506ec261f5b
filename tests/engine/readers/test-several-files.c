/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several files are one series, several signals or several places: what overlaps tells. */

#include "test-reading.h"

typedef struct
{
  const char *name;
  const char *files[7]; /* name and content in turn */
  const char *expected; /* see test_print_dataset() */
} Case;

static const Case cases[] = {
  { "years",
    { "flu-2020.csv", "date,cases\n2020-12-30,5\n2020-12-31,6\n", "flu-2021.csv", "date,cases\n2021-01-01,7\n2021-01-02,9\n" },
    "plain daily 2020-12-30..2021-01-02\ncases incident infections\n|flu: 5 6 7 9\n" },
  { "a-file-a-day",
    { "2021-01-01.csv", "date,cases,deaths\n2021-01-01,5,0\n", "2021-01-02.csv", "date,cases,deaths\n2021-01-02,7,1\n",
      "2021-01-03.csv", "date,cases,deaths\n2021-01-03,6,2\n" },
    "plain daily 2021-01-01..2021-01-03\ncases incident infections\ndeaths incident deaths\n|FOLDER: 5 7 6; 0 1 2\n" },
  { "signals",
    { "bonn-cases.csv", "date,cases\n2021-01-01,5\n2021-01-02,7\n", "bonn-deaths.csv",
      "date,deaths\n2021-01-01,0\n2021-01-02,1\n" },
    "plain daily 2021-01-01..2021-01-02\ncases incident infections\ndeaths incident deaths\n|bonn: 5 7; 0 1\n" },
  { "places",
    { "bonn.csv", "date,cases\n2021-01-01,5\n2021-01-02,7\n", "ulm.csv", "date,cases\n2021-01-01,1\n2021-01-02,2\n" },
    "plain daily 2021-01-01..2021-01-02\ncases incident infections\n|bonn: 5 7\n|ulm: 1 2\n" },
  { "places-that-share-a-day",
    { "bonn.csv", "date,cases\n2021-01-01,5\n2021-01-02,7\n", "ulm.csv", "date,cases\n2021-01-02,1\n2021-01-03,2\n" },
    "plain daily 2021-01-01..2021-01-03\ncases incident infections\n|bonn: 5 7 _\n|ulm: _ 1 2\n" },
  { "named-places",
    { "a-2020.csv", "date,place,cases\n2020-12-30,Bonn,5\n2020-12-31,Bonn,6\n", "a-2021.csv",
      "date,place,cases\n2021-01-01,Bonn,7\n2021-01-02,Bonn,9\n" },
    "plain daily 2020-12-30..2021-01-02\ncases incident infections\n|Bonn: 5 6 7 9\n" },
};

static void
test_files (gconstpointer data)
{
  const Case *c = data;
  const char *paths[G_N_ELEMENTS (c->files)] = { NULL };
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) printed = NULL;
  g_autofree char *text = NULL, *folder = NULL;
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; c->files[i] != NULL; i += 2)
    paths[i / 2] = test_files_write (&files, c->files[i], c->files[i + 1], -1);
  dataset = prognosis_read (paths, NULL, NULL, &error);
  folder = g_path_get_basename (files.folder);
  test_files_clear (&files);
  g_assert_no_error (error);
  text = test_print_dataset (dataset);
  printed = g_string_new (text);
  g_string_replace (printed, folder, "FOLDER", 0);
  g_assert_cmpstr (printed->str, ==, c->expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/several-files/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_files);
    }
  return g_test_run ();
}
