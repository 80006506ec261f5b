/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Two ways to count the weeks of a year. */
typedef enum
{
  PROGNOSIS_WEEKS_NONE, /* the name of a column does not speak of weeks */
  PROGNOSIS_WEEKS_ISO,  /* ISO 8601: Monday to Sunday */
  PROGNOSIS_WEEKS_EPI,  /* epidemiological weeks of the CDC: Sunday to Saturday */
} PrognosisWeeks;

/* Normalised names of columns of years, NULL-terminated. */
const char *const *prognosis_week_text_get_year_names (void);
/* What kind of weeks a column holds by its normalised name, in the languages of the readers. */
PrognosisWeeks prognosis_week_text_look_at_name (const char *key);

/**
 * prognosis_week_text_parse:
 * @text: a cell
 * @in_weeks: the column is known to hold weeks, so that 202032, 2020-32 and 32/2020 are weeks, too; otherwise only what says
 *   so itself is one: 2020-W32, 2020W32, W32-2020, KW 32/2020, 2020-S32, “Week 32 2020”, 2020-W32-1
 *
 * Returns: TRUE: @year has four digits and @week is 1 to 53; whether the year has such a week is not checked
 */
gboolean prognosis_week_text_parse (const char *text, gboolean in_weeks, int *year, int *week);

/* The last day of a week: its Sunday or Saturday. FALSE: there is no such week in that year. */
gboolean prognosis_week_text_get_end (PrognosisWeeks weeks, int year, int week, int *day);

G_END_DECLS
