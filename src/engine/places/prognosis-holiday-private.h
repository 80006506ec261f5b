/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HOLIDAY_END,               /* the end of a list of rules */
  HOLIDAY_DAY,               /* a day of a month, perhaps moved by its weekday */
  HOLIDAY_WEEKDAY_FROM,      /* the first such weekday on or after a day */
  HOLIDAY_WEEKDAY_UNTIL,     /* the last such weekday on or before a day */
  HOLIDAY_EASTER,            /* days from Easter Sunday */
  HOLIDAY_EASTER_ORTHODOX,   /* days from Easter Sunday of the orthodox churches */
  HOLIDAY_EQUINOX_MARCH,     /* in Japan's time, 1980 to 2099 */
  HOLIDAY_EQUINOX_SEPTEMBER, /* the same */
  HOLIDAY_NOT,               /* a day that is no holiday, whatever the other rules say */
} HolidayKind;

/* When a holiday on a weekend is observed, too. */
typedef enum
{
  HOLIDAY_NOT_OBSERVED,     /* on no other day */
  HOLIDAY_NEAREST_WEEKDAY,  /* Saturday: the Friday before; Sunday: the Monday after */
  HOLIDAY_NEXT_WORKING_DAY, /* Saturday and Sunday: the next weekday that is no holiday */
  HOLIDAY_AFTER_SUNDAY,     /* Sunday: the next day that is no holiday */
} HolidayObserved;

/* In HolidayRule.moves: no holiday if it falls on this weekday. */
#define HOLIDAY_NONE G_MININT8

typedef struct
{
  HolidayKind kind;
  int month, day;     /* the fixed day, or the first or last that it may fall on */
  int weekday;        /* 1 (Monday) to 7 (Sunday) */
  int offset;         /* days from Easter */
  int first, last;    /* years; 0: without limit */
  int every;          /* years from one to the next, counted from year 0; 0: every year */
  int phase;          /* the remainder of the year by @every */
  const gint8 *moves; /* days that it moves by, from Monday to Sunday; or NULL */
  HolidayObserved observed;
} HolidayRule;

typedef struct
{
  const char *country;
  const HolidayRule *rules; /* ended by HOLIDAY_END */
} HolidayCountry;

/* The countries of a part of the world, ended by one without a code. */
extern const HolidayCountry prognosis_holiday_europe_north_west[];
extern const HolidayCountry prognosis_holiday_europe_south_east[];
extern const HolidayCountry prognosis_holiday_outside_europe[];

/* All of them, @n, in the order of their codes. Static. */
const HolidayCountry *prognosis_holiday_list (gsize *n);

G_END_DECLS
