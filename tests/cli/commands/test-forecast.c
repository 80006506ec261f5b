/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every forecast has: columns, levels, horizon, and what it needs. */

#include "fixture.h"
#include "forecast-table.h"

#include <string.h>

/* Every model forecasts these data if the population is known. Without it only the compartment models refuse: their
 * equations are about shares of the population. */
static void
test_every_model (Fixture *fixture, gconstpointer data)
{
  static const char *const need_population[] = { "sir", "seir", "seird", "sueir", "autoode-covid", NULL };
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) models = run (fixture, "models");
  g_auto (GStrv) lines = g_strsplit (g_strchomp (models->out), "\n", -1);
  guint n_refused = 0;

  fixture_write (fixture, "a.csv", csv, -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *id = g_strndup (lines[i], strcspn (lines[i], "\t"));
      g_autoptr (Result) with = run (fixture, "forecast a.csv --population 20000 --horizon 7 --model %s", id);
      g_autoptr (Result) without = run (fixture, "forecast a.csv --horizon 7 --model %s", id);

      assert_status (with, 0);
      check_forecast (with->out, 7, 23);
      if (g_strv_contains (need_population, id))
        {
          assert_status (without, 1);
          g_assert_cmpstr (without->out, ==, "");
          assert_contains (without->err, "--population");
          n_refused++;
        }
      else
        {
          assert_status (without, 0);
          check_forecast (without->out, 7, 23);
        }
    }
  g_assert_cmpuint (n_refused, ==, G_N_ELEMENTS (need_population) - 1);
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fixture_write (fixture, "school.csv", csv, -1);
  result = run (fixture, "forecast school.csv --model persistence --origin 2020-04-01 --horizon 2 --levels .9,0.1,0.5");
  assert_status (result, 0);
  check_forecast (result->out, 2, 3);
  rows = parse_csv (result->out);
  for (guint row = 1; row < rows->len; row++)
    {
      int horizon = (int) get_value (rows, row, "horizon");

      g_assert_cmpstr (get_cell (rows, row, "reference_date"), ==, "2020-04-01");
      g_assert_cmpstr (get_cell (rows, row, "target"), ==, "cases");
      g_assert_cmpstr (get_cell (rows, row, "location"), ==, "school");
      g_assert_cmpint (horizon, ==, row > 4 ? 2 : 1);
      g_assert_cmpstr (get_cell (rows, row, "target_end_date"), ==, horizon == 1 ? "2020-04-02" : "2020-04-03");
    }
}

static void
test_default_horizon (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) daily = NULL;
  g_autoptr (Result) weekly = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  fixture_write (fixture, "b.csv",
                 "date,cases\n2020-01-04,5\n2020-01-11,9\n2020-01-18,20\n2020-01-25,31\n2020-02-01,40\n2020-02-08,44\n", -1);
  daily = run (fixture, "forecast a.csv --model persistence");
  weekly = run (fixture, "forecast b.csv --model persistence");
  assert_status (daily, 0);
  assert_status (weekly, 0);
  check_forecast (daily->out, 28, 23);
  check_forecast (weekly->out, 4, 23);
  assert_contains (weekly->out, "\n2020-02-08,cases,1,2020-02-15,");
}

static void
test_no_population (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) not_needed = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (Result) needed = run (fixture, "%s a.csv --model sir --output out.csv", i == 0 ? "forecast" : "fit");

      assert_status (needed, 1);
      assert_contains (needed->err, "--population");
      g_assert_cmpuint (fixture_count (fixture), ==, 1);
    }
  not_needed = run (fixture, "forecast a.csv --model persistence");
  assert_status (not_needed, 0);
}

static void
test_jhu (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reports = shared ("data/jhu-us-daily-reports");
  g_autofree char *population = reports != NULL ? shared ("data/us-states/population.csv") : NULL;
  g_autoptr (Result) result = NULL;
  g_autofree char *csv = NULL;

  if (population == NULL)
    return;
  result = run (fixture,
                "forecast %s --population %s --model autoode-covid --origin 2020-08-22 --train 10 --horizon 7 --output out.csv",
                reports, population);
  assert_status (result, 0);
  csv = fixture_read (fixture, "out.csv");
  g_assert_true (g_str_has_prefix (csv, FORECAST_COLUMNS));
  assert_contains (csv, "\n2020-08-22,confirmed,7,2020-08-29,New York,quantile,0.5,");
  assert_contains (csv, "\n2020-08-22,deaths,7,2020-08-29,New York,median,,");
}

/* Nothing at the origin to forecast from: no empty table with success. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  GString *csv = g_string_new ("date,location,cases,note\n");
  g_autoptr (Result) result = NULL;

  for (int t = 0; t < 28; t++)
    g_string_append_printf (csv, "2020-03-%02d,A,%s,%d\n", t + 1, t < 10 ? "30" : "", 1);
  fixture_write (fixture, "a.csv", csv->str, -1);
  g_string_free (csv, TRUE);
  result = run (fixture, "forecast a.csv --value-columns cases,note --signals cases --model persistence --output out.csv");
  assert_status (result, 3);
  g_assert_cmpstr (result->out, ==, "");
  assert_contains (result->err, "could not forecast a single series");
  g_assert_cmpuint (fixture_count (fixture), ==, 1);
}

/* Deaths that nobody reports are forecast on wish, and marked wherever they are written. */
static void
test_assumed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) result = NULL, plain = NULL, wrong = NULL, twice = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n = 0;

  fixture_write (fixture, "a.csv", csv, -1);
  result = run (fixture,
                "forecast a.csv --model persistence --horizon 3 --levels 0.5 --assume-deaths 0.2,10 --assume-recoveries covid-19");
  assert_status (result, 0);
  assert_contains (result->err, "deaths (assumed): not observed, but 20 % of");
  assert_contains (result->err, "recoveries (assumed): not observed, but 98.6 % of");
  rows = parse_csv (result->out);
  for (guint row = 1; row < rows->len; row++)
    n += g_str_equal (get_cell (rows, row, "target"), "deaths (assumed)");
  g_assert_cmpuint (n, ==, 3 * 2);
  plain = run (fixture, "forecast a.csv --model persistence --horizon 3 --levels 0.5");
  g_assert_null (strstr (plain->out, "assumed"));
  wrong = run (fixture, "forecast a.csv --model persistence --assume-deaths measles");
  assert_status (wrong, 1);
  assert_contains (wrong->err, "Option --assume-deaths: “measles” is not a share of the cases");
  fixture_write (fixture, "d.csv", "date,cases,deaths\n2021-03-01,40,1\n2021-03-02,50,2\n2021-03-03,60,1\n2021-03-04,55,2\n", -1);
  twice = run (fixture, "forecast d.csv --model persistence --assume-deaths 0.02,10");
  assert_status (twice, 1);
  assert_contains (twice->err, "the data report “deaths” already");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/forecast/every-model", test_every_model);
  ADD ("/cli/forecast/columns", test_columns);
  ADD ("/cli/forecast/default-horizon", test_default_horizon);
  ADD ("/cli/forecast/no-population", test_no_population);
  ADD ("/cli/forecast/jhu", test_jhu);
  ADD ("/cli/forecast/nothing", test_nothing);
  ADD ("/cli/forecast/assumed", test_assumed);
  return g_test_run ();
}
