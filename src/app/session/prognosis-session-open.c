/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-store.h"
#include "prognosis-reader.h"
#include "prognosis-session-private.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

/* For the main thread. */
typedef struct
{
  GWeakRef session;
  guint serial;
} Reader;

static void
reading_free (gpointer data)
{
  PrognosisReading *reading = data;

  g_clear_pointer (&reading->gauge, g_atomic_rc_box_release);
  g_strfreev (reading->paths);
  prognosis_columns_free (reading->columns);
  g_free (reading->hash);
  g_free (reading);
}

static void
read_progress_cb (double fraction, gpointer user_data)
{
  PrognosisGauge *gauge = user_data;

  g_atomic_int_set (&gauge->permille, (int) (fraction * 1000));
}

/* Of all files one after the other; of a folder those that are read. (transfer full) (nullable) */
static char *
hash_files (const char *const *named, GCancellable *cancellable)
{
  g_auto (GStrv) paths = prognosis_read_list_files (named, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (1 << 16);

  if (paths == NULL)
    return NULL;
  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
      gssize n;

      if (stream == NULL)
        return NULL;
      while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 1 << 16, cancellable, NULL)) > 0)
        g_checksum_update (sum, buffer, n);
      if (n < 0)
        return NULL;
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PrognosisReading *reading = task_data;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  options.progress = reading->gauge != NULL ? read_progress_cb : NULL;
  options.progress_data = reading->gauge;
  options.columns = reading->columns;
  dataset = prognosis_read ((const char *const *) reading->paths, &options, cancellable, &error);
  if (dataset == NULL && reading->columns != NULL && reading->may_forget && !g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&error);
      g_clear_pointer (&reading->columns, prognosis_columns_free);
      options.columns = NULL;
      dataset = prognosis_read ((const char *const *) reading->paths, &options, cancellable, &error);
    }
  if (dataset != NULL)
    reading->hash = hash_files ((const char *const *) reading->paths, cancellable);
  if (dataset != NULL)
    g_task_return_pointer (task, dataset, (GDestroyNotify) prognosis_dataset_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
prognosis_session_end_reading (PrognosisSession *self)
{
  if (self->read_cancellable != NULL)
    g_cancellable_cancel (self->read_cancellable);
  g_clear_object (&self->read_cancellable);
  g_clear_pointer (&self->read_paths, g_strfreev);
  self->read_serial++;
}

/* How much has happened in a region, for telling large ones from small. */
static double
measure_region (PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  gsize n_steps = prognosis_dataset_get_n_steps (dataset);
  gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  double size = 0;

  for (gsize t = 0; t < n_steps; t++)
    if (isfinite (values[t]))
      size = is_cumulative ? MAX (size, values[t]) : size + values[t];
  return size;
}

/* The region that is likeliest to be of interest: the one with the most infections. */
static gsize
guess_region (PrognosisDataset *dataset)
{
  gsize best = 0;
  double most = -INFINITY;
  gsize signal = 0;

  for (gsize s = prognosis_dataset_get_n_signals (dataset); s-- > 0;)
    if (prognosis_dataset_get_signal (dataset, s)->role == PROGNOSIS_ROLE_INFECTIONS)
      signal = s;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      double size = measure_region (dataset, r, signal);

      if (size > most)
        {
          most = size;
          best = r;
        }
    }
  return best;
}

/* A sample opens where a forecast says something, with the model that suits it. */
static void
take_advice (PrognosisChoices *choices)
{
  const char *model = prognosis_dataset_get_suggested_model (choices->dataset);

  choices->origin = prognosis_dataset_get_suggested_origin (choices->dataset);
  if (model != NULL && prognosis_forecaster_find (model) != NULL)
    {
      g_free (choices->forecaster);
      choices->forecaster = g_strdup (model);
    }
}

void
prognosis_session_forget_results (PrognosisSession *self)
{
  prognosis_session_drop_job (self);
  prognosis_session_forget_stored (self);
  prognosis_session_set_fit (self, NULL, NULL, FALSE);
  prognosis_session_drop_comparing (self);
  prognosis_session_set_backtest (self, NULL, NULL, NULL);
  g_clear_pointer (&self->compare_problem, g_free);
  prognosis_session_emit_compare (self);
  prognosis_session_drop_check (self);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  self->is_stale = FALSE;
  self->fit_of = NULL;
}

static void
take_dataset (PrognosisSession *self, PrognosisDataset *dataset, const PrognosisReading *reading)
{
  PrognosisChoices *next = prognosis_choices_new ();
  g_autoptr (JsonNode) pending = g_steal_pointer (&self->pending);

  next->dataset = dataset;
  next->hash = g_strdup (reading->hash);
  next->columns = prognosis_columns_copy (reading->columns);
  if (self->default_paths > 0)
    next->options->n_paths = self->default_paths;
  if (self->default_seed >= 0)
    next->options->seed = (guint64) self->default_seed;
  gtk_bitset_add (next->regions, guess_region (dataset));
  g_free (self->file);
  self->file = g_steal_pointer (&self->pending_file);
  g_free (self->saved_hash);
  self->saved_hash = g_steal_pointer (&self->pending_hash);
  /* What a session does not say is not what is advised: without an origin it goes to the end. */
  if (pending != NULL)
    prognosis_session_apply_json (next, pending);
  else
    take_advice (next);
  prognosis_history_clear (self->history);
  prognosis_session_forget_results (self);
  g_clear_pointer (&self->choices, prognosis_choices_free);
  self->choices = next;
  self->opening++;
  prognosis_session_emit_data (self);
  prognosis_session_emit_choices (self);
  if (pending != NULL)
    prognosis_session_take_results (self, pending);
  prognosis_session_emit_result (self);
  prognosis_session_set_state (self, PROGNOSIS_SESSION_READY);
  if (self->auto_refit)
    prognosis_session_fit (self);
}

/* A session that was saved with these data before they were changed. */
static void
warn_of_other_data (PrognosisSession *self, const char *hash)
{
  if (self->pending != NULL && self->pending_hash != NULL && g_strcmp0 (self->pending_hash, hash) != 0)
    prognosis_session_emit_toast (self, _ ("The data have changed since this session was saved"), "win.locate");
}

void
prognosis_session_take_reading (PrognosisSession *self, const PrognosisReading *reading, PrognosisDataset *dataset)
{
  /* What is open goes: not for good where it was changed. */
  prognosis_session_keep_unsaved (self);
  g_strfreev (self->paths);
  self->paths = g_strdupv (reading->paths);
  g_clear_pointer (&self->missing, g_strfreev);
  warn_of_other_data (self, reading->hash);
  self->n_kept = 0;
  self->n_changes = prognosis_session_finish_restoring (self);
  prognosis_session_end_reading (self);
  take_dataset (self, dataset, reading);
}

/* @paths: (nullable): that could not be read. */
static void
fail (PrognosisSession *self, const char *message, const char *const *paths)
{
  prognosis_session_end_reading (self);
  g_strfreev (self->failed_paths);
  self->failed_paths = g_strdupv ((char **) paths);
  g_free (self->error);
  self->error = g_strdup (message);
  prognosis_session_set_state (self, PROGNOSIS_SESSION_FAILED);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reader *reader = user_data;
  guint serial = reader->serial;
  g_autoptr (PrognosisSession) self = g_weak_ref_get (&reader->session);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = NULL;
  PrognosisDataset *dataset = g_task_propagate_pointer (G_TASK (result), &error);

  g_weak_ref_clear (&reader->session);
  g_free (reader);
  if (self == NULL || serial != self->read_serial)
    {
      g_clear_pointer (&dataset, prognosis_dataset_unref);
      return;
    }
  if (dataset != NULL)
    {
      prognosis_session_take_reading (self, g_task_get_task_data (G_TASK (result)), dataset);
      return;
    }
  paths = g_steal_pointer (&self->read_paths);
  prognosis_session_end_reading (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      prognosis_session_dismiss (self);
      return;
    }
  fail (self, error->message, (const char *const *) paths);
}

void
prognosis_session_read_in_thread (const char *const *paths, const PrognosisColumns *columns, gboolean may_forget,
                                  PrognosisGauge *gauge, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  /* Without a source: the thread may be the last to hold the task, and what it holds. */
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PrognosisReading *reading = g_new0 (PrognosisReading, 1);

  reading->gauge = gauge != NULL ? g_atomic_rc_box_acquire (gauge) : NULL;
  reading->paths = g_strdupv ((char **) paths);
  reading->columns = prognosis_columns_copy (columns);
  reading->may_forget = may_forget;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

static void
begin_reading (PrognosisSession *self, const char *const *paths, const PrognosisColumns *columns)
{
  Reader *reader;

  prognosis_session_end_reading (self);
  g_clear_pointer (&self->read_gauge, g_atomic_rc_box_release);
  self->read_gauge = g_atomic_rc_box_new0 (PrognosisGauge);
  self->read_cancellable = g_cancellable_new ();
  self->read_paths = g_strdupv ((char **) paths);
  reader = g_new0 (Reader, 1);
  g_weak_ref_init (&reader->session, self);
  reader->serial = self->read_serial;
  prognosis_session_set_state (self, PROGNOSIS_SESSION_READING);
  if (self->poll_id == 0)
    self->poll_id = g_timeout_add (33, prognosis_session_poll_cb, self);
  prognosis_session_read_in_thread (paths, columns, self->pending == NULL, self->read_gauge, self->read_cancellable, read_done_cb,
                                    reader);
}

void
prognosis_session_open (PrognosisSession *self, const char *const *paths)
{
  g_autoptr (PrognosisColumns) columns = NULL;

  g_return_if_fail (PROGNOSIS_IS_SESSION (self));
  g_return_if_fail (paths != NULL && paths[0] != NULL);

  prognosis_session_forget_pending (self);
  columns = prognosis_columns_recall (paths);
  begin_reading (self, paths, columns);
}

/* --- a saved session's data --------------------------------------------------- */

void
prognosis_session_forget_pending (PrognosisSession *self)
{
  g_clear_pointer (&self->pending, json_node_unref);
  g_clear_pointer (&self->pending_paths, g_strfreev);
  g_clear_pointer (&self->pending_file, g_free);
  g_clear_pointer (&self->missing, g_strfreev);
  g_clear_pointer (&self->pending_hash, g_free);
  prognosis_session_stop_restoring (self);
}

/* With the columns that were named when the session was saved. */
static void
begin_saved_reading (PrognosisSession *self, const char *const *paths)
{
  JsonNode *data = json_object_get_member (json_node_get_object (self->pending), "data");
  g_autoptr (PrognosisColumns) columns = NULL;

  if (data != NULL && JSON_NODE_HOLDS_OBJECT (data))
    columns = prognosis_columns_read_json (json_object_get_member (json_node_get_object (data), "columns"));
  begin_reading (self, paths, columns);
}

void
prognosis_session_open_pending (PrognosisSession *self)
{
  g_autofree char *message = NULL;
  g_autofree char *name = NULL;

  if (self->missing == NULL || self->missing[0] == NULL)
    {
      begin_saved_reading (self, (const char *const *) self->pending_paths);
      return;
    }
  name = g_filename_display_name (self->missing[0]);
  message = g_strdup_printf (_ ("“%s” is not where it was when the session was saved"), name);
  prognosis_session_fail (self, message);
}

gboolean
prognosis_session_can_locate (PrognosisSession *self)
{
  return self->pending != NULL || (self->state == PROGNOSIS_SESSION_READY && self->saved_hash != NULL);
}

gboolean
prognosis_session_wants_folder (PrognosisSession *self)
{
  GStrv of_session = self->pending != NULL ? self->pending_paths : self->paths;
  GStrv paths = self->missing != NULL ? self->missing : of_session;
  g_autofree char *name = paths != NULL && paths[0] != NULL ? g_path_get_basename (paths[0]) : NULL;

  return name != NULL && strchr (name, '.') == NULL;
}

/* What is open goes on with other data, as a session that was saved would. */
static void
suspend (PrognosisSession *self)
{
  g_autofree char *text = prognosis_session_to_json (self);

  self->pending = json_from_string (text, NULL);
  g_clear_pointer (&self->pending_paths, g_strfreev);
  self->pending_paths = g_strdupv (self->paths);
  g_free (self->pending_file);
  self->pending_file = g_strdup (self->file);
  g_free (self->pending_hash);
  self->pending_hash = g_strdup (self->saved_hash);
  g_clear_pointer (&self->missing, g_strfreev);
}

/* (transfer full) */
static GStrv
replace_missing (PrognosisSession *self, const char *const *with)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_placed = FALSE;

  for (gsize i = 0; self->missing != NULL && self->pending_paths[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) self->missing, self->pending_paths[i]))
      g_strv_builder_add (builder, self->pending_paths[i]);
    else if (!is_placed)
      {
        is_placed = TRUE;
        g_strv_builder_addv (builder, (const char **) with);
      }
  if (!is_placed)
    return g_strdupv ((char **) with);
  return g_strv_builder_end (builder);
}

void
prognosis_session_locate (PrognosisSession *self, const char *const *paths)
{
  g_auto (GStrv) all = NULL;

  g_return_if_fail (paths != NULL && paths[0] != NULL);
  if (!prognosis_session_can_locate (self))
    return;
  if (self->pending == NULL)
    suspend (self);
  all = replace_missing (self, paths);
  begin_saved_reading (self, (const char *const *) all);
}

void
prognosis_session_cancel_open (PrognosisSession *self)
{
  if (self->state != PROGNOSIS_SESSION_READING)
    return;
  prognosis_session_end_reading (self);
  prognosis_session_dismiss (self);
}

void
prognosis_session_fail (PrognosisSession *self, const char *message)
{
  fail (self, message, NULL);
}

void
prognosis_session_dismiss (PrognosisSession *self)
{
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->failed_paths, g_strfreev);
  prognosis_session_forget_pending (self);
  prognosis_session_set_state (self, self->choices->dataset != NULL ? PROGNOSIS_SESSION_READY : PROGNOSIS_SESSION_EMPTY);
}
