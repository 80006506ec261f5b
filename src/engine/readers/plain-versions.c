/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables that hold several versions of the data, of the whole table or of each row. Only the newest is read. */

#include "prognosis-config.h"

#include "plain-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-table-private.h"

/* Identifies what has versions of its own: place, day and signal. (transfer full) */
static char *
make_version_key (const Plain *self, gsize row)
{
  GString *key = g_string_new (NULL);
  g_autofree char *name = prognosis_plain_make_name (self, row);

  if (self->columns.code >= 0)
    g_string_append (key, prognosis_table_get_cell (self->table, row, (gsize) self->columns.code));
  g_string_append_printf (key, "\n%s\n%d\n", name, g_array_index (self->dates.days, int, row));
  if (self->columns.quantity >= 0)
    g_string_append (key, prognosis_table_get_cell (self->table, row, (gsize) self->columns.quantity));
  return g_string_free (key, FALSE);
}

/* Of a version after the one that is to be read. */
static gboolean
is_later (const Plain *self, gsize row)
{
  return self->version != NULL
         && strcmp (prognosis_table_get_cell (self->table, row, (gsize) self->columns.as_of), self->version) > 0;
}

/* Rows are revised one at a time: keep the newest issue of each day. */
static void
find_newest_issues (Plain *self)
{
  gsize n_older = 0;

  self->newest_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    {
      const char *issue = prognosis_table_get_cell (self->table, row, (gsize) self->columns.as_of);
      char *key = make_version_key (self, row);
      const char *known = g_hash_table_lookup (self->newest_of, key);

      if (is_later (self, row))
        {
          g_free (key);
          continue;
        }
      n_older += known != NULL && strcmp (issue, known) != 0;
      if (known == NULL || strcmp (issue, known) > 0)
        g_hash_table_insert (self->newest_of, key, (gpointer) issue);
      else
        g_free (key);
    }
  if (n_older > 0)
    prognosis_dataset_builder_warn (
        self->builder, self->file, 0, "newest-version",
        g_dngettext (GETTEXT_PACKAGE, "%u row is an older issue of another row; only the newest issue of each day is read",
                     "%u rows are older issues of other rows; only the newest issue of each day is read", n_older),
        (guint) n_older);
}

void
prognosis_plain_find_newest_version (Plain *self)
{
  gboolean several = FALSE;
  g_autofree char *key = NULL;

  if (self->columns.as_of < 0)
    return;
  key = prognosis_table_make_key (prognosis_table_get_header (self->table, (gsize) self->columns.as_of));
  if (g_str_has_prefix (key, "issue"))
    {
      find_newest_issues (self);
      return;
    }
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    {
      const char *version = prognosis_table_get_cell (self->table, row, (gsize) self->columns.as_of);

      if (is_later (self, row))
        continue;
      several |= self->newest != NULL && strcmp (version, self->newest) != 0;
      if (self->newest == NULL || strcmp (version, self->newest) > 0)
        self->newest = version;
    }
  if (several)
    prognosis_dataset_builder_warn (self->builder, self->file, 0, "newest-version",
                                    _ ("the file contains several versions of the data; only the newest (%s) is read"),
                                    self->newest);
}

gboolean
prognosis_plain_is_of_other_version (const Plain *self, gsize row)
{
  if (self->columns.as_of >= 0 && is_later (self, row))
    return TRUE;
  if (self->newest_of != NULL)
    {
      g_autofree char *key = make_version_key (self, row);

      return strcmp (prognosis_table_get_cell (self->table, row, (gsize) self->columns.as_of),
                     g_hash_table_lookup (self->newest_of, key))
             != 0;
    }
  return self->newest != NULL
         && strcmp (prognosis_table_get_cell (self->table, row, (gsize) self->columns.as_of), self->newest) != 0;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
prognosis_plain_list_versions (const PrognosisTable *table)
{
  static const char *const names[] = { "as_of", "snapshot_date", "issue", "issue_date" };
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *versions = g_ptr_array_new ();
  gssize column = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && column < 0; i++)
    column = prognosis_table_find_column (table, names[i]);
  for (gsize row = 0; column >= 0 && row < prognosis_table_get_n_rows (table); row++)
    {
      const char *version = prognosis_table_get_cell (table, row, (gsize) column);

      if (*version != '\0' && g_hash_table_add (met, (gpointer) version))
        g_ptr_array_add (versions, (gpointer) version);
    }
  g_ptr_array_sort (versions, compare_texts);
  return versions;
}
