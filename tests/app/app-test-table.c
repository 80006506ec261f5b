/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "app-test-table.h"

#include <glib/gstdio.h>

void
app_test_table_set_up (AppTestTable *self, gconstpointer content)
{
  self->folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "a.csv", NULL);
  g_assert_true (g_file_set_contents (self->path, content, -1, NULL));
  self->window = app_test_new_window (1100, 760);
}

void
app_test_table_set_up_unfitted (AppTestTable *self, gconstpointer content)
{
  app_test_table_set_up (self, content);
  g_object_set (self->window->session, "auto-refit", FALSE, NULL);
}

void
app_test_table_tear_down (AppTestTable *self, gconstpointer content)
{
  g_object_set (self->window->session, "auto-refit", TRUE, NULL); /* a setting of all windows */
  app_test_close_window (self->window);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}
