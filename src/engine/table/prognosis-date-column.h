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
  PROGNOSIS_DATES_WEEK,    /* 2020-W34: its Sunday */
  PROGNOSIS_DATES_NAMED,   /* 22-Aug-20, August 22, 2020 */
  PROGNOSIS_DATES_MONTH,   /* 2020-08, Aug 2020: no days at all */
  PROGNOSIS_DATES_ABC,     /* 22/8/2020 or 8/22/20, found by the whole column */
  PROGNOSIS_DATES_INDEX,   /* a whole number */
  PROGNOSIS_DATES_SERIAL,  /* a spreadsheet's count of days from 1899-12-30 */
} PrognosisDates;

/**
 * PrognosisDateColumn:
 *
 * The days of a column, all read in one way, because one cell may not tell 3/4 from 4/3.
 */
typedef struct
{
  PrognosisDates style;
  PrognosisDateOrder order; /* of ABC */
  gboolean is_guess;        /* of the order: both readings are as good */
  GArray *days;             /* int by row */
} PrognosisDateColumn;

/* By the first rows only. */
PrognosisDates _prognosis_dates_look (const PrognosisTable *table, gsize column);
/* A day that a row has not. */
#define PROGNOSIS_NO_DAY G_MININT

typedef enum
{
  PROGNOSIS_DATES_STRICT,
  PROGNOSIS_DATES_MAY_MISS, /* a cell without a date is no mistake */
  PROGNOSIS_DATES_LENIENT,  /* nor is one that is no date: to look at a table that is refused */
} PrognosisDatesCare;

/* @dated: whole numbers as large as a spreadsheet's dates are such. */
gboolean _prognosis_date_column_init (PrognosisDateColumn *self, const PrognosisTable *table, gsize column, gboolean dated,
                                      PrognosisDateOrder order, PrognosisDatesCare care, GError **error);
/* Whether @text is a date of any kind but a number. */
gboolean _prognosis_dates_is_date (const char *text);
void _prognosis_date_column_clear (PrognosisDateColumn *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PrognosisDateColumn, _prognosis_date_column_clear)

G_END_DECLS
