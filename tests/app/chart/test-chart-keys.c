/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that the pointer can do on a chart can be done with keys, and all keys are documented. */

#include "app-test-window.h"

#include "prognosis-chart-private.h"
#include "prognosis-session-choices.h"

#include <math.h>

#define SCHOOL "influenza-boarding-school-1978.csv"
#define OVERLAY "/io/github/prognosis_epi/Prognosis/help-overlay.ui"

/* As typed: sent to the widget with the focus. */
static gboolean
press (PrognosisWindow *window, guint key, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (focus);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
      if (handled)
        return TRUE;
    }
  return FALSE;
}

static PrognosisChart *
get_chart (PrognosisWindow *window)
{
  return app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 0);
}

/* With the key that moves from one to the next. */
static void
tab_to (PrognosisWindow *window, PrognosisChart *chart)
{
  for (int i = 0; i < 200 && gtk_window_get_focus (GTK_WINDOW (window)) != GTK_WIDGET (chart); i++)
    gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (chart));
}

static PrognosisWindow *
open_fitted (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_run_for (100);
  tab_to (window, get_chart (window));
  return window;
}

static void
assert_told (PrognosisChart *chart, const char *text)
{
  g_autofree char *differs = gtk_test_accessible_check_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);

  g_assert_cmpstr (differs, ==, NULL);
}

static void
test_cursor (void)
{
  PrognosisWindow *window = open_fitted ();
  PrognosisChart *chart = get_chart (window);
  g_autofree char *all = prognosis_figure_dup_description (prognosis_chart_get_figure (chart));
  g_autofree char *there = NULL;

  assert_told (chart, all);
  g_assert_true (press (window, GDK_KEY_Right, 0)); /* at the origin */
  g_assert_true (prognosis_chart_has_cursor (chart));
  there = prognosis_chart_dup_cursor_text (chart);
  g_assert_nonnull (strstr (there, "in_bed\n4 Feb 1978\nObserved: 4\n"));
  g_assert_nonnull (strstr (there, "The forecast starts from this day"));
  assert_told (chart, there);
  g_assert_true (press (window, GDK_KEY_Left, 0));
  g_assert_true (press (window, GDK_KEY_KP_Left, 0));
  g_clear_pointer (&there, g_free);
  there = prognosis_chart_dup_cursor_text (chart);
  g_assert_true (g_str_has_prefix (there, "in_bed\n2 Feb 1978\nObserved: 29\n"));
  assert_told (chart, there);
  g_assert_true (press (window, GDK_KEY_Home, 0));
  g_clear_pointer (&there, g_free);
  there = prognosis_chart_dup_cursor_text (chart);
  g_assert_true (g_str_has_prefix (there, "in_bed\n22 Jan 1978\n"));
  g_assert_nonnull (strstr (there, "The fitted period starts on this day"));
  g_assert_true (press (window, GDK_KEY_Page_Down, 0));
  g_clear_pointer (&there, g_free);
  there = prognosis_chart_dup_cursor_text (chart);
  g_assert_true (g_str_has_prefix (there, "convalescent\n22 Jan 1978\n"));
  app_test_keep_screenshot (window, "keys.png");
  g_assert_true (press (window, GDK_KEY_Escape, 0));
  g_assert_false (prognosis_chart_has_cursor (chart));
  assert_told (chart, all);
  g_assert_false (press (window, GDK_KEY_Escape, 0)); /* somebody else's then */
  g_assert_false (press (window, GDK_KEY_q, 0));
  /* It goes with the focus. */
  press (window, GDK_KEY_Left, 0);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_false (prognosis_chart_has_cursor (chart));
  app_test_close_window (window);
}

static void
test_view (void)
{
  PrognosisWindow *window = open_fitted ();
  PrognosisChart *chart = get_chart (window);
  const PrognosisPanel *panel = prognosis_figure_get_panel (prognosis_chart_get_figure (chart), 0);
  double all_from, all_to, from, to;

  prognosis_panel_get_x_range (panel, &all_from, &all_to);
  g_assert_true (press (window, GDK_KEY_plus, GDK_SHIFT_MASK));
  g_assert_true (press (window, GDK_KEY_KP_Add, 0));
  prognosis_panel_get_x_range (panel, &from, &to);
  g_assert_cmpfloat (to - from, <, 0.5 * (all_to - all_from));
  g_assert_true (press (window, GDK_KEY_Right, GDK_SHIFT_MASK));
  prognosis_panel_get_x_range (panel, &all_from, &all_to);
  g_assert_cmpfloat (all_from, >, from);
  g_assert_cmpfloat_with_epsilon (all_to - all_from, to - from, 1e-9);
  /* The cursor stays visible. */
  g_assert_true (press (window, GDK_KEY_Home, 0));
  prognosis_panel_get_x_range (panel, &from, &to);
  g_assert_cmpfloat (from, <, chart->cursor_x);
  g_assert_cmpfloat (to, >, chart->cursor_x);
  g_assert_true (press (window, GDK_KEY_0, 0));
  g_assert_false (prognosis_chart_is_zoomed (chart));
  g_assert_true (press (window, GDK_KEY_minus, 0));
  g_assert_true (prognosis_chart_is_zoomed (chart));
  app_test_close_window (window);
}

static gboolean
is_excluded (PrognosisWindow *window, gsize step)
{
  return (prognosis_dataset_get_flags (prognosis_session_get_dataset (window->session), 0, 0)[step] & PROGNOSIS_FLAG_EXCLUDED) != 0;
}

static void
test_exclude (void)
{
  PrognosisWindow *window = open_fitted ();
  PrognosisChart *chart = get_chart (window);
  g_autofree char *there = NULL;

  press (window, GDK_KEY_Home, 0);
  press (window, GDK_KEY_Right, 0);
  press (window, GDK_KEY_Right, 0);
  g_assert_true (press (window, GDK_KEY_Delete, 0));
  g_assert_true (is_excluded (window, 2));
  app_test_settle (window->session);
  app_test_run_for (100);
  there = prognosis_chart_dup_cursor_text (chart);
  g_assert_nonnull (strstr (there, "Excluded: 26"));
  g_assert_true (press (window, GDK_KEY_x, 0));
  g_assert_false (is_excluded (window, 2));
  prognosis_session_undo (window->session);
  g_assert_true (is_excluded (window, 2));
  prognosis_session_undo (window->session);
  g_assert_false (is_excluded (window, 2));
  /* In every view, the readout names the day. */
  prognosis_session_set_view (window->session, PROGNOSIS_VIEW_CUMULATIVE);
  app_test_run_for (100);
  g_assert_true (press (window, GDK_KEY_x, 0));
  g_assert_true (is_excluded (window, 2));
  app_test_settle (window->session);
  /* Future days have nothing to exclude. */
  press (window, GDK_KEY_End, 0);
  g_assert_true (press (window, GDK_KEY_x, 0));
  prognosis_session_undo (window->session);
  g_assert_false (is_excluded (window, 2));
  app_test_settle (window->session);
  app_test_close_window (window);
}

static void
test_handles (void)
{
  PrognosisWindow *window = open_fitted ();
  const PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);
  const gssize last = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;
  g_autofree char *there = NULL;

  g_assert_true (press (window, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_cmpint (prognosis_session_get_choices (window->session)->origin, ==, last - 1);
  app_test_settle (window->session);
  app_test_run_for (100);
  there = prognosis_chart_dup_cursor_text (get_chart (window));
  g_assert_nonnull (strstr (there, "3 Feb 1978"));
  g_assert_nonnull (strstr (there, "The forecast starts from this day"));
  press (window, GDK_KEY_Left, 0);
  g_assert_true (press (window, GDK_KEY_o, 0));
  g_assert_cmpint (prognosis_session_get_choices (window->session)->origin, ==, last - 2);
  app_test_settle (window->session);
  app_test_run_for (100);
  g_assert_true (press (window, GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_train, ==, last - 2);
  app_test_settle (window->session);
  app_test_run_for (1100); /* a change of its own, not merged with the last */
  press (window, GDK_KEY_Right, 0);
  g_assert_true (press (window, GDK_KEY_w, 0));
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_train, ==, last - 3);
  app_test_settle (window->session);
  prognosis_session_undo (window->session);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_train, ==, last - 2);
  prognosis_session_undo (window->session);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->options->n_train, ==, 0);
  while (prognosis_history_get_undo_label (prognosis_session_get_history (window->session)) != NULL
         && prognosis_session_get_choices (window->session)->origin >= 0)
    prognosis_session_undo (window->session);
  g_assert_cmpint (prognosis_session_get_choices (window->session)->origin, ==, -1);
  app_test_settle (window->session);
  app_test_close_window (window);
}

/* --- the window of shortcuts ------------------------------------------------------ */

static gboolean
overlay_has_action (GtkWindow *overlay, const char *wanted)
{
  GObject *shortcut;

  for (guint i = 0; (shortcut = app_test_find_type (overlay, GTK_TYPE_SHORTCUTS_SHORTCUT, i)) != NULL; i++)
    {
      g_autofree char *name = NULL;

      g_object_get (shortcut, "action-name", &name, NULL);
      if (g_strcmp0 (name, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_all_said (void)
{
  PrognosisWindow *window = app_test_new_window (1000, 700);
  GtkApplication *application = GTK_APPLICATION (app_test_get_application ());
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);
  GtkWindow *overlay;

  g_assert_cmpuint (g_strv_length (actions), >, 20);
  app_test_activate (window, "win.shortcuts", NULL);
  overlay = GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window)));
  for (char **action = actions; *action != NULL; action++)
    if (!overlay_has_action (overlay, *action))
      g_error ("%s has a key that the window of shortcuts does not show", *action);
  app_test_close_window (window);
}

/* What the accessible descriptions of charts say is true. */
static void
test_chart_keys_said (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (OVERLAY);
  g_autoptr (GSList) objects = gtk_builder_get_objects (builder);
  PrognosisWindow *window = open_fitted ();
  guint n = 0;

  for (GSList *l = objects; l != NULL; l = l->next)
    {
      g_autofree char *accelerator = NULL;
      g_auto (GStrv) keys = NULL;

      if (!GTK_IS_SHORTCUTS_SHORTCUT (l->data))
        continue;
      g_object_get (l->data, "accelerator", &accelerator, NULL);
      keys = g_strsplit (accelerator != NULL ? accelerator : "", " ", -1);
      for (char **key = keys; *key != NULL && **key != '\0'; key++, n++)
        {
          guint value;
          GdkModifierType state;

          /* A key of the window, but not in entries, where it pastes text. */
          if (g_str_equal (*key, "<Control>v"))
            continue;
          g_assert_true (gtk_accelerator_parse (*key, &value, &state));
          /* The menu takes the focus. */
          gtk_widget_grab_focus (GTK_WIDGET (get_chart (window)));
          if (!press (window, value, state))
            g_error ("%s does nothing on a chart", *key);
          app_test_settle (window->session);
          app_test_run_for (100);
          press (window, GDK_KEY_plus, 0); /* or there is nothing to exclude */
        }
    }
  g_assert_cmpuint (n, >=, 20);
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  app_test_close_window (window);
}

/* Keys for zooming, and the one that moves the focus to a chart, act on the visible page. */
static void
test_zoom_other_page (void)
{
  PrognosisWindow *window = open_fitted ();
  PrognosisChart *chart = app_test_find (app_test_get_page (window, "reproduction"), "chart");

  app_test_activate (window, "win.page", g_variant_new_string ("reproduction"));
  app_test_run_for (100);
  app_test_activate (window, "win.zoom-in", NULL);
  g_assert_true (prognosis_chart_is_zoomed (chart));
  g_assert_false (prognosis_chart_is_zoomed (get_chart (window)));
  app_test_activate (window, "win.focus-chart", NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (chart));
  g_assert_true (press (window, GDK_KEY_Left, 0));
  g_assert_false (press (window, GDK_KEY_o, 0)); /* no origin to move */
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/chart-keys/cursor", test_cursor);
  g_test_add_func ("/app/chart-keys/view", test_view);
  g_test_add_func ("/app/chart-keys/exclude", test_exclude);
  g_test_add_func ("/app/chart-keys/handles", test_handles);
  g_test_add_func ("/app/chart-keys/all-said", test_all_said);
  g_test_add_func ("/app/chart-keys/chart-keys-said", test_chart_keys_said);
  g_test_add_func ("/app/chart-keys/zoom-other-page", test_zoom_other_page);
  return g_test_run ();
}
