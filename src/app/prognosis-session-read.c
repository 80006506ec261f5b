/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-error.h"
#include "prognosis-session-private.h"
#include "prognosis-setting.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
get_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static JsonObject *
get_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static double
get_number (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;
}

/* Takes the dataset that is there, gives the changed one. */
static void
replace (PrognosisDataset **dataset, PrognosisDataset *with)
{
  prognosis_dataset_unref (*dataset);
  *dataset = with;
}

static void
read_signals (JsonArray *array, PrognosisDataset **dataset)
{
  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);
      gssize signal;
      int kind = -1, role = -1;

      if (object == NULL)
        continue;
      signal = prognosis_dataset_find_signal (*dataset, json_object_get_string_member_with_default (object, "name", ""));
      for (int k = 0; k <= PROGNOSIS_KIND_PROPORTION; k++)
        if (g_str_equal (prognosis_kind_to_string (k),
                         json_object_get_string_member_with_default (object, "kind", "")))
          kind = k;
      for (int r = 0; r <= PROGNOSIS_ROLE_OTHER; r++)
        if (g_str_equal (prognosis_role_to_string (r),
                         json_object_get_string_member_with_default (object, "role", "")))
          role = r;
      if (signal >= 0 && kind >= 0 && role >= 0)
        {
          const PrognosisSignal *now = prognosis_dataset_get_signal (*dataset, signal);
          gboolean fitted = json_object_get_boolean_member_with_default (object, "fitted", TRUE);

          if ((int) now->kind != kind || (int) now->role != role || !now->fitted != !fitted)
            replace (dataset, prognosis_dataset_with_signal (*dataset, signal, kind, role, fitted));
        }
    }
}

static void
read_corrections (JsonObject *root, PrognosisDataset **dataset)
{
  JsonArray *populations = get_array (root, "populations");
  JsonArray *neighbours = get_array (root, "neighbours");
  JsonArray *excluded = get_array (root, "excluded");
  gsize n_regions = prognosis_dataset_get_n_regions (*dataset);

  read_signals (get_array (root, "signals"), dataset);
  if (get_length (populations) == n_regions)
    {
      g_autofree double *values = g_new (double, n_regions);

      for (gsize r = 0; r < n_regions; r++)
        values[r] = get_number (json_array_get_element (populations, (guint) r));
      replace (dataset, prognosis_dataset_with_populations (*dataset, values));
    }
  if (get_length (neighbours) >= 2)
    {
      guint n = get_length (neighbours) / 2;
      g_autofree guint *pairs = g_new (guint, 2 * n);
      gboolean is_valid = TRUE;

      for (guint i = 0; i < 2 * n; i++)
        {
          pairs[i] = (guint) get_number (json_array_get_element (neighbours, i));
          is_valid &= pairs[i] < n_regions;
        }
      if (is_valid)
        replace (dataset, prognosis_dataset_with_adjacency (*dataset, pairs, n));
    }
  for (guint i = 0; i < get_length (excluded); i++)
    {
      JsonObject *object = get_element (excluded, i);
      gssize region, signal, step;
      int day;

      if (object == NULL)
        continue;
      region
          = prognosis_dataset_find_region (*dataset, json_object_get_string_member_with_default (object, "region", ""));
      signal
          = prognosis_dataset_find_signal (*dataset, json_object_get_string_member_with_default (object, "signal", ""));
      day = (int) json_object_get_int_member_with_default (object, "day", G_MININT);
      step = prognosis_dataset_find_step (*dataset, day);
      if (region >= 0 && signal >= 0 && step >= 0 && prognosis_dataset_get_day (*dataset, step) == day)
        replace (dataset, prognosis_dataset_with_excluded (*dataset, region, signal, step, TRUE));
    }
}

static void
read_options (JsonObject *root, PrognosisOptions *options)
{
  JsonNode *node = json_object_get_member (root, "settings");
  JsonArray *fixed = get_array (root, "fixed");
  JsonArray *observe = get_array (root, "observe");
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; node != NULL && JSON_NODE_HOLDS_OBJECT (node) && i < n; i++)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (node), settings[i].id);

      if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
        continue;
      if (settings[i].values == NULL)
        prognosis_setting_set (&settings[i], options, json_node_get_double (value));
      else
        for (int v = 0; settings[i].values[v].id != NULL; v++)
          if (g_strcmp0 (settings[i].values[v].id, json_node_get_string (value)) == 0)
            prognosis_setting_set (&settings[i], options, v);
    }
  for (guint i = 0; i < get_length (fixed); i++)
    {
      JsonObject *object = get_element (fixed, i);
      double value = object != NULL ? get_number (json_object_get_member (object, "value")) : NAN;
      const char *parameter
          = object != NULL ? json_object_get_string_member_with_default (object, "parameter", NULL) : NULL;

      if (parameter != NULL && isfinite (value))
        prognosis_options_fix (options, json_object_get_string_member_with_default (object, "region", NULL), parameter,
                               value);
    }
  for (guint i = 0; i < get_length (observe); i++)
    {
      JsonObject *object = get_element (observe, i);
      const char *signal = object != NULL ? json_object_get_string_member_with_default (object, "signal", NULL) : NULL;
      const char *quantity
          = object != NULL ? json_object_get_string_member_with_default (object, "quantity", NULL) : NULL;

      if (signal != NULL && quantity != NULL)
        prognosis_options_observe (options, signal, quantity);
    }
}

static void
read_scenarios (JsonArray *array, GPtrArray *scenarios)
{
  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);
      JsonArray *changes;
      PrognosisScenario *scenario;

      if (object == NULL)
        continue;
      scenario = prognosis_scenario_new (json_object_get_string_member_with_default (object, "name", ""));
      changes = get_array (object, "changes");
      for (guint c = 0; c < get_length (changes); c++)
        {
          JsonObject *of = get_element (changes, c);
          PrognosisChange change;

          if (of == NULL)
            continue;
          change.day = (int) json_object_get_int_member_with_default (of, "day", 0);
          change.factor = json_object_get_double_member_with_default (of, "factor", 1);
          g_array_append_val (scenario->changes, change);
        }
      g_ptr_array_add (scenarios, scenario);
    }
}

/* What the file says of @choices, whose dataset has just been read. What does not apply any more is left out. */
void
prognosis_session_apply_json (PrognosisChoices *choices, JsonNode *node)
{
  JsonObject *root = json_node_get_object (node);
  JsonArray *regions = get_array (root, "regions");
  const char *forecaster = json_object_get_string_member_with_default (root, "forecaster", "auto");
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();

  read_corrections (root, &choices->dataset);
  if (prognosis_forecaster_find (forecaster) != NULL)
    {
      g_free (choices->forecaster);
      choices->forecaster = g_strdup (forecaster);
    }
  if (json_object_has_member (root, "origin"))
    choices->origin = prognosis_dataset_find_step (
        choices->dataset, (int) json_object_get_int_member_with_default (root, "origin", G_MAXINT));
  read_options (root, choices->options);
  for (guint i = 0; i < get_length (regions); i++)
    {
      const char *key = json_array_get_string_element (regions, i);
      gssize region = key != NULL ? prognosis_dataset_find_region (choices->dataset, key) : -1;

      if (region >= 0)
        gtk_bitset_add (selected, (guint) region);
    }
  if (!gtk_bitset_is_empty (selected))
    {
      gtk_bitset_unref (choices->regions);
      choices->regions = g_steal_pointer (&selected);
    }
  choices->all_regions = json_object_get_boolean_member_with_default (root, "all-regions", FALSE);
  choices->view = CLAMP (json_object_get_int_member_with_default (root, "view", 0), 0, PROGNOSIS_VIEW_CUMULATIVE);
  choices->is_log = json_object_get_boolean_member_with_default (root, "log", FALSE);
  choices->per_100k = json_object_get_boolean_member_with_default (root, "per-100k", FALSE);
  read_scenarios (get_array (root, "scenarios"), choices->scenarios);
}

/* @path beside the session, where it is not where it was. (transfer full) */
static char *
find_data (const char *path, const char *session_path)
{
  g_autofree char *folder = g_path_get_dirname (session_path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *beside = g_build_filename (folder, base, NULL);

  return g_strdup (!g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (beside, G_FILE_TEST_EXISTS) ? beside : path);
}

gboolean
prognosis_session_load (PrognosisSession *self, const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  JsonNode *root, *data;
  JsonArray *array;
  gint64 version;

  if (!json_parser_load_from_file (parser, path, error))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || !json_object_has_member (json_node_get_object (root), "version"))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: not a session of Prognosis"), path);
      return FALSE;
    }
  version = json_object_get_int_member_with_default (json_node_get_object (root), "version", 0);
  if (version > PROGNOSIS_SESSION_VERSION)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: saved by a newer version of Prognosis, which this one cannot read"), path);
      return FALSE;
    }
  data = json_object_get_member (json_node_get_object (root), "data");
  array = data != NULL && JSON_NODE_HOLDS_OBJECT (data) ? get_array (json_node_get_object (data), "paths") : NULL;
  for (guint i = 0; i < get_length (array); i++)
    {
      g_autofree char *found = find_data (json_array_get_string_element (array, i), path);

      g_strv_builder_add (builder, found);
    }
  paths = g_strv_builder_end (builder);
  if (paths[0] == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: names no data"), path);
      return FALSE;
    }
  prognosis_session_open (self, (const char *const *) paths);
  self->pending = json_node_copy (root);
  return TRUE;
}
