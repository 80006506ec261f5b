/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which columns name the place? Where no name is known, the numbers tell: a table has one row for each day and place, so the text that
 * tells apart rows of one day is the place, unless its name says that it is an age or a sex.
 */

#include "prognosis-config.h"
#include "plain-columns.h"

#include <string.h>

#include "plain-evidence.h"
#include "plain-names.h"
#include "plain-private.h"
#include "prognosis-table-private.h"

/* Of more rows, a part is looked at. */
#define MANY_ROWS 100000

/* Text in only some of the rows is a remark. */
static gboolean
is_filled (const PrognosisTable *table, gsize column)
{
  gsize n = 0;

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    n += *prognosis_table_get_cell (table, row, column) != '\0';
  return 2 * n >= prognosis_table_get_n_rows (table);
}

static gboolean
looks_like_dates (const PrognosisTable *table, gsize column)
{
  const PrognosisDates look = prognosis_dates_look (table, column);

  return look != PROGNOSIS_DATES_NONE && look != PROGNOSIS_DATES_INDEX;
}

/* Texts among the numbers of a column are mistakes in it. */
static gboolean
has_digits (const PrognosisTable *table, gsize column)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    if (strpbrk (prognosis_table_get_cell (table, row, column), "0123456789") != NULL)
      return TRUE;
  return FALSE;
}

/* “Confirmed” in one row and “Deaths” in the next. */
static gboolean
names_quantities (const PrognosisTable *table, gsize column)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      g_autofree char *key = prognosis_table_make_key (prognosis_table_get_cell (table, row, column));

      if (!prognosis_plain_is_surely_quantity (key))
        return FALSE;
    }
  return TRUE;
}

/* Whether a column of text could name places. */
static gboolean
is_candidate (const PrognosisPlainColumns *self, const PrognosisTable *table, gsize column)
{
  const char *header = prognosis_table_get_header (table, column);
  const char *key = prognosis_table_get_key (table, column);
  gboolean is_ignored = FALSE;

  for (guint i = 0; i < self->ignored->len; i++)
    is_ignored |= strcmp (g_ptr_array_index (self->ignored, i), header) == 0;
  return is_ignored && !prognosis_plain_is_stratum (key) && !looks_like_dates (table, column) && is_filled (table, column)
         && (!prognosis_plain_is_quantity (key) || !has_digits (table, column)) && !names_quantities (table, column);
}

static guint64
mix (guint64 hash, const char *text)
{
  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * G_GUINT64_CONSTANT (1099511628211);
  return (hash ^ 0xff) * G_GUINT64_CONSTANT (1099511628211);
}

static guint64
mix_cell (guint64 hash, const PrognosisTable *table, gsize row, gssize column)
{
  return mix (hash, column >= 0 ? prognosis_table_get_cell (table, row, (gsize) column) : "");
}

static guint64
hash_day (const PrognosisPlainColumns *self, const PrognosisTable *table, gsize row)
{
  const gssize columns[] = { self->date, self->week, self->month, self->day };
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    hash = mix_cell (hash, table, row, columns[i]);
  return hash;
}

/* What else tells the rows apart so far: place and quantity, and @column unless -1. */
static guint64
mix_rest (guint64 hash, const PrognosisPlainColumns *self, const PrognosisTable *table, gsize row, gssize column)
{
  const gssize columns[] = { self->code, self->quantity, self->as_of, column };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    hash = mix_cell (hash, table, row, columns[i]);
  for (guint i = 0; i < self->n_names; i++)
    hash = mix_cell (hash, table, row, self->names[i]);
  return hash;
}

/* Rows whose day and place another row has, too. Of a table with very many rows, only some days are looked at. */
static gsize
count_repeated (const PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisWhere *where, gssize column)
{
  const gsize n_rows = prognosis_table_get_n_rows (table), share = n_rows / MANY_ROWS + 1;
  const guint64 first = hash_day (self, table, 0);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL); /* hashes in place of pointers */
  gsize n = 0;

  for (gsize row = 0; row < n_rows; row++)
    {
      const guint64 day = hash_day (self, table, row);

      if ((day - first) % share != 0 || !prognosis_where_matches (where, table, row))
        continue;
      n++;
      g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) mix_rest (day, self, table, row, column)));
    }
  return n - g_hash_table_size (seen);
}

static gsize
count_words (const PrognosisTable *table, gsize column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    g_hash_table_add (seen, (gpointer) prognosis_table_get_cell (table, row, column));
  return g_hash_table_size (seen);
}

/* A word of its own in each row numbers the rows. */
static gboolean
numbers_rows (const PrognosisTable *table, gsize column)
{
  return 4 * count_words (table, column) > 3 * prognosis_table_get_n_rows (table);
}

gssize
prognosis_plain_find_coarsest_place (const PrognosisTable *table)
{
  gssize best = -1;
  gsize fewest = 0;

  for (gsize column = 0; column < prognosis_table_get_n_columns (table); column++)
    {
      const char *key = prognosis_table_get_key (table, column);
      gsize n;

      if (!prognosis_plain_is_place_word (key) || looks_like_dates (table, column) || has_digits (table, column)
          || !is_filled (table, column))
        continue;
      n = count_words (table, column);
      if (n > 1 && (best < 0 || n < fewest))
        {
          best = (gssize) column;
          fewest = n;
        }
    }
  return best;
}

static void
take (PrognosisPlainColumns *self, const PrognosisTable *table, gsize column)
{
  for (guint i = 0; i < self->ignored->len; i++)
    if (strcmp (g_ptr_array_index (self->ignored, i), prognosis_table_get_header (table, column)) == 0)
      {
        g_ptr_array_remove_index (self->ignored, i);
        break;
      }
  memmove (self->names + 1, self->names, self->n_names * sizeof *self->names);
  self->names[0] = (gssize) column;
  self->n_names++;
}

/* Names before codes, and those with a word for a place before others. */
static int
rank (const PrognosisTable *table, gsize column)
{
  const char *key = prognosis_table_get_key (table, column);

  return 2 * prognosis_plain_is_place_word (key) + !prognosis_plain_are_codes (table, column);
}

/* The best of the columns that leave no rows alike; -1: there is none. */
static gssize
find_best (const PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisWhere *where, const GArray *candidates)
{
  gssize best = -1;
  int best_rank = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const gsize column = g_array_index (candidates, gsize, i);

      if (self->across.days == NULL && self->months == NULL && numbers_rows (table, column))
        continue;
      /* What leaves others alike is a kind of row, not a place. */
      if ((best >= 0 && rank (table, column) <= best_rank) || count_repeated (self, table, where, (gssize) column) > 0)
        continue;
      best = (gssize) column;
      best_rank = rank (table, column);
    }
  return best;
}

/* Numbers that name a place, where no text does. */
static void
add_codes (const PrognosisTable *table, const PrognosisPlainColumns *self, GArray *candidates)
{
  for (gsize column = 0; column < prognosis_table_get_n_columns (table); column++)
    if ((gssize) column != self->date && (gssize) column != self->week && (gssize) column != self->code
        && prognosis_plain_weigh (table, column).numbers == PROGNOSIS_NUMBERS_CODE && prognosis_plain_are_codes (table, column))
      g_array_append_val (candidates, column);
}

/* Whether each text in @code stands for one text in @name, and the reverse. */
static gboolean
are_one_to_one (const PrognosisTable *table, gsize code, gsize name)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *a = prognosis_table_get_cell (table, row, code), *b = prognosis_table_get_cell (table, row, name);
      const char *name_of = g_hash_table_lookup (names, a), *code_of = g_hash_table_lookup (codes, b);

      if ((name_of != NULL && strcmp (name_of, b) != 0) || (code_of != NULL && strcmp (code_of, a) != 0))
        return FALSE;
      g_hash_table_insert (names, (gpointer) a, (gpointer) b);
      g_hash_table_insert (codes, (gpointer) b, (gpointer) a);
    }
  return TRUE;
}

/* “location” and “location_name”. */
static gboolean
is_named_alike (const PrognosisTable *table, gsize code, gsize name)
{
  const char *key = prognosis_table_get_key (table, code);
  const char *other = prognosis_table_get_key (table, name);

  return g_str_has_prefix (other, key) || g_str_has_prefix (key, other);
}

/* “NA” is a place (Namibia) only where there are others. */
static gboolean
is_missing_throughout (const PrognosisTable *table, gsize column)
{
  static const char *const words[] = { "", "NA", "N/A", "None", "null", NULL };

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    if (!g_strv_contains (words, prognosis_table_get_cell (table, row, column)))
      return FALSE;
  return TRUE;
}

/* A code that several places of one day share is that of what they lie in. */
static void
check_code (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisWhere *where)
{
  g_autoptr (GHashTable) first_rows = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean any_other_name = FALSE;
  gsize n_of_code, first = 0; /* + 1 */
  gssize code = self->code;

  for (gsize row = 0; row < prognosis_table_get_n_rows (table) && !any_other_name; row++)
    {
      const char *text = prognosis_table_get_cell (table, row, (gsize) code);

      /* Rows of one code often follow each other. */
      if (row == 0 || strcmp (text, prognosis_table_get_cell (table, row - 1, (gsize) code)) != 0)
        first = GPOINTER_TO_SIZE (g_hash_table_lookup (first_rows, text));
      if (first == 0)
        {
          first = row + 1;
          g_hash_table_insert (first_rows, (gpointer) text, GSIZE_TO_POINTER (first));
        }
      for (guint i = 0; i < self->n_names; i++)
        any_other_name |= strcmp (prognosis_table_get_cell (table, first - 1, (gsize) self->names[i]),
                                  prognosis_table_get_cell (table, row, (gsize) self->names[i]))
                          != 0;
    }
  if (!any_other_name)
    return;
  n_of_code = count_repeated (&(PrognosisPlainColumns){ .date = self->date,
                                                        .week = self->week,
                                                        .month = self->month,
                                                        .day = self->day,
                                                        .code = code,
                                                        .quantity = self->quantity,
                                                        .as_of = self->as_of },
                              table, where, -1);
  if (n_of_code > count_repeated (self, table, where, -1))
    self->code = -1;
}

/* Of the columns that are named as places, those that hold nothing, or the code of another, are no part of the name. */
static void
set_aside (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  guint n = 0;

  for (guint i = 0; i < self->n_names; i++)
    {
      const gsize column = (gsize) self->names[i];
      const gboolean is_missing = is_missing_throughout (table, column);
      gboolean is_code = FALSE;

      for (guint k = 0; k < self->n_names && !is_code && !is_missing; k++)
        is_code = k != i && is_named_alike (table, column, (gsize) self->names[k]) && prognosis_plain_are_codes (table, column)
                  && !prognosis_plain_are_codes (table, (gsize) self->names[k])
                  && are_one_to_one (table, column, (gsize) self->names[k]);
      if (is_code && self->code < 0)
        self->code = (gssize) column;
      if (!is_code && (self->n_names == 1 || !is_missing))
        self->names[n++] = (gssize) column;
    }
  self->n_names = n;
}

void
prognosis_plain_find_places (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisWhere *where)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize n_repeated;
  gssize column;

  set_aside (self, table);
  if (self->code >= 0 && self->n_names > 0)
    check_code (self, table, where);
  if (self->n_names == G_N_ELEMENTS (self->names))
    return;
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    if (is_candidate (self, table, i))
      g_array_append_val (candidates, i);
  if (self->n_names == 0 && self->code < 0 && candidates->len == 0
      && (self->date >= 0 || self->across.days != NULL || self->months != NULL))
    add_codes (table, self, candidates);
  if (candidates->len == 0)
    return;
  n_repeated = count_repeated (self, table, where, -1);
  /* The only text of a table that names no place is its place, if the rows need one or it is the same in all. */
  if (self->n_names == 0 && self->code < 0 && candidates->len == 1
      && (n_repeated > 0 || count_words (table, g_array_index (candidates, gsize, 0)) == 1))
    {
      take (self, table, g_array_index (candidates, gsize, 0));
      return;
    }
  if (n_repeated == 0)
    return;
  column = find_best (self, table, where, candidates);
  if (column >= 0)
    take (self, table, (gsize) column);
}
