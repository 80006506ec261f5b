/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Line lists: a row is a person. They are known by a column that numbers the persons, or by what they lack: numbers that could be
 * counts.
 */

#include "prognosis-config.h"
#include "plain-known.h"

#include <string.h>

#include "plain-evidence.h"
#include "plain-names.h"
#include "prognosis-date-column.h"
#include "prognosis-table-private.h"

#define LOOK_ROWS 50
#define MIN_EVEN_ROWS 10
#define MAX_EVENT_WORDS 14

gboolean
prognosis_plain_are_all_different (const PrognosisTable *table, gsize column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);

      if (*text == '\0' || !g_hash_table_add (seen, (gpointer) text))
        return FALSE;
    }
  return prognosis_table_get_n_rows (table) > 1;
}

gboolean
prognosis_plain_are_all_equal (const PrognosisTable *table, gsize column)
{
  for (gsize row = 1; row < prognosis_table_get_n_rows (table); row++)
    if (strcmp (prognosis_table_get_cell (table, row, column), prognosis_table_get_cell (table, 0, column)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_date (const PrognosisTable *table, gsize column)
{
  PrognosisDates look = prognosis_dates_look (table, column);

  return look != PROGNOSIS_DATES_NONE && look != PROGNOSIS_DATES_INDEX;
}

static gboolean
is_number (const PrognosisTable *table, gsize column)
{
  gsize n = MIN (prognosis_table_get_n_rows (table), LOOK_ROWS);
  double value;

  for (gsize row = 0; row < n; row++)
    if (!prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, column), &value))
      return FALSE;
  return TRUE;
}

/* @is_named: “contact number” numbers something as well. */
static gboolean
is_count (const PrognosisTable *table, gsize column, gboolean is_named)
{
  static const char *const names[] = { "cases", "deaths", "confirmed", "count", "total", "value", "new", "incid", "n ", "number" };
  const char *key = prognosis_table_get_key (table, column);

  if (!is_number (table, column))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names) - is_named; i++)
    if (g_str_has_prefix (key, names[i]) || g_str_has_suffix (key, names[i]))
      return TRUE;
  return FALSE;
}

/* Days that follow each other at one distance are those of a series; persons fall ill on any. */
static gboolean
is_even (const PrognosisTable *table, gsize column)
{
  g_auto (PrognosisDateColumn) dates = { 0 };
  int step;

  if (prognosis_table_get_n_rows (table) < MIN_EVEN_ROWS
      || !prognosis_date_column_init (&dates, table, column, FALSE, PROGNOSIS_DATE_ORDER_FOUND, PROGNOSIS_DATES_STRICT, NULL))
    return FALSE;
  step = g_array_index (dates.days, int, 1) - g_array_index (dates.days, int, 0);
  for (guint i = 1; i < dates.days->len; i++)
    if (g_array_index (dates.days, int, i) - g_array_index (dates.days, int, i - 1) != step)
      return FALSE;
  return step != 0;
}

/* Whether a column whose values are all different numbers the persons, and does not count them. */
static gboolean
numbers_persons (const PrognosisTable *table, gsize column)
{
  static const char *const names[]
      = { " id ",   " case id", " caseid",  " patient", " epid",        " record",     " no ",    " nr ",        " number ",
          " line ", " uid ",    " case no", " case nr", " case number", " fallnummer", " person", " identifier", " lfd nr" };
  const char *key = prognosis_table_get_key (table, column);
  g_autofree char *padded = g_strdup_printf (" %s ", key);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (padded, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The column that numbers the persons; -1: none. One without such a name must be the first. */
static gssize
find_persons (const PrognosisTable *table, gboolean *is_named)
{
  *is_named = FALSE;
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    if ((*is_named = numbers_persons (table, i)) && !is_date (table, i) && prognosis_plain_are_all_different (table, i))
      return (gssize) i;
  *is_named = FALSE;
  return !is_date (table, 0) && prognosis_plain_are_all_different (table, 0) ? 0 : -1;
}

/* A table of texts and dates, with the age or sex of persons, has nothing to add up. */
static gboolean
has_only_texts (const PrognosisTable *table)
{
  gboolean any_stratum = FALSE;

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      const char *key = prognosis_table_get_key (table, i);
      const gboolean is_stratum = prognosis_plain_is_stratum (key);

      any_stratum |= is_stratum;
      if (!is_stratum && !is_date (table, i) && is_number (table, i) && !prognosis_plain_is_other_number (key)
          && !prognosis_plain_is_name (key, PLAIN_NAMES_PLACE) && !prognosis_plain_is_name (key, PLAIN_NAMES_CODE)
          && prognosis_plain_weigh (table, i).numbers == PROGNOSIS_NUMBERS_COUNTS)
        return FALSE;
    }
  return any_stratum;
}

static gsize
count_filled (const PrognosisTable *table, gsize column)
{
  gsize n = 0;

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);

      n += !prognosis_table_is_missing (text) && strpbrk (text, "123456789") != NULL;
    }
  return n;
}

/* How close an event is to the infection, by its name: the smaller, the closer. */
static gsize
rank_event (const PrognosisTable *table, gsize column)
{
  /* The last are what ends an illness, or when the row was written. */
  static const char *const events[][MAX_EVENT_WORDS]
      = { { "onset", "s\xc3\xadntoma", "sintoma", "symptom", "prodrom", "rash", "erkrank", "beginn", "debut",
            "d\xc3\xa9"
            "but",
            "inicio",
            "in\xc3\xad"
            "cio",
            "esordio", "insorgen" },
          { "confirm", "diagn", "result", "posit", "specimen", "sample" },
          { "report", "notif", "melde" },
          { "" },
          { "birth", "outcome", "death", "muert", "def", "deceas", "discharg", "recover", "recuper", "updat" },
          { "corte", "actualiz", "release", "infection", "file", "publi", "load" } };
  const char *key = prognosis_table_get_key (table, column);
  gsize rank = 3 * MAX_EVENT_WORDS;

  for (gsize e = G_N_ELEMENTS (events); e-- > 0;)
    for (gsize i = G_N_ELEMENTS (events[e]); i-- > 0;)
      if (events[e][i] != NULL && *events[e][i] != '\0' && strstr (key, events[e][i]) != NULL)
        rank = e * MAX_EVENT_WORDS + i;
  return rank;
}

gsize
prognosis_plain_find_event (const PrognosisTable *table, gsize column)
{
  return rank_event (table, column) / MAX_EVENT_WORDS;
}

gssize
prognosis_line_list_find_date (const PrognosisTable *table)
{
  const gsize n = prognosis_table_get_n_columns (table);
  gsize n_dates = 0, most = 0, best_rank = G_MAXSIZE;
  gssize persons, best = -1;
  gboolean is_named;

  if (!prognosis_table_has_header (table) || n < 3)
    return -1;
  for (gsize i = 0; i < n; i++)
    n_dates += is_date (table, i);
  if (n_dates < 1)
    return -1;
  persons = find_persons (table, &is_named);
  for (gsize i = 0; i < n; i++)
    if ((gssize) i != persons && is_count (table, i, is_named && n_dates > 1))
      return -1;
  /* One date alone could be that of a count. */
  if ((persons < 0 || (n_dates < 2 && !is_named)) && !has_only_texts (table))
    return -1;
  /* Large tables are rarely line lists: all rows are looked at here only. */
  for (gsize i = 0; i < n; i++)
    if (is_date (table, i))
      {
        if (is_even (table, i))
          return -1;
        most = MAX (most, count_filled (table, i));
      }
  for (gsize i = 0; i < n; i++)
    if ((gssize) i != persons && is_date (table, i) && 2 * count_filled (table, i) >= most && rank_event (table, i) < best_rank)
      {
        best = (gssize) i;
        best_rank = rank_event (table, i);
      }
  return best;
}
