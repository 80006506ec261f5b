/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-error.h"
#include "prognosis-session-private.h"
#include "prognosis-setting.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <sys/file.h>
#include <unistd.h>

/* A session is a JSON object. "version" rises when an older program would misread the file; members are
 * added without that, and unknown ones are left alone. */
#define VERSION 1
#define AUTOSAVE_MSEC 1500

/* --- writing ------------------------------------------------------------------ */

static void
set_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
set_double (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  if (isfinite (value))
    json_builder_add_double_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
set_int (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

static void
set_boolean (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

static void
begin_array (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
}

static void
write_data (PrognosisSession *self, JsonBuilder *json)
{
  json_builder_set_member_name (json, "data");
  json_builder_begin_object (json);
  begin_array (json, "paths");
  for (gsize i = 0; self->paths != NULL && self->paths[i] != NULL; i++)
    {
      g_autofree char *absolute = g_canonicalize_filename (self->paths[i], NULL);

      json_builder_add_string_value (json, absolute);
    }
  json_builder_end_array (json);
  set_string (json, "sha256", self->hash);
  set_string (json, "format", prognosis_dataset_get_format (self->choices->dataset));
  json_builder_end_object (json);
}

static void
write_signals (PrognosisDataset *dataset, JsonBuilder *json)
{
  begin_array (json, "signals");
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      json_builder_begin_object (json);
      set_string (json, "name", signal->name);
      set_string (json, "kind", prognosis_kind_to_string (signal->kind));
      set_string (json, "role", prognosis_role_to_string (signal->role));
      set_boolean (json, "fitted", signal->fitted);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_corrections (const PrognosisChoices *choices, JsonBuilder *json)
{
  PrognosisDataset *dataset = choices->dataset;
  gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  gsize n_steps = prognosis_dataset_get_n_steps (dataset);

  write_signals (dataset, json);
  begin_array (json, "populations");
  for (gsize r = 0; r < n_regions; r++)
    {
      double population = prognosis_dataset_get_region (dataset, r)->population;

      if (isfinite (population))
        json_builder_add_double_value (json, population);
      else
        json_builder_add_null_value (json);
    }
  json_builder_end_array (json);
  begin_array (json, "neighbours");
  for (gsize r = 0; prognosis_dataset_has_adjacency (dataset) && r < n_regions; r++)
    {
      gsize n;
      const guint *of = prognosis_dataset_get_neighbours (dataset, r, &n);

      for (gsize i = 0; i < n; i++)
        if (of[i] > r)
          {
            json_builder_add_int_value (json, (gint64) r);
            json_builder_add_int_value (json, of[i]);
          }
    }
  json_builder_end_array (json);
  begin_array (json, "excluded");
  for (gsize r = 0; r < n_regions; r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      for (gsize t = 0; t < n_steps; t++)
        if (prognosis_dataset_get_flags (dataset, r, s)[t] & PROGNOSIS_FLAG_EXCLUDED)
          {
            json_builder_begin_object (json);
            set_string (json, "region", prognosis_choices_get_region_key (choices, r));
            set_string (json, "signal", prognosis_dataset_get_signal (dataset, s)->name);
            set_int (json, "day", prognosis_dataset_get_day (dataset, (gssize) t));
            json_builder_end_object (json);
          }
  json_builder_end_array (json);
}

static void
write_options (const PrognosisOptions *options, JsonBuilder *json)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  json_builder_set_member_name (json, "settings");
  json_builder_begin_object (json);
  for (gsize i = 0; i < n; i++)
    {
      double value = prognosis_setting_get (&settings[i], options);

      if (settings[i].values != NULL)
        set_string (json, settings[i].id, settings[i].values[(int) value].id);
      else
        set_double (json, settings[i].id, value);
    }
  json_builder_end_object (json);
  begin_array (json, "fixed");
  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);

      json_builder_begin_object (json);
      set_string (json, "region", fixed->region);
      set_string (json, "parameter", fixed->parameter);
      set_double (json, "value", fixed->value);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  begin_array (json, "observe");
  for (guint i = 0; i < options->observe->len; i++)
    {
      const PrognosisObserve *observe = g_ptr_array_index (options->observe, i);

      json_builder_begin_object (json);
      set_string (json, "signal", observe->signal);
      set_string (json, "quantity", observe->quantity);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_scenarios (const PrognosisChoices *choices, JsonBuilder *json)
{
  begin_array (json, "scenarios");
  for (guint i = 0; i < choices->scenarios->len; i++)
    {
      const PrognosisScenario *scenario = g_ptr_array_index (choices->scenarios, i);

      json_builder_begin_object (json);
      set_string (json, "name", scenario->name);
      begin_array (json, "changes");
      for (guint c = 0; c < scenario->changes->len; c++)
        {
          const PrognosisChange *change = &g_array_index (scenario->changes, PrognosisChange, c);

          json_builder_begin_object (json);
          set_int (json, "day", change->day);
          set_double (json, "factor", change->factor);
          json_builder_end_object (json);
        }
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

char *
prognosis_session_to_json (PrognosisSession *self)
{
  const PrognosisChoices *choices = self->choices;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  GtkBitsetIter iter;
  guint region;

  json_builder_begin_object (json);
  set_string (json, "program", "prognosis");
  set_string (json, "program-version", PROGNOSIS_VERSION);
  set_int (json, "version", VERSION);
  write_data (self, json);
  write_corrections (choices, json);
  set_string (json, "forecaster", choices->forecaster);
  if (choices->origin >= 0)
    set_int (json, "origin", prognosis_dataset_get_day (choices->dataset, choices->origin));
  write_options (choices->options, json);
  begin_array (json, "regions");
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, choices->regions, &region); ok;
       ok = gtk_bitset_iter_next (&iter, &region))
    json_builder_add_string_value (json, prognosis_choices_get_region_key (choices, region));
  json_builder_end_array (json);
  set_boolean (json, "all-regions", choices->all_regions);
  set_int (json, "view", choices->view);
  set_boolean (json, "log", choices->is_log);
  set_boolean (json, "per-100k", choices->per_100k);
  write_scenarios (choices, json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return json_generator_to_data (generator, NULL);
}

gboolean
prognosis_session_save (PrognosisSession *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self->choices->dataset != NULL, FALSE);
  text = prognosis_session_to_json (self);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                   error);
}

/* --- reading ------------------------------------------------------------------ */

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
  if (version > VERSION)
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

/* --- autosave ----------------------------------------------------------------- */

static char *
get_autosave_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "prognosis", NULL);
}

/* Beside each file lies one that its session keeps locked: the kernel lets it go with the process, however that ends.
 * (A process number says less: in a sandbox all have the same.) Returns: a descriptor, or -1. */
static int
lock_autosave (const char *path)
{
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  int fd = g_open (lock, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      fd = -1;
    }
  return fd;
}

static gboolean
autosave_cb (gpointer user_data)
{
  PrognosisSession *self = user_data;
  g_autoptr (GError) error = NULL;

  self->autosave_id = 0;
  if (self->choices->dataset == NULL)
    return G_SOURCE_REMOVE;
  if (self->autosave_path == NULL)
    {
      g_autofree char *folder = get_autosave_folder ();
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *name = g_strconcat (id, ".prognosis", NULL);

      g_mkdir_with_parents (folder, 0700);
      self->autosave_path = g_build_filename (folder, name, NULL);
      self->autosave_lock = lock_autosave (self->autosave_path);
    }
  if (!prognosis_session_save (self, self->autosave_path, &error))
    g_warning ("%s", error->message);
  return G_SOURCE_REMOVE;
}

void
prognosis_session_autosave (PrognosisSession *self)
{
  if (self->autosaves && self->autosave_id == 0)
    self->autosave_id = g_timeout_add (AUTOSAVE_MSEC, autosave_cb, self);
}

void
prognosis_session_adopt_autosave (PrognosisSession *self, const char *path)
{
  int lock = lock_autosave (path);

  if (lock < 0)
    return; /* another window was faster */
  prognosis_session_forget_autosave (self);
  self->autosave_path = g_strdup (path);
  self->autosave_lock = lock;
}

void
prognosis_session_forget_autosave (PrognosisSession *self)
{
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  if (self->autosave_path != NULL)
    {
      g_autofree char *lock = g_strconcat (self->autosave_path, ".lock", NULL);

      g_unlink (self->autosave_path);
      g_unlink (lock);
    }
  if (self->autosave_lock >= 0)
    close (self->autosave_lock);
  self->autosave_lock = -1;
  g_clear_pointer (&self->autosave_path, g_free);
}

/* Whether nobody holds it. */
static gboolean
is_orphan (const char *path)
{
  int lock;

  if (!g_str_has_suffix (path, ".prognosis"))
    return FALSE;
  lock = lock_autosave (path);
  if (lock < 0)
    return FALSE;
  close (lock);
  return TRUE;
}

char *
prognosis_session_find_orphan (void)
{
  g_autofree char *folder = get_autosave_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *newest = NULL;
  time_t newest_time = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (!is_orphan (path) || g_stat (path, &info) != 0 || info.st_mtime < newest_time)
        continue;
      newest_time = info.st_mtime;
      g_free (newest);
      newest = g_steal_pointer (&path);
    }
  return newest;
}
