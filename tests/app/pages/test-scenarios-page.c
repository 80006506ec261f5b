/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test-window.h"
#include "prognosis-figure-private.h"
#include "prognosis-session-choices.h"

#include <string.h>

#define SCHOOL "influenza-boarding-school-1978.csv"
#define DISTRICTS "measles-weser-ems-2001-2002.csv"

/* Days of changes are dates, the last day is optional, and everything can be undone. */
static void
enter (PrognosisDayEntry *self, const char *text)
{
  GtkEntry *entry = app_test_find_type (self, GTK_TYPE_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_days (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisChartPage *page = app_test_get_page (window, "scenarios");
  const PrognosisChange *change;
  PrognosisDayEntry *from, *until;

#define CHANGE                                                                                                            \
  (&g_array_index (((PrognosisScenario *) prognosis_session_get_choices (window->session)->scenarios->pdata[0])->changes, \
                   PrognosisChange, 0))
  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.page", g_variant_new_string ("scenarios"));
  app_test_activate (window, "win.add-scenario", NULL);
  app_test_wait (app_test_find_type (page, PROGNOSIS_TYPE_DAY_ENTRY, 1) != NULL, 10);
  from = app_test_find_type (page, PROGNOSIS_TYPE_DAY_ENTRY, 0);
  until = app_test_find_type (page, PROGNOSIS_TYPE_DAY_ENTRY, 1);
  g_assert_cmpint (prognosis_day_entry_get_day (until), ==, PROGNOSIS_NO_DAY);
  enter (from, "1978-02-07");
  app_test_run_for (1100);
  change = CHANGE;
  g_assert_cmpint (change->day, ==, 2959);
  g_assert_cmpint (change->n_days, ==, 0);
  enter (until, " 9.2.1978");
  app_test_run_for (300);
  g_assert_cmpint (CHANGE->n_days, ==, 3);
  g_assert_true (g_str_has_prefix (app_test_get_scenario (window, 0), "−30 % from 7 Feb 1978 to 9 Feb 1978"));
  /* The field being edited keeps the focus. */
  g_assert_true (until == app_test_find_type (page, PROGNOSIS_TYPE_DAY_ENTRY, 1));
  /* Text that is not a day, or a day before the first one, changes nothing. */
  enter (until, "1978-02-31");
  enter (until, "31.2.1978");
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (until)));
  enter (until, "1978-02-06");
  /* Leaving the field explains why the input was rejected. */
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (from)));
  g_assert_nonnull (prognosis_toasts_get_current (window->toast_queue));
  g_assert_true (g_str_has_prefix (adw_toast_get_title (prognosis_toasts_get_current (window->toast_queue)),
                                   "A date no earlier than 1978-02-07"));
  enter (from, "1978-02-04");
  g_assert_cmpint (CHANGE->n_days, ==, 3);
  g_assert_cmpint (CHANGE->day, ==, 2959);
  app_test_keep_screenshot (window, "scenario-days.png");
  /* Another change starts where this one ends. Steps within a second are merged. */
  app_test_run_for (1100);
  g_signal_emit_by_name (app_test_find_button (page, "Add a change"), "clicked");
  g_assert_cmpint ((&CHANGE[1])->day, ==, 2962);
  app_test_activate (window, "win.undo", NULL);
  app_test_run_for (300);
  g_assert_cmpint (CHANGE->n_days, ==, 3);
  app_test_activate (window, "win.undo", NULL);
  app_test_run_for (300);
  g_assert_cmpint (CHANGE->n_days, ==, 0);
  g_assert_cmpint (prognosis_day_entry_get_day (until), ==, PROGNOSIS_NO_DAY);
  app_test_activate (window, "win.undo", NULL);
  app_test_run_for (300);
  g_assert_cmpint (CHANGE->day, ==, 2957);
  g_assert_cmpint (prognosis_day_entry_get_day (from), ==, 2957);
#undef CHANGE
  /* A change that starts after the forecast’s end has no effect, and the row says so. */
  enter (from, "1979-02-05");
  app_test_wait (strstr (app_test_get_scenario (window, 0), "after the last forecast day") != NULL, 10);
  app_test_close_window (window);
}

/* Default names are unique. */
static void
test_names (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  const GPtrArray *scenarios;

  for (int i = 0; i < 3; i++)
    app_test_activate (window, "win.add-scenario", NULL);
  prognosis_session_set_scenario (window->session, 0, NULL);
  prognosis_session_set_scenario (window->session, 0, NULL);
  for (int i = 0; i < 2; i++)
    app_test_activate (window, "win.add-scenario", NULL);
  scenarios = prognosis_session_get_choices (window->session)->scenarios;
  g_assert_cmpuint (scenarios->len, ==, 3);
  for (guint i = 0; i < scenarios->len; i++)
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (((PrognosisScenario *) scenarios->pdata[i])->name, !=, ((PrognosisScenario *) scenarios->pdata[k])->name);
  app_test_close_window (window);
}

static void
drag (gpointer widget, double x, double y, double dx, double dy)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_DRAG (controller))
        continue;
      g_signal_emit_by_name (controller, "drag-begin", x, y);
      g_signal_emit_by_name (controller, "drag-update", dx, dy);
    }
}

/* Steps are changed in the strip by keys and by dragging, and the sentence follows. */
static void
test_strip (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  gpointer page = app_test_get_page (window, "scenarios");
  GtkWidget *strip = app_test_find (page, "strip");
  g_autofree char *before = NULL;
  int day, height;

#define CHANGE                                                                                                            \
  (&g_array_index (((PrognosisScenario *) prognosis_session_get_choices (window->session)->scenarios->pdata[0])->changes, \
                   PrognosisChange, 0))
  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.page", g_variant_new_string ("scenarios"));
  app_test_wait (gtk_widget_get_width (strip) > 300, 10);
  app_test_run_for (200);
  height = gtk_widget_get_height (app_test_find (page, "chart"));
  g_assert_false (app_test_press_key (strip, GDK_KEY_Up, 0));
  app_test_activate (window, "win.add-scenario", NULL);
  app_test_wait (g_str_has_prefix (app_test_get_label (page, "headline"), "Saves "), 10);
  app_test_run_for (200);
  /* The chart keeps its place. */
  g_assert_cmpint (gtk_widget_get_height (app_test_find (page, "chart")), ==, height);
  g_assert_nonnull (strstr (app_test_get_label (page, "headline"), " person-days of in_bed ("));
  g_assert_true (g_str_has_prefix (app_test_get_label (page, "peak"), "Peak: "));
  before = g_strdup (app_test_get_label (page, "headline"));
  day = CHANGE->day;
  g_assert_true (app_test_press_key (strip, GDK_KEY_Up, 0));
  g_assert_cmpfloat_with_epsilon (CHANGE->factor, 0.75, 1e-9);
  app_test_run_for (200);
  g_assert_true (app_test_press_key (strip, GDK_KEY_Right, 0));
  app_test_run_for (200);
  g_assert_cmpint (CHANGE->day, ==, day + 1);
  g_assert_cmpint (CHANGE->n_days, ==, 0);
  /* Not before the first day of the forecast. */
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (app_test_press_key (strip, GDK_KEY_Left, 0));
      app_test_run_for (200);
      g_assert_cmpint (CHANGE->day, ==, day);
    }
  g_assert_true (app_test_press_key (strip, GDK_KEY_Left, GDK_SHIFT_MASK));
  app_test_run_for (200);
  g_assert_cmpint (CHANGE->n_days, >, 0);
  /* Downwards, a measure becomes stronger and keeps its days. */
  drag (strip, gtk_widget_get_width (strip) / 2.0, 30, 0, 25);
  app_test_run_for (200);
  g_assert_cmpfloat (CHANGE->factor, <, 0.7);
  g_assert_cmpint (CHANGE->day, ==, day);
  app_test_wait (!g_str_equal (before, app_test_get_label (page, "headline")), 10);
  app_test_keep_screenshot (window, "scenario-strip.png");
#undef CHANGE
  app_test_close_window (window);
}

static void
add_preset (GtkPopover *popover, guint number)
{
  GtkButton *button;
  guint n = 0;

  for (guint i = 0; (button = app_test_find_type (popover, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (button), "Add") == 0 && n++ == number)
      {
        g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (button)));
        g_signal_emit_by_name (button, "clicked");
        return;
      }
  g_assert_not_reached ();
}

static void
test_presets (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  gpointer page = app_test_get_page (window, "scenarios");
  GtkPopover *popover = gtk_menu_button_get_popover (app_test_find (page, "presets"));
  const GPtrArray *scenarios;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.page", g_variant_new_string ("scenarios"));
  app_test_run_for (200);
  gtk_popover_popup (popover);
  app_test_run_for (300);
  app_test_keep_screenshot (window, "scenario-presets.png");
  add_preset (popover, 0);
  add_preset (popover, 2);
  app_test_run_for (300);
  scenarios = prognosis_session_get_choices (window->session)->scenarios;
  g_assert_cmpuint (scenarios->len, ==, 2);
  g_assert_cmpstr (((PrognosisScenario *) scenarios->pdata[0])->name, ==, "Lockdown of 4 weeks");
  g_assert_cmpstr (((PrognosisScenario *) scenarios->pdata[1])->name, ==, "Vaccination, 1000 doses a day");
  app_test_close_window (window);
}

/* A scenario for several regions applies to their sum. */
static void
test_sums_regions (void)
{
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 1180, 760);
  GtkSelectionModel *model = gtk_list_view_get_model (app_test_find (window->region_list, "list"));
  g_autoptr (PrognosisFigure) figure = NULL;

  gtk_selection_model_select_item (model, 1, TRUE);
  gtk_selection_model_select_item (model, 2, FALSE);
  app_test_settle (window->session);
  figure = prognosis_chart_page_new_figure (app_test_get_page (window, "scenarios"), 1);
  g_assert_nonnull (figure);
  g_assert_cmpstr (figure->title, ==, "Sum of 2 regions");
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/scenarios-page/days", test_days);
  g_test_add_func ("/app/scenarios-page/names", test_names);
  g_test_add_func ("/app/scenarios-page/presets", test_presets);
  g_test_add_func ("/app/scenarios-page/strip", test_strip);
  g_test_add_func ("/app/scenarios-page/sums-regions", test_sums_regions);
  return g_test_run ();
}
