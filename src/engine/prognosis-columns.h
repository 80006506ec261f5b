/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_DATE_ORDER_FOUND,
  PROGNOSIS_DATE_ORDER_DAY_FIRST,
  PROGNOSIS_DATE_ORDER_MONTH_FIRST,
} PrognosisDateOrder;

typedef enum
{
  PROGNOSIS_ROWS_FOUND, /* one row for each day and place, unless the format is known to be otherwise */
  PROGNOSIS_ROWS_SUM,   /* rows of one day and place are parts: they are added up */
  PROGNOSIS_ROWS_COUNT, /* a row is a person: rows of one day and place are counted, and days without any are 0 */
} PrognosisRows;

/**
 * PrognosisColumns:
 *
 * What the columns of a table are for, where a person says so. NULL, -1 and FOUND: found by names and values.
 */
typedef struct
{
  char *date;
  char **values;     /* in the order of the signals */
  char *region;      /* "": all rows are of one place */
  char *population;
  PrognosisDateOrder date_order;
  int kind;          /* of all values, #PrognosisKind */
  PrognosisRows rows;
  char **where;      /* "COLUMN=VALUE" or "COLUMN!=VALUE": only such rows; several values of a column: any of them */
} PrognosisColumns;

#define PROGNOSIS_COLUMNS_INIT { .kind = -1 }

PrognosisColumns *prognosis_columns_new (void);
PrognosisColumns *prognosis_columns_copy (const PrognosisColumns *self); /* NULL of NULL */
void              prognosis_columns_free (PrognosisColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisColumns, prognosis_columns_free)

/* Whether all is left to be found. */
gboolean prognosis_columns_is_empty (const PrognosisColumns *self);

const char *prognosis_date_order_to_string (PrognosisDateOrder order); /* "found", "day-first", "month-first" */
const char *prognosis_rows_to_string (PrognosisRows rows);             /* "found", "sum", "count" */

G_END_DECLS
