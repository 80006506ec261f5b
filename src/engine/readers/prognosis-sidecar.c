/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-sidecar.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-reader.h"
#include "prognosis-file-name.h"
#include "reader-common.h"

static char *
sidecar_path (const char *data_path)
{
  g_autofree char *folder = g_path_get_dirname (data_path);
  g_autofree char *stem = prognosis_file_name_dup_stem (data_path);
  g_autofree char *name = g_strconcat (stem, ".json", NULL);

  return g_build_filename (folder, name, NULL);
}

/* NULL if there is none. An invalid or unrelated file does not prevent the data from being read. */
static JsonParser *
load (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !json_parser_load_from_file (parser, path, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&parser) : NULL;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

PrognosisSidecar *
_prognosis_sidecar_read (const char *data_path)
{
  g_autofree char *path = sidecar_path (data_path);
  g_autoptr (JsonParser) parser = load (path);
  PrognosisSidecar *self;
  JsonObject *object;

  if (parser == NULL)
    return NULL;
  object = json_node_get_object (json_parser_get_root (parser));
  self = g_new0 (PrognosisSidecar, 1);
  self->title = g_strdup (get_string (object, "title"));
  self->source = g_strdup (get_string (object, "source"));
  self->model = g_strdup (get_string (object, "model"));
  return self;
}

void
_prognosis_sidecar_free (PrognosisSidecar *self)
{
  g_free (self->title);
  g_free (self->source);
  g_free (self->model);
  g_free (self);
}

static void
apply_texts (PrognosisDataset *dataset, JsonObject *object)
{
  struct
  {
    const char *name;
    char **target;
  } texts[] = { { "title", &dataset->title },
                { "source", &dataset->source },
                { "model", &dataset->suggested_model },
                { "origin", &dataset->suggested_origin } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (get_string (object, texts[i].name) != NULL)
      {
        g_free (*texts[i].target);
        *texts[i].target = g_strdup (get_string (object, texts[i].name));
      }
}

static int
find_text (const char *text, const char *(*to_string) (guint), guint n)
{
  for (guint i = 0; text != NULL && i < n; i++)
    if (strcmp (text, to_string (i)) == 0)
      return (int) i;
  return -1;
}

static const char *
kind_text (guint kind)
{
  return prognosis_kind_to_string ((PrognosisKind) kind);
}

static const char *
role_text (guint role)
{
  return prognosis_role_to_string ((PrognosisRole) role);
}

static void
apply_signals (PrognosisDataset *dataset, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "signals");
  JsonObject *signals = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  for (guint s = 0; signals != NULL && s < dataset->signals->len; s++)
    {
      PrognosisSignal *signal = &g_array_index (dataset->signals, PrognosisDatasetSignal, s).base;
      JsonNode *said = json_object_get_member (signals, signal->name), *fitted;
      int kind, role;

      if (said == NULL || !JSON_NODE_HOLDS_OBJECT (said))
        continue;
      kind = find_text (get_string (json_node_get_object (said), "kind"), kind_text, PROGNOSIS_KIND_PROPORTION + 1);
      role = find_text (get_string (json_node_get_object (said), "role"), role_text, PROGNOSIS_ROLE_OTHER + 1);
      signal->kind = kind >= 0 ? (PrognosisKind) kind : signal->kind;
      signal->role = role >= 0 ? (PrognosisRole) role : signal->role;
      fitted = json_object_get_member (json_node_get_object (said), "fitted");
      if (fitted != NULL && JSON_NODE_HOLDS_VALUE (fitted) && json_node_get_value_type (fitted) == G_TYPE_BOOLEAN)
        signal->fitted = json_node_get_boolean (fitted);
    }
}

/* Accepts only a name within the folder of the data: sidecars may come from untrusted sources. */
static char *
beside (const char *data_path, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (data_path);
  g_autofree char *base = name != NULL ? g_path_get_basename (name) : NULL;

  return base != NULL ? g_build_filename (folder, base, NULL) : NULL;
}

static PrognosisDataset *
take_result (PrognosisDataset *before, PrognosisDataset *after)
{
  prognosis_dataset_unref (before);
  return after;
}

PrognosisDataset *
_prognosis_sidecar_apply (PrognosisDataset *dataset, const char *data_path, GError **error)
{
  g_autofree char *path = sidecar_path (data_path);
  g_autoptr (JsonParser) parser = load (path);
  g_autofree char *adjacency = NULL;
  JsonObject *object;
  JsonNode *population;

  if (parser == NULL)
    return dataset;
  object = json_node_get_object (json_parser_get_root (parser));
  apply_texts (dataset, object);
  apply_signals (dataset, object);
  _prognosis_dataset_annotate (dataset);

  population = json_object_get_member (object, "population");
  if (population != NULL && JSON_NODE_HOLDS_VALUE (population))
    {
      g_autofree char *text = json_node_get_value_type (population) == G_TYPE_STRING
                                  ? beside (data_path, json_node_get_string (population))
                                  : g_strdup_printf ("%.0f", json_node_get_double (population));

      dataset = take_result (dataset, prognosis_read_population (dataset, text, error));
    }
  adjacency = beside (data_path, get_string (object, "adjacency"));
  if (dataset != NULL && adjacency != NULL)
    dataset = take_result (dataset, prognosis_read_adjacency (dataset, adjacency, error));
  return dataset;
}
