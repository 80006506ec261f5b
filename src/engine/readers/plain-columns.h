/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-date-column.h"
#include "plain-known.h"
#include "prognosis-candidate.h"
#include "plain-where.h"

G_BEGIN_DECLS

typedef struct
{
  gsize column;
  PrognosisReason reason;
} PrognosisSetAside;

/**
 * PrognosisPlainColumns:
 *
 * The use of each column of a plain table, inferred from the names and the first rows. -1: none.
 */
typedef struct
{
  gssize date;
  gboolean date_is_start; /* dates are first days of weeks */
  gboolean date_is_end;   /* dates are last days of weeks */
  gssize code;
  gssize names[4]; /* finest level first */
  guint n_names;
  gssize population;
  gssize as_of;    /* date of the version of a row */
  gssize partial;  /* whether the period of a row is still incomplete */
  gssize quantity; /* names the signal when one column holds all values */
  PrognosisRows rows;
  gssize week;                      /* within the year in the column @date */
  const PrognosisKnownTable *known; /* or NULL */
  gboolean iso_weeks;
  gssize month;               /* within the year in the column @date */
  gssize day;                 /* within that month; -1: the rows are months */
  GArray *months;             /* int by column: the month in its header, or 0, when each row is a year; otherwise NULL */
  gboolean wide;              /* the value columns are places */
  PrognosisDateColumn across; /* the days in the header, by column, when each row is a series; otherwise its days are NULL */
  GArray *values;             /* gsize */
  GArray *set_aside;          /* PrognosisSetAside: numbers that are not forecast */
  GPtrArray *ignored;         /* headers of columns that were not recognised */
} PrognosisPlainColumns;

/* @wanted: or NULL. @where: conditions on rows; their columns have no other use. */
gboolean prognosis_plain_columns_init (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisColumns *wanted,
                                       const PrognosisKnownTable *known, const PrognosisWhere *where, GError **error);
/* The column of days, and whether these are the last or the first days of weeks; -1: none. */
gssize prognosis_plain_find_date (const PrognosisTable *table, gboolean *is_end, gboolean *is_start);
/* Another column that could be the days as well as @date, such as that of reports beside onsets; -1: none. */
gssize prognosis_plain_find_other_date (const PrognosisTable *table, gsize date);
/* Sets the columns of year and week, of year, month and day, or of the months of a year; none if a column of whole dates was found. */
void prognosis_plain_find_parts_of_dates (PrognosisPlainColumns *self, const PrognosisTable *table);
/* Adds the columns of places that no name shows: those that tell apart rows of one day, among those that @where keeps. */
void prognosis_plain_find_places (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisWhere *where);
/* Of the texts with a word for a place in their names, the one with the fewest places, at least two; -1: none. */
gssize prognosis_plain_find_coarsest_place (const PrognosisTable *table);
/* Keeps the places among the values if that is what these are. */
gboolean prognosis_plain_values_are_places (PrognosisPlainColumns *self, const PrognosisTable *table);
/* Finds dates in the header of a table with one series per row. Sets none if there are fewer than three. */
gboolean prognosis_plain_find_across (PrognosisDateColumn *across, const PrognosisTable *table, PrognosisDateOrder order,
                                      GError **error);
void prognosis_plain_columns_clear (PrognosisPlainColumns *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PrognosisPlainColumns, prognosis_plain_columns_clear)

/* plain-layout.c: FALSE with %PROGNOSIS_ERROR_INPUT if weeks or months lie down and years across, or the reverse. */
gboolean prognosis_plain_check_layout (const PrognosisTable *table, GError **error);

/* Lets columns with names in two languages be known by the one that is understood. */
void prognosis_plain_name_bilingual (PrognosisTable *table);

G_END_DECLS
