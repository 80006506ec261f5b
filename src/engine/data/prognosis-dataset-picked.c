/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Which totals are forecast, and from which data. */

static gboolean
is_total (const PrognosisDataset *self, gsize region)
{
  return g_array_index (self->regions, PrognosisRegion, region).total_of != NULL;
}

gboolean
prognosis_dataset_leaves_out (const PrognosisDataset *self, gsize region)
{
  g_return_val_if_fail (self != NULL && region < self->regions->len, FALSE);

  if (!is_total (self, region) || g_array_index (self->regions, PrognosisRegion, region).is_picked)
    return FALSE;
  for (gsize r = 0; r < self->regions->len; r++)
    if (!is_total (self, r))
      return TRUE;
  return FALSE;
}

PrognosisDataset *
prognosis_dataset_with_picked (const PrognosisDataset *self, const gboolean *picked)
{
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL && picked != NULL, NULL);

  copy = prognosis_dataset_copy (self);
  for (gsize r = 0; r < copy->regions->len; r++)
    g_array_index (copy->regions, PrognosisRegion, r).is_picked = is_total (copy, r) && picked[r];
  prognosis_dataset_annotate (copy);
  return copy;
}

static void
make_place (PrognosisDataset *self, gsize region)
{
  PrognosisRegion *r = &g_array_index (self->regions, PrognosisRegion, region);

  g_clear_pointer ((char **) &r->total_of, g_free);
  r->is_picked = FALSE;
}

void
prognosis_dataset_pick_all (PrognosisDataset *self)
{
  gsize n_totals = 0;

  for (gsize r = 0; r < self->regions->len; r++)
    {
      g_array_index (self->regions, PrognosisRegion, r).is_picked = is_total (self, r);
      n_totals += is_total (self, r);
    }
  for (gsize r = 0; r < self->regions->len && n_totals == self->regions->len; r++)
    make_place (self, r);
}

PrognosisDataset *
prognosis_dataset_without_totals (const PrognosisDataset *self)
{
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = prognosis_dataset_copy (self);
  for (gsize r = 0; r < copy->regions->len; r++)
    make_place (copy, r);
  prognosis_dataset_annotate (copy);
  return copy;
}

static void
clear_region (PrognosisDataset *self, gsize region)
{
  const gsize first = prognosis_dataset_row (self, region, 0), n = self->signals->len * self->n_steps;

  for (gsize i = first; i < first + n; i++)
    {
      self->values[i] = NAN;
      self->flags[i] |= PROGNOSIS_FLAG_MISSING;
    }
}

PrognosisDataset *
prognosis_dataset_dup_part (const PrognosisDataset *self, gboolean totals, gboolean places)
{
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = prognosis_dataset_copy (self);
  for (gsize r = 0; r < copy->regions->len; r++)
    {
      PrognosisRegion *region = &g_array_index (copy->regions, PrognosisRegion, r);
      const gboolean is_kept = is_total (copy, r) ? totals && region->is_picked : places;

      if (!is_kept)
        clear_region (copy, r);
      if (is_kept && is_total (copy, r))
        make_place (copy, r);
      region->is_picked = FALSE;
    }
  prognosis_warnings_append (copy->warnings, self->warnings);
  return copy;
}
