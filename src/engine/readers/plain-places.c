/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "plain-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Whether all values are as short as codes: "8336", "NA", "US-GA". */
gboolean
prognosis_plain_are_codes (const PrognosisTable *table, gsize column)
{
  gsize n = prognosis_table_get_n_rows (table);

  for (gsize row = 0; row < n; row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);
      gsize length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

      if (text[length] != '\0' || length == 0 || length > 8)
        return FALSE;
    }
  return TRUE;
}

char *
prognosis_plain_make_name (const Plain *self, gsize row)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < self->columns.n_names; i++)
    {
      const char *part = prognosis_table_get_cell (self->table, row, (gsize) self->columns.names[i]);

      /* Called for every row of a large table: printf is ten times slower. */
      if (*part != '\0' && name->len > 0)
        g_string_append (name, ", ");
      g_string_append (name, part);
    }
  return g_string_free (name, FALSE);
}

static gboolean
find_population (const Plain *self, gsize row, double *population, GError **error)
{
  *population = NAN;
  return self->columns.population < 0
         || prognosis_reader_get_number (self->table, row, (gsize) self->columns.population, population, error);
}

/* Of a large table with one column of names, which has millions of rows: nothing is copied. */
static gboolean
find_named_region (Plain *self, gsize row, gsize *region, GError **error)
{
  const char *name = prognosis_table_get_cell (self->table, row, (gsize) self->columns.names[0]);
  double population;

  if (self->last_name == NULL || strcmp (name, self->last_name) != 0)
    {
      if (!find_population (self, row, &population, error))
        return FALSE;
      if (*name == '\0')
        return prognosis_table_fail (error, self->table, row, _ ("the place is missing"));
      self->last_region = prognosis_dataset_builder_add_region (self->builder, self->name_is_code ? name : NULL,
                                                                self->name_is_code ? NULL : name, population);
      self->last_name = name;
    }
  *region = self->last_region;
  return TRUE;
}

static gboolean
find_composed_region (Plain *self, gsize row, gsize *region, GError **error)
{
  const char *code = self->columns.code >= 0 ? prognosis_table_get_cell (self->table, row, (gsize) self->columns.code) : "";
  g_autofree char *name = prognosis_plain_make_name (self, row);
  g_autofree char *place = g_strconcat (code, "\n", name, NULL);
  double population;

  /* Rows of the same place are mostly consecutive. */
  if (g_strcmp0 (place, self->last_place) == 0)
    {
      *region = self->last_region;
      return TRUE;
    }
  if (!find_population (self, row, &population, error))
    return FALSE;
  if (self->columns.n_names == 0 && self->columns.code < 0)
    *region = prognosis_dataset_builder_add_region (self->builder, NULL, self->stem, population);
  else if (*name == '\0' && *code == '\0')
    return prognosis_table_fail (error, self->table, row, _ ("the place is missing"));
  else
    *region = prognosis_dataset_builder_add_region (self->builder, *code != '\0' ? code : NULL, *name != '\0' ? name : NULL,
                                                    population);
  g_free (self->last_place);
  self->last_place = g_steal_pointer (&place);
  self->last_region = *region;
  return TRUE;
}

gboolean
prognosis_plain_find_region (Plain *self, gsize row, gsize *region, GError **error)
{
  return self->columns.n_names == 1 && self->columns.code < 0 ? find_named_region (self, row, region, error)
                                                              : find_composed_region (self, row, region, error);
}
