/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the notes of a table, such as sources and footnotes, from its rows by how many of their cells are filled, and by what
   they say (prognosis-table-words.c). Notes are no data, but the table remembers the first of them, so that the user can be told
   what was left out. */

#include "prognosis-config.h"
#include "prognosis-table-private.h"

#define MAX_NOTE 60

static guint
count_filled (const char *arena, const guint32 *cells, gsize n)
{
  guint n_filled = 0;

  for (gsize i = 0; i < n; i++)
    n_filled += arena[cells[i]] != '\0';
  return n_filled;
}

void
prognosis_table_remember_note (PrognosisTable *table, const char *text, guint line)
{
  if (table->n_notes++ == 0 || line < table->note_line)
    {
      g_free (table->note);
      table->note = g_utf8_strlen (text, -1) > MAX_NOTE ? g_utf8_substring (text, 0, MAX_NOTE) : g_strdup (text);
      table->note_line = line;
    }
}

const char *
prognosis_table_find_words (const char *arena, const guint32 *cells, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (arena[cells[i]] != '\0')
      return arena + cells[i];
  return "";
}

gboolean
prognosis_table_is_note_row (const PrognosisTable *table, const guint32 *cells, gsize n)
{
  guint n_filled = count_filled (table->arena->str, cells, n);

  /* Most rows are full, so test this first. */
  return (n_filled < 2 || n != table->n_stored)
         && prognosis_table_is_note (prognosis_table_find_words (table->arena->str, cells, n), n_filled, (guint) n,
                                     (guint) table->n_stored);
}

void
prognosis_table_drop_notes (PrognosisTable *table)
{
  while (table->lines->len > 1)
    {
      gsize last = table->lines->len - 1;
      const guint32 *cells = &g_array_index (table->cells, guint32, last * table->n_stored);

      if (!prognosis_table_is_note_row (table, cells, table->n_stored))
        return;
      prognosis_table_remember_note (table, prognosis_table_find_words (table->arena->str, cells, table->n_stored),
                                     g_array_index (table->lines, guint32, last));
      g_array_set_size (table->cells, (guint) (last * table->n_stored));
      g_array_set_size (table->lines, (guint) last);
    }
}
