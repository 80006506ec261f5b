/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "prognosis-error.h"

typedef struct
{
  char *path;      /* NULL: standard output */
  char *temporary; /* NULL until it is made, and after the rename */
  GBytes *bytes;
} Item;

struct _CliOutput
{
  GPtrArray *items;
  GCancellable *cancellable;
};

/* Temporary files that exist now, for cli_output_abandon(). The lock is also held while they are renamed. */
static GMutex temporaries_lock;
static GPtrArray *temporaries;

static void
forget_temporary (Item *item, gboolean remove)
{
  if (item->temporary == NULL)
    return;
  if (remove)
    g_unlink (item->temporary);
  g_ptr_array_remove (temporaries, item->temporary);
  g_clear_pointer (&item->temporary, g_free);
}

static void
item_free (gpointer data)
{
  Item *item = data;

  g_mutex_lock (&temporaries_lock);
  forget_temporary (item, TRUE);
  g_mutex_unlock (&temporaries_lock);
  g_free (item->path);
  g_bytes_unref (item->bytes);
  g_free (item);
}

CliOutput *
cli_output_new (GCancellable *cancellable)
{
  CliOutput *self = g_new0 (CliOutput, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  self->cancellable = g_object_ref (cancellable);
  return self;
}

void
cli_output_free (CliOutput *self)
{
  g_ptr_array_unref (self->items);
  g_object_unref (self->cancellable);
  g_free (self);
}

void
cli_output_abandon (void)
{
  g_mutex_lock (&temporaries_lock); /* for good */
  if (temporaries != NULL)
    for (guint i = 0; i < temporaries->len; i++)
      g_unlink (g_ptr_array_index (temporaries, i));
}

static gboolean
is_standard_output (const char *path)
{
  return path == NULL || g_str_equal (path, "-");
}

static gboolean
is_same_file (const char *path, const struct stat *of)
{
  struct stat status;

  return stat (path, &status) == 0 && status.st_dev == of->st_dev && status.st_ino == of->st_ino;
}

gboolean
cli_output_check (const char *option, const char *path, const char *const *inputs, GError **error)
{
  g_autofree char *folder = NULL;
  struct stat status;
  gboolean is_there;

  if (is_standard_output (path))
    return TRUE;
  folder = g_path_get_dirname (path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: there is no folder %s", option, folder);
      return FALSE;
    }
  is_there = stat (path, &status) == 0;
  if (is_there && S_ISDIR (status.st_mode))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: %s is a folder", option, path);
      return FALSE;
    }
  if (is_there && !S_ISREG (status.st_mode))
    return TRUE; /* a device or a pipe: written as it is */
  if (access (folder, W_OK) != 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: cannot write in %s: %s", option, folder,
                   g_strerror (errno));
      return FALSE;
    }
  for (gsize i = 0; is_there && inputs != NULL && inputs[i] != NULL; i++)
    if (is_same_file (inputs[i], &status))
      {
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: %s is one of the input files", option,
                     path);
        return FALSE;
      }
  return TRUE;
}

void
cli_output_add (CliOutput *self, const char *path, GBytes *bytes)
{
  Item *item = g_new0 (Item, 1);

  item->path = is_standard_output (path) ? NULL : g_strdup (path);
  item->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (self->items, item);
}

void
cli_output_take_text (CliOutput *self, const char *path, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  cli_output_add (self, path, bytes);
}

static gboolean
fail (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "Cannot write %s: %s",
               path != NULL ? path : "standard output", g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= n;
    }
  return TRUE;
}

/* A device or a pipe has no place beside it, and cannot be renamed to. */
static gboolean
write_special (const Item *item, GError **error)
{
  int fd = g_open (item->path, O_WRONLY | O_CLOEXEC, 0);
  gboolean is_written = fd >= 0 && write_all (fd, item->bytes);

  if (fd >= 0 && close (fd) != 0)
    is_written = FALSE;
  return is_written || fail (item->path, error);
}

/* Through links, so that the link stays and what it leads to is replaced. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

static int
make_temporary (Item *item)
{
  g_autofree char *target = resolve (item->path);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  g_autofree char *template = g_strdup_printf ("%s/.%s.XXXXXX", folder, name);
  int fd;

  g_mutex_lock (&temporaries_lock);
  fd = g_mkstemp_full (template, O_WRONLY | O_CLOEXEC, 0666);
  if (fd >= 0)
    {
      item->temporary = g_steal_pointer (&template);
      if (temporaries == NULL)
        temporaries = g_ptr_array_new ();
      g_ptr_array_add (temporaries, item->temporary);
    }
  g_mutex_unlock (&temporaries_lock);
  return fd;
}

/* The rights of a file that is replaced stay as they are. */
static void
copy_mode (const Item *item, int fd)
{
  struct stat status;

  if (stat (item->path, &status) == 0 && fchmod (fd, status.st_mode & 07777) != 0)
    g_debug ("%s: the mode is not kept", item->path);
}

static gboolean
write_temporary (Item *item, GError **error)
{
  int fd = make_temporary (item);
  gboolean is_written;

  if (fd < 0)
    return fail (item->path, error);
  copy_mode (item, fd);
  is_written = write_all (fd, item->bytes) && fsync (fd) == 0;
  if (!is_written)
    fail (item->path, error);
  if (close (fd) != 0 && is_written)
    return fail (item->path, error);
  return is_written;
}

static gboolean
is_special (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && !S_ISREG (status.st_mode);
}

static gboolean
put_in_place (CliOutput *self, GError **error)
{
  gboolean is_done = FALSE;

  g_mutex_lock (&temporaries_lock);
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      is_done = TRUE;
      for (guint i = 0; i < self->items->len && is_done; i++)
        {
          Item *item = g_ptr_array_index (self->items, i);
          g_autofree char *target = item->temporary != NULL ? resolve (item->path) : NULL;

          if (item->temporary == NULL)
            continue;
          if (g_rename (item->temporary, target) != 0)
            is_done = fail (item->path, error);
          else
            forget_temporary (item, FALSE);
        }
    }
  g_mutex_unlock (&temporaries_lock);
  return is_done;
}

gboolean
cli_output_commit (CliOutput *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item->path != NULL && !is_special (item->path) && !write_temporary (item, error))
        return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item->path == NULL && !write_all (STDOUT_FILENO, item->bytes))
        return fail (NULL, error);
      if (item->path != NULL && item->temporary == NULL && !write_special (item, error))
        return FALSE;
    }
  return put_in_place (self, error);
}
