/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Simulating an outbreak, from the first window without data. */

#include "app-test-window.h"
#include "prognosis-chart.h"
#include "prognosis-outbreak-row.h"
#include "prognosis-outbreak-steps.h"
#include "prognosis-session-outbreak.h"
#include "prognosis-transmission-strip.h"

#include <glib/gstdio.h>
#include <string.h>

#define PAUSE_MSEC 1100 /* steps within a second are merged */

static const PrognosisOutbreak *
get_outbreak (PrognosisWindow *window)
{
  return prognosis_session_get_choices (window->session)->outbreak;
}

static PrognosisWindow *
open_simulation (int width, int height)
{
  PrognosisWindow *window = app_test_new_window (width, height);

  app_test_activate (window, "win.simulate", NULL);
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (app_test_get_page (window, "outbreak"))), 10);
  return window;
}

/* The row of a number. */
static PrognosisOutbreakRow *
find_row (PrognosisWindow *window, const char *title)
{
  const guint n = app_test_count (window->outbreak_panel, PROGNOSIS_TYPE_OUTBREAK_ROW);

  for (guint i = 0; i < n; i++)
    {
      PrognosisOutbreakRow *row = app_test_find_type (window->outbreak_panel, PROGNOSIS_TYPE_OUTBREAK_ROW, i);

      if (g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
        return row;
    }
  g_error ("there is no row %s", title);
}

static void
type (PrognosisWindow *window, const char *title, const char *text)
{
  GtkEntry *entry = app_test_find_type (find_row (window, title), GTK_TYPE_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

/* Whether any label of the page contains @text. */
static gboolean
says (PrognosisWindow *window, const char *text)
{
  PrognosisChartPage *page = app_test_get_page (window, "outbreak");
  const guint n = app_test_count (page, GTK_TYPE_LABEL);

  for (guint i = 0; i < n; i++)
    if (strstr (gtk_label_get_label (app_test_find_type (page, GTK_TYPE_LABEL, i)), text) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_begins_without_data (void)
{
  PrognosisWindow *window = app_test_new_window (1180, 760);
  GtkWidget *button = app_test_find (window->welcome_page, "simulate_button");
  PrognosisFigure *figure;

  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.simulate");
  g_signal_emit_by_name (button, "clicked");
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_SIMULATING, 10);
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (app_test_get_page (window, "outbreak"))), 10);
  figure = prognosis_chart_get_figure (app_test_find (app_test_get_page (window, "outbreak"), "chart"));
  g_assert_cmpuint (prognosis_figure_get_n_panels (figure), ==, 3);
  g_assert_true (gtk_stack_get_visible_child (window->panels) == GTK_WIDGET (window->outbreak_panel));
  g_assert_false (gtk_widget_get_visible (window->fit_box));
  g_assert_true (says (window, "4.3 days"));
  g_assert_true (says (window, "89 %"));
  app_test_keep_screenshot (window, "outbreak.png");
  app_test_close_window (window);
}

/* Sliders act at once, leave a ghost, and are undone; the first undo of all closes the simulation. */
static void
test_sliders (void)
{
  PrognosisWindow *window = open_simulation (1180, 760);
  GtkScale *scale = app_test_find_type (find_row (window, "Basic reproduction number"), GTK_TYPE_SCALE, 0);
  PrognosisFigure *figure;
  g_auto (GStrv) table = NULL;

  app_test_run_for (PAUSE_MSEC);
  gtk_range_set_value (GTK_RANGE (scale), (1.5 - 0.3) / (8 - 0.3));
  g_assert_cmpfloat_with_epsilon (get_outbreak (window)->reproduction, 1.5, 1e-9);
  app_test_wait (says (window, "11.0 days"), 10);
  figure = prognosis_chart_get_figure (app_test_find (app_test_get_page (window, "outbreak"), "chart"));
  table = prognosis_figure_dup_table (figure, 1);
  g_assert_nonnull (strstr (table[0], "Before"));
  app_test_keep_screenshot (window, "outbreak-flattened.png");
  app_test_activate (window, "win.undo", NULL);
  g_assert_cmpfloat (get_outbreak (window)->reproduction, ==, 2.5);
  app_test_activate (window, "win.undo", NULL);
  g_assert_null (get_outbreak (window));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (window->welcome_page)), 10);
  app_test_activate (window, "win.redo", NULL);
  app_test_activate (window, "win.redo", NULL);
  g_assert_cmpfloat_with_epsilon (get_outbreak (window)->reproduction, 1.5, 1e-9);
  app_test_close_window (window);
}

static void
test_typing (void)
{
  PrognosisWindow *window = open_simulation (1180, 760);
  GtkEntry *entry = app_test_find_type (find_row (window, "Vaccine efficacy"), GTK_TYPE_ENTRY, 0);

  type (window, "Vaccine efficacy", "65");
  g_assert_cmpfloat_with_epsilon (get_outbreak (window)->efficacy, 0.65, 1e-12);
  type (window, "Vaccine efficacy", "nonsense");
  g_assert_cmpfloat_with_epsilon (get_outbreak (window)->efficacy, 0.65, 1e-12);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "65");
  type (window, "Vaccine efficacy", "650");
  g_assert_cmpfloat (get_outbreak (window)->efficacy, ==, 1);
  type (window, "Beds", "300");
  app_test_wait (says (window, "over capacity from day "), 10);
  app_test_keep_screenshot (window, "outbreak-beds.png");
  app_test_close_window (window);
}

/* Steps are added, typed, dragged by keys, deleted. */
static void
test_steps (void)
{
  PrognosisWindow *window = open_simulation (1180, 760);
  PrognosisOutbreakSteps *steps = app_test_find_type (window->outbreak_panel, PROGNOSIS_TYPE_OUTBREAK_STEPS, 0);
  GtkButton *add
      = app_test_find_button (steps, "Days on which transmission is lower or higher, such as a closure; drag it in the strip");
  PrognosisTransmissionStrip *strip = app_test_find (app_test_get_page (window, "outbreak"), "strip");
  PrognosisChange change = { 20, 0.25, 30 };

  g_signal_emit_by_name (add, "clicked");
  g_assert_cmpuint (get_outbreak (window)->scenario->changes->len, ==, 1);
  app_test_wait (app_test_count (steps, GTK_TYPE_SPIN_BUTTON) == 3, 10);
  gtk_spin_button_set_value (app_test_find_type (steps, GTK_TYPE_SPIN_BUTTON, 2), 30);
  g_assert_cmpfloat (g_array_index (get_outbreak (window)->scenario->changes, PrognosisChange, 0).factor, ==, 0.3);
  g_signal_emit_by_name (strip, "step-changed", 0, &change);
  g_assert_cmpint (g_array_index (get_outbreak (window)->scenario->changes, PrognosisChange, 0).day, ==, 20);
  app_test_wait (gtk_spin_button_get_value_as_int (app_test_find_type (steps, GTK_TYPE_SPIN_BUTTON, 1)) == 49, 10);
  g_signal_emit_by_name (add, "clicked");
  g_assert_cmpint (g_array_index (get_outbreak (window)->scenario->changes, PrognosisChange, 1).day, ==, 50);
  app_test_keep_screenshot (window, "outbreak-steps.png");
  app_test_wait (app_test_count (steps, GTK_TYPE_SPIN_BUTTON) == 6, 10);
  g_signal_emit_by_name (app_test_find_button (steps, "Delete"), "clicked");
  app_test_wait (get_outbreak (window)->scenario->changes->len == 1, 10);
  g_assert_cmpint (g_array_index (get_outbreak (window)->scenario->changes, PrognosisChange, 0).day, ==, 50);
  app_test_close_window (window);
}

static void
test_disease (void)
{
  PrognosisWindow *window = open_simulation (1180, 760);
  AdwComboRow *disease = app_test_find (window->outbreak_panel, "disease");

  g_assert_cmpuint (adw_combo_row_get_selected (disease), ==, 0);
  adw_combo_row_set_selected (disease, 2);
  g_assert_cmpfloat (get_outbreak (window)->reproduction, ==, 15);
  g_assert_nonnull (strstr (app_test_get_label (window->outbreak_panel, "source"), "Guerra"));
  app_test_run_for (PAUSE_MSEC);
  type (window, "Latent period", "9");
  app_test_wait (adw_combo_row_get_selected (disease) == 0, 10);
  app_test_close_window (window);
}

static void
test_chance (void)
{
  PrognosisWindow *window = open_simulation (1180, 760);
  g_autofree char *description = NULL;

  type (window, "Imported cases", "1");
  gtk_switch_set_active (app_test_find (window->outbreak_panel, "by_chance"), TRUE);
  app_test_wait (says (window, "of the runs die out early"), 60);
  description = prognosis_figure_dup_description (
      prognosis_chart_get_figure (app_test_find (app_test_get_page (window, "outbreak"), "chart")));
  g_assert_nonnull (strstr (description, "runs"));
  app_test_keep_screenshot (window, "outbreak-chance.png");
  app_test_close_window (window);
}

/* A session without data is saved and opened again; data that are opened then stay beside it. */
static void
test_session (void)
{
  PrognosisWindow *window = open_simulation (1180, 760);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "simulation.prognosis", NULL);
  g_autofree char *png = g_build_filename (g_get_tmp_dir (), "simulation.png", NULL);
  g_autofree char *sample = app_test_sample ("influenza-boarding-school-1978.csv");
  const PrognosisOutbreakField *field = prognosis_outbreak_find_field ("population");
  const char *paths[] = { sample, NULL };
  PrognosisFigure *figure;
  g_auto (GStrv) table = NULL;

  prognosis_session_set_outbreak_field (window->session, field, 763);
  app_test_activate (window, "win.save-to", g_variant_new_string (path));
  app_test_activate (window, "win.export-to", g_variant_new_string (png));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (png, G_FILE_TEST_EXISTS));
  app_test_close_window (window);

  window = app_test_new_window (1180, 760);
  g_assert_true (prognosis_session_load (window->session, path, NULL));
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_SIMULATING, 10);
  g_assert_cmpfloat (get_outbreak (window)->population, ==, 763);
  prognosis_session_open (window->session, paths);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 60);
  app_test_settle (window->session);
  g_assert_cmpfloat (get_outbreak (window)->population, ==, 763);
  app_test_activate (window, "win.page", g_variant_new_string ("outbreak"));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (app_test_get_page (window, "outbreak"))), 10);
  figure = prognosis_chart_get_figure (app_test_find (app_test_get_page (window, "outbreak"), "chart"));
  /* The boys in bed, beside the infectious. */
  table = prognosis_figure_dup_table (figure, 0);
  g_assert_nonnull (strstr (table[0], "Observed"));
  app_test_keep_screenshot (window, "outbreak-observed.png");
  g_unlink (path);
  g_unlink (png);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/outbreak-page/begins-without-data", test_begins_without_data);
  g_test_add_func ("/app/outbreak-page/sliders", test_sliders);
  g_test_add_func ("/app/outbreak-page/typing", test_typing);
  g_test_add_func ("/app/outbreak-page/steps", test_steps);
  g_test_add_func ("/app/outbreak-page/disease", test_disease);
  g_test_add_func ("/app/outbreak-page/chance", test_chance);
  g_test_add_func ("/app/outbreak-page/session", test_session);
  return g_test_run ();
}
