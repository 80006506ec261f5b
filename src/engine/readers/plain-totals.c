/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "plain-private.h"
#include "prognosis-total-name.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plain-names.h"
#include "prognosis-table-private.h"

/* A sum is no chance where it fits in nearly all of so many places and days. */
#define MIN_GROUPS 3
#define SHARE_OF_GROUPS 0.9
/* Columns with more words name persons or places. */
#define MAX_WORDS 200

/* Whether rows that differ in this column are summed. */
static gboolean
divides (const Plain *self, gsize column)
{
  const PrognosisPlainColumns *columns = &self->columns;

  if ((gssize) column == columns->date || (gssize) column == columns->code || (gssize) column == columns->population
      || (gssize) column == columns->week || (gssize) column == columns->as_of || prognosis_where_names (&self->where, column)
      || (columns->across.days != NULL && g_array_index (columns->across.days, int, column) != PROGNOSIS_NO_DAY))
    return FALSE;
  for (guint i = 0; i < columns->n_names; i++)
    if ((gssize) column == columns->names[i])
      return FALSE;
  for (guint i = 0; i < columns->values->len; i++)
    if (column == g_array_index (columns->values, gsize, i))
      return FALSE;
  return TRUE;
}

/* The value in a column that is a word for the total of its other values; NULL if there is none. */
static const char *
find_total (const Plain *self, gsize column)
{
  const char *total = NULL;
  gboolean any_part = FALSE;

  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    {
      const char *text = prognosis_table_get_cell (self->table, row, column);
      double number;

      if (*text == '\0' || (total != NULL && strcmp (text, total) == 0))
        continue;
      if (prognosis_table_parse_number (self->table, text, &number))
        any_part = TRUE;
      else if (!prognosis_is_total (text))
        any_part = TRUE;
      else if (total == NULL)
        total = text;
    }
  return any_part ? total : NULL;
}

/* What the values of one place and day add up to, but for the column looked at. */
typedef struct
{
  double sum;
  guint n_parts; /* above zero */
} Group;

/* What all rows have in common that differ in @column alone. (transfer full) */
static char *
make_group_key (const Plain *self, gsize column, gsize row)
{
  GString *key = g_string_new (NULL);

  for (gsize i = 0; i < prognosis_table_get_n_columns (self->table); i++)
    {
      gboolean is_value = FALSE;

      for (guint v = 0; v < self->columns.values->len; v++)
        is_value |= i == g_array_index (self->columns.values, gsize, v);
      if (i != column && !is_value)
        g_string_append_printf (key, "%s\n", prognosis_table_get_cell (self->table, row, i));
    }
  return g_string_free (key, FALSE);
}

/* How often a word's value is the sum of all others of its group, and in how many groups that would show. */
typedef struct
{
  guint n_alike, n;
} Count;

/* The word that stands for the total by the numbers, whatever it is; NULL: none does. Lent. */
static const char *
find_total_by_numbers (const Plain *self, gsize column)
{
  const gsize n_rows = prognosis_table_get_n_rows (self->table),
              value_column = self->columns.values->len > 0 ? g_array_index (self->columns.values, gsize, 0) : G_MAXSIZE;
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer word, count;
  const char *total = NULL;

  if (value_column == G_MAXSIZE)
    return NULL;
  for (int pass = 0; pass < 2; pass++)
    for (gsize row = 0; row < n_rows; row++)
      {
        const char *text = prognosis_table_get_cell (self->table, row, column);
        g_autofree char *key = NULL;
        Group *group;
        Count *of_word;
        double value, others;

        if (!prognosis_table_parse_number (self->table, prognosis_table_get_cell (self->table, row, value_column), &value)
            || !(value > 0.0))
          continue;
        key = make_group_key (self, column, row);
        group = g_hash_table_lookup (groups, key);
        if (pass == 0)
          {
            if (group == NULL)
              g_hash_table_insert (groups, g_steal_pointer (&key), group = g_new0 (Group, 1));
            group->sum += value;
            group->n_parts++;
            continue;
          }
        of_word = g_hash_table_lookup (words, text);
        if (of_word == NULL)
          g_hash_table_insert (words, (gpointer) text, of_word = g_new0 (Count, 1));
        others = group->sum - value;
        /* One other part of the same size could be chance. */
        if (group->n_parts < 3)
          continue;
        of_word->n++;
        of_word->n_alike += fabs (others - value) <= 1e-9 * value;
      }
  if (g_hash_table_size (words) > MAX_WORDS)
    return NULL;
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, &count))
    {
      const Count *c = count;

      if (c->n >= MIN_GROUPS && c->n_alike >= SHARE_OF_GROUPS * c->n)
        total = word;
    }
  return total;
}

/* --- groups by one column after groups by another ------------------------------------ */

/* Whether the row is one of the groups in @column, and neither their total nor without any. */
static gboolean
is_group (const Plain *self, gsize column, gsize row)
{
  const char *text = prognosis_table_get_cell (self->table, row, column);

  return *text != '\0' && !prognosis_is_total (text);
}

/* What all rows that are groups in @column count, and how many there are. */
static double
sum_groups (const Plain *self, gsize column, gsize *n)
{
  const gsize value_column = g_array_index (self->columns.values, gsize, 0);
  double sum = 0.0, value;

  *n = 0;
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    if (is_group (self, column, row))
      {
        ++*n;
        if (prognosis_table_parse_number (self->table, prognosis_table_get_cell (self->table, row, value_column), &value)
            && !isnan (value))
          sum += value;
      }
  return sum;
}

static gboolean
exclude_each_other (const Plain *self, gsize a, gsize b)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    if (is_group (self, a, row) && is_group (self, b, row))
      return FALSE;
  return TRUE;
}

static void
leave_out (Plain *self, gsize row)
{
  if (self->total_rows == NULL)
    self->total_rows = g_hash_table_new (NULL, NULL);
  g_hash_table_add (self->total_rows, GSIZE_TO_POINTER (row + 1));
}

/*
 * Some tables count the same persons several times: first by sex, with no age, then by age, with no sex. Of the columns of which a row
 * has only one, the groups that count the most persons are summed; a few may be without an age.
 */
static gboolean *
find_margins (Plain *self)
{
  const gsize n_columns = prognosis_table_get_n_columns (self->table);
  gboolean *is_margin = g_new0 (gboolean, n_columns);
  gssize best = -1, other = -1;
  double most = 0.0;
  gsize n_margins = 0;

  for (gsize column = 0; column < n_columns && self->columns.values->len > 0; column++)
    {
      gboolean fits = divides (self, column) && (gssize) column != self->columns.quantity
                      && prognosis_plain_is_stratum (prognosis_table_get_key (self->table, column));
      gsize n_groups = 0;
      double sum;

      for (gsize i = 0; i < column && fits; i++)
        fits = !is_margin[i] || exclude_each_other (self, i, column);
      sum = fits ? sum_groups (self, column, &n_groups) : 0.0;
      if (n_groups == 0)
        continue;
      is_margin[column] = TRUE;
      n_margins++;
      other = best < 0 || sum <= most ? (gssize) column : best;
      if (best < 0 || sum > most)
        {
          best = (gssize) column;
          most = sum;
        }
    }
  if (n_margins < 2)
    {
      g_free (is_margin);
      return NULL;
    }
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    if (!is_group (self, (gsize) best, row))
      leave_out (self, row);
  prognosis_dataset_builder_warn (self->builder, self->file, 0, "margins-not-summed",
                                  _ ("the table counts the same persons by “%s” and by “%s”: only the rows by “%s” are summed"),
                                  prognosis_table_get_header (self->table, (gsize) best),
                                  prognosis_table_get_header (self->table, (gsize) other),
                                  prognosis_table_get_header (self->table, (gsize) best));
  return is_margin;
}

void
prognosis_plain_find_totals (Plain *self)
{
  const PrognosisTable *table = self->table;
  g_autofree gboolean *is_margin = find_margins (self);

  for (gsize column = 0; column < prognosis_table_get_n_columns (table); column++)
    {
      const gboolean is_summed = divides (self, column) && (is_margin == NULL || !is_margin[column]);
      const char *total = is_summed ? find_total (self, column) : NULL;

      if (total == NULL && is_summed)
        total = find_total_by_numbers (self, column);
      if (total == NULL)
        continue;
      for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
        if (strcmp (prognosis_table_get_cell (table, row, column), total) == 0)
          leave_out (self, row);
      prognosis_dataset_builder_warn (self->builder, self->file, 0, "total-not-summed",
                                      _ ("rows with “%s” in “%s” are totals of other rows and are not added to them"), total,
                                      prognosis_table_get_header (table, column));
    }
}
