/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules about rows that belong together: what is required, order and sums. */

#include <math.h>
#include <string.h>

#include "prognosis-hub-check-private.h"
#include "prognosis-number.h"

/* As R's all.equal (), by which hubs compare. */
#define SUM_TOLERANCE 1.5e-8

static const char *
get_cell (const PrognosisHubChecker *self, guint row, const char *name)
{
  const gssize column = prognosis_hub_file_find_column (self->file, name);

  return column < 0 ? "" : prognosis_hub_file_get_cell (self->file, row, column);
}

static const PrognosisHubEntry *
get_entry (const PrognosisHubChecker *self, const GArray *group, guint i)
{
  return &g_array_index (self->entries, PrognosisHubEntry, g_array_index (group, guint, i));
}

/* "wk inc flu hosp, horizon 2, location 01". (transfer full) */
static char *
describe (const PrognosisHubChecker *self, const PrognosisHubEntry *entry)
{
  GString *text = g_string_new (NULL);

  for (char **name = self->hub->columns; *name != NULL; name++)
    {
      const char *cell = get_cell (self, entry->row, *name);

      if (prognosis_hub_task_find_column (entry->task, *name) == NULL || g_strcmp0 (*name, self->hub->round_column) == 0
          || g_str_equal (*name, PROGNOSIS_HUB_END) || *cell == '\0' || g_str_equal (cell, "NA"))
        continue;
      g_string_append (text, text->len > 0 ? ", " : "");
      if (g_strcmp0 (*name, self->hub->target_column) == 0)
        g_string_append (text, cell);
      else
        g_string_append_printf (text, "%s %s", *name, cell);
    }
  return g_string_free (text, FALSE);
}

static void
free_group (gpointer data)
{
  g_array_unref (data);
}

/* Indices of entries, by what @make_key says; those for which it says NULL are left out. (transfer full) */
static GHashTable *
make_groups (const PrognosisHubChecker *self, char *(*make_key) (const PrognosisHubChecker *, const PrognosisHubEntry *) )
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_group);

  for (guint i = 0; i < self->entries->len; i++)
    {
      char *key = make_key (self, &g_array_index (self->entries, PrognosisHubEntry, i));
      GArray *group = key != NULL ? g_hash_table_lookup (groups, key) : NULL;

      if (key == NULL)
        continue;
      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, key, group);
        }
      else
        g_free (key);
      g_array_append_val (group, i);
    }
  return groups;
}

static char *
key_of_task (const PrognosisHubChecker *self, const PrognosisHubEntry *entry)
{
  return g_strdup_printf ("%p\t%s", (const void *) entry->task, entry->key);
}

static char *
key_of_output (const PrognosisHubChecker *self, const PrognosisHubEntry *entry)
{
  return entry->output->type == PROGNOSIS_HUB_SAMPLE ? NULL : g_strdup_printf ("%p\t%s", (const void *) entry->output, entry->key);
}

/* An output type that must accompany every forecast of its target. */
static void
check_types (PrognosisHubChecker *self, const GArray *group)
{
  const PrognosisHubEntry *first = get_entry (self, group, 0);

  for (guint o = 0; o < first->task->outputs->len; o++)
    {
      const PrognosisHubOutput *output = g_ptr_array_index (first->task->outputs, o);
      gboolean has = !output->is_required;

      for (guint i = 0; i < group->len && !has; i++)
        has = get_entry (self, group, i)->output == output;
      if (!has)
        {
          g_autofree char *what = describe (self, first);

          prognosis_hub_checker_add (self, "required-type", first->line, "the forecast of %s lacks the output type %s", what,
                                     prognosis_hub_type_get_name (output->type));
        }
    }
}

/* All levels or categories that the type needs. */
static void
check_ids (PrognosisHubChecker *self, const GArray *group)
{
  const PrognosisHubEntry *first = get_entry (self, group, 0);
  const PrognosisHubOutput *output = first->output;
  g_autoptr (GHashTable) has = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < group->len; i++)
    {
      const char *id = get_cell (self, get_entry (self, group, i)->row, self->hub->type_id_column);

      g_hash_table_add (has, output->type == PROGNOSIS_HUB_PMF ? g_strdup (id) : prognosis_hub_normalise (id));
    }
  for (guint i = 0; i < output->required->len; i++)
    if (!g_hash_table_contains (has, g_ptr_array_index (output->required, i)))
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", (char *) g_ptr_array_index (output->required, i));
  if (missing->len > 0)
    {
      g_autofree char *what = describe (self, first);

      prognosis_hub_checker_add (self, "required-id", first->line, "the %s of %s lacks %s",
                                 prognosis_hub_type_get_name (output->type), what, missing->str);
    }
}

typedef struct
{
  double level, value;
  guint line;
} Level;

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  const Level *x = a, *y = b;

  return x->level != y->level ? (x->level > y->level) - (x->level < y->level) : (x->line > y->line) - (x->line < y->line);
}

static void
check_order (PrognosisHubChecker *self, const GArray *group)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  const PrognosisHubEntry *first = get_entry (self, group, 0);

  for (guint i = 0; i < group->len; i++)
    {
      const PrognosisHubEntry *entry = get_entry (self, group, i);
      Level level = { .value = entry->value, .line = entry->line };

      if (prognosis_number_parse (get_cell (self, entry->row, self->hub->type_id_column), &level.level) && !isnan (level.value))
        g_array_append_val (levels, level);
    }
  g_array_sort (levels, compare_levels);
  for (guint i = 1; i < levels->len; i++)
    {
      const Level *lower = &g_array_index (levels, Level, i - 1), *upper = &g_array_index (levels, Level, i);

      if (upper->level > lower->level && upper->value < lower->value)
        {
          g_autofree char *what = describe (self, first);

          prognosis_hub_checker_add (self, "order", upper->line, "the %s at %g of %s is %g, below %g at %g in line %u",
                                     prognosis_hub_type_get_name (first->output->type), upper->level, what, upper->value,
                                     lower->value, lower->level, lower->line);
          return;
        }
    }
}

static void
check_sum (PrognosisHubChecker *self, const GArray *group)
{
  const PrognosisHubEntry *first = get_entry (self, group, 0);
  double sum = 0.0;

  for (guint i = 0; i < group->len; i++)
    sum += get_entry (self, group, i)->value;
  if (fabs (sum - 1.0) > SUM_TOLERANCE)
    {
      g_autofree char *what = describe (self, first);

      prognosis_hub_checker_add (self, "sum", first->line, "the probabilities of %s sum to %.10g; expected 1", what, sum);
    }
}

/* Needed values of the column, of which @entry's is one if nothing is needed. */
static gboolean
is_needed (const PrognosisHubColumn *column)
{
  return column->required->len > 0 && !g_str_equal (column->name, PROGNOSIS_HUB_END);
}

/* The cells of the task's columns, with those in @needed (by column, nullable) in place of @entry's. The end of the week follows from the
   horizon. (transfer full) */
static char *
make_needed_key (const PrognosisHubChecker *self, const PrognosisHubEntry *entry, const guint *needed, gboolean is_open)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < entry->task->columns->len; i++)
    {
      const PrognosisHubColumn *column = g_ptr_array_index (entry->task->columns, i);
      const char *cell = get_cell (self, entry->row, column->name);

      if (g_str_equal (column->name, PROGNOSIS_HUB_END) || (is_open && is_needed (column)))
        continue;
      if (needed != NULL && is_needed (column))
        cell = g_ptr_array_index (column->required, needed[i]);
      g_string_append_printf (key, "%s\t", cell);
    }
  return g_string_free (key, FALSE);
}

/* Reports the combinations of required values that @entry's other values lack. */
static void
check_combinations (PrognosisHubChecker *self, const PrognosisHubEntry *entry, GHashTable *submitted)
{
  const guint n = entry->task->columns->len;
  g_autofree guint *at = g_new0 (guint, n + 1);
  guint i;

  do
    {
      g_autofree char *key = make_needed_key (self, entry, at, FALSE);

      if (!g_hash_table_contains (submitted, key))
        {
          g_strdelimit (key, "\t", ' ');
          prognosis_hub_checker_add (self, "required-task", 0, "the file lacks a forecast that the hub requires: %s",
                                     g_strchomp (key));
        }
      for (i = 0; i < n; i++)
        {
          const PrognosisHubColumn *column = g_ptr_array_index (entry->task->columns, i);

          if (!is_needed (column))
            continue;
          if (++at[i] < column->required->len)
            break;
          at[i] = 0;
        }
    }
  while (i < n);
}

/* Where a hub requires values of a column, such as all locations, a file must have them for every combination of the other columns. */
static void
check_tasks (PrognosisHubChecker *self)
{
  for (guint t = 0; t < self->round->tasks->len; t++)
    {
      const PrognosisHubTask *task = g_ptr_array_index (self->round->tasks, t);
      g_autoptr (GHashTable) submitted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      gboolean any = FALSE;

      for (guint i = 0; i < task->columns->len; i++)
        any |= is_needed (g_ptr_array_index (task->columns, i));
      for (guint i = 0; any && i < self->entries->len; i++)
        {
          const PrognosisHubEntry *entry = &g_array_index (self->entries, PrognosisHubEntry, i);

          if (entry->task == task)
            g_hash_table_add (submitted, make_needed_key (self, entry, NULL, FALSE));
        }
      for (guint i = 0; any && i < self->entries->len; i++)
        {
          const PrognosisHubEntry *entry = &g_array_index (self->entries, PrognosisHubEntry, i);

          if (entry->task == task && g_hash_table_add (seen, make_needed_key (self, entry, NULL, TRUE)))
            check_combinations (self, entry, submitted);
        }
    }
}

void
prognosis_hub_check_groups (PrognosisHubChecker *self)
{
  g_autoptr (GHashTable) tasks = make_groups (self, key_of_task);
  g_autoptr (GHashTable) outputs = make_groups (self, key_of_output);
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, tasks);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    check_types (self, group);
  g_hash_table_iter_init (&iter, outputs);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    {
      const PrognosisHubType type = get_entry (self, group, 0)->output->type;

      check_ids (self, group);
      if (type == PROGNOSIS_HUB_QUANTILE || type == PROGNOSIS_HUB_CDF)
        check_order (self, group);
      if (type == PROGNOSIS_HUB_PMF)
        check_sum (self, group);
    }
  check_tasks (self);
}

/* --- samples --- */

static char *
key_of_sample_group (const PrognosisHubChecker *self, const PrognosisHubEntry *entry)
{
  GString *key;

  if (entry->output->type != PROGNOSIS_HUB_SAMPLE)
    return NULL;
  if (entry->output->group == NULL)
    return g_strdup_printf ("%p\t%s", (const void *) entry->output, entry->key);
  key = g_string_new (NULL);
  g_string_printf (key, "%p\t", (const void *) entry->output);
  for (char **name = entry->output->group; *name != NULL; name++)
    g_string_append_printf (key, "%s\t", get_cell (self, entry->row, *name));
  return g_string_free (key, FALSE);
}

/* Every sample is one path: it has a value for each task of the group. */
static void
check_paths (PrognosisHubChecker *self, const GArray *group)
{
  const PrognosisHubEntry *first = get_entry (self, group, 0);
  g_autoptr (GHashTable) tasks = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *what = describe (self, first);
  guint n_samples;

  for (guint i = 0; i < group->len; i++)
    {
      const PrognosisHubEntry *entry = get_entry (self, group, i);
      gpointer id = (gpointer) get_cell (self, entry->row, self->hub->type_id_column);

      g_hash_table_add (tasks, entry->key);
      g_hash_table_insert (counts, id, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, id)) + 1));
    }
  n_samples = g_hash_table_size (counts);
  if (n_samples < first->output->min_samples || (first->output->max_samples > 0 && n_samples > first->output->max_samples))
    prognosis_hub_checker_add (self, "sample-count", first->line, "there are %u samples of %s; expected %u to %u", n_samples, what,
                               first->output->min_samples, first->output->max_samples);
  for (guint i = 0; i < group->len; i++)
    {
      const PrognosisHubEntry *entry = get_entry (self, group, i);
      const char *id = get_cell (self, entry->row, self->hub->type_id_column);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, id)) >= g_hash_table_size (tasks))
        continue;
      prognosis_hub_checker_add (self, "sample-path", entry->line,
                                 "the sample %s has %u values, other samples of %s have %u: a sample is one path over all of them",
                                 id, GPOINTER_TO_UINT (g_hash_table_lookup (counts, id)), what, g_hash_table_size (tasks));
      return;
    }
}

void
prognosis_hub_check_samples (PrognosisHubChecker *self)
{
  g_autoptr (GHashTable) groups = make_groups (self, key_of_sample_group);
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    check_paths (self, group);
}
