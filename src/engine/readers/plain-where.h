/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-table.h"

G_BEGIN_DECLS

/* Conditions on rows, "COLUMN=VALUE" or "COLUMN!=VALUE". Several values for one column are alternatives. */
typedef struct
{
  gsize column;
  gboolean differs;
  char *value;
} PrognosisWhereTerm;

typedef struct
{
  GArray *terms; /* PrognosisWhereTerm, or NULL for all rows */
} PrognosisWhere;

/* FALSE if a condition is invalid or names an unknown column. */
gboolean prognosis_where_init (PrognosisWhere *self, const PrognosisTable *table, const char *const *conditions, GError **error);
gboolean prognosis_where_matches (const PrognosisWhere *self, const PrognosisTable *table, gsize row);
/* Drops all conditions if no row meets them. */
void prognosis_where_drop_idle (PrognosisWhere *self, const PrognosisTable *table);
/* By row, whether it meets the conditions; NULL if there are none. (transfer full) */
gboolean *prognosis_where_list (const PrognosisWhere *self, const PrognosisTable *table);
/* Whether a condition refers to @column. */
gboolean prognosis_where_names (const PrognosisWhere *self, gsize column);
void prognosis_where_clear (PrognosisWhere *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PrognosisWhere, prognosis_where_clear)

G_END_DECLS
