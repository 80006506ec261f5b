/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>

static void
test_verdict (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = fixture_outbreak (40, 0), *early = fixture_outbreak (33, 0);
  g_autoptr (Result) first = NULL, kept = NULL, next = NULL, other = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fixture_write (fixture, "a.csv", early, -1);
  first = run (fixture, "diary a.csv --diary d");
  assert_status (first, 0);
  assert_contains (first->err, "holds no forecast");
  kept = run (fixture, "forecast a.csv --model persistence --horizon 7 --keep --diary d --output f.csv");
  assert_status (kept, 0);

  fixture_write (fixture, "a.csv", all, -1);
  next = run (fixture, "diary a.csv --diary d");
  assert_status (next, 0);
  rows = parse_csv (next->out);
  g_assert_cmpuint (rows->len, ==, 1 + 1 + 7);
  g_assert_cmpstr (get_cell (rows, 1, "model"), ==, "persistence");
  g_assert_cmpstr (get_cell (rows, 1, "horizon"), ==, "all");
  g_assert_cmpstr (get_cell (rows, 1, "n"), ==, "7");
  g_assert_cmpstr (get_cell (rows, 1, "relative_wis"), ==, "1");

  fixture_write (fixture, "b.csv", "day,deaths\n1,900\n2,800\n3,700\n4,650\n5,600\n6,500\n", -1);
  other = run (fixture, "diary b.csv --diary d");
  assert_status (other, 0);
  assert_contains (other->err, "holds no forecast");
}

/* A diary that cannot be written is an error, and no table is left. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (33, 0), *table = NULL;
  g_autoptr (Result) result = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  fixture_write (fixture, "d", "a file", -1);
  result = run (fixture, "forecast a.csv --model persistence --keep --diary d --output f.csv");
  g_assert_cmpint (result->status, !=, 0);
  assert_contains (result->err, "d");
  table = fixture_read (fixture, "f.csv");
  g_assert_null (table);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/diary/verdict", test_verdict);
  ADD ("/cli/diary/no-folder", test_no_folder);
  return g_test_run ();
}
