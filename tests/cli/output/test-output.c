/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "full-disk.h"

#define SIMULATE "simulate --model sir --set N=763 --set I0=2 --days 14"

static void
test_file_is_standard_output (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) plain = run (fixture, SIMULATE);
  g_autoptr (Result) dash = run (fixture, SIMULATE " --output -");
  g_autoptr (Result) file = run (fixture, SIMULATE " --output out.csv");
  g_autofree char *text = fixture_read (fixture, "out.csv");

  assert_status (plain, 0);
  assert_status (dash, 0);
  assert_status (file, 0);
  g_assert_cmpstr (file->out, ==, "");
  g_assert_cmpstr (text, ==, plain->out);
  g_assert_cmpstr (dash->out, ==, plain->out);
  g_assert_cmpuint (fixture_count (fixture), ==, 1);
}

static void
test_link_and_mode_stay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.csv", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "target.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (Result) result = NULL;
  GStatBuf status;

  fixture_write (fixture, "target.csv", "old\n", -1);
  g_assert_cmpint (g_chmod (target, 0640), ==, 0);
  g_assert_cmpint (symlink ("target.csv", link), ==, 0);
  result = run (fixture, SIMULATE " --output link.csv");
  assert_status (result, 0);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  text = fixture_read (fixture, "target.csv");
  g_assert_true (g_str_has_prefix (text, "day,"));
  g_assert_cmpint (g_stat (target, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (fixture_count (fixture), ==, 2);
}

static void
test_device_is_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  result = run (fixture, SIMULATE " --output /dev/full");
  assert_status (result, 3);
  assert_contains (result->err, "/dev/full");
}

/* `... | head -0`: the reader is gone before anything is written. */
static void
test_reader_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *csv = fixture_outbreak (40, 0);

  fixture_write (fixture, "a.csv", csv, -1);
  process = start (fixture, "fit a.csv --model sir --population 20000 --json --output out.csv");
  g_input_stream_close (g_subprocess_get_stdout_pipe (process), NULL, NULL);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 3);
  g_assert_cmpuint (fixture_count (fixture), ==, 1);
}

static void
test_stats (Fixture *fixture, gconstpointer data)
{
  const char *members[]
      = { "read_s", "fit_s", "forecast_s", "wall_s", "loss", "mse", "evaluations", "parameters", "regions", "peak_bytes" };
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) result = NULL;
  g_autoptr (JsonNode) node = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  result = run (fixture, "fit a.csv --model sir --population 20000 --stats --quiet --output out.csv");
  assert_status (result, 0);
  g_assert_cmpint (strcspn (result->err, "\n") + 1, ==, strlen (result->err));
  node = parse_json (result->err);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_cmpfloat (get_number (node, members[i]), >=, 0);
  g_assert_cmpfloat (get_number (node, "regions"), ==, 1);
  g_assert_cmpfloat (get_number (node, "parameters"), >, 0);
  g_assert_cmpfloat (get_number (node, "evaluations"), >, 0);
  g_assert_cmpfloat (get_number (node, "peak_bytes"), >, 1e6);
  g_assert_cmpfloat (get_number (node, "wall_s"), >=, get_number (node, "fit_s"));
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) off = NULL;
  g_autoptr (Result) on = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  off = run (fixture, "fit a.csv --model sir --population 20000");
  on = run (fixture, "fit a.csv --model sir --population 20000 --progress");
  assert_status (off, 0);
  assert_status (on, 0);
  g_assert_null (strchr (off->err, '\r'));
  assert_contains (on->err, "\r");
  g_assert_cmpstr (off->out, ==, on->out);
}

static const char *const pictures[] = { "png", "svg", "pdf" };

static void
test_plot (Fixture *fixture, gconstpointer data)
{
  const char *begins[] = { "\x89PNG", "<?xml", "%PDF" };
  g_autofree char *csv = fixture_outbreak (40, 0);

  fixture_write (fixture, "a.csv", csv, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *name = g_strdup_printf ("out.%s", pictures[i]);
      g_autofree char *picture = NULL;
      g_autoptr (Result) result = run (fixture, "forecast a.csv --model persistence --output out.csv --plot %s", name);

      assert_status (result, 0);
      picture = fixture_read (fixture, name);
      g_assert_nonnull (picture);
      g_assert_cmpint (strncmp (picture, begins[i], 4), ==, 0);
    }
  g_assert_cmpuint (fixture_count (fixture), ==, 5);
}

/* Neither is there when one cannot be written. */
static void
test_plot_and_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) result = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  fixture_write (fixture, "a.csv", csv, -1);
  result = run (fixture, "forecast a.csv --model persistence --output /dev/full --plot out.png");
  assert_status (result, 3);
  g_assert_cmpuint (fixture_count (fixture), ==, 1);
}

static void
assert_old (FullDisk *disk, const char *name)
{
  g_autofree char *path = full_disk_path (disk, name);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
}

/* One sentence, and what was there is there. */
static void
test_full_disk (Fixture *fixture, gconstpointer disk_too)
{
  static const char *const commands[] = {
    SIMULATE,
    "models",
    "inspect a.csv",
    "fit a.csv --model sir --population 20000 --quiet",
    "forecast a.csv --model persistence",
    "backtest a.csv --model persistence --origins 2020-04-01 --quiet",
    "score forecast.csv --truth a.csv --quiet",
  };
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) forecast = NULL;
  FullDisk disk;

  if (!full_disk_init (&disk, disk_too != NULL))
    return;
  fixture_write (fixture, "a.csv", csv, -1);
  forecast = run (fixture, "forecast a.csv --model persistence --output forecast.csv --origin 2020-04-01");
  assert_status (forecast, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      gboolean has_plot = disk.is_disk && strstr (commands[i], "forecast a") != NULL;
      g_autofree char *table = full_disk_path (&disk, "out.csv");
      g_autofree char *picture = full_disk_path (&disk, "out.png");
      g_autofree char *list = NULL;
      g_autoptr (Result) result = NULL;

      g_assert_true (g_file_set_contents (table, "old", -1, NULL));
      g_assert_true (g_file_set_contents (picture, "old", -1, NULL));
      full_disk_fill (&disk);
      result = run (fixture, "%s --output %s%s%s", commands[i], table, has_plot ? " --plot " : "", has_plot ? picture : "");
      full_disk_make_room (&disk);
      assert_status (result, 3);
      g_assert_true (g_str_has_prefix (result->err, "prognosis-cli: "));
      g_assert_true (g_str_has_prefix (result->err + strlen ("prognosis-cli: "), full_disk_get_words (&disk)));
      g_assert_cmpuint (strcspn (result->err, "\n"), ==, strlen (result->err) - 1);
      list = full_disk_list (&disk);
      g_assert_cmpstr (list, ==, "out.csv out.png");
      assert_old (&disk, "out.csv");
      assert_old (&disk, "out.png");
    }
  full_disk_clear (&disk);
}

/* PLplot needs one. */
static void
test_no_temporary_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autoptr (Result) result = NULL;
  FullDisk disk;

  fixture_write (fixture, "a.csv", csv, -1);
  g_assert_true (full_disk_init (&disk, FALSE));
  full_disk_fill (&disk);
  result = run (fixture, "forecast a.csv --model persistence --plot out.png");
  full_disk_clear (&disk);
  assert_status (result, 3);
  assert_contains (result->err, "no space for temporary files");
  g_assert_cmpuint (fixture_count (fixture), ==, 1);
}

static void
test_standard_output_is_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PROGNOSIS_CLI"), "simulate", "--model", "sir", "--set",
                                         "N=763", "--set", "I0=2", "--days", "14", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &text, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 3);
  g_assert_cmpstr (text, ==, "prognosis-cli: Cannot write standard output: No space left on device\n");
}

/* Each of these is read: none of them is written over, however it is named. */
static void
test_inputs_stay (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = {
    "forecast one.csv --population pop.csv --model sir --output pop.csv",
    "forecast one.csv --population pop.csv --model sir --output ./hard.csv",
    "forecast one.csv --population pop.csv --model sir --reproduction one.csv --output x.csv",
    "forecast one.csv --population pop.csv --model sir --plot pop.svg",
    "forecast one.csv --adjacency pairs.csv --model persistence --output pairs.csv",
    "forecast one.csv --holidays pairs.csv --model persistence --output pairs.csv",
    "forecast d --model persistence --output d/one.csv",
    "forecast link --model persistence --output d/one.csv",
    "forecast one.csv --vintages v/two.csv --model persistence --output v/two.csv",
    "forecast one.csv --vintages v --model persistence --output v/two.csv",
    "forecast one.csv --model persistence --output link.csv",
    "forecast side.csv --model persistence --output side.json",
    "forecast side.csv --model persistence --output persons.txt",
    "backtest side.csv --model persistence --output persons.txt",
    "inspect d --output d/one.csv",
    "fit one.csv --population pop.csv --model sir --output pop.csv",
    "score one.csv --truth side.csv --output side.csv",
    "score one.csv --truth side.csv --output persons.txt",
  };
  static const char *const files[] = { "one.csv",   "pop.csv",  "hard.csv", "pop.svg",   "pairs.csv",  "d/one.csv",
                                       "v/two.csv", "link.csv", "side.csv", "side.json", "persons.txt" };
  g_autofree char *folder = g_build_filename (fixture->folder, "d", NULL),
                  *versions = g_build_filename (fixture->folder, "v", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL), *to_file = g_strconcat (link, ".csv", NULL);
  g_autofree char *hard = g_build_filename (fixture->folder, "hard.csv", NULL);
  g_autofree char *pop = g_build_filename (fixture->folder, "pop.csv", NULL),
                  *svg = g_build_filename (fixture->folder, "pop.svg", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (versions, 0700), ==, 0);
  g_assert_cmpint (symlink ("d", link), ==, 0);
  g_assert_cmpint (symlink ("one.csv", to_file), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (!g_str_equal (files[i], "hard.csv") && !g_str_equal (files[i], "pop.svg") && !g_str_equal (files[i], "link.csv"))
      fixture_write (fixture, files[i], "date,cases\n2020-01-01,5\n2020-01-02,6\n", -1);
  fixture_write (fixture, "side.json", "{ \"population\": \"elsewhere/persons.txt\" }", -1);
  g_assert_cmpint (linkat (AT_FDCWD, pop, AT_FDCWD, hard, 0), ==, 0);
  g_assert_cmpint (linkat (AT_FDCWD, pop, AT_FDCWD, svg, 0), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (Result) result = run (fixture, "%s", refused[i]);

      assert_status (result, 1);
      assert_contains (result->err, "is one of the input files");
      g_assert_cmpstr (result->out, ==, "");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = fixture_read (fixture, files[i]);

      g_assert_true (g_str_has_prefix (text, g_str_equal (files[i], "side.json") ? "{" : "date,"));
    }
}

static void
test_outputs_differ (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = {
    "forecast a.csv --population 763 --model sir --reproduction same.csv --output same.csv",
    "forecast a.csv --population 763 --model sir --reproduction ./same.csv --output d/../same.csv",
    "forecast a.csv --model persistence --plot ./s.svg --output s.svg",
    "forecast a.csv --model persistence --plot l/s.svg --output d/s.svg",
    "forecast a.csv --population 763 --model sir --output nowhere --reproduction d/new.csv",
  };
  g_autofree char *folder = g_build_filename (fixture->folder, "d", NULL), *link = g_build_filename (fixture->folder, "l", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);
  g_autoptr (Result) missing = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("d", link), ==, 0);
  g_assert_cmpint (symlink ("d/new.csv", nowhere), ==, 0);
  fixture_write (fixture, "a.csv", "date,cases\n2020-01-01,5\n2020-01-02,6\n", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (Result) result = run (fixture, "%s", refused[i]);

      assert_status (result, 1);
      assert_contains (result->err, "is also the file of --output");
    }
  missing = run (fixture, "forecast a.csv --population 763 --model sir --reproduction none/r.csv");
  assert_status (missing, 1);
  assert_contains (missing->err, "Option --reproduction: there is no folder none");
  g_assert_cmpuint (fixture_count (fixture), ==, 4);
}

/* Escape sequences, C1 controls and marks of direction do not come through to people. */
static void
test_printable (Fixture *fixture, gconstpointer data)
{
  static const char csv[] = "date,place,cases\n2020-01-01,\"A\x1b[2J\xc2\x9b"
                            "1m\xe2\x80\xae"
                            "B\xe2\x81\xa6\xe2\x80\x8f\",5\n"
                            "2020-01-02,\"A\x1b[2J\xc2\x9b"
                            "1m\xe2\x80\xae"
                            "B\xe2\x81\xa6\xe2\x80\x8f\",6\n";
  g_autoptr (Result) result = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  result = run (fixture, "inspect a.csv");
  assert_status (result, 0);
  assert_contains (result->out, "A?[2J?1m?B??, population");
}

/* Help that does not reach anybody is no success. */
static void
test_help_is_full (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[][3]
      = { { "--help", NULL, NULL }, { "--version", NULL, NULL }, { "help", "fit", NULL }, { "forecast", "--help", NULL } };

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GError) error = NULL;

      g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
      process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PROGNOSIS_CLI"), arguments[i][0], arguments[i][1], NULL);
      g_assert_no_error (error);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 3);
    }
}

/* With the marks of the language, which is English here; read back like the plain file, and refused for hubs. */
static void
test_spreadsheet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cases = fixture_outbreak (40, 0), *plain = NULL, *written = NULL;
  g_autoptr (Result) one = NULL, other = NULL, hub = NULL, unknown = NULL;

  fixture_write (fixture, "a.csv", cases, -1);
  one = run (fixture, "forecast a.csv --model persistence --horizon 3 --output plain.csv");
  assert_status (one, 0);
  other = run (fixture, "forecast a.csv --model persistence --horizon 3 --csv-for spreadsheet --output sheet.csv");
  assert_status (other, 0);
  plain = fixture_read (fixture, "plain.csv");
  written = fixture_read (fixture, "sheet.csv");
  g_assert_true (g_str_has_prefix (written, "\xef\xbb\xbf"));
  g_assert_cmpstr (written + 3, ==, plain);
  hub = run (fixture, "forecast a.csv --csv-for spreadsheet --hub cdc-flusight");
  assert_status (hub, 1);
  assert_contains (hub->err, "Option --csv-for: the format of a hub is fixed");
  unknown = run (fixture, "forecast a.csv --csv-for excel");
  assert_status (unknown, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/output/file-is-standard-output", test_file_is_standard_output);
  ADD ("/cli/output/link-and-mode-stay", test_link_and_mode_stay);
  ADD ("/cli/output/device-is-full", test_device_is_full);
  ADD ("/cli/output/reader-is-gone", test_reader_is_gone);
  ADD ("/cli/output/stats", test_stats);
  ADD ("/cli/output/progress", test_progress);
  ADD ("/cli/output/plot", test_plot);
  ADD ("/cli/output/plot-and-table", test_plot_and_table);
  ADD_DATA ("/cli/output/full-disk/disk", "disk", test_full_disk);
  ADD ("/cli/output/full-disk/limit", test_full_disk);
  ADD ("/cli/output/no-temporary-files", test_no_temporary_files);
  ADD ("/cli/output/standard-output-is-full", test_standard_output_is_full);
  ADD ("/cli/output/inputs-stay", test_inputs_stay);
  ADD ("/cli/output/outputs-differ", test_outputs_differ);
  ADD ("/cli/output/printable", test_printable);
  ADD ("/cli/output/help-is-full", test_help_is_full);
  ADD ("/cli/output/spreadsheet", test_spreadsheet);
  return g_test_run ();
}
