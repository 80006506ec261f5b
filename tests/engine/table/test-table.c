/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text tables: one case for each kind of file, valid and invalid. */

#include <locale.h>
#include <math.h>

#include "prognosis-error.h"
#include "prognosis-table-private.h"
#include "test-files.h"

typedef struct
{
  const char *name;
  const char *content;
  const char *expected; /* "header|header\n2: cell|cell\n", or the error message after the path */
} Case;

static const Case good[] = {
  { "plain", "date,cases\n2020-01-01,5\n2020-01-02,6\n", "date|cases\n2: 2020-01-01|5\n3: 2020-01-02|6\n" },
  { "no-last-newline", "date,cases\n2020-01-01,5", "date|cases\n2: 2020-01-01|5\n" },
  { "bom",
    "\xef\xbb\xbf"
    "date,cases\n2020-01-01,5\n",
    "date|cases\n2: 2020-01-01|5\n" },
  { "crlf", "date,cases\r\n2020-01-01,5\r\n", "date|cases\n2: 2020-01-01|5\n" },
  { "cr", "date,cases\r2020-01-01,5\r2020-01-02,6\r", "date|cases\n2: 2020-01-01|5\n3: 2020-01-02|6\n" },
  { "mixed-line-ends", "# source\n# licence\ntime\tcases\r\n2020-01-01\t5\r\n", "time|cases\n4: 2020-01-01|5\n" },
  { "tab", "date\tcases\n2020-01-01\t5\n", "date|cases\n2: 2020-01-01|5\n" },
  { "tab-empty", "date\tcases\tdeaths\n2020-01-01\t\t5\n2020-01-02\t4\t\n",
    "date|cases|deaths\n2: 2020-01-01||5\n3: 2020-01-02|4|\n" },
  { "semicolon-decimal-comma", "date;rate\n2020-01-01;1,5\n2020-01-02;2,25\n",
    "date|rate\n2: 2020-01-01|1,5\n3: 2020-01-02|2,25\n" },
  { "pipe", "date|cases\n2020-01-01|5\n", "date|cases\n2: 2020-01-01|5\n" },
  { "quotes", "place,cases\n\"Korea, South\",5\n\"say \"\"no\"\"\",6\n", "place|cases\n2: Korea, South|5\n3: say \"no\"|6\n" },
  { "quoted-newline", "place,cases\n\"New\nYork\",5\nOhio,6\n", "place|cases\n2: New\nYork|5\n4: Ohio|6\n" },
  { "spaces", " Date of onset ,cases\n2020-01-01 , 5\n", "Date of onset|cases\n2: 2020-01-01|5\n" },
  { "title-line", "WEEKLY ILLNESS, BY REGION\nREGION,YEAR,WEEK\nX,1997,40\nX,1997,41\n",
    "REGION|YEAR|WEEK\n3: X|1997|40\n4: X|1997|41\n" },
  { "comments", "# one\n# two\ndate,cases\n2020-01-01,5\n# in between\n2020-01-02,6\n",
    "date|cases\n4: 2020-01-01|5\n6: 2020-01-02|6\n" },
  { "empty-lines", "\ndate,cases\n\n2020-01-01,5\n,\n2020-01-02,6\n\n", "date|cases\n4: 2020-01-01|5\n6: 2020-01-02|6\n" },
  { "index-column", ",date,cases\n0,2020-01-01,5\n1,2020-01-02,6\n", "date|cases\n2: 2020-01-01|5\n3: 2020-01-02|6\n" },
  { "index-without-comma", "date,cases\n0,2020-01-01,5\n1,2020-01-02,6\n", "date|cases\n2: 2020-01-01|5\n3: 2020-01-02|6\n" },
  { "nameless-date", ",cases\n2020-01-01,5\n2020-01-02,6\n", "|cases\n2: 2020-01-01|5\n3: 2020-01-02|6\n" },
  { "vector", "21\r\n4\r\n7\r\n", "-1\n1: 21\n2: 4\n3: 7\n" },
  { "headerless", "2020-01-01,5\n2020-01-02,NA\n", "-1|2\n1: 2020-01-01|5\n2: 2020-01-02|NA\n" },
  { "one-column", "cases\n5\n6\n", "cases\n2: 5\n3: 6\n" },
  { "one-row", "date,cases\n2020-01-01,5\n", "date|cases\n2: 2020-01-01|5\n" },
  { "windows-1252", "place,cases\nK\xf6ln,5\n", "place|cases\n2: Köln|5\n" },
  { "blanks-above-tabs", "date cases deaths\n2020-01-01\t5\t1\n2020-01-02\t6\t0\n",
    "date|cases|deaths\n2: 2020-01-01|5|1\n3: 2020-01-02|6|0\n" },
  { "blanks-above-tabs-and-rows", "\"date\"  \"new cases\"\n1\t2020-01-01\t5\n2\t2020-01-02\t6\n",
    "date|new cases\n2: 2020-01-01|5\n3: 2020-01-02|6\n" },
  { "blanks", "date  cases\n2020-01-01   5\n2020-01-02  16\n", "date|cases\n2: 2020-01-01|5\n3: 2020-01-02|16\n" },
  { "write-table", "\"date\" \"cases\"\n\"1\" \"2020-01-01\" 5\n\"2\" \"2020-01-02\" 6\n",
    "date|cases\n2: 2020-01-01|5\n3: 2020-01-02|6\n" },
  { "data-frame-printed", "        date cases\r\n1 2020-01-01     5\r\n2 2020-01-02    16\r\n",
    "date|cases\n2: 2020-01-01|5\n3: 2020-01-02|16\n" },
  { "row-names", "date,cases\nAdams,2020-01-01,5\nMesa,2020-01-01,6\n",
    "|date|cases\n2: Adams|2020-01-01|5\n3: Mesa|2020-01-01|6\n" },
  { "row-names-and-tabs", "\"date\"\t\"cases\"\n\"a\"\t2020-01-01\t5\n\"b\"\t2020-01-02\t6\n",
    "|date|cases\n2: a|2020-01-01|5\n3: b|2020-01-02|6\n" },
  { "groups", ",Cases,,Deaths,\ndate,new,total,new,total\n2020-01-01,5,5,0,0\n",
    "date|Cases new|Cases total|Deaths new|Deaths total\n3: 2020-01-01|5|5|0|0\n" },
  { "groups-quoted",
    "Measles\n\"\",\"Cases\",\"\",\"Deaths\",\"\"\n\"date\",\"new\",\"total\",\"new\",\"total\"\n2020-01-01,5,5,0,0\n",
    "date|Cases new|Cases total|Deaths new|Deaths total\n4: 2020-01-01|5|5|0|0\n" },
  { "groups-repeated", ";F\xe4lle;F\xe4lle;Tote;Tote\nDatum;neu;gesamt;neu;gesamt\n01.01.2020;5;5;0;0\n",
    "Datum|Fälle neu|Fälle gesamt|Tote neu|Tote gesamt\n3: 01.01.2020|5|5|0|0\n" },
  { "groups-repeated-over-other-names", "date\tCases\tCases\tDeaths\n\tmale\tfemale\tall\n2020-01-01\t1\t2\t3\n",
    "date|Cases male|Cases female|Deaths all\n3: 2020-01-01|1|2|3\n" },
  { "groups-and-corner", "Region,North,,South,\nWeek ending,Cases,Deaths,Cases,Deaths\n2020-01-05,5,0,5,0\n",
    "Week ending|North Cases|North Deaths|South Cases|South Deaths\n3: 2020-01-05|5|0|5|0\n" },
  { "groups-beside-names", "date,Cases,,Deaths,,Population\n,new,total,new,total,\n2020-01-01,5,5,0,0,90\n",
    "date|Cases new|Cases total|Deaths new|Deaths total|Population\n3: 2020-01-01|5|5|0|0|90\n" },
  { "groups-over-weeks", "Periodo;;Casos;;Defunciones;\nAño;Semana;nuevos;total;nuevos;total\n2020;1;5;5;0;0\n",
    "Año|Semana|Casos nuevos|Casos total|Defunciones nuevos|Defunciones total\n3: 2020|1|5|5|0|0\n" },
  { "groups-of-other-names", ",Cas,,Tests,\nsemaine,nouveaux,cumulés,faits,positifs\n2020-W01,5,5,9,5\n",
    "semaine|Cas nouveaux|Cas cumulés|Tests faits|Tests positifs\n3: 2020-W01|5|5|9|5\n" },
  { "groups-short-line", "Zone,Nord,,Sud\nSemaine,Cas,Décès,Cas,Décès\n2020-W01,5,0,4,1\n2020-W02,5,0,4,1\n2020-W03,5,0,4,1\n",
    "Semaine|Nord Cas|Nord Décès|Sud Cas|Sud Décès\n3: 2020-W01|5|0|4|1\n4: 2020-W02|5|0|4|1\n5: 2020-W03|5|0|4|1\n" },
  { "title-no-group", "Ministry of Health,,Week 12,\ndate,cases,deaths,tests\n2020-01-01,5,0,9\n",
    "date|cases|deaths|tests\n3: 2020-01-01|5|0|9\n" },
  { "title-in-the-middle", ",Weekly report,\ndate,cases,deaths\n2020-01-01,5,0\n", "date|cases|deaths\n3: 2020-01-01|5|0\n" },
  { "utf-8", "place,cases\nKöln,5\n", "place|cases\n2: Köln|5\n" },
};

static const Case bad[] = {
  { "empty", "", ": the file is empty" },
  { "blank", " \n\n", ": the file is empty" },
  { "bom-only", "\xef\xbb\xbf", ": the file is empty" },
  { "comments-only", "# nothing\n", ": the file contains no table" },
  { "header-only", "date,cases\n", ":1: the table has a header but no rows" },
  { "ragged-short", "date,cases,deaths\n2020-01-01,5,1\n2020-01-02,5\n2020-01-03,5,1\n",
    ":3: 2 cells instead of 3 as in the header" },
  { "ragged-long", "date,cases\n2020-01-01,5\n2020-01-02,5,7\n", ":3: 3 cells instead of 2 as in the header" },
  { "ragged-header", "date,cases,deaths,x\n2020-01-01,5\n2020-01-02,5\n2020-01-03,5\n",
    ":2: 2 cells, but the header in line 1 has 4" },
  { "open-quote", "date,cases\n2020-01-01,5\n\"2020-01-02,6\n2020-01-03,6\n",
    ":3: the quotation mark opened here is never closed" },
  { "stray-quote", "date,cases\n2020-01-01,5\n2020-01-02,\"6\"7\n", ":3: a quotation mark is in the middle of a cell" },
  { "lfs", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", ": this is a Git LFS pointer" },
  { "web-page", "\n<!DOCTYPE html>\n<html></html>\n", ": this is a web page" },
  { "json", "{ \"a\": 1 }\n", ": this is JSON" },
  { "pdf", "%PDF-1.4\n", ": this is a PDF document" },
  { "jpeg", "\xff\xd8\xff\xe0 abc", ": this is a picture (JPEG)" },
  { "zip", "PK\x03\x04 abc", ": this is a ZIP archive but no spreadsheet" },
};

static char *
print_table (const PrognosisTable *table)
{
  GString *text = g_string_new (prognosis_table_has_header (table) ? "" : "-");

  for (gsize c = 0; c < prognosis_table_get_n_columns (table); c++)
    g_string_append_printf (text, "%s%s", c > 0 ? "|" : "", prognosis_table_get_header (table, c));
  for (gsize r = 0; r < prognosis_table_get_n_rows (table); r++)
    {
      g_string_append_printf (text, "\n%u: ", prognosis_table_get_line (table, r));
      for (gsize c = 0; c < prognosis_table_get_n_columns (table); c++)
        g_string_append_printf (text, "%s%s", c > 0 ? "|" : "", prognosis_table_get_cell (table, r, c));
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

static PrognosisTable *
read_text (TestFiles *files, const char *content, gssize n, GError **error)
{
  return prognosis_table_read (test_files_write (files, "table.csv", content, n), 0, NULL, error);
}

static void
test_good (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTable) table = NULL;
  g_autofree char *printed = NULL;
  TestFiles files;

  test_files_init (&files);
  table = read_text (&files, c->content, -1, &error);
  g_assert_no_error (error);
  printed = print_table (table);
  g_assert_cmpstr (printed, ==, c->expected);
  test_files_clear (&files);
}

static void
assert_fails (TestFiles *files, const char *content, gssize n, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTable) table = read_text (files, content, n, &error);
  g_autofree char *start = g_strconcat (g_ptr_array_index (files->paths, files->paths->len - 1), expected, NULL);

  g_assert_null (table);
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  if (!g_str_has_prefix (error->message, start))
    g_assert_cmpstr (error->message, ==, start);
}

static void
test_bad (gconstpointer data)
{
  const Case *c = data;
  TestFiles files;

  test_files_init (&files);
  assert_fails (&files, c->content, -1, c->expected);
  test_files_clear (&files);
}

static void
test_bytes (void)
{
  TestFiles files;

  test_files_init (&files);
  assert_fails (&files, "\x89PNG\r\n\x1a\n\0\0", 10, ": this is a picture (PNG)");
  assert_fails (&files, "date,cases\n\0\1\2", 14, ": this is a binary file");
  assert_fails (&files, "\x1f\x8b\x08\0\0\0\0\0\0\3 broken", 17, ": ");
  test_files_clear (&files);
}

/* A null byte far beyond the bytes inspected first. */
static void
test_late_zero (void)
{
  g_autoptr (GString) text = g_string_new ("date,cases\n");
  TestFiles files;

  for (int i = 0; i < 2000; i++)
    g_string_append (text, "2020-01-01,5\n");
  g_string_append_len (text, "2020-01-\0,5\n", 12);
  test_files_init (&files);
  assert_fails (&files, text->str, (gssize) text->len, ":2002: the line contains a null byte");
  test_files_clear (&files);
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (prognosis_table_read ("/no/such.csv", 0, NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, "/no/such.csv: the file does not exist");
}

static void
test_utf16 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTable) table = NULL;
  g_autofree char *text = NULL, *printed = NULL;
  gsize n = 0;
  TestFiles files;

  text = g_convert ("\xef\xbb\xbf"
                    "date\tcases\n2020-01-01\t5\n",
                    -1, "UTF-16LE", "UTF-8", NULL, &n, &error);
  g_assert_no_error (error);
  test_files_init (&files);
  table = read_text (&files, text, (gssize) n, &error);
  g_assert_no_error (error);
  printed = print_table (table);
  g_assert_cmpstr (printed, ==, "date|cases\n2: 2020-01-01|5\n");
  test_files_clear (&files);
}

static void
test_gzip (void)
{
  g_autoptr (GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTable) table = NULL;
  g_autofree char *printed = NULL;
  const char *text = "date,cases\n2020-01-01,5\n";
  char packed[256];
  gsize n_read, n_written;
  TestFiles files;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (zip), text, strlen (text), packed, sizeof packed, G_CONVERTER_INPUT_AT_END,
                                        &n_read, &n_written, &error),
                   ==, G_CONVERTER_FINISHED);
  test_files_init (&files);
  table = read_text (&files, packed, (gssize) n_written, &error);
  g_assert_no_error (error);
  printed = print_table (table);
  g_assert_cmpstr (printed, ==, "date|cases\n2: 2020-01-01|5\n");
  assert_fails (&files, packed, (gssize) n_written - 9, ": ");
  test_files_clear (&files);
}

static void
test_find_column (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTable) table = NULL;
  TestFiles files;

  test_files_init (&files);
  table = read_text (&files, "Last Update,Case-Fatality_Ratio\n1,2\n", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (prognosis_table_find_column (table, "last_update"), ==, 0);
  g_assert_cmpint (prognosis_table_find_column (table, "Case_Fatality_Ratio"), ==, 1);
  g_assert_cmpint (prognosis_table_find_column (table, "Last"), ==, -1);
  test_files_clear (&files);
}

typedef struct
{
  const char *text;
  double value; /* INFINITY: not a number */
} NumberCase;

static void
test_numbers (void)
{
  static const NumberCase points[] = {
    { "5", 5 },
    { "-5", -5 },
    { "+5", 5 },
    { "5.0", 5 },
    { "1.5", 1.5 },
    { ".5", .5 },
    { "1e3", 1000 },
    { "1E-1", .1 },
    { "", NAN },
    { "NA", NAN },
    { "n/a", NAN },
    { "NaN", NAN },
    { "null", NAN },
    { "-", NAN },
    { "X", NAN },
    { ".", NAN },
    { "1,5", INFINITY },
    { "1,234", INFINITY },
    { "0x10", INFINITY },
    { "inf", INFINITY },
    { "1e", INFINITY },
    { "1e999", INFINITY },
    { "5 cases", INFINITY },
    { "<5", NAN },
    { "< 10", NAN },
    { "*", NAN },
    { "\xe2\x80\x93", NAN },
    { "fewer than 5", NAN },
    { "4 or fewer", NAN },
    { "<5*", NAN },
    { "moins de 5", NAN },
    { "fewer than many", INFINITY },
    { "352*", 352 },
    { "352 (p)", 352 },
    { "352p", 352 },
    { "352 e", 352 },
    { "352 bp", 352 },
    { "352 (est.)", 352 },
    { "352 vorl\xc3\xa4ufig", 352 },
    { "1.5r", 1.5 },
    { "\xe2\x80\xa0 352", 352 },
    { "352\xe2\x80\xa0", 352 },
    { "352 p*", 352 },
    { "352 px", INFINITY },
    { "p", INFINITY },
    { "12e", INFINITY },
    { "<", INFINITY },
    { "<x", INFINITY },
    { "1 234", 1234 },
    { "1'234'567", 1234567 },
    { "-1\xc2\xa0"
      "234",
      -1234 },
    { "1 23", INFINITY },
    { "1234 567", INFINITY },
    { "1 234'567", INFINITY },
    { "1 2345", INFINITY },
    { "1.2.3", INFINITY },
    { "--5", INFINITY },
    { "123456789012345678901234567890", 123456789012345678901234567890.0 },
  };
  static const NumberCase commas[] = {
    { "5", 5 }, { "1,5", 1.5 }, { "-2,25", -2.25 }, { "1.5", 1.5 }, { "1.234,5", INFINITY }, { "1,2,3", INFINITY },
  };
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_files_init (&files);
  for (int comma = 0; comma < 2; comma++)
    {
      g_autoptr (PrognosisTable) table = read_text (&files, comma ? "a;b\n1;1,5\n" : "a,b\n1,1\n", -1, &error);
      const NumberCase *cases = comma ? commas : points;

      g_assert_no_error (error);
      for (gsize i = 0; i < (comma ? G_N_ELEMENTS (commas) : G_N_ELEMENTS (points)); i++)
        {
          double value = -1;
          gboolean good_number = prognosis_table_parse_number (table, cases[i].text, &value);

          g_test_message ("%s", cases[i].text);
          g_assert_cmpint (good_number, ==, !isinf (cases[i].value));
          if (isnan (cases[i].value))
            g_assert_true (isnan (value));
          else if (good_number)
            g_assert_cmpfloat (value, ==, cases[i].value);
        }
    }
  test_files_clear (&files);
}

static void
test_converted_line (void)
{
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_files_init (&files);
  {
    g_autoptr (PrognosisTable) table = read_text (&files, "place,cases\nUlm,1\nK\xf6ln,5\n", -1, &error);

    g_assert_cmpuint (prognosis_table_get_converted_line (table), ==, 3);
  }
  {
    g_autoptr (PrognosisTable) table = read_text (&files, "place,cases\nUlm,1\nKöln,5\n", -1, &error);

    g_assert_cmpuint (prognosis_table_get_converted_line (table), ==, 0);
  }
  test_files_clear (&files);
}

/* The apostrophe that marks text in our own files is no part of a name; another is. */
static void
test_marks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTable) table = NULL;
  TestFiles files;
  const char *path;

  test_files_init (&files);
  path = test_files_write (&files, "a.csv", "place,cases\n'=1+1,5\n''=1,6\n\"'@a, b\",7\n's-Hertogenbosch,-8\n", -1);
  table = prognosis_table_read (path, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (prognosis_table_get_cell (table, 0, 0), ==, "=1+1");
  g_assert_cmpstr (prognosis_table_get_cell (table, 1, 0), ==, "'=1");
  g_assert_cmpstr (prognosis_table_get_cell (table, 2, 0), ==, "@a, b");
  g_assert_cmpstr (prognosis_table_get_cell (table, 3, 0), ==, "'s-Hertogenbosch");
  g_assert_cmpstr (prognosis_table_get_cell (table, 3, 1), ==, "-8");
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  /* Results must not depend on the locale: use one with a decimal comma if it is installed. */
  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/table/good/", good[i].name, NULL);

      g_test_add_data_func (path, &good[i], test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/table/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/table/bytes", test_bytes);
  g_test_add_func ("/table/late-zero", test_late_zero);
  g_test_add_func ("/table/missing-file", test_missing_file);
  g_test_add_func ("/table/utf16", test_utf16);
  g_test_add_func ("/table/gzip", test_gzip);
  g_test_add_func ("/table/find-column", test_find_column);
  g_test_add_func ("/table/numbers", test_numbers);
  g_test_add_func ("/table/converted-line", test_converted_line);
  g_test_add_func ("/table/marks", test_marks);
  return g_test_run ();
}
