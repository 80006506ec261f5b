/* SPDX-License-Identifier: GPL-3.0-or-later */

/* National holidays of northern and western Europe, one line each, in the order of the year. Holidays of single states, provinces
   or cantons are left out, as are countries whose holidays follow the moon. To add a country: its rules, and a line in the list
   at the end. */

#include "prognosis-holiday-rules.h"

/* clang-format off */

/* Ireland: the first Monday of February, unless the 1st is a Friday. */
static const gint8 saint_brigid[] = { 0, 6, 5, 4, 0, 2, 1 };
/* The Netherlands: never on a Sunday. */
static const gint8 dutch[] = { 0, 0, 0, 0, 0, 0, -1 };

static const HolidayRule austria[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { ASCENSION },
  { WHIT_MONDAY },
  { CORPUS_CHRISTI },
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (26, OCT), SINCE (1965) },                           /* National Day */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* St Stephen's Day */
  { 0 },
};

static const HolidayRule belgium[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { ASCENSION },
  { WHIT_MONDAY },
  { DAY (21, JUL) },                                         /* National Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (11, NOV) },                                         /* Armistice */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

static const HolidayRule denmark[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER (-3) },                                           /* Maundy Thursday */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { EASTER (26), UNTIL (2023) },                             /* Great Prayer Day */
  { ASCENSION },
  { WHIT_SUNDAY },
  { WHIT_MONDAY },
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

static const HolidayRule estonia[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (24, FEB) },                                         /* Independence Day */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { DAY (1, MAY) },                                          /* Spring Day */
  { WHIT_SUNDAY },
  { DAY (23, JUN) },                                         /* Victory Day */
  { DAY (24, JUN) },                                         /* Midsummer Day */
  { DAY (20, AUG), SINCE (1998) },                           /* Restoration of Independence */
  { DAY (24, DEC), SINCE (2005) },                           /* Christmas Eve */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

/* The eves are days off by agreement everywhere. */
static const HolidayRule finland[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { ASCENSION },
  { WHIT_SUNDAY },
  { ON_OR_AFTER (FRI, 19, JUN) },                            /* Midsummer Eve */
  { ON_OR_AFTER (SAT, 20, JUN) },                            /* Midsummer Day */
  { ON_OR_AFTER (SAT, 31, OCT) },                            /* All Saints */
  { DAY (6, DEC) },                                          /* Independence Day */
  { DAY (24, DEC) },                                         /* Christmas Eve */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* St Stephen's Day */
  { 0 },
};

static const HolidayRule france[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (8, MAY), SINCE (1982) },                            /* Victory Day */
  { ASCENSION },
  { WHIT_MONDAY },
  { DAY (14, JUL) },                                         /* National Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (11, NOV) },                                         /* Armistice */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

static const HolidayRule germany[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { GOOD_FRIDAY },
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { ASCENSION },
  { WHIT_MONDAY },
  { DAY (3, OCT), SINCE (1990) },                            /* German Unity */
  { ONCE (31, OCT, 2017) },                                  /* 500 years of the Reformation */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

/* The last two are holidays from noon on. */
static const HolidayRule iceland[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER (-3) },                                           /* Maundy Thursday */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { ON_OR_AFTER (THU, 19, APR) },                            /* First Day of Summer */
  { DAY (1, MAY) },                                          /* Labour Day */
  { ASCENSION },
  { WHIT_SUNDAY },
  { WHIT_MONDAY },
  { DAY (17, JUN) },                                         /* National Day */
  { NTH (1, MON, AUG) },                                     /* Commerce Day */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { DAY (24, DEC) },                                         /* Christmas Eve */
  { DAY (31, DEC) },                                         /* New Year's Eve */
  { 0 },
};

static const HolidayRule ireland[] = {
  { DAY (1, JAN), NEXT },                                    /* New Year's Day */
  { DAY (1, FEB), MOVED (saint_brigid), SINCE (2023) },      /* St Brigid's Day */
  { DAY (17, MAR), NEXT },                                   /* St Patrick's Day */
  { ONCE (18, MAR, 2022) },                                  /* Remembrance of those who died of COVID-19 */
  { EASTER_MONDAY },
  { NTH (1, MON, MAY) },                                     /* May Day */
  { NTH (1, MON, JUN) },                                     /* June Holiday */
  { NTH (1, MON, AUG) },                                     /* August Holiday */
  { ON_OR_BEFORE (MON, 31, OCT) },                           /* October Holiday */
  { DAY (25, DEC), NEXT },                                   /* Christmas Day */
  { DAY (26, DEC), NEXT },                                   /* St Stephen's Day */
  { 0 },
};

static const HolidayRule latvia[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (4, MAY), NEXT, SINCE (2002) },                      /* Restoration of Independence */
  { NTH (2, SUN, MAY) },                                     /* Mother's Day */
  { WHIT_SUNDAY },
  { ONCE (29, MAY, 2023) },                                  /* bronze in the Ice Hockey World Championship */
  { DAY (23, JUN) },                                         /* Midsummer Eve */
  { DAY (24, JUN) },                                         /* Midsummer Day */
  { DAY (18, NOV), NEXT },                                   /* Proclamation of the Republic */
  { DAY (24, DEC) },                                         /* Christmas Eve */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { DAY (31, DEC) },                                         /* New Year's Eve */
  { 0 },
};

static const HolidayRule lithuania[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (16, FEB) },                                         /* Restoration of the State */
  { DAY (11, MAR) },                                         /* Restoration of Independence */
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { NTH (1, SUN, MAY) },                                     /* Mother's Day */
  { NTH (1, SUN, JUN) },                                     /* Father's Day */
  { DAY (24, JUN), SINCE (2003) },                           /* Midsummer Day */
  { DAY (6, JUL) },                                          /* Statehood Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (2, NOV), SINCE (2020) },                            /* All Souls */
  { DAY (24, DEC) },                                         /* Christmas Eve */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

static const HolidayRule luxembourg[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (9, MAY), SINCE (2019) },                            /* Europe Day */
  { ASCENSION },
  { WHIT_MONDAY },
  { DAY (23, JUN) },                                         /* National Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* St Stephen's Day */
  { 0 },
};

/* Liberation Day is a day off every five years. */
static const HolidayRule netherlands[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (27, APR), MOVED (dutch), SINCE (2014) },            /* King's Day */
  { DAY (30, APR), MOVED (dutch), UNTIL (2013) },            /* Queen's Day */
  { DAY (5, MAY), SINCE (1990), EVERY (5, 0) },              /* Liberation Day */
  { ASCENSION },
  { WHIT_SUNDAY },
  { WHIT_MONDAY },
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

static const HolidayRule norway[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER (-3) },                                           /* Maundy Thursday */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (17, MAY) },                                         /* Constitution Day */
  { ASCENSION },
  { WHIT_SUNDAY },
  { WHIT_MONDAY },
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

/* The law on leave counts the three eves as Sundays. */
static const HolidayRule sweden[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { ASCENSION },
  { WHIT_SUNDAY },
  { WHIT_MONDAY, UNTIL (2004) },
  { DAY (6, JUN), SINCE (2005) },                            /* National Day */
  { ON_OR_AFTER (FRI, 19, JUN) },                            /* Midsummer Eve */
  { ON_OR_AFTER (SAT, 20, JUN) },                            /* Midsummer Day */
  { ON_OR_AFTER (SAT, 31, OCT) },                            /* All Saints */
  { DAY (24, DEC) },                                         /* Christmas Eve */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { DAY (31, DEC) },                                         /* New Year's Eve */
  { 0 },
};

/* 1 August is the only federal one; the others are kept by all cantons or nearly all. */
static const HolidayRule switzerland[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { GOOD_FRIDAY },
  { EASTER_MONDAY },
  { ASCENSION },
  { WHIT_MONDAY },
  { DAY (1, AUG) },                                          /* National Day */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* St Stephen's Day */
  { 0 },
};

/* England and Wales. */
static const HolidayRule united_kingdom[] = {
  { DAY (1, JAN), NEXT, SINCE (1974) },                      /* New Year's Day */
  { GOOD_FRIDAY },
  { EASTER_MONDAY },
  { NTH (1, MON, MAY), SINCE (1978) },                       /* Early May Holiday */
  { NOT (4, MAY, 2020) },                                    /* 75 years since the end of the war */
  { ONCE (8, MAY, 2020) },
  { ON_OR_BEFORE (MON, 31, MAY) },                           /* Spring Holiday */
  { NOT (28, MAY, 2012) },                                   /* Diamond Jubilee */
  { ONCE (4, JUN, 2012) },
  { ONCE (5, JUN, 2012) },
  { NOT (30, MAY, 2022) },                                   /* Platinum Jubilee */
  { ONCE (2, JUN, 2022) },
  { ONCE (3, JUN, 2022) },
  { ON_OR_BEFORE (MON, 31, AUG) },                           /* Summer Holiday */
  { DAY (25, DEC), NEXT },                                   /* Christmas Day */
  { DAY (26, DEC), NEXT },                                   /* Boxing Day */
  { ONCE (29, APR, 2011) },                                  /* Royal Wedding */
  { ONCE (19, SEP, 2022) },                                  /* Funeral of Elizabeth II */
  { ONCE (8, MAY, 2023) },                                   /* Coronation of Charles III */
  { 0 },
};

const HolidayCountry prognosis_holiday_europe_north_west[] = {
  { "AT", austria },
  { "BE", belgium },
  { "CH", switzerland },
  { "DE", germany },
  { "DK", denmark },
  { "EE", estonia },
  { "FI", finland },
  { "FR", france },
  { "GB", united_kingdom },
  { "IE", ireland },
  { "IS", iceland },
  { "LT", lithuania },
  { "LU", luxembourg },
  { "LV", latvia },
  { "NL", netherlands },
  { "NO", norway },
  { "SE", sweden },
  { NULL },
};

/* clang-format on */
