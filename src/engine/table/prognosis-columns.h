/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-dataset.h"
#include "prognosis-week-text.h"

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

/* What is taken for a small count that is suppressed to protect privacy, such as “<5”. */
typedef enum
{
  PROGNOSIS_SUPPRESSED_FOUND, /* the middle of the counts that it can stand for, if these are known; otherwise missing */
  PROGNOSIS_SUPPRESSED_MIDDLE,
  PROGNOSIS_SUPPRESSED_MISSING,
} PrognosisSuppressed;

typedef enum
{
  PROGNOSIS_DELIMITER_FOUND,
  PROGNOSIS_DELIMITER_COMMA,
  PROGNOSIS_DELIMITER_SEMICOLON,
  PROGNOSIS_DELIMITER_TAB,
  PROGNOSIS_DELIMITER_BAR,
} PrognosisDelimiter;

/**
 * PrognosisColumns:
 *
 * The user's choice of how a table is read and what its columns are. NULL, -1, NONE and FOUND: inferred from names and values.
 * A column is given by its header, or by its number in the file, "#3". Each field but @kinds and @roles is described in
 * prognosis-reading-setting.c.
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
  PrognosisDelimiter delimiter; /* of a text file */
  PrognosisWeeks weeks;         /* of the weeks of a year */
  PrognosisSuppressed suppressed;
  PrognosisReports reports;   /* what a count covers after days without one */
  gboolean trusted;           /* take batches and corrections as real */
  gboolean weekly;            /* sum days to weeks */
  gboolean absent_is_zero;    /* days and weeks without a row have no new cases */
  gboolean totals_are_places; /* a region that is the total of others is a place like them */
} PrognosisColumns;

#define PROGNOSIS_COLUMNS_INIT \
  {                            \
    .kind = -1                 \
  }

PrognosisColumns *prognosis_columns_new (void);
PrognosisColumns *prognosis_columns_copy (const PrognosisColumns *self); /* copies NULL to NULL */
void prognosis_columns_free (PrognosisColumns *self);
/* Frees what it holds, but not itself. */
void prognosis_columns_clear (PrognosisColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisColumns, prognosis_columns_free)

/* Whether all columns are to be inferred. */
gboolean prognosis_columns_is_empty (const PrognosisColumns *self);
gboolean prognosis_columns_equal (const PrognosisColumns *a, const PrognosisColumns *b); /* NULL equals all inferred */

G_END_DECLS
