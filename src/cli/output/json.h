/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-candidate.h"
#include "prognosis-dataset.h"
#include "prognosis-json.h"

G_BEGIN_DECLS

/* Add members to the object being built, as prognosis-json.h does. NULL becomes null; text that is not UTF-8, such as a file name,
 * is converted. */
void cli_json_add_string (JsonBuilder *json, const char *name, const char *value);
void cli_json_add_strings (JsonBuilder *json, const char *name, const char *const *values);
/* A date as text; the integer of a day index. */
void cli_json_add_day (JsonBuilder *json, const char *name, const PrognosisDataset *dataset, int day);
/* The columns of numbers that were considered, see prognosis-candidate.h. */
void cli_json_add_candidates (JsonBuilder *json, const PrognosisDataset *dataset);
void cli_json_add_warnings (JsonBuilder *json, const PrognosisDataset *dataset);

/* (transfer full) */
char *cli_json_to_text (JsonBuilder *json, gboolean is_pretty);

G_END_DECLS
