/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-columns.h"

G_BEGIN_DECLS

/* The user's description of a table's columns, as stored in sessions. */
void prognosis_columns_write_json (const PrognosisColumns *self, JsonBuilder *json); /* a value */
/* NULL if it contains nothing that is understood. (transfer full) */
PrognosisColumns *prognosis_columns_read_json (JsonNode *node);

/* The description with which @paths were last read, otherwise another table with the same columns; or NULL. (transfer full) */
PrognosisColumns *prognosis_columns_recall (const char *const *paths);
/* @columns: (nullable): NULL forgets the description. */
void prognosis_columns_remember (const char *const *paths, const PrognosisColumns *columns);

G_END_DECLS
