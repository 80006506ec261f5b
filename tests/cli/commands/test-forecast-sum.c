/* SPDX-License-Identifier: GPL-3.0-or-later */

/* forecast --sum and --group: sums of regions as locations of their own. */

#include "fixture.h"
#include "forecast-table.h"

#include <string.h>

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GString *csv = g_string_new ("date,region,cases\n");

  fixture_set_up (fixture, data);
  for (int day = 1; day <= 28; day++)
    for (int r = 0; r < 3; r++)
      g_string_append_printf (csv, "2020-02-%02d,%s,%d\n", day, (const char *[]){ "North", "South", "West" }[r],
                              20 * (r + 1) + 3 * day + (day * (r + 2)) % 5);
  fixture_write (fixture, "a.csv", csv->str, -1);
  g_string_free (csv, TRUE);
}

/* The median of a location in a week; NAN: it is not there. */
static double
find_median (GPtrArray *rows, const char *location)
{
  for (guint row = 1; row < rows->len; row++)
    if (g_str_equal (get_cell (rows, row, "location"), location) && g_str_equal (get_cell (rows, row, "horizon"), "7")
        && g_str_equal (get_cell (rows, row, "output_type"), "median"))
      return get_value (rows, row, "value");
  g_error ("there is no location %s", location);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = run (fixture, "forecast a.csv --model persistence --horizon 7 --sum --group Rest=West,south");
  g_autoptr (GPtrArray) rows = NULL;
  double parts;

  assert_status (result, 0);
  rows = parse_csv (result->out);
  parts = find_median (rows, "North") + find_median (rows, "South") + find_median (rows, "West");
  g_assert_cmpfloat_with_epsilon (find_median (rows, "Sum of regions") / parts, 1, 0.1);
  parts = find_median (rows, "South") + find_median (rows, "West");
  g_assert_cmpfloat_with_epsilon (find_median (rows, "Rest") / parts, 1, 0.1);
}

static void
test_summary (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) text = run (fixture, "forecast a.csv --model persistence --summary --sum --group Rest=West,South");
  g_autoptr (Result) json = run (fixture, "forecast a.csv --model persistence --summary --json --group Rest=West,South");
  g_autoptr (JsonNode) root = NULL;
  JsonObject *answer;

  assert_status (text, 0);
  assert_contains (text->out, "Sum of 3 regions: cases in the next 7 days");
  assert_contains (text->out, "\nRest: cases in the next 7 days");
  /* The sum is there with or without --sum, and only once. */
  g_assert_null (strstr (text->out, "Sum of regions"));
  assert_status (json, 0);
  root = parse_json (json->out);
  answer = json_array_get_object_element (json_object_get_array_member (json_node_get_object (root), "answers"), 1);
  g_assert_cmpstr (json_object_get_string_member (answer, "location"), ==, "Rest");
  g_assert_cmpint (json_object_get_int_member (answer, "regions"), ==, 2);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "--group Rest", "is not a group; expected a name and regions" },
    { "--group =North", "is not a group; expected a name and regions" },
    { "--group Rest=North,,South", "has an empty item" },
    { "--group Rest=North,East", "the data have no region “East”" },
    { "--group Rest=North,North", "is twice in the group “Rest”" },
    { "--group North=North,South", "there is already a location “North”" },
    { "--group A=North --group A=South", "there is already a location “A”" },
    { "--sum --hub cdc-flusight", "a hub has locations of its own" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Result) result = run (fixture, "forecast a.csv --model persistence %s", cases[i][0]);

      assert_status (result, 1);
      assert_contains (result->err, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/forecast-sum/table", Fixture, NULL, set_up, test_table, fixture_tear_down);
  g_test_add ("/cli/forecast-sum/summary", Fixture, NULL, set_up, test_summary, fixture_tear_down);
  g_test_add ("/cli/forecast-sum/refused", Fixture, NULL, set_up, test_refused, fixture_tear_down);
  return g_test_run ();
}
