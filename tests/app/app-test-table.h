/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-test-window.h"
#include "prognosis-reading-dialog.h"

G_BEGIN_DECLS

/* A table of its own for a test, and a window that has not opened it. For g_test_add(): the data are its content. */
typedef struct
{
  PrognosisWindow *window;
  char *folder;
  char *path;
} AppTestTable;

void app_test_table_set_up (AppTestTable *self, gconstpointer content);
/* The same, with a window that fits nothing by itself. */
void app_test_table_set_up_unfitted (AppTestTable *self, gconstpointer content);
void app_test_table_tear_down (AppTestTable *self, gconstpointer content);

#define APP_TEST_TABLE_ADD(path, content, function) \
  g_test_add (path, AppTestTable, content, app_test_table_set_up, function, app_test_table_tear_down)
#define APP_TEST_TABLE_ADD_UNFITTED(path, content, function) \
  g_test_add (path, AppTestTable, content, app_test_table_set_up_unfitted, function, app_test_table_tear_down)

G_END_DECLS
