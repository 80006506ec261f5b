/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * prognosis_json_parse:
 * @text: length @length, need not end with a NUL
 *
 * The only way in for JSON. Files come from anyone, and json-glib recurses without a limit: text that is nested deeper than
 * %PROGNOSIS_JSON_MAX_DEPTH, is not UTF-8 or is not strict JSON is refused before it is parsed.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT, a phrase that says what is wrong and names no file
 */
JsonNode *prognosis_json_parse (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a regular file of at most @max_bytes. (transfer full): or NULL, also with %G_FILE_ERROR if it cannot be read;
 * %G_FILE_ERROR_NOENT: there is none */
JsonNode *prognosis_json_read (const char *path, gsize max_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define PROGNOSIS_JSON_MAX_DEPTH 100

/* A file may hold anything anywhere: what is not of the kind that is asked for is like what is not there. Objects, arrays and
 * nodes may be NULL; all is lent. */
JsonArray *prognosis_json_get_array (JsonObject *object, const char *name);
JsonObject *prognosis_json_get_object (JsonObject *object, const char *name);
guint prognosis_json_get_length (JsonArray *array);
JsonObject *prognosis_json_get_element (JsonArray *array, guint i);
const char *prognosis_json_get_text (JsonNode *node);
double prognosis_json_to_number (JsonNode *node); /* or NAN */
double prognosis_json_get_number (JsonObject *object, const char *name);
gboolean prognosis_json_get_boolean (JsonObject *object, const char *name, gboolean otherwise);

/* @value: (nullable) */
void prognosis_json_set_string (JsonBuilder *json, const char *name, const char *value);
/* Writes null if @value is not finite. */
void prognosis_json_set_double (JsonBuilder *json, const char *name, double value);
void prognosis_json_set_int (JsonBuilder *json, const char *name, gint64 value);
void prognosis_json_set_boolean (JsonBuilder *json, const char *name, gboolean value);
void prognosis_json_begin_array (JsonBuilder *json, const char *name);

G_END_DECLS
