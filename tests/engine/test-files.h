/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

/* Files written by a test and removed by test_files_clear(). */
typedef struct
{
  char *folder;
  GPtrArray *paths;
} TestFiles;

static inline void
test_files_init (TestFiles *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("prognosis-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->paths = g_ptr_array_new_with_free_func (g_free);
}

/* Lent. @n -1: @content ends with NUL. */
static inline const char *
test_files_write (TestFiles *self, const char *name, const char *content, gssize n)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);

  g_file_set_contents (path, content, n, &error);
  g_assert_no_error (error);
  g_ptr_array_add (self->paths, path);
  return path;
}

static inline void
test_files_clear (TestFiles *self)
{
  for (guint i = 0; i < self->paths->len; i++)
    g_unlink (g_ptr_array_index (self->paths, i));
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_ptr_array_unref (self->paths);
  g_free (self->folder);
}

/* A path in the data outside the project; or NULL, with the test skipped. */
static inline char *
test_shared_path (const char *name)
{
  const char *shared = g_getenv ("PROGNOSIS_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "data", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip_printf ("there is no %s", path);
  return NULL;
}
