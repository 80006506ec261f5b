/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command writes is read back the same: names of every kind, numbers and days. */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "fixture.h"

#define N_DAYS 40
#define HORIZON 3

/* Names that a spreadsheet would run, or that need quotes. */
static const char *const places[] = { "Alpha", "=B", "-C", "+g", "@h", "'i", "\"D\" e", "Ä, f", "Ñ;x", "007" };

static int
get_count (gsize place, int day)
{
  return 20 + 10 * (int) place + (day * 7 + (int) place * 3) % 9;
}

static char *
make_data (void)
{
  GString *text = g_string_new ("date,place,cases\n");

  for (int day = 0; day < N_DAYS; day++)
    for (gsize place = 0; place < G_N_ELEMENTS (places); place++)
      {
        g_autoptr (GDateTime) first = g_date_time_new_utc (2021, 1, 1, 0, 0, 0.0), date = g_date_time_add_days (first, day);
        g_autofree char *when = g_date_time_format (date, "%Y-%m-%d");
        g_auto (GStrv) parts = g_strsplit (places[place], "\"", -1);
        g_autofree char *name = g_strjoinv ("\"\"", parts);

        g_string_append_printf (text, "%s,\"%s\",%d\n", when, name, get_count (place, day));
      }
  return g_string_free (text, FALSE);
}

/* Scored against the data that it was made of, a forecast has a task for each place and day, as CSV and as JSON. */
static void
test_forecast (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_data ();
  g_autoptr (Result) forecast = NULL, score = NULL, json = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  JsonObject *target;

  fixture_write (fixture, "data.csv", text, -1);
  forecast = run (fixture,
                  "forecast data.csv --origin 2021-02-05 --horizon %d --model persistence --levels 0.25,0.5,0.75 --output f.csv",
                  HORIZON);
  assert_status (forecast, 0);
  score = run (fixture, "score f.csv --truth data.csv");
  assert_status (score, 0);
  rows = parse_csv (score->out);
  g_assert_cmpstr (get_cell (rows, 1, "target"), ==, "cases");
  g_assert_cmpint (g_ascii_strtoll (get_cell (rows, 1, "n_tasks"), NULL, 10), ==, (int) G_N_ELEMENTS (places) * HORIZON);
  json = run (fixture, "score f.csv --truth data.csv --json");
  assert_status (json, 0);
  root = parse_json (json->out);
  target = json_array_get_object_element (json_object_get_array_member (json_node_get_object (root), "targets"), 0);
  g_assert_cmpint (json_object_get_int_member (target, "n_tasks"), ==, (int) G_N_ELEMENTS (places) * HORIZON);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (target, "wis_nat"),
                                  g_ascii_strtod (get_cell (rows, 1, "wis_nat"), NULL), 1e-6);
}

/* No table of results passes for observations, in whatever form it is written. */
static void
test_results (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *command, *says;
  } cases[] = {
    { "forecast data.csv --origin 2021-02-05 --horizon 3 --model persistence", "this is a forecast, not data" },
    { "forecast data.csv --origin 2021-02-05 --horizon 3 --model persistence --csv-for spreadsheet",
      "this is a forecast, not data" },
    { "backtest data.csv --horizon 3 --model persistence", "this is a backtest, not data" },
    { "backtest data.csv --horizon 3 --model persistence --csv-for spreadsheet", "this is a backtest, not data" },
    { "score f.csv --truth data.csv", "these are scores of forecasts, not data" },
    { "forecast data.csv --horizon 3 --model persistence --output g.csv --reproduction",
      "these are estimates of transmission, not data" },
  };
  g_autofree char *text = make_data ();

  fixture_write (fixture, "data.csv", text, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gboolean is_last = g_str_has_suffix (cases[i].command, "--reproduction");
      g_autoptr (Result) written = run (fixture, "%s%s %s.csv", cases[i].command, is_last ? "" : " --output", i == 0 ? "f" : "t");
      g_autoptr (Result) read = NULL;

      assert_status (written, 0);
      read = run (fixture, "inspect %s.csv", i == 0 ? "f" : "t");
      assert_status (read, 2);
      g_assert_cmpstr (read->out, ==, "");
      assert_contains (read->err, cases[i].says);
    }
}

/* The observations beside a fitted curve are data of the same signals. */
static void
test_fit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("date,place,cases,deaths\n"), population = g_string_new ("place,population\n");
  g_autoptr (Result) fit = NULL, first = NULL, second = NULL;
  g_autofree char *written = NULL;

  for (int day = 0; day < N_DAYS; day++)
    for (int place = 0; place < 2; place++)
      g_string_append_printf (text, "2021-%02d-%02d,%s,%d,%d\n", 3 + day / 31, day % 31 + 1, place == 0 ? "=A" : "B",
                              get_count (place, day) * 10, get_count (place, day));
  g_string_append (population, "=A,100000\nB,200000\n");
  fixture_write (fixture, "t.csv", text->str, -1);
  fixture_write (fixture, "p.csv", population->str, -1);
  fit = run (fixture, "fit t.csv --population p.csv --model seird --train %d --output u.csv", N_DAYS);
  assert_status (fit, 0);
  written = fixture_read (fixture, "u.csv");
  assert_contains (written, "location,target,date,observed,fitted\n'=A,cases,2021-03-01,");
  /* Read in a folder of its own, so that both have the same name. */
  first = run (fixture, "forecast t.csv --model persistence --horizon 3");
  second = run (fixture, "forecast u.csv --model persistence --horizon 3");
  assert_status (first, 0);
  assert_status (second, 0);
  g_assert_cmpstr (first->out, ==, second->out);
}

/* Of simulated compartments those are fitted that somebody could count. */
static void
test_simulate (Fixture *fixture, gconstpointer data)
{
  static const char *const models[] = { "sir", "seir", "seird", "sueir", "autoode-covid" };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (Result) simulated = run (fixture, "simulate --model %s --days 40 --set N=10000 --output s.csv", models[i]);
      g_autoptr (Result) inspect = NULL;
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (GString) fitted = g_string_new (NULL);
      JsonArray *signals;

      assert_status (simulated, 0);
      inspect = run (fixture, "inspect s.csv --json");
      assert_status (inspect, 0);
      root = parse_json (inspect->out);
      g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "steps"), ==, 41);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (root), "warnings")), ==, 0);
      signals = json_object_get_array_member (json_node_get_object (root), "signals");
      for (guint s = 0; s < json_array_get_length (signals); s++)
        {
          JsonObject *signal = json_array_get_object_element (signals, s);

          if (json_object_get_boolean_member (signal, "fitted"))
            g_string_append_printf (fitted, "%s %s\n", json_object_get_string_member (signal, "name"),
                                    json_object_get_string_member (signal, "kind"));
        }
      g_assert_cmpstr (fitted->str, ==,
                       strchr (models[i], 'd') != NULL ? "I prevalence\nR cumulative\nD cumulative\n"
                                                       : "I prevalence\nR cumulative\n");
    }
}

/* The file for a hub is scored as what it is: a value for each place and week. */
static void
test_hub (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("date,location,value\n");
  g_autoptr (Result) written = NULL, read = NULL, score = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  for (int week = 0; week < 40; week++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (2023, 1, 7, 0, 0, 0.0), date = g_date_time_add_weeks (first, week);
      g_autofree char *when = g_date_time_format (date, "%Y-%m-%d");

      g_string_append_printf (text, "%s,01,%d\n%s,US,%d\n", when, get_count (1, week), when, 50 * get_count (2, week));
    }
  fixture_write (fixture, "t.csv", text->str, -1);
  written = run (fixture, "forecast t.csv --model persistence --hub cdc-flusight --origin 2023-09-02 --horizon 4 --output h.csv");
  assert_status (written, 0);
  read = run (fixture, "inspect h.csv");
  assert_status (read, 2);
  assert_contains (read->err, "this is a forecast, not data");
  score = run (fixture, "score h.csv --truth t.csv");
  assert_status (score, 0);
  g_assert_cmpstr (score->err, ==, "");
  rows = parse_csv (score->out);
  g_assert_cmpstr (get_cell (rows, 1, "target"), ==, "wk inc flu hosp");
  g_assert_cmpstr (get_cell (rows, 1, "n_tasks"), ==, "8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/round-trip/forecast", test_forecast);
  ADD ("/round-trip/results", test_results);
  ADD ("/round-trip/fit", test_fit);
  ADD ("/round-trip/simulate", test_simulate);
  ADD ("/round-trip/hub", test_hub);
  return g_test_run ();
}
