/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps unsaved work in a file while the program runs. A change starts a timeout, and then a thread writes the whole session
   to a new file that replaces the old one. A lock file beside it is held by the process and released by the kernel however
   the process ends; a file whose lock is free is therefore an orphan, which the welcome page offers to restore. Whatever
   may still be written by a thread after its session was closed is guarded by the mutex of PrognosisOrphan. */

#include "prognosis-config.h"

#include "prognosis-autosave-private.h"
#include "prognosis-run.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define DELAY_MSEC 1500 /* from the first unsaved change to the write */
#define RETRY_SEC 10    /* after a write that failed */
/* A program killed while writing leaves a temporary file behind. */
#define ABANDONED_SEC 3600

static char *
get_autosave_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "prognosis", NULL);
}

/* Each autosave has a lock file, which the kernel releases when the process ends, however that happens. (A process
   id would not do: in a sandbox, all have the same one.) Returns: a descriptor, or -1. */
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

/* --- where it is kept --------------------------------------------------------- */

/* Shared with the writing thread, which must neither recreate a removed file nor replace a newer state by an older
   one. */
struct _PrognosisOrphan
{
  GMutex lock;
  char *path;
  int fd; /* descriptor of the lock file, or -1 */
  gboolean is_closed;
};

typedef PrognosisOrphan Place;

static void
place_clear (gpointer data)
{
  Place *self = data;

  if (self->fd >= 0)
    close (self->fd);
  g_mutex_clear (&self->lock);
  g_free (self->path);
}

void
prognosis_orphan_release (PrognosisOrphan *self)
{
  g_atomic_rc_box_release_full (self, place_clear);
}

static Place *
place_new (const char *path, int fd)
{
  Place *self = g_atomic_rc_box_new0 (Place);

  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  self->fd = fd;
  return self;
}

static Place *
create_place (void)
{
  g_autofree char *folder = get_autosave_folder ();
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, ".prognosis", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  return place_new (path, lock_autosave (path));
}

PrognosisOrphan *
prognosis_orphan_claim (const char *path)
{
  int lock = lock_autosave (path);

  return lock >= 0 ? place_new (path, lock) : NULL;
}

/* --- writing ------------------------------------------------------------------ */

struct _PrognosisAutosave
{
  GObject parent_instance;
  PrognosisTextFunc dup_text;
  gpointer user_data;
  gboolean is_enabled;
  Place *place;      /* or NULL */
  Place *restoring;  /* the orphan whose data are being read, or NULL */
  PrognosisRun *run; /* while a thread writes */
  guint timeout_id;
  gboolean is_due; /* write again after the current write */
  gboolean has_failed;
};

G_DEFINE_TYPE (PrognosisAutosave, prognosis_autosave, G_TYPE_OBJECT)

static guint failed_signal;

/* For the thread. */
typedef struct
{
  Place *to;
  PrognosisSessionText *what;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  prognosis_orphan_release (writing->to);
  prognosis_session_text_free (writing->what);
  g_free (writing);
}

static gpointer
write_text (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;
  gboolean is_written = TRUE;

  g_mutex_lock (&writing->to->lock);
  if (!writing->to->is_closed)
    is_written = prognosis_session_text_write (writing->what, writing->to->path, error);
  g_mutex_unlock (&writing->to->lock);
  return GINT_TO_POINTER (is_written);
}

static gboolean write_cb (gpointer user_data);

static void
fail (PrognosisAutosave *self, const GError *error)
{
  if (self->has_failed)
    return;
  self->has_failed = TRUE;
  g_signal_emit (self, failed_signal, 0, error->message);
}

static void
done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  PrognosisAutosave *self = owner;
  gboolean is_left = self->place == NULL;

  if (error == NULL)
    self->has_failed = FALSE;
  else if (!is_left)
    fail (self, error);
  /* Save data opened in the meantime, too. */
  if (self->is_due)
    prognosis_autosave_touch (self);
  else if (error != NULL && !is_left && self->is_enabled)
    self->timeout_id = g_timeout_add_seconds (RETRY_SEC, write_cb, self);
}

static const PrognosisRunWork WRITE = {
  .work = write_text,
  .done = done,
  .free_data = writing_free,
};

/* Serialises the choices and saves them in a thread, so that neither many regions nor a slow disk block the window. */
static gboolean
write_cb (gpointer user_data)
{
  PrognosisAutosave *self = user_data;
  PrognosisSessionText *text = self->dup_text (self->user_data);
  Writing *writing;

  self->timeout_id = 0;
  self->is_due = FALSE;
  if (text == NULL)
    return G_SOURCE_REMOVE;
  if (self->place == NULL)
    self->place = create_place ();
  writing = g_new0 (Writing, 1);
  writing->to = g_atomic_rc_box_acquire (self->place);
  writing->what = text;
  prognosis_run_start (&self->run, &WRITE, writing, self);
  return G_SOURCE_REMOVE;
}

PrognosisAutosave *
prognosis_autosave_new (PrognosisTextFunc dup_text, gpointer user_data)
{
  PrognosisAutosave *self = g_object_new (PROGNOSIS_TYPE_AUTOSAVE, NULL);

  self->dup_text = dup_text;
  self->user_data = user_data;
  return self;
}

gboolean
prognosis_autosave_is_enabled (PrognosisAutosave *self)
{
  return self->is_enabled;
}

void
prognosis_autosave_set_enabled (PrognosisAutosave *self, gboolean enabled)
{
  self->is_enabled = enabled;
}

gboolean
prognosis_autosave_is_writing (PrognosisAutosave *self)
{
  return self->run != NULL;
}

void
prognosis_autosave_touch (PrognosisAutosave *self)
{
  if (!self->is_enabled)
    return;
  /* A retry was scheduled. */
  if (self->has_failed)
    g_clear_handle_id (&self->timeout_id, g_source_remove);
  /* One save at a time, or an older state could overwrite a newer one. */
  if (self->run != NULL)
    self->is_due = TRUE;
  else if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (DELAY_MSEC, write_cb, self);
}

void
prognosis_autosave_leave (PrognosisAutosave *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->is_due = FALSE;
  g_clear_pointer (&self->place, prognosis_orphan_release);
}

static void
remove_file (PrognosisAutosave *self)
{
  if (self->place != NULL)
    {
      g_autofree char *lock = g_strconcat (self->place->path, ".lock", NULL);

      g_mutex_lock (&self->place->lock);
      self->place->is_closed = TRUE;
      g_unlink (self->place->path);
      g_unlink (lock);
      g_mutex_unlock (&self->place->lock);
    }
  prognosis_autosave_leave (self);
}

void
prognosis_autosave_forget (PrognosisAutosave *self)
{
  remove_file (self);
  prognosis_autosave_cancel_restoring (self);
}

static gboolean
write_now (PrognosisAutosave *self, const char *path)
{
  g_autoptr (PrognosisSessionText) text = self->dup_text (self->user_data);

  return text != NULL && prognosis_session_text_write (text, path, NULL);
}

/* Leaves the autosave in place, to be offered like one from a crashed program. */
static void
leave_as_orphan (PrognosisAutosave *self)
{
  if (self->place == NULL)
    self->place = create_place ();
  g_mutex_lock (&self->place->lock);
  /* If it cannot be written, the previous autosave is better than none. */
  self->place->is_closed |= write_now (self, self->place->path);
  g_mutex_unlock (&self->place->lock);
  prognosis_autosave_leave (self);
}

/* Keeps the last unsaved session in a fixed place, beside the autosaves of crashed programs. */
void
prognosis_autosave_keep (PrognosisAutosave *self)
{
  g_autofree char *folder = get_autosave_folder ();
  g_autofree char *path = g_build_filename (folder, "unsaved.prognosis", NULL);
  int lock;

  if (self->place != NULL && g_str_equal (self->place->path, path))
    {
      leave_as_orphan (self);
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  lock = lock_autosave (path);
  /* Do not overwrite a session that is open in another window. */
  if (lock >= 0 && write_now (self, path))
    remove_file (self);
  else
    leave_as_orphan (self);
  if (lock >= 0)
    close (lock);
}

/* --- restoring ---------------------------------------------------------------- */

void
prognosis_autosave_begin_restoring (PrognosisAutosave *self, PrognosisOrphan *orphan)
{
  prognosis_autosave_cancel_restoring (self);
  self->restoring = orphan;
}

void
prognosis_autosave_cancel_restoring (PrognosisAutosave *self)
{
  g_clear_pointer (&self->restoring, prognosis_orphan_release);
}

gboolean
prognosis_autosave_finish_restoring (PrognosisAutosave *self)
{
  Place *restored = g_steal_pointer (&self->restoring);

  if (restored == NULL)
    return FALSE;
  remove_file (self);
  self->place = restored;
  return TRUE;
}

/* TRUE if no process holds its lock. */
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
prognosis_autosave_list_orphans (void)
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

/* --- object ------------------------------------------------------------------- */

static void
prognosis_autosave_dispose (GObject *object)
{
  PrognosisAutosave *self = PROGNOSIS_AUTOSAVE (object);

  prognosis_run_drop (&self->run);
  prognosis_autosave_leave (self);
  prognosis_autosave_cancel_restoring (self);
  G_OBJECT_CLASS (prognosis_autosave_parent_class)->dispose (object);
}

static void
prognosis_autosave_class_init (PrognosisAutosaveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = prognosis_autosave_dispose;
  failed_signal
      = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
prognosis_autosave_init (PrognosisAutosave *self)
{
}
