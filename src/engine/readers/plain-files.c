/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Several files whose rows name no place: are they years of one series, signals of one place, or places? What overlaps tells. Files
 * of the same columns and other days continue each other; files of other columns add to each other; files of the same columns
 * and days are places, and their names are those of the files.
 */

#include "prognosis-config.h"
#include "plain-private.h"

#include <string.h>

#include "prognosis-file-name.h"
#include "prognosis-table-private.h"

typedef struct
{
  GHashTable *days;
  GHashTable *values; /* keys of the headers */
} File;

static void
file_free (File *self)
{
  g_clear_pointer (&self->days, g_hash_table_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self);
}

/* NULL: the rows name places, or the table is one that is not simply days and counts. */
static File *
look_at_file (const PrognosisTable *table, const PrognosisColumns *wanted)
{
  static const PrognosisColumns nothing = PROGNOSIS_COLUMNS_INIT;
  g_auto (PrognosisPlainColumns) columns = { 0 };
  g_auto (PrognosisDateColumn) dates = { 0 };
  g_auto (PrognosisWhere) where = { 0 };
  File *self;

  if (prognosis_known_table_find (table) != NULL || !prognosis_table_has_header (table)
      || !prognosis_where_init (&where, table,
                                wanted != NULL ? (const char *const *) wanted->where : (const char *const *) nothing.where, NULL)
      || !prognosis_plain_columns_init (&columns, table, wanted, NULL, &where, NULL))
    return NULL;
  if (columns.n_names > 0 || columns.code >= 0 || columns.wide || columns.across.days != NULL || columns.months != NULL
      || columns.date < 0 || columns.quantity >= 0 || columns.rows == PROGNOSIS_ROWS_COUNT)
    return NULL;
  if (columns.week >= 0)
    dates.days
        = prognosis_known_table_read_weeks (table, (gsize) columns.date, (gsize) columns.week, columns.iso_weeks, NULL, NULL);
  else if (columns.month >= 0)
    dates.days = prognosis_plain_read_months (table, &columns, NULL, NULL);
  else if (!prognosis_date_column_init (&dates, table, (gsize) columns.date, FALSE,
                                        wanted != NULL ? wanted->date_order : PROGNOSIS_DATE_ORDER_FOUND, PROGNOSIS_DATES_MAY_MISS,
                                        NULL)
           || dates.style == PROGNOSIS_DATES_INDEX)
    return NULL;
  if (dates.days == NULL)
    return NULL;
  self = g_new0 (File, 1);
  self->days = g_hash_table_new (NULL, NULL);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < dates.days->len; i++)
    g_hash_table_add (self->days, GINT_TO_POINTER (g_array_index (dates.days, int, i)));
  for (guint i = 0; i < columns.values->len; i++)
    g_hash_table_add (self->values,
                      prognosis_table_make_key (prognosis_table_get_header (table, g_array_index (columns.values, gsize, i))));
  return self;
}

static gboolean
overlap (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (b, key))
      return TRUE;
  return FALSE;
}

/* What the names of the files have in common, or the name of their folder. (transfer full) */
static char *
make_name (PrognosisTable *const *tables, gsize n)
{
  g_autofree char *name = prognosis_file_name_dup_stem (prognosis_table_get_path (tables[0]));
  g_autofree char *folder = NULL;

  for (gsize i = 1; i < n; i++)
    {
      g_autofree char *other = prognosis_file_name_dup_stem (prognosis_table_get_path (tables[i]));
      gsize same = 0;

      while (name[same] != '\0' && name[same] == other[same])
        same++;
      name[same] = '\0';
    }
  for (gsize length = strlen (name);
       length > 0 && (g_ascii_isdigit (name[length - 1]) || strchr ("-_. ", name[length - 1]) != NULL);)
    name[--length] = '\0';
  if (g_utf8_validate (name, -1, NULL) && *name != '\0')
    return g_steal_pointer (&name);
  folder = g_path_get_dirname (prognosis_table_get_path (tables[0]));
  return g_path_get_basename (folder);
}

char *
prognosis_plain_dup_common_place (PrognosisTable *const *tables, gsize n, const PrognosisColumns *wanted)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);

  if (n < 2)
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      File *file = look_at_file (tables[i], wanted);

      if (file == NULL)
        return NULL;
      g_ptr_array_add (files, file);
      for (gsize k = 0; k < i; k++)
        {
          const File *other = g_ptr_array_index (files, k);

          if (overlap (file->values, other->values) && overlap (file->days, other->days))
            return NULL;
        }
    }
  return make_name (tables, n);
}
