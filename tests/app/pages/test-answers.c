/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cards above the chart: what comes in the next days, and the threshold that is set there. */

#include "app-test-window.h"

#include <glib/gstdio.h>
#include <math.h>

#include "prognosis-answer-card.h"
#include "prognosis-chart-private.h"
#include "prognosis-report-private.h"
#include "prognosis-session-choices.h"
#include "prognosis-words-answer.h"

/* Daily new cases, recoveries and deaths of two places. */
static char *
write_outbreak (const char *folder)
{
  g_autoptr (GString) csv = g_string_new ("date,place,cases,recovered,deaths\n");
  char *path = g_build_filename (folder, "outbreak.csv", NULL);

  for (int t = 0; t < 70; t++)
    for (int p = 0; p < 2; p++)
      {
        g_autoptr (GDateTime) start = g_date_time_new_utc (2020, 3, 1, 0, 0, 0);
        g_autoptr (GDateTime) day = g_date_time_add_days (start, t);
        g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
        const double size = (p + 1) * 600.0 * exp (-0.5 * pow ((t - 72.0) / 18.0, 2)) * (1.0 + 0.1 * sin (t * 0.9 + p));

        g_string_append_printf (csv, "%s,%s,%d,%d,%d\n", date, p == 0 ? "North" : "South", (int) (size + 5.0), (int) (size * 0.8),
                                (int) (size * 0.03));
      }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  return path;
}

static PrognosisAnswerCard *
get_card (PrognosisWindow *window, guint i)
{
  return app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_ANSWER_CARD, i);
}

static const char *
get_text (PrognosisWindow *window, guint card, const char *id)
{
  return app_test_get_label (get_card (window, card), id);
}

static const char *
get_period (PrognosisWindow *window)
{
  GtkDropDown *within = app_test_find (app_test_get_page (window, "trajectories"), "within");

  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (within));
}

static PrognosisWindow *
open_outbreak (const char *path, int width, int height)
{
  PrognosisWindow *window = app_test_new_window (width, height);

  prognosis_session_set_forecaster (window->session, "damped-trend");
  app_test_activate (window, "win.open-path", g_variant_new_string (path));
  app_test_settle (window->session);
  return window;
}

/* The label under @root with this text; NULL if there is none. */
static gpointer
find_label (gpointer root, const char *text)
{
  for (guint i = 0; i < app_test_count (root, GTK_TYPE_LABEL); i++)
    {
      gpointer label = app_test_find_type (root, GTK_TYPE_LABEL, i);

      if (g_str_equal (gtk_label_get_label (label), text))
        return label;
    }
  return NULL;
}

/* A card a signal, with what the engine reads from the paths. */
static void
test_cards (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL), *path = write_outbreak (folder);
  PrognosisWindow *window = open_outbreak (path, 1180, 760);
  const PrognosisChoices *choices = prognosis_session_get_choices (window->session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (window->session);
  PrognosisChartPage *page = app_test_get_page (window, "trajectories");
  g_autofree char *median = NULL, *sum = NULL, *copied = NULL, *lines = NULL, *report = NULL;
  g_autoptr (GtkBitset) both = gtk_bitset_new_range (0, 2);
  PrognosisAnswer answer;

  g_assert_cmpuint (app_test_count (page, PROGNOSIS_TYPE_ANSWER_CARD), ==, 3);
  g_assert_true (prognosis_choices_read_answer (choices, forecast, 0, &answer));
  median = prognosis_words_for_answer_median (choices->dataset, 0, &answer);
  g_assert_cmpstr (get_text (window, 0, "title"), ==, "cases");
  g_assert_cmpstr (get_period (window), ==, "Next 7 days");
  g_assert_cmpstr (get_text (window, 0, "median"), ==, median);
  g_assert_true (g_str_has_prefix (get_text (window, 0, "interval"), "80 %: "));
  g_assert_cmpstr (get_text (window, 2, "title"), ==, "deaths");
  app_test_run_for (300);
  app_test_keep_screenshot (window, "answers.png");

  /* The same numbers head the table and the report. */
  lines = prognosis_words_for_answers (choices, forecast);
  g_assert_true (g_str_has_prefix (lines, "cases, next 7 days: "));
  g_assert_cmpstr (gtk_label_get_label (find_label (app_test_open_table (window), lines)), ==, lines);
  report = prognosis_report_dup_text (window->session);
  g_assert_nonnull (strstr (report, lines));

  /* Another period is a step that can be undone. */
  gtk_drop_down_set_selected (app_test_find (page, "within"), 1);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->within, ==, 14);
  g_assert_cmpstr (get_period (window), ==, "Next 14 days");
  prognosis_session_undo (window->session);
  g_assert_cmpstr (get_period (window), ==, "Next 7 days");
  g_assert_cmpuint (gtk_drop_down_get_selected (app_test_find (page, "within")), ==, 0);

  /* Of several regions, the sum. */
  prognosis_session_select_regions (window->session, both);
  app_test_settle (window->session);
  g_assert_true (prognosis_choices_read_answer (prognosis_session_get_choices (window->session), forecast, 0, &answer));
  sum = prognosis_words_for_answer_median (choices->dataset, 0, &answer);
  g_assert_cmpstr (get_text (window, 0, "median"), ==, sum);
  g_assert_cmpstr (sum, !=, median);

  /* The sentence names places, days and all signals. */
  g_assert_true (
      g_str_has_prefix (app_test_get_label (page, "bulletin"), "Forecast for 2 regions from 10 May 2020 to 16 May 2020: cases"));
  g_assert_nonnull (strstr (app_test_get_label (page, "bulletin"), "; deaths"));
  g_signal_emit_by_name (app_test_find (page, "bulletin_copy"), "clicked");
  copied = app_test_take_text (GTK_WIDGET (window));
  g_assert_cmpstr (copied, ==, app_test_get_label (page, "bulletin"));
  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

static void
type_threshold (PrognosisWindow *window, guint card, const char *text)
{
  GtkEditable *entry = app_test_find (get_card (window, card), "entry");

  gtk_menu_button_popup (app_test_find (get_card (window, card), "threshold"));
  gtk_editable_set_text (entry, text);
  g_signal_emit_by_name (app_test_find (get_card (window, card), "set"), "clicked");
}

/* Typed in the card, undone, and kept in the session file. */
static void
test_threshold (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL), *path = write_outbreak (folder);
  g_autofree char *saved = g_build_filename (folder, "a.prognosis", NULL);
  PrognosisWindow *window = open_outbreak (path, 1180, 760);
  GtkWidget *entry = app_test_find (get_card (window, 0), "entry");

  g_assert_cmpstr (get_text (window, 0, "passage"), ==, "");
  type_threshold (window, 0, "many");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->thresholds->len, ==, 0);
  type_threshold (window, 0, "1");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (prognosis_choices_get_threshold (prognosis_session_get_choices (window->session), "cases"), ==, 1.0);
  g_assert_true (g_str_has_prefix (get_text (window, 0, "passage"), "down to 1 a day: "));
  g_assert_cmpstr (get_text (window, 0, "passage_day"), ==, "unlikely up to 6 Jun 2020");
  g_assert_cmpstr (get_text (window, 1, "passage"), ==, "");
  type_threshold (window, 2, "123456");
  g_assert_cmpstr (get_text (window, 2, "passage"), ==, "over 123\342\200\257456 a day: < 1 %");
  g_assert_cmpstr (get_text (window, 2, "passage_day"), ==, "unlikely up to 6 Jun 2020");
  app_test_run_for (300);
  app_test_keep_screenshot (window, "answers-threshold.png");
  prognosis_session_undo (window->session);
  prognosis_session_undo (window->session);
  g_assert_cmpstr (get_text (window, 0, "passage"), ==, "");
  prognosis_session_redo (window->session);
  g_assert_cmpstr (get_text (window, 0, "passage"), !=, "");

  prognosis_session_set_within (window->session, 28);
  g_assert_true (prognosis_session_save (window->session, saved, NULL));
  app_test_activate (window, "win.open-path", g_variant_new_string (path));
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->thresholds->len, ==, 0);
  g_assert_true (prognosis_session_load (window->session, saved, NULL));
  app_test_settle (window->session);
  g_assert_cmpfloat (prognosis_choices_get_threshold (prognosis_session_get_choices (window->session), "cases"), ==, 1.0);
  g_assert_cmpstr (get_period (window), ==, "Next 28 days");
  g_signal_emit_by_name (app_test_find (get_card (window, 0), "remove"), "clicked");
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->thresholds->len, ==, 0);
  app_test_leave_window (window);
  g_unlink (saved);
  g_unlink (path);
  g_rmdir (folder);
}

/* Dragged in the chart, where the view shows new counts. */
static void
test_drag (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL), *path = write_outbreak (folder);
  PrognosisWindow *window = open_outbreak (path, 1180, 760);
  PrognosisChart *chart = app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 0);
  int width, height;
  double from, to, x, y, threshold;

  prognosis_session_set_threshold (window->session, 0, 1000.0);
  app_test_run_for (300);
  width = gtk_widget_get_width (GTK_WIDGET (chart));
  height = gtk_widget_get_height (GTK_WIDGET (chart));
  prognosis_panel_get_x_range (prognosis_figure_get_panel (prognosis_chart_get_figure (chart), 0), &from, &to);
  g_assert_true (prognosis_figure_project (chart->figure, width, height, 0, 0.5 * (from + to), 1000.0, &x, &y));
  g_assert_cmpint (prognosis_chart_find_level (chart, x, y), ==, 0);
  g_assert_cmpint (prognosis_chart_find_level (chart, x, y + 20), ==, -1);
  prognosis_chart_begin_level (chart, 0);
  prognosis_chart_move_level (chart, y - 10);
  app_test_run_for (100);
  app_test_keep_screenshot (window, "answers-drag.png");
  /* The choice follows when the line is dropped. */
  g_assert_cmpfloat (prognosis_choices_get_threshold (prognosis_session_get_choices (window->session), "cases"), ==, 1000.0);
  prognosis_chart_end_level (chart);
  threshold = prognosis_choices_get_threshold (prognosis_session_get_choices (window->session), "cases");
  g_assert_cmpfloat (threshold, >, 1000.0);
  g_assert_cmpfloat (fmod (threshold, 100.0), ==, 0.0);
  prognosis_session_undo (window->session);
  g_assert_false (prognosis_choices_get_threshold (prognosis_session_get_choices (window->session), "cases") == threshold);
  app_test_close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

/* Counts of persons present have a peak, and weeks are weeks. */
static void
test_kinds (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-boarding-school-1978.csv", 360, 640);

  g_assert_cmpstr (get_text (window, 0, "title"), ==, "in_bed · peak");
  app_test_run_for (300);
  app_test_keep_screenshot (window, "answers-narrow.png");
  app_test_close_window (window);
  window = app_test_open_window ("measles-weser-ems-2001-2002.csv", 1000, 700);
  g_assert_cmpstr (get_period (window), ==, "Next week");
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/answers/cards", test_cards);
  g_test_add_func ("/app/answers/threshold", test_threshold);
  g_test_add_func ("/app/answers/drag", test_drag);
  g_test_add_func ("/app/answers/kinds", test_kinds);
  return g_test_run ();
}
