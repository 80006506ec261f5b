/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-board-private.h"

#include <math.h>
#include <string.h>

#include "prognosis-csv.h"
#include "prognosis-day.h"
#include "prognosis-error.h"

static void
clear_task (gpointer data)
{
  PrognosisBoardTask *task = data;

  g_free (task->round);
  g_free (task->location);
}

void
prognosis_board_free (PrognosisBoard *self)
{
  g_free (self->target);
  g_free (self->baseline_name);
  g_ptr_array_unref (self->models);
  g_array_unref (self->is_more);
  g_clear_pointer (&self->scores, g_ptr_array_unref);
  g_array_unref (self->tasks);
  g_hash_table_unref (self->task_numbers);
  g_hash_table_unref (self->place_names);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* The first target of the hub that is a number of a week. */
static const char *
find_target (const PrognosisHub *hub)
{
  for (guint r = 0; r < hub->rounds->len; r++)
    {
      const PrognosisHubRound *round = g_ptr_array_index (hub->rounds, r);

      for (guint t = 0; t < round->tasks->len; t++)
        {
          const PrognosisHubTask *task = g_ptr_array_index (round->tasks, t);

          for (guint i = 0; i < task->targets->len; i++)
            {
              const PrognosisHubTarget *target = g_ptr_array_index (task->targets, i);

              if (target->measure == PROGNOSIS_HUB_COUNT || target->measure == PROGNOSIS_HUB_RATE
                  || target->measure == PROGNOSIS_HUB_PROPORTION)
                return target->name;
            }
        }
    }
  return NULL;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
read_hub_models (PrognosisBoard *self, GHashTable *truth, GCancellable *cancellable, GError **error)
{
  g_autofree char *pattern
      = self->hub->folder != NULL ? g_build_filename (self->hub->folder, self->hub->output_folder, NULL) : NULL;
  g_autofree char *folder = pattern != NULL ? g_path_get_dirname (pattern) : NULL;
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_texts);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR)
          && !prognosis_board_read_model (self, g_ptr_array_index (names, i), path, FALSE, truth, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_more (PrognosisBoard *self, const char *const *more, GHashTable *truth, GCancellable *cancellable, GError **error)
{
  for (; more != NULL && *more != NULL; more++)
    {
      const char *equals = strchr (*more, '=');
      const char *folder = equals != NULL ? equals + 1 : *more;
      g_autofree char *name = equals != NULL ? g_strndup (*more, (gsize) (equals - *more)) : g_path_get_basename (folder);

      if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                       "%s: there is no such folder; expected [NAME=]FOLDER with a file "
                       "for each round",
                       folder);
          return FALSE;
        }
      if (!prognosis_board_read_model (self, name, folder, TRUE, truth, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* The model that the hub's description names; otherwise one whose name ends in “baseline”. */
static gboolean
find_baseline (PrognosisBoard *self, GError **error)
{
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->models->len; i++)
      {
        const char *name = g_ptr_array_index (self->models, i);
        g_autofree char *lower = g_ascii_strdown (name, -1);

        if (pass == 0 ? g_strcmp0 (name, self->hub->baseline) != 0 : !g_str_has_suffix (lower, "baseline"))
          continue;
        self->baseline = i;
        self->baseline_name = g_strdup (name);
        return TRUE;
      }
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
               "%s: there is no baseline among the models (expected %s, or a name that ends in “baseline”)", self->hub->name,
               self->hub->baseline != NULL ? self->hub->baseline : "one");
  return FALSE;
}

static double
get_wis (const PrognosisBoard *self, gsize model, gsize task)
{
  const GArray *scores = g_ptr_array_index (self->scores, model);

  return task < scores->len ? g_array_index (scores, PrognosisScore, task).wis : NAN;
}

static gsize
count_tasks (const PrognosisBoard *self, gsize model)
{
  gsize n = 0;

  for (gsize t = 0; t < self->tasks->len; t++)
    n += !isnan (get_wis (self, self->baseline, t)) && !isnan (get_wis (self, model, t));
  return n;
}

static void
note_left_out (PrognosisBoard *self)
{
  const gsize n_all = count_tasks (self, self->baseline);

  for (guint i = self->models->len; i > 0; i--)
    {
      const gsize n = count_tasks (self, i - 1);

      if (i - 1 == self->baseline || (n > 0 && (n >= self->least_share * n_all || g_array_index (self->is_more, gboolean, i - 1))))
        continue;
      g_ptr_array_add (self->notes,
                       g_strdup_printf ("%s is not ranked: it has %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " forecasts",
                                        (char *) g_ptr_array_index (self->models, i - 1), n, n_all));
      g_ptr_array_remove_index (self->models, i - 1);
      g_ptr_array_remove_index (self->scores, i - 1);
      g_array_remove_index (self->is_more, i - 1);
      self->baseline -= self->baseline > i - 1;
    }
  g_ptr_array_add (self->notes, NULL);
}

static void
name_places (PrognosisBoard *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->hub->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PrognosisHubPlace *place = value;

      g_hash_table_insert (self->place_names, g_strdup (place->code), g_strdup (place->name));
    }
}

PrognosisBoard *
prognosis_board_new (const PrognosisHub *hub, const PrognosisBoardOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (PrognosisBoard) self = g_new0 (PrognosisBoard, 1);
  g_autoptr (GHashTable) truth = NULL;

  self->hub = hub;
  self->target = g_strdup (options->target != NULL ? options->target : find_target (hub));
  self->models = g_ptr_array_new_with_free_func (g_free);
  self->is_more = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->tasks = g_array_new (FALSE, FALSE, sizeof (PrognosisBoardTask));
  g_array_set_clear_func (self->tasks, clear_task);
  self->task_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->place_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->least_share = options->least_share;
  if (self->target == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "%s has no target that could be scored", hub->name);
      return NULL;
    }
  truth = prognosis_board_read_truth (hub, options->truth, self->target, error);
  if (truth == NULL || !read_hub_models (self, truth, cancellable, error)
      || !read_more (self, options->more, truth, cancellable, error) || !find_baseline (self, error))
    return NULL;
  if (count_tasks (self, self->baseline) == 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s has no forecast of “%s” whose week has been observed",
                   self->baseline_name, self->target);
      return NULL;
    }
  note_left_out (self);
  name_places (self);
  self->hub = NULL;
  return g_steal_pointer (&self);
}

const char *
prognosis_board_get_target (const PrognosisBoard *self)
{
  return self->target;
}

const char *
prognosis_board_get_baseline (const PrognosisBoard *self)
{
  return self->baseline_name;
}

gsize
prognosis_board_get_n_tasks (const PrognosisBoard *self)
{
  return count_tasks (self, self->baseline);
}

const char *const *
prognosis_board_get_notes (const PrognosisBoard *self)
{
  return (const char *const *) self->notes->pdata;
}

/* --- ranks --- */

/* What sorts the groups, then their name after a tab. (transfer full) */
static char *
get_group (const PrognosisBoard *self, const PrognosisBoardTask *task, PrognosisBoardBy by)
{
  const char *name;
  int day, year, month, month_day;

  switch (by)
    {
    case PROGNOSIS_BOARD_HORIZON: return g_strdup_printf ("%04d\t%d", task->horizon + 1000, task->horizon);
    case PROGNOSIS_BOARD_PLACE:
      name = g_hash_table_lookup (self->place_names, task->location);
      return g_strdup_printf ("%s\t%s", task->location, name != NULL ? name : task->location);
    case PROGNOSIS_BOARD_SEASON:
      if (!prognosis_day_parse (task->round, &day))
        return g_strdup ("\tother");
      prognosis_day_to_ymd (day, &year, &month, &month_day);
      year -= month < 7;
      return g_strdup_printf ("%d\t%d-%02d", year, year, (year + 1) % 100);
    case PROGNOSIS_BOARD_ROUND: return g_strdup_printf ("%s\t%s", task->round, task->round);
    case PROGNOSIS_BOARD_ALL:
    default: return g_strdup ("\tall");
    }
}

static void
group_free (gpointer data)
{
  PrognosisBoardGroup *self = data;

  g_free (self->name);
  g_array_unref (self->rows);
  g_free (self);
}

static double
mean (double sum, gsize n)
{
  return n > 0 ? sum / (double) n : NAN;
}

static void
fill_row (const PrognosisBoard *self, gsize model, const GArray *tasks, PrognosisBoardRow *row)
{
  const GArray *scores = g_ptr_array_index (self->scores, model);

  *row = (PrognosisBoardRow){ .model = g_ptr_array_index (self->models, model) };
  for (guint i = 0; i < tasks->len; i++)
    {
      const guint t = g_array_index (tasks, guint, i);
      const PrognosisScore *score = t < scores->len ? &g_array_index (scores, PrognosisScore, t) : NULL;

      if (score == NULL || isnan (score->wis))
        continue;
      row->n_tasks++;
      row->wis += score->wis;
      row->wis_log += score->log_wis;
      row->ae += score->ae;
      row->in50 += score->in50;
      row->in95 += score->in95;
    }
  row->share = mean ((double) row->n_tasks, tasks->len);
  row->wis = mean (row->wis, row->n_tasks);
  row->wis_log = mean (row->wis_log, row->n_tasks);
  row->ae = mean (row->ae, row->n_tasks);
  row->in50 = mean (row->in50, row->n_tasks);
  row->in95 = mean (row->in95, row->n_tasks);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const PrognosisBoardRow *x = a, *y = b;

  if (isnan (x->relative_log) != isnan (y->relative_log))
    return isnan (x->relative_log) - isnan (y->relative_log);
  return x->relative_log != y->relative_log ? (x->relative_log > y->relative_log) - (x->relative_log < y->relative_log)
                                            : strcmp (x->model, y->model);
}

static PrognosisBoardGroup *
rank_group (const PrognosisBoard *self, const char *name, const GArray *tasks)
{
  const gsize n_models = self->models->len, n_tasks = tasks->len;
  PrognosisBoardGroup *group = g_new0 (PrognosisBoardGroup, 1);
  g_autofree double *natural = g_new (double, n_models *n_tasks), *logs = g_new (double, n_models *n_tasks);
  g_autofree double *relative = g_new (double, n_models), *relative_log = g_new (double, n_models);

  group->name = g_strdup (name);
  group->rows = g_array_new (FALSE, FALSE, sizeof (PrognosisBoardRow));
  for (gsize m = 0; m < n_models; m++)
    for (gsize i = 0; i < n_tasks; i++)
      {
        const GArray *scores = g_ptr_array_index (self->scores, m);
        const guint t = g_array_index (tasks, guint, i);

        natural[m * n_tasks + i] = t < scores->len ? g_array_index (scores, PrognosisScore, t).wis : NAN;
        logs[m * n_tasks + i] = t < scores->len ? g_array_index (scores, PrognosisScore, t).log_wis : NAN;
      }
  prognosis_score_relative_skill (natural, n_models, n_tasks, self->baseline, relative);
  prognosis_score_relative_skill (logs, n_models, n_tasks, self->baseline, relative_log);
  for (gsize m = 0; m < n_models; m++)
    {
      PrognosisBoardRow row;

      fill_row (self, m, tasks, &row);
      row.relative = relative[m];
      row.relative_log = relative_log[m];
      g_array_append_val (group->rows, row);
    }
  g_array_sort (group->rows, compare_rows);
  return group;
}

GPtrArray *
prognosis_board_rank (const PrognosisBoard *self, PrognosisBoardBy by)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) tasks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint t = 0; t < self->tasks->len; t++)
    {
      g_autofree char *key = get_group (self, &g_array_index (self->tasks, PrognosisBoardTask, t), by);
      GArray *of_group = g_hash_table_lookup (tasks, key);

      if (isnan (get_wis (self, self->baseline, t)))
        continue;
      if (of_group == NULL)
        {
          of_group = g_array_new (FALSE, FALSE, sizeof (guint));
          g_ptr_array_add (keys, key);
          g_hash_table_insert (tasks, g_steal_pointer (&key), of_group);
        }
      g_array_append_val (of_group, t);
    }
  g_ptr_array_sort (keys, compare_texts);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);

      g_ptr_array_add (groups, rank_group (self, strchr (key, '\t') + 1, g_hash_table_lookup (tasks, key)));
    }
  return groups;
}

GString *
prognosis_board_to_csv (const GPtrArray *groups)
{
  GString *csv = g_string_new ("group,model,share,n_tasks,relative_wis_log,relative_wis,wis_log,wis,ae,coverage_50,coverage_95\n");

  for (guint g = 0; g < groups->len; g++)
    {
      const PrognosisBoardGroup *group = g_ptr_array_index (groups, g);

      for (guint i = 0; i < group->rows->len; i++)
        {
          const PrognosisBoardRow *row = &g_array_index (group->rows, PrognosisBoardRow, i);
          const double numbers[]
              = { row->share, (double) row->n_tasks, row->relative_log, row->relative, row->wis_log, row->wis, row->ae, row->in50,
                  row->in95 };

          prognosis_csv_append_text (csv, group->name);
          g_string_append_c (csv, ',');
          prognosis_csv_append_text (csv, row->model);
          for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
            {
              g_string_append_c (csv, ',');
              prognosis_csv_append_number (csv, numbers[k]);
            }
          g_string_append_c (csv, '\n');
        }
    }
  return csv;
}
