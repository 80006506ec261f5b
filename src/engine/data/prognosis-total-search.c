/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-total-search.h"

#include <math.h>
#include <string.h>

/* In fewer steps nothing is found. */
#define MIN_STEPS 3
/* Revisions may spoil the sum in the others. */
#define SHARE_OF_STEPS 0.9
/* Relative deviation of numbers that count as equal; and of a total that is named so, which may be revised on its own. */
#define TOLERANCE 0.001
#define TOLERANCE_OF_NAMED 0.05
/* Bits of evidence that must remain after those for the choice among sums are deducted. Little choice is left where all other
   series are summed, or all that belong together by name. A name that suggests a total is evidence, too. */
#define BITS 12.0
#define BITS_OF_GIVEN 6.0
#define BITS_OF_HINT 8.0
/* Different values that a series has that equals a single other one. */
#define MIN_VALUES_OF_ONE 3
/* Sums of any series are searched among so few only, by trying them out or by least squares, so many together. */
#define MAX_FREE 320
#define MAX_TOGETHER 60
#define MAX_TRIED 24
#define MAX_TRIES 20000
#define MAX_WORK 4e8
/* Sums of successive series are found in blocks of steps, at least one of which must be free of revisions. */
#define MAX_BLOCKS 4
#define MANY_SERIES 1000

typedef struct
{
  PrognosisTotalSearch *search;
  double *sizes; /* n: the sum of each series */
  guint *by_size;
  gboolean *is_base; /* n: no total so far, and not without cases */
  double log_n;
  double work; /* operations of the free search so far */
  /* The sum that is looked at, by step. */
  double *sums;
  double *squares;  /* of the parts, which shows whether any of them changed */
  guint *n_missing; /* parts without a value */
} Search;

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

/* log2 of the number of ways to choose @k out of @n. */
static double
get_choice (double n, double k)
{
  return (lgamma (n + 1.0) - lgamma (k + 1.0) - lgamma (n - k + 1.0)) / G_LN2;
}

static void
clear_sum (Search *self)
{
  const gsize n = self->search->n_steps;

  memset (self->sums, 0, n * sizeof *self->sums);
  memset (self->squares, 0, n * sizeof *self->squares);
  memset (self->n_missing, 0, n * sizeof *self->n_missing);
}

static void
add_part (Search *self, gsize series)
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
add_parts (Search *self, const GArray *parts)
{
  clear_sum (self);
  for (guint i = 0; i < parts->len; i++)
    add_part (self, g_array_index (parts, guint, i));
}

/* Unrelated counts of about x persons rarely differ by less than the square root of x: that they are equal is evidence of half
   log2 x bits, provided that something changed since the step before. */
static Evidence
get_evidence (const Search *self, gsize series, double tolerance)
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
    evidence.bits -= get_choice (n, n - n_alike);
  return evidence;
}

static void
take_parts (Search *self, gsize series, const GArray *parts)
{
  g_assert (self->search->parts[series] == NULL);
  self->search->parts[series] = g_array_copy ((GArray *) parts);
  self->is_base[series] = FALSE;
}

/* Whether @series is the sum of @parts, for which @choice bits were needed. Takes them if so. */
static gboolean
try_parts (Search *self, gsize series, const GArray *parts, double needed, double choice)
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
find_family (Search *self, gsize series)
{
  const GArray *family = self->search->families[series];
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; family != NULL && i < family->len; i++)
    if (self->is_base[g_array_index (family, guint, i)])
      g_array_append_val (parts, g_array_index (family, guint, i));
  return parts->len > 0 && try_parts (self, series, parts, BITS_OF_GIVEN, 0.0);
}

/* All that is no total. */
static gboolean
find_sum_of_all (Search *self, gsize series)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));
  double size = 0.0;

  for (guint i = 0; i < self->search->n; i++)
    if (i != series && self->is_base[i])
      {
        g_array_append_val (parts, i);
        size += self->sizes[i];
      }
  /* Leaves few to be looked at closely. */
  if (parts->len < 2 || fabs (size - self->sizes[series]) > 0.5 * self->sizes[series])
    return FALSE;
  if (try_parts (self, series, parts, BITS_OF_GIVEN, self->log_n))
    return TRUE;
  if (!self->search->is_named[series] || !get_evidence (self, series, TOLERANCE_OF_NAMED).holds)
    return FALSE;
  take_parts (self, series, parts);
  return TRUE;
}

/* Of two equal series, one can be the total of an area that has one part. */
static gboolean
find_equal (Search *self, gsize series, gsize other)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint part = (guint) other;

  g_array_append_val (parts, part);
  return try_parts (self, series, parts, BITS, 2.0 * self->log_n);
}

static void
find_equals (Search *self)
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
  guint64 mask;
} Prefixes;

static guint64
mix (guint64 x)
{
  x = (x ^ (x >> 31)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return x ^ (x >> 29);
}

static guint64
get_key (const Search *self, gsize series, gsize block, gsize n_blocks)
{
  const double *row = self->search->rows[series];
  guint64 key = 0;

  for (gsize t = block; t < self->search->n_steps; t += n_blocks)
    if (!isnan (row[t]))
      key += mix (t + 1) * (guint64) (gint64) row[t];
  return key;
}

static void
index_prefixes (Prefixes *self, const Search *search, const GArray *order, gsize block, gsize n_blocks)
{
  gsize size = 16;

  while (size < 4 * (gsize) order->len)
    size *= 2;
  self->mask = size - 1;
  self->sums = g_new0 (guint64, order->len + 1);
  self->table = g_new0 (guint, size);
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
    }
}

/* The first index with this sum, or -1. */
static gssize
find_prefix (const Prefixes *self, guint64 sum)
{
  for (gsize slot = mix (sum) & self->mask; self->table[slot] != 0; slot = (slot + 1) & self->mask)
    if (self->sums[self->table[slot] - 1] == sum)
      return (gssize) self->table[slot] - 1;
  return -1;
}

/* A total often stands above or below its parts, which follow one another. */
static gboolean
find_run (Search *self, const GArray *order, guint at, const Prefixes *prefixes, guint64 key)
{
  for (guint from = 0; from + 2 <= order->len; from++)
    {
      const gssize to = find_prefix (prefixes, prefixes->sums[from] + key);
      g_autoptr (GArray) parts = NULL;

      if (to < (gssize) from + 2 || (from <= at && (gssize) at < to))
        continue;
      parts = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_vals (parts, &g_array_index (order, guint, from), (guint) to - from);
      if (try_parts (self, g_array_index (order, guint, at), parts, BITS, 3.0 * self->log_n))
        return TRUE;
    }
  return FALSE;
}

/* Numbers that stay the same are the sums of many others, and evidence of none. */
static gboolean
is_constant (const Search *self, gsize series)
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
find_runs (Search *self)
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
    }
  return any;
}

/* Whether @part never exceeds @total, but for a few revisions. */
static gboolean
can_be_part (const Search *self, gsize part, gsize total)
{
  const double *p = self->search->rows[part], *x = self->search->rows[total];
  const gsize n_allowed = (gsize) ((1.0 - SHARE_OF_STEPS) * self->search->n_steps);
  gsize n_above = 0;

  if (part == total || !self->is_base[part] || self->sizes[part] > self->sizes[total] * (1.0 + TOLERANCE_OF_NAMED))
    return FALSE;
  for (gsize t = 0; t < self->search->n_steps; t++)
    if (p[t] > x[t] * (1.0 + TOLERANCE) && ++n_above > n_allowed)
      return FALSE;
  return TRUE;
}

static gboolean
are_equal (const Search *self, gsize a, gsize b)
{
  for (gsize t = 0; t < self->search->n_steps; t++)
    {
      const double x = self->search->rows[a][t], y = self->search->rows[b][t];

      if (x != y && !(isnan (x) && isnan (y)))
        return FALSE;
    }
  return TRUE;
}

/* What could be part of @series, the largest first, each of equal ones once. (transfer full) */
static GArray *
list_candidates (Search *self, gsize series)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = self->search->n; i-- > 0;)
    {
      const guint part = self->by_size[i];

      if (!can_be_part (self, part, series))
        continue;
      if (candidates->len > 0 && are_equal (self, part, g_array_index (candidates, guint, candidates->len - 1)))
        continue;
      g_array_append_val (candidates, part);
    }
  self->work += (double) self->search->n * (double) self->search->n_steps;
  return candidates;
}

/* Trying sums of a few series. */
typedef struct
{
  const Search *search;
  const double *total;
  const GArray *candidates;
  double *rest;  /* (n_candidates + 1) x n_steps: what the first candidates leave of the total */
  double *later; /* the same: the sum of the candidates from this one on */
  gsize n_allowed;
  guint n_tries;
  gboolean chosen[MAX_TRIED];
} Trial;

/* Whether the remaining candidates can make up for what is left after the first @n. */
static gboolean
is_possible (const Trial *self, gsize n)
{
  const gsize n_steps = self->search->search->n_steps;
  const double *rest = self->rest + n * n_steps, *later = self->later + n * n_steps;
  gsize n_wrong = 0;

  for (gsize t = 0; t < n_steps; t++)
    {
      const double slack = TOLERANCE * fabs (self->total[t]) + 1e-9;

      if ((rest[t] < -slack || rest[t] > later[t] + slack) && ++n_wrong > self->n_allowed)
        return FALSE;
    }
  return TRUE;
}

static gboolean
try_from (Trial *self, gsize n)
{
  const gsize n_steps = self->search->search->n_steps;
  const double *row;

  if (++self->n_tries > MAX_TRIES || !is_possible (self, n))
    return FALSE;
  if (n == self->candidates->len)
    return TRUE;
  row = self->search->search->rows[g_array_index (self->candidates, guint, n)];
  for (int in = 1; in >= 0; in--)
    {
      for (gsize t = 0; t < n_steps; t++)
        self->rest[(n + 1) * n_steps + t] = self->rest[n * n_steps + t] - (in && !isnan (row[t]) ? row[t] : 0.0);
      self->chosen[n] = in;
      if (try_from (self, n + 1))
        return TRUE;
    }
  return FALSE;
}

/* Flags, by candidate; NULL: there is no such sum. (transfer full) */
static gboolean *
choose_by_trial (Search *self, gsize series, const GArray *candidates)
{
  const gsize n = candidates->len, n_steps = self->search->n_steps;
  g_autofree double *rest = g_new (double, (n + 1) * n_steps);
  g_autofree double *later = g_new0 (double, (n + 1) * n_steps);
  Trial trial = { .search = self, .total = self->search->rows[series], .candidates = candidates, .rest = rest, .later = later };
  gboolean found;

  if (n > MAX_TRIED)
    return NULL;
  trial.n_allowed = (gsize) ((1.0 - SHARE_OF_STEPS) * n_steps);
  for (gsize t = 0; t < n_steps; t++)
    rest[t] = isnan (trial.total[t]) ? 0.0 : trial.total[t];
  for (gsize i = n; i-- > 0;)
    {
      const double *row = self->search->rows[g_array_index (candidates, guint, i)];

      for (gsize t = 0; t < n_steps; t++)
        later[i * n_steps + t] = later[(i + 1) * n_steps + t] + (isnan (row[t]) ? 0.0 : row[t]);
    }
  found = try_from (&trial, 0);
  self->work += (double) trial.n_tries * (double) n_steps;
  return found ? g_memdup2 (trial.chosen, n * sizeof (gboolean)) : NULL;
}

/* New counts; 0 where there is no value. */
static double
get_new (const Search *self, gsize series, gsize step)
{
  const double *row = self->search->rows[series];
  const double value = self->search->is_cumulative && step > 0 ? row[step] - row[step - 1] : row[step];

  return isnan (value) ? 0.0 : value;
}

/* Solves @matrix x = @right (n x n, symmetric), replacing both. FALSE: it is singular. */
static gboolean
solve (double *matrix, double *right, gsize n)
{
  for (gsize j = 0; j < n; j++)
    {
      double *row = matrix + j * n;

      for (gsize i = 0; i <= j; i++)
        {
          const double *other = matrix + i * n;
          double sum = row[i];

          for (gsize k = 0; k < i; k++)
            sum -= row[k] * other[k];
          if (i < j)
            row[i] = sum / other[i];
          else if (sum > 1e-12)
            row[j] = sqrt (sum);
          else
            return FALSE;
        }
    }
  for (gsize j = 0; j < n; j++)
    {
      for (gsize k = 0; k < j; k++)
        right[j] -= matrix[j * n + k] * right[k];
      right[j] /= matrix[j * n + j];
    }
  for (gsize j = n; j-- > 0;)
    {
      for (gsize k = j + 1; k < n; k++)
        right[j] -= matrix[k * n + j] * right[k];
      right[j] /= matrix[j * n + j];
    }
  return TRUE;
}

/* Which of many series are the parts of one: the large ones are decided first, by least squares in which the small ones are but
   noise, and taken off the total. */
typedef struct
{
  gsize n, n_steps;
  double *counts;  /* n x n_steps: new counts of the candidates, the largest first */
  double *rest;    /* n_steps: of the total, what the parts found so far leave */
  double *weights; /* n_steps: inverse of the usual scatter; 0: not used */
  gboolean *chosen;
  gsize n_dropped; /* steps */
} Peeling;

/* The coefficients of the @m candidates from @first on. FALSE: there are none. */
static gboolean
regress (const Peeling *self, gsize first, gsize m, double *coefficients)
{
  g_autofree double *matrix = g_new (double, m *m);
  g_autofree double *scales = g_new0 (double, m);

  for (gsize i = 0; i < m; i++)
    {
      const double *x = self->counts + (first + i) * self->n_steps;

      coefficients[i] = 0.0;
      for (gsize j = 0; j <= i; j++)
        {
          const double *y = self->counts + (first + j) * self->n_steps;
          double sum = 0.0;

          for (gsize t = 0; t < self->n_steps; t++)
            sum += x[t] * y[t] * self->weights[t];
          matrix[i * m + j] = sum;
        }
      for (gsize t = 0; t < self->n_steps; t++)
        coefficients[i] += x[t] * self->rest[t] * self->weights[t];
      scales[i] = matrix[i * m + i] > 0.0 ? 1.0 / sqrt (matrix[i * m + i]) : 0.0;
    }
  for (gsize i = 0; i < m; i++)
    {
      for (gsize j = 0; j <= i; j++)
        matrix[i * m + j] *= scales[i] * scales[j];
      matrix[i * m + i] += 1e-9;
      coefficients[i] *= scales[i];
    }
  if (!solve (matrix, coefficients, m))
    return FALSE;
  for (gsize i = 0; i < m; i++)
    coefficients[i] *= scales[i];
  return TRUE;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* Steps that are missed by far are revisions: they lose their weight, but no more of them than may differ. Returns whether there
   are any. */
static gboolean
drop_outliers (Peeling *self, gsize first, gsize m, const double *coefficients)
{
  g_autofree double *misses = g_new (double, self->n_steps);
  g_autofree double *sorted = NULL;
  const gsize n_before = self->n_dropped;
  double usual;

  for (gsize t = 0; t < self->n_steps; t++)
    {
      misses[t] = self->rest[t];
      for (gsize i = 0; i < m; i++)
        misses[t] -= coefficients[i] * self->counts[(first + i) * self->n_steps + t];
      misses[t] = fabs (misses[t]) * sqrt (self->weights[t]);
    }
  sorted = g_memdup2 (misses, self->n_steps * sizeof *misses);
  qsort (sorted, self->n_steps, sizeof *sorted, compare_doubles);
  usual = sorted[self->n_steps / 2];
  for (gsize i = self->n_steps; i-- > 0 && self->n_dropped < (1.0 - SHARE_OF_STEPS) * (double) self->n_steps;)
    {
      gsize t = 0;

      if (sorted[i] <= 5.0 * usual + 1e-6)
        break;
      while (misses[t] != sorted[i] || self->weights[t] == 0.0)
        t++;
      self->weights[t] = 0.0;
      self->n_dropped++;
    }
  return self->n_dropped > n_before;
}

static void
toggle (Peeling *self, gsize candidate)
{
  const double *x = self->counts + candidate * self->n_steps;
  const double sign = self->chosen[candidate] ? 1.0 : -1.0;

  self->chosen[candidate] = !self->chosen[candidate];
  for (gsize t = 0; t < self->n_steps; t++)
    self->rest[t] += sign * x[t];
}

/* What is left unexplained, of which single steps count for little. */
static double
get_misfit (const Peeling *self, const double *change, double sign)
{
  double misfit = 0.0;

  for (gsize t = 0; t < self->n_steps; t++)
    misfit += MIN (fabs (self->rest[t] + sign * (change != NULL ? change[t] : 0.0)) * sqrt (self->weights[t]), 3.0);
  return misfit;
}

/* Mends single wrong decisions. */
static void
mend (Peeling *self)
{
  double misfit = get_misfit (self, NULL, 0.0);

  for (int round = 0; round < 4 && misfit > 0.0; round++)
    for (gsize i = 0; i < self->n; i++)
      {
        const double after = get_misfit (self, self->counts + i * self->n_steps, self->chosen[i] ? 1.0 : -1.0);

        if (after >= misfit)
          continue;
        toggle (self, i);
        misfit = after;
      }
}

/* Decides on all candidates, @most of which are looked at together. FALSE: it cannot be told. */
static gboolean
peel (Peeling *self, gsize most, gboolean drops)
{
  g_autofree double *coefficients = g_new (double, most);

  for (gsize first = 0; first < self->n;)
    {
      const gsize m = MIN (most, self->n - first);
      const gboolean is_last = first + m == self->n;

      if (!regress (self, first, m, coefficients))
        return FALSE;
      for (int round = 0; round < 3 && drops && drop_outliers (self, first, m, coefficients); round++)
        if (!regress (self, first, m, coefficients))
          return FALSE;
      for (gsize i = 0; i < (is_last ? m : MAX (m / 4, 1)); i++)
        if (coefficients[i] > 0.5)
          toggle (self, first + i);
      first += is_last ? m : MAX (m / 4, 1);
    }
  mend (self);
  return TRUE;
}

static gboolean *
choose_by_peeling (Search *self, gsize series, const GArray *candidates, gboolean drops)
{
  const gsize n = candidates->len, n_steps = self->search->n_steps, most = MIN (n, MIN (MAX (n_steps / 3, 1), MAX_TOGETHER));
  g_autofree double *counts = g_new (double, n *n_steps);
  g_autofree double *rest = g_new (double, n_steps);
  g_autofree double *weights = g_new (double, n_steps);
  Peeling peeling = { n, n_steps, counts, rest, weights, g_new0 (gboolean, n) };

  for (gsize t = 0; t < n_steps; t++)
    {
      rest[t] = get_new (self, series, t);
      weights[t] = isnan (self->search->rows[series][t]) ? 0.0 : 1.0 / MAX (rest[t], 1.0);
      for (gsize i = 0; i < n; i++)
        counts[i * n_steps + t] = get_new (self, g_array_index (candidates, guint, i), t);
    }
  self->work += (4.0 * (double) n / (double) most + 1.0) * (double) most * (double) most * ((double) n_steps / 2.0 + (double) most);
  self->work += 4.0 * (double) n * (double) n_steps;
  if (peel (&peeling, most, drops))
    return peeling.chosen;
  g_free (peeling.chosen);
  return NULL;
}

static gboolean
take_chosen (Search *self, gsize series, const GArray *candidates, const gboolean *chosen)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));
  double choice;

  for (guint i = 0; chosen != NULL && i < candidates->len; i++)
    if (chosen[i])
      g_array_append_val (parts, g_array_index (candidates, guint, i));
  if (parts->len < 2)
    return FALSE;
  choice = get_choice (candidates->len, parts->len);
  return try_parts (self, series, parts, BITS, self->search->is_named[series] ? choice : choice + self->log_n);
}

/* The sum of any series. */
static gboolean
find_free (Search *self, gsize series)
{
  g_autoptr (GArray) candidates = list_candidates (self, series);
  g_autofree gboolean *chosen = NULL;

  if (candidates->len < 2)
    return FALSE;
  clear_sum (self);
  for (guint i = 0; i < candidates->len; i++)
    add_part (self, g_array_index (candidates, guint, i));
  for (gsize t = 0, n_below = 0; t < self->search->n_steps; t++)
    if (self->sums[t] < self->search->rows[series][t] * (1.0 - TOLERANCE) && self->n_missing[t] == 0
        && ++n_below > (1.0 - SHARE_OF_STEPS) * self->search->n_steps)
      return FALSE;
  for (int drops = 0; drops < 2; drops++)
    {
      chosen = choose_by_peeling (self, series, candidates, drops);
      if (take_chosen (self, series, candidates, chosen))
        return TRUE;
      g_clear_pointer (&chosen, g_free);
    }
  chosen = choose_by_trial (self, series, candidates);
  return take_chosen (self, series, candidates, chosen);
}

static int
compare_sizes (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *sizes = data;
  const guint i = *(const guint *) a, j = *(const guint *) b;

  return sizes[i] != sizes[j] ? (sizes[i] < sizes[j] ? -1 : 1) : (i > j) - (i < j);
}

static void
measure (Search *self)
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
find_each (Search *self, gboolean (*find) (Search *self, gsize series))
{
  gboolean any = FALSE;

  for (gsize i = 0; i < self->search->n; i++)
    if (self->is_base[self->by_size[i]])
      any |= find (self, self->by_size[i]);
  return any;
}

static gboolean
find_free_in_budget (Search *self, gsize series)
{
  return self->work < MAX_WORK && find_free (self, series);
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
  Search self = { .search = search,
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
