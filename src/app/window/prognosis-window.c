/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-pasted.h"
#include "prognosis-reading-need.h"
#include "prognosis-style.h"
#include "prognosis-samples.h"
#include "prognosis-window-private.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

/* Below this width, the labels of the header bar do not fit in any language [px]. */
#define NARROW 620

enum
{
  PROP_0,
  PROP_SESSION,
};

G_DEFINE_TYPE (PrognosisWindow, prognosis_window, ADW_TYPE_APPLICATION_WINDOW)

gboolean
prognosis_window_is_empty (PrognosisWindow *self)
{
  return prognosis_session_get_state (self->session) == PROGNOSIS_SESSION_EMPTY;
}

static void
bind_settings (PrognosisWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_settings_bind (self->settings, "auto-refit", self->session, "auto-refit", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "keep-diary", self->session, "keeps-diary", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "default-paths", self->session, "default-paths", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "default-seed", self->session, "default-seed", G_SETTINGS_BIND_GET);
}

PrognosisWindow *
prognosis_window_new (GtkApplication *application, GSettings *settings)
{
  PrognosisWindow *self = g_object_new (PROGNOSIS_TYPE_WINDOW, "application", application, NULL);

  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      bind_settings (self);
    }
  g_object_set (self->session, "autosaves", TRUE, NULL);
  return self;
}

/* --- state of the session ------------------------------------------------------ */

static void
data_cb (PrognosisWindow *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  gboolean many = dataset != NULL && prognosis_dataset_get_n_regions (dataset) > 1;
  const char *content = prognosis_window_get_content (self);
  g_autofree char *subtitle = dataset != NULL ? prognosis_words_for_extent (dataset) : g_strdup ("");

  adw_window_title_set_title (self->title, content != NULL ? content : _ ("Prognosis"));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), !self->is_narrow && content != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->regions_button), many);
  if (!many)
    adw_flap_set_reveal_flap (self->regions_flap, FALSE);
  else if (!adw_flap_get_folded (self->regions_flap))
    adw_flap_set_reveal_flap (self->regions_flap, TRUE);
}

static void
state_cb (PrognosisWindow *self)
{
  static const char *const pages[] = { "welcome", "reading", "failed", "main", "main" };
  PrognosisSessionState state = prognosis_session_get_state (self->session);
  gboolean has_data = prognosis_session_get_dataset (self->session) != NULL;

  if (state == PROGNOSIS_SESSION_FAILED)
    {
      gboolean can_locate = prognosis_session_can_locate (self->session);
      const char *const *paths = prognosis_reading_get_paths (prognosis_session_get_reading (self->session));
      g_autofree char *error = prognosis_pasted_shorten (paths, prognosis_session_get_error (self->session));
      g_autofree char *valid = g_utf8_make_valid (error, -1);
      g_autofree char *text = g_markup_escape_text (valid, -1);
      g_autofree char *advice = g_strdup_printf (
          "%s\n\n%s", text,
          can_locate ? _ ("Locate the data to restore the session as it was saved.")
                     : _ ("Prognosis reads tables of dates and counts (.csv, .tsv, .csv.gz), and folders of daily reports."));

      adw_status_page_set_description (self->failed_page, advice);
      gtk_widget_set_visible (GTK_WIDGET (self->locate_button), can_locate);
      gtk_widget_set_visible (GTK_WIDGET (self->columns_button), prognosis_reading_can_be_changed (self->session));
      gtk_button_set_label (self->back_button, has_data ? _ ("_Back to the Data") : _ ("_Back"));
    }
  gtk_stack_set_visible_child_name (self->stack, pages[state]);
  gtk_widget_set_visible (self->fit_box, state == PROGNOSIS_SESSION_READY);
  gtk_widget_set_visible (self->model_button, state == PROGNOSIS_SESSION_READY || state == PROGNOSIS_SESSION_SIMULATING);
  prognosis_window_show_pages (self);
  data_cb (self);
  prognosis_window_update_actions (self);
  prognosis_window_ask_for_reading (self);
}

static void
fraction_cb (PrognosisWindow *self)
{
  double fraction = prognosis_reading_get_fraction (prognosis_session_get_reading (self->session));

  if (prognosis_session_get_state (self->session) != PROGNOSIS_SESSION_READING)
    return;
  if (fraction > 0)
    gtk_progress_bar_set_fraction (self->reading_bar, fraction);
  else if (prognosis_style_moves (GTK_WIDGET (self)))
    gtk_progress_bar_pulse (self->reading_bar);
}

/* Sets the accessible name of the arrow beside "Open", which has no property for it. */
static void
name_open_menu (PrognosisWindow *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->open_button)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recent Files and Samples"), -1);
}

/* @icon: NULL shows @label instead. */
static void
set_icon (GtkWidget *button, const char *icon, const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", 2);
  g_autofree char *name = icon != NULL ? g_strjoinv ("", parts) : g_strdup (label);

  if (icon != NULL)
    gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  else
    gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* A narrow window shows only the most used buttons; the menu holds the rest. The page switcher moves to the bottom,
 * within reach of a thumb. */
static void
set_narrow (PrognosisWindow *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  self->is_narrow_allocated = FALSE;
  if (is_narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), !is_narrow);
  set_icon (self->fit_button, is_narrow ? "media-playback-start-symbolic" : NULL, _ ("_Fit"));
  set_icon (self->stop_button, is_narrow ? "media-playback-stop-symbolic" : NULL, _ ("_Stop"));
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), !is_narrow && prognosis_window_get_content (self) != NULL);
  gtk_box_reorder_child_after (GTK_BOX (gtk_widget_get_parent (self->switcher)), self->switcher,
                               is_narrow ? GTK_WIDGET (self->pages) : NULL);
}

static gboolean
fold_cb (gpointer user_data)
{
  PrognosisWindow *self = user_data;

  self->fold_id = 0;
  set_narrow (self, !self->is_narrow);
  return G_SOURCE_REMOVE;
}

/* Runs before the window is shown, so that it can be as small as requested. */
static void
default_width_cb (PrognosisWindow *self)
{
  int width;

  g_object_get (self, "default-width", &width, NULL);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_narrow (self, width < NARROW);
}

static int
measure_content (PrognosisWindow *self)
{
  int least, natural, baselines[2];

  GTK_WIDGET_CLASS (prognosis_window_parent_class)
      ->measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, &baselines[0], &baselines[1]);
  return least;
}

/* The wide form needs more room than the narrow one, but does not keep the window from becoming narrow: only its
 * width-request does. */
static void
prognosis_window_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  /* How high the wide form would be in less room than it needs cannot be asked. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0 && !PROGNOSIS_WINDOW (widget)->is_narrow_allocated)
    for_size = MAX (for_size, measure_content (PROGNOSIS_WINDOW (widget)));
  GTK_WIDGET_CLASS (prognosis_window_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !PROGNOSIS_WINDOW (widget)->is_narrow_allocated)
    *minimum = 0;
}

/* Changes that depend on the width must wait until it is allocated: for one frame, the wide form is cut off. */
static void
prognosis_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (widget);

  GTK_WIDGET_CLASS (prognosis_window_parent_class)
      ->size_allocate (widget, self->is_narrow_allocated ? width : MAX (width, measure_content (self)), height, baseline);
  /* Between the change and the next allocation, sizes may still be those of the wide form's style. */
  self->is_narrow_allocated = self->is_narrow;
  if ((width < NARROW) == self->is_narrow)
    g_clear_handle_id (&self->fold_id, g_source_remove);
  else if (self->fold_id == 0)
    self->fold_id = g_idle_add (fold_cb, self);
}

/* --- drag and drop ------------------------------------------------------------ */

static gboolean
drop_cb (PrognosisWindow *self, const GValue *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    {
      g_autofree char *path = g_file_get_path (l->data);

      if (path != NULL)
        g_strv_builder_add (builder, path);
    }
  paths = g_strv_builder_end (builder);
  if (paths[0] == NULL)
    return FALSE;
  prognosis_window_open_files (self, (const char *const *) paths);
  return TRUE;
}

/* --- object ------------------------------------------------------------------- */

static gboolean
prognosis_window_close_request (GtkWindow *window)
{
  GSettings *settings = PROGNOSIS_WINDOW (window)->settings;
  int width, height;

  if (settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
      g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
    }
  if (!prognosis_session_keep_unsaved (PROGNOSIS_WINDOW (window)->session))
    prognosis_session_forget_autosave (PROGNOSIS_WINDOW (window)->session);
  return GTK_WINDOW_CLASS (prognosis_window_parent_class)->close_request (window);
}

static void
prognosis_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_SESSION);
  g_value_set_object (value, PROGNOSIS_WINDOW (object)->session);
}

void
prognosis_window_toast (PrognosisWindow *self, const char *text, const char *action)
{
  prognosis_toasts_show (self->toast_queue, text, action);
}

/* The Undo button of the last toast would undo something else now. */
static void
history_cb (PrognosisWindow *self)
{
  prognosis_toasts_forget (self->toast_queue, "win.undo");
}

static void
prognosis_window_dispose (GObject *object)
{
  PrognosisWindow *self = PROGNOSIS_WINDOW (object);

  if (self->session != NULL)
    {
      prognosis_session_stop (self->session);
      prognosis_comparison_stop (prognosis_session_get_comparison (self->session));
    }
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->saved_path, g_free);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->toast_queue, prognosis_toasts_free);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROGNOSIS_TYPE_WINDOW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (prognosis_window_parent_class)->dispose (object);
}

static void
prognosis_window_class_init (PrognosisWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_window_dispose;
  G_OBJECT_CLASS (klass)->get_property = prognosis_window_get_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_SESSION,
      g_param_spec_object ("session", NULL, NULL, PROGNOSIS_TYPE_SESSION, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  widget_class->measure = prognosis_window_measure;
  widget_class->size_allocate = prognosis_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = prognosis_window_close_request;

  g_type_ensure (PROGNOSIS_TYPE_WELCOME_PAGE);
  g_type_ensure (PROGNOSIS_TYPE_REGION_LIST);
  g_type_ensure (PROGNOSIS_TYPE_MODEL_PANEL);
  g_type_ensure (PROGNOSIS_TYPE_OUTBREAK_PANEL);
  g_type_ensure (PROGNOSIS_TYPE_TUTORIAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-window.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisWindow, name)
  CHILD (toasts);
  CHILD (stack);
  CHILD (title);
  CHILD (open_button);
  CHILD (export_button);
  CHILD (menu_button);
  CHILD (recent_menu);
  CHILD (lessons_menu);
  CHILD (regions_button);
  CHILD (fit_box);
  CHILD (fit_button);
  CHILD (stop_button);
  CHILD (regions_flap);
  CHILD (model_flap);
  CHILD (reading_bar);
  CHILD (failed_page);
  CHILD (back_button);
  CHILD (locate_button);
  CHILD (columns_button);
  CHILD (welcome_page);
  CHILD (region_list);
  CHILD (model_panel);
  CHILD (model_button);
  CHILD (outbreak_panel);
  CHILD (panels);
  CHILD (pages);
  CHILD (switcher);
  CHILD (tutorial);
#undef CHILD
  prognosis_window_class_install_actions (widget_class);
}

static void
prognosis_window_init (PrognosisWindow *self)
{
  GtkDropTarget *target;
  PrognosisHistory *history;

  self->session = prognosis_session_new ();
  history = prognosis_session_get_history (self->session);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toast_queue = prognosis_toasts_new ((PrognosisToastsAdd) adw_toast_overlay_add_toast, self->toasts);
  prognosis_window_init_actions (self);
  name_open_menu (self);
  prognosis_style_quiet_popover (GTK_WIDGET (gtk_menu_button_get_popover (self->menu_button)));
  prognosis_style_quiet_popover (GTK_WIDGET (gtk_menu_button_get_popover (self->export_button)));
  set_narrow (self, FALSE);
  prognosis_window_add_pages (self);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (prognosis_window_show_panel), self, G_CONNECT_SWAPPED);
  prognosis_tutorial_watch (self->tutorial, GTK_WIDGET (prognosis_window_get_page (self, 0)));

  if (g_str_has_suffix (PROGNOSIS_APP_ID, ".Devel"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::busy", G_CALLBACK (prognosis_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_reading (self->session), "progress", G_CALLBACK (fraction_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "data-changed", G_CALLBACK (data_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "choices-changed", G_CALLBACK (prognosis_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "choices-changed", G_CALLBACK (prognosis_window_show_pages), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_diary (self->session), "changed", G_CALLBACK (prognosis_window_show_pages), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "result-changed", G_CALLBACK (prognosis_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "changed", G_CALLBACK (prognosis_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "toast", G_CALLBACK (prognosis_window_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "changed", G_CALLBACK (history_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self, "notify::default-width", G_CALLBACK (default_width_cb), self, G_CONNECT_SWAPPED);

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  data_cb (self);
  state_cb (self);
}
