/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forecasts with another transmission, and the transmission itself. */

#include "fixture.h"
#include "forecast-table.h"

#include <string.h>

/* Half of the transmission from the third day on: the same before it, fewer after it. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) plain = NULL, changed = NULL, late = NULL, nothing = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  plain = run (fixture, "forecast a.csv --model persistence --horizon 14 --levels 0.1,0.5 --origin 2020-04-01");
  changed = run (fixture,
                 "forecast a.csv --model persistence --horizon 14 --levels 0.1,0.5 --origin 2020-04-01 --change 2020-04-04=0.5");
  assert_status (changed, 0);
  check_forecast (changed->out, 14, 2);
  before = parse_csv (plain->out);
  after = parse_csv (changed->out);
  for (guint row = 1; row < after->len; row++)
    {
      if (!g_str_equal (get_cell (after, row, "output_type"), "median"))
        continue;
      if (get_value (after, row, "horizon") < 3)
        g_assert_cmpfloat (get_value (after, row, "value"), ==, get_value (before, row, "value"));
      else
        g_assert_cmpfloat (get_value (after, row, "value"), <, get_value (before, row, "value"));
    }
  late = run (fixture, "forecast a.csv --model persistence --horizon 2 --origin 2020-04-01 --change 2020-04-04=0.5");
  assert_status (late, 1);
  assert_contains (late->err, "--change: 2020-04-04 is after the last day that is forecast");
  nothing = run (fixture, "forecast a.csv --model persistence --change 2020-04-04");
  assert_status (nothing, 1);
  assert_contains (nothing->err, "such as 2020-08-22=0.7");
}

/* By equations where there are some, by growth where not. */
static void
test_reproduction (Fixture *fixture, gconstpointer data)
{
  static const char *const quantities[] = { "transmission", "growth" };
  g_autofree char *csv = fixture_outbreak (40, 0);
  const char *const models[] = { "sir", "persistence" };

  fixture_write (fixture, "a.csv", csv, -1);
  for (int m = 0; m < 2; m++)
    {
      g_autoptr (Result) result = run (fixture,
                                       "forecast a.csv --population 10000 --model %s --horizon 7 --levels 0.25,0.5,0.75 "
                                       "--output f.csv --reproduction r.csv",
                                       models[m]);
      g_autofree char *table = NULL;
      g_autoptr (GPtrArray) rows = NULL;
      guint n = 0;

      assert_status (result, 0);
      table = fixture_read (fixture, "r.csv");
      g_assert_true (g_str_has_prefix (table, "date,location,quantity,level,value\n"));
      g_assert_nonnull (strstr (table, quantities[m]));
      g_assert_null (strstr (table, quantities[1 - m]));
      rows = parse_csv (table);
      for (guint row = 3; row < rows->len; row += 3)
        {
          g_assert_cmpfloat (get_value (rows, row - 2, "value"), <=, get_value (rows, row - 1, "value"));
          g_assert_cmpfloat (get_value (rows, row - 1, "value"), <=, get_value (rows, row, "value"));
          n++;
        }
      g_assert_cmpuint (n, >, 60);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/forecast/change", test_change);
  ADD ("/cli/forecast/reproduction", test_reproduction);
  return g_test_run ();
}
