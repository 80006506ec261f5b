/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

/* A folder on a disk that has room for a few small files, until it is filled. With the rights to make one it is a disk
 * of its own; without them no file may grow, which says so by another error and is otherwise the same. */
typedef struct
{
  char *folder;
  gboolean is_disk;
  struct rlimit was;
} FullDisk;

/* @is_disk FALSE: the one that works everywhere. FALSE, and the test is skipped: there is no right to make a disk. */
static inline gboolean
full_disk_init (FullDisk *self, gboolean is_disk)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("prognosis-disk-XXXXXX", &error);
  g_assert_no_error (error);
  self->is_disk = is_disk;
  if (is_disk && mount ("none", self->folder, "tmpfs", MS_NOSUID | MS_NODEV, "size=64k") != 0)
    {
      g_test_skip ("a disk cannot be mounted");
      g_rmdir (self->folder);
      g_free (self->folder);
      return FALSE;
    }
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &self->was);
  return TRUE;
}

/* (transfer full) */
static inline char *
full_disk_path (FullDisk *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* From now on nothing more goes on it. */
static inline void
full_disk_fill (FullDisk *self)
{
  const struct rlimit none = { 0, self->was.rlim_max };

  if (self->is_disk)
    {
      static const char block[4096];
      g_autofree char *path = full_disk_path (self, "filler");
      int fd = g_open (path, O_WRONLY | O_CREAT, 0600);

      g_assert_cmpint (fd, >=, 0);
      while (write (fd, block, sizeof block) > 0)
        ;
      g_assert_cmpint (errno, ==, ENOSPC);
      close (fd);
    }
  else
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
}

static inline void
full_disk_make_room (FullDisk *self)
{
  g_autofree char *path = full_disk_path (self, "filler");

  g_unlink (path);
  setrlimit (RLIMIT_FSIZE, &self->was);
}

/* What a refusal to write there begins with, in English. */
static inline const char *
full_disk_get_words (const FullDisk *self)
{
  return self->is_disk ? "The disk is full: " : "The file is larger than the file system allows: ";
}

/* Names of what is on it, hidden ones too, sorted and parted by blanks. (transfer full) */
static inline char *
full_disk_list (FullDisk *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autoptr (GString) list = g_string_new (NULL);
  GList *names = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, "filler"))
      names = g_list_insert_sorted (names, g_strdup (name), (GCompareFunc) g_strcmp0);
  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (list, "%s%s", l == names ? "" : " ", (char *) l->data);
  g_list_free_full (names, g_free);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static inline void
full_disk_clear (FullDisk *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  full_disk_make_room (self);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = full_disk_path (self, name);

      g_remove (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  if (self->is_disk)
    g_assert_cmpint (umount (self->folder), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}
