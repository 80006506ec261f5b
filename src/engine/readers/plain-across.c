/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain-private.h"

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-day.h"
#include "prognosis-month-text.h"
#include "prognosis-table-private.h"

/* Tables with one column per day and one row per series, or one column per month and one row per year. */

#define MIN_DAYS 3
#define CANCEL_ROWS 64

/* Parts of a file name, and the signal they indicate. */
static const char *const quantities[][2] = {
  { "confirmed", "confirmed" }, { "death", "deaths" },         { "deceased", "deaths" },      { "recover", "recovered" },
  { "hosp", "hospitalised" },   { "admission", "admissions" }, { "infection", "infections" }, { "case", "cases" },
  { "casos", "cases" },         { "confirmad", "confirmed" },  { "fallecid", "deaths" },
};

/* R writes X1.22.20 for 1/22/20. (transfer full) */
static char *
dup_day (const char *header)
{
  return *header == 'X' && g_ascii_isdigit (header[1]) ? g_strdelimit (g_strdup (header + 1), ".", '/') : g_strdup (header);
}

/* 202008: in a row with others, a month. */
static gboolean
is_month_number (const char *text)
{
  int year, month;

  return strlen (text) == 6 && strspn (text, "0123456789") == 6 && prognosis_month_text_parse (text, TRUE, &year, &month)
         && month >= 1 && month <= 12;
}

gboolean
prognosis_plain_find_across (PrognosisDateColumn *across, const PrognosisTable *table, PrognosisDateOrder order, GError **error)
{
  gsize n = prognosis_table_get_n_columns (table), n_days = 0;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_auto (PrognosisDateColumn) days = { 0 };
  g_autoptr (PrognosisTable) turned = NULL;

  for (gsize i = 0; i < n && prognosis_table_has_header (table); i++)
    {
      g_autofree char *text = dup_day (prognosis_table_get_header (table, i));

      if (!prognosis_dates_is_date (text) && !is_month_number (text))
        continue;
      g_array_append_val (columns, i);
      g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  n_days = columns->len;
  /* One after the other, with a few other columns before and behind. */
  if (n_days < MIN_DAYS || g_array_index (columns, gsize, n_days - 1) - g_array_index (columns, gsize, 0) != n_days - 1
      || n - g_array_index (columns, gsize, n_days - 1) > MIN_DAYS)
    return TRUE;
  turned = prognosis_table_new_column (table, (const char *const *) texts->pdata, n_days);
  if (!prognosis_date_column_init (&days, turned, 0, FALSE, order, PROGNOSIS_DATES_STRICT, error))
    return FALSE;
  *across
      = (PrognosisDateColumn){ days.style, days.order, days.is_guess, g_array_sized_new (FALSE, FALSE, sizeof (int), (guint) n) };
  for (gsize i = 0, d = 0; i < n; i++)
    {
      gboolean is_day = d < n_days && g_array_index (columns, gsize, d) == i;
      int day = is_day ? g_array_index (days.days, int, d) : PROGNOSIS_NO_DAY;

      d += is_day;
      g_array_append_val (across->days, day);
    }
  return TRUE;
}

/* For a file that does not name its signal. */
static gsize
add_signal_of_file (Plain *self)
{
  g_autofree char *lower = g_ascii_strdown (self->stem, -1);
  const char *name = "value";
  PrognosisRole role;

  for (gsize i = G_N_ELEMENTS (quantities); i-- > 0;)
    if (strstr (lower, quantities[i][0]) != NULL)
      name = quantities[i][1];
  role = prognosis_role_from_name (name);
  return prognosis_dataset_builder_add_signal (
      self->builder, name, self->wanted != NULL && self->wanted->kind >= 0 ? self->wanted->kind : prognosis_kind_from_name (lower),
      role, TRUE);
}

static gboolean
read_row (Plain *self, gsize row, gsize region, gsize signal, GError **error)
{
  const GArray *days = self->dates.days;
  guint line = prognosis_table_get_line (self->table, row);

  for (gsize i = 0; i < days->len; i++)
    {
      int day = g_array_index (days, int, i);
      double value;
      guint8 flags;

      if (day == PROGNOSIS_NO_DAY || !prognosis_dataset_builder_wants_day (self->builder, day + self->shift))
        continue;
      if (!prognosis_plain_get_count (self, row, i, &value, &flags, error))
        return FALSE;
      prognosis_dataset_builder_add_value (self->builder, region, signal, day + self->shift, value, self->file, line);
      if (flags != 0)
        prognosis_dataset_builder_add_flags (self->builder, region, signal, day + self->shift, flags);
    }
  return TRUE;
}

gboolean
prognosis_plain_read_across (Plain *self, GCancellable *cancellable, GError **error)
{
  gsize n = prognosis_table_get_n_rows (self->table);
  gsize signal = self->columns.quantity < 0 ? add_signal_of_file (self) : 0;

  for (gsize row = 0; row < n; row++)
    {
      gsize region;

      if (row % CANCEL_ROWS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!prognosis_where_matches (&self->where, self->table, row)
          || (self->total_rows != NULL && g_hash_table_contains (self->total_rows, GSIZE_TO_POINTER (row + 1))))
        continue;
      if (self->columns.quantity >= 0)
        signal = prognosis_plain_add_signal (self, prognosis_table_get_cell (self->table, row, (gsize) self->columns.quantity));
      if (!prognosis_plain_find_region (self, row, &region, error) || !read_row (self, row, region, signal, error))
        return FALSE;
    }
  return TRUE;
}

/* Empty months are not read: they are mostly those of the present year that are still to come. */
static gboolean
read_year (Plain *self, gsize row, gsize region, gsize signal, GError **error)
{
  const int december = g_array_index (self->dates.days, int, row);

  for (gsize column = 0; column < self->columns.months->len; column++)
    {
      const int month = g_array_index (self->columns.months, int, column);
      const int day = prognosis_day_from_month (prognosis_day_to_month (december) - 12 + month);
      double value;
      guint8 flags;

      if (month == 0)
        continue;
      if (!prognosis_plain_get_count (self, row, column, &value, &flags, error))
        return FALSE;
      if (isnan (value))
        continue;
      prognosis_dataset_builder_add_value (self->builder, region, signal, day, value, self->file,
                                           prognosis_table_get_line (self->table, row));
      if (flags != 0)
        prognosis_dataset_builder_add_flags (self->builder, region, signal, day, flags);
    }
  return TRUE;
}

gboolean
prognosis_plain_read_years (Plain *self, GCancellable *cancellable, GError **error)
{
  const gsize n = prognosis_table_get_n_rows (self->table);
  gsize signal = self->columns.quantity < 0 ? add_signal_of_file (self) : 0;

  for (gsize row = 0; row < n; row++)
    {
      gsize region;

      if (row % CANCEL_ROWS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!prognosis_where_matches (&self->where, self->table, row))
        continue;
      if (g_array_index (self->dates.days, int, row) == PROGNOSIS_NO_DAY)
        {
          self->n_totals++;
          continue;
        }
      if (self->columns.quantity >= 0)
        signal = prognosis_plain_add_signal (self, prognosis_table_get_cell (self->table, row, (gsize) self->columns.quantity));
      if (!prognosis_plain_find_region (self, row, &region, error) || !read_year (self, row, region, signal, error))
        return FALSE;
    }
  return TRUE;
}
