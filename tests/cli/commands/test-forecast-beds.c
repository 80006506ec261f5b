/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <math.h>

static void
set_up (Fixture *fixture)
{
  g_autofree char *csv = fixture_outbreak (60, 0);

  fixture_write (fixture, "a.csv", csv, -1);
}

/* Stays of no night fill no bed; of one night each, as many as were admitted that day. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) none = NULL;
  g_autoptr (Result) one = NULL;
  g_autofree char *of_none = NULL;
  g_autofree char *of_one = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  set_up (fixture);
  none = run (fixture, "forecast a.csv --model persistence --horizon 7 --length-of-stay nights:1 --beds none.csv --output f.csv");
  one = run (fixture, "forecast a.csv --model persistence --horizon 7 --length-of-stay nights:0,1 --beds one.csv --output f.csv "
                      "--levels 0.1,0.5,0.9");
  assert_status (none, 0);
  assert_status (one, 0);
  of_none = fixture_read (fixture, "none.csv");
  rows = parse_csv (of_none);
  for (guint row = 1; row < rows->len; row++)
    g_assert_cmpfloat (g_ascii_strtod (get_cell (rows, row, "beds"), NULL), ==, 0);
  g_clear_pointer (&rows, g_ptr_array_unref);
  of_one = fixture_read (fixture, "one.csv");
  rows = parse_csv (of_one);
  g_assert_cmpuint (rows->len, ==, 1 + 7 * 3);
  for (guint row = 1; row < rows->len; row += 3)
    {
      g_assert_cmpstr (get_cell (rows, row, "level"), ==, "0.1");
      g_assert_cmpfloat (g_ascii_strtod (get_cell (rows, row, "beds"), NULL), <=,
                         g_ascii_strtod (get_cell (rows, row + 2, "beds"), NULL));
      g_assert_cmpfloat (g_ascii_strtod (get_cell (rows, row + 2, "beds"), NULL), >, 0);
    }
}

static void
test_summary (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) low = NULL;
  g_autoptr (Result) high = NULL;

  set_up (fixture);
  low = run (fixture, "forecast a.csv --model persistence --length-of-stay 8 --capacity 0 --summary");
  high = run (fixture, "forecast a.csv --model persistence --length-of-stay 8 --capacity 1e9 --summary");
  assert_status (low, 0);
  assert_contains (low->out, "more than 0 with a chance of 100 %, probably from ");
  assert_status (high, 0);
  assert_contains (high->out, "with a chance of 0 %");
}

static const char *const refused[][2] = {
  { "--length-of-stay 8", "needs --beds FILE or --summary" },
  { "--length-of-stay 0 --summary", "is not a length of stay" },
  { "--length-of-stay 8,0 --summary", "is not a length of stay" },
  { "--length-of-stay nights:0,-1 --summary", "is not a length of stay" },
  { "--length-of-stay nights: --summary", "is not a length of stay" },
  { "--capacity 8 --summary", "--capacity needs --length-of-stay" },
  { "--admitted 0.5", "--admitted needs --length-of-stay" },
  { "--beds b.csv", "--beds needs --length-of-stay" },
  { "--length-of-stay 8 --admitted 2 --summary", "“2” is not a number from 0 to 1" },
  { "--length-of-stay 8 --summary --json", "to --beds FILE only" },
  { "--length-of-stay 8 --beds a.csv", "--beds" },
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const char *const *row = data;
  g_autoptr (Result) result = NULL;

  set_up (fixture);
  result = run (fixture, "forecast a.csv --model persistence %s", row[0]);
  assert_status (result, 1);
  assert_contains (result->err, row[1]);
  g_assert_cmpuint (fixture_count (fixture), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/forecast-beds/table", test_table);
  ADD ("/cli/forecast-beds/summary", test_summary);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/forecast-beds/refused/%" G_GSIZE_FORMAT, i + 1);

      ADD_DATA (path, refused[i], test_refused);
    }
  return g_test_run ();
}
