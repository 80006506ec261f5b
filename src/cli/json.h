/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* Members of an object that is being built. What is not finite or NULL is written as null. */
void cli_json_add_double (JsonBuilder *json, const char *name, double value);
void cli_json_add_int (JsonBuilder *json, const char *name, gint64 value);
void cli_json_add_boolean (JsonBuilder *json, const char *name, gboolean value);
void cli_json_add_string (JsonBuilder *json, const char *name, const char *value);
void cli_json_add_strings (JsonBuilder *json, const char *name, const char *const *values);
/* A date as text; the integer of a day index. */
void cli_json_add_day (JsonBuilder *json, const char *name, const PrognosisDataset *dataset, int day);
void cli_json_add_warnings (JsonBuilder *json, const PrognosisDataset *dataset);

/* (transfer full) */
char *cli_json_to_text (JsonBuilder *json, gboolean is_pretty);

/* The shortest text that reads back as the same number; always with a point. "" for what is not finite. (transfer full)
 */
char *cli_format_number (double value);
/* Appends a cell of a CSV file, quoted where it must be. */
void cli_append_cell (GString *line, const char *text);

G_END_DECLS
