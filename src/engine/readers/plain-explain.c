/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "reader-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-error.h"
#include "plain-columns.h"
#include "plain-evidence.h"
#include "plain-names.h"
#include "prognosis-dataset-builder-private.h"
#include "prognosis-total-name.h"
#include "prognosis-date-column.h"
#include "prognosis-table-private.h"

/* Of so many rows, numbers that rise by one are no counts. */
#define MIN_PERSONS 4

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

/* A value of a column that is a word for the total of its others; NULL: there is none. Lent. */
static const char *
find_total (const PrognosisTable *table, gsize column)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    if (prognosis_is_total (prognosis_table_get_cell (table, row, column)))
      return prognosis_table_get_cell (table, row, column);
  return NULL;
}

/* Conditions that keep the totals of all groups, “Sex=Both sexes; Age group=All ages”; NULL: no row is the total in @column.
   (transfer full) */
static char *
make_conditions (const PrognosisTable *table, gsize column)
{
  const gsize n = prognosis_table_get_n_columns (table);
  g_autofree const char **totals = g_new0 (const char *, n);
  GString *text = g_string_new (NULL);
  gboolean any_row = FALSE;

  for (gsize i = 0; i < n; i++)
    if (i == column || prognosis_plain_is_stratum (prognosis_table_get_header (table, i)))
      totals[i] = find_total (table, i);
  for (gsize row = 0; row < prognosis_table_get_n_rows (table) && !any_row && totals[column] != NULL; row++)
    {
      any_row = TRUE;
      for (gsize i = 0; i < n; i++)
        any_row &= totals[i] == NULL || strcmp (prognosis_table_get_cell (table, row, i), totals[i]) == 0;
    }
  for (gsize i = 0; i < n && any_row; i++)
    if (totals[i] != NULL)
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "; " : "", prognosis_table_get_header (table, i), totals[i]);
  return g_string_free (text, !any_row);
}

static gboolean
has_other_count (const PrognosisTable *table, gsize column)
{
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    if (i != column && prognosis_plain_says_count (prognosis_table_get_key (table, i)))
      return TRUE;
  return FALSE;
}

/* A column that numbers the rows of a table without counts; -1: none. */
static gssize
find_numbering (const PrognosisTable *table)
{
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      double before, value;
      gsize row = 1;

      if (!prognosis_table_parse_number (table, prognosis_table_get_cell (table, 0, i), &before))
        continue;
      while (row < prognosis_table_get_n_rows (table)
             && prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, i), &value) && value == before + 1.0)
        {
          before = value;
          row++;
        }
      if (row == prognosis_table_get_n_rows (table) && row >= MIN_PERSONS && !has_other_count (table, i))
        return (gssize) i;
    }
  return -1;
}

void
prognosis_plain_explain (PrognosisDatasetBuilder *builder, GError **error)
{
  g_autoptr (PrognosisTable) table = NULL;
  g_autofree char *message = NULL, *conditions = NULL, *differ = NULL;
  const char *path, *header;
  gssize rows[2], column;
  guint lines[2];
  const gboolean are_rates = prognosis_dataset_builder_has_rates (builder);

  if (error == NULL || *error == NULL || !prognosis_dataset_builder_get_duplicate (builder, &path, lines))
    return;
  table = prognosis_table_read (path, 0, NULL, NULL);
  if (table == NULL || (rows[0] = find_row (table, lines[0])) < 0 || (rows[1] = find_row (table, lines[1])) < 0)
    return;
  column = find_difference (table, (gsize) rows[0], (gsize) rows[1]);
  if (column < 0)
    return;
  header = prognosis_table_get_header (table, (gsize) column);
  conditions = make_conditions (table, (gsize) column);
  /* Translators: about two rows for the same day and place: the error so far, the column in which they differ, and its value in each
     row. */
  differ = g_strdup_printf (_ ("%s; they differ in “%s” (“%s” and “%s”)"), (*error)->message, header,
                            prognosis_table_get_cell (table, (gsize) rows[0], (gsize) column),
                            prognosis_table_get_cell (table, (gsize) rows[1], (gsize) column));
  if (find_numbering (table) >= 0)
    /* Translators: what was said so far, and a column. */
    message = g_strdup_printf (_ ("%s: “%s” numbers the rows; if each row is one person, count the rows (--rows count)"), differ,
                               prognosis_table_get_header (table, (gsize) find_numbering (table)));
  else if (prognosis_dates_look (table, (gsize) column) > PROGNOSIS_DATES_NONE
           && prognosis_dates_look (table, (gsize) column) != PROGNOSIS_DATES_INDEX)
    /* Translators: what was said so far, and a column. */
    message = g_strdup_printf (_ ("%s: if “%s” is the date of the counts, choose it with --date-column; otherwise sum the rows"),
                               differ, header);
  else if (conditions != NULL)
    message = g_strdup_printf (
        are_rates
            /* Translators: what was said so far, and a filter, such as “sex=all; age=all”. */
            ? _ ("%s: keep the rows of the total with the filter “%s” (--where); rates of groups cannot be summed")
            : _ ("%s: keep the rows of the total with the filter “%s” (--where), or sum the rows"),
        differ, conditions);
  else
    message = g_strdup_printf (
        are_rates
            /* Translators: what was said so far, a column and one of its values. */
            ? _ ("%s: keep one of the values (%s=%s); rates of groups cannot be summed, because the groups differ in size")
            : _ ("%s: keep one of the values (%s=%s), or sum the rows"),
        differ, header, prognosis_table_get_cell (table, (gsize) rows[0], (gsize) column));
  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&message);
}
