/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In German, the window is in German with decimal commas, and files have the same bytes as in every locale. */

#include "app-test-window.h"
#include "prognosis-question-box.h"
#include "prognosis-reading-dialog.h"
#include "prognosis-report-private.h"
#include "prognosis-report.h"
#include "prognosis-samples.h"
#include "prognosis-session-choices.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

/* If the locale is not installed, it is compiled and kept beside the program. */
static gboolean
prepare_locale (void)
{
  const char *folder = g_getenv ("PROGNOSIS_TEST_LOCPATH");
  g_autofree char *target = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", "--no-archive", target, NULL };

  g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "de", TRUE);
  if (setlocale (LC_ALL, "") != NULL)
    return TRUE;
  /* Compiled before first use, because a missing locale is not looked for again. */
  g_mkdir_with_parents (folder, 0755);
  if (!g_file_test (target, G_FILE_TEST_IS_DIR))
    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                  NULL, NULL, NULL, NULL, NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_ALL, "") != NULL;
}

static void
test_words (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisParameterRow *row;
  g_autofree char *report = NULL;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  g_assert_cmpstr (adw_window_title_get_title (window->title), ==, "Grippe in einem englischen Internat, 1978");
  g_assert_cmpstr (adw_split_button_get_label (window->open_button), ==, _ ("_Open"));
  g_assert_cmpstr (_ ("_Open"), !=, "_Open");
  row = app_test_find_parameter (window, "gamma");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Infektiöse Zeit");
  report = prognosis_report_dup_text (window->session);
  g_assert_nonnull (strstr (report, " · Zufallsstartwert 1\n"));
  g_assert_nonnull (strchr (gtk_editable_get_text (GTK_EDITABLE (app_test_find (row, "entry"))), ','));
  app_test_keep_screenshot (window, "german.png");
  app_test_close_window (window);
}

static void
test_card (void)
{
  PrognosisWindow *window = app_test_open_window ("covid-19-us-states-2020.csv.gz", 1180, 760);
  AdwPreferencesGroup *group = app_test_find (window->model_panel, "transmission_group");

  app_test_activate (window, "win.forecaster", g_variant_new_string ("autoode"));
  app_test_settle (window->session);
  prognosis_session_set_setting (window->session, "hidden", 64);
  app_test_settle (window->session);
  g_assert_nonnull (strstr (adw_preferences_group_get_description (group), "Das größere Netz half"));
  app_test_assert_whole (GTK_WIDGET (group));
  app_test_keep_screenshot (window, "german-card.png");
  app_test_close_window (window);
}

/* German words are longer. */
static void
test_narrow (void)
{
  app_test_check_narrow ("covid-19-us-states-2020.csv.gz", 1.5);
}

/* Dates are words: an exported picture has them in the language of the text, but its numbers are locale-
   independent. */
static void
test_days (void)
{
  g_autofree char *shown = prognosis_figure_format_x (18322, PROGNOSIS_AXIS_DATE, TRUE);
  g_autofree char *exported = prognosis_figure_format_x (18322, PROGNOSIS_AXIS_DATE, FALSE);

  g_assert_cmpstr (shown, ==, "1. März 2020");
  g_assert_cmpstr (exported, ==, "1. März 2020");
}

static char *export(const char *folder, const char *name)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *beside = g_strconcat (path, ".json", NULL);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".csv"));
  g_autofree char *json = g_strconcat (stem, ".json", NULL);
  char *text = NULL;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  g_unlink (json);
  g_unlink (beside);
  app_test_close_window (window);
  return text;
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *german = export(folder, "german.csv");
  g_autofree char *plain = NULL;
  g_autofree char *number = prognosis_words_for_number (0.5);

  g_assert_cmpstr (number, ==, "0,5");
  setlocale (LC_ALL, "C");
  plain = export(folder, "plain.csv");
  setlocale (LC_ALL, "");
  g_assert_cmpuint (strlen (plain), >, 1000);
  g_assert_cmpstr (german, ==, plain);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Errors about files and models come from the engine and are translated, too. */
static void
test_problems (void)
{
  static const struct
  {
    const char *content, *problem;
  } files[] = {
    { "date,cases,deaths\n2020-03-01,5,0\n2020-03-02,6,1\n2020-03-03,7\n", ":4: 2 Zellen statt 3 wie in der Kopfzeile" },
    { "date,cases\n2020-03-01,5\n2020-03-02,viele\n2020-03-03,7\n", ":3: „viele“ in der Spalte „cases“ ist keine Zahl" },
    { "PK\x03\x04", ": dies ist ein ZIP-Archiv, aber keine Tabelle (.xlsx oder .ods); entpacken Sie es und öffnen Sie den Inhalt" },
  };
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.csv", NULL);
  const char *paths[] = { path, NULL };

  app_test_activate (window, "win.forecaster", g_variant_new_string ("hybrid"));
  app_test_settle (window->session);
  g_assert_cmpstr (prognosis_session_get_problem (window->session), ==,
                   "hybrid sagt neue oder kumulierte Fallzahlen oder Inzidenzraten vorher, und in diesen Daten gibt es keine: "
                   "Wählen Sie ein anderes Modell");
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *expected = g_strconcat (path, files[i].problem, NULL);

      g_assert_true (g_file_set_contents (path, files[i].content, -1, NULL));
      prognosis_session_open (window->session, paths);
      app_test_wait (prognosis_session_get_state (window->session) != PROGNOSIS_SESSION_READING, 10);
      g_assert_cmpstr (prognosis_session_get_error (window->session), ==, expected);
      prognosis_session_dismiss (window->session);
    }
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_close_window (window);
}

/* An untranslated sample title would stand out in the list. */
static void
test_titles (void)
{
  g_autoptr (GPtrArray) samples = prognosis_samples_list (g_getenv ("PROGNOSIS_SAMPLES"));

  g_assert_cmpuint (samples->len, >, 0);
  for (guint i = 0; i < samples->len; i++)
    {
      const PrognosisSample *sample = g_ptr_array_index (samples, i);

      g_assert_cmpstr (prognosis_samples_translate (sample->title), !=, sample->title);
      g_assert_cmpstr (prognosis_samples_translate (sample->story), !=, sample->story);
    }
  g_assert_cmpstr (prognosis_samples_translate ("My own"), ==, "My own");
}

/* At the panel’s natural width no word is cut or broken, however long. */
static void
test_panel (void)
{
  static const char *const languages[] = { "fr", "es", "de" };
  static const char *const models[] = { "auto", "sir", "seir", "autoode-covid", "hybrid", "fc" };

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      PrognosisWindow *window;

      g_setenv ("LANGUAGE", languages[l], TRUE);
      textdomain ("prognosis");
      window = app_test_open_window (SCHOOL, 1180, 2400);
      for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
        {
          g_autofree char *name = g_strdup_printf ("panel-%s-%s.png", languages[l], models[i]);

          app_test_activate (window, "win.forecaster", g_variant_new_string (models[i]));
          app_test_settle (window->session);
          app_test_run_for (200);
          app_test_assert_whole (GTK_WIDGET (window->model_panel));
          app_test_keep_screenshot (window, name);
        }
      gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
      app_test_wait (!gtk_widget_get_visible (GTK_WIDGET (window->open_button)), 10);
      app_test_run_for (100);
      app_test_assert_small (GTK_WIDGET (window), languages[l]);
      app_test_close_window (window);
    }
}

/* Two places, three signals. (transfer full) */
static char *
write_places (const char *folder)
{
  g_autoptr (GString) csv = g_string_new ("date,location,population,confirmed,recovered,deaths\n");
  char *path = g_build_filename (folder, "places.csv", NULL);

  for (int place = 0; place < 2; place++)
    for (int t = 0; t < 90; t++)
      g_string_append_printf (csv, "2020-%02d-%02d,%s,500000,%d,%d,%d\n", 5 + t / 30, 1 + t % 30, place == 0 ? "North" : "South",
                              1000 + 40 * t + t * t * (place + 1), 200 + 30 * t + t * t / 2, 20 + 2 * t);
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

/* With both panels open, the whole comparison table is visible: every row and column. */
static void
test_table (void)
{
  static const char *const languages[] = { "C", "fr", "es", "de" };
  static const char *const models[]
      = { "persistence", "no-change", "damped-trend", "sir", "seir", "sueir", "seird", "autoode-covid", NULL };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = write_places (folder), *saved = g_build_filename (folder, "places.prognosis", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (PrognosisSession) session = prognosis_session_new ();

  /* Compared once and saved: only the words differ. */
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 30);
  app_test_settle (session);
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 120);
  g_assert_true (prognosis_session_save (session, saved, NULL));
  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_autofree char *name = g_strdup_printf ("table-%s.png", languages[l]);
      PrognosisWindow *window;
      GtkWidget *table, *around;

      g_setenv ("LANGUAGE", languages[l], TRUE);
      textdomain ("prognosis");
      window = app_test_new_window (1180, 760);
      g_assert_true (prognosis_session_load (window->session, saved, NULL));
      app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 30);
      app_test_settle (window->session);
      g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_comparison (window->session)));
      app_test_activate (window, "win.page", g_variant_new_string ("compare"));
      app_test_run_for (300);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 1180);
      table = app_test_find (app_test_get_page (window, "compare"), "table");
      around = gtk_widget_get_parent (table);
      g_assert_true (gtk_widget_get_mapped (table));
      g_assert_cmpint (gtk_widget_get_width (table), <=, gtk_widget_get_width (around));
      g_assert_cmpint (gtk_widget_get_height (table), <=, gtk_widget_get_height (around));
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (app_test_find (app_test_get_page (window, "compare"), "chart"))), >=,
                       360);
      app_test_keep_screenshot (window, name);
      app_test_close_window (window);
    }
  g_unlink (saved);
  g_unlink (path);
  g_rmdir (folder);
}

/* A copied table names days and columns in the language of the window, and is read all the same. */
static void
test_read_back (void)
{
  static const char *const languages[] = { "fr", "es", "de" };

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      PrognosisWindow *window;

      g_setenv ("LANGUAGE", languages[l], TRUE);
      textdomain ("prognosis");
      window = app_test_open_window (SCHOOL, 1180, 760);
      app_test_assert_table_reads_back (window);
      app_test_close_window (window);
    }
}

/* The question about a close call, in a wide and in a narrow window, and in the dark. */
static void
test_reading (void)
{
  static const char text[] = "Datum;Jahr;F\xc3\xa4lle_Labor;F\xc3\xa4lle_Klinik\n01.03.2021;2021;4;14\n02.03.2021;2021;6;13\n"
                             "03.03.2021;2021;3;19\n04.03.2021;2021;9;11\n";
  static const int widths[] = { 1000, 360 };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL), *path = g_build_filename (folder, "a.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      PrognosisWindow *window = app_test_new_window (widths[i], 640);
      g_autofree char *name = g_strdup_printf ("german-reading-%d.png", widths[i]);
      GtkWindow *dialog;
      GtkWidget *box;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          i == 0 ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT);
      g_object_set (window->session, "auto-refit", FALSE, NULL);
      app_test_activate (window, "win.open-path", g_variant_new_string (path));
      app_test_wait ((dialog = app_test_find_dialog (window, PROGNOSIS_TYPE_READING_DIALOG)) != NULL, 20);
      app_test_wait ((box = app_test_find_type (dialog, PROGNOSIS_TYPE_QUESTION_BOX, 0)) != NULL, 20);
      g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Wie die Tabelle gelesen wird");
      g_assert_true (g_str_has_prefix (gtk_label_get_text (app_test_find_type (box, GTK_TYPE_LABEL, 0)), "Welche Spalte soll"));
      app_test_run_for (600);
      app_test_keep_screenshot (dialog, name);
      app_test_close_window (window);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (!prepare_locale ())
    {
      g_print ("1..0 # SKIP the German locale cannot be made: there is no localedef, or no source for it\n");
      return 0;
    }
  bindtextdomain ("prognosis", g_getenv ("PROGNOSIS_TEST_LOCALES"));
  bind_textdomain_codeset ("prognosis", "UTF-8");
  textdomain ("prognosis");
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/window-german/words", test_words);
  g_test_add_func ("/app/window-german/card", test_card);
  g_test_add_func ("/app/window-german/narrow", test_narrow);
  g_test_add_func ("/app/window-german/days", test_days);
  g_test_add_func ("/app/window-german/files", test_files);
  g_test_add_func ("/app/window-german/problems", test_problems);
  g_test_add_func ("/app/window-german/titles", test_titles);
  g_test_add_func ("/app/window-german/panel", test_panel);
  g_test_add_func ("/app/window-german/read-back", test_read_back);
  g_test_add_func ("/app/window-german/reading", test_reading);
  g_test_add_func ("/app/window-german/table", test_table);
  return g_test_run ();
}
