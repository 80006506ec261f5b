/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates of plain tables: unknown, with names of months, rare, and several in a row. */

#include "plain-cases.h"

#define LIST "case_id,sex,age,onset,reported\n"

static const Case unknown_dates[] = {
  { "english",
    LIST "1,m,3,2023-05-01,2023-05-04\n2,f,8,unknown,2023-05-05\n3,m,41,2023-05-01,2023-05-05\n4,f,9,Not known,2023-05-06\n"
         "5,f,9,2023-05-03,2023-05-06\n",
    "plain daily 2023-05-01..2023-05-03\ncases incident infections\n|a: 2 0 1\n", "without-day",
    "2 of 5 persons have no date (“unknown”) in “onset” and are left out" },
  { "german",
    "Fall-Nr;Geschlecht;Alter;Erkrankungsbeginn;Meldedatum\n1;m;3;01.05.2023;04.05.2023\n2;w;8;unbekannt;05.05.2023\n"
    "3;m;41;01.05.2023;05.05.2023\n4;w;9;k. A.;06.05.2023\n5;w;9;03.05.2023;06.05.2023\n6;w;9;nicht erinnerlich;06.05.2023\n",
    "plain daily 2023-05-01..2023-05-03\ncases incident infections\n|a: 2 0 1\n", "without-day",
    "3 of 6 persons have no date (“unbekannt”) in “Erkrankungsbeginn”" },
  { "french",
    "id,sexe,age,date_debut,date_notification\n1,M,3,01/05/2023,14/05/2023\n2,F,8,non renseigné,15/05/2023\n"
    "3,M,41,01/05/2023,15/05/2023\n4,F,9,NR,16/05/2023\n5,F,9,03/05/2023,16/05/2023\n",
    "plain daily 2023-05-01..2023-05-03\ncases incident infections\n|a: 2 0 1\n", "without-day", "2 of 5 persons" },
  { "spanish",
    "id,sexo,edad,fecha_inicio,fecha_notificacion\n1,M,3,01/05/2023,14/05/2023\n2,F,8,desconocido,15/05/2023\n"
    "3,M,41,01/05/2023,15/05/2023\n4,F,9,Se desconoce,16/05/2023\n5,F,9,13/05/2023,16/05/2023\n",
    "plain daily 2023-05-01..2023-05-13\n", "without-day", "2 of 5 persons" },
  { "placeholders",
    LIST "1,m,3,2023-05-01,2023-05-04\n2,f,8,9999-99-99,2023-05-05\n3,m,41,2023-05-02,2023-05-05\n4,f,9,2023-05-??,2023-05-06\n"
         "5,f,9,2023-05-03,2023-05-06\n6,f,9,0000-00-00,2023-05-06\n7,f,9,2023-05-XX,2023-05-06\n",
    "plain daily 2023-05-01..2023-05-03\ncases incident infections\n|a: 1 1 1\n", "without-day", "4 of 7 persons" },
  { "of-counts", "date,cases\n2020-03-01,5\n2020-03-02,6\nUnknown,18\n2020-03-03,7\n",
    "a.csv:4: “Unknown” is not a date; leave such rows out with the filter “date!=Unknown”" },
  /* A mistake is still one. */
  { "no-such-day",
    LIST "1,m,3,2023-05-01,2023-05-04\n2,f,8,2023-02-31,2023-05-05\n3,m,41,2023-05-01,2023-05-05\n4,f,9,2023-05-01,2023-05-06\n",
    "a.csv:3: “2023-02-31” is not a valid date" },
  { "no-year", "Datum;krank\nMo 08.01.;3\nDi 09.01.;4\n", "a.csv:2: “Mo 08.01.” has no year; write dates such as 2020-08-22" },
  { "no-year-english", "date,cases\nThu 22 Aug,3\nFri 23 Aug,4\n", "a.csv:2: “Thu 22 Aug” has no year" },
  { "no-year-slash", "date,cases\n22/08,3\n23/08,4\n", "a.csv:2: “22/08” has no year" },
  { "word-among-counts", "date,cases\n2020-03-01,5\nholiday,6\n2020-03-03,7\n", "a.csv:3: “holiday” is not a date" },
};

#define FOUR(a, b, c, d) "x;cases\n" a ";5\n" b ";6\n" c ";4\n" d ";7\n"
#define FROM_MAY "plain daily 2021-05-01..2021-05-04\ncases incident infections\n|a: 5 6 4 7\n"
#define FROM_NOVEMBER "plain monthly 2020-11..2021-02\ncases incident infections\n|a: 5 6 4 7\n"

static const Case named_months[] = {
  { "german", FOUR ("1. Mai 2021", "2. Mai 2021", "3. Mai 2021", "4. Mai 2021"), FROM_MAY },
  { "german-weekdays", FOUR ("Sa., 1. Mai 21", "So., 2. Mai 21", "Mo., 3. Mai 21", "Di., 4. Mai 21"), FROM_MAY },
  { "french", FOUR ("1er mai 2021", "2 mai 2021", "3 mai 2021", "4 mai 2021"), FROM_MAY },
  { "french-short", FOUR ("30 déc. 2020", "31 déc. 2020", "1 janv. 2021", "2 janv. 2021"), "plain daily 2020-12-30..2021-01-02\n" },
  { "spanish", FOUR ("01-may-21", "02-may-21", "03-may-21", "04-may-21"), FROM_MAY },
  { "spanish-long", FOUR ("1 de mayo de 2021", "2 de mayo de 2021", "3 de mayo de 2021", "4 de mayo de 2021"), FROM_MAY },
  { "spanish-december", FOUR ("30-dic-20", "31-dic-20", "01-ene-21", "02-ene-21"), "plain daily 2020-12-30..2021-01-02\n" },
  { "italian", FOUR ("1 maggio 2021", "2 maggio 2021", "3 maggio 2021", "4 maggio 2021"), FROM_MAY },
  { "portuguese", FOUR ("1º de maio de 2021", "2 de maio de 2021", "3 de maio de 2021", "4 de maio de 2021"), FROM_MAY },
  { "portuguese-slashes", FOUR ("29/set/2020", "30/set/2020", "01/out/2020", "02/out/2020"),
    "plain daily 2020-09-29..2020-10-02\n" },
  { "month-first", FOUR ("mayo 1, 2021", "mayo 2, 2021", "mayo 3, 2021", "mayo 4, 2021"), FROM_MAY },
  { "year-first", FOUR ("2021-may-01", "2021-may-02", "2021-may-03", "2021-may-04"), FROM_MAY },
  { "joined", FOUR ("01MAY2021", "02MAY2021", "03MAY2021", "04MAY2021"), FROM_MAY },
  { "months-spanish", FOUR ("nov-20", "dic-20", "ene-21", "feb-21"), FROM_NOVEMBER },
  { "months-german", FOUR ("Nov. 2020", "Dez. 2020", "Jän. 2021", "Feb. 2021"), FROM_NOVEMBER },
  { "months-french", FOUR ("nov.-20", "déc.-20", "janv.-21", "févr.-21"), FROM_NOVEMBER },
  { "months-italian", FOUR ("novembre 2020", "dicembre 2020", "gennaio 2021", "febbraio 2021"), FROM_NOVEMBER },
  { "no-month", FOUR ("1 brumaire 2021", "2 brumaire 2021", "3 brumaire 2021", "4 brumaire 2021"), "no date" },
  { "no-such-day", "date,cases\n30-abr-21,5\n31-abr-21,6\n", "a.csv:3: “31-abr-21” is not a valid date" },
};

/* Counts every ten days or two weeks cover the days since the one before. */
static void
test_rare_reports (void)
{
  static const struct
  {
    const char *header;
    guint n_days;
    gboolean is_cumulative;
    const char *frequency, *code;
    double sum; /* over the days of the last report; NAN: that of one step */
  } cases[] = {
    { "date,cases", 10, FALSE, "daily", "reports-spread", 60.0 },
    { "Datum,Fälle", 14, FALSE, "daily", "reports-spread", 60.0 },
    { "fecha,casos nuevos", 21, FALSE, "daily", "reports-spread", 60.0 },
    /* The dates are those of weeks. */
    { "week ending,cases", 14, FALSE, "weekly", "weeks-apart", NAN },
    { "date,cumulative cases", 14, TRUE, "weekly", NULL, NAN },
  };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].header);
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = NULL;
      double sum = 0.0;
      gsize n_steps;

      for (int report = 0; report < 10; report++)
        {
          int first;
          g_autofree char *day = NULL;

          g_assert_true (prognosis_day_parse ("2021-03-01", &first));
          day = prognosis_day_format (first + report * (int) cases[i].n_days);
          g_string_append_printf (text, "\n%s,%d", day, cases[i].is_cumulative ? 100 * report : report % 2 == 0 ? 50 : 60);
        }
      dataset = test_read_one (test_files_write (&files, "a.csv", text->str, -1), NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (prognosis_frequency_to_string (prognosis_dataset_get_frequency (dataset)), ==, cases[i].frequency);
      if (cases[i].code != NULL)
        g_assert_true (test_has_warning (dataset, cases[i].code, 0));
      n_steps = prognosis_dataset_get_n_steps (dataset);
      for (gsize t = n_steps - cases[i].n_days; t < n_steps && !isnan (cases[i].sum); t++)
        sum += prognosis_dataset_get_values (dataset, 0, 0)[t];
      if (!isnan (cases[i].sum))
        g_assert_cmpfloat_with_epsilon (sum, cases[i].sum, 1e-9);
      else
        g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[n_steps - 1], ==, cases[i].is_cumulative ? 900.0 : 60.0);
    }
  test_files_clear (&files);
}

static const Case close_dates[] = {
  { "persons", LIST "1,m,3,2020-03-01,2020-03-04\n2,f,8,2020-03-02,2020-03-09\n3,m,41,2020-03-03,2020-03-05\n",
    DAYS "cases incident infections\n", "date-close-call", "“onset” is taken as the date, but “reported” suits nearly as well" },
  { "german",
    "Nr;Alter;Geschlecht;Erkrankungsbeginn;Meldedatum\n1;3;m;01.03.2020;04.03.2020\n2;5;w;02.03.2020;09.03.2020\n3;6;w;03.03.2020;"
    "05.03.2020\n",
    DAYS "cases incident infections\n", "date-close-call", "“Erkrankungsbeginn” is taken as the date, but “Meldedatum”" },
  { "counts",
    "Fecha de diagnóstico;Fecha de notificación;Casos\n2020-03-01;2020-03-04;5\n2020-03-02;2020-03-09;6\n2020-03-03;2020-03-10;4\n",
    DAYS "Casos incident infections\n", "date-close-call", "--date-column" },
  { "wrong-one", "onset_date,report_date,cases\n2020-03-01,2020-03-04,5\n2020-03-02,2020-03-04,6\n2020-03-03,2020-03-05,4\n",
    "if “onset_date” is the date of the counts, choose it with --date-column" },
};

#define LIST_OF_STAYS                                                                                                       \
  "Pat.-Nr.;Aufnahme;Geschl.;Alter;Entlassung\n1;01.03.2020;m;5;05.03.2020\n2;02.03.2020;w;7;03.03.2020\n3;02.03.2020;m;8;" \
  "09.03.2020\n"

/* First and last days of weeks, the day of an update, and that of a discharge are no question. */
static void
test_clear_dates (void)
{
  static const char *const contents[]
      = { "week_start,week_end,cases\n2020-03-02,2020-03-08,5\n2020-03-09,2020-03-15,6\n2020-03-16,2020-03-22,4\n",
          "date,last_updated,cases\n2020-03-01,2020-03-04,5\n2020-03-02,2020-03-09,6\n2020-03-03,2020-03-10,4\n", LIST_OF_STAYS,
          "date,date_formatted,cases\n2020-03-01,1 Mar 2020,5\n2020-03-02,2 Mar 2020,6\n2020-03-03,3 Mar 2020,4\n" };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = test_read_one (test_files_write (&files, "a.csv", contents[i], -1), NULL, &error);

      g_assert_no_error (error);
      g_assert_false (test_has_warning (dataset, "date-close-call", 0));
    }
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  PLAIN_CASES ("dates", unknown_dates);
  PLAIN_CASES ("dates", named_months);
  PLAIN_CASES ("dates", close_dates);
  g_test_add_func ("/engine/plain-dates/clear-dates", test_clear_dates);
  g_test_add_func ("/engine/plain-dates/rare-reports", test_rare_reports);
  return g_test_run ();
}
