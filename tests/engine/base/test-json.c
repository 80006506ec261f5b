/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON from anyone: what would crash the parser, or is none, is refused in words. */

#include <sys/stat.h>

#include "prognosis-error.h"
#include "prognosis-json.h"
#include "test-files.h"

static char *
nest (const char *open, const char *close, guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (guint i = 0; i < depth && close != NULL; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
assert_refused (const char *text, gssize length, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = prognosis_json_parse (text, length < 0 ? strlen (text) : (gsize) length, &error);

  g_assert_null (node);
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, reason);
}

static void
test_depth (void)
{
  static const char deep[] = "its brackets are nested too deeply";
  g_autofree char *most = nest ("[", "]", PROGNOSIS_JSON_MAX_DEPTH), *more = nest ("[", "]", PROGNOSIS_JSON_MAX_DEPTH + 1);
  g_autofree char *open = nest ("[", NULL, 2000000), *objects = nest ("{\"a\":", "}", 100000);
  g_autofree char *mixed = nest ("[{\"\\\"\": ", "}]", 60), *text = nest ("[", "]", 500);
  g_autofree char *in_string = g_strdup_printf ("{ \"a\": \"\\\"%s\\\\\" }", text);
  g_autofree char *hidden = g_strdup_printf ("{ 'a\"': %s }", open), *comment = g_strdup_printf ("/* \" */ %s", open);
  g_autofree char *after = g_strdup_printf ("[] # \"\n%s", open);
  g_autoptr (JsonNode) node = prognosis_json_parse (most, strlen (most), NULL);
  g_autoptr (JsonNode) quoted = prognosis_json_parse (in_string, strlen (in_string), NULL);

  g_assert_nonnull (node);
  g_assert_nonnull (quoted);
  g_assert_cmpuint (strlen (json_object_get_string_member (json_node_get_object (quoted), "a")), ==, strlen (text) + 2);
  assert_refused (more, -1, deep);
  assert_refused (open, -1, deep);
  assert_refused (objects, -1, deep);
  assert_refused (mixed, -1, deep);
  assert_refused (hidden, -1, "it is not JSON");
  assert_refused (comment, -1, "it is not JSON");
  assert_refused (after, -1, "it is not JSON");
}

static void
test_broken (void)
{
  static const char *const none[] = { "", "  ", "not JSON", "{ \"a\": ", "[1, 2", "{ \"a\" 5 }", "[1 2]" };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    assert_refused (none[i], -1, "it is not JSON");
  assert_refused ("{ \"a", -1, "it is not JSON: a string is not closed");
  assert_refused ("[\"\\\"]", -1, "it is not JSON: a string is not closed");
  assert_refused ("[\"\xff\"]", -1, "it is not UTF-8 text");
  assert_refused ("[1]\0[", 5, "it is not UTF-8 text");
}

/* Octal bytes and half a pair of surrogates would become text that is not UTF-8. */
static void
test_escapes (void)
{
  static const char *const bad[]
      = { "[\"\\254\"]", "[\"\\x41\"]", "[\"\\ud800\"]", "[\"\\ud800\\u0041\"]", "[\"\\udc00\"]", "[\"\\u12g4\"]", "[\"\\u12" };
  static const char good[] = "[\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud83d\\ude00\"]";
  g_autoptr (JsonNode) node = prognosis_json_parse (good, strlen (good), NULL);

  g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==, "\" \\ / \b\f\n\r\t é 😀");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i], -1, "it is not JSON");
}

static void
assert_not_read (const char *path, gsize max_bytes, GQuark domain, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (prognosis_json_read (path, max_bytes, &error));
  g_assert_true (error->domain == domain);
  g_assert_cmpstr (error->message, ==, reason);
}

static void
test_files (void)
{
  TestFiles files;
  g_autofree char *pipe = NULL, *none = NULL;
  g_autofree char *large = g_strnfill ((1 << 20) + 1, ' ');
  const char *path, *large_path;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  test_files_init (&files);
  pipe = g_build_filename (files.folder, "pipe", NULL);
  none = g_build_filename (files.folder, "none", NULL);
  path = test_files_write (&files, "a.json", "[1, 2]", -1);
  large_path = test_files_write (&files, "large.json", large, -1);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  node = prognosis_json_read (path, 6, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  assert_not_read (path, 5, PROGNOSIS_ERROR, "it is larger than 0 MiB");
  assert_not_read (large_path, 1 << 20, PROGNOSIS_ERROR, "it is larger than 1 MiB");
  assert_not_read (pipe, 100, PROGNOSIS_ERROR, "it is not a regular file");
  assert_not_read (files.folder, G_MAXSIZE, PROGNOSIS_ERROR, "it is not a regular file");
  assert_not_read (none, 100, G_FILE_ERROR, "No such file or directory");
  g_unlink (pipe);
  test_files_clear (&files);
}

/* What is of another type is like what is not there. */
static void
test_values (void)
{
  static const char text[]
      = "{\"yes\": true, \"no\": false, \"text\": \"true\", \"one\": 1, \"none\": null, \"list\": [true], \"map\": {}}";
  static const char *const others[] = { "text", "one", "none", "list", "map", "missing" };
  g_autoptr (JsonNode) node = prognosis_json_parse (text, strlen (text), NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_true (prognosis_json_get_boolean (object, "yes", FALSE));
  g_assert_false (prognosis_json_get_boolean (object, "no", TRUE));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_true (prognosis_json_get_boolean (object, others[i], TRUE));
      g_assert_false (prognosis_json_get_boolean (object, others[i], FALSE));
    }
  g_assert_true (prognosis_json_get_boolean (NULL, "yes", TRUE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/broken", test_broken);
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/files", test_files);
  g_test_add_func ("/json/values", test_values);
  return g_test_run ();
}
