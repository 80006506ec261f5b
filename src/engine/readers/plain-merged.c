/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Years, dates and places that are written only in the first row of their block, as merged cells become in a text file. The empty cells
 * below are filled with the value above, if the rows then differ at least as well as before: an empty cell may also mean “all”, as in the
 * row of a country among those of its states.
 */

#include "prognosis-config.h"
#include "plain-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plain-names.h"
#include "prognosis-month-text.h"
#include "prognosis-table-private.h"

/* Share of empty cells. One that is missing among many is a mistake to report. */
#define LEAST_EMPTY 3 /* one in three */
/* A column that begins with so many full cells is not merged. */
#define MAX_FULL_ROWS 10000
#define LOOK_ROWS 200

static const char *
get (const PrognosisTable *table, gsize row, gsize column)
{
  return prognosis_table_get_cell (table, row, column);
}

static gboolean
is_number (const PrognosisTable *table, const char *text)
{
  double value;

  return prognosis_table_parse_number (table, text, &value) && strpbrk (text, "0123456789") != NULL;
}

/* The kinds of columns that tell rows apart. */
typedef enum
{
  COLUMN_OTHER, /* numbers */
  COLUMN_YEAR,
  COLUMN_TIME, /* weeks and months of a year, and dates */
  COLUMN_PLACE,
  COLUMN_TEXT,
} Kind;

static Kind
find_kind (const PrognosisTable *table, gsize column, gssize year)
{
  const char *key = prognosis_table_get_key (table, column);
  const PrognosisDates look = prognosis_dates_look (table, column);
  gsize n_texts = 0, n_numbers = 0;

  if ((gssize) column == year)
    return COLUMN_YEAR;
  if (prognosis_plain_is_name (key, PLAIN_NAMES_PLACE) || prognosis_plain_is_name (key, PLAIN_NAMES_CODE)
      || prognosis_plain_is_place_word (key))
    return COLUMN_PLACE;
  if ((look != PROGNOSIS_DATES_NONE && look != PROGNOSIS_DATES_INDEX)
      || prognosis_week_text_look_at_name (key) != PROGNOSIS_WEEKS_NONE || prognosis_month_text_is_name (key))
    return COLUMN_TIME;
  for (gsize row = 0; row < MIN (prognosis_table_get_n_rows (table), LOOK_ROWS); row++)
    {
      const char *text = get (table, row, column);

      n_numbers += is_number (table, text);
      n_texts += *text != '\0' && !prognosis_table_is_missing (text) && !is_number (table, text);
    }
  return n_texts > n_numbers ? COLUMN_TEXT : COLUMN_OTHER;
}

/* Whether every value begins only one block, or all blocks have the same size. */
static gboolean
has_blocks (const PrognosisTable *table, gsize column, gboolean may_differ)
{
  const gsize n = prognosis_table_get_n_rows (table);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_distinct = TRUE, is_even = TRUE;
  gsize begin = 0, size = 0, n_blocks = 0;

  for (gsize row = 0; row <= n && (is_even || is_distinct); row++)
    {
      if (row < n && *get (table, row, column) == '\0')
        continue;
      if (row < n)
        is_distinct &= g_hash_table_add (seen, (gpointer) get (table, row, column));
      if (row > 0)
        {
          is_even &= n_blocks == 0 || row - begin == size;
          size = row - begin;
          n_blocks++;
        }
      begin = row;
    }
  return (is_distinct && may_differ) || (is_even && size > 1 && n_blocks > 1);
}

/* Rows that are alike in all columns but those of numbers, if the column @filled were filled; -1: as they are. */
static gsize
count_alike (const PrognosisTable *table, const Kind *kinds, gssize filled)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const gsize n = prognosis_table_get_n_rows (table);
  const char *above = "";

  for (gsize row = 0; row < n; row++)
    {
      GString *key = g_string_new (NULL);

      for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
        {
          const char *text = get (table, row, i);

          if (kinds[i] == COLUMN_OTHER)
            continue;
          if ((gssize) i == filled)
            text = above = *text != '\0' ? text : above;
          g_string_append (key, text);
          g_string_append_c (key, '\n');
        }
      g_hash_table_add (seen, g_string_free (key, FALSE));
    }
  return n - g_hash_table_size (seen);
}

static gboolean
names_country (const char *key)
{
  static const char *const words[] = { "country", "countries", "nation", "pays", "pais", "pa\xc3\xads", "paese" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (key, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether each value of @inner lies in one block of @column alone. */
static gboolean
lies_in_blocks (const PrognosisTable *table, gsize inner, gsize column)
{
  g_autoptr (GHashTable) blocks = g_hash_table_new (g_str_hash, g_str_equal);
  const char *above = "";

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *text = get (table, row, inner);
      const char *block;

      above = *get (table, row, column) != '\0' ? get (table, row, column) : above;
      block = g_hash_table_lookup (blocks, text);
      if (block != NULL && strcmp (block, above) != 0)
        return FALSE;
      g_hash_table_insert (blocks, (gpointer) text, (gpointer) above);
    }
  return TRUE;
}

/* Whether what a place lies in changes within one of its blocks: the empty cells are then no repetitions. */
static gboolean
crosses_larger_places (const PrognosisTable *table, const Kind *kinds, gsize column)
{
  const char *key = prognosis_table_get_key (table, column);
  const int rank = prognosis_plain_rank_place (key);

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      const char *other = prognosis_table_get_key (table, i);
      gsize begin = 0;

      if (i == column || kinds[i] != COLUMN_PLACE
          || (!names_country (other) && (prognosis_plain_rank_place (other) <= rank || lies_in_blocks (table, i, column))))
        continue;
      for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
        if (*get (table, row, column) != '\0')
          begin = row;
        else if (*get (table, row, i) != '\0' && strcmp (get (table, row, i), get (table, begin, i)) != 0)
          return TRUE;
    }
  return FALSE;
}

/* Whether weeks and months go on below each year: an empty cell before the first week of the next year is a mistake. */
static gboolean
goes_on (const PrognosisTable *table, const Kind *kinds, gsize column)
{
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      double before = 0.0, value;
      gboolean rises = FALSE, falls = FALSE;

      if (kinds[i] != COLUMN_TIME)
        continue;
      for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
        {
          value = prognosis_month_text_find (get (table, row, i));
          if (value == 0.0 && !prognosis_table_parse_number (table, get (table, row, i), &value))
            return FALSE;
          if (*get (table, row, column) == '\0')
            {
              rises |= value > before;
              falls |= value < before;
            }
          before = value;
        }
      if (rises && falls)
        return FALSE;
    }
  return TRUE;
}

/* Begins with a value, and is empty often enough. Large tables have few such columns. */
static gboolean
may_be_merged (const PrognosisTable *table, gsize column)
{
  const gsize n = prognosis_table_get_n_rows (table);
  gsize n_empty = 0;

  if (*get (table, 0, column) == '\0')
    return FALSE;
  for (gsize row = 0; row < n; row++)
    {
      n_empty += *get (table, row, column) == '\0';
      /* Large tables are not read to their end for what merged cells show at their start. */
      if (n_empty == 0 && row > MAX_FULL_ROWS)
        return FALSE;
    }
  return n_empty > 0 && n_empty * LEAST_EMPTY >= n;
}

/* Codes are merged with the names beside them; a place may lack its code. */
static gboolean
lacks_code (const PrognosisTable *table, const Kind *kinds, gsize column)
{
  const char *key = prognosis_table_get_key (table, column);

  if (!prognosis_plain_is_name (key, PLAIN_NAMES_CODE))
    return FALSE;
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      gboolean is_alike = i != column && kinds[i] == COLUMN_PLACE;

      for (gsize row = 0; row < prognosis_table_get_n_rows (table) && is_alike; row++)
        is_alike = (*get (table, row, i) == '\0') == (*get (table, row, column) == '\0');
      if (is_alike)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_merged (const PrognosisTable *table, const Kind *kinds, gsize column)
{
  if (kinds[column] == COLUMN_YEAR ? !goes_on (table, kinds, column) : !has_blocks (table, column, kinds[column] != COLUMN_TEXT))
    return FALSE;
  if (lacks_code (table, kinds, column))
    return FALSE;
  if (kinds[column] == COLUMN_PLACE && crosses_larger_places (table, kinds, column))
    return FALSE;
  return count_alike (table, kinds, (gssize) column) <= count_alike (table, kinds, -1);
}

void
prognosis_plain_fill_merged (PrognosisTable *table)
{
  const gsize n_columns = prognosis_table_get_n_columns (table);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree Kind *kinds = NULL;
  gssize year;

  if (!prognosis_table_has_header (table))
    return;
  year = prognosis_plain_find_year (table);
  for (gsize column = 0; column < n_columns; column++)
    if (may_be_merged (table, column) && find_kind (table, column, year) != COLUMN_OTHER)
      g_array_append_val (candidates, column);
  if (candidates->len == 0 || prognosis_known_table_find (table) != NULL || prognosis_line_list_find_date (table) >= 0)
    return;
  kinds = g_new (Kind, n_columns);
  for (gsize column = 0; column < n_columns; column++)
    kinds[column] = find_kind (table, column, year);
  for (guint i = 0; i < candidates->len; i++)
    if (is_merged (table, kinds, g_array_index (candidates, gsize, i)))
      prognosis_table_fill_down (table, g_array_index (candidates, gsize, i));
}
