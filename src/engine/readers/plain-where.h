/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-table.h"

G_BEGIN_DECLS

/* Conditions on a row, "COLUMN=VALUE" or "COLUMN!=VALUE". Several values of one column: any of them. */
typedef struct
{
  gsize column;
  gboolean differs;
  char *value;
} PrognosisWhereTerm;

typedef struct
{
  GArray *terms; /* PrognosisWhereTerm, or NULL: all rows */
} PrognosisWhere;

/* FALSE: a condition is none, or names a column that is not there. */
gboolean _prognosis_where_init (PrognosisWhere *self, const PrognosisTable *table, const char *const *conditions, GError **error);
gboolean _prognosis_where_matches (const PrognosisWhere *self, const PrognosisTable *table, gsize row);
/* Forgets conditions that no row fulfils together. */
void _prognosis_where_drop_idle (PrognosisWhere *self, const PrognosisTable *table);
/* Whether a condition is about @column. */
gboolean _prognosis_where_names (const PrognosisWhere *self, gsize column);
void _prognosis_where_clear (PrognosisWhere *self);

G_END_DECLS
