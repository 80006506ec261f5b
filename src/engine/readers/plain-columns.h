/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../prognosis-table.h"

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
  gboolean wide;   /* the value columns are places */
  GArray *values;  /* gsize */
  GPtrArray *ignored; /* headers of columns that are understood in no way */
} PrognosisPlainColumns;

gboolean _prognosis_plain_columns_init (PrognosisPlainColumns *self, const PrognosisTable *table, GError **error);
void     _prognosis_plain_columns_clear (PrognosisPlainColumns *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PrognosisPlainColumns, _prognosis_plain_columns_clear)

G_END_DECLS
