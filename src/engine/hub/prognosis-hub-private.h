/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-hub.h"

G_BEGIN_DECLS

/* An empty hub with the usual names of columns. */
PrognosisHub *prognosis_hub_new (void);
PrognosisHubTask *prognosis_hub_task_new (void);
PrognosisHubColumn *prognosis_hub_task_add_column (PrognosisHubTask *self, const char *name);
PrognosisHubOutput *prognosis_hub_task_add_output (PrognosisHubTask *self, PrognosisHubType type);
void prognosis_hub_task_add_target (PrognosisHubTask *self, const char *name, PrognosisHubMeasure measure);
PrognosisHubRound *prognosis_hub_add_round (PrognosisHub *self, const char *id);
void prognosis_hub_add_place (PrognosisHub *self, const char *code, const char *name, double population);

/* Text of a string or number; NULL for anything else. (transfer full) */
char *prognosis_hub_dup_text (JsonNode *node);

/* Both: FALSE with %PROGNOSIS_ERROR_INPUT, a sentence that begins with @path. */
/* hub-config/tasks.json as hubs publish it, schema versions 2 to 6. */
gboolean prognosis_hub_take_tasks (PrognosisHub *self, JsonObject *tasks, const char *path, GError **error);
/* A short description. */
gboolean prognosis_hub_take_description (PrognosisHub *self, JsonObject *description, const char *path, GError **error);

G_END_DECLS
