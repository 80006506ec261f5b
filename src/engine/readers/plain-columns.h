/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-date-column.h"
#include "plain-known.h"
#include "plain-where.h"

G_BEGIN_DECLS

/**
 * PrognosisPlainColumns:
 *
 * What each column of a plain table is for, found by names and first rows. -1: there is none.
 */
typedef struct
{
  gssize date;
  gboolean date_is_start; /* of a week */
  gboolean date_is_end;   /* of a week */
  gssize code;
  gssize names[3]; /* the smaller place first */
  guint n_names;
  gssize population;
  gssize as_of;    /* the version that a row belongs to */
  gssize partial;  /* whether more is still to come for a row's period */
  gssize quantity; /* names the signal where one column holds all values */
  PrognosisRows rows;
  gssize week;                      /* of the year in the column of dates */
  const PrognosisKnownTable *known; /* or NULL */
  gboolean iso_weeks;
  gboolean months;            /* there are columns of years and months, but none of days */
  gboolean wide;              /* the value columns are places */
  PrognosisDateColumn across; /* the days in the header by column, where rows are series; its days NULL: they are not */
  GArray *values;             /* gsize */
  GPtrArray *ignored;         /* headers of columns that are understood in no way */
} PrognosisPlainColumns;

/* @wanted: or NULL. @where: conditions on rows; their columns are nothing else. */
gboolean _prognosis_plain_columns_init (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisColumns *wanted,
                                        const PrognosisKnownTable *known, const PrognosisWhere *where, GError **error);
/* Whether @name is that of a column which divides the persons of a place: by age, sex and the like. */
gboolean _prognosis_plain_is_stratum (const char *name);
/* The days in the header of a table that has a series in each row. Leaves none where there are hardly any. */
gboolean _prognosis_plain_find_across (PrognosisDateColumn *across, const PrognosisTable *table, PrognosisDateOrder order,
                                       GError **error);
/* Whether @key, a name in lower case with spaces, is that of a number of persons. */
gboolean _prognosis_plain_is_quantity (const char *key);
void _prognosis_plain_columns_clear (PrognosisPlainColumns *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PrognosisPlainColumns, _prognosis_plain_columns_clear)

G_END_DECLS
