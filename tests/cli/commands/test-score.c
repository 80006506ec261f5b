/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#define HUB "reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n"

static const char truth[] = "date,location,cases\n2024-01-01,X,5\n2024-01-02,X,10\n2024-01-03,X,20\n";

/* Two horizons whose scores can be worked out by hand. */
static const char forecast[] = HUB "2024-01-01,whatever,1,2024-01-02,X,quantile,0.25,8\n"
                                   "2024-01-01,whatever,1,2024-01-02,X,quantile,0.5,12\n"
                                   "2024-01-01,whatever,1,2024-01-02,X,quantile,0.75,16\n"
                                   "2024-01-01,whatever,2,2024-01-03,X,quantile,0.25,10\n"
                                   "2024-01-01,whatever,2,2024-01-03,X,quantile,0.5,12\n"
                                   "2024-01-01,whatever,2,2024-01-03,X,quantile,0.75,16\n";

static double
get (GPtrArray *rows, guint row, const char *column)
{
  return g_ascii_strtod (get_cell (rows, row, column), NULL);
}

/* (|y - m| / 2 + (u - l) / 4 + what lies outside) / 1.5, by the definition of Bracher et al. 2021. */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fixture_write (fixture, "truth.csv", truth, -1);
  fixture_write (fixture, "f.csv", forecast, -1);
  result = run (fixture, "score f.csv --truth truth.csv");
  assert_status (result, 0);
  g_assert_true (g_str_has_prefix (result->out, "target,horizon,n_tasks,wis_log,wis_nat,ae_log,ae_nat,cov50,cov95\n"));
  rows = parse_csv (result->out);
  for (guint row = 1; row < rows->len; row++)
    {
      const char *horizon = get_cell (rows, row, "horizon");

      if (!g_str_equal (horizon, "1") && !g_str_equal (horizon, "2"))
        continue;
      if (g_str_equal (horizon, "1"))
        {
          g_assert_cmpfloat_with_epsilon (get (rows, row, "ae_nat"), 2, 1e-9);
          g_assert_cmpfloat_with_epsilon (get (rows, row, "wis_nat"), (1 + 2) / 1.5, 1e-9);
          g_assert_cmpfloat (get (rows, row, "cov50"), ==, 1);
        }
      else
        {
          g_assert_cmpfloat_with_epsilon (get (rows, row, "ae_nat"), 8, 1e-9);
          g_assert_cmpfloat_with_epsilon (get (rows, row, "wis_nat"), (4 + 1.5 + 4) / 1.5, 1e-9);
          g_assert_cmpfloat (get (rows, row, "cov50"), ==, 0);
        }
    }
}

/* What forecast writes can be scored. */
static void
test_own_forecast (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (45, 0);
  g_autoptr (Result) written = NULL;
  g_autoptr (Result) scored = NULL;
  g_autoptr (Result) json = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *rows = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  written = run (fixture, "forecast a.csv --model persistence --origin 2020-04-07 --horizon 7 --output f.csv");
  assert_status (written, 0);
  scored = run (fixture, "score f.csv --truth a.csv");
  assert_status (scored, 0);
  assert_contains (scored->out, "\ncases,all,7,");
  json = run (fixture, "score f.csv --truth a.csv --json --output scores.csv");
  assert_status (json, 0);
  node = parse_json (json->out);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  rows = fixture_read (fixture, "scores.csv");
  g_assert_cmpstr (rows, ==, scored->out);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) no_truth = NULL;
  g_autoptr (Result) no_forecast = NULL;
  g_autoptr (Result) other_file = NULL;
  g_autoptr (Result) no_truth_file = NULL;

  fixture_write (fixture, "truth.csv", truth, -1);
  fixture_write (fixture, "f.csv", forecast, -1);
  no_truth = run (fixture, "score f.csv");
  assert_status (no_truth, 1);
  assert_contains (no_truth->err, "--truth");
  no_forecast = run (fixture, "score none.csv --truth truth.csv");
  assert_status (no_forecast, 2);
  assert_contains (no_forecast->err, "none.csv");
  other_file = run (fixture, "score truth.csv --truth truth.csv");
  assert_status (other_file, 2);
  assert_contains (other_file->err, "truth.csv");
  no_truth_file = run (fixture, "score f.csv --truth none.csv");
  assert_status (no_truth_file, 2);
  assert_contains (no_truth_file->err, "none.csv");
}

/* A level that is nearer to none than to a thousandth is an error and not the median; a file without a forecast that is scored is an error. */
static void
test_tiny_level (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = g_strconcat (forecast, "2024-01-01,whatever,1,2024-01-02,X,quantile,0.0004,9999\n", NULL);
  g_autoptr (Result) plain = NULL, tiny = NULL, other = NULL;

  fixture_write (fixture, "truth.csv", truth, -1);
  fixture_write (fixture, "f.csv", forecast, -1);
  fixture_write (fixture, "tiny.csv", csv, -1);
  fixture_write (fixture, "other.csv", HUB "2024-01-01,whatever,1,2024-01-02,Y,quantile,0.5,1\n", -1);
  plain = run (fixture, "score f.csv --truth truth.csv");
  tiny = run (fixture, "score tiny.csv --truth truth.csv");
  other = run (fixture, "score other.csv --truth truth.csv");
  assert_status (plain, 0);
  assert_status (tiny, 2);
  assert_contains (tiny->err, "“0.0004”; expected a level from 0.001 to 0.999");
  assert_status (other, 2);
  assert_contains (other->err, "other.csv: not one forecast in it could be scored");
}

/* A batch in the truth is no truth, unless it is trusted; what is not scored is said. */
static void
test_doubtful (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("date,cases\n");
  g_autoptr (Result) made = NULL, score = NULL, trusted = NULL;

  for (int t = 0; t < 60; t++)
    g_string_append_printf (csv, "2021-%02d-%02d,%d\n", t / 30 + 4, t % 30 + 1, t == 57 ? 5000 : 100 + t * 7 % 13);
  fixture_write (fixture, "truth.csv", csv->str, -1);
  made = run (fixture, "forecast truth.csv --origin 2021-05-25 --horizon 5 --model persistence --output f.csv");
  assert_status (made, 0);
  score = run (fixture, "score f.csv --truth truth.csv");
  assert_status (score, 0);
  assert_contains (score->err, "1 forecasts were not scored, because the truth of their day looks like a batch");
  trusted = run (fixture, "score f.csv --truth truth.csv --trust-doubtful");
  assert_status (trusted, 0);
  g_assert_null (strstr (trusted->err, "not scored"));
  g_assert_cmpstr (score->out, !=, trusted->out);
}

/* Rows and levels that leave the scores incomplete are said. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) lower = NULL, mistyped = NULL, whole = NULL;

  fixture_write (fixture, "t.csv", "date,cases\n2024-01-01,10\n2024-01-02,12\n2024-01-03,14\n", -1);
  fixture_write (fixture, "whole.csv",
                 HUB "2024-01-01,cases,1,2024-01-02,t,quantile,0.25,9\n2024-01-01,cases,1,2024-01-02,t,quantile,0.5,11\n"
                     "2024-01-01,cases,1,2024-01-02,t,quantile,0.75,13\n",
                 -1);
  fixture_write (fixture, "lower.csv",
                 HUB "2024-01-01,cases,1,2024-01-02,t,quantile,0.25,9\n2024-01-01,cases,1,2024-01-02,t,quantile,0.5,11\n", -1);
  fixture_write (fixture, "mistyped.csv",
                 HUB "2024-01-01,cases,1,2024-01-02,t,quantil,0.25,9\n2024-01-01,cases,1,2024-01-02,t,quantile,0.5,11\n", -1);
  whole = run (fixture, "score whole.csv --truth t.csv");
  assert_status (whole, 0);
  g_assert_cmpstr (whole->err, ==, "");
  lower = run (fixture, "score lower.csv --truth t.csv");
  assert_status (lower, 0);
  assert_contains (lower->err, "the quantile levels are not symmetric about 0.5 (such as 0.25)");
  mistyped = run (fixture, "score mistyped.csv --truth t.csv");
  assert_status (mistyped, 0);
  assert_contains (mistyped->err, "1 rows were ignored, because their output_type is not quantile, median or point");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/score/by-hand", test_by_hand);
  ADD ("/cli/score/own-forecast", test_own_forecast);
  ADD ("/cli/score/refused", test_refused);
  ADD ("/cli/score/tiny-level", test_tiny_level);
  ADD ("/cli/score/doubtful", test_doubtful);
  ADD ("/cli/score/notes", test_notes);
  return g_test_run ();
}
