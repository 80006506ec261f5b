/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <math.h>
#include <string.h>

static JsonObject *
find_parameter (JsonNode *fit, const char *id)
{
  JsonArray *regions = json_object_get_array_member (json_node_get_object (fit), "regions");
  JsonArray *parameters = json_object_get_array_member (json_array_get_object_element (regions, 0), "parameters");

  for (guint i = 0; i < json_array_get_length (parameters); i++)
    {
      JsonObject *parameter = json_array_get_object_element (parameters, i);

      if (g_str_equal (json_object_get_string_member (parameter, "id"), id))
        return parameter;
    }
  g_error ("there is no parameter “%s”", id);
}

/* Influenza in a boarding school, 1978: the least-squares answer with S0 = 763 - I0 is known. */
static void
test_boarding_school (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sample ("influenza-boarding-school-1978.csv");
  g_autoptr (Result) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *trajectory;
  double beta, gamma, squares = 0;

  if (path == NULL)
    return;
  result = run (fixture, "fit %s --population 763 --model sir --loss squares --prior none --json", path);
  assert_status (result, 0);
  node = parse_json (result->out);
  beta = json_object_get_double_member (find_parameter (node, "beta"), "value");
  gamma = json_object_get_double_member (find_parameter (node, "gamma"), "value");
  g_assert_cmpfloat (fabs (beta / gamma / 3.92 - 1), <, 0.02);
  g_assert_cmpfloat (fabs (1 / gamma / 2.19 - 1), <, 0.02);
  trajectory = json_object_get_array_member (json_node_get_object (node), "trajectory");
  g_assert_cmpuint (json_array_get_length (trajectory), ==, 14);
  for (guint i = 0; i < 14; i++)
    {
      JsonObject *day = json_array_get_object_element (trajectory, i);

      squares += pow (json_object_get_double_member (day, "observed") - json_object_get_double_member (day, "fitted"), 2);
    }
  g_assert_cmpfloat (fabs (sqrt (squares / 14) / 16.0 - 1), <, 0.02);
}

static void
test_fit_report (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autofree char *trajectory = NULL;
  g_autoptr (Result) whole = NULL;
  g_autoptr (Result) parted = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  whole = run (fixture, "fit a.csv --population 20000 --model seir --set sigma=0.4");
  parted = run (fixture, "fit a.csv --population 20000 --model seir --set sigma=0.4 --output out.csv");
  assert_status (whole, 0);
  assert_status (parted, 0);
  assert_contains (whole->out, "beta");
  assert_contains (whole->out, "fixed");
  assert_contains (whole->out, "1/gamma");
  trajectory = fixture_read (fixture, "out.csv");
  g_assert_true (g_str_has_prefix (trajectory, "location,target,date,observed,fitted\n"));
  g_assert_true (g_str_has_prefix (whole->out, parted->out));
  g_assert_true (g_str_has_suffix (whole->out, trajectory));
  rows = parse_csv (trajectory);
  g_assert_cmpuint (rows->len, ==, 41);
  g_assert_cmpstr (get_cell (rows, 1, "date"), ==, "2020-03-01");
}

static void
test_fixed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) fixed = NULL;
  g_autoptr (Result) in_region = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *gamma;

  fixture_write (fixture, "a.csv", csv, -1);
  fixed = run (fixture, "fit a.csv --population 20000 --model sir --set gamma=0.3 --json");
  in_region = run (fixture, "fit a.csv --population 20000 --model sir --set a:gamma=0.3 --json");
  assert_status (fixed, 0);
  assert_status (in_region, 0);
  g_assert_cmpstr (fixed->out, ==, in_region->out);
  node = parse_json (fixed->out);
  gamma = find_parameter (node, "gamma");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (gamma, "value"), 0.3, 1e-12);
  g_assert_true (json_object_get_boolean_member (gamma, "fixed"));
  g_assert_true (json_object_get_null_member (gamma, "lower_95"));
}

/* What only the model or the data can refuse. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *command, *option, *value;
  } cases[] = {
    { "fit a.csv --model sir", "--set", "delta=1" },
    { "fit a.csv --model sir", "--set", "gamma=1000" },
    { "fit a.csv --model sir", "--set", "Atlantis:gamma=0.3" },
    { "fit a.csv --model sir", "--observe", "cases=gold" },
    { "fit a.csv --model sir", "--observe", "tides=I" },
    { "forecast a.csv --model sir", "--set", "delta=1" },
    { "forecast a.csv --model persistence", "--set", "gamma=0.3" },
    { "forecast a.csv --model persistence", "--observe", "cases=I" },
    { "fit a.csv", "--model", "persistence" },
  };
  g_autofree char *csv = fixture_outbreak (40, 0);

  fixture_write (fixture, "a.csv", csv, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Result) result
          = run (fixture, "%s --population 20000 --output out.csv %s %s", cases[i].command, cases[i].option, cases[i].value);

      assert_status (result, 1);
      assert_contains (result->err, cases[i].option);
      assert_contains (result->err, "--help");
      g_assert_cmpuint (fixture_count (fixture), ==, 1);
    }
}

/* Also where what is recommended has no parameters. */
static void
test_fit_without_model (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("date,cases\n");
  g_autoptr (Result) result = NULL;

  for (int day = 1; day <= 30; day++)
    g_string_append_printf (csv, "2020-04-%02d,%d\n", day, 100 + (day * 7919) % 13);
  fixture_write (fixture, "a.csv", csv->str, -1);
  result = run (fixture, "fit a.csv --population 1000000");
  assert_status (result, 0);
  assert_contains (result->out, "beta");
}

/* No forecast is invented where there is nothing to go by. */
static void
test_no_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("date,cases\n");
  g_autoptr (Result) result = NULL;

  for (int day = 1; day <= 20; day++)
    g_string_append_printf (csv, "2020-04-%02d,0\n", day);
  fixture_write (fixture, "a.csv", csv->str, -1);
  result = run (fixture, "fit a.csv --model sir --population 1000 --output out.csv");
  assert_status (result, 3);
  g_assert_cmpuint (fixture_count (fixture), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/fit/boarding-school", test_boarding_school);
  ADD ("/cli/fit/report", test_fit_report);
  ADD ("/cli/fit/fixed", test_fixed);
  ADD ("/cli/fit/refused", test_refused);
  ADD ("/cli/fit/without-model", test_fit_without_model);
  ADD ("/cli/fit/no-case", test_no_case);
  return g_test_run ();
}
