/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart-page.h"
#include "prognosis-model-panel.h"
#include "prognosis-region-list.h"
#include "prognosis-tutorial.h"
#include "prognosis-welcome-page.h"
#include "prognosis-window.h"

G_BEGIN_DECLS

/* Of recent files: those that were opened as data, or saved as a session. */
#define PROGNOSIS_RECENT_GROUP "Prognosis Data"

struct _PrognosisWindow
{
  AdwApplicationWindow parent_instance;

  PrognosisSession *session;
  GSettings *settings; /* or NULL */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwWindowTitle *title;
  AdwSplitButton *open_button;
  GtkMenuButton *export_button;
  GtkMenuButton *menu_button;
  GMenu *recent_menu;
  GtkToggleButton *regions_button;
  GtkToggleButton *model_button;
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
  PrognosisModelPanel *model_panel;
  AdwViewStack *pages; /* of PrognosisChartPage */
  GtkWidget *switcher;
  PrognosisTutorial *tutorial;

  GtkFileChooserNative *chooser;
  AdwToast *toast;         /* the last one, while it is there; weak */
  AdwToast *waiting_toast; /* the one that does not pass, while it is there; weak */
  gint64 toast_usec;       /* when it came */
  gboolean is_narrow;
  guint fold_id;
};

void prognosis_window_init_actions (PrognosisWindow *self);
void prognosis_window_class_install_actions (GtkWidgetClass *klass);
void prognosis_window_class_install_file_actions (GtkWidgetClass *klass);
void prognosis_window_class_install_export_actions (GtkWidgetClass *klass);
/* Enables what can be done now, and shows the state of what can be switched. */
void prognosis_window_update_actions (PrognosisWindow *self);

/* In place of the one before, whose news is old. @action: (nullable): see prognosis_session_emit_toast(). */
void prognosis_window_toast (PrognosisWindow *self, const char *text, const char *action);
/* Removes the Undo button of the last toast: it would undo something else now. */
void prognosis_window_forget_undo (PrognosisWindow *self);

/* Lent until the next one. @response: of GtkNativeDialog's signal, with the window as its data. */
GtkFileChooserNative *prognosis_window_new_chooser (PrognosisWindow *self, const char *title, GtkFileChooserAction action,
                                                    GCallback response);
/* The path that was chosen to save to, ending in @suffix, or NULL. (transfer full) */
char *prognosis_window_dup_chosen (PrognosisWindow *self, GtkNativeDialog *dialog, int response, const char *suffix);
/* Fills the stack of pages. */
void prognosis_window_add_pages (PrognosisWindow *self);
/* Lent. */
PrognosisChartPage *prognosis_window_get_visible_page (PrognosisWindow *self);
/* The page whose class is the i-th of prognosis_chart_page_list(); lent. */
PrognosisChartPage *prognosis_window_get_page (PrognosisWindow *self, gsize i);
/* What the report shows: the forecast, whatever page is in front, but scenarios where that is theirs. (transfer full) */
PrognosisFigure *prognosis_window_new_report_figure (PrognosisWindow *self, gboolean *has_scenarios);
/* Says how it went. @error: NULL where @path was written. */
void prognosis_window_say_saved (PrognosisWindow *self, const char *path, const GError *error);
/* The same of a forecast and its scenarios. */
void prognosis_window_say_saved_with (PrognosisWindow *self, const char *path, guint n_scenarios);

G_END_DECLS
