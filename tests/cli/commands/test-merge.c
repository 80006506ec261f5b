/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A backtest in parts, done in any order and by any number of processes, is the backtest. */

#include "fixture.h"

#include <string.h>

#define WHAT "backtest a.csv --model persistence,hybrid,sir --population 1e6 --origins 2020-04-12,2020-04-19,2020-04-26"

static void
set_up (Fixture *fixture)
{
  g_autofree char *csv = fixture_outbreak (70, 0);

  fixture_write (fixture, "a.csv", csv, -1);
}

static void
make_parts (Fixture *fixture, int n)
{
  for (int k = n; k >= 1; k--)
    {
      g_autoptr (Result) result = run (fixture, WHAT " --shard %d/%d --output part-%d.csv", k, n, k);

      assert_status (result, 0);
    }
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  const int n = GPOINTER_TO_INT (data);
  g_autoptr (GString) files = g_string_new (NULL);
  g_autoptr (Result) whole = NULL;
  g_autoptr (Result) merged = NULL;

  set_up (fixture);
  whole = run (fixture, WHAT);
  assert_status (whole, 0);
  make_parts (fixture, n);
  for (int k = 1; k <= n; k++)
    g_string_append_printf (files, " part-%d.csv", (k * 7) % n + 1);
  /* In any order, as long as each is there once. */
  merged = run (fixture, "merge%s", files->str);
  assert_status (merged, 0);
  g_assert_cmpstr (merged->out, ==, whole->out);
}

static void
test_resumes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *again = NULL;
  g_autoptr (Result) done = NULL;
  g_autoptr (Result) other = NULL;
  g_autoptr (Result) broken = NULL;

  set_up (fixture);
  make_parts (fixture, 2);
  before = fixture_read (fixture, "part-2.csv");
  done = run (fixture, WHAT " --shard 2/2 --output part-2.csv --resume");
  assert_status (done, 0);
  assert_contains (done->err, "part 2/2 is done");
  kept = fixture_read (fixture, "part-2.csv");
  g_assert_cmpstr (kept, ==, before);
  /* Other settings, or what is no part: made anew. */
  other = run (fixture, WHAT " --shard 2/2 --output part-2.csv --resume --seed 2");
  assert_status (other, 0);
  g_assert_null (strstr (other->err, "is done"));
  fixture_write (fixture, "part-2.csv", before, 100);
  broken = run (fixture, WHAT " --shard 2/2 --output part-2.csv --resume");
  assert_status (broken, 0);
  again = fixture_read (fixture, "part-2.csv");
  g_assert_cmpstr (again, ==, before);
}

static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[][2] = {
    { WHAT " --shard 3/2 --output p.csv", "“3/2” is not a part of the work" },
    { WHAT " --shard 0/2 --output p.csv", "is not a part of the work" },
    { WHAT " --shard two --output p.csv", "is not a part of the work" },
    { WHAT " --shard 1/2", "--shard needs --output FILE" },
    { WHAT " --shard 1/2 --output p.csv --json", "not --json" },
    { WHAT " --resume", "see --shard" },
    { "merge part-1.csv", "Part 2 of 2 is missing" },
    { "merge part-2.csv", "Part 1 of 2 is missing" },
    { "merge part-1.csv part-2.csv part-1.csv", "the same part as part-1.csv" },
    { "merge part-1.csv other.csv", "a part of another backtest than part-1.csv" },
    { "merge part-1.csv a.csv", "a.csv: not a part of a backtest" },
    { "merge part-1.csv nothing.csv", "nothing.csv" },
    { "merge part-1.csv changed.csv", "rows that do not belong to it" },
    { "merge part-1.csv part-2.csv --output part-1.csv", "is one of the input files" },
  };
  g_autoptr (Result) other = NULL;
  g_autofree char *second = NULL;
  g_autofree char *changed = NULL;

  set_up (fixture);
  make_parts (fixture, 2);
  other = run (fixture, WHAT " --seed 5 --shard 2/2 --output other.csv");
  assert_status (other, 0);
  second = fixture_read (fixture, "part-2.csv");
  changed = g_strconcat (second, "hybrid,1999-01-01,X,cases,1,1,1,1,1,1,1\n", NULL);
  fixture_write (fixture, "changed.csv", changed, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (Result) result = run (fixture, "%s", refused[i][0]);

      g_assert_cmpint (result->status, !=, 0);
      assert_contains (result->err, refused[i][1]);
      g_assert_cmpstr (result->out, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_DATA ("/cli/merge/one", GINT_TO_POINTER (1), test_same_bytes);
  ADD_DATA ("/cli/merge/four", GINT_TO_POINTER (4), test_same_bytes);
  ADD_DATA ("/cli/merge/more-than-work", GINT_TO_POINTER (12), test_same_bytes);
  ADD ("/cli/merge/resumes", test_resumes);
  ADD ("/cli/merge/refuses", test_refuses);
  return g_test_run ();
}
