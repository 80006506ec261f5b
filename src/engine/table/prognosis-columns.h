/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_DATE_ORDER_FOUND,
  PROGNOSIS_DATE_ORDER_DAY_FIRST,
  PROGNOSIS_DATE_ORDER_MONTH_FIRST,
  PROGNOSIS_DATE_ORDER_YEAR_FIRST, /* 20/3/1, with a two-digit year */
} PrognosisDateOrder;

typedef enum
{
  PROGNOSIS_ROWS_FOUND, /* one row per day and place, unless the format is known to differ */
  PROGNOSIS_ROWS_SUM,   /* rows of the same day and place are parts and are summed */
  PROGNOSIS_ROWS_COUNT, /* one row per person: rows of the same day and place are counted, and days without rows are 0 */
} PrognosisRows;

typedef enum
{
  PROGNOSIS_DECIMAL_FOUND,
  PROGNOSIS_DECIMAL_POINT, /* commas separate thousands */
  PROGNOSIS_DECIMAL_COMMA, /* points separate thousands */
} PrognosisDecimal;

/**
 * PrognosisColumns:
 *
 * The user's choice of what the columns of a table are. NULL, -1 and FOUND: inferred from names and values.
 * A column is given by its header, or by its number in the file, "#3".
 */
typedef struct
{
  char *date;
  char **values;  /* in the order of the signals */
  int *kinds;     /* of each value, #PrognosisKind or -1; NULL: @kind for all */
  int *roles;     /* of each value, #PrognosisRole or -1; or NULL */
  char **regions; /* columns that make up the place name, finest level first; empty: all rows are from one place */
  char *code;     /* of the place */
  char *population;
  char *sheet; /* of a spreadsheet: its name, or its number from 1 */
  PrognosisDateOrder date_order;
  int kind; /* #PrognosisKind of all values */
  PrognosisRows rows;
  char **where;    /* "COLUMN=VALUE" or "COLUMN!=VALUE": only these rows; several values of one column are alternatives */
  int header_line; /* in the file, from 1; -1: none; 0: inferred */
  PrognosisDecimal decimal;
  gboolean weekly; /* sum days to weeks */
} PrognosisColumns;

#define PROGNOSIS_COLUMNS_INIT \
  {                            \
    .kind = -1                 \
  }

PrognosisColumns *prognosis_columns_new (void);
PrognosisColumns *prognosis_columns_copy (const PrognosisColumns *self); /* copies NULL to NULL */
void prognosis_columns_free (PrognosisColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisColumns, prognosis_columns_free)

/* Whether all columns are to be inferred. */
gboolean prognosis_columns_is_empty (const PrognosisColumns *self);
gboolean prognosis_columns_equal (const PrognosisColumns *a, const PrognosisColumns *b); /* NULL equals all inferred */

const char *prognosis_date_order_to_string (PrognosisDateOrder order); /* "found", "day-first", "month-first", "year-first" */
const char *prognosis_decimal_to_string (PrognosisDecimal decimal);    /* "found", "point", "comma" */
const char *prognosis_rows_to_string (PrognosisRows rows);             /* "found", "sum", "count" */

G_END_DECLS
