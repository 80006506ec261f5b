/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-store.h"
#include "prognosis-reader.h"
#include "prognosis-session-private.h"

#include <glib/gi18n.h>

/* Data of which a person says what their columns are for. */

const char *const *
prognosis_session_get_named_paths (PrognosisSession *self)
{
  GStrv paths = self->state == PROGNOSIS_SESSION_FAILED ? self->failed_paths : self->paths;

  /* A folder of daily reports has columns that are known. */
  return paths != NULL && paths[0] != NULL && g_file_test (paths[0], G_FILE_TEST_IS_REGULAR) ? (const char *const *) paths : NULL;
}

gboolean
prognosis_session_have_same_regions (PrognosisDataset *a, PrognosisDataset *b)
{
  gsize n = prognosis_dataset_get_n_regions (a);

  if (n != prognosis_dataset_get_n_regions (b))
    return FALSE;
  for (gsize r = 0; r < n; r++)
    if (!g_str_equal (prognosis_dataset_get_region (a, r)->name, prognosis_dataset_get_region (b, r)->name))
      return FALSE;
  return TRUE;
}

/* @member: an array of observations. TRUE: there were any. */
static gboolean
forget_observations (JsonObject *root, const char *member)
{
  gboolean had_any = json_array_get_length (json_object_get_array_member (root, member)) > 0;

  json_object_remove_member (root, member);
  return had_any;
}

/* All that was chosen and still applies to @dataset, which is taken.
 * @forgets: of days that are weeks now, or the other way round, none is left out any more */
static PrognosisChoices *
carry_over (PrognosisSession *self, PrognosisDataset *dataset, gboolean *forgets)
{
  int days = prognosis_dataset_get_step_days (dataset), days_before = prognosis_dataset_get_step_days (self->choices->dataset);
  PrognosisChoices *next = prognosis_choices_new ();
  g_autofree char *text = prognosis_session_to_json (self);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *root = json_node_get_object (node);

  /* What is counted is what has just been said. */
  json_object_remove_member (root, "signals");
  json_object_remove_member (root, "observe");
  if (!prognosis_session_have_same_regions (dataset, self->choices->dataset))
    {
      json_object_remove_member (root, "populations");
      json_object_remove_member (root, "neighbours");
    }
  *forgets = FALSE;
  if (days != days_before)
    {
      *forgets |= forget_observations (root, "excluded");
      *forgets |= forget_observations (root, "included");
    }
  next->dataset = dataset;
  prognosis_session_apply_json (next, node);
  prognosis_choices_change_step (next, days_before, days);
  if (gtk_bitset_is_empty (next->regions))
    gtk_bitset_add (next->regions, 0);
  return next;
}

static gboolean
is_open (PrognosisSession *self, const char *const *paths)
{
  return self->state == PROGNOSIS_SESSION_READY && self->paths != NULL && g_strv_equal ((const char *const *) self->paths, paths);
}

static gboolean
has_failed (PrognosisSession *self, const char *const *paths)
{
  return self->state == PROGNOSIS_SESSION_FAILED && self->failed_paths != NULL
         && g_strv_equal ((const char *const *) self->failed_paths, paths);
}

void
prognosis_session_name_columns (PrognosisSession *self, const char *const *paths, const PrognosisColumns *columns,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  prognosis_session_read_in_thread (paths, columns, FALSE, NULL, cancellable, callback, user_data);
}

gboolean
prognosis_session_name_columns_finish (PrognosisSession *self, GAsyncResult *result, GError **error)
{
  PrognosisReading *reading = g_task_get_task_data (G_TASK (result));
  PrognosisDataset *dataset = g_task_propagate_pointer (G_TASK (result), error);
  PrognosisColumns *columns;
  PrognosisChoices *next;
  gboolean forgets;

  if (dataset == NULL)
    return FALSE;
  columns = prognosis_columns_copy (reading->columns);
  prognosis_columns_remember ((const char *const *) reading->paths, columns);
  if (!is_open (self, (const char *const *) reading->paths))
    {
      /* A session that waits for other data does not get these. */
      if (!has_failed (self, (const char *const *) reading->paths))
        prognosis_session_forget_pending (self);
      prognosis_session_take_reading (self, reading, dataset);
      prognosis_columns_free (columns);
      return TRUE;
    }
  next = carry_over (self, dataset, &forgets);
  next->hash = g_strdup (reading->hash);
  next->columns = columns;
  prognosis_session_apply (self, _ ("Name Columns"), NULL, next, TRUE);
  prognosis_session_emit_toast (self,
                                forgets
                                    ? _ ("The data were read again. What was left out or taken in by hand is to be chosen anew.")
                                    : _ ("The data were read again"),
                                "win.undo");
  return TRUE;
}

static void
weeks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  const PrognosisReading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (PrognosisSession) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;

  g_weak_ref_clear (weak);
  g_free (weak);
  /* Who has opened other data since does not want these any more. */
  if (self == NULL || !is_open (self, (const char *const *) reading->paths))
    return;
  if (!prognosis_session_name_columns_finish (self, result, &error))
    prognosis_session_emit_toast (self, error->message, NULL);
}

/* A kind that was chosen is said to the reader too, for what is new is added up in another way than what counts all so far. */
static void
keep_kind (PrognosisDataset *dataset, PrognosisColumns *columns)
{
  PrognosisKind kind = prognosis_dataset_get_signal (dataset, 0)->kind;

  if (columns->kinds != NULL || !g_str_equal (prognosis_dataset_get_format (dataset), "plain"))
    return;
  for (gsize s = 1; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->kind != kind)
      return;
  columns->kind = (int) kind;
}

void
prognosis_session_add_up_to_weeks (PrognosisSession *self)
{
  g_autoptr (PrognosisColumns) columns = NULL;
  GWeakRef *weak;

  if (self->state != PROGNOSIS_SESSION_READY || self->paths == NULL)
    return;
  columns = self->choices->columns != NULL ? prognosis_columns_copy (self->choices->columns) : prognosis_columns_new ();
  columns->weekly = TRUE;
  keep_kind (self->choices->dataset, columns);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  prognosis_session_name_columns (self, (const char *const *) self->paths, columns, NULL, weeks_cb, weak);
}
