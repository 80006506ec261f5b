/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_DATE_ORDER_FOUND,
  PROGNOSIS_DATE_ORDER_DAY_FIRST,
  PROGNOSIS_DATE_ORDER_MONTH_FIRST,
  PROGNOSIS_DATE_ORDER_YEAR_FIRST, /* 20/3/1, with two digits of the year */
} PrognosisDateOrder;

typedef enum
{
  PROGNOSIS_ROWS_FOUND, /* one row for each day and place, unless the format is known to be otherwise */
  PROGNOSIS_ROWS_SUM,   /* rows of one day and place are parts: they are added up */
  PROGNOSIS_ROWS_COUNT, /* a row is a person: rows of one day and place are counted, and days without any are 0 */
} PrognosisRows;

typedef enum
{
  PROGNOSIS_DECIMAL_FOUND,
  PROGNOSIS_DECIMAL_POINT, /* a comma parts thousands */
  PROGNOSIS_DECIMAL_COMMA, /* a point parts thousands */
} PrognosisDecimal;

/**
 * PrognosisColumns:
 *
 * What the columns of a table are for, where a person says so. NULL, -1 and FOUND: found by names and values.
 * A column is named by its header, or by its number in the file, "#3".
 */
typedef struct
{
  char *date;
  char **values;  /* in the order of the signals */
  int *kinds;     /* of each value, #PrognosisKind or -1; NULL: of all, @kind */
  int *roles;     /* of each value, #PrognosisRole or -1; or NULL */
  char **regions; /* what makes the name of a place, the smaller place first; empty: all rows are of one place */
  char *code;     /* of a place */
  char *population;
  PrognosisDateOrder date_order;
  int kind; /* of all values, #PrognosisKind */
  PrognosisRows rows;
  char **where;    /* "COLUMN=VALUE" or "COLUMN!=VALUE": only such rows; several values of a column: any of them */
  int header_line; /* in the file, from 1; -1: there is none; 0: found */
  PrognosisDecimal decimal;
  gboolean weekly; /* days are added up to weeks */
} PrognosisColumns;

#define PROGNOSIS_COLUMNS_INIT \
  {                            \
    .kind = -1                 \
  }

PrognosisColumns *prognosis_columns_new (void);
PrognosisColumns *prognosis_columns_copy (const PrognosisColumns *self); /* NULL of NULL */
void prognosis_columns_free (PrognosisColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisColumns, prognosis_columns_free)

/* Whether all columns are left to be found. */
gboolean prognosis_columns_is_empty (const PrognosisColumns *self);
gboolean prognosis_columns_equal (const PrognosisColumns *a, const PrognosisColumns *b); /* NULL: all is found */

const char *prognosis_date_order_to_string (PrognosisDateOrder order); /* "found", "day-first", "month-first", "year-first" */
const char *prognosis_decimal_to_string (PrognosisDecimal decimal);    /* "found", "point", "comma" */
const char *prognosis_rows_to_string (PrognosisRows rows);             /* "found", "sum", "count" */

G_END_DECLS
