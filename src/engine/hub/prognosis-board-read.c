/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what the models of a hub forecast and what came true. */

#include "prognosis-board-private.h"

#include <math.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-hub-file.h"
#include "prognosis-number.h"

/* --- what came true --- */

typedef struct
{
  double value;
  char *version; /* NULL: the file does not say */
} Observation;

static void
observation_free (gpointer data)
{
  Observation *self = data;

  g_free (self->version);
  g_free (self);
}

static gssize
find_either (const PrognosisHubFile *file, const char *name, const char *other)
{
  const gssize column = prognosis_hub_file_find_column (file, name);

  return column >= 0 ? column : prognosis_hub_file_find_column (file, other);
}

/* FALSE: the file is not a table of observations. */
static gboolean
take_truth (GHashTable *truth, const PrognosisHubFile *file, const char *wanted)
{
  const gssize date = find_either (file, "target_end_date", "date"), value = find_either (file, "observation", "value");
  const gssize location = prognosis_hub_file_find_column (file, PROGNOSIS_HUB_LOCATION);
  const gssize target = prognosis_hub_file_find_column (file, "target"), version = prognosis_hub_file_find_column (file, "as_of");

  if (date < 0 || value < 0 || location < 0 || prognosis_hub_file_find_column (file, "output_type") >= 0)
    return FALSE;
  for (guint row = 0; row < file->rows->len; row++)
    {
      const char *as_of = version >= 0 ? prognosis_hub_file_get_cell (file, row, version) : NULL;
      g_autofree char *key = g_strdup_printf ("%s\t%s", prognosis_hub_file_get_cell (file, row, location),
                                              prognosis_hub_file_get_cell (file, row, date));
      const Observation *before = g_hash_table_lookup (truth, key);
      Observation *observation;
      double number;

      if ((target >= 0 && !g_str_equal (prognosis_hub_file_get_cell (file, row, target), wanted))
          || !prognosis_number_parse (prognosis_hub_file_get_cell (file, row, value), &number)
          || (before != NULL && g_strcmp0 (as_of, before->version) < 0))
        continue;
      observation = g_new0 (Observation, 1);
      observation->value = number;
      observation->version = g_strdup (as_of);
      g_hash_table_replace (truth, g_steal_pointer (&key), observation);
    }
  return TRUE;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of the entries of a folder, sorted; none if it cannot be opened. (transfer full) */
static GPtrArray *
list_folder (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_texts);
  return names;
}

static gboolean
is_table (const char *name)
{
  return g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".csv.gz");
}

/* All tables in the hub's target-data. A file with a column of targets is preferred to one without. (transfer full) */
static char **
list_truth (const PrognosisHub *hub)
{
  g_autofree char *folder = g_build_filename (hub->folder != NULL ? hub->folder : "", "target-data", NULL);
  g_autofree char *series = g_build_filename (folder, "time-series.csv", NULL);
  g_autoptr (GPtrArray) names = list_folder (folder);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  if (g_file_test (series, G_FILE_TEST_EXISTS))
    g_ptr_array_add (paths, g_steal_pointer (&series));
  for (guint i = 0; paths->len == 0 && i < names->len; i++)
    if (is_table (g_ptr_array_index (names, i)))
      g_ptr_array_add (paths, g_build_filename (folder, g_ptr_array_index (names, i), NULL));
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_steal (paths, NULL);
}

GHashTable *
prognosis_board_read_truth (const PrognosisHub *hub, const char *const *paths, const char *target, GError **error)
{
  g_autoptr (GHashTable) truth = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, observation_free);
  g_auto (GStrv) own = paths == NULL ? list_truth (hub) : g_strdupv ((char **) paths);

  for (char **path = own; *path != NULL; path++)
    {
      g_autoptr (PrognosisHubFile) file = prognosis_hub_file_read (*path, error);

      if (file == NULL)
        return NULL;
      if (!take_truth (truth, file, target) && paths != NULL)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                       "%s: expected a table of what came true, with the columns date (or target_end_date), location and value (or "
                       "observation)",
                       *path);
          return NULL;
        }
    }
  if (g_hash_table_size (truth) > 0)
    return g_steal_pointer (&truth);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "there are no observations of “%s” in the target-data of %s; name their file with --truth", target, hub->name);
  return NULL;
}

/* --- what was forecast --- */

/* The quantiles of one task. */
typedef struct
{
  double *values; /* by level; NAN: missing */
  guint task;
} Quantiles;

static void
clear_quantiles (gpointer data)
{
  g_free (((Quantiles *) data)->values);
}

/* The levels that the hub requires of the target, ascending. */
static GArray *
get_levels (const PrognosisHub *hub, const char *target)
{
  GArray *levels = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint r = 0; r < hub->rounds->len; r++)
    {
      const PrognosisHubRound *round = g_ptr_array_index (hub->rounds, r);

      for (guint t = 0; t < round->tasks->len && levels->len == 0; t++)
        {
          const PrognosisHubTask *task = g_ptr_array_index (round->tasks, t);
          const PrognosisHubOutput *output = prognosis_hub_task_find_target (task, target) != NULL
                                                 ? prognosis_hub_task_find_output (task, PROGNOSIS_HUB_QUANTILE)
                                                 : NULL;

          for (guint i = 0; output != NULL && i < output->required->len; i++)
            {
              double level;

              if (prognosis_number_parse (g_ptr_array_index (output->required, i), &level))
                g_array_append_val (levels, level);
            }
        }
    }
  return levels;
}

static gssize
find_level (const GArray *levels, const char *text)
{
  double level;

  if (!prognosis_number_parse (text, &level))
    return -1;
  for (guint i = 0; i < levels->len; i++)
    if (fabs (g_array_index (levels, double, i) - level) < 1e-6)
      return i;
  return -1;
}

/* The task of a round, place and week; -1: nobody knows what came true, or horizons are not whole weeks. */
static gssize
get_task (PrognosisBoard *self, GHashTable *truth, const char *round, const char *location, const char *end)
{
  g_autofree char *padded
      = g_ascii_isdigit (location[0]) && location[1] == '\0' ? g_strconcat ("0", location, NULL) : g_strdup (location);
  g_autofree char *key = g_strdup_printf ("%s\t%s\t%s", round, padded, end);
  const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->task_numbers, key));
  g_autofree char *truth_key = NULL;
  const Observation *observation;
  PrognosisBoardTask task = { 0 };
  int round_day, end_day, days;

  if (known > 0)
    return known - 1;
  truth_key = g_strdup_printf ("%s\t%s", padded, end);
  observation = g_hash_table_lookup (truth, truth_key);
  if (observation == NULL || !prognosis_day_parse (round, &round_day) || !prognosis_day_parse (end, &end_day))
    return -1;
  days = end_day - round_day - self->hub->end_days;
  if (days % 7 != 0)
    return -1;
  task.round = g_strdup (round);
  task.location = g_steal_pointer (&padded);
  task.horizon = days / 7;
  task.truth = observation->value;
  g_array_append_val (self->tasks, task);
  g_hash_table_insert (self->task_numbers, g_steal_pointer (&key), GUINT_TO_POINTER (self->tasks->len));
  return self->tasks->len - 1;
}

/* Collects the quantiles of a file by task. */
static void
collect (PrognosisBoard *self, const PrognosisHubFile *file, const char *round_of_name, const GArray *levels, GHashTable *truth,
         GArray *found, GHashTable *numbers)
{
  const PrognosisHub *hub = self->hub;
  const gssize round = hub->round_column != NULL ? prognosis_hub_file_find_column (file, hub->round_column) : -1;
  const gssize target = hub->target_column != NULL ? prognosis_hub_file_find_column (file, hub->target_column) : -1;
  const gssize end = prognosis_hub_file_find_column (file, PROGNOSIS_HUB_END);
  const gssize location = prognosis_hub_file_find_column (file, PROGNOSIS_HUB_LOCATION);
  const gssize type = find_either (file, hub->type_column, "output_type"),
               id = find_either (file, hub->type_id_column, "output_type_id");
  const gssize value = prognosis_hub_file_find_column (file, hub->value_column);

  if (end < 0 || location < 0 || type < 0 || id < 0 || value < 0 || (round_of_name == NULL && round < 0))
    return;
  for (guint row = 0; row < file->rows->len; row++)
    {
      const gssize level = find_level (levels, prognosis_hub_file_get_cell (file, row, id));
      const char *of = round_of_name != NULL ? round_of_name : prognosis_hub_file_get_cell (file, row, round);
      gssize task;
      guint number;
      double number_value;

      if (level < 0 || !g_str_equal (prognosis_hub_file_get_cell (file, row, type), "quantile")
          || (target >= 0 && !g_str_equal (prognosis_hub_file_get_cell (file, row, target), self->target))
          || !prognosis_number_parse (prognosis_hub_file_get_cell (file, row, value), &number_value))
        continue;
      task = get_task (self, truth, of, prognosis_hub_file_get_cell (file, row, location),
                       prognosis_hub_file_get_cell (file, row, end));
      if (task < 0)
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, GSIZE_TO_POINTER ((gsize) task + 1)));
      if (number == 0)
        {
          Quantiles quantiles = { .values = g_new (double, levels->len), .task = (guint) task };

          for (guint i = 0; i < levels->len; i++)
            quantiles.values[i] = NAN;
          g_array_append_val (found, quantiles);
          number = found->len;
          g_hash_table_insert (numbers, GSIZE_TO_POINTER ((gsize) task + 1), GUINT_TO_POINTER (number));
        }
      g_array_index (found, Quantiles, number - 1).values[level] = number_value;
    }
}

static gboolean
is_complete (const Quantiles *quantiles, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (isnan (quantiles->values[i]))
      return FALSE;
  return TRUE;
}

/* The date that the name begins with. (transfer full): or NULL */
static char *
find_round (const char *name)
{
  g_autofree char *date = g_strndup (name, 10);
  int day;

  return prognosis_day_parse (date, &day) ? g_steal_pointer (&date) : NULL;
}

static void
add_scores (PrognosisBoard *self, const GArray *levels, const GArray *found, GArray *scores)
{
  const PrognosisScore none = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };

  while (scores->len < self->tasks->len)
    g_array_append_val (scores, none);
  for (guint i = 0; i < found->len; i++)
    {
      const Quantiles *quantiles = &g_array_index (found, Quantiles, i);
      const PrognosisBoardTask *task = &g_array_index (self->tasks, PrognosisBoardTask, quantiles->task);

      if (is_complete (quantiles, levels->len))
        prognosis_score_quantiles ((const double *) (const void *) levels->data, quantiles->values, levels->len, task->truth,
                                   &g_array_index (scores, PrognosisScore, quantiles->task));
    }
}

static void
unref_array (gpointer data)
{
  g_array_unref (data);
}

gboolean
prognosis_board_read_model (PrognosisBoard *self, const char *name, const char *folder, gboolean is_more, GHashTable *truth,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = list_folder (folder);
  g_autoptr (GArray) levels = get_levels (self->hub, self->target);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Quantiles));
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  GArray *scores;

  g_array_set_clear_func (found, clear_quantiles);
  for (guint i = 0; i < names->len; i++)
    {
      const char *file_name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, file_name, NULL), *round = find_round (file_name);
      g_autoptr (PrognosisHubFile) file = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!is_table (file_name))
        continue;
      file = prognosis_hub_file_read (path, error);
      if (file == NULL)
        return FALSE;
      collect (self, file, round, levels, truth, found, numbers);
    }
  if (self->scores == NULL)
    self->scores = g_ptr_array_new_with_free_func (unref_array);
  scores = g_array_new (FALSE, FALSE, sizeof (PrognosisScore));
  add_scores (self, levels, found, scores);
  g_ptr_array_add (self->models, g_strdup (name));
  g_array_append_val (self->is_more, is_more);
  g_ptr_array_add (self->scores, scores);
  return TRUE;
}
