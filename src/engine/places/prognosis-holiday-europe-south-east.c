/* SPDX-License-Identifier: GPL-3.0-or-later */

/* National holidays of southern and eastern Europe, one line each, in the order of the year. Holidays of single states, provinces
   or cantons are left out, as are countries whose holidays follow the moon. To add a country: its rules, and a line in the list
   at the end. */

#include "prognosis-holiday-rules.h"

/* clang-format off */

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

const HolidayCountry prognosis_holiday_europe_south_east[] = {
  { "BG", bulgaria },
  { "CY", cyprus },
  { "CZ", czechia },
  { "ES", spain },
  { "GR", greece },
  { "HR", croatia },
  { "HU", hungary },
  { "IT", italy },
  { "MT", malta },
  { "PL", poland },
  { "PT", portugal },
  { "RO", romania },
  { "RS", serbia },
  { "SI", slovenia },
  { "SK", slovakia },
  { NULL },
};

/* clang-format on */
