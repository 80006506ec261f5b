/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sidecars: what a file beside the data adds, and that a broken or hostile one does no harm. */

#include "test-reading.h"

#include <locale.h>
#include <math.h>

static void
test_sidecar (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = test_read_fixtures ("sidecar.csv", &error);
  gsize n;

  g_assert_no_error (error);
  g_assert_cmpstr (prognosis_dataset_get_title (dataset), ==, "Two districts");
  g_assert_cmpstr (prognosis_dataset_get_source (dataset), ==, "Invented for a test");
  g_assert_cmpstr (prognosis_dataset_get_suggested_model (dataset), ==, "sir");
  g_assert_cmpint (prognosis_dataset_get_suggested_origin (dataset), ==, 0);
  g_assert_cmpfloat (prognosis_dataset_get_region (dataset, 0)->population, ==, 222528);
  g_assert_cmpuint (prognosis_dataset_get_neighbours (dataset, 1, &n)[0], ==, 0);
  g_assert_cmpuint (n, ==, 1);
}

/* An unrelated JSON file with the name of a sidecar is ignored. */
static void
test_foreign_sidecar (void)
{
  static const char *const contents[]
      = { "[1, 2]", "{ \"title\": 5, \"population\": {}, \"signals\": [], \"origin\": \"soon\" }", "not JSON" };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = NULL;
      const char *path = test_files_write (&files, "a.csv", "date,cases\n2020-01-01,5\n", -1);

      test_files_write (&files, "a.json", contents[i], -1);
      dataset = test_read_one (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (prognosis_dataset_get_title (dataset), ==, "a");
      g_assert_cmpint (prognosis_dataset_get_suggested_origin (dataset), ==, -1);
    }
  test_files_clear (&files);
}

typedef struct
{
  const char *name, *json;
  const char *warning; /* part of it, or NULL: there is none */
} SidecarCase;

static const SidecarCase sidecars[] = {
  { "good", "{ \"population\": 763, \"signals\": { \"in_bed\": { \"kind\": \"incident\", \"role\": \"deaths\" } } }", NULL },
  { "cut", "{ \"population\": 763, \"signals\": { \"in_bed\"", "cannot be used (it is not JSON)" },
  { "cut-text", "{ \"population\": 763, \"tit", "cannot be used (it is not JSON: a string is not closed)" },
  { "zero", "{ \"population\": 0 }", "“0” is no number of persons" },
  { "negative", "{ \"population\": -5 }", "“-5” is no number of persons" },
  { "endless", "{ \"population\": 1e400 }", "is no number of persons" },
  { "huge", "{ \"population\": 1e300 }", "is no number of persons" },
  { "no-table", "{ \"population\": \"none.csv\" }", "does not exist" },
  { "no-neighbours", "{ \"adjacency\": \"none.csv\" }", "does not exist" },
  { "pipe", "{ \"population\": \"pipe\" }", "it is not a regular file" },
  { "pipe-of-neighbours", "{ \"adjacency\": \"pipe\" }", "it is not a regular file" },
  { "folder", "{ \"population\": \"folder\" }", "it is not a regular file" },
  { "kind", "{ \"signals\": { \"in_bed\": { \"kind\": \"new\" } } }", "the kind given for “in_bed” is not known" },
  { "population-of-each", "{ \"population\": { \"a\": 5 } }", "the value of “population” cannot be used" },
  { "population-by-word", "{ \"population\": true }", "the value of “population” cannot be used" },
  { "list-of-neighbours", "{ \"adjacency\": [\"a\", \"b\"] }", "the value of “adjacency” cannot be used" },
  { "list-of-signals", "{ \"signals\": [{ \"name\": \"in_bed\" }] }", "the value of “signals” cannot be used" },
  { "mistyped", "{ \"title\": \"Flu\", \"populaton\": 763 }", "“populaton” is not known here" },
  { "mistyped-in-signal", "{ \"signals\": { \"in_bed\": { \"knd\": \"prevalence\" } } }", "“knd” is not known here" },
  { "unknown-signal", "{ \"signals\": { \"inbed\": { \"kind\": \"prevalence\" } } }", "the data have no signal “inbed”" },
  { "fitted-by-word", "{ \"signals\": { \"in_bed\": { \"fitted\": \"no\" } } }", "the fitted given for “in_bed” is not known" },
  { "signal-by-word", "{ \"signals\": { \"in_bed\": \"prevalence\" } }", "the value of “in_bed” cannot be used" },
  { "role", "{ \"signals\": { \"in_bed\": { \"role\": 5 } } }", "the role given for “in_bed” is not known" },
};

/* The data are read all the same, and whatever of the description is not used is said, with its file. */
static void
test_broken_sidecar (gconstpointer data)
{
  const SidecarCase *c = data;
  g_autofree char *pipe = NULL, *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  TestFiles files;
  const char *path, *sidecar;
  guint n = 0;

  test_files_init (&files);
  pipe = g_build_filename (files.folder, "pipe", NULL);
  folder = g_build_filename (files.folder, "folder", NULL);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  path = test_files_write (&files, "a.csv", "date,in_bed\n2020-01-01,5\n2020-01-02,6\n", -1);
  sidecar = test_files_write (&files, "a.json", c->json, -1);
  dataset = test_read_one (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[1], ==, 6);
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    if (g_strcmp0 (prognosis_dataset_get_warning (dataset, i)->file, sidecar) == 0)
      {
        g_assert_nonnull (c->warning);
        g_assert_nonnull (strstr (prognosis_dataset_get_warning (dataset, i)->message, c->warning));
        n++;
      }
  g_assert_cmpuint (n, ==, c->warning != NULL);
  if (c->warning == NULL)
    g_assert_cmpfloat (prognosis_dataset_get_region (dataset, 0)->population, ==, 763);
  else
    g_assert_true (isnan (prognosis_dataset_get_region (dataset, 0)->population));
  g_unlink (pipe);
  g_rmdir (folder);
  test_files_clear (&files);
}

/* Once the kind is stated, nobody needs to know what it would have been taken as. */
static void
test_stated_kind (void)
{
  static const char *const said[] = { "cumulative", "of some kind" };
  g_autoptr (GString) text = g_string_new ("date,a,b\n");

  for (int t = 1; t <= 28; t++)
    g_string_append_printf (text, "2020-02-%02d,%d,%d\n", t, t * t, 3 * t * t);
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *json = g_strdup_printf ("{ \"signals\": { \"a\": { \"kind\": \"%s\" } } }", said[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = NULL;
      guint n_of_a = 0, n_of_b = 0;
      TestFiles files;
      const char *path;

      test_files_init (&files);
      path = test_files_write (&files, "x.csv", text->str, -1);
      test_files_write (&files, "x.json", json, -1);
      dataset = test_read_one (path, NULL, &error);
      g_assert_no_error (error);
      for (gsize w = 0; w < prognosis_dataset_get_n_warnings (dataset); w++)
        {
          const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, w);

          n_of_a += g_str_has_prefix (warning->code, "kind-") && warning->message[0] == 'a';
          n_of_b += g_str_has_prefix (warning->code, "kind-") && warning->message[0] == 'b';
        }
      g_assert_cmpuint (n_of_a, ==, i);
      g_assert_cmpuint (n_of_b, ==, 1);
      test_files_clear (&files);
    }
}

/* JSON without any name that is known describes something else. */
static void
test_other_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  TestFiles files;
  const char *path;

  test_files_init (&files);
  path = test_files_write (&files, "a.csv", "date,cases\n2020-01-01,5\n", -1);
  test_files_write (&files, "a.json", "{ \"name\": \"a\", \"resources\": [], \"licences\": {} }", -1);
  dataset = test_read_one (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (test_has_warning (dataset, "sidecar", 0));
  test_files_clear (&files);
}

/* Too deep to be parsed, or no file that could be read. */
static void
test_hostile_sidecar (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *pipe = NULL;
  TestFiles files;
  const char *path;

  test_files_init (&files);
  path = test_files_write (&files, "a.csv", "date,cases\n2020-01-01,5\n", -1);
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = NULL;

      if (round == 0)
        test_files_write (&files, "a.json", deep, -1);
      else
        {
          pipe = g_build_filename (files.folder, "a.json", NULL);
          g_unlink (pipe);
          g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
        }
      dataset = test_read_one (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (test_has_warning (dataset, "sidecar", 0));
    }
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  /* Results must not depend on the locale: use one with a decimal comma if it is installed. */
  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/sidecar", test_sidecar);
  g_test_add_func ("/reader/foreign-sidecar", test_foreign_sidecar);
  for (gsize i = 0; i < G_N_ELEMENTS (sidecars); i++)
    {
      g_autofree char *path = g_strconcat ("/reader/broken-sidecar/", sidecars[i].name, NULL);

      g_test_add_data_func (path, &sidecars[i], test_broken_sidecar);
    }
  g_test_add_func ("/reader/stated-kind", test_stated_kind);
  g_test_add_func ("/reader/other-json", test_other_json);
  g_test_add_func ("/reader/hostile-sidecar", test_hostile_sidecar);
  return g_test_run ();
}
