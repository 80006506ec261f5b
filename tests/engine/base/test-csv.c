/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells of CSV files: what a spreadsheet would run is marked as text, and reading gives back the same. */

#include <math.h>
#include <string.h>

#include "prognosis-csv.h"

typedef struct
{
  const char *name, *written;
  gboolean is_marked;
} NameCase;

static const NameCase names[] = {
  { "Bonn", "Bonn", FALSE },
  { "Bonn, Rhein", "\"Bonn, Rhein\"", FALSE },
  { "the \"old\" town", "\"the \"\"old\"\" town\"", FALSE },
  { "a=b", "a=b", FALSE },
  { "'s-Hertogenbosch", "'s-Hertogenbosch", FALSE },
  { "", "", FALSE },
  { "'", "'", FALSE },
  { "-5", "-5", FALSE },
  { "+1.5", "+1.5", FALSE },
  { "=1+1", "'=1+1", TRUE },
  { "+1+1", "'+1+1", TRUE },
  { "-2+3", "'-2+3", TRUE },
  { "-", "-", FALSE },
  { "@SUM(1)", "'@SUM(1)", TRUE },
  { "\t=1", "'\t=1", TRUE },
  { "\r1", "\"'\r1\"", TRUE },
  { "\n=1", "\"'\n=1\"", TRUE },
  { "\xef\xbc\x9d(1)", "'\xef\xbc\x9d(1)", TRUE },
  { "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", TRUE },
  { "=HYPERLINK(\"http://x\",1)", "\"'=HYPERLINK(\"\"http://x\"\",1)\"", TRUE },
  { "'=1", "''=1", TRUE },
  { "''+1+1", "'''+1+1", TRUE },
};

static void
test_names (gconstpointer data)
{
  const NameCase *it = data;
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autofree char *cell = g_strconcat (it->is_marked ? "'" : "", it->name, NULL);

  prognosis_csv_append_text (csv, it->name);
  g_assert_cmpstr (csv->str, ==, it->written);
  g_assert_cmpstr (prognosis_csv_skip_mark (cell, strlen (cell)), ==, it->name);
}

/* Names of hubs are fixed. */
static void
test_quoted (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  prognosis_csv_append_quoted (csv, "=1,\"2\"");
  g_string_append_c (csv, ',');
  prognosis_csv_append_quoted (csv, "-a");
  g_assert_cmpstr (csv->str, ==, "\"=1,\"\"2\"\"\",-a");
}

/* A number is never changed. */
static void
test_numbers (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  prognosis_csv_append_number (csv, -5.25);
  g_string_append_c (csv, ',');
  prognosis_csv_append_number (csv, NAN);
  g_assert_cmpstr (csv->str, ==, "-5.25,");
}

/* As spreadsheets open it; names stay, numbers get the mark of the language, and reading gives both back. */
static void
test_spreadsheet (void)
{
  static const char plain[] = "location,level,value,note\n3.1,0.5,-1.25e-05,a;b\n\"x,\"\"1.5\",,12,\"c\nd\"\n'=1+1,1.0,.5,1.2.3\n";
  g_autoptr (GString) comma = g_string_new (plain), point = g_string_new (plain), no_end = g_string_new ("a,b\n1.5,2");

  prognosis_csv_to_spreadsheet (comma, ',');
  g_assert_cmpstr (comma->str, ==,
                   "\xef\xbb\xbflocation;level;value;note\n3.1;0,5;-1,25e-05;\"a;b\"\n\"x,\"\"1.5\";;12;\"c\nd\"\n"
                   "'=1+1;1,0;,5;1.2.3\n");
  prognosis_csv_to_spreadsheet (point, '.');
  g_assert_cmpstr (point->str + 3, ==, plain);
  g_assert_true (g_str_has_prefix (point->str, "\xef\xbb\xbf"));
  prognosis_csv_to_spreadsheet (no_end, ',');
  g_assert_cmpstr (no_end->str + 3, ==, "a;b\n1,5;2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/csv/names/%d", (int) i);

      g_test_add_data_func (path, &names[i], test_names);
    }
  g_test_add_func ("/csv/quoted", test_quoted);
  g_test_add_func ("/csv/numbers", test_numbers);
  g_test_add_func ("/csv/spreadsheet", test_spreadsheet);
  return g_test_run ();
}
