/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-columns.h"

G_BEGIN_DECLS

/* What was said of a table's columns, as sessions keep it. */
void prognosis_columns_write_json (const PrognosisColumns *self, JsonBuilder *json); /* a value */
/* NULL where it says nothing that is understood. (transfer full) */
PrognosisColumns *prognosis_columns_read_json (JsonNode *node);

/* What was said of the columns of @paths when they were last read, or NULL. (transfer full) */
PrognosisColumns *prognosis_columns_recall (const char *const *paths);
/* @columns: (nullable): nothing is said of them any more. */
void prognosis_columns_remember (const char *const *paths, const PrognosisColumns *columns);

G_END_DECLS
