/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scores a forecast file against the truth: selects the tasks, and computes means. */

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "prognosis-csv.h"
#include "prognosis-scoring-private.h"
#include "prognosis-series.h"

struct _PrognosisScoring
{
  PrognosisForecastFile file;
  GArray *horizons;      /* int, ascending */
  GPtrArray *notes;      /* NULL-terminated */
  GHashTable *by_target; /* name, lent, to GArray of guint: its tasks */
};

static void
add_note (PrognosisScoring *self, gsize n, const char *what)
{
  if (n > 0)
    g_ptr_array_add (self->notes, g_strdup_printf ("%" G_GSIZE_FORMAT " %s", n, what));
}

/* The interval score is that of pairs of levels. */
static void
note_levels (PrognosisScoring *self)
{
  const GArray *levels = self->file.levels;

  for (guint i = 0, j = levels->len - 1; i < levels->len; i++, j--)
    if (fabs (g_array_index (levels, double, i) + g_array_index (levels, double, j) - 1.0) > 5e-4)
      {
        g_ptr_array_add (self->notes,
                         g_strdup_printf ("the quantile levels are not symmetric about 0.5 (such as %g): the interval score weighs "
                                          "one side more than the other",
                                          g_array_index (levels, double, i)));
        return;
      }
}

static gboolean
has_all (const PrognosisScoringTask *task, gsize n_levels)
{
  for (gsize i = 0; i < n_levels; i++)
    if (isnan (task->values[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_crossing (const PrognosisScoringTask *task, gsize n_levels)
{
  for (gsize i = 1; i < n_levels; i++)
    if (task->values[i] < task->values[i - 1])
      return TRUE;
  return FALSE;
}

static void
score_task (const PrognosisForecastFile *file, PrognosisScoringTask *task, double observed)
{
  const PrognosisScore unknown = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };

  task->score = unknown;
  if (file->levels->len)
    prognosis_score_quantiles ((const double *) (gpointer) file->levels->data, task->values, file->levels->len, observed,
                               &task->score);
  if (isnan (task->score.median) && isfinite (task->median))
    {
      task->score.median = task->median;
      task->score.ae = fabs (task->median - observed);
      task->score.log_ae = fabs (log1p (MAX (task->median, 0.0)) - log1p (MAX (observed, 0.0)));
    }
  task->is_scored = TRUE;
}

static void
score_all (PrognosisScoring *self, const PrognosisDataset *truth)
{
  const PrognosisForecastFile *file = &self->file;
  const gboolean any_target = prognosis_dataset_get_n_signals (truth) == 1;
  gsize n_unknown = 0, n_no_truth = 0, n_doubtful = 0, n_incomplete = 0, n_crossing = 0;

  for (guint i = 0; i < file->tasks->len; i++)
    {
      PrognosisScoringTask *task = &g_array_index (file->tasks, PrognosisScoringTask, i);
      const gssize signal = any_target ? 0 : prognosis_dataset_find_signal (truth, g_ptr_array_index (file->targets, task->target));
      const gssize step = prognosis_dataset_find_step (truth, task->end_day);
      double observed;

      if (signal < 0 || task->region < 0)
        {
          n_unknown++;
          continue;
        }
      observed = step >= 0 && step < (gssize) prognosis_dataset_get_n_steps (truth)
                         && prognosis_dataset_get_day (truth, step) == task->end_day
                     ? prognosis_dataset_get_values (truth, task->region, signal)[step]
                     : NAN;
      if (isnan (observed))
        n_no_truth++;
      else if (prognosis_series_is_doubtful (truth, (gsize) task->region, (gsize) signal, (gsize) step))
        n_doubtful++;
      else if (!has_all (task, file->levels->len) || (file->levels->len == 0 && isnan (task->median)))
        n_incomplete++;
      else
        {
          score_task (file, task, observed);
          n_crossing += is_crossing (task, file->levels->len);
        }
    }
  add_note (self, file->n_wrong_days, "rows were ignored, because their target_end_date does not match reference_date and horizon");
  add_note (self, file->n_other_types, "rows were ignored, because their output_type is not quantile, median or point");
  add_note (self, n_unknown, "forecasts were not scored, because their location or target is not in the truth");
  add_note (self, n_no_truth, "forecasts were not scored, because the truth has no value for their day");
  add_note (self, n_doubtful,
            "forecasts were not scored, because the truth of their day looks like a batch, a correction or incomplete; "
            "--trust-doubtful counts it");
  add_note (self, n_incomplete, "forecasts were not scored, because some of the levels are missing");
  add_note (self, n_crossing, "forecasts have quantiles out of order, and were scored as written");
  note_levels (self);
  g_ptr_array_add (self->notes, NULL);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  const int first = *(const int *) a, second = *(const int *) b;

  return (first > second) - (first < second);
}

static void
collect_horizons (PrognosisScoring *self)
{
  for (guint i = 0; i < self->file.tasks->len; i++)
    {
      const int horizon = g_array_index (self->file.tasks, PrognosisScoringTask, i).horizon;
      gboolean known = FALSE;

      for (guint k = 0; k < self->horizons->len && !known; k++)
        known = g_array_index (self->horizons, int, k) == horizon;
      if (!known)
        g_array_append_val (self->horizons, horizon);
    }
  g_array_sort (self->horizons, compare_ints);
}

static void
list_by_target (PrognosisScoring *self)
{
  self->by_target = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < self->file.tasks->len; i++)
    {
      const guint target = g_array_index (self->file.tasks, PrognosisScoringTask, i).target;
      const char *name = g_ptr_array_index (self->file.targets, target);
      GArray *list = g_hash_table_lookup (self->by_target, name);

      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->by_target, (gpointer) name, list);
        }
      g_array_append_val (list, i);
    }
}

PrognosisScoring *
prognosis_scoring_new (const char *path, PrognosisDataset *truth, GError **error)
{
  g_autoptr (PrognosisScoring) self = g_new0 (PrognosisScoring, 1);

  g_return_val_if_fail (path != NULL && truth != NULL, NULL);

  self->horizons = g_array_new (FALSE, FALSE, sizeof (int));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  if (!prognosis_forecast_file_read (&self->file, path, truth, error))
    return NULL;
  score_all (self, truth);
  collect_horizons (self);
  list_by_target (self);
  return g_steal_pointer (&self);
}

void
prognosis_scoring_free (PrognosisScoring *self)
{
  g_clear_pointer (&self->by_target, g_hash_table_unref);
  prognosis_forecast_file_clear (&self->file);
  g_array_unref (self->horizons);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

const char *const *
prognosis_scoring_get_notes (const PrognosisScoring *self)
{
  return (const char *const *) self->notes->pdata;
}

static gboolean
is_of (const PrognosisScoring *self, const PrognosisScoringTask *task, const char *model, const char *target, const int *horizon)
{
  return task->is_scored && (horizon == NULL || task->horizon == *horizon)
         && (model == NULL || g_str_equal (model, g_ptr_array_index (self->file.models, task->model)))
         && (target == NULL || g_str_equal (target, g_ptr_array_index (self->file.targets, task->target)));
}

static void
add_task (PrognosisScoreMeans *means, const PrognosisScoringTask *task)
{
  means->n++;
  means->ae += task->score.ae;
  means->wis += task->score.wis;
  means->log_ae += task->score.log_ae;
  means->log_wis += task->score.log_wis;
  means->coverage50 += task->score.in50;
  means->coverage95 += task->score.in95;
}

void
prognosis_scoring_get_means (const PrognosisScoring *self, const char *model, const char *target, const int *horizon,
                             PrognosisScoreMeans *means)
{
  const GArray *tasks = self->file.tasks;
  /* A file may name ten thousands of targets: the tasks of each are listed. */
  const GArray *list = target != NULL ? g_hash_table_lookup (self->by_target, target) : NULL;
  const guint n = list != NULL ? list->len : target != NULL ? 0 : tasks->len;

  *means = (PrognosisScoreMeans){ 0 };
  for (guint i = 0; i < n; i++)
    {
      const guint number = list != NULL ? g_array_index (list, guint, i) : i;
      const PrognosisScoringTask *task = &g_array_index (tasks, PrognosisScoringTask, number);

      if (is_of (self, task, model, target, horizon))
        add_task (means, task);
    }
  means->ae /= means->n;
  means->wis /= means->n;
  means->log_ae /= means->n;
  means->log_wis /= means->n;
  means->coverage50 /= means->n;
  means->coverage95 /= means->n;
}

/* In the order of the columns. */
static const struct
{
  const char *name;
  gsize offset;
} measures[] = {
  { "wis_log", G_STRUCT_OFFSET (PrognosisScoreMeans, log_wis) },  { "wis_nat", G_STRUCT_OFFSET (PrognosisScoreMeans, wis) },
  { "ae_log", G_STRUCT_OFFSET (PrognosisScoreMeans, log_ae) },    { "ae_nat", G_STRUCT_OFFSET (PrognosisScoreMeans, ae) },
  { "cov50", G_STRUCT_OFFSET (PrognosisScoreMeans, coverage50) }, { "cov95", G_STRUCT_OFFSET (PrognosisScoreMeans, coverage95) },
};

static double
get_measure (const PrognosisScoreMeans *means, gsize i)
{
  return G_STRUCT_MEMBER (double, means, measures[i].offset);
}

/* Several models are told apart; NULL alone stands for all, or the only one. */
static const char *const *
list_models (const PrognosisScoring *self)
{
  static const char *const one[] = { NULL };

  return self->file.models->len > 2 ? (const char *const *) self->file.models->pdata : one;
}

static void
append_line (GString *csv, const PrognosisScoring *self, const char *model, const char *target, const int *horizon)
{
  PrognosisScoreMeans means;

  prognosis_scoring_get_means (self, model, target, horizon, &means);
  if (model)
    {
      prognosis_csv_append_text (csv, model);
      g_string_append_c (csv, ',');
    }
  prognosis_csv_append_text (csv, target);
  if (horizon)
    g_string_append_printf (csv, ",%d", *horizon);
  else
    g_string_append (csv, ",all");
  g_string_append_printf (csv, ",%" G_GSIZE_FORMAT, means.n);
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, get_measure (&means, i));
    }
  g_string_append_c (csv, '\n');
}

GString *
prognosis_scoring_to_csv (const PrognosisScoring *self)
{
  const char *const *model = list_models (self);
  GString *csv = g_string_new (*model ? "model,target,horizon,n_tasks" : "target,horizon,n_tasks");

  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    g_string_append_printf (csv, ",%s", measures[i].name);
  g_string_append_c (csv, '\n');
  do
    for (const char *const *target = (const char *const *) self->file.targets->pdata; *target; target++)
      for (guint k = 0; k <= self->horizons->len; k++)
        append_line (csv, self, *model, *target, k ? &g_array_index (self->horizons, int, k - 1) : NULL);
  while (*model && *++model);
  return csv;
}

static void
add_means (JsonBuilder *builder, const PrognosisScoring *self, const char *model, const char *target, const int *horizon)
{
  PrognosisScoreMeans means;

  prognosis_scoring_get_means (self, model, target, horizon, &means);
  json_builder_set_member_name (builder, "n_tasks");
  json_builder_add_int_value (builder, means.n);
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      const double value = get_measure (&means, i);

      json_builder_set_member_name (builder, measures[i].name);
      if (isfinite (value))
        json_builder_add_double_value (builder, value);
      else
        json_builder_add_null_value (builder);
    }
}

static void
add_targets (JsonBuilder *builder, const PrognosisScoring *self, const char *model)
{
  json_builder_set_member_name (builder, "targets");
  json_builder_begin_array (builder);
  for (const char *const *target = (const char *const *) self->file.targets->pdata; *target; target++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "target");
      json_builder_add_string_value (builder, *target);
      add_means (builder, self, model, *target, NULL);
      json_builder_set_member_name (builder, "horizons");
      json_builder_begin_array (builder);
      for (guint k = 0; k < self->horizons->len; k++)
        {
          const int *horizon = &g_array_index (self->horizons, int, k);

          json_builder_begin_object (builder);
          json_builder_set_member_name (builder, "horizon");
          json_builder_add_int_value (builder, *horizon);
          add_means (builder, self, model, *target, horizon);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
prognosis_scoring_to_json (const PrognosisScoring *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  const char *const *model = list_models (self);

  json_builder_begin_object (builder);
  if (*model == NULL)
    add_targets (builder, self, NULL);
  else
    {
      json_builder_set_member_name (builder, "models");
      json_builder_begin_array (builder);
      for (; *model; model++)
        {
          json_builder_begin_object (builder);
          json_builder_set_member_name (builder, "model");
          json_builder_add_string_value (builder, *model);
          add_targets (builder, self, *model);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (const char *const *note = prognosis_scoring_get_notes (self); *note; note++)
    json_builder_add_string_value (builder, *note);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
