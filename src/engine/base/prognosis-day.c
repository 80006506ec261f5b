/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-day.h"

/* Days in an era of 400 years that starts on March 1, and from the start of era 0 to 1970-01-01. */
#define DAYS_OF_ERA 146097
#define DAYS_TO_EPOCH 719468

gboolean
prognosis_day_is_valid (int year, int month, int day)
{
  static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1)
    return FALSE;
  return day <= lengths[month - 1] + (leap && month == 2);
}

/* Years are counted from March, so that the leap day is the last of its year. */
int
prognosis_day_from_ymd (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_OF_ERA + day_of_era - DAYS_TO_EPOCH;
}

void
prognosis_day_to_ymd (int day_number, int *year, int *month, int *day)
{
  gint64 z = (gint64) day_number + DAYS_TO_EPOCH;
  gint64 era = (z >= 0 ? z : z - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA;
  int day_of_era = (int) (z - era * DAYS_OF_ERA);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;

  *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  *year = (int) (year_of_era + era * 400) + (*month <= 2);
}

int
prognosis_day_weekday (int day_number)
{
  int since_thursday = day_number % 7; /* 1970-01-01 was a Thursday */

  return (since_thursday + 7 + 3) % 7 + 1;
}

int
prognosis_day_to_month (int day_number)
{
  int year, month, day;

  prognosis_day_to_ymd (day_number, &year, &month, &day);
  return (year - 1970) * 12 + month - 1;
}

int
prognosis_day_from_month (int month)
{
  const int next = month + 1, year = next >= 0 ? next / 12 : -((11 - next) / 12);

  return prognosis_day_from_ymd (1970 + year, next - 12 * year + 1, 1) - 1;
}

/* The first day of the week that the 4th of January lies in, which is always week 1; @offset: days from Monday to it. */
static int
find_first_week (int year, int offset)
{
  const int fourth = prognosis_day_from_ymd (year, 1, 4);

  return fourth - (prognosis_day_weekday (fourth) - 1 - offset + 7) % 7;
}

static gboolean
from_week (int year, int week, int offset, int *day_number)
{
  if (year < 1000 || year > 2998 || week < 1 || week > 53)
    return FALSE;
  *day_number = find_first_week (year, offset) + 7 * (week - 1);
  return *day_number < find_first_week (year + 1, offset);
}

gboolean
prognosis_day_from_iso_week (int year, int week, int *day_number)
{
  return from_week (year, week, 0, day_number);
}

gboolean
prognosis_day_from_epi_week (int year, int week, int *day_number)
{
  return from_week (year, week, -1, day_number);
}

char *
prognosis_day_format (int day_number)
{
  int year, month, day;

  prognosis_day_to_ymd (day_number, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

gboolean
prognosis_day_parse (const char *text, int *day_number)
{
  int digits[8];
  int n = 0, year, month, day;

  for (gsize i = 0; i < 10; i++)
    if (i == 4 || i == 7)
      {
        if (text[i] != '-')
          return FALSE;
      }
    else if (g_ascii_isdigit (text[i]))
      digits[n++] = text[i] - '0';
    else
      return FALSE;
  if (text[10] != '\0')
    return FALSE;
  year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
  month = digits[4] * 10 + digits[5];
  day = digits[6] * 10 + digits[7];
  if (!prognosis_day_is_valid (year, month, day))
    return FALSE;
  *day_number = prognosis_day_from_ymd (year, month, day);
  return TRUE;
}

char *
prognosis_day_format_month (int day_number)
{
  int year, month, day;

  prognosis_day_to_ymd (day_number, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d", year, month);
}

gboolean
prognosis_day_parse_month (const char *text, int *day_number)
{
  g_autofree char *first = g_strconcat (text, "-01", NULL);

  if (!prognosis_day_parse (first, day_number))
    return FALSE;
  *day_number = prognosis_day_from_month (prognosis_day_to_month (*day_number));
  return TRUE;
}
