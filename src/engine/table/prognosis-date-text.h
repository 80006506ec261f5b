/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-columns.h"
#include "prognosis-date-column.h"

G_BEGIN_DECLS

/* The numbers of a date, whose meaning depends on the style. */
typedef struct
{
  PrognosisDates style;
  gint64 a, b, c; /* in the order written, with the century added to a year at the end */
  gboolean point; /* 22.8.2020: always day first */
} PrognosisDateParts;

/* Takes a date apart. The style is NONE if @text does not look like a date; it is never WEEK, MONTH or SERIAL, which only the
   column can tell. Whether there is such a day is not checked. */
PrognosisDateParts prognosis_date_text_parse (const char *text);

/* Whether @text would be a date if a year stood behind it: “22.08.”, “Aug 22”. */
gboolean prognosis_date_text_lacks_year (const char *text);
/* Whether @text says that a date is not known: “unbekannt”, “n/a”, “non renseigné”, “2020-03-??”. */
gboolean prognosis_date_text_is_unknown (const char *text);

/* The day that the parts name when read in @style, and in @order if the style is ABC. For weeks and months, the last day: @a is
   the year, @b the week or month, @c of a week its #PrognosisWeeks. FALSE: there is no such day. */
gboolean prognosis_date_text_get_day (const PrognosisDateParts *parts, PrognosisDates style, PrognosisDateOrder order, int *day);

G_END_DECLS
