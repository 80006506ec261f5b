/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reporting triangles as data: forecasts from what was known at the origin, completed by a nowcast. */

#include "fixture.h"

#include <string.h>

#define ORIGIN "2024-06-30" /* the Sunday of week 25, from 0 */

/* A place in 32 weeks, half of which is reported at once; @later: what is added to each report after the origin, or what is there
   instead. */
static char *
make_triangle (int added, const char *instead)
{
  GString *csv = g_string_new ("location,date,delay_weeks,value\n");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2024, 1, 7, 0, 0, 0);

  for (int t = 0; t < 32; t++)
    for (int d = 0; d < 3 && t + d < 32; d++)
      {
        g_autoptr (GDateTime) day = g_date_time_add_weeks (first, t);
        g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
        const int value = (200 + t * 7 % 11 * 10) / (d + 2);

        if (t + d > 25 && instead != NULL)
          g_string_append_printf (csv, "A,%s,%d,%s\n", date, d, instead);
        else
          g_string_append_printf (csv, "A,%s,%d,%d\n", date, d, value + (t + d > 25 ? added : 0));
      }
  return g_string_free (csv, FALSE);
}

static void
test_no_leak (Fixture *fixture, gconstpointer model)
{
  const char *const rubbish[] = { "123456", "-7", "rubbish", "" };
  g_autofree char *known = make_triangle (0, NULL);
  g_autoptr (Result) expected = NULL, bare = NULL;

  fixture_write (fixture, "t.csv", known, -1);
  expected = run (fixture, "forecast t.csv --model %s --horizon 4 --origin " ORIGIN, (const char *) model);
  assert_status (expected, 0);
  assert_contains (expected->err, "starts from a nowcast");
  bare = run (fixture, "forecast t.csv --model %s --horizon 4 --no-nowcast --origin " ORIGIN, (const char *) model);
  assert_status (bare, 0);
  assert_contains (bare->err, "starts from what has been reported of them so far");
  g_assert_cmpstr (bare->out, !=, expected->out);
  for (gsize i = 0; i < G_N_ELEMENTS (rubbish); i++)
    {
      g_autofree char *csv = make_triangle (0, rubbish[i]);
      g_autoptr (Result) result = NULL;

      fixture_write (fixture, "t.csv", csv, -1);
      result = run (fixture, "forecast t.csv --model %s --horizon 4 --origin " ORIGIN, (const char *) model);
      assert_status (result, 0);
      g_assert_cmpstr (result->out, ==, expected->out);
    }
}

/* At each origin only what was known then is seen; what came true is the value with all reports. */
static void
test_backtest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = make_triangle (0, NULL), *more = make_triangle (50, NULL);
  g_autoptr (Result) first = NULL, second = NULL;
  g_autoptr (GPtrArray) a = NULL, b = NULL;

  fixture_write (fixture, "t.csv", plain, -1);
  first = run (fixture, "backtest t.csv --model damped-trend --horizon 3 --origins " ORIGIN);
  fixture_write (fixture, "t.csv", more, -1);
  second = run (fixture, "backtest t.csv --model damped-trend --horizon 3 --origins " ORIGIN);
  assert_status (first, 0);
  assert_status (second, 0);
  a = parse_csv (first->out);
  b = parse_csv (second->out);
  /* Of weeks 26 to 28; 30 and 31 are not complete. */
  g_assert_cmpuint (a->len, ==, 1 + 3);
  g_assert_cmpuint (b->len, ==, a->len);
  for (guint i = 1; i < a->len; i++)
    {
      const int t = 25 + (int) i, base = 200 + t * 7 % 11 * 10;

      g_assert_cmpstr (get_cell (a, i, "median"), ==, get_cell (b, i, "median"));
      g_assert_cmpfloat (g_ascii_strtod (get_cell (a, i, "observed"), NULL), ==, base / 2 + base / 3 + base / 4);
      g_assert_cmpfloat (g_ascii_strtod (get_cell (b, i, "observed"), NULL), ==, base / 2 + base / 3 + base / 4 + 150);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_DATA ("/forecast-triangle/no-leak/hybrid", "hybrid", test_no_leak);
  ADD_DATA ("/forecast-triangle/no-leak/persistence", "persistence", test_no_leak);
  ADD ("/forecast-triangle/backtest", test_backtest);
  return g_test_run ();
}
