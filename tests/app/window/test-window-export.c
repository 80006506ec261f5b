/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exported charts, tables, reports and sessions: if one cannot be written, nothing is lost and the reason is
   shown. */

#include "app-test-window.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-parameters.h"
#include "full-disk.h"

#include <string.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

static const struct
{
  const char *action;
  const char *name;
} outputs[] = {
  { "win.export-to", "a.png" }, { "win.export-to", "a.svg" }, { "win.export-to", "a.pdf" },
  { "win.export-to", "a.csv" }, { "win.report-to", "b.pdf" }, { "win.save-to", "a.prognosis" },
};

/* The existing file stays, and no temporary file remains. */
static void
test_full_disk (gconstpointer disk_too)
{
  PrognosisWindow *window;
  FullDisk disk;

  if (!full_disk_init (&disk, disk_too != NULL))
    return;
  window = app_test_open_window (SCHOOL, 1000, 700);
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *path = full_disk_path (&disk, outputs[i].name);
      g_autofree char *toast = NULL;
      g_autofree char *list = NULL;
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      full_disk_fill (&disk);
      app_test_activate (window, outputs[i].action, g_variant_new_string (path));
      full_disk_make_room (&disk);
      toast = app_test_take_toast (window);
      g_assert_true (g_str_has_prefix (toast, full_disk_get_words (&disk)));
      list = full_disk_list (&disk);
      g_assert_cmpstr (list, ==, outputs[i].name);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_unlink (path);
    }
  app_test_leave_window (window);
  full_disk_clear (&disk);
}

/* Numbers and their provenance: if there is room for only one file, neither is written. */
static void
test_half_an_export (void)
{
  PrognosisWindow *window;
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *beside = g_build_filename (folder, "a.json", NULL);
  g_autofree char *longer = g_build_filename (folder, "a.csv.json", NULL);
  g_autofree char *toast = NULL;

  window = app_test_open_window (SCHOOL, 1000, 700);
  /* Not ours: the longer name is used, and a folder has that name. */
  g_assert_true (g_file_set_contents (beside, "{}", -1, NULL));
  g_assert_cmpint (g_mkdir (longer, 0700), ==, 0);
  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  toast = app_test_take_toast (window);
  g_assert_true (g_str_has_prefix (toast, "A folder with this name already exists: "));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (beside);
  g_rmdir (longer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_leave_window (window);
}

/* The preference decides on the marks of a CSV file. */
static void
test_spreadsheet (void)
{
  g_autoptr (GSettings) settings = app_test_get_settings ();
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL), *beside = g_build_filename (folder, "a.json", NULL);
  PrognosisWindow *window;

  if (settings == NULL)
    {
      g_test_skip ("no settings");
      return;
    }
  window = app_test_open_window (SCHOOL, 1000, 700);
  for (int is_on = 0; is_on < 2; is_on++)
    {
      g_autofree char *text = NULL;

      g_settings_set_boolean (settings, "csv-for-spreadsheets", is_on);
      app_test_activate (window, "win.export-to", g_variant_new_string (path));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, is_on ? "\xef\xbb\xbfreference_date" : "reference_date"));
    }
  g_settings_reset (settings, "csv-for-spreadsheets");
  g_unlink (path);
  g_unlink (beside);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_leave_window (window);
}

static char *
build_path (const char *folder, const char *stem, const char *output)
{
  g_autofree char *name = g_strconcat (stem, strrchr (output, '.'), NULL);

  return g_build_filename (folder, name, NULL);
}

static void
test_odd_names (void)
{
  PrognosisWindow *window;
  static const char *const stems[] = { "with blank", "<b>bold & Zürich", "-dash 'n' \"quote\" %s", "line\nbreak", "日本" };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);

  window = app_test_open_window (SCHOOL, 1000, 700);
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (stems); k++)
      {
        g_autofree char *path = build_path (folder, stems[k], outputs[i].name);
        g_autofree char *beside = build_path (folder, stems[k], ".json");
        g_autofree char *base = g_path_get_basename (path);
        g_autofree char *expected = g_strdup_printf ("Saved as %s", base);
        g_autofree char *toast = NULL;

        app_test_activate (window, outputs[i].action, g_variant_new_string (path));
        toast = app_test_take_toast (window);
        g_assert_cmpstr (toast, ==, expected);
        g_assert_cmpint (g_unlink (path), ==, 0);
        g_unlink (beside);
      }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_leave_window (window);
}

static void
test_no_place (void)
{
  PrognosisWindow *window;
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);

  window = app_test_open_window (SCHOOL, 1000, 700);
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *gone = build_path (folder, "gone/a", outputs[i].name);
      g_autofree char *taken = build_path (folder, "taken", outputs[i].name);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      app_test_activate (window, outputs[i].action, g_variant_new_string (gone));
      first = app_test_take_toast (window);
      g_assert_true (g_str_has_prefix (first, "The folder does not exist: "));
      g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
      app_test_activate (window, outputs[i].action, g_variant_new_string (taken));
      second = app_test_take_toast (window);
      g_assert_true (g_str_has_prefix (second, "A folder with this name already exists: "));
      g_assert_cmpint (g_rmdir (taken), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_leave_window (window);
}

static void
assert_file_has (const char *path, const char *what)
{
  g_autofree char *text = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (path, &text, &n, NULL));
  if (memmem (text, n, what, strlen (what)) == NULL)
    g_error ("%s: has no “%s”", path, what);
}

static void
test_export (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *json = g_build_filename (folder, "forecast.json", NULL);
  g_autofree char *longer = g_build_filename (folder, "forecast.csv.json", NULL);
  static const char *const names[] = { "chart.png", "chart.svg", "chart.pdf", "forecast.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      GStatBuf info;

      app_test_activate (window, "win.export-to", g_variant_new_string (path));
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_size, >, 500);
      /* An exported chart contains its provenance. */
      if (i < 2)
        {
          assert_file_has (path, "Data SHA-256");
          assert_file_has (path, SCHOOL);
          assert_file_has (path, "uncertainty=laplace");
        }
      if (i == 3)
        {
          /* Existing files that are not ours are never overwritten. */
          assert_file_has (json, "\"data_sha256\"");
          assert_file_has (json, "\"uncertainty\" : \"laplace\"");
          g_assert_true (g_file_set_contents (json, "{}", -1, NULL));
          app_test_activate (window, "win.export-to", g_variant_new_string (path));
          assert_file_has (longer, "\"forecaster_used\"");
          assert_file_has (json, "{}");
        }
      g_unlink (path);
    }
  g_unlink (json);
  g_unlink (longer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_close_window (window);
}

/* Exports @name and checks that it contains @parts. */
static void
assert_export_has (PrognosisWindow *window, const char *folder, const char *name, const char *const *parts)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  for (gsize i = 0; parts[i] != NULL; i++)
    assert_file_has (path, parts[i]);
  g_unlink (path);
}

/* An exported comparison or scenario describes itself, and each scenario has a table of its own. */
static void
test_export_pages (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-baltimore-1918.csv", 1180, 760);
  const char *models[] = { "regression", NULL };
  static const char *const of_comparison[] = { "regression, persistence", "Origins", "Horizon", NULL };
  static const char *const of_scenarios[]
      = { "Scenario 1: transmission * 0.7 from ", "Scenario 2: no change", "Fixed", "gamma=0.25", NULL };
  static const char *const tables[] = { "f.csv",
                                        "f.json",
                                        "f-Scenario 1.csv",
                                        "f-Scenario 1.json",
                                        "f-Scenario 1-2.csv",
                                        "f-Scenario 1-2.json",
                                        "f-Scenario 1-3.csv",
                                        "f-Scenario 1-3.json" };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "f.csv", NULL);
  g_autofree char *taken = g_build_filename (folder, "f-Scenario 1.csv", NULL);
  g_autofree char *third = g_build_filename (folder, "f-Scenario 1-3.csv", NULL);
  char *texts[G_N_ELEMENTS (tables)] = { NULL };

  app_test_activate (window, "win.forecaster", g_variant_new_string ("seir"));
  app_test_settle (window->session);
  prognosis_session_compare (window->session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 60);
  app_test_activate (window, "win.page", g_variant_new_string ("compare"));
  app_test_run_for (100);
  assert_export_has (window, folder, "a.png", of_comparison);
  assert_export_has (window, folder, "a.svg", of_comparison);

  app_test_activate (window, "win.page", g_variant_new_string ("scenarios"));
  app_test_activate (window, "win.add-scenario", NULL);
  prognosis_session_set_scenario (window->session, -1, prognosis_scenario_new ("Scenario 2"));
  prognosis_session_preview (window->session, 1, 0.25);
  prognosis_session_commit (window->session, 1, &prognosis_parameter_view_plain);
  app_test_settle (window->session);
  assert_export_has (window, folder, "a.svg", of_scenarios);

  /* A scenario of the same name, and a file of the user. */
  prognosis_session_set_scenario (window->session, 1, prognosis_scenario_new ("Scenario 1"));
  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *table = g_build_filename (folder, tables[i], NULL);

      g_assert_true (g_file_get_contents (table, &texts[i], NULL, NULL) == (i < 6));
      g_unlink (table);
    }
  g_assert_true (g_str_has_prefix (texts[2], "location,") || g_str_has_prefix (texts[2], "reference_date"));
  g_assert_cmpstr (texts[0], !=, texts[2]);
  g_assert_nonnull (strstr (texts[3], "\"transmission_factor\" : 0."));
  g_assert_null (strstr (texts[1], "transmission_factor"));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_free (texts[i]);
  g_assert_true (g_file_set_contents (taken, "mine", -1, NULL));
  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  assert_file_has (taken, "mine");
  g_assert_true (g_file_test (third, G_FILE_TEST_EXISTS));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *table = g_build_filename (folder, tables[i], NULL);

      g_unlink (table);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_close_window (window);
}

static gboolean
has_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Removes @folder with what is in it, and returns how many entries that were. */
static guint
remove_all (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_unlink (path);
      n++;
    }
  g_clear_pointer (&dir, g_dir_close);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return n;
}

/* Runs the script in @folder, and checks that it makes the table @name again. */
static void
assert_made_again (const char *folder, const char *name)
{
  g_autofree char *before = g_build_filename (folder, name, NULL), *after = g_build_filename (folder, "again", name, NULL);
  g_autofree char *expected = NULL;

  g_assert_true (g_file_get_contents (before, &expected, NULL, NULL));
  assert_file_has (after, expected);
}

static void
run_script (const char *folder)
{
  g_autofree char *cli = g_path_get_dirname (g_getenv ("PROGNOSIS_CLI"));
  g_autofree char *path = g_strconcat (cli, ":", g_getenv ("PATH"), NULL);
  g_autofree char *script = g_build_filename (folder, "commands.sh", NULL), *sample = app_test_sample (SCHOOL);
  g_autofree char *data = g_path_get_dirname (sample), *errors = NULL;
  const char *argv[] = { "sh", script, data, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "PATH", path, TRUE);
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &errors, &status, NULL));
  g_test_message ("%s", errors);
  g_assert_cmpint (status, ==, 0);
}

/* One folder with all tables, each with its provenance, all charts, and commands that make the same numbers. */
static void
test_everything (void)
{
  static const char *const models[] = { "sir", "persistence", NULL };
  static const char *const tables[] = { "forecast", "summary",   "transmission", "parameters",        "residuals",
                                        "loss",     "scenarios", "comparison",   "comparison-errors", "forecast-Scenario 1" };
  static const char *const others[] = { "methods.txt",      "session.prognosis", "commands.sh", "report.pdf",
                                        "trajectories.png", "trajectories.svg",  "compare.svg", "comparison-scores.json" };
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "all", NULL), *toast = NULL;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  prognosis_session_compare (window->session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (window->session)), 60);
  app_test_activate (window, "win.page", g_variant_new_string ("scenarios"));
  app_test_activate (window, "win.add-scenario", NULL);
  app_test_settle (window->session);
  app_test_activate (window, "win.export-everything-to", g_variant_new_string (inner));
  g_assert_cmpstr (adw_toast_get_action_name (prognosis_toasts_get_current (window->toast_queue)), ==, "win.open-saved");
  toast = app_test_take_toast (window);
  g_assert_cmpstr (toast, ==, "Saved as all");
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *csv = g_strconcat (tables[i], ".csv", NULL), *json = g_strconcat (tables[i], ".json", NULL);

      g_test_message ("%s", csv);
      g_assert_true (has_file (inner, csv));
      g_assert_true (has_file (inner, json));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i]);
      g_assert_true (has_file (inner, others[i]));
    }
  if (g_getenv ("PROGNOSIS_CLI") != NULL)
    {
      run_script (inner);
      assert_made_again (inner, "forecast.csv");
      assert_made_again (inner, "forecast-Scenario 1.csv");
      assert_made_again (inner, "comparison.csv");
    }
  remove_all (inner);
  g_assert_cmpuint (remove_all (folder), ==, 0);
  app_test_close_window (window);
}

/* A folder that is in use stays as it is, and nothing is left beside it. */
static void
test_everything_or_nothing (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *mine = g_build_filename (folder, "all", NULL), *file = g_build_filename (mine, "mine", NULL), *toast = NULL;

  g_assert_cmpint (g_mkdir (mine, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "mine", -1, NULL));
  app_test_activate (window, "win.export-everything-to", g_variant_new_string (mine));
  toast = app_test_take_toast (window);
  g_assert_true (g_str_has_suffix (toast, mine));
  assert_file_has (file, "mine");
  g_assert_cmpuint (remove_all (mine), ==, 1);
  g_assert_cmpuint (remove_all (folder), ==, 0);
  app_test_close_window (window);
}

static void
test_report (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autofree char *text = NULL;
  const char *shots = g_getenv ("PROGNOSIS_SCREENSHOTS");
  GdkContentFormats *formats;
  gsize n;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.report-to", g_variant_new_string (path));
  g_assert_true (g_file_get_contents (path, &text, &n, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF"));
  g_assert_cmpuint (n, >, 5000);
  if (shots != NULL)
    {
      g_autofree char *kept = g_build_filename (shots, "report.pdf", NULL);

      g_file_set_contents (kept, text, (gssize) n, NULL);
    }
  g_unlink (path);
  g_rmdir (folder);
  app_test_activate (window, "win.copy-chart", NULL);
  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (window)));
  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_data_func ("/app/window-export/full-disk/disk", "disk", test_full_disk);
  g_test_add_data_func ("/app/window-export/full-disk/limit", NULL, test_full_disk);
  g_test_add_func ("/app/window-export/spreadsheet", test_spreadsheet);
  g_test_add_func ("/app/window-export/half-an-export", test_half_an_export);
  g_test_add_func ("/app/window-export/odd-names", test_odd_names);
  g_test_add_func ("/app/window-export/no-place", test_no_place);
  g_test_add_func ("/app/window-export/charts", test_export);
  g_test_add_func ("/app/window-export/pages", test_export_pages);
  g_test_add_func ("/app/window-export/everything", test_everything);
  g_test_add_func ("/app/window-export/everything-or-nothing", test_everything_or_nothing);
  g_test_add_func ("/app/window-export/report", test_report);
  return g_test_run ();
}
