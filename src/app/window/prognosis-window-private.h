/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart-page.h"
#include "prognosis-model-panel.h"
#include "prognosis-outbreak-panel.h"
#include "prognosis-region-list.h"
#include "prognosis-toast.h"
#include "prognosis-tutorial.h"
#include "prognosis-welcome-page.h"
#include "prognosis-window.h"

G_BEGIN_DECLS

/* Marks recent files that were opened as data or saved as a session. */
#define PROGNOSIS_RECENT_GROUP "Prognosis Data"

struct _PrognosisWindow
{
  AdwApplicationWindow parent_instance;

  PrognosisSession *session;
  GSettings *settings; /* or NULL */

  AdwToastOverlay *toasts;
  PrognosisToasts *toast_queue; /* what @toasts shows */
  GtkStack *stack;
  AdwWindowTitle *title;
  AdwSplitButton *open_button;
  GtkMenuButton *export_button;
  GtkMenuButton *menu_button;
  GMenu *recent_menu;
  GMenu *lessons_menu;
  GtkToggleButton *regions_button;
  GtkWidget *fit_box;
  GtkWidget *fit_button;
  GtkWidget *stop_button;
  AdwFlap *regions_flap;
  AdwFlap *model_flap;
  GtkProgressBar *reading_bar;
  AdwStatusPage *failed_page;
  GtkButton *back_button;
  GtkButton *locate_button;
  GtkButton *columns_button;
  PrognosisWelcomePage *welcome_page;
  PrognosisRegionList *region_list;
  GtkWidget *model_button;
  GtkStack *panels;
  PrognosisModelPanel *model_panel;
  PrognosisOutbreakPanel *outbreak_panel;
  AdwViewStack *pages; /* of PrognosisChartPage */
  GtkWidget *switcher;
  PrognosisTutorial *tutorial;

  GtkFileChooserNative *chooser;
  char *saved_path;    /* of the last export, which its toast can open; or NULL */
  guint asked_opening; /* number of the last data set about whose reading the user was asked, or need not be */
  gboolean is_narrow;
  gboolean is_narrow_allocated; /* and has been allocated so */
  guint fold_id;
};

void prognosis_window_init_actions (PrognosisWindow *self);
void prognosis_window_class_install_actions (GtkWidgetClass *klass);
void prognosis_window_class_install_file_actions (GtkWidgetClass *klass);
void prognosis_window_class_install_export_actions (GtkWidgetClass *klass);
/* Enables the actions that are possible now, and updates the states of the others. */
void prognosis_window_update_actions (PrognosisWindow *self);

/* In prognosis-window-submission.c: whether there is a forecast of data in the folder of a forecast hub. */
gboolean prognosis_window_can_submit (PrognosisWindow *self);
void prognosis_window_class_install_submission_actions (GtkWidgetClass *klass);
/* Replaces the previous toast. @action: (nullable): see prognosis_session_emit_toast(). */
void prognosis_window_toast (PrognosisWindow *self, const char *text, const char *action);

/* Borrowed until the next call. @response: handler of GtkNativeDialog's signal, with the window as its data. */
GtkFileChooserNative *prognosis_window_new_chooser (PrognosisWindow *self, const char *title, GtkFileChooserAction action,
                                                    GCallback response);
/* The path chosen for saving, ending in @suffix, or NULL. (transfer full) */
char *prognosis_window_dup_chosen (PrognosisWindow *self, GtkNativeDialog *dialog, int response, const char *suffix);
/* The title of the data, or of the simulated outbreak; NULL: there is neither. Lent. */
const char *prognosis_window_get_content (PrognosisWindow *self);
/* Fills the stack of pages. */
void prognosis_window_add_pages (PrognosisWindow *self);
/* Offers the pages for which there are data, or a simulated outbreak. */
void prognosis_window_show_pages (PrognosisWindow *self);
/* Shows the panel that belongs to the visible page. */
void prognosis_window_show_panel (PrognosisWindow *self);
/* Lent. */
PrognosisChartPage *prognosis_window_get_visible_page (PrognosisWindow *self);
/* The page whose class is the i-th of prognosis_chart_page_list(); lent. */
PrognosisChartPage *prognosis_window_get_page (PrognosisWindow *self, gsize i);
/* The figure of the report: scenarios if their page is visible, otherwise the forecast. (transfer full) */
PrognosisFigure *prognosis_window_new_report_figure (PrognosisWindow *self, gboolean *has_scenarios);
/* Reports the outcome of saving. @error: NULL if @path was written. */
/* Opens the reading dialog if there is something that the user should decide. */
void prognosis_window_ask_for_reading (PrognosisWindow *self);
void prognosis_window_say_saved (PrognosisWindow *self, const char *path, const GError *error);
/* The same for a forecast with its scenarios. */
void prognosis_window_say_saved_with (PrognosisWindow *self, const char *path, guint n_scenarios);

G_END_DECLS
