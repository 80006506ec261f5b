/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file is called without its folder and the endings of tables. */

#include <glib.h>

#include "prognosis-file-name.h"

static void
test_stem (void)
{
  static const struct
  {
    const char *path, *stem;
  } cases[] = {
    { "/a/cases.csv", "cases" },    { "cases.csv.gz", "cases" }, { "cases.TSV", "cases" },      { "cases.txt", "cases" },
    { "a/b/cases.xlsx", "cases" },  { "cases.ods", "cases" },    { "cases", "cases" },          { "cases.old.csv", "cases.old" },
    { "cases.json", "cases.json" }, { ".csv", ".csv" },          { "a.csv/cases.gz", "cases" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *stem = prognosis_file_name_dup_stem (cases[i].path);

      g_assert_cmpstr (stem, ==, cases[i].stem);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-name/stem", test_stem);
  return g_test_run ();
}
