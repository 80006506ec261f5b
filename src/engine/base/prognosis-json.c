/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, message);
  return FALSE;
}

/* The number of four hexadecimal digits, or -1. */
static int
parse_hex (const char *p, const char *end)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    if (p + i >= end || !g_ascii_isxdigit (p[i]))
      return -1;
    else
      value = 16 * value + g_ascii_xdigit_value (p[i]);
  return value;
}

/* The length of the escape that begins at @p with a backslash; 0: it is none of JSON. json-glib also takes octal bytes and half of a
 * pair of surrogates, and makes text of them that is not UTF-8. */
static gsize
measure_escape (const char *p, const char *end)
{
  int unit, low;

  if (p + 1 >= end || p[1] == '\0' || strchr ("\"\\/bfnrtu", p[1]) == NULL)
    return 0;
  if (p[1] != 'u')
    return 2;
  unit = parse_hex (p + 2, end);
  if (unit < 0 || (unit >= 0xdc00 && unit < 0xe000))
    return 0;
  if (unit < 0xd800 || unit >= 0xe000)
    return 6;
  low = p + 8 < end && p[6] == '\\' && p[7] == 'u' ? parse_hex (p + 8, end) : -1;
  return low >= 0xdc00 && low < 0xe000 ? 12 : 0;
}

/* The end of the string that begins at @p with its quotation mark, or NULL with @error. */
static const char *
skip_string (const char *p, const char *end, GError **error)
{
  for (p++; p < end && *p != '"';)
    {
      const gsize length = *p == '\\' ? measure_escape (p, end) : 1;

      if (length == 0)
        {
          fail (error, _ ("it is not JSON"));
          return NULL;
        }
      p += length;
    }
  if (p < end)
    return p;
  fail (error, _ ("it is not JSON: a string is not closed"));
  return NULL;
}

/* json-glib also takes comments and 'strings', in which brackets could hide from the count. */
static gboolean
check_nesting (const char *text, gsize length, GError **error)
{
  const char *end = text + length;
  guint depth = 0;

  for (const char *p = text; p < end; p++)
    if (*p == '"')
      {
        p = skip_string (p, end, error);
        if (p == NULL)
          return FALSE;
      }
    else if (*p == '[' || *p == '{')
      {
        if (++depth > PROGNOSIS_JSON_MAX_DEPTH)
          return fail (error, _ ("its brackets are nested too deeply"));
      }
    else if (*p == ']' || *p == '}')
      depth -= depth > 0;
    else if (!g_ascii_isalnum (*p) && (*p == '\0' || strchr (" \t\r\n,:+-.", *p) == NULL))
      return fail (error, _ ("it is not JSON"));
  return TRUE;
}

JsonNode *
prognosis_json_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (length > G_MAXSSIZE || !g_utf8_validate_len (text, length, NULL))
    {
      fail (error, _ ("it is not UTF-8 text"));
      return NULL;
    }
  if (!check_nesting (text, length, error))
    return NULL;
  root = json_parser_load_from_data (parser, text, (gssize) length, NULL) ? json_parser_steal_root (parser) : NULL;
  if (root == NULL)
    fail (error, _ ("it is not JSON"));
  return root;
}

/* Before it is opened: a pipe that nobody writes to would be waited for. */
static gboolean
check_file (const char *path, gsize max_bytes, GError **error)
{
  GStatBuf status;
  int code;

  if (g_stat (path, &status) != 0)
    {
      code = errno;
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    return fail (error, _ ("it is not a regular file"));
  if ((guint64) status.st_size <= max_bytes)
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("it is larger than %zu MiB"), max_bytes >> 20);
  return FALSE;
}

JsonNode *
prognosis_json_read (const char *path, gsize max_bytes, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!check_file (path, max_bytes, error) || !g_file_get_contents (path, &text, &length, error))
    return NULL;
  return prognosis_json_parse (text, length, error);
}

JsonArray *
prognosis_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
prognosis_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

guint
prognosis_json_get_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

JsonObject *
prognosis_json_get_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
prognosis_json_get_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

double
prognosis_json_to_number (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NAN;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_INT64:
    case G_TYPE_DOUBLE: return json_node_get_double (node);
    default: return NAN;
    }
}

double
prognosis_json_get_number (JsonObject *object, const char *name)
{
  return object != NULL ? prognosis_json_to_number (json_object_get_member (object, name)) : NAN;
}

gboolean
prognosis_json_get_boolean (JsonObject *object, const char *name, gboolean otherwise)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : otherwise;
}

void
prognosis_json_set_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

void
prognosis_json_set_double (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  if (isfinite (value))
    json_builder_add_double_value (json, value);
  else
    json_builder_add_null_value (json);
}

void
prognosis_json_set_int (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
prognosis_json_set_boolean (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

void
prognosis_json_begin_array (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
}
