/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decides what the columns of a table mean that is in none of the known formats. Columns that the user or a known table
   names come first. The others are classified one by one: dates, places, population, numbers, words; then roles that only
   the whole table can show are settled, such as a column of words that names the quantity, or columns that are places. Names
   are judged by plain-names.c, competing columns of numbers by plain-evidence.c, and dates by plain-date.c and
   plain-date-parts.c. What is set aside is remembered with a reason, for the user to overrule. */

#include "prognosis-config.h"
#include "plain-columns.h"
#include "plain-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plain-evidence.h"
#include "plain-results.h"
#include "prognosis-date-column.h"
#include "prognosis-error.h"
#include "prognosis-table-private.h"
#include "reader-common.h"

#define LOOK_ROWS 50
#define MAX_RANGES 2
#define MAX_NAMES 3

/* Suppressed counts are one or two ranges such as “1-4” among numbers; age groups are many. */
static gboolean
has_suppressed_ranges (const PrognosisTable *table, gsize column)
{
  const char *ranges[MAX_RANGES];
  gsize n = 0;
  gboolean any_number = FALSE;

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);
      gboolean is_known = FALSE;

      if (!prognosis_table_is_small_range (text))
        {
          any_number |= g_ascii_isdigit (*text) && text[strspn (text, "0123456789")] == '\0';
          continue;
        }
      for (gsize i = 0; i < n && !is_known; i++)
        is_known = strcmp (ranges[i], text) == 0;
      if (is_known)
        continue;
      if (n == MAX_RANGES)
        return FALSE;
      ranges[n++] = text;
    }
  return n > 0 && any_number;
}

static gboolean
is_number_column (const PrognosisTable *table, gsize column)
{
  gsize n = MIN (prognosis_table_get_n_rows (table), LOOK_ROWS), n_numbers = 0, n_cells = 0, n_ranges = 0;
  double value;

  for (gsize row = 0; row < n; row++)
    {
      const char *text = prognosis_table_get_cell (table, row, column);

      if (prognosis_table_is_missing (text))
        continue;
      n_cells++;
      n_numbers += prognosis_table_parse_number (table, text, &value) || strspn (text, "0123456789,. ") == strlen (text);
      n_ranges += prognosis_table_is_small_range (text);
    }
  if (n_ranges > 0 && 2 * n_numbers < n_cells && has_suppressed_ranges (table, column))
    n_numbers += n_ranges;
  /* A word among numbers is an error to report; it does not change the type of the column. */
  return n_cells == 0 || 2 * n_numbers >= n_cells;
}

static gssize
find_named (const PrognosisTable *table, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      const gssize column = prognosis_table_find_column (table, *names);

      if (column >= 0)
        return column;
    }
  return -1;
}

static void
find_date (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  self->date = prognosis_plain_find_date (table, &self->date_is_end, &self->date_is_start);
  if (self->date < 0)
    self->date = find_named (table, prognosis_plain_get_names (PLAIN_NAMES_DATE));
  if (self->date < 0)
    {
      self->date = find_named (table, prognosis_plain_get_names (PLAIN_NAMES_WEEK_START));
      self->date_is_start = self->date >= 0;
    }
}

static int
compare_by_size (gconstpointer a, gconstpointer b, gpointer data)
{
  const PrognosisTable *table = data;
  int rank[2];

  for (guint k = 0; k < 2; k++)
    {
      const gssize *column = k == 0 ? a : b;
      const char *key = prognosis_table_get_key (table, (gsize) *column);

      rank[k] = prognosis_plain_rank_place (key);
    }
  return rank[0] < rank[1] ? -1 : rank[0] > rank[1];
}

static void
sort_places (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  if (self->n_names > 1)
    g_qsort_with_data (self->names, (int) self->n_names, sizeof *self->names, compare_by_size, (gpointer) table);
}

/* Spreadsheets leave such columns behind. */
static gboolean
is_blank_column (const PrognosisTable *table, gsize column)
{
  if (!prognosis_table_has_header (table) || *prognosis_table_get_header (table, column) != '\0')
    return FALSE;
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    if (*prognosis_table_get_cell (table, row, column) != '\0')
      return FALSE;
  return TRUE;
}

static void
set_aside (PrognosisPlainColumns *self, gsize column, PrognosisReason reason)
{
  const PrognosisSetAside entry = { column, reason };

  g_array_append_val (self->set_aside, entry);
}

static void
take_population (PrognosisPlainColumns *self, gsize column)
{
  if (self->population < 0)
    self->population = (gssize) column;
  else
    set_aside (self, column, PROGNOSIS_REASON_POPULATION);
}

/* A column of numbers: by its name and values counts, or what should not be mistaken for them. */
static void
take_number (PrognosisPlainColumns *self, const PrognosisTable *table, gsize column)
{
  const PrognosisEvidence evidence
      = prognosis_table_has_header (table) ? prognosis_plain_weigh (table, column) : (PrognosisEvidence){ 0 };

  if (evidence.numbers == PROGNOSIS_NUMBERS_POPULATION)
    take_population (self, column);
  else if (evidence.numbers == PROGNOSIS_NUMBERS_TIME || evidence.numbers == PROGNOSIS_NUMBERS_CODE)
    set_aside (self, column, evidence.reason);
  else
    g_array_append_val (self->values, column);
}

static void
classify (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisWhere *where, gsize column)
{
  const char *header = prognosis_table_get_header (table, column);
  const char *key = prognosis_table_get_key (table, column);
  gboolean number = is_number_column (table, column);

  if ((gssize) column == self->date || (gssize) column == self->week || (gssize) column == self->month
      || (gssize) column == self->day || (self->months != NULL && g_array_index (self->months, int, column) > 0)
      || (gssize) column == self->population
      || (self->across.days != NULL && g_array_index (self->across.days, int, column) != PROGNOSIS_NO_DAY)
      || is_blank_column (table, column) || prognosis_where_names (where, column))
    return;
  if (prognosis_plain_is_name (key, PLAIN_NAMES_PLACE) && self->n_names < MAX_NAMES)
    self->names[self->n_names++] = (gssize) column;
  else if (prognosis_plain_is_name (key, PLAIN_NAMES_CODE))
    self->code = self->code < 0 ? (gssize) column : self->code;
  else if (number && (g_str_has_prefix (key, "population") || g_str_has_prefix (key, "popdata"))
           && !prognosis_plain_is_per_person (key))
    take_population (self, column);
  else if (strcmp (key, "as of") == 0 || strcmp (key, "snapshot date") == 0 || strcmp (key, "issue") == 0
           || strcmp (key, "issue date") == 0)
    self->as_of = (gssize) column;
  else if (strcmp (key, "in reporting delay period") == 0)
    self->partial = (gssize) column;
  else if (!number && prognosis_plain_is_name (key, PLAIN_NAMES_QUANTITY))
    self->quantity = (gssize) column;
  else if (!number && self->quantity < 0 && prognosis_plain_is_quantity_word (key)
           && !prognosis_plain_are_all_equal (table, column))
    self->quantity = (gssize) column;
  else if (number && prognosis_plain_is_stratum (key))
    set_aside (self, column, PROGNOSIS_REASON_GROUP);
  else if (prognosis_plain_is_other_number (key))
    set_aside (self, column, strstr (key, "smoothed") != NULL ? PROGNOSIS_REASON_SMOOTHED : PROGNOSIS_REASON_OTHER);
  else if (prognosis_plain_is_name (key, PLAIN_NAMES_DATE) || prognosis_plain_is_name (key, PLAIN_NAMES_WEEK_START))
    set_aside (self, column, PROGNOSIS_REASON_CALENDAR);
  else if (number)
    take_number (self, table, column);
  else
    g_ptr_array_add (self->ignored, g_strdup (header));
}

/* One row for the cases, another for the deaths. */
static void
take_words_as_quantity (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  gssize column = self->ignored->len > 0 ? prognosis_table_find_column (table, g_ptr_array_index (self->ignored, 0)) : -1;

  if (self->quantity >= 0 || column < 0)
    return;
  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      g_autofree char *key = prognosis_table_make_key (prognosis_table_get_cell (table, row, (gsize) column));

      if (!prognosis_plain_is_quantity (key))
        return;
    }
  self->quantity = column;
  g_ptr_array_remove_index (self->ignored, 0);
}

/* Drops numbers that count nothing, if some are left. */
static void
keep_counts (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  guint n = 0;

  for (guint i = 0; i < self->values->len; i++)
    {
      const gsize column = g_array_index (self->values, gsize, i);

      const PrognosisEvidence evidence = prognosis_plain_weigh (table, column);

      if (evidence.numbers == PROGNOSIS_NUMBERS_COUNTS && evidence.reason != PROGNOSIS_REASON_EMPTY)
        g_array_index (self->values, gsize, n++) = column;
    }
  if (n > 0)
    g_array_set_size (self->values, n);
}

/* One column holds all values and another names the quantity: no other column is a value then. */
static void
keep_single_value (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  if (self->quantity >= 0)
    keep_counts (self, table);
  if (self->quantity >= 0 && self->values->len == 1)
    return;
  for (guint i = 0; self->quantity >= 0 && i < self->values->len; i++)
    {
      gsize column = g_array_index (self->values, gsize, i);
      const char *key = prognosis_table_get_key (table, column);

      if (prognosis_plain_is_name (key, PLAIN_NAMES_SINGLE_VALUE))
        {
          g_array_set_size (self->values, 0);
          g_array_append_val (self->values, column);
          return;
        }
    }
  self->quantity = -1;
}

/* --- columns given by the user or by a known format ----------------------------------- */

static gboolean
take_named (const PrognosisTable *table, const char *name, gssize *column, GError **error)
{
  gsize found;

  if (name == NULL)
    return TRUE;
  if (!prognosis_reader_find_column (table, name, &found, error))
    return FALSE;
  *column = (gssize) found;
  return TRUE;
}

static gboolean
take_values (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisColumns *wanted, GError **error)
{
  g_array_set_size (self->values, 0);
  for (char **name = wanted->values; *name != NULL; name++)
    {
      gsize column;

      if (!prognosis_reader_find_column (table, *name, &column, error))
        return FALSE;
      g_array_append_val (self->values, column);
    }
  if (self->values->len != 1)
    self->quantity = -1;
  return TRUE;
}

static void
take_known_values (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  g_array_set_size (self->values, 0);
  g_ptr_array_set_size (self->ignored, 0);
  self->quantity = -1;
  for (gsize i = 0; i < G_N_ELEMENTS (self->known->values) && self->known->values[i].column != NULL; i++)
    {
      gssize column = prognosis_table_find_column (table, self->known->values[i].column);

      if (column >= 0)
        g_array_append_val (self->values, column);
    }
}

/* The column of dates. */
static gboolean
take_date (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisColumns *wanted, GError **error)
{
  gboolean says_values = wanted->values != NULL || wanted->rows == PROGNOSIS_ROWS_SUM || self->known != NULL;
  gssize event = says_values ? -1 : prognosis_line_list_find_date (table);

  if (event >= 0)
    self->rows = PROGNOSIS_ROWS_COUNT;
  if (wanted->date != NULL)
    {
      const gssize year = prognosis_plain_find_year (table);

      if (!take_named (table, wanted->date, &self->date, error))
        return FALSE;
      /* A year alone is no date. */
      if (self->date == year)
        prognosis_plain_find_parts_of_dates (self, table);
      return TRUE;
    }
  if (event >= 0)
    self->date = event;
  else if (self->known != NULL && self->known->date != NULL)
    {
      self->date_is_end = self->known->date_is_end;
      return take_named (table, self->known->date, &self->date, error);
    }
  else if (prognosis_plain_find_across (&self->across, table, wanted->date_order, error))
    {
      if (self->across.days == NULL)
        find_date (self, table);
      if (self->across.days == NULL)
        prognosis_plain_find_parts_of_dates (self, table);
    }
  else
    return FALSE;
  return TRUE;
}

/* In a line list, a name is a person's, and small places have too few cases to forecast: keep the coarsest place. */
static void
coarsen_places (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  gssize coarsest = -1;

  self->code = -1;
  for (guint i = 0; i < self->n_names; i++)
    {
      const char *key = prognosis_table_get_key (table, (gsize) self->names[i]);

      if (strcmp (key, "name") != 0 && strcmp (key, "nombre") != 0 && (coarsest < 0 || !g_str_has_prefix (key, "country")))
        coarsest = self->names[i];
    }
  if (coarsest < 0)
    coarsest = prognosis_plain_find_coarsest_place (table);
  self->names[0] = coarsest;
  self->n_names = coarsest >= 0 ? 1 : 0;
}

/* Where each row is a series: drop columns that do not tell the places apart, such as the country of all provinces. */
static void
keep_telling_places (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  guint n = 0;

  if (self->code >= 0 && !prognosis_plain_are_all_different (table, (gsize) self->code))
    self->code = -1;
  for (guint i = 0; i < self->n_names; i++)
    if (self->n_names == 1 || !prognosis_plain_are_all_equal (table, (gsize) self->names[i]))
      self->names[n++] = self->names[i];
  /* In a table of one row, the smallest. */
  self->n_names = MAX (n, MIN (self->n_names, 1));
}

static gboolean
take_places (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisColumns *wanted, const PrognosisWhere *where,
             GError **error)
{
  char *known[] = { self->known != NULL ? (char *) self->known->region : NULL, NULL };
  char **regions = wanted->regions != NULL ? wanted->regions : known[0] != NULL ? known : NULL;

  if (regions != NULL || wanted->code != NULL)
    {
      self->code = -1;
      for (self->n_names = 0; regions != NULL && regions[self->n_names] != NULL; self->n_names++)
        if (self->n_names == MAX_NAMES)
          {
            g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: at most %u columns can name a place"),
                         prognosis_table_get_path (table), (guint) MAX_NAMES);
            return FALSE;
          }
        else if (!take_named (table, regions[self->n_names], &self->names[self->n_names], error))
          return FALSE;
      return take_named (table, wanted->code, &self->code, error);
    }
  sort_places (self, table);
  if (self->across.days != NULL)
    keep_telling_places (self, table);
  if (self->rows == PROGNOSIS_ROWS_COUNT)
    coarsen_places (self, table);
  else
    {
      prognosis_plain_find_places (self, table, where);
      sort_places (self, table);
    }
  return TRUE;
}

/* What names a place is neither a count nor a column that is not used. */
static void
forget_column (PrognosisPlainColumns *self, const PrognosisTable *table, gssize column)
{
  guint i;

  if (column < 0)
    return;
  for (i = 0; i < self->values->len; i++)
    if (g_array_index (self->values, gsize, i) == (gsize) column)
      g_array_remove_index (self->values, i--);
  for (i = 0; i < self->set_aside->len; i++)
    if (g_array_index (self->set_aside, PrognosisSetAside, i).column == (gsize) column)
      g_array_remove_index (self->set_aside, i--);
  if (g_ptr_array_find_with_equal_func (self->ignored, prognosis_table_get_header (table, (gsize) column), g_str_equal, &i))
    g_ptr_array_remove_index (self->ignored, i);
}

/* Reports the first non-numeric cell of a column that should be numeric, if there is one. */
static gboolean
fail_without_values (const PrognosisPlainColumns *self, const PrognosisTable *table, GError **error)
{
  for (guint i = 0; i < self->ignored->len; i++)
    {
      const char *header = g_ptr_array_index (self->ignored, i);
      g_autofree char *key = prognosis_table_make_key (header);
      gssize column = prognosis_table_find_column (table, header);
      double value;

      for (gsize row = 0; prognosis_plain_is_quantity (key) && column >= 0 && row < prognosis_table_get_n_rows (table); row++)
        if (!prognosis_reader_get_number (table, row, (gsize) column, &value, error))
          return FALSE;
    }
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
               _ ("%s:%u: no numeric column was found; expected a date and a count in each row"), prognosis_table_get_path (table),
               prognosis_table_get_line (table, 0));
  return prognosis_error_suggest_setting (error, "values");
}

gboolean
prognosis_plain_columns_init (PrognosisPlainColumns *self, const PrognosisTable *table, const PrognosisColumns *wanted,
                              const PrognosisKnownTable *known, const PrognosisWhere *where, GError **error)
{
  static const PrognosisColumns nothing = PROGNOSIS_COLUMNS_INIT;

  wanted = wanted != NULL ? wanted : &nothing;
  *self = (PrognosisPlainColumns){
    .date = -1,
    .code = -1,
    .population = -1,
    .as_of = -1,
    .partial = -1,
    .quantity = -1,
    .week = -1,
    .month = -1,
    .day = -1,
    .known = known,
    .rows = wanted->rows != PROGNOSIS_ROWS_FOUND || known == NULL ? wanted->rows : known->rows,
    .values = g_array_new (FALSE, FALSE, sizeof (gsize)),
    .set_aside = g_array_new (FALSE, FALSE, sizeof (PrognosisSetAside)),
    .ignored = g_ptr_array_new_with_free_func (g_free),
  };
  if (!prognosis_plain_check_is_data (table, error))
    return FALSE;
  if (known == NULL && wanted->date == NULL && !prognosis_plain_check_layout (table, error))
    return FALSE;
  if (known != NULL && wanted->date == NULL && known->week != NULL)
    self->week = prognosis_table_find_column (table, known->week);
  if (!take_named (table, wanted->population, &self->population, error) || !take_date (self, table, wanted, error))
    return FALSE;
  if (self->population < 0 && known != NULL && known->population != NULL)
    self->population = prognosis_table_find_column (table, known->population);
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    classify (self, table, where, i);
  if (self->across.days != NULL || self->months != NULL)
    take_words_as_quantity (self, table);
  if (!take_places (self, table, wanted, where, error))
    return FALSE;
  for (guint i = 0; i < self->n_names && wanted->regions != NULL; i++)
    forget_column (self, table, self->names[i]);
  if (wanted->code != NULL)
    forget_column (self, table, self->code);
  if (self->across.days != NULL || self->months != NULL)
    {
      g_array_set_size (self->values, 0);
      return TRUE;
    }
  if (wanted->values != NULL)
    return take_values (self, table, wanted, error);
  if (self->rows == PROGNOSIS_ROWS_COUNT)
    {
      g_array_set_size (self->values, 0);
      g_ptr_array_set_size (self->ignored, 0);
      return TRUE;
    }
  if (known != NULL && known->values[0].column != NULL)
    take_known_values (self, table);
  else
    keep_single_value (self, table);
  self->wide = wanted->regions == NULL && prognosis_plain_values_are_places (self, table);
  return self->values->len > 0 || fail_without_values (self, table, error);
}

void
prognosis_plain_columns_clear (PrognosisPlainColumns *self)
{
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->set_aside, g_array_unref);
  g_clear_pointer (&self->ignored, g_ptr_array_unref);
  g_clear_pointer (&self->months, g_array_unref);
  prognosis_date_column_clear (&self->across);
}
