/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *path;
  char *temporary; /* NULL before it is created and after the rename */
  GBytes *bytes;
} Item;

struct _PrognosisOutput
{
  GPtrArray *items;
  GMutex lock; /* held while temporary files are created, renamed and removed */
};

static void
item_free (gpointer data)
{
  Item *item = data;

  if (item->temporary != NULL)
    g_unlink (item->temporary);
  g_free (item->temporary);
  g_free (item->path);
  g_bytes_unref (item->bytes);
  g_free (item);
}

PrognosisOutput *
prognosis_output_new (void)
{
  PrognosisOutput *self = g_new0 (PrognosisOutput, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  g_mutex_init (&self->lock);
  return self;
}

void
prognosis_output_free (PrognosisOutput *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_unref (self->items);
  g_mutex_unlock (&self->lock);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
prognosis_output_abandon (PrognosisOutput *self)
{
  g_mutex_lock (&self->lock); /* never unlocked, see prognosis-output.h */
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      if (item->temporary != NULL)
        g_unlink (item->temporary);
    }
}

void
prognosis_output_add (PrognosisOutput *self, const char *path, GBytes *bytes)
{
  Item *item = g_new0 (Item, 1);

  item->path = g_strdup (path);
  item->bytes = g_bytes_ref (bytes);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->items, item);
  g_mutex_unlock (&self->lock);
}

void
prognosis_output_take_text (PrognosisOutput *self, const char *path, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  prognosis_output_add (self, path, bytes);
}

/* --- error messages ----------------------------------------------------------- */

/* The reason comes first, because the end of a long path may be cut off on screen. */
static char *
describe (int code, const char *name)
{
  switch (code)
    {
    case ENOSPC: return g_strdup_printf (_ ("The disk is full: “%s” was not saved"), name);
    case EDQUOT: return g_strdup_printf (_ ("The disk quota is exceeded: “%s” was not saved"), name);
    case EFBIG: return g_strdup_printf (_ ("The file is larger than the file system allows: “%s” was not saved"), name);
    case EACCES:
    case EPERM: return g_strdup_printf (_ ("Permission denied: “%s” was not saved"), name);
    case EROFS: return g_strdup_printf (_ ("The disk is read-only: “%s” was not saved"), name);
    case ENOENT: return g_strdup_printf (_ ("The folder does not exist: “%s” was not saved"), name);
    case ENOTDIR: return g_strdup_printf (_ ("Part of the path is a file, not a folder: “%s” was not saved"), name);
    case EISDIR: return g_strdup_printf (_ ("A folder with this name already exists: “%s” was not saved"), name);
    case ENAMETOOLONG: return g_strdup_printf (_ ("The name is too long: “%s” was not saved"), name);
    default:
      /* Translators: the system's error message, and a path. */
      return g_strdup_printf (_ ("%s: “%s” was not saved"), g_strerror (code), name);
    }
}

static gboolean
fail (const Item *item, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (item->path);
  g_autofree char *text = describe (code, name);

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), text);
  return FALSE;
}

/* --- writing ------------------------------------------------------------------ */

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
      size -= (gsize) n;
    }
  return TRUE;
}

/* Follows symbolic links, so that the target is replaced and the link stays. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

static int
make_temporary (PrognosisOutput *self, Item *item)
{
  g_autofree char *target = resolve (item->path);
  g_autofree char *folder = g_path_get_dirname (target);
  /* Not derived from the file name, which may already have the maximum length. */
  g_autofree char *template = g_build_filename (folder, ".prognosis-XXXXXX", NULL);
  int fd, code;

  g_mutex_lock (&self->lock);
  fd = g_mkstemp_full (template, O_WRONLY | O_CLOEXEC, 0666);
  code = errno;
  if (fd >= 0)
    item->temporary = g_steal_pointer (&template);
  g_mutex_unlock (&self->lock);
  errno = code;
  return fd;
}

static gboolean
write_temporary (PrognosisOutput *self, Item *item, const struct stat *existing, GError **error)
{
  int fd = make_temporary (self, item);
  int code = fd < 0 ? errno : 0;

  if (fd >= 0 && existing != NULL && fchmod (fd, existing->st_mode & 07777) != 0)
    g_debug ("%s: could not keep the file mode", item->path);
  if (fd >= 0 && (!write_all (fd, item->bytes) || fsync (fd) != 0))
    code = errno;
  if (fd >= 0 && close (fd) != 0 && code == 0)
    code = errno;
  return code == 0 || fail (item, code, error);
}

/* A device or a pipe cannot be replaced by a rename. */
static gboolean
is_special (const struct stat *status)
{
  return !S_ISREG (status->st_mode) && !S_ISDIR (status->st_mode);
}

static gboolean
write_special (const Item *item, GError **error)
{
  int fd = g_open (item->path, O_WRONLY | O_CLOEXEC, 0);
  int code = fd < 0 ? errno : 0;

  if (fd >= 0 && !write_all (fd, item->bytes))
    code = errno;
  if (fd >= 0 && close (fd) != 0 && code == 0)
    code = errno;
  return code == 0 || fail (item, code, error);
}

static gboolean
prepare_item (PrognosisOutput *self, Item *item, GError **error)
{
  struct stat status;
  gboolean exists = stat (item->path, &status) == 0;

  if (item->temporary != NULL || (exists && is_special (&status)))
    return TRUE;
  if (!exists && errno != ENOENT)
    return fail (item, errno, error);
  if (exists && S_ISDIR (status.st_mode))
    return fail (item, EISDIR, error);
  /* A rename would replace even a write-protected file. */
  if (exists && access (item->path, W_OK) != 0)
    return fail (item, errno, error);
  return write_temporary (self, item, exists ? &status : NULL, error);
}

gboolean
prognosis_output_prepare (PrognosisOutput *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    if (!prepare_item (self, g_ptr_array_index (self->items, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
put_in_place (PrognosisOutput *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      g_autofree char *target = NULL;

      if (item->temporary == NULL)
        continue;
      target = resolve (item->path);
      if (g_rename (item->temporary, target) != 0)
        return fail (item, errno, error);
      g_clear_pointer (&item->temporary, g_free);
    }
  return TRUE;
}

gboolean
prognosis_output_commit (PrognosisOutput *self, GCancellable *cancellable, GError **error)
{
  gboolean done;

  if (!prognosis_output_prepare (self, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      if (item->temporary == NULL && !write_special (item, error))
        return FALSE;
    }
  g_mutex_lock (&self->lock);
  done = put_in_place (self, cancellable, error);
  g_mutex_unlock (&self->lock);
  return done;
}

gboolean
prognosis_output_write (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (PrognosisOutput) self = prognosis_output_new ();

  prognosis_output_add (self, path, bytes);
  return prognosis_output_commit (self, NULL, error);
}
