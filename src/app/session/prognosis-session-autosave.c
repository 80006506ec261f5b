/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-session-private.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define AUTOSAVE_MSEC 1500
#define RETRY_SEC 10
/* A program that was killed while writing leaves a temporary file that nobody renames any more. */
#define ABANDONED_SEC 3600

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

/* --- writing ------------------------------------------------------------------ */

/* Where a session is kept. A thread that is still writing shares it, and must not write what was removed since, nor an
 * older state over the last. */
struct _PrognosisAutosave
{
  GMutex lock;
  char *path;
  int fd; /* descriptor of the lock file, or -1 */
  gboolean is_closed;
};

static void
autosave_clear (gpointer data)
{
  PrognosisAutosave *self = data;

  if (self->fd >= 0)
    close (self->fd);
  g_mutex_clear (&self->lock);
  g_free (self->path);
}

static void
autosave_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, autosave_clear);
}

static PrognosisAutosave *
autosave_new (const char *path, int fd)
{
  PrognosisAutosave *self = g_atomic_rc_box_new0 (PrognosisAutosave);

  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  self->fd = fd;
  return self;
}

static PrognosisAutosave *
create_autosave (void)
{
  g_autofree char *folder = get_autosave_folder ();
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, ".prognosis", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  return autosave_new (path, lock_autosave (path));
}

typedef struct
{
  PrognosisAutosave *to;
  PrognosisSessionText *what;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  autosave_unref (writing->to);
  prognosis_session_text_free (writing->what);
  g_free (writing);
}

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Writing *writing = task_data;
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&writing->to->lock);
  if (!writing->to->is_closed)
    prognosis_session_text_write (writing->what, writing->to->path, &error);
  g_mutex_unlock (&writing->to->lock);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean autosave_cb (gpointer user_data);

/* Reported once, and again after a successful save in between. */
static void
say_unsaved (PrognosisSession *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (self->autosave_failed)
    return;
  self->autosave_failed = TRUE;
  /* Translators: %s is a sentence that gives the reason. */
  text = g_strdup_printf (_ ("Your changes are not being backed up. %s"), error->message);
  prognosis_session_emit_toast (self, text, NULL);
}

static void
write_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (PrognosisSession) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  gboolean is_written = g_task_propagate_boolean (G_TASK (result), &error);
  gboolean is_left;

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL)
    return;
  self->is_autosaving = FALSE;
  is_left = self->autosave == NULL;
  if (is_written)
    self->autosave_failed = FALSE;
  else if (!is_left)
    say_unsaved (self, error);
  /* Save data opened in the meantime, too. */
  if (self->autosave_again)
    prognosis_session_autosave (self);
  else if (!is_written && !is_left && self->autosaves)
    self->autosave_id = g_timeout_add_seconds (RETRY_SEC, autosave_cb, self);
}

/* Serialises the choices and saves them in a thread, so that neither many regions nor a slow disk block the window. */
static gboolean
autosave_cb (gpointer user_data)
{
  PrognosisSession *self = user_data;
  g_autoptr (GTask) task = NULL;
  GWeakRef *weak;
  Writing *writing;

  self->autosave_id = 0;
  self->autosave_again = FALSE;
  if (self->choices->dataset == NULL)
    return G_SOURCE_REMOVE;
  if (self->autosave == NULL)
    self->autosave = create_autosave ();
  writing = g_new0 (Writing, 1);
  writing->to = g_atomic_rc_box_acquire (self->autosave);
  writing->what = prognosis_session_text_new (self);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->is_autosaving = TRUE;
  /* Without a source object: the thread may hold the last reference to the task and its data. */
  task = g_task_new (NULL, NULL, write_done_cb, weak);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_thread);
  return G_SOURCE_REMOVE;
}

void
prognosis_session_autosave (PrognosisSession *self)
{
  if (!self->autosaves)
    return;
  /* A retry was scheduled. */
  if (self->autosave_failed)
    g_clear_handle_id (&self->autosave_id, g_source_remove);
  /* One save at a time, or an older state could overwrite a newer one. */
  if (self->is_autosaving)
    self->autosave_again = TRUE;
  else if (self->autosave_id == 0)
    self->autosave_id = g_timeout_add (AUTOSAVE_MSEC, autosave_cb, self);
}

void
prognosis_session_leave_autosave (PrognosisSession *self)
{
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  self->autosave_again = FALSE;
  g_clear_pointer (&self->autosave, autosave_unref);
}

static void
remove_autosave (PrognosisSession *self)
{
  if (self->autosave != NULL)
    {
      g_autofree char *lock = g_strconcat (self->autosave->path, ".lock", NULL);

      g_mutex_lock (&self->autosave->lock);
      self->autosave->is_closed = TRUE;
      g_unlink (self->autosave->path);
      g_unlink (lock);
      g_mutex_unlock (&self->autosave->lock);
    }
  prognosis_session_leave_autosave (self);
}

void
prognosis_session_forget_autosave (PrognosisSession *self)
{
  remove_autosave (self);
  prognosis_session_stop_restoring (self);
}

static gboolean
write_now (PrognosisSession *self, const char *path)
{
  g_autoptr (PrognosisSessionText) text = prognosis_session_text_new (self);

  return prognosis_session_text_write (text, path, NULL);
}

/* Leaves the autosave in place, to be offered like that of a crashed program. */
static void
leave_as_orphan (PrognosisSession *self)
{
  if (self->autosave == NULL)
    self->autosave = create_autosave ();
  g_mutex_lock (&self->autosave->lock);
  /* If it cannot be written, the previous autosave is better than none. */
  self->autosave->is_closed |= write_now (self, self->autosave->path);
  g_mutex_unlock (&self->autosave->lock);
  prognosis_session_leave_autosave (self);
}

/* Keeps the last unsaved session in a fixed place, beside the autosaves of crashed programs. */
gboolean
prognosis_session_keep_unsaved (PrognosisSession *self)
{
  g_autofree char *folder = get_autosave_folder ();
  g_autofree char *path = g_build_filename (folder, "unsaved.prognosis", NULL);
  int lock;

  if (!self->autosaves || self->choices->dataset == NULL || self->n_changes == self->n_kept)
    return FALSE;
  if (self->autosave != NULL && g_str_equal (self->autosave->path, path))
    {
      leave_as_orphan (self);
      return TRUE;
    }
  g_mkdir_with_parents (folder, 0700);
  lock = lock_autosave (path);
  /* Do not overwrite a session that is open in another window. */
  if (lock >= 0 && write_now (self, path))
    remove_autosave (self);
  else
    leave_as_orphan (self);
  if (lock >= 0)
    close (lock);
  return TRUE;
}

/* --- restoring ---------------------------------------------------------------- */

void
prognosis_session_stop_restoring (PrognosisSession *self)
{
  g_clear_pointer (&self->restoring, autosave_unref);
}

gboolean
prognosis_session_finish_restoring (PrognosisSession *self)
{
  PrognosisAutosave *restored = g_steal_pointer (&self->restoring);

  if (restored == NULL)
    return FALSE;
  prognosis_session_forget_autosave (self);
  self->autosave = restored;
  return TRUE;
}

gboolean
prognosis_session_restore (PrognosisSession *self, const char *path, GError **error)
{
  int lock = lock_autosave (path);

  /* Another window has already opened it. */
  if (lock < 0)
    return TRUE;
  if (!prognosis_session_load (self, path, error))
    {
      close (lock);
      return FALSE;
    }
  g_clear_pointer (&self->pending_file, g_free);
  /* Keep the file unchanged until its data are read, whatever happens to this window. */
  self->restoring = autosave_new (path, lock);
  return TRUE;
}

/* Whether no process holds its lock. */
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

typedef struct
{
  char *path;
  gint64 time;
} Orphan;

static void
orphan_free (gpointer data)
{
  g_free (((Orphan *) data)->path);
  g_free (data);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const Orphan *x = *(Orphan *const *) a, *y = *(Orphan *const *) b;

  return (x->time < y->time) - (x->time > y->time);
}

static void
look_at (GPtrArray *orphans, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return;
  if (g_str_has_prefix (name, ".prognosis-"))
    {
      if (info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - ABANDONED_SEC)
        g_unlink (path);
    }
  else if (is_orphan (path))
    {
      Orphan *orphan = g_new0 (Orphan, 1);

      orphan->path = g_steal_pointer (&path);
      orphan->time = info.st_mtime;
      g_ptr_array_add (orphans, orphan);
    }
}

GStrv
prognosis_session_list_orphans (void)
{
  g_autofree char *folder = get_autosave_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (orphan_free);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    look_at (orphans, folder, name);
  g_ptr_array_sort (orphans, compare_times);
  for (guint i = 0; i < orphans->len; i++)
    g_strv_builder_add (builder, ((Orphan *) g_ptr_array_index (orphans, i))->path);
  return g_strv_builder_end (builder);
}
