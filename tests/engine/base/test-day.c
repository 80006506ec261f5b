/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days of the calendar and ISO weeks, against known dates and GLib. */

#include "prognosis-day.h"

static void
test_days (void)
{
  static const struct
  {
    const char *text;
    int day; /* G_MININT: none */
    int weekday;
  } cases[] = {
    { "1970-01-01", 0, 4 },         { "1969-12-31", -1, 3 },       { "2000-02-29", 11016, 2 },    { "2020-08-22", 18496, 6 },
    { "1861-10-30", -39509, 3 },    { "2100-02-28", 47540, 7 },    { "2100-02-29", G_MININT, 0 }, { "2001-02-29", G_MININT, 0 },
    { "2020-13-01", G_MININT, 0 },  { "2020-00-10", G_MININT, 0 }, { "2020-04-31", G_MININT, 0 }, { "2020-4-3", G_MININT, 0 },
    { "2020-04-03x", G_MININT, 0 }, { "", G_MININT, 0 },           { "0999-01-01", G_MININT, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int day = G_MININT;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (prognosis_day_parse (cases[i].text, &day), ==, cases[i].day != G_MININT);
      g_assert_cmpint (day, ==, cases[i].day);
      if (day != G_MININT)
        {
          g_autofree char *text = prognosis_day_format (day);

          g_assert_cmpstr (text, ==, cases[i].text);
          g_assert_cmpint (prognosis_day_weekday (day), ==, cases[i].weekday);
        }
    }
}

/* Compares with GLib's calendar over all years that data may have. */
static void
test_days_against_glib (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1600);

  for (int n = 0; n < 250000; n++, g_date_add_days (date, 1))
    {
      int year, month, day,
          number = prognosis_day_from_ymd (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));

      g_assert_cmpint (number, ==, (int) g_date_get_julian (date) - 719163);
      g_assert_cmpint (prognosis_day_weekday (number), ==, g_date_get_weekday (date));
      prognosis_day_to_ymd (number, &year, &month, &day);
      g_assert_cmpint (year * 10000 + month * 100 + day, ==,
                       g_date_get_year (date) * 10000 + g_date_get_month (date) * 100 + g_date_get_day (date));
    }
}

static void
test_iso_weeks (void)
{
  static const struct
  {
    int year, week;
    const char *monday; /* NULL: none */
  } cases[] = {
    { 2020, 1, "2019-12-30" },  { 2020, 53, "2020-12-28" }, { 2021, 53, NULL }, { 2021, 1, "2021-01-04" },
    { 2015, 53, "2015-12-28" }, { 2011, 22, "2011-05-30" }, { 2020, 54, NULL }, { 2020, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int day = 0;
      gboolean good = prognosis_day_from_iso_week (cases[i].year, cases[i].week, &day);

      g_assert_cmpint (good, ==, cases[i].monday != NULL);
      if (good)
        {
          g_autofree char *text = prognosis_day_format (day);

          g_assert_cmpstr (text, ==, cases[i].monday);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/dates", test_days);
  g_test_add_func ("/day/against-glib", test_days_against_glib);
  g_test_add_func ("/day/iso-weeks", test_iso_weeks);
  return g_test_run ();
}
