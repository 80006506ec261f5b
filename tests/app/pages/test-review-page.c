/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Regions are reviewed one after the other, and what is decided is part of the forecast, of its session file, and of undo. */

#include "app-test-window.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-review-page.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <string.h>

static gpointer
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
wait (PrognosisSession *session)
{
  app_test_wait (!prognosis_session_is_busy (session) && !prognosis_session_is_stale (session), 60);
}

static gsize
get_region (PrognosisSession *session)
{
  return prognosis_choices_get_first_region (prognosis_session_get_choices (session));
}

static double
get_width (PrognosisSession *session, gsize region)
{
  static const double levels[] = { 0.1, 0.9 };
  double values[2];

  prognosis_forecast_get_quantiles (prognosis_session_get_forecast (session), region, 0, 1, levels, 2, values);
  return values[1] - values[0];
}

static void
test_decide (void)
{
  PrognosisWindow *window = app_test_open_model ("covid-19-us-states-2020.csv.gz", "persistence", 1180, 760);
  PrognosisSession *session = window->session;
  GtkWindow *review = prognosis_review_page_new_window (session, GTK_WINDOW (window));
  PrognosisReviewPage *page = find (GTK_WIDGET (review), PROGNOSIS_TYPE_REVIEW_PAGE);
  GtkDropDown *models = find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN);
  GtkSpinButton *width = find (GTK_WIDGET (page), GTK_TYPE_SPIN_BUTTON);
  GtkCheckButton *left_out = find (GTK_WIDGET (page), GTK_TYPE_CHECK_BUTTON);
  GtkEntry *comment = find (GTK_WIDGET (page), GTK_TYPE_ENTRY);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "review.prognosis", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  const PrognosisDecision *decision;
  const gsize first = get_region (session);
  gsize second;
  double was;

  gtk_window_present (review);
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (page)), 5);
  app_test_wait (*prognosis_figure_page_get_said (PROGNOSIS_FIGURE_PAGE (page)) != '\0', 5);

  /* From place to place, by key. */
  do
    app_test_press (GTK_WIDGET (review), GDK_KEY_Right, GDK_ALT_MASK);
  while (get_width (session, get_region (session)) < 5.0 && get_region (session) != first);
  second = get_region (session);
  g_assert_cmpuint (second, !=, first);
  was = get_width (session, second);
  g_assert_cmpfloat (was, >, 0.0);

  /* Wider. */
  gtk_spin_button_set_value (width, 200);
  wait (session);
  g_assert_cmpfloat (get_width (session, second), >, 1.5 * was);
  decision = prognosis_choices_find_decision (prognosis_session_get_choices (session), second);
  g_assert_cmpfloat (decision->width, ==, 2.0);
  app_test_keep_screenshot (review, "review");

  /* Nothing at all; and why. */
  gtk_check_button_set_active (left_out, TRUE);
  wait (session);
  g_assert_false (prognosis_forecast_has (prognosis_session_get_forecast (session), second, 0));
  gtk_editable_set_text (GTK_EDITABLE (comment), "reports are late");
  g_signal_emit_by_name (comment, "activate");
  g_assert_false (prognosis_session_is_stale (session));

  /* It is part of the session. */
  json = prognosis_session_to_json (session);
  g_assert_true (strstr (json, "reports are late") != NULL);
  g_assert_true (prognosis_session_save (session, path, &error));
  g_assert_no_error (error);

  /* Undone; what was decided in quick succession is one step. */
  while (prognosis_choices_find_decision (prognosis_session_get_choices (session), second) != NULL)
    prognosis_session_undo (session);
  wait (session);
  g_assert_null (prognosis_choices_find_decision (prognosis_session_get_choices (session), second));
  g_assert_true (prognosis_forecast_has (prognosis_session_get_forecast (session), second, 0));

  /* Another model. */
  gtk_drop_down_set_selected (models, 2);
  wait (session);
  decision = prognosis_choices_find_decision (prognosis_session_get_choices (session), second);
  g_assert_cmpstr (decision->forecaster, ==, prognosis_forecaster_list (NULL)[1]->id);
  gtk_drop_down_set_selected (models, 0);
  wait (session);
  g_assert_null (prognosis_choices_find_decision (prognosis_session_get_choices (session), second));

  /* The other place has none. */
  app_test_press (GTK_WIDGET (review), GDK_KEY_Left, GDK_ALT_MASK);
  g_assert_cmpuint (get_region (session), !=, second);
  g_assert_cmpfloat (gtk_spin_button_get_value (width), ==, 100.0);
  app_test_assert_whole (GTK_WIDGET (page));

  /* The saved decisions come back. */
  g_assert_true (prognosis_session_load (session, path, &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_choices (session)->decisions->len == 1, 30);
  wait (session);
  decision = prognosis_choices_find_decision (prognosis_session_get_choices (session), second);
  g_assert_true (decision->is_left_out);
  g_assert_cmpstr (decision->comment, ==, "reports are late");
  g_assert_false (prognosis_forecast_has (prognosis_session_get_forecast (session), second, 0));

  gtk_window_destroy (review);
  app_test_close_window (window);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  if (app_test_init (&argc, &argv))
    g_test_add_func ("/review/decide", test_decide);
  return g_test_run ();
}
