/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Cells of counts that are no plain numbers. A suppressed count such as “<5” stands for an interval, of which the middle is taken: left
 * out, it would bias the series upwards, because only its large counts would remain. Where the file writes zeros, “<5” is 1 to 4;
 * where it writes none, zeros are probably among the suppressed counts, so “<5” is 0 to 4. A rate “<0.5” is 0 to 0.5. A dash is missing, or zero where the column
 * writes no 0 and small counts stand before and after the dash. Marks behind numbers are dropped; “provisional” is remembered.
 */

#include "prognosis-config.h"
#include "plain-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-table-private.h"

/* A count beside a dash that is zero. */
#define SMALL_COUNT 3.0
/* Where the counts are no whole numbers, as part of the largest. */
#define SMALL_SHARE 0.05
/* Provisional numbers are incomplete where they are the exception; where they are the rule, the mark says nothing. */
#define SHARE_OF_PROVISIONAL 0.25

/* By column; for tables whose columns of counts are one kind of count, of all of them. */
typedef enum
{
  KNOWN = 1 << 0,
  HAS_ZERO = 1 << 1,
  MOSTLY_PROVISIONAL = 1 << 2,
  HAS_FRACTION = 1 << 3,
} Traits;

typedef struct
{
  double last;   /* the number before the dashes; NAN: none */
  GArray *cells; /* guint64: dashes since then */
} Run;

struct _PlainCells
{
  guint8 *traits;    /* Traits by column */
  GHashTable *zeros; /* cells (guint64) whose dash is zero */
  guint n_middle, n_dashes, n_zeros, n_marks, n_provisional, n_incomplete;
  const char *middle, *dash, *zero, *mark, *provisional; /* the first of each; lent by the table */
  double taken;                                          /* for the first suppressed count */
};

void
prognosis_plain_cells_free (PlainCells *self)
{
  if (self == NULL)
    return;
  g_free (self->traits);
  g_clear_pointer (&self->zeros, g_hash_table_unref);
  g_free (self);
}

static gboolean
is_of_counts (const Plain *self, gsize column)
{
  if (self->columns.across.days != NULL)
    return g_array_index (self->columns.across.days, int, column) != PROGNOSIS_NO_DAY;
  if (self->columns.months != NULL)
    return g_array_index (self->columns.months, int, column) != 0;
  for (guint i = 0; i < self->columns.values->len; i++)
    if (g_array_index (self->columns.values, gsize, i) == column)
      return TRUE;
  return FALSE;
}

static gboolean
is_one_count (const Plain *self)
{
  return self->columns.wide || self->columns.across.days != NULL || self->columns.months != NULL;
}

static guint8
find_traits (const Plain *self, gsize column)
{
  const gboolean all = is_one_count (self);
  gboolean has_fraction = FALSE;
  guint n = 0, n_provisional = 0, n_zeros = 0;

  for (gsize i = all ? 0 : column; i < (all ? prognosis_table_get_n_columns (self->table) : column + 1); i++)
    for (gsize row = 0; row < prognosis_table_get_n_rows (self->table) && is_of_counts (self, i); row++)
      {
        const char *text = prognosis_table_get_cell (self->table, row, i), *start;
        gboolean is_provisional = FALSE;
        double value;

        if (!prognosis_table_parse_number (self->table, text, &value) || isnan (value))
          continue;
        n++;
        n_zeros += value == 0.0;
        has_fraction |= value != floor (value);
        n_provisional += prognosis_table_find_mark (text, &start, &is_provisional) > 0 && is_provisional;
      }
  return (guint8) (KNOWN | (n_zeros > 0 ? HAS_ZERO : 0) | (has_fraction ? HAS_FRACTION : 0)
                   | (n_provisional > SHARE_OF_PROVISIONAL * n ? MOSTLY_PROVISIONAL : 0));
}

static guint8
get_traits (Plain *self, gsize column)
{
  PlainCells *cells = self->cells;

  if (cells->traits == NULL)
    cells->traits = g_new0 (guint8, prognosis_table_get_n_columns (self->table));
  if (cells->traits[column] == 0)
    {
      cells->traits[column] = find_traits (self, column);
      for (gsize i = 0; i < prognosis_table_get_n_columns (self->table) && is_one_count (self); i++)
        cells->traits[i] = cells->traits[column];
    }
  return cells->traits[column];
}

/* --- dashes --------------------------------------------------------------------- */

static guint64
get_cell_number (const Plain *self, gsize row, gsize column)
{
  return (guint64) row * prognosis_table_get_n_columns (self->table) + column;
}

static void
run_free (gpointer data)
{
  Run *self = data;

  g_array_unref (self->cells);
  g_free (self);
}

static Run *
run_new (void)
{
  Run *self = g_new (Run, 1);

  *self = (Run){ NAN, g_array_new (FALSE, FALSE, sizeof (guint64)) };
  return self;
}

/* Dashes between small counts are zeros; so are those before the first or after the last count if that is small. */
static void
end_run (Plain *self, Run *run, double next, double small)
{
  const gboolean is_zero = !(isnan (run->last) && isnan (next)) && !(run->last > small) && !(next > small);

  for (guint i = 0; i < run->cells->len && is_zero; i++)
    g_hash_table_add (self->cells->zeros, g_memdup2 (&g_array_index (run->cells, guint64, i), sizeof (guint64)));
  g_array_set_size (run->cells, 0);
  run->last = next;
}

static void
take_cell (Plain *self, Run *run, gsize row, gsize column, double small)
{
  const char *text = prognosis_table_get_cell (self->table, row, column);
  const guint64 number = get_cell_number (self, row, column);
  double value;

  if (prognosis_table_is_dash (text))
    g_array_append_val (run->cells, number);
  else if (prognosis_table_parse_number (self->table, text, &value) && !isnan (value))
    end_run (self, run, value, small);
}

/* What identifies the series of a row. (transfer full) */
static char *
make_series_key (const Plain *self, gsize row)
{
  const gssize columns[] = { self->columns.code, self->columns.quantity };
  g_autofree char *name = prognosis_plain_make_name (self, row);
  GString *key = g_string_new (name);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i] >= 0)
      g_string_append_printf (key, "\n%s", prognosis_table_get_cell (self->table, row, (gsize) columns[i]));
  return g_string_free (key, FALSE);
}

/* The largest number that is small beside a dash. */
static double
find_small (const Plain *self, gsize column)
{
  double largest = 0.0, value;
  gboolean is_whole = TRUE;

  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    if (prognosis_table_parse_number (self->table, prognosis_table_get_cell (self->table, row, column), &value) && !isnan (value))
      {
        largest = MAX (largest, value);
        is_whole &= value == floor (value);
      }
  return is_whole ? SMALL_COUNT : SMALL_SHARE * largest;
}

static gboolean
has_dash (const Plain *self, gsize column)
{
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    if (prognosis_table_is_dash (prognosis_table_get_cell (self->table, row, column)))
      return TRUE;
  return FALSE;
}

/* A column of counts: the rows of each place follow each other, though perhaps with other places between. */
static void
find_zeros_down (Plain *self, gsize column)
{
  g_autoptr (GHashTable) runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, run_free);
  const double small = find_small (self, column);
  GHashTableIter iter;
  gpointer run;

  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    {
      g_autofree char *key = self->columns.wide ? g_strdup ("") : make_series_key (self, row);

      if (!prognosis_where_matches (&self->where, self->table, row))
        continue;
      run = g_hash_table_lookup (runs, key);
      if (run == NULL)
        g_hash_table_insert (runs, g_steal_pointer (&key), run = run_new ());
      take_cell (self, run, row, column, small);
    }
  g_hash_table_iter_init (&iter, runs);
  while (g_hash_table_iter_next (&iter, NULL, &run))
    end_run (self, run, NAN, small);
}

static void
find_zeros_across (Plain *self, gsize row)
{
  Run *run = run_new ();

  for (gsize column = 0; column < prognosis_table_get_n_columns (self->table); column++)
    if (is_of_counts (self, column))
      take_cell (self, run, row, column, SMALL_COUNT);
  end_run (self, run, NAN, SMALL_COUNT);
  run_free (run);
}

void
prognosis_plain_begin_cells (Plain *self)
{
  const gboolean is_across = self->columns.across.days != NULL || self->columns.months != NULL;
  gboolean any_across = FALSE;

  self->cells = g_new0 (PlainCells, 1);
  self->cells->zeros = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (gsize column = 0; column < prognosis_table_get_n_columns (self->table); column++)
    if (is_of_counts (self, column) && has_dash (self, column) && !(get_traits (self, column) & HAS_ZERO))
      {
        any_across |= is_across;
        if (!is_across)
          find_zeros_down (self, column);
      }
  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table) && any_across; row++)
    find_zeros_across (self, row);
}

/* --- reading -------------------------------------------------------------------- */

static void
count_mark (Plain *self, gsize column, const char *text, guint8 *flags)
{
  PlainCells *cells = self->cells;
  gboolean is_provisional;
  const char *start;

  if (prognosis_table_find_mark (text, &start, &is_provisional) == 0)
    return;
  if (!is_provisional)
    {
      cells->mark = cells->n_marks++ == 0 ? text : cells->mark;
      return;
    }
  cells->provisional = cells->n_provisional++ == 0 ? text : cells->provisional;
  if (get_traits (self, column) & MOSTLY_PROVISIONAL)
    return;
  cells->n_incomplete++;
  *flags |= PROGNOSIS_FLAG_PARTIAL;
}

static double
take_dash (Plain *self, gsize row, gsize column, const char *text)
{
  PlainCells *cells = self->cells;
  const guint64 number = get_cell_number (self, row, column);

  if (g_hash_table_contains (cells->zeros, &number))
    {
      cells->zero = cells->n_zeros++ == 0 ? text : cells->zero;
      return 0.0;
    }
  cells->dash = cells->n_dashes++ == 0 ? text : cells->dash;
  return NAN;
}

/* The steps around a missing count so far have no bias, while the middle of a small one may be below the count before. */
static gboolean
is_cumulative (const Plain *self, gsize column)
{
  if (self->wanted != NULL && self->wanted->kind >= 0)
    return self->wanted->kind == PROGNOSIS_KIND_CUMULATIVE;
  return !is_one_count (self) && prognosis_kind_is_named_cumulative (prognosis_plain_get_signal_name (self, column));
}

static double
get_middle (const PrognosisTableInterval *interval, guint8 traits)
{
  const gboolean is_whole = !(traits & HAS_FRACTION) && interval->high == floor (interval->high);
  const double high = is_whole && !interval->is_high_included ? interval->high - 1.0 : interval->high;
  const double low = !isnan (interval->low) ? interval->low : is_whole && (traits & HAS_ZERO) ? MIN (1.0, high) : 0.0;

  return (low + high) / 2.0;
}

gboolean
prognosis_plain_get_count (Plain *self, gsize row, gsize column, double *value, guint8 *flags, GError **error)
{
  const char *text = prognosis_table_get_cell (self->table, row, column);
  PlainCells *cells = self->cells;
  PrognosisTableInterval interval;

  *flags = 0;
  if (prognosis_table_parse_number (self->table, text, value) && !isnan (*value))
    {
      if (!g_ascii_isdigit (*text) || !g_ascii_isdigit (text[strlen (text) - 1]))
        count_mark (self, column, text, flags);
      return TRUE;
    }
  if (prognosis_table_is_dash (text))
    {
      *value = take_dash (self, row, column, text);
      return TRUE;
    }
  if (*text == '\0' || is_cumulative (self, column)
      || (self->wanted != NULL && self->wanted->suppressed == PROGNOSIS_SUPPRESSED_MISSING)
      || !prognosis_table_find_interval (text, &interval))
    return prognosis_reader_get_number (self->table, row, column, value, error);
  *value = get_middle (&interval, get_traits (self, column));
  *flags = PROGNOSIS_FLAG_SUPPRESSED;
  if (cells->n_middle++ == 0)
    {
      cells->middle = text;
      cells->taken = *value;
    }
  return TRUE;
}

void
prognosis_plain_warn_of_cells (const Plain *self)
{
  const PlainCells *cells = self->cells;

  if (cells->n_middle > 0)
    prognosis_dataset_builder_warn (
        self->builder, self->file, 0, "suppressed-middle",
        /* Translators: a number of cells, the first of them (a count or a rate), and the number that was taken for that. */
        g_dngettext (GETTEXT_PACKAGE,
                     "%u suppressed value was taken as the middle of its possible values (“%s” as %g); choose --suppressed missing "
                     "to treat it as missing",
                     "%u suppressed values were taken as the middle of their possible values (“%s” as %g); choose --suppressed "
                     "missing to treat them as missing",
                     cells->n_middle),
        cells->n_middle, cells->middle, cells->taken);
  if (cells->n_zeros > 0)
    prognosis_dataset_builder_warn (
        self->builder, self->file, 0, "dashes-zero",
        g_dngettext (
            GETTEXT_PACKAGE,
            "%u cell with “%s” was read as 0, because the column has no 0 and small counts stand beside the dash; leave the "
            "cell empty if the count is not known",
            "%u cells with “%s” were read as 0, because the column has no 0 and small counts stand beside the dashes; leave "
            "the cells empty if the counts are not known",
            cells->n_zeros),
        cells->n_zeros, cells->zero);
  if (cells->n_dashes > 0)
    prognosis_dataset_builder_warn (
        self->builder, self->file, 0, "dashes-missing",
        g_dngettext (GETTEXT_PACKAGE, "%u cell with “%s” was read as missing; write 0 if it means that nobody fell ill",
                     "%u cells with “%s” were read as missing; write 0 if they mean that nobody fell ill", cells->n_dashes),
        cells->n_dashes, cells->dash);
  if (cells->n_marks > 0)
    prognosis_dataset_builder_warn (self->builder, self->file, 0, "numbers-marked",
                                    g_dngettext (GETTEXT_PACKAGE, "%u number has a mark, as in “%s”, and was read without it",
                                                 "%u numbers have a mark, as in “%s”, and were read without it", cells->n_marks),
                                    cells->n_marks, cells->mark);
  if (cells->n_provisional > 0)
    prognosis_dataset_builder_warn (
        self->builder, self->file, 0, "numbers-provisional",
        cells->n_incomplete > 0
            ? g_dngettext (
                GETTEXT_PACKAGE,
                "%u number is marked as provisional, as in “%s”; it is taken as incomplete and not fitted, unless the mark "
                "is removed",
                "%u numbers are marked as provisional, as in “%s”; they are taken as incomplete and not fitted, unless "
                "the marks are removed",
                cells->n_provisional)
            : g_dngettext (GETTEXT_PACKAGE, "%u number is marked as provisional, as in “%s”, and was read without the mark",
                           "%u numbers are marked as provisional, as in “%s”, and were read without the mark",
                           cells->n_provisional),
        cells->n_provisional, cells->provisional);
}
