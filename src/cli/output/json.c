/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json.h"

#include "prognosis-number.h"

/* File names may be any bytes, JSON must be UTF-8. */
static void
add_text (JsonBuilder *json, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  json_builder_add_string_value (json, valid);
}

void
cli_json_add_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    add_text (json, value);
  else
    json_builder_add_null_value (json);
}

void
cli_json_add_strings (JsonBuilder *json, const char *name, const char *const *values)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    add_text (json, values[i]);
  json_builder_end_array (json);
}

void
cli_json_add_day (JsonBuilder *json, const char *name, const PrognosisDataset *dataset, int day)
{
  g_autofree char *text = prognosis_dataset_format_day (dataset, day);

  if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX)
    prognosis_json_set_int (json, name, day);
  else
    cli_json_add_string (json, name, text);
}

void
cli_json_add_candidates (JsonBuilder *json, const PrognosisDataset *dataset)
{
  json_builder_set_member_name (json, "candidates");
  json_builder_begin_array (json);
  for (gsize i = 0; i < prognosis_dataset_get_n_candidates (dataset); i++)
    {
      const PrognosisCandidate *candidate = prognosis_dataset_get_candidate (dataset, i);

      json_builder_begin_object (json);
      cli_json_add_string (json, "column", candidate->column);
      cli_json_add_string (json, "role", prognosis_role_to_string (candidate->role));
      prognosis_json_set_double (json, "evidence", candidate->evidence);
      cli_json_add_string (json, "reason", prognosis_reason_to_string (candidate->reason));
      prognosis_json_set_boolean (json, "close_call", candidate->is_close);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
cli_json_add_warnings (JsonBuilder *json, const PrognosisDataset *dataset)
{
  json_builder_set_member_name (json, "warnings");
  json_builder_begin_array (json);
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      json_builder_begin_object (json);
      cli_json_add_string (json, "file", warning->file);
      prognosis_json_set_int (json, "line", warning->line);
      cli_json_add_string (json, "code", warning->code);
      cli_json_add_string (json, "message", warning->message);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void append_node (GString *text, JsonNode *node, int depth);

/* @depth -1: all on one line. */
static void
append_break (GString *text, int depth)
{
  if (depth >= 0)
    g_string_append_printf (text, "\n%*s", 2 * depth, "");
}

static void
append_text (GString *text, const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append (text, quoted);
}

static void
append_object (GString *text, JsonObject *object, int depth)
{
  int inner = depth >= 0 ? depth + 1 : -1;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean is_first = TRUE;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!is_first)
        g_string_append_c (text, ',');
      append_break (text, inner);
      append_text (text, name);
      g_string_append (text, depth >= 0 ? ": " : ":");
      append_node (text, node, inner);
      is_first = FALSE;
    }
  append_break (text, depth);
  g_string_append_c (text, '}');
}

static void
append_array (GString *text, JsonArray *array, int depth)
{
  int inner = depth >= 0 ? depth + 1 : -1;
  guint n = json_array_get_length (array);

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_break (text, inner);
      append_node (text, json_array_get_element (array, i), inner);
    }
  if (n > 0)
    append_break (text, depth);
  g_string_append_c (text, ']');
}

/* json-glib's own generator writes 0.1 as 0.10000000000000001. */
static void
append_node (GString *text, JsonNode *node, int depth)
{
  g_autofree char *other = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (text, json_node_get_object (node), depth);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (text, json_node_get_array (node), depth);
  else
    {
      other = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE
                  ? prognosis_number_to_text (json_node_get_double (node))
                  : json_to_string (node, FALSE);
      g_string_append (text, other);
    }
}

char *
cli_json_to_text (JsonBuilder *json, gboolean is_pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  GString *text = g_string_new (NULL);

  append_node (text, root, is_pretty ? 0 : -1);
  return g_string_free (text, FALSE);
}
