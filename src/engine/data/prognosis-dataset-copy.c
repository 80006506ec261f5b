/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"

PrognosisDataset *
prognosis_dataset_copy_frame (const PrognosisDataset *self, gboolean with_regions, gboolean with_signals)
{
  PrognosisDataset *copy = prognosis_dataset_new ();

  copy->title = g_strdup (self->title);
  copy->source = g_strdup (self->source);
  copy->format = g_strdup (self->format);
  copy->suggested_model = g_strdup (self->suggested_model);
  copy->suggested_origin = g_strdup (self->suggested_origin);
  copy->frequency = self->frequency;
  copy->step_days = self->step_days;
  copy->first_day = self->first_day;
  copy->n_steps = self->n_steps;
  copy->has_given_holidays = self->has_given_holidays;
  copy->reports = self->reports;
  copy->is_trusted = self->is_trusted;
  for (guint i = 0; i < self->files->len; i++)
    g_ptr_array_add (copy->files, g_strdup (g_ptr_array_index (self->files, i)));
  for (guint i = 0; with_regions && i < self->regions->len; i++)
    prognosis_dataset_add_region (copy, &g_array_index (self->regions, PrognosisRegion, i));
  for (guint i = 0; with_signals && i < self->signals->len; i++)
    prognosis_dataset_add_signal (copy, &g_array_index (self->signals, PrognosisDatasetSignal, i));
  prognosis_warnings_append (copy->given_warnings, self->given_warnings);
  g_array_unref (copy->candidates);
  copy->candidates = g_array_ref (self->candidates);
  return copy;
}

/* Copies one series to a series of equal or shorter length in another dataset. */
static void
copy_series (PrognosisDataset *to, gsize to_region, gsize to_signal, const PrognosisDataset *from, gsize region, gsize signal)
{
  gsize target = prognosis_dataset_row (to, to_region, to_signal);
  gsize origin = prognosis_dataset_row (from, region, signal);
  gsize n = MIN (to->n_steps, from->n_steps);

  memcpy (to->values + target, from->values + origin, n * sizeof *to->values);
  memcpy (to->flags + target, from->flags + origin, n * sizeof *to->flags);
  memcpy (to->sources + target, from->sources + origin, n * sizeof *to->sources);
  if (from->until != NULL)
    {
      if (to->until == NULL)
        to->until = g_new0 (guint8, to->regions->len * to->signals->len * to->n_steps);
      memcpy (to->until + target, from->until + origin, n);
    }
}

static void
copy_adjacency (PrognosisDataset *to, const PrognosisDataset *from)
{
  gsize n;

  if (!from->has_adjacency)
    return;
  n = from->regions->len;
  to->has_adjacency = TRUE;
  to->neighbour_offsets = g_memdup2 (from->neighbour_offsets, (n + 1) * sizeof *from->neighbour_offsets);
  to->neighbours = g_memdup2 (from->neighbours, from->neighbour_offsets[n] * sizeof *from->neighbours);
}

/* The first @n_steps, with the flags that they have in @self; warnings are only the given ones. */
static PrognosisDataset *
copy_steps (const PrognosisDataset *self, gsize n_steps)
{
  PrognosisDataset *copy = prognosis_dataset_copy_frame (self, TRUE, TRUE);

  copy->n_steps = n_steps;
  prognosis_dataset_allocate (copy);
  for (gsize r = 0; r < copy->regions->len; r++)
    for (gsize s = 0; s < copy->signals->len; s++)
      copy_series (copy, r, s, self, r, s);
  copy_adjacency (copy, self);
  copy->revisions = self->revisions != NULL ? g_array_ref (self->revisions) : NULL;
  return copy;
}

PrognosisDataset *
prognosis_dataset_copy (const PrognosisDataset *self)
{
  return copy_steps (self, self->n_steps);
}

PrognosisDataset *
prognosis_dataset_copy_with_signal (const PrognosisDataset *self, const PrognosisDatasetSignal *signal)
{
  PrognosisDataset *copy = prognosis_dataset_copy_frame (self, TRUE, TRUE);

  prognosis_dataset_add_signal (copy, signal);
  prognosis_dataset_allocate (copy);
  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      copy_series (copy, r, s, self, r, s);
  copy_adjacency (copy, self);
  copy->revisions = self->revisions != NULL ? g_array_ref (self->revisions) : NULL;
  return copy;
}

PrognosisDataset *
prognosis_dataset_truncate (const PrognosisDataset *self, gsize n_steps)
{
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL && n_steps >= 1, NULL);

  copy = copy_steps (self, MIN (n_steps, self->n_steps));
  prognosis_dataset_drop_open_reports (copy);
  prognosis_dataset_forget_later_reports (copy);
  prognosis_dataset_annotate (copy);
  return copy;
}

static gboolean
find_chosen_regions (const PrognosisDataset *self, const char *const *regions, GArray *chosen, GError **error)
{
  for (guint i = 0; regions == NULL && i < self->regions->len; i++)
    g_array_append_val (chosen, i);
  for (; regions != NULL && *regions != NULL; regions++)
    {
      gssize found = prognosis_dataset_find_region (self, *regions);
      guint number = (guint) found;

      if (found < 0)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                       g_dngettext (GETTEXT_PACKAGE, "There is no region “%s” in the data; there is only %u, “%s”",
                                    "There is no region “%s” in the data; there are %u, the first is “%s”", self->regions->len),
                       *regions, self->regions->len, g_array_index (self->regions, PrognosisRegion, 0).name);
          return FALSE;
        }
      g_array_append_val (chosen, number);
    }
  return TRUE;
}

static gboolean
find_chosen_signals (const PrognosisDataset *self, const char *const *signals, GArray *chosen, GError **error)
{
  for (guint i = 0; signals == NULL && i < self->signals->len; i++)
    g_array_append_val (chosen, i);
  for (; signals != NULL && *signals != NULL; signals++)
    {
      gssize found = prognosis_dataset_find_signal (self, *signals);
      guint number = (guint) found;

      if (found < 0)
        {
          g_autoptr (GString) known = g_string_new (NULL);

          for (guint i = 0; i < self->signals->len; i++)
            g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", prognosis_dataset_get_signal (self, i)->name);
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                       _ ("There is no signal “%s” in the data; the signals are: %s"), *signals, known->str);
          return FALSE;
        }
      g_array_append_val (chosen, number);
    }
  return TRUE;
}

/* @twice, @none: the error messages for a repeated name and for an empty list. */
static gboolean
has_no_double (const GArray *chosen, const char *twice, const char *none, GError **error)
{
  for (guint i = 0; i < chosen->len; i++)
    for (guint j = 0; j < i; j++)
      if (g_array_index (chosen, guint, i) == g_array_index (chosen, guint, j))
        {
          g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, twice);
          return FALSE;
        }
  if (chosen->len > 0)
    return TRUE;
  g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, none);
  return FALSE;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const guint *p = a, *q = b;

  if (p[0] != q[0])
    return p[0] < q[0] ? -1 : 1;
  return p[1] < q[1] ? -1 : p[1] > q[1];
}

static void
set_adjacency (PrognosisDataset *self, const guint *pairs, gsize n_pairs)
{
  g_autofree guint *both = g_new (guint, 4 * n_pairs + 1);
  gsize n_both = 0, n = 0, region = 0;

  for (gsize i = 0; i < n_pairs; i++)
    if (pairs[2 * i] != pairs[2 * i + 1])
      for (guint side = 0; side < 2; side++, n_both++)
        {
          both[2 * n_both] = pairs[2 * i + side];
          both[2 * n_both + 1] = pairs[2 * i + 1 - side];
        }
  qsort (both, n_both, 2 * sizeof *both, compare_pairs);

  g_free (self->neighbours);
  g_free (self->neighbour_offsets);
  self->has_adjacency = TRUE;
  self->neighbours = g_new (guint, n_both + 1);
  self->neighbour_offsets = g_new0 (gsize, self->regions->len + 1);
  for (gsize i = 0; i < n_both; i++)
    {
      if (i > 0 && compare_pairs (both + 2 * i, both + 2 * (i - 1)) == 0)
        continue;
      while (region < both[2 * i])
        self->neighbour_offsets[++region] = n;
      self->neighbours[n++] = both[2 * i + 1];
    }
  while (region < self->regions->len)
    self->neighbour_offsets[++region] = n;
}

/* Neighbours among the regions that are kept, by their new indices. */
static void
select_adjacency (PrognosisDataset *to, const PrognosisDataset *from, const GArray *regions)
{
  g_autofree guint *number = g_new (guint, from->regions->len);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!from->has_adjacency)
    return;
  for (guint r = 0; r < from->regions->len; r++)
    number[r] = G_MAXUINT;
  for (guint i = 0; i < regions->len; i++)
    number[g_array_index (regions, guint, i)] = i;
  for (guint i = 0; i < regions->len; i++)
    {
      gsize n;
      const guint *list = prognosis_dataset_get_neighbours (from, g_array_index (regions, guint, i), &n);

      for (gsize k = 0; k < n; k++)
        if (number[list[k]] != G_MAXUINT)
          {
            g_array_append_val (pairs, i);
            g_array_append_val (pairs, number[list[k]]);
          }
    }
  set_adjacency (to, (const guint *) pairs->data, pairs->len / 2);
}

PrognosisDataset *
prognosis_dataset_copy_chosen (const PrognosisDataset *self, const GArray *regions, const GArray *signals)
{
  PrognosisDataset *copy = prognosis_dataset_copy_frame (self, FALSE, FALSE);

  for (guint i = 0; i < regions->len; i++)
    prognosis_dataset_add_region (copy, &g_array_index (self->regions, PrognosisRegion, g_array_index (regions, guint, i)));
  for (guint i = 0; i < signals->len; i++)
    prognosis_dataset_add_signal (copy, &g_array_index (self->signals, PrognosisDatasetSignal, g_array_index (signals, guint, i)));
  prognosis_dataset_allocate (copy);
  for (guint r = 0; r < regions->len; r++)
    for (guint s = 0; s < signals->len; s++)
      copy_series (copy, r, s, self, g_array_index (regions, guint, r), g_array_index (signals, guint, s));
  select_adjacency (copy, self, regions);
  prognosis_dataset_choose_revisions (copy, self, regions, signals);
  return copy;
}

PrognosisDataset *
prognosis_dataset_select (const PrognosisDataset *self, const char *const *regions, const char *const *signals, GError **error)
{
  g_autoptr (GArray) chosen_regions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) chosen_signals = g_array_new (FALSE, FALSE, sizeof (guint));
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL, NULL);

  if (!find_chosen_regions (self, regions, chosen_regions, error) || !find_chosen_signals (self, signals, chosen_signals, error)
      || !has_no_double (chosen_regions, _ ("A region is given twice"), _ ("No region given"), error)
      || !has_no_double (chosen_signals, _ ("A signal is given twice"), _ ("No signal given"), error))
    return NULL;
  copy = prognosis_dataset_copy_chosen (self, chosen_regions, chosen_signals);
  for (guint i = 0; i < copy->signals->len && signals != NULL; i++)
    g_array_index (copy->signals, PrognosisDatasetSignal, i).base.fitted = TRUE;
  if (regions != NULL)
    prognosis_dataset_pick_all (copy);
  prognosis_dataset_annotate (copy);
  return copy;
}

PrognosisDataset *
prognosis_dataset_dup_kept (const PrognosisDataset *self)
{
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) signals = g_array_new (FALSE, FALSE, sizeof (guint));
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint r = 0; r < self->regions->len; r++)
    if (!prognosis_dataset_leaves_out (self, r))
      g_array_append_val (regions, r);
  for (guint s = 0; s < self->signals->len; s++)
    g_array_append_val (signals, s);
  copy = prognosis_dataset_copy_chosen (self, regions, signals);
  prognosis_warnings_append (copy->warnings, self->warnings);
  return copy;
}

PrognosisDataset *
prognosis_dataset_with_populations (const PrognosisDataset *self, const double *populations)
{
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL && populations != NULL, NULL);

  copy = prognosis_dataset_copy (self);
  for (guint r = 0; r < copy->regions->len; r++)
    if (!isnan (populations[r]))
      g_array_index (copy->regions, PrognosisRegion, r).population = populations[r];
  prognosis_dataset_annotate (copy);
  return copy;
}

PrognosisDataset *
prognosis_dataset_with_adjacency (const PrognosisDataset *self, const guint *pairs, gsize n_pairs)
{
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL && (pairs != NULL || n_pairs == 0), NULL);
  for (gsize i = 0; i < 2 * n_pairs; i++)
    g_return_val_if_fail (pairs[i] < self->regions->len, NULL);

  copy = prognosis_dataset_copy (self);
  set_adjacency (copy, pairs, n_pairs);
  prognosis_dataset_annotate (copy);
  return copy;
}

/* All days of a report are excluded with it. */
PrognosisDataset *
prognosis_dataset_with_excluded (const PrognosisDataset *self, gsize region, gsize signal, gsize step, gboolean excluded)
{
  PrognosisDataset *copy;
  const guint8 *until;
  gsize last, first;

  g_return_val_if_fail (self != NULL && region < self->regions->len && signal < self->signals->len && step < self->n_steps, NULL);

  copy = prognosis_dataset_copy (self);
  until = prognosis_dataset_get_days_to_report (copy, region, signal);
  first = last = until != NULL ? step + until[step] : step;
  while (until != NULL && first > 0 && until[first - 1] == last - first + 1)
    first--;
  for (gsize t = first; t <= last; t++)
    {
      PrognosisCellSource *cell = &copy->sources[prognosis_dataset_row (copy, region, signal) + t];

      if (excluded)
        cell->given |= PROGNOSIS_FLAG_EXCLUDED;
      else
        cell->given &= (guint8) ~PROGNOSIS_FLAG_EXCLUDED;
    }
  prognosis_dataset_annotate (copy);
  return copy;
}

gboolean
prognosis_dataset_was_excluded (const PrognosisDataset *self, gsize region, gsize signal, gsize step)
{
  return (self->sources[prognosis_dataset_row (self, region, signal) + step].read & PROGNOSIS_FLAG_EXCLUDED) != 0;
}

PrognosisDataset *
prognosis_dataset_dup_usable (PrognosisDataset *self)
{
  const gsize n = self->regions->len * self->signals->len * self->n_steps;
  PrognosisDataset *copy = NULL;

  for (gsize i = 0; i < n; i++)
    if (self->flags[i] & (PROGNOSIS_FLAG_EXCLUDED | PROGNOSIS_FLAG_PARTIAL))
      {
        if (copy == NULL)
          copy = prognosis_dataset_copy (self);
        copy->values[i] = NAN;
        copy->flags[i] |= PROGNOSIS_FLAG_MISSING;
      }
  if (copy != NULL)
    {
      g_array_set_size (copy->warnings, 0);
      prognosis_warnings_append (copy->warnings, self->warnings);
    }
  return copy != NULL ? copy : prognosis_dataset_ref (self);
}

PrognosisDataset *
prognosis_dataset_with_signal (const PrognosisDataset *self, gsize signal, PrognosisKind kind, PrognosisRole role, gboolean fitted)
{
  PrognosisDataset *copy;
  PrognosisSignal *changed;

  g_return_val_if_fail (self != NULL && signal < self->signals->len, NULL);

  copy = prognosis_dataset_copy (self);
  changed = &g_array_index (copy->signals, PrognosisDatasetSignal, signal).base;
  if (changed->kind != kind)
    {
      prognosis_dataset_gather_reports (copy, signal);
      changed->kind = kind;
      prognosis_dataset_spread_reports (copy, signal);
      prognosis_dataset_leave_out_incomplete (copy, signal);
    }
  changed->role = role;
  changed->fitted = fitted;
  prognosis_dataset_annotate (copy);
  return copy;
}
