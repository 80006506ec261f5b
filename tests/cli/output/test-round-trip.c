/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command writes is read back the same: names of every kind, numbers and days. */

#include <glib.h>
#include <math.h>

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/round-trip/forecast", test_forecast);
  return g_test_run ();
}
