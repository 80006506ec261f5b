/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "plain-private.h"
#include "prognosis-dataset-total.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether rows that differ in this column are summed. */
static gboolean
divides (const Plain *self, gsize column)
{
  const PrognosisPlainColumns *columns = &self->columns;

  if ((gssize) column == columns->date || (gssize) column == columns->code || (gssize) column == columns->population
      || (gssize) column == columns->week || (gssize) column == columns->as_of || _prognosis_where_names (&self->where, column)
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
      else if (!_prognosis_is_total (text))
        any_part = TRUE;
      else if (total == NULL)
        total = text;
    }
  return any_part ? total : NULL;
}

void
_prognosis_plain_find_totals (Plain *self)
{
  const PrognosisTable *table = self->table;

  for (gsize column = 0; column < prognosis_table_get_n_columns (table); column++)
    {
      const char *total = divides (self, column) ? find_total (self, column) : NULL;

      if (total == NULL)
        continue;
      if (self->total_rows == NULL)
        self->total_rows = g_hash_table_new (NULL, NULL);
      for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
        if (strcmp (prognosis_table_get_cell (table, row, column), total) == 0)
          g_hash_table_add (self->total_rows, GSIZE_TO_POINTER (row + 1));
      prognosis_dataset_builder_warn (self->builder, self->file, 0, "total-not-summed",
                                      _ ("rows with “%s” in “%s” are totals of other rows and are not added to them"), total,
                                      prognosis_table_get_header (table, column));
    }
}
