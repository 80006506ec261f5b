/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* For untrusted files: a member of the wrong type is treated as missing. Objects, arrays and nodes may be NULL;
   return values are lent. */
JsonArray *prognosis_json_get_array (JsonObject *object, const char *name);
JsonObject *prognosis_json_get_object (JsonObject *object, const char *name);
guint prognosis_json_get_length (JsonArray *array);
JsonObject *prognosis_json_get_element (JsonArray *array, guint i);
const char *prognosis_json_get_text (JsonNode *node);
double prognosis_json_to_number (JsonNode *node); /* or NAN */
double prognosis_json_get_number (JsonObject *object, const char *name);

/* @value: (nullable) */
void prognosis_json_set_string (JsonBuilder *json, const char *name, const char *value);
/* Writes null if @value is not finite. */
void prognosis_json_set_double (JsonBuilder *json, const char *name, double value);
void prognosis_json_set_int (JsonBuilder *json, const char *name, gint64 value);
void prognosis_json_set_boolean (JsonBuilder *json, const char *name, gboolean value);
void prognosis_json_begin_array (JsonBuilder *json, const char *name);

G_END_DECLS
