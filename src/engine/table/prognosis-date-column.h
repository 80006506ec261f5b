/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-columns.h"
#include "prognosis-table.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_DATES_NONE,
  PROGNOSIS_DATES_YMD,     /* 2020-08-22, with or without a time; 2020/08/22 */
  PROGNOSIS_DATES_COMPACT, /* 20200822 */
  PROGNOSIS_DATES_WEEK,    /* 2020-W34 and other spellings: its last day, see prognosis-week-text.h */
  PROGNOSIS_DATES_NAMED,   /* 22-Aug-20, August 22, 2020 */
  PROGNOSIS_DATES_MONTH,   /* 2020-08 and other spellings: its last day, see prognosis-month-text.h */
  PROGNOSIS_DATES_ABC,     /* 22/8/2020 or 8/22/20, inferred from the whole column */
  PROGNOSIS_DATES_INDEX,   /* a whole number */
  PROGNOSIS_DATES_SERIAL,  /* a spreadsheet date: days since 1899-12-30 */
} PrognosisDates;

/**
 * PrognosisDateColumn:
 *
 * The days of a column. All cells are read in the same way, because a single cell such as 3/4 may be ambiguous.
 */
typedef struct
{
  PrognosisDates style;
  PrognosisDateOrder order; /* for %PROGNOSIS_DATES_ABC */
  gboolean is_guess;        /* the other order is about as plausible */
  GArray *days;             /* int by row */
} PrognosisDateColumn;

/* Judges by the first rows only. */
PrognosisDates prognosis_dates_look (const PrognosisTable *table, gsize column);
/* The day of a row without one. */
#define PROGNOSIS_NO_DAY G_MININT

typedef enum
{
  PROGNOSIS_DATES_STRICT,
  PROGNOSIS_DATES_MAY_MISS, /* a cell without a date is allowed: it is empty or any text but a date, such as “unknown” */
  PROGNOSIS_DATES_LENIENT,  /* so is an invalid one: for previews of a table with errors */
} PrognosisDatesCare;

/* @dated: read whole numbers in the range of spreadsheet dates as such. */
gboolean prognosis_date_column_init (PrognosisDateColumn *self, const PrognosisTable *table, gsize column, gboolean dated,
                                     PrognosisDateOrder order, PrognosisDatesCare care, GError **error);
/* @kept: by row, FALSE for rows that are not read, in which a cell need not be a date; or NULL for all rows. */
gboolean prognosis_date_column_init_kept (PrognosisDateColumn *self, const PrognosisTable *table, gsize column, gboolean dated,
                                          PrognosisDateOrder order, PrognosisDatesCare care, const gboolean *kept, GError **error);
/* Whether @text is a date in any format but a plain number. */
gboolean prognosis_dates_is_date (const char *text);
void prognosis_date_column_clear (PrognosisDateColumn *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PrognosisDateColumn, prognosis_date_column_clear)

G_END_DECLS
