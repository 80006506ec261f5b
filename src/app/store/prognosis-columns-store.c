/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-store.h"

#include "prognosis-dataset.h"
#include "prognosis-json.h"
#include "prognosis-preview.h"
#include "prognosis-reading-setting.h"

/* One file for all tables whose columns the user has named, so that they are read the same way next time. */
#define MAX_TABLES 200
#define MAX_BYTES ((gsize) 64 << 20)

/* --- JSON ---------------------------------------------------------------------- */

static void
write_text (JsonBuilder *json, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
write_list (JsonBuilder *json, const char *name, char **list)
{
  if (list == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (; *list != NULL; list++)
    json_builder_add_string_value (json, *list);
  json_builder_end_array (json);
}

static void
write_words (JsonBuilder *json, const char *name, const int *numbers, gsize n, const char *(*to_word) (int) )
{
  if (numbers == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (gsize i = 0; i < n; i++)
    json_builder_add_string_value (json, numbers[i] >= 0 ? to_word (numbers[i]) : "found");
  json_builder_end_array (json);
}

static const char *
kind_word (int kind)
{
  return prognosis_kind_to_string ((PrognosisKind) kind);
}

static const char *
role_word (int role)
{
  return prognosis_role_to_string ((PrognosisRole) role);
}

static void
write_setting (JsonBuilder *json, const PrognosisReadingSetting *setting, const PrognosisColumns *self)
{
  switch (setting->kind)
    {
    case PROGNOSIS_READING_COLUMN:
    case PROGNOSIS_READING_TEXT: write_text (json, setting->id, PROGNOSIS_READING_FIELD (self, setting, const char *)); break;
    case PROGNOSIS_READING_COLUMNS:
    case PROGNOSIS_READING_CONDITIONS: write_list (json, setting->id, PROGNOSIS_READING_FIELD (self, setting, GStrv)); break;
    case PROGNOSIS_READING_ENUM:
      if (!prognosis_reading_setting_is_unset (setting, self))
        write_text (json, setting->id, setting->values[prognosis_reading_setting_get_value (setting, self)].id);
      break;
    case PROGNOSIS_READING_LINE: prognosis_json_set_int (json, setting->id, PROGNOSIS_READING_FIELD (self, setting, int)); break;
    case PROGNOSIS_READING_SWITCH:
    default: prognosis_json_set_boolean (json, setting->id, PROGNOSIS_READING_FIELD (self, setting, gboolean));
    }
}

void
prognosis_columns_write_json (const PrognosisColumns *self, JsonBuilder *json)
{
  const gsize n = self->values != NULL ? g_strv_length (self->values) : 0;
  gsize n_settings;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n_settings);

  json_builder_begin_object (json);
  for (gsize i = 0; i < n_settings; i++)
    write_setting (json, &settings[i], self);
  write_words (json, "kinds", self->kinds, n, kind_word);
  write_words (json, "roles", self->roles, n, role_word);
  json_builder_end_object (json);
}

static const char *
get_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* NULL if it is absent or contains anything but strings. (transfer full) */
static GStrv
read_list (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = get_text (json_array_get_element (array, i));

      if (text == NULL)
        return NULL;
      g_strv_builder_add (list, text);
    }
  return g_strv_builder_end (list);
}

/* @otherwise if @text is none of the @n words. */
static int
read_word (const char *text, int n, const char *(*to_word) (int), int otherwise)
{
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (text, to_word (i)) == 0)
      return i;
  return otherwise;
}

/* An array of @n values. (transfer full) */
static int *
read_words (JsonObject *object, const char *name, gsize n, int n_words, const char *(*to_word) (int) )
{
  g_auto (GStrv) list = read_list (object, name);
  int *numbers;

  if (list == NULL || g_strv_length (list) != n)
    return NULL;
  numbers = g_new (int, n);
  for (gsize i = 0; i < n; i++)
    numbers[i] = read_word (list[i], n_words, to_word, -1);
  return numbers;
}

static void
read_setting (JsonObject *object, const PrognosisReadingSetting *setting, PrognosisColumns *self)
{
  JsonNode *node = json_object_get_member (object, setting->id);

  switch (setting->kind)
    {
    case PROGNOSIS_READING_COLUMN:
    case PROGNOSIS_READING_TEXT: PROGNOSIS_READING_FIELD (self, setting, char *) = g_strdup (get_text (node)); break;
    case PROGNOSIS_READING_COLUMNS:
    case PROGNOSIS_READING_CONDITIONS: PROGNOSIS_READING_FIELD (self, setting, GStrv) = read_list (object, setting->id); break;
    case PROGNOSIS_READING_ENUM:
      for (guint i = 0; setting->values[i].id != NULL; i++)
        if (g_strcmp0 (get_text (node), setting->values[i].id) == 0)
          prognosis_reading_setting_set_value (setting, self, i);
      break;
    case PROGNOSIS_READING_LINE:
      if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
        PROGNOSIS_READING_FIELD (self, setting, int) = (int) CLAMP (json_node_get_int (node), -1, G_MAXINT / 2);
      break;
    case PROGNOSIS_READING_SWITCH:
    default: PROGNOSIS_READING_FIELD (self, setting, gboolean) = prognosis_json_get_boolean (object, setting->id, FALSE);
    }
}

PrognosisColumns *
prognosis_columns_read_json (JsonNode *node)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  PrognosisColumns *self;
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  if (object == NULL)
    return NULL;
  self = prognosis_columns_new ();
  for (gsize i = 0; i < n; i++)
    read_setting (object, &settings[i], self);
  if (self->values != NULL && self->values[0] == NULL)
    g_clear_pointer (&self->values, g_strfreev);
  if (self->values != NULL)
    {
      const gsize n_values = g_strv_length (self->values);

      self->kinds = read_words (object, "kinds", n_values, PROGNOSIS_KIND_PROPORTION + 1, kind_word);
      self->roles = read_words (object, "roles", n_values, PROGNOSIS_ROLE_OTHER + 1, role_word);
    }
  return self;
}

/* --- of tables that are opened again ------------------------------------------------ */

static char *
get_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "prognosis", "columns.json", NULL);
}

/* (transfer full) */
static JsonNode *
load (void)
{
  g_autofree char *path = get_path ();
  JsonNode *root = prognosis_json_read (path, MAX_BYTES, NULL);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return root;
  g_clear_pointer (&root, json_node_unref);
  root = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (root, json_object_new ());
  return root;
}

/* One key for all files of a table. (transfer full) */
static char *
make_key (const char *const *paths)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (; *paths != NULL; paths++)
    {
      g_autofree char *absolute = g_canonicalize_filename (*paths, NULL);
      g_autofree char *valid = g_utf8_make_valid (absolute, -1);

      g_string_append_printf (key, "%s%s", key->len > 0 ? "\n" : "", valid);
    }
  return g_strdup (key->str);
}

/* All tables with the same columns, whatever their names and places. (transfer full): NULL if the table has no header */
static char *
make_header_key (const char *path)
{
  g_autoptr (PrognosisPreview) preview = prognosis_preview_read (path, NULL, NULL);
  g_autoptr (GString) key = g_string_new ("header");

  if (preview == NULL || prognosis_preview_get_header_line (preview) == 0)
    return NULL;
  for (gsize i = 0; i < prognosis_preview_get_n_columns (preview); i++)
    {
      /* The days of a table that grows to the right are others each time. */
      g_autofree char *title
          = prognosis_preview_is_day (preview, i) ? NULL : g_utf8_casefold (prognosis_preview_get_title (preview, i), -1);

      if (title != NULL)
        g_string_append_printf (key, "\t%s", title);
    }
  return g_utf8_make_valid (key->str, -1);
}

PrognosisColumns *
prognosis_columns_recall (const char *const *paths)
{
  g_autoptr (JsonNode) root = load ();
  JsonObject *object = json_node_get_object (root);
  g_autofree char *key = make_key (paths), *header = NULL;

  if (json_object_has_member (object, key) || json_object_get_size (object) == 0)
    return prognosis_columns_read_json (json_object_get_member (object, key));
  header = make_header_key (paths[0]);
  return header != NULL ? prognosis_columns_read_json (json_object_get_member (object, header)) : NULL;
}

static void
set (JsonObject *object, const char *key, const PrognosisColumns *columns)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GList) keys = NULL;

  json_object_remove_member (object, key);
  if (columns == NULL)
    return;
  /* The oldest stand first. */
  keys = json_object_get_members (object);
  for (GList *l = keys; l != NULL && json_object_get_size (object) >= MAX_TABLES; l = l->next)
    {
      g_autofree char *oldest = g_strdup (l->data);

      json_object_remove_member (object, oldest);
    }
  prognosis_columns_write_json (columns, json);
  json_object_set_member (object, key, json_builder_get_root (json));
}

void
prognosis_columns_remember (const char *const *paths, const PrognosisColumns *columns)
{
  g_autoptr (JsonNode) root = load ();
  JsonObject *object = json_node_get_object (root);
  g_autofree char *key = make_key (paths), *header = NULL, *path = get_path (), *folder = g_path_get_dirname (path), *text = NULL;
  g_autoptr (PrognosisColumns) of_header = prognosis_columns_copy (columns);

  if (columns == NULL && json_object_get_size (object) == 0)
    return;
  header = make_header_key (paths[0]);
  set (object, key, columns);
  /* Days are summed to weeks for the sake of one table; other daily tables stay daily. */
  if (of_header != NULL)
    of_header->weekly = FALSE;
  if (header != NULL)
    set (object, header, prognosis_columns_equal (of_header, NULL) ? NULL : of_header);
  g_mkdir_with_parents (folder, 0700);
  text = json_to_string (root, TRUE);
  /* Failure does no harm: the columns can be named again. */
  (void) g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
