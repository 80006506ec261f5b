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
  if (self->columns.population < 0)
    return TRUE;
  if (!prognosis_reader_get_number (self->table, row, (gsize) self->columns.population, population, error))
    return FALSE;
  *population *= self->persons_per_unit;
  return TRUE;
}

/* Where a region was last seen. All 0: nowhere. */
struct _PlainSeen
{
  gsize row;  /* + 1 */
  gsize next; /* the region of the row that came after it, + 1 */
};

static gboolean
is_same_place (const Plain *self, gsize row, gsize other)
{
  const PrognosisPlainColumns *columns = &self->columns;
  gboolean is_same = columns->code < 0
                     || strcmp (prognosis_table_get_cell (self->table, row, (gsize) columns->code),
                                prognosis_table_get_cell (self->table, other, (gsize) columns->code))
                            == 0;

  for (guint i = 0; i < columns->n_names && is_same; i++)
    is_same = strcmp (prognosis_table_get_cell (self->table, row, (gsize) columns->names[i]),
                      prognosis_table_get_cell (self->table, other, (gsize) columns->names[i]))
              == 0;
  return is_same;
}

/* Whether the place of @row is that of the region with number @region - 1. */
static gboolean
is_of_region (const Plain *self, gsize row, gsize region)
{
  const PlainSeen *seen = region > 0 && region <= self->seen->len ? &g_array_index (self->seen, PlainSeen, region - 1) : NULL;

  return seen != NULL && seen->row > 0 && is_same_place (self, row, seen->row - 1);
}

/* A large table has millions of rows. Those of a place follow each other, or the places of each day come in the same order: then two
   comparisons find the region, and nothing is copied. */
static gsize
guess_region (const Plain *self, gsize row)
{
  gsize next;

  if (self->last_region == 0 || is_of_region (self, row, self->last_region))
    return self->last_region;
  next = g_array_index (self->seen, PlainSeen, self->last_region - 1).next;
  /* A population may be known on some days only. */
  return self->columns.population < 0 && is_of_region (self, row, next) ? next : 0;
}

static void
remember (Plain *self, gsize row, gsize region)
{
  if (self->seen == NULL)
    self->seen = g_array_new (FALSE, TRUE, sizeof (PlainSeen));
  if (region >= self->seen->len)
    g_array_set_size (self->seen, (guint) region + 1);
  g_array_index (self->seen, PlainSeen, region).row = row + 1;
  if (self->last_region > 0)
    g_array_index (self->seen, PlainSeen, self->last_region - 1).next = region + 1;
}

static gboolean
add_region (const Plain *self, gsize row, gsize *region, GError **error)
{
  const char *code = self->columns.code >= 0 ? prognosis_table_get_cell (self->table, row, (gsize) self->columns.code) : "";
  g_autofree char *name = prognosis_plain_make_name (self, row);
  double population;

  if (!find_population (self, row, &population, error))
    return FALSE;
  if (self->columns.n_names == 0 && self->columns.code < 0)
    *region = prognosis_dataset_builder_add_region (self->builder, NULL, self->stem, population);
  else if (*name == '\0' && *code == '\0')
    return prognosis_table_fail (error, self->table, row, _ ("the place is missing"));
  else if (self->name_is_code)
    *region = prognosis_dataset_builder_add_region (self->builder, name, NULL, population);
  else
    *region = prognosis_dataset_builder_add_region (self->builder, *code != '\0' ? code : NULL, *name != '\0' ? name : NULL,
                                                    population);
  return TRUE;
}

gboolean
prognosis_plain_find_region (Plain *self, gsize row, gsize *region, GError **error)
{
  const gsize guess = guess_region (self, row);

  if (guess > 0)
    *region = guess - 1;
  else
    {
      if (!add_region (self, row, region, error))
        return FALSE;
      remember (self, row, *region);
    }
  self->last_region = *region + 1;
  return TRUE;
}
