/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which column of a table is forecast, whatever stands beside it. */

#include "prognosis-candidate.h"
#include "prognosis-error.h"
#include "test-reading.h"

typedef struct
{
  const char *name;
  const char *header;
  const char *rows[6];
  const char *fitted; /* names of the fitted signals, in order, with commas */
  const char *code;   /* of a warning, or NULL */
} Case;

#define WEEK1 "2021-01-04,"
#define WEEK2 "2021-01-11,"
#define WEEK3 "2021-01-18,"
#define WEEK4 "2021-01-25,"
#define WEEK5 "2021-02-01,"

static const Case cases[] = {
  { "year-and-weather",
    "week_start,isoyear,temperature,cases",
    { WEEK1 "2021,20.5,20", WEEK2 "2021,21.1,27", WEEK3 "2021,20.0,21", WEEK4 "2021,22.8,28", WEEK5 "2021,23.2,22" },
    "cases" },
  { "who-flunet",
    "ISO_WEEKSTARTDATE,ISO_YEAR,ISO_WEEK,SPEC_PROCESSED_NB,INF_ALL",
    { WEEK1 "2021,1,900,20", WEEK2 "2021,2,950,27", WEEK3 "2021,3,870,21", WEEK4 "2021,4,910,28", WEEK5 "2021,5,900,22" },
    "INF_ALL" },
  { "names-that-nobody-knows",
    "date,MMWR_YEAR,MMWR_WEEK,XYZ",
    { WEEK1 "2021,1,20", WEEK2 "2021,2,27", WEEK3 "2021,3,21", WEEK4 "2021,4,28", WEEK5 "2021,5,22" },
    "XYZ" },
  { "year-without-a-name",
    "date,foo,bar",
    { WEEK1 "2021,20", WEEK2 "2021,27", WEEK3 "2021,21", WEEK4 "2021,28", WEEK5 "2021,22" },
    "bar" },
  { "row-numbers", "date,foo,bar", { WEEK1 "101,20", WEEK2 "102,27", WEEK3 "103,21", WEEK4 "104,28", WEEK5 "105,22" }, "bar" },
  /* As in a teacher's table, a weekly report of notifiable diseases, and a situation report. */
  { "absent-pupils",
    "Date,Enrolled,Absent (other),Absent (flu)",
    { WEEK1 "27,1,0", WEEK2 "27,0,4", WEEK3 "27,2,7", WEEK4 "27,1,5", WEEK5 "27,1,6" },
    "Absent (flu)",
    "close-call" },
  { "absent-pupils-german",
    "Datum,Klassenstärke,krank",
    { WEEK1 "27,0", WEEK2 "27,4", WEEK3 "27,7", WEEK4 "27,5", WEEK5 "27,6" },
    "krank" },
  { "current-week",
    "date,Current MMWR Year,Current week,Current week flag,Previous 52 weeks Max,Cumulative YTD Current MMWR Year",
    { WEEK1 "2021,4,,80,4", WEEK2 "2021,6,,80,10", WEEK3 "2021,1,,80,11", WEEK4 "2021,9,,80,20", WEEK5 "2021,3,,80,23" },
    "Current week" },
  { "fatality",
    "date,CFR (%),Letalität,Suspected cases,Deaths",
    { WEEK1 "2,2,40,1", WEEK2 "2,3,46,1", WEEK3 "3,2,71,2", WEEK4 "3,3,99,3", WEEK5 "2,2,63,1" },
    "Suspected cases,Deaths" },
  { "spanish-short-names",
    "fecha,num_casos,num_hosp,num_uci,num_def",
    { WEEK1 "20,4,1,1", WEEK2 "27,6,0,1", WEEK3 "21,1,0,0", WEEK4 "28,9,2,3", WEEK5 "22,3,1,0" },
    "num_casos,num_def" },
  { "german",
    "Datum,Jahr,KW,Niederschlag,Impfdosen,F\xc3\xa4lle",
    { WEEK1 "2021,1,2.5,100,20", WEEK2 "2021,2,0.1,200,27", WEEK3 "2021,3,0,210,21", WEEK4 "2021,4,7.1,300,28" },
    "F\xc3\xa4lle" },
  { "population-and-coverage",
    "date,inhabitants,doses,mobility,version,cases",
    { WEEK1 "5000,100,-3,2,20", WEEK2 "5000,120,-4,2,27", WEEK3 "5000,150,1,2,21", WEEK4 "5000,190,2,2,28" },
    "cases" },
  { "beds-before-cases",
    "date,hospitalized,icu,cases",
    { WEEK1 "5,1,20", WEEK2 "6,2,27", WEEK3 "7,1,21", WEEK4 "5,2,28" },
    "cases" },
  /* Few counts that rise by one each time are no numbers of rows. */
  { "beds-one-more-each-time",
    "date,hospital_admissions,icu,tests",
    { WEEK1 "10,2,100", WEEK2 "11,3,101", WEEK3 "12,4,102", WEEK4 "13,5,103", WEEK5 "14,6,104" },
    "hospital_admissions" },
  { "suspected-before-confirmed",
    "date,suspected,probable,confirmed",
    { WEEK1 "25,11,20", WEEK2 "36,12,27", WEEK3 "27,11,21", WEEK4 "35,12,28" },
    "confirmed" },
  { "smoothed-before-raw",
    "date,cases_7day_avg,cases",
    { WEEK1 "25.1,20", WEEK2 "26.2,27", WEEK3 "27.3,21", WEEK4 "25.0,28" },
    "cases" },
  { "contacts-and-samples",
    "date,contacts_traced,samples,NUM. OF PROVIDERS,ILITOTAL",
    { WEEK1 "25,100,7,20", WEEK2 "26,110,8,27", WEEK3 "27,90,7,21", WEEK4 "25,80,9,28" },
    "ILITOTAL" },
  { "empty-new-cases",
    "date,total_cases,new_cases,total_deaths",
    { "2020-04-01,100,,5", "2020-04-02,120,,6", "2020-04-03,150,,6", "2020-04-04,170,,7", "2020-04-05,200,,9" },
    "total_cases,total_deaths" },
  { "empty-admissions",
    "date,new_hosp,ncumul_conf",
    { "2020-04-01,,100", "2020-04-02,,120", "2020-04-03,,150", "2020-04-04,,170", "2020-04-05,,200" },
    "ncumul_conf" },
  { "positive-tests",
    "date,tests,positive_tests",
    { WEEK1 "100,20", WEEK2 "110,27", WEEK3 "90,21", WEEK4 "120,28" },
    "positive_tests" },
  { "num-positive-tests", "date,num_positive_tests", { WEEK1 "20", WEEK2 "27", WEEK3 "21", WEEK4 "28" }, "num_positive_tests" },
  { "cases-among-vaccinated", "date,vaccinated_cases", { WEEK1 "20", WEEK2 "27", WEEK3 "21", WEEK4 "28" }, "vaccinated_cases" },
  { "somebody-elses-forecast",
    "date,forecast_cases,cases",
    { WEEK1 "21,20", WEEK2 "26,27", WEEK3 "24,21", WEEK4 "27,28" },
    "cases" },
  { "close-call",
    "date,cases_lab,cases_clinical",
    { WEEK1 "21,20", WEEK2 "26,27", WEEK3 "24,21", WEEK4 "27,28" },
    "cases_lab",
    "close-call" },
  { "deaths-one-a-week", "date,cases,deaths", { WEEK1 "20,1", WEEK2 "27,2", WEEK3 "21,3", WEEK4 "28,4" }, "cases,deaths", NULL },
  { "years-that-are-counts", "date,cases", { WEEK1 "1990", WEEK2 "2011", WEEK3 "1975", WEEK4 "2104" }, "cases" },
};

static char *
list_fitted (const PrognosisDataset *dataset)
{
  GString *names = g_string_new (NULL);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      if (signal->fitted)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", signal->name);
    }
  return g_string_free (names, FALSE);
}

static void
test_fitted (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GString) text = g_string_new (c->header);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *fitted = NULL;
  TestFiles files;

  for (gsize i = 0; i < G_N_ELEMENTS (c->rows) && c->rows[i] != NULL; i++)
    g_string_append_printf (text, "\n%s", c->rows[i]);
  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, "a.csv", text->str, -1), NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  fitted = list_fitted (dataset);
  g_assert_cmpstr (fitted, ==, c->fitted);
  g_assert_cmpint (test_has_warning (dataset, "close-call", 0), ==, c->code != NULL);
  /* What is left of the cases is no place. */
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 1);
}

/* What falls in a third of its steps counts nothing up, whatever its name or its one high value says. */
static void
test_no_total (void)
{
  static const char weeks[] = "week_start,total_cases\n2021-01-03,20\n2021-01-10,27\n2021-01-17,21\n2021-01-24,28\n2021-01-31,22\n"
                              "2021-02-07,29\n2021-02-14,23\n2021-02-21,30\n";
  g_autoptr (GString) spikes = g_string_new ("date,cases\n");

  for (int t = 0; t < 28; t++)
    g_string_append_printf (spikes, "2021-02-%02d,%d\n", t + 1, t % 3 == 0 ? 9999 : 6 + t % 3);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;
      TestFiles files;

      test_files_init (&files);
      dataset = test_read_one (test_files_write (&files, "a.csv", i == 0 ? weeks : spikes->str, -1), NULL, &error);
      test_files_clear (&files);
      g_assert_no_error (error);
      g_assert_cmpint (prognosis_dataset_get_signal (dataset, 0)->kind, ==, PROGNOSIS_KIND_INCIDENT);
      g_assert_cmpint (test_has_warning (dataset, "kind-not-as-named", 0), ==, i == 0);
    }
}

/* Inhabitants are the population, whatever they are called. */
static void
test_population (void)
{
  static const char *const names[] = { "pop", "inhabitants", "Einwohner", "poblacion", "population_2020" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("date,%s,cases\n2021-01-01,5000,3\n2021-01-02,5000,4\n2021-01-03,5000,2\n", names[i]);
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;
      TestFiles files;

      test_files_init (&files);
      dataset = test_read_one (test_files_write (&files, "a.csv", text, -1), NULL, &error);
      test_files_clear (&files);
      g_assert_no_error (error);
      g_assert_cmpfloat (prognosis_dataset_get_region (dataset, 0)->population, ==, 5000.0);
    }
}

/* Why each column of numbers is forecast or not; close calls with an asterisk. */
static const struct
{
  const char *table, *reasons, *notices;
} reasons[] = {
  { "week_start,isoyear,temperature,cases\n2021-01-04,2021,20.5,20\n2021-01-11,2021,21.1,27\n2021-01-18,2021,20,21\n"
    "2021-01-25,2021,22,28\n",
    "isoyear=year temperature=other cases=chosen",
    "“cases” is forecast|“temperature” is not forecast: by its name, it does not count cases|“isoyear” is not "
    "forecast: it looks like a year" },
  { "Datum;Jahr;KW;age;Einwohner;F\xc3\xa4lle;davon "
    "hospitalisiert\n01.03.2021;2021;9;30;5000;20;3\n02.03.2021;2021;9;30;5000;27;4\n"
    "03.03.2021;2021;9;30;5000;21;5\n",
    "Jahr=year KW=calendar age=group F\xc3\xa4lle=chosen davon hospitalisiert=weaker", NULL },
  { "date,row,new_cases,new_cases_smoothed,average_daily_cases,pop,population_2011,comuni_lat\n2021-03-01,7,20,20.1,21,500,400,7\n"
    "2021-03-02,8,27,21.2,22,500,400,7\n2021-03-03,9,25,22.1,22,500,400,7\n2021-03-04,10,26,22.1,22,500,400,7\n",
    "row=rising new_cases=chosen new_cases_smoothed=smoothed average_daily_cases=smoothed population_2011=population "
    "comuni_lat=other",
    NULL },
  { "fecha,casos_hombres,casos_mujeres,casos_ninos,muertes,casos_2019\n2021-03-01,4,5,6,1,\n2021-03-02,5,6,7,2,\n2021-03-03,3,9,8,"
    "1,\n",
    "casos_hombres=chosen* casos_mujeres=weaker* casos_ninos=weaker* muertes=chosen casos_2019=empty",
    "“casos_hombres”, “muertes” are forecast|“casos_mujeres”, “casos_ninos” are not forecast: another column was chosen "
    "by its name and values|“casos_2019” is not forecast: it has no values" },
  { "date,cases,deaths\n2021-03-01,4,1\n2021-03-02,5,2\n2021-03-03,3,1\n", "cases=chosen deaths=chosen", "" },
};

static void
test_reasons (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (PrognosisDataset) dataset = NULL, copy = NULL;
      g_autoptr (GString) found = g_string_new (NULL);
      g_auto (GStrv) notices = NULL;
      g_autofree char *joined = NULL;
      g_autoptr (GError) error = NULL;
      TestFiles files;

      test_files_init (&files);
      dataset = test_read_one (test_files_write (&files, "a.csv", reasons[i].table, -1), NULL, &error);
      test_files_clear (&files);
      g_assert_no_error (error);
      copy = prognosis_dataset_truncate (dataset, 2);
      for (gsize k = 0; k < prognosis_dataset_get_n_candidates (copy); k++)
        {
          const PrognosisCandidate *candidate = prognosis_dataset_get_candidate (copy, k);

          g_string_append_printf (found, "%s%s=%s%s", k > 0 ? " " : "", candidate->column,
                                  prognosis_reason_to_string (candidate->reason), candidate->is_close ? "*" : "");
        }
      g_assert_cmpstr (found->str, ==, reasons[i].reasons);
      notices = prognosis_dataset_dup_notices (dataset);
      joined = g_strjoinv ("|", notices);
      if (reasons[i].notices != NULL)
        g_assert_cmpstr (joined, ==, reasons[i].notices);
    }
}

/* Who has named the columns is not asked again. */
static void
test_named (void)
{
  static const char *const values[] = { "cases_clinical", NULL };
  const PrognosisColumns columns = { .kind = -1, .values = (char **) values };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  options.columns = &columns;
  test_files_init (&files);
  dataset = prognosis_read (
      (const char *const[]){
          test_files_write (&files, "a.csv", "date,cases_lab,cases_clinical\n2021-03-01,4,5\n2021-03-02,6,5\n", -1), NULL },
      &options, NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  g_assert_cmpstr (prognosis_dataset_get_signal (dataset, 0)->name, ==, "cases_clinical");
  g_assert_cmpuint (prognosis_dataset_get_n_candidates (dataset), ==, 0);
  g_assert_false (test_has_warning (dataset, "close-call", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/evidence/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_fitted);
    }
  g_test_add_func ("/evidence/reasons", test_reasons);
  g_test_add_func ("/evidence/named", test_named);
  g_test_add_func ("/evidence/no-total", test_no_total);
  g_test_add_func ("/evidence/population", test_population);
  return g_test_run ();
}
