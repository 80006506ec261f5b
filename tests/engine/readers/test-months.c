/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Months, as ministries hold dengue and malaria: recognised in many spellings and places, or refused with the reason. */

#include "test-reading-cases.h"

#define MONTHS "plain monthly 2020-11..2021-02\n"
#define CASES "cases incident infections\n"
#define FOUR "|a: 5 6 7 6\n"

static const TestReadingCase good[] = {
  { "iso", "date,cases\n2020-11,5\n2020-12,6\n2021-01,7\n2021-02,6\n", MONTHS CASES FOUR },
  { "month-first", "month,cases\n11/2020,5\n12/2020,6\n01/2021,7\n02/2021,6\n", MONTHS CASES FOUR },
  { "points", "Monat;cases\n11.2020;5\n12.2020;6\n01.2021;7\n02.2021;6\n", MONTHS CASES FOUR },
  { "names", "month,cases\nNov 2020,5\nDec 2020,6\nJan 2021,7\nFeb 2021,6\n", MONTHS CASES FOUR },
  { "short-years", "date,cases\nNov-20,5\nDec-20,6\nJan-21,7\nFeb-21,6\n", MONTHS CASES FOUR },
  { "french",
    "mois;cases\nnov. 2020;5\nd\xc3\xa9"
    "c. 2020;6\njanv. 2021;7\nf\xc3\xa9vr. 2021;6\n",
    MONTHS CASES FOUR },
  { "spanish", "fecha;cases\nnoviembre de 2020;5\ndiciembre de 2020;6\nenero de 2021;7\nfebrero de 2021;6\n", MONTHS CASES FOUR },
  { "yearmonth", "yearmonth,cases\n202011,5\n202012,6\n202101,7\n202102,6\n", MONTHS CASES FOUR },
  { "anomes", "anomes;cases\n202011;5\n202012;6\n202101;7\n202102;6\n", MONTHS CASES FOUR },
  { "cases-first", "cases,ym\n5,202011\n6,202012\n7,202101\n6,202102\n", MONTHS CASES FOUR },
  { "unnamed-number", "orgunit,period,cases\na,202011,5\na,202012,6\na,202101,7\na,202102,6\n", MONTHS CASES FOUR },
  { "underscore", "year_month,cases\n2020_11,5\n2020_12,6\n2021_01,7\n2021_02,6\n", MONTHS CASES FOUR },
  { "statistical", "TIME_PERIOD,cases\n2020-M11,5\n2020-M12,6\n2021-M01,7\n2021-M02,6\n", MONTHS CASES FOUR },
  { "two-columns", "year,month,cases\n2020,11,5\n2020,12,6\n2021,1,7\n2021,2,6\n", MONTHS CASES FOUR },
  { "two-columns-behind", "cases,mes,a\xc3\xb1o\n5,noviembre,2020\n6,diciembre,2020\n7,enero,2021\n6,febrero,2021\n",
    MONTHS CASES FOUR },
  { "year-beside-first-month", "Jahr;Monat;cases\n2020;Nov;5\n;Dez;6\n2021;Jan;7\n;Feb;6\n", MONTHS CASES FOUR },
  { "annual-rows", "year,month,cases\n2020,11,5\n2020,12,6\n2020,Total,11\n2021,1,7\n2021,2,6\n", MONTHS CASES FOUR,
    "totals-left-out" },
  { "first-days", "date,cases\n2020-11-01,5\n2020-12-01,6\n2021-01-01,7\n2021-02-01,6\n", MONTHS CASES FOUR, "months-assumed" },
  { "first-days-day-first", "date,cases\n01/11/2020,5\n01/12/2020,6\n01/01/2021,7\n01/02/2021,6\n", MONTHS CASES FOUR,
    "months-assumed" },
  { "last-days", "date,cases\n2020-11-30,5\n2020-12-31,6\n2021-01-31,7\n2021-02-28,6\n", MONTHS CASES FOUR, "months-assumed" },
  { "working-days", "date,cases\n2020-11-30,5\n2020-12-31,6\n2021-01-29,7\n2021-02-28,6\n", MONTHS CASES FOUR, "months-assumed" },
  { "gap", "month,cases\n2020-11,5\n2020-12,6\n2021-01,\n2021-02,6\n", MONTHS CASES "|a: 5 6 _ 6\n", "gap" },
  { "places", "month,place,cases\n2020-12,Ahlen,1\n2020-12,Bonn,2\n2021-01,Ahlen,3\n2021-01,Bonn,4\n",
    "plain monthly 2020-12..2021-01\n" CASES "|Ahlen: 1 3\n|Bonn: 2 4\n" },
  { "across", "place,Nov-20,Dec-20,Jan-21\nBonn,5,6,7\n",
    "plain monthly 2020-11..2021-01\nvalue incident infections\n|Bonn: 5 6 7\n" },
  { "numbers-across", "place,202011,202012,202101\nBonn,5,7,6\n",
    "plain monthly 2020-11..2021-01\nvalue incident infections\n|Bonn: 5 7 6\n" },
  { "years-down",
    "year,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec,Total\n2019,1,2,3,4,5,6,7,6,5,4,3,2,48\n2020,1,2,,,,,,,,,,,3\n",
    "plain monthly 2019-01..2020-02\nvalue incident infections\n|a: 1 2 3 4 5 6 7 6 5 4 3 2 1 2\n" },
  { "never-a-dump",
    "month,cases\n2020-01,50\n2020-02,60\n2020-03,50\n2020-04,55\n2020-05,52\n2020-06,55\n2020-07,53\n2020-08,0\n2020-09,0\n"
    "2020-10,0\n2020-11,900\n2020-12,800\n",
    "plain monthly 2020-01..2020-12\n" CASES "|a: 50 60 50 55 52 55 53 0 0 0 900 800\n" },
  /* what looks like months, and is not */
  { "year-month-day", "year,month,day,cases\n2020,3,1,5\n2020,3,2,6\n2020,3,3,7\n",
    "plain daily 2020-03-01..2020-03-03\n" CASES "|a: 5 6 7\n" },
  { "every-fourth-week", "date,cases\n2020-11-02,5\n2020-11-30,6\n2020-12-28,7\n2021-01-25,6\n",
    "plain weekly 2020-11-08..2021-01-31\n" CASES "|a: 5 _ _ _ 6 _ _ _ 7 _ _ _ 6\n", "gap" },
  { "weeks", "yearweek,cases\n202011,5\n202012,6\n202013,7\n", "plain weekly 2020-03-15..2020-03-29\n" CASES "|a: 5 6 7\n" },
};

static const TestReadingCase bad[] = {
  { "month-13", "month,cases\n2020-12,5\n2020-13,6\n", ":3: “2020-13” is not a month; expected one such as 2020-08" },
  { "month-13-number", "yearmonth,cases\n202012,5\n202013,6\n", ":3: “202013” is not a month" },
  { "month-0-number", "yearmonth,cases\n202012,5\n202100,6\n", ":3: “202100” is not a month" },
  { "month-13-apart", "year,month,cases\n2020,12,5\n2020,13,6\n", ":3: there is no month “13” in the year 2020" },
  { "day-31-apart", "year,month,day,cases\n2021,2,28,5\n2021,2,29,6\n", ":3: there is no day 29 of month “2” in the year 2021" },
  { "quarters", "month,cases\n2020-01,5\n2020-04,6\n2020-07,7\n2020-10,6\n", ":2: most dates are 3 months apart" },
  { "days-of-august", "date,cases\nAug-21,5\nAug-22,6\nAug-23,7\n", ":2: most dates are 12 months apart" },
  { "every-30-days", "date,cases\n2020-01-01,5\n2020-01-31,6\n2020-03-01,7\n2020-03-31,6\n",
    ":3: most dates are 30 days apart, but not all are whole weeks or months apart" },
  { "quarters-apart", "year,quarter,cases\n2020,1,5\n2020,2,6\n2020,3,7\n", ":2: the rows have a year, but no week, month or day" },
  { "years", "year,cases\n2018,5\n2019,6\n2020,7\n", ":2: the rows have a year, but no week, month or day" },
  { "twice", "month,cases\n2020-12,5\n12/2020,6\n", ":3: second value of cases" },
};

/* Steps are calendar months, also beyond the end, and days belong to the last month that was over. */
static void
test_steps (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  TestFiles files;
  int day;

  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, "a.csv", "month,cases\n2019-11,5\n2019-12,6\n2020-01,7\n", -1), NULL, &error);
  g_assert_no_error (error);
  for (gssize step = -14; step < 40; step++)
    {
      const int last = prognosis_dataset_get_day (dataset, step);
      g_autofree char *text = prognosis_dataset_format_day (dataset, last);
      g_autofree char *expected = g_strdup_printf ("%d-%02d", 2018 + (int) (step + 22) / 12, (int) (step + 22) % 12 + 1);

      g_assert_cmpstr (text, ==, expected);
      g_assert_true (prognosis_dataset_parse_day (dataset, text, &day, NULL));
      g_assert_cmpint (day, ==, last);
      if (step < 0 || step > 2)
        continue;
      g_assert_cmpint (prognosis_dataset_find_step (dataset, last), ==, step);
      g_assert_cmpint (prognosis_dataset_find_step (dataset, last - 1), ==, step - 1);
    }
  g_assert_cmpint (prognosis_dataset_find_step (dataset, day), ==, 2);
  g_assert_false (prognosis_dataset_parse_day (dataset, "2020-13", &day, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  test_files_clear (&files);
}

/* Years in files of their own are one series. */
static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autofree char *printed = NULL;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  TestFiles files;
  const char *paths[3] = { NULL };

  test_files_init (&files);
  paths[0] = test_files_write (&files, "dengue-2020.csv", "year,month,cases\n2020,11,5\n2020,12,6\n", -1);
  paths[1] = test_files_write (&files, "dengue-2021.csv", "year,month,cases\n2021,1,7\n2021,2,6\n", -1);
  dataset = prognosis_read (paths, &options, NULL, &error);
  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  g_assert_cmpstr (printed, ==, MONTHS CASES "|dengue: 5 6 7 6\n");
  test_files_clear (&files);
}

static void
test_weekly (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisColumns) columns = prognosis_columns_new ();
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  TestFiles files;
  const char *paths[2] = { NULL };

  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", good[0].content, -1);
  columns->weekly = TRUE;
  options.columns = columns;
  g_assert_null (prognosis_read (paths, &options, NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "monthly counts cannot be summed to weeks"));
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_add_readings ("/months/good/", good, G_N_ELEMENTS (good), test_reading_good);
  test_add_readings ("/months/bad/", bad, G_N_ELEMENTS (bad), test_reading_bad);
  g_test_add_func ("/months/steps", test_steps);
  g_test_add_func ("/months/files", test_files);
  g_test_add_func ("/months/weekly", test_weekly);
  return g_test_run ();
}
