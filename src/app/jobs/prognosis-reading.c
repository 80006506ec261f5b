/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-error.h"
#include "prognosis-reader.h"
#include "prognosis-reading.h"
#include "prognosis-run.h"

#define BUFFER_SIZE (1 << 16)

/* For the thread. */
typedef struct
{
  GStrv paths;
  PrognosisColumns *columns; /* as given, then as used; or NULL */
  gboolean may_forget;
  char *hash;
} Files;

struct _PrognosisReading
{
  GObject parent_instance;
  PrognosisRun *run; /* or NULL */
  GStrv paths;
  char *error;
  char *suggested; /* id of a reading setting, or NULL */
  PrognosisDataset *dataset;
  char *hash;
  PrognosisColumns *columns;
};

G_DEFINE_TYPE (PrognosisReading, prognosis_reading, G_TYPE_OBJECT)

enum
{
  PROGRESS,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- in the thread ------------------------------------------------------------ */

static void
files_free (gpointer data)
{
  Files *files = data;

  g_strfreev (files->paths);
  prognosis_columns_free (files->columns);
  g_free (files->hash);
  g_free (files);
}

static void
progress_cb (double fraction, gpointer gauge)
{
  prognosis_gauge_set (gauge, fraction, NULL);
}

/* Over all files in order; of a folder, those that are read. (transfer full) (nullable) */
static char *
hash_files (const char *const *named, GCancellable *cancellable)
{
  g_auto (GStrv) paths = prognosis_read_list_files (named, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (BUFFER_SIZE);

  if (paths == NULL)
    return NULL;
  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
      gssize n;

      if (stream == NULL)
        return NULL;
      while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, BUFFER_SIZE, cancellable, NULL)) > 0)
        g_checksum_update (sum, buffer, n);
      if (n < 0)
        return NULL;
    }
  return g_strdup (g_checksum_get_string (sum));
}

static gpointer
read_files (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  Files *files = data;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) refusal = NULL;
  PrognosisDataset *dataset;

  options.progress = progress_cb;
  options.progress_data = gauge;
  options.columns = files->columns;
  dataset = prognosis_read ((const char *const *) files->paths, &options, cancellable, &refusal);
  if (dataset == NULL && files->columns != NULL && files->may_forget && !g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&refusal);
      g_clear_pointer (&files->columns, prognosis_columns_free);
      options.columns = NULL;
      dataset = prognosis_read ((const char *const *) files->paths, &options, cancellable, &refusal);
    }
  if (dataset != NULL)
    files->hash = hash_files ((const char *const *) files->paths, cancellable);
  if (refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return dataset;
}

/* --- on the main thread ------------------------------------------------------- */

static void
emit_progress (gpointer owner)
{
  g_signal_emit (owner, signals[PROGRESS], 0);
}

static void
done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  PrognosisReading *self = owner;
  Files *files = data;

  self->dataset = result;
  self->hash = g_steal_pointer (&files->hash);
  self->columns = g_steal_pointer (&files->columns);
  self->error = error != NULL ? g_strdup (error->message) : NULL;
  self->suggested = error != NULL ? g_strdup (prognosis_error_get_suggested_setting (error)) : NULL;
  g_signal_emit (self, signals[DONE], 0);
}

static const PrognosisRunWork READ = {
  .work = read_files,
  .progress = emit_progress,
  .done = done,
  .free_data = files_free,
  .free_result = (GDestroyNotify) prognosis_dataset_unref,
};

PrognosisReading *
prognosis_reading_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_READING, NULL);
}

void
prognosis_reading_start (PrognosisReading *self, const char *const *paths, const PrognosisColumns *columns, gboolean may_forget)
{
  Files *files = g_new0 (Files, 1);

  files->paths = g_strdupv ((char **) paths);
  files->columns = prognosis_columns_copy (columns);
  files->may_forget = may_forget;
  prognosis_reading_drop (self);
  self->paths = g_strdupv (files->paths);
  prognosis_run_start (&self->run, &READ, files, self);
}

void
prognosis_reading_drop (PrognosisReading *self)
{
  prognosis_run_drop (&self->run);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->suggested, g_free);
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->columns, prognosis_columns_free);
}

gboolean
prognosis_reading_is_running (PrognosisReading *self)
{
  return self->run != NULL;
}

double
prognosis_reading_get_fraction (PrognosisReading *self)
{
  return self->run != NULL ? prognosis_gauge_get_fraction (prognosis_run_get_gauge (self->run)) : 0;
}

const char *const *
prognosis_reading_get_paths (PrognosisReading *self)
{
  return (const char *const *) self->paths;
}

const char *
prognosis_reading_get_error (PrognosisReading *self)
{
  return self->error;
}

const char *
prognosis_reading_get_suggested_setting (PrognosisReading *self)
{
  return self->suggested;
}

PrognosisDataset *
prognosis_reading_get_dataset (PrognosisReading *self)
{
  return self->dataset;
}

const char *
prognosis_reading_get_hash (PrognosisReading *self)
{
  return self->hash;
}

const PrognosisColumns *
prognosis_reading_get_columns (PrognosisReading *self)
{
  return self->columns;
}

static void
prognosis_reading_dispose (GObject *object)
{
  prognosis_reading_drop (PROGNOSIS_READING (object));
  G_OBJECT_CLASS (prognosis_reading_parent_class)->dispose (object);
}

static void
prognosis_reading_class_init (PrognosisReadingClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_reading_dispose;
  signals[PROGRESS] = g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
prognosis_reading_init (PrognosisReading *self)
{
}
