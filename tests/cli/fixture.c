/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("prognosis-cli-XXXXXX", &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

void
result_free (Result *result)
{
  g_free (result->out);
  g_free (result->err);
  g_free (result);
}

static GSubprocess *
spawn (Fixture *fixture, const char *const *environment, const char *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_auto (GStrv) words = g_strsplit (arguments, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_assert_nonnull (g_getenv ("PROGNOSIS_CLI"));
  g_ptr_array_add (argv, (char *) g_getenv ("PROGNOSIS_CLI"));
  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (argv, words[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  for (gsize i = 0; environment != NULL && environment[i] != NULL; i += 2)
    g_subprocess_launcher_setenv (launcher, environment[i], environment[i + 1], TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

GSubprocess *
start (Fixture *fixture, const char *arguments)
{
  return spawn (fixture, NULL, arguments);
}

static char *
to_text (GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);

  return size > 0 ? g_strndup (g_bytes_get_data (bytes, NULL), size) : g_strdup ("");
}

Result *
run_with (Fixture *fixture, const char *const *environment, const char *arguments)
{
  g_autoptr (GSubprocess) process = spawn (fixture, environment, arguments);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;
  Result *result = g_new0 (Result, 1);

  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  result->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  result->out = to_text (out);
  result->err = to_text (err);
  g_test_message ("prognosis-cli %s: %d\n%s", arguments, result->status, result->err);
  return result;
}

Result *
run (Fixture *fixture, const char *format, ...)
{
  g_autofree char *arguments = NULL;
  va_list list;

  va_start (list, format);
  arguments = g_strdup_vprintf (format, list);
  va_end (list);
  return run_with (fixture, NULL, arguments);
}

void
fixture_write (Fixture *fixture, const char *name, const char *bytes, gssize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);
}

char *
fixture_read (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

guint
fixture_count (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

char *
fixture_outbreak (int n_days, int n_rubbish)
{
  GString *csv = g_string_new ("date,cases\n");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2020, 3, 1, 0, 0, 0);

  for (int day = 0; day < n_days; day++)
    {
      g_autoptr (GDateTime) date = g_date_time_add_days (first, day);
      g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
      double x = (day - 30) / 8.0, cases = 400 * exp (-x * x / 2) + 3 + (day * 7) % 5;

      if (day >= n_days - n_rubbish)
        cases = 15000 + 500 * ((day * 13) % 7); /* not above a population of 20000 */
      g_string_append_printf (csv, "%s,%.0f\n", text, cases);
    }
  return g_string_free (csv, FALSE);
}

static char *
find_file (const char *variable, const char *name)
{
  const char *folder = g_getenv (variable);
  char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_free (path);
  path = g_strdup_printf ("there is no %s in $%s", name, variable);
  g_test_skip (path);
  g_free (path);
  return NULL;
}

char *
sample (const char *name)
{
  return find_file ("PROGNOSIS_SAMPLES", name);
}

char *
shared (const char *name)
{
  return find_file ("PROGNOSIS_SHARED", name);
}

void
assert_status (const Result *result, int status)
{
  if (result->status != status)
    g_test_message ("standard output: %.2000s\nstandard error: %.2000s", result->out, result->err);
  g_assert_cmpint (result->status, ==, status);
}

void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

JsonNode *
parse_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

double
get_number (JsonNode *object, const char *member)
{
  JsonObject *it = json_node_get_object (object);

  if (!json_object_has_member (it, member))
    g_error ("there is no member “%s”", member);
  return json_object_get_null_member (it, member) ? NAN : json_object_get_double_member (it, member);
}

GPtrArray *
parse_csv (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (rows, g_strsplit (lines[i], ",", -1));
  g_assert_cmpuint (rows->len, >, 0);
  for (guint i = 1; i < rows->len; i++)
    g_assert_cmpuint (g_strv_length (g_ptr_array_index (rows, i)), ==, g_strv_length (g_ptr_array_index (rows, 0)));
  return rows;
}

const char *
get_cell (GPtrArray *rows, guint row, const char *column)
{
  char **header = g_ptr_array_index (rows, 0), **cells = g_ptr_array_index (rows, row);

  for (gsize i = 0; header[i] != NULL; i++)
    if (g_str_equal (header[i], column))
      return cells[i];
  g_error ("there is no column “%s”", column);
}
