/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

/* A triangle of two places in 30 weeks, in both of which half is reported at once; @rubbish: what was reported after 2024-06-30. */
static char *
make_triangle (const char *rubbish)
{
  GString *csv = g_string_new ("location,date,delay_weeks,value\n");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2024, 1, 7, 0, 0, 0);

  for (int t = 0; t < 30; t++)
    for (int d = 0; d < 3; d++)
      for (int p = 0; p < 2; p++)
        {
          g_autoptr (GDateTime) day = g_date_time_add_weeks (first, t);
          g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

          if (t + d <= 25)
            g_string_append_printf (csv, "%c,%s,%d,%d\n", 'A' + p, date, d, (1 + p) * (20 + t * 7 % 11) / (d + 2));
          else if (rubbish != NULL)
            g_string_append_printf (csv, "%c,%s,%d,%s\n", 'A' + p, date, d, rubbish);
        }
  return g_string_free (csv, FALSE);
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = make_triangle ("5"), *written = NULL;
  g_autoptr (Result) printed = NULL, result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fixture_write (fixture, "t.csv", csv, -1);
  printed = run (fixture, "nowcast t.csv --origin 2024-06-30");
  result = run (fixture, "nowcast t.csv --origin 2024-06-30 --output n.csv");
  assert_status (printed, 0);
  assert_status (result, 0);
  written = fixture_read (fixture, "n.csv");
  g_assert_cmpstr (written, ==, printed->out);
  g_assert_true (g_str_has_prefix (written, "location,reference_date,target_end_date,horizon,output_type,output_type_id,value\n"
                                            "A,2024-06-30,2024-06-09,-3,quantile,0.01,"));
  rows = parse_csv (written);
  g_assert_cmpuint (rows->len, ==, 1 + 2 * 4 * 23);
  g_assert_cmpstr (get_cell (rows, rows->len - 1, "horizon"), ==, "0");
  g_assert_cmpstr (get_cell (rows, rows->len - 1, "target_end_date"), ==, "2024-06-30");
}

/* Reports after the origin change no byte, by any method. */
static void
test_no_leak (Fixture *fixture, gconstpointer method)
{
  const char *const rubbish[] = { "123456", "-7", "rubbish", "" };
  g_autofree char *known = make_triangle (NULL);
  g_autoptr (Result) expected = NULL;

  fixture_write (fixture, "t.csv", known, -1);
  expected = run (fixture, "nowcast t.csv --method %s", (const char *) method);
  assert_status (expected, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rubbish); i++)
    {
      g_autofree char *csv = make_triangle (rubbish[i]);
      g_autoptr (Result) result = NULL;

      fixture_write (fixture, "t.csv", csv, -1);
      result = run (fixture, "nowcast t.csv --origin 2024-06-30 --method %s", (const char *) method);
      assert_status (result, 0);
      g_assert_cmpstr (result->out, ==, expected->out);
    }
}

/* The help describes every method that an unknown one is answered with. */
static void
test_methods (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = make_triangle (NULL), *list = NULL;
  g_autoptr (Result) help = run (fixture, "nowcast --help"), unknown = NULL;
  g_auto (GStrv) ids = NULL;

  fixture_write (fixture, "t.csv", csv, -1);
  unknown = run (fixture, "nowcast t.csv --method none");
  list = g_strdup (strstr (unknown->err, "one of ") + strlen ("one of "));
  list[strcspn (list, ";\n")] = '\0';
  ids = g_strsplit (list, ", ", -1);
  g_assert_cmpuint (g_strv_length (ids), >=, 2);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("\n  %s  ", ids[i]);

      assert_contains (help->out, line);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = make_triangle (NULL);
  g_autoptr (Result) method = NULL, origin = NULL, early = NULL, other = NULL, wrong = NULL;

  fixture_write (fixture, "t.csv", csv, -1);
  fixture_write (fixture, "o.csv", "date,cases\n2024-01-07,5\n", -1);
  fixture_write (fixture, "w.csv", "location,date,delay_weeks,value\nA,2024-01-07,0,5\nA,2024-01-14,0,much\n", -1);
  method = run (fixture, "nowcast t.csv --method none");
  assert_status (method, 1);
  assert_contains (method->err, "Option --method: “none” is not known; expected one of ");
  origin = run (fixture, "nowcast t.csv --origin 17");
  assert_status (origin, 1);
  assert_contains (origin->err, "Option --origin: “17” is not a date");
  early = run (fixture, "nowcast t.csv --origin 2023-01-01");
  assert_status (early, 2);
  assert_contains (early->err, "t.csv: nothing was reported by 2023-01-01");
  other = run (fixture, "nowcast o.csv");
  assert_status (other, 2);
  assert_contains (other->err, "o.csv: this is not a reporting triangle");
  wrong = run (fixture, "nowcast w.csv");
  assert_status (wrong, 2);
  assert_contains (wrong->err, "w.csv:3: “much” in the column “value” is not a number");
}

/* A spreadsheet would take such a name for a formula, and run it. */
static void
test_formula (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("location,age_group,date,value_0w,value_1w\n");
  g_autoptr (Result) result = NULL;

  for (int week = 0; week < 20; week++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (2024, 1, 7, 0, 0, 0), date = g_date_time_add_weeks (first, week);
      g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

      g_string_append_printf (csv, "=1+1,@SUM(1),%s,%d,%s\n", day, 40 + week, week < 19 ? "9" : "");
    }
  fixture_write (fixture, "formula.csv", csv->str, -1);
  result = run (fixture, "nowcast formula.csv --levels 0.5");
  assert_status (result, 0);
  assert_contains (result->out, "\n'=1+1,'@SUM(1),");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/nowcast/columns", test_columns);
  ADD_DATA ("/nowcast/no-leak/shared", "shared", test_no_leak);
  ADD_DATA ("/nowcast/no-leak/multiplicative", "multiplicative", test_no_leak);
  ADD ("/nowcast/methods", test_methods);
  ADD ("/nowcast/refused", test_refused);
  ADD ("/nowcast/formula", test_formula);
  return g_test_run ();
}
