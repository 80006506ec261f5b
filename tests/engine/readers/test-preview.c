/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Previews: the first lines of a table, even with errors, and how each cell is read. */

#include "prognosis-error.h"
#include "prognosis-preview.h"
#include "test-files.h"

/* "LINE: CELL|CELL\n": each cell with its state (for @uses) and its reading: ^ above the header, # header, -
   unused, = understood, 0 missing, ! not understood. */
static char *
print_preview (PrognosisPreview *preview, const PrognosisColumn *uses)
{
  static const char marks[] = "^#-=0!";
  GString *text = g_string_new (NULL);

  for (gsize row = 0; row < prognosis_preview_get_n_rows (preview); row++)
    {
      g_string_append_printf (text, "%u:", prognosis_preview_get_line (preview, row));
      for (gsize i = 0; i < prognosis_preview_get_n_columns (preview); i++)
        {
          g_autofree char *reading = NULL;
          PrognosisCell cell = prognosis_preview_check (preview, uses[i], row, i, &reading);

          g_string_append_printf (text, " %c%s%s%s", marks[cell], prognosis_preview_get_cell (preview, row, i),
                                  reading != NULL ? ">" : "", reading != NULL ? reading : "");
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static PrognosisPreview *
read_text (TestFiles *files, const char *content, const PrognosisColumns *columns)
{
  g_autoptr (GError) error = NULL;
  PrognosisPreview *preview = prognosis_preview_read (test_files_write (files, "a.csv", content, -1), columns, &error);

  g_assert_no_error (error);
  return preview;
}

static const char office[]
    = "Report,,\n,,\ndate;,place,n\n03/04/2020,A,\"1,234\"\n04/04/2020,,x?\nsoon,B\n13/04/2020,B,<5,more\n05/04/2020,B,12\n";

static void
test_cells (void)
{
  static const PrognosisColumn uses[] = { PROGNOSIS_COLUMN_DATE, PROGNOSIS_COLUMN_REGION, PROGNOSIS_COLUMN_VALUE };
  static const PrognosisColumn none[] = { PROGNOSIS_COLUMN_NONE, PROGNOSIS_COLUMN_NONE, PROGNOSIS_COLUMN_NONE };
  PrognosisColumns columns = PROGNOSIS_COLUMNS_INIT;
  TestFiles files;

  test_files_init (&files);
  {
    g_autoptr (PrognosisPreview) preview = read_text (&files, office, NULL);
    g_autofree char *printed = print_preview (preview, uses), *unused = print_preview (preview, none);

    g_assert_cmpuint (prognosis_preview_get_header_line (preview), ==, 3);
    g_assert_cmpstr (prognosis_preview_get_encoding (preview), ==, "UTF-8");
    g_assert_cmpint (prognosis_preview_get_delimiter (preview), ==, ',');
    g_assert_cmpstr (printed, ==,
                     "1: ^Report ^ ^\n3: #date; #place #n\n4: =03/04/2020>2020-04-03 =A =1,234>1234\n"
                     "5: =04/04/2020>2020-04-04 ! !x?\n6: !soon =B 0\n7: =13/04/2020>2020-04-13 =B 0<5\n"
                     "8: =05/04/2020>2020-04-05 =B =12\n");
    g_assert_nonnull (strstr (unused, "6: -soon -B -\n"));
  }
  /* The user chooses otherwise. */
  columns.date_order = PROGNOSIS_DATE_ORDER_MONTH_FIRST;
  columns.header_line = -1;
  {
    g_autoptr (PrognosisPreview) preview = read_text (&files, office, &columns);
    g_autofree char *printed = print_preview (preview, uses), *name = prognosis_preview_dup_name (preview, 2);

    g_assert_cmpuint (prognosis_preview_get_header_line (preview), ==, 0);
    g_assert_nonnull (strstr (printed, "1: !Report ! 0\n3: !date; =place !n\n4: =03/04/2020>2020-03-04 =A"));
    g_assert_nonnull (strstr (printed, "7: !13/04/2020 "));
    g_assert_cmpstr (name, ==, "#3");
  }
  test_files_clear (&files);
}

static void
test_guess (void)
{
  TestFiles files;

  test_files_init (&files);
  {
    g_autoptr (PrognosisPreview) preview
        = read_text (&files, "id,State,County,date,cum_deaths,cases,population,\n1,X,A,2020-01-01,?,2,9,\n", NULL);
    g_autoptr (PrognosisColumns) guess = prognosis_preview_guess (preview);
    g_autofree char *regions = g_strjoinv ("|", guess->regions), *values = g_strjoinv ("|", guess->values);
    g_autofree char *last = prognosis_preview_dup_name (preview, 7);

    g_assert_cmpstr (guess->date, ==, "date");
    g_assert_cmpstr (regions, ==, "County|State");
    g_assert_cmpstr (guess->population, ==, "population");
    g_assert_cmpstr (values, ==, "cases");
    g_assert_cmpint (guess->roles[0], ==, 0);
    g_assert_cmpint (guess->kinds[0], ==, -1);
    g_assert_cmpstr (last, ==, "#8");
  }
  {
    g_autoptr (PrognosisPreview) preview = read_text (&files, "place,Lat,1/30/20,1/31/20,2/1/20\nA,1,5,6,7\n", NULL);
    g_autoptr (PrognosisColumns) guess = prognosis_preview_guess (preview);

    g_assert_null (guess->date);
    g_assert_null (guess->values);
    g_assert_cmpstr (guess->regions[0], ==, "place");
    for (gsize i = 0; i < 5; i++)
      g_assert_cmpint (prognosis_preview_is_day (preview, i), ==, i >= 2);
  }
  test_files_clear (&files);
}

/* If the header lacks a name, it is shifted one column to the right. */
static void
test_short_header (void)
{
  TestFiles files;
  g_autoptr (PrognosisPreview) preview = NULL;

  test_files_init (&files);
  preview = read_text (&files, "date,cases\n0,2020-01-01,5\n1,2020-01-02,6\n", NULL);
  g_assert_cmpstr (prognosis_preview_get_title (preview, 0), ==, "");
  g_assert_cmpstr (prognosis_preview_get_title (preview, 1), ==, "date");
  g_assert_cmpstr (prognosis_preview_get_title (preview, 2), ==, "cases");
  test_files_clear (&files);
}

static void
test_no_table (void)
{
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_files_init (&files);
  g_assert_null (prognosis_preview_read (test_files_write (&files, "a.csv", "<html>\n", -1), NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preview/cells", test_cells);
  g_test_add_func ("/preview/guess", test_guess);
  g_test_add_func ("/preview/short-header", test_short_header);
  g_test_add_func ("/preview/no-table", test_no_table);
  return g_test_run ();
}
