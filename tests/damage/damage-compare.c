/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "damage.h"

typedef struct
{
  gsize n_changed; /* other values on a day */
  gsize n_lost;    /* values of a day inside */
  gsize n_cut;     /* values of the first or last days */
  gsize n_added;   /* values of days, places or signals that were not there */
  gsize n_unusual; /* changed values beyond all others of their series */
} Difference;

static gssize
find_region (const PrognosisDataset *dataset, const PrognosisRegion *region)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (g_str_equal (prognosis_dataset_get_region (dataset, r)->name, region->name))
      return (gssize) r;
  return -1;
}

static double
get_value (const PrognosisDataset *dataset, gssize region, gssize signal, int day)
{
  if (region < 0 || signal < 0)
    return NAN;
  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    if (prognosis_dataset_get_day (dataset, (gssize) t) == day)
      return prognosis_dataset_get_values (dataset, (gsize) region, (gsize) signal)[t];
  return NAN;
}

static void
compare_series (const PrognosisDataset *a, const PrognosisDataset *b, gsize region, gsize signal, Difference *d)
{
  const gsize n = prognosis_dataset_get_n_steps (a);
  const double *values = prognosis_dataset_get_values (a, region, signal);
  const gssize other_region = find_region (b, prognosis_dataset_get_region (a, region));
  const gssize other_signal = prognosis_dataset_find_signal (b, prognosis_dataset_get_signal (a, signal)->name);
  double largest = 0.0;
  gsize last_read = 0, first_read = n;

  for (gsize t = 0; t < n; t++)
    {
      largest = fmax (largest, isnan (values[t]) ? 0.0 : fabs (values[t]));
      if (!isnan (get_value (b, other_region, other_signal, prognosis_dataset_get_day (a, (gssize) t))))
        {
          last_read = t;
          first_read = MIN (first_read, t);
        }
    }
  for (gsize t = 0; t < n; t++)
    {
      const double other = get_value (b, other_region, other_signal, prognosis_dataset_get_day (a, (gssize) t));

      if (isnan (values[t]) && !isnan (other))
        d->n_added++;
      /* A place without a row is no longer there. */
      else if (!isnan (values[t]) && isnan (other) && (other_region < 0 || t > last_read || t < first_read))
        d->n_cut++;
      else if (!isnan (values[t]) && isnan (other))
        d->n_lost++;
      else if (values[t] != other && !isnan (other))
        {
          d->n_changed++;
          d->n_unusual += fabs (other) > 10.0 * largest;
        }
    }
}

static Difference
compare_datasets (const PrognosisDataset *a, const PrognosisDataset *b)
{
  Difference d = { 0 };
  gsize n_values[2] = { 0 };

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (a); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (a); s++)
      if (prognosis_dataset_get_signal (a, s)->fitted)
        compare_series (a, b, r, s, &d);
  for (int i = 0; i < 2; i++)
    {
      const PrognosisDataset *one = i == 0 ? a : b;

      for (gsize r = 0; r < prognosis_dataset_get_n_regions (one); r++)
        for (gsize s = 0; s < prognosis_dataset_get_n_signals (one); s++)
          for (gsize t = 0; prognosis_dataset_get_signal (one, s)->fitted && t < prognosis_dataset_get_n_steps (one); t++)
            n_values[i] += !isnan (prognosis_dataset_get_values (one, r, s)[t]);
    }
  if (n_values[1] > n_values[0] - d.n_cut - d.n_lost + d.n_added)
    d.n_added = n_values[1] - (n_values[0] - d.n_cut - d.n_lost);
  return d;
}

gboolean
damage_has_more_warnings (const PrognosisDataset *a, const PrognosisDataset *b)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (b); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (b, i);
      gboolean is_known = FALSE;

      for (gsize k = 0; k < prognosis_dataset_get_n_warnings (a); k++)
        {
          const PrognosisWarning *other = prognosis_dataset_get_warning (a, k);

          is_known |= g_str_equal (other->code, warning->code) && other->line == warning->line
                      && g_str_equal (other->message, warning->message);
        }
      if (!is_known)
        return TRUE;
    }
  return FALSE;
}

DamageOutcome
damage_judge (const PrognosisDataset *before, const PrognosisDataset *after, DamageWay way)
{
  const Difference d = compare_datasets (before, after);

  if (d.n_changed == 0 && d.n_lost == 0 && d.n_cut == 0 && d.n_added == 0)
    return DAMAGE_OUTCOME_SAME;
  if (damage_has_more_warnings (before, after))
    return DAMAGE_OUTCOME_WARNED;
  /* A place of another name. */
  if (d.n_changed == 0 && d.n_lost == 0 && d.n_added == d.n_cut
      && prognosis_dataset_get_n_regions (before) == prognosis_dataset_get_n_regions (after))
    return DAMAGE_OUTCOME_UNKNOWABLE;
  /* The end of a table may be anywhere, and so may that of its last number. */
  if (d.n_lost == 0 && d.n_added == 0 && d.n_changed <= 1 && d.n_unusual == 0)
    return DAMAGE_OUTCOME_UNKNOWABLE;
  /* Numbers of a row in each other's place, or of a column: all are usual ones. A word may be another place's name. */
  if (d.n_unusual == 0 && d.n_changed + d.n_lost + d.n_added <= damage_way_max_cells (way))
    return DAMAGE_OUTCOME_UNKNOWABLE;
  return DAMAGE_OUTCOME_SILENT;
}
