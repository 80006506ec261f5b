/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Close calls of the reader: what is asked, when the dialog opens by itself, and what is remembered. */

#include "app-test-table.h"

#include <glib/gstdio.h>
#include <string.h>

#include "prognosis-columns-store.h"
#include "prognosis-question-box.h"
#include "prognosis-reading-curve.h"

static const char two_columns[] = "date,iso_year,cases_lab,cases_clinic,note\n2021-03-01,2021,4,14,\n2021-03-02,2021,6,13,\n"
                                  "2021-03-03,2021,3,19,\n2021-03-04,2021,9,11,\n2021-03-05,2021,8,25,x\n";
static const char either_order[] = "day,place,cases\n03/04/2021,North,4\n03/04/2021,South,6\n";
/* Days of one January, or the first days of months: with the month first, with the day first, and with places. */
static const char days_or_months[]
    = "date,cases\n01/01/2021,4\n01/02/2021,6\n01/03/2021,3\n01/04/2021,9\n01/05/2021,8\n01/06/2021,7\n";
static const char months_or_days[]
    = "date,cases\n01/01/2021,4\n02/01/2021,6\n03/01/2021,3\n04/01/2021,9\n05/01/2021,8\n06/01/2021,7\n";
static const char places_or_months[] = "Datum;Ort;Fälle\n01-01-2021;A;4\n01-01-2021;B;6\n02-01-2021;A;3\n02-01-2021;B;9\n"
                                       "03-01-2021;A;3\n03-01-2021;B;9\n";
static const char twice_a_day[] = "date,age,cases\n2021-03-01,0-9,4\n2021-03-01,10+,6\n2021-03-02,0-9,3\n2021-03-02,10+,9\n"
                                  "2021-03-03,0-9,5\n2021-03-03,10+,9\n";
static const char plain[] = "date,cases\n2021-03-01,4\n2021-03-02,6\n2021-03-03,3\n2021-03-04,9\n2021-03-05,8\n";

static GtkWindow *
find_dialog (AppTestTable *self)
{
  return app_test_find_dialog (self->window, PROGNOSIS_TYPE_READING_DIALOG);
}

static void
open_file (AppTestTable *self, const char *path, PrognosisSessionState state)
{
  app_test_activate (self->window, "win.open-path", g_variant_new_string (path));
  app_test_wait (prognosis_session_get_state (self->window->session) == state, 10);
}

static GtkToggleButton *
get_answer (GtkWindow *dialog, guint number)
{
  GtkWidget *box = app_test_find_type (dialog, PROGNOSIS_TYPE_QUESTION_BOX, 0);

  return GTK_TOGGLE_BUTTON (app_test_find_type (box, GTK_TYPE_TOGGLE_BUTTON, number));
}

static const char *
get_question (GtkWindow *dialog)
{
  GtkWidget *box = app_test_find_type (dialog, PROGNOSIS_TYPE_QUESTION_BOX, 0);

  return box != NULL ? gtk_label_get_text (GTK_LABEL (app_test_find_type (box, GTK_TYPE_LABEL, 0))) : NULL;
}

static PrognosisFigure *
get_figure (GtkWindow *dialog)
{
  return prognosis_chart_get_figure (app_test_find_type (dialog, PROGNOSIS_TYPE_CHART, 0));
}

static void
apply (AppTestTable *self)
{
  g_signal_emit_by_name (app_test_find (find_dialog (self), "apply_button"), "clicked");
  app_test_wait (find_dialog (self) == NULL, 20);
}

/* Two columns that suit equally well are a question, with both curves; the answer is read at once, used and remembered. */
static void
test_columns (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  g_autofree char *other = g_build_filename (self->folder, "b.csv", NULL);
  g_autofree char *before = NULL, *after = NULL;
  GtkWindow *dialog;

  open_file (self, self->path, PROGNOSIS_SESSION_READY);
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  app_test_wait (get_question (dialog) != NULL, 20);
  g_assert_cmpstr (get_question (dialog), ==, "Which column is to be forecast as “Infections”?");
  g_assert_true (gtk_toggle_button_get_active (get_answer (dialog, 0)));
  g_assert_false (gtk_toggle_button_get_active (get_answer (dialog, 1)));
  g_assert_null (get_answer (dialog, 2));
  app_test_wait (get_figure (dialog) != NULL, 10);
  before = prognosis_figure_dup_description (get_figure (dialog));
  app_test_run_for (400);
  app_test_keep_screenshot (dialog, "question.png");
  gtk_toggle_button_set_active (get_answer (dialog, 1), TRUE);
  app_test_run_for (300);
  for (int i = 0;
       i < 50 && (g_free (after), after = prognosis_figure_dup_description (get_figure (dialog)), g_str_equal (before, after)); i++)
    app_test_run_for (100);
  g_assert_cmpstr (before, !=, after);
  /* The other answer is still a click away. */
  g_assert_true (gtk_toggle_button_get_active (get_answer (dialog, 1)));
  app_test_keep_screenshot (dialog, "question-answered.png");
  apply (self);
  g_assert_cmpstr (prognosis_dataset_get_signal (prognosis_session_get_dataset (session), 0)->name, ==, "cases_clinic");
  /* A file of another name with the same columns is read so, and not asked about. */
  g_assert_true (g_file_set_contents (other, content, -1, NULL));
  open_file (self, other, PROGNOSIS_SESSION_READY);
  g_assert_null (find_dialog (self));
  g_assert_cmpstr (prognosis_dataset_get_signal (prognosis_session_get_dataset (session), 0)->name, ==, "cases_clinic");
  g_assert_nonnull (strstr (
      app_test_get_label (app_test_find (app_test_get_page (self->window, "trajectories"), "banner"), "label"), "as you chose"));
  /* What was chosen can be taken back. */
  app_test_activate (self->window, "win.reading", NULL);
  app_test_run_for (300);
  g_signal_emit_by_name (app_test_find (find_dialog (self), "reset_button"), "clicked");
  app_test_wait (get_question (find_dialog (self)) != NULL, 10);
  apply (self);
  g_assert_null (prognosis_session_get_choices (session)->columns);
  g_assert_null (prognosis_columns_recall ((const char *const[]){ other, NULL }));
  prognosis_columns_remember ((const char *const[]){ self->path, NULL }, NULL);
  g_unlink (other);
}

static char *
dup_last_day (PrognosisSession *session)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);

  return prognosis_dataset_format_day (dataset,
                                       prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1));
}

/* The order that was assumed is chosen at first, and the other one reads other days. */
static void
test_order (AppTestTable *self, gconstpointer content)
{
  static const struct
  {
    const char *content, *assumed, *answered;
    PrognosisDateOrder order; /* as answered */
  } cases[] = { { either_order, "2021-03-04", "2021-04-03", PROGNOSIS_DATE_ORDER_DAY_FIRST },
                { days_or_months, "2021-01-06", "2021-06", PROGNOSIS_DATE_ORDER_DAY_FIRST },
                { months_or_days, "2021-01-06", "2021-06", PROGNOSIS_DATE_ORDER_MONTH_FIRST },
                { places_or_months, "2021-01-03", "2021-03", PROGNOSIS_DATE_ORDER_MONTH_FIRST } };
  PrognosisSession *session = self->window->session;
  g_autofree char *before = NULL, *after = NULL;
  GtkWindow *dialog;
  gsize i = 0;

  while (cases[i].content != content)
    i++;
  open_file (self, self->path, PROGNOSIS_SESSION_READY);
  before = dup_last_day (session);
  g_assert_cmpstr (before, ==, cases[i].assumed);
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  app_test_wait (get_question (dialog) != NULL, 20);
  g_assert_cmpstr (get_question (dialog), ==, "Do the dates begin with the month or with the day?");
  g_assert_true (gtk_toggle_button_get_active (get_answer (dialog, 0)));
  gtk_toggle_button_set_active (get_answer (dialog, 1), TRUE);
  apply (self);
  after = dup_last_day (session);
  g_assert_cmpstr (after, ==, cases[i].answered);
  g_assert_cmpint (prognosis_session_get_choices (session)->columns->date_order, ==, cases[i].order);
  prognosis_columns_remember ((const char *const[]){ self->path, NULL }, NULL);
}

/* An error that a row can solve opens the dialog; the row solves it. */
static void
test_error (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  GtkWindow *dialog;
  AdwComboRow *row = NULL;

  open_file (self, self->path, PROGNOSIS_SESSION_FAILED);
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  app_test_wait (gtk_widget_get_visible (app_test_find (dialog, "problem")), 10);
  g_assert_nonnull (strstr (app_test_get_label (dialog, "problem"), "a.csv:3"));
  app_test_run_for (300);
  app_test_keep_screenshot (dialog, "reading-error.png");
  for (guint i = 0; (row = app_test_find_type (dialog, ADW_TYPE_COMBO_ROW, i)) != NULL; i++)
    if (g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Several rows"))
      break;
  /* The keyboard is where the error is solved. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (dialog), GTK_WIDGET (row))
                 || gtk_window_get_focus (dialog) == GTK_WIDGET (row));
  adw_combo_row_set_selected (row, PROGNOSIS_ROWS_SUM);
  app_test_wait (!gtk_widget_get_visible (app_test_find (dialog, "problem")), 10);
  apply (self);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  g_assert_cmpfloat (prognosis_dataset_get_values (prognosis_session_get_dataset (session), 0, 0)[0], ==, 10);
  prognosis_columns_remember ((const char *const[]){ self->path, NULL }, NULL);
}

/* Nothing is asked where nothing is in doubt, and that is said. */
static void
test_no_question (AppTestTable *self, gconstpointer content)
{
  GtkWindow *dialog;
  GtkWidget *label;
  gboolean handled = FALSE;

  open_file (self, self->path, PROGNOSIS_SESSION_READY);
  app_test_run_for (300);
  g_assert_null (find_dialog (self));
  label = app_test_find (app_test_find (app_test_get_page (self->window, "trajectories"), "banner"), "label");
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (label)), "Read without trouble: 1 region, 5 days"));
  g_signal_emit_by_name (label, "activate-link", "reading", &handled);
  g_assert_true (handled);
  dialog = find_dialog (self);
  app_test_wait (app_test_find_type (app_test_find (dialog, "findings"), ADW_TYPE_ACTION_ROW, 0) != NULL, 10);
  g_assert_cmpstr (adw_preferences_row_get_title (app_test_find_type (app_test_find (dialog, "findings"), ADW_TYPE_ACTION_ROW, 0)),
                   ==, "Read without trouble");
  g_assert_null (get_question (dialog));
  /* Data that come meanwhile close it. */
  open_file (self, self->path, PROGNOSIS_SESSION_READY);
  app_test_wait (find_dialog (self) == NULL, 10);
}

/* Over a narrow window it is narrow, too: also with a question and an error. */
static void
test_narrow (AppTestTable *self, gconstpointer content)
{
  PrognosisWindow *wide = self->window;
  GtkWindow *dialog;

  self->window = app_test_new_window (360, 640);
  open_file (self, self->path, content == twice_a_day ? PROGNOSIS_SESSION_FAILED : PROGNOSIS_SESSION_READY);
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  if (content != twice_a_day)
    app_test_wait (get_question (dialog) != NULL, 10);
  app_test_run_for (500);
  g_assert_true (gtk_widget_is_ancestor (app_test_find (dialog, "picture"), app_test_find (dialog, "rows_box")));
  app_test_assert_small (GTK_WIDGET (dialog), "reading dialog");
  app_test_keep_screenshot (dialog, content == twice_a_day ? "reading-narrow-error.png" : "reading-narrow.png");
  app_test_close_window (self->window);
  self->window = wide;
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("prognosis-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  if (!app_test_init (&argc, &argv))
    return 0;
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/columns", two_columns, test_columns);
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/order", either_order, test_order);
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/order-of-january", days_or_months, test_order);
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/order-day-first", months_or_days, test_order);
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/order-with-places", places_or_months, test_order);
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/error", twice_a_day, test_error);
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/narrow", two_columns, test_narrow);
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/narrow-error", twice_a_day, test_narrow);
  APP_TEST_TABLE_ADD_UNFITTED ("/app/reading-question/none", plain, test_no_question);
  return g_test_run ();
}
