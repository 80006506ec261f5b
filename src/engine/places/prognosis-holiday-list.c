/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-holiday-private.h"

/* National holidays, one line each, in the order of the year. Holidays of single states, provinces or cantons are left out, as
   are countries whose holidays follow the moon. To add a country: its rules, and a line in the list at the end. */

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

/* Argentina (law 27399): Tuesday and Wednesday to the Monday before, Thursday and Friday to the Monday after. */
static const gint8 argentine[] = { 0, -1, -2, 4, 3, 0, 0 };
/* Chile (law 19668): Tuesday to Thursday to the Monday before, Friday to the Monday after. */
static const gint8 chilean[] = { 0, -1, -2, -3, 3, 0, 0 };
/* Chile (law 20299): Tuesday to the Friday before, Wednesday to the Friday after. */
static const gint8 chilean_october[] = { 0, -4, 2, 0, 0, 0, 0 };
/* Chile (laws 20215, 20983): days before and after 18 and 19 September that would lie alone. */
static const gint8 chilean_17[] = { 0, HOLIDAY_NONE, HOLIDAY_NONE, HOLIDAY_NONE, 0, HOLIDAY_NONE, HOLIDAY_NONE };
static const gint8 chilean_20[] = { HOLIDAY_NONE, HOLIDAY_NONE, HOLIDAY_NONE, HOLIDAY_NONE, 0, HOLIDAY_NONE, HOLIDAY_NONE };
/* Chile (law 20983): 2 January, if it is a Monday. */
static const gint8 only_monday[] = { 0, HOLIDAY_NONE, HOLIDAY_NONE, HOLIDAY_NONE, HOLIDAY_NONE, HOLIDAY_NONE, HOLIDAY_NONE };
/* Ireland: the first Monday of February, unless the 1st is a Friday. */
static const gint8 saint_brigid[] = { 0, 6, 5, 4, 0, 2, 1 };
/* The Netherlands: never on a Sunday. */
static const gint8 dutch[] = { 0, 0, 0, 0, 0, 0, -1 };

/* Bridge days, which a decree sets for each year, are left out. */
static const HolidayRule argentina[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER (-48), SINCE (2011) },                            /* Carnival Monday */
  { EASTER (-47), SINCE (2011) },                            /* Carnival Tuesday */
  { DAY (24, MAR), SINCE (2006) },                           /* Remembrance for Truth and Justice */
  { DAY (2, APR), SINCE (2001) },                            /* Day of the Veterans */
  { NOT (2, APR, 2020) },
  { ONCE (31, MAR, 2020) },
  { GOOD_FRIDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { ONCE (18, MAY, 2022) },                                  /* census */
  { DAY (25, MAY) },                                         /* May Revolution */
  { DAY (17, JUN), MOVED (argentine), SINCE (2016) },        /* Güemes */
  { DAY (20, JUN) },                                         /* Flag Day */
  { DAY (9, JUL) },                                          /* Independence Day */
  { DAY (17, AUG), MOVED (argentine) },                      /* San Martín */
  { DAY (12, OCT), MOVED (argentine) },                      /* Respect for Cultural Diversity */
  { NTH (4, MON, NOV), SINCE (2010), UNTIL (2016) },         /* National Sovereignty */
  { NOT (23, NOV, 2015) },
  { ONCE (27, NOV, 2015) },
  { DAY (20, NOV), MOVED (argentine), SINCE (2017) },
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { ONCE (20, DEC, 2022) },                                  /* victory in the World Cup */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

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

static const HolidayRule australia[] = {
  { DAY (1, JAN), NEXT },                                    /* New Year's Day */
  { DAY (26, JAN), NEXT },                                   /* Australia Day */
  { GOOD_FRIDAY },
  { EASTER_MONDAY },
  { DAY (25, APR) },                                         /* Anzac Day */
  { ONCE (22, SEP, 2022) },                                  /* Mourning for Elizabeth II */
  { DAY (25, DEC), NEXT },                                   /* Christmas Day */
  { DAY (26, DEC), NEXT },                                   /* Boxing Day */
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

/* Since 2017 a holiday on a weekend, Easter excepted, is followed by a day off. */
static const HolidayRule bulgaria[] = {
  { DAY (1, JAN), UNTIL (2016) },                            /* New Year's Day */
  { DAY (1, JAN), NEXT, SINCE (2017) },
  { DAY (3, MAR), UNTIL (2016) },                            /* Liberation Day */
  { DAY (3, MAR), NEXT, SINCE (2017) },
  { ORTHODOX (-2), SINCE (2010) },                           /* Good Friday */
  { ORTHODOX (-1), SINCE (2010) },                           /* Holy Saturday */
  { ORTHODOX (0) },                                          /* Easter Sunday */
  { ORTHODOX (1) },                                          /* Easter Monday */
  { DAY (1, MAY), UNTIL (2016) },                            /* Labour Day */
  { DAY (1, MAY), NEXT, SINCE (2017) },
  { DAY (6, MAY), UNTIL (2016) },                            /* St George's Day */
  { DAY (6, MAY), NEXT, SINCE (2017) },
  { DAY (24, MAY), UNTIL (2016) },                           /* Education and Culture */
  { DAY (24, MAY), NEXT, SINCE (2017) },
  { DAY (6, SEP), UNTIL (2016) },                            /* Unification Day */
  { DAY (6, SEP), NEXT, SINCE (2017) },
  { DAY (22, SEP), UNTIL (2016) },                           /* Independence Day */
  { DAY (22, SEP), NEXT, SINCE (2017) },
  { DAY (24, DEC), UNTIL (2016) },                           /* Christmas Eve */
  { DAY (24, DEC), NEXT, SINCE (2017) },
  { DAY (25, DEC), UNTIL (2016) },                           /* Christmas Day */
  { DAY (25, DEC), NEXT, SINCE (2017) },
  { DAY (26, DEC), UNTIL (2016) },                           /* Second Day of Christmas */
  { DAY (26, DEC), NEXT, SINCE (2017) },
  { 0 },
};

/* Carnival and Corpus Christi are days off by custom and decree, kept by offices and banks. */
static const HolidayRule brazil[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER (-48) },                                          /* Carnival Monday */
  { EASTER (-47) },                                          /* Carnival Tuesday */
  { GOOD_FRIDAY },
  { DAY (21, APR) },                                         /* Tiradentes */
  { DAY (1, MAY) },                                          /* Labour Day */
  { CORPUS_CHRISTI },
  { DAY (7, SEP) },                                          /* Independence Day */
  { DAY (12, OCT), SINCE (1980) },                           /* Our Lady of Aparecida */
  { DAY (2, NOV) },                                          /* All Souls */
  { DAY (15, NOV) },                                         /* Proclamation of the Republic */
  { DAY (20, NOV), SINCE (2024) },                           /* Black Consciousness */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

/* Those of the Canada Labour Code. */
static const HolidayRule canada[] = {
  { DAY (1, JAN), NEXT },                                    /* New Year's Day */
  { GOOD_FRIDAY },
  { ON_OR_BEFORE (MON, 24, MAY) },                           /* Victoria Day */
  { DAY (1, JUL), NEXT },                                    /* Canada Day */
  { NTH (1, MON, SEP) },                                     /* Labour Day */
  { ONCE (19, SEP, 2022) },                                  /* Mourning for Elizabeth II */
  { DAY (30, SEP), NEXT, SINCE (2021) },                     /* Truth and Reconciliation */
  { NTH (2, MON, OCT) },                                     /* Thanksgiving */
  { DAY (11, NOV), NEXT },                                   /* Remembrance Day */
  { DAY (25, DEC), NEXT },                                   /* Christmas Day */
  { DAY (26, DEC), NEXT },                                   /* Boxing Day */
  { 0 },
};

/* The Indigenous Peoples' Day is the day of the solstice. */
static const HolidayRule chile[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (2, JAN), MOVED (only_monday), SINCE (2017) },
  { GOOD_FRIDAY },
  { EASTER (-1) },                                           /* Holy Saturday */
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (21, MAY) },                                         /* Navy Day */
  { DAY (21, JUN), SINCE (2021), UNTIL (2023) },             /* Indigenous Peoples */
  { DAY (20, JUN), SINCE (2024), EVERY (4, 0) },
  { DAY (20, JUN), SINCE (2024), EVERY (4, 1) },
  { DAY (21, JUN), SINCE (2024), EVERY (4, 2) },
  { DAY (21, JUN), SINCE (2024), EVERY (4, 3) },
  { DAY (29, JUN), MOVED (chilean) },                        /* St Peter and St Paul */
  { DAY (16, JUL), SINCE (2007) },                           /* Our Lady of Mount Carmel */
  { DAY (15, AUG) },                                         /* Assumption */
  { ONCE (16, SEP, 2022) },
  { DAY (17, SEP), MOVED (chilean_17), SINCE (2017) },
  { DAY (18, SEP) },                                         /* Independence Day */
  { DAY (19, SEP) },                                         /* Army Day */
  { DAY (20, SEP), MOVED (chilean_20), SINCE (2007) },
  { DAY (12, OCT), MOVED (chilean) },                        /* Meeting of Two Worlds */
  { DAY (31, OCT), MOVED (chilean_october), SINCE (2008) },  /* Reformation Day */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

/* Law 51 of 1983 moves most holidays to the Monday on or after them. */
static const HolidayRule colombia[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { ON_OR_AFTER (MON, 6, JAN) },                             /* Epiphany */
  { ON_OR_AFTER (MON, 19, MAR) },                            /* St Joseph */
  { EASTER (-3) },                                           /* Maundy Thursday */
  { GOOD_FRIDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { EASTER (43) },                                           /* Ascension */
  { EASTER (64) },                                           /* Corpus Christi */
  { EASTER (71) },                                           /* Sacred Heart */
  { ON_OR_AFTER (MON, 29, JUN) },                            /* St Peter and St Paul */
  { DAY (20, JUL) },                                         /* Independence Day */
  { DAY (7, AUG) },                                          /* Battle of Boyacá */
  { ON_OR_AFTER (MON, 15, AUG) },                            /* Assumption */
  { ON_OR_AFTER (MON, 12, OCT) },                            /* Ethnic and Cultural Diversity */
  { ON_OR_AFTER (MON, 1, NOV) },                             /* All Saints */
  { ON_OR_AFTER (MON, 11, NOV) },                            /* Independence of Cartagena */
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

static const HolidayRule croatia[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (30, MAY), SINCE (2020) },                           /* Statehood Day */
  { CORPUS_CHRISTI },
  { DAY (22, JUN) },                                         /* Anti-Fascist Struggle */
  { DAY (25, JUN), UNTIL (2019) },                           /* Statehood Day */
  { DAY (5, AUG) },                                          /* Victory Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (8, OCT), UNTIL (2019) },                            /* Independence Day */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (18, NOV), SINCE (2020) },                           /* Remembrance Day */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* St Stephen's Day */
  { 0 },
};

static const HolidayRule cyprus[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { ORTHODOX (-48) },                                        /* Clean Monday */
  { DAY (25, MAR) },                                         /* Greek Independence Day */
  { DAY (1, APR) },                                          /* National Day */
  { ORTHODOX (-2) },                                         /* Good Friday */
  { ORTHODOX (0) },                                          /* Easter Sunday */
  { ORTHODOX (1) },                                          /* Easter Monday */
  { DAY (1, MAY) },                                          /* Labour Day */
  { ORTHODOX (50) },                                         /* Whit Monday */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (1, OCT) },                                          /* Independence Day */
  { DAY (28, OCT) },                                         /* Greek National Day */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Boxing Day */
  { 0 },
};

static const HolidayRule czechia[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { GOOD_FRIDAY, SINCE (2016) },
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (8, MAY) },                                          /* Victory Day */
  { DAY (5, JUL) },                                          /* Cyril and Methodius */
  { DAY (6, JUL) },                                          /* Jan Hus */
  { DAY (28, SEP), SINCE (2000) },                           /* St Wenceslas */
  { DAY (28, OCT) },                                         /* Independence Day */
  { DAY (17, NOV), SINCE (2000) },                           /* Freedom and Democracy */
  { DAY (24, DEC) },                                         /* Christmas Eve */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* St Stephen's Day */
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

static const HolidayRule greece[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { ORTHODOX (-48) },                                        /* Clean Monday */
  { DAY (25, MAR) },                                         /* Independence Day */
  { ORTHODOX (-2) },                                         /* Good Friday */
  { ORTHODOX (0) },                                          /* Easter Sunday */
  { ORTHODOX (1) },                                          /* Easter Monday */
  { DAY (1, MAY) },                                          /* Labour Day */
  { ORTHODOX (50) },                                         /* Whit Monday */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (28, OCT) },                                         /* Ochi Day */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

static const HolidayRule hungary[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (15, MAR) },                                         /* Revolution of 1848 */
  { GOOD_FRIDAY, SINCE (2017) },
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { WHIT_SUNDAY },
  { WHIT_MONDAY },
  { DAY (20, AUG) },                                         /* St Stephen's Day */
  { DAY (23, OCT) },                                         /* Revolution of 1956 */
  { DAY (1, NOV) },                                          /* All Saints */
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

static const HolidayRule italy[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (25, APR) },                                         /* Liberation Day */
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (2, JUN) },                                          /* Republic Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (4, OCT), SINCE (2026) },                            /* St Francis */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* St Stephen's Day */
  { 0 },
};

/* A day between two holidays is one, too: such days are in the last lines. */
static const HolidayRule japan[] = {
  { DAY (1, JAN), AFTER_SUNDAY },                            /* New Year's Day */
  { NTH (2, MON, JAN), SINCE (2000) },                       /* Coming of Age */
  { DAY (11, FEB), AFTER_SUNDAY },                           /* National Foundation */
  { DAY (23, FEB), AFTER_SUNDAY, SINCE (2020) },             /* Emperor's Birthday */
  { .kind = HOLIDAY_EQUINOX_MARCH, AFTER_SUNDAY, SINCE (1980), UNTIL (2099) },
  { DAY (29, APR), AFTER_SUNDAY },                           /* Shōwa Day */
  { DAY (3, MAY), AFTER_SUNDAY },                            /* Constitution Day */
  { DAY (4, MAY), AFTER_SUNDAY },                            /* Greenery Day */
  { DAY (5, MAY), AFTER_SUNDAY },                            /* Children's Day */
  { NTH (3, MON, JUL), SINCE (2003) },                       /* Marine Day */
  { DAY (11, AUG), AFTER_SUNDAY, SINCE (2016) },             /* Mountain Day */
  { NTH (3, MON, SEP), SINCE (2003) },                       /* Respect for the Aged */
  { .kind = HOLIDAY_EQUINOX_SEPTEMBER, AFTER_SUNDAY, SINCE (1980), UNTIL (2099) },
  { NTH (2, MON, OCT), SINCE (2000) },                       /* Sports Day */
  { DAY (3, NOV), AFTER_SUNDAY },                            /* Culture Day */
  { DAY (23, NOV), AFTER_SUNDAY },                           /* Labour Thanksgiving */
  { DAY (23, DEC), AFTER_SUNDAY, SINCE (1989), UNTIL (2018) }, /* Emperor's Birthday */
  { ONCE (30, APR, 2019) },                                  /* abdication and accession */
  { ONCE (1, MAY, 2019) },
  { ONCE (2, MAY, 2019) },
  { ONCE (22, OCT, 2019) },                                  /* enthronement */
  { NOT (20, JUL, 2020) },                                   /* moved for the Olympic Games */
  { ONCE (23, JUL, 2020) },
  { NOT (12, OCT, 2020) },
  { ONCE (24, JUL, 2020) },
  { NOT (11, AUG, 2020) },
  { ONCE (10, AUG, 2020) },
  { NOT (19, JUL, 2021) },
  { ONCE (22, JUL, 2021) },
  { NOT (11, OCT, 2021) },
  { ONCE (23, JUL, 2021) },
  { NOT (11, AUG, 2021) },
  { ONCE (8, AUG, 2021), AFTER_SUNDAY },
  { ONCE (22, SEP, 2009) },
  { ONCE (22, SEP, 2015) },
  { ONCE (22, SEP, 2026) },
  { ONCE (21, SEP, 2032) },
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

static const HolidayRule malta[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (10, FEB) },                                         /* St Paul's Shipwreck */
  { DAY (19, MAR) },                                         /* St Joseph */
  { DAY (31, MAR) },                                         /* Freedom Day */
  { GOOD_FRIDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (7, JUN) },                                          /* Sette Giugno */
  { DAY (29, JUN) },                                         /* St Peter and St Paul */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (8, SEP) },                                          /* Victory Day */
  { DAY (21, SEP) },                                         /* Independence Day */
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { DAY (13, DEC) },                                         /* Republic Day */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

static const HolidayRule mexico[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { NTH (1, MON, FEB), SINCE (2006) },                       /* Constitution Day */
  { NTH (3, MON, MAR), SINCE (2006) },                       /* Benito Juárez */
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (16, SEP) },                                         /* Independence Day */
  { DAY (1, OCT), SINCE (2024), EVERY (6, 2) },              /* a new president */
  { NTH (3, MON, NOV), SINCE (2006) },                       /* Revolution Day */
  { DAY (1, DEC), UNTIL (2018), EVERY (6, 2) },              /* a new president */
  { DAY (25, DEC) },                                         /* Christmas Day */
  /* Before 2006 on the days themselves. */
  { DAY (5, FEB), UNTIL (2005) },
  { DAY (21, MAR), UNTIL (2005) },
  { DAY (20, NOV), UNTIL (2005) },
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

/* Matariki follows the moon; its days are set by law, here up to 2035. */
static const HolidayRule new_zealand[] = {
  { DAY (1, JAN), NEXT },                                    /* New Year's Day */
  { DAY (2, JAN), NEXT },                                    /* Day after New Year's Day */
  { DAY (6, FEB), UNTIL (2013) },                            /* Waitangi Day */
  { DAY (6, FEB), NEXT, SINCE (2014) },
  { GOOD_FRIDAY },
  { EASTER_MONDAY },
  { DAY (25, APR), UNTIL (2013) },                           /* Anzac Day */
  { DAY (25, APR), NEXT, SINCE (2014) },
  { NTH (1, MON, JUN) },                                     /* King's Birthday */
  { ONCE (24, JUN, 2022) },                                  /* Matariki */
  { ONCE (14, JUL, 2023) },
  { ONCE (28, JUN, 2024) },
  { ONCE (20, JUN, 2025) },
  { ONCE (10, JUL, 2026) },
  { ONCE (25, JUN, 2027) },
  { ONCE (14, JUL, 2028) },
  { ONCE (6, JUL, 2029) },
  { ONCE (21, JUN, 2030) },
  { ONCE (11, JUL, 2031) },
  { ONCE (2, JUL, 2032) },
  { ONCE (24, JUN, 2033) },
  { ONCE (7, JUL, 2034) },
  { ONCE (29, JUN, 2035) },
  { ONCE (26, SEP, 2022) },                                  /* Memorial for Elizabeth II */
  { NTH (4, MON, OCT) },                                     /* Labour Day */
  { DAY (25, DEC), NEXT },                                   /* Christmas Day */
  { DAY (26, DEC), NEXT },                                   /* Boxing Day */
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

static const HolidayRule peru[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { EASTER (-3) },                                           /* Maundy Thursday */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (7, JUN), SINCE (2024) },                            /* Flag Day */
  { DAY (29, JUN) },                                         /* St Peter and St Paul */
  { DAY (23, JUL), SINCE (2023) },                           /* Air Force Day */
  { DAY (28, JUL) },                                         /* Independence Day */
  { DAY (29, JUL) },                                         /* Independence Day, second day */
  { DAY (6, AUG), SINCE (2022) },                            /* Battle of Junín */
  { DAY (30, AUG) },                                         /* St Rose of Lima */
  { DAY (8, OCT) },                                          /* Battle of Angamos */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { DAY (9, DEC), SINCE (2022) },                            /* Battle of Ayacucho */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

static const HolidayRule poland[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN), SINCE (2011) },                            /* Epiphany */
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (3, MAY) },                                          /* Constitution Day */
  { WHIT_SUNDAY },
  { CORPUS_CHRISTI },
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (11, NOV) },                                         /* Independence Day */
  { ONCE (12, NOV, 2018) },                                  /* 100 years of independence */
  { DAY (24, DEC), SINCE (2025) },                           /* Christmas Eve */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

/* Four holidays were suspended from 2013 to 2015. */
static const HolidayRule portugal[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { GOOD_FRIDAY },
  { EASTER (0) },                                            /* Easter Sunday */
  { DAY (25, APR), SINCE (1975) },                           /* Freedom Day */
  { DAY (1, MAY) },                                          /* Labour Day */
  { CORPUS_CHRISTI, UNTIL (2012) },
  { CORPUS_CHRISTI, SINCE (2016) },
  { DAY (10, JUN) },                                         /* Portugal Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (5, OCT), UNTIL (2012) },                            /* Republic Day */
  { DAY (5, OCT), SINCE (2016) },
  { DAY (1, NOV), UNTIL (2012) },                            /* All Saints */
  { DAY (1, NOV), SINCE (2016) },
  { DAY (1, DEC), UNTIL (2012) },                            /* Restoration of Independence */
  { DAY (1, DEC), SINCE (2016) },
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { 0 },
};

static const HolidayRule romania[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (2, JAN) },                                          /* Day after New Year's Day */
  { DAY (6, JAN), SINCE (2024) },                            /* Epiphany */
  { DAY (7, JAN), SINCE (2024) },                            /* St John */
  { DAY (24, JAN), SINCE (2017) },                           /* Union Day */
  { ORTHODOX (-2), SINCE (2018) },                           /* Good Friday */
  { ORTHODOX (0) },                                          /* Easter Sunday */
  { ORTHODOX (1) },                                          /* Easter Monday */
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (1, JUN), SINCE (2017) },                            /* Children's Day */
  { ORTHODOX (49), SINCE (2009) },                           /* Whit Sunday */
  { ORTHODOX (50), SINCE (2009) },                           /* Whit Monday */
  { DAY (15, AUG), SINCE (2009) },                           /* Assumption */
  { DAY (30, NOV), SINCE (2012) },                           /* St Andrew */
  { DAY (1, DEC), SINCE (1990) },                            /* National Day */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Second Day of Christmas */
  { 0 },
};

static const HolidayRule serbia[] = {
  { DAY (1, JAN), AFTER_SUNDAY },                            /* New Year's Day */
  { DAY (2, JAN), AFTER_SUNDAY },                            /* Day after New Year's Day */
  { DAY (7, JAN) },                                          /* Christmas Day */
  { DAY (15, FEB), AFTER_SUNDAY },                           /* Statehood Day */
  { DAY (16, FEB), AFTER_SUNDAY },                           /* Statehood Day, second day */
  { ORTHODOX (-2) },                                         /* Good Friday */
  { ORTHODOX (-1) },                                         /* Holy Saturday */
  { ORTHODOX (0) },                                          /* Easter Sunday */
  { ORTHODOX (1) },                                          /* Easter Monday */
  { DAY (1, MAY), AFTER_SUNDAY },                            /* Labour Day */
  { DAY (2, MAY), AFTER_SUNDAY },                            /* Labour Day, second day */
  { DAY (11, NOV), AFTER_SUNDAY, SINCE (2012) },             /* Armistice */
  { 0 },
};

static const HolidayRule slovakia[] = {
  { DAY (1, JAN) },                                          /* Republic Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { GOOD_FRIDAY },
  { EASTER_MONDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (8, MAY) },                                          /* Victory Day */
  { NOT (8, MAY, 2026) },                                    /* a working day in that year */
  { DAY (5, JUL) },                                          /* Cyril and Methodius */
  { DAY (29, AUG) },                                         /* National Uprising */
  { DAY (1, SEP), UNTIL (2023) },                            /* Constitution Day */
  { DAY (15, SEP) },                                         /* Our Lady of Sorrows */
  { NOT (15, SEP, 2026) },                                   /* the same */
  { ONCE (30, OCT, 2018) },                                  /* 100 years of the Martin Declaration */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (17, NOV), SINCE (2001), UNTIL (2024) },             /* Freedom and Democracy */
  { DAY (24, DEC) },                                         /* Christmas Eve */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* St Stephen's Day */
  { 0 },
};

static const HolidayRule slovenia[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (2, JAN), UNTIL (2012) },                            /* Day after New Year's Day */
  { DAY (2, JAN), SINCE (2017) },
  { DAY (8, FEB) },                                          /* Prešeren Day */
  { EASTER (0) },                                            /* Easter Sunday */
  { EASTER_MONDAY },
  { DAY (27, APR) },                                         /* Uprising Against Occupation */
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (2, MAY) },                                          /* Labour Day, second day */
  { WHIT_SUNDAY },
  { DAY (25, JUN) },                                         /* Statehood Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (31, OCT) },                                         /* Reformation Day */
  { DAY (1, NOV) },                                          /* Remembrance Day */
  { DAY (25, DEC) },                                         /* Christmas Day */
  { DAY (26, DEC) },                                         /* Independence and Unity */
  { 0 },
};

static const HolidayRule south_africa[] = {
  { DAY (1, JAN), AFTER_SUNDAY },                            /* New Year's Day */
  { DAY (21, MAR), AFTER_SUNDAY, SINCE (1995) },             /* Human Rights Day */
  { GOOD_FRIDAY },
  { EASTER_MONDAY },                                         /* Family Day */
  { DAY (27, APR), AFTER_SUNDAY, SINCE (1995) },             /* Freedom Day */
  { DAY (1, MAY), AFTER_SUNDAY },                            /* Workers' Day */
  { DAY (16, JUN), AFTER_SUNDAY, SINCE (1995) },             /* Youth Day */
  { DAY (9, AUG), AFTER_SUNDAY, SINCE (1995) },              /* Women's Day */
  { DAY (24, SEP), AFTER_SUNDAY, SINCE (1995) },             /* Heritage Day */
  { DAY (16, DEC), AFTER_SUNDAY },                           /* Reconciliation */
  { DAY (25, DEC), AFTER_SUNDAY },                           /* Christmas Day */
  { DAY (26, DEC), AFTER_SUNDAY },                           /* Goodwill */
  { ONCE (8, MAY, 2019) },                                   /* elections */
  { ONCE (1, NOV, 2021) },
  { ONCE (29, MAY, 2024) },
  { ONCE (15, DEC, 2023) },                                  /* victory in the Rugby World Cup */
  { 0 },
};

static const HolidayRule spain[] = {
  { DAY (1, JAN) },                                          /* New Year's Day */
  { DAY (6, JAN) },                                          /* Epiphany */
  { GOOD_FRIDAY },
  { DAY (1, MAY) },                                          /* Labour Day */
  { DAY (15, AUG) },                                         /* Assumption */
  { DAY (12, OCT) },                                         /* National Day */
  { DAY (1, NOV) },                                          /* All Saints */
  { DAY (6, DEC), SINCE (1983) },                            /* Constitution Day */
  { DAY (8, DEC) },                                          /* Immaculate Conception */
  { DAY (25, DEC) },                                         /* Christmas Day */
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

/* Federal. */
static const HolidayRule united_states[] = {
  { DAY (1, JAN), NEAREST },                                 /* New Year's Day */
  { NTH (3, MON, JAN), SINCE (1986) },                       /* Martin Luther King Day */
  { NTH (3, MON, FEB) },                                     /* Washington's Birthday */
  { ON_OR_BEFORE (MON, 31, MAY) },                           /* Memorial Day */
  { DAY (19, JUN), NEAREST, SINCE (2021) },                  /* Juneteenth */
  { DAY (4, JUL), NEAREST },                                 /* Independence Day */
  { NTH (1, MON, SEP) },                                     /* Labor Day */
  { NTH (2, MON, OCT) },                                     /* Columbus Day */
  { DAY (11, NOV), NEAREST },                                /* Veterans Day */
  { NTH (4, THU, NOV) },                                     /* Thanksgiving */
  { DAY (25, DEC), NEAREST },                                /* Christmas Day */
  { 0 },
};

static const HolidayCountry countries[] = {
  { "AR", argentina },
  { "AT", austria },
  { "AU", australia },
  { "BE", belgium },
  { "BG", bulgaria },
  { "BR", brazil },
  { "CA", canada },
  { "CH", switzerland },
  { "CL", chile },
  { "CO", colombia },
  { "CY", cyprus },
  { "CZ", czechia },
  { "DE", germany },
  { "DK", denmark },
  { "EE", estonia },
  { "ES", spain },
  { "FI", finland },
  { "FR", france },
  { "GB", united_kingdom },
  { "GR", greece },
  { "HR", croatia },
  { "HU", hungary },
  { "IE", ireland },
  { "IS", iceland },
  { "IT", italy },
  { "JP", japan },
  { "LT", lithuania },
  { "LU", luxembourg },
  { "LV", latvia },
  { "MT", malta },
  { "MX", mexico },
  { "NL", netherlands },
  { "NO", norway },
  { "NZ", new_zealand },
  { "PE", peru },
  { "PL", poland },
  { "PT", portugal },
  { "RO", romania },
  { "RS", serbia },
  { "SE", sweden },
  { "SI", slovenia },
  { "SK", slovakia },
  { "US", united_states },
  { "ZA", south_africa },
};

/* clang-format on */

const HolidayCountry *
prognosis_holiday_list (gsize *n)
{
  *n = G_N_ELEMENTS (countries);
  return countries;
}
