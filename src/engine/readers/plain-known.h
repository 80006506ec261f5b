/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-columns.h"
#include "prognosis-dataset.h"
#include "prognosis-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *column;
  int kind; /* -1: let the values and the name decide */
  PrognosisRole role;
  gboolean fitted;
} PrognosisKnownValue;

/**
 * PrognosisKnownTable:
 *
 * A published table with dates and counts whose columns are documented: what names and numbers alone do not tell.
 */
typedef struct
{
  const char *title;
  const char *required[8];
  const char *date;     /* NULL, as below: found as in any table */
  gboolean date_is_end; /* of a week */
  const char *week;     /* column of the week of a year in @date, as counted in the US */
  const char *region;
  const char *population;
  const char *where[4];
  PrognosisRows rows;
  gboolean absent_is_zero; /* with PROGNOSIS_ROWS_SUM */
  PrognosisKnownValue values[6];
} PrognosisKnownTable;

/* Or NULL. */
const PrognosisKnownTable *_prognosis_known_table_find (const PrognosisTable *table);

/* Days (int) by row that end the weeks of a year: Saturdays as they are counted in the US, or Sundays of ISO 8601.
   (transfer full): or NULL */
GArray *_prognosis_known_table_read_weeks (const PrognosisTable *table, gsize year_column, gsize week_column, gboolean is_iso,
                                           GError **error);

/* Whether each row has a value of its own in @column. */
gboolean _prognosis_plain_are_all_different (const PrognosisTable *table, gsize column);
/* Where each row is a person: the column of the day that counts, else -1. */
gssize _prognosis_line_list_find_date (const PrognosisTable *table);

G_END_DECLS
