/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"
#include "prognosis-json.h"

G_BEGIN_DECLS

/* Members of an object that is being built, beside those of prognosis-json.h. What is NULL is written as null; what is not
 * UTF-8, such as the name of a file, is made so. */
void cli_json_add_string (JsonBuilder *json, const char *name, const char *value);
void cli_json_add_strings (JsonBuilder *json, const char *name, const char *const *values);
/* A date as text; the integer of a day index. */
void cli_json_add_day (JsonBuilder *json, const char *name, const PrognosisDataset *dataset, int day);
void cli_json_add_warnings (JsonBuilder *json, const PrognosisDataset *dataset);

/* (transfer full) */
char *cli_json_to_text (JsonBuilder *json, gboolean is_pretty);

G_END_DECLS
