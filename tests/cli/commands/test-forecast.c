/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <math.h>
#include <string.h>

static const char columns[] = "reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n";

static double
get (GPtrArray *rows, guint row, const char *column)
{
  return g_ascii_strtod (get_cell (rows, row, column), NULL);
}

/* Quantiles that rise with their levels, one median, no negative count; @n_blocks blocks of @n_levels + 1 rows. */
static void
check_forecast (const char *csv, guint n_blocks, guint n_levels)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true (g_str_has_prefix (csv, columns));
  rows = parse_csv (csv);
  g_assert_cmpuint (rows->len - 1, ==, n_blocks * (n_levels + 1));
  for (guint block = 0; block < n_blocks; block++)
    {
      guint n_quantiles = 0, n_medians = 0;
      double level = 0, value = 0;

      for (guint row = block * (n_levels + 1) + 1; row < (block + 1) * (n_levels + 1) + 1; row++)
        {
          const char *type = get_cell (rows, row, "output_type");

          g_assert_cmpfloat (get (rows, row, "value"), >=, 0);
          if (g_str_equal (type, "median"))
            {
              g_assert_cmpstr (get_cell (rows, row, "output_type_id"), ==, "");
              n_medians++;
              continue;
            }
          g_assert_cmpstr (type, ==, "quantile");
          g_assert_cmpfloat (get (rows, row, "output_type_id"), >, level);
          g_assert_cmpfloat (get (rows, row, "value"), >=, value);
          level = get (rows, row, "output_type_id");
          value = get (rows, row, "value");
          n_quantiles++;
        }
      g_assert_cmpuint (n_quantiles, ==, n_levels);
      g_assert_cmpuint (n_medians, ==, 1);
    }
}

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
      int horizon = (int) get (rows, row, "horizon");

      g_assert_cmpstr (get_cell (rows, row, "reference_date"), ==, "2020-04-01");
      g_assert_cmpstr (get_cell (rows, row, "target"), ==, "cases");
      g_assert_cmpstr (get_cell (rows, row, "location"), ==, "school");
      g_assert_cmpint (horizon, ==, row > 4 ? 2 : 1);
      g_assert_cmpstr (get_cell (rows, row, "target_end_date"), ==, horizon == 1 ? "2020-04-02" : "2020-04-03");
    }
}

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
      if (get (after, row, "horizon") < 3)
        g_assert_cmpfloat (get (after, row, "value"), ==, get (before, row, "value"));
      else
        g_assert_cmpfloat (get (after, row, "value"), <, get (before, row, "value"));
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
          g_assert_cmpfloat (get (rows, row - 2, "value"), <=, get (rows, row - 1, "value"));
          g_assert_cmpfloat (get (rows, row - 1, "value"), <=, get (rows, row, "value"));
          n++;
        }
      g_assert_cmpuint (n, >, 60);
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
  g_assert_true (g_str_has_prefix (result->out, columns));
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
  g_assert_true (g_str_has_prefix (csv, columns));
  assert_contains (csv, "\n2020-08-22,confirmed,7,2020-08-29,New York,quantile,0.5,");
  assert_contains (csv, "\n2020-08-22,deaths,7,2020-08-29,New York,median,,");
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
          sum += get (rows, row, "value");
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
  ADD ("/cli/forecast/every-model", test_every_model);
  ADD ("/cli/forecast/columns", test_columns);
  ADD ("/cli/forecast/change", test_change);
  ADD ("/cli/forecast/reproduction", test_reproduction);
  ADD ("/cli/forecast/default-horizon", test_default_horizon);
  ADD ("/cli/forecast/day-index", test_day_index);
  ADD ("/cli/forecast/cumulative", test_cumulative);
  ADD ("/cli/forecast/no-population", test_no_population);
  ADD ("/cli/forecast/hub", test_hub);
  ADD ("/cli/forecast/hub-refuses", test_hub_refuses);
  ADD ("/cli/forecast/vintages", test_vintages);
  ADD ("/cli/forecast/jhu", test_jhu);
  ADD ("/cli/forecast/monday", test_monday);
  ADD ("/cli/forecast/nothing", test_nothing);
  ADD ("/cli/forecast/formulas", test_formulas);
  ADD ("/cli/forecast/months", test_months);
  ADD ("/cli/forecast/reports", test_reports);
  return g_test_run ();
}
