/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-test.h"

#include "prognosis-application.h"
#include "prognosis-chart.h"
#include "prognosis-compare-page.h"
#include "prognosis-day-entry.h"
#include "prognosis-figure-page.h"
#include "prognosis-parameter-row.h"
#include "prognosis-reading-banner.h"
#include "prognosis-scenarios-page.h"
#include "prognosis-setting-row.h"
#include "prognosis-trajectories-page.h"
#include "prognosis-window-private.h"

G_BEGIN_DECLS

/* Initialises GTK, without animations, and the application. FALSE, with the tests skipped, if there is no display. */
gboolean app_test_init (int *argc, char ***argv);
/* Lent. */
PrognosisApplication *app_test_get_application (void);
/* The settings of the program; NULL if their schema is missing. (transfer full) */
GSettings *app_test_get_settings (void);

PrognosisWindow *app_test_new_window (int width, int height);
/* With a sample open and its forecast made. */
PrognosisWindow *app_test_open_window (const char *sample, int width, int height);
/* By its id; lent. */
PrognosisChartPage *app_test_get_page (PrognosisWindow *window, const char *id);
/* The same, with the forecast by @model as its first and only one. */
PrognosisWindow *app_test_open_model (const char *sample, const char *model, int width, int height);
/* The row of a parameter in the panel, by its id; NULL if there is none. Lent. */
PrognosisParameterRow *app_test_find_parameter (PrognosisWindow *window, const char *id);
/* The row of a setting, by its id; lent. */
PrognosisSettingRow *app_test_find_setting (PrognosisWindow *window, const char *id);
/* The description in the row of a scenario; lent. */
const char *app_test_get_scenario (PrognosisWindow *window, guint scenario);
/* Destroys it. */
void app_test_close_window (PrognosisWindow *window);
/* Closes the window as its close button does once nothing is running: unsaved work is kept. */
void app_test_leave_window (PrognosisWindow *window);
void app_test_activate (PrognosisWindow *window, const char *action, GVariant *target);
/* The dialog of @type that belongs to @window, or NULL. */
GtkWindow *app_test_find_dialog (PrognosisWindow *window, GType type);
/* The visible toast, or NULL. */
GtkWidget *app_test_find_toast (PrognosisWindow *window);
/* Waits for a toast, closes it, and returns its text. (transfer full) */
char *app_test_take_toast (PrognosisWindow *window);
/* Presses a key that is bound by a shortcut of @widget itself. TRUE if it did something. */
gboolean app_test_press (GtkWidget *widget, guint key, GdkModifierType modifiers);
/* The same for a key that a controller of @widget waits for. */
gboolean app_test_press_key (gpointer widget, guint key, GdkModifierType modifiers);
/* The text in the clipboard. (transfer full) */
char *app_test_take_text (GtkWidget *widget);
/* Opens the table of the visible chart; lent. */
GtkWindow *app_test_open_table (PrognosisWindow *window);
/* Copies the whole table of the chart, reads it as data, and compares it with those of the first region of @window. */
void app_test_assert_table_reads_back (PrognosisWindow *window);
/* Takes a screenshot of a GtkWindow into the folder PROGNOSIS_SCREENSHOTS, if set. */
void app_test_keep_screenshot (gpointer window, const char *name);

/* TRUE if every visible label under @root is readable: not cut, and wrapped only between words. */
void app_test_assert_whole (GtkWidget *root);
/* Fails unless @window can be made as small as 360 x 600. */
void app_test_assert_small (GtkWidget *window, const char *what);
/* The same for each page, in a window that is 360 px wide. */
void app_test_assert_pages_small (PrognosisWindow *window, const char *what);
/* Opens @sample in a wide window with three buttons of the window manager and text @scale times as large, and checks that the
 * window becomes 360 px wide when it is asked to. */
void app_test_check_narrow (const char *sample, double scale);

G_END_DECLS
