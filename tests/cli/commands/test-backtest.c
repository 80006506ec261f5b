/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <math.h>
#include <string.h>

#define BACKTEST "backtest a.csv --population 20000 --horizon 5 --model sir,persistence "

static double
get (GPtrArray *rows, guint row, const char *column)
{
  return g_ascii_strtod (get_cell (rows, row, column), NULL);
}

static void
write_data (Fixture *fixture, int n_rubbish)
{
  g_autofree char *csv = fixture_outbreak (45, n_rubbish);

  fixture_write (fixture, "a.csv", csv, -1);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  write_data (fixture, 0);
  result = run (fixture, BACKTEST "--origins 2020-04-07,2020-03-31");
  assert_status (result, 0);
  g_assert_true (g_str_has_prefix (result->out, "model,origin,location,target,horizon,observed,median,ae,wis,in50,in95\n"));
  rows = parse_csv (result->out);
  g_assert_cmpuint (rows->len, ==, 1 + 2 * 2 * 5);
  for (guint row = 1; row < rows->len; row++)
    {
      g_assert_cmpstr (get_cell (rows, row, "model"), ==, row <= 10 ? "sir" : "persistence");
      g_assert_cmpstr (get_cell (rows, row, "origin"), ==, (row - 1) % 10 < 5 ? "2020-03-31" : "2020-04-07");
      g_assert_cmpstr (get_cell (rows, row, "location"), ==, "a");
      g_assert_cmpstr (get_cell (rows, row, "target"), ==, "cases");
      g_assert_cmpfloat (get (rows, row, "horizon"), ==, (row - 1) % 5 + 1);
      g_assert_cmpfloat_with_epsilon (get (rows, row, "ae"), fabs (get (rows, row, "observed") - get (rows, row, "median")), 1e-4);
    }
}

/* What is scored is what forecast writes at that origin. */
static void
test_is_the_forecast (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) backtest = NULL;
  g_autoptr (Result) forecast = NULL;
  g_autoptr (GPtrArray) scored = NULL;
  g_autoptr (GPtrArray) written = NULL;

  write_data (fixture, 0);
  backtest = run (fixture, BACKTEST "--origins 2020-03-31");
  forecast = run (fixture, "forecast a.csv --population 20000 --horizon 5 --model sir --origin 2020-03-31 --levels 0.5");
  assert_status (backtest, 0);
  assert_status (forecast, 0);
  scored = parse_csv (backtest->out);
  written = parse_csv (forecast->out);
  for (guint horizon = 1; horizon <= 5; horizon++)
    g_assert_cmpstr (get_cell (scored, horizon, "median"), ==, get_cell (written, 2 * horizon, "value"));
}

static void
test_nothing_after_the_origin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) right = NULL;
  g_autoptr (Result) rubbish = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  write_data (fixture, 0);
  right = run (fixture, BACKTEST "--origins 2020-03-31 --threads 1 --trust-doubtful");
  write_data (fixture, 14);
  rubbish = run (fixture, BACKTEST "--origins 2020-03-31 --threads 2 --trust-doubtful");
  assert_status (right, 0);
  assert_status (rubbish, 0);
  first = parse_csv (right->out);
  second = parse_csv (rubbish->out);
  g_assert_cmpuint (first->len, ==, second->len);
  for (guint row = 1; row < first->len; row++)
    {
      g_assert_cmpstr (get_cell (first, row, "median"), ==, get_cell (second, row, "median"));
      g_assert_cmpstr (get_cell (first, row, "observed"), !=, get_cell (second, row, "observed"));
    }
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *csv = NULL;

  write_data (fixture, 0);
  result = run (fixture, BACKTEST "--json --output rows.csv --quiet");
  assert_status (result, 0);
  g_assert_cmpstr (result->err, ==, "");
  g_assert_true (g_str_has_suffix (result->out, "}\n"));
  node = parse_json (result->out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "baseline"), ==, "persistence");
  csv = fixture_read (fixture, "rows.csv");
  g_assert_true (g_str_has_prefix (csv, "model,origin,"));
}

static const char *const refused[] = {
  "--origins 2020-04-14", /* the last day: nothing to score against */
  "--origins 2019-01-01", "--origins 2020-03-31,12", "--origins 2020-03-31,", "--origins yesterday",
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;

  write_data (fixture, 0);
  result = run (fixture, BACKTEST "%s", (const char *) data);
  assert_status (result, 1);
  assert_contains (result->err, "--origins");
  g_assert_cmpstr (result->out, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/backtest/rows", test_rows);
  ADD ("/cli/backtest/is-the-forecast", test_is_the_forecast);
  ADD ("/cli/backtest/nothing-after-the-origin", test_nothing_after_the_origin);
  ADD ("/cli/backtest/json", test_json);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/backtest/refused/%" G_GSIZE_FORMAT, i + 1);

      ADD_DATA (path, refused[i], test_refused);
    }
  return g_test_run ();
}
