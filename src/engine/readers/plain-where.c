/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "plain-where.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-error.h"
#include "reader-common.h"

static void
clear_term (gpointer data)
{
  g_free (((PrognosisWhereTerm *) data)->value);
}

static gboolean
parse (const PrognosisTable *table, const char *condition, PrognosisWhereTerm *term, GError **error)
{
  const char *equals = strchr (condition, '=');
  g_autofree char *name = NULL;
  gsize column;

  if (equals == NULL || equals == condition)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: “%s” is not a valid condition; expected COLUMN=VALUE or COLUMN!=VALUE"),
                   prognosis_table_get_path (table), condition);
      return FALSE;
    }
  term->differs = equals[-1] == '!';
  name = g_strstrip (g_strndup (condition, (gsize) (equals - condition) - (term->differs ? 1 : 0)));
  if (!prognosis_reader_find_column (table, name, &column, error))
    return FALSE;
  term->column = column;
  term->value = g_strstrip (g_strdup (equals + 1));
  return TRUE;
}

gboolean
prognosis_where_init (PrognosisWhere *self, const PrognosisTable *table, const char *const *conditions, GError **error)
{
  self->terms = g_array_new (FALSE, FALSE, sizeof (PrognosisWhereTerm));
  g_array_set_clear_func (self->terms, clear_term);
  for (; conditions != NULL && *conditions != NULL; conditions++)
    {
      PrognosisWhereTerm term = { 0 };

      if (!parse (table, *conditions, &term, error))
        return FALSE;
      g_array_append_val (self->terms, term);
    }
  return TRUE;
}

gboolean
prognosis_where_matches (const PrognosisWhere *self, const PrognosisTable *table, gsize row)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const PrognosisWhereTerm *term = &g_array_index (self->terms, PrognosisWhereTerm, i);
      const char *text = prognosis_table_get_cell (table, row, term->column);
      gboolean good = FALSE;

      for (guint k = 0; k < self->terms->len && !good; k++)
        {
          const PrognosisWhereTerm *other = &g_array_index (self->terms, PrognosisWhereTerm, k);

          /* Every exclusion must hold, and at least one of the wanted values. */
          if (other->column == term->column && other->differs == term->differs && (!term->differs || k == i))
            good = (g_ascii_strcasecmp (text, other->value) == 0) != term->differs;
        }
      if (!good)
        return FALSE;
    }
  return TRUE;
}

void
prognosis_where_drop_idle (PrognosisWhere *self, const PrognosisTable *table)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    if (prognosis_where_matches (self, table, row))
      return;
  g_array_set_size (self->terms, 0);
}

gboolean *
prognosis_where_list (const PrognosisWhere *self, const PrognosisTable *table)
{
  const gsize n = prognosis_table_get_n_rows (table);
  gboolean *kept = NULL;

  if (self->terms == NULL || self->terms->len == 0)
    return NULL;
  kept = g_new (gboolean, n);
  for (gsize row = 0; row < n; row++)
    kept[row] = prognosis_where_matches (self, table, row);
  return kept;
}

gboolean
prognosis_where_names (const PrognosisWhere *self, gsize column)
{
  for (guint i = 0; self->terms != NULL && i < self->terms->len; i++)
    if (g_array_index (self->terms, PrognosisWhereTerm, i).column == column)
      return TRUE;
  return FALSE;
}

void
prognosis_where_clear (PrognosisWhere *self)
{
  g_clear_pointer (&self->terms, g_array_unref);
}
