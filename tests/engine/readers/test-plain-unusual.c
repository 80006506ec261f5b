/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables as surveillance systems and spreadsheets write them, each of which could be read as something else. What is assumed or left out
   must be stated. */

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "test-reading.h"

typedef struct
{
  const char *name;
  const char *content;
  const char *expected; /* see test_print_dataset(), its first lines; or a part of the error */
  const char *code;     /* of a warning, or NULL */
  const char *message;  /* a part of that warning, or NULL */
  const char *where;    /* a condition on rows, or NULL */
} Case;

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

#define DAYS "plain daily 2020-03-01..2020-03-03\n"

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

/* The possible counts begin at 1 where the column writes zeros. */
static const Case suppressed[] = {
  { "with-zeros",
    "date,place,cases\n2020-03-01,A,<5\n2020-03-01,B,0\n2020-03-02,A,7\n2020-03-02,B,<5\n2020-03-03,A,< 10\n"
    "2020-03-03,B,0\n",
    DAYS "cases incident infections\nA|A: 2.5 7 5\nB|B: 0 2.5 0\n", "suppressed-middle",
    "3 suppressed values were taken as the middle of their possible values (“<5” as 2.5); choose --suppressed missing" },
  { "without-zeros", "date,cases\n2020-03-01,≤ 4\n2020-03-02,8\n2020-03-03,fewer than 5\n",
    DAYS "cases incident infections\n|a: 2 8 2\n", "suppressed-middle", "(“≤ 4” as 2)" },
  { "mostly-ranges", "date,cases\n2020-03-01,1-4\n2020-03-02,1-4\n2020-03-03,8\n",
    DAYS "cases incident infections\n|a: 2.5 2.5 8\n", "suppressed-middle" },
  { "german", "Datum;Fälle\n01.03.2020;unter 5\n02.03.2020;0\n03.03.2020;höchstens 4\n",
    DAYS "Fälle incident infections\n|a: 2.5 0 2.5\n", "suppressed-middle" },
  { "spanish", "fecha;casos\n01/03/2020;menos de 5\n02/03/2020;0\n03/03/2020;1 a 4\n",
    DAYS "casos incident infections\n|a: 2.5 0 2.5\n", "suppressed-middle" },
  { "across", "county,2020-03-01,2020-03-02,2020-03-03\nA,<5,5,7\nB,6,<5,0\n",
    DAYS "value incident infections\nA|A: 2.5 5 7\nB|B: 6 2.5 0\n", "suppressed-middle" },
  { "wide", "date,North,South,West\n2020-03-01,<5,5,7\n2020-03-02,4,<5,0\n2020-03-03,5,5,6\n",
    DAYS "value incident infections\n|North: 2.5 4 5\n|South: 5 2.5 5\n|West: 7 0 6\n", "suppressed-middle" },
  { "cumulative", "date,cumulative cases\n2020-03-01,0\n2020-03-02,<5\n2020-03-03,8\n",
    DAYS "cumulative cases cumulative infections\n|a: 0 _ 8\n", "secret-numbers" },
  /* A rate can be any number below the bound, also 0 where others are 0. */
  { "rates", "week,cases,rate per 100000\n2023-W01,0,0\n2023-W02,<5,<0.5\n2023-W03,5,0.8\n2023-W04,9,1.4\n",
    "plain weekly 2023-01-08..2023-01-29\ncases incident infections\nrate per 100000 rate infections shown\n|a: 0 2.5 5 9; 0 0.25 "
    "0.8 1.4\n",
    "suppressed-middle", "2 suppressed values were taken as the middle of their possible values (“<5” as 2.5)" },
  { "rates-alone", "date,rate\n2020-03-01,<0.5\n2020-03-02,1.2\n2020-03-03,≤ 0.5\n",
    DAYS "rate rate infections\n|a: 0.25 1.2 0.25\n", "suppressed-middle", "(“<0.5” as 0.25)" },
  { "rates-german", "Datum;Inzidenz\n01.03.2020;unter 0,5\n02.03.2020;0,0\n03.03.2020;1,5\n",
    DAYS "Inzidenz rate infections\n|a: 0.25 0 1.5\n", "suppressed-middle" },
  { "rates-below-a-whole-number", "fecha;tasa por 100000\n01/03/2020;<1\n02/03/2020;2,4\n03/03/2020;menor que 1\n",
    DAYS "tasa por 100000 rate infections\n|a: 0.5 2.4 0.5\n", "suppressed-middle", "(“<1” as 0.5)" },
  { "incidence-beside-counts",
    "date,region,incidence,cases\n2020-03-01,A,1.2,12\n2020-03-01,B,<0.1,<5\n2020-03-02,A,1.4,14\n2020-03-02,B,0.7,7\n"
    "2020-03-03,A,≤0.5,<5\n2020-03-03,B,0.9,9\n",
    DAYS "incidence incident infections shown\ncases incident infections\nA|A: 1.2 1.4 0.25; 12 14 2\nB|B: 0.05 0.7 0.9; 2 7 9\n",
    "suppressed-middle" },
  { "not-a-rate", "date,rate\n2020-03-01,<0.5.1\n2020-03-02,1.2\n2020-03-03,1.5\n",
    "a.csv:2: “<0.5.1” in the column “rate” is not a number" },
  /* It does not tell the interval. */
  { "star", "date,cases\n2020-03-01,*\n2020-03-02,8\n2020-03-03,0\n", DAYS "cases incident infections\n|a: _ 8 0\n",
    "secret-numbers", "1 value such as “*” is suppressed and treated as missing" },
};

static const Case dashes[] = {
  { "zeros-at-the-ends",
    "Semana;Zona Norte;Zona Sur;Zona Oeste\n2020-W10;-;-;2\n2020-W11;1;-;4\n2020-W12;9;1;3\n2020-W13;2;-;2\n2020-W14;-;-;1\n",
    "plain weekly 2020-03-08..2020-04-05\nvalue incident infections\n|Zona Norte: 0 1 9 2 0\n|Zona Sur: 0 0 1 0 0\n", "dashes-zero",
    "6 cells with “-” were read as 0" },
  { "missing-among-large", "date,cases\n2020-03-01,50\n2020-03-02,–\n2020-03-03,60\n",
    DAYS "cases incident infections\n|a: 50 _ 60\n", "dashes-missing", "1 cell with “–” was read as missing" },
  { "missing-where-zeros-are-written", "date,cases\n2020-03-01,1\n2020-03-02,—\n2020-03-03,0\n",
    DAYS "cases incident infections\n|a: 1 _ 0\n", "dashes-missing" },
  { "each-place-by-itself",
    "date,place,cases\n2020-03-01,A,1\n2020-03-01,B,500\n2020-03-02,A,-\n2020-03-02,B,-\n2020-03-03,A,2\n2020-03-03,B,510\n",
    DAYS "cases incident infections\nA|A: 1 0 2\nB|B: 500 _ 510\n", "dashes-zero", "1 cell with “-” was read as 0" },
  { "across", "place,2020-03-01,2020-03-02,2020-03-03\nA,1,-,2\nB,500,-,510\n",
    DAYS "value incident infections\nA|A: 1 0 2\nB|B: 500 _ 510\n", "dashes-missing", "1 cell with “-” was read as missing" },
};

static const Case marks[] = {
  { "footnotes", "date,cases\n2020-03-01,352*\n2020-03-02,1234†\n2020-03-03,352r\n",
    DAYS "cases incident infections\n|a: 352 1234 352\n", "numbers-marked", "3 numbers have a mark, as in “352*”" },
  { "provisional", "date,cases\n2020-03-01,35\n2020-03-02,36\n2020-03-03,37\n2020-03-04,38\n2020-03-05,30 (p)\n",
    "plain daily 2020-03-01..2020-03-05\ncases incident infections\n|a: 35 36 37 38 30*\n", "numbers-provisional",
    "1 number is marked as provisional, as in “30 (p)”; it is taken as incomplete" },
  { "all-provisional", "date,cases\n2020-03-01,35p\n2020-03-02,36p\n2020-03-03,37p\n",
    DAYS "cases incident infections\n|a: 35 36 37\n", "numbers-provisional", "and were read without the mark" },
  { "with-thousands", "Datum;Fälle\n01.03.2020;1.352 p\n02.03.2020;987\n03.03.2020;1.400*\n",
    DAYS "Fälle incident infections\n|a: 1352 987 1400\n", "numbers-marked" },
  { "word", "date,cases\n2020-03-01,35\n2020-03-02,36 px\n2020-03-03,37\n",
    "a.csv:3: “36 px” in the column “cases” is not a number" },
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

static gboolean
has_message (const PrognosisDataset *dataset, const char *code, const char *part)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      if (g_str_equal (warning->code, code) && (part == NULL || strstr (warning->message, part) != NULL))
        return TRUE;
    }
  return FALSE;
}

static char *
list_warnings (const PrognosisDataset *dataset)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      g_string_append_printf (text, "%s: %s\n", warning->code, warning->message);
    }
  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  const char *paths[] = { NULL, NULL };
  char *where[] = { (char *) c->where, NULL };
  const PrognosisColumns columns = { .kind = -1, .where = where };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL, *warnings = NULL;
  TestFiles files;

  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", c->content, -1);
  options.columns = c->where != NULL ? &columns : NULL;
  dataset = prognosis_read (paths, &options, NULL, &error);
  test_files_clear (&files);
  if (strncmp (c->expected, "plain ", strlen ("plain ")) != 0)
    {
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      if (strstr (error->message, c->expected) == NULL)
        g_assert_cmpstr (error->message, ==, c->expected);
      return;
    }
  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  if (!g_str_has_prefix (printed, c->expected))
    g_assert_cmpstr (printed, ==, c->expected);
  warnings = list_warnings (dataset);
  if (c->code != NULL && !has_message (dataset, c->code, c->message))
    g_error ("no warning %s “%s” among:\n%s", c->code, c->message != NULL ? c->message : "", warnings);
}

static void
add_cases (const char *folder, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/plain-unusual/%s/%s", folder, cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
}

#define ADD(cases) add_cases (#cases, cases, G_N_ELEMENTS (cases))

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (unknown_dates);
  ADD (named_months);
  ADD (excluded_rows);
  ADD (headers);
  ADD (bilingual);
  ADD (suppressed);
  ADD (dashes);
  ADD (marks);
  ADD (strata);
  ADD (totals_across);
  ADD (merged);
  ADD (close_dates);
  g_test_add_func ("/plain-unusual/clear-dates", test_clear_dates);
  g_test_add_func ("/plain-unusual/rare-reports", test_rare_reports);
  g_test_add_func ("/plain-unusual/groups-as-places", test_groups_as_places);
  g_test_add_func ("/plain-unusual/rates-summed", test_rates_summed);
  return g_test_run ();
}
