/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-test.h"

#include "prognosis-compare-page.h"
#include "prognosis-figure-page.h"
#include "prognosis-scenarios-page.h"
#include "prognosis-trajectories-page.h"
#include "prognosis-window-private.h"

G_BEGIN_DECLS

/* Test program, GTK and application. FALSE, and said: there is no display. */
gboolean app_test_init (int *argc, char ***argv);
/* Lent. */
PrognosisApplication *app_test_get_application (void);

PrognosisWindow *app_test_new_window (int width, int height);
/* With a sample and its forecast. */
PrognosisWindow *app_test_open_window (const char *sample, int width, int height);
/* By its id; lent. */
PrognosisChartPage *app_test_get_page (PrognosisWindow *window, const char *id);
void app_test_close_window (PrognosisWindow *window);
void app_test_activate (PrognosisWindow *window, const char *action, GVariant *target);
/* In the folder of PROGNOSIS_SCREENSHOTS, where there is one. */
void app_test_keep_screenshot (PrognosisWindow *window, const char *name);

/* Whether the text of every label in sight under @root is read: not cut, and broken between words only. */
void app_test_assert_whole (GtkWidget *root);
/* Fails unless @window can be made as small as 360 x 600. */
void app_test_assert_small (GtkWidget *window, const char *what);

G_END_DECLS
