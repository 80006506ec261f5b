/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fit in progress that can be simulated like a finished one, from any thread and as long as it is referenced.
   Its data are lent by the original fit; what the search changes is copied. */

#include <math.h>
#include <string.h>

#include "prognosis-fit-private.h"

/* Clears what the search may free or change at any time. */
static void
forget (PrognosisRegionFit *region)
{
  region->robust_weight = region->cholesky = region->shape_map = region->information = region->losses = NULL;
  region->n_losses = region->n_rough = 0;
  region->notes = NULL;
  region->draws = NULL;
  if (region->has_data)
    region->stop = PROGNOSIS_STOP_CANCELLED;
}

/* Copies the results of the search for @region to the memory of this fit. */
static void
copy_found (PrognosisFit *self, gsize region, const PrognosisRegionFit *found)
{
  const PrognosisProblem *p = &self->problem;
  const gsize n = p->n_parameters;
  PrognosisRegionFit *mine = &self->regions[region];
  double *own = self->own + region * (3 * n + p->n_shape);

  *mine = *found;
  mine->start = memcpy (own, found->start, n * sizeof (double));
  mine->values = memcpy (own + n, found->values, n * sizeof (double));
  mine->prior_share = memcpy (own + 2 * n, found->prior_share, n * sizeof (double));
  mine->shape = own + 3 * n;
  if (p->n_shape)
    memcpy (mine->shape, found->shape, p->n_shape * sizeof (double));
  memcpy (self->values + region * n, found->values, n * sizeof (double));
  forget (mine);
}

PrognosisFit *
prognosis_fit_copy_so_far (PrognosisFit *fit)
{
  PrognosisFit *self = g_new0 (PrognosisFit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->notes_lock);
  self->made = prognosis_fit_ref (fit->made ? fit->made : fit);
  self->problem = fit->problem;
  self->n_regions = fit->n_regions;
  self->regions = g_new (PrognosisRegionFit, self->n_regions);
  self->values = g_new (double, self->n_regions * self->problem.n_parameters);
  self->own = g_new (double, self->n_regions *(3 * self->problem.n_parameters + self->problem.n_shape));
  for (gsize i = 0; i < self->n_regions; i++)
    copy_found (self, i, &fit->regions[i]);
  return self;
}

void
prognosis_fit_take_found (PrognosisFit *self, gsize region)
{
  g_return_if_fail (self->made != NULL);
  copy_found (self, region, &self->made->regions[region]);
}

void
prognosis_fit_free_so_far (PrognosisFit *self)
{
  g_free (self->regions);
  g_free (self->values);
  g_free (self->own);
  g_mutex_clear (&self->notes_lock);
  prognosis_fit_unref (self->made);
  g_free (self);
}
