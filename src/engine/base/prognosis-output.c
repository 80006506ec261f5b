/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A temporary file of a program that was killed is removed by a later one, once nobody can be writing it any more. */
#define PREFIX ".prognosis-"
#define N_RANDOM 6
#define STALE_SECONDS (60 * 60)
#define MAX_LINKS 40

typedef struct
{
  char *path;
  char *temporary; /* NULL until it is made, and after the rename; what stood in the place before while others are renamed */
  char *target;    /* of the rename; NULL until it is done */
  gboolean is_swapped;
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
  g_free (item->target);
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
      if (n == 0)
        errno = EIO;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* Through links, so that the link stays and what it leads to is replaced, or made. */
char *
prognosis_output_resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  for (guint i = 0; real == NULL && i < MAX_LINKS; i++)
    {
      g_autofree char *folder = g_path_get_dirname (copy);
      g_autofree char *leads_to = g_file_read_link (copy, NULL);

      if (leads_to == NULL)
        break;
      g_free (copy);
      copy = g_path_is_absolute (leads_to) ? g_steal_pointer (&leads_to) : g_build_filename (folder, leads_to, NULL);
    }
  free (real);
  return copy;
}

static gboolean
is_temporary_name (const char *name)
{
  const char *random = name + strlen (PREFIX);

  if (!g_str_has_prefix (name, PREFIX) || strlen (random) != N_RANDOM)
    return FALSE;
  for (; *random != '\0'; random++)
    if (!g_ascii_isalnum (*random))
      return FALSE;
  return TRUE;
}

/* Removes what killed programs of this user have left in @folder. Not being able to is no harm. */
static void
remove_stale (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const time_t now = time (NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = is_temporary_name (name) ? g_build_filename (folder, name, NULL) : NULL;
      GStatBuf status;

      if (path != NULL && g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_uid == geteuid ()
          && status.st_nlink == 1 && now - status.st_mtime > STALE_SECONDS)
        g_unlink (path);
    }
}

static int
make_temporary (PrognosisOutput *self, Item *item)
{
  g_autofree char *target = prognosis_output_resolve (item->path);
  g_autofree char *folder = g_path_get_dirname (target);
  /* Not after the file: its name may be as long as names can be. */
  g_autofree char *template = g_build_filename (folder, PREFIX "XXXXXX", NULL);
  int fd, code;

  remove_stale (folder);
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

/* Puts the temporary file in its place. What stood there gets the temporary's name, if the file system can do that in one step,
 * and can be put back until all files are in place. FALSE: errno says why. */
static gboolean
put_item (Item *item, const char *target)
{
  GStatBuf status;

  item->is_swapped = g_lstat (target, &status) == 0 && S_ISREG (status.st_mode)
                     && renameat2 (AT_FDCWD, item->temporary, AT_FDCWD, target, RENAME_EXCHANGE) == 0;
  if (!item->is_swapped && g_rename (item->temporary, target) != 0)
    return FALSE;
  if (!item->is_swapped)
    g_clear_pointer (&item->temporary, g_free);
  item->target = g_strdup (target);
  return TRUE;
}

/* FALSE: the new file stays in place. */
static gboolean
take_back (Item *item, gboolean was_there)
{
  if (item->is_swapped)
    return renameat2 (AT_FDCWD, item->temporary, AT_FDCWD, item->target, RENAME_EXCHANGE) == 0;
  return !was_there && g_unlink (item->target) == 0;
}

/* So that the new names outlast a power failure. Some file systems cannot, and do not need it. */
static void
sync_folder (const char *target)
{
  g_autofree char *folder = g_path_get_dirname (target);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0 && fsync (fd) != 0)
    g_debug ("%s: not synchronised", folder);
  if (fd >= 0)
    close (fd);
}

/* Item number @failed could not be put in place: takes those before it back, and says which are written all the same. */
static gboolean
roll_back (PrognosisOutput *self, guint failed, const gboolean *was_there, int code, GError **error)
{
  const Item *culprit = g_ptr_array_index (self->items, failed);
  g_autoptr (GString) written = g_string_new (NULL);
  g_autofree char *name = g_filename_display_name (culprit->path);
  g_autofree char *text = describe (code, name);

  for (guint i = failed; i-- > 0;)
    {
      Item *item = g_ptr_array_index (self->items, i);
      g_autofree char *other = g_filename_display_name (item->path);

      if (item->target != NULL && !take_back (item, was_there[i]))
        g_string_append_printf (written, "%s“%s”", written->len > 0 ? ", " : "", other);
      g_clear_pointer (&item->target, g_free);
    }
  if (written->len > 0)
    /* Translators: a sentence that says that a file was not saved, and the names of others. */
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s; already written: %s"), text, written->str);
  else if (self->items->len > 1)
    /* Translators: a sentence that says that a file was not saved. */
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s, and no other file was changed"), text);
  else
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), text);
  return FALSE;
}

static gboolean
put_in_place (PrognosisOutput *self, GCancellable *cancellable, GError **error)
{
  g_autofree gboolean *was_there = g_new0 (gboolean, self->items->len);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      g_autofree char *target = item->temporary != NULL ? prognosis_output_resolve (item->path) : NULL;

      if (target == NULL)
        continue;
      was_there[i] = g_file_test (target, G_FILE_TEST_EXISTS);
      if (!put_item (item, target))
        return roll_back (self, i, was_there, errno, error);
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item->temporary != NULL)
        g_unlink (item->temporary);
      g_clear_pointer (&item->temporary, g_free);
      if (item->target != NULL)
        sync_folder (item->target);
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
