/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-holidays.h"

#include <string.h>

#include "prognosis-day.h"
#include "prognosis-holiday-private.h"

struct _PrognosisHolidays
{
  gatomicrefcount ref_count;
  char *id;
  GArray *days; /* int, ascending */
};

/* The days of some years, one element a day. */
typedef struct
{
  int first;
  gsize n;
  guint8 *is_holiday;
} Calendar;

typedef struct
{
  int day;
  HolidayObserved observed;
} Fixed;

/* The computus of Meeus, Jones and Butcher. */
int
prognosis_easter (int year)
{
  int golden = year % 19, century = year / 100, of_century = year % 100;
  int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  int weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
  int correction = (golden + 11 * moon + 22 * weekday) / 451;
  int days = moon + weekday - 7 * correction + 114;

  return prognosis_day_from_ymd (year, days / 31, days % 31 + 1);
}

/* The Julian computus of Meeus, and the days by which the Julian calendar is behind from March of that year on. */
int
prognosis_easter_orthodox (int year)
{
  int moon = (19 * (year % 19) + 15) % 30;
  int weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  int days = moon + weekday + 114;
  int behind = year / 100 - year / 400 - 2;

  return prognosis_day_from_ymd (year, 3, 1) + (days / 31 == 3 ? 0 : 31) + days % 31 + behind;
}

/* The usual approximation for Japan's time; @start: the day of the month at the beginning of 1980, with its fraction. */
static int
find_equinox (int year, int month, double start)
{
  int passed = year - 1980;

  return prognosis_day_from_ymd (year, month, (int) (start + 0.242194 * passed) - passed / 4);
}

/* FALSE if there is none in that year. */
static gboolean
find_day (const HolidayRule *rule, int year, int *day)
{
  if ((rule->first > 0 && year < rule->first) || (rule->last > 0 && year > rule->last)
      || (rule->every > 0 && year % rule->every != rule->phase))
    return FALSE;
  switch (rule->kind)
    {
    case HOLIDAY_EASTER: *day = prognosis_easter (year) + rule->offset; return TRUE;
    case HOLIDAY_EASTER_ORTHODOX: *day = prognosis_easter_orthodox (year) + rule->offset; return TRUE;
    case HOLIDAY_EQUINOX_MARCH: *day = find_equinox (year, 3, 20.8431); return TRUE;
    case HOLIDAY_EQUINOX_SEPTEMBER: *day = find_equinox (year, 9, 23.2488); return TRUE;
    default: break;
    }
  *day = prognosis_day_from_ymd (year, rule->month, rule->day);
  if (rule->kind == HOLIDAY_WEEKDAY_FROM)
    *day += (rule->weekday - prognosis_day_weekday (*day) + 7) % 7;
  else if (rule->kind == HOLIDAY_WEEKDAY_UNTIL)
    *day -= (prognosis_day_weekday (*day) - rule->weekday + 7) % 7;
  else if (rule->moves != NULL)
    {
      gint8 move = rule->moves[prognosis_day_weekday (*day) - 1];

      *day += move;
      return move != HOLIDAY_NONE;
    }
  return TRUE;
}

static void
set (Calendar *self, int day, gboolean is_holiday)
{
  if (day >= self->first && (gsize) (day - self->first) < self->n)
    self->is_holiday[day - self->first] = is_holiday;
}

static gboolean
get (const Calendar *self, int day)
{
  return day >= self->first && (gsize) (day - self->first) < self->n && self->is_holiday[day - self->first];
}

/* The weekday on which a holiday on a weekend is observed; @day itself if there is none. */
static int
find_observed (const Calendar *self, int day, HolidayObserved observed)
{
  int weekday = prognosis_day_weekday (day), other = day;

  if (weekday < 6 || (weekday == 6 && observed == HOLIDAY_AFTER_SUNDAY))
    return day;
  switch (observed)
    {
    case HOLIDAY_NOT_OBSERVED: break;
    case HOLIDAY_NEAREST_WEEKDAY: return weekday == 6 ? day - 1 : day + 1;
    case HOLIDAY_NEXT_WORKING_DAY:
      while (get (self, other) || prognosis_day_weekday (other) > 5)
        other++;
      break;
    case HOLIDAY_AFTER_SUNDAY:
      while (get (self, other))
        other++;
      break;
    default: g_assert_not_reached ();
    }
  return other;
}

static int
compare_fixed (gconstpointer a, gconstpointer b)
{
  const Fixed *x = a, *y = b;

  return x->day < y->day ? -1 : x->day > y->day;
}

static void
fill (Calendar *self, const HolidayRule *rules)
{
  g_autoptr (GArray) fixed = g_array_new (FALSE, FALSE, sizeof (Fixed));
  int day;

  for (const HolidayRule *rule = rules; rule->kind != HOLIDAY_END; rule++)
    for (int year = PROGNOSIS_HOLIDAYS_FIRST_YEAR - 1; year <= PROGNOSIS_HOLIDAYS_LAST_YEAR + 1; year++)
      if (rule->kind != HOLIDAY_NOT && find_day (rule, year, &day))
        {
          Fixed one = { day, rule->observed };

          set (self, day, TRUE);
          if (rule->observed != HOLIDAY_NOT_OBSERVED)
            g_array_append_val (fixed, one);
        }
  for (const HolidayRule *rule = rules; rule->kind != HOLIDAY_END; rule++)
    if (rule->kind == HOLIDAY_NOT && find_day (rule, rule->first, &day))
      set (self, day, FALSE);
  g_array_sort (fixed, compare_fixed);
  for (guint i = 0; i < fixed->len; i++)
    {
      const Fixed *one = &g_array_index (fixed, Fixed, i);

      if (get (self, one->day))
        set (self, find_observed (self, one->day, one->observed), TRUE);
    }
}

static PrognosisHolidays *
new_empty (const char *id)
{
  PrognosisHolidays *self = g_new0 (PrognosisHolidays, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->days = g_array_new (FALSE, FALSE, sizeof (int));
  return self;
}

static const HolidayRule *
find_rules (const char *country)
{
  gsize n;
  const HolidayCountry *countries = prognosis_holiday_list (&n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (countries[i].country, country) == 0)
      return countries[i].rules;
  return NULL;
}

PrognosisHolidays *
prognosis_holidays_new_for_country (const char *country)
{
  const int first = prognosis_day_from_ymd (PROGNOSIS_HOLIDAYS_FIRST_YEAR, 1, 1);
  const int end = prognosis_day_from_ymd (PROGNOSIS_HOLIDAYS_LAST_YEAR + 1, 1, 1);
  /* The observed day may lie in the year before or after. */
  Calendar calendar = { first - 366, (gsize) (end - first) + 2 * 366, NULL };
  const HolidayRule *rules;
  PrognosisHolidays *self;

  g_return_val_if_fail (country != NULL, NULL);

  rules = find_rules (country);
  if (rules == NULL)
    return NULL;
  self = new_empty (country);
  calendar.is_holiday = g_new0 (guint8, calendar.n);
  fill (&calendar, rules);
  for (int day = first; day < end; day++)
    if (get (&calendar, day))
      g_array_append_val (self->days, day);
  g_free (calendar.is_holiday);
  return self;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const int *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

PrognosisHolidays *
prognosis_holidays_new (const char *id, const int *days, gsize n)
{
  PrognosisHolidays *self = new_empty (id);
  guint kept = 0;

  g_return_val_if_fail (days != NULL || n == 0, self);

  g_array_append_vals (self->days, days, (guint) n);
  g_array_sort (self->days, compare_days);
  for (guint i = 0; i < self->days->len; i++)
    if (i == 0 || g_array_index (self->days, int, i) != g_array_index (self->days, int, kept - 1))
      g_array_index (self->days, int, kept++) = g_array_index (self->days, int, i);
  g_array_set_size (self->days, kept);
  return self;
}

PrognosisHolidays *
prognosis_holidays_ref (PrognosisHolidays *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_holidays_unref (PrognosisHolidays *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_array_unref (self->days);
  g_free (self);
}

const char *
prognosis_holidays_get_id (const PrognosisHolidays *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->id;
}

const int *
prognosis_holidays_get_days (const PrognosisHolidays *self, gsize *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);
  *n = self->days->len;
  return (const int *) self->days->data;
}

gboolean
prognosis_holidays_contains (const PrognosisHolidays *self, int day_number)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_array_binary_search (self->days, &day_number, compare_days, NULL);
}

const char **
prognosis_holidays_list_countries (void)
{
  gsize n;
  const HolidayCountry *countries = prognosis_holiday_list (&n);
  const char **codes = g_new0 (const char *, n + 1);

  for (gsize i = 0; i < n; i++)
    codes[i] = countries[i].country;
  return codes;
}
