/* SPDX-License-Identifier: GPL-3.0-or-later */

/* forecast --summary: what comes in the next days, as text and as JSON. */

#include "fixture.h"
#include "forecast-table.h"

#include <math.h>
#include <string.h>

static JsonObject *
get_answer (JsonNode *root, guint i)
{
  return json_array_get_object_element (json_object_get_array_member (json_node_get_object (root), "answers"), i);
}

static double
get_level (JsonObject *answer, const char *member, double level)
{
  JsonArray *levels = json_object_get_array_member (answer, member);

  for (guint i = 0; i < json_array_get_length (levels); i++)
    if (json_object_get_double_member (json_array_get_object_element (levels, i), "level") == level)
      return json_object_get_double_member (json_array_get_object_element (levels, i), "value");
  return NAN;
}

/* Over one step, totals have the quantiles of the table. */
static void
test_one_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *csv = NULL;
  JsonObject *answer;
  gsize n_compared = 0;

  fixture_write (fixture, "b.csv",
                 "date,cases\n2020-01-04,5\n2020-01-11,9\n2020-01-18,20\n2020-01-25,31\n2020-02-01,40\n2020-02-08,44\n", -1);
  result = run (fixture, "forecast b.csv --model persistence --summary --json --output t.csv --levels 0.025,0.1,0.5,0.9,0.975");
  assert_status (result, 0);
  root = parse_json (result->out);
  answer = get_answer (root, 0);
  g_assert_cmpstr (json_object_get_string_member (answer, "location"), ==, "b");
  g_assert_cmpstr (json_object_get_string_member (answer, "signal"), ==, "cases");
  g_assert_cmpstr (json_object_get_string_member (answer, "last_day"), ==, "2020-02-15");
  g_assert_cmpfloat (json_object_get_double_member (answer, "before"), ==, 44.0);
  csv = fixture_read (fixture, "t.csv");
  check_forecast (csv, 4, 5);
  rows = parse_csv (csv);
  for (guint row = 1; row < rows->len; row++)
    if (get_value (rows, row, "horizon") == 1 && g_str_equal (get_cell (rows, row, "output_type"), "quantile"))
      {
        g_assert_cmpfloat_with_epsilon (get_level (answer, "total", get_value (rows, row, "output_type_id")),
                                        get_value (rows, row, "value"), 1e-6);
        n_compared++;
      }
  g_assert_cmpuint (n_compared, ==, 5);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) plain = NULL, bounded = NULL, two = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  plain = run (fixture, "forecast a.csv --model persistence --origin 2020-04-01 --summary");
  assert_status (plain, 0);
  g_assert_true (g_str_has_prefix (plain->out, "a: cases in the next 7 days (2020-04-02 to 2020-04-08): "));
  assert_contains (plain->out, "\n  last 7 days: ");
  assert_contains (plain->out, "; chance of more: ");
  g_assert_null (strstr (plain->out, "reference_date"));
  g_assert_null (strstr (plain->out, "more than"));
  bounded = run (fixture, "forecast a.csv --model persistence --origin 2020-04-01 --summary --within 14 --threshold 1e9");
  assert_status (bounded, 0);
  assert_contains (bounded->out, "in the next 14 days (2020-04-02 to 2020-04-15): ");
  assert_contains (bounded->out, "\n  more than 1000000000 a day up to 2020-04-29: chance 0 %, unlikely\n");
  /* The threshold of the signal counts; what is above it can only fall to it. */
  two = run (fixture, "forecast a.csv --model persistence --origin 2020-04-01 --summary --threshold 5e8 --threshold cases=0");
  assert_status (two, 0);
  assert_contains (two->out, "\n  fall to 0 a day up to 2020-04-29: chance ");
  assert_contains (two->out, " %, unlikely\n");
}

/* The sum comes first, and holds all regions that are no totals. */
static void
test_regions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("date,place,cases\n");
  g_autoptr (Result) text = NULL, json = NULL;
  g_autoptr (JsonNode) root = NULL;

  for (int t = 1; t <= 28; t++)
    g_string_append_printf (csv, "2020-02-%02d,North,%d\n2020-02-%02d,South,%d\n", t, 20 + t % 3, t, 50 + t % 5);
  fixture_write (fixture, "a.csv", csv->str, -1);
  text = run (fixture, "forecast a.csv --model persistence --summary");
  assert_status (text, 0);
  g_assert_true (g_str_has_prefix (text->out, "Sum of 2 regions: cases in the next 7 days"));
  assert_contains (text->out, "\nNorth: cases in the next 7 days");
  assert_contains (text->out, "\nSouth: cases in the next 7 days");
  json = run (fixture, "forecast a.csv --model persistence --summary --json");
  assert_status (json, 0);
  root = parse_json (json->out);
  g_assert_true (json_object_get_null_member (get_answer (root, 0), "location"));
  g_assert_cmpint (json_object_get_int_member (get_answer (root, 0), "regions"), ==, 2);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (get_answer (root, 0), "before"),
                                  json_object_get_double_member (get_answer (root, 1), "before")
                                      + json_object_get_double_member (get_answer (root, 2), "before"),
                                  1e-9);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *options, *message;
  } cases[] = {
    { "--summary --within 8", "Option --within: “8” is not a period; expected 7|14|28" },
    { "--summary --threshold many", "Option --threshold: “many” is not a threshold" },
    { "--summary --threshold -1", "Option --threshold: “-1” is not a threshold" },
    { "--summary --threshold deaths=5", "Option --threshold: the data have no signal “deaths”" },
    { "--threshold 5", "Option --threshold: a forecast has it with --summary only" },
    { "--within 7", "Option --within: a forecast has it with --summary only" },
    { "--json", "Option --json: a forecast has it with --summary only" },
  };
  g_autofree char *csv = fixture_outbreak (40, 0);

  fixture_write (fixture, "a.csv", csv, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Result) result = run (fixture, "forecast a.csv --model persistence %s", cases[i].options);

      assert_status (result, 1);
      assert_contains (result->err, cases[i].message);
      g_assert_cmpstr (result->out, ==, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/forecast-summary/one-step", test_one_step);
  ADD ("/cli/forecast-summary/text", test_text);
  ADD ("/cli/forecast-summary/regions", test_regions);
  ADD ("/cli/forecast-summary/refused", test_refused);
  return g_test_run ();
}
