/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-store.h"
#include "prognosis-reader.h"
#include "prognosis-session-private.h"

#include <glib/gi18n.h>

/* Data whose columns the user assigns. */

const char *const *
prognosis_session_get_named_paths (PrognosisSession *self)
{
  const char *const *paths
      = self->state == PROGNOSIS_SESSION_FAILED ? prognosis_reading_get_paths (self->reading) : prognosis_session_get_paths (self);

  /* Folders of daily reports have known columns. */
  return paths != NULL && paths[0] != NULL && g_file_test (paths[0], G_FILE_TEST_IS_REGULAR) ? paths : NULL;
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

  /* The new columns determine signals and kinds. */
  json_object_remove_member (root, "signals");
  json_object_remove_member (root, "observe");
  if (!prognosis_session_have_same_regions (dataset, self->choices->dataset))
    {
      json_object_remove_member (root, "populations");
      json_object_remove_member (root, "neighbours");
      json_object_remove_member (root, "holidays");
    }
  *forgets = FALSE;
  if (days != days_before)
    {
      *forgets |= forget_observations (root, "excluded");
      *forgets |= forget_observations (root, "included");
    }
  next->dataset = dataset;
  prognosis_session_text_apply (node, next);
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
  const char *const *failed = prognosis_reading_get_paths (self->reading);

  return self->state == PROGNOSIS_SESSION_FAILED && failed != NULL && g_strv_equal (failed, paths);
}

void
prognosis_session_take_named (PrognosisSession *self, PrognosisReading *reading)
{
  const char *const *paths = prognosis_reading_get_paths (reading);
  const PrognosisColumns *columns = prognosis_reading_get_columns (reading);
  PrognosisChoices *next;
  gboolean forgets;

  g_return_if_fail (prognosis_reading_get_dataset (reading) != NULL);
  prognosis_columns_remember (paths, columns);
  if (!is_open (self, paths))
    {
      /* These data are not for a pending session. */
      if (!has_failed (self, paths))
        prognosis_session_forget_pending (self);
      prognosis_session_take_reading (self, reading);
      return;
    }
  next = carry_over (self, prognosis_dataset_ref (prognosis_reading_get_dataset (reading)), &forgets);
  next->hash = g_strdup (prognosis_reading_get_hash (reading));
  next->columns = prognosis_columns_copy (columns);
  prognosis_session_apply (self, _ ("Change Reading"), NULL, next, TRUE);
  prognosis_session_emit_toast (
      self, forgets ? _ ("The data were read again. Exclude or include observations anew.") : _ ("The data were read again"),
      "win.undo");
}

static void
weeks_cb (PrognosisSession *self)
{
  g_autoptr (PrognosisReading) reading = g_steal_pointer (&self->weekly_reading);

  /* Other data may have been opened since. */
  if (!is_open (self, prognosis_reading_get_paths (reading)))
    return;
  if (prognosis_reading_get_error (reading) != NULL)
    prognosis_session_emit_toast (self, prognosis_reading_get_error (reading), NULL);
  else
    prognosis_session_take_named (self, reading);
}

/* Passes the chosen kind to the reader, because new and cumulative counts are summed by week differently. */
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

  if (self->state != PROGNOSIS_SESSION_READY || self->paths == NULL)
    return;
  columns = self->choices->columns != NULL ? prognosis_columns_copy (self->choices->columns) : prognosis_columns_new ();
  columns->weekly = TRUE;
  keep_kind (self->choices->dataset, columns);
  g_clear_object (&self->weekly_reading);
  self->weekly_reading = prognosis_reading_new ();
  g_signal_connect_swapped (self->weekly_reading, "done", G_CALLBACK (weeks_cb), self);
  prognosis_reading_start (self->weekly_reading, prognosis_session_get_paths (self), columns, FALSE);
}
