/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches for series that are sums of others: of those that belong together by code or name, of a single equal series, of
   successive series, of any series, and of all that are no totals. A sum needs evidence that outweighs the number of sums among
   which it was chosen. The search among any series is in prognosis-total-search-free.c. */

#include "prognosis-config.h"

#include "prognosis-total-search-private.h"

#include <math.h>
#include <string.h>

/* In fewer steps nothing is found. */
#define MIN_STEPS 3
/* Different values that a series has that equals a single other one. */
#define MIN_VALUES_OF_ONE 3
/* Sums of any series are searched among so few only, and with so many operations. */
#define MAX_FREE 320
#define MAX_WORK 4e8
/* Sums of successive series are found in blocks of steps, at least one of which must be free of revisions. */
#define MAX_BLOCKS 4
#define MANY_SERIES 1000

typedef struct
{
  gboolean holds;
  double bits;
  guint n_values; /* different situations in which it holds */
} Evidence;

static gboolean
is_close (double sum, double total, double tolerance)
{
  return fabs (sum - total) <= tolerance * fabs (total) + 1e-9;
}

double
prognosis_total_search_get_choice (double n, double k)
{
  return (lgamma (n + 1.0) - lgamma (k + 1.0) - lgamma (n - k + 1.0)) / G_LN2;
}

void
prognosis_total_search_clear_sum (TotalSearch *self)
{
  const gsize n = self->search->n_steps;

  memset (self->sums, 0, n * sizeof *self->sums);
  memset (self->squares, 0, n * sizeof *self->squares);
  memset (self->n_missing, 0, n * sizeof *self->n_missing);
}

void
prognosis_total_search_add_part (TotalSearch *self, gsize series)
{
  const double *row = self->search->rows[series];

  for (gsize t = 0; t < self->search->n_steps; t++)
    if (isnan (row[t]))
      self->n_missing[t]++;
    else
      {
        self->sums[t] += row[t];
        self->squares[t] += row[t] * row[t];
      }
}

static void
add_parts (TotalSearch *self, const GArray *parts)
{
  prognosis_total_search_clear_sum (self);
  for (guint i = 0; i < parts->len; i++)
    prognosis_total_search_add_part (self, g_array_index (parts, guint, i));
}

/* Unrelated counts of about x persons rarely differ by less than the square root of x: that they are equal is evidence of half
   log2 x bits, provided that something changed since the step before. */
static Evidence
get_evidence (const TotalSearch *self, gsize series, double tolerance)
{
  const double *row = self->search->rows[series];
  double before = NAN, squares_before = NAN;
  guint n = 0, n_alike = 0;
  Evidence evidence = { 0 };

  for (gsize t = 0; t < self->search->n_steps; t++)
    {
      const double deviation = fabs (self->sums[t] - row[t]);

      if (isnan (row[t]) || (row[t] == 0.0 && self->sums[t] == 0.0))
        continue;
      if (!is_close (self->sums[t], row[t], tolerance))
        {
          n += self->n_missing[t] == 0 || self->sums[t] > row[t];
          continue;
        }
      n++;
      n_alike++;
      if (row[t] != before || self->squares[t] != squares_before)
        {
          const double count = self->search->is_cumulative && !isnan (before) ? MAX (row[t] - before, 0.0) : row[t];

          evidence.bits += log2 (1.0 + sqrt (2.0 * G_PI * fabs (count)) / (2.0 * deviation + 1.0));
          evidence.n_values++;
        }
      before = row[t];
      squares_before = self->squares[t];
    }
  evidence.holds = n_alike >= MIN_STEPS && n_alike >= SHARE_OF_STEPS * n;
  if (evidence.holds)
    evidence.bits -= prognosis_total_search_get_choice (n, n - n_alike);
  return evidence;
}

static void
take_parts (TotalSearch *self, gsize series, const GArray *parts)
{
  g_assert (self->search->parts[series] == NULL);
  self->search->parts[series] = g_array_copy ((GArray *) parts);
  self->is_base[series] = FALSE;
}

gboolean
prognosis_total_search_try_parts (TotalSearch *self, gsize series, const GArray *parts, double needed, double choice)
{
  const double helped = self->search->is_named[series] ? needed : self->search->is_hinted[series] ? BITS_OF_HINT : 0.0;
  Evidence evidence;

  add_parts (self, parts);
  evidence = get_evidence (self, series, TOLERANCE);
  if (!evidence.holds || evidence.bits < needed + choice - helped || (parts->len == 1 && evidence.n_values < MIN_VALUES_OF_ONE))
    return FALSE;
  take_parts (self, series, parts);
  return TRUE;
}

/* What belongs together by code or name. */
static gboolean
find_family (TotalSearch *self, gsize series)
{
  const GArray *family = self->search->families[series];
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; family != NULL && i < family->len; i++)
    if (self->is_base[g_array_index (family, guint, i)])
      g_array_append_val (parts, g_array_index (family, guint, i));
  return parts->len > 0 && prognosis_total_search_try_parts (self, series, parts, BITS_OF_GIVEN, 0.0);
}

/* All that is no total. */
static gboolean
find_sum_of_all (TotalSearch *self, gsize series)
{
  g_autoptr (GArray) parts = NULL;
  double size = 0.0;
  gsize n = 0;

  for (guint i = 0; i < self->search->n; i++)
    if (i != series && self->is_base[i])
      {
        size += self->sizes[i];
        n++;
      }
  /* Leaves few to be looked at closely. */
  if (n < 2 || fabs (size - self->sizes[series]) > 0.5 * self->sizes[series])
    return FALSE;
  parts = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) n);
  for (guint i = 0; i < self->search->n; i++)
    if (i != series && self->is_base[i])
      g_array_append_val (parts, i);
  if (prognosis_total_search_try_parts (self, series, parts, BITS_OF_GIVEN, self->log_n))
    return TRUE;
  if (!self->search->is_named[series] || !get_evidence (self, series, TOLERANCE_OF_NAMED).holds)
    return FALSE;
  take_parts (self, series, parts);
  return TRUE;
}

/* Of two equal series, one can be the total of an area that has one part. */
static gboolean
find_equal (TotalSearch *self, gsize series, gsize other)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint part = (guint) other;

  g_array_append_val (parts, part);
  return prognosis_total_search_try_parts (self, series, parts, BITS, 2.0 * self->log_n);
}

static void
find_equals (TotalSearch *self)
{
  const gboolean *named = self->search->is_named, *hinted = self->search->is_hinted;

  for (gsize i = 1; i < self->search->n; i++)
    {
      gsize a = self->by_size[i - 1], b = self->by_size[i];

      if (!self->is_base[a] || !self->is_base[b] || !is_close (self->sizes[a], self->sizes[b], TOLERANCE_OF_NAMED))
        continue;
      /* Neither says so: the second one, as totals are mostly below. */
      if (named[a] != named[b] ? named[a] : hinted[a] != hinted[b] ? hinted[a] : a > b)
        find_equal (self, a, b);
      else
        find_equal (self, b, a);
    }
}

/* Sums of the successive series from the start, as numbers that are equal only where all steps of a block are. */
typedef struct
{
  guint64 *sums; /* n + 1 */
  guint *table;  /* index + 1 of the first equal sum, 0: empty */
  guint64 *used; /* a bit for each place of the table: most sums are not there, and these fit into the processor's cache */
  guint64 mask;
} Prefixes;

static guint64
mix (guint64 x)
{
  x = (x ^ (x >> 31)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return x ^ (x >> 29);
}

static guint64
get_key (const TotalSearch *self, gsize series, gsize block, gsize n_blocks)
{
  const double *row = self->search->rows[series];
  guint64 key = 0;

  for (gsize t = block; t < self->search->n_steps; t += n_blocks)
    if (!isnan (row[t]))
      key += mix (t + 1) * (guint64) (gint64) row[t];
  return key;
}

static void
index_prefixes (Prefixes *self, const TotalSearch *search, const GArray *order, gsize block, gsize n_blocks)
{
  gsize size = 16;

  while (size < 4 * (gsize) order->len)
    size *= 2;
  self->mask = size - 1;
  self->sums = g_new0 (guint64, order->len + 1);
  self->table = g_new0 (guint, size);
  self->used = g_new0 (guint64, size / 64 + 1);
  for (guint i = 0; i <= order->len; i++)
    {
      gsize slot;

      if (i > 0)
        self->sums[i] = self->sums[i - 1] + get_key (search, g_array_index (order, guint, i - 1), block, n_blocks);
      for (slot = mix (self->sums[i]) & self->mask; self->table[slot] != 0; slot = (slot + 1) & self->mask)
        if (self->sums[self->table[slot] - 1] == self->sums[i])
          break;
      if (self->table[slot] == 0)
        self->table[slot] = i + 1;
      self->used[slot / 64] |= G_GUINT64_CONSTANT (1) << (slot % 64);
    }
}

/* The first index with this sum, or -1. */
static gssize
find_prefix (const Prefixes *self, guint64 sum)
{
  gsize slot = mix (sum) & self->mask;

  if ((self->used[slot / 64] >> (slot % 64) & 1) == 0)
    return -1;
  for (; self->table[slot] != 0; slot = (slot + 1) & self->mask)
    if (self->sums[self->table[slot] - 1] == sum)
      return (gssize) self->table[slot] - 1;
  return -1;
}

/* A total often stands above or below its parts, which follow one another. */
static gboolean
find_run (TotalSearch *self, const GArray *order, guint at, const Prefixes *prefixes, guint64 key)
{
  for (guint from = 0; from + 2 <= order->len; from++)
    {
      const gssize to = find_prefix (prefixes, prefixes->sums[from] + key);
      g_autoptr (GArray) parts = NULL;

      if (to < (gssize) from + 2 || (from <= at && (gssize) at < to))
        continue;
      parts = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_vals (parts, &g_array_index (order, guint, from), (guint) to - from);
      if (prognosis_total_search_try_parts (self, g_array_index (order, guint, at), parts, BITS, 3.0 * self->log_n))
        return TRUE;
    }
  return FALSE;
}

/* Numbers that stay the same are the sums of many others, and evidence of none. */
static gboolean
is_constant (const TotalSearch *self, gsize series)
{
  const double *row = self->search->rows[series];
  double first = NAN;

  for (gsize t = 0; t < self->search->n_steps; t++)
    {
      if (!isnan (first) && !isnan (row[t]) && row[t] != first)
        return FALSE;
      first = isnan (row[t]) ? first : row[t];
    }
  return TRUE;
}

static gboolean
find_runs (TotalSearch *self)
{
  const gsize n_blocks = self->search->n > MANY_SERIES ? 2 : CLAMP (self->search->n_steps / MIN_STEPS, 1, MAX_BLOCKS);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean any = FALSE;

  for (guint i = 0; i < self->search->n; i++)
    if (self->is_base[i])
      g_array_append_val (order, i);
  for (gsize block = 0; block < n_blocks; block++)
    {
      Prefixes prefixes;

      index_prefixes (&prefixes, self, order, block, n_blocks);
      for (guint at = 0; at < order->len; at++)
        {
          const guint64 key = prefixes.sums[at + 1] - prefixes.sums[at];

          if (key != 0 && self->is_base[g_array_index (order, guint, at)] && !is_constant (self, g_array_index (order, guint, at)))
            any |= find_run (self, order, at, &prefixes, key);
        }
      g_free (prefixes.sums);
      g_free (prefixes.table);
      g_free (prefixes.used);
    }
  return any;
}

static int
compare_sizes (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *sizes = data;
  const guint i = *(const guint *) a, j = *(const guint *) b;

  return sizes[i] != sizes[j] ? (sizes[i] < sizes[j] ? -1 : 1) : (i > j) - (i < j);
}

static void
measure (TotalSearch *self)
{
  const PrognosisTotalSearch *search = self->search;

  for (guint i = 0; i < search->n; i++)
    {
      for (gsize t = 0; t < search->n_steps; t++)
        self->sizes[i] += isnan (search->rows[i][t]) ? 0.0 : search->rows[i][t];
      self->is_base[i] = self->sizes[i] > 0.0 && search->parts[i] == NULL;
      self->by_size[i] = i;
    }
  g_qsort_with_data (self->by_size, (int) search->n, sizeof *self->by_size, compare_sizes, self->sizes);
}

/* Small totals first: what is larger is then made up of places that are no totals. */
static gboolean
find_each (TotalSearch *self, gboolean (*find) (TotalSearch *self, gsize series))
{
  gboolean any = FALSE;

  for (gsize i = 0; i < self->search->n; i++)
    if (self->is_base[self->by_size[i]])
      any |= find (self, self->by_size[i]);
  return any;
}

static gboolean
find_free_in_budget (TotalSearch *self, gsize series)
{
  return self->work < MAX_WORK && prognosis_total_search_find_free (self, series);
}

static void
sort_parts (PrognosisTotalSearch *search)
{
  for (gsize i = 0; i < search->n; i++)
    for (guint k = 1; search->parts[i] != NULL && k < search->parts[i]->len; k++)
      for (guint j = k; j > 0; j--)
        {
          guint *pair = &g_array_index (search->parts[i], guint, j - 1), swap = pair[0];

          if (pair[0] <= pair[1])
            break;
          pair[0] = pair[1];
          pair[1] = swap;
        }
}

void
prognosis_total_search_run (PrognosisTotalSearch *search)
{
  const gsize n = search->n, n_steps = search->n_steps;
  g_autofree double *sizes = g_new0 (double, n);
  g_autofree guint *by_size = g_new (guint, n);
  g_autofree gboolean *is_base = g_new (gboolean, n);
  g_autofree double *sums = g_new (double, n_steps);
  g_autofree double *squares = g_new (double, n_steps);
  g_autofree guint *n_missing = g_new (guint, n_steps);
  TotalSearch self = { .search = search,
                       .sizes = sizes,
                       .by_size = by_size,
                       .is_base = is_base,
                       .log_n = log2 (MAX (n, 2)),
                       .sums = sums,
                       .squares = squares,
                       .n_missing = n_missing };
  gboolean any = TRUE;

  if (n < 2 || n_steps < MIN_STEPS)
    return;
  measure (&self);
  find_each (&self, find_family);
  find_equals (&self);
  while (any)
    {
      any = find_runs (&self);
      if (n <= MAX_FREE)
        any |= find_each (&self, find_free_in_budget);
      any |= find_each (&self, find_sum_of_all);
    }
  sort_parts (search);
}
