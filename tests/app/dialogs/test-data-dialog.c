/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog on the data, in which populations are entered. */

#include "app-test-window.h"
#include "prognosis-population-row.h"
#include "prognosis-words.h"

#include <glib/gstdio.h>
#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

static double
get_population (PrognosisWindow *window, gsize region)
{
  return prognosis_dataset_get_region (prognosis_session_get_dataset (window->session), region)->population;
}

static void
test_data_dialog (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1000, 700);
  g_autofree char *toast = NULL;
  AdwActionRow *row = app_test_find_type (window->model_panel, PROGNOSIS_TYPE_POPULATION_ROW, 0);
  GtkWidget *entry;
  GtkWindow *dialog;

  /* The panel shows it, and leads to the dialog. */
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "763");
  g_signal_emit_by_name (row, "activate");
  dialog = app_test_find_dialog (window, ADW_TYPE_PREFERENCES_WINDOW);
  g_assert_nonnull (dialog);
  app_test_keep_screenshot (dialog, "data.png");
  entry = gtk_window_get_focus (dialog);
  g_assert_true (GTK_IS_EDITABLE (entry));
  /* Numbers as people write them; invalid input changes nothing. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such file");
  g_signal_emit_by_name (gtk_widget_get_ancestor (entry, ADW_TYPE_ENTRY_ROW), "apply");
  g_assert_cmpfloat (get_population (window, 0), ==, 763);
  gtk_editable_set_text (GTK_EDITABLE (entry), "500 000");
  g_signal_emit_by_name (gtk_widget_get_ancestor (entry, ADW_TYPE_ENTRY_ROW), "apply");
  g_assert_cmpfloat (get_population (window, 0), ==, 500000);
  /* It closes, and the window says what was set. */
  app_test_wait (app_test_find_dialog (window, ADW_TYPE_PREFERENCES_WINDOW) == NULL, 10);
  toast = app_test_take_toast (window);
  g_assert_cmpstr (toast, ==, "Population set: 500 000");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "500\u202f000");
  app_test_close_window (window);
}

/* One number for each of several regions. */
static void
test_populations (void)
{
  static const char text[] = "date,place,cases\n2020-03-01,A,3\n2020-03-01,B,2\n2020-03-02,A,4\n2020-03-02,B,1\n"
                             "2020-03-03,A,9\n2020-03-03,B,5\n2020-03-04,A,7\n2020-03-04,B,3\n";
  PrognosisWindow *window = app_test_new_window (1000, 700);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "places.csv", NULL);
  const char *paths[] = { path, NULL };
  GtkWidget *entry;
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  prognosis_window_open_files (window, paths);
  app_test_settle (window->session);
  g_assert_true (isnan (get_population (window, 0)));
  app_test_activate (window, "win.population", NULL);
  dialog = app_test_find_dialog (window, ADW_TYPE_PREFERENCES_WINDOW);
  app_test_keep_screenshot (dialog, "populations.png");
  entry = app_test_find_type (GTK_WIDGET (dialog), GTK_TYPE_ENTRY, 0);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "none");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_true (isnan (get_population (window, 0)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "1,200");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (get_population (window, 0), ==, 1200);
  g_assert_true (isnan (get_population (window, 1)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1200");
  prognosis_session_undo (window->session);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_window_destroy (dialog);
  app_test_run_for (100);
  app_test_close_window (window);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Figures of countries are offered with their source, and entered only when asked. */
static void
test_builtin (void)
{
  static const char text[] = "date,country,cases\n2020-03-01,Germany,3\n2020-03-01,Viet Nam,2\n2020-03-02,Germany,4\n"
                             "2020-03-02,Viet Nam,1\n2020-03-03,Germany,9\n2020-03-03,Viet Nam,5\n";
  PrognosisWindow *window = app_test_new_window (1000, 700);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "places.csv", NULL);
  const char *paths[] = { path, NULL };
  GtkButton *use;
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  prognosis_window_open_files (window, paths);
  app_test_settle (window->session);
  g_assert_true (isnan (get_population (window, 0)));
  app_test_activate (window, "win.population", NULL);
  dialog = app_test_find_dialog (window, ADW_TYPE_PREFERENCES_WINDOW);
  app_test_keep_screenshot (dialog, "builtin-populations.png");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (app_test_find (dialog, "builtin")), "World Bank, 2024"));
  use = app_test_find (dialog, "use_builtin");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (use)));
  g_signal_emit_by_name (use, "clicked");
  g_assert_cmpfloat (get_population (window, 0), >, 83e6);
  g_assert_cmpfloat (get_population (window, 1), >, 100e6);
  app_test_wait (!gtk_widget_get_sensitive (GTK_WIDGET (use)), 10);
  gtk_window_destroy (dialog);
  app_test_run_for (100);
  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

/* Hundreds of corrections of a source are one row, which holds them all. */
static void
test_findings (void)
{
  PrognosisWindow *window = app_test_open_window ("covid-19-us-states-2020.csv.gz", 1000, 700);
  g_autofree char *said = prognosis_words_for_reading (prognosis_session_get_dataset (window->session));
  AdwExpanderRow *row;
  GtkWindow *dialog;
  guint nth = 0, n = 0;

  g_assert_nonnull (strstr (said, "4 things to look at"));
  app_test_activate (window, "win.data", NULL);
  dialog = app_test_find_dialog (window, ADW_TYPE_PREFERENCES_WINDOW);
  do
    {
      row = app_test_find_type (GTK_WIDGET (dialog), ADW_TYPE_EXPANDER_ROW, nth++);
      g_assert_nonnull (row);
    }
  while (!g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                       "137 cumulative counts are lower than the ones before them"));
  adw_expander_row_set_expanded (row, TRUE);
  app_test_keep_screenshot (dialog, "findings.png");
  while (app_test_find_type (GTK_WIDGET (row), ADW_TYPE_ACTION_ROW, n) != NULL)
    n++;
  g_assert_cmpuint (n, >=, 137);
  gtk_window_destroy (dialog);
  app_test_close_window (window);
}

/* Admissions are not called infections, although models treat them as such. */
static void
test_counted (void)
{
  static const char *const said[]
      = { "Hospital admissions · New counts", "Intensive care patients · Prevalence", "Tests · New counts" };
  PrognosisWindow *window = app_test_new_window (1000, 700);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "hospital.csv", NULL);
  g_autoptr (GString) text = g_string_new ("date,hospital_admissions,icu_patients,tests\n");
  const char *paths[] = { path, NULL };
  GtkWidget *signals;
  GtkWindow *dialog;

  for (int day = 1; day <= 28; day++)
    g_string_append_printf (text, "2021-02-%02d,%d,%d,%d\n", day, 30 + day * 7 % 11, 5 + day * 3 % 7, 900 + day * 37 % 101);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  prognosis_window_open_files (window, paths);
  app_test_settle (window->session);
  app_test_activate (window, "win.data", NULL);
  dialog = app_test_find_dialog (window, ADW_TYPE_PREFERENCES_WINDOW);
  app_test_keep_screenshot (dialog, "counted.png");
  signals = app_test_find (dialog, "signals");
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      AdwExpanderRow *row = app_test_find_type (signals, ADW_TYPE_EXPANDER_ROW, i);

      g_assert_cmpstr (adw_expander_row_get_subtitle (row), ==, said[i]);
    }
  gtk_window_destroy (dialog);
  app_test_close_window (window);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/data-dialog/one-population", test_data_dialog);
  g_test_add_func ("/app/data-dialog/builtin", test_builtin);
  g_test_add_func ("/app/data-dialog/findings", test_findings);
  g_test_add_func ("/app/data-dialog/counted", test_counted);
  g_test_add_func ("/app/data-dialog/several-populations", test_populations);
  return g_test_run ();
}
