/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-sidecar.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-error.h"
#include "prognosis-file-name.h"
#include "prognosis-json.h"
#include "prognosis-reader.h"
#include "reader-common.h"

/* It describes columns and names files; what is larger is something else. */
#define MAX_BYTES ((gsize) 4 << 20)

/* @name in the folder of the data. (transfer full) */
static char *
in_folder (const char *data_path, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (data_path);

  return strchr (data_path, G_DIR_SEPARATOR) != NULL ? g_build_filename (folder, name, NULL) : g_strdup (name);
}

static char *
sidecar_path (const char *data_path)
{
  g_autofree char *stem = prognosis_file_name_dup_stem (data_path);
  g_autofree char *name = g_strconcat (stem, ".json", NULL);

  return in_folder (data_path, name);
}

/* NULL without @error: there is none, or it is JSON of somebody else. */
static JsonNode *
load (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = prognosis_json_read (path, MAX_BYTES, &local);

  if (root != NULL)
    return JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&root) : NULL;
  if (!g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
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
prognosis_sidecar_read (const char *data_path)
{
  g_autofree char *path = sidecar_path (data_path);
  g_autoptr (JsonNode) root = load (path, NULL);
  PrognosisSidecar *self;
  JsonObject *object;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  self = g_new0 (PrognosisSidecar, 1);
  self->title = g_strdup (get_string (object, "title"));
  self->source = g_strdup (get_string (object, "source"));
  self->story = g_strdup (get_string (object, "story"));
  self->model = g_strdup (get_string (object, "model"));
  self->order = json_object_get_int_member_with_default (object, "order", G_MAXINT64);
  return self;
}

void
prognosis_sidecar_free (PrognosisSidecar *self)
{
  g_free (self->title);
  g_free (self->source);
  g_free (self->story);
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

static void
warn (PrognosisDataset *dataset, const char *path, char *message)
{
  prognosis_warnings_take (dataset->given_warnings, path, 0, "sidecar", message);
}

static void
warn_of_word (PrognosisDataset *dataset, const char *path, const char *name, const char *signal)
{
  /* Translators: a member of a JSON file (“kind”, “role”, “fitted”), and a signal. */
  warn (dataset, path, g_strdup_printf (_ ("the %s given for “%s” is not known and was ignored"), name, signal));
}

/* Sets @number to that of the word in member @name of @said, if there is one. A word that is not known must not change the
 * data's meaning in silence. FALSE: nothing was set. */
static gboolean
read_word (PrognosisDataset *dataset, const char *path, const char *signal, JsonObject *said, const char *name,
           const char *(*to_string) (guint), guint n, guint *number)
{
  const char *text = get_string (said, name);

  for (guint i = 0; text != NULL && i < n; i++)
    if (strcmp (text, to_string (i)) == 0)
      {
        *number = i;
        return TRUE;
      }
  if (json_object_has_member (said, name))
    warn_of_word (dataset, path, name, signal);
  return FALSE;
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

/* Of JSON: what the value of a member may be. */
typedef enum
{
  VALUE_TEXT = 1 << 0,
  VALUE_NUMBER = 1 << 1,
  VALUE_OBJECT = 1 << 2,
} Values;

static const struct
{
  const char *name;
  Values values;
} members[] = {
  { "title", VALUE_TEXT },
  { "source", VALUE_TEXT },
  { "story", VALUE_TEXT },
  { "order", VALUE_NUMBER },
  { "model", VALUE_TEXT },
  { "origin", VALUE_TEXT },
  { "population", VALUE_TEXT | VALUE_NUMBER },
  { "adjacency", VALUE_TEXT },
  { "holidays", VALUE_TEXT },
  { "signals", VALUE_OBJECT },
};

static gboolean
suits (JsonNode *node, Values values)
{
  const GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  return JSON_NODE_HOLDS_NULL (node) || ((values & VALUE_TEXT) != 0 && type == G_TYPE_STRING)
         || ((values & VALUE_NUMBER) != 0 && (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE))
         || ((values & VALUE_OBJECT) != 0 && JSON_NODE_HOLDS_OBJECT (node));
}

static gboolean
is_member (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (strcmp (members[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

/* A mistyped name, or a value of another type, would leave out in silence what somebody has written down. JSON without any of the
 * names describes something else. */
static void
check_members (PrognosisDataset *dataset, const char *path, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  gboolean is_ours = FALSE;

  for (GList *name = names; name != NULL; name = name->next)
    is_ours |= is_member (name->data);
  for (GList *name = names; is_ours && name != NULL; name = name->next)
    if (!is_member (name->data))
      /* Translators: a member of a JSON file. */
      warn (dataset, path, g_strdup_printf (_ ("“%s” is not known here and was ignored"), (const char *) name->data));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (object, members[i].name);

      if (node != NULL && !suits (node, members[i].values))
        /* Translators: a member of a JSON file. */
        warn (dataset, path, g_strdup_printf (_ ("the value of “%s” cannot be used and was ignored"), members[i].name));
    }
}

/* What is said of a signal that the data do not have, and with names that mean nothing. */
static void
check_signals (PrognosisDataset *dataset, const char *path, JsonObject *signals)
{
  static const char *const known[] = { "kind", "role", "fitted", NULL };
  g_autoptr (GList) names = signals != NULL ? json_object_get_members (signals) : NULL;

  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonObject *said = prognosis_json_get_object (signals, name->data);
      g_autoptr (GList) parts = said != NULL ? json_object_get_members (said) : NULL;

      if (prognosis_dataset_find_signal (dataset, name->data) < 0)
        /* Translators: a signal that a description of the data names. */
        warn (dataset, path, g_strdup_printf (_ ("the data have no signal “%s”"), (const char *) name->data));
      else if (said == NULL)
        warn (dataset, path, g_strdup_printf (_ ("the value of “%s” cannot be used and was ignored"), (const char *) name->data));
      for (GList *part = parts; part != NULL; part = part->next)
        if (!g_strv_contains (known, part->data))
          warn (dataset, path, g_strdup_printf (_ ("“%s” is not known here and was ignored"), (const char *) part->data));
    }
}

/* What was guessed about the kind of a signal no longer matters once the kind is stated. */
static void
forget_guess (PrognosisDataset *dataset, const char *signal)
{
  /* These warnings begin with the name of the signal in every language. */
  g_autofree char *start = g_strconcat (signal, " ", NULL);

  for (guint i = dataset->given_warnings->len; i-- > 0;)
    {
      const PrognosisWarning *warning = &g_array_index (dataset->given_warnings, PrognosisWarning, i);

      if (g_str_has_prefix (warning->code, "kind-") && g_str_has_prefix (warning->message, start))
        g_array_remove_index (dataset->given_warnings, i);
    }
}

static void
apply_signals (PrognosisDataset *dataset, const char *path, JsonObject *object)
{
  JsonObject *signals = prognosis_json_get_object (object, "signals");

  for (guint s = 0; signals != NULL && s < dataset->signals->len; s++)
    {
      PrognosisSignal *signal = &g_array_index (dataset->signals, PrognosisDatasetSignal, s).base;
      JsonObject *said = prognosis_json_get_object (signals, signal->name);
      guint kind = signal->kind, role = signal->role;
      JsonNode *fitted;

      if (said == NULL)
        continue;
      if (read_word (dataset, path, signal->name, said, "kind", kind_text, PROGNOSIS_KIND_PROPORTION + 1, &kind))
        forget_guess (dataset, signal->name);
      read_word (dataset, path, signal->name, said, "role", role_text, PROGNOSIS_ROLE_OTHER + 1, &role);
      signal->kind = (PrognosisKind) kind;
      signal->role = (PrognosisRole) role;
      fitted = json_object_get_member (said, "fitted");
      if (fitted != NULL && JSON_NODE_HOLDS_VALUE (fitted) && json_node_get_value_type (fitted) == G_TYPE_BOOLEAN)
        signal->fitted = json_node_get_boolean (fitted);
      else if (fitted != NULL)
        warn_of_word (dataset, path, "fitted", signal->name);
    }
}

/* Accepts only a name within the folder of the data: sidecars may come from untrusted sources. */
static char *
beside (const char *data_path, const char *name)
{
  g_autofree char *base = name != NULL ? g_path_get_basename (name) : NULL;

  return base != NULL ? in_folder (data_path, base) : NULL;
}

/* What could not be used of the sidecar at @path is no reason not to read the data, but has to be said. @after: (transfer full):
 * the data with it, or NULL. Takes @before and @error. */
static PrognosisDataset *
take_result (PrognosisDataset *before, PrognosisDataset *after, const char *path, GError *error)
{
  if (after != NULL)
    {
      prognosis_dataset_unref (before);
      return after;
    }
  /* Translators: why a number or a file that a description of the data names cannot be used. */
  warn (before, path, g_strdup_printf (_ ("the data were read without what it names: %s"), error->message));
  g_error_free (error);
  return before;
}

/* Only regular files: nobody has asked to wait for a pipe. */
static gboolean
check_regular (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: it is not a regular file"), path);
  return FALSE;
}

static PrognosisDataset *
apply_population (PrognosisDataset *dataset, const char *data_path, const char *path, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "population");
  g_autofree char *table = beside (data_path, get_string (object, "population"));
  const double persons = prognosis_json_to_number (node);
  g_autofree char *number = isnan (persons) ? NULL : g_strdup_printf ("%.0f", persons);
  PrognosisDataset *after = NULL;
  GError *error = NULL;

  if (node == NULL || (table == NULL && number == NULL))
    return dataset;
  if (number != NULL || check_regular (table, &error))
    after = prognosis_read_population (dataset, number != NULL ? number : table, &error);
  return take_result (dataset, after, path, error);
}

static PrognosisDataset *
apply_adjacency (PrognosisDataset *dataset, const char *data_path, const char *path, JsonObject *object)
{
  g_autofree char *table = beside (data_path, get_string (object, "adjacency"));
  PrognosisDataset *after = NULL;
  GError *error = NULL;

  if (table == NULL)
    return dataset;
  if (check_regular (table, &error))
    after = prognosis_read_adjacency (dataset, table, &error);
  return take_result (dataset, after, path, error);
}

static PrognosisDataset *
apply_holidays (PrognosisDataset *dataset, const char *data_path, const char *path, JsonObject *object)
{
  const char *text = get_string (object, "holidays");
  g_autofree char *table = text != NULL && prognosis_holidays_is_path (text) ? beside (data_path, text) : NULL;
  PrognosisDataset *after = NULL;
  GError *error = NULL;

  if (text == NULL)
    return dataset;
  if (table == NULL || check_regular (table, &error))
    after = prognosis_read_holidays (dataset, table != NULL ? table : text, &error);
  return take_result (dataset, after, path, error);
}

void
prognosis_sidecar_list_files (const char *data_path, GPtrArray *files)
{
  static const char *const with_files[] = { "population", "adjacency", "holidays" };
  g_autofree char *path = sidecar_path (data_path);
  g_autoptr (JsonNode) root = load (path, NULL);

  for (gsize i = 0; root != NULL && i < G_N_ELEMENTS (with_files); i++)
    {
      const char *text = get_string (json_node_get_object (root), with_files[i]);

      if (text != NULL && (strcmp (with_files[i], "holidays") != 0 || prognosis_holidays_is_path (text)))
        g_ptr_array_add (files, beside (data_path, text));
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_ptr_array_add (files, g_steal_pointer (&path));
}

PrognosisDataset *
prognosis_sidecar_apply (PrognosisDataset *dataset, const char *data_path)
{
  g_autofree char *path = sidecar_path (data_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = load (path, &error);
  JsonObject *object;

  if (error != NULL)
    warn (dataset, path,
          /* Translators: why a file that describes the data cannot be read: “it is not JSON”. */
          g_strdup_printf (_ ("this description of the data cannot be used (%s); the data were read without it"), error->message));
  if (root != NULL)
    {
      object = json_node_get_object (root);
      check_members (dataset, path, object);
      check_signals (dataset, path, prognosis_json_get_object (object, "signals"));
      apply_texts (dataset, object);
      apply_signals (dataset, path, object);
      /* Both look at the data as they are. */
      prognosis_dataset_annotate (dataset);
      dataset = apply_population (dataset, data_path, path, object);
      dataset = apply_adjacency (dataset, data_path, path, object);
      dataset = apply_holidays (dataset, data_path, path, object);
    }
  if (root != NULL || error != NULL)
    prognosis_dataset_annotate (dataset);
  return dataset;
}
