/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns of numbers beside their total, each of which is a place. */

#include <math.h>

#include "plain-columns.h"
#include "plain-evidence.h"
#include "plain-names.h"
#include "plain-results.h"
#include "prognosis-total-name.h"
#include "prognosis-table-private.h"
#include "reader-common.h"

#define MIN_PLACES 3

/* “Total”, “Total nacional”, “Deutschland gesamt”: of places, not of cases. */
static gboolean
is_total_column (const char *key)
{
  static const char *const words[] = { "total", "gesamt",   "insgesamt", "ensemble",  "totale", "totaal", "suma",
                                       "summe", "national", "nacional",  "nazionale", "bund",   "all",    "overall" };
  g_auto (GStrv) parts = g_strsplit (key, " ", -1);

  /* A country may stand among others. */
  if (prognosis_is_total (key) && !g_str_has_prefix (key, "us") && !g_str_has_prefix (key, "united"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words) && !prognosis_plain_is_surely_quantity (key); i++)
    if (g_strv_contains ((const char *const *) parts, words[i]))
      return TRUE;
  return FALSE;
}

/* How much larger or smaller the sum of the others may be in how many of the rows: a few are revised. */
#define SHARE_OF_SUMS 0.9

/* Whether @total holds the sum of the other @columns. */
static gboolean
is_sum (const PrognosisTable *table, const GArray *columns, gsize total)
{
  gsize n = 0, n_alike = 0;

  for (gsize row = 0; row < prognosis_table_get_n_rows (table); row++)
    {
      double sum = 0.0, value, whole = NAN;

      for (guint i = 0; i < columns->len; i++)
        {
          const gsize column = g_array_index (columns, gsize, i);

          if (!prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, column), &value))
            return FALSE;
          if (column == total)
            whole = value;
          else
            sum += isnan (value) ? 0.0 : value;
        }
      if (isnan (whole) || whole == 0.0)
        continue;
      n++;
      n_alike += sum == whole;
    }
  return n >= MIN_PLACES && n_alike >= SHARE_OF_SUMS * n;
}

/* Whether two columns beside a total are places: their names are not those of groups, and they add up to it. */
static gboolean
are_two_places (const PrognosisTable *table, const GArray *columns, gsize total)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const char *key = prognosis_table_get_key (table, g_array_index (columns, gsize, i));

      if (g_array_index (columns, gsize, i) != total && prognosis_plain_is_group (key))
        return FALSE;
    }
  return is_sum (table, columns, total);
}

gboolean
prognosis_plain_values_are_places (PrognosisPlainColumns *self, const PrognosisTable *table)
{
  g_autoptr (GArray) places = NULL;
  guint n_doubtful = 0, n_counts = 0, n_totals = 0;
  gsize total = 0;

  if (self->n_names > 0 || self->code >= 0 || self->values->len < MIN_PLACES || !prognosis_table_has_header (table))
    return FALSE;
  places = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (guint i = 0; i < self->values->len; i++)
    {
      const gsize column = g_array_index (self->values, gsize, i);
      const char *key = prognosis_table_get_key (table, column);
      const gboolean is_total = is_total_column (key);

      if (prognosis_plain_weigh (table, column).numbers == PROGNOSIS_NUMBERS_OTHER)
        continue;
      if (prognosis_plain_is_surely_quantity (key) || strlen (key) < 2)
        return FALSE;
      n_totals += is_total;
      total = is_total ? column : total;
      n_doubtful += !is_total && prognosis_plain_is_quantity (key);
      n_counts += prognosis_plain_says_count (key);
      g_array_append_val (places, column);
    }
  /* One place may be called Fall River. */
  if (places->len < MIN_PLACES || 3 * n_doubtful >= places->len || n_counts > 1 || n_totals > 1
      || (places->len - n_totals < MIN_PLACES && !are_two_places (table, places, total)))
    return FALSE;
  g_array_unref (self->values);
  self->values = g_steal_pointer (&places);
  return TRUE;
}
