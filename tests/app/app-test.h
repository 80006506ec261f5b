/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"
#include "prognosis-window.h"

G_BEGIN_DECLS

/* Runs the main loop until @condition, however busy the machine is. After @seconds, and then at growing intervals,
   logs what it is waiting for. */
#define app_test_wait(condition, seconds)                                          \
  G_STMT_START                                                                     \
  {                                                                                \
    AppTestWait _wait = app_test_wait_begin ((seconds), G_STRLOC ": " #condition); \
                                                                                   \
    while (!(condition))                                                           \
      app_test_wait_turn (&_wait);                                                 \
  }                                                                                \
  G_STMT_END

typedef struct
{
  const char *what;
  double seconds; /* until it is mentioned next */
  gint64 start;   /* in microseconds */
} AppTestWait;

AppTestWait app_test_wait_begin (double seconds, const char *what);
void app_test_wait_turn (AppTestWait *self);

/* One turn of the main loop, or a short pause. */
void app_test_iterate (void);
void app_test_run_for (guint msec);
/* The first widget under @root, a widget, with this id in its .ui file; the test fails if there is none. */
gpointer app_test_find (gpointer root, const char *id);
/* The text of the label with this id, with its markup. Lent. */
const char *app_test_get_label (gpointer root, const char *id);
/* The text of a cell of the grid with the id "table" under @root; row 0 has the headings. Lent. */
const char *app_test_get_cell (gpointer root, int column, int row);
/* The @nth widget of this type under @root, in tree order; NULL if there are fewer. */
gpointer app_test_find_type (gpointer root, GType type, guint nth);
/* The number of widgets of this type under @root. */
guint app_test_count (gpointer root, GType type);
/* The button under @root with this tooltip; the test fails if there is none. */
GtkButton *app_test_find_button (gpointer root, const char *tooltip);
/* Path of a sample. (transfer full) */
char *app_test_sample (const char *name);
/* Opens a sample, and waits for data and forecast. */
void app_test_open_sample (PrognosisSession *session, const char *name);
/* A session with a sample open, and its forecast by @forecaster (NULL: the default). (transfer full) */
PrognosisSession *app_test_new_session (const char *sample, const char *forecaster);
void app_test_settle (PrognosisSession *session);
/* The number of files with this suffix in the state folder of the program, such as autosaves. */
guint app_test_count_state_files (const char *suffix);
/* Removes autosaves left by earlier cases. */
void app_test_forget_unsaved (void);
/* Draws a window into a PNG. */
void app_test_screenshot (GtkWidget *window, const char *path);

G_END_DECLS
