/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart.h"
#include "prognosis-data-dialog.h"
#include "prognosis-manual.h"
#include "prognosis-preferences.h"
#include "prognosis-samples.h"
#include "prognosis-presentation.h"
#include "prognosis-review-page.h"
#include "prognosis-window-private.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-outbreak.h"
#include "prognosis-session-parameters.h"

#include <glib/gi18n.h>

static const char *const views[] = { "as-given", "increments", "cumulative" };

static void
stop_comparing (PrognosisSession *session)
{
  prognosis_comparison_stop (prognosis_session_get_comparison (session));
}

/* Actions that only call a function of the session. */
static const struct
{
  const char *name;
  void (*run) (PrognosisSession *session);
} of_session[] = {
  { "win.fit", prognosis_session_fit },
  { "win.stop", prognosis_session_stop },
  { "win.undo", prognosis_session_undo },
  { "win.redo", prognosis_session_redo },
  { "win.reset-parameters", prognosis_session_reset_parameters },
  { "win.stop-comparing", stop_comparing },
  { "win.keep-forecast", prognosis_session_keep },
  { "win.cancel-open", prognosis_session_cancel_open },
  { "win.dismiss", prognosis_session_dismiss },
};

/* Actions that are enabled once there are data. */
static const char *const with_data[] = { "win.report", "win.print", "win.data", "win.select-all-regions", "win.search" };

/* The same for data or a simulated outbreak. */
static const char *const with_chart[]
    = { "win.export-chart", "win.save", "win.save-as", "win.table", "win.copy-chart", "win.focus-chart", "win.present" };

static void
session_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (of_session); i++)
    if (g_str_equal (of_session[i].name, name))
      of_session[i].run (PROGNOSIS_WINDOW (widget)->session);
}

static void
forecaster_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);

  if (prognosis_forecaster_find (id) != NULL)
    prognosis_session_set_forecaster (PROGNOSIS_WINDOW (widget)->session, id);
}

static void
preset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);
  const PrognosisPreset *preset = prognosis_preset_find (g_variant_get_string (parameter, NULL));
  g_autofree char *text = NULL;

  if (preset == NULL || !prognosis_session_apply_preset (self->session, preset))
    return;
  /* Translators: the name of a disease, and where its rates are published. */
  text = g_strdup_printf (_ ("Rates of %s are fixed: %s"), _ (preset->title), preset->source);
  prognosis_window_toast (self, text, "win.undo");
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  if (self->settings != NULL)
    gtk_window_present (GTK_WINDOW (prognosis_preferences_new (self->settings, GTK_WINDOW (self))));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisSession *session = PROGNOSIS_WINDOW (widget)->session;
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  g_autoptr (GtkBitset) all = NULL;

  if (dataset == NULL)
    return;
  all = gtk_bitset_new_empty ();
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (!prognosis_dataset_leaves_out (dataset, r))
      gtk_bitset_add (all, (guint) r);
  prognosis_session_select_regions (session, all);
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwViewStack *pages = PROGNOSIS_WINDOW (widget)->pages;
  GtkWidget *page = adw_view_stack_get_child_by_name (pages, g_variant_get_string (parameter, NULL));

  if (page != NULL && adw_view_stack_page_get_visible (adw_view_stack_get_page (pages, page)))
    adw_view_stack_set_visible_child (pages, page);
}

/* An action that one of the pages carries out. */
static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gsize n;
  const PrognosisChartPageClass *const *classes = prognosis_chart_page_list (&n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (classes[i]->action, name) == 0)
      classes[i]->act (prognosis_window_get_page (PROGNOSIS_WINDOW (widget), i));
}

static void
data_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  if (prognosis_session_get_dataset (self->session) != NULL)
    gtk_window_present (GTK_WINDOW (prognosis_data_dialog_new (self->session, GTK_WINDOW (self))));
}

static void
simulate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  prognosis_session_simulate (self->session);
  prognosis_window_show_pages (self);
  adw_view_stack_set_visible_child_name (self->pages, "outbreak");
  if (!adw_flap_get_folded (self->model_flap))
    adw_flap_set_reveal_flap (self->model_flap, TRUE);
}

/* @parameter: the id of a lesson; NULL: the tour. */
static void
lesson_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const PrognosisLesson *lesson
      = prognosis_lesson_find (parameter != NULL ? g_variant_get_string (parameter, NULL) : "first-steps");

  if (lesson != NULL)
    prognosis_tutorial_start (PROGNOSIS_WINDOW (widget)->tutorial, lesson);
}

/* @parameter: the page to show. */
static void
manual_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (prognosis_manual_new (g_variant_get_string (parameter, NULL), GTK_WINDOW (widget))));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->regions_button)))
    return;
  adw_flap_set_reveal_flap (self->regions_flap, TRUE);
  prognosis_region_list_focus_search (self->region_list);
}

static void
zoom_charts (GtkWidget *widget, const char *name)
{
  PrognosisChart *chart
      = PROGNOSIS_IS_CHART (widget) && !prognosis_chart_is_follower (PROGNOSIS_CHART (widget)) ? PROGNOSIS_CHART (widget) : NULL;

  if (chart != NULL && g_str_equal (name, "win.zoom-in"))
    prognosis_chart_zoom (chart, 1.5);
  else if (chart != NULL && g_str_equal (name, "win.zoom-out"))
    prognosis_chart_zoom (chart, 1 / 1.5);
  else if (chart != NULL)
    prognosis_chart_zoom_fit (chart);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    zoom_charts (child, name);
}

/* Zooms all charts of the visible page. */
static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom_charts (adw_view_stack_get_visible_child (PROGNOSIS_WINDOW (widget)->pages), name);
}

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  gtk_window_present (prognosis_presentation_new (prognosis_window_get_visible_page (self), self->session, GTK_WINDOW (self)));
}

static gboolean
focus_chart (GtkWidget *widget)
{
  if (PROGNOSIS_IS_CHART (widget) && gtk_widget_get_mapped (widget))
    return gtk_widget_grab_focus (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (focus_chart (child))
      return TRUE;
  return FALSE;
}

static void
focus_chart_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (focus_chart (adw_view_stack_get_visible_child (PROGNOSIS_WINDOW (widget)->pages)))
    gtk_window_set_focus_visible (GTK_WINDOW (widget), TRUE);
}

static void
forget_shortcuts_cb (PrognosisWindow *self)
{
  if (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self)) != NULL)
    gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self), NULL);
}

/* A shortcut for each page. */
static void
add_page_shortcuts (GtkBuilder *builder)
{
  GtkBuildable *group = GTK_BUILDABLE (gtk_builder_get_object (builder, "pages_group"));
  gsize n;
  const PrognosisChartPageClass *const *classes = prognosis_chart_page_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *action = g_strconcat ("win.page::", classes[i]->id, NULL);
      GObject *shortcut = g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "title", _ (classes[i]->title), "action-name", action, NULL);

      GTK_BUILDABLE_GET_IFACE (group)->add_child (group, builder, shortcut, NULL);
    }
}

/* Created each time: no window may be kept hidden, see prognosis_window_new_chooser(). */
static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/prognosis_epi/Prognosis/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  add_page_shortcuts (builder);
  /* The window knows the accelerators of its actions. */
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (widget), GTK_SHORTCUTS_WINDOW (overlay));
  g_signal_connect_object (overlay, "hide", G_CALLBACK (forget_shortcuts_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (overlay);
}

/* --- actions with a state ------------------------------------------------------ */

static GAction *
find_action (PrognosisWindow *self, const char *name)
{
  return g_action_map_lookup_action (G_ACTION_MAP (self), name);
}

static void
view_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  const char *id = g_variant_get_string (value, NULL);

  for (int i = 0; i < (int) G_N_ELEMENTS (views); i++)
    if (g_str_equal (id, views[i]))
      prognosis_session_set_view (PROGNOSIS_WINDOW (user_data)->session, i);
}

static void
log_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  prognosis_session_set_log (PROGNOSIS_WINDOW (user_data)->session, g_variant_get_boolean (value));
}

static void
per_100k_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  prognosis_session_set_per_100k (PROGNOSIS_WINDOW (user_data)->session, g_variant_get_boolean (value));
}

static void
map_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  prognosis_session_set_map (PROGNOSIS_WINDOW (user_data)->session, g_variant_get_string (value, NULL));
}

static const GActionEntry stateful[] = {
  { "view", NULL, "s", "'as-given'", view_cb },
  { "log", NULL, NULL, "false", log_cb },
  { "per-100k", NULL, NULL, "false", per_100k_cb },
  { "map", NULL, "s", "''", map_cb },
};

static void
update_menu (PrognosisWindow *self)
{
  g_autoptr (GMenu) recent = g_menu_new ();
  g_autoptr (GMenu) outbreaks = g_menu_new ();
  g_autoptr (GPtrArray) samples = prognosis_samples_list (NULL);
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  for (GList *l = infos; l != NULL && n < 8; l = l->next)
    {
      GtkRecentInfo *info = l->data;
      g_autofree char *path = NULL;

      if (!gtk_recent_info_has_group (info, PROGNOSIS_RECENT_GROUP) || !gtk_recent_info_exists (info))
        continue;
      path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
      if (path != NULL)
        {
          g_autoptr (GMenuItem) item = g_menu_item_new (gtk_recent_info_get_display_name (info), NULL);

          g_menu_item_set_action_and_target (item, "win.open-path", "s", path);
          g_menu_append_item (recent, item);
          n++;
        }
    }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
  for (guint i = 0; i < samples->len; i++)
    {
      const PrognosisSample *sample = g_ptr_array_index (samples, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (prognosis_samples_translate (sample->title), NULL);

      g_menu_item_set_action_and_target (item, "win.open-path", "s", sample->path);
      g_menu_append_item (outbreaks, item);
    }
  g_menu_remove_all (self->recent_menu);
  if (n > 0)
    g_menu_append_section (self->recent_menu, _ ("Recent"), G_MENU_MODEL (recent));
  g_menu_append_section (self->recent_menu, _ ("Real Outbreaks"), G_MENU_MODEL (outbreaks));
}

static void
fill_lessons (PrognosisWindow *self)
{
  gsize n;
  const PrognosisLesson *lessons = prognosis_lesson_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (lessons[i].title), NULL);

      g_menu_item_set_action_and_target (item, "win.lesson", "s", lessons[i].id);
      g_menu_append_item (self->lessons_menu, item);
    }
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  gtk_window_present (prognosis_review_page_new_window (self->session, GTK_WINDOW (self)));
}

void
prognosis_window_init_actions (PrognosisWindow *self)
{
  fill_lessons (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), stateful, G_N_ELEMENTS (stateful), self);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
  update_menu (self);
}

void
prognosis_window_update_actions (PrognosisWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisHistory *history = prognosis_session_get_history (self->session);
  PrognosisSessionState state = prognosis_session_get_state (self->session);
  gboolean is_ready = state == PROGNOSIS_SESSION_READY;
  gboolean has_chart = is_ready || state == PROGNOSIS_SESSION_SIMULATING;
  gboolean can_travel = has_chart || state == PROGNOSIS_SESSION_EMPTY;
  gboolean has_forecast = is_ready && prognosis_session_get_forecast (self->session) != NULL;
  gsize n_pages;
  const PrognosisChartPageClass *const *pages = prognosis_chart_page_list (&n_pages);

  gtk_widget_action_set_enabled (widget, "win.cancel-open", state == PROGNOSIS_SESSION_READING);
  gtk_widget_action_set_enabled (widget, "win.locate", prognosis_session_can_locate (self->session));
  gtk_widget_action_set_enabled (widget, "win.dismiss", state == PROGNOSIS_SESSION_FAILED);
  gtk_widget_action_set_enabled (widget, "win.fit", is_ready && !prognosis_session_is_busy (self->session));
  gtk_widget_action_set_enabled (widget, "win.stop", prognosis_session_is_busy (self->session));
  gtk_widget_action_set_enabled (widget, "win.undo", can_travel && prognosis_history_get_undo_label (history) != NULL);
  gtk_widget_action_set_enabled (widget, "win.redo", can_travel && prognosis_history_get_redo_label (history) != NULL);
  gtk_widget_action_set_enabled (widget, "win.review", has_forecast);
  gtk_widget_action_set_enabled (widget, "win.export-submission", is_ready && prognosis_window_can_submit (self));
  gtk_widget_action_set_enabled (widget, "win.export-forecast", has_forecast);
  gtk_widget_action_set_enabled (widget, "win.export-everything", has_forecast);
  gtk_widget_action_set_enabled (widget, "win.keep-forecast", prognosis_session_can_keep (self->session));
  gtk_widget_action_set_enabled (widget, "win.reset-parameters", is_ready && choices->options->fixed->len > 0);
  for (gsize i = 0; i < G_N_ELEMENTS (with_data); i++)
    gtk_widget_action_set_enabled (widget, with_data[i], is_ready);
  for (gsize i = 0; i < G_N_ELEMENTS (with_chart); i++)
    gtk_widget_action_set_enabled (widget, with_chart[i], has_chart);
  for (gsize i = 0; i < n_pages; i++)
    if (pages[i]->action != NULL)
      gtk_widget_action_set_enabled (widget, pages[i]->action, is_ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), has_chart);

  g_simple_action_set_state (G_SIMPLE_ACTION (find_action (self, "view")), g_variant_new_string (views[choices->view]));
  g_simple_action_set_state (G_SIMPLE_ACTION (find_action (self, "log")), g_variant_new_boolean (choices->is_log));
  g_simple_action_set_state (G_SIMPLE_ACTION (find_action (self, "map")), g_variant_new_string (choices->map));
  g_simple_action_set_state (G_SIMPLE_ACTION (find_action (self, "per-100k")), g_variant_new_boolean (choices->per_100k));
  for (gsize i = 0; i < G_N_ELEMENTS (stateful); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (find_action (self, stateful[i].name)), is_ready);
}

void
prognosis_window_class_install_actions (GtkWidgetClass *klass)
{
  gsize n;
  const PrognosisChartPageClass *const *pages = prognosis_chart_page_list (&n);

  for (gsize i = 0; i < n; i++)
    if (pages[i]->action != NULL)
      gtk_widget_class_install_action (klass, pages[i]->action, NULL, act_action);
  prognosis_window_class_install_file_actions (klass);
  prognosis_window_class_install_export_actions (klass);
  prognosis_window_class_install_submission_actions (klass);
  for (gsize i = 0; i < G_N_ELEMENTS (of_session); i++)
    gtk_widget_class_install_action (klass, of_session[i].name, NULL, session_action);
  gtk_widget_class_install_action (klass, "win.forecaster", "s", forecaster_action);
  gtk_widget_class_install_action (klass, "win.preset", "s", preset_action);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (klass, "win.select-all-regions", NULL, select_all_action);
  gtk_widget_class_install_action (klass, "win.page", "s", page_action);
  gtk_widget_class_install_action (klass, "win.review", NULL, review_action);
  gtk_widget_class_install_action (klass, "win.data", NULL, data_action);
  gtk_widget_class_install_action (klass, "win.simulate", NULL, simulate_action);
  gtk_widget_class_install_action (klass, "win.first-steps", NULL, lesson_action);
  gtk_widget_class_install_action (klass, "win.lesson", "s", lesson_action);
  gtk_widget_class_install_action (klass, "win.manual", "s", manual_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.focus-chart", NULL, focus_chart_action);
  gtk_widget_class_install_action (klass, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (klass, "win.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "win.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "win.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "win.present", NULL, present_action);
}

void
prognosis_window_install_shortcuts (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } shortcuts[] = {
    { "win.simulate", { "<Control>n" } },
    { "app.new-window", { "<Control><Shift>n" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.open", { "<Control>o" } },
    { "win.open-folder", { "<Control><Shift>o" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.fit", { "<Control>r", "F5" } },
    { "win.stop", { "<Control>period" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.export-chart::png", { "<Control>e" } },
    { "win.export-forecast", { "<Control><Shift>e" } },
    { "win.keep-forecast", { "<Control>k" } },
    { "win.first-steps", { "F1" } },
    { "win.manual::manual-data", { "<Shift>F1" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.copy-chart", { "<Control><Shift>c" } },
    { "win.table", { "<Control>t" } },
    { "win.print", { "<Control>p" } },
    { "win.search", { "<Control>f" } },
    { "win.select-all-regions", { "<Control><Shift>a" } },
    { "win.data", { "<Control>i" } },
    { "win.log", { "<Control>l" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
    { "win.zoom-out", { "<Control>minus" } },
    { "win.zoom-fit", { "<Control>0" } },
    { "win.present", { "F11" } },
    { "win.focus-chart", { "F6" } },
    { "win.shortcuts", { "<Control>question" } },
  };
  gsize n;
  const PrognosisChartPageClass *const *pages = prognosis_chart_page_list (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].keys);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *action = g_strconcat ("win.page::", pages[i]->id, NULL);
      g_autofree char *key = g_strdup_printf ("<Alt>%u", (guint) i + 1);

      gtk_application_set_accels_for_action (application, action, (const char *[]){ key, NULL });
    }
}
