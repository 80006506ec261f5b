/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-columns.h"
#include "prognosis-dataset.h"
#include "prognosis-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *column;
  int kind; /* -1: inferred from the values and the name */
  PrognosisRole role;
  gboolean fitted;
} PrognosisKnownValue;

/**
 * PrognosisKnownTable:
 *
 * A published table with documented columns: what cannot be inferred from names and numbers.
 */
typedef struct
{
  const char *title;
  const char *required[8];
  const char *date;     /* NULL, as below: inferred as in any table */
  gboolean date_is_end; /* dates are last days of weeks */
  const char *week;     /* column with the US epidemiological week of the year in @date */
  const char *region;
  const char *population;
  const char *where[4];
  PrognosisRows rows;
  gboolean absent_is_zero; /* with %PROGNOSIS_ROWS_SUM: days without a row are zero */
  PrognosisKnownValue values[6];
} PrognosisKnownTable;

/* Or NULL. */
const PrognosisKnownTable *prognosis_known_table_find (const PrognosisTable *table);

/* Last days of the weeks (int, by row): Saturdays of US epidemiological weeks, or Sundays of ISO 8601 weeks. @kept: by row, or NULL
   for all; other rows need no week and get PROGNOSIS_NO_DAY. (transfer full): or NULL */
GArray *prognosis_known_table_read_weeks (const PrognosisTable *table, gsize year_column, gsize week_column, gboolean is_iso,
                                          const gboolean *kept, GError **error);

/* Whether every row has a different value in @column. */
gboolean prognosis_plain_are_all_different (const PrognosisTable *table, gsize column);
/* Whether every row has the same value in @column. */
gboolean prognosis_plain_are_all_equal (const PrognosisTable *table, gsize column);
/* What happened at the dates of a column, by its name: 0 illness began, 1 it was confirmed, 2 reported; more: something else. */
gsize prognosis_plain_find_event (const PrognosisTable *table, gsize column);
/* The date column of a line list (one person per row) that counts; -1 if the table is not one. */
gssize prognosis_line_list_find_date (const PrognosisTable *table);

G_END_DECLS
