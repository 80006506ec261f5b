/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables that are rejected or recognised wrongly, and users who say what their columns mean. */

#include "app-test-table.h"

#include <glib/gstdio.h>
#include <string.h>

#include "prognosis-columns-store.h"
#include "prognosis-session-choices.h"

/* Either of two columns of words may be the place, and one number is not a count. */
static const char refused[] = "Ministry of Health,,,,\n,,,,\nwhen,whereabouts,office,n,bodies\n"
                              "03/04/2020,North,b,9,1\n04/04/2020,North,a,11,0\n05/04/2020,North,a,12,2\n13/04/2020,North,a,?,2\n"
                              "03/04/2020,South,a,2,0\n04/04/2020,South,a,4,0\n05/04/2020,South,b,7,1\n13/04/2020,South,a,6,0\n";

/* Recognised, but not as intended. */
static const char recognised[] = "when,whereabouts,n,bodies\n"
                                 "03/04/2020,North,9,1\n04/04/2020,North,11,0\n05/04/2020,North,12,2\n13/04/2020,North,8,2\n"
                                 "03/04/2020,South,2,0\n04/04/2020,South,4,0\n05/04/2020,South,7,1\n13/04/2020,South,6,0\n";

/* The last region is the sum of the others. */
static const char with_total[]
    = "date,state,cases\n2021-03-01,North,4\n2021-03-01,East,6\n2021-03-01,South,9\n2021-03-01,Country,19\n"
      "2021-03-02,North,7\n2021-03-02,East,3\n2021-03-02,South,8\n2021-03-02,Country,18\n"
      "2021-03-03,North,5\n2021-03-03,East,8\n2021-03-03,South,2\n2021-03-03,Country,15\n";

/* The next widget after @after in tree order with type name @type and, if it has a title, title @title. */
static GtkWidget *
find (GtkWidget *from, const char *type, const char *title)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (from), type) && gtk_widget_get_visible (from)
      && (title == NULL
          || g_strcmp0 (ADW_IS_PREFERENCES_ROW (from) ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (from))
                        : GTK_IS_BUTTON (from)        ? gtk_button_get_label (GTK_BUTTON (from))
                                                      : gtk_label_get_text (GTK_LABEL (from)),
                        title)
                 == 0))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *dialog = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (PROGNOSIS_IS_READING_DIALOG (window))
        dialog = window;
    }
  return dialog;
}

static void
choose (GtkWidget *dialog, const char *row_title, const char *word)
{
  AdwComboRow *row = ADW_COMBO_ROW (find (dialog, "AdwComboRow", row_title));
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), word))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_error ("“%s” has no “%s”", row_title, word);
}

static const char *
get_chosen (GtkWidget *dialog, const char *row_title)
{
  GObject *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (find (dialog, "AdwComboRow", row_title)));

  return gtk_string_object_get_string (GTK_STRING_OBJECT (item));
}

static void
press_read (GtkWidget *dialog)
{
  g_signal_emit_by_name (find (dialog, "GtkButton", "_Apply"), "clicked");
}

/* The label that says why it could not be read. */
static const char *
get_problem (GtkWidget *dialog)
{
  GtkWidget *header = find (dialog, "AdwHeaderBar", NULL);
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_next_sibling (header));

  return gtk_widget_get_visible (label) ? gtk_label_get_text (GTK_LABEL (label)) : "";
}

static void
keep (GtkWidget *dialog, const char *name)
{
  const char *folder = g_getenv ("PROGNOSIS_SCREENSHOTS");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  app_test_run_for (300);
  if (path != NULL)
    app_test_screenshot (dialog, path);
}

static GtkWidget *
open_refused (AppTestTable *self)
{
  const char *paths[] = { self->path, NULL };

  prognosis_window_open_files (self->window, paths);
  app_test_wait (prognosis_session_get_state (self->window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->window->columns_button)));
  app_test_activate (self->window, "win.reading", NULL);
  app_test_wait (find_dialog () != NULL, 10);
  return find_dialog ();
}

static void
mend (AppTestTable *self)
{
  g_autofree char *text = NULL;
  char *cell;

  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  cell = strstr (text, ",?,");
  cell[1] = '8';
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static void
test_refused (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  GtkWidget *dialog = open_refused (self);
  PrognosisDataset *dataset;

  g_assert_cmpstr (get_chosen (dialog, "when"), ==, "Date");
  g_assert_cmpstr (get_chosen (dialog, "whereabouts"), ==, "Region");
  keep (dialog, "columns-refused.png");
  choose (dialog, "when", "Not used");
  g_assert_nonnull (find (dialog, "GtkLabel", "No column is assigned as the date yet."));
  choose (dialog, "when", "Date");
  g_assert_null (find (dialog, "GtkLabel", "No column is assigned as the date yet."));
  choose (dialog, "whereabouts", "Region");
  choose (dialog, "n", "New cases");
  choose (dialog, "bodies", "New deaths");
  g_assert_nonnull (find (dialog, "GtkLabel", "⚠ ?"));
  g_assert_nonnull (find (dialog, "GtkLabel", "Line 7: “?” cannot be read as “New cases”."));
  keep (dialog, "columns-named.png");
  /* The dialog stays open and says what is wrong with the table. */
  press_read (dialog);
  app_test_wait (*get_problem (dialog) != '\0', 10);
  g_assert_cmpstr (get_problem (dialog), ==, "a.csv:7: “?” in the column “n” is not a number");
  keep (dialog, "columns-problem.png");
  mend (self);
  press_read (dialog);
  app_test_wait (find_dialog () == NULL, 10);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  app_test_settle (session);
  dataset = prognosis_session_get_dataset (session);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 2);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 11);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (dataset), ==, 2);
  g_assert_cmpint (prognosis_dataset_get_signal (dataset, 1)->role, ==, PROGNOSIS_ROLE_DEATHS);
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[10], ==, 8);
}

/* Named columns are remembered, in a session and when the file is opened again. */
static void
test_kept (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  g_autofree char *saved = g_build_filename (self->folder, "a.prognosis", NULL);
  const char *paths[] = { self->path, NULL };
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  app_test_activate (self->window, "win.open-path", g_variant_new_string (self->path));
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  app_test_settle (session);
  app_test_activate (self->window, "win.reading", NULL);
  dialog = find_dialog ();
  choose (dialog, "n", "Cumulative deaths");
  choose (dialog, "bodies", "Not used");
  press_read (dialog);
  app_test_wait (find_dialog () == NULL, 10);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 1);
  g_assert_true (prognosis_session_save (session, saved, &error));
  g_assert_no_error (error);

  /* Undone, and done again. */
  g_assert_cmpstr (prognosis_history_get_undo_label (prognosis_session_get_history (session)), ==, "Change Reading");
  prognosis_session_undo (session);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 2);
  g_assert_null (prognosis_session_get_choices (session)->columns);
  prognosis_session_redo (session);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 1);

  /* Opened again as a file. */
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 1);
  app_test_activate (self->window, "win.reading", NULL);
  dialog = find_dialog ();
  g_assert_cmpstr (get_chosen (dialog, "n"), ==, "Cumulative deaths");
  g_assert_cmpstr (get_chosen (dialog, "bodies"), ==, "Not used");
  gtk_window_close (GTK_WINDOW (dialog));
  app_test_wait (find_dialog () == NULL, 10);

  /* Forgotten, then opened as a session. */
  prognosis_columns_remember (paths, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 2);
  g_assert_true (prognosis_session_load (session, saved, &error));
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (prognosis_session_get_dataset (session)), ==, 1);
  g_assert_cmpint (prognosis_dataset_get_signal (prognosis_session_get_dataset (session), 0)->role, ==, PROGNOSIS_ROLE_DEATHS);
  g_unlink (saved);
}

/* The number of regions and days changes while a forecast is shown, and changes back. */
static void
test_reshaped (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  GtkWidget *dialog;

  app_test_activate (self->window, "win.open-path", g_variant_new_string (self->path));
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  app_test_settle (session);
  for (int i = 0; i < 2; i++)
    {
      app_test_activate (self->window, "win.reading", NULL);
      dialog = find_dialog ();
      choose (dialog, "whereabouts", i == 0 ? "Not used" : "Region");
      choose (dialog, "Several rows for one day and region", i == 0 ? "Sum them" : "Not expected");
      choose (dialog, "Order of day, month and year", i == 0 ? "Day first (31/12/2020)" : "Detect");
      press_read (dialog);
      app_test_wait (find_dialog () == NULL, 10);
      app_test_settle (session);
      g_assert_cmpuint (prognosis_dataset_get_n_regions (prognosis_session_get_dataset (session)), ==, i == 0 ? 1 : 2);
    }
  for (int i = 0; i < 2; i++)
    {
      prognosis_session_undo (session);
      app_test_run_for (100);
    }
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (prognosis_session_get_dataset (session)), ==, 2);
}

/* Reported on Thursdays, with zeros on the other days: the dialog says so, and sums to weeks on request. */
static void
test_weeks (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  g_autoptr (GString) text = g_string_new ("date,cases\n");
  g_autofree char *other = NULL;
  GtkWidget *label = NULL;
  const char *paths[] = { self->path, NULL };

  for (int day = 0; day < 90; day++)
    g_string_append_printf (text, "2020-%02d-%02d,%d\n", 4 + day / 30, 1 + day % 30, (day + (day >= 60)) % 7 == 1 ? 20 + day : 0);
  g_assert_true (g_file_set_contents (self->path, text->str, -1, NULL));
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  app_test_settle (session);
  label = find (GTK_WIDGET (PROGNOSIS_TRAJECTORIES_PAGE (app_test_get_page (self->window, "trajectories"))),
                "PrognosisReadingBanner", NULL);
  label = find (label, "GtkLabel", NULL);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (label)), "Sum by Week"));
  prognosis_session_add_up_to_weeks (session);
  app_test_wait (prognosis_dataset_get_step_days (prognosis_session_get_dataset (session)) == 7, 10);
  app_test_settle (session);
  g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (label)), "Sum by Week"));
  prognosis_session_undo (session);
  app_test_settle (session);
  g_assert_cmpint (prognosis_dataset_get_step_days (prognosis_session_get_dataset (session)), ==, 1);
  g_assert_null (prognosis_columns_recall (paths));
  /* The given kind of counts also holds for weeks. */
  prognosis_session_set_signal (session, 0, PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  prognosis_session_add_up_to_weeks (session);
  app_test_wait (prognosis_dataset_get_step_days (prognosis_session_get_dataset (session)) == 7, 10);
  g_assert_cmpint (prognosis_dataset_get_signal (prognosis_session_get_dataset (session), 0)->kind, ==, PROGNOSIS_KIND_CUMULATIVE);
  prognosis_session_undo (session);
  prognosis_session_undo (session);
  app_test_settle (session);
  /* Data opened in the meantime are kept. */
  other = g_build_filename (self->folder, "b.csv", NULL);
  g_assert_true (g_file_set_contents (other, recognised, -1, NULL));
  /* A longer file takes longer to read. */
  for (int i = 0; i < 500000; i++)
    g_string_append (text, "# \n");
  g_assert_true (g_file_set_contents (self->path, text->str, -1, NULL));
  prognosis_session_add_up_to_weeks (session);
  prognosis_session_open (session, (const char *const[]){ other, NULL });
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  app_test_run_for (600);
  app_test_settle (session);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (prognosis_session_get_dataset (session)), ==, 2);
  g_unlink (other);
}

static void
keep_toast_cb (PrognosisSession *session, const char *text, const char *action, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (text);
}

static guint
count_left_out (PrognosisDataset *dataset)
{
  const guint8 *flags = prognosis_dataset_get_flags (dataset, 0, 0);
  guint n = 0;

  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    n += (flags[t] & PROGNOSIS_FLAG_EXCLUDED) != 0;
  return n;
}

/* Durations chosen in days keep their length in weeks, and an excluded day does not exclude its week. */
static void
test_choices_in_weeks (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  const PrognosisOptions *options;
  g_autoptr (GString) text = g_string_new ("date,cases\n");
  const char *paths[] = { self->path, NULL };
  g_autofree char *said = NULL;

  for (int day = 0; day < 90; day++)
    g_string_append_printf (text, "2020-%02d-%02d,%d\n", 4 + day / 30, 1 + day % 30, 50 + day % 7);
  g_assert_true (g_file_set_contents (self->path, text->str, -1, NULL));
  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  prognosis_session_set_setting (session, "horizon", 15);
  prognosis_session_set_setting (session, "train", 60);
  g_signal_connect (session, "toast", G_CALLBACK (keep_toast_cb), &said);
  for (int excludes = 0; excludes < 2; excludes++)
    {
      guint before = count_left_out (prognosis_session_get_dataset (session));

      /* The first Sunday: weeks are named after their last day. */
      if (excludes)
        prognosis_session_set_excluded (session, 0, 0, 4, TRUE);
      prognosis_session_add_up_to_weeks (session);
      app_test_wait (prognosis_dataset_get_step_days (prognosis_session_get_dataset (session)) == 7, 10);
      options = prognosis_session_get_choices (session)->options;
      g_assert_cmpint (options->horizon, ==, 3);
      g_assert_cmpint (options->n_train, ==, 9);
      g_assert_cmpuint (count_left_out (prognosis_session_get_dataset (session)), ==, 0);
      g_assert_cmpint (strstr (said, "or include observations anew") != NULL, ==, excludes);
      prognosis_session_undo (session);
      options = prognosis_session_get_choices (session)->options;
      g_assert_cmpint (options->horizon, ==, 15);
      g_assert_cmpint (options->n_train, ==, 60);
      g_assert_cmpuint (count_left_out (prognosis_session_get_dataset (session)), ==, before + excludes);
    }
}

/* A file has changed before it is read again: undo restores the earlier data. */
static void
test_hash (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  const char *paths[] = { self->path, NULL };
  g_autofree char *before = NULL, *after = NULL, *json = NULL;
  g_autofree char *longer = g_strconcat (content, "14/04/2020,North,8,2\n14/04/2020,South,8,2\n", NULL);

  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  before = g_strdup (prognosis_session_get_choices (session)->hash);
  g_assert_nonnull (before);
  g_assert_true (g_file_set_contents (self->path, longer, -1, NULL));
  prognosis_session_add_up_to_weeks (session);
  app_test_wait (prognosis_dataset_get_step_days (prognosis_session_get_dataset (session)) == 7, 10);
  after = g_strdup (prognosis_session_get_choices (session)->hash);
  g_assert_cmpstr (before, !=, after);
  prognosis_session_undo (session);
  g_assert_cmpstr (prognosis_session_get_choices (session)->hash, ==, before);
  json = prognosis_session_to_json (session);
  g_assert_nonnull (strstr (json, before));
  prognosis_session_redo (session);
  g_assert_cmpstr (prognosis_session_get_choices (session)->hash, ==, after);
}

/* Counts change their kind on the same days: results made with the former kind are no longer shown. */
static void
test_other_meaning (AppTestTable *self, gconstpointer content)
{
  static const char *const models[] = { "no-change", NULL };
  PrognosisSession *session = self->window->session;
  g_autoptr (GString) text = g_string_new ("when,n\n");
  const char *paths[] = { self->path, NULL };
  GtkWidget *dialog;

  for (int day = 0; day < 60; day++)
    g_string_append_printf (text, "2020-%02d-%02d,%d\n", 4 + day / 30, 1 + day % 30, 50 + 7 * day);
  g_assert_true (g_file_set_contents (self->path, text->str, -1, NULL));
  g_object_set (session, "auto-refit", FALSE, NULL);
  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  prognosis_session_set_forecaster (session, "persistence");
  prognosis_session_set_setting (session, "horizon", 3);
  prognosis_session_fit (session);
  app_test_settle (session);
  prognosis_session_compare (session, models);
  app_test_wait (!prognosis_comparison_is_running (prognosis_session_get_comparison (session)), 60);
  g_assert_nonnull (prognosis_session_get_forecast (session));
  g_assert_nonnull (prognosis_comparison_get_backtest (prognosis_session_get_comparison (session)));
  app_test_activate (self->window, "win.reading", NULL);
  dialog = find_dialog ();
  choose (dialog, "n", g_str_equal (get_chosen (dialog, "n"), "New cases") ? "Cumulative cases" : "New cases");
  press_read (dialog);
  app_test_wait (find_dialog () == NULL, 10);
  g_assert_cmpstr (prognosis_history_get_undo_label (prognosis_session_get_history (session)), ==, "Change Reading");
  g_assert_null (prognosis_session_get_forecast (session));
  g_assert_null (prognosis_comparison_get_backtest (prognosis_session_get_comparison (session)));
  prognosis_session_undo (session);
  g_assert_nonnull (prognosis_session_get_forecast (session));
}

/* Columns that appear while the dialog is open can be named like the others. */
static void
test_rewritten (AppTestTable *self, gconstpointer content)
{
  GtkWidget *dialog = open_refused (self);

  g_assert_null (find (dialog, "AdwComboRow", "beds"));
  g_assert_true (g_file_set_contents (self->path,
                                      "Ministry of Health,,,,,\n,,,,,\nwhen,whereabouts,office,n,bodies,beds\n"
                                      "03/04/2020,North,b,9,1,7\n04/04/2020,North,a,11,0,5\n",
                                      -1, NULL));
  choose (dialog, "Decimal mark", "Comma (1.234,5)");
  app_test_wait (find (dialog, "AdwComboRow", "beds") != NULL, 10);
  choose (dialog, "beds", "Other number");
  g_assert_cmpstr (get_chosen (dialog, "beds"), ==, "Other number");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* On a small screen; narrower ones are tried with questions. */
static void
test_narrow (AppTestTable *self, gconstpointer content)
{
  GtkWidget *dialog = open_refused (self);
  int width;

  keep (dialog, "columns-narrow.png");
  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 700);
  gtk_window_close (GTK_WINDOW (dialog));
  app_test_wait (find_dialog () == NULL, 10);
}

/* Without a table there are no columns. */
static void
test_no_table (AppTestTable *self, gconstpointer content)
{
  const char *paths[] = { self->path, NULL };

  prognosis_window_open_files (self->window, paths);
  app_test_wait (prognosis_session_get_state (self->window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->window->columns_button)));
}

/* A country among its states is left out, or is a place like them; the session remembers which. */
static void
test_totals (AppTestTable *self, gconstpointer content)
{
  PrognosisSession *session = self->window->session;
  GtkWidget *dialog, *row;

  g_object_set (session, "auto-refit", FALSE, NULL);
  for (int i = 0; i < 2; i++)
    {
      const gboolean is_place = i == 1;

      app_test_activate (self->window, "win.open-path", g_variant_new_string (self->path));
      app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
      app_test_activate (self->window, "win.reading", NULL);
      app_test_wait ((dialog = find_dialog ()) != NULL, 10);
      row = find (dialog, "AdwActionRow", "Totals are places like all others");
      g_assert_nonnull (row);
      g_assert_cmpint (gtk_switch_get_active (app_test_find_type (row, GTK_TYPE_SWITCH, 0)), ==, FALSE);
      gtk_switch_set_active (app_test_find_type (row, GTK_TYPE_SWITCH, 0), is_place);
      press_read (dialog);
      app_test_wait (find_dialog () == NULL, 10);
      app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
      g_assert_cmpint (prognosis_dataset_leaves_out (prognosis_session_get_dataset (session), 3), ==, !is_place);
    }
  g_assert_true (prognosis_session_get_choices (session)->columns->totals_are_places);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("prognosis-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  if (!app_test_init (&argc, &argv))
    return 77;
  APP_TEST_TABLE_ADD ("/app/reading-dialog/refused", refused, test_refused);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/kept", recognised, test_kept);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/reshaped", recognised, test_reshaped);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/weeks", recognised, test_weeks);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/choices-in-weeks", recognised, test_choices_in_weeks);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/hash", recognised, test_hash);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/other-meaning", recognised, test_other_meaning);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/rewritten", refused, test_rewritten);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/narrow", refused, test_narrow);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/totals", with_total, test_totals);
  APP_TEST_TABLE_ADD ("/app/reading-dialog/no-table", "<html></html>\n", test_no_table);
  return g_test_run ();
}
