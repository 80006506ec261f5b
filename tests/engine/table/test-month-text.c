/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "prognosis-day.h"
#include "prognosis-month-text.h"

typedef struct
{
  const char *text;
  gboolean in_months;
  int year, month; /* 0: none */
} Case;

static void
test_parse (void)
{
  static const Case cases[] = {
    { "2020-08", FALSE, 2020, 8 },
    { "2020/8", FALSE, 2020, 8 },
    { "08/2020", FALSE, 2020, 8 },
    { "8-2020", FALSE, 2020, 8 },
    { "2020M08", FALSE, 2020, 8 },
    { "2020-M8", FALSE, 2020, 8 },
    { "Aug 2020", FALSE, 2020, 8 },
    { "aug-20", FALSE, 2020, 8 },
    { "Aug. 98", FALSE, 1998, 8 },
    { "2020-Aug", FALSE, 2020, 8 },
    { "August, 2020", FALSE, 2020, 8 },
    { "Sept 2020", FALSE, 2020, 9 },
    { "März 2020", FALSE, 2020, 3 },
    { "Mai 2020", FALSE, 2020, 5 },
    { "août 2020", FALSE, 2020, 8 },
    { "févr.-20", FALSE, 2020, 2 },
    { "enero de 2020", FALSE, 2020, 1 },
    { "setembro/2020", FALSE, 2020, 9 },
    { "dez 2020", FALSE, 2020, 12 },
    { "maggio 2020", FALSE, 2020, 5 },
    { "202008", TRUE, 2020, 8 },
    { "082020", TRUE, 2020, 8 },
    { "2020_08", TRUE, 2020, 8 },
    { "08.2020", TRUE, 2020, 8 },
    { "2020 8", TRUE, 2020, 8 },
    /* an error to report, with the number that no month has */
    { "202013", TRUE, 2020, 13 },
    { "2020-00", TRUE, 2020, 0 },
    { "202008", FALSE, 0, 0 },
    { "08.2020", FALSE, 0, 0 },
    { "2020-13", FALSE, 0, 0 },
    { "2020-08-22", TRUE, 0, 0 },
    { "22 Aug 2020", TRUE, 0, 0 },
    { "2020", TRUE, 0, 0 },
    { "20", TRUE, 0, 0 },
    { "August", TRUE, 0, 0 },
    { "Bonn 2020", TRUE, 0, 0 },
    { "Ma 2020", TRUE, 0, 0 },
    { "20200822", TRUE, 0, 0 },
    { "2020W08", TRUE, 0, 0 },
    { "", TRUE, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int year = 0, month = 0;
      const gboolean is_month = prognosis_month_text_parse (cases[i].text, cases[i].in_months, &year, &month);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (is_month, ==, cases[i].year > 0);
      if (is_month)
        {
          g_assert_cmpint (year, ==, cases[i].year);
          g_assert_cmpint (month, ==, cases[i].month);
        }
    }
}

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    int month;
  } cases[] = {
    { "1", 1 },         { "03", 3 }, { "12", 12 }, { "M3", 3 }, { "March", 3 }, { "MAR", 3 }, { "märz", 3 }, { "juin", 6 },
    { "Dezember", 12 }, { "0", 0 },  { "13", 0 },  { "", 0 },   { "Total", 0 }, { "ma", 0 },  { "3.5", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (prognosis_month_text_find (cases[i].text), ==, cases[i].month);
    }
}

static void
test_names (void)
{
  static const char *const good[]
      = { "month", "yearmonth", "year month", "ym", "anomes", "monat", "mois", "mes", "m\xc3\xaas", "report month" };
  static const char *const bad[] = { "date", "week", "monthly cases", "cases", "mesa", "moisture" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (prognosis_month_text_is_name (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (prognosis_month_text_is_name (bad[i]));
}

/* Every month from 1900 to 2099 ends where the next begins. */
static void
test_days (void)
{
  for (int year = 1900; year < 2100; year++)
    for (int month = 1; month <= 12; month++)
      {
        const int first = prognosis_day_from_ymd (year, month, 1), number = prognosis_day_to_month (first);
        const int last = prognosis_day_from_month (number);
        g_autofree char *text = prognosis_day_format_month (last), *expected = g_strdup_printf ("%04d-%02d", year, month);
        int parsed;

        g_assert_cmpint (number, ==, (year - 1970) * 12 + month - 1);
        g_assert_cmpint (prognosis_day_to_month (last), ==, number);
        g_assert_cmpint (prognosis_day_to_month (last + 1), ==, number + 1);
        g_assert_cmpstr (text, ==, expected);
        g_assert_true (prognosis_day_parse_month (text, &parsed));
        g_assert_cmpint (parsed, ==, last);
      }
  g_assert_false (prognosis_day_parse_month ("2021-13", &(int){ 0 }));
  g_assert_false (prognosis_day_parse_month ("2021-1", &(int){ 0 }));
  g_assert_false (prognosis_day_parse_month ("2021-01-01", &(int){ 0 }));
}

/* Every month of every language, in full. */
static void
test_languages (void)
{
  static const char *const languages[] = {
    "January February March April May June July August September October November December",
    "Januar Februar M\xc3\xa4rz April Mai Juni Juli August September Oktober November Dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janvier f\xc3\xa9vrier mars avril mai juin juillet ao\xc3\xbbt septembre octobre novembre d\xc3\xa9"
    "cembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro mar\xc3\xa7o abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) names = g_strsplit (languages[i], " ", -1);

      g_assert_cmpuint (g_strv_length (names), ==, 12);
      for (int month = 0; month < 12; month++)
        {
          g_autofree char *text = g_strdup_printf ("%s 2021", names[month]);
          int year, found;

          g_test_message ("%s", text);
          g_assert_true (prognosis_month_text_parse (text, FALSE, &year, &found));
          g_assert_cmpint (found, ==, month + 1);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/month-text/parse", test_parse);
  g_test_add_func ("/month-text/find", test_find);
  g_test_add_func ("/month-text/names", test_names);
  g_test_add_func ("/month-text/days", test_days);
  g_test_add_func ("/month-text/languages", test_languages);
  return g_test_run ();
}
