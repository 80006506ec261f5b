/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules about a file as a whole, and the list of what was found. */

#include "prognosis-hub-check-private.h"

#include <string.h>

#include "prognosis-error.h"
#include "prognosis-number.h"

static void
violation_free (gpointer data)
{
  PrognosisHubViolation *self = data;

  g_free (self->message);
  g_free (self);
}

void
prognosis_hub_check_free (PrognosisHubCheck *self)
{
  g_ptr_array_unref (self->violations);
  g_free (self->round);
  g_free (self);
}

gboolean
prognosis_hub_check_is_valid (const PrognosisHubCheck *self)
{
  return self->violations->len == 0;
}

void
prognosis_hub_checker_add (PrognosisHubChecker *self, const char *rule, guint line, const char *format, ...)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_by_rule, rule));
  PrognosisHubViolation *violation;
  va_list arguments;

  g_hash_table_insert (self->n_by_rule, (gpointer) rule, GUINT_TO_POINTER (n + 1));
  if (n >= PROGNOSIS_HUB_MAX_VIOLATIONS)
    {
      self->result->n_more++;
      return;
    }
  violation = g_new0 (PrognosisHubViolation, 1);
  violation->rule = rule;
  violation->line = line;
  va_start (arguments, format);
  violation->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->result->violations, violation);
}

char *
prognosis_hub_normalise (const char *text)
{
  double value;

  return prognosis_number_parse (text, &value) ? prognosis_number_to_text (value) : g_strdup (text);
}

/* Finds round and model in the name of the file. */
static GRegex *
make_name_regex (const PrognosisHub *hub)
{
  g_autoptr (GString) pattern = g_string_new ("^");
  g_autofree char *escaped = g_regex_escape_string (hub->file_name, -1);

  g_string_append (pattern, escaped);
  g_string_replace (pattern, "\\{round\\}", "(?<round>\\d{4}-\\d\\d-\\d\\d|[A-Za-z0-9_]+)", 0);
  g_string_replace (pattern, "\\{model\\}", "(?<model>[A-Za-z0-9_]+-[A-Za-z0-9_]+)", 0);
  g_string_append_c (pattern, '$');
  return g_regex_new (pattern->str, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
}

/* The round that the name says; NULL if the name is not one of a submission. (transfer full) */
static char *
check_name (PrognosisHubChecker *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path), *folder = g_path_get_dirname (path);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL), *model_folder = g_path_get_basename (absolute);
  g_autofree char *above = g_path_get_dirname (absolute), *above_name = g_path_get_basename (above), *model = NULL;
  g_autoptr (GRegex) regex = make_name_regex (self->hub);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, name, G_REGEX_MATCH_DEFAULT, &match))
    {
      g_autofree char *example = g_strdup (self->hub->file_name);
      g_autoptr (GString) text = g_string_new (example);

      g_string_replace (text, "{round}", "2025-05-03", 0);
      g_string_replace (text, "{model}", "TEAM-MODEL", 0);
      prognosis_hub_checker_add (self, "file-name", 0, "the file is named “%s”; expected a name such as %s", name, text->str);
      return NULL;
    }
  model = g_match_info_fetch_named (match, "model");
  /* A file that has not been put in a hub's folder yet may lie anywhere. */
  if (g_str_equal (above_name, "model-output") && !g_str_equal (model_folder, model))
    prognosis_hub_checker_add (self, "folder", 0, "the file is of the model %s but lies in the folder %s", model, model_folder);
  if (self->hub->folder != NULL)
    {
      g_autofree char *all = g_build_filename (self->hub->folder, "model-metadata", NULL);
      g_autofree char *metadata_name = g_strconcat (model, ".yml", NULL);
      g_autofree char *metadata = g_build_filename (all, metadata_name, NULL);

      if (g_file_test (all, G_FILE_TEST_IS_DIR) && !g_file_test (metadata, G_FILE_TEST_EXISTS))
        prognosis_hub_checker_add (self, "metadata", 0, "the hub has no model-metadata/%s", metadata_name);
    }
  return g_match_info_fetch_named (match, "round");
}

/* FALSE: nothing else can be checked. */
static gboolean
check_columns (PrognosisHubChecker *self)
{
  const guint before = self->result->violations->len;
  char **columns = self->hub->columns;

  for (char **name = columns; *name != NULL; name++)
    if (prognosis_hub_file_find_column (self->file, *name) < 0)
      prognosis_hub_checker_add (self, "columns", 1, "the column %s is missing", *name);
  for (guint i = 0; i < self->file->n_columns; i++)
    if (!g_strv_contains ((const char *const *) columns, self->file->header[i]))
      prognosis_hub_checker_add (self, "columns", 1, "the column “%s” is not one of the hub's", self->file->header[i]);
    else if (prognosis_hub_file_find_column (self->file, self->file->header[i]) != (gssize) i)
      prognosis_hub_checker_add (self, "columns", 1, "there are two columns %s", self->file->header[i]);
  return self->result->violations->len == before;
}

/* FALSE: nothing else can be checked. */
static gboolean
check_round (PrognosisHubChecker *self, const char *of_name)
{
  const gssize column = self->hub->round_column != NULL ? prognosis_hub_file_find_column (self->file, self->hub->round_column) : -1;
  const char *round = column >= 0 ? prognosis_hub_file_get_cell (self->file, 0, column) : of_name;

  for (guint row = 1; column >= 0 && row < self->file->rows->len; row++)
    if (!g_str_equal (prognosis_hub_file_get_cell (self->file, row, column), round))
      {
        prognosis_hub_checker_add (self, "one-round", g_array_index (self->file->rows, PrognosisHubRow, row).line,
                                   "%s is %s, but %s in the first row; a file is of one round", self->hub->round_column,
                                   prognosis_hub_file_get_cell (self->file, row, column), round);
        break;
      }
  if (of_name != NULL && round != NULL && !g_str_equal (of_name, round))
    prognosis_hub_checker_add (self, "round-name", g_array_index (self->file->rows, PrognosisHubRow, 0).line,
                               "%s is %s, but the name of the file says %s", self->hub->round_column, round, of_name);
  self->round = round != NULL ? prognosis_hub_find_round (self->hub, round) : NULL;
  if (self->round == NULL)
    prognosis_hub_checker_add (self, "round", g_array_index (self->file->rows, PrognosisHubRow, 0).line,
                               "“%s” is not a round of the hub", round != NULL ? round : "");
  self->result->round = g_strdup (round);
  return self->round != NULL;
}

static void
count_places (PrognosisHubChecker *self)
{
  const gssize column = prognosis_hub_file_find_column (self->file, PROGNOSIS_HUB_LOCATION);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; column >= 0 && row < self->file->rows->len; row++)
    g_hash_table_add (places, (gpointer) prognosis_hub_file_get_cell (self->file, row, column));
  self->result->n_places = g_hash_table_size (places);
  self->result->n_rows = self->file->rows->len;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const PrognosisHubViolation *const *x = a, *const *y = b;

  return ((*x)->line > (*y)->line) - ((*x)->line < (*y)->line);
}

static void
clear_entry (gpointer data)
{
  g_free (((PrognosisHubEntry *) data)->key);
}

static void
run_checks (PrognosisHubChecker *self, const char *path)
{
  g_autofree char *of_name = path != NULL ? check_name (self, path) : NULL;

  if (self->file->rows->len == 0)
    {
      prognosis_hub_checker_add (self, "empty", 0, "the file has no rows");
      return;
    }
  if (!check_columns (self) || !check_round (self, of_name))
    return;
  count_places (self);
  prognosis_hub_check_rows (self);
  prognosis_hub_check_groups (self);
  prognosis_hub_check_samples (self);
}

static PrognosisHubCheck *
check_new (void)
{
  PrognosisHubCheck *self = g_new0 (PrognosisHubCheck, 1);

  self->violations = g_ptr_array_new_with_free_func (violation_free);
  return self;
}

PrognosisHubCheck *
prognosis_hub_check (const PrognosisHub *hub, const PrognosisHubFile *file, const char *path)
{
  PrognosisHubCheck *result = check_new ();
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (PrognosisHubEntry));
  g_autoptr (GHashTable) n_by_rule = g_hash_table_new (g_str_hash, g_str_equal);
  PrognosisHubChecker self = {
    .hub = hub,
    .file = file,
    .type_column = prognosis_hub_file_find_column (file, hub->type_column),
    .type_id_column = prognosis_hub_file_find_column (file, hub->type_id_column),
    .value_column = prognosis_hub_file_find_column (file, hub->value_column),
    .entries = entries,
    .result = result,
    .n_by_rule = n_by_rule,
  };

  g_array_set_clear_func (entries, clear_entry);
  run_checks (&self, path);
  g_ptr_array_sort (result->violations, compare_lines);
  return result;
}

PrognosisHubCheck *
prognosis_hub_check_path (const PrognosisHub *hub, const char *path, GError **error)
{
  g_autoptr (GError) own_error = NULL;
  g_autoptr (PrognosisHubFile) file = prognosis_hub_file_read (path, &own_error);
  PrognosisHubCheck *result;
  PrognosisHubViolation *violation;
  g_autofree char *prefix = NULL;
  const char *message;

  if (file != NULL)
    return prognosis_hub_check (hub, file, path);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !g_error_matches (own_error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  /* "PATH:LINE: what" or "PATH: what" */
  result = check_new ();
  violation = g_new0 (PrognosisHubViolation, 1);
  violation->rule = "format";
  message = own_error->message + strlen (path);
  violation->line = *message == ':' && g_ascii_isdigit (message[1]) ? (guint) g_ascii_strtoull (message + 1, NULL, 10) : 0;
  message = strstr (message, ": ");
  violation->message = g_strdup (message != NULL ? message + 2 : own_error->message);
  g_ptr_array_add (result->violations, violation);
  return result;
}
