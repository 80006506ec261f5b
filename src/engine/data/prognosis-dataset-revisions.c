/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was reported when: the values of a data set as the sums of reports, of which those after an origin can be taken back. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <math.h>

/* No more of the last steps are called incomplete: later reports hardly change a value. */
#define MOST_INCOMPLETE 4

const PrognosisRevision *
prognosis_dataset_get_revisions (const PrognosisDataset *self, gsize *n)
{
  *n = self->revisions != NULL ? self->revisions->len : 0;
  return *n > 0 ? (const PrognosisRevision *) (gconstpointer) self->revisions->data : NULL;
}

static int
compare_revisions (gconstpointer a, gconstpointer b)
{
  const PrognosisRevision *x = a, *y = b;

  if (x->region != y->region)
    return x->region < y->region ? -1 : 1;
  if (x->signal != y->signal)
    return x->signal < y->signal ? -1 : 1;
  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  return (x->report_day > y->report_day) - (x->report_day < y->report_day);
}

void
prognosis_dataset_take_revisions (PrognosisDataset *self, GArray *revisions)
{
  g_clear_pointer (&self->revisions, g_array_unref);
  g_array_sort (revisions, compare_revisions);
  self->revisions = revisions;
}

double
prognosis_dataset_get_reported (const PrognosisDataset *self, gsize region, gsize signal, gsize step, int day)
{
  const PrognosisRevision wanted
      = { (guint32) region, (guint32) signal, prognosis_dataset_get_day (self, (gssize) step), G_MININT, 0 };
  guint from = 0, to = self->revisions != NULL ? self->revisions->len : 0;
  double sum = NAN;

  while (from < to)
    {
      const guint middle = from + (to - from) / 2;

      if (compare_revisions (&g_array_index (self->revisions, PrognosisRevision, middle), &wanted) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  for (; self->revisions != NULL && from < self->revisions->len; from++)
    {
      const PrognosisRevision *revision = &g_array_index (self->revisions, PrognosisRevision, from);

      if (revision->region != region || revision->signal != signal || revision->day != wanted.day || revision->report_day > day)
        break;
      sum = isnan (sum) ? revision->change : sum + revision->change;
    }
  return sum;
}

/* By their old indices: the new one, or -1. (transfer full) */
static gint64 *
number_chosen (gsize n, const GArray *chosen)
{
  gint64 *numbers = g_new (gint64, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = -1;
  for (guint i = 0; i < chosen->len; i++)
    numbers[g_array_index (chosen, guint, i)] = i;
  return numbers;
}

void
prognosis_dataset_choose_revisions (PrognosisDataset *self, const PrognosisDataset *from, const GArray *regions,
                                    const GArray *signals)
{
  g_autofree gint64 *new_regions = number_chosen (from->regions->len, regions);
  g_autofree gint64 *new_signals = number_chosen (from->signals->len, signals);
  GArray *kept;

  if (from->revisions == NULL)
    return;
  kept = g_array_new (FALSE, FALSE, sizeof (PrognosisRevision));
  for (guint i = 0; i < from->revisions->len; i++)
    {
      PrognosisRevision revision = g_array_index (from->revisions, PrognosisRevision, i);

      if (new_regions[revision.region] < 0 || new_signals[revision.signal] < 0)
        continue;
      revision.region = (guint32) new_regions[revision.region];
      revision.signal = (guint32) new_signals[revision.signal];
      g_array_append_val (kept, revision);
    }
  prognosis_dataset_take_revisions (self, kept);
}

/* The value of the step of @revision, or NULL if it is not among the steps. */
static double *
get_value (const PrognosisDataset *self, const PrognosisRevision *revision)
{
  const gssize step = prognosis_dataset_find_step (self, revision->day);

  if (step < 0 || prognosis_dataset_get_day (self, step) != revision->day)
    return NULL;
  return &self->values[prognosis_dataset_row (self, revision->region, revision->signal) + (gsize) step];
}

void
prognosis_dataset_forget_later_reports (PrognosisDataset *self)
{
  const int last_day = prognosis_dataset_get_day (self, (gssize) self->n_steps - 1);
  GArray *kept;

  if (self->revisions == NULL)
    return;
  kept = g_array_new (FALSE, FALSE, sizeof (PrognosisRevision));
  for (guint i = 0; i < self->revisions->len; i++)
    if (g_array_index (self->revisions, PrognosisRevision, i).report_day <= last_day)
      g_array_append_val (kept, g_array_index (self->revisions, PrognosisRevision, i));
  for (guint i = 0; kept->len > 0 && i < self->revisions->len; i++)
    {
      double *value = get_value (self, &g_array_index (self->revisions, PrognosisRevision, i));

      if (value != NULL)
        *value = NAN;
    }
  for (guint i = 0; i < kept->len; i++)
    {
      const PrognosisRevision *revision = &g_array_index (kept, PrognosisRevision, i);
      double *value = get_value (self, revision);

      if (value != NULL)
        *value = isnan (*value) ? revision->change : *value + revision->change;
    }
  g_clear_pointer (&self->revisions, g_array_unref);
  if (kept->len > 0)
    self->revisions = kept;
  else
    g_array_unref (kept);
}

/* What the first report brings may all be older. */
static int
get_first_report (const PrognosisDataset *self)
{
  int first = G_MAXINT;

  for (guint i = 0; self->revisions != NULL && i < self->revisions->len; i++)
    first = MIN (first, g_array_index (self->revisions, PrognosisRevision, i).report_day);
  return first;
}

gsize
prognosis_dataset_get_n_incomplete (const PrognosisDataset *self, gsize signal)
{
  const int first = get_first_report (self);
  int longest = 0;

  if (self->step_days != 7)
    return 0;
  for (guint i = 0; self->revisions != NULL && i < self->revisions->len; i++)
    {
      const PrognosisRevision *revision = &g_array_index (self->revisions, PrognosisRevision, i);

      if (revision->signal == signal && revision->report_day > first)
        longest = MAX (longest, revision->report_day - revision->day);
    }
  return MIN ((gsize) (longest / self->step_days), MIN (MOST_INCOMPLETE, self->n_steps));
}

void
prognosis_dataset_flag_unreported (PrognosisDataset *self)
{
  for (gsize s = 0; s < self->signals->len; s++)
    {
      const gsize n = prognosis_dataset_get_n_incomplete (self, s);

      for (gsize r = 0; r < self->regions->len; r++)
        for (gsize t = self->n_steps - n; t < self->n_steps; t++)
          if (!isnan (self->values[prognosis_dataset_row (self, r, s) + t]))
            self->flags[prognosis_dataset_row (self, r, s) + t] |= PROGNOSIS_FLAG_INCOMPLETE;
    }
}

PrognosisDataset *
prognosis_dataset_with_completed (const PrognosisDataset *self, const double *values, gsize n_last)
{
  PrognosisDataset *copy = prognosis_dataset_copy (self);
  const gsize n = MIN (n_last, self->n_steps);

  g_clear_pointer (&copy->revisions, g_array_unref);
  for (gsize series = 0; series < self->regions->len * self->signals->len; series++)
    for (gsize k = 0; k < n; k++)
      {
        const double value = values[series * n_last + n_last - n + k];

        if (!isnan (value))
          copy->values[series * self->n_steps + self->n_steps - n + k] = value;
      }
  prognosis_dataset_annotate (copy);
  return copy;
}

/* --- from versions -------------------------------------------------------------- */

int
prognosis_dataset_get_last_day (const PrognosisDataset *self)
{
  gssize last = -1;

  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      last = MAX (last, prognosis_dataset_get_last_observed (self, r, s));
  return last >= 0 ? prognosis_dataset_get_day (self, last) : G_MININT;
}

/* The value of @version on @day; NAN: none. */
static double
get_value_on (const PrognosisDataset *version, gsize region, gsize signal, int day)
{
  const gssize step = prognosis_dataset_find_step (version, day);

  if (step < 0 || step >= (gssize) version->n_steps || prognosis_dataset_get_day (version, step) != day)
    return NAN;
  return version->values[prognosis_dataset_row (version, region, signal) + (gsize) step];
}

/* What @version changes of the series of @self. @known: by step, the value before; NAN: none */
static void
add_changes (const PrognosisDataset *self, gsize region, gsize signal, const PrognosisDataset *version, double *known,
             GArray *revisions)
{
  const PrognosisRegion *wanted = prognosis_dataset_get_region (self, region);
  const gssize its_region = prognosis_dataset_find_region (version, prognosis_region_get_key (wanted));
  const gssize its_signal = self->signals->len == 1 && version->signals->len == 1
                                ? 0
                                : prognosis_dataset_find_signal (version, prognosis_dataset_get_signal (self, signal)->name);
  const int report_day = prognosis_dataset_get_last_day (version);

  for (gsize t = 0; t < self->n_steps && its_region >= 0 && its_signal >= 0; t++)
    {
      const int day = prognosis_dataset_get_day (self, (gssize) t);
      const double value = get_value_on (version, (gsize) its_region, (gsize) its_signal, day);
      const PrognosisRevision revision
          = { (guint32) region, (guint32) signal, day, report_day, value - (isnan (known[t]) ? 0 : known[t]) };

      if (isnan (value) || day > report_day || (!isnan (known[t]) && revision.change == 0))
        continue;
      g_array_append_val (revisions, revision);
      known[t] = value;
    }
}

PrognosisDataset *
prognosis_dataset_with_versions (const PrognosisDataset *self, PrognosisDataset *const *versions, gsize n)
{
  PrognosisDataset *copy = prognosis_dataset_copy (self);
  GArray *revisions = g_array_new (FALSE, FALSE, sizeof (PrognosisRevision));
  g_autofree double *known = g_new (double, self->n_steps);
  gboolean any = FALSE;

  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      {
        for (gsize t = 0; t < self->n_steps; t++)
          known[t] = NAN;
        for (gsize i = 0; i < n; i++)
          {
            const guint n_before = revisions->len;

            add_changes (self, r, s, versions[i], known, revisions);
            any |= i > 0 && revisions->len > n_before;
          }
        add_changes (self, r, s, self, known, revisions);
      }
  if (any)
    prognosis_dataset_take_revisions (copy, revisions);
  else
    g_array_unref (revisions);
  prognosis_dataset_annotate (copy);
  return copy;
}
