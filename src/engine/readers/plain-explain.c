/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "reader-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-error.h"
#include "plain-columns.h"
#include "plain-names.h"

static gssize
find_row (const PrognosisTable *table, guint line)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    if (prognosis_table_get_line (table, row) == line)
      return (gssize) row;
  return -1;
}

/* The column in which the rows differ: preferably a known stratum, then any text column; never a number. */
static gssize
find_difference (const PrognosisTable *table, gsize a, gsize b)
{
  gssize best = -1;
  int best_rank = 0;

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      const char *text = prognosis_table_get_cell (table, a, i), *other = prognosis_table_get_cell (table, b, i);
      double value;
      int rank;

      if (strcmp (text, other) == 0)
        continue;
      rank = prognosis_plain_is_stratum (prognosis_table_get_header (table, i))                                            ? 3
             : !prognosis_table_parse_number (table, text, &value) || !prognosis_table_parse_number (table, other, &value) ? 2
                                                                                                                           : 0;
      /* One of them is empty: aggregated at a higher level, such as a state among its towns. */
      if (rank == 0 && (*text == '\0') != (*other == '\0'))
        rank = 1;
      if (rank > best_rank)
        {
          best_rank = rank;
          best = (gssize) i;
        }
    }
  return best;
}

void
prognosis_plain_explain (PrognosisDatasetBuilder *builder, GError **error)
{
  g_autoptr (PrognosisTable) table = NULL;
  g_autofree char *message = NULL;
  const char *path, *header;
  gssize rows[2], column;
  guint lines[2];

  if (error == NULL || *error == NULL || !prognosis_dataset_builder_get_duplicate (builder, &path, lines))
    return;
  table = prognosis_table_read (path, 0, NULL, NULL);
  if (table == NULL || (rows[0] = find_row (table, lines[0])) < 0 || (rows[1] = find_row (table, lines[1])) < 0)
    return;
  column = find_difference (table, (gsize) rows[0], (gsize) rows[1]);
  if (column < 0)
    return;
  header = prognosis_table_get_header (table, (gsize) column);
  /* Translators: about two rows for the same day and place: the error so far, the column in which they differ, its
     value in each row, and again the column and one of the values. */
  message = g_strdup_printf (_ ("%s; they differ in “%s” (“%s” and “%s”): keep one of the values (%s=%s), or sum the rows"),
                             (*error)->message, header, prognosis_table_get_cell (table, (gsize) rows[0], (gsize) column),
                             prognosis_table_get_cell (table, (gsize) rows[1], (gsize) column), header,
                             prognosis_table_get_cell (table, (gsize) rows[0], (gsize) column));
  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&message);
}
