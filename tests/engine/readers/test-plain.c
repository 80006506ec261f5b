/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables as authorities and spreadsheets write them: titles above, notes below, suppressed values, days across,
   totals, weeks. */

#include "test-reading-cases.h"

#define CASES "cases incident infections\n"
#define DAYS "plain daily 2020-03-01..2020-03-03\n"
#define VALUE_GROWS "value incident infections\n"

static const TestReadingCase good[] = {
  { "title-filled", "Cases in the county,,\n,,\nDate,Cases,Deaths\n2020-03-01,5,0\n2020-03-02,6,1\n2020-03-03,7,0\n",
    DAYS "Cases incident infections\nDeaths incident deaths\n|a: 5 6 7; 0 1 0\n" },
  { "titles-and-date",
    "Cases in the county,,,\nPrinted on,2020-04-01,,\nDate,Cases,Deaths,Tests\n2020-03-01,5,0,9\n2020-03-02,6,1,9\n",
    "plain daily 2020-03-01..2020-03-02\nCases incident infections\nDeaths incident deaths\nTests incident other shown\n|a: 5 6; 0 "
    "1; 9 9\n" },
  { "title-of-two-columns", "Cases in the county,\ndate,cases\n2020-03-01,5\n2020-03-02,6\n2020-03-03,7\n",
    DAYS CASES "|a: 5 6 7\n" },
  { "many-titles", "Ministry\nCases, by day of report\nAll ages\ndate,cases\n2020-03-01,5\n2020-03-02,6\n2020-03-03,7\n",
    DAYS CASES "|a: 5 6 7\n" },
  { "header-with-blanks", "place,cases,date,\nBonn,5,2020-03-01,\nBonn,6,2020-03-02,\n",
    "plain daily 2020-03-01..2020-03-02\n" CASES "|Bonn: 5 6\n" },
  { "note-below", "date,cases\n2020-03-01,5\n2020-03-02,6\n2020-03-03,7\nSource: ministry\n", DAYS CASES "|a: 5 6 7\n",
    "notes-left-out" },
  { "notes-below",
    "date,cases,deaths\n2020-03-01,5,0\n2020-03-02,6,1\n2020-03-03,7,0\n\n* provisional\nSource: Ministry of Health, 2020\n"
    "These numbers are revised every week\n",
    DAYS CASES "deaths incident deaths\n|a: 5 6 7; 0 1 0\n", "notes-left-out" },
  { "note-filled", "date,cases,deaths\n2020-03-01,5,0\n2020-03-02,6,1\n2020-03-03,7,0\nSource: ministry,,\n",
    DAYS CASES "deaths incident deaths\n|a: 5 6 7; 0 1 0\n", "notes-left-out" },
  { "more-notes-than-rows",
    "date,cases\n2020-03-01,5\n2020-03-02,6\nSource: ministry\n* provisional\n(c) the ministry\nNote: by day of report\n",
    "plain daily 2020-03-01..2020-03-02\n" CASES "|a: 5 6\n", "notes-left-out" },
  { "total-row", "date,cases\n2020-03-01,5\n2020-03-02,6\n2020-03-03,7\nTotal,18\n", DAYS CASES "|a: 5 6 7\n", "totals-left-out" },
  { "secret", "date,cases\n2020-03-01,5\n2020-03-02,<5\n2020-03-03,7\n", DAYS CASES "|a: 5 2 7\n", "suppressed-middle" },
  { "secret-forms", "date,cases,deaths\n2020-03-01,< 10,*\n2020-03-02,≤4,suppressed\n2020-03-03,7,1\n",
    DAYS CASES "deaths incident deaths\n|a: 4.5 2 7; _ _ 1\n", "secret-numbers" },
  { "thousands-comma", "date,cases\n2020-03-01,5\n2020-03-02,\"1,234\"\n2020-03-03,\"2,000\"\n", DAYS CASES "|a: 5 1234 2000\n",
    "thousands-marks" },
  { "thousands-twice", "date,cases\n2020-03-01,\"1,345\"\n2020-03-02,\"1,234,567\"\n2020-03-03,\"2,000.5\"\n",
    DAYS CASES "|a: 1345 1234567 2000.5\n", "thousands-marks" },
  { "thousands-blank",
    "date,cases\n2020-03-01,5\n2020-03-02,1 234\n2020-03-03,12\xc2\xa0"
    "345\n",
    DAYS CASES "|a: 5 1234 12345\n", "thousands-marks" },
  { "thousands-apostrophe", "date,cases\n2020-03-01,1'234\n2020-03-02,1’234\n2020-03-03,7\n", DAYS CASES "|a: 1234 1234 7\n",
    "thousands-marks" },
  { "thousands-point", "date;cases\n2020-03-01;987\n2020-03-02;1.002\n2020-03-03;1.234.567\n", DAYS CASES "|a: 987 1002 1234567\n",
    "thousands-marks" },
  { "thousands-point-decimals", "date;cases;rate\n2020-03-01;1.002;1,5\n2020-03-02;1.003;2,25\n2020-03-03;1.004;1.000,5\n",
    DAYS CASES "rate rate infections shown\n|a: 1002 1003 1004; 1.5 2.25 1000.5\n", "thousands-marks" },
  { "points-are-decimals", "date;rate\n2020-03-01;1.234\n2020-03-02;1.5\n2020-03-03;2.345\n",
    DAYS "rate rate infections\n|a: 1.234 1.5 2.345\n" },
  { "across-iso", "state,2020-03-01,2020-03-02,2020-03-03\nBonn,1,2,3\nUlm,4,,5\n", DAYS VALUE_GROWS "|Bonn: 1 2 3\n|Ulm: 4 _ 5\n",
    "kind-doubtful" },
  { "across-day-first", "state;29.02.2020;01.03.2020;02.03.2020\nBonn;1;0;3\n",
    "plain daily 2020-02-29..2020-03-02\n" VALUE_GROWS "|Bonn: 1 0 3\n" },
  { "across-named", "Place,1-Mar-20,2-Mar-20,3-Mar-20\nBonn,3,2,3\n", DAYS VALUE_GROWS "|Bonn: 3 2 3\n" },
  { "across-r", "Place,X3.12.20,X3.13.20,X3.14.20\nBonn,3,2,3\n",
    "plain daily 2020-03-12..2020-03-14\n" VALUE_GROWS "|Bonn: 3 2 3\n" },
  { "across-weeks", "Place,2020-W01,2020-W02,2020-W03\nBonn,3,2,3\n",
    "plain weekly 2020-01-05..2020-01-19\n" VALUE_GROWS "|Bonn: 3 2 3\n" },
  { "across-quantities", ",2020-03-01,2020-03-02,2020-03-03\nNew cases,3,2,4\nNew deaths,0,1,0\n",
    DAYS "New cases incident infections\nNew deaths incident deaths\n|a: 3 2 4; 0 1 0\n" },
  { "jhu-us",
    "UID,iso2,iso3,code3,FIPS,Admin2,Province_State,Country_Region,Lat,Long_,Combined_Key,Population,3/1/20,3/2/20,3/3/20\n"
    "84001001,US,USA,840,1001.0,Autauga,Alabama,US,32.5,-86.6,\"Autauga, Alabama, US\",55869,0,2,1\n"
    "84001003,US,USA,840,1003.0,Baldwin,Alabama,US,30.7,-87.7,\"Baldwin, Alabama, US\",223234,1,0,3\n"
    "84070002,US,USA,840,,Dukes and Nantucket,Massachusetts,US,41.4,-70.6,\"Dukes and Nantucket,Massachusetts,US\",0,0,0,1\n",
    DAYS VALUE_GROWS "|Autauga, Alabama: 0 2 1\n|Baldwin, Alabama: 1 0 3\n|Dukes and Nantucket, Massachusetts: 0 0 1\n" },
  { "usafacts",
    "\xef\xbb\xbf"
    "countyFIPS,County Name,State,StateFIPS,3/1/20,3/2/20,3/3/20\n0,Statewide Unallocated,AL,1,0,0,0\n"
    "1001,Autauga County ,AL,1,0,2,1\n0,Statewide Unallocated,AK,2,0,1,0\n",
    DAYS VALUE_GROWS "|Statewide Unallocated, AL: 0 0 0\n|Autauga County, AL: 0 2 1\n|Statewide Unallocated, AK: 0 1 0\n" },
  { "iso-weeks-apart", "year,week,cases\n2020,52,3\n2020,53,2\n2021,1,4\n",
    "plain weekly 2020-12-27..2021-01-10\n" CASES "|a: 3 2 4\n", "iso-weeks-assumed" },
  { "epiweeks-apart", "year,epiweek,cases\n2020,53,2\n2021,1,4\n", "plain weekly 2021-01-02..2021-01-09\n" CASES "|a: 2 4\n" },
  { "month-name-first", "date,cases\n\"March 1, 2020\",5\n\"Mar 2, 2020\",6\n\"Mar. 3, 2020\",7\n", DAYS CASES "|a: 5 6 7\n" },
  { "incomplete-last",
    "date,cases\n2020-03-01,51\n2020-03-02,62\n2020-03-03,58\n2020-03-04,66\n2020-03-05,71\n2020-03-06,60\n"
    "2020-03-07,55\n2020-03-08,9\n",
    "plain daily 2020-03-01..2020-03-08\n" CASES "|a: 51 62 58 66 71 60 55 9\n", "incomplete-last" },
  { "german-signals",
    "Datum;Neue F\xc3\xa4lle;Inzidenz je 100.000;Todesf\xc3\xa4lle\n01.03.2020;5;1,5;0\n02.03.2020;6;1,8;1\n03.03.2020;7;2,1;0\n",
    DAYS "Neue F\xc3\xa4lle incident infections\nInzidenz je 100.000 rate infections shown\nTodesf\xc3\xa4lle incident deaths\n"
         "|a: 5 6 7; 1.5 1.8 2.1; 0 1 0\n" },
  { "french-signals",
    "Date;Nouveaux cas;D\xc3\xa9"
    "c\xc3\xa8s;Gu\xc3\xa9ris\n2020-03-01;5;0;1\n2020-03-02;6;1;2\n2020-03-03;7;0;0\n",
    DAYS "Nouveaux cas incident infections\nD\xc3\xa9"
         "c\xc3\xa8s incident deaths\nGu\xc3\xa9ris incident recoveries\n|a: 5 6 7; 0 1 0; 1 2 0\n" },
  { "spanish-signals", "Fecha;Casos;Fallecidos;Recuperados\n2020-03-01;5;0;1\n2020-03-02;6;1;2\n2020-03-03;7;0;0\n",
    DAYS "Casos incident infections\nFallecidos incident deaths\nRecuperados incident recoveries\n|a: 5 6 7; 0 1 0; 1 2 0\n" },
  { "places-like-words",
    "date,New "
    "York,Illinois,Ohio,Texas,Utah,Iowa,Idaho\n2020-03-01,1,2,3,4,5,6,7\n2020-03-02,0,1,2,3,4,5,6\n2020-03-03,1,2,3,4,5,6,7\n",
    DAYS VALUE_GROWS
    "|New York: 1 0 1\n|Illinois: 2 1 2\n|Ohio: 3 2 3\n|Texas: 4 3 4\n|Utah: 5 4 5\n|Iowa: 6 5 6\n|Idaho: 7 6 7\n" },
  { "remarks", "Datum;F\xc3\xa4lle;Anmerkung\n01.03.2020;5;\n02.03.2020;k.A.;\n03.03.2020;7;Nachmeldung\n",
    DAYS "F\xc3\xa4lle incident infections\n|a: 5 _ 7\n", "gap" },
  { "words-now-and-then", "date,cases,what else\n2020-03-01,5,\n2020-03-02,6,\n2020-03-03,7,late\n", DAYS CASES "|a: 5 6 7\n",
    "column-ignored" },
  { "weekdays", "Tag;F\xc3\xa4lle\nSo 01.03.2020;5\nMo 02.03.2020;6\nDi 03.03.2020;7\n",
    DAYS "F\xc3\xa4lle incident infections\n|a: 5 6 7\n" },
  { "weekdays-in-full", "date,cases\n\"Sunday, 1 Mar 2020\",5\n\"Monday, 2 Mar 2020\",6\n\"Tuesday, 3 Mar 2020\",7\n",
    DAYS CASES "|a: 5 6 7\n" },
  { "lone-place",
    "date,region,cases\n2020-03-01,A,5\n2020-03-02,A,3\n2020-03-03,A,4\n2020-03-04,A,4\n2020-03-05,A,4\n2020-03-01,B,1\n"
    "2020-03-02,B,2\n2020-03-03,b?,1\n2020-03-04,B,1\n2020-03-05,B,3\n",
    "plain daily 2020-03-01..2020-03-05\n" CASES "|A: 5 3 4 4 4\n|B: 1 2 _ 1 3\n|b?: _ _ 1 _ _\n", "lone-place" },
  { "across-one-row", "FIPS,Admin2,Province_State,3/1/20,3/2/20,3/3/20\n1001,Autauga,Alabama,3,2,4\n",
    DAYS VALUE_GROWS "|Autauga: 3 2 4\n" },
  { "rows-numbered", "id,cases\n7,3\n9,5\n13,4\n", "plain index 1..3\n" CASES "|a: 3 5 4\n", "days-counted" },
  { "total-among-parts",
    "date,region,cases\n2020-03-01,A,5\n2020-03-02,A,3\n2020-03-03,A,4\n2020-03-01,B,1\n2020-03-02,B,2\n2020-03-03,B,1\n"
    "2020-03-01,Everywhere,6\n2020-03-02,Everywhere,5\n2020-03-03,Everywhere,5\n",
    DAYS CASES "|A: 5 3 4\n|B: 1 2 1\n|Everywhere: 6 5 5\n", "total-among-parts" },
};

static const TestReadingCase bad[] = {
  { "row-cut-off", "date,cases,deaths\n2020-03-01,5,0\n2020-03-02,6,1\n2020-03-03,7\n",
    ":4: 2 cells instead of 3 as in the header" },
  { "place-cut-off", "place,date,cases\nBonn,2020-03-01,5\nBonn,2020-03-02,6\nNew Bonn\n",
    ":4: 1 cell instead of 3 as in the header" },
  { "note-between", "date,cases\n2020-03-01,5\nNote: revised\n2020-03-02,6\n2020-03-03,6\n",
    ":3: 1 cell instead of 2 as in the header" },
  { "either", "date,cases\n2020-03-01,\"1,234\"\n2020-03-02,\"2,345\"\n",
    ":2: “1,234” in the column “cases” is ambiguous (thousands separator or decimal mark?): specify the decimal mark" },
  { "either-point", "date;cases\n2020-03-01;1.234\n2020-03-02;2.345\n", ":2: “1.234” in the column “cases” is ambiguous" },
};

/* Choices of the user that the reader cannot infer. */
static void
test_said (void)
{
  static char *values[] = { (char *) "a", (char *) "b", NULL }, *regions[] = { (char *) "town", (char *) "land", NULL },
              *nowhere[] = { NULL }, *third[] = { (char *) "#3", NULL };
  static int kinds[] = { PROGNOSIS_KIND_CUMULATIVE, -1 }, roles[] = { PROGNOSIS_ROLE_DEATHS, PROGNOSIS_ROLE_RECOVERIES };
  static const struct
  {
    PrognosisColumns columns;
    const char *content;
    const char *expected; /* or the error message */
  } cases[] = {
    { { .values = values, .kinds = kinds, .roles = roles, .kind = -1 },
      "date,a,b\n2020-03-01,5,1\n2020-03-02,6,0\n",
      "plain daily 2020-03-01..2020-03-02\na cumulative deaths\nb incident recoveries\n|a: 5 6; 1 0\n" },
    { { .regions = regions, .code = (char *) "id", .kind = -1 },
      "id,land,town,date,cases\n07,N,Bonn,2020-03-01,5\n08,S,Ulm,2020-03-01,6\n",
      "plain daily 2020-03-01..2020-03-01\n" CASES "07|Bonn, N: 5\n08|Ulm, S: 6\n" },
    { { .date_order = PROGNOSIS_DATE_ORDER_YEAR_FIRST, .kind = -1 },
      "date,cases\n20/03/01,5\n20/03/02,6\n20/03/03,6\n",
      DAYS CASES "|a: 5 6 6\n" },
    { { .header_line = 3, .kind = -1 },
      "Year 2020,Bonn\nof,all\ndate,cases\n2020-03-01,5\n2020-03-02,6\n2020-03-03,6\n",
      DAYS CASES "|a: 5 6 6\n" },
    { { .header_line = -1, .values = third, .kind = -1 },
      "Bonn,2020-03-01,5\nBonn,2020-03-02,6\nBonn,2020-03-03,7\n",
      DAYS VALUE_GROWS "|Bonn: 5 6 7\n" },
    { { .decimal = PROGNOSIS_DECIMAL_POINT, .kind = -1 },
      "date,cases\n2020-03-01,\"1,234\"\n2020-03-02,\"2,345\"\n2020-03-03,\"2,345.5\"\n",
      DAYS CASES "|a: 1234 2345 2345.5\n" },
    { { .decimal = PROGNOSIS_DECIMAL_COMMA, .kind = -1 },
      "date,cases\n2020-03-01,\"1,234\"\n2020-03-02,\"2,345\"\n2020-03-03,7\n",
      DAYS CASES "|a: 1.234 2.345 7\n" },
    { { .regions = nowhere, .rows = PROGNOSIS_ROWS_SUM, .kind = -1 },
      "date,country,cases\n2020-03-01,A,5\n2020-03-01,B,1\n2020-03-01,World,6\n2020-03-02,A,3\n2020-03-02,B,2\n2020-03-02,World,5\n"
      "2020-03-03,A,4\n2020-03-03,B,1\n2020-03-03,World,5\n",
      DAYS CASES "|a: 6 5 5\n" },
    { { .rows = PROGNOSIS_ROWS_SUM, .kind = -1 },
      "date,age "
      "group,cases\n2020-03-01,0-4,5\n2020-03-01,5+,1\n2020-03-01,Total,6\n2020-03-02,0-4,5\n2020-03-02,5+,<5\n2020-03-02,Total,8\n"
      "2020-03-03,0-4,5\n2020-03-03,5+,1\n2020-03-03,Total,6\n",
      DAYS CASES "|a: 6 7 6\n" },
    { { .regions = third, .rows = PROGNOSIS_ROWS_SUM, .kind = -1 },
      "Admin2,FIPS,Province_State,2020-03-01,2020-03-02,2020-03-03\nA,1,X,1,2,3\nB,2,X,4,0,6\nC,3,Y,7,8,9\n",
      DAYS VALUE_GROWS "X|X: 5 2 9\nY|Y: 7 8 9\n" },
    { { .weekly = TRUE, .kind = -1 }, "day,cases\n1,5\n2,6\n", ": days without dates cannot be summed to weeks" },
    { { .weekly = TRUE, .kind = -1 }, "date,cases\n2020-03-01,5\n2020-03-02,6\n", ": the data contain no complete week" },
  };
  const char *paths[] = { NULL, NULL };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autofree char *printed = NULL;
      g_autoptr (GError) error = NULL;

      paths[0] = test_files_write (&files, "a.csv", cases[i].content, -1);
      options.columns = &cases[i].columns;
      dataset = prognosis_read (paths, &options, NULL, &error);
      printed = dataset != NULL ? test_print_dataset (dataset) : g_strdup (error->message);
      if (dataset != NULL)
        g_assert_cmpstr (printed, ==, cases[i].expected);
      else if (strstr (printed, cases[i].expected) == NULL)
        g_error ("case %" G_GSIZE_FORMAT ": “%s” has no “%s”", i, printed, cases[i].expected);
    }
  test_files_clear (&files);
}

/* Reported on Thursdays, with zeros on other days: gives a warning, and is summed on request. */
static void
test_weekly_reports (void)
{
  PrognosisColumns columns = PROGNOSIS_COLUMNS_INIT;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GString) text = g_string_new ("date,cases,cum_deaths\n");
  g_autoptr (PrognosisDataset) daily = NULL, weekly = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  const char *paths[] = { NULL, NULL };
  TestFiles files;

  for (int day = 1; day <= 30; day++)
    g_string_append_printf (text, "2020-04-%02d,%d,%d\n", day, day % 7 == 2 ? 10 + day : 0, day / 7);
  for (int day = 1; day <= 14; day++)
    g_string_append_printf (text, "2020-05-%02d,%d,%d\n", day, day % 7 == 0 ? 40 + day : 0, day);
  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", text->str, -1);
  daily = prognosis_read (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (test_has_warning (daily, "weekly-reports", 0));
  columns.weekly = TRUE;
  options.columns = &columns;
  weekly = prognosis_read (paths, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (test_has_warning (weekly, "weekly-reports", 0));
  printed = test_print_dataset (weekly);
  g_assert_cmpstr (printed, ==,
                   "plain weekly 2020-04-09..2020-05-14\n" CASES "cum_deaths cumulative deaths\n"
                   "|a: 19 26 33 40 47 54; 1 2 3 4 7 14\n");
  test_files_clear (&files);
}

/* Cumulative, reported on Thursdays, with nothing on other days: weeks end on Thursdays. */
static void
test_weekly_totals (void)
{
  PrognosisColumns columns = { .kind = PROGNOSIS_KIND_CUMULATIVE, .weekly = TRUE };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GString) text = g_string_new ("date,cases\n");
  g_autoptr (PrognosisDataset) weekly = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[] = { NULL, NULL };
  TestFiles files;

  for (int day = 0; day < 60; day++)
    g_string_append_printf (text, day % 7 == 1 ? "2020-%02d-%02d,%d\n" : "2020-%02d-%02d,\n", 4 + day / 30, 1 + day % 30, 10 * day);
  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", text->str, -1);
  options.columns = &columns;
  weekly = prognosis_read (paths, &options, NULL, &error);
  g_assert_no_error (error);
  for (gsize t = 0; t < 7; t++)
    g_assert_cmpfloat (prognosis_dataset_get_values (weekly, 0, 0)[t], ==, 10.0 * (8 + 7 * t));
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_add_readings ("/engine/plain/good/", good, G_N_ELEMENTS (good), test_reading_good);
  test_add_readings ("/engine/plain/bad/", bad, G_N_ELEMENTS (bad), test_reading_bad);
  g_test_add_func ("/engine/plain/said", test_said);
  g_test_add_func ("/engine/plain/weekly-reports", test_weekly_reports);
  g_test_add_func ("/engine/plain/weekly-totals", test_weekly_totals);
  return g_test_run ();
}
