/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Day numbers count from 1970-01-01 (0) in the proleptic Gregorian calendar. */

gboolean prognosis_day_is_valid (int year, int month, int day);
int prognosis_day_from_ymd (int year, int month, int day); /* the date must be valid */
void prognosis_day_to_ymd (int day_number, int *year, int *month, int *day);
int prognosis_day_weekday (int day_number); /* 1 (Monday) to 7 (Sunday) */
/* Months are numbered from January 1970 (0). */
int prognosis_day_to_month (int day_number);
int prognosis_day_from_month (int month); /* its last day */
/* The Monday of an ISO 8601 week. FALSE if the year has no such week. */
gboolean prognosis_day_from_iso_week (int year, int week, int *day_number);
/* The Sunday that begins an epidemiological week as the CDC counts them. FALSE where that year has no such week. */
gboolean prognosis_day_from_epi_week (int year, int week, int *day_number);
char *prognosis_day_format (int day_number);                            /* "2020-08-22" (transfer full) */
gboolean prognosis_day_parse (const char *text, int *day_number);       /* exactly this format */
char *prognosis_day_format_month (int day_number);                      /* "2020-08" (transfer full) */
gboolean prognosis_day_parse_month (const char *text, int *day_number); /* exactly this format: its last day */

G_END_DECLS
