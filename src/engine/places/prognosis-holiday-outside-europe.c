/* SPDX-License-Identifier: GPL-3.0-or-later */

/* National holidays of countries outside Europe, one line each, in the order of the year. Holidays of single states, provinces
   or cantons are left out, as are countries whose holidays follow the moon. To add a country: its rules, and a line in the list
   at the end. */

#include "prognosis-holiday-rules.h"

/* clang-format off */

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

const HolidayCountry prognosis_holiday_outside_europe[] = {
  { "AR", argentina },
  { "AU", australia },
  { "BR", brazil },
  { "CA", canada },
  { "CL", chile },
  { "CO", colombia },
  { "JP", japan },
  { "MX", mexico },
  { "NZ", new_zealand },
  { "PE", peru },
  { "US", united_states },
  { "ZA", south_africa },
  { NULL },
};

/* clang-format on */
