/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Public holidays by rule, against published lists of single years. */

#include "prognosis-day.h"
#include "prognosis-holidays.h"

#include <string.h>

static int
parse (const char *text)
{
  int day = 0;

  g_assert_true (prognosis_day_parse (text, &day));
  return day;
}

static void
test_easter (void)
{
  static const struct
  {
    const char *western, *orthodox;
  } cases[] = {
    { "1900-04-15", "1900-04-22" }, { "1913-03-23", "1913-04-27" }, { "1943-04-25", "1943-04-25" }, { "1954-04-18", "1954-04-25" },
    { "1961-04-02", "1961-04-09" }, { "1981-04-19", "1981-04-26" }, { "2000-04-23", "2000-04-30" }, { "2008-03-23", "2008-04-27" },
    { "2010-04-04", "2010-04-04" }, { "2011-04-24", "2011-04-24" }, { "2013-03-31", "2013-05-05" }, { "2016-03-27", "2016-05-01" },
    { "2019-04-21", "2019-04-28" }, { "2020-04-12", "2020-04-19" }, { "2021-04-04", "2021-05-02" }, { "2022-04-17", "2022-04-24" },
    { "2023-04-09", "2023-04-16" }, { "2024-03-31", "2024-05-05" }, { "2025-04-20", "2025-04-20" }, { "2026-04-05", "2026-04-12" },
    { "2038-04-25", "2038-04-25" }, { "2049-04-18", "2049-04-25" }, { "2100-03-28", "2100-05-02" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int year = atoi (cases[i].western);
      g_autofree char *western = prognosis_day_format (prognosis_easter (year));
      g_autofree char *orthodox = prognosis_day_format (prognosis_easter_orthodox (year));

      g_assert_cmpstr (western, ==, cases[i].western);
      g_assert_cmpstr (orthodox, ==, cases[i].orthodox);
    }
}

/* Both churches keep it on a Sunday, the orthodox ones never before the western ones. */
static void
test_easter_range (void)
{
  for (int year = 1900; year <= 2100; year++)
    {
      int western = prognosis_easter (year), orthodox = prognosis_easter_orthodox (year);

      g_assert_cmpint (prognosis_day_weekday (western), ==, 7);
      g_assert_cmpint (prognosis_day_weekday (orthodox), ==, 7);
      g_assert_cmpint (western, >=, prognosis_day_from_ymd (year, 3, 22));
      g_assert_cmpint (western, <=, prognosis_day_from_ymd (year, 4, 25));
      g_assert_cmpint (orthodox, >=, western);
      g_assert_cmpint (orthodox, <=, western + 35);
    }
}

/* All holidays of a year, as “01-01 01-20 ...”. */
static char *
list_year (const PrognosisHolidays *holidays, int year)
{
  GString *text = g_string_new (NULL);

  for (int day = prognosis_day_from_ymd (year, 1, 1); day < prognosis_day_from_ymd (year + 1, 1, 1); day++)
    if (prognosis_holidays_contains (holidays, day))
      {
        g_autofree char *date = prognosis_day_format (day);

        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", date + 5);
      }
  return g_string_free (text, FALSE);
}

/* Days on a weekend are listed, and those on which they are observed, too. */
static const struct
{
  const char *country;
  int year;
  const char *days;
} years[] = {
  { "US", 2020, "01-01 01-20 02-17 05-25 07-03 07-04 09-07 10-12 11-11 11-26 12-25" },
  { "US", 2021, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31" },
  { "US", 2022, "01-01 01-17 02-21 05-30 06-19 06-20 07-04 09-05 10-10 11-11 11-24 12-25 12-26" },
  { "US", 2023, "01-01 01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-11 11-23 12-25" },
  { "GB", 2012, "01-01 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26" },
  { "GB", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28" },
  { "GB", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28" },
  { "GB", 2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27" },
  { "GB", 2023, "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26" },
  { "DE", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26" },
  { "DE", 2021, "01-01 04-02 04-05 05-01 05-13 05-24 10-03 12-25 12-26" },
  { "FR", 2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25" },
  { "IT", 2023, "01-01 01-06 04-09 04-10 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26" },
  { "PL", 2024, "01-01 01-06 03-31 04-01 05-01 05-03 05-19 05-30 08-15 11-01 11-11 12-25 12-26" },
  { "PL", 2018, "01-01 01-06 04-01 04-02 05-01 05-03 05-20 05-31 08-15 11-01 11-11 11-12 12-25 12-26" },
  { "NL", 2025, "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26" },
  { "IE", 2023, "01-01 01-02 02-06 03-17 04-10 05-01 06-05 08-07 10-30 12-25 12-26" },
  { "IE", 2030, "01-01 02-01 03-17 03-18 04-22 05-06 06-03 08-05 10-28 12-25 12-26" },
  { "GR", 2021, "01-01 01-06 03-15 03-25 04-30 05-01 05-02 05-03 06-21 08-15 10-28 12-25 12-26" },
  { "RO", 2019, "01-01 01-02 01-24 04-26 04-28 04-29 05-01 06-01 06-16 06-17 08-15 11-30 12-01 12-25 12-26" },
  { "BG", 2022, "01-01 01-03 03-03 04-22 04-23 04-24 04-25 05-01 05-02 05-06 05-24 09-06 09-22 12-24 12-25 12-26 12-27 12-28" },
  { "SE", 2020, "01-01 01-06 04-10 04-12 04-13 05-01 05-21 05-31 06-06 06-19 06-20 10-31 12-24 12-25 12-26 12-31" },
  { "DK", 2024, "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26" },
  { "CA", 2021, "01-01 04-02 05-24 07-01 09-06 09-30 10-11 11-11 12-25 12-26 12-27 12-28" },
  { "AU", 2021, "01-01 01-26 04-02 04-05 04-25 12-25 12-26 12-27 12-28" },
  { "NZ", 2022, "01-01 01-02 01-03 01-04 02-06 02-07 04-15 04-18 04-25 06-06 06-24 09-26 10-24 12-25 12-26 12-27" },
  { "JP", 2019,
    "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-23 10-14 10-22 11-03 11-04 "
    "11-23" },
  { "JP", 2021, "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23" },
  { "JP", 2026, "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23" },
  { "MX", 2024, "01-01 02-05 03-18 05-01 09-16 10-01 11-18 12-25" },
  { "AR", 2023, "01-01 02-20 02-21 03-24 04-02 04-07 05-01 05-25 06-17 06-20 07-09 08-21 10-16 11-20 12-08 12-25" },
  { "CL", 2023, "01-01 01-02 04-07 04-08 05-01 05-21 06-21 06-26 07-16 08-15 09-18 09-19 10-09 10-27 11-01 12-08 12-25" },
  { "CO", 2023, "01-01 01-09 03-20 04-06 04-07 05-01 05-22 06-12 06-19 07-03 07-20 08-07 08-21 10-16 11-06 11-13 12-08 12-25" },
  { "BR", 2024, "01-01 02-12 02-13 03-29 04-21 05-01 05-30 09-07 10-12 11-02 11-15 11-20 12-25" },
  { "ZA", 2022, "01-01 03-21 04-15 04-18 04-27 05-01 05-02 06-16 08-09 09-24 12-16 12-25 12-26 12-27" },
};

static void
test_years (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr (PrognosisHolidays) holidays = prognosis_holidays_new_for_country (years[i].country);
      g_autofree char *days = list_year (holidays, years[i].year);

      g_test_message ("%s %d", years[i].country, years[i].year);
      g_assert_cmpstr (days, ==, years[i].days);
      g_assert_cmpstr (prognosis_holidays_get_id (holidays), ==, years[i].country);
    }
}

static void
test_unknown (void)
{
  static const char *const codes[] = { "", "XX", "us", "USA", "TR", "ID", "CN", "IN", "U", "US " };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_null (prognosis_holidays_new_for_country (codes[i]));
}

/* Days that are missing, doubled or misplaced change the count of a year, the order or the ends. */
static void
test_all_countries (void)
{
  g_autofree const char **codes = prognosis_holidays_list_countries ();

  g_assert_cmpuint (g_strv_length ((char **) codes), >=, 40);
  for (gsize i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (PrognosisHolidays) holidays = prognosis_holidays_new_for_country (codes[i]);
      gsize n;
      const int *days = prognosis_holidays_get_days (holidays, &n);
      int counts[PROGNOSIS_HOLIDAYS_LAST_YEAR - PROGNOSIS_HOLIDAYS_FIRST_YEAR + 1] = { 0 };

      g_assert_true (i == 0 || strcmp (codes[i - 1], codes[i]) < 0);
      for (gsize k = 0; k < n; k++)
        {
          int year, month, day;

          prognosis_day_to_ymd (days[k], &year, &month, &day);
          g_assert_cmpint (year, >=, PROGNOSIS_HOLIDAYS_FIRST_YEAR);
          g_assert_cmpint (year, <=, PROGNOSIS_HOLIDAYS_LAST_YEAR);
          g_assert_true (k == 0 || days[k - 1] < days[k]);
          g_assert_true (prognosis_holidays_contains (holidays, days[k]));
          g_assert_true (days[k] + 1 == (k + 1 < n ? days[k + 1] : 0) || !prognosis_holidays_contains (holidays, days[k] + 1));
          counts[year - PROGNOSIS_HOLIDAYS_FIRST_YEAR]++;
        }
      for (int year = 1980; year <= 2100; year++)
        {
          int count = counts[year - PROGNOSIS_HOLIDAYS_FIRST_YEAR];
          int christmas = prognosis_day_from_ymd (year, 12, strcmp (codes[i], "JP") == 0 ? 23 : 25);

          g_test_message ("%s %d: %d", codes[i], year, count);
          g_assert_cmpint (count, >=, 5);
          g_assert_cmpint (count, <=, 22);
          g_assert_true (prognosis_holidays_contains (holidays, prognosis_day_from_ymd (year, 1, 1)));
          if (strcmp (codes[i], "RS") != 0 && strcmp (codes[i], "JP") != 0)
            g_assert_true (prognosis_holidays_contains (holidays, christmas));
        }
    }
}

static void
test_own_days (void)
{
  const int days[] = { 30, 10, 20, 10, -5 };
  g_autoptr (PrognosisHolidays) holidays = prognosis_holidays_new (NULL, days, G_N_ELEMENTS (days));
  g_autoptr (PrognosisHolidays) none = prognosis_holidays_new ("none", NULL, 0);
  gsize n;
  const int *kept = prognosis_holidays_get_days (holidays, &n);

  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (kept[0], ==, -5);
  g_assert_cmpint (kept[1], ==, 10);
  g_assert_cmpint (kept[3], ==, 30);
  g_assert_null (prognosis_holidays_get_id (holidays));
  g_assert_true (prognosis_holidays_contains (holidays, 20));
  g_assert_false (prognosis_holidays_contains (holidays, 21));
  g_assert_false (prognosis_holidays_contains (none, 20));
  g_assert_cmpstr (prognosis_holidays_get_id (none), ==, "none");
}

/* Nothing outside the years that the rules are made for. */
static void
test_limits (void)
{
  g_autoptr (PrognosisHolidays) holidays = prognosis_holidays_new_for_country ("US");

  g_assert_true (prognosis_holidays_contains (holidays, parse ("1900-01-01")));
  g_assert_true (prognosis_holidays_contains (holidays, parse ("2100-12-31"))); /* 2101-01-01 is a Saturday */
  g_assert_false (prognosis_holidays_contains (holidays, parse ("1899-12-25")));
  g_assert_false (prognosis_holidays_contains (holidays, parse ("2101-07-04")));
  g_assert_false (prognosis_holidays_contains (holidays, G_MININT));
  g_assert_false (prognosis_holidays_contains (holidays, G_MAXINT));
  g_assert_false (prognosis_holidays_contains (holidays, parse ("2020-06-19")));
  g_assert_true (prognosis_holidays_contains (holidays, parse ("2024-06-19")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/holidays/easter", test_easter);
  g_test_add_func ("/holidays/easter-range", test_easter_range);
  g_test_add_func ("/holidays/years", test_years);
  g_test_add_func ("/holidays/unknown", test_unknown);
  g_test_add_func ("/holidays/all-countries", test_all_countries);
  g_test_add_func ("/holidays/own-days", test_own_days);
  g_test_add_func ("/holidays/limits", test_limits);
  return g_test_run ();
}
