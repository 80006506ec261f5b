/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells of counts that are no plain numbers: suppressed counts, dashes, and numbers with marks. */

#include "plain-cases.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  PLAIN_CASES ("cells", suppressed);
  PLAIN_CASES ("cells", dashes);
  PLAIN_CASES ("cells", marks);
  return g_test_run ();
}
