/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "reader-common.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-table-private.h"
#include "prognosis-file-name.h"
#include "plain-private.h"
#include "prognosis-total-name.h"

/* Dates and counts, with or without places, as health departments and teachers keep them. */

#define CANCEL_ROWS 4096

static gboolean
is_partial (const Plain *self, gsize row)
{
  const char *text = self->columns.partial >= 0 ? prognosis_table_get_cell (self->table, row, (gsize) self->columns.partial) : "";

  return g_ascii_strcasecmp (text, "true") == 0 || strcmp (text, "1") == 0;
}

/* Days on which no row mentions a region count as zero, not as gaps. */
static void
remember_region (Plain *self, gsize region, int day)
{
  self->first_day = self->regions->len > 0 ? MIN (self->first_day, day) : day;
  self->last_day = self->regions->len > 0 ? MAX (self->last_day, day) : day;
  for (guint i = self->regions->len; i-- > 0;)
    if (g_array_index (self->regions, gsize, i) == region)
      return;
  g_array_append_val (self->regions, region);
}

/* The day of the next row, if the rows are days, weeks or months. */
static int
get_next_day (const Plain *self, int day)
{
  switch (self->dates.style)
    {
    case PROGNOSIS_DATES_WEEK: return day + 7;
    case PROGNOSIS_DATES_MONTH: return prognosis_day_from_month (prognosis_day_to_month (day) + 1);
    default: return day + 1;
    }
}

static void
fill_with_zeros (Plain *self)
{
  for (guint i = 0; i < self->regions->len; i++)
    for (int day = self->first_day; day <= self->last_day; day = get_next_day (self, day))
      for (guint v = 0; v < MAX (self->columns.values->len, 1); v++)
        prognosis_dataset_builder_add_value (self->builder, g_array_index (self->regions, gsize, i), self->signals[v], day, 0,
                                             self->file, 0);
}

static gboolean
read_row (Plain *self, gsize row, GError **error)
{
  int day = g_array_index (self->dates.days, int, row);
  guint line = prognosis_table_get_line (self->table, row);
  gsize region = 0;

  if (!prognosis_where_matches (&self->where, self->table, row)
      || (self->total_rows != NULL && g_hash_table_contains (self->total_rows, GSIZE_TO_POINTER (row + 1))))
    return TRUE;
  if (day == PROGNOSIS_NO_DAY)
    {
      const gssize column = self->columns.month >= 0 ? self->columns.month : self->columns.date;
      gboolean is_total = prognosis_is_total (prognosis_table_get_cell (self->table, row, (gsize) column));

      self->n_totals += is_total;
      self->n_without_day += !is_total;
      if (!is_total && self->no_day == NULL
          && !prognosis_dates_is_date (prognosis_table_get_cell (self->table, row, (gsize) column)))
        self->no_day = prognosis_table_get_cell (self->table, row, (gsize) column);
      return TRUE;
    }
  day += self->shift;
  if (!prognosis_dataset_builder_wants_day (self->builder, day) || prognosis_plain_is_of_other_version (self, row))
    return TRUE;
  if (!self->columns.wide && !prognosis_plain_find_region (self, row, &region, error))
    return FALSE;
  if (self->regions != NULL)
    remember_region (self, region, day);
  if (self->columns.rows == PROGNOSIS_ROWS_COUNT && self->columns.values->len == 0)
    {
      prognosis_dataset_builder_add_value (self->builder, region, self->signals[0], day, 1, self->file, line);
      self->n_persons++;
    }
  for (guint i = 0; i < self->columns.values->len; i++)
    {
      gsize column = g_array_index (self->columns.values, gsize, i);
      gsize signal;
      double value;
      guint8 flags;

      if (!prognosis_plain_get_count (self, row, column, &value, &flags, error))
        return FALSE;
      if (self->columns.wide)
        region = prognosis_dataset_builder_add_region (self->builder, NULL, prognosis_table_get_header (self->table, column), NAN);
      if (self->columns.quantity >= 0)
        {
          const char *name = prognosis_table_get_cell (self->table, row, (gsize) self->columns.quantity);

          signal = prognosis_plain_add_signal (self, name);
        }
      else
        signal = self->signals[i];
      prognosis_dataset_builder_add_value (self->builder, region, signal, day, value, self->file, line);
      if (is_partial (self, row))
        flags |= PROGNOSIS_FLAG_PARTIAL;
      if (flags != 0)
        prognosis_dataset_builder_add_flags (self->builder, region, signal, day, flags);
    }
  return TRUE;
}

static gboolean
read_rows (Plain *self, GCancellable *cancellable, GError **error)
{
  gsize n = prognosis_table_get_n_rows (self->table);

  for (gsize row = 0; row < n; row++)
    {
      if (row % CANCEL_ROWS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!read_row (self, row, error))
        return FALSE;
    }
  return TRUE;
}

static void
warn_of_other_date (const Plain *self)
{
  const gboolean is_chosen = (self->wanted != NULL && self->wanted->date != NULL) || self->columns.known != NULL;
  const gssize other = is_chosen || self->columns.date < 0 || self->columns.week >= 0 || self->columns.month >= 0
                               || self->columns.months != NULL || self->columns.across.days != NULL
                           ? -1
                           : prognosis_plain_find_other_date (self->table, (gsize) self->columns.date);

  if (other >= 0)
    prognosis_dataset_builder_warn (self->builder, self->file, 0, "date-close-call",
                                    _ ("“%s” is taken as the date, but “%s” suits nearly as well: choose the column that is meant, "
                                       "for example with --date-column"),
                                    prognosis_table_get_header (self->table, (gsize) self->columns.date),
                                    prognosis_table_get_header (self->table, (gsize) other));
}

/* Warns of assumptions that names and numbers do not settle. */
static void
warn_of_assumptions (Plain *self)
{
  const PrognosisKnownTable *known = self->columns.known;

  for (guint i = 0; i < self->columns.ignored->len; i++)
    prognosis_dataset_builder_warn (self->builder, self->file, 0, "column-ignored", _ ("the column “%s” is not used"),
                                    (const char *) g_ptr_array_index (self->columns.ignored, i));
  if (known != NULL && self->where.terms->len > 0 && (self->wanted == NULL || self->wanted->where == NULL))
    {
      g_autofree char *where = g_strjoinv (", ", (char **) known->where);

      prognosis_dataset_builder_warn (self->builder, self->file, 0, "format-known",
                                      _ ("recognised as a table of %s; only rows with %s are read"), _ (known->title), where);
    }
  if (self->columns.rows == PROGNOSIS_ROWS_SUM)
    prognosis_dataset_builder_warn (self->builder, self->file, 0, "rows-summed", _ ("rows of the same day and place were summed"));
  warn_of_other_date (self);
  if (self->columns.rows == PROGNOSIS_ROWS_COUNT)
    prognosis_dataset_builder_warn (
        self->builder, self->file, 0, "rows-counted", _ ("each row was taken as one person, dated by “%s”"),
        self->columns.date >= 0 ? prognosis_table_get_header (self->table, (gsize) self->columns.date) : "");
}

static void
warn_of_rows_without_day (const Plain *self)
{
  const guint n = (guint) (self->n_without_day - MIN (self->n_lonely, self->n_without_day));
  const char *written = n > 0 && self->no_day != NULL ? self->no_day : "";
  g_autofree char *text = *written != '\0' ? g_strdup_printf (_ ("no date (“%s”)"), written) : g_strdup (_ ("no date"));

  if (n == 0)
    return;
  if (self->columns.rows == PROGNOSIS_ROWS_COUNT)
    prognosis_dataset_builder_warn (
        self->builder, self->file, 0, "without-day",
        /* Translators: the second string is “no date” or “no date (“unknown”)”, then the name of a column. */
        g_dngettext (GETTEXT_PACKAGE, "%u of %u persons has %s in “%s” and is left out",
                     "%u of %u persons have %s in “%s” and are left out", n),
        n, self->n_persons + n, text, prognosis_table_get_header (self->table, (gsize) self->columns.date));
  else
    prognosis_dataset_builder_warn (
        self->builder, self->file, 0, "without-day",
        /* Translators: the string is “no date” or “no date (“unknown”)”. */
        g_dngettext (GETTEXT_PACKAGE, "%u row has %s and is left out", "%u rows have %s and are left out", n), n, text);
}

static gboolean
begin_table (Plain *self, GError **error)
{
  const PrognosisKnownTable *known = prognosis_known_table_find (self->table);
  const char *const *where = self->wanted != NULL && self->wanted->where != NULL ? (const char *const *) self->wanted->where
                             : known != NULL                                     ? known->where
                                                                                 : NULL;

  if (!prognosis_where_init (&self->where, self->table, where, error))
    return FALSE;
  /* An extract of a published table may lack the totals that the known format selects. */
  if (self->wanted == NULL || self->wanted->where == NULL)
    prognosis_where_drop_idle (&self->where, self->table);
  if (!prognosis_plain_columns_init (&self->columns, self->table, self->wanted, known, &self->where, error)
      || !prognosis_plain_find_days (self, error) || !prognosis_plain_leave_out_rates (self, error)
      || !prognosis_plain_add_signals (self, error))
    return FALSE;
  prognosis_dataset_builder_set_additive (self->builder, self->columns.rows != PROGNOSIS_ROWS_FOUND);
  if (self->columns.rows == PROGNOSIS_ROWS_COUNT || (known != NULL && known->absent_is_zero && self->columns.quantity < 0))
    self->regions = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->persons_per_unit
      = self->columns.population >= 0 ? prognosis_reader_find_unit (self->table, (gsize) self->columns.population) : 1.0;
  self->name_is_code = self->columns.code < 0 && self->columns.n_names == 1
                       && prognosis_plain_are_codes (self->table, (gsize) self->columns.names[0]);
  return TRUE;
}

static gboolean
read_table (const PrognosisTable *table, const char *place, const PrognosisReadOptions *options, PrognosisDatasetBuilder *builder,
            GCancellable *cancellable, GError **error)
{
  Plain self = {
    .table = table,
    .builder = builder,
    .wanted = options->columns,
    .version = options->version,
    .stem = place != NULL ? g_strdup (place) : prognosis_file_name_dup_stem (prognosis_table_get_path (table)),
  };
  gboolean good;

  self.file = prognosis_reader_add_file (builder, table);
  good = begin_table (&self, error);
  if (good)
    {
      warn_of_assumptions (&self);
      prognosis_plain_find_newest_version (&self);
      if (self.columns.rows == PROGNOSIS_ROWS_SUM)
        prognosis_plain_find_totals (&self);
      prognosis_plain_begin_cells (&self);
      good = self.columns.months != NULL        ? prognosis_plain_read_years (&self, cancellable, error)
             : self.columns.across.days != NULL ? prognosis_plain_read_across (&self, cancellable, error)
                                                : read_rows (&self, cancellable, error);
    }
  if (good && self.regions != NULL)
    fill_with_zeros (&self);
  warn_of_rows_without_day (&self);
  if (good)
    prognosis_plain_warn_of_cells (&self);
  if (self.n_totals > 0)
    prognosis_dataset_builder_warn (builder, self.file, 0, "totals-left-out",
                                    g_dngettext (GETTEXT_PACKAGE, "%u row is a total over all days and is ignored",
                                                 "%u rows are totals over all days and are ignored", self.n_totals),
                                    self.n_totals);
  prognosis_plain_columns_clear (&self.columns);
  g_clear_pointer (&self.total_rows, g_hash_table_unref);
  g_clear_pointer (&self.cells, prognosis_plain_cells_free);
  prognosis_where_clear (&self.where);
  prognosis_date_column_clear (&self.dates);
  g_clear_pointer (&self.newest_of, g_hash_table_unref);
  g_clear_pointer (&self.regions, g_array_unref);
  g_free (self.stem);
  g_free (self.signals);
  g_clear_pointer (&self.seen, g_array_unref);
  return good;
}

/* The fallback: accepts any table, with the lowest score. */
static int
recognise (const PrognosisTable *table)
{
  return 1;
}

static gboolean
read_plain (PrognosisTable *const *tables, gsize n_tables, const PrognosisReadOptions *options, PrognosisDatasetBuilder *builder,
            GCancellable *cancellable, GError **error)
{
  g_autofree char *place = NULL;

  for (gsize i = 0; i < n_tables; i++)
    {
      prognosis_plain_name_bilingual (tables[i]);
      prognosis_plain_fill_merged (tables[i]);
    }
  place = prognosis_plain_dup_common_place (tables, n_tables, options->columns);
  for (gsize i = 0; i < n_tables; i++)
    if (!read_table (tables[i], place, options, builder, cancellable, error))
      return FALSE;
  if (place != NULL)
    prognosis_dataset_builder_warn (
        builder, prognosis_dataset_builder_find_file (builder, prognosis_table_get_path (tables[0])), 0, "one-place",
        _ ("the %u files share no day of any count, so they are read as parts of one place"), (guint) n_tables);
  return TRUE;
}

const PrognosisReader prognosis_reader_plain = {
  .id = "plain",
  .title = N_ ("Dates and counts"),
  .recognise = recognise,
  .read = read_plain,
};
