/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forecasts for hubs, and earlier versions of the data. */

#include "fixture.h"
#include "forecast-table.h"

#include <math.h>
#include <string.h>

/* Weekly counts of two places; of the last week only a share is known yet. */
static char *
make_weeks (int n_weeks, double late)
{
  GString *csv = g_string_new ("date,location,value\n");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2023, 1, 7, 0, 0, 0);

  for (int week = 0; week < n_weeks; week++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_weeks (first, week);
      g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
      double cases = 200 + 150 * sin (week / 6.0) + (week * 7) % 11;

      if (week == n_weeks - 1)
        cases *= late;
      g_string_append_printf (csv, "%s,01,%.0f\n%s,US,%.0f\n", text, cases, text, 50 * cases);
    }
  return g_string_free (csv, FALSE);
}

static void
test_hub (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = make_weeks (40, 1);
  g_autoptr (Result) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  result = run (fixture, "forecast a.csv --model persistence --hub cdc-flusight --origin 2023-09-23 --horizon 4");
  assert_status (result, 0);
  g_assert_true (g_str_has_prefix (result->out, FORECAST_COLUMNS));
  rows = parse_csv (result->out);
  g_assert_cmpuint (rows->len, ==, 1 + 2 * 4 * 23);
  for (guint row = 1; row < rows->len; row++)
    {
      const char *location = get_cell (rows, row, "location"), *horizon = get_cell (rows, row, "horizon");

      g_assert_cmpstr (get_cell (rows, row, "reference_date"), ==, "2023-09-30");
      g_assert_cmpstr (get_cell (rows, row, "target"), ==, "wk inc flu hosp");
      g_assert_cmpstr (get_cell (rows, row, "output_type"), ==, "quantile");
      g_assert_true (g_str_equal (location, "01") || g_str_equal (location, "US"));
      g_assert_true (strlen (horizon) == 1 && *horizon >= '0' && *horizon <= '3');
      if (*horizon == '0')
        g_assert_cmpstr (get_cell (rows, row, "target_end_date"), ==, "2023-09-30");
    }
}

/* Daily data are no hub's: it is said before anything is computed. */
static void
test_hub_refuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("date,cases\n");
  g_autoptr (Result) result = NULL;

  for (int day = 1; day <= 28; day++)
    g_string_append_printf (csv, "2023-02-%02d,%d\n", day, 10 + day % 7);
  fixture_write (fixture, "days.csv", csv->str, -1);
  /* What is looked at later would be complained of, too. */
  result = run (fixture, "forecast days.csv --model fc --hub cdc-flusight --vintages nowhere");
  assert_status (result, 1);
  assert_contains (result->err, "--hub");
  assert_contains (result->err, "steps of 7 days");
  g_assert_null (strstr (result->err, "nowhere"));
  g_assert_cmpstr (result->out, ==, "");
}

/* Versions that end after the origin change nothing, whatever is in them; those before it may. */
static void
test_vintages (Fixture *fixture, gconstpointer data)
{
  const char *command = "forecast a.csv --model hybrid --horizon 4 --origin 2023-09-23";
  g_autofree char *csv = make_weeks (40, 1);
  g_autofree char *folder = g_build_filename (fixture->folder, "versions", NULL);
  g_autoptr (Result) none = NULL;
  g_autoptr (Result) some = NULL;
  g_autoptr (Result) later = NULL;
  g_autoptr (Result) only_later = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  fixture_write (fixture, "a.csv", csv, -1);
  for (int n_weeks = 25; n_weeks < 38; n_weeks++)
    {
      g_autofree char *version = make_weeks (n_weeks, 0.6);
      g_autofree char *name = g_strdup_printf ("versions/%d.csv", n_weeks);

      fixture_write (fixture, name, version, -1);
    }
  none = run (fixture, "%s", command);
  some = run (fixture, "%s --vintages versions", command);
  assert_status (none, 0);
  assert_status (some, 0);
  g_assert_false (g_str_equal (none->out, some->out));
  fixture_write (fixture, "versions/39.csv", "date,location,value\n2023-09-23,01,999999\n2023-09-30,01,1\n", -1);
  later = run (fixture, "%s --vintages versions", command);
  assert_status (later, 0);
  g_assert_true (g_str_equal (some->out, later->out));
  only_later = run (fixture, "%s --vintages versions/39.csv", command);
  assert_status (only_later, 0);
  g_assert_true (g_str_equal (none->out, only_later->out));
  assert_contains (only_later->err, "--vintages");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/forecast/hub", test_hub);
  ADD ("/cli/forecast/hub-refuses", test_hub_refuses);
  ADD ("/cli/forecast/vintages", test_vintages);
  return g_test_run ();
}
