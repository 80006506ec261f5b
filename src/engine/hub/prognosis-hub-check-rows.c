/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules about rows, each alone. */

#include <math.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-hub-check-private.h"
#include "prognosis-number.h"

static const char *
get_cell (const PrognosisHubChecker *self, guint row, gssize column)
{
  return prognosis_hub_file_get_cell (self->file, row, column);
}

static guint
get_line (const PrognosisHubChecker *self, guint row)
{
  return g_array_index (self->file->rows, PrognosisHubRow, row).line;
}

static gboolean
permits (const PrognosisHubColumn *column, const char *text)
{
  g_autofree char *number = NULL;

  if (!g_str_equal (column->name, PROGNOSIS_HUB_HORIZON))
    return prognosis_hub_column_permits (column, text);
  number = prognosis_hub_normalise (text);
  return prognosis_hub_column_permits (column, number);
}

/* The model task that permits all cells of the row, or NULL. */
static const PrognosisHubTask *
find_task (const PrognosisHubChecker *self, guint row, const PrognosisHubOutput **output)
{
  const PrognosisHubTask *found = NULL;
  PrognosisHubType type;
  const gboolean has_type = prognosis_hub_type_find (get_cell (self, row, self->type_column), &type);

  *output = NULL;
  for (guint t = 0; t < self->round->tasks->len; t++)
    {
      const PrognosisHubTask *task = g_ptr_array_index (self->round->tasks, t);
      gboolean is_permitted = TRUE;

      for (guint i = 0; i < task->columns->len && is_permitted; i++)
        {
          const PrognosisHubColumn *column = g_ptr_array_index (task->columns, i);
          const gssize at = prognosis_hub_file_find_column (self->file, column->name);

          is_permitted = at < 0 || permits (column, get_cell (self, row, at));
        }
      if (!is_permitted)
        continue;
      /* Two model tasks may share all columns and differ in their output types. */
      found = task;
      *output = has_type ? prognosis_hub_task_find_output (task, type) : NULL;
      if (*output != NULL)
        return found;
    }
  return found;
}

/* Says why no model task permits the row: a value that none knows, or values that do not go together. */
static void
explain_cells (PrognosisHubChecker *self, guint row)
{
  g_autoptr (GString) cells = g_string_new (NULL);

  for (guint c = 0; c < self->file->n_columns; c++)
    {
      gboolean is_known = FALSE, is_id = FALSE;

      for (guint t = 0; t < self->round->tasks->len; t++)
        {
          const PrognosisHubColumn *column
              = prognosis_hub_task_find_column (g_ptr_array_index (self->round->tasks, t), self->file->header[c]);

          is_id |= column != NULL;
          is_known |= column != NULL && permits (column, get_cell (self, row, c));
        }
      if (is_id && !is_known)
        {
          prognosis_hub_checker_add (self, "permitted", get_line (self, row), "“%s” is not a permitted value of %s",
                                     get_cell (self, row, c), self->file->header[c]);
          return;
        }
      if (is_id)
        g_string_append_printf (cells, "%s%s %s", cells->len > 0 ? ", " : "", self->file->header[c], get_cell (self, row, c));
    }
  prognosis_hub_checker_add (self, "combination", get_line (self, row), "these values do not go together: %s", cells->str);
}

static gboolean
contains (const GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (g_ptr_array_index (texts, i), text))
      return TRUE;
  return FALSE;
}

static void
check_sample_id (PrognosisHubChecker *self, guint row, const PrognosisHubOutput *output, const char *id)
{
  double number;

  if (*id == '\0' || g_str_equal (id, "NA"))
    prognosis_hub_checker_add (self, "sample-id", get_line (self, row), "the sample has no %s", self->hub->type_id_column);
  else if (output->has_integer_ids && !(prognosis_number_parse (id, &number) && number == floor (number)))
    prognosis_hub_checker_add (self, "sample-id", get_line (self, row), "the %s of a sample is “%s”; expected a whole number",
                               self->hub->type_id_column, id);
  else if (output->max_length > 0 && g_utf8_strlen (id, -1) > (glong) output->max_length)
    prognosis_hub_checker_add (self, "sample-id", get_line (self, row),
                               "the %s of a sample is “%s”; expected at most %u characters", self->hub->type_id_column, id,
                               output->max_length);
}

static void
check_id (PrognosisHubChecker *self, guint row, const PrognosisHubOutput *output)
{
  const char *id = get_cell (self, row, self->type_id_column);
  g_autofree char *text = NULL;

  if (output->type == PROGNOSIS_HUB_SAMPLE)
    {
      check_sample_id (self, row, output, id);
      return;
    }
  if (output->required->len + output->optional->len == 0)
    {
      if (*id != '\0' && !g_str_equal (id, "NA"))
        prognosis_hub_checker_add (self, "id", get_line (self, row), "the %s of a %s is “%s”; expected NA",
                                   self->hub->type_id_column, prognosis_hub_type_get_name (output->type), id);
      return;
    }
  text = output->type == PROGNOSIS_HUB_PMF ? g_strdup (id) : prognosis_hub_normalise (id);
  if (!contains (output->required, text) && !contains (output->optional, text))
    prognosis_hub_checker_add (self, "id", get_line (self, row), "“%s” is not a permitted %s of a %s", id,
                               self->hub->type_id_column, prognosis_hub_type_get_name (output->type));
}

/* NAN: not a number. */
static double
check_value (PrognosisHubChecker *self, guint row, const PrognosisHubOutput *output)
{
  const char *text = get_cell (self, row, self->value_column);
  double value = NAN;

  if (!prognosis_number_parse (text, &value))
    {
      prognosis_hub_checker_add (self, "number", get_line (self, row), "the value “%s” is not a number", text);
      return NAN;
    }
  if (output->is_integer && value != floor (value))
    prognosis_hub_checker_add (self, "whole", get_line (self, row), "the value %s is not a whole number", text);
  if (value < output->minimum)
    prognosis_hub_checker_add (self, "minimum", get_line (self, row), "the value %s is below %g", text, output->minimum);
  if (value > output->maximum)
    prognosis_hub_checker_add (self, "maximum", get_line (self, row), "the value %s is above %g", text, output->maximum);
  return value;
}

static void
check_end (PrognosisHubChecker *self, guint row)
{
  const gssize end_column = prognosis_hub_file_find_column (self->file, PROGNOSIS_HUB_END);
  const gssize horizon_column = prognosis_hub_file_find_column (self->file, PROGNOSIS_HUB_HORIZON);
  int round, end;
  double horizon;

  if (end_column < 0 || horizon_column < 0 || !prognosis_day_parse (self->result->round, &round)
      || !prognosis_day_parse (get_cell (self, row, end_column), &end)
      || !prognosis_number_parse (get_cell (self, row, horizon_column), &horizon))
    return;
  if (end != round + self->hub->end_days + 7 * (int) horizon)
    {
      g_autofree char *expected = prognosis_day_format (round + self->hub->end_days + 7 * (int) horizon);

      prognosis_hub_checker_add (self, "end-date", get_line (self, row), "%s is %s; expected %s for horizon %g", PROGNOSIS_HUB_END,
                                 get_cell (self, row, end_column), expected, horizon);
    }
}

static void
check_population (PrognosisHubChecker *self, guint row, const PrognosisHubEntry *entry)
{
  const gssize place_column = prognosis_hub_file_find_column (self->file, PROGNOSIS_HUB_LOCATION);
  const gssize target_column
      = self->hub->target_column != NULL ? prognosis_hub_file_find_column (self->file, self->hub->target_column) : -1;
  const PrognosisHubPlace *place
      = place_column >= 0 ? prognosis_hub_find_place (self->hub, get_cell (self, row, place_column)) : NULL;
  const PrognosisHubTarget *target
      = target_column >= 0 ? prognosis_hub_task_find_target (entry->task, get_cell (self, row, target_column)) : NULL;

  if (place != NULL && target != NULL && entry->output->type != PROGNOSIS_HUB_PMF
      && (target->measure == PROGNOSIS_HUB_COUNT || target->measure == PROGNOSIS_HUB_PEAK_SIZE) && entry->value > place->population)
    prognosis_hub_checker_add (self, "population", get_line (self, row), "the value %s is above the population of %s, %.0f",
                               get_cell (self, row, self->value_column), place->name, place->population);
}

/* The cells of the task's columns. (transfer full) */
static char *
make_key (const PrognosisHubChecker *self, guint row, const PrognosisHubTask *task)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < task->columns->len; i++)
    {
      const PrognosisHubColumn *column = g_ptr_array_index (task->columns, i);
      const gssize at = prognosis_hub_file_find_column (self->file, column->name);
      const char *cell = at >= 0 ? get_cell (self, row, at) : "";
      g_autofree char *number
          = g_str_equal (column->name, PROGNOSIS_HUB_HORIZON) ? prognosis_hub_normalise (cell) : g_strdup (cell);

      g_string_append_printf (key, "%s\t", number);
    }
  return g_string_free (key, FALSE);
}

static void
check_duplicate (PrognosisHubChecker *self, guint row, const PrognosisHubEntry *entry, GHashTable *lines)
{
  g_autofree char *id = prognosis_hub_normalise (get_cell (self, row, self->type_id_column));
  g_autofree char *key = g_strdup_printf ("%s%d\t%s", entry->key, (int) entry->output->type, id);
  const guint first = GPOINTER_TO_UINT (g_hash_table_lookup (lines, key));

  if (first > 0)
    prognosis_hub_checker_add (self, "duplicate", get_line (self, row), "the row repeats that in line %u", first);
  else
    g_hash_table_insert (lines, g_steal_pointer (&key), GUINT_TO_POINTER (get_line (self, row)));
}

void
prognosis_hub_check_rows (PrognosisHubChecker *self)
{
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 0; row < self->file->rows->len; row++)
    {
      PrognosisHubEntry entry = { .row = row, .line = get_line (self, row) };

      entry.task = find_task (self, row, &entry.output);
      if (entry.task == NULL)
        explain_cells (self, row);
      else if (entry.output == NULL)
        prognosis_hub_checker_add (self, "type", entry.line, "“%s” is not a permitted %s of this target",
                                   get_cell (self, row, self->type_column), self->hub->type_column);
      if (entry.output == NULL)
        continue;
      entry.key = make_key (self, row, entry.task);
      check_id (self, row, entry.output);
      entry.value = check_value (self, row, entry.output);
      check_end (self, row);
      check_population (self, row, &entry);
      check_duplicate (self, row, &entry, lines);
      g_array_append_val (self->entries, entry);
    }
}
