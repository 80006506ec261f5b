/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-session-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define AUTOSAVE_MSEC 1500

static char *
get_autosave_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "prognosis", NULL);
}

/* Beside each file lies one that its session keeps locked: the kernel lets it go with the process, however that ends.
 * (A process number says less: in a sandbox all have the same.) Returns: a descriptor, or -1. */
static int
lock_autosave (const char *path)
{
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  int fd = g_open (lock, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      fd = -1;
    }
  return fd;
}

static gboolean
autosave_cb (gpointer user_data)
{
  PrognosisSession *self = user_data;
  g_autoptr (GError) error = NULL;

  self->autosave_id = 0;
  if (self->choices->dataset == NULL)
    return G_SOURCE_REMOVE;
  if (self->autosave_path == NULL)
    {
      g_autofree char *folder = get_autosave_folder ();
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *name = g_strconcat (id, ".prognosis", NULL);

      g_mkdir_with_parents (folder, 0700);
      self->autosave_path = g_build_filename (folder, name, NULL);
      self->autosave_lock = lock_autosave (self->autosave_path);
    }
  if (!prognosis_session_save (self, self->autosave_path, &error))
    g_warning ("%s", error->message);
  return G_SOURCE_REMOVE;
}

void
prognosis_session_autosave (PrognosisSession *self)
{
  if (self->autosaves && self->autosave_id == 0)
    self->autosave_id = g_timeout_add (AUTOSAVE_MSEC, autosave_cb, self);
}

void
prognosis_session_adopt_autosave (PrognosisSession *self, const char *path)
{
  int lock = lock_autosave (path);

  if (lock < 0)
    return; /* another window was faster */
  prognosis_session_forget_autosave (self);
  self->autosave_path = g_strdup (path);
  self->autosave_lock = lock;
}

void
prognosis_session_forget_autosave (PrognosisSession *self)
{
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  if (self->autosave_path != NULL)
    {
      g_autofree char *lock = g_strconcat (self->autosave_path, ".lock", NULL);

      g_unlink (self->autosave_path);
      g_unlink (lock);
    }
  if (self->autosave_lock >= 0)
    close (self->autosave_lock);
  self->autosave_lock = -1;
  g_clear_pointer (&self->autosave_path, g_free);
}

/* Whether nobody holds it. */
static gboolean
is_orphan (const char *path)
{
  int lock;

  if (!g_str_has_suffix (path, ".prognosis"))
    return FALSE;
  lock = lock_autosave (path);
  if (lock < 0)
    return FALSE;
  close (lock);
  return TRUE;
}

char *
prognosis_session_find_orphan (void)
{
  g_autofree char *folder = get_autosave_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *newest = NULL;
  time_t newest_time = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (!is_orphan (path) || g_stat (path, &info) != 0 || info.st_mtime < newest_time)
        continue;
      newest_time = info.st_mtime;
      g_free (newest);
      newest = g_steal_pointer (&path);
    }
  return newest;
}
