/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *bytes;  /* NULL: no file */
  gsize size;         /* 0: text */
  const char *begins; /* of the message */
} Case;

#define BYTES(text) text, sizeof text - 1

static const Case cases[] = {
  { "missing", NULL, 0, "bad.csv: " },
  { "empty", "", 0, "bad.csv: " },
  { "blank", "\n\n\n", 0, "bad.csv" },
  { "header-only", "date,cases\n", 0, "bad.csv:1: " },
  { "picture", BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"), "bad.csv: " },
  { "jpeg", BYTES ("\xff\xd8\xff\xe0\0\x10JFIF\0"), "bad.csv: " },
  { "zeros", BYTES ("\0\0\0\0\0\0\0\0"), "bad.csv: " },
  { "web-page", "<!DOCTYPE html>\n<html><head><title>cases.csv</title></head></html>\n", 0, "bad.csv: " },
  { "lfs-pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:1f\nsize 12\n", 0, "bad.csv: " },
  { "ragged-row", "date,cases\n2020-01-01,3\n2020-01-02,5,9\n2020-01-03,4\n", 0, "bad.csv:3: " },
  { "duplicate-day", "date,cases\n2020-01-01,3\n2020-01-02,5\n2020-01-02,4\n", 0, "bad.csv:4: " },
  { "impossible-date", "date,cases\n2020-01-30,3\n2020-01-31,5\n2020-02-30,4\n", 0, "bad.csv:4: " },
  { "no-number", "date,cases\n2020-01-01,3\n2020-01-02,many\n2020-01-03,4\n", 0, "bad.csv:3: " },
};

/* Every command that reads says the same, writes nothing and leaves no file. */
static void
test_bad (Fixture *fixture, gconstpointer data)
{
  const Case *it = data;
  const char *commands[] = { "inspect bad.csv", "inspect bad.csv --json --output out.csv",
                             "fit bad.csv --model sir --population 1000 --output out.csv --plot out.png",
                             "forecast bad.csv --population 1000 --output out.csv --plot out.svg" };
  guint n_files = it->bytes != NULL;

  if (it->bytes != NULL)
    fixture_write (fixture, "bad.csv", it->bytes, it->size > 0 ? (gssize) it->size : -1);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (Result) result = run (fixture, "%s", commands[i]);

      assert_status (result, 2);
      g_assert_cmpstr (result->out, ==, "");
      if (!g_str_has_prefix (result->err, it->begins))
        g_error ("“%s” does not begin with “%s”", result->err, it->begins);
      g_assert_cmpint (strcspn (result->err, "\n") + 1, ==, strlen (result->err)); /* one sentence */
      g_assert_cmpuint (fixture_count (fixture), ==, n_files);
    }
}

/* What stood there before a failure still does. */
static void
test_old_output_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;
  g_autofree char *old = NULL;

  fixture_write (fixture, "bad.csv", "date,cases\n2020-01-01\n", -1);
  fixture_write (fixture, "out.csv", "precious\n", -1);
  result = run (fixture, "forecast bad.csv --output out.csv");
  assert_status (result, 2);
  old = fixture_read (fixture, "out.csv");
  g_assert_cmpstr (old, ==, "precious\n");
  g_assert_cmpuint (fixture_count (fixture), ==, 2);
}

static void
test_population_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) missing = NULL;
  g_autoptr (Result) wrong = NULL;
  g_autofree char *csv = fixture_outbreak (40, 0);

  fixture_write (fixture, "a.csv", csv, -1);
  fixture_write (fixture, "people.csv", "place,colour\na,5\n", -1);
  missing = run (fixture, "inspect a.csv --population none.csv");
  assert_status (missing, 2);
  assert_contains (missing->err, "none.csv: ");
  wrong = run (fixture, "inspect a.csv --population people.csv");
  assert_status (wrong, 2);
  assert_contains (wrong->err, "people.csv");
}

/* Odd numbers are warnings with their lines, and the data are still read. */
static void
test_warnings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) text = NULL;
  g_autoptr (Result) json = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *warnings;
  JsonObject *warning;

  fixture_write (fixture, "a.csv",
                 "date,total_cases,new_cases\n2020-01-01,10,1\n2020-01-02,12,2\n2020-01-03,11,-4\n2020-01-04,15,3\n", -1);
  text = run (fixture, "inspect a.csv");
  assert_status (text, 0);
  assert_contains (text->out, "a.csv:4: ");
  json = run (fixture, "inspect a.csv --json");
  assert_status (json, 0);
  g_assert_cmpstr (json->err, ==, "");
  node = parse_json (json->out);
  warnings = json_object_get_array_member (json_node_get_object (node), "warnings");
  g_assert_cmpuint (json_array_get_length (warnings), >=, 2);
  warning = json_array_get_object_element (warnings, 0);
  g_assert_cmpstr (json_object_get_string_member (warning, "file"), ==, "a.csv");
  g_assert_cmpint (json_object_get_int_member (warning, "line"), ==, 4);
  g_assert_nonnull (json_object_get_string_member (warning, "code"));
  g_assert_nonnull (json_object_get_string_member (warning, "message"));
}

static void
check_inspected (JsonNode *node)
{
  const char *frequencies[] = { "daily", "weekly", "index", NULL };
  const char *kinds[] = { "cumulative", "incident", "prevalence", "rate", "proportion", NULL };
  JsonObject *object = json_node_get_object (node);
  JsonArray *regions = json_object_get_array_member (object, "regions");
  JsonArray *signals = json_object_get_array_member (object, "signals");

  g_assert_nonnull (json_object_get_string_member (object, "format"));
  g_assert_true (g_strv_contains (frequencies, json_object_get_string_member (object, "frequency")));
  g_assert_true (json_object_has_member (object, "first_date"));
  g_assert_true (json_object_has_member (object, "last_date"));
  g_assert_true (json_object_has_member (object, "warnings"));
  g_assert_cmpuint (json_array_get_length (regions), >, 0);
  for (guint i = 0; i < json_array_get_length (regions); i++)
    {
      JsonObject *region = json_array_get_object_element (regions, i);

      g_assert_true (json_object_has_member (region, "code"));
      g_assert_true (json_object_has_member (region, "population"));
      g_assert_nonnull (json_object_get_string_member (region, "name"));
    }
  g_assert_cmpuint (json_array_get_length (signals), >, 0);
  for (guint i = 0; i < json_array_get_length (signals); i++)
    {
      JsonObject *signal = json_array_get_object_element (signals, i);

      g_assert_nonnull (json_object_get_string_member (signal, "name"));
      g_assert_true (g_strv_contains (kinds, json_object_get_string_member (signal, "kind")));
    }
}

static void
check_folder (Fixture *fixture, const char *folder)
{
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  int n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (Result) json = NULL;
      g_autoptr (Result) text = NULL;
      g_autoptr (JsonNode) node = NULL;

      if (!g_str_has_suffix (name, ".csv") || strstr (name, "-districts") != NULL || strstr (name, "-neighbours") != NULL
          || strstr (name, "-population") != NULL)
        continue;
      json = run (fixture, "inspect --json %s/%s", folder, name);
      assert_status (json, 0);
      node = parse_json (json->out);
      check_inspected (node);
      text = run (fixture, "inspect %s/%s", folder, name);
      assert_status (text, 0);
      n++;
    }
  if (n == 0)
    g_test_skip ("there is no data");
}

static void
test_samples (Fixture *fixture, gconstpointer data)
{
  check_folder (fixture, g_getenv ("PROGNOSIS_SAMPLES"));
}

static void
test_classic (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = shared ("data/classic");

  if (folder != NULL)
    check_folder (fixture, folder);
}

static void
test_day_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;
  g_autoptr (JsonNode) node = NULL;

  fixture_write (fixture, "a.csv", "day,cases\n3,1\n4,2\n5,4\n6,9\n7,8\n", -1);
  result = run (fixture, "inspect --json a.csv --origin 6");
  assert_status (result, 0);
  node = parse_json (result->out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "frequency"), ==, "index");
  g_assert_cmpfloat (get_number (node, "first_date"), ==, 3);
  g_assert_cmpfloat (get_number (node, "last_date"), ==, 6);
}

/* A cell may hold anything; what is said of it is one line, and nothing that a terminal obeys. */
static void
test_message_is_one_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;

  fixture_write (fixture, "a.csv", "date,cases\n2020-03-01,1\n2020-03-02,\"4\n\x1b[2J\xff 2\"\n2020-03-03,3\n", -1);
  result = run (fixture, "inspect a.csv");
  assert_status (result, 2);
  g_assert_true (g_utf8_validate (result->err, -1, NULL));
  g_assert_cmpuint (strcspn (result->err, "\n"), ==, strlen (result->err) - 1);
  g_assert_null (strchr (result->err, '\x1b'));
  assert_contains (result->err, "a.csv:3: ");
}

/* What a table's columns are for can be said. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) strata = NULL, one = NULL, sum = NULL, unknown = NULL, no_condition = NULL, no_kind = NULL;

  fixture_write (fixture, "a.csv", "jour,sexe,n\n2020-03-01,0,9\n2020-03-01,1,4\n2020-03-02,0,3\n2020-03-02,1,1\n", -1);
  strata = run (fixture, "inspect a.csv");
  assert_status (strata, 2);
  assert_contains (strata->err, "a.csv:3: second value of n for a on 2020-03-01");
  assert_contains (strata->err, "keep one of the values (sexe=0), or sum the rows");
  one = run (fixture, "inspect a.csv --where sexe=0 --kind cumulative");
  assert_status (one, 0);
  assert_contains (one->out, "cumulative, infections: 2 observed");
  sum = run (fixture, "inspect a.csv --date-column jour --value-columns n --rows sum");
  assert_status (sum, 0);
  assert_contains (sum->out, "rows of the same day and place were summed");
  unknown = run (fixture, "inspect a.csv --date-column day");
  assert_status (unknown, 2);
  assert_contains (unknown->err, "a.csv: there is no column “day”; the columns are: jour, sexe, n");
  no_condition = run (fixture, "inspect a.csv --where sexe");
  assert_status (no_condition, 1);
  no_kind = run (fixture, "inspect a.csv --kind many");
  assert_status (no_kind, 1);
  assert_contains (no_kind->err, "expected incident|cumulative");
}

/* What is not found of a table's lines and numbers can be said. */
static void
test_lines_and_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) either = NULL;
  g_autoptr (Result) comma = NULL;
  g_autoptr (Result) weekly = NULL;
  g_autoptr (Result) wrong = NULL;
  g_autoptr (GString) text = g_string_new ("Ministry,of Health\nnumbers,as known\nday of report,infected\n");

  for (int day = 1; day <= 28; day++)
    g_string_append_printf (text, "2020-03-%02d,\"1,%03d\"\n", day, 100 + day);
  fixture_write (fixture, "a.csv", text->str, -1);
  either = run (fixture, "inspect a.csv --header-line 3");
  assert_status (either, 2);
  assert_contains (either->err, "a.csv:4: “1,101” in the column “infected”");
  assert_contains (either->err, "--decimal-mark");
  comma = run (fixture, "inspect a.csv --header-line 3 --decimal-mark point");
  assert_status (comma, 0);
  assert_contains (comma->out, "28 steps");
  assert_contains (comma->out, "with thousands separators");
  weekly = run (fixture, "inspect a.csv --header-line 3 --decimal-mark point --weekly");
  assert_status (weekly, 0);
  assert_contains (weekly->out, "Frequency  weekly");
  wrong = run (fixture, "inspect a.csv --decimal-mark dot");
  assert_status (wrong, 1);
  assert_contains (wrong->err, "point");
}

/* What was chosen is told to people and programs; a close call names the option that decides. */
static void
test_choice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) text = NULL, json = NULL, decided = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *candidates;

  fixture_write (fixture, "a.csv",
                 "date,iso_year,cases_lab,cases_clinic\n2021-01-01,2021,4,5\n2021-01-02,2021,3,6\n2021-01-03,2021,6,2\n", -1);
  text = run (fixture, "inspect a.csv");
  assert_status (text, 0);
  assert_contains (text->out, "“iso_year” is not forecast: it looks like a year");
  assert_contains (text->out, "“cases_lab” is forecast, but “cases_clinic” suits nearly as well");
  assert_contains (text->out, "--value-columns");
  json = run (fixture, "inspect a.csv --json");
  root = parse_json (json->out);
  candidates = json_object_get_array_member (json_node_get_object (root), "candidates");
  g_assert_cmpuint (json_array_get_length (candidates), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (candidates, 0), "reason"), ==, "year");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (candidates, 1), "reason"), ==, "chosen");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (json_object_get_boolean_member (json_array_get_object_element (candidates, i), "close_call"), ==, i > 0);
  decided = run (fixture, "inspect a.csv --value-columns cases_clinic");
  assert_status (decided, 0);
  g_assert_null (strstr (decided->out, "suits nearly"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/data/bad/%s", cases[i].name);

      ADD_DATA (path, &cases[i], test_bad);
    }
  ADD ("/cli/data/old-output-stays", test_old_output_stays);
  ADD ("/cli/data/population-file", test_population_file);
  ADD ("/cli/data/warnings", test_warnings);
  ADD ("/cli/data/day-index", test_day_index);
  ADD ("/cli/data/message-is-one-line", test_message_is_one_line);
  ADD ("/cli/data/columns", test_columns);
  ADD ("/cli/data/lines-and-numbers", test_lines_and_numbers);
  ADD ("/cli/data/samples", test_samples);
  ADD ("/cli/data/classic", test_classic);
  ADD ("/cli/data/choice", test_choice);
  return g_test_run ();
}
