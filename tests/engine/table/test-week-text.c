/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "prognosis-day.h"
#include "prognosis-week-text.h"

typedef struct
{
  const char *text;
  gboolean in_weeks;
  int year, week; /* 0: none */
} Case;

static void
test_parse (void)
{
  static const Case cases[] = {
    { "2020-W32", FALSE, 2020, 32 },
    { "2020W32", FALSE, 2020, 32 },
    { "2020W7", FALSE, 2020, 7 },
    { "2020-W32-1", FALSE, 2020, 32 },
    { "2020-KW32", FALSE, 2020, 32 },
    { "2020-S32", FALSE, 2020, 32 },
    { "W32-2020", FALSE, 2020, 32 },
    { "W07 2020", FALSE, 2020, 7 },
    { "KW 32/2020", FALSE, 2020, 32 },
    { "32. KW 2020", FALSE, 2020, 32 },
    { "Week 32 2020", FALSE, 2020, 32 },
    { "Semana 5, 2021", FALSE, 2021, 5 },
    { "202032", TRUE, 2020, 32 },
    { "2020-32", TRUE, 2020, 32 },
    { "32/2020", TRUE, 2020, 32 },
    { "2021-01", TRUE, 2021, 1 },
    { "2020.53", TRUE, 2020, 53 },
    { "202032", FALSE, 0, 0 },
    { "2020-32", FALSE, 0, 0 },
    { "32/2020", FALSE, 0, 0 },
    { "2020-08-22", TRUE, 0, 0 },
    { "202054", TRUE, 0, 0 },
    { "202000", TRUE, 0, 0 },
    { "2020-W54", FALSE, 0, 0 },
    { "2020-W32-8", FALSE, 0, 0 },
    { "32", TRUE, 0, 0 },
    { "", TRUE, 0, 0 },
    { "W32", TRUE, 0, 0 },
    { "2020", TRUE, 0, 0 },
    { "22 Aug 2020", TRUE, 0, 0 },
    { "1e5", TRUE, 0, 0 },
    { "20200822", TRUE, 0, 0 },
    { "2020-W32-W32", TRUE, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int year = 0, week = 0;
      const gboolean is_week = prognosis_week_text_parse (cases[i].text, cases[i].in_weeks, &year, &week);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (is_week, ==, cases[i].year > 0);
      if (is_week)
        {
          g_assert_cmpint (year, ==, cases[i].year);
          g_assert_cmpint (week, ==, cases[i].week);
        }
    }
}

static void
assert_end (PrognosisWeeks weeks, int year, int week, const char *expected)
{
  g_autofree char *text = NULL;
  int day;

  if (!prognosis_week_text_get_end (weeks, year, week, &day))
    g_assert_null (expected);
  else
    {
      text = prognosis_day_format (day);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* Years of 52 and 53 weeks, which are not the same in both countings. */
static void
test_ends (void)
{
  assert_end (PROGNOSIS_WEEKS_ISO, 2020, 1, "2020-01-05");
  assert_end (PROGNOSIS_WEEKS_ISO, 2020, 53, "2021-01-03");
  assert_end (PROGNOSIS_WEEKS_ISO, 2021, 53, NULL);
  assert_end (PROGNOSIS_WEEKS_ISO, 2015, 53, "2016-01-03");
  assert_end (PROGNOSIS_WEEKS_EPI, 2020, 53, "2021-01-02");
  assert_end (PROGNOSIS_WEEKS_EPI, 2014, 53, "2015-01-03");
  assert_end (PROGNOSIS_WEEKS_ISO, 2014, 53, NULL);
  assert_end (PROGNOSIS_WEEKS_EPI, 2015, 53, NULL);
  assert_end (PROGNOSIS_WEEKS_EPI, 2021, 1, "2021-01-09");
  assert_end (PROGNOSIS_WEEKS_ISO, 2021, 0, NULL);
}

static void
test_names (void)
{
  static const struct
  {
    const char *key;
    PrognosisWeeks weeks;
  } cases[] = {
    { "week", PROGNOSIS_WEEKS_ISO },      { "iso week", PROGNOSIS_WEEKS_ISO },
    { "year week", PROGNOSIS_WEEKS_ISO }, { "kw", PROGNOSIS_WEEKS_ISO },
    { "semaine", PROGNOSIS_WEEKS_ISO },   { "epiweek", PROGNOSIS_WEEKS_EPI },
    { "epi week", PROGNOSIS_WEEKS_EPI },  { "mmwr week", PROGNOSIS_WEEKS_EPI },
    { "mmwrweek", PROGNOSIS_WEEKS_EPI },  { "semana epidemiol\xc3\xb3gica", PROGNOSIS_WEEKS_EPI },
    { "se", PROGNOSIS_WEEKS_EPI },        { "date", PROGNOSIS_WEEKS_NONE },
    { "weekday", PROGNOSIS_WEEKS_NONE },  { "mmwr year", PROGNOSIS_WEEKS_NONE },
    { "cases", PROGNOSIS_WEEKS_NONE },    { "weekly cases", PROGNOSIS_WEEKS_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].key);
      g_assert_cmpint (prognosis_week_text_look_at_name (cases[i].key), ==, cases[i].weeks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-text/parse", test_parse);
  g_test_add_func ("/week-text/ends", test_ends);
  g_test_add_func ("/week-text/names", test_names);
  return g_test_run ();
}
