/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-holiday-private.h"

/* Words for the rules of holidays, so that each is one short line in the lists of countries. */

#define DAY(d, m) .kind = HOLIDAY_DAY, .day = d, .month = m
#define NTH(n, w, m) .kind = HOLIDAY_WEEKDAY_FROM, .day = 7 * (n) -6, .month = m, .weekday = w
#define ON_OR_AFTER(w, d, m) .kind = HOLIDAY_WEEKDAY_FROM, .day = d, .month = m, .weekday = w
#define ON_OR_BEFORE(w, d, m) .kind = HOLIDAY_WEEKDAY_UNTIL, .day = d, .month = m, .weekday = w
#define EASTER(n) .kind = HOLIDAY_EASTER, .offset = n
#define ORTHODOX(n) .kind = HOLIDAY_EASTER_ORTHODOX, .offset = n
#define ONCE(d, m, y) .kind = HOLIDAY_DAY, .day = d, .month = m, .first = y, .last = y
#define NOT(d, m, y) .kind = HOLIDAY_NOT, .day = d, .month = m, .first = y, .last = y

#define SINCE(y) .first = y
#define UNTIL(y) .last = y
#define EVERY(n, rest) .every = n, .phase = rest
#define MOVED(by) .moves = by
#define NEAREST .observed = HOLIDAY_NEAREST_WEEKDAY
#define NEXT .observed = HOLIDAY_NEXT_WORKING_DAY
#define AFTER_SUNDAY .observed = HOLIDAY_AFTER_SUNDAY

#define GOOD_FRIDAY EASTER (-2)
#define EASTER_MONDAY EASTER (1)
#define ASCENSION EASTER (39)
#define WHIT_SUNDAY EASTER (49)
#define WHIT_MONDAY EASTER (50)
#define CORPUS_CHRISTI EASTER (60)

/* clang-format off */
enum { MON = 1, TUE, WED, THU, FRI, SAT, SUN };
enum { JAN = 1, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC };
/* clang-format on */
