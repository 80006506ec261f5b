/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-triangle.h"

#include <math.h>

#define MOST_DELAYS 7
/* Of a proportion and of a rate. */
#define UNIT_OF_PROPORTION 1e-5
#define UNIT_OF_RATE 1e-3

static gboolean
find_unit (PrognosisKind kind, double *unit)
{
  switch (kind)
    {
    case PROGNOSIS_KIND_INCIDENT:
    case PROGNOSIS_KIND_PREVALENCE: *unit = 1; return TRUE;
    case PROGNOSIS_KIND_RATE: *unit = UNIT_OF_RATE; return TRUE;
    case PROGNOSIS_KIND_PROPORTION: *unit = UNIT_OF_PROPORTION; return TRUE;
    case PROGNOSIS_KIND_CUMULATIVE:
    default: return FALSE;
    }
}

static gsize
get_delay (const PrognosisRevision *revision)
{
  return MIN ((gsize) (revision->report_day - revision->day) / 7, MOST_DELAYS - 1);
}

static void
fill (PrognosisTriangle *self, const PrognosisRevision *revisions, gsize n, gsize signal, double unit)
{
  for (gsize i = 0; i < n; i++)
    {
      const gsize week = (gsize) (revisions[i].day - self->first_day) / 7;
      double *cell = &self->increments[(revisions[i].region * self->n_weeks + week) * self->n_delays + get_delay (&revisions[i])];

      if (revisions[i].signal == signal)
        *cell = revisions[i].change / unit + (isnan (*cell) ? 0 : *cell);
    }
}

PrognosisTriangle *
prognosis_triangle_from_dataset (const PrognosisDataset *dataset, gsize signal, double *unit)
{
  gsize n, n_cells;
  const PrognosisRevision *revisions = prognosis_dataset_get_revisions (dataset, &n);
  PrognosisTriangle *self;

  if (n == 0 || prognosis_dataset_get_step_days (dataset) != 7
      || !find_unit (prognosis_dataset_get_signal (dataset, signal)->kind, unit))
    return NULL;
  self = g_new0 (PrognosisTriangle, 1);
  self->n_places = prognosis_dataset_get_n_regions (dataset);
  self->n_weeks = prognosis_dataset_get_n_steps (dataset);
  self->first_day = prognosis_dataset_get_day (dataset, 0);
  self->origin_day = prognosis_dataset_get_day (dataset, (gssize) self->n_weeks - 1);
  self->places = g_new0 (PrognosisTrianglePlace, self->n_places);
  for (gsize p = 0; p < self->n_places; p++)
    self->places[p].location = g_strdup (prognosis_region_get_key (prognosis_dataset_get_region (dataset, p)));
  for (gsize i = 0; i < n; i++)
    if (revisions[i].signal == signal)
      self->n_delays = MAX (self->n_delays, get_delay (&revisions[i]) + 1);
  if (self->n_delays < 2)
    {
      prognosis_triangle_free (self);
      return NULL;
    }
  n_cells = self->n_places * self->n_weeks * self->n_delays;
  self->increments = g_new (double, n_cells);
  for (gsize i = 0; i < n_cells; i++)
    self->increments[i] = NAN;
  fill (self, revisions, n, signal, *unit);
  return self;
}
