/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds a hub by what the user names, and completes what a hub's configuration does not say: names, places, the baseline, the season. */

#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-file-name.h"
#include "prognosis-hub-descriptions.h"
#include "prognosis-hub-private.h"
#include "prognosis-json.h"
#include "prognosis-table.h"

#define RESOURCE_FOLDER "/io/github/prognosis_epi/Prognosis/hubs/"
#define MAX_BYTES (32 * 1024 * 1024)

static GResource *
get_resource (void)
{
  /* Also what keeps the linker from leaving the file out of a static library. */
  return prognosis_hub_descriptions_get_resource ();
}

char **
prognosis_hub_list (void)
{
  char **names = g_resource_enumerate_children (get_resource (), RESOURCE_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (char **name = names; name != NULL && *name != NULL; name++)
    if (g_str_has_suffix (*name, ".json"))
      (*name)[strlen (*name) - strlen (".json")] = '\0';
  return names;
}

/* NULL without an error: there is no such id. */
static PrognosisHub *
read_built_in (const char *id, GError **error)
{
  g_autofree char *path = g_strdup_printf (RESOURCE_FOLDER "%s.json", id);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (PrognosisHub) self = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (bytes == NULL)
    return NULL;
  self = prognosis_hub_new ();
  root = prognosis_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (root == NULL || !prognosis_hub_take_description (self, json_node_get_object (root), id, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
has_target (const PrognosisHub *self, const char *name)
{
  for (guint r = 0; r < self->rounds->len; r++)
    {
      const PrognosisHubRound *round = g_ptr_array_index (self->rounds, r);

      for (guint t = 0; t < round->tasks->len; t++)
        if (prognosis_hub_task_find_target (g_ptr_array_index (round->tasks, t), name) != NULL)
          return TRUE;
    }
  return FALSE;
}

/* The description that is built in and has the first target of @self. (transfer full): or NULL */
static PrognosisHub *
find_described (const PrognosisHub *self)
{
  g_auto (GStrv) ids = prognosis_hub_list ();

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      g_autoptr (PrognosisHub) other = read_built_in (*id, NULL);
      const PrognosisHubRound *round = other != NULL ? g_ptr_array_index (other->rounds, 0) : NULL;
      const PrognosisHubTask *task = round != NULL ? g_ptr_array_index (round->tasks, 0) : NULL;

      if (task != NULL && has_target (self, ((const PrognosisHubTarget *) g_ptr_array_index (task->targets, 0))->name))
        return g_steal_pointer (&other);
    }
  return NULL;
}

static void
take_described (PrognosisHub *self)
{
  g_autoptr (PrognosisHub) other = find_described (self);

  if (other == NULL)
    return;
  self->season = other->season;
  self->change = other->change;
  self->baseline = g_strdup (other->baseline);
  if (self->name == NULL)
    self->name = g_strdup (other->name);
}

/* auxiliary-data/locations.csv, or a file of this name beside the configuration. */
static gboolean
take_places (PrognosisHub *self, const char *path, GError **error)
{
  g_autoptr (PrognosisTable) table = NULL;
  gssize code, name, population;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  table = prognosis_table_read (path, 0, NULL, error);
  if (table == NULL)
    return FALSE;
  code = prognosis_table_find_column (table, "location");
  name = prognosis_table_find_column (table, "location_name");
  population = prognosis_table_find_column (table, "population");
  for (gsize row = 0; code >= 0 && row < prognosis_table_get_n_rows (table); row++)
    {
      double persons = NAN;

      if (population >= 0)
        prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, (gsize) population), &persons);
      prognosis_hub_add_place (self, prognosis_table_get_cell (table, row, (gsize) code),
                               name >= 0 ? prognosis_table_get_cell (table, row, (gsize) name) : "", persons);
    }
  self->places_path = g_strdup (path);
  return TRUE;
}

static void
take_admin (PrognosisHub *self, const char *path)
{
  g_autoptr (JsonNode) root = prognosis_json_read (path, MAX_BYTES, NULL);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root) && json_object_has_member (json_node_get_object (root), "name"))
    self->name = prognosis_hub_dup_text (json_object_get_member (json_node_get_object (root), "name"));
}

/* A file of either kind. @folder: the hub's, or NULL */
static PrognosisHub *
read_file (const char *path, const char *folder, GError **error)
{
  g_autoptr (JsonNode) root = prognosis_json_read (path, MAX_BYTES, error);
  g_autoptr (PrognosisHub) self = prognosis_hub_new ();
  g_autofree char *beside = g_path_get_dirname (path), *admin = g_build_filename (beside, "admin.json", NULL);
  g_autofree char *places = folder != NULL ? g_build_filename (folder, "auxiliary-data", "locations.csv", NULL)
                                           : g_build_filename (beside, "locations.csv", NULL);
  JsonObject *object;

  if (root == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object != NULL && json_object_has_member (object, "targets"))
    return prognosis_hub_take_description (self, object, path, error) ? g_steal_pointer (&self) : NULL;
  self->folder = g_strdup (folder);
  if (!prognosis_hub_take_tasks (self, object, path, error) || !take_places (self, places, error))
    return NULL;
  take_admin (self, admin);
  take_described (self);
  if (self->name == NULL)
    self->name = g_path_get_basename (folder != NULL ? folder : path);
  return g_steal_pointer (&self);
}

PrognosisHub *
prognosis_hub_read (const char *id, GError **error)
{
  g_autoptr (GError) own_error = NULL;
  PrognosisHub *self = read_built_in (id, &own_error);
  g_autofree char *tasks = g_build_filename (id, "hub-config", "tasks.json", NULL),
                  *here = g_build_filename (id, "tasks.json", NULL);
  g_auto (GStrv) ids = NULL;
  g_autofree char *list = NULL;

  if (self != NULL || own_error != NULL)
    {
      if (own_error != NULL)
        g_propagate_error (error, g_steal_pointer (&own_error));
      return self;
    }
  if (g_file_test (tasks, G_FILE_TEST_EXISTS))
    return read_file (tasks, id, error);
  if (g_file_test (here, G_FILE_TEST_EXISTS))
    return read_file (here, NULL, error);
  if (g_file_test (id, G_FILE_TEST_IS_REGULAR))
    return read_file (id, NULL, error);
  ids = prognosis_hub_list ();
  list = g_strjoinv (", ", ids);
  g_set_error (
      error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
      "“%s” is not a forecast hub; expected %s, the folder of a hub with hub-config/tasks.json, or the file of its description", id,
      list);
  return NULL;
}

#define MAX_LEVELS 4

char *
prognosis_hub_dup_folder (const char *path)
{
  g_autofree char *folder = g_canonicalize_filename (path, NULL);

  for (int i = 0; i <= MAX_LEVELS; i++)
    {
      g_autofree char *tasks = g_build_filename (folder, "hub-config", "tasks.json", NULL);
      char *above = g_path_get_dirname (folder);

      if (g_file_test (tasks, G_FILE_TEST_IS_REGULAR))
        {
          g_free (above);
          return g_steal_pointer (&folder);
        }
      g_free (folder);
      folder = above;
    }
  return NULL;
}
