/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be decided about a table: the list, and that each entry is read. */

#include "prognosis-reading-setting.h"

#include "test-reading.h"

/* Sets one setting to something that is not its default. */
static void
set (const PrognosisReadingSetting *setting, PrognosisColumns *columns)
{
  switch (setting->kind)
    {
    case PROGNOSIS_READING_ENUM: prognosis_reading_setting_set_value (setting, columns, 1); break;
    case PROGNOSIS_READING_LINE: PROGNOSIS_READING_FIELD (columns, setting, int) = 3; break;
    case PROGNOSIS_READING_SWITCH: PROGNOSIS_READING_FIELD (columns, setting, gboolean) = TRUE; break;
    case PROGNOSIS_READING_COLUMNS:
    case PROGNOSIS_READING_CONDITIONS: PROGNOSIS_READING_FIELD (columns, setting, GStrv) = g_strsplit ("a=b,c", ",", -1); break;
    case PROGNOSIS_READING_COLUMN:
    case PROGNOSIS_READING_TEXT:
    default: PROGNOSIS_READING_FIELD (columns, setting, char *) = g_strdup ("a");
    }
}

static void
test_list (void)
{
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisReadingSetting *setting = &settings[i];
      g_autoptr (PrognosisColumns) columns = prognosis_columns_new (), copy = NULL;

      g_assert_true (prognosis_reading_setting_find (setting->id) == setting);
      for (gsize k = 0; k < i; k++)
        {
          g_assert_cmpstr (prognosis_reading_setting_get_option (&settings[k]), !=, prognosis_reading_setting_get_option (setting));
          g_assert_cmpuint (settings[k].offset, !=, setting->offset);
        }
      g_assert_true (prognosis_reading_setting_is_unset (setting, columns));
      set (setting, columns);
      g_assert_false (prognosis_reading_setting_is_unset (setting, columns));
      /* Only what belongs to plain tables alone decides on the reader. */
      g_assert_cmpint (prognosis_columns_is_empty (columns), ==, !setting->is_plain);
      g_assert_false (prognosis_columns_equal (columns, NULL));
      copy = prognosis_columns_copy (columns);
      g_assert_true (prognosis_columns_equal (columns, copy));
      prognosis_columns_clear (copy);
      g_assert_cmpint (prognosis_columns_equal (columns, copy), ==,
                       setting->kind == PROGNOSIS_READING_ENUM || setting->kind == PROGNOSIS_READING_LINE
                           || setting->kind == PROGNOSIS_READING_SWITCH);
    }
}

/* @option: what is set; the text that the data set must be printed as. */
static const struct
{
  const char *name, *table, *id;
  guint value;
  const char *printed;
} cases[] = {
  { "semicolons among commas", "date;a,b;n\n2021-01-01;1,1;5\n2021-01-02;1,2;3\n2021-01-03;1,2;4\n", "delimiter", 2,
    "plain daily 2021-01-01..2021-01-03\na,b incident infections shown\nn incident infections\n|a: 1.1 1.2 1.2; 5 3 4\n" },
  { "bars", "date|n\n2021-01-01|5\n2021-01-02|3\n2021-01-03|4\n", "delimiter", 4,
    "plain daily 2021-01-01..2021-01-03\nn incident infections\n|a: 5 3 4\n" },
  { "epidemiological weeks", "year,week,n\n2021,1,3\n2021,2,4\n2021,3,5\n", "weeks", 2,
    "plain weekly 2021-01-09..2021-01-23\nn incident infections\n|a: 3 4 5\n" },
  { "ISO weeks", "mmwr_year,mmwr_week,n\n2021,1,3\n2021,2,4\n2021,3,5\n", "weeks", 1,
    "plain weekly 2021-01-10..2021-01-24\nn incident infections\n|a: 3 4 5\n" },
  { "epidemiological weeks as text", "when,n\n2021-W01,3\n2021-W02,4\n2021-W03,5\n", "weeks", 2,
    "plain weekly 2021-01-09..2021-01-23\nn incident infections\n|a: 3 4 5\n" },
  { "ISO weeks of six digits", "epiweek,n\n202101,3\n202102,4\n202103,5\n", "weeks", 1,
    "plain weekly 2021-01-10..2021-01-24\nn incident infections\n|a: 3 4 5\n" },
  { "suppressed counts as missing", "date,n\n2021-01-01,7\n2021-01-02,<5\n2021-01-03,1-4\n2021-01-04,0\n", "suppressed", 2,
    "plain daily 2021-01-01..2021-01-04\nn incident infections\n|a: 7 _ _ 0\n" },
  { "suppressed counts in the middle", "date,n\n2021-01-01,7\n2021-01-02,<5\n2021-01-03,1-4\n2021-01-04,0\n", "suppressed", 1,
    "plain daily 2021-01-01..2021-01-04\nn incident infections\n|a: 7 2.5 2.5 0\n" },
  { "a tab", "date\tn\n2021-01-01\t3,5\n2021-01-02\t4,5\n2021-01-03\t5,5\n", "delimiter", 3,
    "plain daily 2021-01-01..2021-01-03\nn incident infections\n|a: 3.5 4.5 5.5\n" },
  { "a decimal comma between commas", "date,n\n2021-01-01,\"3,5\"\n2021-01-02,\"4,5\"\n2021-01-03,\"5,5\"\n", "decimal-mark", 2,
    "plain daily 2021-01-01..2021-01-03\nn incident infections\n|a: 3.5 4.5 5.5\n" },
  { "the day first", "date,n\n01/02/2021,3\n02/02/2021,4\n", "date-order", 1,
    "plain daily 2021-02-01..2021-02-02\nn incident infections\n|a: 3 4\n" },
};

static void
test_read (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (PrognosisColumns) columns = prognosis_columns_new ();
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  prognosis_reading_setting_set_value (prognosis_reading_setting_find (cases[i].id), columns, cases[i].value);
  options.columns = columns;
  test_files_init (&files);
  dataset = prognosis_read ((const char *const[]){ test_files_write (&files, "a.csv", cases[i].table, -1), NULL }, &options, NULL,
                            &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  g_assert_cmpstr (printed, ==, cases[i].printed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reading-setting/list", test_list);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/reading-setting/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_read);
    }
  return g_test_run ();
}
