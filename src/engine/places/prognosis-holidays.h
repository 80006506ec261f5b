/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first and last year for which the holidays of a country are known. */
#define PROGNOSIS_HOLIDAYS_FIRST_YEAR 1900
#define PROGNOSIS_HOLIDAYS_LAST_YEAR 2100

/**
 * PrognosisHolidays:
 *
 * The public holidays of a country, or days that the user lists. Immutable and reference counted; thread-safe.
 *
 * Holidays of a country follow from the rules that prognosis-holiday-list.c joins: those that hold in the whole country, by the
 * law of recent decades. Earlier years follow the same rules, except where a rule names its first year. Regional holidays are
 * left out. A holiday on a weekend that the law also observes on a weekday counts on both days. Countries with holidays that
 * follow the moon (Eid, Lunar New Year, Diwali) are not offered, since no simple rule yields these days.
 */
typedef struct _PrognosisHolidays PrognosisHolidays;

/* @country: two letters of ISO 3166. (transfer full): or NULL if no holidays of it are known */
PrognosisHolidays *prognosis_holidays_new_for_country (const char *country);
/* @days: day numbers in any order. @id: what get_id() returns, or NULL. (transfer full) */
PrognosisHolidays *prognosis_holidays_new (const char *id, const int *days, gsize n);
PrognosisHolidays *prognosis_holidays_ref (PrognosisHolidays *self);
void prognosis_holidays_unref (PrognosisHolidays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisHolidays, prognosis_holidays_unref)

/* Two letters of ISO 3166 if they are those of a country. Lent, or NULL. */
const char *prognosis_holidays_get_id (const PrognosisHolidays *self);
/* All days, ascending, without duplicates. Lent. */
const int *prognosis_holidays_get_days (const PrognosisHolidays *self, gsize *n);
/* @day_number: as in prognosis-day.h */
gboolean prognosis_holidays_contains (const PrognosisHolidays *self, int day_number);

/* The countries whose holidays are known, two letters each, in alphabetical order. (transfer container) */
const char **prognosis_holidays_list_countries (void);

/* Easter Sunday of a year in the Gregorian calendar, from 1583 on: of the western churches, and of the orthodox ones. */
int prognosis_easter (int year);
int prognosis_easter_orthodox (int year);

G_END_DECLS
