/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-store.h"
#include "prognosis-reader.h"
#include "prognosis-session-private.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

/* The size of the outbreak in a region. */
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

/* The last reports, by steps. */
#define RECENT 7

/* Signals of a region that are observed shortly before the origin, so that they can be forecast. */
static gsize
count_current (PrognosisDataset *dataset, gsize region, gsize origin)
{
  gsize n = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const double *values = prognosis_dataset_get_values (dataset, region, s);
      gboolean is_current = FALSE;

      for (gsize t = origin + 1 - MIN (origin + 1, RECENT); t <= origin; t++)
        is_current |= isfinite (values[t]);
      n += is_current;
    }
  return n;
}

/* The region most likely to be of interest: of those with most signals that can be forecast, the one with the most infections, but no
 * total of others. */
static gsize
guess_region (PrognosisDataset *dataset, gsize origin)
{
  gsize best = 0;
  double most = -INFINITY;
  gsize signal = 0, most_signals = 0;

  for (gsize s = prognosis_dataset_get_n_signals (dataset); s-- > 0;)
    if (prognosis_dataset_get_signal (dataset, s)->role == PROGNOSIS_ROLE_INFECTIONS)
      signal = s;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      double size = measure_region (dataset, r, signal);
      gsize n = count_current (dataset, r, origin);

      if ((n > most_signals || (n == most_signals && size > most)) && !prognosis_dataset_leaves_out (dataset, r))
        {
          most = size;
          most_signals = n;
          best = r;
        }
    }
  return best;
}

/* A sample opens at an instructive origin, with a suitable model. */
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
  prognosis_comparison_clear (self->comparison);
  prognosis_comparison_clear (self->check);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->before, prognosis_forecast_unref);
  prognosis_live_show (self->live, NULL);
  prognosis_job_forget (self->job);
}

static void
take_dataset (PrognosisSession *self, PrognosisReading *reading)
{
  PrognosisChoices *next = prognosis_choices_new ();
  g_autoptr (PrognosisPending) pending = g_steal_pointer (&self->pending);

  next->dataset = prognosis_dataset_ref (prognosis_reading_get_dataset (reading));
  next->hash = g_strdup (prognosis_reading_get_hash (reading));
  next->columns = prognosis_columns_copy (prognosis_reading_get_columns (reading));
  if (self->default_paths > 0)
    next->options->n_paths = self->default_paths;
  if (self->default_seed >= 0)
    next->options->seed = (guint64) self->default_seed;
  g_free (self->saved.file);
  self->saved.file = pending != NULL ? g_steal_pointer (&pending->file) : NULL;
  g_free (self->saved.hash);
  self->saved.hash = pending != NULL ? g_steal_pointer (&pending->hash) : NULL;
  /* Members missing in a session get defaults, not the sample's advice: without an origin, it is the end of the data. */
  if (pending != NULL)
    prognosis_session_text_apply (pending->node, next);
  else
    take_advice (next);
  /* A simulated outbreak takes the data: both are shown. */
  if (pending == NULL && self->choices->dataset == NULL && self->choices->outbreak != NULL)
    next->outbreak = prognosis_outbreak_copy (self->choices->outbreak);
  if (gtk_bitset_is_empty (next->regions))
    gtk_bitset_add (next->regions, (guint) guess_region (next->dataset, (gsize) prognosis_choices_get_origin (next)));
  prognosis_history_clear (self->history);
  prognosis_session_forget_results (self);
  g_clear_pointer (&self->choices, prognosis_choices_free);
  self->choices = next;
  self->opening++;
  prognosis_session_emit_data (self);
  prognosis_session_emit_choices (self);
  if (pending != NULL)
    prognosis_session_take_results (self, pending->node);
  prognosis_session_emit_result (self);
}

/* Warns if the data have changed since the session was saved. */
static void
warn_of_other_data (PrognosisSession *self, const char *hash)
{
  if (self->pending != NULL && self->pending->hash != NULL && g_strcmp0 (self->pending->hash, hash) != 0)
    prognosis_session_emit_toast (self, _ ("The data have changed since this session was saved"), "win.locate");
}

void
prognosis_session_take_reading (PrognosisSession *self, PrognosisReading *reading)
{
  /* The open session is replaced: keep it if it has unsaved changes. */
  prognosis_session_keep_unsaved (self);
  g_strfreev (self->paths);
  self->paths = g_strdupv ((char **) prognosis_reading_get_paths (reading));
  g_clear_pointer (&self->error, g_free);
  warn_of_other_data (self, prognosis_reading_get_hash (reading));
  self->n_kept = 0;
  self->n_changes = prognosis_autosave_finish_restoring (self->autosave);
  take_dataset (self, reading);
  prognosis_reading_drop (self->reading);
  prognosis_session_set_state (self, PROGNOSIS_SESSION_READY);
  if (self->auto_refit)
    prognosis_session_fit (self);
}

static void
fail (PrognosisSession *self, const char *message)
{
  g_free (self->error);
  self->error = g_strdup (message);
  prognosis_session_set_state (self, PROGNOSIS_SESSION_FAILED);
}

void
prognosis_session_read_cb (PrognosisSession *self)
{
  if (prognosis_reading_get_error (self->reading) == NULL)
    prognosis_session_take_reading (self, self->reading);
  else
    fail (self, prognosis_reading_get_error (self->reading));
}

static void
begin_reading (PrognosisSession *self, const char *const *paths, const PrognosisColumns *columns)
{
  prognosis_reading_start (self->reading, paths, columns, self->pending == NULL);
  prognosis_session_set_state (self, PROGNOSIS_SESSION_READING);
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
  g_clear_pointer (&self->pending, prognosis_pending_free);
  prognosis_autosave_cancel_restoring (self->autosave);
}

/* Uses the columns assigned when the session was saved. */
static void
begin_saved_reading (PrognosisSession *self, const char *const *paths)
{
  g_autoptr (PrognosisColumns) columns = prognosis_pending_dup_columns (self->pending);

  begin_reading (self, paths, columns);
}

/* A session without data: a simulated outbreak. */
static void
take_pending (PrognosisSession *self)
{
  g_autoptr (PrognosisPending) pending = g_steal_pointer (&self->pending);
  PrognosisChoices *next = prognosis_choices_new ();

  prognosis_session_keep_unsaved (self);
  prognosis_session_text_apply_outbreak (pending->node, next);
  g_free (self->saved.file);
  self->saved.file = g_steal_pointer (&pending->file);
  g_clear_pointer (&self->saved.hash, g_free);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->error, g_free);
  prognosis_history_clear (self->history);
  prognosis_session_forget_results (self);
  prognosis_choices_free (self->choices);
  self->choices = next;
  self->opening++;
  self->n_kept = 0;
  self->n_changes = prognosis_autosave_finish_restoring (self->autosave);
  prognosis_session_emit_data (self);
  prognosis_session_emit_choices (self);
  prognosis_session_emit_result (self);
  prognosis_session_rest (self);
}

/* Reads the data of the pending session, or says what is missing. */
static void
open_pending (PrognosisSession *self)
{
  g_autofree char *message = NULL;
  g_autofree char *name = NULL;

  if (self->pending->paths[0] == NULL)
    {
      take_pending (self);
      return;
    }
  if (self->pending->missing == NULL || self->pending->missing[0] == NULL)
    {
      begin_saved_reading (self, (const char *const *) self->pending->paths);
      return;
    }
  name = g_filename_display_name (self->pending->missing[0]);
  message = g_strdup_printf (_ ("“%s” has moved or been deleted since the session was saved"), name);
  prognosis_session_fail (self, message);
}

static gboolean
read_pending (PrognosisSession *self, const char *path, GError **error)
{
  /* Data still being read would be taken for those of this session. */
  prognosis_session_cancel_open (self);
  prognosis_session_forget_pending (self);
  self->pending = prognosis_pending_read (path, error);
  return self->pending != NULL;
}

gboolean
prognosis_session_load (PrognosisSession *self, const char *path, GError **error)
{
  if (!read_pending (self, path, error))
    return FALSE;
  open_pending (self);
  return TRUE;
}

gboolean
prognosis_session_restore (PrognosisSession *self, const char *path, GError **error)
{
  PrognosisOrphan *orphan = prognosis_orphan_claim (path);

  /* Another window has already opened it. */
  if (orphan == NULL)
    return TRUE;
  if (!read_pending (self, path, error))
    {
      prognosis_orphan_release (orphan);
      return FALSE;
    }
  g_clear_pointer (&self->pending->file, g_free);
  /* Keep the file unchanged until its data are read, whatever happens to this window. */
  prognosis_autosave_begin_restoring (self->autosave, orphan);
  open_pending (self);
  return TRUE;
}

gboolean
prognosis_session_can_locate (PrognosisSession *self)
{
  return self->pending != NULL || (self->state == PROGNOSIS_SESSION_READY && self->saved.hash != NULL);
}

gboolean
prognosis_session_wants_folder (PrognosisSession *self)
{
  GStrv of_session = self->pending != NULL ? self->pending->paths : self->paths;
  GStrv paths = self->pending != NULL && self->pending->missing != NULL ? self->pending->missing : of_session;
  g_autofree char *name = paths != NULL && paths[0] != NULL ? g_path_get_basename (paths[0]) : NULL;

  return name != NULL && strchr (name, '.') == NULL;
}

/* Turns the open session into a pending one, to continue with other data. */
static void
suspend (PrognosisSession *self)
{
  g_autofree char *text = prognosis_session_to_json (self);

  self->pending = g_new0 (PrognosisPending, 1);
  self->pending->node = json_from_string (text, NULL);
  self->pending->paths = g_strdupv (self->paths);
  self->pending->file = g_strdup (self->saved.file);
  self->pending->hash = g_strdup (self->saved.hash);
}

/* (transfer full) */
static GStrv
replace_missing (const PrognosisPending *pending, const char *const *with)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_placed = FALSE;

  for (gsize i = 0; pending->missing != NULL && pending->paths[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) pending->missing, pending->paths[i]))
      g_strv_builder_add (builder, pending->paths[i]);
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
  all = replace_missing (self->pending, paths);
  begin_saved_reading (self, (const char *const *) all);
}

void
prognosis_session_cancel_open (PrognosisSession *self)
{
  if (self->state == PROGNOSIS_SESSION_READING)
    prognosis_session_dismiss (self);
}

void
prognosis_session_fail (PrognosisSession *self, const char *message)
{
  prognosis_reading_drop (self->reading);
  fail (self, message);
}

void
prognosis_session_dismiss (PrognosisSession *self)
{
  prognosis_reading_drop (self->reading);
  g_clear_pointer (&self->error, g_free);
  prognosis_session_forget_pending (self);
  prognosis_session_rest (self);
}
