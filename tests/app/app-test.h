/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"
#include "prognosis-window.h"

G_BEGIN_DECLS

/* A machine may be that much slower, or have as much else to do, or sanitizers look on. */
#define APP_TEST_PATIENCE 6
/* Runs the main loop until @condition, or the test fails after @seconds of a quick machine. */
#define app_test_wait(condition, seconds)                                                             \
  G_STMT_START                                                                                        \
  {                                                                                                   \
    gint64 _end = g_get_monotonic_time () + (gint64) ((seconds) *APP_TEST_PATIENCE * G_USEC_PER_SEC); \
    while (!(condition))                                                                              \
      {                                                                                               \
        if (g_get_monotonic_time () > _end)                                                           \
          g_error ("%s:%d: not within %d s: %s", __FILE__, __LINE__, (int) (seconds), #condition);    \
        app_test_iterate ();                                                                          \
      }                                                                                               \
  }                                                                                                   \
  G_STMT_END

/* One turn of the main loop, or a short pause. */
void app_test_iterate (void);
void app_test_run_for (guint msec);
/* The first widget under @root, a widget, with this id in its .ui file; the test fails if there is none. */
gpointer app_test_find (gpointer root, const char *id);
/* The @nth widget of this type under @root in the order of the tree; NULL if there are fewer. */
gpointer app_test_find_type (gpointer root, GType type, guint nth);
/* Path of a sample. (transfer full) */
char *app_test_sample (const char *name);
/* Opens a sample, and waits for data and forecast. */
void app_test_open_sample (PrognosisSession *session, const char *name);
void app_test_settle (PrognosisSession *session);
/* Draws a window into a PNG. */
void app_test_screenshot (GtkWidget *window, const char *path);

G_END_DECLS
