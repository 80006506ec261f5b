/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether one series is the sum of some others, whichever they are. Least squares choose among many candidates, the largest
   first; where that fails, all sums of a few candidates are tried. */

#include "prognosis-config.h"

#include "prognosis-total-search-private.h"

#include <math.h>

/* So many series are looked at together in least squares; among so few, sums are tried out, and so many of them. */
#define MAX_TOGETHER 60
#define MAX_TRIED 24
#define MAX_TRIES 20000

/* Whether @part never exceeds @total, but for a few revisions. */
static gboolean
can_be_part (const TotalSearch *self, gsize part, gsize total)
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
are_equal (const TotalSearch *self, gsize a, gsize b)
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
list_candidates (TotalSearch *self, gsize series)
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
  const TotalSearch *search;
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
choose_by_trial (TotalSearch *self, gsize series, const GArray *candidates)
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
get_new (const TotalSearch *self, gsize series, gsize step)
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
choose_by_peeling (TotalSearch *self, gsize series, const GArray *candidates, gboolean drops)
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
take_chosen (TotalSearch *self, gsize series, const GArray *candidates, const gboolean *chosen)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));
  double choice;

  for (guint i = 0; chosen != NULL && i < candidates->len; i++)
    if (chosen[i])
      g_array_append_val (parts, g_array_index (candidates, guint, i));
  if (parts->len < 2)
    return FALSE;
  choice = prognosis_total_search_get_choice (candidates->len, parts->len);
  return prognosis_total_search_try_parts (self, series, parts, BITS,
                                           self->search->is_named[series] ? choice : choice + self->log_n);
}

gboolean
prognosis_total_search_find_free (TotalSearch *self, gsize series)
{
  g_autoptr (GArray) candidates = list_candidates (self, series);
  g_autofree gboolean *chosen = NULL;

  if (candidates->len < 2)
    return FALSE;
  prognosis_total_search_clear_sum (self);
  for (guint i = 0; i < candidates->len; i++)
    prognosis_total_search_add_part (self, g_array_index (candidates, guint, i));
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
