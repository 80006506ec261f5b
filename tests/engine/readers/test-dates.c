/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days, places and numbers that are nearly right: a mistyped year, a late week, days with cases only, codes without their zeros, -99. */

#include "prognosis-error.h"
#include "test-reading.h"

typedef struct
{
  const char *name;
  const char *content;
  const char *expected; /* see test_print_dataset(); its first lines */
  const char *code;     /* of a warning */
  guint line;
} Case;

static const Case cases[] = {
  { "mistyped-year-of-a-person",
    "case_id,date_onset,date_report,sex\n1,2014-04-07,2014-04-10,m\n2,2014-04-08,2014-04-11,f\n3,2014-04-08,2014-04-12,m\n"
    "4,2014-04-10,2014-04-13,f\n5,2041-04-11,2014-04-14,m\n",
    "plain daily 2014-04-07..2014-04-10\ncases incident infections\n", "lonely-date", 6 },
  { "mistyped-year-of-a-count", "date,cases\n2020-03-01,5\n2020-03-02,6\n2002-03-03,7\n2020-03-04,7\n2020-03-05,8\n2020-03-06,8\n",
    "plain daily 2020-03-01..2020-03-06\ncases incident infections\n|a: 5 6 _ 7 8 8\n", "lonely-date", 4 },
  { "late-week", "date,cases\n2022-03-01,5\n2022-03-08,6\n2022-03-15,7\n2022-03-23,7\n2022-03-29,8\n2022-04-05,8\n2022-04-12,9\n",
    "plain weekly 2022-03-01..2022-04-12\ncases incident infections\n|a: 5 6 7 7 8 8 9\n", "week-moved", 5 },
  { "early-week", "date,cases\n2022-12-07,5\n2022-12-14,6\n2022-12-21,7\n2022-12-27,7\n2023-01-04,8\n2023-01-11,8\n2023-01-18,9\n",
    "plain weekly 2022-12-07..2023-01-18\ncases incident infections\n|a: 5 6 7 7 8 8 9\n", "week-moved", 5 },
  { "days-with-cases-only", "date,confirm\n2020-01-03,1\n2020-01-11,1\n2020-01-20,1\n2020-02-01,1\n",
    "plain daily 2020-01-03..2020-02-01\nconfirm incident infections\n", "sparse-days", 0 },
  { "codes-without-zeros", "date,fips,cases\n2020-04-01,01001,5\n2020-04-02,1001,7\n2020-04-03,1001.0,9\n",
    "plain daily 2020-04-01..2020-04-03\ncases incident infections\n01001|01001: 5 7 9\n", NULL, 0 },
  { "placeholder", "date,cases\n2020-03-01,5\n2020-03-02,-99\n2020-03-03,7\n2020-03-04,6\n2020-03-05,-99\n",
    "plain daily 2020-03-01..2020-03-05\ncases incident infections\n|a: 5 _ 7 6 _\n", "placeholder", 3 },
  { "placeholder-of-ones-own", "date,cases\n2020-03-01,5\n2020-03-02,-5\n2020-03-03,7\n2020-03-04,-5\n2020-03-05,-5\n",
    "plain daily 2020-03-01..2020-03-05\ncases incident infections\n|a: 5 _ 7 _ _\n", "placeholder", 3 },
  { "corrections", "date,cases\n2020-03-01,5\n2020-03-02,-3\n2020-03-03,7\n2020-03-04,-1\n2020-03-05,8\n",
    "plain daily 2020-03-01..2020-03-05\ncases incident infections\n|a: 5 -3 7 -1 8\n", NULL, 0 },
  { "line-list-of-one-date", "case_id,onset,age\n101,2014-04-07,30\n102,2014-04-08,4\n103,2014-04-08,55\n104,2014-04-10,61\n",
    "plain daily 2014-04-07..2014-04-10\ncases incident infections\n|a: 1 2 0 1\n", "rows-counted", 0 },
  { "line-list-of-numbers", "No,report date,ward\n1,2014-04-07,A\n2,2014-04-08,B\n3,2014-04-08,A\n4,2014-04-09,A\n",
    "plain daily 2014-04-07..2014-04-09\ncases incident infections\n", "rows-counted", 0 },
};

static void
test_dates (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  TestFiles files;

  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, "a.csv", c->content, -1), NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  if (!g_str_has_prefix (printed, c->expected))
    g_assert_cmpstr (printed, ==, c->expected);
  if (c->code != NULL)
    g_assert_true (test_has_warning (dataset, c->code, c->line));
}

/* 2 March 2021 as people write it, in the languages of the readers. */
static void
test_spellings (void)
{
  static const char *const spellings[] = { "2 Mar 2021",
                                           "02-Mar-2021",
                                           "March 2, 2021",
                                           "2/mar/2021",
                                           "2. M\xc3\xa4rz 2021",
                                           "2. M\xc3\xa4rz 21",
                                           "02.Mrz.2021",
                                           "2. Maerz 2021",
                                           "Di., 2. M\xc3\xa4rz 2021",
                                           "2 mars 2021",
                                           "mardi 2 mars 2021",
                                           "2 de marzo de 2021",
                                           "2 marzo 2021",
                                           "2 de mar\xc3\xa7o de 2021",
                                           "2. 3. 2021",
                                           "2.3. 2021" };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *text = g_strdup_printf ("date,cases\n\"%s\",5\n", spellings[i]);
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;
      TestFiles files;

      g_test_message ("%s", spellings[i]);
      test_files_init (&files);
      dataset = test_read_one (test_files_write (&files, "a.csv", text, -1), NULL, &error);
      test_files_clear (&files);
      g_assert_no_error (error);
      g_assert_cmpint (prognosis_dataset_get_day (dataset, 0), ==, 18688);
    }
}

/* Days of a month that the English names do not begin like. */
static void
test_months_in_words (void)
{
  static const char *const days[][3] = {
    { "30. Mai 2021", "31. Mai 2021", "1. Juni 2021" },
    { "30 ao\xc3\xbbt 2021", "31 ao\xc3\xbbt 2021", "1er sept. 2021" },
    { "30 de agosto de 2021", "31 de agosto de 2021", "1 de septiembre de 2021" },
    { "30 dic 2021", "31 dic 2021", "1 ene 2022" },
    { "30. Dez. 2021", "31. Dez. 2021", "1. J\xc3\xa4n. 2022" },
    { "30 maggio 2021", "31 maggio 2021", "1 giugno 2021" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *text = g_strdup_printf ("date,cases\n%s,5\n%s,6\n%s,7\n", days[i][0], days[i][1], days[i][2]);
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;
      TestFiles files;

      test_files_init (&files);
      dataset = test_read_one (test_files_write (&files, "a.csv", text, -1), NULL, &error);
      test_files_clear (&files);
      g_assert_no_error (error);
      g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 3);
      g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[2], ==, 7);
    }
}

/* No month has this name. */
static void
test_no_month (void)
{
  static const char *const days[] = { "2. Foo 2021", "2 de 2021", "2 mars", "32. Mai 2021", "2. Mai 20211" };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *text = g_strdup_printf ("date,cases\n1. Mai 2021,5\n%s,6\n", days[i]);
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;
      TestFiles files;

      test_files_init (&files);
      dataset = test_read_one (test_files_write (&files, "a.csv", text, -1), NULL, &error);
      test_files_clear (&files);
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, days[i]));
    }
}

/* Years apart, but not alone: the gap between two outbreaks is not mistyped. */
static void
test_two_outbreaks (void)
{
  g_autoptr (GString) text = g_string_new ("date,cases\n");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  for (int day = 1; day <= 28; day++)
    g_string_append_printf (text, "2014-02-%02d,%d\n", day, day);
  for (int day = 1; day <= 28; day++)
    g_string_append_printf (text, "2016-05-%02d,%d\n", day, day);
  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, "a.csv", text->str, -1), NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  g_assert_false (test_has_warning (dataset, "lonely-date", 0));
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), >, 800);
}

/* Weeks or months down and years across, and the reverse: refused, not read as places or as days. */
static void
test_layouts (void)
{
  static const char *const header[] = { "Week,2019,2020,2021", "KW,2019,2020", "Month,2019,2020,2021", "Semana,2018,2019,Total" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (header) + 2; i++)
    {
      const gboolean is_down = i < G_N_ELEMENTS (header);
      g_autoptr (GString) text = g_string_new (is_down ? header[i] : i == 4 ? "Year" : "District,Jahr");
      g_autofree char *name = g_strdup_printf ("%d.csv", (int) i);
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;
      const guint n_cells = is_down && i == 1 ? 2 : 3;

      for (int week = 1; week <= 52 && !is_down; week++)
        g_string_append_printf (text, i == 4 ? ",%d" : ",W%d", week);
      g_string_append_c (text, '\n');
      for (int row = 0; row < (is_down ? 12 : 3); row++)
        {
          if (is_down && i == 2)
            g_string_append (text, months[row]);
          else
            g_string_append_printf (text, is_down ? "%d" : i == 4 ? "%d" : "North,%d", is_down ? row + 1 : 2019 + row);
          for (guint cell = 0; cell < (is_down ? n_cells : 52); cell++)
            g_string_append_printf (text, ",%u", 20 + (row * 7 + cell * 3) % 11);
          g_string_append_c (text, '\n');
        }
      dataset = test_read_one (test_files_write (&files, name, text->str, -1), NULL, &error);
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, is_down ? "the columns are years" : "the rows are years"));
    }
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/dates/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_dates);
    }
  g_test_add_func ("/dates/two-outbreaks", test_two_outbreaks);
  g_test_add_func ("/dates/layouts", test_layouts);
  g_test_add_func ("/dates/spellings", test_spellings);
  g_test_add_func ("/dates/months-in-words", test_months_in_words);
  g_test_add_func ("/dates/no-month", test_no_month);
  return g_test_run ();
}
