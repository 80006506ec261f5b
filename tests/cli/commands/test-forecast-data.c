/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forecasts of data of other kinds than daily counts. */

#include "fixture.h"
#include "forecast-table.h"

#include <math.h>
#include <string.h>

static void
test_day_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;

  fixture_write (fixture, "a.csv", "day,cases\n1,4\n2,5\n3,7\n4,9\n5,12\n6,10\n7,13\n8,16\n9,15\n10,20\n", -1);
  result = run (fixture, "forecast a.csv --model persistence --origin 9 --horizon 1");
  assert_status (result, 0);
  assert_contains (result->out, "\n9,cases,1,10,a,");
}

/* Cumulative in, cumulative out: never below what has been counted. A name with a comma is quoted. */
static void
test_cumulative (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("date,location,total_cases\n");
  g_autoptr (Result) result = NULL;
  g_auto (GStrv) lines = NULL;

  for (int day = 1; day <= 30; day++)
    g_string_append_printf (csv, "2020-04-%02d,\"Korea, South\",%d\n", day, 100 + 3 * day * day);
  fixture_write (fixture, "a.csv", csv->str, -1);
  result = run (fixture, "forecast a.csv --model persistence --horizon 3");
  assert_status (result, 0);
  lines = g_strsplit (g_strchomp (result->out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 3 * 24);
  for (gsize i = 1; lines[i] != NULL; i++)
    {
      assert_contains (lines[i], ",\"Korea, South\",");
      g_assert_cmpfloat (g_ascii_strtod (strrchr (lines[i], ',') + 1, NULL), >=, 100 + 3 * 30 * 30);
    }
}

/* One place has not reported on the last day, the last number of the other is incomplete: all the same every row has a value. */
static void
test_monday (Fixture *fixture, gconstpointer data)
{
  static const char *const models[] = { "persistence", "no-change", "damped-trend", "hybrid", "ensemble", "auto" };
  GString *csv = g_string_new ("date,location,total_cases,new_deaths\n");

  for (int t = 0; t < 20; t++)
    {
      g_string_append_printf (csv, "2020-03-%02d,A,%d,%d\n", t + 1, 100 + t * 13, t == 19 ? 4 : 40 + (t * 7) % 9);
      if (t < 19)
        g_string_append_printf (csv, "2020-03-%02d,B,%d,%d\n", t + 1, 300 + t * 17, 50 + (t * 5) % 11);
    }
  fixture_write (fixture, "r.csv", csv->str, -1);
  g_string_free (csv, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (Result) result = run (fixture, "forecast r.csv --horizon 3 --model %s", models[i]);
      g_autoptr (GPtrArray) rows = NULL;

      assert_status (result, 0);
      rows = parse_csv (result->out);
      g_assert_cmpuint (rows->len, ==, 1 + 2 * 2 * 3 * 24);
      for (guint row = 1; row < rows->len; row++)
        g_assert_cmpstr (get_cell (rows, row, "value"), !=, "");
    }
}

/* Formulas in names are marked, and the marked file is scored as if they were not. */
static void
test_formulas (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)" };
  GString *csv = g_string_new ("date,location,cases\n");
  g_autoptr (Result) written = NULL, scored = NULL;
  g_autofree char *text = NULL;

  for (gsize r = 0; r < G_N_ELEMENTS (names); r++)
    for (int t = 0; t < 30; t++)
      g_string_append_printf (csv, "2020-04-%02d,%s,%d\n", t + 1, names[r], 40 + (t * (7 + (int) r)) % (9 + (int) r));
  fixture_write (fixture, "a.csv", csv->str, -1);
  g_string_free (csv, TRUE);
  written = run (fixture, "forecast a.csv --origin 2020-04-20 --model persistence --horizon 2 --output f.csv");
  assert_status (written, 0);
  text = fixture_read (fixture, "f.csv");
  for (gsize r = 0; r < G_N_ELEMENTS (names); r++)
    {
      g_autofree char *marked = g_strdup_printf (",'%s,median", names[r]);
      g_autofree char *bare = g_strdup_printf (",%s,", names[r]);

      assert_contains (text, marked);
      g_assert_null (strstr (text, bare));
    }
  scored = run (fixture, "score f.csv --truth a.csv");
  assert_status (scored, 0);
  g_assert_cmpstr (scored->err, ==, "");
  assert_contains (scored->out, "cases,all,8,");
}

/* Months from the table to the score: dates stay months, and what cannot use them is refused with the reason. */
static void
test_months (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("yearmonth,cases\n");
  g_autoptr (Result) inspect = NULL, forecast = NULL, score = NULL, weekly = NULL, seir = NULL, backtest = NULL, day = NULL;
  g_autoptr (JsonNode) about = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  for (int t = 0; t < 72; t++)
    g_string_append_printf (csv, "%d%02d,%d\n", 2015 + t / 12, t % 12 + 1, (int) (200 + 150 * sin (t * G_PI / 6) + 7 * (t % 5)));
  fixture_write (fixture, "months.csv", csv->str, -1);
  inspect = run (fixture, "inspect months.csv --json");
  assert_status (inspect, 0);
  about = parse_json (inspect->out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (about), "frequency"), ==, "monthly");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (about), "last_date"), ==, "2020-12");
  forecast = run (fixture, "forecast months.csv --origin 2019-12 --horizon 12 --output f.csv");
  assert_status (forecast, 0);
  {
    g_autofree char *written = fixture_read (fixture, "f.csv");

    check_forecast (written, 12, 23);
    rows = parse_csv (written);
    g_assert_cmpstr (get_cell (rows, 1, "reference_date"), ==, "2019-12");
    g_assert_cmpstr (get_cell (rows, 1, "target_end_date"), ==, "2020-01");
    g_assert_cmpstr (get_cell (rows, rows->len - 1, "target_end_date"), ==, "2020-12");
  }
  score = run (fixture, "score f.csv --truth months.csv");
  assert_status (score, 0);
  g_assert_null (strstr (score->err, "not scored"));
  g_assert_null (strstr (score->err, "ignored"));
  day = run (fixture, "forecast months.csv --origin 2019-12-31 --horizon 12 --output g.csv");
  assert_status (day, 0);
  {
    g_autofree char *first = fixture_read (fixture, "f.csv"), *second = fixture_read (fixture, "g.csv");

    g_assert_cmpstr (first, ==, second);
  }
  backtest = run (fixture, "backtest months.csv --model seasonal,persistence");
  assert_status (backtest, 0);
  assert_contains (backtest->out, "seasonal,2020-09,");
  weekly = run (fixture, "inspect months.csv --weekly");
  assert_status (weekly, 2);
  assert_contains (weekly->err, "monthly counts cannot be summed to weeks");
  seir = run (fixture, "forecast months.csv --model seir --population 100000");
  assert_status (seir, 1);
  assert_contains (seir->err, "SEIR follows transmission from day to day, which monthly counts do not show");
}

/* Two reports a week: a week has about 71 cases, not seven times the mean report. */
static void
test_reports (Fixture *fixture, gconstpointer data)
{
  static const char *const choices[] = { "", "--reports span", "--reports daily" };
  g_autoptr (GString) csv = g_string_new ("date,cases\n");
  g_autoptr (Result) weekly = NULL;

  for (int t = 0; t < 38; t++)
    if (t % 7 == 0 || t % 7 == 3)
      g_string_append_printf (csv, "2022-%02d-%02d,%d\n", t < 31 ? 3 : 4, t % 31 + 1, t % 7 == 0 ? 40 + t % 2 : 31 - t % 2);
  fixture_write (fixture, "reports.csv", csv->str, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (Result) result = run (fixture, "forecast reports.csv --model persistence --horizon 7 %s", choices[i]);
      g_autoptr (GPtrArray) rows = NULL;
      double sum = 0;

      assert_status (result, 0);
      rows = parse_csv (result->out);
      for (guint row = 1; row < rows->len; row++)
        if (g_str_equal (get_cell (rows, row, "output_type"), "median"))
          sum += get_value (rows, row, "value");
      g_assert_cmpfloat (sum, >, i == 2 ? 200 : 69);
      g_assert_cmpfloat (sum, <, i == 2 ? 300 : 73);
      g_assert_cmpint (strstr (result->err, "(--reports daily)") != NULL, ==, i < 2);
    }
  weekly = run (fixture, "inspect reports.csv --weekly --json");
  assert_status (weekly, 0);
  assert_contains (weekly->out, "\"missing\": 0");
  assert_contains (weekly->out, "\"frequency\": \"weekly\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/forecast/day-index", test_day_index);
  ADD ("/cli/forecast/cumulative", test_cumulative);
  ADD ("/cli/forecast/monday", test_monday);
  ADD ("/cli/forecast/formulas", test_formulas);
  ADD ("/cli/forecast/months", test_months);
  ADD ("/cli/forecast/reports", test_reports);
  return g_test_run ();
}
