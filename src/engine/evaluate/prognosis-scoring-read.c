/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a file with the columns of the forecast hubs, written by any program. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-forecast.h"
#include "prognosis-scoring-private.h"
#include "prognosis-table.h"

enum
{
  REFERENCE_DATE,
  TARGET,
  HORIZON,
  TARGET_END_DATE,
  LOCATION,
  OUTPUT_TYPE,
  OUTPUT_TYPE_ID,
  VALUE,
  N_COLUMNS,
};

static const char *const column_names[N_COLUMNS]
    = { "reference_date", "target", "horizon", "target_end_date", "location", "output_type", "output_type_id", "value" };

/* Who made a forecast, as hubs and their tools name it. */
static const char *const model_names[] = { "model_id", "model", "model_abbr", "team_model", "forecaster", "team" };

typedef struct
{
  int reference_day, end_day, horizon;
  int level; /* in thousandths; 0: median; -1: not scored */
  gboolean is_of_other_type;
  double value;
} Row;

typedef struct
{
  const PrognosisTable *table;
  const PrognosisDataset *truth;
  gsize columns[N_COLUMNS];
  gssize model; /* column, or -1 */
  GHashTable *model_numbers, *target_numbers;
} File;

static const char *
get_cell (const File *file, gsize row, int column)
{
  return prognosis_table_get_cell (file->table, row, file->columns[column]);
}

static gboolean
fail (const File *file, gsize row, int column, const char *expected, GError **error)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: the column %s contains “%s”; expected %s",
               prognosis_table_get_path (file->table), prognosis_table_get_line (file->table, row), column_names[column],
               get_cell (file, row, column), expected);
  return FALSE;
}

static gboolean
find_columns (File *file, GError **error)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      const gssize column = prognosis_table_find_column (file->table, column_names[i]);

      if (column < 0)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: this forecast file lacks the column %s",
                       prognosis_table_get_path (file->table), column_names[i]);
          return FALSE;
        }
      file->columns[i] = column;
    }
  file->model = -1;
  for (gsize i = 0; i < G_N_ELEMENTS (model_names) && file->model < 0; i++)
    file->model = prognosis_table_find_column (file->table, model_names[i]);
  return TRUE;
}

static gboolean
parse_whole (const char *text, int *number)
{
  char *end;
  const double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || value != floor (value) || !(fabs (value) < 1e6))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

/* Also TRUE if the row is of a type that is not scored; its level is then -1. */
static gboolean
parse_row (const File *file, gsize i, Row *row, GError **error)
{
  const char *type = get_cell (file, i, OUTPUT_TYPE);
  double level = NAN;

  row->level = -1;
  row->is_of_other_type = FALSE;
  if (strcmp (type, "median") == 0 || strcmp (type, "point") == 0)
    row->level = 0;
  else if (strcmp (type, "quantile") == 0)
    {
      if (!prognosis_table_parse_number (file->table, get_cell (file, i, OUTPUT_TYPE_ID), &level)
          || (!(level >= 0.0005 && level < 0.9995) && level != 0.0 && level != 1.0))
        return fail (file, i, OUTPUT_TYPE_ID, "a level from 0.001 to 0.999, or 0 or 1, which are not scored", error);
      row->level = (int) lround (1000.0 * level);
      /* The limits of what is possible; 0 would mean the median. */
      if (row->level == 0 || row->level == 1000)
        row->level = -1;
    }
  else
    row->is_of_other_type = TRUE;
  if (row->level < 0)
    return TRUE;
  if (!prognosis_dataset_parse_day (file->truth, get_cell (file, i, REFERENCE_DATE), &row->reference_day, NULL))
    return fail (file, i, REFERENCE_DATE, "a date in the format of the truth", error);
  if (!prognosis_dataset_parse_day (file->truth, get_cell (file, i, TARGET_END_DATE), &row->end_day, NULL))
    return fail (file, i, TARGET_END_DATE, "a date in the format of the truth", error);
  if (!parse_whole (get_cell (file, i, HORIZON), &row->horizon))
    return fail (file, i, HORIZON, "a whole number", error);
  if (!prognosis_table_parse_number (file->table, get_cell (file, i, VALUE), &row->value))
    return fail (file, i, VALUE, "a number", error);
  return TRUE;
}

static GArray *
parse_rows (const File *file, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  const gsize n = prognosis_table_get_n_rows (file->table);

  g_array_set_size (rows, n);
  for (gsize i = 0; i < n; i++)
    if (!parse_row (file, i, &g_array_index (rows, Row, i), error))
      return NULL;
  return g_steal_pointer (&rows);
}

/* Days from one horizon to the next; months are counted, because their days differ. */
static int
find_step_days (const GArray *rows)
{
  gsize n_days = 0, n_weeks = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (row->level < 0)
        continue;
      n_days += row->end_day - row->reference_day == row->horizon;
      n_weeks += row->end_day - row->reference_day == 7 * row->horizon;
    }
  return n_weeks > n_days ? 7 : 1;
}

static gboolean
has_months (const File *file)
{
  return prognosis_dataset_get_frequency (file->truth) == PROGNOSIS_FREQUENCY_MONTHLY;
}

static gboolean
matches_horizon (const File *file, const Row *row, int step_days)
{
  if (has_months (file))
    return prognosis_day_to_month (row->end_day) - prognosis_day_to_month (row->reference_day) == row->horizon;
  return row->end_day - row->reference_day == step_days * row->horizon;
}

/* The 23 levels of the forecast hubs if the file has them, otherwise those in the file. */
static GArray *
find_levels (const GArray *rows)
{
  GArray *levels = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree gboolean *has = g_new0 (gboolean, 1001);
  gsize n_hub, n_found = 0;
  const double *hub = prognosis_forecast_hub_levels (&n_hub);

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, Row, i).level > 0)
      has[g_array_index (rows, Row, i).level] = TRUE;
  for (gsize i = 0; i < n_hub; i++)
    n_found += has[lround (1000.0 * hub[i])];
  if (n_found == n_hub)
    return g_array_append_vals (levels, hub, n_hub);
  for (int k = 1; k < 1000; k++)
    if (has[k])
      {
        const double level = k / 1000.0;

        g_array_append_val (levels, level);
      }
  return levels;
}

static gssize
find_level (const GArray *levels, int level)
{
  for (guint i = 0; i < levels->len; i++)
    if (lround (1000.0 * g_array_index (levels, double, i)) == level)
      return i;
  return -1;
}

/* Restores the leading zero that spreadsheets drop: "1" is "01". */
static gssize
find_region (const PrognosisDataset *truth, const char *location)
{
  const gssize found = prognosis_dataset_find_region (truth, location);
  g_autofree char *padded = NULL;

  if (found >= 0 || !g_ascii_isdigit (location[0]) || location[1] != '\0')
    return found;
  padded = g_strconcat ("0", location, NULL);
  return prognosis_dataset_find_region (truth, padded);
}

/* The number of @name in @names, where it is added if it is new. */
static guint
number_name (GPtrArray *names, GHashTable *numbers, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, name));

  if (number == 0)
    {
      g_ptr_array_add (names, g_strdup (name));
      number = names->len;
      g_hash_table_insert (numbers, g_ptr_array_index (names, number - 1), GUINT_TO_POINTER (number));
    }
  return number - 1;
}

static void
clear_task (PrognosisScoringTask *task)
{
  g_free (task->values);
}

/* The task of a row; created for its first row. */
static PrognosisScoringTask *
get_task (PrognosisForecastFile *self, GHashTable *numbers, const File *file, gsize i, const Row *row)
{
  const char *location = get_cell (file, i, LOCATION);
  const guint target = number_name (self->targets, file->target_numbers, get_cell (file, i, TARGET));
  const guint model = file->model < 0 ? 0
                                      : number_name (self->models, file->model_numbers,
                                                     prognosis_table_get_cell (file->table, i, (gsize) file->model));
  g_autofree char *key = g_strdup_printf ("%u %d %d %u %s", model, row->reference_day, row->horizon, target, location);
  gsize number = GPOINTER_TO_SIZE (g_hash_table_lookup (numbers, key));
  PrognosisScoringTask task
      = { .model = model,
          .target = target,
          .horizon = row->horizon,
          .end_day = has_months (file) ? prognosis_day_from_month (prognosis_day_to_month (row->end_day)) : row->end_day,
          .median = NAN,
          .line = prognosis_table_get_line (file->table, i) };

  if (number == 0)
    {
      task.region = find_region (file->truth, location);
      task.values = g_new (double, MAX (self->levels->len, 1));
      for (guint k = 0; k < self->levels->len; k++)
        task.values[k] = NAN;
      g_array_append_val (self->tasks, task);
      number = self->tasks->len;
      g_hash_table_insert (numbers, g_steal_pointer (&key), GSIZE_TO_POINTER (number));
    }
  return &g_array_index (self->tasks, PrognosisScoringTask, number - 1);
}

/* FALSE: another row says something else of the same number. */
static gboolean
set_value (const File *file, gsize i, const PrognosisScoringTask *task, double *value, double to, GError **error)
{
  if (isnan (*value) || *value == to)
    {
      *value = to;
      return TRUE;
    }
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
               "%s:%u: a second value of %s %s for %s on %s, the first is %g and belongs to the forecast that begins in line %u; "
               "each number needs one row, and several models a column “model”",
               prognosis_table_get_path (file->table), prognosis_table_get_line (file->table, i), get_cell (file, i, OUTPUT_TYPE),
               get_cell (file, i, OUTPUT_TYPE_ID), get_cell (file, i, LOCATION), get_cell (file, i, TARGET_END_DATE), *value,
               task->line);
  return FALSE;
}

static gboolean
collect (PrognosisForecastFile *self, const File *file, const GArray *rows, GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const int step_days = find_step_days (rows);

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const gssize level = row->level > 0 ? find_level (self->levels, row->level) : -1;
      PrognosisScoringTask *task;

      self->n_other_types += row->is_of_other_type;
      if (row->level < 0 || (row->level > 0 && level < 0) || isnan (row->value))
        continue;
      if (!matches_horizon (file, row, step_days))
        {
          self->n_wrong_days++;
          continue;
        }
      task = get_task (self, numbers, file, i, row);
      if (!set_value (file, i, task, level >= 0 ? &task->values[level] : &task->median, row->value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
prognosis_forecast_file_read (PrognosisForecastFile *self, const char *path, const PrognosisDataset *truth, GError **error)
{
  g_autoptr (PrognosisTable) table = prognosis_table_read (path, 0, NULL, error);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GHashTable) model_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) target_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  File file = { .table = table, .truth = truth, .model_numbers = model_numbers, .target_numbers = target_numbers };

  if (!table || !find_columns (&file, error) || !(rows = parse_rows (&file, error)))
    return FALSE;
  self->models = g_ptr_array_new_with_free_func (g_free);
  self->targets = g_ptr_array_new_with_free_func (g_free);
  self->tasks = g_array_new (FALSE, FALSE, sizeof (PrognosisScoringTask));
  g_array_set_clear_func (self->tasks, (GDestroyNotify) clear_task);
  self->levels = find_levels (rows);
  if (!collect (self, &file, rows, error))
    return FALSE;
  if (self->tasks->len == 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   "%s: the file contains no row of output_type quantile or median whose target_end_date matches its "
                   "reference_date and horizon",
                   path);
      return FALSE;
    }
  g_ptr_array_add (self->models, NULL);
  g_ptr_array_add (self->targets, NULL);
  return TRUE;
}

void
prognosis_forecast_file_clear (PrognosisForecastFile *self)
{
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->levels, g_array_unref);
  g_clear_pointer (&self->tasks, g_array_unref);
}
