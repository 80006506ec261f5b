/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables as surveillance systems and spreadsheets write them, each of which could be read as something else. What is assumed or left out
   must be stated. Dates: test-plain-dates.c; cells: test-plain-cells.c. */

#include "plain-cases.h"

static const Case excluded_rows[] = {
  { "date", "date,place,cases\n2020-03-01,A,5\nabout March 1,B,6\n2020-03-02,A,6\n2020-03-03,A,7\n2020-13-33,B,7\n",
    "plain daily 2020-03-01..2020-03-03\ncases incident infections\n|a: 5 6 7\n", NULL, NULL, "place=A" },
  { "order", "date,place,cases\n13/03/2020,A,5\n03/13/2020,B,6\n14/03/2020,A,6\n15/03/2020,A,7\n",
    "plain daily 2020-03-13..2020-03-15\n", NULL, NULL, "place!=B" },
  { "week", "year,week,place,cases\n2020,11,A,5\n2020,12,A,6\n2020,60,B,6\n2020,13,A,7\n", "plain weekly 2020-03-15..2020-03-29\n",
    NULL, NULL, "place=A" },
  { "month", "year,month,place,cases\n2020,1,A,5\n2020,2,A,6\n2020,14,B,6\n2020,3,A,7\n", "plain monthly 2020-01..2020-03\n", NULL,
    NULL, "place=A" },
  { "other-weekday", "date,place,cases\n2020-03-02,A,5\n2020-03-05,B,6\n2020-03-09,A,6\n2020-03-16,A,7\n",
    "plain weekly 2020-03-08..2020-03-22\n", "week-start-assumed", NULL, "place=A" },
  { "unknown", "date,cases\n2020-03-01,5\n2020-03-02,6\nUnknown,18\n2020-03-03,7\n",
    "plain daily 2020-03-01..2020-03-03\ncases incident infections\n|a: 5 6 7\n", NULL, NULL, "date!=Unknown" },
  { "not-excluded", "date,place,cases\n2020-03-01,A,5\nabout March 1,B,6\n2020-03-02,A,6\n2020-03-03,A,7\n",
    "a.csv:3: “about March 1” is not a date", NULL, NULL, "place!=C" },
};

/* Weeks from one year to the next. */
#define SEASONS                                                                                                             \
  "45,5,4,4.5\n46,6,4,5\n47,6,8,7\n48,9,8,8.5\n49,9,9,9\n50,8,7,7.5\n51,9,8,8.5\n52,9,9,9\n1,8,7,7.5\n2,8,8,8\n3,9,6,7.5\n" \
  "4,9,6,7.5\n5,4,4,4\n"

static const Case headers[] = {
  { "groups", ",Cases,,Deaths,\ndate,new,total,new,total\n2020-03-01,5,5,0,0\n2020-03-02,6,11,1,1\n2020-03-03,7,18,1,2\n",
    DAYS "Cases new incident infections\nCases total cumulative infections shown\nDeaths new incident deaths\n", "header-joined",
    "such as “Deaths total”" },
  { "groups-german",
    "Wochenbericht;;;;;\nKalenderwoche;;Fälle;;Inzidenz je 100.000;\nJahr;KW;männlich;weiblich;männlich;weiblich\n"
    "2020;10;5;4;1,5;1,2\n2020;11;6;5;1,8;1,5\n2020;12;7;9;2,1;2,7\n",
    "plain weekly 2020-03-08..2020-03-22\nFälle männlich incident infections\nFälle weiblich incident infections shown\n",
    "header-joined" },
  { "groups-of-years", ",,2019,,2020,\nMonth,District,Cases,Deaths,Cases,Deaths\nJan,A,5,0,6,1\nFeb,A,6,0,7,1\nMar,A,7,0,8,1\n",
    "a.csv:2: the header has a group of columns for each day or year; this layout cannot be read" },
  { "seasons-across", "Week number,Season 2022/23,Season 2023/24,5-season average\n" SEASONS,
    "the columns are years or seasons and the rows weeks or months; this layout cannot be read" },
  { "seasons-across-german", "KW,Saison 2022-2023,Saison 2023-2024,Mittel\n" SEASONS, "the columns are years or seasons" },
  { "seasons-across-short", "Semaine,2022/23,2023/24,Moyenne\n" SEASONS, "the columns are years or seasons" },
  { "years-across", "Woche,2022,2023,Mittel\n" SEASONS, "the columns are years or seasons" },
  { "same-names", "date,new,total,new,total\n2020-03-01,5,5,0,0\n2020-03-02,6,11,1,1\n",
    "a.csv:2: columns 2 and 4 are both named “new”: give each a name of its own, or choose one by its number, such as #2" },
  { "same-names-of-places", "date,north,south,north,south\n2020-03-01,5,5,0,0\n2020-03-02,6,11,1,1\n",
    "a.csv:2: columns 2 and 4 are both named “north”" },
  { "two-languages", "Date,Cases,Deaths\nJour,Cas,Décès\n2020-03-01,5,0\n2020-03-02,6,0\n",
    "a.csv:2: this line holds names instead of numbers; keep one line of names above the table" },
};

#define WEEKS "plain weekly 2020-03-08..2020-03-22\n"

/* Names in two languages are known by the one that is understood. */
static const Case bilingual[] = {
  { "slash",
    "Jahr/Year;KW/Week;Kanton/Canton;Fallzahl/Number of cases\n2020;10;ZH;5\n2020;10;BE;6\n2020;11;ZH;8\n2020;11;BE;7\n"
    "2020;12;ZH;9\n2020;12;BE;5\n",
    WEEKS "Fallzahl/Number of cases incident infections\nZH|ZH: 5 8 9\nBE|BE: 6 7 5\n" },
  { "slash-with-blanks",
    "Province / Province,Year / Année,Epi Week / Semaine épidémiologique,New cases / Nouveaux cas\nOntario,2020,10,5\n"
    "Quebec,2020,10,3\nOntario,2020,11,8\nQuebec,2020,11,9\nOntario,2020,12,7\nQuebec,2020,12,2\n",
    "plain weekly 2020-03-07..2020-03-21\nNew cases / Nouveaux cas incident infections\n|Ontario: 5 8 7\n|Quebec: 3 9 2\n" },
  { "bar", "Année | Jahr,Semaine | Woche,Région | Regio,Cas | Gevallen\n2020,10,A,5\n2020,11,A,8\n2020,12,A,6\n",
    WEEKS "Cas | Gevallen incident infections\nA|A: 5 8 6\n" },
  { "parentheses", "Jahr (Year);Woche (Week);Ort (Place);Fälle (Cases)\n2020;10;A;5\n2020;11;A;8\n2020;12;A;6\n",
    WEEKS "Fälle (Cases) incident infections\nA|A: 5 8 6\n" },
  { "second-is-known", "Päivä/Date,Paikka/Place,Tapaukset/Cases\n2020-03-01,A,5\n2020-03-02,A,8\n2020-03-03,A,6\n",
    DAYS "Tapaukset/Cases incident infections\nA|A: 5 8 6\n" },
  { "lines", "\"Year\nAnnée\",\"Week\nSemaine\",\"Cases\nCas\"\n2020,10,5\n2020,11,8\n2020,12,6\n",
    WEEKS "Cases\nCas incident infections\n|a: 5 8 6\n" },
  { "strata", "Year/Année,Week/Semaine,Sex/Sexe,Cases/Cas\n2020,10,M,5\n2020,10,F,8\n",
    "they differ in “Sex/Sexe” (“M” and “F”): keep one" },
  { "near-names", "Province/State,Country/Region,2020-03-01,2020-03-02,2020-03-03\nAlberta,Canada,5,8,6\n",
    DAYS "value incident infections\n|Alberta: 5 8 6\n" },
  /* Remarks are no translations. */
  { "remarks", "date (reported),cases (new),deaths (new)\n2020-03-01,5,0\n2020-03-02,8,1\n2020-03-03,6,1\n",
    DAYS "cases (new) incident infections\ndeaths (new) incident deaths\n" },
};

#define RATES                                                                                                    \
  "week,sex,age group,rate per 100 000\n2020-W10,Male,0-4,5.5\n2020-W10,Male,5+,3.5\n2020-W10,Male,All ages,4\n" \
  "2020-W10,Both sexes,0-4,5\n2020-W10,Both sexes,5+,3\n2020-W10,Both sexes,All ages,3.8\n"

static const Case strata[] = {
  { "rates-with-totals", RATES,
    "they differ in “age group” (“0-4” and “5+”): keep the rows of the total with the filter “sex=Both sexes; age group=All ages” "
    "(--where); rates of groups cannot be summed" },
  { "rates-without-totals", "week,Altersgruppe,Inzidenz je 100000\n2020-W10,0-4,5.5\n2020-W10,5+,3.5\n2020-W11,0-4,4\n",
    "keep one of the values (Altersgruppe=0-4); rates of groups cannot be summed, because the groups differ in size" },
  { "counts-with-totals", "semaine;tranche d'âge;cas\n2020-W10;0-4;5\n2020-W10;5+;3\n2020-W10;Tous âges;8\n",
    "keep the rows of the total with the filter “tranche d'âge=Tous âges” (--where), or sum the rows" },
  { "counts-in-spanish",
    "semana;grupo de edad;sexo;casos\n2020-W10;0-4;Ambos sexos;5\n2020-W10;5+;Ambos sexos;3\n"
    "2020-W10;Todas las edades;Ambos sexos;8\n",
    "with the filter “grupo de edad=Todas las edades; sexo=Ambos sexos” (--where), or sum the rows" },
  { "german-age", "Woche;Alter;Fälle\n2020-W10;0-4;5\n2020-W10;5+;3\n", "they differ in “Alter” (“0-4” and “5+”): keep one" },
  { "german-group", "Woche;Altersgruppe;Fälle\n2020-W10;0-4;5\n2020-W10;5+;3\n", "they differ in “Altersgruppe”" },
  { "french-class", "semaine;classe d’âge;cas\n2020-W10;0-4;5\n2020-W10;5+;3\n", "they differ in “classe d’âge”" },
  { "italian-class", "settimana;fascia d'età;casi\n2020-W10;0-4;5\n2020-W10;5+;3\n", "they differ in “fascia d'età”" },
  { "persons", "Fall;Jahr;KW;Alter\n1;2024;1;5\n2;2024;1;7\n3;2024;3;8\n4;2024;4;8\n",
    "“Fall” numbers the rows; if each row is one person, count the rows (--rows count)" },
  { "numbered-counts", "no,week,age,cases\n1,2020-W10,0-4,5\n2,2020-W10,5+,3\n3,2020-W11,0-4,4\n4,2020-W11,5+,3\n",
    "keep one of the values (age=0-4), or sum the rows" },
  { "no-row-of-both-totals", "week,sex,age,cases\n2020-W10,Both,0-4,5\n2020-W10,Both,5+,3\n2020-W10,Male,Total,4\n",
    "keep one of the values (age=0-4), or sum the rows" },
};

/* Rates are never summed; counts beside them are. */
static void
test_rates_summed (void)
{
  static const struct
  {
    const char *content, *expected;
  } cases[] = { { RATES, "a.csv:2: “rate per 100 000” is a rate, and rates of groups cannot be summed" },
                { "date,age,percent\n2020-03-01,0-4,5.5\n2020-03-01,5+,3.5\n", "“percent” is a rate" },
                { "date,age,cases,incidence per 100000\n2020-03-01,0-4,5,1.5\n2020-03-01,5+,3,2.5\n",
                  "plain daily 2020-03-01..2020-03-01\ncases incident infections\n|a: 8\n" } };
  const PrognosisColumns columns = { .kind = -1, .rows = PROGNOSIS_ROWS_SUM };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  const char *paths[] = { NULL, NULL };
  TestFiles files;

  options.columns = &columns;
  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autofree char *printed = NULL;

      paths[0] = test_files_write (&files, "a.csv", cases[i].content, -1);
      dataset = prognosis_read (paths, &options, NULL, &error);
      printed = dataset != NULL ? test_print_dataset (dataset) : g_strdup (error->message);
      if (strstr (printed, cases[i].expected) == NULL)
        g_assert_cmpstr (printed, ==, cases[i].expected);
      if (dataset != NULL)
        g_assert_true (test_has_warning (dataset, "rates-not-summed", 0));
    }
  test_files_clear (&files);
}

/* Groups of persons can be taken as places, and are then no unused column. */
static void
test_groups_as_places (void)
{
  static const struct
  {
    const char *column, *content;
  } cases[] = { { "Age group", "date,Age group,cases\n2020-03-01,0-4,5\n2020-03-01,5+,8\n2020-03-02,0-4,6\n2020-03-02,5+,7\n" },
                { "Alter", "Datum;Alter;cases\n2020-03-01;0-4;5\n2020-03-01;5+;8\n2020-03-02;0-4;6\n2020-03-02;5+;7\n" },
                { "age", "date,age,cases\n2020-03-01,0,5\n2020-03-01,5,8\n2020-03-02,0,6\n2020-03-02,5,7\n" } };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *regions[] = { (char *) cases[i].column, NULL };
      const PrognosisColumns columns = { .kind = -1, .regions = regions };
      PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
      const char *paths[] = { test_files_write (&files, "a.csv", cases[i].content, -1), NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = NULL;

      options.columns = &columns;
      dataset = prognosis_read (paths, &options, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 2);
      g_assert_cmpuint (prognosis_dataset_get_n_signals (dataset), ==, 1);
      g_assert_false (test_has_warning (dataset, "column-ignored", 0));
    }
  test_files_clear (&files);
}

/* Empty cells repeat the value above, unless they stand for the whole. */
static const Case merged[] = {
  { "years", "Year;Week;Cases\n2020;51;5\n;52;6\n;53;4\n2021;1;7\n;2;8\n",
    "plain weekly 2020-12-20..2021-01-17\nCases incident infections\n|a: 5 6 4 7 8\n", "cells-filled", "“Year”" },
  { "years-newest-first", "Jahr;KW;Fälle\n2021;2;8\n;1;7\n2020;53;4\n;52;6\n;51;5\n",
    "plain weekly 2020-12-20..2021-01-17\nFälle incident infections\n|a: 5 6 4 7 8\n", "cells-filled", "“Jahr”" },
  { "years-of-months", "Año;Mes;Casos\n2020;noviembre;5\n;diciembre;6\n2021;enero;4\n;febrero;7\n",
    "plain monthly 2020-11..2021-02\nCasos incident infections\n|a: 5 6 4 7\n", "cells-filled", "“Año”" },
  { "places", "Province;Semaine;Cas\nNord;2020-W10;5\n;2020-W11;6\n;2020-W12;4\nSud;2020-W10;3\n;2020-W11;4\n;2020-W12;2\n",
    "plain weekly 2020-03-08..2020-03-22\nCas incident infections\n|Nord: 5 6 4\n|Sud: 3 4 2\n", "cells-filled" },
  { "regions-of-districts", "Region,District,2020-03-01,2020-03-02,2020-03-03\nNorth,A,1,2,3\n,B,2,3,4\n,C,4,4,3\nSouth,D,3,3,1\n",
    DAYS "value incident infections\n|North, A: 1 2 3\n|North, B: 2 3 4\n|North, C: 4 4 3\n|South, D: 3 3 1\n", "cells-filled" },
  { "dates", "date,place,cases\n2020-03-01,A,5\n,B,6\n2020-03-02,A,6\n,B,7\n2020-03-03,A,4\n,B,8\n",
    DAYS "cases incident infections\nA|A: 5 6 4\nB|B: 6 7 8\n", "cells-filled" },
  { "places-and-years", "Place,Year,Week,Cases\nA,2020,53,2\n,2021,1,4\n,,2,3\nB,2020,53,3\n,2021,1,3\n,,2,1\n",
    "plain weekly 2021-01-03..2021-01-17\nCases incident infections\nA|A: 2 4 3\nB|B: 3 3 1\n", "cells-filled" },
  { "codes-and-names",
    "code;province;week;cases\nAN;Andalucía;2020-W10;5\n;;2020-W11;6\n;;2020-W12;4\nMD;Madrid;2020-W10;3\n;;2020-W11;4\n;;2020-W12;"
    "2\n",
    "plain weekly 2020-03-08..2020-03-22\ncases incident infections\nAN|Andalucía: 5 6 4\nMD|Madrid: 3 4 2\n", "cells-filled",
    "“code”" },
  { "places-without-a-code", "code;province;2020-03-01;2020-03-02;2020-03-03\n1;A;5;6;4\n;B;3;4;2\n;C;3;4;1\n",
    DAYS "value incident infections\nA|A: 5 6 4\nB|B: 3 4 2\nC|C: 3 4 1\n" },
  { "country-among-states",
    "state,country,2020-03-01,2020-03-02,2020-03-03\nAlberta,Canada,5,6,4\nOntario,Canada,5,6,4\n,France,50,60,40\n",
    DAYS "value incident infections\n|Alberta, Canada: 5 6 4\n|Ontario, Canada: 5 6 4\n|France: 50 60 40\n" },
  { "total-of-states",
    "date,state,country,cases\n2020-03-01,Ontario,Canada,5\n2020-03-01,,Canada,20\n2020-03-02,Ontario,Canada,6\n"
    "2020-03-02,,Canada,22\n2020-03-03,Ontario,Canada,4\n2020-03-03,,Canada,21\n",
    DAYS "cases incident infections\n|Ontario, Canada: 5 6 4\n|Canada: 20 22 21\n" },
  { "year-forgotten", "Year,Week,Cases\n2020,51,5\n2020,52,6\n,1,4\n2021,2,7\n", "a.csv:4: the year is missing" },
  { "year-forgotten-once", "Year,Week,Cases\n2020,51,5\n,52,6\n,1,4\n2021,2,7\n", "a.csv:3: the year is missing" },
};

#define ACROSS(a, b, c, d) a "\n" b ",5,3,8\n" c ",6,4,10\n" d ",4,2,6\n"
#define MARCH(a, b, c) ACROSS ("date," a "," b "," c, "2020-03-01", "2020-03-02", "2020-03-03")
#define PLACES(a, b, c) DAYS "value incident infections\n|" a ": 5 6 4\n|" b ": 3 4 2\n|" c ": 8 10 6\n"

/* Two columns and their total are places, unless they are groups of persons. */
static const Case totals_across[] = {
  { "english", MARCH ("North", "South", "Total"), PLACES ("North", "South", "Total"), "total-among-parts",
    "“Total” is the total of North, South; it is left out" },
  { "german", MARCH ("Nord", "Süd", "Gesamt"), PLACES ("Nord", "Süd", "Gesamt"), "total-among-parts", "“Gesamt” is the total" },
  { "spanish", MARCH ("Zona Norte", "Zona Sur", "Total nacional"), PLACES ("Zona Norte", "Zona Sur", "Total nacional"),
    "total-among-parts", "“Total nacional” is the total" },
  { "french", MARCH ("Bamako", "Kayes", "Ensemble"), PLACES ("Bamako", "Kayes", "Ensemble"), "total-among-parts" },
  { "total-first", "date,Total,North,South\n2020-03-01,8,5,3\n2020-03-02,10,6,4\n2020-03-03,6,4,2\n",
    DAYS "value incident infections\n|Total: 8 10 6\n|North: 5 6 4\n|South: 3 4 2\n", "total-among-parts" },
  { "sexes", MARCH ("male", "female", "total"),
    DAYS "male incident infections shown\nfemale incident infections shown\ntotal cumulative infections\n" },
  { "german-sexes", MARCH ("Männer", "Frauen", "gesamt"),
    DAYS "Männer incident infections shown\nFrauen incident infections shown\ngesamt cumulative infections\n" },
  { "no-sum", "date,Nord,Ost,total\n2020-03-01,5,3,9\n2020-03-02,6,4,1\n2020-03-03,4,2,7\n", DAYS "Nord incident infections" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  PLAIN_CASES ("unusual", excluded_rows);
  PLAIN_CASES ("unusual", headers);
  PLAIN_CASES ("unusual", bilingual);
  PLAIN_CASES ("unusual", strata);
  PLAIN_CASES ("unusual", totals_across);
  PLAIN_CASES ("unusual", merged);
  g_test_add_func ("/engine/plain-unusual/groups-as-places", test_groups_as_places);
  g_test_add_func ("/engine/plain-unusual/rates-summed", test_rates_summed);
  return g_test_run ();
}
