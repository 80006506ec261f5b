/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

/* Two regions with counts of their own. */
static char *
two_regions (int n_days, int n_rubbish)
{
  g_autofree char *one = fixture_outbreak (n_days, n_rubbish);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (one), "\n", -1);
  GString *csv = g_string_new ("date,location,cases\n");

  for (gsize i = 1; lines[i] != NULL; i++)
    {
      char *comma = strchr (lines[i], ',');

      *comma = '\0';
      g_string_append_printf (csv, "%s,North,%s\n%s,South,%d\n", lines[i], comma + 1, lines[i], atoi (comma + 1) / 2 + 1);
    }
  return g_string_free (csv, FALSE);
}

static void
write_data (Fixture *fixture)
{
  g_autofree char *csv = two_regions (40, 0);

  fixture_write (fixture, "a.csv", csv, -1);
  fixture_write (fixture, "people.csv", "name,population\nNorth,20000\nSouth,12000\n", -1);
}

/* Whole forecasts are too long for a message. */
static void
assert_same (const char *a, const char *b)
{
  gsize i = 0;

  while (a[i] != '\0' && a[i] == b[i])
    i++;
  if (a[i] != b[i])
    g_error ("they differ from byte %" G_GSIZE_FORMAT ": “%.60s” and “%.60s”", i, a + i, b + i);
}

/* Persistence draws nothing: its spread is that of its own past errors. */
static const char *const models[] = { "persistence", "sir", "seir", "auto" };

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  const char *const environment[] = { "PROGNOSIS_ISA", "baseline", NULL };

  write_data (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("forecast a.csv --population people.csv --horizon 7 --model %s", models[i]);
      g_autoptr (Result) one = run (fixture, "%s --seed 7 --threads 1", arguments);
      g_autoptr (Result) two = run (fixture, "%s --seed 7 --threads 2", arguments);
      g_autoptr (Result) five = run (fixture, "%s --seed 7 --threads 5", arguments);
      g_autoptr (Result) other = run (fixture, "%s --seed 8", arguments);
      g_autoptr (Result) baseline = run_with (fixture, environment, arguments);

      assert_status (one, 0);
      assert_status (other, 0);
      assert_status (baseline, 0);
      assert_same (one->out, two->out);
      assert_same (one->out, five->out);
      if (g_str_equal (models[i], "sir"))
        g_assert_false (g_str_equal (one->out, other->out));
    }
}

/* Whatever stands after the origin, and however much of it. */
static void
test_nothing_after_the_origin (Fixture *fixture, gconstpointer data)
{
  const char *commands[]
      = { "forecast %s --population 20000 --origin 2020-03-30 --horizon 7 --model sir",
          "forecast %s --origin 2020-03-30 --model persistence --horizon 7",
          "forecast %s --population 20000 --origin 2020-03-30 --model auto --horizon 7",
          "fit %s --population 20000 --origin 2020-03-30 --model seir --json", "inspect %s --origin 2020-03-30 --json" };
  g_autofree char *right = fixture_outbreak (40, 0);
  g_autofree char *rubbish = fixture_outbreak (40, 10);
  g_autofree char *ended = fixture_outbreak (30, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) words = g_strsplit (commands[i], "%s", 2);
      g_autoptr (Result) first = NULL;
      g_autoptr (Result) second = NULL;
      g_autoptr (Result) third = NULL;

      fixture_write (fixture, "a.csv", right, -1);
      first = run (fixture, "%sa.csv%s", words[0], words[1]);
      fixture_write (fixture, "a.csv", rubbish, -1);
      second = run (fixture, "%sa.csv%s", words[0], words[1]);
      fixture_write (fixture, "a.csv", ended, -1);
      third = run (fixture, "%sa.csv%s", words[0], words[1]);
      assert_status (first, 0);
      assert_same (first->out, second->out);
      g_assert_cmpstr (first->err, ==, second->err);
      assert_same (first->out, third->out);
    }
}

/* A folder that holds the compiled locale, or NULL. (transfer full) */
static char *
make_german (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "locales", NULL);
  g_autofree char *target = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", "--no-archive", target, NULL };
  g_autofree char *err = NULL;
  int status;

  g_mkdir_with_parents (folder, 0755);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &err, &status,
                     NULL)
      || !g_file_test (target, G_FILE_TEST_IS_DIR))
    return NULL;
  return g_steal_pointer (&folder);
}

/* Neither words nor numbers follow the locale. */
static void
test_german (Fixture *fixture, gconstpointer data)
{
  const char *commands[] = { "models",
                             "inspect a.csv --json --population people.csv",
                             "inspect falls.csv",
                             "inspect falls.csv --json",
                             "inspect none.csv",
                             "fit a.csv --population people.csv --model seir",
                             "fit a.csv --population people.csv --model sir --json --set North:gamma=0.25",
                             "forecast a.csv --population people.csv --model sir --levels 0.025,0.5 --horizon 7 --plot out.svg",
                             "simulate --model sir --set N=763.5 --set beta=1.8 --days 14" };
  g_autofree char *folder = make_german (fixture);
  const char *const german[] = { "LC_ALL", "de_DE.UTF-8", "LANGUAGE", "de", "LOCPATH", folder, NULL };

  if (folder == NULL)
    {
      g_test_skip ("the German locale cannot be made: there is no localedef, or no source for it");
      return;
    }
  write_data (fixture);
  fixture_write (fixture, "falls.csv", "date,deaths\n2020-03-01,5\n2020-03-02,9\n2020-03-03,-1\n", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *plain_picture = NULL;
      g_autofree char *german_picture = NULL;
      g_autoptr (Result) plain = NULL;
      g_autoptr (Result) other = NULL;

      plain = run (fixture, "%s", commands[i]);
      plain_picture = fixture_read (fixture, "out.svg");
      other = run_with (fixture, german, commands[i]);
      german_picture = fixture_read (fixture, "out.svg");
      assert_status (plain, strstr (commands[i], "none.csv") != NULL ? 2 : 0);
      g_assert_cmpint (other->status, ==, plain->status);
      assert_same (plain->out, other->out);
      g_assert_cmpstr (plain->err, ==, other->err);
      g_assert_cmpstr (plain_picture, ==, german_picture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/repeat/same-bytes", test_same_bytes);
  ADD ("/cli/repeat/nothing-after-the-origin", test_nothing_after_the_origin);
  ADD ("/cli/repeat/german", test_german);
  return g_test_run ();
}
