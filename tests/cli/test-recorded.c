/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forecasts, fits, backtests and simulations give the numbers in tests/data/recorded.tsv, on one thread and with one seed.
 * Each line holds a command, a place in what it prints, a relative tolerance and the number, parted by tabs. A place is a
 * path into JSON, or the number of a row and a column. Where a forecast changes on purpose, record the number that the
 * failure names, and say so in the commit. */

#include "fixture.h"

#include <math.h>

static double
find_json (JsonNode *root, const char *place)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  JsonNode *node = root;

  for (guint i = 0; steps[i] != NULL; i++)
    node = JSON_NODE_HOLDS_ARRAY (node)
               ? json_array_get_element (json_node_get_array (node), (guint) g_ascii_strtoull (steps[i], NULL, 10))
               : json_object_get_member (json_node_get_object (node), steps[i]);
  return json_node_get_double (node);
}

static double
find_number (const char *text, const char *place)
{
  if (text[0] == '{')
    {
      g_autoptr (JsonNode) root = parse_json (text);

      return find_json (root, place);
    }
  else
    {
      g_autoptr (GPtrArray) rows = parse_csv (text);
      g_auto (GStrv) words = g_strsplit (place, " ", 2);

      return g_ascii_strtod (get_cell (rows, (guint) g_ascii_strtoull (words[0], NULL, 10), words[1]), NULL);
    }
}

/* The samples are named without their folder. (transfer full) */
static char *
complete (const char *command)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (words[i], ".csv"))
      {
        char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), words[i], NULL);

        g_free (words[i]);
        words[i] = path;
      }
  return g_strjoinv (" ", words);
}

static void
test_recorded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "recorded.tsv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *last = g_strdup ("");
  g_autoptr (Result) result = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0, n_differ = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (; lines[n] != NULL; n++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[n], "\t", -1);
      double found, expected, tolerance;

      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      if (!g_str_equal (cells[0], last))
        {
          g_autofree char *command = complete (cells[0]);

          g_clear_pointer (&result, result_free);
          result = run (fixture, "%s --threads 1 --seed 1", command);
          assert_status (result, 0);
          g_free (last);
          last = g_strdup (cells[0]);
        }
      found = find_number (result->out, cells[1]);
      tolerance = g_ascii_strtod (cells[2], NULL);
      expected = g_ascii_strtod (cells[3], NULL);
      if (!(fabs (found - expected) <= tolerance * fabs (expected)))
        {
          g_test_message ("%s: %s is %.7g, and %.7g is recorded", cells[0], cells[1], found, expected);
          n_differ++;
        }
    }
  g_assert_cmpuint (n, >=, 20);
  g_assert_cmpuint (n_differ, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/recorded/numbers", test_recorded);
  return g_test_run ();
}
